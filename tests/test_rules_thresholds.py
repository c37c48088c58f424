"""Thresholds at the edge: the least number of votes that passes, computed by hand for each base."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from rules_records import hands, judge, make_award, make_ballots, make_bloc, make_regulation, proposed, units
from thidua.records.regulation import Threshold
from thidua.rules.counting import check_threshold

AT_LEAST, MORE_THAN = "at_least", "more_than"

EDGES = [
    # voters, rule, share, least votes that pass
    (11, AT_LEAST, "80%", 9),  # 8,8
    (11, AT_LEAST, "2/3", 8),  # 7,33
    (11, AT_LEAST, "1/2", 6),  # 5,5
    (11, MORE_THAN, "1/2", 6),  # above 5,5
    (3, AT_LEAST, "80%", 3),  # 2,4
    (3, AT_LEAST, "2/3", 2),  # exactly 2
    (3, AT_LEAST, "1/2", 2),  # 1,5
    (3, MORE_THAN, "1/2", 2),  # above 1,5
    (6, AT_LEAST, "80%", 5),  # 4,8
    (6, AT_LEAST, "2/3", 4),  # exactly 4
    (6, AT_LEAST, "1/2", 3),  # exactly 3
    (6, MORE_THAN, "1/2", 4),  # above 3
    (6, MORE_THAN, "2/3", 5),  # above 4
    (10, AT_LEAST, "80%", 8),  # exactly 8
    (10, AT_LEAST, "2/3", 7),  # 6,67
    (10, AT_LEAST, "1/2", 5),  # exactly 5
    (10, MORE_THAN, "1/2", 6),  # above 5
    (10, MORE_THAN, "80%", 9),  # above 8
    (24, AT_LEAST, "80%", 20),  # 19,2
    (24, AT_LEAST, "2/3", 16),  # exactly 16
    (24, AT_LEAST, "1/2", 12),  # exactly 12
    (24, MORE_THAN, "1/2", 13),  # above 12
    (24, AT_LEAST, "66,67%", 17),  # 16,0008: a rounded percentage is not two thirds
    (24, AT_LEAST, "66,66%", 16),  # 15,9984
    (3, AT_LEAST, "66,67%", 3),  # 2,0001
    (7, AT_LEAST, "100%", 7),
    (1, MORE_THAN, "1/2", 1),
]


def threshold(rule: str, share: str) -> Threshold:
    return Threshold.model_validate({rule: share, "of": "members"})


@pytest.mark.parametrize(("voters", "rule", "share", "least"), EDGES)
class TestEdges:
    """§3.3: votes · den against num · base in integers; «ít nhất» and «trên» are different."""

    def test_the_least_number_passes_and_one_vote_less_does_not(
        self, voters: int, rule: str, share: str, least: int
    ) -> None:
        at_edge = check_threshold(least, threshold(rule, share), voters)
        below = check_threshold(least - 1, threshold(rule, share), voters)
        assert at_edge.needed == least
        assert (at_edge.met, at_edge.missing) == (True, 0)
        assert (below.met, below.missing) == (False, 1)

    def test_the_award_follows_the_threshold(self, voters: int, rule: str, share: str, least: int) -> None:
        codes = units(voters)
        outcome = judge(
            make_bloc(units(voters)),
            make_regulation(awards=[make_award("co", "2", passes={rule: share, "of": "members"})]),
            ballots=make_ballots(hands("co", {codes[0]: least})),
        )
        lost = judge(
            make_bloc(units(voters)),
            make_regulation(awards=[make_award("co", "2", passes={rule: share, "of": "members"})]),
            ballots=make_ballots(hands("co", {codes[0]: least - 1})),
        )
        assert proposed(outcome) == {"co": (codes[0],)}
        assert proposed(lost) == {"co": ()}
        assert lost.awards[0].empty == 2


class TestEveryShare:
    """«ít nhất» is ≥ and «trên» is >, for any share of any base; a base of nobody is never passed."""

    @settings(derandomize=True, deadline=None, max_examples=examples(250))
    @given(
        votes=st.integers(0, 40),
        base=st.integers(0, 40),
        first=st.integers(1, 60),
        second=st.integers(1, 60),
        strict=st.booleans(),
    )
    def test_met_is_what_whole_number_arithmetic_says(
        self, votes: int, base: int, first: int, second: int, *, strict: bool
    ) -> None:
        num, den = sorted((first, second))
        rule = MORE_THAN if strict else AT_LEAST
        check = check_threshold(votes, threshold(rule, f"{num}/{den}"), base)
        above = votes * den > num * base if strict else votes * den >= num * base
        assert check.met == (above and base > 0 and votes > 0)
        assert check.share == Fraction(num, den)
        assert (check.missing == 0) == (votes >= check.needed)

    @pytest.mark.parametrize("rule", [AT_LEAST, MORE_THAN])
    @pytest.mark.parametrize("votes", [0, 1])
    def test_a_base_of_zero_is_never_passed(self, rule: str, votes: int) -> None:
        assert not check_threshold(votes, threshold(rule, "1/2"), 0).met

    def test_a_share_of_nothing_still_needs_a_vote(self) -> None:
        nothing = threshold(AT_LEAST, "0%")
        assert not check_threshold(0, nothing, 5).met
        assert check_threshold(1, nothing, 5).met

    def test_nobody_passes_when_every_paper_is_invalid(self) -> None:
        contest = {
            "award": "co",
            "nominees": ["D01", "D02"],
            "papers": {"issued": "3", "returned": "3", "valid": "0", "invalid": {"blank": "3"}},
            "votes": {"D01": "0", "D02": "0"},
        }
        outcome = judge(
            make_bloc(units(3)),
            make_regulation(awards=[make_award("co", passes={"at_least": "1/2", "of": "valid"})]),
            ballots=make_ballots(contest),
        )
        assert proposed(outcome) == {"co": ()}
        assert outcome.awards[0].empty == 1
        assert outcome.pending == ()


class TestBase:
    """§3.3: the base is always named: members, present, issued, returned or valid papers."""

    @pytest.mark.parametrize(
        ("base", "size", "passes"),
        [("members", 11, False), ("present", 9, False), ("issued", 8, True), ("returned", 7, True), ("valid", 6, True)],
    )
    def test_four_votes_against_each_base(self, base: str, size: int, *, passes: bool) -> None:
        contest = {
            "award": "co",
            "nominees": ["D01"],
            "papers": {"issued": "8", "returned": "7", "valid": "6", "invalid": {"blank": "1"}},
            "votes": {"D01": "4"},
        }
        outcome = judge(
            make_bloc(units(11)),
            make_regulation(awards=[make_award("co", passes={"at_least": "1/2", "of": base})]),
            ballots=make_ballots(contest, conference={"absent": ["D10", "D11"]}),
        )
        candidate = outcome.awards[0].candidate("D01")
        assert candidate is not None
        assert candidate.check is not None
        assert (candidate.check.of, candidate.check.base) == (base, size)
        assert candidate.check.met == passes

    def test_votes_never_exceed_the_base_they_are_held_against(self) -> None:
        """Absent voters asked in writing count (DOMAIN §2): 4 votes of 3 present would be 133 %."""
        outcome = judge(
            make_bloc(units(4)),
            make_regulation(awards=[make_award("co", passes={"at_least": "80%", "of": "present"})]),
            ballots=make_ballots(hands("co", {"D01": 4}), conference={"absent": ["D04"], "written_opinions": ["D04"]}),
        )
        candidate = outcome.awards[0].candidate("D01")
        assert candidate is not None
        assert candidate.check is not None
        assert candidate.check.votes <= candidate.check.base
