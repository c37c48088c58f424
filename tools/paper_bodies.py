"""Nội dung từng mẫu: what stands on each paper, top to bottom."""

from __future__ import annotations

import paper_parts as parts
import wordml
from thidua.papers.scoring.score_table_view import COLUMNS
from thidua.papers.word import nd30
from wordml import asked, cell, data_table, paragraph, repeated, row, table


def report() -> str:
    """Báo cáo tổng kết (form 1.4)."""
    return (
        parts.letterhead()
        + parts.heading()
        + parts.address()
        + wordml.gap()
        + parts.bases()
        + paragraph("NoiDung", "{{ opening }}")
        + parts.section("section in before")
        + parts.review()
        + parts.section("section in after")
        + paragraph("KetThuc", "{{ closing }}")
        + parts.closing()
    )


def minutes() -> str:
    """Biên bản hội nghị (form 1.9)."""
    contest = (
        paragraph("Diem", "{{ part.heading }}"),
        parts.lines("part.lines"),
        parts.vote_table("part.votes"),
        parts.lines("part.results"),
    )
    return (
        parts.letterhead()
        + parts.heading()
        + wordml.gap()
        + parts.lines("opening")
        + paragraph("NoiDung", "Nội dung:")
        + paragraph("Heading2", "{{ proceedings_heading }}")
        + parts.narrative("proceedings")
        + parts.scores("scores")
        + parts.passage("board")
        + asked(
            "contests.shown",
            paragraph("Heading2", "{{ contests.heading }}"),
            repeated("part in contests.parts", *contest),
        )
        + parts.passage("awards")
        + parts.passage("not_considered")
        + parts.passage("head")
        + paragraph("KetThuc", "{{ closing }}")
        + parts.two_signers()
    )


def count_minutes() -> str:
    """Biên bản kiểm phiếu."""
    return (
        parts.letterhead()
        + parts.heading()
        + wordml.gap()
        + paragraph("NoiDung", "{{ opening }}")
        + parts.lines("board")
        + paragraph("Heading2", "{{ papers_heading }}")
        + parts.lines("papers")
        + paragraph("Heading2", "{{ votes_heading }}")
        + parts.vote_table("votes")
        + parts.passage("results")
        + paragraph("KetThuc", "{{ closing }}")
        + parts.kept(parts.signature_grid("ChucVu", "HoTen") + parts.recipients())
    )


def submission() -> str:
    """Tờ trình (form 1.4) with its annex (form 2.1)."""
    columns = (
        ("TT", 10, "position"), ("Đơn vị được đề nghị", 50, "<unit"), ("Hình thức khen thưởng", 41, "<award"),
        ("Điểm", 16, "score"), ("Xếp hạng", 14, "rank"), ("Số phiếu (tỷ lệ)", 34, "votes"),
    )  # fmt: skip
    return (
        parts.letterhead()
        + parts.heading()
        + parts.address()
        + wordml.gap()
        + parts.bases()
        + paragraph("NoiDung", "{{ opening }}")
        + parts.narrative("process")
        + paragraph("Heading2", "{{ proposals_heading }}")
        + repeated("award in awards", paragraph("Diem", "{{ award.heading }}"), parts.lines("award.lines"))
        + parts.narrative("opinions")
        + paragraph("KetThuc", "{{ closing }}")
        + parts.closing()
        + wordml.section_end()
        + parts.annex_heading()
        + data_table(columns, "rows", "unit")
    )


def score_table() -> str:
    """Bảng điểm (form 2.1) on a wide page."""
    criteria = tuple((f"{{{{ matrix.titles.{name} }}}}", 9.6, f"points.{name}") for name in COLUMNS)
    matrix = (
        ("TT", 8, "position"), ("Đơn vị", 37.4, "<unit"), *criteria,
        ("{{ matrix.bonus_title }}", 15, "bonus"), ("{{ matrix.penalty_title }}", 11.5, "penalty"),
        ("{{ matrix.total_title }}", 14, "total"), ("{{ matrix.rank_title }}", 12.5, "rank"),
    )  # fmt: skip
    summary = (
        ("TT", 10, "position"), ("Đơn vị", 66, "<unit"), ("Tổng điểm", 20, "total"), ("Xếp hạng", 18, "rank"),
        ("{{ summary.band_title }}", 55, "<band"), ("{{ summary.earlier_total_title }}", 20, "earlier_total"),
        ("{{ summary.earlier_rank_title }}", 18, "earlier_rank"), ("{{ summary.change_title }}", 45, "change"),
    )  # fmt: skip
    left = nd30.LANDSCAPE.text_width - nd30.CLOSING[1]
    return (
        asked("marked", repeated("mark in marks", paragraph("DuThao", "{{ mark }}")))
        + parts.annex_heading()
        + repeated(
            "matrix in matrices",
            paragraph("TenBang", "{{ matrix.caption }}"),
            data_table(matrix, "matrix.rows", "unit", small=True, margin=0.4),
        )
        + wordml.gap()
        + parts.lines("remarks", "ChuThich")
        + parts.lines("legend", "ChuThich")
        + paragraph("TenBang", "{{ summary.caption }}")
        + data_table(summary, "summary.rows", "unit")
        + wordml.gap()
        + asked(
            "chart.shown",
            paragraph("TenBang", "{{ chart.caption }}"),
            wordml.picture(200, "chart.alt"),
        )
        + table(
            (left, nd30.CLOSING[1]),
            row(
                cell(left, paragraph("OBang", ""), top=True), cell(nd30.CLOSING[1], parts.signer("signature"), top=True)
            ),
            borders=False,
        )
    )


def pledge() -> str:
    """Giao ước thi đua."""
    return (
        parts.letterhead()
        + parts.heading()
        + wordml.gap()
        + parts.bases()
        + paragraph("NoiDung", "{{ opening }}")
        + paragraph("Heading1", "{{ targets_heading }}")
        + parts.lines("targets")
        + paragraph("Heading1", "{{ commitments_heading }}")
        + parts.lines("commitments")
        + paragraph("KetThuc", "{{ closing }}")
        + paragraph("ChucVu", "{{ signers_title }}")
        + parts.signature_grid("DonViKy", "HoTen")
        + wordml.gap()
        + parts.recipients()
    )


def invitation() -> str:
    """Giấy mời (form 1.7)."""
    return (
        parts.letterhead()
        + parts.heading()
        + wordml.gap()
        + parts.lines("invited")
        + parts.lines("lines")
        + paragraph("Diem", "{{ contents_heading }}")
        + parts.lines("contents")
        + asked("has_documents", paragraph("Diem", "{{ documents_heading }}"), parts.lines("documents"))
        + paragraph("KetThuc", "{{ closing }}")
        + parts.closing()
    )


def handover() -> str:
    """Biên bản bàn giao."""
    items = (("TT", 10, "position"), ("Hồ sơ, tài liệu", 100, "<name"), ("Ghi chú", 55, "<note"))
    grants = (
        ("Năm", 14, "year"), ("Hình thức khen thưởng", 45, "<award"), ("{{ proposed_title }}", 53, "<proposed"),
        ("Cấp có thẩm quyền công nhận", 53, "<granted"),
    )  # fmt: skip
    calendar = (("TT", 10, "position"), ("Công việc", 107, "<name"), ("Thời gian", 48, "<note"))
    return (
        parts.letterhead()
        + parts.heading()
        + wordml.gap()
        + parts.lines("opening")
        + paragraph("Heading1", "{{ items_heading }}")
        + data_table(items, "items", "item")
        + wordml.gap()
        + asked(
            "has_grants",
            paragraph("Heading1", "{{ grants_heading }}"),
            data_table(grants, "grants", "grant"),
            wordml.gap(),
        )
        + paragraph("Heading1", "{{ open_heading }}")
        + parts.lines("open")
        + paragraph("Heading1", "{{ calendar_heading }}")
        + data_table(calendar, "calendar", "item")
        + wordml.gap()
        + paragraph("KetThuc", "{{ closing }}")
        + parts.two_signers()
    )
