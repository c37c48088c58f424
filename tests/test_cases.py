"""Blocs in the users' own format with the answer computed by hand beside them: `tests/cases/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules_cases import all_cases, evaluate_case, expected_years, found, wanted
from thidua.evaluation import evaluate
from thidua.records.source import read_yaml
from thidua.records.workspace import CONFIGS, BlocFolder

YEARS = [(case, year) for case in all_cases() for year in expected_years(case)]


@pytest.mark.parametrize(("case", "year"), YEARS)
def test_a_year_is_judged_as_it_was_computed_by_hand(case: str, year: int) -> None:
    evaluation = evaluate_case(case, year)
    assert evaluation.problems == ()
    assert evaluation.outcome is not None
    expected = expected_years(case)[year]
    assert found(evaluation.outcome, expected) == wanted(expected)


def test_every_case_has_an_expectation_and_is_small() -> None:
    most_members = 11
    for case in all_cases():
        assert expected_years(case), case
        for year in expected_years(case):
            bloc = evaluate_case(case, year).records.bloc
            assert bloc is not None, case
            assert len(bloc.members_of(year)) <= most_members, case


@pytest.mark.parametrize("text", ['points: {"1": 55, "2": 33}', "points: {1: 55, 2: 33}"])
def test_criteria_coded_by_number_can_be_written_on_one_line(text: str) -> None:
    """A comma between two entries is no decimal comma when the second has a value of its own."""
    source, problems = read_yaml("scores.yaml", text.encode())
    assert problems == ()
    assert source.data == {"points": {"1": "55", "2": "33"}}


def test_a_decimal_comma_inside_braces_is_still_found() -> None:
    _, problems = read_yaml("scores.yaml", b"points: {I: 95,5}")
    assert [problem.code for problem in problems] == ["TD107"]


def test_the_published_conference_is_reproduced() -> None:
    """DOMAIN §1: 11 members; 1 government flag, 2 provincial flags, 5 certificates; the head of 2023 and of 2024."""
    workspace = Path(__file__).parents[1]
    path = workspace / CONFIGS / "tham-muu-tong-hop"
    evaluation = evaluate(BlocFolder(workspace, path), 2023)
    assert evaluation.problems == ()
    outcome = evaluation.outcome
    assert outcome is not None
    assert len(outcome.attendance.members) == 11
    assert [len(award.proposed) for award in outcome.awards] == [1, 2, 5]
    assert outcome.head is not None
    assert (outcome.head.outgoing, outcome.head.head) == ("QLTT", "VPDBQH")
    assert outcome.pending == ()
