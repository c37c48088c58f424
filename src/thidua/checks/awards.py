"""The rules about awards: quotas (TD601), order (TD603), requirements (TD606), the way to choose (TD608)."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.checks.places import Files, Problems, at, see
from thidua.diagnostics import Diagnostic, Route
from thidua.records.regulation import Award, Criterion
from thidua.records.spelling import nearest
from thidua.vietnamese import decimal

ORDER_KEYS = ("votes", "score", "bonus", "female_share", "fewer_earlier_awards", "more_earlier_awards")


def _awards(files: Files) -> Iterator[tuple[int, Award]]:
    if files.regulation is not None:
        yield from enumerate(files.regulation.awards)


def quotas(files: Files) -> Problems:
    """TD601: a number, or a share of at most 100 % with its base and rounding."""
    for index, award in _awards(files):
        quota = award.quota
        place = at(files, "regulation", "awards", index, "quota", on="key")
        if (quota.count is None) == (quota.share is None):
            hint = "viết quota: SỐ, hoặc {share: TỶ_LỆ, of: members hoặc remaining, round: down, up hoặc nearest}"
            yield Diagnostic("TD207", place, "chỉ tiêu phải là một số hoặc một tỷ lệ (share)", hint=hint)
        elif quota.share is not None:
            if not 0 < quota.share <= 1:
                share = at(files, "regulation", "awards", index, "quota", "share")
                yield Diagnostic("TD601", share, "tỷ lệ phải lớn hơn 0 và không quá 100%")
            missing = [key for key, value in (("of", quota.of), ("round", quota.round)) if value is None]
            if missing:
                hint = "of: members hoặc remaining; round: down, up hoặc nearest"
                yield Diagnostic("TD601", place, f"chỉ tiêu theo tỷ lệ thiếu {' và '.join(missing)}", hint=hint)
        elif quota.of is not None or quota.round is not None:
            yield Diagnostic("TD601", place, "of và round chỉ dùng với share")


def order_keys(files: Files) -> Problems:
    """TD603: a key to order by that does not exist, or has nothing to read."""
    if files.regulation is None:
        return
    scoring = files.regulation.scoring
    codes = {c.code for c in _criteria(scoring.criteria)} if scoring is not None else set()
    for index, award in _awards(files):
        for item, key in enumerate(award.order or ()):
            place = at(files, "regulation", "awards", index, "order", item)
            head, colon, code = key.partition(":")
            if head == "criterion" and colon:
                if scoring is None:
                    yield Diagnostic("TD603", place, f"quy chế không có bảng điểm nên không sắp theo «{key}» được")
                elif not code:
                    hint = f"các tiêu chí: {', '.join(sorted(codes))}"
                    yield Diagnostic("TD603", place, "thiếu mã tiêu chí sau «criterion:»", hint=hint)
                elif code not in codes:
                    hint = nearest(code, sorted(codes))
                    yield Diagnostic("TD603", place, f"bảng điểm không có tiêu chí «{code}»", hint=hint)
            elif key not in ORDER_KEYS:
                hint = nearest(key, ORDER_KEYS) or f"dùng được: {', '.join(ORDER_KEYS)}, criterion:MÃ"
                yield Diagnostic("TD603", place, f"không có khóa sắp xếp «{key}»", hint=hint)
            elif key in {"score", "bonus"} and scoring is None:
                yield Diagnostic("TD603", place, f"quy chế không có bảng điểm nên không sắp theo «{key}» được")
            elif key in (award.order or ())[:item]:
                yield Diagnostic("TD603", place, f"khóa «{key}» ghi hai lần")


def _criteria(criteria: tuple[Criterion, ...]) -> Iterator[Criterion]:
    for criterion in criteria:
        yield criterion
        yield from _criteria(criterion.criteria)


def requirements(files: Files) -> Problems:
    """TD606: a band the sheet does not have, scores without a score sheet, a streak of nothing."""
    if files.regulation is None:
        return
    scoring = files.regulation.scoring
    bands = [band.name for band in scoring.bands] if scoring is not None else []
    for index, award in _awards(files):
        rule, route = award.requires, ("awards", index, "requires")
        wanted = [
            (("band",), rule.band),
            (("streak", "band"), rule.streak.band if rule.streak is not None else None),
        ]
        for keys, band in wanted:
            if band is not None and band not in bands:
                hint = nearest(band, bands) or f"các mức: {'; '.join(bands) or 'chưa có'}"
                place = at(files, "regulation", *route, *keys)
                yield Diagnostic("TD606", place, f"bảng điểm không có mức xếp loại «{band}»", hint=hint)
        for key, value in (("min_score", rule.min_score), ("max_rank", rule.max_rank)):
            if value is not None and scoring is None:
                place = at(files, "regulation", *route, key)
                yield Diagnostic("TD606", place, "quy chế không có bảng điểm nên điều kiện này không xét được")
        yield from _reachable(files, award, route)
        yield from _over_years(files, award, route)


def _reachable(files: Files, award: Award, route: Route) -> Problems:
    """A minimum above the highest possible total, or a rank above the first, shuts everybody out."""
    scoring, rule = files.regulation.scoring if files.regulation is not None else None, award.requires
    if scoring is None:
        return
    most = scoring.scale + (scoring.bonus.max if scoring.bonus is not None else 0)
    if rule.min_score is not None and rule.min_score > most:
        place = at(files, "regulation", *route, "min_score")
        least, most_words = decimal(rule.min_score, None), decimal(most, None)
        message = f"không đơn vị nào có thể đạt {least} điểm; nhiều nhất là {most_words}"
        yield Diagnostic("TD606", place, message)
    if rule.max_rank == 0:
        yield Diagnostic("TD606", at(files, "regulation", *route, "max_rank"), "xếp hạng bắt đầu từ 1")


def _over_years(files: Files, award: Award, route: Route) -> Problems:
    streak = award.requires.streak
    if streak is not None:
        if (streak.award is None) == (streak.band is None):
            place = at(files, "regulation", *route, "streak", on="key")
            yield Diagnostic("TD207", place, "nhiều năm liền (streak) phải có đúng một trong hai: award hoặc band")
        if streak.years < 1:
            yield Diagnostic("TD606", at(files, "regulation", *route, "streak", "years"), "số năm liền ít nhất là 1")
    if award.requires.not_awarded is not None and award.requires.not_awarded.years < 1:
        yield Diagnostic("TD606", at(files, "regulation", *route, "not_awarded", "years"), "số năm ít nhất là 1")


def ways_to_choose(files: Files) -> Problems:
    """TD608: the way to choose and what is said of ballots and thresholds must go together."""
    for index, award in _awards(files):
        route: Route = ("awards", index)
        if award.select_by == "score":
            if files.regulation is not None and files.regulation.scoring is None:
                place = at(files, "regulation", *route, "select_by")
                yield Diagnostic("TD608", place, "chọn theo điểm nhưng quy chế không có bảng điểm")
            if award.passes is not None:
                place = at(files, "regulation", *route, "passes", on="key")
                yield Diagnostic("TD608", place, "chọn theo điểm thì không có ngưỡng phiếu")
        elif award.select_by == "consensus" and award.passes is not None:
            place = at(files, "regulation", *route, "passes", on="key")
            yield Diagnostic("TD608", place, "thống nhất chung thì không có ngưỡng phiếu")
        yield from _voted_only(files, award, route)


def _voted_only(files: Files, award: Award, route: Route) -> Problems:
    """What only a vote can read: the marking of ballots, the number of votes."""
    if award.select_by == "vote":
        return
    how = "chọn theo điểm" if award.select_by == "score" else "thống nhất chung"
    if "marking" in award.model_fields_set:
        place = at(files, "regulation", *route, "ballot", on="key")
        yield Diagnostic("TD608", place, f"{how} thì không có phiếu để ghi", hint="xóa ballot, hoặc sửa select_by")
    if "votes" in (award.order or ()):
        place = at(files, "regulation", *route, "order", (award.order or ()).index("votes"))
        yield Diagnostic("TD608", place, f"{how} thì không sắp theo số phiếu được")


def method_as_regulated(files: Files) -> Problems:
    """TD608: a contest for an award that the regulation does not put to a vote."""
    if files.regulation is None or files.ballots is None:
        return
    for index, contest in enumerate(files.ballots.contests):
        award = files.regulation.award(contest.award) if contest.award is not None else None
        if award is None:
            continue
        place = at(files, "ballots", "contests", index, "award")
        codes = [item.code for item in files.regulation.awards]
        related = see(at(files, "regulation", "awards", codes.index(award.code), "select_by"), "cách chọn ghi ở đây")
        if award.select_by == "score":
            message = f"quy chế chọn «{award.code}» theo điểm, không bỏ phiếu"
            yield Diagnostic("TD608", place, message, related)
        elif (award.select_by == "consensus") != (contest.method == "consensus"):
            method = at(files, "ballots", "contests", index, "method")
            yield Diagnostic("TD608", method, "cách tiến hành khác quy chế", related)


CHECKS = (
    quotas,
    order_keys,
    requirements,
    ways_to_choose,
    method_as_regulated,
)
