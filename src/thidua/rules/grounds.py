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
from thidua.rules.selection import Opening
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

    @property
    def without_quorum(self) -> bool:
        """Whether the conference was held by too few, so that nothing it voted on stands."""
        quorum = self.attendance.quorum
        return self.year.ballots is not None and quorum is not None and not quorum.met

    def rounds_of(self, matter: Matter) -> tuple[Count, ...]:
        """The counted contests about one award or office, by round."""
        return tuple(sorted((count for count in self.counts if count.matter == matter), key=lambda count: count.round))

    def may_stand(self, matter: Matter) -> tuple[str, ...]:
        """Who stands where no nominees are listed: everyone eligible, in the order of the roster.

        Members only; collectives stand when they are listed. For an office, the members of the year in which it is
        held whom the rules of rotation do not bar.
        """
        year = self.year
        award = year.regulation.award(matter.award) if matter.award is not None else None
        if award is not None:
            members = (nominee for nominee in self.nominees if nominee.of is None)
            return tuple(n.code for n in members if eligible(conditions(n, award, year, self.board)))
        kept_out = {skip.unit for skip in barred(year, matter)}
        return tuple(member.code for member in year.bloc.members_of(year.year + 1) if member.code not in kept_out)


def uncounted(year: BlocYear) -> Grounds:
    """Scores and attendance of a year whose records have been checked, and no contest yet."""
    return Grounds(year, nominees(year), score_year(year), attendance(year), ())


def counted(grounds: Grounds, boxes: Boxes, openings: Mapping[int, Opening]) -> Grounds:
    """The same with every contest counted.

    `openings` say what is open in a contest, by its position, where rounds before or awards above decide it and they
    are known already.
    """
    counts = tuple(
        _count(index, contest, grounds, boxes.get(index), openings.get(index))
        for index, contest in enumerate(grounds.year.contests)
    )
    return grounds._replace(counts=counts)


def boxes_of(year: BlocYear) -> Boxes:
    """Every contest whose ballots are listed and whose marking the file tells by itself, counted."""
    found = {}
    for index, contest in enumerate(year.contests):
        rule = rule_for(year, matter_of(contest))
        marking = marking_on_file(contest, rule) if rule is not None else None
        if contest.ballots is not None and marking is not None:
            found[index] = count_ballots(contest.ballots, marking)
    return found


def marking_on_file(contest: Contest, rule: ContestRule) -> Marking | None:
    """How the ballots of a contest are marked; None where the file alone does not say for how many seats who stands."""
    named = contest.nominees if contest.nominees is not None else contest.votes
    if rule.marking.mark == "approve" or rule.marking.uncontested == "choose":
        return rule.marking
    if named is None:
        return None
    sure = contest.round <= 1 and not rule.seats_vary
    if sure or len(named) <= 1 or len(named) > rule.seats:
        return marking_for(rule, len(named), rule.seats)
    return None


def _count(index: int, contest: Contest, grounds: Grounds, box: BoxCount | None, opening: Opening | None) -> Count:
    """One contest counted; as long as it is not known what is open in a later round, one seat for whom it agrees on."""
    matter = matter_of(contest)
    rule = rule_for(grounds.year, matter)
    if rule is None:
        raise KeyError(matter)
    if contest.nominees is not None:
        named = listed(grounds, contest.nominees, rule)
    elif contest.round <= 1:
        named = grounds.may_stand(matter)
    else:
        left_out = {item.unit for item in contest.left_out}
        running = opening.units if opening is not None else contest.agreed or ()
        named = tuple(unit for unit in running if unit not in left_out)
    usual = rule.seats if contest.round <= 1 else 1
    marking = marking_for(rule, len(named), usual if opening is None else opening.seats)
    return count_contest(index, contest, marking, named, grounds.attendance.entitled, box)


def barred(year: BlocYear, matter: Matter) -> tuple[Skip, ...]:
    """Who may not hold the office, with the reason of each."""
    head = year.regulation.head
    return barred_from(year, head, matter.office) if head is not None and matter.office is not None else ()


def listed(grounds: Grounds, codes: tuple[str, ...], rule: ContestRule) -> tuple[str, ...]:
    """Nominees as named, in the order of the roster of the year that counts; for an award collectives behind."""
    named = frozenset(codes)
    roster = [member.code for member in grounds.year.bloc.members_of(rule.serves)]
    others = [nominee.code for nominee in grounds.nominees if nominee.of is not None and rule.matter.award is not None]
    return tuple(code for code in dict.fromkeys((*roster, *others)) if code in named)
