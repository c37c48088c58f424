"""DESIGN §1: the command line as a user meets it, in a fresh copy of the sample workspace."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup

from in_process import thidua as thidua_in_process
from thidua import __version__, cli
from thidua.crash import save_report
from thidua.diagnostics import CATALOGUE
from thidua.terminal.screen import width_of

ROOT = Path(__file__).parents[1]
BLOC = "tham-muu-tong-hop"
SMALL = Path(__file__).parent / "examples" / "base" / "bloc_configs" / "vi-du"

DONE, ERRORS, USAGE, UNDECIDED, BUG, INTERRUPTED = 0, 1, 2, 3, 4, 130

ENGLISH = re.compile(
    r"\b(usage|options?|arguments?|commands?|show this message|missing|no such|invalid|error|errors|required|default"
    r"|extra argument|unexpected|got|takes|value|TEXT|INTEGER|PATH|try|help for)\b",
    re.IGNORECASE,
)
CODE_WORDS = re.compile(r"--[a-z-]+|thidua [a-z-]+( --?[a-z-]+)*|\(history\)")
"""What the user types stands in English: options and commands."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a process left behind."""

    code: int
    out: str
    err: str


def environment(**changes: str | None) -> dict[str, str]:
    """The tests' own environment, UTF-8 on every stream unless a test says otherwise."""
    wanted = {**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": None, "TERM": "xterm-256color", **changes}
    return {name: value for name, value in wanted.items() if value is not None}


def thidua(*arguments: str, cwd: Path, encoding: str = "utf-8", **env: str | None) -> Ran:
    """The command; as a process of its own where its encoding or its environment matters."""
    if encoding == "utf-8" and not env:
        return Ran(*thidua_in_process(*arguments, cwd=cwd))
    found = subprocess.run(
        [sys.executable, "-m", "thidua", *arguments], cwd=cwd, env=environment(**env), capture_output=True, check=False
    )
    return Ran(found.returncode, found.stdout.decode(encoding), found.stderr.decode(encoding))


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file with its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A fresh workspace with the sample bloc; its path has blanks and Vietnamese letters, as users' paths do."""
    folder = tmp_path / "Hồ sơ thi đua"
    shutil.copytree(ROOT / "bloc_configs", folder / "bloc_configs")
    return folder


@pytest.fixture
def two_blocs(workspace: Path) -> Path:
    shutil.copytree(SMALL, workspace / "bloc_configs" / "vi-du")
    return workspace


@pytest.fixture
def broken(workspace: Path) -> Path:
    """The sample with one wrong number in two files."""
    for name, old, new in (("scores", "{self: 20, assessed: 19.25}", "{self: 20, assessed: 99}"),
                           ("ballots", "absent: [TTT]", "absent: [TTTT]")):  # fmt: skip
        file = year_folder(workspace) / f"{name}.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    return workspace


def year_folder(workspace: Path, year: int = 2023) -> Path:
    return workspace / "bloc_configs" / BLOC / str(year)


def commands() -> dict[str, Any]:
    """Every command by its name, loaded."""
    group = typer.main.get_command(cli.app)
    assert isinstance(group, TyperGroup)
    context = typer.Context(group, info_name="thidua")
    return {name: group.get_command(context, name) for name in group.list_commands(context)}


# --- exit codes -----------------------------------------------------------------------------------------


def test_a_clean_year_is_tallied_with_0(workspace: Path) -> None:
    ran = thidua("tally", "2023", cwd=workspace)
    assert (ran.code, ran.err) == (DONE, "")
    assert "ĐỀ NGHỊ KHEN THƯỞNG" in ran.out


@pytest.mark.parametrize("command", ["tally", "check", "rotate-head", "report"])
def test_files_with_errors_give_1_with_every_error_and_no_result(broken: Path, command: str) -> None:
    before = snapshot(broken)
    ran = thidua(command, "--year", "2023", cwd=broken) if command != "check" else thidua("check", "2023", cwd=broken)
    assert (ran.code, ran.out) == (ERRORS, "")
    assert re.search(r"2023/ballots\.yaml:\d+:\d+: lỗi\[TD301\]", ran.err)
    assert re.search(r"2023/scores\.yaml:\d+:\d+: lỗi\[TD402\]", ran.err)
    assert "thidua explain TD301" in ran.err
    assert snapshot(broken) == before


def test_wrong_usage_gives_2(workspace: Path) -> None:
    ran = thidua("tally", "--khong-co", cwd=workspace)
    assert (ran.code, ran.out) == (USAGE, "")
    assert ran.err.startswith("Lỗi: ")


def test_a_missing_vote_gives_3_and_shows_what_is_certain(workspace: Path) -> None:
    (year_folder(workspace) / "ballots.yaml").unlink()
    ran = thidua("tally", "2023", cwd=workspace)
    assert (ran.code, ran.err) == (UNDECIDED, "")
    assert "97,75" in ran.out
    assert "CÒN PHẢI QUYẾT ĐỊNH" in ran.out


def test_a_bug_gives_4_and_a_file_to_send_and_no_traceback(workspace: Path, tmp_path: Path) -> None:
    broken_copy = tmp_path / "cài đặt hỏng" / "thidua"
    shutil.copytree(ROOT / "src" / "thidua", broken_copy, ignore=shutil.ignore_patterns("__pycache__"))
    (broken_copy / "checks" / "__init__.py").write_text(
        "def check_records(*_):\n    return 1 / 0\n\n\ncheck_outcome = check_records\n", encoding="utf-8"
    )
    ran = thidua("tally", "2023", cwd=workspace, PYTHONPATH=str(broken_copy.parent))
    assert (ran.code, ran.out) == (BUG, "")
    assert "lỗi[TD901]" in ran.err
    assert "Traceback" not in ran.err
    report = (workspace / "thidua-loi-1.txt").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in report
    assert "lệnh: thidua tally 2023" in report
    assert __version__ in report


def test_an_interruption_gives_130(workspace: Path) -> None:
    pipe = workspace / "bloc_configs" / BLOC / "bloc.yaml"
    pipe.unlink()
    os.mkfifo(pipe)
    heeding = (  # a run in the background of a shell has its children ignore the signal
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from thidua.cli import main; sys.exit(main())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", heeding, "tally", "2023"],
        cwd=workspace, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    with pipe.open("wb"):  # returns once the program is reading
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (INTERRUPTED, b"")
    assert "Đã dừng" in err.decode()
    assert b"Traceback" not in err


def test_two_crash_reports_do_not_overwrite_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        int("hai")
    except ValueError as error:
        first = save_report(error, ["tally", "2023"])
        second = save_report(error, ["tally", "2023"])
    assert str(tmp_path / "thidua-loi-1.txt") in first
    assert str(tmp_path / "thidua-loi-2.txt") in second
    assert "invalid literal for int" in (tmp_path / "thidua-loi-1.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["tally", "check"])
def test_a_current_folder_that_was_deleted_is_no_traceback(tmp_path: Path, command: str) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f"rmdir '{gone}'; exec '{sys.executable}' -m thidua {command}"
    found = subprocess.run(["/bin/sh", "-c", script], cwd=gone, env=environment(), capture_output=True, check=False)
    assert found.returncode in {USAGE, BUG}
    assert b"Traceback" not in found.stderr


# --- words ------------------------------------------------------------------------------------------------


def in_process(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    """The same program without starting a process: for the many small questions of wording."""
    code = cli.run(list(arguments))
    out, err = capsys.readouterr()
    return Ran(code, out, err)


def english_in(text: str) -> list[str]:
    return [match.group() for match in ENGLISH.finditer(CODE_WORDS.sub("", text))]


@pytest.mark.parametrize("command", [None, *commands()])
def test_every_help_page_is_vietnamese_and_has_an_example(
    capsys: pytest.CaptureFixture[str], command: str | None
) -> None:
    ran = in_process(capsys, *([command] if command else []), "--help")
    assert (ran.code, ran.err) == (DONE, "")
    assert ran.out.startswith("Cách dùng: thidua")
    assert re.search(rf"Ví dụ: thidua {command or '[a-z]'}", ran.out)
    assert english_in(ran.out) == []
    assert max(map(width_of, ran.out.splitlines())) <= 80
    assert in_process(capsys, *([command] if command else []), "-h") == ran


@pytest.mark.parametrize("command", commands())
def test_every_option_and_argument_is_described(command: str) -> None:
    for param in commands()[command].params:
        assert param.help, param.name
        assert getattr(param, "is_flag", False) or param.metavar, param.name


@pytest.mark.parametrize("command", commands())
@pytest.mark.parametrize(
    "wrong",
    [("--khong-co",), ("-x",), ("--year",), ("--bloc",), ("-C",), ("--json=1",), ("--help=1",), ("a", "b", "c", "d"),
     ("--year", "23"), ("--year", "hai"), ("-C", "khong-co-thu-muc"), ("--bloc", "khong-co"), ("--yeah", "2023")],
    ids=" ".join,
)  # fmt: skip
def test_every_error_of_usage_is_vietnamese_and_names_the_help_of_its_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str, wrong: tuple[str, ...]
) -> None:
    monkeypatch.chdir(ROOT)
    ran = in_process(capsys, command, *wrong)
    assert (ran.code, ran.out) == (USAGE, "")
    assert ran.err.startswith("Lỗi: ")
    assert english_in(ran.err) == []
    if wrong[0] != "-C" or len(wrong) == 1:
        assert f"Xem cách dùng: thidua {command} --help\n" in ran.err or "hiện có" in ran.err


@pytest.mark.parametrize(
    "wrong", [("khong-co",), ("--khong-co",), ("tlly",), ("--version=1",), ("-x", "tally")], ids=" ".join
)
def test_errors_before_the_command_are_vietnamese(capsys: pytest.CaptureFixture[str], wrong: tuple[str, ...]) -> None:
    ran = in_process(capsys, *wrong)
    assert (ran.code, ran.out) == (USAGE, "")
    assert english_in(ran.err) == []
    assert "Xem cách dùng: thidua --help\n" in ran.err


def test_a_mistyped_command_or_option_gets_the_nearest_spelling(capsys: pytest.CaptureFixture[str]) -> None:
    assert "«tally»" in in_process(capsys, "taly").err
    assert "--year" in in_process(capsys, "tally", "--yeer", "2023").err


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    bare = in_process(capsys)
    assert bare.code == USAGE
    assert bare.out.strip() == in_process(capsys, "--help").out.strip()


def test_version(workspace: Path) -> None:
    assert thidua("--version", cwd=workspace) == Ran(DONE, f"thidua {__version__}\n", "")


# --- which year, which bloc ---------------------------------------------------------------------------------


@pytest.mark.parametrize("given", [("2023",), ("--year", "2023"), ("--year=2023",), ("2023", "--year", "2023"), ()])
def test_the_year_may_be_given_in_either_form_or_both_or_not_at_all(workspace: Path, given: tuple[str, ...]) -> None:
    ran = thidua("tally", *given, cwd=workspace)
    assert ran.code == DONE
    assert "Kết quả bình xét thi đua năm 2023" in ran.out


def test_two_different_years_are_wrong_usage(workspace: Path) -> None:
    ran = thidua("tally", "2023", "--year", "2022", cwd=workspace)
    assert (ran.code, ran.out) == (USAGE, "")
    assert "2023" in ran.err
    assert "2022" in ran.err


@pytest.mark.parametrize("year", ["23", "20233", "hai", "", "２０２３", "2023.0", "+2023", " 2023"])
def test_what_is_no_year_is_wrong_usage(capsys: pytest.CaptureFixture[str], year: str) -> None:
    assert in_process(capsys, "tally", year).code == USAGE


def test_without_a_year_the_latest_one_is_taken(workspace: Path) -> None:
    year_folder(workspace, 2024).mkdir()
    shutil.copy(year_folder(workspace) / "regulation.yaml", year_folder(workspace, 2024))
    (workspace / "bloc_configs" / BLOC / "2025-nháp").mkdir()
    (workspace / "bloc_configs" / BLOC / "9999").write_text("không phải thư mục", encoding="utf-8")
    ran = thidua("tally", cwd=workspace)
    assert "2024" in ran.out + ran.err
    assert "/2023/" not in ran.err


def test_a_year_that_is_not_there_is_wrong_usage_and_lists_those_that_are(workspace: Path) -> None:
    ran = thidua("tally", "2019", cwd=workspace)
    assert (ran.code, ran.out) == (USAGE, "")
    assert "hiện có: 2023" in ran.err


@pytest.mark.parametrize("below", ["bloc_configs", f"bloc_configs/{BLOC}", f"bloc_configs/{BLOC}/2023"])
def test_the_workspace_is_found_from_any_folder_below(workspace: Path, below: str) -> None:
    assert thidua("tally", cwd=workspace / below).out == thidua("tally", cwd=workspace).out


@pytest.mark.parametrize("form", ["absolute", "relative", "below"])
def test_the_workspace_may_be_given(workspace: Path, tmp_path: Path, form: str) -> None:
    folder = {"absolute": str(workspace), "relative": workspace.name, "below": str(year_folder(workspace))}[form]
    ran = thidua("tally", "-C", folder, cwd=tmp_path)
    assert (ran.code, ran.err) == (DONE, "")


@pytest.mark.parametrize("folder", ["khong-co", "."])
def test_no_workspace_is_wrong_usage(tmp_path: Path, folder: str) -> None:
    ran = thidua("tally", "-C", folder, cwd=tmp_path)
    assert (ran.code, ran.out) == (USAGE, "")
    assert ran.err.startswith("Lỗi: không ")


def test_a_file_in_place_of_the_workspace_is_wrong_usage(workspace: Path) -> None:
    assert thidua("tally", "-C", f"bloc_configs/{BLOC}/bloc.yaml", cwd=workspace).code == USAGE


def test_a_workspace_without_blocs_or_years_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "bloc_configs").mkdir()
    assert thidua("tally", cwd=tmp_path).code == USAGE
    (tmp_path / "bloc_configs" / "khoi").mkdir()
    ran = thidua("tally", cwd=tmp_path)
    assert ran.code == USAGE
    assert "«khoi»" in ran.err


def test_two_blocs_are_listed_when_none_is_chosen(two_blocs: Path) -> None:
    ran = thidua("tally", "2023", cwd=two_blocs)
    assert (ran.code, ran.out) == (USAGE, "")
    assert BLOC in ran.err
    assert "vi-du" in ran.err


def test_a_bloc_is_chosen_by_its_option_or_by_the_current_folder(two_blocs: Path) -> None:
    by_option = thidua("tally", "2023", "--bloc", "vi-du", cwd=two_blocs)
    assert by_option.code == DONE
    assert by_option.out.startswith("Khối thi đua các cơ quan nội chính")
    assert thidua("tally", "2023", cwd=two_blocs / "bloc_configs" / "vi-du" / "2023") == by_option
    assert thidua("tally", "2023", "-C", str(two_blocs / "bloc_configs" / "vi-du"), cwd=ROOT) == by_option
    other = thidua("tally", "2023", "--bloc", BLOC, cwd=two_blocs / "bloc_configs" / "vi-du")
    assert other.out.startswith("Khối thi đua các cơ quan tham mưu")


@pytest.mark.parametrize("wanted", ["khong-co", "../bloc_configs/vi-du", "..", "", "vi-du/2023"])
def test_an_unknown_bloc_is_wrong_usage_and_the_known_ones_are_listed(two_blocs: Path, wanted: str) -> None:
    ran = thidua("tally", "--bloc", wanted, cwd=two_blocs)
    assert (ran.code, ran.out) == (USAGE, "")
    assert f"hiện có: {BLOC}, vi-du" in ran.err


# --- what is printed ------------------------------------------------------------------------------------------


def test_tally_writes_nothing(workspace: Path) -> None:
    before = snapshot(workspace)
    for arguments in (("tally",), ("tally", "--json"), ("rotate-head",), ("check",)):
        thidua(*arguments, cwd=workspace)
    assert snapshot(workspace) == before


def test_check_is_silent_on_the_sample(workspace: Path) -> None:
    assert thidua("check", cwd=workspace) == Ran(DONE, "", "")
    assert thidua("check", "2023", cwd=workspace) == Ran(DONE, "", "")


def test_check_reads_every_bloc_and_every_year(two_blocs: Path) -> None:
    for file in (two_blocs / "bloc_configs").rglob("ballots.yaml"):
        file.write_text("format: 1\nkhoa_la: 1\n", encoding="utf-8")
    ran = thidua("check", cwd=two_blocs)
    assert ran.code == ERRORS
    assert f"bloc_configs/{BLOC}/2023/ballots.yaml:2:1: lỗi[TD202]" in ran.err
    assert "bloc_configs/vi-du/2023/ballots.yaml:2:1: lỗi[TD202]" in ran.err


def test_the_same_answer_every_time(workspace: Path) -> None:
    first = thidua("tally", "--json", cwd=workspace, PYTHONHASHSEED="1")
    assert thidua("tally", "--json", cwd=workspace, PYTHONHASHSEED="2", TZ="Asia/Ho_Chi_Minh", LC_ALL="C") == first


def test_json_says_what_the_screen_says(workspace: Path) -> None:
    answer = json.loads(thidua("tally", "--json", cwd=workspace).out)
    screen = thidua("tally", cwd=workspace).out
    assert (answer["format"], answer["bloc"], answer["year"]) == (1, BLOC, 2023)
    assert answer["name"] in screen
    units = answer["scores"]
    assert len(units) == 11
    for unit in units:
        total = f"{float(unit['total']):.2f}".replace(".", ",")
        rank = "–" if unit["rank"] is None else str(unit["rank"])
        assert re.search(rf"^ +{rank}  .* {total} ", screen, re.MULTILINE), unit["unit"]
    names = re.findall(r"^  \d\. (.+)$", screen, re.MULTILINE)
    assert [len(award["proposed"]) for award in answer["awards"]] == [1, 2, 5]
    assert len(names) == 8
    for award in answer["awards"]:
        for candidate in award["candidates"]:
            if candidate["check"] is not None:
                assert f"{candidate['check']['votes']}/{candidate['check']['base']}" in screen
    assert answer["head"]["head"] == "VPDBQH"
    assert answer["pending"] == []


def test_json_of_rotate_head_is_the_head_of_tally(workspace: Path) -> None:
    head = json.loads(thidua("rotate-head", "--json", cwd=workspace).out)
    assert head["head"] == json.loads(thidua("tally", "--json", cwd=workspace).out)["head"]


@pytest.mark.parametrize("command", ["tally", "check", "rotate-head"])
def test_json_lists_the_same_problems_as_the_screen(broken: Path, command: str) -> None:
    ran = thidua(command, "--json", cwd=broken)
    assert (ran.code, ran.err) == (ERRORS, "")
    screen = thidua(command, cwd=broken).err
    problems = json.loads(ran.out)["problems"]
    assert [p["code"] for p in problems] == re.findall(r"lỗi\[(TD\d+)\]", screen)
    for problem in problems:
        assert f"{problem['file']}:{problem['line']}:{problem['column']}: lỗi[{problem['code']}]" in screen
        assert problem["message"] in screen


def test_lines_fit_into_eighty_columns(workspace: Path) -> None:
    for command in ("tally", "rotate-head"):
        for line in thidua(command, cwd=workspace).out.splitlines():
            assert width_of(line) <= 80, line


@pytest.mark.parametrize(
    ("encoding", "env"),
    [
        ("ascii", {"PYTHONIOENCODING": "ascii"}),
        ("ascii", {"PYTHONIOENCODING": "ascii:strict"}),
        ("cp1252", {"PYTHONIOENCODING": "cp1252"}),
        ("cp1258", {"PYTHONIOENCODING": "cp1258"}),
        ("cp437", {"PYTHONIOENCODING": "cp437"}),
        ("ascii", {"PYTHONIOENCODING": None, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "C" if value.get("LC_ALL") else "",
)
def test_a_console_without_vietnamese_shows_readable_words(
    workspace: Path, encoding: str, env: dict[str, str | None]
) -> None:
    ran = thidua("tally", cwd=workspace, encoding=encoding, **env)
    assert (ran.code, ran.err) == (DONE, "")
    assert "?" not in ran.out
    assert "VP Doan DBQH va HDND" in plain(ran.out)
    assert "81,82 %" in ran.out
    (year_folder(workspace) / "scores.yaml").write_text("format: 1\nunits: {«»: 1}\n", encoding="utf-8")
    ran = thidua("tally", cwd=workspace, encoding=encoding, **env)
    assert (ran.code, ran.out) == (ERRORS, "")
    assert "loi[TD203]" in plain(ran.err)
    assert thidua("--help", cwd=workspace, encoding=encoding, **env).code == DONE
    assert thidua("không có", cwd=workspace, encoding=encoding, **env).code == USAGE
    assert thidua("explain", cwd=workspace, encoding=encoding, **env).code == DONE


def plain(text: str) -> str:
    """Without the marks that some code pages can show."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def on_terminal(arguments: tuple[str, ...], cwd: Path, **env: str | None) -> str:
    """What the program prints when both its streams are a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "thidua", *arguments],
        cwd=cwd, env=environment(**env), stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(theirs)
    parts = []
    try:
        while part := os.read(ours, 4096):
            parts.append(part)
    except OSError:  # Linux says EIO where others say end of file
        pass
    process.wait()
    os.close(ours)
    return b"".join(parts).decode()


def test_colour_on_a_terminal_only_where_it_is_wanted(broken: Path) -> None:
    assert "\x1b[31;1m" in on_terminal(("check",), broken)
    assert "\x1b" not in on_terminal(("check",), broken, NO_COLOR="1")
    assert "\x1b" not in on_terminal(("check",), broken, TERM="dumb")
    assert "\x1b" not in thidua("check", cwd=broken).err


# --- explain ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_prints_its_page(capsys: pytest.CaptureFixture[str], code: str) -> None:
    ran = in_process(capsys, "explain", code)
    assert (ran.code, ran.err) == (DONE, "")
    assert code in ran.out.splitlines()[0]
    assert in_process(capsys, "explain", code.lower()) == ran


def test_explain_alone_lists_every_code_with_its_title(capsys: pytest.CaptureFixture[str]) -> None:
    ran = in_process(capsys, "explain")
    assert ran.code == DONE
    assert ran.out.splitlines() == [f"{code}  {title}" for code, title in CATALOGUE.items()]


@pytest.mark.parametrize("wrong", ["TD999", "TD50", "502", "../TD502", "x"])
def test_an_unknown_code_is_wrong_usage(capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    ran = in_process(capsys, "explain", wrong)
    assert (ran.code, ran.out) == (USAGE, "")
    assert english_in(ran.err) == []
