"""Criteria with a target: A achieved, T the target → points up to M, by the formula that the regulation names.

A target of 0 is no target: the criterion did not arise (DOMAIN §2), whatever the formula. The one exception
is `lower_is_better`, where 0 (no accident, no arrears) is the strictest target there is.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, NamedTuple

from thidua.records.regulation import Criterion, LeadFrom, TargetFormula, Tier
from thidua.records.scores import UnitScores

ZERO = Fraction(0)
HALF = Fraction(1, 2)

TargetLine = Literal[
    "below_target", "at_target", "above_target", "lead", "lead_considered", "beyond_lead",
    "reached", "not_reached", "proportional", "within_limit", "over_limit", "tier", "below_tiers",
]  # fmt: skip
"""Which line of its formula gave the points; `wording.formula` says it in Vietnamese."""

Inputs = tuple[tuple[str, Fraction], ...]


class Lead(NamedTuple):
    """Mốc so sánh: the largest (A - T) / T (0 when nobody exceeded), and among whom it was looked for."""

    excess: Fraction
    among: LeadFrom


class TargetPoints(NamedTuple):
    """Điểm của tiêu chí có chỉ tiêu: exact points, the line of the formula, what it used besides A and T."""

    points: Fraction
    line: TargetLine
    inputs: Inputs = ()


def lead(criterion: str, sheets: Iterable[UnitScores], lead_from: LeadFrom | None) -> Lead:
    """The excess that `half_then_best` compares with, among the units that the regulation says.

    Where it does not say (None), both readings give the same excess, or `check` refuses the year (TD411).
    """
    among = lead_from or "all"
    excesses = [
        _excess(Fraction(score.target), Fraction(score.actual))
        for sheet in sheets
        if (among == "all" or sheet.status == "considered")
        and (score := sheet.scores.get(criterion)) is not None
        and score.target
        and score.actual is not None
    ]
    return Lead(max([ZERO, *excesses]), among)


def target_points(
    leaf: Criterion, formula: TargetFormula, target: Fraction, actual: Fraction, best: Lead
) -> TargetPoints | None:
    """The points of one unit, never below 0 nor above the maximum; None where a target of 0 is not scored."""
    maximum = Fraction(leaf.max or 0)
    if target == 0 and formula != "lower_is_better":
        return None
    match formula:
        case "half_then_best":
            return _half_then_best(maximum, _excess(target, actual), best)
        case "reached":
            met = actual >= target
            return TargetPoints(maximum if met else ZERO, "reached" if met else "not_reached")
        case "proportional":
            if actual >= target:
                return TargetPoints(maximum, "reached")
            return TargetPoints(max(maximum * actual / target, ZERO), "proportional")
        case "lower_is_better":
            if actual <= target:
                return TargetPoints(maximum, "within_limit")
            return TargetPoints(maximum * target / actual, "over_limit")
        case "tiers":
            return _tier(leaf.tiers, actual / target)


def _excess(target: Fraction, actual: Fraction) -> Fraction:
    """(A - T) / T, for a target above 0."""
    return (actual - target) / target


def _half_then_best(maximum: Fraction, excess: Fraction, best: Lead) -> TargetPoints:
    """A < T → 0.5·M·A/T; A = T → 0.5·M; the leader → M; between them the excess in proportion to the leader's.

    A unit that may not set the lead can be beyond it; it has M and no more.
    """
    used = (("lead", best.excess),)
    if excess < 0:
        return TargetPoints(max(HALF * maximum * (1 + excess), ZERO), "below_target", used)
    if excess == 0:
        return TargetPoints(HALF * maximum, "at_target", used)
    if excess > best.excess:
        return TargetPoints(maximum, "beyond_lead", used)
    if excess == best.excess:
        return TargetPoints(maximum, "lead" if best.among == "all" else "lead_considered", used)
    return TargetPoints(HALF * maximum * (1 + excess / best.excess), "above_target", used)


def _tier(tiers: tuple[Tier, ...], reached: Fraction) -> TargetPoints:
    """The first tier, from the top, whose share of the target is reached; below the last one nothing."""
    for tier in tiers:
        if reached >= tier.lower:
            points = Fraction(tier.points)
            return TargetPoints(points, "tier", (("from", tier.lower), ("points", points)))
    return TargetPoints(ZERO, "below_tiers", tuple(("from", tier.lower) for tier in tiers[-1:]))
