"""Tra mã đối chiếu: from the eight symbols on a printed sheet to the paper, and to what has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from thidua.papers.issue import editions
from thidua.papers.proof.inputs import changes_since
from thidua.papers.proof.manifest import current_inputs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thidua.papers.proof.manifest import Manifest
    from thidua.records.report import Report
    from thidua.records.workspace import YearRecords
    from thidua.rules.judging import Outcome

MISREAD = 2
"""Symbols that may differ for a code to be offered as what was meant."""


class Traced(NamedTuple):
    """Nguồn của một mã: the paper, and whether its figures still give it (`current`) or once did (`earlier`)."""

    state: Literal["current", "earlier"]
    code: str
    bloc: str
    year: int
    file: str
    title: str
    changes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return f"{self.title} ({self.bloc}/{self.year}/{self.file})"


def codes(records: YearRecords, outcome: Outcome, words: Report) -> tuple[Traced, ...]:
    """The code of every paper that can be made now."""
    folder, year = records.folder.name, records.year
    return tuple(
        Traced("current", edition.code, folder, year, edition.file, edition.title)
        for edition in editions(outcome, words)
    )


def remembered(records: YearRecords, book: Manifest) -> tuple[Traced, ...]:
    """The codes of papers written before, newest first, with what has changed since."""
    folder, year = records.folder.name, records.year
    today = current_inputs(records)
    found, later = [], {}
    for file, entry in book.papers.items():
        before = book.came_from(entry)
        changes = tuple(c.text for c in changes_since(before, today)) if before is not None else ()
        later[file] = changes
        found.append(Traced("earlier", entry.fingerprint, folder, year, file, entry.title, changes))
    for old in reversed(book.earlier):
        later[old.file] = (*old.changes, *later.get(old.file, ()))
        found.append(Traced("earlier", old.fingerprint, folder, year, old.file, old.title, later[old.file]))
    return tuple(found)


def near(code: str, known: Iterable[Traced]) -> tuple[Traced, ...]:
    """The papers whose code differs in a symbol or two: what was meant, if a symbol was misread."""
    close = {one.code: one for one in known if sum(a != b for a, b in zip(code, one.code, strict=True)) <= MISREAD}
    return tuple(close.values())
