"""Nội dung các mẫu của đợt chấm điểm: forms, request, reviewed table, minutes of scoring, notice."""

from __future__ import annotations

import paper_parts as parts
import wordml
from thidua.papers.word import nd30
from wordml import asked, cell, data_table, paragraph, repeated, row, table, tag_row


def within(item: str, name: str, part: str) -> str:
    """A part of a paper inside a loop: its variables `name.…` belong to the item."""
    return part.replace(f" {name}.", f" {item}.{name}.")


def form() -> str:
    """Phiếu chấm điểm: each unit's sheet begins a page."""
    return repeated(
        "form in forms",
        asked("form.follows", wordml.page_end()),
        within("form", "letterhead", parts.letterhead()),
        within("form", "heading", parts.heading()),
        wordml.gap(),
        paragraph("NoiDung", "{{ form.basis }}"),
        _criteria(),
        parts.lines("form.remarks", "GhiChuCuoi"),
        paragraph("ChucVu", ""),
        signers("form.left", "form.right"),
    )


def signers(left: str, right: str) -> str:
    """Two signatures side by side, nobody else to be told."""
    half = nd30.PAGE.text_width / 2
    return table(
        (half, half), row(cell(half, parts.signer(left), top=True), cell(half, parts.signer(right), top=True)),
        borders=False,
    )  # fmt: skip


_FORM_COLUMNS = (
    ("TT", 12.5, "position"), ("Tiêu chí", 53.5, "name"), ("Điểm tối đa", 13.5, "maximum"), ("Tự chấm", 13.5, "own"),
    ("{{ form.reviewed_title }}", 14.5, "reviewed"), ("{{ form.final_title }}", 14.5, "final"),
    ("Minh chứng", 23, ""), ("Ghi chú", 20, "note"),
)  # fmt: skip


def _criteria() -> str:
    """The sheet: rows of groups in bold, criteria with what their points rest on beneath the name."""
    widths = tuple(width for _, width, _ in _FORM_COLUMNS)
    titles = (cell(width, paragraph("DauBangNho", title)) for title, width, _ in _FORM_COLUMNS)
    return table(
        widths,
        row(*titles, header=True),
        tag_row("for row in form.rows", widths),
        tag_row("if row.is_group", widths),
        row(*_cells("OBangNhoDam")),
        tag_row("endif", widths),
        tag_row("if not row.is_group", widths),
        row(*_cells("OBangNho")),
        tag_row("endif", widths),
        tag_row("endfor", widths),
        borders=True,
        margin=1,
    )


def _cells(style: str) -> tuple[str, ...]:
    made = []
    for _, width, field in _FORM_COLUMNS:
        left = field in {"name", "note", ""}
        inner = paragraph(style if left else f"{style}Giua", f"{{{{ row.{field} }}}}" if field else "")
        if field == "name":
            inner += asked("row.has_detail", paragraph("OBangNho", "{{ row.detail }}"))
        made.append(cell(width, inner))
    return tuple(made)


def review() -> str:
    """Bảng đối chiếu điểm."""
    columns = (
        ("TT", 10, "position"), ("Đơn vị", 36, "<unit"), ("Tự chấm", 17, "own"),
        ("{{ reviewed_title }}", 17, "reviewed"), ("Chênh lệch", 17, "difference"), ("{{ final_title }}", 17, "final"),
        ("{{ note_title }}", 51, "<note"),
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


def request() -> str:
    """Công văn (form 1.5): no type, the matter beneath the number."""
    number = paragraph("SoKyHieu", "{{ letterhead.number }}")
    head = parts.letterhead()
    if number not in head:
        raise ValueError("the letterhead has no number to stand above the matter")
    return (
        head.replace(number, number + paragraph("TrichYeuCongVan", "{{ about }}"))
        + wordml.gap()
        + parts.address()
        + wordml.gap()
        + paragraph("NoiDung", "{{ opening }}")
        + repeated("item in items", paragraph("Heading2", "{{ item.heading }}"), parts.lines("item.lines"))
        + paragraph("KetThuc", "{{ closing }}")
        + parts.closing()
    )


def notice() -> str:
    """Thông báo kết quả chấm điểm (form 1.4)."""
    return (
        parts.letterhead()
        + parts.heading()
        + wordml.gap()
        + paragraph("NoiDung", "{{ opening }}")
        + parts.scores("scores")
        + paragraph("Heading2", "{{ objections_heading }}")
        + parts.lines("objections")
        + paragraph("KetThuc", "{{ closing }}")
        + parts.closing()
    )


def minutes() -> str:
    """Biên bản họp chấm điểm (form 1.9)."""
    return (
        parts.letterhead()
        + parts.heading()
        + wordml.gap()
        + parts.lines("opening")
        + paragraph("Heading2", "{{ contents_heading }}")
        + parts.lines("contents")
        + parts.passage("changes")
        + parts.scores("scores")
        + paragraph("Heading2", "{{ opinions_heading }}")
        + parts.narrative("opinions")
        + paragraph("KetThuc", "{{ closing }}")
        + parts.two_signers()
    )
