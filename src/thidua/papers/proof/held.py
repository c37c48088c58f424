"""Giữ văn bản theo kết quả: what a paper made with the office's own template does not print of the result.

A fact is asked of a paper when the shipped template prints it from the same view. The shipped templates themselves
are held to their views by the tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from thidua.diagnostics import Diagnostic, Place
from thidua.papers.proof.printed import Unprinted, unprinted
from thidua.papers.template.required import worded
from thidua.papers.word.projection import project
from thidua.papers.word.render import WordTemplate, is_shipped, render, shipped_template

if TYPE_CHECKING:
    from thidua.papers.views import View

MOST = 10
"""Facts told of one paper when it is written; `thidua verify` tells all."""


def lacking(view: View, content: bytes, template: WordTemplate, shipped: str) -> tuple[Unprinted, ...]:
    """The facts of a stamped view that its paper lacks for want of the template; `shipped`: the name of ours."""
    if is_shipped(template):
        return ()
    missing = _unprinted(view, content)
    if not missing:
        return ()
    ours, _ = render(WordTemplate(shipped, shipped_template(shipped)), view)
    spared = {one.fact.at for one in _unprinted(view, ours)} if ours is not None else set()
    return tuple(one for one in missing if one.fact.at not in spared)


def _unprinted(view: View, content: bytes) -> tuple[Unprinted, ...]:
    there = project(content)
    return unprinted(view, there.items) if there is not None else ()


def reminders(file: str, template: WordTemplate, found: tuple[Unprinted, ...]) -> tuple[Diagnostic, ...]:
    """What to say of a paper that was written all the same."""
    place = Place(template.file)
    hint = f"sửa mẫu rồi lập lại; xem chỗ sai: thidua template check {template.file}"
    rows = grouped(found)
    told = [Diagnostic("TD815", place, f"{file} {why(row)}{_of(row)}", hint=hint) for row in rows[:MOST]]
    if len(rows) > MOST:
        rest = f"{file}: còn {len(rows) - MOST} chỗ nữa; thidua verify kể hết"
        told.append(Diagnostic("TD815", place, rest, hint=hint))
    return tuple(told)


def _of(row: tuple[Unprinted, ...]) -> str:
    """Which line is meant."""
    return f": «{row[0].line}»" if row[0].line != row[0].fact.text else ""


def grouped(found: Iterable[Unprinted]) -> list[tuple[Unprinted, ...]]:
    """Those of one line together, in the order of the view."""
    rows: dict[tuple[str | int, ...], list[Unprinted]] = {}
    for one in found:
        rows.setdefault(one.fact.row or one.fact.at, []).append(one)
    return [tuple(row) for row in rows.values()]


def why(row: tuple[Unprinted, ...]) -> str:
    """`không in số phiếu «10/11», ở đó in «11/11»`; of a whole line only that it is not there."""
    first = row[0]
    if len(row) > 1 and not first.place:
        return "không in dòng này"
    what = ", ".join(f"{worded(one.fact.route)} «{one.fact.text}»".strip() for one in row)
    return f"không in {what}{f', ở đó in «{first.instead}»' if first.instead else ''}"
