"""Báo cáo sơ kết 6 tháng: the user's words; a part that is not written has dots to write on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua.papers.closing.report_view import SYMBOL, bases_of
from thidua.papers.narrative import Block, block, blocks
from thidua.papers.views import (
    Address,
    Heading,
    Letterhead,
    Section,
    Signature,
    View,
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
from thidua.wording.blanks import DOTS

if TYPE_CHECKING:
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome

TO_WRITE = DOTS * 8
"""Two lines of dots."""


@dataclass(frozen=True, slots=True)
class MidyearView(View):
    """Báo cáo sơ kết, ready to print."""

    letterhead: Letterhead
    heading: Heading
    address: Address
    bases: tuple[str, ...]
    opening: str
    sections: tuple[Section, ...]
    closing: str
    signature: Signature
    recipients: tuple[str, ...]


def midyear_view(outcome: Outcome, report: Report, *, draft: bool) -> MidyearView:
    """The mid-year review."""
    words, year = report.midyear, outcome.year
    subject = f"sơ kết công tác thi đua 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm {year}"
    parts = (
        (f"Kết quả công tác thi đua 6 tháng đầu năm {year}", written(words.results)),
        ("Hạn chế, nguyên nhân", written(words.shortcomings)),
        (f"Nhiệm vụ 6 tháng cuối năm {year}", written(words.directions)),
        ("Đề xuất, kiến nghị", blocks(words.proposals) if words.proposals is not None else ()),
    )
    return MidyearView(
        properties=properties(f"Báo cáo {subject}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(report.issuer, words, SYMBOL, outcome.bloc, draft=draft),
        heading=heading("Báo cáo", capital(subject)),
        address=address(words.addressees),
        bases=legal_bases(bases_of(outcome)),
        opening=line(f"{outcome.bloc.name} báo cáo {subject} như sau:"),
        sections=tuple(Section(section_heading(at, title), text) for at, (title, text) in enumerate(parts, 1) if text),
        closing=line(f"Trên đây là báo cáo {subject} của {outcome.bloc.name}./."),
        signature=signature(signer_of(report, words)),
        recipients=recipients(words),
    )


def written(text: str | None) -> tuple[Block, ...]:
    """The user's words, else dots to write on."""
    return blocks(text) if text is not None else (block("paragraph", TO_WRITE),)
