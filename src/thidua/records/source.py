"""Bytes of a user's file → plain data with an exact place for every key and value, and all that is wrong with the text.

`walk` reads what the parser finds, `syntax` names what it cannot read. A file with characters that no keyboard
writes is looked at twice (`second_look`).
"""

from __future__ import annotations

import re

from thidua.diagnostics import Diagnostic, Place
from thidua.records.characters import STRANGE_PAIR, SUSPECT
from thidua.records.kinds import is_utf_16, other_kind
from thidua.records.location import Location, Source, locate
from thidua.records.walk import MAX_DEPTH, Walk, problems_of, walked

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Location", "Source", "decode", "locate", "read_yaml"]

MAX_BYTES = 8 * 1024 * 1024
"""A file of a bloc has a few kilobytes; one above this is not what it claims to be."""

_CONFLICT = "<<<<<<<"


def decode(file: str, raw: bytes) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Bytes of a file → text without its byte order mark, or the reason why not."""
    if len(raw) > MAX_BYTES:
        size = f"{len(raw) / 1024 / 1024:.0f} MB"
        return None, (Diagnostic("TD005", Place(file), f"tệp có {size}, nhiều nhất là 8 MB"),)
    if kind := other_kind(raw):
        hint = "mở tệp gốc, ghi nội dung vào một tệp văn bản UTF-8 mang tên này; tệp gốc thì cất với đuôi của nó"
        return None, (Diagnostic("TD002", Place(file), f"đây là {kind}, không phải văn bản", hint=hint),)
    if is_utf_16(raw):
        message = "tệp ở bảng mã UTF-16 («Unicode» trong Notepad cũ), không phải UTF-8"
        hint = "mở tệp bằng Notepad hoặc VS Code, chọn Lưu thành (Save As) với bảng mã UTF-8"
        return None, (Diagnostic("TD002", Place(file), message, hint=hint),)
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, (
            Diagnostic(
                "TD002",
                Place(file),
                f"tệp không phải UTF-8 (byte lạ đầu tiên ở dòng {line})",
                hint="mở tệp bằng Notepad hoặc VS Code, chọn Lưu thành (Save As) với bảng mã UTF-8;"
                " phông TCVN3 (.VnTime) hay VNI phải đổi sang Unicode trước",
            ),
        )


def read_yaml(file: str, raw: bytes) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Bytes → plain data and everything that is wrong with the text. Never raises on bad input."""
    text, problems = decode(file, raw)
    if text is None:
        return Source(file, ""), problems
    conflicts = tuple(
        Diagnostic(
            "TD105",
            Place(file, span=match.span()),
            "còn dấu xung đột khi ghép hai bản của tệp",
            hint="chọn một trong hai bản, rồi xóa các dòng <<<<<<<, ======= và >>>>>>>",
        )
        for match in (re.finditer(rf"^{_CONFLICT}(?: [^\r\n]*)?\r?$", text, re.MULTILINE) if _CONFLICT in text else ())
    )
    if conflicts:
        return Source(file, text), conflicts
    walk, found, settled = _walked(file, text)
    found = (*found, *walk.problems)
    if walk.error is not None and not settled:
        found = (*found, *problems_of(file, walk.text, walk.error, walk.open_quote))
    if walk.error is not None or walk.broken or settled:
        return Source(file, text), found
    return Source(file, text, walk.data, walk.values, walk.keys, tuple(walk.empty)), found


def _walked(file: str, text: str) -> tuple[Walk, tuple[Diagnostic, ...], bool]:
    """The text read, the problems of its characters, and whether these are all that can be said."""
    if not (SUSPECT.search(text) or STRANGE_PAIR.search(text)):
        return walked(file, text, hidden=False), (), False
    from thidua.records.second_look import look_again  # noqa: PLC0415 - few files need it

    return look_again(file, text)
