"""`thidua why` on the screen: each award, condition by condition, and what was lacking."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.checks.places import condition_place
from thidua.diagnostics import Place
from thidua.papers import wording
from thidua.papers.turns import order_name, turn_notes, unknown_years
from thidua.records.source import locate
from thidua.records.workspace import YearRecords
from thidua.rules.judging import Outcome
from thidua.rules.reasons import AwardReason, Change, HeadReason, UnitReasons
from thidua.terminal.screen import bold, heading, paragraph, show
from thidua.vietnamese import decimal, listed, padded


def show_why(outcome: Outcome, records: YearRecords, found: UnitReasons) -> None:
    """Everything decided about one unit, as sentences that can be read aloud."""
    show(bold(f"{wording.name(outcome, found.unit)} ({found.unit}), năm {outcome.year}"))
    nominee = outcome.nominee(found.unit)
    if nominee is not None and nominee.of is not None:
        paragraph(f"Tập thể thuộc {wording.name(outcome, nominee.of)}.")
    if nominee is not None and nominee.status != "considered":
        basis = f" Căn cứ: {nominee.basis}." if nominee.basis else ""
        status = wording.STATUSES[nominee.status]
        paragraph(f"Tình trạng: {status}. Lý do: {(nominee.reason or '').rstrip('.')}.{basis}")
    for award in found.awards:
        heading(f"{wording.award_name(outcome.regulation, award.award)}: {verdict(outcome, found.unit, award.award)}")
        for line in award_lines(outcome, records, found.unit, award):
            paragraph(line, "  - ", "    ")
    if found.head is not None:
        heading(f"Trưởng khối năm {found.head.year}: {_head_verdict(found.head)}")
        for line in head_lines(outcome, found.head):
            paragraph(line, "  - ", "    ")


def verdict(outcome: Outcome, unit: str, award: str) -> str:
    """The result in a few words."""
    result = outcome.award(award)
    candidate = result.candidate(unit) if result is not None else None
    return wording.fate(candidate, outcome) if candidate is not None else ""


def award_lines(outcome: Outcome, records: YearRecords, unit: str, reason: AwardReason) -> Iterator[str]:
    """Conditions met and failed, votes against the threshold, position, what was lacking."""
    for condition in reason.conditions:
        state = "Đạt" if condition.met else "Chưa đạt"
        place = _at(records, condition_place(records, unit, reason.award, condition.kind))
        clause = f" ({condition.clause})" if condition.clause and condition.kind != "status" else ""
        yield f"{state}: {wording.condition(condition, outcome)}{clause}{place}."
    for _, number, votes, check in reason.checks:
        turn = f"Vòng {number}: " if number > 1 else "Phiếu: "
        if check is None:
            yield f"{turn}{votes} phiếu; quy chế không đặt ngưỡng."
            continue
        clause = f" ({check.clause})" if check.clause else ""
        state = "đủ ngưỡng" if check.met else f"thiếu {padded(check.missing)} phiếu"
        yield f"{turn}{wording.threshold(check)}, {state}{clause}."
    yield from _standing(outcome, reason)
    for change in reason.changes:
        text = change_text(change)
        if text:
            yield text


def _standing(outcome: Outcome, reason: AwardReason) -> Iterator[str]:
    result = outcome.award(reason.award)
    if result is None:
        return
    seats = padded(result.seats.number)
    if result.waits_for:
        above = listed([wording.award_name(outcome.regulation, code) for code in result.waits_for])
        sure = "; trong mọi khả năng vẫn được đề nghị" if reason.outcome == "proposed" else ""
        yield f"Danh sách còn tùy việc phân định ở {above}{sure}."
    elif reason.position is not None:
        keys = listed([wording.order_key(key) for key in result.order])
        order = f" (xếp theo {keys})" if keys else ""
        yield f"Đứng thứ {reason.position} trong {reason.standing} đơn vị đủ điều kiện; chỉ tiêu {seats}{order}."
    if reason.outcome == "tied" and result.tie is not None:
        yield f"{wording.tie(result.tie, result.order, outcome)}."
    if reason.higher_award is not None:
        higher = wording.award_name(outcome.regulation, reason.higher_award)
        yield f"Đã được đề nghị {higher}; mỗi đơn vị nhiều nhất một hình thức khen thưởng trong năm."
    if result.settled is not None and result.decision is not None and outcome.ballots is not None:
        decision = outcome.ballots.decisions[result.decision]
        by = f"{decision.by}; lý do: {decision.reason}"
        yield f"{wording.tie(result.settled, result.order, outcome)}; đã quyết định: {by}."


def change_text(change: Change) -> str:
    """Điều gì đã làm kết quả khác đi."""
    match change.kind:
        case "votes_to_pass":
            return ""  # the line about votes says already how many were lacking
        case "votes_to_tie":
            return f"Thêm {padded(change.votes or 0)} phiếu thì ngang với đơn vị cuối cùng được đề nghị."
        case "votes_to_win":
            return f"Thêm {padded(change.votes or 0)} phiếu thì được đề nghị."
        case "points":
            return f"Kém đơn vị cuối cùng được đề nghị {decimal(change.points or 0)} điểm."
        case "conditions":
            unmet = "; ".join(wording.lacking(condition) for condition in change.conditions)
            return f"Tóm lại: {unmet}."
        case "decision":
            return "Cần người có thẩm quyền quyết định, hoặc bỏ phiếu lại."


def _head_verdict(found: HeadReason) -> str:
    if found.chosen:
        return "được chọn"
    return "làm phó trưởng khối" if found.deputy else "không được chọn"


def head_lines(outcome: Outcome, found: HeadReason) -> Iterator[str]:
    """Turn, skip, votes."""
    head = outcome.head
    if found.skip is not None:
        barred = "Không thể được bầu làm trưởng khối" if head and head.method == "election" else "Bị bỏ qua"
        yield f"{barred}: {wording.skip(found.skip, outcome.bloc)}."
    elif found.expected:
        yield f"Đến lượt theo {order_name(outcome.bloc)}."
        yield from (f"{note}." for note in (turn_notes(head.walk, outcome.bloc) if head else ()))
    elif found.expected is False and not found.chosen:
        yield f"Chưa đến lượt theo {order_name(outcome.bloc)}."
    if head is not None and head.unknown_years:
        yield f"{unknown_years(head)}."
    for _, number, votes, check in found.checks:
        turn = f"Vòng {number}: " if number > 1 else "Phiếu: "
        yield f"{turn}{wording.threshold(check)}." if check is not None else f"{turn}{votes} phiếu."
    if found.missing:
        yield f"Thiếu {padded(found.missing)} phiếu để trúng cử."


def _at(records: YearRecords, place: Place) -> str:
    source = records.sources.get(place.file)
    if (
        source is None
        or not source.text
        or not any(place.route[: n + 1] in source.keys for n in range(len(place.route)))
    ):
        return ""
    return f" [{place.file.rsplit('/', 1)[-1]}:{locate(source, place).line}]"
