"""Votes in sentences: thresholds, seats, ties, and how each tie ended."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from thidua.records.ballots import Decision, Method
from thidua.records.regulation import Threshold
from thidua.rules.awards import AwardResult
from thidua.rules.contest import Matter, Seats, rule_for
from thidua.rules.counting import Count, ThresholdCheck, UnitVotes
from thidua.rules.judging import Outcome
from thidua.rules.selection import Selection, Tie
from thidua.vietnamese import capital, decimal_on_its_side, padded, percent_beside, share
from thidua.wording.shares import votes_title
from thidua.wording.terms import UNDECIDED, base, clause_words, equal_in, method, order_key, rounded
from thidua.wording.units import unit_names


def held(count: Count) -> str:
    """`bỏ phiếu kín`; that nobody was put forward, where there was nothing to vote on."""
    return method(count.method) if count.nominees else "không đưa đơn vị nào ra bầu"


def threshold(check: ThresholdCheck) -> str:
    """`9/11 = 81,82 % ≥ 80 % tổng số thành viên`; `<` or `≤` where it failed."""
    if check.base == 0:
        return f"{check.votes}/0: không có {base(check.of)} để tính tỷ lệ"
    sign = (">" if check.met else "≤") if check.strict else ("≥" if check.met else "<")
    reached = percent_beside(check.votes, check.base, check.share, sign)
    return f"{check.votes}/{check.base} = {reached} {sign} {share(check.share)} {base(check.of)}"


def threshold_rule(rule: Threshold) -> str:
    """`ít nhất 80 % tổng số thành viên`."""
    if rule.at_least is not None:
        return f"ít nhất {share(rule.at_least)} {base(rule.of)}"
    return f"trên {share(rule.more_than or Fraction(0))} {base(rule.of)}"


def votes_against_threshold(found: UnitVotes) -> str:
    """One unit's votes in one round, held against the threshold, with what was lacking."""
    check = found.check
    if check is None:
        return f"{padded(found.votes)} phiếu; quy chế không đặt ngưỡng"
    if check.base == 0:
        return threshold(check)
    state = "đủ ngưỡng" if check.met else f"thiếu {padded(check.missing)} phiếu"
    return f"{threshold(check)}, {state}{clause_words(check.clause)}"


def seats(found: Seats) -> str:
    """`02`, or how a share came to that number."""
    if found.share is None or found.exact is None or found.base is None:
        return padded(found.number)
    of = "đơn vị thành viên" if found.of == "members" else "đơn vị còn lại"
    how = ""
    if found.exact.denominator != 1:
        how = f", {rounded(found.round or 'down', padded(found.number))}"
    return f"{share(found.share)} của {found.base} {of} = {decimal_on_its_side(found.exact)}{how}"


# --- ties --------------------------------------------------------------------------------------------------


def tie(found: Tie, matter: Matter, outcome: Outcome) -> str:
    """Who is equal and in what, and how many places are left; or who was voted on again in vain."""
    units = unit_names(outcome, found.units)
    left = f"{padded(found.seats)} {_place(matter)}"
    if found.failed_round is not None:
        return f"{units} {_in_vain(found, found.failed_round, outcome)}; còn {left}"
    order = order_of(matter, outcome)
    same = equal_in(order[: found.compared], _votes_of(matter, outcome))
    text = f"có {padded(len(found.units))} đơn vị {same} ({units}), chỉ còn {left}"
    if found.unknown is not None:
        text += f"; thiếu số liệu để so sánh {order_key(order[found.unknown])}"
    return text


def _votes_of(matter: Matter, outcome: Outcome) -> str:
    """What votes were in the last round that had any."""
    held = [count.method for count in outcome.grounds.rounds_of(matter) if count.votes]
    return votes_title(held[-1] if held else "secret_ballot")


def _place(matter: Matter) -> str:
    return "chỉ tiêu" if matter.award is not None else "vị trí"


def _in_vain(found: Tie, number: int, outcome: Outcome) -> str:
    """How a round about this tie came to nothing: too few votes, or no consent."""
    held = (
        count.method
        for count in outcome.counts
        if count.round == number and frozenset(found.units) <= frozenset(count.nominees)
    )
    how: Method = next(held, "secret_ballot")
    return f"{again(how)} ở vòng {number} {fell_short(how)}"


def fell_short(held: Method) -> str:
    """That a unit did not pass, by how the round was held."""
    match held:
        case "secret_ballot":
            return "không đủ phiếu"
        case "show_of_hands":
            return "không đủ số đơn vị tán thành"
        case "consensus":
            return "không được thống nhất"
        case _:
            assert_never(held)


def again(held: Method) -> str:
    """What a later round is, by how it was held: nobody votes where the conference only agrees."""
    match held:
        case "secret_ballot":
            return "bầu lại"
        case "show_of_hands":
            return "biểu quyết lại"
        case "consensus":
            return "xét lại"
        case _:
            assert_never(held)


def open_tie(found: Tie, matter: Matter, outcome: Outcome) -> str:
    """A tie that nobody has settled yet."""
    left = " chưa quyết định" if found.failed_round is not None else ""
    return f"{tie(found, matter, outcome)}{left}"


def order_of(matter: Matter, outcome: Outcome) -> tuple[str, ...]:
    """The keys by which those who pass are compared."""
    rule = rule_for(outcome.grounds.year, matter)
    return rule.order if rule is not None else ()


def revoted(found: Tie, count: Count, outcome: Outcome) -> str:
    """A tie that a later round took over, and what the conference did then."""
    return f"{tie(found, count.matter, outcome)}; Hội nghị {_taken_over(count, outcome)}"


def _taken_over(count: Count, outcome: Outcome) -> str:
    match count.method:
        case "secret_ballot":
            return "đã bỏ phiếu lại"
        case "show_of_hands":
            return "đã biểu quyết lại"
        case "consensus":
            if not count.agreed:
                return "không thống nhất được"
            return f"đã thống nhất chọn {unit_names(outcome, count.agreed)}"
        case _:
            assert_never(count.method)


def left_out(count: Count, outcome: Outcome) -> Iterator[tuple[str, str]]:
    """Who was not put to the vote again in this round, each with the reason as it was recorded."""
    for item in outcome.grounds.year.contests[count.contest].left_out:
        yield item.unit, f"không đưa ra {again(count.method)} ở vòng {count.round}: {item.reason}"


def left_out_lines(count: Count, outcome: Outcome) -> Iterator[str]:
    """The same with the names in front."""
    for unit, told in left_out(count, outcome):
        yield f"{unit_names(outcome, (unit,))} {told}"


def decided(decision: Decision, found: Tie, matter: Matter, outcome: Outcome) -> str:
    """Who settled a tie, and how: for some of the units, or for nobody."""
    if decision.chosen:
        what = f"chọn {unit_names(outcome, decision.chosen)}"
    else:
        what = f"để trống {padded(found.seats)} {_place(matter)}"
    return f"theo quyết định của {decision.by}, {what}; lý do: {decision.reason}{clause_words(decision.clause)}"


def decision_at(index: int | None, outcome: Outcome) -> Decision | None:
    """The recorded decision with this index."""
    return None if index is None or outcome.ballots is None else outcome.ballots.decisions[index]


def ended_ties(found: AwardResult | Selection, matter: Matter, outcome: Outcome) -> Iterator[str]:
    """Ties of an award or an office that are over, voted on again or settled by people; who was left out, and why."""
    taken_over = dict(found.revoted)
    for count in outcome.grounds.rounds_of(matter):
        if count.round in taken_over:
            yield revoted(taken_over[count.round], count, outcome)
        yield from left_out_lines(count, outcome)
    if found.settled is not None:
        equal, decision = tie(found.settled, matter, outcome), decision_at(found.decision, outcome)
        yield equal if decision is None else f"{equal}; {decided(decision, found.settled, matter, outcome)}"


def ties(found: AwardResult | Selection, matter: Matter, outcome: Outcome) -> Iterator[str]:
    """All of them, the one that is still open last."""
    yield from ended_ties(found, matter, outcome)
    if found.tie is not None:
        yield f"{capital(UNDECIDED)}: {open_tie(found.tie, matter, outcome)}"
