"""Rounds of one award or office: numbers (TD511), seats (TD510, TD515), whom later ones are about (TD507, TD513)."""

from __future__ import annotations

from thidua import wording
from thidua.checks.places import (
    Files,
    Problems,
    at,
    contest_place,
    contests,
    label,
    matter_name,
    office_name,
    see,
    year_of,
)
from thidua.diagnostics import Diagnostic
from thidua.records.ballots import Contest
from thidua.rules.contest import ContestRule, Matter, matter_of, rule_for
from thidua.rules.counting import Count
from thidua.rules.judging import Outcome
from thidua.rules.on_file import is_about
from thidua.rules.selection import Opening


def rounds_in_order(files: Files) -> Problems:
    """TD511: rounds of one award or office are 1, 2, 3, each once."""
    seen: dict[tuple[Matter, int], int] = {}
    for index, contest in contests(files):
        if (contest.award is None) == (contest.office is None):
            continue
        key = (matter_of(contest), contest.round)
        if key in seen:
            related = see(contest_place(files, seen[key]), "lần đầu ở đây")
            message = f"vòng {contest.round} của «{matter_name(files, contest)}» ghi hai lần"
            is_copy = files.ballots is not None and files.ballots.contests[seen[key]] == contest
            hint = "hai lần ghi như nhau: xóa lần thừa" if is_copy else f"vòng sau ghi round: {contest.round + 1}"
            yield Diagnostic("TD511", contest_place(files, index), message, related, hint)
            continue
        seen[key] = index
    for index, contest in contests(files):
        matter, number = matter_of(contest), contest.round
        if number == 0:
            hint = "vòng đầu tiên ghi round: 1, hoặc không ghi"
            yield Diagnostic("TD511", contest_place(files, index, "round"), "vòng bỏ phiếu tính từ 1", hint=hint)
        elif number > 1 and seen.get((matter, number)) == index and (matter, number - 1) not in seen:
            name = matter_name(files, contest)
            message = f"có vòng {number} của «{name}» mà không có vòng {number - 1}"
            yield Diagnostic("TD511", contest_place(files, index, "round"), message)


def later_rounds_named(files: Files) -> Problems:
    """TD510: a later round names whom it is about; TD513: units are left out of later rounds only."""
    held = {(matter_of(contest), contest.round) for _, contest in contests(files)}
    for index, contest in contests(files):
        follows = (matter_of(contest), contest.round - 1) in held  # TD511 otherwise: it may be the first round
        if contest.round > 1 and follows and contest.nominees is None and contest.agreed is None:
            yield Diagnostic(
                "TD510",
                contest_place(files, index, "round"),
                f"vòng {contest.round} phải ghi rõ danh sách bầu lại (nominees)",
                hint="chỉ ghi các đơn vị còn trong diện xét sau vòng trước",
            )
        for item, left in enumerate(contest.left_out):
            place = contest_place(files, index, "left_out", item, "unit")
            if contest.round <= 1:
                hint = "ở vòng 1 chỉ ghi nominees: các đơn vị đưa ra bầu"
                yield Diagnostic("TD513", place, "left_out chỉ dùng từ vòng 2", hint=hint)
            elif contest.nominees is not None and left.unit in contest.nominees:
                related = see(contest_place(files, index, "nominees", contest.nominees.index(left.unit)), "ở nominees")
                yield Diagnostic("TD513", place, f"{left.unit} vừa ở nominees vừa ở left_out", related)


def agreed_have_seats(files: Files) -> Problems:
    """TD510: more units agreed on than the regulation has seats, whatever becomes of other awards."""
    year = year_of(files)
    for index, contest in contests(files):
        rule = rule_for(year, matter_of(contest)) if year is not None else None
        if rule is not None:
            yield from _too_many_agreed(files, index, contest, rule.seats)


def _too_many_agreed(files: Files, index: int, contest: Contest, seats: int) -> Problems:
    """A conference that agrees has chosen between them."""
    agreed = frozenset(contest.agreed or ())
    if 0 < seats < len(agreed):
        place = at(files, "ballots", "contests", index, "agreed", on="key")
        message = f"thống nhất {len(agreed)} đơn vị cho {seats} chỗ của «{matter_name(files, contest)}»"
        hint = "ghi đúng các đơn vị hội nghị đã thống nhất chọn; chưa thống nhất được thì bỏ phiếu"
        yield Diagnostic("TD510", place, message, hint=hint)


def about_what_is_open(files: Files, outcome: Outcome) -> Problems:
    """TD507, TD513: the nominees are exactly the units still in the running; TD510: so many agreed on as are open."""
    for count in outcome.counts:
        ways = outcome.openings(count)
        contest = outcome.grounds.year.contests[count.contest]
        rule = rule_for(outcome.grounds.year, count.matter)
        if count.round <= 1 and contest.agreed != () and rule is not None:
            yield from _without_seats(files, outcome, count, rule)
        elif count.round > 1 and ways and not any(is_about(contest, opening) for opening in ways):
            yield from _not_about(files, outcome, count, ways[0])
        open_now = max((opening.seats for opening in ways), default=0)
        if rule is not None and open_now < rule.seats:
            yield from _too_many_agreed(files, count.contest, contest, open_now)


def _without_seats(files: Files, outcome: Outcome, count: Count, rule: ContestRule) -> Problems:
    """TD511: a vote on what has no seat by the regulation; TD515: or none any more, since awards above took all."""
    place = contest_place(files, count.contest)
    name = matter_name(files, outcome.grounds.year.contests[count.contest])
    award = outcome.award(count.award) if count.award is not None else None
    if rule.seats == 0:
        message = f"«{name}» không có chỗ nào để bầu (chỉ tiêu là 0)"
        yield Diagnostic("TD511", place, message, hint="xem lại chỉ tiêu trong regulation.yaml, hoặc bỏ cuộc này")
    elif award is not None and award.most == 0:
        related = see(at(files, "regulation", *rule.method_at[:-1], "quota", on="key"), "chỉ tiêu")
        message = f"«{name}» không còn chỗ nào: chỉ tiêu tính trên số đơn vị còn lại sau các khen thưởng ở trên là 0"
        yield Diagnostic("TD515", place, message, related)


def _not_about(files: Files, outcome: Outcome, count: Count, opening: Opening) -> Problems:
    contest = outcome.grounds.year.contests[count.contest]
    if opening.seats <= 0:
        place = contest_place(files, count.contest, "round")
        yield Diagnostic("TD511", place, f"vòng {count.round} thừa: các vòng trước đã đủ chỉ tiêu")
        return
    key = "nominees" if contest.nominees is not None else "agreed"
    listed = contest.nominees if contest.nominees is not None else contest.agreed or ()
    for item, unit in enumerate(listed):
        if unit not in opening.units:
            place = contest_place(files, count.contest, key, item)
            yield Diagnostic("TD507", place, _why_not(files, outcome, count, opening, unit))
    for item, left in enumerate(contest.left_out):
        if left.unit not in opening.units:
            place = contest_place(files, count.contest, "left_out", item, "unit")
            yield Diagnostic("TD513", place, f"{left.unit} không còn trong diện bầu lại, không cần ghi ở đây")
    if contest.left_out and {left.unit for left in contest.left_out} == set(opening.units):
        place = at(files, "ballots", "contests", count.contest, "left_out", on="key")
        over = ", ".join(opening.units)
        empty = f"xóa vòng này; chỗ để trống thì ghi quyết định (decisions): chosen: [], over: [{over}]"
        hint = empty if opening.tie is not None else "xóa vòng này"
        yield Diagnostic("TD513", place, f"vòng {count.round} không đưa ra bầu đơn vị nào", hint=hint)
    named = {*listed, *(left.unit for left in contest.left_out)}
    missing = [unit for unit in opening.units if unit not in named]
    if missing and contest.nominees is not None:
        yield Diagnostic(
            "TD513",
            at(files, "ballots", "contests", count.contest, "nominees", on="key"),
            f"vòng {count.round} thiếu {', '.join(missing)}: {_still_open(opening)}",
            hint="thêm vào nominees; nếu không đưa ra bầu lại thì ghi left_out: [{unit: MÃ, reason: lý do}]",
        )


def _still_open(opening: Opening) -> str:
    return "các đơn vị đang ngang nhau" if opening.tie is not None else "chưa trúng ở vòng trước, còn trong diện xét"


def _why_not(files: Files, outcome: Outcome, count: Count, opening: Opening, unit: str) -> str:
    """Why a unit is not in the running any more."""
    earlier = [c for c in outcome.counts if c.matter == count.matter and c.round < count.round]
    award = outcome.award(count.award) if count.award is not None else None
    candidate = award.candidate(unit) if award is not None else None
    if candidate is not None and candidate.higher_award is not None:
        acted = wording.acted(outcome, candidate.higher_award)
        return f"{label(files, unit)} đã {acted} «{candidate.higher_award}»"
    if count.office == "deputy" and outcome.head is not None and unit == outcome.head.head:
        return f"{label(files, unit)} là {office_name(files, 'head')} năm sau"
    if opening.tie is not None:
        return f"vòng {count.round} chỉ bầu lại giữa {', '.join(opening.units)}"
    if any(unit in c.left_out for c in earlier):
        return f"{label(files, unit)} đã không đưa ra bầu lại ở vòng trước"
    if any(unit in c.nominees for c in earlier):
        return f"{label(files, unit)} đã được chọn ở vòng trước"
    return f"{label(files, unit)} không có trong danh sách bầu vòng trước"


CHECKS = (rounds_in_order, later_rounds_named, agreed_have_seats)
