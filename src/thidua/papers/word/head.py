"""Đầu văn bản vừa khổ: the two columns at the head of a page get their widths, and their sizes, from their words.

Place and date, the nation's name and the number each stay on one line; the two blocks never touch; the names on the
left take the fewest lines, of even length. Where the usual sizes leave no room, all move together to the smaller
ones that the decree allows. An office's template is changed only where its words would not fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from thidua.papers.template.tags import W
from thidua.papers.word.nd30 import MM_PER_POINT, RULE_NAME, TWIPS_PER_POINT, Component, component_named, twips
from thidua.papers.word.sizes import StyleSizes, own_size
from thidua.papers.word.style_names import StyleNames, name_of
from thidua.papers.word.widths import broken, even_room, text_width

GAP = 3.0
"""Millimetres by which the right column is wider than its words, the left one by half of it: the blocks never touch."""

FEW = 4
"""Lines of names that are not worth smaller letters."""

SLACK = 0.6
"""Millimetres by which a font may be wider than its measures before a line breaks elsewhere."""

COLUMNS = 2
SIDES = ("left", "right")

WHOLE = frozenset(("QuocHieu", "TieuNgu", "TieuDeDang", "DiaDanh", "SoKyHieu"))
"""What stays on one line."""

NAMES = frozenset(("CoQuanChuQuan", "CoQuanBanHanh"))
"""What may take several lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """Một đoạn ở đầu văn bản: in which column it stands, and at how many points."""

    paragraph: Any
    kind: Component
    text: str
    column: int
    size: float
    movable: bool

    @property
    def smaller(self) -> Line:
        """At the smaller size of the decree, where it is printed at the usual one."""
        least = self.kind.sizes[0]
        return replace(self, size=least) if self.movable and self.size == self.kind.size > least else self

    @property
    def width(self) -> float:
        return text_width(self.text, self.size, self.kind.cut)

    @property
    def least(self) -> float:
        """The narrowest room: all of it, or the longest word of a name."""
        words = [self.text] if self.kind.code in WHOLE else self.text.split(" ")
        return max(text_width(word, self.size, self.kind.cut) for word in words)

    def lines_in(self, room: float) -> int:
        return len(broken(self.text, self.size, room, self.kind.cut))


@dataclass(frozen=True, slots=True)
class Fit:
    """Một cách xếp: the lines at their sizes, and the widths (mm) of the two columns that they need."""

    lines: tuple[Line, ...]
    left: float
    right: float
    fits: bool
    broken: int

    @property
    def names(self) -> Iterator[Line]:
        return (line for line in self.lines if line.kind.code in NAMES)


def fit_head(tree: Any, names: StyleNames, sizes: StyleSizes, *, movable: bool = True) -> None:
    """Every head on a rendered page; `movable`: its sizes may be the smaller ones."""
    for table in tree.iter(f"{W}tbl"):
        lines = tuple(_lines(table, names, sizes, movable=movable))
        grid = [_number(column, "w") for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        if len(grid) == COLUMNS and {0, 1} <= {line.column for line in lines} and _regular(table):
            _fit(table, lines, grid, names, sizes)


def _lines(table: Any, names: StyleNames, sizes: StyleSizes, *, movable: bool) -> Iterator[Line]:
    """The parts of a head in a table; nothing for any other table."""
    for row in table.iterfind(f"{W}tr"):
        for column, cell in enumerate(row.iterfind(f"{W}tc")):
            for paragraph in cell.iterfind(f"{W}p"):
                name = name_of(paragraph, names)
                kind = component_named(name)
                text = " ".join("".join(piece.text or "" for piece in paragraph.iter(f"{W}t")).split(" "))
                if kind is not None and kind.code in WHOLE | NAMES and text:
                    own = own_size(paragraph)
                    size = sizes.of(name) if own is None else own
                    yield Line(paragraph, kind, text, column, size, movable and own is None)


def _regular(table: Any) -> bool:
    return all(len(row.findall(f"{W}tc")) == COLUMNS for row in table.iterfind(f"{W}tr"))


def _fit(table: Any, lines: tuple[Line, ...], grid: list[int], names: StyleNames, sizes: StyleSizes) -> None:
    margin = _margin(table)
    total = _millimetres(sum(grid))
    usual = _measured(lines, total, margin)
    smaller = _measured([line.smaller for line in lines], total, margin)
    fit = min((usual, smaller), key=lambda found: (not found.fits, max(found.broken, FEW)))
    for before, line in zip(lines, fit.lines, strict=True):
        if line.size != before.size:
            sizes.put(line.kind.name, line.size)
    given = _millimetres(grid[0])
    kept = fit.right <= _millimetres(grid[1]) and _broken(fit.names, given - margin - GAP / 2) == fit.broken
    left = given if kept and fit.fits else fit.left
    if left != given:
        _resize(table, (twips(left), sum(grid) - twips(left)), names)
    for line in fit.names:
        _even(line, left - margin)


def _measured(lines: Iterable[Line], total: float, margin: float) -> Fit:
    """The right column as narrow as its words allow, the left one with all that is left."""
    kept = tuple(lines)
    least, right = (max(line.least for line in kept if line.column == at) + margin for at in range(COLUMNS))
    least += GAP / 2
    left = total - right - GAP
    fits = left >= least
    if not fits:
        left = min(least, total / 2)
    found = Fit(kept, left, total - left, fits, 0)
    return replace(found, broken=_broken(found.names, left - margin - GAP / 2))


def _broken(names: Iterable[Line], room: float) -> int:
    return sum(line.lines_in(room) for line in names)


def _even(line: Line, room: float) -> None:
    """A name of several lines stands in a room just wide enough for them; indents of the office's own are kept."""
    if line.width <= room - GAP / 2:
        return
    indent = line.paragraph.find(f"{W}pPr/{W}ind")
    if indent is not None:
        return
    side = (room - even_room(line.text, line.size, room - GAP / 2, line.kind.cut) - SLACK) / 2
    made = indent_of(line.paragraph)
    for name in SIDES:
        made.set(f"{W}{name}", str(max(twips(side), 0)))


def _resize(table: Any, widths: tuple[int, int], names: StyleNames) -> None:
    """New widths (twips) for the columns; rules with a place of their own keep their length and stay centred."""
    for column, width in zip(table.iterfind(f"{W}tblGrid/{W}gridCol"), widths, strict=True):
        column.set(f"{W}w", str(width))
    for row in table.iterfind(f"{W}tr"):
        for cell, width in zip(row.iterfind(f"{W}tc"), widths, strict=True):
            given = cell.find(f"{W}tcPr/{W}tcW")
            before = _number(given, "w") if given is not None else 0
            if given is None or not before:
                continue
            given.set(f"{W}w", str(width))
            for paragraph in cell.iterfind(f"{W}p"):
                if name_of(paragraph, names).casefold() == RULE_NAME.casefold():
                    _centre(paragraph, width - before)


def _centre(rule: Any, wider: int) -> None:
    indent = rule.find(f"{W}pPr/{W}ind")
    sides = [0, 0] if indent is None else [_number(indent, name) for name in SIDES]
    if indent is None or not any(sides):
        return
    side = max((sum(sides) + wider) // 2, 0)
    for name in SIDES:
        indent.set(f"{W}{name}", str(side))


def _margin(table: Any) -> float:
    """Millimetres between the edges of a cell and its text, both sides together."""
    margins = table.find(f"{W}tblPr/{W}tblCellMar")
    sides = () if margins is None else (margins.find(f"{W}{name}") for name in ("left", "start", "right", "end"))
    return _millimetres(sum(_number(side, "w") for side in sides if side is not None))


def _number(node: Any, name: str) -> int:
    given = node.get(f"{W}{name}", "")
    return int(given) if given.isdecimal() else 0


def _millimetres(length: int) -> float:
    return length / TWIPS_PER_POINT * MM_PER_POINT


_BEHIND_INDENT = frozenset(
    f"{W}{name}"
    for name in (
        "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
        "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    )
)  # fmt: skip


def indent_of(paragraph: Any) -> Any:
    """The `w:ind` of a paragraph in a style; a new one stands where the order of properties wants it."""
    properties = paragraph.find(f"{W}pPr")
    found = properties.find(f"{W}ind")
    if found is not None:
        return found
    behind = next((child for child in properties if child.tag in _BEHIND_INDENT), None)
    made = properties.makeelement(f"{W}ind")
    properties.insert(len(properties) if behind is None else properties.index(behind), made)
    return made
