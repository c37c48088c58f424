"""`verify --json` and `verify --stamp --json`."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.evaluation import Evaluation
from thidua.papers.proof.comparison import Change
from thidua.papers.proof.tracing import Traced
from thidua.papers.proof.verification import Finding
from thidua.rules.judging import Outcome
from thidua.terminal.as_json.problems import reminders
from thidua.terminal.as_json.values import FORMAT, Object


def verify_answer(evaluation: Evaluation, outcome: Outcome, findings: Sequence[Finding], *, lost: bool) -> Object:
    """Each paper with its verdict; quotes are whole, the screen cuts them."""
    return {
        "format": FORMAT,
        "bloc": outcome.bloc.code,
        "year": outcome.year,
        "manifest_lost": lost,
        "papers": [finding(item) for item in findings],
        "reminders": reminders(evaluation),
    }


def finding(found: Finding) -> Object:
    """Kết quả đối chiếu một tệp."""
    return {
        "file": found.file,
        "title": found.title,
        "verdict": found.verdict,
        "reason": found.reason,
        "changes": [change(item) for item in found.changes],
        "inputs": list(found.inputs),
        "hint": found.hint,
    }


def change(found: Change) -> Object:
    """Một chỗ khác."""
    return {
        "kind": found.kind,
        "place": found.place,
        "expected": found.expected,
        "found": found.found,
        "why": found.why,
        "altered": found.altered,
    }


def stamp_answer(code: str, found: Traced | None, close: Sequence[Traced], unread: Sequence[str]) -> Object:
    """Which paper a printed code belongs to."""
    return {
        "format": FORMAT,
        "stamp": code,
        "state": found.state if found is not None else "unknown",
        "paper": traced(found) if found is not None else None,
        "near": [traced(item) for item in close],
        "unread": list(unread),
    }


def traced(found: Traced) -> Object:
    """Nguồn của một mã."""
    return {
        "state": found.state,
        "code": found.code,
        "bloc": found.bloc,
        "year": found.year,
        "file": found.file,
        "title": found.title,
        "changes": list(found.changes),
    }
