"""How an object of `--json` is written down: `json_answers` and `json_results` are tables of this.

By hand, not from the results: a result may change without its output changing. A type is a scalar of `SCALARS`, a
list of words of `json_words`, or an object of the tables; `?` behind it: or null; `[]`: a list of it.
"""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """One key: its type, and what it says (with its unit)."""

    type: str
    says: str


class Shape(NamedTuple):
    """One object: what it is, and its keys in the order of the output. Every key is always there."""

    says: str
    keys: dict[str, Key]


SCALARS: dict[str, tuple[dict[str, object], str]] = {
    "integer": ({"type": "integer"}, "integer"),
    "boolean": ({"type": "boolean"}, "true, false"),
    "text": ({"type": "string"}, "text"),
    "code": ({"type": "string", "minLength": 1}, "code"),
    "year": ({"type": "integer"}, "year"),
    "points": ({"type": "string", "pattern": r"^-?\d+(\.\d+|/\d+)?$"}, "points"),
    "share": ({"type": "string", "pattern": r"^\d+(/\d+)?$"}, "share"),
    "format": ({"const": 1}, "1"),
    "step": ({"type": ["string", "integer"]}, "key or index"),
    "order_key": ({"type": ["string", "integer"]}, "integer or points"),
    "held": ({"type": ["string", "integer", "array"], "items": {"type": "integer"}}, "integer, text or years"),
}
"""A word for a type, its schema, and how docs/json.md names it."""
