"""DESIGN §8: never a lost or half-written file; what users wrote by hand stays as they wrote it."""

from __future__ import annotations

import difflib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bloc_folder import YEAR, base_text, make_bloc, replace_key
from effort import examples
from thidua.cli import run
from thidua.evaluation import evaluate
from thidua.records.source import read_yaml
from thidua.records.workspace import BlocFolder, YearRecords
from thidua.records.writing import record_head
from thidua.rules.contest import deputies_go_first
from thidua.whole_files import put

if TYPE_CHECKING:
    from collections.abc import Callable

    from thidua.diagnostics import Diagnostic

TITLES = ("trưởng khối", "phó trưởng khối")

COMMENTED = """\
# KHỐI THI ĐUA: ghi chú đầu tệp
format: 1

code: vi-du      # mã khối
name:  "Khối thi đua"   # trong nháy kép
place: 'Mẫu'
authority: { name: Chủ tịch,   department: Sở Nội vụ }
members:
- {code: SNV, name: Sở Nội vụ}
- {code: STC, name: Sở Tài chính}   # dấu gạch sát lề

- {code: STP, name: Sở Tư pháp}
- {code: TTR, name: Thanh tra tỉnh, short: Thanh tra, joined: 2016}
rotation:
    order: [STP, SNV,
            STC, TTR]
history:
    # lịch sử
    - year: 2022
      head: STP       # trưởng khối đầu tiên

    - {year: 2023, head: SNV}
# hết
"""


def with_bloc(workspace: Path, raw: bytes) -> BlocFolder:
    folder = make_bloc(workspace)
    (folder.path / "bloc.yaml").write_bytes(raw)
    return folder


def recorded(
    folder: BlocFolder, head: str = "STC", deputies: tuple[str, ...] | None = None
) -> tuple[str, tuple[Diagnostic, ...]]:
    return record_head(records_of(folder), YEAR + 1, head, deputies, TITLES)


def records_of(folder: BlocFolder) -> YearRecords:
    evaluation = evaluate(folder, YEAR)
    assert evaluation.problems == ()
    return evaluation.records


def changes(before: str, after: str) -> list[str]:
    """Lines taken away and added."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line.startswith(("+ ", "- "))]


def base() -> str:
    return base_text("bloc.yaml")


@pytest.mark.parametrize("deputies", [None, (), ("STP",), ("STP", "TTR")])
def test_only_the_new_entry_is_added(tmp_path: Path, deputies: tuple[str, ...] | None) -> None:
    folder = make_bloc(tmp_path)
    before = (folder.path / "bloc.yaml").read_text(encoding="utf-8")
    message, problems = recorded(folder, deputies=deputies)
    after = (folder.path / "bloc.yaml").read_text(encoding="utf-8")
    assert problems == ()
    assert "2024" in message
    found = changes(before, after)
    assert found
    assert all(line.startswith("+ ") for line in found)
    past = records_of(folder).bloc
    assert past is not None
    entry = past.past(YEAR + 1)
    assert entry is not None
    assert (entry.head, entry.deputies) == ("STC", deputies)


def test_comments_quotes_and_layout_stay_as_they_were(tmp_path: Path) -> None:
    folder = with_bloc(tmp_path, COMMENTED.encode())
    assert recorded(folder)[1] == ()
    after = (folder.path / "bloc.yaml").read_text(encoding="utf-8")
    assert [line for line in changes(COMMENTED, after) if line.startswith("- ")] == []
    assert len(changes(COMMENTED, after)) <= 3


def test_the_sample_keeps_every_line(tmp_path: Path) -> None:
    sample = Path(__file__).parents[1] / "bloc_configs" / "tham-muu-tong-hop"
    shutil.copytree(sample, tmp_path / "bloc_configs" / sample.name)
    folder = BlocFolder(tmp_path, tmp_path / "bloc_configs" / sample.name)
    before = (sample / "bloc.yaml").read_text(encoding="utf-8")
    assert recorded(folder, "VPDBQH", ("CTK",))[1] == ()
    found = changes(before, (folder.path / "bloc.yaml").read_text(encoding="utf-8"))
    assert [line.strip("+ -") for line in found] == ["year: 2024", "head: VPDBQH", "deputies:", "CTK"] or [
        line.strip("+ -") for line in found
    ] == ["year: 2024", "head: VPDBQH", "deputies: [CTK]"]


@pytest.mark.parametrize("history", ["", "history: []\n"])
def test_a_history_that_is_empty_or_not_there_is_begun(tmp_path: Path, history: str) -> None:
    text = replace_key(base(), "history", history)
    folder = with_bloc(tmp_path, text.encode())
    assert record_head(_unchecked(folder), YEAR + 1, "STC", None, TITLES)[1] == ()
    data = read_yaml("bloc.yaml", (folder.path / "bloc.yaml").read_bytes())[0].data
    assert data["history"] == [{"year": "2024", "head": "STC"}]


def _unchecked(folder: BlocFolder) -> YearRecords:
    records = evaluate(folder, YEAR).records
    assert records.bloc is not None
    return records


def test_an_entry_that_has_no_head_yet_is_completed(tmp_path: Path) -> None:
    text = base().replace(
        "  - {year: 2023, head: SNV}\n", "  - {year: 2023, head: SNV}\n  - {year: 2024, excluded: [TTR]}  # ghi chú\n"
    )
    folder = with_bloc(tmp_path, text.encode())
    assert recorded(folder)[1] == ()
    after = (folder.path / "bloc.yaml").read_text(encoding="utf-8")
    assert "# ghi chú" in after
    data = read_yaml("bloc.yaml", after.encode())[0].data
    assert data["history"][2] == {"year": "2024", "excluded": ["TTR"], "head": "STC"}


@pytest.mark.parametrize("on_file", ["[]", "[STP]"])
def test_deputies_that_the_entry_names_already_are_not_named_twice(tmp_path: Path, on_file: str) -> None:
    text = base().replace("head: SNV}\n", f"head: SNV}}\n  - {{year: 2024, deputies: {on_file}}}\n")
    folder = with_bloc(tmp_path, text.encode())
    assert recorded(folder, "STC", tuple(on_file[1:-1].split()))[1] == ()
    after = (folder.path / "bloc.yaml").read_text(encoding="utf-8")
    assert f"{{year: 2024, head: STC, deputies: {on_file}}}" in after


def test_recording_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    recorded(folder)
    once = (folder.path / "bloc.yaml").read_bytes()
    kept = (folder.path / "bloc.yaml.bak").read_bytes()
    message, problems = recorded(folder)
    assert problems == ()
    assert "không cần ghi lại" in message
    assert (folder.path / "bloc.yaml").read_bytes() == once
    assert (folder.path / "bloc.yaml.bak").read_bytes() == kept


def test_another_head_that_somebody_recorded_is_not_overwritten(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    recorded(folder, "STC")
    before = (folder.path / "bloc.yaml").read_bytes()
    message, problems = recorded(folder, "TTR")
    assert message == ""
    assert [problem.code for problem in problems] == ["TD702"]
    assert problems[0].place.route == ("history", 2, "head")
    assert (folder.path / "bloc.yaml").read_bytes() == before


def test_other_deputies_that_somebody_recorded_are_named_in_the_message(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    recorded(folder, "STC", ("STP",))
    _, problems = recorded(folder, "STC", ("TTR",))
    assert [problem.code for problem in problems] == ["TD702"]
    assert "STP" in problems[0].message
    assert "TTR" in problems[0].message


def test_the_old_file_is_kept_beside(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    before = (folder.path / "bloc.yaml").read_bytes()
    recorded(folder)
    assert (folder.path / "bloc.yaml.bak").read_bytes() == before
    assert sorted(path.name for path in folder.path.iterdir()) == ["2023", "bloc.yaml", "bloc.yaml.bak"]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda raw: raw.replace(b"\n", b"\r\n"), id="CRLF"),
        pytest.param(lambda raw: b"\xef\xbb\xbf" + raw, id="byte order mark"),
        pytest.param(lambda raw: raw.rstrip(b"\n"), id="no line end at the end"),
    ],
)
def test_line_ends_and_byte_order_mark_stay(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    before = damage(base().encode())
    folder = with_bloc(tmp_path, before)
    assert recorded(folder)[1] == ()
    after = (folder.path / "bloc.yaml").read_bytes()
    assert after.startswith(before.rstrip(b"\r\n"))
    assert after.count(b"\r\n") == (after.count(b"\n") if b"\r\n" in before else 0)


def test_a_file_changed_since_it_was_read_keeps_what_others_wrote(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    records = records_of(folder)
    file = folder.path / "bloc.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "  - {year: 2024, head: TTR}\n", encoding="utf-8")
    _, problems = record_head(records, YEAR + 1, "STC", (), TITLES)
    data = read_yaml("bloc.yaml", file.read_bytes())[0].data
    assert data["history"][2] == {"year": "2024", "head": "TTR"}
    assert [problem.code for problem in problems] == ["TD702"]


def test_a_folder_that_cannot_be_written_is_a_diagnostic(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    records = records_of(folder)
    before = (folder.path / "bloc.yaml").read_bytes()
    (folder.path / ".bloc.yaml.moi").mkdir()  # where the new content would be written first
    message, problems = record_head(records, YEAR + 1, "STC", (), TITLES)
    assert message == ""
    assert [(problem.code, problem.place.file) for problem in problems] == [("TD805", records.bloc_file)]
    assert (folder.path / "bloc.yaml").read_bytes() == before


def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path) -> None:
    file = tmp_path / "bloc.yaml"
    before = "format: 1 # cũ\n".encode()
    file.write_bytes(before)
    script = (
        "import resource, signal, sys\nfrom pathlib import Path\nfrom thidua.whole_files import put\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n    put(Path(sys.argv[1]), b'x' * 5000, 'every')\nexcept OSError:\n    sys.exit(7)\n"
    )
    found = subprocess.run([sys.executable, "-c", script, str(file)], check=False)
    assert found.returncode == 7
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["bloc.yaml"]


def test_a_new_file_needs_no_backup(tmp_path: Path) -> None:
    put(tmp_path / "moi.yaml", b"a: 1\n", "every")
    assert [path.name for path in tmp_path.iterdir()] == ["moi.yaml"]


def test_the_rights_of_the_file_stay(tmp_path: Path) -> None:
    file = tmp_path / "bloc.yaml"
    file.write_bytes(b"a: 1\n")
    file.chmod(0o640)
    put(file, b"a: 2\n", "every")
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "thật.yaml").write_bytes(b"a: 1\n")
    (tmp_path / "bloc.yaml").symlink_to("thật.yaml")
    put(tmp_path / "bloc.yaml", b"a: 2\n", "every")
    assert (tmp_path / "bloc.yaml").is_symlink()
    assert (tmp_path / "thật.yaml").read_bytes() == b"a: 2\n"


# --- through the command ----------------------------------------------------------------------------------


def rotate(workspace: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "thidua", "rotate-head", *options],
        cwd=workspace, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_without_the_option_nothing_is_written(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    before = (folder.path / "bloc.yaml").read_bytes()
    assert rotate(tmp_path).returncode == 0
    assert (folder.path / "bloc.yaml").read_bytes() == before


def test_the_command_records_what_it_shows_and_says_where(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    ran = rotate(tmp_path, "--write")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Đã ghi trưởng khối năm 2024" in ran.stdout
    assert "bloc.yaml.bak" in ran.stdout
    again = rotate(tmp_path, "--write")
    assert again.returncode == 0
    assert "không cần ghi lại" in again.stdout
    bloc = records_of(folder).bloc
    assert bloc is not None
    entry = bloc.past(2024)
    assert entry is not None
    assert entry.head == "STC"


def test_the_command_gives_1_where_another_head_is_on_file(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    file = folder.path / "bloc.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "  - {year: 2024, head: TTR}\n", encoding="utf-8")
    before = file.read_bytes()
    ran = rotate(tmp_path, "--write")
    assert ran.returncode == 1
    assert "bloc.yaml:18:24: lỗi[TD708]" in ran.stderr
    assert file.read_bytes() == before


def test_json_with_write_stays_one_document(tmp_path: Path) -> None:
    make_bloc(tmp_path)
    ran = rotate(tmp_path, "--write", "--json")
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["head"]["head"] == "STC"


# --- which year has a result ---------------------------------------------------------------------------------

ROTATION = "head: {method: rotation, deputies: 1, deputy_from: next_in_order}\n"


def open_next_year(folder: BlocFolder, *files: str) -> None:
    """The folder of 2024 with its regulation, and what else has come."""
    (folder.path / "2024").mkdir()
    for file in ("regulation.yaml", *files):
        shutil.copy(folder.path / "2023" / file, folder.path / "2024" / file)


def knows_head_of_2024(folder: BlocFolder) -> None:
    with (folder.path / "bloc.yaml").open("a", encoding="utf-8") as stream:
        stream.write("  - {year: 2024, head: STC}\n")


def by_rotation(tmp_path: Path) -> BlocFolder:
    """The bloc rotates; nobody was elected."""
    folder = make_bloc(tmp_path, {"regulation.yaml": ROTATION})
    text = (folder.path / "2023" / "ballots.yaml").read_text(encoding="utf-8")
    (folder.path / "2023" / "ballots.yaml").write_text(text[: text.index("  - office: head")], encoding="utf-8")
    return folder


def test_a_year_that_is_only_a_folder_is_not_the_latest_with_a_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = by_rotation(tmp_path)
    open_next_year(folder)
    assert run(["rotate-head", "--write", "-C", str(tmp_path)]) == 0
    assert "Đã ghi trưởng khối năm 2024" in capsys.readouterr().out
    assert "year: 2025" not in (folder.path / "bloc.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("place", ["year", "folder"])
@pytest.mark.parametrize("as_json", [False, True])
def test_no_head_is_written_for_a_year_without_a_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str, *, as_json: bool
) -> None:
    folder = by_rotation(tmp_path)
    open_next_year(folder)
    knows_head_of_2024(folder)
    before = (folder.path / "bloc.yaml").read_bytes()
    where = ["2024", "-C", str(tmp_path)] if place == "year" else ["-C", str(folder.path / "2024")]
    options = ["--json"] if as_json else []
    assert run(["rotate-head", "--write", *where, *options]) == 3
    out, err = capsys.readouterr()
    assert err == "Chưa ghi gì: ghi trưởng khối khi năm đó đã có kết quả.\n"
    assert (folder.path / "bloc.yaml").read_bytes() == before
    if as_json:
        assert json.loads(out)["written"] is None
    else:
        assert "Năm 2024 chưa có kết quả bình xét" in out
    assert run(["rotate-head", *where]) == 0
    assert "đây mới là dự kiến theo thứ tự luân phiên" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("file", ["scores.yaml", "ballots.yaml"])
def test_a_year_with_scores_or_ballots_is_the_latest_with_a_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    folder = by_rotation(tmp_path)
    (folder.path / "2023" / "ballots.yaml").write_text(
        "format: 1\nconference: {held_on: 30/11/2023}\n", encoding="utf-8"
    )
    open_next_year(folder, file)
    knows_head_of_2024(folder)
    scores = folder.path / "2024" / "scores.yaml"
    if file == "scores.yaml":
        scores.write_text(
            scores.read_text(encoding="utf-8").replace("assessed: 38", "assessed: 37.75"), encoding="utf-8"
        )
    else:
        papers = "papers: {issued: 4, returned: 4, valid: 4}, votes: {STC: 4, STP: 3}"
        award = f"  - {{award: bang-khen, nominees: [STC, STP], {papers}}}\n"
        text = f"format: 1\nconference: {{held_on: 30/11/2024}}\ncontests:\n{award}"
        (folder.path / "2024" / file).write_text(text, encoding="utf-8")
        regulation = folder.path / "2024" / "regulation.yaml"  # a year that scores has scores.yaml before it votes
        regulation.write_text(replace_key(regulation.read_text(encoding="utf-8"), "scoring", ""), encoding="utf-8")
    run(["rotate-head", "-C", str(tmp_path)])
    assert "TRƯỞNG KHỐI NĂM 2025" in capsys.readouterr().out


def test_a_year_whose_file_has_a_wrong_name_is_not_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = by_rotation(tmp_path)
    open_next_year(folder)
    shutil.copy(folder.path / "2023" / "ballots.yaml", folder.path / "2024" / "ballots.yml")
    assert run(["rotate-head", "--write", "-C", str(tmp_path)]) == 1
    assert "2024/ballots.yml: lỗi[TD006]" in capsys.readouterr().err


def test_an_election_without_a_vote_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_bloc(tmp_path)
    open_next_year(folder)
    knows_head_of_2024(folder)
    before = (folder.path / "bloc.yaml").read_bytes()
    assert run(["rotate-head", "2024", "--write", "-C", str(tmp_path)]) == 3
    assert (folder.path / "bloc.yaml").read_bytes() == before
    assert capsys.readouterr().err == "Chưa ghi gì: ghi trưởng khối khi không còn gì phải quyết định.\n"


def test_an_appointment_needs_no_conference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Năm đầu của khối: cấp trên chỉ định; the regulation alone says who leads."""
    appointed = "head: {method: appointed, appointment: {head: STC, basis: Quyết định số 5}}\n"
    folder = make_bloc(tmp_path, {"regulation.yaml": appointed})
    for file in ("scores.yaml", "ballots.yaml"):
        (folder.path / "2023" / file).unlink()
    assert run(["rotate-head", "--write", "-C", str(tmp_path)]) == 0
    assert "Đã ghi trưởng khối năm 2024" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("head", "deputies", "code"),
    [("XYZ", (), "TD302"), ("TTR", (), "TD302"), ("STC", ("STC",), "TD702"), ("STC", ("SNV", "SNV"), "TD702")],
)
def test_what_check_would_refuse_next_year_is_not_written(
    tmp_path: Path, head: str, deputies: tuple[str, ...], code: str
) -> None:
    """The roster changed between judging and writing: Thanh tra leaves at the end of 2023."""
    folder = make_bloc(tmp_path)
    records = records_of(folder)
    file = folder.path / "bloc.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("joined: 2016", "joined: 2016, left: 2023"), "utf-8")
    before = file.read_bytes()
    said, problems = record_head(records, YEAR + 1, head, deputies, TITLES)
    assert (said, [problem.code for problem in problems]) == ("", [code])
    assert file.read_bytes() == before
    assert record_head(records, YEAR + 1, "STC", ("SNV",), TITLES)[1] == ()


@settings(derandomize=True, deadline=None, max_examples=examples(10))
@given(st.data())
def test_what_rotation_writes_passes_check_in_the_year_after(data: st.DataObject) -> None:
    """Random rosters, orders, refusals and deputies; the head that is written is sound in next year's folder."""
    with TemporaryDirectory() as name:
        folder = make_bloc(Path(name))
        draw = data.draw
        left = draw(st.sampled_from(("", ", left: 2023", ", left: 2024")))
        joins = draw(st.sampled_from(("", "  - {code: SKH, name: Sở Kế hoạch, joined: 2024}\n")))
        known = ["SNV", "STC", "STP", "TTR", *(["SKH"] if joins else [])]
        order = draw(st.permutations(known))
        text = base_text("bloc.yaml").replace("joined: 2016}\n", f"joined: 2016{left}}}\n{joins}")
        text = replace_key(text, "rotation", f"rotation:\n  order: [{', '.join(order)}]\n")
        text = text.replace("head: SNV}", "head: SNV, deputies: []}")
        (folder.path / "bloc.yaml").write_text(text, encoding="utf-8")
        declined = draw(st.lists(st.sampled_from(known), max_size=3, unique=True))
        refusals = "".join(f"\n  - {{unit: {unit}, reason: Bận}}" for unit in declined) or " []"
        ballots = f"format: 1\ndeclined:{refusals}\n"
        (folder.path / "2023" / "ballots.yaml").write_text(ballots, encoding="utf-8")
        first, wanted = draw(st.sampled_from(("yes", "no"))), draw(st.integers(0, 2))
        rule = f"head:\n  method: rotation\n  deputies: {wanted}\n  deputy_first: {first}\n"
        regulation = folder.path / "2023" / "regulation.yaml"
        regulation.write_text(replace_key(base_text("regulation.yaml"), "head", rule), encoding="utf-8")
        found = evaluate(folder, YEAR)
        assert found.outcome is not None, found.problems
        head = found.outcome.head
        if head is None or head.head is None:
            return
        rule_of_head = found.outcome.regulation.head
        told = head.deputies or (rule_of_head is not None and deputies_go_first(found.outcome.bloc, rule_of_head))
        assert record_head(found.records, head.year, head.head, head.deputies if told else None, TITLES)[1] == ()
        next_year = folder.path / "2024"
        next_year.mkdir()
        shutil.copy(regulation, next_year)
        for year in (YEAR, YEAR + 1):
            errors = evaluate(folder, year).problems
            assert [one for one in errors if one.place.file.endswith("bloc.yaml")] == []
