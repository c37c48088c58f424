"""A cluster is never called a bloc, nor a bloc a cluster: on no paper, on no screen, in no sentence of the source."""

from __future__ import annotations

import ast
import io
import re
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

import thidua
from bloc_folder import BASE
from effort import LONG
from papers_blocs import REPORT, read, text
from rules_cases import CASES, all_cases
from thidua import cli
from thidua.evaluation import evaluate
from thidua.papers.dossier import PAPERS
from thidua.papers.word.render import shipped_template
from thidua.records.report import Report
from thidua.records.workspace import CONFIGS, BlocFolder

PACKAGE = Path(thidua.__file__).parent
WORKSPACES = (BASE, *(CASES / case for case in all_cases()))
BLOC, CLUSTER = re.compile(r"\bkhối\b(?! lượng)", re.IGNORECASE), re.compile(r"\bcụm\b(?! từ)", re.IGNORECASE)
COMMANDS = (("check",), ("tally",), ("why", "--all"), ("rotate-head",))

SPELT_BY = {
    "wording/offices.py": "the owner",
    "checks/decisions.py": "how anybody's words may name who presided",
    "papers/proof/facts.py": "the titles whose change is another result",
    "papers/template/required.py": "what a template no longer prints, of whatever kind",
    "papers/word/nd30.py": "the name of a style",
    "commands/options.py": "help, before any bloc is read",
}
"""Modules whose texts say one of the two words, and why they may."""


def worded(text: str, *, cluster: bool) -> str:
    """A file of a bloc as the same of a cluster, or the other way round, the user's own words with it."""
    for bloc, other in (("khối", "cụm"), ("Khối", "Cụm"), ("KHỐI", "CỤM")):
        text = text.replace(bloc, other) if cluster else text.replace(other, bloc)
    return text


def made(workspace: Path, to: Path, *, cluster: bool) -> BlocFolder:
    """A copy of the workspace with one bloc, as a bloc or as a cluster."""
    shutil.copytree(workspace / CONFIGS, to / CONFIGS)
    for path in (to / CONFIGS).rglob("*.yaml"):
        path.write_text(worded(path.read_text(encoding="utf-8"), cluster=cluster), encoding="utf-8")
    folder = BlocFolder(to, next((to / CONFIGS).iterdir()))
    bloc = folder.path / "bloc.yaml"
    said = re.sub(r"^kind:.*\n", "", bloc.read_text(encoding="utf-8"), flags=re.MULTILINE)
    bloc.write_text(f"{said.rstrip()}\nkind: {'cluster' if cluster else 'bloc'}\n", encoding="utf-8")
    return folder


def texts(view: Any) -> Iterator[str]:
    if isinstance(view, str):
        yield view
    elif is_dataclass(view):
        for part in fields(view):
            yield from texts(getattr(view, part.name))
    elif isinstance(view, tuple):
        for part in view:
            yield from texts(part)


def printed(folder: BlocFolder, year: int, words: Report) -> Iterator[str]:
    """Every text of every paper of a year, final or draft, and the names of the files."""
    found = evaluate(folder, year)
    assert found.outcome is not None, found.problems
    for kind in PAPERS:
        for draft in (False, True):
            if not draft and found.outcome.pending:
                continue
            made_of = () if not kind.lists_papers else (("bao-cao.docx", "Báo cáo"),)
            for file, view in kind.views(found.outcome, words, draft, True, made_of):  # noqa: FBT003 - one signature
                yield file
                yield from texts(view)


def shown(folder: BlocFolder, year: int) -> str:
    """What every command says of a year."""
    stream = io.StringIO()
    with redirect_stdout(stream), redirect_stderr(stream):
        for command in COMMANDS:
            cli.run([*command, str(year), "-C", str(folder.workspace)])
    return stream.getvalue()


@pytest.mark.parametrize("cluster", [True, False], ids=["cluster", "bloc"])
@pytest.mark.parametrize("workspace", WORKSPACES if LONG else WORKSPACES[::3], ids=lambda path: path.name)
def test_every_paper_and_every_command_calls_it_what_it_is(workspace: Path, cluster: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter
    folder = made(workspace, tmp_path, cluster=cluster)
    wrong = BLOC if cluster else CLUSTER
    told = read(worded(REPORT, cluster=cluster), Report)
    for year in folder.years():
        said = [*printed(folder, year, told), *shown(folder, year).splitlines()]
        assert [words for words in said if wrong.search(words)] == []
        assert not any("khoi" in file for file in said if cluster and file.endswith(".docx"))


@pytest.mark.parametrize("kind", PAPERS, ids=lambda kind: kind.name)
def test_no_template_says_either(kind: Any) -> None:
    said = text(shipped_template(kind.template))
    assert not BLOC.search(said)
    assert not CLUSTER.search(said)


def _literals(tree: ast.AST) -> Iterator[str]:
    """Every text of a module that is no docstring, and that only stands there."""
    docs = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_nobody_but_the_owner_spells_either_word() -> None:
    """Whoever needs the word asks `wording.body`, `office_name` or `office_title`."""
    spelt = set()
    for room in ("papers", "wording", "terminal", "checks", "rules", "commands", "evaluation.py"):
        root = PACKAGE / room
        for path in root.rglob("*.py") if root.is_dir() else (root,):
            found = _literals(ast.parse(path.read_text(encoding="utf-8")))
            if any(BLOC.search(text) or CLUSTER.search(text) for text in found):
                spelt.add(path.relative_to(PACKAGE).as_posix())
    assert spelt == set(SPELT_BY)
