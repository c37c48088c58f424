"""Answers of every command with `--json`: the sample, the base bloc, every case, and what these do not reach.

Whole commands where the command adds something (problems, papers, `--write`), else the function that they print.
"""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import docx

from bloc_folder import BASE, YEAR, make_bloc
from json_inputs import OVERLAYS, WRONG
from paper_desk import BLOC, MINUTES, REPORT, WORDS, Desk
from rules_cases import CASES, all_cases
from templates_corpus import BROKEN, made
from thidua import cli
from thidua.evaluation import Evaluation, evaluate
from thidua.papers.proof.stamp import printed_code
from thidua.records.workspace import CONFIGS, BlocFolder
from thidua.rules.judging import Outcome
from thidua.rules.reasons import reasons
from thidua.rules.whatif import Supposition, suppose
from thidua.terminal.as_json.outcome import head_answer, tally_answer, what_if_answer
from thidua.terminal.as_json.problems import problems_answer
from thidua.terminal.as_json.reasons import why_answer

ROOT = Path(__file__).parents[1]


class Answer(NamedTuple):
    """One answer: its name in the schema, where it came from, and the JSON itself, parsed."""

    name: str
    origin: str
    data: dict[str, Any]


@cache
def corpus() -> tuple[Answer, ...]:
    with tempfile.TemporaryDirectory() as name:
        workspace = Path(name)
        return (*_of_cases(), *_of_overlays(workspace), *_of_commands(workspace), *_of_papers(workspace))


def _of_cases() -> Iterator[Answer]:
    workspaces = (ROOT, BASE, *(CASES / case for case in all_cases()))
    for workspace in workspaces:
        for path in sorted((workspace / CONFIGS).iterdir()):
            folder = BlocFolder(workspace, path)
            for year in folder.years():
                yield from judged(evaluate(folder, year), f"{workspace.name}/{year}")


def _of_overlays(workspace: Path) -> Iterator[Answer]:
    for name, overlay in OVERLAYS.items():
        found = evaluate(make_bloc(workspace / name, overlay), YEAR)
        assert found.problems == (), (name, found.problems)
        yield from judged(found, name)
    for name, overlay in WRONG.items():
        found = evaluate(make_bloc(workspace / name, overlay), YEAR)
        told = (*found.problems, *found.reminders)
        assert told, name
        yield Answer("problems", name, _plain(problems_answer(told, found.records.sources)))


def judged(found: Evaluation, origin: str) -> Iterator[Answer]:
    """What `tally`, `rotate-head`, `why --all` and `tally` with each supposition print about a year."""
    outcome = found.outcome
    assert outcome is not None, (origin, found.problems)
    yield Answer("tally", origin, _plain(tally_answer(found, outcome)))
    if outcome.head is not None:
        yield Answer("rotate_head", origin, _plain(head_answer(found, outcome, outcome.head, "")))
    units = [reasons(outcome, nominee.code) for nominee in outcome.nominees]
    yield Answer("why", origin, _plain(why_answer(found, outcome, units)))
    for supposed in suppositions(outcome):
        yield Answer("what_if", origin, _plain(what_if_answer(found, outcome, suppose(outcome, supposed))))


def suppositions(outcome: Outcome) -> Iterator[Supposition]:
    for award in outcome.regulation.awards[:1]:
        yield Supposition(quotas=((award.code, 0),))
        if award.passes is not None:
            yield Supposition(passes=((award.code, Fraction(1)),))


def _of_commands(workspace: Path) -> Iterator[Answer]:
    """Whole commands, `--write` and errors among them."""
    make_bloc(workspace / "sound")
    shutil.copytree(ROOT / CONFIGS, workspace / "sample" / CONFIGS)
    wrong = make_bloc(workspace / "wrong", next(iter(WRONG.values()))).workspace
    for name, arguments in COMMANDS.items():
        for place in (workspace / "sound", workspace / "sample"):
            yield Answer(name, f"{place.name} {arguments[0]}", command(place, *arguments))
        yield Answer("problems", f"wrong {arguments[0]}", command(wrong, *arguments))
    yield Answer("rotate_head", "--write", command(workspace / "sound", "rotate-head", "--write"))
    yield Answer("problems", "check", command(workspace / "sound", "check"))
    template = workspace / "sound" / "templates" / "bao-cao.docx"
    template.parent.mkdir()
    template.write_bytes(made(BROKEN["bien-go-sai"].change))
    yield Answer("problems", "template check", command(workspace / "sound", "template", "check"))


COMMANDS = {
    "tally": ("tally", "2023"),
    "rotate_head": ("rotate-head", "2023"),
    "why": ("why", "--all", "2023"),
    "what_if": ("tally", "2023", "--quota", "co-tinh=0"),
}


def command(place: Path, *arguments: str) -> dict[str, Any]:
    """What a command prints, which is JSON and nothing else."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = cli.run([*arguments, "--json", "-C", str(place)])
    assert code in {0, 1, 3}, err.getvalue()
    assert err.getvalue() == ""
    found = json.loads(out.getvalue())
    assert isinstance(found, dict)
    return found


def _of_papers(workspace: Path) -> Iterator[Answer]:
    """Papers that nobody touched, that somebody edited, that the files have overtaken; and their codes."""
    desk = Desk(workspace / "desk", None)
    shutil.copytree(ROOT / CONFIGS / BLOC, desk.folder.path)
    (desk.folder.path / str(YEAR) / "report.yaml").write_text(WORDS, encoding="utf-8")
    desk.write(REPORT, MINUTES)

    def verify(origin: str, *arguments: str) -> Answer:
        return Answer("stamp" if arguments else "verify", origin, command(desk.path, "verify", *arguments))

    yield verify("nobody touched them")
    code = _printed(desk)
    yield verify("the code on the sheet", "--stamp", code)
    yield verify("a code misread", "--stamp", _misread(code))
    desk.edit(_reworded)
    (desk.out() / MINUTES).unlink()
    desk.change("ballots.yaml", "STC: 10", "STC: 9")
    desk.change("regulation.yaml", "    passes: {at_least: 2/3, of", "    passes: {at_least: 66.67%, of")
    yield verify("edited, gone, overtaken, and something to look at")
    desk.write(REPORT)
    yield verify("the code of the sheet before", "--stamp", code)
    desk.change("ballots.yaml", "STC: 9", "STC: 12")
    yield verify("the code of the sheet before, misread", "--stamp", _misread(code))
    yield Answer("problems", "verify", command(desk.path, "verify"))
    yield verify("a file with an error", "--stamp", "0000-0000")


def _printed(desk: Desk) -> str:
    """The code at the foot of the report."""
    texts = [paragraph.text for paragraph in docx.Document(str(desk.out() / REPORT)).paragraphs]
    return next(found for text in reversed(texts) if (found := printed_code(text)) is not None)


def _misread(code: str) -> str:
    """Another last symbol."""
    return code[:-1] + ("0" if code[-1] != "0" else "1")


def _reworded(paper: Any) -> None:
    paragraph = next(p for p in paper.paragraphs if "Chiều ngày 30" in p.text)
    paragraph.runs[0].text = paragraph.text.replace("30", "29")


def _plain(answer: dict[str, Any]) -> dict[str, Any]:
    """As a reader gets it."""
    found = json.loads(json.dumps(answer))
    assert isinstance(found, dict)
    return found
