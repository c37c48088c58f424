"""The values of `--json`: points are text, shares fractions; and how an answer is printed."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.terminal.screen import show

FORMAT = 1
"""Raised when a key changes its meaning or goes away; new keys may come at any time."""

Object = dict[str, Any]
"""What becomes one object of the output."""


def exact(value: Decimal | Fraction) -> str:
    """`"95.50"`, `"1253/15"`: as text, because a reader of floating-point numbers would change it."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def exact_or_none(value: Decimal | Fraction | None) -> str | None:
    return None if value is None else exact(value)


def number(value: Fraction | int | None) -> str | int | None:
    """A whole number (votes, ranks) as such, a fraction as text."""
    return exact(value) if isinstance(value, Fraction) else value


def show_json(answer: Object) -> None:
    """Printed with two blanks of indent; ASCII escapes keep it whole on any console."""
    show(json.dumps(answer, ensure_ascii=True, indent=2))
