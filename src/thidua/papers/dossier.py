"""Hồ sơ của một năm: the table of all papers, read by whatever writes, recounts or checks them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thidua.papers.views import View
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome

Named = tuple[tuple[str, "View"], ...]

DRAFT_SUFFIX = "-du-thao"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """Loại văn bản: names, template, and how an outcome becomes its views.

    `file` names the template and, where there is one paper, the paper. `settled`: final only when nothing is
    left to decide. `about` is the Vietnamese name, `nothing` what to say when there is nothing to make.
    `module` holds the view (`shows`) and what makes it (`maker`); it is imported when the paper is wanted.
    """

    name: str
    file: str
    about: str
    nothing: str
    settled: bool
    module: str
    shows: str
    maker: str
    has_chart: bool = False

    @property
    def template(self) -> str:
        """The template's file name."""
        return f"{self.file}.docx"

    @property
    def view(self) -> type[View]:
        """What papers of this kind are made from."""
        found: type[View] = getattr(self._module(), self.shows)
        return found

    def views(self, outcome: Outcome, report: Report, draft: bool, chart: bool) -> Named:  # noqa: FBT001 - one signature for all kinds
        """File name and view of each paper of this kind; none when there is nothing to print."""
        from thidua.papers.party_words import in_form  # noqa: PLC0415 - the table alone needs no records

        words = in_form(report, outcome.bloc)
        options = {"draft": draft} | ({"chart": chart} if self.has_chart else {})
        made = getattr(self._module(), self.maker)(outcome, words, **options)
        named = made if isinstance(made, tuple) else () if made is None else ((self.file, made),)
        suffix = DRAFT_SUFFIX if draft else ""
        return tuple((f"{name}{suffix}.docx", view) for name, view in named)

    def _module(self) -> Any:
        return import_module(f"thidua.papers.{self.module}")


PAPERS: tuple[PaperKind, ...] = (
    PaperKind(
        "invitation", "giay-moi", "giấy mời", "", settled=False,
        module="invitation_view", shows="InvitationView", maker="invitation_view",
    ),
    PaperKind(
        "ballot", "phieu-bau", "phiếu bầu", "năm nay không có cuộc bỏ phiếu kín nào", settled=False,
        module="ballot_view", shows="BallotView", maker="ballot_view",
    ),
    PaperKind(
        "count-minutes", "bien-ban-kiem-phieu", "biên bản kiểm phiếu", "chưa có cuộc bỏ phiếu nào", settled=False,
        module="count_view", shows="CountView", maker="count_views",
    ),
    PaperKind(
        "minutes", "bien-ban", "biên bản hội nghị", "", settled=True,
        module="minutes_view", shows="MinutesView", maker="minutes_view",
    ),
    PaperKind(
        "report", "bao-cao", "báo cáo tổng kết", "", settled=True,
        module="report_view", shows="ReportView", maker="report_view",
    ),
    PaperKind(
        "score-table", "bang-diem", "bảng điểm", "chưa có điểm, hoặc quy chế không chấm điểm", settled=False,
        module="score_table_view", shows="ScoreTableView", maker="score_table_view", has_chart=True,
    ),
    PaperKind(
        "submission", "to-trinh", "tờ trình", "không có đơn vị nào được đề nghị khen thưởng", settled=True,
        module="submission_view", shows="SubmissionView", maker="submission_view",
    ),
    PaperKind(
        "handover", "ban-giao", "biên bản bàn giao", "", settled=True,
        module="handover_view", shows="HandoverView", maker="handover_view",
    ),
    PaperKind(
        "pledge", "giao-uoc", "giao ước thi đua", "", settled=False,
        module="pledge_view", shows="PledgeView", maker="pledge_view",
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
