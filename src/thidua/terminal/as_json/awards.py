"""Awards with their candidates, as `--json` gives them."""

from __future__ import annotations

from fractions import Fraction

from thidua.records.regulation import Award
from thidua.rules.awards import AwardResult, Candidate
from thidua.rules.contest import Seats
from thidua.rules.eligibility import Condition
from thidua.terminal.as_json.values import Object, exact_or_none, number
from thidua.terminal.as_json.votes import opening, revoted, taken, threshold_or_none, tie_or_none, unit_votes


def award_result(found: AwardResult, rule: Award | None) -> Object:
    """Kết quả của một hình thức khen thưởng."""
    return {
        "award": found.award,
        "own": rule is not None and rule.own,
        "authority": rule.authority if rule is not None else None,
        "decided_by": rule.decided_by if rule is not None else None,
        "seats": seats(found.seats),
        "order": list(found.order),
        "candidates": [candidate(one) for one in found.candidates],
        "proposed": list(found.proposed),
        "possible": list(found.possible),
        "empty": found.empty,
        "tie": tie_or_none(found.tie),
        "settled": tie_or_none(found.settled),
        "decision": found.decision,
        "decisions": list(found.decisions),
        "taken": taken(found.taken),
        "waits_for": list(found.waits_for),
        "missing_vote": found.missing_vote,
        "rounds": list(found.rounds),
        "openings": [{"rounds": [opening(item) for item in way]} for way in found.openings],
        "revoted": revoted(found.revoted),
        "is_open": found.is_open,
    }


def seats(found: Seats) -> Object:
    """Chỉ tiêu đã tính."""
    return {
        "number": found.number,
        "share": exact_or_none(found.share),
        "base": found.base,
        "of": found.of,
        "exact": exact_or_none(found.exact),
        "round": found.round,
    }


def candidate(found: Candidate) -> Object:
    """One nominee seen from one award."""
    return {
        "unit": found.unit,
        "conditions": [condition(item) for item in found.conditions],
        "checks": [unit_votes(item) for item in found.checks],
        "keys": [number(key) for key in found.keys],
        "outcome": found.outcome,
        "higher_award": found.higher_award,
        "votes": found.votes,
        "check": threshold_or_none(found.check),
    }


def condition(found: Condition) -> Object:
    """Điều kiện."""
    return {
        "kind": found.kind,
        "met": found.met,
        "actual": _value(found.actual),
        "limit": _value(found.limit),
        "subject": found.subject,
        "clause": found.clause,
    }


def _value(value: Fraction | int | str | tuple[int, ...] | None) -> str | int | list[int] | None:
    """Points, a rank, a band or status, or years, as the condition's kind says."""
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, str) else number(value)
