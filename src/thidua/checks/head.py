"""Head and rotation: the order (TD701), the history (TD702, TD703), the rule (TD704), who declined (TD303)."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.checks.history import years_are_sound
from thidua.checks.places import Files, Problems, at, contests, office_name, see, year_of
from thidua.diagnostics import Diagnostic, Place
from thidua.records.regulation import Head
from thidua.rules.contest import DEPUTY, ContestRule, deputies_go_first, deputies_wanted, matter_of, rule_for
from thidua.rules.cycles import cycle_of

MOST_DEPUTIES = 2


def order_complete(files: Files) -> Problems:
    """TD701: the order names every member of the coming year, each once."""
    bloc = files.bloc
    if bloc is None or bloc.rotation.order is None:
        return
    order = bloc.rotation.order
    missing = [m.code for m in bloc.members_of(files.year + 1) if m.code not in order]
    strangers = any(bloc.member(code) is None for code in order)
    lacking = f"; thứ tự còn thiếu {', '.join(missing)}" if missing and not strangers else ""
    for index, code in enumerate(order):
        if code in order[:index]:
            related = see(at(files, "bloc", "rotation", "order", order.index(code)), "lần đầu")
            place = at(files, "bloc", "rotation", "order", index)
            yield Diagnostic("TD701", place, f"{code} có hai lần trong thứ tự luân phiên{lacking}", related)
    if missing and not strangers and len(set(order)) == len(order):
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
                both = f"vừa là {office_name(files, 'head')} vừa là {office_name(files, 'deputy')}"
                what = both if deputy == past.head else "ghi hai lần"
                yield Diagnostic("TD702", place, f"{deputy} {what} trong năm {past.year}")


def head_known(files: Files) -> Problems:
    """TD703: rotation starts from this year's head, so it must be on file."""
    if files.bloc is None or files.regulation is None or files.regulation.head is None:
        return
    past = files.bloc.past(files.year)
    if past is None and not years_are_sound(files):
        return
    if (past is None or past.head is None) and files.regulation.head.method != "appointed":
        yield Diagnostic(
            "TD703",
            at(files, "bloc", "history", on="key"),
            f"chưa ghi {office_name(files, 'head')} của năm {files.year}",
            hint=f"thêm vào history: - {{year: {files.year}, head: MÃ_ĐƠN_VỊ}}",
        )


def deputies_known(files: Files) -> Problems:
    """TD703: where deputies go first, who they were must be on file: this year, and where it says whose turn passed."""
    bloc = files.bloc
    rule = files.regulation.head if files.regulation is not None else None
    if bloc is None or rule is None or not deputies_go_first(bloc, rule):
        return
    deputy = office_name(files, "deputy")
    asked = {files.year, *(cycle_of(bloc, rule, files.year).unclear if rule.misses != "end_of_cycle" else ())}
    for index, past in enumerate(bloc.history):
        if past.year in asked and past.head is not None and past.deputies is None:
            yield Diagnostic(
                "TD703",
                at(files, "bloc", "history", index, "year"),
                f"chưa ghi {deputy} của năm {past.year}, mà quy chế ưu tiên {deputy} cho năm sau",
                see(at(files, "regulation", "head", "deputy_first"), "quy chế"),
                hint="thêm deputies: [MÃ_ĐƠN_VỊ] vào năm này; nếu năm ấy không có: deputies: []",
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
    yield from _appointed(files, rule)
    yield from _deputies(files, rule)
    yield from _unused(files, rule)
    yield from _contests(files)


def _appointed(files: Files, rule: Head) -> Problems:
    """A deputy that is the head, or is named twice; another number of deputies than the regulation wants."""
    named = rule.appointment
    if named is None:
        return
    route = ("head", "appointment", "deputies")
    chief, other = office_name(files, "head"), office_name(files, "deputy")
    for item, deputy in enumerate(named.deputies):
        place = at(files, "regulation", *route, item)
        if deputy == named.head:
            related = see(at(files, "regulation", "head", "appointment", "head"), chief)
            message = f"{deputy} vừa được chỉ định làm {chief} vừa làm {other}"
            yield Diagnostic("TD704", place, message, related)
        elif deputy in named.deputies[:item]:
            related = see(at(files, "regulation", *route, named.deputies.index(deputy)), "lần đầu")
            yield Diagnostic("TD704", place, f"{deputy} ghi hai lần trong các {other} được chỉ định", related)
    if rule.deputies is not None and rule.deputies != len(named.deputies):
        message = f"quy chế ghi {rule.deputies} {other}, appointment ghi {len(named.deputies)}"
        related = see(at(files, "regulation", "head", "appointment", on="key"), "đơn vị được chỉ định")
        hint = "ghi appointment.deputies đủ các đơn vị được chỉ định, hoặc sửa deputies"
        yield Diagnostic("TD704", at(files, "regulation", "head", "deputies"), message, related, hint)


def _deputies(files: Files, rule: Head) -> Problems:
    if files.bloc is None:
        return
    habit, other = files.bloc.rotation.deputies, office_name(files, "deputy")
    if rule.deputies is not None and habit is not None and rule.deputies != habit:
        related = see(at(files, "bloc", "rotation", "deputies"), f"số {other} ghi ở đây")
        message = f"quy chế năm {files.year} ghi {rule.deputies} {other}, bloc.yaml ghi {habit}"
        yield Diagnostic("TD704", at(files, "regulation", "head", "deputies"), message, related)
    wanted = deputies_wanted(files.bloc, rule)
    if wanted > MOST_DEPUTIES:
        message = f"{wanted} {other}; nhiều nhất là {MOST_DEPUTIES}"
        yield Diagnostic("TD704", _number_of_deputies(files, rule), message)


def _number_of_deputies(files: Files, rule: Head) -> Place:
    """Where the number of deputies is said: see `deputies_wanted`."""
    if rule.method == "appointed" and rule.appointment is not None:
        return at(files, "regulation", "head", "appointment", "deputies")
    if rule.deputies is not None:
        return at(files, "regulation", "head", "deputies")
    return at(files, "bloc", "rotation", "deputies")


def _unused(files: Files, rule: Head) -> Problems:
    """What is written about the head or the deputies and decides nothing, since they come about in another way."""
    year = year_of(files)
    deputies = rule_for(year, DEPUTY) if year is not None else None
    if deputies is None:
        return
    for key, why in (*_unused_by_method(files, rule, deputies), *_unused_by_cycle(files, rule)):
        field = {"ballot": "marking", "deputy_ballot": "deputy_marking"}.get(key, key)
        if field in rule.model_fields_set:
            related = see(at(files, "regulation", "head", "method"), f"cách chọn {office_name(files, 'head')}")
            hint = f"bỏ {key}, hoặc sửa cách chọn cho đúng quy chế"
            place = at(files, "regulation", "head", key, on="key")
            yield Diagnostic("TD704", place, f"{why}, {key} không dùng", related, hint)


def _unused_by_method(files: Files, rule: Head, deputies: ContestRule) -> Iterator[tuple[str, str]]:
    chief, other = office_name(files, "head"), office_name(files, "deputy")
    head = f"{chief} không bầu bằng phiếu (method: {rule.method})"
    if rule.method != "election":
        yield "ballot", head
        if not deputies.voted or deputies.passes_at[-1] != "passes":
            yield "passes", head
    if not deputies.voted:
        why = f"{other} không bầu bằng phiếu" if deputies.seats else f"quy chế không có {other}"
        yield from (("deputy_ballot", why), ("deputy_passes", why))
    if rule.method == "appointed":
        appointed = f"{chief}, {other} do cấp trên chỉ định"
        yield from (("deputy_from", appointed), ("immediate_reelection", appointed))


def _unused_by_cycle(files: Files, rule: Head) -> Iterator[tuple[str, str]]:
    if rule.method != "rotation":
        yield from (
            (key, f"{office_name(files, 'head')} không theo luân phiên") for key in ("missed_turn", "deputy_first")
        )
    elif not rule.one_turn_per_cycle:
        yield "missed_turn", "quy chế không tính vòng (one_turn_per_cycle: no)"


def _contests(files: Files) -> Problems:
    """Contests for an office that the regulation does not fill by a vote."""
    year = year_of(files)
    for index, contest in contests(files) if year is not None else ():
        rule = rule_for(year, matter_of(contest)) if year is not None else None
        if contest.office is None or rule is None or rule.voted:
            continue
        related = see(at(files, "regulation", *rule.method_at), "quy chế ghi ở đây")
        place = at(files, "ballots", "contests", index, "office")
        message = f"quy chế không bầu {office_name(files, contest.office)} bằng phiếu"
        if contest.office == "deputy" and not rule.seats:
            message = f"quy chế không có {office_name(files, contest.office)}"
        yield Diagnostic("TD704", place, message, related)


def _contest_without_rule(files: Files) -> Problems:
    if files.regulation is None or files.ballots is None:
        return
    for index, contest in enumerate(files.ballots.contests):
        if contest.office is not None:
            place = at(files, "ballots", "contests", index, "office")
            hint = "thêm mục head vào regulation.yaml"
            yield Diagnostic("TD704", place, f"quy chế chưa quy định về {office_name(files, 'head')}", hint=hint)


def declined_once(files: Files) -> Problems:
    """TD303: a unit that declines twice; only one of the reasons could be printed."""
    units = [item.unit for item in files.ballots.declined] if files.ballots is not None else []
    for item, unit in enumerate(units):
        if unit in units[:item]:
            related = see(at(files, "ballots", "declined", units.index(unit), "unit"), "lần đầu")
            place = at(files, "ballots", "declined", item, "unit")
            yield Diagnostic("TD303", place, f"{unit} ghi hai lần", related)


CHECKS = (order_complete, history_sound, head_known, deputies_known, rule_sound, declined_once)
