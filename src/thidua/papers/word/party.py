"""Thể thức văn bản của Đảng: where its page differs from the decree's, as a table of numbers.

Source: annex 3 of Guide 36-HD/VPTW of 3 April 2018 (letters and sizes of each component). Margins (20, 20, 30, 15 mm)
and the size of the body (14) are those of `nd30`. The sizes are given to the styles of a paper when it is made, where
they still have the decree's: what an office changed in its template stays.
"""

from __future__ import annotations

from thidua.papers.word.nd30 import component
from thidua.papers.word.sizes import StyleSizes

TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"
HEAD = "TieuDeDang"
"""The component that makes a page one of the Party's."""

STAR = "*"
"""What parts the issuing body from the number, where the decree has a rule."""

SIZES = {
    "CoQuanChuQuan": 14,
    "CoQuanBanHanh": 14,
    "SoKyHieu": 14,
    "TenLoai": 15,  # 15 to 16
    # The guide's rows on recipients could not be read in a published copy: as Party offices print them.
    "NoiNhan": 14,
    "NoiNhanDong": 12,
}
"""Component → points, where they are not the decree's."""


def put_sizes(sizes: StyleSizes) -> None:
    """Every style that still has the decree's size gets the Party's."""
    for code, points in SIZES.items():
        kind = component(code)
        if sizes.of(kind.name) == kind.size:
            sizes.put(kind.name, points)
