"""Kết quả bình xét trong lời: attendance, score table, awards and head of an outcome as numbered passages.

Whatever has no data is left out, and the numbers of the rest follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.award_review import awards_passage
from thidua.papers.contests import points_text
from thidua.papers.headship import headship_lines, headship_title
from thidua.papers.narrative import block, blocks
from thidua.papers.views import (
    Passage,
    Review,
    ScoreRow,
    ScoreTable,
    line,
    sentence,
)
from thidua.rules.scoring import round_to
from thidua.vietnamese import capital, decimal, listed, long_date
from thidua.wording.blanks import FIGURE

if TYPE_CHECKING:
    from fractions import Fraction

    from thidua.records.regulation import Scoring
    from thidua.rules.counting import ThresholdCheck
    from thidua.rules.judging import Outcome
    from thidua.rules.scoring import UnitScore


NO_PASSAGE = Passage(shown=False, heading="", lines=())
NO_TABLE = ScoreTable(
    shown=False,
    heading="",
    lead="",
    caption="",
    adjusted=False,
    plain=False,
    note_title="",
    rows=(),
    remarks=(),
)


def review(outcome: Outcome, heading: str, lead: str | None) -> Review:
    """The section on the review; `lead` is the user's own introduction."""
    numbers = count(1)

    def numbered(title: str) -> str:
        return f"{next(numbers)}. {title}"

    attendance = _attendance(outcome, numbered)
    scores = score_table(outcome, numbered)
    awards = awards_passage(outcome, numbered)
    not_considered = set_aside(outcome, numbered)
    head = _head(outcome, numbered)
    parts = (attendance, scores, awards, not_considered, head)
    shown = lead is not None or any(part.shown for part in parts)
    words = blocks(lead) if lead is not None else (block("paragraph", _lead(outcome)),)
    return Review(shown, heading, tuple(words), attendance, scores, awards, not_considered, head)


def review_title(outcome: Outcome) -> str:
    """What the section is about: awards, else scores, else the conference."""
    if outcome.awards:
        return f"Kết quả bình xét năm {outcome.year}"
    if outcome.regulation.scoring is not None:
        return f"Kết quả chấm điểm, xếp hạng năm {outcome.year}"
    return f"Kết quả Hội nghị tổng kết năm {outcome.year}"


def _lead(outcome: Outcome) -> str:
    meeting, rule = outcome.meeting, f"Thực hiện {outcome.regulation.title}"
    if meeting is None or (meeting.held_on is None and not outcome.counts):
        return line(f"{rule}, kết quả{' bình xét' if outcome.awards else ''} năm {outcome.year} như sau:")
    when = f"{capital(long_date(meeting.held_on))}, " if meeting.held_on is not None else ""
    where = f"tại {meeting.venue}, " if when and meeting.venue is not None else ""
    body = capital(wording.body(outcome.bloc.kind))
    return line(
        f"{when}{where}{body} đã tổ chức Hội nghị tổng kết công tác thi đua năm {outcome.year}."
        f" {rule}, kết quả như sau:"
    )


Numbered = Callable[[str], str]


# --- 1. thành phần ---------------------------------------------------------------------------


def _attendance(outcome: Outcome, numbered: Numbered) -> Passage:
    if outcome.ballots is None:
        return NO_PASSAGE
    lines = tuple(f"- {sentence(text)}" for text in _attendance_lines(outcome))
    return Passage(shown=True, heading=numbered("Thành phần Hội nghị"), lines=lines)


def _attendance_lines(outcome: Outcome) -> Iterator[str]:
    meeting = outcome.meeting
    if meeting is not None and (meeting.chair is not None or meeting.co_chairs):
        yield wording.presided(meeting)
    if meeting is not None and meeting.guests:
        yield f"Đại biểu mời: {'; '.join(map(wording.guest, meeting.guests))}"
    yield from participants(outcome)


def participants(outcome: Outcome) -> Iterator[str]:
    """Members present and absent, opinions in writing, the quorum: one statement a line; room where nobody wrote it."""
    found = outcome.attendance
    everyone = f"Tổng số đơn vị thành viên: {wording.units_count(len(found.members))}"
    if not found.recorded:
        yield f"{everyone}; có mặt: {FIGURE} đơn vị; vắng mặt: {FIGURE} đơn vị"
    elif found.absent:
        present = wording.units_count(len(found.present))
        yield (
            f"{everyone}; có mặt: {present};"
            f" vắng mặt: {wording.units_count(len(found.absent))} ({wording.unit_names(outcome, found.absent)})"
        )
    else:
        yield f"{everyone}; có mặt đủ {wording.units_count(len(found.present))}"
    if found.written:
        yield (
            f"Đơn vị vắng mặt đã gửi phiếu, ý kiến bằng văn bản: {wording.units_count(len(found.written))}"
            f" ({wording.unit_names(outcome, found.written)})"
        )
    if found.recorded and found.quorum is not None:
        yield _quorum(found.quorum, outcome)


def _quorum(found: ThresholdCheck, outcome: Outcome) -> str:
    state = "đủ" if found.met else "không đủ"
    check = found._replace(clause=found.clause or outcome.regulation.conference.clause)
    return f"Hội nghị {state} điều kiện tiến hành: có mặt {wording.by_rule(check, 'đơn vị')}"


# --- 2. bảng điểm ----------------------------------------------------------------------------


def score_table(outcome: Outcome, numbered: Numbered) -> ScoreTable:
    """Totals, ranks and bands of all members."""
    scoring = outcome.regulation.scoring
    if outcome.board is None or scoring is None or not outcome.board.units:
        return NO_TABLE
    ranked = outcome.board.ranked()
    rows = [_score_row(at, unit, scoring, outcome) for at, unit in enumerate(ranked, 1)]
    rows += [_empty_row(at, code, outcome) for at, code in enumerate(unscored(outcome), len(rows) + 1)]
    adjusted = scoring.bonus is not None or scoring.penalty is not None
    return ScoreTable(
        shown=True,
        heading=numbered("Kết quả chấm điểm, xếp hạng"),
        lead=line(
            f"Theo bảng điểm của {outcome.regulation.title} (thang điểm {decimal(scoring.scale)}),"
            " kết quả chấm điểm của các đơn vị như sau:"
        ),
        caption=f"Bảng tổng hợp kết quả chấm điểm thi đua năm {outcome.year}",
        adjusted=adjusted,
        plain=not adjusted,
        note_title=_note_title(outcome, scoring),
        rows=tuple(rows),
        remarks=tuple(score_remarks(outcome, scoring)),
    )


def _score_row(at: int, unit: UnitScore, scoring: Scoring, outcome: Outcome) -> ScoreRow:
    def points(value: Fraction | None) -> str:
        return "-" if value is None else points_text(round_to(value, scoring.round), scoring)

    return ScoreRow(
        position=str(at),
        unit=line(wording.label(outcome, unit.unit)),
        criteria=points(unit.earned),
        bonus=points(unit.bonus or None),
        penalty=points(unit.penalty or None),
        total="-" if unit.total is None else points_text(unit.total, scoring),
        rank="-" if unit.rank is None else str(unit.rank),
        note=note_of(unit, outcome),
    )


def note_of(unit: UnitScore, outcome: Outcome) -> str:
    """The band, or why there is none."""
    return _aside(unit.unit, outcome) or ("Chưa đủ điểm" if unit.total is None else line(unit.band or ""))


def note_without_score(code: str, outcome: Outcome) -> str:
    """Of a member with no score at all: that it is not considered, else that its score is missing."""
    return _aside(code, outcome) or "Chưa có điểm"


def _aside(code: str, outcome: Outcome) -> str:
    nominee = outcome.nominee(code)
    if nominee is None or nominee.status == "considered":
        return ""
    return capital(wording.status(nominee.status))


def unscored(outcome: Outcome) -> tuple[str, ...]:
    """Members of the year that nobody has scored, in the order of the roster."""
    known = {unit.unit for unit in outcome.board.units} if outcome.board is not None else set()
    return tuple(code for code in outcome.attendance.members if code not in known)


def _empty_row(at: int, code: str, outcome: Outcome) -> ScoreRow:
    label = line(wording.label(outcome, code))
    return ScoreRow(str(at), label, "-", "-", "-", "-", "-", note_without_score(code, outcome))


def _note_title(outcome: Outcome, scoring: Scoring) -> str:
    everyone = all(nominee.status == "considered" for nominee in outcome.nominees if nominee.of is None)
    if not scoring.bands:
        return "Ghi chú"
    return "Xếp loại" if everyone else "Xếp loại, ghi chú"


def score_remarks(outcome: Outcome, scoring: Scoring) -> Iterator[str]:
    """What a reader of the score table should know: shared ranks, rescaled totals."""
    units = outcome.board.units if outcome.board is not None else ()
    ranks = [unit.rank for unit in units if unit.rank is not None]
    if len(frozenset(ranks)) < len(ranks):
        yield "Các đơn vị có tổng điểm bằng nhau xếp cùng một hạng."
    rescaled = [wording.label(outcome, unit.unit) for unit in units if unit.rescaled_from is not None]
    if rescaled:
        yield line(
            f"Điểm của {listed(rescaled)} được quy đổi về thang điểm {decimal(scoring.scale)}"
            " do có tiêu chí không phát sinh trong năm."
        )


# --- 3. đơn vị không đưa vào bình xét --------------------------------------------------------


def set_aside(outcome: Outcome, numbered: Numbered) -> Passage:
    """Units on hold, excluded or withdrawn, each with its reason and basis."""
    lines = []
    for nominee in outcome.nominees:
        if nominee.status == "considered":
            continue
        reason = f"; lý do: {nominee.reason}" if nominee.reason else ""
        basis = f" (căn cứ: {nominee.basis})" if nominee.basis else ""
        name = wording.name(outcome, nominee.code)
        lines.append(f"- {sentence(f'{name}: {wording.standing(nominee.status)}{reason}{basis}')}")
    if not lines:
        return NO_PASSAGE
    return Passage(shown=True, heading=numbered("Đơn vị không đưa vào bình xét"), lines=tuple(lines))


def _head(outcome: Outcome, numbered: Numbered) -> Passage:
    if outcome.head is None:
        return NO_PASSAGE
    lines = tuple(f"- {sentence(text)}" for text in headship_lines(outcome, outcome.head))
    return Passage(shown=True, heading=numbered(headship_title(outcome, outcome.head)), lines=lines)
