"""`thidua why`: each award and the headship, condition by condition."""

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
    from thidua.rules.judging import Outcome


def why(
    unit: Annotated[
        str | None,
        typer.Argument(metavar="[ĐƠN_VỊ]", help="Mã hoặc tên gọi của đơn vị, tập thể.", show_default=False),
    ] = None,
    year: YearArgument = None,
    year_option: YearOption = None,
    everyone: Annotated[bool, typer.Option("--all", help="Mọi đơn vị, để lưu hồ sơ.")] = False,
    bloc: BlocOption = None,
    folder: FolderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Vì sao một đơn vị được hay không được đề nghị: từng điều kiện, số liệu, căn cứ."""
    from thidua.rules.reasons import reasons

    if everyone and unit is not None and year is None:
        unit, year = None, unit
    if not everyone and unit is None:
        raise typer.BadParameter("thiếu ĐƠN_VỊ; ghi mã đơn vị, hoặc --all cho mọi đơn vị")
    evaluation = evaluated(folder, bloc, wanted_year(year, year_option))
    outcome = judged(evaluation, as_json=as_json)
    codes = list(_known(outcome)) if everyone else [unit_code(outcome, unit or "")]
    found = [reasons(outcome, code) for code in codes]
    if as_json:
        from thidua.terminal.as_json.reasons import why_answer
        from thidua.terminal.as_json.values import show_json

        show_json(why_answer(evaluation, outcome, found))
    else:
        from thidua.terminal.screen import show
        from thidua.terminal.tally import show_pending
        from thidua.terminal.why import show_why

        for number, item in enumerate(found):
            if number:
                show()
                show("─" * 78)
            show_why(outcome, evaluation.records, item)
        show_pending(outcome, outcome.pending)
    if outcome.pending:
        raise typer.Exit(UNDECIDED)


def unit_code(outcome: Outcome, written: str) -> str:
    """The code a user means: itself in any case, or a name, a short name, an alias."""
    from thidua.records.spelling import nearest
    from thidua.vietnamese import nfc

    wanted = nfc(written).strip().casefold()
    known = _known(outcome)
    names: dict[str, str] = {}
    for code, called in known.items():
        for name in (code, *called):
            names.setdefault(name.casefold(), code)
    if wanted in names:
        return names[wanted]
    hint = nearest(written, list(known)) or nearest(written, [called[0] for called in known.values()])
    codes = ", ".join(known)
    raise typer.BadParameter(f"không có đơn vị «{written}»; {f'{hint} ' if hint else ''}các mã: {codes}")


def _known(outcome: Outcome) -> dict[str, tuple[str, ...]]:
    """Whom one can ask about, with the names of each: nominees, and for the headship who joins next year."""
    found = {}
    for nominee in outcome.nominees:
        member = outcome.bloc.member(nominee.code) if nominee.of is None else None
        found[nominee.code] = (nominee.name, nominee.label, *(member.aliases if member is not None else ()))
    for member in outcome.bloc.members_of(outcome.year + 1) if outcome.head is not None else ():
        found.setdefault(member.code, (member.name, member.label, *member.aliases))
    return found
