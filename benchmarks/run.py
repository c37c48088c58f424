"""DESIGN §7 as one table: `python -m benchmarks.run [PART …]`, all parts when none is named.

Ratios, because seconds differ by machine: ours and the floor are measured in turns in the same run.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benchmarks.in_memory import counting_rows, reading_rows
from benchmarks.problems import problem_rows
from benchmarks.processes import growth_rows, start_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.processes import Row

PARTS: dict[str, Callable[[], list[Row]]] = {
    "start": start_rows,
    "reading": reading_rows,
    "counting": counting_rows,
    "growth": growth_rows,
    "problems": problem_rows,
}


def shown(row: Row) -> tuple[str, ...]:
    """One row as cells."""
    times = (row.ours, row.floor) if row.unit == "MB" else (row.ours * 1000, row.floor * 1000)
    verdict = "" if not row.budget else "ok" if row.ratio <= row.budget else "OVER"
    budget = f"≤ {row.budget:g}" if row.budget else ""
    return (
        row.what,
        *(f"{value:.1f} {row.unit}" for value in times),
        f"{row.ratio:.2f}",
        budget,
        verdict,
        row.floor_is,
    )


def main() -> None:
    """Measure and print."""
    wanted = sys.argv[1:] or list(PARTS)
    rows: list[tuple[str, ...]] = [("What", "Ours", "Floor", "Ratio", "Budget", "", "The floor is")]
    rows += [shown(row) for part in wanted for row in PARTS[part]()]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


if __name__ == "__main__":
    main()
