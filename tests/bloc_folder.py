"""A small valid bloc on disk, with parts of its files replaced: what examples and tests are made of."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from thidua.records.workspace import CONFIGS, BlocFolder

BASE = Path(__file__).parent / "examples" / "base"
"""The workspace that every example starts from: one bloc, the year 2023, nothing wrong, nothing pending."""

BLOC = "vi-du"
YEAR = 2023

_KEY = re.compile(r"^([A-Za-z_][\w-]*):(?=\s|$)", re.MULTILINE)
_WHOLE_LINES = re.compile(r".*\n|.+$")


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a file as text: the key that it replaces, and the lines that stand there instead."""

    key: str
    text: str


def split_keys(text: str) -> tuple[Block, ...]:
    """The blocks of a YAML text, one a top-level key; comments and blank lines belong to the key above.

    What stands before the first key is a block without a name.
    """
    blocks: list[Block] = []
    for line in _WHOLE_LINES.findall(text):
        found = _KEY.match(line)
        if found is not None or not blocks:
            blocks.append(Block(found[1] if found is not None else "", line))
        else:
            blocks[-1] = Block(blocks[-1].key, blocks[-1].text + line)
    return tuple(blocks)


def replace_key(base: str, key: str, text: str) -> str:
    """`base` with the lines of one top-level key replaced by `text`, or with `text` at the end."""
    blocks = split_keys(base)
    if key not in {block.key for block in blocks}:
        return base + text
    return "".join(text if block.key == key else block.text for block in blocks)


def replace_keys(base: str, text: str) -> str:
    """`base` with each top-level key that `text` names replaced by what `text` says there."""
    for block in split_keys(text):
        base = replace_key(base, block.key, block.text)
    return base


def replace_inside(base: str, text: str) -> str:
    """The same one level down: `text` is one top-level key with some of its keys; the others stay as they are."""
    outer = split_keys(text)[0].key
    before = next(block.text for block in split_keys(base) if block.key == outer)
    return replace_key(base, outer, f"{outer}:\n" + indented(replace_keys(inside(before), inside(text))))


def inside(text: str) -> str:
    """What stands under the first line, moved two columns to the left."""
    return "".join(line.removeprefix("  ") for line in _WHOLE_LINES.findall(text)[1:])


def indented(text: str) -> str:
    """The same two columns to the right."""
    return "".join(f"  {line}" for line in _WHOLE_LINES.findall(text))


def path_in_workspace(file: str) -> str:
    """`ballots.yaml`, `2022/ballots.yaml` → where the example bloc keeps it, the way diagnostics name places."""
    if file == "bloc.yaml" or "/" in file:
        return f"{CONFIGS}/{BLOC}/{file}"
    return f"{CONFIGS}/{BLOC}/{YEAR}/{file}"


def base_text(file: str) -> str:
    """One file of the base bloc: `bloc.yaml`, `regulation.yaml`, `scores.yaml`, `ballots.yaml`, `report.yaml`.

    A file of another year (`2022/scores.yaml`) starts as the one of the base.
    """
    return (BASE / path_in_workspace(file.rpartition("/")[2])).read_text(encoding="utf-8")


def make_bloc(workspace: Path, overlay: Mapping[str, str] | None = None) -> BlocFolder:
    """A copy of the base bloc in `workspace`; `overlay` maps a file to the top-level keys it replaces there."""
    shutil.copytree(BASE, workspace, dirs_exist_ok=True)
    for file, text in (overlay or {}).items():
        write_file(workspace, file, replace_keys(base_text(file), text).encode())
    return BlocFolder(workspace, workspace / CONFIGS / BLOC)


def write_file(workspace: Path, file: str, content: bytes) -> None:
    """Put other bytes in place of one file of the bloc."""
    path = workspace / path_in_workspace(file)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
