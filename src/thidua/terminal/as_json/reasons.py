"""`why --json`."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.evaluation import Evaluation
from thidua.rules.judging import Outcome
from thidua.rules.reasons import AwardReason, Change, HeadReason, UnitReasons
from thidua.terminal.as_json.awards import condition
from thidua.terminal.as_json.head import skip
from thidua.terminal.as_json.outcome import pending
from thidua.terminal.as_json.problems import reminders
from thidua.terminal.as_json.values import FORMAT, Object, exact_or_none
from thidua.terminal.as_json.votes import unit_votes


def why_answer(evaluation: Evaluation, outcome: Outcome, found: Sequence[UnitReasons]) -> Object:
    """Everything decided about each unit that was asked for."""
    return {
        "format": FORMAT,
        "bloc": outcome.bloc.code,
        "year": outcome.year,
        "units": [unit_reasons(item) for item in found],
        "pending": [pending(item) for item in outcome.pending],
        "reminders": reminders(evaluation),
    }


def unit_reasons(found: UnitReasons) -> Object:
    """Vì sao."""
    return {
        "unit": found.unit,
        "awards": [award_reason(item) for item in found.awards],
        "head": None if found.head is None else head_reason(found.head),
    }


def award_reason(found: AwardReason) -> Object:
    """Một đơn vị ở một hình thức khen thưởng."""
    return {
        "award": found.award,
        "outcome": found.outcome,
        "conditions": [condition(item) for item in found.conditions],
        "checks": [unit_votes(item) for item in found.checks],
        "position": found.position,
        "standing": found.standing,
        "higher_award": found.higher_award,
        "changes": [change(item) for item in found.changes],
    }


def change(found: Change) -> Object:
    """Thay đổi gần nhất làm kết quả khác đi."""
    return {
        "kind": found.kind,
        "votes": found.votes,
        "points": exact_or_none(found.points),
        "conditions": [condition(item) for item in found.conditions],
    }


def head_reason(found: HeadReason) -> Object:
    """Một đơn vị và các chức danh của năm sau."""
    return {
        "year": found.year,
        "chosen": found.chosen,
        "deputy": found.deputy,
        "expected": found.expected,
        "skip": None if found.skip is None else skip(found.skip),
        "checks": [unit_votes(item) for item in found.checks],
        "deputy_checks": [unit_votes(item) for item in found.deputy_checks],
        "missing": found.missing,
    }
