"""Phiếu bầu, phiếu lấy ý kiến bằng văn bản, biên bản niêm phong: what is printed for secret votes, before and after."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from effort import LONG
from office import needs_office
from papers_blocs import (
    AWARDS,
    BALLOTS,
    HEAD,
    NAMES,
    REGULATION,
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
from thidua.papers.conference.ballot_view import BallotView, ballot_views
from thidua.papers.conference.opinion_view import OpinionView, opinion_view
from thidua.papers.conference.sealing_view import sealing_view
from thidua.papers.dossier import PAPERS
from thidua.papers.views import View
from thidua.papers.word.pdf import find_libreoffice
from thidua.papers.word.render import WordTemplate, render, shipped_template
from wordml import CUT_STYLE

ROOT = Path(__file__).parents[1]
TIED = BALLOTS.replace("A: 3, B: 1, C: 0", "A: 3, B: 3, C: 0")
AGAIN = """\
  - {award: co, round: 2, nominees: [A, B], papers: {issued: 3, returned: 3, valid: 3}, votes: {A: 3, B: 0}}
"""
FOUR = {"A": "Sở Nội vụ", "B": "Sở Tài chính", "C": "Thanh tra tỉnh", "D": "Sở Tư pháp"}


def views(found: Year, *, draft: bool = False) -> dict[str, BallotView]:
    return dict(ballot_views(found.outcome, found.report, draft=draft))


def told(view: BallotView, title: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Instructions of, and units on, the papers with this title."""
    sheet = next(sheet for sheet in view.sheets if sheet.title == title)
    return sheet.instructions, tuple(row.unit for row in sheet.rows)


def titles(view: BallotView) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sheet.title for sheet in view.sheets))


# --- how a paper is marked --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ballot", "how", "wrong"),
    [
        ("{mark: choose, max_choices: 1}", "Chọn một đơn vị: đánh dấu X", "phiếu chọn từ hai đơn vị trở lên"),
        ("{mark: choose, max_choices: 2}", "Chọn tối đa 02 (hai) đơn vị: đánh dấu X", "phiếu chọn quá 02 đơn vị"),
        ("{mark: choose}", "Đánh dấu X vào ô Chọn ở dòng của những đơn vị được chọn.", ""),
        ("{mark: approve}", "đánh dấu X vào một trong hai ô Đồng ý hoặc Không đồng ý.", "cả hai ô ở cùng một dòng"),
        ("{mark: approve, max_choices: 1}", "Chỉ đồng ý với một đơn vị.", "phiếu đồng ý với từ hai đơn vị trở lên"),
        ("{mark: approve, max_choices: 2}", "Chỉ đồng ý với tối đa 02 (hai) đơn vị.", "phiếu đồng ý với quá 02 đơn vị"),
    ],
)
def test_each_way_of_marking_has_its_own_words(ballot: str, how: str, wrong: str) -> None:
    awards = f"awards: [{{code: co, name: Cờ, quota: 1, passes: {{more_than: 1/2, of: members}}, ballot: {ballot}}}]\n"
    view = views(year(regulation=REGULATION + SCORING + awards, ballots=None))["phieu-bau"]
    (first, second), units = told(view, "PHIẾU BÌNH XÉT CỜ NĂM 2023")
    assert how in first
    assert wrong in second
    assert "nhiều nhất" not in first + second
    assert units == tuple(NAMES.values())


def test_a_single_unit_is_agreed_to_or_not_and_nobody_is_told_to_choose() -> None:
    ballots = (
        "format: 1\ncontests:\n  - {office: head, nominees: [B], papers: {issued: 3, returned: 3}, votes: {B: 3}}\n"
    )
    view = views(year(regulation=REGULATION + HEAD, scores=None, ballots=ballots))["phieu-bau"]
    (how, wrong), units = told(view, "PHIẾU BẦU TRƯỞNG KHỐI NĂM 2024")
    assert how == "Đánh dấu X vào một trong hai ô Đồng ý hoặc Không đồng ý."
    assert "phiếu đánh dấu cả hai ô;" in wrong
    assert units == ("Sở Tài chính",)


# --- pages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("members", "per_page"), [(3, 2), (11, 2), (24, 1)])
def test_two_papers_share_a_page_where_they_fit_and_each_has_one_where_they_do_not(members: int, per_page: int) -> None:
    names = {f"D{at}": f"Sở số {at}" for at in range(members)}
    found = year(bloc=bloc_yaml(names), regulation=REGULATION + AWARDS, scores=None, ballots=None)
    sheets = [sheet for sheet in views(found)["phieu-bau"].sheets if "CỜ" in sheet.title]
    assert sum(len(sheet.copies) for sheet in sheets) == members
    assert {len(sheet.copies) for sheet in sheets[:-1]} == {per_page}
    assert {sheet.halves for sheet in sheets} == {per_page == 2}
    assert sheets[-1].rest == (per_page == 2 and members % 2 == 1)


def test_a_line_to_cut_stands_only_between_two_papers_of_a_page() -> None:
    (made,) = sample().papers("ballot").values()
    pages = [table for table in part(made).iter(f"{W}tbl") if table.getparent().tag == f"{W}body"][:-1]
    for rows in (table.findall(f"{W}tr") for table in pages):
        assert [len(cuts(row)) for row in rows] == [0, 1], (
            "at the head of the lower half, be there a paper on it or not"
        )
    names = {f"D{at}": f"Sở số {at}" for at in range(24)}
    (made,) = year(bloc=bloc_yaml(names), scores=None, ballots=None).papers("ballot").values()
    assert cuts(part(made)) == []


def cuts(node: Any) -> list[Any]:
    return [style for style in node.iter(f"{W}pStyle") if style.get(f"{W}val") == CUT_STYLE]


def test_the_code_of_the_file_stands_on_no_paper_so_that_all_are_alike() -> None:
    (made,) = sample().papers("ballot").values()
    styles = [value.get(f"{W}val") for value in part(made).iter(f"{W}pStyle")]
    (stamp,) = (at for at, style in enumerate(styles) if style == "MaDoiChieu")
    assert stamp > max(at for at, style in enumerate(styles) if style in {"TenPhieu", "HuongDan"})


def test_the_last_page_lets_the_counting_board_account_for_every_paper() -> None:
    view = views(sample())["phieu-bau"]
    assert [(row.contest, row.printed) for row in view.control][-1] == ("Bầu Trưởng khối năm 2024", "11")
    assert len(view.control) == 4


# --- rounds -----------------------------------------------------------------------------------


def test_before_the_votes_of_a_second_round_its_papers_name_exactly_who_is_tied() -> None:
    found = views(year(ballots=TIED))
    assert set(found) == {"phieu-bau", "phieu-bau-vong-2"}
    (how, _), units = told(found["phieu-bau-vong-2"], "PHIẾU BÌNH XÉT CỜ THI ĐUA NĂM 2023 (VÒNG 2)")
    assert units == ("Sở Nội vụ", "Sở Tài chính")
    assert "Đồng ý hoặc Không đồng ý" in how
    assert titles(found["phieu-bau"])[0] == "PHIẾU BÌNH XÉT CỜ THI ĐUA NĂM 2023"


def test_an_award_that_depends_on_an_open_tie_above_waits_for_it() -> None:
    assert titles(views(year(ballots=TIED))["phieu-bau-vong-2"]) == ("PHIẾU BÌNH XÉT CỜ THI ĐUA NĂM 2023 (VÒNG 2)",)


def test_a_seat_that_nobody_had_the_votes_for_may_be_voted_on_again() -> None:
    nobody = BALLOTS.replace("A: 3, B: 1, C: 0", "A: 2, B: 1, C: 0")
    found = views(year(ballots=nobody))
    assert told(found["phieu-bau-vong-2"], "PHIẾU BÌNH XÉT CỜ THI ĐUA NĂM 2023 (VÒNG 2)")[1] == tuple(NAMES.values())


def test_a_seat_of_an_award_left_empty_when_the_conference_closed_is_not_voted_on_again() -> None:
    nobody = BALLOTS.replace("A: 3, B: 1, C: 0", "A: 2, B: 1, C: 0").replace(
        "{held_on: 30/11/2023}", "{held_on: 30/11/2023, ends_at: '17:00'}"
    )
    assert set(views(year(ballots=nobody))) == {"phieu-bau"}


def test_a_tie_is_still_voted_on_when_the_conference_has_closed() -> None:
    closed = TIED.replace("{held_on: 30/11/2023}", "{held_on: 30/11/2023, ends_at: '17:00'}")
    assert "phieu-bau-vong-2" in views(year(ballots=closed))


def test_a_decision_to_leave_a_seat_empty_ends_it() -> None:
    decided = TIED + "decisions: [{award: co, chosen: [], over: [A, B], by: hội nghị, reason: ngang nhau}]\n"
    assert set(views(year(ballots=decided))) == {"phieu-bau"}


def test_a_head_whom_nobody_elected_is_voted_on_again() -> None:
    found = views(year(ballots=BALLOTS.replace("votes: {B: 2, C: 1}}\n", "votes: {B: 2, C: 1}}\n", 1).replace(
        "{office: head, papers: {issued: 3, returned: 3, valid: 3}, votes: {B: 2, C: 1}}",
        "{office: head, papers: {issued: 3, returned: 3, valid: 2, invalid: {blank: 1}}, votes: {B: 1, C: 1}}",
    )))  # fmt: skip
    assert told(found["phieu-bau-vong-2"], "PHIẾU BẦU TRƯỞNG KHỐI NĂM 2024 (VÒNG 2)") == (
        found["phieu-bau"].sheets[-1].instructions,
        ("Sở Tài chính", "Thanh tra tỉnh"),
    )


def test_after_the_votes_of_a_second_round_its_papers_are_the_same_and_no_third_is_printed() -> None:
    before, after = views(year(ballots=TIED)), views(year(ballots=TIED + AGAIN))
    assert after["phieu-bau-vong-2"].sheets == before["phieu-bau-vong-2"].sheets
    assert "phieu-bau-vong-3" not in after


def test_a_second_round_that_ends_in_a_tie_again_has_a_third() -> None:
    found = views(year(ballots=TIED + AGAIN.replace("B: 0", "B: 3")))
    assert titles(found["phieu-bau-vong-3"]) == ("PHIẾU BÌNH XÉT CỜ THI ĐUA NĂM 2023 (VÒNG 3)",)


def deputies(ballots: str | None) -> Year:
    head = HEAD.replace("deputies: 1,", "deputies: 1, deputy_from: election,")
    return year(bloc=bloc_yaml(FOUR), regulation=REGULATION + head, scores=None, ballots=ballots)


def test_papers_for_the_deputies_are_printed_without_the_head_as_soon_as_there_is_one() -> None:
    held = (
        "format: 1\ncontests: [{office: head, papers: {issued: 4, returned: 4, valid: 4}, votes: {B: 4, C: 0, D: 0}}]"
    )
    found = deputies(held)
    assert found.outcome.head is not None
    assert found.outcome.head.head == "B"
    (how, _), units = told(views(found)["phieu-bau"], "PHIẾU BẦU PHÓ TRƯỞNG KHỐI NĂM 2024")
    assert how.startswith("Chọn một đơn vị")
    assert "Sở Tài chính" not in units
    assert units


def test_papers_for_the_deputies_wait_while_the_head_is_open() -> None:
    held = (
        "format: 1\ncontests: [{office: head, papers: {issued: 4, returned: 4, valid: 4}, votes: {B: 2, C: 2, D: 0}}]"
    )
    found = views(deputies(held))
    assert titles(found["phieu-bau"]) == ("PHIẾU BẦU TRƯỞNG KHỐI NĂM 2024",)
    assert titles(found["phieu-bau-vong-2"]) == ("PHIẾU BẦU TRƯỞNG KHỐI NĂM 2024 (VÒNG 2)",)


def test_an_award_that_is_not_voted_on_yet_leaves_out_who_has_a_higher_one() -> None:
    first = BALLOTS[: BALLOTS.index("  - {award: bk")]
    assert told(views(year(ballots=first))["phieu-bau"], "PHIẾU BÌNH XÉT BẰNG KHEN NĂM 2023")[1] == (
        "Sở Tài chính",
        "Thanh tra tỉnh",
    )


def test_a_cluster_votes_for_the_head_of_a_cluster() -> None:
    view = views(year(bloc=bloc_yaml(kind="cluster"), ballots=None))["phieu-bau"]
    assert "PHIẾU BẦU TRƯỞNG CỤM NĂM 2024" in titles(view)


# --- written opinions -------------------------------------------------------------------------

ABSENT = BALLOTS.replace("{held_on: 30/11/2023}", "{held_on: 30/11/2023, absent: [C], written_opinions: [C]}")


def opinion(found: Year) -> OpinionView:
    view = opinion_view(found.outcome, found.report, draft=False)
    assert view is not None
    return view


def test_what_is_marked_in_secret_never_names_the_member_that_marks_it() -> None:
    found = opinion(year(ballots=ABSENT.replace("C: 1", "C: 1")))
    assert found.address.text == "Kính gửi: Thanh tra tỉnh."
    assert [form.unit for form in found.forms] == ["Đơn vị cho ý kiến: Thanh tra tỉnh"]
    papers = [sheet for sheet in found.sheets if "Thanh tra tỉnh" not in [row.unit for row in sheet.rows]]
    assert not [sheet for sheet in papers if "Thanh tra tỉnh" in repr(sheet)]


def test_its_ballot_papers_are_those_of_the_conference() -> None:
    found = sample()
    conference = views(found)["phieu-bau"].sheets
    for sheet in opinion(found).sheets:
        assert (sheet.bloc, sheet.title, sheet.marks, sheet.instructions, sheet.rows, sheet.halves) in {
            (other.bloc, other.title, other.marks, other.instructions, other.rows, other.halves) for other in conference
        }


def test_papers_for_several_members_are_not_sorted_by_member() -> None:
    ballots = BALLOTS.replace(
        "{held_on: 30/11/2023}", "{held_on: 30/11/2023, absent: [B, C], written_opinions: [B, C]}"
    )
    found = opinion(year(ballots=ballots))
    assert found.address.each == ("- Sở Tài chính;", "- Thanh tra tỉnh.")
    assert len(found.forms) == 2
    assert {len(sheet.copies) for sheet in found.sheets} == {2}


def test_a_contest_for_those_present_only_is_not_sent() -> None:
    assert "PHIẾU BẦU TRƯỞNG KHỐI NĂM 2024" not in {sheet.title for sheet in opinion(sample()).sheets}
    assert "bầu Trưởng khối" not in " ".join(opinion(sample()).enclosed)


def test_the_secret_papers_come_back_in_an_envelope_without_a_name_inside_another() -> None:
    first, second, back, opened = opinion(sample()).steps
    assert "phong bì thứ nhất, dán kín, bên ngoài không ghi gì" in first
    assert "phong bì thứ hai" in second
    assert "ghi tên đơn vị gửi" in second
    assert back == (
        "3. Gửi về: Văn thư Cục Quản lý thị trường tỉnh (chuyển bà Trần Thị Minh Họa), chậm nhất ngày 29 tháng 11"
        " năm 2023."
    )
    assert "bỏ vào hòm để kiểm chung" in opened


def test_where_nothing_is_voted_in_secret_there_is_one_envelope_and_no_ballot_paper() -> None:
    awards = "awards: [{code: co, name: Cờ, quota: 1, select_by: consensus}]\n"
    found = opinion(year(regulation=REGULATION + awards, scores=None, ballots=None))
    assert found.sheets == ()
    assert not [step for step in found.steps if "thứ nhất" in step or "hòm" in step]
    assert [item.matter for item in found.matters][1:] == [f"Bình xét Cờ năm 2023: {name}" for name in NAMES.values()]


def test_before_anybody_knows_who_is_absent_there_are_dots_and_what_is_not_on_file_is_dotted() -> None:
    made = text(year(ballots=None).papers("written-opinion")["phieu-lay-y-kien.docx"])
    assert "Kính gửi: …" in made
    assert "Đơn vị cho ý kiến: …" in made
    assert re.search(r"Gửi về: …+, chậm nhất ngày …… tháng …… năm ……", made)


@pytest.mark.parametrize("meeting", ["{present: [A, B, C]}", "{absent: []}"])
def test_where_nobody_is_absent_nobody_is_asked_in_writing(meeting: str) -> None:
    ballots = f"format: 1\nconference: {meeting}\n"
    assert year(ballots=ballots).papers("written-opinion") == {}


def test_once_votes_are_on_file_only_who_answered_in_writing_is_written_to() -> None:
    ballots = BALLOTS.replace("{held_on: 30/11/2023}", "{held_on: 30/11/2023, absent: [C]}")
    assert year(ballots=ballots).papers("written-opinion") == {}


def test_the_code_at_the_foot_stands_behind_a_form_that_is_signed_not_on_a_ballot_paper() -> None:
    (made,) = sample().papers("written-opinion").values()
    shown = [line for line in lines(made) if line]
    assert max(at for at, line in enumerate(shown) if line.startswith("PHIẾU BÌNH XÉT")) < shown.index(
        "PHIẾU LẤY Ý KIẾN"
    )


# --- sealing ----------------------------------------------------------------------------------


def test_the_record_of_sealing_counts_every_secret_ballot_round_by_round() -> None:
    again = TIED.replace(
        "valid: 3}, votes: {B: 2, C: 1}}\n  - {office",
        "valid: 2, invalid: {blank: 1}}, votes: {B: 2, C: 0}}\n  - {office",
    )
    found = year(ballots=again + AGAIN)
    view = sealing_view(found.outcome, found.report, draft=False)
    assert view is not None
    rows = [(r.contest, r.issued, r.returned, r.valid, r.invalid, r.unused) for r in view.contests]
    assert rows == [
        ("Bình xét Cờ thi đua năm 2023 (vòng 1)", "03", "03", "03", "0", "……"),
        ("Bình xét Bằng khen năm 2023", "03", "03", "02", "01", "……"),
        ("Bầu Trưởng khối năm 2024", "03", "03", "03", "0", "……"),
        ("Bình xét Cờ thi đua năm 2023 (vòng 2)", "03", "03", "03", "0", "……"),
    ]


def test_only_secret_ballots_are_sealed() -> None:
    shown = BALLOTS.replace("award: bk, papers: {issued: 3, returned: 3, valid: 3}", "award: bk, method: show_of_hands")
    made = text(year(ballots=shown).papers("sealing")["bien-ban-niem-phong.docx"])
    assert "Bằng khen" not in made
    hands = "format: 1\ncontests: [{award: co, method: show_of_hands, votes: {A: 3, B: 0, C: 0}}]\n"
    assert year(ballots=hands).papers("sealing") == {}
    assert year(ballots=None).papers("sealing") == {}


def test_what_nobody_wrote_down_is_left_to_fill_by_hand() -> None:
    made = text(year().papers("sealing")["bien-ban-niem-phong.docx"])
    assert "- Tổ kiểm phiếu: …" in made
    assert "- Nơi giữ: …" in made
    assert "- Thời hạn giữ: đến hết ngày …… tháng …… năm ……" in made
    assert "gửi phiếu bằng văn bản" not in made


def test_who_sealed_signs_and_where_it_is_kept_comes_from_report_yaml() -> None:
    (made,) = sample().papers("sealing").values()
    shown = lines(made)
    assert "- Nơi giữ: Tủ hồ sơ thi đua, khen thưởng của Cục Quản lý thị trường tỉnh." in shown
    assert "Phong bì ngoài của đơn vị gửi phiếu bằng văn bản (Thanh tra tỉnh) để riêng" in text(made)
    signed = [text_of(p) for p in styled(made, "HoTen") if text_of(p)]
    assert signed == ["Lê Văn Ví Dụ", "Hoàng Thị Giả Định", "Vũ Văn Thí Điểm", "Trần Thị Minh Họa", "Nguyễn Văn Mẫu"]


# --- as pages ---------------------------------------------------------------------------------


def pages(folder: Path, files: dict[str, bytes]) -> dict[str, list[str]]:
    """The text of each page as LibreOffice lays it out."""
    office = find_libreoffice()
    assert office is not None
    for name, content in files.items():
        (folder / name).write_bytes(content)
    call = [str(office), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*call, "--outdir", str(folder), *(str(folder / name) for name in files)],
        check=True,
        capture_output=True,
        timeout=240,
    )
    found = {}
    for name in files:
        pdf = (folder / name).with_suffix(".pdf")
        told = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=True, encoding="utf-8").stdout  # noqa: S607
        found[name] = told.split("\f")[:-1]
    return found


def saved(folder: Path, *names: str) -> dict[str, bytes]:
    """Templates, opened and saved by LibreOffice without a change."""
    office = find_libreoffice()
    assert office is not None
    call = [str(office), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "docx"]
    files = [str(ROOT / "templates" / name) for name in names]
    subprocess.run([*call, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=120)
    return {name: (folder / name).read_bytes() for name in names}


def printed(view: View, template: WordTemplate) -> bytes:
    made, problems = render(template, view)
    assert made is not None, problems
    return made


@needs_office
def test_pages_and_lines_to_cut_survive_an_office_that_saves_the_template(tmp_path: Path) -> None:
    names = {f"D{at}": f"Sở số {at}" for at in range(24)}
    large = year(bloc=bloc_yaml(names), regulation=REGULATION + HEAD, scores=None, ballots=None)
    files = {}
    for template, content in saved(tmp_path, "phieu-bau.docx", "phieu-lay-y-kien.docx").items():
        kind = next(kind for kind in PAPERS if kind.template == template)
        for tag, found in (("mau", sample()), ("24", large))[: 2 if LONG else 1]:
            for file, view in kind.views(found.outcome, found.report, draft=False, chart=False):
                files[f"{tag}-{file}"] = printed(view, WordTemplate(template, shipped_template(template)))
                files[f"{tag}-luu-{file}"] = printed(view, WordTemplate(template, content))
    (tmp_path / "pdf").mkdir()
    texts = pages(tmp_path / "pdf", files)
    for name in [name for name in files if "-luu-" not in name]:
        again = name.replace("-", "-luu-", 1)
        assert [page.split() for page in texts[again]] == [page.split() for page in texts[name]]
        assert len(cut_paragraphs(files[again])) == len(cut_paragraphs(files[name]))
        assert columns(files[again]) == columns(files[name]), "a column that a paper has no use for is gone from both"


def columns(made: bytes) -> list[int]:
    return [len(table.find(f"{W}tblGrid")) for table in part(made).iter(f"{W}tbl")]


def cut_paragraphs(made: bytes) -> list[Any]:
    """Paragraphs in the style of a line to cut, by its name: offices give ids of their own."""
    styles = part(made, "word/styles.xml").iter(f"{W}style")
    ids = [s.get(f"{W}styleId") for s in styles if s.find(f"{W}name").get(f"{W}val") == "Đường cắt"]
    return [paragraph for style in ids for paragraph in styled(made, style)]


@needs_office
def test_no_page_is_blank_and_no_paper_goes_on_to_the_page_of_another(tmp_path: Path) -> None:
    long = "Văn phòng Đoàn Đại biểu Quốc hội và Hội đồng nhân dân tỉnh miền núi phía Bắc "
    blocs = {
        "3": {f"D{at}": f"Sở số {at}" for at in range(3)},
        "11": {f"D{at}": f"Sở số {at}" for at in range(11)},
        "24": {f"D{at}": f"Sở số {at}" for at in range(24)},
        "24-dai": {f"D{at}": f"{long * 2}{at}" for at in range(24)},
    }
    files = {}
    for tag, names in list(blocs.items())[:: 1 if LONG else 3]:
        found = year(bloc=bloc_yaml(names), regulation=REGULATION + HEAD, scores=None, ballots=None)
        (files[f"{tag}.docx"],) = found.papers("ballot").values()
    for name, texts in pages(tmp_path, files).items():
        members = int(name.removesuffix(".docx").split("-")[0])
        starts = [page.count("PHIẾU BẦU TRƯỞNG KHỐI") for page in texts[:-1]]
        assert all(len(page.split()) > 3 for page in texts), name
        assert sum(starts) == members
        per_page = 2 if members < 24 else 1
        assert max(starts) == per_page
        if "dai" not in name:
            assert len(texts) - 1 == -(-members // per_page)
        assert "BẢNG THEO DÕI" in texts[-1]
