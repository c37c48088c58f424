"""Many problems in one file: ten times as many are found, sorted and described in ten times the time."""

from __future__ import annotations

import gc
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.processes import SMALL, Row

from thidua.evaluation import evaluate
from thidua.records.workspace import CONFIGS, BlocFolder
from thidua.terminal.problems import describe

FEW, MANY, ROUNDS = 500, 5000, 5
YEAR = 2023

_CONTEST = "format: 1\ncontests:\n  - award: bang-khen\n    votes:"


def _votes(vote: str) -> Callable[[int], str]:
    return lambda many: f"{_CONTEST}\n" + "".join(f"      {vote.format(number)}\n" for number in range(many))


def _scores(score: str) -> Callable[[int], str]:
    unit = f"    scores:\n      I.1: {{assessed: {score}}}\n      II.1: {{assessed: yes}}\n"
    return lambda many: "format: 1\nunits:\n" + "".join(f"  X{number}:\n{unit}" for number in range(many))


BALLOTS, SCORES = f"{YEAR}/ballots.yaml", f"{YEAR}/scores.yaml"
SLIPS: dict[str, tuple[str, Callable[[int], str]]] = {
    "unknown codes": (BALLOTS, _votes("X{}: 1")),
    "unknown codes in one line": (
        BALLOTS,
        lambda many: f"{_CONTEST} {{{', '.join(f'X{number}: 1' for number in range(many))}}}\n",
    ),
    "keys written twice": (BALLOTS, _votes("STC: 1")),
    "marks of a merge": (BALLOTS, lambda many: "format: 1\n" + "<<<<<<< A\n" * many),
    "empty values": (BALLOTS, _votes("X{}:")),
    "wrong scores": (SCORES, _scores("ba lăm")),
    "numbers cut by a comma": (SCORES, _scores("35,5")),
}


def problem_rows() -> list[Row]:
    """Processor time of `check` in memory, for every kind of slip: few and many in turns, the best of each."""
    rows = []
    for what, (file, text) in SLIPS.items():
        with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
            folders = _bloc(few, file, text(FEW)), _bloc(many, file, text(MANY))
            times = [[_time(folder) for folder in folders] for _ in range(ROUNDS)]
        floor, ours = (min(column) for column in zip(*times, strict=True))
        rows.append(Row(f"{MANY} {what}", ours, floor, f"{FEW} of them", 11))
    return rows


def _bloc(workspace: str, file: str, text: str) -> BlocFolder:
    bloc = Path(workspace) / CONFIGS / SMALL.name
    shutil.copytree(SMALL, bloc)
    (bloc / file).write_text(text, encoding="utf-8")
    return BlocFolder(Path(workspace), bloc)


def _time(folder: BlocFolder) -> float:
    gc.collect()
    start = time.process_time()
    found = evaluate(folder, YEAR)
    for problem in found.problems:
        describe(problem, found.records.sources)
    return time.process_time() - start
