"""An outcome in the words of `expected.yaml`: what the cases in `tests/cases/` compare with.

Each key of an expected year names one function here. Nothing (no rank, no head) is written «–».
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from thidua.evaluation import Evaluation, evaluate
from thidua.records.source import read_yaml
from thidua.records.workspace import CONFIGS, BlocFolder
from thidua.rules.awards import AwardResult
from thidua.rules.headship import HeadResult
from thidua.rules.judging import Outcome
from thidua.rules.scoring import Scoreboard
from thidua.rules.selection import Tie

CASES = Path(__file__).parent / "cases"
NOTHING = "–"
Plain = Any
"""What YAML can say: text, lists, mappings."""


def all_cases() -> tuple[str, ...]:
    """The folders of `tests/cases/`."""
    return tuple(sorted(path.name for path in CASES.iterdir() if path.is_dir()))


def expected_years(case: str) -> dict[int, dict[str, Plain]]:
    """What the case's author computed by hand, by year."""
    source, problems = read_yaml("expected.yaml", (CASES / case / "expected.yaml").read_bytes())
    assert not problems, problems
    return {int(year): keys for year, keys in source.data.items()}


def evaluate_case(case: str, year: int) -> Evaluation:
    """The case's only bloc, evaluated as the commands do it."""
    workspace = CASES / case
    (path,) = (workspace / CONFIGS).iterdir()
    return evaluate(BlocFolder(workspace, path), year)


def found(outcome: Outcome, expected: Mapping[str, Plain]) -> dict[str, Plain]:
    """The outcome's own answer to every key of `expected`, no wider than what was asked."""
    return {key: _narrowed(READERS[key](outcome), value) for key, value in expected.items()}


def wanted(expected: Mapping[str, Plain]) -> dict[str, Plain]:
    """The same with numbers in one spelling: 960.20 and 960.2 are equal."""
    return {key: _spelled(value) for key, value in expected.items()}


def _narrowed(answer: Plain, asked: Plain) -> Plain:
    if isinstance(answer, Mapping) and isinstance(asked, Mapping):
        return {key: _narrowed(answer[key], value) for key, value in asked.items()}
    return answer


def _spelled(value: Plain) -> Plain:
    if isinstance(value, Mapping):
        return {key: _spelled(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_spelled(inner) for inner in value]
    if value in {"yes", "no"}:
        return value == "yes"
    try:
        return str(Fraction(value))
    except ValueError:
        return value


def _text(value: Fraction | Decimal | int | str | None) -> str:
    if value is None:
        return NOTHING
    return value if isinstance(value, str) else str(Fraction(value))


def _board(outcome: Outcome) -> Scoreboard:
    assert outcome.board is not None
    return outcome.board


def _head(outcome: Outcome) -> HeadResult:
    assert outcome.head is not None
    return outcome.head


def _points(outcome: Outcome) -> Plain:
    return {unit.unit: {score.code: _text(score.final) for score in unit.criteria} for unit in _board(outcome).units}


def _of_units(read: str) -> Callable[[Outcome], Plain]:
    return lambda outcome: {unit.unit: _text(getattr(unit, read)) for unit in _board(outcome).units}


def _of_awards(read: Callable[[AwardResult], Plain]) -> Callable[[Outcome], Plain]:
    return lambda outcome: {award.award: read(award) for award in outcome.awards}


def _needed(award: AwardResult) -> Plain:
    needed = {c.check.needed for c in award.candidates if c.check is not None}
    return _text(needed.pop()) if len(needed) == 1 else NOTHING


def _tie(tie: Tie | None) -> Plain:
    return NOTHING if tie is None else {"units": sorted(tie.units), "seats": _text(tie.seats)}


def _counts(outcome: Outcome) -> Plain:
    return {
        f"{count.award or count.office} {count.round}": {
            "issued": _text(count.issued),
            "returned": _text(count.returned),
            "valid": _text(count.valid),
            "blank": _text(count.invalid.blank if count.invalid is not None else None),
            "too_many": _text(count.invalid.too_many if count.invalid is not None else None),
            "defaced": _text(count.invalid.defaced if count.invalid is not None else None),
            "votes": {unit: _text(votes) for unit, votes in count.votes},
        }
        for count in outcome.counts
    }


def _attendance(outcome: Outcome) -> Plain:
    who = outcome.attendance
    return {
        "present": _text(len(who.present)),
        "absent": list(who.absent),
        "written": list(who.written),
        "voters": _text(who.entitled),
        "quorum": who.quorum is not None and who.quorum.met,
    }


def _pending(outcome: Outcome) -> Plain:
    return [" ".join(filter(None, (item.kind, item.award, item.office))) for item in outcome.pending]


READERS: dict[str, Callable[[Outcome], Plain]] = {
    "points": _points,
    "totals": _of_units("total"),
    "ranks": _of_units("rank"),
    "bands": _of_units("band"),
    "attendance": _attendance,
    "counts": _counts,
    "seats": _of_awards(lambda award: _text(award.seats.number)),
    "needed": _of_awards(_needed),
    "proposed": _of_awards(lambda award: list(award.proposed)),
    "possible": _of_awards(lambda award: sorted(award.possible)),
    "empty": _of_awards(lambda award: _text(award.empty)),
    "tied": _of_awards(lambda award: _tie(award.tie)),
    "settled": _of_awards(lambda award: _tie(award.settled)),
    "revoted": _of_awards(lambda award: [sorted(tie.units) for _, tie in award.revoted]),
    "outcomes": _of_awards(lambda award: {c.unit: c.outcome for c in award.candidates}),
    "unmet": lambda outcome: {
        award.award: {c.unit: [k.kind for k in c.conditions if not k.met] for c in award.candidates}
        for award in outcome.awards
    },
    "head": lambda outcome: _text(_head(outcome).head),
    "source": lambda outcome: _text(_head(outcome).source),
    "rotation": lambda outcome: _text(_head(outcome).walk.found),
    "agrees": lambda outcome: _head(outcome).agrees,
    "skipped": lambda outcome: {skip.unit: skip.reason for skip in _head(outcome).walk.skipped},
    "deputies": lambda outcome: list(_head(outcome).deputies),
    "pending": _pending,
}
"""Key of `expected.yaml` → how to read it from an outcome."""
