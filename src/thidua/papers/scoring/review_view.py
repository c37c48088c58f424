"""Bảng đối chiếu điểm: self, assessed and difference of every unit, with the criteria that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.scoring.compared import comparisons, differences, figure, lacking, signed
from thidua.papers.scoring.methods import Method, method_of, what_counts
from thidua.papers.views import (
    NBSP,
    Heading,
    Letterhead,
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
from thidua.rules.comparing import Comparison, total
from thidua.vietnamese import capital, listed

if TYPE_CHECKING:
    from thidua.records.regulation import Scoring
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """Một đơn vị: sums of both sides, their difference, the mean where it counts, what differs."""

    position: str
    unit: str
    own: str
    reviewed: str
    difference: str
    final: str
    note: str


@dataclass(frozen=True, slots=True)
class ScoreReviewView(View):
    """Bảng đối chiếu điểm, ready to print."""

    letterhead: Letterhead
    heading: Heading
    opening: str
    reviewed_title: str
    final_title: str
    note_title: str
    rows: tuple[ReviewRow, ...]
    remarks: tuple[str, ...]
    signature: Signature
    recipients: tuple[str, ...]


def review_view(outcome: Outcome, report: Report, *, draft: bool) -> ScoreReviewView | None:
    """The reviewed table; None where nothing stands beside the self scores."""
    scoring, found = outcome.regulation.scoring, comparisons(outcome)
    if scoring is None or not found:
        return None
    words, method = report.score_review, method_of(scoring)
    title = f"Bảng đối chiếu điểm tự chấm và {method.side}"
    return ScoreReviewView(
        properties=properties(f"{title} năm {outcome.year}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(report.issuer, words, "", outcome.bloc, draft=draft),
        heading=heading(title, f"Năm {outcome.year}"),
        opening=line(
            f"Thực hiện {outcome.regulation.title}, kết quả tự chấm và {method.act} của các đơn vị thành viên như sau:"
        ),
        reviewed_title=method.reviewed,
        final_title=method.final,
        note_title=f"Tiêu chí có chênh lệch (tự chấm/{method.act})",
        rows=tuple(_row(at, one, method, outcome) for at, one in enumerate(found, 1)),
        remarks=tuple(sentence(text) for text in _remarks(found, scoring, outcome)),
        signature=signature(signer_of(report, words)),
        recipients=recipients(words),
    )


def _row(at: int, found: Comparison, method: Method, outcome: Outcome) -> ReviewRow:
    told = (differences(found), capital(lacking(found, method)))
    unit = outcome.board.unit(found.unit) if outcome.board is not None else None
    mean = total(one.final for one in unit.criteria if one.counts) if unit is not None else None
    return ReviewRow(
        position=str(at),
        unit=line(wording.label(outcome, found.unit)),
        own=figure(found.own),
        reviewed=figure(found.reviewed),
        difference=signed(found.difference),
        final=figure(mean) if method.final else "",
        note=line(". ".join(text for text in told if text)).replace(": ", f":{NBSP}") or "Không có",
    )


def _remarks(found: tuple[Comparison, ...], scoring: Scoring, outcome: Outcome) -> Iterator[str]:
    """What the sums hold and what they do not."""
    yield what_counts(scoring)
    left_out = [
        name
        for name, applies in (
            ("điểm thưởng", scoring.bonus is not None),
            ("điểm trừ", scoring.penalty is not None),
            ("việc quy đổi khi có tiêu chí không phát sinh", _rescaled(outcome)),
        )
        if applies
    ]
    not_yet = f", chưa tính {listed(left_out)}" if left_out else ""
    yield f"Tổng điểm trong bảng là tổng điểm các tiêu chí{not_yet}"
    if any(one.shared and one.own is not None for unit in found for one in unit.criteria):
        yield "Điểm tiêu chí có chỉ tiêu tính theo công thức của quy chế, được tính như nhau ở hai bên"
    if any(one.difference is None for one in found):
        yield "…: chưa đủ điểm"
    without = [code for code in outcome.attendance.members if code not in {one.unit for one in found}]
    if without:
        yield f"Chưa có phiếu điểm: {wording.unit_names(outcome, without)}"


def _rescaled(outcome: Outcome) -> bool:
    units = outcome.board.units if outcome.board is not None else ()
    return any(unit.rescaled_from is not None for unit in units)
