"""Nội dung mẫu của các văn bản quanh hội nghị: delegates, agenda, script, notice of conclusions."""

from __future__ import annotations

import paper_parts as parts
import wordml
from thidua.papers.word import nd30
from wordml import asked, cell, data_table, paragraph, repeated, row, table

SIGNING_ROW = 10
"""Millimetres of a row in which somebody signs, at least."""


def agenda() -> str:
    """Chương trình hội nghị."""
    columns = (
        ("TT", 10, "position"), ("{{ time_title }}", 27, "time"), ("Nội dung", 85, "<content"),
        ("Người thực hiện", 43, "<who"),
    )  # fmt: skip
    return (
        parts.letterhead()
        + parts.heading()
        + wordml.gap()
        + parts.lines("lines")
        + data_table(columns, "rows", "step")
        + wordml.gap()
        + asked("signed", parts.closing())
    )


def script() -> str:
    """Kịch bản điều hành hội nghị."""
    return (
        parts.letterhead()
        + parts.heading()
        + wordml.gap()
        + parts.lines("lines")
        + repeated(
            "step in steps",
            paragraph("Heading2", "{{ step.heading }}"),
            asked("step.has_who", paragraph("Diem", "{{ step.who }}")),
            parts.lines("step.lines"),
        )
    )


def delegates() -> str:
    """Danh sách đại biểu ký tên."""
    columns = (
        ("TT", 10, "position"), ("Họ và tên", 42, "<name"), ("Chức vụ", 34, "<office"), ("Đơn vị", 51, "<unit"),
        ("Ký tên", 28, ""),
    )  # fmt: skip
    left, right = nd30.CLOSING
    return (
        parts.letterhead()
        + parts.heading()
        + wordml.gap()
        + parts.lines("lines")
        + paragraph("Heading1", "{{ guests_heading }}")
        + data_table(columns, "guests", "person", height=SIGNING_ROW)
        + wordml.gap()
        + paragraph("Heading1", "{{ delegates_heading }}")
        + data_table(columns, "delegates", "person", height=SIGNING_ROW)
        + wordml.gap()
        + parts.lines("sums")
        + table(
            (left, right),
            row(cell(left, paragraph("OBang", ""), top=True), cell(right, parts.signer("signature"), top=True)),
            borders=False,
        )
    )


def conclusions() -> str:
    """Thông báo kết luận (form 1.4)."""
    tasks = (
        ("TT", 10, "position"), ("Công việc", 73, "<what"), ("Đơn vị, người thực hiện", 47, "<who"),
        ("Thời hạn", 35, "by"),
    )  # fmt: skip
    return (
        parts.letterhead()
        + parts.heading()
        + wordml.gap()
        + parts.lines("opening")
        + parts.passage("adopted")
        + parts.passage("scores")
        + parts.passage("awards")
        + parts.passage("head")
        + asked(
            "has_tasks",
            paragraph("Heading2", "{{ tasks_heading }}"),
            data_table(tasks, "tasks", "task"),
            wordml.gap(),
        )
        + paragraph("KetThuc", "{{ closing }}")
        + parts.closing()
    )
