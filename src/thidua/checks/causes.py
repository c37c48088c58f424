"""Who is meant: codes of units that lead nowhere (TD301), units outside their years (TD302), one code for two (TD303).

A slip in the roster shows wherever the unit is named. It is said once, at its cause; the other checks then
go on with the roster as it was meant, so that nothing is reported as its echo.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from thidua.checks.places import Files, at, see
from thidua.checks.references import meant, member_references, nominations, reversed_years
from thidua.diagnostics import Diagnostic, Place, Related
from thidua.records.bloc import Bloc
from thidua.records.characters import foreign_letter, look

MANY = 3
"""So many places, in more than one file, do not misspell one code alike: the roster does."""

SHOWN = 3
"""How many of the other places are shown."""


class _Unknown(NamedTuple):
    """A code that no unit has, and every place that uses it."""

    code: str
    places: tuple[Place, ...]
    known: frozenset[str]

    @property
    def is_everywhere(self) -> bool:
        return len(self.places) >= MANY and len({place.file for place in self.places}) > 1


def find_causes(files: Files) -> tuple[tuple[Diagnostic, ...], Files]:
    """What is wrong with the roster or the names of units, and the files with the roster as it was meant."""
    if files.bloc is None:
        return (), files
    found: list[Diagnostic] = []
    bloc = files.bloc
    named = {code for code, _, _ in (*member_references(files), *nominations(files))}
    idle = [index for index, member in enumerate(bloc.members) if member.code not in named]
    twice = _twice(bloc)
    for unknown in _unknown_codes(files, bloc):
        index = _meant(bloc, unknown, idle, twice)
        if index is None:
            found.append(_nowhere(bloc, unknown))
            continue
        found.append(_overwritten(files, bloc, index, unknown))
        files = _with_member(files, index, {"code": unknown.code})
        idle = [other for other in idle if other != index]
        twice.pop(index, None)
    for (index, key), places in _outside(files).items():
        found.append(_wrong_year(files, index, key, places))
        if len(places) > 1:
            files = _with_member(files, index, {key: None})
    return tuple(found), files


def _with_member(files: Files, index: int, change: Mapping[str, object]) -> Files:
    bloc = files.bloc
    if bloc is None:
        return files
    members = list(bloc.members)
    members[index] = members[index].model_copy(update=dict(change))
    return files._replace(bloc=bloc.model_copy(update={"members": tuple(members)}))


# --- codes that lead nowhere --------------------------------------------------------------------------


def _unknown_codes(files: Files, bloc: Bloc) -> Iterator[_Unknown]:
    members = frozenset(member.code for member in bloc.members)
    collectives = frozenset(files.scores.collectives) if files.scores is not None else frozenset[str]()
    found: dict[str, list[Place]] = {}
    known: dict[str, frozenset[str]] = {}
    for references, allowed in ((member_references(files), members), (nominations(files), members | collectives)):
        for code, place, _ in references:
            if code not in allowed:
                found.setdefault(code, []).append(place)
                known.setdefault(code, allowed)
    for code, places in found.items():
        yield _Unknown(code, tuple(places), known[code])


def _twice(bloc: Bloc) -> dict[int, int]:
    """Members whose code stands above already: index → index of the first."""
    first: dict[str, int] = {}
    return {
        index: first[member.code]
        for index, member in enumerate(bloc.members)
        if first.setdefault(member.code, index) != index
    }


def _meant(bloc: Bloc, unknown: _Unknown, idle: list[int], twice: Mapping[int, int]) -> int | None:
    """The member whose code in the roster is the slip: the second with one code, or one that nobody names."""
    codes = [member.code for member in bloc.members]
    for index in idle:
        if look(codes[index]) == look(unknown.code) and (foreign_letter(codes[index]) or unknown.is_everywhere):
            return index
    if not unknown.is_everywhere:
        return None
    if twice:
        return next(iter(twice))
    if len(idle) == 1:
        return idle[0]
    import difflib  # noqa: PLC0415 - only when several codes lead nowhere

    close = difflib.get_close_matches(unknown.code.lower(), [codes[index].lower() for index in idle], n=1)
    return next((index for index in idle if codes[index].lower() in close), None)


def _overwritten(files: Files, bloc: Bloc, index: int, unknown: _Unknown) -> Diagnostic:
    member = bloc.members[index]
    code, place = member.code, at(files, "bloc", "members", index, "code")
    uses = f"{len(unknown.places)} chỗ"
    first = _twice(bloc).get(index)
    if first is not None:
        return Diagnostic(
            "TD303",
            place,
            f"mã đơn vị «{code}» đã dùng rồi, còn «{unknown.code}» dùng ở {uses} thì không đơn vị nào mang",
            (Related(at(files, "bloc", "members", first, "code"), "lần đầu ở đây"), *_shown(unknown.places, 1)),
            f"đơn vị nào mang mã {unknown.code}: «{member.name}» hay «{bloc.members[first].name}»?"
            f" Sửa mã của đơn vị ấy thành {unknown.code}",
        )
    letter = foreign_letter(code) if look(code) == look(unknown.code) else ""
    what = f"mã «{code}» ở đây có {letter}," if letter else f"mã «{code}» ở đây"
    return Diagnostic(
        "TD301",
        place,
        f"{what} không nơi nào dùng; các chỗ khác dùng «{unknown.code}» ({uses})",
        _shown(unknown.places, SHOWN),
        f"nếu là một đơn vị thì gõ lại mã ở dòng này: {unknown.code}",
    )


def _nowhere(bloc: Bloc, unknown: _Unknown) -> Diagnostic:
    more = len(unknown.places) - 1
    hint = _by_name(bloc, unknown.code) or meant(unknown.code, sorted(unknown.known))
    return Diagnostic(
        "TD301",
        unknown.places[0],
        f"không có đơn vị nào mang mã «{unknown.code}»" + (f" (và {more} chỗ khác)" if more else ""),
        _shown(unknown.places[1:], SHOWN),
        hint or f"các mã hiện có: {', '.join(sorted(unknown.known)[:15])}",
    )


def _shown(places: Iterable[Place], most: int) -> tuple[Related, ...]:
    return tuple(Related(place, "dùng ở đây") for place in [*places][:most])


def _by_name(bloc: Bloc, written: str) -> str:
    for member in bloc.members:
        if look(written) in {look(name) for name in (member.name, member.short or "", *member.aliases)}:
            return f"đây là tên gọi của đơn vị có mã «{member.code}», hãy ghi mã"
    return ""


# --- years of membership --------------------------------------------------------------------------------


def _outside(files: Files) -> dict[tuple[int, str], list[tuple[Place, int]]]:
    """By member and by the bound that says so: every place that names it for a year outside."""
    bloc = files.bloc
    found: dict[tuple[int, str], list[tuple[Place, int]]] = {}
    if bloc is None:
        return found
    at_index = {member.code: index for index, member in reversed(tuple(enumerate(bloc.members)))}
    for code, place, year in (*member_references(files), *nominations(files)):
        index = at_index.get(code)
        if index is None or year is None:
            continue
        member = bloc.members[index]
        if not member.is_member(year) and not reversed_years(member):
            late = member.joined is not None and year < member.joined
            found.setdefault((index, "joined" if late else "left"), []).append((place, year))
    return found


def _wrong_year(files: Files, index: int, key: str, places: list[tuple[Place, int]]) -> Diagnostic:
    member = files.bloc.members[index] if files.bloc is not None else None
    if member is None:
        raise AssertionError("only members have years")
    bound = at(files, "bloc", "members", index, key)
    place, year = places[0]
    span = f"từ năm {member.joined}" if key == "joined" else f"đến hết năm {member.left}"
    if len(places) > 1:
        years = sorted({year for _, year in places})
        named = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
        return Diagnostic(
            "TD302",
            bound,
            f"{member.code} là thành viên {span}, nhưng có tên ở {len(places)} chỗ của năm {named}",
            _shown((place for place, _ in places), 1),
            f"sửa năm ở đây ({key}), hoặc bỏ {member.code} khỏi các chỗ ấy",
        )
    return Diagnostic(
        "TD302",
        place,
        f"{member.code} không là thành viên trong năm {year} (là thành viên {span})",
        see(bound, "năm ghi ở đây"),
        hint="sửa mã đơn vị, hoặc sửa năm vào khối, ra khỏi khối (joined, left)",
    )
