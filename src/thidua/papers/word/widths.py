"""Bề rộng chữ: how long a line of Times New Roman is, and how it breaks. Lengths are millimetres, sizes points.

Every font made to the measures of Times New Roman (Liberation Serif among them) gives the same numbers.
"""

from __future__ import annotations

import unicodedata

from thidua.papers.word.nd30 import MM_PER_POINT, Cut


def _table(*groups: tuple[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in groups for letter in letters}


_WIDTHS: dict[Cut, dict[str, int]] = {
    "regular": _table(
        (180, "'"), (250, " ,.\u00a0"), (278, "/:;ijlt"), (333, "!()-Ifr‘’"), (389, "Js"), (408, '"'),
        (444, "?acez“”"), (500, "*0123456789bdghknopquvxyđ–«»§"), (529, "ơ"), (542, "ư"), (556, "FPS"), (564, "+="),
        (611, "ELTZ"), (667, "BCR"), (722, "ADGHKNOQUVXYwĐƠ"), (776, "Ư"), (778, "&m"), (833, "%"), (889, "M"),
        (944, "W"), (1000, "—…"),
    ),
    "bold": _table(
        (250, " ,.\u00a0"), (278, "'/il"), (333, "!()-:;fjt‘’"), (389, "Is"), (444, "cerz"),
        (500, "*0123456789?Jagovxy–“”«»§"), (555, '"ơ'), (556, "Sbdhknpquđ"), (570, "+="), (600, "ư"), (611, "FP"),
        (667, "BELTZ"), (722, "ACDNRUVXYwĐ"), (778, "GHKOQƠ"), (796, "Ư"), (833, "&m"), (944, "M"), (1000, "%W—…"),
    ),
    "italic": _table(
        (214, "'"), (250, " ,.\u00a0"), (278, "/fijlt"), (333, "!()-:;I‘’"), (389, "rsz"), (420, '"'),
        (444, "Jcekvxy"), (500, "*0123456789?Sabdghnopquđ–«»§"), (534, "ơ"), (545, "ư"), (556, "LTYZ“”"),
        (611, "ABEFPRVX"), (667, "CKNw"), (675, "+="), (722, "DGHOQUmĐƠ"), (754, "Ư"), (778, "&"), (833, "%MW"),
        (889, "—…"),
    ),
}  # fmt: skip
"""Advance widths, in thousandths of the size."""

_USUAL_WIDTH = 600


def text_width(text: str, size: float, cut: Cut) -> float:
    """Bề dài một dòng chữ."""
    letters = _WIDTHS[cut]
    return sum(_width(letter, letters) for letter in unicodedata.normalize("NFC", text)) * size / 1000 * MM_PER_POINT


def bold_width(text: str, size: float) -> float:
    """Bề dài một dòng chữ đậm."""
    return text_width(text, size, "bold")


def _width(letter: str, letters: dict[str, int]) -> int:
    """Accents above and below take no room; the horn of ơ and ư does."""
    found = letters.get(letter)
    if found is not None:
        return found
    parts = unicodedata.normalize("NFD", letter)
    base, marks = parts[0], parts[1:]
    horned = unicodedata.normalize("NFC", base + "\u031b") if "\u031b" in marks else base
    return letters.get(horned, _USUAL_WIDTH)


def broken(text: str, size: float, room: float, cut: Cut = "bold") -> tuple[str, ...]:
    """The lines of a text broken at its spaces, each filled before the next; a word too long stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        wider = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(wider, size, cut) <= room:
            lines[-1] = wider
        else:
            lines.append(word)
    return tuple(lines)


def longest_line(text: str, size: float, room: float, cut: Cut = "bold") -> float:
    """Dòng dài nhất when the text is broken into lines of at most `room`."""
    return min(max(text_width(line, size, cut) for line in broken(text, size, room, cut)), room)


def even_room(text: str, size: float, room: float, cut: Cut = "bold") -> float:
    """The narrowest room in which a text takes no more lines than in `room`: no word is left alone on the last."""
    most = len(broken(text, size, room, cut))
    words = text.split(" ")
    edges = {
        text_width(" ".join(words[first:last]), size, cut)
        for first in range(len(words))
        for last in range(first + 1, len(words) + 1)
    }
    widest = max(text_width(word, size, cut) for word in words)
    enough = (edge for edge in sorted(edges) if widest <= edge <= room and len(broken(text, size, edge, cut)) <= most)
    return next(enough, room)
