"""So hai bản của một văn bản: what was changed, quoted, and whether a fact changed or only the words.

Rows of tables must be the same. A paragraph may be worded, split, joined or typeset anew, as long as its facts
(`proof/facts.py`) stay; the user's own paragraphs may also come, go and move when they state none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from thidua.papers.proof.facts import Facts, Known, facts, is_person
from thidua.papers.word.projection import PARAGRAPH, Item, Projection

Kind = Literal["filled", "wording", "fact", "row", "moved", "added", "removed", "tracked", "unprinted"]
HARMLESS: frozenset[Kind] = frozenset({"filled", "wording"})

PAIRED = 0.4
"""Two paragraphs with this share of words in common are one paragraph reworded."""

MANY = 4_000
"""Pairs to weigh in one stretch of changes; beyond it paragraphs are paired in order."""

TRACKED = Item(("",), place="cả văn bản")

_DOTS = re.compile(r"\.{4,}")
"""A dotted line, as `fold` leaves it; three dots are an ellipsis."""

_NO_NUMBER = re.compile(r"(?<=[Ss]ố)(:?)\s+(?=/[A-ZĐ])")


class Change(NamedTuple):
    """Một chỗ khác: where, what the tally writes, what stands there, and what that changes."""

    kind: Kind
    place: str
    expected: str
    found: str
    why: str = ""

    @property
    def altered(self) -> bool:
        """Whether it is more than style."""
        return self.kind not in HARMLESS


Key = tuple[bool, tuple[str, ...]]


class Scene(NamedTuple):
    """Bối cảnh của một lần so: the names, what only moved, the cells where one person's name stands alone."""

    names: Known
    moved: frozenset[Key]
    signed: frozenset[str]


class Pair(NamedTuple):
    """A paragraph or row and what became of it; None where there is no other side."""

    expected: Item | None
    found: Item | None


def compare(expected: Sequence[Item], found: Projection, names: Known) -> tuple[Change, ...]:
    """Every place where a paper differs from what it should say, in reading order."""
    filled, items = _fill(expected, _as_expected(expected, found.items))
    old, new = [item.key for item in expected], [item.key for item in items]
    regions = [
        _region(expected[a:b], items[c:d])
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    scene = Scene(names, _moved(pair for region in regions for pair in region), _signed_once(items))
    changes = [change for region in regions for change in _judge(region, scene)]
    if found.tracked:
        why = "còn vết sửa (track changes) chưa chấp nhận hoặc từ chối"
        changes.insert(0, Change("tracked", TRACKED.place, "", "", why))
    return (*filled, *changes)


def similarity(expected: Sequence[Item], found: Sequence[Item]) -> float:
    """The share of what is expected that is there word for word: 1 for the same paper, near 0 for another."""
    there = Counter(item.key for item in found)
    return sum((Counter(item.key for item in expected) & there).values()) / max(len(expected), 1)


# --- blanks left for a pen ---------------------------------------------------------------------


def _as_expected(expected: Sequence[Item], found: Sequence[Item]) -> list[Item]:
    """Tables that arrange the page stay paragraphs, even when their styles are gone."""
    widths = {len(item.cells) for item in expected if item.row}
    items: list[Item] = []
    for item in found:
        if item.row and len(item.cells) not in widths:
            items += (
                Item((text,), place=f"{item.place}, ô {at}")
                for at, cell in enumerate(item.cells, 1)
                for text in cell.split(PARAGRAPH)
                if text
            )
        else:
            items.append(item)
    return items


def _signed_once(items: Sequence[Item]) -> frozenset[str]:
    """The cells outside tables of figures where exactly one paragraph is a person's name."""
    cells = Counter(item.place for item in items if not item.row and ", ô " in item.place and is_person(item.text))
    return frozenset(place for place, times in cells.items() if times == 1)


def _fill(expected: Sequence[Item], found: Sequence[Item]) -> tuple[list[Change], list[Item]]:
    """Blanks for a number, a day or a name that somebody has filled in: read as if they were still open."""
    known, there = {item.key for item in expected}, {item.key for item in found}
    open_lines = [(item, pattern) for item in expected if (pattern := _blanks(item)) and item.key not in there]
    changes, items = [], list(found)
    for item, pattern in open_lines:
        at = next((at for at, it in enumerate(items) if it.key not in known and _fits(pattern, it)), None)
        if at is not None:
            changes.append(Change("filled", items[at].place, item.text, items[at].text))
            items[at] = Item(item.cells, item.row, items[at].place)
    return changes, items


def _blanks(item: Item) -> tuple[re.Pattern[str], ...]:
    """A pattern a cell; nothing when no cell has a blank to fill."""
    cells = item.key[1]
    patterns = tuple(_pattern(cell) for cell in cells)
    return tuple(map(re.compile, patterns)) if patterns != tuple(map(re.escape, cells)) else ()


def _pattern(text: str) -> str:
    parts, at = [], 0
    for blank in sorted((*_DOTS.finditer(text), *_NO_NUMBER.finditer(text)), key=lambda match: match.start()):
        parts.append(re.escape(text[at : blank.start()]))
        is_number = blank.re is _NO_NUMBER
        parts.append(rf"{blank[1]}\s*\d{{1,5}}[a-zđ]?\s*" if is_number else r".{0,120}?")
        at = blank.end()
    return "".join((*parts, re.escape(text[at:])))


def _fits(patterns: tuple[re.Pattern[str], ...], item: Item) -> bool:
    cells = item.key[1]
    return len(cells) == len(patterns) and all(
        pattern.fullmatch(cell) for pattern, cell in zip(patterns, cells, strict=True)
    )


# --- pairing -----------------------------------------------------------------------------------


def _region(expected: Sequence[Item], found: Sequence[Item]) -> list[Pair]:
    """One stretch of changes: each side's items paired with what they became, in reading order."""
    if len(expected) == len(found) and all(e.row == f.row for e, f in zip(expected, found, strict=True)):
        return [Pair(e, f) for e, f in zip(expected, found, strict=True)]
    if len(expected) * len(found) > MANY:
        return [*(Pair(item, None) for item in expected), *(Pair(None, item) for item in found)]
    return list(_aligned(expected, found))


def _aligned(expected: Sequence[Item], found: Sequence[Item]) -> Iterator[Pair]:
    """The pairing in order with the most words in common."""
    alike = [[_alike(e, f) for f in found] for e in expected]
    best = [[0.0] * (len(found) + 1) for _ in range(len(expected) + 1)]
    for a in reversed(range(len(expected))):
        for b in reversed(range(len(found))):
            best[a][b] = max(best[a + 1][b], best[a][b + 1], alike[a][b] + best[a + 1][b + 1])
    a = b = 0
    while a < len(expected) or b < len(found):
        paired = a < len(expected) and b < len(found) and alike[a][b] > 0
        if paired and best[a][b] == alike[a][b] + best[a + 1][b + 1]:
            yield Pair(expected[a], found[b])
            a, b = a + 1, b + 1
        elif a < len(expected) and best[a][b] == best[a + 1][b]:
            yield Pair(expected[a], None)
            a += 1
        else:
            yield Pair(None, found[b])
            b += 1


def _alike(one: Item, other: Item) -> float:
    """The share of words in common; 0 below `PAIRED` and between a row and a paragraph."""
    if one.row != other.row:
        return 0.0
    mine, theirs = Counter(one.text.casefold().split()), Counter(other.text.casefold().split())
    share = 2 * (mine & theirs).total() / max(mine.total() + theirs.total(), 1)
    return share if share >= PAIRED else 0.0


def _moved(pairs: Iterator[Pair]) -> frozenset[Key]:
    """What was taken out in one place and put in again in another, unchanged."""
    found = list(pairs)
    taken = {pair.expected.key for pair in found if pair.expected is not None}
    return frozenset(taken & {pair.found.key for pair in found if pair.found is not None})


# --- judging -----------------------------------------------------------------------------------


def _judge(region: list[Pair], scene: Scene) -> Iterator[Change]:
    changes = [change for pair in region for change in _pair(pair, scene)]
    rows = any(item is not None and item.row for pair in region for item in pair)
    if rows or not any(change.altered for change in changes) or not _same_facts(region, scene.names):
        yield from changes
        return
    yield from (change._replace(kind="wording", why="") for change in changes)


def _same_facts(region: list[Pair], names: Known) -> bool:
    """Whether a stretch of paragraphs still states the same when it is read as one text."""
    old = [pair.expected.text for pair in region if pair.expected is not None]
    new = [pair.found.text for pair in region if pair.found is not None]
    rulings = not all(names.is_narrative(text) for text in old)
    return bool(new) and _together(old, names, rulings) == _together(new, names, rulings)


def _together(texts: list[str], names: Known, rulings: bool) -> tuple[tuple[str, ...], ...]:  # noqa: FBT001
    stated = [facts(text, names, rulings=rulings) for text in texts]
    return tuple(tuple(token for found in stated for token in found[kind]) for kind in range(len(Facts._fields)))


def _pair(pair: Pair, scene: Scene) -> Iterator[Change]:
    match pair:
        case Pair(None, Item() as new):
            if new.key not in scene.moved:
                yield _added(new, scene)
        case Pair(Item() as old, None):
            yield _displaced(old, scene.names) if old.key in scene.moved else _removed(old, scene.names)
        case Pair(Item() as old, Item() as new):
            if old.key in scene.moved or new.key in scene.moved:
                yield from _pair(Pair(old, None), scene)
                yield from _pair(Pair(None, new), scene)
            elif old.row or new.row:
                yield from _cells(old, new)
            else:
                yield _reworded(old, new, scene.names)


def _added(new: Item, scene: Scene) -> Change:
    if new.row:
        return Change("added", new.place, "", new.text, "dòng này không có trong kết quả tính")
    if new.place in scene.signed and is_person(new.text):
        return Change("filled", new.place, "", new.text)
    stated = facts(new.text, scene.names, rulings=False)
    if any(stated):
        return Change("added", new.place, "", new.text, f"thêm {_tokens((*stated.names, *stated.numbers))}")
    return Change("wording", new.place, "", new.text)


def _removed(old: Item, names: Known) -> Change:
    if old.row:
        return Change("removed", old.place, old.text, "", "thiếu dòng này")
    stated = facts(old.text, names, rulings=False)
    if any(stated):
        return Change("removed", old.place, old.text, "", f"thiếu {_tokens((*stated.names, *stated.numbers))}")
    kind: Kind = "wording" if names.is_narrative(old.text) else "removed"
    return Change(kind, old.place, old.text, "", "" if kind == "wording" else "thiếu đoạn này")


def _displaced(old: Item, names: Known) -> Change:
    what = "dòng" if old.row else "đoạn"
    kind: Kind = "wording" if not old.row and names.is_narrative(old.text) else "moved"
    return Change(kind, old.place, old.text, old.text, f"{what} này đặt ở chỗ khác, không theo thứ tự")


def _cells(old: Item, new: Item) -> Iterator[Change]:
    if len(old.cells) != len(new.cells):
        yield Change("row", new.place, old.text, new.text, "số ô trong dòng khác đi")
        return
    different = [at for at, (a, b) in enumerate(zip(old.key[1], new.key[1], strict=True)) if a != b]
    if len(different) > 2:  # noqa: PLR2004 - then the whole row says it better
        yield Change("row", new.place, old.text, new.text)
        return
    for at in different:
        was, now = (item.cells[at].replace(PARAGRAPH, " ") for item in (old, new))
        yield Change("row", f"{new.place}, ô {at + 1}", was, now, _beside(old, at))


def _beside(row: Item, at: int) -> str:
    """Which row a cell is in: its number and first words."""
    others = [cell.replace(PARAGRAPH, " ") for i, cell in enumerate(row.cells[:2]) if i != at and cell]
    return f"dòng «{' '.join(others)}»" if others else ""


def _reworded(old: Item, new: Item, names: Known) -> Change:
    rulings = not names.is_narrative(old.text)
    was, now = facts(old.text, names, rulings=rulings), facts(new.text, names, rulings=rulings)
    why = "; ".join(filter(None, (_difference(*kind) for kind in zip(_KINDS, was, now, strict=True))))
    return Change("fact" if why else "wording", new.place, old.text, new.text, why)


_KINDS = ("số", "tên", "kết luận")


def _difference(kind: str, was: tuple[str, ...], now: tuple[str, ...]) -> str:
    """`số: «10» thay vì «9»`."""
    if was == now:
        return ""
    told = []
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "replace":
            told.append(f"{_tokens(now[c:d])} thay vì {_tokens(was[a:b])}")
        elif tag == "delete":
            told.append(f"thiếu {_tokens(was[a:b])}")
        elif tag == "insert":
            told.append(f"thêm {_tokens(now[c:d])}")
    return f"{kind}: {', '.join(told)}"


def _tokens(found: Sequence[str]) -> str:
    return ", ".join(f"«{token}»" for token in found[:4]) + (" …" if len(found) > 4 else "")  # noqa: PLR2004
