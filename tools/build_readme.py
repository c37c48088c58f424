"""Fill the console blocks of README.md with what the program really prints.

`tools/README.in.md` holds the text, with `@tally`, `@rotate` and `@slip` where output belongs.
Run `python tools/build_readme.py`; a test holds README.md to what this makes.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from thidua.cli import run

ROOT = Path(__file__).resolve().parent.parent


def readme() -> str:
    """README.md with real output in its console blocks."""
    text = (ROOT / "tools" / "README.in.md").read_text(encoding="utf-8")
    tally = printed(["tally", "2023", "-C", str(ROOT)])
    tally = "…\n" + tally[tally.index("CỜ THI ĐUA CỦA CHÍNH PHỦ") : tally.index("TRƯỞNG KHỐI")] + "…"
    rotate = printed(["rotate-head", "2023", "-C", str(ROOT)])
    return text.replace("@tally", tally).replace("@rotate", rotate.strip("\n")).replace("@slip", slip())


def printed(arguments: list[str]) -> str:
    """What a command line prints, to either stream."""
    with captured() as stream:
        run(arguments)
    return stream.getvalue()


@contextlib.contextmanager
def captured() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        yield stream


def slip() -> str:
    """The diagnostic of a decimal comma in a flow mapping, from a copy of the sample."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "bloc_configs", Path(folder) / "bloc_configs")
        scores = next(Path(folder).rglob("scores.yaml"))
        text = scores.read_text(encoding="utf-8")
        scores.write_text(text.replace("II.1: {self: 8, assessed: 7.5}", "II.1: {self: 8, assessed: 7,5}", 1), "utf-8")
        return printed(["check", "-C", folder]).strip("\n")


if __name__ == "__main__":
    (ROOT / "README.md").write_text(readme(), encoding="utf-8", newline="\n")
