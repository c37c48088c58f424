"""`thidua why` on the screen: each award, condition by condition, and what was lacking."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from thidua import wording
from thidua.checks.places import condition_place
from thidua.diagnostics import Place
from thidua.records.source import locate
from thidua.records.workspace import YearRecords
from thidua.rules.awards import AwardResult
from thidua.rules.contest import Matter
from thidua.rules.counting import UnitVotes
from thidua.rules.headship import HeadResult, OfficeVote
from thidua.rules.judging import Outcome
from thidua.rules.reasons import AwardReason, Change, HeadReason, UnitReasons
from thidua.terminal.screen import bold, heading, paragraph, show
from thidua.vietnamese import capital, decimal, listed, padded


def show_why(outcome: Outcome, records: YearRecords, found: UnitReasons) -> None:
    """Everything decided about one unit, as sentences that can be read aloud."""
    show(bold(f"{wording.name(outcome, found.unit)} ({found.unit}), năm {outcome.year}"))
    nominee = outcome.nominee(found.unit)
    if nominee is None:
        paragraph(f"Chưa là thành viên trong năm {outcome.year}; vào {wording.body(outcome.bloc.kind)} năm sau.")
    elif nominee.of is not None:
        paragraph(f"Tập thể thuộc {wording.name(outcome, nominee.of)}.")
    if nominee is not None and nominee.status != "considered":
        basis = f" Căn cứ: {nominee.basis}." if nominee.basis else ""
        status = wording.status(nominee.status)
        paragraph(f"Tình trạng: {status}. Lý do: {(nominee.reason or '').rstrip('.')}.{basis}")
    for award in found.awards:
        heading(f"{wording.award_name(outcome.regulation, award.award)}: {verdict(outcome, found.unit, award.award)}")
        for line in award_lines(outcome, records, found.unit, award):
            paragraph(line, "  - ", "    ")
    if found.head is not None and outcome.head is not None:
        office = wording.offices(outcome)[0]
        heading(f"{office} năm {found.head.year}: {_head_verdict(outcome, outcome.head, found)}")
        for line in head_lines(outcome, outcome.head, found.unit, found.head):
            paragraph(line, "  - ", "    ")


def verdict(outcome: Outcome, unit: str, award: str) -> str:
    """The result in a few words."""
    result = outcome.award(award)
    candidate = result.candidate(unit) if result is not None else None
    return wording.fate(candidate, result, outcome) if candidate is not None and result is not None else ""


def award_lines(outcome: Outcome, records: YearRecords, unit: str, reason: AwardReason) -> Iterator[str]:
    """Conditions met and failed, votes against the threshold, position, what was lacking."""
    for condition in reason.conditions:
        state = "Đạt" if condition.met else "Chưa rõ" if condition.unknown else "Chưa đạt"
        place = _at(records, condition_place(records, unit, reason.award, condition.kind))
        clause = wording.clause_words(condition.clause) if condition.kind != "status" else ""
        yield f"{state}: {wording.condition(condition, outcome.regulation)}{clause}{place}."
    yield from _votes("Phiếu", reason.checks)
    result = outcome.award(reason.award)
    if result is not None:
        yield from _standing(outcome, unit, reason, result)
    for change in reason.changes:
        yield from change_lines(outcome, reason.award, change)


def _votes(what: str, checks: tuple[UnitVotes, ...]) -> Iterator[str]:
    for found in checks:
        turn = f"{what}, vòng {found.round}" if found.round > 1 else what
        yield f"{turn}: {wording.votes_against_threshold(found)}."


def _standing(outcome: Outcome, unit: str, reason: AwardReason, result: AwardResult) -> Iterator[str]:
    """Its place among the others, and whatever touched this unit: awards above, ties, decisions."""
    matter, acted = Matter(award=result.award), wording.acted(outcome, result.award)
    if result.waits_for and reason.outcome in {"proposed", "possible"}:
        above = listed([wording.award_name(outcome.regulation, code) for code in result.waits_for])
        sure = f"; trong mọi khả năng vẫn {acted}" if reason.outcome == "proposed" else ""
        yield f"Danh sách còn tùy việc phân định ở {above}{sure}."
    elif not result.waits_for and reason.position is not None:
        keys = listed([wording.order_key(key) for key in result.order])
        order = f" (xếp theo {keys})" if keys else ""
        seats = padded(result.seats.number)
        yield f"Đứng thứ {reason.position} trong {reason.standing} đơn vị đủ điều kiện; chỉ tiêu {seats}{order}."
    if result.tie is not None and unit in result.tie.units:
        yield f"{capital(wording.open_tie(result.tie, matter, outcome))}."
    if reason.higher_award is not None:
        higher = wording.award_name(outcome.regulation, reason.higher_award)
        acted = wording.acted(outcome, reason.higher_award)
        yield f"Đã {acted} {higher}; mỗi đơn vị nhiều nhất một hình thức khen thưởng trong năm."
    settled = result.settled.units if result.settled is not None else ()
    if unit in settled or any(unit in tie.units for _, tie in result.revoted):
        yield from (f"{capital(text)}." for text in wording.ended_ties(result, matter, outcome))
    else:
        yield from _left_out(outcome, matter, unit)


def _left_out(outcome: Outcome, matter: Matter, unit: str) -> Iterator[str]:
    """Why this unit was not put to the vote again."""
    for count in outcome.grounds.rounds_of(matter):
        yield from (f"{capital(told)}." for other, told in wording.left_out(count, outcome) if other == unit)


def change_lines(outcome: Outcome, award: str, change: Change) -> Iterator[str]:
    """Điều gì đã làm kết quả khác đi."""
    match change.kind:
        case "votes_to_pass":
            return  # the line about votes says already how many were lacking
        case "votes_to_tie":
            yield f"Thêm {padded(change.votes or 0)} phiếu thì ngang với đơn vị khác ở chỗ cuối cùng, chưa phân định."
        case "votes_to_win":
            yield f"Thêm {padded(change.votes or 0)} phiếu thì {wording.acted(outcome, award)}."
        case "points":
            yield f"Kém đơn vị cuối cùng {wording.acted(outcome, award)} {decimal(change.points or 0, None)} điểm."
        case "conditions":
            unmet = "; ".join(wording.lacking(condition, outcome.regulation) for condition in change.conditions)
            yield f"Tóm lại: {unmet}."
        case "decision":
            yield "Cần người có thẩm quyền quyết định, hoặc bỏ phiếu lại."
        case _:
            assert_never(change.kind)


# --- head and deputies -------------------------------------------------------------------------------------


def _head_verdict(outcome: Outcome, head: HeadResult, found: UnitReasons) -> str:
    """Chosen, deputy, not; or open, as far as this unit may still be chosen."""
    reason, deputy = found.head, wording.office_name(outcome.bloc, "deputy")
    if reason is None or reason.chosen:
        return "được chọn" if reason is not None else ""
    if reason.deputy:
        return f"làm {deputy}"
    votes = (head.vote, head.deputy_vote)
    passed_over = any(vote is not None and found.unit in vote.selection.passed_over for vote in votes)
    told = wording.NOT_CHOSEN if passed_over else "không được chọn"
    if head.tie is not None and found.unit in head.tie.units:
        told = wording.UNDECIDED
    elif head.head is None and head.tie is None and reason.skip is None:
        told = wording.no_head(head)
    if head.deputy_tie is not None and found.unit in head.deputy_tie.units:
        return f"{told}; {deputy}: {wording.UNDECIDED}"
    if head.deputy_waits and reason.deputy_checks:
        return f"{told}; {deputy}: {wording.waits_for_head(outcome)}"
    return told


def head_lines(outcome: Outcome, head: HeadResult, unit: str, found: HeadReason) -> Iterator[str]:
    """Turn or skip where there is a rotation, votes for either office, ties and how they ended."""
    yield from _turn(outcome, head, unit, found)
    yield from _office(outcome, head.vote, unit, found)
    yield from _office(outcome, head.deputy_vote, unit, found)


def _office(outcome: Outcome, vote: OfficeVote | None, unit: str, found: HeadReason) -> Iterator[str]:
    """One office that was put to the vote: the unit's votes, what the conference agreed on, ties and their end."""
    if vote is None:
        return
    checks = found.checks if vote.office == "head" else found.deputy_checks
    yield from _votes(f"Phiếu bầu {wording.office_name(outcome.bloc, vote.office)}", checks)
    yield from _without_votes(outcome, vote, unit, found)
    yield from _office_ties(outcome, vote, unit)


def _turn(outcome: Outcome, head: HeadResult, unit: str, found: HeadReason) -> Iterator[str]:
    """By the method of the regulation: why this unit, or why not; nothing of a rotation where there is none."""
    chief = wording.office_name(outcome.bloc, "head")
    if found.skip is not None and not found.chosen and head.method != "appointed":
        yield f"Không thuộc diện chọn làm {chief}: {wording.skip_reason(found.skip, outcome.bloc)}."
    match head.method:
        case "election":
            if found.expected:
                yield f"Đến lượt theo {wording.order_name(outcome.bloc)}."
                yield from (f"{note}." for note in wording.turn_notes(head.walk, outcome.bloc))
            elif found.expected is False and found.skip is None and not found.chosen:
                yield f"Chưa đến lượt theo {wording.order_name(outcome.bloc)}."
        case "rotation":
            reason = wording.reason(outcome, head)
            if found.chosen and reason is not None:
                yield f"{capital(reason)}."
                yield from (f"{note}." for note in wording.turn_notes(head.walk, outcome.bloc))
            elif found.skip is None and head.head is not None:
                yield f"Chưa đến lượt theo {wording.order_name(outcome.bloc)}."
        case "appointed":
            if found.chosen or found.deputy:
                yield f"Được chỉ định theo {head.basis}."
        case _:
            assert_never(head.method)
    if head.unknown_years:
        yield f"{wording.unknown_years(head, chief)}."
    if any(walk.found == unit for walk in head.deputy_walks):
        deputy = wording.office_name(outcome.bloc, "deputy")
        yield f"Kế tiếp theo {wording.order_name(outcome.bloc)} nên làm {deputy}."


def _without_votes(outcome: Outcome, vote: OfficeVote, unit: str, found: HeadReason) -> Iterator[str]:
    """What nobody counted votes for: the conference agreed on this unit, did not, or it was not nominated."""
    office = wording.office_name(outcome.bloc, vote.office)
    rounds = outcome.grounds.rounds_of(Matter(office=vote.office))
    elsewhere = found.skip is not None or (vote.office == "deputy" and found.chosen)
    if not any(unit in (*count.nominees, *count.agreed) for count in rounds) and not elsewhere:
        yield f"Không được đưa ra bầu {office}."
    for count in rounds:
        if count.method == "consensus" and unit in (*count.nominees, *count.agreed):
            yield f"{capital(wording.consent(unit, count, outcome.bloc))}."


def _office_ties(outcome: Outcome, vote: OfficeVote, unit: str) -> Iterator[str]:
    """The ties of an office that this unit was in; why it was left out of a later round."""
    matter = Matter(office=vote.office)
    selection = vote.selection
    found = (selection.tie, selection.settled, *(tie for _, tie in selection.revoted))
    if any(tie is not None and unit in tie.units for tie in found):
        yield from (f"{capital(text)}." for text in wording.ties(selection, matter, outcome))
    else:
        yield from _left_out(outcome, matter, unit)


def _at(records: YearRecords, place: Place) -> str:
    source = records.sources.get(place.file)
    if (
        source is None
        or not source.text
        or not any(place.route[: n + 1] in source.keys for n in range(len(place.route)))
    ):
        return ""
    return f" [{place.file.rsplit('/', 1)[-1]}:{locate(source, place).line}]"
