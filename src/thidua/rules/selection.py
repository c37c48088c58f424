"""Seats filled from those who passed, round by round. A tie at the cut is a result, never broken here.

The same for awards and offices: order by the regulation's keys, take whole groups of equals from the
top, stop where a group does not fit. Only a later round or a recorded decision settles that.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from thidua.records.ballots import Decision

Key = Fraction | int | None
"""A value to order by, larger first; None where it is not known."""


class Entry(NamedTuple):
    """One who passed, with the values it is ordered by."""

    unit: str
    keys: tuple[Key, ...]


class Round(NamedTuple):
    """Một vòng: who stood (None: everybody still in the running), who passed, who was left out for a reason."""

    number: int
    nominees: tuple[str, ...] | None
    passed: tuple[Entry, ...]
    left_out: tuple[str, ...] = ()


class Tie(NamedTuple):
    """Chưa phân định: more units than seats, and nothing in the regulation to choose between them.

    `compared` says how many keys were looked at; `unknown` is the position of a key that could not be compared
    because a value is missing. `failed_round`: they were voted on again in that round, and too few had the votes;
    the seats stay open all the same.
    """

    units: tuple[str, ...]
    seats: int
    compared: int
    unknown: int | None = None
    failed_round: int | None = None


class Opening(NamedTuple):
    """Chỗ còn mở trước một vòng sau: the units still in the running for the seats left, and the tie it is about."""

    round: int
    units: tuple[str, ...]
    seats: int
    tie: Tie | None


class Selection(NamedTuple):
    """Who takes the seats: `taken` for certain (with `round` of each), a tie at the cut, seats left empty.

    `settled` is a tie that a decision (its index) settled; `openings` what each later round had to be about.
    """

    taken: tuple[tuple[str, int], ...]
    tie: Tie | None
    empty: int
    settled: Tie | None = None
    decision: int | None = None
    openings: tuple[Opening, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(unit for unit, _ in self.taken)

    @property
    def passed_over(self) -> frozenset[str]:
        """Equals of whom a decision chose others, or nobody; who failed in a re-vote has lost by the votes already."""
        if self.settled is None or self.settled.failed_round is not None:
            return frozenset()
        return frozenset(self.settled.units) - frozenset(self.units)

    @property
    def revoted(self) -> tuple[tuple[int, Tie], ...]:
        """Ties that a later round (its number) took over."""
        return tuple((opening.round, opening.tie) for opening in self.openings if opening.tie is not None)


class Group(NamedTuple):
    """Equals: the same on every key that could be compared."""

    entries: tuple[Entry, ...]
    compared: int
    unknown: int | None


def groups(entries: Sequence[Entry], depth: int = 0) -> Iterator[Group]:
    """Groups of equals, best first. A missing value stops the comparison of the whole group."""
    width = len(entries[0].keys) if entries else 0
    if len(entries) == 1 or depth == width:
        if entries:
            yield Group(tuple(entries), depth, None)
        return
    values = [entry.keys[depth] for entry in entries]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        yield Group(tuple(entries), depth, depth)
        return
    for value in sorted(frozenset(known), reverse=True):
        yield from groups([entry for entry in entries if entry.keys[depth] == value], depth + 1)


def select(
    seats: int, running: Iterable[str], rounds: Sequence[Round], decisions: Sequence[tuple[int, Decision]]
) -> Selection:
    """Fill `seats` from the rounds in turn, among the units in the `running`."""
    taken: list[tuple[str, int]] = []
    openings: list[Opening] = []
    pool = tuple(running)
    tie: Tie | None = None
    for at, turn in enumerate(rounds):
        gone = {unit for unit, _ in taken}
        if at:
            pool = tuple(unit for unit in pool if unit not in gone and (tie is None or unit in tie.units))
            openings.append(Opening(turn.number, pool, seats - len(taken), tie))
        stood = pool if turn.nominees is None else turn.nominees
        pool = tuple(unit for unit in pool if unit in stood and unit not in turn.left_out)
        passed = [entry for entry in turn.passed if entry.unit in pool]
        chosen, tie_now = _fill(seats - len(taken), passed)
        taken += [(unit, turn.number) for unit in chosen]
        tie = tie_now or _failed(tie, pool, taken, seats, turn.number)
    return _settle(Selection(tuple(taken), tie, seats - len(taken), openings=tuple(openings)), rounds, decisions)


def _fill(seats: int, passed: Sequence[Entry]) -> tuple[list[str], Tie | None]:
    """Whole groups of equals while they fit; the first that does not is a tie for what is left."""
    chosen: list[str] = []
    for group in groups(passed):
        left = seats - len(chosen)
        if left <= 0:
            break
        units = [entry.unit for entry in group.entries]
        if len(units) > left:
            return chosen, Tie(tuple(units), left, group.compared, group.unknown)
        chosen += units
    return chosen, None


def _failed(
    tie: Tie | None, pool: Sequence[str], taken: Sequence[tuple[str, int]], seats: int, number: int
) -> Tie | None:
    """What is left of a tie that was voted on again when too few had the votes."""
    gone = {unit for unit, _ in taken}
    rest = tuple(unit for unit in pool if unit not in gone)
    if tie is None or not rest or len(taken) >= seats:
        return None
    return tie._replace(units=rest, seats=min(seats - len(taken), len(rest)), failed_round=number)


def _settle(found: Selection, rounds: Sequence[Round], decisions: Sequence[tuple[int, Decision]]) -> Selection:
    tie = found.tie
    if tie is None:
        return found
    for index, decision in decisions:
        if settles(decision, tie):
            chosen = tuple((unit, rounds[-1].number) for unit in tie.units if unit in decision.chosen)
            return found._replace(
                taken=(*found.taken, *chosen), tie=None, empty=found.empty - len(chosen), settled=tie, decision=index
            )
    return found._replace(empty=found.empty - tie.seats)


def fits(decision: Decision, tie: Tie) -> bool:
    """Whether a decision is about exactly this tie: all its units; as many chosen as there are seats, or nobody."""
    return (
        len(decision.chosen) in {0, tie.seats}
        and len(decision.chosen) + len(decision.over) == len(tie.units)
        and frozenset(decision.chosen) | frozenset(decision.over) == frozenset(tie.units)
    )


def settles(decision: Decision, tie: Tie) -> bool:
    """Whether it also may: units that the votes did not carry are chosen by a clause of the regulation only."""
    return fits(decision, tie) and (tie.failed_round is None or not decision.chosen or decision.clause is not None)
