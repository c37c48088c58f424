"""The nearest spelling of a mistyped word, and letters that look like others.

A hint that shows two equal strings helps nobody: where a letter of another script, a full-width sign or an
invisible one makes the difference, it is named.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from thidua.records.characters import as_seen, look, named

MANY = 300
"""No list of an office is so long that a word out of it has to be guessed; a longer one is not searched."""

_DIGITS = str.maketrans("0oO1lI|", "OOOIIII")
_SCRIPTS = (
    ("CYRILLIC", "chữ Kirin"),
    ("GREEK", "chữ Hy Lạp"),
    ("FULLWIDTH", "chữ toàn khổ"),
    ("ROMAN NUMERAL", "ký hiệu số La Mã"),
    ("MATHEMATICAL", "ký hiệu toán"),
)
_CATEGORIES = {"Pd": "gạch ngang khác dấu -", "Lu": "chữ của ngôn ngữ khác", "Ll": "chữ của ngôn ngữ khác"}
_OPPOSITE = ("in", "un", "non", "not_", "no")
"""What turns a word of a list into its opposite: for `valid` nobody may be told «invalid»."""


def nearest(written: str, known: Sequence[str]) -> str:
    """«có phải là …?» with the nearest spelling (all of them where several are as near), or nothing."""
    if len(known) > MANY:
        return ""
    alike = _look_alike(written, known)
    if alike:
        return alike
    import difflib  # noqa: PLC0415 - only when something was mistyped

    others = (name for name in known if name != written and not _opposite(written.lower(), name.lower()))
    lowered = {name.lower(): name for name in others}
    close = difflib.get_close_matches(written.lower(), lowered, n=3, cutoff=0.6)
    if not close:
        return ""
    matcher = difflib.SequenceMatcher(b=written.lower())
    rates = []
    for name in close:
        matcher.set_seq1(name)
        rates.append(matcher.ratio())
    best = [f"«{lowered[name]}»" for name, rate in zip(close, rates, strict=True) if rate == rates[0]]
    return f"có phải là {' hay '.join(best)}?"


def _opposite(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.endswith(short) and long.removesuffix(short) in _OPPOSITE


def _look_alike(written: str, known: Sequence[str]) -> str:
    """«có phải là …?» for a word that looks the same, and which of its letters are not what they seem."""
    for fold in (look, _look_of_digits):
        seen = fold(written)
        same = [name for name in known if fold(name) == seen and name.lower() != written.lower()]
        if len(same) == 1:
            note = _letters(written, same[0])
            return f"có phải là «{same[0]}»?{note and f' {note}'}"
    return ""


def difference(written: str, other: str) -> str:
    """How two texts that look the same differ: letters that are not what they seem, the case, or spaces."""
    if letters := _letters(written, other):
        return letters
    squeezed = ("".join(text.split()) for text in (written, other))
    return "chỉ khác dấu cách" if len(set(squeezed)) == 1 else "chỉ khác chữ hoa, chữ thường"


def _letters(written: str, same: str) -> str:
    """Which letters make the difference: of the word, or of the place where it was declared."""
    if len(written) == len(same):
        twins = [(one, other) for one, other in zip(written, same, strict=True) if _twins(one, other)]
        if twins:
            return ", ".join(f"«{one}» là {_kind(one)}, không phải {_kind(other)} {other}" for one, other in twins)
    if odd := odd_letters(written, same):
        return f"ở đây {odd}"
    return f"ở chỗ khai báo {odd}; nên gõ lại ở đó" if (odd := odd_letters(same, written)) else ""


def odd_letters(text: str, other: str) -> str:
    """The signs of `text` that `other` does not have and no keyboard for Vietnamese has either, by name."""
    signs = dict.fromkeys(unicodedata.normalize("NFC", text))
    return ", ".join(_name(sign) for sign in signs if sign not in other and as_seen(sign) != sign)


def _look_of_digits(text: str) -> str:
    return look(text.translate(_DIGITS))


def _twins(one: str, other: str) -> bool:
    return one.isascii() and one.isdigit() != other.isdigit() and one.translate(_DIGITS) == other.translate(_DIGITS)


def _kind(sign: str) -> str:
    return "số" if sign.isdigit() else "chữ"


def _name(sign: str) -> str:
    """`«С» là chữ Kirin (U+0421)`, `có U+00A0 dấu cách không ngắt`."""
    full, category = unicodedata.name(sign, ""), unicodedata.category(sign)
    if category == "Mn":
        return f"có dấu rời U+{ord(sign):04X}"
    if category in {"Cf", "Zs"}:
        return f"có {named(sign)}"
    script = next((word for start, word in _SCRIPTS if full.startswith(start)), "")
    return f"«{sign}» là {script or _CATEGORIES.get(category, 'ký tự lạ')} (U+{ord(sign):04X})"
