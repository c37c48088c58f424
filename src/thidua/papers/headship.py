"""Trưởng khối, phó trưởng khối năm sau trong lời: who, by which vote or turn, whether the rotation agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thidua import wording
from thidua.rules.contest import HEAD, deputies_wanted
from thidua.vietnamese import capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thidua.rules.headship import HeadResult
    from thidua.rules.judging import Outcome


def headship_title(outcome: Outcome, found: HeadResult) -> str:
    """`Trưởng khối, Phó Trưởng khối năm 2024`."""
    head, deputy = wording.offices(outcome)
    return f"{head}, {deputy} năm {found.year}" if found.deputies_wanted else f"{head} năm {found.year}"


def headship_business(outcome: Outcome, when: str) -> str | None:
    """What a conference does about the offices of a year: it elects, or hears whose turn it is; None: no rule says."""
    rule = outcome.regulation.head
    if rule is None:
        return None
    head, deputy = wording.offices(outcome)
    verb = "bầu" if rule.method == "election" else "công bố"
    if not deputies_wanted(outcome.bloc, rule):
        return f"{verb} {head} {when}"
    other = "công bố " if verb == "bầu" and rule.deputy_from != "election" else ""
    return f"{verb} {head}, {other}{deputy} {when}"


def headship_lines(outcome: Outcome, found: HeadResult) -> Iterator[str]:
    """Head, agreement with the rotation, deputies: one statement a line."""
    yield wording.head_line(outcome, found)
    if found.vote is not None:
        yield from map(capital, wording.ties(found.vote.selection, HEAD, outcome))
    agreement = wording.agreement(outcome, found)
    if agreement is not None:
        yield agreement
    if found.source == "rotation":
        yield from wording.turn_notes(found.walk, outcome.bloc)
    if found.source == "rotation" and found.walk.skipped:
        yield wording.skipped(found.walk, outcome.bloc)
    if found.deputies_wanted:
        yield from map(capital, wording.deputy_lines(outcome, found))
