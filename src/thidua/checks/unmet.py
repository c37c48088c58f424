"""What a unit lacks for an award, in words and numbers: hints that need no command to be run first."""

from __future__ import annotations

from collections.abc import Iterable

from thidua import wording
from thidua.records.regulation import Regulation
from thidua.rules.eligibility import Condition


def unmet_words(found: Iterable[Condition], regulation: Regulation) -> str:
    """Every condition that is not met, each with the unit's own number and the one that is asked for."""
    return "; ".join(_unmet(condition, regulation) for condition in found if not condition.met)


def _unmet(found: Condition, regulation: Regulation) -> str:
    """As `why` says it; but a fact has no number, so the hint says where it is written."""
    if found.kind == "fact":
        return f"chưa ghi điều kiện «{found.subject}» vào facts của đơn vị"
    return wording.condition(found, regulation)
