"""`thidua rotate-head`: next head and deputies, with the reason and who was skipped."""

from __future__ import annotations

from typing import Annotated

import typer

from thidua.commands.options import (
    ERRORS,
    UNDECIDED,
    BlocOption,
    FolderOption,
    JsonOption,
    YearArgument,
    YearOption,
    evaluated,
    stop_on_problems,
    wanted_year,
)


def rotate_head(
    year: YearArgument = None,
    year_option: YearOption = None,
    bloc: BlocOption = None,
    folder: FolderOption = None,
    write: Annotated[bool, typer.Option("--write", help="Ghi kết quả vào lịch sử (history) trong bloc.yaml.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Xác định trưởng khối, phó trưởng khối năm sau, kèm lý do và các đơn vị bị bỏ qua."""
    evaluation = evaluated(folder, bloc, wanted_year(year, year_option))
    stop_on_problems(evaluation, as_json=as_json)
    outcome = evaluation.outcome
    if outcome is None:
        return
    head = outcome.head
    if head is None:
        raise typer.BadParameter(f"quy chế năm {outcome.year} không quy định về trưởng khối (mục head)")
    if as_json:
        from thidua.terminal.data import FORMAT, plain, show_json

        show_json({"format": FORMAT, "bloc": outcome.bloc.code, "year": outcome.year, "head": plain(head)})
    else:
        from thidua.terminal.head import show_head

        show_head(outcome)
    if head.is_open:
        raise typer.Exit(UNDECIDED)
    if write:
        _record(evaluation)


def _record(evaluation: object) -> None:
    from thidua.evaluation import Evaluation
    from thidua.records.writing import record_head
    from thidua.terminal.problems import print_problems
    from thidua.terminal.screen import show

    if not isinstance(evaluation, Evaluation) or evaluation.outcome is None or evaluation.outcome.head is None:
        return
    head = evaluation.outcome.head
    message, problems = record_head(evaluation.records, head.year, head.head or "", head.deputies)
    if problems:
        print_problems(problems, evaluation.records.sources)
        raise typer.Exit(ERRORS)
    show()
    show(f"  {message}")
