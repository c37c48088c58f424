"""`thidua tally --quota/--pass/--without`: the other outcome beside today's; nothing is written."""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from pathlib import Path

import pytest

from bloc_folder import base_text, make_bloc, replace_key, replace_keys, write_file
from nine_units import conference, held, write_year
from rules_cases import all_cases, evaluate_case, expected_years
from thidua.cli import run
from thidua.evaluation import evaluate
from thidua.rules.judging import judge_year
from thidua.rules.whatif import Supposition, differences, suppose

ROOT = Path(__file__).resolve().parent.parent
YEARS = [(case, year) for case in all_cases() for year in expected_years(case)]


@pytest.mark.parametrize(("case", "year"), YEARS)
def test_supposing_what_is_changes_nothing(case: str, year: int) -> None:
    outcome = evaluate_case(case, year).outcome
    assert outcome is not None
    then = suppose(outcome, Supposition())
    assert then == outcome
    assert not any(item.changed for item in differences(outcome, then))


@pytest.mark.parametrize(("case", "year"), YEARS)
def test_who_is_left_out_is_proposed_for_nothing(case: str, year: int) -> None:
    outcome = evaluate_case(case, year).outcome
    assert outcome is not None
    for unit in (nominee.code for nominee in outcome.nominees):
        then = suppose(outcome, Supposition(without=(unit,)))
        assert all(unit not in (*award.proposed, *award.possible) for award in then.awards)


def data(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, dict[str, list[str]]]:
    assert run(["tally", "2023", "-C", str(ROOT), "--json", *options]) == 0
    found = json.loads(capsys.readouterr().out)
    return {item["unit"]: item for item in found["changes"]}


def test_a_second_government_flag_moves_the_runner_up(capsys: pytest.CaptureFixture[str]) -> None:
    """QLTT passed with 9 of 11 and missed the one seat; with two it takes it."""
    found = data(capsys, "--quota", "co-chinh-phu=2")
    assert found["QLTT"]["today"] == ["co-tinh"]
    assert found["QLTT"]["then"] == ["co-chinh-phu"]
    assert not found["STC"]["changed"]


def test_a_higher_threshold_drops_who_no_longer_passes(capsys: pytest.CaptureFixture[str]) -> None:
    """80 % of 11 is 9 votes: SNV 10, SKHDT 9 and VPUBND 9 stay, TTT 8 and STP 7 do not."""
    found = data(capsys, "--pass", "bang-khen=80%")
    dropped = {unit for unit, item in found.items() if item["today"] == ["bang-khen"] and item["then"] == []}
    assert dropped == {"TTT", "STP"}


def test_without_the_winner_the_next_who_passed_moves_up(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "--without", "Sở Tài chính")
    assert found["STC"]["then"] == []
    assert found["QLTT"]["then"] == ["co-chinh-phu"]


def test_without_works_where_there_are_no_scores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before, `--without` did nothing without scores.yaml, and said nothing."""
    regulation = "awards:\n  - {code: co, name: Cờ thi đua, quota: 1, passes: {more_than: 1/2, of: members}}\n"
    papers = "papers: {issued: 4, returned: 4, valid: 4}"
    votes = f"contests:\n  - {{award: co, {papers}, votes: {{SNV: 4, STC: 3, STP: 1, TTR: 0}}}}\n"
    head = f"  - {{office: head, {papers}, votes: {{STC: 3, TTR: 1}}}}\n"
    folder = make_bloc(tmp_path, {"ballots.yaml": votes + head})
    without_scoring = replace_key(replace_keys(base_text("regulation.yaml"), regulation), "scoring", "")
    write_file(tmp_path, "regulation.yaml", without_scoring.encode())
    (folder.path / "2023" / "scores.yaml").unlink()
    command = ["tally", "-C", str(tmp_path)]
    assert run([*command, "--json", "--without", "SNV"]) == 0
    then = {item["unit"]: item["then"] for item in json.loads(capsys.readouterr().out)["changes"]}
    assert then == {"SNV": [], "STC": ["co"]}
    assert run([*command, "--json", "--without", "SNV", "--without", "STC"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [award["proposed"] for award in found["then"]["awards"]] == [[]]
    assert run([*command, "--without", "Sở Nội vụ"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "không đưa Sở Nội vụ vào bình xét; số phiếu đã bỏ cho Sở Nội vụ không chuyển cho đơn vị khác" in text


def test_a_unit_that_the_scores_do_not_list_is_left_out_too(tmp_path: Path) -> None:
    """On file for nobody, it is a member all the same."""
    outcome = evaluate(make_bloc(tmp_path), 2023).outcome
    assert outcome is not None
    assert outcome.scores is not None
    fewer = {code: unit for code, unit in outcome.scores.units.items() if code != "STC"}
    records = outcome.grounds.year._replace(scores=outcome.scores.model_copy(update={"units": fewer}))
    outcome = judge_year(records)
    then = suppose(outcome, Supposition(without=("STC",)))
    standing = then.nominee("STC")
    assert standing is not None
    assert standing.status == "withdrawn"
    assert all("STC" not in award.proposed for award in then.awards)


def test_an_unknown_unit_is_answered_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tally", "2023", "-C", str(ROOT), "--without", "QLTTT"]) == 2
    told = capsys.readouterr().err
    assert "có phải là «QLTT»?" in told
    assert "các mã: " in told
    assert "VPDBQH" in told


def test_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    def prints() -> dict[str, str]:
        files = sorted((ROOT / "bloc_configs").rglob("*.yaml"))
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    before = prints()
    assert run(["tally", "2023", "-C", str(ROOT), "--quota", "bang-khen=1", "--without", "SNV"]) == 0
    assert "GIẢ ĐỊNH" in capsys.readouterr().out
    assert prints() == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--quota", "bang-khen"], "cần MÃ=GIÁ_TRỊ"),
        (["--quota", "huy-chuong=1"], "mã là một trong: co-chinh-phu"),
        (["--quota", "bang-khen=-1"], "không phải là số nguyên"),
        (["--pass", "bang-khen=150%"], "không quá 100%"),
        (["--pass", "bang-khen=nửa"], "không phải là một tỷ lệ"),
        (["--pass", "bang-khen=2,3"], "viết SỐ% hoặc TỬ_SỐ/MẪU_SỐ"),
        (["--pass", "bang-khen=0,8"], "viết 80% hoặc 4/5"),
        (["--without", "XYZ"], "không có đơn vị «XYZ»"),
    ],
)
def test_a_supposition_that_makes_no_sense_is_wrong_usage(
    options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["tally", "2023", "-C", str(ROOT), *options]) == 2
    assert message in capsys.readouterr().err


def test_a_supposed_threshold_keeps_its_base() -> None:
    outcome = evaluate_case("06-nguong-phieu-11-don-vi", 2023).outcome
    assert outcome is not None
    code = outcome.awards[0].award
    then = suppose(outcome, Supposition(passes=((code, Fraction(1)),)))
    before, after = (o.regulation.awards[0].passes for o in (outcome, then))
    assert before is not None
    assert after is not None
    assert (after.at_least, after.of) == (Fraction(1), before.of)


def test_the_score_matrix_shows_every_criterion_of_every_unit(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tally", "2023", "-C", str(ROOT), "--scores"]) == 0
    text = capsys.readouterr().out
    outcome_codes = ("STC", "QLTT", "VPDBQH", "SNV", "SKHDT", "VPUBND", "TTT", "STP", "CTK", "CTHUE", "SNGV")
    assert all(f"({code})" in text for code in outcome_codes)
    assert "đạt 56/50, vượt nhiều nhất trong các đơn vị: 6" in " ".join(text.split())
    assert "Quy đổi phần có phát sinh về thang 100" in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_a_share_rounded_by_hand_is_told_as_in_a_file_and_the_base_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """6 of 9 are two thirds, and less than 66.67 %."""
    rule = "awards:\n  - {code: co, name: Cờ thi đua, quota: 1, passes: {more_than: 1/2, of: valid}}\n"
    votes = held("award: co", "U1: 6, U2: 5")
    write_year(tmp_path, rule, conference(votes))
    command = ["tally", "2023", "-C", str(tmp_path)]
    assert run([*command, "--pass", "co=66.67%"]) == 0
    said = capsys.readouterr()
    assert "Cờ thi đua: ngưỡng ít nhất 66,67 % số phiếu hợp lệ" in " ".join(said.out.split())
    assert said.err.startswith("--pass co=66.67%: nhắc[TD610]: tỷ lệ này gần bằng 2/3")
    assert "gợi ý: viết 2/3" in said.err
    assert run([*command, "--pass", "co=2/3"]) == 0
    assert "TD610" not in capsys.readouterr().err
    assert run([*command, "--json", "--pass", "co=66.67%"]) == 0
    said = capsys.readouterr()
    assert "TD610" in said.err
    assert json.loads(said.out)["then"]["awards"][0]["proposed"] == []
