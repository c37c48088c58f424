"""YAML text → plain data with an exact place for every key and value.

One walk over the events of the C parser. Every scalar stays text (what `95,5` or `yes` means is
decided by the shape, not by YAML), is normalised to NFC, and remembers its span. What YAML offers
beyond plain mappings, lists and text is refused: the files are read by people.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]  # re-exported from the C extension
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from thidua.diagnostics import Diagnostic, Place, Related, Route
from thidua.records.characters import INVISIBLE, SPACES, named, without_invisible
from thidua.records.encodings import STRANGE_LETTER, STRANGE_PAIR, Pasted, recognise
from thidua.records.location import Location, Source, Span, locate
from thidua.records.pasted import SUSPECT, Slip, curly_quote, curly_words, find_slips, mend, real, slip_problems
from thidua.records.syntax import syntax_problems

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Location", "Source", "decode", "locate", "read_yaml"]

MAX_BYTES = 8 * 1024 * 1024
"""A file of a bloc has a few kilobytes; one above this is not what it claims to be."""

MAX_DEPTH = 40
"""Criteria nest three or four deep; forty is a mistake or an attack."""

CONTROL_HINT = "xóa ký tự này rồi gõ lại; nó thường theo vào khi dán từ Word hay PDF"

_SOFT_HYPHEN = "\u00ad"
_CONFLICT = "<<<<<<<"
_DIGITS = r"\d+\s*%?"
_NUMBER = r"-?\d+"
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"


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
    if walk.error is None and all(slip.instead is not None for slip in slips):
        return Source(file, text, walk.data, walk.values, walk.keys), found
    if not isinstance(walk.error, MarkedYAMLError | None):
        span = _reader_span(text, walk.error)
        message = "có ký tự điều khiển mà YAML không cho phép"
        return Source(file, text), (Diagnostic("TD112", Place(file, span=span), message, hint=CONTROL_HINT),)
    if walk.error is None or _explained(walk.error, text, slips):
        return Source(file, text), found
    return Source(file, text), (*found, *syntax_problems(file, walk.text, walk.error, walk.open_quote))


def _understood(file: str, text: str) -> tuple[_Walk, tuple[Slip, ...]]:
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


def _walk(file: str, text: str, slips: tuple[Slip, ...]) -> _Walk:
    walk = _Walk(file, mend(text, slips), hidden=any(slip.kind == "invisible" for slip in slips))
    try:
        walk.run()
    except (YAMLError, UnicodeError) as error:
        walk.error = error
    return walk


def _explained(error: MarkedYAMLError, text: str, slips: tuple[Slip, ...]) -> bool:
    """Whether the parser gave up at a slip that is named already: on its line, or the next."""
    mark = error.problem_mark or error.context_mark
    before = [slip.start for slip in slips if mark is not None and slip.start <= mark.index]
    return mark is not None and bool(before) and text.count("\n", max(before), mark.index) <= 1


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


def _reader_span(text: str, error: Exception) -> Span:
    match = re.search(_CONTROL, text)
    if match:
        return match.span()
    position = getattr(error, "position", 0)
    return (position, position + 1)


class _Walk:
    """One pass over the parser's events; holds what has been built so far."""

    def __init__(self, file: str, text: str, *, hidden: bool) -> None:
        self.file = file
        self.text = text
        self.error: Exception | None = None
        self.scalars: list[Span] = []
        self.open_quote: Span | None = None
        self._hidden = hidden
        self.data: Any = None
        self.values: dict[Route, Span] = {}
        self.keys: dict[Route, Span] = {}
        self.problems: list[Diagnostic] = []
        self._stack: list[_Frame] = []
        self._documents = 0
        self._last_end = 0

    def run(self) -> None:
        parser = CParser(self.text)
        while parser.check_event():
            event = parser.get_event()
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if not self._open(event, is_mapping=kind is MappingStartEvent):
                    return
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close(event)
            elif kind is AliasEvent:
                self._refuse(event, f"bí danh *{event.anchor}")
                self._place(None, (event.start_mark.index, event.end_mark.index))
            elif kind is DocumentStartEvent:
                self._documents += 1
                if self._documents > 1:
                    self._second_document(event)
                    return

    def _scalar(self, event: Any) -> None:
        span = (event.start_mark.index, event.end_mark.index)
        self._last_end = span[1]
        self.scalars.append(span)
        value: str | None = event.value
        if event.anchor or event.tag:
            self._refuse(event, f"neo &{event.anchor}" if event.anchor else "thẻ !")
        if value is None or (not event.style and value in _NULLS):
            value = None
        elif not value.isascii() or event.style == '"':
            value = self._plain(value, span, event.style)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.awaits_key:
            self._key(frame, value, span)
        else:
            self._place(value, span)

    def _plain(self, value: str, span: Span, style: str | None) -> str:
        """The value composed and without what cannot be seen; says what should not be in it."""
        if not value.isprintable():
            match = re.search(_CONTROL, value)
            if match:
                self._report("TD112", span, f"có ký tự điều khiển U+{ord(match.group()):04X}", hint=CONTROL_HINT)
            elif style == '"' and not self._hidden and (hidden := re.search(f"[{INVISIBLE}]", value)):
                self._report("TD113", span, f"có ký tự ẩn: {named(hidden.group())}", hint="xóa ký tự ẩn này")
            value = without_invisible(value)
        if style != '"' and style != "'" and curly_quote(value):
            message, hint = curly_words(value)
            self._report("TD115", (span[0], span[0] + 1), message, hint=hint)
        return unicodedata.normalize("NFC", value)

    def _key(self, frame: _Frame, value: str | None, span: Span) -> None:
        key = (value or "").strip()
        if not key.isascii() and (space := re.search(f"[{SPACES}]", key)):
            self._report("TD115", span, f"trong khóa «{key}» có {named(space.group())}", hint="gõ lại khóa này")
        if key == "<<":
            self._report("TD108", span, "khóa gộp << không được dùng", hint="viết đủ từng khóa")
        if frame.decimal_comma(key) and self._has_no_value(span):
            self._decimal_comma(frame, span)
            frame.start_value(_DROPPED)
            return
        if key in frame.seen:
            first = self.keys[(*frame.route, key)]
            self._report(
                "TD106",
                span,
                f"khóa «{key}» viết hai lần",
                related=(Related(Place(self.file, span=first), "lần đầu ở đây"),),
                hint="giữ một khóa, gộp nội dung của hai khóa lại",
            )
            frame.start_value(_DROPPED)
            return
        frame.seen.add(key)
        self.keys[(*frame.route, key)] = span
        frame.start_value(key)

    def _has_no_value(self, span: Span) -> bool:
        """Whether a key of a flow mapping is followed by the next one, not by a colon."""
        return self.text[span[1] : span[1] + 20].lstrip()[:1] in {",", "}"}

    def _decimal_comma(self, frame: _Frame, span: Span) -> None:
        route = (*frame.route, frame.last_key)
        start, end = self.values[route]
        written = self.text[start:end]
        self.values[route] = (start, span[1])
        self._report(
            "TD107",
            (start, span[1]),
            "dấu phẩy thập phân cắt đôi số này: trong { } dấu phẩy ngăn cách các mục",
            hint=f'viết {written}.{self.text[slice(*span)]} hoặc "{written},{self.text[slice(*span)]}"',
        )

    def _open(self, event: Any, *, is_mapping: bool) -> bool:
        span = (event.start_mark.index, event.end_mark.index)
        if event.anchor or event.tag:
            self._refuse(event, f"neo &{event.anchor}" if event.anchor else "thẻ !")
        if len(self._stack) >= MAX_DEPTH:
            self._report("TD109", span, f"lồng quá {MAX_DEPTH} tầng", hint="xem lại thụt dòng và các dấu ngoặc")
            self.data = None
            return False
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.awaits_key:
            self._report(
                "TD110",
                span,
                "khóa phải là một từ hoặc một mã, không phải danh sách hay nhóm",
                hint="viết mỗi khóa một dòng",
            )
            frame.start_value(_DROPPED)
            self._stack.append(_Frame({} if is_mapping else [], (*frame.route, _DROPPED), flow=bool(event.flow_style)))
            return True
        container: dict[str, Any] | list[Any] = {} if is_mapping else []
        route = self._place(container, span)
        self._stack.append(_Frame(container, route, flow=bool(event.flow_style)))
        return True

    def _place(self, value: Any, span: Span) -> Route:
        """Put a finished or freshly opened value into its container; returns its route."""
        if not self._stack:
            self.data = value
            self.values[()] = span
            return ()
        frame = self._stack[-1]
        route = frame.put(value)
        self.values[route] = span
        return route

    def _close(self, event: Any) -> None:
        """A mapping or list ends: with its bracket, or with the last thing it holds."""
        frame = self._stack.pop()
        if frame.flow:
            self._last_end = event.end_mark.index
        start, end = self.values.get(frame.route, (0, 0))
        self.values[frame.route] = (start, max(end, self._last_end))

    def _second_document(self, event: Any) -> None:
        span = (event.start_mark.index, event.end_mark.index)
        self.data = None
        self._report(
            "TD111",
            span,
            "tệp có hai tài liệu YAML, ngăn bằng ---",
            hint="bỏ dòng --- này, hoặc tách làm hai tệp",
        )

    def _refuse(self, event: Any, what: str) -> None:
        span = (event.start_mark.index, event.end_mark.index)
        hint = "viết thẳng giá trị vào chỗ này; nếu đây là văn bản thì đặt trong dấu nháy"
        self._report("TD108", span, f"{what} của YAML không được dùng", hint=hint)

    def _report(
        self, code: str, span: Span, message: str, *, related: tuple[Related, ...] = (), hint: str = ""
    ) -> None:
        self.problems.append(Diagnostic(code, Place(self.file, span=span), message, related, hint))


_DROPPED = "\0"
"""The key of a value that was already reported and leads nowhere."""


class _Frame:
    """One open mapping or list of the walk."""

    __slots__ = ("_container", "_key", "awaits_key", "flow", "last_key", "last_value", "route", "seen")

    def __init__(self, container: dict[str, Any] | list[Any], route: Route, *, flow: bool) -> None:
        self._container = container
        self._key = _DROPPED
        self.awaits_key = isinstance(container, dict)
        self.flow = flow
        self.last_key = _DROPPED
        self.last_value: Any = None
        self.route = route
        self.seen: set[str] = set()

    def start_value(self, key: str) -> None:
        self.awaits_key = False
        if key != _DROPPED:
            self.last_key = key
        self._key = key

    def put(self, value: Any) -> Route:
        if isinstance(self._container, list):
            self._container.append(value)
            return (*self.route, len(self._container) - 1)
        self.awaits_key = True
        key = self._key
        if key != _DROPPED:
            self.last_value = value
            if value is not None:
                self._container[key] = value
        return (*self.route, key)

    def decimal_comma(self, key: str) -> bool:
        """`{self: 95,5}` reads as a key `self` and a key `5` without a value."""
        return (
            self.flow
            and isinstance(self.last_value, str)
            and re.fullmatch(_DIGITS, key) is not None
            and re.fullmatch(_NUMBER, self.last_value) is not None
        )
