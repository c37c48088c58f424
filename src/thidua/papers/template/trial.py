"""Khám mẫu và in thử: what `thidua template check` says of a template, in this order.

What stands wrong in it (`inspection.py`); if nothing does, whether it prints, filled with invented words once with
every flag set and once with none, so that silence here means that `thidua report` will not stumble over it; then which
required facts it forgets and which it has typed in, which are reminders.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from thidua.papers.template.forgetting import forgotten, invented
from thidua.papers.template.inspection import inspect
from thidua.papers.template.typed_in import typed_in
from thidua.papers.word.render import WordTemplate, render

if TYPE_CHECKING:
    from thidua.diagnostics import Diagnostic
    from thidua.papers.views import View

REMARK = "TD807"
"""What is no obstacle to printing."""


def examine(template: WordTemplate, view: type[View], shipped: str = "") -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a template for papers of this view; `shipped`: the name of ours for them."""
    told = inspect(template.file, template.content, view)
    if any(problem.code != REMARK for problem in told):
        return told
    stopped: tuple[Diagnostic, ...] = ()
    for flag in (True, False):
        stopped = stopped or render(template, invented(view, flag=flag))[1]
    if stopped:
        return (*told, *stopped)
    name = shipped or PurePath(template.file).name
    return (*told, *forgotten(template, view, name), *typed_in(template, name))
