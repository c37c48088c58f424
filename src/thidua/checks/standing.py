"""Who stands in a contest: listed or not (TD506, TD510), eligible for the award (TD507) or the office (TD705)."""

from __future__ import annotations

from collections.abc import Iterator

from thidua import wording
from thidua.checks.places import Files, Problems, at, condition_place, contest_place, contests, label, office_name, see
from thidua.checks.unmet import unmet_words
from thidua.diagnostics import Diagnostic, Place, Related
from thidua.records.ballots import BLANK, DEFACED, Contest
from thidua.rules.contest import Matter
from thidua.rules.eligibility import conditions
from thidua.rules.grounds import barred
from thidua.rules.judging import Outcome
from thidua.rules.rotation import Skip


def stands(files: Files, outcome: Outcome) -> Problems:
    """TD506: votes, ballots and agreed lists name nominees only; TD510: totals name every nominee."""
    for count in outcome.counts:
        contest = outcome.grounds.year.contests[count.contest]
        named = frozenset((*count.nominees, *(contest.nominees or ())))  # who is listed and may not stand is told there
        for unit, place in _named(files, count.contest, contest):
            if unit not in named:
                message = f"{label(files, unit)} không có trong danh sách bầu của cuộc bỏ phiếu này"
                yield Diagnostic("TD506", place, message, hint=_why_not(outcome, contest, unit))
        missing = [unit for unit in count.nominees if contest.votes is not None and unit not in contest.votes]
        if missing and contest.ballots is None:
            yield Diagnostic(
                "TD510",
                at(files, "ballots", "contests", count.contest, "votes", on="key"),
                f"thiếu số phiếu của {', '.join(missing)}",
                hint="đơn vị không có phiếu nào thì ghi 0; đơn vị không đưa ra bầu thì ghi rõ nominees",
            )


def _why_not(outcome: Outcome, contest: Contest, unit: str) -> str:
    """Why a unit does not stand where nobody was listed; where a list was made, that it is not in it."""
    if contest.nominees is not None:
        return f"nếu {unit} được đưa ra bầu thì thêm vào nominees; nếu ghi nhầm thì sửa mã"
    year = outcome.grounds.year
    award = year.regulation.award(contest.award) if contest.award is not None else None
    if award is None:
        return "chỉ ghi đơn vị được bầu theo quy định về luân phiên"
    found = outcome.nominee(unit)
    if found is None or found.of is not None:
        return f"tập thể chỉ có trong danh sách bầu khi ghi rõ nominees, kể cả {unit}"
    unmet = unmet_words(conditions(found, award, year, outcome.board), year.regulation)
    return f"{unmet}; nếu thật ra đạt thì bổ sung số liệu, nếu không thì bỏ phiếu của đơn vị này"


def _named(files: Files, index: int, contest: Contest) -> Iterator[tuple[str, Place]]:
    for unit in contest.votes or {}:
        yield unit, at(files, "ballots", "contests", index, "votes", unit, on="key")
    for number, marks in enumerate(contest.ballots or ()):
        for mark, unit in enumerate(marks):
            if unit not in (DEFACED, BLANK):
                yield unit, contest_place(files, index, "ballots", number, mark)
    if contest.nominees is not None:
        for item, unit in enumerate(contest.agreed or ()):
            yield unit, contest_place(files, index, "agreed", item)


def _listed(contest: Contest) -> Iterator[tuple[str, int, str]]:
    """Units put forward by name: the key, the position, the unit."""
    yield from (("nominees", item, unit) for item, unit in enumerate(contest.nominees or ()))
    yield from (("agreed", item, unit) for item, unit in enumerate(contest.agreed or ()))


def may_stand(files: Files, outcome: Outcome) -> Problems:
    """TD507: a listed nominee that does not meet the award's conditions."""
    year, board = outcome.grounds.year, outcome.board
    for index, contest in contests(files):
        award = year.regulation.award(contest.award) if contest.award is not None else None
        for key, item, unit in _listed(contest) if award is not None else ():
            nominee = outcome.nominee(unit)
            if award is None or nominee is None:
                continue
            unmet = [condition for condition in conditions(nominee, award, year, board) if not condition.met]
            if unmet:
                yield Diagnostic(
                    "TD507",
                    contest_place(files, index, key, item),
                    f"{label(files, unit)} không đủ điều kiện xét {award.name}",
                    see(condition_place(files, unit, award.code, unmet[0].kind), wording.condition_place(unmet[0])),
                    hint=f"{unmet_words(unmet, year.regulation)}; nếu thật ra đạt thì bổ sung số liệu,"
                    " nếu không thì bỏ khỏi danh sách",
                    clause=unmet[0].clause or "",
                )


def may_be_elected(files: Files, outcome: Outcome) -> Problems:
    """TD705: a nominee for head or deputy that is no member, or that the rules of rotation bar."""
    clause = outcome.regulation.head.clause or "" if outcome.regulation.head is not None else ""
    for index, contest in contests(files):
        if contest.office is None:
            continue
        kept_out = {skip.unit: skip for skip in barred(outcome.grounds.year, Matter(office=contest.office))}
        for key, item, unit in _listed(contest):
            place = contest_place(files, index, key, item)
            skip = kept_out.get(unit)
            if files.bloc is not None and files.bloc.member(unit) is None:
                office = office_name(files, contest.office)
                message = f"{unit} không phải là đơn vị thành viên, không thể làm {office}"
                yield Diagnostic("TD705", place, message, clause=clause)
            elif skip is not None:
                message = f"{label(files, unit)} không thể được bầu: {wording.skip_reason(skip, outcome.bloc)}"
                yield Diagnostic("TD705", place, message, _turn_place(files, skip), clause=clause)


def _turn_place(files: Files, skip: Skip) -> tuple[Related, ...]:
    for index, past in enumerate(files.bloc.history if files.bloc is not None else ()):
        if skip.reason == "had_turn" and past.year == skip.year:
            return see(at(files, "bloc", "history", index, "head"), f"năm đã làm {office_name(files, 'head')}")
    return ()
