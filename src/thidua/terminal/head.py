"""`thidua rotate-head` on the screen: who leads next year, why, and who was skipped."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.papers import wording
from thidua.papers.turns import order_name, turn_notes, unknown_years
from thidua.rules.headship import HeadResult, OfficeVote
from thidua.rules.judging import Outcome
from thidua.terminal.screen import bullet, heading, paragraph, table
from thidua.terminal.screen import show as line
from thidua.vietnamese import listed


def show_head(outcome: Outcome) -> None:
    """Trưởng khối và phó trưởng khối năm sau."""
    head = outcome.head
    if head is None:
        return
    heading(f"TRƯỞNG KHỐI NĂM {head.year}")
    for text in head_reasons(outcome, head):
        paragraph(text)
    _skips(outcome, head)
    if head.vote is not None:
        _votes(outcome, head.vote)
    if head.deputies_wanted:
        heading(f"PHÓ TRƯỞNG KHỐI NĂM {head.year}")
        names = listed([wording.unit_name(outcome.bloc, code) for code in head.deputies])
        paragraph(f"{names or 'Chưa xác định'}.")
        if head.deputy_vote is not None:
            _votes(outcome, head.deputy_vote)
        elif head.deputies and head.method != "appointed":
            paragraph(f"Lý do: kế tiếp theo {order_name(outcome.bloc)}.")
        for walk in head.deputy_walks:
            for item in walk.skipped:
                bullet(f"bỏ qua {wording.skip(item, outcome.bloc)}")


def head_reasons(outcome: Outcome, head: HeadResult) -> tuple[str, ...]:
    """The head with the reasons, as sentences."""
    bloc = outcome.bloc
    found = []
    if head.outgoing is not None:
        found.append(f"Trưởng khối năm {outcome.year}: {wording.unit_name(bloc, head.outgoing)}.")
    if head.head is not None:
        found.append(f"Trưởng khối năm {head.year}: {wording.unit_name(bloc, head.head)}.")
        found.append(f"Lý do: {_source(outcome, head)}.")
    else:
        found.append(f"Chưa xác định được trưởng khối năm {head.year}.")
    found.extend(_rotation(outcome, head))
    if head.clause is not None:
        found.append(f"Căn cứ: {head.clause}.")
    return tuple(found)


def _rotation(outcome: Outcome, head: HeadResult) -> Iterator[str]:
    """What the rotation says of it: the turn, a vote beside it, a new cycle, years that nobody knows."""
    bloc = outcome.bloc
    for note in turn_notes(head.walk, bloc):
        yield f"{note}."
    if head.walk.found is not None and head.method == "election":
        expected = wording.unit_name(bloc, head.walk.found)
        cycle = " (mở vòng luân phiên mới)" if head.walk.new_cycle else ""
        match head.agrees:
            case True:
                yield f"Kết quả bầu phù hợp với thứ tự luân phiên{cycle}."
            case False:
                yield f"Kết quả bầu khác thứ tự luân phiên: đến lượt {expected}{cycle}."
            case None:
                yield f"Theo thứ tự luân phiên đến lượt {expected}{cycle}."
    elif head.new_cycle:
        yield "Mọi đơn vị đã đến lượt, mở vòng luân phiên mới."
    if head.unknown_years:
        yield f"{unknown_years(head)}."


def _source(outcome: Outcome, head: HeadResult) -> str:
    match head.source:
        case "vote":
            check = _winning(head)
            return f"hội nghị bầu{check}"
        case "deputy":
            return "đang là phó trưởng khối, được ưu tiên theo quy chế"
        case "appointed":
            return f"được chỉ định theo {head.basis}"
        case _:
            return f"đến lượt theo {order_name(outcome.bloc)}"


def _winning(head: HeadResult) -> str:
    if head.vote is None:
        return ""
    checks = [check for unit, _, _, check in head.vote.checks if unit == head.head and check is not None]
    if head.vote.selection.decision is not None:
        return ", ngang phiếu và đã có quyết định lựa chọn"
    return f", {wording.threshold(checks[-1])}" if checks else ""


def _skips(outcome: Outcome, head: HeadResult) -> None:
    if head.walk.skipped:
        paragraph("Bỏ qua trong thứ tự luân phiên:")
        for item in head.walk.skipped:
            bullet(wording.skip(item, outcome.bloc))


def _votes(outcome: Outcome, vote: OfficeVote) -> None:
    rows = []
    for unit, number, votes, check in sorted(vote.checks, key=lambda item: (item[1], -item[2])):
        rate = wording.threshold(check) if check is not None else str(votes)
        mark = "x" if unit in vote.selection.units else ""
        rows.append((mark, wording.label(outcome, unit), str(number), str(votes), rate))
    if rows:
        line()
        table(("", "Đơn vị", "Vòng", "Phiếu", "Đối chiếu ngưỡng"), rows, "<<>><", flexible=4)
