"""What a unit lacks for an award, in words and numbers: hints that need no command to be run first."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from thidua.rules.eligibility import Condition
from thidua.vietnamese import decimal, listed, unsure

_STATUSES = {"on_hold": "đang chưa xét", "excluded": "không được xét", "withdrawn": "đã xin rút"}


def unmet_words(found: Iterable[Condition]) -> str:
    """Every condition that is not met, each with the unit's own number and the one that is asked for."""
    return "; ".join(_unmet(condition) for condition in found if not condition.met)


def _unmet(found: Condition) -> str:
    if found.unknown:
        return f"điều kiện nhiều năm về «{found.subject}» {unsure(found.unknown)}"
    match found.kind:
        case "status":
            return f"đơn vị {_STATUSES.get(str(found.actual), str(found.actual))}"
        case "min_score":
            return f"tổng điểm {_value(found.actual)}, cần từ {_value(found.limit)}"
        case "max_rank":
            return f"xếp hạng {_value(found.actual)}, cần từ hạng {_value(found.limit)} trở lên"
        case "band":
            return f"xếp loại {_value(found.actual)}, cần từ «{_value(found.limit)}» trở lên"
        case "fact":
            return f"chưa ghi điều kiện «{found.subject}» vào facts của đơn vị"
        case "streak_band":
            return f"chưa đủ {len(_years(found.limit))} năm liền xếp loại từ «{found.subject}»: thiếu {_lacking(found)}"
        case "streak_award":
            return f"chưa đủ {len(_years(found.limit))} năm liền được tặng «{found.subject}»: thiếu {_lacking(found)}"
        case "not_awarded":
            years = listed([str(year) for year in _years(found.actual)])
            return (
                f"đã được tặng «{found.subject}» năm {years}, cần {len(_years(found.limit))} năm liền trước chưa được"
            )


def _years(value: object) -> tuple[int, ...]:
    return value if isinstance(value, tuple) else ()


def _lacking(found: Condition) -> str:
    reached = _years(found.actual)
    return f"năm {', '.join(str(year) for year in _years(found.limit) if year not in reached)}"


def _value(value: Fraction | int | str | tuple[int, ...] | None) -> str:
    if value is None:
        return "chưa có"
    return decimal(value, None) if isinstance(value, Fraction | int) else str(value)
