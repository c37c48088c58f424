"""Lời điều hành phần bình xét: what each vote is about, by which rule, and its result where it is on file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.conference.agenda import way
from thidua.papers.conference.setting import attendance_known
from thidua.papers.contests import checks_of, count_words, figure, matter_words, rule_of
from thidua.papers.headship import headship_lines
from thidua.papers.minutes_view import DOTS
from thidua.rules.contest import HEAD, Matter, marking_for
from thidua.rules.counting import check_threshold
from thidua.vietnamese import capital, letter, padded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thidua.papers.conference.agenda import Way
    from thidua.records.regulation import Marking, Threshold
    from thidua.rules.contest import ContestRule
    from thidua.rules.judging import Outcome

BLANK = "……"


def rules_of_votes(matters: tuple[Matter, ...], outcome: Outcome) -> Iterator[str]:
    """Each award or office to be decided: seats, who stands, how to vote, how many votes are needed."""
    for at, matter in enumerate(matters):
        yield f"{letter(at)}) {capital(matter_words(outcome, matter))}:"
        yield from _rules(matter, outcome)


def _rules(matter: Matter, outcome: Outcome) -> Iterator[str]:
    rule, how = rule_of(outcome, matter), way(outcome, matter)
    standing = _standing(matter, outcome)
    yield f"- {_seats(rule)}{wording.clause_words(rule.clause)}."
    if standing == ():
        yield "- Không có đơn vị nào trong danh sách."
        return
    who = wording.unit_names(outcome, standing) if standing else DOTS
    yield f"- {_list_name(matter, how)}: {who}."
    if how == "ballot" and standing is not None:
        yield f"- {_marking(marking_for(rule, len(standing), rule.seats), len(standing))}"
    if how in {"ballot", "hands"}:
        yield f"- {_threshold(rule, matter, how, outcome)}"


def _list_name(matter: Matter, how: Way) -> str:
    if matter.office is not None:
        return "Các đơn vị đưa ra bầu"
    return "Danh sách bỏ phiếu" if how == "ballot" else "Danh sách đưa ra bình xét"


def _standing(matter: Matter, outcome: Outcome) -> tuple[str, ...] | None:
    """Who stands in the first round as it is on file, else everybody eligible; None where that is nobody yet."""
    first = next((count for count in outcome.grounds.rounds_of(matter) if count.round <= 1), None)
    if first is not None:
        return first.nominees
    return outcome.grounds.may_stand(matter) or None


def _seats(rule: ContestRule) -> str:
    if rule.matter == HEAD:
        return "Chọn 01 đơn vị"
    if rule.matter.office is not None:
        return f"Chọn {padded(rule.seats)} đơn vị"
    upto = "nhiều nhất " if rule.seats_vary else ""
    return f"Chỉ tiêu: {upto}{padded(rule.seats)} đơn vị"


def _marking(rule: Marking, standing: int) -> str:
    """How a ballot is marked."""
    most = rule.max_choices if rule.max_choices is not None and rule.max_choices < standing else None
    if rule.mark == "approve":
        limit = f", đồng ý nhiều nhất {padded(most)} đơn vị" if most is not None else ""
        return f"Cách ghi phiếu: đánh dấu đồng ý hoặc không đồng ý với từng đơn vị{limit}."
    upto = "" if most == 1 else "nhiều nhất "
    limit = f"{upto}{padded(most)} đơn vị" if most is not None else "các đơn vị tán thành"
    return f"Cách ghi phiếu: chọn {limit}."


def _threshold(rule: ContestRule, matter: Matter, how: Way, outcome: Outcome) -> str:
    """How many votes are enough, in votes where their base is known beforehand."""
    what = "được đề nghị" if matter.award is not None else "trúng cử"
    if rule.passes is None:
        return f"Số phiếu cần đạt để {what}: {DOTS}."
    needed = _needed(rule.passes, matter, outcome)
    unit = "phiếu" if how == "ballot" else "đơn vị đồng ý"
    told = f", tức là từ {padded(needed)} {unit} trở lên" if needed is not None else ""
    agree = " đồng ý" if rule.passes.of in {"members", "present"} else ""
    words = f"{wording.threshold_rule(rule.passes)}{agree}{wording.clause_words(rule.passes.clause)}"
    return f"Đơn vị {what} phải được {words}{told}."


def _needed(rule: Threshold, matter: Matter, outcome: Outcome) -> int | None:
    """The least number that passes; None as long as its base is not known: nobody has voted yet, or come."""
    for count in outcome.grounds.rounds_of(matter)[:1]:
        return next((check.needed for check in checks_of(count, outcome).values() if check.base), None)
    if rule.of == "members":
        return check_threshold(0, rule, len(outcome.attendance.members)).needed
    if rule.of == "present" and attendance_known(outcome):
        return check_threshold(0, rule, outcome.attendance.entitled).needed
    return None


def results_of_votes(matters: tuple[Matter, ...], outcome: Outcome) -> Iterator[str]:
    """The result of each, with room to write where it is not on file."""
    for at, matter in enumerate(matters):
        yield f"{letter(at)}) {capital(matter_words(outcome, matter))}:"
        yield from counts_of(matter, outcome)
        yield f"- {chosen_words(matter, outcome)}"


def counts_of(matter: Matter, outcome: Outcome) -> Iterator[str]:
    """Ballots and votes of every round on file, else room to write them."""
    rounds = outcome.grounds.rounds_of(matter)
    for count in rounds:
        yield f"- {f'Vòng {count.round}: {count_words(count)}' if len(rounds) > 1 else capital(count_words(count))}."
        if count.votes:
            votes = (f"{wording.name(outcome, unit)}: {figure(number)}" for unit, number in count.votes)
            yield f"- Số phiếu đồng ý: {'; '.join(votes)}."
    if not rounds:
        yield from _to_fill(matter, outcome)


def _to_fill(matter: Matter, outcome: Outcome) -> Iterator[str]:
    """Room for what the counting board reports."""
    how = way(outcome, matter)
    if how == "ballot":
        yield f"- Phát ra {BLANK} phiếu, thu về {BLANK} phiếu, hợp lệ {BLANK} phiếu, không hợp lệ {BLANK} phiếu."
    standing = _standing(matter, outcome)
    if how in {"ballot", "hands"} and standing:
        votes = (f"{wording.name(outcome, unit)}: {BLANK}" for unit in standing)
        yield f"- Số {'phiếu' if how == 'ballot' else 'đơn vị'} đồng ý: {'; '.join(votes)}."


def chosen_words(matter: Matter, outcome: Outcome) -> str:
    """Who is chosen by this award, or room to write it."""
    found = outcome.award(matter.award) if matter.award is not None else None
    lead = "Đơn vị được đề nghị" if matter.award is not None else "Đơn vị trúng cử"
    if found is None or found.is_open or outcome.grounds.without_quorum:
        return f"{lead}: {DOTS}."
    if not found.proposed:
        return "Không có đơn vị nào được đề nghị."
    return f"{lead}: {wording.unit_names(outcome, found.proposed)}."


def head_words(outcome: Outcome) -> Iterator[str]:
    """Next year's head and deputies as far as they are known; room to write where they are not."""
    found = outcome.head
    if found is None:
        return
    if found.head is not None and not found.is_open:
        yield from (f"- {text}." for text in headship_lines(outcome, found))
        return
    head, deputy = wording.offices(outcome)
    yield f"- {head} năm {found.year}: {DOTS}."
    if found.deputies_wanted:
        yield f"- {deputy} năm {found.year}: {DOTS}."
