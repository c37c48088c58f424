"""Loại tệp: what a file really is that has the name of ours; told by its first bytes."""

from __future__ import annotations

_BY_HEAD = (
    (b"PK\x03\x04", "tệp Word, Excel (.docx, .xlsx) hoặc tệp nén"),
    (b"\xd0\xcf\x11\xe0", "tệp Word, Excel bản cũ (.doc, .xls)"),
    (b"%PDF", "tệp PDF"),
    (b"{\\rtf", "tệp Word dạng .rtf"),
)
_LOOKED_AT = 400
_HALF_OF_UTF_16 = 0.3
"""In UTF-16 every plain letter has a zero beside it; accented ones have not."""


def other_kind(raw: bytes) -> str:
    """The kind of a file that is no text at all, in words; nothing for text."""
    return next((name for head, name in _BY_HEAD if raw.startswith(head)), "")


def is_utf_16(raw: bytes) -> bool:
    """Whether the text is in UTF-16, with or without its mark."""
    start = raw[:_LOOKED_AT]
    return start.startswith((b"\xff\xfe", b"\xfe\xff")) or start.count(0) > _HALF_OF_UTF_16 * len(start) > 0
