"""Vòng luân phiên: who has led in the cycle that a year belongs to, whose turn passed, and what is not on file."""

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from thidua.records.bloc import Bloc, PastYear
from thidua.records.regulation import Head
from thidua.rules.eligibility import lineage


class Cycle(NamedTuple):
    """Một vòng, tính đến một năm.

    `turns`: who has led in it, and when; empty when a cycle has just ended, or nobody has led (`led`). `passed`: who
    has not, though the headship passed its place in the order, and in which year. `unknown`: its years without a head
    on file. `unplaced`: years whose head has no place in the order, so that nobody knows whom it passed. `unclear`:
    years whose deputies are not on file, though the headship may have gone to one of them before its turn.
    """

    turns: Mapping[str, int]
    passed: Mapping[str, int]
    unknown: tuple[int, ...]
    unplaced: tuple[int, ...]
    unclear: tuple[int, ...]
    led: bool


class _Count:
    """A cycle while the years are gone through."""

    def __init__(self) -> None:
        self.turns: dict[str, int] = {}
        self.passed: dict[str, int] = {}
        self.unplaced: list[int] = []
        self.unclear: list[int] = []

    def end(self) -> None:
        self.turns, self.passed, self.unplaced, self.unclear = {}, {}, [], []


def cycle_of(bloc: Bloc, rule: Head, year: int) -> Cycle:
    """The cycle that `year` belongs to.

    A cycle ends when everybody who can take a turn in the following year has had one (or lost it), or when a unit
    heads a second time (or after it lost its turn).
    """
    heads = heads_until(bloc, year)
    count, since = _Count(), heads[0].year if heads else year
    for before, past in pairwise((None, *heads)):
        if past is None or past.head is None:
            continue
        second = not line_of(bloc, rule, past.head).isdisjoint(count.turns)
        if second or (rule.misses == "lost" and past.head in count.passed):
            count.end()
            since = before.year + 1 if before is not None else past.year
        if before is not None and rule.method == "rotation" and rule.one_turn_per_cycle:
            _pass_over(count, bloc, rule, before, past)
        count.turns[past.head] = past.year
        done = {*count.turns, *(count.passed if rule.misses == "lost" else ())}
        if all(not line_of(bloc, rule, member.code).isdisjoint(done) for member in bloc.members_of(past.year + 1)):
            count.end()
            since = past.year + 1
    known = {past.year for past in heads}
    unknown = tuple(missing for missing in range(since, year + 1) if missing not in known) if heads else ()
    passed = {u: y for u, y in count.passed.items() if line_of(bloc, rule, u).isdisjoint(count.turns)}
    return Cycle(count.turns, passed, unknown, tuple(count.unplaced), tuple(count.unclear), bool(heads))


def heads_until(bloc: Bloc, year: int) -> tuple[PastYear, ...]:
    """The years up to `year` whose head is on file, earliest first."""
    known = (past for past in bloc.history if past.year <= year and past.head is not None)
    return tuple(sorted(known, key=lambda past: past.year))


def _pass_over(count: _Count, bloc: Bloc, rule: Head, before: PastYear, past: PastYear) -> None:
    """Whose place the headship passed between two heads.

    Nobody's, where the second was last year's deputy and went first for that, or had its own late turn; and nobody
    knows whose, where a year lies between.
    """
    old, new = before.head or "", past.head or ""
    if (
        past.year != before.year + 1
        or new in count.passed
        or (rule.prefers_deputies and new in (before.deputies or ()))
    ):
        return
    places = {before.year: place_of(bloc, old), past.year: place_of(bloc, new)}
    count.unplaced += [year for year, place in places.items() if place is None and year not in count.unplaced]
    order, (start, end) = rotation_order(bloc), places.values()
    if start is not None and end is not None and start != end:
        behind = beginning_after(order, start)
        jumped = behind[: behind.index(end)]
        for unit in jumped:
            count.passed.setdefault(unit, past.year)
        if jumped and rule.prefers_deputies and before.deputies is None:
            count.unclear.append(before.year)


def rotation_order(bloc: Bloc) -> tuple[str, ...]:
    """The order of rotation; the members' order where none is written."""
    return bloc.rotation.order if bloc.rotation.order is not None else tuple(m.code for m in bloc.members)


def beginning_after(order: tuple[str, ...], unit: str) -> tuple[str, ...]:
    """The order once round, from behind `unit` to `unit` itself."""
    index = order.index(unit) + 1
    return (*order[index:], *order[:index])


def place_of(bloc: Bloc, unit: str) -> str | None:
    """The unit in the order at whose place this one stands: itself, whom `rotation.after` names, its successor."""
    order = rotation_order(bloc)
    if unit in order:
        return unit
    written = bloc.rotation.after.get(unit)
    if written in order:
        return written
    return next((heir for heir in order if unit in lineage(bloc, heir)), None)


def line_of(bloc: Bloc, rule: Head, unit: str) -> frozenset[str]:
    """Whose turns count as the unit's own."""
    return lineage(bloc, unit) if rule.successors_inherit else frozenset((unit,))
