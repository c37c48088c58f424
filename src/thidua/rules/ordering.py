"""What those who pass are ordered by: votes, score, a criterion, bonus, women, earlier awards."""

from collections.abc import Iterator
from fractions import Fraction

from thidua.records.regulation import Criterion, Regulation
from thidua.rules.eligibility import Nominee, earlier_awards
from thidua.rules.grounds import Grounds
from thidua.rules.scoring import UnitScore
from thidua.rules.selection import Key

WOMEN_PREFERRED = Fraction(70, 100)
"""Decree 152/2025/NĐ-CP art. 4.6: between equals, a collective with at least 70 % women."""


def order_value(name: str, nominee: Nominee, votes: int | None, grounds: Grounds) -> Key:
    """One value to order by, larger first; None where it does not exist."""
    scored = grounds.board.unit(nominee.code) if grounds.board is not None else None
    head, _, rest = name.partition(":")
    match head:
        case "votes":
            return votes
        case "score":
            return None if scored is None or scored.total is None else Fraction(scored.total)
        case "criterion":
            return _criterion_points(rest, scored, grounds.year.regulation) if scored is not None else None
        case "bonus":
            return scored.bonus if scored is not None else None
        case "female_share":
            return None if nominee.female_share is None else int(nominee.female_share >= WOMEN_PREFERRED)
        case "fewer_earlier_awards":
            number = earlier_awards(grounds.year.bloc, nominee.code, grounds.year.year)
            return None if number is None else -number
        case "more_earlier_awards":
            return earlier_awards(grounds.year.bloc, nominee.code, grounds.year.year)
    raise ValueError(name)


def _criterion_points(code: str, scored: UnitScore, regulation: Regulation) -> Key:
    """Points of a criterion, or of all in a group; None when one of them is missing."""
    wanted = {leaf.code for leaf in _leaves_of(code, regulation)}
    points = [score.final for score in scored.criteria if score.code in wanted and score.counts]
    return None if not points or None in points else sum((p for p in points if p is not None), Fraction(0))


def _leaves_of(code: str, regulation: Regulation) -> Iterator[Criterion]:
    """The scored criteria under a code: itself, or what the group holds."""
    waiting = list(regulation.scoring.criteria) if regulation.scoring is not None else []
    while waiting:
        criterion = waiting.pop()
        if criterion.code == code:
            yield from criterion.leaves()
        else:
            waiting.extend(criterion.criteria)
