"""Writing back into users' YAML by splicing text, so that every other byte stays as it was.

Every version that was replaced is kept beside the file.
"""

from __future__ import annotations

from thidua.diagnostics import Diagnostic, Place
from thidua.records.bloc import Bloc, PastYear
from thidua.records.source import Source, read_yaml
from thidua.records.validation import validate
from thidua.records.workspace import YearRecords
from thidua.system_errors import reason
from thidua.whole_files import put

Problems = tuple[Diagnostic, ...]
Deputies = tuple[str, ...] | None
"""Who they are; `()` is to be noted as nobody, None is nothing to note."""


def record_head(
    records: YearRecords, year: int, head: str, deputies: Deputies, titles: tuple[str, str]
) -> tuple[str, Problems]:
    """Note in `history` who leads in `year`; says what was done, or why not, with the `titles` of head and deputy.

    The file is read afresh. An entry for that year with another head is not overwritten: somebody decided that.
    """
    file = records.bloc_file
    path = (records.folder.workspace / file).resolve()
    try:
        raw = path.read_bytes()
    except OSError as error:
        return "", (_unwritable(file, error),)
    source, bloc, problems = _read(file, raw)
    if bloc is None:
        return "", problems
    index = next((at for at, past in enumerate(bloc.history) if past.year == year), None)
    past = bloc.history[index] if index is not None else None
    if past is not None and past.head is not None:
        if (past.head, past.deputies or ()) == (head, deputies or ()):
            return f"{file} đã ghi {titles[0]} năm {year}, không cần ghi lại.", ()
        return "", (_differs(file, index or 0, past, (head, deputies or ()), titles),)
    refused = _refused(file, bloc, year, (head, *(deputies or ())))
    if refused is not None:
        return "", (refused,)
    on_file = past.deputies if past is not None else None
    text = _spliced(source, year, head, deputies if deputies != on_file else None, index)
    named = deputies if deputies is not None else on_file
    expected = (past or PastYear(year=year)).model_copy(update={"head": head, "deputies": named})
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    _, written, _ = _read(file, mark + text.encode())
    if written is None or written.past(year) != expected:
        hint = f"ghi bằng tay vào history: {_entry(year, head, deputies)}"
        message = "không ghi tự động được vào cách trình bày này của history"
        return "", (Diagnostic("TD805", Place(file, ("history",), "key"), message, hint=hint),)
    try:
        backup = put(path, mark + text.encode(), "every")
    except OSError as error:
        return "", (_unwritable(file, error),)
    kept = f"; bản cũ giữ ở {backup.name}" if backup is not None else ""
    return f"Đã ghi {titles[0]} năm {year} vào {file}{kept}.", ()


def _read(file: str, raw: bytes) -> tuple[Source, Bloc | None, Problems]:
    source, problems = read_yaml(file, raw)
    if problems:
        return source, None, problems
    bloc, problems = validate(source, Bloc)
    return source, bloc, problems


def _differs(
    file: str, index: int, past: PastYear, found: tuple[str, tuple[str, ...]], titles: tuple[str, str]
) -> Diagnostic:
    on_file, now = _who(past.head or "", past.deputies or (), titles), _who(*found, titles)
    message = f"năm {past.year} đã ghi {on_file}; kết quả tính được là {now}"
    hint = "nếu kết quả mới đúng, xóa mục của năm đó trong history rồi chạy lại"
    return Diagnostic("TD702", Place(file, ("history", index, "head")), message, hint=hint)


def _refused(file: str, bloc: Bloc, year: int, units: tuple[str, ...]) -> Diagnostic | None:
    """What `check` would refuse of the entry next year: a stranger, no member of that year, a unit with two offices.

    The file may have changed since the year was judged.
    """
    for at, unit in enumerate(units):
        member = bloc.member(unit)
        if member is None or not member.is_member(year):
            message = f"{unit} không là thành viên trong năm {year}, không ghi vào history được"
            place = Place(file, ("members",), "key")
            return Diagnostic("TD302", place, message, hint="danh sách thành viên đã đổi: chạy lại để tính lại")
        if unit in units[:at]:
            message = f"{unit} không thể giữ hai chức danh trong năm {year}"
            return Diagnostic("TD702", Place(file, ("history",), "key"), message)
    return None


def _who(head: str, deputies: tuple[str, ...], titles: tuple[str, str]) -> str:
    return f"{titles[0]} {head}" + (f", {titles[1]} {', '.join(deputies)}" if deputies else "")


def _unwritable(file: str, error: OSError) -> Diagnostic:
    hint = "nếu tệp đang mở ở chương trình khác thì đóng lại rồi chạy lại lệnh; tệp cũ còn nguyên"
    return Diagnostic("TD805", Place(file), f"không ghi được tệp: {reason(error)}", hint=hint)


def _entry(year: int, head: str, deputies: Deputies) -> str:
    return f"{{{', '.join(_pairs(head, deputies, f'year: {year}'))}}}"


def _spliced(source: Source, year: int, head: str, deputies: Deputies, index: int | None) -> str:
    """The text with the head of `year` in its history; `index` of the year's entry when it has one."""
    text = source.text
    newline = "\r\n" if "\r\n" in text else "\n"
    entry = _entry(year, head, deputies)
    if index is not None:
        return _into_entry(source, index, head, deputies, newline)
    key = source.keys.get(("history",))
    if key is None:
        gap = "" if text.endswith("\n") else newline
        return f"{text}{gap}history:{newline}  - {entry}{newline}"
    items = [route for route in source.values if len(route) == 2 and route[0] == "history"]  # noqa: PLR2004
    if not items:
        start, end = key[1], max(source.values.get(("history",), key)[1], key[1])
        return f"{text[:start]}:{newline}  - {entry}{text[end:].removeprefix(':')}"
    start, end = source.values["history", len(items) - 1]
    if text[source.values[("history",)][0]] == "[":
        return f"{text[:end]}, {entry}{text[end:]}"
    dash = text.rfind("-", text.rfind("\n", 0, start) + 1, start)
    indent = " " * (dash - text.rfind("\n", 0, dash) - 1)
    at = text.find("\n", end)
    at = len(text) if at < 0 else at + 1
    gap = "" if text[:at].endswith("\n") else newline
    lines = [entry] if text[start] == "{" else _pairs(head, deputies, f"year: {year}")
    item = f"{newline}{indent}  ".join(lines)
    return f"{text[:at]}{gap}{indent}- {item}{newline}{text[at:]}"


def _pairs(head: str, deputies: Deputies, *before: str) -> list[str]:
    named = [f"deputies: [{', '.join(deputies)}]"] if deputies is not None else []
    return [*before, f"head: {head}", *named]


def _into_entry(source: Source, index: int, head: str, deputies: Deputies, newline: str) -> str:
    """The year stands there without its head: put it behind the year, in the style of the entry."""
    text = source.text
    end = source.values["history", index, "year"][1]
    start = source.keys["history", index, "year"][0]
    pairs = _pairs(head, deputies)
    if text[source.values["history", index][0]] == "{":
        return f"{text[:end]}, {', '.join(pairs)}{text[end:]}"
    indent = " " * (start - text.rfind("\n", 0, start) - 1)
    at = text.find("\n", end)
    at = len(text) if at < 0 else at + 1
    return text[:at] + "".join(f"{indent}{pair}{newline}" for pair in pairs) + text[at:]
