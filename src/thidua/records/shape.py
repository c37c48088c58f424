"""The pieces every file is made of: codes, texts, points, shares, dates; and pydantic's errors in Vietnamese.

Scalars arrive as text (`source.py`), so each type says here how it is written: `95,5` is a number,
`30/11/2023` a day, `80 %` and `4/5` a share. Cross-field rules are not here: they would lose their place.
"""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from thidua.records import hints
from thidua.records.characters import INVISIBLE, SPACES, named


class Record(BaseModel):
    """Bản ghi: an immutable piece of a user's file; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _wrong(code: str, message: str, hint: str = "") -> PydanticCustomError:
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def _text_of(value: Any, what: str) -> str:
    if isinstance(value, str):
        return value.strip()
    found = "một danh sách" if isinstance(value, (list, tuple)) else "một nhóm khóa" if value else "chỗ trống"
    raise _wrong("TD203", f"cần {what}, ở đây là {found}")


_CODE = re.compile(r"[^\s,;:\[\]{}\"'#&*!|>%@`\\/]{1,40}")


def _code(value: Any) -> str:
    text = _text_of(value, "một mã")
    if _CODE.fullmatch(text) and (text.isprintable() or not re.search(f"[{INVISIBLE}]", text)):
        return text
    if space := re.search(f"[{SPACES}]", text):
        raise _no_code("TD115", text, f"trong mã «{text[:60]}» có {named(space.group())}", "gõ lại mã, viết liền")
    parts = hints.codes_in(text)
    several = len(parts) > 1 and all(map(_CODE.fullmatch, parts))
    hint = hints.codes_hint(parts) if several else hints.CODE_PATTERN
    raise _no_code("TD203", text, f"«{re.sub(f'[{INVISIBLE}]', '?', text)[:60]}» không dùng làm mã được", hint)


def is_code(text: str) -> bool:
    """Whether a text may stand where a code is asked for."""
    return _CODE.fullmatch(text) is not None and text.isprintable()


def _no_code(code: str, written: str, message: str, hint: str) -> PydanticCustomError:
    """What is no code may be the name of something: `name` lets the other files say of what."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint, "name": written})


def _text(value: Any) -> str:
    text = _text_of(value, "văn bản")
    if not text:
        raise _wrong("TD206", "văn bản này còn trống", "điền văn bản, hoặc xóa cả dòng nếu không dùng khóa này")
    return text


_DECIMAL = re.compile(r"[+-]?[0-9]{1,12}(?:[.,][0-9]{1,6})?")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+")


def _decimal(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    text = _text_of(value, "một số")
    if _GROUPED.fullmatch(text):
        raise _wrong("TD204", f"«{text}» có thể đọc hai cách", hints.thousands_hint(text))
    if not _DECIMAL.fullmatch(text):
        raise _wrong("TD203", f"«{text[:60]}» không phải là một số", hints.number_hint(text))
    return Decimal(text.replace(",", "."))


def _points(value: Any) -> Decimal:
    number = _decimal(value)
    if number < 0:
        raise _wrong("TD206", f"số này không được âm, ở đây là {value}")
    return number


def _positive(value: Any) -> Decimal:
    number = _decimal(value)
    if number <= 0:
        raise _wrong("TD206", f"số này phải lớn hơn 0, ở đây là {value}")
    return number


def _count(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = _text_of(value, "một số nguyên")
    if _GROUPED.fullmatch(text):
        raise _wrong("TD204", f"«{text}» có thể đọc hai cách", hints.thousands_hint(text, whole=True))
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise _wrong("TD203", f"«{text[:60]}» không phải là số nguyên không âm", hints.count_hint(text))
    return int(text)


def _written(value: Any) -> str:
    """A value as written, for a criterion of any kind; a number that reads two ways is refused all the same."""
    text = _text(value)
    if re.fullmatch(r"[+-]?[0-9]+(?:[.,][0-9]+)*", text):
        _decimal(text)
    return text


def _year(value: Any) -> int:
    if isinstance(value, str) and re.search("[/–-]", value.strip()[1:]):
        raise _wrong("TD203", f"«{value.strip()[:60]}» không phải là một năm", "viết một năm bằng đủ bốn chữ số")
    year = _count(value)
    if not 1945 <= year <= 2200:  # noqa: PLR2004 - the emulation movement began in 1948; a typo is far away
        raise _wrong("TD206", f"năm {year} nằm ngoài khoảng 1945-2200", "viết năm bằng đủ bốn chữ số")
    return year


def parse_share(text: str) -> Fraction | None:
    """`80%`, `80 %`, `66,67%`, `2/3` → an exact fraction; None for what is no share."""
    percent = re.fullmatch(r"([0-9]{1,4}(?:[.,][0-9]{1,4})?)\s*%", text)
    if percent:
        return Fraction(percent[1].replace(",", ".")) / 100
    ratio = re.fullmatch(r"([0-9]{1,6})\s*/\s*([0-9]{1,6})", text)
    if ratio and int(ratio[2]) > 0:
        return Fraction(int(ratio[1]), int(ratio[2]))
    return None


_LARGEST_DENOMINATOR = 12
_MOST_DECIMALS = 4


def common_fraction(share: Fraction) -> Fraction | None:
    """The common fraction (halves to twelfths) that a percentage with decimals was rounded or cut from by hand.

    `66,7%`, `66,67%` and `66,66%` are 2/3; `12,5%` is exactly 1/8 and was not rounded: None, as for `66%`.
    """
    percent = share * 100
    places = next((d for d in range(_MOST_DECIMALS + 1) if (percent * 10**d).denominator == 1), 0)
    if places == 0:
        return None
    steps = percent * 10**places
    for den in range(2, _LARGEST_DENOMINATOR + 1):
        for exact in (Fraction(num, den) for num in (int(share * den), int(share * den) + 1)):
            meant = exact * 100 * 10**places
            if 0 < exact < 1 and meant != steps and steps in {int(meant), int(meant + Fraction(1, 2))}:
                return exact
    return None


def _share(value: Any) -> Fraction:
    if isinstance(value, Fraction):
        return value
    text = _text_of(value, "một tỷ lệ")
    found = parse_share(text)
    if found is None:
        raise _wrong("TD203", f"«{text[:60]}» không phải là một tỷ lệ", hints.share_hint(text, parse_share))
    return found


def _portion(value: Any) -> Fraction:
    """A share that is a part of a whole."""
    share = _share(value)
    if share > 1:
        raise _wrong("TD206", f"tỷ lệ này không thể quá 100%, ở đây là {value}")
    return share


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    text = _text_of(value, "một ngày")
    match = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text)
    parts = match.groups() if match else None
    if parts is None and (match := re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text)):
        parts = match.groups()[::-1]
    if parts is None:
        raise _wrong("TD203", f"«{text[:60]}» không phải là một ngày", hints.day_hint(text))
    try:
        return date(*map(int, parts))
    except ValueError:
        raise _wrong("TD206", f"không có ngày {text}", hints.day_hint(text)) from None


def _clock(value: Any) -> time:
    if isinstance(value, time):
        return value
    text = _text_of(value, "một giờ")
    match = re.fullmatch(r"([0-9]{1,2})\s*(?::|giờ|h|g)\s*([0-9]{1,2})?(?:\s*phút)?", text)
    if match is None:
        raise _wrong("TD203", f"«{text[:60]}» không phải là giờ trong ngày", hints.clock_hint(text))
    try:
        return time(int(match[1]), int(match[2] or 0))
    except ValueError:
        raise _wrong("TD206", f"không có giờ {text}", hints.CLOCK_PATTERN) from None


_YES = frozenset(("yes", "true", "có", "đạt"))
_NO = frozenset(("no", "false", "không", "không đạt"))


def no_yes(text: str) -> bool | None:
    """What a word says, None where it is neither yes nor no."""
    word = text.strip().lower()
    return word in _YES if word in _YES or word in _NO else None


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = _text_of(value, "có hoặc không")
    found = no_yes(text)
    if found is not None:
        return found
    raise _wrong("TD203", f"«{text.lower()[:60]}» không phải là có hoặc không", "viết yes nếu có, viết no nếu không")


class Parsed:
    """How a scalar is read: one function from text to the finished value.

    Cheaper than pydantic's `BeforeValidator`, which would inspect the function for every field that uses
    it and then validate the finished value once more.
    """

    __slots__ = ("parse",)

    def __init__(self, parse: Callable[[Any], Any]) -> None:
        self.parse = parse

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.parse)


def choice(*allowed: str) -> Parsed:
    """A word out of a fixed list; the field beside it is typed `Literal` of the same words."""

    def check(value: Any) -> str:
        text = _text_of(value, "một từ")
        if text in allowed:
            return text
        raise PydanticCustomError(
            "TD205",
            "{message}",
            {
                "message": f"«{text[:60]}» không dùng được ở đây",
                "hint": "",
                "allowed": list(allowed),
                "text": text,
            },
        )

    return Parsed(check)


def short_form(key: str) -> BeforeValidator:
    """Lets `quota: 1` stand for `quota: {count: 1}`: text in place of a group fills `key`."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


def none_word() -> BeforeValidator:
    """Lets the word `none` say that there is nothing, where leaving the key out would only be silent about it."""
    return BeforeValidator(lambda value: None if value in ("none", "không") else value)


Code = Annotated[str, Parsed(_code)]
Text = Annotated[str, Parsed(_text)]
Written = Annotated[str, Parsed(_written)]
Points = Annotated[Decimal, Parsed(_points)]
Positive = Annotated[Decimal, Parsed(_positive)]
Number = Annotated[Decimal, Parsed(_decimal)]
Count = Annotated[int, Parsed(_count)]
Year = Annotated[int, Parsed(_year)]
Share = Annotated[Fraction, Parsed(_share)]
Portion = Annotated[Fraction, Parsed(_portion)]
Day = Annotated[date, Parsed(_day)]
Clock = Annotated[time, Parsed(_clock)]
YesNo = Annotated[bool, Parsed(_yes_no)]


def described(text: str, *, empty: bool = False, **more: Any) -> Any:
    """A field with its Vietnamese description, which editors and `docs/format.md` show.

    `empty`: the key may stand there without a value (in a table: an entry may), as the description then says; any
    other key without a value is an error, for an empty value is not an absent key.
    """
    return Field(description=text, json_schema_extra={"empty": True} if empty else None, **more)
