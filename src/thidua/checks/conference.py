"""How the conference was held: attendance (TD509, TD517), methods and their data (TD510)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from thidua.checks.places import Files, Problems, at, contest_place, contests, label, see, year_of
from thidua.checks.references import conference_units_known
from thidua.diagnostics import Diagnostic, Route
from thidua.records.ballots import Contest, Delegate, Teller
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
    if rests_on_attendance(files) and meeting.present is None and meeting.absent is None:
        place = at(files, "ballots", "conference", on="key")
        hint = "ghi present: các đơn vị có mặt, hoặc absent: các đơn vị vắng mặt ([] nếu đủ)"
        message = "chưa ghi thành phần dự hội nghị (present hoặc absent)"
        yield Diagnostic("TD207", place, message, hint=hint)
    members = {member.code for member in files.bloc.members_of(files.year)}
    here = set(meeting.present) if meeting.present is not None else members - set(meeting.absent or ())
    if files.ballots.contests and members and not here and not meeting.written_opinions:
        hint = "ghi các đơn vị có mặt; đủ mặt thì bỏ present, ghi absent: []"
        place = at(files, "ballots", "conference", "present" if meeting.present is not None else "absent")
        yield Diagnostic("TD509", place, "đã ghi kết quả bình xét mà không đơn vị nào có mặt", hint=hint)
        return
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


def rests_on_attendance(files: Files) -> bool:
    """Whether a result rests on who was there: a quorum, or a threshold that is a share of who took part."""
    year = year_of(files)
    if year is None or not year.contests:
        return False
    held = [contest for contest in year.contests if contest.method != "consensus"]
    rules = (rule_for(year, matter_of(contest)) for contest in held)
    shares = {rule.passes.of for rule in rules if rule is not None and rule.passes is not None}
    return year.regulation.conference.quorum is not None or "present" in shares


def data_for_method(files: Files) -> Problems:
    """TD510: every method has its own data: papers, hands or the agreed list; and an award or an office."""
    for index, contest in contests(files):
        place = contest_place(files, index)
        if (contest.award is None) == (contest.office is None):
            what = "thiếu award hoặc office" if contest.award is None else "có cả award và office"
            yield Diagnostic("TD207", place, f"cuộc bỏ phiếu này {what}", hint="ghi đúng một trong hai")
        if _about_nobody(contest):
            for key in ("papers", "ballots", "votes", "agreed"):
                if _written(contest)[key]:
                    message = f"không đưa đơn vị nào ra bầu (nominees: []) thì không có {key}"
                    hint = f"bỏ {key}; nếu đã bầu thì ghi nominees: các đơn vị đưa ra bầu"
                    yield Diagnostic(
                        "TD510", at(files, "ballots", "contests", index, key, on="key"), message, hint=hint
                    )
            continue
        for key in _superfluous(contest):
            message = f"{_METHODS[contest.method]} không có {key}"
            hint = "" if contest.method == "consensus" else "nếu thật ra bỏ phiếu kín thì ghi method: secret_ballot"
            if key == "agreed":
                hint = "agreed chỉ dùng khi method là consensus"
            yield Diagnostic("TD510", at(files, "ballots", "contests", index, key, on="key"), message, hint=hint)
        for problem in _lacking(contest):
            yield Diagnostic("TD510", place, problem)


_METHODS = {
    "consensus": "thống nhất chung (consensus)",
    "secret_ballot": "bỏ phiếu kín (secret_ballot)",
    "show_of_hands": "giơ tay (show_of_hands)",
}
_DATA: dict[str, frozenset[str]] = {
    "consensus": frozenset({"agreed"}),
    "secret_ballot": frozenset({"papers", "votes", "ballots"}),
    "show_of_hands": frozenset({"votes"}),
}
"""What each method may bring; everything else is of another one."""


def _superfluous(contest: Contest) -> Iterator[str]:
    """The keys of another method, as the file spells them."""
    written = _written(contest).items()
    yield from (key for key, value in written if value is not None and key not in _DATA[contest.method])


def _written(contest: Contest) -> dict[str, Any]:
    """What a contest brings, by the key of the file."""
    return {
        "papers": contest.counts,
        "votes": contest.votes,
        "ballots": contest.ballots,
        "agreed": contest.agreed,
    }


def _about_nobody(contest: Contest) -> bool:
    """Nobody was put forward: that is the result, and there is nothing to count."""
    return contest.nominees == () and contest.round <= 1


def _lacking(contest: Contest) -> Iterator[str]:
    if contest.method == "consensus":
        if contest.agreed is None:
            yield "thống nhất chung (consensus) phải có agreed: danh sách được thống nhất"
        return
    if contest.votes is None and contest.ballots is None:
        yield "thiếu kết quả: ghi votes (tổng hợp) hoặc ballots (từng phiếu)"
    if contest.method == "secret_ballot" and contest.counts is None and contest.ballots is None:
        yield "bỏ phiếu kín phải có papers: số phiếu phát ra, thu về, hợp lệ"


def listed_once(files: Files) -> Problems:
    """TD303: a unit twice among the nominees, those agreed on or those left out; a teller twice."""
    for index, contest in contests(files):
        left_out = tuple(item.unit for item in contest.left_out)
        lists = (("nominees", contest.nominees or ()), ("agreed", contest.agreed or ()), ("left_out", left_out))
        for key, units in lists:
            for item, unit in enumerate(units):
                if unit in units[:item]:
                    inside = ("unit",) if key == "left_out" else ()
                    related = see(contest_place(files, index, key, units.index(unit), *inside), "lần đầu")
                    place = contest_place(files, index, key, item, *inside)
                    yield Diagnostic("TD303", place, f"{unit} ghi hai lần", related)
    if files.ballots is not None:
        yield from _people_once(files, files.ballots.counting_board, ("counting_board",), "tổ kiểm phiếu")
        delegates = files.ballots.conference.delegates
        yield from _people_once(files, delegates, ("conference", "delegates"), "danh sách đại biểu")


def _people_once(files: Files, people: tuple[Teller | Delegate, ...], route: Route, where: str) -> Problems:
    """One name twice in the counting board or among the delegates, unless it stands for two people of two units."""
    who = [(" ".join(person.name.split()).casefold(), person.unit) for person in people]
    for item, (name, unit) in enumerate(who):
        for before, (other, of) in enumerate(who[:item]):
            if name == other and (unit == of or unit is None or of is None):
                place = at(files, "ballots", *route, item, "name")
                related = see(at(files, "ballots", *route, before, "name"), "lần đầu")
                hint = "hai người trùng tên thì ghi unit (đơn vị) của từng người"
                yield Diagnostic("TD303", place, f"{people[item].name} có hai lần trong {where}", related, hint)
                break


def delegates_came(files: Files) -> Problems:
    """TD517: a delegate of a unit that was absent, who may have been named before the day."""
    if files.ballots is None or not conference_units_known(files):
        return
    meeting = files.ballots.conference
    key = "absent" if meeting.present is None else "present"
    for item, delegate in enumerate(meeting.delegates):
        came = delegate.unit in meeting.present if meeting.present is not None else None
        if came is False or (came is None and delegate.unit in (meeting.absent or ())):
            place = at(files, "ballots", "conference", "delegates", item, "unit")
            related = see(at(files, "ballots", "conference", key, on="key"), "thành phần dự hội nghị ghi ở đây")
            message = f"{label(files, delegate.unit)} vắng mặt mà còn ghi đại biểu {delegate.name}"
            hint = "đại biểu không dự thì bỏ mục này; có dự thì sửa thành phần dự hội nghị"
            yield Diagnostic("TD517", place, message, related, hint)


def base_countable(files: Files) -> Problems:
    """TD510: a threshold of ballots needs ballots; of how many were issued those listed say nothing."""
    year = year_of(files)
    for index, contest in contests(files):
        rule = rule_for(year, matter_of(contest)) if year is not None else None
        if rule is None or rule.passes is None:
            continue
        related = see(at(files, "regulation", *rule.passes_at, "of"), "ngưỡng ghi ở đây")
        if contest.method == "show_of_hands" and rule.passes.of in {"issued", "returned", "valid"}:
            message = f"ngưỡng tính theo số phiếu ({rule.passes.of}) nhưng cuộc biểu quyết này không có phiếu"
            yield Diagnostic("TD510", contest_place(files, index, "method"), message, related)
        elif contest.method == "secret_ballot" and rule.passes.of == "issued" and _only_listed(contest):
            message = "ngưỡng tính trên số phiếu phát ra, nhưng chưa ghi phát ra bao nhiêu phiếu"
            hint = f"thêm papers: {{issued: SỐ_PHIẾU, returned: {len(contest.ballots or ())}}}"
            yield Diagnostic("TD510", contest_place(files, index), message, related, hint)


def _only_listed(contest: Contest) -> bool:
    """Whether the papers that came back stand there one by one, and nothing else is known of them."""
    return bool(contest.ballots) and contest.counts is None


CHECKS = (attendance_sound, data_for_method, base_countable, listed_once, delegates_came)
