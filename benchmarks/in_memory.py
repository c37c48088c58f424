"""What runs inside one process: reading YAML with places, and counting papers."""

from __future__ import annotations

import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path

from benchmarks.processes import Row
from ruamel.yaml import YAML
from votelib.convert import ApprovalToSimpleVotes
from votelib.evaluate.core import Plurality

from thidua.records.ballots import Ballot
from thidua.records.regulation import Marking
from thidua.records.source import read_yaml
from thidua.rules.counting import count_ballots, find_faults

ROOT = Path(__file__).parents[1]
PAPERS, NOMINEES, MOST, SEATS = 100_000, 30, 10, 5


def in_turns(ours: Callable[[], object], floor: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The median time (seconds) of both, run alternately."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for found, work in zip(times, (ours, floor), strict=True):
            start = time.perf_counter()
            work()
            found.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def reading_rows() -> list[Row]:
    """All five files of the sample: plain data with places, beside plain loading."""
    files = [path.read_bytes() for path in sorted((ROOT / "bloc_configs").rglob("*.yaml"))]
    ours, floor = in_turns(
        lambda: [read_yaml("x", raw) for raw in files],
        lambda: [YAML().load(raw.decode()) for raw in files],
        rounds=9,
    )
    return [Row("reading YAML with exact places", ours, floor, "YAML().load of the same text", 0.08)]


def counting_rows() -> list[Row]:
    """Papers → totals, every paper validated; and papers → winners beside an independent library."""
    nominees = tuple(f"DV{number:02d}" for number in range(NOMINEES))
    chance = random.Random(2023)  # noqa: S311 - the same papers every time, nothing secret
    approving = tuple(tuple(unit for unit in nominees if chance.getrandbits(1)) for _ in range(PAPERS))
    choosing = tuple(tuple(chance.sample(nominees, chance.randint(1, MOST))) for _ in range(PAPERS))
    return [
        *_counted("agree or not with each", approving, Marking(), nominees),
        *_counted(f"choose at most {MOST}", choosing, Marking(mark="choose", max_choices=MOST), nominees),
    ]


def _counted(what: str, papers: tuple[Ballot, ...], rule: Marking, nominees: tuple[str, ...]) -> list[Row]:
    def count() -> Mapping[str, int]:
        votes = count_ballots(papers, rule).votes
        if find_faults(papers, rule, nominees, votes):
            raise SystemExit("the papers are sound")
        return votes

    def winners() -> frozenset[str]:
        return frozenset(sorted(nominees, key=count().__getitem__, reverse=True)[:SEATS])

    def votelib_winners() -> frozenset[str]:
        votes = ApprovalToSimpleVotes().convert(Counter(map(frozenset, papers)))
        return frozenset(Plurality().evaluate(votes, SEATS))

    if count() != Counter(chain.from_iterable(papers)) or winners() != votelib_winners():
        raise SystemExit("the counts differ")
    bare = in_turns(count, lambda: Counter(chain.from_iterable(papers)), rounds=11)
    other = in_turns(winners, votelib_winners, rounds=5)
    size = f"{PAPERS // 1000} 000 papers × {NOMINEES}, {what}"
    return [
        Row(f"counting {size}", *bare, "Counter(chain.from_iterable(papers))", 2),
        Row(f"winners of {size}", *other, "votelib, papers to winners", 0.35),
    ]
