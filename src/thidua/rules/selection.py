"""Seats filled from those who passed. A tie at the cut is a result, never broken here.

The same for awards and offices: order by the regulation's keys, take whole groups of equals from the
top, stop where a group does not fit. Only a later round or a recorded decision settles that.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from thidua.records.ballots import Decision

Key = Fraction | int | None
"""A value to order by, larger first; None where it is not known."""


class Entry(NamedTuple):
    """One who passed, with the values it is ordered by."""

    unit: str
    keys: tuple[Key, ...]


class Tie(NamedTuple):
    """Chưa phân định: more equals than seats. `compared` says how many keys were looked at;
    `unknown` is the position of a key that could not be compared because a value is missing."""

    units: tuple[str, ...]
    seats: int
    compared: int
    unknown: int | None = None


class Selection(NamedTuple):
    """Who takes the seats: `taken` for certain (with `round` of each), a tie at the cut, seats left empty.

    `settled` is a tie that a decision (its index) settled; `revoted` are ties that a later round took over,
    with the number of that round: it is among the tied only.
    """

    taken: tuple[tuple[str, int], ...]
    tie: Tie | None
    empty: int
    settled: Tie | None = None
    decision: int | None = None
    revoted: tuple[tuple[int, Tie], ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(unit for unit, _ in self.taken)


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
    seats: int, rounds: Sequence[tuple[int, Sequence[Entry]]], decisions: Sequence[tuple[int, Decision]]
) -> Selection:
    """Fill `seats` from the rounds in turn (each: its number and who passed in it)."""
    taken: list[tuple[str, int]] = []
    revoted: list[tuple[int, Tie]] = []
    tie: Tie | None = None
    for number, passed in rounds:
        gone = {unit for unit, _ in taken}
        standing = [entry for entry in passed if entry.unit not in gone and (tie is None or entry.unit in tie.units)]
        if tie is not None:
            revoted.append((number, tie))
            tie = None
        for group in groups(standing):
            left = seats - len(taken)
            if left == 0:
                break
            if len(group.entries) > left:
                units = tuple(entry.unit for entry in group.entries)
                tie = Tie(units, left, group.compared, group.unknown)
                break
            taken.extend((entry.unit, number) for entry in group.entries)
    return _settle(Selection(tuple(taken), tie, seats - len(taken), revoted=tuple(revoted)), rounds, decisions)


def _settle(
    found: Selection, rounds: Sequence[tuple[int, Sequence[Entry]]], decisions: Sequence[tuple[int, Decision]]
) -> Selection:
    tie = found.tie
    if tie is None:
        return found
    for index, decision in decisions:
        if fits(decision, tie):
            chosen = tuple((unit, rounds[-1][0]) for unit in tie.units if unit in decision.chosen)
            return Selection((*found.taken, *chosen), None, found.empty - len(chosen), tie, index, found.revoted)
    return Selection(found.taken, tie, found.empty - tie.seats, revoted=found.revoted)


def fits(decision: Decision, tie: Tie) -> bool:
    """Whether a decision settles exactly this tie: all its units, as many chosen as there are seats."""
    return (
        len(frozenset(decision.chosen)) == len(decision.chosen) == tie.seats
        and frozenset(decision.chosen).isdisjoint(decision.over)
        and frozenset(decision.chosen) | frozenset(decision.over) == frozenset(tie.units)
    )
