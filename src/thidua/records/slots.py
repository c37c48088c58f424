"""What the models expect at a route of a file: which keys, of which kind, and which may be left empty."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from thidua.diagnostics import Diagnostic, Route
from thidua.records.shape import Parsed, Record

R = TypeVar("R", bound=Record)


class Slot(NamedTuple):
    """Chỗ của một giá trị: one kind of value that may stand at a route.

    `parsed`: the name of the function that reads it, for a scalar. `field`: the field that it belongs to; for an
    entry of a mapping with free keys, or an item of a list, the field of that mapping or list.
    """

    kind: Any
    parsed: str = ""
    field: FieldInfo | None = None

    @property
    def fields(self) -> dict[str, FieldInfo]:
        """The keys of a group, as they are written in the file; none for anything else."""
        if not isinstance(self.kind, type) or not issubclass(self.kind, BaseModel):
            return {}
        return {info.alias or name: info for name, info in self.kind.model_fields.items()}

    @property
    def is_list(self) -> bool:
        return get_origin(self.kind) is tuple

    @property
    def is_table(self) -> bool:
        """Whether it is a mapping with free keys: codes of units, awards, criteria."""
        return get_origin(self.kind) is dict

    @property
    def may_be_empty(self) -> bool:
        """Whether format.md says that the value, or an entry of the table, may be left empty."""
        extra = self.field.json_schema_extra if self.field is not None else None
        return isinstance(extra, dict) and bool(extra.get("empty"))


class Explained(NamedTuple):
    """Chỗ đã rõ vì sao sai: the routes of which nothing else is to be said, and the one problem that explains them."""

    routes: tuple[Route, ...]
    problem: Diagnostic


def slots(model: type[R], route: Route) -> tuple[Slot, ...]:
    """What may stand at `route`; nothing where no file of this model has such a place."""
    found: tuple[Slot, ...] = (Slot(model),)
    for step in route:
        found = tuple(inner for slot in found for inner in _inside(slot, step))
    return found


def known_keys(model: type[R], route: Route) -> list[str]:
    """The keys a group at this route may have."""
    return [key for slot in slots(model, route) for key in slot.fields]


def groups_within(*models: type[Record]) -> set[type[Record]]:
    """The models and every group inside them."""
    found: set[type[Record]] = set()
    waiting = [Slot(model) for model in models]
    while waiting:
        slot = waiting.pop()
        if slot.is_list or slot.is_table:
            waiting += _inside(slot, 0 if slot.is_list else "")
        elif slot.fields and slot.kind not in found:
            found.add(slot.kind)
            waiting += [inner for key in slot.fields for inner in _inside(slot, key)]
    return found


def _inside(slot: Slot, step: str | int) -> tuple[Slot, ...]:
    if isinstance(step, str) and step in slot.fields:
        field = slot.fields[step]
        return _kinds(field.annotation, _parsed(field.metadata), field)
    if slot.is_table and isinstance(step, str):
        return _kinds(get_args(slot.kind)[1], "", slot.field)
    if slot.is_list and isinstance(step, int):
        return _kinds(get_args(slot.kind)[0], "", slot.field)
    return ()


def _kinds(annotation: Any, parsed: str, field: FieldInfo | None) -> tuple[Slot, ...]:
    """The alternatives of an annotation, without `None`."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _kinds(inner, _parsed(more) or parsed, field)
    if origin is Union or origin is UnionType:
        return tuple(slot for part in get_args(annotation) for slot in _kinds(part, parsed, field))
    return () if annotation is NoneType else (Slot(annotation, parsed, field),)


def _parsed(metadata: Any) -> str:
    return next((getattr(item.parse, "__name__", "") for item in metadata if isinstance(item, Parsed)), "")
