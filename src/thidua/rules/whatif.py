"""What if: the same year with one rule changed or one unit gone. Changes records, never files."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from thidua.records.regulation import Award, Quota, Regulation, Threshold
from thidua.records.scores import Scores, UnitScores
from thidua.rules.judging import Outcome, judge_year


class Supposition(NamedTuple):
    """Giả định: other quotas (units), other thresholds (shares), units that had withdrawn."""

    quotas: tuple[tuple[str, int], ...] = ()
    passes: tuple[tuple[str, Fraction], ...] = ()
    without: tuple[str, ...] = ()


class Difference(NamedTuple):
    """Khác biệt: what one unit is proposed for today and under the supposition (award codes)."""

    unit: str
    today: tuple[str, ...]
    then: tuple[str, ...]

    @property
    def changed(self) -> bool:
        return self.today != self.then


def suppose(outcome: Outcome, supposed: Supposition) -> Outcome:
    """The outcome if things were so; the year's own outcome stays as it is."""
    regulation = _regulation(outcome.regulation, supposed)
    scores = _scores(outcome, supposed.without) if supposed.without else outcome.scores
    return judge_year(outcome.grounds.year._replace(regulation=regulation, scores=scores))


def _scores(outcome: Outcome, without: tuple[str, ...]) -> Scores:
    """The year's scores with some units withdrawn, also those that are not in the file, and where there is no file."""
    scores = outcome.scores or Scores(format="1")
    gone = {"status": "withdrawn", "reason": "giả định", "basis": "giả định"}
    units, others = dict(scores.units), dict(scores.collectives)
    for code in without:
        if code in others:
            others[code] = others[code].model_copy(update=gone)
        else:
            units[code] = units.get(code, UnitScores()).model_copy(update=gone)
    return scores.model_copy(update={"units": units, "collectives": others})


def differences(today: Outcome, then: Outcome) -> tuple[Difference, ...]:
    """Every unit that is proposed in either, in the order of the roster."""
    return tuple(
        Difference(nominee.code, before, after)
        for nominee in today.nominees
        if (before := _proposed(today, nominee.code)) or _proposed(then, nominee.code)
        for after in (_proposed(then, nominee.code),)
    )


def _proposed(outcome: Outcome, unit: str) -> tuple[str, ...]:
    return tuple(award.award for award in outcome.awards if unit in award.proposed)


def _regulation(regulation: Regulation, supposed: Supposition) -> Regulation:
    quotas, passes = dict(supposed.quotas), dict(supposed.passes)
    return regulation.model_copy(update={"awards": tuple(_award(award, quotas, passes) for award in regulation.awards)})


def _award(award: Award, quotas: dict[str, int], passes: dict[str, Fraction]) -> Award:
    changes: dict[str, object] = {}
    if award.code in quotas:
        changes["quota"] = Quota(count=quotas[award.code])
    if award.code in passes:
        base = award.passes.of if award.passes is not None else "members"
        changes["passes"] = Threshold(at_least=passes[award.code], of=base)
    return award.model_copy(update=changes)
