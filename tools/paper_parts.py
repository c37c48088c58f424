"""Phần chung của các mẫu: letterhead, headings, sections, tables and signatures, each written once."""

from __future__ import annotations

import wordml
from thidua.papers.word import nd30, party
from wordml import asked, cell, data_table, either, paragraph, repeated, row, rule, table, tag_row


def letterhead() -> str:
    """Quốc hiệu (or the Party's name) and issuer side by side, number and date on one row, then what marks a draft."""
    left, right = nd30.LETTERHEAD
    issuer = (
        asked("letterhead.has_parent", paragraph("CoQuanChuQuan", "{{ letterhead.parent }}"))
        + repeated("name in letterhead.issuer", paragraph("CoQuanBanHanh", "{{ name }}"))
        + either("letterhead.party", paragraph("DauSao", party.STAR), rule())
    )
    nation = either(
        "letterhead.party",
        paragraph("TieuDeDang", party.TITLE) + rule(),
        paragraph("QuocHieu", wordml.NATION) + paragraph("TieuNgu", wordml.MOTTO) + rule(),
    )
    mark = repeated("mark in letterhead.marks", paragraph("DuThao", "{{ mark }}"))
    empty = paragraph("DuThao", "")
    return table(
        (left, right),
        row(cell(left, issuer, top=True), cell(right, nation, top=True)),
        row(
            cell(left, paragraph("SoKyHieu", "{{ letterhead.number }}"), top=True),
            cell(right, paragraph("DiaDanh", "{{ letterhead.place_date }}"), top=True),
        ),
        tag_row("if letterhead.marked", (left, right)),
        row(cell(left, mark, top=True), cell(right, empty, top=True)),
        tag_row("endif", (left, right)),
        borders=False,
        outdent=nd30.LETTERHEAD_OUTDENT,
    )


def heading() -> str:
    """Type and subject with the rule beneath."""
    return paragraph("TenLoai", "{{ heading.kind }}") + paragraph("TrichYeu", "{{ heading.subject }}") + rule()


def address() -> str:
    """Kính gửi: one on its line, several beneath it."""
    return asked("address.single", paragraph("KinhGui", "{{ address.text }}")) + asked(
        "address.several",
        paragraph("KinhGuiNhieu", "{{ address.text }}"),
        repeated("addressee in address.each", paragraph("NoiGui", "{{ addressee }}")),
    )


def bases() -> str:
    """Căn cứ, one a line."""
    return repeated("basis in bases", paragraph("CanCu", "{{ basis }}"))


def annex_heading() -> str:
    """Form 2.1: annex, title, the paper it belongs to."""
    return (
        paragraph("PhuLuc", "{{ annex.label }}")
        + paragraph("TieuDePhuLuc", "{{ annex.title }}")
        + paragraph("KemTheo", "{{ annex.attached }}")
        + rule()
        + wordml.gap()
    )


def section(loop: str) -> str:
    """Sections in the user's words."""
    return repeated(loop, paragraph("Heading1", "{{ section.heading }}"), narrative("section.blocks"))


def narrative(source: str) -> str:
    """Text with its sub-sections, paragraphs, bullets and points."""
    return repeated(
        f"block in {source}",
        asked("block.heading", paragraph("Heading2", "{{ block.text }}")),
        asked("not block.heading", paragraph("NoiDung", "{{ block.text }}")),
    )


def passage(name: str) -> str:
    """A sub-section of lines, if there is something to say."""
    return asked(
        f"{name}.shown",
        paragraph("Heading2", f"{{{{ {name}.heading }}}}"),
        repeated(f"line in {name}.lines", paragraph("NoiDung", "{{ line }}")),
    )


def scores(table: str) -> str:
    """The score table of totals: with columns for bonus and penalty, or without."""
    adjusted = (
        ("TT", 9, "position"), ("Đơn vị", 40, "<unit"), ("Điểm tiêu chí", 17, "criteria"),
        ("Điểm thưởng", 17, "bonus"), ("Điểm trừ", 15, "penalty"), ("Tổng điểm", 15, "total"),
        ("Xếp hạng", 14, "rank"), (f"{{{{ {table}.note_title }}}}", 38, "<note"),
    )  # fmt: skip
    plain = (
        ("TT", 10, "position"), ("Đơn vị", 68, "<unit"), ("Tổng điểm", 22, "total"),
        ("Xếp hạng", 20, "rank"), (f"{{{{ {table}.note_title }}}}", 45, "<note"),
    )  # fmt: skip
    return asked(
        f"{table}.shown",
        paragraph("Heading2", f"{{{{ {table}.heading }}}}"),
        paragraph("NoiDung", f"{{{{ {table}.lead }}}}"),
        paragraph("TenBang", f"{{{{ {table}.caption }}}}"),
        asked(f"{table}.adjusted", data_table(adjusted, f"{table}.rows", "unit")),
        asked(f"{table}.plain", data_table(plain, f"{table}.rows", "unit")),
        wordml.gap(),
        repeated(f"line in {table}.remarks", paragraph("SauBang", "{{ line }}")),
    )


def awards() -> str:
    """Each award: seats and count, who is proposed, what was decided."""
    columns = (
        ("TT", 10, "position"), ("Đơn vị được đề nghị", 66, "<unit"), ("{{ award.votes_title }}", 20, "votes"),
        ("{{ award.share_title }}", 28, "share"), ("Ghi chú", 41, "<note"),
    )  # fmt: skip
    return asked(
        "review.awards.shown",
        paragraph("Heading2", "{{ review.awards.heading }}"),
        paragraph("NoiDung", "{{ review.awards.lead }}"),
        repeated(
            "award in review.awards.awards",
            paragraph("Diem", "{{ award.heading }}"),
            repeated("line in award.lines", paragraph("NoiDung", "{{ line }}")),
            asked("award.as_table", data_table(columns, "award.rows", "unit"), wordml.gap()),
            asked("award.as_list", repeated("unit in award.rows", paragraph("NoiDung", "{{ unit.text }}"))),
            repeated("line in award.remarks", paragraph("NoiDung", "{{ line }}")),
        ),
    )


def review() -> str:
    """The section on the review."""
    return asked(
        "review.shown",
        paragraph("Heading1", "{{ review.heading }}"),
        narrative("review.lead"),
        passage("review.attendance"),
        scores("review.scores"),
        awards(),
        passage("review.not_considered"),
        passage("review.head"),
    )


def lines(source: str, style: str = "NoiDung") -> str:
    """A paragraph for each text."""
    return repeated(f"line in {source}", paragraph(style, "{{ line }}"))


def vote_table(table: str) -> str:
    """Votes of all who stood."""
    columns = (
        ("TT", 10, "position"), ("Đơn vị", 79, "<unit"), (f"{{{{ {table}.votes_title }}}}", 20, "votes"),
        (f"{{{{ {table}.share_title }}}}", 30, "share"), (f"{{{{ {table}.result_title }}}}", 26, "result"),
    )  # fmt: skip
    return asked(f"{table}.shown", data_table(columns, f"{table}.rows", "unit"), wordml.gap())


def recipients() -> str:
    """Nơi nhận."""
    return paragraph("NoiNhan", "Nơi nhận:") + repeated(
        "recipient in recipients", paragraph("NoiNhanDong", "{{ recipient }}")
    )


def signer(name: str, style: str = "ChucVu", below: str = "HoTen") -> str:
    """Offices, room to sign, name."""
    offices = repeated(f"office in {name}.offices", paragraph(style, "{{ office }}"))
    return offices + paragraph(below, f"{{{{ {name}.name }}}}")


def closing() -> str:
    """Recipients on the left, the signer on the right, kept with the last sentence."""
    left, right = nd30.CLOSING
    return table(
        (left, right),
        row(cell(left, recipients(), top=True), cell(right, signer("signature"), top=True)),
        borders=False,
    )


def two_signers() -> str:
    """Form 1.9: who wrote on the left with the recipients beneath, who chaired on the right."""
    half = nd30.PAGE.text_width / 2
    left = signer("left") + wordml.gap() + recipients()
    return table((half, half), row(cell(half, left, top=True), cell(half, signer("right"), top=True)), borders=False)


def kept(inner: str) -> str:
    """What must not be broken across pages, as the one cell of a table."""
    width = nd30.PAGE.text_width
    return table((width,), row(cell(width, inner, top=True)), borders=False)


def signature_grid(office: str, name: str) -> str:
    """Three signatures a row; a row is never broken."""
    third = nd30.PAGE.text_width / 3
    places = (cell(third, signer(f"row.{place}", office, name), top=True) for place in ("first", "second", "third"))
    widths = (third, third, third)
    return table(
        widths,
        tag_row("for row in signers", widths),
        row(*places),
        tag_row("endfor", widths),
        borders=False,
        margin=wordml.CELL_MARGIN,
    )
