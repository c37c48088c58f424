"""The whole dossier: each paper held to the decree's page and its own form, its words read against golden texts."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from docx import Document
from PIL import Image

from office import needs_office
from papers_blocs import (
    BALLOTS,
    NAMES,
    REGULATION,
    REPORT,
    SCORING,
    W,
    Year,
    bloc_yaml,
    lines,
    part,
    sample,
    styled,
    text,
    text_of,
    year,
)
from thidua.papers.dossier import PAPERS, PaperKind, find_paper
from thidua.papers.scoring.score_table_view import Bar, Chart
from thidua.papers.template.inspection import obstacles
from thidua.papers.views import View
from thidua.papers.word.nd30 import COMPONENTS, LANDSCAPE, MARGINS, PAGE, Component, component, twips
from thidua.papers.word.render import WordTemplate, render, shipped_template
from thidua.papers.word.widths import bold_width
from wordml import CUT_STYLE, PAGE_STYLE, RULE_STYLE

GOLDEN = Path(__file__).parent / "golden"
FORM_1_9 = ("minutes", "count-minutes", "sealing", "handover", "scoring-minutes")
UNNUMBERED = ("ballot", "written-opinion")
"""Papers with pages that are marked in secret: no number may tell one from another."""
KINDS = pytest.mark.parametrize("kind", PAPERS, ids=lambda kind: kind.name)


@pytest.fixture(scope="module")
def dossier() -> dict[str, dict[str, bytes]]:
    """Every paper of the sample bloc, by kind and file."""
    found = sample()
    return {kind.name: found.papers(kind.name) for kind in PAPERS}


def value(node: Any, path: str, name: str = "val") -> str | None:
    found = node.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else str(found.get(f"{W}{name}"))


# --- the table of papers ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("minutes", "minutes"), ("Biên bản hội nghị", "minutes"), ("BIEN-BAN", "minutes"),
        ("count_minutes", "count-minutes"), ("biên bản kiểm phiếu", "count-minutes"),
        ("Tờ trình", "submission"), ("to trinh", "submission"), ("bảng điểm", "score-table"),
        ("scoretable", "score-table"), ("phiếu-bầu", "ballot"), ("giao-uoc", "pledge"),
        ("phiếu lấy ý kiến bằng văn bản", "written-opinion"), ("phieu-lay-y-kien", "written-opinion"),
        ("bien ban niem phong phieu", "sealing"), ("Biên bản niêm phong", "sealing"),
        ("giấy mời", "invitation"), ("bàn giao", "handover"), ("Báo cáo", "report"),
        ("phiếu chấm điểm", "score-form"), ("so-ket", "midyear"), ("Kế hoạch hoạt động", "plan"),
    ],
)  # fmt: skip
def test_a_paper_is_found_by_either_name_however_it_is_typed(written: str, name: str) -> None:
    found = find_paper(written)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("written", ["", "-", "bien", "quyet-dinh"])
def test_what_is_no_paper_is_not_guessed(written: str) -> None:
    assert find_paper(written) is None


def test_no_two_papers_share_a_name_or_a_file(dossier: dict[str, dict[str, bytes]]) -> None:
    names = [name for kind in PAPERS for name in (kind.name, kind.file)]
    files = [file for papers in dossier.values() for file in papers]
    assert len(set(names)) == len(names)
    assert len(set(files)) == len(files) == 34


def test_a_draft_has_a_file_of_its_own() -> None:
    final, drafts = sample().papers("count-minutes"), sample().papers("count-minutes", draft=True)
    assert "bien-ban-kiem-phieu-truong-khoi-vong-1.docx" in final
    assert "bien-ban-kiem-phieu-truong-khoi-vong-1-du-thao.docx" in drafts


# --- contract between template and view -------------------------------------------------------


def filled(kind: Any, words: Iterator[int], *, flag: bool) -> Any:
    """A view whose every text is a word of its own, and every flag the same."""
    if kind is str:
        return f"w{next(words)}w"
    if kind is bool:
        return flag
    if get_origin(kind) is tuple:
        return tuple(filled(get_args(kind)[0], words, flag=flag) for _ in range(2))
    assert is_dataclass(kind)
    return kind(**{name: filled(inner, words, flag=flag) for name, inner in get_type_hints(kind).items()})  # type: ignore[operator]


def shown_texts(node: Any) -> set[str]:
    if isinstance(node, str):
        return {node}
    if isinstance(node, tuple):
        return {word for item in node for word in shown_texts(item)}
    if is_dataclass(node):
        return {word for field in fields(node) for word in shown_texts(getattr(node, field.name))}
    return set()


def unique_view(kind: PaperKind, *, flag: bool) -> View:
    """A view of unique words; the date is a number, because the file reads it."""
    made = filled(kind.view, count(100), flag=flag)
    made = replace(made, properties=replace(made.properties, issued="2024-02-05"))
    if hasattr(made, "chart"):
        bars = (Bar("Sở A", "90", "900", "800"),)
        made = replace(made, chart=Chart(flag, "wCaptionw", "wAltw", "wThisw", "", bars))
    found: View = made
    return found


@KINDS
def test_every_word_of_a_view_stands_in_the_paper(kind: PaperKind) -> None:
    template = WordTemplate(kind.template, shipped_template(kind.template))
    shown = unique_view(kind, flag=True)
    made, told = render(template, shown)
    assert made is not None, told
    found = text(made) + "".join(part(made, "docProps/core.xml").itertext())
    found += " ".join(str(v) for node in part(made).iter() for v in node.attrib.values())
    in_pictures = {"Sở A", "90", "900", "800", "wThisw"}
    lengths = {"20", "2024-02-05", ""}
    assert {word for word in shown_texts(shown) - lengths - in_pictures if word not in found} == set()


@KINDS
def test_with_every_flag_down_the_paper_is_still_made(kind: PaperKind) -> None:
    template = WordTemplate(kind.template, shipped_template(kind.template))
    made, told = render(template, unique_view(kind, flag=False))
    assert made is not None, told


@KINDS
def test_the_shipped_template_says_only_what_its_view_can_answer(kind: PaperKind) -> None:
    assert obstacles(kind.template, shipped_template(kind.template), kind.view) == ()


@KINDS
def test_every_view_can_carry_a_stamp_and_without_one_nothing_is_seen(kind: PaperKind) -> None:
    (_, view), *_ = kind.views(sample().outcome, sample().report, draft=False, chart=False)
    template = WordTemplate(kind.template, shipped_template(kind.template))
    bare, _ = render(template, view)
    marked, _ = render(template, replace(view, stamp="Mã đối chiếu: ABCD-EFGH"))
    assert bare is not None
    assert marked is not None
    (empty,), (full,) = styled(bare, "MaDoiChieu"), styled(marked, "MaDoiChieu")
    assert (text_of(empty), text_of(full)) == ("", "Mã đối chiếu: ABCD-EFGH")
    assert value(full, "pPr/framePr", "vAnchor") == "page"


# --- the decree's page ------------------------------------------------------------------------


@KINDS
def test_every_paragraph_is_in_a_style_and_carries_no_formatting_of_its_own(
    dossier: dict[str, dict[str, bytes]], kind: PaperKind
) -> None:
    known = {item.code for item in COMPONENTS} | {RULE_STYLE, PAGE_STYLE, CUT_STYLE, "KhoangTrong"}
    for made in dossier[kind.name].values():
        paragraphs = [p for p in part(made).iter(f"{W}p") if text_of(p) or p.find(f"{W}pPr/{W}pStyle") is not None]
        assert {value(p, "pPr/pStyle") for p in paragraphs} <= known
        assert not [run for p in paragraphs for run in p.iter(f"{W}rPr")]


HEAD = ("QuocHieu", "TieuNgu", "CoQuanChuQuan", "CoQuanBanHanh", "DiaDanh")
"""The sizes of these move together: 13, 14 and 14, or where a name or a place is long 12, 13 and 13."""


def is_narrow(made: bytes) -> bool:
    """Whether the head of a paper is in the smaller sizes, as its first style says."""
    styles = part(made, "word/styles.xml").iter(f"{W}style")
    found = next(style for style in styles if style.get(f"{W}styleId") == HEAD[0])
    return value(found, "rPr/sz") == str((component(HEAD[0]).size - 1) * 2)


@KINDS
@pytest.mark.parametrize("item", COMPONENTS, ids=lambda item: item.code)
def test_each_component_has_the_size_and_style_of_the_table(
    dossier: dict[str, dict[str, bytes]], kind: PaperKind, item: Component
) -> None:
    """Phụ lục I, mục IV: cỡ chữ, kiểu chữ của từng thành phần, in every paper alike."""
    made = next(iter(dossier[kind.name].values()))
    styles = part(made, "word/styles.xml").iter(f"{W}style")
    found = next(style for style in styles if style.get(f"{W}styleId") == item.code)
    assert value(found, "rPr/sz") == str((item.size - (is_narrow(made) and item.code in HEAD)) * 2)
    assert item.sizes[0] <= item.size - (item.code in HEAD) <= item.size <= item.sizes[1]
    assert (found.find(f"{W}rPr/{W}b") is not None) == item.bold
    assert (found.find(f"{W}rPr/{W}i") is not None) == item.italic
    assert value(found, "pPr/jc") == item.align


@KINDS
def test_the_page_is_a4_with_the_margins_of_the_decree(dossier: dict[str, dict[str, bytes]], kind: PaperKind) -> None:
    page = LANDSCAPE if kind.name == "score-table" else PAGE
    for made in dossier[kind.name].values():
        for section in part(made).iter(f"{W}sectPr"):
            size = (value(section, "pgSz", "w"), value(section, "pgSz", "h"))
            assert size == (str(twips(page.width)), str(twips(page.height)))
            for side, (least, most) in MARGINS.items():
                assert twips(least) <= int(value(section, "pgMar", side) or 0) <= twips(most)
            assert section.find(f"{W}titlePg") is not None


@KINDS
def test_pages_are_numbered_from_the_second_on_except_ballot_papers(
    dossier: dict[str, dict[str, bytes]], kind: PaperKind
) -> None:
    made = next(iter(dossier[kind.name].values()))
    headers = ["".join(part(made, f"word/header{at}.xml").itertext()) for at in (1, 2)]
    assert ["PAGE" in header for header in headers] == [kind.name not in UNNUMBERED, False]


@KINDS
def test_data_tables_repeat_their_header_fill_the_page_and_hold_their_titles(
    dossier: dict[str, dict[str, bytes]], kind: PaperKind
) -> None:
    width = (LANDSCAPE if kind.name == "score-table" else PAGE).text_width
    for made in dossier[kind.name].values():
        for table in part(made).iter(f"{W}tbl"):
            rows = table.findall(f"{W}tr")
            assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
            if rows[0].find(f"{W}trPr/{W}tblHeader") is None:
                continue
            grid = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
            assert all([int(value(c, "tcPr/tcW", "w") or 0) for c in r.findall(f"{W}tc")] == grid for r in rows)
            if kind.name not in UNNUMBERED:
                assert sum(grid) == pytest.approx(twips(width), abs=len(grid))
            small = value(next(rows[0].iter(f"{W}p")), "pPr/pStyle") == "DauBangNho"
            size = component("DauBangNho" if small else "DauBang").size
            margin = int(value(table, "tblPr/tblCellMar/left", "w") or 0)
            for cell, room in zip(rows[0].findall(f"{W}tc"), grid, strict=True):
                words = "".join(text_of(p) for p in cell.iter(f"{W}p")).split()
                assert words, "a column without a title should be gone"
                assert all(twips(bold_width(word, size)) <= room - 2 * margin for word in words), words


@pytest.mark.parametrize(
    ("name", "symbol"),
    [("report", "BC"), ("minutes", "BB"), ("count-minutes", "BB"), ("submission", "TTr"), ("invitation", "GM"),
      ("sealing", "BB"), ("written-opinion", "PG"),
     ("handover", "BB"), ("scoring-minutes", "BB"), ("score-notice", "TB"), ("plan", "KH"), ("midyear", "BC"),
     ("conclusions", "TB")],
)  # fmt: skip
def test_each_paper_has_its_abbreviation_in_the_symbol(
    dossier: dict[str, dict[str, bytes]], name: str, symbol: str
) -> None:
    """Phụ lục III: chữ viết tắt tên loại văn bản."""
    for made in dossier[name].values():
        (number,) = styled(made, "SoKyHieu")
        assert text_of(number).endswith(f"/{symbol}-KTĐ")


@pytest.mark.parametrize("name", FORM_1_9)
def test_minutes_have_no_place_and_date_in_the_head(dossier: dict[str, dict[str, bytes]], name: str) -> None:
    """Mẫu 1.9."""
    for made in dossier[name].values():
        assert [text_of(p) for p in styled(made, "DiaDanh")] == [""]
        assert text_of(styled(made, "NoiNhanDong")[-1]) == "- Lưu: VT, Hồ sơ."


def test_in_minutes_the_secretary_signs_left_and_the_chair_right(dossier: dict[str, dict[str, bytes]]) -> None:
    """Mẫu 1.9: «THƯ KÝ» bên trái, «CHỦ TỌA» bên phải."""
    (made,) = dossier["minutes"].values()
    (row,) = list(part(made).iter(f"{W}tbl"))[-1].findall(f"{W}tr")
    left, right = ([text_of(p) for p in cell.iter(f"{W}p") if text_of(p)] for cell in row.findall(f"{W}tc"))
    assert left[:2] == ["THƯ KÝ", "Trần Thị Minh Họa"]
    assert right == ["CHỦ TỌA", "Nguyễn Văn Mẫu"]


def test_the_annex_of_a_submission_is_numbered_by_itself(dossier: dict[str, dict[str, bytes]]) -> None:
    """Mẫu 2.1; «số trang của phụ lục được đánh số riêng»."""
    (made,) = dossier["submission"].values()
    first, second = part(made).iter(f"{W}sectPr")
    assert first.find(f"{W}pgNumType") is None
    assert value(second, "pgNumType", "start") == "1"
    assert text_of(styled(made, "PhuLuc")[0]) == "Phụ lục"
    assert text_of(styled(made, "KemTheo")[0]).startswith("(Kèm theo Tờ trình số 02/TTr-KTĐ ngày 05 tháng 12 năm 2023")


@pytest.mark.parametrize(
    "name",
    [
        "report",
        "submission",
        "minutes",
        "count-minutes",
        "sealing",
        "written-opinion",
        "invitation",
        "conclusions",
        "handover",
        "plan",
        "midyear",
        "score-request",
        "score-notice",
        "scoring-minutes",
        "achievements",
    ],
)
def test_the_text_ends_with_stroke_and_stop(dossier: dict[str, dict[str, bytes]], name: str) -> None:
    for made in dossier[name].values():
        (last,) = styled(made, "KetThuc")
        assert text_of(last).endswith("./.")


@KINDS
def test_properties_never_come_from_the_clock(dossier: dict[str, dict[str, bytes]], kind: PaperKind) -> None:
    """The day of the paper where it has one; else none, not the day of its template nor one that nobody wrote."""
    found = sample()
    days = {f: v.properties.issued for f, v in kind.views(found.outcome, found.report, draft=False, chart=True)}
    for file, made in dossier[kind.name].items():
        core = Document(io.BytesIO(made)).core_properties
        assert core.title
        assert (core.created.date().isoformat() if core.created is not None else "") == days[file]
        assert not days[file] or days[file].startswith("2023-")


# --- golden texts -----------------------------------------------------------------------------


def golden_text(made: bytes) -> str:
    """A paper as people read it: a line a paragraph, empty ones left out, a picture by its alternative text."""
    pictures = [node.get("descr") or "" for node in part(made).iter() if node.tag.endswith("}docPr")]
    found = [line.replace("\u00a0", " ") for line in lines(made) if line.strip()]
    return "\n".join([*found, *pictures]) + "\n"


@KINDS
def test_the_sample_papers_read_as_they_were_read_and_accepted(
    dossier: dict[str, dict[str, bytes]], kind: PaperKind
) -> None:
    """`GOLDEN=write pytest` writes them anew; read the difference before it is accepted."""
    for file, made in dossier[kind.name].items():
        path = GOLDEN / f"{file.removesuffix('.docx')}.txt"
        if os.environ.get("GOLDEN") == "write":
            path.parent.mkdir(exist_ok=True)
            path.write_text(golden_text(made), encoding="utf-8")
        assert golden_text(made) == path.read_text(encoding="utf-8")


def test_no_golden_text_is_left_over(dossier: dict[str, dict[str, bytes]]) -> None:
    files = {file.removesuffix(".docx") for papers in dossier.values() for file in papers}
    assert {path.stem for path in GOLDEN.glob("*.txt")} - {"json-keys"} == files  # no paper: see tests/test_json.py


# --- determinism ------------------------------------------------------------------------------

PRINT = """
import hashlib, sys, papers_blocs as b
from thidua.papers.dossier import PAPERS
from wordml import RULE_STYLE
from wordml import RULE_STYLE
found = b.sample()
for kind in PAPERS:
    for file, made in found.papers(kind.name).items():
        print(file, hashlib.sha256(made).hexdigest())
"""


def elsewhere(script: str, **settings: str) -> str:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8", **settings}
    return subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, check=True, text=True).stdout


def test_all_papers_have_the_same_bytes_whatever_hash_seed_time_zone_and_locale() -> None:
    one = elsewhere(PRINT, PYTHONHASHSEED="1", TZ="Asia/Ho_Chi_Minh", LC_ALL="C.UTF-8")
    two = elsewhere(PRINT, PYTHONHASHSEED="4242", TZ="America/Los_Angeles", LC_ALL="C")
    assert one == two
    assert one.count("\n") == 34


def test_the_drawing_library_waits_for_the_paper_with_a_chart() -> None:
    script = "import sys, papers_blocs as b; b.sample().papers('report'); print('PIL' in sys.modules)"
    assert elsewhere(script).strip() == "False"


# --- sizes ------------------------------------------------------------------------------------


def grown(members: int, contests: int = 1, name: str = "Sở số") -> Year:
    """A bloc of so many members and award contests, each unit with its own score."""
    codes = [f"D{at}" for at in range(1, members + 1)]
    names = {code: f"{name} {at}" for at, code in enumerate(codes, 1)}
    awards = "awards:\n" + "".join(
        f"  - {{code: a{n}, name: Hình thức {n}, quota: 1, passes: {{more_than: 1/2, of: valid}}}}\n"
        for n in range(contests)
    )
    papers = f"papers: {{issued: {members}, returned: {members}, valid: {members}}}"
    held = "format: 1\nconference: {held_on: 30/11/2023}\ncontests:\n" + "".join(
        f"  - {{award: a{n}, {papers}, nominees: {json.dumps(codes)}, votes: {{{codes[n % members]}: {members}}}}}\n"
        for n in range(contests)
    )
    scores = "format: 1\nunits:\n" + "".join(
        f"  {code}: {{scores: {{I: {{assessed: {99 - at}}}}}}}\n" for at, code in enumerate(codes)
    )
    return year(
        bloc=bloc_yaml(names),
        regulation=REGULATION + SCORING + awards,
        scores=scores,
        ballots=held,
    )


LONG_NAME = "Văn phòng Đoàn Đại biểu Quốc hội và Hội đồng nhân dân tỉnh miền núi phía Bắc " * 2


@pytest.mark.parametrize("members", [3, 11, 24])
@pytest.mark.parametrize("name", ["Sở số", LONG_NAME])
def test_papers_of_small_and_large_blocs_with_short_and_long_names_are_made(members: int, name: str) -> None:
    found = grown(members, name=name)
    for kind in PAPERS:
        for file, made in found.papers(kind.name).items():
            assert "{" not in text(made), file
    (pledge,) = found.papers("pledge").values()
    assert len(styled(pledge, "DonViKy")) >= members
    (ballots,) = found.papers("ballot").values()
    assert len(styled(ballots, "TenPhieu")) == members


def test_six_contests_have_six_count_minutes_and_six_kinds_of_papers() -> None:
    found = grown(11, contests=6)
    assert len(found.papers("count-minutes")) == 6
    (ballots,) = found.papers("ballot").values()
    assert len(styled(ballots, PAGE_STYLE)) == 6 * 6, "six pages for eleven papers, and the last"
    assert len({text_of(p) for p in styled(ballots, "TenPhieu")}) == 6


def test_without_awards_there_is_no_submission_and_without_scores_no_score_table() -> None:
    found = year(regulation=REGULATION, scores=None, ballots=None)
    assert found.papers("submission") == found.papers("score-table") == found.papers("ballot") == {}
    assert found.papers("count-minutes") == {}
    assert set(found.papers("minutes")) == {"bien-ban.docx"}


@pytest.mark.parametrize(("criteria", "tables"), [(1, 1), (16, 1), (17, 2), (40, 3)])
def test_a_wide_score_sheet_is_split_evenly_and_only_the_last_table_has_the_totals(criteria: int, tables: int) -> None:
    leaves = ", ".join(f"{{code: T{n}, name: Tiêu chí {n}, max: 2}}" for n in range(criteria))
    scoring = f"scoring: {{scale: {2 * criteria}, criteria: [{leaves}]}}\n"
    given = ", ".join(f"T{n}: {{assessed: 1.75}}" for n in range(criteria))
    scores = "format: 1\nunits:\n" + "".join(f"  {code}: {{scores: {{{given}}}}}\n" for code in NAMES)
    (made,) = year(regulation=REGULATION + scoring, scores=scores, ballots=None).papers("score-table").values()
    matrices = [t for t in part(made).iter(f"{W}tbl") if value(next(t.iter(f"{W}p")), "pPr/pStyle") == "DauBangNho"]
    titles = [[text_of(p) for p in t.find(f"{W}tr").iter(f"{W}p")] for t in matrices]
    assert [row[:2] for row in titles] == [["TT", "Đơn vị"]] * tables
    assert [title for row in titles for title in row if title.startswith("T") and title[1:].isdecimal()] == [
        f"T{n}" for n in range(criteria)
    ]
    assert ["Tổng điểm" in row for row in titles] == [False] * (tables - 1) + [True]


@needs_office
def test_no_page_is_empty_and_the_sample_report_has_four_to_seven_pages(tmp_path: Path) -> None:
    """Six contests and 24 members with long names too: where tables, keeps and page breaks meet."""
    blocs = {"mau": sample(), "c6": grown(11, 6), "m24": grown(24, 1, LONG_NAME)}
    for tag, found in blocs.items():
        for kind in PAPERS:
            for file, made in found.papers(kind.name).items():
                (tmp_path / f"{tag}-{file}").write_bytes(made)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", *sorted(map(str, tmp_path.glob("*.docx")))]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=300)
    printed = sorted(tmp_path.glob("*.pdf"))
    assert len(printed) == len(list(tmp_path.glob("*.docx")))
    pages = {}
    for path in printed:
        told = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True, encoding="utf-8").stdout  # noqa: S607 - found by its name above
        pages[path.stem] = told.split("\f")[:-1]
    empty = [(name, at) for name, texts in pages.items() for at, page in enumerate(texts, 1) if len(page.split()) < 3]
    assert empty == []
    assert 4 <= len(pages["mau-bao-cao"]) <= 7


# --- content ----------------------------------------------------------------------------------


def test_papers_that_no_decision_changes_are_made_before_the_conference() -> None:
    found = year(ballots=None)
    for kind in PAPERS:
        if not kind.settled:
            found.papers(kind.name)
    invitation = text(found.papers("invitation")["giay-moi.docx"])
    assert "Thời gian: …… giờ ……, ngày …… tháng …… năm ……" in invitation
    (ballots,) = found.papers("ballot").values()
    titles = [text_of(p) for p in styled(ballots, "TenPhieu")]
    assert titles == [t for t in dict.fromkeys(titles) for _ in range(3)]


@pytest.mark.parametrize("name", [kind.name for kind in PAPERS])
def test_every_paper_can_be_drafted_with_an_open_tie(name: str) -> None:
    tied = year(ballots=BALLOTS.replace("A: 3, B: 1, C: 0", "A: 3, B: 3, C: 0"))
    for file, made in tied.papers(name, draft=True).items():
        assert "DỰ THẢO" in text(made), file


def test_the_count_minutes_say_each_kind_of_invalid_paper() -> None:
    ballots = BALLOTS.replace(
        "{award: bk, papers: {issued: 3, returned: 3, valid: 3}",
        "{award: bk, papers: {issued: 3, returned: 3, valid: 2, invalid: {blank: 1}}",
    )
    made = text(year(ballots=ballots).papers("count-minutes", draft=True)["bien-ban-kiem-phieu-bk-vong-1-du-thao.docx"])
    assert "- Hợp lệ: 02 phiếu; không hợp lệ: 01 phiếu (phiếu trắng: 01)." in made


def test_minutes_print_the_decision_on_a_tie_with_who_why_and_clause() -> None:
    decision = (
        "decisions: [{award: co, chosen: [B], over: [A], by: trưởng khối, reason: nhiều sáng kiến, clause: Điều 5}]\n"
    )
    ballots = BALLOTS.replace("A: 3, B: 1, C: 0", "A: 3, B: 3, C: 0") + decision
    made = text(year(ballots=ballots).papers("minutes")["bien-ban.docx"])
    assert "theo quyết định của trưởng khối, chọn Sở Tài chính; lý do: nhiều sáng kiến (Điều 5)." in made


def test_a_ballot_paper_follows_the_roster_and_the_rule_for_marks_and_leads_to_nobody() -> None:
    (made,) = year().papers("ballot").values()
    body = text(made)
    assert "Chọn một đơn vị: đánh dấu X" in body
    assert "phiếu chọn từ hai đơn vị trở lên" in body
    tables = [table for table in part(made).iter(f"{W}tbl") if table.getparent().tag == f"{W}body"]
    first, rest, *_ = (table.findall(f"{W}tr") for table in tables)
    papers = [*first, rest[0]]
    assert (len(first), len(rest)) == (2, 2), "two on a page; the third with half a page to cut off"
    assert "".join(rest[1].itertext()) == ""
    assert len({"".join(paper.itertext()) for paper in papers}) == 1, "papers of a contest must be alike"
    first = [text_of(p) for p in papers[0].iter(f"{W}p")]
    assert [t for t in first if t in NAMES.values()] == list(NAMES.values())


def test_achievements_and_an_own_signer_reach_their_paper_only() -> None:
    report = REPORT + "achievements: {A: Thu ngân sách vượt dự toán}\n"
    report += "submission: {signer: {office: [Phó Trưởng khối], name: Trần Văn Thay}}\n"
    found = year(report=report)
    submission, minutes = (
        text(found.papers("submission")["to-trinh.docx"]),
        text(found.papers("minutes")["bien-ban.docx"]),
    )
    assert "Thu ngân sách vượt dự toán." in submission
    assert "Trần Văn Thay" in submission
    assert "Thu ngân sách" not in minutes
    assert "Trần Văn Thay" not in text(found.papers("report")["bao-cao.docx"])


def test_the_score_table_compares_with_the_year_before_only_where_it_is_on_file() -> None:
    bare = text(year().papers("score-table")["bang-diem.docx"])
    assert "So với năm trước" not in bare
    history = [{"year": "2022", "ranks": {"A": "3", "B": "1"}, "totals": {"A": "92.5"}}]
    made = text(year(bloc=bloc_yaml(history=history)).papers("score-table")["bang-diem.docx"])
    assert "tăng 2 bậc; +2,50 điểm" in made
    assert "giảm 1 bậc" in made


def test_the_chart_is_a_picture_with_words_for_those_who_cannot_see_it() -> None:
    (made,) = year().papers("score-table").values()
    (name,) = [node for node in part(made).iter() if node.tag.endswith("}docPr")]
    assert name.get("descr") == (
        "Biểu đồ tổng điểm năm 2023 (thang điểm 100): Sở Nội vụ 95,00; Sở Tài chính 91,50; Thanh tra tỉnh 80,00"
    )
    images = [p for p in Document(io.BytesIO(made)).part.package.iter_parts() if p.partname.endswith(".png")]
    picture = Image.open(io.BytesIO(images[0].blob))
    (extent,) = [node for node in part(made).iter() if node.tag.endswith("}extent")]
    shape = int(extent.get("cx")) / int(extent.get("cy"))
    assert shape == pytest.approx(picture.width / picture.height, rel=0.01)


def test_without_a_chart_there_is_no_picture() -> None:
    (made,) = year().papers("score-table", chart=False).values()
    assert not [node for node in part(made).iter() if node.tag.endswith("}docPr")]


def test_a_cluster_hands_over_a_cluster() -> None:
    found = year(bloc=bloc_yaml(kind="cluster"))
    assert "Bàn giao nhiệm vụ Trưởng cụm năm 2024" in text(found.papers("handover")["ban-giao.docx"])
    assert "quy chế của Cụm" in text(found.papers("pledge")["giao-uoc.docx"])


def test_the_handover_tells_what_was_proposed_and_not_granted() -> None:
    history = [
        {"year": "2022", "proposed": {"co": ["A", "B"], "bk": ["C"]}, "granted": {"co": ["A"], "bk": ["C"]}},
        {"year": "2023", "head": "A"},
    ]
    made = lines(year(bloc=bloc_yaml(history=history)).papers("handover")["ban-giao.docx"])
    at = made.index("2022")
    assert made[at : at + 4] == ["2022", "Cờ thi đua", "Sở Nội vụ; Sở Tài chính", "Sở Nội vụ"]
    assert made.count("2022") == 1


@pytest.mark.parametrize("granted", [{}, {"granted": {"bk": []}}])
def test_the_handover_does_not_say_of_an_award_that_it_was_refused_where_nothing_is_on_file(granted: Any) -> None:
    history = [{"year": "2022", "proposed": {"co": ["A"]}, **granted}, {"year": "2023", "head": "A"}]
    made = lines(year(bloc=bloc_yaml(history=history)).papers("handover")["ban-giao.docx"])
    at = made.index("2022")
    assert made[at : at + 4] == ["2022", "Cờ thi đua", "Sở Nội vụ", "Chưa ghi quyết định"]


def test_a_year_by_scores_alone_needs_no_votes_in_its_papers() -> None:
    regulation = REGULATION + SCORING + "awards: [{code: co, name: Cờ, quota: 1, select_by: score}]\n"
    found = year(regulation=regulation, ballots=None)
    submission = text(found.papers("submission")["to-trinh.docx"])
    assert "- Sở Nội vụ: 95,00/100 điểm, xếp hạng 1, xếp loại xuất sắc." in submission
    assert "phiếu" not in submission.replace("Số phiếu (tỷ lệ)", "")
