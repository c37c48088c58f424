"""Lines that stand a level too deep or too shallow: which line it is, and where it belongs.

The parser gives up at the first line that fits nowhere, which is often the one after the slip. Here the
neighbours say which line was moved; where the parser reads on, the slip is a key in the wrong group (`misplaced`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from thidua.diagnostics import Diagnostic, Place

_LINE = re.compile(r"^(?P<lead> *)(?P<text>[^\s#][^\r\n]*)", re.MULTILINE)
_NAME = re.compile(r"(?:- +)*(?:\{ *code: *)?[\"']?(?P<name>[^\s:,\"'{}\[\]]+)")
_ERRORS = ("did not find expected key", "did not find expected '-' indicator", "mapping values are not allowed")
_NEAR = 40
"""How many lines up the neighbours are looked for."""


class Line(NamedTuple):
    """Một dòng có chữ: where its text begins, how far it is indented, and the text without its end."""

    column: int
    start: int
    text: str

    @property
    def is_item(self) -> bool:
        return self.text.startswith("- ")

    @property
    def is_open(self) -> bool:
        """Whether something must follow, one level deeper."""
        return self.text.split(" #")[0].rstrip().endswith((":", ",", "{", "[", "|", ">"))

    @property
    def bare(self) -> str:
        """The text behind its dashes."""
        return re.sub(r"^(?:- +)+", "", self.text)

    @property
    def inner(self) -> int:
        """The column of the first key behind the dashes."""
        return self.column + len(self.text) - len(self.bare)

    @property
    def name(self) -> str:
        found = _NAME.match(self.text)
        return found["name"] if found else self.text[:20]


def shifted_line(file: str, text: str, index: int, problem: str) -> Diagnostic | None:
    """The line that stands on the wrong column, where the parser gave up at `index`; None if that is not it."""
    if not any(error in problem for error in _ERRORS):
        return None
    line_start = text.rfind("\n", 0, index) + 1
    here = lines_from(text, line_start)
    lines = [*lines_above(text, line_start), *here[:1]]
    if len(lines) < 2 or lines[-1].start + len(lines[-1].text) < index:  # noqa: PLR2004 - a line and its neighbour
        return None
    found = _too_deep(lines) if lines[-1].column > lines[-2].column else _too_shallow(lines, here[1:2])
    if found is None:
        return None
    line, column, neighbour = found
    if line.column == column:
        return None
    how = "sâu" if line.column > column else "ít"
    return Diagnostic(
        "TD101",
        Place(file, span=(line.start, line.start + (1 if line.is_item else len(line.name)))),
        f"«{line.name}» thụt {how} hơn các dòng cùng cấp với nó: {line.column} dấu cách, cần {column}",
        hint=f"thụt dòng này bằng {column} dấu cách, thẳng cột với «{neighbour.name}»",
    )


def lines_above(text: str, end: int) -> list[Line]:
    """The lines with text that end before `end`, as many as matter."""
    start = end
    for _ in range(_NEAR):
        start = text.rfind("\n", 0, max(start - 1, 0)) + 1
    return [line for line in lines_from(text, start) if line.start < end]


def lines_from(text: str, start: int) -> list[Line]:
    """The lines with text from `start` on, as many as matter."""
    end = start
    for _ in range(_NEAR):
        end = text.find("\n", end) + 1 or len(text)
    return [Line(len(m["lead"]), m.start("text"), m["text"]) for m in _LINE.finditer(text, start, end)]


_Found = tuple[Line, int, Line]
"""The line that was moved, the column where it belongs, and a neighbour that stands there."""


def _too_deep(lines: Sequence[Line]) -> _Found | None:
    *before, last = lines
    above = before[-1]
    if above.is_open:
        return None
    if len(before) > 1 and before[-2].is_open and before[-2].column == above.column and not above.is_item:
        return above, last.column, last
    if len(before) > 1 and before[-2].column == last.column and before[-2].is_item == last.is_item:
        return above, last.column, last
    column = above.column + 2 if above.is_item and not last.is_item else above.column
    return (last, column, above) if last.column != column else None


def _too_shallow(lines: Sequence[Line], after: Sequence[Line]) -> _Found | None:
    *before, last = lines
    goes_on = any(line.column == last.column for line in after)
    parent = next((at for at in reversed(range(len(before))) if before[at].column < last.column), None)
    if parent is None:
        return None
    block = before[parent + 1 :]
    if last.is_item and before[-1].is_item and before[-1].text[:3] == last.text[:3]:
        return last, before[-1].column, before[-1]
    if last.is_item and before[parent].is_item:
        return last, before[parent].column, before[parent]
    if not last.is_item and block[:1] and block[0].is_item and block[0].column == last.column:
        return last, last.column + 2, before[-1]
    if not block or block[0].column <= last.column:
        return None
    sibling = next((line for line in reversed(before[:parent]) if line.column <= last.column), None)
    if sibling is not None and sibling.column == last.column and before[parent].is_open:
        return before[parent], last.column, last
    first = [line for line in block if line.column == block[0].column]
    return (first[0], last.column, last) if len(first) == 1 and goes_on else (last, first[0].column, first[0])


def column_for(text: str, line_start: int) -> int:
    """How far the line is to be indented, by its neighbours: it begins with a tab, which says nothing."""
    above = lines_above(text, line_start)
    line_end = text.find("\n", line_start)
    here = text[line_start : line_end if line_end >= 0 else len(text)].strip()
    below = lines_from(text, line_end + 1)[:1] if line_end >= 0 else []
    if not above:
        return 0
    last, is_item = above[-1], here.startswith("- ")
    if here.endswith(":") and below and below[0].column > 0 and not below[0].is_item:
        return max(below[0].column - 2, 0)
    if last.is_open:
        beside = below and below[0].column > last.inner and below[0].is_item == is_item
        return below[0].column if beside else last.inner + 2
    if is_item:
        return next((one.column for one in reversed(above) if one.is_item), last.inner)
    return last.inner
