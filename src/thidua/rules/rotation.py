"""Luân phiên: the order in which members take the headship, its cycles, and who is skipped or barred, and why."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from thidua.records.bloc import Bloc
from thidua.records.regulation import Head
from thidua.records.scores import Status
from thidua.rules.contest import Office
from thidua.rules.eligibility import lineage
from thidua.rules.year import BlocYear

SkipReason = Literal["not_joined", "left", "not_considered", "declined", "had_turn"]


class Skip(NamedTuple):
    """Bỏ qua một đơn vị: why; `detail` is the status, the reason declined, or nothing; `year` of the turn it had."""

    unit: str
    reason: SkipReason
    detail: str | None = None
    year: int | None = None


class Walk(NamedTuple):
    """Một lượt đi theo thứ tự: from whom, whom it skipped, whom it found (None: nobody), whether a cycle began."""

    start: str | None
    skipped: tuple[Skip, ...]
    found: str | None
    new_cycle: bool


class Roster:
    """The order of rotation with everything that bars a unit from heading next year."""

    def __init__(self, year: BlocYear, rule: Head) -> None:
        self.bloc = year.bloc
        self.rule = rule
        self._year = year.year
        self._order = rotation_order(year.bloc)
        self._declined: Mapping[str, str] = {item.unit: item.reason for item in year.declined}
        past = year.bloc.past(year.year)
        on_file: dict[str, Status] = dict.fromkeys((past.excluded if past is not None else None) or (), "excluded")
        written = year.scores.units.items() if year.scores is not None else ()
        self._statuses: Mapping[str, Status] = on_file | {code: unit.status for code, unit in written}
        self._turns = turns_in_cycle(year.bloc, rule, year.year)
        has_led = any(item.head is not None for item in year.bloc.history if item.year <= year.year)
        self._cycle_complete = rule.one_turn_per_cycle and has_led and not self._turns

    def turn(self) -> Walk:
        """Whose turn it is after this year's head."""
        past = self.bloc.past(self._year)
        first = (past.deputies or ()) if past is not None and self.rule.deputy_first else ()
        return self.walk(past.head if past is not None else None, first, frozenset())

    def barred(self) -> tuple[Skip, ...]:
        """Everyone who may not head next year, with the reason; a turn already had counts unless a new cycle begins."""
        cycle = not self.turn().new_cycle
        return tuple(skip for unit in self._order if (skip := self._skip(unit, cycle=cycle)) is not None)

    def walk(self, last: str | None, first: Sequence[str], taken: frozenset[str]) -> Walk:
        """From the successor of `last` once round; `first` are asked before the order begins."""
        units = [unit for unit in (*first, *self._after(last)) if unit not in taken]
        units = list(dict.fromkeys(units))
        found = self._go(units, last, cycle=True)
        had = [skip for skip in found.skipped if skip.reason == "had_turn"]
        if found.found is not None or not had:
            return found
        again = self._go([unit for unit in units if unit != last] or units, last, cycle=False)
        return Walk(last, again.skipped, again.found, new_cycle=again.found is not None)

    def _go(self, units: Sequence[str], last: str | None, *, cycle: bool) -> Walk:
        skipped: list[Skip] = []
        for unit in units:
            skip = self._skip(unit, cycle=cycle)
            if skip is None:
                return Walk(last, tuple(skipped), unit, new_cycle=self._cycle_complete)
            skipped.append(skip)
        return Walk(last, tuple(skipped), None, new_cycle=False)

    def _after(self, last: str | None) -> list[str]:
        """The order, beginning behind `last` (or behind the unit that succeeds it)."""
        if last is None:
            return list(self._order)
        heirs = [unit for unit in self._order if last in lineage(self.bloc, unit)]
        at = last if last in self._order else heirs[0] if heirs else None
        if at is None:
            return list(self._order)
        index = self._order.index(at) + 1
        return [*self._order[index:], *self._order[:index]]

    def _skip(self, unit: str, *, cycle: bool) -> Skip | None:
        """Why this unit cannot head next year; None when it can."""
        member = self.bloc.member(unit)
        serves = self._year + 1
        if member is not None and member.joined is not None and member.joined > serves:
            return Skip(unit, "not_joined", year=member.joined)
        if member is not None and member.left is not None and member.left < serves:
            return Skip(unit, "left", year=member.left)
        status = self._statuses.get(unit, "considered")
        if self.rule.exclude_not_considered and status in {"on_hold", "excluded"}:
            return Skip(unit, "not_considered", status)
        if unit in self._declined:
            return Skip(unit, "declined", self._declined[unit])
        if cycle and self.rule.one_turn_per_cycle:
            line = lineage(self.bloc, unit) if self.rule.successors_inherit else frozenset((unit,))
            turn = max((self._turns[code] for code in line if code in self._turns), default=None)
            if turn is not None:
                return Skip(unit, "had_turn", year=turn)
        return None


def barred_from(year: BlocYear, rule: Head, office: Office) -> tuple[Skip, ...]:
    """Who may not hold the office next year, by the rules of rotation; a deputy may have led before."""
    barred = Roster(year, rule).barred()
    return tuple(skip for skip in barred if office == "head" or skip.reason != "had_turn")


def rotation_order(bloc: Bloc) -> tuple[str, ...]:
    """The order of rotation; the members' order where none is written."""
    return bloc.rotation.order if bloc.rotation.order is not None else tuple(m.code for m in bloc.members)


def turns_in_cycle(bloc: Bloc, rule: Head, year: int) -> dict[str, int]:
    """Who has headed in the cycle that `year` belongs to, with the year of the turn.

    A cycle ends when everybody who can take a turn in the following year has had one, or when a unit
    heads a second time.
    """
    turns: dict[str, int] = {}
    for past in sorted((p for p in bloc.history if p.year <= year and p.head is not None), key=lambda p: p.year):
        head = past.head or ""
        line = lineage(bloc, head) if rule.successors_inherit else frozenset((head,))
        if not line.isdisjoint(turns):
            turns = {}
        turns[head] = past.year
        if all(_had(bloc, rule, member.code, turns) for member in bloc.members_of(past.year + 1)):
            turns = {}
    return turns


def _had(bloc: Bloc, rule: Head, unit: str, turns: Mapping[str, int]) -> bool:
    line = lineage(bloc, unit) if rule.successors_inherit else frozenset((unit,))
    return not line.isdisjoint(turns)
