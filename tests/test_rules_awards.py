"""Who is proposed (DESIGN §3.4, §3.5): precedence, quotas, order, open ties, later rounds, decisions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, ClassVar

import pytest

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
from thidua.rules.judging import Outcome

FOUR = make_bloc(units(4))
HALF = {"more_than": "1/2", "of": "members"}


def year(awards: list[dict[str, Any]], *contests: dict[str, Any], **more: Any) -> Outcome:
    """Four members, these awards, these contests; `decisions` and the like in `more`."""
    rules = {"one_award_per_unit": more.pop("one_award_per_unit", "yes")}
    return judge(FOUR, make_regulation(awards=awards, **rules), ballots=make_ballots(*contests, **more))


class TestPrecedence:
    """Awards are taken in order of precedence; who has one is out of the running for the next."""

    AWARDS = (make_award("co"), make_award("bang"))
    VOTES: ClassVar = {"D01": 4, "D02": 3, "D03": 2}

    def test_the_winner_of_the_flag_leaves_the_certificate_to_the_next(self) -> None:
        outcome = year([*self.AWARDS], hands("co", self.VOTES), hands("bang", self.VOTES))
        assert proposed(outcome) == {"co": ("D01",), "bang": ("D02",)}
        candidate = outcome.awards[1].candidate("D01")
        assert candidate is not None
        assert (candidate.outcome, candidate.higher_award) == ("already_awarded", "co")

    def test_a_unit_may_hold_both_where_the_regulation_allows(self) -> None:
        votes = hands("co", self.VOTES), hands("bang", self.VOTES)
        outcome = year([*self.AWARDS], *votes, one_award_per_unit="no")
        assert proposed(outcome) == {"co": ("D01",), "bang": ("D01",)}

    def test_the_order_of_contests_in_the_file_is_not_the_order_of_precedence(self) -> None:
        outcome = year([*self.AWARDS], hands("bang", self.VOTES), hands("co", self.VOTES))
        assert proposed(outcome) == {"co": ("D01",), "bang": ("D02",)}

    def test_the_higher_award_is_the_one_that_stands_in_the_way(self) -> None:
        """An award outside precedence bars nobody, so it cannot be the reason."""
        awards = [make_award("chuyen-de", outside_precedence="yes"), make_award("co"), make_award("bang")]
        outcome = year(awards, *(hands(award["code"], self.VOTES) for award in awards))
        assert proposed(outcome) == {"chuyen-de": ("D01",), "co": ("D01",), "bang": ("D02",)}
        candidate = outcome.awards[2].candidate("D01")
        assert candidate is not None
        assert candidate.higher_award == "co"


class TestQuota:
    """A number, or a share of members or of the units that remain, rounded as stated."""

    @pytest.mark.parametrize(
        ("rounding", "seats"), [("down", (4, 2, 3, 5)), ("up", (5, 3, 4, 5)), ("nearest", (5, 2, 4, 5))]
    )
    def test_shares_are_rounded_as_stated(self, rounding: str, seats: tuple[int, ...]) -> None:
        """9 · 50 % = 4,5; 9 · 1/4 = 2,25; 7 · 1/2 = 3,5; 10 · 1/2 = 5."""
        for (members, share), wanted in zip(((9, "50%"), (9, "1/4"), (7, "1/2"), (10, "1/2")), seats, strict=True):
            quota = {"share": share, "of": "members", "round": rounding}
            outcome = judge(make_bloc(units(members)), make_regulation(awards=[make_award("co", quota)]))
            assert outcome.awards[0].seats.number == wanted

    def test_remaining_leaves_out_the_units_proposed_above(self) -> None:
        """«Không quá 50 % số đơn vị còn lại»: of 10 members one has the flag, 50 % · 9 = 4,5."""
        awards = [make_award("co"), make_award("bang", {"share": "50%", "of": "remaining", "round": "down"})]
        votes = hands("co", {"D01": 9}), hands("bang", dict.fromkeys(units(10), 9))
        outcome = judge(make_bloc(units(10)), make_regulation(awards=awards), ballots=make_ballots(*votes))
        assert outcome.awards[1].seats.number == 4

    def test_a_flag_for_a_sub_unit_leaves_all_members_remaining(self) -> None:
        """The members are still 10 when a collective that is no member has the flag: 50 % · 10 = 5."""
        awards = [make_award("co"), make_award("bang", {"share": "50%", "of": "remaining", "round": "down"})]
        scores = make_scores({}, collectives={"PTH": {"name": "Phòng Tổng hợp", "of": "D01"}})
        votes = hands("co", {"PTH": 9, "D02": 1}), hands("bang", dict.fromkeys(units(5), 9))
        outcome = judge(make_bloc(units(10)), make_regulation(awards=awards), scores, make_ballots(*votes))
        assert proposed(outcome)["co"] == ("PTH",)
        assert outcome.awards[1].seats.number == 5
        assert proposed(outcome)["bang"] == units(5)

    def test_a_quota_of_zero_proposes_nobody(self) -> None:
        outcome = year([make_award("co", "0")], hands("co", {"D01": 4}))
        assert (proposed(outcome), outcome.awards[0].empty) == ({"co": ()}, 0)


class TestSeats:
    """Those who pass are ordered, the first `quota` are proposed; seats nobody passes for stay empty."""

    def test_seats_that_nobody_passes_for_stay_empty(self) -> None:
        outcome = year([make_award("co", "3", passes=HALF)], hands("co", {"D01": 4, "D02": 2, "D03": 3}))
        assert proposed(outcome) == {"co": ("D01", "D03")}
        assert outcome.awards[0].empty == 1
        assert outcome.pending == ()

    def test_a_unit_without_a_single_vote_is_not_proposed_even_without_a_threshold(self) -> None:
        outcome = year([make_award("co", "2")], hands("co", {"D01": 3, "D02": 0}))
        assert proposed(outcome) == {"co": ("D01",)}
        assert outcome.awards[0].empty == 1

    def test_one_vote_is_enough_without_a_threshold(self) -> None:
        assert proposed(year([make_award("co", "2")], hands("co", {"D01": 3, "D02": 1}))) == {"co": ("D01", "D02")}

    def test_an_excluded_unit_never_becomes_possible(self) -> None:
        """However many ways the open awards may end, who is out of the running stays out."""
        awards = [make_award(code, "2") for code in ("a", "b", "c")]
        scores = make_scores(
            {"D01": {"status": "excluded", "reason": "kết luận vi phạm", "basis": "Kết luận thanh tra"}}
        )
        outcome = judge(make_bloc(units(24)), make_regulation(awards=awards), scores)
        for award in outcome.awards:
            assert "D01" not in award.possible
            candidate = award.candidate("D01")
            assert candidate is not None
            assert candidate.outcome == "ineligible"


class TestTies:
    """A tie at the cut is a result: the units, the seats left, what was compared. Nothing breaks it."""

    def test_tie_for_the_last_flag_is_reported_not_broken(self) -> None:
        outcome = year([make_award("co", "2")], hands("co", {"D01": 4, "D02": 3, "D03": 3, "D04": 2}))
        (result,) = outcome.awards
        assert result.proposed == ("D01",)
        assert result.tie is not None
        assert (result.tie.units, result.tie.seats, result.tie.compared) == (("D02", "D03"), 1, 1)
        assert [(item.kind, item.award) for item in outcome.pending] == [("tie", "co")]

    def test_equals_who_all_fit_are_no_tie(self) -> None:
        outcome = year([make_award("co", "3")], hands("co", {"D01": 4, "D02": 3, "D03": 3, "D04": 2}))
        assert proposed(outcome) == {"co": ("D01", "D02", "D03")}
        assert outcome.awards[0].tie is None

    def test_equals_below_the_cut_are_no_tie(self) -> None:
        outcome = year([make_award("co", "1")], hands("co", {"D01": 4, "D02": 3, "D03": 3}))
        assert outcome.awards[0].tie is None

    def test_the_whole_tied_set_is_named(self) -> None:
        outcome = year([make_award("co", "2")], hands("co", dict.fromkeys(units(4), 4)))
        (result,) = outcome.awards
        assert result.tie is not None
        assert (result.tie.units, result.tie.seats) == (units(4), 2)
        assert possible(outcome)["co"] == frozenset(units(4))

    def test_a_missing_value_is_not_compared(self) -> None:
        """D02 has no share of women on file: it is not put behind D01, the tie stays open and says why."""
        scores = make_scores({"D01": {"female_share": "80%"}, "D02": {}, "D03": {"female_share": "20%"}})
        regulation = make_regulation(awards=[make_award("co", order=["votes", "female_share"])])
        unknown = judge(FOUR, regulation, scores, make_ballots(hands("co", {"D01": 3, "D02": 3})))
        known = judge(FOUR, regulation, scores, make_ballots(hands("co", {"D01": 3, "D03": 3})))
        assert unknown.awards[0].tie is not None
        assert unknown.awards[0].tie.unknown == 1
        assert proposed(known) == {"co": ("D01",)}

    def test_an_empty_order_leaves_everything_to_people(self) -> None:
        outcome = year([make_award("co", order=[])], hands("co", {"D01": 4, "D02": 1}))
        assert outcome.awards[0].tie is not None
        assert outcome.awards[0].tie.compared == 0

    def test_a_tie_above_does_not_hold_up_an_award_it_cannot_change(self) -> None:
        outcome = year(
            [make_award("co"), make_award("bang")],
            hands("co", {"D01": 4, "D02": 4}),
            hands("bang", {"D03": 3, "D04": 2}),
        )
        assert proposed(outcome)["bang"] == ("D03",)
        assert outcome.awards[1].waits_for == ()
        assert [item.kind for item in outcome.pending] == ["tie"]

    def test_a_tie_above_that_matters_is_waited_for(self) -> None:
        outcome = year(
            [make_award("co"), make_award("bang")],
            hands("co", {"D01": 4, "D02": 4}),
            hands("bang", {"D01": 4, "D03": 3}),
        )
        assert proposed(outcome)["bang"] == ()
        assert possible(outcome)["bang"] == {"D01", "D03"}
        assert outcome.awards[1].waits_for == ("co",)

    @pytest.mark.parametrize(("members", "voted"), [(30, True), (30, False)])
    def test_a_large_bloc_is_judged_at_once_voted_on_or_not(self, members: int, *, voted: bool) -> None:
        """30 members, certificates for half of them: there are 155 117 520 ways for the tie to end."""
        lines = [
            "from rules_records import *",
            f"codes = units({members})",
            "quota = {'share': '50%', 'of': 'members', 'round': 'down'}",
            "regulation = make_regulation(awards=[make_award('bang', quota)])",
            f"contest = [hands('bang', dict.fromkeys(codes, {members}))] if {voted} else []",
            "outcome = judge(make_bloc(codes), regulation, ballots=make_ballots(*contest))",
            "print(len(outcome.awards[0].possible))",
        ]
        answer = subprocess.run(  # a second process, so that a rule that never ends can be stopped
            [sys.executable, "-c", "\n".join(lines)],
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            timeout=8,
            check=True,
        )
        assert answer.stdout.strip() == str(members)


class TestRounds:
    """A later round fills the seats that stayed empty, and takes over a tie; only who still runs stands in it."""

    AWARDS = (make_award("co", "2", passes=HALF),)

    def test_a_second_round_fills_the_seat_left(self) -> None:
        first = hands("co", {"D01": 4, "D02": 2, "D03": 1})
        second = hands("co", {"D02": 3, "D03": 1}, round="2")
        outcome = year([*self.AWARDS], first, second)
        assert proposed(outcome) == {"co": ("D01", "D02")}
        assert proposed(year([*self.AWARDS], first)) == {"co": ("D01",)}

    def test_more_votes_in_the_second_round_do_not_overtake_the_first(self) -> None:
        first = hands("co", {"D01": 3, "D02": 2, "D03": 2})
        second = hands("co", {"D02": 4, "D03": 4}, round="2")
        outcome = year([make_award("co", "2", passes=HALF)], first, second)
        assert proposed(outcome) == {"co": ("D01",)}
        assert outcome.awards[0].tie is not None
        assert (outcome.awards[0].tie.units, outcome.awards[0].tie.seats) == (("D02", "D03"), 1)

    def test_a_re_vote_settles_a_tie(self) -> None:
        first = hands("co", {"D01": 4, "D02": 3, "D03": 3})
        second = hands("co", {"D02": 1, "D03": 3}, round="2")
        outcome = year([*self.AWARDS], first, second)
        assert proposed(outcome) == {"co": ("D01", "D03")}
        assert [tie.units for _, tie in outcome.awards[0].revoted] == [("D02", "D03")]

    def test_a_re_vote_that_nobody_passes_leaves_the_seat_open(self) -> None:
        first = hands("co", {"D01": 4, "D02": 3, "D03": 3})
        second = hands("co", {"D02": 2, "D03": 2}, round="2")
        outcome = year([*self.AWARDS], first, second)
        assert proposed(outcome) == {"co": ("D01",)}
        award = outcome.awards[0]
        assert award.tie is not None
        assert (award.empty, award.tie.units, award.tie.failed_round) == (0, ("D02", "D03"), 2)
        assert [item.kind for item in outcome.pending] == ["revote_failed"]
        assert {c.unit: c.outcome for c in award.candidates if c.unit in award.tie.units} == dict.fromkeys(
            ("D02", "D03"), "not_passed"
        )

    def test_a_re_vote_that_ties_again_is_open_again(self) -> None:
        first = hands("co", {"D01": 4, "D02": 3, "D03": 3})
        second = hands("co", {"D02": 3, "D03": 3}, round="2")
        third = hands("co", {"D02": 4, "D03": 0}, round="3")
        assert year([*self.AWARDS], first, second).awards[0].tie is not None
        assert proposed(year([*self.AWARDS], first, second, third)) == {"co": ("D01", "D02")}

    def test_who_has_a_seat_may_not_stand_in_the_next_round(self) -> None:
        """Only those still in the running: D01 is already proposed in round 1."""
        regulation = make_regulation(awards=[*self.AWARDS])
        first = hands("co", {"D01": 4, "D02": 2, "D03": 2})
        wrong = make_ballots(first, hands("co", {"D01": 4, "D02": 3}, round="2"))
        right = make_ballots(first, hands("co", {"D02": 3, "D03": 1}, round="2"))
        assert codes_found(FOUR, regulation, ballots=right) == ()
        assert codes_found(FOUR, regulation, ballots=wrong) != ()

    def test_a_re_vote_is_among_the_tied(self) -> None:
        """D04 was not in the tie, and did not even stand in round 1: it may not take the seat of the tied."""
        regulation = make_regulation(awards=[make_award("co", "1", passes=HALF)])
        first = hands("co", {"D01": 4, "D02": 4, "D03": 1})
        among = make_ballots(first, hands("co", {"D01": 3, "D02": 1}, round="2"))
        fresh = make_ballots(first, hands("co", {"D01": 3, "D04": 4}, round="2"))
        assert codes_found(FOUR, regulation, ballots=among) == ()
        assert codes_found(FOUR, regulation, ballots=fresh) != ()

    def test_a_round_after_all_seats_are_filled_is_reported(self) -> None:
        regulation = make_regulation(awards=[make_award("co", "1", passes=HALF)])
        first = hands("co", {"D01": 4, "D02": 3})
        needless = make_ballots(first, hands("co", {"D02": 4}, round="2"))
        assert codes_found(FOUR, regulation, ballots=make_ballots(first)) == ()
        assert codes_found(FOUR, regulation, ballots=needless) != ()


class TestDecisions:
    """A recorded decision settles a tie; one that fits no tie is an error."""

    TIED = hands("co", {"D01": 4, "D02": 3, "D03": 3})
    AWARDS = (make_award("co", "2"),)

    def codes(self, *decisions: dict[str, Any], contest: dict[str, Any] | None = None) -> tuple[str, ...]:
        ballots = make_ballots(contest or self.TIED, decisions=[*decisions])
        return codes_found(FOUR, make_regulation(awards=[*self.AWARDS]), ballots=ballots)

    def test_it_settles_the_tie_it_names(self) -> None:
        outcome = year([*self.AWARDS], self.TIED, decisions=[decided("co", ["D03"], ["D02"])])
        (result,) = outcome.awards
        assert proposed(outcome) == {"co": ("D01", "D03")}
        assert result.settled is not None
        assert (result.settled.units, result.decision, result.tie) == (("D02", "D03"), 0, None)
        assert outcome.pending == ()

    def test_a_fitting_decision_is_no_problem(self) -> None:
        assert self.codes(decided("co", ["D03"], ["D02"])) == ()

    def test_one_without_a_tie_is_an_error(self) -> None:
        clear = hands("co", {"D01": 4, "D02": 3, "D03": 2})
        assert self.codes(decided("co", ["D03"], ["D02"]), contest=clear) == ("TD604",)

    def test_one_that_names_other_units_is_an_error(self) -> None:
        assert self.codes(decided("co", ["D03"], ["D04"])) == ("TD604",)

    def test_one_that_leaves_out_an_equal_is_an_error(self) -> None:
        three = hands("co", {"D01": 4, "D02": 3, "D03": 3, "D04": 3})
        assert self.codes(decided("co", ["D03"], ["D02"]), contest=three) == ("TD604",)
        assert self.codes(decided("co", ["D03"], ["D02", "D04"]), contest=three) == ()

    def test_one_that_chooses_too_many_is_an_error(self) -> None:
        three = hands("co", {"D01": 4, "D02": 3, "D03": 3, "D04": 3})
        assert self.codes(decided("co", ["D03", "D02"], ["D04"]), contest=three) == ("TD605",)

    def test_one_that_chooses_too_few_is_an_error(self) -> None:
        three = hands("co", {"D01": 3, "D02": 3, "D03": 3, "D04": 1})
        assert self.codes(decided("co", ["D03"], ["D01", "D02"]), contest=three) == ("TD605",)
        assert self.codes(decided("co", ["D03", "D01"], ["D02"]), contest=three) == ()

    def test_it_does_not_reach_over_the_cut(self) -> None:
        """D01 has more votes than the tied two; nobody can decide it out of its seat."""
        assert self.codes(decided("co", ["D02", "D03"], ["D01"])) != ()

    def test_a_decision_does_not_depend_on_the_names_of_the_units(self) -> None:
        """An open tie between Y and Z for the flag. Where Z gets it, X and Y tie for the certificate, and a
        decision prefers X; where Y gets it, X is alone. X is certain, the decision is needed, whatever the
        codes of Y and Z are."""
        found = []
        for leader, rival in (("D01", "D02"), ("D02", "D01")):
            regulation = make_regulation(awards=[make_award("co"), make_award("bang")])
            ballots = make_ballots(
                hands("co", {leader: 4, rival: 4}),
                hands("bang", {"D03": 3, leader: 3, rival: 1}),
                decisions=[decided("bang", ["D03"], [leader])],
            )
            outcome = judge(FOUR, regulation, ballots=ballots)
            assert proposed(outcome)["bang"] == ("D03",)
            found.append(codes_found(FOUR, regulation, ballots=ballots))
        assert found == [(), ()]


class TestWaysToChoose:
    """vote, score and consensus."""

    def test_consensus_takes_the_agreed_units(self) -> None:
        award = make_award("co", "2", select_by="consensus")
        outcome = year([award], {"award": "co", "method": "consensus", "agreed": ["D03", "D01"]})
        assert frozenset(proposed(outcome)["co"]) == {"D01", "D03"}

    def test_a_consensus_on_more_than_there_are_seats_is_an_open_tie(self) -> None:
        award = make_award("co", "1", select_by="consensus")
        outcome = year([award], {"award": "co", "method": "consensus", "agreed": ["D03", "D01"]})
        assert proposed(outcome) == {"co": ()}
        assert outcome.awards[0].tie is not None
        assert sorted(outcome.awards[0].tie.units) == ["D01", "D03"]

    def test_by_score_needs_no_vote(self) -> None:
        scoring = {"scale": "10", "criteria": [{"code": "I", "name": "Kết quả", "max": "10"}]}
        regulation = make_regulation(scoring=scoring, awards=[make_award("co", select_by="score")])
        scores = make_scores({u: {"scores": {"I": {"assessed": p}}} for u, p in (("D01", "7"), ("D02", "8"))})
        outcome = judge(make_bloc(units(2)), regulation, scores)
        assert proposed(outcome) == {"co": ("D02",)}
        assert outcome.pending == ()

    def test_a_sub_unit_stands_only_where_it_is_listed(self) -> None:
        scores = make_scores({}, collectives={"PTH": {"name": "Phòng Tổng hợp", "of": "D01"}})
        regulation = make_regulation(awards=[make_award("co")])
        everybody = {"award": "co", "method": "show_of_hands", "votes": dict.fromkeys(units(4), "1")}
        listed = {**everybody, "nominees": ["PTH"], "votes": {"PTH": "4"}}
        by_default = judge(FOUR, regulation, scores, make_ballots(everybody))
        assert by_default.counts[0].nominees == units(4)
        assert proposed(judge(FOUR, regulation, scores, make_ballots(listed))) == {"co": ("PTH",)}

    def test_an_award_that_was_not_voted_on_is_pending(self) -> None:
        outcome = judge(FOUR, make_regulation(awards=[make_award("co")]))
        assert proposed(outcome) == {"co": ()}
        assert [(item.kind, item.award) for item in outcome.pending] == [("no_vote", "co")]
        assert possible(outcome)["co"] == frozenset(units(4))

    def test_scores_that_are_not_there_yet_do_not_leave_a_flag_finally_empty(self) -> None:
        """Missing is not zero: without scores.yaml nobody has failed `min_score`, so something is pending."""
        scoring = {"scale": "10", "criteria": [{"code": "I", "name": "Kết quả", "max": "10"}]}
        award = make_award("co", select_by="score", requires={"min_score": "5"})
        regulation = make_regulation(scoring=scoring, awards=[award])
        assert judge(FOUR, regulation).pending != ()


class TestYears:
    """Rules of a year stay with that year: re-running 2023 in 2030 must give 2023's answer (DOMAIN §2)."""

    def test_what_happened_later_does_not_change_the_answer(self) -> None:
        past = [{"year": "2022", "head": "D02", "granted": {"co": ["D01"]}}, {"year": "2023", "head": "D03"}]
        later = [
            {"year": "2023", "head": "D03", "granted": {"co": ["D02"]}, "bands": {"D01": "Tốt"}},
            {"year": "2024", "head": "D04", "granted": {"co": ["D02"]}, "excluded": ["D01"]},
            {"year": "2025", "head": "D01", "granted": {"co": ["D02"]}},
        ]
        award = make_award("co", order=["votes", "fewer_earlier_awards"])
        regulation = make_regulation(awards=[award], head={"method": "rotation", "deputies": "1"})
        ballots = make_ballots(hands("co", {"D01": 3, "D02": 3}))
        then = judge(make_bloc(units(4), history=past), regulation, ballots=ballots)
        now = judge(make_bloc(units(4), history=[past[0], *later]), regulation, ballots=ballots)
        assert proposed(then) == {"co": ("D02",)}  # D01 was granted one in 2022
        assert (now.awards, now.head, now.pending) == (then.awards, then.head, then.pending)


class TestBallotBox:
    """§3.2: a count must add up."""

    REGULATION = make_regulation(awards=[make_award("co", passes={"at_least": "80%", "of": "members"})])

    @pytest.mark.parametrize(("number", "sound"), [(4, True), (5, False)])
    def test_no_more_papers_than_voters(self, number: int, *, sound: bool) -> None:
        """Issued ≤ entitled also where the papers themselves are listed: five papers of four voters."""
        ballots = make_ballots(papers("co", [["D01"]] * number, ["D01", "D02"]))
        assert (codes_found(FOUR, self.REGULATION, ballots=ballots) == ()) == sound

    def test_a_paper_that_agrees_to_nobody_is_a_valid_no(self) -> None:
        """On a paper with «đồng ý / không đồng ý» beside each unit, two of four against one unit is no
        majority; counted as blank, the two would make it 2/2 = 100 %."""
        award = make_award("co", ballot={"mark": "approve"}, passes={"more_than": "1/2", "of": "valid"})
        contest = papers("co", [["D01"], ["D01"], [], []], ["D01"])
        outcome = judge(FOUR, make_regulation(awards=[award]), ballots=make_ballots(contest))
        assert proposed(outcome) == {"co": ()}

    @pytest.mark.parametrize(("number", "sound"), [(4, True), (5, False)])
    def test_no_more_hands_than_voters(self, number: int, *, sound: bool) -> None:
        ballots = make_ballots(hands("co", {"D01": number, "D02": 0}))
        assert (codes_found(FOUR, self.REGULATION, ballots=ballots) == ()) == sound

    def test_an_absent_member_has_no_hand(self) -> None:
        absent = {"absent": ["D04"]}
        four, three = (make_ballots(hands("co", {"D01": n, "D02": 0}), conference=absent) for n in (4, 3))
        assert codes_found(FOUR, self.REGULATION, ballots=four) != ()
        assert codes_found(FOUR, self.REGULATION, ballots=three) == ()

    def test_an_absent_member_that_answered_in_writing_counts(self) -> None:
        conference = {"absent": ["D04"], "written_opinions": ["D04"]}
        ballots = make_ballots(hands("co", {"D01": 4, "D02": 0}), conference=conference)
        assert codes_found(FOUR, self.REGULATION, ballots=ballots) == ()

    @pytest.mark.parametrize(("present", "met"), [(3, True), (2, False)])
    def test_without_quorum_people_must_decide_what_to_do(self, present: int, *, met: bool) -> None:
        """At least 2/3 of 4 members is 3."""
        regulation = make_regulation(
            awards=[make_award("co")], conference={"quorum": {"at_least": "2/3", "of": "members"}}
        )
        ballots = make_ballots(hands("co", {"D01": 2}), conference={"present": list(units(present))})
        outcome = judge(FOUR, regulation, ballots=ballots)
        assert ("no_quorum" in {item.kind for item in outcome.pending}) != met
