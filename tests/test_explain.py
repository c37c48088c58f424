"""One page a diagnostic: its title, its sections, and two examples that do what the page says of them.

How a fenced block changes the base bloc is told in `overlays`. What no file can show is described in
```` ```text ```` blocks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Literal

import pytest

import thidua
from bloc_folder import YEAR, base_text, make_bloc, path_in_workspace, write_file
from overlays import FENCE, NOT_FOR_READERS, Fence, evaluate_with, fences, sections, words
from thidua.diagnostics import CATALOGUE, Diagnostic
from thidua.evaluation import Evaluation, evaluate
from thidua.records.source import MAX_BYTES, locate

PAGES = Path(thidua.__file__).parent / "explain"

RAISED_BY_THE_FILE_SYSTEM = frozenset({"TD001", "TD004", "TD005", "TD006", "TD007"})
"""No text of a file shows these; the tests at the end make the situation."""

RAISED_ELSEWHERE = frozenset(
    {
        "TD801",
        "TD802",
        "TD803",
        "TD804",
        "TD805",
        "TD807",
        "TD808",
        "TD809",
        "TD810",
        "TD811",
        "TD815",
        "TD816",
        "TD901",
    }
)
"""Templates, papers and our own bugs: see tests/test_papers_*.py, test_templates.py, test_cli.py."""

WITH_EXAMPLES = sorted(CATALOGUE.keys() - RAISED_BY_THE_FILE_SYSTEM - RAISED_ELSEWHERE)

WITH_LINES = [code for code in WITH_EXAMPLES if code != "TD002"]
"""A file that cannot be decoded has no lines to point at."""

Side = Literal["Sai", "Đúng"]


def page(code: str) -> str:
    return (PAGES / f"{code}.md").read_text(encoding="utf-8")


def section(code: str, title: str) -> str:
    """What stands under `## title`; under the title of the page for an empty one."""
    return sections(page(code))[title or f"{code}: {CATALOGUE[code]}"]


def examples(code: str, side: Side) -> tuple[Fence, ...]:
    shown = section(code, side)
    assert {match["kind"] for match in FENCE.finditer(shown)} == {"yaml"}, f"{code}: an example is YAML"
    return fences(shown)


def evaluate_example(code: str, side: Side, workspace: Path) -> Evaluation:
    """The base bloc with the blocks of one side of a page put in."""
    return evaluate_with(examples(code, side), workspace)


def told(found: Evaluation, code: str = "") -> tuple[Diagnostic, ...]:
    """The errors; for the page of a reminder the reminders of that code too, and all of them for no page."""
    reminders = [one for one in found.reminders if code in ("", one.code)]
    return (*found.problems, *reminders)


def shown_lines(code: str, text: str, file: str) -> Iterator[range]:
    """Which lines of a file the wrong example of a page has brought in."""
    for block in examples(code, "Sai"):
        if path_in_workspace(block.file) == file:
            for piece in block.replaced():
                first = text[: text.index(piece)].count("\n") + 1
                yield range(first, first + piece.count("\n"))


def test_the_base_of_all_examples_has_no_problem_and_nothing_pending(tmp_path: Path) -> None:
    found = evaluate(make_bloc(tmp_path), YEAR)
    assert told(found) == ()
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
    headings = re.findall(r"^#+ .+$", FENCE.sub("", page(code)), flags=re.MULTILINE)
    assert headings[1:] == ["## Sai", "## Đúng", "## Cách sửa"]
    assert section(code, "").strip()
    for side in ("Sai", "Đúng"):
        assert FENCE.search(section(code, side))
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
    problems = told(evaluate_example(code, "Sai", tmp_path), code)
    assert {problem.code for problem in problems} == {code}, problems


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_the_right_example_raises_nothing(code: str, tmp_path: Path) -> None:
    found = evaluate_example(code, "Đúng", tmp_path)
    assert told(found, code) == ()
    assert found.outcome is not None


@pytest.mark.parametrize("code", WITH_LINES)
def test_the_problem_points_into_the_lines_that_the_page_shows(code: str, tmp_path: Path) -> None:
    found = evaluate_example(code, "Sai", tmp_path)
    for problem in told(found, code):
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
    for problem in told(evaluate_example(code, "Sai", tmp_path), code):
        assert problem.message
        for text in words(problem):
            assert not NOT_FOR_READERS.search(text), text
            assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("code", sorted(RAISED_BY_THE_FILE_SYSTEM | RAISED_ELSEWHERE))
def test_a_page_without_a_file_to_show_describes_the_situation(code: str) -> None:
    for side in ("Sai", "Đúng"):
        assert {match["kind"] for match in FENCE.finditer(section(code, side))} == {"text"}


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
