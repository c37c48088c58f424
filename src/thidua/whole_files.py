"""Tệp nguyên vẹn: a file is written whole or not at all, and what it replaces is kept.

Written beside, flushed, renamed. What people wrote by hand keeps every backup (`bloc.yaml.bak`, `.bak2`, …), what the
program can make again only the last one.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Literal

from thidua.diagnostics import Diagnostic, Place
from thidua.system_errors import reason

Backups = Literal["every", "last", "none"]
Problems = tuple[Diagnostic, ...]


def put(path: Path, content: bytes, backups: Backups) -> Path | None:
    """Write a file; returns the backup of what it replaced. The same content is not written again.

    A link stays a link, and the rights of the file stay. Raises `OSError`; then the old file is whole.
    """
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    old = path.read_bytes() if path.is_file() else None
    if old == content:
        return None
    beside = _written_beside(path, content)
    try:
        backup = _back_up(path, old, backups) if old is not None else None
        if old is not None:
            shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return backup


def write(path: Path, content: bytes, backups: Backups) -> Problems:
    """The same; what the system refuses is told (TD805), not raised."""
    try:
        put(path, content, backups)
    except OSError as error:
        return (unwritable(path, error),)
    return ()


def set_aside(path: Path, folder: Path, name: str = "") -> Path:
    """Move a file into a folder, under its own or a given name, numbered where that is taken; returns where it is.

    Raises `OSError`; then nothing was moved.
    """
    folder.mkdir(parents=True, exist_ok=True)
    place = _free(folder / (name or path.name), path.read_bytes())
    path.replace(place)
    return place


def copy_aside(path: Path, folder: Path, name: str) -> Path:
    """The same with a copy: the file itself stays."""
    folder.mkdir(parents=True, exist_ok=True)
    content = path.read_bytes()
    place = _free(folder / name, content)
    _written_beside(place, content).replace(place)
    return place


def unwritable(path: Path, error: OSError) -> Diagnostic:
    """TD805: why a file could not be written, and that the old one is whole."""
    place = Place(path.as_posix())
    if path.is_dir():
        return Diagnostic("TD805", place, "ở đây đã có một thư mục trùng tên", hint="chọn tên tệp khác")
    hint = "tệp cũ còn nguyên"
    if isinstance(error, PermissionError):
        hint = f"nếu «{path.name}» đang mở trong Word thì đóng lại rồi chạy lại lệnh; {hint}"
    return Diagnostic("TD805", place, f"không ghi được: {reason(error)}", hint=hint)


def _back_up(path: Path, old: bytes, backups: Backups) -> Path | None:
    """The old content beside the file, under the first free name or the one name there is."""
    if backups == "none":
        return None
    backup = path.with_name(f"{path.name}.bak")
    at = 1
    while backups == "every" and backup.exists() and not (backup.is_file() and backup.read_bytes() == old):
        at += 1
        backup = path.with_name(f"{path.name}.bak{at}")
    if not backup.exists() or backup.read_bytes() != old:
        beside = _written_beside(backup, old)
        shutil.copymode(path, beside)
        beside.replace(backup)
    return backup


def _free(path: Path, content: bytes) -> Path:
    """The first of `ten.docx`, `ten-2.docx`, … that is free or holds the same."""
    found, at = path, 1
    while found.exists() and not (found.is_file() and found.read_bytes() == content):
        at += 1
        found = path.with_name(f"{path.stem}-{at}{path.suffix}")
    return found


def _written_beside(path: Path, content: bytes) -> Path:
    beside = path.with_name(f".{path.name}.moi")
    try:
        with beside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside
