"""How a value should have been written: the value itself where it is certain, else the pattern in letters.

A hint is followed as it stands, so it never shows a sample: a secretary who wrote `mười` must not be told «viết 11».
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

DIGITS = "viết bằng chữ số"
SHARE_PATTERN = "viết SỐ% hoặc TỬ_SỐ/MẪU_SỐ, bằng chữ số"
DAY_PATTERN = "viết NGÀY/THÁNG/NĂM, bằng chữ số"
CODE_PATTERN = "mã viết liền, chỉ gồm chữ, số và các dấu . - _, nhiều nhất 40 ký tự"
CLOCK_PATTERN = "viết GIỜ:PHÚT, giờ từ 00 đến 23, phút từ 00 đến 59"

DASH = "sau dấu gạch: - MỤC"
"""How an item stands on a line of its own."""

_LONGEST = 80
_MONTHS = 12
_LETTERS_FOR_DIGITS = str.maketrans("OoОоlI", "000011")
_SIGNS = str.maketrans("\u2212\u2013\u2014\u2010\u2011\u2044", "-----/")
# patterns stay text until something was mistyped: this module is loaded by every command
_NUMBER = r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,6})?"
_WITH_UNIT = r"(?P<number>[^A-Za-zÀ-ỹ%+*/=<>]*[0-9])\s*(?P<unit>[^\W\d_][^\d%]*)"
_TIMES = r"(?i:phần|nghìn|ngàn|trăm|triệu|tỷ|tỉ|chục|tá|rưỡi|k|tr)\b.*|.*/.*"
"""What stands behind a number and changes its value: `2 triệu`, `80 phần trăm`."""

_OUT_OF = r"(?P<number>[^/]*[0-9])\s*(?P<unit>(?:/|trên)\s*[0-9][0-9.,]*(?:\s*[^\W\d_][^\d%/]*)?)"
"""Points and counts written with the most that they can be: `36/40`, `36 trên 40 điểm`."""

_SMALL_PARTS = r"0*([1-4])\s*/\s*0*([2-4])"
"""`1/2`, `3/4`: a share of one as likely as one out of two."""

_BEFORE = r"(?i:năm|hạng|vòng|số)\s+"
_GROUPS = r"[+-]?[1-9][0-9]{0,2}(?:%s[0-9]{3})+"


def number_hint(text: str) -> str:
    """For a number that may have decimals: the number where it is certain, else how numbers are written."""
    bare, why = _without_unit(text)
    if re.fullmatch(_GROUPS % "[.]", bare):
        return thousands_hint(bare)
    found = None if _is_part(text) else _number(bare)
    if found is not None:
        return f"viết {found[0]}{found[1]}{why}"
    if re.search("%|phần trăm", text):
        return "ở đây cần một số, không phải tỷ lệ; viết bằng chữ số, không có dấu %"
    if re.fullmatch(r"[+-]?[0-9]+(?:[.,][0-9]+)?", text):
        return "nhiều nhất 12 chữ số, và 6 chữ số sau dấu thập phân"
    return f"{DIGITS}, phần lẻ sau dấu chấm"


def sure_number(text: str) -> str | None:
    """The number that a text means beyond doubt, as it is typed; None for `mười` and for `1.000`."""
    bare, _ = _without_unit(text)
    found = None if re.fullmatch(_GROUPS % "[.]", bare) or _is_part(text) else _number(bare)
    return found[0] if found is not None else None


def count_hint(text: str) -> str:
    """For a whole number that is not negative."""
    bare, why = _without_unit(text)
    if re.fullmatch(_GROUPS % "[.]", bare):
        return thousands_hint(bare, whole=True)
    if re.fullmatch(_GROUPS % ",", bare):
        return thousands_hint(bare.replace(",", "."), whole=True)
    found = _number(bare)
    if re.fullmatch("[0-9]{10,}", bare):
        return "nhiều nhất 9 chữ số"
    if found is not None and not found[0].startswith("-"):
        whole = Decimal(found[0])
        if whole == whole.to_integral_value():
            return f"viết {int(whole)}{found[1]}{why}"
        return f"ở đây cần một số nguyên, không có phần lẻ; {DIGITS}"
    if found is not None:
        return f"ở đây cần một số không âm; {DIGITS}"
    if re.search("%|phần trăm", text):
        return f"ở đây cần một số nguyên, không phải tỷ lệ; {DIGITS}"
    return f"{DIGITS}, số nguyên"


def thousands_hint(text: str, *, whole: bool = False) -> str:
    """`1.200` is 1200 or 1,2: both, each in a form that reads one way only, also inside braces."""
    integer = text.replace(".", "")
    if text.count(".") > 1:
        return f"viết {integer}"
    part = plain(Decimal(text))
    if whole and "." in part:
        return f"viết {integer}"
    if len(part.partition(".")[2]) == len("000"):
        part = '"' + text.replace(".", ",") + '" (cả dấu nháy)'
    return f"viết {integer} nếu dấu ấy ngăn hàng nghìn, viết {part} nếu là dấu thập phân"


SHARE_KEYS = frozenset(("at_least", "more_than", "share", "female_share"))
"""The keys whose value is a share wherever they stand; `from` is one in some places only."""


def split_hint(before: str, behind: str, key: str) -> str:
    """For `{self: 95,5}`, where the comma cuts a number in two: forms that stay whole inside braces."""
    if "," in before:
        return f"{DIGITS}, không ngăn hàng nghìn, phần lẻ sau dấu chấm"
    if re.fullmatch(_GROUPS % "[.]", f"{before}.{behind}"):
        return thousands_hint(f"{before}.{behind}")
    if not re.fullmatch(r"[0-9]+\s*%?", behind):
        return number_hint(f"{before},{behind}")
    whole = before.replace(".", "")
    if key in SHARE_KEYS and "%" not in behind:
        return share_hint(f"{whole}.{behind}", lambda _: None)
    either = key == "from" and whole == "0" and behind.isdigit()  # of a band points, of a tier a share
    share = f"; nếu là tỷ lệ thì viết {plain(Decimal(f'0.{behind}') * 100)}%" if either else ""
    return f'viết {whole}.{behind} hoặc "{whole},{behind}"{share}'


def plain(number: Decimal | Fraction) -> str:
    """A number as it is typed into a file: a decimal point, no zeros at the end."""
    exact = Decimal(number.numerator) / Decimal(number.denominator) if isinstance(number, Fraction) else number
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _without_unit(text: str) -> tuple[str, str]:
    """`38,5 điểm` → `38,5` and what to say of the rest; `36/40` → `36`; `năm 2023` → `2023`; `½` → `0.5`."""
    if len(text) == 1 and unicodedata.category(text) == "No" and (one := unicodedata.numeric(text)) % 1:
        return plain(Decimal(one)) if re.fullmatch(_NUMBER, plain(Decimal(one))) else text, ""
    written = re.sub(_BEFORE, "", _plain_signs(text), count=1)
    if re.fullmatch(r"[+-]?[0-9OoОоlI.,]+", written):
        return written, ""
    if out_of := re.fullmatch(_OUT_OF, written):
        return out_of["number"], f", không kèm «{out_of['unit']}»"
    unit = re.fullmatch(_WITH_UNIT, written)
    if unit is None or re.fullmatch(_TIMES, unit["unit"]):
        return written, ""
    return unit["number"].strip(), f", không kèm «{unit['unit'].strip()}»"


def _number(text: str) -> tuple[str, str] | None:
    """The one number that a text can mean, and why it was not read as it stands; None when it is not certain."""
    for candidate, why in _readings(text):
        if re.fullmatch(_NUMBER, candidate):
            return plain(Decimal(candidate)), why
    return None


def _readings(text: str) -> list[tuple[str, str]]:
    """The text, with one habit of writing numbers undone at a time."""
    tight = re.sub(r"[\s_\u00a0\u202f]", "", text)
    found = [(text, ""), (text.replace(",", "."), "")]
    if re.fullmatch(_GROUPS % "[.]" + ",[0-9]{1,6}", tight):
        found.append((tight.replace(".", "").replace(",", "."), ""))
    if re.fullmatch(_GROUPS % "," + "[.][0-9]{1,6}", tight):
        found.append((tight.replace(",", ""), ""))
    if re.fullmatch(_GROUPS % "[ _\u00a0\u202f]" + "(?:[.,][0-9]{1,6})?", text):
        found.append((tight.replace(",", "."), ""))
    if re.fullmatch(r"[+-]?[0-9]+[.,]", tight):
        found.append((tight[:-1], ""))
    if re.fullmatch(r"[.,][0-9]+", tight):
        found.append((f"0.{tight[1:]}", ""))
    letters = tight.translate(_LETTERS_FOR_DIGITS)
    if letters != tight and re.search(r"[0-9]", tight):
        odd = next(sign for sign in tight if sign.translate(_LETTERS_FOR_DIGITS) != sign)
        found.append(
            (letters.replace(",", "."), f": «{odd}» là chữ, không phải số {odd.translate(_LETTERS_FOR_DIGITS)}")
        )
    return found


def _is_part(text: str) -> bool:
    """Whether a number may be half of one as well as one out of two: nobody divides for the user."""
    ratio = re.fullmatch(_SMALL_PARTS, _plain_signs(text)) if len(text) > 1 else None
    return ratio is not None and int(ratio[1]) < int(ratio[2])


def _plain_signs(text: str) -> str:
    """Digits of any script, `½` and long dashes as they are on every keyboard."""
    text = unicodedata.normalize("NFKC", text).translate(_SIGNS).strip()
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def share_hint(text: str, read: Callable[[str], Fraction | None]) -> str:
    """For a share: what was meant where it is certain; `read` is how shares are read."""
    written = _plain_signs(text)
    for candidate in _shares(written):
        if read(candidate) is not None:
            return f"viết {candidate}"
    if re.fullmatch(r"[0-9]+[.,][0-9]{5,}\s*%", written):
        return "nhiều nhất 4 chữ số sau dấu thập phân; tỷ lệ lẻ thì viết phân số: TỬ_SỐ/MẪU_SỐ"
    if not re.fullmatch(_NUMBER, written.replace(",", ".")):
        return SHARE_PATTERN
    value = Fraction(written.replace(",", "."))
    if 0 < value < 1:
        return f"viết {plain(value * 100)}% hoặc {value.numerator}/{value.denominator}"
    if value == 1:
        return "viết 100% nếu là tất cả, viết 1% nếu là một phần trăm"
    least, most = 5, 100
    return f"viết {plain(value)}%" if least <= value <= most else SHARE_PATTERN


_OVER = r"(?:trên|hơn|lớn hơn|quá|vượt|vượt quá|>)\s*(?P<share>.+)"
_LEAST = r"(?:(?:ít nhất|tối thiểu|không dưới|từ|đạt|≥|>=)\s*(?P<share>.+?)(?:\s+trở lên)?|(?P<up>.+?)\s+trở lên)"
_HALF = r"(?:một\s+)?nửa|bán"


def threshold_of(text: str, read: Callable[[str], Fraction | None]) -> tuple[str, str]:
    """`trên 1/2` → `more_than`, `1/2`; `80% trở lên` → `at_least`, `80%`; nothing and nothing for anything else."""
    written = _plain_signs(text).lower()
    if re.fullmatch(r"(?:50\s*%|1/2)\s*\+\s*1?", written):
        return "more_than", "1/2"
    for key, pattern in (("more_than", _OVER), ("at_least", _LEAST)):
        if match := re.fullmatch(pattern, written):
            said = next(filter(None, match.groups()))
            share = "1/2" if re.fullmatch(_HALF, said) else said
            return key, next((one for one in _shares(share) if read(one) is not None), "")
    return "", ""


def threshold_hint(key: str, text: str, read: Callable[[str], Fraction | None]) -> str:
    """For a share that says in words whether it must be reached or exceeded; nothing where it says neither."""
    meant, share = threshold_of(text, read)
    if not meant:
        return ""
    written = share or "SỐ% hoặc TỬ_SỐ/MẪU_SỐ"
    if meant == key:
        return f"viết {written}"
    word = "phải quá mức ấy" if meant == "more_than" else "đạt mức ấy là đủ"
    return f"{word} thì viết {meant}: {written}, thay cho {key}"


def _shares(written: str) -> list[str]:
    percent = re.sub(r"\s*(?:phần\s+trăm|percent|pct)$", "%", written, flags=re.IGNORECASE)
    ratio = re.sub(r"\s*(?:phần|trên|:|÷)\s*", "/", written)
    return [written, percent, re.sub(r"%{2,}$", "%", written), ratio]


def day_hint(text: str) -> str:
    """For a day: the day itself where the text names exactly one, else the pattern, and how long the month is."""
    from calendar import monthrange  # noqa: PLC0415 - only when a day was mistyped

    written = _plain_signs(text)
    found = _days(written)
    if len(found) == 1:
        return f"viết {found.pop():%d/%m/%Y}"
    written = re.sub(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", r"\3/\2/\1", written)
    match = re.fullmatch(r"(?:ngày )?([0-9]{1,2})(?:[/.-]| tháng )([0-9]{1,2})(?:[/.-]([0-9]{4}))?", written)
    if match is not None and match[3] is None:
        return f"ghi cả năm: {match[1]}/{match[2]}/NĂM"
    if match is not None and 1 <= int(match[2]) <= _MONTHS and int(match[3]) > 0:
        days = monthrange(int(match[3]), int(match[2]))[1]
        return f"tháng {int(match[2])} năm {match[3]} có {days} ngày; {DAY_PATTERN}"
    return DAY_PATTERN


_DAY_FORMS = (
    r"(?P<d>[0-9]{1,2})\s*[/.-]\s*(?P<m>[0-9]{1,2})\s*[/.-]\s*(?P<y>[0-9]{4}|[0-9]{2})",
    r"(?P<d>[0-9]{1,2})\s*tháng\s*(?P<m>[0-9]{1,2})\s*(?:năm|,)?\s*(?P<y>[0-9]{4})",
    r"(?P<y>[0-9]{4})[/.]?(?P<m>[0-9]{2})[/.]?(?P<d>[0-9]{2})",
)
_HOUR = r"[0-9]{1,2}\s*(?::|giờ|h|g)\s*(?:[0-9]{1,2})?"


def _days(text: str) -> set[date]:
    """The day that the text names, in whatever notation; nothing where other figures stand beside it."""
    for form in _DAY_FORMS:
        match = re.search(f"(?<![0-9]){form}(?![0-9])", text)
        if match is None or re.search("[0-9]", re.sub(_HOUR, "", text[: match.start()] + " " + text[match.end() :])):
            continue
        year = int(match["y"]) + (2000 if len(match["y"]) == len("23") else 0)
        day = _day(year, int(match["m"]), int(match["d"])) or _day(year, int(match["d"]), int(match["m"]))
        if day is not None:
            return {day}
    return set()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_CLOCK = (
    r"(?i:lúc\s+)?(?P<hour>[0-9]{1,2})\s*(?:(?::|\.|giờ|h|g)\s*(?P<minute>[0-9]{1,2}|rưỡi)?(?::[0-9]{2})?)?"
    r"\s*(?:phút|'|p)?\s*(?P<part>(?i:sáng|trưa|chiều|tối|am|pm))?"
)


def clock_hint(text: str) -> str:
    """For an hour of the day: `2 giờ chiều` is 14:00; else the pattern."""
    match = re.fullmatch(_CLOCK, _plain_signs(text))
    if match is None:
        return CLOCK_PATTERN
    hour, part = int(match["hour"]), (match["part"] or "").lower()
    minute = 30 if match["minute"] == "rưỡi" else int(match["minute"] or 0)
    noon, last_hour, last_minute = 12, 23, 59
    if part in {"sáng", "am"} and hour >= noon:
        return CLOCK_PATTERN
    if part in {"chiều", "tối", "pm"} or (part == "trưa" and hour < noon // 2):
        hour += noon if hour < noon else 0
    return f"viết {hour:02d}:{minute:02d}" if hour <= last_hour and minute <= last_minute else CLOCK_PATTERN


def quoted(text: str) -> str:
    """A text of one line as a value that YAML reads whole."""
    return f'"{text}"' if not set(text) & set('"\\') else "'" + text.replace("'", "''") + "'"


def codes_in(text: str) -> list[str]:
    """What stands in the place of one code, where it may be several."""
    return re.split(r"\s*[,;]\s*|\s+và\s+", text)


def codes_hint(codes: Sequence[str]) -> str:
    """For several codes in the place of one."""
    return f"mỗi mã là một mục: {', '.join(codes)} trong [ ], hoặc mỗi mã một dòng, {DASH}"


def list_hint(items: Sequence[str], *, inside: bool = False) -> str:
    """For a text in the place of a list: the items of it in brackets, where they are plain enough to stand there.

    `inside`: the list is itself an item of a list, so that a dash would begin the next one.
    """
    if all(re.fullmatch(r"[^\s,:#\[\]{}\"'&*!|>%@`]{1,40}", item) for item in items):
        written = ", ".join(items)
        if len(written) <= _LONGEST:
            return f"viết [{written}]" if inside else f"viết [{written}], hoặc mỗi mục một dòng, {DASH}"
    return "viết các mục trong [ ], ngăn bằng dấu phẩy" if inside else f"viết mỗi mục một dòng, {DASH}"


def items_of(text: str) -> list[str]:
    """The items of a text that is meant as a list, however they are kept apart."""
    bare = text.strip(" \u2013\u2014")
    if around := re.fullmatch(r"[(\uff08\uff3b\u3010](.*)[)\uff09\uff3d\u3011]", bare, re.DOTALL):
        bare = around[1].strip()
    bare = bare.removeprefix("[").removesuffix("]")
    return [item for item in re.split(r"\s*[,;\n\uff0c]\s*|\s+[\u2013\u2014]\s+", bare) if item]
