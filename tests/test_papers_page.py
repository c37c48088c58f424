"""Every part of a printed report held to the page of Decree 30/2020/NĐ-CP, annex I."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document

from papers_blocs import REPORT, W, part, styled, text, text_of, year
from thidua.papers.views import BLANK_NUMBER, NBSP
from thidua.papers.word.nd30 import COMPONENTS, LETTERHEAD, MARGINS, PAGE, Component, component, twips
from thidua.papers.word.widths import bold_width, text_width
from wordml import RULE_STYLE

ADDRESSED = REPORT.replace("recipients:", "addressees: [Hội đồng tỉnh, Ban tỉnh], recipients:")


@pytest.fixture(scope="module")
def made() -> bytes:
    return year(report=ADDRESSED).render()


def style(made: bytes, code: str) -> Any:
    return next(s for s in part(made, "word/styles.xml").iter(f"{W}style") if s.get(f"{W}styleId") == code)


def value(node: Any, path: str, name: str = "val") -> str | None:
    found = node.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else str(found.get(f"{W}{name}"))


@pytest.mark.parametrize("item", COMPONENTS, ids=lambda item: item.code)
def test_each_component_has_the_size_and_style_of_the_table(made: bytes, item: Component) -> None:
    """Phụ lục I, mục IV: cỡ chữ, kiểu chữ của từng thành phần."""
    found = style(made, item.code)
    assert value(found, "rPr/sz") == value(found, "rPr/szCs") == str(item.size * 2)
    assert item.sizes[0] <= item.size <= item.sizes[1]
    assert (found.find(f"{W}rPr/{W}b") is not None) == (found.find(f"{W}rPr/{W}bCs") is not None) == item.bold
    assert (found.find(f"{W}rPr/{W}i") is not None) == (found.find(f"{W}rPr/{W}iCs") is not None) == item.italic
    assert value(found, "pPr/jc") == item.align
    assert value(found, "pPr/ind", "firstLine") == str(twips(item.first_line))
    assert value(found, "pPr/spacing", "after") == str(round(item.after * 20))
    assert value(found, "pPr/spacing", "line") == str(round(item.line * 240))
    assert (found.find(f"{W}pPr/{W}keepNext") is not None) == item.keep_next


def test_sizes_move_together() -> None:
    """«cỡ chữ của Quốc hiệu 13 thì Tiêu ngữ 14, địa danh và ngày tháng 14»."""
    assert component("QuocHieu").size == component("CoQuanBanHanh").size == 13
    assert component("TieuNgu").size == component("DiaDanh").size == component("NoiDung").size == 14


def test_every_paragraph_is_in_a_style_and_carries_no_formatting_of_its_own(made: bytes) -> None:
    known = {item.code for item in COMPONENTS} | {RULE_STYLE, "KhoangTrong"}
    paragraphs = list(part(made).iter(f"{W}p"))
    used = {value(p, "pPr/pStyle") for p in paragraphs[:-1]}
    assert used <= known
    assert not [run for p in paragraphs for run in p.iter(f"{W}rPr")]


def test_times_new_roman_in_every_script_and_black(made: bytes) -> None:
    """«Phông chữ tiếng Việt Times New Roman, bộ mã ký tự Unicode, màu đen»."""
    styles = part(made, "word/styles.xml")
    fonts = list(styles.iter(f"{W}rFonts"))
    assert fonts
    for font in fonts:
        assert {font.get(f"{W}{script}") for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
    assert value(styles, "docDefaults/rPrDefault/rPr/color") == "000000"


def test_language_is_vietnamese(made: bytes) -> None:
    assert value(part(made, "word/styles.xml"), "docDefaults/rPrDefault/rPr/lang") == "vi-VN"
    assert value(part(made, "word/settings.xml"), "themeFontLang") == "vi-VN"


def test_page_is_a4_with_margins_in_range(made: bytes) -> None:
    """«lề trên 20 - 25 mm, lề dưới 20 - 25 mm, lề trái 30 - 35 mm, lề phải 15 - 20 mm»."""
    section = part(made).find(f"{W}body/{W}sectPr")
    assert (value(section, "pgSz", "w"), value(section, "pgSz", "h")) == (str(twips(210)), str(twips(297)))
    for side, (least, most) in MARGINS.items():
        margin = int(value(section, "pgMar", side) or 0)
        assert twips(least) <= margin <= twips(most), side
        assert margin == twips(getattr(PAGE, side))


def test_body_paragraphs_are_justified_indented_and_spaced(made: bytes) -> None:
    """«chữ đầu dòng lùi vào 1 cm hoặc 1,27 cm; khoảng cách giữa các đoạn tối thiểu 6 pt; dòng đơn đến 1,5 lines»."""
    for code in ("NoiDung", "CanCu", "KetThuc"):
        item = component(code)
        assert (item.align, item.first_line in {10, 12.7}) == ("both", True)
        assert item.after >= 6
        assert 1 <= item.line <= 1.5
    assert styled(made, "NoiDung")


def test_page_number_is_centred_in_the_header_and_not_on_page_one(made: bytes) -> None:
    """«số trang canh giữa theo chiều ngang trong phần lề trên, không hiển thị số trang thứ nhất»."""
    section = part(made).find(f"{W}body/{W}sectPr")
    assert section.find(f"{W}titlePg") is not None
    kinds = [ref.get(f"{W}type") for ref in section.iter(f"{W}headerReference")]
    assert kinds == ["default", "first"]
    headers = [part(made, f"word/header{at}.xml") for at in (1, 2)]
    assert ["PAGE" in "".join(h.itertext()) for h in headers] == [True, False]
    number = next(p for p in headers[0].iter(f"{W}p") if "PAGE" in "".join(p.itertext()))
    assert value(number, "pPr/pStyle") == "SoTrang"
    assert (component("SoTrang").align, component("SoTrang").size) == ("center", 14)


def rows(made: bytes, table: int) -> list[Any]:
    return list(list(part(made).iter(f"{W}tbl"))[table].findall(f"{W}tr"))


def texts(row: Any) -> list[list[str]]:
    return [[text_of(p) for p in cell.iter(f"{W}p") if text_of(p)] for cell in row.iter(f"{W}tc")]


def test_head_has_issuer_left_and_nation_right_with_number_and_date_on_one_row(made: bytes) -> None:
    top, second = rows(made, 0)
    assert texts(top) == [
        ["UBND TỈNH MẪU", "KHỐI THI ĐUA CÁC CƠ QUAN"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
    ]
    assert texts(second) == [["Số: 05/BC-KTĐ"], ["Mẫu, ngày 05 tháng 02 năm 2024"]]


def rule_length(paragraph: Any, room: float) -> float:
    sides = int(value(paragraph, "pPr/ind", "left") or 0) + int(value(paragraph, "pPr/ind", "right") or 0)
    return (twips(room) - sides) / twips(1000) * 1000


def test_rules_are_drawn_as_long_as_the_decree_asks(made: bytes) -> None:
    """«đường kẻ có độ dài bằng 1/3 đến 1/2 độ dài của dòng chữ»; dưới Tiêu ngữ «bằng độ dài của dòng chữ»."""
    issuer, motto, subject = styled(made, RULE_STYLE)
    assert not text_of(issuer) + text_of(motto) + text_of(subject)
    name = bold_width("KHỐI THI ĐUA CÁC CƠ QUAN", 13)
    title = bold_width("Tổng kết công tác thi đua năm 2023 và phương hướng, nhiệm vụ năm 2024", 14)
    assert name / 3 <= rule_length(issuer, LETTERHEAD[0]) <= name / 2
    assert title / 3 <= rule_length(subject, PAGE.text_width) <= title / 2
    line = bold_width("Độc lập - Tự do - Hạnh phúc", 14)
    assert rule_length(motto, LETTERHEAD[1]) == pytest.approx(line, abs=0.1)
    border = style(made, RULE_STYLE).find(f"{W}pPr/{W}pBdr/{W}top")
    assert border.get(f"{W}val") == "single"


def test_legal_bases_end_with_semicolons_and_the_last_with_a_full_stop(made: bytes) -> None:
    bases = [text_of(p) for p in styled(made, "CanCu")]
    assert [basis[-1] for basis in bases] == [";", ";", "."]
    assert all(basis.startswith("Căn cứ ") for basis in bases)


def test_headings_are_words_own_so_that_navigation_works(made: bytes) -> None:
    for code, level in (("Heading1", "0"), ("Heading2", "1")):
        assert value(style(made, code), "pPr/outlineLvl") == level
        assert component(code).keep_next
    assert text_of(styled(made, "Heading1")[0]) == "I. ĐẶC ĐIỂM, TÌNH HÌNH"


def data_tables(made: bytes) -> list[Any]:
    return [table for table in part(made).iter(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblBorders") is not None]


def test_data_tables_repeat_their_header_and_never_break_a_row(made: bytes) -> None:
    for table in data_tables(made):
        first, *others = table.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert not [r for r in others if r.find(f"{W}trPr/{W}tblHeader") is not None]
        assert all(r.find(f"{W}trPr/{W}cantSplit") is not None for r in (first, *others))
        assert {value(p, "pPr/pStyle") for p in first.iter(f"{W}p")} == {"DauBang"}


def test_data_tables_tell_a_reading_aid_their_first_row_and_their_columns(made: bytes) -> None:
    for table in data_tables(made):
        assert value(table, "tblPr/tblLook", "firstRow") == "1"
        titles = (value(table, "tblPr/tblCaption") or "").split("; ")
        shown = [text_of(p) for p in table.find(f"{W}tr").iter(f"{W}p")]
        assert titles
        assert set(titles) <= set(shown)


def test_table_columns_are_fixed_and_fill_the_text_width(made: bytes) -> None:
    tables = data_tables(made)
    assert len(tables) == 3
    for table in tables:
        assert value(table, "tblPr/tblLayout", "type") == "fixed"
        grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert sum(grid) == pytest.approx(twips(PAGE.text_width), abs=len(grid))
        for row in table.findall(f"{W}tr"):
            assert [int(value(cell, "tcPr/tcW", "w") or 0) for cell in row.findall(f"{W}tc")] == grid


def test_no_word_of_a_column_title_is_wider_than_its_column(made: bytes) -> None:
    size = component("DauBang").size
    for table in data_tables(made):
        margins = sum(int(value(table, f"tblPr/tblCellMar/{side}", "w") or 0) for side in ("left", "right"))
        for cell in table.find(f"{W}tr").findall(f"{W}tc"):
            room = int(value(cell, "tcPr/tcW", "w") or 0) - margins
            for word in "".join(text_of(p) for p in cell.iter(f"{W}p")).split():
                assert twips(bold_width(word, size)) <= room, word


def test_signature_stays_with_the_last_sentence_and_the_recipients_beside_it(made: bytes) -> None:
    """«/.» ends the text; the signer's office is level with «Nơi nhận:»."""
    (last,) = styled(made, "KetThuc")
    assert text_of(last).endswith("./.")
    assert component("KetThuc").keep_next
    (row,) = rows(made, -1)
    assert row.find(f"{W}trPr/{W}cantSplit") is not None
    left, right = texts(row)
    assert left == ["Nơi nhận:", "- Như trên;", "- Các đơn vị thành viên;", "- Lưu: VT, KTĐ."]
    assert right == ["TM. KHỐI THI ĐUA", "TRƯỞNG KHỐI", "Nguyễn Văn Mẫu"]
    assert component("HoTen").before >= 50


def test_properties_name_the_paper_its_issuer_and_its_date_never_the_clock(made: bytes) -> None:
    core = Document(io.BytesIO(made)).core_properties
    assert core.title == "Báo cáo tổng kết công tác thi đua năm 2023 và phương hướng nhiệm vụ năm 2024"
    assert (core.author, core.language) == ("Khối thi đua các cơ quan", "vi-VN")
    assert core.created is not None
    assert core.modified is not None
    assert core.created.date().isoformat() == core.modified.date().isoformat() == "2024-02-05"


def test_several_addressees_stand_one_a_line(made: bytes) -> None:
    assert "Kính gửi:\n- Hội đồng tỉnh;\n- Ban tỉnh.\n" in text(made)
    single = REPORT.replace("recipients:", "addressees: [Hội đồng tỉnh], recipients:")
    assert "Kính gửi: Hội đồng tỉnh." in text(year(report=single).render())


def test_a_blank_number_leaves_room_to_write_one_that_neither_breaks_nor_shrinks() -> None:
    """Fifteen millimetres, of blanks that a justified line does not stretch, in head and annex."""
    assert set(BLANK_NUMBER) == {NBSP}
    assert 14.5 <= text_width(BLANK_NUMBER, component("SoKyHieu").size, "regular") <= 20
    sample = year(report=REPORT.replace("number: 5, date: 05/02/2024, ", ""))
    assert f"Số: {BLANK_NUMBER}/BC-KTĐ" in text(sample.render())
    assert f"số{BLANK_NUMBER}/TTr-KTĐ" in text(sample.papers("submission")["to-trinh.docx"])


def test_without_number_and_date_room_is_left_for_the_clerk() -> None:
    report = REPORT.replace("number: 5, date: 05/02/2024, ", "")
    head = rows(year(report=report).render(), 0)
    number, place = texts(head[1])
    assert number[0].replace("\u00a0", "") == "Số: /BC-KTĐ"
    assert place == ["Mẫu, ngày …… tháng …… năm ……"]


def test_a_draft_says_so_on_every_page_and_a_final_paper_nowhere(made: bytes) -> None:
    draft = year().render(draft=True)
    assert text(draft).count("DỰ THẢO") == 1
    assert "DỰ THẢO" in "".join(part(draft, "word/header1.xml").itertext())
    assert "DỰ THẢO" not in text(made) + "".join(part(made, "word/header1.xml").itertext())
