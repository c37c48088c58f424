"""Công văn đề nghị tự chấm điểm: to the members: what to score, what to send, where and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thidua.papers.views import (
    BLANK_NUMBER,
    Address,
    Letterhead,
    Signature,
    View,
    address,
    letterhead,
    line,
    properties,
    recipients,
    sentence,
    signature,
    signer_of,
)
from thidua.vietnamese import decimal, padded
from thidua.wording import blanks
from thidua.wording.blanks import DOTS

if TYPE_CHECKING:
    from thidua.records.bloc import Bloc
    from thidua.records.regulation import Scoring
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome

DOCUMENTS = (
    "Phiếu chấm điểm đã ghi điểm tự chấm, có chữ ký của lãnh đạo và dấu của đơn vị",
    "Tài liệu kiểm chứng của từng tiêu chí",
)


@dataclass(frozen=True, slots=True)
class RequestItem:
    """Một mục của công văn: its heading and lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoreRequestView(View):
    """Công văn đề nghị tự chấm điểm, ready to print; `about` stands beneath the number."""

    letterhead: Letterhead
    about: str
    address: Address
    opening: str
    items: tuple[RequestItem, ...]
    closing: str
    signature: Signature
    recipients: tuple[str, ...]


def request_view(outcome: Outcome, report: Report, *, draft: bool) -> ScoreRequestView | None:
    """The letter; None where the regulation has no score sheet."""
    scoring = outcome.regulation.scoring
    if scoring is None:
        return None
    words = report.score_request
    what = f"tự chấm điểm thi đua năm {outcome.year}"
    head = letterhead(report.issuer, words, "", outcome.bloc, draft=draft)
    return ScoreRequestView(
        properties=properties(f"Công văn đề nghị {what}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=replace(head, number=_number(report, outcome.bloc)),
        about=f"V/v {what}",
        address=address(words.addressees or (f"Các đơn vị thành viên {outcome.bloc.name}",)),
        opening=line(
            f"Thực hiện {outcome.regulation.title}, {outcome.bloc.name} đề nghị các đơn vị thành viên {what} như sau:"
        ),
        items=tuple(
            RequestItem(f"{at}. {title}", lines) for at, (title, lines) in enumerate(_items(scoring, report), 1)
        ),
        closing=line("Đề nghị các đơn vị quan tâm thực hiện, gửi hồ sơ đầy đủ, đúng thời hạn./."),
        signature=signature(signer_of(report, words)),
        recipients=recipients(words),
    )


def _number(report: Report, bloc: Bloc) -> str:
    """A letter has no type in its number; the Party's has `CV`: «Số 128-CV/TU»."""
    given = report.score_request.number
    number, sign = BLANK_NUMBER if given is None else padded(given), line(report.issuer.abbreviation)
    return f"Số {number}-CV/{sign}" if bloc.is_party else f"Số: {number}/{sign}"


def _items(scoring: Scoring, report: Report) -> Iterator[tuple[str, tuple[str, ...]]]:
    words = report.score_request
    yield "Nội dung", tuple(f"- {sentence(text)}" for text in _contents(scoring))
    if words.period is not None:
        yield "Thời gian tính thành tích", (sentence(words.period),)
    yield "Hồ sơ", tuple(f"- {sentence(text.removeprefix('- '))}" for text in words.documents or DOCUMENTS)
    due = blanks.day(words.due)
    where = [f"Gửi về {words.send_to or DOTS}, chậm nhất {due}"]
    where += [f"Đầu mối liên hệ: {words.contact}"] if words.contact is not None else []
    yield "Nơi nhận, thời hạn", tuple(sentence(text) for text in where)


def _contents(scoring: Scoring) -> Iterator[str]:
    criteria = scoring.leaves()
    yield (
        f"Tự chấm theo bảng điểm của năm (thang điểm {decimal(scoring.scale)}, {padded(len(criteria))} tiêu chí),"
        " ghi vào phiếu chấm điểm gửi kèm"
    )
    if any(leaf.kind == "target" for leaf in criteria):
        yield "Tiêu chí có chỉ tiêu: ghi chỉ tiêu được giao và kết quả thực hiện"
    if scoring.bonus is not None or scoring.penalty is not None:
        kinds = " và ".join(
            name for name, cap in (("điểm thưởng", scoring.bonus), ("điểm trừ", scoring.penalty)) if cap is not None
        )
        yield f"Ghi rõ lý do, căn cứ của {kinds} (nếu có)"
    yield "Tiêu chí không phát sinh trong năm: ghi rõ để được xem xét theo quy chế"
