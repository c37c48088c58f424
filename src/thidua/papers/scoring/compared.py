"""Đối chiếu bằng lời: the comparison of a bloc's sheets, and each difference in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thidua.rules.comparing import compare
from thidua.vietnamese import decimal

if TYPE_CHECKING:
    from fractions import Fraction

    from thidua.papers.scoring.methods import Method
    from thidua.rules.comparing import Comparison, Sides
    from thidua.rules.judging import Outcome


def comparisons(outcome: Outcome) -> tuple[Comparison, ...]:
    """Every scored member's, in the order of the roster; none where nothing stands beside the self scores."""
    scoring, board = outcome.regulation.scoring, outcome.board
    if scoring is None or board is None or scoring.final.by == "self":
        return ()
    found = tuple(compare(unit, scoring) for unit in board.units)
    return found if any(one.has_both for one in found) else ()


def signed(points: Fraction | None) -> str:
    """`+0,5`, `-2,25`, `0`; dots where a side is not on file."""
    if points is None:
        return "…"
    return f"+{decimal(points)}" if points > 0 else decimal(points)


def figure(points: Fraction | None) -> str:
    """Points, or dots."""
    return "…" if points is None else decimal(points)


def differences(found: Comparison) -> str:
    """`I.1: 20/19,25; I.3: 14/13,25`: self, then assessed, of each criterion that differs."""
    return "; ".join(f"{one.code}: {decimal(one.own or 0)}/{decimal(one.reviewed or 0)}" for one in found.differing)


def lacking(found: Comparison, method: Method) -> str:
    """`chưa có điểm tự chấm: I.1, I.3; chưa có điểm thẩm định: II.2`; nothing where all is on file."""

    def codes(sides: list[Sides]) -> str:
        return ", ".join(one.code for one in sides)

    open_targets = [one for one in found.criteria if one.shared and one.own is None]
    own = [one for one in found.criteria if not one.shared and one.own is None]
    reviewed = [one for one in found.criteria if not one.shared and one.reviewed is None]
    named = (("chưa có điểm", open_targets), ("chưa có điểm tự chấm", own), (f"chưa có {method.side}", reviewed))
    return "; ".join(f"{what}: {codes(sides)}" for what, sides in named if sides)
