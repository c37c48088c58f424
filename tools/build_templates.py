"""Dựng mẫu: makes `templates/*.docx` and their text projections from the decree's numbers.

    python tools/build_templates.py

The same numbers give the same bytes; a test builds them in memory and compares.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import wordml
from thidua.papers import nd30
from thidua.papers.render import pack
from wordml import asked, cell, data_table, paragraph, repeated, row, rule, table, tag_row

HERE = Path(__file__).resolve().parents[1] / "templates"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def letterhead() -> str:
    """Quốc hiệu and issuer side by side, number and date on one row, then what marks a draft."""
    left, right = nd30.LETTERHEAD
    issuer = (
        asked("letterhead.has_parent", paragraph("CoQuanChuQuan", "{{ letterhead.parent }}"))
        + repeated("name in letterhead.issuer", paragraph("CoQuanBanHanh", "{{ name }}"))
        + rule("letterhead.issuer_rule")
    )
    nation = paragraph("QuocHieu", wordml.NATION) + paragraph("TieuNgu", wordml.MOTTO) + wordml.motto_rule()
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
    """Type and subject with the rule beneath, then whom it is sent to."""
    return (
        paragraph("TenLoai", "{{ heading.kind }}")
        + paragraph("TrichYeu", "{{ heading.subject }}")
        + rule("heading.rule")
        + asked("address.single", paragraph("KinhGui", "{{ address.text }}"))
        + asked(
            "address.several",
            paragraph("KinhGuiNhieu", "{{ address.text }}"),
            repeated("addressee in address.each", paragraph("NoiGui", "{{ addressee }}")),
        )
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


def scores() -> str:
    """The score table: with columns for bonus and penalty, or without."""
    adjusted = (
        ("TT", 9, "position"), ("Đơn vị", 38, "<unit"), ("Điểm tiêu chí", 18, "criteria"),
        ("Điểm thưởng", 17, "bonus"), ("Điểm trừ", 13, "penalty"), ("Tổng điểm", 17, "total"),
        ("Xếp hạng", 13, "rank"), ("{{ review.scores.note_title }}", 40, "<note"),
    )  # fmt: skip
    plain = (
        ("TT", 10, "position"), ("Đơn vị", 68, "<unit"), ("Tổng điểm", 22, "total"),
        ("Xếp hạng", 20, "rank"), ("{{ review.scores.note_title }}", 45, "<note"),
    )  # fmt: skip
    return asked(
        "review.scores.shown",
        paragraph("Heading2", "{{ review.scores.heading }}"),
        paragraph("NoiDung", "{{ review.scores.lead }}"),
        paragraph("TenBang", "{{ review.scores.caption }}"),
        asked("review.scores.adjusted", data_table(adjusted, "review.scores.rows", "unit")),
        asked("review.scores.plain", data_table(plain, "review.scores.rows", "unit")),
        wordml.gap(),
        repeated("line in review.scores.remarks", paragraph("SauBang", "{{ line }}")),
    )


def awards() -> str:
    """Each award: seats and count, who is proposed, what was decided."""
    columns = (
        ("TT", 10, "position"), ("Đơn vị được đề nghị", 68, "<unit"), ("Số phiếu", 18, "votes"),
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
        scores(),
        awards(),
        passage("review.not_considered"),
        passage("review.head"),
    )


def closing() -> str:
    """Recipients on the left, the signer on the right, kept with the last sentence."""
    left, right = nd30.CLOSING
    to = paragraph("NoiNhan", "Nơi nhận:") + repeated(
        "recipient in recipients", paragraph("NoiNhanDong", "{{ recipient }}")
    )
    signer = repeated("office in signature.offices", paragraph("ChucVu", "{{ office }}")) + paragraph(
        "HoTen", "{{ signature.name }}"
    )
    return table((left, right), row(cell(left, to, top=True), cell(right, signer, top=True)), borders=False)


def report() -> str:
    """Báo cáo tổng kết."""
    return (
        letterhead()
        + heading()
        + wordml.gap()
        + repeated("basis in bases", paragraph("CanCu", "{{ basis }}"))
        + paragraph("NoiDung", "{{ opening }}")
        + section("section in before")
        + review()
        + section("section in after")
        + paragraph("KetThuc", "{{ closing }}")
        + closing()
    )


PAPERS = {"bao-cao": ("Mẫu báo cáo tổng kết", report)}
"""File name → title and body of each template."""


def build() -> dict[str, bytes]:
    """Every file in `templates/` that is made, by name."""
    files: dict[str, bytes] = {}
    for name, (title, body) in PAPERS.items():
        parts = wordml.package(body(), title)
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
