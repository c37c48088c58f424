"""Tờ trình đề nghị khen thưởng (form 1.4): who is proposed and why, with the list as an annex (form 2.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.award_review import award_remarks, last_method, unit_votes
from thidua.papers.closing.addressing import Addressed, addressed, higher
from thidua.papers.closing.report_view import bases_of
from thidua.papers.contests import has_minutes, points_text, scored_words
from thidua.papers.narrative import Block, block, plain_blocks
from thidua.papers.review import Numbered
from thidua.papers.views import (
    Address,
    AnnexHeading,
    Heading,
    Letterhead,
    Signature,
    View,
    address,
    annex_heading,
    heading,
    legal_bases,
    letterhead,
    line,
    properties,
    recipients,
    sentence,
    signature,
    signer_of,
)
from thidua.records.ballots import METHODS
from thidua.rules.contest import Matter
from thidua.vietnamese import letter, listed, long_date

if TYPE_CHECKING:
    from thidua.records.report import Report
    from thidua.rules.awards import AwardResult
    from thidua.rules.judging import Outcome

SYMBOL = "TTr"
FINALS = {
    "assessed": "điểm tự chấm được thẩm định, đối chiếu",
    "average": "điểm tự chấm được thẩm định, lấy trung bình hai điểm",
    "panel": "các đơn vị chấm chéo",
    "self": "các đơn vị tự chấm",
}
"""How the regulation's final score comes about."""


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """Một dòng của danh sách đề nghị."""

    position: str
    unit: str
    award: str
    score: str
    rank: str
    votes: str


@dataclass(frozen=True, slots=True)
class ProposedAward:
    """Một hình thức: its units, each with its reasons."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubmissionView(View):
    """Tờ trình, ready to print."""

    OPTIONAL = frozenset({"opening", "closing"})

    letterhead: Letterhead
    heading: Heading
    address: Address
    bases: tuple[str, ...]
    opening: str
    process: tuple[Block, ...]
    proposals_heading: str
    awards: tuple[ProposedAward, ...]
    opinions: tuple[Block, ...]
    closing: str
    signature: Signature
    recipients: tuple[str, ...]
    annex: AnnexHeading
    rows: tuple[ProposedRow, ...]


def submission_views(outcome: Outcome, report: Report, *, draft: bool) -> tuple[tuple[str, SubmissionView], ...]:
    """One for each authority; none where nobody is proposed and nothing is open, so that there is nothing to submit."""
    return tuple((to.file, _view(to, outcome, report, draft=draft)) for to in addressed(outcome, report))


def _view(to: Addressed, outcome: Outcome, report: Report, *, draft: bool) -> SubmissionView:
    words, numbers = to.words, count(1)

    def numbered(title: str) -> str:
        return f"{next(numbers)}. {title}"

    subject = f"Đề nghị khen thưởng thành tích thi đua năm {outcome.year}"
    asked = f"{outcome.bloc.name} kính trình {to.authority.name} xem xét"
    return SubmissionView(
        properties=properties(to.title, outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(report.issuer, words, SYMBOL, outcome.bloc, draft=draft),
        heading=heading("Tờ trình", subject),
        address=address(to.addressees),
        bases=legal_bases(bases_of(outcome)),
        opening=line(f"Căn cứ kết quả bình xét thi đua năm {outcome.year}, {asked}, {_request(to, outcome)} như sau:"),
        process=_titled(numbered, "Quá trình bình xét", tuple(block("paragraph", t) for t in _process(to, outcome))),
        proposals_heading=numbered("Các đơn vị được đề nghị và thành tích"),
        awards=tuple(_award(letter(at), award, outcome, report) for at, award in enumerate(to.awards)),
        opinions=(
            *_titled(numbered, "Ý kiến của Hội nghị", tuple(_judged(to, outcome))),
            *_titled(numbered, "Hồ sơ kèm theo", (block("paragraph", sentence(_enclosed(to, outcome))),)),
        ),
        closing=f"{line(f'{asked}, {_last_request(to, outcome)}')}./.",
        signature=signature(signer_of(report, words)),
        recipients=recipients(words),
        annex=annex_heading(
            "Phụ lục",
            f"Danh sách đề nghị khen thưởng năm {outcome.year}",
            ("Tờ trình", SYMBOL, words),
            report.issuer,
            outcome.bloc,
        ),
        rows=_rows(to.awards, outcome),
    )


def _titled(numbered: Numbered, title: str, found: tuple[Block, ...]) -> tuple[Block, ...]:
    """A numbered part; nothing where there is nothing to say."""
    return (block("heading", numbered(title)), *found) if found else ()


def _further(to: Addressed, outcome: Outcome) -> tuple[str, ...]:
    """Who further up decides on something that is proposed here, each once."""
    return tuple(dict.fromkeys(by for award in to.awards if (by := higher(award, outcome, to.authority)) is not None))


def _request(to: Addressed, outcome: Outcome) -> str:
    """What is asked of the authority: to grant, to ask those further up to grant, or both."""
    further = _further(to, outcome)
    if not further:
        return "khen thưởng theo thẩm quyền"
    own = "khen thưởng theo thẩm quyền và " if any(not higher(a, outcome, to.authority) for a in to.awards) else ""
    return f"{own}đề nghị {listed(further)} khen thưởng"


def _last_request(to: Addressed, outcome: Outcome) -> str:
    """The same in the last sentence."""
    further = _further(to, outcome)
    if not further:
        return "quyết định"
    own = "quyết định theo thẩm quyền và " if any(not higher(a, outcome, to.authority) for a in to.awards) else ""
    return f"{own}đề nghị {listed(further)} quyết định"


def _judged(to: Addressed, outcome: Outcome) -> Iterator[Block]:
    """What the conference said, then what has to be known of thresholds, ties and empty seats."""
    if to.words.opinions is not None:
        yield from plain_blocks(to.words.opinions)
    yield from (block("bullet", f"- {sentence(text)}") for text in _opinions(to.awards, outcome))


def _process(to: Addressed, outcome: Outcome) -> Iterator[str]:
    scoring = outcome.regulation.scoring
    if scoring is not None:
        yield line(
            f"Các đơn vị thành viên được chấm điểm theo bảng điểm của {outcome.regulation.title};"
            f" {FINALS[scoring.final.by]}, tổng hợp và xếp hạng."
        )
    meeting = outcome.meeting
    if meeting is None:
        return
    when = f" {long_date(meeting.held_on)}" if meeting.held_on is not None else ""
    found = outcome.attendance
    written = (
        f", {wording.units_count(len(found.written))} vắng mặt gửi phiếu, ý kiến bằng văn bản" if found.written else ""
    )
    asked = {award.award for award in to.awards}
    methods = [m for m in METHODS if any(c.method == m and c.award in asked and c.nominees for c in outcome.counts)]
    how = f" Hình thức bình xét: {', '.join(wording.method(m) for m in methods)}." if methods else ""
    yield line(
        f"Hội nghị tổng kết{when} có {wording.units_count(len(found.present))} dự họp trên tổng số"
        f" {len(found.members):02d} đơn vị thành viên{written}.{how}"
    )


def _award(mark: str, found: AwardResult, outcome: Outcome, report: Report) -> ProposedAward:
    name = wording.award_name(outcome.regulation, found.award)
    if not found.proposed:
        return ProposedAward(line(f"{mark}) {name}: {wording.UNDECIDED if found.is_open else 'không đề nghị'}."), ())
    lines = []
    for code in found.proposed:
        reasons = [text for text in (scored_words(outcome, code), _votes(code, found, outcome)) if text]
        told = sentence(": ".join(part for part in (f"- {wording.name(outcome, code)}", "; ".join(reasons)) if part))
        words = report.achievements.get(code)
        lines.append(told if words is None else f"{told} {sentence(words)}")
    number, how = wording.units_count(len(found.proposed)), _chosen_by(found, outcome)
    return ProposedAward(line(f"{mark}) {name}: {number}{f'; hình thức: {how}' if how else ''}"), tuple(lines))


def _chosen_by(found: AwardResult, outcome: Outcome) -> str:
    """How the units of an award were chosen: by scores, or by what in which round."""
    rule = outcome.regulation.award(found.award)
    if rule is not None and rule.select_by == "score":
        return "xét theo tổng điểm, từ cao xuống thấp"
    rounds = [item for item in outcome.grounds.rounds_of(Matter(award=found.award)) if item.nominees]
    if len(rounds) == 1:
        return wording.held(rounds[0])
    return "; ".join(f"vòng {item.round} {wording.held(item)}" for item in rounds)


def _votes(code: str, found: AwardResult, outcome: Outcome) -> str:
    """`số phiếu đồng ý 10/11, đạt 90,91 % tổng số thành viên`; in which round, where there were several."""
    candidate = found.candidate(code)
    votes, share = unit_votes(candidate, found.award, outcome)
    again = dict(found.taken).get(code) if len(found.rounds) > 1 else None
    where = f" (vòng {again})" if again is not None else ""
    if not votes or candidate is None:
        return f"được thống nhất ở vòng {again}" if again is not None else ""
    method = last_method(found, outcome)
    base = wording.base(candidate.check.of if candidate.check is not None else "valid", method)
    counted = "số phiếu đồng ý" if method == "secret_ballot" else wording.votes_title(method)
    return f"{counted} {votes}{f', đạt {share} {base}' if share else ''}{where}"


def _opinions(awards: tuple[AwardResult, ...], outcome: Outcome) -> Iterator[str]:
    """Thresholds, ties and who decided them, seats left empty, units that were not considered."""
    voted = [
        a
        for a in awards
        if a.proposed and all((c := a.candidate(u)) is not None and c.check is not None for u in a.proposed)
    ]
    if voted and len(voted) == len([a for a in awards if a.proposed]):
        yield "Các đơn vị được đề nghị đều đạt tỷ lệ phiếu đồng ý theo quy chế"
    for found in awards:
        name = wording.award_name(outcome.regulation, found.award)
        yield from (f"{name}: {text}" for text in award_remarks(found, outcome))
    aside = tuple(nominee.code for nominee in outcome.nominees if nominee.status != "considered")
    if aside:
        yield f"Đơn vị không đưa vào bình xét (lý do nêu tại báo cáo tổng kết): {wording.unit_names(outcome, aside)}"


def _enclosed(to: Addressed, outcome: Outcome) -> str:
    asked = {award.award for award in to.awards}
    scored = ", bảng điểm" if outcome.board is not None else ""
    met = ", biên bản Hội nghị" if outcome.ballots is not None else ""
    counted = any(count.award in asked and has_minutes(count, outcome) for count in outcome.counts)
    return f"Danh sách đề nghị (Phụ lục), báo cáo tổng kết{scored}{met}{', biên bản kiểm phiếu' if counted else ''}"


def _rows(awards: tuple[AwardResult, ...], outcome: Outcome) -> tuple[ProposedRow, ...]:
    found: list[ProposedRow] = []
    for award in awards:
        name = line(wording.award_name(outcome.regulation, award.award))
        for code in award.proposed:
            score, rank = _score(outcome, code)
            votes, share = unit_votes(award.candidate(code), award.award, outcome)
            told = f"{votes} ({share})" if share else votes or "-"
            found.append(ProposedRow(str(len(found) + 1), line(wording.name(outcome, code)), name, score, rank, told))
    return tuple(found)


def _score(outcome: Outcome, code: str) -> tuple[str, str]:
    scored = outcome.board.unit(code) if outcome.board is not None else None
    scoring = outcome.regulation.scoring
    if scored is None or scoring is None or scored.total is None:
        return "-", "-"
    return points_text(scored.total, scoring), "-" if scored.rank is None else str(scored.rank)
