"""Numbers, dates and words as Vietnamese offices write them. Independent of locale."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

ALPHABET = "abcdđeghiklmnopqrstuvxy"
"""Thứ tự điểm a) b) c) d) đ) e) …: the Vietnamese alphabet without f, j, w, z and accented vowels."""

ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_FIRST_PLAIN_MONTH = 3
_MOST_PLACES = 16
_SPACED_PERCENT = re.compile(r"(?<=\d)[ \u00a0]%")


def nfc(text: str) -> str:
    """The composed form: `Cu\u0323c` and `Cục` become one."""
    return unicodedata.normalize("NFC", text)


def decimal(value: Decimal | Fraction | int, places: int | None = 2) -> str:
    """`95,5`; at most `places` decimals (half up), no trailing zeros."""
    exact = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else Decimal(value)
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")


def unsure(years: Iterable[int]) -> str:
    """`chưa rõ năm 2021, 2022`: of these years nothing is on file."""
    return f"chưa rõ năm {', '.join(map(str, years))}"


def fixed(value: Decimal | Fraction, places: int = 2) -> str:
    """`95,50`: always `places` decimals, for columns."""
    exact = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value
    return f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}".replace(".", ",")


def percent_on_paper(text: str) -> str:
    """`81,82 %` → `81,82%`: decrees and the minutes of offices leave no space, and no line begins with the sign."""
    return _SPACED_PERCENT.sub("%", text)


def percent(part: int | Fraction, whole: int = 1) -> str:
    """`81,82 %` of `whole`; `-` where there is nothing to take a share of."""
    if whole == 0:
        return "-"
    return f"{decimal(Fraction(part, 1) * 100 / whole)} %"


def percent_beside(part: int, whole: int, limit: Fraction, sign: str) -> str:
    """`part` of `whole` in percent, with as many decimals as make `… sign limit` true as it is printed.

    `66,667 %` beside `66,67 %`, where two decimals would print the same number on both sides of `<`. What is exactly
    the limit, and not more, is written as the limit is: `2/3 ≤ 2/3`, for `66,67 %` is more than two thirds.
    """
    exact = Fraction(part, whole)
    true = {">": operator.gt, "≥": operator.ge, "<": operator.lt, "≤": operator.le}[sign]
    for places in range(2, _MOST_PLACES):
        text = decimal(exact * 100, places)
        if true(Fraction(text.replace(",", ".")), limit * 100):
            return f"{text} %"
        if exact == limit:
            break
    return share(exact)


def decimal_on_its_side(value: Fraction) -> str:
    """Two decimals, or as many as keep the printed number on its side of the next whole or half one: `3,9996`.

    Beside a rounding it must show why: `4, làm tròn xuống còn 03` would not.
    """
    for places in range(2, _MOST_PLACES):
        text = decimal(value, places)
        twice = Fraction(text.replace(",", ".")) * 2
        if twice // 1 == value * 2 // 1 and (twice.denominator == 1) == ((value * 2).denominator == 1):
            return text
    return decimal(value)


def share(value: Fraction) -> str:
    """A share as regulations write it: `80 %`, but `2/3` where percent would be inexact."""
    exact = value * 100
    if exact.denominator in {1, 2, 4, 5, 10, 20, 25, 50, 100}:
        return f"{decimal(exact)} %"
    return f"{value.numerator}/{value.denominator}"


def padded(number: int) -> str:
    """`05`: numbers of papers, units and votes below 10 get a zero in front."""
    return f"{number:02d}"


def counted(number: int) -> str:
    """`08 (tám)`: a number of units in figures and words."""
    return f"{padded(number)} ({words(number)})"


def words(number: int) -> str:
    """0-999 in words: 21 → `hai mươi mốt`, 105 → `một trăm linh năm`."""
    hundreds, rest = divmod(number, 100)
    if not 0 <= hundreds <= 9:  # noqa: PLR2004 - papers and units never come in thousands
        return decimal(number)
    tail = _below_hundred(rest)
    if hundreds == 0:
        return tail
    if rest == 0:
        return f"{_UNITS[hundreds]} trăm"
    return f"{_UNITS[hundreds]} trăm {f'linh {tail}' if rest < 10 else tail}"  # noqa: PLR2004


def _below_hundred(number: int) -> str:
    tens, unit = divmod(number, 10)
    if tens == 0:
        return _UNITS[unit]
    head = "mười" if tens == 1 else f"{_UNITS[tens]} mươi"
    if unit == 0:
        return head
    if unit == 5:  # noqa: PLR2004 - mười lăm
        return f"{head} lăm"
    return f"{head} mốt" if unit == 1 and tens > 1 else f"{head} {_UNITS[unit]}"


def roman(number: int) -> str:
    """1 → `I`."""
    text = ""
    for value, sign in ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text


def letter(index: int) -> str:
    """0 → `a`, 4 → `đ`; beyond the alphabet doubled: `aa`."""
    times, at = divmod(index, len(ALPHABET))
    return ALPHABET[at] * (times + 1)


def long_date(day: date) -> str:
    """`ngày 05 tháng 02 năm 2024`: days below 10, and months 1 and 2, are padded (Decree 30/2020)."""
    month = padded(day.month) if day.month < _FIRST_PLAIN_MONTH else str(day.month)
    return f"ngày {padded(day.day)} tháng {month} năm {day.year}"


def clock(moment: time) -> str:
    """`14 giờ 00`."""
    return f"{moment.hour:02d} giờ {moment.minute:02d}"


def capital(text: str) -> str:
    """The first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def listed(items: tuple[str, ...] | list[str]) -> str:
    """`A, B và C`."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} và {items[-1]}"


def small(text: str) -> str:
    """The same with a small first letter, inside a sentence."""
    return text[:1].lower() + text[1:]
