"""Criteria with a target (issue 7, section 2, item 14): five formulas, none of them a default; who sets the lead.

A is the result, T the target, M the maximum. What is expected was computed by hand, or from the formulas as
DOMAIN §2 and docs/huong-dan.md write them, in plain fractions that share nothing with `rules/`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bloc_folder import YEAR, base_text, make_bloc, write_file
from effort import examples
from thidua import wording
from thidua.evaluation import evaluate
from thidua.records.bloc import Bloc
from thidua.records.regulation import TARGET_FORMULAS, Regulation
from thidua.records.scores import Scores
from thidua.rules.scoring import CriterionScore, Scoreboard, score_year
from thidua.rules.targets import TargetLine
from thidua.rules.year import BlocYear

Result = tuple[str, str]
"""Target and actual, as written."""

GUIDE = (Path(__file__).parents[1] / "docs" / "huong-dan.md").read_text(encoding="utf-8")
TIERS = ({"from": "110%", "points": "10"}, {"from": "100%", "points": "8"}, {"from": "2/3", "points": "2.5"})
OUT = ("on_hold", "excluded", "withdrawn")


def board(
    results: Mapping[str, Result], statuses: Mapping[str, str] | None = None, most: str = "10", **scoring: Any
) -> Scoreboard:
    """The score board of units with one criterion, «I», that has a target; the formula is that of the sheet."""
    leaf = {"code": "I", "name": "Chỉ tiêu", "max": most, "kind": "target"}
    if scoring.get("target_formula") == "tiers":
        leaf |= {"tiers": scoring.pop("tiers", list(TIERS))}
    units = {
        unit: {"scores": {"I": {"target": t, "actual": a}}, "status": (statuses or {}).get(unit, "considered")}
        for unit, (t, a) in results.items()
    }
    members = [{"code": unit, "name": f"Đơn vị {unit}"} for unit in results]
    office = {"name": "Chủ tịch"}
    bloc = Bloc.model_validate(
        {"format": "1", "code": "k", "name": "Khối", "place": "Mẫu", "authority": office, "members": members}
    )
    sheet = {"scale": most, "criteria": [leaf], **scoring}
    regulation = Regulation.model_validate({"format": "1", "title": "Quy chế", "scoring": sheet})
    scores = Scores.model_validate({"format": "1", "units": units})
    found = score_year(BlocYear(bloc, regulation, scores, None, YEAR))
    assert found is not None
    return found


def scored(formula: str, target: str, actual: str, **scoring: Any) -> CriterionScore:
    """How a unit that is alone in its bloc is scored."""
    return board({"A": (target, actual)}, target_formula=formula, **scoring).units[0].criteria[0]


BY_HAND: tuple[tuple[str, str, str, str | Fraction, str], ...] = (
    # M = 10; formula, T, A, points, line
    ("half_then_best", "80", "0", "0", "below_target"),
    ("half_then_best", "80", "79.9", Fraction(5 * 799, 800), "below_target"),  # 5 · 79,9/80
    ("half_then_best", "80", "80", "5", "at_target"),
    ("half_then_best", "80", "80.1", "10", "lead"),
    ("half_then_best", "80", "-3", "0", "below_target"),
    ("reached", "80", "0", "0", "not_reached"),
    ("reached", "80", "79.999999", "0", "not_reached"),
    ("reached", "80", "80", "10", "reached"),
    ("reached", "80", "80.000001", "10", "reached"),
    ("reached", "80", "-1", "0", "not_reached"),
    ("reached", "0.5", "0,5", "10", "reached"),
    ("proportional", "80", "0", "0", "proportional"),
    ("proportional", "80", "60", "7.5", "proportional"),
    ("proportional", "80", "79.9", Fraction(799, 80), "proportional"),
    ("proportional", "80", "80", "10", "reached"),
    ("proportional", "80", "400", "10", "reached"),
    ("proportional", "30", "20", Fraction(20, 3), "proportional"),
    ("proportional", "80", "-8", "0", "proportional"),
    ("lower_is_better", "4", "0", "10", "within_limit"),
    ("lower_is_better", "4", "3.99", "10", "within_limit"),
    ("lower_is_better", "4", "4", "10", "within_limit"),
    ("lower_is_better", "4", "4.01", Fraction(4000, 401), "over_limit"),  # 10 · 4/4,01
    ("lower_is_better", "4", "5", "8", "over_limit"),
    ("lower_is_better", "4", "40", "1", "over_limit"),
    ("lower_is_better", "4", "-2", "10", "within_limit"),
    ("lower_is_better", "0", "0", "10", "within_limit"),  # no accident allowed, none happened
    ("lower_is_better", "0", "1", "0", "over_limit"),
    ("lower_is_better", "0", "0.5", "0", "over_limit"),
    ("tiers", "50", "55", "10", "tier"),
    ("tiers", "50", "54.999999", "8", "tier"),
    ("tiers", "50", "50", "8", "tier"),
    ("tiers", "50", "49.999999", "2.5", "tier"),
    ("tiers", "51", "34", "2.5", "tier"),  # exactly 2/3: a third is never rounded away
    ("tiers", "51", "33.999999", "0", "below_tiers"),
    ("tiers", "50", "0", "0", "below_tiers"),
    ("tiers", "50", "-60", "0", "below_tiers"),
    ("tiers", "50", "500", "10", "tier"),
)


class TestFormulas:
    """Each formula at, just below and just above its boundaries; zeros; results below zero; decimals."""

    @pytest.mark.parametrize(("formula", "target", "actual", "points", "line"), BY_HAND)
    def test_by_hand(self, formula: str, target: str, actual: str, points: str | Fraction, line: str) -> None:
        found = scored(formula, target, actual)
        assert (found.final, found.formula) == (Fraction(points), line)

    @pytest.mark.parametrize("formula", sorted(set(TARGET_FORMULAS) - {"lower_is_better"}))
    @pytest.mark.parametrize("actual", ["0", "7", "-7"])
    @pytest.mark.parametrize(("rule", "points"), [("full", 10), ("zero", 0), ("rescale", None)])
    def test_without_a_target_the_criterion_did_not_arise(
        self, formula: str, actual: str, rule: str, points: int | None
    ) -> None:
        """T = 0 → not scored (DOMAIN §2): as the regulation says of criteria that did not arise."""
        found = scored(formula, "0", actual, not_applicable=rule)
        assert found.final == points
        assert found.formula == ("not_applicable_rescale" if points is None else "no_target")
        assert found.counts == (points is not None)

    def test_none_of_them_is_a_default(self) -> None:
        """One province's rule is not another's: without a formula there are no points, not even a zero."""
        (unit,) = board({"A": ("10", "10")}).units
        assert (unit.criteria[0].final, unit.criteria[0].formula, unit.total) == (None, "missing", None)

    @pytest.mark.parametrize(("formula", "points"), [("reached", "0.00"), ("proportional", "6.67")])
    def test_points_are_rounded_where_the_regulation_says(self, formula: str, points: str) -> None:
        each = scored(formula, "30", "20", round={"to": "0.01", "at": "criterion"})
        assert each.final == Fraction(points)

    def test_a_criterion_may_have_another_formula_than_the_sheet(self) -> None:
        sheet = {
            "scale": "20",
            "target_formula": "reached",
            "criteria": [
                {"code": "I", "name": "Một", "max": "10", "kind": "target"},
                {"code": "II", "name": "Hai", "max": "10", "kind": "target", "formula": "proportional"},
            ],
        }
        scoring = Regulation.model_validate({"format": "1", "title": "Quy chế", "scoring": sheet}).scoring
        assert scoring is not None
        assert [scoring.formula_of(leaf) for leaf in scoring.leaves()] == ["reached", "proportional"]

    def test_the_numbers_that_were_used_stand_beside_the_points(self) -> None:
        sides = (("target", Fraction(50)), ("actual", Fraction(40)))
        assert scored("reached", "50", "40").inputs == sides
        assert scored("half_then_best", "50", "40").inputs == (*sides, ("lead", Fraction(0)))
        assert scored("tiers", "50", "40").inputs == (*sides, ("from", Fraction(2, 3)), ("points", Fraction(5, 2)))
        assert scored("tiers", "50", "40", tiers=[{"from": "90%", "points": "1"}]).inputs[2:] == (
            ("from", Fraction(9, 10)),
        )


def by_definition(formula: str, most: Fraction, target: Fraction, actual: Fraction, best: Fraction) -> Fraction:
    """The points as the formulas are written, for T > 0; `best` is the largest excess among those compared."""
    excess = (actual - target) / target
    match formula:
        case "half_then_best" if actual < target:
            points = Fraction(1, 2) * most * actual / target
        case "half_then_best" if actual == target:
            points = Fraction(1, 2) * most
        case "half_then_best":
            points = most if best <= 0 else Fraction(1, 2) * most + Fraction(1, 2) * most * excess / best
        case "reached":
            points = most if actual >= target else Fraction(0)
        case "proportional":
            points = most * actual / target
        case "lower_is_better":
            points = most if actual <= target else most * target / actual
        case _:
            reached = [
                Fraction(tier["points"])
                for tier in TIERS
                if actual * 100 >= target * (Fraction(200, 3) if tier["from"] == "2/3" else int(tier["from"][:-1]))
            ]
            points = max(reached, default=Fraction(0))
    return max(Fraction(0), min(points, most))


NUMBERS = st.decimals(min_value=-20, max_value=300, places=2)
RESULTS = st.lists(st.tuples(st.decimals(min_value="0.01", max_value=200, places=2), NUMBERS), min_size=1, max_size=7)
FORMULAS = st.sampled_from(TARGET_FORMULAS)


class TestProperties:
    """Whatever the numbers: exact, between 0 and the maximum, and never fewer points for a better result."""

    @settings(derandomize=True, deadline=None, max_examples=examples(100))
    @given(FORMULAS, RESULTS, st.lists(st.booleans(), min_size=7, max_size=7), st.sampled_from(("considered", "all")))
    def test_it_is_what_the_formula_says(
        self, formula: str, results: list[tuple[Decimal, Decimal]], out: list[bool], lead_from: str
    ) -> None:
        units = {f"D{i}": (f"{t:f}", f"{a:f}") for i, (t, a) in enumerate(results)}
        statuses = {unit: "excluded" if gone else "considered" for unit, gone in zip(units, out, strict=False)}
        found = board(units, statuses, target_formula=formula, lead_from=lead_from)
        compared = [
            (Fraction(a) - Fraction(t)) / Fraction(t)
            for unit, (t, a) in units.items()
            if lead_from == "all" or statuses[unit] == "considered"
        ]
        best = max(compared, default=Fraction(0))
        for unit, (target, actual) in units.items():
            scored_unit = found.unit(unit)
            assert scored_unit is not None
            expected = by_definition(formula, Fraction(10), Fraction(target), Fraction(actual), best)
            assert scored_unit.criteria[0].final == expected
            assert 0 <= expected <= 10

    @settings(derandomize=True, deadline=None, max_examples=examples(100))
    @given(FORMULAS, st.integers(0, 40), st.lists(st.integers(-5, 120), min_size=2, max_size=6))
    def test_a_better_result_never_has_fewer_points(self, formula: str, target: int, actuals: list[int]) -> None:
        ordered = sorted(actuals, reverse=formula == "lower_is_better")
        results = {f"D{i}": (str(target), str(actual)) for i, actual in enumerate(ordered)}
        points = [unit.criteria[0].final for unit in board(results, target_formula=formula).units]
        if None in points:
            assert (set(points), target) == ({None}, 0)
        else:
            assert all(low <= high for low, high in pairwise(p for p in points if p is not None))

    @settings(derandomize=True, deadline=None, max_examples=examples(50))
    @given(RESULTS, st.integers(1, 40))
    def test_only_a_comparison_with_the_best_depends_on_others(
        self, results: list[tuple[Decimal, Decimal]], actual: int
    ) -> None:
        others = {f"D{i}": (f"{t:f}", f"{a:f}") for i, (t, a) in enumerate(results)}
        for formula in ("reached", "proportional", "lower_is_better", "tiers"):
            together = board({**others, "A": ("20", str(actual))}, target_formula=formula).unit("A")
            assert together is not None
            assert together.criteria[0].final == scored(formula, "20", str(actual)).final


class TestLead:
    """half_then_best: the regulation says whether a unit out of the running sets the lead."""

    RESULTS: Mapping[str, Result] = {"A": ("100", "150"), "B": ("100", "120"), "C": ("100", "110"), "D": ("50", "50")}

    def points(self, status: str, lead_from: str, results: Mapping[str, Result] = RESULTS) -> list[Fraction | None]:
        found = board(results, {"A": status}, target_formula="half_then_best", lead_from=lead_from)
        return [unit.criteria[0].final for unit in found.units]

    @pytest.mark.parametrize("status", OUT)
    def test_considered_the_best_of_those_in_the_running_leads(self, status: str) -> None:
        """B, 20 % above, leads; A, 50 % above and out of the running, has the maximum and not a point more."""
        assert self.points(status, "considered") == [10, 10, Fraction(15, 2), 5]  # C: 5 + 5 · 10/20

    @pytest.mark.parametrize("status", OUT)
    def test_all_a_unit_out_of_the_running_leads_too(self, status: str) -> None:
        assert self.points(status, "all") == [10, 7, 6, 5]  # B: 5 + 5 · 20/50; C: 5 + 5 · 10/50

    @pytest.mark.parametrize("lead_from", ["considered", "all"])
    def test_when_all_are_considered_it_makes_no_difference(self, lead_from: str) -> None:
        assert self.points("considered", lead_from) == [10, 7, 6, 5]

    def test_nobody_in_the_running_exceeds_and_one_that_is_out_does(self) -> None:
        results = {"A": ("100", "150"), "B": ("100", "100"), "C": ("100", "90")}
        assert self.points("excluded", "considered", results) == [10, 5, Fraction(9, 2)]

    def test_the_working_says_among_whom_the_lead_was_looked_for(self) -> None:
        for lead_from, lines in (
            ("considered", ["beyond_lead", "lead_considered", "above_target", "at_target"]),
            ("all", ["lead", "above_target", "above_target", "at_target"]),
        ):
            found = board(self.RESULTS, {"A": "excluded"}, target_formula="half_then_best", lead_from=lead_from)
            assert [unit.criteria[0].formula for unit in found.units] == lines


WORDS: dict[TargetLine, tuple[str, str, str, str]] = {
    # formula, T, A, the words
    "below_target": ("half_then_best", "80", "60", "đạt 60/80: 5 × 60/80"),
    "at_target": ("half_then_best", "80", "80", "đạt 80/80, đúng chỉ tiêu: 5"),
    "above_target": ("half_then_best", "100", "110", "đạt 110/100: 5 + 5 × 10 % / 20 %"),
    "lead": ("half_then_best", "100", "120,5", "đạt 120,5/100, vượt nhiều nhất trong các đơn vị: 10"),
    "lead_considered": (
        "half_then_best", "100", "120", "đạt 120/100, bằng mức vượt cao nhất của các đơn vị được xét: 10",
    ),
    "beyond_lead": ("half_then_best", "100", "150", "đạt 150/100, vượt hơn mọi đơn vị được xét: 10"),
    "reached": ("reached", "80", "81", "đạt 81/80, đủ chỉ tiêu: 10"),
    "not_reached": ("reached", "80", "79,999", "đạt 79,999/80, chưa đủ chỉ tiêu: 0"),
    "proportional": ("proportional", "80", "60", "đạt 60/80: 10 × 60/80"),
    "within_limit": ("lower_is_better", "4", "3", "thực hiện 3, không quá chỉ tiêu 4: 10"),
    "over_limit": ("lower_is_better", "4", "5", "thực hiện 5, quá chỉ tiêu 4: 10 × 4/5"),
    "tier": ("tiers", "51", "34", "đạt 34/51, mức từ 2/3 chỉ tiêu: 2,5"),
    "below_tiers": ("tiers", "51", "33", "đạt 33/51, dưới mức thấp nhất (2/3 chỉ tiêu): 0"),
}  # fmt: skip


class TestWords:
    """Cách tính: one sentence a line of a formula, with numbers that a person can check."""

    def test_every_line_has_its_words(self) -> None:
        assert set(WORDS) == set(get_args(TargetLine))

    @pytest.mark.parametrize("line", sorted(WORDS))
    def test_the_words_of_a_line(self, line: TargetLine) -> None:
        formula, target, actual, words = WORDS[line]
        others = {"B": ("100", "120")} if line in {"above_target", "beyond_lead", "lead_considered"} else {}
        statuses = {"A": "excluded" if line == "beyond_lead" else "considered"}
        lead_from = "all" if line in {"lead", "above_target"} else "considered"
        results = {"A": (target, actual), **others}
        score = board(results, statuses, target_formula=formula, lead_from=lead_from).units[0].criteria[0]
        assert (score.formula, wording.formula(score)) == (line, words)

    @pytest.mark.parametrize("formula", ["half_then_best", "proportional"])
    def test_a_negative_result_is_not_written_as_a_product(self, formula: str) -> None:
        assert wording.formula(scored(formula, "10", "-4")) == "đạt -4/10, kết quả âm: 0"

    def test_no_accident_allowed(self) -> None:
        assert wording.formula(scored("lower_is_better", "0", "0")) == "thực hiện 0, không quá chỉ tiêu 0: 10"
        assert wording.formula(scored("lower_is_better", "0", "2")) == "thực hiện 2, quá chỉ tiêu 0: 10 × 0/2"


LEAF = "{code: I.2, name: Giải quyết hồ sơ đúng hạn, max: 30, kind: target, formula: half_then_best}"
SHEET = "scoring:\n  scale: 100\n"


def codes(tmp_path: Path, leaf: str = LEAF, sheet: str = "", scores: tuple[str, str] = ("", "")) -> list[str]:
    """What `check` says of the base bloc with its target criterion, score sheet or scores changed."""
    folder = make_bloc(tmp_path)
    text = base_text("regulation.yaml")
    assert text.count(LEAF) == text.count(SHEET) == 1
    write_file(tmp_path, "regulation.yaml", text.replace(LEAF, leaf).replace(SHEET, SHEET + sheet).encode())
    assert not scores[0] or base_text("scores.yaml").count(scores[0]) == 1
    write_file(tmp_path, "scores.yaml", base_text("scores.yaml").replace(*scores).encode())
    return [problem.code for problem in evaluate(folder, YEAR).problems]


def leaf_with(formula: str, tiers: str = "", kind: str = "target") -> str:
    parts = ["code: I.2", "name: Hồ sơ đúng hạn", "max: 30", f"kind: {kind}"]
    parts += [f"formula: {formula}"] if formula else []
    parts += [f"tiers: [{tiers}]"] if tiers else []
    return "{" + ", ".join(parts) + "}"


GOOD_TIERS = "{from: 100%, points: 30}, {from: 90%, points: 0}"
COUNTED = "{code: II.2, name: Sáng kiến được công nhận, max: 10, kind: count, each: 2}"


class TestGuide:
    """docs/huong-dan.md: every example in the table of formulas is what the program computes."""

    def test_the_examples_of_the_table(self) -> None:
        table = GUIDE.split("## Tiêu chí có chỉ tiêu")[1].split("```")[0]
        rows = re.findall(
            r"^\| (?:`(\w+)` )?\| .+ \| (\d\S*) \| (\d\S*) \| (\d\S*)(?: nếu (.+))? \|$", table, re.MULTILINE
        )
        examples = 7
        assert len(rows) == examples
        formula = ""
        for named, target, actual, points, condition in rows:
            formula = named or formula
            results = {"A": (target, actual)}
            if best := re.search(r"(\d+)/(\d+)", condition):
                results["B"] = (best[2], best[1])
            given: dict[str, Any] = {"target_formula": formula}
            if tier := re.search(r"từ (\d+ %) được (\d+) điểm", condition):
                given["tiers"] = [{"from": "100%", "points": "10"}, {"from": tier[1], "points": tier[2]}]
            assert board(results, **given).units[0].criteria[0].final == Fraction(points.replace(",", ".")), formula
        assert {row[0] for row in rows} - {""} == set(TARGET_FORMULAS)


class TestChecks:
    """The regulation names a formula where one is needed, and only there; tiers go down; the lead is said."""

    @pytest.mark.parametrize(
        ("leaf", "sheet", "found"),
        [
            (leaf_with(""), "", ["TD407"]),
            (leaf_with(""), "  target_formula: proportional\n", []),
            (leaf_with("reached"), "  target_formula: proportional\n", []),
            (leaf_with(""), "  target_formula: tiers\n", ["TD407"]),
            (leaf_with("", GOOD_TIERS), "  target_formula: tiers\n", []),
            (leaf_with("", GOOD_TIERS), "  target_formula: reached\n", ["TD407"]),
            (leaf_with("", GOOD_TIERS), "", ["TD407"]),
            (leaf_with("tiers"), "", ["TD407"]),
            (leaf_with("tiers", GOOD_TIERS), "", []),
            (leaf_with("reached", GOOD_TIERS), "", ["TD407"]),
            (leaf_with("moi_nhat"), "", ["TD205"]),
            (leaf_with("tiers", "{from: 100%, points: 30.5}"), "", ["TD410"]),
            (leaf_with("tiers", "{from: 100%, points: 30}, {from: 100%, points: 20}"), "", ["TD410"]),
            (leaf_with("tiers", "{from: 100%, points: 30}, {from: 100.01%, points: 20}"), "", ["TD410"]),
            (leaf_with("tiers", "{from: 100%, points: 30}, {from: 99.99%, points: 30}"), "", ["TD410"]),
            (leaf_with("tiers", "{from: 100%, points: 30}, {from: 99.99%, points: 29.99}"), "", []),
            (leaf_with("tiers", "{from: 1, points: 30}"), "", ["TD203"]),
            (leaf_with("tiers", "{from: 8%, points: 1}, {from: 9%, points: 2}, {from: 10%, points: 3}"), "", ["TD410"]),
            (leaf_with("tiers", "{from: 120%, points: 30}, {from: 0%, points: 5}"), "", []),
        ],
    )  # fmt: skip
    def test_declared_whole(self, leaf: str, sheet: str, found: list[str], tmp_path: Path) -> None:
        assert codes(tmp_path, leaf, sheet) == found

    def test_a_sheet_of_many_targets_without_a_formula_is_told_once(self, tmp_path: Path) -> None:
        folder = make_bloc(tmp_path)
        text = base_text("regulation.yaml").replace(LEAF, leaf_with(""))
        text = text.replace("max: 40}", "max: 40, kind: target}")
        write_file(tmp_path, "regulation.yaml", text.encode())
        told = [problem.message for problem in evaluate(folder, YEAR).problems if problem.code == "TD407"]
        assert told == ["tiêu chí I.1 và I.2 có chỉ tiêu nhưng không ghi công thức (formula)"]

    @pytest.mark.parametrize("more", ["formula: reached", f"tiers: [{GOOD_TIERS}]"])
    @pytest.mark.parametrize("anchor", [COUNTED, "    - code: II\n"])
    def test_on_other_kinds_and_on_groups_nothing_would_read_them(self, more: str, anchor: str, tmp_path: Path) -> None:
        folder = make_bloc(tmp_path)
        changed = f"{anchor}      {more}\n" if anchor.endswith("\n") else f"{anchor[:-1]}, {more}}}"
        assert base_text("regulation.yaml").count(anchor) == 1
        write_file(tmp_path, "regulation.yaml", base_text("regulation.yaml").replace(anchor, changed).encode())
        assert [problem.code for problem in evaluate(folder, YEAR).problems] == ["TD407"]

    @pytest.mark.parametrize("formula", TARGET_FORMULAS)
    def test_the_hint_that_is_followed_cures(self, formula: str, tmp_path: Path) -> None:
        assert codes(tmp_path, leaf_with(formula, GOOD_TIERS if formula == "tiers" else "")) == []

    def test_a_negative_target_is_refused(self, tmp_path: Path) -> None:
        assert codes(tmp_path, scores=("{target: 100, actual: 112}", "{target: -100, actual: 112}")) == ["TD206"]

    def test_a_target_without_its_result_is_missing_not_zero(self, tmp_path: Path) -> None:
        leaf = leaf_with("lower_is_better")
        assert codes(tmp_path, leaf, scores=("{target: 100, actual: 112}", "{target: 100}")) == ["TD403"]


IN_THE_RUNNING = "  TTR:\n    scores:\n      I.1: {self: 37, assessed: 35}\n      I.2: {target: 100, actual: 100}\n"
ON_HOLD = IN_THE_RUNNING.replace(
    "TTR:\n", "TTR:\n    status: on_hold\n    reason: Đang xác minh\n    basis: Thông báo số 12\n"
)


class TestLeadIsSaid:
    """TD411: only where the two readings give different points does the regulation have to say which it means."""

    def found(self, tmp_path: Path, actual: str, leaf: str = LEAF, sheet: str = "") -> list[str]:
        return codes(tmp_path, leaf, sheet, (IN_THE_RUNNING, ON_HOLD.replace("actual: 100", f"actual: {actual}")))

    @pytest.mark.parametrize(("actual", "expected"), [("111.99", []), ("112", []), ("112.01", ["TD411"])])
    def test_a_unit_on_hold_ahead_of_all_others(self, actual: str, expected: list[str], tmp_path: Path) -> None:
        """SNV, 12 % above its target, leads those who are considered."""
        assert self.found(tmp_path, actual) == expected

    @pytest.mark.parametrize("lead_from", ["considered", "all"])
    def test_the_hint_that_is_followed_cures(self, lead_from: str, tmp_path: Path) -> None:
        assert self.found(tmp_path, "140", sheet=f"  lead_from: {lead_from}\n") == []

    @pytest.mark.parametrize("formula", ["reached", "proportional", "lower_is_better"])
    def test_formulas_without_a_comparison_need_no_lead(self, formula: str, tmp_path: Path) -> None:
        assert self.found(tmp_path, "140", leaf_with(formula)) == []

    def test_the_formula_of_the_whole_sheet_is_marked_when_it_is_meant(self, tmp_path: Path) -> None:
        folder = make_bloc(tmp_path)
        text = base_text("regulation.yaml").replace(LEAF, leaf_with(""))
        sheet = f"{SHEET}  target_formula: half_then_best\n"
        write_file(tmp_path, "regulation.yaml", text.replace(SHEET, sheet).encode())
        ahead = ON_HOLD.replace("actual: 100", "actual: 140")
        scores = base_text("scores.yaml").replace(IN_THE_RUNNING, ahead)
        write_file(tmp_path, "scores.yaml", scores.encode())
        (problem,) = evaluate(folder, YEAR).problems
        assert problem.place.route == ("scoring", "target_formula")
        assert [related.place.route for related in problem.related] == [("units", "TTR", "status")]
        assert problem.message.startswith("TTR không thuộc diện xét nhưng vượt chỉ tiêu nhiều nhất ở tiêu chí I.2;")
