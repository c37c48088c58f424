"""Templates of the office's own: copied, checked, marked; every fault told, all at once, each at its place."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from docx import Document

import build_template_docs
from templates_corpus import BROKEN, FINE, HEADER_TEXT, LAST, Fault, every, made, shipped, swap
from thidua.cli import run
from thidua.diagnostics import CATALOGUE, Diagnostic
from thidua.papers.dossier import PAPERS
from thidua.papers.template.forgetting import invented
from thidua.papers.template.marking import marked
from thidua.papers.template.trial import examine
from thidua.papers.views import ReportView
from thidua.papers.word.render import WordTemplate, render, shipped_template

ROOT = Path(__file__).parents[1]
FILE = "templates/bao-cao.docx"


def told(content: bytes) -> tuple[Diagnostic, ...]:
    return examine(WordTemplate(FILE, content), ReportView)


def spots(content: bytes) -> list[tuple[str, str]]:
    """Place and text of every paragraph as python-docx counts them, which knows nothing of ours."""
    document = Document(io.BytesIO(content))
    found = [(f"đoạn {at}", paragraph.text) for at, paragraph in enumerate(document.paragraphs, 1)]
    for table_at, table in enumerate(document.tables, 1):
        for row_at, row in enumerate(table.rows, 1):
            for cell_at, cell in enumerate(row._tr.tc_lst, 1):
                texts = ["".join(node.text or "" for node in p.xpath(".//w:t")) for p in cell.p_lst]
                place = f"bảng {table_at}, dòng {row_at}, ô {cell_at}"
                numbered = [(f"{place}, đoạn {at}", text) for at, text in enumerate(texts, 1)]
                found += numbered if len(texts) > 1 else [(place, texts[0])]
    header = document.sections[0].header.paragraphs
    return found + [(f"đầu trang, đoạn {at}", HEADER_TEXT + paragraph.text) for at, paragraph in enumerate(header, 1)]


def expected_place(fault: Fault, content: bytes) -> str:
    found = spots(content)
    if fault.stands == LAST:
        return next(place for place, _ in reversed(found) if place.startswith("đoạn"))
    header = fault.stands.startswith(HEADER_TEXT)
    words = fault.stands.removeprefix(HEADER_TEXT)
    with_words = [place for place, text in found if words in text and text.startswith(HEADER_TEXT) == header]
    return with_words[fault.at]


# --- the corpus -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", PAPERS, ids=lambda kind: kind.file)
def test_every_shipped_template_is_checked_in_silence(kind: Any) -> None:
    assert examine(WordTemplate(kind.template, shipped_template(kind.template)), kind.view) == ()


def test_the_corpus_is_large_and_raises_every_code_of_a_readable_template() -> None:
    assert len(BROKEN) >= 15
    codes = {fault.code for broken in BROKEN.values() for fault in broken.faults}
    assert codes == {"TD802", "TD803", "TD804", "TD807", "TD809"}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_every_fault_of_a_broken_template_is_found_at_its_place_and_nothing_else(name: str) -> None:
    broken = BROKEN[name]
    content = made(broken.change)
    found = told(content)
    wanted = [(fault.code, expected_place(fault, content)) for fault in broken.faults]
    assert [(problem.code, problem.place.cell) for problem in found] == wanted, found
    for fault, problem in zip(broken.faults, found, strict=True):
        assert fault.says in problem.message


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_what_is_told_is_vietnamese_for_people(name: str) -> None:
    for problem in told(made(BROKEN[name].change)):
        assert problem.code in CATALOGUE
        assert problem.place.file == FILE
        for text in (problem.message, problem.hint, *(related.label for related in problem.related)):
            assert unicodedata.is_normalized("NFC", text)
            assert "Error" not in text
            assert "unexpected" not in text


@pytest.mark.parametrize("name", sorted(FINE))
def test_what_an_office_may_change_is_checked_in_silence_and_prints(name: str) -> None:
    content = made(FINE[name])
    assert told(content) == ()
    paper, problems = render(WordTemplate(FILE, content), invented(ReportView, flag=True))
    assert (paper is None, problems) == (False, ())


@pytest.mark.parametrize("name", sorted(name for name, broken in BROKEN.items() if broken.faults[0].code != "TD807"))
def test_what_the_check_refuses_is_not_printed_and_what_it_lets_pass_is(name: str) -> None:
    """TD809 is an obstacle to the check alone: a comment does no harm to the printing."""
    content = made(BROKEN[name].change)
    codes = {fault.code for fault in BROKEN[name].faults}
    paper, problems = render(WordTemplate(FILE, content), invented(ReportView, flag=True))
    if codes & {"TD802", "TD803"}:
        assert paper is None
        assert problems


def test_an_unknown_name_comes_with_the_nearest_spelling_and_everything_there_is() -> None:
    (problem,) = told(made(BROKEN["bien-go-sai"].change))
    assert problem.hint.startswith("có phải là «heading.subject»?")
    assert all(f"heading.{name}" in problem.hint for name in ("kind", "subject"))


def test_a_name_without_its_group_is_found_in_the_group() -> None:
    (problem,) = told(made(BROKEN["bien-thieu-ten-nhom"].change))
    assert problem.hint.startswith("có phải là «heading.subject»?")


def test_a_loop_over_rows_is_told_how_to_be_written_and_where_its_end_stands() -> None:
    content = made(BROKEN["lap-dong-bang-khong-co-tr"].change)
    (problem,) = told(content)
    assert "{%tr for … %} và {%tr endfor %}" in problem.hint
    assert dict(spots(content))[problem.related[0].place.cell] == "{% endfor %}"


def test_a_style_is_told_once_with_the_number_of_paragraphs() -> None:
    (problem,) = told(made(BROKEN["phong-chu-cua-kieu-bao-mot-lan"].change))
    assert "kiểu «Nội dung»" in problem.hint
    assert problem.clause == "Phụ lục I Nghị định 30/2020/NĐ-CP"


# --- the command ------------------------------------------------------------------------------


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "bloc_configs", tmp_path / "bloc_configs")
    return tmp_path


def put(workspace: Path, name: str, content: bytes) -> Path:
    path = workspace / "templates" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_copy_is_taken_checked_in_silence_and_used(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind in PAPERS:
        assert run(["template", "copy", kind.file, "-C", str(workspace)]) == 0
        assert (workspace / "templates" / kind.template).read_bytes() == shipped_template(kind.template)
    capsys.readouterr()
    assert run(["template", "check", "-C", str(workspace)]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_copy_never_overwrites(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(workspace, "bao-cao.docx", b"own")
    assert run(["template", "copy", "bao-cao", "-C", str(workspace)]) == 2
    assert "đã có templates/bao-cao.docx" in capsys.readouterr().err
    assert path.read_bytes() == b"own"
    assert [entry.name for entry in path.parent.iterdir()] == ["bao-cao.docx"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["copy", "thu-moi"], "không có mẫu «thu-moi»; các mẫu: "),
        (["copy"], "thiếu TÊN"),
        (["check", "templates/cua-toi.docx"], "thêm --paper TÊN"),
        (["check", "templates/cua-toi.docx", "--paper", "x"], "không có văn bản «x»"),
        (["xem"], "không có lệnh «xem»"),
        (["check", "a.docx", "b.docx"], "thừa tham số: b.docx"),
    ],
)
def test_wrong_usage_is_told_in_vietnamese(
    arguments: list[str], says: str, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["template", *arguments, *(["-C", str(workspace)] if arguments != ["xem"] else [])]) == 2
    assert says in capsys.readouterr().err


def test_help_is_vietnamese_and_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["template"], ["template", "check"], ["template", "copy"]):
        assert run([*arguments, "--help"]) == 0
        shown = capsys.readouterr().out
        assert "Cách dùng: thidua template" in shown
        assert "Ví dụ: thidua template" in shown
        assert not {"Usage", "Options", "Commands", "Show this"} & set(shown.split())


def test_the_paper_is_known_by_the_file_or_said(workspace: Path) -> None:
    put(workspace, "cua-toi.docx", shipped_template("to-trinh.docx"))
    place = ["-C", str(workspace)]
    assert run(["template", "check", "templates/cua-toi.docx", "--paper", "to-trinh", *place]) == 0
    assert run(["template", "check", "templates/cua-toi.docx", "--paper", "bao-cao", *place]) == 1
    put(workspace, "to-trinh.docx", shipped_template("to-trinh.docx"))
    assert run(["template", "check", "to-trinh.docx", *place]) == 0


def test_a_file_that_is_not_there_is_told(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["template", "check", "templates/bao-cao.docx", "-C", str(workspace)]) == 1
    assert "templates/bao-cao.docx: lỗi[TD801]: không có tệp này" in capsys.readouterr().err


def test_problems_are_printed_with_their_places_and_as_data(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = made(BROKEN["moi-loi-mot-luc"].change)
    put(workspace, "bao-cao.docx", content)
    place = ["-C", str(workspace)]
    assert run(["template", "check", FILE, *place]) == 1
    printed = capsys.readouterr().err
    for problem in told(content):
        assert f"{FILE}!{problem.place.cell}: lỗi[{problem.code}]: {problem.message}" in printed
    assert run(["template", "check", FILE, "--json", *place]) == 1
    data = json.loads(capsys.readouterr().out)["problems"]
    assert [(one["code"], one["cell"]) for one in data] == [(p.code, p.place.cell) for p in told(content)]


def test_report_uses_the_workspaces_template_and_refuses_a_broken_one(workspace: Path) -> None:
    put(workspace, "bao-cao.docx", made(swap("Nơi nhận:", "Gửi:")))
    assert run(["report", "2023", "-C", str(workspace)]) == 0
    (paper,) = (workspace / "out").rglob("bao-cao.docx")
    assert any(text == "Gửi:" for _, text in spots(paper.read_bytes()))
    shutil.rmtree(workspace / "out")
    put(workspace, "bao-cao.docx", made(BROKEN["bien-go-sai"].change))
    assert run(["report", "2023", "-C", str(workspace)]) == 1
    assert not (workspace / "out").exists()


def test_nothing_heavy_is_loaded_by_the_help_of_template() -> None:
    script = (
        "import sys\nfrom thidua import cli\ncli.run(['template', 'check', '--help'])\n"
        "sys.exit(any(name in sys.modules for name in ('docx', 'docxtpl', 'jinja2', 'lxml', 'thidua.papers')))"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert (found.returncode, found.stderr) == (0, "")


# --- marking ----------------------------------------------------------------------------------


def comments(content: bytes) -> list[tuple[str, str]]:
    """The text each comment is anchored to, and what it says."""
    document = Document(io.BytesIO(content))
    root = document.element
    found = []
    for comment in document.comments:
        (start,) = root.xpath(f"//w:commentRangeStart[@w:id='{comment.comment_id}']")
        assert root.xpath(f"//w:commentRangeEnd[@w:id='{comment.comment_id}']")
        assert root.xpath(f"//w:commentReference[@w:id='{comment.comment_id}']")
        found.append(("".join(node.text or "" for node in start.getparent().xpath(".//w:t")), comment.text))
    return found


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_every_problem_is_a_comment_at_its_spot_in_the_marked_copy(name: str) -> None:
    content = made(BROKEN[name].change)
    found = told(content)
    copy = marked(content, found)
    assert copy is not None
    assert copy == marked(content, found)
    noted = comments(copy)
    before = len(list(Document(io.BytesIO(content)).comments))
    assert len(noted) - before == len(found)
    texts = dict(spots(content))
    for problem, (anchored, said) in zip(found, noted[before:], strict=True):
        assert problem.message in said
        assert f"thidua explain {problem.code}" in said
        if not problem.place.cell.startswith("đầu"):
            assert anchored == texts[problem.place.cell]
        else:
            assert said.startswith(f"{problem.place.cell}: ")


def test_mark_writes_a_copy_beside_and_leaves_the_original(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = made(BROKEN["bien-go-sai"].change)
    path = put(workspace, "bao-cao.docx", content)
    place = ["-C", str(workspace)]
    assert run(["template", "check", FILE, "--mark", *place]) == 1
    assert "Đã ghi chú vào templates/bao-cao-ghi-chu.docx" in capsys.readouterr().err
    assert path.read_bytes() == content
    ((anchored, said),) = comments((path.parent / "bao-cao-ghi-chu.docx").read_bytes())
    assert anchored == "{{ heading.subjet }}"
    assert "có phải là «heading.subject»?" in said
    assert run(["template", "check", "-C", str(workspace)]) == 1
    assert "ghi-chu" not in capsys.readouterr().err


def test_mark_writes_nothing_where_nothing_is_wrong(workspace: Path) -> None:
    path = put(workspace, "bao-cao.docx", shipped())
    assert run(["template", "check", FILE, "--mark", "-C", str(workspace)]) == 0
    assert [entry.name for entry in path.parent.iterdir()] == ["bao-cao.docx"]


def test_a_marked_copy_says_that_its_comments_must_go(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = made(every(BROKEN["bien-go-sai"].change))
    copy = marked(content, told(content))
    assert copy is not None
    put(workspace, "bao-cao-ghi-chu.docx", copy)
    assert run(["template", "check", "templates/bao-cao-ghi-chu.docx", "--json", "-C", str(workspace)]) == 1
    codes = [one["code"] for one in json.loads(capsys.readouterr().out)["problems"]]
    assert codes == ["TD802", "TD809"]


# --- the page ---------------------------------------------------------------------------------


def test_the_page_of_variables_is_what_the_views_say() -> None:
    committed = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    assert committed == build_template_docs.page(), "run python tools/build_template_docs.py"


def test_the_page_lists_every_variable_of_every_paper() -> None:
    page = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    for kind in PAPERS:
        (section,) = [part for part in page.split("\n## ") if f"`{kind.template}`" in part.splitlines()[0]]
        for variable in build_template_docs.variables(kind.view):
            assert f"| `{variable.name}` |" in section
