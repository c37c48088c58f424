"""What became of a unit, in the same words on the screen, in `why`, in `--json` and on paper; computed by hand.

Nine members, U1 to U9, all present; the threshold is more than half of them, five votes.
"""

from __future__ import annotations

import json
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
    papers,
    pending,
    run,
    write_year,
)
from thidua.evaluation import Evaluation
from thidua.rules.reasons import Change, reasons

FLAG = "awards:\n  - {code: co, name: Cờ thi đua, quota: 1, passes: {more_than: 1/2, of: members}}\n"
HEAD = "head:\n  method: election\n  passes: {at_least: 1/3, of: members}\n"
DEPUTY = HEAD + "  deputies: 1\n  deputy_from: election\n"
TIE = held("award: co", "U1: 8, U2: 8, U3: 6, U4: 2")
HEADS = held("office: head", "U1: 4, U2: 4, U3: 1")
ELECTED = held("office: head", "U4: 8, U5: 1")
DEPUTIES = held("office: deputy", "U1: 4, U2: 4, U3: 1")
CHOSEN, NOT_CHOSEN = "chosen: [U1], over: [U2]", "không được chọn, theo quyết định"


def agreed(what: str, nominees: str, units: str, number: int = 1) -> str:
    """A round without votes: on whom the conference agreed."""
    return (
        f"  - {what}\n    round: {number}\n    method: consensus\n    nominees: [{nominees}]\n    agreed: [{units}]\n"
    )


def fates(found: Evaluation, code: str = "co") -> dict[str, str]:
    return {one.unit: one.outcome for one in award_of(found, code).candidates}


def changes(found: Evaluation, unit: str) -> tuple[Change, ...]:
    return reasons(outcome_of(found), unit).awards[0].changes


def said(workspace: Path, *arguments: str) -> str:
    shown = run(workspace, *arguments)
    assert shown.returncode in {0, 3}, shown.stderr
    return " ".join(shown.stdout.split())


def papers_of(workspace: Path) -> dict[str, str]:
    """The words of every paper, by file."""
    assert run(workspace, "report", "--all", "--draft").returncode in {0, 3}
    return {path.stem.removesuffix("-du-thao"): words(path) for path in (workspace / "out").rglob("*.docx")}


def words(path: Path) -> str:
    body = docx.Document(str(path)).element.body
    return " ".join(
        "".join(n.text or "" for n in p.iter() if n.tag.endswith("}t")) for p in body.iter() if p.tag.endswith("}p")
    )


class TestADecisionIsTheReason:
    """Equals of whom people chose others have lost to the decision, not to the number of seats."""

    def test_votes(self, tmp_path: Path) -> None:
        found = evaluated(tmp_path, FLAG, conference(TIE, decision=f"award: co, {CHOSEN}"))
        assert {unit: fates(found)[unit] for unit in ("U1", "U2", "U3", "U4")} == {
            "U1": "proposed", "U2": "not_chosen", "U3": "below_cut", "U4": "not_passed",
        }  # fmt: skip
        assert NOT_CHOSEN in said(tmp_path, "tally")
        assert f"Cờ thi đua: {NOT_CHOSEN}" in said(tmp_path, "why", "U2")
        assert "Đứng thứ 1 trong 3 đơn vị" in said(tmp_path, "why", "U1")

    def test_scores(self, tmp_path: Path) -> None:
        scoring = "scoring:\n  scale: 100\n  criteria: [{code: I, name: Tiêu chí, max: 100, kind: points}]\n"
        award = "awards: [{code: co, name: Cờ thi đua, quota: 1, select_by: score}]\n"
        points = {"U1": 90, "U2": 90, "U3": 80}
        sheets = "units:\n" + "".join(
            f"  U{n}: {{scores: {{I: {{self: {points.get(f'U{n}', 50)}, assessed: {points.get(f'U{n}', 50)}}}}}}}\n"
            for n in range(1, 10)
        )
        decided = conference(decision=f"award: co, {CHOSEN}").removeprefix("contests:\n")
        found = evaluated(tmp_path, scoring + award, decided, sheets)
        told = fates(found)
        assert (told["U1"], told["U2"], told["U3"]) == ("proposed", "not_chosen", "below_cut")

    def test_below_an_open_award_whichever_way_it_ends(self, tmp_path: Path) -> None:
        """The first flag is open between U8 and U9; the second is decided between U1 and U2 all the same."""
        second = FLAG + "  - {code: khen, name: Bằng khen, quota: 1, passes: {more_than: 1/2, of: members}}\n"
        votes = (held("award: co", "U8: 8, U9: 8"), held("award: khen", "U1: 8, U2: 8, U8: 1"))
        found = evaluated(tmp_path, second, conference(*votes, decision=f"award: khen, {CHOSEN}"))
        assert (fates(found, "khen")["U1"], fates(found, "khen")["U2"]) == ("proposed", "not_chosen")

    def test_a_seat_left_empty(self, tmp_path: Path) -> None:
        found = evaluated(tmp_path, FLAG, conference(TIE, decision="award: co, chosen: [], over: [U1, U2]"))
        assert (fates(found)["U1"], fates(found)["U2"]) == ("not_chosen", "not_chosen")

    @pytest.mark.parametrize(
        ("rule", "before", "office"), [(HEAD, (HEADS,), "head"), (DEPUTY, (ELECTED, DEPUTIES), "deputy")]
    )
    def test_offices(self, rule: str, before: tuple[str, ...], office: str, tmp_path: Path) -> None:
        write_year(tmp_path, rule, conference(*before, decision=f"office: {office}, {CHOSEN}"))
        assert f"Trưởng khối năm 2024: {NOT_CHOSEN}" in said(tmp_path, "why", "U2")
        assert NOT_CHOSEN not in said(tmp_path, "why", "U3") + said(tmp_path, "why", "U1")


class TestTheLastRoundIsTheReason:
    """Who passed once and failed later has too few votes, whoever took the seat then."""

    SECOND = held("award: co", "U1: 4, U2: 4", number=2)

    def test_a_decision_after_a_re_vote_in_vain(self, tmp_path: Path) -> None:
        decision = f"award: co, {CHOSEN}, clause: Điều 9"
        found = evaluated(tmp_path, FLAG, conference(TIE, self.SECOND, decision=decision))
        assert (fates(found)["U1"], fates(found)["U2"]) == ("proposed", "not_passed")
        both = f"không đủ phiếu (vòng 2); {NOT_CHOSEN}"
        assert both in said(tmp_path, "tally")
        told = said(tmp_path, "why", "U2")
        assert f"Cờ thi đua: {both}" in told
        assert "Đứng thứ" not in told

    def test_a_seat_left_empty_after_a_re_vote_in_vain(self, tmp_path: Path) -> None:
        decision = "award: co, chosen: [], over: [U1, U2]"
        write_year(tmp_path, FLAG, conference(TIE, self.SECOND, decision=decision))
        assert "không đủ phiếu (vòng 2)" in said(tmp_path, "tally")
        assert NOT_CHOSEN not in said(tmp_path, "tally")

    def test_a_third_round_that_one_passes(self, tmp_path: Path) -> None:
        third = held("award: co", "U1: 6, U2: 3", number=3)
        found = evaluated(tmp_path, FLAG, conference(TIE, self.SECOND, third))
        assert fates(found)["U2"] == "not_passed"
        assert "không đủ phiếu (vòng 3)" in said(tmp_path, "tally")

    def test_near_miss_a_third_round_that_both_pass(self, tmp_path: Path) -> None:
        third = held("award: co", "U1: 6, U2: 5", number=3)
        assert fates(evaluated(tmp_path, FLAG, conference(TIE, self.SECOND, third)))["U2"] == "below_cut"


class TestWhyPromisesNothingThatDecisionsForbid:
    """With a vote more the tie would not have been, and the decision on file would be about nothing: TD604."""

    def test_a_decided_tie(self, tmp_path: Path) -> None:
        found = evaluated(tmp_path, FLAG, conference(TIE, decision=f"award: co, {CHOSEN}"))
        assert all(changes(found, unit) == () for unit in ("U2", "U3"))

    def test_a_decision_after_a_re_vote_in_vain(self, tmp_path: Path) -> None:
        second = held("award: co", "U1: 4, U2: 4", number=2)
        decision = f"award: co, {CHOSEN}, clause: Điều 9"
        found = evaluated(tmp_path, FLAG, conference(TIE, second, decision=decision))
        assert changes(found, "U2") == ()
        assert "Thêm" not in said(tmp_path, "why", "U2")

    def test_near_miss_a_threshold_below_the_decided_tie(self, tmp_path: Path) -> None:
        """U4 lacks three votes; with them it passes and stands behind the tie, which stays as it is."""
        found = evaluated(tmp_path, FLAG, conference(TIE, decision=f"award: co, {CHOSEN}"))
        assert changes(found, "U4") == (Change("votes_to_pass", votes=3),)

    def test_near_miss_without_a_decision(self, tmp_path: Path) -> None:
        found = evaluated(tmp_path, FLAG, conference(held("award: co", "U1: 8, U2: 7")))
        assert [change.kind for change in changes(found, "U2")] == ["votes_to_tie", "votes_to_win"]


LEFT = "không đưa ra bầu lại ở vòng 2: Đơn vị xin rút"


@pytest.mark.parametrize(
    ("rule", "before", "what", "count"),
    [
        (FLAG, (held("award: co", "U1: 8, U2: 8"),), "award: co", "co"),
        (HEAD, (held("office: head", "U1: 4, U2: 4", valid=8, blank=1),), "office: head", "truong-khoi"),
        (
            DEPUTY,
            (ELECTED, held("office: deputy", "U1: 4, U2: 4", valid=8, blank=1)),
            "office: deputy",
            "pho-truong-khoi",
        ),
    ],
    ids=["award", "head", "deputy"],
)
class TestTheReasonOfWhoWasLeftOut:
    """It stands wherever the second round is told of, and nowhere else."""

    def test_every_voice(self, rule: str, before: tuple[str, ...], what: str, count: str, tmp_path: Path) -> None:
        again = held(what, "U1: 9", number=2, left_out="U2")
        write_year(tmp_path, rule, conference(*before, again))
        assert said(tmp_path, "tally").count(f"Đơn vị 2 {LEFT}") == 1
        assert said(tmp_path, "why", "U2").count(f"Đơn vị 2 {LEFT}") == 1
        assert LEFT not in said(tmp_path, "why", "U4")
        made = papers_of(tmp_path)
        for paper in ("bien-ban", "bao-cao", f"bien-ban-kiem-phieu-{count}-vong-2"):
            assert f"Đơn vị 2 {LEFT}" in made[paper], paper
        assert LEFT not in made[f"bien-ban-kiem-phieu-{count}-vong-1"]

    def test_without_a_tie(self, rule: str, before: tuple[str, ...], what: str, count: str, tmp_path: Path) -> None:
        """Nobody passed in the first round; U1 does not stand again."""
        failed = held(what, "U1: 2, U2: 1", valid=3, blank=6)
        again = held(what, "U2: 9", number=2, left_out="U1")
        write_year(tmp_path, rule, conference(*before[:-1], failed, again))
        assert f"Đơn vị 1 {LEFT}" in said(tmp_path, "tally")
        assert f"K{LEFT[1:]}" in said(tmp_path, "why", "U1")
        assert f"Đơn vị 1 {LEFT}" in papers_of(tmp_path)[f"bien-ban-kiem-phieu-{count}-vong-2"]


@pytest.mark.parametrize(
    ("rule", "before", "what"),
    [(HEAD, (HEADS,), "office: head"), (DEPUTY, (ELECTED, DEPUTIES), "office: deputy")],
    ids=["head", "deputy"],
)
class TestWhereNobodyVotedNobodySaysSo:
    """A second round by consensus on a tie."""

    def test_agreed(self, rule: str, before: tuple[str, ...], what: str, tmp_path: Path) -> None:
        write_year(tmp_path, rule, conference(*before, agreed(what, "U1, U2", "U2", 2)))
        made = papers_of(tmp_path)
        for text in (said(tmp_path, "tally"), said(tmp_path, "why", "U1"), made["bien-ban"], made["bao-cao"]):
            assert "Hội nghị đã thống nhất chọn Đơn vị 2" in text
            assert "bỏ phiếu lại" not in text
        office = "phó trưởng khối" if "deputy" in what else "trưởng khối"
        assert f"Được hội nghị thống nhất cử làm {office} (vòng 2)." in said(tmp_path, "why", "U2")
        assert f"Không được hội nghị thống nhất cử làm {office} (vòng 2)." in said(tmp_path, "why", "U1")
        assert "thống nhất cử làm" not in said(tmp_path, "why", "U3")

    def test_not_agreed(self, rule: str, before: tuple[str, ...], what: str, tmp_path: Path) -> None:
        found = evaluated(tmp_path, rule, conference(*before, agreed(what, "U1, U2", "", 2)))
        assert "revote_failed" in pending(found)
        text = said(tmp_path, "tally")
        assert "xét lại ở vòng 2 không được thống nhất; còn 01 vị trí chưa quyết định" in text
        assert "bầu lại" not in text

    def test_hands(self, rule: str, before: tuple[str, ...], what: str, tmp_path: Path) -> None:
        again = held(what, "U1: 6, U2: 3", number=2).replace(papers(9), "method: show_of_hands")
        write_year(tmp_path, rule, conference(*before, again))
        assert "Hội nghị đã biểu quyết lại" in said(tmp_path, "tally")

    def test_near_miss_a_ballot(self, rule: str, before: tuple[str, ...], what: str, tmp_path: Path) -> None:
        write_year(tmp_path, rule, conference(*before, held(what, "U1: 6, U2: 3", number=2)))
        assert "Hội nghị đã bỏ phiếu lại" in said(tmp_path, "tally")


@pytest.mark.parametrize(
    ("what", "method"),
    [
        ("award: co", "secret_ballot"),
        ("office: head", "secret_ballot"),
        ("office: deputy", "secret_ballot"),
        ("office: head", "consensus"),
        ("office: deputy", "consensus"),
    ],
)
def test_a_later_round_about_nobody_is_an_error(what: str, method: str, tmp_path: Path) -> None:
    """Leaving a seat empty is a decision."""
    before = {"award: co": (ELECTED, held("award: co", "U1: 8, U2: 8")), "office: head": (HEADS,)}
    left = "[{unit: U1, reason: xin rút}, {unit: U2, reason: xin rút}]"
    how = "papers: {issued: 9, returned: 9, valid: 9}\n    votes: {}" if method == "secret_ballot" else "agreed: []"
    again = f"  - {what}\n    round: 2\n    method: {method}\n    nominees: []\n    left_out: {left}\n    {how}\n"
    rule = FLAG + DEPUTY + "  ballot: {mark: approve}\n  deputy_ballot: {mark: approve}\n"
    found = evaluated(tmp_path, rule, conference(*before.get(what, (ELECTED, DEPUTIES)), again))
    problem = next(one for one in found.problems if one.code == "TD513")
    assert problem.place.route[-1] == "left_out"
    assert "không đưa ra bầu đơn vị nào" in problem.message


class TestWhyTellsHowADeputyCameAbout:
    def test_by_consent_in_the_only_round(self, tmp_path: Path) -> None:
        write_year(tmp_path, DEPUTY, conference(ELECTED, agreed("office: deputy", "U1, U2", "U2")))
        assert "Được hội nghị thống nhất cử làm phó trưởng khối." in said(tmp_path, "why", "U2")
        assert "Không được hội nghị thống nhất cử làm phó trưởng khối." in said(tmp_path, "why", "U1")
        told = said(tmp_path, "why", "U3")
        assert "Không được đưa ra bầu phó trưởng khối." in told
        assert "thống nhất cử làm" not in told

    def test_near_miss_by_votes(self, tmp_path: Path) -> None:
        found = evaluated(tmp_path, DEPUTY, conference(ELECTED, held("office: deputy", "U1: 6, U2: 3")))
        assert head_of(found).deputies == ("U1",)
        told = said(tmp_path, "why", "U1")
        assert "thống nhất cử" not in told
        assert "phó trưởng khối: 6/9" in told
        assert "đưa ra bầu phó" not in told + said(tmp_path, "why", "U4")  # U4 leads


class TestAnAwardWithoutSeats:
    """A quota of 0, or a share that comes to 0 because the awards above took nearly all."""

    ABOVE = FLAG.replace("quota: 1", "quota: 8")
    ALL = held("award: co", "U1: 9, U2: 9, U3: 9, U4: 9, U5: 9, U6: 9, U7: 9, U8: 9")
    SHARE = ABOVE + (
        "  - {code: khen, name: Bằng khen, quota: {share: 50%, of: remaining, round: down},"
        " passes: {more_than: 1/2, of: members}}\n"
    )

    def test_a_share_that_comes_to_nothing(self, tmp_path: Path) -> None:
        """Half of the one unit that remains, rounded down."""
        found = evaluated(tmp_path, self.SHARE, conference(self.ALL, held("award: khen", "U8: 2, U9: 9")))
        told = fates(found, "khen")
        assert (told["U9"], told["U8"]) == ("no_seats", "already_awarded")
        assert "không có chỉ tiêu" in said(tmp_path, "tally")
        assert "hết chỉ tiêu" not in said(tmp_path, "tally")

    def test_near_miss_rounded_up(self, tmp_path: Path) -> None:
        rule = self.SHARE.replace("round: down", "round: up")
        found = evaluated(tmp_path, rule, conference(self.ALL, held("award: khen", "U8: 2, U9: 9")))
        assert fates(found, "khen")["U9"] == "proposed"

    def test_a_quota_of_nothing(self, tmp_path: Path) -> None:
        rule = FLAG + "  - {code: khen, name: Bằng khen, quota: 0}\n"
        found = evaluated(tmp_path, rule, conference(held("award: co", "U1: 6, U2: 3")))
        assert set(fates(found, "khen").values()) == {"no_seats", "already_awarded"}
        assert "Bằng khen: không có chỉ tiêu" in said(tmp_path, "why", "U2")
        data = json.loads(run(tmp_path, "why", "U2", "--json").stdout)
        assert data["units"][0]["awards"][1]["outcome"] == "no_seats"
        made = papers_of(tmp_path)["ban-giao"]
        assert "Cờ thi đua" in made
        assert "Bằng khen" not in made


def test_no_votes_are_a_number_too(tmp_path: Path) -> None:
    rule = FLAG.replace("{more_than: 1/2, of: members}", "none")
    write_year(tmp_path, rule, conference(held("award: co", "U1: 9, U2: 0")))
    assert "Đơn vị 2 0 không đủ phiếu" in said(tmp_path, "tally")


@pytest.mark.parametrize(("kind", "title"), [("bloc", "Khối đề nghị"), ("cluster", "Cụm đề nghị")])
def test_the_handover_names_who_proposed(kind: str, title: str, tmp_path: Path) -> None:
    write_year(
        tmp_path,
        FLAG,
        conference(held("award: co", "U1: 9")),
        more=f"kind: {kind}\nhistory: [{{year: 2023, head: U9}}]\n",
    )
    made = papers_of(tmp_path)["ban-giao"]
    assert title in made


def test_the_codes_of_these_years_are_clean(tmp_path: Path) -> None:
    """The near miss of the error: one of the two stands, and the other is left out."""
    again = held("award: co", "U1: 9", number=2, left_out="U2")
    assert codes(evaluated(tmp_path, FLAG, conference(held("award: co", "U1: 8, U2: 8"), again))) == []
