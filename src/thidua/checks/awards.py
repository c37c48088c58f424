"""The rules about awards: TD601-TD603, TD606-TD608, TD610; what people decided about ties: TD604, TD605."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from thidua.checks.places import OFFICES, Files, Problems, at, see
from thidua.diagnostics import Diagnostic, Place, Route
from thidua.records.ballots import Decision
from thidua.records.regulation import Award, Criterion, Marking, Threshold
from thidua.records.shape import common_fraction
from thidua.records.spelling import nearest
from thidua.rules.judging import Outcome
from thidua.rules.selection import Tie, fits

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


def thresholds(files: Files) -> Problems:
    """TD602: at_least or more_than, not both; above 0, at most 100 %, and one that can be reached."""
    for place_of, rule in _thresholds(files):
        place = at(files, "regulation", *place_of, on="key")
        if (rule.at_least is None) == (rule.more_than is None):
            yield Diagnostic("TD207", place, "ngưỡng phải có đúng một trong hai: at_least hoặc more_than")
            continue
        if place_of[0] == "conference" and rule.of != "members":
            place = at(files, "regulation", *place_of, "of")
            yield Diagnostic(
                "TD602", place, "số đơn vị dự họp chỉ tính trên tổng số thành viên", hint="viết of: members"
            )
        key = "at_least" if rule.at_least is not None else "more_than"
        share = rule.at_least if rule.at_least is not None else rule.more_than
        value = at(files, "regulation", *place_of, key)
        if share is not None and share > 1:
            yield Diagnostic("TD602", value, "ngưỡng không thể quá 100%")
        elif key == "more_than" and share == 1:
            yield Diagnostic("TD602", value, "không ai có thể đạt trên 100%", hint="viết at_least: 100%")
        elif key == "at_least" and share == 0:
            yield Diagnostic("TD602", value, "ngưỡng 0% thì ai cũng đạt", hint="bỏ passes nếu không có ngưỡng")


def _thresholds(files: Files) -> Iterator[tuple[Route, Threshold]]:
    if files.regulation is None:
        return
    if files.regulation.conference.quorum is not None:
        yield ("conference", "quorum"), files.regulation.conference.quorum
    for index, award in _awards(files):
        if award.passes is not None:
            yield ("awards", index, "passes"), award.passes
    if files.regulation.head is not None and files.regulation.head.passes is not None:
        yield ("head", "passes"), files.regulation.head.passes


def shares_rounded_by_hand(files: Files) -> Problems:
    """TD610: a threshold or a quota of 66.67 % refuses 8 of 12, which are two thirds."""
    for route, share in _shares(files):
        exact = common_fraction(share)
        if exact is not None:
            message = f"tỷ lệ này gần bằng {exact} nhưng không phải {exact}: làm tròn có thể lệch một phiếu, một chỗ"
            yield Diagnostic("TD610", at(files, "regulation", *route), message, hint=f"viết {exact}")


def _shares(files: Files) -> Iterator[tuple[Route, Fraction]]:
    """Every share in the regulation that votes, attendance or places are held against."""
    rules = dict(_thresholds(files))
    head = files.regulation.head if files.regulation is not None else None
    if head is not None and head.deputy_passes is not None:
        rules["head", "deputy_passes"] = head.deputy_passes
    for route, rule in rules.items():
        for key, share in (("at_least", rule.at_least), ("more_than", rule.more_than)):
            if share is not None:
                yield (*route, key), share
    for index, award in _awards(files):
        if award.quota.share is not None:
            yield ("awards", index, "quota", "share"), award.quota.share


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
                if code not in codes:
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
    if any(award.requires.streak is not None and award.requires.streak.band is not None for _, award in _awards(files)):
        yield from _past_bands(files, bands)


def _reachable(files: Files, award: Award, route: Route) -> Problems:
    """A minimum above the highest possible total, or a rank above the first, shuts everybody out."""
    scoring, rule = files.regulation.scoring if files.regulation is not None else None, award.requires
    if scoring is None:
        return
    most = scoring.scale + (scoring.bonus.max if scoring.bonus is not None else 0)
    if rule.min_score is not None and rule.min_score > most:
        place = at(files, "regulation", *route, "min_score")
        yield Diagnostic("TD606", place, f"không đơn vị nào có thể đạt {rule.min_score} điểm; nhiều nhất là {most}")
    if rule.max_rank == 0:
        yield Diagnostic("TD606", at(files, "regulation", *route, "max_rank"), "xếp hạng bắt đầu từ 1")


def _past_bands(files: Files, bands: list[str]) -> Problems:
    """A band of an earlier year that the sheet does not know cannot be compared with the one asked for."""
    for index, past in enumerate(files.bloc.history if files.bloc is not None else ()):
        for unit, band in past.bands.items():
            if band not in bands and past.year < files.year:
                hint = nearest(band, bands) or f"các mức: {'; '.join(bands) or 'chưa có'}"
                place = at(files, "bloc", "history", index, "bands", unit)
                related = see(at(files, "regulation", "scoring", "bands", on="key"), "các mức xếp loại ghi ở đây")
                yield Diagnostic("TD606", place, f"bảng điểm không có mức xếp loại «{band}»", related, hint)


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


def years_on_file(files: Files) -> Problems:
    """TD607: a rule over several years needs those years in the history."""
    if files.bloc is None:
        return
    known = {past.year for past in files.bloc.history}
    for index, award in _awards(files):
        rule = award.requires
        wanted: list[tuple[str, range]] = []
        if rule.streak is not None:
            first = files.year - rule.streak.years + (1 if rule.streak.band is not None else 0)
            wanted.append(("streak", range(first, files.year)))
        if rule.not_awarded is not None:
            wanted.append(("not_awarded", range(files.year - rule.not_awarded.years, files.year)))
        for key, years in wanted:
            missing = [str(year) for year in years if year not in known]
            if missing:
                yield Diagnostic(
                    "TD607",
                    at(files, "regulation", "awards", index, "requires", key, "years"),
                    f"điều kiện này cần số liệu năm {', '.join(missing[:10])}, nhưng bloc.yaml chưa có",
                    see(at(files, "bloc", "history", on="key"), "lịch sử các năm ghi ở đây"),
                    hint="thêm các năm đó vào history, kể cả năm không đơn vị nào được khen thưởng",
                )


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
            if "votes" in (award.order or ()):
                place = at(files, "regulation", *route, "order", (award.order or ()).index("votes"))
                yield Diagnostic("TD608", place, "chọn theo điểm thì không sắp theo số phiếu được")
        elif award.select_by == "consensus" and award.passes is not None:
            place = at(files, "regulation", *route, "passes", on="key")
            yield Diagnostic("TD608", place, "thống nhất chung thì không có ngưỡng phiếu")
        yield from _markable(files, award.marking, route)
    if files.regulation is not None and files.regulation.head is not None:
        yield from _markable(files, files.regulation.head.marking, ("head",))


def _markable(files: Files, marking: Marking, route: Route) -> Problems:
    """A paper on which units are chosen says how many, and at least one."""
    if marking.mark == "choose" and marking.max_choices is None:
        place = at(files, "regulation", *route, "ballot", on="key")
        yield Diagnostic("TD608", place, "phiếu chọn (choose) phải ghi max_choices", hint="thêm max_choices: SỐ_ĐƠN_VỊ")
    if marking.max_choices == 0:
        place = at(files, "regulation", *route, "ballot", "max_choices")
        yield Diagnostic("TD608", place, "phải chọn được ít nhất một đơn vị")


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


def decisions_fit(files: Files, outcome: Outcome) -> Problems:
    """TD604: a decision where nothing was undecided; TD605: one that chooses too many or too few."""
    for index, decision in enumerate(files.ballots.decisions if files.ballots is not None else ()):
        used = any(index in award.decisions for award in outcome.awards) or _used_for_office(outcome, index)
        if used or _fits_possible(outcome, decision):
            continue
        place = at(files, "ballots", "decisions", index)
        tie = _tie_for(outcome, decision)
        what = decision.award or OFFICES[decision.office or "head"]
        both = sorted(set(decision.chosen) & set(decision.over))
        if tie is None:
            message = f"ở «{what}» không có chỗ nào chưa phân định; quyết định này thừa"
            yield Diagnostic("TD604", place, message, hint="xóa quyết định, hoặc xem lại số phiếu đã nhập")
        elif both:
            yield Diagnostic("TD605", _chosen(files, index), f"{', '.join(both)} vừa ở chosen vừa ở over")
        elif set(decision.chosen) | set(decision.over) != set(tie.units):
            units = ", ".join(tie.units)
            message = f"ở «{what}» các đơn vị ngang nhau là {units}; quyết định phải nêu đúng các đơn vị này"
            yield Diagnostic("TD604", place, message, hint="ghi đủ vào chosen (được chọn) và over (không được chọn)")
        elif len(decision.chosen) == tie.seats:
            yield Diagnostic("TD604", place, f"ở «{what}» đã có một quyết định khác cho chỗ này")
        else:
            message = f"ở «{what}» còn {tie.seats} chỗ, quyết định chọn {len(decision.chosen)} đơn vị"
            yield Diagnostic("TD605", _chosen(files, index), message)


def _chosen(files: Files, index: int) -> Place:
    return at(files, "ballots", "decisions", index, "chosen")


def _used_for_office(outcome: Outcome, index: int) -> bool:
    head = outcome.head
    votes = (head.vote, head.deputy_vote) if head is not None else ()
    return any(vote is not None and vote.selection.decision == index for vote in votes)


def _tie_for(outcome: Outcome, decision: Decision) -> Tie | None:
    if decision.award is not None:
        award = outcome.award(decision.award)
        return (award.tie or award.settled) if award is not None else None
    if outcome.head is None:
        return None
    return outcome.head.tie if decision.office == "head" else outcome.head.deputy_tie


def _fits_possible(outcome: Outcome, decision: Decision) -> bool:
    """Whether a decision lies below an open tie further up and may still be needed."""
    award = outcome.award(decision.award) if decision.award is not None else None
    if award is None or not award.waits_for:
        return False
    tie = award.tie
    named = {*decision.chosen, *decision.over}
    return (tie is not None and fits(decision, tie)) or named <= {*award.possible, *award.proposed}


def offices_named(files: Files) -> Problems:
    """TD207: a decision is about an award or about an office."""
    for index, decision in enumerate(files.ballots.decisions if files.ballots is not None else ()):
        if (decision.award is None) == (decision.office is None):
            place = at(files, "ballots", "decisions", index)
            yield Diagnostic("TD207", place, "quyết định phải ghi đúng một trong hai: award hoặc office")


CHECKS = (
    quotas,
    thresholds,
    shares_rounded_by_hand,
    order_keys,
    requirements,
    years_on_file,
    ways_to_choose,
    method_as_regulated,
    offices_named,
)
