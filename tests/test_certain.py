"""What is certain while something is open, who can be compared by score, and awards with no places."""

from __future__ import annotations

from pathlib import Path

import pytest

from nine_units import (
    UNITS,
    award_of,
    codes,
    conference,
    evaluated,
    head_of,
    held,
    listed,
    outcome_of,
    pending,
    run,
    write_year,
)

SCORING = "scoring: {scale: 100, criteria: [{code: I, name: Nhiệm vụ, max: 100}]}\n"


def award(code: str, quota: str, more: str) -> str:
    """One award of the regulation."""
    return f"  - {{code: {code}, name: Khen thưởng {code}, quota: {quota}, {more}}}\n"


def scores(**points: int) -> str:
    """Everybody's score, 50 where nothing is said, and a collective of U2 beside them."""
    units = "".join(f"  {unit}: {{scores: {{I: {{assessed: {points.get(unit, 50)}}}}}}}\n" for unit in UNITS)
    return f"units:\n{units}collectives:\n  PB: {{name: Phòng Kế hoạch, of: U2}}\n"


HALF = "passes: {more_than: 1/2, of: members}"


class TestWhoHasNoScore:
    """A collective listed in scores.yaml is no candidate by a key that it has no value for."""

    def test_a_collective_does_not_make_a_tie_of_everybody(self, tmp_path: Path) -> None:
        rule = f"{SCORING}awards:\n{award('co', '1', 'select_by: score')}"
        found = evaluated(tmp_path, rule, "", scores(U1=90, U2=80))
        assert (award_of(found).proposed, pending(found)) == (("U1",), [])
        candidate = award_of(found).candidate("PB")
        assert candidate is not None
        assert candidate.outcome == "not_scored"

    @pytest.mark.parametrize(("quota", "last"), [("9", False), ("10", True)])
    def test_it_comes_last_only_where_the_regulation_says_so(self, quota: str, tmp_path: Path, *, last: bool) -> None:
        rule = f"{SCORING}awards:\n{award('co', quota, 'select_by: score, unscored: last')}"
        found = evaluated(tmp_path, rule, "", scores(U1=90, U2=80))
        assert set(UNITS) <= set(award_of(found).proposed)
        assert ("PB" in award_of(found).proposed) == last

    def test_equal_votes_are_not_compared_with_a_score_that_is_not_there(self, tmp_path: Path) -> None:
        rule = f"{SCORING}awards:\n{award('co', '1', 'passes: none, order: [votes, score]')}"
        votes = conference(held("award: co", "U1: 5, PB: 5"))
        found = evaluated(tmp_path / "a", rule, votes, scores(U1=90))
        assert pending(found) == ["tie"]
        found = evaluated(
            tmp_path / "b", rule.replace("passes: none", "passes: none, unscored: last"), votes, scores(U1=90)
        )
        assert (award_of(found).proposed, pending(found)) == (("U1",), [])


class TestCertainIsWhatIsSoInEveryEnding:
    """The end "nobody passes the re-vote" included."""

    def test_who_would_fall_out_if_nobody_got_the_flag_is_only_possible(self, tmp_path: Path) -> None:
        rule = f"awards:\n{award('co', '1', HALF)}{award('bk', '2', HALF)}"
        tie = held("award: co", "U1: 7, U2: 7")
        found = evaluated(tmp_path, rule, conference(tie, held("award: bk", "U1: 6, U2: 6, U3: 5, U4: 4")))
        certificate = award_of(found, "bk")
        assert (certificate.proposed, certificate.possible) == ((), ("U1", "U2", "U3"))

    def test_who_is_ahead_in_every_ending_is_certain(self, tmp_path: Path) -> None:
        rule = f"awards:\n{award('co', '1', HALF)}{award('bk', '2', HALF)}"
        tie = held("award: co", "U1: 7, U2: 7")
        found = evaluated(tmp_path, rule, conference(tie, held("award: bk", "U1: 6, U2: 6, U3: 8, U4: 4")))
        certificate = award_of(found, "bk")
        assert (certificate.proposed, certificate.possible) == (("U3",), ("U1", "U2"))

    def test_beyond_the_endings_that_can_be_tried_some_are_still_certainly_out(self, tmp_path: Path) -> None:
        """Two ties of eight for three places end in more than 2 000 ways; the certificate is told to wait."""
        rule = "awards:\n" + "".join(award(f"c{n}", "3", "passes: none") for n in (1, 2)) + award("bk", "2", HALF)
        equal = ", ".join(f"U{n}: 5" for n in range(1, 9))
        contests = [held(f"award: c{n}", equal) for n in (1, 2)]
        found = evaluated(tmp_path, rule, conference(*contests, held("award: bk", "U1: 6, U2: 6, U9: 8, U4: 4")))
        certificate = award_of(found, "bk")
        assert (certificate.proposed, certificate.waits_for) == ((), ("c1",))
        assert {one.unit: one.outcome for one in certificate.candidates} == {
            **dict.fromkeys(UNITS, "not_nominated"),
            **dict.fromkeys(("U1", "U2", "U9"), "possible"),
            "U4": "not_passed",
        }


NO_PLACES = {
    "a_quota_of_nothing": award("co", "0", HALF),
    "a_share_that_rounds_to_nothing": award("co", "{share: 5%, of: members, round: down}", HALF),
    "agreed_on": award("co", "0", "select_by: consensus"),
}


class TestAnAwardWithNoPlaces:
    """It is decided: nothing to vote on, nothing pending, no paper about it."""

    @pytest.mark.parametrize("rule", NO_PLACES.values(), ids=NO_PLACES)
    def test_nothing_is_pending(self, rule: str, tmp_path: Path) -> None:
        found = evaluated(tmp_path, f"awards:\n{rule}")
        assert (award_of(found).proposed, award_of(found).possible, pending(found)) == ((), (), [])

    @pytest.mark.parametrize("paper", ["ballot", "submission"])
    def test_there_is_no_paper_about_it(self, paper: str, tmp_path: Path) -> None:
        write_year(tmp_path, f"awards:\n{NO_PLACES['a_share_that_rounds_to_nothing']}")
        assert "Không lập" in run(tmp_path, "report", "--paper", paper, "--draft").stderr
        assert not list(tmp_path.rglob("*.docx"))

    @pytest.mark.parametrize("name", ["a_quota_of_nothing", "a_share_that_rounds_to_nothing"])
    def test_a_vote_on_it_is_an_error(self, name: str, tmp_path: Path) -> None:
        found = evaluated(tmp_path, f"awards:\n{NO_PLACES[name]}", conference(held("award: co", "U1: 7, U2: 7")))
        assert codes(found) == ["TD511"]
        assert found.problems[0].place.route == ("contests", 0)

    def test_so_is_a_vote_on_deputies_where_there_are_none(self, tmp_path: Path) -> None:
        rule = "head: {method: election, passes: none, deputies: 0, deputy_from: election}\n"
        ballots = conference(held("office: head", "U1: 6, U2: 3"), listed("office: deputy", "U2, U3", "[U2], [U3]"))
        found = evaluated(tmp_path, rule, ballots)
        assert codes(found) == ["TD704"]

    @pytest.mark.parametrize("quota", ["0", "1"])
    def test_agreeing_on_nobody_is_legal(self, quota: str, tmp_path: Path) -> None:
        rule = f"awards:\n{award('co', quota, 'select_by: consensus')}"
        ballots = conference("  - {award: co, method: consensus, agreed: []}\n")
        found = evaluated(tmp_path, rule, ballots)
        assert (award_of(found).proposed, pending(found), award_of(found).empty) == ((), [], int(quota))


def test_a_head_and_its_deputies_are_open_together_only_where_one_depends_on_the_other(tmp_path: Path) -> None:
    rule = f"head: {{method: election, deputies: 1, deputy_from: election, {HALF}}}\n"
    found = evaluated(tmp_path, rule, conference(held("office: deputy", "U2: 6, U3: 3")))
    assert (head_of(found).head, outcome_of(found).pending[0].kind) == (None, "no_vote")
    assert head_of(found).deputies == ()
