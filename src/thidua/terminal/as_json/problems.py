"""Problems and reminders, as `check --json` lists them and every other command that finds any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from thidua.diagnostics import CATALOGUE, Diagnostic, Place, Related
from thidua.evaluation import Evaluation
from thidua.records.source import Source, locate
from thidua.terminal.as_json.values import FORMAT, Object

Sources = Mapping[str, Source]


def problems_answer(told: Iterable[Diagnostic], sources: Sources) -> Object:
    """Errors and, beside them, what is odd but possible."""
    listed = [(one.is_reminder, problem(one, sources)) for one in told]
    return {
        "format": FORMAT,
        "problems": [one for is_reminder, one in listed if not is_reminder],
        "reminders": [one for is_reminder, one in listed if is_reminder],
    }


def reminders(evaluation: Evaluation) -> list[Object]:
    """What holds nothing up and is worth a look."""
    return [problem(one, evaluation.records.sources) for one in evaluation.reminders]


def problem(found: Diagnostic, sources: Sources) -> Object:
    """Lỗi, nhắc."""
    return {
        "code": found.code,
        "title": CATALOGUE[found.code],
        **place(found.place, sources),
        "message": found.message,
        "hint": found.hint,
        "clause": found.clause,
        "related": [related(item, sources) for item in found.related],
    }


def related(found: Related, sources: Sources) -> Object:
    """A second place that explains the first."""
    return {"label": found.label, **place(found.place, sources)}


def place(found: Place, sources: Sources) -> Object:
    """Vị trí: line, column and length are null where there is no text to point at."""
    source = sources.get(found.file)
    spot = locate(source, found) if source is not None and source.text else None
    return {
        "file": found.file,
        "cell": found.cell,
        "route": list(found.route),
        "line": spot.line if spot is not None else None,
        "column": spot.column if spot is not None else None,
        "length": spot.length if spot is not None else None,
    }
