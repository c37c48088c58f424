"""Conditions and fates in sentences: what a unit meets or lacks for an award, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

from thidua.records.regulation import Regulation
from thidua.records.scores import STATUSES, Status
from thidua.rules.awards import AwardResult, Candidate
from thidua.rules.contest import Matter
from thidua.rules.eligibility import Condition
from thidua.rules.judging import Outcome
from thidua.vietnamese import decimal, listed, padded, unsure
from thidua.wording.grants import act, acted, is_own
from thidua.wording.terms import NOT_CHOSEN, UNDECIDED, standing, status, turn
from thidua.wording.units import award_name, unit_names
from thidua.wording.votes import again, decision_at, fell_short


def condition(found: Condition, regulation: Regulation) -> str:
    """One precondition as a statement with its numbers: what the unit has, what is asked."""
    match found.kind:
        case "status":
            return "được xét trong năm" if found.met else f"tình trạng: {_of_status(found, status)}"
        case "min_score":
            has = "chưa có tổng điểm" if found.actual is None else f"tổng điểm {_value(found.actual)}"
            return f"{has}, yêu cầu từ {_value(found.limit)}"
        case "max_rank":
            has = "chưa được xếp hạng" if found.actual is None else f"xếp hạng {_value(found.actual)}"
            return f"{has}, yêu cầu từ hạng {_value(found.limit)} trở lên"
        case "band":
            has = "chưa được xếp loại" if found.actual is None else f"xếp loại «{_value(found.actual)}»"
            return f"{has}, yêu cầu từ «{_value(found.limit)}» trở lên"
        case "fact":
            return f"điều kiện «{found.subject}»"
        case "streak_band":
            return f"xếp loại từ «{found.subject}» trở lên {_in_a_row(found)}"
        case "streak_award":
            return f"được tặng {award_name(regulation, found.subject)} {_in_a_row(found)}"
        case "not_awarded":
            had = f"đã được tặng năm {_listed_years(found.actual)}" if _years(found.actual) else "chưa được tặng"
            had = unsure(found.unknown) if found.unknown else had
            span = f"{len(_years(found.limit))} năm liền trước"
            return f"{award_name(regulation, found.subject)}: {had}; yêu cầu chưa được tặng trong {span}"
        case _:
            assert_never(found.kind)


def lacking(found: Condition, regulation: Regulation) -> str:
    """What an unmet condition lacks, as short as it can be said."""
    if found.unknown:
        return unsure(found.unknown)
    match found.kind:
        case "status":
            return _of_status(found, standing)
        case "min_score":
            if isinstance(found.actual, Fraction) and isinstance(found.limit, Fraction):
                return f"thiếu {decimal(found.limit - found.actual, None)} điểm"
            return "chưa có tổng điểm"
        case "max_rank":
            if isinstance(found.actual, int) and isinstance(found.limit, int):
                return f"kém {padded(found.actual - found.limit)} bậc xếp hạng"
            return "chưa được xếp hạng"
        case "band":
            return "chưa được xếp loại" if found.actual is None else f"chưa đạt xếp loại «{_value(found.limit)}»"
        case "fact":
            return f"chưa đạt điều kiện «{found.subject}»"
        case "streak_band":
            return f"chưa đủ {padded(len(_years(found.limit)))} năm liền xếp loại từ «{found.subject}» trở lên"
        case "streak_award":
            name = award_name(regulation, found.subject)
            return f"chưa đủ {padded(len(_years(found.limit)))} năm liền được tặng {name}"
        case "not_awarded":
            return f"đã được tặng {award_name(regulation, found.subject)} năm {_listed_years(found.actual)}"
        case _:
            assert_never(found.kind)


def condition_place(found: Condition) -> str:
    """What stands at the place that an unmet condition is decided by, as a note beside that place."""
    match found.kind:
        case "status":
            return "tình trạng ghi ở đây"
        case "min_score":
            return "điểm tối thiểu ghi ở đây"
        case "max_rank":
            return "thứ hạng yêu cầu ghi ở đây"
        case "band":
            return "mức xếp loại yêu cầu ghi ở đây"
        case "fact":
            return "điều kiện ghi ở đây"
        case "streak_band":
            return "số năm liền xếp loại ghi ở đây"
        case "streak_award":
            return "số năm liền được tặng ghi ở đây"
        case "not_awarded":
            return "số năm chưa được tặng ghi ở đây"
        case _:
            assert_never(found.kind)


def _of_status(found: Condition, word: Callable[[Status], str]) -> str:
    return next(word(known) for known in STATUSES if known == found.actual)


def _in_a_row(found: Condition) -> str:
    wanted, reached = _years(found.limit), _years(found.actual)
    asked = f"trong {padded(len(wanted))} năm liền ({', '.join(map(str, wanted))})"
    missing = [str(year) for year in wanted if year not in reached]
    if found.met:
        return asked
    why = unsure(found.unknown) if found.unknown else f"chưa đạt năm {', '.join(missing)}"
    return f"{asked}: {why}"


def _years(value: object) -> tuple[int, ...]:
    return value if isinstance(value, tuple) else ()


def _listed_years(value: object) -> str:
    return listed([str(year) for year in _years(value)])


def _value(value: Fraction | int | str | tuple[int, ...] | None) -> str:
    return decimal(value, None) if isinstance(value, Fraction | int) else str(value)


# --- fates -------------------------------------------------------------------------------------------------


def fate(candidate: Candidate, result: AwardResult, outcome: Outcome) -> str:
    """Kết quả của một ứng viên ở một hình thức khen thưởng, in a few words."""
    match candidate.outcome:
        case "proposed":
            return act(outcome, result.award)
        case "tied":
            return UNDECIDED
        case "possible":
            return "còn tùy kết quả phía trên"
        case "below_cut":
            return _below_cut(result)
        case "not_passed":
            return _not_passed(candidate, result, outcome)
        case "not_chosen":
            return NOT_CHOSEN
        case "left_out":
            return _left_out(candidate, result, outcome)
        case "not_scored":
            return "không có điểm để xét"
        case "already_awarded":
            if candidate.higher_award is None:
                return "đã có đề nghị khác"
            higher = award_name(outcome.regulation, candidate.higher_award)
            if is_own(outcome, candidate.higher_award):
                return f"đã {acted(outcome, candidate.higher_award)} {higher}"
            return f"đã đề nghị {higher}"
        case "ineligible":
            return "không đủ điều kiện"
        case "not_nominated":
            return "không đưa ra bầu"
        case "no_votes":
            return no_result(result, outcome)
        case "no_seats":
            return "không có chỉ tiêu"
        case _:
            assert_never(candidate.outcome)


def _below_cut(result: AwardResult) -> str:
    """Seats that stay open or empty belong to the units before it, which are equal."""
    behind = result.empty or (result.tie is not None and result.tie.failed_round is not None)
    return "xếp sau các đơn vị ngang nhau" if behind else "hết chỉ tiêu"


def _left_out(candidate: Candidate, result: AwardResult, outcome: Outcome) -> str:
    rounds = outcome.grounds.rounds_of(Matter(award=result.award))
    return f"không đưa ra {again(next((c.method for c in rounds if candidate.unit in c.left_out), 'secret_ballot'))}"


def _not_passed(candidate: Candidate, result: AwardResult, outcome: Outcome) -> str:
    """By the last round it stood in: votes fall short, the conference does not agree; nor did a decision choose it."""
    stood = [c for c in outcome.counts if c.award == result.award and candidate.unit in (*c.nominees, *c.agreed)]
    last = max(stood, key=lambda count: count.round)
    decision = decision_at(result.decision, outcome)
    decided = f"; {NOT_CHOSEN}" if decision is not None and decision.chosen and candidate.unit in decision.over else ""
    return f"{fell_short(last.method)}{turn(last.round)}{decided}"


def no_result(result: AwardResult, outcome: Outcome) -> str:
    """What an award is chosen by is not there yet."""
    award = next(award for award in outcome.regulation.awards if award.code == result.award)
    match award.select_by:
        case "vote":
            return "chưa có kết quả bỏ phiếu"
        case "consensus":
            return "chưa có kết quả thống nhất"
        case "score":
            return "chưa đủ kết quả chấm điểm"
        case _:
            assert_never(award.select_by)


def waiting(result: AwardResult, outcome: Outcome) -> str:
    """An award that depends on open ones further up."""
    above = listed([award_name(outcome.regulation, code) for code in result.waits_for])
    may = "tặng" if is_own(outcome, result.award) else "đề nghị"
    units = f"; có thể {may}: {unit_names(outcome, result.possible)}" if result.possible else ""
    return f"còn tùy kết quả {above}{units}"


def empty_seats(result: AwardResult, outcome: Outcome) -> str:
    """Seats for which nobody is left, or which people left empty, with the reason by how the award is chosen."""
    number = padded(result.empty)
    left = f"Còn {number} chỉ tiêu để trống" if result.proposed else f"Để trống {number} chỉ tiêu"
    if result.settled is not None and result.decision is not None:
        return left
    return f"{left} do {_why_empty(result, outcome)}"


def _why_empty(result: AwardResult, outcome: Outcome) -> str:
    """Units that stood were not agreed on or lacked the votes; where none stood, none might."""
    none, more = ("không còn", "thêm ") if result.proposed else ("không có", "")
    fates = {candidate.outcome for candidate in result.candidates}
    if "not_passed" not in fates:
        standing_by = "not_nominated" in fates
        return f"không đưa {more}đơn vị nào ra bình xét" if standing_by else f"{none} đơn vị đủ điều kiện"
    held = [count for count in outcome.counts if count.award == result.award]
    match max(held, key=lambda count: count.round).method:
        case "consensus":
            return f"Hội nghị không thống nhất chọn {more}đơn vị nào"
        case "secret_ballot":
            return f"{none} đơn vị đủ số phiếu theo quy chế"
        case "show_of_hands":
            return f"{none} đơn vị được đủ số đơn vị tán thành theo quy chế"
        case method:
            assert_never(method)
