"""Keys that are known, but not in the group where they stand: which group has them, and where to move them.

The file could be read, so a line a level too deep or too shallow has put its key into another group.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from thidua.diagnostics import Diagnostic, Place, Route
from thidua.records.location import Source
from thidua.records.shape import Record
from thidua.records.slots import Explained, known_keys, slots

R = TypeVar("R", bound=Record)

_ANY = "*"
"""A free key, of which it does not matter which it is."""


def misplaced(source: Source, route: Route, model: type[R]) -> str:
    """A hint for an unknown key that is known one level up or down; nothing where it is known nowhere near."""
    *outer, name = route
    around = tuple(outer)
    value = _at(source.data, route)
    inner = list(value) if isinstance(value, dict) else []
    if outer and inner and set(inner) <= set(known_keys(model, around)):
        return f"«{name}» thụt quá sâu nên nằm trong «{outer[-1]}»: đưa «{name}» ra thẳng cột với «{outer[-1]}»"
    before = source.group_above.get(route)
    if before is not None and inner and inner[0] in known_keys(model, (*around, before, _ANY)):
        return f"«{name}» thụt ít quá nên nằm ngoài «{before}»: thụt vào thẳng cột với các mục của «{before}»"
    return _of_another_group(source, route, model)


def _of_another_group(source: Source, route: Route, model: type[R]) -> str:
    """The group around, or beside, that has this key and does not use it yet."""
    *outer, name = route
    around = tuple(outer)
    beside = (key for key in known_keys(model, around) if name in known_keys(model, (*around, key)))
    for key in beside:
        if (*around, key, name) not in source.keys:
            return f"«{name}» là khóa của «{key}»: chuyển vào trong «{key}», thẳng cột với các khóa ở đó"
    for depth in reversed(range(len(around))):
        if name in known_keys(model, around[:depth]) and (*around[:depth], name) not in source.keys:
            if depth == 0:
                return f"«{name}» là khóa của cả tệp: đưa ra ngoài «{around[0]}», ở đầu dòng, không thụt"
            return f"«{name}» thụt quá sâu: đưa ra ngoài «{around[depth]}», thẳng cột với «{around[depth]}»"
    return ""


def moved_entries(source: Source, model: type[R]) -> Iterator[Explained]:
    """Entries of a table with free keys that are keys of its entries, or of the group that holds the table."""
    tables: dict[Route, list[str]] = {}
    for route in source.keys:
        tables.setdefault(route[:-1], []).append(str(route[-1]))
    empty = frozenset(source.empty)
    for table, entries in tables.items():
        if table and any(slot.is_table for slot in slots(model, table)):
            owners = {entry for entry in entries if (*table, entry) in empty}
            yield from _moved(source, model, table, entries, owners)


def headless_items(source: Source, model: type[R]) -> Iterator[Explained]:
    """Items that went into the list above, for the line with the key of their own is missing."""
    items: dict[Route, set[str]] = {}
    for route in source.keys:
        if len(route) > 2 and isinstance(route[-2], int):  # noqa: PLR2004 - the list, the item, its key
            items.setdefault(route[:-1], set()).add(str(route[-1]))
    strangers: dict[tuple[Route, str], list[Route]] = {}
    for item, keys in items.items():
        if not keys <= set(known_keys(model, item)) and (head := _head_of(source, model, item, keys)):
            strangers.setdefault((item[:-1], head), []).append(item)
    for (_, head), found in strangers.items():
        message = f"mục này có các khóa của «{head}», không phải của «{found[0][-2]}»"
        hint = f"thêm dòng «{head}:» ngay trên mục này, thẳng cột với «{found[0][-2]}»"
        yield Explained(tuple(found), Diagnostic("TD202", Place(source.file, found[0]), message, hint=hint))


def _head_of(source: Source, model: type[R], item: Route, keys: set[str]) -> str:
    """The list beside the one around, not written so far, whose items have all these keys."""
    group = item[:-2]
    free = (key for key in known_keys(model, group) if (*group, key) not in source.keys)
    return next((key for key in free if keys <= set(known_keys(model, (*group, key, 0)))), "")


def _moved(source: Source, model: type[R], table: Route, entries: list[str], owners: set[str]) -> Iterator[Explained]:
    """`owners`: the entries with nothing of their own, to which what follows may belong."""
    inside, outside = set(known_keys(model, (*table, _ANY))), set(known_keys(model, table[:-1]))
    owner = ""
    waiting: dict[str, list[str]] = {}
    for entry in entries:
        if entry in inside and owner:
            waiting.setdefault(owner, []).append(entry)
        elif entry in outside:
            waiting.setdefault("", []).append(entry)
        else:
            owner = entry if entry in owners else ""
    for head, keys in waiting.items():
        routes = tuple((*table, key) for key in keys)
        yield Explained(routes, _problem(source, table, head, keys))


def _problem(source: Source, table: Route, head: str, keys: list[str]) -> Diagnostic:
    place = Place(source.file, (*table, keys[0]), "key")
    listed = ", ".join(f"«{key}»" for key in keys)
    if head:
        column = _column(source, (*table, head)) + 2
        message = f"{listed} thụt bằng «{head}» nên nằm ngoài «{head}»"
        return Diagnostic("TD202", place, message, hint=f"{listed} thuộc «{head}»: thụt vào bằng {column} dấu cách")
    name = table[-1]
    column = _column(source, table)
    message = f"{listed} thụt quá sâu nên nằm trong «{name}»"
    return Diagnostic(
        "TD202", place, message, hint=f"đưa {listed} ra ngoài «{name}», thẳng cột với «{name}»: {column} dấu cách"
    )


def _column(source: Source, route: Route) -> int:
    start = source.keys[route][0] if route in source.keys else 0
    return start - source.text.rfind("\n", 0, start) - 1


def _at(data: Any, route: Route) -> Any:
    for step in route:
        if isinstance(data, Mapping):
            data = data.get(step)
        else:
            data = data[step] if isinstance(data, list) and isinstance(step, int) else None
    return data
