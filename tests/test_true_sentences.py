"""Sentences that are true for the bloc at hand: each kind beside its near miss, in the papers as they are printed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from papers_blocs import (
    AWARDS,
    BALLOTS,
    HEAD,
    REGULATION,
    REPORT,
    SCORES,
    SCORING,
    Year,
    bloc_yaml,
    lines,
    sample,
    text,
    year,
)
from thidua import cli
from thidua.papers.dossier import PAPERS, in_order

ROOT = Path(__file__).parents[1]

QUORUM = "conference: {quorum: {at_least: 2/3, of: members}, clause: Điều 10}\n"
CONSENT = "awards: [{code: co, name: Cờ thi đua, quota: 2, select_by: consensus}]\n"
BY_SCORE = "awards: [{code: co, name: Cờ thi đua, quota: 2, select_by: score}]\n"


def paper(found: Year, name: str, **more: Any) -> str:
    """A paper's text; of several the first."""
    return text(next(iter(found.papers(name, **more).values())))


def met(words: str, contests: str = "") -> str:
    """`ballots.yaml` of a conference."""
    return f"format: 1\nconference: {{held_on: 30/11/2023{', ' if words else ''}{words}}}\n{contests}"


# --- not recorded is not nothing ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "- Tổng số đơn vị thành viên: 03 (ba) đơn vị; có mặt: …… đơn vị; vắng mặt: …… đơn vị.\n"),
        ("absent: []", "- Tổng số đơn vị thành viên: 03 (ba) đơn vị; có mặt đủ 03 (ba) đơn vị.\n"),
        ("present: [A, B, C]", "- Tổng số đơn vị thành viên: 03 (ba) đơn vị; có mặt đủ 03 (ba) đơn vị.\n"),
        ("absent: [C]", "có mặt: 02 (hai) đơn vị; vắng mặt: 01 (một) đơn vị (Thanh tra tỉnh).\n"),
        ("present: []", "có mặt: không có đơn vị nào; vắng mặt: 03 (ba) đơn vị"),
    ],
)
@pytest.mark.parametrize("name", ["report", "minutes"])
def test_attendance_that_nobody_wrote_down_leaves_room(name: str, words: str, said: str) -> None:
    made = paper(year(regulation=REGULATION + SCORING, ballots=met(words)), name)
    assert said in made
    assert ("tất cả đều có mặt" in made) == ("tất cả" in said)


@pytest.mark.parametrize(("words", "known"), [("", False), ("absent: [C]", True)])
def test_a_quorum_is_told_where_attendance_and_rule_are_on_file(words: str, known: bool) -> None:  # noqa: FBT001 - a case
    told = (
        "- Hội nghị đủ điều kiện tiến hành: có mặt 2/3 đơn vị (66,67\u00a0%), đủ tỷ lệ theo quy chế"
        " (ít nhất 2/3 tổng số thành viên; Điều 10)."
    ).replace("\u00a0", "")
    made = paper(year(regulation=REGULATION + QUORUM + SCORING, ballots=met(words)), "report")
    assert (told in made.replace("\u00a0", "").replace(" %", "%")) == known
    assert "điều kiện tiến hành" not in paper(year(regulation=REGULATION + SCORING, ballots=met(words)), "report")


def test_without_a_conference_none_is_told() -> None:
    made = paper(year(regulation=REGULATION + SCORING, ballots=None), "report")
    assert "Hội nghị" not in made.split("IV. ")[1].split("\nV. ")[0]
    assert "kết quả năm 2023 như sau:" in made


@pytest.mark.parametrize(
    ("granted", "said"),
    [
        ({}, "Chưa có quyết định"),
        ({"granted": {"co": []}}, "Không có"),
        ({"granted": {"co": ["A"]}}, "Sở Nội vụ"),
        ({"granted": {"bk": ["B"]}}, "Chưa có quyết định"),
    ],
)
def test_a_grant_that_is_not_known_is_awaited_and_one_refused_is_not(granted: Any, said: str) -> None:
    bloc = bloc_yaml(history=[{"year": "2023", "head": "A", **granted}])
    made = lines(next(iter(year(bloc=bloc).papers("handover").values())))
    row = made.index("Cờ thi đua")
    assert made[row : row + 3] == ["Cờ thi đua", "Sở Nội vụ", said]
    waits = [text for text in made if text.startswith("- Chờ quyết định khen thưởng năm 2023")]
    assert any("Cờ thi đua" in text for text in waits) == (said == "Chưa có quyết định")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "- …………………\n"),
        ("handover: {unfinished: []}\n", "- Không có.\n"),
        ("handover: {unfinished: [Sửa quy chế]}\n", "- Sửa quy chế.\n"),
    ],
)
def test_unfinished_work_is_not_denied_where_nobody_did(words: str, said: str) -> None:
    found = year(regulation=REGULATION + SCORING, ballots=None, report=REPORT + words)
    made = paper(found, "handover").split("CÔNG VIỆC CẦN TIẾP TỤC THỰC HIỆN\n")[1]
    assert made.startswith(said)


def test_a_member_without_a_score_stands_in_the_score_table_and_one_aside_says_why() -> None:
    scores = SCORES.replace("  C: {scores: {I: {assessed: 80}}}\n", "")
    made = lines(next(iter(year(scores=scores, ballots=None).papers("score-table").values())))
    row = made.index("Thanh tra tỉnh")
    assert made[row - 1 : row + 4] == ["3", "Thanh tra tỉnh", "…", "-", "-"]
    assert "Chưa có điểm" in made
    aside = scores + "  C: {status: excluded, reason: vi phạm, basis: Kết luận 1}\n"
    told = lines(next(iter(year(scores=aside, ballots=None).papers("score-table").values())))
    assert "Không xét" in told


# --- the handover lists what exists -------------------------------------------------------------


def listed(found: Year, made: tuple[tuple[str, str], ...] = ()) -> list[str]:
    """The names in the list of what is handed over."""
    kind = next(kind for kind in PAPERS if kind.name == "handover")
    ((_, view),) = kind.views(found.outcome, found.report, draft=False, chart=False, made=in_order(made))
    return [item.name for item in view.items]  # type: ignore[attr-defined]


def test_papers_that_nobody_made_or_numbered_are_not_handed_over() -> None:
    bare = listed(year(report=REPORT.replace("number: 5, date: 05/02/2024, ", "")))
    assert not [name for name in bare if name.startswith(("Báo cáo", "Biên bản", "Tờ trình", "Giao ước", "Bảng"))]
    numbered = listed(year())
    assert [name for name in numbered if name.startswith("Báo cáo")] == [
        "Báo cáo tổng kết công tác thi đua năm 2023 và phương hướng nhiệm vụ năm 2024"
    ]


def test_papers_that_were_made_are_handed_over_by_their_titles_except_forms_to_fill_in() -> None:
    found = sample()
    made = tuple(
        (file, view.properties.title)
        for kind in PAPERS
        for file, view in kind.views(found.outcome, found.report, draft=False, chart=False)
    )
    names = listed(found, made)
    wanted = [title for file, title in made if not file.startswith(("phieu", "ban-giao"))]
    assert sorted(name for name in names if name in wanted) == sorted(wanted)
    assert not [name for name in names if name.startswith(("Phiếu bình xét", "Phiếu bầu "))] or any(
        "niêm phong" in name for name in names
    )
    assert len(names) == len(set(names))


def test_names_on_file_are_those_on_the_papers() -> None:
    report = REPORT + "".join(f"{key}: {{number: 1}}\n" for key in ("minutes", "submission", "pledge"))
    names = listed(year(report=report))
    titles = {
        view.properties.title
        for kind in PAPERS
        for file, view in kind.views(year().outcome, year().report, draft=False, chart=False)
        if file in {"bao-cao.docx", "bien-ban.docx", "to-trinh.docx", "giao-uoc.docx"}
    }
    assert titles <= set(names)


HANDS = BALLOTS.replace("papers:", "method: show_of_hands, papers:")


@pytest.mark.parametrize(
    ("ballots", "sealed", "held"),
    [
        (BALLOTS, True, "(03 cuộc bỏ phiếu kín)"),
        (HANDS, False, "(03 cuộc biểu quyết giơ tay)"),
        (HANDS.replace("method: show_of_hands, papers", "papers", 1), True,
         "(01 cuộc bỏ phiếu kín, 02 cuộc biểu quyết giơ tay)"),
    ],
)  # fmt: skip
def test_papers_are_sealed_only_where_secret_ballots_were_cast(ballots: str, sealed: bool, held: str) -> None:  # noqa: FBT001 - a case
    names = listed(year(ballots=ballots))
    assert ("Phiếu bầu đã niêm phong" in names) == sealed
    assert any(held in name for name in names)


def test_a_paper_made_after_the_handover_is_no_fault_of_it_and_stands_in_the_next(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "bloc_configs", tmp_path / "bloc_configs")
    place = ["2023", "-C", str(tmp_path)]
    score_table = "Bảng chấm điểm thi đua năm 2023"

    def made(name: str) -> str:
        assert cli.run(["report", *place, "--paper", name]) == 0
        assert cli.run(["verify", *place]) == 0
        return text((tmp_path / "out" / "tham-muu-tong-hop" / "2023" / "ban-giao.docx").read_bytes())

    assert score_table not in made("handover")
    assert score_table not in made("score-table")
    assert score_table in made("handover")


def test_no_paper_of_the_dossier_names_a_file() -> None:
    for found in (sample(), year()):
        for kind in PAPERS:
            for file, made in found.papers(kind.name).items():
                assert ".yaml" not in text(made), file


def test_a_flag_or_a_book_goes_to_the_next_head_only_where_the_user_says_so() -> None:
    assert "luân lưu" not in paper(year(), "handover")
    report = REPORT + "handover: {documents: [Cờ luân lưu của Khối]}\n"
    assert "Cờ luân lưu của Khối" in paper(year(report=report), "handover")


def test_whoever_goes_on_hands_over_to_nobody() -> None:
    appointed = REGULATION + "head: {method: appointed, appointment: {head: A, basis: Quyết định số 1}}\n"
    assert year(regulation=appointed, scores=None, ballots=None).papers("handover") == {}
    other = appointed.replace("head: A", "head: B")
    assert year(regulation=other, scores=None, ballots=None).papers("handover")


def test_the_usual_calendar_is_called_a_plan_and_asks_for_what_the_regulation_asks() -> None:
    full = paper(year(), "handover")
    assert "IV. DỰ KIẾN LỊCH CÔNG VIỆC NĂM 2024" in full
    assert "Tổ chức Hội nghị tổng kết, bình xét khen thưởng, bầu Trưởng khối, công bố Phó Trưởng khối năm sau" in full
    bare = paper(year(regulation=REGULATION, scores=None, ballots=None), "handover").split("LỊCH CÔNG VIỆC")[1]
    assert not [word for word in ("chấm điểm", "bình xét", "khen thưởng", "bầu") if word in bare]
    own = REPORT + "handover: {calendar: {Tháng 5: Hội thao}}\n"
    assert "DỰ KIẾN" not in paper(year(report=own), "handover")


# --- a method has its own words -----------------------------------------------------------------


def agreed(units: list[str], **more: Any) -> Year:
    ballots = f"contests: [{{award: co, method: consensus, agreed: {json.dumps(units)}}}]\n"
    return year(regulation=REGULATION + SCORING + CONSENT, ballots=met("absent: []", ballots), **more)


def test_what_was_agreed_keeps_its_order_and_what_was_voted_is_no_agreement_of_all() -> None:
    made = paper(agreed(["C", "A"]), "report")
    assert "Hội nghị thống nhất đề nghị khen thưởng 02 (hai) đơn vị, cụ thể như sau:" in made
    assert made.index("- Thanh tra tỉnh: 80,00") < made.index("- Sở Nội vụ: 95,00")
    voted = paper(year(), "report")
    assert "Qua bình xét, có 02 (hai) đơn vị được đề nghị khen thưởng, cụ thể như sau:" in voted
    assert "thống nhất" not in voted.split("3. Kết quả bình xét")[1].split("4. ")[0]


def test_by_score_alone_nobody_votes_and_nobody_agrees() -> None:
    made = paper(year(regulation=REGULATION + SCORING + BY_SCORE, ballots=None), "report").split("IV. ")[1]
    assert "Căn cứ kết quả chấm điểm, có 02 (hai) đơn vị được đề nghị khen thưởng" in made
    assert "- Hình thức: xét theo tổng điểm, từ cao xuống thấp." in made
    assert not [word for word in ("phiếu", "thống nhất", "bầu", "vắng mặt") if word in made.split("\nV. ")[0]]


def test_raised_hands_are_no_papers() -> None:
    made = paper(year(ballots=HANDS), "report").split("3. Kết quả bình xét")[1].split("\nV. ")[0]
    assert "phiếu" not in made
    assert "- Hình thức: biểu quyết giơ tay; 03 (ba) đơn vị tham gia biểu quyết." in made
    assert "Số đơn vị tán thành" in made
    assert "với 2/3 đơn vị tán thành (66,67" in made
    secret = paper(year(), "report")
    assert "Số phiếu" in secret
    assert "tán thành" not in secret


def test_an_election_without_an_order_says_nothing_of_turns_and_a_rotation_nothing_of_an_election() -> None:
    free = paper(year(), "report").split("4. Trưởng khối")[1].split("\nV. ")[0]
    assert "luân phiên" not in free
    turns = REGULATION + SCORING + "head: {method: rotation}\n"
    found = year(bloc=bloc_yaml(rotation={"order": ["A", "B", "C"]}), regulation=turns, ballots=met("absent: []"))
    for name in ("report", "invitation", "handover", "minutes"):
        assert "bầu" not in paper(found, name).lower(), name
    assert "Theo thứ tự luân phiên, Sở Tài chính giữ nhiệm vụ Trưởng khối năm 2024" in paper(found, "report")


NOBODY = BALLOTS.replace("A: 3, B: 1, C: 0", "A: 1, B: 1, C: 0").replace(
    "{B: 2, C: 1}}\n  - {office", "{B: 1}}\n  - {office"
)


def test_an_award_for_which_nothing_is_proposed_says_so_once() -> None:
    made = paper(year(ballots=NOBODY), "report")
    assert "Năm 2023 không có đơn vị được đề nghị khen thưởng, cụ thể như sau:" in made
    assert "a) Cờ thi đua: không có đơn vị được đề nghị\n" in made
    assert made.count("- Để trống 01 chỉ tiêu do không có đơn vị đủ số phiếu theo quy chế.") == 2
    assert "00 (không)" not in made


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("[votes]", "bằng số phiếu ("),
        ("[votes, fewer_earlier_awards]", "bằng nhau về số phiếu và số lần đã được khen thưởng ("),
    ],
)
def test_a_tie_says_in_what_the_units_are_equal(order: str, said: str) -> None:
    awards = f"awards: [{{code: co, name: Cờ, quota: 1, passes: none, order: {order}}}]\n"
    contest = f"contests: [{{award: co, {ALL}, votes: {{A: 3, B: 3}}}}]\n"
    history = [{"year": "2023", "head": "A"}]
    found = year(bloc=bloc_yaml(history=history), regulation=REGULATION + SCORING + awards, ballots=met("", contest))
    assert f"- Chưa phân định: có 02 đơn vị {said}Sở Nội vụ và Sở Tài chính), chỉ còn 01 chỉ tiêu" in paper(
        found, "report", draft=True
    )


ALL = "papers: {issued: 3, returned: 3, valid: 3}"


@pytest.mark.parametrize(
    ("select_by", "contest", "said"),
    [
        ("consensus", "method: consensus, agreed: [A]", "do Hội nghị không thống nhất chọn thêm đơn vị nào."),
        ("vote", f"{ALL}, votes: {{A: 3, B: 0, C: 0}}", "không còn đơn vị đủ số phiếu theo quy chế."),
        ("vote", "method: show_of_hands, votes: {A: 3, B: 0, C: 0}", "không còn đơn vị được đủ số đơn vị tán thành"),
        ("vote", f"{ALL}, nominees: [A], votes: {{A: 3}}", "không đưa thêm đơn vị nào ra bình xét."),
    ],
)
def test_a_place_stays_empty_for_the_reason_of_its_method(select_by: str, contest: str, said: str) -> None:
    """Who was not agreed on is not said to lack the conditions, nor votes that nobody cast."""
    awards = f"awards: [{{code: co, name: Cờ thi đua, quota: 2, select_by: {select_by}, passes: none}}]\n"
    ballots = met("absent: []", f"contests: [{{award: co, {contest}}}]\n")
    made = paper(year(regulation=REGULATION + SCORING + awards, ballots=ballots), "report")
    assert "- Còn 01 chỉ tiêu để trống do " in made
    assert said in made


def test_a_share_is_taken_of_the_papers_of_its_own_contest() -> None:
    awards = (
        "awards: [{code: co, name: Cờ, quota: 1, passes: none}, {code: bk, name: Bằng khen, quota: 1, passes: none}]\n"
    )
    ballots = met(
        "absent: []",
        "contests:\n"
        "  - {award: co, papers: {issued: 3, returned: 3, valid: 3}, votes: {A: 3, B: 2}}\n"
        "  - {award: bk, papers: {issued: 3, returned: 3, valid: 2, invalid: {blank: 1}}, votes: {B: 2}}\n",
    )
    made = lines(next(iter(year(regulation=REGULATION + SCORING + awards, ballots=ballots).papers("report").values())))
    assert "3/3" in made
    assert "2/2" in made
    assert "2/3" not in made


def test_an_award_without_places_has_one_line() -> None:
    regulation = REGULATION + SCORING + AWARDS.replace("bk, name: Bằng khen, quota: 1", "bk, name: Bằng khen, quota: 0")
    ballots = "\n".join(row for row in BALLOTS.splitlines() if "award: bk" not in row and "office" not in row)
    made = paper(year(regulation=regulation, ballots=ballots), "report")
    assert "b) Bằng khen: không có đơn vị được đề nghị\n- Chỉ tiêu: không có.\n" in made
    assert "00 (không)" not in made


def test_a_single_award_has_no_letter_and_is_not_each_of_several() -> None:
    made = paper(agreed(["A"]), "report")
    assert "\nCờ thi đua: 01 (một) đơn vị\n" in made
    assert "a) Cờ thi đua" not in made
    awards = AWARDS.split("  - {code: bk")[0]
    draft = paper(year(regulation=REGULATION + SCORING + awards, ballots=None), "report", draft=True)
    assert "Kết quả bình xét như sau:" in draft
    several = paper(year(ballots=None), "report", draft=True)
    assert "Kết quả bình xét từng hình thức khen thưởng như sau:" in several


def test_a_decision_on_a_tie_is_one_sentence_of_an_office_for_awards_and_offices() -> None:
    tied = BALLOTS.replace("A: 3, B: 1, C: 0", "A: 3, B: 3, C: 0")
    chosen = "decisions: [{award: co, chosen: [B], over: [A], by: trưởng khối, reason: nhiều sáng kiến}]\n"
    made = paper(year(ballots=tied + chosen), "report")
    assert (
        "- Có 02 đơn vị bằng số phiếu (Sở Nội vụ và Sở Tài chính), chỉ còn 01 chỉ tiêu; theo quyết định của"
        " trưởng khối, chọn Sở Tài chính; lý do: nhiều sáng kiến.\n"
    ) in made
    nobody = "decisions: [{award: co, chosen: [], over: [A, B], by: trưởng khối, reason: ngang sức}]\n"
    empty = paper(year(ballots=tied + nobody), "report")
    assert "theo quyết định của trưởng khối, để trống 01 chỉ tiêu; lý do: ngang sức.\n" in empty
    assert "Để trống 01 chỉ tiêu do" not in empty


# --- words of an office -------------------------------------------------------------------------


def test_no_paper_compares_with_a_sign() -> None:
    """`10/11 = 90,91 % ≥ 2/3` is arithmetic; a paper says how many, and that it is enough."""
    for found in (sample(), year(), year(ballots=HANDS), year(ballots=NOBODY), agreed(["A", "B"])):
        for name in ("report", "invitation", "handover", "pledge", "score-table"):
            for file, made in found.papers(name, draft=True).items():
                assert not [sign for sign in "=≥≤<>" if sign in text(made)], file


def test_a_share_that_misses_by_a_hair_is_not_printed_as_the_share_asked() -> None:
    passes = "{at_least: 66.67%, of: members}"
    regulation = REGULATION + f"conference: {{quorum: {passes}}}\n" + SCORING
    found = year(regulation=regulation, ballots=met("absent: [C]"))
    made = paper(found, "report", draft=True).replace("\u00a0", "").replace(" %", "%")
    assert "2/3 đơn vị (66,667%), không đủ tỷ lệ theo quy chế" in made


# --- defaults -----------------------------------------------------------------------------------


def test_a_pledge_invents_no_number_and_asks_only_for_what_the_regulation_knows() -> None:
    usual = paper(year(), "pledge")
    assert "……% đơn vị thành viên xếp loại xuất sắc." in usual
    assert "100%" not in usual
    bare = paper(year(regulation=REGULATION, scores=None, ballots=None), "pledge")
    assert not [word for word in ("%", "chấm điểm", "bình xét") if word in bare]
    own = REPORT + 'pledge: {targets: ["100% đơn vị hoàn thành nhiệm vụ"]}\n'
    assert "1. 100% đơn vị hoàn thành nhiệm vụ." in paper(year(report=own), "pledge")


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (HEAD, "- Bầu Trưởng khối, công bố Phó Trưởng khối năm 2024."),
        (HEAD.replace("deputies", "deputy_from: election, deputies"), "- Bầu Trưởng khối, Phó Trưởng khối năm 2024."),
        (HEAD.replace("deputies: 1", "deputies: 0"), "- Bầu Trưởng khối năm 2024."),
        ("head: {method: rotation}\n", "- Công bố Trưởng khối năm 2024."),
        ("", "- Bình xét, đề nghị khen thưởng năm 2023."),
    ],
)  # fmt: skip
def test_an_invitation_says_what_is_done_about_the_offices(head: str, said: str) -> None:
    assert said in paper(year(regulation=REGULATION + SCORING + AWARDS + head, ballots=None), "invitation")
