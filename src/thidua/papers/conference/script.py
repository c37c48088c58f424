"""Lời điều hành: what the chair and the secretary say at each step, with the names and numbers on file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.conference.agenda import report_name, way
from thidua.papers.conference.minutes_view import teller_words
from thidua.papers.conference.script_votes import award_line, counts_of, head_words, results_of_votes, rules_of_votes
from thidua.papers.conference.setting import setting_of
from thidua.papers.contests import scored_words
from thidua.papers.views import sentence
from thidua.rules.counting import check_threshold
from thidua.vietnamese import capital, padded, small
from thidua.wording.blanks import DOTS, FIGURE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thidua.papers.conference.agenda import Step
    from thidua.records.report import Report, StepCode
    from thidua.rules.judging import Outcome

    Says = Callable[[Step, Outcome, Report], Iterator[str]]

ADDRESS = "Kính thưa quý vị đại biểu, kính thưa Hội nghị!"


def said(step: Step, outcome: Outcome, report: Report) -> tuple[str, ...]:
    """The paragraphs of one step: the user's own, else those of the usual step, else who is asked to begin."""
    if step.says:
        return step.says
    if step.code is not None:
        return tuple(SAID[step.code](step, outcome, report))
    return (f"{f'Kính mời {step.who} thực hiện' if step.who else 'Hội nghị chuyển sang'} nội dung: {step.content}.",)


def _asked(what: str) -> Iterator[str]:
    """A show of hands on something that is not an award: its result is nobody's to know beforehand."""
    yield f"Xin ý kiến Hội nghị về {what}. Nếu nhất trí, đề nghị đại biểu biểu quyết."
    yield f"(Nhất trí: {FIGURE}; không nhất trí: {FIGURE}; ý kiến khác: {FIGURE}.)"


# --- opening -------------------------------------------------------------------------------------------------


def _delegates(_: Step, outcome: Outcome, report: Report) -> Iterator[str]:
    found = setting_of(outcome, report)
    yield ADDRESS
    yield (
        f"Thực hiện {outcome.regulation.title}, hôm nay, {found.on}, tại {found.where}, {outcome.bloc.name}"
        f" tổ chức {found.event}."
    )
    yield "Về dự Hội nghị, xin trân trọng giới thiệu:"
    yield from _guests(outcome)
    yield from _units(outcome)
    yield f"{found.presiding}."
    yield f"Thư ký Hội nghị: {found.secretary or DOTS}."
    yield "(Đọc chương trình Hội nghị.)"
    yield from _asked("chương trình")
    yield "Xin trân trọng kính mời người chủ trì điều hành Hội nghị."


def _guests(outcome: Outcome) -> Iterator[str]:
    meeting = outcome.meeting
    for guest in meeting.guests if meeting is not None else ():
        yield f"- {sentence(wording.guest(guest))}"
    if meeting is None or not meeting.guests:
        yield f"- Đại biểu mời: {DOTS}."


def _units(outcome: Outcome) -> Iterator[str]:
    """The delegates of each unit where any are on file, else that the units are represented."""
    meeting = outcome.meeting
    known = meeting.delegates if meeting is not None else ()
    if not known:
        yield f"- Đại diện lãnh đạo các đơn vị thành viên {outcome.bloc.name}."
        return
    for code in outcome.attendance.members:
        people = [person for person in known if person.unit == code]
        who = "; ".join(f"{person.name}{f', {person.office}' if person.office else ''}" for person in people)
        yield f"- {wording.name(outcome, code)}: {who or DOTS}."


def _opening(_: Step, outcome: Outcome, report: Report) -> Iterator[str]:
    yield ADDRESS
    yield from attendance_words(outcome)
    if report.script.opening is not None:
        yield from report.script.opening.splitlines()
    else:
        yield (
            f"Hội nghị hôm nay đánh giá kết quả công tác thi đua năm {outcome.year}, thống nhất phương hướng, nhiệm vụ"
            f" năm {outcome.year + 1} và quyết định các nội dung theo chương trình. Đề nghị các đại biểu tập trung"
            " thảo luận, cho ý kiến thẳng thắn, khách quan."
        )
    yield f"Thay mặt {outcome.bloc.name}, tôi tuyên bố khai mạc Hội nghị."


def attendance_words(outcome: Outcome) -> Iterator[str]:
    """How many came of how many, and whether they are enough; room to write where nobody has counted them."""
    found = outcome.attendance
    known = found.recorded
    here = wording.units_count(len(found.present)) if known else FIGURE
    away = f"; vắng mặt: {FIGURE}"
    if known:
        away = f"; vắng mặt: {wording.unit_names(outcome, found.absent)}" if found.absent else ""
    yield f"Tổng số đơn vị thành viên: {wording.units_count(len(found.members))}; có mặt: {here}{away}."
    if known and found.written:
        yield f"Gửi phiếu, ý kiến bằng văn bản: {wording.unit_names(outcome, found.written)}."
    rule = outcome.regulation.conference.quorum
    if rule is None:
        return
    needed = check_threshold(0, rule, len(found.members)).needed
    clause = wording.clause_words(rule.clause or outcome.regulation.conference.clause)
    state = FIGURE
    if known and found.quorum is not None:
        state = "đủ" if found.quorum.met else "không đủ"
    yield (
        f"Hội nghị phải có {wording.threshold_rule(rule)} dự{clause}, tức là từ {padded(needed)} đơn vị trở lên;"
        f" số đơn vị có mặt {state} điều kiện tiến hành Hội nghị."
    )


# --- report and scores ---------------------------------------------------------------------------------------


def _report(_: Step, outcome: Outcome, report: Report) -> Iterator[str]:
    secretary = setting_of(outcome, report).secretary
    who = f"{secretary}, Thư ký Hội nghị," if secretary is not None else "Thư ký Hội nghị"
    yield f"Kính mời {who} trình bày dự thảo {report_name(outcome)}."


def _discussion(_: Step, outcome: Outcome, __: Report) -> Iterator[str]:
    yield (
        "Kính mời các đại biểu thảo luận, góp ý vào dự thảo báo cáo: kết quả đạt được; hạn chế, nguyên nhân; phương"
        f" hướng, nhiệm vụ năm {outcome.year + 1}; đề xuất, kiến nghị."
    )
    yield f"(Đại biểu phát biểu: {DOTS}.)"


def _adoption(_: Step, outcome: Outcome, __: Report) -> Iterator[str]:
    yield "Xin tiếp thu các ý kiến của đại biểu để hoàn chỉnh báo cáo."
    yield from _asked(report_name(outcome))


def _scores(_: Step, outcome: Outcome, __: Report) -> Iterator[str]:
    yield f"Kính mời Thư ký báo cáo kết quả chấm điểm, xếp hạng năm {outcome.year}."
    ranked = outcome.board.ranked() if outcome.board is not None else ()
    told = [(unit.unit, scored_words(outcome, unit.unit)) for unit in ranked]
    for code, words in told:
        yield f"- {wording.name(outcome, code)}: {words or DOTS}."
    if not told:
        yield f"(Kết quả chấm điểm: {DOTS}.)"
    yield from _asked("kết quả chấm điểm, xếp hạng")


# --- awards --------------------------------------------------------------------------------------------------


def _board(_: Step, outcome: Outcome, __: Report) -> Iterator[str]:
    board = outcome.ballots.counting_board if outcome.ballots is not None else ()
    number = wording.people_count(len(board)) if board else f"{FIGURE} thành viên"
    yield f"Để tiến hành bỏ phiếu, đề nghị Hội nghị cử Tổ kiểm phiếu gồm {number}:"
    yield from (f"- {sentence(teller_words(teller, outcome))}" for teller in board)
    if not board:
        yield f"- {DOTS}."
    yield from _asked("danh sách Tổ kiểm phiếu")


def _vote(step: Step, outcome: Outcome, report: Report) -> Iterator[str]:
    yield "Căn cứ Quy chế, Hội nghị tiến hành bình xét khen thưởng theo thứ tự sau:"
    if outcome.regulation.one_award_per_unit and len(step.matters) > 1:
        yield "(Đơn vị đã được đề nghị hình thức cao hơn thì không xét hình thức thấp hơn.)"
    yield from rules_of_votes(step.matters, outcome, report)
    yield from _casting(step, outcome)


def _casting(step: Step, outcome: Outcome) -> Iterator[str]:
    """What is done with ballots; hands are only raised."""
    if any(way(outcome, matter) == "ballot" for matter in step.matters):
        yield "Đề nghị Tổ kiểm phiếu kiểm tra, niêm phong hòm phiếu, phát phiếu và hướng dẫn cách ghi phiếu."
        yield "(Đại biểu ghi phiếu, bỏ phiếu; Tổ kiểm phiếu kiểm phiếu, lập biên bản.)"
    elif any(way(outcome, matter) == "hands" for matter in step.matters):
        yield "Đề nghị đại biểu biểu quyết từng đơn vị. (Thư ký ghi kết quả.)"


def _results(step: Step, outcome: Outcome, _: Report) -> Iterator[str]:
    ballots = any(way(outcome, matter) == "ballot" for matter in step.matters)
    yield f"Kính mời {'Tổ trưởng Tổ kiểm phiếu' if ballots else 'Thư ký'} công bố kết quả."
    yield from results_of_votes(step.matters, outcome)
    yield "Đề nghị Hội nghị ghi nhận kết quả bình xét."


def _consensus(step: Step, outcome: Outcome, report: Report) -> Iterator[str]:
    yield "Căn cứ Quy chế và kết quả thi đua trong năm, đề nghị Hội nghị thảo luận, thống nhất:"
    yield from rules_of_votes(step.matters, outcome, report)
    yield "(Đại biểu cho ý kiến.) Hội nghị thống nhất:"
    for matter in step.matters:
        yield award_line(matter, outcome)


def _by_score(step: Step, outcome: Outcome, _: Report) -> Iterator[str]:
    yield "Theo Quy chế và kết quả chấm điểm:"
    for matter in step.matters:
        yield award_line(matter, outcome)
    yield from _asked("danh sách trên")


def _remarks(step: Step, outcome: Outcome, _: Report) -> Iterator[str]:
    who = step.who[:1].lower() + step.who[1:] if step.who else DOTS
    yield f"Trân trọng kính mời {who} phát biểu ý kiến với Hội nghị."
    body = capital(wording.body(outcome.bloc.kind))
    yield f"{body} xin trân trọng cảm ơn và nghiêm túc tiếp thu các ý kiến phát biểu."


# --- head, handover, closing ---------------------------------------------------------------------------------


def _head(step: Step, outcome: Outcome, report: Report) -> Iterator[str]:
    if step.matters:
        yield f"Hội nghị chuyển sang nội dung: {small(step.content)}."
        yield from rules_of_votes(step.matters, outcome, report)
        yield from _casting(step, outcome)
        yield "Kết quả:"
        yield from (line for matter in step.matters for line in counts_of(matter, outcome))
    else:
        yield f"{step.content}:"
    yield from head_words(outcome)
    yield f"Kính mời đại diện {_next(outcome)} phát biểu nhận nhiệm vụ."


def _next(outcome: Outcome) -> str:
    found = outcome.head
    if found is None or found.head is None or found.is_open:
        head, _ = wording.offices(outcome)
        return f"{head} năm {outcome.year + 1}"
    return wording.name(outcome, found.head)


def _flag(_: Step, outcome: Outcome, __: Report) -> Iterator[str]:
    past = outcome.bloc.past(outcome.year)
    head, _title = wording.offices(outcome)
    known = past is not None and past.head is not None
    giver = wording.name(outcome, past.head) if past is not None and past.head is not None else ""
    who = giver if known else f"{head} năm {outcome.year}"
    yield f"Kính mời đại diện {who} bàn giao cờ luân lưu cho đại diện {_next(outcome)}."


def _pledge(_: Step, outcome: Outcome, __: Report) -> Iterator[str]:
    number = wording.units_count(len(outcome.attendance.members))
    yield f"Kính mời đại diện {number} thành viên ký kết giao ước thi đua năm {outcome.year + 1}."


def _minutes(_: Step, __: Outcome, ___: Report) -> Iterator[str]:
    yield "Kính mời Thư ký đọc dự thảo biên bản Hội nghị."
    yield from _asked("biên bản")


def _closing(_: Step, outcome: Outcome, report: Report) -> Iterator[str]:
    yield ADDRESS
    if report.script.closing is not None:
        yield from report.script.closing.splitlines()
    else:
        head, _title = wording.offices(outcome)
        yield (
            f"Hội nghị đã hoàn thành các nội dung của chương trình. Đề nghị {head} năm {outcome.year} hoàn thiện báo"
            " cáo, biên bản và hồ sơ, gửi cấp có thẩm quyền đúng thời hạn; các đơn vị thành viên triển khai phương"
            f" hướng, nhiệm vụ năm {outcome.year + 1} ngay từ đầu năm."
        )
    yield "Xin trân trọng cảm ơn quý vị đại biểu. Tôi tuyên bố bế mạc Hội nghị."


SAID: dict[StepCode, Says] = {
    "delegates": _delegates,
    "opening": _opening,
    "report": _report,
    "discussion": _discussion,
    "adoption": _adoption,
    "scores": _scores,
    "by_score": _by_score,
    "consensus": _consensus,
    "board": _board,
    "vote": _vote,
    "remarks": _remarks,
    "results": _results,
    "head": _head,
    "flag": _flag,
    "pledge": _pledge,
    "minutes": _minutes,
    "closing": _closing,
}
"""What is said at each of the usual steps."""
