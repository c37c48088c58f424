"""`thidua explain`: the page of a diagnostic."""

from __future__ import annotations

from importlib import resources
from typing import Annotated

import typer

from thidua.diagnostics import CATALOGUE


def explain(
    code: Annotated[str, typer.Argument(metavar="MÃ_LỖI", help="Mã lỗi, ví dụ TD502; bỏ trống: liệt kê mọi mã.")] = "",
) -> None:
    """Giải thích một mã lỗi: nghĩa, ví dụ sai và đúng, cách sửa."""
    from thidua.terminal.screen import show

    wanted = code.strip().upper()
    if not wanted:
        for known, title in CATALOGUE.items():
            show(f"{known}  {title}")
        return
    if wanted not in CATALOGUE:
        from thidua.records.spelling import nearest

        hint = nearest(wanted, list(CATALOGUE)) or "xem mọi mã: thidua explain"
        raise typer.BadParameter(f"không có mã lỗi «{code}»; {hint}")
    show(page(wanted).rstrip("\n"))


def page(code: str) -> str:
    """The page of a code, as it stands in the package."""
    return (resources.files("thidua") / "explain" / f"{code}.md").read_text(encoding="utf-8")
