"""Phiếu bầu để trống: as many papers a contest as there are voters, alike, with nothing that leads to a voter.

One file a round: the first, and each later one that was held or that people still have to hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from thidua import wording
from thidua.papers.conference.ballot_pages import spread, two_on_a_page
from thidua.papers.contests import matter_words
from thidua.papers.views import View, line, marks_of, properties
from thidua.rules.contest import Matter
from thidua.rules.next_round import still_open
from thidua.vietnamese import capital, counted, padded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thidua.records.regulation import Marking
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome

FILE = "phieu-bau"


@dataclass(frozen=True, slots=True)
class BallotRow:
    """Một đơn vị trên phiếu."""

    position: str
    unit: str


@dataclass(frozen=True, slots=True)
class BallotCopy:
    """Một lá phiếu trên tờ in; `below` another one, from which it is cut."""

    below: bool


@dataclass(frozen=True, slots=True)
class BallotSheet:
    """Một tờ in: the papers on one page, all of one contest.

    `follows`: another page stands before it. `halves`: each paper takes half of the page and is cut off; `rest`: the
    other half is left over, so that the last paper is as large as the others.
    """

    follows: bool
    halves: bool
    rest: bool
    marks: tuple[str, ...]
    bloc: str
    title: str
    instructions: tuple[str, ...]
    agree_title: str
    disagree_title: str
    rows: tuple[BallotRow, ...]
    copies: tuple[BallotCopy, ...]


@dataclass(frozen=True, slots=True)
class ControlRow:
    """Một cuộc bỏ phiếu trong bảng theo dõi: how many papers were printed for it."""

    position: str
    contest: str
    printed: str


@dataclass(frozen=True, slots=True)
class BallotView(View):
    """Phiếu bầu, ready to print and cut; a last page for the counting board to keep account of the papers.

    The code of the file stands on that page only: no ballot paper may differ from another.
    """

    sheets: tuple[BallotSheet, ...]
    control_title: str
    control_note: str
    control: tuple[ControlRow, ...]


class Putting(NamedTuple):
    """What is put to the vote in which round, who stands, and how ballots are marked."""

    matter: Matter
    round: int
    standing: tuple[str, ...]
    marking: Marking


def ballot_views(outcome: Outcome, report: Report, *, draft: bool) -> tuple[tuple[str, BallotView], ...]:
    """Blank papers for every secret ballot, a file a round; none where nothing is voted on."""
    puttings = secret_ballots(outcome)
    rounds = sorted({item.round for item in puttings})
    return tuple(
        (
            FILE if number == 1 else f"{FILE}-vong-{number}",
            _view([item for item in puttings if item.round == number], outcome, report, draft=draft),
        )
        for number in rounds
    )


def secret_ballots(outcome: Outcome) -> tuple[Putting, ...]:
    """The secret ballots on file, then those still to be held."""
    held = (item for item in outcome.counts if item.method == "secret_ballot" and item.nominees)
    return (
        *(Putting(item.matter, item.round, item.nominees, item.marking) for item in held),
        *(Putting(*item) for item in still_open(outcome)),
    )


def _view(puttings: list[Putting], outcome: Outcome, report: Report, *, draft: bool) -> BallotView:
    words = report.ballot
    copies = words.copies or outcome.attendance.entitled or len(outcome.attendance.members)
    number = puttings[0].round
    title = f"Phiếu bầu năm {outcome.year}{_turn(number)}"
    return BallotView(
        properties=properties(title, outcome.bloc.name, report.issuer, words),
        draft=draft,
        sheets=sheets_of(puttings, outcome, report, copies=copies, draft=draft),
        control_title=line(f"Bảng theo dõi {title}").upper(),
        control_note=line(
            "Tổ kiểm phiếu ghi số phiếu phát ra, thu về và còn lại (in thừa, đổi phiếu hỏng) của từng cuộc để lập biên"
            " bản kiểm phiếu và biên bản niêm phong phiếu. Tờ này không phát cùng phiếu."
        ),
        control=tuple(
            ControlRow(str(at), line(capital(f"{matter_words(outcome, item.matter)}{_turn(item.round)}")), str(copies))
            for at, item in enumerate(puttings, 1)
        ),
    )


def sheets_of(
    puttings: Iterable[Putting], outcome: Outcome, report: Report, *, copies: int, draft: bool, follows: bool = False
) -> tuple[BallotSheet, ...]:
    """The pages of so many papers for each contest; `follows`: other pages stand before the first one."""
    marks = marks_of(outcome.bloc, draft=draft)
    made: list[BallotSheet] = []
    for what in puttings:
        made += _pages(what, outcome, report, marks, copies, follows=follows or bool(made))
    return tuple(made)


def _pages(
    what: Putting, outcome: Outcome, report: Report, marks: tuple[str, ...], copies: int, *, follows: bool
) -> Iterator[BallotSheet]:
    """The papers of one contest, two a page where they fit, all alike."""
    told = instructions(what, report)
    bloc, title = line(outcome.bloc.name).upper(), paper_title(outcome, what)
    rows = _rows(what.standing, outcome)
    two = two_on_a_page((bloc, *marks), title, told, [row.unit for row in rows])
    approve = what.marking.mark == "approve"
    for at, number in enumerate(spread(copies, two=two)):
        yield BallotSheet(
            follows=follows or at > 0,
            halves=two,
            rest=two and number == 1,
            marks=marks,
            bloc=bloc,
            title=title,
            instructions=told,
            agree_title="Đồng ý" if approve else "Chọn",
            disagree_title="Không đồng ý" if approve else "",
            rows=rows,
            copies=tuple(BallotCopy(below=place > 0) for place in range(number)),
        )


def _rows(standing: tuple[str, ...], outcome: Outcome) -> tuple[BallotRow, ...]:
    """Who stands, in the order of the roster."""
    known = {nominee.code: at for at, nominee in enumerate(outcome.nominees)}
    ordered = sorted(standing, key=lambda code: known.get(code, len(known)))
    return tuple(BallotRow(str(at), line(wording.name(outcome, code))) for at, code in enumerate(ordered, 1))


def paper_title(outcome: Outcome, what: Putting) -> str:
    """`PHIẾU BẦU TRƯỞNG KHỐI NĂM 2024 (VÒNG 2)`."""
    subject = matter_words(outcome, what.matter)
    kind = "Phiếu" if what.matter.award is not None else "Phiếu bầu"
    return line(f"{kind} {subject.removeprefix('bầu ')}{_turn(what.round)}").upper()


def _turn(number: int) -> str:
    return f" (vòng {number})" if number > 1 else ""


# --- how it is marked -------------------------------------------------------------------------


def instructions(what: Putting, report: Report) -> tuple[str, ...]:
    """How a paper is marked and what makes it invalid; or the office's own words."""
    own, number = report.ballot.instructions, len(what.standing)
    told = (own,) if own is not None else (_how(what.marking, number), _invalid(what.marking, number))
    return tuple(line(text) for text in told)


def _limit(rule: Marking, standing: int) -> int | None:
    """How many units a paper may choose, where the rule limits the choice."""
    most = rule.max_choices
    return None if most is None or most >= standing else most


def _how(rule: Marking, standing: int) -> str:
    limit = _limit(rule, standing)
    if rule.mark == "approve":
        lead = "Đánh dấu X" if standing == 1 else "Ở dòng của mỗi đơn vị, đánh dấu X"
        most = "" if limit is None else f" Chỉ đồng ý với {'một' if limit == 1 else f'tối đa {counted(limit)}'} đơn vị."
        return f"{lead} vào một trong hai ô Đồng ý hoặc Không đồng ý.{most}"
    if limit is None:
        who = "đơn vị được chọn" if standing == 1 else "những đơn vị được chọn"
        return f"Đánh dấu X vào ô Chọn ở dòng của {who}."
    most = "một đơn vị" if limit == 1 else f"tối đa {counted(limit)} đơn vị"
    return f"Chọn {most}: đánh dấu X vào ô Chọn ở dòng của đơn vị được chọn."


def _invalid(rule: Marking, standing: int) -> str:
    """What makes a paper invalid, by the regulation's own rule for blank and over-marked ones."""
    limit = _limit(rule, standing)
    verb = "đồng ý với" if rule.mark == "approve" else "chọn"
    kinds = ["phiếu không do Tổ kiểm phiếu phát ra"]
    if rule.blank == "invalid":
        kinds.append("phiếu để trống")
    if limit is not None:
        over = "từ hai đơn vị trở lên" if limit == 1 else f"quá {padded(limit)} đơn vị"
        kinds.append(f"phiếu {verb} {over}")
    if rule.mark == "approve":
        both = "cả hai ô" if standing == 1 else "cả hai ô ở cùng một dòng"
        kinds.append(f"phiếu đánh dấu {both}")
    kinds.append("phiếu có tên người bỏ phiếu, viết thêm hoặc có dấu hiệu nhận biết")
    return capital(f"phiếu không hợp lệ: {'; '.join(kinds)}.")
