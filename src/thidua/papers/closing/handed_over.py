"""Danh mục bàn giao và lịch công việc: papers and records that exist, each once, and what the next year asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.closing.addressing import addressed
from thidua.papers.headship import headship_business
from thidua.papers.views import numbered
from thidua.records.ballots import METHODS
from thidua.vietnamese import capital, long_date, padded

if TYPE_CHECKING:
    from thidua.papers.dossier import Made
    from thidua.records.ballots import Method
    from thidua.records.bloc import Bloc
    from thidua.records.report import Paper, Report
    from thidua.rules.counting import Count
    from thidua.rules.judging import Outcome

Rows = Iterator[tuple[str, str]]
"""Name and note of each line."""

BLANK_FORMS = "phieu"
"""Sheets to fill in are no papers of the year; filled in, they are listed by what is on file about the vote."""


def handed(outcome: Outcome, report: Report, made: Made) -> Rows:
    """The regulation, papers that exist, sealed ballots, electronic records, the user's own list."""
    yield outcome.regulation.title, ""
    yield from _papers(outcome, report, made)
    secret = [count for count in outcome.counts if count.method == "secret_ballot" and _cast(count)]
    if secret:
        yield "Phiếu bầu đã niêm phong", f"{padded(len(secret))} cuộc bỏ phiếu kín"
    yield _memory(outcome), "Bản điện tử"
    yield _year(outcome), "Bản điện tử"
    yield from ((document, "") for document in report.handover.documents)


def _papers(outcome: Outcome, report: Report, made: Made) -> Rows:
    """Those that were made, and those that have a number or a date on file, in the order of the year."""
    told = dict(made)
    for stem, name, symbol, paper in _on_file(outcome, report):
        title = told.pop(f"{stem}.docx", None)
        if title is not None or paper.number is not None or paper.date is not None:
            yield title or name, _number(paper, symbol, report, outcome.bloc)
        if stem == "giao-uoc":
            yield from _others(told, ("bang-diem", "bien-ban-kiem-phieu"))
    yield from _others(told, ("",))


def _on_file(outcome: Outcome, report: Report) -> tuple[tuple[str, str, str, Paper], ...]:
    """File, name as on the paper itself, symbol and number of the papers that report.yaml numbers."""
    this, following = outcome.year, outcome.year + 1
    return (
        ("giao-uoc", f"Giao ước thi đua năm {this}", "GƯTĐ", report.pledge),
        ("bien-ban", f"Biên bản Hội nghị tổng kết công tác thi đua năm {this}", "BB", report.minutes),
        (
            "bao-cao",
            f"Báo cáo tổng kết công tác thi đua năm {this} và phương hướng nhiệm vụ năm {following}",
            "BC",
            report.report,
        ),
        *((to.file, to.title, "TTr", to.words) for to in addressed(outcome, report)),
    )


def _others(told: dict[str, str], stems: tuple[str, ...]) -> Rows:
    """Papers of these names, taken out of those not told yet."""
    for file in [file for file in told if file.startswith(stems)]:
        title = told.pop(file)
        if not file.startswith(BLANK_FORMS):
            yield title, ""


def _number(paper: Paper, symbol: str, report: Report, bloc: Bloc) -> str:
    day = long_date(paper.date) if paper.date is not None else ""
    if paper.number is None:
        return capital(day)
    return f"Số {numbered(paper, symbol, report.issuer, bloc)}{f', {day}' if day else ''}"


def _cast(count: Count) -> bool:
    """Whether papers of this contest were filled in, not only prepared."""
    return bool(count.nominees) and (count.returned is not None or any(votes for _, votes in count.votes))


def _memory(outcome: Outcome) -> str:
    """What the bloc remembers from year to year, as far as it is on file."""
    parts = ["danh sách đơn vị thành viên"]
    parts += ["thứ tự luân phiên"] if outcome.bloc.rotation.order is not None else []
    years = sorted(past.year for past in outcome.bloc.history if past.year < outcome.year)
    if years:
        span = f"năm {years[0]}" if len(years) == 1 else f"các năm từ {years[0]} đến {years[-1]}"
        parts.append(f"thông tin {span}")
    return f"Hồ sơ của {wording.body(outcome.bloc.kind)}: {', '.join(parts)}"


def _year(outcome: Outcome) -> str:
    parts = ["quy chế"]
    parts += ["điểm của các đơn vị"] if outcome.board is not None and outcome.board.units else []
    held = [_held(method, outcome) for method in METHODS]
    parts += [f"kết quả hội nghị ({', '.join(filter(None, held))})"] if any(held) else []
    return f"Dữ liệu năm {outcome.year}: {', '.join(parts)}, lời văn của các văn bản"


def _held(method: Method, outcome: Outcome) -> str:
    """`03 cuộc bỏ phiếu kín`: the contests of one method; nothing where there was none."""
    number = sum(count.method == method and bool(count.nominees or count.agreed) for count in outcome.counts)
    noun = "nội dung" if method == "consensus" else "cuộc"
    return f"{padded(number)} {noun} {wording.method(method)}" if number else ""


# --- the year to come -------------------------------------------------------------------------


def calendar(outcome: Outcome, report: Report) -> tuple[tuple[str, str], ...]:
    """The user's own, else the usual year with what the regulation asks for."""
    if report.handover.calendar:
        return tuple((work, when) for when, work in report.handover.calendar.items())
    return tuple((work, when) for when, work in usual_calendar(outcome, outcome.year + 1))


def usual_calendar(outcome: Outcome, year: int) -> Rows:
    """When and what: the work of a year, with what the regulation asks for."""
    for when, work in _usual(outcome):
        yield f"{when} năm {year}", work


def _usual(outcome: Outcome) -> Rows:
    rules = outcome.regulation
    scoring, awards = rules.scoring is not None, bool(rules.awards)
    yield "Tháng 1 - 2", "Xây dựng kế hoạch hoạt động, quy chế, bảng điểm" if scoring else "Xây dựng kế hoạch, quy chế"
    yield "Tháng 2 - 3", "Tổng hợp đăng ký thi đua; tổ chức ký kết giao ước thi đua"
    yield "Tháng 6 - 7", "Sơ kết công tác thi đua 6 tháng đầu năm"
    if scoring:
        yield "Tháng 10 - 11", "Các đơn vị tự chấm điểm; thẩm định, đối chiếu, thông báo kết quả chấm điểm"
    review = ", bình xét khen thưởng" if awards else ""
    head = headship_business(outcome, "năm sau")
    yield "Tháng 11 - 12", f"Tổ chức Hội nghị tổng kết{review}{f', {head}' if head else ''}"
    sent = "Gửi hồ sơ đề nghị khen thưởng theo thời hạn của cấp có thẩm quyền; " if rules.proposes else ""
    handing = "bàn giao nhiệm vụ, hồ sơ" if sent else "Bàn giao nhiệm vụ, hồ sơ"
    yield "Tháng 12", f"{sent}{handing}"
