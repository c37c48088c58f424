"""Phiếu chấm điểm: the sheet of each unit, self beside assessed, blank until there are scores; one unit begins a page.

Columns that the regulation has no use for (no assessment, no mean of both) have no title and disappear.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.contests import points_text, scored_words
from thidua.papers.scoring.methods import SHARED, SHARED_REMARK, Method, method_of
from thidua.papers.views import (
    Heading,
    Letterhead,
    Signature,
    View,
    heading,
    letterhead,
    line,
    properties,
    sentence,
    signature,
)
from thidua.records.report import Issuer, Paper
from thidua.rules.comparing import Comparison, compare, total
from thidua.rules.scoring import number
from thidua.vietnamese import capital, decimal
from thidua.wording.blanks import FIGURE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from thidua.records.regulation import Cap, Criterion, Scoring
    from thidua.records.report import Report
    from thidua.records.scores import Adjustment, Score, UnitScores
    from thidua.rules.judging import Outcome
    from thidua.rules.scoring import UnitScore


Figures = tuple[str, str, str]
"""Self, assessed and mean, as printed."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """Một dòng của phiếu: a criterion, or a `is_group` row with sums; `detail` stands beneath the name."""

    position: str
    name: str
    has_detail: bool
    detail: str
    maximum: str
    own: str
    reviewed: str
    final: str
    note: str
    is_group: bool


@dataclass(frozen=True, slots=True)
class Form:
    """Phiếu của một đơn vị; `follows` another one, so that it begins a page."""

    follows: bool
    letterhead: Letterhead
    heading: Heading
    basis: str
    reviewed_title: str
    final_title: str
    rows: tuple[FormRow, ...]
    remarks: tuple[str, ...]
    left: Signature
    right: Signature


@dataclass(frozen=True, slots=True)
class ScoreFormView(View):
    """Phiếu chấm điểm of all members, ready to print."""

    forms: tuple[Form, ...]


def form_view(outcome: Outcome, report: Report, *, draft: bool) -> ScoreFormView | None:
    """The forms of all members; None where the regulation has no score sheet."""
    scoring = outcome.regulation.scoring
    if scoring is None:
        return None
    title = f"Phiếu chấm điểm thi đua năm {outcome.year}"
    members = outcome.attendance.members
    return ScoreFormView(
        properties=properties(title, outcome.bloc.name, report.issuer, report.score_form),
        draft=draft,
        forms=tuple(
            _form(code, scoring, outcome, report, draft=draft, follows=at > 0) for at, code in enumerate(members)
        ),
    )


def _form(code: str, scoring: Scoring, outcome: Outcome, report: Report, *, draft: bool, follows: bool) -> Form:
    name, method = wording.name(outcome, code), method_of(scoring)
    unit = _scored(code, outcome)
    issuer = Issuer(parent=outcome.bloc.name, name=name, abbreviation=report.issuer.abbreviation)
    sheet = Sheet(scoring, method, unit, outcome.scores.units[code] if unit is not None and outcome.scores else None)
    left, right = _signers(method, report)
    return Form(
        follows=follows,
        letterhead=letterhead(issuer, Paper(), "", outcome.bloc, draft=draft),
        heading=heading("Phiếu chấm điểm thi đua", f"Năm {outcome.year}"),
        basis=sentence(f"Chấm theo {outcome.regulation.title}; thang điểm {decimal(scoring.scale)}"),
        reviewed_title=method.reviewed,
        final_title=method.final,
        rows=tuple(sheet.rows()),
        remarks=tuple(sentence(text) for text in _remarks(code, sheet, outcome)),
        left=left,
        right=right,
    )


def _scored(code: str, outcome: Outcome) -> UnitScore | None:
    """The unit's sheet, if it says anything yet."""
    sheet = outcome.scores.units.get(code) if outcome.scores is not None else None
    if sheet is None or outcome.board is None or not (sheet.scores or sheet.bonus or sheet.penalty):
        return None
    return outcome.board.unit(code)


def _signers(method: Method, report: Report) -> tuple[Signature, Signature]:
    """The unit on the left, who assessed on the right; alone on the right where nobody does."""
    unit = Signature(("ĐẠI DIỆN ĐƠN VỊ",), "")
    if not method.reviewed:
        return Signature((), ""), unit
    assessor = report.score_form.assessor
    return unit, signature(assessor) if assessor is not None else Signature((method.signer,), "")


def _remarks(code: str, sheet: Sheet, outcome: Outcome) -> Iterator[str]:
    if sheet.unit is None:
        return
    told = scored_words(outcome, code)
    nominee = outcome.nominee(code)
    if nominee is not None and nominee.status != "considered":
        told = "; ".join(filter(None, (told, wording.standing(nominee.status))))
    if told:
        yield f"Kết quả: {told}"
    if sheet.unit.rescaled_from is not None:
        yield f"Tổng điểm được quy đổi về thang điểm {decimal(sheet.scoring.scale)} do có tiêu chí không phát sinh"
    if any(row.note == SHARED for row in sheet.rows()):
        yield SHARED_REMARK


# --- các dòng của phiếu ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sheet:
    """Bảng điểm của một đơn vị on its way to print: `unit` and `given` are None while it is blank."""

    scoring: Scoring
    method: Method
    unit: UnitScore | None
    given: UnitScores | None

    def rows(self) -> Iterator[FormRow]:
        """Groups with their criteria, the sum, bonus and penalty, the total."""
        compared = compare(self.unit, self.scoring) if self.unit is not None else None
        for criterion in self.scoring.criteria:
            yield from self._criterion(criterion, compared)
        bonus, penalty = self.scoring.bonus, self.scoring.penalty
        if bonus is not None or penalty is not None:
            yield self._sum("", "Cộng điểm các tiêu chí", self.scoring.leaves(), compared)
        if bonus is not None:
            entries = self.given.bonus if self.given is not None else ()
            yield from self._adjusted("Điểm thưởng", bonus, entries, self.unit.bonus if self.unit is not None else None)
        if penalty is not None:
            entries = self.given.penalty if self.given is not None else ()
            points = self.unit.penalty if self.unit is not None else None
            yield from self._adjusted("Điểm trừ", penalty, entries, points)
        yield self._total(compared)

    def _criterion(self, criterion: Criterion, compared: Comparison | None) -> Iterator[FormRow]:
        if not criterion.is_group:
            yield self._leaf(criterion, compared)
            return
        yield self._sum(criterion.code, criterion.name, tuple(criterion.leaves()), compared)
        for child in criterion.criteria:
            yield from self._criterion(child, compared)

    def _leaf(self, leaf: Criterion, compared: Comparison | None) -> FormRow:
        sides = compared.of(leaf.code) if compared is not None else None
        found = self.unit.criterion(leaf.code) if self.unit is not None else None
        given = self.given.scores.get(leaf.code) if self.given is not None else None
        note = ""
        if found is not None and found.formula.startswith("not_applicable"):
            note = capital(wording.formula(found))
        elif sides is not None and sides.shared and sides.own is not None:
            note = SHARED
        own, reviewed = (sides.own, sides.reviewed) if sides is not None else (None, None)
        return _row(
            leaf.code,
            leaf.name,
            decimal(leaf.maximum),
            self._figures(own, reviewed, found.final if found is not None else None),
            detail=_detail(leaf, given),
            note=note,
        )

    def _sum(self, code: str, name: str, leaves: Sequence[Criterion], compared: Comparison | None) -> FormRow:
        """A group, or all criteria: maximum and sums; a sum that lacks a figure stays blank."""
        maximum = decimal(sum((leaf.maximum for leaf in leaves), start=leaves[0].maximum * 0))
        codes = {leaf.code for leaf in leaves}
        sides = [one for one in compared.criteria if one.code in codes] if compared is not None else []
        counted = [one for one in (self.unit.criteria if self.unit is not None else ()) if one.code in codes]
        final = total(one.final for one in counted if one.counts)
        figures = self._figures(total(one.own for one in sides), total(one.reviewed for one in sides), final)
        return _row(code, name, maximum, figures, is_group=True)

    def _adjusted(
        self, name: str, cap: Cap, entries: Sequence[Adjustment], points: Fraction | None
    ) -> Iterator[FormRow]:
        """Bonus or penalty: the cap, what counts of it, each entry; one row to write in while the sheet is blank."""
        most = f"nhiều nhất {decimal(cap.max)} điểm"
        counted = "" if points is None else decimal(points) if points else "-"
        yield self._placed("", name, counted, detail=capital(most), is_group=True)
        if points is None:
            yield self._placed("", f"Lý do, căn cứ: {FIGURE}", "")
        for entry in entries:
            basis = f"Căn cứ: {entry.basis}" if entry.basis else ""
            yield self._placed("", entry.reason, decimal(entry.points), detail=basis)

    def _total(self, compared: Comparison | None) -> FormRow:
        points = ""
        if compared is not None and self.unit is not None and self.unit.total is not None:
            points = points_text(self.unit.total, self.scoring)
        return self._placed("", "TỔNG ĐIỂM", points, maximum=decimal(self.scoring.scale), is_group=True)

    def _placed(
        self, code: str, name: str, points: str, *, maximum: str = "", detail: str = "", is_group: bool = False
    ) -> FormRow:
        """A row with one figure, in the column that counts."""
        return _row(code, name, maximum, self.method.placed(points), detail=detail, is_group=is_group)

    def _figures(self, own: Fraction | None, reviewed: Fraction | None, final: Fraction | None) -> Figures:
        """The three columns; what is not on file stays blank, and so does a mean that nobody takes."""
        shown = (own, reviewed, final if self.method.final else None)
        first, second, third = (decimal(points) if points is not None else "" for points in shown)
        return first, second, third


def _row(
    code: str,
    name: str,
    maximum: str,
    figures: Figures,
    *,
    detail: str = "",
    note: str = "",
    is_group: bool = False,
) -> FormRow:
    own, reviewed, final = figures
    told = line(detail)
    return FormRow(code, line(name), bool(told), told, maximum, own, reviewed, final, line(note), is_group)


def _detail(leaf: Criterion, given: Score | None) -> str:
    """What the points rest on: target and result, the count; dots where they are still to be written."""
    match leaf.kind:
        case "target":
            target = decimal(given.target, None) if given is not None and given.target is not None else FIGURE
            actual = decimal(given.actual, None) if given is not None and given.actual is not None else FIGURE
            return f"Chỉ tiêu: {target}; thực hiện: {actual}"
        case "yes_no":
            return f"Có: {decimal(leaf.maximum)} điểm; không: 0 điểm"
        case "count":
            return f"Mỗi nội dung được {decimal(leaf.each or 0)} điểm; số lượng: {_count(given)}"
        case "points":
            return ""


def _count(given: Score | None) -> str:
    """`3`; `3, thẩm định 2` where both are on file and differ."""
    if given is None or (given.self_score is None and given.assessed is None):
        return FIGURE
    own, reviewed = number(given.self_score), number(given.assessed)
    if own is None or reviewed is None or own == reviewed:
        known = own if own is not None else reviewed
        return decimal(known, None) if known is not None else FIGURE
    return f"tự chấm {decimal(own, None)}, thẩm định {decimal(reviewed, None)}"
