"""Blocs in the users' own format with the answer computed by hand beside them: `tests/cases/`."""

from __future__ import annotations

import pytest

from rules_cases import all_cases, evaluate_case, expected_years, found, wanted

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
