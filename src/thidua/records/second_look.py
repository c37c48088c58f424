"""A file with characters that no keyboard writes: read as it was meant, and each of them named.

What was pasted in from Word is put right in a copy (`pasted`), so that the rest of the file is judged as if it
stood there; text from before Unicode is recognised (`encodings`).
"""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_right
from collections.abc import Iterator

from thidua.diagnostics import Diagnostic, Place
from thidua.records.characters import STRANGE_PAIR
from thidua.records.encodings import STRANGE_LETTER, Pasted, recognise
from thidua.records.location import Span
from thidua.records.misread import LOST, MISREAD, misread
from thidua.records.pasted import Slip, find_slips, mend, real, slip_problems
from thidua.records.walk import Walk, walked

_WAYS = {
    MISREAD: "chép lại từ tệp gốc, mở tệp ấy với bảng mã UTF-8",
    "": "chép chữ này, bấm Ctrl+Shift+F6 của UniKey để chuyển sang Unicode, rồi dán lại",
}
"""How whole files are put right."""

_SOFT_HYPHEN = "\u00ad"


def look_again(file: str, text: str) -> tuple[Walk, tuple[Diagnostic, ...], bool]:
    """The file as it was meant, what is wrong with its characters, and whether that is all that can be said of it.

    It is where a slip cannot be put right in place, or where the parser gave up because of one.
    """
    walk, slips = _understood(file, text)
    if walk.error is not None and (found := _misread_file(file, text)):
        return walk, found, True
    old = tuple(_old_encoding(text, walk.scalars))
    # In TCVN3 the soft hyphen is the letter ư: it goes with the text around it.
    slips = tuple(slip for slip in slips if not (text[slip.start] == _SOFT_HYPHEN and _inside(slip.start, old)))
    found = (
        *slip_problems(file, text, slips),
        *(_pasted_problem(file, *one) for one in old),
        *_lost_letters(file, text, walk.scalars),
    )
    settled = any(slip.instead is None for slip in slips) or (
        walk.error is not None and _explained(walk.gave_up_at, text, slips)
    )
    return walk, found, settled


def _misread_file(file: str, text: str) -> tuple[Diagnostic, ...]:
    """A file that cannot be read because `Đ` has become a control character: one problem, at the first such text."""
    if not re.search("[\u0080-\u009f]", text):
        return ()
    for match in re.finditer(r"[^\s:#].*", text):
        if (found := misread(match.group())) is not None:
            problem = _pasted_problem(file, match.span(), found)
            return (problem._replace(message=f"{problem.message}; cả tệp như vậy"),)
    return ()


def _understood(file: str, text: str) -> tuple[Walk, tuple[Slip, ...]]:
    """The text read as it was meant, and the slips that it has: in a text or a comment they are none."""
    slips = find_slips(text)
    walk = _walk(file, text, slips)
    kept = real(text, slips, walk.scalars)
    if walk.error is None and len(kept) == len(slips):  # also where there is none
        return walk, kept
    hidden = tuple(slip for slip in slips if slip.kind == "invisible")
    if walk.error is not None:
        plain = _walk(file, text, hidden)
        return (walk, kept) if plain.error is not None else (plain, real(text, hidden, plain.scalars))
    again = _walk(file, text, tuple(sorted({*kept, *hidden}, key=lambda slip: slip.start)))
    if again.error is None:
        return again, kept
    right = set(kept)
    return walk, tuple(slip for slip in slips if slip in right or slip.kind == "indent")


def _walk(file: str, text: str, slips: tuple[Slip, ...]) -> Walk:
    return walked(file, mend(text, slips), hidden=any(slip.kind == "invisible" for slip in slips))


def _explained(index: int, text: str, slips: tuple[Slip, ...]) -> bool:
    """Whether the parser gave up at a slip that is named already: on its line, or the next."""
    before = [slip.start for slip in slips if slip.start <= index]
    return bool(before) and text.count("\n", max(before), index) <= 1


def _old_encoding(text: str, scalars: list[Span]) -> Iterator[tuple[Span, Pasted]]:
    """Every key and value that is Vietnamese from before Unicode, or was taken for what it is not."""
    if not (STRANGE_LETTER.search(text) or STRANGE_PAIR.search(text) or "€" in text):
        return
    for span in scalars:
        written = text[slice(*span)]
        if not written.isascii() and (found := misread(written) or recognise(written)) is not None:
            yield span, found


def _lost_letters(file: str, text: str, scalars: list[Span]) -> Iterator[Diagnostic]:
    """Every key and value with letters that a program could not read; what they were nobody can tell."""
    for span in scalars if LOST in text else ():
        written = text[slice(*span)]
        if LOST in written:
            yield Diagnostic(
                "TD114",
                Place(file, span=span),
                f"có {written.count(LOST)} chữ đã mất khi đọc sai bảng mã, nay chỉ còn dấu {LOST}",
                hint="gõ lại theo bản gốc",
            )


def _pasted_problem(file: str, span: Span, found: Pasted) -> Diagnostic:
    read = textwrap.shorten(found.text, 80, placeholder=" …")
    return Diagnostic(
        "TD114",
        Place(file, span=span),
        f"chữ {found.encoding}; đọc ra là «{read}»"
        if found.encoding == MISREAD
        else f"chữ ở bảng mã {found.encoding}, không phải Unicode; đọc ra là «{read}»",
        hint=f"gõ lại: {read}; hoặc {_WAYS.get(found.encoding, _WAYS[''])}",
    )


def _inside(at: int, old: tuple[tuple[Span, Pasted], ...]) -> bool:
    index = bisect_right(old, at, key=lambda one: one[0][0]) - 1
    return index >= 0 and at < old[index][0][1]
