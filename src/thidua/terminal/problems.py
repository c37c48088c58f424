"""Diagnostics on the screen: place, code, message, the user's own line with a caret, hint."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Mapping, Sequence

from thidua.diagnostics import Diagnostic, Place
from thidua.records.source import Source, locate
from thidua.terminal.screen import wants_colour, width_of

EXCERPT = 100
_RED, _END = "\x1b[31;1m", "\x1b[0m"


def print_problems(problems: Sequence[Diagnostic], sources: Mapping[str, Source], *, written: bool = False) -> None:
    """Every problem to standard error, in the order given, with a closing count; `written`: something was."""
    for problem in problems:
        sys.stderr.write(describe(problem, sources) + "\n")
    errors = sorted(problem.code for problem in problems if not problem.is_reminder)
    if errors:
        state = "" if written else "; chưa ghi gì"
        sys.stderr.write(f"Có {len(errors)} lỗi{state}. Giải thích từng lỗi: thidua explain {errors[0]}\n")


def print_reminder_count(reminders: Sequence[Diagnostic], year: int) -> None:
    """One line to standard error that there is something to look at; `check` shows it whole."""
    if reminders:
        sys.stderr.write(f"Có {len(reminders)} điều nên xem lại: thidua check {year}\n")


def describe(problem: Diagnostic, sources: Mapping[str, Source]) -> str:
    """One problem as text of several lines."""
    source = sources.get(problem.place.file)
    lines = [f"{_where(problem.place, source)}: {_name(problem)}[{problem.code}]: {problem.message}"]
    if source is not None and source.text and not problem.place.cell:
        lines += _excerpt(source, problem.place)
    for related in problem.related:
        other = sources.get(related.place.file)
        lines.append(f"    = {related.label}: {_where(related.place, other)}")
        if other is not None and other.text:
            lines.append(f"      {locate(other, related.place).text[: 2 * EXCERPT].strip()[:EXCERPT]}")
    if problem.clause:
        lines.append(f"    = căn cứ: {problem.clause}")
    if problem.hint:
        lines.append(f"    = gợi ý: {problem.hint}")
    lines.append(f"    = giải thích: thidua explain {problem.code}")
    return "\n".join(_harmless(line) for line in lines) + "\n"


def _name(problem: Diagnostic) -> str:
    return "nhắc" if problem.is_reminder else _red("lỗi")


def _harmless(line: str) -> str:
    """Without control characters, which could steer the terminal; our own colours stay."""
    plain = line.replace(_RED, "").replace(_END, "")
    if plain.isprintable():
        return line
    return "".join("?" if unicodedata.category(c) == "Cc" else c for c in plain)


def _where(place: Place, source: Source | None) -> str:
    if place.cell:
        return f"{place.file}!{place.cell}"
    if source is None or not source.text:
        return place.file
    found = locate(source, place)
    return f"{place.file}:{found.line}:{found.column}"


def _excerpt(source: Source, place: Place) -> list[str]:
    """The user's line and a caret under the span; long lines are cut around it."""
    found = locate(source, place)
    start = max(0, found.column - 1 - EXCERPT // 2) if found.column - 1 + found.length > EXCERPT else 0
    text = found.text[start : start + EXCERPT].replace("\t", " ")
    before = found.text[start : found.column - 1].replace("\t", " ")
    span = text[len(before) : len(before) + found.length]
    number = str(found.line)
    caret = " " * width_of(before) + "^" * max(width_of(span), 1)
    return [f"  {number} │ {text}", f"  {' ' * len(number)} │ {_red(caret)}"]


def _red(text: str) -> str:
    return f"{_RED}{text}{_END}" if wants_colour(sys.stderr) else text
