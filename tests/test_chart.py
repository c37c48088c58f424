"""The chart of totals for small and large blocs: letters that can be read, on a picture that fits on its page."""

from __future__ import annotations

import struct

import pytest

from thidua.papers.scoring.score_table_view import Bar, Chart
from thidua.papers.word.chart import FULL, TALLEST, WIDTH, draw, sizes_of
from thidua.papers.word.nd30 import LANDSCAPE, MM_PER_POINT

PRINTED = 200
"""Millimetres across, as the template has it."""

LONG = "Văn phòng Đoàn Đại biểu Quốc hội và Hội đồng nhân dân tỉnh số"


def chart(units: int, *, compared: bool) -> Chart:
    bars = tuple(
        Bar(f"{LONG} {at}", "98,75", str(FULL - at), str(FULL - 2 * at) if compared else "") for at in range(units)
    )
    return Chart(shown=True, caption="", alt="", legend="2023", earlier_legend="2022" if compared else "", bars=bars)


@pytest.mark.parametrize("compared", [False, True])
@pytest.mark.parametrize("units", [3, 11, 24, 30])
def test_names_are_printed_at_eight_points_at_least(units: int, *, compared: bool) -> None:
    """Even beside last year's bars: bars and gaps become narrower first."""
    points = sizes_of(units, compared=compared).letter * PRINTED / WIDTH / MM_PER_POINT
    assert points >= (8 if units < 30 else 6.4)


@pytest.mark.parametrize("units", [1, 3, 11, 24, 60, 200])
def test_the_picture_leaves_room_for_its_caption_and_the_signature_on_a_wide_page(units: int) -> None:
    across, down = struct.unpack(">II", draw(chart(units, compared=True))[16:24])
    assert across == WIDTH
    room = LANDSCAPE.height - LANDSCAPE.top - LANDSCAPE.bottom - 58
    assert down * PRINTED / WIDTH <= room
    assert down <= TALLEST or units > 100


def test_the_same_bars_give_the_same_bytes() -> None:
    assert draw(chart(24, compared=True)) == draw(chart(24, compared=True))
