"""Giấy mời dự hội nghị (form 1.7): whom, to what, who chairs, when, where, contents and documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua.papers.conference.setting import Setting, invited_to
from thidua.papers.headship import headship_business
from thidua.papers.views import (
    Heading,
    Letterhead,
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
from thidua.vietnamese import capital

if TYPE_CHECKING:
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome

SYMBOL = "GM"


@dataclass(frozen=True, slots=True)
class InvitationView(View):
    """Giấy mời, ready to print."""

    OPTIONAL = frozenset({"closing"})

    letterhead: Letterhead
    heading: Heading
    invited: tuple[str, ...]
    lines: tuple[str, ...]
    contents_heading: str
    contents: tuple[str, ...]
    has_documents: bool
    documents_heading: str
    documents: tuple[str, ...]
    closing: str
    signature: Signature
    recipients: tuple[str, ...]


def invitation_view(outcome: Outcome, report: Report, *, draft: bool) -> InvitationView:
    """The invitation to the review conference."""
    words, found = report.invitation, invited_to(outcome, report)
    event = line(found.event)
    return InvitationView(
        properties=properties(f"Giấy mời dự {event}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(report.issuer, words, SYMBOL, outcome.bloc, draft=draft),
        heading=heading("Giấy mời", f"Dự {event}"),
        invited=_invited(outcome, report),
        lines=tuple(sentence(text) for text in _lines(found)),
        contents_heading="Nội dung:",
        contents=_dashed(words.contents or _contents(outcome)),
        has_documents=bool(words.documents),
        documents_heading="Tài liệu gửi kèm:",
        documents=_dashed(words.documents),
        closing=f"{line(words.note or 'Kính mời các đại biểu đến dự đúng thành phần, thời gian').rstrip(' ./')}./.",
        signature=signature(signer_of(report, words)),
        recipients=recipients(words),
    )


def _invited(outcome: Outcome, report: Report) -> tuple[str, ...]:
    """`… trân trọng kính mời:` one on the line itself, several beneath it."""
    usual = [f"Lãnh đạo các đơn vị thành viên {outcome.bloc.name}"]
    department = outcome.bloc.authority.department
    if department is not None:
        usual.insert(0, f"Đại diện lãnh đạo {department}")
    names = report.invitation.addressees or tuple(usual)
    lead = f"{outcome.bloc.name} trân trọng kính mời:"
    if len(names) == 1:
        return (sentence(f"{lead} {names[0]}"),)
    return (line(lead), *_dashed(names))


def _lines(found: Setting) -> Iterator[str]:
    yield f"Tới dự: {found.event}"
    yield found.presiding
    yield f"Thời gian: {found.when}"
    yield f"Địa điểm: {found.where}"


def _contents(outcome: Outcome) -> tuple[str, ...]:
    """The usual order of business, by what the regulation of the year asks for."""
    found = [f"Báo cáo tổng kết công tác thi đua năm {outcome.year} và phương hướng, nhiệm vụ năm {outcome.year + 1}"]
    if outcome.regulation.scoring is not None:
        found.append(f"Kết quả chấm điểm, xếp hạng các đơn vị năm {outcome.year}")
    if outcome.regulation.awards:
        found.append(f"Bình xét{', đề nghị' if outcome.regulation.proposes else ''} khen thưởng năm {outcome.year}")
    head = headship_business(outcome, f"năm {outcome.year + 1}")
    return tuple(found if head is None else [*found, capital(head)])


def _dashed(items: tuple[str, ...]) -> tuple[str, ...]:
    texts = [line(item).removeprefix("- ").rstrip(" .;,") for item in items]
    return tuple(f"- {text}{'.' if at == len(texts) else ';'}" for at, text in enumerate(texts, 1))
