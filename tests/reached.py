"""Which places of the program that raise a diagnostic have been reached, and which of its texts have been said.

Nothing is listed by hand. The places are read from the source (`ast`): every call of `Diagnostic`, every call of
a function of the same module that leads to one, every text that is yielded, and each side of a text that has two
(`a if x else b`, `a or b`). What ran is seen by the interpreter, instruction by instruction, each of which knows
the lines and columns that it comes from.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, NamedTuple, TypeAlias

import thidua

PACKAGE = Path(thidua.__file__).parent

RAISERS = frozenset({"Diagnostic", "PydanticCustomError"})
"""What a diagnostic is made by; in shapes it is pydantic that carries it to `validation`."""

READ_NOT_SAID = frozenset({"compile", "fullmatch", "match", "search", "split", "sub", "finditer", "frozenset"})
"""Texts in these calls are patterns and words to recognise, not words for the user."""

Trace: TypeAlias = Callable[[FrameType, str, Any], Any]

Position: TypeAlias = tuple[int | None, int | None, int | None, int | None]
"""Where an instruction comes from, as the interpreter says it: line, last line, column, last column."""


class Spot(NamedTuple):
    """A piece of source: from where to where, lines from 1, columns in bytes from 0."""

    line: int
    column: int
    end_line: int
    end_column: int

    def holds(self, position: Position) -> bool:
        """Whether an instruction comes from within."""
        line, end_line, column, end_column = position
        if line is None or end_line is None or column is None or end_column is None:
            return False
        begins = (self.line, self.column) <= (line, column)
        return begins and (end_line, end_column) <= (self.end_line, self.end_column)


class Condition(NamedTuple):
    """One place that some input has to reach."""

    file: str
    spot: Spot
    source: str

    def __str__(self) -> str:
        return f"{self.file}:{self.spot.line}:{self.spot.column + 1}: {self.source}"


@dataclass(frozen=True)
class Module:
    """One file of the package, parsed."""

    path: Path
    tree: ast.Module = field(repr=False)
    text: str = field(repr=False)

    @property
    def name(self) -> str:
        return self.path.relative_to(PACKAGE).as_posix()

    def condition(self, node: ast.expr) -> Condition:
        source = " ".join((ast.get_source_segment(self.text, node) or "").split())
        return Condition(self.name, spot_of(node), source[:100])


def spot_of(node: ast.expr) -> Spot:
    return Spot(node.lineno, node.col_offset, node.end_lineno or node.lineno, node.end_col_offset or 0)


def modules(*folders: str) -> tuple[Module, ...]:
    """The modules of these parts of the package that raise diagnostics."""
    paths = sorted(path for folder in folders for path in (PACKAGE / folder).rglob("*.py"))
    found = (parse(path) for path in paths)
    return tuple(module for module in found if any(_called(node) in RAISERS for node in ast.walk(module.tree)))


def parse(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path, ast.parse(text), text)


def conditions(module: Module) -> Iterator[Condition]:
    """Every place of a module that an input has to reach."""
    raisers = _leading_to_a_diagnostic(module.tree)
    for node in ast.walk(module.tree):
        if isinstance(node, (ast.Call, ast.Yield)) and (_called(node) in raisers or _is_yielded_text(node)):
            yield module.condition(node)
        elif isinstance(node, ast.IfExp) and (_is_text(node.body) or _is_text(node.orelse)):
            yield module.condition(node.body)
            yield module.condition(node.orelse)
        elif isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
            yield from (module.condition(value) for value in node.values if _is_said(value))


def texts(module: Module) -> Iterator[tuple[Condition, str]]:
    """Every piece of Vietnamese text of a module that is for the user, as it stands in the source."""
    silent = {id(node) for root in ast.walk(module.tree) if _says_nothing(root) for node in ast.walk(root)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            text = node.value.strip()
            if not text.isascii() and any(map(str.isalpha, text)):
                yield module.condition(node), text


def _says_nothing(node: ast.AST) -> bool:
    """A docstring, a pattern, or an exception that ends the command instead of naming a place."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Raise):
        return (_called(node.exc) or "").endswith("Error") and _called(node.exc) not in RAISERS
    return isinstance(node, ast.Call) and _called(node) in READ_NOT_SAID


def _is_text(node: ast.AST | None) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _is_yielded_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Yield) and _is_text(node.value)


def _is_said(node: ast.AST) -> bool:
    """A text for the user; `award or "head"` falls back to a word of the program."""
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and not node.value.isascii()
    )


def _called(node: ast.AST | None) -> str | None:
    """The last name of what is called: `Diagnostic`, `self._report` → `_report`."""
    if not isinstance(node, ast.Call):
        return None
    name = node.func
    return name.id if isinstance(name, ast.Name) else name.attr if isinstance(name, ast.Attribute) else None


def _leading_to_a_diagnostic(tree: ast.Module) -> frozenset[str]:
    """The functions of a module that make a diagnostic, themselves or through others; and what they make it by."""
    calls = {
        node.name: {name for inner in ast.walk(node) if (name := _called(inner)) is not None}
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }
    found = set(RAISERS)
    while more := {name for name, called in calls.items() if name not in found and called & found}:
        found |= more
    return frozenset(found)


class Run:
    """What of some places has run; what has been reached wholly is no longer watched."""

    def __init__(self, places: Iterable[Condition]) -> None:
        self.places = tuple(places)
        self._by_path: dict[str, list[Condition]] = {}
        for place in self.places:
            self._by_path.setdefault(str(PACKAGE / place.file), []).append(place)
        self._watched: dict[int, _Watched] = {}  # by id: a code object is slow to compare

    def unreached(self) -> list[Condition]:
        """The places within which no instruction has run."""
        reached = {place for watched in self._watched.values() for place in watched.reached}
        return [place for place in self.places if place not in reached]

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Note every instruction of the places until the end of the block."""
        before = sys.gettrace()
        sys._getframe().f_trace_opcodes = True  # Python 3.12 reports instructions only if asked before settrace
        sys.settrace(self._enter)
        try:
            yield
        finally:
            sys.settrace(before)

    def _enter(self, frame: FrameType, event: str, argument: object) -> Trace | None:
        del event, argument
        code = frame.f_code
        places = self._by_path.get(code.co_filename)
        if places is None:
            return None
        watched = self._watched.get(id(code))
        if watched is None:
            watched = self._watched[id(code)] = _Watched(code, places)
        if not watched.left:
            return None
        frame.f_trace_lines = False
        frame.f_trace_opcodes = True
        return watched.step


class _Watched:
    """One function: which of its instructions belong to which places, and the places that are not reached yet."""

    def __init__(self, code: CodeType, places: Iterable[Condition]) -> None:
        self.code = code  # kept, so that its id stays its own
        self._places: dict[int, tuple[Condition, ...]] = {}
        for index, position in enumerate(code.co_positions()):
            within = tuple(place for place in places if place.spot.holds(position))
            if within:
                self._places[index * 2] = within
        self.left = {place for within in self._places.values() for place in within}
        self.reached: set[Condition] = set()

    def step(self, frame: FrameType, event: str, argument: object) -> Trace:
        """Called before every instruction, until all places are reached."""
        del event, argument
        within = self._places.pop(frame.f_lasti, None)
        if within is not None:
            self.reached.update(within)
            self.left.difference_update(within)
            frame.f_trace_opcodes = bool(self.left)
        return self.step
