"""One word for each value of a closed list: bases, statuses, methods, kinds of invalid ballots, order keys.

Every match ends in `assert_never`: a value that is added to its list is worded here, or nothing type-checks.
"""

from __future__ import annotations

from typing import Literal, assert_never

from thidua.records.ballots import Method
from thidua.records.regulation import Base
from thidua.records.scores import Status
from thidua.rules.contest import QuotaRounding
from thidua.vietnamese import listed

UNDECIDED = "chưa phân định"
NOT_CHOSEN = "không được chọn, theo quyết định"

InvalidKind = Literal["blank", "too_many", "defaced"]


def base(of: Base, by: Method = "secret_ballot") -> str:
    """What a share of votes is taken of; where hands are raised there are no papers."""
    if by != "secret_ballot" and of != "members":
        return _raised(of)
    match of:
        case "members":
            return "tổng số thành viên"
        case "present":
            return "số đơn vị tham gia bỏ phiếu"
        case "issued":
            return "số phiếu phát ra"
        case "returned":
            return "số phiếu thu về"
        case "valid":
            return "số phiếu hợp lệ"
        case _:
            assert_never(of)


def _raised(of: Base) -> str:
    return "số đơn vị được biểu quyết" if of == "issued" else "số đơn vị tham gia biểu quyết"


def status(of: Status) -> str:
    """Tình trạng xét, as a table has it."""
    match of:
        case "considered":
            return "được xét"
        case "on_hold":
            return "chưa xét"
        case "excluded":
            return "không xét"
        case "withdrawn":
            return "xin rút"
        case _:
            assert_never(of)


def standing(of: Status) -> str:
    """The same as said of a unit: `chưa được xét`."""
    match of:
        case "considered":
            return "được xét"
        case "on_hold":
            return "chưa được xét"
        case "excluded":
            return "không được xét"
        case "withdrawn":
            return "đã xin rút"
        case _:
            assert_never(of)


def method(of: Method) -> str:
    """Hình thức bình xét."""
    match of:
        case "secret_ballot":
            return "bỏ phiếu kín"
        case "show_of_hands":
            return "biểu quyết giơ tay"
        case "consensus":
            return "thống nhất chung"
        case _:
            assert_never(of)


def invalid(of: InvalidKind) -> str:
    """Loại phiếu không hợp lệ."""
    match of:
        case "blank":
            return "phiếu trắng"
        case "too_many":
            return "phiếu chọn quá số"
        case "defaced":
            return "phiếu hỏng"
        case _:
            assert_never(of)


def rounding(how: QuotaRounding) -> str:
    """How a share that is no whole number is made one."""
    match how:
        case "down":
            return "làm tròn xuống"
        case "up":
            return "làm tròn lên"
        case "nearest":
            return "làm tròn đến số gần nhất"
        case _:
            assert_never(how)


def rounded(how: QuotaRounding, number: str) -> str:
    """The same with the number it came to."""
    comes_to = {"down": "còn", "up": "thành", "nearest": "là"}[how]
    return f"{rounding(how)} {comes_to} {number}"


def order_key(key: str) -> str:
    """Tên của một khóa so sánh."""
    head, _, code = key.partition(":")
    match head:
        case "votes":
            return "số phiếu"
        case "score":
            return "tổng điểm"
        case "criterion":
            return f"điểm tiêu chí {code}"
        case "bonus":
            return "điểm thưởng"
        case "female_share":
            return "mức tỷ lệ nữ (từ 70 % trở lên)"
        case "fewer_earlier_awards":
            return "số lần đã được khen thưởng (ít hơn)"
        case "more_earlier_awards":
            return "số lần đã được khen thưởng (nhiều hơn)"
    raise ValueError(key)


def equal_in(keys: tuple[str, ...]) -> str:
    """`bằng số phiếu`, `bằng nhau về số phiếu và tổng điểm`: what was compared, and is the same."""
    if not keys:
        return "cùng đạt yêu cầu"
    named = [order_key(key).partition(" (")[0] for key in keys]
    return f"bằng {named[0]}" if keys in {("votes",), ("score",)} else f"bằng nhau về {listed(named)}"


def turn(number: int) -> str:
    """` (vòng 2)`; nothing for the first round."""
    return f" (vòng {number})" if number > 1 else ""


def clause_words(clause: str | None) -> str:
    """` (khoản 2 Điều 9)`, or nothing."""
    return f" ({clause})" if clause else ""
