"""Thể thức văn bản: the page of Decree 30/2020/NĐ-CP (annex I) as a table of numbers.

The templates are built from this table and the tests hold every paper to it. Sizes move together in one
paper; the set chosen here is Quốc hiệu 13, tiêu ngữ 14, date 14, body 14. Lengths are millimetres,
sizes and spacing points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right", "both"]
Cut = Literal["regular", "bold", "italic"]
"""Kiểu chữ: đứng, đậm, nghiêng."""

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
MM_PER_POINT = 25.4 / 72
TWIPS_PER_POINT = 20


@dataclass(frozen=True, slots=True)
class Page:
    """Khổ giấy, lề: A4 upright, with the range the decree allows for each margin."""

    width: float = 210
    height: float = 297
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15
    header: float = 9

    @property
    def text_width(self) -> float:
        """Bề rộng chữ."""
        return self.width - self.left - self.right


PAGE = Page()
LANDSCAPE = Page(width=297, height=210)
"""Khổ giấy ngang: for tables too wide for an upright page; the same margins."""

MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
"""Annex I, part I, item 4: least and most of each margin."""


@dataclass(frozen=True, slots=True)
class Component:
    """Thành phần thể thức: one kind of paragraph.

    `code` is the style's id in our own files, `name` the one an office sees in Word. Files are read by names alone,
    since others who save them give ids of their own; no name has a comma, which would part it in two. `sizes` is what
    the decree allows, `size` what we print. `line` is a multiple of single spacing. `whole_rule`: a rule beneath is as
    long as the text, not a share of it.
    """

    code: str
    name: str
    sizes: tuple[int, int]
    size: int
    bold: bool = False
    italic: bool = False
    upper: bool = False
    align: Align = "both"
    first_line: float = 0
    left: float = 0
    before: float = 0
    after: float = 0
    line: float = 1
    color: str = "000000"
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    whole_rule: bool = False

    @property
    def cut(self) -> Cut:
        """Kiểu chữ: which letters it is printed in, for measuring."""
        return "bold" if self.bold else "italic" if self.italic else "regular"


BODY_INDENT = 12.7
"""Lùi đầu dòng: 10 or 12.7 mm."""

BODY_GAP = 6
"""Khoảng cách giữa các đoạn: at least 6 points."""

BODY_LINE = 1.0
"""Cách dòng: single to 1.5."""

SIGNING_SPACE = 56
"""Points left blank for signature and seal."""

RULE_SHARE = 0.38
"""Đường kẻ dưới tên cơ quan và trích yếu: 1/3 to 1/2 of the text above it."""

RULE_NAME = "Kẻ ngang"
"""The style of a rule beneath a heading: an empty paragraph, as long as its own indents or the text above it say."""

LETTERHEAD = (69.0, 99.0)
"""Widths of the two columns at the head of the first page, until the words in them are known."""

LETTERHEAD_OUTDENT = 3.0
"""The head reaches so far into the left margin, as in the decree's own forms: Quốc hiệu 13 takes 96 mm of 165."""

CLOSING = (68.0, 97.0)
"""Widths of the two columns at the foot: recipients, signer."""

BALLOT_HALF = 127.5
"""Half a page for one ballot paper, so that two of them are cut apart in the middle."""

BALLOT_UNIT_COLUMN = 93.0
"""Width of the column of names on a ballot paper that asks for agreement or not; it is wider on others."""

COMPONENTS: tuple[Component, ...] = (
    Component("QuocHieu", "Quốc hiệu", (12, 13), 13, bold=True, upper=True, align="center"),
    Component("TieuNgu", "Tiêu ngữ", (13, 14), 14, bold=True, align="center", whole_rule=True),
    Component(
        "TieuDeDang", "Tiêu đề văn bản Đảng", (15, 15), 15, bold=True, upper=True, align="center", whole_rule=True
    ),
    Component("DauSao", "Dấu sao", (14, 14), 14, align="center"),
    Component("CoQuanChuQuan", "Cơ quan chủ quản", (12, 13), 13, upper=True, align="center"),
    Component("CoQuanBanHanh", "Cơ quan ban hành", (12, 13), 13, bold=True, upper=True, align="center"),
    Component("SoKyHieu", "Số và ký hiệu", (13, 13), 13, align="center", before=6),
    Component("TrichYeuCongVan", "Trích yếu công văn", (12, 13), 12, align="center", before=6),
    Component("DiaDanh", "Địa danh và thời gian", (13, 14), 14, italic=True, align="center", before=6),
    Component("DuThao", "Dự thảo", (13, 14), 14, bold=True, upper=True, align="center", before=3),
    Component("KyHieuDuThao", "Dự thảo (đầu trang)", (12, 14), 12, bold=True, upper=True, align="right"),
    Component(
        "TenLoai",
        "Tên loại văn bản",
        (13, 14),
        14,
        bold=True,
        upper=True,
        align="center",
        before=12,
        keep_next=True,
    ),
    Component("TrichYeu", "Trích yếu", (13, 14), 14, bold=True, align="center", keep_next=True),
    Component("KinhGui", "Kính gửi", (13, 14), 14, align="center", before=6, after=6),
    Component("KinhGuiNhieu", "Kính gửi (nhiều nơi)", (13, 14), 14, align="left", left=30, before=6, after=2),
    Component("NoiGui", "Kính gửi (từng nơi)", (13, 14), 14, align="left", left=45, after=2),
    Component("CanCu", "Căn cứ", (13, 14), 14, italic=True, first_line=BODY_INDENT, after=BODY_GAP, line=BODY_LINE),
    Component("NoiDung", "Nội dung", (13, 14), 14, first_line=BODY_INDENT, after=BODY_GAP, line=BODY_LINE),
    Component(
        "Heading1",
        "heading 1",
        (13, 14),
        14,
        bold=True,
        upper=True,
        first_line=BODY_INDENT,
        before=BODY_GAP,
        after=BODY_GAP,
        line=BODY_LINE,
        keep_next=True,
        keep_lines=True,
        outline=0,
    ),
    Component(
        "Heading2",
        "heading 2",
        (13, 14),
        14,
        bold=True,
        first_line=BODY_INDENT,
        after=BODY_GAP,
        line=BODY_LINE,
        keep_next=True,
        keep_lines=True,
        outline=1,
    ),
    Component(
        "Diem",
        "Điểm a) b) c)",
        (13, 14),
        14,
        first_line=BODY_INDENT,
        after=BODY_GAP,
        line=BODY_LINE,
        keep_next=True,
    ),
    Component(
        "KetThuc",
        "Câu kết",
        (13, 14),
        14,
        first_line=BODY_INDENT,
        after=BODY_GAP,
        line=BODY_LINE,
        keep_next=True,
        keep_lines=True,
    ),
    Component("TenBang", "Tên bảng", (13, 14), 14, bold=True, align="center", before=6, after=6, keep_next=True),
    Component("DauBang", "Đầu bảng", (12, 14), 12, bold=True, align="center", before=2, after=2, keep_next=True),
    Component("OBang", "Ô bảng", (12, 14), 12, align="left", before=1, after=1),
    Component("OBangGiua", "Ô bảng (giữa)", (12, 14), 12, align="center", before=1, after=1),
    Component(
        "DauBangNho", "Đầu bảng (rộng)", (11, 14), 11, bold=True, align="center", before=2, after=2, keep_next=True
    ),
    Component("OBangNho", "Ô bảng (rộng)", (11, 14), 11, align="left", before=1, after=1),
    Component("OBangNhoGiua", "Ô bảng rộng (giữa)", (11, 14), 11, align="center", before=1, after=1),
    Component(
        "OBangNhoDam", "Ô bảng rộng (nhóm)", (11, 14), 11, bold=True, align="left", before=1, after=1, keep_next=True
    ),
    Component(
        "OBangNhoDamGiua",
        "Ô bảng rộng (nhóm giữa)",
        (11, 14),
        11,
        bold=True,
        align="center",
        before=1,
        after=1,
        keep_next=True,
    ),
    Component("SauBang", "Ghi chú dưới bảng", (12, 14), 13, italic=True, before=4, after=BODY_GAP),
    Component(
        "GhiChuCuoi", "Ghi chú trước chữ ký", (12, 14), 12, italic=True, before=4, keep_next=True, keep_lines=True
    ),
    Component("ChuThich", "Chú thích tiêu chí", (11, 13), 11, before=2, after=2),
    Component("ChucVu", "Quyền hạn và chức vụ", (13, 14), 14, bold=True, upper=True, align="center", keep_next=True),
    Component("HoTen", "Họ và tên người ký", (13, 14), 14, bold=True, align="center", before=SIGNING_SPACE),
    Component("DonViKy", "Đơn vị ký", (12, 14), 12, bold=True, upper=True, align="center", before=6),
    Component("PhuLuc", "Phụ lục", (14, 14), 14, bold=True, align="center", keep_next=True),
    Component("TieuDePhuLuc", "Tiêu đề phụ lục", (13, 14), 14, bold=True, upper=True, align="center", keep_next=True),
    Component("KemTheo", "Kèm theo văn bản", (13, 14), 14, italic=True, align="center", keep_next=True),
    Component("HinhAnh", "Biểu đồ", (13, 14), 13, align="center", before=6, after=6, keep_next=True),
    Component("KhoiPhieu", "Tên khối trên phiếu", (11, 13), 11, upper=True, align="center", before=6),
    Component("TenPhieu", "Tên phiếu", (13, 14), 13, bold=True, align="center"),
    Component("HuongDan", "Hướng dẫn ghi phiếu", (11, 13), 11, italic=True, before=3, after=3),
    Component("NoiNhan", "Nơi nhận", (12, 12), 12, bold=True, italic=True, align="left", keep_next=True),
    Component("NoiNhanDong", "Nơi nhận (từng nơi)", (11, 11), 11, align="left", keep_next=True),
    Component("SoTrang", "header", (13, 14), 14, align="center"),
    Component("MaDoiChieu", "Mã đối chiếu", (8, 8), 8, align="left", color="7F7F7F"),
)
"""Every kind of paragraph in our papers."""

_BY_CODE = {component.code: component for component in COMPONENTS}
_BY_NAME = {component.name.casefold(): component for component in COMPONENTS}


def component(code: str) -> Component:
    """The component with this id."""
    return _BY_CODE[code]


def component_named(name: str) -> Component | None:
    """The component whose style has this name in Word, in any case; None where it is none of ours."""
    return _BY_NAME.get(name.casefold())


def twips(millimetres: float) -> int:
    """Lengths as Word writes them: twentieths of a point."""
    return round(millimetres / MM_PER_POINT * TWIPS_PER_POINT)
