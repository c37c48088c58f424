"""Biểu đồ tổng điểm: a bar a unit, drawn as a PNG. The only importer of Pillow and of the font it draws with.

Grey on white, because offices print and copy. The lengths start at zero, so that a bar twice as long is twice
as much. Loaded only when a score table is made; the same bars give the same bytes.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont
from pymupdf_fonts import NotoSans_Regular

if TYPE_CHECKING:
    from thidua.papers.score_table_view import Bar, Chart

WIDTH = 1800
"""Pixels; printed 240 mm wide, 190 dots an inch."""

LETTER = 30
ROW, THIN, GAP = 44, 10, 16
MARGIN = 24
LABEL_SHARE = 0.28
INK, EARLIER = 0x40, 0xA8
FULL = 1000


def draw(chart: Chart) -> bytes:
    """The picture's bytes."""
    font = ImageFont.truetype(io.BytesIO(NotoSans_Regular.fontbuffer), LETTER)
    compared = any(_length(bar.earlier) for bar in chart.bars)
    step = ROW + (THIN if compared else 0) + GAP
    image = Image.new("L", (WIDTH, 2 * MARGIN + step * len(chart.bars) + ROW), 255)
    pen = ImageDraw.Draw(image)
    left = int(WIDTH * LABEL_SHARE)
    room = WIDTH - left - MARGIN - int(font.getlength("0000,00 "))
    for at, bar in enumerate(chart.bars):
        _draw_bar(pen, font, bar, (left, MARGIN + at * step, room))
    foot = MARGIN + step * len(chart.bars) - GAP // 2
    pen.line((left, MARGIN - GAP // 2, left, foot), fill=0, width=2)
    _draw_legend(pen, font, chart, (left, foot + GAP))
    stream = io.BytesIO()
    image.quantize(16).save(stream, "PNG", optimize=False, compress_level=9)
    return stream.getvalue()


def _draw_bar(pen: ImageDraw.ImageDraw, font: ImageFont.FreeTypeFont, bar: Bar, place: tuple[int, int, int]) -> None:
    left, top, room = place
    middle = top + ROW // 2
    pen.text((left - 14, middle), _fitted(bar.label, font, left - 14 - MARGIN), font=font, fill=0, anchor="rm")
    end = left + room * _length(bar.length) // FULL
    pen.rectangle((left, top, end, top + ROW), fill=INK)
    pen.text((end + 12, middle), bar.value, font=font, fill=0, anchor="lm")
    earlier = _length(bar.earlier)
    if earlier:
        pen.rectangle((left, top + ROW + 1, left + room * earlier // FULL, top + ROW + THIN), fill=EARLIER)


def _draw_legend(pen: ImageDraw.ImageDraw, font: ImageFont.FreeTypeFont, chart: Chart, place: tuple[int, int]) -> None:
    x, y = place
    for text, shade in ((chart.legend, INK), (chart.earlier_legend, EARLIER)):
        if not text:
            continue
        pen.rectangle((x, y, x + LETTER, y + LETTER), fill=shade)
        pen.text((x + LETTER + 10, y + LETTER // 2), text, font=font, fill=0, anchor="lm")
        x += LETTER + 50 + int(font.getlength(text))


def _fitted(text: str, font: ImageFont.FreeTypeFont, room: int) -> str:
    """A name too long for its place ends in `…`."""
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _length(text: str) -> int:
    return min(int(text), FULL) if text.isdecimal() else 0
