"""One walk that every command takes: read the year, check it, judge it."""

from __future__ import annotations

from typing import NamedTuple

from thidua.checks import check_year
from thidua.diagnostics import Diagnostic
from thidua.records.workspace import BlocFolder, YearRecords, read_year, sort_problems
from thidua.rules.outcome import Outcome


class Evaluation(NamedTuple):
    """Một năm đã đọc: the records, every problem in the order of the files, and the outcome when there is none."""

    records: YearRecords
    problems: tuple[Diagnostic, ...]
    outcome: Outcome | None


def evaluate(folder: BlocFolder, year: int, *, words: bool = True) -> Evaluation:
    """Read, check and judge one year of one bloc; without `words` report.yaml is left alone."""
    records, unreadable = read_year(folder, year, words=words)
    found, outcome = check_year(records, unreadable)
    problems = sort_problems((*unreadable, *found), records.sources)
    return Evaluation(records, problems, None if problems else outcome)
