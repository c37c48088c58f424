"""The part of JSON Schema 2020-12 that docs/json.schema.json uses; a keyword that is not known here is an error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

SAYS_NOTHING = {"$schema", "$defs", "title", "description"}
HANDLED = {
    "$ref", "anyOf", "type", "enum", "const", "pattern", "minLength", "items", "properties", "required",
    "additionalProperties",
}  # fmt: skip

KINDS: dict[type, str] = {
    type(None): "null", bool: "boolean", int: "integer", str: "string", list: "array", dict: "object",
}  # fmt: skip


def kind(value: Any) -> str:
    """The JSON type; a float has none, because no answer may hold one."""
    return KINDS[type(value)]


def faults(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any], path: str = "$") -> Iterator[str]:
    """Where a value breaks the schema, and how."""
    unknown = set(schema) - SAYS_NOTHING - HANDLED
    assert not unknown, f"{path}: this check does not know {unknown}"
    if "$ref" in schema:
        yield from faults(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, path)
    if "anyOf" in schema:
        branches = [list(faults(value, branch, root, path)) for branch in schema["anyOf"]]
        if all(branches):
            yield from min(branches, key=len)
    kinds = schema.get("type", kind(value))
    if kind(value) not in (kinds if isinstance(kinds, list) else [kinds]):
        yield f"{path}: {kind(value)} instead of {kinds}"
        return
    if ("enum" in schema and value not in schema["enum"]) or ("const" in schema and value != schema["const"]):
        yield f"{path}: {value!r}"
    if isinstance(value, str):
        yield from _text(value, schema, path)
    elif isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from faults(item, schema["items"], root, f"{path}[{index}]")
    elif isinstance(value, dict):
        yield from _object(value, schema, root, path)


def _text(value: str, schema: Mapping[str, Any], path: str) -> Iterator[str]:
    if len(value) < schema.get("minLength", 0):
        yield f"{path}: empty"
    if not re.search(schema.get("pattern", ""), value):
        yield f"{path}: {value!r} is not {schema['pattern']}"


def _object(value: dict[str, Any], schema: Mapping[str, Any], root: Mapping[str, Any], path: str) -> Iterator[str]:
    keys = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{path}.{name}: not there"
    for name, item in value.items():
        if name in keys:
            yield from faults(item, keys[name], root, f"{path}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{path}.{name}: no such key"
