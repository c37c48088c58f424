"""Giao ước thi đua: targets and commitments of the year, signed by all members."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.closing.report_view import bases_of
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
from thidua.vietnamese import capital, listed, small

if TYPE_CHECKING:
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome

SYMBOL = "GƯTĐ"
"""The decree has no abbreviation for a pledge; offices write this one. Without a number there is no symbol."""

NO_SHARE = "……%"
"""How much is for the conference to say: a number that nobody set is no target."""


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
    return PledgeView(
        properties=properties(f"Giao ước thi đua năm {outcome.year}", outcome.bloc.name, report.issuer, words),
        draft=draft,
        letterhead=letterhead(report.issuer, words, symbol, outcome.bloc, draft=draft),
        heading=heading("Giao ước thi đua", subject),
        bases=legal_bases(bases_of(outcome)),
        opening=line(
            f"Các đơn vị thành viên {outcome.bloc.name} thống nhất ký kết giao ước thi đua năm {outcome.year}"
            " với các nội dung sau:"
        ),
        targets_heading="I. CHỈ TIÊU THI ĐUA",
        targets=_numbered(words.targets or tuple(_targets(outcome))),
        commitments_heading="II. NỘI DUNG CAM KẾT",
        commitments=_numbered(words.commitments or tuple(_commitments(outcome))),
        closing=line(
            f"{wording.units_count(len(members))} thành viên cam kết thực hiện đầy đủ các nội dung giao ước"
            f"{_judged(outcome)}./."
        ),
        signers_title="ĐẠI DIỆN CÁC ĐƠN VỊ KÝ GIAO ƯỚC",
        signers=signature_rows(tuple(_signer(code, outcome) for code in members)),
        recipients=recipients(words),
    )


def _targets(outcome: Outcome) -> Iterator[str]:
    """What every member pledges; levels are the regulation's own, how many reach them is left to the conference."""
    rules = outcome.regulation
    yield f"Các đơn vị thành viên hoàn thành các chỉ tiêu, nhiệm vụ được giao năm {outcome.year}"
    if rules.scoring is not None and rules.scoring.bands:
        band = rules.scoring.bands[0].name
        yield f"{NO_SHARE} đơn vị thành viên xếp loại {small(band)}"
    yield "Không để xảy ra vi phạm pháp luật, không có tập thể, cá nhân bị xử lý kỷ luật"
    sent = ["báo cáo"]
    sent += ["hồ sơ tự chấm điểm"] if rules.scoring is not None else []
    sent += ["hồ sơ đề nghị khen thưởng"] if rules.proposes else []
    yield f"Gửi {listed(sent)} đầy đủ, đúng thời hạn"


def _commitments(outcome: Outcome) -> Iterator[str]:
    rules, body = outcome.regulation, capital(wording.body(outcome.bloc.kind))
    yield "Tổ chức thực hiện tốt nhiệm vụ chính trị, chuyên môn được giao"
    yield "Phát động, duy trì các phong trào thi đua thiết thực, gắn với nhiệm vụ của cơ quan, đơn vị"
    yield (
        "Chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước;"
        " thực hành tiết kiệm, chống lãng phí, tiêu cực"
    )
    yield "Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến; khen thưởng kịp thời, đúng người, đúng việc"
    judging = (("chấm điểm", rules.scoring is not None), ("bình xét", bool(rules.awards)))
    judged = ", ".join(word for word, asked in judging if asked)
    fair = f"; {judged} khách quan, công khai, công bằng" if judged else ""
    yield f"Tham gia đầy đủ các hoạt động, thực hiện đúng quy chế của {body}{fair}"


def _judged(outcome: Outcome) -> str:
    """What the results are the basis for, by what the regulation asks for."""
    rules = outcome.regulation
    uses = (("chấm điểm", rules.scoring is not None), ("bình xét thi đua", bool(rules.awards)))
    told = ", ".join(word for word, asked in uses if asked)
    return f"; kết quả thực hiện là căn cứ để {told} cuối năm" if told else ""


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
