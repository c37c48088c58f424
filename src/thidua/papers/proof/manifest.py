"""Sổ văn bản: `out/<bloc>/<year>/manifest.json`, what was written from what.

For every paper: its SHA-256, its code, its words, and the inputs they came from, so that `thidua verify` can tell
a paper that somebody changed from one whose figures have changed since. The book is evidence, not the judge: a
paper is equal only if it says what the tally gives today. No clock: the same papers from the same inputs give
the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua import __version__
from thidua.diagnostics import Diagnostic, Place
from thidua.papers.proof.inputs import InputFile, Inputs, digest, input_changes
from thidua.papers.word.projection import Item, fold, project
from thidua.system_errors import reason
from thidua.whole_files import put

if TYPE_CHECKING:
    from thidua.papers.word.render import WordTemplate
    from thidua.records.workspace import BlocFolder, YearRecords

OUT = "out"
NAME = "manifest.json"
FORMAT = 1
REMEMBERED = 60
"""Earlier codes kept for sheets already printed."""

MAX_BYTES = 64 * 1024 * 1024
SUFFIX, COPY_SUFFIX = ".docx", ".pdf"

Problems = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """Văn bản vừa lập: the file's name in its folder, what it is called, its bytes and its code."""

    file: str
    title: str
    draft: bool
    fingerprint: str
    content: bytes
    template: WordTemplate


@dataclass(frozen=True, slots=True)
class Entry:
    """Một văn bản trong sổ; `inputs` names a set of inputs in the same book, `template` a file and its SHA-256."""

    title: str
    draft: bool
    sha256: str
    fingerprint: str
    inputs: str
    template: tuple[str, str]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """Một bản PDF: its SHA-256, the paper it was made from and that one's SHA-256 then."""

    sha256: str
    source: str
    source_sha256: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """Mã cũ: a code that sheets may still bear, and what changed when the paper was written anew."""

    fingerprint: str
    file: str
    title: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Sổ văn bản của một năm."""

    papers: Mapping[str, Entry] = field(default_factory=dict)
    copies: Mapping[str, Copy] = field(default_factory=dict)
    inputs: Mapping[str, Inputs] = field(default_factory=dict)
    earlier: tuple[Earlier, ...] = ()

    @property
    def finals(self) -> tuple[tuple[str, str], ...]:
        """File and title of every final paper in the book."""
        return tuple((file, entry.title) for file, entry in sorted(self.papers.items()) if not entry.draft)

    @property
    def listed(self) -> tuple[tuple[str, str], ...]:
        """Those that the papers which list others told of when they were written; papers made later are no fault."""
        rows = (item.cells for entry in self.papers.values() for item in entry.items if item.row)
        told = {fold(cell) for cells in rows for cell in cells}
        return tuple((file, title) for file, title in self.finals if fold(title) in told)

    def came_from(self, entry: Entry | None) -> Inputs | None:
        """The inputs of a paper in the book, its template among them; None where the book has lost them."""
        found = self.inputs.get(entry.inputs) if entry is not None else None
        if entry is None or found is None:
            return None
        file, sha256 = entry.template
        return found.with_file(file, InputFile(sha256))


# --- files ------------------------------------------------------------------------------------


def paper_folder(bloc: BlocFolder, year: int) -> Path:
    """`out/<bloc>/<year>` in the workspace: where the papers of a year and their book lie."""
    return bloc.workspace / OUT / bloc.name / str(year)


def read_manifest(folder: Path) -> Manifest | None:
    """The book of a folder: an empty one when there is none, None when it cannot be read."""
    path = folder / NAME
    try:
        if not path.is_file():
            return Manifest()
        return _understood(json.loads(path.read_bytes()[:MAX_BYTES]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def read_papers(folder: Path) -> dict[str, bytes | None]:
    """Every paper in a folder by name; None for one that cannot be read. Word's own lock files are no papers."""
    if not folder.is_dir():
        return {}
    found: dict[str, bytes | None] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in {SUFFIX, COPY_SUFFIX} and not path.name.startswith(("~$", ".")) and path.is_file():
            try:
                found[path.name] = path.read_bytes()
            except OSError:
                found[path.name] = None
    return found


def current_inputs(records: YearRecords) -> Inputs:
    """The users' files of the year as they stand now."""
    files = {}
    for file, source in records.sources.items():
        try:
            content = (records.folder.workspace / file).read_bytes()
        except OSError:
            content = source.text.encode()
        files[file] = InputFile(digest(content), source.data)
    return Inputs(__version__, files)


def with_template(inputs: Inputs, template: WordTemplate) -> Inputs:
    """The inputs of a paper: the users' files and its template."""
    return inputs.with_file(template.file, InputFile(digest(template.content)))


def record(records: YearRecords, folder: Path, written: Sequence[Written], withdrawn: Collection[str] = ()) -> Problems:
    """Enter papers that were just written into the book of their folder, and take out those that were set aside.

    The codes of these stay known. A book that cannot be read is begun anew.
    """
    old, today = read_manifest(folder) or Manifest(), current_inputs(records)
    papers, earlier = {file: one for file, one in old.papers.items() if file not in withdrawn}, list(old.earlier)
    earlier += [Earlier(one.fingerprint, file, one.title, ()) for file, one in old.papers.items() if file in withdrawn]
    copies = {file: one for file, one in old.copies.items() if file not in withdrawn}
    for paper in written:
        before = papers.get(paper.file)
        if before is not None and before.fingerprint != paper.fingerprint:
            was, now = old.came_from(before), with_template(today, paper.template)
            changes = tuple(change.text for change in input_changes(was, now)) if was is not None else ()
            earlier.append(Earlier(before.fingerprint, paper.file, before.title, changes))
        papers[paper.file] = _entry(paper, today)
    used = {entry.inputs for entry in papers.values()}
    inputs = {code: found for code, found in {**old.inputs, today.code: today}.items() if code in used}
    return _write(folder, Manifest(papers, copies, inputs, tuple(earlier)[-REMEMBERED:]))


def _entry(paper: Written, today: Inputs) -> Entry:
    projection = project(paper.content)
    return Entry(
        title=paper.title,
        draft=paper.draft,
        sha256=digest(paper.content),
        fingerprint=paper.fingerprint,
        inputs=today.code,
        template=(paper.template.file, digest(paper.template.content)),
        items=projection.items if projection is not None else (),
    )


def record_copies(folder: Path, made: Mapping[str, str]) -> Problems:
    """Enter PDF files: the name of each, and of the paper it was made from."""
    old, found = read_manifest(folder) or Manifest(), read_papers(folder)
    copies = {
        copy: Copy(digest(content), source, digest(paper))
        for copy, source in made.items()
        if (content := found.get(copy)) is not None and (paper := found.get(source)) is not None
    }
    return _write(folder, replace(old, copies={**old.copies, **copies}))


def _write(folder: Path, manifest: Manifest) -> Problems:
    """All of the book or nothing. It needs no `.bak`: it remembers what it must."""
    path = folder / NAME
    try:
        put(path, _text(manifest).encode(), "none")
    except OSError as error:
        message = f"không ghi được sổ văn bản: {reason(error)}"
        hint = "văn bản đã lập xong, nhưng thidua verify sẽ không biết được nó lập từ số liệu nào"
        return (Diagnostic("TD805", Place(path.as_posix()), message, hint=hint),)
    return ()


# --- its text ---------------------------------------------------------------------------------


def _text(manifest: Manifest) -> str:
    data = {
        "format": FORMAT,
        "papers": {
            file: {
                "title": entry.title,
                "draft": entry.draft,
                "sha256": entry.sha256,
                "fingerprint": entry.fingerprint,
                "inputs": entry.inputs,
                "template": {"file": entry.template[0], "sha256": entry.template[1]},
                "text": [list(item.cells) if item.row else item.text for item in entry.items],
            }
            for file, entry in sorted(manifest.papers.items())
        },
        "pdf": {
            file: {"sha256": copy.sha256, "source": copy.source, "source_sha256": copy.source_sha256}
            for file, copy in sorted(manifest.copies.items())
        },
        "inputs": {
            code: {
                "program": found.program,
                "files": {
                    file: {"sha256": one.sha256} | ({"content": one.content} if one.content is not None else {})
                    for file, one in sorted(found.files.items())
                },
            }
            for code, found in sorted(manifest.inputs.items())
        },
        "earlier": [
            {"fingerprint": old.fingerprint, "file": old.file, "title": old.title, "changes": list(old.changes)}
            for old in manifest.earlier
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _understood(data: Any) -> Manifest | None:
    """The book from its text; `KeyError`, `TypeError` and their like when it is something else."""
    if data["format"] != FORMAT:
        return None
    papers = {
        str(file): Entry(
            title=str(one["title"]),
            draft=bool(one["draft"]),
            sha256=str(one["sha256"]),
            fingerprint=str(one["fingerprint"]),
            inputs=str(one["inputs"]),
            template=(str(one["template"]["file"]), str(one["template"]["sha256"])),
            items=tuple(_item(text) for text in one["text"]),
        )
        for file, one in data["papers"].items()
    }
    copies = {
        str(file): Copy(str(one["sha256"]), str(one["source"]), str(one["source_sha256"]))
        for file, one in data["pdf"].items()
    }
    inputs = {
        str(code): Inputs(
            str(one["program"]),
            {str(file): InputFile(str(it["sha256"]), it.get("content")) for file, it in one["files"].items()},
        )
        for code, one in data["inputs"].items()
    }
    earlier = tuple(
        Earlier(str(old["fingerprint"]), str(old["file"]), str(old["title"]), tuple(map(str, old["changes"])))
        for old in data["earlier"]
    )
    return Manifest(papers, copies, inputs, earlier)


def _item(text: Any) -> Item:
    return Item(tuple(map(str, text)), row=True) if isinstance(text, list) else Item((str(text),))
