"""Write the generated pages of docs/: format.md (the record models), loi.md (the catalogue), json.md and its schema.

Run `python tools/build_docs.py`; a test holds the committed pages to what this makes.
"""

from __future__ import annotations

from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

import json_schema
from thidua.diagnostics import CATALOGUE
from thidua.records.ballots import Ballot, Ballots
from thidua.records.bloc import Bloc
from thidua.records.regulation import Regulation
from thidua.records.report import Report
from thidua.records.scores import Scores
from thidua.records.shape import Parsed

DOCS = Path(__file__).resolve().parent.parent / "docs"

FILES: tuple[tuple[str, type[BaseModel], str], ...] = (
    (
        "bloc.yaml",
        Bloc,
        "Khối là ai: thành viên, thứ tự luân phiên, lịch sử các năm. Dùng chung cho mọi năm.",
    ),
    (
        "NĂM/regulation.yaml",
        Regulation,
        "Quy chế của năm: bảng điểm, khen thưởng, chỉ tiêu, ngưỡng, trưởng khối.",
    ),
    ("NĂM/scores.yaml", Scores, "Điểm và tình trạng của từng đơn vị."),
    (
        "NĂM/ballots.yaml",
        Ballots,
        "Hội nghị: thành phần, các cuộc bỏ phiếu, quyết định ở chỗ chưa phân định.",
    ),
    ("NĂM/report.yaml", Report, "Lời văn và thể thức của các văn bản."),
)

_NAMES: dict[str, str] = {
    "_code": "mã",
    "_text": "văn bản",
    "_written": "số, số lượng hoặc yes/no",
    "_points": "số không âm",
    "_positive": "số dương",
    "_decimal": "số",
    "_count": "số nguyên",
    "_year": "năm",
    "_share": "tỷ lệ",
    "_portion": "tỷ lệ",
    "_day": "ngày",
    "_clock": "giờ",
    "_yes_no": "yes/no",
}

INTRO = """# Định dạng các tệp

Trang này được tạo tự động từ chương trình. Mỗi khối là một thư mục trong `bloc_configs/`; trong đó có
`bloc.yaml` và mỗi năm một thư mục con. Mọi tệp bắt đầu bằng dòng `format: 1`.

Cách viết giá trị:

- số: `95.5` hoặc `95,5` (trong dấu `{ }` hay `[ ]` thì viết `95.5` hoặc `"95,5"`, vì dấu phẩy ngăn cách các mục)
- tỷ lệ: `80%`, `80 %` hoặc `2/3`
- ngày: `30/11/2023` hoặc `2023-11-30`; giờ: `14:00` hoặc `14 giờ 00`
- có, không: `yes`, `no` (hoặc `có`, `không`)
- mã: viết liền, không dấu cách: `QLTT`, `co-tinh`, `I.1`

Cột «Bắt buộc» đánh dấu x ở các khóa phải có.

Khóa không dùng thì không ghi; ghi khóa mà để trống giá trị là lỗi (TD208), trừ những khóa mà cột «Nghĩa» có
«bỏ trống: …»: để trống thì hiểu như cột ấy nói. Danh sách không có mục nào ghi `[]`.
"""


def format_page() -> str:
    """docs/format.md."""
    parts = [INTRO]
    for name, model, purpose in FILES:
        parts.append(f"## {name}\n\n{purpose}\n")
        parts.extend(_sections(model))
    return "\n".join(parts).rstrip() + "\n"


def errors_page() -> str:
    """docs/loi.md: the catalogue with links to the pages."""
    head = "# Các mã lỗi\n\nXem trang của một mã bằng `thidua explain MÃ`. Trang này được tạo tự động.\n"
    rows = [f"- [{code}](../src/thidua/explain/{code}.md): {title}" for code, title in CATALOGUE.items()]
    return "\n".join((head, *rows)) + "\n"


def _sections(root: type[BaseModel]) -> list[str]:
    """One table a model, each model once, in the order in which it is met."""
    parts: list[str] = []
    waiting: list[tuple[str, type[BaseModel]]] = [("", root)]
    seen: set[type[BaseModel]] = set()
    while waiting:
        path, model = waiting.pop(0)
        if model in seen:
            continue
        seen.add(model)
        if path:
            parts.append(f"### {path}\n\n{_first_line(model)}\n")
        parts.append(_table(model))
        for name, field in model.model_fields.items():
            key = field.alias or name
            suffix = _container_suffix(field.annotation)
            inner = f"{path}.{key}{suffix}" if path else f"{key}{suffix}"
            waiting.extend((inner, child) for child in _models(field.annotation))
    return parts


def _table(model: type[BaseModel]) -> str:
    rows = ["| Khóa | Kiểu | Bắt buộc | Nghĩa |", "|---|---|:-:|---|"]
    for name, field in model.model_fields.items():
        key = field.alias or name
        need = "x" if field.is_required() else ""
        rows.append(f"| `{key}` | {_type(field)} | {need} | {field.description} |")
    return "\n".join(rows) + "\n"


def _first_line(model: type[BaseModel]) -> str:
    text = (model.__doc__ or "").strip().split("\n", maxsplit=1)[0]
    return text.split(":", maxsplit=1)[0].rstrip(".") + "."


def _type(field: FieldInfo) -> str:
    for item in field.metadata:
        if isinstance(item, Parsed) and (name := _NAMES.get(_function_name(item))):
            return name
    return _annotation(field.annotation)


def _function_name(item: Parsed) -> str:
    return getattr(item.parse, "__name__", "")


def _annotation(annotation: Any) -> str:
    if annotation == Ballot:
        return "phiếu: danh sách mã, `[]` hoặc `defaced`"
    origin = get_origin(annotation)
    args = get_args(annotation)
    if origin is Annotated:
        for item in args[1:]:
            if isinstance(item, Parsed) and (name := _NAMES.get(_function_name(item))):
                return name
        return _annotation(args[0])
    if origin is Literal:
        return " \\| ".join(f"`{value}`" for value in args)
    if origin is tuple:
        return f"danh sách {_annotation(args[0])}"
    if origin is dict:
        return f"{_annotation(args[0])} → {_annotation(args[1])}"
    if origin is Union or (args and NoneType in args):
        return " hoặc ".join(_annotation(part) for part in args if part is not NoneType)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "nhóm khóa"
    raise TypeError(annotation)


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]


def _container_suffix(annotation: Any) -> str:
    for candidate in (annotation, *get_args(annotation)):
        if get_origin(candidate) is dict:
            return ".MÃ"
        if get_origin(candidate) is tuple:
            return "[]"
    return ""


PAGES = {
    "format.md": format_page,
    "loi.md": errors_page,
    "json.md": json_schema.page,
    "json.schema.json": json_schema.schema_file,
}


def main() -> None:
    DOCS.mkdir(exist_ok=True)
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
