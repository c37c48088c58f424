"""One voice: `tally`, `tally --json`, `why` of every unit and the papers of a year never disagree about one unit.

Everything is read from what a user sees: the commands' own output and the text of the Word files. More years:
`THIDUA_LONG=1 python -m pytest tests/test_one_voice.py`.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

import year_generator
from effort import examples
from thidua import cli
from thidua.evaluation import evaluate
from thidua.papers.dossier import find_paper
from thidua.records.workspace import BlocFolder
from year_oracle import YEAR, Files

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory, where there is one
YEARLY = settings(
    max_examples=examples(25),
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # a year takes a tenth of a second: making it smaller would take minutes
    suppress_health_check=list(HealthCheck),
)

DONE, UNDECIDED = 0, 3
NAMES = {"TT1": "Phòng Một"} | {code: f"Sở {code} tỉnh Mẫu" for code in (*(f"U{n}" for n in range(1, 7)), "CU", "MOI")}
NAME = "|".join(NAMES.values())
OWNER = re.compile(rf" thuộc (?:{NAME}|U\d|CU|MOI)")
"""Whose a collective is, said behind its name."""
CODES = {name: code for code, name in NAMES.items()}
OPEN_WORDS = {"chưa phân định", "còn tùy kết quả phía trên", "chưa bỏ phiếu"}


@dataclass(frozen=True)
class Voices:
    """What every command and paper says of one year."""

    workspace: Path
    folder: Path

    def said(self, *arguments: str) -> tuple[int, str]:
        stream = io.StringIO()
        with redirect_stdout(stream):
            code = cli.run([*arguments, "-C", str(self.workspace)])
        return code, stream.getvalue()

    @cached_property
    def data(self) -> dict[str, Any]:
        code, text = self.said("tally", str(YEAR), "--json")
        found: dict[str, Any] = json.loads(text)
        assert code == (UNDECIDED if found["pending"] else DONE), text
        return found

    @cached_property
    def tally(self) -> str:
        code, text = self.said("tally", str(YEAR))
        assert code in {DONE, UNDECIDED}
        return text

    def why(self, unit: str) -> dict[str, str]:
        """Verdict by heading: `Khen thưởng số 1` → `đề nghị`."""
        return dict(re.findall(r"^(Khen thưởng số \d|Trưởng khối năm \d+): (.+)$", self.reasons(unit), re.MULTILINE))

    def reasons(self, unit: str) -> str:
        code, text = self.said("why", unit, str(YEAR))
        assert code in {DONE, UNDECIDED}, f"why {unit}: {text}"
        return text

    def papers(self, *names: str) -> dict[str, list[str]]:
        """The texts of each paper in reading order, by file: what its template prints, without Word around it."""
        found = evaluate(BlocFolder(self.workspace, self.folder), YEAR)
        assert found.outcome is not None
        assert found.records.report is not None
        kinds = [kind for name in names if (kind := find_paper(name)) is not None]
        assert len(kinds) == len(names)
        made = [pair for kind in kinds for pair in kind.views(found.outcome, found.records.report, True, False)]  # noqa: FBT003 - a draft, no chart
        return {file: [OWNER.sub("", text) for text in texts(view)] for file, view in made}

    @property
    def units(self) -> list[str]:
        """Members, collectives, and who is elected for the coming year."""
        head = self.data["head"] or {"head": None, "deputies": []}
        told = [nominee["code"] for nominee in self.data["nominees"]]
        return list(dict.fromkeys([*told, *filter(None, [head["head"], *head["deputies"]])]))

    @property
    def open_to_lead(self) -> set[str]:
        """Who may still become head, for all that is recorded."""
        found = (self.data["head"] or {}).get("tie") or (self.data["head"] or {}).get("unsettled")
        return set(found["units"]) if found else set()


def texts(view: Any) -> Iterator[str]:
    """Every text of a view, in the order of its parts."""
    if isinstance(view, str):
        yield view
    elif is_dataclass(view):
        for part in fields(view):
            yield from texts(getattr(view, part.name))
    elif isinstance(view, tuple):
        for part in view:
            yield from texts(part)


def section(text: str, title: str) -> str:
    """What stands under a heading of the screen, up to the next one."""
    found = re.search(rf"^{re.escape(title)}$\n(.*?)(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found is not None else ""


def named(text: str) -> set[str]:
    """The units named in full, over line ends too."""
    return {CODES[name] for name in re.findall(NAME, OWNER.sub("", " ".join(text.split())))}


def award_name(code: str) -> str:
    return f"Khen thưởng số {code.removeprefix('a')}"


# --- the screen ------------------------------------------------------------------------------------------------


def check_tally(voices: Voices) -> None:
    """The closing list, and the mark beside each unit: `x` proposed, `?` perhaps."""
    closing = section(voices.tally, "ĐỀ NGHỊ KHEN THƯỞNG")
    listed = re.split(r"^ {2}(Khen thưởng số \d):", closing, flags=re.MULTILINE)[1:]
    told = {title: named(text) for title, text in zip(listed[::2], listed[1::2], strict=True)}
    for award in voices.data["awards"]:
        title = award_name(award["award"])
        assert told[title] == set(award["proposed"]), title
        table = section(voices.tally, title.upper())
        rows = re.findall(r"^ {2}(x|\?| ) {2}(\S+(?: Một)?)(?: thuộc \S+)? ", table, re.MULTILINE)
        marks = {CODES.get(label, label): mark for mark, label in rows}
        if marks:
            assert {unit for unit, mark in marks.items() if mark == "x"} == set(award["proposed"]), title
            assert {unit for unit, mark in marks.items() if mark == "?"} <= set(award["possible"]), title
            assert set(award["possible"]) & set(marks) <= {u for u, m in marks.items() if m == "?"}, title


def check_offices_on_screen(voices: Voices) -> None:
    """`tally` and `rotate-head` name the head and the deputies of the data, or say that there is none yet."""
    head = voices.data["head"]
    if head is None:
        assert f"TRƯỞNG KHỐI NĂM {YEAR + 1}" not in voices.tally
        return
    code, alone = voices.said("rotate-head", str(YEAR))
    assert code in {DONE, UNDECIDED}
    for text in (voices.tally, alone):
        told = re.search(rf"^ {{2}}Trưởng khối năm {YEAR + 1}: ({NAME})\.", text, re.MULTILINE)
        assert (CODES[told[1]] if told else None) == head["head"]
        assert (f"Chưa xác định được trưởng khối năm {YEAR + 1}" in text) == (head["head"] is None)
        below = section(text, f"PHÓ TRƯỞNG KHỐI NĂM {YEAR + 1}")
        first = below.partition(".")[0]  # those below tell of ties and of who was skipped
        if head["deputies_wanted"]:
            assert named(first) == set(head["deputies"])


def check_why(voices: Voices) -> None:
    """The verdict of every unit on every award and on the headship is that of the data."""
    for unit in voices.units:
        verdicts = voices.why(unit)
        for award in voices.data["awards"]:
            verdict = verdicts.get(award_name(award["award"]))
            said = f"{unit} {award['award']}: {verdict}"
            if verdict is None:
                assert unit not in {*award["proposed"], *award["possible"]}, said
                continue
            assert (verdict == "đề nghị") == (unit in award["proposed"]), said
            tie = award["tie"]
            in_vain = tie is not None and tie["failed_round"] is not None and unit in tie["units"]
            assert (verdict in OPEN_WORDS or in_vain) == (unit in award["possible"]), said
            assert not (verdict == "hết chỉ tiêu" and award["empty"]), f"{said}, {award['empty']} empty"
        if voices.data["head"] is not None:
            check_why_of_offices(voices, unit, verdicts.get(f"Trưởng khối năm {YEAR + 1}"))


def check_why_of_offices(voices: Voices, unit: str, verdict: str | None) -> None:
    head = voices.data["head"]
    said = f"{unit}: {verdict}"
    assert (verdict == "được chọn") == (unit == head["head"]), said
    assert (verdict == "làm phó trưởng khối") == (unit in head["deputies"]), said
    if unit in voices.open_to_lead:
        assert verdict != "không được chọn", f"{said}, but it may still be"


# --- the papers ------------------------------------------------------------------------------------------------


def check_papers(voices: Voices) -> None:
    for file, lines in voices.papers("minutes", "report", "submission", "handover").items():
        if file.startswith("bien-ban-"):
            check_minutes(voices, lines)
        elif not file.startswith("ban-giao"):
            check_lists(voices, lines)
        check_offices(voices, file, lines)


def check_minutes(voices: Voices, lines: list[str]) -> None:
    """`- Khen thưởng số 1: 02 (hai) đơn vị, gồm …`, `01 (một) đơn vị là …`."""
    for award in voices.data["awards"]:
        start = rf"- {award_name(award['award'])}: \d+ \([^)]*\) đơn vị(?:, gồm| là) "
        told = [line for line in lines if re.match(start, line)]
        assert {unit for line in told for unit in named(line)} == set(award["proposed"]), told


def check_lists(voices: Voices, lines: list[str]) -> None:
    """Report and submission: `a) Khen thưởng số 1: …`, and under it one row or one line a unit."""
    for award in voices.data["awards"]:
        starts = [at for at, line in enumerate(lines) if re.match(rf"\w\) {award_name(award['award'])}: ", line)]
        if not starts:
            assert not award["proposed"]
            continue
        below = lines[starts[0] + 1 :]
        end = next((at for at, line in enumerate(below) if re.match(r"\w\) Khen|\d+\. |[IVX]+\. ", line)), len(below))
        rows = [re.fullmatch(rf"(?:- )?({NAME})(?:[:.] ?.*)?", line) for line in below[:end]]
        assert {CODES[row[1]] for row in rows if row is not None} == set(award["proposed"]), below[:end]


def check_offices(voices: Voices, file: str, lines: list[str]) -> None:
    """Whoever a paper calls head or deputy of the coming year is the one of the data, and no other."""
    head = voices.data["head"] or {"head": None, "deputies": []}
    after = rf"({NAME}) (?:được chỉ định làm|làm|giữ nhiệm vụ) (Phó )?Trưởng khối năm {YEAR + 1}"
    found = [pair for line in lines for pair in re.findall(after, line)]
    heads = {CODES[name] for name, deputy in found if not deputy}
    deputies = {CODES[name] for name, deputy in found if deputy}
    for line in lines:
        if re.match(rf"- Phó Trưởng khối năm {YEAR + 1}( theo [^:]+)?: ", line):
            deputies |= named(line)
    assert heads <= {head["head"]}, file
    assert deputies <= set(head["deputies"]), file
    if file.startswith(("bien-ban-", "bao-cao")):
        assert heads == {head["head"]} - {None}, file
        assert deputies == set(head["deputies"]), file


def check_counts(voices: Voices, files: Files) -> None:
    """One count minutes a contest with ballots, or with hands where a board counted; each unit with its votes."""
    ballots = files["ballots"] or {}
    counted = {"secret_ballot"} | ({"show_of_hands"} if ballots.get("counting_board") else set())
    held = [c for c in ballots.get("contests", []) if c.get("method", "secret_ballot") in counted]
    papers = voices.papers("count-minutes")
    assert len(papers) == len(held)
    for contest, (file, lines) in zip(held, papers.items(), strict=True):
        for unit, votes in contest.get("votes", {}).items():
            assert NAMES[unit] in lines, f"{file}: {unit}"
            told = lines[lines.index(NAMES[unit]) + 1]
            assert told.split("/", maxsplit=1)[0] == str(votes), f"{file}: {unit} {told}"


def check_left_out(voices: Voices, files: Files) -> None:
    """Why a unit was not put to the vote again stands wherever the second round is told of."""
    left = [(c, one) for c in (files["ballots"] or {}).get("contests", []) for one in c.get("left_out", [])]
    if not left:
        return
    papers = voices.papers("minutes", "report")
    for contest, one in left:
        why = f"ở vòng {contest['round']}: {one['reason']}"
        shown = {"tally": voices.tally, "why": voices.reasons(one["unit"])}
        shown |= {file: "\n".join(lines) for file, lines in papers.items()}
        for place, text in shown.items():
            assert why in " ".join(text.split()), f"{place}: {one['unit']}"


@pytest.fixture(scope="module")
def workspace() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


@YEARLY
@given(year_generator.sound_years())
def test_screen_data_why_and_papers_say_the_same_of_every_unit(workspace: Path, files: Files) -> None:
    folder = year_generator.write_year(files, workspace, words=True)
    voices = Voices(workspace, folder)
    check_tally(voices)
    check_offices_on_screen(voices)
    check_why(voices)
    check_papers(voices)
    check_counts(voices, files)
    check_left_out(voices, files)
