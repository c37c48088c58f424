"""`thidua verify`: what somebody did to a paper or its inputs after it was written, and what nobody need worry about.

The papers are edited with python-docx, as a person edits them in Word.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from office import needs_office
from paper_desk import (
    BLOC,
    DONE,
    ERRORS,
    MINUTES,
    REPORT,
    ROOT,
    SMALL,
    SUBMISSION,
    UNDECIDED,
    YEAR,
    Desk,
    Edit,
    make_workspace,
)
from thidua import cli
from thidua.evaluation import evaluate
from thidua.papers.proof.comparison import compare
from thidua.papers.proof.facts import Known, known
from thidua.papers.proof.inputs import digest
from thidua.papers.proof.manifest import NAME, paper_folder, record_copies
from thidua.papers.word.pdf import find_libreoffice
from thidua.papers.word.projection import Item, Projection, fold, project
from thidua.papers.word.render import pack, unpack
from thidua.records.workspace import BlocFolder

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, copied for every test."""
    path = tmp_path_factory.mktemp("papers") / "Hồ sơ"
    make_workspace(path)
    return path


@pytest.fixture(scope="session")
def main_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with three papers, since each is made again to compare with."""
    path = tmp_path_factory.mktemp("papers") / "Hồ sơ"
    make_workspace(path, REPORT, MINUTES, SUBMISSION)
    return path


@pytest.fixture
def desk(main_papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    path = tmp_path / "Hồ sơ"
    shutil.copytree(main_papers, path)
    return Desk(path, capsys)


@pytest.fixture
def full_desk(written: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    path = tmp_path / "Hồ sơ"
    shutil.copytree(written, path)
    return Desk(path, capsys)


def paragraphs(paper: Any) -> list[Any]:
    """Every paragraph, those in tables too."""
    return [Paragraph(node, paper) for node in paper.element.body.iter(qn("w:p"))]


def containing(paper: Any, words: str) -> Any:
    return next(paragraph for paragraph in paragraphs(paper) if words in paragraph.text)


def put(old: str, new: str, where: str = "") -> Edit:
    """Type over some words, in the first paragraph that has them (and `where`)."""

    def change(paper: Any) -> None:
        paragraph = next(p for p in paragraphs(paper) if old in p.text and where in p.text)
        text = paragraph.text.replace(old, new, 1)
        for run in paragraph.runs[1:]:
            run._element.getparent().remove(run._element)
        paragraph.runs[0].text = text

    return change


def fill_number(paper: Any) -> None:
    paragraph = containing(paper, "/TTr")
    put(paragraph.text, "Số: 06/TTr-KTĐ")(paper)


def cell(row: str, column: int, text: str) -> Edit:
    """Type another text into a cell of the first row that names `row`."""

    def change(paper: Any) -> None:
        found = next(r for t in paper.tables for r in t.rows if any(c.text == row for c in r.cells))
        found.cells[column].paragraphs[0].runs[0].text = text

    return change


# --- what must be caught ----------------------------------------------------------------------


def test_papers_nobody_touched_are_equal(full_desk: Desk) -> None:
    code, papers = full_desk.verify()
    assert code == DONE
    assert {paper["verdict"] for paper in papers.values()} == {"equal"}
    assert len(papers) > 8


def test_one_vote_changed_in_yaml_after_printing_makes_the_papers_stale_and_the_key_is_named(full_desk: Desk) -> None:
    full_desk.change("ballots.yaml", "STC: 10", "STC: 9")
    code, papers = full_desk.verify()
    assert code == ERRORS
    assert papers[REPORT]["verdict"] == "stale"
    assert papers[REPORT]["inputs"] == ["2023/ballots.yaml: contests, mục 1, votes, STC: 10 → 9"]
    assert ("10/11", "9/11") in {(change["found"], change["expected"]) for change in papers[REPORT]["changes"]}
    assert papers[MINUTES]["verdict"] == papers[SUBMISSION]["verdict"] == "stale"
    assert papers["giay-moi.docx"]["verdict"] == papers["bang-diem.docx"]["verdict"] == "equal"


def test_without_the_book_a_changed_vote_is_still_caught(desk: Desk) -> None:
    (desk.out() / NAME).unlink()
    desk.change("ballots.yaml", "STC: 10", "STC: 9")
    code, papers = desk.verify()
    assert (code, papers[REPORT]["verdict"]) == (ERRORS, "altered")
    assert "chưa ghi" in papers[REPORT]["reason"]


ALTERATIONS = {
    "a_digit_in_a_score": (cell("Sở Tài chính", 5, "97,76"), REPORT, ("97,75", "97,76")),
    "a_rank": (cell("Sở Nội vụ", 6, "3"), REPORT, ("4", "3")),
    "a_count_of_votes": (cell("Sở Tài chính", 2, "11/11"), MINUTES, None),
    "a_percent": (put("90,91", "90,92"), SUBMISSION, None),
    "a_name_in_a_table": (cell("Sở Tư pháp", 1, "Sở Tư Pháp tỉnh"), REPORT, ("Sở Tư pháp", "Sở Tư Pháp tỉnh")),
    "a_name_in_a_sentence": (put("Cục Thống kê tỉnh", "Sở Tư pháp", "Phó Trưởng khối năm 2024"), REPORT, None),
    "a_percent_in_a_sentence": (put("90", "91", "làm Trưởng khối năm 2024 với"), REPORT, None),
    "a_number_spelt_out": (put("(hai)", "(ba)"), SUBMISSION, None),
    "the_date": (put("ngày 04", "ngày 14"), REPORT, None),
    "the_number_of_the_paper": (put("Số: 05/", "Số: 06/"), REPORT, ("Số: 05/BC-KTĐ", "Số: 06/BC-KTĐ")),
    "the_signer": (put("Nguyễn Văn Mẫu", "Nguyễn Văn Mậu"), REPORT, None),
    "a_teller": (put("Lê Văn Ví Dụ", "Lê Văn Vì Dụ"), MINUTES, None),
    "a_ruling": (put("chưa được xét", "được xét"), REPORT, None),
    "an_office": (put("làm Trưởng khối", "làm Phó Trưởng khối"), REPORT, None),
    "a_threshold": (put("trên 50", "ít nhất 50", "làm Trưởng khối năm 2024 với"), REPORT, None),
    "a_number_in_the_users_own_words": (put("11 đơn vị", "12 đơn vị", "Khối có"), REPORT, None),
    "a_unit_in_the_users_own_words": (put("Cục Quản lý thị trường tỉnh", "Sở Tài chính", "Năm 2023"), REPORT, None),
    "a_person_in_the_users_own_words": (put("Hồ Chí Minh", "Hồ Trí Minh"), REPORT, None),
    "the_code_at_the_foot": (put("Mã đối chiếu: ", "Mã đối chiếu: 1111-2222 "), REPORT, None),
}


@pytest.mark.parametrize("what", sorted(ALTERATIONS))
def test_one_fact_changed_in_word_is_an_alteration_and_is_quoted(what: str, desk: Desk) -> None:
    change, file, quoted = ALTERATIONS[what]
    desk.edit(change, file)
    code, papers = desk.verify()
    assert (code, papers[file]["verdict"]) == (ERRORS, "altered"), papers[file]
    (found,) = [one for one in papers[file]["changes"] if one["altered"]]
    assert found["expected"] != found["found"]
    if quoted is not None:
        assert (found["expected"], found["found"]) == quoted
    assert {
        name: paper["verdict"] for name, paper in papers.items() if name != file and paper["verdict"] != "equal"
    } == {}


def test_a_swapped_pair_of_rows_is_an_alteration(desk: Desk) -> None:
    def swap(paper: Any) -> None:
        rows = paper.tables[1].rows
        one, two = rows[2]._tr, rows[3]._tr
        one.addprevious(two)

    desk.edit(swap)
    code, papers = desk.verify()
    assert (code, papers[REPORT]["verdict"]) == (ERRORS, "altered")
    assert [change["kind"] for change in papers[REPORT]["changes"]] == ["moved"]


def test_rows_swapped_and_numbered_anew_are_an_alteration(desk: Desk) -> None:
    def swap(paper: Any) -> None:
        rows = paper.tables[1].rows
        rows[2]._tr.addprevious(rows[3]._tr)
        for at, row in enumerate(paper.tables[1].rows[1:], 1):
            row.cells[0].paragraphs[0].runs[0].text = str(at)

    desk.edit(swap)
    assert desk.verdict() == "altered"


def test_a_row_taken_out_and_a_row_put_in_are_alterations(desk: Desk) -> None:
    def take_out(paper: Any) -> None:
        rows = paper.tables[1].rows
        rows[-1]._tr.getparent().remove(rows[-1]._tr)

    def put_in(paper: Any) -> None:
        rows = paper.tables[1].rows
        rows[-1]._tr.addnext(deepcopy(rows[-1]._tr))

    desk.edit(take_out)
    desk.edit(put_in, MINUTES)
    _, papers = desk.verify()
    assert {papers[file]["verdict"] for file in (REPORT, MINUTES)} == {"altered"}
    assert [change["kind"] for file in (REPORT, MINUTES) for change in papers[file]["changes"]] == ["removed", "added"]


def test_a_line_about_an_award_moved_under_another_award_is_an_alteration(desk: Desk) -> None:
    def move(paper: Any) -> None:
        line, heading = containing(paper, "- Sở Tài chính: 97,75"), containing(paper, "- Cục Quản lý thị trường tỉnh:")
        heading._p.addnext(line._p)

    desk.edit(move, SUBMISSION)
    assert desk.verdict(SUBMISSION) == "altered"


def test_a_sentence_of_the_program_taken_out_is_an_alteration(desk: Desk) -> None:
    def take_out(paper: Any) -> None:
        paragraph = containing(paper, "Kết quả bầu phù hợp")
        paragraph._p.getparent().remove(paragraph._p)

    desk.edit(take_out)
    assert desk.verdict() == "altered"


def test_a_sentence_with_facts_of_its_own_put_in_is_an_alteration(desk: Desk) -> None:
    desk.edit(lambda paper: containing(paper, "Kết quả bầu").insert_paragraph_before("- Sở Tư pháp được 10 phiếu."))
    _, papers = desk.verify()
    assert papers[REPORT]["verdict"] == "altered"
    (change,) = papers[REPORT]["changes"]
    assert change["found"] == "- Sở Tư pháp được 10 phiếu."


def test_text_hidden_or_struck_out_is_not_text(desk: Desk) -> None:
    def hide(paper: Any) -> None:
        containing(paper, "Kết quả bầu").runs[0].font.hidden = True

    def strike(paper: Any) -> None:
        containing(paper, "Kết quả bầu").runs[0].font.strike = True

    desk.edit(hide)
    desk.edit(strike, MINUTES)
    _, papers = desk.verify()
    assert (papers[REPORT]["verdict"], papers[MINUTES]["verdict"]) == ("altered", "altered")


def test_facts_in_the_margin_and_in_a_text_box_are_read(desk: Desk) -> None:
    def header(paper: Any) -> None:
        paper.sections[0].header.paragraphs[0].add_run("Sở Tài chính: 99 điểm")

    def box(paper: Any) -> None:
        text = "<w:txbxContent><w:p><w:r><w:t>Sở Tài chính: 99 điểm</w:t></w:r></w:p></w:txbxContent>"
        shape = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{text}</v:textbox></v:shape>'
        containing(paper, "Kết quả bầu").runs[0]._r.append(parse_xml(f"<w:pict {W}>{shape}</w:pict>"))

    desk.edit(header)
    desk.edit(box, MINUTES)
    _, papers = desk.verify()
    for file in (REPORT, MINUTES):
        assert papers[file]["verdict"] == "altered"
        assert [change["found"] for change in papers[file]["changes"]] == ["Sở Tài chính: 99 điểm"]


def test_tracked_changes_are_reported_with_what_to_do(desk: Desk) -> None:
    def track(paper: Any) -> None:
        run = containing(paper, "Kết quả bầu").runs[0]._r
        inserted = parse_xml(f'<w:ins {W} w:id="1" w:author="x"><w:r><w:t> rõ ràng</w:t></w:r></w:ins>')
        run.addnext(inserted)

    desk.edit(track)
    code, shown = desk.run()
    assert code == ERRORS
    assert "track changes" in shown


def shift_years(folder: Path) -> None:
    """The same bloc a year later: every year in its files is one more."""
    for path in folder.rglob("*.yaml"):
        text = re.sub(r"(?<!\d)20[012]\d(?!\d)", lambda year: str(int(year[0]) + 1), path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
    (folder / "2023").rename(folder / "2024")


def test_a_paper_from_another_year_is_foreign_and_its_year_is_named(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "khác", desk.capsys)
    shutil.copytree(desk.path / "bloc_configs", other.path / "bloc_configs")
    shift_years(other.folder.path)
    other.write(REPORT, MINUTES, year=2024)
    for file in (REPORT, MINUTES):
        shutil.copy(other.out(2024) / file, desk.out() / file)
    code, papers = desk.verify()
    assert code == ERRORS
    for file in (REPORT, MINUTES):
        assert (papers[file]["verdict"], papers[file]["changes"]) == ("foreign", [])
        assert papers[file]["reason"] == "các dòng ghi năm cho thấy đây là văn bản của năm 2024"


def test_a_paper_of_another_year_of_the_workspace_is_found_by_its_code(desk: Desk) -> None:
    shutil.copytree(desk.folder.path / "2023", desk.folder.path / "2024")
    desk.change("bloc.yaml", "history:\n", "history:\n  - {year: 2024, head: VPDBQH}\n")
    for figures in ("ballots.yaml", "scores.yaml"):  # a year copied with its figures is refused (TD522)
        (desk.folder.path / "2024" / figures).unlink()
    words = desk.folder.path / "2024" / "report.yaml"
    words.write_text(words.read_text(encoding="utf-8").replace("/2023", "/2024"), encoding="utf-8")
    draft = "bao-cao-du-thao.docx"
    desk.write(draft, year=2024, draft=True)
    shutil.copy(desk.out(2024) / draft, desk.out() / REPORT)
    _, papers = desk.verify("2023")
    assert papers[REPORT]["verdict"] == "foreign"
    assert f"{BLOC}/2024/{draft}" in papers[REPORT]["reason"]


def test_a_paper_of_another_bloc_is_foreign_and_the_bloc_is_named(desk: Desk) -> None:
    small = BlocFolder(desk.path, desk.path / "bloc_configs" / "vi-du")
    shutil.copytree(SMALL, small.path)
    desk.write(REPORT, folder=small)
    shutil.copy(paper_folder(small, YEAR) / REPORT, desk.out() / REPORT)
    _, papers = desk.verify("--bloc", BLOC)
    assert papers[REPORT]["verdict"] == "foreign"
    assert f"vi-du/2023/{REPORT}" in papers[REPORT]["reason"]
    shutil.rmtree(small.path)
    _, papers = desk.verify()
    assert (papers[REPORT]["verdict"], papers[REPORT]["reason"]) == (
        "foreign",
        "không dòng nào ghi tên Khối thi đua các cơ quan tham mưu, tổng hợp",
    )


def test_another_paper_of_the_same_year_under_a_wrong_name_is_foreign(desk: Desk) -> None:
    shutil.copy(desk.out() / MINUTES, desk.out() / REPORT)
    _, papers = desk.verify()
    assert papers[REPORT]["verdict"] == "foreign"
    assert MINUTES in papers[REPORT]["reason"]


def test_one_year_changed_by_hand_is_an_alteration_and_not_another_year(desk: Desk) -> None:
    desk.edit(put("thi đua năm 2023", "thi đua năm 2022"))
    assert desk.verdict() == "altered"


def test_a_paper_that_is_gone_is_missing_and_an_empty_folder_has_no_report(desk: Desk) -> None:
    (desk.out() / REPORT).unlink()
    code, papers = desk.verify()
    assert (code, papers[REPORT]["verdict"]) == (ERRORS, "missing")
    shutil.rmtree(desk.path / "out")
    code, papers = desk.verify()
    assert (code, [*papers], papers[REPORT]["verdict"]) == (ERRORS, [REPORT], "missing")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.4"])
def test_a_file_that_is_no_word_file_is_an_alteration(content: bytes, desk: Desk) -> None:
    (desk.out() / REPORT).write_bytes(content)
    assert desk.verdict() == "altered"


# --- what must not be ---------------------------------------------------------------------------


def typeset(paper: Any) -> None:
    """Fonts, sizes, spacing, emphasis, styles: everything a tidy secretary does."""
    for paragraph in paragraphs(paper):
        paragraph.paragraph_format.space_after = Pt(9)
        for run in paragraph.runs:
            run.font.name, run.font.size, run.font.italic = "Arial", Pt(13), True


def blanks(paper: Any) -> None:
    """Empty paragraphs, double blanks, blanks that do not break."""
    containing(paper, "KẾT QUẢ BÌNH XÉT").insert_paragraph_before("")
    for paragraph in paragraphs(paper):
        for run in paragraph.runs:
            run.text = run.text.replace(" ", "\u00a0 ")


def curls(paper: Any) -> None:
    """Quotes and dashes as Word makes them while typing."""
    for paragraph in paragraphs(paper):
        for run in paragraph.runs:
            run.text = run.text.replace('"', "“").replace(" - ", " – ").replace("...", "…")


def split_runs(paper: Any) -> None:
    """A run for every letter, with proofing marks between, as spelling checks leave them."""
    for paragraph in paragraphs(paper):
        for run in list(paragraph.runs):
            for letter in reversed(run.text[1:]):
                piece = deepcopy(run._r)
                run._r.addnext(piece)
                piece.text = letter
                run._r.addnext(parse_xml(f'<w:proofErr {W} w:type="spellStart"/>'))
            run.text = run.text[:1]


def decompose(paper: Any) -> None:
    """Letters and marks apart, as some keyboards type them."""
    for paragraph in paragraphs(paper):
        for run in paragraph.runs:
            run.text = unicodedata.normalize("NFD", run.text)


def page_fields(paper: Any) -> None:
    """Page numbers in the footer, as `Insert > Page Number` makes them."""
    paragraph = paper.sections[0].footer.paragraphs[0]
    field = f'<w:fldSimple {W} w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", " NUMPAGES "), ("separate", ""), ("", "8"), ("end", "")):
        mark = f'<w:fldChar {W} w:fldCharType="{kind}"/>' if kind else f"<w:instrText {W}>{text}</w:instrText>"
        run._r.append(parse_xml(mark if text != "8" else f"<w:t {W}>8</w:t>"))


def controls(paper: Any) -> None:
    """Content controls and bookmarks around paragraphs, a comment's range."""
    for words in ("Kết quả bầu phù hợp", "Phong trào lao động"):
        paragraph = containing(paper, words)._p
        control = parse_xml(f"<w:sdt {W}><w:sdtContent/></w:sdt>")
        paragraph.addprevious(control)
        control[0].append(paragraph)


def styles_gone(paper: Any) -> None:
    """Every paragraph in the style Normal."""
    for style in list(paper.element.body.iter(qn("w:pStyle"))):
        style.getparent().remove(style)


HARMLESS = (typeset, blanks, curls, split_runs, decompose, page_fields, controls)


@pytest.mark.parametrize("change", HARMLESS)
def test_what_word_and_tidy_hands_do_leaves_a_paper_equal(change: Edit, desk: Desk) -> None:
    desk.edit(change)
    code, papers = desk.verify()
    assert (code, papers[REPORT]["verdict"], papers[REPORT]["changes"]) == (DONE, "equal", [])


@pytest.mark.parametrize("file", [REPORT, MINUTES, "giao-uoc.docx", "bang-diem.docx"])
def test_a_paper_whose_styles_are_gone_says_the_same(file: str, full_desk: Desk) -> None:
    full_desk.edit(styles_gone, file)
    code, papers = full_desk.verify()
    assert (code, papers[file]["verdict"]) in {(DONE, "equal"), (DONE, "edited")}, papers[file]["changes"]


@needs_office
def test_papers_saved_again_by_another_word_processor_are_equal(desk: Desk, tmp_path: Path) -> None:
    office = find_libreoffice()
    assert office is not None
    saved = tmp_path / "saved"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    papers = [str(path) for path in desk.out().glob("*.docx")]
    call = [str(office), profile, "--headless", "--convert-to", "docx", "--outdir", str(saved), *papers]
    subprocess.run(call, check=True, capture_output=True)
    shutil.copytree(saved, desk.out(), dirs_exist_ok=True)
    code, found = desk.verify()
    assert (code, {file: one["verdict"] for file, one in found.items() if one["verdict"] != "equal"}) == (DONE, {})


REWORDINGS = {
    "a_narrative_sentence": put("còn nhiều khó khăn", "vẫn gặp không ít khó khăn, thách thức"),
    "facts_in_another_place_of_the_sentence": put(
        "Năm 2023, Cục Quản lý thị trường tỉnh là Trưởng khối", "Cục Quản lý thị trường tỉnh là Trưởng khối năm 2023"
    ),
    "a_unit_by_its_short_name": put("Cục Quản lý thị trường tỉnh là", "Cục QLTT là", "Năm 2023"),
    "a_day_in_figures": put("ngày 30 tháng 11 năm 2023", "ngày 30/11/2023", "Chiều"),
    "a_number_in_words": put("có 11 đơn vị", "gồm 11 đơn vị"),
    "a_sentence_of_the_program": put("Qua bình xét, có", "Kết quả bình xét có"),
    "an_order_of_words_in_a_sentence_of_the_program": put("như sau:", "cụ thể dưới đây:", "kết quả chấm điểm của"),
    "capitals": put("Kết quả bầu phù hợp", "KẾT QUẢ BẦU phù hợp"),
    "a_heading": put("1. Đặc điểm chung", "1. Đặc điểm"),
    "punctuation": put("phù hợp với thứ tự luân phiên.", "phù hợp với thứ tự luân phiên;"),
}


@pytest.mark.parametrize("what", sorted(REWORDINGS))
def test_other_words_for_the_same_facts_are_an_edit_that_is_quoted(what: str, desk: Desk) -> None:
    desk.edit(REWORDINGS[what])
    code, papers = desk.verify()
    assert (code, papers[REPORT]["verdict"]) == (DONE, "edited"), papers[REPORT]["changes"]
    (change,) = papers[REPORT]["changes"]
    assert (change["kind"], change["altered"]) == ("wording", False)


def test_a_paragraph_of_the_user_may_be_split_joined_moved_added_and_left_out(desk: Desk) -> None:
    def rearrange(paper: Any) -> None:
        first = containing(paper, "Khối luôn nhận được")
        head, dot, tail = first.text.partition(". ")
        first.insert_paragraph_before(f"{head}{dot}")
        first.runs[0].text = tail
        moved, behind = containing(paper, "- Phong trào thi đua đẩy mạnh"), containing(paper, "- Phong trào lao động")
        behind._p.addnext(moved._p)
        containing(paper, "Về khách quan").insert_paragraph_before("Các hạn chế trên có nhiều nguyên nhân.")
        gone = containing(paper, "Các đơn vị đã cụ thể hóa")._p
        gone.getparent().remove(gone)

    desk.edit(rearrange)
    code, papers = desk.verify()
    assert (code, papers[REPORT]["verdict"]) == (DONE, "edited"), papers[REPORT]["changes"]


def test_a_paragraph_of_the_user_with_a_number_left_out_is_an_alteration(desk: Desk) -> None:
    def take_out(paper: Any) -> None:
        paragraph = containing(paper, "Trưởng khối đã xây dựng")._p
        paragraph.getparent().remove(paragraph)

    desk.edit(take_out)
    assert desk.verdict() == "altered"


def test_blanks_for_number_date_and_signers_may_be_filled_in(full_desk: Desk) -> None:
    full_desk.edit(fill_number, SUBMISSION)
    full_desk.edit(put("ngày …… tháng …… năm ……", "ngày 05 tháng 12 năm 2023", "Mẫu,"), SUBMISSION)
    full_desk.edit(
        lambda paper: containing(paper, "SỞ TÀI CHÍNH").insert_paragraph_before("Nguyễn Thị Ký Tên"), "giao-uoc.docx"
    )
    code, papers = full_desk.verify()
    assert (code, papers[SUBMISSION]["verdict"], papers["giao-uoc.docx"]["verdict"]) == (DONE, "edited", "edited")
    kinds = [change["kind"] for file in (SUBMISSION, "giao-uoc.docx") for change in papers[file]["changes"]]
    assert kinds == ["filled", "filled", "filled"]


def test_a_comment_in_yaml_makes_nothing_stale(desk: Desk) -> None:
    desk.change("ballots.yaml", "format: 1", "# đã soát lại\nformat: 1")
    code, papers = desk.verify()
    assert (code, {paper["verdict"] for paper in papers.values()}) == (DONE, {"equal"})


def test_a_word_lock_file_a_backup_and_a_folder_are_no_papers(desk: Desk) -> None:
    (desk.out() / "~$bao-cao.docx").write_bytes(b"x")
    (desk.out() / "bao-cao.docx.bak").write_bytes(b"x")
    (desk.out() / "cũ.docx").mkdir()
    _, papers = desk.verify()
    assert {paper["verdict"] for paper in papers.values()} == {"equal"}


# --- attribution --------------------------------------------------------------------------------


def test_a_paper_both_changed_by_hand_and_overtaken_is_altered_and_says_both(desk: Desk) -> None:
    desk.edit(cell("Sở Nội vụ", 6, "3"))
    desk.change("ballots.yaml", "STC: 10", "STC: 9")
    _, papers = desk.verify()
    assert papers[REPORT]["verdict"] == "altered"
    assert papers[REPORT]["inputs"] == ["2023/ballots.yaml: contests, mục 1, votes, STC: 10 → 9"]
    assert [(change["expected"], change["found"]) for change in papers[REPORT]["changes"]] == [("4", "3")]


def test_a_paper_polished_by_hand_and_overtaken_is_stale_only(desk: Desk) -> None:
    desk.edit(REWORDINGS["a_narrative_sentence"])
    desk.change("ballots.yaml", "STC: 10", "STC: 9")
    assert desk.verdict() == "stale"


def test_an_alteration_is_not_excused_by_a_change_that_has_nothing_to_do_with_it(desk: Desk) -> None:
    desk.edit(cell("Sở Nội vụ", 6, "3"))
    desk.change("ballots.yaml", "starts_at: 14:00", "starts_at: 14:30")
    _, papers = desk.verify()
    assert (papers[REPORT]["verdict"], papers[REPORT]["reason"], papers[REPORT]["inputs"]) == ("altered", "", [])
    assert papers[MINUTES]["verdict"] == "stale"


def test_a_book_made_to_fit_an_altered_paper_does_not_hide_it(desk: Desk) -> None:
    desk.edit(cell("Sở Nội vụ", 6, "3"))
    content = (desk.out() / REPORT).read_bytes()
    there = project(content)
    assert there is not None
    book = json.loads((desk.out() / NAME).read_text(encoding="utf-8"))
    book["papers"][REPORT]["sha256"] = digest(content)
    book["papers"][REPORT]["text"] = [list(item.cells) if item.row else item.text for item in there.items]
    (desk.out() / NAME).write_text(json.dumps(book, ensure_ascii=False), encoding="utf-8")
    assert desk.verdict() == "altered"


@pytest.mark.parametrize("book", ["", "{", "[]", '{"format": 2}', '{"format": 1, "papers": {"a": 1}}', "null"])
def test_a_broken_book_is_said_and_equal_papers_stay_equal(book: str, desk: Desk) -> None:
    (desk.out() / NAME).write_text(book, encoding="utf-8")
    code, shown = desk.run()
    assert code == DONE
    assert "Không đọc được sổ văn bản (manifest.json)" in " ".join(shown.split())
    desk.write(REPORT)
    assert "Không đọc được" not in desk.run()[1]


def test_words_changed_in_yaml_make_the_paper_stale_and_the_words_are_quoted(desk: Desk) -> None:
    desk.change("report.yaml", "còn nhiều khó khăn", "còn không ít khó khăn")
    _, papers = desk.verify()
    assert papers[REPORT]["verdict"] == "stale"
    (told,) = papers[REPORT]["inputs"]
    assert told.startswith("2023/report.yaml: sections, situation: … ")
    assert "còn nhiều khó khăn" in told.partition(" → ")[0]
    assert "còn không ít khó khăn" in told.partition(" → ")[2]
    assert papers[MINUTES]["verdict"] == "equal"


def test_another_template_makes_papers_stale_and_is_named(desk: Desk) -> None:
    own = desk.path / "templates"
    own.mkdir()
    parts = unpack((ROOT / "templates" / REPORT).read_bytes())
    parts["word/document.xml"] = parts["word/document.xml"].replace("Nơi nhận:".encode(), "Nơi gửi:".encode())
    (own / REPORT).write_bytes(pack(parts))
    _, papers = desk.verify()
    assert papers[REPORT]["verdict"] == "stale"
    assert any("templates/bao-cao.docx: bản" in told for told in papers[REPORT]["inputs"])
    assert {"Nơi gửi:", "Nơi nhận:"} in [{change["expected"], change["found"]} for change in papers[REPORT]["changes"]]


def test_a_copy_under_another_name_is_recognised_and_judged(desk: Desk) -> None:
    shutil.copy(desk.out() / REPORT, desk.out() / "báo cáo bản ký.docx")
    desk.edit(cell("Sở Nội vụ", 6, "3"), "báo cáo bản ký.docx")
    _, papers = desk.verify()
    assert papers["báo cáo bản ký.docx"]["verdict"] == "altered"
    assert "bản chép của bao-cao.docx" in papers["báo cáo bản ký.docx"]["reason"]


def test_a_letter_about_something_else_is_not_judged(desk: Desk) -> None:
    letter = docx.Document()
    letter.add_paragraph("Kính gửi đồng chí, mời đồng chí dùng cơm.")
    letter.save(str(desk.out() / "thư.docx"))
    code, papers = desk.verify()
    assert (code, papers["thư.docx"]["verdict"]) == (DONE, "unknown")


# --- PDF ----------------------------------------------------------------------------------------


def print_pdf(desk: Desk) -> Path:
    """A PDF of the report, as the book knows it."""
    pdf = desk.out() / "bao-cao.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    assert record_copies(desk.out(), {pdf.name: REPORT}) == ()
    return pdf


def test_a_pdf_is_equal_as_long_as_it_and_its_paper_are(desk: Desk) -> None:
    pdf = print_pdf(desk)
    code, papers = desk.verify()
    assert (code, papers[pdf.name]["verdict"]) == (DONE, "equal")
    pdf.write_bytes(b"%PDF-1.7 x")
    assert desk.verdict(pdf.name) == "altered"
    pdf.unlink()
    assert desk.verdict(pdf.name) == "missing"


def test_a_pdf_is_stale_when_its_paper_was_written_anew_or_is_overtaken(desk: Desk) -> None:
    pdf = print_pdf(desk)
    desk.change("ballots.yaml", "STC: 10", "STC: 9")
    assert desk.verdict(pdf.name) == "stale"
    desk.write(REPORT)
    _, papers = desk.verify()
    assert (papers[REPORT]["verdict"], papers[pdf.name]["verdict"]) == ("equal", "stale")


def test_a_pdf_the_book_does_not_know_is_not_judged(desk: Desk) -> None:
    (desk.out() / "quét.pdf").write_bytes(b"%PDF-1.4")
    code, papers = desk.verify()
    assert (code, papers["quét.pdf"]["verdict"]) == (DONE, "unknown")


@needs_office
def test_report_with_pdf_and_verify_agree(desk: Desk) -> None:
    shutil.rmtree(desk.path / "out")
    asked = ["report", "2023", "--paper", "to-trinh", "--paper", "bao-cao", "--pdf", "-C", str(desk.path)]
    assert cli.run(asked) == DONE
    code, papers = desk.verify()
    names = [REPORT, "bao-cao.pdf", SUBMISSION, "to-trinh.pdf"]
    assert (code, {file: one["verdict"] for file, one in papers.items()}) == (DONE, dict.fromkeys(names, "equal"))


# --- the command --------------------------------------------------------------------------------


def test_the_screen_says_verdict_key_and_both_texts(desk: Desk) -> None:
    desk.change("ballots.yaml", "STC: 10", "STC: 9")
    desk.edit(put("chưa được xét", "được xét"), MINUTES)
    code, shown = desk.run()
    assert code == ERRORS
    assert "2023/ballots.yaml: contests, mục 1, votes, STC: 10 → 9" in shown
    assert "tính ra:  «9/11»" in shown
    assert "trong tệp: «10/11»" in shown
    assert "kết luận: thiếu «chưa»" in " ".join(shown.split())


def test_wrong_yaml_is_listed_as_every_command_does(desk: Desk) -> None:
    desk.change("ballots.yaml", "STC: 10", "STC: 12")
    code, shown = desk.run()
    assert code == ERRORS
    assert "lỗi[TD503]" in shown
    code, shown = desk.run("--json")
    assert code == ERRORS
    assert [problem["code"] for problem in json.loads(shown)["problems"]] == ["TD503"]


def test_without_report_yaml_nothing_can_be_compared_and_that_is_said(desk: Desk) -> None:
    (desk.folder.path / "2023" / "report.yaml").unlink()
    code, shown = desk.run()
    assert code == ERRORS
    assert "lỗi[TD004]" in shown


def test_a_template_that_is_broken_is_listed(desk: Desk) -> None:
    (desk.path / "templates").mkdir()
    (desk.path / "templates" / REPORT).write_bytes(b"x")
    code, shown = desk.run()
    assert code == ERRORS
    assert "lỗi[TD801]" in shown


def test_open_decisions_leave_with_3_when_the_drafts_are_as_they_should_be(desk: Desk) -> None:
    shutil.rmtree(desk.path / "out")
    desk.change("ballots.yaml", "VPDBQH: 9, CTK: 1", "VPDBQH: 5, CTK: 5")
    desk.write("bao-cao-du-thao.docx", draft=True)
    code, papers = desk.verify()
    assert (code, {file: paper["verdict"] for file, paper in papers.items()}) == (
        UNDECIDED,
        {"bao-cao-du-thao.docx": "equal"},
    )
    desk.edit(cell("Sở Nội vụ", 6, "3"), "bao-cao-du-thao.docx")
    assert desk.verify()[0] == ERRORS


def test_a_final_paper_is_stale_once_something_is_open_again(desk: Desk) -> None:
    desk.change("ballots.yaml", "VPDBQH: 9, CTK: 1", "VPDBQH: 5, CTK: 5")
    code, papers = desk.verify()
    assert (code, papers[REPORT]["verdict"]) == (ERRORS, "stale")
    assert "chưa quyết định" in papers[REPORT]["reason"]
    assert papers[REPORT]["inputs"] == [
        "2023/ballots.yaml: contests, mục 4, votes, VPDBQH: 9 → 5",
        "2023/ballots.yaml: contests, mục 4, votes, CTK: 1 → 5",
    ]


# --- the comparison itself ------------------------------------------------------------------------


def read_back(desk: Desk) -> tuple[Projection, Known]:
    """The report as it reads, and the names of the year."""
    there, found = project((desk.out() / REPORT).read_bytes()), evaluate(desk.folder, YEAR)
    assert there is not None
    assert found.outcome is not None
    assert found.records.report is not None
    return there, known(found.outcome, found.records.report)


def test_reading_back_gives_what_was_written_and_folding_changes_nothing_twice(desk: Desk) -> None:
    there = project((desk.out() / REPORT).read_bytes())
    assert there is not None
    again = tuple(Item(tuple(fold(cell) for cell in item.cells), item.row) for item in there.items)
    found = evaluate(desk.folder, YEAR)
    assert found.outcome is not None
    assert found.records.report is not None
    names = known(found.outcome, found.records.report)
    assert compare(there.items, Projection(again, tracked=False), names) == ()
    assert all(fold(fold(item.text)) == fold(item.text) for item in there.items)


def test_every_single_letter_or_digit_of_the_tables_counts(desk: Desk) -> None:
    there, names = read_back(desk)
    for at, item in enumerate(there.items):
        for column, text in enumerate(item.cells if item.row else ()):
            if not text:
                continue
            cells = (*item.cells[:column], text[:-1] + ("x" if text[-1] != "x" else "y"), *item.cells[column + 1 :])
            changed = (*there.items[:at], Item(cells, row=True), *there.items[at + 1 :])
            assert any(c.altered for c in compare(there.items, Projection(changed, tracked=False), names)), cells


def test_every_digit_of_the_paper_counts(desk: Desk) -> None:
    there, names = read_back(desk)
    missed = []
    for at, item in enumerate(there.items):
        if item.row:
            continue
        for digit in re.finditer(r"\d", item.text):
            text = f"{item.text[: digit.start()]}{(int(digit[0]) + 1) % 10}{item.text[digit.end() :]}"
            changed = (*there.items[:at], Item((text,)), *there.items[at + 1 :])
            if not any(c.altered for c in compare(there.items, Projection(changed, tracked=False), names)):
                missed.append(text)
    numbered = [text for text in missed if not re.match(r"\d\. ", text)]
    assert numbered == []
