"""Bảng đăng ký danh hiệu thi đua, hình thức khen thưởng: a row a member; blank until it has registered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua import wording
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

if TYPE_CHECKING:
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """Đăng ký của một đơn vị."""

    position: str
    unit: str
    titles: str


@dataclass(frozen=True, slots=True)
class RegistrationView(View):
    """Bảng đăng ký, ready to print."""

    letterhead: Letterhead
    heading: Heading
    opening: str
    rows: tuple[RegistrationRow, ...]
    remarks: tuple[str, ...]
    signature: Signature
    recipients: tuple[str, ...]


def registration_view(outcome: Outcome, report: Report, *, draft: bool) -> RegistrationView:
    """The registrations of all members."""
    words, members = report.registration, outcome.attendance.members
    title = "Bảng đăng ký danh hiệu thi đua, hình thức khen thưởng"
    return RegistrationView(
        properties=properties(f"{title} năm {outcome.year}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(report.issuer, words, "", outcome.bloc, draft=draft),
        heading=heading(title, f"Năm {outcome.year}"),
        opening=line(
            f"Các đơn vị thành viên {outcome.bloc.name} đăng ký danh hiệu thi đua, hình thức khen thưởng năm"
            f" {outcome.year} như sau:"
        ),
        rows=tuple(
            RegistrationRow(str(at), line(wording.name(outcome, code)), _titles(code, outcome, report))
            for at, code in enumerate(members, 1)
        ),
        remarks=_remarks(outcome, report),
        signature=signature(signer_of(report, words)),
        recipients=recipients(words),
    )


def _titles(code: str, outcome: Outcome, report: Report) -> str:
    """What a unit registered, awards of the regulation by their full names; blank where it is not on file."""
    found = report.registration.titles.get(code, ())
    return line("; ".join(wording.award_name(outcome.regulation, title) for title in found))


def _remarks(outcome: Outcome, report: Report) -> tuple[str, ...]:
    """How many have registered, once any has."""
    members = outcome.attendance.members
    done = [code for code in members if report.registration.titles.get(code)]
    if not done:
        return ()
    return (sentence(f"Đã đăng ký: {len(done)}/{len(members)} đơn vị"),)
