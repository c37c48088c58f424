"""Lines that stand a level too deep or too shallow: which line it is, and where it belongs.

The parser gives up at the first line that fits nowhere, which is often the one after the slip; where it
reads on, the slip is a key in the wrong group. Here the neighbours say which line was moved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from thidua.diagnostics import Diagnostic, Place, Route
from thidua.records.location import Source

_LINE = re.compile(r"^(?P<lead> *)(?P<text>[^\s#][^\r\n]*)", re.MULTILINE)
_NAME = re.compile(r"(?:- +)*(?:\{ *code: *)?[\"']?(?P<name>[^\s:,\"'{}\[\]]+)")
_ERRORS = ("did not find expected key", "did not find expected '-' indicator", "mapping values are not allowed")
_NEAR = 40
"""How many lines up the neighbours are looked for."""


class _Line(NamedTuple):
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
    def name(self) -> str:
        found = _NAME.match(self.text)
        return found["name"] if found else self.text[:20]


def shifted_line(file: str, text: str, index: int, problem: str) -> Diagnostic | None:
    """The line that stands on the wrong column, where the parser gave up at `index`; None if that is not it."""
    if not any(error in problem for error in _ERRORS):
        return None
    line_start = text.rfind("\n", 0, index) + 1
    here = _lines(text, line_start)
    lines = [*_above(text, line_start), *here[:1]]
    if len(lines) < 2 or lines[-1].start + len(lines[-1].text) < index:  # noqa: PLR2004 - a line and its neighbour
        return None
    found = _too_deep(lines) if lines[-1].column > lines[-2].column else _too_shallow(lines, here[1:2])
    if found is None:
        return None
    line, column, neighbour = found
    how = "sâu" if line.column > column else "ít"
    return Diagnostic(
        "TD101",
        Place(file, span=(line.start, line.start + (1 if line.is_item else len(line.name)))),
        f"«{line.name}» thụt {how} hơn các dòng cùng cấp với nó: {line.column} dấu cách, cần {column}",
        hint=f"thụt dòng này bằng {column} dấu cách, thẳng cột với «{neighbour.name}»",
    )


def _above(text: str, end: int) -> list[_Line]:
    start = end
    for _ in range(_NEAR):
        start = text.rfind("\n", 0, max(start - 1, 0)) + 1
    return [line for line in _lines(text, start) if line.start < end]


def _lines(text: str, start: int) -> list[_Line]:
    end = start
    for _ in range(_NEAR):
        end = text.find("\n", end) + 1 or len(text)
    return [_Line(len(m["lead"]), m.start("text"), m["text"]) for m in _LINE.finditer(text, start, end)]


_Found = tuple[_Line, int, _Line]
"""The line that was moved, the column where it belongs, and a neighbour that stands there."""


def _too_deep(lines: Sequence[_Line]) -> _Found | None:
    *before, last = lines
    above = before[-1]
    if above.is_open:
        return None
    if len(before) > 1 and before[-2].column == last.column and before[-2].is_item == last.is_item:
        return above, last.column, last
    column = above.column + 2 if above.is_item and not last.is_item else above.column
    return (last, column, above) if last.column != column else None


def _too_shallow(lines: Sequence[_Line], after: Sequence[_Line]) -> _Found | None:
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


def misplaced(source: Source, route: Route, keys_at: Callable[[Route], list[str]]) -> str:
    """A hint for an unknown key that is known one level up or down; nothing where it is known nowhere near."""
    *outer, name = route
    value = _at(source.data, route)
    inner = set(value) if isinstance(value, dict) else set()
    if outer and inner and inner <= set(keys_at(tuple(outer))):
        return f"«{name}» thụt quá sâu nên nằm trong «{outer[-1]}»: đưa «{name}» ra thẳng cột với «{outer[-1]}»"
    before = source.group_above.get(route)
    if before is not None and inner and inner <= set(keys_at((*outer, before, "*"))):
        return f"«{name}» thụt ít quá nên nằm ngoài «{before}»: thụt vào thẳng cột với các mục của «{before}»"
    return ""


def _at(data: Any, route: Route) -> Any:
    for step in route:
        if isinstance(data, dict):
            data = data.get(step)
        else:
            data = data[step] if isinstance(data, list) and isinstance(step, int) else None
    return data
