"""Báo cáo tổng kết: outcome and narrative → the words of the summary report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thidua.papers.narrative import Block, blocks
from thidua.papers.review import review, review_title
from thidua.papers.views import (
    ReportView,
    Section,
    address,
    heading,
    legal_bases,
    letterhead,
    line,
    properties,
    recipients,
    section_heading,
    signature,
    signer_of,
)
from thidua.vietnamese import capital

if TYPE_CHECKING:
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome

SYMBOL = "BC"
CLOSING_WORDS = "trên đây là"


def report_view(outcome: Outcome, report: Report, *, draft: bool) -> ReportView:
    """The summary report. Only a draft may leave something undecided."""
    if outcome.pending and not draft:
        raise ValueError("a report with open decisions must be a draft")
    words = report.sections
    if words is None:
        raise ValueError("a report without its words")
    proposals, closing = _closing(blocks(words.proposals), outcome)
    before = _sections(
        (
            ("Đặc điểm, tình hình", blocks(words.situation)),
            (f"Kết quả thực hiện công tác thi đua năm {outcome.year}", blocks(words.results)),
            ("Hạn chế, nguyên nhân, bài học kinh nghiệm", blocks(words.shortcomings)),
        ),
        done=0,
    )
    judged = review(outcome, section_heading(len(before) + 1, review_title(outcome)), words.review)
    after = _sections(
        (
            (f"Phương hướng, nhiệm vụ năm {outcome.year + 1}", blocks(words.directions)),
            ("Đề xuất, kiến nghị", proposals),
        ),
        done=len(before) + judged.shown,
    )
    return ReportView(
        properties=properties(_title(outcome), outcome.bloc.name, report.issuer, report.report),
        draft=draft,
        letterhead=letterhead(report.issuer, report.report, SYMBOL, outcome.bloc, draft=draft),
        heading=heading("Báo cáo", capital(_subject(outcome))),
        address=address(report.report.addressees),
        bases=legal_bases(bases_of(outcome)),
        opening=line(f"{outcome.bloc.name} báo cáo {_subject(outcome)} như sau:"),
        before=before,
        review=judged,
        after=after,
        closing=closing,
        signature=signature(signer_of(report, report.report)),
        recipients=recipients(report.report),
    )


def _subject(outcome: Outcome) -> str:
    """Trích yếu, within a sentence."""
    return f"tổng kết công tác thi đua năm {outcome.year} và phương hướng, nhiệm vụ năm {outcome.year + 1}"


def _title(outcome: Outcome) -> str:
    """Tên đầy đủ, as conferences name the report."""
    this, following = outcome.year, outcome.year + 1
    return f"Báo cáo tổng kết công tác thi đua năm {this} và phương hướng nhiệm vụ năm {following}"


def bases_of(outcome: Outcome) -> tuple[str, ...]:
    """The legal bases; the regulation of the year is one of them."""
    bases, title = outcome.regulation.legal_bases, line(outcome.regulation.title)
    return bases if any(title in line(basis) for basis in bases) else (*bases, title)


def _sections(parts: tuple[tuple[str, tuple[Block, ...]], ...], done: int) -> tuple[Section, ...]:
    """Numbered after `done` others; a part without a word is left out."""
    written = [part for part in parts if part[1]]
    return tuple(Section(section_heading(at, title), text) for at, (title, text) in enumerate(written, done + 1))


def _closing(proposals: tuple[Block, ...], outcome: Outcome) -> tuple[tuple[Block, ...], str]:
    """The last sentence, ended with `./.`: the user's own `Trên đây là …`, else the usual one."""
    last = proposals[-1] if proposals else None
    if last is not None and last.paragraph and last.text.lower().startswith(CLOSING_WORDS):
        return proposals[:-1], f"{line(last.text).rstrip(' ./')}./."
    return proposals, f"{line(f'Trên đây là báo cáo {_subject(outcome)} của {outcome.bloc.name}')}./."
