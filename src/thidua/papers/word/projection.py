"""Văn bản Word → chữ: the paragraphs and table rows of a .docx as a reader sees them, whoever saved it last.

Word splits runs, adds proofing marks, curls quotes, spells blanks in many ways and moves parts of the file around.
None of that is text. What is hidden, struck out or deleted in a tracked change is not text either: it is not
what the paper says any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from thidua.papers.template.tags import W
from thidua.papers.word.nd30 import component_named
from thidua.papers.word.render import unpack
from thidua.papers.word.style_names import StyleNames, name_of, style_names
from thidua.vietnamese import nfc

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

DATA_COLUMNS = 3
"""A table of fewer columns arranges a page (letterhead, signatures), where styles do not say what it is."""

PARAGRAPH = "\n"
"""Between the paragraphs of a cell."""

MARGINS, NOTES = "đầu, cuối trang", "chú thích"

_DATA = ("đầu bảng", "ô bảng")
"""How the names of the styles in a table of figures begin."""

_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_NOTE = re.compile(r"word/(?:footnotes|endnotes)\.xml")
_TRACKED = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_GONE = frozenset((f"{W}del", f"{W}moveFrom", f"{MC}Fallback", f"{W}instrText", f"{W}delText"))
_HIDING = tuple(f"{W}{name}" for name in ("vanish", "strike", "dstrike"))
_BLANK = frozenset((f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"))
_PAGE_NUMBERS = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES"))
_OFF = frozenset(("0", "false", "off"))

_FOLDED = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‘’‚‛′", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
    | {"…": "..."}
)


def fold(text: str) -> str:
    """The text without what typing and Word change on their own: blanks, quotes, dashes, composed letters."""
    plain = " ".join(nfc(text).translate(_FOLDED).split())
    return re.sub(r" (?=[%.,;:!?)\]])|(?<=[(\[]) ", "", plain)


@dataclass(frozen=True, slots=True)
class Item:
    """Một đoạn văn, hoặc một dòng của bảng số liệu (`row`) with its cells; `place` is for people."""

    cells: tuple[str, ...]
    row: bool = False
    place: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        return " | ".join(cell.replace(PARAGRAPH, " ") for cell in self.cells)

    @property
    def key(self) -> tuple[bool, tuple[str, ...]]:
        """What two items that say the same have in common."""
        return self.row, tuple(fold(cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Projection:
    """Nội dung của một văn bản; `tracked`: somebody's changes wait to be accepted."""

    items: tuple[Item, ...]
    tracked: bool


def project(content: bytes) -> Projection | None:
    """What a .docx says; None when it is no Word file that can be read."""
    try:
        parts = unpack(content)
        body = _parsed(parts["word/document.xml"]).find(f"{W}body")
        names = style_names(_parsed(parts["word/styles.xml"]) if "word/styles.xml" in parts else None)
        others = [
            (MARGINS if _MARGIN.fullmatch(name) else NOTES, _parsed(parts[name]))
            for name in sorted(parts)
            if _MARGIN.fullmatch(name) or _NOTE.fullmatch(name)
        ]
    except Exception:  # noqa: BLE001 - zip, zlib and XML each have their own ways to say that a file is broken
        return None
    if body is None:
        return None
    items = list(_Reader("", names).items(body))
    for place, root in others:
        items += _Reader(place, names).items(root)
    tracked = any(next(root.iter(*_TRACKED), None) is not None for root in (body, *(root for _, root in others)))
    return Projection(tuple(items), tracked)


def _parsed(xml: bytes) -> Any:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


class _Reader:
    """Walks one part of the file; counts paragraphs and tables as it meets them."""

    def __init__(self, place: str, names: StyleNames) -> None:
        self._place = place
        self._names = names
        self._paragraphs = 0
        self._tables = 0
        self._fields: list[_Field] = []

    def items(self, container: Any, inside: str = "") -> Iterator[Item]:
        """Everything in a part, or in a cell of the page's frame (`inside`), that has text; in reading order."""
        for node in _blocks(container):
            if node.tag == f"{W}tbl":
                self._tables += 1
                yield from self._table(node, self._tables)
            else:
                self._paragraphs += not inside
                place = self._place or inside or f"đoạn {self._paragraphs}"
                yield from (Item((text,), place=place) for text in self._texts(node))

    def _table(self, table: Any, number: int) -> Iterator[Item]:
        rows = [(at, list(_inside(row, "tc"))) for at, row in enumerate(_inside(table, "tr"), 1) if not _deleted(row)]
        as_data = _holds_data([cells for _, cells in rows], self._names)
        for at, cells in rows:
            place = f"bảng {number}, dòng {at}"
            if as_data:
                texts = tuple(PARAGRAPH.join(self._cell(cell)) for cell in cells)
                if any(texts):
                    yield Item(texts, row=True, place=self._place or place)
                continue
            for column, cell in enumerate(cells, 1):
                yield from self.items(cell, f"{place}, ô {column}")

    def _cell(self, cell: Any) -> Iterator[str]:
        """The paragraphs of a cell of figures, those of tables in it too."""
        for paragraph in cell.iter(f"{W}p"):
            if next(paragraph.iterancestors(f"{W}txbxContent"), None) is None:
                yield from self._texts(paragraph)

    def _texts(self, paragraph: Any) -> Iterator[str]:
        """The text of a paragraph, then those of the text boxes that hang on it; nothing for empty ones."""
        boxes: list[Any] = []
        own = " ".join("".join(self._pieces(paragraph, boxes)).split())
        if own:
            yield own
        for box in boxes:
            for inner in box.iter(f"{W}p"):
                yield from self._texts(inner)

    def _pieces(self, node: Any, boxes: list[Any]) -> Iterator[str]:
        for child in node:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field(child)
            elif tag == f"{W}instrText" and self._fields:
                self._fields[-1].instruction += child.text or ""
            elif tag in _GONE or (tag == f"{W}r" and _hidden(child)):
                continue
            elif tag == f"{W}txbxContent":
                boxes.append(child)
            elif tag == f"{W}fldSimple" and _counts_pages(child.get(f"{W}instr", "")):
                continue
            elif any(field.skipped for field in self._fields):
                yield from self._pieces(child, boxes) if tag == f"{W}r" else ()
            elif tag in {f"{W}t", f"{MATH}t"}:
                yield child.text or ""
            elif tag in _BLANK:
                yield " "
            elif tag == f"{W}noBreakHyphen":
                yield "-"
            elif tag == f"{W}sym":
                yield "?"
            else:
                yield from self._pieces(child, boxes)

    def _field(self, mark: Any) -> None:
        """A field begins, comes to its result, or ends; page numbers are no text of the paper."""
        match mark.get(f"{W}fldCharType"):
            case "begin":
                self._fields.append(_Field())
            case "separate" if self._fields:
                self._fields[-1].skipped = _counts_pages(self._fields[-1].instruction)
            case "end" if self._fields:
                self._fields.pop()


@dataclass(slots=True)
class _Field:
    """Trường của Word: what it computes, and whether its result is left out."""

    instruction: str = ""
    skipped: bool = False


def _counts_pages(instruction: str) -> bool:
    return any(word.upper() in _PAGE_NUMBERS for word in instruction.split()[:1])


def _blocks(container: Any) -> Iterator[Any]:
    """Paragraphs and tables of a container, also those inside content controls and tracked insertions."""
    for child in container:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _GONE and child.tag != f"{W}sectPr":
            yield from _blocks(child)


def _inside(node: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    for child in node:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"}:
            yield from _inside(child, name)


def _deleted(row: Any) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _holds_data(rows: list[list[Any]], names: StyleNames) -> bool:
    """By the styles of its own words; where the styles are not ours, by the number of columns."""
    paragraphs = [block for cells in rows for cell in cells for block in _blocks(cell) if block.tag == f"{W}p"]
    styles = {name_of(one, names).casefold() for one in paragraphs if any(text.text for text in one.iter(f"{W}t"))}
    if any(component_named(style) is not None for style in styles):
        return any(style.startswith(_DATA) for style in styles)
    return any(len(cells) >= DATA_COLUMNS for cells in rows)


def _hidden(run: Any) -> bool:
    """Whether a run is not printed, or printed with a line through it."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        return False
    marks = (properties.find(name) for name in _HIDING)
    return any(mark is not None and mark.get(f"{W}val", "true") not in _OFF for mark in marks)
