"""`thidua rotate-head`: next head and deputies, with the reason and who was skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from thidua.commands.options import (
    UNDECIDED,
    BlocOption,
    FolderOption,
    JsonOption,
    YearArgument,
    YearOption,
    evaluated,
    judged,
    stop_on_problems,
    wanted_year,
)

if TYPE_CHECKING:
    from thidua.evaluation import Evaluation
    from thidua.rules.headship import HeadResult
    from thidua.rules.judging import Outcome


def rotate_head(
    year: YearArgument = None,
    year_option: YearOption = None,
    bloc: BlocOption = None,
    folder: FolderOption = None,
    write: Annotated[bool, typer.Option("--write", help="Ghi kết quả vào lịch sử (history) trong bloc.yaml.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Xác định trưởng khối, phó trưởng khối năm sau, kèm lý do và các đơn vị bị bỏ qua."""
    evaluation = evaluated(folder, bloc, wanted_year(year, year_option), held=True)
    outcome = judged(evaluation, as_json=as_json)
    head = outcome.head
    if head is None:
        office = _office(outcome)
        raise typer.BadParameter(f"quy chế năm {outcome.year} không quy định về {office} (mục head)")
    forecast = _forecast(outcome, head)
    refused = _refused(outcome, forecast) if write else ""
    message = _record(evaluation, outcome, head, as_json=as_json) if write and not refused else ""
    _show(evaluation, outcome, head, (message, forecast), as_json=as_json)
    if refused:
        from thidua.terminal.screen import remark

        remark(refused)
    if outcome.pending_offices or refused:
        raise typer.Exit(UNDECIDED)


def _show(evaluation: Evaluation, outcome: Outcome, head: HeadResult, told: tuple[str, str], *, as_json: bool) -> None:
    """The head and what is still to be decided about it, then what was written and what is only a forecast."""
    message, _ = told
    if as_json:
        from thidua.terminal.as_json.outcome import head_answer
        from thidua.terminal.as_json.values import show_json

        show_json(head_answer(evaluation, outcome, head, message))
    else:
        from thidua.terminal.head import show_head
        from thidua.terminal.screen import paragraph, show
        from thidua.terminal.tally import show_pending

        show_head(outcome)
        show_pending(outcome, outcome.pending_offices)
        for text in filter(None, told):
            show()
            paragraph(text)


def _forecast(outcome: Outcome, head: HeadResult) -> str:
    """What to say of a head that rests on the order of rotation alone, in a year that has no result yet."""
    from thidua.records.workspace import has_result

    rules = outcome.regulation
    asks = rules.scoring is not None or bool(rules.awards)  # a bloc that neither scores nor votes never has a result
    if head.is_open or head.method == "appointed" or not asks or has_result(outcome.scores, outcome.ballots):
        return ""
    return (
        f"Năm {outcome.year} chưa có kết quả bình xét (chưa có điểm trong scores.yaml, chưa có cuộc bỏ phiếu nào"
        " trong ballots.yaml): đây mới là dự kiến theo thứ tự luân phiên."
    )


def _refused(outcome: Outcome, forecast: str) -> str:
    """Why nothing is written; nothing to say where the head and the deputies are final."""
    if outcome.pending_offices:
        return f"Chưa ghi gì: ghi {_office(outcome)} khi không còn gì phải quyết định."
    return f"Chưa ghi gì: ghi {_office(outcome)} khi năm đó đã có kết quả." if forecast else ""


def _office(outcome: Outcome) -> str:
    from thidua.terminal.head import office_names

    return office_names(outcome)[0]


def _record(evaluation: Evaluation, outcome: Outcome, head: HeadResult, *, as_json: bool) -> str:
    """Write the head into bloc.yaml; what was done, in a sentence."""
    from thidua.records.writing import record_head
    from thidua.rules.contest import deputies_go_first
    from thidua.terminal.head import office_names

    rule = outcome.regulation.head
    told = bool(head.deputies) or (rule is not None and deputies_go_first(outcome.bloc, rule))
    deputies = head.deputies if told else None
    message, problems = record_head(evaluation.records, head.year, head.head or "", deputies, office_names(outcome))
    if problems:
        stop_on_problems(evaluation._replace(problems=problems), as_json=as_json)
    return message
