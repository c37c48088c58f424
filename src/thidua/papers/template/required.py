"""Điều phải in: which texts of a view a paper must print to be true and whole, whatever template it is printed with.

Every text of a view is a fact. What is none is known by its name (`heading`, `…_title`, `caption` …), or a class
of the view lists it in `OPTIONAL`: words that an office may put in its own way, or leave out. A new view needs
nothing but that line, and only where it has such words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple, cast, get_args, get_origin

from thidua.papers.template import contract

WORDS = frozenset(("heading", "caption", "lead", "legend", "position"))
"""Fields that lead to facts and state none; within a list a heading or a caption is the name of its item."""

NAMES_OF_ITEMS = frozenset(("heading", "caption"))

TITLE = ("_heading", "_title", "_caption", "_legend")
"""How the names of headings and of column titles end."""

TELLING_TITLES = frozenset(
    ("share_title", "earlier_total_title", "earlier_rank_title", "agree_title", "disagree_title")
)
"""Titles without which the numbers beneath say something else: a share of what, of which year, for or against."""

LABELS = {
    "address": "nơi kính gửi",
    "agree_title": "tiêu đề cột",
    "annex": "đầu phụ lục",
    "attached": "dòng kèm theo văn bản",
    "attendance": "thành phần dự họp",
    "award": "hình thức khen thưởng",
    "awards": "kết quả xét khen thưởng",
    "bases": "căn cứ",
    "bloc": "tên khối, cụm",
    "board": "tổ kiểm phiếu",
    "bonus": "điểm thưởng",
    "closing": "câu kết",
    "contests": "kết quả các cuộc bỏ phiếu",
    "criteria": "điểm tiêu chí",
    "granted": "kết quả công nhận",
    "grants": "đề nghị và công nhận",
    "head": "trưởng, phó trưởng",
    "issuer": "tên cơ quan ban hành",
    "items": "danh mục bàn giao",
    "left": "chữ ký bên trái",
    "letterhead": "đầu văn bản",
    "marks": "dấu «dự thảo», «số liệu minh họa»",
    "matrices": "bảng điểm theo tiêu chí",
    "name": "họ tên",
    "not_considered": "đơn vị không đưa vào bình xét",
    "note": "ghi chú",
    "number": "số, ký hiệu",
    "offices": "quyền hạn, chức vụ",
    "opening": "phần mở đầu",
    "papers": "số phiếu phát ra, thu về, hợp lệ",
    "parent": "cơ quan chủ quản",
    "penalty": "điểm trừ",
    "place_date": "địa danh, ngày tháng",
    "proposed": "đơn vị được đề nghị",
    "rank": "xếp hạng",
    "recipients": "nơi nhận",
    "remarks": "ghi chú kết quả",
    "result": "kết quả so với ngưỡng",
    "review": "kết quả bình xét",
    "right": "chữ ký bên phải",
    "score": "điểm",
    "scores": "bảng điểm",
    "share": "tỷ lệ",
    "share_title": "tỷ lệ tính trên số nào",
    "signature": "chữ ký",
    "signers": "chữ ký",
    "stamp": "mã đối chiếu",
    "subject": "trích yếu",
    "summary": "bảng xếp hạng",
    "total": "tổng điểm",
    "unit": "tên đơn vị",
    "votes": "số phiếu",
    "year": "năm",
}
"""What people call a field; the others are called by their name in the template alone."""


class Fact(NamedTuple):
    """Một điều phải in: its name in templates (`awards[].rows[].votes`), its text, where it is in its view.

    `row` is the line of a table or list it belongs to, with all of which it must stand together; empty: on its own.
    """

    route: str
    text: str
    at: tuple[str | int, ...]
    row: tuple[str | int, ...]


def facts_of(view: Any) -> tuple[Fact, ...]:
    """Every fact of a view that has a text, in the order of its fields."""
    return tuple(_of(view, "", (), ()))


def _of(value: Any, route: str, at: tuple[str | int, ...], row: tuple[str | int, ...]) -> Iterator[Fact]:
    kind: Any = type(value)
    if kind is str:
        if any(map(str.isalnum, value)):
            yield Fact(route, value, at, row)
    elif kind is tuple:
        for number, item in enumerate(value):
            here, inner = (*at, number), cast("Any", type(item))
            yield from _of(item, f"{route}[]", here, here if _is_row(inner) else ())
    elif is_dataclass(value):
        for name in stated(kind, in_list=route.endswith("[]")):
            yield from _of(getattr(value, name), f"{route}.{name}".lstrip("."), (*at, name), row)


@cache
def stated(kind: Any, *, in_list: bool) -> tuple[str, ...]:
    """The fields of a part of a view that state facts; `in_list`: the part is an item of a list."""
    spared = {name for base in kind.__mro__ for name in vars(base).get("OPTIONAL", ())}
    return tuple(
        field.name
        for field in fields(kind)
        if field.name not in spared and not _leads(field.name, contract.fields(kind)[field.name], in_list=in_list)
    )


def _leads(name: str, kind: Any, *, in_list: bool) -> bool:
    """Whether a field is words that lead to facts: a text, or a list of texts, of such a name."""
    if kind is not str and (get_origin(kind) is not tuple or get_args(kind)[0] is not str):
        return False
    if name in TELLING_TITLES or (in_list and name in NAMES_OF_ITEMS):
        return False
    return name in WORDS or name.endswith(TITLE)


@cache
def _is_row(kind: Any) -> bool:
    """Whether an item of a list is one line: texts only, no list of its own."""
    if kind in {str, bool}:
        return True
    return get_origin(kind) is None and all(_is_row(inner) for inner in contract.fields(kind).values())


def called(route: str) -> str:
    """A field in words and by its name: `số phiếu («rows[].votes»)`."""
    label = LABELS.get(route.rpartition(".")[2].removesuffix("[]"), "")
    return f"{label} («{route}»)" if label else f"«{route}»"


def worded(route: str) -> str:
    """A field in words; nothing where it has none."""
    return LABELS.get(route.rpartition(".")[2].removesuffix("[]"), "")
