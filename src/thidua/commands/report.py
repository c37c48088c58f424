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
    from thidua.papers.dossier import Need, PaperKind
    from thidua.papers.proof.manifest import Manifest, Written
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
    every: Annotated[
        bool, typer.Option("--all", help="Lập mọi văn bản của năm đã lập được; nói rõ văn bản nào còn chờ gì.")
    ] = False,
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
    usual = tuple(kind for kind in kinds if kind.usual(words)) if every else kinds
    if every:
        ready = tuple(kind for kind in usual if not kind.waiting(outcome, words, draft=draft))
    else:
        ready = kinds
        _possible(evaluation, kinds, outcome, words, draft=draft)
    made = _issued(evaluation, ready, outcome, words, draft=draft, chart=chart)
    folder_out = _write(evaluation, made)
    if pdf and made:
        _convert(evaluation, folder_out, made)
    _show_others(tuple(kind for kind in kinds if kind not in usual))
    if every and ready != usual:
        _show_waiting(usual, outcome, words, draft=draft)


def _possible(
    evaluation: Evaluation, kinds: tuple[PaperKind, ...], outcome: Outcome, words: Report, *, draft: bool
) -> None:
    """Leave when a paper that was asked for cannot be made: its words are missing, or people must decide first."""
    needs = {need for kind in kinds for need in kind.waiting(outcome, words, draft=draft)}
    if "sections" in needs:
        _stop(evaluation, (_no_sections(evaluation),))
    if "result" in needs:
        from thidua.terminal.screen import remark
        from thidua.terminal.tally import show_pending

        show_pending(outcome, outcome.pending)
        remark("Chưa lập văn bản. Quyết định xong các việc trên, hoặc in bản dự thảo bằng --draft.")
        raise typer.Exit(UNDECIDED)


def _show_others(kinds: tuple[PaperKind, ...]) -> None:
    """Papers that not every bloc writes and of which report.yaml says nothing: how to get them all the same."""
    from thidua.terminal.screen import remark

    if kinds:
        names = ", ".join(f"{kind.about} ({kind.file})" for kind in kinds)
        remark(f"Văn bản lập thêm khi cần, bằng --paper TÊN: {names}.")


def _show_waiting(kinds: tuple[PaperKind, ...], outcome: Outcome, words: Report, *, draft: bool) -> None:
    """Which papers of the year are still to come, and what each waits for; exit code 3 where people must decide."""
    from thidua.papers.dossier import waits_for
    from thidua.terminal.screen import remark
    from thidua.terminal.tally import show_pending

    late: dict[Need, list[str]] = {}
    for kind in kinds:
        for need in kind.waiting(outcome, words, draft=draft)[:1]:
            late.setdefault(need, []).append(kind.about)
    for need, names in late.items():
        remark(f"Chưa lập {', '.join(names)}: chờ {waits_for(need)}.")
    if outcome.pending and not draft:
        show_pending(outcome, outcome.pending)
        raise typer.Exit(UNDECIDED)


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
    from thidua.papers.dossier import in_order
    from thidua.papers.issue import Edition, issue, overlooked
    from thidua.papers.proof.stamp import fingerprint
    from thidua.terminal.problems import print_problems
    from thidua.terminal.screen import remark

    found: list[Edition] = []
    nothing: dict[str, list[str]] = {}
    there = _there(evaluation)
    for kind in sorted(kinds, key=lambda kind: kind.lists_papers):
        views = kind.views(outcome, words, draft, chart, in_order(tuple(there.items())))
        if not views:
            nothing.setdefault(kind.nothing, []).append(kind.about)
        found += [Edition(kind, name, draft, fingerprint(view), view) for name, view in views]
        there |= {} if draft else {name: view.properties.title for name, view in views}
    for why, names in nothing.items():
        remark(f"Không lập {', '.join(names)}: {why}.")
    made, problems = issue(found, evaluation.records.folder.workspace)
    if problems:
        _stop(evaluation, problems)
    print_problems(overlooked(found, made), {})
    return made


def _there(evaluation: Evaluation) -> dict[str, str]:
    """The final papers that are in the book of the folder and still in the folder, by file, each with its title."""
    from thidua.papers.proof.manifest import Manifest, paper_folder, read_manifest

    folder = paper_folder(evaluation.records.folder, evaluation.records.year)
    book = read_manifest(folder) or Manifest()
    return {file: title for file, title in book.finals if (folder / file).is_file()}


def _write(evaluation: Evaluation, made: tuple[Written, ...]) -> Path:
    """Put the papers in place, a line each, and enter them in the book of the folder; returns the folder."""
    from thidua.papers.proof.manifest import Manifest, paper_folder, read_manifest, record
    from thidua.whole_files import unwritable

    records = evaluation.records
    folder = paper_folder(records.folder, records.year)
    book = read_manifest(folder) or Manifest()
    done: list[Written] = []
    withdrawn: list[str] = []
    problems: tuple[Diagnostic, ...] = ()
    for paper in made:
        try:
            withdrawn += _put(folder, paper, book)
        except OSError as error:
            problems = (unwritable(folder / paper.file, error),)
            break
        done.append(paper)
    if done:
        problems += record(records, folder, done, withdrawn)
    if problems:
        _stop(evaluation, problems, written=bool(done))
    return folder


def _put(folder: Path, paper: Written, book: Manifest) -> list[str]:
    """One paper in place, what lay there kept and told; the names of drafts that gave way. Raises `OSError`."""
    from thidua.papers.proof.keeping import keep_edited, set_drafts_aside
    from thidua.terminal.screen import path_from_here, remark, show
    from thidua.whole_files import put

    edited = keep_edited(folder, paper, book)
    put(folder / paper.file, paper.content, "last" if edited is None else "none")
    drafts = set_drafts_aside(folder, paper)
    show(f"Đã lập {path_from_here(folder / paper.file)}")
    if edited is not None:
        remark(f"  {paper.file} trước đó đã được sửa sau khi lập; bản sửa ấy giữ ở {path_from_here(edited)}")
    for draft in drafts:
        remark(f"  bản dự thảo cất vào {path_from_here(draft)}")
    return [draft.name for draft in drafts]


def _convert(evaluation: Evaluation, folder: Path, made: tuple[Written, ...]) -> None:
    """A PDF beside every paper."""
    from thidua.papers.proof.manifest import record_copies
    from thidua.papers.word.fonts import lacking_font
    from thidua.papers.word.pdf import convert, find_libreoffice
    from thidua.terminal.problems import print_problems
    from thidua.terminal.screen import path_from_here, show

    show(f"Đang chuyển {len(made)} văn bản sang PDF …")
    pairs = [(folder / paper.file, (folder / paper.file).with_suffix(".pdf")) for paper in made]
    office = find_libreoffice()
    finished, problems = convert(pairs, office)
    done = {pdf.name: paper.name for paper, pdf in pairs if pdf in finished}
    problems = (*problems, *(record_copies(folder, done) if done else ()))
    for name in done:
        show(f"Đã lập {path_from_here(folder / name)}")
    lacking = lacking_font(office, pairs[0][0]) if office is not None and done else None
    print_problems(() if lacking is None else (lacking,), {})
    if problems:
        _stop(evaluation, problems, written=True)


def _no_words(evaluation: Evaluation) -> Diagnostic:
    from thidua.diagnostics import Diagnostic, Place

    file = evaluation.records.file("report")
    hint = "chép report.yaml của năm trước rồi sửa lời văn, hoặc xem docs/format.md"
    return Diagnostic("TD004", Place(file), "chưa có lời văn của báo cáo: thiếu tệp này", hint=hint)


def _no_sections(evaluation: Evaluation) -> Diagnostic:
    from thidua.diagnostics import Diagnostic, Place

    message = "thiếu «sections»: chưa có lời văn các phần của báo cáo"
    hint = "viết situation, results, shortcomings, directions, proposals dưới sections, xem docs/format.md"
    return Diagnostic("TD201", Place(evaluation.records.file("report")), message, hint=hint)


def _stop(evaluation: Evaluation, problems: tuple[Diagnostic, ...], *, written: bool = False) -> None:
    from thidua.terminal.problems import print_problems

    print_problems(problems, evaluation.records.sources, written=written)
    raise typer.Exit(ERRORS)
