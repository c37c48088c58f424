"""Codes that must lead somewhere: awards (TD304), criteria (TD305), facts (TD306, TD303); and where units are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from thidua.checks.places import Files, Problems, at, see
from thidua.diagnostics import Diagnostic, Place, Route
from thidua.records.ballots import BLANK, DEFACED
from thidua.records.bloc import Member
from thidua.records.names import Named, Names
from thidua.records.regulation import Criterion
from thidua.records.spelling import nearest

Reference = tuple[str, Place, int | None]
"""A unit's code, where it is written, and the year it must be a member in (None: any)."""


def reversed_years(member: Member) -> bool:
    """Whether the years of membership contradict each other (TD308 says so)."""
    return member.joined is not None and member.left is not None and member.left < member.joined


def conference_units_known(files: Files) -> bool:
    """Whether everybody named in the attendance is a member of the year, so that heads can be counted."""
    if files.bloc is None or files.ballots is None or any(map(reversed_years, files.bloc.members)):
        return False
    meeting = files.ballots.conference
    members = {member.code for member in files.bloc.members_of(files.year)}
    return {*(meeting.present or ()), *(meeting.absent or ()), *meeting.written_opinions} <= members


def member_references(files: Files) -> Iterator[Reference]:
    """Every place that names a unit where only a member may stand."""
    yield from _in_bloc(files)
    yield from _in_regulation(files)
    yield from _in_scores(files)
    yield from _registered(files)
    yield from _at_conference(files)


def _in_bloc(files: Files) -> Iterator[Reference]:
    bloc = files.bloc
    if bloc is None:
        return
    for index, code in enumerate(bloc.rotation.order or ()):
        yield code, at(files, "bloc", "rotation", "order", index), None
    for unit, behind in bloc.rotation.after.items():
        yield unit, at(files, "bloc", "rotation", "after", unit, on="key"), None
        yield behind, at(files, "bloc", "rotation", "after", unit), None
    for index, past in enumerate(bloc.history):
        if past.head is not None:
            yield past.head, at(files, "bloc", "history", index, "head"), past.year
        for key, codes in (("deputies", past.deputies), ("excluded", past.excluded)):
            for item, code in enumerate(codes or ()):
                yield code, at(files, "bloc", "history", index, key, item), past.year
        for key, lists in (("granted", past.granted), ("proposed", past.proposed)):
            for award, units in (lists or {}).items():
                for item, code in enumerate(units):
                    if code not in past.collectives:
                        yield code, at(files, "bloc", "history", index, key, award, item), past.year
        for key, table in (("bands", past.bands), ("totals", past.totals), ("ranks", past.ranks)):
            for code in table or {}:
                yield code, at(files, "bloc", "history", index, key, code, on="key"), past.year


def _in_regulation(files: Files) -> Iterator[Reference]:
    head = files.regulation.head if files.regulation is not None else None
    if head is None or head.appointment is None:
        return
    yield head.appointment.head, at(files, "regulation", "head", "appointment", "head"), files.year + 1
    for index, code in enumerate(head.appointment.deputies):
        yield code, at(files, "regulation", "head", "appointment", "deputies", index), files.year + 1


def _in_scores(files: Files) -> Iterator[Reference]:
    if files.scores is None:
        return
    for code, unit in files.scores.units.items():
        yield code, at(files, "scores", "units", code, on="key"), files.year
        for criterion, score in unit.scores.items():
            for grader in score.panel:
                place = at(files, "scores", "units", code, "scores", criterion, "panel", grader, on="key")
                yield grader, place, files.year
    for code, collective in files.scores.collectives.items():
        yield collective.of, at(files, "scores", "collectives", code, "of"), files.year


def _registered(files: Files) -> Iterator[Reference]:
    for code in files.report.registration.titles if files.report is not None else ():
        yield code, at(files, "report", "registration", "titles", code, on="key"), files.year


def _at_conference(files: Files) -> Iterator[Reference]:
    if files.ballots is None:
        return
    meeting = files.ballots.conference
    lists: Iterable[tuple[str, Iterable[str]]] = (
        ("present", meeting.present or ()),
        ("absent", meeting.absent or ()),
        ("written_opinions", meeting.written_opinions),
    )
    for key, codes in lists:
        for index, code in enumerate(codes):
            yield code, at(files, "ballots", "conference", key, index), files.year
    for index, delegate in enumerate(meeting.delegates):
        yield delegate.unit, at(files, "ballots", "conference", "delegates", index, "unit"), files.year
    for index, teller in enumerate(files.ballots.counting_board):
        if teller.unit is not None:
            yield teller.unit, at(files, "ballots", "counting_board", index, "unit"), files.year
    for index, declined in enumerate(files.ballots.declined):
        yield declined.unit, at(files, "ballots", "declined", index, "unit"), _serving(files, declined.unit)


def _serving(files: Files, unit: str) -> int:
    """The year that counts for who declines an office: the next, unless the unit leaves before it."""
    member = files.bloc.member(unit) if files.bloc is not None else None
    return files.year if member is not None and member.is_member(files.year) else files.year + 1


def nominations(files: Files) -> Iterator[Reference]:
    """Units that stand for something; for an office they must be members in the year they would serve."""
    for code in files.report.achievements if files.report is not None else ():
        yield code, at(files, "report", "achievements", code, on="key"), files.year
    if files.ballots is None:
        return
    for index, contest in enumerate(files.ballots.contests):
        year = files.year if contest.award is not None else files.year + 1
        base = ("contests", index)
        for key, codes in (("nominees", contest.nominees), ("agreed", contest.agreed)):
            for item, code in enumerate(codes or ()):
                yield code, at(files, "ballots", *base, key, item), year
        for code in contest.votes or {}:
            yield code, at(files, "ballots", *base, "votes", code, on="key"), year
        for paper, marks in enumerate(contest.ballots or ()):
            for mark, code in enumerate(marks):
                if code not in (DEFACED, BLANK):
                    yield code, at(files, "ballots", *base, "ballots", paper, mark), year
    for index, decision in enumerate(files.ballots.decisions):
        year = files.year if decision.award is not None else files.year + 1
        for key, codes in (("chosen", decision.chosen), ("over", decision.over)):
            for item, code in enumerate(codes):
                yield code, at(files, "ballots", "decisions", index, key, item), year


def unknown_awards(files: Files) -> Problems:
    """TD304: an award the regulation of the year does not have."""
    if files.regulation is None:
        return
    awards = files.regulation.awards
    known = tuple(award.code for award in awards)
    names = Names(Named(award.code, (award.name,), "hình thức khen thưởng") for award in awards)
    past = {code for year in files.bloc.history for code in year.granted or {}} if files.bloc is not None else set()
    for code, place in _award_references(files):
        is_past = place.file == files.file("regulation")
        if code in known or (is_past and code in past):
            continue
        hint = names.code_hint(code) or f"các mã trong quy chế: {', '.join(known) or 'chưa có mã nào'}"
        related = see(at(files, "regulation", "awards", on="key"), "các khen thưởng của năm khai báo ở đây")
        yield Diagnostic("TD304", place, f"quy chế năm {files.year} không có khen thưởng «{code}»", related, hint)


def _award_references(files: Files) -> Iterator[tuple[str, Place]]:
    if files.regulation is not None:
        for index, award in enumerate(files.regulation.awards):
            rule = award.requires
            if rule.streak is not None and rule.streak.award is not None:
                yield (
                    rule.streak.award,
                    at(files, "regulation", "awards", index, "requires", "streak", "award"),
                )
            if rule.not_awarded is not None:
                place = at(files, "regulation", "awards", index, "requires", "not_awarded", "award")
                yield rule.not_awarded.award, place
    if files.ballots is not None:
        for index, contest in enumerate(files.ballots.contests):
            if contest.award is not None:
                yield contest.award, at(files, "ballots", "contests", index, "award")
        for index, decision in enumerate(files.ballots.decisions):
            if decision.award is not None:
                yield decision.award, at(files, "ballots", "decisions", index, "award")


def unknown_criteria(files: Files) -> Problems:
    """TD305: a score for a criterion the sheet does not have, or for a group."""
    if files.scores is None or files.regulation is None:
        return
    scoring = files.regulation.scoring
    leaves = {leaf.code: leaf for leaf in scoring.leaves()} if scoring is not None else {}
    names = Names(Named(leaf.code, (leaf.name,), "tiêu chí") for leaf in leaves.values())
    groups = _groups(scoring.criteria) if scoring is not None else {}
    for code, unit in files.scores.units.items():
        unknown = [criterion for criterion in unit.scores if criterion not in leaves]
        free = tuple(leaf for leaf in leaves if leaf not in unit.scores) if unknown else ()
        for criterion in unknown:
            place = at(files, "scores", "units", code, "scores", criterion, on="key")
            hint = _criterion_hint(criterion, names, groups, free)
            related = see(at(files, "regulation", "scoring", "criteria", on="key"), "bảng điểm khai báo ở đây")
            yield Diagnostic("TD305", place, f"bảng điểm không có tiêu chí «{criterion}» để chấm", related, hint)


def _groups(criteria: tuple[Criterion, ...]) -> dict[str, Criterion]:
    """Every group of the sheet by its code."""
    found = {}
    for criterion in criteria:
        if criterion.is_group:
            found.update({criterion.code: criterion} | _groups(criterion.criteria))
    return found


def _criterion_hint(written: str, names: Names, groups: dict[str, Criterion], free: tuple[str, ...]) -> str:
    """The criteria inside a group that was scored as one; else the code of the name, the nearest, or all of them."""
    if written in groups:
        inside = ", ".join(leaf.code for leaf in groups[written].leaves())
        return f"«{written}» là một nhóm; chấm từng tiêu chí bên trong: {inside}"
    hint = names.by_name(written) or nearest(written, free) or names.code_hint(written)
    return hint or f"các tiêu chí chấm điểm: {', '.join(names.codes[:20]) or 'chưa có'}"


def unknown_facts(files: Files) -> Problems:
    """TD306: a fact the regulation does not define."""
    if files.regulation is None:
        return
    facts = {fact.code: fact for fact in files.regulation.facts}
    names = Names(Named(fact.code, (fact.name,), "điều kiện") for fact in facts.values())
    for code, place in _fact_references(files):
        if code not in facts:
            hint = names.code_hint(code) or f"các điều kiện trong quy chế: {', '.join(facts) or 'chưa có'}"
            yield Diagnostic("TD306", place, f"quy chế không có điều kiện «{code}» trong mục facts", hint=hint)


def facts_once(files: Files) -> Problems:
    """TD303: a fact listed twice for one unit or one award."""
    seen: dict[tuple[str, Route], Place] = {}
    for code, place in _fact_references(files):
        key = (code, place.route[:-1])
        if key in seen:
            yield Diagnostic("TD303", place, f"điều kiện «{code}» ghi hai lần", see(seen[key], "lần đầu"))
        seen.setdefault(key, place)


def _fact_references(files: Files) -> Iterator[tuple[str, Place]]:
    if files.regulation is not None:
        for index, award in enumerate(files.regulation.awards):
            for item, code in enumerate(award.requires.facts):
                yield code, at(files, "regulation", "awards", index, "requires", "facts", item)
    if files.scores is not None:
        for unit, sheet in files.scores.units.items():
            for item, code in enumerate(sheet.facts):
                yield code, at(files, "scores", "units", unit, "facts", item)
        for unit, collective in files.scores.collectives.items():
            for item, code in enumerate(collective.facts):
                yield code, at(files, "scores", "collectives", unit, "facts", item)


CHECKS = (unknown_awards, unknown_criteria, unknown_facts, facts_once)
