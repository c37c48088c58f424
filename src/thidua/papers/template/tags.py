"""Thẻ trong mẫu: where the tags of a Word template stand, and whether each that opens is closed in the same place.

The template engine sees one long text and drops what it cannot place: words beside a `{%p %}`, a tag without its
closing braces, a loop from a cell into the page. Here each of them is found before it runs.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any

from thidua.papers.template.pairing import WORDS, Misplaced, Pairing, Standing, Tag, shown

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

MOST = 200
"""Problems told of one part; whoever has more is not helped by reading on."""

TAG = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*?%\}|\{#[^{}]*#\}")
_TORN = re.compile(r"\{+[^{}]*\}*|\}+")
_WITHIN = re.compile(
    r"\{%(?P<trim>[-+]?)(?P<kind>(?:p|tr|tc|r)\s|\s(?:p|tr|tc|r)\s)?\s*(?P<word>\w*)(?P<rest>.*)", re.DOTALL
)
_PRINTED = re.compile(r"\{\{(?P<trim>[-+]?)(?P<kind>(?:p|tr|tc|r)\s)?\s*(?P<word>\w*)(?P<rest>.*)", re.DOTALL)
_LOST = tuple(f"{W}{name}" for name in ("drawing", "pict", "object", "sectPr"))


def text_of(paragraph: Any) -> str:
    """The text of a paragraph itself, without the text boxes anchored in it."""
    return "".join(
        part.text or "" for part in paragraph.iter(f"{W}t") if next(part.iterancestors(f"{W}p"), None) is paragraph
    )


def is_command(text: str) -> bool:
    """Whether a paragraph holds nothing but a tag that disappears with it."""
    return re.fullmatch(r"\s*\{%(?:p|tr)\s[^{}]*%\}\s*", text) is not None


# --- reading ----------------------------------------------------------------------------------


def structure(root: Any) -> tuple[tuple[Standing, ...], tuple[Misplaced, ...]]:
    """Every tag of a part with the tags open around it, and what is wrong with their writing and their places."""
    pairing = Pairing()
    for at, paragraph in enumerate(root.iter(f"{W}p")):
        text = text_of(paragraph)
        if "{" in text or "}" in text:
            for tag, faults in _in_paragraph(paragraph, text):
                pairing.found += [(at, fault) for fault in faults]
                pairing.add(at, tag)
    pairing.finish()
    found = sorted(pairing.found, key=lambda entry: entry[0])
    return tuple(pairing.standing), tuple(fault for _, fault in found[:MOST])


def _in_paragraph(paragraph: Any, text: str) -> Iterator[tuple[Tag | None, list[Misplaced]]]:
    """Each tag of a paragraph, whole or torn, with what is wrong with it alone."""
    end = 0
    torn = False
    for whole in TAG.finditer(text):
        pieces = list(_torn(paragraph, text[end : whole.start()], torn=torn))
        torn = torn or bool(pieces)
        yield from pieces
        tag, faults = _tag(paragraph, whole[0])
        nested = bool(pieces) and text[: whole.start()].rstrip().endswith(("{{", "{%"))
        yield (tag._replace(plain="") if tag is not None and nested else tag), faults
        end = whole.end()
    rest = list(_torn(paragraph, text[end:], torn=torn))
    torn = torn or bool(rest)
    yield from rest
    if re.search(r"\{%(?:p|tr)\s", text) and not torn and not is_command(text):
        message = f"thẻ {{%p %}} hoặc {{%tr %}} phải đứng một mình: «{shown(text)}»"
        yield None, [Misplaced(paragraph, message, "chữ đứng cạnh sẽ mất khi in; đưa thẻ sang đoạn (dòng) riêng")]
    elif is_command(text) and any(next(paragraph.iter(name), None) is not None for name in _LOST):
        message = f"đoạn chứa thẻ «{shown(text)}» còn có hình hoặc ngắt phần, sẽ mất khi in"
        yield None, [Misplaced(paragraph, message, "đưa thẻ sang đoạn riêng")]


def _torn(paragraph: Any, text: str, *, torn: bool) -> Iterator[tuple[Tag | None, list[Misplaced]]]:
    """Braces that make no tag; closing ones alone are told only where no opening one was."""
    for piece in _TORN.finditer(text):
        written = piece[0]
        if written.startswith("}"):
            if torn:
                continue
            written = text[max(0, piece.start() - 40) : piece.end()]
        torn = True
        message = f"thẻ mở mà không đóng, hoặc đóng mà không mở: «{shown(written)}»"
        hint = "mở bằng {{ thì đóng bằng }}, mở bằng {% thì đóng bằng %}; ngoài thẻ không dùng dấu { }"
        word = re.match(r"\{+%?-?(?P<kind>p\s|tr\s)?\s*(?P<word>for|if|elif|else|endfor|endif)\b", piece[0])
        tag = Tag(paragraph, piece[0], (word["kind"] or "").strip(), word["word"], "") if word else None
        yield tag, [Misplaced(paragraph, message, hint)]


def _tag(paragraph: Any, written: str) -> tuple[Tag | None, list[Misplaced]]:
    """A tag with both its braces."""
    if written.startswith("{#"):
        return None, [Misplaced(paragraph, f"mẫu không dùng thẻ ghi chú {{# #}}: «{shown(written)}»", "xóa thẻ này")]
    commands = written.startswith("{%")
    found = (_WITHIN if commands else _PRINTED).match(written)
    assert found is not None  # noqa: S101 - both patterns match whatever `TAG` matches
    kind, word = found["kind"] or "", found["word"]
    fault = _spelling(paragraph, written, kind, trimmed=bool(found["trim"]) or written[-3] in "-+")
    if not commands:
        if word in WORDS and found["rest"].strip(" }"):
            message = f"{word} phải viết trong {{% %}}: «{shown(written)}»"
            return Tag(paragraph, written, "", word, ""), [Misplaced(paragraph, message)]
        return Tag(paragraph, written, "", "", "" if fault else written), fault
    if word not in WORDS:
        meant, told = _meant(paragraph, written, word, found["rest"])
        return Tag(paragraph, written, kind.strip(), meant, ""), fault or [told]
    plain = "" if fault else f"{{% {word}{found['rest']}"
    return Tag(paragraph, written, kind.strip(), word, plain), fault


def _spelling(paragraph: Any, written: str, kind: str, *, trimmed: bool) -> list[Misplaced]:
    """Marks behind the braces that the template engine knows and a paper does not need."""
    begins = written[:2]
    if begins == "{%" and kind[:1].isspace() and kind.strip() in {"p", "tr"}:
        message = f"viết liền {{%{kind.strip()}, không có dấu cách sau {{%: «{shown(written)}»"
        return [Misplaced(paragraph, message)]
    if begins == "{%" and kind and not kind.endswith(" "):
        message = f"sau {{%{kind.strip()} phải là một dấu cách thường: «{shown(written)}»"
        return [Misplaced(paragraph, message, "xóa khoảng trắng ấy rồi gõ lại bằng phím cách")]
    if trimmed or (kind and (begins == "{{" or kind.strip() in {"tc", "r"})):
        return [
            Misplaced(paragraph, f"mẫu chỉ dùng các thẻ {{{{ }}}}, {{% %}}, {{%p %}}, {{%tr %}}: «{shown(written)}»")
        ]
    return []


def _meant(paragraph: Any, written: str, word: str, rest: str) -> tuple[str, Misplaced]:
    """The word that was probably meant by one that is none, and what to say."""
    joined = word + rest.split("%", maxsplit=1)[0].strip() if word == "end" else word
    near = joined if joined in WORDS else next(iter(difflib.get_close_matches(joined.lower(), WORDS, 1, 0.7)), "")
    hint = f"có phải là «{near}»?" if near else ""
    if re.fullmatch(r"[.\w]*\s*%\}", rest) and not near and word:
        hint = f"in một biến thì viết {{{{ {word}{rest.removesuffix('%}').strip()} }}}}"
    message = f"không có thẻ lệnh «{joined}»; chỉ có for và if: «{shown(written)}»"
    return near, Misplaced(paragraph, message, hint)


# --- places -----------------------------------------------------------------------------------

BOXED = ", khung chữ"
_PARTS = {
    "hdr": "đầu trang, ",
    "ftr": "cuối trang, ",
    "footnotes": "chú thích chân trang, ",
    "endnotes": "chú thích cuối bài, ",
}


def part_name(root: Any) -> str:
    """`đầu trang, ` and its like before a place outside the body."""
    return _PARTS.get(root.tag.removeprefix(W), "")


def places(root: Any) -> dict[Any, str]:
    """Every paragraph of a part with its place, in reading order: `đoạn 12`, `bảng 2, dòng 3, ô 1`.

    Counted from the top of the part; where a cell holds several paragraphs the place says which, and a text box has
    the place of the paragraph it is anchored in.
    """
    top = part_name(root)
    cells = _cells(root)
    counted: dict[Any, int] = {}
    found: dict[Any, tuple[Any, str]] = {}
    for paragraph in root.iter(f"{W}p"):
        around = next(paragraph.iterancestors(f"{W}p"), None)
        if around is not None:
            found[paragraph] = (None, f"{_whole(found[around], counted).removesuffix(BOXED)}{BOXED}")
            continue
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        counted[cell] = counted.get(cell, 0) + 1
        number = f"đoạn {counted[cell]}"
        found[paragraph] = (None, top + number) if cell is None else (cell, f"{top}{cells[cell]}, {number}")
    return {paragraph: _whole(place, counted) for paragraph, place in found.items()}


def _whole(place: tuple[Any, str], counted: dict[Any, int]) -> str:
    """The place without its paragraph where a cell has only the one."""
    cell, text = place
    return text.removesuffix(", đoạn 1") if cell is not None and counted[cell] == 1 else text


def _cells(root: Any) -> dict[Any, str]:
    """Every cell of a part by table, row and cell number; a table within a cell has a number of its own."""
    tables: dict[Any, int] = {}
    rows: dict[Any, int] = {}
    done: dict[Any, int] = {}
    found: dict[Any, str] = {}
    for node in root.iter(f"{W}tbl", f"{W}tr", f"{W}tc"):
        if node.tag == f"{W}tbl":
            tables[node] = len(tables) + 1
            continue
        over = next(node.iterancestors(f"{W}tbl" if node.tag == f"{W}tr" else f"{W}tr"), None)
        done[over] = done.get(over, 0) + 1
        if node.tag == f"{W}tr":
            rows[node] = done[over]
        else:
            table = next(node.iterancestors(f"{W}tbl"), None)
            found[node] = f"bảng {tables.get(table, 0)}, dòng {rows.get(over, 0)}, ô {done[over]}"
    return found


BORROWED = "_"
"""The variable that stands in where a tag is read without the one it belongs to."""

_COMPLETE = {
    "for": ("", "{% endfor %}"), "if": ("", "{% endif %}"), "elif": ("{% if _ %}", "{% endif %}"),
    "else": ("{% if _ %}", "{% endif %}"), "endif": ("{% if _ %}", ""), "endfor": ("{% for _ in _ %}", ""),
}  # fmt: skip


def complete(tag: Tag) -> str:
    """A tag made whole by what belongs to it, to be read alone."""
    before, after = _COMPLETE.get(tag.word, ("", ""))
    return f"{before}{tag.plain}{after}"
