"""Head and rotation: the order (TD701), the history (TD702, TD703), the rule (TD704)."""

from __future__ import annotations

from thidua.checks.places import Files, Problems, at, contests, office_name, see, year_of
from thidua.diagnostics import Diagnostic
from thidua.records.regulation import Head
from thidua.rules.contest import deputies_wanted, matter_of, rule_for

MOST_DEPUTIES = 2


def order_complete(files: Files) -> Problems:
    """TD701: the order names every member of the coming year, each once."""
    bloc = files.bloc
    if bloc is None or bloc.rotation.order is None:
        return
    order = bloc.rotation.order
    for index, code in enumerate(order):
        if code in order[:index]:
            related = see(at(files, "bloc", "rotation", "order", order.index(code)), "lần đầu")
            place = at(files, "bloc", "rotation", "order", index)
            yield Diagnostic("TD701", place, f"{code} có hai lần trong thứ tự luân phiên", related)
    missing = [m.code for m in bloc.members_of(files.year + 1) if m.code not in order]
    strangers = any(bloc.member(code) is None for code in order)
    if missing and not strangers:
        yield Diagnostic(
            "TD701",
            at(files, "bloc", "rotation", "order", on="key"),
            f"thứ tự luân phiên thiếu {', '.join(missing)}",
            see(at(files, "bloc", "members", on="key"), "danh sách thành viên"),
        )


def history_sound(files: Files) -> Problems:
    """TD702: one entry a year; a head that is not its own deputy."""
    if files.bloc is None:
        return
    seen: dict[int, int] = {}
    for index, past in enumerate(files.bloc.history):
        if past.year in seen:
            related = see(at(files, "bloc", "history", seen[past.year], "year"), "lần đầu")
            yield Diagnostic(
                "TD702", at(files, "bloc", "history", index, "year"), f"năm {past.year} ghi hai lần", related
            )
        seen.setdefault(past.year, index)
        deputies = past.deputies or ()
        for item, deputy in enumerate(deputies):
            if deputy == past.head or deputy in deputies[:item]:
                place = at(files, "bloc", "history", index, "deputies", item)
                what = "vừa là trưởng khối vừa là phó trưởng khối" if deputy == past.head else "ghi hai lần"
                yield Diagnostic("TD702", place, f"{deputy} {what} trong năm {past.year}")


def head_known(files: Files) -> Problems:
    """TD703: rotation starts from this year's head, so it must be on file."""
    if files.bloc is None or files.regulation is None or files.regulation.head is None:
        return
    past = files.bloc.past(files.year)
    if (past is None or past.head is None) and files.regulation.head.method != "appointed":
        yield Diagnostic(
            "TD703",
            at(files, "bloc", "history", on="key"),
            f"chưa ghi trưởng khối của năm {files.year}",
            hint=f"thêm vào history: - {{year: {files.year}, head: MÃ_ĐƠN_VỊ}}",
        )


def rule_sound(files: Files) -> Problems:
    """TD704: the rule about the head contradicts itself, the bloc, or the votes."""
    rule = files.regulation.head if files.regulation is not None else None
    if rule is None:
        yield from _contest_without_rule(files)
        return
    if (rule.method == "appointed") != (rule.appointment is not None):
        place = at(files, "regulation", "head", "method")
        message = "chỉ định (appointed) phải có appointment: đơn vị và văn bản chỉ định"
        if rule.appointment is not None:
            place = at(files, "regulation", "head", "appointment", on="key")
            message = "appointment chỉ dùng khi method là appointed"
        yield Diagnostic("TD704", place, message)
    yield from _deputies(files, rule)
    yield from _contests(files)


def _deputies(files: Files, rule: Head) -> Problems:
    if files.bloc is None:
        return
    habit = files.bloc.rotation.deputies
    if rule.deputies is not None and habit is not None and rule.deputies != habit:
        related = see(at(files, "bloc", "rotation", "deputies"), "số phó trưởng khối của khối")
        message = f"quy chế năm {files.year} ghi {rule.deputies} phó trưởng khối, bloc.yaml ghi {habit}"
        yield Diagnostic("TD704", at(files, "regulation", "head", "deputies"), message, related)
    wanted = deputies_wanted(files.bloc, rule)
    if wanted > MOST_DEPUTIES:
        file = "regulation" if rule.deputies is not None else "bloc"
        route = ("head", "deputies") if rule.deputies is not None else ("rotation", "deputies")
        place = at(files, "regulation", *route) if file == "regulation" else at(files, "bloc", *route)
        yield Diagnostic("TD704", place, f"{wanted} phó trưởng khối; nhiều nhất là {MOST_DEPUTIES}")


def _contests(files: Files) -> Problems:
    """Contests for an office that the regulation does not fill by a vote."""
    year = year_of(files)
    for index, contest in contests(files) if year is not None else ():
        rule = rule_for(year, matter_of(contest)) if year is not None else None
        if contest.office is None or rule is None or rule.voted:
            continue
        related = see(at(files, "regulation", *rule.method_at), "quy chế ghi ở đây")
        place = at(files, "ballots", "contests", index, "office")
        yield Diagnostic("TD704", place, f"quy chế không bầu {office_name(files, contest.office)} bằng phiếu", related)


def _contest_without_rule(files: Files) -> Problems:
    if files.regulation is None or files.ballots is None:
        return
    for index, contest in enumerate(files.ballots.contests):
        if contest.office is not None:
            place = at(files, "ballots", "contests", index, "office")
            hint = "thêm mục head vào regulation.yaml"
            yield Diagnostic("TD704", place, "quy chế chưa quy định về trưởng khối", hint=hint)


CHECKS = (order_complete, history_sound, head_known, rule_sound)
