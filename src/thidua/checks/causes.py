"""Who is meant: codes of units that lead nowhere (TD301), units outside their years (TD302), one code for two (TD303).

A slip in the roster shows wherever the unit is named. It is said once, at its cause; the other checks then
go on with the roster as it was meant, so that nothing is reported as its echo.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from thidua.checks.places import Files, at, see
from thidua.checks.references import Reference, member_references, nominations, reversed_years
from thidua.diagnostics import Diagnostic, Place, Related
from thidua.records.bloc import Bloc
from thidua.records.characters import look
from thidua.records.names import Named, Names
from thidua.records.spelling import odd_letters

MANY = 3
"""So many places, in more than one file, do not misspell one code alike: the roster does."""

SHOWN = 3
"""How many of the other places are shown."""

CHOICE = 50
"""Among more members that nobody names, none is guessed to be the one that was meant."""


class _Unknown(NamedTuple):
    """A code that no unit has, and every place that uses it; `names`: of the units that may stand there."""

    code: str
    places: tuple[Place, ...]
    names: Names

    @property
    def is_everywhere(self) -> bool:
        return len(self.places) >= MANY and len({place.file for place in self.places}) > 1


def find_causes(files: Files) -> tuple[tuple[Diagnostic, ...], Files]:
    """What is wrong with the roster or the names of units, and the files with the roster as it was meant."""
    if files.bloc is None:
        return (), files
    references = _references(files)
    found, codes = _mistaken_codes(files, files.bloc, references)
    if codes:
        files = _with_members(files, codes)
        references = _references(files)  # the year that counts depends on who is a member
    years: dict[int, dict[str, object]] = {}
    for (index, key), places in _outside(files, references).items():
        if _is_wrong_in_the_roster(files, places):
            found.append(_wrong_year(files, index, key, places))
            named = [year for _, year in places]
            years.setdefault(index, {})[key] = min(named) if key == "joined" else max(named)
        else:
            found.append(_outside_its_years(files, index, key, places))
    return tuple(found), _with_members(files, years)


class _References(NamedTuple):
    """Every place that names a unit: where only members may stand, and where collectives may as well."""

    members: tuple[Reference, ...]
    standing: tuple[Reference, ...]


def _references(files: Files) -> _References:
    return _References(tuple(member_references(files)), tuple(nominations(files)))


_Changes = Mapping[int, Mapping[str, object]]
"""By member, in the order of the roster: what has to be changed in it."""


def _with_members(files: Files, changes: _Changes) -> Files:
    bloc = files.bloc
    if bloc is None or not changes:
        return files
    members = tuple(
        member.model_copy(update=dict(changes[index])) if index in changes else member
        for index, member in enumerate(bloc.members)
    )
    return files._replace(bloc=bloc.model_copy(update={"members": members}))


# --- codes that lead nowhere --------------------------------------------------------------------------


def _mistaken_codes(files: Files, bloc: Bloc, references: _References) -> tuple[list[Diagnostic], _Changes]:
    """The codes that no unit has: each said at the roster, with what was meant there, or where it is used."""
    unknown = tuple(_unknown_codes(files, bloc, references))
    if not unknown:
        return [], {}
    roster = _Roster(bloc, {code for code, _, _ in chain(*references)})
    found: list[Diagnostic] = []
    changes: dict[int, dict[str, object]] = {}
    for one in unknown:
        index = roster.meant_by(one)
        if index is None:
            found.append(_left_out(files, one) if one.is_everywhere and roster.all_named else _nowhere(one))
            continue
        found.append(_overwritten(files, bloc, roster, index, one))
        changes[index] = {"code": one.code}
    return found, changes


def _unknown_codes(files: Files, bloc: Bloc, references: _References) -> Iterator[_Unknown]:
    units = Names(Named(one.code, (one.name, one.short or one.name, *one.aliases), "đơn vị") for one in bloc.members)
    collectives = files.scores.collectives.items() if files.scores is not None else ()
    both = Names((*units.named, *(Named(code, (collective.name,), "tập thể") for code, collective in collectives)))
    found: dict[str, tuple[list[Place], Names]] = {}
    for places, allowed in zip(references, (units, both), strict=True):
        codes = frozenset(allowed.codes)
        for code, place, _ in places:
            if code not in codes:
                found.setdefault(code, ([], allowed))[0].append(place)
    for code, (used, names) in found.items():
        yield _Unknown(code, tuple(used), names)


class _Roster:
    """The members as possible causes: those that nobody names, and those whose code stands above already."""

    def __init__(self, bloc: Bloc, named: set[str]) -> None:
        self.codes = tuple(member.code for member in bloc.members)
        self._idle: dict[int, str] = {index: code for index, code in enumerate(self.codes) if code not in named}
        self._by_look: dict[str, int] = {}
        for index, code in self._idle.items():
            self._by_look.setdefault(look(code), index)
        first: dict[str, int] = {}
        self.first: dict[int, int] = {
            index: first[code] for index, code in enumerate(self.codes) if first.setdefault(code, index) != index
        }
        self._twice: dict[int, None] = dict.fromkeys(self.first)

    @property
    def all_named(self) -> bool:
        """Whether every member is named somewhere, so that none of them can be the one that a code means."""
        return not self._idle

    def meant_by(self, unknown: _Unknown) -> int | None:
        """The member whose code is the slip: the second with one code, or one that nobody names. Each once."""
        index: int | None = self._by_look.get(look(unknown.code))
        if index is None or index not in self._idle:
            index = self._guessed(unknown) if unknown.is_everywhere else None
        elif not unknown.is_everywhere and not odd_letters(self.codes[index], unknown.code):
            index = None
        if index is not None:
            self._idle.pop(index, None)
            self._twice.pop(index, None)
        return index

    def _guessed(self, unknown: _Unknown) -> int | None:
        if self._twice:
            return next(iter(self._twice))
        if len(self._idle) == 1:
            return next(iter(self._idle))
        if len(self._idle) > CHOICE:
            return None
        import difflib  # noqa: PLC0415 - only when several codes lead nowhere

        lowered = {code.lower(): index for index, code in self._idle.items()}
        for code in difflib.get_close_matches(unknown.code.lower(), lowered, n=1):
            return lowered[code]
        return None


def _overwritten(files: Files, bloc: Bloc, roster: _Roster, index: int, unknown: _Unknown) -> Diagnostic:
    member = bloc.members[index]
    code, place = member.code, at(files, "bloc", "members", index, "code")
    uses = f"{len(unknown.places)} chỗ"
    first = roster.first.get(index)
    if first is not None:
        return Diagnostic(
            "TD303",
            place,
            f"mã đơn vị «{code}» đã dùng rồi, còn «{unknown.code}» dùng ở {uses} thì không đơn vị nào mang",
            (Related(at(files, "bloc", "members", first, "code"), "lần đầu ở đây"), *_shown(unknown.places, 1)),
            f"đơn vị nào mang mã {unknown.code}: «{member.name}» hay «{bloc.members[first].name}»?"
            f" Sửa mã của đơn vị ấy thành {unknown.code}",
        )
    letters = odd_letters(code, unknown.code) if look(code) == look(unknown.code) else ""
    return Diagnostic(
        "TD301",
        place,
        f"không nơi nào dùng mã «{code}» ghi ở đây{letters and f': {letters}'};"
        f" các chỗ khác dùng «{unknown.code}» ({uses})",
        _shown(unknown.places, SHOWN),
        f"nếu là một đơn vị thì gõ lại mã ở dòng này: {unknown.code}",
    )


def _left_out(files: Files, unknown: _Unknown) -> Diagnostic:
    """So many places mean a unit, so the roster lacks it; no code of another is meant."""
    return Diagnostic(
        "TD301",
        at(files, "bloc", "members", on="key"),
        f"danh sách thành viên thiếu «{unknown.code}»: mã này dùng ở {len(unknown.places)} chỗ",
        _shown(unknown.places, SHOWN),
        f"thêm vào members: - {{code: {unknown.code}, name: TÊN_ĐƠN_VỊ}}",
    )


def _nowhere(unknown: _Unknown) -> Diagnostic:
    more = len(unknown.places) - 1
    hint = unknown.names.code_hint(unknown.code)
    return Diagnostic(
        "TD301",
        unknown.places[0],
        f"không có đơn vị nào mang mã «{unknown.code}»" + (f" (và {more} chỗ khác)" if more else ""),
        _shown(unknown.places[1:], SHOWN),
        hint or f"các mã hiện có: {', '.join(unknown.names.in_order[:15])}",
    )


def _shown(places: Iterable[Place], most: int) -> tuple[Related, ...]:
    return tuple(Related(place, "dùng ở đây") for place in [*places][:most])


# --- years of membership --------------------------------------------------------------------------------


def _outside(files: Files, references: _References) -> dict[tuple[int, str], list[tuple[Place, int]]]:
    """By member and by the bound that says so: every place that names it for a year outside."""
    bloc = files.bloc
    found: dict[tuple[int, str], list[tuple[Place, int]]] = {}
    if bloc is None:
        return found
    at_index = {member.code: index for index, member in reversed(tuple(enumerate(bloc.members)))}
    for code, place, year in chain(*references):
        index = at_index.get(code)
        if index is None or year is None:
            continue
        member = bloc.members[index]
        if not member.is_member(year) and not reversed_years(member):
            late = member.joined is not None and year < member.joined
            found.setdefault((index, "joined" if late else "left"), []).append((place, year))
    return found


def _is_wrong_in_the_roster(files: Files, places: list[tuple[Place, int]]) -> bool:
    """Whether several files disagree with one year of the roster, or the roster's own file does; not one conference."""
    named_in = {place.file for place, _ in places}
    return len(places) > 1 and (len(named_in) > 1 or named_in == {files.bloc_file})


def _wrong_year(files: Files, index: int, key: str, places: list[tuple[Place, int]]) -> Diagnostic:
    code, span = _membership(files, index, key)
    years = sorted({year for _, year in places})
    named = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
    return Diagnostic(
        "TD302",
        at(files, "bloc", "members", index, key),
        f"{code} là thành viên {span}, nhưng có tên ở {len(places)} chỗ của năm {named}",
        _shown((place for place, _ in places), 1),
        f"sửa năm ở đây ({key}), hoặc bỏ {code} khỏi các chỗ ấy",
    )


def _outside_its_years(files: Files, index: int, key: str, places: list[tuple[Place, int]]) -> Diagnostic:
    code, span = _membership(files, index, key)
    (place, year), *others = places
    more = f" (và {len(others)} chỗ khác)" if others else ""
    return Diagnostic(
        "TD302",
        place,
        f"{code} không là thành viên trong năm {year} (là thành viên {span}){more}",
        (*see(at(files, "bloc", "members", index, key), "năm ghi ở đây"), *_shown((p for p, _ in others), SHOWN)),
        hint="sửa mã đơn vị, hoặc sửa năm vào, năm ra (joined, left)",
    )


def _membership(files: Files, index: int, key: str) -> tuple[str, str]:
    """The unit, and from when or until when it is a member."""
    if files.bloc is None:
        raise AssertionError("only members have years")
    member = files.bloc.members[index]
    return member.code, f"từ năm {member.joined}" if key == "joined" else f"đến hết năm {member.left}"
