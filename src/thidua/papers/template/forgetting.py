"""Mẫu bỏ sót: which required facts a template no longer prints, found by printing it.

A view is filled with invented texts, each another, and printed twice: with the template that came with the program
and with the office's own. What the first prints and the second does not is forgotten. Flags are turned one by one,
so that what stands behind each `if` is printed at least once; an item of a list comes with each of its flags in turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any, get_args, get_origin

from thidua.diagnostics import Diagnostic, Place
from thidua.papers.template.contract import fields
from thidua.papers.template.required import Fact, called, facts_of
from thidua.papers.word.render import WordTemplate, is_shipped, render, shipped_template, unpack

if TYPE_CHECKING:
    from thidua.papers.views import View

ANY_TEXT = "1"
"""Printable wherever a text is, and a length or a number where one is needed."""

ANY_DAY = "2024-02-05"
FIRST = 80_000_001
"""Invented texts are numbers from here on: no template has one of them, and all are of one length."""

_TEXT = re.compile(rb"\b8\d{7}\b")


def forgotten(template: WordTemplate, view: type[View], name: str) -> tuple[Diagnostic, ...]:
    """A reminder for each required fact that a template never prints, or not always; `name` is the shipped one's."""
    if is_shipped(template):
        return ()
    lost, kept = lost_and_kept(template, view, name)
    return tuple(_told(template.file, name, route, sometimes=route in kept) for route in _together(lost, kept))


def lost_and_kept(template: WordTemplate, view: type[View], name: str) -> tuple[tuple[str, ...], set[str]]:
    """The routes of required facts that a template does not print where the shipped one does, and of those it prints.

    A route is in both when it is printed in one case and not in another.
    """
    lost: dict[str, None] = {}
    kept: set[str] = set()
    for probe, known in _asked(view, name):  # type: ignore[arg-type] # mypy takes a class for its instance here
        printed, told = _printed(template, probe)
        kept |= {fact.route for fact in known & printed}
        lost |= dict.fromkeys(fact.route for fact in facts_of(probe) if fact in known - printed - told)
    return tuple(lost), kept


@lru_cache(16)
def _asked(view: type[View], name: str) -> tuple[tuple[View, frozenset[Fact]], ...]:
    """The probes of a view, each with what the shipped template prints of it."""
    ours = WordTemplate(name, shipped_template(name))
    return tuple((probe, _printed(ours, probe)[0]) for probe in probes(view))


def _printed(template: WordTemplate, probe: View) -> tuple[frozenset[Fact], frozenset[Fact]]:
    """What a template prints of a probe; and what it tells of rows by the `text` that says all of one."""
    paper, _ = render(template, probe)
    parts = unpack(paper) if paper is not None else {}
    texts = {
        found.decode() for name, part in parts.items() if name.startswith("word/") for found in _TEXT.findall(part)
    }
    printed = frozenset(fact for fact in facts_of(probe) if fact.text in texts)
    whole = {fact.row for fact in printed if fact.row and fact.route.endswith("[].text")}
    return printed, frozenset(fact for fact in facts_of(probe) if fact.row in whole)


def _together(lost: Iterable[str], kept: set[str]) -> list[str]:
    """The routes that are lost, several of one part as that part where nothing of it is kept."""
    told: list[str] = []
    routes = list(lost)
    for route in routes:
        steps = route.split(".")
        wholes = [".".join(steps[:at]) for at in range(1, len(steps))]
        whole = next((one for one in wholes if _is_whole(one, routes, kept)), route)
        if whole not in told:
            told.append(whole)
    return told


def _is_whole(part: str, routes: list[str], kept: set[str]) -> bool:
    inside = f"{part}."
    return not any(route.startswith(inside) for route in kept) and sum(r.startswith(inside) for r in routes) > 1


def _told(file: str, name: str, route: str, *, sometimes: bool) -> Diagnostic:
    often = "có trường hợp mẫu không in" if sometimes else "mẫu không in"
    hint = f"thêm lại thẻ như trong mẫu gốc {name} (lấy bằng thidua template copy, tên biến ở docs/templates.md)"
    return Diagnostic("TD815", Place(file), f"{often} {called(route)}", hint=hint)


# --- invented views -----------------------------------------------------------------------------


def invented(kind: Any, *, flag: bool) -> Any:
    """A value of a view's type: every text the same, every list of two items, every flag the same."""
    if kind is bool:
        return flag
    if get_origin(kind) is tuple:
        return (invented(get_args(kind)[0], flag=flag),) * 2
    if not is_dataclass(kind):
        return ANY_TEXT
    values = {name: invented(inner, flag=flag) for name, inner in fields(kind).items()}  # type: ignore[arg-type]
    return kind(**values | ({"issued": ANY_DAY} if "issued" in values else {}))  # type: ignore[operator]


def probes(view: type[View]) -> Iterator[View]:
    """Views with another text in every place: all flags set, then each in turn not set, then none."""
    for flags in _patterns(view):
        yield _probe(view, iter(flags), count(FIRST))


def _patterns(kind: Any) -> tuple[tuple[bool, ...], ...]:
    """Settings of the flags of a part: all, all but one, none; a part without flags has one."""
    number = _flags(kind)
    but_one = [tuple(at != off for at in range(number)) for off in range(number)]
    return tuple(dict.fromkeys(((True,) * number, *but_one, (False,) * number)))


def _flags(kind: Any) -> int:
    """How many flags a part has itself, those of lists in it not counted."""
    if kind is bool:
        return 1
    return sum(map(_flags, fields(kind).values())) if is_dataclass(kind) else 0  # type: ignore[arg-type]


def _probe(kind: Any, flags: Iterator[bool], numbers: Iterator[int]) -> Any:
    if kind is bool:
        return next(flags)
    if kind is str:
        return str(next(numbers))
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        patterns = _patterns(inner)
        return tuple(_probe(inner, iter(one), numbers) for one in (*patterns, *patterns[:1]))
    if kind.__name__ in _NOT_PRINTED:
        for _ in range(_flags(kind)):
            next(flags)
        return invented(kind, flag=False)
    return kind(**{name: _probe(inner, flags, numbers) for name, inner in fields(kind).items()})


_NOT_PRINTED = frozenset(("Properties", "Chart"))
"""Parts of views that become the file's properties or a picture, which need texts of a certain form."""
