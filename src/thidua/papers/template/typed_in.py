"""Chữ gõ sẵn: figures, dates and names that stand in a template where the tally's own belong.

A template is used every year and for every unit. What it says itself is read without its tags, and without what the
shipped template says too: a year, a date, a share, a number of units or papers, the number of a paper, a person's name
at the signature, and in what is repeated any figure at all are told. The number of a form, of an article, of a
telephone, of a list are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from thidua.diagnostics import Diagnostic, Place
from thidua.papers.proof.facts import is_person
from thidua.papers.template.safety import opened
from thidua.papers.template.tags import TAG, W, places, structure, text_of
from thidua.papers.word.render import WordTemplate, is_shipped, shipped_template
from thidua.papers.word.style_names import name_of, style_names

if TYPE_CHECKING:
    from thidua.papers.template.pairing import Tag

_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")
_STYLES = "word/styles.xml"

_HARMLESS = re.compile(
    r"\b(?:mẫu|biểu|phụ lục|điều|khoản|chương|mục|phần|trang|tờ|bản|khổ)(?: số)? [A-Z]?\d+(?:[.,/]\d+)*\b(?!/)"
    r"|\b30/2020/NĐ-CP\b"
    r"|^\s*(?:\d{1,2}[.)]|[-+*•])\s",
    re.IGNORECASE,
)
"""Numbers of forms, articles, pages, lists, and of the decree on official papers itself."""

_CONTACT = re.compile(
    r"\b(?:điện thoại|đt|tel|fax|email|thư điện tử|website|địa chỉ|đường|phố|mã số|tài khoản|hotline)\b", re.IGNORECASE
)
"""What a line with an address or a telephone has; its numbers are the office's own."""

_TYPED = re.compile(
    r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d"
    r"|\d+/(?:(?:19|20)\d\d/)?[A-ZĐ][\w-]*"
    r"|(?<![\d.,/])\d+(?:[.,]\d+)?\s*%"
    r"|(?<![\d.,/])\d+\s*/\s*\d+(?![\d/])"
    r"|(?<![\d.,/])\d+,\d+"
    r"|(?<![\d.,/-])(?:19|20)\d\d(?![\d])"
    r"|(?<![\d.,/])\d+(?: \([^)]*\))? (?:đơn vị|cơ quan|phiếu|thành viên|đại biểu|người|tập thể)"
)
_FIGURE = re.compile(r"\d[\d.,/%]*")

_SIGNED = re.compile(r"\.offices\b|\bsignature\.|\boffice\b")
_SIGNING = frozenset(("họ và tên người ký", "quyền hạn và chức vụ"))
"""Styles of what stands at a signature."""


def typed_in(template: WordTemplate, name: str) -> tuple[Diagnostic, ...]:
    """A reminder for each paragraph of a template with a fact of some year typed in; `name` is the shipped one's."""
    if is_shipped(template):
        return ()
    ours = {
        own for part in _parts(WordTemplate(name, shipped_template(name)))[0] for own in map(_own, part.iter(f"{W}p"))
    }
    parts, names = _parts(template)
    return tuple(told for part in parts for told in _in_part(template.file, part, ours, names))


def _parts(template: WordTemplate) -> tuple[list[Any], Any]:
    """The parts that are printed, the body first, and the names of the styles."""
    found, _ = opened(template.file, template.content)
    if found is None:
        return [], {}
    wanted = sorted(name for name in found.trees if _PARTS.fullmatch(name))
    return [found.trees[name] for name in wanted], style_names(found.trees.get(_STYLES))


def _own(paragraph: Any) -> str:
    """What a paragraph says itself, each tag a gap."""
    return TAG.sub("\u0001", text_of(paragraph)).strip()


def _in_part(file: str, root: Any, ours: set[str], names: Any) -> Iterator[Diagnostic]:
    known = places(root)
    for paragraph, loops in _within_loops(root):
        own = _own(paragraph)
        if own in ours:
            continue
        found = _figures(own, repeated=bool(loops))
        if found:
            yield _told(Place(file, cell=known[paragraph]), found, own, loops)
        elif is_person(own) and _at_signature(paragraph, names):
            yield _named(Place(file, cell=known[paragraph]), own)


def _within_loops(root: Any) -> Iterator[tuple[Any, tuple[Tag, ...]]]:
    """Every paragraph with the loops it is repeated by."""
    by: dict[Any, list[Tag]] = {}
    for one in structure(root)[0]:
        by.setdefault(one.tag.paragraph, []).append(one.tag)
    around: list[Tag] = []
    for paragraph in root.iter(f"{W}p"):
        loops = list(around)
        for tag in by.get(paragraph, ()):
            if tag.word == "for":
                around.append(tag)
                loops.append(tag)
            elif tag.word == "endfor" and around:
                around.pop()
        yield paragraph, tuple(loops)


def _figures(own: str, *, repeated: bool) -> list[str]:
    """The figures of a text that belong to a year or a unit."""
    if _CONTACT.search(own):
        return []
    left = _HARMLESS.sub(" ", own)
    return [match[0].strip() for match in (_FIGURE if repeated else _TYPED).finditer(left)]


def _at_signature(paragraph: Any, names: Any) -> bool:
    """Whether a paragraph stands where somebody signs: by its style, or beside the signer's office."""
    if name_of(paragraph, names).casefold() in _SIGNING:
        return True
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    return cell is not None and any(_SIGNED.search(text_of(one)) for one in cell.iter(f"{W}p"))


def _told(place: Place, found: list[str], own: str, loops: tuple[Tag, ...]) -> Diagnostic:
    quoted = ", ".join(f"«{text}»" for text in dict.fromkeys(found))
    if loops:
        message = f"mẫu gõ sẵn {quoted} trong phần lặp «{loops[-1].written}»: mục nào cũng in như vậy"
        return Diagnostic("TD816", place, message, hint="in bằng thẻ của từng mục; tên biến ở docs/templates.md")
    if own.casefold().startswith("căn cứ"):
        hint = "ghi căn cứ ở regulation.yaml (legal_bases) của từng năm; mẫu in bằng vòng lặp qua bases"
        return Diagnostic("TD816", place, f"mẫu gõ sẵn căn cứ có {quoted}: năm sau có thể không còn đúng", hint=hint)
    hint = "thay bằng thẻ như trong mẫu gốc; tên biến ở docs/templates.md"
    return Diagnostic("TD816", place, f"mẫu gõ sẵn {quoted}: năm nào cũng in như vậy", hint=hint)


def _named(place: Place, name: str) -> Diagnostic:
    message = f"mẫu gõ sẵn «{name}» ở chỗ ký: người ký thay đổi thì văn bản vẫn in như vậy"
    hint = "ghi người ký ở report.yaml (signer); mẫu in bằng thẻ như {{ signature.name }}"
    return Diagnostic("TD816", place, message, hint=hint)
