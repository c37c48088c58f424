"""Bảng điểm (annex, form 2.1): every unit by every criterion on a wide page, totals, ranks, the change since last year.

A column whose title is empty disappears when the paper is made, so one template holds any number of criteria.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.closing.report_view import SYMBOL as REPORT_SYMBOL
from thidua.papers.contests import points_text
from thidua.papers.review import note_of, note_without_score, score_remarks, unscored
from thidua.papers.views import (
    AnnexHeading,
    Signature,
    View,
    annex_heading,
    line,
    marks_of,
    properties,
    signature,
    signer_of,
)
from thidua.vietnamese import decimal

if TYPE_CHECKING:
    from decimal import Decimal

    from thidua.records.bloc import PastYear
    from thidua.records.regulation import Criterion, Scoring
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome
    from thidua.rules.scoring import Scoreboard, UnitScore

SLOTS = 16
"""Columns for criteria in one table."""

FEWER_SLOTS = 12
"""The same where points are long (scales of 1 000)."""

NOT_APPLICABLE, MISSING = "KPS", "…"

SHORT_POINTS = 5
"""`19,75`: as many signs as a column of sixteen has room for."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Điểm theo tiêu chí: one text a column; what is not used is empty."""

    c01: str = ""
    c02: str = ""
    c03: str = ""
    c04: str = ""
    c05: str = ""
    c06: str = ""
    c07: str = ""
    c08: str = ""
    c09: str = ""
    c10: str = ""
    c11: str = ""
    c12: str = ""
    c13: str = ""
    c14: str = ""
    c15: str = ""
    c16: str = ""


COLUMNS = tuple(field.name for field in fields(Cells))


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """Một đơn vị, hoặc dòng điểm tối đa."""

    position: str
    unit: str
    points: Cells
    bonus: str
    penalty: str
    total: str
    rank: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Một bảng đơn vị × tiêu chí; the last one also has the totals."""

    caption: str
    titles: Cells
    bonus_title: str
    penalty_title: str
    total_title: str
    rank_title: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """Xếp hạng của một đơn vị, và năm trước."""

    position: str
    unit: str
    total: str
    rank: str
    band: str
    earlier_total: str
    earlier_rank: str
    change: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Bảng xếp hạng; columns of the year before only where that year is on file."""

    caption: str
    band_title: str
    earlier_total_title: str
    earlier_rank_title: str
    change_title: str
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """Một thanh của biểu đồ: lengths in thousandths of the longest possible; `earlier` empty where not on file."""

    label: str
    value: str
    length: str
    earlier: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Biểu đồ tổng điểm: drawn when the paper is made; `alt` says the same in words."""

    shown: bool
    caption: str
    alt: str
    legend: str
    earlier_legend: str
    bars: tuple[Bar, ...]


NO_CHART = Chart(shown=False, caption="", alt="", legend="", earlier_legend="", bars=())


@dataclass(frozen=True, slots=True)
class ScoreTableView(View):
    """Bảng điểm, ready to print."""

    OPTIONAL = frozenset({"chart"})

    marked: bool
    marks: tuple[str, ...]
    annex: AnnexHeading
    matrices: tuple[Matrix, ...]
    remarks: tuple[str, ...]
    summary: Summary
    chart: Chart
    legend: tuple[str, ...]
    signature: Signature


def score_table_view(outcome: Outcome, report: Report, *, draft: bool, chart: bool) -> ScoreTableView | None:
    """The score table; None where the regulation has no score sheet or nobody has been scored yet."""
    scoring, board = outcome.regulation.scoring, outcome.board
    if scoring is None or board is None or not board.units:
        return None
    words = report.score_table
    title = f"Bảng chấm điểm thi đua năm {outcome.year}"
    label = f"Phụ lục {words.annex}" if words.annex is not None else "Phụ lục"
    marks = marks_of(outcome.bloc, draft=draft)
    return ScoreTableView(
        properties=properties(title, outcome.bloc.name, report.issuer, words),
        draft=draft,
        marked=bool(marks),
        marks=marks,
        annex=annex_heading(label, title, ("Báo cáo", REPORT_SYMBOL, report.report), report.issuer, outcome.bloc),
        matrices=_matrices(outcome, scoring, board),
        remarks=tuple(line(text) for text in _remarks(outcome, scoring, board)),
        summary=_summary(outcome, scoring, board),
        chart=_chart(outcome, scoring, board) if chart else NO_CHART,
        legend=tuple(_legend(scoring)),
        signature=signature(signer_of(report, words)),
    )


# --- đơn vị × tiêu chí -----------------------------------------------------------------------


def _matrices(outcome: Outcome, scoring: Scoring, board: Scoreboard) -> tuple[Matrix, ...]:
    leaves = scoring.leaves()
    longest = max(len(_leaf_points(unit, leaf.code)) for unit in board.units for leaf in leaves)
    slots = SLOTS if longest <= SHORT_POINTS else FEWER_SLOTS
    tables = -(-len(leaves) // slots)
    size = -(-len(leaves) // tables)
    parts = [leaves[at : at + size] for at in range(0, len(leaves), size)]
    return tuple(_matrix(at, part, len(parts), outcome, scoring, board) for at, part in enumerate(parts, 1))


def _matrix(
    at: int, leaves: tuple[Criterion, ...], of: int, outcome: Outcome, scoring: Scoring, board: Scoreboard
) -> Matrix:
    last = at == of
    caption = "Điểm theo tiêu chí" if of == 1 else f"Điểm theo tiêu chí ({at}/{of})"

    def ending(unit: UnitScore) -> tuple[str, str, str, str]:
        total = "-" if unit.total is None else points_text(unit.total, scoring)
        rank = "-" if unit.rank is None else str(unit.rank)
        return _adjusted(unit.bonus), _adjusted(unit.penalty), total, rank

    maxima = (
        _cap(scoring.bonus is not None and scoring.bonus.max),
        _cap(scoring.penalty is not None and scoring.penalty.max),
    )
    rows = [
        MatrixRow(
            "", "Điểm tối đa", _cells(decimal(leaf.max or 0) for leaf in leaves), *maxima, decimal(scoring.scale), ""
        )
    ]
    for position, unit in enumerate(board.ranked(), 1):
        points = _cells(_leaf_points(unit, leaf.code) for leaf in leaves)
        rows.append(MatrixRow(str(position), line(wording.label(outcome, unit.unit)), points, *ending(unit)))
    for position, code in enumerate(unscored(outcome), len(rows)):
        points = _cells(MISSING for _ in leaves)
        rows.append(MatrixRow(str(position), line(wording.label(outcome, code)), points, "-", "-", "-", "-"))
    return Matrix(
        caption=caption,
        titles=_cells(leaf.code for leaf in leaves),
        bonus_title="Điểm thưởng" if last and scoring.bonus is not None else "",
        penalty_title="Điểm trừ" if last and scoring.penalty is not None else "",
        total_title="Tổng điểm" if last else "",
        rank_title="Xếp hạng" if last else "",
        rows=tuple(rows),
    )


def _cells(texts: Iterator[str]) -> Cells:
    return Cells(*texts)


def _leaf_points(unit: UnitScore, code: str) -> str:
    """Final points; `KPS` where the criterion did not arise, dots where a score is missing."""
    found = unit.criterion(code)
    if found is None or found.formula == "missing":
        return MISSING
    return NOT_APPLICABLE if found.final is None else decimal(found.final)


def _remarks(outcome: Outcome, scoring: Scoring, board: Scoreboard) -> Iterator[str]:
    yield from score_remarks(outcome, scoring)
    shown = [_leaf_points(unit, leaf.code) for unit in board.units for leaf in scoring.leaves()]
    if NOT_APPLICABLE in shown:
        yield f"{NOT_APPLICABLE}: tiêu chí không phát sinh trong năm."
    if MISSING in shown or unscored(outcome):
        yield f"{MISSING}: chưa có điểm."


def _adjusted(points: Fraction) -> str:
    return decimal(points) if points else "-"


def _cap(most: Decimal | bool) -> str:  # noqa: FBT001 - False: there is no cap to print
    return "-" if most is False else decimal(most)


def _legend(scoring: Scoring) -> Iterator[str]:
    """What the codes stand for: a paragraph for each group, one for criteria without a group."""
    alone = [criterion for criterion in scoring.criteria if not criterion.is_group]
    for criterion in scoring.criteria:
        if criterion.is_group:
            yield line(f"{_criterion(criterion)}: {'; '.join(map(_criterion, criterion.leaves()))}.")
    if alone:
        yield line(f"{'; '.join(map(_criterion, alone))}.")


def _criterion(criterion: Criterion) -> str:
    """`I.1. Tham mưu … (20 điểm)`."""
    return f"{criterion.code}. {criterion.name} ({decimal(criterion.maximum)} điểm)"


# --- xếp hạng, năm trước ---------------------------------------------------------------------


def _summary(outcome: Outcome, scoring: Scoring, board: Scoreboard) -> Summary:
    before = outcome.bloc.past(outcome.year - 1)
    totals, ranks = bool(before and before.totals), bool(before and before.ranks)
    rows = [_summary_row(at, unit, outcome, scoring) for at, unit in enumerate(board.ranked(), 1)]
    rows += [_bare_row(at, code, outcome, scoring) for at, code in enumerate(unscored(outcome), len(rows) + 1)]
    return Summary(
        caption=f"Tổng điểm, xếp hạng năm {outcome.year}",
        band_title="Xếp loại" if scoring.bands else "Ghi chú",
        earlier_total_title=f"Điểm năm {outcome.year - 1}" if totals else "",
        earlier_rank_title=f"Hạng năm {outcome.year - 1}" if ranks else "",
        change_title="So với năm trước" if totals or ranks else "",
        rows=tuple(rows),
    )


def _summary_row(at: int, unit: UnitScore, outcome: Outcome, scoring: Scoring) -> SummaryRow:
    before = outcome.bloc.past(outcome.year - 1)
    return replace(
        _bare_row(at, unit.unit, outcome, scoring),
        total="-" if unit.total is None else points_text(unit.total, scoring),
        rank="-" if unit.rank is None else str(unit.rank),
        band=note_of(unit, outcome),
        change=_change(unit, before, scoring),
    )


def _bare_row(at: int, code: str, outcome: Outcome, scoring: Scoring) -> SummaryRow:
    """A member whom nobody has scored: its name, and the year before."""
    before = outcome.bloc.past(outcome.year - 1)
    earlier = (before.totals or {}).get(code) if before is not None else None
    return SummaryRow(
        position=str(at),
        unit=line(wording.name(outcome, code)),
        total="-",
        rank="-",
        band=note_without_score(code, outcome),
        earlier_total="-" if earlier is None else points_text(earlier, scoring),
        earlier_rank=str((before.ranks or {}).get(code, "-")) if before is not None else "-",
        change="-",
    )


def _change(unit: UnitScore, before: PastYear | None, scoring: Scoring) -> str:
    """`tăng 2 bậc; +3,00 điểm`."""
    if before is None:
        return "-"
    told = []
    rank = (before.ranks or {}).get(unit.unit)
    if rank is not None and unit.rank is not None:
        steps = rank - unit.rank
        told.append(f"{'tăng' if steps > 0 else 'giảm'} {abs(steps)} bậc" if steps else "giữ hạng")
    total = (before.totals or {}).get(unit.unit)
    if total is not None and unit.total is not None:
        points = unit.total - total
        told.append(f"{'+' if points > 0 else '-'}{points_text(abs(points), scoring)} điểm" if points else "bằng điểm")
    return "; ".join(told) or "-"


def _chart(outcome: Outcome, scoring: Scoring, board: Scoreboard) -> Chart:
    before = outcome.bloc.past(outcome.year - 1)
    earlier = (before.totals if before is not None else None) or {}
    known = [unit for unit in board.ranked() if unit.total is not None]
    most = max([Fraction(scoring.scale), *(Fraction(u.total) for u in known if u.total is not None)])
    bars = []
    told = []
    for unit in known:
        total, last = unit.total, earlier.get(unit.unit)
        if total is None:
            continue
        label, value = line(wording.label(outcome, unit.unit)), points_text(total, scoring)
        bars.append(Bar(label, value, _length(total, most), "" if last is None else _length(last, most)))
        told.append(f"{label} {value}")
    if not bars:
        return NO_CHART
    caption = f"Biểu đồ tổng điểm năm {outcome.year}"
    return Chart(
        shown=True,
        caption=caption,
        alt=f"{caption} (thang điểm {decimal(scoring.scale)}): {'; '.join(told)}",
        legend=f"Năm {outcome.year}",
        earlier_legend=f"Năm {outcome.year - 1}" if any(bar.earlier for bar in bars) else "",
        bars=tuple(bars),
    )


def _length(value: Decimal, most: Fraction) -> str:
    return str(int(Fraction(value) / most * 1000))
