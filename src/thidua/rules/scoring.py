"""Scores of one year → totals, ranks and bands, with the working of each number.

All arithmetic is exact (`Fraction`); rounding happens where the regulation says, and only there.
A missing score is never a zero: a unit that lacks one has no total and no rank.
"""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

from thidua.records.regulation import Band, Cap, Criterion, Rounding, Scoring
from thidua.records.scores import Adjustment, Score, Scores, UnitScores
from thidua.rules.targets import ZERO, Inputs, Lead, TargetLine, lead, target_points
from thidua.rules.year import BlocYear

Formula = Literal[
    TargetLine,
    "given", "average", "panel", "panel_trimmed", "yes_no", "count", "count_capped", "no_target",
    "not_applicable_full", "not_applicable_zero", "not_applicable_rescale", "missing",
]  # fmt: skip
"""How a criterion's points came about; `wording.formula` says it in Vietnamese."""


class CriterionScore(NamedTuple):
    """Điểm một tiêu chí của một đơn vị (points; `final` None when it is missing or not counted).

    `inputs` are the numbers the formula used: `target`, `actual`, `lead` (the largest excess) or `from` and `points`
    of a tier; `count`, `each`; `scores` (how many a panel gave) and `lowest`, `highest` (those left out).
    """

    code: str
    maximum: Fraction
    self_points: Fraction | None
    assessed_points: Fraction | None
    final: Fraction | None
    formula: Formula
    clause: str | None = None
    inputs: Inputs = ()

    @property
    def counts(self) -> bool:
        """Whether its maximum belongs to the sheet of this unit."""
        return self.formula != "not_applicable_rescale"


class UnitScore(NamedTuple):
    """Kết quả chấm điểm của một đơn vị.

    `earned` is the sum of the criteria after rescaling, `bonus` and `penalty` what is left of them
    under their caps, all in points. `total` is None when a score is missing; `rank` and `band` are
    None also for units that are not considered.
    """

    unit: str
    criteria: tuple[CriterionScore, ...]
    earned: Fraction | None
    rescaled_from: Fraction | None
    bonus: Fraction
    penalty: Fraction
    total: Decimal | None
    rank: int | None = None
    band: str | None = None

    def criterion(self, code: str) -> CriterionScore | None:
        return next((score for score in self.criteria if score.code == code), None)


class Scoreboard(NamedTuple):
    """Bảng điểm của khối: the units in the order of the roster."""

    units: tuple[UnitScore, ...]

    def unit(self, code: str) -> UnitScore | None:
        return next((unit for unit in self.units if unit.unit == code), None)

    def ranked(self) -> tuple[UnitScore, ...]:
        """By rank; units without one last, all in the order of the roster."""
        return tuple(sorted(self.units, key=lambda unit: (unit.rank is None, unit.rank or 0)))


def score_year(year: BlocYear) -> Scoreboard | None:
    """The bloc's score board, or None where the regulation has no score sheet or no scores are on file."""
    scoring, scores = year.regulation.scoring, year.scores
    if scoring is None or scores is None:
        return None
    members = [member.code for member in year.members]
    sheets = {code: scores.units[code] for code in members if code in scores.units}
    leads = {leaf.code: lead(leaf.code, sheets.values(), scoring.lead_from) for leaf in scoring.leaves()}
    found = [_unit(code, sheets[code], scoring, leads) for code in members if code in sheets]
    return Scoreboard(_with_bands(_with_ranks(found, scores), scoring.bands))


def round_to(value: Fraction, rounding: Rounding) -> Decimal:
    """`value` as a whole number of steps `rounding.to`, by its mode; exact, for either sign."""
    steps = value / Fraction(rounding.to)
    whole, rest = divmod(steps.numerator, steps.denominator)
    twice = 2 * rest - steps.denominator
    match rounding.mode:
        case "down":
            up = value < 0 and rest > 0
        case "up":
            up = value > 0 and rest > 0
        case "half_up":
            up = twice >= 0 if value >= 0 else twice > 0
        case "half_even":
            up = twice > 0 or (twice == 0 and whole % 2 == 1)
    return (whole + up) * rounding.to


@lru_cache(maxsize=4096)
def number(text: str | None) -> Fraction | None:
    """A written number as an exact fraction; None for what is not one."""
    if text is None:
        return None
    plain = text.strip().replace(",", ".")
    sign = plain[1:] if plain[:1] in {"+", "-"} else plain
    whole, _, part = sign.partition(".")
    if not (whole.isascii() and whole.isdigit()) or ("." in sign and not (part.isascii() and part.isdigit())):
        return None
    return Fraction(plain)


def yes_no(text: str | None) -> bool | None:
    """A written yes or no; None for what is neither."""
    word = (text or "").strip().lower()
    if word in {"yes", "true", "có", "đạt"}:
        return True
    return False if word in {"no", "false", "không", "không đạt"} else None


def _unit(code: str, sheet: UnitScores, scoring: Scoring, leads: dict[str, Lead]) -> UnitScore:
    criteria = tuple(
        _criterion(leaf, sheet.scores.get(leaf.code), scoring, leads[leaf.code]) for leaf in scoring.leaves()
    )
    bonus = _capped(sheet.bonus, scoring.bonus)
    penalty = _capped(sheet.penalty, scoring.penalty)
    earned, rescaled_from = _earned(criteria, Fraction(scoring.scale))
    total = None
    if earned is not None:
        total = max(round_to(earned + bonus - penalty, scoring.round), Decimal(0))
    return UnitScore(code, criteria, earned, rescaled_from, bonus, penalty, total)


def _earned(criteria: tuple[CriterionScore, ...], scale: Fraction) -> tuple[Fraction | None, Fraction | None]:
    """Sum of the criteria, brought back to the full scale when some did not apply."""
    counted = [score for score in criteria if score.counts]
    points = [score.final for score in counted]
    if None in points or not counted:
        return None, None
    earned = sum((value for value in points if value is not None), ZERO)
    applicable = sum((score.maximum for score in counted), ZERO)
    whole = sum((score.maximum for score in criteria), ZERO)
    if applicable == whole:
        return earned, None
    return earned * scale / applicable, earned


def _criterion(leaf: Criterion, score: Score | None, scoring: Scoring, best: Lead) -> CriterionScore:
    maximum = Fraction(leaf.max or 0)
    own: Fraction | None = None
    assessed: Fraction | None = None
    final: Fraction | None = None
    formula: Formula = "missing"
    inputs: Inputs = ()
    if score is None:
        pass
    elif score.note is not None:
        final, formula = _not_applicable(maximum, scoring)
    elif leaf.kind == "target":
        final, formula, inputs = _target(leaf, score, scoring, best)
    else:
        own = _points(leaf, score.self_score, maximum)
        assessed = _points(leaf, score.assessed, maximum)
        final, formula = _final(leaf, own, assessed, score, scoring)
        if leaf.kind != "points" and formula == "given":
            formula = _counted(leaf, score, scoring)
        inputs = _inputs(leaf, score, formula, scoring.final.by)
    if final is not None and scoring.round.at == "criterion":
        final = Fraction(round_to(final, scoring.round))
    return CriterionScore(leaf.code, maximum, own, assessed, final, formula, leaf.clause, inputs)


def _inputs(leaf: Criterion, score: Score, formula: Formula, stage: str) -> Inputs:
    """The numbers behind the points, for whoever has to check them by hand."""
    if formula in {"count", "count_capped"}:
        counted = number(score.self_score if stage == "self" else score.assessed) or ZERO
        return (("count", counted), ("each", Fraction(leaf.each or 0)))
    if formula in {"panel", "panel_trimmed"}:
        points = sorted(Fraction(value) for value in score.panel.values())
        given = (("scores", Fraction(len(points))),)
        return given if formula == "panel" else (*given, ("lowest", points[0]), ("highest", points[-1]))
    return ()


def _not_applicable(maximum: Fraction, scoring: Scoring) -> tuple[Fraction | None, Formula]:
    match scoring.not_applicable:
        case "full":
            return maximum, "not_applicable_full"
        case "zero":
            return ZERO, "not_applicable_zero"
        case "rescale":
            return None, "not_applicable_rescale"


def _final(
    leaf: Criterion, own: Fraction | None, assessed: Fraction | None, score: Score, scoring: Scoring
) -> tuple[Fraction | None, Formula]:
    """The final points by the regulation's stage; a panel scores points only, the rest is assessed."""
    match scoring.final.by if leaf.kind == "points" or scoring.final.by != "panel" else "assessed":
        case "assessed":
            return assessed, "given" if assessed is not None else "missing"
        case "self":
            return own, "given" if own is not None else "missing"
        case "average":
            if own is None or assessed is None:
                return None, "missing"
            return (own + assessed) / 2, "average"
        case "panel":
            return _panel(score, drop=scoring.final.drop_extremes)


def _panel(score: Score, *, drop: bool) -> tuple[Fraction | None, Formula]:
    """Mean of the panel's points; with `drop`, without one highest and one lowest."""
    points = sorted(Fraction(value) for value in score.panel.values())
    least_to_trim = 3
    if not points or (drop and len(points) < least_to_trim):
        return None, "missing"
    kept = points[1:-1] if drop else points
    return sum(kept, ZERO) / len(kept), "panel_trimmed" if drop else "panel"


def _points(leaf: Criterion, text: str | None, maximum: Fraction) -> Fraction | None:
    """What one written value is worth: points as given, yes/no → M or 0, count × each up to M."""
    if leaf.kind == "yes_no":
        answer = yes_no(text)
        return None if answer is None else maximum if answer else ZERO
    value = number(text)
    if value is None or leaf.kind != "count":
        return value
    return min(value * Fraction(leaf.each or 0), maximum)


def _counted(leaf: Criterion, score: Score, scoring: Scoring) -> Formula:
    if leaf.kind == "yes_no":
        return "yes_no"
    value = number(score.self_score if scoring.final.by == "self" else score.assessed)
    over = value is not None and value * Fraction(leaf.each or 0) > Fraction(leaf.max or 0)
    return "count_capped" if over else "count"


def _target(leaf: Criterion, score: Score, scoring: Scoring, best: Lead) -> tuple[Fraction | None, Formula, Inputs]:
    """By the regulation's formula; without a target to compare with, as a criterion that did not arise."""
    formula = scoring.formula_of(leaf)
    if formula is None or score.target is None or score.actual is None:
        return None, "missing", ()
    target, actual = Fraction(score.target), Fraction(score.actual)
    given = (("target", target), ("actual", actual))
    found = target_points(leaf, formula, target, actual, best)
    if found is not None:
        return found.points, found.line, (*given, *found.inputs)
    final, waived = _not_applicable(Fraction(leaf.max or 0), scoring)
    return final, waived if final is None else "no_target", given


def _capped(entries: tuple[Adjustment, ...], cap: Cap | None) -> Fraction:
    given = sum((Fraction(entry.points) for entry in entries), ZERO)
    return min(given, Fraction(cap.max)) if cap is not None else ZERO


def _with_ranks(units: list[UnitScore], scores: Scores) -> tuple[UnitScore, ...]:
    """Equal totals share a rank: 1, 2, 2, 4. Only units that are considered are ranked."""
    totals = [u.total for u in units if u.total is not None and scores.units[u.unit].status == "considered"]
    return tuple(
        unit._replace(rank=1 + sum(other > unit.total for other in totals))
        if unit.total is not None and scores.units[unit.unit].status == "considered"
        else unit
        for unit in units
    )


def _with_bands(units: tuple[UnitScore, ...], bands: tuple[Band, ...]) -> tuple[UnitScore, ...]:
    """The highest band whose lower end the total reaches."""
    return tuple(
        unit._replace(band=next((band.name for band in bands if unit.total >= band.lower), None))
        if unit.total is not None and unit.rank is not None
        else unit
        for unit in units
    )
