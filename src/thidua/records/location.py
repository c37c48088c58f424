"""A file that was read, and where in its text a place stands: line, column, length."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from thidua.diagnostics import Place, Route

Span = tuple[int, int]
"""Start and end offset in the decoded text."""


class Source:
    """Tệp nguồn: one file as text, as plain data (None when it cannot be read), and its spans.

    `data` holds dict, list, str and None only. A key without a value is left out of its mapping but
    keeps its span in `keys`, so that a missing value can be shown where it is missing. `empty` are the
    routes of all such keys, and of list items without a value.
    """

    def __init__(
        self,
        file: str,
        text: str,
        data: Any = None,
        values: Mapping[Route, Span] = MappingProxyType({}),
        keys: Mapping[Route, Span] = MappingProxyType({}),
        empty: tuple[Route, ...] = (),
    ) -> None:
        self.file = file
        self.text = text
        self.data = data
        self.values = values
        self.keys = keys
        self.empty = empty
        self._lines: dict[int, str] = {}

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset of every line, worked out once however many places are looked for."""
        return [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", self.text))]

    def line_at(self, index: int) -> str:
        """One line, counted from 0, without its end; kept, for all of a file may stand in one line."""
        if index not in self._lines:
            starts = self.line_starts
            end = starts[index + 1] if index + 1 < len(starts) else len(self.text)
            self._lines[index] = self.text[starts[index] : end].rstrip("\r\n")
        return self._lines[index]

    @cached_property
    def group_above(self) -> Mapping[Route, str]:
        """For a key: the nearest one above it in the same group that holds a group itself."""
        above: dict[Route, str] = {}
        found: dict[Route, str] = {}
        groups = {route[:-1] for route in self.keys}
        for *outer, name in self.keys:
            inside = tuple(outer)
            if inside in above:
                found[(*inside, name)] = above[inside]
            if (*inside, name) in groups:
                above[inside] = str(name)
        return found

    @cached_property
    def key_at(self) -> dict[int, Span]:
        """The key that begins at an offset: a block mapping begins where its first key does."""
        return {span[0]: span for span in self.keys.values()}


class Location(NamedTuple):
    """Where a place stands in the text: line and column from 1, counted in characters."""

    line: int
    column: int
    length: int
    text: str


def locate(source: Source, place: Place) -> Location:
    """Line, column and length of a place; of the nearest enclosing one where it has no text."""
    start, end = span_of(source, place)
    starts = source.line_starts
    line = bisect_right(starts, start) - 1
    text = source.line_at(line)
    column = start - starts[line]
    length = max(1, min(end, starts[line] + len(text)) - start)
    return Location(line + 1, column + 1, length, text)


def span_of(source: Source, place: Place) -> Span:
    """Where a place begins and ends in the text; the nearest enclosing one where it has no text."""
    if place.span is not None:
        return place.span
    route = place.route
    if place.on == "key" and route in source.keys:
        return source.keys[route]
    while route:
        if route in source.values:
            start, end = source.values[route]
            if end > start:
                # The first key of a block mapping says better than the whole block where it begins.
                return source.key_at.get(start, (start, end))
        if route in source.keys:
            return source.keys[route]
        route = route[:-1]
    return (0, 0) if place.route else source.values.get((), (0, 0))
