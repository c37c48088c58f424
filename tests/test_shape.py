"""DESIGN §2: quantities may be typed the Vietnamese way; whatever has another shape is reported where it stands."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

import pytest
from pydantic import TypeAdapter, ValidationError

from bloc_folder import base_text, replace_key
from thidua.diagnostics import Diagnostic
from thidua.records.ballots import Ballots
from thidua.records.bloc import Bloc
from thidua.records.regulation import Regulation
from thidua.records.report import Report
from thidua.records.scores import Scores
from thidua.records.shape import Clock, Code, Count, Day, Number, Points, Positive, Record, Share, Text, Year, YesNo
from thidua.records.source import Source, locate, read_yaml
from thidua.records.validation import validate

R = TypeVar("R", bound=Record)
MODELS: dict[str, type[Record]] = {
    "bloc.yaml": Bloc,
    "regulation.yaml": Regulation,
    "scores.yaml": Scores,
    "ballots.yaml": Ballots,
    "report.yaml": Report,
}


def typed(kind: Any, value: Any) -> Any:
    return TypeAdapter(kind).validate_python(value)


def refusal(kind: Any, value: Any) -> tuple[str, str]:
    """The code and the hint of the one thing that is wrong with the value."""
    with pytest.raises(ValidationError) as caught:
        typed(kind, value)
    (detail,) = caught.value.errors()
    return detail["type"], detail["ctx"]["hint"]


def reading(model: type[R], text: str) -> tuple[R | None, Source, tuple[Diagnostic, ...]]:
    source, problems = read_yaml("tệp.yaml", text.encode())
    assert problems == ()
    record, wrong = validate(source, model)
    return record, source, wrong


def findings(file: str, key: str, text: str) -> list[tuple[str, int, str]]:
    """With one top-level key of the base file replaced: the code, the line within `text`, what is underlined."""
    whole = replace_key(base_text(file), key, text)
    _, source, problems = reading(MODELS[file], whole)
    first = whole[: whole.index(text)].count("\n")
    found = []
    for problem in problems:
        where = locate(source, problem.place)
        found.append((problem.code, where.line - first, where.text[where.column - 1 :][: where.length]))
    return found


def hints(file: str, key: str, text: str) -> list[str]:
    _, _, problems = reading(MODELS[file], replace_key(base_text(file), key, text))
    return [problem.hint for problem in problems]


# --- numbers ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("95.5", "95.5"),
        ("95,5", "95.5"),
        ("0", "0"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("19,125", "19.125"),
        ("1000", "1000"),
        ("-5,5", "-5.5"),
        ("+5", "5"),
        (" 95,5 ", "95.5"),
        ("007", "7"),
        ("999999999999.999999", "999999999999.999999"),
    ],
)
def test_numbers_are_read_with_comma_or_point(written: str, number: str) -> None:
    assert typed(Number, written) == Decimal(number)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("1.000", "viết 1000 nếu dấu ấy ngăn hàng nghìn, viết 1 nếu là dấu thập phân"),
        ("1.200", "viết 1200 nếu dấu ấy ngăn hàng nghìn, viết 1.2 nếu là dấu thập phân"),
        ("19.125", 'viết 19125 nếu dấu ấy ngăn hàng nghìn, viết "19,125" (cả dấu nháy) nếu là dấu thập phân'),
        ("1.000.000", "viết 1000000"),
        ("-1.000", "viết -1000 nếu dấu ấy ngăn hàng nghìn, viết -1 nếu là dấu thập phân"),
    ],
)
def test_a_number_that_may_be_thousands_is_not_guessed(written: str, hint: str) -> None:
    assert refusal(Number, written) == ("TD204", hint)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "x",
        "95.",
        ".5",
        "1e3",
        "1e999",
        "NaN",
        "inf",
        ".inf",
        "1_000",
        "0x10",
        "95,5,5",
        "1.000,5",
        "1 000",
        "5 điểm",
        "1" * 13,
        "0.0000001",
        "--5",
        "٣",
        "５",
        "½",
    ],
)
def test_what_is_no_number_is_refused(written: str) -> None:
    assert refusal(Number, written)[0] == "TD203"


def test_points_may_be_zero_but_not_negative_and_positive_numbers_not_zero() -> None:
    assert typed(Points, "0") == 0
    assert refusal(Points, "-0,5")[0] == "TD206"
    assert typed(Positive, "0,01") == Decimal("0.01")
    assert refusal(Positive, "0")[0] == "TD206"
    assert refusal(Positive, "-1")[0] == "TD206"


def test_counts_are_whole_and_not_negative() -> None:
    assert typed(Count, "11") == 11
    assert typed(Count, "0") == 0
    for wrong in ("-1", "1,5", "1.5", "x", "", "1" * 10, "+1", "٣"):
        assert refusal(Count, wrong)[0] == "TD203", wrong
    assert refusal(Count, "1.200") == ("TD204", "viết 1200")
    assert refusal(Count, "1.000") == ("TD204", "viết 1000 nếu dấu ấy ngăn hàng nghìn, viết 1 nếu là dấu thập phân")


def test_years_lie_within_the_history_of_the_movement() -> None:
    assert typed(Year, "1948") == 1948
    assert refusal(Year, "1944")[0] == "TD206"
    assert refusal(Year, "20233")[0] == "TD206"
    assert refusal(Year, "23")[0] == "TD206"


# --- shares, days, hours, words ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("80%", Fraction(4, 5)),
        ("80 %", Fraction(4, 5)),
        ("66,67%", Fraction(6667, 10000)),
        ("66.67 %", Fraction(6667, 10000)),
        ("2/3", Fraction(2, 3)),
        ("2 / 3", Fraction(2, 3)),
        ("0%", Fraction(0)),
        ("0/5", Fraction(0)),
        ("120%", Fraction(6, 5)),
    ],
)
def test_shares_are_exact(written: str, share: Fraction) -> None:
    assert typed(Share, written) == share


@pytest.mark.parametrize(
    "written", ["1/0", "0.8", "0,8", "1", "80", "", "%", "-5%", "2/3%", "2:3", "1/2/3", "2/-3", "80%%"]
)
def test_what_is_no_share_is_refused(written: str) -> None:
    assert refusal(Share, written)[0] == "TD203"


@pytest.mark.parametrize("written", ["30/11/2023", "2023-11-30", "30-11-2023", "30.11.2023", " 30/11/2023 "])
def test_days_are_read_both_ways(written: str) -> None:
    assert typed(Day, written) == date(2023, 11, 30)


@pytest.mark.parametrize("written", ["5/1/2023", "05/01/2023", "2023-1-5"])
def test_the_day_comes_before_the_month(written: str) -> None:
    assert typed(Day, written) == date(2023, 1, 5)


@pytest.mark.parametrize("written", ["31/4/2023", "29/02/2023", "2023-02-29", "0/1/2023", "11/30/2023", "1/1/0000"])
def test_days_that_do_not_exist_are_named(written: str) -> None:
    assert refusal(Day, written)[0] == "TD206"


def test_a_leap_day_exists() -> None:
    assert typed(Day, "29/02/2024") == date(2024, 2, 29)


@pytest.mark.parametrize("written", ["", "30/11", "30/11/23", "ngày 30", "2023/11/30", "20231130", "30 tháng 11"])
def test_what_is_no_day_is_refused(written: str) -> None:
    assert refusal(Day, written)[0] == "TD203"


@pytest.mark.parametrize("written", ["14:00", "14 giờ 00", "14h00", "14h", "14 giờ", "14 giờ 00 phút", "14g00"])
def test_hours_are_read_as_people_write_them(written: str) -> None:
    assert typed(Clock, written) == time(14, 0)


def test_hours_that_do_not_exist_are_named() -> None:
    assert refusal(Clock, "24:00")[0] == "TD206"
    assert refusal(Clock, "12:60")[0] == "TD206"
    assert refusal(Clock, "chiều")[0] == "TD203"


@pytest.mark.parametrize("written", ["yes", "Yes", "true", "có", "Có", "CÓ", "đạt"])
def test_words_for_yes(written: str) -> None:
    assert typed(YesNo, written) is True


@pytest.mark.parametrize("written", ["no", "No", "false", "không", "KHÔNG", "không đạt"])
def test_words_for_no(written: str) -> None:
    assert typed(YesNo, written) is False


@pytest.mark.parametrize("written", ["y", "n", "on", "off", "1", "0", "co", "khong", "", "x"])
def test_other_words_are_neither_yes_nor_no(written: str) -> None:
    assert refusal(YesNo, written)[0] == "TD203"


# --- codes and texts -------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["QLTT", "co-chinh-phu", "I.1", "Đ1", "VP_UBND", "a" * 40, "1"])
def test_codes_are_short_words(written: str) -> None:
    assert typed(Code, written) == written


@pytest.mark.parametrize(
    "written", ["", "a" * 41, "Sở Nội", "a,b", "a:b", "a/b", "..\\x", "[a]", "{{a}}", "a\tb", "'a'", "*"]
)
def test_codes_have_no_blanks_or_punctuation(written: str) -> None:
    assert refusal(Code, written)[0] == "TD203"


@pytest.mark.parametrize("invisible", ["\u00ad", "\u200b", "\u200e", "\u202e", "\u2060", "\ufeff"])
def test_codes_with_invisible_characters_are_refused_and_the_character_is_shown(invisible: str) -> None:
    with pytest.raises(ValidationError) as caught:
        typed(Code, f"QL{invisible}TT")
    assert "QL?TT" in caught.value.errors()[0]["ctx"]["message"]


def test_blanks_around_a_text_are_dropped_and_nothing_is_no_text() -> None:
    assert typed(Text, "  Sở Nội vụ ") == "Sở Nội vụ"
    assert refusal(Text, "  ")[0] == "TD206"


@pytest.mark.parametrize("kind", [Code, Count, Clock, Day, Number, Points, Positive, Share, Text, Year, YesNo])
@pytest.mark.parametrize("value", [[], ["x"], {}, {"x": "y"}, None])
def test_a_list_or_a_group_in_place_of_a_word_is_refused(kind: Any, value: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        typed(kind, value)
    assert caught.value.errors()[0]["type"] == "TD203"


# --- whole files: where it is reported ---------------------------------------------------------------------


@pytest.mark.parametrize("file", MODELS)
def test_the_base_files_have_the_right_shape(file: str) -> None:
    record, _, problems = reading(MODELS[file], base_text(file))
    assert problems == ()
    assert record is not None


@pytest.mark.parametrize("file", MODELS)
def test_an_unknown_key_at_the_top_is_underlined(file: str) -> None:
    assert findings(file, "khoa-la", "khoa-la: 1\n") == [("TD202", 1, "khoa-la")]


@pytest.mark.parametrize(
    ("file", "key", "text", "underlined", "nearest"),
    [
        ("bloc.yaml", "autority", "autority: {name: x}\n", (1, "autority"), "«authorities»"),
        ("bloc.yaml", "authority", "authority:\n  name: x\n  departement: y\n", (3, "departement"), "«department»"),
        ("bloc.yaml", "members", "members:\n  - code: A\n    name: x\n    shrot: y\n", (4, "shrot"), "«short»"),
        ("bloc.yaml", "history", "history:\n  - {year: 2022, Head: STP}\n", (2, "Head"), "«head»"),
        (
            "regulation.yaml",
            "scoring",
            (
                "scoring:\n  scale: 5\n  criteria:\n    - code: I\n      name: x\n      criteria:\n"
                "        - {code: I.1, name: y, max: 5, knd: points}\n"
            ),
            (7, "knd"),
            "«kind»",
        ),
        (
            "regulation.yaml",
            "scoring",
            (
                "scoring:\n  scale: 5\n  criteria: [{code: I, name: x, max: 5}]\n"
                "  bands: [{name: x, form: 0, from: 0}]\n"
            ),
            (4, "form"),
            "«from»",
        ),
        (
            "regulation.yaml",
            "awards",
            "awards:\n  - code: a\n    name: b\n    quota: {shar: 50%, of: members}\n",
            (4, "shar"),
            "«share»",
        ),
        (
            "regulation.yaml",
            "awards",
            (
                "awards:\n  - code: a\n    name: b\n    quota: 1\n    requires:\n"
                "      streak: {award: a, yers: 2, years: 2}\n"
            ),
            (6, "yers"),
            "«years»",
        ),
        ("regulation.yaml", "head", "head:\n  method: rotation\n  deputees: 1\n", (3, "deputees"), "«deputies»"),
        (
            "scores.yaml",
            "units",
            "units:\n  SNV:\n    scores:\n      I.1: {self: 1, asessed: 2}\n",
            (4, "asessed"),
            "«assessed»",
        ),
        (
            "scores.yaml",
            "units",
            "units:\n  SNV:\n    bonus:\n      - {point: 1, points: 1, reason: x}\n",
            (4, "point"),
            "«points»",
        ),
        (
            "ballots.yaml",
            "contests",
            "contests:\n  - award: co-tinh\n    papers: {issued: 1, retuned: 1, returned: 1}\n",
            (3, "retuned"),
            "«returned»",
        ),
        (
            "report.yaml",
            "sections",
            (
                "sections:\n  situation: a\n  results: b\n  shortcomings: c\n  directions: d\n"
                "  proposals: e\n  result: f\n"
            ),
            (7, "result"),
            "«results»",
        ),
    ],
)
def test_an_unknown_key_at_any_depth_is_underlined_with_the_nearest_spelling(
    file: str, key: str, text: str, underlined: tuple[int, str], nearest: str
) -> None:
    assert findings(file, key, text) == [("TD202", *underlined)]
    assert nearest in hints(file, key, text)[0]


def test_an_unknown_key_near_nothing_lists_the_keys_that_exist() -> None:
    (hint,) = hints("bloc.yaml", "authority", "authority: {name: x, zzzz: y}\n")
    assert hint == "các khóa dùng được: department"


@pytest.mark.parametrize(
    ("file", "key", "text", "underlined"),
    [
        ("bloc.yaml", "authority", "authority: {department: x}\n", (1, "authority")),
        ("bloc.yaml", "members", "members:\n  - name: x\n    short: y\n", (2, "name")),
        ("bloc.yaml", "members", "members:\n  - {name: x}\n", (2, "{name: x}")),
        (
            "regulation.yaml",
            "awards",
            "awards:\n  - {code: a, name: b, quota: 1}\n  - {code: c, name: d}\n",
            (3, "{code: c, name: d}"),
        ),
        ("regulation.yaml", "head", "head:\n  clause: Điều 1\n", (1, "head")),
        ("regulation.yaml", "head", "head:\n  method: election\n  passes: {at_least: 1/2}\n", (3, "passes")),
        ("scores.yaml", "units", "units:\n  SNV:\n    bonus:\n      - {points: 1}\n", (4, "{points: 1}")),
        ("ballots.yaml", "counting_board", "counting_board:\n  - {name: x}\n", (2, "{name: x}")),
    ],
)
def test_a_missing_key_is_reported_at_the_group_that_lacks_it(
    file: str, key: str, text: str, underlined: tuple[int, str]
) -> None:
    assert findings(file, key, text) == [("TD201", *underlined)]


def test_a_missing_key_at_the_top_is_reported_at_the_top() -> None:
    _, source, problems = reading(Bloc, "format: 1\ncode: x\n")
    assert {problem.code for problem in problems} == {"TD201"}
    assert {locate(source, problem.place).line for problem in problems} == {1}
    assert sorted(problem.message for problem in problems) == [
        "thiếu «authority»", "thiếu «members»", "thiếu «name»", "thiếu «place»"
    ]  # fmt: skip


@pytest.mark.parametrize("nothing", ["", " ~", " null", "   # chưa có"])
@pytest.mark.parametrize(
    ("file", "key", "text", "underlined"),
    [
        ("bloc.yaml", "name", "name:%s\n", (1, "name")),
        ("bloc.yaml", "members", "members:%s\n", (1, "members")),
        ("bloc.yaml", "authority", "authority:\n  name:%s\n", (2, "name")),
        ("regulation.yaml", "awards", "awards:\n  - code: a\n    name: b\n    quota:%s\n", (4, "quota")),
    ],
)
def test_a_required_key_left_empty_is_reported_at_the_key(
    file: str, key: str, text: str, underlined: tuple[int, str], nothing: str
) -> None:
    assert findings(file, key, text % nothing) == [("TD201", *underlined)]


@pytest.mark.parametrize(
    ("file", "key", "text", "found"),
    [
        ("bloc.yaml", "members", "members: SNV\n", ("TD203", 1, "SNV")),
        ("bloc.yaml", "members", "members: {SNV: x}\n", ("TD203", 1, "{SNV: x}")),
        ("bloc.yaml", "members", "members:\n  - SNV\n", ("TD203", 2, "SNV")),
        ("bloc.yaml", "members", "members: []\n", ("TD206", 1, "[]")),
        ("bloc.yaml", "name", "name: [a, b]\n", ("TD203", 1, "[a, b]")),
        ("bloc.yaml", "name", "name:\n  vi: a\n", ("TD203", 2, "vi")),
        ("bloc.yaml", "authority", "authority: Sở Nội vụ\n", ("TD203", 1, "Sở Nội vụ")),
        ("bloc.yaml", "rotation", "rotation: {order: SNV}\n", ("TD203", 1, "SNV")),
        ("bloc.yaml", "kind", "kind: Bloc\n", ("TD205", 1, "Bloc")),
        ("regulation.yaml", "one_award_per_unit", "one_award_per_unit: co\n", ("TD203", 1, "co")),
        ("regulation.yaml", "conference", "conference:\n  quorum: {at_least: 0.8, of: members}\n", ("TD203", 2, "0.8")),
        (
            "regulation.yaml",
            "conference",
            "conference:\n  quorum: {at_least: 1/2, of: voters}\n",
            ("TD205", 2, "voters"),
        ),
        ("scores.yaml", "units", "units:\n  SNV:\n    total: 1.000\n", ("TD204", 3, "1.000")),
        ("scores.yaml", "units", "units:\n  SNV:\n    total: 95,5 điểm\n", ("TD203", 3, "95,5 điểm")),
        ("scores.yaml", "units", "units:\n  Sở Nội vụ: {}\n", ("TD203", 2, "Sở Nội vụ")),
        ("scores.yaml", "units", "units: [SNV]\n", ("TD203", 1, "[SNV]")),
        ("scores.yaml", "units", "units:\n  SNV:\n    scores:\n      I.1: [1]\n", ("TD203", 4, "[1]")),
        ("ballots.yaml", "conference", "conference: {held_on: 31/11/2023}\n", ("TD206", 1, "31/11/2023")),
        ("ballots.yaml", "contests", "contests:\n  - {award: co-tinh, votes: {SNV: -1}}\n", ("TD203", 2, "-1")),
        ("ballots.yaml", "contests", "contests:\n  - {award: co-tinh, votes: {'S N V': 1}}\n", ("TD203", 2, "'S N V'")),
        (
            "ballots.yaml",
            "contests",
            "contests:\n  - award: co-tinh\n    ballots:\n      - [SNV, 'S P']\n",
            ("TD203", 4, "'S P'"),
        ),
        ("ballots.yaml", "contests", "contests:\n  - award: co-tinh\n    ballots:\n      - SNV\n", ("TD203", 4, "SNV")),
    ],
)
def test_a_wrong_kind_is_underlined_at_the_value(file: str, key: str, text: str, found: tuple[str, int, str]) -> None:
    assert findings(file, key, text) == [found]


def test_all_wrong_values_of_a_file_are_reported_together() -> None:
    text = "members:\n  - {code: S V, name: x, joined: x}\n  - {code: STC, left: 1}\n"
    assert findings("bloc.yaml", "members", text) == [
        ("TD203", 2, "S V"),
        ("TD203", 2, "x"),
        ("TD201", 3, "{code: STC, left: 1}"),
        ("TD206", 3, "1"),
    ]


# --- short forms -----------------------------------------------------------------------------------------


def regulation(awards: str) -> Regulation:
    record, _, problems = reading(Regulation, replace_key(base_text("regulation.yaml"), "awards", awards))
    assert problems == ()
    assert record is not None
    return record


def test_a_quota_may_be_a_number_or_a_share() -> None:
    short = regulation("awards: [{code: a, name: b, quota: 1}]\n").awards[0].quota
    long = regulation("awards: [{code: a, name: b, quota: {count: 1}}]\n").awards[0].quota
    share = (
        regulation("awards: [{code: a, name: b, quota: {share: 50%, of: remaining, round: down}}]\n").awards[0].quota
    )
    assert short == long
    assert (short.count, share.share, share.of, share.round) == (1, Fraction(1, 2), "remaining", "down")


@pytest.mark.parametrize(
    ("quota", "found"),
    [
        ("một", ("TD203", 1, "một")),
        ("1,5", ("TD203", 1, "1,5")),
        ("1.000", ("TD204", 1, "1.000")),
        ("[1]", ("TD203", 1, "[1]")),
        ("{count: x}", ("TD203", 1, "x")),
        ("{share: 0.5, of: members, round: down}", ("TD203", 1, "0.5")),
        ("{share: 50%, of: member, round: down}", ("TD205", 1, "member")),
        ("{cuont: 1}", ("TD202", 1, "cuont")),
    ],
)
def test_what_is_wrong_in_a_quota_is_underlined_in_both_forms(quota: str, found: tuple[str, int, str]) -> None:
    text = f"awards:\n  - code: a\n    name: b\n    quota: {quota}\n"
    assert findings("regulation.yaml", "awards", text) == [(found[0], 4, found[2])]


@pytest.mark.parametrize(
    ("final", "found"),
    [
        ("panle", ("TD205", 5, "panle")),
        ("{by: panle}", ("TD205", 5, "panle")),
        ("{by: panel, drop_extremes: x}", ("TD203", 5, "x")),
        ("{drop_extremes: yes}", ("TD201", 5, "final")),
        ("[panel]", ("TD203", 5, "[panel]")),
    ],
)
def test_what_is_wrong_in_the_source_of_the_final_score_is_underlined_in_both_forms(
    final: str, found: tuple[str, int, str]
) -> None:
    text = f"scoring:\n  scale: 5\n  criteria:\n    - {{code: I, name: x, max: 5}}\n  final: {final}\n"
    assert findings("regulation.yaml", "scoring", text) == [found]


def test_the_final_score_may_be_named_in_a_word_or_in_a_group() -> None:
    base = "scoring:\n  scale: 5\n  criteria: [{{code: I, name: x, max: 5}}]\n  final: {}\n"
    finals = []
    for written in ("panel", "{by: panel}", "{by: panel, drop_extremes: no}"):
        record, _, problems = reading(
            Regulation, replace_key(base_text("regulation.yaml"), "scoring", base.format(written))
        )
        assert problems == ()
        assert record is not None
        assert record.scoring is not None
        finals.append(record.scoring.final)
    assert finals[0] == finals[1] == finals[2]


def test_a_score_may_be_the_words_not_applicable() -> None:
    text = "units:\n  SNV:\n    scores:\n      I.1: not_applicable\n      I.2: not-applicable\n"
    assert findings("scores.yaml", "units", text) == [("TD205", 5, "not-applicable")]


# --- format ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", MODELS)
def test_a_file_says_its_format_and_nothing_else_is_judged_before(file: str) -> None:
    assert findings(file, "format", "khoa-la: x\n") != []
    _, source, problems = reading(MODELS[file], base_text(file).replace("format: 1\n", "format: 2\nkhoa-la: x\n"))
    assert [(p.code, locate(source, p.place).text) for p in problems] == [("TD003", "format: 2")]
    _, source, problems = reading(MODELS[file], base_text(file).replace("format: 1\n", "khoa-la: x\n"))
    assert [(p.code, locate(source, p.place).line) for p in problems] == [("TD003", 1)]


@pytest.mark.parametrize("text", ["- a\n", "văn bản\n", "[]\n"])
def test_a_file_that_is_no_group_of_keys_is_refused_at_its_start(text: str) -> None:
    _, source, problems = reading(Bloc, text)
    assert [(p.code, locate(source, p.place).line) for p in problems] == [("TD203", 1)]
    assert locate(source, problems[0].place).column == 1
