"""Fifteen years of rotation against a small simulation that shares no code with `rules/` (DESIGN §3.6).

The simulation goes forward and remembers what happened in each year; the program has only the history and the
order, from which it works out the cycle anew every year.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from rules_records import YEAR, make_ballots, make_bloc, make_regulation
from thidua.rules.judging import judge_year
from thidua.rules.year import BlocYear

YEARS = 15
FIRST = YEAR - YEARS


@dataclass
class Years:
    """A bloc over the years: the roster in its order, who declines when, and the keys of the regulation."""

    members: list[dict[str, Any]]
    order: list[str]
    after: dict[str, str]
    declines: dict[int, list[str]]
    keys: dict[str, Any]

    def member(self, code: str) -> dict[str, Any]:
        return next(member for member in self.members if member["code"] == code)

    def belongs(self, code: str, year: int) -> bool:
        unit = self.member(code)
        return bool(int(unit.get("joined", 0)) <= year <= int(unit.get("left", 9999)))

    def forebears(self, code: str) -> set[str]:
        found = {code}
        for old in self.member(code).get("succeeds", []):
            found |= self.forebears(old)
        return found

    def counts_as(self, code: str) -> set[str]:
        return self.forebears(code) if self.keys["successors_inherit"] == "yes" else {code}

    def place(self, code: str) -> str | None:
        if code in self.order:
            return code
        heirs = [unit for unit in self.order if code in self.forebears(unit)]
        return self.after.get(code) or (heirs[0] if heirs else None)

    def behind(self, code: str) -> list[str]:
        at = self.order.index(self.place(code) or self.order[-1]) + 1
        return self.order[at:] + self.order[:at]


@dataclass
class Simulation:
    """What everybody in the bloc remembers: who has led in this cycle, whose turn passed, who leads now."""

    of: Years
    year: int
    head: str
    deputies: list[str] = field(default_factory=list)
    had: set[str] = field(default_factory=set)
    missed: list[str] = field(default_factory=list)

    @property
    def once(self) -> bool:
        return bool(self.of.keys["one_turn_per_cycle"] == "yes")

    @property
    def misses(self) -> str:
        return str(self.of.keys.get("missed_turn", "end_of_cycle")) if self.once else "end_of_cycle"

    @property
    def again_allowed(self) -> bool:
        return bool(self.of.keys.get("immediate_reelection", "no" if self.once else "yes") == "yes")

    def has_led(self, unit: str) -> bool:
        return bool(self.of.counts_as(unit) & self.had)

    def can(self, unit: str) -> bool:
        """Whether it could lead at all, whatever turns there were."""
        return self.of.belongs(unit, self.year + 1) and unit not in self.of.declines.get(self.year, [])

    def outgoing(self, unit: str) -> bool:
        return self.head in self.of.counts_as(unit)

    def close_if_full(self) -> None:
        """Everybody who is a member next year has had a turn, or lost it."""
        gone = set(self.missed) if self.misses == "lost" else set()
        coming = [m["code"] for m in self.of.members if self.of.belongs(m["code"], self.year + 1)]
        if all(self.of.counts_as(unit) & (self.had | gone) for unit in coming):
            self.had, self.missed = set(), []

    def next_of(self, first: list[str], last: str, taken: list[str]) -> tuple[str | None, bool]:
        """The first who may lead and has a turn left; else, in a new cycle, the first who may lead."""
        order = [unit for unit in (*first, *self.of.behind(last)) if unit not in taken]
        late = [unit for unit in self.missed if unit not in taken] if self.misses == "next" else []
        open_units = [unit for unit in (*first, *late, *order) if unit not in taken and self.can(unit)]
        if self.once:
            waiting = [u for u in open_units if not self.has_led(u)]
            waiting = [u for u in waiting if self.misses != "lost" or u not in self.missed]
            if waiting and (taken or self.again_allowed or any(not self.outgoing(u) for u in waiting)):
                return next(u for u in waiting if taken or self.again_allowed or not self.outgoing(u)), False
        willing = [unit for unit in order if self.can(unit)]
        others = [u for u in willing if taken or self.again_allowed or not self.outgoing(u)]
        return next(iter(others or willing), None), True

    def step(self, wanted: int) -> tuple[str | None, list[str], bool, bool]:
        """Next year's head and deputies, whether a cycle begins and whether the turn is late."""
        self.close_if_full()
        complete = self.once and not self.had
        first = self.deputies if self.of.keys["deputy_first"] == "yes" else []
        found, new = self.next_of(first, self.head, [])
        if found is None:
            return None, [], False, False
        late = found in self.missed and not new
        deputies: list[str] = []
        while len(deputies) < wanted:
            deputy, _ = self.next_of([], (deputies or [found])[-1], [found, *deputies])
            if deputy is None:
                break
            deputies.append(deputy)
        self.lead(found, deputies, new=new and self.once, first=found in first)
        return found, deputies, complete or (new and self.once), late and self.once

    def lead(self, head: str, deputies: list[str], *, new: bool, first: bool) -> None:
        late = head in self.missed
        if new:
            self.had, self.missed, late = set(), [], False
        start, end = self.of.place(self.head), self.of.place(head)
        if not late and not first and start != end and end is not None:
            behind = self.of.behind(self.head)
            passed = behind[: behind.index(end)]
            self.missed += [unit for unit in passed if unit not in self.missed]
        self.had.add(head)
        self.missed = [unit for unit in self.missed if not self.has_led(unit)]
        self.head, self.deputies, self.year = head, deputies, self.year + 1


@st.composite
def blocs(draw: st.DrawFn) -> Years:
    """Members that join, leave and merge; orders with and without those that left; every key."""
    count = draw(st.integers(3, 7))
    members: list[dict[str, Any]] = [{"code": f"U{number}"} for number in range(count)]
    for unit in members[1:]:
        if draw(st.integers(0, 3)) == 0:
            unit["joined"] = str(FIRST + draw(st.integers(1, 10)))
        if draw(st.integers(0, 4)) == 0:
            unit["left"] = str(max(int(unit.get("joined", FIRST)), FIRST + draw(st.integers(0, 12))))
    gone = [unit for unit in members if "left" in unit]
    for number, unit in enumerate(gone):
        if draw(st.booleans()):
            heir = {"code": f"N{number}", "joined": str(int(unit["left"]) + 1), "succeeds": [unit["code"]]}
            members.append(heir)
    order = list(draw(st.permutations([unit["code"] for unit in members])))
    kept_out = [unit["code"] for unit in gone if draw(st.booleans())]
    order = [code for code in order if code not in kept_out]
    after = {code: draw(st.sampled_from(order)) for code in kept_out}
    keys: dict[str, Any] = {
        key: draw(st.sampled_from(("yes", "yes", "no")))
        for key in ("one_turn_per_cycle", "successors_inherit", "deputy_first")
    }
    if draw(st.booleans()):
        keys["immediate_reelection"] = draw(st.sampled_from(("yes", "no")))
    if keys["one_turn_per_cycle"] == "yes":
        keys["missed_turn"] = draw(st.sampled_from(("next", "lost", "end_of_cycle")))
    shy = st.lists(st.sampled_from(order), min_size=draw(st.integers(0, 1)), max_size=2, unique=True)
    declines = {year: draw(shy) for year in range(FIRST, FIRST + YEARS)}
    return Years(members, order, after, declines, keys)


@settings(derandomize=True, deadline=None, max_examples=examples(75))
@given(blocs(), st.integers(0, 2))
def test_fifteen_years_are_those_that_a_simulation_remembers(of: Years, wanted: int) -> None:
    rule = {"method": "rotation", "deputies": str(wanted), **of.keys}
    regulation = make_regulation(head=rule)
    start = next(m["code"] for m in (*reversed(of.members), *of.members) if of.belongs(m["code"], FIRST))
    simulation = Simulation(of, FIRST, start, had={start})
    history: list[dict[str, Any]] = [{"year": str(FIRST), "head": start}]
    for year in range(FIRST, FIRST + YEARS):
        bloc = make_bloc(of.members, rotation={"order": of.order, "after": of.after}, history=history)
        ballots = make_ballots(declined=[{"unit": unit, "reason": "bận"} for unit in of.declines[year]])
        found = judge_year(BlocYear(bloc, regulation, None, ballots, year)).head
        assert found is not None
        told = found.head, list(found.deputies), found.new_cycle, found.walk.late is not None
        assert told == simulation.step(wanted)
        assert found.unknown_years == ()
        if found.head is None:
            return
        history.append({"year": str(year + 1), "head": found.head, "deputies": list(found.deputies)})
