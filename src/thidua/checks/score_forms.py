"""How a score is written: hints for one that is missing, of another kind, or that does not add up."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.records.hints import count_hint, number_hint, plain
from thidua.records.regulation import Criterion
from thidua.rules.scoring import UnitScore
from thidua.vietnamese import decimal

_WORDS = {"points": "ĐIỂM", "yes_no": "yes hoặc no", "count": "SỐ_LƯỢNG"}
_VALUES = {"target": "CHỈ_TIÊU", "actual": "KẾT_QUẢ", "panel": "{MÃ_ĐƠN_VỊ: ĐIỂM}"}
_KINDS = {"points": "số điểm", "yes_no": "có hoặc không", "count": "số lượng", "target": "mức đạt chỉ tiêu"}


def kind_name(leaf: Criterion) -> str:
    """Kiểu của tiêu chí: what its scores are."""
    return _KINDS[leaf.kind]


def form(leaf: Criterion, keys: Sequence[str]) -> str:
    """Cách ghi điểm: `I.1: {assessed: ĐIỂM}`, with words in capitals for what only people know."""
    return f"{leaf.code}: {{{pairs(leaf, keys)}}}"


def pairs(leaf: Criterion, keys: Sequence[str]) -> str:
    """The inside of it: `assessed: ĐIỂM`."""
    return ", ".join(f"{key}: {_VALUES.get(key) or _WORDS.get(leaf.kind, 'ĐIỂM')}" for key in keys)


def either(leaf: Criterion) -> str:
    """For a criterion that did not arise and has values beside it."""
    return f"nếu tiêu chí không phát sinh, chỉ ghi {leaf.code}: not_applicable; nếu có điểm, bỏ khóa note"


def how_to_write(leaf: Criterion, text: str) -> str:
    """For a value of another kind than the criterion's."""
    match leaf.kind:
        case "yes_no":
            return "viết yes nếu đạt, viết no nếu không đạt"
        case "count":
            return count_hint(text)
        case _:
            return number_hint(text)


def working(scored: UnitScore) -> str:
    """Where the computed total comes from: no command that shows it runs while the totals differ."""
    parts = [f"{one.code} được {decimal(one.final)}" for one in scored.criteria if one.final is not None]
    for what, points in (("điểm thưởng", scored.bonus), ("điểm trừ", scored.penalty)):
        parts += [f"{what} {decimal(points)}"] if points else []
    total = plain(scored.total) if scored.total is not None else "TỔNG"
    return f"{'; '.join(parts)}. Sửa điểm nào chép sai; nếu bảng đã ký cộng sai thì ghi total: {total}"
