"""Whole processes: the program beside the floor it stands on, run in turns so that both meet the same machine."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SAMPLE = "tham-muu-tong-hop"
SMALL = ROOT / "tests" / "examples" / "base" / "bloc_configs" / "vi-du"
ROUNDS = 21
FEW_BLOCS, MANY_BLOCS = 100, 1000

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Compiled modules are kept, as on a user's machine; the warming rounds write those that changed."""

PROGRAM = "import sys\nfrom thidua.cli import main\nsys.exit(main())\n"
EMPTY = """\
import sys
import typer
app = typer.Typer({settings})
@app.command()
def tally(year: str = "2023") -> None:
    pass
@app.callback()
def main() -> None:
    pass
{more}
sys.exit(app())
"""
PLAIN = "add_completion=False, rich_markup_mode=None"
LIBRARIES = "from pydantic import BaseModel\nfrom ruamel.yaml import YAML"
RENDER = f"""\
{LIBRARIES}
import json
from pathlib import Path
from docxtpl import DocxTemplate
from jinja2 import Environment
paper = DocxTemplate(Path("template.docx"))
paper.render(json.loads(Path("values.json").read_text(encoding="utf-8")), Environment(autoescape=True))
paper.save("floor.docx")
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: seconds, except where `unit` says otherwise; `budget` 0 where none is set."""

    what: str
    ours: float
    floor: float
    floor_is: str
    budget: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        return self.ours / self.floor


def in_turns(scripts: dict[str, tuple[str, tuple[str, ...]]], folder: Path, rounds: int = ROUNDS) -> dict[str, float]:
    """The median wall time (seconds) of each Python script with its arguments, run alternately."""
    files = {}
    for name, (script, arguments) in scripts.items():
        file = folder / f"{name}.py"
        file.write_text(script, encoding="utf-8")
        files[name] = (str(file), *arguments)
    times: dict[str, list[float]] = {name: [] for name in files}
    for number in range(rounds + 2):
        for name, arguments in files.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, *arguments], cwd=folder, check=True, capture_output=True, env=ENVIRONMENT)
            if number >= 2:  # noqa: PLR2004 - the first rounds fill the caches
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in times.items()}


def start_rows() -> list[Row]:
    """`tally`, `--help`, `--version` and `report` beside their floors."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "bloc_configs", folder / "bloc_configs")
        shutil.copy(ROOT / "templates" / "bao-cao.docx", folder / "template.docx")
        (folder / "values.json").write_text(json.dumps(_report_values(), ensure_ascii=False), encoding="utf-8")
        found = in_turns(
            {
                "tally": (PROGRAM, ("tally", "2023")),
                "tally-floor": (EMPTY.format(settings=PLAIN, more=LIBRARIES), ("tally",)),
                "report": (PROGRAM, ("report", "--year", "2023")),
                "report-floor": (EMPTY.format(settings=PLAIN, more=RENDER), ("tally",)),
                "help": (PROGRAM, ("--help",)),
                "version": (PROGRAM, ("--version",)),
                "help-floor": (EMPTY.format(settings=PLAIN, more=""), ("--help",)),
                "help-default": (EMPTY.format(settings="", more=""), ("--help",)),
                "python": ("", ()),
            },
            folder,
        )
    floor = "empty Typer app"
    return [
        Row("thidua tally 2023", found["tally"], found["tally-floor"], f"{floor} + pydantic + ruamel.yaml", 1.2),
        Row(
            "thidua report --year 2023", found["report"], found["report-floor"], "the same + docxtpl, bare render", 1.25
        ),
        Row("thidua --help", found["help"], found["help-floor"], f"{floor}, our settings, --help", 0.9),
        Row("thidua --version", found["version"], found["help-floor"], f"{floor}, our settings, --help", 0.9),
        Row("thidua --help", found["help"], found["help-default"], f"{floor}, Typer's defaults, --help", 0.9),
        Row("the floor of tally", found["tally-floor"], found["python"], "python -c ''", 0),
    ]


def _report_values() -> Any:
    """What the report's template is filled with, as plain data."""
    from thidua.evaluation import evaluate  # noqa: PLC0415 - the measured processes import it themselves
    from thidua.papers.closing.report_view import report_view  # noqa: PLC0415
    from thidua.records.workspace import BlocFolder  # noqa: PLC0415

    evaluation = evaluate(BlocFolder(ROOT, ROOT / "bloc_configs" / SAMPLE), 2023)
    if evaluation.outcome is None or evaluation.records.report is None:
        raise SystemExit("the sample bloc has problems: thidua check")
    return _plain(report_view(evaluation.outcome, evaluation.records.report, draft=False))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(item) for item in value] if isinstance(value, (tuple, list)) else value


def growth_rows() -> list[Row]:
    """`check` over many blocs: time and peak memory must not grow faster than the blocs (memory not at all)."""
    few, many = (_check(count) for count in (FEW_BLOCS, MANY_BLOCS))
    whats = f"check of {MANY_BLOCS} blocs", f"{FEW_BLOCS} blocs"
    return [
        Row(f"{whats[0]}: time", many[0], few[0], whats[1], 10.2),
        Row(f"{whats[0]}: memory", many[1], few[1], whats[1], 1.1, "MB"),
    ]


def _check(count: int) -> tuple[float, float]:
    """Seconds and megabytes of one `thidua check` over `count` blocs."""
    with tempfile.TemporaryDirectory() as name:
        for number in range(count):
            code = f"khoi-{number:04d}"
            bloc = Path(shutil.copytree(SMALL, Path(name) / "bloc_configs" / code)) / "bloc.yaml"
            text = bloc.read_text(encoding="utf-8")
            bloc.write_text(text.replace(f"code: {SMALL.name}\n", f"code: {code}\n"), encoding="utf-8")
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-c", PROGRAM, "check"], cwd=name, env=ENVIRONMENT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"check of {count} blocs left with status {status}")
    return seconds, usage.ru_maxrss / 1024
