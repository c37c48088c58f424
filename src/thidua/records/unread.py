"""The line that the parser stumbled over, as it was meant: a sign left out, a text that needs quotes or braces.

The parser often gives up a line after the slip, or at the second half of a value; here the place is the slip,
and the hint is the line as it should stand.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePath
from textwrap import shorten
from typing import TYPE_CHECKING

from thidua.diagnostics import Diagnostic, Place
from thidua.records import hints
from thidua.records.indentation import Line, lines_above, lines_from

if TYPE_CHECKING:
    from thidua.records.shape import Record

_LONGEST = 100
_KEY_FIRST = re.compile(r"(?P<head>(?:- +)*)(?P<key>[\w.-]+)(?P<sign>\s*[=.]?\s+|\s*=\s*|$)(?P<rest>.*)")
_KEY_AND_VALUE = re.compile(r"(?P<head>(?:- +)*)(?P<key>[\w.-]+): +(?P<value>\S.*)")
_PAIR = r"(?P<key>[\w.-]+): +(?P<value>[^\s,:{}\[\]\"'#][^,:{}\[\]\"'#]*)"
_FLOW_VALUE = re.compile(r"[{,]\s*(?P<key>[\w.-]+):\s+(?P<value>[^,{}\[\]]*)$")
_FIRST_PART = re.compile(r"(?:\"[^\"]*\"|'[^']*'|\[[^\[\]{}]*\]|\{[^\[\]{}]*\})\s*(?=\w)")
"""What the parser takes for the whole of a value, where a word follows."""

_UNPARTED = r"[{,]\s*[\w.-]+:\s+(?P<value>[^,{}\n:]*?)\s+(?P<key>[\w.-]+):\s*(?P<next>[^,{}\n:]*)"
"""`{code: A name: B`: two pairs without a comma between them."""

_BLOCK_TEXT = re.compile(r"[|>][+-]?\d?")
_NO_COLON = ("could not find expected ':'", "mapping values are not allowed")
_NOT_QUOTED = ("did not find expected key", "did not find expected ',' or", "did not find expected node content")


def meant_line(file: str, text: str, index: int, problem: str, began: int | None) -> Diagnostic | None:
    """What is wrong with the line that the parser gave up at, or with the one before; None where it is not known.

    `problem`: why the parser gave up at `index`; `began`: where what it could not read to its end begins.
    """
    here = lines_from(text, text.rfind("\n", 0, index) + 1)[:1]
    if not here:
        return None
    above = lines_above(text, here[0].start - here[0].column)
    found = _dash(file, here[0], above) or _behind_bracket(file, here[0], index)
    if found := found or _headless(file, text, here[0], above):
        return found
    if "mapping values" in problem and (found := _second_colon(file, here[0], index)):
        return found
    if any(one in problem for one in _NO_COLON):
        line = None
        if began is not None:
            start = text.rfind("\n", 0, began) + 1
            above, line = lines_above(text, start), next(iter(lines_from(text, start)), None)
        elif above and above[-1].inner <= here[0].column and ":" not in above[-1].text:
            line = above.pop()
        return _left_out(file, line, above, text) if line is not None else None
    if any(one in problem for one in _NOT_QUOTED):
        return _in_block(file, here[0], index) or _in_braces(file, text, index)
    return None


def _dash(file: str, line: Line, above: list[Line]) -> Diagnostic | None:
    """`-award: bang-khen` beside `- award: …`, or above the other keys of its item."""
    for one in (line, *above[-1:]):
        beside = any(other.is_item and other.column == one.column for other in (*above, line) if other is not one)
        begins = one is not line and line.column == one.column + 2
        if re.match(r"-[\w\[{\"']", one.text) and (beside or begins):
            message, shown = "thiếu dấu cách sau dấu gạch", shorten(one.text[1:], _LONGEST, placeholder=" …")
            return _told(file, (one.start, one.start + 1), message, f"viết - {shown}")
        if one is not line and one.text[0] in "[{" and line.is_item and line.column == one.column:
            return _no_dash(file, one)
    return None


def _no_dash(file: str, line: Line) -> Diagnostic:
    shown = shorten(line.text, _LONGEST, placeholder=" …")
    return _told(file, (line.start, line.start + len(line.text)), "thiếu dấu gạch - ở đầu mục này", f"viết - {shown}")


def _behind_bracket(file: str, line: Line, index: int) -> Diagnostic | None:
    """`- [SNV, STP] [SNV]`: two items in one line."""
    match = re.fullmatch(r"(?:- +)+[\[{][^\[\]{}]*[\]}]\s*(?P<rest>[^\s#].*)", line.text)
    if match is None or line.start + match.start("rest") != index:
        return None
    rest = match["rest"].rstrip()
    own = f"phần này là mục khác thì xuống dòng, viết - {shorten(rest, _LONGEST, placeholder=' …')}"
    return _told(file, (index, index + len(rest)), "sau dấu đóng ngoặc còn chữ", own)


def _headless(file: str, text: str, line: Line, above: list[Line]) -> Diagnostic | None:
    """A group or list that stands under no key: the line with its key was left out."""
    if not above or not line.column or ":" not in above[-1].text:
        return None
    last = above[-1]
    no_owner = last.column < line.column and not last.is_open and last.column == 0
    beside_keys = line.is_item and last.column == line.column and not last.is_item
    first = _first_key(line)
    elsewhere = line.is_item and last.is_item and last.column > line.column and first != _first_key(last)
    if not (no_owner or beside_keys or elsewhere):
        return None
    missing = _keys_for(PurePath(file).stem, text, line)
    if not missing:
        return None
    what = "mục này" if line.is_item else f"«{line.name}»"
    message = f"{what} không thuộc khóa nào: thiếu dòng khóa ở ngay trên"
    hint = f"thêm dòng {' hoặc '.join(f'{key}:' for key in missing)} ngay trên dòng này, ở đầu dòng"
    return _told(file, (line.start, line.start + (1 if line.is_item else len(line.name))), message, hint)


def _first_key(line: Line) -> str:
    match = re.match(r"(?:- +)*\{? *(?P<key>[\w.-]+):", line.text)
    return match["key"] if match else ""


def _keys_for(stem: str, text: str, line: Line) -> list[str]:
    """The keys of the whole file that are not there yet, and hold what begins with this line."""
    from thidua.records.slots import Slot, known_keys, slots  # noqa: PLC0415 - only when a file cannot be read

    model, first = _models().get(stem), _first_key(line)
    if model is None or not first:
        return []
    block = lines_from(text, line.start + len(line.text))
    end = next((at for at, one in enumerate(block) if one.column <= line.column), len(block))
    inner = {_first_key(one) for one in block[:end] if one.column == block[0].column}
    found = []
    for key in Slot(model).fields:
        if re.search(rf"^{key}:", text, re.MULTILINE):
            continue
        for kind in slots(model, (key,)):
            if kind.is_list and line.is_item:
                fits = {first, *inner} <= set(known_keys(model, (key, 0)))
            elif kind.is_table and not line.is_item:
                fits = inner <= set(known_keys(model, (key, first))) and first not in every_key()
            else:
                fits = not line.is_item and first in kind.fields
            found += [key] if fits else []
    return found


def _left_out(file: str, line: Line, above: list[Line], text: str) -> Diagnostic | None:
    """A line without colon: a dash, a colon or the indentation of a text is missing."""
    after = lines_from(text, line.start + len(line.text))[:1]
    beside = [one for one in (*above[-1:], *after) if one.column == line.column]
    whole = (line.start, line.start + len(line.text))
    if line.text[0] in "[{" and any(one.is_item for one in beside):
        return _no_dash(file, line)
    match = _KEY_FIRST.fullmatch(line.text)
    is_head = match is not None and not match["rest"] and after and after[0].column > line.column
    if match is not None and (match["key"] in every_key() or is_head):
        start = line.start + match.start("key")
        hint = f"viết {match['key']}: {match['rest']}".rstrip()
        return _told(file, (start, start + len(match["key"])), f"thiếu dấu hai chấm sau «{match['key']}»", hint)
    owner = _text_above(above, line)
    if owner is not None:
        column = owner.column + 2
        message = f"dòng này nối tiếp văn bản của «{owner.name}» mà thụt không sâu hơn «{owner.name}»"
        hint = f"thụt dòng này bằng {column} dấu cách"
        if word := re.match("[a-z_]+(?= )", line.text):
            hint += f"; nếu «{word.group()}» là một khóa thì thêm dấu hai chấm sau nó"
        return _told(file, whole, message, hint)
    return _told(file, whole, "dòng này thiếu dấu hai chấm", "viết: khóa: giá trị")


def _text_above(above: list[Line], line: Line) -> Line | None:
    """The key whose text goes on in this line: one beginning with `|`, or the line right above."""
    head = next((one for one in reversed(above) if one.inner == line.column and _opens_text(one)), None)
    if head is not None and all(one.column >= line.column for one in above[above.index(head) + 1 :]):
        return head._replace(column=head.inner, text=head.bare)
    if not above or above[-1].inner < line.column or _KEY_AND_VALUE.fullmatch(above[-1].text) is None:
        return None
    return above[-1]._replace(column=above[-1].inner, text=above[-1].bare)


def _opens_text(line: Line) -> bool:
    match = _KEY_AND_VALUE.fullmatch(line.text)
    return match is not None and _BLOCK_TEXT.fullmatch(match["value"].strip()) is not None


def _second_colon(file: str, line: Line, index: int) -> Diagnostic | None:
    """`I.1: self: 38, assessed: 37.5`, `- code: A, name: B` and a text with a colon in it."""
    match = _KEY_AND_VALUE.fullmatch(line.text)
    if match is None or not line.start + match.start("value") <= index <= line.start + len(line.text):
        return None
    value = match["value"].rstrip()
    span = (line.start + match.start("value"), line.start + match.start("value") + len(value))
    if match["head"] and (pairs := _pairs(f"{match['key']}: {value}".removesuffix("}"))):
        span = (line.start + match.start("key"), span[1])
        return _told(file, span, "các cặp khóa trên một dòng cần ngoặc nhọn", f"viết {{{pairs}}}")
    if pairs := _pairs(value):
        return _told(file, span, f"các cặp khóa của «{match['key']}» cần ngoặc nhọn", f"viết {{{pairs}}}")
    if value[:1] in "\"'[{|>":
        return None
    message = "dấu hai chấm ở chỗ không được phép"
    return _told(file, (index, index + 1), message, f"văn bản có dấu hai chấm thì đặt trong dấu nháy: {_quoted(value)}")


def _pairs(value: str) -> str:
    """The text again, where it is nothing but keys with their values."""
    written = re.sub(r"(?<=[^,\s])\s+([\w.-]+)(?=: )", lambda m: f", {m[1]}" if m[1] in every_key() else m[0], value)
    pairs = [re.fullmatch(_PAIR, one) for one in re.split(r"\s*,\s*", written)]
    found = [one for one in pairs if one is not None]
    if len(found) < len(pairs):
        return ""
    known = all(one["key"] in every_key() for one in found)
    return written if known or all(re.fullmatch(r"[0-9.]+", one["value"]) for one in found) else ""


def _in_block(file: str, line: Line, index: int) -> Diagnostic | None:
    """`name: "Cờ" của tỉnh`, `name: [Cờ] của tỉnh`: the value begins like another kind."""
    match = _KEY_AND_VALUE.fullmatch(line.text)
    first = _FIRST_PART.match(match["value"]) if match is not None else None
    if match is None or first is None:
        return None
    start = line.start + match.start("value")
    value = match["value"].rstrip()
    if index != start + first.end():
        return None
    if value[0] == "[" and match["key"] in list_keys():
        rest = (index, start + len(value))
        return _told(file, rest, "sau dấu đóng ngoặc còn chữ", "các mục phải ở trong cùng một [ ], ngăn bằng dấu phẩy")
    return _unquoted(file, (start, start + len(value)), value)


def _in_braces(file: str, text: str, index: int) -> Diagnostic | None:
    """`{name: "Sở" Tư pháp}`, `{name: Sở [cũ]}`, `{code: A name: B}`: the value is longer than it was read."""
    line_start = text.rfind("\n", 0, index) + 1
    if text[index : index + 1] == ":":
        return _no_comma(file, text, line_start, index)
    match = _FLOW_VALUE.search(text, line_start, index)
    if match is None or text[index : index + 1] in {"", "\n", ",", "}", "]"}:
        return None
    rest = re.match(r"(?:\[[^\[\]\n]*\]|\{[^{}\n]*\}|[^,{}\n\[\]])*(?=[,}])", text[index:])
    if rest is None or re.search(r"\s#|: ", rest.group()):
        return None
    span = (match.start("value"), index + len(rest.group().rstrip()))
    return _unquoted(file, span, text[slice(*span)])


def _no_comma(file: str, text: str, line_start: int, index: int) -> Diagnostic | None:
    match = re.search(_UNPARTED, text[line_start:])
    if match is None or match["key"] not in every_key() or line_start + match.end("key") != index:
        return None
    span = (line_start + match.start("key"), index)
    message = f"thiếu dấu phẩy trước «{match['key']}»"
    value = shorten(match["next"], _LONGEST, placeholder=" …")
    return _told(file, span, message, f"viết {match['value']}, {match['key']}: {value}")


def _unquoted(file: str, span: tuple[int, int], value: str) -> Diagnostic:
    message = f"văn bản này có dấu {_sign(value)}, nên phải đặt cả văn bản trong dấu nháy"
    return _told(file, span, message, f"viết {_quoted(value)}")


def _sign(value: str) -> str:
    return next((sign for sign in value if sign in "\"'[{?"), value[:1])


def _quoted(value: str) -> str:
    return hints.quoted(" ".join(value.split()))


def _told(file: str, span: tuple[int, int], message: str, hint: str) -> Diagnostic:
    return Diagnostic("TD101", Place(file, span=span), message, hint=hint)


@cache
def _models() -> dict[str, type[Record]]:
    """The model of each file, by the name of the file."""
    from thidua.records.ballots import Ballots  # noqa: PLC0415 - only when a file cannot be read
    from thidua.records.bloc import Bloc  # noqa: PLC0415
    from thidua.records.regulation import Regulation  # noqa: PLC0415
    from thidua.records.report import Report  # noqa: PLC0415
    from thidua.records.scores import Scores  # noqa: PLC0415

    return {"bloc": Bloc, "regulation": Regulation, "scores": Scores, "ballots": Ballots, "report": Report}


@cache
def every_key() -> frozenset[str]:
    """Every key that some group of some file has: what a line without its colon begins with."""
    from thidua.records.slots import Slot, groups_within  # noqa: PLC0415 - only when a file cannot be read

    return frozenset(key for group in groups_within(*_models().values()) for key in Slot(group).fields)


@cache
def list_keys() -> frozenset[str]:
    """Those whose value is a list."""
    from thidua.records.slots import groups_within, slots  # noqa: PLC0415 - only when a file cannot be read

    groups = groups_within(*_models().values())
    return frozenset(key for group in groups for key in every_key() if any(s.is_list for s in slots(group, (key,))))
