"""Tiny blocs for the papers' tests, written in the users' own format, and a reader of the .docx they become."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from lxml import etree

from thidua.evaluation import evaluate
from thidua.papers.closing.report_view import report_view
from thidua.papers.dossier import find_paper
from thidua.papers.word.render import WordTemplate, render, shipped_template
from thidua.records.ballots import Ballots
from thidua.records.bloc import Bloc
from thidua.records.regulation import Regulation
from thidua.records.report import Report
from thidua.records.scores import Scores
from thidua.records.shape import Record
from thidua.records.source import read_yaml
from thidua.records.validation import validate
from thidua.records.workspace import BlocFolder
from thidua.rules.judging import Outcome, judge_year
from thidua.rules.year import BlocYear

R = TypeVar("R", bound=Record)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
YEAR = 2023

NAMES = {"A": "Sở Nội vụ", "B": "Sở Tài chính", "C": "Thanh tra tỉnh"}

REGULATION = """
format: 1
title: Quy chế số 01/QC-KTĐ ngày 10 tháng 3 năm 2023 của Khối
legal_bases: [Luật Thi đua khen thưởng, "Căn cứ Chỉ thị số 01/CT-UBND"]
"""

SCORING = """
scoring:
  scale: 100
  criteria: [{code: I, name: Nhiệm vụ, max: 100}]
  bands: [{name: Xuất sắc, from: 90}, {name: Tốt, from: 0}]
"""

AWARDS = """
awards:
  - {code: co, name: Cờ thi đua, quota: 1, passes: {at_least: 80%, of: members}}
  - {code: bk, name: Bằng khen, quota: 1, passes: {more_than: 1/2, of: members}}
"""

HEAD = """
head: {method: election, deputies: 1, ballot: {mark: choose, max_choices: 1}, passes: {more_than: 1/2, of: valid}}
"""

SCORES = """
format: 1
units:
  A: {scores: {I: {assessed: 95}}}
  B: {scores: {I: {assessed: 91.5}}}
  C: {scores: {I: {assessed: 80}}}
"""

BALLOTS = """
format: 1
conference: {held_on: 30/11/2023}
contests:
  - {award: co, papers: {issued: 3, returned: 3, valid: 3}, votes: {A: 3, B: 1, C: 0}}
  - {award: bk, papers: {issued: 3, returned: 3, valid: 3}, votes: {B: 2, C: 1}}
  - {office: head, papers: {issued: 3, returned: 3, valid: 3}, votes: {B: 2, C: 1}}
"""

REPORT = """
format: 1
issuer: {parent: UBND tỉnh Mẫu, name: Khối thi đua các cơ quan, abbreviation: KTĐ}
signer: {authority: TM. Khối thi đua, office: [Trưởng khối], name: Nguyễn Văn Mẫu}
report: {number: 5, date: 05/02/2024, recipients: [Như trên, Các đơn vị thành viên], archive: "VT, KTĐ"}
sections:
  situation: |
    ## Đặc điểm

    Khối gồm ba đơn vị.
  results: Các đơn vị hoàn thành nhiệm vụ.
  shortcomings: Còn chậm báo cáo.
  directions: |
    - Ký giao ước thi đua;
    - Tổ chức phong trào.
  proposals: Đề nghị xem xét khen thưởng.
"""


@dataclass(frozen=True)
class Year:
    """A year of a bloc: what was judged, and the words of its papers."""

    outcome: Outcome
    report: Report

    def render(self, *, draft: bool = False, template: bytes | None = None) -> bytes:
        """The report's bytes; a template that cannot be rendered fails the test."""
        content = shipped_template("bao-cao.docx") if template is None else template
        made, problems = render(
            WordTemplate("bao-cao.docx", content), report_view(self.outcome, self.report, draft=draft)
        )
        assert made is not None, problems
        return made

    def papers(self, name: str, *, draft: bool = False, chart: bool = True) -> dict[str, bytes]:
        """Every paper of one kind by file name."""
        kind = find_paper(name)
        assert kind is not None
        made = {}
        for file, view in kind.views(self.outcome, self.report, draft, chart):
            content, problems = render(WordTemplate(kind.template, shipped_template(kind.template)), view)
            assert content is not None, problems
            made[file] = content
        return made


def sample(year: int = YEAR) -> Year:
    """The bloc that comes with the repository."""
    root = Path(__file__).parents[1]
    found = evaluate(BlocFolder(root, root / "bloc_configs" / "tham-muu-tong-hop"), year)
    assert found.outcome is not None, found.problems
    assert found.records.report is not None
    return Year(found.outcome, found.records.report)


def read(text: str, model: type[R]) -> R:
    """YAML as the user writes it → a record."""
    source, problems = read_yaml("thử.yaml", text.encode())
    assert not problems, problems
    record, wrong = validate(source, model)
    assert record is not None, wrong
    return record


def bloc_yaml(names: dict[str, str] | None = None, **more: Any) -> str:
    """`bloc.yaml` of a bloc with these members; JSON is YAML."""
    members = [{"code": code, "name": name} for code, name in (names or NAMES).items()]
    history = [{"year": str(YEAR), "head": next(iter(names or NAMES))}]
    found = {"format": "1", "code": "thu", "name": "Khối thi đua các cơ quan", "place": "Mẫu", "members": members}
    return json.dumps(
        found | {"authority": {"name": "Chủ tịch UBND tỉnh"}, "history": history} | more, ensure_ascii=False
    )


def year(
    *,
    bloc: str | None = None,
    regulation: str = REGULATION + SCORING + AWARDS + HEAD,
    scores: str | None = SCORES,
    ballots: str | None = BALLOTS,
    report: str = REPORT,
) -> Year:
    """The tiny bloc of three, with any of its files replaced."""
    records = BlocYear(
        read(bloc if bloc is not None else bloc_yaml(), Bloc),
        read(regulation, Regulation),
        read(scores, Scores) if scores is not None else None,
        read(ballots, Ballots) if ballots is not None else None,
        YEAR,
    )
    return Year(judge_year(records), read(report, Report))


def part(made: bytes, name: str = "word/document.xml") -> Any:
    """One XML part of a .docx."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return etree.fromstring(archive.read(name))


def text_of(node: Any) -> str:
    """The text of a paragraph."""
    return "".join(child.text or "" for child in node.iter(f"{W}t"))


def lines(made: bytes) -> list[str]:
    """Every paragraph of the paper, in reading order."""
    return [text_of(paragraph) for paragraph in part(made).iter(f"{W}p")]


def text(made: bytes) -> str:
    """The whole paper, a paragraph a line."""
    return "\n".join(lines(made))


def styled(made: bytes, style: str) -> list[Any]:
    """The paragraphs in one style."""
    return [
        paragraph
        for paragraph in part(made).iter(f"{W}p")
        if (found := paragraph.find(f"{W}pPr/{W}pStyle")) is not None and found.get(f"{W}val") == style
    ]


def save(made: bytes, path: Path) -> None:
    """For eyes: a paper on disk."""
    path.write_bytes(made)
