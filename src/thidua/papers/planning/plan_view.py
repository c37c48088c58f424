"""Kế hoạch hoạt động của năm: purpose, contents, calendar, who does what; the user's words, else the usual ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.closing.handed_over import usual_calendar
from thidua.papers.closing.handover_view import Item
from thidua.papers.closing.report_view import bases_of
from thidua.papers.narrative import Block, blocks
from thidua.papers.views import (
    Heading,
    Letterhead,
    Section,
    Signature,
    View,
    heading,
    legal_bases,
    letterhead,
    line,
    properties,
    recipients,
    section_heading,
    sentence,
    signature,
    signer_of,
)
from thidua.vietnamese import small

if TYPE_CHECKING:
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome

SYMBOL = "KH"


@dataclass(frozen=True, slots=True)
class PlanView(View):
    """Kế hoạch hoạt động, ready to print: sections `before` and `after` the calendar."""

    letterhead: Letterhead
    heading: Heading
    bases: tuple[str, ...]
    opening: str
    before: tuple[Section, ...]
    calendar_heading: str
    calendar: tuple[Item, ...]
    after: tuple[Section, ...]
    closing: str
    signature: Signature
    recipients: tuple[str, ...]


def plan_view(outcome: Outcome, report: Report, *, draft: bool) -> PlanView:
    """The plan of the year."""
    words = report.plan
    subject = f"Hoạt động của {outcome.bloc.name} năm {outcome.year}"
    return PlanView(
        properties=properties(f"Kế hoạch {small(subject)}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(report.issuer, words, SYMBOL, outcome.bloc, draft=draft),
        heading=heading("Kế hoạch", subject),
        bases=legal_bases(bases_of(outcome)),
        opening=line(f"{outcome.bloc.name} xây dựng kế hoạch hoạt động năm {outcome.year} như sau:"),
        before=(
            Section(section_heading(1, "Mục đích, yêu cầu"), _words(words.purpose, _purpose(outcome))),
            Section(section_heading(2, "Nội dung"), _words(words.contents, _contents(outcome))),
        ),
        calendar_heading=section_heading(3, "Lịch hoạt động"),
        calendar=_calendar(outcome, report),
        after=(Section(section_heading(4, "Tổ chức thực hiện"), _words(words.organization, _organization(outcome))),),
        closing=line(
            f"Trên đây là kế hoạch hoạt động năm {outcome.year} của {outcome.bloc.name}, đề nghị các đơn vị thành viên"
            " triển khai thực hiện./."
        ),
        signature=signature(signer_of(report, words)),
        recipients=recipients(words),
    )


def _words(own: str | None, usual: Iterator[str]) -> tuple[Block, ...]:
    """The user's own text, else the usual lines as bullets."""
    return blocks(own) if own is not None else blocks("\n".join(f"- {sentence(text)}" for text in usual))


def _purpose(outcome: Outcome) -> Iterator[str]:
    body = wording.body(outcome.bloc.kind)
    yield f"Tổ chức thực hiện quy chế, giao ước thi đua của {body} thống nhất, đúng tiến độ trong năm {outcome.year}"
    yield "Các phong trào thi đua thiết thực, gắn với nhiệm vụ chính trị, chuyên môn của từng đơn vị"
    yield "Chấm điểm, bình xét khách quan, công khai, có tài liệu kiểm chứng"


def _contents(outcome: Outcome) -> Iterator[str]:
    """What the regulation of the year asks for."""
    rules = outcome.regulation
    yield f"Đăng ký danh hiệu thi đua, hình thức khen thưởng; ký kết giao ước thi đua năm {outcome.year}"
    yield "Phát động, tham gia các phong trào thi đua do cấp trên và các đơn vị thành viên tổ chức"
    yield "Sơ kết công tác thi đua 6 tháng đầu năm, tổng kết năm"
    if rules.scoring is not None:
        yield "Chấm điểm, đối chiếu, thông báo kết quả theo bảng điểm của năm"
    if rules.awards:
        proposing = ", đề nghị" if rules.proposes else ""
        yield f"Bình xét{proposing} khen thưởng: {'; '.join(award.name for award in rules.awards)}"


def _calendar(outcome: Outcome, report: Report) -> tuple[Item, ...]:
    """The user's own calendar, else the usual one of a bloc's year."""
    own = report.plan.calendar
    pairs = own.items() if own else usual_calendar(outcome, outcome.year)
    return tuple(Item(str(at), line(work), line(when)) for at, (when, work) in enumerate(pairs, 1))


def _organization(outcome: Outcome) -> Iterator[str]:
    past = outcome.bloc.past(outcome.year)
    head, deputy = wording.offices(outcome)
    body = wording.body(outcome.bloc.kind)
    led = f" ({wording.name(outcome, past.head)})" if past is not None and past.head is not None else ""
    yield f"{head}{led}: chủ trì, điều hành hoạt động của {body}; theo dõi, đôn đốc việc thực hiện kế hoạch"
    if past is not None and past.deputies:
        yield f"{deputy} ({wording.unit_names(outcome, past.deputies)}): phối hợp với {head} thực hiện kế hoạch"
    yield "Các đơn vị thành viên: cụ thể hóa kế hoạch, tham gia đầy đủ hoạt động chung, gửi báo cáo đúng thời hạn"
    yield f"Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị phản ánh về {head} để xem xét"
