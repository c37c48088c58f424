"""Khối chép: a key that stands twice because a block was copied and its code left as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from thidua.diagnostics import Diagnostic, Route
from thidua.records.names import Files, criteria_of, members_of

SHOWN = 5

_BY_UNIT = frozenset(("votes", "panel", "totals", "ranks", "bands"))
"""Tables with one entry for a unit, besides `units` itself."""


class _Beside(NamedTuple):
    """The codes that belong in one table, of what, and those that have no entry there."""

    what: str
    expected: frozenset[str]
    missing: tuple[str, ...]


def name_the_missing(problems: Iterable[Diagnostic], data: Any, files: Files, year: str) -> Iterator[Diagnostic]:
    """The problems of one file; those about a unit or criterion written twice with the one that has no entry.

    Never to put the two together: the figures of two agencies are not one's. `files`: those read so far, for they may
    themselves be refused; so they are plain data.
    """
    tables: dict[Route, _Beside] = {}
    for problem in problems:
        if problem.code != "TD106":
            yield problem
            continue
        *_, code = route = problem.place.route
        outer = route[:-1]
        if outer not in tables:
            tables[outer] = _beside(outer, data, files, year)
        yield _with_missing(problem, str(code), tables[outer])


def _beside(outer: Route, data: Any, files: Files, year: str) -> _Beside:
    for step in outer:
        data = data.get(step) if isinstance(data, dict) else _item(data, step)
    what, expected = "", list[str]()
    if outer == ("units",) or (outer and outer[-1] in _BY_UNIT):
        what, expected = "đơn vị", members_of(files, year)
    elif outer and outer[-1] == "scores":
        leaves = (one for one in criteria_of(files) if not one.get("criteria"))
        what, expected = "tiêu chí", [str(leaf["code"]) for leaf in leaves if "code" in leaf]
    written = data if isinstance(data, dict) else {}
    return _Beside(what, frozenset(expected), tuple(code for code in expected if code not in written))


def _item(data: Any, step: str | int) -> Any:
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


def _with_missing(problem: Diagnostic, code: str, beside: _Beside) -> Diagnostic:
    if code not in beside.expected or not beside.missing:
        return problem
    shown = ", ".join(beside.missing[:SHOWN]) + (" …" if len(beside.missing) > SHOWN else "")
    one = beside.missing[0] if len(beside.missing) == 1 else ""
    ask = f"có phải lần thứ hai là của {one}?" if one else f"lần thứ hai là của {beside.what} nào?"
    return problem._replace(
        message=f"«{code}» ghi hai lần; {shown} chưa có: {ask}",
        hint=f"nếu phải thì sửa {code} ở dòng này thành {one or f'mã của {beside.what} ấy'};"
        " nếu không, đối chiếu với bản gốc rồi xóa lần thừa",
    )
