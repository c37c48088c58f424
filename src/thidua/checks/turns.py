"""Turns of the rotation: behind whom it goes on (TD706), and years whose turn nobody knows (TD707)."""

from __future__ import annotations

from thidua.checks.places import Files, Problems, at, label, office_name, see
from thidua.diagnostics import Diagnostic
from thidua.records.bloc import Bloc
from thidua.records.regulation import Head
from thidua.rules.cycles import cycle_of, place_of, rotation_order


def goes_on_behind(files: Files) -> Problems:
    """TD706: a head that stands in the order no more, and has no place in it; a place that is none."""
    bloc, rule = files.bloc, _rule(files)
    if bloc is None:
        return
    order = rotation_order(bloc)
    for unit, behind in bloc.rotation.after.items():
        if unit in order:
            place = at(files, "bloc", "rotation", "after", unit, on="key")
            message = f"{label(files, unit)} có trong thứ tự luân phiên, không cần ghi đi tiếp sau đơn vị nào"
            yield Diagnostic("TD706", place, message, hint="bỏ mục này, hoặc bỏ đơn vị khỏi thứ tự")
        elif behind not in order and bloc.member(behind) is not None:
            place = at(files, "bloc", "rotation", "after", unit)
            related = see(at(files, "bloc", "rotation", "order", on="key"), "thứ tự luân phiên")
            message = f"{label(files, behind)} không có trong thứ tự luân phiên, không đi tiếp sau đơn vị này được"
            yield Diagnostic("TD706", place, message, related, "ghi mã một đơn vị có trong thứ tự")
    for index, past in enumerate(bloc.history) if rule is not None else ():
        head = past.head
        if rule is None or head is None or past.year not in _years_that_count(bloc, rule, files.year):
            continue
        if bloc.member(head) is not None and place_of(bloc, head) is None and head not in bloc.rotation.after:
            yield Diagnostic(
                "TD706",
                at(files, "bloc", "history", index, "head"),
                "không biết đi tiếp từ đâu trong thứ tự luân phiên:"
                f" {office_name(files, 'head')} năm {past.year}, {label(files, head)}, không có trong thứ tự",
                see(at(files, "bloc", "rotation", "order", on="key"), "thứ tự luân phiên"),
                hint=f"ghi trong rotation: after: {{{head}: MÃ}}, với MÃ là đơn vị trong thứ tự mà sau đó đi tiếp",
            )


def _rule(files: Files) -> Head | None:
    """The rule about the head where it counts turns at all."""
    rule = files.regulation.head if files.regulation is not None else None
    return rule if rule is not None and rule.method != "appointed" else None


def _years_that_count(bloc: Bloc, rule: Head, year: int) -> frozenset[int]:
    """The year itself; where a turn that passed has consequences, every year of the cycle."""
    missed = () if rule.misses == "end_of_cycle" else cycle_of(bloc, rule, year).unplaced
    return frozenset((year, *missed))


def years_known(files: Files) -> Problems:
    """TD707: a year of this cycle without a head on file may be anybody's turn."""
    bloc, rule = files.bloc, _rule(files)
    if bloc is None or rule is None or not rule.one_turn_per_cycle:
        return
    missing = [year for year in cycle_of(bloc, rule, files.year).unknown if year != files.year]
    entries = {past.year: index for index, past in enumerate(bloc.history)}
    for year in missing:
        if year in entries:
            place = at(files, "bloc", "history", entries[year], "year")
            yield Diagnostic("TD707", place, _unknown(files, [year]), hint="thêm head: MÃ_ĐƠN_VỊ vào năm này")
    absent = [year for year in missing if year not in entries]
    if absent:
        hint = f"thêm vào history: - {{year: {absent[0]}, head: MÃ_ĐƠN_VỊ}}"
        yield Diagnostic("TD707", at(files, "bloc", "history", on="key"), _unknown(files, absent), hint=hint)


def _unknown(files: Files, years: list[int]) -> str:
    office, named = office_name(files, "head"), ", ".join(map(str, years))
    return f"chưa ghi {office} năm {named} của vòng luân phiên này: đơn vị đã làm năm ấy bị tính là chưa đến lượt"


CHECKS = (goes_on_behind, years_known)
