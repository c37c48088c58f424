"""What a contest is about: how many seats, who stands, which threshold; hand-made years of nine units."""

from __future__ import annotations

from pathlib import Path

import pytest

from nine_units import award_of, codes, conference, evaluated, head_of, held, outcome_of, run

FIVE = "awards:\n  - {code: co, name: Cờ thi đua, quota: 5, passes: none}\n"
HALF = (
    "  - code: bk\n    name: Bằng khen\n    quota: {share: 50%, of: remaining, round: down}\n"
    "    ballot: {mark: choose, max_choices: 2}\n    passes: {more_than: 1/2, of: valid}\n"
)
TAKEN = held("award: co", "U1: 9, U2: 9, U3: 9, U4: 9, U5: 9")
"""Five of nine are proposed for the flag: of the four that are left a half are two."""


class TestSeatsThatDependOnTheAwardsAbove:
    """Three stand for two seats, so that ballots choose, although the share of all nine would be four seats."""

    @pytest.mark.parametrize(
        ("votes", "found"),
        [
            ("U6: 9, U7: 5, U8: 4", []),  # 18 marks on nine ballots of two
            ("U6: 9, U7: 5, U8: 5", ["TD504"]),
            ("U6: 4, U7: 3, U8: 2", []),  # nine marks on nine ballots
            ("U6: 4, U7: 3, U8: 1", ["TD504"]),
        ],
    )
    def test_the_totals_are_possible(self, votes: str, found: list[str], tmp_path: Path) -> None:
        assert codes(evaluated(tmp_path, FIVE + HALF, conference(TAKEN, held("award: bk", votes)))) == found

    def test_a_ballot_chooses_two_at_most(self, tmp_path: Path) -> None:
        papers = "  - award: bk\n    nominees: [U6, U7, U8]\n    ballots: [[U6, U7], [U6, U8], [U6, U7, U8], [U8]]\n"
        found = evaluated(tmp_path, FIVE + HALF, conference(TAKEN, papers))
        assert codes(found) == ["TD502"]
        assert [problem.place.route for problem in found.problems] == [("contests", 1, "ballots", 2)]

    def test_two_who_stand_for_two_seats_are_agreed_to_or_not(self, tmp_path: Path) -> None:
        found = evaluated(tmp_path, FIVE + HALF, conference(TAKEN, held("award: bk", "U6: 9, U7: 1")))
        assert award_of(found, "bk").proposed == ("U6",)
        assert outcome_of(found).counts[1].marking.mark == "approve"


class TestNoThresholdForDeputies:
    """`deputy_passes: none` says that there is none; left out, the head's holds for deputies too."""

    RULE = (
        "head:\n  method: election\n  passes: {more_than: 1/2, of: members}\n  deputies: 1\n  deputy_from: election\n"
    )
    VOTES = conference(held("office: head", "U1: 6, U2: 3"), held("office: deputy", "U4: 4, U2: 3, U3: 2"))

    def test_said_to_be_none(self, tmp_path: Path) -> None:
        assert head_of(evaluated(tmp_path, self.RULE + "  deputy_passes: none\n", self.VOTES)).deputies == ("U4",)

    def test_left_out(self, tmp_path: Path) -> None:
        assert head_of(evaluated(tmp_path, self.RULE, self.VOTES)).deputies == ()


class TestConsensusInALaterRound:
    """Who stood is who was still in the running, whoever else may be a member."""

    RULE = "awards:\n  - {code: co, name: Cờ thi đua, quota: 2, select_by: consensus}\n"
    FIRST = "  - {award: co, method: consensus, nominees: [U1, U2, U3], agreed: [U1]}\n"

    def test_without_nominees(self, tmp_path: Path) -> None:
        again = "  - {award: co, round: 2, method: consensus, agreed: [U3]}\n"
        found = evaluated(tmp_path, self.RULE, conference(self.FIRST, again))
        assert award_of(found, "co").proposed == ("U1", "U3")
        assert outcome_of(found).counts[1].nominees == ("U2", "U3")
        fates = {one.unit: one.outcome for one in award_of(found, "co").candidates}
        assert fates["U2"] == "not_passed"
        assert {fates[unit] for unit in ("U4", "U5", "U6", "U7", "U8", "U9")} == {"not_nominated"}

    def test_who_was_left_out_did_not_stand(self, tmp_path: Path) -> None:
        again = "  - {award: co, round: 2, method: consensus, agreed: [U3], left_out: [{unit: U2, reason: xin rút}]}\n"
        found = evaluated(tmp_path, self.RULE, conference(self.FIRST, again))
        assert outcome_of(found).counts[1].nominees == ("U3",)

    def test_an_outsider_cannot_be_agreed_on(self, tmp_path: Path) -> None:
        again = "  - {award: co, round: 2, method: consensus, agreed: [U4]}\n"
        assert codes(evaluated(tmp_path, self.RULE, conference(self.FIRST, again))) == ["TD507"]

    def test_nor_more_than_are_open(self, tmp_path: Path) -> None:
        again = "  - {award: co, round: 2, method: consensus, agreed: [U2, U3]}\n"
        assert codes(evaluated(tmp_path, self.RULE, conference(self.FIRST, again))) == ["TD510"]


class TestWhoIsHeadIsNotVotedOnAgain:
    """The head of next year is out of the running for deputy, and a message says that, not something else."""

    RULE = (
        "head:\n  method: rotation\n  deputies: 1\n  deputy_from: election\n"
        "  deputy_passes: {more_than: 1/2, of: members}\n"
    )
    FIRST = held("office: deputy", "U2: 4, U3: 4, U4: 1")

    def test_the_reason(self, tmp_path: Path) -> None:
        again = held("office: deputy", "U1: 5, U2: 4, U3: 0", number=2)
        found = evaluated(tmp_path, self.RULE, conference(held("office: deputy", "U1: 1, U2: 4, U3: 4"), again))
        assert codes(found) == ["TD507"]
        assert found.problems[0].message == "U1 (Đơn vị 1) là trưởng khối năm sau"

    def test_without_the_head(self, tmp_path: Path) -> None:
        again = held("office: deputy", "U2: 5, U3: 4, U4: 0", number=2)
        found = evaluated(tmp_path, self.RULE, conference(self.FIRST, again))
        assert head_of(found).head == "U1"
        assert head_of(found).deputies == ("U2",)


def test_nobody_put_forward_is_a_result_and_no_vote(tmp_path: Path) -> None:
    rule = "awards:\n  - {code: co, name: Cờ thi đua, quota: 1, passes: {more_than: 1/2, of: valid}}\n"
    found = evaluated(tmp_path, rule, conference("  - {award: co, nominees: []}\n"))
    assert (award_of(found).proposed, award_of(found).empty, outcome_of(found).pending) == ((), 1, ())
    said = run(tmp_path, "tally").stdout
    assert "Không đưa đơn vị nào ra bầu." in said
    assert "Bỏ phiếu kín" not in said
    assert "Không lập biên bản kiểm phiếu" in run(tmp_path, "report", "--paper", "bien-ban-kiem-phieu").stderr
