"""Who may be nominated (DESIGN §2 requires, DOMAIN §2): each condition with the near miss beside it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, ClassVar

import pytest

from rules_records import YEAR, Plain, make_award, make_bloc, make_regulation, make_scores
from thidua.checks.unmet import unmet_words
from thidua.rules.eligibility import Condition, conditions, earlier_awards, nominees
from thidua.rules.scoring import score_year
from thidua.rules.year import BlocYear
from thidua.wording.awards import lacking

BANDS = [{"name": "Xuất sắc", "from": "90"}, {"name": "Tốt", "from": "80"}, {"name": "Khá", "from": "0"}]
SCORING = {"scale": "100", "criteria": [{"code": "I", "name": "Kết quả", "max": "100"}], "bands": BANDS}
FACTS = [{"code": "vuot", "name": "Vượt chỉ tiêu", "clause": "điểm a khoản 2 Điều 9"}, {"code": "dang", "name": "Đảng"}]
Granted = Mapping[int, Mapping[str, Any]]


def unmet(
    requires: Plain,
    sheets: Mapping[str, Plain],
    unit: str = "A",
    history: Granted | None = None,
    members: tuple[str | Plain, ...] = ("A", "B", "C", "D"),
    **more: Any,
) -> list[Condition]:
    """The conditions of one award that `unit` does not meet."""
    past = [{"year": str(year), **known} for year, known in (history or {}).items()]
    bloc = make_bloc(members, history=past)
    regulation = make_regulation(scoring=SCORING, facts=FACTS, awards=[make_award("co", requires=requires)])
    scores = make_scores(sheets, **more)
    year = BlocYear(bloc, regulation, scores, None, YEAR)
    board = score_year(year)
    nominee = next(nominee for nominee in nominees(year) if nominee.code == unit)
    found = conditions(nominee, regulation.awards[0], year, board)
    return [condition for condition in found if not condition.met]


def scored(points: str, **more: Any) -> dict[str, Any]:
    return {"scores": {"I": {"assessed": points}}, **more}


class TestStatus:
    """Chưa xét, không xét, rút: out of the running, with reason and basis."""

    @pytest.mark.parametrize("status", ["on_hold", "excluded", "withdrawn"])
    def test_who_is_not_considered_may_not_stand(self, status: str) -> None:
        (condition,) = unmet({}, {"A": scored("95", status=status, basis="khoản 4 Điều 4")})
        assert (condition.kind, condition.actual, condition.clause) == ("status", status, "khoản 4 Điều 4")

    def test_who_is_considered_may(self) -> None:
        assert unmet({}, {"A": scored("95", status="considered")}) == []


class TestScoreRankAndBand:
    """Tổng điểm ít nhất; xếp hạng thấp nhất còn được xét; xếp loại từ mức này trở lên."""

    @pytest.mark.parametrize(("points", "met"), [("90", True), ("89,99", False), ("89,995", True)])
    def test_min_score_is_reached_by_the_rounded_total(self, points: str, *, met: bool) -> None:
        assert (unmet({"min_score": "90"}, {"A": scored(points)}) == []) == met

    @pytest.mark.parametrize(("unit", "met"), [("A", True), ("B", True), ("C", True), ("D", False)])
    def test_max_rank_counts_shared_ranks(self, unit: str, *, met: bool) -> None:
        """95, 93, 93, 90 are ranks 1, 2, 2, 4: up to the second rank means A, B and C."""
        sheets = {"A": scored("95"), "B": scored("93"), "C": scored("93"), "D": scored("90")}
        assert (unmet({"max_rank": "2"}, sheets, unit) == []) == met

    @pytest.mark.parametrize(("points", "met"), [("95", True), ("80", True), ("79,99", False)])
    def test_a_band_is_met_by_itself_and_by_a_higher_one(self, points: str, *, met: bool) -> None:
        assert (unmet({"band": "Tốt"}, {"A": scored(points)}) == []) == met

    def test_a_unit_without_a_score_meets_none_of_them(self) -> None:
        requires = {"min_score": "1", "max_rank": "9", "band": "Khá"}
        assert [c.kind for c in unmet(requires, {"A": {}})] == ["min_score", "max_rank", "band"]

    def test_every_condition_is_named_with_its_own_value_and_limit(self) -> None:
        (condition,) = unmet({"min_score": "90"}, {"A": scored("88,5")})
        assert (condition.actual, condition.limit) == (Fraction(177, 2), 90)


class TestFacts:
    """Điều kiện có/không: every one that the award asks for."""

    def test_all_are_needed(self) -> None:
        both = {"facts": ["vuot", "dang"]}
        assert unmet(both, {"A": scored("90", facts=["vuot", "dang"])}) == []
        (condition,) = unmet(both, {"A": scored("90", facts=["vuot"])})
        assert (condition.kind, condition.subject) == ("fact", "Đảng")

    def test_the_clause_is_that_of_the_fact(self) -> None:
        (condition,) = unmet({"facts": ["vuot"]}, {"A": scored("90")})
        assert condition.clause == "điểm a khoản 2 Điều 9"


class TestStreak:
    """Hai năm liền: the band counts this year in; the award counts the years before it."""

    REQUIRES: ClassVar = {"streak": {"band": "Tốt", "years": "2"}}

    @pytest.mark.parametrize(
        ("before", "now", "met"),
        [("Tốt", "80", True), ("Xuất sắc", "95", True), ("Khá", "95", False), ("Tốt", "79,99", False)],
    )
    def test_two_years_at_the_band(self, before: str, now: str, *, met: bool) -> None:
        found = unmet(self.REQUIRES, {"A": scored(now)}, history={2022: {"bands": {"A": before}}})
        assert (found == []) == met

    def test_a_year_without_a_band_breaks_it(self) -> None:
        history = {2022: {"bands": {"B": "Tốt"}, "excluded": ["A"]}}
        (condition,) = unmet(self.REQUIRES, {"A": scored("95")}, history=history)
        assert (condition.actual, condition.limit) == ((2023,), (2022, 2023))

    def test_the_year_before_the_last_is_not_asked_for(self) -> None:
        history = {2021: {"bands": {"A": "Khá"}}, 2022: {"bands": {"A": "Tốt"}}}
        assert unmet(self.REQUIRES, {"A": scored("95")}, history=history) == []

    def test_a_merged_unit_needs_the_band_of_all_it_came_from(self) -> None:
        old: tuple[Plain, ...] = ({"code": "X", "left": "2022"}, {"code": "Y", "left": "2022"})
        members = (*old, {"code": "A", "joined": "2023", "succeeds": ["X", "Y"]})
        good, half = {"X": "Tốt", "Y": "Xuất sắc"}, {"X": "Tốt", "Y": "Khá"}
        assert unmet(self.REQUIRES, {"A": scored("95")}, history={2022: {"bands": good}}, members=members) == []
        assert unmet(self.REQUIRES, {"A": scored("95")}, history={2022: {"bands": half}}, members=members) != []

    @pytest.mark.parametrize(("years", "met"), [((2021, 2022), True), ((2022,), False), ((2020, 2021), False)])
    def test_two_years_of_an_award_are_the_two_before_this_one(self, years: tuple[int, ...], *, met: bool) -> None:
        history = {year: {"granted": {"co": ["A"]}} for year in years}
        requires = {"streak": {"award": "co", "years": "2"}}
        assert (unmet(requires, {"A": scored("95")}, history=history) == []) == met

    def test_proposed_is_not_granted(self) -> None:
        history = {year: {"proposed": {"co": ["A"]}} for year in (2021, 2022)}
        requires = {"streak": {"award": "co", "years": "2"}}
        assert unmet(requires, {"A": scored("95")}, history=history) != []


class TestNotAwarded:
    """Chưa được khen thưởng này trong N năm gần đây."""

    @pytest.mark.parametrize(("year", "met"), [(2022, False), (2021, False), (2020, True)])
    def test_within_two_years(self, year: int, *, met: bool) -> None:
        requires = {"not_awarded": {"award": "co", "years": "2"}}
        nobody: dict[int, dict[str, Any]] = {past: {"granted": {}} for past in (2021, 2022)}
        found = unmet(requires, {"A": scored("95")}, history=nobody | {year: {"granted": {"co": ["A"]}}})
        assert (found == []) == met

    def test_another_award_does_not_count(self) -> None:
        requires = {"not_awarded": {"award": "co", "years": "2"}}
        assert (
            unmet(requires, {"A": scored("95")}, history={2021: {"granted": {}}, 2022: {"granted": {"bang": ["A"]}}})
            == []
        )

    def test_what_a_predecessor_was_granted_counts(self) -> None:
        members = ({"code": "X", "left": "2022"}, {"code": "A", "joined": "2023", "succeeds": ["X"]})
        requires = {"not_awarded": {"award": "co", "years": "2"}}
        history = {2022: {"granted": {"co": ["X"]}}}
        assert unmet(requires, {"A": scored("95")}, history=history, members=members) != []


class TestSilentHistory:
    """Im lặng không phải là không: what was not recorded is unknown, and says nothing against or for a unit."""

    NOT_AWARDED: ClassVar = {"not_awarded": {"award": "co", "years": "2"}}
    AWARDED: ClassVar = {"streak": {"award": "co", "years": "2"}}
    BAND: ClassVar = {"streak": {"band": "Tốt", "years": "3"}}

    @pytest.mark.parametrize("requires", [NOT_AWARDED, AWARDED])
    @pytest.mark.parametrize("silent", [None, {"head": "B"}, {"proposed": {"co": ["A", "B"]}, "granted": {"bang": []}}])
    def test_a_year_that_does_not_say_who_was_granted(self, requires: Plain, silent: Plain | None) -> None:
        said = {"granted": {"co": ["A"]} if "streak" in requires else {}}
        history = {2021: said} | ({2022: silent} if silent is not None else {})
        (condition,) = unmet(requires, {"A": scored("95")}, history=history)
        assert condition.unknown == (2022,)

    @pytest.mark.parametrize("granted", [{}, {"co": []}, {"bang": ["A"]}])
    def test_nobody_is_an_answer(self, granted: Plain) -> None:
        history = {2021: {"granted": granted}, 2022: {"granted": granted}}
        assert unmet(self.NOT_AWARDED, {"A": scored("95")}, history=history) == []
        (condition,) = unmet(self.AWARDED, {"A": scored("95")}, history=history)
        assert condition.unknown == ()

    def test_a_year_that_decides_makes_the_silent_one_idle(self) -> None:
        sheets = {"A": scored("95")}
        (had,) = unmet(self.NOT_AWARDED, sheets, history={2021: {"head": "B"}, 2022: {"granted": {"co": ["A"]}}})
        (lacked,) = unmet(self.AWARDED, sheets, history={2021: {"head": "B"}, 2022: {"granted": {"co": []}}})
        assert (had.unknown, lacked.unknown) == ((), ())
        (low,) = unmet(self.BAND, sheets, history={2021: {"head": "B"}, 2022: {"bands": {"A": "Khá"}}})
        assert (low.actual, low.unknown) == ((2023,), ())

    @pytest.mark.parametrize("silent", [{}, {"bands": {"B": "Tốt"}}, {"bands": {"B": "Tốt"}, "excluded": ["C"]}])
    def test_a_member_without_its_band(self, silent: Plain) -> None:
        history = {2021: {"bands": {"A": "Tốt"}}, 2022: silent}
        (condition,) = unmet(self.BAND, {"A": scored("95")}, history=history)
        assert (condition.actual, condition.unknown) == ((2021, 2023), (2022,))

    @pytest.mark.parametrize(
        ("member", "silent"),
        [
            ({}, {"bands": {}, "excluded": ["A"]}),
            ({}, {"excluded": ["A"]}),
            ({"joined": "2023"}, {"bands": {"B": "Tốt"}}),
        ],
    )
    def test_who_was_excluded_or_no_member_had_none(self, member: Plain, silent: Plain) -> None:
        requires = {"streak": {"band": "Tốt", "years": "2"}}
        members = ({"code": "A", **member}, "B")
        (condition,) = unmet(requires, {"A": scored("95")}, history={2022: silent}, members=members)
        assert (condition.actual, condition.unknown) == ((2023,), ())

    @pytest.mark.parametrize(("excluded", "unknown"), [([], (2022,)), (["Y"], ())])
    def test_a_merged_unit_needs_all_it_came_from(self, excluded: list[str], unknown: tuple[int, ...]) -> None:
        old: tuple[Plain, ...] = ({"code": "X", "left": "2022"}, {"code": "Y", "left": "2022"})
        members = (*old, {"code": "A", "joined": "2023", "succeeds": ["X", "Y"]})
        history = {2022: {"bands": {"X": "Tốt"}, "excluded": excluded}}
        requires = {"streak": {"band": "Tốt", "years": "2"}}
        (condition,) = unmet(requires, {"A": scored("95")}, history=history, members=members)
        assert condition.unknown == unknown

    def test_the_sentence_says_which_year_is_not_on_file(self) -> None:
        (condition,) = unmet(self.NOT_AWARDED, {"A": scored("95")}, history={2021: {"granted": {}}})
        regulation = make_regulation(awards=[make_award("co", name="Cờ thi đua")])
        said = "Cờ thi đua: chưa rõ năm 2022; yêu cầu chưa được tặng trong 2 năm liền trước"
        assert unmet_words([condition], regulation) == said
        assert lacking(condition, regulation) == "chưa rõ năm 2022"


class TestEarlierAwards:
    """fewer_earlier_awards: every earlier year on file has to say what was granted."""

    @pytest.mark.parametrize(
        ("silent", "number"),
        [({"granted": {}}, 1), ({"head": "B"}, None), ({"proposed": {"bang": ["B"]}, "granted": {"co": []}}, None)],
    )
    def test_a_silent_year_makes_the_number_unknown(self, silent: Plain, number: int | None) -> None:
        history = [
            {"year": "2021", "granted": {"co": ["A"]}},
            {"year": "2022", **silent},
            {"year": "2023", "head": "B"},
        ]
        assert earlier_awards(make_bloc(("A", "B"), history=history), "A", YEAR) == number


class TestCollectives:
    """An award for a sub-unit of a member: it has facts and a status of its own, but no scores."""

    def test_it_stands_on_its_own_facts(self) -> None:
        collective = {"P": {"name": "Phòng Tổng hợp", "of": "A", "facts": ["vuot"]}}
        sheets = {"A": scored("95", facts=[])}
        assert unmet({"facts": ["vuot"]}, sheets, "P", collectives=collective) == []
        assert unmet({"facts": ["vuot"]}, sheets, "A", collectives=collective) != []

    def test_it_has_no_score_of_its_own(self) -> None:
        collective = {"P": {"name": "Phòng Tổng hợp", "of": "A"}}
        found = unmet({"min_score": "50"}, {"A": scored("95")}, "P", collectives=collective)
        assert [condition.kind for condition in found] == ["min_score"]
