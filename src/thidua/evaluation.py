"""One walk that every command takes: read the year, check it, judge it."""

from __future__ import annotations

from typing import NamedTuple

from thidua.checks import check_outcome, check_records
from thidua.checks.places import year_of
from thidua.diagnostics import Diagnostic
from thidua.records.workspace import BlocFolder, YearRecords, read_year, sort_problems
from thidua.rules.grounds import boxes_of
from thidua.rules.judging import Outcome, judge_year
from thidua.rules.year import BlocYear


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
    found, outcome = check_and_judge(records, unreadable)
    told = sort_problems((*unreadable, *found), records.sources)
    errors = tuple(one for one in told if not one.is_reminder)
    return Evaluation(records, errors, tuple(one for one in told if one.is_reminder), None if errors else outcome)


def check_and_judge(
    records: YearRecords, unreadable: tuple[Diagnostic, ...] = ()
) -> tuple[tuple[Diagnostic, ...], Outcome | None]:
    """Every problem beyond the `unreadable`, and what the sound part of the records comes to."""
    whole = year_of(records)
    boxes = boxes_of(whole) if whole is not None else {}
    found = check_records(records, boxes)
    sound = _sound(whole, records, (*unreadable, *found)) if whole is not None else None
    if sound is None:
        return found, None
    outcome = judge_year(sound, boxes)
    return (*found, *check_outcome(records, outcome)), outcome


def _sound(year: BlocYear, records: YearRecords, told: tuple[Diagnostic, ...]) -> BlocYear | None:
    """The year without a conference that is in error; None where bloc, regulation or scores are."""
    bad = {problem.place.file for problem in told if not problem.is_reminder}
    if records.scores is None and records.has("scores"):
        return None
    if bad & {records.bloc_file, records.file("regulation"), records.file("scores")}:
        return None
    return year._replace(ballots=None) if records.file("ballots") in bad else year
