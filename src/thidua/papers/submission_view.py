"""Tờ trình đề nghị khen thưởng (form 1.4): who is proposed and why, with the list as an annex (form 2.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.contests import points_text, scored_words
from thidua.papers.narrative import Block, block, plain_blocks
from thidua.papers.report_view import bases_of
from thidua.papers.review import award_remarks, unit_votes
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
from thidua.vietnamese import letter, long_date

if TYPE_CHECKING:
    from thidua.records.report import Report
    from thidua.rules.awards import AwardResult, Candidate
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


def submission_view(outcome: Outcome, report: Report, *, draft: bool) -> SubmissionView | None:
    """The submission; None when nobody is proposed and nothing is open, so that there is nothing to submit."""
    if not any(found.proposed or found.is_open for found in outcome.awards):
        return None
    words = report.submission
    subject = f"Đề nghị khen thưởng thành tích thi đua năm {outcome.year}"
    authority = outcome.bloc.authority
    to = words.addressees or tuple(name for name in (authority.name, authority.department) if name is not None)
    attached = ("Tờ trình", SYMBOL, words)
    return SubmissionView(
        properties=properties(
            f"Tờ trình {subject[:1].lower()}{subject[1:]}", outcome.bloc.name, report.issuer, words, outcome.year
        ),
        draft=draft,
        letterhead=letterhead(report.issuer, words, SYMBOL, outcome.bloc, draft=draft),
        heading=heading("Tờ trình", subject),
        address=address(to),
        bases=legal_bases(bases_of(outcome)),
        opening=line(
            f"Căn cứ kết quả bình xét thi đua năm {outcome.year},"
            f" {outcome.bloc.name} kính trình {authority.name} xem xét, khen thưởng và đề nghị cấp có thẩm quyền"
            " khen thưởng như sau:"
        ),
        process=(
            block("heading", "1. Quá trình bình xét"),
            *(block("paragraph", text) for text in _process(outcome)),
        ),
        proposals_heading="2. Các đơn vị được đề nghị và thành tích",
        awards=tuple(_award(letter(at), award, outcome, report) for at, award in enumerate(outcome.awards)),
        opinions=_judged(outcome, report),
        closing=line(f"{outcome.bloc.name} kính trình {authority.name} xem xét, quyết định./."),
        signature=signature(signer_of(report, words)),
        recipients=recipients(words),
        annex=annex_heading(
            "Phụ lục", f"Danh sách đề nghị khen thưởng năm {outcome.year}", attached, report.issuer, outcome.bloc
        ),
        rows=_rows(outcome),
    )


def _judged(outcome: Outcome, report: Report) -> tuple[Block, ...]:
    """Opinions of the conference, then what is attached."""
    found: list[Block] = [block("heading", "3. Ý kiến của Hội nghị")]
    if report.submission.opinions is not None:
        found += plain_blocks(report.submission.opinions)
    found += [block("bullet", f"- {sentence(text)}") for text in _opinions(outcome)]
    if len(found) == 1:
        found.append(block("paragraph", "Hội nghị thống nhất danh sách đề nghị."))
    found.append(block("heading", "4. Hồ sơ kèm theo"))
    found.append(block("paragraph", sentence(_enclosed(outcome))))
    return tuple(found)


def _process(outcome: Outcome) -> Iterator[str]:
    scoring = outcome.regulation.scoring
    if scoring is not None:
        yield line(
            f"Các đơn vị thành viên được chấm điểm theo bảng điểm của {outcome.regulation.title};"
            f" {FINALS[scoring.final.by]}, tổng hợp và xếp hạng."
        )
    meeting = outcome.ballots.conference if outcome.ballots is not None else None
    if meeting is None:
        return
    when = f" {long_date(meeting.held_on)}" if meeting.held_on is not None else ""
    found = outcome.attendance
    written = (
        f", {wording.units_count(len(found.written))} vắng mặt gửi phiếu, ý kiến bằng văn bản" if found.written else ""
    )
    methods = [m for m in METHODS if any(c.method == m and c.award is not None and c.nominees for c in outcome.counts)]
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
        reasons = [text for text in (scored_words(outcome, code), _votes(found.candidate(code), outcome)) if text]
        told = sentence(": ".join(part for part in (f"- {wording.name(outcome, code)}", "; ".join(reasons)) if part))
        words = report.achievements.get(code)
        lines.append(told if words is None else f"{told} {sentence(words)}")
    return ProposedAward(line(f"{mark}) {name}: {wording.units_count(len(found.proposed))}"), tuple(lines))


def _votes(candidate: Candidate | None, outcome: Outcome) -> str:
    """`số phiếu đồng ý 10/11, đạt 90,91 % tổng số thành viên`."""
    votes, share = unit_votes(candidate, outcome)
    if not votes:
        return ""
    base = (
        wording.base(candidate.check.of)
        if candidate is not None and candidate.check is not None
        else wording.base("valid")
    )
    return f"số phiếu đồng ý {votes}{f', đạt {share} {base}' if share else ''}"


def _opinions(outcome: Outcome) -> Iterator[str]:
    """Thresholds, ties and who decided them, seats left empty, units that were not considered."""
    voted = [
        a
        for a in outcome.awards
        if a.proposed and all((c := a.candidate(u)) is not None and c.check is not None for u in a.proposed)
    ]
    if voted and len(voted) == len([a for a in outcome.awards if a.proposed]):
        yield "Các đơn vị được đề nghị đều đạt ngưỡng phiếu theo quy chế"
    for found in outcome.awards:
        name = wording.award_name(outcome.regulation, found.award)
        yield from (f"{name}: {text}" for text in award_remarks(found, outcome))
    aside = tuple(nominee.code for nominee in outcome.nominees if nominee.status != "considered")
    if aside:
        yield f"Đơn vị không đưa vào bình xét (lý do nêu tại báo cáo tổng kết): {wording.unit_names(outcome, aside)}"


def _enclosed(outcome: Outcome) -> str:
    scored = ", bảng điểm" if outcome.board is not None else ""
    voted = ", biên bản kiểm phiếu" if any(count.method != "consensus" for count in outcome.counts) else ""
    return f"Danh sách đề nghị (Phụ lục), báo cáo tổng kết{scored}, biên bản Hội nghị{voted}"


def _rows(outcome: Outcome) -> tuple[ProposedRow, ...]:
    found: list[ProposedRow] = []
    for award in outcome.awards:
        name = line(wording.award_name(outcome.regulation, award.award))
        for code in award.proposed:
            score, rank = _score(outcome, code)
            votes, share = unit_votes(award.candidate(code), outcome)
            told = f"{votes} ({share})" if share else votes or "-"
            found.append(ProposedRow(str(len(found) + 1), line(wording.name(outcome, code)), name, score, rank, told))
    return tuple(found)


def _score(outcome: Outcome, code: str) -> tuple[str, str]:
    scored = outcome.board.unit(code) if outcome.board is not None else None
    scoring = outcome.regulation.scoring
    if scored is None or scoring is None or scored.total is None:
        return "-", "-"
    return points_text(scored.total, scoring), "-" if scored.rank is None else str(scored.rank)
