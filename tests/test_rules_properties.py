"""What holds for every year: order and names decide nothing, votes are conserved, quotas hold, votes never hurt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from effort import examples
from rules_records import (
    judge,
    make_award,
    make_ballots,
    make_bloc,
    make_regulation,
    make_scores,
    next_head_of,
    papers,
    proposed,
    units,
)
from thidua.rules.awards import Candidate
from thidua.rules.judging import Outcome

SCORING = {
    "scale": "12",
    "criteria": [
        {"code": "I", "name": "Chỉ tiêu", "max": "6", "kind": "target", "formula": "half_then_best"},
        {"code": "II", "name": "Nhiệm vụ khác", "max": "6"},
    ],
}
FACT = {"code": "vuot", "name": "Vượt chỉ tiêu"}


@dataclass(frozen=True)
class Year:
    """A whole year as plain data, so that it can be shuffled and renamed before it is judged."""

    members: list[str]
    order: list[str]
    history: list[dict[str, Any]]
    awards: list[dict[str, Any]]
    one_award: str
    sheets: dict[str, dict[str, Any]]
    contests: list[dict[str, Any]]
    declined: list[dict[str, str]]

    def judged(self) -> Outcome:
        bloc = make_bloc(self.members, rotation={"order": self.order}, history=self.history)
        regulation = make_regulation(
            scoring=SCORING,
            facts=[FACT],
            awards=self.awards,
            one_award_per_unit=self.one_award,
            head={"method": "rotation", "deputies": "1", "exclude_not_considered": "yes"},
        )
        ballots = make_ballots(*self.contests, declined=self.declined)
        return judge(bloc, regulation, make_scores(self.sheets), ballots)


@st.composite
def years(draw: st.DrawFn) -> Year:
    """Four to six members whose scores and votes take few values: full of ties and shared ranks."""
    members = list(units(draw(st.integers(4, 6))))
    sheets = {
        unit: {
            "status": draw(st.sampled_from(("considered",) * 6 + ("on_hold", "withdrawn"))),
            "facts": ["vuot"] if draw(st.booleans()) else [],
            "scores": {
                "I": {"target": str(draw(st.integers(1, 3))), "actual": str(draw(st.integers(0, 4)))},
                "II": {"assessed": str(draw(st.integers(3, 5)))},
            },
        }
        for unit in members
    }
    awards, contests = [], []
    for number in range(draw(st.integers(1, 3))):
        code = f"a{number}"
        by_vote = draw(st.booleans())
        needs: dict[str, Any] = {"facts": ["vuot"]} if draw(st.integers(0, 3)) == 0 else {}
        needs |= {"max_rank": "4"} if draw(st.integers(0, 3)) == 0 else {}
        order = draw(st.sampled_from((["votes"], ["votes", "score"]) if by_vote else (["score"],)))
        award = make_award(
            code,
            str(draw(st.integers(1, 2))),
            select_by="vote" if by_vote else "score",
            requires=needs,
            order=order,
        )
        if by_vote:
            award["passes"] = {"more_than": draw(st.sampled_from(("1/4", "1/2"))), "of": "valid"}
            marks = st.lists(st.sampled_from(members), unique=True, max_size=3)
            contests.append(papers(code, draw(st.lists(marks, max_size=len(members))), members))
        awards.append(award)
    order = draw(st.permutations(members))
    turns = draw(st.integers(1, 3))
    history = [{"year": str(2023 - turns + 1 + turn), "head": head} for turn, head in enumerate(order[:turns])]
    declined = [{"unit": order[turns], "reason": "bận"}] if draw(st.booleans()) else []
    one_award = draw(st.sampled_from(("yes", "yes", "no")))
    return Year(members, list(order), history, awards, one_award, sheets, contests, declined)


def summary(outcome: Outcome) -> dict[str, Any]:
    """What was decided, without the order of presentation."""
    assert outcome.board is not None
    head = next_head_of(outcome)
    return {
        "ranks": {unit.unit: (unit.total, unit.rank) for unit in outcome.board.units},
        "votes": [sorted(count.votes) for count in sorted(outcome.counts, key=lambda c: c.award or "")],
        "awards": {
            award.award: {
                "proposed": sorted(award.proposed),
                "possible": sorted(award.possible),
                "tie": None if award.tie is None else (sorted(award.tie.units), award.tie.seats),
                "empty": award.empty,
                "waits_for": award.waits_for,
                "fates": {candidate.unit: candidate.outcome for candidate in award.candidates},
            }
            for award in outcome.awards
        },
        "head": (head.head, head.deputies, [(skip.unit, skip.reason) for skip in head.walk.skipped]),
        "pending": [(item.kind, item.award, item.office) for item in outcome.pending],
    }


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """The same plain data with units called otherwise."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, dict):
        return {renamed(key, names): renamed(inner, names) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(renamed(inner, names) for inner in value)
    return value


class TestOrderAndNames:
    """§3.8, house rule 9: same input, same output; never order, alphabet or dice."""

    @settings(derandomize=True, deadline=None, max_examples=examples(60))
    @given(years(), st.randoms(use_true_random=False))
    def test_the_order_of_anything_in_the_files_changes_no_decision(self, year: Year, dice: Any) -> None:
        def shuffled(values: Sequence[Any]) -> list[Any]:
            mixed: list[Any] = dice.sample(list(values), len(values))
            return mixed

        other = replace(
            year,
            members=shuffled(year.members),
            history=shuffled(year.history),
            sheets=dict(shuffled(list(year.sheets.items()))),
            contests=shuffled(
                [
                    {
                        **contest,
                        "nominees": shuffled(contest["nominees"]),
                        "ballots": [shuffled(paper) for paper in shuffled(contest["ballots"])],
                    }
                    for contest in year.contests
                ]
            ),
        )
        assert summary(other.judged()) == summary(year.judged())

    @settings(derandomize=True, deadline=None, max_examples=examples(60))
    @given(years(), st.data())
    def test_the_names_of_units_change_no_decision(self, year: Year, data: st.DataObject) -> None:
        names = dict(zip(year.members, data.draw(st.permutations(year.members)), strict=True))
        parts = {name: renamed(getattr(year, name), names) for name in Year.__dataclass_fields__}
        found = summary(Year(**parts).judged())
        expected = renamed(summary(year.judged()), names)
        for part in (*expected["votes"], *(inner for a in expected["awards"].values() for inner in a.values())):
            if isinstance(part, list):
                part.sort()
        for award in expected["awards"].values():
            if award["tie"] is not None:
                award["tie"] = (sorted(award["tie"][0]), award["tie"][1])
        assert found == expected

    def test_the_summary_would_notice_another_winner(self) -> None:
        """The near miss: two years that differ in one vote have different summaries."""
        first = Year(
            members=["A", "B"],
            order=["A", "B"],
            history=[{"year": "2023", "head": "A"}],
            awards=[make_award("co")],
            one_award="yes",
            sheets={},
            contests=[papers("co", [["A"], ["A"], ["B"]], ["A", "B"])],
            declined=[],
        )
        second = replace(first, contests=[papers("co", [["A"], ["B"], ["B"]], ["A", "B"])])
        assert summary(first.judged()) != summary(second.judged())


class TestConservation:
    """§3.2: a count must add up."""

    @settings(derandomize=True, deadline=None, max_examples=examples(50))
    @given(years())
    def test_every_mark_is_one_vote_and_every_paper_is_valid_or_not(self, year: Year) -> None:
        outcome = year.judged()
        for contest, count in zip(year.contests, outcome.counts, strict=True):
            assert sum(votes for _, votes in count.votes) == sum(map(len, contest["ballots"]))
            assert count.invalid is not None
            assert count.valid is not None
            assert count.valid + count.invalid.total == count.returned == len(contest["ballots"])
            assert all(votes <= count.valid for _, votes in count.votes)


class TestQuotaAndOrder:
    """§3.4: those who pass are ordered, the first `quota` are proposed."""

    @settings(derandomize=True, deadline=None, max_examples=examples(60))
    @given(years())
    def test_a_quota_is_never_exceeded_and_every_seat_accounted_for(self, year: Year) -> None:
        for award in year.judged().awards:
            assert len(award.proposed) <= award.seats.number
            if not award.waits_for and not award.missing_vote:
                open_seats = award.tie.seats if award.tie is not None else 0
                assert len(award.proposed) + open_seats + award.empty == award.seats.number

    @settings(derandomize=True, deadline=None, max_examples=examples(60))
    @given(years())
    def test_nobody_lower_is_proposed_while_a_higher_one_who_passed_is_left_out(self, year: Year) -> None:
        for award in year.judged().awards:
            left_out = [c for c in award.candidates if c.outcome in {"below_cut", "tied"}]
            for unit in award.proposed:
                winner = award.candidate(unit)
                assert winner is not None
                assert all(_values(winner) > _values(loser) for loser in left_out)

    @settings(derandomize=True, deadline=None, max_examples=examples(60))
    @given(years())
    def test_one_award_a_unit_means_one(self, year: Year) -> None:
        outcome = year.judged()
        holders = [unit for award in outcome.awards for unit in award.proposed]
        if year.one_award == "yes":
            assert len(holders) == len(set(holders))
        standing = {nominee.code for nominee in outcome.nominees if nominee.status == "considered"}
        assert standing.issuperset(holders)


def _values(candidate: Candidate) -> tuple[Any, ...]:
    return tuple(key for key in candidate.keys if key is not None)


class TestMonotony:
    """One more vote never loses an award in a single contest."""

    @settings(derandomize=True, deadline=None, max_examples=examples(125))
    @given(
        st.lists(st.lists(st.sampled_from(units(5)), unique=True, min_size=1), min_size=1, max_size=9),
        st.integers(1, 4),
        st.sampled_from(("members", "returned", "valid")),
        st.sampled_from(("1/4", "1/2", "2/3", "4/5")),
        st.sampled_from(units(5)),
    )
    def test_one_more_paper_for_a_unit_never_costs_it_the_award(
        self, marked: list[list[str]], seats: int, base: str, share: str, unit: str
    ) -> None:
        def result(listed: list[list[str]]) -> tuple[bool, bool]:
            award = make_award("co", str(seats), passes={"at_least": share, "of": base})
            outcome = judge(
                make_bloc(units(10)),
                make_regulation(awards=[award]),
                ballots=make_ballots(papers("co", listed, units(5))),
            )
            return unit in proposed(outcome)["co"], unit in outcome.awards[0].possible

        sure, maybe = result(marked)
        sure_then, maybe_then = result([*marked, [unit]])
        assert not sure or sure_then
        assert not maybe or sure_then or maybe_then

    @settings(derandomize=True, deadline=None, max_examples=examples(60))
    @given(st.lists(st.integers(0, 8), min_size=3, max_size=5), st.integers(1, 4), st.data())
    def test_one_more_mark_in_a_tie_ends_it(self, votes: list[int], seats: int, data: st.DataObject) -> None:
        counted = dict(zip(units(5), votes, strict=False))
        marked = [[unit for unit in counted if counted[unit] > paper] or ["D05"] for paper in range(8)]

        def result(listed: list[list[str]]) -> Outcome:
            return judge(
                make_bloc(units(9)),
                make_regulation(awards=[make_award("co", str(seats))]),
                ballots=make_ballots(papers("co", listed, units(5))),
            )

        tie = result(marked).awards[0].tie
        assume(tie is not None)
        assert tie is not None
        lucky = data.draw(st.sampled_from(tie.units))
        assert lucky in proposed(result([*marked, [lucky]]))["co"]
