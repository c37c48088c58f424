"""Đối chiếu điểm: what a unit gave itself beside what it was given, criterion by criterion.

What is not on file is None, never 0, and a sum that lacks a figure is None. A criterion that has one figure only (by
a formula from target and result, or because it did not arise) has it on both sides.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from thidua.records.regulation import Criterion, Scoring
from thidua.rules.scoring import CriterionScore, UnitScore
from thidua.rules.targets import ZERO


class Sides(NamedTuple):
    """Hai bên của một tiêu chí (points): `own` of the unit, `reviewed` of who assessed it.

    `shared`: there is one figure for both.
    """

    code: str
    own: Fraction | None
    reviewed: Fraction | None
    shared: bool

    @property
    def difference(self) -> Fraction | None:
        """Chênh lệch: assessed less self; None where either is not on file."""
        return None if self.own is None or self.reviewed is None else self.reviewed - self.own


class Comparison(NamedTuple):
    """Đối chiếu của một đơn vị: the criteria that count for it, in the order of the sheet."""

    unit: str
    criteria: tuple[Sides, ...]

    @property
    def own(self) -> Fraction | None:
        """Tổng điểm tự chấm của các tiêu chí (points)."""
        return total(one.own for one in self.criteria)

    @property
    def reviewed(self) -> Fraction | None:
        """Tổng điểm thẩm định của các tiêu chí (points)."""
        return total(one.reviewed for one in self.criteria)

    @property
    def difference(self) -> Fraction | None:
        """Chênh lệch of the sums."""
        return None if self.own is None or self.reviewed is None else self.reviewed - self.own

    @property
    def differing(self) -> tuple[Sides, ...]:
        """Tiêu chí có chênh lệch."""
        return tuple(one for one in self.criteria if one.difference)

    @property
    def has_both(self) -> bool:
        """Whether there is anything to compare: a criterion with two figures of its own."""
        return any(one.difference is not None and not one.shared for one in self.criteria)

    def of(self, code: str) -> Sides | None:
        """The criterion with this code."""
        return next((one for one in self.criteria if one.code == code), None)


def compare(unit: UnitScore, scoring: Scoring) -> Comparison:
    """Both sides of a unit's sheet; what is rescaled away belongs to neither."""
    leaves = {leaf.code: leaf for leaf in scoring.leaves()}
    return Comparison(unit.unit, tuple(_sides(one, leaves[one.code], scoring) for one in unit.criteria if one.counts))


def total(points: Iterable[Fraction | None]) -> Fraction | None:
    """A sum that is known only when all of it is."""
    known = list(points)
    return None if None in known or not known else sum((one for one in known if one is not None), ZERO)


def _sides(score: CriterionScore, leaf: Criterion, scoring: Scoring) -> Sides:
    if leaf.kind == "target" or score.formula in {"not_applicable_full", "not_applicable_zero"}:
        return Sides(score.code, score.final, score.final, shared=True)
    by_panel = scoring.final.by == "panel" and leaf.kind == "points"
    return Sides(score.code, score.self_points, score.final if by_panel else score.assessed_points, shared=False)
