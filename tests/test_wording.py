"""What is printed beside a sign or a rounding must be true as it is printed."""

from __future__ import annotations

import operator
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from rules_records import make_regulation
from thidua.records.regulation import Threshold
from thidua.rules.contest import QuotaRounding, Seats
from thidua.rules.counting import check_threshold
from thidua.rules.eligibility import Condition
from thidua.vietnamese import decimal_on_its_side
from thidua.wording import condition, lacking, seats, threshold

SIGNS = {">": operator.gt, "≥": operator.ge, "<": operator.lt, "≤": operator.le}


def value_of(printed: str) -> Fraction:
    """`66,667 %` or `2/3` as a number."""
    number = printed.removesuffix(" %").replace(",", ".")
    return Fraction(number) / 100 if printed.endswith("%") else Fraction(number)


def printed(votes: int, rule: str, share: str, base: int) -> str:
    return threshold(check_threshold(votes, Threshold.model_validate({rule: share, "of": "members"}), base))


@pytest.mark.parametrize(
    ("votes", "rule", "share", "base", "text"),
    [
        (8, "at_least", "66.67%", 12, "8/12 = 66,667 % < 66,67 % tổng số thành viên"),
        (9, "at_least", "80%", 11, "9/11 = 81,82 % ≥ 80 % tổng số thành viên"),
        (4, "at_least", "80%", 5, "4/5 = 80 % ≥ 80 % tổng số thành viên"),
        (8, "at_least", "2/3", 12, "8/12 = 66,67 % ≥ 2/3 tổng số thành viên"),
        (8, "more_than", "2/3", 12, "8/12 = 2/3 ≤ 2/3 tổng số thành viên"),
        (4, "more_than", "1/3", 12, "4/12 = 33,33 % ≤ 1/3 tổng số thành viên"),
        (4, "at_least", "1/3", 12, "4/12 = 1/3 ≥ 1/3 tổng số thành viên"),
        (5, "more_than", "50%", 10, "5/10 = 50 % ≤ 50 % tổng số thành viên"),
        (8, "more_than", "66.66%", 12, "8/12 = 66,67 % > 66,66 % tổng số thành viên"),
        (4, "more_than", "33.33%", 12, "4/12 = 33,333 % > 33,33 % tổng số thành viên"),
        (8, "at_least", "66.667%", 12, "8/12 = 66,6667 % < 66667/100000 tổng số thành viên"),
    ],
)
def test_a_comparison_is_printed_with_as_many_decimals_as_make_it_true(
    votes: int, rule: str, share: str, base: int, text: str
) -> None:
    assert printed(votes, rule, share, base) == text


SHARES = st.one_of(
    st.builds(lambda n: f"{n // 100}.{n % 100:02d}%", st.integers(1, 9999)),
    st.integers(1, 100).map(lambda n: f"{n}%"),
    st.builds(lambda a, b: f"{min(a, b)}/{max(a, b)}", st.integers(1, 30), st.integers(1, 30)),
)


@settings(max_examples=examples(75), derandomize=True, deadline=None)
@given(base=st.integers(1, 500), rule=st.sampled_from(["at_least", "more_than"]), share=SHARES, data=st.data())
def test_every_printed_comparison_is_true(base: int, rule: str, share: str, data: st.DataObject) -> None:
    votes = data.draw(st.integers(0, base))
    left, sign, right = next(
        (left.partition("= ")[2], sign, right.removesuffix(" tổng số thành viên"))
        for sign in SIGNS
        for left, found, right in [printed(votes, rule, share, base).partition(f" {sign} ")]
        if found
    )
    assert SIGNS[sign](value_of(left), value_of(right))


@pytest.mark.parametrize(
    ("share", "base", "number", "how", "text"),
    [
        (Fraction(3333, 10000), 12, 3, "down", "33,33 % của 12 đơn vị thành viên = 3,9996, làm tròn xuống còn 03"),
        (Fraction(1, 2), 9, 4, "down", "50 % của 9 đơn vị thành viên = 4,5, làm tròn xuống còn 04"),
        (Fraction(1, 3), 12, 4, "down", "1/3 của 12 đơn vị thành viên = 4"),
        (Fraction(1, 3), 10, 4, "up", "1/3 của 10 đơn vị thành viên = 3,33, làm tròn lên thành 04"),
    ],
)
def test_a_share_of_the_seats_shows_why_it_was_rounded(
    share: Fraction, base: int, number: int, how: QuotaRounding, text: str
) -> None:
    found = Seats(number=number, share=share, of="members", base=base, exact=share * base, round=how)
    assert seats(found) == text


@given(value=st.fractions(min_value=0, max_value=500, max_denominator=10_000))
@settings(max_examples=examples(50), derandomize=True, deadline=None)
def test_a_number_keeps_its_side_of_the_whole_and_half_ones(value: Fraction) -> None:
    seen = Fraction(decimal_on_its_side(value).replace(",", "."))
    assert (seen * 2).__floor__() == (value * 2).__floor__()
    assert ((seen * 2).denominator == 1) == ((value * 2).denominator == 1)


def test_points_just_below_the_minimum_are_not_printed_as_the_minimum() -> None:
    found = Condition("min_score", met=False, actual=Fraction("89.996"), limit=Fraction(90))
    assert lacking(found, make_regulation()) == "thiếu 0,004 điểm"
    assert condition(found, make_regulation()) == "tổng điểm 89,996, yêu cầu từ 90"
