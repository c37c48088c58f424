"""Names where a code belongs, scores without their key: hints that need what stands elsewhere in the files.

They are asked for while a file is refused, so they read plain data: the file that declares the name may itself be
the one that is refused.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from thidua.records import hints
from thidua.records.spelling import MANY, nearest

Files = Mapping[str, Any]
"""The plain data of the files read so far: `bloc`, `regulation`, and the one at hand."""


class Named(NamedTuple):
    """Đơn vị, khen thưởng, tiêu chí hoặc điều kiện: a code with all the names it goes by."""

    code: str
    names: tuple[str, ...]
    what: str


class Names:
    """Tên gọi: everything of one kind that has both a code and names, to be found by either."""

    def __init__(self, named: Iterable[Named]) -> None:
        self.named = tuple(named)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(one.code for one in self.named)

    @cached_property
    def in_order(self) -> tuple[str, ...]:
        """The codes by the alphabet, each once."""
        return tuple(sorted(set(self.codes)))

    @cached_property
    def _by_name(self) -> dict[str, dict[str, str]]:
        """Folded name → the codes that it stands for, each with what it is the code of."""
        found: dict[str, dict[str, str]] = {}
        for one in self.named:
            for name in one.names:
                found.setdefault(_fold(name), {})[one.code] = one.what
        return found

    def by_name(self, written: str) -> str:
        """«viết SNV» for `Sở Nội vụ`; accents, capitals and blanks do not matter. Nothing when it is no such name."""
        found = {code: what for code, what in self._by_name.get(_fold(written), {}).items() if code != written}
        if not found:
            return ""
        return f"đây là tên của {next(iter(found.values()))}, ở đây cần mã: viết {' hoặc '.join(found)}"

    def code_hint(self, written: str) -> str:
        """The code that goes by this name, else the nearest spelling of a code or of a name, or nothing."""
        if hint := self.by_name(written) or nearest(written, self.codes):
            return hint
        near = self._near(written) if " " in written else None
        if near is None:
            return ""
        name, code = near
        return f"có phải là «{name}»? ở đây cần mã: viết {code}"

    def _near(self, written: str) -> tuple[str, str] | None:
        """The name that a longer text comes close to, and its code."""
        if len(self._by_name) > MANY:
            return None
        import difflib  # noqa: PLC0415 - only when something was mistyped

        others = (one for one in self.named if one.code != written)
        names = {_fold(name): (name, one.code) for one in others for name in one.names}
        close = difflib.get_close_matches(_fold(written), names, n=1, cutoff=0.6)
        return names[close[0]] if close else None

    def codes_of(self, items: Iterable[str]) -> list[str]:
        """Each item, or the one code whose name it is."""
        found = ((item, self._by_name.get(_fold(item), {})) for item in items)
        return [next(iter(codes)) if len(codes) == 1 else item for item, codes in found]


class Known:
    """Điều đã khai báo: what the files read so far declare, looked up once however many values are wrong."""

    def __init__(self, files: Files) -> None:
        self.files = files

    @cached_property
    def names(self) -> Names:
        return Names(_declared(self.files))

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of every criterion and group; of the first, where a code stands twice."""
        found: dict[str, str] = {}
        for item in criteria_of(self.files):
            found.setdefault(str(item.get("code")), str(item.get("kind", "points")))
        return found

    @cached_property
    def final(self) -> str:
        """What the regulation takes the final score from."""
        regulation = self.files.get("regulation")
        scoring = regulation.get("scoring") if isinstance(regulation, dict) else None
        final = scoring.get("final") if isinstance(scoring, dict) else None
        return str(final.get("by", "assessed")) if isinstance(final, dict) else str(final or "assessed")


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def _declared(files: Files) -> Iterator[Named]:
    """Everything that has both a code and a name."""
    yield from _coded(_list(files.get("bloc"), "members"), "đơn vị")
    regulation = files.get("regulation")
    yield from _coded(_list(regulation, "awards"), "hình thức khen thưởng")
    yield from _coded(_list(regulation, "facts"), "điều kiện")
    yield from _coded(criteria_of(files), "tiêu chí")


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


def criteria_of(files: Files) -> Iterator[Mapping[str, Any]]:
    """Criteria and groups in the order of the sheet."""
    regulation = files.get("regulation")
    scoring = regulation.get("scoring") if isinstance(regulation, dict) else None
    waiting = _list(scoring, "criteria")[::-1]
    while waiting:
        criterion = waiting.pop()
        yield criterion
        waiting.extend(_list(criterion, "criteria")[::-1])


def members_of(files: Files, year: str) -> list[str]:
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


def bare_score(criterion: str, written: str, known: Known) -> str:
    """How a score that stands alone is to be written: `I.1: 19.25` → `I.1: {assessed: 19.25}`.

    The key is the one that the regulation's `final` takes the score from; where it takes two, or a target, the
    words in capitals stand for what is not written.
    """
    if written.lower() in _GONE:
        return f"tiêu chí không phát sinh thì viết {criterion}: not_applicable; nếu không thì ghi điểm"
    kind = known.kinds.get(criterion, "points")
    key = "self" if known.final == "self" else "assessed"
    if kind == "target":
        return f"tiêu chí này theo chỉ tiêu: viết {criterion}: {{target: CHỈ_TIÊU, actual: KẾT_QUẢ}}"
    if kind == "yes_no":
        if written.lower() in _YES_NO:
            return f"viết {criterion}: {{{key}: {written.lower()}}}"
        return f"viết {criterion}: {{{key}: yes}} nếu đạt, {criterion}: {{{key}: no}} nếu không"
    value = hints.sure_number(written)
    if value is None:
        return f"viết {criterion}: {{{key}: {'SỐ_LƯỢNG' if kind == 'count' else 'ĐIỂM'}}}"
    if kind == "count":
        return f"viết {criterion}: {{{key}: {value}}} nếu {value} là số lượng, không phải số điểm"
    match known.final:
        case "average":
            return f"ghi cả hai điểm: {criterion}: {{self: TỰ_CHẤM, assessed: THẨM_ĐỊNH}}"
        case "panel":
            return f"ghi điểm của từng đơn vị chấm: {criterion}: {{panel: {{MÃ_ĐƠN_VỊ: ĐIỂM}}}}"
        case _:
            return f"viết {criterion}: {{{key}: {value}}}"
