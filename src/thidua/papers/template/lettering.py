"""Phông chữ, cỡ chữ, màu chữ, lề của mẫu, held to Decree 30/2020/NĐ-CP (annex I) as `nd30` has it.

What Word prints is decided by the run, its styles, the table's style and the file's defaults, in this order. What
is wrong in a style is told once, where the style is first used; what is wrong in the text itself, each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from thidua.diagnostics import Diagnostic, Place
from thidua.papers.template.tags import W, is_command, places, text_of
from thidua.papers.word.nd30 import COMPONENTS, FONT, MARGINS, PAGE, Component, twips

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

USUAL_SIZES = (11, 14)
"""The least and the most of all sizes in annex I, for a paragraph that is no component of the table."""

TOLERANCE = 0.5
"""Millimetres that a margin may be off: Word rounds what is typed in centimetres or inches."""

MAX_BASED = 20
"""Styles based on one another; Word itself stops at nine."""

CLAUSE = "Phụ lục I Nghị định 30/2020/NĐ-CP"
DEFAULT_SIZE = 20
"""Half points, where neither text nor styles nor defaults say a size."""

_COMPONENTS = {component.name.lower(): component for component in COMPONENTS}
_SILENT = frozenset(("kẻ ngang", "thẻ lệnh"))
"""Styles whose paragraphs hold no words of the paper."""

_SIDES = {"top": "lề trên", "bottom": "lề dưới", "left": "lề trái", "right": "lề phải"}
_BLACK = frozenset(("auto", "000000"))
_ORIGIN = "mặc định của tệp"


class _Origin(NamedTuple):
    """Nơi quy định: the text itself (`""`), a style's name or the defaults, with its run properties."""

    name: str
    properties: Any


class _Fault(NamedTuple):
    aspect: str
    value: str
    message: str
    origin: str


class Styles:
    """Các kiểu của mẫu: what styles and defaults say about text."""

    def __init__(self, styles: Any, theme: Any) -> None:
        self._by_id: dict[str, Any] = {}
        self._default: dict[str, str] = {}
        self._rest: list[_Origin] = []
        self._theme = theme
        if styles is None:
            return
        for style in styles.iter(f"{W}style"):
            self._by_id.setdefault(style.get(f"{W}styleId", ""), style)
            if style.get(f"{W}default") in {"1", "true", "on"}:
                self._default.setdefault(style.get(f"{W}type", ""), style.get(f"{W}styleId", ""))
        defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._rest = [] if defaults is None else [_Origin(_ORIGIN, defaults)]

    def chain(self, identity: str | None, kind: str) -> Iterator[tuple[str, Any]]:
        """The names of a style and of those it is based on, with the styles."""
        seen: set[str] = set()
        wanted = identity or self._default.get(kind)
        while wanted and wanted in self._by_id and wanted not in seen and len(seen) < MAX_BASED:
            seen.add(wanted)
            style = self._by_id[wanted]
            name = style.find(f"{W}name")
            yield (wanted if name is None else name.get(f"{W}val", wanted)), style
            based = style.find(f"{W}basedOn")
            wanted = None if based is None else based.get(f"{W}val")

    def origins(self, run: Any, paragraph: Any) -> Iterator[_Origin]:
        """Everything that has a say about a run, the strongest first."""
        own = run.find(f"{W}rPr")
        if own is not None:
            yield _Origin("", own)
        named = [(_named(run, "rPr", "rStyle"), "-"), (_named(paragraph, "pPr", "pStyle"), "paragraph")]
        table = next(paragraph.iterancestors(f"{W}tbl"), None)
        if table is not None:
            named.append((_named(table, "tblPr", "tblStyle"), "table"))
        for identity, kind in named:
            for name, style in self.chain(identity, kind):
                properties = style.find(f"{W}rPr")
                if properties is not None:
                    yield _Origin(name, properties)
        yield from self._rest

    def component(self, paragraph: Any) -> Component | None:
        """What a paragraph is in the decree's table, by its style or the one that is based on."""
        chain = self.chain(_named(paragraph, "pPr", "pStyle"), "paragraph")
        return next((_COMPONENTS[name.lower()] for name, _ in chain if name.lower() in _COMPONENTS), None)

    def is_silent(self, paragraph: Any) -> bool:
        """Whether a paragraph's style says that it holds no words of the paper."""
        name, _ = next(self.chain(_named(paragraph, "pPr", "pStyle"), "paragraph"), ("", None))
        return name.lower() in _SILENT

    def typeface(self, fonts: Any, slot: str) -> str | None:
        """The typeface that `w:rFonts` gives for `ascii` or `hAnsi` letters; the theme's comes first."""
        themed = fonts.get(f"{W}{slot}Theme")
        if themed is None or self._theme is None:
            return None if themed is not None else fonts.get(f"{W}{slot}")
        found = self._theme.find(f".//{A}{'major' if themed.startswith('major') else 'minor'}Font/{A}latin")
        return None if found is None else found.get("typeface")


def lettering(file: str, root: Any, styles: Styles) -> tuple[Diagnostic, ...]:
    """Every typeface, size and colour of a part's printed text that the decree does not have."""
    found: dict[tuple[str, ...], tuple[_Fault, str, int]] = {}
    known = places(root)
    for paragraph, place in known.items():
        for fault in _in_paragraph(paragraph, styles):
            key = (fault.aspect, fault.value, fault.origin, "" if fault.origin else place)
            first = found.get(key, (fault, place, 0))
            found[key] = (first[0], first[1], first[2] + 1)
    return tuple(_told(file, *entry) for entry in found.values())


def _told(file: str, fault: _Fault, place: str, count: int) -> Diagnostic:
    if not fault.origin:
        hint = "chọn đoạn chữ ấy, sửa lại, hoặc nhấn Ctrl+Dấu cách để trở về kiểu chữ của đoạn"
    elif fault.origin == _ORIGIN:
        hint = f"do {_ORIGIN}; sửa kiểu Normal hoặc kiểu của đoạn (Styles), {count} đoạn cùng theo"
    else:
        hint = f"do kiểu «{fault.origin}»; sửa kiểu ấy (Styles) một lần là đủ cho {count} đoạn"
    return Diagnostic("TD807", Place(file, cell=place), fault.message, hint=hint, clause=CLAUSE)


def _in_paragraph(paragraph: Any, styles: Styles) -> list[_Fault]:
    text = text_of(paragraph)
    if not text.strip() or is_command(text) or styles.is_silent(paragraph):
        return []
    found: dict[tuple[str, str], _Fault] = {}
    for run in _printed(paragraph, text):
        for fault in _of_run(run, paragraph, styles):
            found.setdefault((fault.aspect, fault.value), fault)
    return list(found.values())


def _printed(paragraph: Any, text: str) -> Iterator[Any]:
    """The runs of a paragraph that reach the paper: not those that only hold tags or the end of one."""
    silent = [range(tag.start(), tag.end()) for tag in re.finditer(r"\{%[^{}]*%\}", text)]
    silent += [range(tag.start() + 1, tag.end()) for tag in re.finditer(r"\{\{[^{}]*\}\}", text)]
    hidden = {at for part in silent for at in part}
    at = 0
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p")) is not paragraph:
            continue
        words = "".join(part.text or "" for part in run.iter(f"{W}t") if next(part.iterancestors(f"{W}r")) is run)
        if any(not letter.isspace() and place not in hidden for place, letter in enumerate(words, at)):
            yield run
        at += len(words)


def _of_run(run: Any, paragraph: Any, styles: Styles) -> Iterator[_Fault]:
    origins = list(styles.origins(run, paragraph))
    for slot in ("ascii", "hAnsi"):
        font, origin = _first(origins, "rFonts", lambda node, slot=slot: styles.typeface(node, slot))
        if font is not None and font != FONT:
            yield _Fault("font", font, f"phông chữ {font[:40]}; thể thức là {FONT}", origin)
    written, origin = _first(origins, "sz", lambda node: node.get(f"{W}val"))
    half = int(written) if written is not None and written.isdecimal() else DEFAULT_SIZE
    component = styles.component(paragraph)
    least, most = USUAL_SIZES if component is None else component.sizes
    if not 2 * least <= half <= 2 * most:
        size = f"{half / 2:g}".replace(".", ",")
        allowed = str(least) if least == most else f"{least}-{most}"
        yield _Fault("size", size, f"cỡ chữ {size}; thể thức là {allowed}", origin if written is not None else _ORIGIN)
    colour, origin = _first(origins, "color", lambda node: node.get(f"{W}val"))
    own = "" if component is None else component.color.lower()
    if colour is not None and colour.lower() not in {*_BLACK, own}:
        yield _Fault("colour", colour, f"chữ màu #{colour[:8]}; thể thức là màu đen", origin)


def _first(origins: list[_Origin], name: str, read: Any) -> tuple[str | None, str]:
    for origin in origins:
        node = origin.properties.find(f"{W}{name}")
        value = None if node is None else read(node)
        if value is not None:
            return str(value), origin.name
    return None, _ORIGIN


def _named(node: Any, properties: str, name: str) -> str | None:
    found = node.find(f"{W}{properties}/{W}{name}")
    return None if found is None else found.get(f"{W}val")


# --- the page ---------------------------------------------------------------------------------


def page(file: str, root: Any) -> tuple[Diagnostic, ...]:
    """Paper and margins of every section, at the section's last paragraph."""
    known = places(root)
    last = next(reversed(known.values()), "")
    told = []
    for section in root.iter(f"{W}sectPr"):
        paragraph = next(section.iterancestors(f"{W}p"), None)
        place = known.get(paragraph, last)
        told += [
            Diagnostic("TD807", Place(file, cell=place), message, hint=hint, clause=CLAUSE)
            for message, hint in (*_paper(section), *_margins(section))
        ]
    return tuple(told)


def _paper(section: Any) -> Iterator[tuple[str, str]]:
    size = section.find(f"{W}pgSz")
    width, height = (_millimetres(size, name) for name in ("w", "h"))
    if width is None or height is None:
        return
    if abs(min(width, height) - PAGE.width) > 1 or abs(max(width, height) - PAGE.height) > 1:
        yield f"khổ giấy {width:.0f} × {height:.0f} mm; thể thức là A4, 210 × 297 mm", "Bố trí (Layout), Cỡ (Size): A4"


def _margins(section: Any) -> Iterator[tuple[str, str]]:
    margins = section.find(f"{W}pgMar")
    for side, (least, most) in MARGINS.items():
        given = _millimetres(margins, side)
        if given is None:
            continue
        given = abs(given) + ((_millimetres(margins, "gutter") or 0) if side == "left" else 0)
        if not least - TOLERANCE <= given <= most + TOLERANCE:
            shown = f"{given:.1f}".replace(".", ",").removesuffix(",0")
            hint = "Bố trí (Layout), Lề (Margins), Lề tùy chỉnh (Custom Margins)"
            yield f"{_SIDES[side]} {shown} mm; thể thức là {least}-{most} mm", hint


def _millimetres(node: Any, name: str) -> float | None:
    written = "" if node is None else node.get(f"{W}{name}", "")
    return int(written) / twips(1000) * 1000 if re.fullmatch(r"-?\d{1,7}", written) else None
