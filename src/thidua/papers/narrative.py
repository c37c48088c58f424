"""Lời văn → đoạn văn: the sections of `report.yaml`, written as plain text, as blocks ready to print.

`## ` opens a sub-section (numbered here), `- ` and `+ ` a bullet, `a) ` a point as given; a blank line
ends a paragraph. Lines that follow without a blank line belong to the same paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from thidua.vietnamese import nfc, percent_on_paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Kind = Literal["heading", "paragraph", "bullet", "point"]

_HEADING = re.compile(r"#{1,6}\s+(?:\d{1,2}[.)]\s+)?")
_BULLET = re.compile(r"([-+])\s+")
_POINT = re.compile(r"[a-zđ]{1,2}\)\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """Một đoạn: its text ready to print; exactly one of the flags says what it is."""

    text: str
    heading: bool = False
    paragraph: bool = False
    bullet: bool = False
    point: bool = False


def block(kind: Kind, text: str) -> Block:
    """One block of a kind."""
    return Block(text, **{kind: True})


def blocks(text: str) -> tuple[Block, ...]:
    """The whole text of a section; sub-sections are numbered 1., 2., …"""
    found = []
    headings = 0
    for kind, words in _pieces(nfc(text).splitlines()):
        headings += kind == "heading"
        found.append(block(kind, f"{headings}. {words}" if kind == "heading" else words))
    return tuple(found)


def plain_blocks(text: str) -> tuple[Block, ...]:
    """A text that stands beneath a numbered heading: its own headings are paragraphs, without numbers."""
    return tuple(
        block("paragraph" if kind == "heading" else kind, words) for kind, words in _pieces(nfc(text).splitlines())
    )


def _pieces(lines: Iterable[str]) -> Iterator[tuple[Kind, str]]:
    """Kind and words of each block; a heading never runs on into the next line."""
    kind: Kind | None = None
    words: list[str] = []
    for line in (*lines, ""):
        text = percent_on_paper(" ".join(line.split()))
        opened = _opening(text)
        if kind is not None and (opened is not None or not text or kind == "heading"):
            yield kind, " ".join(words)
            kind = None
        if opened is not None:
            kind, words = opened[0], [opened[1]]
        elif text and kind is None:
            kind, words = "paragraph", [text]
        elif text:
            words.append(text)


def _opening(text: str) -> tuple[Kind, str] | None:
    """What a line opens, with the words as printed; None when it only goes on."""
    if heading := _HEADING.match(text):
        return "heading", text[heading.end() :]
    if bullet := _BULLET.match(text):
        return "bullet", f"{bullet[1]} {text[bullet.end() :]}"
    if _POINT.match(text):
        return "point", text
    return None
