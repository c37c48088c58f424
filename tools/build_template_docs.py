"""Write docs/templates.md: how to keep templates of one's own, and every variable of every paper with an example.

Run `python tools/build_template_docs.py`. Names and kinds come from the views' types, examples from the papers of
the sample bloc; a test holds the committed page to what this makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_origin

from thidua.evaluation import evaluate
from thidua.papers.dossier import PAPERS, PaperKind
from thidua.papers.proof.stamp import LABEL
from thidua.papers.template.contract import MAX_FREE_LOOPS, MAX_LOOPS, fields
from thidua.papers.template.forgetting import probes
from thidua.papers.template.required import facts_of
from thidua.papers.views import View
from thidua.papers.word import nd30
from thidua.records.workspace import find_bloc

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "templates.md"
LONGEST = 80


class Variable(NamedTuple):
    """Một biến: its name, with `[]` behind each list on the way, what it is, whether texts are printed from it."""

    name: str
    kind: str


def variables(kind: Any, name: str = "") -> Iterator[Variable]:
    """Everything that can be named from a type, in the order of the fields."""
    if kind is str:
        yield Variable(name, "văn bản")
    elif kind is bool:
        yield Variable(name, "có/không")
    elif get_origin(kind) is tuple:
        yield Variable(name, "danh sách")
        yield from (one for one in variables(get_args(kind)[0], f"{name}[]"))
    elif is_dataclass(kind):
        for field, inner in fields(kind).items():  # type: ignore[arg-type]
            yield from variables(inner, f"{name}.{field}".lstrip("."))


def values(value: Any, steps: list[str]) -> Iterator[Any]:
    """Every value a name stands for."""
    if not steps:
        yield value
        return
    step, *rest = steps
    for found in (getattr(value, step.removesuffix("[]")),):
        inner = found if step.endswith("[]") else (found,)
        for one in inner:
            yield from values(one, rest)


def example(variable: Variable, views: tuple[View, ...], others: tuple[View, ...]) -> str:
    """The first thing that the sample bloc's papers print for a variable; in brackets where another paper does."""
    if variable.kind == "danh sách":
        return f"`{{%p for x in {_within(variable.name)} %}}`"
    found = list(_all(views, variable.name))
    if variable.kind == "có/không":
        return "có" if any(found) else "không"
    text = next((one for one in found if one.strip()), "")
    if text:
        return _shortened(text)
    *_, last = variable.name.split(".")
    likely = (one for view in (*views, *others) for name in _names(type(view), last) for one in _all((view,), name))
    borrowed = next((one for one in likely if one.strip()), "")
    return f"({_shortened(borrowed)})" if borrowed else "(để trống)"


def _all(views: tuple[View, ...], name: str) -> Iterator[Any]:
    return (one for view in views for one in values(view, name.split(".")))


def _names(kind: type, last: str) -> Iterator[str]:
    """Texts of a view that are called the same, but for a number behind: `c16`, `c15`."""
    texts = (one.name for one in variables(kind) if one.kind == "văn bản")
    return (name for name in texts if name.rpartition(".")[2].rstrip("0123456789") == last.rstrip("0123456789"))


def _within(name: str) -> str:
    """A list as a template names it: `before`, or `y.blocks` where `y` is an item of the list around it."""
    around, inside, rest = name.rpartition("[].")
    return f"y.{rest}" if inside else around + rest


def _shortened(text: str) -> str:
    words = " ".join(text.split()).replace("|", "\\|").replace("`", "'")
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def sample() -> dict[str, tuple[View, ...]]:
    """Each paper's views of the sample bloc, final and draft."""
    folder = find_bloc(ROOT, None, ROOT)
    found = evaluate(folder, folder.years()[-1], words=True)
    outcome, words = found.outcome, found.records.report
    assert outcome is not None, found.problems  # noqa: S101 - the sample bloc has no problem; a test says so
    assert words is not None  # noqa: S101 - as above
    made: dict[str, tuple[View, ...]] = {}
    for kind in PAPERS:
        views = [view for draft in (False, True) for _, view in kind.views(outcome, words, draft, chart=True)]
        made[kind.file] = tuple(replace(view, stamp=f"{LABEL}7KQ2-M0XD") for view in views)
    return made


def section(kind: PaperKind, made: dict[str, tuple[View, ...]]) -> str:
    """One paper: its variables as a table."""
    others = tuple(view for views in made.values() for view in views)
    must = {fact.route for probe in probes(kind.view) for fact in facts_of(probe)}
    rows = "".join(
        f"| `{variable.name}` | {variable.kind} | {'có' if variable.name in must else ''}"
        f" | {example(variable, made[kind.file], others)} |\n"
        for variable in variables(kind.view)
    )
    title = kind.about[:1].upper() + kind.about[1:]
    return f"\n## {title}: `{kind.template}`\n\n| Biến | Loại | Phải in | Ví dụ |\n|---|---|---|---|\n{rows}"


def margins() -> str:
    """The decree's margins in words."""
    names = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
    return ", ".join(f"{names[side]} {least}-{most} mm" for side, (least, most) in nd30.MARGINS.items())


def page() -> str:
    """docs/templates.md."""
    views = sample()
    papers = "".join(f"| `{kind.template}` | {kind.about} |\n" for kind in PAPERS)
    intro = INTRO.format(papers=papers, margins=margins(), font=nd30.FONT, depth=MAX_LOOPS, free=MAX_FREE_LOOPS)
    return intro + "".join(section(kind, views) for kind in PAPERS)


INTRO = """# Mẫu văn bản của riêng cơ quan

Phần danh mục biến của trang này được tạo tự động từ chương trình; ví dụ lấy từ khối mẫu trong `bloc_configs/`.

## Bốn bước

1. Lấy một bản để sửa: `thidua template copy bao-cao` ghi `templates/bao-cao.docx` vào thư mục làm việc. Tệp đã có thì
   không ghi đè.
2. Sửa bằng Word, lưu lại đúng tên tệp ấy.
3. Kiểm tra: `thidua template check templates/bao-cao.docx`. Đạt thì im lặng. Có lỗi thì báo tất cả một lần,
   mỗi lỗi kèm chỗ của nó (`đoạn 12`; `bảng 2, dòng 3, ô 1`). Thêm `--mark` để có bản `bao-cao-ghi-chu.docx` ghi chú
   ngay tại từng chỗ; tệp gốc giữ nguyên. Bỏ trống tên tệp thì kiểm tra mọi mẫu trong `templates/`.
4. Lập văn bản như thường: `thidua report` dùng mẫu trong `templates/` nếu có, không thì dùng mẫu có sẵn.

Mẫu của văn bản nào thì mang tên ấy; tệp tên khác thì kiểm tra bằng `--paper`, ví dụ `--paper to-trinh`.

| Mẫu | Văn bản |
|---|---|
{papers}
## Thẻ trong mẫu

Mẫu chỉ in, lặp và hỏi; mọi phép tính đã xong trước khi vào mẫu.

| Thẻ | Việc |
|---|---|
| `{{{{ heading.subject }}}}` | in một văn bản |
| `{{%p for x in bases %}}` … `{{%p endfor %}}` | lặp các đoạn ở giữa; mỗi thẻ đứng riêng một đoạn |
| `{{%p if draft %}}` … `{{%p else %}}` … `{{%p endif %}}` | giữ các đoạn ở giữa khi có; thêm `not`: khi không |
| `{{%tr for unit in award.rows %}}` … `{{%tr endfor %}}` | lặp các dòng của bảng; mỗi thẻ đứng riêng một dòng |
| `{{% if draft %}}` … `{{% endif %}}`, `{{% for x in bases %}}` … `{{% endfor %}}` | như trên, trong cùng một đoạn |

- Thẻ mở ở đâu thì đóng ở đó: cùng đoạn, cùng ô, cùng bảng. Mở bằng `{{%p` thì đóng bằng `{{%p`.
- Không dùng bộ lọc, phép tính, so sánh, lời gọi hàm, ghi chú `{{# #}}`; ngoài thẻ không dùng dấu `{{` `}}`.
- Vòng lặp lồng nhau nhiều nhất {depth} tầng, trong đó nhiều nhất {free} tầng đi qua danh sách không thuộc mục đang lặp.
- Kiểu *Kẻ ngang* vẽ một đường kẻ ở giữa: đoạn ấy để trống, bề dài tính theo dòng chữ ở trên, trừ khi đoạn tự có lề.
  Kiểu *Thẻ lệnh* dành cho các đoạn chỉ có thẻ.
- Hình được chèn hẳn vào tệp; trong ô văn bản thay thế của hình cũng in được biến.

## Những gì không nhận

| Lỗi | Nghĩa |
|---|---|
| TD801 | không mở được như một văn bản Word |
| TD802 | biến không có; kèm tên gần nhất và các tên có ở chỗ ấy |
| TD803 | thẻ hỏng hoặc sai chỗ |
| TD804 | còn vết sửa (track changes) |
| TD807 | phông chữ khác {font}, cỡ chữ, màu chữ, khổ giấy, lề ngoài thể thức ({margins}) |
| TD808 | macro, tệp nhúng, liên kết ra ngoài, trường tự lấy dữ liệu |
| TD809 | còn ghi chú (comments) |

`thidua explain TD803` giải thích từng mã. TD807 chỉ là nhắc: văn bản vẫn lập được.

## Những gì được nhắc

| Nhắc | Nghĩa |
|---|---|
| TD815 | mẫu không còn in một điều văn bản phải có |
| TD816 | mẫu gõ sẵn năm, ngày, số phiếu, tỷ lệ, số văn bản, căn cứ, tên người ký; hoặc một con số trong phần lặp |

Văn bản vẫn lập được và `thidua report` kể từng chỗ in thiếu hoặc sai; `thidua verify` thì coi văn bản ấy là không khớp,
vì nó đọc lại từng điều đã in và so với kết quả tính chứ không so với mẫu. Cột «phải in» dưới đây nói những điều ấy;
phần còn lại (tiêu đề, lời dẫn, số thứ tự …) thì sửa hoặc bỏ được. Điều chỉ in trong một số trường hợp thì chỉ phải in
trong những trường hợp mà mẫu có sẵn cũng in.

## Đọc danh mục biến

- «văn bản» thì in bằng `{{{{ }}}}`; «có/không» thì hỏi bằng `if`; «danh sách» thì lặp bằng `for`.
- Dấu `[]` là từng mục của danh sách: có `before[].heading` thì viết `{{%p for x in before %}}` rồi
  `{{{{ x.heading }}}}`; có `bases[]` thì viết `{{%p for x in bases %}}` rồi `{{{{ x }}}}`. Danh sách trong danh sách:
  `y` là mục của danh sách bên ngoài.
- Ví dụ trong ngoặc lấy từ chỗ khác: ở khối mẫu biến này để trống.
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()
