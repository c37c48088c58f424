"""The next head and deputies: the vote, the rotation or the appointment, whichever the regulation asks for."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from thidua.records.regulation import Head
from thidua.rules.contest import DEPUTY, HEAD, Matter, Office, deputies_wanted, rule_for
from thidua.rules.counting import UnitVotes, unit_votes
from thidua.rules.grounds import Grounds
from thidua.rules.rotation import Roster, Skip, Walk
from thidua.rules.selection import Entry, Round, Selection, Tie, select

Source = Literal["vote", "rotation", "appointed", "deputy"]


class OfficeVote(NamedTuple):
    """Kết quả bầu một chức danh: votes and threshold of each nominee in each round, and who is elected."""

    office: Office
    seats: int
    checks: tuple[UnitVotes, ...]
    selection: Selection
    rounds: tuple[int, ...]


class HeadResult(NamedTuple):
    """Trưởng khối, phó trưởng khối của năm sau.

    `year` is the year they serve in. `head` is None while people still have to vote or decide
    (`tie`, `missing_vote`). `agrees` says whether the vote chose whom the rotation would; None where there is
    no order of rotation to agree with. `deputy_waits`: who becomes deputy depends on who becomes head. `new_cycle`:
    everybody has had a turn, and a new cycle begins. `without_quorum`: the head or the deputies were voted on by a
    conference that too few attended. `unknown_years`: years of this cycle without a head on file, so
    that a turn may be wrong.
    """

    year: int
    outgoing: str | None
    method: Literal["election", "rotation", "appointed"]
    clause: str | None
    head: str | None
    source: Source | None
    walk: Walk
    vote: OfficeVote | None
    agrees: bool | None
    deputies: tuple[str, ...]
    deputy_walks: tuple[Walk, ...]
    deputy_vote: OfficeVote | None
    deputies_wanted: int
    deputy_waits: bool
    basis: str | None
    missing_vote: bool
    barred: tuple[Skip, ...]
    new_cycle: bool
    unknown_years: tuple[int, ...]
    without_quorum: bool

    @property
    def tie(self) -> Tie | None:
        """An open tie for the headship."""
        return self.vote.selection.tie if self.vote is not None else None

    @property
    def deputy_tie(self) -> Tie | None:
        """An open tie for the deputies."""
        return self.deputy_vote.selection.tie if self.deputy_vote is not None else None

    @property
    def is_open(self) -> bool:
        """Whether people have to decide something first."""
        return self.head is None or self.deputies_missing > 0 or self.without_quorum

    @property
    def deputies_missing(self) -> int:
        """Deputies still to be found: a seat that a recorded decision leaves empty is no longer looked for."""
        found = self.deputy_vote.selection if self.deputy_vote is not None else None
        tie = found.settled if found is not None else None
        left_empty = tie.seats - len({*tie.units} & {*self.deputies}) if tie is not None else 0
        return max(self.deputies_wanted - len(self.deputies) - left_empty, 0)

    def vote_for(self, office: Office) -> OfficeVote | None:
        return self.vote if office == "head" else self.deputy_vote


class _Deputies(NamedTuple):
    """Phó trưởng khối: who, by which walks or which vote, and whether that waits for the head."""

    units: tuple[str, ...] = ()
    walks: tuple[Walk, ...] = ()
    vote: OfficeVote | None = None
    waits: bool = False


def next_head(grounds: Grounds) -> HeadResult | None:
    """Who leads in the year after, or None where the regulation says nothing about it."""
    year = grounds.year
    rule = year.regulation.head
    if rule is None:
        return None
    roster = Roster(year, rule)
    past = year.bloc.past(year.year)
    last_deputies = (past.deputies if past is not None else None) or ()
    walk = roster.turn()
    vote = _vote(grounds, HEAD, None)
    head, source, basis = _choose(rule, walk, vote, last_deputies)
    deputies = _deputies(grounds, rule, roster, head, vote)
    counted = rule.one_turn_per_cycle and rule.method != "appointed"
    new_cycle = walk.new_cycle and counted
    if rule.method == "appointed" or (rule.method == "election" and year.bloc.rotation.order is None):
        walk = Walk(None, (), None, new_cycle=False)
    agreement = source == "vote" and walk.found is not None
    return HeadResult(
        year=year.year + 1,
        outgoing=past.head if past is not None else None,
        method=rule.method,
        clause=rule.clause,
        head=head,
        source=source,
        walk=walk,
        vote=vote,
        agrees=head == walk.found if agreement else None,
        deputies=deputies.units,
        deputy_walks=deputies.walks,
        deputy_vote=deputies.vote,
        deputies_wanted=deputies_wanted(year.bloc, rule),
        deputy_waits=deputies.waits,
        basis=basis,
        missing_vote=rule.method == "election" and vote is None,
        barred=roster.barred() if rule.method != "appointed" else (),
        new_cycle=new_cycle,
        unknown_years=roster.cycle.unknown if counted else (),
        without_quorum=grounds.without_quorum and (vote is not None or deputies.vote is not None),
    )


def _choose(
    rule: Head, walk: Walk, vote: OfficeVote | None, deputies: Iterable[str]
) -> tuple[str | None, Source | None, str | None]:
    match rule.method:
        case "appointed":
            if rule.appointment is None:
                return None, None, None
            return rule.appointment.head, "appointed", rule.appointment.basis
        case "rotation":
            if walk.found is None:
                return None, None, None
            return walk.found, "deputy" if rule.prefers_deputies and walk.found in deputies else "rotation", None
        case "election":
            elected = vote.selection.units if vote is not None else ()
            return (elected[0], "vote", None) if elected else (None, None, None)


def _deputies(grounds: Grounds, rule: Head, roster: Roster, head: str | None, vote: OfficeVote | None) -> _Deputies:
    wanted = deputies_wanted(grounds.year.bloc, rule)
    if rule.method == "appointed" and rule.appointment is not None:
        return _Deputies(rule.appointment.deputies)
    if rule.deputy_from == "election":
        return _elected(grounds, _possible_heads(grounds, rule, head, vote))
    found: list[str] = []
    walks: list[Walk] = []
    while head is not None and len(found) < wanted:
        walk = roster.deputy_after((found or [head])[-1], frozenset((head, *found)))
        walks.append(walk)
        if walk.found is None:
            break
        found.append(walk.found)
    return _Deputies(tuple(found), tuple(walks))


def _possible_heads(grounds: Grounds, rule: Head, head: str | None, vote: OfficeVote | None) -> tuple[str | None, ...]:
    """Who may still become head, None for nobody: the tied, whoever stood, or before the vote anybody who may stand."""
    if head is not None or rule.method != "election":
        return (head,)
    if vote is None:
        return (None, *grounds.may_stand(HEAD))
    if vote.selection.tie is not None:
        return (None, *vote.selection.tie.units)
    return (None, *dict.fromkeys(unit for count in grounds.rounds_of(HEAD) for unit in count.nominees))


def _elected(grounds: Grounds, heads: tuple[str | None, ...]) -> _Deputies:
    """Deputies are certain only where they are elected whoever becomes head."""
    votes = [vote for head in heads if (vote := _vote(grounds, DEPUTY, head)) is not None]
    if not votes:
        return _Deputies()
    first = votes[0]
    if all(vote.selection == first.selection for vote in votes):
        return _Deputies(first.selection.units, vote=first)
    sure = tuple(unit for unit in first.selection.units if all(unit in vote.selection.units for vote in votes))
    taken = tuple(pair for pair in first.selection.taken if pair[0] in sure)
    openings = first.selection.openings if all(v.selection.openings == first.selection.openings for v in votes) else ()
    uncertain = Selection(taken, None, 0, openings=openings)
    return _Deputies(sure, vote=first._replace(selection=uncertain), waits=True)


def _vote(grounds: Grounds, matter: Matter, head: str | None) -> OfficeVote | None:
    """The seats of an office filled from its rounds; the unit just made `head` is not its own deputy."""
    rule = rule_for(grounds.year, matter)
    held = grounds.rounds_of(matter)
    if rule is None or not held or matter.office is None:
        return None
    checks: list[UnitVotes] = []
    rounds: list[Round] = []
    for count in held:
        voted = unit_votes(count, rule.passes, grounds.attendance)
        checks += voted
        if count.method == "consensus":
            passed = tuple(Entry(unit, ()) for unit in count.agreed)
        else:
            passed = tuple(Entry(check.unit, (check.votes,)) for check in voted if check.passed)
        rounds.append(Round(count.round, count.nominees, passed, count.left_out))
    running = tuple(unit for unit in dict.fromkeys(u for count in held for u in count.nominees) if unit != head)
    decisions = [(i, d) for i, d in enumerate(grounds.year.decisions) if d.office == matter.office]
    selection = select(rule.seats, running, rounds, decisions)
    return OfficeVote(matter.office, rule.seats, tuple(checks), selection, tuple(count.round for count in held))
