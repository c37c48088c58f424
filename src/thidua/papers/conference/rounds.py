"""Từng vòng bình xét, bầu trong lời: what it was about, who stood, how, with which figures, and what came of it.

The minutes and the count minutes of one conference say the same of the same round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.contests import checks_of, figure, rule_of, spoilt
from thidua.rules.counting import base_size, check_threshold, unit_votes
from thidua.vietnamese import capital
from thidua.wording.blanks import DOTS, FIGURE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thidua.records.ballots import Decision
    from thidua.rules.awards import AwardResult
    from thidua.rules.counting import Count
    from thidua.rules.headship import OfficeVote
    from thidua.rules.judging import Outcome
    from thidua.rules.selection import Selection, Tie


# --- before the votes ----------------------------------------------------------------------------------------


def about(item: Count, outcome: Outcome) -> Iterator[str]:
    """What a round was about: seats, who stood and who did not, how a ballot was marked, what had to be reached."""
    if item.round > 1:
        yield from _later(item, outcome)
    else:
        yield _seats(item, outcome)
    yield f"Hình thức: {_method(item)}"
    yield from _stood(item, outcome)
    if item.method != "consensus" and item.nominees:
        yield _to_reach(item, outcome)


def _seats(item: Count, outcome: Outcome) -> str:
    rule = rule_of(outcome, item.matter)
    award = outcome.award(item.award) if item.award is not None else None
    if award is not None:
        return f"Chỉ tiêu: {wording.quota(award.seats, rule.clause)}"
    return f"Số lượng cần bầu: {wording.units_count(rule.seats)}{wording.clause_words(rule.clause)}"


def _later(item: Count, outcome: Outcome) -> Iterator[str]:
    """Why there was one more round, between whom, for how many seats."""
    ways = outcome.openings(item)
    if not ways:
        return
    opening = max(ways, key=lambda way: way.seats)
    left = wording.units_count(opening.seats)
    if opening.tie is not None:
        why = f"{wording.unit_names(outcome, opening.tie.units)} chưa phân định được ở vòng trước"
    else:
        why = "vòng trước chưa có đủ đơn vị đạt yêu cầu"
    yield f"Nội dung vòng {item.round}: chọn {left} còn thiếu, do {why}"


def _method(item: Count) -> str:
    """How the conference chose; how the regulation has a ballot marked, or hands raised."""
    if not item.nominees:
        return wording.held(item)
    how = "không bỏ phiếu" if item.method == "consensus" else _marked(item)
    return f"{wording.method(item.method)}, {how}"


def _stood(item: Count, outcome: Outcome) -> Iterator[str]:
    """Who stood; those who withdrew or were not put forward again, each with the reason on file."""
    done = "bầu" if item.office is not None else "bình xét"
    named = outcome.grounds.year.contests[item.contest].nominees is not None
    if item.nominees and (named or item.method != "consensus"):
        yield f"Danh sách đưa ra {done}: {wording.units_named(outcome, item.nominees)}"
    yield from wording.left_out_lines(item, outcome)
    if item.office == "head" and item.round <= 1:
        for found in outcome.grounds.year.declined:
            yield f"{wording.name(outcome, found.unit)} xin không nhận nhiệm vụ: {found.reason}"


def _marked(item: Count) -> str:
    most = item.marking.max_choices if item.marking.mark == "choose" else None
    hands = item.method == "show_of_hands"
    if most is not None:
        who = "mỗi đơn vị" if hands else "mỗi phiếu"
        return f"{who} chọn không quá {wording.units_count(most)} trong danh sách"
    if item.marking.mark == "choose":
        return "chọn trong danh sách"
    if hands:
        return "tán thành hoặc không tán thành đối với từng đơn vị trong danh sách"
    return "đồng ý hoặc không đồng ý đối với từng đơn vị trong danh sách"


def _to_reach(item: Count, outcome: Outcome) -> str:
    """The threshold with its base, and the least number that reaches it."""
    passes = rule_of(outcome, item.matter).passes
    kind = "Tỷ lệ tán thành" if item.method == "show_of_hands" else "Tỷ lệ phiếu"
    end = _done(item, outcome)
    if passes is None:
        return f"Quy chế không quy định tỷ lệ tối thiểu để {end}"
    rule = wording.threshold_rule(passes).replace(wording.base(passes.of), wording.base(passes.of, item.method))
    base = base_size(passes.of, item, outcome.attendance)
    needed = check_threshold(0, passes, base).needed
    what = "đơn vị" if item.method == "show_of_hands" else "phiếu"
    least = f", tức là {_least(needed, base)} {what}" if base else ""
    return f"{kind} để {end}: {rule}{least}{wording.clause_words(passes.clause)}"


def _least(needed: int, base: int) -> str:
    return f"đủ {needed}/{base}" if needed == base else f"ít nhất {needed}/{base}"


# --- ballots and hands ---------------------------------------------------------------------------------------


def papers(item: Count, outcome: Outcome) -> Iterator[str]:
    """Ballots issued, returned, valid, invalid by kind; where hands are raised there are none."""
    if item.method != "secret_ballot" or not item.nominees:
        return
    issued = FIGURE if item.issued is None else figure(item.issued)
    returned = FIGURE if item.returned is None else figure(item.returned)
    yield f"Phát ra: {issued} phiếu{_by_letter(item, outcome)}; thu về: {returned} phiếu"
    if item.valid is not None:
        wrong = spoilt(item)
        told = f"; không hợp lệ: {figure(wrong)} phiếu{_kinds(item)}" if wrong is not None else ""
        yield f"Hợp lệ: {figure(item.valid)} phiếu{told}"


def _by_letter(item: Count, outcome: Outcome) -> str:
    """How many of them went to absent units, where the figures leave no doubt of it."""
    found = outcome.attendance
    if not found.written or not found.recorded or item.issued != found.entitled:
        return ""
    return f" (trong đó {figure(len(found.written))} phiếu của đơn vị vắng mặt)"


def _kinds(item: Count) -> str:
    if item.invalid is None or not item.invalid.total:
        return ""
    kinds = (
        (wording.invalid("blank"), item.invalid.blank),
        (wording.invalid("too_many"), item.invalid.too_many),
        (wording.invalid("defaced"), item.invalid.defaced),
    )
    told = ", ".join(f"{name}: {figure(number)}" for name, number in kinds if number)
    return f" ({told})"


# --- what came of it -----------------------------------------------------------------------------------------


def results(item: Count, outcome: Outcome) -> Iterator[str]:
    """Who passed and was chosen, why who passed was not, ties of this round and how each ended."""
    yield from _agreed(item, outcome) if item.method == "consensus" else _passed(item, outcome)
    yield from _ties(item, outcome)


def _agreed(item: Count, outcome: Outcome) -> Iterator[str]:
    done = "cử" if item.award is None else wording.act(outcome, item.award)
    if item.agreed:
        ordered = ", theo thứ tự nêu trên" if len(item.agreed) > 1 else ""
        yield f"Hội nghị thống nhất {done}: {wording.units_named(outcome, item.agreed)}{ordered}"
    elif item.nominees:
        yield f"Hội nghị không thống nhất {done} đơn vị nào"


def _passed(item: Count, outcome: Outcome) -> Iterator[str]:
    """Every unit of the round that passed, chosen or not."""
    if not item.nominees:
        return
    passes = rule_of(outcome, item.matter).passes
    passed = [votes.unit for votes in unit_votes(item, passes, outcome.attendance) if votes.passed]
    chosen = _chosen(item, outcome)
    done = _done(item, outcome)
    reaching = "Đạt tỷ lệ theo quy chế" if checks_of(item, outcome) else "Được bỏ phiếu đồng ý"
    if item.method == "show_of_hands" and not checks_of(item, outcome):
        reaching = "Được biểu quyết tán thành"
    if not passed:
        yield f"{reaching}: không có đơn vị nào"
    elif set(passed) == set(chosen):
        yield f"{reaching} và {done}: {wording.units_named(outcome, chosen)}"
    else:
        yield f"{reaching}: {wording.units_named(outcome, passed)}"
        if chosen:
            yield f"{capital(done)}: {wording.units_named(outcome, chosen)}"
        yield from _not_chosen(item, [unit for unit in passed if unit not in chosen], outcome)


def _done(item: Count, outcome: Outcome) -> str:
    """What becomes of a unit that passes: elected, proposed, or rewarded by the bloc itself."""
    return "trúng cử" if item.award is None else wording.acted(outcome, item.award)


def _selection(item: Count, outcome: Outcome) -> AwardResult | Selection | None:
    if item.award is not None:
        return outcome.award(item.award)
    vote = _office(item, outcome)
    return vote.selection if vote is not None else None


def _office(item: Count, outcome: Outcome) -> OfficeVote | None:
    return outcome.head.vote_for(item.office) if outcome.head is not None and item.office is not None else None


def _chosen(item: Count, outcome: Outcome) -> tuple[str, ...]:
    """Who took a seat by the votes of this round; a decision on a tie comes after them."""
    found = _selection(item, outcome)
    if found is None:
        return ()
    decided = found.settled.units if found.settled is not None else ()
    return tuple(unit for unit, number in found.taken if number == item.round and unit not in decided)


def _not_chosen(item: Count, units: list[str], outcome: Outcome) -> Iterator[str]:
    """Why a unit that passed has no seat, where no tie of this round says it."""
    found = _selection(item, outcome)
    tied = {unit for tie in _all_ties(item, outcome) for unit in tie.units}
    award = outcome.award(item.award) if item.award is not None else None
    for unit in units:
        candidate = award.candidate(unit) if award is not None else None
        if unit in tied:
            continue
        name = wording.name(outcome, unit)
        if candidate is not None and award is not None and candidate.outcome not in {"proposed", "possible"}:
            yield f"{name} không {_done(item, outcome)}, do {wording.fate(candidate, award, outcome)}"
        elif item.office is not None and found is not None and unit not in dict(found.taken):
            is_head = outcome.head is not None and unit == outcome.head.head
            why = f"đã được chọn làm {wording.offices(outcome)[0]}" if is_head else "đã bầu đủ số lượng"
            yield f"{name} không trúng cử, do {why}"


def _all_ties(item: Count, outcome: Outcome) -> tuple[Tie, ...]:
    """The ties that came of this round."""
    found, after = _selection(item, outcome), _next(item, outcome)
    if found is None:
        return ()
    if after is not None:
        return tuple(tie for number, tie in found.revoted if number == after.round)
    return tuple(tie for tie in (found.settled, found.tie) if tie is not None)


def _next(item: Count, outcome: Outcome) -> Count | None:
    """The round after this one; None where this is the last."""
    return next((other for other in outcome.grounds.rounds_of(item.matter) if other.round > item.round), None)


def _ties(item: Count, outcome: Outcome) -> Iterator[str]:
    """Ties of this round: voted on again, settled by people, or open."""
    found, after = _selection(item, outcome), _next(item, outcome)
    if found is None:
        return
    if after is not None:
        yield from (wording.revoted(tie, after, outcome) for tie in _all_ties(item, outcome))
        return
    yield from settled(found, item, outcome)
    if found.tie is not None:
        yield f"{capital(wording.UNDECIDED)}: {wording.open_tie(found.tie, item.matter, outcome)}"


def settled(found: AwardResult | Selection, item: Count, outcome: Outcome) -> Iterator[str]:
    """A tie that people settled: who decided what and why, and who presided where it favoured the presiding unit."""
    decision = wording.decision_at(found.decision, outcome)
    if found.settled is None or decision is None:
        return
    equal = wording.tie(found.settled, item.matter, outcome)
    yield f"{equal}; {wording.decided(decision, found.settled, item.matter, outcome)}"
    presiding = presided(decision, outcome)
    if presiding is not None:
        yield presiding


def presided(decision: Decision, outcome: Outcome) -> str | None:
    """Who was in the chair when a decision chose the unit that presides; None where it did not."""
    past = outcome.bloc.past(outcome.year)
    head = past.head if past is not None else None
    if head in decision.chosen and head is not None:
        unit = f"{wording.name(outcome, head)} là đơn vị chủ trì Hội nghị"
        return f"{unit}; người điều hành khi quyết định nội dung này: {decision.chair or DOTS}"
    return f"Người điều hành khi quyết định nội dung này: {decision.chair}" if decision.chair is not None else None
