"""Giao ước thi đua: targets and commitments of the year, signed by all members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.report_view import bases_of
from thidua.papers.views import (
    Heading,
    Letterhead,
    Signature,
    SignatureRow,
    View,
    heading,
    legal_bases,
    letterhead,
    line,
    properties,
    recipients,
    sentence,
    signature_rows,
)

if TYPE_CHECKING:
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome

SYMBOL = "GƯTĐ"
"""The decree has no abbreviation for a pledge; offices write this one. Without a number there is no symbol."""

TARGETS = (
    "100% đơn vị thành viên hoàn thành các chỉ tiêu, nhiệm vụ được giao trong năm",
    "100% đơn vị thành viên xếp loại hoàn thành tốt nhiệm vụ trở lên",
    "Không có đơn vị, cá nhân vi phạm pháp luật, kỷ luật, kỷ cương hành chính",
    "Gửi báo cáo, hồ sơ tự chấm điểm và hồ sơ khen thưởng đầy đủ, đúng thời hạn",
)
COMMITMENTS = (
    "Tổ chức thực hiện tốt nhiệm vụ chính trị, chuyên môn; nâng cao chất lượng tham mưu, cải cách hành chính",
    "Phát động, duy trì các phong trào thi đua thiết thực, gắn với nhiệm vụ của cơ quan, đơn vị",
    "Chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước; thực hành tiết kiệm, chống lãng phí, tiêu cực",
    "Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến; khen thưởng kịp thời, đúng người, đúng việc",
    "Thực hiện đúng quy chế của Khối; chấm điểm, bình xét khách quan, công khai, công bằng",
)


@dataclass(frozen=True, slots=True)
class PledgeView(View):
    """Giao ước thi đua, ready to print."""

    OPTIONAL = frozenset({"opening", "closing"})

    letterhead: Letterhead
    heading: Heading
    bases: tuple[str, ...]
    opening: str
    targets_heading: str
    targets: tuple[str, ...]
    commitments_heading: str
    commitments: tuple[str, ...]
    closing: str
    signers_title: str
    signers: tuple[SignatureRow, ...]
    recipients: tuple[str, ...]


def pledge_view(outcome: Outcome, report: Report, *, draft: bool) -> PledgeView:
    """The pledge of the year."""
    words, members = report.pledge, outcome.attendance.members
    subject = f"Năm {outcome.year}"
    symbol = SYMBOL if words.number is not None else ""
    cluster = outcome.bloc.kind == "cluster"
    commitments = [text.replace("của Khối", "của Cụm") if cluster else text for text in COMMITMENTS]
    return PledgeView(
        properties=properties(
            f"Giao ước thi đua năm {outcome.year}", outcome.bloc.name, report.issuer, words, outcome.year
        ),
        draft=draft,
        letterhead=letterhead(report.issuer, words, symbol, outcome.bloc, draft=draft),
        heading=heading("Giao ước thi đua", subject),
        bases=legal_bases(bases_of(outcome)),
        opening=line(
            f"Các đơn vị thành viên {outcome.bloc.name} thống nhất ký kết giao ước thi đua năm {outcome.year}"
            " với các nội dung sau:"
        ),
        targets_heading="I. CHỈ TIÊU THI ĐUA",
        targets=_numbered(words.targets or TARGETS),
        commitments_heading="II. NỘI DUNG CAM KẾT",
        commitments=_numbered(words.commitments or tuple(commitments)),
        closing=line(
            f"{wording.units_count(len(members))} thành viên cam kết thực hiện đầy đủ các nội dung giao ước; kết quả"
            " thực hiện là căn cứ để chấm điểm, bình xét thi đua cuối năm./."
        ),
        signers_title="ĐẠI DIỆN CÁC ĐƠN VỊ KÝ GIAO ƯỚC",
        signers=signature_rows(tuple(_signer(code, outcome) for code in members)),
        recipients=recipients(words),
    )


def _numbered(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{at}. {sentence(text)}" for at, text in enumerate(texts, 1))


def _signer(code: str, outcome: Outcome) -> Signature:
    """A member's place to sign; head and deputies of the year say that they are."""
    past = outcome.bloc.past(outcome.year)
    head, deputy = wording.offices(outcome)
    name = line(wording.name(outcome, code)).upper()
    if past is not None and past.head == code:
        return Signature((name, f"({head})"), "")
    if past is not None and code in (past.deputies or ()):
        return Signature((name, f"({deputy})"), "")
    return Signature((name,), "")
