"""Several years in one workspace: what one year says of another is read there, and compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from bloc_folder import YEAR, base_text, make_bloc, replace_inside, replace_keys, write_file
from thidua.checks.places import year_of
from thidua.evaluation import Evaluation, evaluate
from thidua.records.workspace import BlocFolder, read_year
from thidua.rules.judging import judge_year
from thidua.rules.reasons import reasons
from thidua.terminal.why import award_lines

GOOD = "Hoàn thành tốt nhiệm vụ"
AWARDS = f"""awards:
  - code: co-tinh
    name: Cờ thi đua của Ủy ban nhân dân tỉnh
    quota: 1
    ballot: {{mark: choose, max_choices: 2}}
    passes: {{at_least: 2/3, of: members}}
  - code: bang-khen
    name: Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh
    quota: 1
    passes: {{more_than: 1/2, of: valid}}
    requires: {{streak: {{band: {GOOD}, years: 2}}}}
"""
SILENT = "{year: 2022, head: STP}"
LAST_YEAR = """units:
  STC:
    scores:
      I.1: {{assessed: {points}}}
      I.2: {{target: 100, actual: 100}}
      II.1: {{assessed: {party}}}
      II.2: {{assessed: 1}}
"""


def two_years(workspace: Path, *, points: str = "38", party: str = "yes", history: str = SILENT) -> BlocFolder:
    """The base bloc with a rule over two years, and the scores of the year before in a folder of its own."""
    entries = f"history:\n  - {history}\n  - {{year: 2023, head: SNV}}\n"
    folder = make_bloc(workspace, {"regulation.yaml": AWARDS, "bloc.yaml": entries})
    title = replace_keys(base_text("regulation.yaml"), "title: Quy chế thi đua của Khối năm 2022\n")
    write_file(workspace, "2022/regulation.yaml", title.encode())
    scores = replace_inside(base_text("scores.yaml"), LAST_YEAR.format(points=points, party=party))
    write_file(workspace, "2022/scores.yaml", scores.encode())
    return folder


def codes(found: Evaluation) -> list[str]:
    return [problem.code for problem in (*found.problems, *found.reminders) if problem.code != "TD609"]


def proposed(found: Evaluation, award: str) -> tuple[str, ...]:
    assert found.outcome is not None
    result = found.outcome.award(award)
    assert result is not None
    return result.proposed


@pytest.mark.parametrize("history", [SILENT, SILENT[:-1] + ", bands: {SNV: Hoàn thành xuất sắc nhiệm vụ}}"])
def test_bands_that_the_history_does_not_say_are_those_of_the_years_own_files(tmp_path: Path, history: str) -> None:
    found = evaluate(two_years(tmp_path, history=history), YEAR)
    assert codes(found) == []
    assert proposed(found, "bang-khen") == ("STC",)


def test_a_band_that_was_not_reached_in_the_years_own_files_is_not_reached(tmp_path: Path) -> None:
    found = evaluate(two_years(tmp_path, points="10", party="no"), YEAR)
    assert codes(found) == ["TD507"]
    assert "chưa đạt năm 2022" in found.problems[0].hint


def test_a_year_of_which_nothing_is_on_file_is_asked_for(tmp_path: Path) -> None:
    folder = two_years(tmp_path)
    (folder.path / "2022" / "scores.yaml").unlink()
    (problem,) = evaluate(folder, YEAR).problems
    assert (problem.code, problem.place.route[-1]) == ("TD607", "years")
    assert "bands của năm 2022" in problem.message


def test_what_the_history_says_of_the_year_must_be_what_the_year_comes_to(tmp_path: Path) -> None:
    found = evaluate(two_years(tmp_path, history="{year: 2022, head: STP, bands: {SNV: Hoàn thành nhiệm vụ}}"), YEAR)
    (problem,) = found.problems
    assert (problem.code, problem.place.route) == ("TD708", ("history", 0, "bands", "SNV"))
    assert "tính lại năm 2022 được «Hoàn thành xuất sắc nhiệm vụ»" in problem.message


def test_a_year_needs_only_the_one_before_it_not_all_the_way_back(tmp_path: Path) -> None:
    """The year before has a rule over two years too, and nothing on file before it: its bands are known."""
    folder = two_years(tmp_path)
    regulation = folder.path / "2022" / "regulation.yaml"
    regulation.write_text(replace_keys(regulation.read_text(encoding="utf-8"), AWARDS), encoding="utf-8")
    assert codes(evaluate(folder, YEAR)) == []
    assert "TD607" in codes(evaluate(folder, 2022))


def test_a_file_that_is_last_years_but_for_its_comments_is_a_copy(tmp_path: Path) -> None:
    folder = two_years(tmp_path)
    copy = "# năm 2022\n" + base_text("scores.yaml").replace("units:", "units:   # bốn đơn vị")
    write_file(tmp_path, "2022/scores.yaml", copy.encode())
    assert codes(evaluate(folder, YEAR)) == ["TD522"]


def test_files_opened_for_the_year_and_still_empty_are_no_copies(tmp_path: Path) -> None:
    folder = two_years(tmp_path)
    for year in ("", "2022/"):
        write_file(tmp_path, f"{year}ballots.yaml", b"format: 1\ncontests: []\n")
    assert codes(evaluate(folder, YEAR)) == []


def test_why_says_that_it_is_not_known_where_a_year_is_silent(tmp_path: Path) -> None:
    """TD607 stops before it as long as anybody may stand; what `why` would say is true all the same."""
    folder = two_years(tmp_path)
    (folder.path / "2022" / "scores.yaml").unlink()
    records, _ = read_year(folder, YEAR, words=False)
    year = year_of(records)
    assert year is not None
    outcome = judge_year(year)
    told = reasons(outcome, "TTR").awards[1]
    assert told.outcome == "ineligible"
    lines = list(award_lines(outcome, records, "TTR", told))
    assert any(line.startswith("Chưa rõ: xếp loại từ") and "chưa rõ năm 2022" in line for line in lines), lines
    assert lines[-1] == "Tóm lại: chưa rõ năm 2022."
