"""Phông chữ của bản PDF: whether this machine has letters made to the measures of Times New Roman, the Vietnamese too.

Without them LibreOffice takes another font, or two of them in one word: lines and pages then end elsewhere than in
Word. Where nobody can say which fonts there are (Windows and macOS come with Times New Roman), nothing is said.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from thidua.diagnostics import Diagnostic, Place
from thidua.papers.word.nd30 import FONT

FAMILIES = (FONT, "Liberation Serif", "Tinos")
"""Fonts that LibreOffice takes for Times New Roman, of the same measures."""

WITH_LIBREOFFICE = "share/fonts/truetype/LiberationSerif-Regular.ttf"
"""Beside its programs: what its own installers bring, which the system does not know of."""

LIMIT = 20
"""Seconds allowed for the list of fonts; a first call may have to read them all."""


def lacking_font(program: Path, paper: Path, path: str | None = None) -> Diagnostic | None:
    """What to say of a paper made into a PDF by `program` on a machine without a fitting font; None where all is well.

    The list of fonts is asked for on `path` (PATH when None).
    """
    families = _vietnamese_families(path)
    if families is None or families & {family.casefold() for family in FAMILIES} or _brings_its_own(program):
        return None
    message = f"máy này không có phông {FONT} (hoặc phông cùng cỡ) đủ chữ Việt: bản PDF dùng phông khác"
    hint = (
        f"cài {FONT}, hoặc Liberation Serif (miễn phí; Debian, Ubuntu: apt install fonts-liberation2;"
        " Fedora: dnf install liberation-serif-fonts), rồi lập lại bản PDF; bản Word không bị ảnh hưởng"
    )
    return Diagnostic("TD817", Place(paper.as_posix()), message, hint=hint)


def _vietnamese_families(path: str | None) -> set[str] | None:
    """The families with Vietnamese letters, in small letters; None when nobody can say."""
    lister = shutil.which("fc-list", path=path)
    if lister is None:
        return None
    try:
        done = subprocess.run([lister, ":lang=vi", "family"], capture_output=True, check=True, timeout=LIMIT)
    except (OSError, subprocess.SubprocessError):
        return None
    lines = done.stdout.decode(errors="replace").splitlines()
    return {name.strip().casefold() for line in lines for name in line.split(",")}


def _brings_its_own(program: Path) -> bool:
    return (program.resolve().parent.parent / WITH_LIBREOFFICE).is_file()
