"""Every diagnostic points at exactly the text that has to be mended: the span is cut out of the user's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from test_explain import WITH_LINES, evaluate_example, told
from thidua.records.source import locate

MARKED: dict[str, list[str]] = {
    "TD003": ["2"],
    "TD101": [":"],
    "TD102": ["\t"],
    "TD103": ["name:"],
    "TD104": ['"Khối thi đua các cơ quan nội chính tỉnh Mẫu'],
    "TD105": ["<<<<<<< bản của Sở Nội vụ"],
    "TD106": ["I.1"],
    "TD107": ["35,5"],
    "TD108": ["&giong-nhau [", "*giong-nhau"],
    "TD109": ["["],
    "TD110": ["["],
    "TD111": ["---"],
    "TD112": ['"Khối thi đua các cơ quan nội chính,\\v tổng hợp tỉnh Mẫu"'],
    "TD113": ['"Khối thi đua các cơ quan nội chính,\\u200b tổng hợp tỉnh Mẫu"'],
    "TD114": ["Së Néi vô tØnh MÉu"],
    "TD115": ["–"],
    "TD201": ["authority"],
    "TD202": ["oder"],
    "TD203": ["cuối tháng 11 năm 2023"],
    "TD204": ["1.200", "1.200"],
    "TD205": ["khối"],
    "TD206": ["31/11/2023"],
    "TD207": ["passes"],
    "TD208": ["status"],
    "TD209": ["#1"],
    "TD301": ["SPT"],
    "TD302": ["TTR"],
    "TD303": ["vuot-chi-tieu"],
    "TD304": ["co-tỉnh"],
    "TD305": ["I.3"],
    "TD306": ["vuot-chi-tiêu"],
    "TD307": ["SKHDT"],
    "TD308": ["2012"],
    "TD309": ["on_hold"],
    "TD310": ["I.2"],
    "TD311": ["khoi-noi-chinh"],
    "TD312": ["bo-tư-pháp"],
    "TD401": ["110"],
    "TD402": ["45"],
    "TD403": ["TTR"],
    "TD404": ["85"],
    "TD405": ["76"],
    "TD406": ["20"],
    "TD407": ["target", "II.2"],
    "TD408": ["TTR"],
    "TD409": ["bonus"],
    "TD410": ["35", "90%"],
    "TD411": ["half_then_best"],
    "TD412": ["20"],
    "TD413": ["2"],
    "TD501": ["3"],
    "TD502": ["[SNV, STC, STP]"],
    "TD503": ["5"],
    "TD504": ["votes"],
    "TD505": ["3"],
    "TD506": ["TTR"],
    "TD507": ["TTR"],
    "TD508": ["SNV"],
    "TD509": ["TTR"],
    "TD510": ["office"],
    "TD511": ["office"],
    "TD512": ["1"],
    "TD513": ["nominees"],
    "TD514": ["[]"],
    "TD515": ["award"],
    "TD516": ["conference"],
    "TD517": ["TTR"],
    "TD520": ["30/11/2032"],
    "TD521": ["15/06/2023"],
    "TD522": ["contests"],
    "TD601": ["quota"],
    "TD602": ["100%"],
    "TD603": ["tong-diem"],
    "TD604": ["award"],
    "TD605": ["[STC, STP]"],
    "TD606": ["Xuất sắc"],
    "TD607": ["2"],
    "TD608": ["ballot"],
    "TD609": ["head"],
    "TD610": ["66.67%"],
    "TD611": ["[SNV]"],
    "TD612": ["Giám đốc Sở Nội vụ"],
    "TD701": ["order"],
    "TD702": ["2023"],
    "TD703": ["history"],
    "TD704": ["head"],
    "TD705": ["STP"],
    "TD706": ["TTR"],
    "TD707": ["history"],
    "TD708": ["TTR"],
    "TD709": ["bang-khem"],
    "TD710": ["history"],
    "TD812": ["29/11/2023"],
    "TD813": ["[TRƯỞNG KHỐI, GIÁM ĐỐC SỞ TƯ PHÁP]"],
    "TD814": ["TTR"],
}
"""What the caret marks in the wrong example of each page, read by eye once."""


def test_every_code_with_a_line_has_its_mark() -> None:
    assert sorted(MARKED) == WITH_LINES


@pytest.mark.parametrize("code", MARKED)
def test_the_caret_stands_under_exactly_this_text(code: str, tmp_path: Path) -> None:
    evaluation = evaluate_example(code, "Sai", tmp_path)
    cut = []
    for problem in told(evaluation, code):
        source = evaluation.records.sources[problem.place.file]
        found = locate(source, problem.place)
        assert source.text.splitlines()[found.line - 1] == found.text
        cut.append(found.text[found.column - 1 : found.column - 1 + found.length])
    assert cut == MARKED[code]
