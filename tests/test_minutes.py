"""Biên bản hội nghị, biên bản kiểm phiếu: every sentence is true for the bloc at hand, and the decision is whole.

What they must hold: DOMAIN.md §3 (attendance, counting board, results with percentages, awards, head and deputies).
"""

from __future__ import annotations

import pytest

from papers_blocs import BALLOTS, REGULATION, SCORING, Year, bloc_yaml, lines, year
from thidua.papers.views import signed

AWARDS = """
awards:
  - {code: co, name: Cờ thi đua, quota: 1, passes: {at_least: 80%, of: members}}
  - {code: bk, name: Bằng khen, quota: 1, passes: {more_than: 1/2, of: members}}
"""
ELECTED = """
head:
  method: election
  deputies: 2
  deputy_from: election
  ballot: {mark: choose, max_choices: 1}
  deputy_ballot: {mark: choose, max_choices: 2}
  passes: {more_than: 1/2, of: valid}
"""


def minutes(found: Year, *, draft: bool = False) -> list[str]:
    (made,) = found.papers("minutes", draft=draft).values()
    return [line for line in lines(made) if line.strip()]


def counts(found: Year, *, draft: bool = False) -> dict[str, list[str]]:
    return {
        file: [line for line in lines(made) if line.strip()]
        for file, made in found.papers("count-minutes", draft=draft).items()
    }


def held(conference: str, contests: str, regulation: str = AWARDS, more: str = "") -> Year:
    ballots = f"format: 1\nconference: {conference}\ncontests:\n{contests}{more}"
    return year(regulation=REGULATION + SCORING + regulation, ballots=ballots)


ONE = "  - {award: co, papers: {issued: 3, returned: 3, valid: 3}, votes: {A: 3, B: 1, C: 0}}\n"
HANDS = "  - {award: co, method: show_of_hands, votes: {A: 3, B: 1, C: 0}}\n"
CONSENT = "  - {award: co, method: consensus, agreed: [A]}\n"


# --- who was there ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("conference", ["{}", "{held_on: 30/11/2023}"])
def test_nobody_is_present_whom_nobody_wrote_down(conference: str) -> None:
    told = minutes(held(conference, ONE), draft=True)
    assert "- Tổng số đơn vị thành viên: 03 (ba) đơn vị; có mặt: …… đơn vị; vắng mặt: …… đơn vị." in told
    assert not any("Các đơn vị có mặt" in line or "có mặt đủ" in line for line in told)
    (count,) = counts(held(conference, ONE)).values()
    assert "- Số đơn vị có mặt: …… đơn vị trên tổng số 03 đơn vị." in count


def test_present_units_are_named_even_when_all_came() -> None:
    told = minutes(held("{absent: []}", ONE), draft=True)
    assert "- Tổng số đơn vị thành viên: 03 (ba) đơn vị; có mặt đủ 03 (ba) đơn vị." in told
    assert "- Các đơn vị có mặt: Sở Nội vụ, Sở Tài chính và Thanh tra tỉnh." in told


def test_written_opinions_are_told_with_from_whom_and_how_many() -> None:
    found = held("{absent: [C], written_opinions: [C]}", ONE)
    assert "- Đơn vị vắng mặt đã gửi phiếu, ý kiến bằng văn bản: 01 (một) đơn vị (Thanh tra tỉnh)." in minutes(
        found, draft=True
    )
    (count,) = counts(found).values()
    assert "- Phát ra: 03 phiếu (trong đó 01 phiếu của đơn vị vắng mặt); thu về: 03 phiếu." in count


def test_without_a_conference_there_is_room_for_each_fact_and_no_vote() -> None:
    told = minutes(year(ballots=None), draft=True)
    assert "Chủ trì: …………………" in told
    assert "Thư ký: …………………" in told
    assert not any("có mặt" in line or "Tổ kiểm phiếu" in line for line in told)


@pytest.mark.parametrize(
    ("rule", "told"), [("", False), ("conference: {quorum: {at_least: 2/3, of: members}}\n", True)]
)
def test_a_quorum_is_told_only_where_the_regulation_asks_for_one(rule: str, *, told: bool) -> None:
    found = minutes(held("{absent: [C]}", ONE, AWARDS + rule), draft=True)
    assert any("điều kiện tiến hành" in line for line in found) is told
    if told:
        assert any("2/3 đơn vị" in line and "(66,67%)" in line for line in found)


def test_what_was_said_and_adopted_is_left_to_be_written() -> None:
    told = "\n".join(minutes(held("{absent: []}", ONE), draft=True))
    assert "Ý kiến thảo luận: …" in told
    assert "thống nhất thông qua" not in told


# --- the whole decision ------------------------------------------------------------------------------------------


def test_a_contest_tells_seats_who_stood_how_and_what_had_to_be_reached() -> None:
    (count,) = counts(held("{absent: []}", ONE)).values()
    for paper in (count, minutes(held("{absent: []}", ONE), draft=True)):
        assert "- Chỉ tiêu: 01 (một) đơn vị." in paper
        assert "- Danh sách đưa ra bình xét: 03 (ba) đơn vị, gồm Sở Nội vụ, Sở Tài chính và Thanh tra tỉnh." in paper
        assert "- Hình thức: bỏ phiếu kín, đồng ý hoặc không đồng ý đối với từng đơn vị trong danh sách." in paper
        assert "- Tỷ lệ phiếu để được đề nghị: ít nhất 80% tổng số thành viên, tức là đủ 3/3 phiếu." in paper
        assert "- Đạt tỷ lệ theo quy chế và được đề nghị: 01 (một) đơn vị là Sở Nội vụ." in paper


def test_the_least_number_that_passes_is_told_with_its_base() -> None:
    names = {chr(65 + at): f"Đơn vị {chr(65 + at)}" for at in range(11)}
    votes = ", ".join(f"{code}: {10 if code == 'A' else 0}" for code in names)
    found = year(
        bloc=bloc_yaml(names),
        scores=None,
        regulation=REGULATION + AWARDS,
        ballots="format: 1\nconference: {absent: []}\ncontests:\n"
        f"  - {{award: co, papers: {{issued: 11, returned: 11, valid: 11}}, votes: {{{votes}}}}}\n",
    )
    assert any(
        "ít nhất 80% tổng số thành viên, tức là ít nhất 9/11 phiếu" in line for line in minutes(found, draft=True)
    )


def test_who_passed_and_was_not_proposed_is_told_why() -> None:
    wide, half = ONE.replace("B: 1", "B: 2"), AWARDS.replace("at_least: 80%", "more_than: 1/2")
    told = minutes(held("{absent: []}", wide, half), draft=True)
    assert "- Sở Tài chính không được đề nghị, do hết chỉ tiêu." in told
    higher = ONE + ONE.replace("co,", "bk,")
    told = minutes(held("{absent: []}", higher, AWARDS + "one_award_per_unit: true\n"), draft=True)
    assert any(line.startswith("- Sở Nội vụ không được đề nghị, do đã đề nghị Cờ thi đua") for line in told)


ROUNDS = """
  - {award: co, papers: {issued: 3, returned: 3, valid: 3}, votes: {A: 3, B: 3, C: 0}}
  - {award: co, round: 2, nominees: [A, B], papers: {issued: 3, returned: 3, valid: 3}, votes: {A: 3, B: 0}}
  - {award: bk, papers: {issued: 3, returned: 3, valid: 3}, nominees: [B, C], votes: {B: 1, C: 1}}
  - award: bk
    round: 2
    nominees: [B]
    left_out: [{unit: C, reason: xin rút}]
    papers: {issued: 3, returned: 3, valid: 2, invalid: {defaced: 1}}
    votes: {B: 1}
"""


def test_a_later_round_says_what_it_was_about_and_both_have_their_figures() -> None:
    told = minutes(held("{absent: []}", ROUNDS))
    assert any("Hội nghị đã bỏ phiếu lại" in line for line in told)
    assert any("Nội dung vòng 2: chọn 01 (một) đơn vị còn thiếu, do Sở Nội vụ và Sở Tài chính" in line for line in told)
    assert any("do vòng trước chưa có đủ đơn vị đạt yêu cầu" in line for line in told)
    assert sum(line.startswith("- Phát ra: 03 phiếu") for line in told) == 4
    assert "- Hợp lệ: 02 phiếu; không hợp lệ: 01 phiếu (phiếu hỏng: 01)." in told


def test_a_reason_to_be_left_out_stands_once() -> None:
    told = minutes(held("{absent: []}", ROUNDS))
    assert sum("xin rút" in line for line in told) == 1


def test_empty_seats_are_told_in_minutes_and_by_the_board_of_the_last_round() -> None:
    found = held("{absent: []}", ROUNDS)
    assert sum("01 chỉ tiêu" in line and "trống" in line for line in minutes(found)) == 1
    said = {file: any("trống" in line for line in paper) for file, paper in counts(found).items() if "-bk-" in file}
    assert said == {"bien-ban-kiem-phieu-bk-vong-1.docx": False, "bien-ban-kiem-phieu-bk-vong-2.docx": True}


TIE = "  - {award: co, papers: {issued: 3, returned: 3, valid: 3}, votes: {A: 3, B: 3, C: 0}}\n"


@pytest.mark.parametrize(
    ("more", "said"),
    [("", "…………………"), (", chair: Bà Lê Thị Ví Dụ", "Bà Lê Thị Ví Dụ.")],
)
def test_who_presided_is_told_where_the_presiding_unit_was_chosen(more: str, said: str) -> None:
    """A was head of the year, and so presided."""
    why = f"by: Hội nghị, reason: điểm cao hơn, clause: Điều 5{more}"
    chosen = f"decisions: [{{award: co, chosen: [A], over: [B], {why}}}]\n"
    told = minutes(held("{absent: []}", TIE, more=chosen), draft=True)
    assert f"- Sở Nội vụ là đơn vị chủ trì Hội nghị; người điều hành khi quyết định nội dung này: {said}" in told
    assert any("Hội nghị" in line and "điểm cao hơn (Điều 5)" in line for line in told)


def test_who_presided_is_not_told_where_another_unit_was_chosen() -> None:
    chosen = "decisions: [{award: co, chosen: [B], over: [A], by: Hội nghị, reason: điểm cao hơn}]\n"
    told = minutes(held("{absent: []}", TIE, more=chosen), draft=True)
    assert not any("người điều hành" in line for line in told)


def test_deputies_with_several_seats_are_told_as_such() -> None:
    contests = (
        "  - {office: head, nominees: [B], papers: {issued: 3, returned: 3, valid: 3}, votes: {B: 3}}\n"
        "  - {office: deputy, nominees: [A, C], papers: {issued: 3, returned: 3, valid: 3}, votes: {A: 3, C: 2}}\n"
    )
    told = minutes(held("{absent: []}", contests, ELECTED))
    assert "- Số lượng cần bầu: 02 (hai) đơn vị." in told
    assert "- Đạt tỷ lệ theo quy chế và trúng cử: 02 (hai) đơn vị, gồm Sở Nội vụ và Thanh tra tỉnh." in told
    assert not any("luân phiên" in line for line in told)


# --- a method has its own words ----------------------------------------------------------------------------------


def test_raised_hands_are_no_ballots() -> None:
    told = minutes(held("{absent: []}", HANDS), draft=True)
    own = told[told.index("a) Bình xét Cờ thi đua năm 2023") : told.index("4. Đề nghị khen thưởng")]
    assert "Số đơn vị tán thành" in own
    assert not any("phiếu" in line for line in own)
    assert any(line.startswith("- Tỷ lệ tán thành để được đề nghị: ") for line in own)


def test_equal_hands_are_equal_in_units_that_agreed() -> None:
    told = minutes(held("{absent: []}", HANDS.replace("B: 1", "B: 3")), draft=True)
    assert any("bằng số đơn vị tán thành" in line for line in told)


@pytest.mark.parametrize(
    ("board", "number"), [("", 0), ("counting_board: [{name: Bà Lê Thị Ví Dụ, role: Tổ trưởng}]\n", 1)]
)
def test_hands_have_count_minutes_only_where_a_board_counted_them(board: str, number: int) -> None:
    made = counts(held("{absent: []}", HANDS, more=board), draft=True)
    assert len(made) == number
    for paper in made.values():
        assert "Kiểm đếm biểu quyết bình xét Cờ thi đua năm 2023" in paper
        assert not any("phiếu" in line.lower() for line in paper)
        assert "- Bà Lê Thị Ví Dụ - Tổ trưởng." in paper
        assert "Lê Thị Ví Dụ" in paper


def test_what_was_agreed_keeps_its_order_and_nobody_voted() -> None:
    rule = AWARDS.replace("quota: 1, passes: {at_least: 80%, of: members}", "quota: 2, select_by: consensus")
    told = minutes(held("{absent: []}", CONSENT.replace("[A]", "[C, A]"), rule), draft=True)
    assert "3. Kết quả bình xét" in told
    assert any("Thanh tra tỉnh và Sở Nội vụ, theo thứ tự nêu trên" in line for line in told)
    assert "- Cờ thi đua: 02 (hai) đơn vị, gồm Thanh tra tỉnh và Sở Nội vụ." in told
    assert not counts(held("{absent: []}", CONSENT, rule), draft=True)


def test_how_many_were_issued_is_left_open_where_only_ballots_are_on_file() -> None:
    ballots = "  - {award: co, ballots: [[A], [A], [A, B]]}\n"
    (count,) = counts(held("{absent: []}", ballots), draft=True).values()
    assert "- Phát ra: …… phiếu; thu về: 03 phiếu." in count


# --- words of an office ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "below"),
    [
        ("Ông Nguyễn Văn Mẫu", "Nguyễn Văn Mẫu"),
        ("bà Trần Thị Hai", "Trần Thị Hai"),
        ("Đồng chí Lê Văn Ví Dụ", "Lê Văn Ví Dụ"),
        ("Đ/c Lê Văn Ví Dụ", "Lê Văn Ví Dụ"),
        ("Ông Văn", "Ông Văn"),
        ("Bàn Văn Mẫu", "Bàn Văn Mẫu"),
        (None, ""),
    ],
)
def test_a_signature_is_a_name_alone(written: str | None, below: str) -> None:
    assert signed(written) == below


def test_the_chair_is_addressed_in_the_text_and_signs_with_the_name() -> None:
    told = minutes(held("{absent: [], chair: Ông Nguyễn Văn Mẫu, secretary: Bà Trần Thị Hai}", ONE), draft=True)
    assert "Chủ trì: Ông Nguyễn Văn Mẫu." in told
    assert {"Nguyễn Văn Mẫu", "Trần Thị Hai"} <= set(told)


def test_no_sentence_reckons_with_signs_or_spells_none_as_a_number() -> None:
    for contests in (ONE, ROUNDS, TIE, HANDS):
        for draft_lines in (
            minutes(held("{absent: [C]}", contests), draft=True),
            *counts(held("{absent: [C]}", contests), draft=True).values(),
        ):
            text = "\n".join(draft_lines)
            assert not any(sign in text for sign in ("≥", "≤", " = ", " %", "00 (không)", "có dấu hiệu", "ngưỡng"))


def test_the_years_usual_papers_still_are_made() -> None:
    assert len(counts(year(ballots=BALLOTS))) == 3
