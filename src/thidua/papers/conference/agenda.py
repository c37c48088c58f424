"""Trình tự hội nghị: the one order of business, by the regulation and what is on file; agenda and script follow it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal, assert_never

from thidua import wording
from thidua.papers.headship import headship_business
from thidua.rules.contest import Matter, rules_in_force
from thidua.vietnamese import capital, clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thidua.records.ballots import Method
    from thidua.records.report import AgendaItem, Report, StepCode
    from thidua.rules.judging import Outcome

Way = Literal["ballot", "hands", "consensus", "score"]
"""Cách bình xét: by ballots, by hands, by consent, or by the scores alone."""

CHAIR = "Người chủ trì"
SECRETARY = "Thư ký"
DELEGATES = "Đại biểu các đơn vị"
EVERYBODY = "Hội nghị"
TELLERS = "Tổ kiểm phiếu"


@dataclass(frozen=True, slots=True)
class Step:
    """Một việc trong chương trình: what, by whom, about which awards, and the user's own words of the chair.

    `code` is None for an item of the user's that is none of the usual ones; `starts_at` is empty without a time.
    """

    code: StepCode | None
    content: str
    who: str
    matters: tuple[Matter, ...] = ()
    starts_at: str = ""
    says: tuple[str, ...] = ()


def steps(outcome: Outcome, report: Report) -> tuple[Step, ...]:
    """The user's own items, else what the regulation of the year asks for, in order."""
    usual = tuple(_usual(outcome, report))
    if report.agenda.items:
        return tuple(_own(item, usual) for item in report.agenda.items)
    return tuple(_timed(usual, report))


def _own(item: AgendaItem, usual: tuple[Step, ...]) -> Step:
    """An item as the user wrote it, with the awards of the usual step that it names."""
    matters = tuple(matter for step in usual if step.code == item.step for matter in step.matters)
    start = clock(item.starts_at) if item.starts_at is not None else ""
    return Step(item.step, item.content, item.who or "", matters, start, item.says)


def _timed(found: tuple[Step, ...], report: Report) -> Iterator[Step]:
    """Each step with its time; a step that comes twice has it the first time."""
    seen: set[StepCode] = set()
    for step in found:
        start = getattr(report.agenda.times, step.code) if step.code not in seen and step.code else None
        yield replace(step, starts_at=clock(start)) if start is not None else step
        if step.code is not None:
            seen.add(step.code)


def _usual(outcome: Outcome, report: Report) -> Iterator[Step]:
    year = outcome.year
    yield Step(
        "delegates", "Ổn định tổ chức; tuyên bố lý do, giới thiệu đại biểu; thông qua chương trình Hội nghị", SECRETARY
    )
    yield Step("opening", "Phát biểu khai mạc Hội nghị", CHAIR)
    yield Step("report", f"Trình bày dự thảo {report_name(outcome)}", SECRETARY)
    yield Step("discussion", "Thảo luận, góp ý vào dự thảo báo cáo", DELEGATES)
    yield Step("adoption", "Tiếp thu ý kiến, biểu quyết thông qua báo cáo", CHAIR)
    if outcome.regulation.scoring is not None:
        yield Step("scores", "Thông qua kết quả chấm điểm, xếp hạng các đơn vị thành viên", SECRETARY)
    yield from _decisions(outcome)
    if has_flag(report):
        head, _ = wording.offices(outcome)
        yield Step("flag", "Bàn giao cờ luân lưu", f"{head} năm {year} và năm {year + 1}")
    if report.agenda.pledge:
        yield Step("pledge", f"Ký kết giao ước thi đua năm {year + 1}", "Đại diện các đơn vị")
    yield Step("minutes", "Thông qua biên bản Hội nghị", SECRETARY)
    yield Step("closing", "Kết luận, bế mạc Hội nghị", CHAIR)


def _decisions(outcome: Outcome) -> Iterator[Step]:
    """Awards in order of precedence, those that are decided alike together; remarks; head and deputies."""
    remarks = tuple(_remarks(outcome))
    offices = offices_to_fill(outcome)
    board = any(way(outcome, matter) == "ballot" for matter in (*awards_to_decide(outcome), *offices))
    for how, group in groupby(awards_to_decide(outcome), lambda matter: way(outcome, matter)):
        matters = tuple(group)
        if how == "ballot" and board:
            yield _board()
            board = False
        yield _award_step(how, matters, outcome)
        if how in {"ballot", "hands"}:
            yield from remarks
            remarks = ()
            yield Step("results", RESULTS[how], TELLERS if how == "ballot" else SECRETARY, matters)
    yield from remarks
    if board:
        yield _board()
    business = headship_business(outcome, f"năm {outcome.year + 1}")
    if business is not None:
        yield Step("head", capital(business), EVERYBODY if offices else CHAIR, offices)


RESULTS = {"ballot": "Công bố kết quả kiểm phiếu", "hands": "Công bố kết quả biểu quyết"}


def _board() -> Step:
    return Step("board", "Cử Tổ kiểm phiếu", CHAIR)


def _remarks(outcome: Outcome) -> Iterator[Step]:
    """Nobody is asked to speak where neither a guest nor the department that guides the bloc is known."""
    meeting, department = outcome.meeting, outcome.bloc.authority.department
    if department is not None:
        yield Step("remarks", "Phát biểu của cơ quan theo dõi, hướng dẫn công tác thi đua", f"Đại diện {department}")
    elif meeting is not None and meeting.guests:
        yield Step("remarks", "Phát biểu của đại biểu mời", "Đại biểu mời")


def _award_step(how: Way, matters: tuple[Matter, ...], outcome: Outcome) -> Step:
    names = "; ".join(wording.award_name(outcome.regulation, matter.award or "") for matter in matters)
    match how:
        case "ballot":
            return Step("vote", f"Bỏ phiếu bình xét khen thưởng năm {outcome.year}: {names}", EVERYBODY, matters)
        case "hands":
            return Step("vote", f"Biểu quyết bình xét khen thưởng năm {outcome.year}: {names}", EVERYBODY, matters)
        case "consensus":
            what = f"Thảo luận, thống nhất bình xét khen thưởng năm {outcome.year}: {names}"
            return Step("consensus", what, EVERYBODY, matters)
        case "score":
            what = f"Thông qua kết quả bình xét khen thưởng theo điểm: {names}"
            return Step("by_score", what, CHAIR, matters)
        case _:
            assert_never(how)


def report_name(outcome: Outcome) -> str:
    """The report that the conference discusses."""
    return f"Báo cáo tổng kết công tác thi đua năm {outcome.year} và phương hướng, nhiệm vụ năm {outcome.year + 1}"


def awards_to_decide(outcome: Outcome) -> tuple[Matter, ...]:
    """Awards that have a seat this year, in order of precedence."""
    rules = rules_in_force(outcome.grounds.year)
    return tuple(rule.matter for rule in rules if rule.matter.award is not None and rule.seats)


def offices_to_fill(outcome: Outcome) -> tuple[Matter, ...]:
    """The offices that the conference itself votes on."""
    rules = rules_in_force(outcome.grounds.year)
    return tuple(rule.matter for rule in rules if rule.matter.office is not None and rule.voted)


def way(outcome: Outcome, matter: Matter) -> Way:
    """As it was held where that is on file, else as the regulation has it; who votes is taken to have a ballot."""
    held = next((count.method for count in outcome.grounds.rounds_of(matter)), None)
    if held is not None:
        return _way_of(held)
    rule = next(rule for rule in rules_in_force(outcome.grounds.year) if rule.matter == matter)
    if not rule.voted:
        return "score"
    return "consensus" if rule.consensus else "ballot"


def _way_of(held: Method) -> Way:
    match held:
        case "secret_ballot":
            return "ballot"
        case "show_of_hands":
            return "hands"
        case "consensus":
            return "consensus"
        case _:
            assert_never(held)


def has_flag(report: Report) -> bool:
    """Whether a rotating flag stands on the list of what is handed over."""
    return any("cờ luân lưu" in text.casefold() for text in report.handover.documents)
