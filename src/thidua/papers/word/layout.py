"""Dàn trang sau khi điền lời: rules get their length, columns without a title disappear, the picture takes its shape.

What a template cannot say without thinking is done here, on the tree of the rendered page.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from thidua.papers.template.tags import W
from thidua.papers.word import party
from thidua.papers.word.head import SIDES, fit_head, indent_of
from thidua.papers.word.nd30 import (
    MM_PER_POINT,
    PAGE,
    RULE_NAME,
    RULE_SHARE,
    TWIPS_PER_POINT,
    component,
    component_named,
    twips,
)
from thidua.papers.word.sizes import StyleSizes, own_size
from thidua.papers.word.style_names import StyleNames, name_of, style_names
from thidua.papers.word.widths import longest_line

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

PICTURE = "Biểu đồ"
"""The name of the picture in a template that the chart takes the place of."""


def lay_out(tree: Any, styles: Any) -> None:
    """Everything about a rendered page that depends on the words on it; styles (the root of their part) go by name."""
    names, sizes = style_names(styles), StyleSizes(styles)
    title = component(party.HEAD).name.casefold()
    of_party = any(name_of(paragraph, names).casefold() == title for paragraph in tree.iter(f"{W}p"))
    if of_party:
        party.put_sizes(sizes)
    fit_head(tree, names, sizes, movable=not of_party)
    for paragraph in tree.iter(f"{W}p"):
        if name_of(paragraph, names).casefold() == RULE_NAME.casefold():
            _draw_rule(paragraph, names, sizes)
    for table in tree.iter(f"{W}tbl"):
        _drop_columns(table, names)


def _draw_rule(paragraph: Any, names: StyleNames, sizes: StyleSizes) -> None:
    """A rule without indents of its own is centred, and as long as the text above, or its share of it."""
    indent = indent_of(paragraph)
    if any(indent.get(f"{W}{name}", "0") != "0" for name in SIDES):
        return
    room = _room(paragraph)
    length = round(_length_above(paragraph, room, names, sizes))
    for name in SIDES:
        indent.set(f"{W}{name}", str(max((room - length) // 2, 0)))


def _length_above(rule: Any, room: int, names: StyleNames, sizes: StyleSizes) -> float:
    """Of the longest line (twips) of the heading above a rule: the paragraph before it, those of its style before."""
    style: str | None = None
    longest = 0.0
    for above in rule.itersiblings(f"{W}p", preceding=True):
        text = "".join(above.itertext()).strip()
        if not text and style is None:
            continue
        if not text or (style is not None and name_of(above, names) != style):
            break
        style = name_of(above, names)
        narrowed = sum(_side(above, name) for name in SIDES)
        found = component_named(style)
        cut = "bold" if found is None else found.cut
        millimetres = (room - narrowed) / TWIPS_PER_POINT * MM_PER_POINT
        longest = max(longest, longest_line(text, own_size(above) or sizes.of(style), millimetres, cut))
    whole = style is not None and (found := component_named(style)) is not None and found.whole_rule
    return twips(longest) * (1 if whole else RULE_SHARE)


def _side(paragraph: Any, name: str) -> int:
    indent = paragraph.find(f"{W}pPr/{W}ind")
    given = indent.get(f"{W}{name}", "") if indent is not None else ""
    return int(given) if given.isdecimal() else 0


def _room(paragraph: Any) -> int:
    """The width a paragraph stands in, in twips: its cell, or the page between the margins."""
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    width = cell.find(f"{W}tcPr/{W}tcW") if cell is not None else None
    given = width.get(f"{W}w", "") if width is not None else ""
    if given.isdecimal():
        return int(given)
    section = next(paragraph.getroottree().getroot().iter(f"{W}sectPr"), None)
    return _between_margins(section) if section is not None else twips(PAGE.text_width)


def _between_margins(section: Any) -> int:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    if size is None or margins is None:
        return twips(PAGE.text_width)
    numbers = [size.get(f"{W}w", ""), margins.get(f"{W}left", ""), margins.get(f"{W}right", "")]
    if not all(number.isdecimal() for number in numbers):
        return twips(PAGE.text_width)
    width, left, right = map(int, numbers)
    return width - left - right


def _drop_columns(table: Any, names: StyleNames) -> None:
    """Columns whose title is empty leave the table; the others share their room in proportion."""
    rows = table.findall(f"{W}tr")
    if not rows or not _has_titles(rows[0], names):
        return
    titles = rows[0].findall(f"{W}tc")
    empty = [at for at, cell in enumerate(titles) if not "".join(cell.itertext()).strip()]
    grid = table.find(f"{W}tblGrid")
    columns = list(grid) if grid is not None else []
    if not empty or len(empty) == len(titles) or any(len(row.findall(f"{W}tc")) != len(columns) for row in rows):
        return
    widths = [_width(column) for column in columns]
    kept = [at for at in range(len(widths)) if at not in set(empty)]
    wider = _shared(widths, kept)
    for at in reversed(empty):
        grid.remove(columns[at])
    for at, width in wider.items():
        columns[at].set(f"{W}w", str(width))
    for row in rows:
        cells = row.findall(f"{W}tc")
        for at in reversed(empty):
            row.remove(cells[at])
        for at, width in wider.items():
            cell_width = cells[at].find(f"{W}tcPr/{W}tcW")
            if cell_width is not None:
                cell_width.set(f"{W}w", str(width))


def _has_titles(row: Any, names: StyleNames) -> bool:
    """A row marked as header, or in the style of one: LibreOffice takes the mark off a table inside a cell."""
    title = component("DauBang").name.casefold()
    return row.find(f"{W}trPr/{W}tblHeader") is not None or any(
        name_of(paragraph, names).casefold().startswith(title) for paragraph in row.findall(f"{W}tc/{W}p")
    )


def _width(column: Any) -> int:
    given = column.get(f"{W}w", "")
    return int(given) if given.isdecimal() else 0


def _shared(widths: list[int], kept: list[int]) -> dict[int, int]:
    """New widths of the kept columns: in proportion, together exactly as wide as before."""
    total, left = sum(widths), sum(widths[at] for at in kept) or 1
    found: dict[int, int] = {}
    done = before = 0
    for at in kept:
        before += widths[at]
        edge = before * total // left
        found[at] = edge - done
        done = edge
    return found


def place_picture(body: Any, content: bytes) -> Iterator[str]:
    """Give the chart's picture the shape of its content (PNG), as wide as the template has it; yields its links."""
    across, down = struct.unpack(">II", content[16:24])
    for inline in body.iter(f"{WP}inline", f"{WP}anchor"):
        name = inline.find(f"{WP}docPr")
        if name is None or name.get("name") != PICTURE:
            continue
        for extent in (*inline.findall(f"{WP}extent"), *inline.iter(f"{A}ext")):
            if extent.get("cx", "").isdecimal():
                extent.set("cy", str(int(extent.get("cx")) * down // across))
        yield from (blip.get(f"{R}embed") for blip in inline.iter(f"{A}blip"))
