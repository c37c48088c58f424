"""The next head and deputies, as `--json` gives them."""

from __future__ import annotations

from thidua.rules.headship import HeadResult, OfficeVote
from thidua.rules.rotation import Skip, Walk
from thidua.terminal.as_json.values import Object
from thidua.terminal.as_json.votes import selection, tie_or_none, unit_votes


def head_result(found: HeadResult) -> Object:
    """Trưởng khối, phó trưởng khối của năm sau."""
    return {
        "year": found.year,
        "outgoing": found.outgoing,
        "method": found.method,
        "clause": found.clause,
        "head": found.head,
        "source": found.source,
        "walk": walk(found.walk),
        "vote": office_vote_or_none(found.vote),
        "agrees": found.agrees,
        "deputies": list(found.deputies),
        "deputy_walks": [walk(item) for item in found.deputy_walks],
        "deputy_vote": office_vote_or_none(found.deputy_vote),
        "deputies_wanted": found.deputies_wanted,
        "deputy_waits": found.deputy_waits,
        "basis": found.basis,
        "missing_vote": found.missing_vote,
        "barred": [skip(item) for item in found.barred],
        "new_cycle": found.new_cycle,
        "unknown_years": list(found.unknown_years),
        "without_quorum": found.without_quorum,
        "tie": tie_or_none(found.tie),
        "deputy_tie": tie_or_none(found.deputy_tie),
        "is_open": found.is_open,
    }


def office_vote_or_none(found: OfficeVote | None) -> Object | None:
    """Kết quả bầu một chức danh."""
    if found is None:
        return None
    return {
        "office": found.office,
        "seats": found.seats,
        "checks": [unit_votes(item) for item in found.checks],
        "selection": selection(found.selection),
        "rounds": list(found.rounds),
    }


def walk(found: Walk) -> Object:
    """Một lượt đi theo thứ tự luân phiên."""
    return {
        "start": found.start,
        "skipped": [skip(item) for item in found.skipped],
        "found": found.found,
        "new_cycle": found.new_cycle,
        "behind": found.behind,
        "late": found.late,
        "again": found.again,
    }


def skip(found: Skip) -> Object:
    """Bỏ qua một đơn vị."""
    return {"unit": found.unit, "reason": found.reason, "detail": found.detail, "year": found.year}
