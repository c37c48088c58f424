"""Cặp thẻ mở và đóng: which tag closes which, and whether both stand in one place."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

OPENS = {"if": "endif", "for": "endfor"}
WORDS = ("for", "if", "elif", "else", "endfor", "endif")
"""Every word a `{% %}` may begin with."""

MAX_TAGS = 5000
"""Tags of one part; the papers have about two hundred."""

MAX_OPEN = 50
"""Tags open at one spot; the papers have seven."""

_ROW_HINT = "lặp qua nhiều dòng của bảng thì viết {%tr for … %} và {%tr endfor %}, mỗi thẻ đứng riêng một dòng"
_PARAGRAPH_HINT = "lặp qua nhiều đoạn thì viết {%p for … %} và {%p endfor %}, mỗi thẻ đứng riêng một đoạn"


class Misplaced(NamedTuple):
    """Thẻ sai: the paragraph it stands in, what is wrong, what to do; `other` is the paragraph of its counterpart."""

    paragraph: Any
    message: str
    hint: str = ""
    other: Any = None


class Tag(NamedTuple):
    """Một thẻ: its paragraph, the text written there, and how it works.

    `kind` is `""`, `p` or `tr`; `word` is `for`, `if` …, and empty where a text is printed. `plain` is what the
    template engine is to read; it is empty when the tag is already known to be broken.
    """

    paragraph: Any
    written: str
    kind: str
    word: str
    plain: str

    @property
    def variable(self) -> str:
        """The name a `for` gives to each item, as far as it can be read."""
        found = re.search(r"\bfor\s+(\w+)", self.written)
        return found[1] if found else ""


class Standing(NamedTuple):
    """Thẻ và các thẻ đang mở quanh nó."""

    tag: Tag
    inside: tuple[Tag, ...]


def shown(text: str) -> str:
    """A text in one short line, for messages."""
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59]}…"  # noqa: PLR2004 - about half a line of a screen


class Pairing:
    """Walks the tags in reading order, closes what is closed and keeps what is wrong, by paragraph."""

    def __init__(self) -> None:
        self.standing: list[Standing] = []
        self.found: list[tuple[int, Misplaced]] = []
        self._open: list[tuple[int, Tag]] = []
        self._passed: list[tuple[int, Tag]] = []
        self._last: set[Tag] = set()
        self._rows: dict[Any, Tag] = {}
        self._full = False

    def add(self, at: int, tag: Tag | None) -> None:
        if tag is None or self._full:
            return
        self._full = len(self.standing) >= MAX_TAGS or len(self._open) > MAX_OPEN
        if self._full:
            message = "mẫu có quá nhiều thẻ, hoặc quá nhiều thẻ mở mà không đóng; từ đây không đọc nữa"
            self.found.append((at, Misplaced(tag.paragraph, message, "hãy bắt đầu lại từ mẫu có sẵn")))
            return
        self.standing.append(Standing(tag, tuple(other for _, other in self._open)))
        if tag.kind == "tr":
            self._in_row(at, tag)
        if tag.word in OPENS:
            self._open.append((at, tag))
        elif tag.word in {"else", "elif"}:
            self._alternative(at, tag)
        elif tag.word in OPENS.values():
            self._close(at, tag)

    def finish(self) -> None:
        """What is still open will never be closed."""
        for at, tag in () if self._full else (*self._open, *self._passed):
            end = OPENS[tag.word]
            message = f"thẻ {tag.word} không được đóng bằng {end}: «{shown(tag.written)}»"
            hint = f"thêm {{%{tag.kind} {end} %}}, hoặc tìm xem một thẻ {tag.word} bên trong nó còn thiếu {end}"
            self.found.append((at, Misplaced(tag.paragraph, message, hint)))

    def _in_row(self, at: int, tag: Tag) -> None:
        row = next(tag.paragraph.iterancestors(f"{W}tr"), None)
        if row is None:
            hint = "ngoài bảng thì viết {%p … %}"
            self.found.append(
                (at, Misplaced(tag.paragraph, f"thẻ {{%tr %}} đứng ngoài bảng: «{shown(tag.written)}»", hint))
            )
        elif row in self._rows:
            message = f"một dòng của bảng có hai thẻ {{%tr %}}: «{shown(tag.written)}»"
            self.found.append((at, Misplaced(tag.paragraph, message, "mỗi thẻ {%tr %} đứng riêng một dòng")))
        else:
            self._rows[row] = tag
            own = set(tag.paragraph.iter(f"{W}t"))
            beside = "".join(part.text or "" for part in row.iter(f"{W}t") if part not in own).strip()
            if beside and "{%tr" not in beside:
                message = f"dòng có thẻ {{%tr %}} còn chữ khác, sẽ mất khi in: «{shown(beside)}»"
                self.found.append((at, Misplaced(tag.paragraph, message, "đưa thẻ sang một dòng riêng của bảng")))

    def _alternative(self, at: int, tag: Tag) -> None:
        """`else`, `elif`: within the innermost `if`, of its kind and at its place, `else` last."""
        _, opener = self._open[-1] if self._open else (0, None)
        if opener is None or (opener.word == "for" and tag.word == "elif"):
            self.found.append((at, Misplaced(tag.paragraph, f"thẻ {tag.word} không có if: «{shown(tag.written)}»")))
        elif not _together(opener, tag):
            message = f"thẻ {tag.word} và thẻ {opener.word} của nó không cùng kiểu, cùng chỗ: «{shown(tag.written)}»"
            self.found.append((at, Misplaced(tag.paragraph, message, _advice(opener, tag), opener.paragraph)))
        elif opener in self._last:
            self.found.append(
                (at, Misplaced(tag.paragraph, f"sau else không còn {tag.word} nữa: «{shown(tag.written)}»"))
            )
        elif tag.word == "else":
            self._last.add(opener)

    def _close(self, at: int, tag: Tag) -> None:
        """Close the nearest that fits; else the nearest of the same word, and say that it does not fit."""
        same = [i for i, (_, opener) in enumerate(self._open) if OPENS[opener.word] == tag.word]
        fitting = [i for i in same if _together(self._open[i][1], tag)]
        if not same:
            self._without_start(at, tag)
            return
        chosen = (fitting or same)[-1]
        begun, opener = self._open[chosen]
        if fitting:
            self._passed += self._open[chosen + 1 :]
            del self._open[chosen:]
            return
        del self._open[chosen]
        message = f"thẻ {opener.word} «{shown(opener.written)}» không được đóng ở cùng chỗ (đoạn, ô, bảng)"
        self.found.append((begun, Misplaced(opener.paragraph, message, _advice(opener, tag), tag.paragraph)))

    def _without_start(self, at: int, tag: Tag) -> None:
        """An end alone, or the end of what was passed over because something around it closed first."""
        crossed = [i for i, (_, opener) in enumerate(self._passed) if OPENS[opener.word] == tag.word]
        if crossed:
            begun, opener = self._passed.pop(crossed[-1])
            message = f"thẻ {opener.word} đóng xen kẽ với thẻ khác: «{shown(opener.written)}»"
            hint = "thẻ mở sau phải đóng trước"
            self.found.append((begun, Misplaced(opener.paragraph, message, hint, tag.paragraph)))
            return
        start = next(word for word, end in OPENS.items() if end == tag.word)
        hint = f"thêm thẻ {start} ở đầu, hoặc xóa thẻ này"
        self.found.append(
            (at, Misplaced(tag.paragraph, f"thẻ {tag.word} không có thẻ mở: «{shown(tag.written)}»", hint))
        )


def _place_of(tag: Tag) -> Any:
    """What a tag and its counterpart must share: the paragraph, what holds it, or the table."""
    if not tag.kind:
        return tag.paragraph
    if tag.kind == "p":
        return tag.paragraph.getparent()
    row = next(tag.paragraph.iterancestors(f"{W}tr"), None)
    return None if row is None else row.getparent()


def _together(opener: Tag, other: Tag) -> bool:
    return opener.kind == other.kind and _place_of(opener) is _place_of(other)


def _advice(opener: Tag, other: Tag) -> str:
    """How two tags that belong together but do not fit are to be written."""
    first, second = (next(tag.paragraph.iterancestors(f"{W}tbl"), None) for tag in (opener, other))
    cells = [next(tag.paragraph.iterancestors(f"{W}tc"), None) for tag in (opener, other)]
    if first is not None and first is second and cells[0] is not cells[1]:
        return _ROW_HINT
    if opener.kind != other.kind and _place_of(opener._replace(kind=other.kind)) is _place_of(other):
        kind = f"{{%{opener.kind} " if opener.kind else "{% "
        return f"mở bằng {kind}… %}} thì cũng đóng bằng {kind}… %}}"
    if first is second:
        return _PARAGRAPH_HINT
    return "mở và đóng cùng ở ngoài bảng, hoặc cùng ở trong một bảng, một ô"
