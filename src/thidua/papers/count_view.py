"""Biên bản kiểm phiếu: one contest in one round, signed by the counting board."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.contests import (
    VoteTable,
    count_title,
    figure,
    rule_of,
    spoilt,
    vote_table,
)
from thidua.papers.file_names import distinct, plain
from thidua.papers.minutes_view import DOTS, NO_DAY, SYMBOL, teller_words
from thidua.papers.views import (
    Heading,
    Letterhead,
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
)
from thidua.vietnamese import long_date

if TYPE_CHECKING:
    from thidua.records.report import Report
    from thidua.rules.counting import Count
    from thidua.rules.judging import Outcome


@dataclass(frozen=True, slots=True)
class CountView(View):
    """Biên bản kiểm phiếu, ready to print."""

    letterhead: Letterhead
    heading: Heading
    opening: str
    board: tuple[str, ...]
    papers_heading: str
    papers: tuple[str, ...]
    votes_heading: str
    votes: VoteTable
    closing: str
    signers: tuple[SignatureRow, ...]
    recipients: tuple[str, ...]


def count_views(outcome: Outcome, report: Report, *, draft: bool) -> tuple[tuple[str, CountView], ...]:
    """One for each contest that was counted (not for what was agreed without votes), in the order of the file."""
    counted = [item for item in outcome.counts if item.method != "consensus" and item.nominees]
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
    subject = f"Kiểm phiếu {count_title(item, outcome)}"
    board = outcome.ballots.counting_board if outcome.ballots is not None else ()
    signed = tuple(Signature((line(teller.role).upper(),), line(teller.name)) for teller in board)
    return CountView(
        properties=properties(
            f"Biên bản {subject[:1].lower()}{subject[1:]}", outcome.bloc.name, report.issuer, words, outcome.year
        ),
        draft=draft,
        letterhead=letterhead(report.issuer, words, SYMBOL, outcome.bloc, draft=draft, dated=False),
        heading=heading("Biên bản", subject),
        opening=_opening(outcome),
        board=tuple(f"- {sentence(teller_words(teller, outcome))}" for teller in board) or (f"- {DOTS}",),
        papers_heading="1. Số phiếu" if secret else "1. Biểu quyết",
        papers=tuple(f"- {sentence(text)}" for text in _papers(item, outcome)),
        votes_heading="2. Số phiếu đồng ý của từng đơn vị" if secret else "2. Số đơn vị đồng ý",
        votes=vote_table(item, outcome),
        closing="Biên bản đã được đọc lại; Tổ kiểm phiếu thống nhất nội dung và ký tên./.",
        signers=signature_rows(signed or (Signature(("TỔ TRƯỞNG",), ""), Signature(("THÀNH VIÊN",), ""))),
        recipients=recipients(words),
    )


def _opening(outcome: Outcome) -> str:
    meeting = outcome.ballots.conference if outcome.ballots is not None else None
    day = long_date(meeting.held_on) if meeting is not None and meeting.held_on is not None else NO_DAY
    where = f", tại {meeting.venue}" if meeting is not None and meeting.venue is not None else ""
    number = len(outcome.ballots.counting_board) if outcome.ballots is not None else 0
    who = f" gồm {wording.people_count(number)}" if number else " gồm"
    return line(
        f"Hôm nay, {day}{where}, Tổ kiểm phiếu do Hội nghị tổng kết công tác thi đua năm {outcome.year} cử{who}:"
    )


def _papers(item: Count, outcome: Outcome) -> Iterator[str]:
    """Papers issued, returned, valid, invalid by kind; how many were entitled."""
    found = outcome.attendance
    yield f"Số đơn vị có mặt: {wording.units_count(len(found.present))} trên tổng số {len(found.members):02d} đơn vị"
    if found.written and (item.issued is None or item.issued > len(found.present)):
        yield f"Đơn vị vắng mặt gửi phiếu, ý kiến bằng văn bản: {wording.unit_names(outcome, found.written)}"
    held = [
        f"{name}: {figure(n)} phiếu"
        for name, n in (("Phát ra", item.issued), ("thu về", item.returned))
        if n is not None
    ]
    if held:
        yield "; ".join(held)
    if item.valid is not None:
        wrong = spoilt(item)
        told = f"; không hợp lệ: {figure(wrong)} phiếu{_kinds(item)}" if wrong is not None else ""
        yield f"Hợp lệ: {figure(item.valid)} phiếu{told}"
    rule = rule_of(outcome, item.matter).passes
    if rule is not None:
        yield f"Ngưỡng phiếu theo quy chế: {wording.threshold_rule(rule)}{wording.clause_words(rule.clause)}"
    yield from wording.left_out_lines(item, outcome)


def _kinds(item: Count) -> str:
    if item.invalid is None or not item.invalid.total:
        return ""
    kinds = (
        (wording.invalid("blank"), item.invalid.blank),
        (wording.invalid("too_many"), item.invalid.too_many),
        (wording.invalid("defaced"), item.invalid.defaced),
    )
    told = ", ".join(f"{name}: {figure(number)}" for name, number in kinds if number)
    return f" ({told})"
