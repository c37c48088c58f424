"""Các cuộc bỏ phiếu trong lời: what was put to the vote, its papers and the votes of each unit with their share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from thidua.papers import wording
from thidua.papers.headship import offices
from thidua.papers.views import line
from thidua.records.ballots import Contest
from thidua.rules.counting import ballot_rule
from thidua.vietnamese import decimal, fixed, listed, padded, percent

if TYPE_CHECKING:
    from decimal import Decimal

    from thidua.records.ballots import Decision
    from thidua.records.regulation import Marking, Scoring, Threshold
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
    """Kết quả một cuộc bỏ phiếu: all who stood, by votes; `share_title` names the base of the shares."""

    shown: bool
    share_title: str
    result_title: str
    rows: tuple[VoteRow, ...]


NO_VOTES = VoteTable(shown=False, share_title="", result_title="", rows=())


def clause_words(clause: str | None) -> str:
    """` (khoản 2 Điều 9)`, or nothing."""
    return f" ({clause})" if clause else ""


def unit_names(outcome: Outcome, codes: tuple[str, ...]) -> str:
    """Full names in a row."""
    return listed([wording.name(outcome, code) for code in codes])


def points_text(value: Decimal, scoring: Scoring) -> str:
    """As many decimals as the regulation rounds to."""
    return fixed(value, max(-int(scoring.round.to.normalize().as_tuple().exponent), 0))


def decision_of(index: int | None, outcome: Outcome) -> Decision | None:
    """The recorded decision with this index."""
    return None if index is None or outcome.ballots is None else outcome.ballots.decisions[index]


def matter(outcome: Outcome, award: str | None, office: str | None) -> str:
    """What is put to the vote: `bình xét Cờ thi đua …`, `bầu Trưởng khối năm 2024`."""
    if award is not None:
        return f"bình xét {wording.award_name(outcome.regulation, award)} năm {outcome.year}"
    head, deputy = offices(outcome)
    return f"bầu {deputy if office == 'deputy' else head} năm {outcome.year + 1}"


def count_title(item: Count, outcome: Outcome) -> str:
    """The matter, with the round where there were several."""
    again = sum((c.award, c.office) == (item.award, item.office) for c in outcome.counts) > 1
    return f"{matter(outcome, item.award, item.office)}{f' (vòng {item.round})' if again else ''}"


def threshold_of(item: Count, outcome: Outcome) -> Threshold | None:
    """The threshold a contest is held against."""
    if item.award is not None:
        award = outcome.regulation.award(item.award)
        return award.passes if award is not None else None
    rule = outcome.regulation.head
    if rule is None:
        return None
    return (rule.deputy_passes or rule.passes) if item.office == "deputy" else rule.passes


def ballot_of(outcome: Outcome, award: str | None, office: str | None) -> Marking:
    """How papers of a contest are marked."""
    kind: Literal["head", "deputy"] | None = None
    if office is not None:
        kind = "deputy" if office == "deputy" else "head"
    return ballot_rule(outcome.regulation, Contest(award=award, office=kind))


def checks_of(item: Count, outcome: Outcome) -> dict[str, ThresholdCheck]:
    """Each unit's threshold in this contest and round, as the rules computed it."""
    if item.award is not None:
        result = outcome.award(item.award)
        rounds = [(c.unit, *check) for c in result.candidates for check in c.checks] if result is not None else []
        return {unit: check for unit, number, _, check in rounds if number == item.round and check is not None}
    head = outcome.head
    vote = None if head is None else head.deputy_vote if item.office == "deputy" else head.vote
    voted = vote.checks if vote is not None else ()
    return {unit: check for unit, number, _, check in voted if number == item.round and check is not None}


def vote_table(item: Count, outcome: Outcome) -> VoteTable:
    """Votes and share of all who stood, most votes first, equals as on the paper."""
    checks = checks_of(item, outcome)
    base = next((check.base for check in checks.values()), item.valid) or 0
    base_name = next((wording.BASES[check.of] for check in checks.values()), "số phiếu hợp lệ")
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
        share_title=f"Tỷ lệ trên {base_name}",
        result_title="So với ngưỡng" if checks else "",
        rows=tuple(rows),
    )


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
    return f"{wording.METHODS[item.method]}{f'; {numbers}' if numbers else ''}"


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
        told.append(f"xếp loại {found.band[:1].lower()}{found.band[1:]}")
    return ", ".join(told)
