"""The history itself: lists (TD303), years (TD702, TD710), codes, bands and totals nobody knows (TD709)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from thidua.checks.over_years import years_by_band
from thidua.checks.places import Files, Problems, at, label, office_name, see
from thidua.diagnostics import Diagnostic
from thidua.records.bloc import PastYear
from thidua.records.regulation import Regulation
from thidua.records.spelling import nearest
from thidua.vietnamese import decimal


def _entries(files: Files) -> Iterator[tuple[int, PastYear]]:
    """The entries of the history up to this year; what is said of later ones is looked at in their own year."""
    for index, past in enumerate(files.bloc.history if files.bloc is not None else ()):
        if past.year <= files.year:
            yield index, past


def listed_once(files: Files) -> Problems:
    """TD303: a unit twice in one list of a year."""
    for index, past in _entries(files):
        lists: list[tuple[tuple[str, ...], tuple[str, ...]]] = [(("excluded",), past.excluded or ())]
        lists += [(("granted", code), units) for code, units in (past.granted or {}).items()]
        lists += [(("proposed", code), units) for code, units in (past.proposed or {}).items()]
        for route, units in lists:
            for item, unit in enumerate(units):
                if unit in units[:item]:
                    first = see(at(files, "bloc", "history", index, *route, units.index(unit)), "lần đầu")
                    place = at(files, "bloc", "history", index, *route, item)
                    yield Diagnostic("TD303", place, f"{unit} ghi hai lần", first)


def years_within_reach(files: Files) -> Problems:
    """TD702: a year that is still to come; of the next one only who leads it is known."""
    latest = max(files.year, *files.others.folders, 0)
    for index, past in enumerate(files.bloc.history if files.bloc is not None else ()):
        if past.year > latest + 1:
            message = f"chưa thể có lịch sử năm {past.year}: năm mới nhất đang làm là {latest}"
            hint = "sửa năm nếu ghi nhầm, nếu không thì xóa mục này"
            yield Diagnostic("TD702", at(files, "bloc", "history", index, "year"), message, hint=hint)


def years_are_sound(files: Files) -> bool:
    """Whether no year of the history is written twice or still to come (TD702); such a one may be the missing."""
    years = [past.year for past in files.bloc.history] if files.bloc is not None else []
    return len(set(years)) == len(years) and not any(True for _ in years_within_reach(files))


def years_without_gap(files: Files) -> Problems:
    """TD710: years between the first on file and this one that are not there."""
    known = {past.year for _, past in _entries(files)} if years_are_sound(files) else set[int]()
    missing = [year for year in range(min(known), files.year) if year not in known] if known else []
    if missing:
        yield Diagnostic(
            "TD710",
            at(files, "bloc", "history", on="key"),
            f"lịch sử thiếu năm {_spans(missing)}",
            hint=f"thêm các năm đó; không còn số liệu thì ghi ít nhất {office_name(files, 'head')} (head)",
        )


def _spans(years: list[int]) -> str:
    """`2015, 2018-2020`."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def head_was_considered(files: Files) -> Problems:
    """TD709: a head that was itself excluded in the year that it led; it happens, but is seldom meant."""
    for index, past in _entries(files):
        if past.head is not None and past.head in (past.excluded or ()):
            place = at(files, "bloc", "history", index, "excluded", (past.excluded or ()).index(past.head))
            office = office_name(files, "head")
            related = see(at(files, "bloc", "history", index, "head"), f"{office} ghi ở đây")
            message = f"{label(files, past.head)} vừa là {office} vừa không được xét trong năm {past.year}"
            yield Diagnostic("TD709", place, message, related, "xem lại head hoặc excluded; nếu đúng như vậy thì thôi")


def puzzling_years(files: Files) -> frozenset[int]:
    """The earlier years with awards, bands or totals that this year's regulation does not know: ask their own."""
    rules = files.regulation
    return frozenset(
        past.year
        for _, past in _entries(files)
        if rules is not None and past.year < files.year and _is_puzzling(past, rules)
    )


def _is_puzzling(past: PastYear, rules: Regulation) -> bool:
    strange = {*(past.granted or {}), *(past.proposed or {})} - _awards(rules)
    return bool(strange or {*(past.bands or {}).values()} - _bands(rules) or _too_high(past, rules))


def _awards(rules: Regulation) -> frozenset[str]:
    """The awards of a regulation, and those of other years that its requirements look back to."""
    looked_back = [(award.requires.streak, award.requires.not_awarded) for award in rules.awards]
    named = {required.award for pair in looked_back for required in pair if required is not None}
    return frozenset(award.code for award in rules.awards) | {code for code in named if code is not None}


def _bands(rules: Regulation) -> frozenset[str]:
    return frozenset(band.name for band in rules.scoring.bands) if rules.scoring is not None else frozenset()


def _most(rules: Regulation) -> Decimal | None:
    """The highest total that the sheet allows."""
    scoring = rules.scoring
    if scoring is None:
        return None
    return scoring.scale + (scoring.bonus.max if scoring.bonus is not None else 0)


def _too_high(past: PastYear, rules: Regulation) -> tuple[str, ...]:
    """The units with a total above the sheet; none where all of them are: that year had another scale."""
    totals, most = past.totals or {}, _most(rules)
    above = tuple(unit for unit, total in totals.items() if most is not None and total > most)
    return () if len(above) == len(totals) > 1 else above


def _rules_of(files: Files, year: int) -> tuple[Regulation, ...]:
    """What an earlier year may be read by: this year's regulation, and its own where it has a folder."""
    own = files.others.regulations.get(year)
    return tuple(rules for rules in (own, files.regulation) if rules is not None)


def _is_readable(files: Files, year: int) -> bool:
    """False while the year has a regulation of its own that cannot be read: it may know more."""
    return files.regulation is not None and files.others.regulations.get(year, files.regulation) is not None


def known_awards(files: Files) -> Problems:
    """TD709: an award that no regulation knows: misspelt, no rule over several years will ever find it."""
    entries = [(index, past) for index, past in _entries(files) if _is_readable(files, past.year)]
    used = Counter(code for _, past in entries for code in {**(past.granted or {}), **(past.proposed or {})})
    for index, past in entries:
        known = sorted({code for rules in _rules_of(files, past.year) for code in _awards(rules)})
        for key, lists in (("granted", past.granted), ("proposed", past.proposed)):
            for code in lists or {}:
                near = nearest(code, known)
                if code not in known and (near or used[code] == 1):
                    place = at(files, "bloc", "history", index, key, code, on="key")
                    message = f"không rõ «{code}» của năm {past.year} là khen thưởng nào: quy chế không có mã này"
                    yield Diagnostic("TD709", place, message, hint=near or "nếu là khen thưởng trước đây thì để nguyên")


def known_bands(files: Files) -> Problems:
    """TD709: a band that no sheet knows, in a year whose bands no rule asks for (TD606 otherwise)."""
    needed = {year for year, _ in years_by_band(files)}
    entries = [(i, past) for i, past in _entries(files) if _is_readable(files, past.year) and past.year not in needed]
    used = Counter(band for _, past in entries for band in {*(past.bands or {}).values()})
    for index, past in entries:
        known = sorted({band for rules in _rules_of(files, past.year) for band in _bands(rules)})
        first = {band: unit for unit, band in reversed((past.bands or {}).items())}
        for band, unit in first.items():
            near = nearest(band, known)
            if known and band not in known and (near or used[band] == 1):
                place = at(files, "bloc", "history", index, "bands", unit)
                message = f"không rõ mức xếp loại «{band}» của năm {past.year}: bảng điểm không có mức này"
                yield Diagnostic("TD709", place, message, hint=near or "nếu là mức xếp loại trước đây thì để nguyên")


def possible_totals(files: Files) -> Problems:
    """TD709: a total above what the sheet, with its bonus, allows."""
    for index, past in _entries(files):
        for rules in _rules_of(files, past.year)[:1] if _is_readable(files, past.year) else ():
            for unit in _too_high(past, rules):
                written, most = (past.totals or {})[unit], _most(rules)
                yield Diagnostic(
                    "TD709",
                    at(files, "bloc", "history", index, "totals", unit),
                    f"năm {past.year} {unit} được {decimal(written, None)} điểm, trên mức cao nhất của bảng điểm"
                    f" là {decimal(most or 0, None)}",
                    hint="xem lại số điểm, nhất là dấu thập phân",
                )


CHECKS = (
    listed_once,
    years_within_reach,
    years_without_gap,
    head_was_considered,
    known_awards,
    known_bands,
    possible_totals,
)
