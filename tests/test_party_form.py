"""A bloc of the Party: Guide 36-HD/VPTW, annex 3, on the pages that the state's blocs print by the decree."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from papers_blocs import REPORT, Year, bloc_yaml, lines, part, styled, text, text_of, year
from thidua.papers.dossier import PAPERS
from thidua.papers.template.trial import examine
from thidua.papers.word.nd30 import component
from thidua.papers.word.party import SIZES, TITLE
from thidua.papers.word.render import WordTemplate, shipped_template

NAME = "Khối thi đua các ban Đảng"
WORDS = REPORT.replace("UBND tỉnh Mẫu", "Đảng bộ tỉnh Mẫu").replace("Khối thi đua các cơ quan", NAME)
HEADED = [kind.name for kind in PAPERS if any(field.name == "letterhead" for field in fields(kind.view))]


def of_party(report: str = WORDS) -> Year:
    return year(bloc=bloc_yaml(form="party", name=NAME), report=report)


def size(made: bytes, code: str) -> float:
    styles = part(made, "word/styles.xml")
    style: Any = next(one for one in styles.iter("{*}style") if code in one.values())
    return int(next(style.iter("{*}sz")).values()[0]) / 2


@pytest.mark.parametrize("name", HEADED)
def test_every_paper_has_the_partys_head_and_no_name_of_the_nation(name: str) -> None:
    for made in of_party().papers(name).values():
        said = text(made)
        stars = [text_of(star) for star in styled(made, "DauSao")]
        assert said.count(TITLE) == len(stars) >= 1
        assert set(stars) == {"*"}
        assert "CỘNG HÒA" not in said
        assert "Hạnh phúc" not in said


def test_most_papers_of_the_year_have_a_head() -> None:
    assert {"invitation", "count-minutes", "minutes", "report", "submission", "handover", "pledge"} <= set(HEADED)
    assert sum(bool(of_party().papers(name)) for name in HEADED) > 10


@pytest.mark.parametrize("name", HEADED)
def test_a_state_bloc_keeps_the_decrees_head(name: str) -> None:
    for made in year().papers(name).values():
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text(made)
        assert TITLE not in text(made)
        assert styled(made, "DauSao") == []


def test_number_and_symbol_are_written_the_partys_way() -> None:
    """«Số 127-QĐ/TW»: no colon, a dash behind the number."""
    made = of_party().papers("report")["bao-cao.docx"]
    assert "Số 05-BC/KTĐ" in lines(made)
    assert "Số: 05/BC-KTĐ" in lines(year().papers("report")["bao-cao.docx"])


def test_a_letter_is_numbered_as_one() -> None:
    """«Số 128-CV/TU», where the decree has «Số: 128/KTĐ»."""
    report = f"{WORDS}score_request: {{number: 8}}\n"
    assert "Số 08-CV/KTĐ" in lines(of_party(report).papers("score-request")["cong-van-tu-cham.docx"])


def test_an_annex_and_the_handover_name_papers_by_the_same_number() -> None:
    report = f"{WORDS}submission: {{number: 7, date: 06/12/2023}}\n"
    assert "số 07-TTr/KTĐ" in text(of_party(report).papers("submission")["to-trinh.docx"])
    assert "Số 07-TTr/KTĐ" in text(of_party(report).papers("handover")["ban-giao.docx"])


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("TM. Khối thi đua", "T/M KHỐI THI ĐUA"), ("T/M Khối thi đua", "T/M KHỐI THI ĐUA"), ("KT.Khối", "K/T KHỐI")],
)
def test_the_signers_authority_has_a_stroke(typed: str, printed: str) -> None:
    made = of_party(WORDS.replace("TM. Khối thi đua", typed)).papers("report")["bao-cao.docx"]
    assert printed in lines(made)


def test_a_state_bloc_signs_as_it_writes() -> None:
    assert "TM. KHỐI THI ĐUA" in lines(year().papers("report")["bao-cao.docx"])


def test_letters_have_the_sizes_of_the_guide() -> None:
    """Tiêu đề 15; cơ quan 14; số 14; địa danh 14; tên loại 15 - 16; trích yếu, nội dung 14 - 15."""
    made = of_party().papers("report")["bao-cao.docx"]
    assert size(made, "TieuDeDang") == 15
    for code in ("CoQuanChuQuan", "CoQuanBanHanh", "SoKyHieu", "DiaDanh", "TrichYeu", "NoiDung"):
        assert size(made, code) == 14
    assert 15 <= size(made, "TenLoai") <= 16
    assert all(size(year().render(), code) == component(code).size for code in SIZES)


@pytest.mark.parametrize("kind", PAPERS, ids=lambda kind: kind.name)
def test_the_same_templates_serve_both(kind: Any) -> None:
    assert examine(WordTemplate(kind.template, shipped_template(kind.template)), kind.view) == ()
