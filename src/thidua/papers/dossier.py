"""Hồ sơ của một năm: the table of all papers, read by whatever writes, recounts or checks them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, assert_never

if TYPE_CHECKING:
    from thidua.papers.views import View
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome

Named = tuple[tuple[str, "View"], ...]

Made = tuple[tuple[str, str], ...]
"""Văn bản đã lập: file and title of each final paper that is there, in the order of the year."""

DRAFT_SUFFIX = "-du-thao"

Time = Literal["planning", "midyear", "scoring", "conference", "closing"]
"""Thời điểm trong năm: when a paper is made, in the order of the year."""

Need = Literal["conference", "proposals", "result", "sections"]
"""What a paper waits for."""

BLANKS: frozenset[Need] = frozenset({"conference", "proposals"})
"""What a paper can leave dots for, when it is asked for all the same."""


def missing(need: Need, outcome: Outcome, report: Report) -> bool:
    """Whether what a paper waits for is not on file yet."""
    match need:
        case "conference":
            return outcome.ballots is None
        case "proposals" | "result":
            return bool(outcome.pending)
        case "sections":
            return report.sections is None
        case _:
            assert_never(need)


def waits_for(need: Need) -> str:
    """The same in words, after `chờ`."""
    match need:
        case "conference":
            return "hội nghị (tệp ballots.yaml)"
        case "proposals":
            return "kết quả bình xét khen thưởng"
        case "result":
            return "quyết định xong các việc còn chưa phân định"
        case "sections":
            return "lời văn các phần của báo cáo (sections trong report.yaml)"
        case _:
            assert_never(need)


@dataclass(frozen=True, slots=True)
class PaperKind:
    """Loại văn bản: names, template, and how an outcome becomes its views.

    `file` names the template and, where there is one paper, the paper. `about` is the Vietnamese name, `nothing` what
    to say when there is nothing to make. `time` is when in the year it is made, `needs` what it waits for then.
    A paper with a `key` of report.yaml belongs to the year of a bloc that writes something under that key; others get
    it when they ask for it by name. `module` holds the view (`shows`) and what makes it (`maker`); it is imported when
    the paper is wanted.
    """

    name: str
    file: str
    about: str
    nothing: str
    time: Time
    module: str
    shows: str
    maker: str
    needs: tuple[Need, ...] = ()
    has_chart: bool = False
    lists_papers: bool = False
    key: str = ""

    def usual(self, report: Report) -> bool:
        """Whether it is one of the papers of this bloc's year: always, or where report.yaml says anything of it."""
        return not self.key or report.names(self.key)

    @property
    def settled(self) -> bool:
        """Final only when nothing is left to decide."""
        return "result" in self.needs

    def waiting(self, outcome: Outcome, report: Report, *, draft: bool) -> tuple[Need, ...]:
        """What is not on file yet; a draft does not wait for open questions."""
        needed = (need for need in self.needs if not (draft and need == "result"))
        return tuple(need for need in needed if missing(need, outcome, report))

    def impossible(self, outcome: Outcome, report: Report, *, draft: bool) -> bool:
        """Whether it cannot be made at all, not even with dots."""
        return not BLANKS.issuperset(self.waiting(outcome, report, draft=draft))

    @property
    def template(self) -> str:
        """The template's file name."""
        return f"{self.file}.docx"

    @property
    def view(self) -> type[View]:
        """What papers of this kind are made from."""
        found: type[View] = getattr(self._module(), self.shows)
        return found

    def views(self, outcome: Outcome, report: Report, draft: bool, chart: bool, made: Made = ()) -> Named:  # noqa: FBT001 - one signature for all kinds
        """File name and view of each paper of this kind; none when there is nothing to print.

        `made` are the papers that are there already, for a kind that lists them.
        """
        from thidua.papers.party_words import in_form  # noqa: PLC0415 - the table alone needs no records

        words = in_form(report, outcome.bloc)
        options: dict[str, Any] = {"draft": draft} | ({"chart": chart} if self.has_chart else {})
        options |= {"made": made} if self.lists_papers else {}
        shown = getattr(self._module(), self.maker)(outcome, words, **options)
        named = shown if isinstance(shown, tuple) else () if shown is None else ((self.file, shown),)
        suffix = DRAFT_SUFFIX if draft else ""
        return tuple((f"{name}{suffix}.docx", view) for name, view in named)

    def _module(self) -> Any:
        return import_module(f"thidua.papers.{self.module}")


PAPERS: tuple[PaperKind, ...] = (
    PaperKind(
        "plan", "ke-hoach", "kế hoạch hoạt động", "", time="planning",
        module="planning.plan_view", shows="PlanView", maker="plan_view", key="plan",
    ),
    PaperKind(
        "registration", "dang-ky-thi-dua", "bảng đăng ký danh hiệu thi đua", "", time="planning",
        module="planning.registration_view", shows="RegistrationView", maker="registration_view", key="registration",
    ),
    PaperKind(
        "pledge", "giao-uoc", "giao ước thi đua", "", time="planning",
        module="planning.pledge_view", shows="PledgeView", maker="pledge_view",
    ),
    PaperKind(
        "midyear", "so-ket", "báo cáo sơ kết 6 tháng", "", time="midyear",
        module="planning.midyear_view", shows="MidyearView", maker="midyear_view", key="midyear",
    ),
    PaperKind(
        "score-request", "cong-van-tu-cham", "công văn đề nghị tự chấm điểm", "quy chế không chấm điểm", time="scoring",
        module="scoring.request_view", shows="ScoreRequestView", maker="request_view",
    ),
    PaperKind(
        "score-form", "phieu-cham-diem", "phiếu chấm điểm", "quy chế không chấm điểm", time="scoring",
        module="scoring.form_view", shows="ScoreFormView", maker="form_view",
    ),
    PaperKind(
        "score-review", "bang-doi-chieu-diem", "bảng đối chiếu điểm",
        "không có điểm thẩm định hoặc chấm chéo để đối chiếu với điểm tự chấm", time="scoring",
        module="scoring.review_view", shows="ScoreReviewView", maker="review_view",
    ),
    PaperKind(
        "scoring-minutes", "bien-ban-cham-diem", "biên bản họp chấm điểm",
        "chưa có điểm, hoặc quy chế không chấm điểm", time="scoring",
        module="scoring.minutes_view", shows="ScoringMinutesView", maker="scoring_minutes_view",
        key="scoring_minutes",
    ),
    PaperKind(
        "score-table", "bang-diem", "bảng điểm", "chưa có điểm, hoặc quy chế không chấm điểm", time="scoring",
        module="scoring.score_table_view", shows="ScoreTableView", maker="score_table_view", has_chart=True,
    ),
    PaperKind(
        "score-notice", "thong-bao-diem", "thông báo kết quả chấm điểm",
        "chưa có điểm, hoặc quy chế không chấm điểm", time="scoring",
        module="scoring.notice_view", shows="ScoreNoticeView", maker="notice_view",
    ),
    PaperKind(
        "invitation", "giay-moi", "giấy mời", "", time="conference",
        module="conference.invitation_view", shows="InvitationView", maker="invitation_view",
    ),
    PaperKind(
        "agenda", "chuong-trinh", "chương trình hội nghị", "", time="conference",
        module="conference.agenda_view", shows="AgendaView", maker="agenda_view",
    ),
    PaperKind(
        "script", "kich-ban", "kịch bản điều hành", "", time="conference",
        module="conference.script_view", shows="ScriptView", maker="script_view",
    ),
    PaperKind(
        "delegates", "danh-sach-dai-bieu", "danh sách đại biểu ký tên", "", time="conference",
        module="conference.delegates_view", shows="DelegatesView", maker="delegates_view",
    ),
    PaperKind(
        "ballot", "phieu-bau", "phiếu bầu", "năm nay không có cuộc bỏ phiếu kín nào", time="conference",
        module="conference.ballot_view", shows="BallotView", maker="ballot_views",
    ),
    PaperKind(
        "written-opinion", "phieu-lay-y-kien", "phiếu lấy ý kiến bằng văn bản",
        "không có đơn vị vắng mặt cho ý kiến bằng văn bản", time="conference",
        module="conference.opinion_view", shows="OpinionView", maker="opinion_view",
    ),
    PaperKind(
        "count-minutes", "bien-ban-kiem-phieu", "biên bản kiểm phiếu",
        "không có cuộc bỏ phiếu nào do tổ kiểm phiếu đếm", time="conference",
        module="conference.count_view", shows="CountView", maker="count_views",
    ),
    PaperKind(
        "sealing", "bien-ban-niem-phong", "biên bản niêm phong phiếu", "không có cuộc bỏ phiếu kín nào",
        time="conference", module="conference.sealing_view", shows="SealingView", maker="sealing_view",
        needs=("conference",),
    ),
    PaperKind(
        "minutes", "bien-ban", "biên bản hội nghị", "", time="conference",
        module="conference.minutes_view", shows="MinutesView", maker="minutes_view",
        needs=("conference", "result"),
    ),
    PaperKind(
        "conclusions", "thong-bao-ket-luan", "thông báo kết luận", "", time="conference",
        module="conference.conclusions_view", shows="ConclusionsView", maker="conclusions_view",
        needs=("conference", "result"),
    ),
    PaperKind(
        "report", "bao-cao", "báo cáo tổng kết", "", time="closing",
        module="closing.report_view", shows="ReportView", maker="report_view",
        needs=("sections", "result"),
    ),
    PaperKind(
        "submission", "to-trinh", "tờ trình", "không có đơn vị nào được đề nghị khen thưởng", time="closing",
        module="closing.submission_view", shows="SubmissionView", maker="submission_views",
        needs=("result",),
    ),
    PaperKind(
        "achievements", "de-cuong-thanh-tich", "đề cương báo cáo thành tích",
        "chưa có đơn vị nào được giới thiệu đề nghị khen thưởng", time="closing",
        module="closing.outline_view", shows="OutlineView", maker="outline_views",
        needs=("proposals",),
    ),
    PaperKind(
        "handover", "ban-giao", "biên bản bàn giao", "đơn vị đứng đầu năm sau không thay đổi", time="closing",
        module="closing.handover_view", shows="HandoverView", maker="handover_view",
        needs=("result",), lists_papers=True,
    ),
)  # fmt: skip
"""Every paper, in the order a year needs them."""


def in_order(made: Made) -> Made:
    """Papers in the order of the year, those of one kind by name, without the paper that lists the others."""
    known = [(at, file, title) for file, title in made if (at := _place(file)) is not None]
    return tuple((file, title) for _, file, title in sorted(known))


def _place(file: str) -> int | None:
    """The position of the kind a file belongs to; of two whose names begin it, the longer."""
    stem = file.removesuffix(".docx")
    fitting = [kind for kind in PAPERS if stem == kind.file or stem.startswith(f"{kind.file}-")]
    best = max(fitting, key=lambda kind: len(kind.file), default=None)
    return None if best is None or best.lists_papers else PAPERS.index(best)


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
