"""Plain data → records: pydantic judges the shape, its findings become diagnostics."""

from __future__ import annotations

from typing import Any, Literal, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from thidua.diagnostics import Diagnostic, Place, Route
from thidua.records.shape import Record
from thidua.records.source import Source

FORMAT = "1"
"""The one version of the files' format so far."""

R = TypeVar("R", bound=Record)

_KINDS = {
    "model_type": "một nhóm các dòng «khóa: giá trị»",
    "dict_type": "một nhóm các dòng «khóa: giá trị»",
    "model_attributes_type": "một nhóm các dòng «khóa: giá trị»",
    "tuple_type": "một danh sách",
    "list_type": "một danh sách",
    "string_type": "văn bản",
}


def validate(source: Source, model: type[R]) -> tuple[R | None, tuple[Diagnostic, ...]]:
    """The file as a record, or None with every reason why not."""
    data = {} if source.data is None else source.data
    version = _version_problem(source, data)
    if version is not None:
        return None, (version,)
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, tuple(_diagnostic(source, model, d) for d in details if not _is_consequence(d, details))


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
    if written is None:
        message = "thiếu dòng «format: 1» ở đầu tệp"
        return Diagnostic("TD003", Place(source.file, ("format",)), message, hint="thêm dòng đầu tiên: format: 1")
    message = "chỉ đọc được format: 1; tệp này ghi phiên bản khác"
    hint = "nếu tệp do bản thidua mới hơn tạo ra thì hãy cập nhật chương trình"
    return Diagnostic("TD003", Place(source.file, ("format",)), message, hint=hint)


def _diagnostic(source: Source, model: type[BaseModel], detail: ErrorDetails) -> Diagnostic:
    route = _route(source, detail["loc"])
    on: Literal["key", "value"] = "key" if "[key]" in detail["loc"] else "value"
    kind = detail["type"]
    context: dict[str, Any] = detail.get("ctx", {})
    if kind == "missing":
        return _missing(source, route, str(detail["loc"][-1]))
    if kind == "extra_forbidden":
        return _unknown(source, route, model)
    if kind.startswith("TD"):
        allowed: list[str] = context.get("allowed", [])
        hint = context["hint"] or nearest(context.get("text", ""), allowed)
        hint = hint or (f"chọn một trong: {', '.join(allowed)}" if allowed else "")
        return Diagnostic(kind, Place(source.file, route, on), context["message"], hint=hint)
    if kind in _KINDS:
        value = detail["input"]
        found = "văn bản" if isinstance(value, str) else "một danh sách" if isinstance(value, list) else "chỗ trống"
        found = "một nhóm khóa" if isinstance(value, dict) else found
        from thidua.records.syntax import list_meant, missing_space  # noqa: PLC0415 - only when something is wrong

        hint = missing_space(value) if isinstance(value, str) else ""
        if isinstance(value, str) and kind in {"tuple_type", "list_type"}:
            hint = hint or list_meant(value)
        return Diagnostic("TD203", Place(source.file, route), f"cần {_KINDS[kind]}, ở đây là {found}", hint=hint)
    if kind in {"too_short", "too_long"}:
        least, most = context.get("min_length"), context.get("max_length")
        need = f"ít nhất {least}" if kind == "too_short" else f"nhiều nhất {most}"
        return Diagnostic("TD206", Place(source.file, route), f"cần {need} mục")
    return Diagnostic("TD203", Place(source.file, route), "giá trị này không đúng kiểu")


def _missing(source: Source, route: Route, name: str) -> Diagnostic:
    if route in source.keys:
        return Diagnostic("TD201", Place(source.file, route, "key"), f"«{name}» còn trống", hint="điền giá trị")
    inside = f" trong «{_label(route[:-1])}»" if len(route) > 1 else ""
    hint = f"thêm «{name}: …» vào chỗ này"
    return Diagnostic("TD201", Place(source.file, route[:-1], "key"), f"thiếu «{name}»{inside}", hint=hint)


def _unknown(source: Source, route: Route, model: type[BaseModel]) -> Diagnostic:
    known = _keys_at(model, route[:-1])
    name = str(route[-1])
    from thidua.records.indentation import misplaced  # noqa: PLC0415 - only when a key is unknown

    hint = misplaced(source, route, lambda where: _keys_at(model, where)) or nearest(name, known)
    hint = hint or ("các khóa dùng được: " + ", ".join(known) if known else "xóa khóa này")
    return Diagnostic("TD202", Place(source.file, route, "key"), f"không có khóa «{name}» ở đây", hint=hint)


def _label(route: Route) -> str:
    """The route as a user would say it: `awards, mục 2, quota`."""
    return ", ".join(f"mục {step + 1}" if isinstance(step, int) else step for step in route)


def nearest(written: str, known: list[str] | tuple[str, ...]) -> str:
    """«có phải là …?» with the nearest spelling, or nothing when none is near."""
    import difflib  # noqa: PLC0415 - only when something was mistyped

    lowered = {name.lower(): name for name in known}
    close = difflib.get_close_matches(written.lower(), lowered, n=1, cutoff=0.6)
    return f"có phải là «{lowered[close[0]]}»?" if close else ""


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


def _keys_at(model: Any, route: Route) -> list[str]:
    """The keys a mapping at this route may have."""
    for step in route:
        found = _models(model)
        if isinstance(step, int) or not found:
            model = _inner(model)
            continue
        fields = {info.alias or name: info.annotation for m in found for name, info in m.model_fields.items()}
        model = fields.get(step)
    return [info.alias or name for m in _models(model) for name, info in m.model_fields.items()]


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if _is_container(annotation):
        return []
    return [model for part in get_args(annotation) for model in _models(part)]


def _is_container(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) in {dict, tuple, list}


def _inner(annotation: Any) -> Any:
    """What a list or a mapping with free keys holds."""
    if _is_container(annotation):
        args = [part for part in get_args(annotation) if part is not Ellipsis]
        return args[-1]
    for part in get_args(annotation):
        found = _inner(part)
        if found is not None:
            return found
    return None
