"""Biên bản niêm phong phiếu: which secret ballots, how many papers of each, by whom sealed, where kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.conference.minutes_view import SYMBOL, teller_words
from thidua.papers.contests import count_title, figure, spoilt
from thidua.papers.views import (
    Heading,
    Letterhead,
    Signature,
    SignatureRow,
    View,
    heading,
    letterhead,
    line,
    properties,
    recipients,
    sentence,
    signature_rows,
)
from thidua.vietnamese import capital, small
from thidua.wording import blanks
from thidua.wording.blanks import DOTS, FIGURE, NO_TIME

if TYPE_CHECKING:
    from thidua.records.report import Report
    from thidua.rules.counting import Count
    from thidua.rules.judging import Outcome


@dataclass(frozen=True, slots=True)
class SealedRow:
    """Phiếu của một cuộc, một vòng; what is not on file is dotted."""

    position: str
    contest: str
    issued: str
    returned: str
    valid: str
    invalid: str
    unused: str


@dataclass(frozen=True, slots=True)
class SealingView(View):
    """Biên bản niêm phong phiếu, ready to print."""

    letterhead: Letterhead
    heading: Heading
    opening: str
    people: tuple[str, ...]
    lead: str
    contests: tuple[SealedRow, ...]
    sealed: tuple[str, ...]
    closing: str
    signers: tuple[SignatureRow, ...]
    left: Signature
    right: Signature
    recipients: tuple[str, ...]


def sealing_view(outcome: Outcome, report: Report, *, draft: bool) -> SealingView | None:
    """For every secret ballot of the conference, round by round; None where there was none."""
    held = tuple(item for item in outcome.counts if item.method == "secret_ballot" and item.nominees)
    if not held:
        return None
    words, meeting = report.sealing, outcome.grounds.year.meeting
    subject = f"Niêm phong phiếu bầu, phiếu bình xét năm {outcome.year}"
    return SealingView(
        properties=properties(f"Biên bản {small(subject)}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(report.issuer, words, SYMBOL, outcome.bloc, draft=draft, dated=False),
        heading=heading("Biên bản", subject),
        opening=_opening(outcome, report),
        people=tuple(f"- {sentence(text)}" for text in _people(outcome)),
        lead=line(
            "Cùng niêm phong phiếu của các cuộc bỏ phiếu kín tại Hội nghị tổng kết công tác thi đua năm"
            f" {outcome.year}, số lượng như sau:"
        ),
        contests=tuple(_row(at, item, outcome) for at, item in enumerate(held, 1)),
        sealed=tuple(f"- {sentence(text)}" for text in _sealed(outcome, report)),
        closing=(
            f"Việc niêm phong hoàn thành lúc {NO_TIME} cùng ngày. Biên bản đã được đọc lại cho những người có tên trên"
            " cùng nghe, thống nhất và ký tên./."
        ),
        signers=signature_rows(_board(outcome)),
        left=Signature(("THƯ KÝ",), line(meeting.secretary or "")),
        right=Signature(("CHỦ TỌA",), line(meeting.chair or "")),
        recipients=recipients(words),
    )


def _opening(outcome: Outcome, report: Report) -> str:
    meeting = outcome.grounds.year.meeting
    day = report.sealing.date or meeting.held_on
    when = blanks.day(day)
    return line(f"Hôm nay, {when}, tại {meeting.venue or DOTS}, sau khi kiểm phiếu xong, chúng tôi gồm:")


def _people(outcome: Outcome) -> Iterator[str]:
    """The counting board, the chair, the secretary; dots for whom the files do not name."""
    board = outcome.ballots.counting_board if outcome.ballots is not None else ()
    meeting = outcome.grounds.year.meeting
    if not board:
        yield f"Tổ kiểm phiếu: {DOTS}"
    for teller in board:
        whole = "kiểm phiếu" in teller.role.casefold()
        yield f"{teller_words(teller, outcome)}{'' if whole else ' Tổ kiểm phiếu'}"
    yield wording.presided(meeting)
    yield f"Thư ký: {meeting.secretary or DOTS}"


def _row(at: int, item: Count, outcome: Outcome) -> SealedRow:
    numbers = (item.issued, item.returned, item.valid, spoilt(item))
    issued, returned, valid, invalid = (FIGURE if number is None else figure(number) for number in numbers)
    contest = line(capital(count_title(item, outcome)))
    return SealedRow(str(at), contest, issued, returned, valid, invalid, FIGURE)


def _sealed(outcome: Outcome, report: Report) -> Iterator[str]:
    """What lies in which envelope, and where they are kept until when."""
    words, written = report.sealing, outcome.attendance.written
    yield (
        "Phiếu đã kiểm của từng cuộc, từng vòng để trong phong bì riêng, phiếu hợp lệ và phiếu không hợp lệ xếp riêng;"
        " phiếu không dùng (in thừa, đổi phiếu hỏng) để trong phong bì khác"
    )
    if written:
        yield (
            f"Phong bì ngoài của đơn vị gửi phiếu bằng văn bản ({wording.unit_names(outcome, written)}) để riêng, không"
            " để cùng phiếu"
        )
    yield (
        f"Tổng số phong bì: {FIGURE}; ngoài mỗi phong bì ghi tên cuộc bỏ phiếu, số phiếu và ngày niêm phong; mép dán"
        " có chữ ký của Tổ trưởng Tổ kiểm phiếu, người chủ trì và thư ký"
    )
    yield f"Nơi giữ: {words.kept_at or DOTS}"
    until = blanks.day(words.kept_until)
    yield f"Thời hạn giữ: đến hết {until}; mở niêm phong thì phải lập biên bản"


def _board(outcome: Outcome) -> tuple[Signature, ...]:
    board = outcome.ballots.counting_board if outcome.ballots is not None else ()
    signed = tuple(Signature((line(teller.role).upper(),), line(teller.name)) for teller in board)
    return signed or (Signature(("TỔ TRƯỞNG",), ""), Signature(("THÀNH VIÊN",), ""))
