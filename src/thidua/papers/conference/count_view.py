"""Biên bản kiểm phiếu: one contest in one round, signed by the counting board."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.conference import rounds
from thidua.papers.conference.minutes_view import SYMBOL, teller_words
from thidua.papers.contests import VoteTable, board_name, count_title, has_minutes, vote_table
from thidua.papers.file_names import distinct, plain
from thidua.papers.views import (
    Heading,
    Letterhead,
    Passage,
    Signature,
    SignatureRow,
    View,
    heading,
    letterhead,
    line,
    properties,
    recipients,
    sentence,
    signature_rows,
    signed,
)
from thidua.vietnamese import capital, small
from thidua.wording import blanks
from thidua.wording.blanks import DOTS

if TYPE_CHECKING:
    from thidua.records.report import Report
    from thidua.rules.counting import Count
    from thidua.rules.judging import Outcome


@dataclass(frozen=True, slots=True)
class CountView(View):
    """Biên bản kiểm phiếu, ready to print."""

    OPTIONAL = frozenset({"closing"})

    letterhead: Letterhead
    heading: Heading
    opening: str
    board: tuple[str, ...]
    papers_heading: str
    papers: tuple[str, ...]
    votes_heading: str
    votes: VoteTable
    results: Passage
    closing: str
    signers: tuple[SignatureRow, ...]
    recipients: tuple[str, ...]


def count_views(outcome: Outcome, report: Report, *, draft: bool) -> tuple[tuple[str, CountView], ...]:
    """One for each contest that was counted (not for what was agreed without votes), in the order of the file."""
    counted = [item for item in outcome.counts if has_minutes(item, outcome)]
    offices = office_names(outcome)
    codes = [award.code for award in outcome.regulation.awards]
    names = dict(zip(codes, distinct(codes, offices.values()), strict=True))
    return tuple(
        (count_file(item, names, offices), _view(at, item, outcome, report, draft=draft))
        for at, item in enumerate(counted)
    )


def count_file(item: Count, names: Mapping[str, str], offices: Mapping[str, str]) -> str:
    """`bien-ban-kiem-phieu-co-tinh-vong-1`; `names`, `offices`: what stands for each award and each office."""
    what = names[item.award] if item.award is not None else offices[item.office or "head"]
    return f"bien-ban-kiem-phieu-{what}-vong-{item.round}"


def office_names(outcome: Outcome) -> dict[str, str]:
    """What stands for head and deputy in file names: `truong-khoi`, `cum-pho`."""
    head, deputy = (plain(title) for title in wording.offices(outcome))
    return {"head": head, "deputy": deputy if deputy != head else f"{deputy}-2"}


def _view(at: int, item: Count, outcome: Outcome, report: Report, *, draft: bool) -> CountView:
    words = report.count_minutes
    if words.number is not None:
        words = words.model_copy(update={"number": words.number + at})
    secret = item.method == "secret_ballot"
    subject = f"{'Kiểm phiếu' if secret else 'Kiểm đếm biểu quyết'} {count_title(item, outcome)}"
    board = outcome.ballots.counting_board if outcome.ballots is not None else ()
    signers = tuple(Signature((line(teller.role).upper(),), signed(teller.name)) for teller in board)
    return CountView(
        properties=properties(f"Biên bản {small(subject)}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(report.issuer, words, SYMBOL, outcome.bloc, draft=draft, dated=False),
        heading=heading("Biên bản", subject),
        opening=_opening(outcome),
        board=tuple(f"- {sentence(teller_words(teller, outcome))}" for teller in board) or (f"- {DOTS}",),
        papers_heading="1. Nội dung và số phiếu" if secret else "1. Nội dung biểu quyết",
        papers=tuple(f"- {sentence(text)}" for text in _papers(item, outcome)),
        votes_heading="2. Số phiếu của từng đơn vị" if secret else "2. Số đơn vị tán thành",
        votes=vote_table(item, outcome),
        results=Passage(
            shown=True,
            heading="3. Kết quả",
            lines=tuple(f"- {sentence(capital(text))}" for text in _results(item, outcome)),
        ),
        closing=f"Biên bản đã được đọc lại; {board_name(outcome)} thống nhất nội dung và ký tên./.",
        signers=signature_rows(signers or (Signature(("TỔ TRƯỞNG",), ""), Signature(("THÀNH VIÊN",), ""))),
        recipients=recipients(words),
    )


def _opening(outcome: Outcome) -> str:
    meeting = outcome.meeting
    day = blanks.day(meeting.held_on if meeting is not None else None)
    where = f", tại {meeting.venue}" if meeting is not None and meeting.venue is not None else ""
    number = len(outcome.ballots.counting_board) if outcome.ballots is not None else 0
    who = f" gồm {wording.people_count(number)}" if number else " gồm"
    sent = f"do Hội nghị tổng kết công tác thi đua năm {outcome.year} cử"
    return line(f"Hôm nay, {day}{where}, {board_name(outcome)} {sent}{who}:")


def _papers(item: Count, outcome: Outcome) -> Iterator[str]:
    """Who was there, what the round was about, ballots issued, returned, valid, invalid by kind."""
    found = outcome.attendance
    there = wording.units_count(len(found.present)) if found.recorded else "…… đơn vị"
    yield f"Số đơn vị có mặt: {there} trên tổng số {len(found.members):02d} đơn vị"
    if found.written and (item.issued is None or item.issued > len(found.present)):
        yield (
            f"Đơn vị vắng mặt gửi phiếu, ý kiến bằng văn bản: {wording.units_count(len(found.written))}"
            f" ({wording.unit_names(outcome, found.written)})"
        )
    yield from rounds.about(item, outcome)
    yield from rounds.papers(item, outcome)


def _results(item: Count, outcome: Outcome) -> Iterator[str]:
    """What came of the round; after the last one, the seats that stay empty."""
    yield from rounds.results(item, outcome)
    award = outcome.award(item.award) if item.award is not None else None
    if award is not None and award.empty and item.round == max(award.rounds):
        yield wording.empty_seats(award, outcome)
