"""Thẻ trong mẫu: where the tags of a Word template stand, and whether each that opens is closed in the same place.

The template engine sees one long text and drops what it cannot place: words beside a `{%p %}`, a tag without its
closing braces, a loop from a cell into the page. Here each of them is found before it runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_COMMAND = re.compile(r"\{%(?P<kind>[a-z]*)-?\s+(?P<word>\w+)[^{}]*%\}")
_WHOLE = re.compile(r"\s*\{%(?:p|tr)\s[^{}]*%\}\s*")
_OPENS = {"if": "endif", "for": "endfor"}
_SPECIAL = re.compile(
    r"\{[{%#](?!p\s|tr\s)[a-z]+\s|\{[{#](?:p|tr)\s|\{[{%#]-|-[}%#]\}|\{#|\{%\s*(?:colspan|cellbg|hm|vm)\b"
)


class Misplaced(NamedTuple):
    """Thẻ sai chỗ: the paragraph it stands in, what is wrong."""

    paragraph: Any
    message: str


def text_of(node: Any) -> str:
    """The text of a paragraph, row or cell."""
    return "".join(part.text or "" for part in node.iter(f"{W}t"))


def misplaced(root: Any) -> Iterator[Misplaced]:
    """Every tag of a part that stands where it cannot work."""
    for paragraph in root.iter(f"{W}p"):
        yield from _in_paragraph(paragraph)
    for container in root.iter(f"{W}body", f"{W}tc", f"{W}hdr", f"{W}ftr"):
        yield from _pairs("p", ((child, text_of(child)) for child in container if child.tag == f"{W}p"))
    for table in root.iter(f"{W}tbl"):
        rows = ((next(row.iter(f"{W}p")), text_of(row)) for row in table if row.tag == f"{W}tr")
        yield from _pairs("tr", rows)


def _in_paragraph(paragraph: Any) -> Iterator[Misplaced]:
    text = text_of(paragraph)
    if "{" not in text and "}" not in text:
        return
    shown = " ".join(text.split())[:60]
    if not _balanced(text):
        yield Misplaced(paragraph, f"thẻ mở mà không đóng, hoặc đóng mà không mở: «{shown}»")
    elif _SPECIAL.search(text):
        yield Misplaced(paragraph, f"mẫu chỉ dùng các thẻ {{{{ }}}}, {{% %}}, {{%p %}}, {{%tr %}}: «{shown}»")
    elif re.search(r"\{%(?:p|tr)\s", text) and not _WHOLE.fullmatch(text):
        yield Misplaced(paragraph, f"thẻ {{%p %}} hoặc {{%tr %}} phải đứng một mình: «{shown}»")
    else:
        yield from _pairs("", [(paragraph, text)])


def _balanced(text: str) -> bool:
    """Whether `{{ }}` and `{% %}` open and close in turn, none inside another."""
    return not re.search(r"[{}]{2}|\{%|%\}", re.sub(r"\{\{[^{}]*\}\}|\{%[^{}]*?%\}|\{#.*?#\}", "", text))


def _pairs(kind: str, places: Iterable[tuple[Any, str]]) -> Iterator[Misplaced]:
    """`for` and `if` of one kind in one container: each must be closed in it, in the right order."""
    waiting: list[tuple[str, Any]] = []
    for paragraph, text in places:
        for command in _COMMAND.finditer(text):
            word = command["word"]
            if command["kind"] != kind:
                continue
            if word in _OPENS:
                waiting.append((word, paragraph))
            elif word in {"else", "elif"} and not waiting:
                yield Misplaced(paragraph, f"thẻ {word} không có if ở cùng chỗ (đoạn, ô, bảng)")
            elif word in _OPENS.values():
                if waiting and _OPENS[waiting[-1][0]] == word:
                    waiting.pop()
                else:
                    yield Misplaced(paragraph, f"thẻ {word} không có thẻ mở ở cùng chỗ (đoạn, ô, bảng)")
    for word, paragraph in waiting:
        yield Misplaced(paragraph, f"thẻ {word} không được đóng bằng {_OPENS[word]} ở cùng chỗ (đoạn, ô, bảng)")


def where(paragraph: Any) -> str:
    """`đoạn 12`, or `bảng 2, dòng 3, ô 1`, counted from the top of the part; a header says that it is one."""
    root = paragraph.getroottree().getroot()
    top = "" if root.tag == f"{W}document" else "đầu hoặc cuối trang, "
    table = next(paragraph.iterancestors(f"{W}tbl"), None)
    if table is None:
        outside = [p for p in root.iter(f"{W}p") if next(p.iterancestors(f"{W}tbl"), None) is None]
        return f"{top}đoạn {outside.index(paragraph) + 1}"
    row = next(paragraph.iterancestors(f"{W}tr"))
    cell = next(paragraph.iterancestors(f"{W}tc"))
    numbers = (
        list(root.iter(f"{W}tbl")).index(table) + 1,
        [child for child in table if child.tag == f"{W}tr"].index(row) + 1,
        [child for child in row if child.tag == f"{W}tc"].index(cell) + 1,
    )
    return "{}bảng {}, dòng {}, ô {}".format(top, *numbers)


def find(root: Any, words: str, mark: str = "") -> str:
    """Where the words of a tag (that begins with `mark`) stand; only the kind of part when they are not found."""
    begins = re.escape(mark) or r"\{[{%]"
    tag = re.compile(rf"{begins}[^{{}}]*?(?<![\w.]){re.escape(words)}(?![\w.])")
    for paragraph in root.iter(f"{W}p"):
        if words and tag.search(text_of(paragraph)):
            return where(paragraph)
    return "" if root.tag == f"{W}document" else "đầu hoặc cuối trang"


_ANY = re.compile(r"\{\{[^{}]*\}\}|\{%(?:p|tr)?(?P<command>\s+(?P<word>\w+)[^{}]*%\})")
_COMPLETE = {
    "for": ("", "{% endfor %}"), "if": ("", "{% endif %}"), "elif": ("{% if x %}", "{% endif %}"),
    "else": ("{% if x %}", "{% endif %}"), "endif": ("{% if x %}", ""), "endfor": ("{% for x in y %}", ""),
}  # fmt: skip


def refused(root: Any, allowed: Callable[[str], bool]) -> Iterator[str]:
    """Where each tag stands that is not `allowed` when it is read alone, made whole by what belongs to it."""
    for paragraph in root.iter(f"{W}p"):
        for tag in _ANY.finditer(text_of(paragraph)):
            before, after = _COMPLETE.get(tag["word"] or "", ("", ""))
            own = f"{{%{tag['command']}" if tag["command"] else tag[0]
            if not allowed(f"{before}{own}{after}"):
                yield where(paragraph)
