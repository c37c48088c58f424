"""Vòng sau: what a conference can still vote on, before anything about that round is on file."""

from __future__ import annotations

from typing import NamedTuple

from thidua.records.ballots import BallotCounts, Contest
from thidua.records.regulation import Marking
from thidua.rules.contest import DEPUTY, HEAD, ContestRule, Matter, marking_for, rules_in_force
from thidua.rules.counting import Count
from thidua.rules.judging import Outcome, judge_year
from thidua.rules.selection import Opening


class StillOpen(NamedTuple):
    """Việc còn phải bỏ phiếu: the round it would be, who stands, and how its ballots are marked."""

    matter: Matter
    round: int
    units: tuple[str, ...]
    marking: Marking


def still_open(outcome: Outcome) -> tuple[StillOpen, ...]:
    """Contests that are not on file and may be held, as ballots: first rounds, then those after a secret ballot.

    Only where it is certain who stands: what depends on an open tie further up waits for it.
    """
    found = []
    for rule in rules_in_force(outcome.grounds.year):
        if rule.voted and not rule.consensus and rule.seats:
            rounds = outcome.grounds.rounds_of(rule.matter)
            found.append(_again(outcome, rule, rounds[-1]) if rounds else _first(outcome, rule))
    return tuple(item for item in found if item is not None and item.units)


def _first(outcome: Outcome, rule: ContestRule) -> StillOpen | None:
    """Who may stand: whom no award above has taken; for deputies not the head, who has to be known by then."""
    units = outcome.grounds.may_stand(rule.matter)
    seats = rule.seats
    award = outcome.award(rule.matter.award) if rule.matter.award is not None else None
    if award is not None:
        units, seats = tuple(unit for unit in units if unit in award.possible), award.most
    if rule.matter == DEPUTY and outcome.head is not None:
        if outcome.head.head is None and outcome.grounds.rounds_of(HEAD):
            return None
        units = tuple(unit for unit in units if unit != outcome.head.head)
    return StillOpen(rule.matter, 1, units, marking_for(rule, len(units), seats))


def _again(outcome: Outcome, rule: ContestRule, last: Count) -> StillOpen | None:
    if last.method != "secret_ballot" or not _seats_left(outcome, rule.matter):
        return None
    opening = next_opening(outcome, last)
    if opening is None:
        return None
    marking = marking_for(rule, len(opening.units), opening.seats)
    return StillOpen(rule.matter, opening.round, opening.units, marking)


def _seats_left(outcome: Outcome, matter: Matter) -> bool:
    """Whether votes may still fill a seat: one that is tied or that nobody had the votes for.

    A decision to leave it empty ends it; so does the end of the conference, for an award that nobody is tied for.
    """
    award = outcome.award(matter.award) if matter.award is not None else None
    if award is not None:
        closed = outcome.grounds.year.meeting.ends_at is not None
        return award.tie is not None or (award.empty > 0 and award.settled is None and not closed)
    head = outcome.head
    if head is None:
        return False
    return head.head is None if matter == HEAD else head.deputies_missing > 0 and not head.deputy_waits


def next_opening(outcome: Outcome, last: Count) -> Opening | None:
    """What the round after `last` would be about; None where there is nothing left, or open ties leave it uncertain.

    The year is judged as if that round were on file already, so that it is what the checks will ask of it.
    """
    year = outcome.grounds.year
    if year.ballots is None:
        return None
    contest = Contest(award=last.award, office=last.office, round=last.round + 1)
    contest = contest.model_copy(update={"counts": BallotCounts(issued=0, returned=0, valid=0)})
    ballots = year.ballots.model_copy(update={"contests": (*year.ballots.contests, contest)})
    supposed = judge_year(year._replace(ballots=ballots))
    openings = supposed.openings(supposed.counts[-1])
    if len({(opening.units, opening.seats) for opening in openings}) != 1 or openings[0].seats <= 0:
        return None
    return openings[0]
