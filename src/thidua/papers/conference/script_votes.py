"""Lời điều hành phần bình xét: what each vote is about, by which rule, and its result where it is on file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.conference.agenda import way
from thidua.papers.conference.ballot_view import Putting, instructions
from thidua.papers.contests import checks_of, count_words, figure, matter_words, rule_of
from thidua.papers.headship import headship_lines
from thidua.rules.contest import HEAD, Matter
from thidua.rules.counting import check_threshold
from thidua.rules.next_round import still_open
from thidua.vietnamese import capital, letter, padded
from thidua.wording.blanks import DOTS, FIGURE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thidua.papers.conference.agenda import Way
    from thidua.records.ballots import Method
    from thidua.records.regulation import Threshold
    from thidua.records.report import Report
    from thidua.rules.contest import ContestRule
    from thidua.rules.judging import Outcome

METHODS: dict[Way, Method] = {"ballot": "secret_ballot", "hands": "show_of_hands"}


def rules_of_votes(matters: tuple[Matter, ...], outcome: Outcome, report: Report) -> Iterator[str]:
    """Each award or office to be decided: seats, who stands, how to vote, how many votes are needed."""
    for at, matter in enumerate(matters):
        yield f"{letter(at)}) {capital(matter_words(outcome, matter))}:"
        yield from _rules(matter, outcome, report)


def _rules(matter: Matter, outcome: Outcome, report: Report) -> Iterator[str]:
    rule, how = rule_of(outcome, matter), way(outcome, matter)
    put = _put(matter, outcome)
    yield f"- {_seats(rule)}{wording.clause_words(rule.clause)}."
    if put is not None and not put.standing:
        yield "- Không có đơn vị nào trong danh sách."
        return
    yield f"- {_list_name(matter, how)}: {_names(put.standing, outcome) if put is not None else DOTS}."
    if how == "ballot" and put is not None:
        yield f"- {instructions(put, report)[0]}"
    if how in {"ballot", "hands"}:
        yield f"- {_threshold(rule, matter, how, outcome)}"


def _put(matter: Matter, outcome: Outcome) -> Putting | None:
    """The first round as it is on file, else as it will be held; None as long as it is not known who stands."""
    for count in outcome.grounds.rounds_of(matter)[:1]:
        return Putting(matter, count.round, count.nominees, count.marking)
    coming = next((item for item in still_open(outcome) if item.matter == matter), None)
    if coming is not None:
        return Putting(*coming)
    rule, standing = rule_of(outcome, matter), outcome.grounds.may_stand(matter)
    return Putting(matter, 1, standing, rule.marking) if standing else None


def _names(units: tuple[str, ...], outcome: Outcome) -> str:
    """Who stands, by name; of a whole bloc how many."""
    everybody = set(units) == set(outcome.attendance.members)
    return f"cả {wording.units_count(len(units))} thành viên" if everybody else wording.unit_names(outcome, units)


def _list_name(matter: Matter, how: Way) -> str:
    if matter.office is not None:
        return "Các đơn vị đưa ra bầu"
    return "Danh sách bỏ phiếu" if how == "ballot" else "Danh sách đưa ra bình xét"


def _seats(rule: ContestRule) -> str:
    if rule.matter == HEAD:
        return "Chọn 01 đơn vị"
    if rule.matter.office is not None:
        return f"Chọn {padded(rule.seats)} đơn vị"
    upto = "nhiều nhất " if rule.seats_vary else ""
    return f"Chỉ tiêu: {upto}{padded(rule.seats)} đơn vị"


def _threshold(rule: ContestRule, matter: Matter, how: Way, outcome: Outcome) -> str:
    """How many votes are enough, in votes where their base is known beforehand."""
    what = wording.acted(outcome, matter.award) if matter.award is not None else "trúng cử"
    if rule.passes is None:
        return f"Số phiếu cần đạt để {what}: {DOTS}."
    needed = _needed(rule.passes, matter, outcome)
    told = f", tức là từ {padded(needed)} {wording.voice(METHODS[how])} trở lên" if needed is not None else ""
    agree = " đồng ý" if rule.passes.of in {"members", "present"} else ""
    words = f"{wording.threshold_rule(rule.passes)}{agree}{wording.clause_words(rule.passes.clause)}"
    return f"Đơn vị {what} phải được {words}{told}."


def _needed(rule: Threshold, matter: Matter, outcome: Outcome) -> int | None:
    """The least number that passes; None as long as its base is not known: nobody has voted yet, or come."""
    for count in outcome.grounds.rounds_of(matter)[:1]:
        return next((check.needed for check in checks_of(count, outcome).values() if check.base), None)
    if rule.of == "members":
        return check_threshold(0, rule, len(outcome.attendance.members)).needed
    if rule.of == "present" and outcome.attendance.recorded:
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
            yield f"- {_votes_name(count.method)}: {'; '.join(votes)}."
    if not rounds:
        yield from _to_fill(matter, outcome)


def _votes_name(method: Method) -> str:
    """`Số phiếu đồng ý`, `Số đơn vị tán thành`."""
    return capital(f"{wording.votes_title(method)}{' đồng ý' if method == 'secret_ballot' else ''}")


def _to_fill(matter: Matter, outcome: Outcome) -> Iterator[str]:
    """Room for what the counting board reports."""
    how = way(outcome, matter)
    if how == "ballot":
        yield f"- Phát ra {FIGURE} phiếu, thu về {FIGURE} phiếu, hợp lệ {FIGURE} phiếu, không hợp lệ {FIGURE} phiếu."
    put = _put(matter, outcome)
    if how in {"ballot", "hands"} and put is not None:
        votes = (f"{wording.name(outcome, unit)}: {FIGURE}" for unit in put.standing)
        yield f"- {_votes_name(METHODS[how])}: {'; '.join(votes)}."


def chosen_words(matter: Matter, outcome: Outcome) -> str:
    """Who is chosen by this award, or room to write it."""
    if matter.award is None:
        return f"Đơn vị trúng cử: {DOTS}."
    what, found = wording.acted(outcome, matter.award), outcome.award(matter.award)
    if found is None or found.is_open or outcome.grounds.without_quorum:
        return f"Đơn vị {what}: {DOTS}."
    if not found.proposed:
        return f"Không có đơn vị nào {what}."
    return f"Đơn vị {what}: {wording.unit_names(outcome, found.proposed)}."


def award_line(matter: Matter, outcome: Outcome) -> str:
    """The same in one line with the name of the award, where nobody voted."""
    code = matter.award or ""
    name, found = wording.award_name(outcome.regulation, code), outcome.award(code)
    if found is None or found.is_open or outcome.grounds.without_quorum:
        return f"- {name}: {DOTS}."
    if not found.proposed:
        return f"- {name}: không có đơn vị nào {wording.acted(outcome, code)}."
    return f"- {name}: {wording.unit_names(outcome, found.proposed)}."


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
