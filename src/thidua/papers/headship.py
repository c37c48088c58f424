"""Trưởng khối, phó trưởng khối năm sau trong lời: who, by which vote or turn, whether the rotation agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thidua.papers import wording
from thidua.papers.turns import order_name, turn_notes
from thidua.papers.views import UNDECIDED, capital
from thidua.vietnamese import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thidua.rules.headship import HeadResult, OfficeVote
    from thidua.rules.judging import Outcome
    from thidua.rules.rotation import Walk


def offices(outcome: Outcome) -> tuple[str, str]:
    """The titles of head and deputy as a bloc or a cluster has them."""
    body = "khối" if outcome.bloc.kind == "bloc" else "cụm"
    return f"Trưởng {body}", f"Phó Trưởng {body}"


def headship_title(outcome: Outcome, found: HeadResult) -> str:
    """`Trưởng khối, Phó Trưởng khối năm 2024`."""
    head, deputy = offices(outcome)
    return f"{head}, {deputy} năm {found.year}" if found.deputies_wanted else f"{head} năm {found.year}"


def headship_lines(outcome: Outcome, found: HeadResult) -> Iterator[str]:
    """Head, agreement with the rotation, deputies: one statement a line."""
    head, deputy = offices(outcome)
    yield _head(outcome, found, f"{head} năm {found.year}")
    if found.vote is not None:
        yield from _ties(outcome, found.vote)
    if found.agrees is not None:
        yield _agreement(outcome, found)
    if found.source == "rotation":
        yield from turn_notes(found.walk, outcome.bloc)
    if found.source == "rotation" and found.walk.skipped:
        yield _skipped(outcome, found.walk)
    if found.deputies_wanted:
        yield from _deputies(outcome, found, f"{deputy} năm {found.year}")


def _head(outcome: Outcome, found: HeadResult, office: str) -> str:
    if found.head is None:
        why = "chưa có kết quả bầu" if found.missing_vote else "chưa đơn vị nào trúng cử hoặc đến lượt"
        return f"{office}: {UNDECIDED}" if found.tie is not None else f"{office}: {UNDECIDED} ({why})"
    name = wording.name(outcome, found.head)
    clause = f" ({found.clause})" if found.clause else ""
    match found.source:
        case "vote":
            return _elected(outcome, found.vote, found.head, office)
        case "appointed":
            return f"Theo {found.basis}, {name} được chỉ định làm {office}"
        case "deputy":
            former = f"{offices(outcome)[1]} năm {found.year - 1}"
            return f"{name}, {former}, giữ nhiệm vụ {office} theo quy định{clause}"
        case _:
            turn = "bắt đầu vòng luân phiên mới, " if found.walk.new_cycle else ""
            return f"Theo {order_name(outcome.bloc)}{clause}, {turn}{name} giữ nhiệm vụ {office}"


def _elected(outcome: Outcome, vote: OfficeVote | None, unit: str, office: str) -> str:
    """The vote that elected `unit`, with its numbers where papers were counted."""
    name = wording.name(outcome, unit)
    round_of = dict(vote.selection.taken) if vote is not None else {}
    checks = vote.checks if vote is not None else ()
    counted = next((check for check in checks if check.unit == unit and check.round == round_of.get(unit)), None)
    if counted is None:
        return f"Hội nghị thống nhất cử {name} làm {office}"
    _, number, votes, check = counted
    again = f" (vòng {number})" if number > 1 else ""
    if check is None:
        return f"Hội nghị bầu {name} làm {office}{again} với {votes:02d} phiếu"
    clause = f" ({check.clause})" if check.clause else ""
    return f"Hội nghị bầu {name} làm {office}{again}, số phiếu đạt {wording.threshold(check)}{clause}"


def _ties(outcome: Outcome, vote: OfficeVote) -> Iterator[str]:
    selection = vote.selection
    for _, tie in selection.revoted:
        yield f"{wording.tie(tie, ('votes',), outcome)}; Hội nghị đã bỏ phiếu lại"
    if selection.tie is not None:
        yield f"{capital(UNDECIDED)}: {wording.tie(selection.tie, ('votes',), outcome)}"
    if selection.settled is not None and selection.decision is not None and outcome.ballots is not None:
        decision = outcome.ballots.decisions[selection.decision]
        clause = f" ({decision.clause})" if decision.clause else ""
        chosen = listed([wording.name(outcome, code) for code in decision.chosen])
        yield wording.tie(selection.settled, ("votes",), outcome)
        yield f"{capital(decision.by)} quyết định chọn {chosen}; lý do: {decision.reason}{clause}"


def _agreement(outcome: Outcome, found: HeadResult) -> str:
    if found.agrees:
        return "Kết quả bầu phù hợp với thứ tự luân phiên"
    turn = wording.name(outcome, found.walk.found or "")
    return f"Kết quả bầu khác với thứ tự luân phiên (theo thứ tự luân phiên là {turn})"


def _skipped(outcome: Outcome, walk: Walk) -> str:
    reasons = "; ".join(wording.skip(skip, outcome.bloc) for skip in walk.skipped)
    return f"Các đơn vị đứng trước trong {order_name(outcome.bloc)} không nhận nhiệm vụ: {reasons}"


def _deputies(outcome: Outcome, found: HeadResult, office: str) -> Iterator[str]:
    names = listed([wording.name(outcome, code) for code in found.deputies])
    if found.deputy_vote is not None:
        for unit in found.deputies:
            yield _elected(outcome, found.deputy_vote, unit, office)
        yield from _ties(outcome, found.deputy_vote)
    elif found.deputies and found.method == "appointed":
        yield f"{office}: {names}"
    elif found.deputies:
        yield f"{office} theo {order_name(outcome.bloc)}: {names}"
    missing = found.deputies_wanted - len(found.deputies)
    if missing > 0:
        yield f"{office}: {UNDECIDED}{f' ({missing:02d} đơn vị)' if found.deputies else ''}"
