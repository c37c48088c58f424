"""`thidua tally` on the screen: quorum, scores, contests, awards, head, and what is still open."""

from __future__ import annotations

from collections.abc import Sequence

from thidua import wording
from thidua.rules.awards import AwardResult
from thidua.rules.contest import Matter
from thidua.rules.counting import Count
from thidua.rules.judging import Outcome, Pending
from thidua.rules.scoring import Scoreboard
from thidua.terminal.head import show_head
from thidua.terminal.screen import bar, bold, bullet, heading, paragraph, show, table
from thidua.vietnamese import capital, fixed, listed, long_date, padded, percent


def show_tally(outcome: Outcome) -> None:
    """Everything that is certain, then everything that is not."""
    show(bold(outcome.bloc.name))
    show(f"Kết quả bình xét thi đua năm {outcome.year}")
    show_attendance(outcome)
    if outcome.board is not None:
        show_scores(outcome, outcome.board)
    for award in outcome.awards:
        show_award(outcome, award)
    show_proposals(outcome)
    if outcome.head is not None:
        show_head(outcome)
    show_pending(outcome, outcome.pending)


def show_attendance(outcome: Outcome) -> None:
    """Thành phần dự họp."""
    ballots = outcome.ballots
    if ballots is None:
        return
    found = outcome.attendance
    heading("HỘI NGHỊ")
    if ballots.conference.held_on is not None:
        paragraph(f"Họp {long_date(ballots.conference.held_on)}.")
    if not found.recorded:
        paragraph("Chưa ghi đơn vị có mặt, vắng mặt.")
        return
    paragraph(
        f"Có mặt {padded(len(found.present))}/{padded(len(found.members))} đơn vị"
        f" ({percent(len(found.present), len(found.members))})."
    )
    if found.absent:
        written = f"; gửi phiếu, ý kiến bằng văn bản: {_labels(outcome, found.written)}" if found.written else ""
        paragraph(f"Vắng mặt: {_labels(outcome, found.absent)}{written}.")
    if found.quorum is not None:
        state = "đủ" if found.quorum.met else "KHÔNG đủ"
        paragraph(f"Số đơn vị dự họp {state} theo quy chế: {wording.threshold(found.quorum)}.")


def show_scores(outcome: Outcome, board: Scoreboard) -> None:
    """Bảng điểm, by rank."""
    scale = outcome.regulation.scoring.scale if outcome.regulation.scoring is not None else 100
    heading(f"ĐIỂM VÀ XẾP HẠNG (thang {scale} điểm)".replace(".", ","))
    rows = []
    for unit in board.ranked():
        nominee = outcome.nominee(unit.unit)
        status = wording.status(nominee.status) if nominee is not None else ""
        rank = str(unit.rank) if unit.rank is not None else "–"
        total = fixed(unit.total) if unit.total is not None else "chưa đủ"
        graph = bar(float(unit.total / scale)) if unit.total is not None else ""
        remark = unit.band or "" if unit.rank is not None else f"({status})"
        rows.append((rank, wording.label(outcome, unit.unit), total, graph, remark))
    table(("Hạng", "Đơn vị", "Điểm", "", "Xếp loại"), rows, "><><<", flexible=4)


def show_award(outcome: Outcome, award: AwardResult) -> None:
    """One award: its seats, its contests, each nominee's votes, threshold and fate."""
    rule = outcome.regulation.award(award.award)
    if rule is None:
        return
    heading(rule.name.upper())
    seats = f"Chỉ tiêu: {wording.seats(award.seats)} đơn vị."
    paragraph(seats + (f" Ngưỡng: {wording.threshold_rule(rule.passes)}." if rule.passes is not None else ""))
    for count in outcome.counts:
        if count.award == award.award:
            paragraph(count_line(count))
    if award.missing_vote:
        paragraph(f"{capital(wording.no_result(award, outcome))}.")
        return
    _candidates(outcome, award)
    for text in wording.ended_ties(award, Matter(award=award.award), outcome):
        paragraph(f"{capital(text)}.")
    if award.empty:
        paragraph(f"{wording.empty_seats(award, outcome)}.")


def count_line(count: Count) -> str:
    """Phát ra, thu về, hợp lệ, không hợp lệ."""
    how = wording.held(count)
    text = f"Vòng {count.round}, {how}" if count.round > 1 else capital(how)
    if count.returned is None or count.valid is None:
        return f"{text}."
    issued = f"phát ra {count.issued}, " if count.issued is not None else ""
    invalid = count.returned - count.valid
    return f"{text}: {issued}thu về {count.returned}, hợp lệ {count.valid}, không hợp lệ {invalid} phiếu."


def _candidates(outcome: Outcome, award: AwardResult) -> None:
    hidden = {"not_nominated", "ineligible", "already_awarded"} | (set() if award.rounds else {"no_seats"})
    shown = [c for c in award.candidates if c.outcome not in hidden]
    shown += [c for c in award.candidates if c.outcome in {"ineligible", "already_awarded"} and c.checks]
    place = {unit: at for at, unit in enumerate(award.proposed)}
    shown.sort(key=lambda c: (place.get(c.unit, len(place)), -(c.votes or 0)))
    rows = []
    for candidate in shown:
        check = candidate.check
        told = "" if candidate.votes is None else str(candidate.votes)
        votes = f"{check.votes}/{check.base}" if check is not None else told
        rate = percent(check.votes, check.base) if check is not None else ""
        mark = {"proposed": "x", "tied": "?", "possible": "?"}.get(candidate.outcome, "")
        rows.append(
            (mark, wording.label(outcome, candidate.unit), votes, rate, wording.fate(candidate, award, outcome))
        )
    if rows:
        table(("", "Đơn vị", "Phiếu", "Tỷ lệ", "Kết quả"), rows, "<<>><", flexible=4)


def show_proposals(outcome: Outcome) -> None:
    """Who is proposed for what, in full names; then what the bloc gives itself."""
    own = [award for award in outcome.awards if wording.is_own(outcome, award.award)]
    proposed = [award for award in outcome.awards if award not in own]
    _chosen(outcome, "ĐỀ NGHỊ KHEN THƯỞNG", proposed)
    _chosen(outcome, f"KHEN THƯỞNG CỦA {wording.body(outcome.bloc.kind).upper()}", own)


def _chosen(outcome: Outcome, title: str, awards: Sequence[AwardResult]) -> None:
    if awards:
        heading(title)
    for award in awards:
        paragraph(f"{wording.award_name(outcome.regulation, award.award)}: {wording.units_count(len(award.proposed))}")
        for number, unit in enumerate(award.proposed, 1):
            bullet(wording.name(outcome, unit), f"{number}.")


def show_pending(outcome: Outcome, pending: Sequence[Pending]) -> None:
    """Còn phải quyết định."""
    if not pending:
        return
    heading("CÒN PHẢI QUYẾT ĐỊNH")
    for item in pending:
        bullet(wording.pending(item, outcome))


def _labels(outcome: Outcome, codes: tuple[str, ...]) -> str:
    return listed([wording.label(outcome, code) for code in codes])
