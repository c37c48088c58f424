"""`thidua check`: every problem in every file at once; silent when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from thidua.commands.options import (
    ERRORS,
    BlocOption,
    FolderOption,
    JsonOption,
    YearArgument,
    YearOption,
    wanted_year,
    workspace_of,
)

if TYPE_CHECKING:
    from thidua.diagnostics import Diagnostic
    from thidua.records.source import Source
    from thidua.records.workspace import BlocFolder


def check(
    year: YearArgument = None,
    year_option: YearOption = None,
    bloc: BlocOption = None,
    folder: FolderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Kiểm tra mọi tệp, báo tất cả các lỗi và điều nên xem lại một lần; không có gì thì im lặng."""
    from thidua.records.workspace import all_blocs, current_year, find_bloc, sort_problems
    from thidua.terminal.problems import print_problems

    wanted = wanted_year(year, year_option)
    workspace, start = workspace_of(folder)
    folders = (find_bloc(workspace, bloc, start),) if bloc is not None else all_blocs(workspace, start)
    if wanted is None and len(folders) == 1:
        wanted = current_year(folders[0], start)
    found, sources = found_in(folders, wanted)
    told = sort_problems(found, sources)
    errors = [problem for problem in told if not problem.is_reminder]
    if as_json:
        from thidua.terminal.as_json.problems import problems_answer
        from thidua.terminal.as_json.values import show_json

        show_json(problems_answer(told, sources))
    elif told:
        print_problems(told, sources)
    if errors:
        raise typer.Exit(ERRORS)


def found_in(folders: tuple[BlocFolder, ...], wanted: int | None) -> tuple[list[Diagnostic], dict[str, Source]]:
    """Everything in every year, and in the blocs that have no year (or not that one); the texts it stands in."""
    from thidua.evaluation import evaluate
    from thidua.records.workspace import find_years, read_bloc

    found: list[Diagnostic] = []
    sources: dict[str, Source] = {}
    years = find_years(folders, wanted)
    for chosen, number in years:
        evaluation = evaluate(chosen, number)
        found += (*evaluation.problems, *evaluation.reminders)
        if evaluation.problems or evaluation.reminders:
            sources.update(evaluation.records.sources)
    read = {folder for folder, _ in years}
    for chosen in (folder for folder in folders if folder not in read):
        texts, problems = read_bloc(chosen)
        found += problems
        sources.update(texts)
    return found, sources
