"""The next head and deputies: the order of rotation with its skips, and the vote where there is one."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from thidua.records.ballots import Ballots, Declined
from thidua.records.bloc import Bloc
from thidua.records.regulation import Head, Regulation
from thidua.records.scores import Scores, Status
from thidua.rules.counting import Attendance, Count, ThresholdCheck, base_size, check_threshold
from thidua.rules.eligibility import lineage
from thidua.rules.selection import Entry, Selection, Tie, select

SkipReason = Literal["not_joined", "left", "not_considered", "declined", "had_turn"]
Source = Literal["vote", "rotation", "appointed", "deputy"]


class Skip(NamedTuple):
    """Bỏ qua một đơn vị: why; `detail` is the status, the reason declined, or nothing; `year` of the turn it had."""

    unit: str
    reason: SkipReason
    detail: str | None = None
    year: int | None = None


class Walk(NamedTuple):
    """Một lượt đi theo thứ tự: from whom, whom it skipped, whom it found (None: nobody), whether a cycle began."""

    start: str | None
    skipped: tuple[Skip, ...]
    found: str | None
    new_cycle: bool


class OfficeVote(NamedTuple):
    """Kết quả bầu một chức danh: votes and threshold of each nominee in each round, and who is elected."""

    office: Literal["head", "deputy"]
    seats: int
    checks: tuple[tuple[str, int, int, ThresholdCheck | None], ...]
    selection: Selection


class HeadResult(NamedTuple):
    """Trưởng khối, phó trưởng khối của năm sau.

    `year` is the year they serve in. `head` is None while people still have to vote or decide
    (`tie`, `missing_vote`). `agrees` says whether the vote chose whom the rotation would.
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
    basis: str | None
    missing_vote: bool
    barred: tuple[Skip, ...]

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
        return self.head is None or len(self.deputies) < self.deputies_wanted


def next_head(
    bloc: Bloc,
    regulation: Regulation,
    scores: Scores | None,
    ballots: Ballots | None,
    counts: tuple[Count, ...],
    present: Attendance,
    year: int,
) -> HeadResult | None:
    """Who leads in `year + 1`, or None where the regulation says nothing about it."""
    rule = regulation.head
    if rule is None:
        return None
    roster = _Roster(bloc, rule, scores, ballots.declined if ballots is not None else (), year)
    past = bloc.past(year)
    outgoing = past.head if past is not None else None
    walk = roster.walk(outgoing, past.deputies if past is not None and rule.deputy_first else (), frozenset())
    vote = _vote("head", 1, rule, ballots, counts, present, None)
    head, source, basis = _choose(rule, walk, vote, past.deputies if past is not None else ())
    deputies, walks, deputy_vote, wanted = _deputies(roster, head, ballots, counts, present)
    expected = walk.found
    return HeadResult(
        year=year + 1,
        outgoing=outgoing,
        method=rule.method,
        clause=rule.clause,
        head=head,
        source=source,
        walk=walk,
        vote=vote,
        agrees=None if head is None or source != "vote" or expected is None else head == expected,
        deputies=deputies,
        deputy_walks=walks,
        deputy_vote=deputy_vote,
        deputies_wanted=wanted,
        basis=basis,
        missing_vote=rule.method == "election" and vote is None,
        barred=roster.barred(cycle=not walk.new_cycle),
    )


def _choose(
    rule: Head, walk: Walk, vote: OfficeVote | None, deputies: Sequence[str]
) -> tuple[str | None, Source | None, str | None]:
    match rule.method:
        case "appointed":
            if rule.appointment is None:
                return None, None, None
            return rule.appointment.head, "appointed", rule.appointment.basis
        case "rotation":
            if walk.found is None:
                return None, None, None
            return walk.found, "deputy" if rule.deputy_first and walk.found in deputies else "rotation", None
        case "election":
            elected = vote.selection.units if vote is not None else ()
            return (elected[0], "vote", None) if elected else (None, None, None)


def _deputies(
    roster: "_Roster", head: str | None, ballots: Ballots | None, counts: tuple[Count, ...], present: Attendance
) -> tuple[tuple[str, ...], tuple[Walk, ...], OfficeVote | None, int]:
    rule = roster.rule
    wanted = deputies_wanted(roster.bloc, rule)
    if rule.method == "appointed" and rule.appointment is not None:
        return rule.appointment.deputies, (), None, len(rule.appointment.deputies)
    if wanted == 0:
        return (), (), None, 0
    if rule.deputy_from == "election":
        vote = _vote("deputy", wanted, rule, ballots, counts, present, head)
        return (vote.selection.units if vote is not None else ()), (), vote, wanted
    found: list[str] = []
    walks: list[Walk] = []
    while head is not None and len(found) < wanted:
        walk = roster.walk((found or [head])[-1], (), frozenset((head, *found)))
        walks.append(walk)
        if walk.found is None:
            break
        found.append(walk.found)
    return tuple(found), tuple(walks), None, wanted


def deputies_wanted(bloc: Bloc, rule: Head) -> int:
    """The year's regulation first, then the bloc's habit, then none."""
    if rule.deputies is not None:
        return rule.deputies
    return bloc.rotation.deputies or 0


def _vote(
    office: Literal["head", "deputy"],
    seats: int,
    rule: Head,
    ballots: Ballots | None,
    counts: tuple[Count, ...],
    present: Attendance,
    head: str | None,
) -> OfficeVote | None:
    """The seats of an office filled from its rounds; the unit just made `head` is not its own deputy."""
    held = sorted((count for count in counts if count.office == office), key=lambda count: count.round)
    if not held or ballots is None:
        return None
    passes = (rule.deputy_passes or rule.passes) if office == "deputy" else rule.passes
    checks: list[tuple[str, int, int, ThresholdCheck | None]] = []
    rounds: list[tuple[int, list[Entry]]] = []
    for count in held:
        agreed = ballots.contests[count.contest].agreed
        if count.method == "consensus":
            rounds.append(
                (count.round, [Entry(unit, ()) for unit in count.nominees if unit in (agreed or ()) and unit != head])
            )
            continue
        base = None if passes is None else base_size(passes.of, count, present)
        passed = []
        for unit, votes in count.votes:
            check = None if passes is None or base is None else check_threshold(votes, passes, base)
            checks.append((unit, count.round, votes, check))
            if votes > 0 and unit != head and (check is None or check.met):
                passed.append(Entry(unit, (votes,)))
        rounds.append((count.round, passed))
    decisions = [(index, d) for index, d in enumerate(ballots.decisions) if d.office == office]
    return OfficeVote(office, seats, tuple(checks), select(seats, rounds, decisions))


class _Roster:
    """The order of rotation with everything that bars a unit from heading next year."""

    def __init__(
        self, bloc: Bloc, rule: Head, scores: Scores | None, declined: tuple[Declined, ...], year: int
    ) -> None:
        self.bloc = bloc
        self.rule = rule
        self._year = year
        self._order = rotation_order(bloc)
        self._declined: Mapping[str, str] = {item.unit: item.reason for item in declined}
        past = bloc.past(year)
        on_file: dict[str, Status] = dict.fromkeys(past.excluded, "excluded") if past is not None else {}
        written = scores.units.items() if scores is not None else ()
        self._statuses: Mapping[str, Status] = on_file | {code: unit.status for code, unit in written}
        self._turns = turns_in_cycle(bloc, rule, year)
        has_led = any(item.head is not None for item in bloc.history if item.year <= year)
        self._cycle_complete = rule.one_turn_per_cycle and has_led and not self._turns

    def barred(self, *, cycle: bool) -> tuple[Skip, ...]:
        """Everyone who may not head next year, with the reason; `cycle`: turns already had count."""
        return tuple(skip for unit in self._order if (skip := self._skip(unit, cycle=cycle)) is not None)

    def walk(self, last: str | None, first: Sequence[str], taken: frozenset[str]) -> Walk:
        """From the successor of `last` once round; `first` are asked before the order begins."""
        units = [unit for unit in (*first, *self._after(last)) if unit not in taken]
        units = list(dict.fromkeys(units))
        found = self._go(units, last, cycle=True)
        had = [skip for skip in found.skipped if skip.reason == "had_turn"]
        if found.found is not None or not had:
            return found
        again = self._go([unit for unit in units if unit != last] or units, last, cycle=False)
        return Walk(last, again.skipped, again.found, new_cycle=again.found is not None)

    def _go(self, units: Sequence[str], last: str | None, *, cycle: bool) -> Walk:
        skipped: list[Skip] = []
        for unit in units:
            skip = self._skip(unit, cycle=cycle)
            if skip is None:
                return Walk(last, tuple(skipped), unit, new_cycle=self._cycle_complete)
            skipped.append(skip)
        return Walk(last, tuple(skipped), None, new_cycle=False)

    def _after(self, last: str | None) -> list[str]:
        """The order, beginning behind `last` (or behind the unit that succeeds it)."""
        if last is None:
            return list(self._order)
        heirs = [unit for unit in self._order if last in lineage(self.bloc, unit)]
        at = last if last in self._order else heirs[0] if heirs else None
        if at is None:
            return list(self._order)
        index = self._order.index(at) + 1
        return [*self._order[index:], *self._order[:index]]

    def _skip(self, unit: str, *, cycle: bool) -> Skip | None:
        """Why this unit cannot head next year; None when it can."""
        member = self.bloc.member(unit)
        serves = self._year + 1
        if member is not None and member.joined is not None and member.joined > serves:
            return Skip(unit, "not_joined", year=member.joined)
        if member is not None and member.left is not None and member.left < serves:
            return Skip(unit, "left", year=member.left)
        status = self._statuses.get(unit, "considered")
        if self.rule.exclude_not_considered and status in {"on_hold", "excluded"}:
            return Skip(unit, "not_considered", status)
        if unit in self._declined:
            return Skip(unit, "declined", self._declined[unit])
        if cycle and self.rule.one_turn_per_cycle:
            line = lineage(self.bloc, unit) if self.rule.successors_inherit else frozenset((unit,))
            turn = max((self._turns[code] for code in line if code in self._turns), default=None)
            if turn is not None:
                return Skip(unit, "had_turn", year=turn)
        return None


def rotation_order(bloc: Bloc) -> tuple[str, ...]:
    """The order of rotation; the members' order where none is written."""
    return bloc.rotation.order if bloc.rotation.order is not None else tuple(m.code for m in bloc.members)


def turns_in_cycle(bloc: Bloc, rule: Head, year: int) -> dict[str, int]:
    """Who has headed in the cycle that `year` belongs to, with the year of the turn.

    A cycle ends when everybody who can take a turn in the following year has had one, or when a unit
    heads a second time.
    """
    turns: dict[str, int] = {}
    for past in sorted((p for p in bloc.history if p.year <= year and p.head is not None), key=lambda p: p.year):
        head = past.head or ""
        line = lineage(bloc, head) if rule.successors_inherit else frozenset((head,))
        if not line.isdisjoint(turns):
            turns = {}
        turns[head] = past.year
        if all(_had(bloc, rule, member.code, turns) for member in bloc.members_of(past.year + 1)):
            turns = {}
    return turns


def _had(bloc: Bloc, rule: Head, unit: str, turns: Mapping[str, int]) -> bool:
    line = lineage(bloc, unit) if rule.successors_inherit else frozenset((unit,))
    return not line.isdisjoint(turns)
