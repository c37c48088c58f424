"""One walk that every command takes: read the year, check it, judge it."""

from __future__ import annotations

from typing import NamedTuple

from thidua.checks import check_year
from thidua.diagnostics import Diagnostic
from thidua.records.workspace import BlocFolder, YearRecords, read_year, sort_problems
from thidua.rules.judging import Outcome


class Evaluation(NamedTuple):
    """Một năm đã đọc: the records, every error in the order of the files, and the outcome when there is none.

    `reminders` are what is odd but possible; they hold nothing up.
    """

    records: YearRecords
    problems: tuple[Diagnostic, ...]
    reminders: tuple[Diagnostic, ...]
    outcome: Outcome | None


def evaluate(folder: BlocFolder, year: int, *, words: bool = True) -> Evaluation:
    """Read, check and judge one year of one bloc; without `words` report.yaml is left alone."""
    records, unreadable = read_year(folder, year, words=words)
    found, outcome = check_year(records, unreadable)
    told = sort_problems((*unreadable, *found), records.sources)
    errors = tuple(one for one in told if not one.is_reminder)
    return Evaluation(records, errors, tuple(one for one in told if one.is_reminder), None if errors else outcome)
