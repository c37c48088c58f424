"""Khối chép: a key that stands twice because a block was copied and its code left as it was.

Or because the line that opens the second block is gone: then its keys repeat those of the block above, one by one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from thidua.diagnostics import Diagnostic, Route
from thidua.records.location import Source
from thidua.records.names import Files, criteria_of, members_of

SHOWN = 5

_OPENERS = ("award", "office", "code", "year", "unit", "name")
"""What an item of a list usually begins with."""

_BY_UNIT = frozenset(("votes", "panel", "totals", "ranks", "bands"))
"""Tables with one entry for a unit, besides `units` itself."""


class _Beside(NamedTuple):
    """The codes that belong in one table, of what, and those that have no entry there."""

    what: str
    expected: frozenset[str]
    missing: tuple[str, ...]


def name_the_missing(problems: Iterable[Diagnostic], source: Source, files: Files, year: str) -> Iterator[Diagnostic]:
    """The problems of one file; those about a unit or criterion written twice with the one that has no entry.

    Never to put the two together: the figures of two agencies are not one's. `files`: those read so far, for they may
    themselves be refused; so they are plain data. Keys that repeat side by side are one problem.
    """
    tables: dict[Route, _Beside] = {}
    problems = tuple(problems)
    blocks = {id(block.run[0]): block for block in _blocks(problems, source)}
    inside = {id(problem) for block in blocks.values() for problem in block.run}
    for problem in problems:
        *_, code = route = problem.place.route or ("",)
        outer = route[:-1]
        if problem.code != "TD106":
            yield problem
            continue
        if outer not in tables:
            tables[outer] = _beside(outer, source.data, files, year)
        if id(problem) in blocks:
            units = _beside(("units",), source.data, files, year) if outer[:-1] == ("units",) else None
            yield _without_its_head(blocks[id(problem)], units)
        elif id(problem) not in inside:
            yield _with_missing(problem, str(code), tables[outer])


# --- a block that nothing opens ---------------------------------------------------------------


class _Block(NamedTuple):
    """Keys that repeat side by side, and the key above them, unless it is the first of its mapping."""

    run: tuple[Diagnostic, ...]
    above: str


def _blocks(problems: Iterable[Diagnostic], source: Source) -> Iterator[_Block]:
    """The repeated keys of one mapping that stand side by side; or the one that opens an item, others between."""
    repeated: dict[Route, list[Diagnostic]] = {}
    for problem in problems:
        outer = problem.place.route[:-1]
        if problem.code == "TD106" and outer and not _is_table(outer):
            repeated.setdefault(outer, []).append(problem)
    keys_of: dict[Route, list[tuple[int, str]]] = {outer: [] for outer in repeated}
    for route, span in source.keys.items() if repeated else ():
        if route[:-1] in keys_of:
            keys_of[route[:-1]].append((span[0], str(route[-1])))
    for outer, found in repeated.items():
        keys = sorted(keys_of[outer])
        if not keys or source.text[source.values[outer][0]] == "{":
            continue
        runs: dict[int, list[Diagnostic]] = {}
        for problem in found:
            runs.setdefault(bisect_right(keys, (_start(problem), "")), []).append(problem)
        for before, run in runs.items():
            opens = before > 1 and isinstance(outer[-1], int) and run[0].place.route[-1] == keys[0][1]
            if len(run) > 1 or opens:
                yield _Block(tuple(run), keys[before - 1][1] if before > 1 else "")


def _is_table(outer: Route) -> bool:
    """Whether the keys are codes, of units or criteria: two of them are two copies, or one with the wrong code."""
    return outer == ("units",) or outer[-1] in _BY_UNIT or outer[-1] == "scores"


def _start(problem: Diagnostic) -> int:
    return problem.place.span[0] if problem.place.span is not None else 0


def _without_its_head(block: _Block, units: _Beside | None) -> Diagnostic:
    """One problem for a block whose first line is gone, at the first key that repeats."""
    (*outer, first), run = block.run[0].place.route, block.run
    keys = ", ".join(f"«{problem.place.route[-1]}»" for problem in run[:SHOWN]) + (" …" if len(run) > SHOWN else "")
    if isinstance(outer[-1], int):
        is_above = block.above in _OPENERS and first not in _OPENERS
        where = f"ở đầu dòng «{block.above}» ngay trên" if is_above else "trước dòng này"
        what, add = f"thiếu dấu gạch - {where}", "thêm dấu gạch - để mở mục mới, thẳng cột với mục trên"
    else:
        missing = units.missing if units is not None else ()
        head = f"«{missing[0]}:»" if len(missing) == 1 else "mã đơn vị hoặc tên mục"
        what, add = f"thiếu dòng {head} trước dòng này", f"thêm dòng {head} để mở khối mới"
    return run[0]._replace(
        message=f"từ đây {keys} viết lại lần nữa: {what}", hint=f"{add}; nếu chép thừa thì xóa cả đoạn chép"
    )


# --- a code that was not changed --------------------------------------------------------------


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
