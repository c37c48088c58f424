"""Thông báo kết luận hội nghị (form 1.4): what was adopted, and who does what by when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.conference.agenda import report_name
from thidua.papers.conference.setting import Setting, setting_of
from thidua.papers.contests import points_text
from thidua.papers.headship import headship_lines, headship_title
from thidua.papers.review import NO_PASSAGE
from thidua.papers.views import (
    Heading,
    Letterhead,
    Passage,
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
from thidua.vietnamese import capital, decimal
from thidua.wording.blanks import DOTS

if TYPE_CHECKING:
    from thidua.records.report import Report, Task
    from thidua.rules.judging import Outcome

SYMBOL = "TB"
FIRST_IN_RANK = 3
"""Ranks told where the regulation has no bands."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Một việc được giao."""

    position: str
    what: str
    who: str
    by: str


@dataclass(frozen=True, slots=True)
class ConclusionsView(View):
    """Thông báo kết luận, ready to print."""

    OPTIONAL = frozenset({"closing"})

    letterhead: Letterhead
    heading: Heading
    opening: tuple[str, ...]
    adopted: Passage
    scores: Passage
    awards: Passage
    head: Passage
    has_tasks: bool
    tasks_heading: str
    tasks: tuple[TaskRow, ...]
    closing: str
    signature: Signature
    recipients: tuple[str, ...]


Numbered = Callable[[str], str]


def conclusions_view(outcome: Outcome, report: Report, *, draft: bool) -> ConclusionsView:
    """What the conference adopted, for all members to know and do."""
    words, found = report.conclusions, setting_of(outcome, report)
    numbers = count(1)

    def numbered(title: str) -> str:
        return f"{next(numbers)}. {title}"

    return ConclusionsView(
        properties=properties(f"Thông báo kết luận {found.event}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(report.issuer, words, SYMBOL, outcome.bloc, draft=draft),
        heading=heading("Thông báo", f"Kết luận {found.event}"),
        opening=tuple(line(text) for text in _opening(outcome, found)),
        adopted=Passage(
            shown=True,
            heading=numbered("Về báo cáo tổng kết"),
            lines=(sentence(words.adopted or f"Hội nghị thông qua {report_name(outcome)}"),),
        ),
        scores=_passage(numbered, "Về kết quả chấm điểm, xếp hạng", tuple(_scores(outcome))),
        awards=_passage(numbered, f"Về bình xét khen thưởng năm {outcome.year}", tuple(_awards(outcome))),
        head=_passage(numbered, *_head(outcome)),
        has_tasks=bool(words.tasks),
        tasks_heading=numbered("Tổ chức thực hiện") if words.tasks else "",
        tasks=tuple(_task(at, task, outcome) for at, task in enumerate(words.tasks, 1)),
        closing=line(f"{outcome.bloc.name} thông báo để các đơn vị thành viên biết, phối hợp thực hiện./."),
        signature=signature(signer_of(report, words)),
        recipients=recipients(words),
    )


def _passage(numbered: Numbered, title: str, lines: tuple[str, ...]) -> Passage:
    if not lines:
        return NO_PASSAGE
    return Passage(shown=True, heading=numbered(title), lines=tuple(f"- {sentence(text)}" for text in lines))


def _opening(outcome: Outcome, found: Setting) -> Iterator[str]:
    yield (
        f"Ngày họp: {found.on}; địa điểm: {found.where}."
        if found.day is None
        else (f"{capital(found.on)}, tại {found.where}, {outcome.bloc.name} tổ chức {found.event}.")
    )
    yield f"{found.presiding}."
    meeting, who = outcome.meeting, outcome.attendance
    if outcome.attendance.recorded:
        units = wording.units_count(len(who.members))
        if who.absent:
            yield f"Dự Hội nghị có đại diện {wording.units_count(len(who.present))} trên tổng số {units} thành viên."
        else:
            yield f"Dự Hội nghị có đại diện cả {units} thành viên."
    if meeting is not None and meeting.guests:
        yield f"Đại biểu mời: {'; '.join(map(wording.guest, meeting.guests))}."
    yield "Sau khi nghe các báo cáo, thảo luận và bình xét, Hội nghị thống nhất kết luận như sau:"


def _scores(outcome: Outcome) -> Iterator[str]:
    """The units of each band, best first; without bands the first in rank."""
    board, scoring = outcome.board, outcome.regulation.scoring
    if board is None or scoring is None:
        return
    ranked = [unit for unit in board.ranked() if unit.total is not None]
    if not ranked:
        return
    yield f"Thông qua kết quả chấm điểm, xếp hạng của {wording.units_count(len(ranked))}"
    for unit in ranked:
        if unit.total is not None and unit.rank is not None and unit.rank <= (1 if scoring.bands else FIRST_IN_RANK):
            points = f"{points_text(unit.total, scoring)}/{decimal(scoring.scale)} điểm"
            yield f"Xếp hạng {unit.rank}: {wording.name(outcome, unit.unit)} ({points})"
    for band in scoring.bands:
        units = [unit.unit for unit in ranked if unit.band == band.name]
        if units:
            yield f"{band.name}: {_named(units, outcome)}"


def _named(units: Sequence[str], outcome: Outcome) -> str:
    """`01 (một) đơn vị là A`, `02 (hai) đơn vị, gồm A và B`."""
    lead = " là" if len(units) == 1 else ", gồm"
    return f"{wording.units_count(len(units))}{lead} {wording.unit_names(outcome, units)}"


def _awards(outcome: Outcome) -> Iterator[str]:
    """Who is proposed for each award."""
    for found in outcome.awards:
        name = wording.award_name(outcome.regulation, found.award)
        if found.is_open:
            yield f"{name}: {wording.UNDECIDED}"
        elif found.proposed:
            yield f"{name}: {_named(found.proposed, outcome)}"
        else:
            yield f"{name}: không có đơn vị được đề nghị"


def _head(outcome: Outcome) -> tuple[str, tuple[str, ...]]:
    if outcome.head is None:
        return "", ()
    return f"Về {headship_title(outcome, outcome.head)}", tuple(headship_lines(outcome, outcome.head))


def _task(at: int, task: Task, outcome: Outcome) -> TaskRow:
    """Who does it may be a member's code."""
    member = outcome.bloc.member(task.who) if task.who is not None else None
    who = member.name if member is not None else task.who or DOTS
    return TaskRow(str(at), line(task.what), line(who), line(task.by or DOTS))
