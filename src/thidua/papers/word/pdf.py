"""Văn bản Word → PDF/A-2b, by LibreOffice: a program that may be missing, hang or fail without saying so.

It runs with a profile of its own in a temporary folder, so that one that is open, broken or customised plays no
part; on copies of the papers, so that locks and crashes leave nothing behind; within a time limit, after which it
and everything it started are ended. A PDF is put in place whole or not at all.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from thidua.diagnostics import Diagnostic, Place
from thidua.system_errors import reason, told
from thidua.whole_files import put

TO_START, TO_CONVERT = 90, 30
"""Seconds allowed: a first start on a slow machine takes twenty, a paper a second or two."""

FILTER = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}'
"""PDF/A-2b: fonts inside, nothing that changes, readable in decades."""

NAMES = ("soffice", "libreoffice", "soffice.com", "soffice.exe")
PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/usr/local/bin/soffice",
    "/snap/bin/libreoffice",
    "/usr/local/bin/libreoffice*",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
"""Where installers put it without telling PATH; `*` stands for a version."""

_BEGINS = b"%PDF-"

Problems = tuple[Diagnostic, ...]


def find_libreoffice(path: str | None = None, places: Sequence[str] = PLACES) -> Path | None:
    """The program that converts: on `path` (PATH when None), else where installers put it."""
    for name in NAMES:
        found = shutil.which(name, path=path)
        if found is not None:
            return Path(found)
    return next((found for place in places for found in _matching(place) if os.access(found, os.X_OK)), None)


def convert(
    papers: Sequence[tuple[Path, Path]], program: Path | None, limit: float | None = None
) -> tuple[tuple[Path, ...], Problems]:
    """Make a PDF of every paper (`.docx`, `.pdf` to write) in one call: which were made, and what went wrong.

    A PDF that stays from an earlier day is not among those made.
    """
    if not papers:
        return (), ()
    if program is None:
        return (), (missing(papers[0][0]),)
    limit = limit or TO_START + TO_CONVERT * len(papers)
    try:
        with tempfile.TemporaryDirectory(prefix="thidua-pdf-", ignore_cleanup_errors=True) as folder:
            return _converted(papers, program, limit, Path(folder))
    except OSError as error:
        return (), (_failed(papers[0][0], told(error)),)


def missing(paper: Path) -> Diagnostic:
    """What to say when there is no LibreOffice."""
    hint = "cài LibreOffice (miễn phí) rồi chạy lại, hoặc mở tệp .docx bằng Word và lưu thành PDF"
    return Diagnostic(
        "TD810", Place(paper.as_posix()), "không tìm thấy LibreOffice nên chưa lập được bản PDF", hint=hint
    )


def _converted(
    papers: Sequence[tuple[Path, Path]], program: Path, limit: float, folder: Path
) -> tuple[tuple[Path, ...], Problems]:
    """Copies in, one call, PDFs out."""
    made = folder / "pdf"
    copies = []
    for at, (paper, _) in enumerate(papers, 1):
        copy = folder / f"{at}.docx"
        shutil.copyfile(paper, copy)
        copies.append(copy)
    call = [str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--invisible",
            "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            "--convert-to", FILTER, "--outdir", str(made), *map(str, copies)]  # fmt: skip
    said = _run(call, limit, folder / "complaints")
    if said is None:
        problem = _failed(papers[0][0], f"LibreOffice không xong trong {limit:g} giây, đã dừng")
        hint = "đóng các cửa sổ LibreOffice đang mở rồi chạy lại; tệp .docx vẫn dùng được"
        return (), (problem._replace(hint=hint),)
    done: list[Path] = []
    problems: list[Diagnostic] = []
    for copy, (paper, pdf) in zip(copies, papers, strict=True):
        failure = _put(made / f"{copy.stem}.pdf", paper, pdf, said)
        if failure is None:
            done.append(pdf)
        else:
            problems.append(failure)
    return tuple(done), tuple(problems)


def _put(made: Path, paper: Path, pdf: Path, said: str) -> Diagnostic | None:
    """A finished PDF from the temporary folder to its place."""
    content = made.read_bytes() if made.is_file() else b""
    if not content.startswith(_BEGINS):
        return _failed(paper, f"LibreOffice không lập được bản PDF{f' ({said})' if said else ''}")
    try:
        put(pdf, content, "none")
    except OSError as error:
        hint = f"nếu «{pdf.name}» đang mở trong trình xem PDF thì đóng lại rồi chạy lại lệnh"
        return Diagnostic("TD805", Place(pdf.as_posix()), f"không ghi được: {reason(error)}", hint=hint)
    return None


def _failed(paper: Path, why: str) -> Diagnostic:
    hint = "mở tệp .docx bằng Word hoặc LibreOffice xem có lỗi không; có thể lưu thành PDF từ đó"
    return Diagnostic("TD811", Place(paper.as_posix()), why, hint=hint)


# --- the process -------------------------------------------------------------------------------


def _run(call: list[str], limit: float, complaints: Path) -> str | None:
    """What the program complained of in its last line (nothing when all went well); None when time was up."""
    windows = sys.platform == "win32"
    with complaints.open("wb") as stream:
        process = subprocess.Popen(
            call,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stream,
            start_new_session=not windows,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        try:
            code = process.wait(limit)
        except subprocess.TimeoutExpired:
            _end(process)
            return None
        except BaseException:
            _end(process)
            raise
    if code == 0:
        return ""
    lines = [line for line in complaints.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1].strip()[:160] if lines else f"mã thoát {code}"


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and everything it has started: `soffice` is a script, the work is done by its children."""
    if sys.platform == "win32":
        ending = [shutil.which("taskkill") or "taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(ending, check=False, capture_output=True)
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _matching(place: str) -> Iterator[Path]:
    path = Path(place).expanduser()
    if "*" not in place:
        yield from (path,) if path.is_file() else ()
        return
    root = Path(path.anchor)
    yield from sorted(root.glob(path.relative_to(root).as_posix()), reverse=True)
