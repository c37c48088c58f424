"""`thidua verify`: recount, and compare with the papers already written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

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
    judged,
    stop_on_problems,
    wanted_year,
    workspace_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thidua.evaluation import Evaluation
    from thidua.papers.proof.tracing import Traced
    from thidua.papers.proof.verification import Finding, Setting
    from thidua.records.report import Report
    from thidua.records.workspace import BlocFolder
    from thidua.rules.judging import Outcome


def verify(
    year: YearArgument = None,
    year_option: YearOption = None,
    stamp: Annotated[
        str | None,
        typer.Option("--stamp", metavar="MÃ", help="Tra mã đối chiếu ở cuối bản in, ví dụ 7KQ2-M0XD."),
    ] = None,
    bloc: BlocOption = None,
    folder: FolderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Đối chiếu các văn bản đã lập với kết quả tính hiện nay; tra mã trên bản in."""
    wanted = wanted_year(year, year_option)
    if stamp is not None:
        _trace(stamp, folder, bloc, wanted, as_json=as_json)
        return
    evaluation = evaluated(folder, bloc, wanted, words=True)
    outcome, words = judged(evaluation, as_json=as_json), evaluation.records.report
    if words is None:
        _no_words(evaluation, as_json=as_json)
        return
    findings, lost = _findings(evaluation, outcome, words, as_json=as_json)
    if as_json:
        from thidua.terminal.as_json.papers import verify_answer
        from thidua.terminal.as_json.values import show_json

        show_json(verify_answer(evaluation, outcome, findings, lost=lost))
    else:
        from thidua.papers.proof.manifest import paper_folder
        from thidua.terminal.verify import show_findings

        show_findings(outcome, findings, paper_folder(evaluation.records.folder, outcome.year), lost=lost)
    if any(finding.bad for finding in findings):
        raise typer.Exit(ERRORS)
    if outcome.pending:
        raise typer.Exit(UNDECIDED)


def _no_words(evaluation: Evaluation, *, as_json: bool) -> None:
    """Without report.yaml no paper can be made again to compare with."""
    from thidua.diagnostics import Diagnostic, Place

    message = "thiếu tệp này nên không lập lại được văn bản để đối chiếu"
    problem = Diagnostic("TD004", Place(evaluation.records.file("report")), message)
    stop_on_problems(evaluation._replace(problems=(problem,)), as_json=as_json)


def _findings(
    evaluation: Evaluation, outcome: Outcome, words: Report, *, as_json: bool
) -> tuple[tuple[Finding, ...], bool]:
    """Each paper with its verdict; whether the book of papers is there but cannot be read."""
    from thidua.papers.proof.manifest import Manifest, paper_folder, read_manifest, read_papers
    from thidua.papers.proof.verification import nothing_written, verify

    records = evaluation.records
    place = paper_folder(records.folder, outcome.year)
    read, found = read_manifest(place), read_papers(place)
    book, lost = read or Manifest(), read is None
    if not (found or book.papers):
        return (nothing_written(),), lost
    from thidua.papers.issue import expected

    papers, problems = expected(records, outcome, words, found, book)
    if problems:
        stop_on_problems(evaluation._replace(problems=problems), as_json=as_json)
    return verify(papers, found, book, _setting(evaluation, outcome, words)), lost


def _setting(evaluation: Evaluation, outcome: Outcome, words: Report) -> Setting:
    """What is known around the papers of a year."""
    from thidua.papers.proof.facts import known
    from thidua.papers.proof.manifest import current_inputs, paper_folder, read_manifest
    from thidua.papers.proof.verification import Setting

    records = evaluation.records
    book = read_manifest(paper_folder(records.folder, outcome.year))
    earlier = [inputs.files for inputs in book.inputs.values()] if book is not None else []
    report = records.file("report")
    wordings = [files[report].content for files in earlier if report in files]

    def elsewhere(code: str) -> str | None:
        return next((one.text for one in _all_codes(records.folder, evaluation) if one.code == code), None)

    names = known(outcome, words, wordings)
    return Setting(outcome.year, outcome.bloc.name, bool(outcome.pending), current_inputs(records), names, elsewhere)


def _all_codes(own: BlocFolder, evaluation: Evaluation) -> Iterator[Traced]:
    """The codes of every paper of the workspace: this year's as they are now, the others' also as they were."""
    from thidua.evaluation import evaluate
    from thidua.papers.proof.tracing import codes
    from thidua.records.workspace import all_blocs

    if evaluation.outcome is not None and evaluation.records.report is not None:
        yield from codes(evaluation.records, evaluation.outcome, evaluation.records.report)
    for folder in all_blocs(own.workspace, own.workspace):
        for year in folder.years():
            if (folder.name, year) != (own.name, evaluation.records.year):
                yield from _codes(evaluate(folder, year))


def _codes(found: Evaluation) -> Iterator[Traced]:
    """The codes of one year, as they are now and as the book remembers them."""
    from thidua.papers.proof.manifest import paper_folder, read_manifest
    from thidua.papers.proof.tracing import codes, remembered

    if found.outcome is not None and found.records.report is not None:
        yield from codes(found.records, found.outcome, found.records.report)
    book = read_manifest(paper_folder(found.records.folder, found.records.year))
    if book is not None:
        yield from remembered(found.records, book)


def _trace(written: str, folder: str | None, bloc: str | None, year: int | None, *, as_json: bool) -> None:
    """Say which paper a printed code belongs to."""
    from thidua.evaluation import evaluate
    from thidua.papers.proof.stamp import read_code
    from thidua.papers.proof.tracing import near
    from thidua.records.workspace import all_blocs, find_bloc, find_years

    code = read_code(written)
    if code is None:
        hint = "mã có 8 chữ số, chữ cái, ví dụ 7KQ2-M0XD"
        raise typer.BadParameter(f"«{written}» không phải là mã đối chiếu; {hint}", param_hint="--stamp")
    workspace, start = workspace_of(folder)
    folders = (find_bloc(workspace, bloc, start),) if bloc is not None else all_blocs(workspace, start)
    years = [evaluate(one, number) for one, number in find_years(folders, year)]
    known = [traced for found in years for traced in _codes(found)]
    source = next((traced for traced in known if traced.code == code), None)
    close = near(code, known) if source is None else ()
    unread = [f"{found.records.folder.name}/{found.records.year}" for found in years if found.problems]
    if as_json:
        from thidua.terminal.as_json.papers import stamp_answer
        from thidua.terminal.as_json.values import show_json

        show_json(stamp_answer(code, source, close, unread))
    else:
        from thidua.terminal.verify import show_trace

        show_trace(code, source, close, unread)
    if source is None or source.state != "current":
        raise typer.Exit(ERRORS)
