"""Cơ sở bình xét: what every award and office is judged from, each computed once for the year."""

from collections.abc import Mapping
from typing import NamedTuple

from thidua.records.ballots import Contest
from thidua.records.regulation import Marking
from thidua.rules.contest import ContestRule, Matter, marking_for, matter_of, rule_for
from thidua.rules.counting import Attendance, BoxCount, Count, attendance, count_ballots, count_contest
from thidua.rules.eligibility import Nominee, conditions, eligible, nominees
from thidua.rules.rotation import Skip, barred_from
from thidua.rules.scoring import Scoreboard, score_year
from thidua.rules.year import BlocYear

Boxes = Mapping[int, BoxCount]
"""Ballots already counted, by the contest's position in the file."""


class Grounds(NamedTuple):
    """Cơ sở bình xét: the year, who may be nominated, the score board, who took part, and every contest counted."""

    year: BlocYear
    nominees: tuple[Nominee, ...]
    board: Scoreboard | None
    attendance: Attendance
    counts: tuple[Count, ...]

    def nominee(self, code: str) -> Nominee | None:
        return next((nominee for nominee in self.nominees if nominee.code == code), None)

    def rounds_of(self, matter: Matter) -> tuple[Count, ...]:
        """The counted contests about one award or office, by round."""
        return tuple(sorted((count for count in self.counts if count.matter == matter), key=lambda count: count.round))

    def may_stand(self, matter: Matter) -> tuple[str, ...]:
        """Who may be put to the vote without being named: see `may_stand`."""
        return may_stand(self.year, self.nominees, self.board, matter)


def grounds_of(year: BlocYear, boxes: Boxes) -> Grounds:
    """Scores, attendance and counts of a year whose records have been checked."""
    board = score_year(year)
    standing = nominees(year)
    present = attendance(year)
    counts = tuple(
        _count(index, contest, year, standing, board, present, boxes) for index, contest in enumerate(year.contests)
    )
    return Grounds(year, standing, board, present, counts)


def boxes_of(year: BlocYear) -> Boxes:
    """Every contest whose ballots are listed, counted."""
    found = {}
    for index, contest in enumerate(year.contests):
        rule = rule_for(year, matter_of(contest))
        if contest.ballots is not None and rule is not None:
            found[index] = count_ballots(contest.ballots, marking_on_file(year, contest, rule))
    return found


def marking_on_file(year: BlocYear, contest: Contest, rule: ContestRule) -> Marking:
    """How the ballots of a contest are marked, as far as the file itself says who stands."""
    named = contest.nominees if contest.nominees is not None else contest.votes
    if named is None:
        return rule.marking
    return marking_for(rule, len(named), _at_first(year, contest, None) or len(named))


def _count(
    index: int,
    contest: Contest,
    year: BlocYear,
    standing: tuple[Nominee, ...],
    board: Scoreboard | None,
    present: Attendance,
    boxes: Boxes,
) -> Count:
    rule = rule_for(year, matter_of(contest))
    if rule is None:
        raise KeyError(matter_of(contest))
    usual = may_stand(year, standing, board, matter_of(contest))
    named = usual if contest.nominees is None else listed(year, standing, contest.nominees, rule)
    marking = marking_for(rule, len(named), _at_first(year, contest, len(usual)) or len(named))
    return count_contest(index, contest, marking, named, present.entitled, boxes.get(index))


def _at_first(year: BlocYear, contest: Contest, usual: int | None) -> int | None:
    """How many stood in the first round, without those who left in between; None where nobody listed them."""
    rounds = [other for other in year.contests if matter_of(other) == matter_of(contest)]
    first = next((other for other in rounds if other.round == 1), contest)
    gone = sum(len(other.left_out) for other in rounds if other.round <= contest.round)
    number = usual if first.nominees is None else len(first.nominees)
    return None if number is None else number - gone


def may_stand(
    year: BlocYear, standing: tuple[Nominee, ...], board: Scoreboard | None, matter: Matter
) -> tuple[str, ...]:
    """Who stands where no nominees are listed: everyone eligible, in the order of the roster.

    Members only; collectives stand when they are listed. For an office, the members of the year in which it is
    held whom the rules of rotation do not bar.
    """
    award = year.regulation.award(matter.award) if matter.award is not None else None
    if award is not None:
        return tuple(n.code for n in standing if n.of is None and eligible(conditions(n, award, year, board)))
    if matter.office is None:
        return ()
    kept_out = {skip.unit for skip in barred(year, matter)}
    return tuple(member.code for member in year.bloc.members_of(year.year + 1) if member.code not in kept_out)


def barred(year: BlocYear, matter: Matter) -> tuple[Skip, ...]:
    """Who may not hold the office, with the reason of each."""
    head = year.regulation.head
    return barred_from(year, head, matter.office) if head is not None and matter.office is not None else ()


def listed(year: BlocYear, standing: tuple[Nominee, ...], codes: tuple[str, ...], rule: ContestRule) -> tuple[str, ...]:
    """Nominees as named, in the order of the roster of the year that counts; for an award collectives behind."""
    named = frozenset(codes)
    roster = [member.code for member in year.bloc.members_of(rule.serves)]
    others = [nominee.code for nominee in standing if nominee.of is not None and rule.matter.award is not None]
    return tuple(code for code in dict.fromkeys((*roster, *others)) if code in named)
