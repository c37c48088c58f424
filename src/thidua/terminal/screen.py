"""Text on any console: widths, tables, bars, colour only where it is wanted, never an encoding error."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

WIDTH = 80
_PLAIN = {"đ": "d", "Đ": "D", "≥": ">=", "≤": "<=", "–": "-", "—": "-", "…": "...", "«": '"', "»": '"', "·": "-",
          "█": "#", "▌": "#", "░": ".", "─": "-", "│": "|", "^": "^", "→": "->", "×": "x", "✓": "v", "•": "-",
          "\u00a0": " ", "“": '"', "”": '"', "‘": "'", "’": "'"}  # fmt: skip


def without_marks(text: str) -> str:
    """Vietnamese without its diacritics, for consoles that cannot show them: `Cục` → `Cuc`."""
    plain = "".join(_PLAIN.get(character, character) for character in text)
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def _fallback(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plain = without_marks(error.object[error.start : error.end])
    return "".join(c if ord(c) < 128 else "?" for c in plain), error.end  # noqa: PLR2004 - ASCII


class _Outlet(io.FileIO):
    """Đầu ra: standard output or error. Once its reader has gone (`| head`), what is written to it is dropped.

    The command goes on to its end and leaves with the exit code of its result. Any other failure to print the
    result is an error that names it; a failure to print errors has nobody to be told to.
    """

    def write(self, content: Any, /) -> int:
        try:
            return super().write(content)
        except OSError as error:
            gone = error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL)
            if gone or self.fileno() == _ERRORS:
                return memoryview(content).nbytes
            raise OSError(error.errno, error.strerror, "kết quả in ra") from error


_RESULT, _ERRORS = 1, 2


def prepare_streams() -> None:
    """After this no text can fail to print: what a console cannot show loses its diacritics.

    A stream that was closed before we started (`>&-`) leads nowhere, and no file of ours gets its number.
    """
    codecs.register_error("thidua", _fallback)
    for number in (0, _RESULT, _ERRORS):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
    sys.stdout, sys.stderr = _outlet(sys.stdout, _RESULT), _outlet(sys.stderr, _ERRORS)


def _outlet(stream: Any, number: int) -> TextIO:
    """`stream` (None where it was closed) with the same encoding and manners, on an outlet that forgives."""
    if stream is not None and not _takes_bytes(stream, number):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="thidua")
        same: TextIO = stream
        return same
    return io.TextIOWrapper(
        io.BufferedWriter(_Outlet(number, "wb", closefd=False)),
        encoding=stream.encoding if stream is not None else "utf-8",
        errors="thidua",
        line_buffering=stream is not None and stream.line_buffering,
        write_through=stream is not None and stream.write_through,
    )


def _takes_bytes(stream: Any, number: int) -> bool:
    """Whether a stream stands on the file of that number: not the console of Windows, nor what another put there."""
    try:
        return stream.fileno() == number and not (os.name == "nt" and stream.isatty())
    except (OSError, ValueError, AttributeError):
        return False


def wants_colour(stream: TextIO) -> bool:
    """Colour only on a terminal that understands it, and never with NO_COLOR."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return False
    return os.name != "nt" or "WT_SESSION" in os.environ


def bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m" if wants_colour(sys.stdout) else text


def width_of(text: str) -> int:
    """Columns a text takes: combining marks take none, East Asian wide characters two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def pad(text: str, width: int, align: str = "<") -> str:
    """Filled with spaces to `width` columns."""
    space = " " * max(width - width_of(text), 0)
    return space + text if align == ">" else text + space


def bar(part: float, width: int = 10) -> str:
    """A bar of `width` columns, `part` (0-1) of it filled."""
    full = max(0, min(width, round(part * width)))
    return "█" * full + "░" * (width - full)


def show(text: str = "") -> None:
    """One line to standard output."""
    sys.stdout.write(text + "\n")


def remark(text: str) -> None:
    """One line to standard error: what was left out, what to do next."""
    sys.stderr.write(text + "\n")


def path_from_here(path: Path) -> str:
    """A path as it can be typed where the user stands; the whole of it where that is shorter."""
    whole = path.absolute().as_posix()
    try:
        return min(Path(os.path.relpath(whole)).as_posix(), whole, key=len)
    except (OSError, ValueError):  # the current folder is gone, or on another drive
        return whole


def heading(text: str) -> None:
    show()
    show(bold(text))


def paragraph(text: str, indent: str = "  ", hanging: str | None = None) -> None:
    """Wrapped text."""
    for line in textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=hanging or indent):
        show(line)


def bullet(text: str, mark: str = "-") -> None:
    paragraph(text, f"  {mark} ", "    ")


def table(head: Sequence[str], rows: Iterable[Sequence[str]], align: str, *, flexible: int) -> None:
    """Rows under a head, two blanks apart; the column `flexible` is wrapped so that 80 columns hold all.

    `align` has one of `<` and `>` a column.
    """
    body = [list(row) for row in rows]
    widths = [max(width_of(cell) for cell in column) for column in zip(head, *body, strict=True)]
    room = WIDTH - 2 - sum(widths) + widths[flexible] - 2 * (len(widths) - 1)
    widths[flexible] = max(min(widths[flexible], room), 8)
    for number, row in enumerate((list(head), *body)):
        wrapped = textwrap.wrap(row[flexible], widths[flexible]) or [""]
        for at, part in enumerate(wrapped):
            cells = [part if i == flexible else cell if at == 0 else "" for i, cell in enumerate(row)]
            line = "  ".join(pad(cell, w, a) for cell, w, a in zip(cells, widths, align, strict=True))
            show(f"  {line}".rstrip())
        if number == 0:
            show("  " + "  ".join("─" * width for width in widths))
