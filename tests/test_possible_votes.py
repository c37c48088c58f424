"""Counts that can be, votes that somebody could lose, and what an empty paper means: award, head and deputies alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from nine_units import (
    HISTORY,
    award_of,
    codes,
    conference,
    evaluated,
    head_of,
    held,
    listed,
    outcome_of,
    pending,
    reminders,
)
from thidua.papers.contests import count_words
from thidua.terminal.tally import count_line

AWARD = "awards:\n  - {code: co, name: Cờ thi đua, quota: 1, passes: {more_than: 1/2, of: valid}, ballot: {%s}}\n"
HEAD = "head:\n  method: election\n  passes: {more_than: 1/2, of: valid}\n"
DEPUTY = HEAD + "  deputies: 1\n  deputy_from: election\n"
ELECTED = held("office: head", "U1: 6, U2: 3")

CHOOSE = {
    "award": (AWARD % "mark: choose, max_choices: 1", "award: co", ()),
    "head": (HEAD, "office: head", ()),
    "deputy": (DEPUTY, "office: deputy", (ELECTED,)),
}


class TestVotesThatCannotBe:
    """Where blanks are invalid, a valid paper carries at least one mark: choose 1, valid 6, sum 5 is impossible."""

    @pytest.mark.parametrize("matter", CHOOSE)
    @pytest.mark.parametrize(
        ("votes", "expected"),
        [("U4: 3, U5: 2", ["TD504"]), ("U4: 4, U5: 2", []), ("U4: 4, U5: 3", ["TD504"]), ("U4: 0, U5: 0", ["TD504"])],
    )
    def test_choosing_one(self, matter: str, votes: str, expected: list[str], tmp_path: Path) -> None:
        rule, what, before = CHOOSE[matter]
        found = evaluated(tmp_path, rule, conference(*before, held(what, votes, valid=6, blank=3)))
        assert codes(found) == expected
        assert [problem.place.route for problem in found.problems] == [("contests", len(before), "votes")] * len(
            expected
        )

    @pytest.mark.parametrize(
        ("votes", "expected"),
        [
            ("U1: 4, U2: 1, U3: 0", ["TD504"]),
            ("U1: 4, U2: 2, U3: 0", []),
            ("U1: 6, U2: 5, U3: 1", []),
            ("U1: 6, U2: 6, U3: 1", ["TD504"]),
        ],
    )
    def test_choosing_up_to_two_has_both_bounds(self, votes: str, expected: list[str], tmp_path: Path) -> None:
        rule = AWARD % "mark: choose, max_choices: 2"
        found = evaluated(tmp_path, rule, conference(held("award: co", votes, valid=6, blank=3)))
        assert codes(found) == expected

    def test_agreeing_or_not_has_no_lower_bound(self, tmp_path: Path) -> None:
        contest = held("award: co", "U1: 0, U2: 0, U3: 0", valid=6, blank=3)
        assert codes(evaluated(tmp_path, AWARD % "mark: approve", conference(contest))) == []

    def test_nor_has_choosing_where_a_blank_paper_is_valid(self, tmp_path: Path) -> None:
        rule = AWARD % "mark: choose, max_choices: 1, blank: valid"
        assert codes(evaluated(tmp_path, rule, conference(held("award: co", "U1: 3, U2: 1")))) == []

    def test_no_unit_has_more_than_the_valid_papers(self, tmp_path: Path) -> None:
        contest = held("award: co", "U1: 7, U2: 0", valid=6, blank=3)
        assert codes(evaluated(tmp_path, AWARD % "mark: approve", conference(contest))) == ["TD503"]


class TestDeputiesAreAnOfficeLikeTheHead:
    """Both `at_least` and `more_than`, neither, 0 %, 150 % are errors for every threshold in the file."""

    @pytest.mark.parametrize("key", ["passes", "deputy_passes"])
    @pytest.mark.parametrize(
        ("threshold", "code", "route"),
        [
            ("{at_least: 2/3, more_than: 1/2, of: members}", "TD207", ()),
            ("{of: members}", "TD207", ()),
            ("{at_least: 0%, of: members}", "TD602", ("at_least",)),
            ("{at_least: 150%, of: members}", "TD602", ("at_least",)),
            ("{more_than: 100%, of: members}", "TD602", ("more_than",)),
        ],
    )
    def test_a_threshold_that_cannot_be(
        self, key: str, threshold: str, code: str, route: tuple[str, ...], tmp_path: Path
    ) -> None:
        rule = f"head:\n  method: election\n  deputies: 1\n  deputy_from: election\n  {key}: {threshold}\n"
        found = evaluated(tmp_path, rule + ("  passes: none\n" if key != "passes" else ""))
        assert codes(found) == [code]
        assert found.problems[0].place.route == ("head", key, *route)

    @pytest.mark.parametrize("base", ["issued", "returned", "valid"])
    def test_hands_have_no_papers_to_count(self, base: str, tmp_path: Path) -> None:
        hands = "  - {office: deputy, method: show_of_hands, nominees: [U2, U3], votes: {U2: 5, U3: 4}}\n"
        rule = DEPUTY + f"  deputy_passes: {{more_than: 1/2, of: {base}}}\n"
        found = evaluated(tmp_path, rule, conference(ELECTED, hands))
        assert codes(found) == ["TD510"]
        assert [one.place.route for one in found.problems[0].related] == [("head", "deputy_passes", "of")]

    @pytest.mark.parametrize(
        ("own", "limit"),
        [
            ("", ("head", "deputies")),
            ("  deputy_ballot: {mark: choose, max_choices: 1}\n", ("head", "deputy_ballot", "max_choices")),
        ],
        ids=["by_the_seats", "by_its_own_ballot"],
    )
    def test_a_paper_that_marks_too_many_leads_to_its_limit(
        self, own: str, limit: tuple[str, ...], tmp_path: Path
    ) -> None:
        contest = listed("office: deputy", "U2, U3", "[U2, U3], [U2], [U3]")
        found = evaluated(tmp_path, DEPUTY + own, conference(ELECTED, contest))
        assert codes(found) == ["TD502"]
        assert found.problems[0].place.route == ("contests", 1, "ballots", 0)
        assert [one.place.route for one in found.problems[0].related] == [limit]

    def test_or_is_invalid_where_the_regulation_says_so(self, tmp_path: Path) -> None:
        rule = DEPUTY + "  deputy_ballot: {mark: choose, max_choices: 1, over_marked: invalid}\n"
        found = evaluated(
            tmp_path, rule, conference(ELECTED, listed("office: deputy", "U2, U3", "[U2, U3], [U2], [U2], [U3]"))
        )
        assert outcome_of(found).counts[1].valid == 3
        assert head_of(found).deputies == ("U2",)

    def test_a_tie_for_head_leaves_the_deputy_open_when_one_of_the_tied_may_become_it(self, tmp_path: Path) -> None:
        rule = DEPUTY.replace("more_than: 1/2", "at_least: 4/9")
        tie = held("office: head", "U1: 4, U2: 4, U3: 1")
        concerned = evaluated(tmp_path / "a", rule, conference(tie, held("office: deputy", "U2: 6, U3: 3")))
        assert pending(concerned) == ["tie", "waits"]
        apart = evaluated(tmp_path / "b", rule, conference(tie, held("office: deputy", "U4: 6, U3: 3")))
        assert (pending(apart), head_of(apart).deputies) == (["tie"], ("U4",))


class TestAVoteThatSomebodyCouldLose:
    """With as many nominees as seats the ballot is agree / disagree, and the base counts those who said no."""

    THREE_OF_EIGHT = listed("office: head", "U1", "[U1], [U1], [U1], [], [], [], [], []")

    def test_three_marks_and_five_empty_papers_do_not_elect(self, tmp_path: Path) -> None:
        found = evaluated(tmp_path, HEAD, conference(self.THREE_OF_EIGHT))
        assert (head_of(found).head, pending(found)) == (None, ["no_head"])
        (count,) = outcome_of(found).counts
        assert (count.valid, count.marking.mark) == (8, "approve")

    def test_the_regulation_may_want_it_otherwise(self, tmp_path: Path) -> None:
        rule = HEAD + "  ballot: {mark: choose, max_choices: 1, uncontested: choose}\n"
        found = evaluated(tmp_path, rule, conference(self.THREE_OF_EIGHT))
        assert (head_of(found).head, outcome_of(found).counts[0].valid) == ("U1", 3)

    def test_totals_may_stay_below_the_valid_papers(self, tmp_path: Path) -> None:
        found = evaluated(tmp_path, HEAD, conference(held("office: head", "U1: 5")))
        assert head_of(found).head == "U1"

    def test_as_many_deputies_as_seats(self, tmp_path: Path) -> None:
        rule = DEPUTY.replace("deputies: 1", "deputies: 2")
        papers = "[U2, U3], [U2, U3], [U2, U3], [U2], [U2], [], [], [], []"
        found = evaluated(tmp_path / "a", rule, conference(ELECTED, listed("office: deputy", "U2, U3", papers)))
        assert (head_of(found).deputies, outcome_of(found).counts[1].valid) == (("U2",), 9)
        contested = evaluated(tmp_path / "b", rule, conference(ELECTED, listed("office: deputy", "U2, U3, U4", papers)))
        assert (head_of(contested).deputies, outcome_of(contested).counts[1].valid) == (("U2", "U3"), 5)

    def test_as_many_for_an_award_as_there_are_places(self, tmp_path: Path) -> None:
        rule = (AWARD % "mark: choose, max_choices: 2").replace("quota: 1", "quota: 2")
        contest = listed("award: co", "U1, U2", "[U1, U2], [U1], [U1], [], [], [], []")
        found = evaluated(tmp_path, rule, conference(contest))
        assert (award_of(found).proposed, outcome_of(found).counts[0].valid) == ((), 7)


class TestABlankPaperHasOneNotation:
    """`blank`; `[]` on agree-or-not papers is a valid no to all, and the difference may flip an award."""

    PAPERS = "[U1], [U1], [U2], {0}, {0}"

    def test_a_no_to_all_is_valid(self, tmp_path: Path) -> None:
        contest = listed("award: co", "U1, U2", self.PAPERS.format("[]"))
        found = evaluated(tmp_path, AWARD % "mark: approve", conference(contest))
        assert (outcome_of(found).counts[0].valid, award_of(found).proposed, reminders(found)) == (5, (), [])

    def test_a_blank_one_is_not(self, tmp_path: Path) -> None:
        contest = listed("award: co", "U1, U2", self.PAPERS.format("blank"))
        found = evaluated(tmp_path, AWARD % "mark: approve", conference(contest))
        (count,) = outcome_of(found).counts
        assert (count.valid, count.invalid and count.invalid.blank, award_of(found).proposed) == (3, 2, ("U1",))

    def test_where_the_regulation_counts_blank_papers_both_are_valid(self, tmp_path: Path) -> None:
        for number, mark in enumerate(("[]", "blank")):
            contest = listed("award: co", "U1, U2", self.PAPERS.format(mark))
            found = evaluated(tmp_path / str(number), AWARD % "mark: approve, blank: valid", conference(contest))
            assert (outcome_of(found).counts[0].valid, award_of(found).proposed) == (5, ())

    @pytest.mark.parametrize("matter", CHOOSE)
    def test_on_a_paper_that_chooses_an_empty_list_is_blank_and_a_reminder(self, matter: str, tmp_path: Path) -> None:
        rule, what, before = CHOOSE[matter]
        written = {}
        for mark in ("[]", "blank"):
            contest = listed(what, "U4, U5", f"[U4], [U4], [U5], {mark}")
            found = evaluated(tmp_path / mark.strip("[]"), rule, conference(*before, contest))
            written[mark] = (outcome_of(found).counts[-1].valid, reminders(found))
        assert written == {"[]": (3, ["TD514"]), "blank": (3, [])}


class TestTotalsAreHeldToWhatPapersAreHeldTo:
    """Whatever a paper listed one by one may not be, papers counted in a total may not be either."""

    BLANK = "papers: {issued: 9, returned: 9, valid: 5, invalid: {blank: 4}}"
    OVER = "papers: {issued: 9, returned: 9, valid: 5, invalid: {too_many: 4}}"

    @staticmethod
    def totals(what: str, papers: str, votes: str = "U4: 3, U5: 2, U6: 0") -> str:
        return f"  - {what}\n    nominees: [U4, U5, U6]\n    {papers}\n    votes: {{{votes}}}\n"

    @pytest.mark.parametrize("mark", ["mark: choose, max_choices: 1", "mark: approve"])
    @pytest.mark.parametrize("matter", ["award", "head", "deputy"])
    def test_no_blank_paper_is_invalid_where_blank_ones_are_valid(self, matter: str, mark: str, tmp_path: Path) -> None:
        """3 of 9 is no majority; with the blanks set aside it was 3 of 5."""
        _, what, before = CHOOSE[matter]
        key = {"head": "  ballot", "deputy": "  deputy_ballot"}.get(matter, "")
        rules = {
            "valid": AWARD % f"{mark}, blank: valid" if not key else f"{DEPUTY}{key}: {{{mark}, blank: valid}}\n",
            "invalid": AWARD % f"{mark}, blank: invalid" if not key else f"{DEPUTY}{key}: {{{mark}, blank: invalid}}\n",
        }
        year = conference(*before, self.totals(what, self.BLANK))
        found = evaluated(tmp_path / "a", rules["valid"], year)
        assert codes(found) == ["TD501"]
        route = ("contests", len(before), "papers", "invalid", "blank")
        assert found.problems[0].place.route == route
        assert found.problems[0].hint == "bỏ blank, ghi valid: 9"
        assert codes(evaluated(tmp_path / "b", rules["invalid"], year)) == []

    @pytest.mark.parametrize(
        ("ballot", "expected"),
        [
            ("mark: approve", ["TD501"]),
            ("mark: approve, max_choices: 3", ["TD501"]),
            ("mark: approve, max_choices: 2", ["TD502"]),
            ("mark: approve, max_choices: 2, over_marked: invalid", []),
            ("mark: choose, max_choices: 1", ["TD502"]),
            ("mark: choose, max_choices: 1, over_marked: invalid", []),
            ("mark: choose, max_choices: 3, over_marked: invalid", ["TD501"]),
        ],
    )
    def test_papers_with_too_many(self, ballot: str, expected: list[str], tmp_path: Path) -> None:
        year = conference(self.totals("award: co", self.OVER))
        found = evaluated(tmp_path, AWARD % ballot, year)
        assert codes(found) == expected
        assert all(one.place.route[-1] == "too_many" for one in found.problems)

    @pytest.mark.parametrize(("matter", "key"), [("head", "ballot"), ("deputy", "deputy_ballot")])
    def test_what_to_write_for_an_office_is_whole(self, matter: str, key: str, tmp_path: Path) -> None:
        """`ballot: {over_marked: invalid}` alone would turn choosing into agreeing or not."""
        rule, what, before = CHOOSE[matter]
        year = conference(*before, self.totals(what, self.OVER))
        found = evaluated(tmp_path / "a", rule, year)
        assert codes(found) == ["TD502"]
        line = f"{key}: {{mark: choose, max_choices: 1, over_marked: invalid}}"
        assert found.problems[0].hint.endswith(line)
        assert codes(evaluated(tmp_path / "b", f"{rule}  {line}\n", year)) == []


class TestHowManyWereIssued:
    """Of papers listed one by one nobody knows how many were handed out."""

    SIX = "[U4], [U4], [U4], [U4], [U5], [U5]"

    def test_a_share_of_them_asks_for_their_number(self, tmp_path: Path) -> None:
        """4 of the 6 that came back are a majority; of 9 issued they are none."""
        rule = AWARD.replace("of: valid", "of: issued") % "mark: choose, max_choices: 1"
        year = conference(listed("award: co", "U4, U5", self.SIX))
        found = evaluated(tmp_path / "a", rule, year)
        assert codes(found) == ["TD510"]
        assert found.problems[0].place.route == ("contests", 0)
        assert found.problems[0].hint == "thêm papers: {issued: SỐ_PHIẾU, returned: 6}"
        year = year.replace("    ballots", "    papers: {issued: 9, returned: 6}\n    ballots")
        assert award_of(evaluated(tmp_path / "b", rule, year)).proposed == ()

    @pytest.mark.parametrize("base", ["members", "present", "returned", "valid"])
    def test_another_base_does_not(self, base: str, tmp_path: Path) -> None:
        rule = AWARD.replace("of: valid", f"of: {base}") % "mark: choose, max_choices: 1"
        year = conference(listed("award: co", "U4, U5", self.SIX))
        assert codes(evaluated(tmp_path, rule, year)) == []

    def test_nothing_says_a_number_that_nobody_wrote(self, tmp_path: Path) -> None:
        year = conference(listed("award: co", "U4, U5", self.SIX))
        (count,) = outcome_of(evaluated(tmp_path, AWARD % "mark: choose, max_choices: 1", year)).counts
        assert (count.issued, count.returned, count.valid) == (None, 6, 6)
        assert count_line(count) == "Bỏ phiếu kín: thu về 6, hợp lệ 6, không hợp lệ 0 phiếu."
        assert count_words(count) == "bỏ phiếu kín; thu về 06 phiếu, hợp lệ 06 phiếu, không hợp lệ 0 phiếu"


class TestMoreMarksThanCanBe:
    """TD504 says what was counted, and points at a limit that somebody wrote."""

    @pytest.mark.parametrize(
        ("head", "more", "limit"),
        [
            ("", "", []),
            ("  ballot: {mark: choose, max_choices: 1}\n", "", [("head", "ballot", "max_choices")]),
        ],
        ids=["by_default", "written"],
    )
    def test_hands_for_head(self, head: str, more: str, limit: list[tuple[str, ...]], tmp_path: Path) -> None:
        rule = HEAD.replace("of: valid", "of: present") + head
        hands = "  - {office: head, method: show_of_hands, nominees: [U1, U2], votes: {U1: 6, U2: 4}}\n"
        found = evaluated(tmp_path, rule, conference(hands), more=HISTORY + more)
        assert codes(found) == ["TD504"]
        assert "9 đơn vị biểu quyết × 1" in found.problems[0].message
        assert [one.place.route for one in found.problems[0].related] == limit

    @pytest.mark.parametrize(
        ("own", "more", "file", "route"),
        [
            ("  deputies: 1\n", "", "2023/regulation.yaml", ("head", "deputies")),
            ("", "rotation: {deputies: 1}\n", "bloc.yaml", ("rotation", "deputies")),
        ],
    )
    def test_papers_for_deputies(self, own: str, more: str, file: str, route: tuple[str, ...], tmp_path: Path) -> None:
        rule = f"{HEAD}{own}  deputy_from: election\n"
        year = conference(ELECTED, held("office: deputy", "U2: 6, U3: 4"))
        found = evaluated(tmp_path, rule, year, more=HISTORY + more)
        assert codes(found) == ["TD504"]
        assert "9 phiếu hợp lệ × 1" in found.problems[0].message
        (related,) = found.problems[0].related
        assert related.place.file.endswith(file)
        assert related.place.route == route
