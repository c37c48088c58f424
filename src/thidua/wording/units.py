"""Names of units and awards, and numbers of units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from thidua.records.bloc import Bloc
from thidua.records.regulation import Regulation
from thidua.rules.judging import Outcome
from thidua.vietnamese import listed, padded, words


def name(outcome: Outcome, code: str) -> str:
    """Tên đầy đủ của đơn vị; a collective with the member it belongs to."""
    nominee = outcome.nominee(code)
    if nominee is None:
        return unit_name(outcome.bloc, code)
    if nominee.of is None:
        return nominee.name
    return collective_name(outcome.bloc, nominee.name, nominee.of, unit_name(outcome.bloc, nominee.of))


def label(outcome: Outcome, code: str) -> str:
    """Tên gọi tắt, dùng trong bảng; a collective with that of its member."""
    nominee, member = outcome.nominee(code), outcome.bloc.member(code)
    if nominee is not None and nominee.of is not None:
        return collective_name(outcome.bloc, nominee.name, nominee.of, label(outcome, nominee.of))
    if nominee is not None:
        return nominee.label
    return member.label if member is not None else code


def collective_name(bloc: Bloc, own: str, of: str, member: str) -> str:
    """`Phòng Nghiệp vụ thuộc Sở Tư pháp`; as it is where its own name says already whose it is."""
    found = bloc.member(of)
    names = (found.name, found.short, *found.aliases) if found is not None else (of,)
    says = any(re.search(rf"(?<!\w){re.escape(known)}(?!\w)", own, re.IGNORECASE) for known in names if known)
    return own if says else f"{own} thuộc {member}"


def unit_name(bloc: Bloc, code: str) -> str:
    """Tên đầy đủ của một thành viên, kể cả đã ra khỏi khối."""
    member = bloc.member(code)
    return member.name if member is not None else code


def unit_names(outcome: Outcome, codes: Iterable[str]) -> str:
    """Full names in a row: `A, B và C`."""
    return listed([name(outcome, code) for code in codes])


def award_name(regulation: Regulation, code: str) -> str:
    """Tên đầy đủ của hình thức khen thưởng."""
    award = regulation.award(code)
    return award.name if award is not None else code


def units_count(number: int) -> str:
    """`08 (tám) đơn vị`; of none it says so in words."""
    if number == 0:
        return "không có đơn vị nào"
    return f"{padded(number)} ({words(number)}) đơn vị"


def units_named(outcome: Outcome, codes: Sequence[str]) -> str:
    """`02 (hai) đơn vị, gồm A và B`; `01 (một) đơn vị là A`."""
    number = units_count(len(codes))
    if len(codes) <= 1:
        return f"{number} là {name(outcome, codes[0])}" if codes else number
    return f"{number}, gồm {unit_names(outcome, codes)}"


def people_count(number: int) -> str:
    """`03 (ba) thành viên`."""
    return f"{padded(number)} ({words(number)}) thành viên"
