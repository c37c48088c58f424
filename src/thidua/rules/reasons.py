"""Why a unit is, or is not, proposed; and the nearest change that would have altered it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from thidua.rules.awards import AwardResult, Candidate, OutcomeKind, propose
from thidua.rules.counting import Count, ThresholdCheck
from thidua.rules.eligibility import Condition
from thidua.rules.judging import Outcome, field_of
from thidua.rules.rotation import Skip

ChangeKind = Literal["votes_to_pass", "votes_to_win", "votes_to_tie", "points", "conditions", "decision"]


class Change(NamedTuple):
    """Thay đổi gần nhất: how many more votes or points, or which conditions, would have altered the outcome.

    `votes_to_pass` reaches the threshold, `votes_to_tie` a tie at the cut, `votes_to_win` a seat.
    """

    kind: ChangeKind
    votes: int | None = None
    points: Decimal | None = None
    conditions: tuple[Condition, ...] = ()


class AwardReason(NamedTuple):
    """Một đơn vị ở một hình thức khen thưởng."""

    award: str
    outcome: OutcomeKind
    conditions: tuple[Condition, ...]
    checks: tuple[tuple[int, int, ThresholdCheck | None], ...]
    position: int | None
    standing: int
    higher_award: str | None
    changes: tuple[Change, ...]


class HeadReason(NamedTuple):
    """Một đơn vị và chức trưởng khối năm sau."""

    year: int
    chosen: bool
    deputy: bool
    expected: bool
    skip: Skip | None
    checks: tuple[tuple[int, int, ThresholdCheck | None], ...]
    missing: int | None


class UnitReasons(NamedTuple):
    """Vì sao: everything decided about one unit or collective in one year."""

    unit: str
    awards: tuple[AwardReason, ...]
    head: HeadReason | None


def reasons(outcome: Outcome, unit: str) -> UnitReasons:
    """Each award and the headship, for one member or collective."""
    awards = tuple(_award_reason(outcome, award, unit) for award in outcome.awards)
    return UnitReasons(unit, awards, _head_reason(outcome, unit))


def _award_reason(outcome: Outcome, award: AwardResult, unit: str) -> AwardReason:
    candidate = award.candidate(unit)
    if candidate is None:
        raise KeyError(unit)
    running = sorted(
        (other.keys for other in award.candidates if _in_the_running(other)),
        key=lambda keys: tuple((key is not None, key or 0) for key in keys),
        reverse=True,
    )
    known = _in_the_running(candidate) and None not in candidate.keys
    position = running.index(candidate.keys) + 1 if known else None
    return AwardReason(
        award=award.award,
        outcome=candidate.outcome,
        conditions=candidate.conditions,
        checks=candidate.checks,
        position=position,
        standing=len(running),
        higher_award=candidate.higher_award,
        changes=tuple(_changes(outcome, award, candidate)),
    )


def _in_the_running(candidate: Candidate) -> bool:
    return candidate.outcome in {"proposed", "tied", "possible", "below_cut"}


def _changes(outcome: Outcome, award: AwardResult, candidate: Candidate) -> Iterator[Change]:
    """What would have made the difference; nothing for who is proposed or holds a higher award."""
    match candidate.outcome:
        case "ineligible":
            yield Change("conditions", conditions=tuple(c for c in candidate.conditions if not c.met))
        case "tied":
            yield Change("decision")
        case "not_passed" | "below_cut":
            yield from _more_votes(outcome, award, candidate)
            yield from _more_points(outcome, award, candidate)


def _more_votes(outcome: Outcome, award: AwardResult, candidate: Candidate) -> Iterator[Change]:
    """The fewest extra votes for the threshold, for a tie at the cut, and for a seat; by trying them."""
    count = next((c for c in reversed(outcome.counts) if c.award == award.award and _stood(c, candidate.unit)), None)
    votes = candidate.votes
    if count is None or votes is None:
        return
    check = candidate.check
    if check is not None and not check.met:
        yield Change("votes_to_pass", votes=check.missing)
    most = count.valid if count.valid is not None else count.entitled
    tied = False
    for more in range(1, most - votes + 1):
        fate = _fate_with(outcome, award.award, candidate.unit, count, votes + more)
        if fate == "tied" and not tied:
            tied = True
            yield Change("votes_to_tie", votes=more)
        if fate == "proposed":
            yield Change("votes_to_win", votes=more)
            return


def _stood(count: Count, unit: str) -> bool:
    return count.votes_for(unit) is not None and count.method != "consensus"


def _fate_with(outcome: Outcome, award: str, unit: str, count: Count, votes: int) -> OutcomeKind:
    """The unit's fate if it had had so many votes in that round; everything else as it was."""
    changed = count._replace(votes=tuple((u, votes if u == unit else v) for u, v in count.votes))
    counts = tuple(changed if c.contest == count.contest else c for c in outcome.counts)
    for result in propose(field_of(outcome)._replace(counts=counts)):
        if result.award == award:
            found = result.candidate(unit)
            return found.outcome if found is not None else "not_nominated"
    raise KeyError(award)


def _more_points(outcome: Outcome, award: AwardResult, candidate: Candidate) -> Iterator[Change]:
    """Where scores decide: the points that separate the unit from the last one proposed."""
    if award.order[:1] != ("score",) or outcome.board is None or not award.proposed:
        return
    own = outcome.board.unit(candidate.unit)
    totals = [scored.total for unit in award.proposed if (scored := outcome.board.unit(unit)) is not None]
    known = [total for total in totals if total is not None]
    if own is not None and own.total is not None and known:
        yield Change("points", points=min(known) - own.total)


def _head_reason(outcome: Outcome, unit: str) -> HeadReason | None:
    head = outcome.head
    nominee = outcome.nominee(unit)
    if head is None or nominee is None or nominee.of is not None:
        return None
    votes = head.vote.checks if head.vote is not None else ()
    checks = tuple((number, count, check) for code, number, count, check in votes if code == unit)
    last = checks[-1][2] if checks else None
    return HeadReason(
        year=head.year,
        chosen=head.head == unit,
        deputy=unit in head.deputies,
        expected=head.walk.found == unit,
        skip=next((skip for skip in (*head.walk.skipped, *head.barred) if skip.unit == unit), None),
        checks=checks,
        missing=last.missing if last is not None and not last.met else None,
    )
