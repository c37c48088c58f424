"""`thidua tally`: scores → ranks, votes → thresholds → quotas → who is proposed for what."""

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
    wanted_year,
)

if TYPE_CHECKING:
    from fractions import Fraction

    from thidua.evaluation import Evaluation
    from thidua.rules.judging import Outcome
    from thidua.rules.whatif import Supposition


def tally(
    year: YearArgument = None,
    year_option: YearOption = None,
    scores: Annotated[bool, typer.Option("--scores", help="In đầy đủ điểm từng tiêu chí và cách tính.")] = False,
    quota: Annotated[
        list[str] | None,
        typer.Option("--quota", metavar="MÃ=SỐ", help="Giả định: chỉ tiêu của một khen thưởng."),
    ] = None,
    passes: Annotated[
        list[str] | None,
        typer.Option("--pass", metavar="MÃ=TỶ_LỆ", help="Giả định: ngưỡng phiếu, ví dụ 2/3, 80%."),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="ĐƠN_VỊ", help="Giả định: không xét đơn vị này; ghi được nhiều lần."),
    ] = None,
    bloc: BlocOption = None,
    folder: FolderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tính điểm, kiểm phiếu, lập danh sách đề nghị khen thưởng; không ghi gì."""
    evaluation = evaluated(folder, bloc, wanted_year(year, year_option))
    outcome = judged(evaluation, as_json=as_json)
    if quota or passes or without:
        supposed = _supposition(outcome, quota or [], passes or [], without or [])
        _remind_of_rounding(passes or [], supposed)
        pending = _show_supposed(evaluation, outcome, supposed, as_json=as_json)
    else:
        _show(evaluation, outcome, scores=scores, as_json=as_json)
        pending = bool(outcome.pending)
    if pending:
        raise typer.Exit(UNDECIDED)


def _show(evaluation: Evaluation, outcome: Outcome, *, scores: bool, as_json: bool) -> None:
    if as_json:
        from thidua.terminal.as_json.outcome import tally_answer
        from thidua.terminal.as_json.values import show_json

        show_json(tally_answer(evaluation, outcome))
    elif scores:
        from thidua.terminal.scores import show_matrix

        show_matrix(outcome)
    else:
        from thidua.terminal.tally import show_tally

        show_tally(outcome)


def _show_supposed(evaluation: Evaluation, outcome: Outcome, supposed: Supposition, *, as_json: bool) -> bool:
    """The outcome beside today's; whether the supposed one leaves something open."""
    from thidua.rules.whatif import suppose

    then = suppose(outcome, supposed)
    if as_json:
        from thidua.terminal.as_json.outcome import what_if_answer
        from thidua.terminal.as_json.values import show_json

        show_json(what_if_answer(evaluation, outcome, then))
    else:
        from thidua.terminal.whatif import show_whatif

        show_whatif(outcome, then, supposed)
    return bool(then.pending)


def _supposition(outcome: Outcome, quotas: list[str], passes: list[str], without: list[str]) -> Supposition:
    from thidua.commands.why import unit_code
    from thidua.rules.whatif import Supposition

    return Supposition(
        quotas=tuple((code, _whole(text)) for code, text in (_pair(outcome, item) for item in quotas)),
        passes=tuple((code, _share(text)) for code, text in (_pair(outcome, item) for item in passes)),
        without=tuple(unit_code(outcome, item) for item in without),
    )


def _remind_of_rounding(written: list[str], supposed: Supposition) -> None:
    """What a share in a file is told (TD610) a share on the command line is told as well."""
    from thidua.checks.thresholds import rounded_by_hand
    from thidua.diagnostics import Place
    from thidua.terminal.problems import print_problems

    shares = zip(written, supposed.passes, strict=True)
    found = [rounded_by_hand(Place(f"--pass {text}"), share) for text, (_, share) in shares]
    print_problems([reminder for reminder in found if reminder is not None], {})


def _pair(outcome: Outcome, text: str) -> tuple[str, str]:
    code, sign, value = text.partition("=")
    known = [award.code for award in outcome.regulation.awards]
    if not sign or code.strip() not in known:
        raise typer.BadParameter(f"«{text}»: cần MÃ=GIÁ_TRỊ, mã là một trong: {', '.join(known)}")
    return code.strip(), value.strip()


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise typer.BadParameter(f"«{text}» không phải là số nguyên không âm")
    return int(text)


def _share(text: str) -> Fraction:
    from thidua.records.hints import share_hint
    from thidua.records.shape import parse_share

    found = parse_share(text)
    if found is None:
        raise typer.BadParameter(f"«{text}» không phải là một tỷ lệ; {share_hint(text, parse_share)}")
    if not 0 < found <= 1:
        raise typer.BadParameter(f"ngưỡng «{text}» phải lớn hơn 0 và không quá 100%")
    return found
