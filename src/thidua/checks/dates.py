"""Days that belong to another year: the conference (TD520, TD521), the papers (TD812, TD813), copied files (TD522)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from thidua.checks.places import Files, Problems, at, see
from thidua.diagnostics import Diagnostic, Place
from thidua.records.last_year import FIGURES


class Window(NamedTuple):
    """Khoảng ngày: outside `possible` a day cannot belong to the year, outside `usual` it seldom does."""

    possible: tuple[date, date]
    usual: tuple[date, date]


def _window(paper: str, year: int) -> Window:
    """The conference is held from November to January (DOMAIN §1); what plans the year is signed as it begins."""
    possible, usual = (date(year, 1, 1), date(year + 1, 12, 31)), (date(year, 10, 1), date(year + 1, 3, 31))
    match paper:
        case "pledge" | "plan" | "registration":
            return Window((date(year - 1, 10, 1), date(year, 12, 31)), (date(year - 1, 11, 1), date(year, 6, 30)))
        case "midyear":
            return Window(possible, (date(year, 6, 1), date(year, 9, 30)))
        case "score_request":
            return Window(possible, (date(year, 9, 1), date(year + 1, 1, 31)))
        case "handover":
            return Window(possible, (date(year, 10, 1), date(year + 1, 6, 30)))
        case "event":
            return Window(possible, possible)
    return Window(possible, usual)


def conference_day(files: Files) -> Problems:
    """TD520, TD521: a conference that this year cannot have had, or seldom has."""
    held = _held_on(files)
    if held is None:
        return
    window = _window("conference", files.year)
    place = at(files, "ballots", "conference", "held_on")
    if not _is_within(held, window.possible):
        message = f"hội nghị năm {files.year} không thể họp ngày {_day(held)}"
        yield Diagnostic("TD520", place, message, hint=f"sửa ngày họp; có thể là từ {_span(window.possible)}")
    elif not _is_within(held, window.usual):
        message = f"hội nghị năm {files.year} họp ngày {_day(held)}; thường là từ {_span(window.usual)}"
        yield Diagnostic("TD521", place, message, hint="xem lại ngày họp, và thư mục này có đúng là của năm đó không")


def conference_hours(files: Files) -> Problems:
    """TD520: a conference that ends before it has begun."""
    meeting = files.ballots.conference if files.ballots is not None else None
    if meeting is None or meeting.starts_at is None or meeting.ends_at is None:
        return
    if meeting.ends_at <= meeting.starts_at:
        related = see(at(files, "ballots", "conference", "starts_at"), "giờ khai mạc")
        message = f"bế mạc lúc {meeting.ends_at:%H:%M}, không sau giờ khai mạc {meeting.starts_at:%H:%M}"
        yield Diagnostic("TD520", at(files, "ballots", "conference", "ends_at"), message, related)


def copied(files: Files) -> Problems:
    """TD522: figures that are last year's, every one of them, whatever else of the file was corrected."""
    for name in files.others.copied:
        before = files.file(name).replace(f"/{files.year}/", f"/{files.year - 1}/")
        what, key = "điểm" if name == "scores" else "kết quả bỏ phiếu", FIGURES[name]
        yield Diagnostic(
            "TD522",
            at(files, name, key, on="key"),
            f"{what} ({key}) giống hệt năm {files.year - 1}: chép nguyên từ năm trước",
            see(Place(before), f"tệp của năm {files.year - 1}"),
            f"xóa số liệu cũ, nhập {what} của năm {files.year}",
        )


PAPERS = {
    "report": "báo cáo",
    "minutes": "biên bản hội nghị",
    "count_minutes": "biên bản kiểm phiếu",
    "submission": "tờ trình",
    "score_table": "bảng điểm",
    "ballot": "phiếu bầu",
    "pledge": "giao ước thi đua",
    "invitation": "giấy mời",
    "delegates": "danh sách đại biểu",
    "agenda": "chương trình hội nghị",
    "script": "kịch bản điều hành",
    "conclusions": "thông báo kết luận",
    "handover": "biên bản bàn giao",
    "plan": "kế hoạch hoạt động",
    "registration": "bảng đăng ký danh hiệu thi đua",
    "midyear": "báo cáo sơ kết 6 tháng",
    "score_request": "công văn đề nghị tự chấm điểm",
    "score_form": "phiếu chấm điểm",
    "score_review": "bảng đối chiếu điểm",
    "scoring_minutes": "biên bản họp chấm điểm",
    "score_notice": "thông báo kết quả chấm điểm",
    "outline": "đề cương báo cáo thành tích",
}
AFTER_THE_CONFERENCE = frozenset({"report", "minutes", "count_minutes", "submission", "conclusions", "handover"})
BEFORE_THE_CONFERENCE = frozenset({"agenda", "script"})
"""And the invitation, which may be to another event."""


def _held_on(files: Files) -> date | None:
    return files.ballots.conference.held_on if files.ballots is not None else None


def _conference(files: Files) -> date | None:
    """The day that papers are held against; none where it is itself impossible."""
    held = _held_on(files)
    return held if held is not None and _is_within(held, _window("conference", files.year).possible) else None


def paper_days(files: Files) -> Problems:
    """TD812, TD813: a paper whose day is impossible, by the year or by the conference, or odd."""
    for key, route, day in _dated(files):
        invitation = files.report.invitation if files.report is not None and key == "invitation" else None
        place = at(files, "report", *route, "date")
        window = _window("event" if invitation is not None and invitation.event else key, files.year)
        outside = list(_outside(files, place, PAPERS[key], day, window))
        yield from outside
        if outside and outside[0].code == "TD812":
            continue
        held = _conference(files)
        if key in AFTER_THE_CONFERENCE and held is not None and day < held:
            yield _against(files, place, f"{PAPERS[key]} ghi ngày {_day(day)}, trước ngày họp {_day(held)}")
        if key in BEFORE_THE_CONFERENCE and held is not None and day > held:
            yield _against(files, place, f"{PAPERS[key]} ghi ngày {_day(day)}, sau ngày họp {_day(held)}")
        if invitation is not None:
            meeting = invitation.held_on or (held if invitation.event is None else None)
            if meeting is not None and day > meeting:
                yield _against(files, place, f"giấy mời ghi ngày {_day(day)}, sau ngày họp {_day(meeting)}")


def _dated(files: Files) -> Iterator[tuple[str, tuple[str, ...], date]]:
    """Each paper that has a day: which kind of paper, where its words stand, the day."""
    if files.report is None:
        return
    for key in PAPERS:
        paper = getattr(files.report, key)
        if paper.date is not None:
            yield key, (key,), paper.date
    for code, other in files.report.submission.to.items():
        if other.date is not None:
            yield "submission", ("submission", "to", code), other.date


def invited_day(files: Files) -> Problems:
    """TD812, TD813: the invitation names another day than the conference was held on."""
    invitation = files.report.invitation if files.report is not None else None
    if invitation is None or invitation.held_on is None:
        return
    place = at(files, "report", "invitation", "held_on")
    window = _window("event" if invitation.event else "conference", files.year)
    outside = list(_outside(files, place, "hội nghị trong giấy mời", invitation.held_on, window))
    held = _conference(files)
    if invitation.event is None and held is not None and invitation.held_on != held:
        yield _against(files, place, f"giấy mời họp ngày {_day(invitation.held_on)}, hội nghị họp ngày {_day(held)}")
    else:
        yield from outside


def _outside(files: Files, place: Place, what: str, day: date, window: Window) -> Problems:
    if not _is_within(day, window.possible):
        hint = f"sửa ngày; có thể là từ {_span(window.possible)}"
        yield Diagnostic("TD812", place, f"{what} năm {files.year} không thể có ngày {_day(day)}", hint=hint)
    elif not _is_within(day, window.usual):
        message = f"{what} năm {files.year} ghi ngày {_day(day)}; thường là từ {_span(window.usual)}"
        yield Diagnostic("TD813", place, message, hint="xem lại ngày, nếu đúng như vậy thì để nguyên")


def _against(files: Files, place: Place, message: str) -> Diagnostic:
    related = see(at(files, "ballots", "conference", "held_on"), "ngày họp") if _held_on(files) is not None else ()
    return Diagnostic("TD812", place, message, related, "sửa một trong hai ngày")


def _is_within(day: date, span: tuple[date, date]) -> bool:
    return span[0] <= day <= span[1]


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _span(span: tuple[date, date]) -> str:
    return f"{_day(span[0])} đến {_day(span[1])}"


CHECKS = (conference_day, conference_hours, copied, paper_days, invited_day)
