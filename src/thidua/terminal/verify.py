"""`thidua verify` on the screen: one line when all is well; else what differs, quoted, and which inputs changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from thidua.papers.proof.comparison import Change
from thidua.papers.proof.inputs import differing
from thidua.papers.proof.tracing import Traced
from thidua.papers.proof.verification import Finding, Verdict
from thidua.rules.judging import Outcome
from thidua.terminal.screen import bold, bullet, paragraph, path_from_here, show
from thidua.vietnamese import capital

VERDICTS: dict[Verdict, str] = {
    "equal": "khớp",
    "edited": "khớp, đã sửa lời",
    "stale": "cũ, số liệu đã đổi",
    "altered": "bị sửa khác kết quả",
    "lacking": "mẫu in thiếu hoặc sai kết quả",
    "missing": "thiếu",
    "foreign": "của nơi khác",
    "unknown": "không nhận ra",
}
SHOWN = 12
"""Changes quoted for one paper; the rest are counted."""


def show_findings(outcome: Outcome, findings: Sequence[Finding], folder: Path, *, lost: bool) -> None:
    """One line when all is well; else what differs, paper by paper, and a count. `folder` is where the papers lie."""
    if lost:
        paragraph(
            "Không đọc được sổ văn bản (manifest.json), nên không phân biệt được văn bản cũ với văn bản bị sửa."
            " Lập lại văn bản thì sổ được ghi mới.",
            "",
        )
    told: tuple[str, ...] = ()
    for finding in findings:
        if finding.verdict != "equal":
            _show_finding(finding, folder, told)
            told = finding.inputs or told
    counts = Counter(finding.verdict for finding in findings)
    if counts.keys() == {"equal"}:
        show(f"{len(findings)} văn bản năm {outcome.year} đều khớp với kết quả tính.")
        return
    show()
    summary = ", ".join(f"{counts[verdict]} {name}" for verdict, name in VERDICTS.items() if counts[verdict])
    paragraph(f"Đã đối chiếu {len(findings)} tệp năm {outcome.year}: {summary}.", "")


def _show_finding(finding: Finding, folder: Path, told: tuple[str, ...]) -> None:
    """One paper; changed inputs that were `told` for the paper above are not told again."""
    show(bold(f"{path_from_here(folder / finding.file)}: {VERDICTS[finding.verdict]}"))
    if finding.reason:
        paragraph(f"{capital(finding.reason)}.")
    if finding.inputs and finding.inputs == told:
        show("  Đầu vào đã đổi sau khi lập văn bản: như trên.")
    elif finding.inputs:
        show("  Đầu vào đã đổi sau khi lập văn bản:")
        for text in finding.inputs[:SHOWN]:
            bullet(text)
        _rest(len(finding.inputs))
    if finding.inputs and finding.changes:
        show("  Chỗ khác trong văn bản:")
    order = sorted(finding.changes, key=lambda change: not change.altered)
    for change in order[:SHOWN]:
        _show_change(change)
    _rest(len(order))
    if finding.hint:
        paragraph(f"Gợi ý: {finding.hint}.")


def _rest(number: int) -> None:
    if number > SHOWN:
        bullet(f"và {number - SHOWN} chỗ khác.")


def _show_change(change: Change) -> None:
    what = {"filled": "điền chỗ trống", "wording": "đổi lời"}.get(change.kind, "khác kết quả")
    why = f": {change.why}" if change.why else ""
    bullet(f"{change.place}, {what}{why}", "-" if change.altered else "·")
    if change.kind == "moved":
        paragraph(f"«{differing(change.expected, '')[0]}»", "      ", "        ")
        return
    expected, found = differing(change.expected, change.found)
    if expected:
        paragraph(f"tính ra:  «{expected}»", "      ", "        ")
    if found:
        paragraph(f"trong tệp: «{found}»", "      ", "        ")


def show_trace(code: str, found: Traced | None, close: Sequence[Traced], unread: Sequence[str]) -> None:
    """Which paper a code belongs to, and whether today's figures still give it."""
    show(bold(f"Mã đối chiếu {code}"))
    if found is None:
        paragraph("Không văn bản nào của thư mục làm việc có mã này, cả hiện nay lẫn trong sổ văn bản.")
        for one in close:
            bullet(f"gần giống: {one.code}, {one.text}")
        if unread:
            paragraph(f"Chưa tính lại được vì các tệp còn lỗi: {', '.join(unread)}; chạy thidua check.")
        paragraph("Xem lại từng ký tự trên bản in; bản in có thể từ một thư mục làm việc khác.")
        return
    paragraph(f"Văn bản: {found.text}.")
    if found.state == "current":
        paragraph("Số liệu hiện nay vẫn cho đúng mã này.")
        paragraph(
            "Mã cho biết bản in được lập từ số liệu nào, không cho biết chữ trên giấy còn nguyên: hãy so với bản lập"
            " lại, hoặc đối chiếu tệp bằng lệnh thidua verify."
        )
        return
    paragraph("Số liệu đã đổi sau khi in; số liệu hiện nay cho mã khác.")
    for text in found.changes[:SHOWN]:
        bullet(text)
    _rest(len(found.changes))
