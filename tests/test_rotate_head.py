"""`thidua rotate-head`: what is final is written; a forecast, a vote without a quorum and an open office are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nine_units import BLOC, HISTORY, YEAR, conference, evaluated, head_of, held, outcome_of, run, write_year
from thidua.records.workspace import BlocFolder
from thidua.terminal.head import show_head
from thidua.wording import pending as told

QUORUM = "conference: {quorum: {at_least: 2/3, of: members}}\n"
HALF = "passes: {more_than: 1/2, of: members}"
ELECTION = f"head: {{method: election, {HALF}}}\n"
ROTATION = "head: {method: rotation}\n"
DEPUTY = "head: {method: rotation, deputies: 1, deputy_from: election, deputy_passes: {at_least: 1/3, of: members}}\n"
FIVE, SIX = (f"conference: {{present: [{', '.join(f'U{n}' for n in range(1, top))}]}}\n" for top in (6, 7))
NOTHING_WRITTEN = "Chưa ghi gì"


def of_five(what: str, unit: str) -> str:
    """Five ballots, all of them for one unit."""
    counts = "papers: {issued: 5, returned: 5, valid: 5}"
    return f"contests:\n  - {what}\n    nominees: [{unit}]\n    {counts}\n    votes: {{{unit}: 5}}\n"


def written(workspace: Path) -> str:
    return (workspace / "bloc_configs" / "chin" / "bloc.yaml").read_text(encoding="utf-8").removeprefix(BLOC)


class TestAConferenceWithoutAQuorum:
    """Six of nine is the quorum; with five the votes stand for nothing, and the papers are not signed either."""

    @pytest.mark.parametrize(
        ("rule", "vote"),
        [(ELECTION, of_five("office: head", "U1")), (DEPUTY, of_five("office: deputy", "U4"))],
        ids=["head", "deputy"],
    )
    def test_nothing_that_it_elected_is_written(self, rule: str, vote: str, tmp_path: Path) -> None:
        write_year(tmp_path, QUORUM + rule, FIVE + vote)
        before = written(tmp_path)
        for options in ([], ["--write"], ["--json"], ["--write", "--json"]):
            ran = run(tmp_path, "rotate-head", *options)
            assert ran.returncode == 3
            assert (NOTHING_WRITTEN in ran.stderr) == ("--write" in options)
            if "--json" in options:
                answer = json.loads(ran.stdout)
                assert (answer["head"]["is_open"], answer["head"]["without_quorum"]) == (True, True)
                assert answer["written"] is None
            else:
                assert "hội nghị không đủ số đơn vị dự họp: 5/9" in ran.stdout
        assert written(tmp_path) == before

    def test_with_a_quorum_it_is_written(self, tmp_path: Path) -> None:
        write_year(tmp_path, QUORUM + ELECTION, SIX + of_five("office: head", "U1").replace("issued: 5", "issued: 6"))
        ran = run(tmp_path, "rotate-head", "--write")
        assert (ran.returncode, ran.stderr) == (0, "")
        assert "- {year: 2024, head: U1}\n" in written(tmp_path)

    def test_a_head_by_rotation_was_not_voted_on(self, tmp_path: Path) -> None:
        """The awards of that conference wait; whose turn it is does not depend on it."""
        award = f"awards:\n  - {{code: co, name: Cờ thi đua, quota: 1, {HALF}}}\n"
        write_year(tmp_path, QUORUM + award + ROTATION, FIVE + of_five("award: co", "U2"))
        ran = run(tmp_path, "rotate-head", "--write")
        assert (ran.returncode, ran.stderr) == (0, "")
        assert "không đủ số đơn vị" not in ran.stdout
        assert "- {year: 2024, head: U1}\n" in written(tmp_path)
        assert run(tmp_path, "tally").returncode == 3

    def test_another_head_that_was_decided_later_is_no_contradiction(self, tmp_path: Path) -> None:
        history = "history:\n  - {year: 2023, head: U9}\n  - {year: 2024, head: U3}\n"
        without = evaluated(tmp_path / "a", QUORUM + ELECTION, FIVE + of_five("office: head", "U1"), more=history)
        assert without.problems == ()
        counted = of_five("office: head", "U1").replace("issued: 5", "issued: 6")
        enough = evaluated(tmp_path / "b", QUORUM + ELECTION, SIX + counted, more=history)
        assert [problem.code for problem in enough.problems] == ["TD708"]


def test_what_is_open_about_the_offices_is_said_and_what_is_open_about_awards_is_not(tmp_path: Path) -> None:
    award = f"awards:\n  - {{code: co, name: Cờ thi đua, quota: 1, {HALF}}}\n"
    rule = award + "head: {method: election, passes: {at_least: 1/3, of: members}}\n"
    found = evaluated(tmp_path, rule, conference(held("office: head", "U1: 4, U2: 4, U3: 1")))
    outcome = outcome_of(found)
    assert [(item.kind, item.office) for item in outcome.pending] == [("no_vote", None), ("tie", "head")]
    assert [(item.kind, item.office) for item in outcome.pending_offices] == [("tie", "head")]
    ran = run(tmp_path, "rotate-head", "--write")
    assert ran.returncode == 3
    assert NOTHING_WRITTEN in ran.stderr
    said = " ".join(ran.stdout.split())
    assert told(outcome.pending_offices[0], outcome) in said
    assert "Cờ thi đua" not in said


# --- which year has a result ---------------------------------------------------------------------------------

BOARD = "scoring:\n  scale: 10\n  criteria:\n    - {code: I, name: Chung, max: 10}\n"
KNOWN = "history:\n  - {year: 2023, head: U9}\n  - {year: 2024, head: U1}\n"
CONFERENCE = "conference: {held_on: 30/11/2024}\n"
SCORED = "units:\n" + "".join(f"  U{n}: {{scores: {{I: {{assessed: 9}}}}}}\n" for n in range(1, 10))


def with_2024(workspace: Path, rule: str, **files: str) -> BlocFolder:
    """2023 is finished (scores), 2024 has its regulation and these files."""
    ballots = conference(held("office: head", "U1: 6, U2: 3")) if "election" in rule else ""
    folder = write_year(workspace, BOARD + rule, ballots, SCORED, KNOWN if "rotation" in rule else HISTORY)
    (folder.path / "2024").mkdir()
    for name, text in {"regulation": f"title: Quy chế năm 2024\n{BOARD}{rule}", **files}.items():
        path = folder.path / "2024" / (name if "." in name else f"{name}.yaml")
        path.write_text(f"format: 1\n{text}", encoding="utf-8")
    return folder


EMPTY = [
    {"ballots": ""},
    {"ballots": CONFERENCE},
    {"ballots": "contests: []\n"},
    {"scores": "units: {}\n"},
    {"scores": "units:\n  U1:\n  U2: {scores: {I: }}\n"},
    {"scores": "units: {}\n", "ballots": CONFERENCE},
]
FULL = [
    {"scores": SCORED.replace("U1: {scores: {I: {assessed: 9}}}", "U1: {scores: {I: {assessed: 8.5}}}")},
    {"ballots": CONFERENCE + "contests:\n  - {office: deputy, method: consensus, agreed: [U5]}\n"},
]


class TestAYearHasAResultWhenItHasContestsOrScores:
    """Files that were only laid out for next year are no result, whatever their names."""

    @pytest.mark.parametrize("files", EMPTY)
    def test_a_file_laid_out_is_passed_over(self, files: dict[str, str], tmp_path: Path) -> None:
        with_2024(tmp_path, ROTATION, **files)
        ran = run(tmp_path, "rotate-head", "--write")
        assert (ran.returncode, ran.stderr) == (0, "")
        assert "TRƯỞNG KHỐI NĂM 2024" in ran.stdout
        assert written(tmp_path) == KNOWN

    @pytest.mark.parametrize("files", EMPTY[:3])
    def test_the_finished_year_of_an_election_is_written(self, files: dict[str, str], tmp_path: Path) -> None:
        with_2024(tmp_path, ELECTION, **files)
        ran = run(tmp_path, "rotate-head", "--write")
        assert (ran.returncode, ran.stderr) == (0, "")
        assert "- {year: 2024, head: U1}\n" in written(tmp_path)

    @pytest.mark.parametrize("files", EMPTY[:3])
    def test_asked_for_it_is_a_forecast_and_not_written(self, files: dict[str, str], tmp_path: Path) -> None:
        with_2024(tmp_path, ROTATION, **files)
        ran = run(tmp_path, "rotate-head", "2024", "--write")
        assert ran.returncode == 3
        assert "đây mới là dự kiến" in " ".join(ran.stdout.split())
        assert NOTHING_WRITTEN in ran.stderr
        assert written(tmp_path) == KNOWN

    @pytest.mark.parametrize("files", FULL)
    def test_with_scores_or_a_contest_it_is_the_latest(self, files: dict[str, str], tmp_path: Path) -> None:
        """Votes alone are one where the regulation of the year has no score sheet."""
        rule = DEPUTY if "ballots" in files else ROTATION
        unscored = {"regulation": f"title: Quy chế năm 2024\n{rule}"} if "ballots" in files else {}
        with_2024(tmp_path, rule, **files, **unscored)
        ran = run(tmp_path, "rotate-head")
        assert "TRƯỞNG KHỐI NĂM 2025" in ran.stdout, ran.stderr
        assert "dự kiến" not in ran.stdout

    @pytest.mark.parametrize(
        "files",
        [
            {"ballots": "contests: [\n"},
            {"scores": "unit: {}\n"},
            {"scores": "", "ballots.yml": CONFERENCE},
            {"scores": "units:\n  U1: {scores: {I: {assessed: 8.5}}}\n"},
            {"scores": "units:\n  U1: {total: 8.5}\n"},
        ],
    )
    def test_a_file_in_error_or_half_filled_is_told_and_not_passed_over(
        self, files: dict[str, str], tmp_path: Path
    ) -> None:
        with_2024(tmp_path, ROTATION, **files)
        ran = run(tmp_path, "rotate-head", "--write")
        assert ran.returncode == 1
        assert "/2024/" in ran.stderr

    def test_where_no_year_has_a_result_the_latest_begun_is_forecast(self, tmp_path: Path) -> None:
        folder = with_2024(tmp_path, ROTATION, ballots=CONFERENCE)
        (folder.path / "2023" / "scores.yaml").write_text("format: 1\nunits: {}\n", encoding="utf-8")
        ran = run(tmp_path, "rotate-head", "--write")
        assert (ran.returncode, written(tmp_path)) == (3, KNOWN)
        assert "TRƯỞNG KHỐI NĂM 2025" in ran.stdout

    def test_the_history_is_not_compared_with_a_forecast(self, tmp_path: Path) -> None:
        """2024 was written, and U5 leads for a reason that is not on file yet."""
        history = "history:\n  - {year: 2023, head: U9}\n  - {year: 2024, head: U5}\n"
        ahead = evaluated(tmp_path / "a", ROTATION, "conference: {held_on: 30/11/2023}\n", more=history)
        assert ahead.problems == ()
        after = evaluated(tmp_path / "b", BOARD + ROTATION, scores=SCORED, more=history)
        assert [problem.code for problem in after.problems] == ["TD708"]


# --- who is appointed ----------------------------------------------------------------------------------------

LED = "history:\n  - {year: 2022, head: U1}\n  - {year: 2023, head: U9}\n"
ORDER = "rotation: {order: [" + ", ".join(f"U{n}" for n in range(1, 10)) + "]}\n"


class TestAnAppointedHeadHasNoTurn:
    """U1 led in 2022 and is appointed for 2024: nobody walked through an order, and nobody was passed over."""

    APPOINTED = "head: {method: appointed, appointment: {head: U1, deputies: [U2], basis: Quyết định số 5}}\n"

    @pytest.mark.parametrize("order", ["", ORDER])
    def test_there_is_no_walk_and_no_skip(self, order: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        found = evaluated(tmp_path, self.APPOINTED, more=order + LED)
        head = head_of(found)
        assert (head.head, head.deputies, head.outgoing) == ("U1", ("U2",), "U9")
        assert (head.walk.found, head.walk.start, head.walk.skipped, head.barred) == (None, None, (), ())
        show_head(outcome_of(found))
        said = capsys.readouterr().out
        assert "Bỏ qua" not in said
        assert "thứ tự" not in said

    def test_by_rotation_who_had_a_turn_is_named(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        found = evaluated(tmp_path, ROTATION, more=LED)
        assert (head_of(found).head, head_of(found).walk.found) == ("U2", "U2")
        show_head(outcome_of(found))
        assert "Đơn vị 1: đã làm trưởng khối năm 2022" in capsys.readouterr().out


# --- deputies who go first -----------------------------------------------------------------------------------

FIRST = DEPUTY.replace("}\n", ", deputy_first: yes}\n")
LEFT_EMPTY = conference(
    held("office: deputy", "U3: 4, U4: 4, U5: 1"), decision="office: deputy, chosen: [], over: [U3, U4]"
)
CHOSEN = conference(held("office: deputy", "U3: 5, U4: 4"))
NOBODY_YET = "history:\n  - {year: 2023, head: U9, deputies: []}\n"


@pytest.mark.parametrize(
    ("rule", "ballots", "entry"),
    [
        (FIRST, LEFT_EMPTY, "{year: 2024, head: U1, deputies: []}"),
        (FIRST, CHOSEN, "{year: 2024, head: U1, deputies: [U3]}"),
        (FIRST.replace("yes", "no"), LEFT_EMPTY, "{year: 2024, head: U1}"),
        (ROTATION, "", "{year: 2024, head: U1}"),
        ("head: {method: rotation, deputies: 0, deputy_first: yes}\n", "", "{year: 2024, head: U1}"),
    ],
)
def test_nobody_is_noted_as_deputy_where_the_year_after_asks(
    rule: str, ballots: str, entry: str, tmp_path: Path
) -> None:
    """`deputies: []`, for the deputies go first next year, and who is not on file is unknown."""
    folder = write_year(tmp_path, BOARD + rule, ballots, SCORED, NOBODY_YET)
    ran = run(tmp_path, "rotate-head", "--write")
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout
    assert written(tmp_path) == f"{NOBODY_YET}  - {entry}\n"
    again = run(tmp_path, "rotate-head", "--write")
    assert (again.returncode, "không cần ghi lại" in again.stdout) == (0, True)
    (folder.path / "2024").mkdir()
    (folder.path / "2024" / "regulation.yaml").write_text(f"format: 1\ntitle: Quy chế\n{BOARD}{rule}", "utf-8")
    assert "TD703" not in run(tmp_path, "check", "2024").stderr


@pytest.mark.parametrize(("asked", "written"), [("", True), ("awards:\n  - {code: co, name: Cờ, quota: 1}\n", False)])
def test_where_the_regulation_asks_for_nothing_else_nothing_else_is_waited_for(
    tmp_path: Path, asked: str, *, written: bool
) -> None:
    """A bloc that neither scores nor votes never has a result; one that votes on an award has to have done so."""
    folder = write_year(tmp_path, ROTATION + asked)
    ran = run(tmp_path, "rotate-head", str(YEAR), "--write")
    assert (ran.returncode == 0) == written, ran.stderr
    assert ("year: 2024" in (folder.path / "bloc.yaml").read_text(encoding="utf-8")) == written
