"""A text, a list or a group of keys in the place of another of the three: how it is written there.

What stands there is kept: a hint that is followed says what was meant, in brackets, in braces or behind dashes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from thidua.diagnostics import Route
from thidua.records import hints
from thidua.records.location import Source
from thidua.records.names import Known
from thidua.records.shape import Record, no_yes, parse_share
from thidua.records.slots import Slot, slots
from thidua.records.syntax import missing_space

R = TypeVar("R", bound=Record)

THRESHOLD = frozenset(("at_least", "more_than"))
"""The keys that say how many votes are enough: reached, or exceeded."""

_PAIRS = r"(?:[\w.-]+:[^\s,:]+(?:\s*,\s*|\s+|$))+"
_COUNTS = r"[\w.-]+\s*[\s=:]\s*[0-9]+(?:\s*[,;]\s*[\w.-]+\s*[\s=:]\s*[0-9]+)*"
_NOTHING = frozenset(("không", "không có", "không có ai", "ko", "none", "no", "0", "00", "-", "trống", "rỗng"))
_BLANK = frozenset(("trắng", "phiếu trắng", "bỏ trắng", "để trắng", "bỏ trống", "để trống", "trống", "blank"))
_DEFACED = frozenset(("hỏng", "phiếu hỏng", "rách", "phiếu rách", "bị hỏng", "bị rách", "defaced"))
_YES = frozenset(("có", "yes", "đạt", "true"))
_ALL = frozenset(("đủ", "đầy đủ", "tất cả", "toàn bộ", "cả khối", "all"))
_PAPER = "phiếu trắng ghi blank, phiếu hỏng ghi defaced, phiếu không đồng ý với đơn vị nào ghi []"


def kind_hint(source: Source, model: type[R], route: Route, value: Any, known: Known) -> str:
    """How `value`, which is of another kind, is written at `route`; nothing where that is not known."""
    kinds = slots(model, route)
    if any(slot.is_list for slot in kinds):
        return _as_list(kinds, route, value, known) if value != {} else _codes_in_braces(source, route)
    if isinstance(value, str):
        return _text_as_group(source, kinds, route, value)
    if isinstance(value, list) and any(slot.is_table for slot in kinds):
        return _pairs_as_table(value)
    return ""


def _as_list(kinds: tuple[Slot, ...], route: Route, value: Any, known: Known) -> str:
    item = next(Slot(get_args(slot.kind)[0]) for slot in kinds if slot.is_list)
    if isinstance(value, Mapping):
        return _marked(value)
    if not isinstance(value, str):
        return ""
    inside = isinstance(route[-1], int)
    word = value.strip().lower()
    if re.match(r"-\S", value):
        first, *_ = re.split(r"\s-\s?(?=\S)", value[1:])
        return f"thêm dấu cách sau mỗi dấu gạch: - {first[:60]}"
    if inside and word in _BLANK:
        return "viết blank"
    if inside and word in _DEFACED:
        return "viết defaced"
    if inside and (word in _NOTHING or word.startswith("không")):
        return _PAPER
    if word in _NOTHING:
        return "không có mục nào thì viết []"
    if item.fields:
        return f"mỗi mục là một nhóm khóa: viết [{_group_of(item)}], hoặc mỗi mục một dòng, {hints.DASH}"
    if word in _ALL or word.isdecimal():
        return "ở đây cần từng mã, không phải số lượng: viết các mã trong [ ]"
    if word in _YES:
        return "ở đây cần các mã, không phải có hay không: viết các mã trong [ ]"
    return hints.list_hint(_items(value, known), inside=inside)


def _items(value: str, known: Known) -> list[str]:
    """The items of a text, each as the code that it names; codes that only spaces keep apart as well."""
    items = known.names.codes_of(hints.items_of(value))
    words = [word for item in items for word in item.split()]
    return words if set(words) <= set(known.names.codes) else items


def _codes_in_braces(source: Source, route: Route) -> str:
    """For `{SNV, STC}`: the same in brackets."""
    codes = [str(empty[-1]) for empty in source.empty if empty[:-1] == route]
    return hints.list_hint(codes) if codes else "không có mục nào thì viết []"


def _marked(value: Mapping[str, Any]) -> str:
    """For `{a: yes, b: no}`, and for codes in braces: those that are so, in brackets."""
    meant = {key: no_yes(said) if isinstance(said, str) else None for key, said in value.items()}
    if not meant or None in meant.values():
        return ""
    return hints.list_hint([key for key, so in meant.items() if so]) if any(meant.values()) else "viết []"


def _text_as_group(source: Source, kinds: tuple[Slot, ...], route: Route, value: str) -> str:
    start, end = source.values.get(route, (0, 0))
    if any(slot.fields.keys() >= THRESHOLD for slot in kinds):
        return _threshold(value.strip())
    if re.fullmatch(_PAIRS, value):
        pairs = ", ".join(pair.replace(":", ": ") for pair in re.split(r"[\s,]+", value))
        alone = "," not in pairs and _own_line(source, start)
        return f"thêm dấu cách sau dấu hai chấm: {pairs if alone else '{' + pairs + '}'}"
    if found := missing_space(source.text[start:end]):
        return found
    if any(slot.is_table for slot in kinds) and re.fullmatch(_COUNTS, value):
        counts = (re.split(r"\s*[\s=:]\s*", pair, maxsplit=1) for pair in re.split(r"\s*[,;]\s*", value))
        return "viết {" + ", ".join(f"{code}: {count}" for code, count in counts) + "}"
    group = next((slot for slot in kinds if slot.fields), None)
    if group is None or not route or not isinstance(route[-1], int):
        return ""
    (first, field), *_ = group.fields.items()
    is_code = field.is_required() and re.fullmatch(r"[\w.-]{1,40}", value)
    return f"viết {_group_of(group, {first: value} if is_code else {})}"


def _threshold(value: str) -> str:
    """For `passes: 2/3`: whether that is enough, and of how many, only the regulation says."""
    of = "of: CĂN_CỨ"
    named = "; CĂN_CỨ là members, present, issued, returned hoặc valid, theo quy chế"
    meant, share = hints.threshold_of(value, parse_share)
    if meant:
        return f"viết {{{meant}: {share or 'TỶ_LỆ'}, {of}}}{named}"
    share = value if parse_share(value) is not None else "TỶ_LỆ"
    return f"viết {{at_least: {share}, {of}}} nếu đạt mức ấy là đủ, {{more_than: {share}, {of}}} nếu phải quá{named}"


def _group_of(group: Slot, values: Mapping[str, str] | None = None) -> str:
    """The keys that a group must have: `{unit: STC, reason: …}`."""
    needed = (key for key, field in group.fields.items() if field.is_required())
    return "{" + ", ".join(f"{key}: {(values or {}).get(key, '…')}" for key in needed) + "}"


def _pairs_as_table(value: list[Any]) -> str:
    """For `[STC: 4, STP: 3]` and the same behind dashes: braces, without the dashes."""
    pairs = [pair for one in value if isinstance(one, dict) for pair in one.items()]
    if len(pairs) != len(value) or not all(
        isinstance(said, str) and re.fullmatch(r"[\w.%-]+", said) for _, said in pairs
    ):
        return ""
    return "viết {" + ", ".join(f"{key}: {said}" for key, said in pairs) + "}"


def _own_line(source: Source, start: int) -> bool:
    """Whether a value stands on a line of its own, below its key."""
    return not source.text[source.text.rfind("\n", 0, start) + 1 : start].strip()
