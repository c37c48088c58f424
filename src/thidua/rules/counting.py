"""Ballots and votes → counts; counts → thresholds. Exact: integers against fractions, never floats."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from thidua.records.ballots import BLANK, DEFACED, Contest, Invalid, Method
from thidua.records.regulation import Base, Marking, Threshold
from thidua.rules.contest import Matter, Office, matter_of
from thidua.rules.year import BlocYear

Ballot = tuple[str, ...]


class ThresholdCheck(NamedTuple):
    """Đối chiếu ngưỡng phiếu: votes against a share of a named base (all in votes, ballots or units).

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


class UnitVotes(NamedTuple):
    """Phiếu của một đơn vị trong một vòng: its votes, held against the threshold (None: there is none)."""

    unit: str
    round: int
    votes: int
    check: ThresholdCheck | None

    @property
    def passed(self) -> bool:
        """Whether it may take a seat in this round; who has no vote at all never may."""
        return self.votes > 0 and (self.check is None or self.check.met)


class Attendance(NamedTuple):
    """Thành phần dự họp, by unit code in the order of the roster; `quorum` None where no rule asks for one.

    `recorded`: somebody wrote down who came. Where nobody did, arithmetic takes everybody as present, and nothing that
    is shown or printed may say so.
    """

    members: tuple[str, ...]
    present: tuple[str, ...]
    absent: tuple[str, ...]
    written: tuple[str, ...]
    quorum: ThresholdCheck | None
    recorded: bool

    @property
    def entitled(self) -> int:
        """Voters: who is present, and who was absent but answered in writing."""
        return len(self.present) + len(self.written)


class Count(NamedTuple):
    """Kết quả kiểm phiếu of one contest (its position in the file) and round (ballots; votes in roster order).

    `nominees` who stood; `left_out` who might have stood again and did not; `agreed` by consensus, in the order agreed.
    """

    contest: int
    matter: Matter
    method: Method
    round: int
    nominees: tuple[str, ...]
    left_out: tuple[str, ...]
    marking: Marking
    entitled: int
    issued: int | None
    returned: int | None
    valid: int | None
    invalid: Invalid | None
    votes: tuple[tuple[str, int], ...]
    agreed: tuple[str, ...]
    from_ballots: bool

    @property
    def award(self) -> str | None:
        return self.matter.award

    @property
    def office(self) -> Office | None:
        return self.matter.office

    def votes_for(self, unit: str) -> int | None:
        return dict(self.votes).get(unit)


class BoxCount(NamedTuple):
    """Phiếu trong hòm: what the ballots of one contest come to when they are marked in this way."""

    marking: Marking
    valid: int
    invalid: Invalid
    votes: Mapping[str, int]


def check_threshold(votes: int, threshold: Threshold, base: int) -> ThresholdCheck:
    """`at_least`: votes·den ≥ num·base; `more_than`: votes·den > num·base."""
    strict = threshold.at_least is None
    share = threshold.more_than if threshold.at_least is None else threshold.at_least
    if share is None:
        raise ValueError(threshold)
    exact = share * base
    needed = exact.__floor__() + 1 if strict else exact.__ceil__()
    return ThresholdCheck(votes, base, threshold.of, share, strict, max(needed, 1), threshold.clause)


def attendance(year: BlocYear) -> Attendance:
    """Who took part, and whether they were enough by the regulation, which has been checked."""
    found = took_part(year)
    rule = year.regulation.conference.quorum
    quorum = None if rule is None else check_threshold(len(found.present), rule, len(found.members))
    if quorum is not None and quorum.clause is None:
        quorum = quorum._replace(clause=year.regulation.conference.clause)
    return found._replace(quorum=quorum)


def took_part(year: BlocYear) -> Attendance:
    """Who took part, whatever was asked for. `absent` alone: the others were present; neither: all were."""
    meeting = year.meeting
    members = tuple(member.code for member in year.members)
    if meeting.present is not None:
        here = frozenset(meeting.present)
    else:
        here = frozenset(members) - frozenset(meeting.absent or ())
    present = tuple(code for code in members if code in here)
    absent = tuple(code for code in members if code not in here)
    written = tuple(code for code in members if code in meeting.written_opinions)
    recorded = meeting.present is not None or meeting.absent is not None
    return Attendance(members, present, absent, written, None, recorded)


def count_contest(
    index: int, contest: Contest, marking: Marking, nominees: tuple[str, ...], entitled: int, box: BoxCount | None
) -> Count:
    """Totals of one contest, from its ballots where they are listed (`box`), else as they were counted.

    How many were issued no ballot tells: that is known only where it is written.
    """
    counts = contest.counts
    issued = counts.issued if counts is not None else None
    returned = counts.returned if counts is not None else None
    invalid = counts.invalid if counts is not None else None
    if contest.ballots is not None:
        if box is None or box.marking != marking:
            box = count_ballots(contest.ballots, marking)
        returned = len(contest.ballots)
        valid: int | None = box.valid
        invalid = box.invalid
        totals = box.votes
    else:
        totals = contest.votes or {}
        valid = _valid(counts.valid if counts is not None else None, returned, invalid)
    return Count(
        contest=index,
        matter=matter_of(contest),
        method=contest.method,
        round=contest.round,
        nominees=nominees,
        left_out=tuple(item.unit for item in contest.left_out),
        marking=marking,
        entitled=entitled,
        issued=issued,
        returned=returned,
        valid=valid,
        invalid=invalid,
        votes=tuple((unit, totals.get(unit, 0)) for unit in nominees) if contest.method != "consensus" else (),
        agreed=contest.agreed or (),
        from_ballots=contest.ballots is not None,
    )


def _valid(stated: int | None, returned: int | None, invalid: Invalid | None) -> int | None:
    if stated is not None or returned is None:
        return stated
    return returned - (invalid.total if invalid is not None else 0)


def count_ballots(ballots: Sequence[Ballot], marking: Marking) -> BoxCount:
    """Valid ballots, invalid ones by kind, and votes by unit.

    Which ballots are invalid is the regulation's: a blank one (`blank`), an over-marked one
    (`over_marked: invalid`), a defaced one always. Where ballots choose, `[]` is blank; where they agree or
    not, it disagrees with everybody and is valid. Faults in them are found by `find_faults`.
    """
    kept: Sequence[Ballot] = ballots
    sizes = Counter(map(len, ballots))
    too_many = 0
    most = marking.max_choices if marking.over_marked == "invalid" else None
    if most is not None and max(sizes, default=0) > most:
        kept = [ballot for ballot in ballots if len(ballot) <= most]
        too_many = len(ballots) - len(kept)
    votes = Counter(chain.from_iterable(kept))
    defaced, blank = votes.pop(DEFACED, 0), votes.pop(BLANK, 0)
    if marking.mark == "choose":
        blank += sizes[0]
    if marking.blank == "valid":
        blank = 0
    invalid = Invalid(blank=blank, too_many=too_many, defaced=defaced)
    return BoxCount(marking, len(kept) - defaced - blank, invalid, votes)


class BallotFault(NamedTuple):
    """Phiếu có lỗi: the ballot's index (from 0), what is wrong, and the index of the mark (None: the ballot)."""

    ballot: int
    kind: str
    mark: int | None = None


def find_faults(
    ballots: Sequence[Ballot], marking: Marking, nominees: Iterable[str], named: Iterable[str] | None = None
) -> tuple[BallotFault, ...]:
    """Ballots with too many choices, units that do not stand, or a unit twice.

    `named` are the units on any ballot, where they are known from counting already.

    All ballots are judged at once first; only when something is wrong are they gone through one by one.
    """
    allowed = frozenset(nominees) | {DEFACED, BLANK}
    most = marking.max_choices if marking.over_marked == "error" else None
    sizes = Counter(map(len, ballots))
    sound = (
        (most is None or max(sizes, default=0) <= most)
        and sum(map(len, map(frozenset, ballots))) == sum(size * many for size, many in sizes.items())
        and frozenset(chain.from_iterable(ballots) if named is None else named) <= allowed
    )
    if sound:
        return ()
    return tuple(
        fault for index, ballot in enumerate(ballots) for fault in _ballot_faults(index, ballot, allowed, most)
    )


def _ballot_faults(index: int, ballot: Ballot, allowed: frozenset[str], most: int | None) -> Iterable[BallotFault]:
    if most is not None and len(ballot) > most:
        yield BallotFault(index, "too_many")
    seen: set[str] = set()
    for mark, unit in enumerate(ballot):
        if unit not in allowed:
            yield BallotFault(index, "unknown", mark)
        elif unit in seen:
            yield BallotFault(index, "twice", mark)
        seen.add(unit)


def base_size(of: Base, count: Count, present: Attendance) -> int:
    """How large a threshold's base is in one contest; the checks let no base through that was not counted."""
    match of:
        case "members":
            return len(present.members)
        case "present":
            return present.entitled
        case "issued":
            found = count.issued
        case "returned":
            found = count.returned
        case "valid":
            found = count.valid
    if found is None:
        raise ValueError(of)
    return found


def unit_votes(count: Count, passes: Threshold | None, present: Attendance) -> tuple[UnitVotes, ...]:
    """Everybody's votes in one round, held against the threshold; nothing where it only agreed, or nobody stood."""
    if count.method == "consensus" or not count.votes:
        return ()
    base = None if passes is None else base_size(passes.of, count, present)
    return tuple(
        UnitVotes(
            unit, count.round, votes, check_threshold(votes, passes, base) if passes and base is not None else None
        )
        for unit, votes in count.votes
    )
