"""Đề cương báo cáo thành tích: one for each unit proposed, what the bloc has on file filled in, the rest dotted.

The parts are those of the usual report of a collective: its situation, what it achieved and how, what it was
granted before. Before the vote the outlines are of those who may still be proposed, the award left to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.closing.report_view import SYMBOL
from thidua.papers.contests import points_text, scored_words
from thidua.papers.file_names import distinct
from thidua.papers.views import (
    Heading,
    Letterhead,
    Signature,
    View,
    heading,
    letterhead,
    line,
    properties,
    sentence,
)
from thidua.records.report import Issuer, Paper
from thidua.rules.comparing import total
from thidua.rules.eligibility import lineage
from thidua.vietnamese import decimal, percent
from thidua.wording.blanks import DOTS

if TYPE_CHECKING:
    from thidua.records.bloc import PastYear
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome
    from thidua.rules.scoring import UnitScore

FILE = "de-cuong-thanh-tich"
TO_WRITE = DOTS * 8


@dataclass(frozen=True, slots=True)
class Part:
    """Một mục của đề cương: lines with what is on file, dots for the rest."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Điểm theo nhóm tiêu chí."""

    position: str
    name: str
    maximum: str
    points: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """Một năm đã qua: what was granted, how the unit stood; the decision is for the unit to write."""

    year: str
    granted: str
    standing: str


@dataclass(frozen=True, slots=True)
class OutlineView(View):
    """Đề cương báo cáo thành tích của một đơn vị, ready to print."""

    letterhead: Letterhead
    heading: Heading
    opening: tuple[str, ...]
    situation_heading: str
    situation: tuple[Part, ...]
    results_heading: str
    scored_heading: str
    scored: tuple[str, ...]
    has_groups: bool
    groups_caption: str
    groups: tuple[GroupRow, ...]
    results: tuple[Part, ...]
    earlier_heading: str
    earlier: tuple[YearRow, ...]
    closing: str
    left: Signature
    right: Signature


def outline_views(outcome: Outcome, report: Report, *, draft: bool) -> tuple[tuple[str, OutlineView], ...]:
    """File name and outline of each unit proposed, in the order of the awards, the bloc's own aside; one a unit."""
    wanted: dict[str, list[str]] = {}
    for found in (found for found in outcome.awards if not wording.is_own(outcome, found.award)):
        for unit in found.proposed:
            wanted.setdefault(unit, []).append(wording.award_name(outcome.regulation, found.award))
        for unit in found.possible:
            wanted.setdefault(unit, [])
    names = dict(zip(wanted, distinct(list(wanted), ()), strict=True))
    return tuple(
        (f"{FILE}-{names[unit]}", _outline(unit, awards, outcome, report, draft=draft))
        for unit, awards in wanted.items()
    )


def _outline(unit: str, awards: list[str], outcome: Outcome, report: Report, *, draft: bool) -> OutlineView:
    name = wording.name(outcome, unit)
    issuer = Issuer(parent=None, name=name, abbreviation=DOTS[:4])
    subject = f"Đề nghị tặng {'; '.join(awards) or DOTS} năm {outcome.year}"
    groups = tuple(_groups(unit, outcome))
    period = report.outline.period
    return OutlineView(
        properties=properties(f"Đề cương báo cáo thành tích: {name}", subject, report.issuer, Paper()),
        draft=draft,
        letterhead=letterhead(issuer, Paper(), SYMBOL, outcome.bloc, draft=draft),
        heading=heading("Báo cáo thành tích", subject),
        opening=tuple(
            sentence(text)
            for text in (
                f"Tên tập thể đề nghị: {name}",
                f"Thời gian tính thành tích: {period or f'năm {outcome.year}'}",
            )
        ),
        situation_heading="I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH",
        situation=_situation(unit, outcome),
        results_heading="II. THÀNH TÍCH ĐẠT ĐƯỢC",
        scored_heading="1. Kết quả thực hiện chức năng, nhiệm vụ được giao",
        scored=tuple(_scored(unit, outcome, report)),
        has_groups=bool(groups),
        groups_caption=f"Điểm thi đua năm {outcome.year} theo nhóm tiêu chí",
        groups=groups,
        results=_results(),
        earlier_heading="III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG",
        earlier=tuple(_earlier(unit, outcome)) or (YearRow("……", "", ""),) * 2,
        closing=f"{name} cam đoan nội dung báo cáo là đúng sự thật./.",
        left=Signature(("XÁC NHẬN CỦA CẤP TRÊN TRỰC TIẾP",), ""),
        right=Signature(("THỦ TRƯỞNG ĐƠN VỊ",), ""),
    )


def _situation(unit: str, outcome: Outcome) -> tuple[Part, ...]:
    nominee = outcome.nominee(unit)
    share = nominee.female_share if nominee is not None else None
    women = f"; tỷ lệ nữ: {percent(share)}" if share is not None else ""
    return (
        Part(
            "1. Đặc điểm, tình hình",
            (
                f"- Trụ sở, điện thoại, trang thông tin điện tử: {DOTS}",
                f"- Quá trình thành lập và phát triển: {DOTS}",
                line(f"- Cơ cấu tổ chức, số cán bộ, công chức, viên chức, người lao động: {DOTS}{women}"),
                f"- Tổ chức đảng, các đoàn thể: {DOTS}",
            ),
        ),
        Part("2. Chức năng, nhiệm vụ được giao", (TO_WRITE,)),
    )


def _results() -> tuple[Part, ...]:
    return tuple(
        Part(heading, (TO_WRITE,))
        for heading in (
            "2. Biện pháp, nguyên nhân đạt được thành tích; các phong trào thi đua đã tổ chức",
            "3. Việc thực hiện chủ trương của Đảng, chính sách, pháp luật của Nhà nước",
            "4. Hoạt động của tổ chức đảng, đoàn thể",
        )
    )


def _scored(unit: str, outcome: Outcome, report: Report) -> Iterator[str]:
    """What the bloc has on file of the year: points, rank, conditions met, the praise in report.yaml; then dots."""
    told = scored_words(outcome, unit)
    if told:
        yield sentence(f"- Kết quả chấm điểm thi đua năm {outcome.year}: {told}")
    nominee = outcome.nominee(unit)
    facts = nominee.facts if nominee is not None else ()
    yield from (f"- {sentence(fact.name)}" for fact in outcome.regulation.facts if fact.code in facts)
    if unit in report.achievements:
        yield f"- {sentence(report.achievements[unit])}"
    yield TO_WRITE


def _groups(unit: str, outcome: Outcome) -> Iterator[GroupRow]:
    """The unit's points by group; none where a figure is missing or the sheet has no groups."""
    scoring, board = outcome.regulation.scoring, outcome.board
    found = board.unit(unit) if board is not None else None
    if scoring is None or found is None or found.total is None:
        return
    for group in scoring.criteria if all(criterion.is_group for criterion in scoring.criteria) else ():
        codes = {leaf.code for leaf in group.leaves()}
        points = _sum(found, codes)
        yield GroupRow(group.code, line(group.name), decimal(group.maximum), points)


def _sum(found: UnitScore, codes: set[str]) -> str:
    points = total(one.final for one in found.criteria if one.code in codes and one.counts)
    return decimal(points) if points is not None else "-"


def _earlier(unit: str, outcome: Outcome) -> Iterator[YearRow]:
    """Earlier years of which something is on file about the unit or those it succeeds, the latest first."""
    line_of = lineage(outcome.bloc, unit)
    for past in sorted(outcome.bloc.history, key=lambda item: -item.year):
        if past.year >= outcome.year:
            continue
        granted = "; ".join(
            wording.award_name(outcome.regulation, code)
            for code, units in (past.granted or {}).items()
            if not line_of.isdisjoint(units)
        )
        standing = _standing(past, line_of, outcome)
        if granted or standing:
            yield YearRow(str(past.year), line(granted), line(standing))


def _standing(past: PastYear, units: frozenset[str], outcome: Outcome) -> str:
    """`94,75 điểm, hạng 4, hoàn thành xuất sắc nhiệm vụ`, as far as it is on file."""
    scoring, told = outcome.regulation.scoring, []
    for unit in sorted(units):
        points = (past.totals or {}).get(unit)
        rank, band = (past.ranks or {}).get(unit), (past.bands or {}).get(unit)
        told += [f"{points_text(points, scoring)} điểm"] if points is not None and scoring is not None else []
        told += [f"hạng {rank}"] if rank is not None else []
        told += [band[:1].lower() + band[1:]] if band is not None else []
    return ", ".join(told)
