"""STYLE 19: `--json` is interface. Code, schema and golden list of keys say the same, over every command and case."""

from __future__ import annotations

import inspect
from itertools import chain
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from bloc_folder import make_bloc
from json_corpus import Answer, command, corpus
from json_paths import FOLDED, lines, observed, promised
from json_schema import ANSWERS, OBJECTS, schema, typed
from json_schema_check import faults, kind
from json_words import WORDS
from thidua.papers.proof.comparison import Kind
from thidua.papers.proof.tracing import Traced
from thidua.papers.proof.verification import Verdict
from thidua.records.ballots import Method
from thidua.records.regulation import Base, Head, Marking, Quota
from thidua.records.scores import Status
from thidua.rules import scoring, targets
from thidua.rules.awards import OutcomeKind
from thidua.rules.contest import Office
from thidua.rules.eligibility import ConditionKind
from thidua.rules.headship import HeadResult, Source
from thidua.rules.judging import PendingKind
from thidua.rules.reasons import ChangeKind
from thidua.rules.rotation import SkipReason
from thidua.rules.scoring import Formula

GOLDEN = Path(__file__).parent / "golden" / "json-keys.txt"
SCHEMA = schema()


def words_of(annotation: Any) -> set[str]:
    """The texts of a Literal, however deep it stands in an annotation."""
    return {annotation} if isinstance(annotation, str) else {w for a in get_args(annotation) for w in words_of(a)}


LITERALS = {
    "status": Status,
    "method": Method,
    "office": Office,
    "base": Base,
    "mark": Marking.model_fields["mark"].annotation,
    "over_marked": Marking.model_fields["over_marked"].annotation,
    "blank": Marking.model_fields["blank"].annotation,
    "uncontested": Marking.model_fields["uncontested"].annotation,
    "formula": Formula,
    "condition_kind": ConditionKind,
    "outcome_kind": OutcomeKind,
    "quota_base": Quota.model_fields["of"].annotation,
    "quota_round": Quota.model_fields["round"].annotation,
    "head_method": Head.model_fields["method"].annotation,
    "source": Source,
    "skip_reason": SkipReason,
    "pending_kind": PendingKind,
    "change_kind": ChangeKind,
    "verdict": Verdict,
    "paper_change": Kind,
    "paper_state": get_type_hints(Traced)["state"],
}
"""The list of words in the schema → where the program has it."""

NO_LITERAL = {"input_name", "stamp_state"}
"""The names of inputs are plain texts in `rules`; the state of a stamp is that of a paper, or unknown."""


@pytest.mark.parametrize("name", LITERALS)
def test_a_list_of_words_is_that_of_the_program(name: str) -> None:
    assert set(WORDS[name]) == words_of(LITERALS[name])


def test_every_list_of_words_is_held_against_something() -> None:
    assert set(WORDS) == set(LITERALS) | NO_LITERAL
    assert set(WORDS["stamp_state"]) == {*WORDS["paper_state"], "unknown"}
    assert set(WORDS["head_method"]) == words_of(get_type_hints(HeadResult)["method"])
    source = inspect.getsource(scoring) + inspect.getsource(targets)
    assert {name for name in WORDS["input_name"] if f'("{name}", ' not in source} == set()


def test_every_answer_is_as_the_schema_says() -> None:
    found = [
        f"{answer.name} of {answer.origin}: {fault}"
        for answer in corpus()
        for fault in faults(answer.data, SCHEMA["$defs"][answer.name], SCHEMA)
    ]
    assert found == []


def test_the_schema_lets_nothing_else_through() -> None:
    """The near miss: a key more, a key less, another type, another word, a rounded number."""
    right = next(answer.data for answer in corpus() if answer.name == "tally")
    for change in (
        {"extra": 1}, {"year": "2023"}, {"format": 2}, {"head": 1}, {"awards": [["co-tinh"]]},
        {"pending": [{"kind": "nothing", "award": None, "office": None}]},
        {"scores": [right["scores"][0] | {"bonus": "một"}]},
    ):  # fmt: skip
        assert list(faults(right | change, SCHEMA["$defs"]["tally"], SCHEMA)), change
    without = {key: value for key, value in right.items() if key != "reminders"}
    assert list(faults(without, SCHEMA, SCHEMA))
    assert list(faults(right, SCHEMA, SCHEMA)) == []


def golden() -> list[str]:
    return GOLDEN.read_text(encoding="utf-8").splitlines()


def written(paths: dict[str, set[str]]) -> list[str]:
    return [f"{path}: {' | '.join(sorted(types))}" for path, types in paths.items()]


def seen() -> dict[str, set[str]]:
    return lines(pair for answer in corpus() for pair in observed(answer.data, answer.name))


def test_the_golden_list_has_exactly_the_keys_of_the_schema() -> None:
    expected = written(lines(chain.from_iterable(promised(name, name) for name in ANSWERS)))
    assert golden() == expected, "a key is added or changed in tests/golden/json-keys.txt, deliberately"


def test_the_answers_have_exactly_the_keys_of_the_golden_list() -> None:
    types = {path: set(kinds.split(" | ")) for path, kinds in (line.split(": ") for line in golden())}
    found = seen()
    assert set(found) - set(types) == set(), "not in tests/golden/json-keys.txt"
    assert set(types) - set(found) == set(), "no answer has it: add a small year to tests/json_inputs.py"
    assert {path: kinds for path, kinds in found.items() if not kinds <= types[path]} == {}


SAME_AS_A_PROBLEM = {("related", "line"), ("related", "column"), ("related", "length")}
"""A related place has a text in every input; its keys come from the same function as those of a problem."""


def test_every_type_that_the_schema_promises_is_seen_somewhere() -> None:
    missing = {
        (name, key): sorted(absent)
        for name, kinds in seen_by_object().items()
        for key, entry in OBJECTS[name].keys.items()
        if (absent := types_of(entry.type) - kinds[key]) and (name, key) not in SAME_AS_A_PROBLEM
    }
    assert missing == {}


def types_of(entry: str) -> set[str]:
    return {kind for path, kind in promised(entry, "") if path == ""}


def seen_by_object() -> dict[str, dict[str, set[str]]]:
    """Object of the schema → key → types, wherever the object stands."""
    found: dict[str, dict[str, set[str]]] = {name: {key: set() for key in OBJECTS[name].keys} for name in OBJECTS}

    def walk(value: Any, entry: str) -> None:
        if isinstance(value, list):
            for item in value:
                walk(item, entry.removesuffix("?").removesuffix("[]"))
        elif isinstance(value, dict):
            name = entry.removesuffix("?")
            for key, item in value.items():
                found[name][key].add(kind(item))
                walk(item, OBJECTS[name].keys[key].type)

    for answer in corpus():
        walk(answer.data, answer.name)
    return found


def test_what_the_golden_list_names_once_is_the_same_object_elsewhere() -> None:
    """`what_if.today` is listed as `tally`: it has no key that `tally` has not."""
    assert set(OBJECTS["outcome"].keys) == set(OBJECTS["tally"].keys) - {"reminders"}
    assert set(FOLDED) & {line.split(": ")[0] for line in golden()} == set(FOLDED)


def test_every_object_and_list_of_words_is_used() -> None:
    used = {entry.type.rstrip("?[]") for shape in OBJECTS.values() for entry in shape.keys.values()} | set(ANSWERS)
    assert (set(OBJECTS) | set(WORDS)) - used == set()
    assert set(OBJECTS) & set(WORDS) == set()
    assert typed("points[]?") == {"type": ["array", "null"], "items": typed("points")}


# --- what used to be said elsewhere, or not at all --------------------------------------------------------


def of(name: str, origin: str) -> Answer:
    return next(answer for answer in corpus() if (answer.name, answer.origin) == (name, origin))


def test_reminders_stand_beside_the_result() -> None:
    for name in ("tally", "rotate_head", "why", "what_if"):
        found = of(name, "an office tied twice, without a threshold").data["reminders"]
        assert "TD609" in [reminder["code"] for reminder in found]
    assert of("tally", "sound tally").data["reminders"] == []


def test_a_head_that_cannot_be_written_is_a_problem_in_json_too(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    file = folder.path / "bloc.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "  - {year: 2024, head: TTR}\n", encoding="utf-8")
    answer = command(tmp_path, "rotate-head", "2023", "--write")
    assert [problem["code"] for problem in answer["problems"]] == ["TD708"]


def test_a_broken_template_is_a_problem_of_verify_in_json_too(tmp_path: Path) -> None:
    folder = make_bloc(tmp_path)
    paper = folder.path.parents[1] / "out" / "vi-du" / "2023" / "bao-cao.docx"
    assert command(tmp_path, "verify", "2023")["papers"][0]["verdict"] == "missing"
    paper.parent.mkdir(parents=True)
    paper.write_bytes(b"x")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "bao-cao.docx").write_bytes(b"x")
    answer = command(tmp_path, "verify", "2023")
    assert [problem["code"] for problem in answer["problems"]] == ["TD801"]
