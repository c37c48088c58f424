"""What pydantic refuses, in words: the place, what was expected there, and a hint that cures.

Only a file with something wrong comes here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from thidua.diagnostics import Diagnostic, Place, Route
from thidua.records import hints
from thidua.records.braces import before_braces, torn
from thidua.records.emptiness import empty_values, in_quotes, unknown_empty
from thidua.records.location import Source
from thidua.records.misplaced import headless_items, misplaced, moved_entries
from thidua.records.names import Files, Known, bare_score
from thidua.records.shape import Record, parse_share
from thidua.records.slots import known_keys, slots
from thidua.records.spelling import nearest
from thidua.records.wrong_kind import THRESHOLD, kind_hint

R = TypeVar("R", bound=Record)

_KINDS = {
    "model_type": "một nhóm các dòng «khóa: giá trị»",
    "dict_type": "một nhóm các dòng «khóa: giá trị»",
    "model_attributes_type": "một nhóm các dòng «khóa: giá trị»",
    "tuple_type": "một danh sách",
    "list_type": "một danh sách",
    "string_type": "văn bản",
}


def refusals(source: Source, model: type[R], error: ValidationError | None, files: Files) -> tuple[Diagnostic, ...]:
    """Every reason why the file is no record: what is wrong in it, and what is left empty."""
    details = [d for d in error.errors(include_url=False) if not _is_empty_item(d)] if error is not None else []
    known, around = Known(files), _around(details)
    explained = (
        *torn(source, model),
        *before_braces(source),
        *moved_entries(source, model),
        *headless_items(source, model),
    )
    settled = {route for one in explained for route in one.routes}
    # A list that holds something wrong counts as too short as well, which is said already.
    told = (d for d in details if d["type"] != "too_short" or d["loc"] not in around)
    wrong = [_diagnostic(source, model, d, known) for d in told if not _within(d["loc"], settled)]
    wrong += [_unknown(source, route, model) for route in unknown_empty(source, model) if not _within(route, settled)]
    wrong += [one for one in empty_values(source, model) if not _within(one.place.route, settled)]
    told_once = _without_misspelt((*wrong, *(one.problem for one in explained)))
    return tuple(_in_place_of_the_missing(source, [*told_once]))


def _within(loc: tuple[int | str, ...], settled: set[Route]) -> bool:
    return any(loc[:depth] in settled for depth in range(1, len(loc) + 1))


def _without_misspelt(found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Without the keys that count as missing because they are misspelt, which the hint of TD202 says already."""
    meant = {(one.place.route[:-1], one.hint) for one in found if one.code == "TD202"}
    for one in found:
        name = one.message.removeprefix("thiếu «").partition("»")[0]
        if one.code != "TD201" or (one.place.route, f"có phải là «{name}»?") not in meant:
            yield one


_FREE = "các khóa dùng được: "


def _in_place_of_the_missing(source: Source, found: list[Diagnostic]) -> Iterator[Diagnostic]:
    """An unknown key in a group that lacks one is that key by another name; the hint says so, and it is one problem.

    `- STP: Sở Tư pháp` is an item whose keys were left out.
    """
    missing: dict[Route, list[str]] = {}
    unknown: dict[Route, list[Diagnostic]] = {}
    for one in found:
        if one.code == "TD201" and one.message.startswith("thiếu «"):
            missing.setdefault(one.place.route, []).append(one.message.removeprefix("thiếu «").partition("»")[0])
        elif one.code == "TD202" and one.hint.startswith(_FREE):
            unknown.setdefault(one.place.route[:-1], []).append(one)
    hints_of: dict[Route, str] = {}
    for route, names in missing.items():
        strange = unknown.get(route, [])
        if len(strange) == 1 and (hint := _meant_by(source, strange[0], names)):
            hints_of[route] = hint
    for one in found:
        if one.code == "TD202" and one.place.route[:-1] in hints_of and one.hint.startswith(_FREE):
            yield one._replace(hint=hints_of[one.place.route[:-1]])
        elif one.code != "TD201" or one.place.route not in hints_of or not one.message.startswith("thiếu «"):
            yield one


def _meant_by(source: Source, strange: Diagnostic, names: list[str]) -> str:
    *outer, key = strange.place.route
    start, end = source.values.get(strange.place.route, (0, 0))
    value = source.text[start:end]
    if len(names) == 1:
        return f"có phải là «{names[0]}»? Nếu không phải thì xóa khóa này và thêm «{names[0]}: …»"
    if outer and isinstance(outer[-1], int) and names[:2] == ["code", "name"] and value and "\n" not in value:
        rest = "".join(f", {name}: …" for name in names[2:])
        return f"viết code: {key}, name: {value}{rest}"
    return ""


def _is_empty_item(detail: ErrorDetails) -> bool:
    """An item without a value: it was left empty (TD208), or is refused for what stood there (TD108)."""
    return detail["input"] is None and isinstance(detail["loc"][-1], int)


def _around(details: list[ErrorDetails]) -> set[tuple[int | str, ...]]:
    """Every group and list that holds something wrong."""
    return {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}


def _diagnostic(source: Source, model: type[R], detail: ErrorDetails, known: Known) -> Diagnostic:
    route = _route(source, detail["loc"])
    on: Literal["key", "value"] = "key" if "[key]" in detail["loc"] else "value"
    kind = detail["type"]
    context: dict[str, Any] = detail.get("ctx", {})
    if kind == "missing":
        return _missing(source, route, str(detail["loc"][-1]))
    if kind == "extra_forbidden":
        return _unknown(source, route, model)
    if kind.startswith("TD"):
        hint = _value_hint(model, route, detail, known)
        return Diagnostic(kind, Place(source.file, route, on), context["message"], hint=hint)
    if kind in _KINDS:
        value = detail["input"]
        found = "văn bản" if isinstance(value, str) else "một danh sách" if isinstance(value, list) else "chỗ trống"
        found = "một nhóm khóa" if isinstance(value, dict) else found
        hint = kind_hint(source, model, route, value, known)
        return Diagnostic("TD203", Place(source.file, route), f"cần {_KINDS[kind]}, ở đây là {found}", hint=hint)
    if kind in {"too_short", "too_long"}:
        least, most = context.get("min_length"), context.get("max_length")
        need = f"ít nhất {least}" if kind == "too_short" else f"nhiều nhất {most}"
        return Diagnostic("TD206", Place(source.file, route), f"cần {need} mục")
    return Diagnostic("TD203", Place(source.file, route), "giá trị này không đúng kiểu")


def _value_hint(model: type[R], route: Route, detail: ErrorDetails, known: Known) -> str:
    """For a scalar that was refused: what other files know of it, what its type says, or the words to choose from."""
    context: dict[str, Any] = detail["ctx"]
    allowed: list[str] = context.get("allowed", [])
    if "name" in context:
        defines = route[-1] == "code"  # the code of the thing itself is no other thing's name
        several = context["name"].split()
        if len(several) > 1 and isinstance(route[-1], int) and set(several) <= set(known.names.codes):
            return hints.codes_hint(several)
        return ("" if defines else known.names.code_hint(context["name"])) or str(context["hint"])
    if not allowed:
        written = str(detail["input"]).strip()
        if set(known_keys(model, route[:-1])) >= THRESHOLD:
            return hints.threshold_hint(str(route[-1]), written, parse_share) or str(context["hint"])
        if parse_share(written) is not None and any("share" in slot.fields for slot in slots(model, route)):
            return f"viết {{share: {written}, of: members hoặc remaining, round: down, up hoặc nearest}}"
        return str(context["hint"])
    text = str(context["text"])
    near = nearest(text, allowed)
    if near or len(allowed) > 1:
        return near or _in_words(model, route, text, allowed)
    return bare_score(str(route[-1]), text, known)


def _in_words(model: type[R], route: Route, text: str, allowed: list[str]) -> str:
    """The words to choose from, each with its meaning; the one whose meaning was written."""
    described = " ".join(slot.field.description or "" for slot in slots(model, route) if slot.field is not None)
    meanings = {word: re.search(rf"\b{word}: ([^;]+)", described) for word in allowed}
    for word, meaning in meanings.items():
        if meaning is not None and text.lower() in {part.strip().lower() for part in re.split("[,()]", meaning[1])}:
            return f"viết {word}"
    told = [f"{word} ({meaning[1].strip()})" if meaning is not None else word for word, meaning in meanings.items()]
    return f"chọn một trong: {'; '.join(told)}"


def _missing(source: Source, route: Route, name: str) -> Diagnostic:
    if route in source.keys:
        hint = in_quotes(source, route) or "điền giá trị"
        return Diagnostic("TD201", Place(source.file, route, "key"), f"«{name}» còn trống", hint=hint)
    inside = f" trong «{_label(route[:-1])}»" if len(route) > 1 else ""
    hint = f"thêm «{name}: …» vào chỗ này"
    return Diagnostic("TD201", Place(source.file, route[:-1], "key"), f"thiếu «{name}»{inside}", hint=hint)


def _unknown(source: Source, route: Route, model: type[R]) -> Diagnostic:
    known = known_keys(model, route[:-1])
    free = [key for key in known if (*route[:-1], key) not in source.keys]
    name = str(route[-1])
    hint = misplaced(source, route, model) or nearest(name, free)
    if not hint and (near := nearest(name, known)):
        hint = f"{near} khóa ấy đã có ở đây; giữ một khóa, xóa khóa kia"
    hint = hint or (_FREE + ", ".join(free) if free else "xóa khóa này")
    return Diagnostic("TD202", Place(source.file, route, "key"), f"không có khóa «{name}» ở đây", hint=hint)


def _label(route: Route) -> str:
    """The route as a user would say it: `awards, mục 2, quota`."""
    return ", ".join(f"mục {step + 1}" if isinstance(step, int) else step for step in route)


def _route(source: Source, loc: tuple[int | str, ...]) -> Route:
    """pydantic's location without the steps that short forms put in."""
    route: Route = ()
    node: Any = {} if source.data is None else source.data
    for step in loc:
        if isinstance(node, dict) and isinstance(step, str):
            if step == "[key]":
                break
            route, node = (*route, step), node.get(step)
        elif isinstance(node, list) and isinstance(step, int):
            route, node = (*route, step), node[step] if step < len(node) else None
        else:
            break
    return route
