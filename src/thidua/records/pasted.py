"""What Word, a phone or a web page puts into a YAML text in place of the signs of the keyboard.

A slip is found by its looks and mended in a copy of the same length, which the parser then reads: so the
rest of the file is judged as it was meant, and every place stays exact. Whether it *is* a slip is known only
afterwards: inside a text, in quotes or behind `|`, a long dash or a hard space is right.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from textwrap import shorten
from typing import Literal, NamedTuple

from thidua.diagnostics import Diagnostic, Place
from thidua.records.characters import DASHES, DOUBLE_CURLY, INVISIBLE, SINGLE_CURLY, SPACES, named
from thidua.records.hints import quoted
from thidua.records.location import Span

Kind = Literal["invisible", "indent", "space", "dash", "colon", "comma", "quotes"]

_WINDOW = 80
"""How far back the head of a line is looked for; nobody indents so deep."""

_SHOWN = 160
"""How much of a text a hint repeats that is to be copied."""

_COMMENT = re.compile(r"(?:^|(?<=\s))#", re.MULTILINE)
_CODE = r"[\w.-]+"
_LEAD = rf"^[ \t{SPACES}]*(?:- +)*"
_FLOW = r"[{\[,] *"
_KEY = rf"(?:{_LEAD}|{_FLOW})(?P<quote>[\"']?){_CODE}(?P=quote) *"
_CODE_ITEM = rf"(?:[{{\[].*|{_CODE}|[\"']?{_CODE}[\"']?:(?:\s.*)?)\s*(?:#.*)?$"
_VALUE = rf"(?:{_LEAD}(?<=- )|: +|{_FLOW})"
_VALUE_END = r"(?=[ ]*(?:\r?$|[,\]}:]|[ ]#))"
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("indent", re.compile(rf"^[ \t]*(?P<slip>[{SPACES}][ {SPACES}]*)(?=[^\s#])", re.MULTILINE)),
    ("space", re.compile(rf"^[ {SPACES}]*(?:- *)*-(?P<slip>[{SPACES}]+)(?=\S)", re.MULTILINE)),
    ("space", re.compile(rf"{_KEY}[:\uff1a](?P<slip>[{SPACES}]+)", re.MULTILINE)),
    ("dash", re.compile(rf"{_LEAD}(?P<slip>[{DASHES}])(?=[ {SPACES}]+\S)", re.MULTILINE)),
    ("colon", re.compile(rf"{_KEY}(?P<slip>\uff1a)", re.MULTILINE)),
    ("comma", re.compile(r"(?P<slip>\uff0c)")),
    *(
        (
            "quotes",
            re.compile(
                rf"{_VALUE}(?P<slip>[{marks}][^{marks}\"\\\n]*[{marks}]){_VALUE_END}",
                re.MULTILINE,
            ),
        )
        for marks in (DOUBLE_CURLY, SINGLE_CURLY)
    ),
    ("invisible", re.compile(f"(?P<slip>[{INVISIBLE}])")),
)


class Slip(NamedTuple):
    """Chỗ gõ lệch: what was found, where, and what the parser reads instead (None: nothing as long would do)."""

    kind: Kind
    start: int
    end: int
    instead: str | None


def find_slips(text: str) -> tuple[Slip, ...]:
    """Everything that looks like a slip, in the order of the text."""
    found = {
        match.span("slip"): Slip(kind, *match.span("slip"), _MENDED[kind](text, *match.span("slip")))
        for kind, pattern in reversed(_PATTERNS)
        for match in pattern.finditer(text)
        if kind != "dash" or _is_item(text, match.start("slip"))
    }
    return tuple(found[span] for span in sorted(found))


def mend(text: str, slips: Sequence[Slip]) -> str:
    """The text with the slips put right, as long as before."""
    pieces: list[str] = []
    at = 0
    for slip in slips:
        if slip.instead is not None and slip.start >= at:
            pieces += (text[at : slip.start], slip.instead)
            at = slip.end
    return "".join((*pieces, text[at:]))


def real(text: str, slips: Sequence[Slip], scalars: Sequence[Span]) -> tuple[Slip, ...]:
    """Those that stand where YAML wants a sign of its own, or are invisible; not those in comments and texts."""
    starts = [start for start, _ in scalars]
    kept: list[Slip] = []
    seen = line_start = comment = 0
    gap = -1
    for slip in slips:
        line_start = max(line_start, text.rfind("\n", seen, slip.start) + 1)
        at = bisect_right(starts, slip.start) - 1
        start, end = scalars[at] if at >= 0 else (0, 0)
        if slip.start < end:
            if slip.kind == "invisible" or (slip.kind == "quotes" and start == slip.start):
                kept.append(slip)
        else:
            fresh = gap != max(end, line_start)
            gap = max(end, line_start)
            if fresh or comment < 0:
                comment = _comment(text, gap if fresh else max(gap, seen), slip.start)
            if comment < 0:
                kept.append(slip)
        seen = slip.start
    return tuple(kept)


def _comment(text: str, start: int, end: int) -> int:
    """Where a comment begins on this stretch outside any text, or -1."""
    found = _COMMENT.search(text, start, end)
    return found.start() if found else -1


def _is_item(text: str, at: int) -> bool:
    """Whether a dash at the start of a line begins an item: of codes or keys, or beside others with a hyphen."""
    line_start = text.rfind("\n", 0, at) + 1
    line_end = text.find("\n", at)
    rest = text[at + 1 : len(text) if line_end < 0 else line_end].strip()
    if re.match(_CODE_ITEM, rest):
        return True
    item = text[line_start:at] + "- "
    above = text.rfind("\n", 0, max(line_start - 1, 0)) + 1
    return text.startswith(item, above) or (line_end >= 0 and text.startswith(item, line_end + 1))


def _blank(_: str, start: int, end: int) -> str:
    return " " * (end - start)


def _colon(text: str, _: int, end: int) -> str | None:
    return ":" if end == len(text) or text[end].isspace() else None


def _quotes(text: str, start: int, end: int) -> str:
    return f'"{text[start + 1 : end - 1]}"'


def _invisible(text: str, start: int, end: int) -> str | None:
    """A space after `-` and `:`; at the head of a line, with spaces behind, it moves the columns; else it stays."""
    before = text[max(0, start - _WINDOW) : start]
    if before[-1:] in {":", "-"} and text[end : end + 1].isspace():
        return " "
    if re.search(r"(?:^|\n)[ \t]*$", before) and text[end : end + 1] == " ":
        return None
    return "\u200b"  # U+FEFF would be skipped or refused by the parser


_MENDED: dict[Kind, Callable[[str, int, int], str | None]] = {
    "indent": _blank,
    "space": _blank,
    "dash": lambda *_: "-",
    "colon": _colon,
    "comma": lambda *_: ",",
    "quotes": _quotes,
    "invisible": _invisible,
}


def slip_problems(file: str, text: str, slips: Sequence[Slip]) -> Iterator[Diagnostic]:
    """One problem a place; the same slip on line after line is said once."""
    lines = _lines(text, slips)
    for group in _groups(slips, lines):
        slip = group[0]
        again = f" (và {len(group) - 1} dòng ngay dưới)" if len(group) > 1 else ""
        message, hint = _words(text, slip)
        code = "TD113" if slip.kind == "invisible" else "TD115"
        yield Diagnostic(code, Place(file, span=(slip.start, slip.end)), message + again, hint=hint)


def _lines(text: str, slips: Sequence[Slip]) -> list[int]:
    """The line of every slip, counted on from the one before."""
    counts = [text.count("\n", a, b) for a, b in pairwise((0, *(slip.start for slip in slips)))]
    total, lines = 0, []
    for count in counts:
        total += count
        lines.append(total)
    return lines


def _groups(slips: Sequence[Slip], lines: Sequence[int]) -> list[list[Slip]]:
    """Neighbours of one kind: invisible ones that touch, others on lines that follow each other."""
    groups: list[list[Slip]] = []
    ends: dict[Kind, tuple[int, list[Slip]]] = {}
    for slip, line in zip(slips, lines, strict=True):
        last, group = ends.get(slip.kind, (-2, []))
        if slip.kind == "invisible":
            if group and group[-1].end == slip.start:
                group[-1] = group[-1]._replace(end=slip.end)
                continue
            group = [slip]
            groups.append(group)
        elif last + 1 == line and slip.kind in {"indent", "space", "dash"}:
            group.append(slip)
        else:
            group = [slip]
            groups.append(group)
        ends[slip.kind] = (line, group)
    return groups


def _words(text: str, slip: Slip) -> tuple[str, str]:
    written = text[slip.start : slip.end]
    retype = "xóa đi rồi gõ lại bằng phím cách"
    match slip.kind:
        case "invisible":
            names = ", ".join(dict.fromkeys(map(named, written)))
            return f"có ký tự ẩn: {names}", f"xóa ký tự ẩn {names} ở chỗ này; nó thường theo vào khi dán chữ"
        case "indent":
            return f"đầu dòng thụt bằng {named(written[0])}", f"thụt dòng bằng dấu cách thường: {retype}"
        case "space":
            sign = text[slip.start - 1]
            return f"sau dấu {sign} là {named(written[0])}, không phải dấu cách thường", retype
        case "dash":
            rest = _rest(text, slip.end)
            return f"dấu {written} đứng ở chỗ của dấu gạch nối -", f"gõ dấu trừ trên bàn phím: - {rest}"
        case "colon":
            return "dấu hai chấm ： toàn khổ đứng ở chỗ của dấu :", "gõ lại dấu : thường, sau đó một dấu cách"
        case "comma":
            return "dấu phẩy ， toàn khổ đứng ở chỗ của dấu ,", "gõ lại dấu phẩy thường"
        case "quotes":
            return curly_words(written)


def curly_words(written: str) -> tuple[str, str]:
    """What is wrong with `“…”` around a value, and both ways to put it right."""
    inner = shorten(written.strip(DOUBLE_CURLY + SINGLE_CURLY), 60, placeholder=" …")
    if '"' in inner:
        whole = '"' + shorten(written[1:], _SHOWN, placeholder=" …")
        return f"dấu nháy cong {written[0]} không đóng bằng dấu nháy cong", f"viết {quoted(whole)}"
    return (
        f"dấu nháy cong {written[0]} không phải dấu nháy của YAML",
        f"""viết "{inner}" với dấu nháy thẳng; nếu cần in cả dấu nháy cong thì viết '“{inner}”'""",
    )


def _rest(text: str, at: int) -> str:
    line_end = text.find("\n", at)
    return text[at : len(text) if line_end < 0 else line_end].strip()[:60]
