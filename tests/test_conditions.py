"""One small wrong input for every condition under which a diagnostic is raised, and the near miss beside it.

A file of `conditions/` has a title that says what is wrong, the blocks that put it into the base bloc (`overlays`),
the problems that come of it (`file:line:column code`, all of them, in order; without line where the place is no
text), and under `## Near miss` blocks that come as close as possible and raise nothing, or exactly what is listed
there. The year is checked as `thidua check 2023` does; where folders are changed every bloc and year, as `thidua check`
does. Where that refuses, its words stand for the problems.

The folder is complete when every place that raises a diagnostic is reached, and every text for the user is said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from bloc_folder import YEAR
from overlays import FENCE, NOT_FOR_READERS, Fence, Step, fences, make_bloc_with, sections, steps, words
from reached import Condition, Module, Run, conditions, modules, texts
from thidua.commands.check import found_in
from thidua.diagnostics import Diagnostic
from thidua.records.source import Source, locate
from thidua.records.workspace import SelectionError, all_blocs, sort_problems

FOLDER = Path(__file__).parent / "conditions"
FILES = {path.relative_to(FOLDER).with_suffix("").as_posix(): path for path in sorted(FOLDER.rglob("*.md"))}
WRITES = "records/writing.py"
"""What it refuses it refuses to a command that writes: see tests/test_writing.py."""


NOT_BY_A_FILE = {
    "reason(error)": "another error of the operating system: test_a_file_that_cannot_be_read_… of test_door.py",
    "hint=_MAY_READ": "a folder that may not be opened: test_a_folder_that_cannot_be_read_… of test_meant_files.py",
    '"mở quyền đọc thư mục này': "the same",
    ": folder.name": "a command for one bloc of several: test_a_folder_that_is_no_bloc_… of test_meant_files.py",
    "(chưa có bloc.yaml)": "the same",
    "được đọc vì tên không phải là năm": "a command for one year: test_the_only_year_… of test_meant_files.py",
    "_held(folder, year": "the latest year with a result: test_a_file_in_error_… of test_rotate_head.py",
    'reader.read(f"{folder.shown}/{year}/': "the same",
    '"giá trị này không đúng kiểu"': "an error of pydantic that no field of today raises",
    '"xóa khóa này"': "a group that may have no key at all",
    'Place(file, span=(index, index + 1)), "dùng phím Tab': "a line with a tab in front is recognised above it",
}
"""What no file shows, as `Condition` names it, and why. What becomes reachable leaves the list."""


class Side(NamedTuple):
    """One half of a file: the blocks, what is done to folders, and what comes of them."""

    blocks: tuple[Fence, ...]
    steps: tuple[Step, ...]
    expected: tuple[str, ...]


@cache
def halves(name: str) -> tuple[Side, Side]:
    """What is wrong, and the near miss."""
    wrong, near = sections(FILES[name].read_text(encoding="utf-8")).values()
    return side(wrong), side(near)


def side(section: str) -> Side:
    told = [match["text"] for match in FENCE.finditer(section) if match["kind"] == "text" and match["info"] is None]
    return Side(fences(section), steps(section), tuple(line for text in told for line in text.splitlines()))


class Found(NamedTuple):
    """What `thidua check` finds in a workspace: errors and reminders in the order of the files, or that it refuses."""

    problems: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]
    refusal: str = ""


def check_with(half: Side, workspace: Path) -> Found:
    """The base bloc with one half of a file put in, checked."""
    make_bloc_with(half.blocks, workspace)
    for step in half.steps:
        step.take(workspace)
    try:
        problems, sources = found_in(all_blocs(workspace, workspace), None if half.steps else YEAR)
    except SelectionError as error:
        return Found((), {}, str(error))
    return Found(sort_problems(problems, sources), sources)


def places(found: Found) -> tuple[str, ...]:
    return (found.refusal,) if found.refusal else tuple(place(found, problem) for problem in found.problems)


def place(found: Found, problem: Diagnostic) -> str:
    source = found.sources.get(problem.place.file)
    if source is None:
        return f"{problem.place.file} {problem.code}"
    where = locate(source, problem.place)
    return f"{problem.place.file}:{where.line}:{where.column} {problem.code}"


def messages(found: Found) -> str:
    return "\n".join(f"{place(found, problem)}: {problem.message}" for problem in found.problems)


@pytest.mark.parametrize("name", FILES)
def test_a_condition_is_written_down_whole(name: str) -> None:
    text = FILES[name].read_text(encoding="utf-8")
    title, second = sections(text)
    assert re.fullmatch(r"[a-z0-9_]+", name.rpartition("/")[2]), "the name says the condition in English words"
    assert text.startswith(f"# {title}\n")
    assert second == "Near miss"
    assert unicodedata.is_normalized("NFC", text)
    wrong, near = halves(name)
    assert wrong.blocks or wrong.steps
    assert wrong.expected
    assert near.blocks or near.steps


@pytest.mark.parametrize("name", FILES)
def test_the_near_miss_raises_nothing_else(name: str, tmp_path: Path) -> None:
    near = halves(name)[1]
    found = check_with(near, tmp_path)
    assert places(found) == near.expected, messages(found)


class Everything(NamedTuple):
    """All wrong inputs evaluated: what of the program ran, and what each was told."""

    run: Run
    found: Mapping[str, Found]

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        return tuple(problem for one in self.found.values() for problem in one.problems)

    @property
    def silent(self) -> tuple[Condition, ...]:
        """The places that no input has reached, and the texts that none has made the program say."""
        said = (*(one.refusal for one in self.found.values()), *(text for one in self.problems for text in words(one)))
        everything = "\n".join(said)
        unsaid = [place for module in watched() for place, text in texts(module) if text not in everything]
        return (*self.run.unreached(), *unsaid)


def everything(workspaces: Path) -> Everything:
    run = Run(place for module in watched() for place in conditions(module))
    found: dict[str, Found] = {}
    for name in sorted(FILES, reverse=True):  # from `yaml` to `awards`: what every file runs through is seen soon
        workspace = workspaces / name.replace("/", "-")
        workspace.mkdir()
        with run.watching():
            found[name] = check_with(halves(name)[0], workspace)
    return Everything(run, found)


def watched() -> tuple[Module, ...]:
    return tuple(module for module in modules("checks", "records") if module.name != WRITES)


def test_the_wrong_inputs_raise_what_they_list_and_together_everything_there_is(tmp_path: Path) -> None:
    """One test, since every input has to be watched for it: each is told what is listed, where it is listed; together
    they reach every place that raises a diagnostic and say every text; all in Vietnamese."""
    of_all = everything(tmp_path)
    others = {
        name: f"{places(found)}, not {halves(name)[0].expected}\n{messages(found)}"
        for name, found in of_all.found.items()
        if places(found) != halves(name)[0].expected
    }
    assert not others, "\n".join(f"{name}: {told}" for name, told in others.items())
    silent = [str(place) for place in of_all.silent]
    missing = [place for place in silent if not any(text in place for text in NOT_BY_A_FILE)]
    assert not missing, "no file of conditions/ reaches\n" + "\n".join(missing)
    shown = [text for text in NOT_BY_A_FILE if not any(text in place for place in silent)]
    assert not shown, "a file shows it, or it is gone: no exemption is needed"
    for problem in of_all.problems:
        assert problem.message
        for text in words(problem):
            assert not NOT_FOR_READERS.search(text), text
            assert unicodedata.is_normalized("NFC", text)
