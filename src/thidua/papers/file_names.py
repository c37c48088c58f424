"""Tên tệp: what stands for a code or a title in the name of a paper, on every system another for each."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence


def plain(code: str) -> str:
    """A code or a title as part of a file name: letters without accents, digits, hyphens."""
    letters = unicodedata.normalize("NFD", code.lower().replace("đ", "d"))
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in letters if not unicodedata.combining(c))
    return "-".join(part for part in kept.split("-") if part) or "khac"


def distinct(codes: Sequence[str], never: Collection[str]) -> tuple[str, ...]:
    """The plain name of each code, in order, each another; none of them is one of `never`.

    `co-tinh` and `cờ-tỉnh` are two codes and one plain name: the later one is numbered. A code whose plain name is
    nobody else's keeps it, whatever the others are.
    """
    wished = [plain(code) for code in codes]
    taken = {*never, *wished}
    given: list[str] = []
    for name in wished:
        kept, number = name, 1
        while kept in given or kept in never or (number > 1 and kept in taken):
            number += 1
            kept = f"{name}-{number}"
        given.append(kept)
    return tuple(given)
