"""Item 20: an empty value is not an absent key. Every optional key of every model is tried, at every depth."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bloc_folder import BLOC, YEAR, base_text, make_bloc, write_file
from thidua.evaluation import Evaluation, evaluate
from thidua.records.ballots import Ballots
from thidua.records.bloc import Bloc
from thidua.records.regulation import Regulation
from thidua.records.report import Report
from thidua.records.scores import Scores
from thidua.records.shape import Record
from thidua.records.slots import Slot, slots
from thidua.records.source import locate, read_yaml
from thidua.records.validation import validate

MODELS: dict[str, type[Record]] = {
    "bloc.yaml": Bloc,
    "regulation.yaml": Regulation,
    "scores.yaml": Scores,
    "ballots.yaml": Ballots,
    "report.yaml": Report,
}
FREE = "MA"
DOCUMENTED = "bỏ trống"
"""What format.md says of a key that may stand without a value."""

Route = tuple[str | int, ...]


def routes(model: type[Record]) -> Iterator[tuple[Route, Slot, str]]:
    """Every key of a file, one entry of every table, one item of every list; and the code of one left empty."""
    waiting: list[Route] = [()]
    while waiting:
        route = waiting.pop()
        for slot in slots(model, route):
            inner: list[tuple[str | int, str]] = [
                (key, "TD201" if info.is_required() else "TD208") for key, info in slot.fields.items()
            ]
            inner += [(FREE, "TD208")] if slot.is_table else [(0, "TD208")] if slot.is_list else []
            for step, code in inner:
                if route.count("criteria") < 2 and route.count(step) < 2:
                    yield (*route, step), slot, code
                    waiting.append((*route, step))


def in_block(route: Route) -> str:
    """The keys of a route, each on its own line, the last without a value."""
    lines = ["format: 1"]
    lines += ["  " * depth + ("-" if step == 0 else f"{step}:") for depth, step in enumerate(route)]
    return "\n".join(lines) + "\n"


def in_flow(route: Route) -> str:
    text = "~"
    for step in reversed(route[1:]):
        text = f"[{text}]" if step == 0 else f"{{{step}: {text}}}"
    return f"format: 1\n{route[0]}: {text}\n"


def codes_at(file: str, text: str, route: Route) -> list[str]:
    """The codes reported at a key, or at the item of a list."""
    source, problems = read_yaml("tệp.yaml", text.encode())
    assert problems == ()
    record, wrong = validate(source, MODELS[file])
    at = [problem.code for problem in wrong if problem.place.route == route]
    assert record is None or not at
    return at


CASES = [(file, *case) for file, model in MODELS.items() for case in routes(model) if case[0] != ("format",)]


@pytest.mark.parametrize("write", [in_block, in_flow])
@pytest.mark.parametrize(
    ("file", "route", "around", "code"), CASES, ids=[".".join(map(str, (case[0], *case[1]))) for case in CASES]
)
def test_a_key_an_entry_or_an_item_without_a_value_is_reported_where_it_stands(
    file: str, route: Route, around: Slot, code: str, write: Callable[[Route], str]
) -> None:
    own = slots(MODELS[file], route)
    may = around.may_be_empty if around.is_table else any(slot.may_be_empty and not slot.is_table for slot in own)
    assert codes_at(file, write(route), route) == ([] if may and route[-1] != 0 else [code])


def test_what_may_be_empty_is_what_the_description_says() -> None:
    for file, route, _, _ in CASES:
        for slot in slots(MODELS[file], route):
            assert slot.field is not None
            described = DOCUMENTED in (slot.field.description or "")
            assert slot.may_be_empty == described, route


def test_which_keys_may_be_empty() -> None:
    keys = {route[-1] for file, route, _, _ in CASES for s in slots(MODELS[file], route) if s.may_be_empty}
    assert keys - {FREE} == {"number", "date", "units", "scores"}


@pytest.mark.parametrize("nothing", ["", " ", " ~", " null", " Null", " NULL", "   # chưa có", " #chưa"])
@pytest.mark.parametrize("key", ["khoa-la", "khóa"])
def test_an_unknown_key_without_a_value_is_an_unknown_key(key: str, nothing: str) -> None:
    assert codes_at("bloc.yaml", f"format: 1\n{key}:{nothing}\n", (key,)) == ["TD202"]
    assert codes_at("bloc.yaml", f"format: 1\nrotation:\n  {key}:{nothing}\n", ("rotation", key)) == ["TD202"]
    assert codes_at("bloc.yaml", f"format: 1\nrotation: {{order: [A], {key}}}\n", ("rotation", key)) == ["TD202"]


def changed(tmp_path: Path, file: str, old: str, new: str) -> Evaluation:
    folder = make_bloc(tmp_path)
    assert base_text(file).count(old) == 1
    write_file(tmp_path, file, base_text(file).replace(old, new).encode())
    assert folder.name == BLOC
    return evaluate(folder, YEAR)


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "underlined", "hint"),
    [
        ("scores.yaml", "  TTR:\n", "  TTR:\n    status:\n", "TD208", "status", "điền giá trị, hoặc xóa cả dòng"),
        ("regulation.yaml", "head:\n", "head:\n  exclude_not_considered:\n", "TD208", "exclude_not_considered", "điền"),
        ("regulation.yaml", "passes: {at_least: 2/3, of: members}", "passes:", "TD208", "passes", "điền giá trị"),
        ("ballots.yaml", "STC: 4, STP: 3", "STC: 4, STP: ", "TD208", "STP", "ghi 0"),
        ("ballots.yaml", "nominees: [STC, STP]", "nominees:", "TD208", "nominees", "ghi []"),
        ("ballots.yaml", "      - [SNV]\n", "      -\n", "TD208", "-", "phiếu trắng ghi blank"),
        ("ballots.yaml", "      - [SNV]\n", "      - ~\n", "TD208", "~", "phiếu trắng ghi blank"),
        ("bloc.yaml", "order: [STP, SNV, STC, TTR]", "order:\n    -\n    - STP", "TD208", "-", "xóa dấu gạch"),
        ("bloc.yaml", "  - {year: 2022, head: STP}\n", "  - {year: 2022, head: }\n", "TD208", "head", "điền giá trị"),
        ("bloc.yaml", "2022, head: STP}", "2022, granted: {co-tinh}}", "TD208", "co-tinh", "ghi []"),
        ("bloc.yaml", "name: Sở Tài chính}", "name: Sở Tài chính, short}", "TD208", "short", "điền giá trị"),
        ("scores.yaml", "  SNV:\n", "  SNV:\n    ghi-chu:\n", "TD202", "ghi-chu", ""),
        ("scores.yaml", "I.1: {self: 37, assessed: 35}", "I.1: {self: , assessed: 35}", "TD208", "self", "điền"),
        ("scores.yaml", "II.2: {assessed: 2}", "II.2:", "TD403", "II.2", ""),
    ],
)
def test_an_empty_value_is_one_problem_at_its_key(
    file: str, old: str, new: str, code: str, underlined: str, hint: str, tmp_path: Path
) -> None:
    found = changed(tmp_path, file, old, new)
    (problem,) = found.problems
    where = locate(found.records.sources[problem.place.file], problem.place)
    assert (problem.code, where.text[where.column - 1 :][: where.length]) == (code, underlined)
    assert hint in problem.hint


def test_a_unit_without_its_scores_is_missing_its_scores(tmp_path: Path) -> None:
    text = base_text("scores.yaml")
    folder = make_bloc(tmp_path)
    write_file(tmp_path, "scores.yaml", (text[: text.index("  TTR:")] + "  TTR:\n").encode())
    (problem,) = evaluate(folder, YEAR).problems
    assert problem.code == "TD403"
    assert "TTR" in problem.message


def test_a_number_and_a_date_may_wait_for_the_registry(tmp_path: Path) -> None:
    found = changed(tmp_path, "report.yaml", "  number: 5\n  date: 05/12/2023\n", "  number:\n  date:\n")
    assert (found.problems, found.reminders) == ((), ())
    assert found.records.report is not None
    assert found.records.report.report.number is None
