"""What the minutes need and the files lack (TD516): reminded of once votes are on file; the paper has dots there."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.checks.conference import rests_on_attendance
from thidua.checks.places import Files, Problems, at, is_written, label
from thidua.diagnostics import Diagnostic
from thidua.records.ballots import Decision

FACTS = {
    "held_on": "ngày họp",
    "starts_at": "giờ khai mạc",
    "ends_at": "giờ bế mạc",
    "venue": "địa điểm",
    "chair": "người chủ trì",
    "secretary": "thư ký",
}
"""What form 1.9 asks for, by the key of the conference."""


def minutes_complete(files: Files) -> Problems:
    """TD516: one reminder of all that the minutes lack, at the conference; nothing before there are votes."""
    if files.ballots is None or not files.ballots.contests:
        return
    missing = tuple(_missing(files))
    if missing and (_nobody_wrote_who_came(files) or _begun(files)):
        key = "conference" if is_written(files, "ballots", "conference") else "contests"
        message = f"biên bản hội nghị còn thiếu: {', '.join(missing)}"
        hint = "ghi vào ballots.yaml; chỗ còn thiếu in bằng dấu chấm để điền tay"
        yield Diagnostic("TD516", at(files, "ballots", key, on="key"), message, hint=hint)


def _begun(files: Files) -> bool:
    """Whether the minutes are being written here: who signs them is on file."""
    meeting = files.ballots.conference if files.ballots is not None else None
    return meeting is not None and (meeting.chair is not None or meeting.secretary is not None)


def _nobody_wrote_who_came(files: Files) -> bool:
    """Attendance is not on file; where a result rests on it, that is an error of its own (TD207)."""
    meeting = files.ballots.conference if files.ballots is not None else None
    unknown = meeting is not None and meeting.present is None and meeting.absent is None
    return unknown and not rests_on_attendance(files)


def _missing(files: Files) -> Iterator[str]:
    """What is missing, with the key that it is written under."""
    ballots = files.ballots
    if ballots is None:
        return
    yield from (f"{what} ({key})" for key, what in FACTS.items() if getattr(ballots.conference, key) is None)
    if _nobody_wrote_who_came(files):
        yield "các đơn vị có mặt, vắng mặt (present hoặc absent)"
    secret = any(c.method == "secret_ballot" and c.nominees != () for c in ballots.contests)
    if secret and not ballots.counting_board:
        yield "tổ kiểm phiếu (counting_board)"
    yield from _in_the_chair(files, ballots.decisions)


def _in_the_chair(files: Files, decisions: tuple[Decision, ...]) -> Iterator[str]:
    """A decision chose the unit that presided, and nobody wrote down who was in the chair for it."""
    past = files.bloc.past(files.year) if files.bloc is not None else None
    for decision in decisions:
        if past is not None and past.head in decision.chosen and decision.chair is None:
            yield f"ai điều hành khi quyết định chọn {label(files, past.head)}, đơn vị chủ trì (chair của quyết định)"


CHECKS = (minutes_complete,)
