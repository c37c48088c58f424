"""Chỗ điền tay: what a paper prints for a fact that nobody wrote down. Not recorded is never none, all or yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thidua.vietnamese import clock, long_date

if TYPE_CHECKING:
    from datetime import date, time

DOTS = "…………………"
"""Room for a name, a place, a sentence."""

FIGURE = "……"
"""Room for a number."""

NO_DAY = "ngày …… tháng …… năm ……"
NO_TIME = "…… giờ ……"


def day(of: date | None) -> str:
    """`ngày 30 tháng 11 năm 2023`, or room for one."""
    return long_date(of) if of is not None else NO_DAY


def hour(of: time | None) -> str:
    """`14 giờ 00`, or room for it."""
    return clock(of) if of is not None else NO_TIME
