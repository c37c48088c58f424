"""The code at the foot of a paper: another for every other text, the same everywhere, and readable by tired eyes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from paper_desk import BLOC, DONE, ERRORS, REPORT, SMALL, USAGE, Desk, make_workspace
from papers_blocs import year
from thidua.papers.closing.report_view import report_view
from thidua.papers.issue import editions
from thidua.papers.proof.manifest import NAME, paper_folder
from thidua.papers.proof.stamp import ALPHABET, LABEL, fingerprint, printed_code, read_code, stamped
from thidua.papers.views import ReportView
from thidua.records.workspace import BlocFolder


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, copied for every test."""
    path = tmp_path_factory.mktemp("papers") / "Hồ sơ"
    make_workspace(path)
    return path


@pytest.fixture
def desk(written: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    path = tmp_path / "Hồ sơ"
    shutil.copytree(written, path)
    return Desk(path, capsys)


def view() -> ReportView:
    sample = year()
    return report_view(sample.outcome, sample.report, draft=False)


def variants(value: Any) -> Iterator[Any]:
    """The value with one of its texts changed, one of its flags turned, one item of a tuple left out."""
    if isinstance(value, str):
        yield f"{value}x"
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, tuple):
        for at, part in enumerate(value):
            yield (*value[:at], *value[at + 1 :])
            yield from ((*value[:at], changed, *value[at + 1 :]) for changed in variants(part))
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name != "stamp":
                yield from (replace(value, **{field.name: new}) for new in variants(getattr(value, field.name)))


# --- the code -----------------------------------------------------------------------------------


def test_a_code_is_eight_symbols_that_cannot_be_confused() -> None:
    assert re.fullmatch(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", fingerprint(view()))
    assert not set("ILOU") & set(ALPHABET)


def test_every_text_and_flag_of_a_view_counts() -> None:
    own = fingerprint(view())
    changed = [fingerprint(other) for other in variants(view())]
    assert len(changed) > 150
    assert own not in changed
    assert len(set(changed)) > 0.9 * len(changed)  # equal rows and columns give equal codes; chance gives none


def test_the_stamp_itself_does_not_count_and_stands_in_the_view() -> None:
    shown = stamped(view())
    assert shown.stamp == f"{LABEL}{fingerprint(view())}"
    assert fingerprint(shown) == fingerprint(view())
    assert printed_code(shown.stamp) == fingerprint(view())


def test_where_a_text_stands_counts() -> None:
    @dataclass(frozen=True)
    class Two:
        one: tuple[str, ...]
        other: tuple[str, ...]

    assert len({fingerprint(v) for v in (Two(("a", "b"), ()), Two(("ab",), ()), Two(("a",), ("b",)))}) == 3


def test_a_field_that_a_later_version_adds_and_leaves_empty_changes_no_code() -> None:
    def make(*names: str) -> Any:
        kind: Any = dataclass(frozen=True)(type("Paper", (), {"__annotations__": dict.fromkeys(names, str)}))
        return kind(*("x" if name == "text" else "" for name in names))

    assert fingerprint(make("text")) == fingerprint(make("text", "later"))


def test_the_same_code_whatever_hash_seed_time_zone_and_locale() -> None:
    script = "import test_stamp as t; print(t.fingerprint(t.view()))"
    found = set()
    for seed, zone, locale in (("1", "Asia/Ho_Chi_Minh", "C.UTF-8"), ("7", "America/Lima", "C")):
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", script], env={**env, "TZ": zone, "LC_ALL": locale}, capture_output=True, check=True
        )
        found.add(done.stdout.decode().strip())
    assert found == {fingerprint(view())}


@pytest.mark.parametrize(
    ("written_down", "meant"),
    [
        ("7KQ2-M0XD", "7KQ2-M0XD"),
        ("7kq2m0xd", "7KQ2-M0XD"),
        (" 7KQ2 – MOXD ", "7KQ2-M0XD"),
        ("lIqo.0000", "11Q0-0000"),
        ("7KQ2-M0X", None),
        ("7KQ2-M0XDD", None),
        ("7KQ2-M0X!", None),
        ("7KQ2-M0XĐ", None),
        ("", None),
    ],
)
def test_a_code_is_read_as_people_write_it_down(written_down: str, meant: str | None) -> None:
    assert read_code(written_down) == meant


def test_every_paper_of_the_sample_has_a_code_of_its_own_at_its_foot(desk: Desk) -> None:
    book = json.loads((desk.out() / NAME).read_text(encoding="utf-8"))
    codes = [paper["fingerprint"] for paper in book["papers"].values()]
    assert len(set(codes)) == len(codes)
    for paper in book["papers"].values():
        assert f"{LABEL}{paper['fingerprint']}" in paper["text"]


# --- the book -----------------------------------------------------------------------------------


def test_the_same_papers_give_the_same_book_on_any_desk_and_it_names_no_place_or_time(
    desk: Desk, tmp_path: Path
) -> None:
    first = (desk.out() / NAME).read_bytes()
    desk.write()
    assert (desk.out() / NAME).read_bytes() == first
    other = Desk(tmp_path / "bàn khác", desk.capsys)
    shutil.copytree(desk.path / "bloc_configs", other.path / "bloc_configs")
    other.write()
    assert (other.out() / NAME).read_bytes() == first
    assert str(tmp_path) not in first.decode()
    assert not [path for path in desk.out().iterdir() if path.name.startswith(".")]


def test_papers_written_on_different_days_keep_their_own_inputs(desk: Desk) -> None:
    desk.change("ballots.yaml", "STC: 10", "STC: 9")
    desk.write(REPORT)
    _, papers = desk.verify()
    assert papers[REPORT]["verdict"] == "equal"
    assert papers["bien-ban.docx"]["verdict"] == "stale"
    assert papers["bien-ban.docx"]["inputs"] == ["2023/ballots.yaml: contests, mục 1, votes, STC: 10 → 9"]


def test_the_book_holds_hashes_that_other_tools_confirm(desk: Desk) -> None:
    book = json.loads((desk.out() / NAME).read_text(encoding="utf-8"))
    (inputs,) = book["inputs"].values()
    listed = {file: one["sha256"] for file, one in inputs["files"].items()}
    listed |= {f"out/{BLOC}/2023/{file}": one["sha256"] for file, one in book["papers"].items()}
    text = "".join(f"{sha}  {file}\n" for file, sha in listed.items())
    done = subprocess.run(
        [shutil.which("sha256sum") or "", "--check", "--quiet"], cwd=desk.path, input=text.encode(), check=False
    )
    assert done.returncode == DONE


# --- verify --stamp -----------------------------------------------------------------------------


def code_of(desk: Desk, file: str = REPORT) -> str:
    book = json.loads((desk.out() / NAME).read_text(encoding="utf-8"))
    return str(book["papers"][file]["fingerprint"])


@pytest.mark.parametrize("hand", [str, str.lower, lambda code: code.replace("-", "").replace("0", "O")])
def test_a_printed_code_names_its_paper(hand: Any, desk: Desk) -> None:
    code, shown = desk.run("--stamp", hand(code_of(desk)))
    assert code == DONE
    assert f"{BLOC}/2023/{REPORT}" in shown
    assert "vẫn cho đúng mã này" in shown


def test_a_code_is_found_without_a_folder_of_papers(desk: Desk) -> None:
    written_down = code_of(desk, "bien-ban.docx")
    shutil.rmtree(desk.path / "out")
    code, shown = desk.run("--stamp", written_down)
    assert code == DONE
    assert "bien-ban.docx" in shown


def test_an_old_code_says_what_has_changed_since(desk: Desk) -> None:
    written_down = code_of(desk)
    desk.change("ballots.yaml", "STC: 10", "STC: 9")
    code, shown = desk.run("--stamp", written_down)
    assert code == ERRORS
    assert "2023/ballots.yaml: contests, mục 1, votes, STC: 10 → 9" in shown


def test_a_code_is_remembered_after_the_paper_was_written_anew_twice(desk: Desk) -> None:
    written_down = code_of(desk)
    desk.change("ballots.yaml", "STC: 10", "STC: 9")
    desk.write(REPORT)
    desk.change("report.yaml", "number: 5", "number: 6")
    desk.write(REPORT)
    code, shown = desk.run("--stamp", written_down, "--json")
    assert code == ERRORS
    found = json.loads(shown)
    assert (found["state"], found["paper"]["file"]) == ("earlier", REPORT)
    assert found["paper"]["changes"] == [
        "2023/ballots.yaml: contests, mục 1, votes, STC: 10 → 9",
        "2023/report.yaml: report, number: 5 → 6",
    ]
    assert desk.run("--stamp", code_of(desk))[0] == DONE


def test_a_code_nobody_gave_is_unknown_and_a_misread_symbol_is_helped(desk: Desk) -> None:
    right = code_of(desk)
    wrong = f"{'Z' if right[0] != 'Z' else 'Y'}{right[1:]}"
    code, shown = desk.run("--stamp", wrong)
    assert code == ERRORS
    assert f"gần giống: {right}" in shown


def test_a_year_whose_files_have_errors_is_named_when_a_code_is_not_found(desk: Desk) -> None:
    written_down = code_of(desk)
    desk.change("ballots.yaml", "STC: 10", "STC: 12")
    (desk.out() / NAME).unlink()
    code, shown = desk.run("--stamp", written_down)
    assert code == ERRORS
    assert f"{BLOC}/2023" in shown


@pytest.mark.parametrize("text", ["", "123", "7KQ2-M0XDZ", "bao-cao.docx"])
def test_what_is_no_code_is_an_error_of_usage(text: str, desk: Desk) -> None:
    code, shown = desk.run("--stamp", text)
    assert code == USAGE
    assert "không phải là mã đối chiếu" in shown


def test_a_code_of_any_bloc_of_the_workspace_is_found(desk: Desk) -> None:
    small = BlocFolder(desk.path, desk.path / "bloc_configs" / "vi-du")
    shutil.copytree(SMALL, small.path)
    desk.write(REPORT, folder=small)
    book = json.loads((paper_folder(small, 2023) / NAME).read_text(encoding="utf-8"))
    code, shown = desk.run("--stamp", book["papers"][REPORT]["fingerprint"])
    assert code == DONE
    assert f"vi-du/2023/{REPORT}" in shown


def test_drafts_and_papers_without_a_chart_have_codes_of_their_own() -> None:
    sample = year()
    found = [(one.file, one.code) for one in editions(sample.outcome, sample.report)]
    assert len(found) == len({code for _, code in found})
    assert sum(file.startswith("bang-diem") for file, _ in found) == 4
