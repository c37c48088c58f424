"""Cỡ chữ của các kiểu: the points of each style of a .docx, by its name; read, and set where the words need it."""

from __future__ import annotations

from typing import Any

from thidua.papers.template.tags import W

_BEHIND_SIZE = frozenset(
    f"{W}{name}"
    for name in (
        "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
        "eastAsianLayout", "specVanish", "oMath", "rPrChange",
    )
)  # fmt: skip
_DEFAULT = 10
"""Points of a text for which a file names no size at all."""


class StyleSizes:
    """Cỡ chữ (points) of the styles in `word/styles.xml`, whose root this is given."""

    def __init__(self, styles: Any) -> None:
        found = () if styles is None else tuple(styles.iter(f"{W}style"))
        self._by_id = {style.get(f"{W}styleId", ""): style for style in found}
        self._by_name = {_name(style).casefold(): style for style in found}
        default = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
        self._default = _points(default) or _DEFAULT

    def of(self, name: str) -> float:
        """The size of a style, its own or of what it is based on."""
        style, seen = self._by_name.get(name.casefold()), set[str]()
        while style is not None and style.get(f"{W}styleId", "") not in seen:
            seen.add(style.get(f"{W}styleId", ""))
            own = _points(style.find(f"{W}rPr/{W}sz"))
            if own is not None:
                return own
            base = style.find(f"{W}basedOn")
            style = self._by_id.get(base.get(f"{W}val", "")) if base is not None else None
        return self._default

    def put(self, name: str, points: float) -> None:
        """Give a style a size; one that the file does not have is left alone."""
        style = self._by_name.get(name.casefold())
        if style is None:
            return
        look = style.find(f"{W}rPr")
        if look is None:
            look = style.makeelement(f"{W}rPr")
            style.append(look)
        for tag in (f"{W}sz", f"{W}szCs"):
            (found := look.find(tag)) is not None and look.remove(found)
        behind = next((at for at, child in enumerate(look) if child.tag in _BEHIND_SIZE), len(look))
        for at, tag in enumerate((f"{W}sz", f"{W}szCs")):
            look.insert(behind + at, look.makeelement(tag, {f"{W}val": str(round(points * 2))}))


def own_size(paragraph: Any) -> float | None:
    """The largest size given to pieces of a paragraph themselves, whatever their style says."""
    given = [_points(size) or 0 for size in paragraph.iterfind(f"{W}r/{W}rPr/{W}sz")]
    return max(given, default=None)


def _name(style: Any) -> str:
    found = style.find(f"{W}name")
    return "" if found is None else str(found.get(f"{W}val", ""))


def _points(size: Any) -> float | None:
    given = "" if size is None else size.get(f"{W}val", "")
    return int(given) / 2 if given.isdecimal() else None
