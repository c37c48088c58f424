"""One page a diagnostic: its title, its sections, and two examples that do what the page says of them.

A fenced block says after ```` ```yaml ```` what it stands for in the base bloc (`bloc_folder.BASE`):

- `ballots.yaml`: each top-level key of the block replaces the same key of that file;
- `scores.yaml trong units`: the same one level down: the units that the block names, and no others;
- `bloc.yaml thay name`: the block as it is stands for the key `name`, for text that has no readable key;
- `… bằng utf-16`: the file is saved in that encoding.

Several blocks of one side are applied together. What no file can show is described in ```` ```text ```` blocks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

import pytest

import thidua
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
from thidua.diagnostics import CATALOGUE, Diagnostic
from thidua.evaluation import Evaluation, evaluate
from thidua.records.source import MAX_BYTES, locate

PAGES = Path(thidua.__file__).parent / "explain"

RAISED_BY_THE_FILE_SYSTEM = frozenset({"TD001", "TD004", "TD005", "TD006"})
"""No text of a file shows these; the tests at the end make the situation."""

RAISED_ELSEWHERE = frozenset(
    {"TD801", "TD802", "TD803", "TD804", "TD805", "TD806", "TD807", "TD808", "TD809", "TD810", "TD811", "TD901"}
)
"""Templates, papers and our own bugs: see tests/test_papers_*.py, test_templates.py, test_cli.py."""

WITH_EXAMPLES = sorted(CATALOGUE.keys() - RAISED_BY_THE_FILE_SYSTEM - RAISED_ELSEWHERE)

WITH_LINES = [code for code in WITH_EXAMPLES if code != "TD002"]
"""A file that cannot be decoded has no lines to point at."""

Side = Literal["Sai", "Đúng"]
_FENCE = re.compile(r"^```(?P<kind>\w+)(?: (?P<info>[^\n]+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_INFO = re.compile(r"(?P<file>\w+\.yaml)(?: thay (?P<key>\w+)| (?P<inside>trong) \w+)?(?: bằng (?P<encoding>\S+))?")
_NOT_FOR_READERS = re.compile(
    r"\b(?:None|True|False|Decimal|Fraction|datetime|Error|Exception|inf|nan)\b|\['|\('\w|', '|<class|object at|\{\}"
)


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block of a page: what stands in the place of which part of which file."""

    file: str
    key: str | None
    inside: bool
    encoding: str
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


def page(code: str) -> str:
    return (PAGES / f"{code}.md").read_text(encoding="utf-8")


def section(code: str, title: str) -> str:
    """What stands under `## title`; under the title of the page for an empty one."""
    parts = re.split(r"^#{1,2} (.+)\n", page(code), flags=re.MULTILINE)
    found = dict(zip(parts[1::2], parts[2::2], strict=True))
    return found[title or parts[1]]


def fences(code: str, side: Side) -> tuple[Fence, ...]:
    found = []
    for match in _FENCE.finditer(section(code, side)):
        info = _INFO.fullmatch(match["info"] or "")
        assert match["kind"] == "yaml", "an example is YAML"
        assert info is not None, f"```yaml {match['info']}: say which file"
        found.append(
            Fence(info["file"], info["key"], info["inside"] is not None, info["encoding"] or "utf-8", match["text"])
        )
    return tuple(found)


def evaluate_example(code: str, side: Side, workspace: Path) -> Evaluation:
    """The base bloc with the blocks of one side of a page put in."""
    folder = make_bloc(workspace)
    blocks = fences(code, side)
    assert blocks, f"{code} shows nothing under {side}"
    texts: dict[str, str] = {}
    for block in blocks:
        texts[block.file] = block.apply(texts.get(block.file, base_text(block.file)))
        write_file(workspace, block.file, texts[block.file].encode(block.encoding))
    return evaluate(folder, YEAR)


def shown_lines(code: str, text: str, file: str) -> Iterator[range]:
    """Which lines of a file the wrong example of a page has brought in."""
    for block in fences(code, "Sai"):
        if path_in_workspace(block.file) == file:
            for piece in block.replaced():
                first = text[: text.index(piece)].count("\n") + 1
                yield range(first, first + piece.count("\n"))


def words(problem: Diagnostic) -> tuple[str, ...]:
    """Everything of a problem that a user reads."""
    return (problem.message, problem.hint, problem.clause, *(related.label for related in problem.related))


def test_the_base_of_all_examples_has_no_problem_and_nothing_pending(tmp_path: Path) -> None:
    found = evaluate(make_bloc(tmp_path), YEAR)
    assert found.problems == ()
    assert found.outcome is not None
    assert found.outcome.pending == ()


def test_every_code_has_one_page_and_every_page_a_code() -> None:
    assert sorted(path.name for path in PAGES.iterdir() if path.suffix == ".md") == [
        f"{c}.md" for c in sorted(CATALOGUE)
    ]


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_the_title_is_the_one_of_the_catalogue(code: str) -> None:
    assert page(code).split("\n", maxsplit=1)[0] == f"# {code}: {CATALOGUE[code]}"


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_a_page_explains_shows_wrong_and_right_and_says_what_to_do(code: str) -> None:
    headings = re.findall(r"^#+ .+$", _FENCE.sub("", page(code)), flags=re.MULTILINE)
    assert headings[1:] == ["## Sai", "## Đúng", "## Cách sửa"]
    assert section(code, "").strip()
    for side in ("Sai", "Đúng"):
        assert _FENCE.search(section(code, side))
    assert 2 <= len(re.findall(r"^- ", section(code, "Cách sửa"), flags=re.MULTILINE)) <= 4


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_a_page_is_normalised_text_that_fits_a_screen(code: str) -> None:
    text = page(code)
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert not re.search(r"[ \t]+$", text, flags=re.MULTILINE)
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_the_wrong_example_raises_exactly_this_code(code: str, tmp_path: Path) -> None:
    problems = evaluate_example(code, "Sai", tmp_path).problems
    assert {problem.code for problem in problems} == {code}, problems


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_the_right_example_raises_nothing(code: str, tmp_path: Path) -> None:
    found = evaluate_example(code, "Đúng", tmp_path)
    assert found.problems == ()
    assert found.outcome is not None


@pytest.mark.parametrize("code", WITH_LINES)
def test_the_problem_points_into_the_lines_that_the_page_shows(code: str, tmp_path: Path) -> None:
    found = evaluate_example(code, "Sai", tmp_path)
    for problem in found.problems:
        source = found.records.sources[problem.place.file]
        line = locate(source, problem.place).line
        shown = set(chain.from_iterable(shown_lines(code, source.text, source.file)))
        assert line in shown, f"{problem.place.file}:{line}: {problem.message}"


@pytest.mark.parametrize(
    ("code", "marked"),
    [
        ("TD502", "[SNV, STC, STP]"),
        ("TD605", "[STC, STP]"),
        ("TD510", "office"),
        ("TD511", "office"),
        ("TD604", "award"),
    ],
)
def test_the_caret_marks_a_whole_list_or_the_first_key_of_an_item(code: str, marked: str, tmp_path: Path) -> None:
    found = evaluate_example(code, "Sai", tmp_path)
    (problem,) = found.problems
    where = locate(found.records.sources[problem.place.file], problem.place)
    assert where.text[where.column - 1 :][: where.length] == marked


def test_a_round_that_comes_twice_is_marked_the_second_time(tmp_path: Path) -> None:
    found = evaluate_example("TD511", "Sai", tmp_path)
    (problem,) = found.problems
    source = found.records.sources[problem.place.file]
    first = locate(source, problem.related[0].place).line
    assert [first, locate(source, problem.place).line] == [
        number for number, line in enumerate(source.text.splitlines(), 1) if "office: head" in line
    ]


SLIPS = {
    "a_unit_misspelt_among_those_present": (
        "ballots.yaml",
        "present: [SNV, STC, STP, TTR]",
        "present: [SNV, STC, STP, TT]",
        "TD301",
    ),
    "a_unit_misspelt_among_those_absent": (
        "ballots.yaml",
        "present: [SNV, STC, STP, TTR]",
        "absent: [TT]\n  written_opinions: [TTR]",
        "TD301",
    ),
    "a_unit_misspelt_in_the_rotation": (
        "bloc.yaml",
        "order: [STP, SNV, STC, TTR]",
        "order: [STP, SNV, STC, TT]",
        "TD301",
    ),
    "a_unit_misspelt_above_its_scores": ("scores.yaml", "  TTR:\n", "  TT:\n", "TD301"),
    "a_criterion_misspelt": ("scores.yaml", "II.2: {assessed: 2}", "II.3: {assessed: 2}", "TD305"),
    "years_of_a_member_swapped": ("bloc.yaml", "joined: 2016}", "joined: 2016, left: 2006}", "TD308"),
    "a_conflict_left_by_a_merge": (
        "bloc.yaml",
        "place: Mẫu\n",
        "<<<<<<< SNV\nplace: Mẫu\n=======\nplace: thành phố Mẫu\n>>>>>>> TTR\n",
        "TD105",
    ),
    "a_conflict_in_a_file_from_windows": (
        "bloc.yaml",
        "place: Mẫu\n",
        "<<<<<<<\r\nplace: Mẫu\r\n=======\r\nplace: thành phố Mẫu\r\n>>>>>>>\r\n",
        "TD105",
    ),
    "a_key_without_its_value": ("bloc.yaml", "place: Mẫu", "place:", "TD201"),
    "a_criterion_without_its_score": ("scores.yaml", "II.2: {assessed: 2}", "II.2:", "TD403"),
    "a_contest_for_nothing": ("ballots.yaml", "  - office: head\n    papers", "  - papers", "TD207"),
}


@pytest.mark.parametrize("slip", sorted(SLIPS))
def test_one_slip_is_one_problem_without_its_consequences(slip: str, tmp_path: Path) -> None:
    file, old, new, code = SLIPS[slip]
    folder = make_bloc(tmp_path)
    assert base_text(file).count(old) == 1
    write_file(tmp_path, file, base_text(file).replace(old, new).encode())
    problems = evaluate(folder, YEAR).problems
    assert [problem.code for problem in problems] == [code], problems


def test_contests_for_nothing_are_not_rounds_of_each_other(tmp_path: Path) -> None:
    contest = "  - papers: {issued: 4, returned: 4, valid: 4}\n    votes: {STC: 3, TTR: 1}\n"
    folder = make_bloc(tmp_path, {"ballots.yaml": f"contests:\n{contest}{contest}"})
    assert [problem.code for problem in evaluate(folder, YEAR).problems] == ["TD207", "TD207"]


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_messages_are_vietnamese_and_not_python(code: str, tmp_path: Path) -> None:
    for problem in evaluate_example(code, "Sai", tmp_path).problems:
        assert problem.message
        for text in words(problem):
            assert not _NOT_FOR_READERS.search(text), text
            assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("code", sorted(RAISED_BY_THE_FILE_SYSTEM | RAISED_ELSEWHERE))
def test_a_page_without_a_file_to_show_describes_the_situation(code: str) -> None:
    for side in ("Sai", "Đúng"):
        assert {match["kind"] for match in _FENCE.finditer(section(code, side))} == {"text"}


def test_td001_a_folder_stands_where_a_file_should(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    path = tmp_path / path_in_workspace("scores.yaml")
    path.unlink()
    path.mkdir()
    problems = evaluate(folder, YEAR).problems
    assert [problem.code for problem in problems] == ["TD001"]
    assert problems[0].place.file == path_in_workspace("scores.yaml")


def test_td004_a_year_without_its_regulation(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    (tmp_path / path_in_workspace("regulation.yaml")).unlink()
    problems = evaluate(folder, YEAR).problems
    assert [problem.code for problem in problems] == ["TD004"]
    assert problems[0].place.file == path_in_workspace("regulation.yaml")


def test_td004_files_that_come_later_in_the_year_may_still_be_missing(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    for file in ("scores.yaml", "ballots.yaml", "report.yaml"):
        (tmp_path / path_in_workspace(file)).unlink()
    assert evaluate(folder, YEAR).problems == ()


@pytest.mark.parametrize(("size", "codes"), [(MAX_BYTES, []), (MAX_BYTES + 1, ["TD005"])])
def test_td005_a_file_may_have_8_megabytes_and_not_a_byte_more(size: int, codes: list[str], tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    text = base_text("bloc.yaml").encode()
    write_file(tmp_path, "bloc.yaml", text + b"#" * (size - len(text)))
    assert [problem.code for problem in evaluate(folder, YEAR).problems] == codes


def test_td112_the_line_break_that_word_makes_with_shift_enter(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path, {"bloc.yaml": "name: Khối thi đua\x0bcác cơ quan nội chính\n"})
    assert [problem.code for problem in evaluate(folder, YEAR).problems] == ["TD112"]
