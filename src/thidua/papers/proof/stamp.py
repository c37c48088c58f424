"""Mã đối chiếu: eight symbols at the foot of a paper that say from which contents it was printed.

The code is the beginning of a SHA-256 over every text of the paper's view. Another vote, name or date gives
another code, so a printed sheet can be traced to the figures it was made from, without the file.
It does not say that the ink above it is what was printed: that is what `thidua verify` on the file is for.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from thidua.vietnamese import nfc

LABEL = "Mã đối chiếu: "
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 symbols: no I, L, O or U, which eyes and hands confuse with others."""

SYMBOLS = 8
HALF = SYMBOLS // 2
FIELD = "stamp"
"""The field of a view that holds the finished line; it is not part of what is stamped."""

_CONFUSED = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_PRINTED = re.compile(rf"{LABEL.strip()}\s*(\w{{{HALF}}}-\w{{{HALF}}})")

V = TypeVar("V")


def fingerprint(view: Any) -> str:
    """`7KQ2-M0XD`: of everything a view says. Empty fields do not count, so that a new one changes no old code."""
    text = json.dumps([type(view).__name__, _contents(view)], ensure_ascii=False, separators=(",", ":"))
    number = int.from_bytes(hashlib.sha256(nfc(text).encode()).digest())
    number >>= 256 - 5 * SYMBOLS
    symbols = "".join(ALPHABET[number >> 5 * at & 31] for at in reversed(range(SYMBOLS)))
    return f"{symbols[:HALF]}-{symbols[HALF:]}"


def stamped(view: V) -> V:
    """The view with its code in the field `stamp`, ready to print."""
    return replace(view, **{FIELD: LABEL + fingerprint(view)})  # type: ignore[type-var] # views are dataclasses


def read_code(written: str) -> str | None:
    """What a person read off a sheet: any case, with or without the hyphen, O for 0, I for 1; None if no code."""
    symbols = re.sub(r"[\s\-–—.]", "", nfc(written).upper()).translate(_CONFUSED)
    if len(symbols) != SYMBOLS or any(symbol not in ALPHABET for symbol in symbols):
        return None
    return f"{symbols[:HALF]}-{symbols[HALF:]}"


def printed_code(text: str) -> str | None:
    """The code in a line of a paper, if the line is the stamp."""
    found = _PRINTED.search(text)
    return read_code(found[1]) if found is not None else None


def _contents(value: Any) -> Any:
    """Views → lists and texts in the order of their fields."""
    if is_dataclass(value) and not isinstance(value, type):
        named = ((field.name, getattr(value, field.name)) for field in fields(value) if field.name != FIELD)
        return {name: _contents(part) for name, part in named if part}
    if isinstance(value, tuple):
        return [_contents(part) for part in value]
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, (str, bool)):
        return value
    raise TypeError(type(value))
