"""Mẫu không suy nghĩ: what a template may say, and whether its view can answer.

A template shows texts, repeats over tuples and asks flags, of fields that its view has. Anything else
(filters, calls, comparisons, arithmetic) is refused before the template runs, so nothing in a template is code.
The syntax tree comes from the template engine; only `word/render.py` knows which one.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Scope = dict[str, Any]
"""Names a template may use at one spot, with their types."""

MAX_LOOPS = 4
"""Loops within one another; the papers need two."""

MAX_FREE_LOOPS = 2
"""Those of them that do not go through what an outer one repeats: their lengths multiply."""

TOO_DEEP = "lồng quá sâu"

LONGEST_NAME = 80
"""Letters of a name that a nearest spelling is looked for."""


class Loop(NamedTuple):
    """Vòng lặp: the name it gives to each item, the item's type (None: not known), whether it is on its own."""

    name: str
    item: Any
    free: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """Chỗ sai của mẫu: code, line in the template's text, the words written there, what is wrong, a hint.

    `mark` is how the tag begins (`{{`, `{%`) where the same words are right in the other kind.
    """

    code: str
    line: int
    written: str
    message: str
    hint: str = ""
    mark: str = ""


def faults(tree: Any, view: type) -> tuple[Fault, ...]:
    """Everything in a template that its view cannot answer, or that is more than show, repeat and ask."""
    return faults_within(tree, view, ())


def faults_within(tree: Any, view: type, loops: tuple[Loop, ...]) -> tuple[Fault, ...]:
    """The same for a piece of a template that stands within loops."""
    reader = _Reader(loops)
    reader.read(tree.body, {**fields(view), **{loop.name: loop.item for loop in loops}})
    return tuple(dict.fromkeys(reader.found))


def loop_of(tree: Any, view: type, loops: tuple[Loop, ...]) -> Loop | None:
    """The loop that a piece of a template opens within others; None when it opens none."""
    node = next((node for node in tree.body if type(node).__name__ == "For"), None)
    if node is None or type(node.target).__name__ != "Name":
        return None
    kind = _Reader(loops).kind(node.iter, {**fields(view), **{loop.name: loop.item for loop in loops}})
    return Loop(node.target.name, _item(kind), _is_free(node.iter, loops))


def _item(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is tuple else None


def _is_free(node: Any, loops: tuple[Loop, ...]) -> bool:
    """Whether what a loop goes through belongs to no item of the loops around it."""
    while type(node).__name__ == "Getattr":
        node = node.node
    return type(node).__name__ != "Name" or node.name not in {loop.name for loop in loops}


@cache
def fields(view: type) -> Scope:
    """The names of a view, with their types."""
    return get_type_hints(view)


@cache
def texts(kind: Any) -> tuple[str, ...]:
    """Every text that can be printed from a value of a type without a loop, by its dotted name."""
    if kind is str:
        return ("",)
    if not (isinstance(kind, type) and is_dataclass(kind)):
        return ()
    return tuple(f"{name}.{rest}".rstrip(".") for name, inner in fields(kind).items() for rest in texts(inner))


class _Reader:
    """Walks the syntax tree and collects what is wrong."""

    def __init__(self, loops: tuple[Loop, ...]) -> None:
        self.found: list[Fault] = []
        self._loops = loops

    def read(self, nodes: Iterable[Any], scope: Mapping[str, Any]) -> None:
        for node in nodes:
            match type(node).__name__:
                case "Output":
                    self._output(node, scope)
                case "For":
                    self._repeat(node, scope)
                case "If":
                    self._ask(node, scope)
                case _:
                    self._refuse(node)

    def _output(self, node: Any, scope: Mapping[str, Any]) -> None:
        for shown in node.nodes:
            if type(shown).__name__ == "TemplateData":
                continue
            kind = self.kind(shown, scope)
            if kind is not None and kind is not str:
                self._wrong(shown, "không phải là văn bản nên không in ra được", _instead(written(shown), kind), "{{")

    def _repeat(self, node: Any, scope: Mapping[str, Any]) -> None:
        kind = self.kind(node.iter, scope)
        if kind is not None and get_origin(kind) is not tuple:
            names = ", ".join(name for name, inner in scope.items() if get_origin(inner) is tuple)
            hint = f"các danh sách có ở đây: {names}" if names else ""
            self._wrong(node.iter, "không phải là một danh sách nên không lặp được", hint)
        if type(node.target).__name__ != "Name" or node.test is not None or node.recursive:
            self._refuse(node)
            return
        outer = self._loops
        self._loops = (*outer, Loop(node.target.name, _item(kind), _is_free(node.iter, outer)))
        if len(self._loops) > MAX_LOOPS or sum(loop.free for loop in self._loops) > MAX_FREE_LOOPS:
            message = f"vòng lặp «{node.target.name}» {TOO_DEEP}, văn bản sẽ dài vô cùng"
            hint = "vòng lặp bên trong chỉ đi qua danh sách của chính mục đang lặp bên ngoài"
            self.found.append(Fault("TD803", node.lineno, "", message, hint))
        else:
            self.read(node.body, {**scope, node.target.name: _item(kind)})
        self._loops = outer
        self.read(node.else_, scope)

    def _ask(self, node: Any, scope: Mapping[str, Any]) -> None:
        kind = self.kind(node.test, scope)
        if kind is not None and kind is not bool:
            flags = ", ".join(name for name, inner in scope.items() if inner is bool)
            hint = f"các biến có/không ở đây: {flags}" if flags else ""
            self._wrong(node.test, "không phải là có hoặc không nên không dùng sau if được", hint)
        self.read(node.body, scope)
        self.read(node.elif_, scope)
        self.read(node.else_, scope)

    def kind(self, node: Any, scope: Mapping[str, Any]) -> Any:
        """The type of an expression; None when it is already known to be wrong."""
        match type(node).__name__:
            case "Name":
                return self._look_up(node, node.name, scope, "")
            case "Getattr":
                owner = self.kind(node.node, scope)
                if owner is None:
                    return None
                known = fields(owner) if isinstance(owner, type) and is_dataclass(owner) else {}
                return self._look_up(node, node.attr, known, f"{written(node.node)}.")
            case "Not":
                return self.kind(node.node, scope)
            case "And" | "Or":
                sides = [self.kind(node.left, scope), self.kind(node.right, scope)]
                return bool if all(side is bool for side in sides) else next((s for s in sides if s is not bool), None)
            case _:
                self._refuse(node)
                return None

    def _look_up(self, node: Any, name: str, known: Mapping[str, Any], owner: str) -> Any:
        if name in known:
            return known[name]
        text = f"{owner}{name}"
        hint = _suggestion(name, known, owner)
        self.found.append(Fault("TD802", node.lineno, text, f"không có biến «{text[:LONGEST_NAME]}»", hint))
        return None

    def _wrong(self, node: Any, why: str, hint: str, mark: str = "{%") -> None:
        text = written(node)
        self.found.append(Fault("TD802", node.lineno, text, f"«{text[:LONGEST_NAME]}» {why}", hint, mark))

    def _refuse(self, node: Any) -> None:
        message = "mẫu chỉ được in biến, lặp bằng for và hỏi bằng if, không được tính toán hay gọi hàm"
        self.found.append(Fault("TD803", node.lineno, "", message, "bỏ phép tính, bộ lọc, lời gọi hàm khỏi thẻ"))


def _suggestion(name: str, known: Mapping[str, Any], owner: str) -> str:
    """The nearest name, here or a step further in, and everything there is."""
    near = difflib.get_close_matches(name, known, n=1) if len(name) <= LONGEST_NAME else []
    if not near:
        paths = [path for field, kind in known.items() for rest in texts(kind) if (path := f"{field}.{rest}") and rest]
        same = [path for path in paths if path.rpartition(".")[2] == name]
        near = sorted(same, key=lambda path: path.startswith("properties."))[:1]
    meant = f"có phải là «{owner}{near[0]}»? " if near else ""
    names = ", ".join(f"{owner}{field}" for field in known)
    there = f"các biến có ở đây: {names}" if names else f"«{owner.rstrip('.')}» là văn bản, không có mục con"
    return f"{meant}{there}"


def _instead(text: str, kind: Any) -> str:
    """How to use a value that is not a text."""
    if kind is bool:
        return f"đây là biến có/không, dùng trong {{% if {text} %}}"
    if get_origin(kind) is tuple:
        return f"đây là một danh sách, lặp bằng {{%p for … in {text} %}}"
    return f"in từng mục của nó: {', '.join(f'{text}.{rest}' for rest in texts(kind))}"


def written(node: Any) -> str:
    """An expression as it stands in the template."""
    match type(node).__name__:
        case "Name":
            return str(node.name)
        case "Getattr":
            return f"{written(node.node)}.{node.attr}"
        case "Not":
            return f"not {written(node.node)}"
        case "And" | "Or" as word:
            return f"{written(node.left)} {word.lower()} {written(node.right)}"
        case _:
            return "…"
