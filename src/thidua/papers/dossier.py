"""Hồ sơ của một năm: the table of all papers, read by whatever writes, recounts or checks them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua.papers.ballot_view import BallotView, ballot_view
from thidua.papers.count_view import CountView, count_views
from thidua.papers.handover_view import HandoverView, handover_view
from thidua.papers.invitation_view import InvitationView, invitation_view
from thidua.papers.minutes_view import MinutesView, minutes_view
from thidua.papers.pledge_view import PledgeView, pledge_view
from thidua.papers.report_view import report_view
from thidua.papers.score_table_view import ScoreTableView, score_table_view
from thidua.papers.submission_view import SubmissionView, submission_view
from thidua.papers.views import ReportView, View

if TYPE_CHECKING:
    from thidua.records.report import Report
    from thidua.rules.outcome import Outcome

Named = tuple[tuple[str, View], ...]
Make = Callable[["Outcome", "Report", bool, bool], Named]

DRAFT_SUFFIX = "-du-thao"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """Loại văn bản: names, template, and how an outcome becomes its views.

    `file` names the template and, where there is one paper, the paper. `settled`: final only when nothing is
    left to decide. `about` is the Vietnamese name, `nothing` what to say when there is nothing to make.
    """

    name: str
    file: str
    about: str
    nothing: str
    view: type[View]
    settled: bool
    make: Make

    @property
    def template(self) -> str:
        """The template's file name."""
        return f"{self.file}.docx"

    def views(self, outcome: Outcome, report: Report, draft: bool, chart: bool) -> Named:  # noqa: FBT001 - one signature for all kinds
        """File name and view of each paper of this kind; none when there is nothing to print."""
        suffix = DRAFT_SUFFIX if draft else ""
        return tuple((f"{name}{suffix}.docx", view) for name, view in self.make(outcome, report, draft, chart))


def _one(file: str, view: View | None) -> Named:
    return () if view is None else ((file, view),)


PAPERS: tuple[PaperKind, ...] = (
    PaperKind(
        "invitation", "giay-moi", "giấy mời", "", InvitationView, settled=False,
        make=lambda outcome, report, draft, _: _one("giay-moi", invitation_view(outcome, report, draft=draft)),
    ),
    PaperKind(
        "ballot", "phieu-bau", "phiếu bầu", "năm nay không có cuộc bỏ phiếu kín nào", BallotView, settled=False,
        make=lambda outcome, report, draft, _: _one("phieu-bau", ballot_view(outcome, report, draft=draft)),
    ),
    PaperKind(
        "count-minutes", "bien-ban-kiem-phieu", "biên bản kiểm phiếu", "chưa có cuộc bỏ phiếu nào", CountView,
        settled=False,
        make=lambda outcome, report, draft, _: count_views(outcome, report, draft=draft),
    ),
    PaperKind(
        "minutes", "bien-ban", "biên bản hội nghị", "", MinutesView, settled=True,
        make=lambda outcome, report, draft, _: _one("bien-ban", minutes_view(outcome, report, draft=draft)),
    ),
    PaperKind(
        "report", "bao-cao", "báo cáo tổng kết", "", ReportView, settled=True,
        make=lambda outcome, report, draft, _: _one("bao-cao", report_view(outcome, report, draft=draft)),
    ),
    PaperKind(
        "score-table", "bang-diem", "bảng điểm", "chưa có điểm, hoặc quy chế không chấm điểm", ScoreTableView,
        settled=False,
        make=lambda outcome, report, draft, chart: _one(
            "bang-diem", score_table_view(outcome, report, draft=draft, chart=chart)
        ),
    ),
    PaperKind(
        "submission", "to-trinh", "tờ trình", "không có đơn vị nào được đề nghị khen thưởng", SubmissionView,
        settled=True,
        make=lambda outcome, report, draft, _: _one("to-trinh", submission_view(outcome, report, draft=draft)),
    ),
    PaperKind(
        "handover", "ban-giao", "biên bản bàn giao", "", HandoverView, settled=True,
        make=lambda outcome, report, draft, _: _one("ban-giao", handover_view(outcome, report, draft=draft)),
    ),
    PaperKind(
        "pledge", "giao-uoc", "giao ước thi đua", "", PledgeView, settled=False,
        make=lambda outcome, report, draft, _: _one("giao-uoc", pledge_view(outcome, report, draft=draft)),
    ),
)  # fmt: skip
"""Every paper, in the order a year needs them."""


def find_paper(name: str) -> PaperKind | None:
    """The kind with this English or Vietnamese name; case, accents, spaces and hyphens are forgiven."""
    wanted = _plain(name)
    return next(
        (kind for kind in PAPERS if wanted and wanted in {_plain(kind.name), _plain(kind.file), _plain(kind.about)}),
        None,
    )


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(c for c in letters if c.isalnum() and not unicodedata.combining(c))
