"""Khám mẫu: everything that is wrong with a Word template, all at once, each at the paragraph it stands in.

`obstacles` are what no paper may be made with: files that are none, what would run or reach out, tracked changes,
comments, tags that are broken, misplaced or name what the view does not have. `inspect` adds what the decree
would have otherwise: typefaces, sizes, margins. Nothing of a template is executed to find this out: each tag is
parsed alone, within the loops that stand around it.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, TemplateError

from thidua.diagnostics import Diagnostic, Place, Related
from thidua.papers.template.contract import TOO_DEEP, Loop, faults_within, loop_of
from thidua.papers.template.lettering import Styles, lettering, page
from thidua.papers.template.pairing import shown
from thidua.papers.template.safety import BODY, Opened, Problems, dangers, opened
from thidua.papers.template.tags import BORROWED, MOST, W, complete, part_name, places, structure

if TYPE_CHECKING:
    from thidua.papers.template.pairing import Misplaced, Standing, Tag

_RENDERED = frozenset(f"{W}{name}" for name in ("document", "hdr", "ftr", "footnotes"))
_CHANGED = ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tcPr", "trPr", "tblGrid", "numbering")
_TRACKED = (
    *(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")),
    *(f"{W}{name}Change" for name in _CHANGED),
)
_MARKS = ("{{", "{%", "{#", "%}", "}}")
_ALTERNATIVE = "descr"
_HIDDEN = "thẻ nằm ở chỗ không in ra được (trường, công thức, tên hình …)"
_ACCEPT = "trong Word: Xem lại (Review), Chấp nhận tất cả thay đổi (Accept All Changes), rồi lưu"


def inspect(file: str, content: bytes, view: type) -> Problems:
    """Everything that is wrong with a template for papers of this view, in reading order."""
    found, problems = opened(file, content)
    if found is None:
        return problems
    stops = _obstacles(file, found, view)
    return _in_order(file, found, (*problems, *stops, *_form(file, found)))


def obstacles(file: str, content: bytes, view: type) -> Problems:
    """What keeps a paper of this view from being made with a template."""
    return _stops(file, content, view)


@lru_cache(16)
def _stops(file: str, content: bytes, view: type) -> Problems:
    """As above; a template that serves several papers of a year is looked at once."""
    found, problems = opened(file, content)
    if found is None:
        return problems
    return _in_order(file, found, (*problems, *_obstacles(file, found, view)))


def _obstacles(file: str, found: Opened, view: type) -> Problems:
    told = [*dangers(file, found)]
    for name, root in _parts(found):
        told += [*_tracked(file, root), *_comments(file, root), *_hidden_tags(file, name, root, view)]
        if root.tag in _RENDERED:
            told += _tags(file, root, view)
    return tuple(told)


def _form(file: str, found: Opened) -> Problems:
    theme = next((tree for name, tree in found.trees.items() if name.startswith("word/theme/")), None)
    styles = Styles(found.trees.get("word/styles.xml"), theme)
    told = [problem for _, root in _parts(found) if root.tag in _RENDERED for problem in lettering(file, root, styles)]
    return (*page(file, found.trees[BODY]), *told)


def _parts(found: Opened) -> list[tuple[str, Any]]:
    """The XML parts under `word/`, the body first; those that are about the file itself left out."""
    names = [n for n in found.trees if n.startswith("word/") and n.endswith(".xml") and not n.startswith("word/theme/")]
    return [(name, found.trees[name]) for name in sorted(names, key=lambda name: (name != BODY, name))]


def _in_order(file: str, found: Opened, problems: Problems) -> Problems:
    """By place as one reads: the whole file, the body, headers and footers."""
    order: dict[str, int] = {"": -1}
    for _, root in _parts(found):
        for place in places(root).values():
            order.setdefault(place, len(order))
    told = sorted(
        dict.fromkeys(problems), key=lambda problem: (order.get(problem.place.cell, len(order)), problem.code)
    )
    if len(told) <= MOST:
        return tuple(told)
    rest = Diagnostic("TD803", Place(file), f"còn {len(told) - MOST} lỗi nữa; hãy bắt đầu lại từ mẫu có sẵn")
    return (*told[:MOST], rest)


# --- leftovers of editing ---------------------------------------------------------------------


def _tracked(file: str, root: Any) -> list[Diagnostic]:
    """Tracked changes, once a paragraph."""
    known = places(root)
    found: dict[str, str] = {}
    for node in islice(root.iter(*_TRACKED), 5 * MOST):
        paragraph = next(node.iterancestors(f"{W}p"), None)
        if paragraph is None:
            around = next(node.iterancestors(f"{W}tc", f"{W}tr", f"{W}tbl"), node)
            paragraph = next(around.iter(f"{W}p"), None)
        place = known.get(paragraph, part_name(root).rstrip(", "))
        words = "".join(part.text or "" for part in node.iter(f"{W}t", f"{W}delText"))
        found[place] = found.get(place, "") or words
    told = []
    for place, words in found.items():
        quoted = f": «{shown(words)}»" if words.strip() else ""
        told.append(
            Diagnostic("TD804", Place(file, cell=place), f"mẫu còn vết sửa chưa chấp nhận{quoted}", hint=_ACCEPT)
        )
    return told


def _comments(file: str, root: Any) -> list[Diagnostic]:
    """Comments that would be sent out with every paper."""
    hint = "trong Word: Xem lại (Review), Xóa tất cả ghi chú (Delete All Comments), rồi lưu"
    told: dict[str, Diagnostic] = {}
    known = places(root)
    for node in root.iter(f"{W}commentReference"):
        place = known.get(next(node.iterancestors(f"{W}p"), None), "")
        told.setdefault(place, Diagnostic("TD809", Place(file, cell=place), "mẫu còn ghi chú (comment)", hint=hint))
    return list(told.values())


def _hidden_tags(file: str, name: str, root: Any, view: type) -> list[Diagnostic]:
    """Tags where they are not read as a paragraph's text: fields, formulas, names of pictures, other parts."""
    known = places(root)
    rendered = root.tag in _RENDERED
    told: dict[tuple[str, str], Diagnostic] = {}
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        readable = node.tag == f"{W}t" and rendered
        words = [text for key, text in node.attrib.items() if key != _ALTERNATIVE or not rendered]
        words += () if readable else (node.text or "", node.tail or "")
        found = [(text, _HIDDEN, "chỉ đặt thẻ trong chữ thường") for text in words if any(m in text for m in _MARKS)]
        found += _alternative_text(node.get(_ALTERNATIVE, ""), view) if rendered else []
        paragraph = next(node.iterancestors(f"{W}p"), None) if found else None
        place = known.get(paragraph, part_name(root).rstrip(", ") or (name if name != BODY else ""))
        for text, message, hint in found[:1]:
            problem = Diagnostic("TD803", Place(file, cell=place), f"{message}: «{shown(text)}»", hint=hint)
            told.setdefault((place, message), problem)
    return list(told.values())


def _alternative_text(text: str, view: type) -> list[tuple[str, str, str]]:
    """A picture's alternative text may print variables, outside of any loop."""
    if not any(mark in text for mark in _MARKS):
        return []
    tree = _parsed(text) if "{%" not in text and "{#" not in text else None
    wrong = faults_within(tree, view, ()) if tree is not None else ()
    if tree is None:
        return [(text, "văn bản thay thế của hình có thẻ sai", "chỗ này chỉ in biến bằng {{ }}")]
    return [(text, f"văn bản thay thế của hình: {fault.message}", fault.hint) for fault in wrong]


# --- tags -------------------------------------------------------------------------------------


def _tags(file: str, root: Any, view: type) -> list[Diagnostic]:
    """Broken and misplaced tags of a part, and those that its view cannot answer.

    Depth is told when all that opens is closed: what is left open would seem to hold everything behind it.
    """
    known = places(root)
    standing, wrong = structure(root)
    told = [_misplaced(file, fault, known) for fault in wrong]
    loops: dict[int, Loop] = {}
    for one in standing:
        told += _contract(file, one, view, loops, known[one.tag.paragraph])
    return [problem for problem in told if not wrong or TOO_DEEP not in problem.message]


def _misplaced(file: str, fault: Misplaced, known: dict[Any, str]) -> Diagnostic:
    related: tuple[Related, ...] = ()
    if fault.other is not None and fault.other is not fault.paragraph:
        related = (Related(Place(file, cell=known[fault.other]), "thẻ đi cùng"),)
    place = Place(file, cell=known[fault.paragraph])
    return Diagnostic("TD803", place, fault.message, related, fault.hint)


def _contract(file: str, one: Standing, view: type, loops: dict[int, Loop], place: str) -> list[Diagnostic]:
    """What a view cannot answer of one tag; `loops` remembers what each `for` repeats."""
    tag, inside = one
    around = tuple(loops[id(other)] for other in inside if other.word == "for")
    tree = _parsed(complete(tag)) if tag.plain else None
    if tag.word == "for":
        opened_loop = loop_of(tree, view, around) if tree is not None else None
        loops[id(tag)] = opened_loop or Loop(tag.variable, None, free=False)
    if not tag.plain:
        return []
    if tree is None:
        return [
            Diagnostic("TD803", Place(file, cell=place), f"thẻ sai cú pháp: «{shown(tag.written)}»", hint=_syntax(tag))
        ]
    if tag.word in {"else", "endif", "endfor"}:
        return []
    told = []
    for fault in faults_within(tree, view, around):
        if fault.written == BORROWED:
            continue
        quoted = "" if fault.code == "TD802" else f": «{shown(tag.written)}»"
        told.append(Diagnostic(fault.code, Place(file, cell=place), f"{fault.message}{quoted}", hint=fault.hint))
    return told


@cache
def _parsed(text: str) -> Any:
    """The syntax tree of a piece of a template; None when it has none. Parsing runs nothing."""
    try:
        return Environment(autoescape=True).parse(text)
    except (TemplateError, RecursionError):
        return None


def _syntax(tag: Tag) -> str:
    if tag.word == "for":
        return "viết {% for tên in danh_sách %}"
    if tag.word in {"if", "elif"}:
        return f"viết {{% {tag.word} biến %}} hoặc {{% {tag.word} not biến %}}"
    if tag.word:
        return f"viết {{% {tag.word} %}}, không thêm gì"
    return "giữa {{ và }} chỉ có tên một biến: {{ heading.subject }}"
