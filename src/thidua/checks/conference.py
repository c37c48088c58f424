"""How the conference was held: attendance (TD509), methods (TD510), rounds (TD511, TD507)."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.checks.places import OFFICES, Files, Problems, at, contest_name, contest_place, contests, label, see
from thidua.checks.references import conference_units_known
from thidua.diagnostics import Diagnostic
from thidua.records.ballots import Contest
from thidua.rules.judging import Outcome


def attendance_sound(files: Files) -> Problems:
    """TD509: nobody present and absent at once; written opinions come from absent units only."""
    if files.ballots is None or files.bloc is None or not conference_units_known(files):
        return
    meeting = files.ballots.conference
    lists = {
        "present": meeting.present or (),
        "absent": meeting.absent or (),
        "written_opinions": meeting.written_opinions,
    }
    for key, codes in lists.items():
        for item, code in enumerate(codes):
            if code in codes[:item]:
                place = at(files, "ballots", "conference", key, item)
                yield Diagnostic("TD509", place, f"{code} ghi hai lần trong «{key}»")
    quorum = files.regulation.conference.quorum if files.regulation is not None else None
    if quorum is not None and files.ballots.contests and meeting.present is None and meeting.absent is None:
        place = at(files, "ballots", "conference", on="key")
        hint = "ghi present: các đơn vị có mặt, hoặc absent: các đơn vị vắng mặt ([] nếu đủ)"
        message = "chưa ghi thành phần dự hội nghị (present hoặc absent)"
        yield Diagnostic("TD207", place, message, hint=hint)
    members = {member.code for member in files.bloc.members_of(files.year)}
    here = set(meeting.present) if meeting.present is not None else members - set(meeting.absent or ())
    for item, code in enumerate(meeting.absent or ()):
        if meeting.present is not None and code in here:
            place = at(files, "ballots", "conference", "absent", item)
            related = see(at(files, "ballots", "conference", "present", on="key"), "danh sách có mặt")
            yield Diagnostic("TD509", place, f"{code} vừa có mặt vừa vắng mặt", related)
    for item, code in enumerate(meeting.written_opinions):
        if code in here and code in members:
            hint = "chỉ đơn vị vắng mặt mới gửi phiếu, ý kiến bằng văn bản"
            place = at(files, "ballots", "conference", "written_opinions", item)
            yield Diagnostic("TD509", place, f"{code} có mặt, không thể đồng thời gửi ý kiến bằng văn bản", hint=hint)
    if meeting.present is not None and meeting.absent is not None:
        missing = sorted(members - here - set(meeting.absent))
        if missing:
            place = at(files, "ballots", "conference", "present", on="key")
            message = f"{', '.join(missing)} không có mặt mà cũng không vắng mặt"
            yield Diagnostic("TD509", place, message, hint="ghi đơn vị vào một trong hai danh sách")


def data_for_method(files: Files) -> Problems:
    """TD510: every method has its own data: papers, hands or the agreed list; and an award or an office."""
    for index, contest in contests(files):
        place = contest_place(files, index)
        if (contest.award is None) == (contest.office is None):
            what = "thiếu award hoặc office" if contest.award is None else "có cả award và office"
            yield Diagnostic("TD207", place, f"cuộc bỏ phiếu này {what}", hint="ghi đúng một trong hai")
        for problem in _method_problems(contest):
            yield Diagnostic("TD510", contest_place(files, index, "method") if "method" in problem else place, problem)
        yield from _later_round(files, index, contest)


def _method_problems(contest: Contest) -> Iterator[str]:
    if contest.method == "consensus":
        if contest.agreed is None:
            yield "thống nhất chung (consensus) phải có agreed: danh sách được thống nhất"
        for key in ("votes", "ballots", "papers"):
            if getattr(contest, "counts" if key == "papers" else key) is not None:
                yield f"thống nhất chung (consensus) không có {key}"
        return
    if contest.agreed is not None:
        yield "agreed chỉ dùng khi method là consensus"
    if contest.votes is None and contest.ballots is None:
        yield "thiếu kết quả: ghi votes (tổng hợp) hoặc ballots (từng phiếu)"
    if contest.method == "secret_ballot" and contest.counts is None and contest.ballots is None:
        yield "bỏ phiếu kín phải có papers: số phiếu phát ra, thu về, hợp lệ"
    if contest.method == "show_of_hands" and (contest.counts is not None or contest.ballots is not None):
        yield "giơ tay (show_of_hands) không có papers hay ballots"


def listed_once(files: Files) -> Problems:
    """TD303: a unit twice among the nominees or those agreed on."""
    for index, contest in contests(files):
        for key, units in (("nominees", contest.nominees or ()), ("agreed", contest.agreed or ())):
            for item, unit in enumerate(units):
                if unit in units[:item]:
                    related = see(contest_place(files, index, key, units.index(unit)), "lần đầu")
                    yield Diagnostic("TD303", contest_place(files, index, key, item), f"{unit} ghi hai lần", related)


def rounds_among_those_left(files: Files, outcome: Outcome) -> Problems:
    """TD507: who has a seat, or is outside the tie voted on again, does not stand; TD511: no seat is left."""
    for count in outcome.counts:
        award = outcome.award(count.award) if count.award is not None else None
        if award is None or count.round == 1:
            continue
        seated = {unit for unit, number in award.taken if number < count.round}
        tied = next((tie.units for number, tie in award.revoted if number == count.round), None)
        if award.taken and len(seated) >= award.seats.number:
            place = contest_place(files, count.contest, "round")
            yield Diagnostic("TD511", place, f"vòng {count.round} thừa: các vòng trước đã đủ chỉ tiêu")
            continue
        listed = outcome.ballots.contests[count.contest].nominees if outcome.ballots is not None else None
        for item, unit in enumerate(listed or ()):
            if unit in seated:
                message = f"{label(files, unit)} đã được chọn ở vòng trước"
                yield Diagnostic("TD507", contest_place(files, count.contest, "nominees", item), message)
            elif tied is not None and unit not in tied:
                message = f"vòng {count.round} chỉ bầu lại giữa {', '.join(tied)}"
                yield Diagnostic("TD507", contest_place(files, count.contest, "nominees", item), message)


def _later_round(files: Files, index: int, contest: Contest) -> Problems:
    if contest.round > 1 and contest.nominees is None and contest.agreed is None:
        yield Diagnostic(
            "TD510",
            contest_place(files, index, "round"),
            f"vòng {contest.round} phải ghi rõ danh sách bầu lại (nominees)",
            hint="chỉ ghi các đơn vị còn trong diện xét sau vòng trước",
        )


def rounds_in_order(files: Files) -> Problems:
    """TD511: rounds of one award or office are 1, 2, 3, each once."""
    seen: dict[tuple[str | None, str | None, int], int] = {}
    for index, contest in contests(files):
        if (contest.award is None) == (contest.office is None):
            continue
        key = (contest.award, contest.office, contest.round)
        if key in seen:
            related = see(contest_place(files, seen[key]), "lần đầu ở đây")
            message = f"vòng {contest.round} của «{contest_name(contest)}» ghi hai lần"
            yield Diagnostic(
                "TD511", contest_place(files, index), message, related, f"vòng sau ghi round: {contest.round + 1}"
            )
            continue
        seen[key] = index
    for (award, office, number), index in seen.items():
        if number == 0 or (number > 1 and (award, office, number - 1) not in seen):
            name = award or OFFICES[office or "head"]
            message = f"có vòng {number} của «{name}» mà không có vòng {number - 1}"
            yield Diagnostic("TD511", contest_place(files, index, "round"), message)


def base_countable(files: Files) -> Problems:
    """TD510: a threshold of issued, returned or valid papers needs papers."""
    for index, contest in contests(files):
        if files.regulation is None or contest.counts is not None or contest.ballots is not None:
            continue
        if contest.method == "consensus":
            continue
        award = files.regulation.award(contest.award or "")
        rule = award.passes if award is not None else None
        if contest.office is not None:
            rule = files.regulation.head.passes if files.regulation.head is not None else None
        if rule is not None and rule.of in {"issued", "returned", "valid"} and contest.method == "show_of_hands":
            message = f"ngưỡng tính theo số phiếu ({rule.of}) nhưng cuộc biểu quyết này không có phiếu"
            yield Diagnostic("TD510", contest_place(files, index, "method"), message)


CHECKS = (attendance_sound, data_for_method, rounds_in_order, base_countable, listed_once)
