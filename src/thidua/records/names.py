"""Names where a code belongs, scores without their key: hints that need what stands elsewhere in the files.

They are asked for while a file is refused, so they read plain data: the file that declares the name may itself be
the one that is refused.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from thidua.diagnostics import Route
from thidua.records import hints
from thidua.records.spelling import nearest

Files = Mapping[str, Any]
"""The plain data of the files read so far: `bloc`, `regulation`, and the one at hand."""


class Named(NamedTuple):
    """Đơn vị, khen thưởng, tiêu chí hoặc điều kiện: a code with all the names it goes by."""

    code: str
    names: tuple[str, ...]
    what: str


def code_hint(written: str, named: Iterable[Named]) -> str:
    """«viết SNV» for `Sở Nội vụ`; accents, capitals and blanks do not matter. Nothing when it is no such name."""
    coded = [one for one in named if one.code != written]
    found = {one.code: one.what for one in coded if _fold(written) in {_fold(name) for name in one.names}}
    if found:
        what = next(iter(found.values()))
        return f"đây là tên của {what}, ở đây cần mã: viết {' hoặc '.join(found)}"
    if spelt := nearest(written, [one.code for one in coded]):
        return spelt
    names = {name: one for one in coded for name in one.names}
    near = _near(written, names) if " " in written else None
    return f"có phải là «{near}»? ở đây cần mã: viết {names[near].code}" if near is not None else ""


def _near(written: str, names: Mapping[str, Named]) -> str | None:
    """The name that a longer text comes close to."""
    import difflib  # noqa: PLC0415 - only when something was mistyped

    folded = {_fold(name): name for name in names}
    close = difflib.get_close_matches(_fold(written), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def codes_of(items: Iterable[str], named: Iterable[Named]) -> list[str]:
    """Each item, or the one code whose name it is."""
    by_name: dict[str, set[str]] = {}
    for one in named:
        for name in one.names:
            by_name.setdefault(_fold(name), set()).add(one.code)
    return [next(iter(codes)) if len(codes := by_name.get(_fold(item), set())) == 1 else item for item in items]


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def declared(files: Files) -> Iterator[Named]:
    """Everything that has both a code and a name."""
    yield from _coded(_list(files.get("bloc"), "members"), "đơn vị")
    regulation = files.get("regulation")
    yield from _coded(_list(regulation, "awards"), "hình thức khen thưởng")
    yield from _coded(_list(regulation, "facts"), "điều kiện")
    yield from _coded(_criteria(files), "tiêu chí")


def _coded(items: Iterable[Mapping[str, Any]], what: str) -> Iterator[Named]:
    for item in items:
        code = item.get("code")
        aliases = item.get("aliases")
        names = [item.get("name"), item.get("short"), *(aliases if isinstance(aliases, list) else ())]
        if isinstance(code, str):
            yield Named(code.strip(), tuple(name for name in names if isinstance(name, str) and name.strip()), what)


def _list(data: Any, key: str) -> list[Mapping[str, Any]]:
    found = data.get(key) if isinstance(data, dict) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _criteria(files: Files) -> Iterator[Mapping[str, Any]]:
    """Criteria and groups in the order of the sheet."""
    regulation = files.get("regulation")
    scoring = regulation.get("scoring") if isinstance(regulation, dict) else None
    waiting = _list(scoring, "criteria")[::-1]
    while waiting:
        criterion = waiting.pop()
        yield criterion
        waiting.extend(_list(criterion, "criteria")[::-1])


def _members(files: Files, year: str) -> list[str]:
    """The codes of the members of a year, as far as their years can be read."""
    found = []
    for member in _list(files.get("bloc"), "members"):
        code, joined, left = (member.get(key) for key in ("code", "joined", "left"))
        if isinstance(code, str) and not _after(joined, year) and not _after(year, left):
            found.append(code)
    return found


def _after(one: Any, other: Any) -> bool:
    return all(isinstance(year, str) and year.isdecimal() for year in (one, other)) and int(one) > int(other)


_YES_NO = frozenset(("yes", "no", "có", "không", "đạt", "không đạt", "true", "false"))
_GONE = frozenset(("n/a", "na", "-", "không phát sinh", "không áp dụng", "không có", "kps"))


def bare_score(criterion: str, written: str, files: Files) -> str:
    """How a score that stands alone is to be written: `I.1: 19.25` → `I.1: {assessed: 19.25}`.

    The key is the one that the regulation's `final` takes the score from; where it takes two, or a target, the
    words in capitals stand for what is not written.
    """
    if written.lower() in _GONE:
        return f"tiêu chí không phát sinh thì viết {criterion}: not_applicable; nếu không thì ghi điểm"
    kind = next(
        (str(item.get("kind", "points")) for item in _criteria(files) if item.get("code") == criterion), "points"
    )
    if kind == "target":
        return f"tiêu chí này theo chỉ tiêu: viết {criterion}: {{target: CHỈ_TIÊU, actual: KẾT_QUẢ}}"
    if kind == "yes_no":
        if written.lower() in _YES_NO:
            return f"viết {criterion}: {{{_key(files)}: {written.lower()}}}"
        return f"viết {criterion}: {{{_key(files)}: yes}} nếu đạt, {criterion}: {{{_key(files)}: no}} nếu không"
    value = hints.sure_number(written)
    if value is None:
        return f"viết {criterion}: {{{_key(files)}: {'SỐ_LƯỢNG' if kind == 'count' else 'ĐIỂM'}}}"
    if kind == "count":
        return f"viết {criterion}: {{{_key(files)}: {value}}} nếu {value} là số lượng, không phải số điểm"
    match _final(files):
        case "average":
            return f"ghi cả hai điểm: {criterion}: {{self: TỰ_CHẤM, assessed: THẨM_ĐỊNH}}"
        case "panel":
            return f"ghi điểm của từng đơn vị chấm: {criterion}: {{panel: {{MÃ_ĐƠN_VỊ: ĐIỂM}}}}"
        case _:
            return f"viết {criterion}: {{{_key(files)}: {value}}}"


def _key(files: Files) -> str:
    return "self" if _final(files) == "self" else "assessed"


def _final(files: Files) -> str:
    regulation = files.get("regulation")
    scoring = regulation.get("scoring") if isinstance(regulation, dict) else None
    final = scoring.get("final") if isinstance(scoring, dict) else None
    return str(final.get("by", "assessed")) if isinstance(final, dict) else str(final or "assessed")


def twice_hint(route: Route, data: Any, files: Files, year: str) -> str:
    """For a key that stands twice: whose code was meant, where a copied block kept the code of another.

    Never to put the two together: the figures of two agencies are not one's.
    """
    for step in route[:-1]:
        data = data.get(step) if isinstance(data, dict) else _item(data, step)
    known: list[str] = []
    if route[:-1] == ("units",) or (len(route) > 1 and route[-2] in {"votes", "panel", "totals", "ranks", "bands"}):
        known = _members(files, year)
    elif len(route) > 1 and route[-2] == "scores":
        known = [str(item["code"]) for item in _criteria(files) if "code" in item and not item.get("criteria")]
    missing = [code for code in known if isinstance(data, dict) and code not in data]
    if len(missing) == 1:
        return f"chưa có {missing[0]} ở đây; nếu phần này là của {missing[0]} thì sửa mã, nếu ghi thừa thì xóa một phần"
    if missing:
        return (
            f"nếu phần này của đơn vị, tiêu chí khác thì sửa mã (chưa có {', '.join(missing[:10])}); nếu thừa thì xóa"
        )
    return "xóa một trong hai; nếu phần này chép từ chỗ khác thì sửa lại khóa"


def _item(data: Any, step: str | int) -> Any:
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None
