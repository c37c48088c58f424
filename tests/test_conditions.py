"""One small wrong input for every condition under which a diagnostic is raised, and the near miss beside it.

A file of `conditions/` has a title that says what is wrong, the blocks that put it into the base bloc (`overlays`),
the problems that come of it (`file:line:column code`, all of them, in order), and under `## Near miss` blocks that
come as close as possible and raise nothing, or exactly what is listed there.

The folder is complete when every place that raises a diagnostic is reached, and every text for the user is said.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from overlays import FENCE, NOT_FOR_READERS, Fence, evaluate_with, fences, sections, words
from reached import Condition, Module, Run, conditions, modules, texts
from thidua.diagnostics import Diagnostic
from thidua.evaluation import Evaluation
from thidua.records.source import locate
from thidua.records.workspace import sort_problems

FOLDER = Path(__file__).parent / "conditions"
FILES = {path.relative_to(FOLDER).with_suffix("").as_posix(): path for path in sorted(FOLDER.rglob("*.md"))}
WRITES = "records/writing.py"
"""What it refuses it refuses to a command that writes: see tests/test_writing.py."""


NOT_BY_A_FILE = {
    'error.strerror or "hệ điều hành từ chối"': "an error of the operating system that has no text of its own",
    '"hệ điều hành từ chối"': "the same",
    '"giá trị này không đúng kiểu"': "an error of pydantic that no field of today raises",
    '"xóa khóa này"': "a group that may have no key at all",
    'Place(file, span=(index, index + 1)), "dùng phím Tab': "a line with a tab in front is recognised above it",
}
"""What no text of a file shows, as it stands in the source, and why. What becomes reachable leaves the list."""


class Side(NamedTuple):
    """One half of a file: the blocks, and what comes of them."""

    blocks: tuple[Fence, ...]
    expected: tuple[str, ...]


@cache
def halves(name: str) -> tuple[Side, Side]:
    """What is wrong, and the near miss."""
    wrong, near = sections(FILES[name].read_text(encoding="utf-8")).values()
    return side(wrong), side(near)


def side(section: str) -> Side:
    listed = [match["text"].splitlines() for match in FENCE.finditer(section) if match["kind"] == "text"]
    return Side(fences(section), tuple(line for lines in listed for line in lines))


def told(found: Evaluation) -> tuple[Diagnostic, ...]:
    """Errors and reminders in the order of the files."""
    return sort_problems((*found.problems, *found.reminders), found.records.sources)


def places(found: Evaluation) -> tuple[str, ...]:
    return tuple(place(found, problem) for problem in told(found))


def place(found: Evaluation, problem: Diagnostic) -> str:
    source = found.records.sources.get(problem.place.file)
    if source is None:
        return f"{problem.place.file} {problem.code}"
    where = locate(source, problem.place)
    return f"{problem.place.file}:{where.line}:{where.column} {problem.code}"


def messages(found: Evaluation) -> str:
    return "\n".join(f"{place(found, problem)}: {problem.message}" for problem in told(found))


@pytest.mark.parametrize("name", FILES)
def test_a_condition_is_written_down_whole(name: str) -> None:
    text = FILES[name].read_text(encoding="utf-8")
    title, second = sections(text)
    assert re.fullmatch(r"[a-z0-9_]+", name.rpartition("/")[2]), "the name says the condition in English words"
    assert text.startswith(f"# {title}\n")
    assert second == "Near miss"
    assert unicodedata.is_normalized("NFC", text)
    wrong, near = halves(name)
    assert wrong.blocks
    assert wrong.expected
    assert near.blocks


@pytest.mark.parametrize("name", FILES)
def test_the_wrong_input_raises_exactly_what_is_listed_where_it_is_listed(name: str, tmp_path: Path) -> None:
    wrong = halves(name)[0]
    found = evaluate_with(wrong.blocks, tmp_path)
    assert places(found) == wrong.expected, messages(found)


@pytest.mark.parametrize("name", FILES)
def test_the_near_miss_raises_nothing_else(name: str, tmp_path: Path) -> None:
    near = halves(name)[1]
    found = evaluate_with(near.blocks, tmp_path)
    assert places(found) == near.expected, messages(found)


class Everything(NamedTuple):
    """All wrong inputs evaluated: what ran, and what was said."""

    run: Run
    said: str
    problems: tuple[Diagnostic, ...]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Everything:
    run = Run(place for module in watched() for place in conditions(module))
    problems: list[Diagnostic] = []
    for name in sorted(FILES, reverse=True):  # from `yaml` to `awards`: what every file runs through is seen soon
        workspace = tmp_path_factory.mktemp("workspace")
        with run.watching():
            found = evaluate_with(halves(name)[0].blocks, workspace)
        problems.extend(told(found))
    return Everything(run, "\n".join(text for problem in problems for text in words(problem)), tuple(problems))


def watched() -> tuple[Module, ...]:
    return tuple(module for module in modules("checks", "records") if module.name != WRITES)


@pytest.fixture(scope="module")
def silent(everything: Everything) -> tuple[Condition, ...]:
    """The places that no input has reached, and the texts that none has made the program say."""
    unsaid = [place for module in watched() for place, text in texts(module) if text not in everything.said]
    return (*everything.run.unreached(), *unsaid)


def test_every_place_that_raises_a_diagnostic_is_reached_and_every_text_said(silent: tuple[Condition, ...]) -> None:
    missing = [str(place) for place in silent if not any(text in place.source for text in NOT_BY_A_FILE)]
    assert not missing, "no file of conditions/ reaches\n" + "\n".join(missing)


@pytest.mark.parametrize("text", NOT_BY_A_FILE)
def test_what_no_file_can_show_is_still_not_shown(text: str, silent: tuple[Condition, ...]) -> None:
    assert any(text in place.source for place in silent), "a file shows it, or it is gone: no exemption is needed"


def test_messages_are_vietnamese_and_not_python(everything: Everything) -> None:
    for problem in everything.problems:
        assert problem.message
        for text in words(problem):
            assert not NOT_FOR_READERS.search(text), text
            assert unicodedata.is_normalized("NFC", text)
