"""Kịch bản điều hành hội nghị: the agenda with what is said at each step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua.papers.conference.agenda import steps
from thidua.papers.conference.agenda_view import setting_lines
from thidua.papers.conference.script import said
from thidua.papers.conference.setting import setting_of
from thidua.papers.views import NBSP, Heading, Letterhead, View, heading, letterhead, line, properties

if TYPE_CHECKING:
    from thidua.papers.conference.agenda import Step
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome


@dataclass(frozen=True, slots=True)
class ScriptStep:
    """Một việc trong kịch bản: heading with its time, who speaks, and the words."""

    heading: str
    has_who: bool
    who: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScriptView(View):
    """Kịch bản điều hành, ready to print; a working paper: it has no number and nobody signs it."""

    letterhead: Letterhead
    heading: Heading
    lines: tuple[str, ...]
    steps: tuple[ScriptStep, ...]


def script_view(outcome: Outcome, report: Report, *, draft: bool) -> ScriptView:
    """What the chair says; results stand in it as far as they are on file, else there is room to write them."""
    words, found = report.script, setting_of(outcome, report)
    title = f"Điều hành {found.event}"
    return ScriptView(
        properties=properties(f"Kịch bản {title}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(report.issuer, words, "", outcome.bloc, draft=draft),
        heading=heading("Kịch bản", title),
        lines=setting_lines(found),
        steps=tuple(_step(at, step, outcome, report) for at, step in enumerate(steps(outcome, report), 1)),
    )


def _step(at: int, step: Step, outcome: Outcome, report: Report) -> ScriptStep:
    time = f" ({step.starts_at.replace(' ', NBSP)})" if step.starts_at else ""
    return ScriptStep(
        heading=f"{line(f'{at}. {step.content}')}{time}",
        has_who=bool(step.who),
        who=line(f"Người thực hiện: {step.who}."),
        lines=tuple(line(text) for text in said(step, outcome, report) if text.strip()),
    )
