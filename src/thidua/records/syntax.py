"""What a YAML syntax error means to somebody who has never heard of YAML.

The parser says where it gave up and in its own words why; here the usual slips of a Word user
(a tab, a missing space, an open quote) are recognised and named.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from thidua.diagnostics import Diagnostic, Place
from thidua.records import hints
from thidua.records.indentation import column_for, shifted_line
from thidua.records.unread import meant_line

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

_NO_SPACE = r"^(?P<lead>[ ]*(?:- +)?)(?P<key>[\w.-]+):(?P<value>[^\s/:][^\n]*)$"
_NO_SPACE_IN_BRACES = r"(?<=[{,])\s*(?P<key>(?!\d+:)[\w.-]+):(?P<value>[^\s,:/{}\[\]][^,{}\n]*)"
_MEANINGS = (
    ("mapping values are not allowed", "dấu hai chấm ở chỗ không được phép",
     "nếu dấu hai chấm thuộc về văn bản thì đặt cả văn bản trong dấu nháy; nếu không, xem lại cách thụt dòng"),
    ("found unexpected ':'", "dấu hai chấm ở chỗ không được phép",
     "trong { } và [ ], giá trị có dấu hai chấm phải đặt trong dấu nháy"),
    ("did not find expected key", "thụt dòng không thẳng hàng với các khóa phía trên",
     "các khóa cùng cấp phải bắt đầu ở cùng một cột, thụt bằng dấu cách"),
    ("did not find expected '-' indicator", "mục này không thẳng hàng với các dấu gạch - phía trên",
     "các dấu - của một danh sách phải ở cùng một cột"),
    ("could not find expected ':'", "thiếu dấu hai chấm sau khóa", "viết: khóa: giá trị"),
    ("did not find expected ',' or ']'", "ngoặc vuông [ mở mà chưa đóng, hoặc thiếu dấu phẩy",
     "viết: [mục, mục, mục]"),
    ("did not find expected ',' or '}'", "ngoặc nhọn { mở mà chưa đóng, hoặc thiếu dấu phẩy",
     "viết: {khóa: giá trị, khóa: giá trị}"),
    ("block sequence entries are not allowed", "dấu gạch - của danh sách ở chỗ không được phép",
     "xuống dòng trước dấu -"),
    ("unknown escape character", "dấu \\ trong dấu nháy kép có nghĩa riêng",
     "dùng dấu nháy đơn '…' cho đường dẫn và văn bản có dấu \\"),
    ("found character that cannot start any token", "ký tự này không được đứng đầu một giá trị",
     "đặt cả giá trị trong dấu nháy"),
)  # fmt: skip


def syntax_problems(
    file: str, text: str, error: MarkedYAMLError, open_quote: tuple[int, int] | None
) -> tuple[Diagnostic, ...]:
    """The parser's error as our diagnostics, each at the place the user has to mend.

    `open_quote`: the last text in quotes that runs over several lines.
    """
    mark = error.problem_mark or error.context_mark
    if "found unexpected ':'" in (error.problem or ""):
        found = _empty_in_braces(file, text, mark.index) if mark is not None else None
        return (found,) if found else tuple(_no_space_in_braces(file, text)) or (_syntax_problem(file, text, error),)
    if open_quote is not None and mark is not None and _never_closed(text, open_quote, mark.index):
        return (_open_quote(file, text, open_quote[0]),)
    return (_syntax_problem(file, text, error),)


def _syntax_problem(file: str, text: str, error: MarkedYAMLError) -> Diagnostic:
    lines = text.splitlines(keepends=True)
    mark = error.problem_mark or error.context_mark
    index = min(mark.index, len(text)) if mark is not None else 0
    line = min(mark.line if mark is not None else 0, max(len(lines) - 1, 0))
    context = error.context_mark
    if "escape" in (error.problem or "") or "hexdec" in (error.problem or ""):
        return _other(file, max(text.rfind("\\", 0, index + 1), 0), "unknown escape character")
    if "quoted scalar" in (error.context or "") and context is not None:
        return _open_quote(file, text, context.index)
    return (
        _tab(file, lines, line, index)
        or _no_space(file, lines, {line, line - 1, context.line if context is not None else line})
        or _open_bracket(file, lines, error)
        or meant_line(file, text, index, error.problem or "", context.index if context is not None else None)
        or shifted_line(file, text, index, error.problem or "")
        or _other(file, index, error.problem or "")
    )


def _open_quote(file: str, text: str, start: int) -> Diagnostic:
    end = _line_end(text, start)
    curly = re.search(r"[\u2018-\u201f](?=\s*[,\]}]*\s*$)", text[start:end])
    if curly is not None:
        return Diagnostic(
            "TD115",
            Place(file, span=(start + curly.start(), start + curly.end())),
            f"dấu nháy cong {curly.group()} không đóng được dấu nháy thẳng {text[start]}",
            hint=f"thay bằng dấu nháy thẳng: {text[start : start + curly.start()]}{text[start]}",
        )
    value = text[start:end].rstrip()
    if re.search("[\u2018-\u201f]", value) and ": " not in value and " #" not in value:
        written = hints.quoted(re.sub("[\u201c-\u201f]", '"', value) if value[0] == '"' else value)
        message = "dấu nháy mở ở đây là dấu thẳng, dấu đóng lại là dấu cong"
        return Diagnostic("TD104", Place(file, span=(start, start + len(value))), message, hint=f"viết {written}")
    return Diagnostic(
        "TD104",
        Place(file, span=(start, end)),
        "dấu nháy mở ở đây mà không đóng",
        hint="thêm dấu nháy cùng loại vào cuối văn bản; dấu nháy đơn bên trong '…' viết hai lần ('')",
    )


def _never_closed(text: str, quoted: tuple[int, int], index: int) -> bool:
    """Whether what closes a text in quotes, lines below, opens the next one: a word follows it at once."""
    return quoted[1] <= index <= quoted[1] + 1 and text[quoted[1] : quoted[1] + 1].isalnum()


def _empty_in_braces(file: str, text: str, index: int) -> Diagnostic | None:
    """`{self: 38, assessed:}`: a key that is left empty, not a text with a colon in it."""
    line_start = text.rfind("\n", 0, index) + 1
    key = re.search(r"(?:^|[{,])\s*(?P<key>[\w.-]+)$", text[line_start:index])
    if key is None or text[index + 1 : index + 2] not in {",", "}"}:
        return None
    span = (line_start + key.start("key"), index)
    votes = re.search(r"\bvotes:\s*\{", text[line_start:index])
    hint = "ghi số phiếu; không có phiếu nào thì ghi 0" if votes else "điền giá trị, hoặc xóa cả khóa nếu không dùng"
    return Diagnostic("TD208", Place(file, span=span), f"«{key['key']}» còn trống", hint=hint)


def _no_space_in_braces(file: str, text: str) -> Iterator[Diagnostic]:
    for match in re.finditer(_NO_SPACE_IN_BRACES, text):
        yield Diagnostic(
            "TD103",
            Place(file, span=(match.start("key"), match.end("key") + 1)),
            f"thiếu dấu cách sau dấu hai chấm của «{match['key']}»",
            hint=f"viết {match['key']}: {textwrap.shorten(match['value'], 60, placeholder=' …')}",
        )


def missing_space(value: str) -> str:
    """A hint when `value` reads like `key:value` written without the space, else nothing."""
    match = re.match(_NO_SPACE, value.split("\n", maxsplit=1)[0])
    if match is None:
        return ""
    return f"thêm dấu cách sau dấu hai chấm: {match['key']}: {textwrap.shorten(match['value'], 60, placeholder=' …')}"


def _tab(file: str, lines: list[str], line: int, index: int) -> Diagnostic | None:
    for candidate in (line, line - 1):
        if not 0 <= candidate < len(lines):
            continue
        lead = re.match(r"[ -]*\t+", lines[candidate])
        if lead is not None:
            line_start = sum(map(len, lines[:candidate]))
            start = line_start + lead.group().index("\t")
            column = column_for("".join(lines), line_start)
            hint = f"thụt dòng này bằng {column} dấu cách, không dùng Tab"
            if "-" in lead.group():
                hint = "viết một dấu cách sau dấu gạch, không dùng Tab"
            elif column == 0:
                hint = "xóa Tab: dòng này không thụt"
            return Diagnostic("TD102", Place(file, span=(start, start + 1)), "dùng phím Tab để thụt dòng", hint=hint)
    if lines and "\t" in lines[line][:1]:
        return Diagnostic("TD102", Place(file, span=(index, index + 1)), "dùng phím Tab để thụt dòng")
    return None


def _no_space(file: str, lines: list[str], candidates: set[int]) -> Diagnostic | None:
    for candidate in sorted(candidates):
        if not 0 <= candidate < len(lines):
            continue
        match = re.match(_NO_SPACE, lines[candidate].rstrip("\r\n"))
        if match is not None:
            start = sum(map(len, lines[:candidate])) + match.start("key")
            return Diagnostic(
                "TD103",
                Place(file, span=(start, start + len(match["key"]) + 1)),
                f"thiếu dấu cách sau dấu hai chấm của «{match['key']}»",
                hint=f"viết {match['key']}: {textwrap.shorten(match['value'], 60, placeholder=' …')}",
            )
    return None


def _open_bracket(file: str, lines: list[str], error: MarkedYAMLError) -> Diagnostic | None:
    """A bracket that is never closed is noticed lines later; the place to mend is where it opens."""
    opened, noticed = error.context_mark, error.problem_mark
    if "did not find expected ',' or" not in (error.problem or "") or opened is None or noticed is None:
        return None
    if opened.line >= noticed.line:
        return None
    found = _other(file, opened.index, error.problem or "")
    if re.search(r"\s#", lines[opened.line][opened.column :]) is None:
        return found
    hint = "dấu # mở đầu một ghi chú, nên dấu đóng ngoặc sau nó không được đọc; đặt giá trị có dấu # trong dấu nháy"
    return found._replace(hint=hint)


def _other(file: str, index: int, problem: str) -> Diagnostic:
    for english, meaning, hint in _MEANINGS:
        if english in problem:
            return Diagnostic("TD101", Place(file, span=(index, index + 1)), meaning, hint=hint)
    return Diagnostic(
        "TD101",
        Place(file, span=(index, index + 1)),
        "chỗ này không đọc được theo cú pháp YAML",
        hint="xem lại dòng này và dòng ngay trên: thụt dòng, dấu hai chấm, dấu nháy, dấu ngoặc",
    )


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
