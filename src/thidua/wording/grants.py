"""Ai tặng: an award that the bloc proposes to others, or gives itself; said of what is done, and of who is chosen."""

from __future__ import annotations

from thidua.rules.judging import Outcome
from thidua.vietnamese import capital
from thidua.wording.offices import body


def is_own(outcome: Outcome, award: str) -> bool:
    """Whether the bloc gives this award itself, so that it proposes it to nobody."""
    found = outcome.regulation.award(award)
    return found is not None and found.own


def act(outcome: Outcome, award: str) -> str:
    """`đề nghị`, `khối tặng`: what the bloc does for who is chosen."""
    return f"{body(outcome.bloc.kind)} tặng" if is_own(outcome, award) else "đề nghị"


def acted(outcome: Outcome, award: str) -> str:
    """`được đề nghị`, `được khối tặng`: what is done for a unit."""
    return f"được {act(outcome, award)}"


def grants_title(outcome: Outcome) -> str:
    """`Đề nghị khen thưởng`, `Khen thưởng của khối`, or both, by the awards of the year."""
    kinds = {is_own(outcome, found.award) for found in outcome.awards}
    own = f"khen thưởng của {body(outcome.bloc.kind)}"
    if kinds == {True}:
        return capital(own)
    return f"Đề nghị khen thưởng, {own}" if True in kinds else "Đề nghị khen thưởng"
