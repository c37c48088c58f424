"""Biểu đồ tổng điểm: a bar a unit, drawn as a PNG. The only importer of Pillow and of the font it draws with.

Grey on white, because offices print and copy. The lengths start at zero, so that a bar twice as long is twice
as much. Loaded only when a score table is made; the same bars give the same bytes.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw, ImageFont
from pymupdf_fonts import NotoSans_Regular

if TYPE_CHECKING:
    from thidua.papers.scoring.score_table_view import Bar, Chart

WIDTH, TALLEST = 1800, 1000
"""Pixels; printed 200 mm wide. The tallest one fits on a wide page between its caption and the signature."""

LETTER = 30
"""Pixels: 9.4 points in print."""

LABEL_SHARE = 0.42
"""How much of the width names may take; short ones take less."""

BESIDE = 14
"""Pixels between a name and its bar."""

INK, EARLIER = 0x40, 0xA8
FULL = 1000


class Sizes(NamedTuple):
    """Kích thước (pixels) at one scale: letters, a bar, the thin bar beneath it, gaps, margins."""

    letter: int
    row: int
    thin: int
    gap: int
    margin: int

    @property
    def step(self) -> int:
        return self.row + self.thin + self.gap


def sizes_of(bars: int, *, compared: bool) -> Sizes:
    """Of many units the bars and gaps become narrower first, the letters only when nothing else is left."""
    usual = Sizes(letter=LETTER, row=44, thin=10 if compared else 0, gap=16, margin=24)
    if usual.step * bars + usual.row + 2 * usual.margin <= TALLEST:
        return usual
    step = max((TALLEST - usual.row - 2 * usual.margin) // bars, 4)
    thin, gap = min(usual.thin, step // 8), step // 6
    return Sizes(min(LETTER, step * 5 // 7), step - thin - gap, thin, gap, usual.margin)


def draw(chart: Chart) -> bytes:
    """The picture's bytes."""
    size = sizes_of(len(chart.bars), compared=any(_length(bar.earlier) for bar in chart.bars))
    font = ImageFont.truetype(io.BytesIO(NotoSans_Regular.fontbuffer), size.letter)
    image = Image.new("L", (WIDTH, 2 * size.margin + size.step * len(chart.bars) + LETTER + size.gap), 255)
    pen = ImageDraw.Draw(image)
    widest = max((font.getlength(bar.label) for bar in chart.bars), default=0)
    left = size.margin + BESIDE + min(int(widest) + 1, int(WIDTH * LABEL_SHARE))
    room = WIDTH - left - size.margin - int(font.getlength("0000,00 "))
    for at, bar in enumerate(chart.bars):
        _draw_bar(pen, font, bar, size, (left, size.margin + at * size.step, room))
    foot = size.margin + size.step * len(chart.bars) - size.gap // 2
    pen.line((left, size.margin - size.gap // 2, left, foot), fill=0, width=2)
    _draw_legend(pen, font, chart, (left, foot + size.gap))
    stream = io.BytesIO()
    image.quantize(16).save(stream, "PNG", optimize=False, compress_level=9)
    return stream.getvalue()


def _draw_bar(
    pen: ImageDraw.ImageDraw, font: ImageFont.FreeTypeFont, bar: Bar, size: Sizes, place: tuple[int, int, int]
) -> None:
    left, top, room = place
    middle = top + size.row // 2
    name = _fitted(bar.label, font, left - BESIDE - size.margin)
    pen.text((left - BESIDE, middle), name, font=font, fill=0, anchor="rm")
    end = left + room * _length(bar.length) // FULL
    pen.rectangle((left, top, end, top + size.row), fill=INK)
    pen.text((end + 12, middle), bar.value, font=font, fill=0, anchor="lm")
    earlier = _length(bar.earlier)
    if earlier and size.thin:
        pen.rectangle(
            (left, top + size.row + 1, left + room * earlier // FULL, top + size.row + size.thin), fill=EARLIER
        )


def _draw_legend(pen: ImageDraw.ImageDraw, font: ImageFont.FreeTypeFont, chart: Chart, place: tuple[int, int]) -> None:
    x, y = place
    box = int(font.size)
    for text, shade in ((chart.legend, INK), (chart.earlier_legend, EARLIER)):
        if not text:
            continue
        pen.rectangle((x, y, x + box, y + box), fill=shade)
        pen.text((x + box + 10, y + box // 2), text, font=font, fill=0, anchor="lm")
        x += box + 50 + int(font.getlength(text))


def _fitted(text: str, font: ImageFont.FreeTypeFont, room: int) -> str:
    """A name too long for its place has `…` for words in its middle: names that begin alike differ at their end."""
    if font.getlength(text) <= room:
        return text
    words = text.split()
    for kept in range(len(words) - 1, 1, -1):
        fitted = " ".join((*words[: (kept + 1) // 2], "…", *words[-(kept // 2) :]))
        if font.getlength(fitted) <= room:
            return fitted
    while text and font.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _length(text: str) -> int:
    return min(int(text), FULL) if text.isdecimal() else 0
