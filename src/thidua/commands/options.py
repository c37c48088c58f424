"""The options that commands share, and the walk from them to an evaluated year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from thidua.evaluation import Evaluation
    from thidua.rules.judging import Outcome

ERRORS, UNDECIDED = 1, 3
"""Exit codes a command leaves with; the whole table is in `cli`."""

YearArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[NĂM]", help="Năm; bỏ trống: năm của thư mục hiện tại, không thì năm mới nhất.", show_default=False
    ),
]
YearOption = Annotated[str | None, typer.Option("--year", metavar="NĂM", help="Năm, như tham số NĂM.")]
BlocOption = Annotated[str | None, typer.Option("--bloc", metavar="MÃ", help="Khối nào, nếu thư mục có nhiều khối.")]
FolderOption = Annotated[
    str | None, typer.Option("-C", metavar="THƯ_MỤC", help="Thư mục làm việc (nơi có bloc_configs).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON cho máy đọc.")]


def wanted_year(argument: str | None, option: str | None) -> int | None:
    """The year on the command line; both forms may be given when they agree."""
    given = {text for text in (argument, option) if text is not None}
    if len(given) > 1:
        raise typer.BadParameter(f"hai năm khác nhau: {argument} và {option}")
    for text in given:
        if not (len(text) == 4 and text.isascii() and text.isdigit()):  # noqa: PLR2004 - four digits make a year
            raise typer.BadParameter(f"«{text}» không phải là năm; viết bốn chữ số: 2023")
        return int(text)
    return None


def workspace_of(folder: str | None) -> tuple[Path, Path]:
    """The workspace and the folder the search started from."""
    from thidua.records.workspace import SelectionError, find_workspace

    try:
        start = (Path(folder) if folder is not None else Path.cwd()).resolve()
    except OSError:
        raise SelectionError("thư mục hiện tại không còn; hãy chuyển sang thư mục khác") from None
    if not start.is_dir():
        raise SelectionError(f"không có thư mục «{folder}»")
    return find_workspace(start), start


def evaluated(
    folder: str | None, bloc: str | None, year: int | None, *, words: bool = False, held: bool = False
) -> Evaluation:
    """Read, check and judge the chosen year; `words`: with report.yaml; `held`: the latest with a result."""
    from thidua.evaluation import evaluate
    from thidua.records.workspace import find_bloc, find_year

    workspace, start = workspace_of(folder)
    chosen = find_bloc(workspace, bloc, start)
    return evaluate(chosen, find_year(chosen, year, start, held=held), words=words)


def judged(evaluation: Evaluation, *, as_json: bool = False) -> Outcome:
    """The outcome that a command goes on with; where there are problems it shows them and leaves instead."""
    stop_on_problems(evaluation, as_json=as_json)
    if evaluation.outcome is None:
        raise RuntimeError(evaluation.records.folder.name)
    return evaluation.outcome


def stop_on_problems(evaluation: Evaluation, *, as_json: bool = False) -> None:
    """Show every problem and leave with exit code 1, if there is any; otherwise say how many reminders there are."""
    if not evaluation.problems:
        if evaluation.reminders and not as_json:
            from thidua.terminal.problems import print_reminder_count

            print_reminder_count(evaluation.reminders, evaluation.records.year)
        return
    sources = evaluation.records.sources
    if as_json:
        from thidua.terminal.as_json.problems import problems_answer
        from thidua.terminal.as_json.values import show_json

        show_json(problems_answer((*evaluation.problems, *evaluation.reminders), sources))
    else:
        from thidua.terminal.problems import print_problems

        print_problems(evaluation.problems, sources)
    raise typer.Exit(ERRORS)
