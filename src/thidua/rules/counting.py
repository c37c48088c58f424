"""Papers and votes → counts; counts → thresholds. Exact: integers against fractions, never floats."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from thidua.records.ballots import BLANK, DEFACED, Ballots, Contest, Invalid, Meeting, Method
from thidua.records.bloc import Bloc
from thidua.records.regulation import Base, Marking, Regulation, Threshold

Ballot = tuple[str, ...]


class ThresholdCheck(NamedTuple):
    """Đối chiếu ngưỡng phiếu: votes against a share of a named base (all in votes, papers or units).

    `needed` is the least whole number that would pass; a base of 0 is never passed.
    """

    votes: int
    base: int
    of: Base
    share: Fraction
    strict: bool
    needed: int
    clause: str | None = None

    @property
    def met(self) -> bool:
        return self.base > 0 and self.votes >= self.needed

    @property
    def missing(self) -> int:
        """How many votes were lacking; 0 when passed."""
        return max(self.needed - self.votes, 0)


class Attendance(NamedTuple):
    """Thành phần dự họp, by unit code in the order of the roster; `quorum` None where no rule asks for one."""

    members: tuple[str, ...]
    present: tuple[str, ...]
    absent: tuple[str, ...]
    written: tuple[str, ...]
    quorum: ThresholdCheck | None

    @property
    def entitled(self) -> int:
        """Voters: who is present, and who was absent but answered in writing."""
        return len(self.present) + len(self.written)


class Count(NamedTuple):
    """Kết quả kiểm phiếu of one contest (its position in the file) and round (papers; votes in roster order)."""

    contest: int
    award: str | None
    office: str | None
    method: Method
    round: int
    nominees: tuple[str, ...]
    entitled: int
    issued: int | None
    returned: int | None
    valid: int | None
    invalid: Invalid | None
    votes: tuple[tuple[str, int], ...]
    from_papers: bool

    def votes_for(self, unit: str) -> int | None:
        return dict(self.votes).get(unit)


def check_threshold(votes: int, threshold: Threshold, base: int) -> ThresholdCheck:
    """`at_least`: votes·den ≥ num·base; `more_than`: votes·den > num·base."""
    strict = threshold.at_least is None
    share = threshold.more_than if threshold.at_least is None else threshold.at_least
    share = Fraction(1) if share is None else share
    exact = share * base
    needed = exact.__floor__() + 1 if strict else exact.__ceil__()
    return ThresholdCheck(votes, base, threshold.of, share, strict, max(needed, 1), threshold.clause)


def attendance(bloc: Bloc, regulation: Regulation, meeting: Meeting, year: int) -> Attendance:
    """Who took part. `absent` alone means that the others were present; neither means that all were."""
    members = tuple(member.code for member in bloc.members_of(year))
    if meeting.present is not None:
        here = frozenset(meeting.present)
    else:
        here = frozenset(members) - frozenset(meeting.absent or ())
    present = tuple(code for code in members if code in here)
    absent = tuple(code for code in members if code not in here)
    written = tuple(code for code in members if code in meeting.written_opinions)
    rule = regulation.conference.quorum
    quorum = None if rule is None else check_threshold(len(present), rule, len(members))
    if quorum is not None and quorum.clause is None:
        quorum = quorum._replace(clause=regulation.conference.clause)
    return Attendance(members, present, absent, written, quorum)


def ballot_rule(regulation: Regulation, contest: Contest) -> Marking:
    """How papers of this contest are marked."""
    if contest.award is not None:
        award = regulation.award(contest.award)
        return award.marking if award is not None else Marking()
    head = regulation.head
    if head is None:
        return Marking(mark="choose", max_choices=1)
    if contest.office == "deputy":
        most = 2 if head.deputies is None else max(head.deputies, 1)
        return head.deputy_marking or Marking(mark="choose", max_choices=most)
    return head.marking


def count_contest(index: int, contest: Contest, rule: Marking, nominees: tuple[str, ...], present: Attendance) -> Count:
    """Totals of one contest, from its papers where they are listed, else as they were counted."""
    papers = contest.counts
    issued = papers.issued if papers is not None else None
    returned = papers.returned if papers is not None else None
    invalid = papers.invalid if papers is not None else None
    if contest.ballots is not None:
        valid, invalid, totals = count_ballots(contest.ballots, rule)
        issued = len(contest.ballots) if issued is None else issued
        returned = len(contest.ballots)
        valid_count: int | None = valid
    else:
        totals = Counter(contest.votes or {})
        valid_count = _valid(papers.valid if papers is not None else None, returned, invalid)
    return Count(
        contest=index,
        award=contest.award,
        office=contest.office,
        method=contest.method,
        round=contest.round,
        nominees=nominees,
        entitled=present.entitled,
        issued=issued,
        returned=returned,
        valid=valid_count,
        invalid=invalid,
        votes=tuple((unit, totals.get(unit, 0)) for unit in nominees),
        from_papers=contest.ballots is not None,
    )


def _valid(stated: int | None, returned: int | None, invalid: Invalid | None) -> int | None:
    if stated is not None or returned is None:
        return stated
    return returned - (invalid.total if invalid is not None else 0)


def count_ballots(papers: Sequence[Ballot], rule: Marking) -> tuple[int, Invalid, Counter[str]]:
    """Valid papers, invalid ones by kind, and votes by unit.

    Which papers are invalid is the regulation's: a blank one (`blank`), an over-marked one
    (`over_marked: invalid`), a defaced one always. Where papers choose, `[]` is blank; where they agree or
    not, it disagrees with everybody and is valid. The papers have been checked (`find_faults`).
    """
    kept: Sequence[Ballot] = papers
    too_many = 0
    most = rule.max_choices if rule.over_marked == "invalid" else None
    if most is not None and max(map(len, papers), default=0) > most:
        kept = [paper for paper in papers if len(paper) <= most]
        too_many = len(papers) - len(kept)
    votes = Counter(chain.from_iterable(kept))
    defaced, blank = votes.pop(DEFACED, 0), votes.pop(BLANK, 0)
    if rule.mark == "choose":
        blank += len(kept) - sum(map(bool, kept))
    if rule.blank == "valid":
        blank = 0
    return len(kept) - defaced - blank, Invalid(blank=blank, too_many=too_many, defaced=defaced), votes


class BallotFault(NamedTuple):
    """Phiếu có lỗi: the paper's index (from 0), what is wrong, and the index of the mark (None: the paper)."""

    paper: int
    kind: str
    mark: int | None = None


def find_faults(
    papers: Sequence[Ballot], rule: Marking, nominees: Iterable[str], named: Iterable[str] | None = None
) -> tuple[BallotFault, ...]:
    """Papers with too many choices, units that do not stand, or a unit twice.

    `named` are the units on any paper, where they are known from counting already.

    All papers are judged at once first; only when something is wrong are they gone through one by one.
    """
    allowed = frozenset(nominees) | {DEFACED, BLANK}
    most = rule.max_choices if rule.over_marked == "error" else None
    sound = (
        (most is None or max(map(len, papers), default=0) <= most)
        and sum(map(len, map(frozenset, papers))) == sum(map(len, papers))
        and frozenset(chain.from_iterable(papers) if named is None else named) <= allowed
    )
    if sound:
        return ()
    return tuple(fault for index, paper in enumerate(papers) for fault in _ballot_faults(index, paper, allowed, most))


def _ballot_faults(index: int, paper: Ballot, allowed: frozenset[str], most: int | None) -> Iterable[BallotFault]:
    if most is not None and len(paper) > most:
        yield BallotFault(index, "too_many")
    seen: set[str] = set()
    for mark, unit in enumerate(paper):
        if unit not in allowed:
            yield BallotFault(index, "unknown", mark)
        elif unit in seen:
            yield BallotFault(index, "twice", mark)
        seen.add(unit)


def base_size(of: Base, count: Count, present: Attendance) -> int | None:
    """How large a threshold's base is in one contest; None where no papers were counted."""
    match of:
        case "members":
            return len(present.members)
        case "present":
            return present.entitled
        case "issued":
            return count.issued
        case "returned":
            return count.returned
        case "valid":
            return count.valid


def all_counts(
    regulation: Regulation, ballots: Ballots, present: Attendance, nominees_of: dict[int, tuple[str, ...]]
) -> tuple[Count, ...]:
    """Every contest counted; `nominees_of` says who stood in which."""
    return tuple(
        count_contest(index, contest, ballot_rule(regulation, contest), nominees_of[index], present)
        for index, contest in enumerate(ballots.contests)
    )
