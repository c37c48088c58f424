"""Biên bản hội nghị (form 1.9): who met, what was voted with which share, what was decided by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.award_review import award_remarks
from thidua.papers.conference import rounds
from thidua.papers.contests import NO_VOTES, VoteTable, board_name, count_title, vote_table
from thidua.papers.headship import headship_lines, headship_title
from thidua.papers.narrative import Block, plain_blocks
from thidua.papers.review import (
    NO_PASSAGE,
    NO_TABLE,
    Numbered,
    participants,
    score_table,
    set_aside,
)
from thidua.papers.views import (
    Heading,
    Letterhead,
    Passage,
    ScoreTable,
    Signature,
    View,
    heading,
    letterhead,
    line,
    properties,
    recipients,
    sentence,
    signed,
)
from thidua.vietnamese import capital, letter, small
from thidua.wording import blanks
from thidua.wording.blanks import DOTS

if TYPE_CHECKING:
    from thidua.records.ballots import Meeting, Teller
    from thidua.records.report import Report
    from thidua.rules.counting import Count
    from thidua.rules.judging import Outcome

SYMBOL = "BB"


@dataclass(frozen=True, slots=True)
class ContestPart:
    """Một cuộc bỏ phiếu trong biên bản: what it was about, the votes, what came of it."""

    heading: str
    lines: tuple[str, ...]
    votes: VoteTable
    results: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contests:
    """Kết quả các cuộc bỏ phiếu."""

    shown: bool
    heading: str
    parts: tuple[ContestPart, ...]


@dataclass(frozen=True, slots=True)
class MinutesView(View):
    """Biên bản hội nghị, ready to print; `opening` is time, place, attendance, chair and secretary."""

    letterhead: Letterhead
    heading: Heading
    opening: tuple[str, ...]
    proceedings_heading: str
    proceedings: tuple[Block, ...]
    scores: ScoreTable
    board: Passage
    contests: Contests
    awards: Passage
    not_considered: Passage
    head: Passage
    closing: str
    left: Signature
    right: Signature
    recipients: tuple[str, ...]


def minutes_view(outcome: Outcome, report: Report, *, draft: bool) -> MinutesView:
    """The minutes of the review conference."""
    words, meeting = report.minutes, outcome.meeting
    subject = f"Hội nghị tổng kết công tác thi đua năm {outcome.year}"
    numbers = count(1)

    def numbered(title: str) -> str:
        return f"{next(numbers)}. {title}"

    return MinutesView(
        properties=properties(f"Biên bản {subject}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(report.issuer, words, SYMBOL, outcome.bloc, draft=draft, dated=False),
        heading=heading("Biên bản", subject),
        opening=tuple(_opening(outcome, meeting)),
        proceedings_heading=numbered("Diễn biến Hội nghị"),
        proceedings=plain_blocks(words.proceedings or _proceedings(outcome)),
        scores=score_table(outcome, numbered) if outcome.regulation.scoring is not None else NO_TABLE,
        board=_board(outcome, numbered),
        contests=_contests(outcome, numbered),
        awards=_awards(outcome, numbered),
        not_considered=set_aside(outcome, numbered),
        head=_head(outcome, numbered),
        closing=_closing(meeting),
        left=Signature(("THƯ KÝ",), signed(meeting.secretary) if meeting is not None else ""),
        right=Signature(("CHỦ TỌA",), signed(meeting.chair) if meeting is not None else ""),
        recipients=recipients(words),
    )


def _opening(outcome: Outcome, meeting: Meeting | None) -> Iterator[str]:
    """Form 1.9: start, place, attendance, chair, secretary; dots where nothing is on file."""
    starts = blanks.hour(meeting.starts_at if meeting is not None else None)
    day = blanks.day(meeting.held_on if meeting is not None else None)
    yield f"Thời gian bắt đầu: {starts}, {day}."
    yield sentence(f"Địa điểm: {meeting.venue if meeting is not None and meeting.venue is not None else DOTS}")
    yield "Thành phần tham dự:"
    found = outcome.attendance
    if meeting is not None:
        yield from (f"- {sentence(text)}" for text in participants(outcome))
        if found.recorded and found.present:
            yield f"- {sentence(f'Các đơn vị có mặt: {wording.unit_names(outcome, found.present)}')}"
        for guest in meeting.guests:
            yield f"- {sentence(f'Đại biểu mời: {wording.guest(guest)}')}"
    else:
        yield f"- {DOTS}"
    yield sentence(wording.presided(meeting))
    yield sentence(f"Thư ký: {meeting.secretary if meeting is not None and meeting.secretary is not None else DOTS}")


def _proceedings(outcome: Outcome) -> str:
    """What a conference does by its agenda; who said what, and whether the report was adopted, nobody wrote down."""
    voted = " tiến hành bình xét khen thưởng" if outcome.regulation.awards else ""
    chosen = any(item.office is not None for item in outcome.counts)
    head = f"{',' if voted else ' tiến hành'} bầu {_offices_voted(outcome)} năm {outcome.year + 1}" if chosen else ""
    last = f"\n\nHội nghị{voted}{head} theo {outcome.regulation.title}; kết quả như sau." if voted or head else ""
    return (
        f"Hội nghị nghe dự thảo Báo cáo tổng kết công tác thi đua năm {outcome.year} và phương hướng, nhiệm vụ"
        f" năm {outcome.year + 1}.\n\nÝ kiến thảo luận: {DOTS}\n\nKết quả thông qua báo cáo: {DOTS}{last}"
    )


def _offices_voted(outcome: Outcome) -> str:
    head, deputy = wording.offices(outcome)
    voted = {item.office for item in outcome.counts}
    return ", ".join(title for office, title in (("head", head), ("deputy", deputy)) if office in voted)


def teller_words(teller: Teller, outcome: Outcome) -> str:
    """`Lê Văn Ví Dụ, Sở Tư pháp - Tổ trưởng`."""
    unit = f", {wording.name(outcome, teller.unit)}" if teller.unit is not None else ""
    return line(f"{teller.name}{unit} - {teller.role}")


def _board(outcome: Outcome, numbered: Numbered) -> Passage:
    board = outcome.ballots.counting_board if outcome.ballots is not None else ()
    if not board:
        return NO_PASSAGE
    name = board_name(outcome)
    told = f"Hội nghị cử {name} gồm {wording.people_count(len(board))}:"
    return Passage(
        shown=True,
        heading=numbered(name),
        lines=(told, *(f"- {sentence(teller_words(teller, outcome))}" for teller in board)),
    )


def _contests(outcome: Outcome, numbered: Numbered) -> Contests:
    if not outcome.counts:
        return Contests(shown=False, heading="", parts=())
    parts = tuple(_contest(at, item, outcome) for at, item in enumerate(outcome.counts))
    return Contests(shown=True, heading=numbered(_contests_title(outcome)), parts=parts)


def _contests_title(outcome: Outcome) -> str:
    """By how the conference chose: nobody votes where it only agreed."""
    match tuple({item.method for item in outcome.counts}):
        case ("secret_ballot",):
            return "Kết quả bỏ phiếu"
        case ("show_of_hands",):
            return "Kết quả biểu quyết"
        case ("consensus",):
            return "Kết quả bình xét"
        case _:
            return "Kết quả bỏ phiếu, biểu quyết"


def _contest(at: int, item: Count, outcome: Outcome) -> ContestPart:
    lines = (*rounds.about(item, outcome), *rounds.papers(item, outcome))
    return ContestPart(
        f"{letter(at)}) {capital(count_title(item, outcome))}",
        tuple(f"- {sentence(text)}" for text in lines),
        vote_table(item, outcome) if item.method != "consensus" else NO_VOTES,
        tuple(f"- {sentence(capital(text))}" for text in rounds.results(item, outcome)),
    )


def _told(outcome: Outcome) -> frozenset[str]:
    """What the rounds have said already, and the conclusions need not say again."""
    return frozenset(
        text
        for item in outcome.counts
        for text in (*rounds.results(item, outcome), *wording.left_out_lines(item, outcome))
    )


def _awards(outcome: Outcome, numbered: Numbered) -> Passage:
    if not outcome.awards:
        return NO_PASSAGE
    return Passage(
        shown=True,
        heading=numbered(wording.grants_title(outcome)),
        lines=tuple(f"- {sentence(t)}" for t in _proposed(outcome)),
    )


def _proposed(outcome: Outcome) -> Iterator[str]:
    """What is proposed, and what stays empty; how each round went stands with the round."""
    told = _told(outcome)
    for found in outcome.awards:
        name = wording.award_name(outcome.regulation, found.award)
        remarks = [text for text in award_remarks(found, outcome) if text not in told]
        if found.proposed:
            own = f"{wording.act(outcome, found.award)} " if wording.is_own(outcome, found.award) else ""
            yield f"{name}: {own}{wording.units_named(outcome, found.proposed)}"
        elif not found.is_open:
            yield f"{name}: không có đơn vị {wording.acted(outcome, found.award)}"
        elif not remarks:
            yield f"{name}: {wording.UNDECIDED}"
        yield from (f"{name}: {_inside(text)}" for text in remarks)


def _inside(text: str) -> str:
    """A sentence of its own, behind a colon."""
    return small(text) if text.startswith(("Còn ", "Chưa ", "Không ", "Để ", "Có ")) else text


def _head(outcome: Outcome, numbered: Numbered) -> Passage:
    if outcome.head is None:
        return NO_PASSAGE
    told = _told(outcome)
    lines = (text for text in headship_lines(outcome, outcome.head) if text not in told)
    return Passage(
        shown=True,
        heading=numbered(headship_title(outcome, outcome.head)),
        lines=tuple(f"- {sentence(text)}" for text in lines),
    )


def _closing(meeting: Meeting | None) -> str:
    ends = blanks.hour(meeting.ends_at if meeting is not None else None)
    day = blanks.day(meeting.held_on if meeting is not None else None)
    return f"Hội nghị kết thúc vào {ends}, {day}./."
