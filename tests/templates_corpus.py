"""Mẫu hỏng: the shipped report template, broken in one way each, with everything that must be said about it.

The files are made from the shipped template when they are needed; `python tests/templates_corpus.py FOLDER` writes
them out for looking at them in Word. Each expected fault names its place and words that stand there, so that
the place can be looked up by another way than the program's own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from thidua.papers.word.render import pack, shipped_template, unpack

Parts = dict[str, bytes]
BODY, HEADER, STYLES = "word/document.xml", "word/header1.xml", "word/styles.xml"


class Fault(NamedTuple):
    """Một lỗi phải báo: code, the words that stand at its place, words of the message.

    `at` counts the paragraphs with these words from 0, body before tables. `HEADER_TEXT` before them means the
    header, `LAST` the last paragraph of the body.
    """

    code: str
    stands: str
    says: str
    at: int = 0


class Broken(NamedTuple):
    """Một mẫu hỏng."""

    change: Callable[[Parts], None]
    faults: tuple[Fault, ...]


@cache
def shipped() -> bytes:
    return shipped_template("bao-cao.docx")


def made(change: Callable[[Parts], None]) -> bytes:
    parts = unpack(shipped())
    change(parts)
    return pack(parts)


def swap(old: str, new: str, part: str = BODY, *, at: int = 0) -> Callable[[Parts], None]:
    """Replace one occurrence of some text, the first or another."""

    def change(parts: Parts) -> None:
        pieces = parts[part].split(old.encode())
        assert len(pieces) > at + 1, f"{old} stands fewer than {at + 1} times in {part}"
        head, tail = old.encode().join(pieces[: at + 1]), old.encode().join(pieces[at + 1 :])
        parts[part] = head + new.encode() + tail

    return change


def every(*changes: Callable[[Parts], None]) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        for one in changes:
            one(parts)

    return change


def said(tag: str, *instead: str) -> Callable[[Parts], None]:
    """A paragraph that holds a tag alone, replaced by paragraphs with other texts."""
    return swap(paragraph("TheLenh", tag), "".join(paragraph("TheLenh", text) for text in instead))


def paragraph(style: str, text: str, run: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def looks(run: str, text: str = "{{ opening }}") -> Callable[[Parts], None]:
    """The run with this text, formatted on its own."""
    return swap(
        f'<w:r><w:t xml:space="preserve">{text}</w:t>',
        f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t>',
    )


def style(code: str, *, old: str, new: str) -> Callable[[Parts], None]:
    """Something within one style."""

    def change(parts: Parts) -> None:
        begin = parts[STYLES].index(f'w:styleId="{code}"'.encode())
        end = parts[STYLES].index(b"</w:style>", begin)
        body = parts[STYLES][begin:end]
        assert old.encode() in body
        parts[STYLES] = parts[STYLES][:begin] + body.replace(old.encode(), new.encode(), 1) + parts[STYLES][end:]

    return change


def tag(text: str) -> Callable[[Parts], None]:
    """The opening sentence's tag, replaced."""
    return swap("{{ opening }}", text)


HEADER_TEXT = "đầu trang: "
LAST = "(đoạn cuối)"
ROW_HINT = "không được đóng ở cùng chỗ"
THINKS = "mẫu chỉ được in biến"

BROKEN: dict[str, Broken] = {
    # --- names ---
    "bien-go-sai": Broken(
        swap("{{ heading.subject }}", "{{ heading.subjet }}"),
        (Fault("TD802", "{{ heading.subjet }}", "«heading.subjet»"),),
    ),
    "bien-thieu-ten-nhom": Broken(tag("{{ subject }}"), (Fault("TD802", "{{ subject }}", "«subject»"),)),
    "bien-lap-dung-ngoai-vong-lap": Broken(
        swap("{{ closing }}", "{{ basis }}"), (Fault("TD802", "{{ basis }}", "«basis»", at=1),)
    ),
    "bien-dung-o-bang-nay-sai-o-bang-kia": Broken(
        swap("{{ unit.votes }}", "{{ unit.total }}"),
        (Fault("TD802", "{{ unit.total }}", "«unit.total»", at=2),),
    ),
    "nhieu-bien-sai-khap-noi": Broken(
        every(
            swap("{{ letterhead.number }}", "{{ so }}"),
            swap("{{ closing }}", "{{ ket_thuc }}"),
            swap("{{ recipient }}", "{{ noi_nhan }}"),
            swap("{%p if draft %}", "{%p if nhap %}", HEADER),
        ),
        (
            Fault("TD802", "{{ so }}", "«so»"),
            Fault("TD802", "{{ ket_thuc }}", "«ket_thuc»"),
            Fault("TD802", "{{ noi_nhan }}", "«noi_nhan»"),
            Fault("TD802", HEADER_TEXT + "{%p if nhap %}", "«nhap»"),
        ),
    ),
    "in-ca-danh-sach": Broken(tag("{{ bases }}"), (Fault("TD802", "{{ bases }}", "không in ra được"),)),
    "in-co-khong": Broken(tag("{{ draft }}"), (Fault("TD802", "{{ draft }}", "không in ra được"),)),
    "lap-qua-van-ban": Broken(
        tag("{% for x in opening %}{{ x }}{% endfor %}"), (Fault("TD802", "for x", "không lặp được"),)
    ),
    "hoi-van-ban": Broken(tag("{% if opening %}x{% endif %}"), (Fault("TD802", "if opening", "sau if"),)),
    "di-theo-thuoc-tinh": Broken(
        tag("{{ opening.__class__.__mro__ }}"), (Fault("TD802", "__mro__", "«opening.__class__»"),)
    ),
    # --- places ---
    "lap-dong-bang-khong-co-tr": Broken(
        every(
            swap("{%tr for unit in award.rows %}", "{% for unit in award.rows %}"),
            swap("{%tr endfor %}", "{% endfor %}", at=2),
        ),
        (Fault("TD803", "{% for unit in award.rows %}", ROW_HINT),),
    ),
    "lap-o-bang-bang-p": Broken(
        every(
            swap("{%tr for unit in award.rows %}", "{%p for unit in award.rows %}"),
            swap("{%tr endfor %}", "{%p endfor %}", at=2),
        ),
        (Fault("TD803", "{%p for unit in award.rows %}", ROW_HINT, at=1),),
    ),
    "lap-doan-khong-co-p": Broken(
        every(
            said("{%p for basis in bases %}", "{% for basis in bases %}"),
            swap("{%p endfor %}", "{% endfor %}", at=3),
        ),
        (Fault("TD803", "for basis in bases", ROW_HINT),),
    ),
    "mo-p-dong-thuong": Broken(
        swap("{%p endfor %}", "{% endfor %}", at=3), (Fault("TD803", "for basis in bases", ROW_HINT),)
    ),
    "mo-trong-o-dong-ngoai-bang": Broken(
        every(
            swap("{{ letterhead.number }}", "{% if draft %}{{ letterhead.number }}"), tag("{{ opening }}{% endif %}")
        ),
        (Fault("TD803", "{% if draft %}", ROW_HINT),),
    ),
    "tr-ngoai-bang": Broken(
        every(
            swap("{%p if address.single %}", "{%tr if address.single %}"), swap("{%p endif %}", "{%tr endif %}", at=3)
        ),
        (
            Fault("TD803", "address.single", "đứng ngoài bảng"),
            Fault("TD803", "endif", "đứng ngoài bảng"),
        ),
    ),
    "tr-chung-dong-voi-chu": Broken(
        swap("{%tr if letterhead.marked %}", "{%tr if letterhead.marked %} Dự thảo"),
        (Fault("TD803", "Dự thảo", "phải đứng một mình"),),
    ),
    "tr-chung-dong-voi-o-co-chu": Broken(
        swap("{{ unit.position }}", "{%tr if unit.position %}"),
        (
            Fault("TD802", "if unit.position", "sau if"),
            Fault("TD803", "if unit.position", "còn chữ khác"),
            Fault("TD803", "if unit.position", "không được đóng"),
        ),
    ),
    "p-canh-chu": Broken(
        swap("{%p for basis in bases %}", "Căn cứ {%p for basis in bases %}"),
        (Fault("TD803", "Căn cứ", "phải đứng một mình"),),
    ),
    "if-khong-dong": Broken(
        said("{%p if review.shown %}", "{%p if draft %}", "{%p if review.shown %}"),
        (Fault("TD803", "{%p if draft %}", "không được đóng bằng endif"),),
    ),
    "for-khong-dong": Broken(
        tag("{% for basis in bases %}{{ basis }}"),
        (Fault("TD803", "{% for basis", "không được đóng bằng endfor"),),
    ),
    "endfor-thua": Broken(
        said("{%p for basis in bases %}", "{%p endfor %}", "{%p for basis in bases %}"),
        (Fault("TD803", "{%p endfor %}", "không có thẻ mở", at=1),),
    ),
    "dong-xen-ke": Broken(
        tag("{% if draft %}{% for basis in bases %}x{% endif %}{% endfor %}"),
        (Fault("TD803", "{% for basis", "xen kẽ"),),
    ),
    "else-khong-co-if": Broken(tag("{{ opening }}{% else %}"), (Fault("TD803", "{% else %}", "không có if"),)),
    "elif-sau-else": Broken(
        tag("{% if draft %}a{% else %}b{% elif draft %}c{% endif %}"), (Fault("TD803", "elif", "sau else"),)
    ),
    # --- writing ---
    "thieu-ngoac": Broken(tag("{{ opening }"), (Fault("TD803", "{{ opening }", "mở mà không đóng"),)),
    "thua-ngoac": Broken(tag("opening }}"), (Fault("TD803", "opening }}", "mở mà không đóng"),)),
    "ngoac-le": Broken(tag("{opening}"), (Fault("TD803", "{opening}", "mở mà không đóng"),)),
    "dong-ngoac-khac-loai": Broken(
        tag("{% if draft }}x{% endif %}"), (Fault("TD803", "{% if draft }}", "mở mà không đóng"),)
    ),
    "for-thieu-ngoac-khong-keo-theo-loi-khac": Broken(
        said("{%p for basis in bases %}", "{%p for basis in bases }"),
        (Fault("TD803", "for basis in bases }", "mở mà không đóng"),),
    ),
    "hai-the-hong-mot-doan": Broken(
        tag("{{ opening } và {{ closing }"),
        (
            Fault("TD803", "{{ opening }", "«{{ opening }»"),
            Fault("TD803", "{{ closing }", "«{{ closing }»"),
        ),
    ),
    "p-viet-roi": Broken(
        swap("{%p if address.single %}", "{% p if address.single %}"),
        (Fault("TD803", "{% p if", "viết liền"),),
    ),
    "endfor-go-sai": Broken(
        swap("{%p endfor %}", "{%p enfor %}", at=3), (Fault("TD803", "enfor", "không có thẻ lệnh «enfor»"),)
    ),
    "end-if-viet-roi": Broken(
        swap("{%p endif %}", "{%p end if %}", at=1), (Fault("TD803", "end if", "không có thẻ lệnh «endif»"),)
    ),
    "for-trong-ngoac-in": Broken(
        tag("{{ for basis in bases }}{{ basis }}{% endfor %}"),
        (Fault("TD803", "{{ for", "phải viết trong {% %}"),),
    ),
    "bien-trong-ngoac-lenh": Broken(
        tag("{% opening %}"), (Fault("TD803", "{% opening %}", "không có thẻ lệnh «opening»"),)
    ),
    "the-trong": Broken(tag("{{ }}"), (Fault("TD803", "{{ }}", "sai cú pháp"),)),
    "for-thieu-in": Broken(
        tag("{% for basis bases %}{{ basis }}{% endfor %}"), (Fault("TD803", "for basis bases", "sai cú pháp"),)
    ),
    "the-chay-trong-the": Broken(tag("{{r opening }}"), (Fault("TD803", "{{r", "mẫu chỉ dùng các thẻ"),)),
    "the-bo-khoang-trang": Broken(tag("{{- opening }}"), (Fault("TD803", "{{-", "mẫu chỉ dùng các thẻ"),)),
    "the-ghi-chu": Broken(tag("{# x #}"), (Fault("TD803", "{# x #}", "thẻ ghi chú"),)),
    "bo-loc": Broken(tag("{{ opening | upper }}"), (Fault("TD803", "upper", THINKS),)),
    "goi-ham": Broken(tag("{{ opening.upper() }}"), (Fault("TD803", "upper()", THINKS),)),
    "phep-tinh": Broken(tag("{{ opening ~ closing }}"), (Fault("TD803", "~", THINKS),)),
    "so-sanh": Broken(tag("{% if opening == closing %}x{% endif %}"), (Fault("TD803", "==", THINKS),)),
    "dat-bien": Broken(tag("{% set x = opening %}"), (Fault("TD803", "set x", "không có thẻ lệnh «set»"),)),
    "the-trong-truong": Broken(
        swap("{{ opening }}</w:t></w:r>", '{{ opening }}</w:t></w:r><w:fldSimple w:instr=" REF {{ x }} "/>'),
        (Fault("TD803", "{{ opening }}", "chỗ không in ra được"),),
    ),
    # --- leftovers of editing ---
    "vet-them": Broken(
        swap('<w:r><w:t xml:space="preserve">{{ opening }}', '<w:ins w:id="1" w:author="x"/><w:r><w:t>{{ opening }}'),
        (Fault("TD804", "{{ opening }}", "vết sửa"),),
    ),
    "vet-xoa-o-hai-noi": Broken(
        every(
            swap('<w:r><w:t xml:space="preserve">{{ opening }}', '<w:del w:id="1"/><w:r><w:t>{{ opening }}'),
            swap(
                '<w:r><w:t xml:space="preserve">{{ unit.rank }}',
                '<w:del w:id="2"><w:r><w:delText>cũ</w:delText></w:r></w:del><w:r><w:t>{{ unit.rank }}',
            ),
        ),
        (
            Fault("TD804", "{{ opening }}", "vết sửa"),
            Fault("TD804", "{{ unit.rank }}", "«cũ»"),
        ),
    ),
    "vet-doi-kieu-chu": Broken(
        looks('<w:b/><w:rPrChange w:id="1" w:author="x"><w:rPr/></w:rPrChange>'),
        (Fault("TD804", "{{ opening }}", "vết sửa"),),
    ),
    "con-ghi-chu": Broken(
        swap("{{ opening }}</w:t></w:r>", '{{ opening }}</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r>'),
        (Fault("TD809", "{{ opening }}", "ghi chú"),),
    ),
    # --- the decree's page ---
    "phong-chu-cua-doan": Broken(
        looks('<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'), (Fault("TD807", "{{ opening }}", "Arial"),)
    ),
    "phong-chu-chi-cua-chu-co-dau": Broken(
        looks('<w:rFonts w:hAnsi=".VnTime"/>'), (Fault("TD807", "{{ opening }}", ".VnTime"),)
    ),
    "phong-chu-cua-kieu-bao-mot-lan": Broken(
        style("NoiDung", old="<w:rPr>", new='<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>'),
        (Fault("TD807", "{{ opening }}", "Calibri"),),
    ),
    "phong-chu-o-dau-trang": Broken(
        swap("<w:r><w:t>2</w:t>", '<w:r><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr><w:t>2</w:t>', HEADER),
        (Fault("TD807", f"{HEADER_TEXT}2", "Arial"),),
    ),
    "co-chu-cua-doan": Broken(looks('<w:sz w:val="32"/>'), (Fault("TD807", "{{ opening }}", "cỡ chữ 16"),)),
    "co-chu-cua-kieu": Broken(
        style("NoiNhanDong", old='<w:sz w:val="22"/>', new='<w:sz w:val="25"/>'),
        (Fault("TD807", "{{ recipient }}", "cỡ chữ 12,5; thể thức là 11"),),
    ),
    "mau-chu": Broken(looks('<w:color w:val="FF0000"/>'), (Fault("TD807", "{{ opening }}", "#FF0000"),)),
    "le-trai-hep": Broken(
        swap('w:left="1701"', 'w:left="1134"'), (Fault("TD807", LAST, "lề trái 20 mm; thể thức là 30-35 mm"),)
    ),
    "le-va-kho-giay": Broken(
        every(
            swap('<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="12240" w:h="15840"/>'),
            swap('w:top="1134"', 'w:top="720"'),
        ),
        (Fault("TD807", LAST, "khổ giấy 216 × 279 mm"), Fault("TD807", LAST, "lề trên 12,7 mm")),
    ),
    "phong-co-mau-cung-luc": Broken(
        looks('<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:color w:val="0000FF"/><w:sz w:val="40"/>'),
        (
            Fault("TD807", "{{ opening }}", "Arial"),
            Fault("TD807", "{{ opening }}", "cỡ chữ 20"),
            Fault("TD807", "{{ opening }}", "#0000FF"),
        ),
    ),
    # --- everything at once ---
    "moi-loi-mot-luc": Broken(
        every(
            swap("{{ heading.subject }}", "{{ heading.sub }}"),
            swap('<w:r><w:t xml:space="preserve">{{ opening }}', '<w:ins w:id="1"/><w:r><w:t>{{ opening }}'),
            swap("{{ unit.votes }}", "{{ unit.votes }"),
            looks('<w:sz w:val="10"/>', "{{ closing }}"),
            swap('w:right="850"', 'w:right="500"'),
        ),
        (
            Fault("TD802", "heading.sub", "«heading.sub»"),
            Fault("TD804", "{{ opening }}", "vết sửa"),
            Fault("TD803", "{{ unit.votes }", "mở mà không đóng"),
            Fault("TD807", "{{ closing }}", "cỡ chữ 5"),
            Fault("TD807", LAST, "lề phải"),
        ),
    ),
}
"""File name → how it is broken and what must be said, all of it, in this order."""

SPLIT = '{{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> opening }</w:t></w:r><w:r><w:t>}'

FINE: dict[str, Callable[[Parts], None]] = {
    "the-bi-word-cat-thanh-nhieu-doan-chu": tag(SPLIT),
    "the-khong-co-dau-cach": tag("{{opening}}"),
    "if-trong-mot-doan": tag("{% if not draft and review.shown %}{{ opening }}{% elif draft %}a{% else %}b{% endif %}"),
    "for-trong-mot-doan": tag("{% for basis in bases %}{{ basis }} {% endfor %}"),
    "lap-trong-lap": tag("{% for s in before %}{% for b in s.blocks %}{{ b.text }}{% endfor %}{% endfor %}"),
    "else-cua-doan": said(
        "{%p if review.shown %}", "{%p if draft %}", "{%p else %}", "{%p endif %}", "{%p if review.shown %}"
    ),
    "co-chu-13": looks('<w:sz w:val="26"/>'),
    "co-chu-13-ruoi": looks('<w:sz w:val="27"/>'),
    "mau-den": looks('<w:color w:val="auto"/>'),
    "le-rong-nhat": every(swap('w:left="1701"', 'w:left="1984"'), swap('w:top="1134"', 'w:top="1417"')),
    "kho-giay-ngang": swap(
        '<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    ),
    "the-lenh-mau-xam-phong-khac": style(
        "TheLenh", old="<w:rPr>", new='<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'
    ),
    "doan-trong-phong-khac": swap("</w:pPr></w:p>", '</w:pPr><w:r><w:rPr><w:sz w:val="2"/></w:rPr></w:r></w:p>'),
    "kieu-khong-dung-den": style("Diem", old='<w:sz w:val="28"/>', new='<w:sz w:val="26"/>'),
    "chu-cua-rieng-co-quan": tag("{{ opening }} Trân trọng kính gửi &amp; báo cáo."),
    "so-trang-cuoi-trang": swap(" PAGE ", " PAGE \\* MERGEFORMAT ", HEADER),
}
"""Near misses: changes that an office may well make, and that nothing is to be said about."""


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, broken in BROKEN.items():
        (folder / f"{name}.docx").write_bytes(made(broken.change))
