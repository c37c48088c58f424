"""Item 21: a hint that is followed leads to a file without the error, and with the value that was meant."""

# ruff: noqa: E501, FBT003 - a table: one slip a line, with the value that was meant at its end

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bloc_folder import YEAR, base_text, make_bloc, write_file
from thidua.diagnostics import CATALOGUE, Diagnostic
from thidua.evaluation import Evaluation, evaluate
from thidua.records.shape import Record

BLOC, RULES, SCORES, BALLOTS, REPORT = "bloc.yaml", "regulation.yaml", "scores.yaml", "ballots.yaml", "report.yaml"
PARTS = {BLOC: "bloc", RULES: "regulation", SCORES: "scores", BALLOTS: "ballots", REPORT: "report"}


class Slip(NamedTuple):
    """One wrong line in the place of a line of the base bloc, the hint that it gets, the line that the hint leads to.

    `path` is the way from the record of the file to the value that was `meant`.
    """

    file: str
    line: str
    wrong: str
    code: str
    hint: str
    followed: str
    path: tuple[str | int, ...]
    meant: Any


TTR = ("units", "TTR", "scores")
I1, I2, II1, II2 = (
    "I.1: {self: 37, assessed: 35}",
    "I.2: {target: 100, actual: 100}",
    "II.1: {assessed: yes}",
    "II.2: {assessed: 2}",
)
HELD = "held_on: 30/11/2023"
PRESENT = "present: [SNV, STC, STP, TTR]"
CODE_SNV, JOINED = "{code: SNV, name: Sở Nội vụ}", "joined: 2016}"
PASSES = "passes: {at_least: 2/3, of: members}"
MARK = "ballot: {mark: choose, max_choices: 2}"
NOMINEES = "nominees: [STC, STP]"
SHARES = ("awards", 0, "passes", "at_least")
QUOTA = "quota: 1\n    requires"


def share(written: str, code: str, hint: str, followed: str, meant: Fraction) -> Slip:
    return Slip(RULES, PASSES, f"passes: {written}", code, hint, f"passes: {followed}", SHARES, meant)


def ttr(line: str, wrong: str, code: str, hint: str, followed: str, path: tuple[str, ...], meant: Any) -> Slip:
    return Slip(SCORES, line, wrong, code, hint, followed, (*TTR, *path), meant)


SLIPS = {
    # a bare score: the key that the regulation takes the final score from
    "bare_score": ttr(I1, "I.1: 19.25", "TD205", "I.1: {assessed: 19.25}", "I.1: {assessed: 19.25}", ("I.1", "assessed"), "19.25"),
    "bare_score_with_comma": ttr(I1, "I.1: 19,25", "TD205", "I.1: {assessed: 19.25}", "I.1: {assessed: 19.25}", ("I.1", "assessed"), "19.25"),
    "bare_score_with_unit": ttr(I1, "I.1: 19 điểm", "TD205", "I.1: {assessed: 19}", "I.1: {assessed: 19}", ("I.1", "assessed"), "19"),
    "bare_word": ttr(I1, "I.1: mười chín", "TD205", "I.1: {assessed: ĐIỂM}", "I.1: {assessed: 19}", ("I.1", "assessed"), "19"),
    "bare_target": ttr(I2, "I.2: 100", "TD205", "I.2: {target: CHỈ_TIÊU, actual: KẾT_QUẢ}", "I.2: {target: 100, actual: 100}", ("I.2", "actual"), Decimal(100)),
    "bare_yes": ttr(f"{II1}\n      {II2}\n", f"II.1: có\n      {II2}\n", "TD205", "II.1: {assessed: có}", f"II.1: {{assessed: có}}\n      {II2}\n", ("II.1", "assessed"), "có"),
    "bare_points_for_yes": ttr(f"{II1}\n      {II2}\n", f"II.1: 20\n      {II2}\n", "TD205", "II.1: {assessed: yes} nếu đạt", f"II.1: {{assessed: yes}}\n      {II2}\n", ("II.1", "assessed"), "yes"),
    "bare_count": ttr(II2, "II.2: 2", "TD205", "II.2: {assessed: 2} nếu 2 là số lượng", "II.2: {assessed: 2}", ("II.2", "assessed"), "2"),
    "bare_count_word": ttr(II2, "II.2: hai", "TD205", "II.2: {assessed: SỐ_LƯỢNG}", "II.2: {assessed: 2}", ("II.2", "assessed"), "2"),
    "did_not_arise": ttr(II2, "II.2: không phát sinh", "TD205", "II.2: not_applicable", "II.2: not_applicable", ("II.2", "note"), "not_applicable"),
    "misspelt_not_applicable": ttr(II2, "II.2: not-applicable", "TD205", "not_applicable", "II.2: not_applicable", ("II.2", "note"), "not_applicable"),
    # numbers
    "number_in_words": Slip(RULES, "max_choices: 2", "max_choices: hai", "TD203", "viết bằng chữ số", "max_choices: 2", ("awards", 0, "marking", "max_choices"), 2),
    "count_with_unit": Slip(BALLOTS, "issued: 4, returned: 4, valid: 4}\n    votes: {STC: 4", "issued: 4 phiếu, returned: 4, valid: 4}\n    votes: {STC: 4", "TD203", "viết 4, không kèm «phiếu»", "issued: 4, returned: 4, valid: 4}\n    votes: {STC: 4", ("contests", 1, "counts", "issued"), 4),
    "count_with_letter": Slip(BALLOTS, "STC: 4, STP: 3", "STC: 4, STP: O3", "TD203", "viết 3: «O» là chữ, không phải số 0", "STC: 4, STP: 3", ("contests", 1, "votes", "STP"), 3),
    "points_with_unit": Slip(RULES, "max: 40}", "max: 40 điểm}", "TD203", "viết 40, không kèm «điểm»", "max: 40}", ("scoring", "criteria", 0, "criteria", 0, "max"), Decimal(40)),
    "points_in_words": Slip(RULES, "max: 40}", "max: bốn mươi}", "TD203", "viết bằng chữ số, phần lẻ sau dấu chấm", "max: 40}", ("scoring", "criteria", 0, "criteria", 0, "max"), Decimal(40)),
    "percent_for_points": Slip(RULES, "from: 70}", "from: 70%}", "TD203", "viết bằng chữ số, không có dấu %", "from: 70}", ("scoring", "bands", 1, "lower"), Decimal(70)),
    "decimal_with_thousands": ttr(I2, 'I.2: {target: "1.000,5", actual: 1000.5}', "TD203", "viết 1000.5", "I.2: {target: 1000.5, actual: 1000.5}", ("I.2", "target"), Decimal("1000.5")),
    "thousands_or_decimals": ttr(I2, "I.2: {target: 1.200, actual: 1200}", "TD204", "viết 1200 nếu", "I.2: {target: 1200, actual: 1200}", ("I.2", "target"), Decimal(1200)),
    "decimals_or_thousands": ttr(I2, "I.2: {target: 19.125, actual: 100}", "TD204", 'viết "19,125"', 'I.2: {target: "19,125", actual: 100}', ("I.2", "target"), Decimal("19.125")),
    "decimals_like_thousands": ttr(I2, "I.2: {target: 1.200, actual: 100}", "TD204", "viết 1.2 nếu", "I.2: {target: 1.2, actual: 100}", ("I.2", "target"), Decimal("1.2")),
    "comma_in_braces": ttr(I1, "I.1: {self: 37, assessed: 35,5}", "TD107", "viết 35.5", "I.1: {self: 37, assessed: 35.5}", ("I.1", "assessed"), "35.5"),
    # out of a most: the number before the slash, never the quotient
    "score_out_of_the_most": ttr(I1, "I.1: {assessed: 35/40}", "TD406", "viết 35, không kèm «/40»", "I.1: {assessed: 35}", ("I.1", "assessed"), "35"),
    "bare_score_out_of_the_most": ttr(I1, "I.1: 35/40", "TD205", "viết I.1: {assessed: 35}", "I.1: {assessed: 35}", ("I.1", "assessed"), "35"),
    "total_out_of_the_most": Slip(SCORES, "  TTR:\n", "  TTR:\n    total: 74/100\n", "TD203", "viết 74, không kèm «/100»", "  TTR:\n    total: 74\n", ("units", "TTR", "total"), Decimal(74)),
    "votes_out_of_the_papers": Slip(BALLOTS, "STC: 4, STP: 3", "STC: 4, STP: 3/4", "TD203", "viết 3, không kèm «/4»", "STC: 4, STP: 3", ("contests", 1, "votes", "STP"), 3),
    "valid_out_of_the_papers": Slip(BALLOTS, "valid: 4}\n    votes: {STC: 4", "valid: 4/4}\n    votes: {STC: 4", "TD203", "viết 4, không kèm «/4»", "valid: 4}\n    votes: {STC: 4", ("contests", 1, "counts", "valid"), 4),
    "count_out_of_the_most": ttr(II2, "II.2: {assessed: 2/5}", "TD406", "viết 2, không kèm «/5»", "II.2: {assessed: 2}", ("II.2", "assessed"), "2"),
    "year_with_its_month": Slip(BLOC, JOINED, "joined: 6/2016}", "TD203", "viết một năm bằng đủ bốn chữ số", JOINED, ("members", 3, "joined"), 2016),
    "comma_in_braces_quoted": ttr(I1, "I.1: {self: 37, assessed: 35,5}", "TD107", '"35,5"', 'I.1: {self: 37, assessed: "35,5"}', ("I.1", "assessed"), "35,5"),
    "three_decimals_in_braces": ttr(I2, "I.2: {target: 19,125, actual: 100}", "TD107", '"19,125"', 'I.2: {target: "19,125", actual: 100}', ("I.2", "target"), Decimal("19.125")),
    "unit_in_braces": ttr(I1, "I.1: {self: 37, assessed: 35,5 điểm}", "TD107", "viết 35.5, không kèm «điểm»", "I.1: {self: 37, assessed: 35.5}", ("I.1", "assessed"), "35.5"),
    "points_in_braces": Slip(RULES, "each: 2}", "each: 0,5}", "TD107", 'viết 0.5 hoặc "0,5"', "each: 0.5}", ("scoring", "criteria", 1, "criteria", 1, "each"), Decimal("0.5")),
    "share_in_braces": share("{at_least: 0,8, of: members}", "TD107", "viết 80% hoặc 4/5", "{at_least: 80%, of: members}", Fraction(4, 5)),
    "score_in_words": ttr(I1, "I.1: {assessed: ba lăm}", "TD406", "viết bằng chữ số", "I.1: {assessed: 35}", ("I.1", "assessed"), "35"),
    "score_with_unit": ttr(I1, "I.1: {assessed: 35 điểm}", "TD406", "viết 35, không kèm «điểm»", "I.1: {assessed: 35}", ("I.1", "assessed"), "35"),
    "score_in_percent": ttr(I1, "I.1: {assessed: 35%}", "TD406", "không có dấu %", "I.1: {assessed: 35}", ("I.1", "assessed"), "35"),
    "count_in_words": ttr(II2, "II.2: {assessed: hai}", "TD406", "viết bằng chữ số, số nguyên", "II.2: {assessed: 2}", ("II.2", "assessed"), "2"),
    "count_of_something": ttr(II2, "II.2: {assessed: 2 sáng kiến}", "TD406", "viết 2, không kèm «sáng kiến»", "II.2: {assessed: 2}", ("II.2", "assessed"), "2"),
    "points_for_yes": ttr(f"{II1}\n      {II2}\n", f"II.1: {{assessed: 20}}\n      {II2}\n", "TD406", "viết yes nếu đạt", f"{II1}\n      {II2}\n", ("II.1", "assessed"), "yes"),
    "key_of_another_kind": ttr(II2, "II.2: {assessed: 2, target: 3}", "TD406", "ghi II.2: {assessed: SỐ_LƯỢNG}", "II.2: {assessed: 2}", ("II.2", "target"), None),
    "not_applicable_with_points": ttr(I1, "I.1: {note: not_applicable, assessed: 35}", "TD406", "bỏ khóa note", "I.1: {assessed: 35}", ("I.1", "assessed"), "35"),
    "short_year": Slip(BLOC, JOINED, "joined: 16}", "TD206", "viết năm bằng đủ bốn chữ số", JOINED, ("members", 3, "joined"), 2016),
    "year_with_word": Slip(BLOC, JOINED, "joined: năm 2016}", "TD203", "viết 2016", JOINED, ("members", 3, "joined"), 2016),
    "year_with_point": Slip(BLOC, JOINED, "joined: 2.016}", "TD204", "viết 2016", JOINED, ("members", 3, "joined"), 2016),
    # shares
    "share_as_decimal": share("{at_least: 0.8, of: members}", "TD203", "viết 80% hoặc 4/5", "{at_least: 80%, of: members}", Fraction(4, 5)),
    "share_as_decimal_fraction": share("{at_least: 0.8, of: members}", "TD203", "4/5", "{at_least: 4/5, of: members}", Fraction(4, 5)),
    "share_in_words": share("{at_least: 80 phần trăm, of: members}", "TD203", "viết 80%", "{at_least: 80%, of: members}", Fraction(4, 5)),
    "share_without_sign": share("{at_least: 80, of: members}", "TD203", "viết 80%", "{at_least: 80%, of: members}", Fraction(4, 5)),
    "share_as_ratio": share("{at_least: '2:3', of: members}", "TD203", "viết 2/3", "{at_least: 2/3, of: members}", Fraction(2, 3)),
    "more_than_half": share("{more_than: 50%+1, of: members}", "TD203", "viết 1/2", "{more_than: 1/2, of: members}", Fraction(1, 2))._replace(path=("awards", 0, "passes", "more_than")),
    "at_least_half_and_one": share("{at_least: 50% + 1, of: members}", "TD203", "more_than: 1/2, thay cho at_least", "{more_than: 1/2, of: members}", Fraction(1, 2))._replace(path=("awards", 0, "passes", "more_than")),
    "at_least_more_than": share("{at_least: trên 1/2, of: members}", "TD203", "more_than: 1/2, thay cho at_least", "{more_than: 1/2, of: members}", Fraction(1, 2))._replace(path=("awards", 0, "passes", "more_than")),
    "at_least_in_words": share("{at_least: ít nhất 2/3, of: members}", "TD203", "viết 2/3", "{at_least: 2/3, of: members}", Fraction(2, 3)),
    "more_than_at_least": share("{more_than: 80% trở lên, of: members}", "TD203", "at_least: 80%, thay cho more_than", "{at_least: 80%, of: members}", Fraction(4, 5)),
    "more_than_in_words": share("{more_than: quá bán, of: members}", "TD203", "viết 1/2", "{more_than: 1/2, of: members}", Fraction(1, 2))._replace(path=("awards", 0, "passes", "more_than")),
    "threshold_without_its_base": share("2/3", "TD203", "{at_least: 2/3, of: CĂN_CỨ} nếu đạt mức ấy là đủ, {more_than: 2/3, of: CĂN_CỨ} nếu phải quá", "{at_least: 2/3, of: members}", Fraction(2, 3)),
    "threshold_in_words": share("quá bán", "TD203", "viết {more_than: 1/2, of: CĂN_CỨ}", "{more_than: 1/2, of: members}", Fraction(1, 2))._replace(path=("awards", 0, "passes", "more_than")),
    "share_spelt_out": share("{at_least: hai phần ba, of: members}", "TD203", "TỬ_SỐ/MẪU_SỐ", "{at_least: 2/3, of: members}", Fraction(2, 3)),
    "share_rounded_by_hand": share("{at_least: 66.67%, of: members}", "TD610", "viết 2/3", "{at_least: 2/3, of: members}", Fraction(2, 3)),
    "quota_as_share": Slip(RULES, QUOTA, "quota: 50%\n    requires", "TD203", "{share: 50%, of: members hoặc remaining, round: down, up hoặc nearest}", "quota: {share: 50%, of: remaining, round: down}\n    requires", ("awards", 0, "quota", "share"), Fraction(1, 2)),
    # days and hours
    "day_that_does_not_exist": Slip(BALLOTS, HELD, "held_on: 31/11/2023", "TD206", "tháng 11 năm 2023 có 30 ngày", HELD, ("conference", "held_on"), date(2023, 11, 30)),
    "month_before_day": Slip(BALLOTS, HELD, "held_on: 11/30/2023", "TD206", "viết 30/11/2023", HELD, ("conference", "held_on"), date(2023, 11, 30)),
    "day_in_words": Slip(BALLOTS, HELD, "held_on: ngày 30 tháng 11 năm 2023", "TD203", "viết 30/11/2023", HELD, ("conference", "held_on"), date(2023, 11, 30)),
    "day_without_year": Slip(BALLOTS, HELD, "held_on: 30/11", "TD203", "30/11/NĂM", HELD, ("conference", "held_on"), date(2023, 11, 30)),
    "no_day": Slip(BALLOTS, HELD, "held_on: cuối tháng 11", "TD203", "viết NGÀY/THÁNG/NĂM", HELD, ("conference", "held_on"), date(2023, 11, 30)),
    "hour_in_words": Slip(BALLOTS, HELD, f"{HELD}\n  starts_at: 2 giờ chiều", "TD203", "viết 14:00", f"{HELD}\n  starts_at: 14:00", ("conference", "starts_at"), time(14)),
    "no_hour": Slip(BALLOTS, HELD, f"{HELD}\n  starts_at: chiều", "TD203", "viết GIỜ:PHÚT", f"{HELD}\n  starts_at: 14:00", ("conference", "starts_at"), time(14)),
    "hour_that_does_not_exist": Slip(BALLOTS, HELD, f"{HELD}\n  starts_at: 24:00", "TD206", "giờ từ 00 đến 23", f"{HELD}\n  starts_at: 00:00", ("conference", "starts_at"), time(0)),
    # words out of a list
    "yes_as_a_letter": Slip(BLOC, "place: Mẫu", "place: Mẫu\nillustrative: x", "TD203", "viết yes nếu có", "place: Mẫu\nillustrative: yes", ("illustrative",), True),
    "choice_in_vietnamese": Slip(RULES, MARK, "ballot: {over_marked: tính là phiếu không hợp lệ, mark: choose, max_choices: 2}", "TD205", "viết invalid", "ballot: {over_marked: invalid, mark: choose, max_choices: 2}", ("awards", 0, "marking", "over_marked"), "invalid"),
    "choice_that_means_the_opposite": Slip(RULES, MARK, "ballot: {over_marked: valid, mark: choose, max_choices: 2}", "TD205", "chọn một trong: error (báo lỗi)", "ballot: {over_marked: error, mark: choose, max_choices: 2}", ("awards", 0, "marking", "over_marked"), "error"),
    "choice_with_cyrillic_letter": Slip(RULES, "{mark: choose,", "{mark: \u0441hoose,", "TD205", "«\u0441» là chữ Kirin", "{mark: choose,", ("awards", 0, "marking", "mark"), "choose"),
    "key_misspelt": Slip(RULES, "method: election", "metod: election", "TD202", "«method»", "method: election", ("head", "method"), "election"),
    "key_that_is_there_already": Slip(RULES, "method: election", "method: election\n  metod: rotation", "TD202", "«method»? khóa ấy đã có ở đây", "method: election", ("head", "method"), "election"),
    "key_of_nothing": Slip(BLOC, "place: Mẫu", "place: Mẫu\nmàu: đỏ", "TD202", "illustrative", "place: Mẫu", ("place",), "Mẫu"),
    "key_missing": Slip(RULES, "  method: election\n", "", "TD201", "thêm «method: …»", "  method: election\n", ("head", "method"), "election"),
    "key_empty": Slip(RULES, "method: election", "method:", "TD201", "điền giá trị", "method: election", ("head", "method"), "election"),
    "optional_key_empty": Slip(RULES, "  method: election", "  deputies:\n  method: election", "TD208", "xóa cả dòng", "  method: election", ("head", "deputies"), None),
    "votes_empty": Slip(BALLOTS, "STC: 4, STP: 3", "STC: 4, STP: ", "TD208", "không có phiếu nào thì ghi 0", "STC: 4, STP: 0", ("contests", 1, "votes", "STP"), 0),
    "ballot_empty": Slip(BALLOTS, "      - [SNV]\n", "      -\n", "TD208", "phiếu trắng ghi blank", "      - blank\n", ("contests", 0, "ballots", 2), ("blank",)),
    "value_taken_for_a_note": Slip(BLOC, "place: Mẫu", "place: #1", "TD201", 'viết "#1"', 'place: "#1"', ("place",), "#1"),
    "name_cut_short": Slip(BLOC, "place: Mẫu", "place: Xã Mẫu #1", "TD209", 'viết "Xã Mẫu #1"', 'place: "Xã Mẫu #1"', ("place",), "Xã Mẫu #1"),
    "name_with_quotes_cut_short": Slip(BLOC, "place: Mẫu", 'place: Xã "M" #1', "TD209", "viết 'Xã \"M\" #1'", "place: 'Xã \"M\" #1'", ("place",), 'Xã "M" #1'),
    "note_without_a_blank": Slip(BLOC, "place: Mẫu", "place: Mẫu #ghi chú", "TD209", "thêm dấu cách sau dấu #", "place: Mẫu # ghi chú", ("place",), "Mẫu"),
    "name_cut_short_in_braces": Slip(BLOC, CODE_SNV, "{code: SNV, name: Sở Nội vụ #1}", "TD101", "đặt giá trị có dấu # trong dấu nháy", '{code: SNV, name: "Sở Nội vụ #1"}', ("members", 0, "name"), "Sở Nội vụ #1"),
    "format_empty": Slip(BLOC, "format: 1", "format:", "TD003", "viết format: 1", "format: 1", ("format",), "1"),
    "format_of_nothing": Slip(BLOC, "format: 1", "format: v1", "TD003", "viết format: 1", "format: 1", ("format",), "1"),
    "format_missing": Slip(BLOC, "format: 1\n", "", "TD003", "thêm dòng đầu tiên: format: 1", "format: 1\n", ("format",), "1"),
    # inside braces
    "name_with_a_comma": Slip(BLOC, CODE_SNV, "{code: SNV, name: Sở Văn hóa, Thể thao và Du lịch}", "TD107", 'viết "Sở Văn hóa, Thể thao và Du lịch" (cả dấu nháy)', '{code: SNV, name: "Sở Văn hóa, Thể thao và Du lịch"}', ("members", 0, "name"), "Sở Văn hóa, Thể thao và Du lịch"),
    "name_with_two_commas": Slip(BLOC, CODE_SNV, "{code: SNV, name: Sở Văn hóa, Thể thao, Du lịch, short: VH}", "TD107", 'viết "Sở Văn hóa, Thể thao, Du lịch"', '{code: SNV, name: "Sở Văn hóa, Thể thao, Du lịch", short: VH}', ("members", 0, "name"), "Sở Văn hóa, Thể thao, Du lịch"),
    "name_with_a_comma_and_a_quote": Slip(BLOC, CODE_SNV, '{code: SNV, name: Sở "A", B}', "TD107", "viết 'Sở \"A\", B'", "{code: SNV, name: 'Sở \"A\", B'}", ("members", 0, "name"), 'Sở "A", B'),
    "criterion_with_a_comma": Slip(RULES, "name: Tham mưu đúng tiến độ,", "name: Tham mưu, đúng tiến độ,", "TD107", 'viết "Tham mưu, đúng tiến độ"', 'name: "Tham mưu, đúng tiến độ",', ("scoring", "criteria", 0, "criteria", 0, "name"), "Tham mưu, đúng tiến độ"),
    "fact_with_a_comma": Slip(RULES, "name: Vượt các chỉ tiêu được giao}", "name: Vượt các chỉ tiêu, được giao}", "TD107", 'viết "Vượt các chỉ tiêu, được giao"', 'name: "Vượt các chỉ tiêu, được giao"}', ("facts", 0, "name"), "Vượt các chỉ tiêu, được giao"),
    "codes_without_brackets_in_braces": Slip(RULES, "requires: {facts: [vuot-chi-tieu]}", "requires: {facts: vuot-chi-tieu, vuot-chi-tieu}", "TD107", "viết [vuot-chi-tieu, vuot-chi-tieu]", "requires: {facts: [vuot-chi-tieu]}", ("awards", 0, "requires", "facts"), ("vuot-chi-tieu",)),
    "score_with_comma_out_of_the_most": ttr(I1, "I.1: {self: 37, assessed: 35,5/40}", "TD107", "viết 35.5, không kèm «/40»", "I.1: {self: 37, assessed: 35.5}", ("I.1", "assessed"), "35.5"),
    "key_empty_at_the_brace": ttr(I1, "I.1: {assessed: 35, self:}", "TD208", "điền giá trị, hoặc xóa cả khóa nếu không dùng", "I.1: {assessed: 35}", ("I.1", "self_score"), None),
    "key_empty_at_the_comma": ttr(I1, "I.1: {self:, assessed: 35}", "TD208", "điền giá trị, hoặc xóa cả khóa nếu không dùng", "I.1: {assessed: 35}", ("I.1", "self_score"), None),
    "votes_empty_at_the_brace": Slip(BALLOTS, "STC: 4, STP: 3", "STC: 4, STP:", "TD208", "không có phiếu nào thì ghi 0", "STC: 4, STP: 0", ("contests", 1, "votes", "STP"), 0),
    "colon_missing_in_braces": ttr(I1, "I.1: {self: 37, assessed 35}", "TD101", "viết assessed: 35", "I.1: {self: 37, assessed: 35}", ("I.1", "assessed"), "35"),
    "equals_for_a_colon": ttr(I1, "I.1: {self: 37, assessed = 35}", "TD101", "viết assessed: 35", "I.1: {self: 37, assessed: 35}", ("I.1", "assessed"), "35"),
    "point_for_a_colon": ttr(I1, "I.1: {self: 37, assessed. 35}", "TD101", "viết assessed: 35", "I.1: {self: 37, assessed: 35}", ("I.1", "assessed"), "35"),
    "wide_colon_in_braces": ttr(I1, "I.1: {self: 37, assessed：35}", "TD115", "gõ lại dấu : thường, sau đó một dấu cách", "I.1: {self: 37, assessed: 35}", ("I.1", "assessed"), "35"),
    "colon_missing_after_a_required_key": Slip(BLOC, CODE_SNV, "{code: SNV, name Sở Nội vụ}", "TD101", "viết name: Sở Nội vụ", CODE_SNV, ("members", 0, "name"), "Sở Nội vụ"),
    "colon_missing_in_votes": Slip(BALLOTS, "STC: 4, STP: 3", "STC: 4, STP 3", "TD101", "viết STP: 3", "STC: 4, STP: 3", ("contests", 1, "votes", "STP"), 3),
    # lists and groups
    "list_without_brackets": Slip(BALLOTS, PRESENT, "present: SNV, STC, STP, TTR", "TD203", "viết [SNV, STC, STP, TTR]", PRESENT, ("conference", "present"), ("SNV", "STC", "STP", "TTR")),
    "list_of_names": Slip(BALLOTS, PRESENT, "present: Sở Nội vụ, Sở Tài chính, STP, Thanh tra", "TD203", "viết [SNV, STC, STP, TTR]", PRESENT, ("conference", "present"), ("SNV", "STC", "STP", "TTR")),
    "ballot_without_brackets": Slip(BALLOTS, "      - [SNV]\n", "      - SNV\n", "TD203", "viết [SNV]", "      - [SNV]\n", ("contests", 0, "ballots", 2), ("SNV",)),
    "ballots_of_two_without_brackets": Slip(BALLOTS, "      - [SNV, STC]\n", "      - SNV, STC\n", "TD203", "viết [SNV, STC]", "      - [SNV, STC]\n", ("contests", 0, "ballots", 0), ("SNV", "STC")),
    "ballot_blank": Slip(BALLOTS, "      - [SNV]\n", "      - phiếu trắng\n", "TD203", "viết blank", "      - blank\n", ("contests", 0, "ballots", 2), ("blank",)),
    "ballot_defaced": Slip(BALLOTS, "      - [SNV]\n", "      - Hỏng\n", "TD203", "viết defaced", "      - defaced\n", ("contests", 0, "ballots", 2), ("defaced",)),
    "ballot_of_no": Slip(BALLOTS, "      - [SNV]\n", "      - không\n", "TD203", "phiếu trắng ghi blank, phiếu hỏng ghi defaced", "      - blank\n", ("contests", 0, "ballots", 2), ("blank",)),
    "ballot_in_words": Slip(BALLOTS, "      - [SNV, STC]\n", "      - Sở Nội vụ và Tài chính\n", "TD203", "viết các mục trong [ ]", "      - [SNV, STC]\n", ("contests", 0, "ballots", 0), ("SNV", "STC")),
    "list_in_round_brackets": Slip(BALLOTS, PRESENT, "present: (SNV, STC, STP, TTR)", "TD203", "viết [SNV, STC, STP, TTR]", PRESENT, ("conference", "present"), ("SNV", "STC", "STP", "TTR")),
    "list_in_wide_brackets": Slip(BALLOTS, PRESENT, "present: ［SNV, STC, STP, TTR］", "TD203", "viết [SNV, STC, STP, TTR]", PRESENT, ("conference", "present"), ("SNV", "STC", "STP", "TTR")),
    "list_in_braces": Slip(BALLOTS, PRESENT, "present: {SNV, STC, STP, TTR}", "TD203", "viết [SNV, STC, STP, TTR]", PRESENT, ("conference", "present"), ("SNV", "STC", "STP", "TTR")),
    "list_without_commas": Slip(BALLOTS, PRESENT, "present: [SNV STC STP TTR]", "TD203", "mỗi mã là một mục: SNV, STC, STP, TTR", PRESENT, ("conference", "present"), ("SNV", "STC", "STP", "TTR")),
    "list_without_brackets_and_commas": Slip(BALLOTS, PRESENT, "present: SNV STC STP TTR", "TD203", "viết [SNV, STC, STP, TTR]", PRESENT, ("conference", "present"), ("SNV", "STC", "STP", "TTR")),
    "list_of_everybody": Slip(BALLOTS, PRESENT, "present: đủ", "TD203", "ở đây cần từng mã", PRESENT, ("conference", "present"), ("SNV", "STC", "STP", "TTR")),
    "list_of_nobody": Slip(BALLOTS, PRESENT, "absent: không", "TD203", "viết []", "absent: []", ("conference", "absent"), ()),
    "list_of_zero": Slip(BALLOTS, PRESENT, "absent: 0", "TD203", "viết []", "absent: []", ("conference", "absent"), ()),
    "nobody_in_braces": Slip(BALLOTS, PRESENT, "absent: {}", "TD203", "viết []", "absent: []", ("conference", "absent"), ()),
    "facts_said_yes": Slip(RULES, "facts: [vuot-chi-tieu]", "facts: yes", "TD203", "ở đây cần các mã", "facts: [vuot-chi-tieu]", ("awards", 0, "requires", "facts"), ("vuot-chi-tieu",)),
    "fact_marked_yes": Slip(RULES, "facts: [vuot-chi-tieu]", "facts: {vuot-chi-tieu: yes}", "TD203", "viết [vuot-chi-tieu]", "facts: [vuot-chi-tieu]", ("awards", 0, "requires", "facts"), ("vuot-chi-tieu",)),
    "fact_marked_no": Slip(SCORES, "  TTR:\n", "  TTR:\n    facts: {vuot-chi-tieu: không}\n", "TD203", "viết []", "  TTR:\n    facts: []\n", ("units", "TTR", "facts"), ()),
    "name_for_a_list_of_groups": Slip(BALLOTS, "contests:", "counting_board: Ông A\ncontests:", "TD203", "viết [{name: …, role: …}]", "counting_board: [{name: Ông A, role: tổ trưởng}]\ncontests:", ("counting_board", 0, "name"), "Ông A"),
    "votes_in_brackets": Slip(BALLOTS, "votes: {STC: 4, STP: 3}", "votes: [STC: 4, STP: 3]", "TD203", "viết {STC: 4, STP: 3}", "votes: {STC: 4, STP: 3}", ("contests", 1, "votes", "STP"), 3),
    "code_for_a_group": Slip(BALLOTS, "contests:", "declined: [STP]\ncontests:", "TD203", "viết {unit: STP, reason: …}", "declined: [{unit: STP, reason: x}]\ncontests:", ("declined", 0, "unit"), "STP"),
    "list_with_semicolons": Slip(BALLOTS, NOMINEES, "nominees: [STC; STP]", "TD203", "mỗi mã là một mục: STC, STP", NOMINEES, ("contests", 1, "nominees"), ("STC", "STP")),
    "texts_without_dashes": Slip(BALLOTS, HELD, f"{HELD}\n  guests: Ông A, Sở Nội vụ", "TD203", "mỗi mục một dòng, sau dấu gạch: - MỤC", f"{HELD}\n  guests:\n    - Ông A, Sở Nội vụ", ("conference", "guests", 0, "name"), "Ông A, Sở Nội vụ"),
    "votes_without_blanks": Slip(BALLOTS, "votes: {STC: 4, STP: 3}", "votes: STC:4, STP:3", "TD203", "{STC: 4, STP: 3}", "votes: {STC: 4, STP: 3}", ("contests", 1, "votes", "STP"), 3),
    "votes_without_blanks_below": Slip(BALLOTS, "votes: {STC: 4, STP: 3}", "votes:\n      STC:4\n      STP:3", "TD203", "{STC: 4, STP: 3}", "votes:\n      {STC: 4, STP: 3}", ("contests", 1, "votes", "STP"), 3),
    # codes
    "name_for_code": Slip(BALLOTS, NOMINEES, "nominees: [Sở Tài chính, STP]", "TD203", "viết STC", NOMINEES, ("contests", 1, "nominees"), ("STC", "STP")),
    "short_name_for_code": Slip(SCORES, "  TTR:\n", "  Thanh tra:\n", "TD203", "viết TTR", "  TTR:\n", ("units", "TTR", "status"), "considered"),
    "name_without_accents": Slip(BLOC, "head: SNV", "head: so noi vu", "TD203", "viết SNV", "head: SNV", ("history", 1, "head"), "SNV"),
    "longer_name_for_code": Slip(BLOC, "head: SNV", "head: Sở Nội vụ tỉnh", "TD203", "«Sở Nội vụ»? ở đây cần mã: viết SNV", "head: SNV", ("history", 1, "head"), "SNV"),
    "award_name_for_code": Slip(BALLOTS, "award: co-tinh", "award: Cờ thi đua của Ủy ban nhân dân tỉnh", "TD203", "viết co-tinh", "award: co-tinh", ("contests", 0, "award"), "co-tinh"),
    "code_with_a_blank": Slip(BALLOTS, "award: co-tinh", "award: co tinh", "TD203", "«co-tinh»", "award: co-tinh", ("contests", 0, "award"), "co-tinh"),
    "fact_name_for_code": Slip(RULES, "facts: [vuot-chi-tieu]", "facts: [Vượt các chỉ tiêu được giao]", "TD203", "viết vuot-chi-tieu", "facts: [vuot-chi-tieu]", ("awards", 0, "requires", "facts"), ("vuot-chi-tieu",)),
    "criterion_name_for_code": ttr(I1, "Tham mưu đúng tiến độ: {assessed: 35}", "TD203", "viết I.1", "I.1: {assessed: 35}", ("I.1", "assessed"), "35"),
    "sentence_for_code": Slip(BLOC, CODE_SNV, "{code: S NV, name: Sở Nội vụ}", "TD203", "mã viết liền", CODE_SNV, ("members", 0, "code"), "SNV"),
    "code_misspelt": Slip(BALLOTS, PRESENT, "present: [SNV, STC, STP, TTRR]", "TD301", "«TTR»", PRESENT, ("conference", "present"), ("SNV", "STC", "STP", "TTR")),
    "code_near_two": Slip(BALLOTS, NOMINEES, "nominees: [STX, STP]", "TD301", "«STC»", NOMINEES, ("contests", 1, "nominees"), ("STC", "STP")),
    "code_near_none": Slip(BALLOTS, NOMINEES, "nominees: [BBB, STP]", "TD301", "các mã hiện có: SNV, STC", NOMINEES, ("contests", 1, "nominees"), ("STC", "STP")),
    "code_with_greek_letter": Slip(BALLOTS, NOMINEES, "nominees: [S\u03a4C, STP]", "TD301", "«\u03a4» là chữ Hy Lạp", NOMINEES, ("contests", 1, "nominees"), ("STC", "STP")),
    "code_in_full_width": Slip(BALLOTS, NOMINEES, "nominees: [\uff33TC, STP]", "TD301", "«\uff33» là chữ toàn khổ", NOMINEES, ("contests", 1, "nominees"), ("STC", "STP")),
    "code_with_loose_accent": Slip(BALLOTS, NOMINEES, "nominees: [S\u0332TC, STP]", "TD301", "dấu rời U+0332", NOMINEES, ("contests", 1, "nominees"), ("STC", "STP")),
    "award_misspelt": Slip(BALLOTS, "award: co-tinh", "award: co-tnh", "TD304", "«co-tinh»", "award: co-tinh", ("contests", 0, "award"), "co-tinh"),
    "award_unknown": Slip(BALLOTS, "award: co-tinh", "award: xyz", "TD304", "các mã trong quy chế: co-tinh, bang-khen", "award: co-tinh", ("contests", 0, "award"), "co-tinh"),
    "criterion_misspelt": ttr(II2, "II.3: {assessed: 2}", "TD305", "«II.2»", II2, ("II.2", "assessed"), "2"),
    "criterion_one_for_letter": ttr(I1, "1.1: {assessed: 35}", "TD305", "«I.1»? «1» là số, không phải chữ I", "I.1: {assessed: 35}", ("I.1", "assessed"), "35"),
    "criterion_unknown": ttr(II2, "Z9: {assessed: 2}", "TD305", "các tiêu chí chấm điểm: I.1, I.2, II.1, II.2", II2, ("II.2", "assessed"), "2"),
    "group_scored": ttr(I1, "I: {assessed: 35}", "TD305", "chấm từng tiêu chí bên trong: I.1, I.2", "I.1: {assessed: 35}", ("I.1", "assessed"), "35"),
    "fact_misspelt": Slip(RULES, "facts: [vuot-chi-tieu]", "facts: [vuot-chi-teu]", "TD306", "«vuot-chi-tieu»", "facts: [vuot-chi-tieu]", ("awards", 0, "requires", "facts"), ("vuot-chi-tieu",)),
    "fact_unknown": Slip(RULES, "facts: [vuot-chi-tieu]", "facts: [xyz]", "TD306", "các điều kiện trong quy chế: vuot-chi-tieu", "facts: [vuot-chi-tieu]", ("awards", 0, "requires", "facts"), ("vuot-chi-tieu",)),
    # scores and units
    "unit_copied_without_its_code": Slip(SCORES, "  TTR:\n", "  STP:\n", "TD106", "sửa STP ở dòng này thành TTR", "  TTR:\n", ("units", "TTR", "facts"), ()),
    "criterion_copied_without_its_code": ttr(II2, f"{II2[:3]}1: {{assessed: 2}}", "TD106", "sửa II.1 ở dòng này thành II.2", II2, ("II.2", "assessed"), "2"),
    "votes_copied_without_their_code": Slip(BALLOTS, "STC: 4, STP: 3", "STC: 4, STC: 3", "TD106", "sửa STC ở dòng này thành mã của đơn vị ấy", "STC: 4, STP: 3", ("contests", 1, "votes", "STP"), 3),
    "key_twice": Slip(RULES, "method: election", "method: election\n  method: election", "TD106", "xóa một trong hai", "method: election", ("head", "method"), "election"),
    "score_missing": ttr(f"\n      {II2}", "", "TD403", "ghi II.2: {assessed: SỐ_LƯỢNG}", f"\n      {II2}", ("II.2", "assessed"), "2"),
    "stage_missing": ttr(I1, "I.1: {self: 37}", "TD403", "thêm assessed: ĐIỂM", "I.1: {self: 37, assessed: 35}", ("I.1", "assessed"), "35"),
    "actual_missing": ttr(I2, "I.2: {target: 100}", "TD403", "thêm actual: KẾT_QUẢ", I2, ("I.2", "actual"), Decimal(100)),
    "total_differs": Slip(SCORES, "  TTR:\n", "  TTR:\n    total: 47\n", "TD405", "ghi total: 74", "  TTR:\n    total: 74\n", ("units", "TTR", "total"), Decimal(74)),
    "status_without_reason": Slip(SCORES, "  TTR:\n", "  TTR:\n    status: on_hold\n", "TD309", "ghi reason: lý do; basis:", "  TTR:\n    status: on_hold\n    reason: x\n    basis: y\n", ("units", "TTR", "status"), "on_hold"),
    "code_used_twice": Slip(BLOC, "name: Sở Tư pháp", "name: Sở Tài chính", "TD303", "đặt mã hoặc tên khác", "name: Sở Tư pháp", ("members", 2, "name"), "Sở Tư pháp"),
    "predecessor_unknown": Slip(BLOC, JOINED, "joined: 2016, succeeds: [CU]}", "TD307", "ghi cả đơn vị cũ vào danh sách members", "joined: 2016, succeeds: [CU]}\n  - {code: CU, name: Cũ, left: 2015}", ("members", 3, "succeeds"), ("CU",)),
    "before_it_joined": Slip(BLOC, JOINED, "joined: 2024}", "TD302", "sửa năm ở đây (joined)", JOINED, ("members", 3, "joined"), 2016),
    "lowest_band_too_high": Slip(RULES, "from: 0}", "from: 50}", "TD404", "thêm một mức từ 0 điểm (from: 0)", "from: 50}\n    - {name: Không hoàn thành, from: 0}", ("scoring", "bands", 2, "lower"), Decimal(50)),
    # nominees
    "not_listed": Slip(BALLOTS, "STC: 4, STP: 3", "STC: 4, STP: 3, TTR: 0", "TD506", "thêm vào nominees; nếu ghi nhầm thì sửa mã", "STC: 4, STP: 3", ("contests", 1, "votes", "STP"), 3),
    "marked_but_not_eligible": Slip(BALLOTS, "[STC, STP]\n  - award", "[STC, TTR]\n  - award", "TD506", "chưa ghi điều kiện «Vượt các chỉ tiêu được giao»", "[STC, STP]\n  - award", ("contests", 0, "ballots", 3), ("STC", "STP")),
    "listed_but_not_eligible": Slip(BALLOTS, "award: co-tinh", "award: co-tinh\n    nominees: [SNV, STC, STP, TTR]", "TD507", "chưa ghi điều kiện «Vượt các chỉ tiêu được giao»", "award: co-tinh\n    nominees: [SNV, STC, STP]", ("contests", 0, "nominees"), ("SNV", "STC", "STP")),
}  # fmt: skip


def with_line(workspace: Path, slip: Slip, line: str) -> Evaluation:
    text = base_text(slip.file)
    assert slip.line in text
    head, _, tail = text.rpartition(slip.line)
    folder = make_bloc(workspace)
    write_file(workspace, slip.file, f"{head}{line}{tail}".encode())
    return evaluate(folder, YEAR)


def told(found: Evaluation) -> tuple[Diagnostic, ...]:
    return (*found.problems, *found.reminders)


def value_at(record: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        record = getattr(record, str(step)) if isinstance(record, Record) else record[step]
    return record


@pytest.mark.parametrize("name", SLIPS)
def test_a_wrong_line_has_one_problem_with_this_hint(name: str, tmp_path: Path) -> None:
    slip = SLIPS[name]
    problems = told(with_line(tmp_path, slip, slip.wrong))
    assert {problem.code for problem in problems} == {slip.code}, problems
    assert len(problems) == 1
    assert slip.hint in problems[0].hint


@pytest.mark.parametrize("name", SLIPS)
def test_a_hint_that_is_followed_gives_the_value_that_was_meant(name: str, tmp_path: Path) -> None:
    slip = SLIPS[name]
    found = with_line(tmp_path, slip, slip.followed)
    assert told(found) == ()
    assert value_at(getattr(found.records, PARTS[slip.file]), slip.path) == slip.meant


@pytest.mark.parametrize("name", SLIPS)
def test_no_hint_takes_a_sample_for_the_answer_or_sends_to_a_command_that_cannot_run(name: str, tmp_path: Path) -> None:
    """What a hint tells to write holds no figure that the user did not write, nor could work out from it."""
    for problem in told(with_line(tmp_path, SLIPS[name], SLIPS[name].wrong)):
        assert "thidua " not in problem.hint
        assert not re.search(r"95[.,]5|QLTT", problem.hint) or "95" in SLIPS[name].wrong


def test_there_are_rows_for_every_code_about_a_single_value() -> None:
    about_values = {code for code in CATALOGUE if code.startswith("TD2")} - {"TD207"}
    assert about_values <= {slip.code for slip in SLIPS.values()}
