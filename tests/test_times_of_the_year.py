"""Each paper at its time: `report --all` makes what can be made and says what the rest waits for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from thidua import cli

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "bloc_configs" / "tham-muu-tong-hop"
DONE, ERRORS, UNDECIDED = 0, 1, 3


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "bloc_configs" / SAMPLE.name)
    return tmp_path


def year_of(workspace: Path) -> Path:
    return workspace / "bloc_configs" / SAMPLE.name / "2023"


def made(workspace: Path) -> set[str]:
    return {path.name for path in (workspace / "out" / SAMPLE.name / "2023").glob("*.docx")}


def without_sections(workspace: Path) -> None:
    """report.yaml as it stands in March: nobody has written the report."""
    report = year_of(workspace) / "report.yaml"
    text = report.read_text(encoding="utf-8")
    report.write_text(text[: text.index("\nsections:")], encoding="utf-8")


def test_the_pledge_in_march_needs_no_scores_no_conference_and_no_year_end_prose(workspace: Path) -> None:
    without_sections(workspace)
    for name in ("scores.yaml", "ballots.yaml"):
        (year_of(workspace) / name).unlink()
    assert cli.run(["report", "--paper", "giao-uoc", "-C", str(workspace)]) == DONE
    assert made(workspace) == {"giao-uoc.docx"}


def test_before_the_conference_all_makes_what_can_be_made_and_says_what_waits(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (year_of(workspace) / "ballots.yaml").unlink()
    assert cli.run(["report", "--all", "-C", str(workspace)]) == UNDECIDED
    assert {"giao-uoc.docx", "giay-moi.docx", "phieu-bau.docx", "bang-diem.docx"} <= made(workspace)
    assert not made(workspace) & {"bao-cao.docx", "bien-ban.docx", "to-trinh.docx", "ban-giao.docx"}
    shown = capsys.readouterr()
    assert "Chưa lập biên bản niêm phong phiếu, biên bản hội nghị, thông báo kết luận: chờ hội nghị" in shown.err
    assert "chờ quyết định xong các việc còn chưa phân định" in shown.err
    assert "Cờ thi đua của Chính phủ: chưa có kết quả bỏ phiếu" in shown.out


def test_after_the_conference_only_the_report_waits_for_its_words(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without_sections(workspace)
    assert cli.run(["report", "--all", "-C", str(workspace)]) == DONE
    assert "bao-cao.docx" not in made(workspace)
    assert "to-trinh.docx" in made(workspace)
    assert "Chưa lập báo cáo tổng kết: chờ lời văn các phần của báo cáo" in capsys.readouterr().err


def test_the_report_without_its_words_is_an_error_at_report_yaml(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without_sections(workspace)
    assert cli.run(["report", "2023", "-C", str(workspace)]) == ERRORS
    assert made(workspace) == set()
    shown = capsys.readouterr().err
    assert "report.yaml" in shown
    assert "lỗi[TD201]: thiếu «sections»" in shown


def test_minutes_asked_for_before_the_conference_have_dots_in_a_draft(workspace: Path) -> None:
    (year_of(workspace) / "ballots.yaml").unlink()
    assert cli.run(["report", "--paper", "bien-ban", "--draft", "-C", str(workspace)]) == DONE
    assert made(workspace) == {"bien-ban-du-thao.docx"}


def test_with_everything_on_file_nothing_waits(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["report", "--all", "-C", str(workspace)]) == DONE
    assert "chờ" not in capsys.readouterr().err
