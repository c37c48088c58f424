"""Hội nghị trong lời: who presided, and guests as they are introduced."""

from __future__ import annotations

from thidua.records.ballots import Guest, Meeting
from thidua.wording.blanks import DOTS


def presided(meeting: Meeting | None) -> str:
    """`Chủ trì: A, chức vụ`, or `Đồng chủ trì: A, chức vụ; B, chức vụ`; dots for a chair not on file."""
    known = meeting is not None and meeting.chair is not None
    first = _person(meeting.chair or "", meeting.chair_office) if known and meeting is not None else DOTS
    others = [_person(other.name, other.office) for other in meeting.co_chairs] if meeting is not None else []
    return f"{'Đồng chủ trì' if others else 'Chủ trì'}: {'; '.join((first, *others))}"


def _person(name: str, office: str | None) -> str:
    return f"{name}, {office}" if office is not None else name


def guest(of: Guest) -> str:
    """`Bà Phạm Thị Tượng Trưng, Phó Trưởng ban Ban Thi đua - Khen thưởng tỉnh`: as far as it is on file."""
    post = " ".join(part for part in (of.office, of.organization) if part is not None)
    return f"{of.name}, {post}" if post else of.name
