"""Records for rule tests, written as the user would write them: plain data whose scalars are text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from thidua.evaluation import check_and_judge
from thidua.records.ballots import Ballots
from thidua.records.bloc import Bloc
from thidua.records.regulation import Regulation
from thidua.records.scores import Scores
from thidua.records.source import Source
from thidua.records.workspace import CONFIGS, BlocFolder, YearRecords
from thidua.rules.headship import HeadResult
from thidua.rules.judging import Outcome, judge_year
from thidua.rules.year import BlocYear

YEAR = 2023

Plain = Mapping[str, Any]
"""Part of a file as the YAML reader hands it over: mappings, lists and text."""


def units(number: int) -> tuple[str, ...]:
    """Codes of a bloc of `number` members: D01, D02, …"""
    return tuple(f"D{index:02}" for index in range(1, number + 1))


def make_bloc(members: Iterable[str | Plain], **more: Any) -> Bloc:
    """A bloc in the province «Mẫu»; a member is a code, or a mapping with `code` and what else is needed."""
    roster = [{"code": member} if isinstance(member, str) else dict(member) for member in members]
    return Bloc.model_validate(
        {
            "format": "1",
            "code": "vi-du",
            "name": "Khối thi đua tỉnh Mẫu",
            "place": "Mẫu",
            "authority": {"name": "Chủ tịch Ủy ban nhân dân tỉnh Mẫu"},
            "members": [{"name": f"Đơn vị {member['code']}", **member} for member in roster],
            **more,
        }
    )


def make_regulation(**parts: Any) -> Regulation:
    """A regulation of which only `parts` are said."""
    return Regulation.model_validate({"format": "1", "title": "Quy chế của khối", **parts})


def make_award(code: str, quota: str | Plain = "1", **more: Any) -> dict[str, Any]:
    """One award; by default one seat, by vote, no threshold, ordered by votes."""
    return {"code": code, "name": f"Khen thưởng {code}", "quota": quota, **more}


def make_scores(sheets: Mapping[str, Plain], **more: Any) -> Scores:
    """Score sheets by unit; a status other than considered gets a reason and a basis."""
    filled = {unit: _with_reason(sheet) for unit, sheet in sheets.items()}
    return Scores.model_validate({"format": "1", "units": filled, **more})


def _with_reason(sheet: Plain) -> dict[str, Any]:
    if sheet.get("status", "considered") == "considered":
        return dict(sheet)
    return {"reason": "đang xác minh", "basis": "khoản 2 Điều 8 Quy chế", **sheet}


def make_ballots(*contests: Plain, **more: Any) -> Ballots:
    """A conference with these contests, in which everybody is present unless `more` says otherwise."""
    return Ballots.model_validate({"format": "1", "contests": [dict(contest) for contest in contests], **more})


def hands(award: str, votes: Mapping[str, int], **more: Any) -> dict[str, Any]:
    """A contest for an award by show of hands: who got how many."""
    counted = {unit: str(number) for unit, number in votes.items()}
    return {"award": award, "method": "show_of_hands", "nominees": list(votes), "votes": counted, **more}


def hands_for_office(office: str, votes: Mapping[str, int], **more: Any) -> dict[str, Any]:
    """The same for the head or the deputies."""
    counted = {unit: str(number) for unit, number in votes.items()}
    return {"office": office, "method": "show_of_hands", "nominees": list(votes), "votes": counted, **more}


def papers(award: str, marked: Sequence[Sequence[str]], nominees: Sequence[str], **more: Any) -> dict[str, Any]:
    """A secret ballot for an award, paper by paper."""
    listed = [list(paper) for paper in marked]
    return {"award": award, "nominees": list(nominees), "ballots": listed, **more}


def decided(award: str, chosen: Sequence[str], over: Sequence[str]) -> dict[str, Any]:
    """A decision on a tie."""
    who = {"by": "Chủ tọa hội nghị", "reason": "thành tích nổi bật hơn"}
    return {"award": award, "chosen": list(chosen), "over": list(over), **who}


def judge(bloc: Bloc, regulation: Regulation, scores: Scores | None = None, ballots: Ballots | None = None) -> Outcome:
    """The year 2023 judged."""
    return judge_year(BlocYear(bloc, regulation, scores, ballots, YEAR))


def next_head_of(outcome: Outcome) -> HeadResult:
    """The part of the outcome about the head, which must be there."""
    assert outcome.head is not None
    return outcome.head


def proposed(outcome: Outcome) -> dict[str, tuple[str, ...]]:
    """Who is certainly proposed, by award."""
    return {award.award: award.proposed for award in outcome.awards}


def possible(outcome: Outcome) -> dict[str, frozenset[str]]:
    """Who may still be proposed, by award."""
    return {award.award: frozenset(award.possible) for award in outcome.awards}


def codes_found(
    bloc: Bloc, regulation: Regulation, scores: Scores | None = None, ballots: Ballots | None = None
) -> tuple[str, ...]:
    """The diagnostics that the checks across files raise, by code."""
    return check_and_judge_records(bloc, regulation, scores, ballots)[0]


def check_and_judge_records(
    bloc: Bloc, regulation: Regulation, scores: Scores | None = None, ballots: Ballots | None = None
) -> tuple[tuple[str, ...], Outcome | None]:
    """The codes of the errors, and the outcome of what is sound, as a command has them."""
    folder = BlocFolder(Path(), Path(CONFIGS) / bloc.code)
    bare = YearRecords(folder, YEAR, bloc, regulation, scores, ballots, None)
    there = {"regulation": regulation, "scores": scores, "ballots": ballots}
    names = (bare.bloc_file, *(bare.file(name) for name, record in there.items() if record is not None))
    sources = {name: Source(name, "") for name in names}
    records = YearRecords(folder, YEAR, bloc, regulation, scores, ballots, None, sources)
    found, outcome = check_and_judge(records)
    return tuple(problem.code for problem in found if not problem.is_reminder), outcome
