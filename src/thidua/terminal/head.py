"""`thidua rotate-head` on the screen: who leads next year, why, and who was skipped."""

from __future__ import annotations

from thidua import wording
from thidua.rules.contest import DEPUTY, HEAD
from thidua.rules.headship import HeadResult, OfficeVote
from thidua.rules.judging import Outcome
from thidua.terminal.screen import bullet, heading, paragraph, table
from thidua.terminal.screen import show as line
from thidua.vietnamese import capital


def show_head(outcome: Outcome) -> None:
    """Trưởng khối và phó trưởng khối năm sau."""
    head = outcome.head
    if head is None:
        return
    chief, deputy = (title.upper() for title in wording.offices(outcome))
    heading(f"{chief} NĂM {head.year}")
    for text in head_reasons(outcome, head):
        paragraph(text)
    _skips(outcome, head)
    if head.vote is not None:
        _votes(outcome, head.vote)
    if head.deputies_wanted:
        heading(f"{deputy} NĂM {head.year}")
        names = wording.unit_names(outcome, head.deputies)
        paragraph(f"{names or 'Chưa xác định'}.")
        if head.deputy_vote is not None:
            for text in wording.ended_ties(head.deputy_vote.selection, DEPUTY, outcome):
                paragraph(f"{capital(text)}.")
            _votes(outcome, head.deputy_vote)
        elif head.deputies and head.method != "appointed":
            paragraph(f"Lý do: kế tiếp theo {wording.order_name(outcome.bloc)}.")
        for walk in head.deputy_walks:
            for item in walk.skipped:
                bullet(f"bỏ qua {wording.skip(item, outcome.bloc)}")


def office_names(outcome: Outcome) -> tuple[str, str]:
    """What head and deputy are called inside a sentence."""
    return wording.office_name(outcome.bloc, "head"), wording.office_name(outcome.bloc, "deputy")


def head_reasons(outcome: Outcome, head: HeadResult) -> tuple[str, ...]:
    """The head with the reasons, as sentences."""
    office, found = wording.offices(outcome)[0], []
    if head.outgoing is not None:
        found.append(f"{office} năm {outcome.year}: {wording.name(outcome, head.outgoing)}.")
    reason = wording.reason(outcome, head)
    if head.head is not None and reason is not None:
        found.append(f"{office} năm {head.year}: {wording.name(outcome, head.head)}.")
        found.append(f"Lý do: {reason}.")
    else:
        found.append(f"Chưa xác định được {wording.office_name(outcome.bloc, 'head')} năm {head.year}.")
    if head.vote is not None:
        found += [f"{capital(text)}." for text in wording.ended_ties(head.vote.selection, HEAD, outcome)]
    found += [f"{text}." for text in wording.turn_lines(outcome, head)]
    if head.clause is not None:
        found.append(f"Căn cứ: {head.clause}.")
    return tuple(found)


def _skips(outcome: Outcome, head: HeadResult) -> None:
    if head.walk.skipped:
        paragraph(f"Bỏ qua trong {wording.order_name(outcome.bloc)}:")
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
