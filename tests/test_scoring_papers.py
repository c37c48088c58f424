"""Papers of the scoring season and of the plan of the year: what is on file is filled in, the rest is left to write."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from papers_blocs import AWARDS, REGULATION, REPORT, Year, bloc_yaml, lines, sample, styled, text, year
from thidua import cli
from thidua.papers.dossier import find_paper
from thidua.rules.comparing import Comparison, compare
from wordml import PAGE_STYLE

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "bloc_configs" / "tham-muu-tong-hop"

SHEET = """
scoring:
  scale: 40
  final: {final}
  target_formula: proportional
  criteria:
    - {{code: I, name: Chuyên môn, criteria: [{{code: I.1, name: Nhiệm vụ, max: 10}},
        {{code: I.2, name: Chỉ tiêu thu, max: 10, kind: target}}]}}
    - {{code: II, name: Phong trào, criteria: [{{code: II.1, name: Đăng ký, max: 10, kind: yes_no}},
        {{code: II.2, name: Điển hình, max: 10, kind: count, each: 2}}]}}
  bonus: {{max: 3}}
"""
HEAD = "KHỐI THI ĐUA CÁC CƠ QUAN"
PANEL = "Điểm chính thức là trung bình cộng điểm chấm chéo của các đơn vị"

SCORED = """
format: 1
units:
  A: {scores: {I.1: {self: 9, assessed: 8}, I.2: {target: 100, actual: 90}, II.1: {self: yes, assessed: no},
      II.2: {self: 3, assessed: 3}}, bonus: [{points: 1, reason: Có sáng kiến}]}
  B: {scores: {I.1: {assessed: 8}, I.2: {target: 100, actual: 100}, II.1: {self: yes, assessed: yes},
      II.2: {self: 2, assessed: 1}}}
"""


def bloc(final: str = "assessed", scores: str | None = SCORED, report: str = REPORT) -> Year:
    regulation = REGULATION + SHEET.format(final=final) + AWARDS
    return year(regulation=regulation, scores=scores, ballots=None, report=report)


def only(found: dict[str, bytes]) -> list[str]:
    (made,) = found.values()
    return [line for line in lines(made) if line.strip()]


def form_of(shown: list[str], unit: str) -> list[str]:
    """The lines of one unit's form: from its name to the head of the next."""
    start = shown.index(unit.upper())
    rest = shown[start:]
    return rest[: rest.index(HEAD) if HEAD in rest else len(rest)]


def compared(found: Year) -> tuple[Comparison, ...]:
    scoring, board = found.outcome.regulation.scoring, found.outcome.board
    assert scoring is not None
    assert board is not None
    return tuple(compare(unit, scoring) for unit in board.units)


# --- the two sides of a sheet ------------------------------------------------------------------


def test_a_criterion_without_a_self_score_is_unknown_and_so_is_the_sum() -> None:
    a, b = compared(bloc())
    assert (a.own, a.reviewed, a.difference) == (Fraction(34), Fraction(23), Fraction(-11))
    assert [one.code for one in a.differing] == ["I.1", "II.1"]
    assert (b.own, b.reviewed, b.difference) == (None, Fraction(30), None)
    assert [one.code for one in b.differing] == ["II.2"]


def test_a_target_has_one_figure_for_both_sides() -> None:
    sides = compared(bloc())[0].of("I.2")
    assert sides is not None
    assert (sides.own, sides.reviewed, sides.shared) == (Fraction(9), Fraction(9), True)


# --- the form of each unit ----------------------------------------------------------------------


def test_before_there_are_scores_the_form_is_blank_with_room_for_targets_and_counts() -> None:
    shown = only(bloc(scores=None).papers("score-form"))
    assert shown.count("PHIẾU CHẤM ĐIỂM THI ĐUA") == 3
    form = form_of(shown, "Sở Tài chính")
    assert "Chỉ tiêu: ……; thực hiện: ……" in form
    assert "Có: 10 điểm; không: 0 điểm" in form
    assert "Mỗi nội dung được 2 điểm; số lượng: ……" in form
    assert form[form.index("TỔNG ĐIỂM") + 1 :][:2] == ["40", "ĐẠI DIỆN ĐƠN VỊ"]
    assert "0" not in form


def test_afterwards_self_stands_beside_assessed_and_groups_have_their_sums() -> None:
    form = form_of(only(bloc().papers("score-form")), "Sở Nội vụ")
    assert form[form.index("Chuyên môn") :][:4] == ["Chuyên môn", "20", "18", "17"]
    assert form[form.index("Nhiệm vụ") :][:4] == ["Nhiệm vụ", "10", "9", "8"]
    assert form[form.index("Chỉ tiêu: 100; thực hiện: 90") :][1:5] == ["10", "9", "9", "(*)"]
    assert form[form.index("Đăng ký") :][2:5] == ["10", "10", "0"]
    assert form[form.index("Có sáng kiến") + 1] == "1"
    assert form[form.index("TỔNG ĐIỂM") :][:3] == ["TỔNG ĐIỂM", "40", "24,00"]
    assert form[-2:] == ["ĐẠI DIỆN ĐƠN VỊ", "ĐẠI DIỆN ĐƠN VỊ THẨM ĐỊNH"]


def test_a_self_score_that_is_not_on_file_is_left_blank_and_so_is_the_sum() -> None:
    form = form_of(only(bloc().papers("score-form")), "Sở Tài chính")
    assert form[form.index("Nhiệm vụ") :][:4] == ["Nhiệm vụ", "10", "8", "I.2"]
    assert form[form.index("Cộng điểm các tiêu chí") :][:3] == ["Cộng điểm các tiêu chí", "40", "30"]


@pytest.mark.parametrize(
    ("final", "titles", "signers"),
    [
        ("assessed", ["Tự chấm", "Thẩm định", "Minh chứng"], ["ĐẠI DIỆN ĐƠN VỊ", "ĐẠI DIỆN ĐƠN VỊ THẨM ĐỊNH"]),
        (
            "average",
            ["Tự chấm", "Thẩm định", "Trung bình", "Minh chứng"],
            ["ĐẠI DIỆN ĐƠN VỊ", "ĐẠI DIỆN ĐƠN VỊ THẨM ĐỊNH"],
        ),
        ("panel", ["Tự chấm", "Chấm chéo", "Minh chứng"], ["ĐẠI DIỆN ĐƠN VỊ", "ĐẠI DIỆN CÁC ĐƠN VỊ CHẤM CHÉO"]),
        ("self", ["Tự chấm", "Minh chứng"], ["ĐẠI DIỆN ĐƠN VỊ"]),
    ],
)
def test_each_method_has_its_own_columns_and_signers(final: str, titles: list[str], signers: list[str]) -> None:
    form = form_of(only(bloc(final).papers("score-form")), "Sở Nội vụ")
    start = form.index("Điểm tối đa") + 1
    assert form[start : form.index("Ghi chú")] == titles
    assert form[-len(signers) :] == signers


def test_each_unit_begins_a_page() -> None:
    (made,) = sample().papers("score-form").values()
    assert len(styled(made, PAGE_STYLE)) == len(sample().outcome.attendance.members) - 1


# --- the reviewed table -------------------------------------------------------------------------


def test_the_reviewed_table_has_both_sums_the_difference_and_the_criteria_that_differ() -> None:
    shown = only(bloc().papers("score-review"))
    at = shown.index("Sở Nội vụ")
    assert shown[at : at + 4] == ["Sở Nội vụ", "34", "23", "-11"]
    assert shown[at + 4].replace("\u00a0", " ") == "I.1: 9/8; II.1: 10/0"
    assert "Chưa có phiếu điểm: Thanh tra tỉnh." in shown


def test_what_is_not_on_file_has_dots_in_the_reviewed_table_and_never_a_zero() -> None:
    shown = only(bloc().papers("score-review"))
    at = shown.index("Sở Tài chính")
    assert shown[at : at + 4] == ["Sở Tài chính", "…", "30", "…"]
    assert shown[at + 4].replace("\u00a0", " ") == "II.2: 4/2. Chưa có điểm tự chấm: I.1"


@pytest.mark.parametrize(
    ("final", "says"),
    [
        ("assessed", "Điểm thẩm định là điểm chính thức."),
        ("average", "Điểm chính thức là trung bình cộng của điểm tự chấm và điểm thẩm định."),
        ("panel", f"{PANEL}."),
        (
            "{by: panel, drop_extremes: yes}",
            f"{PANEL}, sau khi bỏ một điểm cao nhất và một điểm thấp nhất.",
        ),
    ],
)
def test_each_method_says_which_figure_counts(final: str, says: str) -> None:
    assert says in only(bloc(final).papers("score-review"))


def test_where_self_scores_are_final_there_is_nothing_to_compare() -> None:
    assert bloc("self").papers("score-review") == {}


# --- request, notice, minutes -------------------------------------------------------------------


def test_the_request_has_dots_for_what_is_not_on_file_and_names_the_members() -> None:
    shown = only(bloc(scores=None).papers("score-request"))
    assert "V/v tự chấm điểm thi đua năm 2023" in shown
    assert "Kính gửi: Các đơn vị thành viên Khối thi đua các cơ quan." in shown
    assert "Gửi về …………………, chậm nhất ngày …… tháng …… năm ……" in " ".join(shown)


def test_the_request_prints_deadline_place_and_documents() -> None:
    own = "score_request: {number: 7, due: 05/11/2023, send_to: Sở Nội vụ, documents: [Phiếu chấm điểm]}\n"
    shown = only(bloc(report=REPORT + own).papers("score-request"))
    assert "Số: 07/KTĐ" in shown
    assert "Gửi về Sở Nội vụ, chậm nhất ngày 05 tháng 11 năm 2023." in shown
    assert shown.count("- Phiếu chấm điểm.") == 1


@pytest.mark.parametrize("name", ["score-notice", "scoring-minutes"])
def test_without_a_total_there_is_neither_notice_nor_minutes_of_scoring(name: str) -> None:
    assert bloc(scores=None).papers(name) == {}


def test_a_notice_does_not_speak_of_self_scores_that_nobody_has() -> None:
    given = "format: 1\nunits:\n  A: {scores: {I: {assessed: 95}}}\n"
    scoring = "scoring: {scale: 100, criteria: [{code: I, name: Nhiệm vụ, max: 100}]}\n"
    found = year(regulation=REGULATION + scoring, scores=given, ballots=None)
    told = " ".join(only(found.papers("score-notice")))
    assert "trên cơ sở kết quả thẩm định," in told
    assert "tự chấm" not in told


def test_the_minutes_of_scoring_do_not_say_that_nothing_differs_where_a_figure_is_missing() -> None:
    scores = SCORED.replace("self: 9,", "self: 8,").replace("self: yes, assessed: no", "self: no, assessed: no")
    scores = scores.replace("II.2: {self: 2, assessed: 1}", "II.2: {self: 1, assessed: 1}")
    told = only(bloc(scores=scores).papers("scoring-minutes"))
    assert "Chưa đủ điểm để đối chiếu hết: Sở Tài chính." in told
    assert not [line for line in told if "không khác" in line]
    alike = scores.replace("I.1: {assessed: 8}", "I.1: {self: 8, assessed: 8}")
    assert "Điểm thẩm định của các đơn vị không khác điểm tự chấm." in only(
        bloc(scores=alike).papers("scoring-minutes")
    )


# --- plan, registration, mid-year, outlines -----------------------------------------------------


def test_registration_prints_awards_by_name_and_leaves_the_others_blank() -> None:
    own = "registration: {titles: {A: [co, Tập thể lao động xuất sắc]}}\n"
    shown = only(bloc(report=REPORT + own).papers("registration"))
    assert shown[shown.index("Sở Nội vụ") + 1] == "Cờ thi đua; Tập thể lao động xuất sắc"
    assert shown[shown.index("Sở Tài chính") + 1] == "3"
    assert "Đã đăng ký: 1/3 đơn vị." in shown


def test_a_mid_year_review_invents_nothing() -> None:
    shown = only(bloc(report=REPORT + "midyear: {results: Đã ký giao ước.}\n").papers("midyear"))
    assert "Đã ký giao ước." in shown
    assert shown[shown.index("II. HẠN CHẾ, NGUYÊN NHÂN") + 1].strip("…") == ""
    assert not [line for line in shown if "KIẾN NGHỊ" in line]


def test_a_plan_has_the_user_s_own_calendar_or_the_usual_one() -> None:
    usual = only(bloc().papers("plan"))
    assert "Tháng 6 - 7 năm 2023" in usual
    own = only(bloc(report=REPORT + "plan: {calendar: {Tháng 4: Hội thao}}\n").papers("plan"))
    assert own[own.index("Thời gian") + 1 :][:3] == ["1", "Hội thao", "Tháng 4"]
    assert "Tháng 6 - 7 năm 2023" not in own


@pytest.mark.parametrize("name", ["plan", "score-form", "score-request", "score-review", "scoring-minutes"])
def test_nothing_in_the_papers_of_a_cluster_speaks_of_a_bloc(name: str) -> None:
    report = REPORT.replace("Khối", "Cụm").replace("khối", "cụm")
    regulation = REGULATION.replace("Khối", "Cụm") + SHEET.format(final="assessed") + AWARDS
    made = year(
        bloc=bloc_yaml(kind="cluster", name="Cụm thi đua các sở"), regulation=regulation, scores=SCORED, ballots=None,
        report=report,
    ).papers(name)  # fmt: skip
    assert not [line for line in only(made) if "khối" in line.lower()]


def test_an_outline_says_what_is_on_file_and_leaves_the_rest_to_the_unit() -> None:
    found = sample().papers("achievements")
    assert len(found) == 8
    told = text(found["de-cuong-thanh-tich-stc.docx"])
    assert "Đề nghị tặng Cờ thi đua của Chính phủ năm 2023" in told
    assert "Kết quả chấm điểm thi đua năm 2023: 97,75/100 điểm, xếp hạng 1" in told
    assert "94,75 điểm, hạng 4, hoàn thành xuất sắc nhiệm vụ" in told


def test_before_the_vote_an_outline_does_not_say_which_award() -> None:
    made = bloc(scores=SCORED).papers("achievements", draft=True)
    assert set(made) >= {"de-cuong-thanh-tich-a-du-thao.docx", "de-cuong-thanh-tich-b-du-thao.docx"}
    assert all("Đề nghị tặng ………………… năm 2023" in text(content) for content in made.values())


# --- at their time ------------------------------------------------------------------------------


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "bloc_configs" / SAMPLE.name)
    return tmp_path


def test_all_makes_a_plan_only_where_report_yaml_names_one(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = workspace / "bloc_configs" / SAMPLE.name / "2023" / "report.yaml"
    words = report.read_text(encoding="utf-8")
    start, end = words.index("# Văn bản đầu năm, giữa năm."), words.index("# Đợt chấm điểm.")
    report.write_text(words[:start] + words[end:], encoding="utf-8")
    assert cli.run(["report", "--all", "-C", str(workspace)]) == 0
    made = {path.stem for path in (workspace / "out" / SAMPLE.name / "2023").glob("*.docx")}
    assert made & {"ke-hoach", "dang-ky-thi-dua", "so-ket"} == set()
    assert {"phieu-cham-diem", "bien-ban-cham-diem", "thong-bao-diem"} <= made
    said = capsys.readouterr().err
    assert "lập thêm khi cần, bằng --paper TÊN: kế hoạch hoạt động (ke-hoach)" in said
    assert cli.run(["report", "--paper", "ke-hoach", "-C", str(workspace)]) == 0
    assert (workspace / "out" / SAMPLE.name / "2023" / "ke-hoach.docx").exists()


def test_outlines_wait_for_the_result_and_are_made_before_it_when_asked_for(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "bloc_configs" / SAMPLE.name / "2023" / "ballots.yaml").unlink()
    assert cli.run(["report", "--all", "-C", str(workspace)]) == 3
    assert "Chưa lập đề cương báo cáo thành tích: chờ kết quả bình xét khen thưởng." in capsys.readouterr().err
    assert cli.run(["report", "--paper", "de-cuong-thanh-tich", "-C", str(workspace)]) == 0


def test_a_bloc_without_a_score_sheet_is_told_once() -> None:
    found = year(regulation=REGULATION, scores=None, ballots=None)
    names = ("score-form", "score-request")
    assert all(found.papers(name) == {} for name in names)
    assert {kind.nothing for name in names if (kind := find_paper(name)) is not None} == {"quy chế không chấm điểm"}
