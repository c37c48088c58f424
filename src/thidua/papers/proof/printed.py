"""Đọc lại văn bản: which facts of a view a paper does not print, and what stands in their place.

A line of a table must stand together in one line of the paper; every other text in a paragraph of its own, or within
one. What one fact is read from is not read again for another: the signer named as the chair has not signed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from thidua.papers.proof.facts import is_person
from thidua.papers.template.required import Fact, facts_of
from thidua.papers.word.projection import PARAGRAPH, Item, fold

ALIKE = 0.6
"""Two paragraphs that share this much stand for one another."""

FEW_WORDS, SHARE = 6, 10
"""A text of fewer words than this, and less than a tenth of a paragraph, is there by chance: a code, a title."""

MANY = 40
"""Missing texts; beyond it nobody asks what stands in their place."""


class Unprinted(NamedTuple):
    """Điều không được in: the fact, the line it belongs to, where that line stands and what is printed there instead.

    `line` is how the tally has the whole line; `place`, `found` and `instead` are empty where nothing stands for it.
    """

    fact: Fact
    line: str
    place: str = ""
    found: str = ""
    instead: str = ""


@dataclass(slots=True)
class _Line:
    """Một dòng của văn bản: a row of a table or a paragraph.

    `left` is what no fact was read from yet, `full` whether no cell is empty.
    """

    place: str
    text: str
    left: list[str]
    full: bool = True
    read: bool = False


def unprinted(view: Any, items: Iterable[Item]) -> tuple[Unprinted, ...]:
    """Every fact of a view that a paper does not print, in the order of the view.

    What stands there exactly is read first, what stands within something else after it.
    """
    found = facts_of(view)
    lines, (rows, alone) = _lines(items), _sorted_out(found)
    rows = [row for row in rows if not _in_a_line(row, _number(view, row), lines, exactly=True)]
    alone = _without_paragraph(alone, lines)
    rows = [row for row in rows if not _in_a_line(row, _number(view, row), lines, exactly=False)]
    alone = [fact for fact in sorted(alone, key=lambda fact: -len(fact.text)) if not _in_a_paragraph(fact, lines)]
    missing = [one for row in rows for one in _nearest(row, _number(view, row), lines)]
    missing += [_replaced(fact, lines if len(alone) < MANY else ()) for fact in alone]
    order = {fact.at: number for number, fact in enumerate(found)}
    return tuple(sorted(missing, key=lambda one: order[one.fact.at]))


def _sorted_out(found: Iterable[Fact]) -> tuple[list[list[Fact]], list[Fact]]:
    """The facts of each row that has several, and all others."""
    rows: dict[tuple[str | int, ...], list[Fact]] = defaultdict(list)
    alone: list[Fact] = []
    for fact in found:
        (rows[fact.row] if fact.row else alone).append(fact)
    alone += [row[0] for row in rows.values() if len(row) == 1]
    return [row for row in rows.values() if len(row) > 1], alone


def _number(view: Any, row: Sequence[Fact]) -> str:
    """The number of a row in its table, which is not its rank."""
    part = view
    for step in row[0].row:
        part = part[step] if isinstance(step, int) else getattr(part, step)
    return fold(getattr(part, "position", ""))


def _lines(items: Iterable[Item]) -> list[_Line]:
    """The rows and paragraphs of a paper; the cells of a row that arranges the page are one line as well."""
    found: list[_Line] = []
    for item in items:
        table, cell, _ = item.place.partition(", ô ")
        texts = [fold(part) for text in item.cells for part in text.split(PARAGRAPH) if part]
        if cell and not item.row and found and found[-1].place == table:
            found[-1].left += texts
            found[-1].text += f" | {item.text}"
        else:
            found.append(_Line(table, item.text, texts, full=all(item.cells)))
    return found


# --- lines of tables ----------------------------------------------------------------------------


def _in_a_line(row: Sequence[Fact], number: str, lines: Sequence[_Line], *, exactly: bool) -> bool:
    """Whether one line has all of a row, in cells of their own (`exactly`) or somehow; that line is taken."""
    for wanted in _ways(row):
        for line in lines:
            if line.read or (exactly and not set(wanted) <= set(line.left)):
                continue
            missing, left = _without(wanted, _unnumbered(line, number, len(wanted)))
            if not missing:
                line.read, line.left = True, left
                return True
    return False


def _unnumbered(line: _Line, number: str, wanted: int) -> list[str]:
    """What a line says behind its own number; a line that is full of what is wanted has none."""
    numbered = bool(number) and line.left[:1] == [number] and not (line.full and len(line.left) == wanted)
    return line.left[1:] if numbered else line.left


def _ways(row: Sequence[Fact]) -> Iterator[list[str]]:
    """How a row may be printed: by its parts, or by a `text` of its own, which says all of it."""
    parts = [fact for fact in row if not _tells_all(fact)]
    yield [fold(fact.text) for fact in parts or row]
    if parts:
        yield from ([fold(fact.text)] for fact in row if _tells_all(fact))


def _tells_all(fact: Fact) -> bool:
    return fact.route.endswith("[].text")


def _nearest(row: Sequence[Fact], number: str, lines: Sequence[_Line]) -> list[Unprinted]:
    """What of a row the line that has most of it lacks; that line is taken. All of the row where there is none."""
    row = [fact for fact in row if not _tells_all(fact)] or row
    wanted = [fold(fact.text) for fact in row]
    best, lacking, rest = None, list(range(len(row))), []
    for line in lines:
        if line.read:
            continue
        missing, left = _without(wanted, _unnumbered(line, number, len(wanted)))
        if len(missing) < len(lacking):
            best, lacking, rest = line, missing, left
    if best is None or _only_common(row, lacking):
        return [Unprinted(fact, _told(row)) for fact in row]
    best.read, best.left = True, rest
    instead = _instead(row, lacking, rest)
    return [Unprinted(row[at], _told(row), best.place, best.text, instead) for at in lacking]


def _only_common(row: Sequence[Fact], lacking: Sequence[int]) -> bool:
    """Whether a line shares nothing with a row but what any line may have: a number, a dash."""
    kept = [fact for at, fact in enumerate(row) if at not in lacking]
    return bool(lacking) and not any(sum(map(str.isalpha, fact.text)) > 1 for fact in kept)


def _without(wanted: Sequence[str], texts: Sequence[str]) -> tuple[list[int], list[str]]:
    """Which of some texts a line has not, and what is left of the line without the others.

    A text within another of the row needs no place of its own: a sentence that says the whole row does.
    """
    left = list(texts)
    missing = []
    order = sorted(range(len(wanted)), key=lambda at: -len(wanted[at]))
    for at in order:
        spot = next((i for i, text in enumerate(left) if text == wanted[at]), None)
        if spot is not None:
            del left[spot]
        else:
            missing.append(at)
    for at in tuple(missing):
        if _take(wanted[at], left):
            missing.remove(at)
    told = [wanted[at] for at in order if at not in missing]
    return sorted(at for at in missing if not any(_within(wanted[at], text) for text in told)), left


def _instead(row: Sequence[Fact], lacking: Sequence[int], left: Sequence[str]) -> str:
    """What stands in a line where its one missing text belongs: of the same kind, a number for a number."""
    if len(lacking) != 1:
        return ""
    number = any(map(str.isdigit, row[lacking[0]].text))
    same = [text for text in left if any(map(str.isdigit, text)) == number and any(map(str.isalnum, text))]
    return same[-1] if same else ""


def _told(row: Sequence[Fact]) -> str:
    return " | ".join(fact.text for fact in row)


# --- texts on their own -------------------------------------------------------------------------


def _without_paragraph(found: Sequence[Fact], lines: Sequence[_Line]) -> list[Fact]:
    """Those of some texts that are no whole paragraph; each paragraph is read once."""
    spots: dict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        for text in line.left:
            spots[text].append(line)
    rest = []
    for fact in found:
        text = fold(fact.text)
        if spots.get(text):
            spots[text].pop(0).left.remove(text)
        else:
            rest.append(fact)
    return rest


def _in_a_paragraph(fact: Fact, lines: Sequence[_Line]) -> bool:
    """Whether a text stands within a paragraph, and not only by chance."""
    text = fold(fact.text)
    short = len(text.split()) < FEW_WORDS
    return any(
        _take(text, line.left)
        for line in lines
        if not (short and len(text) * SHARE < max(map(len, line.left), default=0))
    )


def _replaced(fact: Fact, lines: Sequence[_Line]) -> Unprinted:
    """A text that stands nowhere, with the paragraph that seems to stand for it."""
    best, share = None, ALIKE
    for line in lines:
        for text in line.left:
            alike = 1.0 if is_person(fact.text) and is_person(text) else _alike(fold(fact.text), text)
            if alike >= share:
                best, share = (line.place, text), alike
    return Unprinted(fact, fact.text) if best is None else Unprinted(fact, fact.text, *best, best[1])


def _alike(one: str, other: str) -> float:
    if not len(one) / 2 < len(other) < 2 * len(one):
        return 0.0
    matcher = SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _take(text: str, left: list[str]) -> bool:
    """Whether a text stands within what is left of a line; there it is read and gone."""
    for at, piece in enumerate(left):
        spot = _spot(text, piece)
        if spot is not None:
            left[at : at + 1] = [part for part in (piece[: spot[0]].strip(), piece[spot[1] :].strip()) if part]
            return True
    return False


def _within(text: str, piece: str) -> bool:
    return _spot(text, piece) is not None


def _spot(text: str, piece: str) -> tuple[int, int] | None:
    """Where a text stands in a piece of a paper, not torn out of a longer word or number."""
    if text not in piece:
        return None
    for match in re.finditer(re.escape(text), piece):
        before, after = piece[: match.start()], piece[match.end() :]
        if not (_goes_on(before[-2:][::-1], text[0]) or _goes_on(after[:2], text[-1])):
            return match.span()
    return None


def _goes_on(beside: str, edge: str) -> bool:
    """Whether a word or a number goes on beyond its edge: `9` in `19`, in `9,5` and in `9/11`."""
    if not beside or not edge.isalnum():
        return False
    return beside[0].isalnum() or (edge.isdigit() and beside[0] in ",./" and beside[1:2].isdigit())
