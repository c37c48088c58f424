"""A file is written whole or not at all, and what it replaces is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest

from thidua import cli
from thidua.whole_files import set_aside, write

ROOT = Path(__file__).parents[1]
BLOC = "tham-muu-tong-hop"


def inside(folder: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.is_file()}


class TestBackups:
    def test_what_people_wrote_keeps_every_version_once(self, tmp_path: Path) -> None:
        path = tmp_path / "khoi" / "bloc.yaml"
        for content in (b"1", b"1", b"2", b"3", b"2"):
            assert write(path, content, "every") == ()
        kept = {"bloc.yaml.bak": b"1", "bloc.yaml.bak2": b"2", "bloc.yaml.bak3": b"3"}
        assert inside(path.parent) == {"bloc.yaml": b"2", **kept}

    def test_what_can_be_made_again_keeps_the_last_version(self, tmp_path: Path) -> None:
        path = tmp_path / "bao-cao.docx"
        for content in (b"1", b"1", b"2", b"3", b"2"):
            assert write(path, content, "last") == ()
        assert inside(tmp_path) == {"bao-cao.docx": b"2", "bao-cao.docx.bak": b"3"}

    def test_what_remembers_by_itself_keeps_none(self, tmp_path: Path) -> None:
        for content in (b"1", b"2"):
            assert write(tmp_path / "manifest.json", content, "none") == ()
        assert inside(tmp_path) == {"manifest.json": b"2"}

    def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left_behind(self, tmp_path: Path) -> None:
        (tmp_path / "bao-cao.docx").mkdir()
        (told,) = write(tmp_path / "bao-cao.docx", b"x", "every")
        assert told.code == "TD805"
        assert [entry.name for entry in tmp_path.iterdir()] == ["bao-cao.docx"]

    def test_two_different_files_set_aside_under_one_name_are_both_kept(self, tmp_path: Path) -> None:
        for content in (b"1", b"2", b"1"):
            (tmp_path / "x.docx").write_bytes(content)
            set_aside(tmp_path / "x.docx", tmp_path / "ban-cu")
        assert inside(tmp_path / "ban-cu") == {"x.docx": b"1", "x-2.docx": b"2"}
        assert inside(tmp_path) == {}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "bloc_configs" / BLOC, tmp_path / "bloc_configs" / BLOC)
    return tmp_path


def out(workspace: Path) -> Path:
    return workspace / "out" / BLOC / "2023"


def report(workspace: Path, *arguments: str) -> int:
    return cli.run(["report", "2023", *arguments, "-C", str(workspace)])


def edit(path: Path, words: str) -> None:
    paper = docx.Document(str(path))
    paper.paragraphs[-1].add_run(words)
    paper.save(str(path))


class TestPapersThatLieThere:
    def test_a_paper_that_was_edited_is_kept_and_the_user_is_told_where(
        self, workspace: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert report(workspace) == 0
        edit(out(workspace) / "bao-cao.docx", "Thêm một câu.")
        mine = (out(workspace) / "bao-cao.docx").read_bytes()
        assert report(workspace) == 0
        assert inside(out(workspace) / "ban-cu") == {"bao-cao-sua-tay.docx": mine}
        (told,) = capsys.readouterr().err.splitlines()
        kept = Path(told.partition("bản sửa ấy giữ ở ")[2])
        assert kept.is_file()
        assert kept.as_posix().endswith(f"out/{BLOC}/2023/ban-cu/bao-cao-sua-tay.docx")

    def test_every_edited_version_is_kept(self, workspace: Path) -> None:
        for words in ("Lần một.", "Lần hai."):
            assert report(workspace) == 0
            edit(out(workspace) / "bao-cao.docx", words)
        assert report(workspace) == 0
        assert set(inside(out(workspace) / "ban-cu")) == {"bao-cao-sua-tay.docx", "bao-cao-sua-tay-2.docx"}

    def test_a_paper_nobody_touched_is_made_anew_without_a_word(
        self, workspace: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert report(workspace) == 0
        first = (out(workspace) / "bao-cao.docx").read_bytes()
        words = workspace / "bloc_configs" / BLOC / "2023" / "report.yaml"
        words.write_text(words.read_text(encoding="utf-8").replace("number: 5 ", "number: 9 "), encoding="utf-8")
        assert report(workspace) == 0
        assert (out(workspace) / "bao-cao.docx.bak").read_bytes() == first
        assert not (out(workspace) / "ban-cu").exists()
        assert "sửa" not in capsys.readouterr().err

    def test_a_paper_that_the_book_does_not_know_is_kept(self, workspace: Path) -> None:
        assert report(workspace) == 0
        (out(workspace) / "manifest.json").unlink()
        edit(out(workspace) / "bao-cao.docx", "Của ai đó.")
        assert report(workspace) == 0
        assert set(inside(out(workspace) / "ban-cu")) == {"bao-cao-sua-tay.docx"}

    def test_the_draft_goes_aside_when_the_final_paper_is_made(
        self, workspace: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert report(workspace, "--draft") == 0
        assert report(workspace) == 0
        assert {name for name in inside(out(workspace)) if name.endswith(".docx")} == {"bao-cao.docx"}
        assert set(inside(out(workspace) / "ban-cu")) == {"bao-cao-du-thao.docx"}
        (told,) = capsys.readouterr().err.splitlines()
        kept = Path(told.partition("bản dự thảo cất vào ")[2])
        assert kept.is_file()
        assert kept.as_posix().endswith(f"out/{BLOC}/2023/ban-cu/bao-cao-du-thao.docx")
        assert cli.run(["verify", "2023", "-C", str(workspace)]) == 0

    def test_another_draft_leaves_the_final_paper_where_it_is(self, workspace: Path) -> None:
        assert report(workspace) == 0
        assert report(workspace, "--draft") == 0
        assert {name for name in inside(out(workspace)) if name.endswith(".docx")} == {
            "bao-cao.docx",
            "bao-cao-du-thao.docx",
        }

    def test_the_code_of_a_draft_that_went_aside_is_still_known(
        self, workspace: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert report(workspace, "--draft") == 0
        paper = docx.Document(str(out(workspace) / "bao-cao-du-thao.docx"))
        stamp = next(p.text for p in paper.paragraphs if "Mã đối chiếu" in p.text)
        code = stamp.split()[-1].rstrip(".")
        assert report(workspace) == 0
        capsys.readouterr()
        cli.run(["verify", "--stamp", code, "-C", str(workspace)])
        assert "bao-cao-du-thao.docx" in capsys.readouterr().out


def test_a_paper_open_elsewhere_stops_before_the_book_says_it_was_written(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if Path(target).name == "bao-cao.docx":
            raise PermissionError(13, "denied", str(target))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    assert report(workspace) == 1
    assert "TD805" in capsys.readouterr().err
    assert inside(out(workspace)) == {}
