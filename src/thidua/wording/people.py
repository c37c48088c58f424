"""Người dự hội nghị trong lời: guests as they are introduced."""

from __future__ import annotations

from thidua.records.ballots import Guest


def guest(of: Guest) -> str:
    """`Bà Phạm Thị Tượng Trưng, Phó Trưởng ban Ban Thi đua - Khen thưởng tỉnh`: as far as it is on file."""
    post = " ".join(part for part in (of.office, of.organization) if part is not None)
    return f"{of.name}, {post}" if post else of.name
