"""Rules over several years and what they need of the years before: bands to compare (TD606), facts on file (TD607)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from thidua.checks.places import Files, Problems, at, see, year_of
from thidua.diagnostics import Diagnostic, Place, Related, Route
from thidua.records.regulation import Award
from thidua.records.spelling import nearest
from thidua.rules.eligibility import Requirement, awaited, nominees, told_over_years, undecided, years_before
from thidua.rules.year import BlocYear

REQUIREMENTS: tuple[Requirement, ...] = ("streak", "not_awarded")
COUNTS_AWARDS = ("fewer_earlier_awards", "more_earlier_awards")


def years_on_file(files: Files) -> Problems:
    """TD607: a requirement over several years that cannot be decided, since a year says nothing about it."""
    year = year_of(files)
    for index, award in enumerate(year.regulation.awards) if year is not None else ():
        for requirement in REQUIREMENTS:
            lacking = _lacking(year, award, requirement) if year is not None else {}
            streak = award.requires.streak
            by_band = requirement == "streak" and streak is not None and streak.band is not None
            if year is None or not lacking or not (by_band or _is_known(year, _award_of(award, requirement))):
                continue
            told = [_silent(year, award, past, units, by_band=by_band) for past, units in lacking.items()]
            hint = _bands_hint(files, lacking) if by_band else _granted_hint(_award_of(award, requirement))
            yield Diagnostic(
                "TD607",
                at(files, "regulation", "awards", index, "requires", requirement, "years"),
                f"điều kiện này cần số liệu mà bloc.yaml chưa ghi: {'; '.join(told)}",
                _entries(files, lacking),
                hint,
            )


def _lacking(year: BlocYear, award: Award, requirement: Requirement) -> dict[int, list[str]]:
    """The years that would have to be known, each with the considered units of which it is silent."""
    found: dict[int, list[str]] = {}
    for nominee in nominees(year):
        if nominee.status != "considered":
            continue
        for past in undecided(told_over_years(year, award, requirement, nominee.code), requirement):
            found.setdefault(past, []).append(nominee.code)
    return dict(sorted(found.items()))


def _is_known(year: BlocYear, award: str) -> bool:
    """Whether there is, or was, such an award at all (TD304 says so)."""
    was = any(award in {**(past.granted or {}), **(past.proposed or {})} for past in year.bloc.history)
    return was or year.regulation.award(award) is not None


def _award_of(award: Award, requirement: Requirement) -> str:
    required = award.requires.not_awarded if requirement == "not_awarded" else award.requires.streak
    named = required.award if required is not None else None
    return named or ""


def _silent(of: BlocYear, award: Award, year: int, units: list[str], *, by_band: bool) -> str:
    """What one year does not say: everything, a key, or something under it."""
    past = of.bloc.past(year)
    if past is None:
        return f"cả năm {year}"
    if by_band:
        return f"bands của năm {year}" if past.bands is None else f"xếp loại năm {year} của {', '.join(units)}"
    if past.granted is None:
        return f"granted của năm {year}"
    wanted = {_award_of(award, requirement) for requirement in REQUIREMENTS}
    codes = ", ".join(code for code in awaited(past) if code in wanted)
    return f"kết quả của {codes} (đã đề nghị) trong granted của năm {year}"


def _granted_hint(award: str) -> str:
    return (
        f"ghi theo quyết định khen thưởng: granted: {{{award}: [các đơn vị được tặng]}};"
        f" năm không đơn vị nào được tặng cũng phải ghi: granted: {{{award}: []}}"
    )


def _bands_hint(files: Files, lacking: dict[int, list[str]]) -> str:
    known = {past.year for past in files.others.results}
    folders = [str(year) for year in lacking if year in files.others.folders and year not in known]
    hint = "ghi bands: xếp loại năm đó của từng đơn vị; đơn vị không được xét thì ghi vào excluded"
    if folders:
        hint += f"; hoặc sửa cho hết lỗi ở thư mục {', '.join(folders)}, chương trình sẽ tự tính xếp loại"
    return hint


def _entries(files: Files, years: Iterable[int]) -> tuple[Related, ...]:
    history = files.bloc.history if files.bloc is not None else ()
    places = [at(files, "bloc", "history", at_, "year") for at_, past in enumerate(history) if past.year in years]
    found = tuple(Related(place, "năm này còn thiếu số liệu") for place in places)
    return found or see(at(files, "bloc", "history", on="key"), "lịch sử các năm ghi ở đây")


def awards_counted(files: Files) -> Problems:
    """TD607: an order by earlier awards needs every earlier year on file to say what was granted."""
    earlier = [past for past in (files.bloc.history if files.bloc is not None else ()) if past.year < files.year]
    silent = sorted(past.year for past in earlier if past.granted is None or awaited(past))
    for index, award in enumerate(files.regulation.awards if files.regulation is not None else ()):
        for item, key in enumerate(award.order or ()):
            if key in COUNTS_AWARDS and silent:
                yield Diagnostic(
                    "TD607",
                    at(files, "regulation", "awards", index, "order", item),
                    f"«{key}» đếm số lần đã được khen thưởng, nhưng granted chưa ghi đủ ở năm"
                    f" {', '.join(map(str, silent))}",
                    _entries(files, silent),
                    "mỗi năm đã qua trong history ghi granted: các hình thức đã tặng, kể cả hình thức không đơn vị nào"
                    " được tặng (ghi [])",
                )


def past_bands(files: Files) -> Problems:
    """TD606: a band of an earlier year that the sheet does not know cannot be compared with the one asked for."""
    if files.bloc is None or files.regulation is None:
        return
    scoring = files.regulation.scoring
    bands = [band.name for band in scoring.bands] if scoring is not None else []
    if not bands:  # told at the rule that asks for one
        return
    needed = dict(years_by_band(files))
    for index, past in enumerate(files.bloc.history):
        for unit, band in (past.bands or {}).items():
            if band not in bands and past.year in needed:
                yield _unknown_band(files, at(files, "bloc", "history", index, "bands", unit), band, bands)
    for own in files.others.results:
        told = files.bloc.past(own.year)
        written = (told.bands if told is not None else None) or {}
        strange = {band for unit, band in (own.bands or {}).items() if band not in bands and unit not in written}
        for band in sorted(strange) if own.year in needed else ():
            found = _unknown_band(files, at(files, "regulation", *needed[own.year]), band, bands)
            yield found._replace(message=f"{found.message} của năm {own.year}")


def years_by_band(files: Files) -> Iterator[tuple[int, Route]]:
    """The earlier years whose bands a rule asks for, with the place of the rule."""
    for index, award in enumerate(files.regulation.awards if files.regulation is not None else ()):
        streak = award.requires.streak
        if streak is not None and streak.band is not None:
            for year in years_before(files.year, streak.years - 1):
                yield year, ("awards", index, "requires", "streak", "band")


def _unknown_band(files: Files, place: Place, band: str, bands: list[str]) -> Diagnostic:
    hint = nearest(band, bands) or f"các mức: {'; '.join(bands)}"
    related = see(at(files, "regulation", "scoring", "bands", on="key"), "các mức xếp loại ghi ở đây")
    return Diagnostic("TD606", place, f"bảng điểm không có mức xếp loại «{band}»", related, hint)


CHECKS = (years_on_file, awards_counted, past_bands)
