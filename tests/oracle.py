"""Independent answers: `votelib` for counts and winners, brute force over every order for open ties.

Nothing here calls the rules it judges. The brute force breaks every tie by a total order of the units,
tries all orders, and keeps what comes out: certain is who wins in all outcomes, possible who wins in some.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations

import votelib.convert
import votelib.evaluate.core

Units = tuple[str, ...]


def approval_counts(papers: Sequence[Sequence[str]], nominees: Sequence[str]) -> dict[str, int]:
    """Votes by nominee, counted by votelib from the marked papers."""
    profile = Counter(frozenset(paper) for paper in papers)
    counted = votelib.convert.ApprovalToSimpleVotes().convert(dict(profile))
    return {unit: int(counted.get(unit, 0)) for unit in nominees}


@dataclass(frozen=True, slots=True)
class Winners:
    """Sure winners, the set tied at the cut, and how many of them still get a seat."""

    sure: frozenset[str]
    tied: frozenset[str]
    seats: int


def plurality(votes: Mapping[str, int], seats: int) -> Winners:
    """Who takes `seats`, decided by votelib."""
    if seats == 0 or not votes:
        return Winners(frozenset(), frozenset(), 0)
    elected = votelib.evaluate.core.Plurality().evaluate(dict(votes), seats)
    ties = [item for item in elected if isinstance(item, votelib.evaluate.core.Tie)]
    sure = frozenset(item for item in elected if not isinstance(item, votelib.evaluate.core.Tie))
    return Winners(sure, frozenset(ties[0]) if ties else frozenset(), len(ties))


@dataclass(frozen=True, slots=True)
class Contest:
    """One award, as plain numbers: its seats, who has how many votes, and how many are needed.

    `share` makes the seats a share of the members who hold nothing yet, rounded down; `votes` None is an
    award that has not been voted on: any of `standing` may come out, and no seat has to be filled.
    """

    seats: int
    votes: Mapping[str, int] | None
    needed: int
    standing: Units = ()
    share: Fraction | None = None
    outside: bool = False


Outcome = tuple[frozenset[str], ...]
"""One way a whole year may end: who receives each award."""


def all_outcomes(contests: Sequence[Contest], members: int, *, one_award: bool) -> frozenset[Outcome]:
    """Every way the awards may end when ties are broken by whatever order of units."""
    reached: set[Outcome] = {()}
    for position in range(len(contests)):
        reached = {
            (*before, winners)
            for before in reached
            for winners in _endings(contests, position, before, members, one_award=one_award)
        }
    return frozenset(reached)


def _endings(
    contests: Sequence[Contest], position: int, before: Outcome, members: int, *, one_award: bool
) -> Iterator[frozenset[str]]:
    contest = contests[position]
    holders = frozenset().union(*before)
    taken = frozenset().union(*(units for earlier, units in zip(contests, before, strict=False) if not earlier.outside))
    barred = taken if one_award and not contest.outside else frozenset[str]()
    seats = contest.seats if contest.share is None else int(contest.share * (members - len(holders)))
    if contest.votes is None:
        free = [unit for unit in contest.standing if unit not in barred]
        for size in range(min(seats, len(free)) + 1):
            yield from map(frozenset, combinations(free, size))
        return
    votes = contest.votes
    passed = [unit for unit in votes if unit not in barred and votes[unit] >= contest.needed]
    for order in permutations(passed):
        by_votes = sorted(order, key=lambda unit: -votes[unit])
        yield frozenset(by_votes[:seats])
        if 0 < seats < len(by_votes) and votes[by_votes[seats - 1]] == votes[by_votes[seats]]:
            # a tie at the cut: in a vote on it again fewer may have the votes, or nobody
            above = [unit for unit in by_votes if votes[unit] > votes[by_votes[seats]]]
            yield from (frozenset(by_votes[:number]) for number in range(len(above), seats))


def certain(outcomes: frozenset[Outcome], award: int) -> frozenset[str]:
    """Who receives the award in every outcome."""
    return frozenset.intersection(*(outcome[award] for outcome in outcomes))


def possible(outcomes: frozenset[Outcome], award: int) -> frozenset[str]:
    """Who receives the award in some outcomes but not in all."""
    return frozenset().union(*(outcome[award] for outcome in outcomes)) - certain(outcomes, award)
