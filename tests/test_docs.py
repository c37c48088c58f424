"""The documentation is true: generated pages are fresh, examples run, commands exist."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import build_docs
import build_readme
from bloc_folder import YEAR, make_bloc
from thidua.cli import COMMANDS, run
from thidua.evaluation import evaluate

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "huong-dan.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```yaml (\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", sorted(build_docs.PAGES))
def test_generated_page_is_what_the_generator_makes(name: str) -> None:
    committed = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert committed == build_docs.PAGES[name](), "run python tools/build_docs.py"


def test_readme_shows_what_the_program_prints() -> None:
    committed = (ROOT / "README.md").read_text(encoding="utf-8")
    assert committed == build_readme.readme(), "run python tools/build_readme.py"


def test_every_chapter_of_the_guide_shows_a_valid_bloc(tmp_path: Path) -> None:
    """The blocks of one chapter belong together; each chapter stands alone on the example bloc."""
    chapters = [dict(_BLOCK.findall(chapter)) for chapter in GUIDE.split("\n## ") if "```yaml" in chapter]
    assert len(chapters) == 5
    for number, overlay in enumerate(chapters):
        found = evaluate(make_bloc(tmp_path / str(number), overlay), YEAR)
        assert [problem.message for problem in found.problems] == []
        assert found.outcome is not None
        assert found.outcome.pending == ()


def test_the_guide_names_every_command_and_no_other() -> None:
    named = set(re.findall(r"`thidua ([a-z-]+)", GUIDE))
    assert named == set(COMMANDS)


@pytest.mark.parametrize("line", sorted(set(re.findall(r"`(thidua [a-z][^`>]*)`", GUIDE))))
def test_every_command_line_of_the_guide_runs(line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On a copy of the sample bloc, with its own words: exit 0, or 2 where the guide leaves out a code."""
    shutil.copytree(ROOT / "bloc_configs", tmp_path / "bloc_configs")
    arguments = line.replace("MÃ", "TD502").split()[1:]
    place = [] if arguments[0] == "explain" else ["-C", str(tmp_path)]
    if arguments[0] == "verify":
        assert run(["report", *place]) == 0
    assert run([*arguments, *place]) == 0, capsys.readouterr().err
