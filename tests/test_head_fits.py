"""The head of a page with long places, parent bodies and issuers, measured where LibreOffice prints it."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from office import needs_office
from papers_blocs import REPORT, bloc_yaml, part, styled, text_of, year
from thidua.papers.word.nd30 import component
from thidua.papers.word.pdf import convert, find_libreoffice
from thidua.papers.word.widths import broken, even_room

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MM = 25.4 / 72


@dataclass(frozen=True)
class Head:
    """What stands at the head of a paper; the date it prints, and whether it needs the smaller sizes."""

    place: str
    parent: str
    issuer: str
    smaller: bool = False
    day: str = "04/12/2023"

    def paper(self) -> bytes:
        report = REPORT.replace("UBND tỉnh Mẫu", self.parent).replace("date: 05/02/2024", f"date: {self.day}")
        report = report.replace("name: Khối thi đua các cơ quan,", f"name: {self.issuer},")
        return year(bloc=bloc_yaml(place=self.place), report=report).render()


HEADS = {
    "short": Head("Mẫu", "UBND tỉnh Mẫu", "Khối thi đua số 1"),
    "city": Head("Thành phố Hồ Chí Minh", "UBND Thành phố Hồ Chí Minh", "Khối thi đua số 1"),
    "city in full": Head(
        "Thành phố Hồ Chí Minh",
        "Ủy ban nhân dân Thành phố Hồ Chí Minh",
        "Khối thi đua các sở ngành tham mưu tổng hợp",
        smaller=True,
    ),
    "longest place": Head(
        "Thành phố Phan Rang - Tháp Chàm", "Ủy ban nhân dân tỉnh Ninh Thuận", "Cụm thi đua số 3", smaller=True
    ),
    "long names": Head(
        "Mẫu",
        "Hội đồng Thi đua - Khen thưởng Thành phố Hồ Chí Minh",
        "Khối thi đua các cơ quan hành chính sự nghiệp và đoàn thể chính trị xã hội cấp Thành phố",
        smaller=True,
    ),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, float, float, float]]]:
    """Of each head, the words on its first page: text, left and right edge, lower edge (mm)."""
    folder = tmp_path_factory.mktemp("heads")
    pairs = []
    for name, head in HEADS.items():
        (folder / f"{name}.docx").write_bytes(head.paper())
        pairs.append((folder / f"{name}.docx", folder / f"{name}.pdf"))
    assert convert(pairs, find_libreoffice())[1] == ()
    return {name: words(folder / f"{name}.pdf") for name in HEADS}


def words(pdf: Path) -> list[tuple[str, float, float, float]]:
    call = [shutil.which("pdftotext") or "", "-bbox", "-l", "1", str(pdf), "-"]
    page = subprocess.run(call, capture_output=True, check=True).stdout.decode()
    found = re.findall(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page)
    return [(text, float(left) * MM, float(right) * MM, float(low) * MM) for left, right, low, text in found]


def rows(found: list[tuple[str, float, float, float]]) -> dict[float, list[tuple[str, float, float, float]]]:
    """The words above the paper's type, by the line they stand on."""
    end = next(at for at, word in enumerate(found) if word[0] == "BÁO")
    lines: dict[float, list[tuple[str, float, float, float]]] = {}
    for word in found[:end]:
        line = next((low for low in lines if abs(low - word[3]) < 1), word[3])
        lines.setdefault(line, []).append(word)
    return lines


@needs_office
@pytest.mark.parametrize("name", HEADS)
def test_place_and_date_and_the_name_of_the_nation_stand_on_one_line(name: str, printed: dict[str, Any]) -> None:
    lines = [
        " ".join(word[0] for word in sorted(line, key=lambda word: word[1])) for line in rows(printed[name]).values()
    ]
    assert any(line.endswith(NATION) for line in lines)
    assert any(line.endswith(f"{HEADS[name].place}, ngày 04 tháng 12 năm 2023") for line in lines), lines
    assert any(line.startswith("Số: 05/BC-KTĐ") for line in lines)


@needs_office
@pytest.mark.parametrize("name", HEADS)
def test_the_two_blocks_never_touch_and_stay_on_the_sheet(name: str, printed: dict[str, Any]) -> None:
    lines = [sorted(line, key=lambda word: word[1]) for line in rows(printed[name]).values()]
    found = [word for line in lines for word in line]
    dated = next(line for line in lines if line[0][0] == "Số:")
    nation = next(word for word in found if word[0] == "CỘNG")
    start = min(dated[2][1], nation[1])
    lefts = [right for _, left, right, _ in found if left < start]
    assert start - max(lefts) >= 2
    assert min(left for _, left, _, _ in found) >= 25
    assert max(right for _, _, right, _ in found) <= 210 - 15 + 0.5


@pytest.mark.parametrize("name", HEADS)
def test_the_sizes_of_a_head_move_together(name: str) -> None:
    """«cỡ chữ của Quốc hiệu 12 thì Tiêu ngữ 13, địa danh 13; 13 thì 14 và 14»."""
    made = HEADS[name].paper()
    styles = part(made, "word/styles.xml")
    less = 2 * HEADS[name].smaller
    for code in ("QuocHieu", "CoQuanChuQuan", "CoQuanBanHanh", "TieuNgu", "DiaDanh"):
        style = next(one for one in styles.iter("{*}style") if code in one.values())
        assert [one.values() for one in style.iter("{*}sz", "{*}szCs")] == [[str(component(code).size * 2 - less)]] * 2
    assert component("NoiDung").size == 14


def test_names_that_need_several_lines_get_lines_of_even_length() -> None:
    name = "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH"
    room = even_room(name, 13, 68, "regular")
    assert broken(name, 13, room, "regular") == ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH")
    assert broken("MỘT TÊN", 13, even_room("MỘT TÊN", 13, 60)) == ("MỘT TÊN",)
    assert broken("DÀI" * 40, 13, even_room("DÀI" * 40, 13, 60)) == ("DÀI" * 40,)


def test_layout_changes_no_word_of_a_head() -> None:
    """The views and the code made of them hold no widths; what fits the words into the page leaves them as they are."""
    for head in HEADS.values():
        made = head.paper()
        shown = [text_of(styled(made, code)[0]) for code in ("CoQuanChuQuan", "CoQuanBanHanh", "DiaDanh")]
        assert shown == [head.parent.upper(), head.issuer.upper(), f"{head.place}, ngày 04 tháng 12 năm 2023"]
