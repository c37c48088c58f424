"""Every way a year's awards may end, as long as ties are open: one award in one such way, and all ways after it."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from thidua.records.regulation import Award
from thidua.rules.contest import Matter, Seats, seats_of
from thidua.rules.counting import Count, UnitVotes, unit_votes
from thidua.rules.eligibility import Condition, conditions, eligible
from thidua.rules.grounds import Grounds
from thidua.rules.ordering import order_value
from thidua.rules.selection import Entry, Key, Round, Selection, select

MAX_WAYS = 2_000
"""So many ways for open ties to end are followed; beyond it the later awards are told to wait."""

LAST = Fraction(-(10**30))
"""Stands for a value that does not exist where the regulation orders such units behind all others."""

Awarded = frozenset[tuple[str, str]]
"""One way the awards so far may have gone: pairs of unit and award."""


class Ways(NamedTuple):
    """Các khả năng: every way the awards so far may have gone; `overflow`: there were too many to follow."""

    ways: tuple[Awarded, ...]
    overflow: bool


class Judged:
    """An award with everything about its nominees that does not depend on the other awards."""

    def __init__(self, award: Award, grounds: Grounds) -> None:
        self.award = award
        self.grounds = grounds
        self.counts: tuple[Count, ...] = grounds.rounds_of(Matter(award=award.code))
        voted = [unit_votes(count, award.passes, grounds.attendance) for count in self.counts]
        self.conditions: Mapping[str, tuple[Condition, ...]] = {
            n.code: conditions(n, award, grounds.year, grounds.board) for n in grounds.nominees
        }
        self.checks: Mapping[str, tuple[UnitVotes, ...]] = {
            n.code: tuple(check for turn in voted for check in turn if check.unit == n.code) for n in grounds.nominees
        }
        self.keys: Mapping[str, tuple[Key, ...]] = {
            n.code: tuple(order_value(name, n, _votes(self.checks[n.code]), grounds) for name in award.ordering)
            for n in grounds.nominees
        }

    @cached_property
    def ever_passed(self) -> frozenset[str]:
        """Who passed in any round: nobody else can be proposed, however the awards above end."""
        if self.award.select_by == "score":
            return frozenset(unit for unit in self.keys if self.is_comparable(unit))
        agreed = {unit for count in self.counts for unit in count.agreed}
        passed = {unit for unit, checks in self.checks.items() if any(check.passed for check in checks)}
        return frozenset(unit for unit in agreed | passed if eligible(self.conditions.get(unit, ())))

    @cached_property
    def missing_vote(self) -> bool:
        """Whether what the award is chosen by is not there yet: a vote, or the score of a member under review."""
        if self.award.select_by != "score":
            return not self.counts
        board = self.grounds.board
        scored = {unit.unit for unit in board.units if unit.total is not None} if board is not None else set()
        members = (n.code for n in self.grounds.nominees if n.of is None and n.status == "considered")
        return not scored or (self.award.unscored == "out" and any(code not in scored for code in members))

    def is_comparable(self, unit: str) -> bool:
        """Whether a unit can be held against others where scores decide: it has what they are ordered by."""
        return self.award.unscored == "last" or self.keys[unit][:1] != (None,)

    def entry(self, unit: str, votes: int | None) -> Entry:
        """The unit with its order keys, votes being those of one round."""
        keys = (
            votes if name == "votes" and votes is not None else key
            for name, key in zip(self.award.ordering, self.keys[unit], strict=True)
        )
        return Entry(unit, tuple(LAST if key is None and self.award.unscored == "last" else key for key in keys))


def _votes(checks: tuple[UnitVotes, ...]) -> int | None:
    return checks[-1].votes if checks else None


def seats_in(judged: Judged, way: Awarded) -> Seats:
    """How many seats there are if the awards above went this way."""
    members = judged.grounds.attendance.members
    above = len({unit for unit, _ in way if unit in members})
    return seats_of(judged.award.quota, len(members), above)


def running_of(judged: Judged, way: Awarded) -> list[str]:
    """Who is eligible and, if the awards above went this way, still free to receive this award."""
    return [
        nominee.code
        for nominee in judged.grounds.nominees
        if eligible(judged.conditions[nominee.code])
        and free(judged, nominee.code, way)
        and (judged.award.select_by != "score" or judged.is_comparable(nominee.code))
    ]


def free(judged: Judged, unit: str, way: Awarded) -> bool:
    """Whether one award a unit still leaves the nominee in the running."""
    regulation = judged.grounds.year.regulation
    if not regulation.one_award_per_unit or judged.award.outside_precedence:
        return True
    outside = {other.code for other in regulation.awards if other.outside_precedence}
    return all(holder != unit or code in outside for holder, code in way)


def selected(judged: Judged, way: Awarded) -> Selection:
    """The award's seats filled, if the awards above went `way`."""
    seats = seats_in(judged, way).number
    running = running_of(judged, way)
    decisions = [(i, d) for i, d in enumerate(judged.grounds.year.decisions) if d.award == judged.award.code]
    if judged.award.select_by == "score":
        entries = () if judged.missing_vote else tuple(judged.entry(unit, None) for unit in running)
        return select(seats, running, [Round(1, None, entries)], decisions)
    return select(seats, running, [_round(judged, count) for count in judged.counts], decisions)


def _round(judged: Judged, count: Count) -> Round:
    """One round as the selection sees it: who stood and who passed, ordered by this round's votes."""
    if count.method == "consensus":
        passed = tuple(judged.entry(unit, None) for unit in count.agreed if unit in judged.keys)
    else:
        checks = [check for unit in judged.keys for check in judged.checks[unit] if check.round == count.round]
        passed = tuple(judged.entry(check.unit, check.votes) for check in checks if check.passed)
    return Round(count.round, count.nominees, passed, count.left_out)


def open_ways(judged: Judged, selections: Mapping[Awarded, Selection], *, overflow: bool) -> Ways:
    """Every way the awards down to this one may have gone, and whether there were too many to follow."""
    grown: set[Awarded] = set()
    for way, found in selections.items():
        for chosen in _endings(judged, found, way):
            grown.add(way | {(unit, judged.award.code) for unit in chosen})
            if len(grown) > MAX_WAYS:
                return Ways((way,), overflow=True)
    return Ways(tuple(sorted(grown, key=sorted)), overflow)


def _endings(judged: Judged, found: Selection, way: Awarded) -> Iterator[tuple[str, ...]]:
    """Every way an award may end: its tie resolved in each manner, or nobody chosen; before the vote, anyhow."""
    sure: tuple[str, ...] = ()
    if judged.missing_vote:
        running, seats = running_of(judged, way), seats_in(judged, way).number
    elif found.tie is None:
        yield found.units
        return
    else:
        running, seats, sure = list(found.tie.units), found.tie.seats, found.units
    for size in range(min(seats, len(running)) + 1):
        for chosen in combinations(running, size):
            yield (*sure, *chosen)
