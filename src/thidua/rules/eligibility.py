"""Who may be nominated for what: status, preconditions, earlier years. Every condition is kept, met or not."""

from fractions import Fraction
from typing import Literal, NamedTuple

from thidua.records.bloc import Bloc, PastYear
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
    None when the value does not exist (no score, no rank). `unknown` are the years that decide it and of which
    nothing is on file: the condition is not met, and nobody may say that the unit failed it either.
    """

    kind: ConditionKind
    met: bool
    actual: Fraction | int | str | tuple[int, ...] | None
    limit: Fraction | int | str | tuple[int, ...] | None
    subject: str = ""
    clause: str | None = None
    unknown: tuple[int, ...] = ()


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
    """What is asked of several years: the band counts this year in, an award the years before it."""
    found = []
    streak, not_awarded = award.requires.streak, award.requires.not_awarded
    if streak is not None and streak.band is not None:
        told = told_over_years(of, award, "streak", nominee.code)
        if streak.years >= 1:
            told |= {of.year: reaches(of.regulation, band, streak.band)}
        found.append(_streak("streak_band", told, streak.band, award))
    elif streak is not None and streak.award is not None:
        told = told_over_years(of, award, "streak", nominee.code)
        found.append(_streak("streak_award", told, streak.award, award))
    if not_awarded is not None:
        told = told_over_years(of, award, "not_awarded", nominee.code)
        had = tuple(year for year, was in told.items() if was)
        unknown = () if had else undecided(told, "not_awarded")
        met = not had and not unknown
        subject = not_awarded.award
        found.append(Condition("not_awarded", met, had, tuple(told), subject, award.clause, unknown))
    return found


def _streak(kind: ConditionKind, told: dict[int, bool | None], subject: str, award: Award) -> Condition:
    reached = tuple(year for year, was in told.items() if was)
    met = len(reached) == len(told)
    return Condition(kind, met, reached, tuple(told), subject, award.clause, undecided(told, "streak"))


Requirement = Literal["streak", "not_awarded"]
NEVER_ON_FILE = 1944
"""A year that no record may name: a requirement that reaches back to it is never decided by more history."""


def years_before(of: int, number: int) -> range:
    """The `number` years before `of`."""
    return range(max(of - number, NEVER_ON_FILE), of)


def told_over_years(of: BlocYear, award: Award, requirement: Requirement, unit: str) -> dict[int, bool | None]:
    """What is on file about a unit in each earlier year that the requirement asks for; None: nothing."""
    streak, not_awarded = award.requires.streak, award.requires.not_awarded
    if requirement == "not_awarded":
        years = not_awarded.years if not_awarded is not None else 0
        code = not_awarded.award if not_awarded is not None else ""
        return {year: was_awarded(of.bloc, unit, code, year) for year in years_before(of.year, years)}
    if streak is None or (streak.band is None and streak.award is None):
        return {}
    if streak.band is not None:
        wanted = streak.band
        return {year: _had_band(of, unit, year, wanted) for year in years_before(of.year, streak.years - 1)}
    code = streak.award or ""
    return {year: was_awarded(of.bloc, unit, code, year) for year in years_before(of.year, streak.years)}


def undecided(told: dict[int, bool | None], requirement: Requirement) -> tuple[int, ...]:
    """The years that would have to be known; none where another year has decided already."""
    decides = requirement == "not_awarded"
    if any(was is decides for was in told.values()):
        return ()
    return tuple(year for year, was in told.items() if was is None)


def eligible(found: tuple[Condition, ...]) -> bool:
    """Whether every condition is met."""
    return all(condition.met for condition in found)


def reaches(regulation: Regulation, band: str | None, wanted: str) -> bool:
    """Whether `band` is `wanted` or one above it in the regulation's list."""
    names = [item.name for item in regulation.scoring.bands] if regulation.scoring is not None else []
    if band is None or band not in names or wanted not in names:
        return False
    return names.index(band) <= names.index(wanted)


def was_awarded(bloc: Bloc, unit: str, award: str, year: int) -> bool | None:
    """Whether the unit, or one it succeeds, was granted the award in that year; None where nothing is on file."""
    past = bloc.past(year)
    if past is None or past.granted is None:
        return None
    if not frozenset(past.granted.get(award, ())).isdisjoint(lineage(bloc, unit)):
        return True
    return None if award in awaited(past) else False


def awaited(past: PastYear) -> tuple[str, ...]:
    """The awards that were proposed, and of which it is not on file who was granted them."""
    return tuple(code for code in past.proposed or {} if code not in (past.granted or {}))


def earlier_awards(bloc: Bloc, unit: str, year: int) -> int | None:
    """How many awards the unit (or one it succeeds) was granted before `year`; None where a year does not say."""
    earlier = [past for past in bloc.history if past.year < year]
    if any(past.granted is None or awaited(past) for past in earlier):
        return None
    line = lineage(bloc, unit)
    return sum(not line.isdisjoint(units) for past in earlier for units in (past.granted or {}).values())


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


def past_bands(of: BlocYear, unit: str, year: int) -> tuple[str | None, ...] | None:
    """The band of the unit in `year`, else those of all the units it succeeds; None where one is not on file.

    Whoever was not considered that year, or was no member yet, has no band: that is known.
    """
    bands = _bands_on_file(of, year)
    if unit in bands:
        return (bands[unit],)
    past = of.bloc.past(year)
    found: list[str | None] = []
    for code in sorted(lineage(of.bloc, unit)):
        member = of.bloc.member(code)
        if code in bands:
            found.append(bands[code])
        elif member is not None and member.is_member(year):
            if past is None or code not in (past.excluded or ()):
                return None
            found.append(None)
    return tuple(found)


def _bands_on_file(of: BlocYear, year: int) -> dict[str, str | None]:
    """By the year's own files, and over them by the history; None: not considered."""
    found: dict[str, str | None] = {}
    for own in of.earlier:
        if own.year == year:
            found |= dict.fromkeys(own.excluded or ()) | dict(own.bands or {})
    past = of.bloc.past(year)
    return found | dict((past.bands if past is not None else None) or {})


def _had_band(of: BlocYear, unit: str, year: int, wanted: str) -> bool | None:
    bands = past_bands(of, unit, year)
    return None if bands is None else bool(bands) and all(reaches(of.regulation, band, wanted) for band in bands)
