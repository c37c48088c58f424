"""The key paths of an answer, `tally.awards[].tie`, each with its JSON types.

What stands in several answers is listed where it stands first, else a thousand lines would say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from json_schema import OBJECTS, typed
from json_schema_check import kind

FOLDED = {
    "what_if.today": "tally",
    "what_if.then": "tally",
    "rotate_head.head": "tally.head",
    "tally.head.deputy_vote": "tally.head.vote",
    "problems.reminders[]": "problems.problems[]",
} | {f"{name}.reminders[]": "problems.problems[]" for name in ("tally", "what_if", "rotate_head", "why", "verify")}
"""Path → the path under which its keys are listed."""


def observed(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every key path in a value, with the type that stands there."""
    yield path, kind(value)
    at = FOLDED.get(path, path)
    if isinstance(value, dict):
        for name, item in value.items():
            yield from observed(item, f"{at}.{name}")
    elif isinstance(value, list):
        for item in value:
            yield from observed(item, f"{at}[]")


def promised(written: str, path: str) -> Iterator[tuple[str, str]]:
    """The same as the tables of tools/ promise it."""
    base = written.removesuffix("?")
    kinds = typed(written).get("type")
    if base in OBJECTS:
        kinds = ["object", "null"] if written.endswith("?") else "object"
    elif kinds is None:
        kinds = {"format": "integer"}.get(base, "string")
        kinds = [kinds, "null"] if written.endswith("?") else kinds
    for one in kinds if isinstance(kinds, list) else [kinds]:
        yield path, one
    if path in FOLDED:
        return
    if base in OBJECTS:
        for name, key in OBJECTS[base].keys.items():
            yield from promised(key.type, f"{path}.{name}")
    elif base.endswith("[]"):
        yield from promised(base.removesuffix("[]"), f"{path}[]")
    elif base == "held":
        yield f"{path}[]", "integer"


def lines(pairs: Iterator[tuple[str, str]]) -> dict[str, set[str]]:
    """Path → types."""
    found: dict[str, set[str]] = {}
    for path, one in pairs:
        found.setdefault(path, set()).add(one)
    return found
