"""Phiếu trên tờ giấy: whether two ballot papers fit on one page, each on its half; else each has a page."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from thidua.papers.word.nd30 import BALLOT_HALF, BALLOT_UNIT_COLUMN, MM_PER_POINT, PAGE, component

if TYPE_CHECKING:
    from collections.abc import Iterable

LEADING = 1.18
"""Height of a line of Times New Roman as a multiple of its size, rounded up."""

LETTER, CAPITAL = 0.52, 0.76
"""Widths of an average letter as a multiple of its size, rounded up so that lines broken at spaces are counted too."""

GAP, BORDER = 8, 1
"""Points of the room behind a table; points of a line between rows."""


def two_on_a_page(heading: Iterable[str], title: str, told: Iterable[str], units: Iterable[str]) -> bool:
    """Whether a paper of this heading, title, instructions and units takes no more than half a page.

    An estimate on the safe side: a paper that is taller than it says only leaves the next one to another page.
    """
    points = [
        *(_height("KhoiPhieu", text) for text in heading),
        _height("TenPhieu", title),
        *(_height("HuongDan", text) for text in told),
        _height("DauBang", ""),
        *(_height("OBang", unit, BALLOT_UNIT_COLUMN) + BORDER for unit in units),
        _height("OBangNho", ""),
        GAP,
    ]
    return sum(points) * MM_PER_POINT <= BALLOT_HALF


def _height(style: str, text: str, room: float = PAGE.text_width) -> float:
    """Points of a paragraph in a style."""
    found = component(style)
    width = len(text) * (CAPITAL if text.isupper() else LETTER) * found.size * MM_PER_POINT
    return max(ceil(width / room), 1) * found.size * LEADING + found.before + found.after


def spread(copies: int, *, two: bool) -> tuple[int, ...]:
    """How many papers each page has: `2, 2, 1` for five of them."""
    per_page = 2 if two else 1
    return tuple(min(per_page, copies - at) for at in range(0, copies, per_page))
