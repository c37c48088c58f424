"""Nội dung các mẫu đầu năm, giữa năm, và đề cương báo cáo thành tích."""

from __future__ import annotations

import paper_parts as parts
import wordml
from scoring_bodies import signers
from wordml import asked, data_table, paragraph, repeated


def plan() -> str:
    """Kế hoạch hoạt động (form 1.4)."""
    calendar = (("TT", 10, "position"), ("Công việc", 107, "<name"), ("Thời gian", 48, "<note"))
    return (
        parts.letterhead()
        + parts.heading()
        + wordml.gap()
        + parts.bases()
        + paragraph("NoiDung", "{{ opening }}")
        + parts.section("section in before")
        + paragraph("Heading1", "{{ calendar_heading }}")
        + data_table(calendar, "calendar", "item")
        + wordml.gap()
        + parts.section("section in after")
        + paragraph("KetThuc", "{{ closing }}")
        + parts.closing()
    )


def registration() -> str:
    """Bảng đăng ký danh hiệu thi đua."""
    columns = (
        ("TT", 10, "position"), ("Đơn vị", 62, "<unit"),
        ("Danh hiệu thi đua, hình thức khen thưởng đăng ký", 63, "<titles"), ("Ghi chú", 30, ""),
    )  # fmt: skip
    return (
        parts.letterhead()
        + parts.heading()
        + wordml.gap()
        + paragraph("NoiDung", "{{ opening }}")
        + data_table(columns, "rows", "unit")
        + parts.lines("remarks", "GhiChuCuoi")
        + paragraph("ChucVu", "")
        + parts.closing()
    )


def midyear() -> str:
    """Báo cáo sơ kết (form 1.4)."""
    return (
        parts.letterhead()
        + parts.heading()
        + parts.address()
        + wordml.gap()
        + parts.bases()
        + paragraph("NoiDung", "{{ opening }}")
        + parts.section("section in sections")
        + paragraph("KetThuc", "{{ closing }}")
        + parts.closing()
    )


def outline() -> str:
    """Đề cương báo cáo thành tích."""
    groups = (("TT", 14, "position"), ("Nhóm tiêu chí", 95, "<name"), ("Điểm tối đa", 28, "maximum"),
              ("Điểm đạt", 28, "points"))  # fmt: skip
    earlier = (
        ("Năm", 16, "year"), ("Danh hiệu, hình thức khen thưởng", 50, "<granted"),
        ("Kết quả xếp loại thi đua", 50, "<standing"), ("Số, ngày quyết định; cơ quan ban hành", 49, ""),
    )  # fmt: skip

    def part(source: str) -> str:
        return repeated(f"part in {source}", paragraph("Heading2", "{{ part.heading }}"), parts.lines("part.lines"))

    return (
        parts.letterhead()
        + parts.heading()
        + wordml.gap()
        + parts.lines("opening")
        + paragraph("Heading1", "{{ situation_heading }}")
        + part("situation")
        + paragraph("Heading1", "{{ results_heading }}")
        + paragraph("Heading2", "{{ scored_heading }}")
        + parts.lines("scored")
        + asked(
            "has_groups",
            paragraph("TenBang", "{{ groups_caption }}"),
            data_table(groups, "groups", "row"),
            wordml.gap(),
        )
        + part("results")
        + paragraph("Heading1", "{{ earlier_heading }}")
        + data_table(earlier, "earlier", "row")
        + wordml.gap()
        + paragraph("KetThuc", "{{ closing }}")
        + signers("left", "right")
    )
