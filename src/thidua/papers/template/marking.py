"""Ghi chú vào mẫu: a copy of a template with a Word comment at every spot that something is wrong with."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from thidua.papers.template.tags import W, places
from thidua.papers.word.render import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thidua.diagnostics import Diagnostic

AUTHOR, INITIALS = "thidua", "TD"
SUFFIX = "-ghi-chu"
"""What the name of a marked copy ends with."""

UNMARKED = frozenset(("TD801", "TD808"))
"""A file that cannot be read, or is not safe, is not written again."""


def marked(content: bytes, problems: Iterable[Diagnostic]) -> bytes | None:
    """The template with its problems as comments; what stands in no paragraph of the body, at the first one.

    The same template and problems give the same bytes: comments carry no date. None when Word's parts do not hold
    together well enough to be written again.
    """
    try:
        document = Document(io.BytesIO(content))
        body = {place: paragraph for paragraph, place in reversed(places(document.element).items())}
        first = next(iter(document.element.iter(f"{W}p")))
        for problem in problems:
            place = problem.place.cell
            anchor = body.get(place)
            words = _words(problem, place if anchor is None else "")
            comment = document.comments.add_comment(words, author=AUTHOR, initials=INITIALS)
            comment._comment_elm.attrib.pop(qn("w:date"), "")  # noqa: SLF001 - python-docx always dates it by the clock
            _attach(first if anchor is None else anchor, comment.comment_id)
        stream = io.BytesIO()
        document.save(stream)
        return pack(unpack(stream.getvalue()))
    except Exception:  # noqa: BLE001 - whatever a broken template makes the library say, it is the template
        return None


def _words(problem: Diagnostic, place: str) -> str:
    """A problem as a comment says it; `place` where the comment cannot stand at it."""
    lines = [f"{place}: {problem.message}" if place else problem.message]
    if problem.hint:
        lines.append(f"Gợi ý: {problem.hint}")
    lines.append(f"Giải thích: thidua explain {problem.code}")
    return "\n".join(lines)


def _attach(paragraph: Any, identity: int) -> None:
    """Anchor a comment to all of a paragraph, also to an empty one."""
    start, end = OxmlElement("w:commentRangeStart"), OxmlElement("w:commentRangeEnd")
    run, reference = OxmlElement("w:r"), OxmlElement("w:commentReference")
    for node in (start, end, reference):
        node.set(qn("w:id"), str(identity))
    run.append(reference)
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
    paragraph.append(end)
    paragraph.append(run)
