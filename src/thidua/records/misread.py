"""Chữ đọc sai bảng mã: UTF-8 that some program took for ANSI and saved (`Sá»Ÿ Ná»™i vá»¥` for "Sở Nội vụ").

Every accented letter has become two or three signs, of which a legal text has none side by side. Where the text
lost them altogether, U+FFFD stands in their place.
"""

from __future__ import annotations

import re
import unicodedata

from thidua.records.encodings import Pasted

LOST = "\ufffd"
"""What programs write for a byte that they cannot read."""

_PAGES = ("cp1252", "cp1258")
"""ANSI of western and of Vietnamese Windows."""


def _signs(first: int, last: int) -> str:
    """What bytes look like in the two pages; those that a page does not know are kept as they are."""
    found = {chr(byte) for byte in range(first, last + 1)}
    for page in _PAGES:
        found |= {bytes((byte,)).decode(page, "replace") for byte in range(first, last + 1)}
    return "".join(re.escape(sign) for sign in sorted(found - {LOST}))


_RUN = re.compile(
    f"[{_signs(0xC3, 0xC6)}][{_signs(0x80, 0xBF)}]|[{_signs(0xE1, 0xE2)}][{_signs(0x80, 0xBF)}][{_signs(0x80, 0xBF)}]"
)
_PUNCTUATION = "“”‘’–—…•‹›"
_QUOTED = frozenset(("á»«", "á»»"))
_BYTES = {
    **{chr(byte): byte for byte in range(0x80, 0x100)},
    **{
        sign: byte
        for page in _PAGES
        for byte in range(0x80, 0x100)
        if (sign := bytes((byte,)).decode(page, "replace")) != LOST
    },
}
_LETTERS = frozenset(
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
) | {"đ", "Đ"}
_MENDED_SIGNS = frozenset("–—“”‘’…•")
MISREAD = "UTF-8 bị đọc nhầm thành ANSI"


def misread(value: str) -> Pasted | None:
    """The text as it was before it was taken for ANSI; None where nothing in it can be but itself."""
    found = [(match.group(), _read(match.group())) for match in _RUN.finditer(value)]
    if not any(read and _is_sure(written, read) for written, read in found):
        return None
    return Pasted(MISREAD, _RUN.sub(lambda match: _read(match.group()) or match.group(), value))


def _read(run: str) -> str:
    """The one letter or sign that a run stands for; nothing where it stands for none of ours."""
    try:
        read = bytes(_BYTES[sign] for sign in run).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return ""
    return read if read in _LETTERS or read in _MENDED_SIGNS else ""


def _is_sure(written: str, read: str) -> bool:
    """`XÃ”` may be a word in capitals before the quote that closes; behind `Ä`, `Å`, `Æ` stands no quote."""
    if written in _QUOTED:  # «khá»« is a word before the next
        return False
    return read in _MENDED_SIGNS or written[-1] not in _PUNCTUATION or written[0] in "ÄÅÆ"
