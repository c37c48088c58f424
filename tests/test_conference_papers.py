"""The papers around the conference: agenda, script, delegates and conclusions, from one order and what is on file."""

from __future__ import annotations

from typing import Any

import pytest

from papers_blocs import (
    AWARDS,
    BALLOTS,
    HEAD,
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
    text_of,
    year,
)
from thidua.papers.conference.agenda import steps
from thidua.papers.dossier import find_paper
from thidua.records.report import STEPS, Times

MEETING = """
format: 1
conference:
  held_on: 30/11/2023
  starts_at: 14:00
  guests:
    - Ông Lê Văn Ví Dụ, Sở Nội vụ
    - {name: Bà Trần Thị Minh Họa, office: Phó Giám đốc, organization: Sở Nội vụ tỉnh}
  delegates:
    - {name: Vũ Văn Thí Điểm, office: Giám đốc, unit: B}
    - {name: Hoàng Thị Giả Định, unit: B}
"""
HELD = BALLOTS.replace("conference: {held_on: 30/11/2023}", MEETING.split("format: 1")[1].strip())
CONSENT = "awards: [{code: co, name: Cờ thi đua, quota: 1, select_by: consensus}]\n"
BY_SCORE = "awards: [{code: co, name: Cờ thi đua, quota: 1, select_by: score}]\n"
ROTATION = "head: {method: rotation, deputies: 1}\n"


def made(found: Year, kind: str) -> bytes:
    (paper,) = found.papers(kind).values()
    return paper


def text(paper: bytes) -> str:
    """The whole paper, a paragraph a line, with plain blanks."""
    return "\n".join(lines(paper)).replace("\u00a0", " ")


def codes(found: Year) -> list[str | None]:
    return [step.code for step in steps(found.outcome, found.report)]


def rows(paper: bytes, at: int) -> list[list[str]]:
    """The rows of the table with this number that has a header, without the header."""
    tables = [t for t in part(paper).iter(f"{W}tbl") if t.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None]
    return [["".join(map(text_of, cell.iter(f"{W}p"))) for cell in row.findall(f"{W}tc")]
            for row in tables[at].findall(f"{W}tr")[1:]]  # fmt: skip


# --- the order of business --------------------------------------------------------------------


def test_every_usual_step_may_be_given_its_time() -> None:
    assert tuple(Times.model_fields) == STEPS


@pytest.mark.parametrize(
    ("regulation", "expected"),
    [
        (SCORING + AWARDS + HEAD, ["scores", "board", "vote", "results", "head"]),
        (SCORING + CONSENT + ROTATION, ["scores", "consensus", "head"]),
        (SCORING + BY_SCORE, ["scores", "by_score"]),
        (CONSENT + HEAD, ["consensus", "board", "head"]),
        ("", []),
    ],
)  # fmt: skip
def test_the_order_follows_the_regulation(regulation: str, expected: list[str]) -> None:
    found = year(regulation=REGULATION + regulation, scores=None, ballots=None)
    before, after = ["delegates", "opening", "report", "discussion", "adoption"], ["minutes", "closing"]
    assert codes(found) == [*before, *expected, *after]


def test_awards_that_are_decided_in_different_ways_keep_their_precedence() -> None:
    awards = """
awards:
  - {code: a, name: Cờ, quota: 1, select_by: score}
  - {code: b, name: Bằng khen, quota: 1, passes: {more_than: 1/2, of: members}}
  - {code: c, name: Giấy khen, quota: 1, select_by: consensus}
"""
    found = year(regulation=REGULATION + SCORING + awards, ballots=None)
    assert [code for code in codes(found) if code in {"by_score", "board", "vote", "results", "consensus"}] == [
        "by_score", "board", "vote", "results", "consensus",
    ]  # fmt: skip


def test_a_show_of_hands_needs_no_counting_board() -> None:
    held = "format: 1\ncontests: [{award: co, method: show_of_hands, votes: {A: 3, B: 0, C: 0}}]\n"
    award = "awards: [{code: co, name: Cờ thi đua, quota: 1, passes: {more_than: 1/2, of: members}}]\n"
    found = year(regulation=REGULATION + award, scores=None, ballots=held)
    assert "board" not in codes(found)
    script = text(made(found, "script"))
    assert "phiếu" not in script.replace("biểu quyết", "")
    assert "từ 02 đơn vị tán thành trở lên" in script


def test_remarks_flag_and_pledge_stand_only_where_they_are_on_file() -> None:
    assert not {"remarks", "flag", "pledge"} & set(codes(year()))
    report = f"{REPORT}agenda: {{pledge: yes}}\nhandover: {{documents: [Cờ luân lưu của khối]}}\n"
    department = bloc_yaml(authority={"name": "Chủ tịch UBND tỉnh", "department": "Sở Nội vụ"})
    assert codes(year(report=report, bloc=department))[-8:] == [
        "vote", "remarks", "results", "head", "flag", "pledge", "minutes", "closing",
    ]  # fmt: skip


def test_the_users_own_items_are_the_agenda_and_keep_their_own_words() -> None:
    items = """
agenda:
  items:
    - {starts_at: "8:00", content: Đón tiếp đại biểu, who: Văn phòng}
    - {content: Bầu chọn, step: vote}
    - {content: Giao lưu, says: [Mời các đơn vị giao lưu.]}
"""
    found = year(report=REPORT + items, ballots=None)
    agenda, script = made(found, "agenda"), text(made(found, "script"))
    assert rows(agenda, 0) == [["1", "08 giờ 00", "Đón tiếp đại biểu", "Văn phòng"], ["2", "", "Bầu chọn", ""],
                               ["3", "", "Giao lưu", ""]]  # fmt: skip
    assert "Kính mời Văn phòng thực hiện nội dung: Đón tiếp đại biểu." in script
    assert "tức là từ 03 phiếu trở lên" in script
    assert "Mời các đơn vị giao lưu." in script


def test_without_any_time_the_agenda_has_no_such_column() -> None:
    assert len(rows(made(year(), "agenda"), 0)[0]) == 3
    timed = year(report=f"{REPORT}agenda: {{times: {{report: '14:10'}}}}\n")
    assert [row[1] for row in rows(made(timed, "agenda"), 0)][:4] == ["", "", "14 giờ 10", ""]


def test_an_agenda_is_signed_where_it_has_a_number_or_a_signer_of_its_own() -> None:
    assert styled(made(year(), "agenda"), "HoTen") == []
    numbered = made(year(report=f"{REPORT}agenda: {{number: 3}}\n"), "agenda")
    assert [text_of(p) for p in styled(numbered, "HoTen")] == ["Nguyễn Văn Mẫu"]
    assert "Số: 03/CTr-KTĐ" in text(numbered)


def test_agenda_and_invitation_tell_the_same_hour_unless_the_invitation_is_to_another_event() -> None:
    own = f"{REPORT}invitation: {{starts_at: '8:30', venue: Nhà khách tỉnh}}\n"
    for kind in ("agenda", "script", "delegates", "invitation"):
        assert "Thời gian: 08 giờ 30, ngày 30 tháng 11 năm 2023" in text(made(year(report=own), kind)), kind
    other = f"{REPORT}invitation: {{starts_at: '8:30', event: Lễ ký giao ước}}\n"
    assert "08 giờ 30" in text(made(year(report=other), "invitation"))
    assert "08 giờ 30" not in text(made(year(report=other), "agenda"))


# --- the script -------------------------------------------------------------------------------


def test_before_the_conference_the_script_has_the_rules_and_room_for_the_results() -> None:
    script = text(made(year(ballots=None), "script"))
    assert "có mặt: ……; vắng mặt: ……" in script
    assert "Đơn vị được đề nghị phải được ít nhất 80% tổng số thành viên đồng ý, tức là từ 03 phiếu" in script
    assert "Đơn vị trúng cử phải được trên 50% số phiếu hợp lệ." in script
    assert "- Phát ra …… phiếu, thu về …… phiếu" in script
    assert "Trưởng khối năm 2024: ……" in script


def test_what_is_counted_fills_the_room() -> None:
    script = text(made(year(), "script"))
    assert "- Bỏ phiếu kín; phát ra 03 phiếu, thu về 03 phiếu, hợp lệ 03 phiếu" in script
    assert "- Số phiếu đồng ý: Sở Nội vụ: 03; Sở Tài chính: 01; Thanh tra tỉnh: 0." in script
    assert "- Đơn vị được đề nghị: Sở Nội vụ." in script
    assert "phải được trên 50% số phiếu hợp lệ, tức là từ 02 phiếu trở lên." in script


@pytest.mark.parametrize(
    ("attendance", "told"),
    [
        ("", "có mặt: ……; vắng mặt: …….|số đơn vị có mặt …… điều kiện"),
        ("  absent: []\n", "có mặt: 03 (ba) đơn vị.|số đơn vị có mặt đủ điều kiện"),
        ("  absent: [C]\n", "có mặt: 02 (hai) đơn vị; vắng mặt: Thanh tra tỉnh.|số đơn vị có mặt đủ điều kiện"),
        ("  present: [A]\n", "có mặt: 01 (một) đơn vị; vắng mặt: Sở Tài chính và|số đơn vị có mặt không đủ điều kiện"),
    ],
)
def test_who_came_is_told_only_where_somebody_wrote_it_down(attendance: str, told: str) -> None:
    quorum = "conference: {quorum: {at_least: 2/3, of: members}}\n"
    found = year(regulation=REGULATION + SCORING + quorum, ballots=MEETING + attendance)
    script = text(made(found, "script"))
    assert "từ 02 đơn vị trở lên" in script
    for words in told.split("|"):
        assert words in script


def test_an_award_without_a_threshold_on_file_leaves_room_for_it() -> None:
    found = year(regulation=f"{REGULATION}awards: [{{code: co, name: Cờ, quota: 1}}]\n", scores=None, ballots=None)
    assert "Số phiếu cần đạt để được đề nghị: ……" in text(made(found, "script"))


def test_the_chairs_own_words_take_the_place_of_the_usual_ones() -> None:
    found = year(report=f"{REPORT}script: {{opening: Xin chào., closing: Hẹn năm sau.}}\n")
    script = text(made(found, "script"))
    assert "Xin chào." in script
    assert "Hẹn năm sau." in script
    assert "thẳng thắn" not in script


CLUSTER: dict[str, Any] = {
    "bloc": bloc_yaml(kind="cluster", name="Cụm thi đua số 1", titles={"head": "Cụm trưởng", "deputy": "Cụm phó"}),
    "regulation": (REGULATION + SCORING + AWARDS + HEAD).replace("của Khối", "của Cụm"),
    "report": REPORT.replace("Khối", "Cụm").replace("khối", "cụm").replace("KTĐ", "CTĐ")
    + "agenda: {pledge: yes}\nhandover: {documents: [Cờ luân lưu]}\n",
    "ballots": HELD,
}


@pytest.mark.parametrize("kind", ["agenda", "script", "delegates", "conclusions"])
@pytest.mark.parametrize("ballots", [HELD, None])
def test_in_a_cluster_nothing_is_called_a_bloc(kind: str, ballots: str | None) -> None:
    found = year(**CLUSTER | {"ballots": ballots})
    assert "khối" not in text(made(found, kind)).casefold()
    if kind in {"agenda", "script"}:
        assert "Cụm trưởng, công bố Cụm phó năm 2024" in text(made(found, kind))


# --- delegates and guests ---------------------------------------------------------------------


def test_guests_are_introduced_alike_whichever_way_they_are_written() -> None:
    found = year(ballots=HELD)
    for kind in ("minutes", "report", "script", "conclusions"):
        words = text(made(found, kind))
        assert "Ông Lê Văn Ví Dụ, Sở Nội vụ" in words, kind
        assert "Bà Trần Thị Minh Họa, Phó Giám đốc Sở Nội vụ tỉnh" in words, kind


def test_each_delegate_has_a_row_and_a_member_without_one_a_row_to_write_in() -> None:
    paper = made(year(ballots=HELD), "delegates")
    assert rows(paper, 0) == [
        ["1", "Ông Lê Văn Ví Dụ, Sở Nội vụ", "", "", ""],
        ["2", "Bà Trần Thị Minh Họa", "Phó Giám đốc", "Sở Nội vụ tỉnh", ""],
    ]
    assert rows(paper, 1) == [
        ["1", "", "", NAMES["A"], ""],
        ["2", "Vũ Văn Thí Điểm", "Giám đốc", NAMES["B"], ""],
        ["3", "Hoàng Thị Giả Định", "", NAMES["B"], ""],
        ["4", "", "", NAMES["C"], ""],
    ]
    assert "03 (ba) đơn vị; đã có tên 02 đại biểu của 01 (một) đơn vị." in text(paper)
    assert "Đại biểu mời: 02 người." in text(paper)


def test_with_nobody_on_file_there_is_room_for_guests_and_a_row_for_each_member() -> None:
    paper = made(year(ballots=None), "delegates")
    assert [row[1] for row in rows(paper, 0)] == ["", "", ""]
    assert [row[3] for row in rows(paper, 1)] == list(NAMES.values())
    assert "Đại biểu mời:" not in text(paper)


# --- conclusions ------------------------------------------------------------------------------

TASKS = """
conclusions:
  number: 3
  signer: {office: [TL. TRƯỞNG KHỐI, CHÁNH VĂN PHÒNG], name: Trần Thị Minh Họa}
  tasks:
    - {what: Hoàn thiện hồ sơ, who: B, by: Trước ngày 10/12/2023}
    - {what: Bàn giao, who: Các đơn vị}
"""


def test_the_notice_says_what_was_adopted_and_who_does_what_by_when() -> None:
    paper = made(year(report=REPORT + TASKS), "conclusions")
    words = text(paper)
    assert "Hội nghị thông qua Báo cáo tổng kết công tác thi đua năm 2023" in words
    assert "- Xếp hạng 1: Sở Nội vụ (95,00/100 điểm)." in words
    assert "- Cờ thi đua: 01 (một) đơn vị là Sở Nội vụ." in words
    assert "- Hội nghị bầu Sở Tài chính làm Trưởng khối năm 2024" in words
    assert rows(paper, 0) == [
        ["1", "Hoàn thiện hồ sơ", "Sở Tài chính", "Trước ngày 10/12/2023"],
        ["2", "Bàn giao", "Các đơn vị", "…………………"],
    ]
    assert [text_of(p) for p in styled(paper, "ChucVu")] == ["TL. TRƯỞNG KHỐI", "CHÁNH VĂN PHÒNG"]


def test_without_tasks_on_file_nothing_is_said_of_them_and_the_numbers_follow() -> None:
    found = year(regulation=REGULATION + HEAD, scores=None, ballots=None)
    words = text(made(found, "conclusions"))
    assert "Tổ chức thực hiện" not in words
    assert [line[:2] for line in lines(made(found, "conclusions")) if line[:3] in {"1. ", "2. ", "3. "}] == ["1.", "2."]


def test_the_notice_waits_for_the_conference_and_its_result_and_the_others_for_nothing() -> None:
    found = year(ballots=None)
    waiting = {}
    for name in ("agenda", "script", "delegates", "conclusions"):
        kind = find_paper(name)
        assert kind is not None
        waiting[name] = kind.waiting(found.outcome, found.report, draft=False)
    assert waiting == {"agenda": (), "script": (), "delegates": (), "conclusions": ("conference", "result")}


def test_the_sample_bloc_shows_each_of_them() -> None:
    found = sample()
    assert "14 giờ 15" in text(made(found, "agenda"))
    assert "tức là từ 09 phiếu trở lên" in text(made(found, "script"))
    assert "Đỗ Văn Tưởng Tượng" in text(made(found, "delegates"))
    assert "Trước ngày 10/12/2023" in text(made(found, "conclusions"))
