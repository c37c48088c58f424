"""Criteria with a target: a formula each (TD407), sound tiers (TD410), whose excess is the lead (TD411)."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.checks.criteria import all_criteria
from thidua.checks.places import Files, Problems, at, see
from thidua.diagnostics import Diagnostic, Related, Route
from thidua.records.regulation import TARGET_FORMULAS, Criterion, TargetFormula
from thidua.records.scores import UnitScores
from thidua.rules.targets import lead
from thidua.vietnamese import decimal, listed, share


def _targets(files: Files) -> Iterator[tuple[Criterion, Route, TargetFormula | None]]:
    """The criteria with a target, each with its place and the formula that the regulation gives it."""
    for criterion, route in all_criteria(files):
        scoring = files.regulation.scoring if files.regulation is not None else None
        if scoring is not None and criterion.kind == "target" and not criterion.is_group:
            yield criterion, route, scoring.formula_of(criterion)


def formula_named(files: Files) -> Problems:
    """TD407: the regulation names the formula of a target; there is no usual one to fall back on."""
    without = [(criterion, route) for criterion, route, formula in _targets(files) if formula is None]
    if without:
        codes = listed(tuple(criterion.code for criterion, _ in without))
        yield Diagnostic(
            "TD407",
            at(files, "regulation", *without[0][1], "kind"),
            f"tiêu chí {codes} có chỉ tiêu nhưng không ghi công thức (formula)",
            hint=f"xem quy chế rồi ghi formula: {', '.join(TARGET_FORMULAS[:-1])} hoặc {TARGET_FORMULAS[-1]};"
            " nếu mọi tiêu chí có chỉ tiêu cùng một công thức thì ghi một lần ở target_formula trong scoring",
        )
    for criterion, route, formula in _targets(files):
        if formula == "tiers" and not criterion.tiers:
            place = at(files, "regulation", *route, "code")
            hint = "ghi các mức, từ cao xuống thấp: tiers: [{from: 100%, points: …}, {from: 90%, points: …}]"
            yield Diagnostic("TD407", place, f"tiêu chí «{criterion.code}» thiếu các mức điểm (tiers)", hint=hint)


def only_for_targets(files: Files) -> Problems:
    """TD407: `formula` belongs to `kind: target`, `tiers` to `formula: tiers`; elsewhere nothing would read them."""
    used = {route: formula for _, route, formula in _targets(files)}
    for criterion, route in all_criteria(files):
        if criterion.is_group:
            continue
        if criterion.formula is not None and route not in used:
            place = at(files, "regulation", *route, "formula", on="key")
            yield Diagnostic("TD407", place, f"tiêu chí «{criterion.code}» có formula mà không phải kind: target")
        if criterion.tiers and (route not in used or used[route] not in {"tiers", None}):
            place = at(files, "regulation", *route, "tiers", on="key")
            yield Diagnostic("TD407", place, f"tiêu chí «{criterion.code}» có tiers mà không phải formula: tiers")


def tiers_sound(files: Files) -> Problems:
    """TD410: tiers go down, in the share of the target and in points, from the maximum at most."""
    for criterion, route, _ in _targets(files):
        for index, tier in enumerate(criterion.tiers):
            if criterion.max is not None and tier.points > criterion.max:
                yield Diagnostic(
                    "TD410",
                    at(files, "regulation", *route, "tiers", index, "points"),
                    f"mức {decimal(tier.points, None)} điểm vượt điểm tối đa {decimal(criterion.max, None)}"
                    f" của tiêu chí «{criterion.code}»",
                    see(at(files, "regulation", *route, "max"), "mức tối đa ghi ở đây"),
                )
        yield from _falling(files, criterion, route)


def _falling(files: Files, criterion: Criterion, route: Route) -> Problems:
    """The first tier that is not below the one above it; the rest would only repeat it."""
    hint = "xếp các mức từ cao xuống thấp; mỗi mức thấp hơn mức liền trên cả về chỉ tiêu và về điểm"
    for index in range(1, len(criterion.tiers)):
        above, tier = criterion.tiers[index - 1 : index + 1]
        if tier.lower >= above.lower:
            key, message = "from", f"mức từ {share(tier.lower)} không thấp hơn mức liền trên, từ {share(above.lower)}"
        elif tier.points >= above.points:
            low, high = decimal(tier.points, None), decimal(above.points, None)
            key = "points"
            message = f"mức từ {share(tier.lower)} được {low} điểm, không ít hơn mức liền trên ({high} điểm)"
        else:
            continue
        place = at(files, "regulation", *route, "tiers", index, key)
        related = see(at(files, "regulation", *route, "tiers", index - 1, key), "mức liền trên")
        yield Diagnostic("TD410", place, f"tiêu chí «{criterion.code}»: {message}", related, hint=hint)
        return


def lead_said(files: Files) -> Problems:
    """TD411: where a unit out of the running exceeds its target most, the regulation says whether it sets the lead."""
    scoring = files.regulation.scoring if files.regulation is not None else None
    if scoring is None or scoring.lead_from is not None:
        return
    sheets = _sheets(files)
    unsaid = [
        (criterion, route, units)
        for criterion, route, formula in _targets(files)
        if formula == "half_then_best" and (units := _ahead(criterion.code, sheets))
    ]
    if unsaid:
        first, route, _ = unsaid[0]
        where = (*route, "formula") if first.formula is not None else ("scoring", "target_formula")
        units = tuple(dict.fromkeys(unit for *_, ahead in unsaid for unit in ahead))
        yield Diagnostic(
            "TD411",
            at(files, "regulation", *where),
            f"{listed(units)} không thuộc diện xét nhưng vượt chỉ tiêu nhiều nhất ở tiêu chí"
            f" {listed(tuple(criterion.code for criterion, *_ in unsaid))};"
            " quy chế chưa nói có lấy làm mốc so sánh không",
            tuple(Related(at(files, "scores", "units", unit, "status"), "tình trạng của đơn vị") for unit in units),
            hint="ghi lead_from trong scoring, theo quy chế: considered (mốc là đơn vị được xét vượt nhiều nhất)"
            " hoặc all (tính cả đơn vị không được xét)",
        )


def _sheets(files: Files) -> dict[str, UnitScores]:
    """The score sheets of the year's members."""
    if files.scores is None or files.bloc is None:
        return {}
    members = {member.code for member in files.bloc.members_of(files.year)}
    return {code: sheet for code, sheet in files.scores.units.items() if code in members}


def _ahead(criterion: str, sheets: dict[str, UnitScores]) -> tuple[str, ...]:
    """The units out of the running that exceed their target by more than any unit that is considered."""
    best = lead(criterion, sheets.values(), "considered").excess
    return tuple(code for code, sheet in sheets.items() if lead(criterion, (sheet,), "all").excess > best)


CHECKS = (formula_named, only_for_targets, tiers_sound, lead_said)
