"""Bảng mã cũ: Vietnamese text from before Unicode (TCVN3, VNI), pasted in as if it were Unicode.

In its own font `Së Néi vô` looks like "Sở Nội vụ"; anywhere else it does not. It is recognised by letters and
pairs of letters that Vietnamese never has, and believed only where every word then reads as a good
syllable: foreign names ("Citroën", "Genève") do not. An abbreviation (`GD&§T`) is no syllable and need not be one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from thidua.records.characters import STRANGE, STRANGE_PAIR

STRANGE_LETTER = re.compile(f"[{STRANGE}]")

_SURE = re.compile("[\u00a1-\u00bf\u00d7\u00f7]|(?<=[a-z])[\u00c0-\u00de]|öô|(?<=[aeouôöy])[øûïåäüë]")
"""In a word by itself enough to be no name: a sign among letters, a capital inside a word, a mark behind its vowel."""

_WORD = re.compile(r"[\u00a1-\u00bf\u00d7\u00f7]*[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff][A-Za-z\u00a1-\u00ff]*")
_UNICODE = re.compile(r"[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")

_TCVN3 = str.maketrans(
    "\u00a1\u00a2\u00a3\u00a4\u00a5\u00a6\u00a7\u00a8\u00a9\u00aa\u00ab\u00ac\u00ad\u00ae"
    "\u00b5\u00b6\u00b7\u00b8\u00b9\u00bb\u00bc\u00bd\u00be\u00c6\u00c7\u00c8\u00c9\u00ca\u00cb"
    "\u00cc\u00ce\u00cf\u00d0\u00d1\u00d2\u00d3\u00d4\u00d5\u00d6\u00d7\u00d8\u00dc\u00dd\u00de"
    "\u00df\u00e1\u00e2\u00e3\u00e4\u00e5\u00e6\u00e7\u00e8\u00e9\u00ea\u00eb\u00ec\u00ed\u00ee"
    "\u00ef\u00f1\u00f2\u00f3\u00f4\u00f5\u00f6\u00f7\u00f8\u00f9\u00fa\u00fb\u00fc\u00fd\u00fe",
    "ĂÂÊÔƠƯĐăâêôơưđ"  # ư is the soft hyphen
    "àảãáạằẳẵắặầẩẫấậ"
    "èẻẽéẹềểễếệìỉĩíị"
    "òỏõóọồổỗốộờởỡớợ"
    "ùủũúụừửữứựỳỷỹýỵ",
)

_VNI_MARKS = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_AE = {"â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303"}
_VNI_AE |= {"ä": "\u0302\u0323"}
_VNI_BREVE = {"ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303"}
_VNI_BREVE |= {"ë": "\u0306\u0323"}
_VNI_AFTER = {
    "a": _VNI_MARKS | _VNI_AE | _VNI_BREVE,
    "e": _VNI_MARKS | _VNI_AE,
    "o": _VNI_MARKS | _VNI_AE,
    "ô": _VNI_MARKS,
    "u": _VNI_MARKS,
    "ö": _VNI_MARKS,
    "y": _VNI_MARKS,
}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI = {
    base + mark: unicodedata.normalize("NFC", _VNI_ALONE.get(base, base) + tones)
    for base, marks in _VNI_AFTER.items()
    for mark, tones in marks.items()
} | _VNI_ALONE
_VNI |= {written.upper(): read.upper() for written, read in _VNI.items()} | {
    written[0].upper() + written[1:]: read.upper() for written, read in _VNI.items()
}
_VNI_PIECE = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))

_ONSET = "(?:b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?"
_OPEN = (
    "oai|oay|oeo|oao|uây|uôi|uya|uyu|ươi|ươu|iêu|yêu|oi|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|ua|ui|uơ|ưa|ưi|ưu|ôi|ơi"
    "|oa|oe|uê|uy|[aeêioôơuưy]"
)
_CLOSED = "uyê|oă|oa|oe|oo|iê|yê|uâ|uê|uô|ươ|uy|[aăâeêioôơuưy]"
_SYLLABLE = re.compile(f"{_ONSET}(?:(?P<open>{_OPEN})|(?:{_CLOSED})(?P<coda>ch|c|m|nh|ng|n|p|t))")
_TONE_BEFORE = {
    vowels for vowels in _OPEN.split("|") if len(vowels) > 1 and vowels not in {"oa", "oe", "uê", "uy", "uơ"}
}
"""Vowels whose last is a glide: the tone stands before it."""

_TONES = {"\u0301", "\u0300", "\u0309", "\u0303", "\u0323"}
_OF_STOPS = {"\u0301", "\u0323"}
"""Syllables that end in c, ch, p, t carry sắc or nặng, no other tone."""


_MICROMETRE = "\u00b5m"

_LETTER = "[A-Za-z\u00aa-\u00ff]"
_SIGN_INSIDE = re.compile(f"(?<={_LETTER})[\u00a7\u00a8](?={_LETTER})|[\u00a7\u00a8](?=[A-Z]{{2}})")
"""§ or ¨ among letters: `V¨n`, `H§ND`, `§TN`; the sign of a clause (§ 5, §5, §A) is not among them."""

_OF_OFFICES = re.compile(
    "sở|tỉnh|cục|phòng|huyện|văn|viện|hội|đoàn|đội|đảng|[uủ][yỷ]|quận|phường|xã|thị|trấn|phố|thành|trường|quỹ|tổ|công"
    "|liên|mặt|trận|nông|phụ|cựu|chiến|hạt|trạm|bệnh|kiểm|lâm|tế|xây|dựng|thuế|hải|to[àa]|tòa|án"
)
"""Words that names of agencies are made of: one of them by itself is believed beside nothing but abbreviations."""


class Pasted(NamedTuple):
    """Đoạn chữ ở bảng mã cũ: the name of the encoding, and the text in Unicode."""

    encoding: str
    text: str


def recognise(value: str) -> Pasted | None:
    """The text in Unicode, if it is Vietnamese in TCVN3 or VNI; None for anything else. Line by line."""
    lines = value.split("\n")
    found = [_line(line) for line in lines]
    first = next((one for one in found if one is not None), None)
    if first is None:
        return None
    return Pasted(first.encoding, "\n".join(one.text if one else line for one, line in zip(found, lines, strict=True)))


def _line(line: str) -> Pasted | None:
    if _UNICODE.search(line):
        return _signs_inside(line)
    if not line.strip().count(" "):
        return _signs_inside(line)  # one word alone proves nothing: it may be a name
    words = [word for word in _WORD.findall(line) if not word.isascii() and word != _MICROMETRE]
    bad = [word for word in words if len(word) > 1 and not is_syllable(word)]
    alone = bad[0] if len(bad) == 1 else ""
    if not bad:
        return None
    order = tuple(reversed(_ENCODINGS)) if STRANGE_PAIR.search(line) else _ENCODINGS
    if alone and not (_SURE.search(alone) or STRANGE_PAIR.search(alone)):
        order = tuple((name, decode) for name, decode in order if _OF_OFFICES.fullmatch(decode(alone).lower()))
    found = next((found for name, decode in order if (found := _decoded(name, decode, line, words))), None)
    return found or _signs_inside(line)


def _signs_inside(line: str) -> Pasted | None:
    """The words of TCVN3 that a sign inside gives away, whatever stands around them."""

    def read(match: re.Match[str]) -> str:
        word = match.group()
        joined = word[0] in "§¨" and line[match.start() - 1 : match.start()] in {"&", "-", "/"}
        decoded = _from_tcvn3(word) if joined or _SIGN_INSIDE.search(word) else word
        return decoded if is_syllable(decoded) or _is_abbreviation(decoded) else word

    found = _WORD.sub(read, line)
    return Pasted(_TCVN3_NAME, found) if found != line else None


def _decoded(name: str, decode: Callable[[str], str], line: str, words: list[str]) -> Pasted | None:
    """The line in Unicode, where every word that is not plain Latin becomes a good syllable and something changes."""
    if not all(_is_abbreviation(r) or (is_syllable(r) and r in _cases(r)) for r in map(decode, words)):
        return None
    return Pasted(name, _WORD.sub(lambda match: decode(match.group()), line))


def _is_abbreviation(word: str) -> bool:
    """`HĐND`, `ĐT`: capitals, and none of them a vowel with its accents."""
    return word.isupper() and len(word) > 1 and all(c.isascii() or c in "ĐƠƯÔĂÂÊ" for c in word)


def _cases(word: str) -> tuple[str, str, str]:
    return word.lower(), word.upper(), word.capitalize()


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3)


def _from_vni(text: str) -> str:
    return _VNI_PIECE.sub(lambda match: _VNI[match.group()], text)


_TCVN3_NAME = "TCVN3 (ABC)"
_ENCODINGS = ((_TCVN3_NAME, _from_tcvn3), ("VNI", _from_vni))


def is_syllable(word: str) -> bool:
    """Whether a word is built like a Vietnamese syllable: onset, vowels, final, and at most one tone that fits."""
    marked = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in marked if mark in _TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marked if mark not in _TONES))
    found = _SYLLABLE.fullmatch(bare)
    if found is None or len(tones) > 1:
        return False
    if tones and found["open"] in _TONE_BEFORE and unicodedata.normalize("NFD", marked[-1])[-1] == tones[0]:
        return False
    return found["coda"] not in {"c", "ch", "p", "t"} or bool(_OF_STOPS.intersection(tones))
