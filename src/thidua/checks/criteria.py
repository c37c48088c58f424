"""The score sheet and what was written on it: TD401-TD404, TD406-TD409, TD412, TD413; the signed total (TD405)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from thidua.checks.places import Files, Problems, at, see
from thidua.checks.score_forms import either, form, how_to_write, kind_name, pairs, working
from thidua.diagnostics import Diagnostic, Place, Related, Route
from thidua.records.regulation import Criterion, Scoring
from thidua.records.scores import Score, UnitScores
from thidua.rules.scoring import Scoreboard, number, yes_no
from thidua.vietnamese import decimal


def _scoring(files: Files) -> Scoring | None:
    return files.regulation.scoring if files.regulation is not None else None


def _walk(criteria: tuple[Criterion, ...], route: Route) -> Iterator[tuple[Criterion, Route]]:
    """Every criterion and group with its route in regulation.yaml."""
    for index, criterion in enumerate(criteria):
        here = (*route, index)
        yield criterion, here
        yield from _walk(criterion.criteria, (*here, "criteria"))


def all_criteria(files: Files) -> Iterator[tuple[Criterion, Route]]:
    """Every criterion and group of the sheet, each with its place in regulation.yaml."""
    scoring = _scoring(files)
    if scoring is not None:
        yield from _walk(scoring.criteria, ("scoring", "criteria"))


def declared_whole(files: Files) -> Problems:
    """TD407: a criterion needs a maximum; `each` belongs to `count` and to nothing else."""
    for criterion, route in all_criteria(files):
        place = at(files, "regulation", *route, "code")
        if criterion.is_group:
            if criterion.kind != "points" or criterion.each is not None or criterion.formula or criterion.tiers:
                message = f"nhóm «{criterion.code}» không có kind, each, formula, tiers riêng"
                yield Diagnostic("TD407", place, message)
        elif criterion.max is None:
            hint = "thêm max: điểm tối đa, hoặc criteria: các tiêu chí bên trong"
            yield Diagnostic("TD407", place, f"tiêu chí «{criterion.code}» thiếu điểm tối đa", hint=hint)
        elif (criterion.each is not None) != (criterion.kind == "count"):
            what = (
                "thiếu each (điểm mỗi đơn vị đếm)" if criterion.kind == "count" else "có each mà không phải kind: count"
            )
            yield Diagnostic("TD407", place, f"tiêu chí «{criterion.code}» {what}")


def worth_counting(files: Files) -> Problems:
    """TD412: where one thing counted is worth more than the maximum, counting makes no difference."""
    for criterion, route in all_criteria(files):
        if criterion.max is not None and criterion.each is not None and criterion.each > criterion.max:
            yield Diagnostic(
                "TD412",
                at(files, "regulation", *route, "each"),
                f"tiêu chí {criterion.code}: mỗi đơn vị đếm được {decimal(criterion.each, None)} điểm,"
                f" nhiều hơn điểm tối đa {decimal(criterion.max, None)}: đếm được một hay nhiều đều như nhau",
                see(at(files, "regulation", *route, "max"), "mức tối đa ghi ở đây"),
                hint="xem lại each và max; nếu chỉ xét có hay không thì ghi kind: yes_no",
            )


def usual_step(files: Files) -> Problems:
    """TD413: totals are rounded to 1 or to a part of 1 that fits into it: 0.5, 0.25, 0.1, 0.01."""
    scoring = _scoring(files)
    if scoring is not None and 1 % scoring.round.to != 0:
        step = decimal(scoring.round.to, None)
        yield Diagnostic(
            "TD413",
            at(files, "regulation", "scoring", "round", "to"),
            f"bước làm tròn {step} ít khi dùng: điểm chỉ có thể là bội số của {step}",
            hint="làm tròn đến hai chữ số thập phân: to: 0.01; một chữ số: to: 0.1; đến điểm nguyên: to: 1",
        )


def maxima_add_up(files: Files) -> Problems:
    """TD401: a group's maximum is the sum of its parts, the scale the sum of everything."""
    scoring = _scoring(files)
    if scoring is None or any(leaf.max is None for leaf in scoring.leaves()):
        return
    for criterion, route in all_criteria(files):
        if criterion.is_group and criterion.max is not None and criterion.max != criterion.maximum:
            yield Diagnostic(
                "TD401",
                at(files, "regulation", *route, "max"),
                f"nhóm {criterion.code} ghi {decimal(criterion.max)} điểm,"
                f" nhưng các tiêu chí bên trong cộng lại được {decimal(criterion.maximum)}",
                hint="sửa điểm tối đa của nhóm hoặc của các tiêu chí",
            )
    whole = sum(leaf.max or 0 for leaf in scoring.leaves())
    if whole != scoring.scale:
        yield Diagnostic(
            "TD401",
            at(files, "regulation", "scoring", "scale"),
            f"thang điểm {decimal(scoring.scale)} nhưng các tiêu chí cộng lại được {decimal(whole)}"
            f" ({'thừa' if whole > scoring.scale else 'thiếu'} {decimal(abs(whole - scoring.scale))})",
            see(at(files, "regulation", "scoring", "criteria", on="key"), "các tiêu chí"),
        )


def bands_cover(files: Files) -> Problems:
    """TD404: bands go down from the highest to 0, without a gap and without an overlap."""
    scoring = _scoring(files)
    bands = scoring.bands if scoring is not None else ()
    if bands and bands[0].below is not None:
        message = f"«{bands[0].name}» là mức cao nhất, không có mức nào ở trên nên không ghi below"
        yield Diagnostic("TD404", at(files, "regulation", "scoring", "bands", 0, "below"), message, hint="xóa below")
    for index, band in enumerate(bands):
        route = ("scoring", "bands", index)
        above = bands[index - 1] if index else None
        if above is not None and band.lower >= above.lower:
            message = f"«{band.name}» từ {decimal(band.lower)} không thấp hơn «{above.name}» từ {decimal(above.lower)}"
            related = see(at(files, "regulation", "scoring", "bands", index - 1, "from"), "mức liền trên")
            yield Diagnostic("TD404", at(files, "regulation", *route, "from"), message, related)
        elif above is not None and band.below is not None and band.below != above.lower:
            state = "có khoảng hở" if band.below < above.lower else "có phần chồng nhau"
            message = (
                f"giữa «{band.name}» (dưới {decimal(band.below)}) và «{above.name}» (từ {decimal(above.lower)}) {state}"
            )
            related = see(at(files, "regulation", "scoring", "bands", index - 1, "from"), "mức liền trên")
            yield Diagnostic("TD404", at(files, "regulation", *route, "below"), message, related)
    most = scoring.scale + (scoring.bonus.max if scoring.bonus is not None else 0) if scoring is not None else 0
    if bands and bands[0].lower > most:
        place = at(files, "regulation", "scoring", "bands", 0, "from")
        yield Diagnostic("TD404", place, f"không đơn vị nào có thể đạt {decimal(bands[0].lower)} điểm")
    if bands and bands[-1].lower > 0:
        place = at(files, "regulation", "scoring", "bands", len(bands) - 1, "from")
        message = f"dưới {decimal(bands[-1].lower)} điểm không có mức xếp loại nào"
        yield Diagnostic("TD404", place, message, hint="thêm một mức từ 0 điểm (from: 0)")


Cell = tuple[str, UnitScores, Criterion, Score]


def _cells(files: Files) -> Iterator[Cell]:
    """Every written score with its unit and its criterion."""
    scoring = _scoring(files)
    if scoring is None or files.scores is None:
        return
    leaves = {leaf.code: leaf for leaf in scoring.leaves()}
    for code, unit in files.scores.units.items():
        for name, score in unit.scores.items():
            if name in leaves:
                yield code, unit, leaves[name], score


def _cell_place(files: Files, unit: str, criterion: str, *more: str) -> Place:
    return at(files, "scores", "units", unit, "scores", criterion, *more)


def _limit(files: Files, code: str) -> Place:
    route = next(route for criterion, route in all_criteria(files) if criterion.code == code)
    return at(files, "regulation", *route, "max")


def within_maximum(files: Files) -> Problems:
    """TD402: no score above the criterion's maximum, none below zero."""
    for code, _, leaf, score in _cells(files):
        if leaf.kind != "points" or leaf.max is None:
            continue
        written = [("self", number(score.self_score)), ("assessed", number(score.assessed))]
        values: list[tuple[tuple[str, ...], Fraction | None]] = [((key,), value) for key, value in written]
        values += [(("panel", grader), Fraction(points)) for grader, points in score.panel.items()]
        for keys, value in values:
            if value is not None and value < 0:
                message = f"điểm không được âm; {code} ở tiêu chí {leaf.code} ghi {decimal(value, None)}"
                yield Diagnostic("TD402", _cell_place(files, code, leaf.code, *keys), message)
            elif value is not None and value > leaf.max:
                yield Diagnostic(
                    "TD402",
                    _cell_place(files, code, leaf.code, *keys),
                    f"điểm {decimal(value, None)} của {code} ở tiêu chí {leaf.code}"
                    f" vượt mức tối đa {decimal(leaf.max, None)}",
                    see(_limit(files, leaf.code), "mức tối đa ghi ở đây"),
                    clause=leaf.clause or "",
                )


def complete(files: Files) -> Problems:
    """TD403: a unit that is considered, or scored at all, has a score in every criterion; so has every member."""
    scoring = _scoring(files)
    if scoring is None or files.scores is None or files.bloc is None:
        return
    listed = files.scores.units
    leaves = {leaf.code for leaf in scoring.leaves()}
    strangers = any(files.bloc.member(code) is None for code in listed)
    for member in files.bloc.members_of(files.year):
        if member.code not in listed and not strangers:
            hint = f"thêm {member.code}: … với scores; không được xét thì ghi status, reason (lý do) và basis (căn cứ)"
            place = at(files, "scores", "units", on="key")
            yield Diagnostic("TD403", place, f"thiếu phiếu điểm của {member.code} ({member.label})", hint=hint)
    for code, unit in listed.items():
        if unit.status != "considered" and not unit.scores:
            continue
        if files.bloc.member(code) is None or any(criterion not in leaves for criterion in unit.scores):
            continue
        lacking = [leaf for leaf in scoring.leaves() if leaf.code not in unit.scores]
        if lacking:
            missing = [leaf.code for leaf in lacking]
            how = "; ".join(form(leaf, _needed(leaf, scoring)) for leaf in lacking[:3])
            hint = f"ghi {how} (thiếu điểm không phải là 0 điểm); không phát sinh thì ghi: not_applicable"
            place = _missing_place(files, code, missing)
            yield Diagnostic("TD403", place, f"{code} thiếu điểm ở tiêu chí {', '.join(missing)}", hint=hint)


def _missing_place(files: Files, code: str, missing: list[str]) -> Place:
    """The criterion's key when it stands there without a value, else the unit."""
    source = files.sources[files.file("scores")]
    for criterion in missing:
        if ("units", code, "scores", criterion) in source.keys:
            return at(files, "scores", "units", code, "scores", criterion, on="key")
    return at(files, "scores", "units", code, on="key")


def stage_present(files: Files) -> Problems:
    """TD403: the values the final score is taken from must be there."""
    scoring = _scoring(files)
    for code, _, leaf, score in _cells(files):
        if scoring is None or score.note is not None:
            continue
        need = _needed(leaf, scoring)
        has = {
            "self": score.self_score, "assessed": score.assessed, "target": score.target, "actual": score.actual,
            "panel": score.panel or None,
        }  # fmt: skip
        missing = [key for key in need if has[key] is None]
        if missing:
            message = f"{code}, tiêu chí {leaf.code}: thiếu {' và '.join(f'{_STAGES[key]} ({key})' for key in missing)}"
            place = at(files, "scores", "units", code, "scores", leaf.code, on="key")
            yield Diagnostic("TD403", place, message, hint=f"thêm {pairs(leaf, missing)}")


_STAGES = {
    "self": "điểm tự chấm",
    "assessed": "điểm thẩm định",
    "panel": "điểm chấm chéo",
    "target": "chỉ tiêu",
    "actual": "kết quả thực hiện",
}


def _needed(leaf: Criterion, scoring: Scoring) -> tuple[str, ...]:
    if leaf.kind == "target":
        return ("target", "actual")
    match scoring.final.by:
        case "average":
            return ("self", "assessed")
        case "panel" if leaf.kind != "points":
            return ("assessed",)
        case by:
            return (by,)


def right_kind(files: Files) -> Problems:
    """TD406: points for points, yes or no, a whole number, target and actual: as the criterion's kind says."""
    scoring = _scoring(files)
    for code, _, leaf, score in _cells(files):
        if score.note is not None:
            yield from _beside_not_applicable(files, code, leaf, score)
            continue
        for key in _foreign(leaf, score, by_panel=scoring is not None and scoring.final.by == "panel"):
            message = f"tiêu chí {leaf.code} ({kind_name(leaf)}) không dùng «{key}»"
            related: tuple[Related, ...] = ()
            if key == "panel" and leaf.kind == "points" and scoring is not None:
                source = _STAGES.get(scoring.final.by, "trung bình hai điểm")
                message = f"điểm cuối cùng lấy từ {source}, không dùng «panel»"
                related = see(_final_place(files, scoring), "quy chế ghi ở đây")
            place = at(files, "scores", "units", code, "scores", leaf.code, key, on="key")
            hint = f"ghi {form(leaf, _needed(leaf, scoring) if scoring is not None else ())}"
            yield Diagnostic("TD406", place, message, related, hint)
        if leaf.kind == "target":
            continue
        for key, text in (("self", score.self_score), ("assessed", score.assessed)):
            if text is not None and not _fits(leaf, text):
                message = f"«{text}» không phải là {kind_name(leaf)}"
                yield Diagnostic(
                    "TD406",
                    _cell_place(files, code, leaf.code, key),
                    f"tiêu chí {leaf.code}: {message}",
                    see(_limit(files, leaf.code), "tiêu chí khai báo ở đây"),
                    hint=how_to_write(leaf, text),
                )


def _beside_not_applicable(files: Files, code: str, leaf: Criterion, score: Score) -> Problems:
    """A criterion that did not arise, and has values all the same."""
    written = _written(score)
    if written:
        place = _cell_place(files, code, leaf.code, "note")
        message = f"tiêu chí {leaf.code} của {code} không phát sinh (not_applicable) mà vẫn ghi {', '.join(written)}"
        yield Diagnostic("TD406", place, message, hint=either(leaf))


def _written(score: Score) -> list[str]:
    """The keys of a score that have a value."""
    values = {
        "self": score.self_score, "assessed": score.assessed, "target": score.target, "actual": score.actual,
        "panel": score.panel or None,
    }  # fmt: skip
    return [key for key, value in values.items() if value is not None]


def _foreign(leaf: Criterion, score: Score, *, by_panel: bool) -> list[str]:
    """Keys that this criterion does not use."""
    used = {"target", "actual"} if leaf.kind == "target" else {"self", "assessed"}
    if leaf.kind == "points" and by_panel:
        used.add("panel")
    return [key for key in _written(score) if key not in used]


def _final_place(files: Files, scoring: Scoring) -> Place:
    """Where the regulation says what the final score is taken from, or the score sheet that says nothing of it."""
    if "final" in scoring.model_fields_set:
        return at(files, "regulation", "scoring", "final", on="key")
    return at(files, "regulation", "scoring", on="key")


def _fits(leaf: Criterion, text: str) -> bool:
    value = number(text)
    if leaf.kind == "yes_no":
        return yes_no(text) is not None
    if leaf.kind == "count":
        return value is not None and value >= 0 and value.denominator == 1
    return value is not None


def panel_sound(files: Files) -> Problems:
    """TD408: nobody scores itself, and trimming needs at least three scores."""
    scoring = _scoring(files)
    for code, _, leaf, score in _cells(files):
        if code in score.panel:
            place = at(files, "scores", "units", code, "scores", leaf.code, "panel", code, on="key")
            yield Diagnostic("TD408", place, f"{code} tự chấm cho mình trong phần chấm chéo")
        least = 3
        if scoring is not None and scoring.final.drop_extremes and 0 < len(score.panel) < least:
            message = f"{code}, tiêu chí {leaf.code}: chỉ có {len(score.panel)} điểm chấm chéo, không đủ để bỏ hai đầu"
            place = at(files, "scores", "units", code, "scores", leaf.code, "panel", on="key")
            yield Diagnostic("TD408", place, message)


def adjustments_allowed(files: Files) -> Problems:
    """TD409: bonus or penalty points where the regulation gives none (it states their caps)."""
    scoring = _scoring(files)
    if scoring is None or files.scores is None:
        return
    for code, unit in files.scores.units.items():
        for key, entries, cap in (("bonus", unit.bonus, scoring.bonus), ("penalty", unit.penalty, scoring.penalty)):
            if entries and cap is None:
                what = "điểm thưởng" if key == "bonus" else "điểm trừ"
                place = at(files, "scores", "units", code, key, on="key")
                hint = f"nếu quy chế có {what}, ghi mức trần vào scoring: {key}: {{max: …}}"
                yield Diagnostic("TD409", place, f"{code} có {what} nhưng quy chế không quy định {what}", hint=hint)


def asserted_totals(files: Files, board: Scoreboard) -> Problems:
    """TD405: the total on the signed sheet against the computed one."""
    for code, unit in files.scores.units.items() if files.scores is not None else ():
        scored = board.unit(code)
        if unit.total is None or scored is None or scored.total is None or unit.total == scored.total:
            continue
        difference = unit.total - scored.total
        yield Diagnostic(
            "TD405",
            at(files, "scores", "units", code, "total"),
            f"bảng đã ký ghi {decimal(unit.total, None)}, tính lại được {decimal(scored.total, None)}"
            f" ({'thừa' if difference > 0 else 'thiếu'} {decimal(abs(difference), None)})",
            hint=working(scored),
        )


CHECKS = (
    declared_whole,
    worth_counting,
    usual_step,
    maxima_add_up,
    bands_cover,
    within_maximum,
    complete,
    stage_present,
    right_kind,
    adjustments_allowed,
    panel_sound,
)
