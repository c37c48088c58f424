"""A whole year judged by brute force, from the users' files as plain data; shares no code with the program.

Slow and obvious: every way that open ties, unsettled re-votes and votes not yet held may end is tried, and what
is the same in all of them is certain. Where the files cannot be true it says which kind of wrong they are; where
the contract leaves a question open it says that too, and the generator draws another year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import Any, Literal

YEAR = 2023
MOST_WAYS = 1_200

Plain = Mapping[str, Any]
Files = Mapping[str, Any]
"""`bloc`, `regulation`, `scores`, `ballots`, `report` → what stands in that file; None where there is none."""

Units = frozenset[str]
Way = frozenset[tuple[str, str]]
"""One way the awards further up may have gone: pairs of unit and award."""

Kind = Literal["counts", "round", "decision", "standing"]
NOBODY: Units = frozenset()


class WrongYearError(Exception):
    """The files cannot be true: impossible counts, a wrong round, a decision that fits nothing, who may not stand."""

    def __init__(self, kind: Kind, what: str) -> None:
        super().__init__(f"{kind}: {what}")
        self.kind = kind


class OpenQuestionError(Exception):
    """The contract does not say; such a year is not compared."""


@dataclass(frozen=True)
class State:
    """Where a matter stands after its last round: who holds a seat, and who may still get the seats `left`.

    `unsure` are the tied, the rest of a re-vote that too few passed (`revoted`), or whoever may stand in a vote
    that is not `held` yet. Any of them may get a seat, or nobody.
    """

    seats: int
    sure: Units = NOBODY
    unsure: Units = NOBODY
    left: int = 0
    revoted: bool = False
    held: bool = True
    stood: Units = NOBODY

    @property
    def result(self) -> tuple[Units, Units, int, int]:
        return self.sure, self.unsure, self.left, self.seats

    def endings(self) -> Iterator[Units]:
        for size in range(min(self.left, len(self.unsure)) + 1):
            for more in combinations(sorted(self.unsure), size):
                yield self.sure | frozenset(more)


@dataclass(frozen=True)
class AwardAnswer:
    """Who is certainly proposed, who may be; `empty` and `open` only where every way above leads to the same."""

    proposed: Units
    possible: Units
    empty: int | None
    open: tuple[Units, int] | None


@dataclass(frozen=True)
class Answer:
    """The year: awards by code, next year's head and deputies, what is pending; of `loose` nothing is said."""

    awards: Mapping[str, AwardAnswer]
    head: str | None
    head_open: Units
    deputies: Units
    pending: frozenset[str]
    loose: frozenset[str]


# --- who belongs, who came -------------------------------------------------------------------------------------


def members(files: Files, year: int) -> list[str]:
    return [m["code"] for m in files["bloc"]["members"] if m.get("joined", 0) <= year <= m.get("left", year + 1)]


def conference(files: Files) -> Plain:
    found: Plain = (files["ballots"] or {}).get("conference", {})
    return found


def present(files: Files) -> list[str]:
    meeting, everyone = conference(files), members(files, YEAR)
    if "present" in meeting:
        return [unit for unit in everyone if unit in meeting["present"]]
    return [unit for unit in everyone if unit not in meeting.get("absent", [])]


def entitled(files: Files) -> int:
    """Voters: who is there, and who sent a written opinion."""
    return len(present(files)) + len(conference(files).get("written_opinions", []))


def contests(files: Files, key: str, matter: str) -> list[Plain]:
    held = (files["ballots"] or {}).get("contests", [])
    found = sorted((c for c in held if c.get(key) == matter), key=lambda c: c.get("round", 1))
    if [c.get("round", 1) for c in found] != list(range(1, len(found) + 1)):
        raise WrongYearError("round", f"rounds of {matter} are not 1, 2, 3")
    return found


def decisions(files: Files, key: str, matter: str) -> list[Plain]:
    return [d for d in (files["ballots"] or {}).get("decisions", []) if d.get(key) == matter]


# --- counts ----------------------------------------------------------------------------------------------------


def share(text: str) -> Fraction:
    """`2/3`, `80%`."""
    return Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)


def meets(votes: int, rule: Plain | None, bases: Mapping[str, int | None]) -> bool:
    """`at_least` a share of the base, or `more_than`; of a base of 0 nothing is reached."""
    if rule is None:
        return True
    base = bases[rule["of"]]
    if not base:
        return False
    reached = Fraction(votes, base)
    return reached >= share(rule["at_least"]) if "at_least" in rule else reached > share(rule["more_than"])


@dataclass(frozen=True)
class Counted:
    """The votes of one contest, and how many papers were issued (None: nobody wrote it), returned and valid (hands)."""

    votes: Mapping[str, int]
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None


def counted(contest: Plain, marking: Plain, nominees: Units, voters: int) -> Counted:
    if marking["turned"] and marking["blank"] == "invalid" and _has_blanks(contest) and _nobody_said_no(contest):
        raise WrongYearError("counts", "a blank paper where not to mark is to say no")
    if contest.get("method") == "show_of_hands":
        if any(votes > voters for votes in contest["votes"].values()):
            raise WrongYearError("counts", "more hands than voters")
        return Counted(_for_nominees(contest["votes"], nominees))
    listed = _from_papers(contest["ballots"], marking, nominees, voters) if "ballots" in contest else None
    if "papers" not in contest:
        assert listed is not None
        return listed
    if listed is not None and "invalid" in contest["papers"]:
        kinds = {kind: number for kind, number in contest["papers"]["invalid"].items() if number}
        if kinds != _spoilt(contest["ballots"], marking, nominees):
            raise WrongYearError("counts", "papers are spoilt in another way than the totals say")
    if listed is not None and "votes" not in contest:
        if not listed.returned == contest["papers"]["returned"] <= contest["papers"]["issued"] <= voters:
            raise WrongYearError("counts", "other papers came back than are listed")
        return replace(listed, issued=contest["papers"]["issued"])
    stated = _from_totals(contest, marking, nominees, voters) if "votes" in contest else None
    if listed is not None and (stated is None or listed != replace(stated, issued=listed.issued)):
        raise WrongYearError("counts", "papers and totals disagree")
    assert stated is not None
    return stated


def _has_blanks(contest: Plain) -> bool:
    return "blank" in contest.get("ballots", []) or contest.get("papers", {}).get("invalid", {}).get("blank", 0) > 0


def _nobody_said_no(contest: Plain) -> bool:
    """Whether every valid paper agrees to everybody: then the blank ones may be those that said no."""
    if "ballots" in contest:
        valid = [paper for paper in contest["ballots"] if paper not in ("blank", "defaced")]
        named = {unit for paper in valid for unit in paper}
        standing = len(contest.get("nominees") or contest.get("votes") or named)
        return all(len(paper) >= standing for paper in valid)
    papers, votes = contest["papers"], contest["votes"]
    valid_papers = papers.get("valid", papers["returned"] - sum(papers.get("invalid", {}).values()))
    return bool(sum(votes.values()) == valid_papers * len(votes))


def _for_nominees(votes: Mapping[str, int], nominees: Units) -> Mapping[str, int]:
    if not nominees.issuperset(votes):
        raise WrongYearError("standing", "votes for an outsider")
    return dict(votes)


def _from_papers(papers: Sequence[Any], marking: Plain, nominees: Units, voters: int) -> Counted:
    """Paper by paper. `[]` is blank on a paper that chooses, and no to everybody on one that agrees or not."""
    if len(papers) > voters:
        raise WrongYearError("counts", "more papers than voters")
    most = marking["max_choices"] if marking["mark"] == "choose" else len(nominees)
    votes, valid = dict.fromkeys(sorted(nominees), 0), 0
    for paper in papers:
        if paper == "defaced":
            continue
        marks = [] if paper == "blank" else paper
        if len(set(marks)) < len(marks) or (len(marks) > most and marking["over_marked"] == "error"):
            raise WrongYearError("counts", "a unit twice, or too many on a paper")
        if not nominees.issuperset(marks):
            raise WrongYearError("standing", "a paper names an outsider")
        blank = paper == "blank" or (not marks and marking["mark"] == "choose")
        if len(marks) > most or (blank and marking["blank"] == "invalid"):
            continue
        valid += 1
        for unit in marks:
            votes[unit] += 1
    return Counted(votes, None, len(papers), valid)


def _spoilt(papers: Sequence[Any], marking: Plain, nominees: Units) -> dict[str, int]:
    """The papers that do not count, by kind; kinds of which there is none left out."""
    most = marking["max_choices"] if marking["mark"] == "choose" else len(nominees)
    empty = [one == "blank" or (one == [] and marking["mark"] == "choose") for one in papers]
    found = {
        "blank": sum(empty) if marking["blank"] == "invalid" else 0,
        "too_many": sum(one not in ("defaced", "blank") and len(one) > most for one in papers),
        "defaced": sum(one == "defaced" for one in papers),
    }
    return {kind: number for kind, number in found.items() if number}


def _from_totals(contest: Plain, marking: Plain, nominees: Units, voters: int) -> Counted:
    papers, votes = contest["papers"], contest["votes"]
    invalid = papers.get("invalid", {})
    spoilt = sum(invalid.values())
    could = marking["max_choices"] < len(nominees) if marking["mark"] == "choose" else False
    if invalid.get("blank", 0) and marking["blank"] == "valid":
        raise WrongYearError("counts", "valid papers among the invalid")
    if invalid.get("too_many", 0) and not (could and marking["over_marked"] == "invalid"):
        raise WrongYearError("counts", "papers with too many that cannot be, or that are an error")
    valid = papers.get("valid", papers["returned"] - spoilt)
    possible = (
        0 < papers["issued"] <= voters
        and papers["returned"] <= papers["issued"]
        and papers["returned"] == valid + spoilt
        and valid >= 0
        and all(number <= valid for number in votes.values())
    )
    if marking["mark"] == "choose":
        most, marks = marking["max_choices"] * valid, sum(votes.values())
        possible = possible and marks <= most and (marking["blank"] == "valid" or marks >= valid)
    if not possible:
        raise WrongYearError("counts", "these numbers cannot be")
    return Counted(_for_nominees(votes, nominees), papers["issued"], papers["returned"], valid)


# --- one matter: rounds, ties, re-votes, decisions -------------------------------------------------------------


@dataclass(frozen=True)
class Matter:
    """An award or an office put to the vote: who may stand, who may still get it, its seats, threshold and order."""

    rounds: Sequence[Plain]
    decisions: Sequence[Plain]
    may_stand: Units
    running: Units
    nominated: Units
    seats: int
    marking: Plain
    passes: Plain | None
    keys: Callable[[str, int], tuple[Fraction | None, ...]]
    voters: int
    members: int


DEFAULTS = {"mark": "approve", "max_choices": 0, "blank": "invalid", "over_marked": "error", "uncontested": "approve"}


def marking_of(said: Plain, nominees: Units, seats: int) -> Plain:
    """How papers are marked; with as many nominees as seats everybody says yes or no, unless `uncontested: choose`."""
    whole = {**DEFAULTS, **said}
    nobody_could_lose = whole["mark"] == "choose" and whole["uncontested"] != "choose" and len(nominees) <= seats
    return {**whole, "mark": "approve" if nobody_could_lose else whole["mark"], "turned": nobody_could_lose}


def not_held(running: Units, seats: int) -> State:
    """Nothing is known but who may stand; with no seats nothing is left to vote on."""
    return State(seats, NOBODY, running, seats, held=False) if seats else State(0)


def settle(matter: Matter) -> tuple[State, frozenset[int]]:
    """Round after round, then the decision that fits; and which decision (by its place) did."""
    if not matter.rounds:
        return not_held(matter.running, matter.seats), frozenset()
    state = State(matter.seats)
    for number, contest in enumerate(matter.rounds, 1):
        state = _round(matter, state, number, contest)
    return decided(state, matter.decisions)


def _round(matter: Matter, before: State, number: int, contest: Plain) -> State:
    seats = before.seats - len(before.sure)
    if seats == 0:
        raise WrongYearError("round", "everything is filled") if number > 1 else OpenQuestionError("no seats")
    listed = contest.get("nominees")
    nominees = frozenset(listed) if listed is not None else matter.nominated
    if number > 1:
        _exactly_those_left(matter, before, contest, nominees)
    if not nominees <= matter.may_stand:
        raise WrongYearError("standing", f"{sorted(nominees - matter.may_stand)} may not stand")
    groups = _passed(matter, contest, nominees, seats)
    sure, left, tied = before.sure, seats, NOBODY
    for group in groups:
        if left == 0:
            break
        if len(group) > left:
            tied = group
            break
        sure, left = sure | group, left - len(group)
    state = replace(before, sure=sure, unsure=tied, left=left if tied else 0, revoted=False, stood=nominees)
    rest = (nominees & matter.running) - sure
    if before.unsure and not tied and left and rest:
        return replace(state, unsure=rest, left=left, revoted=True)
    return state


def _exactly_those_left(matter: Matter, before: State, contest: Plain, nominees: Units) -> None:
    """A later round is about the tied; else about who stood and holds no seat; less who is left out for a reason."""
    expected = before.unsure or (before.stood - before.sure) & matter.running
    if not expected:
        raise OpenQuestionError("nobody is left for another round")
    out = frozenset(item["unit"] for item in contest.get("left_out", []))
    if not out <= expected:
        raise OpenQuestionError("a unit is left out that would not stand")
    if nominees != expected - out:
        raise WrongYearError("round", f"round about {sorted(nominees)}, open are {sorted(expected - out)}")


def _passed(matter: Matter, contest: Plain, nominees: Units, seats: int) -> list[Units]:
    """Groups of equals, best first, of those still running who have a vote and meet the threshold."""
    if contest.get("method") == "consensus":
        agreed = frozenset(contest["agreed"])
        if not agreed <= matter.may_stand:
            raise WrongYearError("standing", "agreed on who may not stand")
        return [agreed & matter.running] if agreed & matter.running else []
    found = counted(contest, marking_of(matter.marking, nominees, seats), nominees, matter.voters)
    bases = {
        "members": matter.members,
        "present": matter.voters,
        "issued": found.issued,
        "returned": found.returned,
        "valid": found.valid,
    }
    if matter.passes is not None and bases[matter.passes["of"]] is None:
        raise WrongYearError("counts", "a share of papers that nobody counted")
    passed = [u for u in sorted(nominees & matter.running) if found.votes.get(u, 0) > 0]
    passed = [u for u in passed if meets(found.votes[u], matter.passes, bases)]
    return groups_of({unit: matter.keys(unit, found.votes[unit]) for unit in passed})


def groups_of(keys: Mapping[str, tuple[Fraction | None, ...]]) -> list[Units]:
    """Best first; where a value is missing among equals so far, they stay equal."""
    if not keys:
        return []
    first = [values[:1] for values in keys.values()]
    if () in first or (None,) in first:
        return [frozenset(keys)]
    found: list[Units] = []
    for best in sorted({values[0] for values in keys.values() if values[0] is not None}, reverse=True):
        found += groups_of({unit: values[1:] for unit, values in keys.items() if values[0] == best})
    return found


def decided(state: State, recorded: Sequence[Plain]) -> tuple[State, frozenset[int]]:
    """The first decision that names exactly the open units and fills the seats left, or leaves them empty."""
    for place, one in enumerate(recorded):
        chosen, over = frozenset(one["chosen"]), frozenset(one["over"])
        fits = (
            bool(state.unsure)
            and len(chosen) == len(one["chosen"])
            and len(over) == len(one["over"])
            and not chosen & over
            and chosen | over == state.unsure
            and len(chosen) in {0, state.left}
            and (not state.revoted or not chosen or "clause" in one)
        )
        if fits:
            return replace(state, sure=state.sure | chosen, unsure=NOBODY, left=0), frozenset({place})
    return state, frozenset()


# --- awards ----------------------------------------------------------------------------------------------------


def considered(files: Files) -> dict[str, Plain]:
    """Members of the year and collectives that are considered, with what scores.yaml says of them."""
    scores = files["scores"] or {}
    found = {unit: scores.get("units", {}).get(unit, {}) for unit in members(files, YEAR)}
    found |= scores.get("collectives", {})
    return {unit: sheet for unit, sheet in found.items() if sheet.get("status", "considered") == "considered"}


def total(sheet: Plain) -> int | None:
    """The only criterion is the total; a collective has none."""
    found = sheet.get("scores", {}).get("I", {}).get("assessed")
    return None if found is None else int(found)


def eligible(files: Files, award: Plain) -> Units:
    least = award.get("requires", {}).get("min_score")
    return frozenset(
        unit
        for unit, sheet in considered(files).items()
        if least is None or ((points := total(sheet)) is not None and points >= least)
    )


def seats_of(files: Files, award: Plain, way: Way) -> int:
    quota, roster = award["quota"], members(files, YEAR)
    if not isinstance(quota, Mapping):
        return int(quota)
    above = {unit for unit, _ in way} & set(roster)
    exact = share(quota["share"]) * (len(roster) - (len(above) if quota["of"] == "remaining" else 0))
    return {"down": exact // 1, "up": -(-exact // 1), "nearest": (exact + Fraction(1, 2)) // 1}[quota["round"]]


def free(files: Files, award: Plain, way: Way) -> Units:
    """Who holds nothing that keeps a unit from this award."""
    regulation = files["regulation"]
    if regulation.get("one_award_per_unit") == "no" or award.get("outside_precedence") == "yes":
        return frozenset(considered(files))
    outside = {other["code"] for other in regulation["awards"] if other.get("outside_precedence") == "yes"}
    return frozenset(considered(files)) - {unit for unit, code in way if code not in outside}


def award_state(files: Files, award: Plain, way: Way) -> tuple[State, frozenset[int]]:
    """One award if the awards above went `way`."""
    may_stand = eligible(files, award)
    running = may_stand & free(files, award, way)
    seats, sheets = seats_of(files, award, way), considered(files)
    order = award.get("order", ["score"] if award.get("select_by") == "score" else ["votes"])

    def keys(unit: str, votes: int) -> tuple[Fraction | None, ...]:
        points = total(sheets[unit])
        values = {"votes": Fraction(votes), "score": None if points is None else Fraction(points)}
        return tuple(values[key] for key in order)

    said = decisions(files, "award", award["code"])
    if award.get("select_by") == "score":
        return _by_score(files, running, seats, {u: keys(u, 0) for u in sorted(running)}, said)
    matter = Matter(
        rounds=contests(files, "award", award["code"]),
        decisions=said,
        may_stand=may_stand,
        running=running,
        nominated=may_stand & set(members(files, YEAR)),
        seats=seats,
        marking=award.get("ballot", {}),
        passes=award.get("passes"),
        keys=keys,
        voters=entitled(files),
        members=len(members(files, YEAR)),
    )
    return settle(matter)


def _by_score(
    files: Files,
    running: Units,
    seats: int,
    keys: Mapping[str, tuple[Fraction | None, ...]],
    said: Sequence[Plain],
) -> tuple[State, frozenset[int]]:
    """Without scores nothing is known; who has no score is no candidate."""
    if files["scores"] is None:
        return not_held(running, seats), frozenset()
    sure = NOBODY
    for group in groups_of({unit: values for unit, values in keys.items() if None not in values}):
        left = seats - len(sure)
        if left and len(group) > left:
            return decided(State(seats, sure, group, left), said)
        sure = sure | (group if left else NOBODY)
    return State(seats, sure), frozenset()


Walked = list[tuple[Way, State]]


def walk_awards(files: Files, until: str | None = None) -> dict[str, Walked]:
    """Every award in every way the awards above it may go; `until` is the last one looked at."""
    ways: set[Way] = {frozenset()}
    found: dict[str, Walked] = {}
    for award in files["regulation"]["awards"]:
        states, used, wrongs = [], NOBODY_USED, []
        for way in sorted(ways, key=sorted):
            try:
                state, fitted = award_state(files, award, way)
            except WrongYearError as wrong:
                wrongs.append(wrong)
            else:
                states.append((way, state))
                used = used | fitted
        if wrongs and states:
            raise OpenQuestionError("wrong in one way, right in another")
        if wrongs:
            raise wrongs[0]
        _all_used(files, "award", award["code"], used)
        found[award["code"]] = states
        if award["code"] == until:
            break
        ways = {way | {(u, award["code"]) for u in ending} for way, state in states for ending in state.endings()}
        if len(ways) > MOST_WAYS:
            raise OpenQuestionError("too many ways to try")
    return found


NOBODY_USED: frozenset[int] = frozenset()


def _all_used(files: Files, key: str, matter: str, used: frozenset[int]) -> None:
    if len(used) < len(decisions(files, key, matter)):
        raise WrongYearError("decision", f"a decision on {matter} fits nothing")


def common(walked: Sequence[State]) -> State | None:
    """The state, where every way leads to the same."""
    return walked[0] if len({state.result for state in walked}) == 1 else None


def award_answer(walked: Walked) -> tuple[AwardAnswer, bool, bool]:
    """The award over all ways; whether it is pending; whether the contract leaves that open."""
    ends = {ending for _, state in walked for ending in state.endings()}
    sure, some = frozenset.intersection(*ends), frozenset.union(*ends)
    same = common([state for _, state in walked])
    unsettled = any(state.left for _, state in walked)
    told = None if same is None or not same.unsure or not same.held else (same.unsure, same.left)
    empty = None
    if same is not None and same.held and (not same.left or len(same.unsure) >= same.left):
        empty = same.seats - len(same.sure) - same.left
    loose = same is None and not unsettled and len(ends) == 1
    return AwardAnswer(sure, some - sure, empty, told), unsettled or len(ends) > 1, loose


# --- next year's head and deputies -----------------------------------------------------------------------------


def line_of(files: Files, unit: str) -> set[str]:
    """The unit and all it succeeds."""
    found, waiting = set(), [unit]
    while waiting:
        code = waiting.pop()
        found.add(code)
        waiting += [old for m in files["bloc"]["members"] if m["code"] == code for old in m.get("succeeds", [])]
    return found


def rotation(files: Files) -> list[str]:
    bloc = files["bloc"]
    order: list[str] = bloc.get("rotation", {}).get("order") or [m["code"] for m in bloc["members"]]
    return order


def barred(files: Files, *, turns: bool) -> set[str]:
    """Who may not lead next year; `turns`: a turn already had counts."""
    rule, scores = files["regulation"]["head"], (files["scores"] or {}).get("units", {})
    found = set(rotation(files)) - set(members(files, YEAR + 1))
    found |= {item["unit"] for item in (files["ballots"] or {}).get("declined", [])}
    if rule.get("exclude_not_considered") == "yes":
        found |= {unit for unit, sheet in scores.items() if sheet.get("status") in {"on_hold", "excluded"}}
    if turns and rule.get("one_turn_per_cycle") != "no":
        had = {past["head"] for past in files["bloc"]["history"]}
        done = {unit for unit in rotation(files) if line_of(files, unit) & had}
        if (
            any(done >= set(members(files, year)) for year in range(YEAR - 1, YEAR + 2))
            or done >= set(rotation(files)) - found
        ):
            raise OpenQuestionError("a cycle ends")
        found |= done
    return found


def walk_order(files: Files, last: str, wanted: int) -> list[str]:
    """So many units that may lead, from behind `last` once round."""
    order = rotation(files)
    at = order.index(last) + 1
    out = barred(files, turns=True) | {last}
    found = [unit for unit in order[at:] + order[:at] if unit not in out]
    if len(found) < wanted and barred(files, turns=False) != barred(files, turns=True):
        raise OpenQuestionError("a cycle ends")
    return found[:wanted]


def office_state(files: Files, office: str, seats: int, taken: Units) -> tuple[State, frozenset[int]]:
    """The head, or the deputies if the unit in `taken` is head."""
    rule = files["regulation"]["head"]
    may_stand = frozenset(rotation(files)) - barred(files, turns=office == "head")
    default = {"mark": "choose", "max_choices": seats}
    head_only = office == "head"
    said = rule.get("ballot") if head_only else rule.get("deputy_ballot")
    matter = Matter(
        rounds=contests(files, "office", office),
        decisions=decisions(files, "office", office),
        may_stand=may_stand,
        running=may_stand - taken,
        nominated=may_stand,
        seats=seats,
        marking=default if said is None else said,
        passes=rule.get("passes") if head_only else rule.get("deputy_passes", rule.get("passes")),
        keys=lambda _, votes: (Fraction(votes),),
        voters=entitled(files),
        members=len(members(files, YEAR)),
    )
    return settle(matter)


def head_states(files: Files) -> list[State]:
    """The head as a matter with one seat; by rotation or appointment there is no vote."""
    rule = files["regulation"]["head"]
    if rule["method"] == "appointed":
        _all_used(files, "office", "head", NOBODY_USED)
        return [State(1, frozenset((rule["appointment"]["head"],)))]
    if rule["method"] == "rotation":
        _all_used(files, "office", "head", NOBODY_USED)
        outgoing = files["bloc"]["history"][-1]["head"]
        found = walk_order(files, outgoing, 1)
        if not found and outgoing not in barred(files, turns=True):
            found = [outgoing]  # nobody else may lead
        return [State(1, frozenset(found))]
    barred(files, turns=True)
    state, used = office_state(files, "head", 1, NOBODY)
    _all_used(files, "office", "head", used)
    return [state]


def possible_heads(state: State) -> set[Units]:
    """Where nobody passed, a bloc still needs a head: whoever stood last may be elected yet, or nobody."""
    found = set(state.endings())
    return found | {frozenset((unit,)) for unit in state.stood} if found == {NOBODY} else found


def deputy_states(files: Files) -> list[State]:
    """The deputies for every possible head (or nobody)."""
    rule = files["regulation"]["head"]
    if rule["method"] == "appointed":
        _all_used(files, "office", "deputy", NOBODY_USED)
        named = frozenset(rule["appointment"].get("deputies", []))
        return [State(len(named), named)]
    wanted, found, used = rule.get("deputies", 0), [], NOBODY_USED
    for head in sorted(possible_heads(head_states(files)[0]), key=sorted):
        if not wanted:
            found.append(State(0))
        elif rule.get("deputy_from") == "election":
            try:
                state, fitted = office_state(files, "deputy", wanted, head)
            except WrongYearError:
                if not head_states(files)[0].sure:
                    raise OpenQuestionError("perhaps wrong for one head only") from None
                raise
            found.append(state)
            used |= fitted
        else:
            found.append(State(wanted, frozenset(walk_order(files, min(head), wanted)) if head else NOBODY))
    _all_used(files, "office", "deputy", used)
    return found


# --- the year --------------------------------------------------------------------------------------------------


def judge(files: Files) -> Answer:
    """The whole year, or `WrongYearError`."""
    awards, pending, loose = {}, set(), set()
    for code, walked in walk_awards(files).items():
        awards[code], is_pending, is_loose = award_answer(walked)
        pending |= {code} if is_pending else set()
        loose |= {code} if is_loose else set()
    head, head_open, deputies = None, NOBODY, NOBODY
    if "head" in files["regulation"]:
        state = head_states(files)[0]
        head, head_open = min(state.sure, default=None), state.unsure if state.held else NOBODY
        lists = deputy_states(files)
        ends = {ending for one in lists for ending in one.endings()}
        deputies = frozenset.intersection(*ends)
        pending |= {"head"} if head is None else set()
        pending |= {"deputy"} if len(deputies) < lists[0].seats else set()
        loose |= {"deputy"} if head is None and len(deputies) < lists[0].seats else set()
        loose |= {"deputy"} if any(not d["chosen"] for d in decisions(files, "office", "deputy")) else set()
    elif (files["ballots"] or {}).get("decisions"):
        _all_used(files, "office", "head", NOBODY_USED)
    quorum = files["regulation"].get("conference", {}).get("quorum")
    here, everyone = len(present(files)), len(members(files, YEAR))
    if files["ballots"] is not None and not meets(here, quorum, {"members": everyone}):
        pending.add("quorum")
    return Answer(awards, head, head_open, deputies, frozenset(pending - loose), frozenset(loose))
