"""Pure checks across the files of one year: one function a rule, places by name; they judge nothing.

Two waves, so that no problem is reported as the consequence of another: what the files say for themselves
(`check_records`); then, of those that are sound, what their outcome shows (`check_outcome`).
"""

from __future__ import annotations

from thidua.checks import (
    achievements,
    authorities,
    awards,
    ballots,
    conference,
    criteria,
    dates,
    decisions,
    head,
    history,
    members,
    minutes,
    over_years,
    recounted,
    references,
    rounds,
    standing,
    targets,
    thresholds,
    turns,
    unscored,
    words,
)
from thidua.checks.causes import find_causes
from thidua.checks.places import Files, year_of
from thidua.diagnostics import Diagnostic
from thidua.rules.grounds import Boxes, boxes_of
from thidua.rules.judging import Outcome

PLAIN = (
    *unscored.CHECKS,
    *members.CHECKS,
    *references.CHECKS,
    *criteria.CHECKS,
    *targets.CHECKS,
    *awards.CHECKS,
    *authorities.CHECKS,
    *over_years.CHECKS,
    *thresholds.CHECKS,
    *ballots.CHECKS,
    *conference.CHECKS,
    *minutes.CHECKS,
    *rounds.CHECKS,
    *decisions.CHECKS,
    *head.CHECKS,
    *turns.CHECKS,
    *history.CHECKS,
    *dates.CHECKS,
    *words.CHECKS,
)


def check_records(files: Files, boxes: Boxes) -> tuple[Diagnostic, ...]:
    """What is wrong in the files themselves; `boxes` are the ballots they list, counted.

    Where the roster is the cause of something, everything else is checked, and counted, with the roster as it was
    meant.
    """
    causes, meant = find_causes(files)
    if meant is not files:
        year = year_of(meant)
        boxes = boxes_of(year) if year is not None else boxes
    found = [*causes, *(problem for check in PLAIN for problem in check(meant))]
    boxed = ballots.boxed_on_file(meant, boxes)
    found += [problem for check in ballots.COUNTED for problem in check(meant, boxed)]
    return tuple(found)


def check_outcome(files: Files, outcome: Outcome) -> tuple[Diagnostic, ...]:
    """What is wrong by what the sound files come to: totals, who stood, what rounds and decisions were about."""
    found = [*criteria.asserted_totals(files, outcome.board)] if outcome.board is not None else []
    found += recounted.history_agrees(files, outcome)
    if outcome.ballots is None:
        return tuple(found)
    late = ballots.boxed_late(outcome)
    found += [problem for check in ballots.COUNTED for problem in check(files, late)]
    stood = [*standing.may_stand(files, outcome), *standing.may_be_elected(files, outcome)]
    stood += standing.stands(files, outcome)
    if not stood:
        stood = [*rounds.about_what_is_open(files, outcome), *decisions.decisions_fit(files, outcome)]
    if not stood:
        stood = [*achievements.achievements_proposed(files, outcome)]
    return (*found, *stood)
