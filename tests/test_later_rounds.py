"""Later rounds: they are about exactly what is open, and a re-vote that nobody passes leaves the seat open."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from nine_units import (
    award_of,
    codes,
    conference,
    evaluated,
    head_of,
    held,
    outcome_of,
    pending,
    run,
    write_year,
)  # fmt: skip

FLAGS = "awards:\n  - {code: co, name: Cờ thi đua, quota: 2, passes: {more_than: 1/2, of: members}}\n"
FLAG = FLAGS.replace("quota: 2", "quota: 1")
HEAD = "head:\n  method: election\n  passes: {at_least: 4/9, of: members}\n"
DEPUTIES = HEAD + "  deputies: 2\n  deputy_from: election\n  deputy_passes: {more_than: 1/2, of: members}\n"
ELECTED = held("office: head", "U1: 6, U2: 3")

AWARD = (FLAGS, (held("award: co", "U1: 8, U2: 7, U3: 7"),), "award: co", ("U2", "U3"))
OFFICE = (HEAD, (held("office: head", "U1: 4, U2: 4, U3: 1"),), "office: head", ("U1", "U2"))
DEPUTY = (DEPUTIES, (ELECTED, held("office: deputy", "U2: 8, U3: 5, U4: 5")), "office: deputy", ("U3", "U4"))
TIES = pytest.mark.parametrize(
    ("rule", "before", "what", "tied"), [AWARD, OFFICE, DEPUTY], ids=["award", "head", "deputy"]
)
"""A tie of two for the last seat, at an award, for head and for the deputies."""


@TIES
class TestALaterRoundIsAboutExactlyWhatIsOpen:
    """Any later round whose nominees are not exactly the units still in the running is an error at the place."""

    def test_all_the_tied_and_nobody_else(
        self, rule: str, before: tuple[str, ...], what: str, tied: tuple[str, str], tmp_path: Path
    ) -> None:
        again = held(what, f"{tied[0]}: 3, {tied[1]}: 6", number=2)
        assert codes(evaluated(tmp_path, rule, conference(*before, again))) == []

    def test_one_of_the_tied_is_missing(
        self, rule: str, before: tuple[str, ...], what: str, tied: tuple[str, str], tmp_path: Path
    ) -> None:
        found = evaluated(tmp_path, rule, conference(*before, held(what, f"{tied[1]}: 9", number=2)))
        assert codes(found) == ["TD513"]
        (problem,) = found.problems
        assert problem.place.route == ("contests", len(before), "nominees")
        assert tied[0] in problem.message

    def test_an_outsider_stands_too(
        self, rule: str, before: tuple[str, ...], what: str, tied: tuple[str, str], tmp_path: Path
    ) -> None:
        again = held(what, f"{tied[0]}: 3, {tied[1]}: 5, U7: 1", number=2)
        found = evaluated(tmp_path, rule, conference(*before, again))
        assert codes(found) == ["TD507"]
        assert found.problems[0].place.route == ("contests", len(before), "nominees", 2)

    def test_who_withdrew_is_written_down_and_the_other_is_in(
        self, rule: str, before: tuple[str, ...], what: str, tied: tuple[str, str], tmp_path: Path
    ) -> None:
        again = held(what, f"{tied[1]}: 9", number=2, left_out=tied[0])
        outcome = outcome_of(evaluated(tmp_path, rule, conference(*before, again)))
        chosen = (*outcome.awards[0].proposed,) if outcome.awards else ()
        head = outcome.head
        chosen += (head.head or "", *head.deputies) if head is not None else ()
        assert tied[1] in chosen
        assert tied[0] not in chosen


@pytest.mark.parametrize(
    ("rule", "contests", "what"),
    [
        (FLAGS, (held("award: co", "U1: 8, U2: 7, U3: 6"),), "award: co"),
        (HEAD, (held("office: head", "U1: 6, U3: 3"),), "office: head"),
        (DEPUTIES, (ELECTED, held("office: deputy", "U2: 7, U4: 6, U3: 5")), "office: deputy"),
    ],
    ids=["award", "head", "deputy"],
)
def test_a_round_after_everything_is_filled_is_an_error(
    rule: str, contests: tuple[str, ...], what: str, tmp_path: Path
) -> None:
    found = evaluated(tmp_path, rule, conference(*contests, held(what, "U3: 9", number=2)))
    assert codes(found) == ["TD511"]
    assert found.problems[0].place.route == ("contests", len(contests), "round")


TIE = held("award: co", "U1: 7, U2: 7")
FAILED = held("award: co", "U1: 3, U2: 4", number=2)


class TestAReVoteThatNobodyPasses:
    """The seat stays open until a third round or a recorded decision."""

    def test_it_is_pending_and_nobody_is_told_that_the_seats_are_gone(self, tmp_path: Path) -> None:
        found = evaluated(tmp_path, FLAG, conference(TIE, FAILED))
        assert pending(found) == ["revote_failed"]
        award = award_of(found)
        assert (award.proposed, award.possible, award.empty) == ((), ("U1", "U2"), 0)
        assert [award.candidates[n].outcome for n in range(2)] == ["not_passed", "not_passed"]

    def test_a_third_round_may_fill_it(self, tmp_path: Path) -> None:
        third = held("award: co", "U1: 5, U2: 4", number=3)
        found = evaluated(tmp_path, FLAG, conference(TIE, FAILED, third))
        assert (award_of(found).proposed, pending(found)) == (("U1",), [])

    def test_a_third_round_is_about_both_again(self, tmp_path: Path) -> None:
        third = held("award: co", "U1: 9", number=3)
        assert codes(evaluated(tmp_path, FLAG, conference(TIE, FAILED, third))) == ["TD513"]

    def test_a_decision_may_leave_it_empty(self, tmp_path: Path) -> None:
        ballots = conference(TIE, FAILED, decision="award: co, chosen: [], over: [U1, U2]")
        found = evaluated(tmp_path, FLAG, ballots)
        assert (award_of(found).proposed, award_of(found).empty, pending(found)) == ((), 1, [])

    def test_a_decision_to_choose_needs_the_clause_that_allows_it(self, tmp_path: Path) -> None:
        chosen = "award: co, chosen: [U1], over: [U2]"
        assert codes(evaluated(tmp_path / "a", FLAG, conference(TIE, FAILED, decision=chosen))) == ["TD611"]
        allowed = conference(TIE, FAILED, decision=f"{chosen}, clause: Điều 9 Quy chế")
        found = evaluated(tmp_path / "b", FLAG, allowed)
        assert (award_of(found).proposed, pending(found)) == (("U1",), [])

    def test_no_votes_at_all_without_a_threshold_are_the_same(self, tmp_path: Path) -> None:
        rule = FLAG.replace("{more_than: 1/2, of: members}", "none")
        found = evaluated(tmp_path, rule, conference(TIE, held("award: co", "U1: 0, U2: 0", number=2)))
        assert pending(found) == ["revote_failed"]

    def test_the_head_stays_open(self, tmp_path: Path) -> None:
        again = held("office: head", "U1: 3, U2: 3", number=2, valid=6, blank=3)
        assert pending(evaluated(tmp_path, HEAD, conference(*OFFICE[1], again))) == ["revote_failed"]

    def test_a_deputy_stays_open_until_it_is_decided_to_leave_the_seat_empty(self, tmp_path: Path) -> None:
        again = held("office: deputy", "U3: 4, U4: 4", number=2, valid=8, blank=1)
        found = evaluated(tmp_path / "a", DEPUTIES, conference(*DEPUTY[1], again))
        assert (head_of(found).deputies, pending(found)) == (("U2",), ["revote_failed"])
        empty = conference(*DEPUTY[1], again, decision="office: deputy, chosen: [], over: [U3, U4]")
        found = evaluated(tmp_path / "b", DEPUTIES, empty)
        assert (head_of(found).deputies, pending(found), head_of(found).is_open) == (("U2",), [], False)

    def test_a_seat_that_nobody_was_near_is_still_to_be_filled(self, tmp_path: Path) -> None:
        ballots = conference(ELECTED, held("office: deputy", "U2: 8, U3: 4, U4: 4"))
        assert pending(evaluated(tmp_path, DEPUTIES, ballots)) == ["no_deputy"]


def words_of(path: Path) -> str:
    """Every text of a paper, tables included."""
    body = docx.Document(str(path)).element.body
    return " ".join(node.text for node in body.iter() if node.tag.endswith("}t") and node.text)


def test_the_screen_says_which_round_had_too_few_votes_and_the_exit_code_that_it_is_open(tmp_path: Path) -> None:
    write_year(tmp_path, FLAG, conference(TIE, FAILED))
    shown = run(tmp_path, "tally")
    assert shown.returncode == 3
    assert shown.stdout.count("không đủ phiếu (vòng 2)") == 2
    assert "hết chỉ tiêu" not in shown.stdout
    assert "còn trống" not in shown.stdout.lower()


def test_every_paper_shows_the_figures_of_both_rounds(tmp_path: Path) -> None:
    first = held("award: co", "U1: 8, U2: 7, U3: 7")
    second = held("award: co", "U2: 3, U3: 4", number=2)
    write_year(tmp_path, FLAGS, conference(first, second, decision="award: co, chosen: [], over: [U2, U3]"))
    assert run(tmp_path, "report", "--all").returncode == 0
    out = tmp_path / "out" / "chin" / "2023"
    minutes = words_of(out / "bien-ban.docx")
    assert all(votes in minutes for votes in ("8/9", "7/9", "3/9", "4/9"))
    counts = [words_of(out / f"bien-ban-kiem-phieu-co-vong-{number}.docx") for number in (1, 2)]
    assert "7/9" in counts[0]
    assert "4/9" in counts[1]
    assert "7/9" not in counts[1]
    for paper in ("bao-cao.docx", "to-trinh.docx"):
        assert "8/9" in words_of(out / paper)
    report = words_of(out / "bao-cao.docx")
    assert "Vòng 1" in report
    assert "vòng 2 không đủ phiếu" in report
