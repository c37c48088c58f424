"""Files that were meant: a name that is nearly right is told, never passed over; what is no business of ours is not."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bloc_folder import BLOC, YEAR, make_bloc, replace_key
from thidua import cli
from thidua.evaluation import evaluate
from thidua.records.meant import OURS, meant
from thidua.records.workspace import BlocFolder, find_bloc

DONE, ERRORS, USAGE, UNDECIDED = 0, 1, 2, 3

NEAR = (
    "{}.yml", "{}.yaml.txt", "{}.YAML", "{}.yaml.yaml", "{} (1).yaml", "{} - Copy.yaml", "{} - Copy (2).yaml",
    "{} - Bản sao.yaml", "Bản sao {}.yaml", "{} copy.yaml", "{}.yaml copy", "{}.yaml (1)", "{}_v2.yaml", "{}-moi.yaml",
    "{}.cũ.yaml", "{}", "{}.txt", "{} .yaml", "{}. yaml", "{}.yaml ", "{}.ymal", "{}.yaml.docx", "{}.yml.txt",
    "{}x.yaml", "{}\u200b.yaml", "{}.yaml.",
)  # fmt: skip
FAR = (
    "notes.txt", "README", "README.md", "x.docx", "~$x.docx", ".DS_Store", "Thumbs.db", "desktop.ini", "nháp.yaml",
    "kế hoạch.yaml", "{}.xlsx", "{}.docx", "{}.pdf", "{}.yaml.bak", "{}.yaml.bak2", "{}.yaml~", ".{}.yaml.moi",
    ".{}.yaml.tmp", ".{}.yaml.swp", "._{}.yaml", "_{}.yaml", "#{}.yaml#", "{}.yaml.orig", "{}.yaml.gz", "{}.csv",
    "{}s và phiếu.xlsx",
)  # fmt: skip


def codes(folder: BlocFolder, year: int = YEAR) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.file) for problem in evaluate(folder, year).problems]


def rename(folder: BlocFolder, old: str, new: str) -> None:
    (folder.path / old).rename(folder.path / new)


# --- files -------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", OURS)
@pytest.mark.parametrize("name", NEAR)
def test_a_name_that_is_nearly_ours_is_taken_for_what_it_was_meant_to_be(file: str, name: str) -> None:
    assert meant(name.format(file)) == file
    assert meant(name.format(file).upper()) == file


@pytest.mark.parametrize("file", OURS)
@pytest.mark.parametrize("name", FAR)
def test_files_of_other_kinds_are_no_business_of_ours(file: str, name: str) -> None:
    assert meant(name.format(file)) is None


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("quy chế.yaml", "regulation"), ("Quy-che.yml", "regulation"), ("điểm.yaml", "scores"),
        ("phiếu.yaml", "ballots"),
        ("báo cáo.yaml", "report"), ("khối.yaml", "bloc"), ("regulations.yaml", "regulation"), ("score.yaml", "scores"),
        ("ballot.yaml", "ballots"), ("reprot.yaml", "report"), ("scоres.yaml", "scores"), ("ｓcores.yaml", "scores"),
    ],
)  # fmt: skip
def test_misspelt_and_vietnamese_names_too(name: str, file: str) -> None:
    assert meant(name) == file


def test_a_text_file_is_taken_for_ours_only_where_ours_is_not_there() -> None:
    assert meant("report.txt", {"report.txt", "report.yaml"}) is None
    assert meant("report", {"report"}) == "report"
    assert meant("scores.yaml.txt", {"scores.yaml"}) == "scores"


@pytest.mark.parametrize("file", ["regulation", "scores", "ballots", "report"])
@pytest.mark.parametrize("name", ["{}.yml", "{}.yaml.txt", "{}.YAML"])
def test_a_file_of_the_year_under_another_name_is_the_only_error(tmp_path: Path, file: str, name: str) -> None:
    folder = make_bloc(tmp_path)
    rename(folder, f"2023/{file}.yaml", f"2023/{name.format(file)}")
    found = evaluate(folder, YEAR).problems
    assert [problem.code for problem in found] == ["TD006"]
    assert found[0].place.file == f"bloc_configs/{BLOC}/2023/{name.format(file)}"
    assert f"đổi tên thành «{file}.yaml»" in found[0].hint
    rename(folder, f"2023/{name.format(file)}", f"2023/{file}.yaml")
    assert codes(folder) == []


def test_the_file_of_the_bloc_under_another_name(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    rename(folder, "bloc.yaml", "bloc.yml")
    assert codes(folder) == [("TD006", f"bloc_configs/{BLOC}/bloc.yml")]


def test_a_copy_beside_the_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    shutil.copy(folder.path / "2023/scores.yaml", folder.path / "2023/scores - Copy.yaml")
    shutil.copy(folder.path / "bloc.yaml", folder.path / "bloc (1).yaml")
    found = evaluate(folder, YEAR).problems
    assert [problem.place.file.rpartition("/")[2] for problem in found] == ["scores - Copy.yaml", "bloc (1).yaml"]
    assert "thư mục này đã có scores.yaml" in found[0].hint
    assert "bắt đầu bằng dấu _" in found[0].hint
    rename(folder, "2023/scores - Copy.yaml", "2023/_scores - Copy.yaml")
    rename(folder, "bloc (1).yaml", "_bloc (1).yaml")
    assert codes(folder) == []


def test_an_on_hold_unit_does_not_become_deputy_because_of_a_file_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With scores.yml for scores.yaml: exit 0 and written, once."""
    head = "head: {method: rotation, deputies: 1, deputy_from: next_in_order, exclude_not_considered: true}\n"
    scores = "units:\n  TTR: {status: on_hold, reason: đang thanh tra, basis: Quyết định số 5}\n"
    folder = make_bloc(tmp_path, {"regulation.yaml": head, "scores.yaml": scores})
    (folder.path / "2023" / "ballots.yaml").unlink()
    rename(folder, "2023/scores.yaml", "2023/scores.yml")
    before = (folder.path / "bloc.yaml").read_bytes()
    assert cli.run(["rotate-head", "--write", "-C", str(tmp_path)]) == ERRORS
    assert "scores.yml: lỗi[TD006]" in capsys.readouterr().err
    assert (folder.path / "bloc.yaml").read_bytes() == before


def test_what_lies_around_is_fine(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    for place in (tmp_path, tmp_path / "bloc_configs", folder.path, folder.path / "2023"):
        for name in FAR:
            if "/" not in name:
                (place / name.format("scores")).write_text("gì đó", encoding="utf-8")
        for name in (".git", "_lưu", "Văn bản 2023", "tài liệu"):
            (place / name).mkdir()
            (place / name / "x.docx").write_text("gì đó", encoding="utf-8")
    assert codes(folder) == []
    shutil.copytree(folder.path / "2023", folder.path / "_2023 trước khi sửa")
    assert codes(folder) == []


# --- folders -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("2024 ", "đổi tên thành «2024»"),
        ("nam-2024", "đổi tên thành «2024»"),
        ("năm 2024", "đổi tên thành «2024»"),
        ("Năm 2024", "đổi tên thành «2024»"),
        ("2024 (1)", "đổi tên thành «2024»"),
        ("２０２４", "đổi tên thành «2024»"),
        ("2023-2024", "bốn chữ số của năm"),
        ("2O24", "bốn chữ số của năm"),
        ("nháp", "bốn chữ số của năm"),
        ("2023 - Copy", "đã có thư mục 2023"),
    ],
)
@pytest.mark.parametrize("file", ["regulation.yaml", "scores.yml"])
def test_a_folder_with_files_of_a_year_and_another_name(tmp_path: Path, name: str, right: str, file: str) -> None:
    folder = make_bloc(tmp_path)
    (folder.path / name).mkdir()
    assert codes(folder) == []
    (folder.path / name / file).write_text("format: 1\n", encoding="utf-8")
    found = evaluate(folder, YEAR).problems
    assert [(problem.code, problem.place.file) for problem in found] == [("TD006", f"bloc_configs/{BLOC}/{name}")]
    assert right in found[0].hint


@pytest.mark.parametrize("place", [".", "bloc_configs", f"bloc_configs/{BLOC}/2023"])
@pytest.mark.parametrize("name", ["2024", "nam-2024"])
def test_a_year_in_the_wrong_place(tmp_path: Path, place: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_bloc(tmp_path)
    shutil.copytree(folder.path / "2023", tmp_path / place / name)
    shown = f"{place}/{name}".removeprefix("./")
    found = evaluate(find_bloc(tmp_path, None, tmp_path), YEAR).problems
    assert [(problem.code, problem.place.file) for problem in found] == [("TD006", shown)]
    assert f"chuyển vào bloc_configs/{BLOC}/2024" in found[0].hint
    for command in ("check", "tally"):
        assert cli.run([command, "-C", str(tmp_path)]) == ERRORS
        assert f"{shown}: lỗi[TD006]" in capsys.readouterr().err
    shutil.move(tmp_path / place / name, folder.path / "2024")
    assert codes(find_bloc(tmp_path, None, tmp_path)) == []


@pytest.mark.parametrize(
    ("file", "place", "right"),
    [
        ("scores.yaml", f"bloc_configs/{BLOC}", f"bloc_configs/{BLOC}/NĂM/scores.yaml"),
        ("scores.yml", f"bloc_configs/{BLOC}", f"bloc_configs/{BLOC}/NĂM/scores.yaml"),
        ("scores.yaml", "bloc_configs", f"bloc_configs/{BLOC}/NĂM/scores.yaml"),
        ("bloc.yaml", "bloc_configs", f"bloc_configs/{BLOC}/bloc.yaml"),
        ("bloc.yaml", f"bloc_configs/{BLOC}/2023", f"bloc_configs/{BLOC}/bloc.yaml"),
    ],
)
def test_a_file_in_the_wrong_folder(tmp_path: Path, file: str, place: str, right: str) -> None:
    make_bloc(tmp_path)
    (tmp_path / place / file).write_text("format: 1\n", encoding="utf-8")
    found = evaluate(find_bloc(tmp_path, None, tmp_path), YEAR).problems
    assert [(problem.code, problem.place.file) for problem in found] == [("TD006", f"{place}/{file}")]
    assert f"chuyển vào {right}" in found[0].hint


def test_with_several_blocs_what_lies_above_them_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.move(second_bloc(tmp_path) / "2023", tmp_path / "bloc_configs" / "2023")
    shutil.rmtree(tmp_path / "bloc_configs" / BLOC / "2023")
    (tmp_path / "bloc_configs" / "bloc.yml").write_text("format: 1\n", encoding="utf-8")
    assert cli.run(["check", "-C", str(tmp_path)]) == ERRORS
    shown = capsys.readouterr().err
    assert shown.count("bloc_configs/2023: lỗi[TD006]") == 1
    assert "chuyển vào bloc_configs/MÃ_KHỐI/2023" in shown
    assert shown.count("bloc_configs/bloc.yml: lỗi[TD006]") == 1
    assert "chuyển vào bloc_configs/MÃ_KHỐI/bloc.yaml" in shown
    assert shown.count("lỗi[") == 2, "the year that is told is not missed as well"


# --- folders that the system does not open --------------------------------------------------------


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Makes a folder one that may be neither listed nor entered, as `chmod 000` does for anybody but root."""

    def close(folder: Path) -> None:
        listed, opened = os.scandir, Path.open

        def is_inside(path: Any) -> bool:
            return folder == Path(path) or folder in Path(path).parents

        def scandir(path: Any = ".") -> Any:
            if is_inside(path):
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return listed(path)

        def opens(path: Path, *args: Any, **kwargs: Any) -> Any:
            if is_inside(path):
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return opened(path, *args, **kwargs)

        monkeypatch.setattr(os, "scandir", scandir)
        monkeypatch.setattr(Path, "open", opens)

    return close


@pytest.mark.parametrize("part", ["", "/2023"])
def test_a_folder_that_cannot_be_read_is_one_error_at_the_folder_in_both_forms(
    tmp_path: Path, part: str, closed: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    make_bloc(tmp_path)
    shown = f"bloc_configs/{BLOC}{part}"
    closed(tmp_path / shown)
    for command in ("check", "tally"):
        assert cli.run([command, "-C", str(tmp_path)]) == ERRORS
        told = [line for line in capsys.readouterr().err.splitlines() if "lỗi[" in line]
        assert told == [f"{shown}: lỗi[TD001]: không đọc được thư mục: không có quyền"]
        assert cli.run([command, "--json", "-C", str(tmp_path)]) == ERRORS
        (problem,) = json.loads(capsys.readouterr().out)["problems"]
        assert (problem["code"], problem["file"]) == ("TD001", shown)


def test_the_errors_of_other_blocs_are_told_beside_it(
    tmp_path: Path, closed: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    other = second_bloc(tmp_path)
    (other / "2023" / "ballots.yaml").write_text("format: 1\nkhoa_la: 1\n", encoding="utf-8")
    closed(tmp_path / "bloc_configs" / BLOC)
    assert cli.run(["check", "-C", str(tmp_path)]) == ERRORS
    told = capsys.readouterr().err
    assert f"bloc_configs/{BLOC}: lỗi[TD001]" in told
    assert "khac/2023/ballots.yaml:2:1: lỗi[TD202]" in told


def test_a_workspace_whose_blocs_cannot_be_listed(
    tmp_path: Path, closed: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    make_bloc(tmp_path)
    closed(tmp_path / "bloc_configs")
    assert cli.run(["check", "-C", str(tmp_path)]) == USAGE
    assert "không đọc được thư mục bloc_configs: không có quyền" in capsys.readouterr().err


# --- which year, which bloc ----------------------------------------------------------------------


def second_bloc(tmp_path: Path) -> Path:
    folder = make_bloc(tmp_path)
    other = tmp_path / "bloc_configs" / "khac"
    shutil.copytree(folder.path, other)
    return other


def test_the_year_follows_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                             capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    folder = make_bloc(tmp_path)
    shutil.copytree(folder.path / "2023", folder.path / "2024")
    (folder.path / "2023" / "tài liệu").mkdir()
    for place in ("2023", "2023/tài liệu"):
        monkeypatch.chdir(folder.path / place)
        cli.run(["tally"])
        assert "thi đua năm 2023" in capsys.readouterr().out
    monkeypatch.chdir(folder.path)
    cli.run(["tally"])
    assert "năm 2024" in "".join(capsys.readouterr())
    cli.run(["tally", "-C", str(folder.path / "2023")])
    assert "thi đua năm 2023" in capsys.readouterr().out
    cli.run(["tally", "2023", "-C", str(folder.path / "2024")])
    assert "thi đua năm 2023" in capsys.readouterr().out


def test_check_inside_a_year_reads_that_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_bloc(tmp_path)
    shutil.copytree(folder.path / "2023", folder.path / "2022")
    (folder.path / "2022" / "ballots.yaml").write_text("format: 1\nkhoa_la: 1\n", encoding="utf-8")
    (folder.path / "2022" / "scores.yaml").unlink()
    assert cli.run(["check", "-C", str(folder.path / "2023")]) == DONE
    assert cli.run(["check", "-C", str(folder.path / "2022")]) == ERRORS
    assert cli.run(["check", "-C", str(folder.path)]) == ERRORS
    capsys.readouterr()


def test_a_year_of_another_bloc_does_not_follow(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = second_bloc(tmp_path)
    (other / "2023").rename(other / "2022")
    code = cli.run(["tally", "--bloc", "khac", "-C", str(tmp_path / "bloc_configs" / BLOC / "2023")])
    assert code in {DONE, ERRORS, UNDECIDED}
    assert "2022" in "".join(capsys.readouterr())


def test_a_bloc_without_a_year_does_not_hide_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = second_bloc(tmp_path)
    shutil.rmtree(other / "2023")
    assert cli.run(["check", "-C", str(tmp_path)]) == ERRORS
    shown = capsys.readouterr().err
    assert "bloc_configs/khac: lỗi[TD004]: khối này chưa có thư mục năm nào" in shown
    assert shown.count("lỗi[") == 1
    (tmp_path / "bloc_configs" / BLOC / "2023" / "ballots.yaml").write_text("format: 1\nkhoa_la: 1\n", encoding="utf-8")
    (other / "bloc.yaml").write_text("format: 1\nkhoa_la: 1\n", encoding="utf-8")
    assert cli.run(["check", "-C", str(tmp_path)]) == ERRORS
    shown = capsys.readouterr().err
    assert f"bloc_configs/{BLOC}/2023/ballots.yaml:2:1: lỗi[TD202]" in shown
    assert "bloc_configs/khac/bloc.yaml:2:1: lỗi[TD202]" in shown


def test_a_folder_that_is_no_bloc_is_told_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_bloc(tmp_path)
    (tmp_path / "bloc_configs" / "tài liệu").mkdir()
    assert cli.run(["check", "-C", str(tmp_path)]) == ERRORS
    shown = capsys.readouterr().err
    assert "bloc_configs/tài liệu/bloc.yaml: lỗi[TD004]: thiếu tệp này" in shown
    assert "nếu bloc_configs/tài liệu không phải là một khối" in shown
    assert shown.count("lỗi[") == 1
    assert cli.run(["tally", "-C", str(tmp_path)]) == USAGE
    assert "tài liệu (chưa có bloc.yaml)" in capsys.readouterr().err
    (tmp_path / "bloc_configs" / "tài liệu").rename(tmp_path / "bloc_configs" / "_tài liệu")
    assert cli.run(["check", "-C", str(tmp_path)]) == DONE


def test_the_only_year_under_another_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_bloc(tmp_path)
    rename(folder, "2023", "năm 2023")
    assert cli.run(["check", "-C", str(tmp_path)]) == ERRORS
    shown = capsys.readouterr().err
    assert f"bloc_configs/{BLOC}/năm 2023: lỗi[TD006]" in shown
    assert shown.count("lỗi[") == 1
    for wanted in ([], ["2023"]):
        assert cli.run(["tally", *wanted, "-C", str(tmp_path)]) == USAGE
        assert "«năm 2023» không được đọc vì tên không phải là năm, đổi tên thành «2023»" in capsys.readouterr().err


def test_only_a_year_where_blocs_lie(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_bloc(tmp_path)
    shutil.move(folder.path / "2023", tmp_path / "bloc_configs" / "2023")
    shutil.rmtree(folder.path)
    assert cli.run(["check", "-C", str(tmp_path)]) == USAGE
    assert "thư mục của năm nằm trong thư mục của khối: bloc_configs/MÃ_KHỐI/2023" in capsys.readouterr().err


def test_a_year_that_one_bloc_has_and_another_has_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = second_bloc(tmp_path)
    (other / "2023").rename(other / "2022")
    assert cli.run(["check", "2023", "-C", str(tmp_path)]) == DONE
    assert cli.run(["check", "2020", "-C", str(tmp_path)]) == USAGE
    assert f"không khối nào có năm 2020; các khối: khac, {BLOC}" in capsys.readouterr().err
    assert cli.run(["verify", "2023", "--stamp", "7KQ2-M0XD", "-C", str(tmp_path)]) == ERRORS


# --- what was meant for a file that is not there -------------------------------------------------

ON_HOLD = (
    "  SNV:\n    status: on_hold\n    reason: đang thanh tra\n    basis: Quyết định số 5\n    facts: [vuot-chi-tieu]\n"
)


def bloc_with_votes(workspace: Path) -> BlocFolder:
    """No award asks for a fact, and SNV, which everybody votes for, is on hold by scores.yaml."""
    folder = make_bloc(workspace)
    regulation, scores = (folder.path / "2023" / name for name in ("regulation.yaml", "scores.yaml"))
    text = regulation.read_text(encoding="utf-8")
    regulation.write_text(text.replace("    requires: {facts: [vuot-chi-tieu]}\n", ""), encoding="utf-8")
    text = scores.read_text(encoding="utf-8")
    scores.write_text(text.replace("  SNV:\n    facts: [vuot-chi-tieu]\n", ON_HOLD), encoding="utf-8")
    return folder


ASTRAY = (
    "scores.yaml", "diem-thi-dua.yaml", "scores.yaml.bak", "bloc_configs/scores.yaml", "bloc_configs/vi-du/scores.yaml",
    "bloc_configs/vi-du/2023/diem/scores.yaml", "bloc_configs/vi-du/2023/diem-thi-dua.yaml",
    "bloc_configs/vi-du/2023/scores.yaml~", "bloc_configs/vi-du/2023/scores.yaml.bak",
    "bloc_configs/vi-du/2023/scores.yaml.tmp", "bloc_configs/vi-du/2023/scores.json",
    "bloc_configs/vi-du/2023/bảng điểm thi đua 2023.yml", "bloc_configs/vi-du/2023/lưu/scores.yaml.bak",
)  # fmt: skip


@pytest.mark.parametrize("place", ASTRAY)
@pytest.mark.parametrize("blocs", [1, 2])
def test_scores_that_lie_elsewhere_are_the_only_error_and_nothing_is_proposed(
    tmp_path: Path, place: str, blocs: int, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = bloc_with_votes(tmp_path)
    assert codes(folder) != [], "SNV is on hold: its votes are in error"
    if blocs > 1:
        shutil.copytree(make_bloc(tmp_path / "other").path, tmp_path / "bloc_configs" / "khac")
    (tmp_path / place).parent.mkdir(exist_ok=True)
    shutil.move(folder.path / "2023" / "scores.yaml", tmp_path / place)
    assert cli.run(["check", "-C", str(tmp_path)]) == ERRORS
    told = [line for line in capsys.readouterr().err.splitlines() if "lỗi[" in line]
    assert [line.partition(": ")[0] for line in told] == [place]
    assert "lỗi[TD006]" in told[0]
    assert cli.run(["tally", "--bloc", BLOC, "-C", str(tmp_path)]) == ERRORS


@pytest.mark.parametrize(
    "name",
    ["phieu-bau.yaml", "hoi-nghi.yaml", "bầu.yaml", "ballots.json", "ballots.yaml.bak", "ballots.yaml~", "ballots.tmp",
     "biên bản bình xét.yaml"],
)  # fmt: skip
def test_ballots_under_a_name_of_their_own(tmp_path: Path, name: str) -> None:
    folder = make_bloc(tmp_path)
    shutil.copy(folder.path / "2023" / "ballots.yaml", folder.path / "2023" / name)
    assert codes(folder) == [], "beside the file itself it is a backup"
    (folder.path / "2023" / "ballots.yaml").unlink()
    (problem,) = evaluate(folder, YEAR).problems
    assert (problem.code, problem.place.file) == ("TD006", f"bloc_configs/{BLOC}/2023/{name}")
    assert "đổi tên thành «ballots.yaml»" in problem.hint


@pytest.mark.parametrize(
    "name", ["scores.xlsx", "_scores.yaml", ".scores.yaml.swp", "địa điểm.yaml", "nháp.yaml", "x.json"]
)
def test_what_is_no_backup_is_not_taken_for_the_file(tmp_path: Path, name: str) -> None:
    """Before the conference scores.yaml may be missing."""
    folder = make_bloc(tmp_path)
    for file in ("scores.yaml", "ballots.yaml"):
        (folder.path / "2023" / file).unlink()
    for place in (tmp_path, tmp_path / "bloc_configs", folder.path, folder.path / "2023"):
        (place / name).write_text("gì đó", encoding="utf-8")
    assert codes(find_bloc(tmp_path, None, tmp_path)) == []


def test_votes_without_scores_are_an_error_where_the_bloc_scores(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file was put into the folder of the year before: who is on hold is not known."""
    folder = bloc_with_votes(tmp_path)
    (folder.path / "2022").mkdir()
    rename(folder, "2023/scores.yaml", "2022/scores.yaml")
    assert codes(folder) == [("TD007", f"bloc_configs/{BLOC}/2023/scores.yaml")]
    assert cli.run(["tally", "2023", "--json", "-C", str(tmp_path)]) == ERRORS
    assert '"TD007"' in capsys.readouterr().out


def test_a_bloc_that_does_not_score_votes_without_scores(tmp_path: Path) -> None:
    folder = bloc_with_votes(tmp_path)
    (folder.path / "2023" / "scores.yaml").unlink()
    regulation = folder.path / "2023" / "regulation.yaml"
    text = replace_key(regulation.read_text(encoding="utf-8"), "scoring", "")
    regulation.write_text(text, encoding="utf-8")
    assert codes(folder) == []


def test_a_decision_alone_is_a_result_too(tmp_path: Path) -> None:
    decision = "- {award: co-tinh, chosen: [SNV], over: [STC], by: Hội nghị, reason: nhiều nữ hơn}"
    folder = make_bloc(tmp_path, {"ballots.yaml": f"contests: []\ndecisions:\n  {decision}\n"})
    (folder.path / "2023" / "scores.yaml").unlink()
    assert codes(folder) == [("TD007", f"bloc_configs/{BLOC}/2023/scores.yaml")]


def test_missing_scores_are_named_once_and_not_as_seven_missing_facts(tmp_path: Path) -> None:
    """The award asks for a fact: «chưa ghi điều kiện» of every unit would have the votes taken out."""
    folder = make_bloc(tmp_path)
    (folder.path / "2023" / "scores.yaml").unlink()
    assert codes(folder) == [("TD007", f"bloc_configs/{BLOC}/2023/scores.yaml")]


def test_the_file_that_is_not_read_comes_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_bloc(tmp_path, {"ballots.yaml": "khoa_la: 1\n"})
    shutil.move(folder.path / "2023" / "scores.yaml", folder.path / "scores.yaml")
    cli.run(["check", "-C", str(tmp_path)])
    told = [line for line in capsys.readouterr().err.splitlines() if "lỗi[" in line]
    assert [re.search(r"TD\d+", line)[0] for line in told] == ["TD006", "TD202"]  # type: ignore[index]


def test_files_of_a_year_left_in_the_folder_of_the_bloc_are_not_missed_as_well(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    for file in ("regulation", "scores", "ballots", "report"):
        shutil.move(folder.path / "2023" / f"{file}.yaml", folder.path / f"{file}.yaml")
    assert {code for code, _ in codes(folder)} == {"TD006"}
