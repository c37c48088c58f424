"""Giữ bản cũ: what lay in the folder before a paper was written, and must not be lost.

A paper that nobody touched since the program wrote it can be made again: its last version stays as `.bak`. One that
somebody edited in Word, or that the book does not know, is kept in `ban-cu/` under a name that Word opens. A draft
goes there as well when its final paper is written, so that the folder holds one paper of a kind.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from thidua.papers.dossier import DRAFT_SUFFIX
from thidua.papers.proof.inputs import digest
from thidua.papers.proof.manifest import COPY_SUFFIX, SUFFIX
from thidua.whole_files import copy_aside, set_aside

if TYPE_CHECKING:
    from thidua.papers.proof.manifest import Manifest, Written

ASIDE = "ban-cu"
EDITED = "-sua-tay"


def keep_edited(folder: Path, paper: Written, book: Manifest) -> Path | None:
    """Where the version that somebody edited is kept; None where nobody did. Raises `OSError`."""
    path = folder / paper.file
    if not path.is_file():
        return None
    content, entry = path.read_bytes(), book.papers.get(paper.file)
    if content == paper.content or (entry is not None and digest(content) == entry.sha256):
        return None
    return copy_aside(path, folder / ASIDE, f"{path.stem}{EDITED}{path.suffix}")


def set_drafts_aside(folder: Path, paper: Written) -> tuple[Path, ...]:
    """The draft of a final paper and its PDF, moved out of the way: where they are now. Raises `OSError`."""
    if paper.draft:
        return ()
    stem = f"{paper.file.removesuffix(SUFFIX)}{DRAFT_SUFFIX}"
    drafts = (folder / f"{stem}{suffix}" for suffix in (SUFFIX, COPY_SUFFIX))
    return tuple(set_aside(draft, folder / ASIDE) for draft in drafts if draft.is_file())
