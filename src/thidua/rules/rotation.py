"""Luân phiên: the order in which members take the headship, and who is skipped or barred, and why."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from thidua.records.regulation import Head
from thidua.records.scores import Status
from thidua.rules.contest import Office
from thidua.rules.cycles import beginning_after, cycle_of, line_of, place_of, rotation_order
from thidua.rules.year import BlocYear

SkipReason = Literal["not_joined", "left", "not_considered", "declined", "had_turn", "lost_turn", "just_led"]

TURN_REASONS: frozenset[SkipReason] = frozenset({"had_turn", "lost_turn", "just_led"})
"""These are about the headship alone: who is skipped for them may still be deputy."""


class Skip(NamedTuple):
    """Bỏ qua một đơn vị: why; `detail` is the status, the reason declined, or nothing; `year` of the turn it had."""

    unit: str
    reason: SkipReason
    detail: str | None = None
    year: int | None = None


class Walk(NamedTuple):
    """Một lượt đi theo thứ tự: from whom, whom it skipped, whom it found (None: nobody), whether a cycle began.

    `behind`: the unit at whose place `start` stands, where it is in the order no more. `late`: the year in which the
    turn of who was found had passed. `again`: it is the outgoing head, since nobody else may lead.
    """

    start: str | None
    skipped: tuple[Skip, ...]
    found: str | None
    new_cycle: bool
    behind: str | None = None
    late: int | None = None
    again: bool = False


class _Bars(NamedTuple):
    """What keeps a unit out beside what does so in any case: a turn in this cycle, the headship of this year."""

    cycle: bool
    outgoing: bool


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
        self._outgoing = past.head if past is not None else None
        self._deputies = (past.deputies or ()) if past is not None else ()
        self.cycle = cycle_of(year.bloc, rule, year.year)
        self._complete = rule.one_turn_per_cycle and self.cycle.led and not self.cycle.turns

    def turn(self) -> Walk:
        """Whose turn it is after this year's head; the outgoing one's only if nobody else may lead."""
        first = self._deputies if self.rule.prefers_deputies else ()
        found = self._walk(self._outgoing, first, frozenset(), outgoing=not self.rule.reelects)
        if found.found is not None or not any(skip.reason == "just_led" for skip in found.skipped):
            return found
        again = self._walk(self._outgoing, first, frozenset(), outgoing=False)
        return again._replace(again=again.found is not None)

    def deputy_after(self, last: str, taken: frozenset[str]) -> Walk:
        """Who follows `last` in the order and may be deputy."""
        return self._walk(last, (), taken, outgoing=False)

    def barred(self) -> tuple[Skip, ...]:
        """Everyone who may not head next year, with the reason; a turn already had counts unless a new cycle begins."""
        turn = self.turn()
        bars = _Bars(cycle=not turn.new_cycle, outgoing=not self.rule.reelects and not turn.again)
        return tuple(skip for unit in self._order if (skip := self._skip(unit, bars)) is not None)

    def _walk(self, last: str | None, first: Sequence[str], taken: frozenset[str], *, outgoing: bool) -> Walk:
        """From the place of `last` once round; if only turns keep the units out, a new cycle begins."""
        behind = place_of(self.bloc, last) if last is not None else None
        order = self._order if behind is None else beginning_after(self._order, behind)
        missed = self.cycle.passed if self.rule.misses == "next" else ()
        found = self._go((*first, *missed, *order), taken, _Bars(cycle=True, outgoing=outgoing))
        if found.found is None and any(skip.reason in {"had_turn", "lost_turn"} for skip in found.skipped):
            again = self._go((*first, *order), taken, _Bars(cycle=False, outgoing=outgoing))
            found = again._replace(new_cycle=again.found is not None, late=None)
        return found._replace(start=last, behind=behind if behind != last else None)

    def _go(self, units: Iterable[str], taken: frozenset[str], bars: _Bars) -> Walk:
        skipped: list[Skip] = []
        for unit in dict.fromkeys(units):
            skip = self._skip(unit, bars) if unit not in taken else None
            if skip is not None:
                skipped.append(skip)
            elif unit not in taken:
                late = self.cycle.passed.get(unit)
                return Walk(None, tuple(skipped), unit, new_cycle=self._complete, late=late)
        return Walk(None, tuple(skipped), None, new_cycle=False)

    def _skip(self, unit: str, bars: _Bars) -> Skip | None:
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
        return self._turn_taken(unit, bars)

    def _turn_taken(self, unit: str, bars: _Bars) -> Skip | None:
        """A turn that it has had, or that passed, in this cycle; or the headship that it holds."""
        line = line_of(self.bloc, self.rule, unit)
        if bars.cycle and self.rule.one_turn_per_cycle:
            turn = max((led for code, led in self.cycle.turns.items() if code in line), default=None)
            if turn is not None:
                return Skip(unit, "had_turn", year=turn)
            if self.rule.misses == "lost" and unit in self.cycle.passed:
                return Skip(unit, "lost_turn", year=self.cycle.passed[unit])
        if bars.outgoing and self._outgoing in line:
            return Skip(unit, "just_led", year=self._year)
        return None


def barred_from(year: BlocYear, rule: Head, office: Office) -> tuple[Skip, ...]:
    """Who may not hold the office next year, by the rules of rotation; a deputy may have led before."""
    barred = Roster(year, rule).barred()
    return tuple(skip for skip in barred if office == "head" or skip.reason not in TURN_REASONS)
