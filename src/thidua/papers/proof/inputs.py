"""Đầu vào của một văn bản: the users' files as they were when it was written, and what has changed in them since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from thidua.diagnostics import Route


@dataclass(frozen=True, slots=True)
class InputFile:
    """Một tệp đầu vào: the SHA-256 of its bytes, and what it says as plain data (None for a template)."""

    sha256: str
    content: Any = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """Toàn bộ đầu vào: the program's version, the files by their path in the workspace."""

    program: str
    files: Mapping[str, InputFile]

    @property
    def code(self) -> str:
        """A short name for exactly these inputs."""
        listed = [self.program, *(f"{file} {found.sha256}" for file, found in sorted(self.files.items()))]
        return digest("\n".join(listed).encode())[:16]

    def with_file(self, file: str, found: InputFile) -> Inputs:
        """The same with one file more."""
        return Inputs(self.program, {**self.files, file: found})


class InputChange(NamedTuple):
    """Một chỗ đã đổi: `2023/ballots.yaml: contests, mục 1, votes, STC: 10 → 9`."""

    file: str
    route: Route
    old: str
    new: str

    @property
    def text(self) -> str:
        where = f"{short_name(self.file)}: " if self.file else ""
        route = "".join(f"mục {step + 1}, " if isinstance(step, int) else f"{step}, " for step in self.route)
        what = f"{route.removesuffix(', ')}: " if route else ""
        if not self.old or not self.new:
            return f"{where}{what}{f'thêm {self.new}' if self.new else f'bỏ {self.old}'}"
        return f"{where}{what}{' → '.join(differing(self.old, self.new))}"


def digest(content: bytes) -> str:
    """SHA-256, as `sha256sum` prints it."""
    return hashlib.sha256(content).hexdigest()


def input_changes(old: Inputs, new: Inputs) -> tuple[InputChange, ...]:
    """What has changed from one set of inputs to the other, file by file."""
    found = []
    for file in sorted(old.files.keys() | new.files.keys()):
        was, now = old.files.get(file), new.files.get(file)
        if was is None or now is None:
            found.append(InputChange(file, (), "" if was is None else "cả tệp", "" if now is None else "cả tệp"))
        elif was.content is None or now.content is None:
            if was.sha256 != now.sha256:
                found.append(InputChange(file, (), f"bản {was.sha256[:8]}", f"bản {now.sha256[:8]}"))
        else:
            found += (InputChange(file, *change) for change in _changes((), was.content, now.content))
    if old.program != new.program:
        found.append(InputChange("", ("chương trình thidua",), old.program, new.program))
    return tuple(found)


def changes_since(before: Inputs, today: Inputs) -> tuple[InputChange, ...]:
    """What has changed in the users' files; the template of a paper that is not made any more is left aside."""
    templates = {file: one for file, one in before.files.items() if one.content is None}
    return input_changes(before, Inputs(today.program, {**templates, **today.files}))


def short_name(file: str) -> str:
    """`bloc_configs/vi-du/2023/ballots.yaml` → `2023/ballots.yaml`."""
    return "/".join(file.split("/")[2:]) if file.startswith("bloc_configs/") else file


Change = tuple[Route, str, str]


def _changes(route: Route, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in (*old, *(key for key in new if key not in old)):
            yield from _changes((*route, key), old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _list_changes(route, old, new)
    else:
        yield route, _told(old), _told(new)


def _list_changes(route: Route, old: list[Any], new: list[Any]) -> Iterator[Change]:
    """Lists aligned by what their items say, so that one more ballot paper is one change."""
    was, now = [json.dumps(item, sort_keys=True) for item in old], [json.dumps(item, sort_keys=True) for item in new]
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        paired = min(b - a, d - c)
        for step in range(paired):
            yield from _changes((*route, a + step), old[a + step], new[c + step])
        for at in range(a + paired, b):
            yield (*route, at), _told(old[at]), ""
        for at in range(c + paired, d):
            yield (*route, at), "", _told(new[at])


def _told(value: Any) -> str:
    """A value on one line, as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(value.split()) or "«»"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_told(part)}' for key, part in value.items())}}}"
    return f"[{', '.join(map(_told, value))}]"


LONG, AROUND = 90, 30


def differing(old: str, new: str) -> tuple[str, str]:
    """Two texts cut down to where they differ, with a few words around."""
    if len(old) <= LONG and len(new) <= LONG:
        return old, new
    first = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    same = zip(reversed(old[first:]), reversed(new[first:]), strict=False)
    last = next((at for at, (a, b) in enumerate(same) if a != b), min(len(old), len(new)) - first)
    return _cut(old, first, len(old) - last), _cut(new, first, len(new) - last)


def _cut(text: str, first: int, last: int) -> str:
    start, end = max(first - AROUND, 0), min(last + AROUND, len(text))
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = found if end < len(text) and (found := text.find(" ", end)) > 0 else len(text)
    shown = text[start:end]
    if len(shown) > 2 * LONG:
        shown = f"{shown[:LONG].rstrip()} … {shown[-LONG:].lstrip()}"
    return f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}"
