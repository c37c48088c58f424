"""Who may be nominated for what: status, preconditions, earlier years. Every condition is kept, met or not."""

from fractions import Fraction
from typing import Literal, NamedTuple

from thidua.records.bloc import Bloc
from thidua.records.regulation import Award, Regulation
from thidua.records.scores import Standing, Status
from thidua.rules.scoring import Scoreboard
from thidua.rules.year import BlocYear

ConditionKind = Literal[
    "status", "min_score", "max_rank", "band", "fact", "streak_award", "streak_band", "not_awarded",
]  # fmt: skip


class Condition(NamedTuple):
    """Điều kiện: one precondition with the unit's own value and the limit it was held against.

    `actual` and `limit` are points, ranks, band or fact names, or years, as `kind` says; `actual` is
    None when the value does not exist (no score, no rank).
    """

    kind: ConditionKind
    met: bool
    actual: Fraction | int | str | tuple[int, ...] | None
    limit: Fraction | int | str | tuple[int, ...] | None
    subject: str = ""
    clause: str | None = None


class Nominee(NamedTuple):
    """Đơn vị hoặc tập thể có thể được giới thiệu: a member, or a collective `of` a member."""

    code: str
    name: str
    label: str
    of: str | None
    status: Status
    reason: str | None
    basis: str | None
    facts: tuple[str, ...]
    female_share: Fraction | None


def nominees(year: BlocYear) -> tuple[Nominee, ...]:
    """All members of the year in roster order, then the collectives by code."""
    scores = year.scores
    sheets = scores.units if scores is not None else {}
    members = [
        _nominee(member.code, member.name, member.label, None, sheets.get(member.code, Standing()))
        for member in year.members
    ]
    others = scores.collectives.items() if scores is not None else ()
    return (*members, *(_nominee(code, c.name, c.name, c.of, c) for code, c in sorted(others)))


def _nominee(code: str, name: str, label: str, of: str | None, standing: Standing) -> Nominee:
    return Nominee(
        code,
        name,
        label,
        of,
        standing.status,
        standing.reason,
        standing.basis,
        standing.facts,
        standing.female_share,
    )


def conditions(nominee: Nominee, award: Award, year: BlocYear, board: Scoreboard | None) -> tuple[Condition, ...]:
    """Every precondition of `award` for this nominee. Scores, ranks and bands are those of members."""
    rule, regulation = award.requires, year.regulation
    found = [Condition("status", nominee.status == "considered", nominee.status, "considered", clause=nominee.basis)]
    scored = board.unit(nominee.code) if board is not None else None
    if rule.min_score is not None:
        total = None if scored is None or scored.total is None else Fraction(scored.total)
        limit = Fraction(rule.min_score)
        found.append(Condition("min_score", total is not None and total >= limit, total, limit, clause=award.clause))
    if rule.max_rank is not None:
        rank = scored.rank if scored is not None else None
        met = rank is not None and rank <= rule.max_rank
        found.append(Condition("max_rank", met, rank, rule.max_rank, clause=award.clause))
    band = scored.band if scored is not None else None
    if rule.band is not None:
        met = reaches(regulation, band, rule.band)
        found.append(Condition("band", met, band, rule.band, clause=award.clause))
    for code in rule.facts:
        fact = next((fact for fact in regulation.facts if fact.code == code), None)
        name = fact.name if fact is not None else code
        clause = (fact.clause if fact is not None else None) or award.clause
        found.append(Condition("fact", code in nominee.facts, None, None, name, clause))
    return (*found, *_over_years(nominee, award, band, year))


def _over_years(nominee: Nominee, award: Award, band: str | None, of: BlocYear) -> list[Condition]:
    found = []
    bloc, year, clause = of.bloc, of.year, award.clause
    streak, not_awarded = award.requires.streak, award.requires.not_awarded
    if streak is not None and streak.band is not None:
        years = tuple(range(year - streak.years + 1, year + 1))
        wanted = streak.band
        earned = {past: past_bands(bloc, nominee.code, past) for past in years[:-1]} | {year: (band,)}
        reached = tuple(y for y in years if earned[y] and all(reaches(of.regulation, b, wanted) for b in earned[y]))
        found.append(Condition("streak_band", reached == years, reached, years, streak.band, clause))
    elif streak is not None and streak.award is not None:
        years = tuple(range(year - streak.years, year))
        reached = tuple(y for y in years if was_awarded(bloc, nominee.code, streak.award, y))
        found.append(Condition("streak_award", reached == years, reached, years, streak.award, clause))
    if not_awarded is not None:
        years = tuple(range(year - not_awarded.years, year))
        reached = tuple(y for y in years if was_awarded(bloc, nominee.code, not_awarded.award, y))
        found.append(Condition("not_awarded", not reached, reached, years, not_awarded.award, clause))
    return found


def eligible(found: tuple[Condition, ...]) -> bool:
    """Whether every condition is met."""
    return all(condition.met for condition in found)


def reaches(regulation: Regulation, band: str | None, wanted: str) -> bool:
    """Whether `band` is `wanted` or one above it in the regulation's list."""
    names = [item.name for item in regulation.scoring.bands] if regulation.scoring is not None else []
    if band is None or band not in names or wanted not in names:
        return False
    return names.index(band) <= names.index(wanted)


def was_awarded(bloc: Bloc, unit: str, award: str, year: int) -> bool:
    """Whether the unit, or one it succeeds, was granted the award in that year."""
    past = bloc.past(year)
    return past is not None and not frozenset(past.granted.get(award, ())).isdisjoint(lineage(bloc, unit))


def earlier_awards(bloc: Bloc, unit: str, year: int) -> int:
    """How many awards the unit (or one it succeeds) was granted before `year`."""
    line = lineage(bloc, unit)
    return sum(
        not line.isdisjoint(units) for past in bloc.history if past.year < year for units in past.granted.values()
    )


def lineage(bloc: Bloc, unit: str) -> frozenset[str]:
    """The unit and all it succeeds, through any number of mergers."""
    found: set[str] = set()
    waiting = [unit]
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            member = bloc.member(code)
            waiting.extend(member.succeeds if member is not None else ())
    return frozenset(found)


def past_bands(bloc: Bloc, unit: str, year: int) -> tuple[str | None, ...]:
    """The band on file for the unit in `year`, else those of all the units it succeeds."""
    past = bloc.past(year)
    if past is None:
        return ()
    if unit in past.bands:
        return (past.bands[unit],)
    return tuple(past.bands[code] for code in sorted(lineage(bloc, unit)) if code in past.bands)
