"""Whole years against the brute force of `year_oracle`: files in, answer or problems out, no difference.

20 000 years in the long run, some ten minutes alone: `THIDUA_LONG=1 python -m pytest tests/test_year_oracle.py`.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings

import year_generator
import year_oracle
from effort import LONG
from thidua.evaluation import Evaluation, evaluate
from thidua.records.workspace import BlocFolder
from thidua.terminal.as_json.outcome import outcome_object
from year_oracle import Answer, AwardAnswer, Files, OpenQuestionError, WrongYearError

YEARS = 20_000 if LONG else 300
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory, where there is one

YEARLY = settings(
    max_examples=YEARS,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def workspace() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


def evaluated(files: Files, workspace: Path) -> Evaluation:
    """What the commands do: from the files on."""
    folder = year_generator.write_year(files, workspace)
    return evaluate(BlocFolder(workspace, folder), year_oracle.YEAR, words=False)


def judged(files: Files) -> Answer | WrongYearError:
    try:
        return year_oracle.judge(files)
    except WrongYearError as wrong:
        return wrong
    except OpenQuestionError:
        reject()


# --- the program's answer in the words of the oracle -----------------------------------------------------------


def told(data: dict[str, Any], asked: Answer) -> Answer:
    """What `--json` says; of what the oracle leaves open, the oracle's own."""
    pending = {item["award"] or item["office"] or "quorum" for item in data["pending"]}
    head = data["head"] or {"head": None, "deputies": []}
    return Answer(
        awards={award["award"]: _award(award, asked.awards[award["award"]]) for award in data["awards"]},
        head=head["head"],
        head_open=_open(head)[0],
        deputies=frozenset(head["deputies"]),
        pending=frozenset(pending - asked.loose),
        loose=asked.loose,
    )


def _award(award: dict[str, Any], asked: AwardAnswer) -> AwardAnswer:
    units, seats = _open(award)
    return AwardAnswer(
        proposed=frozenset(award["proposed"]),
        possible=frozenset(award["possible"]),
        empty=None if asked.empty is None else award["empty"],
        open=(units, seats) if units else None,
    )


def _open(matter: dict[str, Any]) -> tuple[frozenset[str], int]:
    """A tie, or the rest of a re-vote that too few passed."""
    found = matter.get("tie") or matter.get("unsettled")
    return (frozenset(found["units"]), found["seats"]) if found else (frozenset(), 0)


def compare(files: Files, workspace: Path) -> None:
    expected = judged(files)
    found = evaluated(files, workspace)
    problems = [f"{one.code} {one.place.file}: {one.message}" for one in found.problems]
    if isinstance(expected, WrongYearError):
        assert problems, f"passed although {expected}\n{shown(files)}"
        return
    assert problems == [], shown(files)
    assert found.outcome is not None
    assert told(outcome_object(found.outcome), expected) == expected, shown(files)


def shown(files: Files) -> str:
    """The files as one would write them, for who reads a failure."""
    return "\n".join(f"{name}: {json.dumps(files[name], ensure_ascii=False)}" for name in files if name != "report")


# --- the oracle itself, against answers worked out by hand -------------------------------------------------------


def nine(*contests: dict[str, Any], award: dict[str, Any] | None = None, **more: Any) -> Files:
    """Nine members, all present, one award `co`."""
    everyone = [{"code": f"U{n}", "name": f"Sở {n} tỉnh Mẫu"} for n in range(1, 10)]
    rule = {"code": "co", "name": "Cờ thi đua", "quota": 2, "passes": {"more_than": "1/2", "of": "members"}}
    return {
        "bloc": {
            "format": "1", "code": year_generator.BLOC, "name": "Khối thử", "place": "Mẫu", "members": everyone,
            "authority": {"name": "Chủ tịch Ủy ban nhân dân tỉnh Mẫu"}, "history": [{"year": 2023, "head": "U9"}],
        },
        "regulation": {"format": "1", "title": "Quy chế", "awards": [rule | (award or {})], **more.pop("rules", {})},
        "scores": None,
        "ballots": {"format": "1", "conference": {"absent": []}, "contests": list(contests), **more},
        "report": None,
    }  # fmt: skip


def counted(votes: dict[str, int], number: int = 1, valid: int = 9, **more: Any) -> dict[str, Any]:
    """One round of the award, every paper valid unless `valid` says less."""
    papers: dict[str, Any] = {"issued": 9, "returned": 9, "valid": valid}
    invalid = {"invalid": {"blank": 9 - valid}} if valid < 9 else {}
    return {"award": "co", "round": number, "nominees": list(votes), "papers": papers | invalid, "votes": votes} | more


FIRST = counted({"U1": 8, "U2": 7, "U3": 7})
"""U1 has one of two seats; U2 and U3 are tied for the other."""
AGAIN = counted({"U2": 4, "U3": 3}, 2)
"""The re-vote, which neither of them passes (more than half of nine)."""
CHAIR: dict[str, Any] = {"award": "co", "by": "Chủ tọa hội nghị", "reason": "thành tích nổi bật hơn"}
CHOOSE: dict[str, Any] = {"ballot": {"mark": "choose", "max_choices": 1}, "quota": 1}
OF_VALID: dict[str, Any] = {"passes": {"more_than": "1/2", "of": "valid"}}


@pytest.mark.parametrize(
    ("files", "proposed", "possible", "empty"),
    [
        pytest.param(nine(FIRST), {"U1"}, {"U2", "U3"}, 0, id="a tie is open"),
        pytest.param(nine(FIRST, counted({"U2": 6, "U3": 3}, 2)), {"U1", "U2"}, set(), 0, id="a re-vote settles it"),
        pytest.param(nine(FIRST, AGAIN), {"U1"}, {"U2", "U3"}, 0, id="a re-vote that nobody passes does not"),
        pytest.param(
            nine(FIRST, AGAIN, counted({"U2": 3, "U3": 5}, 3)), {"U1", "U3"}, set(), 0, id="a third round may"
        ),
        pytest.param(
            nine(FIRST, counted({"U2": 5}, 2, left_out=[{"unit": "U3", "reason": "xin rút"}])),
            {"U1", "U2"}, set(), 0, id="one of the tied stands back",
        ),
        pytest.param(
            nine(FIRST, decisions=[CHAIR | {"chosen": ["U3"], "over": ["U2"]}]), {"U1", "U3"}, set(), 0,
            id="the chair decides a tie",
        ),
        pytest.param(
            nine(FIRST, AGAIN, decisions=[CHAIR | {"chosen": [], "over": ["U2", "U3"]}]), {"U1"}, set(), 1,
            id="the seat is left empty",
        ),
        pytest.param(
            nine(FIRST, AGAIN, decisions=[CHAIR | {"chosen": ["U2"], "over": ["U3"], "clause": "Điều 9"}]),
            {"U1", "U2"}, set(), 0, id="the regulation lets the chair choose after a failed re-vote",
        ),
        pytest.param(nine(counted({"U1": 8, "U2": 4})), {"U1"}, set(), 1, id="a seat nobody passes for stays empty"),
        pytest.param(
            nine(counted({"U1": 8, "U2": 4}), counted({"U2": 5}, 2)), {"U1", "U2"}, set(), 0,
            id="a later round fills it",
        ),
        pytest.param(nine(award={"quota": 0}), set(), set(), 0, id="no places, nothing pending"),
        pytest.param(
            nine(counted({"U1": 4, "U2": 0}, valid=4), award=CHOOSE | OF_VALID), {"U1"}, set(), 0,
            id="blank papers are not valid",
        ),
    ],
)  # fmt: skip
def test_an_answer_worked_out_by_hand(
    workspace: Path, files: Files, proposed: set[str], possible: set[str], empty: int
) -> None:
    answer = year_oracle.judge(files)
    award = answer.awards["co"]
    assert (set(award.proposed), set(award.possible), award.empty) == (proposed, possible, empty)
    assert set(answer.pending) == ({"co"} if possible else set())
    compare(files, workspace)


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        pytest.param(nine(FIRST, counted({"U3": 6}, 2)), "round", id="round 2 lists one of the tied only"),
        pytest.param(
            nine(FIRST, counted({"U2": 5, "U3": 4, "U4": 6}, 2)), "round", id="round 2 lists an outsider"
        ),
        pytest.param(nine(counted({"U1": 8, "U2": 7}), counted({"U3": 6}, 2)), "round", id="everything is filled"),
        pytest.param(nine(FIRST, counted({"U2": 6, "U3": 3}, 3)), "round", id="round 3 without round 2"),
        pytest.param(
            nine(counted({"U1": 3, "U2": 2, "U3": 0}, valid=6), award=CHOOSE), "counts",
            id="choose 1, six valid papers, five marks",
        ),
        pytest.param(
            nine(counted({"U1": 0, "U2": 0, "U3": 0}, valid=6), award=CHOOSE), "counts",
            id="valid papers without a mark",
        ),
        pytest.param(nine(counted({"U1": 9, "U2": 7}, valid=8)), "counts", id="more votes than valid papers"),
        pytest.param(
            nine(FIRST, AGAIN, decisions=[CHAIR | {"chosen": ["U2"], "over": ["U3"]}]), "decision",
            id="nothing lets the chair choose after a failed re-vote",
        ),
        pytest.param(
            nine(FIRST, decisions=[CHAIR | {"chosen": ["U2"], "over": ["U3", "U4"]}]), "decision",
            id="a decision that names another unit",
        ),
        pytest.param(
            nine(counted({"U1": 8, "U2": 7}), decisions=[CHAIR | {"chosen": ["U1"], "over": ["U2"]}]), "decision",
            id="nothing to decide",
        ),
        pytest.param(
            nine({"award": "co", "nominees": ["U1", "U2", "U3"], "ballots": [["U1"], ["U4"]]}), "standing",
            id="a paper names who does not stand",
        ),
    ],
)  # fmt: skip
def test_wrong_files_worked_out_by_hand(workspace: Path, files: Files, kind: str) -> None:
    with pytest.raises(WrongYearError) as found:
        year_oracle.judge(files)
    assert found.value.kind == kind
    compare(files, workspace)


@pytest.mark.parametrize(
    ("for_head", "for_deputy", "head", "deputies"),
    [
        pytest.param({"U1": 5, "U2": 4}, {"U1": 5, "U3": 4}, "U1", {"U3"}, id="the head is not its own deputy"),
        pytest.param({"U1": 4, "U2": 4}, {"U1": 5, "U3": 4}, None, set(), id="one of the tied may become deputy"),
        pytest.param({"U1": 4, "U2": 4}, {"U3": 5, "U1": 4}, None, {"U3"}, id="a deputy whoever becomes head"),
        pytest.param({"U1": 0, "U2": 0}, {"U1": 5, "U3": 4}, None, set(), id="who stood for head may be elected yet"),
        pytest.param(None, {"U1": 5, "U3": 4}, None, set(), id="no vote for head yet"),
        pytest.param({"U1": 5, "U2": 4}, {"U3": 4, "U4": 4}, "U1", set(), id="a tie for deputy"),
    ],
)
def test_deputies_are_certain_only_for_every_possible_head(
    workspace: Path, for_head: dict[str, int] | None, for_deputy: dict[str, int], head: str | None, deputies: set[str]
) -> None:
    approve = {"mark": "approve"}
    rule = {"method": "election", "deputies": 1, "deputy_from": "election", "ballot": approve, "deputy_ballot": approve}
    votes = {"head": for_head, "deputy": for_deputy}
    held = [counted(found, award=None, office=office) for office, found in votes.items() if found is not None]
    files = nine(
        *({key: value for key, value in contest.items() if value is not None} for contest in held),
        award={"quota": 0},
        rules={"head": rule},
    )
    answer = year_oracle.judge(files)
    assert (answer.head, set(answer.deputies)) == (head, deputies)
    compare(files, workspace)


# --- whole random years ----------------------------------------------------------------------------------------


def features(files: Files) -> Iterator[str]:
    """What is in a year that a generator of dull years would leave out."""
    ballots = files["ballots"] or {}
    text = json.dumps({name: part for name, part in files.items() if name != "report"})
    for word in ("left_out", "written_opinions", "collectives", "declined", "succeeds", "outside_precedence", "clause"):
        if f'"{word}"' in text:
            yield word
    for contest in ballots.get("contests", []):
        yield f"{contest.get('office', 'award')} round {contest.get('round', 1)}"
        yield "papers" if "ballots" in contest else str(contest.get("method", "totals"))
        if "MOI" in contest.get("votes", {}):
            yield "votes for a member of next year"
    for decision in ballots.get("decisions", []):
        yield f"decision on {decision.get('office', 'award')}"
        yield "seats left empty" if not decision["chosen"] else "chosen"


MANY = 2_000
"""So many years hold everything that is wanted; a short run holds most of it, depending on what is drawn."""

WANTED = {
    "left_out", "written_opinions", "collectives", "declined", "succeeds", "outside_precedence", "clause",
    *(f"{what} round {number}" for what in ("award", "head", "deputy") for number in (1, 2)),
    "award round 3", "papers", "totals", "show_of_hands", "consensus", "votes for a member of next year",
    "decision on award", "decision on head", "seats left empty", "chosen",
    "wrong: counts", "wrong: round", "wrong: decision", "wrong: standing", "sound", "pending", "nothing pending",
}  # fmt: skip


def test_a_year_ends_as_brute_force_says_or_its_wrong_files_are_refused(workspace: Path) -> None:
    """And the years are not dull: later rounds, decisions and every kind of wrong are among them."""
    met: set[str] = set()

    @YEARLY
    @given(year_generator.years())
    def check(files: Files) -> None:
        expected = judged(files)
        met.update(features(files))
        if isinstance(expected, WrongYearError):
            met.add(f"wrong: {expected.kind}")
        else:
            met.update({"sound", "pending" if expected.pending else "nothing pending"})
        compare(files, workspace)

    check()
    assert len(WANTED - met) <= (0 if YEARS >= MANY else len(WANTED) // 6), WANTED - met
