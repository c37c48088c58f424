"""Results as data for `--json`: the keys are those of the results, documented in `docs/json.md`.

Points are text (`"95.5"`: no reader may round them), shares fractions (`"4/5"`), days ISO dates.
"""

from __future__ import annotations

import json
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from thidua.rules.judging import Outcome
from thidua.terminal.screen import show

FORMAT = 1
"""Raised when a key changes its meaning or goes away; new keys may come at any time."""


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """Everything `tally` shows."""
    return {
        "format": FORMAT,
        "bloc": outcome.bloc.code,
        "name": outcome.bloc.name,
        "year": outcome.year,
        "attendance": plain(outcome.attendance),
        "nominees": plain(outcome.nominees),
        "scores": plain(outcome.board.units) if outcome.board is not None else None,
        "counts": plain(outcome.counts),
        "awards": plain(outcome.awards),
        "head": plain(outcome.head),
        "pending": plain(outcome.pending),
    }


def plain(value: Any) -> Any:
    """Results → dict, list, str, int, bool and None."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return f"{value:f}"
        case Fraction():
            return str(value)
        case date() | time():
            return value.isoformat()
        case BaseModel():
            return {name: plain(getattr(value, name)) for name in type(value).model_fields}
        case tuple() if hasattr(value, "_fields"):
            return _result(value)
        case tuple() | list():
            return [plain(item) for item in value]
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
    raise TypeError(type(value))


def _result(value: Any) -> dict[str, Any]:
    """A result's fields, and beside them what it derives from them."""
    fields = {name: plain(getattr(value, name)) for name in value._fields}
    derived = {
        name: plain(getattr(value, name)) for name, member in vars(type(value)).items() if isinstance(member, property)
    }
    return fields | derived


def show_json(data: dict[str, Any]) -> None:
    """Printed as UTF-8 JSON with two blanks of indent; ASCII escapes keep it whole on any console."""
    show(json.dumps(data, ensure_ascii=True, indent=2))
