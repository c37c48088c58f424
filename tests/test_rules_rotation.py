"""The head and the deputies (DESIGN §3.6): the walk with its skips, cycles, elections, appointments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from rules_records import (
    YEAR,
    Plain,
    codes_found,
    hands_for_office,
    judge,
    make_ballots,
    make_bloc,
    make_regulation,
    make_scores,
    next_head_of,
    units,
)
from thidua.records.bloc import Bloc
from thidua.rules.headship import HeadResult
from thidua.rules.judging import judge_year
from thidua.rules.rotation import Roster, Skip
from thidua.rules.year import BlocYear

ROTATION = {"method": "rotation"}
ELECTION = {"method": "election"}
Members = list[str | Plain]


def led(heads: Mapping[int, str], **more: Any) -> list[dict[str, Any]]:
    """The history of who led in which year."""
    return [{"year": str(year), "head": head, **more} for year, head in heads.items()]


def head_of(bloc: Bloc, rule: Plain, *contests: Plain, scores: Any = None, **ballots: Any) -> HeadResult:
    """Next year's head in the year 2023."""
    voted = make_ballots(*contests, **ballots)
    return next_head_of(judge(bloc, make_regulation(head=rule), scores, voted))


def declines(*codes: str) -> list[dict[str, str]]:
    return [{"unit": code, "reason": "đang sắp xếp bộ máy"} for code in codes]


class TestWalk:
    """Walk the order from the last head's successor; skip, each with its reason."""

    def test_the_next_in_order_leads(self) -> None:
        found = head_of(make_bloc("ABCD", history=led({2023: "B"})), ROTATION)
        assert (found.year, found.outgoing, found.head, found.source) == (2024, "B", "C", "rotation")
        assert found.walk.skipped == ()

    def test_after_the_last_comes_the_first(self) -> None:
        assert head_of(make_bloc("ABCD", history=led({2023: "D"})), ROTATION).head == "A"

    def test_a_written_order_goes_before_the_order_of_the_roster(self) -> None:
        bloc = make_bloc("ABCD", rotation={"order": list("DBCA")}, history=led({2023: "B"}))
        assert head_of(bloc, ROTATION).head == "C"
        assert (
            head_of(make_bloc("ABCD", rotation={"order": list("DBAC")}, history=led({2023: "B"})), ROTATION).head == "A"
        )

    @pytest.mark.parametrize(("joined", "skipped"), [("2025", True), ("2024", False)])
    def test_who_joins_only_after_the_year_of_office_is_skipped(self, joined: str, *, skipped: bool) -> None:
        bloc = make_bloc(["A", {"code": "B", "joined": joined}, "C"], history=led({2023: "A"}))
        found = head_of(bloc, ROTATION)
        assert found.head == ("C" if skipped else "B")
        assert [skip.reason for skip in found.walk.skipped] == (["not_joined"] if skipped else [])

    @pytest.mark.parametrize(("left", "skipped"), [("2023", True), ("2024", False)])
    def test_who_leaves_before_the_year_of_office_is_skipped(self, left: str, *, skipped: bool) -> None:
        bloc = make_bloc(["A", {"code": "B", "left": left}, "C"], history=led({2023: "A"}))
        found = head_of(bloc, ROTATION)
        assert found.head == ("C" if skipped else "B")
        assert [skip.reason for skip in found.walk.skipped] == (["left"] if skipped else [])

    @pytest.mark.parametrize(
        ("status", "rule", "skipped"),
        [
            ("on_hold", "yes", True),
            ("excluded", "yes", True),
            ("excluded", "no", False),
            ("withdrawn", "yes", False),
            ("considered", "yes", False),
        ],
    )
    def test_who_was_not_considered_is_skipped_where_the_rule_says_so(
        self, status: str, rule: str, *, skipped: bool
    ) -> None:
        """One ministry forbids nominating a unit that was not considered in the year just ended."""
        scores = make_scores({"B": {"status": status}})
        bloc = make_bloc("ABC", history=led({2023: "A"}))
        found = head_of(bloc, {**ROTATION, "exclude_not_considered": rule}, scores=scores)
        assert found.head == ("C" if skipped else "B")

    def test_who_declines_is_skipped_with_its_reason(self) -> None:
        found = head_of(make_bloc("ABC", history=led({2023: "A"})), ROTATION, declined=declines("B"))
        assert found.head == "C"
        assert [(skip.unit, skip.reason, skip.detail) for skip in found.walk.skipped] == [
            ("B", "declined", "đang sắp xếp bộ máy")
        ]

    @pytest.mark.parametrize(("once", "head"), [("yes", "C"), ("no", "B")])
    def test_who_had_its_turn_is_skipped_where_each_leads_once(self, once: str, head: str) -> None:
        bloc = make_bloc("ABC", history=led({2022: "B", 2023: "A"}))
        assert head_of(bloc, {**ROTATION, "one_turn_per_cycle": once}).head == head

    @pytest.mark.parametrize(("inherit", "head"), [("yes", "C"), ("no", "N")])
    def test_a_successor_has_had_the_turn_of_its_predecessor(self, inherit: str, head: str) -> None:
        members: Members = [{"code": "O", "left": "2022"}, "A", {"code": "N", "joined": "2023", "succeeds": ["O"]}, "C"]
        bloc = make_bloc(members, history=led({2022: "O", 2023: "A"}))
        assert head_of(bloc, {**ROTATION, "successors_inherit": inherit}).head == head

    def test_a_merger_inherits_through_several_steps(self) -> None:
        members: Members = [
            {"code": "O", "left": "2021"},
            {"code": "P", "joined": "2022", "left": "2022", "succeeds": ["O"]},
            "A",
            {"code": "N", "joined": "2023", "succeeds": ["P"]},
            "C",
        ]
        bloc = make_bloc(members, history=led({2021: "O", 2023: "A"}))
        assert head_of(bloc, ROTATION).head == "C"

    def test_the_walk_goes_on_behind_the_successor_of_a_head_that_was_merged(self) -> None:
        members: Members = [
            {"code": "O", "left": "2023"},
            "A",
            {"code": "N", "joined": "2024", "succeeds": ["O"]},
            "C",
            "D",
        ]
        order = ["A", "N", "C", "D"]
        bloc = make_bloc(members, rotation={"order": order}, history=led({2023: "O"}))
        assert head_of(bloc, ROTATION).head == "C"

    def test_nobody_can_lead_when_all_decline(self) -> None:
        outcome = judge(
            make_bloc("AB", history=led({2023: "A"})),
            make_regulation(head=ROTATION),
            ballots=make_ballots(declined=declines("A", "B")),
        )
        assert next_head_of(outcome).head is None
        assert [(item.kind, item.office) for item in outcome.pending] == [("no_head", "head")]


class TestCycle:
    """In a full cycle every member leads once; then a new cycle begins."""

    @settings(derandomize=True, deadline=None, max_examples=examples(40))
    @given(st.permutations(units(7)), st.integers(2, 7), st.integers(1, 3))
    def test_in_a_full_cycle_every_member_leads_once(self, shuffled: Sequence[str], size: int, cycles: int) -> None:
        order = list(shuffled)[:size]
        heads = {YEAR: order[0]}
        for year in range(YEAR, YEAR + size * cycles - 1):
            bloc = make_bloc(sorted(order), rotation={"order": order}, history=led(heads))
            found = judge_year(BlocYear(bloc, make_regulation(head=ROTATION), None, None, year)).head
            assert found is not None
            assert found.head is not None
            heads[year + 1] = found.head
        for cycle in range(cycles):
            assert [heads[YEAR + cycle * size + turn] for turn in range(size)] == order

    @settings(derandomize=True, deadline=None, max_examples=examples(40))
    @given(st.integers(3, 7), st.data())
    def test_who_declines_once_leads_later_in_the_same_cycle(self, size: int, data: st.DataObject) -> None:
        order = list(units(size))
        shy = data.draw(st.sampled_from(order[1:]))
        declining = data.draw(st.integers(YEAR, YEAR + size - 3))
        heads = {YEAR: order[0]}
        for year in range(YEAR, YEAR + size - 1):
            ballots = make_ballots(declined=declines(shy) if year == declining else [])
            bloc, regulation = make_bloc(order, history=led(heads)), make_regulation(head=ROTATION)
            found = judge_year(BlocYear(bloc, regulation, None, ballots, year)).head
            assert found is not None
            assert found.head is not None
            heads[year + 1] = found.head
        assert sorted(heads.values()) == order

    def test_the_year_after_everybody_has_led_begins_a_new_cycle(self) -> None:
        """`new_cycle` is printed as «bắt đầu vòng luân phiên mới»: it must say so whenever a cycle begins."""
        full = head_of(make_bloc("ABC", history=led({2021: "A", 2022: "B", 2023: "C"})), ROTATION)
        under_way = head_of(make_bloc("ABC", history=led({2022: "A", 2023: "B"})), ROTATION)
        assert (under_way.head, under_way.walk.new_cycle) == ("C", False)
        assert (full.head, full.walk.new_cycle) == ("A", True)

    def test_a_new_cycle_begins_when_only_barred_units_are_left(self) -> None:
        bloc = make_bloc("ABC", history=led({2022: "A", 2023: "B"}))
        found = head_of(bloc, ROTATION, declined=declines("C"))
        assert (found.head, found.walk.new_cycle) == ("A", True)

    def test_who_joins_during_a_cycle_has_a_turn_before_the_next_begins(self) -> None:
        members: Members = ["A", {"code": "C", "joined": "2024"}, "B"]
        bloc = make_bloc(members, history=led({2022: "A", 2023: "B"}))
        assert head_of(bloc, ROTATION).head == "C"

    def test_a_second_turn_before_all_have_had_one_begins_a_new_cycle(self) -> None:
        """C and D declined, A led again in 2023: the new cycle is A's, and B's first turn is forgotten."""
        again = make_bloc("ABCD", history=led({2021: "A", 2022: "B", 2023: "A"}))
        first = make_bloc("ABCD", history=led({2021: "D", 2022: "B", 2023: "A"}))
        assert head_of(again, ROTATION).head == "B"
        assert head_of(first, ROTATION).head == "C"

    def test_what_was_before_the_last_full_cycle_is_forgotten(self) -> None:
        bloc = make_bloc("ABC", history=led({2020: "C", 2021: "A", 2022: "B", 2023: "A"}))
        assert head_of(bloc, ROTATION).head == "B"


class TestDeputies:
    """Number of deputies seen: 0, 1, 2; next in order, or elected; last year's deputy may become head."""

    @pytest.mark.parametrize(("number", "deputies"), [("0", ()), ("1", ("C",)), ("2", ("C", "D"))])
    def test_they_follow_the_head_in_order(self, number: str, deputies: tuple[str, ...]) -> None:
        found = head_of(make_bloc("ABCDE", history=led({2023: "A"})), {**ROTATION, "deputies": number})
        assert (found.head, found.deputies) == ("B", deputies)

    def test_the_year_says_how_many_before_the_bloc_does(self) -> None:
        bloc = make_bloc("ABCDE", rotation={"deputies": "2"}, history=led({2023: "A"}))
        assert head_of(bloc, ROTATION).deputies == ("C", "D")
        assert head_of(bloc, {**ROTATION, "deputies": "1"}).deputies == ("C",)

    def test_a_deputy_who_is_barred_is_skipped_with_its_reason(self) -> None:
        bloc = make_bloc("ABCDE", history=led({2022: "C", 2023: "A"}))
        found = head_of(bloc, {**ROTATION, "deputies": "1"})
        assert found.deputies == ("D",)
        assert [(skip.unit, skip.reason) for skip in found.deputy_walks[0].skipped] == [("C", "had_turn")]

    @pytest.mark.parametrize(("first", "head", "source"), [("yes", "D", "deputy"), ("no", "B", "rotation")])
    def test_last_years_deputy_becomes_head_where_the_rule_says_so(self, first: str, head: str, source: str) -> None:
        bloc = make_bloc("ABCD", history=led({2023: "A"}, deputies=["D"]))
        found = head_of(bloc, {**ROTATION, "deputy_first": first})
        assert (found.head, found.source) == (head, source)

    def test_deputies_are_elected_where_the_rule_says_so(self) -> None:
        rule = {**ROTATION, "deputies": "2", "deputy_from": "election"}
        vote = hands_for_office("deputy", {"C": 1, "D": 4, "E": 3})
        found = head_of(make_bloc("ABCDE", history=led({2023: "A"})), rule, vote)
        assert (found.head, found.deputies) == ("B", ("D", "E"))

    def test_a_paper_may_name_as_many_deputies_as_are_elected(self) -> None:
        """One head is chosen on a paper, but two deputies: the ballot of the head is not that of the deputies."""
        rule = {**ROTATION, "deputies": "2", "deputy_from": "election"}
        bloc, regulation = make_bloc("ABCDE", history=led({2023: "A"})), make_regulation(head=rule)
        totals = hands_for_office("deputy", {"C": 5, "D": 4, "E": 1})
        listed = {"office": "deputy", "nominees": ["C", "D", "E"], "ballots": [["C", "D"]] * 4 + [["C", "E"]]}
        for contest in (totals, listed):
            ballots = make_ballots(contest)
            assert codes_found(bloc, regulation, ballots=ballots) == ()
            assert next_head_of(judge(bloc, regulation, ballots=ballots)).deputies == ("C", "D")

    def test_nobody_is_head_and_deputy_at_once(self) -> None:
        rule = {**ELECTION, "deputies": "1", "deputy_from": "election"}
        bloc, regulation = make_bloc("ABCD", history=led({2023: "A"})), make_regulation(head=rule)
        ballots = make_ballots(hands_for_office("head", {"B": 3, "C": 1}), hands_for_office("deputy", {"B": 3, "C": 1}))
        reported = codes_found(bloc, regulation, ballots=ballots) != ()
        assert reported or next_head_of(judge(bloc, regulation, ballots=ballots)).deputies == ("C",)

    def test_in_the_last_year_of_a_cycle_a_deputy_can_still_be_elected(self) -> None:
        """«Mỗi đơn vị làm trưởng khối một lần trong một vòng» is about the head: all but D have led, so
        nobody but D could be deputy otherwise, and D is the head."""
        rule = {**ELECTION, "deputies": "1", "deputy_from": "election"}
        bloc = make_bloc("ABCD", history=led({2021: "A", 2022: "B", 2023: "C"}))
        ballots = make_ballots(hands_for_office("head", {"D": 4}), hands_for_office("deputy", {"A": 4}))
        assert codes_found(bloc, make_regulation(head=rule), ballots=ballots) == ()


class TestElection:
    """By election the vote decides among the eligible, and the answer says whether the rotation agrees."""

    BLOC = make_bloc("ABCD", rotation={"order": list("ABCD")}, history=led({2023: "A"}))

    @pytest.mark.parametrize(
        ("votes", "head", "agrees"), [({"B": 3, "C": 1}, "B", True), ({"B": 1, "C": 3}, "C", False)]
    )
    def test_the_vote_decides_and_says_whether_the_rotation_agrees(
        self, votes: dict[str, int], head: str, *, agrees: bool
    ) -> None:
        found = head_of(self.BLOC, ELECTION, hands_for_office("head", votes))
        assert (found.head, found.source, found.walk.found, found.agrees) == (head, "vote", "B", agrees)

    def test_the_threshold_counts(self) -> None:
        rule = {**ELECTION, "passes": {"more_than": "1/2", "of": "members"}}
        assert head_of(self.BLOC, rule, hands_for_office("head", {"B": 3, "C": 1})).head == "B"
        assert head_of(self.BLOC, rule, hands_for_office("head", {"B": 2, "C": 1})).head is None

    def test_nobody_is_elected_without_a_single_vote(self) -> None:
        assert head_of(self.BLOC, ELECTION, hands_for_office("head", {"B": 0})).head is None
        assert head_of(self.BLOC, ELECTION, hands_for_office("head", {"B": 1})).head == "B"

    def test_a_second_round_elects(self) -> None:
        rule = {**ELECTION, "passes": {"more_than": "1/2", "of": "members"}}
        first = hands_for_office("head", {"B": 2, "C": 1, "D": 1})
        second = hands_for_office("head", {"B": 1, "C": 3}, round="2")
        assert head_of(self.BLOC, rule, first, second).head == "C"

    def test_a_tie_is_open_and_a_decision_settles_it(self) -> None:
        tied = hands_for_office("head", {"B": 2, "C": 2})
        decision = {"office": "head", "chosen": ["C"], "over": ["B"], "by": "Hội nghị", "reason": "bốc thăm"}
        opened = head_of(self.BLOC, ELECTION, tied)
        assert opened.head is None
        assert opened.tie is not None
        assert opened.tie.units == ("B", "C")
        assert head_of(self.BLOC, ELECTION, tied, decisions=[decision]).head == "C"

    def test_nobody_is_elected_without_a_vote(self) -> None:
        outcome = judge(self.BLOC, make_regulation(head=ELECTION))
        assert next_head_of(outcome).missing_vote
        assert [(item.kind, item.office) for item in outcome.pending] == [("no_vote", "head")]

    def test_every_open_vote_is_pending_at_once(self) -> None:
        """All that is open is said in one run: the tie for the deputy beside the tie for the head."""
        rule = {**ELECTION, "deputies": "1", "deputy_from": "election"}
        votes = hands_for_office("head", {"B": 2, "C": 2}), hands_for_office("deputy", {"B": 2, "D": 2})
        outcome = judge(self.BLOC, make_regulation(head=rule), ballots=make_ballots(*votes))
        assert {(item.kind, item.office) for item in outcome.pending} == {("tie", "head"), ("waits", "deputy")}

    @pytest.mark.parametrize(("nominee", "sound"), [("C", True), ("B", False)])
    def test_who_is_barred_may_not_be_nominated(self, nominee: str, *, sound: bool) -> None:
        bloc = make_bloc("ABCD", history=led({2022: "B", 2023: "A"}))
        ballots = make_ballots(hands_for_office("head", {nominee: 3, "D": 1}))
        found = codes_found(bloc, make_regulation(head=ELECTION), ballots=ballots)
        assert found == (() if sound else ("TD705",))

    def test_in_a_new_cycle_who_had_a_turn_stands_again_listed_or_not(self) -> None:
        bloc = make_bloc("ABCD", history=led({2021: "A", 2022: "B", 2023: "C"}))
        regulation = make_regulation(head={**ELECTION, "immediate_reelection": "yes"})
        everybody = {"office": "head", "method": "show_of_hands", "votes": {"A": "3", "B": "1", "C": "0"}}
        for contest in (everybody, {**everybody, "nominees": ["A", "B", "C"]}):
            ballots = make_ballots(contest, declined=declines("D"))
            assert codes_found(bloc, regulation, ballots=ballots) == ()
            assert next_head_of(judge(bloc, regulation, ballots=ballots)).head == "A"

    def test_by_consensus(self) -> None:
        agreed = {"office": "head", "method": "consensus", "agreed": ["D"]}
        found = head_of(self.BLOC, ELECTION, agreed)
        assert (found.head, found.agrees) == ("D", False)


class TestAppointment:
    """In a bloc's first year the authority appoints."""

    def test_the_appointed_head_and_deputies_serve(self) -> None:
        appointment = {"head": "C", "deputies": ["D", "A"], "basis": "Quyết định chỉ định"}
        found = head_of(make_bloc("ABCD"), {"method": "appointed", "appointment": appointment})
        assert (found.head, found.source, found.deputies) == ("C", "appointed", ("D", "A"))
        assert found.basis == "Quyết định chỉ định"

    def test_a_regulation_without_a_word_on_the_head_decides_nothing(self) -> None:
        outcome = judge(make_bloc("ABCD"), make_regulation())
        assert (outcome.head, outcome.pending) == (None, ())


class TestReelection:
    """After a full cycle the outgoing head leads again at once only if the regulation says so, or nobody else may."""

    FULL = make_bloc("ABC", rotation={"order": list("ABC")}, history=led({2021: "A", 2022: "B", 2023: "C"}))
    ONE_OTHER = make_bloc("AB", rotation={"order": list("BA")}, history=led({2022: "B", 2023: "A"}))

    @pytest.mark.parametrize(("key", "skipped"), [({}, True), ({"immediate_reelection": "yes"}, False)])
    def test_by_election_it_is_barred_unless_the_regulation_allows_it(self, key: Plain, *, skipped: bool) -> None:
        found = head_of(self.FULL, {**ELECTION, **key})
        assert [(skip.unit, skip.reason, skip.year) for skip in found.barred] == (
            [("C", "just_led", 2023)] if skipped else []
        )
        voted = make_ballots(hands_for_office("head", {"C": 3, "A": 0}))
        codes = codes_found(self.FULL, make_regulation(head={**ELECTION, **key}), ballots=voted)
        assert codes == (("TD705",) if skipped else ())

    def test_where_no_cycle_is_counted_it_may_stand_again_by_default(self) -> None:
        once = {**ELECTION, "one_turn_per_cycle": "no"}
        assert head_of(self.FULL, once).barred == ()
        assert [s.unit for s in head_of(self.FULL, {**once, "immediate_reelection": "no"}).barred] == ["C"]

    def test_its_successor_has_just_led_too(self) -> None:
        members: Members = [{"code": "O", "left": "2023"}, {"code": "N", "joined": "2024", "succeeds": ["O"]}, "A"]
        bloc = make_bloc(members, history=led({2022: "A", 2023: "O"}))
        assert [s.unit for s in head_of(bloc, ELECTION).barred if s.reason == "just_led"] == ["N"]
        free = {**ELECTION, "successors_inherit": "no"}
        assert "N" not in [s.unit for s in head_of(bloc, free).barred]

    def test_it_leads_again_where_nobody_else_may_and_that_is_said(self) -> None:
        alone = head_of(self.ONE_OTHER, ROTATION, declined=declines("B"))
        assert (alone.head, alone.walk.again, alone.new_cycle) == ("A", True, True)
        both = head_of(self.ONE_OTHER, ROTATION)
        assert (both.head, both.walk.again) == ("B", False)
        assert head_of(self.ONE_OTHER, ELECTION, declined=declines("B")).barred == (
            Skip("B", "declined", "đang sắp xếp bộ máy"),
        )

    def test_who_has_just_led_may_still_be_deputy(self) -> None:
        rule = {**ELECTION, "deputies": "1", "deputy_from": "election"}
        votes = hands_for_office("head", {"A": 3}), hands_for_office("deputy", {"C": 3})
        assert codes_found(self.FULL, make_regulation(head=rule), ballots=make_ballots(*votes)) == ()
        assert head_of(self.FULL, rule, *votes).deputies == ("C",)


class TestMissedTurn:
    """A turn that passed: next year, when the walk comes round, or not in this cycle."""

    ORDER: ClassVar[Plain] = {"order": list("ABCDE")}
    BLOC = make_bloc("ABCDE", rotation=ORDER, history=led({2022: "A", 2023: "C"}))

    @pytest.mark.parametrize(
        ("key", "head", "late"),
        [({}, "D", None), ({"missed_turn": "end_of_cycle"}, "D", None), ({"missed_turn": "next"}, "B", 2023),
         ({"missed_turn": "lost"}, "D", None)],
    )  # fmt: skip
    def test_the_key_says_when(self, key: Plain, head: str, late: int | None) -> None:
        found = head_of(self.BLOC, {**ROTATION, **key})
        assert (found.head, found.walk.late) == (head, late)

    @pytest.mark.parametrize(
        ("key", "head", "reasons", "late"),
        [
            ({}, "B", ["had_turn"], 2022),
            ({"missed_turn": "next"}, "B", [], 2022),
            ({"missed_turn": "lost"}, "A", [], None),
        ],
    )
    def test_when_the_walk_comes_round(self, key: Plain, head: str, reasons: list[str], late: int | None) -> None:
        bloc = make_bloc("ABCD", rotation={"order": list("ABCD")}, history=led({2021: "A", 2022: "C", 2023: "D"}))
        found = head_of(bloc, {**ROTATION, **key})
        assert (found.head, [skip.reason for skip in found.walk.skipped], found.walk.late) == (head, reasons, late)
        assert found.new_cycle is (key == {"missed_turn": "lost"})

    def test_a_lost_turn_is_named_with_its_year(self) -> None:
        """E went first as deputy, so D has lost nothing; B has, in 2022."""
        history = [*led({2021: "A"}), *led({2022: "C"}, deputies=["E"]), *led({2023: "E"})]
        bloc = make_bloc("ABCDE", rotation=self.ORDER, history=history)
        found = head_of(bloc, {**ROTATION, "missed_turn": "lost", "deputy_first": "yes"})
        assert (found.head, found.new_cycle) == ("D", False)
        assert [(skip.unit, skip.reason, skip.year) for skip in found.walk.skipped] == [
            ("A", "had_turn", 2021),
            ("B", "lost_turn", 2022),
            ("C", "had_turn", 2022),
        ]

    def test_a_deputy_who_went_first_passes_nobody_over(self) -> None:
        history = [{"year": "2022", "head": "A", "deputies": ["D"]}, {"year": "2023", "head": "D"}]
        bloc = make_bloc("ABCDE", rotation=self.ORDER, history=history)
        rule = {**ROTATION, "missed_turn": "next"}
        assert head_of(bloc, {**rule, "deputy_first": "yes"}).head == "E"
        assert head_of(bloc, rule).head == "B"


class TestPlace:
    """A head that stands in the order no more: behind its successor, or where `rotation.after` says; never silently."""

    OLD: ClassVar[Members] = [{"code": "O", "left": "2023"}, "A", "B", "C"]
    REGULATION = make_regulation(head=ROTATION)

    def bloc(self, members: Members, **rotation: Any) -> Bloc:
        return make_bloc(members, rotation={"order": list("ABC"), **rotation}, history=led({2023: "O"}))

    def test_without_a_place_nothing_is_decided(self) -> None:
        assert codes_found(self.bloc(self.OLD), self.REGULATION) == ("TD706",)
        assert codes_found(self.bloc(self.OLD, after={"O": "A"}), self.REGULATION) == ()

    def test_the_walk_goes_on_where_the_bloc_says_and_says_so(self) -> None:
        found = head_of(self.bloc(self.OLD, after={"O": "B"}), ROTATION)
        assert (found.head, found.walk.start, found.walk.behind) == ("C", "O", "B")

    def test_a_successor_in_the_order_is_its_place_and_is_named(self) -> None:
        members: Members = [{"code": "O", "left": "2023"}, "A", {"code": "B", "succeeds": ["O"]}, "C"]
        assert codes_found(self.bloc(members), self.REGULATION) == ()
        found = head_of(self.bloc(members), ROTATION)
        assert (found.head, found.walk.behind) == ("C", "B")

    def test_who_stands_in_the_order_is_its_own_place(self) -> None:
        assert head_of(make_bloc("ABC", history=led({2023: "A"})), ROTATION).walk.behind is None

    def test_an_appointed_head_needs_no_place(self) -> None:
        rule = {"method": "appointed", "appointment": {"head": "A", "basis": "Quyết định"}}
        assert codes_found(self.bloc(self.OLD), make_regulation(head=rule)) == ()


class TestUnknownYears:
    """A year of this cycle without a head on file may be anybody's turn, and the answer says so."""

    @pytest.mark.parametrize(
        ("heads", "rule", "unknown"),
        [
            ({2020: "A", 2023: "B"}, ROTATION, (2021, 2022)),
            ({2020: "A", 2023: "B"}, ELECTION, (2021, 2022)),
            ({2022: "A", 2023: "B"}, ROTATION, ()),
            ({2020: "A", 2023: "B"}, {**ROTATION, "one_turn_per_cycle": "no"}, ()),
            ({2017: "A", 2019: "B", 2020: "C", 2021: "D", 2022: "A", 2023: "B"}, ROTATION, ()),
            ({2017: "A", 2018: "B", 2019: "C", 2020: "D", 2022: "A", 2023: "B"}, ROTATION, (2021,)),
        ],
    )
    def test_only_years_of_this_cycle_count(self, heads: dict[int, str], rule: Plain, unknown: tuple[int, ...]) -> None:
        assert head_of(make_bloc("ABCD", history=led(heads)), rule).unknown_years == unknown


class TestDeputiesWhileTheHeadIsOpen:
    """Deputies are certain only where they are elected whoever becomes head (DESIGN §3.6)."""

    BLOC = make_bloc("ABCDE", history=led({2023: "A"}))
    RULE: ClassVar[Plain] = {
        **ELECTION, "deputies": "1", "deputy_from": "election", "passes": {"more_than": "1/2", "of": "members"}
    }  # fmt: skip
    TIED: ClassVar[Plain] = {**RULE, "passes": "none"}

    def deputies(self, rule: Plain, *contests: Plain) -> tuple[tuple[str, ...], bool]:
        found = head_of(self.BLOC, rule, *contests)
        assert found.head is None
        return found.deputies, found.deputy_waits

    def test_a_tie_for_head_leaves_open_a_deputy_who_may_become_head(self) -> None:
        tied = hands_for_office("head", {"B": 2, "C": 2})
        assert self.deputies(self.TIED, tied, hands_for_office("deputy", {"B": 3, "D": 1})) == ((), True)

    def test_a_tie_between_others_leaves_the_deputy_certain(self) -> None:
        tied = hands_for_office("head", {"B": 2, "C": 2})
        assert self.deputies(self.TIED, tied, hands_for_office("deputy", {"D": 3, "E": 1})) == (("D",), False)

    def test_a_failed_second_vote_leaves_the_deputy_open(self) -> None:
        first = hands_for_office("head", {"B": 3, "C": 3})
        second = hands_for_office("head", {"B": 2, "C": 2}, round="2")
        assert self.deputies(self.RULE, first, second, hands_for_office("deputy", {"C": 3, "D": 1})) == ((), True)
        assert self.deputies(self.RULE, first, second, hands_for_office("deputy", {"D": 3, "E": 1})) == (("D",), False)

    def test_before_the_vote_for_head_every_deputy_may_still_become_head(self) -> None:
        assert self.deputies(self.RULE, hands_for_office("deputy", {"D": 4, "E": 1})) == ((), True)
        led_already = hands_for_office("deputy", {"A": 4, "E": 1})
        assert self.deputies(self.RULE, led_already) == (("A",), False)

    def test_a_vote_that_nobody_passed_leaves_open_who_stood(self) -> None:
        nobody = hands_for_office("head", {"B": 2, "C": 2})
        assert self.deputies(self.RULE, nobody, hands_for_office("deputy", {"B": 4, "D": 1})) == ((), True)
        assert self.deputies(self.RULE, nobody, hands_for_office("deputy", {"D": 4, "E": 1})) == (("D",), False)

    @pytest.mark.parametrize(
        "head",
        [
            ({"office": "head", "method": "consensus", "nominees": ["B", "C"], "agreed": []},),
            (
                hands_for_office("head", {"B": 3, "C": 3}),
                {"office": "head", "method": "consensus", "round": "2", "nominees": ["B", "C"], "agreed": []},
            ),
        ],
        ids=["only", "after a ballot"],
    )
    def test_a_consensus_that_was_not_reached_leaves_open_who_stood(self, head: tuple[Plain, ...]) -> None:
        assert self.deputies(self.TIED, *head, hands_for_office("deputy", {"C": 4, "D": 1})) == ((), True)
        assert self.deputies(self.TIED, *head, hands_for_office("deputy", {"D": 4, "E": 1})) == (("D",), False)

    def test_a_ballot_that_failed_before_a_consensus_counts_with_who_stood_in_it(self) -> None:
        first = hands_for_office("head", {"B": 2, "C": 1})
        second = {"office": "head", "method": "consensus", "round": "2", "agreed": []}
        assert self.deputies(self.RULE, first, second, hands_for_office("deputy", {"C": 4, "D": 1})) == ((), True)

    def test_a_consensus_of_everybody_leaves_open_whoever_may_stand(self) -> None:
        """No nominees are listed: all but A, who has just led, may still become head."""
        head = {"office": "head", "method": "consensus", "agreed": []}
        assert self.deputies(self.TIED, head, hands_for_office("deputy", {"D": 4, "E": 1})) == ((), True)
        assert self.deputies(self.TIED, head, hands_for_office("deputy", {"A": 4, "E": 1})) == (("A",), False)

    def test_a_consensus_on_one_leaves_nothing_open(self) -> None:
        agreed = {"office": "head", "method": "consensus", "nominees": ["B", "C"], "agreed": ["B"]}
        found = head_of(self.BLOC, self.TIED, agreed, hands_for_office("deputy", {"C": 4, "D": 1}))
        assert (found.head, found.deputies, found.deputy_waits) == ("B", ("C",), False)


class TestDeputyFirst:
    """A deputy goes first in the order of rotation; who is elected, or appointed, does not come by it."""

    BLOC = make_bloc("ABCD", rotation={"order": list("ABCD")}, history=led({2023: "A"}, deputies=["D"]))

    def turn(self, rule: Plain) -> str | None:
        regulation = make_regulation(head=rule)
        assert regulation.head is not None
        return Roster(BlocYear(self.BLOC, regulation, None, None, YEAR), regulation.head).turn().found

    @pytest.mark.parametrize("method", ["election", "appointed"])
    def test_it_decides_nothing_where_there_is_no_rotation(self, method: str) -> None:
        rule: Plain = {"method": method, "deputy_first": "yes"}
        if method == "appointed":
            rule = {**rule, "appointment": {"head": "B", "basis": "Quyết định"}}
        assert self.turn(rule) == "B"

    def test_by_rotation_it_does(self) -> None:
        assert self.turn({**ROTATION, "deputy_first": "yes"}) == "D"


class TestMembersOfTheYearOfOffice:
    """Who may hold an office of the year after is who is a member then."""

    @staticmethod
    def bloc(**years: str) -> Bloc:
        return make_bloc(["A", "B", "C", {"code": "N", **years}], history=led({2023: "A"}))

    @pytest.mark.parametrize(("years", "sound"), [({"joined": "2024"}, True), ({"left": "2023"}, False)])
    def test_elected_as_head_or_deputy(self, years: dict[str, str], *, sound: bool) -> None:
        rule = {**ELECTION, "deputies": "1", "deputy_from": "election"}
        for contests in (
            (hands_for_office("head", {"N": 3, "B": 0}), hands_for_office("deputy", {"C": 3})),
            (hands_for_office("head", {"B": 3, "C": 0}), hands_for_office("deputy", {"N": 3})),
        ):
            codes = codes_found(self.bloc(**years), make_regulation(head=rule), ballots=make_ballots(*contests))
            assert (codes == ()) is sound
            assert sound or set(codes) == {"TD302"}

    @pytest.mark.parametrize(("years", "sound"), [({"joined": "2024"}, True), ({"left": "2023"}, False)])
    @pytest.mark.parametrize("office", [{"head": "N"}, {"head": "B", "deputies": ["N"]}])
    def test_appointed_as_head_or_deputy(self, office: Plain, years: dict[str, str], *, sound: bool) -> None:
        rule = {"method": "appointed", "appointment": {**office, "basis": "Quyết định"}}
        assert codes_found(self.bloc(**years), make_regulation(head=rule)) == (() if sound else ("TD302",))

    def test_a_unit_that_joins_may_decline_and_is_the_next_deputy(self) -> None:
        bloc = make_bloc(["A", {"code": "N", "joined": "2024"}, "B", "C"], history=led({2023: "A"}))
        rule = {**ROTATION, "deputies": "1"}
        assert codes_found(bloc, make_regulation(head=rule), ballots=make_ballots(declined=declines("N"))) == ()
        assert head_of(bloc, rule, declined=declines("N")).head == "B"
        assert head_of(bloc, rule, declined=declines("B")).deputies == ("C",)
        second = make_bloc(["A", "B", {"code": "N", "joined": "2024"}], history=led({2023: "A"}))
        assert head_of(second, rule).deputies == ("N",)
