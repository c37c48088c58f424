"""History against the year's own files: what both say has to be the same (TD708)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from thidua.checks.places import Files, Problems, at, label, office_name, see
from thidua.diagnostics import Diagnostic, Place, Related
from thidua.records.bloc import PastYear
from thidua.records.workspace import has_result
from thidua.rules.eligibility import lineage
from thidua.rules.headship import HeadResult
from thidua.rules.judging import Outcome
from thidua.rules.scoring import Scoreboard
from thidua.vietnamese import decimal, listed


def history_agrees(files: Files, outcome: Outcome) -> Problems:
    """TD708: what the history says of this year, and of the head of the next, against what the year comes to."""
    if outcome.board is not None:
        yield from scores_agree(files, outcome.board)
    for index, past in _entry(files, files.year):
        yield from _proposals(files, index, past, outcome)
        yield from _excluded(files, index, past)
    for index, past in _entry(files, files.year + 1):
        yield from _offices(files, index, past, outcome)


def scores_agree(files: Files, board: Scoreboard) -> Problems:
    """TD708: totals, or where these agree ranks and bands."""
    for index, past in _entry(files, files.year):
        found = list(_totals(files, index, past, board))
        yield from found or (*_ranks(files, index, past, board), *_bands(files, index, past, board))


def _entry(files: Files, year: int) -> Iterator[tuple[int, PastYear]]:
    history = files.bloc.history if files.bloc is not None else ()
    return ((index, past) for index, past in enumerate(history) if past.year == year)


def _differs(files: Files, place: Place, written: str, computed: str, related: tuple[Related, ...] = ()) -> Diagnostic:
    return Diagnostic(
        "TD708",
        place,
        f"bloc.yaml ghi {written}, tính lại năm {files.year} được {computed}",
        related or see(Place(files.file("scores"), ("units",), "key"), f"số liệu của năm {files.year}"),
        f"sửa ở bloc.yaml; nếu bloc.yaml mới đúng thì sửa số liệu trong thư mục {files.year}",
    )


def _totals(files: Files, index: int, past: PastYear, board: Scoreboard) -> Problems:
    for unit, written in (past.totals or {}).items():
        scored = board.unit(unit)
        if scored is not None and scored.total is not None and scored.total != written:
            place = at(files, "bloc", "history", index, "totals", unit)
            told = f"{unit} {decimal(written, None)} điểm"
            yield _differs(files, place, told, decimal(Fraction(scored.total), None))


def _ranks(files: Files, index: int, past: PastYear, board: Scoreboard) -> Problems:
    for unit, written in (past.ranks or {}).items():
        scored = board.unit(unit)
        if scored is not None and scored.rank is not None and scored.rank != written:
            place = at(files, "bloc", "history", index, "ranks", unit)
            yield _differs(files, place, f"{unit} xếp hạng {written}", f"hạng {scored.rank}")


def _bands(files: Files, index: int, past: PastYear, board: Scoreboard) -> Problems:
    for unit, written in (past.bands or {}).items():
        scored = board.unit(unit)
        if scored is not None and scored.band is not None and scored.band != written:
            place = at(files, "bloc", "history", index, "bands", unit)
            yield _differs(files, place, f"{unit} «{written}»", f"«{scored.band}»")


def _proposals(files: Files, index: int, past: PastYear, outcome: Outcome) -> Problems:
    """Awards that the history names; an award that it leaves out it says nothing about."""
    for code, units in (past.proposed or {}).items():
        found = outcome.award(code)
        if found is None or found.is_open or frozenset(found.proposed) == frozenset(units):
            continue
        place = at(files, "bloc", "history", index, "proposed", code, on="key")
        related = see(Place(files.file("ballots"), ("contests",), "key"), f"kết quả bình xét năm {files.year}")
        yield _differs(files, place, f"«{code}» đề nghị {_units(units)}", _units(found.proposed), related)


def _units(codes: tuple[str, ...]) -> str:
    return listed(list(codes)) or "không đơn vị nào"


def _excluded(files: Files, index: int, past: PastYear) -> Problems:
    """Who the history says was not considered; on hold may have ended either way."""
    statuses = {code: unit.status for code, unit in files.scores.units.items()} if files.scores is not None else {}
    for item, unit in enumerate(past.excluded or ()):
        if statuses.get(unit) == "considered":
            place = at(files, "bloc", "history", index, "excluded", item)
            related = see(at(files, "scores", "units", unit, on="key"), "tình trạng ghi ở đây")
            message = f"bloc.yaml ghi {unit} không được xét, scores.yaml năm {files.year} ghi được xét"
            yield _differs(files, place, "", "", related)._replace(message=message)
    for unit, status in statuses.items():
        if past.excluded is not None and status == "excluded" and unit not in past.excluded:
            place = at(files, "bloc", "history", index, "excluded", on="key")
            related = see(at(files, "scores", "units", unit, "status"), "tình trạng ghi ở đây")
            message = f"bloc.yaml thiếu {unit}, đơn vị mà scores.yaml năm {files.year} ghi không được xét"
            yield _differs(files, place, "", "", related)._replace(message=message)


def _offices(files: Files, index: int, past: PastYear, outcome: Outcome) -> Problems:
    """The head that was decided against the one that the history says leads; not where a superior appointed it."""
    decided = outcome.head
    held = has_result(outcome.scores, outcome.ballots)
    if decided is None or decided.head is None or decided.without_quorum or not held or past.appointed is not None:
        return
    related = see(
        at(files, "regulation", "head", on="key"),
        f"{office_name(files, 'head')} năm {past.year} chọn theo quy định này",
    )
    if past.head is not None and not _is_same(outcome, past.head, decided.head):
        place = at(files, "bloc", "history", index, "head")
        written = f"{office_name(files, 'head')} năm {past.year} là {label(files, past.head)}"
        found = _differs(files, place, written, label(files, decided.head), related)
        yield found._replace(hint=f"{found.hint}; nếu cấp trên chỉ định thì ghi căn cứ vào appointed")
    elif past.deputies is not None and decided.deputies_wanted and not _as_decided(past.deputies, decided):
        place = at(files, "bloc", "history", index, "deputies", on="key")
        written = f"{office_name(files, 'deputy')} năm {past.year} là {_units(past.deputies)}"
        found = _differs(files, place, written, _units(decided.deputies), related)
        yield found._replace(hint=f"{found.hint}; nếu cấp trên chỉ định thì ghi căn cứ vào appointed")


def _as_decided(deputies: tuple[str, ...], decided: HeadResult) -> bool:
    return decided.is_open or frozenset(deputies) == frozenset(decided.deputies)


def _is_same(outcome: Outcome, one: str, other: str) -> bool:
    return one in lineage(outcome.bloc, other) or other in lineage(outcome.bloc, one)
