"""What `thidua why` says would have changed the outcome does change it: applied, checked and judged again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from effort import examples
from rules_records import check_and_judge_records, make_award, make_ballots, make_bloc, make_regulation, units
from thidua.rules.awards import AwardResult, Candidate
from thidua.rules.judging import Outcome
from thidua.rules.reasons import Change, reasons

BLANK, DEFACED = ("blank",), ("defaced",)
Box = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Vote:
    """One round of an award: who stood and every ballot. `totals`: the file has sums only, with these added to them."""

    number: int
    standing: tuple[str, ...]
    box: Box
    totals: Counter[str] | None = None

    def contest(self, award: dict[str, Any]) -> dict[str, Any]:
        stands = {"award": award["code"], "round": str(self.number), "nominees": list(self.standing)}
        if self.totals is None:
            return {**stands, "ballots": [b[0] if b in (BLANK, DEFACED) else list(b) for b in self.box]}
        blank = self.box.count(BLANK) if award["ballot"]["blank"] == "invalid" else 0
        defaced, cast = self.box.count(DEFACED), len(self.box)
        spoilt = {"blank": str(blank), "defaced": str(defaced)}
        held = {"issued": str(cast), "returned": str(cast), "valid": str(cast - blank - defaced), "invalid": spoilt}
        return {**stands, "papers": held, "votes": {unit: str(self.votes()[unit]) for unit in self.standing}}

    def votes(self) -> Counter[str]:
        marked = Counter(chain.from_iterable(b for b in self.box if b not in (BLANK, DEFACED)))
        return marked + (self.totals or Counter())


@dataclass(frozen=True)
class Year:
    """A bloc that votes on one or two awards; `rounds` are those of the last; `decisions` of either."""

    members: tuple[str, ...]
    award: dict[str, Any]
    above: tuple[dict[str, Any], Vote] | None
    rounds: tuple[Vote, ...]
    decisions: tuple[dict[str, Any], ...] = ()

    def judged(self) -> tuple[tuple[str, ...], Outcome | None]:
        higher = (self.above,) if self.above is not None else ()
        held = [*higher, *((self.award, vote) for vote in self.rounds)]
        regulation = make_regulation(awards=[*(award for award, _ in higher), self.award])
        ballots = make_ballots(*(vote.contest(award) for award, vote in held), decisions=list(self.decisions))
        return check_and_judge_records(make_bloc(self.members), regulation, None, ballots)


def with_votes(year: Year, unit: str, more: int) -> Year | None:
    """The last round with `more` votes for the unit, on valid ballots that have room; None where too few have.

    Where only sums are on file the marks may stand on any ballot, so `check` alone says what is possible.
    """
    last = year.rounds[-1]
    if last.totals is not None:
        changed = replace(last, totals=last.totals + Counter({unit: more}))
        return replace(year, rounds=(*year.rounds[:-1], changed))
    most = int(year.award["ballot"].get("max_choices", len(last.standing)))
    box, left = [], more
    for ballot in last.box:
        marks = () if ballot == BLANK and year.award["ballot"]["blank"] == "valid" else ballot
        room = marks not in (BLANK, DEFACED) and unit not in marks and len(marks) < most
        box.append((*marks, unit) if room and left else ballot)
        left -= bool(room and left)
    return None if left else replace(year, rounds=(*year.rounds[:-1], replace(last, box=tuple(box))))


def fate(year: Year, unit: str) -> Candidate:
    codes, outcome = year.judged()
    assert codes == ()
    assert outcome is not None
    found = award_of(outcome, year).candidate(unit)
    assert found is not None
    return found


def award_of(outcome: Outcome, year: Year) -> AwardResult:
    return next(award for award in outcome.awards if award.award == year.award["code"])


@st.composite
def votes(draw: st.DrawFn, number: int, award: dict[str, Any], standing: tuple[str, ...], voters: int) -> Vote:
    """So many ballots, each marked as the regulation lets it be, or spoilt; listed or added up."""
    choose = award["ballot"]["mark"] == "choose"
    most = min(int(award["ballot"].get("max_choices", len(standing))), len(standing))
    marked = st.lists(st.sampled_from(standing), unique=True, min_size=int(choose), max_size=most).map(tuple)
    ballot = st.one_of(marked, marked, marked, st.sampled_from([BLANK, DEFACED]))
    box = tuple(draw(st.lists(ballot, min_size=voters, max_size=voters)))
    return Vote(number, standing, box, None if draw(st.booleans()) else Counter())


@st.composite
def awards(draw: st.DrawFn, code: str, members: int) -> dict[str, Any]:
    mark = draw(st.sampled_from(["approve", "choose"]))
    ballot = {"mark": mark, "blank": draw(st.sampled_from(["invalid", "valid"]))}
    if mark == "choose":
        ballot["uncontested"] = "choose"  # else with as many seats as nominees a paper agrees or not, as the others do
    if mark == "choose" or draw(st.booleans()):
        ballot["max_choices"] = str(draw(st.integers(1, 3)))
    rule = draw(st.sampled_from(["at_least", "more_than", "none"]))
    share = draw(st.sampled_from(["1/3", "50%", "2/3", "80%"]))
    passes = "none" if rule == "none" else {rule: share, "of": draw(st.sampled_from(["members", "valid", "returned"]))}
    quota = str(draw(st.integers(1, min(3, members - 1))))
    return make_award(code, quota, ballot=ballot, passes=None if passes == "none" else passes)


@st.composite
def years(draw: st.DrawFn) -> Year:
    """One award, at times with one above it, at times with a second round about what the first left open."""
    members = units(draw(st.integers(3, 6)))
    award, above = draw(awards("bang-khen", len(members))), None
    if draw(st.booleans()):
        higher = draw(awards("co", len(members)))
        above = (higher, draw(votes(1, higher, members, len(members))))
    standing = tuple(draw(st.lists(st.sampled_from(members), unique=True, min_size=2).map(sorted)))
    year = Year(members, award, above, (draw(votes(1, award, standing, len(members))),))
    codes, outcome = year.judged()
    assume(codes == () and outcome is not None)
    found = award_of(outcome, year) if outcome is not None else None
    if found is not None and found.tie is not None and not found.waits_for and draw(st.booleans()):
        again = draw(votes(2, award, found.tie.units, len(members)))
        year = replace(year, rounds=(*year.rounds, again))
    return draw(decided(year))


@st.composite
def decided(draw: st.DrawFn, year: Year) -> Year:
    """The same year, its open ties at times settled by people: for as many as there are seats, or for nobody."""
    codes, outcome = year.judged()
    for award in outcome.awards if outcome is not None and codes == () else ():
        if award.tie is not None and not award.waits_for and draw(st.booleans()):
            order = draw(st.permutations(award.tie.units))
            chosen = order[: award.tie.seats] if draw(st.booleans()) else []
            over = [unit for unit in award.tie.units if unit not in chosen]
            told = {"by": "Hội nghị", "reason": "thảo luận", "clause": "khoản 2 Điều 9"}
            decision = {"award": award.award, "chosen": list(chosen), "over": over, **told}
            year = replace(year, decisions=(*year.decisions, decision))
    return year


@given(year=years())
@settings(max_examples=examples(30), derandomize=True, deadline=None)
def test_the_change_that_why_names_makes_the_difference_and_one_less_does_not(year: Year) -> None:
    codes, outcome = year.judged()
    assume(codes == () and outcome is not None)
    assert outcome is not None
    for unit in year.members:
        reason = next(r for r in reasons(outcome, unit).awards if r.award == year.award["code"])
        for change in reason.changes:
            if change.votes is not None:
                holds(year, unit, change)


def holds(year: Year, unit: str, change: Change) -> None:
    """The named votes exist on the ballots, do what is said of them, and one fewer do not."""
    assert change.votes is not None
    then, short = with_votes(year, unit, change.votes), with_votes(year, unit, change.votes - 1)
    assert then is not None, change
    assert short is not None
    found, before = fate(then, unit), fate(short, unit)
    match change.kind:
        case "votes_to_pass":
            assert found.check is not None
            assert before.check is not None
            assert (found.check.met, before.check.met) == (True, False)
        case "votes_to_tie":
            assert found.outcome == "tied"
            assert before.outcome not in {"tied", "proposed"}
        case "votes_to_win":
            assert found.outcome == "proposed"
            assert before.outcome != "proposed"
        case kind:
            raise AssertionError(kind)
