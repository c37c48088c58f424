"""Why a unit is, or is not, proposed; and the nearest change that would have altered it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from thidua.records.ballots import BLANK, Contest
from thidua.rules.awards import AwardResult, Candidate, OutcomeKind, propose
from thidua.rules.counting import Count, UnitVotes
from thidua.rules.eligibility import Condition
from thidua.rules.headship import OfficeVote
from thidua.rules.judging import Outcome
from thidua.rules.on_file import follows
from thidua.rules.rotation import Skip

ChangeKind = Literal["votes_to_pass", "votes_to_win", "votes_to_tie", "points", "conditions", "decision"]


class Change(NamedTuple):
    """Thay đổi gần nhất: how many more votes or points, or which conditions, would have altered the outcome.

    `votes_to_pass` reaches the threshold, `votes_to_tie` a tie at the cut, `votes_to_win` a seat; votes only
    as far as the ballots of that round could have held them.
    """

    kind: ChangeKind
    votes: int | None = None
    points: Decimal | None = None
    conditions: tuple[Condition, ...] = ()


class AwardReason(NamedTuple):
    """Một đơn vị ở một hình thức khen thưởng.

    `position` among the `standing` that could be compared; None across rounds, where votes cannot be compared, and
    where a decision chose among units that a re-vote had not carried.
    """

    award: str
    outcome: OutcomeKind
    conditions: tuple[Condition, ...]
    checks: tuple[UnitVotes, ...]
    position: int | None
    standing: int
    higher_award: str | None
    changes: tuple[Change, ...]


class HeadReason(NamedTuple):
    """Một đơn vị và các chức danh của năm sau.

    `expected`: whose turn it is by the rotation; None where there is no order of rotation.
    """

    year: int
    chosen: bool
    deputy: bool
    expected: bool | None
    skip: Skip | None
    checks: tuple[UnitVotes, ...]
    deputy_checks: tuple[UnitVotes, ...]
    missing: int | None


class UnitReasons(NamedTuple):
    """Vì sao: everything decided about one unit or collective in one year."""

    unit: str
    awards: tuple[AwardReason, ...]
    head: HeadReason | None


def reasons(outcome: Outcome, unit: str) -> UnitReasons:
    """Each award and the headship, for one member or collective; a unit that joins next year has its head part only."""
    judged = outcome.awards if outcome.nominee(unit) is not None else ()
    awards = tuple(_award_reason(outcome, award, unit) for award in judged)
    return UnitReasons(unit, awards, _head_reason(outcome, unit))


def _award_reason(outcome: Outcome, award: AwardResult, unit: str) -> AwardReason:
    candidate = award.candidate(unit)
    if candidate is None:
        raise KeyError(unit)
    in_vain = award.settled is not None and award.settled.failed_round is not None
    running = [other for other in award.candidates if _in_the_running(other)]
    return AwardReason(
        award=award.award,
        outcome=candidate.outcome,
        conditions=candidate.conditions,
        checks=candidate.checks,
        position=None if in_vain else _position(candidate, running),
        standing=len(running),
        higher_award=candidate.higher_award,
        changes=tuple(_changes(outcome, award, candidate)),
    )


def _in_the_running(candidate: Candidate) -> bool:
    return candidate.outcome in {"proposed", "tied", "possible", "below_cut", "not_chosen"}


def _position(candidate: Candidate, running: list[Candidate]) -> int | None:
    """Its place by the order keys, if all of them were compared in one and the same round."""
    rounds = {other.last.round if other.last is not None else None for other in running}
    known = all(None not in other.keys for other in running)
    if not _in_the_running(candidate) or len(rounds) > 1 or not known:
        return None
    return 1 + sum(tuple(key or 0 for key in o.keys) > tuple(key or 0 for key in candidate.keys) for o in running)


def _changes(outcome: Outcome, award: AwardResult, candidate: Candidate) -> Iterator[Change]:
    """What would have made the difference; nothing for who is proposed or holds a higher award."""
    match candidate.outcome:
        case "ineligible":
            yield Change("conditions", conditions=tuple(_own_faults(outcome, candidate)))
        case "tied":
            yield Change("decision")
        case "not_passed" | "below_cut":
            yield from _more_votes(outcome, award, candidate)
            yield from _more_points(outcome, award, candidate)


def _own_faults(outcome: Outcome, candidate: Candidate) -> Iterator[Condition]:
    """The unmet conditions; without those that are unmet only because the unit is not considered.

    A unit that is on hold, excluded or withdrawn has no rank and no band this year, whatever its score.
    """
    out = any(found.kind == "status" and not found.met for found in candidate.conditions)
    for found in candidate.conditions:
        if not found.met and not (out and _for_want_of_a_rank(outcome, candidate.unit, found)):
            yield found


def _for_want_of_a_rank(outcome: Outcome, unit: str, found: Condition) -> bool:
    if found.kind in {"max_rank", "band"}:
        return found.actual is None
    scored = outcome.board.unit(unit) if outcome.board is not None else None
    if found.kind != "streak_band" or not isinstance(found.limit, tuple) or not isinstance(found.actual, tuple):
        return False
    return (scored is None or scored.band is None) and found.limit[:-1] == found.actual


def _more_votes(outcome: Outcome, award: AwardResult, candidate: Candidate) -> Iterator[Change]:
    """The fewest extra votes for the threshold, for a tie at the cut, and for a seat; by trying them.

    Only as long as everything else on file would still fit: with a vote more the tie that a decision settled would
    not have been, and nobody knows what people had done then.
    """
    last = candidate.last
    count = next((c for c in outcome.counts if last and c.award == award.award and c.round == last.round), None)
    if count is None or last is None or count.round != award.rounds[-1]:
        return
    room = spare_votes(count, outcome.grounds.year.contests[count.contest], candidate.unit)
    lacking = last.check.missing if last.check is not None and not last.check.met else None
    tied = False
    for more in range(1, room + 1):
        fate = _fate_with(outcome, award.award, candidate.unit, count, last.votes + more)
        if more == lacking and fate is not None:
            yield Change("votes_to_pass", votes=more)
        if fate == "tied" and not tied:
            tied = True
            yield Change("votes_to_tie", votes=more)
        if fate == "proposed":
            yield Change("votes_to_win", votes=more)
            return


def spare_votes(count: Count, contest: Contest, unit: str) -> int:
    """How many more votes the valid ballots (or hands) of a round could have held for one unit.

    A ballot that carries the unit already, or as many marks as it may, has no room for another.
    """
    votes = count.votes_for(unit) or 0
    most = count.marking.max_choices
    if contest.ballots is not None:
        limit = most if most is not None else len(count.nominees)
        blanks = count.marking.blank == "valid"
        marked = (() if ballot == (BLANK,) and blanks else ballot for ballot in contest.ballots)
        counted = (
            b for b in marked if set(b) <= set(count.nominees) and (b or blanks or count.marking.mark == "approve")
        )
        return sum(len(ballot) < limit and unit not in ballot for ballot in counted)
    voters = count.valid if count.valid is not None else count.entitled
    room = voters - votes
    if most is None:
        return room
    return min(room, most * voters - sum(number for _, number in count.votes))


def _fate_with(outcome: Outcome, award: str, unit: str, count: Count, votes: int) -> OutcomeKind | None:
    """The unit's fate if it had had so many votes in that round; None where the rest on file would not fit then."""
    changed = count._replace(votes=tuple((u, votes if u == unit else v) for u, v in count.votes))
    counts = tuple(changed if c.contest == count.contest else c for c in outcome.counts)
    grounds = outcome.grounds._replace(counts=counts)
    results = propose(grounds)
    found = next(result for result in results if result.award == award).candidate(unit)
    if found is None:
        raise KeyError(unit)
    return found.outcome if follows(grounds, results, outcome.head) else None


def _more_points(outcome: Outcome, award: AwardResult, candidate: Candidate) -> Iterator[Change]:
    """Where scores decide: the points by which the unit is behind the last one proposed."""
    if award.order[:1] != ("score",) or award.is_open or outcome.board is None or candidate.outcome != "below_cut":
        return
    own = outcome.board.unit(candidate.unit)
    totals = [scored.total for unit in award.proposed if (scored := outcome.board.unit(unit)) is not None]
    known = [total for total in totals if total is not None]
    if own is not None and own.total is not None and known and min(known) > own.total:
        yield Change("points", points=min(known) - own.total)


def _head_reason(outcome: Outcome, unit: str) -> HeadReason | None:
    head = outcome.head
    nominee = outcome.nominee(unit)
    joins = any(member.code == unit for member in outcome.bloc.members_of(outcome.year + 1))
    if head is None or (nominee is None and not joins) or (nominee is not None and nominee.of is not None):
        return None
    checks = _checks_of(head.vote, unit)
    last = checks[-1].check if checks else None
    return HeadReason(
        year=head.year,
        chosen=head.head == unit,
        deputy=unit in head.deputies,
        expected=head.walk.found == unit if head.walk.found is not None else None,
        skip=next((skip for skip in (*head.walk.skipped, *head.barred) if skip.unit == unit), None),
        checks=checks,
        deputy_checks=_checks_of(head.deputy_vote, unit),
        missing=last.missing if last is not None and not last.met else None,
    )


def _checks_of(vote: OfficeVote | None, unit: str) -> tuple[UnitVotes, ...]:
    return tuple(check for check in vote.checks if check.unit == unit) if vote is not None else ()
