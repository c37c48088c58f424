"""Values that are not there, or not whole: keys and items left empty (TD208), texts cut short by `#` (TD209).

An empty value is not an absent key, so none is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from thidua.diagnostics import Diagnostic, Place, Route
from thidua.records.hints import quoted
from thidua.records.shape import Record
from thidua.records.slots import Slot, slots
from thidua.records.source import Source

R = TypeVar("R", bound=Record)

_OR_DELETE = "hoặc xóa cả dòng nếu không dùng khóa này"
_CUT = re.compile(r"[ \t]+(#[^\s#].*)")
_HASH = re.compile(r":[ \t]+(#[^\s#].*)")


def empty_values(source: Source, model: type[R]) -> Iterator[Diagnostic]:
    """TD208: every optional key, entry and item without a value, but for those that format.md lets be empty.

    A required key is left to TD201, an unknown one to TD202; `format` to TD003.
    """
    for route in source.empty:
        around = slots(model, route[:-1])
        name = route[-1]
        if isinstance(name, int):
            if any(slot.is_list for slot in around):
                yield _item(source, route, slots(model, route))
        elif any(slot.is_table for slot in around):
            if not any(slot.is_table and slot.may_be_empty for slot in around):
                yield _key(source, route, slots(model, route))
        elif any(name in slot.fields and not slot.fields[name].is_required() for slot in around):
            found = slots(model, route)
            if not any(slot.may_be_empty and not slot.is_table for slot in found):
                yield _key(source, route, found)


def unknown_empty(source: Source, model: type[R]) -> Iterator[Route]:
    """The routes of keys without a value that no group of the models has."""
    for route in source.empty:
        around = slots(model, route[:-1])
        groups = [slot for slot in around if slot.fields]
        if groups and len(groups) == len(around) and not any(route[-1] in slot.fields for slot in groups):
            yield route


def cut_short(source: Source, model: type[R]) -> Iterator[Diagnostic]:
    """TD209: a text that ends before ` #` written together with what follows: `Sở A #1`. A note has a space there."""
    found = {match.start(): match for match in _CUT.finditer(source.text)}
    if not found:
        return
    for route, (start, end) in source.values.items():
        if end not in found or start == end or source.text[start] in "\"'[{|>":
            continue
        if any(slot.parsed == "_text" for slot in slots(model, route)):
            cut = found[end]
            whole = quoted(" ".join(f"{source.text[start:end]}{cut[0]}".split()))
            yield Diagnostic(
                "TD209",
                Place(source.file, route, span=cut.span(1)),
                f"phần «{cut[1].rstrip()}» không được đọc: dấu # sau dấu cách mở đầu một ghi chú",
                hint=f"nếu thuộc về văn bản, viết {whole} (cả dấu nháy); nếu là ghi chú, thêm dấu cách sau dấu #",
            )


def in_quotes(source: Source, route: Route) -> str:
    """A hint where the value was taken for a comment: `name: #1`; else nothing."""
    end = source.keys[route][1] if route in source.keys else len(source.text)
    line = source.text[end:].split("\n", maxsplit=1)[0].rstrip("\r")
    found = _HASH.match(line)
    return f"dấu # mở đầu một ghi chú; nếu là giá trị thì viết {quoted(found[1].rstrip())}" if found else ""


def _key(source: Source, route: Route, kinds: tuple[Slot, ...]) -> Diagnostic:
    hint = in_quotes(source, route) or _how_to_fill(route, kinds)
    return Diagnostic("TD208", Place(source.file, route, "key"), f"«{route[-1]}» còn trống", hint=hint)


def _how_to_fill(route: Route, kinds: tuple[Slot, ...]) -> str:
    if len(route) > 1 and route[-2] == "votes":
        return "ghi số phiếu; không có phiếu nào thì ghi 0"
    described = next((slot.field.description or "" for slot in kinds if slot.field is not None), "")
    left_out = re.search("không ghi: (.+)$", described)
    delete = f"hoặc xóa cả dòng, khi đó: {left_out[1]}" if left_out is not None else _OR_DELETE
    if any(slot.is_list for slot in kinds):
        return f"ghi các mục, ghi [] nếu không có mục nào, {delete}"
    return f"điền giá trị, {delete}"


def _item(source: Source, route: Route, kinds: tuple[Slot, ...]) -> Diagnostic:
    hint = "điền giá trị, hoặc xóa dấu gạch này"
    if any(slot.is_list for slot in kinds):
        hint = "phiếu trắng ghi blank, phiếu không đồng ý với đơn vị nào ghi []; không có phiếu thì xóa dấu gạch này"
    return Diagnostic("TD208", _place_of_item(source, route), "mục này còn trống", hint=hint)


def _place_of_item(source: Source, route: Route) -> Place:
    """The word `null` where it stands, else the dash of the item."""
    start, end = source.values[route]
    if end == start:
        start = source.text.rfind("-", 0, start)
        end = start + 1
    return Place(source.file, route, span=(start, end))
