"""Chép từ năm trước: figures of a year that are the year before's, which nobody counted anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from thidua.records.source import read_yaml
from thidua.records.workspace import raw_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from thidua.records.ballots import Contest
    from thidua.records.workspace import YearRecords

FiguresFile = Literal["scores", "ballots"]
FIGURES: dict[FiguresFile, str] = {"scores": "units", "ballots": "contests"}
"""The files of a year with what in them cannot be the same as last year's."""

BEYOND_CHANCE = 3
"""How many figures of votes must be the same to be no coincidence, whatever else is not."""


def copied_from_last_year(records: YearRecords) -> tuple[FiguresFile, ...]:
    """The files of the year whose figures are those of the year before."""
    return tuple(name for name in FIGURES if _is_copied(records, name))


def _is_copied(records: YearRecords, name: FiguresFile) -> bool:
    """Whether the figures of a file are last year's: score sheets that are not all alike, or votes.

    A few votes can be the same by chance, and none where nobody was against; then more has to be the same.
    """
    if name == "scores":
        sheets = [sheet.scores for sheet in records.scores.units.values()] if records.scores is not None else []
        return any(sheet != sheets[0] for sheet in sheets) and _says_the_same(records, name, _figures(FIGURES[name]))
    contests = records.ballots.contests if records.ballots is not None else ()
    if not contests:
        return False
    tells = sum(map(_telling, contests))
    if tells >= BEYOND_CHANCE:
        return _says_the_same(records, name, _figures(FIGURES[name]))
    return _says_the_same(records, name, _all_but_the_day if tells > 1 else dict)


def _figures(key: str) -> Callable[[dict[str, Any]], object]:
    return lambda data: data.get(key)


def _all_but_the_day(data: dict[str, Any]) -> object:
    """What ballots.yaml says, but for the day and hours of the conference: whoever corrected a copy began there."""
    meeting = data.get("conference")
    kept = {key: value for key, value in meeting.items() if key not in _DAY} if isinstance(meeting, dict) else meeting
    return {**data, "conference": kept}


_DAY = frozenset({"held_on", "starts_at", "ends_at"})


def _telling(contest: Contest) -> int:
    """How many of a contest's figures are neither nobody nor everybody; listed ballots are, unless they are alike."""
    if contest.ballots is not None:
        return len(contest.ballots) if len({*contest.ballots}) > 1 else 0
    votes = (contest.votes or {}).values()
    everybody = contest.counts.returned if contest.counts is not None else max(votes, default=0)
    return sum(0 < number < everybody for number in votes)


def _says_the_same(records: YearRecords, name: FiguresFile, compared: Callable[[dict[str, Any]], object]) -> bool:
    """Whether a file of the year says what the same file of the year before says, comments and layout apart.

    `compared`: what of its content is held against the other's; its figures, at least.
    """
    source = records.sources.get(records.file(name))
    raw = raw_file(records.folder, records.year - 1, name)
    if source is None or raw is None:
        return False
    text = raw.decode("utf-8-sig", "replace")
    if _bare(text, FIGURES[name]) != _bare(source.text, FIGURES[name]):
        return False
    before = read_yaml("", raw)[0].data
    return isinstance(before, dict) and compared(before) == compared(source.data)


def _bare(text: str, key: str) -> str:
    """A cheap look at what stands under a key: two that say the same are the same here, seldom the other way round."""
    start = re.search(rf"^{key}:", text, re.MULTILINE)
    if start is not None:
        end = _NEXT_KEY.search(text, start.end())
        text = text[start.start() : end.start() if end is not None else len(text)]
    text = "".join(line.partition("#")[0] for line in text.splitlines())
    for sign in " -'\"[]{},":
        text = text.replace(sign, "")
    return text


_NEXT_KEY = re.compile(r"^[^\s#-]", re.MULTILINE)
