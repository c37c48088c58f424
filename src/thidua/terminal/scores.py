"""`thidua tally --scores`: the full matrix, criterion × unit, and how each number came about."""

from __future__ import annotations

from collections.abc import Iterator

from thidua import wording
from thidua.rules.judging import Outcome
from thidua.rules.scoring import CriterionScore, UnitScore
from thidua.terminal.screen import heading, paragraph, table
from thidua.vietnamese import decimal, fixed

UNITS_ACROSS = 6
"""So many units fit beside the criteria in 80 columns."""


def show_matrix(outcome: Outcome) -> None:
    """First the final points of all units side by side, then each unit's sheet."""
    board = outcome.board
    if board is None:
        paragraph("Quy chế không có bảng điểm, hoặc chưa có tệp scores.yaml.")
        return
    ranked = board.ranked()
    for start in range(0, len(ranked), UNITS_ACROSS):
        _matrix(ranked[start : start + UNITS_ACROSS])
    paragraph("kps: tiêu chí không phát sinh ở đơn vị.")
    for unit in ranked:
        _sheet(outcome, unit)


def _matrix(units: tuple[UnitScore, ...]) -> None:
    heading("ĐIỂM THEO TIÊU CHÍ")
    rows = [
        (score.code, decimal(score.maximum), *(_points(unit.criteria[at]) for unit in units))
        for at, score in enumerate(units[0].criteria)
    ]
    rows.append(("Cộng", "", *("–" if u.earned is None else decimal(u.earned) for u in units)))
    rows.append(("Thưởng", "", *(decimal(u.bonus) for u in units)))
    rows.append(("Trừ", "", *(decimal(u.penalty) for u in units)))
    rows.append(("TỔNG", "", *("–" if u.total is None else fixed(u.total) for u in units)))
    rows.append(("Hạng", "", *("–" if u.rank is None else str(u.rank) for u in units)))
    table(("Tiêu chí", "Tối đa", *(unit.unit for unit in units)), rows, "<>" + ">" * len(units), flexible=0)


def _sheet(outcome: Outcome, unit: UnitScore) -> None:
    heading(f"{wording.name(outcome, unit.unit)} ({unit.unit})")
    rows = [
        (
            score.code,
            "" if score.self_points is None else decimal(score.self_points),
            "" if score.assessed_points is None else decimal(score.assessed_points),
            _points(score),
            _difference(score),
            wording.formula(score),
        )
        for score in unit.criteria
    ]
    head = ("Tiêu chí", "Tự chấm", "Thẩm định", "Kết quả", "Lệch", "Cách tính")
    table(head, rows, "<>>>><", flexible=5)
    for line in total_lines(outcome, unit):
        paragraph(line)


def total_lines(outcome: Outcome, unit: UnitScore) -> Iterator[str]:
    """From the criteria to the total, step by step."""
    if unit.earned is None:
        yield "Chưa đủ điểm các tiêu chí nên chưa có tổng điểm."
        return
    scoring = outcome.regulation.scoring
    scale = decimal(scoring.scale) if scoring is not None else ""
    if unit.rescaled_from is not None:
        counted = sum(score.maximum for score in unit.criteria if score.counts)
        yield (
            f"Quy đổi phần có phát sinh về thang {scale}:"
            f" {decimal(unit.rescaled_from)} / {decimal(counted)} × {scale} = {decimal(unit.earned)}."
        )
    parts = decimal(unit.earned)
    parts += f" + {decimal(unit.bonus)} điểm thưởng" if unit.bonus else ""
    parts += f" - {decimal(unit.penalty)} điểm trừ" if unit.penalty else ""
    total = fixed(unit.total) if unit.total is not None else ""
    rank = f"; xếp hạng {unit.rank}" if unit.rank is not None else ""
    band = f"; xếp loại: {unit.band}" if unit.band is not None else ""
    yield f"Tổng điểm: {parts} = {total}{rank}{band}."


def _points(score: CriterionScore) -> str:
    if score.final is not None:
        return decimal(score.final)
    return "kps" if not score.counts else "–"


def _difference(score: CriterionScore) -> str:
    """Final against self-scored, with its sign."""
    if score.final is None or score.self_points is None or score.final == score.self_points:
        return ""
    difference = score.final - score.self_points
    return ("+" if difference > 0 else "") + decimal(difference)
