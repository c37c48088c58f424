"""House rule 10: exact and deterministic. No float, no clock and no chance in the rules, nor in what they answer."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from pydantic import BaseModel

import thidua.rules
from rules_cases import all_cases, evaluate_case, expected_years

RULES = sorted(Path(thidua.rules.__file__).parent.glob("*.py"))
INEXACT = frozenset(("math", "cmath", "statistics", "numpy", "random", "secrets", "time", "datetime", "locale"))
ROUGH = frozenset(("float", "round", "complex"))


def rough_arithmetic(source: str) -> list[str]:
    """What in a module could make a number inexact or an answer change from run to run."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(value=float() | complex()):
                found.append(f"{node.lineno}: {node.value!r}")
            case ast.Name(id=name, ctx=ast.Load()) if name in ROUGH:
                found.append(f"{node.lineno}: {name}")
            case ast.Import(names=names):
                found += [f"{node.lineno}: import {n.name}" for n in names if n.name.split(".")[0] in INEXACT]
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] in INEXACT:
                found.append(f"{node.lineno}: from {module}")
            case ast.BinOp(op=ast.Div(), left=left, right=right) if _is_whole(left) and _is_whole(right):
                found.append(f"{node.lineno}: whole numbers divided")
            case _:
                pass
    return found


def _is_whole(node: ast.expr) -> bool:
    """A literal or a call that surely gives a whole number; `/` between two of them makes a float."""
    match node:
        case ast.Constant(value=int()):
            return True
        case ast.Call(func=ast.Name(id="len" | "int")):
            return True
    return False


@pytest.mark.parametrize("module", RULES, ids=lambda path: path.name)
def test_no_rule_uses_floats_clocks_or_chance(module: Path) -> None:
    assert rough_arithmetic(module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "x = 0.8",
        "x = float(votes)",
        "x = round(total, 2)",
        "import math",
        "from random import choice",
        "from datetime import date",
        "share = 2 / 3",
        "share = len(votes) / len(members)",
        "key = float",
    ],
)
def test_the_scan_finds_rough_arithmetic(line: str) -> None:
    assert rough_arithmetic(line) != []


@pytest.mark.parametrize(
    "line",
    ["x = Fraction(4, 5)", "x = total / len(points)", "x = round_to(total, rule)", "from fractions import Fraction"],
)
def test_the_scan_lets_exact_arithmetic_pass(line: str) -> None:
    assert rough_arithmetic(line) == []


def inexact_values(value: object, route: str = "outcome") -> Iterator[str]:
    """Every float inside an answer, by its route."""
    if isinstance(value, float):
        yield route
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from inexact_values(getattr(value, field.name), f"{route}.{field.name}")
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from inexact_values(getattr(value, name), f"{route}.{name}")
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from inexact_values(inner, f"{route}[{key}]")
    elif isinstance(value, (tuple, list, frozenset, set)):
        for index, inner in enumerate(value):
            yield from inexact_values(inner, f"{route}[{index}]")


@pytest.mark.parametrize("case", all_cases())
def test_no_answer_holds_a_float(case: str) -> None:
    for year in expected_years(case):
        outcome = evaluate_case(case, year).outcome
        assert outcome is not None
        assert list(inexact_values(outcome)) == []


def test_a_float_deep_inside_would_be_found() -> None:
    assert list(inexact_values({"a": (1, [0.5])})) == ["outcome[a][1][0]"]


@pytest.mark.parametrize("case", all_cases())
def test_the_same_input_gives_the_same_output(case: str) -> None:
    for year in expected_years(case):
        assert repr(evaluate_case(case, year).outcome) == repr(evaluate_case(case, year).outcome)
