"""Thể lệ bỏ phiếu: one rule for a contest, whether it is about an award, the head or the deputies.

How a ballot is marked, which threshold holds, how many seats there are, in which year who is chosen must be a
member, and where the regulation says each: whoever needs one of these asks `rule_for`.
"""

from fractions import Fraction
from typing import Literal, NamedTuple

from thidua.records.ballots import Contest
from thidua.records.bloc import Bloc
from thidua.records.regulation import Award, Head, Marking, Quota, Threshold
from thidua.rules.year import BlocYear

Office = Literal["head", "deputy"]
Route = tuple[str | int, ...]
QuotaRounding = Literal["down", "up", "nearest"]


class Matter(NamedTuple):
    """Việc đưa ra bỏ phiếu: one award (its code) or one office; the other is None."""

    award: str | None = None
    office: Office | None = None


HEAD, DEPUTY = Matter(office="head"), Matter(office="deputy")


class ContestRule(NamedTuple):
    """Thể lệ của một cuộc bỏ phiếu.

    `seats` is the most that may be chosen; where `seats_vary` (a share of the remaining units), what the awards above
    take makes it less. `serves` is the year in which who is chosen must be a member. `voted`: the regulation lets the
    conference choose at all (by ballot, hands or consensus). `order` are the keys by which those who
    pass are compared. The routes lead to the places in regulation.yaml; `passes_at` to where the threshold stands or
    would stand.
    """

    matter: Matter
    marking: Marking
    passes: Threshold | None
    seats: int
    seats_vary: bool
    serves: int
    voted: bool
    consensus: bool
    order: tuple[str, ...]
    clause: str | None
    method_at: Route
    marking_at: Route
    passes_at: Route


class Seats(NamedTuple):
    """Chỉ tiêu đã tính: how many units may be proposed, and how that number came about."""

    number: int
    share: Fraction | None = None
    base: int | None = None
    of: str | None = None
    exact: Fraction | None = None
    round: QuotaRounding | None = None


def matter_of(contest: Contest) -> Matter:
    """What a contest of the file is about."""
    return Matter(contest.award, contest.office)


def rule_for(year: BlocYear, matter: Matter) -> ContestRule | None:
    """The rule of one award or office; None where the regulation does not know it."""
    if matter.award is not None:
        for index, award in enumerate(year.regulation.awards):
            if award.code == matter.award:
                return _award_rule(year, award, ("awards", index))
        return None
    head = year.regulation.head
    if head is None:
        return None
    return _deputy_rule(year, head) if matter.office == "deputy" else _head_rule(year, head)


def rules_in_force(year: BlocYear) -> tuple[ContestRule, ...]:
    """Every award in order of precedence, then the head and the deputies, if the regulation has them."""
    matters = (*(Matter(award=award.code) for award in year.regulation.awards), HEAD, DEPUTY)
    found = (rule_for(year, matter) for matter in matters)
    return tuple(rule for rule in found if rule is not None)


def _award_rule(year: BlocYear, award: Award, route: Route) -> ContestRule:
    return ContestRule(
        matter=Matter(award=award.code),
        marking=award.marking,
        passes=award.passes,
        seats=seats_of(award.quota, len(year.members), 0).number,
        seats_vary=award.quota.share is not None and award.quota.of == "remaining",
        serves=year.year,
        voted=award.select_by != "score",
        consensus=award.select_by == "consensus",
        order=award.ordering,
        clause=award.clause,
        method_at=(*route, "select_by"),
        marking_at=(*route, "ballot"),
        passes_at=(*route, "passes"),
    )


def _head_rule(year: BlocYear, head: Head) -> ContestRule:
    return ContestRule(
        matter=HEAD,
        marking=head.marking,
        passes=head.passes,
        seats=1,
        seats_vary=False,
        serves=year.year + 1,
        voted=head.method == "election",
        consensus=False,
        order=("votes",),
        clause=head.clause,
        method_at=("head", "method"),
        marking_at=("head", "ballot"),
        passes_at=("head", "passes"),
    )


def _deputy_rule(year: BlocYear, head: Head) -> ContestRule:
    """As for the head where the regulation says nothing of its own; a ballot then chooses as many as the seats."""
    seats = deputies_wanted(year.bloc, head)
    own = head.deputy_marking is not None
    own_threshold = "deputy_passes" in head.model_fields_set  # `none` is said, and is no threshold
    return ContestRule(
        matter=DEPUTY,
        marking=head.deputy_marking or Marking(mark="choose", max_choices=max(seats, 1)),
        passes=head.deputy_passes if own_threshold else head.passes,
        seats=seats,
        seats_vary=False,
        serves=year.year + 1,
        voted=head.deputy_from == "election" and head.method != "appointed" and seats > 0,
        consensus=False,
        order=("votes",),
        clause=head.clause,
        method_at=("head", "deputy_from"),
        marking_at=("head", "deputy_ballot" if own else "deputies"),
        passes_at=("head", "deputy_passes" if own_threshold else "passes"),
    )


def deputies_wanted(bloc: Bloc, rule: Head) -> int:
    """The year's regulation first, then the bloc's habit, then none."""
    if rule.method == "appointed" and rule.appointment is not None:
        return len(rule.appointment.deputies)
    if rule.deputies is not None:
        return rule.deputies
    return bloc.rotation.deputies or 0


def deputies_go_first(bloc: Bloc, rule: Head) -> bool:
    """Whether the head of the year after rests on who is deputy, so that the history has to say it, be it nobody."""
    return rule.prefers_deputies and deputies_wanted(bloc, rule) > 0


def seats_of(quota: Quota, members: int, proposed_above: int) -> Seats:
    """A fixed number, or share × base rounded as stated; `remaining` leaves out units proposed above."""
    if quota.share is None:
        return Seats(quota.count or 0)
    base = members if quota.of == "members" else max(members - proposed_above, 0)
    exact = quota.share * base
    match quota.round:
        case "up":
            number = exact.__ceil__()
        case "nearest":
            number = (exact + Fraction(1, 2)).__floor__()
        case _:
            number = exact.__floor__()
    return Seats(number, quota.share, base, quota.of, exact, quota.round)


def marking_for(rule: ContestRule, standing: int, seats: int) -> Marking:
    """How ballots are marked when so many stand for so many seats.

    With no more nominees than seats a ballot that only chooses cannot say no, and nobody could lose. So it asks
    for agreement or not with each, unless the regulation says `uncontested: choose`.
    """
    marking = rule.marking
    if marking.mark == "choose" and marking.uncontested == "approve" and 0 < standing <= seats:
        return marking.model_copy(update={"mark": "approve", "max_choices": None})
    return marking
