"""Attendance, counts, thresholds, ties and seats taken, as `--json` gives them."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.records.ballots import Invalid
from thidua.records.regulation import Marking
from thidua.rules.counting import Attendance, Count, ThresholdCheck, UnitVotes
from thidua.rules.selection import Opening, Selection, Tie
from thidua.terminal.as_json.values import Object, exact


def attendance(found: Attendance) -> Object:
    """Thành phần dự họp."""
    return {
        "members": list(found.members),
        "present": list(found.present),
        "absent": list(found.absent),
        "written": list(found.written),
        "quorum": threshold_or_none(found.quorum),
        "entitled": found.entitled,
        "recorded": found.recorded,
    }


def threshold(check: ThresholdCheck) -> Object:
    """Đối chiếu ngưỡng phiếu."""
    return {
        "votes": check.votes,
        "base": check.base,
        "of": check.of,
        "share": exact(check.share),
        "strict": check.strict,
        "needed": check.needed,
        "clause": check.clause,
        "met": check.met,
        "missing": check.missing,
    }


def threshold_or_none(check: ThresholdCheck | None) -> Object | None:
    return None if check is None else threshold(check)


def unit_votes(found: UnitVotes) -> Object:
    """Phiếu của một đơn vị trong một vòng."""
    return {
        "unit": found.unit,
        "round": found.round,
        "votes": found.votes,
        "check": threshold_or_none(found.check),
        "passed": found.passed,
    }


def count(found: Count) -> Object:
    """Kết quả kiểm phiếu. `from_papers` keeps its name from before `Count.from_ballots` had it."""
    return {
        "contest": found.contest,
        "award": found.award,
        "office": found.office,
        "method": found.method,
        "round": found.round,
        "nominees": list(found.nominees),
        "left_out": list(found.left_out),
        "marking": marking(found.marking),
        "entitled": found.entitled,
        "issued": found.issued,
        "returned": found.returned,
        "valid": found.valid,
        "invalid": None if found.invalid is None else invalid(found.invalid),
        "votes": [{"unit": unit, "votes": votes} for unit, votes in found.votes],
        "agreed": list(found.agreed),
        "from_papers": found.from_ballots,
    }


def marking(found: Marking) -> Object:
    """Cách ghi phiếu."""
    return {
        "mark": found.mark,
        "max_choices": found.max_choices,
        "over_marked": found.over_marked,
        "blank": found.blank,
        "uncontested": found.uncontested,
    }


def invalid(found: Invalid) -> Object:
    """Phiếu không hợp lệ theo loại."""
    return {"blank": found.blank, "too_many": found.too_many, "defaced": found.defaced}


def tie(found: Tie) -> Object:
    """Chưa phân định."""
    return {
        "units": list(found.units),
        "seats": found.seats,
        "compared": found.compared,
        "unknown": found.unknown,
        "failed_round": found.failed_round,
    }


def tie_or_none(found: Tie | None) -> Object | None:
    return None if found is None else tie(found)


def taken(pairs: Iterable[tuple[str, int]]) -> list[Object]:
    """Who took a seat, and in which round."""
    return [{"unit": unit, "round": number} for unit, number in pairs]


def revoted(pairs: Iterable[tuple[int, Tie]]) -> list[Object]:
    """Ties that a later round took over."""
    return [{"round": number, "tie": tie(found)} for number, found in pairs]


def opening(found: Opening) -> Object:
    """Chỗ còn mở trước một vòng sau."""
    return {
        "round": found.round,
        "units": list(found.units),
        "seats": found.seats,
        "tie": tie_or_none(found.tie),
    }


def selection(found: Selection) -> Object:
    """Who takes the seats of an office."""
    return {
        "taken": taken(found.taken),
        "tie": tie_or_none(found.tie),
        "empty": found.empty,
        "settled": tie_or_none(found.settled),
        "decision": found.decision,
        "openings": [opening(item) for item in found.openings],
        "units": list(found.units),
        "revoted": revoted(found.revoted),
    }
