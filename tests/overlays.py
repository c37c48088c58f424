"""Fenced blocks that change parts of the base bloc: how a page, or a condition, writes down its example.

A fenced block says after ```` ```yaml ```` what it stands for in the base bloc (`bloc_folder.BASE`):

- `ballots.yaml`: each top-level key of the block replaces the same key of that file;
- `scores.yaml trong units`: the same one level down: the units that the block names, and no others;
- `2022/scores.yaml`: the same of the base's file, as the file of another year;
- `bloc.yaml thay name`: the block as it is stands for the key `name`, for text that has no readable key;
- `… bằng utf-16`: the file is saved in that encoding;
- `scores.yaml không có`: there is no such file; `… là thư mục`: a folder of that name stands there;
- `bloc.yaml dài 9000000 byte`: blank comments make the file that long.

What lies in folders stands after ```` ```text thư mục ````, one step a line, with paths as diagnostics name places:

- `bloc_configs/vi-du/2023 đổi tên thành bloc_configs/vi-du/năm 2023`, and `… chép thành …`: a file, or a folder
  with all that it holds;
- `bloc_configs/vi-du/2023 không có`: the folder is taken away; `bloc_configs/nháp là thư mục`: an empty folder.

Several blocks of one side are applied together, folders last.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bloc_folder import (
    YEAR,
    base_text,
    indented,
    inside,
    make_bloc,
    path_in_workspace,
    replace_inside,
    replace_key,
    replace_keys,
    split_keys,
    write_file,
)
from thidua.diagnostics import Diagnostic
from thidua.evaluation import Evaluation, evaluate
from thidua.records.workspace import BlocFolder

FENCE = re.compile(r"^```(?P<kind>\w+)(?: (?P<info>[^\n]+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"^#{1,2} (.+)\n", re.MULTILINE)
_INFO = re.compile(
    r"(?P<file>(?:\d{4}/)?\w+\.yaml)(?: thay (?P<key>\w+)| (?P<inside>trong) \w+)?(?: bằng (?P<encoding>\S+))?"
    r"(?: (?P<state>không có|là thư mục|dài (?P<size>\d+) byte))?"
)
_STEP = re.compile(r"(?P<path>.+?) (?:(?P<how>đổi tên|chép) thành (?P<target>.+)|(?P<state>không có|là thư mục))")
NOT_FOR_READERS = re.compile(
    r"\b(?:None|True|False|Decimal|Fraction|datetime|Error|Exception|inf|nan)\b|\['|\('\w|', '|<class|object at|\{\}"
)
"""What betrays that a value of Python was printed as it is."""


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block: what stands in the place of which part of which file."""

    file: str
    key: str | None
    inside: bool
    encoding: str
    state: str
    size: int
    text: str

    def apply(self, base: str) -> str:
        if self.inside:
            return replace_inside(base, self.text)
        return replace_keys(base, self.text) if self.key is None else replace_key(base, self.key, self.text)

    def replaced(self) -> tuple[str, ...]:
        """The lines that the block brings into the file, one text for every key."""
        if self.key is not None:
            return (self.text,)
        if not self.inside:
            return tuple(block.text for block in split_keys(self.text))
        return tuple(indented(block.text) for block in split_keys(inside(self.text)))


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is done to a file or a folder of the workspace."""

    path: str
    what: str
    target: str

    def take(self, workspace: Path) -> None:
        path, target = workspace / self.path, workspace / self.target
        if self.what == "là thư mục":
            path.mkdir()
        elif self.what == "đổi tên":
            path.rename(target)
        elif self.what == "không có":
            shutil.rmtree(path)
        elif path.is_dir():
            shutil.copytree(path, target)
        else:
            shutil.copyfile(path, target)


def sections(page: str) -> dict[str, str]:
    """What stands under each title of a Markdown page, the one of the page itself among them.

    A comment in a fenced block is not a title.
    """
    fenced = [range(*match.span()) for match in FENCE.finditer(page)]
    titles = [m for m in _TITLE.finditer(page) if not any(m.start() in span for span in fenced)]
    ends = [*(match.start() for match in titles[1:]), len(page)]
    return {match[1]: page[match.end() : end] for match, end in zip(titles, ends, strict=True)}


def fences(section: str) -> tuple[Fence, ...]:
    """The blocks of a section that stand for parts of files."""
    found = []
    for match in FENCE.finditer(section):
        if match["kind"] != "yaml":
            continue
        info = _INFO.fullmatch(match["info"] or "")
        assert info is not None, f"```yaml {match['info']}: say which file"
        found.append(
            Fence(
                info["file"],
                info["key"],
                info["inside"] is not None,
                info["encoding"] or "utf-8",
                info["state"] or "",
                int(info["size"] or 0),
                match["text"],
            )
        )
    return tuple(found)


def steps(section: str) -> tuple[Step, ...]:
    """What a section does to the folders."""
    told = (match["text"] for match in FENCE.finditer(section) if match["info"] == "thư mục")
    found = []
    for line in (line for text in told for line in text.splitlines()):
        step = _STEP.fullmatch(line)
        assert step is not None, f"{line}: say what becomes of it"
        found.append(Step(step["path"], step["how"] or step["state"], step["target"] or ""))
    return tuple(found)


def evaluate_with(blocks: Iterable[Fence], workspace: Path) -> Evaluation:
    """The base bloc with the blocks put in, evaluated."""
    return evaluate(make_bloc_with(blocks, workspace), YEAR)


def make_bloc_with(blocks: Iterable[Fence], workspace: Path) -> BlocFolder:
    """The base bloc with the blocks put in."""
    folder = make_bloc(workspace)
    texts: dict[str, str] = {}
    for block in blocks:
        texts[block.file] = block.apply(texts.get(block.file, base_text(block.file)))
        content = texts[block.file].encode(block.encoding)
        write_file(workspace, block.file, content + b"#" * (block.size - len(content)))
        path = workspace / path_in_workspace(block.file)
        if block.state in {"không có", "là thư mục"}:
            path.unlink()
        if block.state == "là thư mục":
            path.mkdir()
    return folder


def words(problem: Diagnostic) -> tuple[str, ...]:
    """Everything of a problem that a user reads."""
    return (problem.message, problem.hint, problem.clause, *(related.label for related in problem.related))
