"""One year, judged: score board, counts, awards and head together, and what people still have to decide."""

from typing import Literal, NamedTuple

from thidua.records.ballots import Ballots, Meeting
from thidua.records.bloc import Bloc
from thidua.records.regulation import Regulation
from thidua.records.scores import Scores
from thidua.rules.awards import AwardResult, Field, propose
from thidua.rules.counting import Attendance, Count, all_counts, attendance
from thidua.rules.eligibility import Nominee, conditions, eligible, nominees
from thidua.rules.rotation import HeadResult, Skip, next_head, rotation_order
from thidua.rules.scoring import Scoreboard, score_year

PendingKind = Literal["no_vote", "tie", "waits", "no_quorum", "no_head", "no_deputy"]


class Pending(NamedTuple):
    """Việc còn phải quyết định: what people must vote on or decide before the papers can be signed."""

    kind: PendingKind
    award: str | None = None
    office: str | None = None


class Outcome(NamedTuple):
    """Kết quả của một năm; everything that the screen, the papers and `why` show is read from here."""

    year: int
    bloc: Bloc
    regulation: Regulation
    scores: Scores | None
    ballots: Ballots | None
    nominees: tuple[Nominee, ...]
    board: Scoreboard | None
    attendance: Attendance
    counts: tuple[Count, ...]
    awards: tuple[AwardResult, ...]
    head: HeadResult | None
    pending: tuple[Pending, ...]

    def nominee(self, code: str) -> Nominee | None:
        return next((nominee for nominee in self.nominees if nominee.code == code), None)

    def award(self, code: str) -> AwardResult | None:
        return next((award for award in self.awards if award.award == code), None)


def judge_year(
    bloc: Bloc, regulation: Regulation, scores: Scores | None, ballots: Ballots | None, year: int
) -> Outcome:
    """Everything the regulation decides from the records of one year. The records have been checked."""
    board = score_year(bloc, regulation, scores, year) if scores is not None else None
    return judge_with_board(bloc, regulation, scores, ballots, board, year)


def judge_with_board(
    bloc: Bloc,
    regulation: Regulation,
    scores: Scores | None,
    ballots: Ballots | None,
    board: Scoreboard | None,
    year: int,
) -> Outcome:
    """The same, with the score board already at hand."""
    standing = nominees(bloc, scores, year)
    present = attendance(bloc, regulation, ballots.conference if ballots is not None else Meeting(), year)
    counts: tuple[Count, ...] = ()
    if ballots is not None:
        running = nominees_by_contest(bloc, regulation, scores, ballots, board, year)
        counts = all_counts(regulation, ballots, present, running)
    field = Field(
        bloc=bloc,
        regulation=regulation,
        year=year,
        nominees=standing,
        board=board,
        attendance=present,
        counts=counts,
        agreed=_agreed(ballots),
        decisions=ballots.decisions if ballots is not None else (),
    )
    awards = propose(field)
    head = next_head(bloc, regulation, scores, ballots, counts, present, year)
    return Outcome(
        year=year,
        bloc=bloc,
        regulation=regulation,
        scores=scores,
        ballots=ballots,
        nominees=standing,
        board=board,
        attendance=present,
        counts=counts,
        awards=awards,
        head=head,
        pending=_pending(present, ballots, awards, head),
    )


def field_of(outcome: Outcome) -> Field:
    """What the awards of an outcome were judged from."""
    ballots = outcome.ballots
    return Field(
        bloc=outcome.bloc,
        regulation=outcome.regulation,
        year=outcome.year,
        nominees=outcome.nominees,
        board=outcome.board,
        attendance=outcome.attendance,
        counts=outcome.counts,
        agreed=_agreed(ballots),
        decisions=ballots.decisions if ballots is not None else (),
    )


def _agreed(ballots: Ballots | None) -> dict[int, tuple[str, ...]]:
    contests = ballots.contests if ballots is not None else ()
    return {index: contest.agreed or () for index, contest in enumerate(contests)}


def nominees_by_contest(
    bloc: Bloc,
    regulation: Regulation,
    scores: Scores | None,
    ballots: Ballots,
    board: Scoreboard | None,
    year: int,
) -> dict[int, tuple[str, ...]]:
    """Who stands in each contest: as listed, else everyone eligible, in the order of the roster.

    Members only by default; collectives stand when they are listed. For an office, everyone who is
    not barred by the rules of rotation.
    """
    standing = nominees(bloc, scores, year)
    result: dict[int, tuple[str, ...]] = {}
    for index, contest in enumerate(ballots.contests):
        if contest.nominees is not None:
            listed = frozenset(contest.nominees)
            result[index] = tuple(n.code for n in standing if n.code in listed)
            continue
        award = regulation.award(contest.award) if contest.award is not None else None
        if award is not None:
            result[index] = tuple(
                n.code
                for n in standing
                if n.of is None and eligible(conditions(n, award, regulation, board, bloc, year))
            )
            continue
        barred = barred_from_office(bloc, regulation, scores, ballots, year, contest.office or "head")
        known = {member.code for member in bloc.members}
        result[index] = tuple(c for c in rotation_order(bloc) if c in known and c not in barred)
    return result


def barred_from_office(
    bloc: Bloc,
    regulation: Regulation,
    scores: Scores | None,
    ballots: Ballots,
    year: int,
    office: Literal["head", "deputy"],
) -> dict[str, Skip]:
    """Units that may not hold the office next year, by the rules of rotation; a deputy may have led before."""
    present = attendance(bloc, regulation, ballots.conference, year)
    found = next_head(bloc, regulation, scores, ballots, (), present, year)
    barred = found.barred if found is not None else ()
    return {skip.unit: skip for skip in barred if office == "head" or skip.reason != "had_turn"}


def _pending(
    present: Attendance, ballots: Ballots | None, awards: tuple[AwardResult, ...], head: HeadResult | None
) -> tuple[Pending, ...]:
    found = []
    if ballots is not None and present.quorum is not None and not present.quorum.met:
        found.append(Pending("no_quorum"))
    for award in awards:
        if award.missing_vote:
            found.append(Pending("no_vote", award=award.award))
        elif award.tie is not None:
            found.append(Pending("tie", award=award.award))
        elif award.waits_for:
            found.append(Pending("waits", award=award.award))
    if head is not None and head.head is None:
        kind: PendingKind = "no_vote" if head.missing_vote else "tie" if head.tie is not None else "no_head"
        found.append(Pending(kind, office="head"))
    if (
        head is not None
        and len(head.deputies) < head.deputies_wanted
        and (head.head is not None or head.deputy_tie is not None)
    ):
        found.append(Pending("tie" if head.deputy_tie is not None else "no_deputy", office="deputy"))
    return tuple(found)
