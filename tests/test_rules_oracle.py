"""The rules against two independent answers: votelib's approval count, and brute force over all orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

import oracle
from effort import examples
from rules_records import (
    codes_found,
    decided,
    hands,
    judge,
    make_award,
    make_ballots,
    make_bloc,
    make_regulation,
    make_scores,
    papers,
    possible,
    proposed,
    units,
)
from thidua.records.regulation import Marking
from thidua.rules.counting import count_ballots

MOST_VOTERS = 12


@st.composite
def profiles(draw: st.DrawFn) -> tuple[tuple[str, ...], list[list[str]], int]:
    """Nominees, marked papers without a blank one, and a number of seats; small enough to be full of ties."""
    nominees = units(draw(st.integers(1, 7)))
    marked = draw(st.lists(st.lists(st.sampled_from(nominees), min_size=1, unique=True), max_size=MOST_VOTERS))
    return nominees, marked, draw(st.integers(1, 7))


class TestApprovalCount:
    """§3.2, §3.5: votes are counted paper by paper; a tie at the cut is the whole set of equals."""

    @settings(derandomize=True, deadline=None, max_examples=examples(200))
    @given(profiles())
    def test_counts_winners_and_tied_sets_are_those_of_votelib(
        self, profile: tuple[tuple[str, ...], list[list[str]], int]
    ) -> None:
        nominees, marked, seats = profile
        award = make_award("co", str(seats), passes={"at_least": "1/1000", "of": "members"})
        outcome = judge(
            make_bloc(units(MOST_VOTERS)),
            make_regulation(awards=[award]),
            ballots=make_ballots(papers("co", marked, nominees)),
        )
        (result,) = outcome.awards
        votes = oracle.approval_counts(marked, nominees)
        assert dict(outcome.counts[0].votes) == votes
        winners = oracle.plurality({unit: number for unit, number in votes.items() if number}, seats)
        assert frozenset(result.proposed) == winners.sure
        assert (frozenset(result.tie.units) if result.tie else frozenset()) == winners.tied
        assert (result.tie.seats if result.tie else 0) == winners.seats
        assert result.empty == seats - len(winners.sure) - winners.seats

    @settings(derandomize=True, deadline=None, max_examples=examples(175))
    @given(
        st.lists(st.lists(st.sampled_from(units(5)), unique=True), max_size=30),
        st.integers(1, 4),
        st.sampled_from(("valid", "invalid")),
        st.integers(0, 3),
    )
    def test_spoilt_papers_are_taken_out_before_votelib_counts_the_rest(
        self, marked: list[list[str]], most: int, blank: str, defaced: int
    ) -> None:
        rule = Marking.model_validate(
            {"mark": "choose", "max_choices": str(most), "over_marked": "invalid", "blank": blank}
        )
        kept = [paper for paper in marked if len(paper) <= most and (paper or blank == "valid")]
        listed = [tuple(paper) for paper in marked] + [("defaced",)] * defaced
        _, valid, invalid, votes = count_ballots(listed, rule)
        assert valid == len(kept)
        assert invalid.defaced == defaced
        assert invalid.too_many == sum(len(paper) > most for paper in marked)
        assert invalid.blank == (sum(not paper for paper in marked) if blank == "invalid" else 0)
        assert valid + invalid.total == len(listed)
        expected = oracle.approval_counts([paper for paper in kept if paper], units(5))
        assert {unit: votes[unit] for unit in units(5)} == expected


@st.composite
def years(draw: st.DrawFn) -> tuple[list[oracle.Contest], bool]:
    """Two or three awards in order, with few different numbers of votes, so that most of them are tied."""
    running = units(draw(st.integers(2, 5)))
    contests = []
    for _ in range(draw(st.integers(2, 3))):
        nominees = draw(st.lists(st.sampled_from(running), min_size=1, unique=True))
        votes = {unit: draw(st.integers(1, 3)) for unit in nominees}
        voted = draw(st.integers(0, 5)) > 0
        share = draw(st.sampled_from((None, None, Fraction(1, 2), Fraction(2, 5))))
        contests.append(
            oracle.Contest(
                seats=draw(st.integers(1, 3)),
                votes=votes if voted else None,
                needed=draw(st.integers(1, 2)),
                standing=units(5),
                share=share,
                outside=draw(st.integers(0, 5)) == 0,
            )
        )
    return contests, draw(st.integers(0, 3)) > 0


def _award(position: int, contest: oracle.Contest) -> dict[str, object]:
    quota: str | Mapping[str, str] = str(contest.seats)
    if contest.share is not None:
        quota = {"share": str(contest.share), "of": "remaining", "round": "down"}
    threshold = {"at_least": f"{contest.needed}/5", "of": "members"}
    outside = "yes" if contest.outside else "no"
    return make_award(f"a{position}", quota, passes=threshold, outside_precedence=outside)


class TestCertainAndPossible:
    """§3.5: a tie is a result; «chắc chắn» is who is proposed however it ends, «có thể» who is in some ending."""

    @settings(derandomize=True, deadline=None, max_examples=examples(200))
    @given(years())
    @example(
        # A tie for the flag decides who is left for the certificates.
        (
            [
                oracle.Contest(1, {"D01": 3, "D02": 3}, 1, units(5)),
                oracle.Contest(2, {"D01": 3, "D02": 3, "D03": 2, "D04": 1}, 1, units(5)),
            ],
            True,
        )
    )
    def test_certain_and_possible_are_what_brute_force_over_all_orders_finds(
        self, year: tuple[list[oracle.Contest], bool]
    ) -> None:
        contests, one_award = year
        members = units(5)
        outcome = judge(
            make_bloc(members),
            make_regulation(
                awards=[_award(position, contest) for position, contest in enumerate(contests)],
                one_award_per_unit="yes" if one_award else "no",
            ),
            ballots=make_ballots(
                *(
                    hands(f"a{position}", contest.votes)
                    for position, contest in enumerate(contests)
                    if contest.votes is not None
                )
            ),
        )
        outcomes = oracle.all_outcomes(contests, len(members), one_award=one_award)
        for position, award in enumerate(outcome.awards):
            assert frozenset(award.proposed) == oracle.certain(outcomes, position), award
            assert frozenset(award.possible) == oracle.possible(outcomes, position), award
        settled = len(outcomes) == 1 and all(contest.votes is not None for contest in contests)
        assert (outcome.pending == ()) == settled

    @settings(derandomize=True, deadline=None, max_examples=examples(75))
    @given(st.dictionaries(st.sampled_from(units(8)), st.integers(80, 84), min_size=1), st.integers(1, 5))
    def test_an_award_by_score_ties_exactly_where_the_scores_do(self, totals: dict[str, int], seats: int) -> None:
        sheets = {unit: {"scores": {"I": {"assessed": str(total)}}} for unit, total in totals.items()}
        outcome = judge(
            make_bloc(sorted(totals)),
            make_regulation(
                scoring={"scale": "100", "criteria": [{"code": "I", "name": "Kết quả", "max": "100"}]},
                awards=[make_award("co", str(seats), select_by="score")],
            ),
            make_scores(sheets),
        )
        winners = oracle.plurality(totals, seats)
        assert frozenset(proposed(outcome)["co"]) == winners.sure
        assert possible(outcome)["co"] == winners.tied

    @settings(derandomize=True, deadline=None, max_examples=examples(75))
    @given(years(), st.data())
    def test_deciding_every_tie_leads_to_an_ending_that_brute_force_finds(
        self, year: tuple[list[oracle.Contest], bool], data: st.DataObject
    ) -> None:
        """§3.5: a recorded decision settles a tie; no sound decision is called an error, above or below."""
        contests, one_award = year
        voted = [replace(contest, votes=contest.votes or {"D01": 2, "D02": 2}) for contest in contests]
        regulation = make_regulation(
            awards=[_award(position, contest) for position, contest in enumerate(voted)],
            one_award_per_unit="yes" if one_award else "no",
        )
        bloc = make_bloc(units(5))
        votes = [hands(f"a{position}", contest.votes or {}) for position, contest in enumerate(voted)]
        decisions: list[dict[str, object]] = []
        for _ in range(len(voted) + 1):
            ballots = make_ballots(*votes, decisions=decisions)
            outcome = judge(bloc, regulation, ballots=ballots)
            assert codes_found(bloc, regulation, ballots=ballots) == ()
            tied = [(award.award, award.tie) for award in outcome.awards if award.tie is not None]
            if not tied:
                break
            # Any open tie may be decided first, also one below another.
            award, tie = data.draw(st.sampled_from(tied))
            chosen = data.draw(st.permutations(tie.units))[: tie.seats]
            decisions.append(decided(award, chosen, [unit for unit in tie.units if unit not in chosen]))
        assert outcome.pending == ()
        ending = tuple(frozenset(award.proposed) for award in outcome.awards)
        assert ending in oracle.all_outcomes(voted, 5, one_award=one_award)
