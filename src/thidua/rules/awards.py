"""Counts and scores → who is proposed for which award. Awards are taken in order of precedence.

An open tie leaves several outcomes possible, and with one award a unit each of them changes who is
still in the running further down. So the awards are walked once for every way the open ties may end;
what all ways agree on is certain, the rest is possible.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from typing import Literal, NamedTuple

from thidua.records.ballots import Decision
from thidua.records.bloc import Bloc
from thidua.records.regulation import Award, Quota, Regulation
from thidua.rules.counting import Attendance, Count, ThresholdCheck, base_size, check_threshold
from thidua.rules.eligibility import Condition, Nominee, conditions, eligible
from thidua.rules.ordering import Grounds, order_value
from thidua.rules.scoring import Scoreboard
from thidua.rules.selection import Entry, Key, Selection, Tie, select

MAX_WAYS = 2_000
"""So many ways for open ties to end are followed; beyond it the later awards are told to wait."""

OutcomeKind = Literal[
    "proposed", "tied", "possible", "below_cut", "not_passed", "already_awarded", "ineligible", "not_nominated",
    "no_votes",
]  # fmt: skip


class Seats(NamedTuple):
    """Chỉ tiêu đã tính: how many units may be proposed, and how that number came about."""

    number: int
    share: Fraction | None = None
    base: int | None = None
    of: str | None = None
    exact: Fraction | None = None
    round: str | None = None


class Candidate(NamedTuple):
    """One nominee seen from one award: its conditions, its votes in each round, its order keys, its fate."""

    unit: str
    conditions: tuple[Condition, ...]
    checks: tuple[tuple[int, int, ThresholdCheck | None], ...]
    keys: tuple[Key, ...]
    outcome: OutcomeKind
    higher_award: str | None = None

    @property
    def votes(self) -> int | None:
        """Votes in the last round it stood in."""
        return self.checks[-1][1] if self.checks else None

    @property
    def check(self) -> ThresholdCheck | None:
        """The threshold in the last round it stood in."""
        return self.checks[-1][2] if self.checks else None


class AwardResult(NamedTuple):
    """Kết quả của một hình thức khen thưởng.

    `proposed` are certain, in order; `possible` may still be proposed, by how open ties (here or in
    `waits_for`, awards further up) end. `empty` seats stay empty because nobody passed for them.
    `decision` settled the tie `settled`; `decisions` would settle one in some way things may still go.
    `taken` says in which round each seat was filled; `revoted` which round took over which tie.
    `missing_vote`: what the award is chosen by (votes, or scores) is not there yet.
    """

    award: str
    seats: Seats
    order: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    proposed: tuple[str, ...]
    possible: tuple[str, ...]
    empty: int
    tie: Tie | None
    settled: Tie | None
    decision: int | None
    decisions: tuple[int, ...]
    taken: tuple[tuple[str, int], ...]
    waits_for: tuple[str, ...]
    missing_vote: bool
    rounds: tuple[int, ...]
    revoted: tuple[tuple[int, Tie], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether people have to decide something before the list is complete."""
        return self.tie is not None or self.missing_vote or bool(self.waits_for)

    def candidate(self, unit: str) -> Candidate | None:
        return next((candidate for candidate in self.candidates if candidate.unit == unit), None)


class Field(NamedTuple):
    """What every award is judged from: one year's facts."""

    bloc: Bloc
    regulation: Regulation
    year: int
    nominees: tuple[Nominee, ...]
    board: Scoreboard | None
    attendance: Attendance
    counts: tuple[Count, ...]
    agreed: Mapping[int, tuple[str, ...]]
    decisions: tuple[Decision, ...]

    def counts_for(self, award: str) -> tuple[Count, ...]:
        return tuple(sorted((count for count in self.counts if count.award == award), key=lambda c: c.round))


Awarded = frozenset[tuple[str, str]]
"""One way the awards so far may have gone: pairs of unit and award."""


def propose(field: Field) -> tuple[AwardResult, ...]:
    """Every award of the regulation, in order of precedence."""
    ways: list[Awarded] = [frozenset()]
    results: list[AwardResult] = []
    overflow = False
    for award in field.regulation.awards:
        judged = _judge(award, field)
        selections = {way: _select(judged, way) for way in ways}
        open_above = tuple(result.award for result in results if result.tie is not None or result.missing_vote)
        results.append(_result(judged, selections, open_above, overflow=overflow))
        grown, full = _grow(judged, selections)
        ways = sorted(grown, key=sorted)
        overflow = overflow or full
    return tuple(results)


def seats_of(quota: Quota, members: int, proposed_above: int) -> Seats:
    """A fixed number, or share × base rounded as stated; `remaining` leaves out units proposed above."""
    if quota.share is None:
        return Seats(quota.count or 0)
    base = members if quota.of == "members" else max(members - proposed_above, 0)
    exact = quota.share * base
    match quota.round:
        case "up":
            number = exact.__ceil__()
        case "nearest":
            number = (exact + Fraction(1, 2)).__floor__()
        case _:
            number = exact.__floor__()
    return Seats(number, quota.share, base, quota.of, exact, quota.round)


class _Judged(NamedTuple):
    """An award with everything about its nominees that does not depend on the other awards."""

    field: Field
    award: Award
    counts: tuple[Count, ...]
    conditions: Mapping[str, tuple[Condition, ...]]
    keys: Mapping[str, tuple[Key, ...]]
    checks: Mapping[str, tuple[tuple[int, int, ThresholdCheck | None], ...]]

    @property
    def missing_vote(self) -> bool:
        """Whether what the award is chosen by is not there yet."""
        return self.field.board is None if self.award.select_by == "score" else not self.counts


def _judge(award: Award, field: Field) -> _Judged:
    counts = field.counts_for(award.code)
    found = {
        n.code: conditions(n, award, field.regulation, field.board, field.bloc, field.year) for n in field.nominees
    }
    checks = {nominee.code: _checks(nominee.code, award, counts, field) for nominee in field.nominees}
    grounds = Grounds(field.bloc, field.regulation, field.board, field.year)
    keys = {
        n.code: tuple(order_value(name, n, _votes(checks[n.code]), grounds) for name in award.ordering)
        for n in field.nominees
    }
    return _Judged(field, award, counts, found, keys, checks)


def _checks(
    unit: str, award: Award, counts: tuple[Count, ...], field: Field
) -> tuple[tuple[int, int, ThresholdCheck | None], ...]:
    found = []
    for count in counts:
        votes = count.votes_for(unit)
        if votes is None or count.method == "consensus":
            continue
        base = None if award.passes is None else base_size(award.passes.of, count, field.attendance)
        check = None if award.passes is None or base is None else check_threshold(votes, award.passes, base)
        found.append((count.round, votes, check))
    return tuple(found)


def _votes(checks: tuple[tuple[int, int, ThresholdCheck | None], ...]) -> int | None:
    return checks[-1][1] if checks else None


def _seats(judged: _Judged, way: Awarded) -> Seats:
    members = judged.field.attendance.members
    above = len({unit for unit, _ in way if unit in members})
    return seats_of(judged.award.quota, len(members), above)


def _running(judged: _Judged, way: Awarded) -> list[str]:
    """Who is eligible and still free to receive this award."""
    field, award = judged.field, judged.award
    return [n.code for n in field.nominees if eligible(judged.conditions[n.code]) and _free(award, n, way, field)]


def _select(judged: _Judged, way: Awarded) -> Selection:
    """The award's seats filled, if the awards above went `way`."""
    seats = _seats(judged, way).number
    running = _running(judged, way)
    decisions = [(i, d) for i, d in enumerate(judged.field.decisions) if d.award == judged.award.code]
    if judged.award.select_by == "score":
        return select(seats, [(1, [Entry(unit, judged.keys[unit]) for unit in running])], decisions)
    rounds = [(count.round, _passed(judged, count, running)) for count in judged.counts]
    return select(seats, rounds, decisions)


def _free(award: Award, nominee: Nominee, way: Awarded, field: Field) -> bool:
    """Whether one award a unit still leaves the nominee in the running."""
    if not field.regulation.one_award_per_unit or award.outside_precedence:
        return True
    outside = {other.code for other in field.regulation.awards if other.outside_precedence}
    return all(unit != nominee.code or code in outside for unit, code in way)


def _passed(judged: _Judged, count: Count, running: list[str]) -> list[Entry]:
    """Who stood in this round, is still in the running, and passed; ordered by this round's votes."""
    if count.method == "consensus":
        agreed = judged.field.agreed[count.contest]
        return [Entry(unit, judged.keys[unit]) for unit in running if unit in agreed]
    entries = []
    for unit in running:
        check = next((c for c in judged.checks[unit] if c[0] == count.round), None)
        if check is None or check[1] == 0 or (check[2] is not None and not check[2].met):
            continue
        keys = tuple(
            check[1] if name == "votes" else key
            for name, key in zip(judged.award.ordering, judged.keys[unit], strict=True)
        )
        entries.append(Entry(unit, keys))
    return entries


def _endings(judged: _Judged, found: Selection, way: Awarded) -> Iterator[tuple[str, ...]]:
    """Every way an award may end: its tie resolved in each manner; before the vote, any who may stand."""
    if judged.missing_vote:
        running = _running(judged, way)
        seats = _seats(judged, way).number
        for size in range(min(seats, len(running)) + 1):
            yield from combinations(running, size)
    elif found.tie is None:
        yield found.units
    else:
        for chosen in combinations(found.tie.units, found.tie.seats):
            yield (*found.units, *chosen)


def _reachable(judged: _Judged, found: Selection, way: Awarded) -> tuple[str, ...]:
    """Everybody who is proposed in at least one ending."""
    if judged.missing_vote:
        return tuple(_running(judged, way)) if _seats(judged, way).number else ()
    return (*found.units, *(found.tie.units if found.tie is not None else ()))


def _grow(judged: _Judged, selections: Mapping[Awarded, Selection]) -> tuple[set[Awarded], bool]:
    """Every way the awards down to this one may have gone, and whether there were too many to follow."""
    grown: set[Awarded] = set()
    for way, found in selections.items():
        for chosen in _endings(judged, found, way):
            grown.add(way | {(unit, judged.award.code) for unit in chosen})
            if len(grown) > MAX_WAYS:
                return {way}, True
    return grown, False


def _result(
    judged: _Judged, selections: Mapping[Awarded, Selection], open_above: tuple[str, ...], *, overflow: bool
) -> AwardResult:
    field, award = judged.field, judged.award
    first_way, first = next(iter(selections.items()))
    same = not overflow and len({(s.units, s.tie, s.empty) for s in selections.values()}) == 1
    certain = frozenset.intersection(*(frozenset(s.units) for s in selections.values()))
    reachable = frozenset(unit for way, s in selections.items() for unit in _reachable(judged, s, way))
    if overflow:
        certain, reachable = frozenset(), frozenset(_running(judged, frozenset()))
    seats = _seats(judged, first_way)
    proposed = first.units if same else tuple(unit for unit in first.units if unit in certain)
    possible = tuple(n.code for n in field.nominees if n.code in reachable and n.code not in proposed)
    tie = first.tie if same else None
    candidates = tuple(_candidate(n.code, judged, proposed, possible, tie, list(selections)) for n in field.nominees)
    return AwardResult(
        award=award.code,
        seats=seats,
        order=award.ordering,
        candidates=candidates,
        proposed=proposed,
        possible=possible,
        empty=0 if judged.missing_vote else min(s.empty for s in selections.values()),
        tie=tie,
        settled=first.settled if same else None,
        decision=first.decision if same else None,
        decisions=tuple(sorted({s.decision for s in selections.values() if s.decision is not None})),
        taken=first.taken if same else (),
        waits_for=() if same and not overflow else open_above,
        missing_vote=judged.missing_vote,
        rounds=tuple(count.round for count in judged.counts),
        revoted=first.revoted if same else (),
    )


def _candidate(
    unit: str,
    judged: _Judged,
    proposed: tuple[str, ...],
    possible: tuple[str, ...],
    tie: Tie | None,
    ways: list[Awarded],
) -> Candidate:
    higher = {code for way in ways for holder, code in way if holder == unit}
    held = all(any(holder == unit for holder, _ in way) for way in ways)
    nominee = next(n for n in judged.field.nominees if n.code == unit)
    free = any(_free(judged.award, nominee, way, judged.field) for way in ways)
    outcome: OutcomeKind
    if unit in proposed:
        outcome = "proposed"
    elif tie is not None and unit in tie.units:
        outcome = "tied"
    elif unit in possible:
        outcome = "possible"
    elif not eligible(judged.conditions[unit]):
        outcome = "ineligible"
    elif held and not free:
        outcome = "already_awarded"
    elif judged.missing_vote:
        outcome = "no_votes"
    else:
        outcome = _lost(unit, judged)
    return Candidate(
        unit=unit,
        conditions=judged.conditions[unit],
        checks=judged.checks[unit],
        keys=judged.keys[unit],
        outcome=outcome,
        higher_award=next(
            (a.code for a in judged.field.regulation.awards if a.code in higher and not a.outside_precedence), None
        )
        if held and not free
        else None,
    )


def _lost(unit: str, judged: _Judged) -> OutcomeKind:
    if judged.award.select_by == "score":
        return "below_cut"
    consensus = [count for count in judged.counts if count.method == "consensus"]
    if consensus:
        agreed = any(unit in judged.field.agreed[count.contest] for count in consensus)
        return "below_cut" if agreed else "not_passed"
    checks = judged.checks[unit]
    if not checks:
        return "not_nominated"
    passed = any(check is None or check.met for _, _, check in checks)
    return "below_cut" if passed else "not_passed"
