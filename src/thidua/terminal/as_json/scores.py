"""Nominees and the score board, as `--json` gives them."""

from __future__ import annotations

from thidua.rules.eligibility import Nominee
from thidua.rules.scoring import CriterionScore, UnitScore
from thidua.terminal.as_json.values import Object, exact, exact_or_none


def nominee(found: Nominee) -> Object:
    """Đơn vị hoặc tập thể có thể được giới thiệu."""
    return {
        "code": found.code,
        "name": found.name,
        "label": found.label,
        "of": found.of,
        "status": found.status,
        "reason": found.reason,
        "basis": found.basis,
        "facts": list(found.facts),
        "female_share": exact_or_none(found.female_share),
    }


def unit_score(found: UnitScore) -> Object:
    """Kết quả chấm điểm của một đơn vị."""
    return {
        "unit": found.unit,
        "criteria": [criterion_score(score) for score in found.criteria],
        "earned": exact_or_none(found.earned),
        "rescaled_from": exact_or_none(found.rescaled_from),
        "bonus": exact(found.bonus),
        "penalty": exact(found.penalty),
        "total": exact_or_none(found.total),
        "rank": found.rank,
        "band": found.band,
    }


def criterion_score(found: CriterionScore) -> Object:
    """Điểm một tiêu chí của một đơn vị."""
    return {
        "code": found.code,
        "maximum": exact(found.maximum),
        "self_points": exact_or_none(found.self_points),
        "assessed_points": exact_or_none(found.assessed_points),
        "final": exact_or_none(found.final),
        "formula": found.formula,
        "clause": found.clause,
        "inputs": [{"name": name, "value": exact(value)} for name, value in found.inputs],
        "counts": found.counts,
    }
