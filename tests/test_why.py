"""`thidua why` agrees with `thidua tally` for every unit of every case, and says what was lacking."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from bloc_folder import YEAR, base_text, make_bloc, replace_key, write_file
from nine_units import conference, write_year
from nine_units import run as run_there
from rules_cases import all_cases, evaluate_case, expected_years
from thidua.cli import run
from thidua.commands.why import unit_code
from thidua.evaluation import Evaluation, evaluate
from thidua.rules.eligibility import eligible
from thidua.rules.judging import Outcome
from thidua.rules.reasons import AwardReason, Change, reasons
from thidua.terminal.why import show_why

ROOT = str(Path(__file__).resolve().parent.parent)
YEARS = [(case, year) for case in all_cases() for year in expected_years(case)]


def judged(evaluation: Evaluation) -> Outcome:
    assert evaluation.problems == ()
    assert evaluation.outcome is not None
    return evaluation.outcome


def text_of(evaluation: Evaluation, unit: str) -> str:
    outcome = judged(evaluation)
    stream = io.StringIO()
    with redirect_stdout(stream):
        show_why(outcome, evaluation.records, reasons(outcome, unit))
    return stream.getvalue()


def reason(outcome: Outcome, unit: str, award: str) -> AwardReason:
    return next(item for item in reasons(outcome, unit).awards if item.award == award)


@pytest.mark.parametrize(("case", "year"), YEARS)
def test_why_and_tally_tell_the_same_of_every_unit(case: str, year: int) -> None:
    outcome = judged(evaluate_case(case, year))
    for nominee in outcome.nominees:
        found = reasons(outcome, nominee.code)
        for item, award in zip(found.awards, outcome.awards, strict=True):
            assert (item.outcome == "proposed") == (nominee.code in award.proposed)
            assert (item.outcome in {"tied", "possible"}) == (nominee.code in award.possible)
            assert (item.outcome == "ineligible") <= (not eligible(item.conditions))
            if item.outcome == "not_passed" and item.checks and item.checks[-1].check is not None:
                assert not item.checks[-1].check.met
        if found.head is not None and outcome.head is not None:
            assert found.head.chosen == (outcome.head.head == nominee.code)
            assert found.head.deputy == (nominee.code in outcome.head.deputies)


@pytest.mark.parametrize(("case", "year"), YEARS)
def test_every_loser_is_told_why_in_whole_sentences_of_80_columns(case: str, year: int) -> None:
    evaluation = evaluate_case(case, year)
    outcome = judged(evaluation)
    for nominee in outcome.nominees:
        text = text_of(evaluation, nominee.code)
        assert "None" not in text
        assert all(len(line) <= 80 for line in text.splitlines()[1:])
        items = text.split("\n  - ")[1:]
        assert all(item.split("\n\n")[0].rstrip().endswith(".") for item in items)


def contest(votes: str, quota: int = 1) -> dict[str, str]:
    """Four units vote on one award by more than half of the members; the head is elected beside."""
    head = "  - office: head\n    papers: {issued: 4, returned: 4, valid: 4}\n    votes: {STC: 3, TTR: 1}\n"
    award = f"    papers: {{issued: 4, returned: 4, valid: 4}}\n    votes: {votes}\n"
    return {
        "regulation.yaml": (
            "awards:\n  - code: bang-khen\n    name: Bằng khen\n"
            f"    quota: {quota}\n    passes: {{more_than: 1/2, of: members}}\n"
        ),
        "ballots.yaml": f"contests:\n  - award: bang-khen\n{award}{head}",
    }


def changes(tmp_path: Path, votes: str, unit: str, quota: int = 1) -> dict[str, int | None]:
    outcome = judged(evaluate(make_bloc(tmp_path, contest(votes, quota)), YEAR))
    found: tuple[Change, ...] = reason(outcome, unit, "bang-khen").changes
    return {change.kind: change.votes for change in found}


def test_one_vote_below_the_threshold_lacks_one_vote(tmp_path: Path) -> None:
    """More than half of 4 is 3; with 2 votes and a free seat one more would have done."""
    assert changes(tmp_path, "{SNV: 3, STC: 2, STP: 0, TTR: 0}", "STC", quota=2) == {
        "votes_to_pass": 1,
        "votes_to_win": 1,
    }


def test_with_the_seat_taken_the_same_unit_needs_more(tmp_path: Path) -> None:
    """3 votes would tie with SNV, 4 would win."""
    assert changes(tmp_path, "{SNV: 3, STC: 2, STP: 0, TTR: 0}", "STC") == {
        "votes_to_pass": 1,
        "votes_to_tie": 1,
        "votes_to_win": 2,
    }


def test_against_a_unanimous_winner_only_a_tie_was_possible(tmp_path: Path) -> None:
    assert changes(tmp_path, "{SNV: 4, STC: 3, STP: 0, TTR: 0}", "STC") == {"votes_to_tie": 1}


def test_who_is_proposed_is_told_of_no_change(tmp_path: Path) -> None:
    assert changes(tmp_path, "{SNV: 3, STC: 2, STP: 0, TTR: 0}", "SNV") == {}


def test_who_is_tied_is_told_that_people_must_decide(tmp_path: Path) -> None:
    assert changes(tmp_path, "{SNV: 3, STC: 3, STP: 0, TTR: 0}", "STC") == {"decision": None}


def lines_of(evaluation: Evaluation, unit: str) -> str:
    return " ".join(text_of(evaluation, unit).split())


def test_a_unit_on_hold_is_told_of_no_other_award_s_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """It has no rank and no band because it is on hold; no award but bang-khen asks for years in a row."""
    assert run(["why", "SNGV", "2023", "-C", ROOT]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "chưa đủ số năm" not in text
    assert "chưa được xếp hạng, yêu cầu từ hạng 3 trở lên" in text
    assert [part.partition(".")[0] for part in text.split("Tóm lại: ")[1:]][-1] == "chưa được xét"


HEAD = """head:
  method: election
  deputies: 1
  deputy_from: election
  ballot: {mark: approve}
  passes: {more_than: 1/2, of: members}
"""


def offices(head: str, deputy: str) -> str:
    return (
        "contests:\n  - office: head\n    nominees: [STC, TTR]\n"
        f"    papers: {{issued: 4, returned: 4, valid: 4}}\n    votes: {head}\n"
        "  - office: deputy\n    nominees: [STP, TTR]\n"
        f"    papers: {{issued: 4, returned: 4, valid: 4}}\n    votes: {deputy}\n"
    )


def test_votes_for_deputy_are_shown_too_and_nothing_is_said_of_a_rotation_that_is_not(tmp_path: Path) -> None:
    """The bloc has no `rotation.order`: an election is all there is."""
    bloc = replace_key(base_text("bloc.yaml"), "rotation", "")
    files = {"regulation.yaml": HEAD, "ballots.yaml": offices("{STC: 3, TTR: 1}", "{STP: 1, TTR: 3}")}
    folder = make_bloc(tmp_path, files)
    write_file(tmp_path, "bloc.yaml", bloc.encode())
    text = lines_of(evaluate(folder, YEAR), "TTR")
    assert "Trưởng khối năm 2024: làm phó trưởng khối" in text
    assert "Phiếu bầu trưởng khối: 1/4 = 25 % ≤ 50 % tổng số thành viên, thiếu 02 phiếu" in text
    assert "Phiếu bầu phó trưởng khối: 3/4 = 75 % > 50 % tổng số thành viên, đủ ngưỡng" in text
    assert "luân phiên" not in text.partition("Trưởng khối năm")[2]


def test_a_unit_that_joins_next_year_is_asked_about_for_the_headship_only(tmp_path: Path) -> None:
    bloc = base_text("bloc.yaml").replace("members:\n", "members:\n  - {code: SMOI, name: Sở Mới, joined: 2024}\n")
    folder = make_bloc(tmp_path)
    write_file(tmp_path, "bloc.yaml", replace_key(bloc, "rotation", "").encode())
    ballots = base_text("ballots.yaml").replace("  - office: head\n", "  - office: head\n    nominees: [STC, TTR]\n")
    write_file(tmp_path, "ballots.yaml", ballots.encode())
    evaluation = evaluate(folder, YEAR)
    outcome = judged(evaluation)
    assert outcome.nominee("SMOI") is None
    assert unit_code(outcome, "sở mới") == "SMOI"
    found = reasons(outcome, "SMOI")
    assert (found.awards, found.head is not None) == ((), True)
    text = lines_of(evaluation, "SMOI")
    assert "Chưa là thành viên trong năm 2023; vào khối năm sau." in text
    assert "Trưởng khối năm 2024: không được chọn" in text


def test_who_was_left_out_of_a_later_round_is_told_why(tmp_path: Path) -> None:
    files = contest("{SNV: 2, STC: 2, STP: 2, TTR: 0}")
    files["regulation.yaml"] = files["regulation.yaml"].replace("1/2", "1/4")
    again = (
        "  - award: bang-khen\n    round: 2\n    nominees: [SNV, STC]\n    left_out: [{unit: STP, reason: xin rút}]\n"
        "    papers: {issued: 4, returned: 4, valid: 4}\n    votes: {SNV: 3, STC: 1}\n"
    )
    files["ballots.yaml"] = files["ballots.yaml"].replace("  - office", again + "  - office")
    text = lines_of(evaluate(make_bloc(tmp_path, files), YEAR), "STP")
    assert "Bằng khen: không đưa ra bầu lại" in text
    assert text.count("Sở Tư pháp không đưa ra bầu lại ở vòng 2: xin rút.") == 1


@pytest.mark.parametrize("written", ["CTK", "ctk", "Cục Thống kê tỉnh", "cục thống kê"])
def test_a_unit_is_found_by_code_name_or_short_name(written: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", written, "2023", "-C", ROOT]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Cục Thống kê tỉnh (CTK), năm 2023")
    assert "5/11 = 45,45 % ≤ 50 % tổng số thành viên, thiếu 01 phiếu" in text


def test_an_unknown_unit_is_wrong_usage_with_the_nearest_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", "CTKE", "2023", "-C", ROOT]) == 2
    assert "có phải là «CTK»?" in capsys.readouterr().err


def test_all_units_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", "--all", "2023", "--json", "-C", ROOT]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["units"][0]["unit"] == "VPDBQH"
    assert len(data["units"]) == 11


@pytest.mark.parametrize(("present", "left"), [("U1, U2, U3, U4, U5", 3), ("U1, U2, U3, U4, U5, U6", 0)])
def test_what_is_still_to_be_decided_is_said_with_the_exit_code_of_it(tmp_path: Path, present: str, left: int) -> None:
    """Two thirds of nine are six; with five nothing that the conference chose is final."""
    rule = (
        "conference: {quorum: {at_least: 2/3, of: members}}\n"
        "awards:\n  - {code: co, name: Cờ thi đua, quota: 1, passes: none}\n"
    )
    held = "  - {award: co, method: show_of_hands, nominees: [U1, U2], votes: {U1: 4, U2: 1}}\n"
    votes = conference(held, there=f"present: [{present}]")
    write_year(tmp_path, rule, votes)
    done = run_there(tmp_path, "why", "U1")
    assert done.returncode == left
    assert ("CÒN PHẢI QUYẾT ĐỊNH" in done.stdout) == bool(left)
    assert ("hội nghị không đủ số đơn vị dự họp: 5/9" in done.stdout) == bool(left)
    assert [one["kind"] for one in json.loads(run_there(tmp_path, "why", "U1", "--json").stdout)["pending"]] == (
        ["no_quorum"] if left else []
    )
