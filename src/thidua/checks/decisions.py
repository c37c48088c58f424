"""What people decided where the rules stop: TD604, TD605, TD611, TD612."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.checks.places import Files, Problems, at, label, matter_name, office_name, see
from thidua.diagnostics import Diagnostic
from thidua.records.ballots import Decision
from thidua.rules.judging import Outcome
from thidua.rules.on_file import in_use
from thidua.rules.selection import Tie, fits


def _decisions(files: Files) -> Iterator[tuple[int, Decision]]:
    if files.ballots is not None:
        yield from enumerate(files.ballots.decisions)


def offices_named(files: Files) -> Problems:
    """TD207: a decision is about an award or about an office."""
    for index, decision in _decisions(files):
        if (decision.award is None) == (decision.office is None):
            place = at(files, "ballots", "decisions", index)
            yield Diagnostic("TD207", place, "quyết định phải ghi đúng một trong hai: award hoặc office")


def named_once(files: Files) -> Problems:
    """TD605: a unit twice in a decision, or among those chosen and those passed over at once."""
    for index, decision in _decisions(files):
        for key, units in (("chosen", decision.chosen), ("over", decision.over)):
            for item, unit in enumerate(units):
                place = at(files, "ballots", "decisions", index, key, item)
                if unit in units[:item]:
                    first = see(at(files, "ballots", "decisions", index, key, units.index(unit)), "lần đầu")
                    yield Diagnostic("TD605", place, f"{unit} ghi hai lần", first)
                elif key == "over" and unit in decision.chosen:
                    first = see(
                        at(files, "ballots", "decisions", index, "chosen", decision.chosen.index(unit)), "ở chosen"
                    )
                    yield Diagnostic("TD605", place, f"{unit} vừa ở chosen vừa ở over", first)


def decisions_fit(files: Files, outcome: Outcome) -> Problems:
    """TD604: a decision where nothing was undecided; TD605: too many or too few chosen; TD611: no clause allows it."""
    for index, decision in _decisions(files):
        if in_use(index, decision, outcome.awards, outcome.head):
            continue
        place = at(files, "ballots", "decisions", index)
        tie = _tie_for(outcome, decision)
        what = matter_name(files, decision)
        named = frozenset((*decision.chosen, *decision.over))
        if tie is None:
            message = f"ở «{what}» không có chỗ nào chưa phân định; quyết định này thừa"
            yield Diagnostic("TD604", place, message, hint="xóa quyết định, hoặc xem lại số phiếu đã nhập")
        elif named != frozenset(tie.units):
            units = ", ".join(tie.units)
            message = f"ở «{what}» các đơn vị chưa phân định là {units}; quyết định phải nêu đúng các đơn vị này"
            yield Diagnostic("TD604", place, message, hint="ghi đủ vào chosen (được chọn) và over (không được chọn)")
        elif not fits(decision, tie):
            message = f"ở «{what}» còn {tie.seats} chỗ, quyết định chọn {len(decision.chosen)} đơn vị"
            hint = f"chọn đúng {tie.seats} đơn vị, hoặc chosen: [] nếu để trống"
            yield Diagnostic("TD605", at(files, "ballots", "decisions", index, "chosen"), message, hint=hint)
        elif tie.failed_round is not None and decision.clause is None:
            message = f"vòng {tie.failed_round} không đủ phiếu; chọn trong các đơn vị ấy phải theo điều khoản cho phép"
            hint = "thêm clause: điều khoản cho phép, hoặc chosen: [] nếu để trống chỗ này"
            yield Diagnostic("TD611", at(files, "ballots", "decisions", index, "chosen"), message, hint=hint)
        else:
            yield Diagnostic("TD604", place, f"ở «{what}» đã có một quyết định khác cho chỗ này")


def _tie_for(outcome: Outcome, decision: Decision) -> Tie | None:
    """The tie a decision may be about, open or settled."""
    if decision.award is not None:
        award = outcome.award(decision.award)
        return (award.tie or award.settled) if award is not None else None
    vote = outcome.head.vote_for(decision.office or "head") if outcome.head is not None else None
    return (vote.selection.tie or vote.selection.settled) if vote is not None else None


def in_own_favour(files: Files) -> Problems:
    """TD612: a decision by somebody of the very unit that it favours."""
    for index, decision in _decisions(files):
        by = _plain(decision.by)
        for unit in decision.chosen:
            if _names_unit(files, decision.by, unit) or (unit == _presiding(files) and _presides(files, by)):
                place = at(files, "ballots", "decisions", index, "by")
                message = f"quyết định này có lợi cho chính đơn vị của người quyết định: {label(files, unit)}"
                hint = "xem lại ai được quyết định; nếu đúng là như vậy thì biên bản phải nêu rõ"
                yield Diagnostic("TD612", place, message, hint=hint)


def _names_unit(files: Files, by: str, unit: str) -> bool:
    """Whether a text says one of a unit's names, or its code as it is spelled, and not as a part of a longer word.

    A code of one letter is none: so are people called in examples ("Nguyễn Văn A").
    """
    member = files.bloc.member(unit) if files.bloc is not None else None
    if member is None:
        return False
    names = (_plain(name) for name in (member.name, member.short, *member.aliases) if name)
    return any(_says(_plain(by), name) for name in names) or (len(unit) > 1 and _says(by, unit))


def _plain(text: str) -> str:
    """Without what does not tell two names apart: case, and how they are spaced."""
    return " ".join(text.split()).casefold()


def _says(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None


def _presiding(files: Files) -> str | None:
    """The unit that leads the bloc in the year, whose head presides at the conference."""
    past = files.bloc.past(files.year) if files.bloc is not None else None
    return past.head if past is not None else None


_PRESIDING = frozenset({"chủ tọa", "chủ trì", "trưởng khối", "trưởng cụm", "khối trưởng", "cụm trưởng"})
"""How a decision names who presided, where it names no unit and not by the bloc's own title."""


def _presides(files: Files, by: str) -> bool:
    return any(word in by for word in (*_PRESIDING, _plain(office_name(files, "head"))))


CHECKS = (offices_named, named_once, in_own_favour)
