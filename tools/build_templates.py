"""Dựng mẫu: makes `templates/*.docx` and their text projections from the decree's numbers.

    python tools/build_templates.py

The same numbers give the same bytes; a test builds them in memory and compares.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import ballot_bodies
import conference_bodies as conference
import paper_bodies as bodies
import planning_bodies
import scoring_bodies
from thidua.papers.word.nd30 import LANDSCAPE, PAGE, Page
from thidua.papers.word.render import pack
from wordpackage import package

HERE = Path(__file__).resolve().parents[1] / "templates"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Plan:
    """One template: its title and body, its page, and what is special about it."""

    title: str
    body: Callable[[], str]
    page: Page = PAGE
    annexed: bool = False
    pictured: bool = False
    counted: bool = True

    def parts(self) -> dict[str, bytes]:
        """Every part of the .docx."""
        return package(
            self.body(), self.title, self.page, annexed=self.annexed, pictured=self.pictured, counted=self.counted
        )


PLANS = {
    "bao-cao": Plan("Mẫu báo cáo tổng kết", bodies.report),
    "bien-ban": Plan("Mẫu biên bản hội nghị", bodies.minutes),
    "bien-ban-kiem-phieu": Plan("Mẫu biên bản kiểm phiếu", bodies.count_minutes),
    "to-trinh": Plan("Mẫu tờ trình", bodies.submission, annexed=True),
    "bang-diem": Plan("Mẫu bảng điểm", bodies.score_table, LANDSCAPE, pictured=True),
    "phieu-bau": Plan("Mẫu phiếu bầu", ballot_bodies.ballot, counted=False),
    "phieu-lay-y-kien": Plan("Mẫu phiếu lấy ý kiến bằng văn bản", ballot_bodies.written_opinion, counted=False),
    "bien-ban-niem-phong": Plan("Mẫu biên bản niêm phong phiếu", ballot_bodies.sealing),
    "giao-uoc": Plan("Mẫu giao ước thi đua", bodies.pledge),
    "giay-moi": Plan("Mẫu giấy mời", bodies.invitation),
    "chuong-trinh": Plan("Mẫu chương trình hội nghị", conference.agenda),
    "kich-ban": Plan("Mẫu kịch bản điều hành", conference.script),
    "danh-sach-dai-bieu": Plan("Mẫu danh sách đại biểu ký tên", conference.delegates),
    "thong-bao-ket-luan": Plan("Mẫu thông báo kết luận", conference.conclusions),
    "ban-giao": Plan("Mẫu biên bản bàn giao", bodies.handover),
    "ke-hoach": Plan("Mẫu kế hoạch hoạt động", planning_bodies.plan),
    "dang-ky-thi-dua": Plan("Mẫu bảng đăng ký danh hiệu thi đua", planning_bodies.registration),
    "so-ket": Plan("Mẫu báo cáo sơ kết 6 tháng", planning_bodies.midyear),
    "de-cuong-thanh-tich": Plan("Mẫu đề cương báo cáo thành tích", planning_bodies.outline),
    "cong-van-tu-cham": Plan("Mẫu công văn đề nghị tự chấm điểm", scoring_bodies.request),
    "phieu-cham-diem": Plan("Mẫu phiếu chấm điểm", scoring_bodies.form),
    "bang-doi-chieu-diem": Plan("Mẫu bảng đối chiếu điểm", scoring_bodies.review),
    "bien-ban-cham-diem": Plan("Mẫu biên bản họp chấm điểm", scoring_bodies.minutes),
    "thong-bao-diem": Plan("Mẫu thông báo kết quả chấm điểm", scoring_bodies.notice),
}
"""File name → how the template is made."""


def build() -> dict[str, bytes]:
    """Every file in `templates/` that is made, by name."""
    files: dict[str, bytes] = {}
    for name, plan in PLANS.items():
        parts = plan.parts()
        files[f"{name}.docx"] = pack(parts)
        files[f"{name}.txt"] = projection(parts["word/document.xml"]).encode()
    return files


def projection(document: bytes) -> str:
    """The template as plain text, one paragraph a line with its style: what a change did shows in a diff."""
    root = ET.fromstring(document)  # noqa: S314 - made here a moment ago
    return "".join(f"{line}\n" for body in root for line in _lines(body, ""))


def _lines(node: ET.Element, indent: str) -> list[str]:
    found = []
    for child in node:
        if child.tag == f"{W}p":
            style = child.find(f"{W}pPr/{W}pStyle")
            text = "".join(part.text or "" for part in child.iter(f"{W}t"))
            if style is not None:
                found.append(f"{indent}[{style.get(f'{W}val')}] {text}".rstrip())
        elif child.tag in {f"{W}tbl", f"{W}tr", f"{W}tc"}:
            name = {"tbl": "bảng", "tr": "dòng", "tc": "ô"}[child.tag.removeprefix(W)]
            found += [f"{indent}{name}", *_lines(child, f"{indent}  ")]
    return found


def main() -> None:
    """Write every file."""
    for name, content in build().items():
        (HERE / name).write_bytes(content)
        print(name)


if __name__ == "__main__":
    main()
