"""Thresholds and the marking of ballots, for awards, head and deputies alike: TD207, TD602, TD608-TD610."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from thidua.checks.places import Files, Problems, at, year_of
from thidua.diagnostics import Diagnostic, Place, Route
from thidua.records.regulation import Marking, Threshold
from thidua.records.shape import common_fraction
from thidua.rules.contest import ContestRule, rules_in_force


def thresholds(files: Files) -> Problems:
    """TD602: at_least or more_than, not both; above 0, at most 100 %, and one that can be reached."""
    for route, rule in _thresholds(files):
        place = at(files, "regulation", *route, on="key")
        if (rule.at_least is None) == (rule.more_than is None):
            yield Diagnostic("TD207", place, "ngưỡng phải có đúng một trong hai: at_least hoặc more_than")
            continue
        if route[0] == "conference" and rule.of != "members":
            place = at(files, "regulation", *route, "of")
            hint = "viết of: members"
            yield Diagnostic("TD602", place, "số đơn vị dự họp chỉ tính trên tổng số thành viên", hint=hint)
        key = "at_least" if rule.at_least is not None else "more_than"
        share = rule.at_least if rule.at_least is not None else rule.more_than
        value = at(files, "regulation", *route, key)
        if share is not None and share > 1:
            yield Diagnostic("TD602", value, "ngưỡng không thể quá 100%")
        elif key == "more_than" and share == 1:
            yield Diagnostic("TD602", value, "không ai có thể đạt trên 100%", hint="viết at_least: 100%")
        elif share == 0:
            message, hint = "ngưỡng 0% thì một phiếu cũng đạt", "viết passes: none nếu quy chế không đặt ngưỡng"
            if route[0] == "conference":
                message, hint = "0% thì không đơn vị nào dự cũng họp được", "bỏ dòng quorum"
            yield Diagnostic("TD602", value, message, hint=hint)


def _thresholds(files: Files) -> Iterator[tuple[Route, Threshold]]:
    """Every threshold in the file, each once: deputies may be held to the head's."""
    year = year_of(files)
    if year is None:
        return
    if year.regulation.conference.quorum is not None:
        yield ("conference", "quorum"), year.regulation.conference.quorum
    seen = {rule.passes_at: rule.passes for rule in rules_in_force(year)}
    yield from ((route, passes) for route, passes in seen.items() if passes is not None)


def shares_rounded_by_hand(files: Files) -> Problems:
    """TD610: a threshold or a quota of 66.67 % refuses 8 of 12, which are two thirds."""
    for route, share in _shares(files):
        found = rounded_by_hand(at(files, "regulation", *route), share)
        if found is not None:
            yield found


def rounded_by_hand(place: Place, share: Fraction) -> Diagnostic | None:
    """TD610 at the place where a share was written, in a file or on the command line; None where it was not rounded."""
    exact = common_fraction(share)
    if exact is None:
        return None
    message = f"tỷ lệ này gần bằng {exact} nhưng không phải {exact}: làm tròn có thể lệch một phiếu, một chỗ"
    return Diagnostic("TD610", place, message, hint=f"viết {exact}")


def _shares(files: Files) -> Iterator[tuple[Route, Fraction]]:
    """Every share in the regulation that votes, attendance or places are held against."""
    for route, rule in _thresholds(files):
        for key, share in (("at_least", rule.at_least), ("more_than", rule.more_than)):
            if share is not None:
                yield (*route, key), share
    for index, award in enumerate(files.regulation.awards if files.regulation is not None else ()):
        if award.quota.share is not None:
            yield ("awards", index, "quota", "share"), award.quota.share


def threshold_said(files: Files) -> Problems:
    """TD609: where the regulation is silent about a threshold, one vote of eleven is enough."""
    year = year_of(files)
    for rule in rules_in_force(year) if year is not None else ():
        if rule.voted and not rule.consensus and rule.passes is None and not _says_none(files, rule):
            place = at(files, "regulation", *rule.passes_at[:-1], on="key")
            if rule.matter.award is not None:
                place = at(files, "regulation", *rule.passes_at[:-1], "code")
            yield Diagnostic(
                "TD609",
                place,
                "chưa ghi ngưỡng phiếu (passes): được một phiếu cũng có thể trúng",
                hint="ghi passes: {more_than: 1/2, of: members}, hoặc passes: none nếu quy chế không đặt ngưỡng",
            )


def _says_none(files: Files, rule: ContestRule) -> bool:
    """Whether `passes: none` is written where the threshold would stand."""
    if files.regulation is None:
        return False
    award = files.regulation.award(rule.matter.award) if rule.matter.award is not None else None
    owner = award if award is not None else files.regulation.head
    return owner is not None and str(rule.passes_at[-1]) in owner.model_fields_set


def markings(files: Files) -> Problems:
    """TD608: a ballot on which units are chosen says how many, and at least one."""
    year = year_of(files)
    seen: dict[Route, Marking] = {}
    for rule in rules_in_force(year) if year is not None else ():
        if rule.marking_at[-1] != "deputies":
            seen[rule.marking_at] = rule.marking
    for route, marking in seen.items():
        if marking.mark == "choose" and marking.max_choices is None:
            place = at(files, "regulation", *route, on="key")
            yield Diagnostic(
                "TD608", place, "phiếu chọn (choose) phải ghi max_choices", hint="thêm max_choices: SỐ_ĐƠN_VỊ"
            )
        if marking.max_choices == 0:
            place = at(files, "regulation", *route, "max_choices")
            yield Diagnostic("TD608", place, "phải chọn được ít nhất một đơn vị")


CHECKS = (thresholds, shares_rounded_by_hand, threshold_said, markings)
