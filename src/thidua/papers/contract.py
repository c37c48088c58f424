"""Mẫu không suy nghĩ: what a template may say, and whether its view can answer.

A template shows texts, repeats over tuples and asks flags, of fields that its view has. Anything else
(filters, calls, comparisons, arithmetic) is refused before the template runs, so nothing in a template is code.
The syntax tree comes from the template engine; only `render.py` knows which one.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Scope = dict[str, Any]
"""Names a template may use at one spot, with their types."""


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
    reader = _Reader()
    reader.read(tree.body, fields(view))
    return tuple(dict.fromkeys(reader.found))


@cache
def fields(view: type) -> Scope:
    """The names of a view, with their types."""
    return get_type_hints(view)


class _Reader:
    """Walks the syntax tree and collects what is wrong."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

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
            kind = self._kind(shown, scope)
            if kind is not None and kind is not str:
                self._wrong(shown, "không phải là văn bản nên không in ra được", "{{")

    def _repeat(self, node: Any, scope: Mapping[str, Any]) -> None:
        kind = self._kind(node.iter, scope)
        item = get_args(kind)[0] if get_origin(kind) is tuple else None
        if kind is not None and item is None:
            self._wrong(node.iter, "không phải là một danh sách nên không lặp được")
        if type(node.target).__name__ != "Name" or node.test is not None or node.recursive:
            self._refuse(node)
            return
        self.read(node.body, {**scope, node.target.name: item})
        self.read(node.else_, scope)

    def _ask(self, node: Any, scope: Mapping[str, Any]) -> None:
        kind = self._kind(node.test, scope)
        if kind is not None and kind is not bool:
            self._wrong(node.test, "không phải là có hoặc không nên không dùng sau if được")
        self.read(node.body, scope)
        self.read(node.elif_, scope)
        self.read(node.else_, scope)

    def _kind(self, node: Any, scope: Mapping[str, Any]) -> Any:
        """The type of an expression; None when it is already known to be wrong."""
        match type(node).__name__:
            case "Name":
                return self._look_up(node, node.name, scope, "")
            case "Getattr":
                owner = self._kind(node.node, scope)
                if owner is None:
                    return None
                known = fields(owner) if isinstance(owner, type) and is_dataclass(owner) else {}
                return self._look_up(node, node.attr, known, f"{written(node.node)}.")
            case "Not":
                return self._kind(node.node, scope)
            case "And" | "Or":
                sides = [self._kind(node.left, scope), self._kind(node.right, scope)]
                return bool if all(side is bool for side in sides) else next((s for s in sides if s is not bool), None)
            case _:
                self._refuse(node)
                return None

    def _look_up(self, node: Any, name: str, known: Mapping[str, Any], owner: str) -> Any:
        if name in known:
            return known[name]
        near = difflib.get_close_matches(name, known, n=1)
        names = ", ".join(f"{owner}{field}" for field in known)
        hint = f"có phải là «{owner}{near[0]}»?" if near else f"các biến có ở đây: {names}" if names else ""
        text = f"{owner}{name}"
        self.found.append(Fault("TD802", node.lineno, text, f"không có biến «{text}»", hint))
        return None

    def _wrong(self, node: Any, why: str, mark: str = "{%") -> None:
        text = written(node)
        self.found.append(Fault("TD802", node.lineno, text, f"«{text}» {why}", mark=mark))

    def _refuse(self, node: Any) -> None:
        message = "mẫu chỉ được in biến, lặp bằng for và hỏi bằng if, không được tính toán hay gọi hàm"
        self.found.append(Fault("TD803", node.lineno, "", message, "bỏ phép tính, bộ lọc, lời gọi hàm khỏi thẻ"))


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
