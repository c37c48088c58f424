"""Khung của hội nghị: what it is called, when and where it is held, who presides and who keeps the minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua import wording
from thidua.wording import blanks
from thidua.wording.blanks import DOTS

if TYPE_CHECKING:
    from datetime import date, time

    from thidua.records.report import Report
    from thidua.rules.judging import Outcome


@dataclass(frozen=True, slots=True)
class Setting:
    """Thời gian, địa điểm: None where it is not on file; `presiding` says who presides, or leaves room to write it."""

    event: str
    day: date | None
    start: time | None
    venue: str | None
    presiding: str
    secretary: str | None

    @property
    def when(self) -> str:
        """`14 giờ 00, ngày 30 tháng 11 năm 2023`, with room to write what is not known."""
        hour = blanks.hour(self.start)
        return f"{hour}, {self.on}"

    @property
    def on(self) -> str:
        """The day alone."""
        return blanks.day(self.day)

    @property
    def where(self) -> str:
        return self.venue or DOTS


def event_name(outcome: Outcome) -> str:
    """Tên hội nghị: the conference at which a year is summed up."""
    return (
        f"Hội nghị tổng kết công tác thi đua năm {outcome.year} và triển khai phương hướng, nhiệm vụ"
        f" năm {outcome.year + 1}"
    )


def setting_of(outcome: Outcome, report: Report) -> Setting:
    """As the members were invited, else as ballots.yaml has it; an invitation to another event says nothing here."""
    return invited_to(outcome, report) if report.invitation.event is None else _on_file(outcome)


def invited_to(outcome: Outcome, report: Report) -> Setting:
    """What an invitation says: its own words, and for what it leaves out the conference on file."""
    words, found = report.invitation, _on_file(outcome)
    return Setting(
        event=words.event or found.event,
        day=words.held_on or found.day,
        start=words.starts_at or found.start,
        venue=words.venue or found.venue,
        presiding=f"Chủ trì: {words.chair}" if words.chair is not None else found.presiding,
        secretary=found.secretary,
    )


def _on_file(outcome: Outcome) -> Setting:
    meeting = outcome.meeting
    return Setting(
        event=event_name(outcome),
        day=meeting.held_on if meeting is not None else None,
        start=meeting.starts_at if meeting is not None else None,
        venue=meeting.venue if meeting is not None else None,
        presiding=wording.presided(meeting),
        secretary=meeting.secretary if meeting is not None else None,
    )
