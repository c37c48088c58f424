"""A bloc of nine members, U1 to U9, all present, of which a test writes down the rest as the user would."""

from __future__ import annotations

from pathlib import Path

from in_process import Ran, thidua
from thidua.evaluation import Evaluation, evaluate
from thidua.records.workspace import CONFIGS, BlocFolder
from thidua.rules.awards import AwardResult
from thidua.rules.headship import HeadResult
from thidua.rules.judging import Outcome

YEAR = 2023
UNITS = tuple(f"U{number}" for number in range(1, 10))

BLOC = """\
format: 1
code: chin
name: Khối thi đua chín đơn vị tỉnh Mẫu
place: Mẫu
authority: {name: Chủ tịch Ủy ban nhân dân tỉnh Mẫu}
members:
""" + "".join(f"  - {{code: {unit}, name: Đơn vị {unit[1:]}}}\n" for unit in UNITS)

HISTORY = """\
history:
  - {year: 2023, head: U9}
"""

REPORT = """\
format: 1
issuer: {name: KHỐI THI ĐUA CHÍN ĐƠN VỊ, abbreviation: KTĐ}
signer: {office: [TRƯỞNG KHỐI], name: Nguyễn Văn Mẫu}
sections:
  situation: Khối có chín đơn vị.
  results: Các đơn vị hoàn thành nhiệm vụ.
  shortcomings: Báo cáo có lúc chậm. Nguyên nhân là chưa phân công.
  directions: Ký giao ước năm 2024.
  proposals: Không có.
"""


def write_year(
    workspace: Path, regulation: str, ballots: str = "", scores: str = "", more: str = HISTORY
) -> BlocFolder:
    """The files of 2023: parts of the regulation, the conference and the scores as YAML; `more` ends bloc.yaml."""
    folder = workspace / CONFIGS / "chin"
    (folder / str(YEAR)).mkdir(parents=True)
    (folder / "bloc.yaml").write_text(BLOC + more, encoding="utf-8")
    files = {"regulation": f"title: Quy chế của khối\n{regulation}", "ballots": ballots, "scores": scores}
    for name, text in files.items():
        if text:
            (folder / str(YEAR) / f"{name}.yaml").write_text(f"format: 1\n{text}", encoding="utf-8")
    (folder / str(YEAR) / "report.yaml").write_text(REPORT, encoding="utf-8")
    return BlocFolder(workspace, folder)


def evaluated(workspace: Path, regulation: str, ballots: str = "", scores: str = "", more: str = HISTORY) -> Evaluation:
    """The same, read, checked and judged."""
    return evaluate(write_year(workspace, regulation, ballots, scores, more), YEAR)


def codes(found: Evaluation) -> list[str]:
    """The errors by code, in the order of the files."""
    return [problem.code for problem in found.problems]


def reminders(found: Evaluation) -> list[str]:
    return [problem.code for problem in found.reminders]


def outcome_of(found: Evaluation) -> Outcome:
    """The outcome of a year without an error."""
    assert not found.problems, [(problem.code, problem.message) for problem in found.problems]
    assert found.outcome is not None
    return found.outcome


def award_of(found: Evaluation, code: str = "co") -> AwardResult:
    award = outcome_of(found).award(code)
    assert award is not None
    return award


def head_of(found: Evaluation) -> HeadResult:
    head = outcome_of(found).head
    assert head is not None
    return head


def pending(found: Evaluation) -> list[str]:
    """What people still have to decide, by kind."""
    return [one.kind for one in outcome_of(found).pending]


def papers(valid: int, blank: int = 0) -> str:
    """Nine papers issued, so many valid and blank, and all of them returned."""
    invalid = f", invalid: {{blank: {blank}}}" if blank else ""
    return f"papers: {{issued: 9, returned: {valid + blank}, valid: {valid}{invalid}}}"


def held(what: str, votes: str, *, number: int = 1, valid: int = 9, blank: int = 0, left_out: str = "") -> str:
    """One secret ballot of a round: `held("award: co", "U1: 8, U2: 7")`; who has votes is who stands."""
    nominees = ", ".join(one.partition(":")[0].strip() for one in votes.split(","))
    lines = [what, f"round: {number}", f"nominees: [{nominees}]", papers(valid, blank), f"votes: {{{votes}}}"]
    lines += [f"left_out: [{{unit: {left_out}, reason: Đơn vị xin rút}}]"] if left_out else []
    return "  - " + "\n    ".join(lines) + "\n"


def listed(what: str, nominees: str, ballots: str) -> str:
    """One secret ballot, paper by paper: `listed("office: head", "U1", "[U1], [], blank")`."""
    return f"  - {what}\n    nominees: [{nominees}]\n    ballots: [{ballots}]\n"


def conference(*contests: str, decision: str = "", there: str = "absent: []") -> str:
    """ballots.yaml of these contests, and one decision as `award: co, chosen: [], over: [U1, U2]`; who was `there`."""
    decided = f"decisions:\n  - {{{decision}, by: Hội nghị, reason: theo thảo luận}}\n" if decision else ""
    return "contests:\n" + "".join(contests) + decided + f"conference: {{{there}}}\n"


def run(workspace: Path, *arguments: str) -> Ran:
    """The command as users run it."""
    return thidua(*arguments, cwd=workspace)
