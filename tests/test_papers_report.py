"""The words of the summary report: what was counted and decided, said once, and nothing about what is not there."""

from __future__ import annotations

import json

import pytest

from papers_blocs import AWARDS, BALLOTS, HEAD, REGULATION, REPORT, SCORES, SCORING, bloc_yaml, lines, text, year
from thidua.papers.closing.report_view import report_view
from thidua.papers.narrative import Block, blocks
from thidua.papers.views import legal_bases, line, recipients
from thidua.records.report import Paper

TIE = BALLOTS.replace("A: 3, B: 1, C: 0", "A: 3, B: 3, C: 0")
DECISION = (
    "decisions: [{award: co, chosen: [B], over: [A], by: trưởng khối, reason: nhiều sáng kiến, clause: Điều 5}]\n"
)


def headings(made: bytes) -> list[str]:
    return [text for text in lines(made) if text[:2] in {"I.", "II", "IV", "V.", "VI"}]


def numbered(made: bytes) -> list[str]:
    body = text(made).split("IV. ")[1].split("\nV. ")[0]
    return [text for text in body.split("\n") if text[:3] in {"1. ", "2. ", "3. ", "4. ", "5. "}]


# --- what is there and what is not ------------------------------------------------------------


def test_all_six_sections_in_order() -> None:
    assert [heading.split(".")[0] for heading in headings(year().render())] == ["I", "II", "III", "IV", "V", "VI"]


def test_a_year_without_scores_awards_and_meeting_has_no_review_and_the_numbers_follow() -> None:
    made = year(regulation=REGULATION, scores=None, ballots=None).render()
    assert headings(made) == [
        "I. ĐẶC ĐIỂM, TÌNH HÌNH",
        "II. KẾT QUẢ THỰC HIỆN CÔNG TÁC THI ĐUA NĂM 2023",
        "III. HẠN CHẾ, NGUYÊN NHÂN, BÀI HỌC KINH NGHIỆM",
        "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024",
        "V. ĐỀ XUẤT, KIẾN NGHỊ",
    ]


@pytest.mark.parametrize(
    ("regulation", "titles"),
    [
        (SCORING + AWARDS + HEAD, ["Thành phần", "Kết quả chấm điểm", "Kết quả bình xét", "Trưởng khối"]),
        (AWARDS + HEAD, ["Thành phần", "Kết quả bình xét", "Trưởng khối"]),
        (SCORING + HEAD, ["Thành phần", "Kết quả chấm điểm", "Trưởng khối"]),
        (SCORING + AWARDS, ["Thành phần", "Kết quả chấm điểm", "Kết quả bình xét"]),
    ],
)
def test_a_part_without_rules_is_left_out_and_the_next_takes_its_number(regulation: str, titles: list[str]) -> None:
    unknown = [kind for kind, rules in (("award:", AWARDS), ("office:", HEAD)) if rules not in regulation]
    lines_kept = [row for row in BALLOTS.splitlines() if not any(kind in row for kind in unknown)]
    ballots = "\n".join(lines_kept)
    found = numbered(year(regulation=REGULATION + regulation, ballots=ballots).render())
    assert [heading.split(" ")[0] for heading in found] == [f"{at}." for at in range(1, len(titles) + 1)]
    assert all(heading[3:].startswith(title) for heading, title in zip(found, titles, strict=True))


# --- the review -------------------------------------------------------------------------------


def test_the_paper_prints_the_votes_and_shares_of_the_tally() -> None:
    made = lines(year().render())
    assert made.index("Sở Nội vụ") < made.index("3/3") < made.index("100%")
    assert "Tỷ lệ trên tổng số thành viên" in made
    assert "66,67%" in made
    assert "- Tỷ lệ phải đạt để được đề nghị: ít nhất 80% tổng số thành viên." in made
    assert (
        "- Hình thức: bỏ phiếu kín; phát ra 03 phiếu, thu về 03 phiếu, hợp lệ 03 phiếu, không hợp lệ 0 phiếu." in made
    )


def test_the_score_table_has_columns_for_bonus_and_penalty_only_where_the_rules_know_them() -> None:
    assert "Điểm thưởng" not in lines(year().render())
    regulation = REGULATION + SCORING + "  bonus: {max: 3}\n"
    scores = SCORES.replace("A: {", "A: {bonus: [{points: 2, reason: Sáng kiến}], ")
    made = lines(year(regulation=regulation, scores=scores, ballots=None).render())
    row = made.index("Sở Nội vụ")
    assert made[row - 1 : row + 7] == ["1", "Sở Nội vụ", "95,00", "2,00", "-", "97,00", "1", "Xuất sắc"]


def test_equal_totals_are_told_to_share_a_rank_and_different_ones_are_not() -> None:
    told = "Các đơn vị có tổng điểm bằng nhau xếp cùng một hạng."
    assert told not in lines(year().render())
    assert told in lines(
        year(scores=SCORES.replace("91.5", "95"), ballots=None, regulation=REGULATION + SCORING).render()
    )


def test_a_unit_on_hold_has_no_rank_and_its_reason_is_printed() -> None:
    scores = SCORES.replace("C: {", "C: {status: on_hold, reason: đang xác minh đơn tố cáo, basis: Thông báo 12, ")
    made = lines(year(scores=scores).render())
    row = made.index("Thanh tra tỉnh")
    assert made[row : row + 4] == ["Thanh tra tỉnh", "80,00", "-", "Chưa xét"]
    assert "- Thanh tra tỉnh: chưa được xét; lý do: đang xác minh đơn tố cáo (căn cứ: Thông báo 12)." in made
    assert "Xếp loại, ghi chú" in made


def test_seats_nobody_passed_for_are_reported_empty() -> None:
    made = text(year(ballots=BALLOTS.replace("B: 2, C: 1}}\n  - {office", "B: 1, C: 1}}\n  - {office")).render())
    assert "b) Bằng khen: không có đơn vị được đề nghị\n" in made
    assert "- Để trống 01 chỉ tiêu do không có đơn vị đủ số phiếu theo quy chế." in made


def test_a_decision_on_a_tie_is_printed_with_who_why_and_clause() -> None:
    made = text(year(ballots=TIE + DECISION).render())
    assert (
        "- Có 02 đơn vị bằng số phiếu (Sở Nội vụ và Sở Tài chính), chỉ còn 01 chỉ tiêu; theo quyết định của"
        " trưởng khối, chọn Sở Tài chính; lý do: nhiều sáng kiến (Điều 5)."
    ) in made
    assert "Theo quyết định của trưởng khối" in made


def test_an_open_tie_is_no_final_report() -> None:
    found = year(ballots=TIE)
    assert found.outcome.pending
    with pytest.raises(ValueError, match="draft"):
        report_view(found.outcome, found.report, draft=False)


def test_a_draft_says_what_is_undecided_and_what_waits_for_it() -> None:
    made = text(year(ballots=TIE).render(draft=True))
    assert "a) Cờ thi đua: chưa phân định" in made
    assert "- Chưa phân định: có 02 đơn vị bằng số phiếu (Sở Nội vụ và Sở Tài chính), chỉ còn 01 chỉ tiêu." in made
    assert "- Chưa phân định: còn tùy kết quả Cờ thi đua; có thể đề nghị: Sở Tài chính." in made


def test_a_draft_without_a_conference_yet_says_that_the_vote_is_missing() -> None:
    made = text(year(ballots=None).render(draft=True))
    assert "a) Cờ thi đua: chưa phân định" in made
    assert "chưa có kết quả bỏ phiếu" in made
    assert "Trưởng khối năm 2024: chưa phân định (chưa có kết quả bầu)" in made


def test_awards_by_consensus_and_by_score_are_lists_without_votes() -> None:
    regulation = (
        REGULATION
        + SCORING
        + """
awards:
  - {code: co, name: Cờ thi đua, quota: 1, select_by: consensus}
  - {code: bk, name: Bằng khen, quota: {share: 50%, of: remaining, round: down}, select_by: score}
"""
    )
    ballots = "format: 1\ncontests: [{award: co, method: consensus, agreed: [B]}]\n"
    made = text(year(regulation=regulation, ballots=ballots).render())
    assert "- Hình thức: thống nhất chung.\n- Sở Tài chính: 91,50 điểm, hạng 2." in made
    assert "- Chỉ tiêu: 01 (một) đơn vị (50% của 02 đơn vị còn lại)." in made
    assert "- Hình thức: xét theo tổng điểm, từ cao xuống thấp.\n- Sở Nội vụ: 95,00 điểm, hạng 1." in made
    assert "Số phiếu" not in made


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        ("B: 2, C: 1", "Kết quả bầu phù hợp với thứ tự luân phiên."),
        ("B: 1, C: 2", "Kết quả bầu khác với thứ tự luân phiên (theo thứ tự luân phiên là Sở Tài chính)."),
    ],
)
def test_the_report_says_whether_the_vote_agrees_with_the_rotation(votes: str, said: str) -> None:
    papers = "{office: head, papers: {issued: 3, returned: 3, valid: 3}, votes: {"
    ballots = BALLOTS.replace(f"{papers}B: 2, C: 1", f"{papers}{votes}")
    made = text(year(bloc=bloc_yaml(rotation={"order": ["A", "B", "C"]}), ballots=ballots).render())
    assert said in made
    assert "luân phiên" not in text(year(ballots=ballots).render()).split("Trưởng khối năm 2024")[1].split("\n-")[0]
    assert "với 2/3 phiếu (66,67%), đủ tỷ lệ theo quy chế (trên 50% số phiếu hợp lệ)." in made


def test_a_cluster_has_a_cluster_head() -> None:
    made = text(year(bloc=bloc_yaml(kind="cluster")).render())
    assert "Trưởng cụm, Phó Trưởng cụm năm 2024" in made


def test_invented_figures_are_marked_as_such() -> None:
    mark = "SỐ LIỆU MINH HỌA"
    assert mark in lines(year(bloc=bloc_yaml(illustrative="yes")).render())
    assert mark not in lines(year().render())


# --- the user's own words ---------------------------------------------------------------------


def test_narrative_has_headings_paragraphs_bullets_and_points() -> None:
    found = blocks("## Một\nĐoạn đầu\nviết tiếp.\n\n- gạch\n  tiếp\n- hai\na) điểm a\nđ) điểm đ\n\n## 7. Hai\nhết")
    assert found == (
        Block("1. Một", heading=True),
        Block("Đoạn đầu viết tiếp.", paragraph=True),
        Block("- gạch tiếp", bullet=True),
        Block("- hai", bullet=True),
        Block("a) điểm a", point=True),
        Block("đ) điểm đ", point=True),
        Block("2. Hai", heading=True),
        Block("hết", paragraph=True),
    )


@pytest.mark.parametrize("words", ["-5 độ", "a)x", "#một", "30/11", "abc) x"])
def test_what_only_looks_like_a_sign_is_a_paragraph(words: str) -> None:
    assert blocks(words) == (Block(words, paragraph=True),)


def test_no_text_has_no_blocks() -> None:
    assert blocks(" \n\n \t\n") == ()


def test_the_users_own_closing_sentence_is_the_last_and_the_usual_one_stands_in_for_it() -> None:
    usual = "Trên đây là báo cáo tổng kết công tác thi đua năm 2023 và phương hướng, nhiệm vụ năm 2024"
    assert f"{usual} của Khối thi đua các cơ quan./." in lines(year().render())
    own = REPORT.replace("Đề nghị xem xét khen thưởng.", "|\n    Đề nghị.\n\n    Trên đây là kết quả của Khối.")
    made = lines(year(report=own).render())
    assert "Trên đây là kết quả của Khối./." in made
    assert not [text for text in made if text.startswith(usual)]


def test_the_users_introduction_replaces_the_usual_one() -> None:
    own = REPORT.replace("sections:\n", "sections:\n  review: Hội nghị họp chiều 30/11.\n")
    made = text(year(report=own).render())
    assert "Hội nghị họp chiều 30/11.\n1. Thành phần Hội nghị" in made
    assert "đã tổ chức Hội nghị" not in made


def test_the_regulation_is_a_legal_basis_once() -> None:
    title = "Quy chế số 01/QC-KTĐ ngày 10 tháng 3 năm 2023 của Khối"
    assert text(year().render()).count(f"Căn cứ {title}.") == 1
    listed = REGULATION.replace("[Luật Thi đua", json.dumps([title], ensure_ascii=False)[:-1] + ", Luật Thi đua")
    assert text(year(regulation=listed, scores=None, ballots=None).render()).count(f"Căn cứ {title}") == 1


def test_legal_bases_are_punctuated_whatever_the_user_typed() -> None:
    assert legal_bases(("Luật A;", "thực hiện Chỉ thị B.", "Căn cứ C")) == (
        "Căn cứ Luật A;",
        "Thực hiện Chỉ thị B;",
        "Căn cứ C.",
    )


def test_recipients_end_with_the_archive_whatever_the_user_typed() -> None:
    paper = Paper(recipients=("- Như trên;", "Lưu: VT", "UBND tỉnh"), archive="Lưu: VT, KTĐ.")
    assert recipients(paper) == ("- Như trên;", "- UBND tỉnh;", "- Lưu: VT, KTĐ.")


def test_a_percent_sign_stays_with_its_number_and_nothing_else_is_glued() -> None:
    assert line("đạt  81,82 % ; {% x %}") == "đạt 81,82% ; {% x %}"
