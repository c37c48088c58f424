"""What goes wrong inside `{ }`, where a comma ends a value and a colon makes a key.

A name with a comma in it is read as a name and a key without a value; a key whose colon was left out is one
long key without a value. Both are told as what they are, with the value that stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from thidua.diagnostics import Diagnostic, Place, Route
from thidua.records import hints
from thidua.records.location import Source, Span
from thidua.records.pasted import Slip, slip_problems
from thidua.records.shape import Record
from thidua.records.slots import Explained, slots

R = TypeVar("R", bound=Record)

_NO_COLON = re.compile(r"(?P<key>[\w.-]+?)(?P<sign>\s*[=\uff1a]\s*|\.?\s+)(?P<value>\S.*)", re.DOTALL)
_CUT_NUMBER = re.compile(r"[0-9]+\s*(?:[/%]|[^\W\d_]).*", re.DOTALL)
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]{3})*")
_REACHES_IN = re.compile(r"(?P<key>[\w.-]+)\s+(?P<open>\{)")
_WIDE_COLON = "\uff1a"


def torn(source: Source, model: type[R]) -> Iterator[Explained]:
    """Every key of a group in braces that is none: a part of the value before it, or a pair without its colon."""
    bare = [route for route in source.empty if _is_bare(source, route) and not _is_known(model, route)]
    if not bare:
        return
    ends = {end: route for route, (_, end) in source.values.items() if route}
    waiting = iter(bare)
    route = next(waiting, None)
    while route is not None:
        if found := _without_colon(source, model, route):
            yield found
            route = next(waiting, None)
            continue
        owner = ends.get(_before_comma(source.text, source.keys[route][0]))
        parts = [route]
        while (follower := next(waiting, None)) is not None and _follows(source, parts[-1], follower):
            if _without_colon(source, model, follower):
                break
            parts.append(follower)
        if owner is not None and owner[:-1] == route[:-1] and (told := _cut(source, model, owner, parts)):
            yield Explained((*parts, owner), told)
        route = follower


def before_braces(source: Source) -> Iterator[Explained]:
    """`II.2 {assessed: 2}`: the colon in front of the braces is left out, so the key reaches into them."""
    for route, (start, key_end) in source.keys.items():
        match = _REACHES_IN.match(source.text, start, key_end)
        if match is None or route not in source.values:
            continue
        key, written = match["key"], " ".join(source.text[match.start("open") : source.values[route][1]].split())
        place = Place(source.file, span=match.span("key"))
        problem = Diagnostic("TD101", place, f"thiếu dấu hai chấm sau «{key}»", hint=f"viết {key}: {written}")
        yield Explained((route, (*route[:-1], key)), problem)


def _is_bare(source: Source, route: Route) -> bool:
    """Whether a key in braces has no colon at all."""
    end = source.keys[route][1] if route in source.keys else len(source.text)
    return source.text[end : end + 200].lstrip()[:1] in {",", "}"}


def _is_known(model: type[R], route: Route) -> bool:
    """Whether it is a key of its group: then it was left empty."""
    return any(route[-1] in slot.fields for slot in slots(model, route[:-1]))


def _before_comma(text: str, start: int) -> int:
    """The end of what stands before the comma in front of `start`; -1 where there is none."""
    before = text[:start].rstrip() if start < 200 else text[start - 200 : start].rstrip()  # noqa: PLR2004
    if not before.endswith(","):
        return -1
    return start - (min(start, 200) - len(before[:-1].rstrip()))


def _follows(source: Source, route: Route, follower: Route) -> bool:
    start = source.keys[follower][0]
    return follower[:-1] == route[:-1] and _before_comma(source.text, start) == source.keys[route][1]


def _without_colon(source: Source, model: type[R], route: Route) -> Explained | None:
    """A pair without its colon, whose key counts as missing as well, which need not be said."""
    match = _NO_COLON.fullmatch(str(route[-1]))
    if match is None:
        return None
    key, sign, value = match["key"], match["sign"].strip(), match["value"]
    around = slots(model, route[:-1])
    is_count = sign or re.fullmatch(r"[0-9]\S*", value)
    if not any(key in slot.fields or (slot.is_table and is_count) for slot in around):
        return None
    start, end = source.keys[route]
    if sign == _WIDE_COLON:
        at = source.text.index(sign, start)
        problem = next(slip_problems(source.file, source.text, (Slip("colon", at, at + 1, None),)))
        return Explained((route, (*route[:-1], key)), problem)
    there = f"dấu {sign} đứng ở chỗ của dấu hai chấm sau «{key}»" if sign else f"thiếu dấu hai chấm sau «{key}»"
    problem = Diagnostic("TD101", Place(source.file, span=(start, end)), there, hint=f"viết {key}: {value}")
    return Explained((route, (*route[:-1], key)), problem)


def _cut(source: Source, model: type[R], owner: Route, parts: Sequence[Route]) -> Diagnostic | None:
    """The value of `owner`, with the parts that its commas cut off."""
    span: Span = (source.values[owner][0], source.keys[parts[-1]][1])
    before = source.text[slice(*source.values[owner])]
    kinds = slots(model, owner)
    if before[:1] in {'"', "'", "[", "{"}:
        return None
    place = Place(source.file, owner, span=span)
    if len(parts) == 1 and _NUMBER.fullmatch(before) and _CUT_NUMBER.fullmatch(str(parts[0][-1])):
        message = "dấu phẩy thập phân cắt đôi số này: trong { } dấu phẩy ngăn cách các mục"
        return Diagnostic("TD107", place, message, hint=hints.split_hint(before, str(parts[0][-1]), str(owner[-1])))
    written = " ".join(source.text[slice(*span)].split())
    if any(slot.is_list for slot in kinds):
        message = "trong { } dấu phẩy ngăn cách các mục, nên danh sách này cần ngoặc vuông"
        return Diagnostic("TD107", place, message, hint=f"viết [{written}]")
    if any(slot.parsed == "_text" for slot in kinds):
        message = f"dấu phẩy cắt ngắn văn bản này còn «{before}»: trong {{ }} dấu phẩy ngăn cách các mục"
        return Diagnostic("TD107", place, message, hint=f"viết {hints.quoted(written)} (cả dấu nháy)")
    return None
