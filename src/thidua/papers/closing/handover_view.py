"""Biên bản bàn giao nhiệm vụ trưởng khối: what is handed over, what was proposed and granted, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.closing.handed_over import calendar, handed
from thidua.papers.conference.minutes_view import SYMBOL
from thidua.papers.views import (
    Heading,
    Letterhead,
    Signature,
    View,
    heading,
    letterhead,
    line,
    properties,
    recipients,
    sentence,
    signature,
    signer_of,
)
from thidua.vietnamese import capital, listed, small
from thidua.wording import blanks
from thidua.wording.blanks import DOTS

if TYPE_CHECKING:
    from thidua.papers.dossier import Made
    from thidua.records.report import Report, Signer
    from thidua.rules.judging import Outcome


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

    OPTIONAL = frozenset({"closing"})

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


def handover_view(outcome: Outcome, report: Report, *, draft: bool, made: Made = ()) -> HandoverView | None:
    """The handover from this year's head to the next; None where the same unit goes on. `made`: papers that exist."""
    if outcome.head is not None and outcome.head.head is not None and outcome.head.head == outcome.head.outgoing:
        return None
    words = report.handover
    head, _ = wording.offices(outcome)
    subject = f"Bàn giao nhiệm vụ {head} năm {outcome.year + 1}"
    grants = tuple(_grants(outcome))
    receiver = signature(words.receiver) if words.receiver is not None else Signature((), "")
    sections = iter(("I", "II", "III", "IV"))
    return HandoverView(
        properties=properties(f"Biên bản {small(subject)}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(report.issuer, words, SYMBOL, outcome.bloc, draft=draft, dated=False),
        heading=heading("Biên bản", subject),
        opening=tuple(_opening(outcome, report)),
        items_heading=f"{next(sections)}. HỒ SƠ, TÀI LIỆU BÀN GIAO",
        items=_items(tuple(handed(outcome, report, made))),
        has_grants=bool(grants),
        grants_heading=f"{next(sections)}. ĐỀ NGHỊ VÀ CÔNG NHẬN KHEN THƯỞNG" if grants else "",
        proposed_title=f"{capital(wording.body(outcome.bloc.kind))} đề nghị",
        grants=grants,
        open_heading=f"{next(sections)}. CÔNG VIỆC CẦN TIẾP TỤC THỰC HIỆN",
        open=_open(outcome, report),
        calendar_heading=f"{next(sections)}. {_calendar_title(report)} NĂM {outcome.year + 1}",
        calendar=_items(calendar(outcome, report)),
        closing=(
            "Hai bên thống nhất nội dung bàn giao nêu trên. Biên bản được lập thành 02 bản có giá trị như nhau,"
            " mỗi bên giữ 01 bản./."
        ),
        left=Signature(("ĐẠI DIỆN BÊN GIAO", *_own_offices(signer_of(report, words), head)), _signed(report)),
        right=Signature(("ĐẠI DIỆN BÊN NHẬN", *receiver.offices), receiver.name),
        recipients=recipients(words),
    )


def _signed(report: Report) -> str:
    return signature(signer_of(report, report.handover)).name


def _own_offices(signer: Signer, head: str) -> tuple[str, ...]:
    """The signer's office in its own unit: whoever hands over the headship signs for the unit, not for the bloc."""
    offices = signature(signer.model_copy(update={"authority": None})).offices
    own = tuple(office for office in offices if office != head.upper())
    return own or offices


def _opening(outcome: Outcome, report: Report) -> Iterator[str]:
    words = report.handover
    day = blanks.day(words.date)
    head, deputy = wording.offices(outcome)
    yield line(f"Hôm nay, {day}, tại {words.venue or DOTS}, hai bên tiến hành bàn giao nhiệm vụ {head}, gồm:")
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


def _items(pairs: tuple[tuple[str, str], ...]) -> tuple[Item, ...]:
    return tuple(Item(str(at), line(name), line(note)) for at, (name, note) in enumerate(pairs, 1))


def _grants(outcome: Outcome) -> Iterator[GrantRow]:
    """This year's proposals; earlier years where fewer were granted than proposed."""
    granted = _granted(outcome)
    for found in outcome.awards:
        if wording.is_own(outcome, found.award):
            continue
        if found.seats.number == 0 and not found.is_open and found.award not in granted:
            continue
        name = line(wording.award_name(outcome.regulation, found.award))
        proposed = (
            _units(found.proposed, outcome) if found.proposed or not found.is_open else capital(wording.UNDECIDED)
        )
        if found.award in granted:
            got = _units(granted[found.award], outcome)
        else:
            got = "Chưa có quyết định" if found.proposed or found.is_open else "-"
        yield GrantRow(str(outcome.year), name, proposed, got)
    for year in sorted(outcome.bloc.history, key=lambda item: -item.year):
        if year.year >= outcome.year:
            continue
        for code, units in (year.proposed or {}).items():
            if wording.is_own(outcome, code):
                continue
            fewer = (year.granted or {}).get(code)
            if fewer is None or sorted(fewer) != sorted(units):
                name = line(wording.award_name(outcome.regulation, code))
                got = _units(fewer, outcome) if fewer is not None else "Chưa ghi quyết định"
                yield GrantRow(str(year.year), name, _units(units, outcome), got)


def _granted(outcome: Outcome) -> dict[str, tuple[str, ...]]:
    past = outcome.bloc.past(outcome.year)
    return (past.granted if past is not None else None) or {}


def _units(codes: tuple[str, ...], outcome: Outcome) -> str:
    return line("; ".join(wording.label(outcome, code) for code in codes)) or "Không có"


def _open(outcome: Outcome, report: Report) -> tuple[str, ...]:
    """What still has to be done; room to write where nobody said that there is nothing."""
    found = [*_known_open(outcome), *(report.handover.unfinished or ())]
    if not found and report.handover.unfinished is None:
        return (f"- {DOTS}",)
    return tuple(f"- {sentence(text)}" for text in found) or ("- Không có.",)


def _known_open(outcome: Outcome) -> Iterator[str]:
    """What is undecided, and what the authority still owes."""
    yield from (wording.pending(item, outcome) for item in outcome.pending)
    body = wording.body(outcome.bloc.kind)
    granted = _granted(outcome)
    proposed = [f.award for f in outcome.awards if f.proposed and not wording.is_own(outcome, f.award)]
    waiting = [award for award in proposed if award not in granted]
    if waiting:
        names = listed([wording.award_name(outcome.regulation, code) for code in waiting])
        yield (
            f"Chờ quyết định khen thưởng năm {outcome.year} của cấp có thẩm quyền ({names});"
            f" khi có quyết định, cập nhật vào hồ sơ của {body}"
        )
    for nominee in outcome.nominees:
        if nominee.status == "on_hold":
            why = f": {nominee.reason}" if nominee.reason else ""
            yield f"{wording.name(outcome, nominee.code)} chưa được xét{why}; xét lại khi có kết luận"


def _calendar_title(report: Report) -> str:
    return "LỊCH CÔNG VIỆC" if report.handover.calendar else "DỰ KIẾN LỊCH CÔNG VIỆC"
