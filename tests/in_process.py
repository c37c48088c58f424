"""A command in the tests' own process, as a user runs it in a folder: a tenth of the time that a process takes.

What only a process of its own shows (streams, encodings, signals, exit) is tested with one, in test_cli and test_door.
"""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import NamedTuple

from thidua import cli


class Ran(NamedTuple):
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


def thidua(*arguments: str, cwd: Path) -> Ran:
    """The command with its exit code and what it said."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.run([*arguments])
    return Ran(code, out.getvalue(), err.getvalue())
