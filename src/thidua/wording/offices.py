"""Head and deputies in sentences: titles, who was chosen and how, who is skipped and why, what waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, assert_never

from thidua.records.ballots import Method
from thidua.records.bloc import Bloc
from thidua.records.scores import STATUSES
from thidua.rules.contest import DEPUTY, Office
from thidua.rules.counting import Count
from thidua.rules.headship import HeadResult, OfficeVote
from thidua.rules.judging import Outcome
from thidua.rules.rotation import Skip, Walk
from thidua.vietnamese import capital, padded
from thidua.wording.shares import by_rule, voice
from thidua.wording.terms import UNDECIDED, clause_words, standing, turn
from thidua.wording.turns import order_name, turn_notes, unknown_years
from thidua.wording.units import name, unit_name, unit_names
from thidua.wording.votes import decision_at, ties

BlocKind = Literal["bloc", "cluster"]
_THIS_CYCLE = "trong vòng luân phiên này"
_AGREED = "thống nhất cử"
_DEPUTY = "Phó"


def body(kind: BlocKind) -> str:
    """Khối hay cụm."""
    match kind:
        case "bloc":
            return "khối"
        case "cluster":
            return "cụm"
        case _:
            assert_never(kind)


def office_name(bloc: Bloc | None, office: Office) -> str:
    """`trưởng khối`, `phó trưởng cụm`, `thường trực Khối`: inside a sentence.

    A title opens with a small letter there, and so does what follows `Phó`; the rest stays as the bloc writes it.
    """
    first, blank, rest = office_title(bloc, office).partition(" ")
    if first == _DEPUTY and rest:
        rest = f"{rest[0].lower()}{rest[1:]}"
    return f"{first[0].lower()}{first[1:]}{blank}{rest}"


def office_title(bloc: Bloc | None, office: Office) -> str:
    """`Trưởng khối`, `Phó Trưởng cụm`: as a paper addresses it; what the bloc itself calls it, where it says so.

    None is a bloc whose file cannot be read.
    """
    kind: BlocKind = bloc.kind if bloc is not None else "bloc"
    match office:
        case "head":
            own, usual = bloc and bloc.titles.head, f"Trưởng {body(kind)}"
        case "deputy":
            own, usual = bloc and bloc.titles.deputy, f"{_DEPUTY} Trưởng {body(kind)}"
        case _:
            assert_never(office)
    if not own:
        return usual
    return capital(own.lower() if own.isupper() else own)


def offices(outcome: Outcome) -> tuple[str, str]:
    """The titles of head and deputy as the bloc or cluster has them."""
    return office_title(outcome.bloc, "head"), office_title(outcome.bloc, "deputy")


# --- who is not chosen, and why ----------------------------------------------------------------------------


def skip_reason(found: Skip, bloc: Bloc) -> str:
    """Vì sao một đơn vị không đến lượt, không được bầu."""
    match found.reason:
        case "not_joined":
            return f"đến năm {found.year} mới vào {body(bloc.kind)}"
        case "left":
            return f"chỉ là thành viên đến hết năm {found.year}"
        case "not_considered":
            return f"{next(standing(known) for known in STATUSES if known == found.detail)} trong năm"
        case "declined":
            return f"xin không nhận: {found.detail}"
        case "had_turn":
            return f"đã làm {office_name(bloc, 'head')} năm {found.year} {_THIS_CYCLE}"
        case "lost_turn":
            return f"đã qua lượt năm {found.year} {_THIS_CYCLE}"
        case "just_led":
            return f"đang làm {office_name(bloc, 'head')} năm {found.year}, không làm liền năm sau"
        case _:
            assert_never(found.reason)


def skip(found: Skip, bloc: Bloc) -> str:
    """The same with the unit's name in front."""
    return f"{unit_name(bloc, found.unit)}: {skip_reason(found, bloc)}"


def skipped(walk: Walk, bloc: Bloc) -> str:
    """Whom the rotation passed over: most have had their turn, and nobody refused unless the reason says so."""
    reasons = "; ".join(skip(found, bloc) for found in walk.skipped)
    return f"Đơn vị đứng trước trong {order_name(bloc)} nhưng không giữ nhiệm vụ năm sau: {reasons}"


# --- who is chosen, and how --------------------------------------------------------------------------------


def head_line(outcome: Outcome, found: HeadResult) -> str:
    """Who leads next year, and by what; or that it is open."""
    office = f"{offices(outcome)[0]} năm {found.year}"
    if found.head is None or found.source is None:
        return f"{office}: {UNDECIDED}" if found.tie is not None else f"{office}: {UNDECIDED} ({no_head(found)})"
    who = name(outcome, found.head)
    match found.source:
        case "vote":
            return elected(outcome, found.vote, found.head, office)
        case "appointed":
            return f"Theo {found.basis}, {who} được chỉ định làm {office}"
        case "deputy":
            former = f"{offices(outcome)[1]} năm {found.year - 1}"
            return f"{who}, {former}, giữ nhiệm vụ {office} theo quy định{clause_words(found.clause)}"
        case "rotation":
            turn = "bắt đầu vòng luân phiên mới, " if found.walk.new_cycle else ""
            order = order_name(outcome.bloc)
            return f"Theo {order}{clause_words(found.clause)}, {turn}{who} giữ nhiệm vụ {office}"
        case _:
            assert_never(found.source)


def reason(outcome: Outcome, found: HeadResult) -> str | None:
    """The same in a few words, beside the name; None while there is no head."""
    match found.source:
        case "vote":
            return how_elected(outcome, found.vote, found.head)
        case "appointed":
            return f"được chỉ định theo {found.basis}"
        case "deputy":
            return f"đang là {office_name(outcome.bloc, 'deputy')}, được ưu tiên theo quy chế"
        case "rotation":
            return f"đến lượt theo {order_name(outcome.bloc)}"
        case None:
            return None
        case _:
            assert_never(found.source)


def no_head(found: HeadResult) -> str:
    """Why nobody leads yet, where no tie is open."""
    match found.method:
        case "election":
            return "chưa có kết quả bầu" if found.missing_vote else "chưa đơn vị nào trúng cử"
        case "rotation":
            return "chưa đơn vị nào đến lượt"
        case "appointed":
            return "chưa có văn bản chỉ định"
        case _:
            assert_never(found.method)


def how_elected(outcome: Outcome, vote: OfficeVote | None, unit: str | None) -> str:
    """By a decision, by so many votes, or by consent."""
    by = _decided_by(outcome, vote, unit)
    return by if by is not None else "".join(_verb_and_votes(outcome, vote, unit))


def elected(outcome: Outcome, vote: OfficeVote | None, unit: str, office: str) -> str:
    """The whole sentence: `Hội nghị bầu X làm Trưởng khối năm 2024 (vòng 2) với 9/11 phiếu …`."""
    who, by = name(outcome, unit), _decided_by(outcome, vote, unit)
    if by is not None:
        return f"{who} làm {office} {by}"
    verb, votes = _verb_and_votes(outcome, vote, unit)
    return f"{capital(verb)} {who} làm {office}{votes}"


def _decided_by(outcome: Outcome, vote: OfficeVote | None, unit: str | None) -> str | None:
    decision = decision_at(vote.selection.decision, outcome) if vote is not None else None
    return f"theo quyết định của {decision.by}" if decision is not None and unit in decision.chosen else None


def _verb_and_votes(outcome: Outcome, vote: OfficeVote | None, unit: str | None) -> tuple[str, str]:
    """What the conference did, and the votes of the round that decided, where votes were counted."""
    round_of = dict(vote.selection.taken) if vote is not None else {}
    checks = vote.checks if vote is not None else ()
    counted = next((c for c in checks if c.unit == unit and c.round == round_of.get(c.unit)), None)
    if counted is None:
        return f"hội nghị {_AGREED}", turn(round_of.get(unit or "", 1))
    again, method = turn(counted.round), _method(outcome, vote, counted.round)
    if counted.check is None:
        return "hội nghị bầu", f"{again} với {padded(counted.votes)} {voice(method)}"
    return "hội nghị bầu", f"{again} với {by_rule(counted.check, voice(method), method)}"


def _method(outcome: Outcome, vote: OfficeVote | None, number: int) -> Method:
    """How a round for an office was held."""
    office = vote.office if vote is not None else None
    held = (count.method for count in outcome.counts if count.office == office and count.round == number)
    return next(held, "secret_ballot")


def consent(unit: str, count: Count, bloc: Bloc) -> str:
    """What the conference agreed about one unit that stood for an office, in a round without votes."""
    said = "được" if unit in count.agreed else "không được"
    return f"{said} hội nghị {_AGREED} làm {office_name(bloc, count.office or 'head')}{turn(count.round)}"


def agreement(outcome: Outcome, found: HeadResult) -> str | None:
    """Whether the vote chose whom the rotation would; None where there is nothing to compare."""
    if found.agrees is None:
        return None
    what = "Kết quả bầu" if found.vote is not None and found.vote.checks else "Kết quả thống nhất"
    if found.agrees:
        return f"{what} phù hợp với thứ tự luân phiên"
    turn = name(outcome, found.walk.found or "")
    return f"{what} khác với thứ tự luân phiên (theo thứ tự luân phiên là {turn})"


def turn_lines(outcome: Outcome, found: HeadResult) -> Iterator[str]:
    """What the rotation says beside a vote, and whether a cycle begins; nothing where there is no rotation."""
    yield from turn_notes(found.walk, outcome.bloc)
    told = agreement(outcome, found)
    if told is not None:
        yield told
    elif found.method == "election" and found.walk.found is not None:
        yield f"Theo thứ tự luân phiên đến lượt {name(outcome, found.walk.found)}"
    if found.new_cycle:
        yield "Mọi đơn vị đã đến lượt, mở vòng luân phiên mới"
    if found.unknown_years:
        yield unknown_years(found, office_name(outcome.bloc, "head"))


def deputy_lines(outcome: Outcome, found: HeadResult) -> Iterator[str]:
    """The deputies and how they came about; how many are missing, and what they wait for."""
    office = f"{offices(outcome)[1]} năm {found.year}"
    if found.deputy_vote is not None:
        for unit in found.deputies:
            yield elected(outcome, found.deputy_vote, unit, office)
        yield from ties(found.deputy_vote.selection, DEPUTY, outcome)
    elif found.deputies and found.method == "appointed":
        yield f"{office}: {unit_names(outcome, found.deputies)}"
    elif found.deputies:
        yield f"{office} theo {order_name(outcome.bloc)}: {unit_names(outcome, found.deputies)}"
    missing = found.deputies_missing
    if missing > 0:
        number = f" ({padded(missing)} đơn vị)" if found.deputies else ""
        waits = f", {waits_for_head(outcome)}" if found.deputy_waits else ""
        yield f"{office}: {UNDECIDED}{number}{waits}"


def waits_for_head(outcome: Outcome) -> str:
    """The deputies depend on who becomes head."""
    return f"còn tùy {office_name(outcome.bloc, 'head')} {UNDECIDED}"
