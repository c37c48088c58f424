"""Scoring (DESIGN §3.1, DOMAIN §2): exact points, missing is not zero, caps, n/a, one rounding, shared ranks."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal, localcontext
from fractions import Fraction
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from rules_records import YEAR, Plain, codes_found, make_bloc, make_regulation, make_scores
from thidua.records.regulation import Rounding
from thidua.rules.scoring import CriterionScore, Scoreboard, number, round_to, score_year, yes_no
from thidua.rules.year import BlocYear

Sheets = Mapping[str, Plain]


def leaf(code: str, most: str, **more: str) -> dict[str, Any]:
    return {"code": code, "name": f"Tiêu chí {code}", "max": most, **more}


def board(criteria: list[dict[str, Any]], sheets: Sheets, **scoring: Any) -> Scoreboard:
    """The score board of units whose sheets are given; the scale is the sum of the maxima."""
    scale = str(sum(Decimal(item["max"]) for item in criteria))
    regulation = make_regulation(scoring={"scale": scale, "criteria": criteria, **scoring})
    found = score_year(BlocYear(make_bloc(sorted(sheets)), regulation, make_scores(sheets), None, YEAR))
    assert found is not None
    return found


def one(criterion: dict[str, Any], score: Any, **scoring: Any) -> CriterionScore:
    """How one written value of one unit is scored."""
    (unit,) = board([criterion], {"A": {"scores": {criterion["code"]: score}}}, **scoring).units
    return unit.criteria[0]


def reached(target: str, actual: str) -> dict[str, Any]:
    return {"scores": {"I": {"target": target, "actual": actual}}}


def target_points(sheets: Sheets, most: str = "20", **scoring: Any) -> dict[str, Fraction | None]:
    found = board([leaf("I", most, kind="target", formula="half_then_best")], sheets, **scoring)
    return {unit.unit: unit.criteria[0].final for unit in found.units}


class TestHalfThenBest:
    """A < T → 0,5·M·A/T; A = T → 0,5·M; the bloc's largest (A−T)/T → M; else 0,5·M + 0,5·M·(own/largest)."""

    def test_below_the_target_the_half_is_shared_out_in_proportion(self) -> None:
        assert target_points({"A": reached("30", "20")}) == {"A": Fraction(20, 3)}  # 10 · 20/30

    def test_exactly_on_target_is_half_the_points(self) -> None:
        assert target_points({"A": reached("30", "30")}) == {"A": 10}

    def test_a_hair_above_the_target_is_the_lead_when_nobody_is_higher(self) -> None:
        assert target_points({"A": reached("30", "30.01")}) == {"A": 20}

    def test_between_target_and_leader_the_second_half_is_shared_out(self) -> None:
        sheets = {"A": reached("100", "130"), "B": reached("100", "110")}
        assert target_points(sheets) == {"A": 20, "B": 10 + Fraction(10, 3)}  # 10 + 10 · 10/30

    def test_excess_is_measured_by_the_own_target(self) -> None:
        sheets = {"A": reached("10", "12"), "B": reached("1000", "1100")}  # 20 % against 10 %
        assert target_points(sheets) == {"A": 20, "B": 15}

    def test_two_leaders_get_all_points_both(self) -> None:
        sheets = {"A": reached("10", "12"), "B": reached("50", "60"), "C": reached("50", "59")}
        found = target_points(sheets)
        assert found == {"A": 20, "B": 20, "C": 19}  # 10 + 10 · 18/20

    def test_nobody_leads_where_nobody_exceeds(self) -> None:
        sheets = {"A": reached("10", "10"), "B": reached("10", "9")}
        assert target_points(sheets) == {"A": 10, "B": 9}

    def test_a_loss_where_a_gain_was_the_target_is_zero_not_less(self) -> None:
        assert target_points({"A": reached("10", "-4")}) == {"A": 0}

    def test_the_working_says_which_line_of_the_formula_was_used(self) -> None:
        results = {"A": ("10", "12"), "B": ("10", "11"), "C": ("10", "10"), "D": ("10", "9"), "E": ("0", "9")}
        sheets = {unit: reached(*result) for unit, result in results.items()}
        criteria = [leaf("I", "20", kind="target", formula="half_then_best")]
        found = board(criteria, sheets, not_applicable="zero")
        assert [unit.criteria[0].formula for unit in found.units] == [
            "lead",
            "above_target",
            "at_target",
            "below_target",
            "no_target",
        ]

    def test_doing_nothing_is_a_legal_zero(self) -> None:
        assert target_points({"A": reached("10", "0")}) == {"A": 0}

    @pytest.mark.parametrize(("rule", "points"), [("full", 20), ("zero", 0), ("rescale", None)])
    def test_a_target_of_zero_is_not_scored(self, rule: str, points: int | None) -> None:
        assert target_points({"A": reached("0", "5"), "B": reached("10", "10")}, not_applicable=rule) == {
            "A": points,
            "B": 10,
        }

    def test_a_target_of_zero_does_not_lead(self) -> None:
        assert target_points({"A": reached("0", "500"), "B": reached("10", "11")})["B"] == 20

    def test_a_unit_to_which_it_does_not_apply_does_not_lead(self) -> None:
        sheets = {"A": {"scores": {"I": "not_applicable"}}, "B": reached("10", "11")}
        assert target_points(sheets) == {"A": None, "B": 20}

    @settings(derandomize=True, deadline=None, max_examples=examples(75))
    @given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 120)), min_size=1, max_size=8))
    def test_the_leader_gets_the_maximum_and_more_excess_never_fewer_points(
        self, results: list[tuple[int, int]]
    ) -> None:
        sheets = {f"D{i}": reached(str(target), str(actual)) for i, (target, actual) in enumerate(results)}
        points = target_points(sheets, most="7")
        by_excess = sorted(
            (Fraction(actual - target, target), points[f"D{i}"]) for i, (target, actual) in enumerate(results)
        )
        most_excess, most_points = by_excess[-1]
        assert most_points == (7 if most_excess > 0 else Fraction(7, 2) * (1 + most_excess))
        values = [value for _, value in by_excess if value is not None]
        assert values == sorted(values)
        assert all(0 <= value <= 7 for value in values)

    @settings(derandomize=True, deadline=None, max_examples=examples(75))
    @given(st.integers(1, 50), st.lists(st.integers(0, 60), min_size=2, max_size=6))
    def test_with_a_common_target_it_is_the_printed_form(self, target: int, excesses: list[int]) -> None:
        """0,5·M + 0,5·M · (A−T)/(A_lead−T), the form printed in the source."""
        sheets = {f"D{i}": reached(str(target), str(target + extra)) for i, extra in enumerate(excesses)}
        points = target_points(sheets)
        lead = max(excesses)
        for index, extra in enumerate(excesses):
            printed = Fraction(10) + (Fraction(10 * extra, lead) if lead else 0)
            assert points[f"D{index}"] == printed


class TestKinds:
    """points as given; yes/no → M or 0; count × each, capped at M."""

    def test_points_are_taken_as_they_are(self) -> None:
        assert one(leaf("I", "20"), {"self": "20", "assessed": "19,25"}).final == Fraction("19.25")

    @pytest.mark.parametrize(
        ("answer", "points"), [("yes", 6), ("no", 0), ("có", 6), ("không", 0), ("đạt", 6), ("không đạt", 0)]
    )
    def test_yes_is_all_points_and_no_is_none(self, answer: str, points: int) -> None:
        assert one(leaf("I", "6", kind="yes_no"), {"assessed": answer}).final == points

    @pytest.mark.parametrize(("counted", "points"), [("0", 0), ("3", 6), ("4", 8), ("5", 9), ("50", 9)])
    def test_a_count_earns_each_up_to_the_maximum(self, counted: str, points: int) -> None:
        assert one(leaf("I", "9", kind="count", each="2"), {"assessed": counted}).final == points

    def test_a_count_of_zero_is_shown_as_zero_whatever_the_unit_claimed(self) -> None:
        """A legal zero is not missing (DOMAIN §2): the working must not show the self score instead."""
        scored = one(leaf("I", "9", kind="count", each="2"), {"self": "3", "assessed": "0"})
        assert scored.final == 0
        assert dict(scored.inputs)["count"] == 0

    def test_the_working_of_a_self_scored_count_shows_the_count_that_was_used(self) -> None:
        score = {"self": "3", "assessed": "2"}
        scored = one(leaf("I", "9", kind="count", each="2"), score, final="self")
        assert scored.final == 6
        assert dict(scored.inputs)["count"] == 3


class TestFinal:
    """final: assessed, self, average of both, or the panel's mean with or without its extremes."""

    @pytest.mark.parametrize(("by", "points"), [("assessed", 8), ("self", 10), ("average", 9)])
    def test_where_the_final_score_comes_from(self, by: str, points: int) -> None:
        assert one(leaf("I", "10"), {"self": "10", "assessed": "8"}, final=by).final == points

    @pytest.mark.parametrize(("by", "missing"), [("assessed", "assessed"), ("self", "self"), ("average", "self")])
    def test_a_missing_score_is_not_a_zero(self, by: str, missing: str) -> None:
        score = {key: "8" for key in ("self", "assessed") if key != missing}
        sheets = {"A": {"scores": {"I": score}}, "B": {"scores": {"I": {"self": "0", "assessed": "0"}}}}
        lacking, zero = board([leaf("I", "10")], sheets, final=by).units
        assert lacking.total is None
        assert lacking.rank is None
        assert zero.total == 0
        assert zero.rank == 1

    def test_average_of_counts_is_taken_after_the_cap(self) -> None:
        criterion = leaf("I", "6", kind="count", each="2")
        assert one(criterion, {"self": "5", "assessed": "2"}, final="average").final == 5  # (6 + 4)/2

    def test_panel_is_the_mean_of_all_scores(self) -> None:
        panel = {"panel": {"B": "7", "C": "8", "D": "8"}}
        assert one(leaf("I", "10"), panel, final="panel").final == Fraction(23, 3)

    def test_panel_without_extremes_drops_one_highest_and_one_lowest(self) -> None:
        panel = {"panel": {"B": "1", "C": "8", "D": "8", "E": "9", "F": "9"}}
        final = {"by": "panel", "drop_extremes": "yes"}
        assert one(leaf("I", "10"), panel, final=final).final == Fraction(25, 3)

    def test_two_scores_are_too_few_to_drop_extremes(self) -> None:
        panel = {"panel": {"B": "1", "C": "8"}}
        assert one(leaf("I", "10"), panel, final={"by": "panel", "drop_extremes": "yes"}).final is None
        assert one(leaf("I", "10"), panel, final="panel").final == Fraction(9, 2)

    def test_a_sheet_scored_by_a_panel_may_hold_facts_that_are_assessed(self) -> None:
        """A panel gives points; whether something happened, or how often, is established, not voted on."""
        criteria = [leaf("I", "8"), leaf("II", "2", kind="yes_no"), leaf("III", "4", kind="count", each="1")]
        members = ("A", "B", "C")
        sheets = {
            unit: {
                "scores": {
                    "I": {"panel": {other: "6" for other in members if other != unit}},
                    "II": {"assessed": "yes"},
                    "III": {"assessed": "3"},
                }
            }
            for unit in members
        }
        regulation = make_regulation(scoring={"scale": "14", "final": "panel", "criteria": criteria})
        assert codes_found(make_bloc(members), regulation, make_scores(sheets)) == ()
        totals = [unit.total for unit in board(criteria, sheets, final="panel").units]
        assert totals == [11, 11, 11]  # 6 + 2 + 3


class TestNotApplicable:
    """A criterion that did not arise is rescaled, given in full, or zero: the regulation says which."""

    CRITERIA = (leaf("I", "60"), leaf("II", "40"))

    @pytest.mark.parametrize(("rule", "total"), [("rescale", "75"), ("full", "85"), ("zero", "45")])
    def test_as_the_regulation_says(self, rule: str, total: str) -> None:
        sheet = {"scores": {"I": {"assessed": "45"}, "II": "not_applicable"}}
        (unit,) = board(list(self.CRITERIA), {"A": sheet}, not_applicable=rule).units
        assert unit.total == Decimal(total)

    def test_nothing_applicable_at_all_has_no_total(self) -> None:
        sheet = {"scores": {"I": "not_applicable", "II": "not_applicable"}}
        (unit,) = board(list(self.CRITERIA), {"A": sheet}).units
        assert unit.total is None

    @settings(derandomize=True, deadline=None, max_examples=examples(75))
    @given(st.lists(st.tuples(st.integers(1, 50), st.booleans()), min_size=1, max_size=8))
    def test_rescaling_keeps_a_perfect_sheet_perfect_and_an_empty_one_empty(
        self, sheet: list[tuple[int, bool]]
    ) -> None:
        criteria = [leaf(f"c{i}", str(most)) for i, (most, _) in enumerate(sheet)]
        perfect = {f"c{i}": {"assessed": str(most)} for i, (most, _) in enumerate(sheet)}
        nothing = {f"c{i}": {"assessed": "0"} for i in range(len(sheet))}
        waived = {f"c{i}": "not_applicable" for i, (_, skip) in enumerate(sheet) if skip}
        sheets = {"A": {"scores": perfect | waived}, "B": {"scores": nothing | waived}}
        best, worst = board(criteria, sheets).units
        if len(waived) < len(sheet):
            assert best.total == sum(most for most, _ in sheet)
            assert worst.total == 0
        else:
            assert (best.total, worst.total) == (None, None)


class TestGroups:
    """Groups nest to any depth; only leaves are scored."""

    @pytest.mark.parametrize("depth", [1, 2, 5, 9])
    def test_a_leaf_counts_however_deep_it_lies(self, depth: int) -> None:
        criterion: dict[str, Any] = leaf("I", "10")
        for level in range(depth):
            criterion = {"code": f"G{level}", "name": "Nhóm", "criteria": [criterion]}
        sheets = {"A": {"scores": {"I": {"assessed": "7"}, "II": {"assessed": "2"}}}}
        regulation = make_regulation(scoring={"scale": "15", "criteria": [criterion, leaf("II", "5")]})
        found = score_year(BlocYear(make_bloc(["A"]), regulation, make_scores(sheets), None, YEAR))
        assert found is not None
        assert [score.code for score in found.units[0].criteria] == ["I", "II"]
        assert found.units[0].total == 9
        assert codes_found(make_bloc(["A"]), regulation, make_scores(sheets)) == ()


class TestBonusAndPenalty:
    """Bonus and penalty count up to their caps; a total is never below zero."""

    @pytest.mark.parametrize(
        ("bonus", "penalty", "total"),
        [("2", "0", "52"), ("3", "0", "53"), ("3.01", "0", "53"), ("0", "5", "45"), ("0", "9", "45"), ("9", "9", "48")],
    )
    def test_up_to_the_cap(self, bonus: str, penalty: str, total: str) -> None:
        sheet = {
            "scores": {"I": {"assessed": "50"}},
            "bonus": [{"points": bonus, "reason": "sáng kiến"}],
            "penalty": [{"points": penalty, "reason": "báo cáo chậm"}],
        }
        (unit,) = board([leaf("I", "100")], {"A": sheet}, bonus={"max": "3"}, penalty={"max": "5"}).units
        assert unit.total == Decimal(total)

    def test_a_total_is_never_below_zero(self) -> None:
        sheet = {"scores": {"I": {"assessed": "2"}}, "penalty": [{"points": "5", "reason": "báo cáo chậm"}]}
        (unit,) = board([leaf("I", "100")], {"A": sheet}, penalty={"max": "5"}).units
        assert unit.total == 0

    @pytest.mark.parametrize("kind", ["bonus", "penalty"])
    def test_points_the_regulation_has_no_room_for_are_reported_not_dropped(self, kind: str) -> None:
        """A regulation without `bonus` gives none: what stands in scores.yaml must not vanish silently."""
        sheet = {"scores": {"I": {"assessed": "50"}}, kind: [{"points": "2", "reason": "theo báo cáo"}]}
        plain = {"scale": "100", "criteria": [leaf("I", "100")]}
        bloc, scores = make_bloc(["A"]), make_scores({"A": sheet})
        allowed = make_regulation(scoring={**plain, kind: {"max": "3"}})
        assert codes_found(bloc, allowed, scores) == ()
        assert codes_found(bloc, make_regulation(scoring=plain), scores) != ()


class TestRounding:
    """Rounding once, at the end, to whole steps, in the stated direction; or at each criterion."""

    MODES: ClassVar = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN, "up": ROUND_UP}

    @settings(derandomize=True, deadline=None, max_examples=examples(250))
    @given(
        st.sampled_from(sorted(MODES)),
        st.sampled_from(("1", "0.1", "0.01", "0.001", "0.5", "0.25", "0.05", "5")),
        st.one_of(
            st.decimals(min_value=-2000, max_value=2000, places=4),
            st.integers(-80_000, 80_000).map(lambda eighths: Decimal(eighths) / 8),
            st.integers(-40_000, 40_000).map(lambda cents: Decimal(cents) / 200),
        ),
    )
    def test_every_mode_agrees_with_decimal_quantize(self, mode: str, step: str, value: Decimal) -> None:
        rounding = Rounding.model_validate({"to": step, "mode": mode})
        with localcontext() as context:
            context.prec = 60
            expected = (value / Decimal(step)).quantize(Decimal(1), rounding=self.MODES[mode]) * Decimal(step)
        assert round_to(Fraction(value), rounding) == expected

    @settings(derandomize=True, deadline=None, max_examples=examples(125))
    @given(st.sampled_from(sorted(MODES)), st.fractions(-100, 100, max_denominator=97))
    def test_a_rounded_value_is_the_nearest_step_or_the_one_in_the_stated_direction(
        self, mode: str, value: Fraction
    ) -> None:
        rounded = Fraction(round_to(value, Rounding.model_validate({"to": "0.01", "mode": mode})))
        assert (rounded * 100).denominator == 1
        match mode:
            case "down":
                assert abs(rounded) <= abs(value) < abs(rounded) + Fraction(1, 100)
            case "up":
                assert abs(rounded) - Fraction(1, 100) < abs(value) <= abs(rounded)
            case _:
                assert abs(rounded - value) <= Fraction(1, 200)

    @pytest.mark.parametrize(
        ("mode", "value", "rounded"),
        [
            ("half_up", "0.125", "0.13"),
            ("half_even", "0.125", "0.12"),
            ("half_even", "0.135", "0.14"),
            ("half_up", "0.12499", "0.12"),
            ("down", "0.129", "0.12"),
            ("up", "0.121", "0.13"),
            ("up", "0.12", "0.12"),
        ],
    )
    def test_by_hand(self, mode: str, value: str, rounded: str) -> None:
        rounding = Rounding.model_validate({"to": "0.01", "mode": mode})
        assert round_to(Fraction(value), rounding) == Decimal(rounded)

    def test_thirds_are_summed_before_they_are_rounded(self) -> None:
        """Three times 3,333… is 10, not 9,99."""
        criteria = [leaf(code, "10") for code in ("I", "II", "III")]
        panel = {"panel": {"B": "3", "C": "3", "D": "4"}}
        sheets = {"A": {"scores": dict.fromkeys(("I", "II", "III"), panel)}}
        (whole,) = board(criteria, sheets, final="panel", round={"to": "0.01"}).units
        (each,) = board(criteria, sheets, final="panel", round={"to": "0.01", "at": "criterion"}).units
        assert (whole.total, each.total) == (Decimal(10), Decimal("9.99"))


class TestRanksAndBands:
    """Equal totals share a rank (1, 2, 2, 4); a band holds from its lower end; only who is considered is ranked."""

    BANDS = ({"name": "Tốt", "from": "80"}, {"name": "Khá", "from": "50"}, {"name": "Yếu", "from": "0"})

    def test_equals_share_a_rank_and_the_next_is_skipped(self) -> None:
        sheets = {
            unit: {"scores": {"I": {"assessed": points}}}
            for unit, points in zip("ABCD", ("7", "9", "7", "5"), strict=True)
        }
        found = board([leaf("I", "10")], sheets)
        assert [(unit.unit, unit.rank) for unit in found.ranked()] == [("B", 1), ("A", 2), ("C", 2), ("D", 4)]

    def test_totals_that_differ_only_before_rounding_share_a_rank(self) -> None:
        sheets = {"A": {"scores": {"I": {"assessed": "7,001"}}}, "B": {"scores": {"I": {"assessed": "7,004"}}}}
        assert [unit.rank for unit in board([leaf("I", "10")], sheets).units] == [1, 1]

    @pytest.mark.parametrize("status", ["on_hold", "excluded", "withdrawn"])
    def test_a_unit_out_of_the_running_takes_no_rank_from_others(self, status: str) -> None:
        sheets: Sheets = {
            "A": {"scores": {"I": {"assessed": "9"}}, "status": status},
            "B": {"scores": {"I": {"assessed": "8"}}},
        }
        out, running = board([leaf("I", "10")], sheets).units
        assert out.total == 9
        assert out.rank is None
        assert out.band is None
        assert running.rank == 1

    @pytest.mark.parametrize(
        ("points", "band"),
        [("100", "Tốt"), ("80", "Tốt"), ("79.99", "Khá"), ("50", "Khá"), ("49.99", "Yếu"), ("0", "Yếu")],
    )
    def test_a_band_holds_from_its_lower_end(self, points: str, band: str) -> None:
        (unit,) = board(
            [leaf("I", "100")], {"A": {"scores": {"I": {"assessed": points}}}}, bands=list(self.BANDS)
        ).units
        assert unit.band == band

    def test_the_band_is_that_of_the_rounded_total(self) -> None:
        (unit,) = board(
            [leaf("I", "100")], {"A": {"scores": {"I": {"assessed": "79,995"}}}}, bands=list(self.BANDS)
        ).units
        assert unit.total == 80
        assert unit.band == "Tốt"

    @settings(derandomize=True, deadline=None, max_examples=examples(75))
    @given(st.lists(st.integers(0, 12), min_size=1, max_size=10))
    def test_a_rank_is_one_more_than_the_number_of_better_units(self, points: list[int]) -> None:
        sheets = {f"D{i:02}": {"scores": {"I": {"assessed": str(value)}}} for i, value in enumerate(points)}
        ranks = [unit.rank for unit in board([leaf("I", "12")], sheets).units]
        assert ranks == [1 + sum(other > value for other in points) for value in points]


class TestWrittenValues:
    """Quantities may be typed the Vietnamese way: «95,5»."""

    @pytest.mark.parametrize(
        ("text", "value"), [("95,5", "95.5"), ("95.5", "95.5"), (" 7 ", "7"), ("+3", "3"), ("-0,25", "-0.25")]
    )
    def test_numbers(self, text: str, value: str) -> None:
        assert number(text) == Fraction(value)

    @pytest.mark.parametrize("text", ["", "chín", "1/2", "1e3", "1,2,3", "5.", ".5", "٣", "²", "1_000", None])
    def test_what_is_not_a_number(self, text: str | None) -> None:
        assert number(text) is None

    @pytest.mark.parametrize("text", ["", "maybe", "1", "0", "yess", None])
    def test_what_is_neither_yes_nor_no(self, text: str | None) -> None:
        assert yes_no(text) is None
