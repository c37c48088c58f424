"""Lập văn bản: from an outcome to stamped, rendered papers in memory. `report` writes them, `verify` compares."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from thidua.papers.dossier import PAPERS, PaperKind, in_order
from thidua.papers.proof.manifest import SUFFIX, Manifest, Written, current_inputs, with_template
from thidua.papers.proof.stamp import fingerprint, stamped
from thidua.papers.word.render import is_shipped, load_template, render

if TYPE_CHECKING:
    from pathlib import Path

    from thidua.diagnostics import Diagnostic
    from thidua.papers.dossier import Made
    from thidua.papers.proof.printed import Unprinted
    from thidua.papers.proof.verification import Expected
    from thidua.papers.views import View
    from thidua.records.report import Report
    from thidua.records.workspace import YearRecords
    from thidua.rules.judging import Outcome

BOTH = (True, False)


class Edition(NamedTuple):
    """Một bản của một văn bản: final or draft, with a chart or without; its code and its view."""

    kind: PaperKind
    file: str
    draft: bool
    code: str
    view: View

    @property
    def title(self) -> str:
        return self.view.properties.title


def editions(
    outcome: Outcome,
    words: Report,
    *,
    drafts: Collection[bool] = BOTH,
    charts: Collection[bool] = BOTH,
    made: Made = (),
    kinds: Collection[PaperKind] = PAPERS,
) -> Iterator[Edition]:
    """Every paper of these kinds as it can be made now, not rendered; each code once. `made` are for one that lists
    them.
    """
    seen = set()
    there = in_order(made)
    for kind in kinds:
        ways = tuple(charts) if kind.has_chart else tuple(charts)[:1]
        for draft in drafts:
            for chart in () if kind.impossible(outcome, words, draft=draft) else ways:
                for file, view in kind.views(outcome, words, draft, chart, there):
                    code = fingerprint(view)
                    if (file, code) not in seen:
                        seen.add((file, code))
                        yield Edition(kind, file, draft, code, view)


def issue(found: Collection[Edition], workspace: Path) -> tuple[tuple[Written, ...], tuple[Diagnostic, ...]]:
    """Stamped and rendered, and everything wrong with the templates."""
    made: list[Written] = []
    problems: list[Diagnostic] = []
    for edition in found:
        template, told = load_template(edition.kind.template, workspace)
        problems += told
        if template is None:
            continue
        content, told = render(template, stamped(edition.view))
        problems += told
        if content is not None:
            made.append(Written(edition.file, edition.title, edition.draft, edition.code, content, template))
    return tuple(made), tuple(dict.fromkeys(problems))


def expected(
    records: YearRecords, outcome: Outcome, words: Report, found: Collection[str], book: Manifest
) -> tuple[tuple[Expected, ...], tuple[Diagnostic, ...]]:
    """What the tally writes today, of the papers that are there or in the book; of all, if a file has another name."""
    from thidua.papers.proof.verification import Expected  # noqa: PLC0415 - making a paper needs no comparison

    names = {*found, *book.papers}
    kinds = tuple(kind for kind in PAPERS if any(name.startswith(kind.file) for name in names))
    possible = tuple(editions(outcome, words, made=book.listed, kinds=kinds))
    known = {edition.file for edition in possible}
    if any(file.endswith(SUFFIX) and file not in known for file in found):
        wanted = tuple(editions(outcome, words, made=book.listed))
    else:
        wanted = tuple(one for one in possible if one.file in names)
    written, problems = issue(wanted, records.folder.workspace)
    today = current_inputs(records)
    papers = (
        Expected(
            *(one.file, one.title, one.draft, one.fingerprint, one.content),
            inputs=with_template(today, one.template),
            view=view,
            lacking=lacks,
        )
        for one, view, lacks in _held(wanted, written)
    )
    return tuple(papers), problems


def overlooked(found: Collection[Edition], made: Collection[Written]) -> tuple[Diagnostic, ...]:
    """Reminders of what papers lack because the office's own template does not print it."""
    told: list[Diagnostic] = []
    for one, _, lacks in _held(found, made):
        if lacks:
            from thidua.papers.proof.held import reminders  # noqa: PLC0415 - most papers lack nothing

            told += reminders(one.file, one.template, lacks)
    return tuple(told)


def _held(
    found: Collection[Edition], made: Collection[Written]
) -> Iterator[tuple[Written, View, tuple[Unprinted, ...]]]:
    """Each paper with its view as it was printed and what of it is not there."""
    by = {(edition.file, edition.code): edition for edition in found}
    for one in made:
        edition = by[one.file, one.fingerprint]
        view = stamped(edition.view)
        yield one, view, () if is_shipped(one.template) else _lacking(view, one, edition.kind)


def _lacking(view: View, paper: Written, kind: PaperKind) -> tuple[Unprinted, ...]:
    from thidua.papers.proof.held import lacking  # noqa: PLC0415 - the shipped templates print everything

    return lacking(view, paper.content, paper.template, kind.template)
