"""`thidua tally` under a supposition: the outcome beside today's, changes marked."""

from __future__ import annotations

from thidua import wording
from thidua.rules.judging import Outcome
from thidua.rules.whatif import Supposition, differences
from thidua.terminal.screen import bold, bullet, heading, paragraph, show, table


def show_whatif(today: Outcome, then: Outcome, supposed: Supposition) -> None:
    """What was supposed, who is proposed today and then, and what would be open."""
    show(bold(today.bloc.name))
    show(f"GIẢ ĐỊNH cho năm {today.year}; không ghi gì, kết quả thật không thay đổi")
    heading("Giả định")
    for text in _suppositions(today, then, supposed):
        bullet(text)
    heading(wording.grants_title(today))
    rows = []
    found = differences(today, then)
    for item in found:
        mark = "*" if item.changed else ""
        rows.append((mark, wording.label(today, item.unit), _awards(today, item.today), _awards(then, item.then)))
    table(("", "Đơn vị", "Hiện nay", "Theo giả định"), rows, "<<<<", flexible=3)
    changed = sum(item.changed for item in found)
    paragraph(f"* khác với hiện nay: {changed} đơn vị." if changed else "Không đơn vị nào có kết quả khác.")
    _board(today, then)
    if then.pending:
        heading("Theo giả định còn phải quyết định")
        for pending in then.pending:
            bullet(wording.pending(pending, then))


def _suppositions(today: Outcome, then: Outcome, supposed: Supposition) -> list[str]:
    found = [f"{wording.award_name(today.regulation, code)}: chỉ tiêu {number}" for code, number in supposed.quotas]
    for code in dict(supposed.passes):
        award = then.regulation.award(code)
        if award is not None and award.passes is not None:
            found.append(f"{award.name}: ngưỡng {wording.threshold_rule(award.passes)}")
    for code in supposed.without:
        name = wording.name(today, code)
        found.append(f"không đưa {name} vào bình xét; số phiếu đã bỏ cho {name} không chuyển cho đơn vị khác")
    return found


def _awards(outcome: Outcome, codes: tuple[str, ...]) -> str:
    return "; ".join(wording.award_name(outcome.regulation, code) for code in codes) or "–"


def _board(today: Outcome, then: Outcome) -> None:
    """Units whose total or rank would move."""
    if today.board is None or then.board is None:
        return
    rows = []
    for before in today.board.ranked():
        after = then.board.unit(before.unit)
        if after is not None and (before.rank, before.total) != (after.rank, after.total):
            ranks = [str(unit.rank) if unit.rank is not None else "–" for unit in (before, after)]
            totals = [str(unit.total).replace(".", ",") for unit in (before, after)]
            rows.append((wording.label(today, before.unit), *ranks, *totals))
    if rows:
        heading("Xếp hạng thay đổi")
        table(("Đơn vị", "Hạng nay", "Giả định", "Điểm nay", "Giả định"), rows, "<>>>>", flexible=0)
