"""Khối chép: a key that stands twice because a block was copied and its code left as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from thidua.diagnostics import Diagnostic, Route
from thidua.records.bloc import Bloc
from thidua.records.location import Source
from thidua.records.regulation import Regulation

SHOWN = 5


def name_the_missing(
    problems: Iterable[Diagnostic],
    sources: Mapping[str, Source],
    bloc: Bloc | None,
    regulation: Regulation | None,
    year: int,
) -> Iterator[Diagnostic]:
    """The problems, those about a unit or criterion written twice with the one that has no block of its own."""
    for problem in problems:
        source = sources.get(problem.place.file)
        if problem.code != "TD106" or source is None:
            yield problem
            continue
        yield _with_missing(problem, source.data, _expected(problem.place.route, bloc, regulation, year))


def _expected(route: Route, bloc: Bloc | None, regulation: Regulation | None, year: int) -> tuple[str, ...]:
    """The codes that belong beside this one: units in `units`, criteria in the `scores` of a unit."""
    match route:
        case ("units", str()):
            return tuple(member.code for member in bloc.members_of(year)) if bloc is not None else ()
        case ("units", str(), "scores", str()):
            scoring = regulation.scoring if regulation is not None else None
            return tuple(leaf.code for leaf in scoring.leaves()) if scoring is not None else ()
        case _:
            return ()


def _with_missing(problem: Diagnostic, data: Any, expected: tuple[str, ...]) -> Diagnostic:
    *outer, code = problem.place.route
    for step in outer:
        data = data.get(step) if isinstance(data, dict) else None
    written = data if isinstance(data, dict) else {}
    missing = [other for other in expected if other not in written]
    if code not in expected or not missing:
        return problem
    shown = ", ".join(missing[:SHOWN]) + (" …" if len(missing) > SHOWN else "")
    ask = f"có phải lần thứ hai là của {missing[0]}?" if len(missing) == 1 else "lần thứ hai là của đơn vị nào?"
    ask = ask if len(outer) == 1 else ask.replace("đơn vị", "tiêu chí")
    change = missing[0] if len(missing) == 1 else "mã ấy"
    return problem._replace(
        message=f"«{code}» ghi hai lần; {shown} chưa có: {ask}",
        hint=f"nếu phải thì sửa {code} ở dòng này thành {change}; nếu không, đối chiếu với phiếu điểm rồi xóa lần thừa",
    )
