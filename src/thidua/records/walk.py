"""One walk over the events of the C parser: YAML text → plain data, with the span of every key and value.

Every scalar stays text (what `95,5` or `yes` means is decided by the shape, not by YAML), is normalised to
NFC, and remembers its span. What YAML offers beyond plain mappings, lists and text is refused: the files
are read by people.
"""

from __future__ import annotations

import re
import unicodedata
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
from thidua.records.characters import INVISIBLE, SPACES, curly_quote, named, without_invisible
from thidua.records.location import Span

MAX_DEPTH = 40
"""Criteria nest three or four deep; forty is a mistake or an attack."""

CONTROL_HINT = "xóa ký tự này rồi gõ lại; nó thường theo vào khi dán từ Word hay PDF"

_QUOTES = frozenset("\"'")
_DIGITS = r"\d+\s*(?:%|[^\W\d_][^\d%]*)?"
_NUMBER = r"[+-]?\d+(?:\.\d{3})*"
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"


def walked(file: str, text: str, *, hidden: bool) -> Walk:
    """The text as far as it can be read; `error` says why not further. `hidden`: it has invisible characters."""
    walk = Walk(file, text, hidden=hidden)
    try:
        walk.run()
    except (YAMLError, UnicodeError) as error:
        walk.error = error
    return walk


def problems_of(file: str, text: str, error: Exception, open_quote: Span | None) -> tuple[Diagnostic, ...]:
    """Why the parser gave up, in our words."""
    from thidua.records.syntax import syntax_problems  # noqa: PLC0415 - only when something cannot be read

    if isinstance(error, MarkedYAMLError):
        return syntax_problems(file, text, error, open_quote)
    match = re.search(_CONTROL, text)
    position = getattr(error, "position", 0)
    span = match.span() if match else (position, position + 1)
    message = "có ký tự điều khiển mà YAML không cho phép"
    return (Diagnostic("TD112", Place(file, span=span), message, hint=CONTROL_HINT),)


class Walk:
    """One pass over the parser's events; holds what has been built so far."""

    def __init__(self, file: str, text: str, *, hidden: bool) -> None:
        self.file = file
        self.text = text
        self.error: Exception | None = None
        self.scalars: list[Span] = []
        self.open_quote: Span | None = None
        self.broken = False
        self._hidden = hidden
        self.data: Any = None
        self.values: dict[Route, Span] = {}
        self.keys: dict[Route, Span] = {}
        self.empty: list[Route] = []
        self.problems: list[Diagnostic] = []
        self._stack: list[_Frame] = []
        self._documents = 0
        self._last_end = 0

    @property
    def gave_up_at(self) -> int:
        """Where the parser stopped reading; the start of the text where it does not say."""
        mark = getattr(self.error, "problem_mark", None) or getattr(self.error, "context_mark", None)
        return mark.index if mark is not None else -1

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
        if event.style in _QUOTES and event.start_mark.line != event.end_mark.line:
            self.open_quote = span
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
            return
        route = self._place(value, span)
        if value is None and route and _DROPPED not in route and not event.anchor and not event.tag:
            self.empty.append(route)

    def _plain(self, value: str, span: Span, style: str | None) -> str:
        """The value composed and without what cannot be seen; says what should not be in it."""
        if not value.isprintable():
            match = re.search(_CONTROL, value)
            if match:
                self._report("TD112", span, f"có ký tự điều khiển U+{ord(match.group()):04X}", hint=CONTROL_HINT)
            elif style == '"' and not self._hidden and (hidden := re.search(f"[{INVISIBLE}]", value)):
                self._report("TD113", span, f"có ký tự ẩn: {named(hidden.group())}", hint="xóa ký tự ẩn này")
            value = without_invisible(value)
        if style not in _QUOTES and curly_quote(value):
            from thidua.records.pasted import curly_words  # noqa: PLC0415 - only when there is one

            message, hint = curly_words(value)
            self._report("TD115", (span[0], span[0] + 1), message, hint=hint)
        return unicodedata.normalize("NFC", value)

    def _key(self, frame: _Frame, value: str | None, span: Span) -> None:
        key = (value or "").strip()
        if not key.isascii() and (space := re.search(f"[{SPACES}]", key)):
            key = self._without_hard_space(key, space.group(), span)
        if key == "<<":
            self._report("TD108", span, "khóa gộp << không được dùng", hint="viết đủ từng khóa")
        if frame.decimal_comma(key) and self._has_no_value(span):
            self._decimal_comma(frame, span)
            frame.start_value(_DROPPED)
            return
        if key in frame.seen and self._too_deep(frame, key, span):
            frame.start_value(_DROPPED)
            return
        if key in frame.seen:
            first = self.keys[(*frame.route, key)]
            place = Place(self.file, (*frame.route, key), "key", span)
            related = (Related(Place(self.file, span=first), "lần đầu ở đây"),)
            hint = "đối chiếu rồi xóa một trong hai; nếu phần này chép từ chỗ khác thì sửa lại khóa"
            self.problems.append(Diagnostic("TD106", place, f"khóa «{key}» viết hai lần", related, hint))
            frame.start_value(_DROPPED)
            return
        frame.seen.add(key)
        self.keys[(*frame.route, key)] = span
        frame.start_value(key)

    def _without_hard_space(self, key: str, space: str, span: Span) -> str:
        """A code or a word, written as one; a name, which its spaces show, is judged as a name."""
        plain = re.sub(f"[{SPACES}]", "", key)
        if " " in key:
            return re.sub(f"[{SPACES}]", " ", key)
        self._report(
            "TD115", span, f"trong khóa «{key}» có {named(space)}", hint=f"gõ lại khóa này, viết liền: {plain}"
        )
        return plain

    def _too_deep(self, frame: _Frame, key: str, span: Span) -> bool:
        """A head line indented as deep as its content: it stays empty, and the content repeats the keys above."""
        if frame.moved:
            return True
        head = self.keys.get((*frame.route, frame.last_key))
        inside = len(self._stack) > 1 and isinstance(frame.route[-1], str) and not frame.flow
        if not inside or frame.last_value is not None or head is None or frame.last_key == key:
            return False
        if self.text[head[1] : span[0]].strip(" :\r\n"):
            return False
        self.broken = True
        outer = frame.route[-1]
        self._report(
            "TD101",
            head,
            f"«{frame.last_key}» thụt sâu bằng các dòng bên trong nó, nên nằm trong «{outer}»",
            hint=f"đưa «{frame.last_key}» ra thẳng cột với «{outer}»",
        )
        frame.moved = True
        return True

    def _has_no_value(self, span: Span) -> bool:
        """Whether a key of a flow mapping is followed by the next one, not by a colon."""
        return self.text[span[1] : span[1] + 20].lstrip()[:1] in {",", "}"}

    def _decimal_comma(self, frame: _Frame, span: Span) -> None:
        from thidua.records.hints import split_hint  # noqa: PLC0415 - only when something is wrong

        route = (*frame.route, frame.last_key)
        start, end = self.values[route]
        written = self.text[start:end]
        self.values[route] = (start, span[1])
        place = Place(self.file, route, span=(start, span[1]))
        message = "dấu phẩy thập phân cắt đôi số này: trong { } dấu phẩy ngăn cách các mục"
        hint = split_hint(written, self.text[slice(*span)], frame.last_key)
        self.problems.append(Diagnostic("TD107", place, message, hint=hint))

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

    def _report(self, code: str, span: Span, message: str, *, hint: str = "") -> None:
        self.problems.append(Diagnostic(code, Place(self.file, span=span), message, hint=hint))


_DROPPED = "\0"
"""The key of a value that was already reported and leads nowhere."""


class _Frame:
    """One open mapping or list of the walk."""

    __slots__ = ("_container", "_key", "awaits_key", "flow", "last_key", "last_value", "moved", "route", "seen")

    def __init__(self, container: dict[str, Any] | list[Any], route: Route, *, flow: bool) -> None:
        self._container = container
        self._key = _DROPPED
        self.awaits_key = isinstance(container, dict)
        self.flow = flow
        self.last_key = _DROPPED
        self.last_value: Any = None
        self.moved = False
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
