"""Biên bản bàn giao nhiệm vụ trưởng khối: what is handed over, what was proposed and granted, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.minutes_view import DOTS, NO_DAY, SYMBOL
from thidua.papers.views import (
    Heading,
    Letterhead,
    Signature,
    View,
    heading,
    letterhead,
    line,
    numbered,
    properties,
    recipients,
    sentence,
    signature,
    signer_of,
)
from thidua.vietnamese import capital, long_date

if TYPE_CHECKING:
    from thidua.records.bloc import Bloc
    from thidua.records.report import Paper, Report
    from thidua.rules.judging import Outcome

CALENDAR = (
    ("Tháng 1 - 2", "Nhận bàn giao; dự thảo quy chế, bảng điểm, kế hoạch hoạt động; phân công nhiệm vụ"),
    ("Tháng 2 - 3", "Tổng hợp đăng ký thi đua; tổ chức ký kết giao ước thi đua"),
    ("Tháng 6 - 7", "Sơ kết công tác thi đua sáu tháng đầu năm"),
    ("Tháng 10 - 11", "Các đơn vị tự chấm điểm; thẩm định, đối chiếu, thông báo kết quả"),
    ("Tháng 11 - 12", "Hội nghị tổng kết, bình xét khen thưởng, chọn trưởng {body} năm sau"),
    ("Tháng 12", "Gửi tờ trình và hồ sơ khen thưởng theo thời hạn của cấp có thẩm quyền; bàn giao hồ sơ"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """Một dòng của danh mục bàn giao hoặc lịch công việc."""

    position: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class GrantRow:
    """Đề nghị và công nhận của một năm, một hình thức."""

    year: str
    award: str
    proposed: str
    granted: str


@dataclass(frozen=True, slots=True)
class HandoverView(View):
    """Biên bản bàn giao, ready to print."""

    letterhead: Letterhead
    heading: Heading
    opening: tuple[str, ...]
    items_heading: str
    items: tuple[Item, ...]
    has_grants: bool
    grants_heading: str
    proposed_title: str
    grants: tuple[GrantRow, ...]
    open_heading: str
    open: tuple[str, ...]
    calendar_heading: str
    calendar: tuple[Item, ...]
    closing: str
    left: Signature
    right: Signature
    recipients: tuple[str, ...]


def handover_view(outcome: Outcome, report: Report, *, draft: bool) -> HandoverView:
    """The handover from this year's head to the next."""
    words = report.handover
    head, _ = wording.offices(outcome)
    subject = f"Bàn giao nhiệm vụ {head} năm {outcome.year + 1}"
    grants = tuple(_grants(outcome))
    giver = signature(signer_of(report, words))
    receiver = signature(words.receiver) if words.receiver is not None else Signature((), "")
    sections = iter(("I", "II", "III", "IV"))
    return HandoverView(
        properties=properties(
            f"Biên bản {subject[:1].lower()}{subject[1:]}", outcome.bloc.name, report.issuer, words, outcome.year
        ),
        draft=draft,
        letterhead=letterhead(report.issuer, words, SYMBOL, outcome.bloc, draft=draft, dated=False),
        heading=heading("Biên bản", subject),
        opening=tuple(_opening(outcome, report)),
        items_heading=f"{next(sections)}. HỒ SƠ, TÀI LIỆU BÀN GIAO",
        items=_items(tuple(_handed(outcome, report))),
        has_grants=bool(grants),
        grants_heading=f"{next(sections)}. ĐỀ NGHỊ VÀ CÔNG NHẬN KHEN THƯỞNG" if grants else "",
        proposed_title=f"{capital(wording.body(outcome.bloc.kind))} đề nghị",
        grants=grants,
        open_heading=f"{next(sections)}. VIỆC CÒN TIẾP TỤC",
        open=tuple(f"- {sentence(text)}" for text in _open(outcome, report)) or ("- Không có.",),
        calendar_heading=f"{next(sections)}. LỊCH CÔNG VIỆC NĂM {outcome.year + 1}",
        calendar=_items(_calendar(outcome, report)),
        closing="Hai bên thống nhất nội dung bàn giao. Biên bản được lập thành 02 bản, mỗi bên giữ 01 bản./.",
        left=Signature(("ĐẠI DIỆN BÊN GIAO", *giver.offices[-2:]), giver.name),
        right=Signature(("ĐẠI DIỆN BÊN NHẬN", *receiver.offices), receiver.name),
        recipients=recipients(words),
    )


def _opening(outcome: Outcome, report: Report) -> Iterator[str]:
    words = report.handover
    day = long_date(words.date) if words.date is not None else NO_DAY
    yield line(f"Hôm nay, {day}, tại {words.venue or DOTS}, hai bên tiến hành bàn giao, gồm:")
    head, deputy = wording.offices(outcome)
    found = outcome.head
    past = outcome.bloc.past(outcome.year)
    giving = found.outgoing if found is not None else past.head if past is not None else None
    taking = found.head if found is not None else None
    yield sentence(f"1. Bên giao: {_side(giving, outcome)}, {head} năm {outcome.year}")
    yield sentence(f"Đại diện: {signer_of(report, words).name}")
    yield sentence(f"2. Bên nhận: {_side(taking, outcome)}, {head} năm {outcome.year + 1}")
    yield sentence(f"Đại diện: {words.receiver.name if words.receiver is not None else DOTS}")
    if found is not None and found.deputies:
        yield sentence(f"{deputy} năm {outcome.year + 1}: {wording.unit_names(outcome, found.deputies)}")


def _side(code: str | None, outcome: Outcome) -> str:
    return wording.name(outcome, code) if code is not None else DOTS


def _handed(outcome: Outcome, report: Report) -> Iterator[tuple[str, str]]:
    """Papers of the year with their numbers, the files of the folder, the user's own list."""
    yield outcome.regulation.title, ""
    for name, symbol, paper in (
        (f"Giao ước thi đua năm {outcome.year}", "GƯTĐ", report.pledge),
        (f"Báo cáo tổng kết công tác thi đua năm {outcome.year}", "BC", report.report),
        (f"Biên bản Hội nghị tổng kết năm {outcome.year}", "BB", report.minutes),
        (f"Tờ trình đề nghị khen thưởng năm {outcome.year}", "TTr", report.submission),
    ):
        yield name, _number(paper, symbol, report, outcome.bloc)
    if any(count.method != "consensus" for count in outcome.counts):
        yield "Biên bản kiểm phiếu và phiếu bầu đã niêm phong", f"{len(outcome.counts):02d} cuộc bỏ phiếu"
    if outcome.board is not None:
        yield (
            f"Bảng chấm điểm năm {outcome.year}, phiếu tự chấm và tài liệu kiểm chứng",
            f"{len(outcome.board.units):02d} đơn vị",
        )
    years = [past.year for past in outcome.bloc.history]
    span = f"có dữ liệu từ năm {min(years)} đến năm {max(years)}" if years else ""
    yield "Tệp bloc.yaml: danh sách thành viên, thứ tự luân phiên, kết quả các năm", span
    parts = ["quy chế (regulation.yaml)"]
    parts += ["điểm (scores.yaml)"] if outcome.scores is not None else []
    parts += ["hội nghị, bỏ phiếu (ballots.yaml)"] if outcome.ballots is not None else []
    yield f"Thư mục {outcome.year}: {', '.join([*parts, 'lời văn (report.yaml)'])}", "bản điện tử"
    yield from ((document, "") for document in report.handover.documents)


def _number(paper: Paper, symbol: str, report: Report, bloc: Bloc) -> str:
    if paper.number is None:
        return ""
    day = f", {long_date(paper.date)}" if paper.date is not None else ""
    return f"Số {numbered(paper, symbol, report.issuer, bloc)}{day}"


def _items(pairs: tuple[tuple[str, str], ...]) -> tuple[Item, ...]:
    return tuple(Item(str(at), line(name), line(note)) for at, (name, note) in enumerate(pairs, 1))


def _grants(outcome: Outcome) -> Iterator[GrantRow]:
    """This year's proposals; earlier years where fewer were granted than proposed."""
    past = outcome.bloc.past(outcome.year)
    granted = (past.granted if past is not None else None) or {}
    for found in outcome.awards:
        if found.seats.number == 0 and not found.is_open and found.award not in granted:
            continue
        name = line(wording.award_name(outcome.regulation, found.award))
        got = _units(granted[found.award], outcome) if found.award in granted else "Chưa có quyết định"
        proposed = (
            _units(found.proposed, outcome) if found.proposed or not found.is_open else capital(wording.UNDECIDED)
        )
        yield GrantRow(str(outcome.year), name, proposed, got)
    for year in sorted(outcome.bloc.history, key=lambda item: -item.year):
        if year.year >= outcome.year:
            continue
        for code, units in (year.proposed or {}).items():
            fewer = (year.granted or {}).get(code)
            if fewer is None or sorted(fewer) != sorted(units):
                name = line(wording.award_name(outcome.regulation, code))
                got = _units(fewer, outcome) if fewer is not None else "Chưa ghi quyết định"
                yield GrantRow(str(year.year), name, _units(units, outcome), got)


def _units(codes: tuple[str, ...], outcome: Outcome) -> str:
    return line("; ".join(wording.label(outcome, code) for code in codes)) or "Không có"


def _open(outcome: Outcome, report: Report) -> Iterator[str]:
    """What is undecided, what the authority still owes, what the user names."""
    yield from (wording.pending(item, outcome) for item in outcome.pending)
    past = outcome.bloc.past(outcome.year)
    granted = (past.granted if past is not None else None) or {}
    waiting = [f.award for f in outcome.awards if f.proposed and f.award not in granted]
    if waiting:
        names = ", ".join(wording.award_name(outcome.regulation, code) for code in waiting)
        yield f"Theo dõi quyết định khen thưởng năm {outcome.year} của cấp có thẩm quyền ({names}) và ghi vào bloc.yaml"
    for nominee in outcome.nominees:
        if nominee.status == "on_hold":
            why = f": {nominee.reason}" if nominee.reason else ""
            yield f"{nominee.name} chưa được xét{why}; xét lại khi có kết luận"
    yield from report.handover.unfinished


def _calendar(outcome: Outcome, report: Report) -> tuple[tuple[str, str], ...]:
    body = wording.body(outcome.bloc.kind)
    if report.handover.calendar:
        return tuple((work, when) for when, work in report.handover.calendar.items())
    return tuple((work.format(body=body), f"{when} năm {outcome.year + 1}") for when, work in CALENDAR)
