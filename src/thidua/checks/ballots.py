"""The ballots and their counts: TD501-TD505, TD508, TD510 (marked and spoilt at once), TD512, TD514."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from thidua.checks.places import Files, Problems, at, contest_place, contests, is_written, label, see, year_of
from thidua.checks.references import conference_units_known
from thidua.diagnostics import Diagnostic, Related
from thidua.records.ballots import BLANK, DEFACED, Ballot, BallotCounts, Contest
from thidua.records.regulation import Marking
from thidua.rules.contest import ContestRule, matter_of, rule_for
from thidua.rules.counting import BoxCount, count_ballots, find_faults, took_part
from thidua.rules.grounds import Boxes, marking_on_file
from thidua.rules.judging import Outcome
from thidua.vietnamese import listed


def counts_add_up(files: Files) -> Problems:
    """TD501: 0 < issued ≤ entitled, returned ≤ issued, returned = valid + invalid."""
    entitled = _entitled(files)
    for index, contest in contests(files):
        counts = contest.counts
        if contest.ballots == ():
            place = at(files, "ballots", "contests", index, "ballots", on="key")
            hint = "ghi từng lá phiếu, hoặc ghi papers và votes; chưa bỏ phiếu thì bỏ cả cuộc này"
            yield Diagnostic("TD501", place, "danh sách không có lá phiếu nào", hint=hint)
            continue
        if counts is None:
            if entitled is not None and contest.ballots is not None and len(contest.ballots) > entitled:
                place = at(files, "ballots", "contests", index, "ballots", on="key")
                message = f"có {len(contest.ballots)} lá phiếu, chỉ có {entitled} đơn vị được bỏ phiếu"
                yield Diagnostic("TD501", place, message)
            continue
        if counts.issued == 0:
            hint = "ghi số phiếu thật sự phát ra; chưa bỏ phiếu thì bỏ cả cuộc này"
            yield Diagnostic("TD501", contest_place(files, index, "papers", "issued"), "phát ra 0 phiếu", hint=hint)
            continue
        if entitled is not None and counts.issued > entitled:
            yield Diagnostic(
                "TD501",
                contest_place(files, index, "papers", "issued"),
                f"phát ra {counts.issued} phiếu, chỉ có {entitled} đơn vị được bỏ phiếu"
                " (có mặt và gửi phiếu bằng văn bản)",
                see(at(files, "ballots", "conference", on="key"), "thành phần dự họp ghi ở đây"),
            )
        if counts.returned > counts.issued:
            yield Diagnostic(
                "TD501",
                contest_place(files, index, "papers", "returned"),
                f"thu về {counts.returned} phiếu, chỉ phát ra {counts.issued}",
                see(contest_place(files, index, "papers", "issued"), "số phiếu phát ra"),
            )
        yield from _valid_and_invalid(files, index, counts)


def _entitled(files: Files) -> int | None:
    year = year_of(files)
    if year is None or not conference_units_known(files):
        return None
    return took_part(year).entitled or None  # nobody at all: TD509 says so


def _valid_and_invalid(files: Files, index: int, counts: BallotCounts) -> Problems:
    spoilt = counts.invalid.total if counts.invalid is not None else 0
    if counts.valid is None:
        if spoilt > counts.returned:
            place = contest_place(files, index, "papers", "invalid")
            yield Diagnostic("TD501", place, f"{spoilt} phiếu không hợp lệ, chỉ thu về {counts.returned}")
        return
    if counts.valid + spoilt != counts.returned:
        invalid = f"{spoilt} phiếu không hợp lệ" if counts.invalid is not None else "chưa ghi phiếu không hợp lệ"
        yield Diagnostic(
            "TD501",
            contest_place(files, index, "papers", "valid"),
            f"thu về {counts.returned} phiếu, nhưng ghi {counts.valid} phiếu hợp lệ và {invalid}",
            see(contest_place(files, index, "papers", "returned"), "số phiếu thu về"),
            hint="số phiếu thu về = hợp lệ + không hợp lệ (invalid: blank, too_many, defaced)",
        )


class Boxed(NamedTuple):
    """Một cuộc bỏ phiếu đã mở hòm: its place in the file, its rule, how its ballots are marked, what they come to."""

    position: int
    contest: Contest
    rule: ContestRule
    marking: Marking
    box: BoxCount | None


def boxed_on_file(files: Files, boxes: Boxes) -> tuple[Boxed, ...]:
    """Every contest of which the file alone tells how its ballots are marked."""
    year = year_of(files)
    found = []
    for index, contest in contests(files) if year is not None else ():
        rule = rule_for(year, matter_of(contest)) if year is not None else None
        marking = marking_on_file(contest, rule) if rule is not None and contest.method != "consensus" else None
        if rule is not None and marking is not None:
            found.append(Boxed(index, contest, rule, marking, boxes.get(index)))
    return tuple(found)


def boxed_late(outcome: Outcome) -> tuple[Boxed, ...]:
    """The others, of which only the outcome tells who stood for how many seats."""
    found = []
    for count in outcome.counts:
        contest, rule = outcome.grounds.year.contests[count.contest], rule_for(outcome.grounds.year, count.matter)
        if rule is not None and contest.method != "consensus" and marking_on_file(contest, rule) is None:
            box = count_ballots(contest.ballots, count.marking) if contest.ballots is not None else None
            found.append(Boxed(count.contest, contest, rule, count.marking, box))
    return tuple(found)


def ballots_sound(files: Files, boxed: tuple[Boxed, ...]) -> Problems:
    """TD502: a ballot with too many choices; TD508: a ballot that names a unit twice."""
    for index, contest, rule, marking, box in boxed:
        if contest.ballots is None or box is None:
            continue
        named = frozenset(box.votes)
        for fault in find_faults(contest.ballots, marking, named, named):
            ballot = contest.ballots[fault.ballot]
            if _spoilt_mark(ballot) is not None:
                continue
            if fault.kind == "too_many":
                yield Diagnostic(
                    "TD502",
                    contest_place(files, index, "ballots", fault.ballot),
                    f"phiếu số {fault.ballot + 1} chọn {len(ballot)} đơn vị, tối đa là {marking.max_choices}",
                    _limit(files, rule, "mức tối đa ghi ở đây"),
                    f"nếu phiếu giấy ghi như vậy và quy chế coi là không hợp lệ: {_over_marked_invalid(files, rule)}",
                )
            elif fault.mark is not None:
                unit = ballot[fault.mark]
                yield Diagnostic(
                    "TD508",
                    contest_place(files, index, "ballots", fault.ballot, fault.mark),
                    f"phiếu số {fault.ballot + 1} ghi {unit} hai lần",
                    see(contest_place(files, index, "ballots", fault.ballot, ballot.index(unit)), "lần đầu"),
                )


def spoilt_alone(files: Files) -> Problems:
    """TD510: a ballot that is blank or defaced marks nobody; the word stands for the whole of it."""
    meanings = {BLANK: "phiếu trắng", DEFACED: "phiếu hỏng"}
    for index, contest in contests(files):
        for number, ballot in enumerate(contest.ballots or ()):
            mark = _spoilt_mark(ballot)
            if mark is None:
                continue
            word, others = ballot[mark], (*ballot[:mark], *ballot[mark + 1 :])
            yield Diagnostic(
                "TD510",
                contest_place(files, index, "ballots", number, mark),
                f"phiếu số {number + 1} ghi {word} ({meanings[word]}) cùng với {listed(others)}",
                hint=f"{meanings[word]} thì viết {word} thay cho cả lá phiếu; không phải thì bỏ chữ {word}",
            )


def _spoilt_mark(ballot: Ballot) -> int | None:
    """Where a ballot with more than one mark says `blank` or `defaced`."""
    if len(ballot) < 2:  # noqa: PLR2004 - alone, the word is the whole ballot
        return None
    return next((mark for mark, unit in enumerate(ballot) if unit in (BLANK, DEFACED)), None)


def _limit(files: Files, rule: ContestRule, label: str) -> tuple[Related, ...]:
    """Where the choices are limited; for deputies that may be their number. Nothing where no file says it."""
    if rule.marking_at[-1] == "deputies" and not is_written(files, "regulation", *rule.marking_at):
        route = ("rotation", "deputies")
        return see(at(files, "bloc", *route), label) if is_written(files, "bloc", *route) else ()
    limit = (*rule.marking_at, *(() if rule.marking_at[-1] == "deputies" else ("max_choices",)))
    return see(at(files, "regulation", *limit), label) if is_written(files, "regulation", *limit) else ()


def _over_marked_invalid(files: Files, rule: ContestRule) -> str:
    """What to write in the regulation; with everything else that holds where nothing is written yet."""
    if rule.marking_at[-1] != "deputies" and is_written(files, "regulation", *rule.marking_at):
        return "over_marked: invalid"
    key = "deputy_ballot" if rule.matter.office == "deputy" else "ballot"
    return f"{key}: {{mark: {rule.marking.mark}, max_choices: {rule.marking.max_choices}, over_marked: invalid}}"


def invalid_possible(files: Files, boxed: tuple[Boxed, ...]) -> Problems:
    """TD501, TD502: totals set no papers aside that are valid, or an error, where they are listed one by one."""
    for index, contest, rule, marking, _ in boxed:
        counts = contest.counts
        if counts is None or counts.invalid is None or contest.ballots is not None:
            continue
        if counts.invalid.blank and marking.blank == "valid":
            hint = "bỏ blank" + ("" if counts.valid is None else f", ghi valid: {counts.valid + counts.invalid.blank}")
            yield Diagnostic(
                "TD501",
                contest_place(files, index, "papers", "invalid", "blank"),
                f"ghi {counts.invalid.blank} phiếu trắng là không hợp lệ, quy chế tính phiếu trắng là hợp lệ",
                see(at(files, "regulation", *rule.marking_at, "blank"), "quy chế ghi ở đây"),
                hint=hint,
            )
        if counts.invalid.too_many:
            yield from _too_many(files, index, contest, marking, rule)


def _too_many(files: Files, index: int, contest: Contest, marking: Marking, rule: ContestRule) -> Problems:
    """Papers with too many choices where there cannot be any, or where the regulation does not make them invalid."""
    most, place = marking.max_choices, contest_place(files, index, "papers", "invalid", "too_many")
    named = contest.nominees if contest.nominees is not None else contest.votes
    if most is None and marking.mark == "choose":
        return  # it is the limit that is missing (TD608)
    if most is None or (named is not None and len(named) <= most):
        why = "phiếu đồng ý hay không đồng ý này không giới hạn số đơn vị"
        if most is not None:
            why = f"chỉ có {len(named or ())} đơn vị đưa ra bầu, mỗi phiếu được chọn đến {most}"
        hint = "phiếu đánh dấu cả hai ô ở một dòng, viết thêm hoặc có dấu hiệu: ghi vào defaced"
        if rule.marking.max_choices is None:
            hint += "; quy chế có giới hạn số đơn vị: ghi max_choices ở ballot"
        yield Diagnostic("TD501", place, f"không thể có phiếu chọn quá số: {why}", hint=hint)
    elif marking.over_marked == "error":
        yield Diagnostic(
            "TD502",
            place,
            "quy chế chưa ghi phiếu chọn quá số là không hợp lệ",
            _limit(files, rule, "mức tối đa ghi ở đây"),
            f"xem lại các phiếu này; nếu quy chế coi là không hợp lệ: {_over_marked_invalid(files, rule)}",
        )


def votes_within_ballots(files: Files, boxed: tuple[Boxed, ...]) -> Problems:
    """TD503: no unit above the valid ballots; TD504: all marks together are possible."""
    for index, contest, rule, marking, _ in boxed:
        valid = _valid_ballots(files, contest)
        if valid is None or valid < 0 or contest.votes is None:
            continue
        if contest.counts is not None and contest.counts.issued == 0:  # TD501: there was no vote
            continue
        over = [unit for unit, votes in contest.votes.items() if votes > valid]
        for unit in over:
            what = "phiếu hợp lệ" if contest.counts is not None else "đơn vị biểu quyết"
            place = contest_place(files, index, "papers", "valid") if contest.counts is not None else None
            yield Diagnostic(
                "TD503",
                contest_place(files, index, "votes", unit),
                f"{label(files, unit)} có {contest.votes[unit]} phiếu, chỉ có {valid} {what}",
                see(place, "số phiếu hợp lệ") if place is not None else (),
            )
        if not over and contest.ballots is None:
            yield from _marks_possible(files, index, contest, marking, valid, rule)


def _marks_possible(
    files: Files, index: int, contest: Contest, marking: Marking, valid: int, rule: ContestRule
) -> Problems:
    """k valid ballots carry at most k × max_choices marks; where blank ones are invalid, each carries at least one."""
    marks = sum((contest.votes or {}).values())
    place = at(files, "ballots", "contests", index, "votes", on="key")
    most = marking.max_choices
    if most is not None and marks > valid * most:
        what, each = ("phiếu hợp lệ", "phiếu") if contest.counts is not None else ("đơn vị biểu quyết", "đơn vị")
        yield Diagnostic(
            "TD504",
            place,
            f"cộng lại được {marks} lượt chọn, nhưng {valid} {what} × {most} chỉ cho nhiều nhất {valid * most}",
            _limit(files, rule, f"mức tối đa mỗi {each}"),
        )
    elif marking.mark == "choose" and marking.blank == "invalid" and contest.counts is not None and marks < valid:
        yield Diagnostic(
            "TD504",
            place,
            f"cộng lại được {marks} lượt chọn, nhưng {valid} phiếu hợp lệ thì mỗi phiếu phải chọn ít nhất một đơn vị",
            see(contest_place(files, index, "papers", "valid"), "số phiếu hợp lệ"),
            hint="phiếu không chọn đơn vị nào là phiếu trắng (invalid: {blank: …}), hoặc xem lại số phiếu từng đơn vị",
        )


def _valid_ballots(files: Files, contest: Contest) -> int | None:
    """The most votes a unit can have: valid ballots, or voters where hands are counted."""
    counts = contest.counts
    if counts is None:
        return _entitled(files) if contest.ballots is None else None
    if counts.valid is not None:
        return counts.valid
    return counts.returned - (counts.invalid.total if counts.invalid is not None else 0)


def ballots_and_totals_agree(files: Files, boxed: tuple[Boxed, ...]) -> Problems:
    """TD505: where ballots are listed, the totals beside them must say the same."""
    for index, contest, _, _, box in boxed:
        if not contest.ballots or box is None or any(_spoilt_mark(b) is not None for b in contest.ballots):
            continue
        stated = contest.counts
        if stated is not None:
            pairs = [("returned", stated.returned, len(contest.ballots)), ("valid", stated.valid, box.valid)]
            kinds = ("blank", "too_many", "defaced")
            if stated.invalid is not None:
                pairs += [(kind, getattr(stated.invalid, kind), getattr(box.invalid, kind)) for kind in kinds]
            for key, written, counted in pairs:
                if written is not None and written != counted:
                    route = ("papers", "invalid", key) if key in kinds else ("papers", key)
                    message = f"ghi {written}, đếm từng phiếu được {counted}"
                    listed = see(at(files, "ballots", "contests", index, "ballots", on="key"), "các lá phiếu")
                    yield Diagnostic("TD505", contest_place(files, index, *route), message, listed)
        yield from _totals_differ(files, index, contest, box.votes)


def _totals_differ(files: Files, index: int, contest: Contest, votes: Mapping[str, int]) -> Problems:
    for unit in sorted(set(votes) - set(contest.votes or votes)):
        place = at(files, "ballots", "contests", index, "votes", on="key")
        yield Diagnostic("TD505", place, f"thiếu {unit}: đếm từng phiếu được {votes[unit]}")
    for unit, written in (contest.votes or {}).items():
        if written != votes.get(unit, 0):
            yield Diagnostic(
                "TD505",
                contest_place(files, index, "votes", unit),
                f"{unit}: ghi {written} phiếu, đếm từng phiếu được {votes.get(unit, 0)}",
                see(at(files, "ballots", "contests", index, "ballots", on="key"), "các lá phiếu"),
            )


def blanks_meant(files: Files, boxed: tuple[Boxed, ...]) -> Problems:
    """TD512: with no more nominees than seats an empty ballot says no; TD514: `[]` where blank is meant."""
    for index, contest, rule, marking, _ in boxed:
        if marking.mark != rule.marking.mark:
            yield from _empty_says_no(files, index, contest, rule)
        elif marking.mark == "choose":
            for number, ballot in enumerate(contest.ballots or ()):
                if not ballot:
                    place = contest_place(files, index, "ballots", number)
                    yield Diagnostic("TD514", place, f"phiếu số {number + 1} không chọn đơn vị nào", hint="viết blank")


def _empty_says_no(files: Files, index: int, contest: Contest, rule: ContestRule) -> Problems:
    """Blank ballots beside valid ones of which not a single one said no to anybody."""
    counts = contest.counts
    message = "số đơn vị đưa ra bầu không nhiều hơn số chỗ: phiếu không chọn ai là không đồng ý, không phải trắng"
    hint = (
        "phiếu không đồng ý: tính vào valid (từng lá phiếu: ghi []); phiếu in sẵn hai ô mà bỏ trắng thật: ghi"
        " ballot: {mark: approve} trong quy chế"
    )
    written = is_written(files, "regulation", *rule.marking_at)
    related = see(at(files, "regulation", *rule.marking_at), "cách ghi phiếu") if written else ()
    if contest.ballots is not None:
        named = {unit for ballot in contest.ballots for unit in ballot} - {BLANK, DEFACED}
        standing = len(contest.nominees or contest.votes or named)
        if any(len(ballot) < standing for ballot in contest.ballots if ballot not in ((BLANK,), (DEFACED,))):
            return
        for number, ballot in enumerate(contest.ballots):
            if ballot == (BLANK,) and rule.marking.blank == "invalid":
                yield Diagnostic("TD512", contest_place(files, index, "ballots", number), message, related, hint)
    elif counts is not None and counts.invalid is not None and counts.invalid.blank and rule.marking.blank == "invalid":
        votes = contest.votes or {}
        if sum(votes.values()) == (_valid_ballots(files, contest) or 0) * len(votes):
            place = contest_place(files, index, "papers", "invalid", "blank")
            yield Diagnostic("TD512", place, message, related, hint)


CHECKS = (counts_add_up, spoilt_alone)
COUNTED = (ballots_sound, invalid_possible, votes_within_ballots, ballots_and_totals_agree, blanks_meant)
"""These need to know how ballots are marked: `boxed_on_file` first, `boxed_late` once there is an outcome."""
