"""Lượt luân phiên trong lời: by which order, from where it went on, whose turn was late, what is not on file."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.records.bloc import Bloc
from thidua.rules.headship import HeadResult
from thidua.rules.rotation import Walk
from thidua.vietnamese import listed
from thidua.wording.units import unit_name


def order_name(bloc: Bloc) -> str:
    """The order that was walked: the one written, or that of the members."""
    return "thứ tự luân phiên" if bloc.rotation.order is not None else "thứ tự danh sách thành viên"


def turn_notes(walk: Walk, bloc: Bloc) -> Iterator[str]:
    """What is unusual about a turn, one statement each, without the full stop."""
    if walk.behind is not None and walk.start is not None:
        start, behind = unit_name(bloc, walk.start), unit_name(bloc, walk.behind)
        yield f"{start} không còn trong {order_name(bloc)}, lượt kế tiếp tính sau {behind}"
    if walk.late is not None and walk.found is not None:
        yield f"{unit_name(bloc, walk.found)} chưa nhận nhiệm vụ theo lượt năm {walk.late}, nay thực hiện lượt này"
    if walk.again and walk.found is not None:
        yield f"{unit_name(bloc, walk.found)} giữ nhiệm vụ thêm một năm do không còn đơn vị đủ điều kiện nhận nhiệm vụ"


def unknown_years(found: HeadResult, office: str) -> str:
    """Năm nào của vòng này chưa ghi ai giữ chức danh đứng đầu (`office`); nothing where all are on file."""
    if not found.unknown_years:
        return ""
    years = listed([str(year) for year in found.unknown_years])
    return f"Lưu ý: chưa rõ ai làm {office} năm {years}, nên chưa chắc đơn vị nào đã đến lượt trong vòng này"
