"""Plain data → records: pydantic judges the shape, its findings become diagnostics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from thidua.diagnostics import Diagnostic, Place, Route
from thidua.records.emptiness import cut_short, empty_values, in_quotes, unknown_empty
from thidua.records.names import Files, bare_score, code_hint, codes_of, declared
from thidua.records.shape import Record, parse_share
from thidua.records.slots import known_keys, slots
from thidua.records.source import Source
from thidua.records.spelling import nearest
from thidua.records.syntax import missing_space

FORMAT = "1"
"""The one version of the files' format so far."""

R = TypeVar("R", bound=Record)

_NONE: Files = MappingProxyType({})
_KINDS = {
    "model_type": "một nhóm các dòng «khóa: giá trị»",
    "dict_type": "một nhóm các dòng «khóa: giá trị»",
    "model_attributes_type": "một nhóm các dòng «khóa: giá trị»",
    "tuple_type": "một danh sách",
    "list_type": "một danh sách",
    "string_type": "văn bản",
}


def validate(source: Source, model: type[R], files: Files = _NONE) -> tuple[R | None, tuple[Diagnostic, ...]]:
    """The file as a record, or None with every reason why not; `files` are those read before, for hints."""
    data = {} if source.data is None else source.data
    version = _version_problem(source, data)
    if version is not None:
        return None, (version,)
    record, wrong = _judged(source, model, data, files)
    wrong += tuple(_unknown(source, route, model) for route in unknown_empty(source, model))
    wrong += tuple(empty_values(source, model))
    wrong = tuple(_without_misspelt(wrong))
    return (None if wrong else record), (*wrong, *cut_short(source, model))


def _without_misspelt(found: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """Without the keys that count as missing because they are misspelt, which the hint of TD202 says already."""
    meant = {(one.place.route[:-1], one.hint) for one in found if one.code == "TD202"}
    for one in found:
        name = one.message.removeprefix("thiếu «").partition("»")[0]
        if one.code != "TD201" or (one.place.route, f"có phải là «{name}»?") not in meant:
            yield one


def _judged(source: Source, model: type[R], data: Any, files: Files) -> tuple[R | None, tuple[Diagnostic, ...]]:
    """What pydantic says of the values that are there."""
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        details = [d for d in error.errors(include_url=False) if not _is_empty_item(d)]
        return None, tuple(_diagnostic(source, model, d, files) for d in details if not _is_consequence(d, details))


def _is_empty_item(detail: ErrorDetails) -> bool:
    """An item without a value: it was left empty (TD208), or is refused for what stood there (TD108)."""
    return detail["input"] is None and isinstance(detail["loc"][-1], int)


def _is_consequence(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """A list that counts as too short only because its items are wrong, which is said already."""
    loc = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(d["loc"]) > len(loc) and d["loc"][: len(loc)] == loc for d in details
    )


def _version_problem(source: Source, data: Any) -> Diagnostic | None:
    if not isinstance(data, dict):
        return None
    written = data.get("format")
    if written == FORMAT:
        return None
    if written is None and ("format",) in source.keys:
        return Diagnostic("TD003", Place(source.file, ("format",), "key"), "«format» còn trống", hint="viết format: 1")
    if written is None:
        message = "thiếu dòng «format: 1» ở đầu tệp"
        return Diagnostic("TD003", Place(source.file, ("format",)), message, hint="thêm dòng đầu tiên: format: 1")
    message = "chỉ đọc được format: 1; tệp này ghi phiên bản khác"
    hint = "viết format: 1"
    if isinstance(written, str) and written.isdecimal() and int(written) > 1:
        hint += "; nếu tệp do bản thidua mới hơn tạo ra thì hãy cập nhật chương trình"
    return Diagnostic("TD003", Place(source.file, ("format",)), message, hint=hint)


def _diagnostic(source: Source, model: type[R], detail: ErrorDetails, files: Files) -> Diagnostic:
    route = _route(source, detail["loc"])
    on: Literal["key", "value"] = "key" if "[key]" in detail["loc"] else "value"
    kind = detail["type"]
    context: dict[str, Any] = detail.get("ctx", {})
    if kind == "missing":
        return _missing(source, route, str(detail["loc"][-1]))
    if kind == "extra_forbidden":
        return _unknown(source, route, model)
    if kind.startswith("TD"):
        hint = _value_hint(model, route, detail, files)
        return Diagnostic(kind, Place(source.file, route, on), context["message"], hint=hint)
    if kind in _KINDS:
        value = detail["input"]
        found = "văn bản" if isinstance(value, str) else "một danh sách" if isinstance(value, list) else "chỗ trống"
        found = "một nhóm khóa" if isinstance(value, dict) else found
        hint = _group_hint(source, route, kind, value, files) if isinstance(value, str) else ""
        return Diagnostic("TD203", Place(source.file, route), f"cần {_KINDS[kind]}, ở đây là {found}", hint=hint)
    if kind in {"too_short", "too_long"}:
        least, most = context.get("min_length"), context.get("max_length")
        need = f"ít nhất {least}" if kind == "too_short" else f"nhiều nhất {most}"
        return Diagnostic("TD206", Place(source.file, route), f"cần {need} mục")
    return Diagnostic("TD203", Place(source.file, route), "giá trị này không đúng kiểu")


def _value_hint(model: type[R], route: Route, detail: ErrorDetails, files: Files) -> str:
    """For a scalar that was refused: what other files know of it, what its type says, or the words to choose from."""
    context: dict[str, Any] = detail["ctx"]
    allowed: list[str] = context.get("allowed", [])
    if "name" in context:
        defines = route[-1] == "code"  # the code of the thing itself is no other thing's name
        return ("" if defines else code_hint(context["name"], declared(files))) or str(context["hint"])
    if not allowed:
        written = str(detail["input"]).strip()
        if parse_share(written) is not None and any("share" in slot.fields for slot in slots(model, route)):
            return f"viết {{share: {written}, of: members hoặc remaining, round: down, up hoặc nearest}}"
        return str(context["hint"])
    text = str(context["text"])
    near = nearest(text, allowed)
    if near or len(allowed) > 1:
        return near or _in_words(model, route, text, allowed)
    return bare_score(str(route[-1]), text, files)


def _in_words(model: type[R], route: Route, text: str, allowed: list[str]) -> str:
    """The words to choose from, each with its meaning; the one whose meaning was written."""
    described = " ".join(slot.field.description or "" for slot in slots(model, route) if slot.field is not None)
    meanings = {word: re.search(rf"\b{word}: ([^;]+)", described) for word in allowed}
    for word, meaning in meanings.items():
        if meaning is not None and text.lower() in {part.strip().lower() for part in re.split("[,()]", meaning[1])}:
            return f"viết {word}"
    told = [f"{word} ({meaning[1].strip()})" if meaning is not None else word for word, meaning in meanings.items()]
    return f"chọn một trong: {'; '.join(told)}"


def _group_hint(source: Source, route: Route, kind: str, value: str, files: Files) -> str:
    """For a text in place of a list or a group of keys: the brackets, the braces, the blank that it lacks."""
    start, end = source.values.get(route, (0, 0))
    written = source.text[start:end]
    if kind in {"tuple_type", "list_type"}:
        items = codes_of((item.strip() for item in re.split("[,;\n]", value)), declared(files))
        return (
            f"viết [{', '.join(items)}]" if all(map(_is_plain, items)) else "viết mỗi mục một dòng, sau dấu gạch: - MỤC"
        )
    if re.fullmatch(r"(?:[\w.-]+:[^\s,:]+(?:\s*,\s*|\s+|$))+", value):
        pairs = ", ".join(pair.replace(":", ": ") for pair in re.split(r"[\s,]+", value))
        alone = "," not in pairs and _own_line(source, start)
        return f"thêm dấu cách sau dấu hai chấm: {pairs if alone else '{' + pairs + '}'}"
    return missing_space(written)


def _own_line(source: Source, start: int) -> bool:
    """Whether a value stands on a line of its own, below its key."""
    return not source.text[source.text.rfind("\n", 0, start) + 1 : start].strip()


def _is_plain(item: str) -> bool:
    return re.fullmatch(r"[^\s:#\[\]{}\"'&*!|>%@`]{1,40}", item) is not None


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
    hint = nearest(name, free)
    if not hint and (near := nearest(name, known)):
        hint = f"{near} khóa ấy đã có ở đây; giữ một khóa, xóa khóa kia"
    hint = hint or ("các khóa dùng được: " + ", ".join(free) if free else "xóa khóa này")
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
