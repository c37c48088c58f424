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
    from thidua.papers.dossier import PaperKind
    from thidua.records.report import Report
    from thidua.rules.outcome import Outcome

OUT = "out"
"""Papers go to `out/<bloc>/<year>/` in the workspace."""


def report(
    year: YearArgument = None,
    year_option: YearOption = None,
    paper: Annotated[
        list[str] | None,
        typer.Option(
            "--paper", metavar="TÊN", help="Văn bản cần lập, dùng được nhiều lần; bỏ trống: báo cáo tổng kết."
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Lập tất cả văn bản của năm.")] = False,
    draft: Annotated[bool, typer.Option("--draft", help="In bản dự thảo, kể cả khi còn việc chưa quyết định.")] = False,
    chart: Annotated[bool, typer.Option("--chart/--no-chart", help="Vẽ biểu đồ trong bảng điểm.")] = True,
    bloc: BlocOption = None,
    folder: FolderOption = None,
) -> None:
    """Lập các văn bản (.docx) theo thể thức Nghị định 30/2020/NĐ-CP."""
    kinds = _kinds(paper or [], every=every)
    evaluation = evaluated(folder, bloc, wanted_year(year, year_option), words=True)
    stop_on_problems(evaluation)
    outcome, words = evaluation.outcome, evaluation.records.report
    if outcome is None:
        return
    if words is None:
        _stop(evaluation, (_no_words(evaluation),))
        return
    if outcome.pending and not draft and any(kind.settled for kind in kinds):
        from thidua.terminal.tally import show_pending

        show_pending(outcome)
        typer.echo("Chưa lập văn bản. Quyết định xong các việc trên, hoặc in bản dự thảo bằng --draft.", err=True)
        raise typer.Exit(UNDECIDED)
    _write(evaluation, _rendered(evaluation, kinds, outcome, words, draft=draft, chart=chart))


def _kinds(names: list[str], *, every: bool) -> tuple[PaperKind, ...]:
    """The kinds asked for, in the order of the dossier; the report where none is named."""
    from thidua.papers.dossier import PAPERS, find_paper

    if every:
        return PAPERS
    unknown = [name for name in names if find_paper(name) is None]
    if unknown:
        known = ", ".join(f"{kind.file} ({kind.name})" for kind in PAPERS)
        raise typer.BadParameter(f"không có văn bản «{unknown[0]}»; hiện có: {known}", param_hint="--paper")
    wanted = {find_paper(name) for name in names} or {find_paper("report")}
    return tuple(kind for kind in PAPERS if kind in wanted)


def _rendered(
    evaluation: Evaluation, kinds: tuple[PaperKind, ...], outcome: Outcome, words: Report, *, draft: bool, chart: bool
) -> tuple[tuple[str, bytes], ...]:
    """Every paper in memory: a problem with any of them stops before the first is written."""
    from thidua.papers.render import load_template, render
    from thidua.papers.stamp import stamped

    made: list[tuple[str, bytes]] = []
    problems: list[Diagnostic] = []
    for kind in kinds:
        views = kind.views(outcome, words, draft, chart)
        if not views:
            typer.echo(f"Không lập {kind.about}: {kind.nothing}.", err=True)
            continue
        template, told = load_template(kind.template, evaluation.records.folder.workspace)
        problems += told
        if template is None:
            continue
        for name, view in views:
            content, told = render(template, stamped(view))
            problems += told
            if content is not None:
                made.append((name, content))
    if problems:
        _stop(evaluation, tuple(dict.fromkeys(problems)))
    return tuple(made)


def _write(evaluation: Evaluation, made: tuple[tuple[str, bytes], ...]) -> None:
    """Put the papers in place, a line each."""
    from thidua.papers.render import write_whole

    folder = f"{OUT}/{evaluation.records.folder.name}/{evaluation.records.year}"
    for name, content in made:
        problems = write_whole(evaluation.records.folder.workspace / folder / name, content)
        if problems:
            _stop(evaluation, problems)
        typer.echo(f"Đã lập {folder}/{name}")


def _no_words(evaluation: Evaluation) -> Diagnostic:
    from thidua.diagnostics import Diagnostic, Place

    file = evaluation.records.file("report")
    hint = "chép report.yaml của năm trước rồi sửa lời văn, hoặc xem docs/format.md"
    return Diagnostic("TD004", Place(file), "chưa có lời văn của báo cáo: thiếu tệp này", hint=hint)


def _stop(evaluation: Evaluation, problems: tuple[Diagnostic, ...]) -> None:
    from thidua.terminal.problems import print_problems

    print_problems(problems, evaluation.records.sources)
    raise typer.Exit(ERRORS)
