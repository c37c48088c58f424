"""How checks name places: the five files of a year, and routes inside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from thidua import wording
from thidua.diagnostics import Diagnostic, Place, Related
from thidua.records.ballots import Contest, Decision
from thidua.records.workspace import YearRecords
from thidua.rules.contest import Office
from thidua.rules.eligibility import ConditionKind
from thidua.rules.year import BlocYear

Files = YearRecords
Problems = Iterator[Diagnostic]
File = Literal["bloc", "regulation", "scores", "ballots", "report"]


def at(files: Files, file: File, *route: str | int, on: Literal["key", "value"] = "value") -> Place:
    """A place in one of the year's files."""
    name = files.bloc_file if file == "bloc" else files.file(file)
    return Place(name, route, on)


def year_of(files: Files) -> BlocYear | None:
    """The year as the rules take it; None while the bloc or its regulation cannot be read."""
    if files.bloc is None or files.regulation is None:
        return None
    return BlocYear(files.bloc, files.regulation, files.scores, files.ballots, files.year, earlier=files.others.results)


def is_written(files: Files, file: File, *route: str | int) -> bool:
    """Whether the file itself says something there, and it is no default."""
    source = files.sources.get(files.bloc_file if file == "bloc" else files.file(file))
    found = source.data if source is not None else None
    for step in route:
        if isinstance(found, list):
            found = dict(enumerate(found))
        if not isinstance(found, dict) or step not in found:
            return False
        found = found[step]
    return True


def see(place: Place, label: str) -> tuple[Related, ...]:
    """One related place."""
    return (Related(place, label),)


def label(files: Files, code: str) -> str:
    """`QLTT (Cục Quản lý thị trường tỉnh)`; the bare code where the unit is unknown."""
    member = files.bloc.member(code) if files.bloc is not None else None
    found = files.scores.collectives.get(code) if files.scores is not None else None
    if member is None and found is not None and files.bloc is not None:
        owner = wording.unit_name(files.bloc, found.of)
        return f"{code} ({wording.collective_name(files.bloc, found.name, found.of, owner)})"
    return code if member is None else f"{code} ({member.label})"


def condition_place(files: Files, unit: str, award: str, kind: ConditionKind) -> Place:
    """Where a precondition of an award is decided: the unit's status, or the regulation's requirement."""
    if kind == "status":
        group = "units" if files.scores is not None and unit in files.scores.units else "collectives"
        return at(files, "scores", group, unit, "status")
    codes = [item.code for item in files.regulation.awards] if files.regulation is not None else []
    keys = {"fact": "facts", "streak_band": "streak", "streak_award": "streak"}
    return at(files, "regulation", "awards", codes.index(award), "requires", keys.get(kind, kind))


def contests(files: Files) -> Iterator[tuple[int, Contest]]:
    if files.ballots is not None:
        yield from enumerate(files.ballots.contests)


def contest_place(files: Files, index: int, *route: str | int) -> Place:
    return at(files, "ballots", "contests", index, *route)


def office_name(files: Files, office: Office) -> str:
    """Chức danh, as a bloc or a cluster has it."""
    return wording.office_name(files.bloc, office)


def body(files: Files) -> str:
    """Khối hay cụm."""
    return wording.body(files.bloc.kind if files.bloc is not None else "bloc")


def matter_name(files: Files, about: Contest | Decision) -> str:
    """Mã khen thưởng, hoặc chức danh."""
    return about.award or office_name(files, about.office or "head")
