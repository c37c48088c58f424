"""Các cuộc bỏ phiếu trong lời: what was put to the vote, its papers and the votes of each unit with their share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.views import line
from thidua.rules.contest import ContestRule, Matter, rule_for
from thidua.rules.counting import unit_votes
from thidua.vietnamese import capital, decimal, fixed, padded, percent, small

if TYPE_CHECKING:
    from decimal import Decimal

    from thidua.records.regulation import Scoring
    from thidua.rules.counting import Count, ThresholdCheck
    from thidua.rules.judging import Outcome


@dataclass(frozen=True, slots=True)
class VoteRow:
    """Một đơn vị trong kết quả kiểm phiếu."""

    position: str
    unit: str
    votes: str
    share: str
    result: str


@dataclass(frozen=True, slots=True)
class VoteTable:
    """Kết quả một cuộc bỏ phiếu: all who stood, by votes; `share_title` names the base of the shares.

    `votes_title`: ballots, or where hands were raised the units that agreed.
    """

    shown: bool
    votes_title: str
    share_title: str
    result_title: str
    rows: tuple[VoteRow, ...]


NO_VOTES = VoteTable(shown=False, votes_title="", share_title="", result_title="", rows=())


def points_text(value: Decimal, scoring: Scoring) -> str:
    """As many decimals as the regulation rounds to."""
    return fixed(value, max(-int(scoring.round.to.normalize().as_tuple().exponent), 0))


def matter_words(outcome: Outcome, matter: Matter) -> str:
    """What is put to the vote: `bình xét Cờ thi đua …`, `bầu Trưởng khối năm 2024`."""
    if matter.award is not None:
        return f"bình xét {wording.award_name(outcome.regulation, matter.award)} năm {outcome.year}"
    head, deputy = wording.offices(outcome)
    return f"bầu {deputy if matter.office == 'deputy' else head} năm {outcome.year + 1}"


def count_title(item: Count, outcome: Outcome) -> str:
    """The matter, with the round where there were several."""
    again = sum(other.matter == item.matter for other in outcome.counts) > 1
    return f"{matter_words(outcome, item.matter)}{f' (vòng {item.round})' if again else ''}"


def board_name(outcome: Outcome) -> str:
    """Tổ kiểm phiếu; of hands alone it counts no ballots."""
    return "Tổ kiểm phiếu" if any(item.method == "secret_ballot" for item in outcome.counts) else "Tổ kiểm đếm"


def has_minutes(item: Count, outcome: Outcome) -> bool:
    """Whether a round has count minutes: ballots are counted by a board; hands only where there was one."""
    board = outcome.ballots.counting_board if outcome.ballots is not None else ()
    return bool(item.nominees) and (item.method == "secret_ballot" or (item.method == "show_of_hands" and bool(board)))


def rule_of(outcome: Outcome, matter: Matter) -> ContestRule:
    """The rule of a contest that the checks have let through."""
    rule = rule_for(outcome.grounds.year, matter)
    if rule is None:
        raise KeyError(matter)
    return rule


def checks_of(item: Count, outcome: Outcome) -> dict[str, ThresholdCheck]:
    """Each unit's threshold in this contest and round; empty where the regulation has none."""
    voted = unit_votes(item, rule_of(outcome, item.matter).passes, outcome.attendance)
    return {votes.unit: votes.check for votes in voted if votes.check is not None}


def vote_table(item: Count, outcome: Outcome) -> VoteTable:
    """Votes and share of all who stood, most votes first, equals as on the paper."""
    checks = checks_of(item, outcome)
    base, base_name = _base(item, outcome)
    rows = [
        VoteRow(
            position=str(at),
            unit=line(wording.name(outcome, unit)),
            votes=f"{votes}/{base}" if base else str(votes),
            share=line(percent(votes, base)),
            result=_passed(checks.get(unit)),
        )
        for at, (unit, votes) in enumerate(sorted(item.votes, key=lambda pair: -pair[1]), 1)
    ]
    if not rows:
        return NO_VOTES
    return VoteTable(
        shown=True,
        votes_title=capital(wording.votes_title(item.method)),
        share_title=f"Tỷ lệ trên {base_name}" if base_name else "Tỷ lệ",
        result_title="So với quy chế" if checks else "",
        rows=tuple(rows),
    )


def _base(item: Count, outcome: Outcome) -> tuple[int, str]:
    """What votes are a share of: by the threshold, else valid ballots, else who raised hands; 0 where nothing says."""
    check = next(iter(checks_of(item, outcome).values()), None)
    found = outcome.attendance
    if check is not None:
        return check.base, wording.base(check.of, item.method)
    if item.valid is not None:
        return item.valid, wording.base("valid", item.method)
    if item.method == "show_of_hands" and found.recorded:
        return found.entitled, wording.base("present", item.method)
    return 0, ""


def _passed(check: ThresholdCheck | None) -> str:
    if check is None:
        return ""
    return "Đạt" if check.met else "Không đạt"


def count_words(item: Count) -> str:
    """`bỏ phiếu kín; phát ra 11 phiếu, thu về 11 phiếu, hợp lệ 10 phiếu, không hợp lệ 01 phiếu`."""
    named = (
        ("phát ra", item.issued),
        ("thu về", item.returned),
        ("hợp lệ", item.valid),
        ("không hợp lệ", spoilt(item)),
    )
    numbers = ", ".join(f"{name} {figure(number)} phiếu" for name, number in named if number is not None)
    return f"{wording.held(item)}{f'; {numbers}' if numbers else ''}"


def figure(number: int) -> str:
    """`08`, but a plain `0`."""
    return padded(number) if number else "0"


def spoilt(item: Count) -> int | None:
    """Phiếu không hợp lệ, all kinds together."""
    if item.returned is None or item.valid is None:
        return None
    return item.returned - item.valid


def scored_words(outcome: Outcome, unit: str) -> str:
    """`97,75/100 điểm, xếp hạng 1, xếp loại «…»`; nothing where there is no score."""
    scoring, board = outcome.regulation.scoring, outcome.board
    found = board.unit(unit) if board is not None else None
    if scoring is None or found is None or found.total is None:
        return ""
    told = [f"{points_text(found.total, scoring)}/{decimal(scoring.scale)} điểm"]
    if found.rank is not None:
        told.append(f"xếp hạng {found.rank}")
    if found.band is not None:
        told.append(f"xếp loại {small(found.band)}")
    return ", ".join(told)
