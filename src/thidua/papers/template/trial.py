"""Khám mẫu và in thử: what `thidua template check` says: what stands wrong in a template, then whether it prints.

A template that nothing is wrong with is filled twice with invented words, once with every flag set and once with
none, so that silence here means that `thidua report` will not stumble over it.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any, get_args, get_origin

from thidua.papers.template.contract import fields
from thidua.papers.template.inspection import inspect
from thidua.papers.word.render import WordTemplate, render

if TYPE_CHECKING:
    from thidua.diagnostics import Diagnostic
    from thidua.papers.views import View

ANY_TEXT = "1"
"""Printable wherever a text is, and a length or a number where one is needed."""

ANY_DAY = "2024-02-05"
REMARK = "TD807"
"""What is no obstacle to printing."""


def examine(template: WordTemplate, view: type[View]) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a template for papers of this view."""
    told = inspect(template.file, template.content, view)
    if any(problem.code != REMARK for problem in told):
        return told
    stopped: tuple[Diagnostic, ...] = ()
    for flag in (True, False):
        stopped = stopped or render(template, invented(view, flag=flag))[1]
    return (*told, *stopped)


def invented(kind: Any, *, flag: bool) -> Any:
    """A value of a view's type: every text the same, every list of two items, every flag the same."""
    if kind is bool:
        return flag
    if get_origin(kind) is tuple:
        return (invented(get_args(kind)[0], flag=flag),) * 2
    if not is_dataclass(kind):
        return ANY_TEXT
    values = {name: invented(inner, flag=flag) for name, inner in fields(kind).items()}  # type: ignore[arg-type]
    return kind(**values | ({"issued": ANY_DAY} if "issued" in values else {}))  # type: ignore[operator]
