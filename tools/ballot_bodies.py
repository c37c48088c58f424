"""Mẫu phiếu và văn bản về phiếu: ballot papers, written opinions, the record of sealing."""

from __future__ import annotations

import paper_parts as parts
import wordml
from thidua.papers.word import nd30
from wordml import asked, cell, data_table, paragraph, repeated, row, table, tag_row

WIDTH = nd30.PAGE.text_width


def _paper() -> str:
    """One ballot paper: whose, about what, how it is marked, who stands."""
    columns = (
        ("TT", 10, "position"), ("Đơn vị", nd30.BALLOT_UNIT_COLUMN, "<unit"), ("{{ sheet.agree_title }}", 26, ""),
        ("{{ sheet.disagree_title }}", 30, ""),
    )  # fmt: skip
    side = (WIDTH - sum(column[1] for column in columns)) / 2
    return (
        paragraph("KhoiPhieu", "{{ sheet.bloc }}")
        + paragraph("TenPhieu", "{{ sheet.title }}")
        + repeated("mark in sheet.marks", paragraph("KhoiPhieu", "{{ mark }}"))
        + repeated("line in sheet.instructions", paragraph("HuongDan", "{{ line }}"))
        + data_table(columns, "sheet.rows", "unit", outdent=-side)
    )


def _halves() -> str:
    """Two papers on a page, each a row of half a page that is never broken; the line to cut stands between them."""
    cut = asked("copy.below", wordml.cut_line())
    return table(
        (WIDTH,),
        tag_row("for copy in sheet.copies", (WIDTH,)),
        row(cell(WIDTH, cut, _paper(), paragraph("OBangNho", ""), top=True), height=nd30.BALLOT_HALF),
        tag_row("endfor", (WIDTH,)),
        tag_row("if sheet.rest", (WIDTH,)),
        row(cell(WIDTH, wordml.cut_line())),
        tag_row("endif", (WIDTH,)),
        borders=False,
    )


def _whole() -> str:
    """A paper that has its page or pages to itself, and nothing to cut."""
    return _paper() + paragraph("OBangNho", "")


def sheets() -> str:
    """Every page of ballot papers."""
    return repeated(
        "sheet in sheets",
        asked("sheet.follows", wordml.page_end()),
        asked("sheet.halves", _halves()),
        asked("not sheet.halves", _whole()),
    )


def ballot() -> str:
    """Phiếu bầu: pages of papers, then one for the counting board."""
    columns = (
        ("TT", 10, "position"), ("Cuộc bỏ phiếu", 65, "<contest"), ("Số phiếu in", 20, "printed"),
        ("Phát ra", 22, ""), ("Thu về", 22, ""), ("Còn lại", 26, ""),
    )  # fmt: skip
    return (
        sheets()
        + wordml.page_end()
        + paragraph("TenBang", "{{ control_title }}")
        + data_table(columns, "control", "item")
        + paragraph("SauBang", "{{ control_note }}")
    )


def written_opinion() -> str:
    """Phiếu lấy ý kiến bằng văn bản: the letter, ballot papers without a name, then a form for each unit to sign."""
    columns = (
        ("TT", 10, "position"), ("Nội dung lấy ý kiến", 89, "<matter"), ("Đồng ý", 20, ""), ("Không đồng ý", 20, ""),
        ("Ý kiến khác", 26, ""),
    )  # fmt: skip
    form = (
        wordml.page_end(),
        paragraph("KhoiPhieu", "{{ form.bloc }}"),
        paragraph("TenPhieu", "{{ form.title }}"),
        repeated("mark in form.marks", paragraph("KhoiPhieu", "{{ mark }}")),
        wordml.gap(),
        paragraph("NoiDung", "{{ form.unit }}"),
        parts.lines("form.lead"),
        data_table(columns, "matters", "item"),
        wordml.gap(),
        parts.lines("form.lines"),
        _form_signer(),
    )
    return (
        parts.letterhead()
        + parts.heading()
        + parts.address()
        + wordml.gap()
        + paragraph("NoiDung", "{{ opening }}")
        + parts.lines("enclosed")
        + parts.lines("steps")
        + paragraph("KetThuc", "{{ closing }}")
        + parts.closing()
        + sheets()
        + repeated("form in forms", *form)
    )


def _form_signer() -> str:
    """Date and signature of the unit, on the right."""
    left, right = nd30.CLOSING
    signed = (
        paragraph("DiaDanh", "{{ form.date }}"),
        parts.signer("form.signature"),
    )
    return table(
        (left, right),
        row(cell(left, paragraph("OBang", ""), top=True), cell(right, *signed, top=True)),
        borders=False,
    )


def sealing() -> str:
    """Biên bản niêm phong phiếu."""
    columns = (
        ("TT", 10, "position"), ("Cuộc bỏ phiếu", 61, "<contest"), ("Phát ra", 17, "issued"),
        ("Thu về", 17, "returned"), ("Hợp lệ", 17, "valid"), ("Không hợp lệ", 21, "invalid"),
        ("Không dùng", 22, "unused"),
    )  # fmt: skip
    return (
        parts.letterhead()
        + parts.heading()
        + wordml.gap()
        + paragraph("NoiDung", "{{ opening }}")
        + parts.lines("people")
        + paragraph("NoiDung", "{{ lead }}")
        + data_table(columns, "contests", "contest")
        + wordml.gap()
        + parts.lines("sealed")
        + paragraph("KetThuc", "{{ closing }}")
        + parts.kept(parts.signature_grid("ChucVu", "HoTen") + wordml.gap())
        + wordml.gap()
        + parts.two_signers()
    )
