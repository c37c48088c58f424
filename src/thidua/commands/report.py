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
    judged,
    wanted_year,
)

if TYPE_CHECKING:
    from pathlib import Path

    from thidua.diagnostics import Diagnostic
    from thidua.evaluation import Evaluation
    from thidua.papers.dossier import PaperKind
    from thidua.papers.proof.manifest import Written
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome


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
    pdf: Annotated[bool, typer.Option("--pdf", help="Lập thêm bản PDF/A bằng LibreOffice.")] = False,
    bloc: BlocOption = None,
    folder: FolderOption = None,
) -> None:
    """Lập báo cáo tổng kết và các văn bản khác (.docx) theo thể thức Nghị định 30/2020/NĐ-CP."""
    kinds = _kinds(paper or [], every=every)
    evaluation = evaluated(folder, bloc, wanted_year(year, year_option), words=True)
    outcome, words = judged(evaluation), evaluation.records.report
    if words is None:
        _stop(evaluation, (_no_words(evaluation),))
        return
    if outcome.pending and not draft and any(kind.settled for kind in kinds):
        from thidua.terminal.screen import remark
        from thidua.terminal.tally import show_pending

        show_pending(outcome, outcome.pending)
        remark("Chưa lập văn bản. Quyết định xong các việc trên, hoặc in bản dự thảo bằng --draft.")
        raise typer.Exit(UNDECIDED)
    made = _issued(evaluation, kinds, outcome, words, draft=draft, chart=chart)
    folder_out = _write(evaluation, made)
    if pdf:
        _convert(evaluation, folder_out, made)


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


def _issued(
    evaluation: Evaluation, kinds: tuple[PaperKind, ...], outcome: Outcome, words: Report, *, draft: bool, chart: bool
) -> tuple[Written, ...]:
    """Every paper in memory: a problem with any of them stops before the first is written."""
    from thidua.papers.issue import Edition, issue, overlooked
    from thidua.papers.proof.stamp import fingerprint
    from thidua.terminal.problems import print_problems
    from thidua.terminal.screen import remark

    found = []
    for kind in kinds:
        views = kind.views(outcome, words, draft, chart)
        if not views:
            remark(f"Không lập {kind.about}: {kind.nothing}.")
        found += [Edition(kind, name, draft, fingerprint(view), view) for name, view in views]
    made, problems = issue(found, evaluation.records.folder.workspace)
    if problems:
        _stop(evaluation, problems)
    print_problems(overlooked(found, made), {})
    return made


def _write(evaluation: Evaluation, made: tuple[Written, ...]) -> Path:
    """Put the papers in place, a line each, and enter them in the book of the folder; returns the folder."""
    from thidua.papers.proof.manifest import paper_folder, record
    from thidua.papers.word.render import write_whole
    from thidua.terminal.screen import path_from_here, show

    records = evaluation.records
    folder = paper_folder(records.folder, records.year)
    for paper in made:
        problems = write_whole(folder / paper.file, paper.content)
        if problems:
            _stop(evaluation, problems)
        show(f"Đã lập {path_from_here(folder / paper.file)}")
    problems = record(records, folder, made)
    if problems:
        _stop(evaluation, problems, written=True)
    return folder


def _convert(evaluation: Evaluation, folder: Path, made: tuple[Written, ...]) -> None:
    """A PDF beside every paper."""
    from thidua.papers.proof.manifest import record_copies
    from thidua.papers.word.pdf import convert, find_libreoffice
    from thidua.terminal.screen import path_from_here, show

    show(f"Đang chuyển {len(made)} văn bản sang PDF …")
    pairs = [(folder / paper.file, (folder / paper.file).with_suffix(".pdf")) for paper in made]
    finished, problems = convert(pairs, find_libreoffice())
    done = {pdf.name: paper.name for paper, pdf in pairs if pdf in finished}
    problems = (*problems, *(record_copies(folder, done) if done else ()))
    for name in done:
        show(f"Đã lập {path_from_here(folder / name)}")
    if problems:
        _stop(evaluation, problems, written=True)


def _no_words(evaluation: Evaluation) -> Diagnostic:
    from thidua.diagnostics import Diagnostic, Place

    file = evaluation.records.file("report")
    hint = "chép report.yaml của năm trước rồi sửa lời văn, hoặc xem docs/format.md"
    return Diagnostic("TD004", Place(file), "chưa có lời văn của báo cáo: thiếu tệp này", hint=hint)


def _stop(evaluation: Evaluation, problems: tuple[Diagnostic, ...], *, written: bool = False) -> None:
    from thidua.terminal.problems import print_problems

    print_problems(problems, evaluation.records.sources, written=written)
    raise typer.Exit(ERRORS)
