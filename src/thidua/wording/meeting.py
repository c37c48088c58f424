"""Hội nghị trong lời: who presided."""

from __future__ import annotations

from thidua.records.ballots import Meeting

BLANK = "…………………"
"""What is written by hand."""


def presided(meeting: Meeting | None) -> str:
    """`Chủ trì: A, chức vụ`, or `Đồng chủ trì: A, chức vụ; B, chức vụ`; dots for a chair not on file."""
    known = meeting is not None and meeting.chair is not None
    first = _person(meeting.chair or "", meeting.chair_office) if known and meeting is not None else BLANK
    others = [_person(other.name, other.office) for other in meeting.co_chairs] if meeting is not None else []
    return f"{'Đồng chủ trì' if others else 'Chủ trì'}: {'; '.join((first, *others))}"


def _person(name: str, office: str | None) -> str:
    return f"{name}, {office}" if office is not None else name
