"""`--pdf`: LibreOffice as it is on this machine, and as it may be on others: missing, broken, slow, silent."""

from __future__ import annotations

import os
import re
import select
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from in_process import thidua
from office import needs_office
from papers_blocs import year
from thidua.diagnostics import CATALOGUE
from thidua.papers.word.fonts import lacking_font
from thidua.papers.word.pdf import FILTER, convert, find_libreoffice

ROOT = Path(__file__).parents[1]
PDF = b"%PDF-1.7 from another day"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A report in a folder with blanks and Vietnamese letters."""
    path = tmp_path / "Hồ sơ thi đua" / "bao-cao.docx"
    path.parent.mkdir()
    path.write_bytes(year().render())
    return path


def program(folder: Path, script: str) -> Path:
    """Something that is called as LibreOffice is."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def text_of(pdf: Path) -> str:
    done = subprocess.run([shutil.which("pdftotext") or "", "-layout", str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode()


# --- the real one -------------------------------------------------------------------------------


@needs_office
def test_two_papers_become_pdf_a_in_one_call_and_leave_nothing_else(
    paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, scratch = tmp_path / "nhà", tmp_path / "tạm"
    home.mkdir()
    scratch.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr("tempfile.tempdir", None)
    other = paper.with_name("bien-ban.docx")
    other.write_bytes(year().render(draft=True))
    made = [paper.with_suffix(".pdf"), other.with_suffix(".pdf")]
    assert convert([(paper, made[0]), (other, made[1])], find_libreoffice())[1] == ()
    for pdf in made:
        content = pdf.read_bytes()
        assert re.search(rb"<pdfaid:part>2</pdfaid:part>", content)
        assert re.search(rb"<pdfaid:conformance>B</pdfaid:conformance>", content)
        told = (
            subprocess.run([shutil.which("pdffonts") or "", str(pdf)], capture_output=True, check=True)
            .stdout.decode()
            .splitlines()
        )
        assert all(line.split()[-5] == "yes" for line in told[2:]), told
        assert "Nguyễn Văn Mẫu" in text_of(pdf)
    assert "DỰ THẢO" in text_of(made[1])
    assert "DỰ THẢO" not in text_of(made[0])
    assert sorted(path.name for path in paper.parent.iterdir()) == [
        "bao-cao.docx", "bao-cao.pdf", "bien-ban.docx", "bien-ban.pdf",
    ]  # fmt: skip
    assert [path for path in home.rglob("*") if "libreoffice" in path.name.lower()] == []
    assert list(scratch.glob("thidua-pdf-*")) == []


@needs_office
def test_a_paper_open_in_another_libreoffice_is_converted_all_the_same(paper: Path) -> None:
    paper.with_name(f".~lock.{paper.name}#").write_text(",người khác,máy khác,;", encoding="utf-8")
    pdf = paper.with_suffix(".pdf")
    assert convert([(paper, pdf)], find_libreoffice())[1] == ()
    assert "BÁO CÁO" in text_of(pdf)


# --- finding it ---------------------------------------------------------------------------------


def test_it_is_found_on_the_path_and_where_installers_put_it(tmp_path: Path) -> None:
    there = program(tmp_path, "true")
    assert find_libreoffice(str(tmp_path)) == there
    version = tmp_path / "libreoffice24.8" / "program"
    version.mkdir(parents=True)
    installed = program(version, "true")
    empty = tmp_path / "trống"
    empty.mkdir()
    assert find_libreoffice(str(empty), (str(tmp_path / "libreoffice*" / "program" / "soffice"),)) == installed
    assert find_libreoffice(str(empty), (str(installed),)) == installed
    assert find_libreoffice(str(empty), (str(empty / "soffice"),)) is None


def test_without_it_the_paper_stays_and_the_user_is_told_what_to_do(paper: Path) -> None:
    (problem,) = convert([(paper, paper.with_suffix(".pdf"))], None)[1]
    assert problem.code == "TD810"
    assert problem.code in CATALOGUE
    assert "cài LibreOffice" in problem.hint
    assert [path.name for path in paper.parent.iterdir()] == ["bao-cao.docx"]


def test_nothing_to_convert_needs_no_program() -> None:
    assert convert([], None)[1] == ()


# --- when it fails ------------------------------------------------------------------------------

FAILURES = {
    "says_why": ("echo 'Error: source file could not be loaded' >&2; exit 1", "Error: source file could not be loaded"),
    "says_nothing": ("exit 77", "mã thoát 77"),
    "pretends_success": ("exit 0", "LibreOffice không lập được bản PDF"),
    "writes_something_else": (
        'for last; do :; done; mkdir -p "$(dirname "$last")/pdf"; echo x > "$(dirname "$last")/pdf/1.pdf"',
        "LibreOffice không lập được bản PDF",
    ),
}


@pytest.mark.parametrize("how", sorted(FAILURES))
def test_a_failure_is_told_and_the_old_pdf_stays(how: str, paper: Path, tmp_path: Path) -> None:
    script, told = FAILURES[how]
    pdf = paper.with_suffix(".pdf")
    pdf.write_bytes(PDF)
    (problem,) = convert([(paper, pdf)], program(tmp_path, script))[1]
    assert (problem.code, problem.place.file) == ("TD811", paper.as_posix())
    assert told in problem.message
    assert pdf.read_bytes() == PDF


def test_one_paper_that_fails_does_not_keep_the_others(paper: Path, tmp_path: Path) -> None:
    other = paper.with_name("to-trinh.docx")
    other.write_bytes(paper.read_bytes())
    script = (
        'for last; do :; done; mkdir -p "$(dirname "$last")/pdf"; printf "%%PDF-1.7" > "$(dirname "$last")/pdf/2.pdf"'
    )
    pairs = [(paper, paper.with_suffix(".pdf")), (other, other.with_suffix(".pdf"))]
    made, (problem,) = convert(pairs, program(tmp_path, script))
    assert made == (other.with_suffix(".pdf"),)
    assert problem.place.file == paper.as_posix()
    assert other.with_suffix(".pdf").read_bytes() == b"%PDF-1.7"
    assert not paper.with_suffix(".pdf").exists()


def test_when_time_is_up_it_and_what_it_started_are_ended(paper: Path, tmp_path: Path) -> None:
    child = tmp_path / "child"
    hangs = program(tmp_path, f'sleep 600 &\necho $! > "{child}"\nwait')
    (problem,) = convert([(paper, paper.with_suffix(".pdf"))], hangs, limit=2)[1]
    assert problem.code == "TD811"
    assert "không xong trong 2 giây" in problem.message
    assert has_ended(int(child.read_text(encoding="utf-8")))


def has_ended(process: int) -> bool:
    """Whether a process is gone, or goes within five seconds: a signal takes a moment to arrive."""
    try:
        descriptor = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], 5)[0])
    finally:
        os.close(descriptor)


def test_a_program_that_cannot_be_started_is_a_failure(paper: Path, tmp_path: Path) -> None:
    broken = tmp_path / "soffice"
    broken.write_bytes(b"\x7fELF nothing")
    broken.chmod(0o755)
    (problem,) = convert([(paper, paper.with_suffix(".pdf"))], broken)[1]
    assert problem.code == "TD811"


def test_a_place_that_cannot_be_written_is_told(paper: Path, tmp_path: Path) -> None:
    pdf = paper.with_suffix(".pdf")
    pdf.mkdir()
    (pdf / "x").touch()
    script = (
        'for last; do :; done; mkdir -p "$(dirname "$last")/pdf"; printf "%%PDF-1.7" > "$(dirname "$last")/pdf/1.pdf"'
    )
    (problem,) = convert([(paper, pdf)], program(tmp_path, script))[1]
    assert (problem.code, problem.place.file) == ("TD805", pdf.as_posix())
    assert sorted(path.name for path in paper.parent.iterdir()) == ["bao-cao.docx", "bao-cao.pdf"]


def test_it_is_called_with_a_profile_of_its_own_and_without_windows(paper: Path, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    convert([(paper, paper.with_suffix(".pdf"))], program(tmp_path, f'printf "%s\\n" "$@" > "{asked}"'))
    arguments = asked.read_text(encoding="utf-8").splitlines()
    profile = next(text for text in arguments if text.startswith("-env:UserInstallation=file:///"))
    assert "thidua-pdf-" in profile
    assert {"--headless", "--norestore", "--convert-to", FILTER} <= set(arguments)
    assert str(paper.parent) not in " ".join(arguments)
    assert not Path(profile.removeprefix("-env:UserInstallation=file://")).exists()
    assert os.listdir(paper.parent) == ["bao-cao.docx"]  # noqa: PTH208 - names only


# --- letters ------------------------------------------------------------------------------------


def lister(folder: Path, *families: str, code: int = 0) -> str:
    """A folder with something that lists these families, as fontconfig does."""
    path = folder / "fc-list"
    said = "".join(f"echo '{family}'\n" for family in families)
    path.write_text(f"#!/bin/sh\n{said}exit {code}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(folder)


def test_a_machine_without_the_letters_is_told_what_to_install(tmp_path: Path) -> None:
    problem = lacking_font(tmp_path / "soffice", tmp_path / "bao-cao.docx", lister(tmp_path, "DejaVu Sans,Book"))
    assert problem is not None
    assert (problem.code, problem.is_reminder) == ("TD817", True)
    assert "Times New Roman" in problem.message
    assert "Liberation Serif" in problem.hint
    assert "fonts-liberation2" in problem.hint


@pytest.mark.parametrize("family", ["Times New Roman", "Liberation Serif", "Tinos,Tinos Book", "Khác,times new roman"])
def test_letters_of_the_same_measures_are_as_good(family: str, tmp_path: Path) -> None:
    assert lacking_font(tmp_path / "soffice", tmp_path / "x.docx", lister(tmp_path, "DejaVu Sans", family)) is None


def test_nothing_is_said_where_nobody_can_list_the_fonts(tmp_path: Path) -> None:
    assert lacking_font(tmp_path / "soffice", tmp_path / "x.docx", str(tmp_path)) is None
    assert lacking_font(tmp_path / "soffice", tmp_path / "x.docx", lister(tmp_path, code=1)) is None


def test_letters_that_libreoffice_brings_with_it_count(tmp_path: Path) -> None:
    own = tmp_path / "share" / "fonts" / "truetype" / "LiberationSerif-Regular.ttf"
    own.parent.mkdir(parents=True)
    own.touch()
    assert lacking_font(tmp_path / "program" / "soffice", tmp_path / "x.docx", lister(tmp_path, "DejaVu Sans")) is None


def test_a_reminder_about_letters_leaves_the_exit_code_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And all papers of a year take one call of LibreOffice."""
    office = tmp_path / "bin"
    office.mkdir()
    for_all = (
        'while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; out=$2; shift 2; '
        'for one; do printf "%%PDF-1.7" > "$out/$(basename "$one" .docx).pdf"; done; echo x >> "$HERE/calls"'
    ).replace("$HERE", str(tmp_path))
    program(office, for_all)
    monkeypatch.setenv("PATH", f"{lister(office, 'DejaVu Sans')}{os.pathsep}{os.environ['PATH']}")
    shutil.copytree(ROOT / "bloc_configs", tmp_path / "bloc_configs")
    ran = thidua("report", "2023", "--all", "--pdf", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.count("nhắc[TD817]") == 1
    assert "bao-cao.pdf" in ran.stdout
    assert (tmp_path / "calls").read_text(encoding="utf-8") == "x\n"
