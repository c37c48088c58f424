"""Hints for one value, without a file around it; what the pattern is where the value is not certain."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bloc_folder import YEAR, base_text, make_bloc, write_file
from effort import examples
from rules_records import make_award, make_regulation
from thidua.checks.unmet import unmet_words
from thidua.diagnostics import Diagnostic, Place
from thidua.evaluation import evaluate
from thidua.records.ballots import Ballots
from thidua.records.bloc import Bloc
from thidua.records.copied import name_the_missing
from thidua.records.hints import (
    SHARE_KEYS,
    clock_hint,
    count_hint,
    day_hint,
    number_hint,
    share_hint,
    split_hint,
    thousands_hint,
)
from thidua.records.names import Known, Named, Names, bare_score
from thidua.records.regulation import Regulation
from thidua.records.report import Report
from thidua.records.scores import Scores
from thidua.records.shape import common_fraction, parse_share
from thidua.records.slots import Slot, groups_within, slots
from thidua.records.source import Source, locate
from thidua.records.spelling import nearest
from thidua.rules.eligibility import Condition, ConditionKind

NUMBER, COUNT = "viết bằng chữ số, phần lẻ sau dấu chấm", "viết bằng chữ số, số nguyên"
PATTERN = "viết SỐ% hoặc TỬ_SỐ/MẪU_SỐ, bằng chữ số"
DAY = "viết NGÀY/THÁNG/NĂM, bằng chữ số"
CLOCK = "viết GIỜ:PHÚT, giờ từ 00 đến 23, phút từ 00 đến 59"


def shares(text: str) -> str:
    return share_hint(text, parse_share)


@pytest.mark.parametrize(
    ("hint", "written", "told"),
    [
        (number_hint, "mười", NUMBER),
        (number_hint, "1e3", NUMBER),
        (number_hint, "5-10", NUMBER),
        (number_hint, "2 triệu", NUMBER),
        (number_hint, "5 rưỡi", NUMBER),
        (number_hint, "10/11 điểm", "viết 10, không kèm «/11 điểm»"),
        (number_hint, "36,5/40", "viết 36.5, không kèm «/40»"),
        (number_hint, "36 trên 40", "viết 36, không kèm «trên 40»"),
        (number_hint, "1.200/1.500", "viết 1200 nếu dấu ấy ngăn hàng nghìn, viết 1.2 nếu là dấu thập phân"),
        (number_hint, "1/3", NUMBER),
        (number_hint, "1/2", NUMBER),
        (number_hint, "4/4", "viết 4, không kèm «/4»"),
        (number_hint, "1/5", "viết 1, không kèm «/5»"),
        (number_hint, "⅓", NUMBER),
        (number_hint, "30/11/2023", NUMBER),
        (number_hint, "½", "viết 0.5"),
        (number_hint, "1.000,5", "viết 1000.5"),
        (number_hint, "1,000.5", "viết 1000.5"),
        (number_hint, "1 000", "viết 1000"),
        (number_hint, "1_000", "viết 1000"),
        (number_hint, "95.", "viết 95"),
        (number_hint, ",5", "viết 0.5"),
        (number_hint, "５", "viết 5"),
        (number_hint, "٣", "viết 3"),
        (number_hint, "\u22125", "viết -5"),
        (number_hint, "2O", "viết 20: «O» là chữ, không phải số 0"),
        (number_hint, "38,5 điểm", "viết 38.5, không kèm «điểm»"),
        (number_hint, "1.200 điểm", "viết 1200 nếu dấu ấy ngăn hàng nghìn, viết 1.2 nếu là dấu thập phân"),
        (number_hint, "0.0000001", "nhiều nhất 12 chữ số, và 6 chữ số sau dấu thập phân"),
        (number_hint, "50%", "ở đây cần một số, không phải tỷ lệ; viết bằng chữ số, không có dấu %"),
        (number_hint, "80 phần trăm", "ở đây cần một số, không phải tỷ lệ; viết bằng chữ số, không có dấu %"),
        (count_hint, "mười một", COUNT),
        (count_hint, "9/11", "viết 9, không kèm «/11»"),
        (count_hint, "1/2", "viết 1, không kèm «/2»"),
        (count_hint, "11,0", "viết 11"),
        (count_hint, "+1", "viết 1"),
        (count_hint, "11 phiếu", "viết 11, không kèm «phiếu»"),
        (count_hint, "vòng 2", "viết 2"),
        (count_hint, "1,500", "viết 1500"),
        (count_hint, "1,5", "ở đây cần một số nguyên, không có phần lẻ; viết bằng chữ số"),
        (count_hint, "-1", "ở đây cần một số không âm; viết bằng chữ số"),
        (count_hint, "50%", "ở đây cần một số nguyên, không phải tỷ lệ; viết bằng chữ số"),
        (count_hint, "1" * 10, "nhiều nhất 9 chữ số"),
        (thousands_hint, "1.000.000", "viết 1000000"),
        (shares, "0,8", "viết 80% hoặc 4/5"),
        (shares, "80", "viết 80%"),
        (shares, "1", "viết 100% nếu là tất cả, viết 1% nếu là một phần trăm"),
        (shares, "2 phần 3", "viết 2/3"),
        (shares, "⅔", "viết 2/3"),
        (shares, "８０％", "viết 80%"),
        (shares, "80%%", "viết 80%"),
        (shares, "50% + 1", PATTERN),
        (shares, "66.66667%", "nhiều nhất 4 chữ số sau dấu thập phân; tỷ lệ lẻ thì viết phân số: TỬ_SỐ/MẪU_SỐ"),
        (shares, "hai phần ba", PATTERN),
        (shares, "1/0", PATTERN),
        (shares, "2", PATTERN),
        (shares, "", PATTERN),
        (day_hint, "11/30/2023", "viết 30/11/2023"),
        (day_hint, "30/11/23", "viết 30/11/2023"),
        (day_hint, "2023/11/30", "viết 30/11/2023"),
        (day_hint, "thứ Năm, ngày 30 tháng 11 năm 2023", "viết 30/11/2023"),
        (day_hint, "30/11/2023 14:00", "viết 30/11/2023"),
        (day_hint, "30 tháng 11", "ghi cả năm: 30/11/NĂM"),
        (day_hint, "31/11/2023", f"tháng 11 năm 2023 có 30 ngày; {DAY}"),
        (day_hint, "2023-02-29", f"tháng 2 năm 2023 có 28 ngày; {DAY}"),
        (day_hint, "29-30/11/2023", DAY),
        (day_hint, "1/1/0000", DAY),
        (day_hint, "cuối năm", DAY),
        (clock_hint, "14.00", "viết 14:00"),
        (clock_hint, "2 giờ chiều", "viết 14:00"),
        (clock_hint, "14 giờ rưỡi", "viết 14:30"),
        (clock_hint, "1 giờ trưa", "viết 13:00"),
        (clock_hint, "2:30 PM", "viết 14:30"),
        (clock_hint, "12 giờ sáng", CLOCK),
        (clock_hint, "24:00", CLOCK),
        (clock_hint, "chiều", CLOCK),
    ],
)
def test_the_value_where_it_is_certain_else_the_pattern(hint: Callable[[str], str], written: str, told: str) -> None:
    assert hint(written) == told


@pytest.mark.parametrize(
    ("key", "before", "behind", "told"),
    [
        ("max", "95", "5", 'viết 95.5 hoặc "95,5"'),
        ("at_least", "66", "67%", 'viết 66.67% hoặc "66,67%"'),
        ("at_least", "0", "8", "viết 80% hoặc 4/5"),
        ("each", "0", "8", 'viết 0.8 hoặc "0,8"'),
        ("from", "0", "8", 'viết 0.8 hoặc "0,8"; nếu là tỷ lệ thì viết 80%'),
        ("actual", "1", "200", "viết 1200 nếu dấu ấy ngăn hàng nghìn, viết 1.2 nếu là dấu thập phân"),
        ("actual", "1.000", "5", 'viết 1000.5 hoặc "1000,5"'),
        ("self", "38", "5 điểm", "viết 38.5, không kèm «điểm»"),
        ("self", "36", "5/40", "viết 36.5, không kèm «/40»"),
        ("actual", "1,000", "5", "viết bằng chữ số, không ngăn hàng nghìn, phần lẻ sau dấu chấm"),
    ],
)
def test_a_number_cut_in_two_is_written_in_a_form_that_stays_whole(
    key: str, before: str, behind: str, told: str
) -> None:
    assert split_hint(before, behind, key) == told


def test_the_keys_of_shares_are_those_that_are_read_as_shares() -> None:
    """A decimal is a share by its key, before the file is judged: so no other kind of value may have such a key."""
    kinds: dict[str, set[bool]] = {}
    for model in groups_within(Bloc, Regulation, Scores, Ballots, Report):
        for slot_key in Slot(model).fields:
            for slot in slots(model, (slot_key,)):
                kinds.setdefault(slot_key, set()).add(slot.parsed in {"_share", "_portion"})
    assert {key for key, found in kinds.items() if found == {True}} == SHARE_KEYS
    assert {key for key, found in kinds.items() if found == {True, False}} == {"from"}


@pytest.mark.parametrize(
    ("written", "known", "told"),
    [
        ("QL\u0422T", ["QLTT"], "có phải là «QLTT»? ở đây «\u0422» là chữ Kirin (U+0422)"),
        ("S\u039dV", ["SNV"], "có phải là «SNV»? ở đây «\u039d» là chữ Hy Lạp (U+039D)"),
        ("SNV", ["S\u039dV"], "có phải là «S\u039dV»? ở chỗ khai báo «\u039d» là chữ Hy Lạp (U+039D); nên gõ lại ở đó"),
        ("\uff33NV", ["SNV"], "có phải là «SNV»? ở đây «\uff33» là chữ toàn khổ (U+FF33)"),
        ("SNV\u200b", ["SNV"], "có phải là «SNV»? ở đây có U+200B dấu cách rộng không"),
        ("S\u0332NV", ["SNV"], "có phải là «SNV»? ở đây có dấu rời U+0332"),
        ("co\u2013tinh", ["co-tinh"], "có phải là «co-tinh»? ở đây «\u2013» là gạch ngang khác dấu - (U+2013)"),
        ("co\u00a0tinh", ["co tinh"], "có phải là «co tinh»? ở đây có U+00A0 dấu cách không ngắt"),
        ("\u2160.1", ["I.1"], "có phải là «I.1»? ở đây «\u2160» là ký hiệu số La Mã (U+2160)"),
        ("\u00d0oan", ["\u0110oan"], "có phải là «\u0110oan»? ở đây «\u00d0» là chữ của ngôn ngữ khác (U+00D0)"),
        ("1.1", ["I.1", "I.2"], "có phải là «I.1»? «1» là số, không phải chữ I"),
        ("STCO1", ["STC01"], "có phải là «STC01»? «O» là chữ, không phải số 0"),
        ("TT", ["SNV", "STC", "STP", "TTR"], "có phải là «TTR»?"),
        ("STX", ["SNV", "STC", "STP"], "có phải là «STP» hay «STC»?"),
        ("valid", ["error", "invalid"], ""),
        ("applicable", ["not_applicable"], ""),
        ("xyz", ["SNV"], ""),
    ],
)
def test_the_nearest_spelling_names_the_letter_that_is_not_what_it_seems(
    written: str, known: list[str], told: str
) -> None:
    assert nearest(written, known) == told


UNITS = (Named("SNV", ("Sở Nội vụ", "SNội vụ"), "đơn vị"), Named("STC", ("Sở Tài chính",), "đơn vị"))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Sở Nội vụ", "đây là tên của đơn vị, ở đây cần mã: viết SNV"),
        ("SO NOI VU", "đây là tên của đơn vị, ở đây cần mã: viết SNV"),
        ("S N V", "có phải là «SNV»?"),
        ("Sở Nội vụ tỉnh", "có phải là «Sở Nội vụ»? ở đây cần mã: viết SNV"),
        ("Bộ đội biên phòng", ""),
    ],
)
def test_a_name_where_a_code_belongs_gives_the_code(written: str, told: str) -> None:
    assert Names(UNITS).code_hint(written) == told


def test_a_name_of_two_units_gives_both_codes() -> None:
    names = Names((Named("A1", ("Sở A",), "đơn vị"), Named("A2", ("sở a",), "đơn vị")))
    assert names.code_hint("Sở A").endswith("viết A1 hoặc A2")


SHEET = {"criteria": [{"code": "I", "criteria": [{"code": "I.1"}, {"code": "I.2", "kind": "target"}]}]}


@pytest.mark.parametrize(
    ("final", "told"),
    [
        ("self", "viết I.1: {self: 19.25}"),
        ({"by": "assessed"}, "viết I.1: {assessed: 19.25}"),
        (None, "viết I.1: {assessed: 19.25}"),
        ("average", "ghi cả hai điểm: I.1: {self: TỰ_CHẤM, assessed: THẨM_ĐỊNH}"),
        ({"by": "panel"}, "ghi điểm của từng đơn vị chấm: I.1: {panel: {MÃ_ĐƠN_VỊ: ĐIỂM}}"),
    ],
)
def test_a_bare_score_gets_the_key_that_the_regulation_reads(final: Any, told: str) -> None:
    assert bare_score("I.1", "19,25", Known({"regulation": {"scoring": SHEET | {"final": final}}})) == told


@pytest.mark.parametrize("regulation", [None, [], {"scoring": []}, {"scoring": {"criteria": ["x", {"code": ["y"]}]}}])
def test_a_bare_score_is_answered_beside_any_regulation(regulation: Any) -> None:
    assert bare_score("I.1", "19", Known({"regulation": regulation})) == "viết I.1: {assessed: 19}"


def test_a_copied_block_names_the_members_of_that_year_only() -> None:
    members = [{"code": "A"}, {"code": "B", "left": "2022"}, {"code": "C", "joined": "2024"}, {"code": "D"}]
    twice = Diagnostic("TD106", Place("scores.yaml", ("units", "A"), "key"), "")
    (told,) = name_the_missing([twice], Source("", "", {"units": {"A": {}}}), {"bloc": {"members": members}}, "2023")
    assert told.message == "«A» ghi hai lần; D chưa có: có phải lần thứ hai là của D?"


@pytest.mark.parametrize("data", [None, [], {"units": []}, {"units": None}, {"units": "x"}])
def test_a_copied_block_is_told_apart_in_any_file(data: Any) -> None:
    for route in (("units", "A"), ("units", 0, "votes", "A"), ("A",)):
        twice = Diagnostic("TD106", Place("scores.yaml", route, "key"), "")
        assert len(list(name_the_missing([twice], Source("", "", data), {"bloc": data}, "2023"))) == 1


# --- what a unit lacks -----------------------------------------------------------------------------------


def unmet(kind: ConditionKind, actual: Any, limit: Any, subject: str = "") -> Condition:
    return Condition(kind, met=False, actual=actual, limit=limit, subject=subject)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (unmet("status", "on_hold", "considered"), "tình trạng: chưa xét"),
        (unmet("min_score", Fraction("89.996"), Fraction(90)), "tổng điểm 89,996, yêu cầu từ 90"),
        (unmet("min_score", None, Fraction(90)), "chưa có tổng điểm, yêu cầu từ 90"),
        (unmet("max_rank", 4, 3), "xếp hạng 4, yêu cầu từ hạng 3 trở lên"),
        (unmet("band", "Tốt", "Xuất sắc"), "xếp loại «Tốt», yêu cầu từ «Xuất sắc» trở lên"),
        (unmet("fact", None, None, "Vượt"), "chưa ghi điều kiện «Vượt» vào facts của đơn vị"),
        (
            unmet("streak_band", (2023,), (2022, 2023), "Tốt"),
            "xếp loại từ «Tốt» trở lên trong 02 năm liền (2022, 2023): chưa đạt năm 2022",
        ),
        (
            unmet("streak_award", (), (2021, 2022), "co-tinh"),
            "được tặng Cờ tỉnh trong 02 năm liền (2021, 2022): chưa đạt năm 2021, 2022",
        ),
        (
            unmet("not_awarded", (2022,), (2021, 2022), "co-tinh"),
            "Cờ tỉnh: đã được tặng năm 2022; yêu cầu chưa được tặng trong 2 năm liền trước",
        ),
    ],
)
def test_what_a_unit_lacks_is_said_in_words_and_numbers(found: Condition, told: str) -> None:
    met = Condition("status", met=True, actual="considered", limit="considered")
    regulation = make_regulation(awards=[make_award("co-tinh", name="Cờ tỉnh")])
    assert unmet_words((met, found), regulation) == told
    assert unmet_words((met, found, found), regulation) == f"{told}; {told}"


# --- shares rounded by hand ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("66.67%", "2/3"),
        ("66,7%", "2/3"),
        ("66.66%", "2/3"),
        ("66.667%", "2/3"),
        ("33.33%", "1/3"),
        ("33,3 %", "1/3"),
        ("16.67%", "1/6"),
        ("83.33%", "5/6"),
        ("14.29%", "1/7"),
        ("8.3%", "1/12"),
        ("91,67%", "11/12"),
    ],
)
def test_a_common_fraction_rounded_or_cut_by_hand_is_recognised(written: str, meant: str) -> None:
    share = parse_share(written)
    assert share is not None
    assert common_fraction(share) == Fraction(meant)


@pytest.mark.parametrize(
    "written",
    ["12,5%", "62,5%", "37.5%", "66%", "67%", "33%", "66.0%", "50%", "2/3", "1/3", "66.5%", "99.99%", "0%", "100%"],
)
def test_what_was_not_rounded_by_hand_is_left_alone(written: str) -> None:
    share = parse_share(written)
    assert share is not None
    assert common_fraction(share) is None


@given(num=st.integers(1, 11), den=st.integers(2, 12), places=st.integers(1, 4))
@settings(max_examples=examples(75), derandomize=True, deadline=None)
def test_every_fraction_to_twelfths_is_found_again_from_its_rounded_percentage(num: int, den: int, places: int) -> None:
    exact = Fraction(num, den)
    if exact >= 1:
        return
    rounded = Fraction(round(exact * 100, places)) / 100
    shown = (rounded * 100).denominator != 1
    assert common_fraction(rounded) == (exact if shown and rounded != exact else None)


ELECTED = "  method: election\n  deputies: 1\n  deputy_from: election\n"


@pytest.mark.parametrize(
    ("file_line", "wrong", "underlined"),
    [
        ("passes: {at_least: 2/3, of: members}", "passes: {at_least: 66.67%, of: members}", "66.67%"),
        ("passes: {at_least: 2/3, of: members}", "passes: {more_than: 33.33%, of: members}", "33.33%"),
        (
            "  method: election\n",
            f"{ELECTED}  deputy_passes: {{at_least: 66.7%, of: valid}}\n",
            "66.7%",
        ),
        ("  passes: {more_than: 1/2, of: valid}\n", "  passes: {more_than: 33.3%, of: valid}\n", "33.3%"),
        ("awards:\n", "conference: {quorum: {at_least: 66.67%, of: members}}\nawards:\n", "66.67%"),
        ("quota: 1\n    requires", "quota: {share: 33.33%, of: members, round: down}\n    requires", "33.33%"),
    ],
)
def test_every_share_that_decides_is_reminded_of_at_its_place(
    file_line: str, wrong: str, underlined: str, tmp_path: Path
) -> None:
    text = base_text("regulation.yaml")
    head, found, tail = text.rpartition(file_line)
    assert found
    folder = make_bloc(tmp_path)
    write_file(tmp_path, "regulation.yaml", f"{head}{wrong}{tail}".encode())
    evaluation = evaluate(folder, YEAR)
    assert evaluation.problems == ()
    assert evaluation.outcome is not None
    (reminder,) = evaluation.reminders
    where = locate(evaluation.records.sources[reminder.place.file], reminder.place)
    assert (reminder.code, where.text[where.column - 1 :][: where.length]) == ("TD610", underlined)
