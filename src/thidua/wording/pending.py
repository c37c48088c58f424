"""What people still have to vote on or decide, one sentence an item."""

from __future__ import annotations

from typing import assert_never

from thidua.rules.contest import Matter
from thidua.rules.judging import Outcome, Pending
from thidua.vietnamese import listed
from thidua.wording.awards import no_result
from thidua.wording.offices import no_head, office_name, waits_for_head
from thidua.wording.terms import UNDECIDED
from thidua.wording.units import award_name
from thidua.wording.votes import open_tie, threshold


def pending(item: Pending, outcome: Outcome) -> str:
    """Việc còn phải quyết định."""
    match item.kind:
        case "no_quorum":
            return _no_quorum(outcome)
        case "no_vote":
            what = _no_vote(item, outcome)
        case "tie" | "revote_failed":
            what = _tie(item, outcome)
        case "waits":
            what = _waits(item, outcome)
        case "no_head":
            what = no_head(outcome.head) if outcome.head is not None else UNDECIDED
        case "no_deputy":
            what = "chưa đủ số lượng"
        case _:
            assert_never(item.kind)
    return f"{_matter(item, outcome)}: {what}"


def _matter(item: Pending, outcome: Outcome) -> str:
    if item.award is not None:
        return award_name(outcome.regulation, item.award)
    return office_name(outcome.bloc, item.office or "head")


def _no_quorum(outcome: Outcome) -> str:
    check = outcome.attendance.quorum
    numbers = f": {threshold(check)}" if check is not None else ""
    return f"hội nghị không đủ số đơn vị dự họp{numbers}"


def _no_vote(item: Pending, outcome: Outcome) -> str:
    result = outcome.award(item.award) if item.award is not None else None
    return no_result(result, outcome) if result is not None else "chưa có kết quả bầu"


def _tie(item: Pending, outcome: Outcome) -> str:
    """The tie of an award or an office; a re-vote that failed is one too."""
    award = outcome.award(item.award) if item.award is not None else None
    vote = outcome.head.vote_for(item.office or "head") if outcome.head is not None and award is None else None
    found = award.tie if award is not None else vote.selection.tie if vote is not None else None
    if found is None:
        raise ValueError(item)
    return open_tie(found, Matter(item.award, item.office), outcome)


def _waits(item: Pending, outcome: Outcome) -> str:
    """An award waits for those above that are open; the deputies wait for the head."""
    award = outcome.award(item.award) if item.award is not None else None
    if award is None:
        return waits_for_head(outcome)
    above = listed([award_name(outcome.regulation, code) for code in award.waits_for])
    return f"danh sách còn tùy kết quả {above} {UNDECIDED}"
