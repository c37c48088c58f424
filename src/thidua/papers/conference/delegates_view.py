"""Danh sách đại biểu ký tên: a row for each delegate of each member, guests apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.conference.setting import setting_of
from thidua.papers.views import (
    Heading,
    Letterhead,
    Signature,
    View,
    heading,
    letterhead,
    line,
    properties,
    sentence,
)
from thidua.vietnamese import padded
from thidua.wording.blanks import FIGURE

if TYPE_CHECKING:
    from thidua.records.ballots import Delegate, Guest
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome

ROOM_FOR_GUESTS = 3
"""Empty rows where no guest is on file: whoever comes writes the name by hand."""


@dataclass(frozen=True, slots=True)
class DelegateRow:
    """Một người dự; blank where the name is still to be written."""

    position: str
    name: str
    office: str
    unit: str


@dataclass(frozen=True, slots=True)
class DelegatesView(View):
    """Danh sách đại biểu, ready to print and sign."""

    letterhead: Letterhead
    heading: Heading
    lines: tuple[str, ...]
    guests_heading: str
    guests: tuple[DelegateRow, ...]
    delegates_heading: str
    delegates: tuple[DelegateRow, ...]
    sums: tuple[str, ...]
    signature: Signature


def delegates_view(outcome: Outcome, report: Report, *, draft: bool) -> DelegatesView:
    """The list that everybody signs on arrival."""
    words, found, meeting = report.delegates, setting_of(outcome, report), outcome.meeting
    guests = meeting.guests if meeting is not None else ()
    known = meeting.delegates if meeting is not None else ()
    title = f"Đại biểu dự {found.event}"
    return DelegatesView(
        properties=properties(f"Danh sách {title}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(report.issuer, words, "", outcome.bloc, draft=draft),
        heading=heading("Danh sách", title),
        lines=(sentence(f"Thời gian: {found.when}"), sentence(f"Địa điểm: {found.where}")),
        guests_heading="I. ĐẠI BIỂU MỜI",
        guests=tuple(_guest(at, guest) for at, guest in enumerate(guests, 1)) or _blank_rows(),
        delegates_heading="II. ĐẠI BIỂU CÁC ĐƠN VỊ THÀNH VIÊN",
        delegates=tuple(_members(outcome, known)),
        sums=tuple(sentence(text) for text in _sums(outcome, guests, known)),
        signature=Signature(("NGƯỜI LẬP DANH SÁCH",), line(found.secretary or "")),
    )


def _guest(at: int, guest: Guest) -> DelegateRow:
    return DelegateRow(str(at), line(guest.name), line(guest.office or ""), line(guest.organization or ""))


def _blank_rows() -> tuple[DelegateRow, ...]:
    return tuple(DelegateRow(str(at), "", "", "") for at in range(1, ROOM_FOR_GUESTS + 1))


def _members(outcome: Outcome, known: tuple[Delegate, ...]) -> Iterator[DelegateRow]:
    """The delegates of each member in the order of the roster; a row without a name where none is on file."""
    at = 0
    for code in outcome.attendance.members:
        unit = line(wording.name(outcome, code))
        people = [(line(one.name), line(one.office or "")) for one in known if one.unit == code]
        for name, office in people or [("", "")]:
            at += 1
            yield DelegateRow(str(at), name, office, unit)


def _sums(outcome: Outcome, guests: tuple[Guest, ...], known: tuple[Delegate, ...]) -> Iterator[str]:
    """Units and people as far as they are on file; who signs is counted by hand."""
    members = outcome.attendance.members
    units = wording.units_count(len(members))
    if known:
        named = len({one.unit for one in known} & {*members})
        registered = "" if named == len(members) else f" của {wording.units_count(named)}"
        yield f"Tổng số đơn vị thành viên: {units}; đã có tên {padded(len(known))} đại biểu{registered}"
    else:
        yield f"Tổng số đơn vị thành viên: {units}"
    if guests:
        yield f"Đại biểu mời: {padded(len(guests))} người"
    yield f"Số người ký tên dự Hội nghị: {FIGURE} người, trong đó đại biểu của {FIGURE} đơn vị thành viên"
