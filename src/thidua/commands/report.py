"""`thidua report`: the papers of a year as .docx."""

from __future__ import annotations

from typing import Annotated

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


def report(
    year: YearArgument = None,
    year_option: YearOption = None,
    bloc: BlocOption = None,
    folder: FolderOption = None,
    draft: Annotated[bool, typer.Option("--draft", help="In bản dự thảo, kể cả khi còn việc chưa quyết định.")] = False,
) -> None:
    """Lập báo cáo tổng kết (.docx) theo thể thức Nghị định 30/2020/NĐ-CP."""
    evaluation = evaluated(folder, bloc, wanted_year(year, year_option))
    stop_on_problems(evaluation)
