"""Every number, date and name in every paper of a year stands in the files or in the result.

Asked of what the templates print (the texts of the views) in random years, small and large blocs and the sample. What
is allowed is collected without the papers' own code: from the files as they were typed and from `--json`.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

import year_generator
from effort import examples
from test_one_voice import MEMORY, Voices
from thidua.evaluation import evaluate
from thidua.papers.dossier import PAPERS
from thidua.papers.scoring.score_table_view import Bar
from thidua.papers.views import View
from thidua.records.workspace import BlocFolder
from thidua.rules.judging import Outcome
from year_oracle import YEAR, Files

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "bloc_configs" / "tham-muu-tong-hop"
YEARLY = settings(
    max_examples=examples(15),
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
DATE = re.compile(r"ngày (\d\d) tháng (\d\d?) năm (\d{4})|(\d{2})/(\d{2})/(\d{4})")
WHOLE = 20
"""Whole numbers up to here count things on the page: rows, units, rounds."""

OF_THE_DECREE = {"100", "0", "1", "2"}


def numbers(text: str) -> Iterator[Decimal]:
    """The numbers of a text, in every way that they may be read."""
    for written in NUMBER.findall(text):
        for reading in readings(written):
            yield from reading


def readings(written: str) -> list[list[Decimal]]:
    """`4,5` and `1.234,5` are one number; `I.1.2`, `24.11` or a date are several."""
    several = [list(map(Decimal, re.split("[.,]", written)))]
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", written):
        return [[Decimal(written.replace(".", "").replace(",", "."))], *several]
    if re.fullmatch(r"\d+[.,]\d+", written):
        return [[Decimal(written.replace(",", "."))], *(several if "." in written else [])]
    return several


def strange(text: str, known: set[Decimal]) -> list[str]:
    """The numbers that stand nowhere, whichever way they are read."""
    return [one for one in NUMBER.findall(text) if not any(known.issuperset(way) for way in readings(one))]


def leaves(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value)
    elif data is not None:
        yield str(data)


def shares(outcome: Outcome) -> Iterator[Decimal]:
    """Any number of votes of any base, in percent with two decimals and more."""
    bases = {len(outcome.attendance.members), len(outcome.attendance.present), outcome.attendance.entitled}
    bases |= {n for item in outcome.counts for n in (item.issued, item.returned, item.valid) if n}
    for base in bases - {0}:
        for votes in range(base + 1):
            yield from percents(votes, base)


def percents(part: int, whole: int) -> Iterator[Decimal]:
    """A fraction in percent, with up to four decimals."""
    for digits in ("1", "0.1", "0.01", "0.001", "0.0001"):
        yield (Decimal(100) * part / whole).quantize(Decimal(digits), ROUND_HALF_UP)


def allowed(typed: str, voices: Voices, outcome: Outcome) -> set[Decimal]:
    data = list(leaves(voices.data))
    if outcome.head is not None:
        data += leaves(json.loads(voices.said("rotate-head", str(outcome.year), "--json")[1]))
    found = {value for text in (typed, *data) for value in numbers(text)}
    for part, whole in re.findall(r"(\d+)/([1-9]\d*)", typed):
        found |= set(percents(int(part), int(whole)))
    found |= {Decimal(n) for n in range(WHOLE)} | {Decimal(n) for n in OF_THE_DECREE}
    found |= {Decimal(n) for n in range(len(outcome.attendance.members) + 1)}
    found |= {Decimal(outcome.year + step) for step in (-1, 0, 1, 2)} | set(shares(outcome))
    board = outcome.board
    totals = [unit.total for unit in board.units if unit.total is not None] if board is not None else []
    units = board.units if board is not None else ()
    finals = [points for unit in units for points in (unit.earned, unit.bonus, unit.penalty)]
    finals += [scored.final for unit in units for scored in unit.criteria]
    finals += sums(outcome)
    quotas = [award.quota.share for award in outcome.regulation.awards if award.quota.share is not None]
    finals += [share * n for share in quotas for n in range(len(outcome.attendance.members) + 1)]
    found |= {
        value for final in finals if final is not None for value in percents(final.numerator, 100 * final.denominator)
    }
    before = outcome.bloc.past(outcome.year - 1)
    earlier = list((before.totals or {}).values()) if before is not None else []
    return found | {abs(one - other) for one in totals for other in (*totals, *earlier)}


def sums(outcome: Outcome) -> Iterator[Fraction]:
    """Each side's points by group and over the whole sheet, and how far the sides are apart."""
    scoring, board = outcome.regulation.scoring, outcome.board
    if scoring is None or board is None:
        return
    waiting = list(scoring.criteria)
    lists = [{leaf.code for leaf in scoring.leaves()}, *({leaf.code} for leaf in scoring.leaves())]
    while waiting:
        group = waiting.pop()
        lists.append({leaf.code for leaf in group.leaves()})
        waiting += group.criteria
    for unit in board.units:
        counted = [one for one in unit.criteria if one.formula != "not_applicable_rescale"]
        for codes in lists:
            scored = [one for one in counted if one.code in codes]
            own = sum((_first(one.self_points, one.final) for one in scored), Fraction(0))
            given = sum((_first(one.assessed_points, one.final) for one in scored), Fraction(0))
            final = sum((_first(one.final) for one in scored), Fraction(0))
            yield from (own, given, final, abs(given - own), abs(final - own))


def _first(*points: Fraction | None) -> Fraction:
    return next((one for one in points if one is not None), Fraction(0))


def views(voices: Voices, outcome: Outcome) -> Iterator[tuple[str, View]]:
    found = evaluate(BlocFolder(voices.workspace, voices.folder), outcome.year)
    assert found.records.report is not None
    for kind in PAPERS:
        if not kind.impossible(outcome, found.records.report, draft=True):
            yield from kind.views(outcome, found.records.report, True, True)  # noqa: FBT003 - a draft, a chart


def check(folder: Path, workspace: Path, year: int) -> None:
    voices, typed = Voices(workspace, folder), typed_in(folder)
    found = evaluate(BlocFolder(workspace, folder), year)
    if found.outcome is None:
        return
    known = allowed(typed, voices, found.outcome)
    dates = {tuple(map(int, groups)) for groups in dates_of(typed)}
    for file, view in views(voices, found.outcome):
        for text in printed(view):
            assert not strange(text, known), f"{file}: {strange(text, known)} in «{text}»"
            wrong = [day for day in dates_of(text) if tuple(map(int, day)) not in dates]
            assert not wrong, f"{file}: {wrong} in «{text}»"


def printed(view: Any) -> Iterator[str]:
    """What the paper prints; the code at its foot is no fact, the properties of the file and the lengths of bars are
    not printed."""
    if isinstance(view, str):
        yield view
    for part in view if isinstance(view, tuple) else ():
        yield from printed(part)
    for field in fields(view) if is_dataclass(view) else ():
        if field.name not in {"stamp", "properties"} and not (isinstance(view, Bar) and field.name != "value"):
            yield from printed(getattr(view, field.name))


def dates_of(text: str) -> Iterator[tuple[str, str, str]]:
    for match in DATE.finditer(text):
        day = match[1] or match[4]
        yield (day, match[2] or match[5], match[3] or match[6])


def typed_in(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml"))


def test_the_sample(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "bloc_configs" / SAMPLE.name)
    check(tmp_path / "bloc_configs" / SAMPLE.name, tmp_path, 2023)


@given(year_generator.sound_years())
@YEARLY
def test_any_year(files: Files) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as place:
        folder = year_generator.write_year(dict(files) | {"report": year_generator.REPORT}, Path(place), words=True)
        check(folder, Path(place), YEAR)


def test_a_number_that_nobody_wrote_is_seen() -> None:
    known = set(numbers("votes: {A: 10}, members: 11, share: 90.91, points: 1234.5"))
    assert strange("10/11 đơn vị (90,91%), 1.234,5 điểm", known) == []
    assert strange("9/11 đơn vị (81,82%), 90,92%", known) == ["9", "81,82", "90,92"]
    assert strange("không có số", known) == []
