"""Bytes of a user's file → plain data with an exact place for every key and value, and all that is wrong with the text.

What was pasted in from Word is put right in a copy first (`pasted`), so that the rest is read as it was
meant (`walk`); what the parser cannot read is named by `syntax`.
"""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_right
from collections.abc import Iterator

from thidua.diagnostics import Diagnostic, Place
from thidua.records.encodings import STRANGE_LETTER, STRANGE_PAIR, Pasted, recognise
from thidua.records.location import Location, Source, Span, locate
from thidua.records.pasted import SUSPECT, Slip, find_slips, mend, real, slip_problems
from thidua.records.walk import MAX_DEPTH, Walk, problems_of, walked

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Location", "Source", "decode", "locate", "read_yaml"]

MAX_BYTES = 8 * 1024 * 1024
"""A file of a bloc has a few kilobytes; one above this is not what it claims to be."""

_SOFT_HYPHEN = "\u00ad"
_CONFLICT = "<<<<<<<"


def decode(file: str, raw: bytes) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Bytes of a file → text without its byte order mark, or the reason why not."""
    if len(raw) > MAX_BYTES:
        size = f"{len(raw) / 1024 / 1024:.0f} MB"
        return None, (Diagnostic("TD005", Place(file), f"tệp có {size}, nhiều nhất là 8 MB"),)
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
    walk, slips = _understood(file, text)
    old = tuple(_old_encoding(text, walk.scalars))
    slips = tuple(slip for slip in slips if not (text[slip.start] == _SOFT_HYPHEN and _inside(slip.start, old)))
    found = (*slip_problems(file, text, slips), *(_pasted_problem(file, *one) for one in old), *walk.problems)
    if walk.error is None and not walk.broken and all(slip.instead is not None for slip in slips):
        return Source(file, text, walk.data, walk.values, walk.keys), found
    if walk.error is None or _explained(walk.gave_up_at, text, slips):
        return Source(file, text), found
    return Source(file, text), (*found, *problems_of(file, walk.text, walk.error, walk.open_quote))


def _understood(file: str, text: str) -> tuple[Walk, tuple[Slip, ...]]:
    """The text read as it was meant, and the slips that it has: in a text or a comment they are none."""
    slips = find_slips(text) if SUSPECT.search(text) else ()
    if not slips:
        return _walk(file, text, ()), ()
    walk = _walk(file, text, slips)
    kept = real(text, slips, walk.scalars)
    if walk.error is None and len(kept) == len(slips):
        return walk, kept
    hidden = tuple(slip for slip in slips if slip.kind == "invisible")
    if walk.error is not None:
        plain = _walk(file, text, hidden)
        return (walk, kept) if plain.error is not None else (plain, real(text, hidden, plain.scalars))
    again = _walk(file, text, tuple(sorted({*kept, *hidden}, key=lambda slip: slip.start)))
    if again.error is None:
        return again, kept
    return walk, tuple(slip for slip in slips if slip in kept or slip.kind == "indent")


def _walk(file: str, text: str, slips: tuple[Slip, ...]) -> Walk:
    return walked(file, mend(text, slips), hidden=any(slip.kind == "invisible" for slip in slips))


def _explained(index: int, text: str, slips: tuple[Slip, ...]) -> bool:
    """Whether the parser gave up at a slip that is named already: on its line, or the next."""
    before = [slip.start for slip in slips if slip.start <= index]
    return bool(before) and text.count("\n", max(before), index) <= 1


def _old_encoding(text: str, scalars: list[Span]) -> Iterator[tuple[Span, Pasted]]:
    """Every key and value that is Vietnamese from before Unicode."""
    if not (STRANGE_LETTER.search(text) or STRANGE_PAIR.search(text)):
        return
    for span in scalars:
        written = text[slice(*span)]
        if not written.isascii() and (found := recognise(written)) is not None:
            yield span, found


def _pasted_problem(file: str, span: Span, found: Pasted) -> Diagnostic:
    read = textwrap.shorten(found.text, 80, placeholder=" …")
    return Diagnostic(
        "TD114",
        Place(file, span=span),
        f"chữ ở bảng mã {found.encoding}, không phải Unicode; đọc ra là «{read}»",
        hint=f"gõ lại: {read}; hoặc chép chữ này, bấm Ctrl+Shift+F6 của UniKey để chuyển sang Unicode, rồi dán lại",
    )


def _inside(at: int, old: tuple[tuple[Span, Pasted], ...]) -> bool:
    index = bisect_right(old, at, key=lambda one: one[0][0]) - 1
    return index >= 0 and at < old[index][0][1]
