"""Pure checks across the files of one year: one function a rule, places by name.

Three waves, so that no problem is reported as the consequence of another: what the files say for
themselves; then, where bloc, regulation and scores are sound, what the score board shows; then, where
everything is sound, what the outcome shows.
"""

from __future__ import annotations

from thidua.checks import awards, ballots, conference, criteria, head, members, references
from thidua.checks.causes import find_causes
from thidua.checks.places import Files
from thidua.diagnostics import Diagnostic
from thidua.rules.judging import Outcome, judge_with_board, nominees_by_contest
from thidua.rules.scoring import score_year

PLAIN = (
    *members.CHECKS,
    *references.CHECKS,
    *criteria.CHECKS,
    *awards.CHECKS,
    *ballots.CHECKS,
    *conference.CHECKS,
    *head.CHECKS,
)


def check_year(files: Files, known: tuple[Diagnostic, ...]) -> tuple[tuple[Diagnostic, ...], Outcome | None]:
    """Every problem beyond `known` (those of reading), and the outcome when there is none at all."""
    causes, files = find_causes(files)
    found = [*causes, *(problem for check in PLAIN for problem in check(files))]
    bad = {problem.place.file for problem in (*known, *found) if not problem.is_reminder}
    ground = {files.bloc_file, files.file("regulation"), files.file("scores")}
    if files.bloc is None or files.regulation is None or bad & ground:
        return tuple(found), None
    board = score_year(files.bloc, files.regulation, files.scores, files.year) if files.scores is not None else None
    if board is not None:
        found += criteria.asserted_totals(files, board)
    if files.ballots is not None and files.file("ballots") not in bad:
        found += ballots.may_stand(files, board)
        found += head.may_be_elected(files)
        running = nominees_by_contest(files.bloc, files.regulation, files.scores, files.ballots, board, files.year)
        found += ballots.stands(files, running)
    if known or any(not problem.is_reminder for problem in found):
        return tuple(found), None
    outcome = judge_with_board(files.bloc, files.regulation, files.scores, files.ballots, board, files.year)
    found += awards.decisions_fit(files, outcome)
    found += conference.rounds_among_those_left(files, outcome)
    return tuple(found), None if any(not problem.is_reminder for problem in found) else outcome
