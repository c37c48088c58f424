"""How the conference was held: attendance (TD509), methods and their data (TD510)."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.checks.places import Files, Problems, at, contest_place, contests, see, year_of
from thidua.checks.references import conference_units_known
from thidua.diagnostics import Diagnostic
from thidua.records.ballots import Contest
from thidua.rules.contest import matter_of, rule_for


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


def base_countable(files: Files) -> Problems:
    """TD510: a threshold of issued, returned or valid ballots needs ballots."""
    year = year_of(files)
    for index, contest in contests(files):
        rule = rule_for(year, matter_of(contest)) if year is not None else None
        if rule is None or rule.passes is None or contest.method != "show_of_hands":
            continue
        if rule.passes.of in {"issued", "returned", "valid"}:
            message = f"ngưỡng tính theo số phiếu ({rule.passes.of}) nhưng cuộc biểu quyết này không có phiếu"
            related = see(at(files, "regulation", *rule.passes_at, "of"), "ngưỡng ghi ở đây")
            yield Diagnostic("TD510", contest_place(files, index, "method"), message, related)


CHECKS = (attendance_sound, data_for_method, base_countable, listed_once)
