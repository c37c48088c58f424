"""Writing back into users' YAML with the round-trip loader, so that comments and layout survive.

Never a half-written file: write beside, flush, rename; what is replaced is kept as `.bak`.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from thidua.diagnostics import Diagnostic, Place
from thidua.records.workspace import YearRecords


def record_head(
    records: YearRecords, year: int, head: str, deputies: tuple[str, ...]
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Note in `history` who leads in `year`; says what was done, or why not.

    An entry for that year with another head is not overwritten: somebody decided that.
    """
    file = records.bloc_file
    history = records.bloc.history if records.bloc is not None else ()
    for index, past in enumerate(history):
        if past.year == year and past.head is not None:
            if (past.head, past.deputies) == (head, deputies):
                return f"{file} đã ghi trưởng khối năm {year}, không cần ghi lại.", ()
            message = f"năm {year} đã ghi trưởng khối {past.head}, khác kết quả tính được là {head}"
            hint = "nếu kết quả mới đúng, xóa mục của năm đó trong history rồi chạy lại"
            return "", (Diagnostic("TD702", Place(file, ("history", index, "head")), message, hint=hint),)
    path = records.folder.workspace / file
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    raw = path.read_bytes().decode("utf-8-sig")
    yaml.indent(mapping=2, sequence=4, offset=2)
    document = yaml.load(raw)
    entry: dict[str, Any] = {"year": year, "head": head}
    if deputies:
        entry["deputies"] = list(deputies)
    listed = next((item for item in document.get("history") or () if str(item.get("year")) == str(year)), None)
    if listed is not None:
        listed.update(entry)
    elif document.get("history") is None:
        document["history"] = [entry]
    else:
        document["history"].append(entry)
    stream = io.StringIO()
    yaml.dump(document, stream)
    try:
        replace_file(path, stream.getvalue().encode())
    except OSError as error:
        reason = error.strerror or "hệ điều hành từ chối"
        return "", (Diagnostic("TD805", Place(file), f"không ghi được tệp: {reason}"),)
    return f"Đã ghi trưởng khối năm {year} vào {file}; bản cũ giữ ở bloc.yaml.bak.", ()


def replace_file(path: Path, data: bytes) -> None:
    """Whole or not at all; the old content stays beside as `.bak`."""
    beside = path.with_name(f".{path.name}.moi")
    try:
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            path.with_name(f"{path.name}.bak").write_bytes(path.read_bytes())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
