"""Every value of every list of kinds has a sentence of its own, and each fact is said in one way everywhere."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest

from rules_records import (
    decided,
    hands,
    hands_for_office,
    judge,
    make_award,
    make_ballots,
    make_bloc,
    make_regulation,
)
from thidua import wording
from thidua.papers.headship import headship_lines, headship_title
from thidua.records.ballots import Method
from thidua.records.regulation import Base
from thidua.records.scores import Status
from thidua.rules.awards import Candidate, OutcomeKind
from thidua.rules.contest import HEAD, Matter, Office
from thidua.rules.eligibility import Condition, ConditionKind
from thidua.rules.headship import Source
from thidua.rules.judging import Outcome, Pending, PendingKind
from thidua.rules.rotation import Skip, SkipReason
from thidua.rules.scoring import CriterionScore, Formula
from thidua.terminal.head import head_reasons
from thidua.wording.terms import InvalidKind

MEMBERS = ("A", "B", "C", "D")
HALF = {"more_than": "50%", "of": "members"}
ONE_HEAD = {"method": "election", "passes": HALF, "deputies": "1", "deputy_from": "election"}


def literals(kind: Any) -> tuple[str, ...]:
    """The values of a Literal, nested ones too, in order."""
    return tuple(value for part in get_args(kind) for value in (literals(part) if get_args(part) else (part,)))


def distinct(texts: list[str]) -> None:
    assert all(texts)
    assert sorted(set(texts)) == sorted(texts)


# --- one sentence a value ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (Base, wording.base),
        (Status, wording.status),
        (Status, wording.standing),
        (Method, wording.method),
        (InvalidKind, wording.invalid),
    ],
)
def test_every_word_of_a_closed_list_is_its_own(kind: Any, word: Any) -> None:
    distinct([word(value) for value in literals(kind)])


def test_a_cluster_is_never_called_a_bloc() -> None:
    bloc = make_bloc("A")
    cluster = bloc.model_copy(update={"kind": "cluster"})
    for office in literals(Office):
        assert "cụm" in wording.office_name(cluster, office)  # type: ignore[arg-type]
        assert "khối" not in wording.office_title(cluster, office).lower()  # type: ignore[arg-type]
        assert wording.office_name(bloc, office) != wording.office_name(cluster, office)  # type: ignore[arg-type]


def condition(kind: ConditionKind) -> Condition:
    actual: Any = {"status": "excluded", "min_score": Fraction(80), "max_rank": 5, "band": "Khá"}.get(kind, (2022,))
    limit: Any = {"status": "considered", "min_score": Fraction(90), "max_rank": 3, "band": "Tốt"}.get(
        kind, (2021, 2022)
    )
    return Condition(kind, met=False, actual=actual, limit=limit, subject="co-tinh")


def test_every_condition_says_what_it_lacks() -> None:
    regulation = make_regulation(awards=[make_award("co-tinh")])
    kinds: list[ConditionKind] = list(get_args(ConditionKind))
    for word in (wording.condition, wording.lacking):
        distinct([word(condition(kind), regulation) for kind in kinds])
    distinct([wording.condition_place(condition(kind)) for kind in kinds])


@pytest.mark.parametrize(
    ("found", "lacks"),
    [
        (Condition("status", met=False, actual="excluded", limit="considered"), "không được xét"),
        (Condition("status", met=False, actual="withdrawn", limit="considered"), "đã xin rút"),
        (Condition("max_rank", met=False, actual=None, limit=3), "chưa được xếp hạng"),
        (Condition("band", met=False, actual=None, limit="Tốt"), "chưa được xếp loại"),
        (Condition("min_score", met=False, actual=None, limit=Fraction(90)), "chưa có tổng điểm"),
    ],
)
def test_what_does_not_exist_is_not_called_too_little(found: Condition, lacks: str) -> None:
    assert wording.lacking(found, make_regulation()) == lacks


def test_every_reason_to_skip_is_said_and_names_the_cluster() -> None:
    cluster = make_bloc(MEMBERS, kind="cluster")
    told = []
    for reason in get_args(SkipReason):
        detail = "on_hold" if reason == "not_considered" else "lý do riêng"
        told.append(wording.skip_reason(Skip("A", reason, detail, 2021), cluster))
    distinct(told)
    assert not any("khối" in text for text in told)


def test_every_way_to_points_is_said() -> None:
    numbers = ("target", "actual", "lead", "from", "points", "count", "each", "scores", "highest", "lowest")
    inputs = tuple((name, Fraction(at)) for at, name in enumerate(numbers, 3))
    scores = [
        CriterionScore("I", Fraction(10), None, None, Fraction(5), formula, inputs=inputs)  # type: ignore[arg-type]
        for formula in literals(Formula)
    ]
    distinct([wording.formula(score) for score in scores])


# --- fates ---------------------------------------------------------------------------------------------------


def test_every_fate_is_said() -> None:
    outcome = judged({"A": 4, "B": 1, "C": 1, "D": 0}, passes=HALF)
    award = outcome.awards[0]
    told = [wording.fate(Candidate("B", (), (), (), kind, "khen"), award, outcome) for kind in get_args(OutcomeKind)]
    distinct(told)


def judged(*rounds: dict[str, int], quota: str = "1", passes: Any = None, **more: Any) -> Outcome:
    """Rounds of one award by show of hands."""
    contests = [hands("khen", votes, round=str(number)) for number, votes in enumerate(rounds, 1)]
    regulation = make_regulation(awards=[make_award("khen", quota, passes=passes)])
    return judge(make_bloc(MEMBERS), regulation, None, make_ballots(*contests, **more))


def fates(outcome: Outcome) -> dict[str, str]:
    award = outcome.awards[0]
    return {found.unit: wording.fate(found, award, outcome) for found in award.candidates}


def test_no_vote_at_all_is_too_few_even_without_a_threshold() -> None:
    assert fates(judged({"A": 3, "B": 0, "C": 0, "D": 0}, quota="2"))["B"] == "không đủ số đơn vị tán thành"


def test_a_re_vote_that_nobody_passes_says_so_with_its_round_and_not_that_the_seats_are_taken() -> None:
    outcome = judged({"A": 3, "B": 3, "C": 1, "D": 0}, {"A": 2, "B": 2}, passes=HALF)
    told = fates(outcome)
    assert told["A"] == told["B"] == "không đủ số đơn vị tán thành (vòng 2)"
    assert [wording.pending(item, outcome) for item in outcome.pending] == [
        (
            "Khen thưởng khen: Đơn vị A và Đơn vị B biểu quyết lại ở vòng 2 không đủ số đơn vị tán thành;"
            " còn 01 chỉ tiêu chưa quyết định"
        )
    ]


def test_who_is_not_agreed_on_is_not_said_to_lack_votes() -> None:
    agreed = {"award": "khen", "method": "consensus", "nominees": ["A", "B"], "agreed": ["A"]}
    regulation = make_regulation(awards=[make_award("khen", select_by="consensus")])
    told = fates(judge(make_bloc(MEMBERS), regulation, None, make_ballots(agreed)))
    assert (told["A"], told["B"], told["C"]) == ("đề nghị", "không được thống nhất", "không đưa ra bầu")


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("vote", "chưa có kết quả bỏ phiếu"),
        ("consensus", "chưa có kết quả thống nhất"),
        ("score", "chưa đủ kết quả chấm điểm"),
    ],
)
def test_what_is_missing_is_what_the_award_is_chosen_by(by: str, told: str) -> None:
    outcome = judge(make_bloc(MEMBERS), make_regulation(awards=[make_award("khen", select_by=by)]))
    assert [wording.pending(item, outcome) for item in outcome.pending] == [f"Khen thưởng khen: {told}"]
    assert wording.no_result(outcome.awards[0], outcome) == told


def test_who_stands_behind_a_tie_that_was_left_empty_has_not_lost_to_a_decision() -> None:
    """A and B tie for the seat, and it is left empty: C was never among those to decide on."""
    nobody = decided("khen", [], ["A", "B"])
    outcome = judged({"A": 3, "B": 3, "C": 2, "D": 0}, decisions=[nobody])
    told = fates(outcome)
    assert told["A"] == "không được chọn, theo quyết định"
    assert told["C"] == "xếp sau các đơn vị ngang nhau"


def test_a_re_vote_by_consent_that_failed_is_not_said_to_lack_votes() -> None:
    rounds = [
        hands("khen", {"A": 3, "B": 3}),
        {"award": "khen", "method": "consensus", "round": "2", "nominees": ["A", "B"], "agreed": []},
    ]
    regulation = make_regulation(awards=[make_award("khen")])
    outcome = judge(make_bloc(MEMBERS), regulation, None, make_ballots(*rounds))
    assert fates(outcome)["A"] == "không được thống nhất (vòng 2)"
    assert [wording.pending(item, outcome) for item in outcome.pending] == [
        "Khen thưởng khen: Đơn vị A và Đơn vị B xét lại ở vòng 2 không được thống nhất; còn 01 chỉ tiêu chưa quyết định"
    ]


# --- ties ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (["A"], "chọn Đơn vị A; lý do: thành tích nổi bật hơn"),
        ([], "để trống 01 {place}; lý do: thành tích nổi bật hơn"),
    ],
)
def test_a_settled_tie_is_said_in_the_same_words_for_awards_and_offices(chosen: list[str], told: str) -> None:
    over = [unit for unit in ("A", "B") if unit not in chosen]
    award = judged({"A": 3, "B": 3, "C": 0, "D": 0}, decisions=[decided("khen", chosen, over)]).awards[0]
    decision = {key: value for key, value in decided("khen", chosen, over).items() if key != "award"}
    outcome = headed({"A": 2, "B": 2}, decisions=[{**decision, "office": "head"}], passes="none")
    vote = outcome.head.vote if outcome.head is not None else None
    assert vote is not None
    tie = "có 02 đơn vị bằng số đơn vị tán thành (Đơn vị A và Đơn vị B), chỉ còn 01 {place}"
    said = f"{tie}; theo quyết định của Chủ tọa hội nghị, {told}"
    assert list(wording.ties(vote.selection, HEAD, outcome)) == [said.format(place="vị trí")]
    again = judged({"A": 3, "B": 3, "C": 0, "D": 0}, decisions=[decided("khen", chosen, over)])
    for_award = said.format(place="chỉ tiêu")
    assert list(wording.ties(award, Matter(award="khen"), again)) == [for_award]


# --- offices -------------------------------------------------------------------------------------------------


def headed(votes: dict[str, int] | None, *, kind: str = "bloc", passes: Any = HALF, **more: Any) -> Outcome:
    """An election of the head by show of hands."""
    rule = {**ONE_HEAD, "passes": None if passes == "none" else passes}
    held = [hands_for_office("head", votes)] if votes is not None else []
    bloc = make_bloc(MEMBERS, kind=kind, history=[{"year": "2023", "head": "D"}])
    return judge(bloc, make_regulation(head=rule), None, make_ballots(*held, **more))


def test_every_source_of_a_head_has_its_reason() -> None:
    outcome = headed({"A": 4, "B": 0})
    assert outcome.head is not None
    told = [
        wording.reason(outcome, outcome.head._replace(source=source, basis="Công văn 1")) for source in get_args(Source)
    ]
    distinct([text or "" for text in told])
    assert wording.reason(outcome, outcome.head._replace(source=None)) is None


def test_the_deputies_wait_for_the_head_in_words() -> None:
    """A and B tie for head; A may become deputy, if it is not head."""
    votes = [hands_for_office("head", {"A": 2, "B": 2}), hands_for_office("deputy", {"A": 3, "C": 1})]
    bloc = make_bloc(MEMBERS, history=[{"year": "2023", "head": "D"}])
    outcome = judge(bloc, make_regulation(head={**ONE_HEAD, "passes": None}), None, make_ballots(*votes))
    assert Pending("waits", office="deputy") in outcome.pending
    told = [wording.pending(item, outcome) for item in outcome.pending]
    assert "phó trưởng khối: còn tùy trưởng khối chưa phân định" in told
    assert outcome.head is not None
    assert any(line.endswith("còn tùy trưởng khối chưa phân định") for line in headship_lines(outcome, outcome.head))


def test_every_pending_kind_is_said() -> None:
    outcome = headed({"A": 1, "B": 1})
    kinds = [kind for kind in get_args(PendingKind) if kind not in {"tie", "revote_failed", "no_quorum"}]
    distinct([wording.pending(Pending(kind, office="deputy"), outcome) for kind in kinds])


def test_a_cluster_reads_of_its_own_offices_everywhere() -> None:
    outcome = headed({"A": 4, "B": 0}, kind="cluster")
    assert outcome.head is not None
    lines = [*headship_lines(outcome, outcome.head), headship_title(outcome, outcome.head)]
    lines += [*head_reasons(outcome, outcome.head), *(wording.pending(item, outcome) for item in outcome.pending)]
    assert any("Trưởng cụm" in line for line in lines)
    assert not any("khối" in line for line in lines)


def test_without_an_order_of_rotation_an_election_is_not_compared_with_one() -> None:
    outcome = headed({"A": 4, "B": 0})
    assert outcome.head is not None
    assert list(wording.turn_lines(outcome, outcome.head)) == []


# --- one place -----------------------------------------------------------------------------------------------

PACKAGE = Path(wording.__file__).resolve().parent.parent
SAID_ONCE = (
    "chỉ còn {",
    "theo quyết định của {decision.by}, {",
    "đã bỏ phiếu lại",
    '"không đủ phiếu"',
    'return "xét lại"',
    "không được chọn, theo quyết định",
    "không có chỉ tiêu",
    "phù hợp với thứ tự luân phiên",
    'return "tổng số thành viên"',
    "biểu quyết giơ tay",
    "trong vòng luân phiên này",
    "chưa có kết quả bỏ phiếu",
    "chưa đơn vị nào trúng cử",
)


@pytest.mark.parametrize("words", SAID_ONCE)
def test_a_fact_is_worded_in_one_place(words: str) -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if words in line and not re.search(r"described\(|^\s*(#|\")", line)
    ]
    assert len(found) <= 1, found
