"""Characters that look like others, or like nothing: what stands in a text and cannot be seen by reading it.

Text that was pasted from Word, a web page or a chat brings them along. Two names that look the same are
then different, and a search for one does not find the other.
"""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef"
)
"""Inside a character class: format characters, fillers, variation selectors and tags; none is ever wanted."""

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Inside a character class: spaces that are not the space of the keyboard. Harmless inside a sentence."""

STRANGE = (
    "\u00a1-\u00ac\u00ae-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db\u00dc\u00de\u00df"
    "\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff"
)
"""Inside a character class: what stands between U+00A0 and U+00FF and in no Vietnamese word."""

DASHES = "\u2010-\u2015\u2212\u2022\u25aa\u25cf\u25e6\u2023"
"""Inside a character class: dashes and bullets that Word makes of a hyphen."""

DOUBLE_CURLY, SINGLE_CURLY = "“”„‟", "‘’‚‛"

SUSPECT = re.compile(f"[{INVISIBLE}{SPACES}{STRANGE}{DASHES}\u2018-\u201f\uff0c\uff1a\ufffd]")
"""Anything to look at twice; a file without it needs no second look, so it is read without the modules that look."""

STRANGE_PAIR = re.compile("[âáàãêéèúùõÂÁÀÃÊÉÈÚÙÕ](?:(?<=[aAeE].)|(?<=[oOôÔ][âùõÂÙÕ])|(?<=[uUyY][ùõÙÕ]))")
"""A vowel with its mark behind it, as VNI writes and Vietnamese never does: `keâ`, `caùo`."""

_NAMES = {
    "\u00ad": "dấu nối mềm",
    "\u200b": "dấu cách rộng không",
    "\u200c": "dấu tách chữ",
    "\u200d": "dấu nối chữ",
    "\u200e": "dấu hướng trái sang phải",
    "\u200f": "dấu hướng phải sang trái",
    "\u2060": "dấu nối từ",
    "\u2800": "ô chữ nổi trống",
    "\u3164": "ký tự đệm Hàn Quốc",
    "\ufeff": "dấu thứ tự byte",
    "\u00a0": "dấu cách không ngắt",
    "\u2007": "dấu cách rộng bằng chữ số",
    "\u202f": "dấu cách hẹp không ngắt",
    "\u3000": "dấu cách toàn khổ",
}
_RANGES = (
    ("\u2000", "\u200a", "dấu cách in ấn"),
    ("\u202a", "\u202e", "dấu đổi hướng chữ"),
    ("\u2066", "\u2069", "dấu đổi hướng chữ"),
    ("\ufe00", "\ufe0f", "dấu chọn kiểu hình"),
    ("\U000e0000", "\U000e007f", "ký tự nhãn ẩn"),
)


def named(character: str) -> str:
    """`U+200B dấu cách rộng không`: the number, and the name where there is a common one."""
    code = f"U+{ord(character):04X}"
    name = _NAMES.get(character) or next((n for first, last, n in _RANGES if first <= character <= last), "ký tự ẩn")
    return f"{code} {name}"


def without_invisible(text: str) -> str:
    """The text as it looks."""
    return re.sub(f"[{INVISIBLE}]", "", text)


def curly_quote(value: str) -> bool:
    """Whether a bare value opens with a curly quote that nothing or only its very end closes."""
    marks = next((marks for marks in (DOUBLE_CURLY, SINGLE_CURLY) if value[:1] and value[0] in marks), "")
    return bool(marks) and not any(mark in value[1:-1] for mark in marks)


_LOOK_ALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХҮԚԜавеѕіјкмнорстухүһԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεικνορτυχγ" + "ÐƉðɖı",
    "ABESIJKMHOPCTYXYQWabesijkmhopctyxyhqw" + "ABEZHIKMNOPTYXabeikvoptuxy" + "ĐĐđđi",
)
"""Letters of other alphabets, each beside the letter of the Vietnamese keyboard that it looks like."""

_DASHES_AND_LOOSE_MARKS = {**dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-"), **dict.fromkeys(range(0x300, 0x370))}


def as_seen(text: str) -> str:
    """The text as a reader takes it: letters and dashes of the keyboard in the place of those that look like them."""
    if text.isascii():
        return text
    # Decomposed, so that a Cyrillic letter under a Vietnamese accent is found as well.
    plain = unicodedata.normalize("NFD", without_invisible(unicodedata.normalize("NFKC", text)))
    composed = unicodedata.normalize("NFC", plain.translate(_LOOK_ALIKES))
    return composed.translate(_DASHES_AND_LOOSE_MARKS)


def look(text: str) -> str:
    """What a reader sees of a name or code: equal for two that differ by spaces, case or look-alike letters only."""
    return "".join(as_seen(text).split()).casefold()
