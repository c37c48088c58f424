"""`tally --json`, with and without a supposition, and `rotate-head --json`."""

from __future__ import annotations

from thidua.evaluation import Evaluation
from thidua.rules.headship import HeadResult
from thidua.rules.judging import Outcome, Pending
from thidua.rules.whatif import Difference, differences
from thidua.terminal.as_json.awards import award_result
from thidua.terminal.as_json.head import head_result
from thidua.terminal.as_json.problems import reminders
from thidua.terminal.as_json.scores import nominee, unit_score
from thidua.terminal.as_json.values import FORMAT, Object
from thidua.terminal.as_json.votes import attendance, count


def tally_answer(evaluation: Evaluation, outcome: Outcome) -> Object:
    """Everything `tally` shows, and what `check` reminds of."""
    return outcome_object(outcome) | {"reminders": reminders(evaluation)}


def what_if_answer(evaluation: Evaluation, today: Outcome, then: Outcome) -> Object:
    """The outcome beside the supposed one."""
    return {
        "format": FORMAT,
        "today": outcome_object(today),
        "then": outcome_object(then),
        "changes": [difference(item) for item in differences(today, then)],
        "reminders": reminders(evaluation),
    }


def head_answer(evaluation: Evaluation, outcome: Outcome, head: HeadResult, written: str) -> Object:
    """Everything `rotate-head` shows; `written`: what `--write` did, in a sentence, or nothing."""
    return {
        "format": FORMAT,
        "bloc": outcome.bloc.code,
        "year": outcome.year,
        "head": head_result(head),
        "pending": [pending(item) for item in outcome.pending_offices],
        "written": written or None,
        "reminders": reminders(evaluation),
    }


def outcome_object(outcome: Outcome) -> Object:
    """Kết quả của một năm."""
    board = outcome.board
    return {
        "format": FORMAT,
        "bloc": outcome.bloc.code,
        "name": outcome.bloc.name,
        "year": outcome.year,
        "attendance": attendance(outcome.attendance),
        "nominees": [nominee(item) for item in outcome.nominees],
        "scores": None if board is None else [unit_score(item) for item in board.units],
        "counts": [count(item) for item in outcome.counts],
        "awards": [award_result(item, outcome.regulation.award(item.award)) for item in outcome.awards],
        "head": None if outcome.head is None else head_result(outcome.head),
        "pending": [pending(item) for item in outcome.pending],
    }


def pending(found: Pending) -> Object:
    """Việc còn phải quyết định."""
    return {"kind": found.kind, "award": found.award, "office": found.office}


def difference(found: Difference) -> Object:
    """What one unit is proposed for today and under the supposition."""
    return {
        "unit": found.unit,
        "today": list(found.today),
        "then": list(found.then),
        "changed": found.changed,
    }
