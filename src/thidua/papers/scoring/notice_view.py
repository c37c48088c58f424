"""Thông báo kết quả chấm điểm: totals and ranks to the members, with time to object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from thidua.papers.review import score_table
from thidua.papers.scoring.methods import method_of, what_counts
from thidua.papers.views import (
    Heading,
    Letterhead,
    ScoreTable,
    Signature,
    View,
    heading,
    letterhead,
    line,
    properties,
    recipients,
    sentence,
    signature,
    signer_of,
)
from thidua.vietnamese import capital, listed
from thidua.wording import blanks
from thidua.wording.blanks import DOTS

if TYPE_CHECKING:
    from thidua.records.regulation import Scoring
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome

SYMBOL = "TB"


@dataclass(frozen=True, slots=True)
class ScoreNoticeView(View):
    """Thông báo kết quả chấm điểm, ready to print."""

    letterhead: Letterhead
    heading: Heading
    opening: str
    scores: ScoreTable
    objections_heading: str
    objections: tuple[str, ...]
    closing: str
    signature: Signature
    recipients: tuple[str, ...]


def notice_view(outcome: Outcome, report: Report, *, draft: bool) -> ScoreNoticeView | None:
    """The notice; None while no unit has a total."""
    scoring = outcome.regulation.scoring
    if scoring is None or not has_totals(outcome):
        return None
    words = report.score_notice
    subject = f"kết quả chấm điểm thi đua năm {outcome.year}"
    numbers = count(1)

    def numbered(title: str) -> str:
        return f"{next(numbers)}. {title}"

    return ScoreNoticeView(
        properties=properties(f"Thông báo {subject}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(report.issuer, words, SYMBOL, outcome.bloc, draft=draft),
        heading=heading("Thông báo", capital(subject)),
        opening=line(
            f"Thực hiện {outcome.regulation.title}, trên cơ sở {grounds_of(scoring, outcome)}, {outcome.bloc.name}"
            f" thông báo {subject} như sau:"
        ),
        scores=score_table(outcome, numbered),
        objections_heading=numbered("Ý kiến về kết quả chấm điểm"),
        objections=tuple(sentence(text) for text in _objections(scoring, outcome, report)),
        closing=line(f"{outcome.bloc.name} thông báo để các đơn vị thành viên biết, cho ý kiến./."),
        signature=signature(signer_of(report, words)),
        recipients=recipients(words),
    )


def has_totals(outcome: Outcome) -> bool:
    """Whether any unit has a total yet."""
    return outcome.board is not None and any(unit.total is not None for unit in outcome.board.units)


def grounds_of(scoring: Scoring, outcome: Outcome) -> str:
    """`kết quả tự chấm của các đơn vị và kết quả thẩm định`, as far as each is on file."""
    method = method_of(scoring)
    units = outcome.board.units if outcome.board is not None else ()
    own = any(one.self_points is not None for unit in units for one in unit.criteria) or not method.reviewed
    told = [
        text
        for text, known in (("kết quả tự chấm của các đơn vị", own), (f"kết quả {method.act}", method.reviewed))
        if known
    ]
    return listed(told)


def _objections(scoring: Scoring, outcome: Outcome, report: Report) -> Iterator[str]:
    words = report.score_notice
    due = blanks.day(words.objections_due)
    where = words.objections_to or DOTS
    yield what_counts(scoring)
    yield f"Đơn vị có ý kiến về kết quả gửi văn bản, kèm tài liệu kiểm chứng, về {where}, chậm nhất {due}"
    yield f"Kết quả, sau khi xem xét ý kiến của các đơn vị, được báo cáo tại Hội nghị tổng kết năm {outcome.year}"
