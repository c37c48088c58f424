"""Phiếu bầu để trống: as many papers a contest as there are voters, alike, with nothing that leads to a voter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from thidua import wording
from thidua.papers.contests import matter_words
from thidua.papers.views import View, line, marks_of, properties
from thidua.rules.contest import Matter, marking_for, rules_in_force
from thidua.vietnamese import capital, padded

if TYPE_CHECKING:
    from thidua.records.regulation import Marking
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome


@dataclass(frozen=True, slots=True)
class BallotRow:
    """Một đơn vị trên phiếu."""

    position: str
    unit: str


@dataclass(frozen=True, slots=True)
class BallotSheet:
    """Phiếu của một cuộc bỏ phiếu; `copies` holds one empty text a paper.

    `follows`: another contest stands before it, so it begins a page.
    """

    follows: bool
    marks: tuple[str, ...]
    bloc: str
    title: str
    instructions: tuple[str, ...]
    agree_title: str
    disagree_title: str
    rows: tuple[BallotRow, ...]
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BallotView(View):
    """Phiếu bầu, ready to print and cut."""

    sheets: tuple[BallotSheet, ...]


def ballot_view(outcome: Outcome, report: Report, *, draft: bool) -> BallotView | None:
    """Blank papers for every secret ballot; None where nothing is voted on."""
    matters = _matters(outcome)
    if not matters:
        return None
    words = report.ballot
    copies = words.copies or outcome.attendance.entitled or len(outcome.attendance.members)
    title = f"Phiếu bầu năm {outcome.year}"
    return BallotView(
        properties=properties(title, outcome.bloc.name, report.issuer, words, outcome.year),
        draft=draft,
        sheets=tuple(
            _sheet(at, what, outcome, report, copies=copies, marks=marks_of(outcome.bloc, draft=draft))
            for at, what in enumerate(matters)
        ),
    )


class _Putting(NamedTuple):
    """What is put to the vote, who stands, and how ballots are marked."""

    matter: Matter
    standing: tuple[str, ...]
    marking: Marking


def _matters(outcome: Outcome) -> tuple[_Putting, ...]:
    """The first-round secret ballots on file; before there are any, those that the regulation asks for."""
    if outcome.counts:
        contests = [item for item in outcome.counts if item.method == "secret_ballot" and item.round == 1]
        return tuple(_Putting(item.matter, item.nominees, item.marking) for item in contests if item.nominees)
    rules = [rule for rule in rules_in_force(outcome.grounds.year) if rule.voted and not rule.consensus and rule.seats]
    found = ((rule, outcome.grounds.may_stand(rule.matter)) for rule in rules)
    return tuple(
        _Putting(rule.matter, standing, marking_for(rule, len(standing), rule.seats))
        for rule, standing in found
        if standing
    )


def _sheet(
    at: int, what: _Putting, outcome: Outcome, report: Report, *, copies: int, marks: tuple[str, ...]
) -> BallotSheet:
    matter, standing, marking = what
    approve = marking.mark == "approve"
    known = {code: n for n, code in enumerate(code.code for code in outcome.nominees)}
    ordered = sorted(standing, key=lambda code: known.get(code, len(known)))
    kind = "Phiếu bầu" if matter.award is None else "Phiếu"
    subject = matter_words(outcome, matter)
    subject = subject.removeprefix("bầu ") if matter.award is None else subject
    own = report.ballot.instructions
    told = (line(own),) if own is not None else (_how(marking, len(standing)), _invalid(marking, len(standing)))
    return BallotSheet(
        follows=at > 0,
        marks=marks,
        bloc=line(outcome.bloc.name).upper(),
        title=line(f"{kind} {subject}").upper(),
        instructions=tuple(line(text) for text in told),
        agree_title="Đồng ý" if approve else "Chọn",
        disagree_title="Không đồng ý" if approve else "",
        rows=tuple(BallotRow(str(n), line(wording.name(outcome, code))) for n, code in enumerate(ordered, 1)),
        copies=("",) * copies,
    )


def _most(rule: Marking, standing: int) -> str:
    """`nhiều nhất 02 đơn vị`, where the rule limits the choice."""
    if rule.max_choices is None or rule.max_choices >= standing:
        return ""
    return f"nhiều nhất {padded(rule.max_choices)} đơn vị"


def _how(rule: Marking, standing: int) -> str:
    most = _most(rule, standing)
    if rule.mark == "approve":
        limit = f" Đồng ý {most}." if most else ""
        return f"Ở dòng của mỗi đơn vị, đánh dấu X vào một trong hai ô Đồng ý hoặc Không đồng ý.{limit}"
    return f"Chọn {most or 'các đơn vị tán thành'} bằng cách đánh dấu X vào ô Chọn ở dòng của đơn vị đó."


def _invalid(rule: Marking, standing: int) -> str:
    """What makes a paper invalid, by the regulation's own rule for blank and over-marked ones."""
    kinds = ["phiếu không do Tổ kiểm phiếu phát ra"]
    if rule.blank == "invalid":
        kinds.append("phiếu để trống")
    if _most(rule, standing):
        kinds.append(f"phiếu chọn quá {padded(rule.max_choices or 0)} đơn vị")
    if rule.mark == "approve":
        kinds.append("phiếu đánh dấu cả hai ô ở cùng một dòng")
    kinds.append("phiếu có tên người bỏ phiếu, viết thêm hoặc có dấu hiệu nhận biết")
    return capital(f"phiếu không hợp lệ: {'; '.join(kinds)}.")
