"""Tên các kiểu: what the styles of a .docx are called. Ids belong to whoever saved the file last, names stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from thidua.papers.template.tags import W

StyleNames = Mapping[str, str]
"""A style's id → its name as Word shows it."""


def style_names(styles: Any) -> StyleNames:
    """Of the root of `word/styles.xml`; nothing where there is none."""
    found = {} if styles is None else {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
    named = {identity: style.find(f"{W}name") for identity, style in found.items()}
    return {identity: name.get(f"{W}val", "") for identity, name in named.items() if name is not None}


def name_of(paragraph: Any, names: StyleNames) -> str:
    """What the style of a paragraph is called; its id where the file has no such style, nothing where it has none."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    identity = style.get(f"{W}val", "") if style is not None else ""
    return names.get(identity, identity)
