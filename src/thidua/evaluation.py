"""One walk that every command takes: read the year, check it, judge it."""

from __future__ import annotations

from typing import NamedTuple

from thidua.checks import check_outcome, check_records
from thidua.checks.history import puzzling_years
from thidua.checks.over_years import years_by_band
from thidua.checks.places import year_of
from thidua.checks.recounted import scores_agree
from thidua.diagnostics import Diagnostic
from thidua.records.bloc import PastYear
from thidua.records.last_year import copied_from_last_year
from thidua.records.workspace import BlocFolder, YearRecords, read_regulation, read_year, sort_problems
from thidua.rules.grounds import boxes_of
from thidua.rules.judging import Outcome, judge_year
from thidua.rules.scoring import Scoreboard, score_year
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
    alone, unreadable = read_year(folder, year, words=words)
    records, differing = with_other_years(alone)
    unreadable += differing
    found, outcome = check_and_judge(records, unreadable)
    told = sort_problems((*unreadable, *found), records.sources)
    errors = tuple(one for one in told if not one.is_reminder)
    return Evaluation(records, errors, tuple(one for one in told if one.is_reminder), None if errors else outcome)


def with_other_years(records: YearRecords) -> tuple[YearRecords, tuple[Diagnostic, ...]]:
    """The records with what other folders of the bloc say; and where the history says something else (TD708).

    A year is read for what a rule of this one asks of it, its bands by its own score sheet; nothing of it
    depends on a year before, so one look back is enough.
    """
    years = set(records.others.folders)
    needed = sorted({year for year, _ in years_by_band(records)} & years)
    boards = [found for year in needed if (found := _scored(records.folder, year)) is not None]
    rules = {files.year: files.regulation for files, _ in boards}
    for year in puzzling_years(records) & years - rules.keys():
        rules[year] = read_regulation(records.folder, year)
    others = records.others._replace(
        results=tuple(_result(files, board) for files, board in boards),
        regulations=rules,
        copied=copied_from_last_year(records),
    )
    differing = tuple(problem for files, board in boards for problem in scores_agree(files, board))
    return records._replace(others=others), differing


def _scored(folder: BlocFolder, year: int) -> tuple[YearRecords, Scoreboard] | None:
    """Another year and its score board; None where it has none, or its files are in error."""
    records, unreadable = read_year(folder, year, words=False, votes=False)
    whole = year_of(records)
    beside = {"history", "rotation", "awards", "head", "conference"}  # no score depends on them
    found = (problem for problem in check_records(records, {}) if not beside & {*problem.place.route[:1]})
    sound = _sound(whole, records, (*unreadable, *found)) if whole is not None else None
    board = score_year(sound) if sound is not None else None
    return (records, board) if board is not None else None


def _result(records: YearRecords, board: Scoreboard) -> PastYear:
    """What a year comes to by its own files, as the history would put it."""
    sheets = records.scores.units if records.scores is not None else {}
    out = tuple(code for code, sheet in sheets.items() if sheet.status != "considered")
    bands = {unit.unit: unit.band for unit in board.units if unit.band is not None}
    return PastYear(year=records.year, excluded=out, bands=bands)


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
