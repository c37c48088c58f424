"""The nearest spelling of a mistyped word, and letters that look like others.

A hint that shows two equal strings helps nobody: where a letter of another script, a full-width sign or an
invisible one makes the difference, it is named.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_CYRILLIC = "АВЕЅІЈКМНОРСТУХаеѕіјорсух", "ABESIJKMHOPCTYXaesijopcyx"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧικνορυ", "ABEZHIKMNOPTYXiknopu"
_LATIN = "ÐƉðı", "ĐĐđi"
_ALIKE = {
    ord(odd): plain for odds, plains in (_CYRILLIC, _GREEK, _LATIN) for odd, plain in zip(odds, plains, strict=True)
}
_DIGITS = str.maketrans("0oO1lI|", "OOOIIII")
_SCRIPTS = (
    ("CYRILLIC", "chữ Kirin"),
    ("GREEK", "chữ Hy Lạp"),
    ("FULLWIDTH", "chữ toàn khổ"),
    ("ROMAN NUMERAL", "ký hiệu số La Mã"),
    ("MATHEMATICAL", "ký hiệu toán"),
)
_CATEGORIES = {
    "Cf": "ký tự ẩn",
    "Zs": "dấu cách đặc biệt",
    "Mn": "dấu rời",
    "Pd": "gạch ngang khác dấu -",
    "Lu": "chữ của ngôn ngữ khác",
    "Ll": "chữ của ngôn ngữ khác",
}
_OPPOSITE = ("in", "un", "non", "not_", "no")
"""What turns a word of a list into its opposite: for `valid` nobody may be told «invalid»."""


def nearest(written: str, known: Sequence[str]) -> str:
    """«có phải là …?» with the nearest spelling (all of them where several are as near), or nothing."""
    import difflib  # noqa: PLC0415 - only when something was mistyped

    alike = look_alike(written, known)
    if alike:
        return alike
    lowered = {name.lower(): name for name in known if not _opposite(written.lower(), name.lower())}
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


def look_alike(written: str, known: Sequence[str]) -> str:
    """«có phải là …?» for a word that looks the same, and which of its letters are not what they seem."""
    for fold in (_folded, _folded_digits):
        same = [name for name in known if fold(name) == fold(written) and name.lower() != written.lower()]
        if len(same) == 1:
            note = _note(written, same[0])
            return f"có phải là «{same[0]}»?{note and f' {note}'}"
    return ""


def _note(written: str, same: str) -> str:
    """Which letters make the difference: of the word, or of the place where it was declared."""
    if len(written) == len(same):
        twins = [(one, other) for one, other in zip(written, same, strict=True) if _twins(one, other)]
        if twins:
            return ", ".join(f"«{one}» là {_kind(one)}, không phải {_kind(other)} {other}" for one, other in twins)
    if odd := _odd(written, same):
        return f"ở đây {odd}"
    return f"ở chỗ khai báo {odd}; nên gõ lại ở đó" if (odd := _odd(same, written)) else ""


def _folded(text: str) -> str:
    """What the eye sees of a word: Latin letters, one kind of space, one kind of dash."""
    seen = []
    for sign in unicodedata.normalize("NFKC", text):
        match unicodedata.category(sign):
            case "Cf" | "Mn":
                continue
            case "Zs":
                seen.append(" ")
            case "Pd":
                seen.append("-")
            case _:
                seen.append(_ALIKE.get(ord(sign), sign))
    return " ".join("".join(seen).lower().split())


def _folded_digits(text: str) -> str:
    return _folded(text.translate(_DIGITS))


def _odd(text: str, other: str) -> str:
    """The signs of `text` that `other` does not have and no keyboard for Vietnamese has either, by name."""
    return ", ".join(_name(sign) for sign in dict.fromkeys(text) if sign not in other and not sign.isascii())


def _twins(one: str, other: str) -> bool:
    return one.isascii() and one.isdigit() != other.isdigit() and one.translate(_DIGITS) == other.translate(_DIGITS)


def _kind(sign: str) -> str:
    return "số" if sign.isdigit() else "chữ"


def _name(sign: str) -> str:
    """`«С» là chữ Kirin`, `có ký tự ẩn U+200B`."""
    full, category = unicodedata.name(sign, ""), unicodedata.category(sign)
    script = next((word for start, word in _SCRIPTS if full.startswith(start)), "")
    what = script or _CATEGORIES.get(category, "ký tự lạ")
    if category in {"Cf", "Zs", "Mn"}:
        return f"có {what} U+{ord(sign):04X}"
    return f"«{sign}» là {what} (U+{ord(sign):04X})"
