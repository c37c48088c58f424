"""How each paragraph of a .docx is printed, whoever saved it last: size, side, rule, frame, with its style's share."""

from __future__ import annotations

import io
import zipfile
from typing import Any, NamedTuple

from lxml import etree

from thidua.papers.word.sizes import StyleSizes, own_size
from thidua.papers.word.style_names import name_of, style_names

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIDES = ("left", "right")
SAME_SIDE = {"start": "left", "end": "right"}


class Printed(NamedTuple):
    """Một đoạn như in ra: nothing about the size of letters where there are none."""

    style: str
    text: str
    size: float | None
    align: str
    rule: tuple[int, ...]
    framed: bool


def printed(content: bytes) -> list[Printed]:
    """Every paragraph that puts something on the paper: letters or a line."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
        body = etree.fromstring(archive.read("word/document.xml"))
    names, sizes = style_names(styles), StyleSizes(styles)
    by_id = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    found = []
    for paragraph in body.iter(f"{W}p"):
        text = "".join(piece.text or "" for piece in paragraph.iter(f"{W}t"))
        line = _property(paragraph, by_id, "pBdr/{}top")
        ruled = line is not None and line.get(f"{W}val") not in {None, "nil", "none"}
        if not text and not ruled:
            continue
        name = name_of(paragraph, names)
        side = _property(paragraph, by_id, "jc")
        align = "left" if side is None else side.get(f"{W}val", "")
        size = (own_size(paragraph) or sizes.of(name)) if text else None
        framed = _property(paragraph, by_id, "framePr") is not None
        rule = _indents(paragraph) if ruled else ()
        found.append(Printed(name.casefold(), text, size, SAME_SIDE.get(align, align), rule, framed))
    return found


def _indents(paragraph: Any) -> tuple[int, ...]:
    own = paragraph.find(f"{W}pPr/{W}ind")
    return tuple(0 if own is None else int(own.get(f"{W}{side}", "0")) for side in SIDES)


def _property(paragraph: Any, by_id: dict[str | None, Any], path: str) -> Any:
    """Of the paragraph itself, else of its style, else of what that is based on."""
    way = f"{W}pPr/{W}{path.format(W)}"
    found = paragraph.find(way)
    link = paragraph.find(f"{W}pPr/{W}pStyle")
    style = None if link is None else by_id.get(link.get(f"{W}val"))
    while found is None and style is not None:
        found = style.find(way)
        base = style.find(f"{W}basedOn")
        style = None if base is None else by_id.get(base.get(f"{W}val"))
    return found
