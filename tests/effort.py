"""How far the random tests search: a light search in every run, the long one when it is asked for.

The long run, some half an hour on two cores: `THIDUA_LONG=1 python -m pytest -n auto`. Every test is the same in both.
"""

from __future__ import annotations

import os

LONG = bool(os.environ.get("THIDUA_LONG"))
FACTOR = 20


def examples(light: int) -> int:
    """How many examples a random test tries."""
    return light * FACTOR if LONG else light
