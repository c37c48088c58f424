"""Shares as an office writes them: how many of how many, whether that is enough, and what the regulation asks."""

from __future__ import annotations

from fractions import Fraction

from thidua.records.ballots import Method
from thidua.rules.contest import Seats
from thidua.rules.counting import ThresholdCheck
from thidua.vietnamese import decimal_on_its_side, padded, percent_beside, share
from thidua.wording.terms import base, rounding
from thidua.wording.units import units_count


def voice(method: Method) -> str:
    """What is counted: a paper, or a unit that raised its hand."""
    return "phiếu" if method == "secret_ballot" else "đơn vị tán thành"


def votes_title(method: Method) -> str:
    """The column of the same."""
    return "số phiếu" if method == "secret_ballot" else "số đơn vị tán thành"


def reached(check: ThresholdCheck, counted: str) -> str:
    """`10/11 đơn vị (90,91 %)`: true beside the share that is asked, to the last decimal."""
    sign = (">" if check.met else "≤") if check.strict else ("≥" if check.met else "<")
    return f"{check.votes}/{check.base} {counted} ({percent_beside(check.votes, check.base, check.share, sign)})"


def asked(check: ThresholdCheck, method: Method = "secret_ballot") -> str:
    """`ít nhất 2/3 tổng số thành viên; khoản 1 Điều 10`: what the regulation asks, and where."""
    least = "trên" if check.strict else "ít nhất"
    clause = f"; {check.clause}" if check.clause else ""
    return f"{least} {share(check.share)} {base(check.of, method)}{clause}"


def by_rule(check: ThresholdCheck, counted: str, method: Method = "secret_ballot") -> str:
    """`10/11 đơn vị (90,91 %), đủ tỷ lệ theo quy chế (ít nhất 2/3 tổng số thành viên)`."""
    if check.base == 0:
        return f"không có {base(check.of, method)} để tính tỷ lệ"
    state = "đủ" if check.met else "không đủ"
    return f"{reached(check, counted)}, {state} tỷ lệ theo quy chế ({asked(check, method)})"


def quota(found: Seats, clause: str | None) -> str:
    """`02 (hai) đơn vị (khoản 3 Điều 9)`; of a share how it came to that number; that there is none."""
    notes = [_share_of_units(found)] if found.share is not None else []
    notes += [clause] if clause else []
    number = units_count(found.number) if found.number else "không có"
    return f"{number} ({'; '.join(notes)})" if notes else number


def _share_of_units(found: Seats) -> str:
    of = "đơn vị thành viên" if found.of == "members" else "đơn vị còn lại"
    told = f"{share(found.share or Fraction(0))} của {padded(found.base or 0)} {of}"
    if found.exact is None or found.exact.denominator == 1:
        return told
    return f"{told} là {decimal_on_its_side(found.exact)}, {rounding(found.round or 'down')}"
