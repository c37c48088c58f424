"""One year, judged: score board, counts, awards and head together, and what people still have to decide."""

from typing import Literal, NamedTuple

from thidua.records.ballots import Ballots, Meeting
from thidua.records.bloc import Bloc
from thidua.records.regulation import Regulation
from thidua.records.scores import Scores
from thidua.rules.awards import AwardResult, propose
from thidua.rules.contest import Office, rule_for
from thidua.rules.counting import Attendance, Count
from thidua.rules.eligibility import Nominee
from thidua.rules.grounds import Boxes, Grounds, boxes_of, counted, marking_on_file, uncounted
from thidua.rules.headship import HeadResult, next_head
from thidua.rules.scoring import Scoreboard
from thidua.rules.selection import Opening
from thidua.rules.year import BlocYear

PendingKind = Literal["no_vote", "tie", "revote_failed", "waits", "no_quorum", "no_head", "no_deputy"]


class Pending(NamedTuple):
    """Việc còn phải quyết định: what people must vote on or decide before the papers can be signed."""

    kind: PendingKind
    award: str | None = None
    office: Office | None = None


class Outcome(NamedTuple):
    """Kết quả của một năm; everything that the screen, the papers and `why` show is read from here."""

    grounds: Grounds
    awards: tuple[AwardResult, ...]
    head: HeadResult | None
    pending: tuple[Pending, ...]

    @property
    def year(self) -> int:
        return self.grounds.year.year

    @property
    def bloc(self) -> Bloc:
        return self.grounds.year.bloc

    @property
    def regulation(self) -> Regulation:
        return self.grounds.year.regulation

    @property
    def scores(self) -> Scores | None:
        return self.grounds.year.scores

    @property
    def ballots(self) -> Ballots | None:
        return self.grounds.year.ballots

    @property
    def meeting(self) -> Meeting | None:
        """The conference as far as it is on file; None where there is no file about it."""
        return self.ballots.conference if self.ballots is not None else None

    @property
    def nominees(self) -> tuple[Nominee, ...]:
        return self.grounds.nominees

    @property
    def board(self) -> Scoreboard | None:
        return self.grounds.board

    @property
    def attendance(self) -> Attendance:
        return self.grounds.attendance

    @property
    def counts(self) -> tuple[Count, ...]:
        return self.grounds.counts

    @property
    def pending_offices(self) -> tuple[Pending, ...]:
        """What keeps the head and the deputies from being final; a quorum only where they were voted on."""
        voted = self.head is not None and self.head.without_quorum
        return tuple(item for item in self.pending if item.office is not None or (item.kind == "no_quorum" and voted))

    def nominee(self, code: str) -> Nominee | None:
        return self.grounds.nominee(code)

    def openings(self, count: Count) -> tuple[Opening, ...]:
        """What a later round had to be about, in each way that open ties above may end."""
        return openings_of(count, self.awards, self.head)

    def award(self, code: str) -> AwardResult | None:
        return next((award for award in self.awards if award.award == code), None)


def judge_year(year: BlocYear, boxes: Boxes | None = None) -> Outcome:
    """Everything the regulation decides from the records of one year. The records have been checked.

    `boxes`: ballots that the checks have counted already.
    """
    boxes = boxes_of(year) if boxes is None else boxes
    bare = uncounted(year)
    openings: dict[int, Opening] = {}
    for _ in range(1 + len(year.contests)):
        grounds = counted(bare, boxes, openings)
        awards, head = propose(grounds), next_head(grounds)
        known = _openings(grounds, awards, head)
        if known == openings:
            break
        openings = known
    return Outcome(grounds, awards, head, _pending(grounds, awards, head))


def _openings(grounds: Grounds, awards: tuple[AwardResult, ...], head: HeadResult | None) -> dict[int, Opening]:
    """What a contest was about, where the file alone does not say how its ballots were marked or who stood.

    It follows from the rounds before it and the awards above it, so the year is judged again when it turns out
    otherwise than supposed; of several ways that things may still go, the one with the most seats counts.
    """
    found = {}
    for count in grounds.counts:
        contest = grounds.year.contests[count.contest]
        rule = rule_for(grounds.year, count.matter)
        if rule is None or (contest.round <= 1 and not rule.seats_vary):
            continue
        unnamed = contest.round > 1 and contest.nominees is None
        if marking_on_file(contest, rule) is not None and not unnamed:
            continue
        openings = openings_of(count, awards, head)
        if openings:
            found[count.contest] = max(openings, key=lambda opening: opening.seats)
    return found


def openings_of(count: Count, awards: tuple[AwardResult, ...], head: HeadResult | None) -> tuple[Opening, ...]:
    """What a later round had to be about, in each way that open ties above may end; of the first, the most seats."""
    award = next((award for award in awards if award.award == count.award), None)
    if award is not None and count.round <= 1:
        return (Opening(count.round, count.nominees, award.most, None),)
    if award is not None:
        return tuple(opening for way in award.openings for opening in way if opening.round == count.round)
    vote = head.vote_for(count.office) if head is not None and count.office is not None else None
    return tuple(opening for opening in vote.selection.openings if opening.round == count.round) if vote else ()


def _pending(grounds: Grounds, awards: tuple[AwardResult, ...], head: HeadResult | None) -> tuple[Pending, ...]:
    found = []
    if grounds.without_quorum:
        found.append(Pending("no_quorum"))
    for award in awards:
        if award.missing_vote:
            found.append(Pending("no_vote", award=award.award))
        elif award.tie is not None:
            kind: PendingKind = "tie" if award.tie.failed_round is None else "revote_failed"
            found.append(Pending(kind, award=award.award))
        elif award.waits_for:
            found.append(Pending("waits", award=award.award))
    return (*found, *(_pending_offices(head) if head is not None else ()))


def _pending_offices(head: HeadResult) -> list[Pending]:
    found = []
    if head.head is None:
        kind: PendingKind = "no_vote" if head.missing_vote else "no_head"
        if head.tie is not None:
            kind = "tie" if head.tie.failed_round is None else "revote_failed"
        found.append(Pending(kind, office="head"))
    if head.deputies_missing == 0:
        return found
    if head.deputy_waits:
        found.append(Pending("waits", office="deputy"))
    elif head.deputy_tie is not None:
        found.append(Pending("tie" if head.deputy_tie.failed_round is None else "revote_failed", office="deputy"))
    elif head.head is not None:
        found.append(Pending("no_deputy", office="deputy"))
    return found
