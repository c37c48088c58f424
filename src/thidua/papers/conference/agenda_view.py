"""Chương trình hội nghị: the steps with their time and who does each, in a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua.papers.conference.agenda import steps
from thidua.papers.conference.setting import setting_of
from thidua.papers.views import (
    NOBODY,
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
from thidua.wording.blanks import DOTS

if TYPE_CHECKING:
    from thidua.papers.conference.agenda import Step
    from thidua.papers.conference.setting import Setting
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome

SYMBOL = "CTr"
"""Phụ lục III: chương trình. Without a number there is no symbol: most agendas have none."""


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """Một việc trong chương trình."""

    position: str
    time: str
    content: str
    who: str


@dataclass(frozen=True, slots=True)
class AgendaView(View):
    """Chương trình hội nghị, ready to print.

    Without any time on file its column has no title and goes. Most agendas lie beside the invitation and are not
    `signed`: one with a number, or with a signer of its own, is.
    """

    letterhead: Letterhead
    heading: Heading
    lines: tuple[str, ...]
    time_title: str
    rows: tuple[AgendaRow, ...]
    signed: bool
    signature: Signature
    recipients: tuple[str, ...]


def agenda_view(outcome: Outcome, report: Report, *, draft: bool) -> AgendaView:
    """The agenda of the review conference."""
    words, found = report.agenda, setting_of(outcome, report)
    order, signed = steps(outcome, report), words.number is not None or words.signer is not None
    return AgendaView(
        properties=properties(f"Chương trình {found.event}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(
            report.issuer, words, SYMBOL if words.number is not None else "", outcome.bloc, draft=draft
        ),
        heading=heading("Chương trình", found.event),
        lines=setting_lines(found),
        time_title="Thời gian" if any(step.starts_at for step in order) else "",
        rows=tuple(_row(at, step) for at, step in enumerate(order, 1)),
        signed=signed,
        signature=signature(signer_of(report, words)) if signed else NOBODY,
        recipients=recipients(words) if signed else (),
    )


def setting_lines(found: Setting) -> tuple[str, ...]:
    """Time, place, who presides and who keeps the minutes."""
    texts = (
        f"Thời gian: {found.when}",
        f"Địa điểm: {found.where}",
        found.presiding,
        f"Thư ký: {found.secretary or DOTS}",
    )
    return tuple(sentence(text) for text in texts)


def _row(at: int, step: Step) -> AgendaRow:
    return AgendaRow(str(at), step.starts_at, line(step.content), line(step.who))
