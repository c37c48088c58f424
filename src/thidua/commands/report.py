"""`thidua report`: the papers of a year as .docx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from thidua.commands.options import (
    ERRORS,
    UNDECIDED,
    BlocOption,
    FolderOption,
    YearArgument,
    YearOption,
    evaluated,
    stop_on_problems,
    wanted_year,
)

if TYPE_CHECKING:
    from thidua.diagnostics import Diagnostic
    from thidua.evaluation import Evaluation

OUT = "out"
"""Papers go to `out/<bloc>/<year>/` in the workspace."""


def report(
    year: YearArgument = None,
    year_option: YearOption = None,
    draft: Annotated[bool, typer.Option("--draft", help="In bản dự thảo, kể cả khi còn việc chưa quyết định.")] = False,
    bloc: BlocOption = None,
    folder: FolderOption = None,
) -> None:
    """Lập báo cáo tổng kết (.docx) theo thể thức Nghị định 30/2020/NĐ-CP."""
    evaluation = evaluated(folder, bloc, wanted_year(year, year_option), words=True)
    stop_on_problems(evaluation)
    outcome, words = evaluation.outcome, evaluation.records.report
    if outcome is None:
        return
    if words is None:
        _stop(evaluation, (_no_words(evaluation),))
        return
    if outcome.pending and not draft:
        from thidua.terminal.tally import show_pending

        show_pending(outcome)
        typer.echo("Chưa lập văn bản. Quyết định xong các việc trên, hoặc in bản dự thảo bằng --draft.", err=True)
        raise typer.Exit(UNDECIDED)
    from thidua.papers.render import load_template, render, write_whole
    from thidua.papers.report_view import report_view

    workspace = evaluation.records.folder.workspace
    template, problems = load_template("bao-cao.docx", workspace)
    if template is None:
        _stop(evaluation, problems)
        return
    content, problems = render(template, report_view(outcome, words, draft=draft))
    if content is None:
        _stop(evaluation, problems)
        return
    name = "bao-cao-du-thao.docx" if draft else "bao-cao.docx"
    place = f"{OUT}/{evaluation.records.folder.name}/{outcome.year}/{name}"
    problems = write_whole(workspace / place, content)
    if problems:
        _stop(evaluation, problems)
    typer.echo(f"Đã lập {place}")


def _no_words(evaluation: Evaluation) -> Diagnostic:
    from thidua.diagnostics import Diagnostic, Place

    file = evaluation.records.file("report")
    hint = "chép report.yaml của năm trước rồi sửa lời văn, hoặc xem docs/format.md"
    return Diagnostic("TD004", Place(file), "chưa có lời văn của báo cáo: thiếu tệp này", hint=hint)


def _stop(evaluation: Evaluation, problems: tuple[Diagnostic, ...]) -> None:
    from thidua.terminal.problems import print_problems

    print_problems(problems, evaluation.records.sources)
    raise typer.Exit(ERRORS)
