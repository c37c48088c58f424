"""Whether what people wrote down after a tie still fits: decisions, and the rounds that followed."""

from thidua.records.ballots import Contest, Decision
from thidua.rules.awards import AwardResult
from thidua.rules.grounds import Grounds
from thidua.rules.headship import HeadResult
from thidua.rules.judging import openings_of
from thidua.rules.selection import Opening, fits

Awards = tuple[AwardResult, ...]


def follows(grounds: Grounds, awards: Awards, head: HeadResult | None) -> bool:
    """Whether every decision and every later round on file is about something that these results leave open."""
    decisions = enumerate(grounds.year.decisions)
    return all(in_use(index, decision, awards, head) for index, decision in decisions) and all(
        any(is_about(grounds.year.contests[count.contest], opening) for opening in openings_of(count, awards, head))
        for count in grounds.counts
        if count.round > 1
    )


def is_about(contest: Contest, opening: Opening) -> bool:
    """Whether a later round is about exactly the units still in the running, but for those left out for a reason.

    A round about nobody is none: that a seat stays empty is a decision.
    """
    left_out = {item.unit for item in contest.left_out}
    running = set(opening.units)
    if opening.seats <= 0 or not left_out < running:
        return False
    if contest.nominees is None:
        return set(contest.agreed or ()) <= running - left_out
    return set(contest.nominees) == running - left_out


def in_use(index: int, decision: Decision, awards: Awards, head: HeadResult | None) -> bool:
    """Whether a decision (its index) settles a tie, or lies below one that is open and may still be needed."""
    if decision.office is not None:
        vote = head.vote_for(decision.office) if head is not None else None
        waits = decision.office == "deputy" and head is not None and head.deputy_waits
        return waits or (vote is not None and vote.selection.decision == index)
    if any(index in award.decisions for award in awards):
        return True
    award = next((award for award in awards if award.award == decision.award), None)
    if award is None or not award.waits_for:
        return False
    named = {*decision.chosen, *decision.over}
    return (award.tie is not None and fits(decision, award.tie)) or named <= {*award.possible, *award.proposed}
