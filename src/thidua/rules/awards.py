"""Counts and scores → who is proposed for which award. Awards are taken in order of precedence.

An open tie leaves several outcomes possible, and with one award a unit each of them changes who is
still in the running further down. So the awards are walked once for every way the open ties may end
(`endings`); what all ways agree on is certain, the rest is possible.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from thidua.records.regulation import Award
from thidua.rules.contest import Seats
from thidua.rules.counting import Count, ThresholdCheck, UnitVotes
from thidua.rules.eligibility import Condition, eligible
from thidua.rules.endings import Awarded, Judged, Ways, free, open_ways, running_of, seats_in, selected
from thidua.rules.grounds import Grounds
from thidua.rules.selection import Key, Opening, Selection, Tie

OutcomeKind = Literal[
    "proposed", "tied", "possible", "below_cut", "not_passed", "not_chosen", "left_out", "already_awarded",
    "ineligible", "not_nominated", "not_scored", "no_votes", "no_seats",
]  # fmt: skip
"""What became of a unit at one award; `wording.fate` says it in Vietnamese."""


class Candidate(NamedTuple):
    """One nominee seen from one award: its conditions, its votes in each round, its order keys, its fate."""

    unit: str
    conditions: tuple[Condition, ...]
    checks: tuple[UnitVotes, ...]
    keys: tuple[Key, ...]
    outcome: OutcomeKind
    higher_award: str | None = None

    @property
    def last(self) -> UnitVotes | None:
        """The last round it stood in."""
        return self.checks[-1] if self.checks else None

    @property
    def votes(self) -> int | None:
        """Votes in the last round it stood in."""
        return self.checks[-1].votes if self.checks else None

    @property
    def check(self) -> ThresholdCheck | None:
        """The threshold in the last round it stood in."""
        return self.checks[-1].check if self.checks else None


class AwardResult(NamedTuple):
    """Kết quả của một hình thức khen thưởng.

    `seats` in one way that ties above may end, `most` in any. `proposed` are certain, in order; `possible` may still
    be proposed, by how open ties (here or in `waits_for`, awards further up) end. `empty` seats stay empty because
    nobody passed for them. `decision` settled the tie `settled`; `decisions` would settle one in some way things may
    still go.
    `taken` says in which round each seat was filled; `openings` what each later round has to be about, in one
    way for every way the awards above may end. `missing_vote`: what the award is chosen by (votes, or scores) is
    not there yet.
    """

    award: str
    seats: Seats
    most: int
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
    openings: tuple[tuple[Opening, ...], ...]
    revoted: tuple[tuple[int, Tie], ...]

    @property
    def is_open(self) -> bool:
        """Whether people have to decide something before the list is complete."""
        return self.tie is not None or self.missing_vote or bool(self.waits_for)

    def candidate(self, unit: str) -> Candidate | None:
        return next((candidate for candidate in self.candidates if candidate.unit == unit), None)


def propose(grounds: Grounds) -> tuple[AwardResult, ...]:
    """Every award of the regulation, in its order.

    What the bloc gives itself and what it proposes to others have each their own precedence: a prize of the bloc is no
    award of Law 06/2022/QH15 art. 5, so it takes nobody out of the running for one.
    """
    awards = grounds.year.regulation.awards
    found = (*_walked(grounds, awards, own=True), *_walked(grounds, awards, own=False))
    place = {award.code: at for at, award in enumerate(awards)}
    return tuple(sorted(found, key=lambda result: place[result.award]))


def _walked(grounds: Grounds, awards: tuple[Award, ...], *, own: bool) -> tuple[AwardResult, ...]:
    """The awards of one kind, in order of precedence."""
    ways = Ways((frozenset(),), overflow=False)
    results: list[AwardResult] = []
    for award in (award for award in awards if award.own == own):
        judged = Judged(award, grounds)
        selections = {way: selected(judged, way) for way in ways.ways}
        open_above = tuple(result.award for result in results if result.tie is not None or result.missing_vote)
        results.append(_result(judged, selections, open_above, overflow=ways.overflow))
        ways = open_ways(judged, selections, overflow=ways.overflow)
        if ways.overflow:
            ways = Ways((_certain(results),), overflow=True)
    return tuple(results)


def _certain(results: list[AwardResult]) -> Awarded:
    """What is so in every ending; all that is known of them where they are too many to follow."""
    return frozenset((unit, result.award) for result in results for unit in result.proposed)


class _Verdict(NamedTuple):
    """What all ways agree on, and what is possible in some.

    `places` is the most seats there may be; `passed_over` whom a decision did not choose among equals, in every way.
    """

    proposed: tuple[str, ...]
    possible: tuple[str, ...]
    tie: Tie | None
    missing_vote: bool
    settled: Tie | None
    empty: int
    places: int
    passed_over: frozenset[str]


def _result(
    judged: Judged, selections: Mapping[Awarded, Selection], open_above: tuple[str, ...], *, overflow: bool
) -> AwardResult:
    first_way, first = next(iter(selections.items()))
    same = not overflow and len({(s.units, s.tie, s.empty) for s in selections.values()}) == 1
    verdict = _verdict(judged, selections, same=same, overflow=overflow)
    candidates = tuple(_candidate(n.code, judged, verdict, tuple(selections)) for n in judged.grounds.nominees)
    return AwardResult(
        award=judged.award.code,
        seats=seats_in(judged, first_way),
        most=max(seats_in(judged, way).number for way in selections),
        order=judged.award.ordering,
        candidates=candidates,
        proposed=verdict.proposed,
        possible=verdict.possible,
        empty=verdict.empty,
        tie=verdict.tie,
        settled=verdict.settled,
        decision=first.decision if same else None,
        decisions=tuple(sorted({s.decision for s in selections.values() if s.decision is not None})),
        taken=first.taken if same else (),
        waits_for=() if same else open_above,
        missing_vote=verdict.missing_vote,
        rounds=tuple(count.round for count in judged.counts),
        openings=tuple(dict.fromkeys(s.openings for s in selections.values())),
        revoted=first.revoted if same else (),
    )


def _verdict(judged: Judged, selections: Mapping[Awarded, Selection], *, same: bool, overflow: bool) -> _Verdict:
    first = next(iter(selections.values()))
    places = max(seats_in(judged, way).number for way in selections)
    missing_vote = judged.missing_vote and places > 0
    certain = frozenset.intersection(*(frozenset(s.units) for s in selections.values()))
    reachable = frozenset(unit for way, s in selections.items() for unit in _reachable(judged, s, way))
    if overflow:
        running = frozenset(unit for way in selections for unit in running_of(judged, way))
        certain, reachable = frozenset(), running if missing_vote else running & judged.ever_passed
    proposed = first.units if same else tuple(unit for unit in first.units if unit in certain)
    possible = tuple(n.code for n in judged.grounds.nominees if n.code in reachable and n.code not in proposed)
    return _Verdict(
        proposed=proposed,
        possible=possible if places else (),
        tie=first.tie if same else None,
        missing_vote=missing_vote,
        settled=first.settled if same else None,
        empty=0 if missing_vote or overflow else min(s.empty for s in selections.values()),
        places=places,
        passed_over=frozenset() if overflow else frozenset.intersection(*(s.passed_over for s in selections.values())),
    )


def _reachable(judged: Judged, found: Selection, way: Awarded) -> tuple[str, ...]:
    """Everybody who is proposed in at least one ending."""
    if judged.missing_vote:
        return tuple(running_of(judged, way)) if seats_in(judged, way).number else ()
    return (*found.units, *(found.tie.units if found.tie is not None else ()))


def _candidate(unit: str, judged: Judged, verdict: _Verdict, ways: tuple[Awarded, ...]) -> Candidate:
    higher = {code for way in ways for holder, code in way if holder == unit}
    held = all(any(holder == unit for holder, _ in way) for way in ways)
    barred = held and not any(free(judged, unit, way) for way in ways)
    awards = judged.grounds.year.regulation.awards
    return Candidate(
        unit=unit,
        conditions=judged.conditions[unit],
        checks=judged.checks[unit],
        keys=judged.keys[unit],
        outcome=_fate(unit, judged, verdict, barred=barred),
        higher_award=next((a.code for a in awards if a.code in higher and not a.outside_precedence), None)
        if barred
        else None,
    )


def _fate(unit: str, judged: Judged, verdict: _Verdict, *, barred: bool) -> OutcomeKind:
    tie = verdict.tie
    if unit in verdict.proposed:
        return "proposed"
    if tie is not None and unit in tie.units:
        return "tied" if tie.failed_round is None else "not_passed"
    if unit in verdict.possible:
        return "possible"
    if not eligible(judged.conditions[unit]):
        return "ineligible"
    if barred:
        return "already_awarded"
    if verdict.missing_vote:
        return "no_votes"
    return _lost(unit, judged, verdict)


def _lost(unit: str, judged: Judged, verdict: _Verdict) -> OutcomeKind:
    """Why a unit that might have been proposed is not: by a decision, or by the last round it stood in."""
    stood = [count for count in judged.counts if unit in (*count.nominees, *count.agreed)]
    if judged.counts and not stood and judged.award.select_by != "score":
        return "not_nominated"
    if not verdict.places:
        return "no_seats"
    if unit in verdict.passed_over:
        return "not_chosen"
    if judged.award.select_by == "score":
        return "below_cut" if judged.is_comparable(unit) else "not_scored"
    if any(unit in count.left_out for count in judged.counts):
        return "left_out"
    return "below_cut" if _passed(unit, judged, stood[-1]) else "not_passed"


def _passed(unit: str, judged: Judged, count: Count) -> bool:
    """Whether the conference agreed on the unit in this round, or gave it the votes."""
    if count.method == "consensus":
        return unit in count.agreed
    return any(check.passed for check in judged.checks[unit] if check.round == count.round)
