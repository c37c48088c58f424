"""Phiếu lấy ý kiến bằng văn bản: a letter to the absent members, what they sign, and what they mark without a name.

Nothing leads from a secret paper to its voter: the ballot papers are those of the conference, alike, not sorted by
member, and come back in an envelope without a name inside the one that has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.conference.ballot_view import BallotSheet, Putting, secret_ballots, sheets_of
from thidua.papers.contests import matter_words
from thidua.papers.views import (
    Address,
    Heading,
    Letterhead,
    Signature,
    View,
    address,
    heading,
    letterhead,
    line,
    marks_of,
    properties,
    recipients,
    sentence,
    signature,
    signer_of,
)
from thidua.rules.contest import Matter, rules_in_force
from thidua.vietnamese import capital
from thidua.wording import blanks
from thidua.wording.blanks import DOTS, NO_DAY

if TYPE_CHECKING:
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome

SYMBOL = "PG"


@dataclass(frozen=True, slots=True)
class OpinionForm:
    """Phiếu lấy ý kiến of one member, which it signs."""

    bloc: str
    title: str
    marks: tuple[str, ...]
    unit: str
    lead: tuple[str, ...]
    lines: tuple[str, ...]
    date: str
    signature: Signature


@dataclass(frozen=True, slots=True)
class OpinionMatter:
    """Một nội dung lấy ý kiến."""

    position: str
    matter: str


@dataclass(frozen=True, slots=True)
class OpinionView(View):
    """Phiếu lấy ý kiến bằng văn bản, ready to send.

    The forms stand behind the ballot papers, so that the code at the foot of the last page is on none of these.
    """

    letterhead: Letterhead
    heading: Heading
    address: Address
    opening: str
    enclosed: tuple[str, ...]
    steps: tuple[str, ...]
    closing: str
    signature: Signature
    recipients: tuple[str, ...]
    sheets: tuple[BallotSheet, ...]
    forms: tuple[OpinionForm, ...]
    matters: tuple[OpinionMatter, ...]


def opinion_view(outcome: Outcome, report: Report, *, draft: bool) -> OpinionView | None:
    """For the members that are absent; with dots while nobody knows who is, None where nobody is."""
    units = _absent(outcome)
    if units == ():
        return None
    words = report.written_opinion
    subject = "Lấy ý kiến bằng văn bản của đơn vị vắng mặt tại Hội nghị"
    secret = _in_writing(outcome)
    names = tuple(wording.name(outcome, unit) for unit in units or ())
    return OpinionView(
        properties=properties(f"Phiếu gửi {subject} năm {outcome.year}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(report.issuer, words, SYMBOL, outcome.bloc, draft=draft),
        heading=heading("Phiếu gửi", subject),
        address=_address(words.addressees or names),
        opening=_opening(outcome, report),
        enclosed=tuple(_enclosed(secret, outcome)),
        steps=tuple(f"{at}. {sentence(text)}" for at, text in enumerate(_steps(report, secret=bool(secret)), 1)),
        closing="Đề nghị đơn vị ghi phiếu và gửi về đúng thời hạn nêu trên./.",
        signature=signature(signer_of(report, words)),
        recipients=recipients(words),
        sheets=sheets_of(secret, outcome, report, copies=len(names) or 1, draft=draft, follows=True),
        forms=tuple(_form(name, outcome, draft=draft) for name in names or (DOTS,)),
        matters=_matters(outcome),
    )


def _absent(outcome: Outcome) -> tuple[str, ...] | None:
    """Who answers in writing; before there are votes, whoever is absent; None where attendance is not on file."""
    found = outcome.attendance
    if outcome.counts:
        return found.written
    return found.absent if found.recorded else None


def _in_writing(outcome: Outcome) -> tuple[Putting, ...]:
    """The first secret ballots, without those for which papers were given only to who was present."""
    here = len(outcome.attendance.present)
    only_here = {item.matter for item in outcome.counts if item.issued is not None and item.issued <= here}
    return tuple(item for item in secret_ballots(outcome) if item.round == 1 and item.matter not in only_here)


def _address(names: tuple[str, ...]) -> Address:
    return address(names) if names else Address(single=True, several=False, text=f"Kính gửi: {DOTS}", each=())


def _event(outcome: Outcome) -> str:
    return f"Hội nghị tổng kết công tác thi đua năm {outcome.year}"


def _opening(outcome: Outcome, report: Report) -> str:
    """When and where the conference is, from the invitation or the conference on file."""
    words, meeting = report.invitation, outcome.grounds.year.meeting
    day, start = words.held_on or meeting.held_on, words.starts_at or meeting.starts_at
    hour = blanks.hour(start)
    when = f"{hour}, {blanks.day(day)}"
    return line(
        f"{outcome.bloc.name} tổ chức {_event(outcome)} vào {when}, tại {words.venue or meeting.venue or DOTS}."
        " Đơn vị vắng mặt cho ý kiến bằng các phiếu gửi kèm, mỗi loại 01 phiếu, gồm:"
    )


def _enclosed(secret: tuple[Putting, ...], outcome: Outcome) -> Iterator[str]:
    """Every paper in the envelope."""
    if secret:
        yield line(f"- Phiếu bỏ phiếu kín: {'; '.join(matter_words(outcome, item.matter) for item in secret)};")
    yield "- Phiếu lấy ý kiến về các nội dung biểu quyết công khai, có tên đơn vị."


def _steps(report: Report, *, secret: bool) -> Iterator[str]:
    """How a secret paper comes back without its voter, and the signed one with it."""
    words = report.written_opinion
    signed = "Phiếu lấy ý kiến: ghi ý kiến ở từng nội dung; người đứng đầu đơn vị ký tên, đóng dấu"
    envelope = "dán kín, đóng dấu ở mép dán, ngoài ghi tên đơn vị gửi và dòng chữ «Ý kiến bằng văn bản»"
    if secret:
        yield (
            "Phiếu bỏ phiếu kín: đánh dấu theo hướng dẫn trên phiếu; không ghi tên, không ký, không đóng dấu; gấp lại,"
            " cho vào phong bì thứ nhất, dán kín, bên ngoài không ghi gì"
        )
        yield f"{signed}; cùng với phong bì thứ nhất cho vào phong bì thứ hai, {envelope}"
    else:
        yield f"{signed}; cho vào phong bì, {envelope}"
    until = blanks.day(words.return_by)
    yield f"Gửi về: {words.return_to or DOTS}, chậm nhất {until}"
    if secret:
        yield (
            "Tại Hội nghị, Tổ kiểm phiếu mở phong bì thứ hai, ghi nhận đơn vị đã gửi ý kiến; lấy phiếu còn gấp trong"
            " phong bì thứ nhất bỏ vào hòm để kiểm chung"
        )


# --- what is signed ---------------------------------------------------------------------------


def _form(unit: str, outcome: Outcome, *, draft: bool) -> OpinionForm:
    return OpinionForm(
        bloc=line(outcome.bloc.name).upper(),
        title="PHIẾU LẤY Ý KIẾN",
        marks=marks_of(outcome.bloc, draft=draft),
        unit=line(f"Đơn vị cho ý kiến: {unit}"),
        lead=(line("Ở mỗi nội dung, đánh dấu X vào ô Đồng ý hoặc Không đồng ý; có ý kiến khác thì ghi ở cột bên."),),
        lines=(f"Ý kiến góp thêm: {DOTS * 3}", DOTS * 4),
        date=f"{DOTS}, {NO_DAY}",
        signature=Signature(("NGƯỜI ĐỨNG ĐẦU ĐƠN VỊ",), ""),
    )


def _matters(outcome: Outcome) -> tuple[OpinionMatter, ...]:
    texts = (line(capital(text)) for text in _open_matters(outcome))
    return tuple(OpinionMatter(str(at), text) for at, text in enumerate(texts, 1))


def _open_matters(outcome: Outcome) -> Iterator[str]:
    """What the conference adopts or agrees on openly: the report, the scores, each unit put forward."""
    yield (
        f"dự thảo Báo cáo tổng kết công tác thi đua năm {outcome.year} và phương hướng, nhiệm vụ năm {outcome.year + 1}"
    )
    if outcome.regulation.scoring is not None:
        yield f"kết quả chấm điểm, xếp hạng năm {outcome.year}"
    for matter, units in _put_openly(outcome):
        for unit in units:
            yield f"{matter_words(outcome, matter)}: {wording.name(outcome, unit)}"


def _put_openly(outcome: Outcome) -> Iterator[tuple[Matter, tuple[str, ...]]]:
    """Contests by show of hands and by consent on file; those that the regulation leaves to consent."""
    held = {item.matter for item in outcome.counts}
    for item in outcome.counts:
        if item.method != "secret_ballot" and item.round == 1:
            yield item.matter, item.nominees or item.agreed
    for rule in rules_in_force(outcome.grounds.year):
        if rule.consensus and rule.seats and rule.matter not in held:
            yield rule.matter, outcome.grounds.may_stand(rule.matter)
