"""Biên bản họp thẩm định, chấm điểm (form 1.9): who met, what was changed, the points that were agreed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.conference.minutes_view import SYMBOL
from thidua.papers.narrative import Block, plain_blocks
from thidua.papers.review import NO_PASSAGE, score_table
from thidua.papers.scoring.compared import comparisons, differences
from thidua.papers.scoring.methods import method_of, what_counts
from thidua.papers.scoring.notice_view import grounds_of, has_totals
from thidua.papers.views import (
    Heading,
    Letterhead,
    Passage,
    ScoreTable,
    Signature,
    View,
    heading,
    letterhead,
    line,
    properties,
    recipients,
    sentence,
)
from thidua.vietnamese import small
from thidua.wording import blanks
from thidua.wording.blanks import DOTS

if TYPE_CHECKING:
    from thidua.papers.review import Numbered
    from thidua.records.regulation import Scoring
    from thidua.records.report import Report, ScoringMinutes
    from thidua.rules.comparing import Comparison
    from thidua.rules.judging import Outcome


@dataclass(frozen=True, slots=True)
class ScoringMinutesView(View):
    """Biên bản họp chấm điểm, ready to print."""

    letterhead: Letterhead
    heading: Heading
    opening: tuple[str, ...]
    contents_heading: str
    contents: tuple[str, ...]
    changes: Passage
    scores: ScoreTable
    opinions_heading: str
    opinions: tuple[Block, ...]
    closing: str
    left: Signature
    right: Signature
    recipients: tuple[str, ...]


def scoring_minutes_view(outcome: Outcome, report: Report, *, draft: bool) -> ScoringMinutesView | None:
    """The minutes of the meeting that scores; None while no unit has a total."""
    scoring = outcome.regulation.scoring
    if scoring is None or not has_totals(outcome):
        return None
    words, method = report.scoring_minutes, method_of(scoring)
    subject = f"Họp {method.act}, chấm điểm thi đua năm {outcome.year}"
    numbers = count(1)

    def numbered(title: str) -> str:
        return f"{next(numbers)}. {title}"

    return ScoringMinutesView(
        properties=properties(f"Biên bản {small(subject)}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(report.issuer, words, SYMBOL, outcome.bloc, draft=draft, dated=False),
        heading=heading("Biên bản", subject),
        opening=tuple(_opening(words)),
        contents_heading=numbered("Nội dung"),
        contents=tuple(sentence(text) for text in _contents(scoring, outcome)),
        changes=_changes(scoring, outcome, numbered),
        scores=score_table(outcome, numbered),
        opinions_heading=numbered("Ý kiến tại cuộc họp"),
        opinions=plain_blocks(words.opinions or DOTS * 8),
        closing=_closing(words),
        left=Signature(("THƯ KÝ",), line(words.secretary or "")),
        right=Signature(("CHỦ TỌA",), line(words.chair or "")),
        recipients=recipients(words),
    )


def _opening(words: ScoringMinutes) -> Iterator[str]:
    """Form 1.9: start, place, attendance, chair, secretary; dots where nothing is on file."""
    starts = blanks.hour(words.starts_at)
    day = blanks.day(words.held_on)
    yield sentence(f"Thời gian bắt đầu: {starts}, {day}")
    yield sentence(f"Địa điểm: {words.venue or DOTS}")
    yield "Thành phần tham dự:"
    yield from (f"- {sentence(text.removeprefix('- '))}" for text in words.attendees or (DOTS * 4, DOTS * 4))
    office = f", {words.chair_office}" if words.chair and words.chair_office else ""
    yield sentence(f"Chủ trì: {words.chair or DOTS}{office}")
    yield sentence(f"Thư ký: {words.secretary or DOTS}")


def _contents(scoring: Scoring, outcome: Outcome) -> Iterator[str]:
    yield (
        f"Căn cứ {outcome.regulation.title}, cuộc họp xem xét {grounds_of(scoring, outcome)}, thống nhất điểm của"
        f" từng đơn vị năm {outcome.year}"
    )
    yield what_counts(scoring)


def _changes(scoring: Scoring, outcome: Outcome, numbered: Numbered) -> Passage:
    """Each unit whose points were changed, with both figures of each criterion; which units lack a figure."""
    found = comparisons(outcome)
    if not found:
        return NO_PASSAGE
    lines = _changed_lines(found, scoring, outcome)
    return Passage(shown=True, heading=numbered("Đối chiếu với điểm tự chấm"), lines=tuple(lines))


def _changed_lines(found: tuple[Comparison, ...], scoring: Scoring, outcome: Outcome) -> Iterator[str]:
    act = method_of(scoring).act
    changed = [one for one in found if one.differing]
    unknown = [one.unit for one in found if one.difference is None]
    if changed:
        yield f"Các tiêu chí có điểm {act} khác điểm tự chấm (điểm tự chấm/điểm {act}):"
    elif not unknown:
        yield f"Điểm {act} của các đơn vị không khác điểm tự chấm."
    yield from (f"- {sentence(f'{wording.name(outcome, one.unit)}: {differences(one)}')}" for one in changed)
    if unknown:
        yield sentence(f"Chưa đủ điểm để đối chiếu hết: {wording.unit_names(outcome, unknown)}")


def _closing(words: ScoringMinutes) -> str:
    ends = blanks.hour(words.ends_at)
    day = blanks.day(words.held_on)
    return f"Cuộc họp kết thúc vào {ends}, {day}./."
