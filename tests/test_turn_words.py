"""The rotation in words: no order, no comparison; what is unusual about a turn is said wherever the turn is."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from typing import Any

import pytest

from rules_records import Plain, hands_for_office, judge, make_ballots, make_bloc, make_regulation, next_head_of
from thidua.papers.headship import headship_lines
from thidua.rules.judging import Outcome
from thidua.rules.reasons import reasons
from thidua.terminal.head import show_head
from thidua.terminal.why import head_lines

ROTATION = {"method": "rotation"}
ELECTION = {"method": "election", "passes": "none"}


def outcome_of(history: list[Plain], rule: Plain, *contests: Plain, order: str = "", **more: Any) -> Outcome:
    rotation = {**({"order": list(order)} if order else {}), **more.pop("rotation", {})}
    bloc = make_bloc(more.pop("members", "ABCD"), rotation=rotation, history=history)
    return judge(bloc, make_regulation(head=rule), ballots=make_ballots(*contests, **more))


def led(**heads: str) -> list[Plain]:
    return [{"year": year.removeprefix("y"), "head": head} for year, head in heads.items()]


def screen(outcome: Outcome) -> str:
    stream = io.StringIO()
    with redirect_stdout(stream):
        show_head(outcome)
    return " ".join(stream.getvalue().split())


def paper(outcome: Outcome) -> str:
    return ". ".join(headship_lines(outcome, next_head_of(outcome)))


def why(outcome: Outcome, unit: str) -> str:
    found = reasons(outcome, unit).head
    assert found is not None
    return " ".join(head_lines(outcome, next_head_of(outcome), unit, found))


class TestNoOrder:
    """With election and no order in the file there is no rotation to agree with."""

    VOTES = hands_for_office("head", {"C": 3, "B": 1})

    def test_an_election_is_compared_with_a_written_order_only(self) -> None:
        without = outcome_of(led(y2023="A"), ELECTION, self.VOTES)
        written = outcome_of(led(y2023="A"), ELECTION, self.VOTES, order="ABCD")
        for text in (screen(without), paper(without), *(why(without, unit) for unit in "BCD")):
            assert "thứ tự" not in text
            assert "luân phiên" not in text
        assert "khác với thứ tự luân phiên (theo thứ tự luân phiên là Đơn vị B)" in screen(written)
        assert "khác với thứ tự luân phiên" in paper(written)
        assert "Đến lượt theo thứ tự luân phiên" in why(written, "B")
        assert "Chưa đến lượt theo thứ tự luân phiên" in why(written, "D")

    @pytest.mark.parametrize(("order", "name"), [("", "thứ tự danh sách thành viên"), ("ABCD", "thứ tự luân phiên")])
    def test_deputies_follow_the_order_that_there_is(self, order: str, name: str) -> None:
        elected = outcome_of(led(y2023="A"), {**ELECTION, "deputies": "1"}, self.VOTES, order=order)
        assert f"PHÓ TRƯỞNG KHỐI NĂM 2024 Đơn vị D. Lý do: kế tiếp theo {name}." in screen(elected)
        assert f"Phó Trưởng khối năm 2024 theo {name}: Đơn vị D" in paper(elected)
        by_turn = outcome_of(led(y2023="A"), ROTATION, order=order)
        assert f"Lý do: đến lượt theo {name}." in screen(by_turn)
        assert f"Theo {name}, Đơn vị B giữ nhiệm vụ" in paper(by_turn)
        assert f"Đến lượt theo {name}." in why(by_turn, "B")

    def test_a_new_cycle_is_said_without_an_order_too(self) -> None:
        full = outcome_of(led(y2020="A", y2021="B", y2022="C", y2023="D"), ELECTION, hands_for_office("head", {"A": 3}))
        assert "mở vòng luân phiên mới" in screen(full)


class TestUnusualTurns:
    """Each is said wherever the turn is."""

    def test_a_late_turn(self) -> None:
        found = outcome_of(led(y2022="A", y2023="C"), {**ROTATION, "missed_turn": "next"}, order="ABCD")
        for text in (screen(found), paper(found), why(found, "B")):
            assert "Đơn vị B chưa nhận nhiệm vụ theo lượt năm 2023, nay thực hiện lượt này" in text

    def test_a_lost_turn(self) -> None:
        history = [*led(y2021="A"), {"year": "2022", "head": "C", "deputies": ["E"]}, *led(y2023="E")]
        rule = {**ROTATION, "missed_turn": "lost", "deputy_first": "yes"}
        found = outcome_of(history, rule, order="ABCDE", members="ABCDE")
        for text in (screen(found), paper(found), why(found, "B")):
            assert "đã qua lượt năm 2022 trong vòng luân phiên này" in text

    def test_a_head_that_is_in_the_order_no_more(self) -> None:
        members = [{"code": "O", "left": "2023"}, "A", "B", "C"]
        found = outcome_of(led(y2023="O"), ROTATION, order="ABC", members=members, rotation={"after": {"O": "A"}})
        for text in (screen(found), paper(found), why(found, "B")):
            assert "Đơn vị O không còn trong thứ tự luân phiên, lượt kế tiếp tính sau Đơn vị A" in text

    def test_the_outgoing_head_again_or_not(self) -> None:
        refusals = [{"unit": "A", "reason": "bận"}]
        again = outcome_of(led(y2022="A", y2023="B"), ROTATION, order="AB", members="AB", declined=refusals)
        for text in (screen(again), paper(again), why(again, "B")):
            assert "Đơn vị B giữ nhiệm vụ thêm một năm do không còn đơn vị đủ điều kiện nhận nhiệm vụ" in text
        barred = outcome_of(led(y2022="A", y2023="B"), ELECTION, hands_for_office("head", {"A": 2}), members="AB")
        assert why(barred, "B").startswith(
            "Không thuộc diện chọn làm trưởng khối: đang làm trưởng khối năm 2023, không làm liền năm sau."
        )

    def test_years_that_nobody_knows(self) -> None:
        found = outcome_of(led(y2020="A", y2023="B"), ROTATION, order="ABCD")
        for text in (screen(found), why(found, "C")):
            assert "Lưu ý: chưa rõ ai làm trưởng khối năm 2021 và 2022" in text
        known = outcome_of(led(y2022="A", y2023="B"), ROTATION, order="ABCD")
        assert "chưa rõ" not in screen(known)

    def test_an_ordinary_turn_is_told_without_any_of_this(self) -> None:
        found = outcome_of(led(y2022="A", y2023="B"), ROTATION, order="ABCD")
        text = screen(found) + paper(found)
        for word in ("làm bù", "không còn trong", "làm liền", "vòng luân phiên mới", "Lưu ý"):
            assert word not in text
