"""`thidua tally`: scores → ranks, votes → thresholds → quotas → who is proposed for what."""

from __future__ import annotations

import typer

from thidua.commands.options import (
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


def tally(
    year: YearArgument = None,
    year_option: YearOption = None,
    bloc: BlocOption = None,
    folder: FolderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tính điểm, kiểm phiếu, lập danh sách đề nghị khen thưởng; không ghi gì."""
    evaluation = evaluated(folder, bloc, wanted_year(year, year_option))
    stop_on_problems(evaluation, as_json=as_json)
    outcome = evaluation.outcome
    if outcome is None:
        return
    if as_json:
        from thidua.terminal.data import outcome_data, show_json

        show_json(outcome_data(outcome))
    else:
        from thidua.terminal.tally import show_tally

        show_tally(outcome)
    if outcome.pending:
        raise typer.Exit(UNDECIDED)
