"""Kết quả bình xét trong lời: attendance, score table, awards and head of an outcome as numbered passages.

Whatever has no data is left out, and the numbers of the rest follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.contests import count_words, points_text
from thidua.papers.headship import headship_lines, headship_title
from thidua.papers.narrative import block, blocks
from thidua.papers.views import (
    AwardPart,
    AwardRow,
    Awards,
    Passage,
    Review,
    ScoreRow,
    ScoreTable,
    line,
    sentence,
)
from thidua.rules.contest import Matter
from thidua.rules.scoring import round_to
from thidua.vietnamese import capital, decimal, letter, listed, long_date, percent

if TYPE_CHECKING:
    from fractions import Fraction

    from thidua.records.regulation import Award, Scoring
    from thidua.rules.awards import AwardResult, Candidate
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
NO_AWARDS = Awards(shown=False, heading="", lead="", awards=())


def review(outcome: Outcome, heading: str, lead: str | None) -> Review:
    """The section on the review; `lead` is the user's own introduction."""
    numbers = count(1)

    def numbered(title: str) -> str:
        return f"{next(numbers)}. {title}"

    attendance = _attendance(outcome, numbered)
    scores = score_table(outcome, numbered)
    awards = _awards(outcome, numbered)
    not_considered = set_aside(outcome, numbered)
    head = _head(outcome, numbered)
    parts = (attendance, scores, awards, not_considered, head)
    shown = lead is not None or any(part.shown for part in parts)
    words = blocks(lead) if lead is not None else (block("paragraph", _lead(outcome)),)
    return Review(shown, heading, tuple(words), attendance, scores, awards, not_considered, head)


def _lead(outcome: Outcome) -> str:
    meeting = outcome.ballots.conference if outcome.ballots is not None else None
    if meeting is None:
        return line(f"Thực hiện {outcome.regulation.title}, kết quả bình xét năm {outcome.year} như sau:")
    when = f", tổ chức {long_date(meeting.held_on)}" if meeting.held_on is not None else ""
    where = f" tại {meeting.venue}" if meeting.held_on is not None and meeting.venue is not None else ""
    return line(
        f"Thực hiện {outcome.regulation.title}, Hội nghị tổng kết công tác thi đua năm {outcome.year}"
        f"{when}{where}, đã tiến hành bình xét. Kết quả như sau:"
    )


Numbered = Callable[[str], str]


# --- 1. thành phần ---------------------------------------------------------------------------


def _attendance(outcome: Outcome, numbered: Numbered) -> Passage:
    if outcome.ballots is None:
        return NO_PASSAGE
    lines = tuple(f"- {sentence(text)}" for text in _attendance_lines(outcome))
    return Passage(shown=True, heading=numbered("Thành phần Hội nghị"), lines=lines)


def _attendance_lines(outcome: Outcome) -> Iterator[str]:
    meeting = outcome.ballots.conference if outcome.ballots is not None else None
    if meeting is not None and meeting.chair is not None:
        yield f"Chủ trì: {meeting.chair}{f', {meeting.chair_office}' if meeting.chair_office else ''}"
    if meeting is not None and meeting.guests:
        yield f"Đại biểu mời: {'; '.join(map(wording.guest, meeting.guests))}"
    yield from participants(outcome)


def participants(outcome: Outcome) -> Iterator[str]:
    """Members present and absent, opinions in writing, the quorum: one statement a line."""
    found = outcome.attendance
    everyone = f"Tổng số đơn vị thành viên: {wording.units_count(len(found.members))}"
    if found.absent:
        yield (
            f"{everyone}; có mặt: {wording.units_count(len(found.present))};"
            f" vắng mặt: {wording.units_count(len(found.absent))} ({wording.unit_names(outcome, found.absent)})"
        )
    else:
        yield f"{everyone}, tất cả đều có mặt"
    if found.written:
        yield f"Đơn vị vắng mặt đã gửi phiếu, ý kiến bằng văn bản: {wording.unit_names(outcome, found.written)}"
    if found.quorum is not None:
        state = "đủ" if found.quorum.met else "không đủ"
        clause = found.quorum.clause or outcome.regulation.conference.clause
        yield f"Hội nghị {state} điều kiện tiến hành: {wording.threshold(found.quorum)}{wording.clause_words(clause)}"


# --- 2. bảng điểm ----------------------------------------------------------------------------


def score_table(outcome: Outcome, numbered: Numbered) -> ScoreTable:
    """Totals, ranks and bands of all members."""
    scoring = outcome.regulation.scoring
    if outcome.board is None or scoring is None or not outcome.board.units:
        return NO_TABLE
    ranked = outcome.board.ranked()
    rows = [_score_row(at, unit, scoring, outcome) for at, unit in enumerate(ranked, 1)]
    known = {unit.unit for unit in ranked}
    lacking = [code for code in outcome.attendance.members if code not in known]
    rows += [_empty_row(at, code, outcome) for at, code in enumerate(lacking, len(rows) + 1)]
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
    nominee = outcome.nominee(unit.unit)
    if nominee is not None and nominee.status != "considered":
        return capital(wording.status(nominee.status))
    return "Chưa đủ điểm" if unit.total is None else line(unit.band or "")


def _empty_row(at: int, code: str, outcome: Outcome) -> ScoreRow:
    label = line(wording.label(outcome, code))
    return ScoreRow(str(at), label, "-", "-", "-", "-", "-", "Chưa có điểm")


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


# --- 3. khen thưởng --------------------------------------------------------------------------


def _awards(outcome: Outcome, numbered: Numbered) -> Awards:
    if not outcome.awards:
        return NO_AWARDS
    chosen = {unit for award in outcome.awards for unit in award.proposed}
    if any(award.is_open for award in outcome.awards):
        lead = "Kết quả bình xét theo từng hình thức khen thưởng như sau:"
    elif chosen:
        lead = f"Hội nghị thống nhất đề nghị khen thưởng {wording.units_count(len(chosen))}, cụ thể như sau:"
    else:
        lead = "Không có đơn vị được đề nghị khen thưởng; kết quả bình xét từng hình thức như sau:"
    parts = tuple(_award(at, found, outcome) for at, found in enumerate(outcome.awards))
    return Awards(shown=True, heading=numbered("Kết quả bình xét khen thưởng"), lead=lead, awards=parts)


def _award(at: int, found: AwardResult, outcome: Outcome) -> AwardPart:
    award = next(award for award in outcome.regulation.awards if award.code == found.award)
    number = wording.units_count(len(found.proposed)) if found.proposed or not found.is_open else wording.UNDECIDED
    rows = tuple(_award_row(at, code, found, outcome) for at, code in enumerate(found.proposed, 1))
    voted = bool(rows) and all(row.votes for row in rows)
    checks = [candidate.check for candidate in found.candidates if candidate.check is not None]
    base = wording.base(checks[0].of) if checks else wording.base("valid")
    return AwardPart(
        heading=line(f"{letter(at)}) {award.name}: {number}"),
        lines=tuple(f"- {sentence(text)}" for text in _award_lines(award, found, outcome)),
        as_table=voted,
        as_list=bool(rows) and not voted,
        share_title=f"Tỷ lệ trên {base}",
        rows=rows,
        remarks=tuple(f"- {sentence(text)}" for text in award_remarks(found, outcome)),
    )


def _award_lines(award: Award, found: AwardResult, outcome: Outcome) -> Iterator[str]:
    seats = wording.units_count(found.seats.number) if found.seats.share is None else wording.seats(found.seats)
    yield f"Chỉ tiêu: {seats}{wording.clause_words(award.clause)}"
    if award.select_by == "score":
        yield "Hình thức: xét theo tổng điểm, từ cao xuống thấp"
    elif award.passes is not None and found.rounds:
        rule = wording.threshold_rule(award.passes)
        yield f"Ngưỡng phiếu để được đề nghị: {rule}{wording.clause_words(award.passes.clause)}"
    held = [item for item in outcome.counts if item.award == award.code]
    for item in sorted(held, key=lambda item: item.round):
        prefix = f"Vòng {item.round}: " if len(held) > 1 else "Hình thức: "
        yield f"{prefix}{count_words(item)}"


def _award_row(at: int, code: str, found: AwardResult, outcome: Outcome) -> AwardRow:
    candidate = found.candidate(code)
    name = line(wording.name(outcome, code))
    votes, share = unit_votes(candidate, outcome)
    note = _award_note(code, candidate, found, outcome)
    told = [text for text in (f"{votes} phiếu, đạt {share}" if share else votes, note) if text]
    text = sentence(": ".join(part for part in (f"- {name}", "; ".join(told)) if part))
    return AwardRow(str(at), name, votes, share, note, text)


def unit_votes(candidate: Candidate | None, outcome: Outcome) -> tuple[str, str]:
    """`9/11` and `81,82 %`; without a threshold the share of valid papers, without papers only votes."""
    if candidate is None or candidate.votes is None:
        return "", ""
    base = candidate.check.base if candidate.check is not None else None
    if base is None:
        number = candidate.checks[-1].round
        papers = [c.valid for c in outcome.counts if c.votes_for(candidate.unit) is not None and c.round == number]
        base = next((valid for valid in papers if valid), None)
    if not base:
        return str(candidate.votes), ""
    return f"{candidate.votes}/{base}", line(percent(candidate.votes, base))


def _award_note(code: str, candidate: Candidate | None, found: AwardResult, outcome: Outcome) -> str:
    notes = []
    if candidate is not None and candidate.checks and len(found.rounds) > 1:
        notes.append(f"Vòng {candidate.checks[-1].round}")
    decision = wording.decision_at(found.decision, outcome)
    if decision is not None and code in decision.chosen:
        notes.append(f"Theo quyết định của {decision.by}")
    scoring, board = outcome.regulation.scoring, outcome.board
    scored = board.unit(code) if board is not None else None
    if not notes and scored is not None and scored.total is not None and scored.rank is not None and scoring:
        notes.append(f"{points_text(scored.total, scoring)} điểm, hạng {scored.rank}")
    return line("; ".join(notes))


def award_remarks(found: AwardResult, outcome: Outcome) -> Iterator[str]:
    """What was tied and who decided it, what is still open, what stays empty."""
    yield from wording.ties(found, Matter(award=found.award), outcome)
    if found.tie is None and found.missing_vote:
        yield f"{capital(wording.UNDECIDED)}: {wording.no_result(found, outcome)}"
    elif found.tie is None and found.waits_for:
        yield f"{capital(wording.UNDECIDED)}: {wording.waiting(found, outcome)}"
    if found.empty and not found.missing_vote:
        yield wording.empty_seats(found)


# --- 4. đơn vị không đưa vào bình xét --------------------------------------------------------


def set_aside(outcome: Outcome, numbered: Numbered) -> Passage:
    """Units on hold, excluded or withdrawn, each with its reason and basis."""
    lines = []
    for nominee in outcome.nominees:
        if nominee.status == "considered":
            continue
        reason = f"; lý do: {nominee.reason}" if nominee.reason else ""
        basis = f" (căn cứ: {nominee.basis})" if nominee.basis else ""
        lines.append(f"- {sentence(f'{nominee.name}: {wording.status(nominee.status)}{reason}{basis}')}")
    if not lines:
        return NO_PASSAGE
    return Passage(shown=True, heading=numbered("Đơn vị không đưa vào bình xét"), lines=tuple(lines))


def _head(outcome: Outcome, numbered: Numbered) -> Passage:
    if outcome.head is None:
        return NO_PASSAGE
    lines = tuple(f"- {sentence(text)}" for text in headship_lines(outcome, outcome.head))
    return Passage(shown=True, heading=numbered(headship_title(outcome, outcome.head)), lines=lines)
