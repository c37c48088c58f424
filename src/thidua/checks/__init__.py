"""Pure checks across the files of one year: one function a rule, places by name; they judge nothing.

Two waves, so that no problem is reported as the consequence of another: what the files say for themselves
(`check_records`); then, of those that are sound, what their outcome shows (`check_outcome`).
"""

from __future__ import annotations

from thidua.checks import (
    awards,
    ballots,
    conference,
    criteria,
    decisions,
    head,
    members,
    references,
    rounds,
    standing,
    targets,
    thresholds,
    turns,
)
from thidua.checks.places import Files
from thidua.diagnostics import Diagnostic
from thidua.rules.grounds import Boxes
from thidua.rules.judging import Outcome

PLAIN = (
    *members.CHECKS,
    *references.CHECKS,
    *criteria.CHECKS,
    *targets.CHECKS,
    *awards.CHECKS,
    *thresholds.CHECKS,
    *ballots.CHECKS,
    *conference.CHECKS,
    *rounds.CHECKS,
    *decisions.CHECKS,
    *head.CHECKS,
    *turns.CHECKS,
)


def check_records(files: Files, boxes: Boxes) -> tuple[Diagnostic, ...]:
    """What is wrong in the files themselves; `boxes` are the ballots they list, counted."""
    found = [problem for check in PLAIN for problem in check(files)]
    found += [problem for check in ballots.COUNTED for problem in check(files, boxes)]
    return tuple(found)


def check_outcome(files: Files, outcome: Outcome) -> tuple[Diagnostic, ...]:
    """What is wrong by what the sound files come to: totals, who stood, what rounds and decisions were about."""
    found = [*criteria.asserted_totals(files, outcome.board)] if outcome.board is not None else []
    if outcome.ballots is None:
        return tuple(found)
    stood = [*standing.may_stand(files, outcome), *standing.may_be_elected(files, outcome)]
    stood += standing.stands(files, outcome)
    if not stood:
        stood = [*rounds.about_what_is_open(files, outcome), *decisions.decisions_fit(files, outcome)]
    return (*found, *stood)
