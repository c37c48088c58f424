"""DESIGN §4: exact places for every key and value, and every slip of the text by its own code at its own place.

In these texts `⟦…⟧` marks what must be underlined; the marks are taken out before reading.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from thidua.diagnostics import Diagnostic, Place, Route
from thidua.records.misread import misread
from thidua.records.source import MAX_BYTES, MAX_DEPTH, Source, decode, locate, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = "bloc_configs/khoi/2023/scores.yaml"
SAMPLES = sorted((Path(__file__).parents[1] / "bloc_configs").rglob("*.yaml"))
SINGLE_SLIPS = (
    ("TD101", "a: b⟦:⟧ c\n"),
    ("TD101", "a: ⟦[⟧1, 2\nb: 3\n"),
    ("TD101", "a: ⟦{⟧b: 1\nc: 2\n"),
    ("TD101", "b: 1\na: {x: 1, y: [1, 2⟦}⟧\n"),
    ("TD101", "a: ⟦[⟧1, 2\n"),
    ("TD101", "name: ⟦@⟧QLTT\n"),
    ("TD101", "name: ⟦`⟧QLTT\n"),
    ("TD101", "a:\n  b: 1\n ⟦c⟧: 2\n"),
    ("TD101", "a:\n  - 1\n ⟦-⟧ 2\n"),
    ("TD101", 'path: "C:⟦\\⟧Users"\n'),
    ("TD102", "a:\n⟦\t⟧b: 1\n"),
    ("TD102", "Khối: 1\na:\n  b: 1\n⟦\t⟧c: 2\n"),
    ("TD102", "a:\n  ⟦\t⟧- b: 1\n"),
    ("TD103", "a: 1\n⟦b:⟧2\n"),
    ("TD103", "units:\n  QLTT:\n    ⟦total:⟧95.5\n    facts: []\n"),
    ("TD103", "a:\n  - ⟦code:⟧QLTT\n    name: x\n"),
    ("TD104", 'a: 1\nname: ⟦"Cục Quản lý⟧\nb: 2\n'),
    ("TD104", "name: ⟦'Cục Quản lý⟧\n"),
    ("TD104", 'name: ⟦"⟧'),
    ("TD105", "a: 1\n⟦<<<<<<< HEAD⟧\nb: 1\n=======\nb: 2\n>>>>>>> ban-khac\n"),
    ("TD106", "a: 1\nb: 2\n⟦a⟧: 3\n"),
    ("TD106", "a: {x: 1, ⟦x⟧: 2}\n"),
    ("TD106", "a:\n  - {x: 1, y: 2}\n  - {y: 1, ⟦y⟧: 2, ⟦y⟧: 3}\n"),
    ("TD106", f"Cục: 1\n⟦{unicodedata.normalize('NFD', 'Cục')}⟧: 2\n"),
    ("TD106", 'Cục: 1\n⟦"Cục"⟧: 2\n'),
    ("TD106", "a: 1\n⟦a⟧: {b: 1}\n"),
    ("TD106", "a:\n⟦a⟧: 1\n"),
    ("TD107", "{self: ⟦95,5⟧}\n"),
    ("TD107", "I.1: {self: ⟦95,5⟧, assessed: 95}\n"),
    ("TD107", "I.1: {self: ⟦95,5⟧, assessed: ⟦95,25⟧}\n"),
    ("TD107", "share: {of: members, at_least: ⟦66,67%⟧}\n"),
    ("TD107", "x: {target: ⟦-5,5⟧, actual: 1}\n"),
    ("TD107", "x: {a: ⟦1, 5⟧}\n"),
    ("TD108", "a: ⟦&moc 1⟧\n"),
    ("TD108", "a: ⟦&moc {⟧b: 1}\nc: ⟦*moc⟧\n"),
    ("TD108", "a: ⟦!!python/object:os.system x⟧\n"),
    ("TD108", "a: ⟦!!str 5⟧\n"),
    ("TD108", "a: ⟦!le [⟧1]\n"),
    ("TD108", "a: {b: 1}\nc:\n  ⟦<<⟧: {b: 1}\n"),
    ("TD110", "a: 1\n⟦[⟧b, c]: 1\n"),
    ("TD110", "⟦{⟧b: 1}: 1\n"),
    ("TD110", "a:\n  ? ⟦-⟧ b\n  : c\n"),
    ("TD111", "a: 1\n⟦---⟧\nb: 2\n"),
    ("TD112", "name: Cục⟦\x07⟧ QLTT\n"),
    ("TD112", "name: ⟦\x1b⟧[2J\n"),
    ("TD112", 'name: ⟦"a\\x07b"⟧\n'),
    ("TD112", 'name: ⟦"a\\u2028b"⟧\n'),
    ("TD112", "name: ⟦\x00⟧\n"),
)
NEAR_MISSES = (
    "{a: 1, b: 2}\n",
    "{codes: [1, 5]}\n",
    "{a: x, 5: y}\n",
    "{a: x, 5}\n",
    'I.1: {self: "95,5", assessed: 95.5}\n',
    "total: 95,5\n",
    "a: 'it''s'\n",
    "a: 14:00\n",
    "a: https://example.vn/x:y\n",
    "a: x#y\n",
    "a: 'b: c'\n",
    "a: b\t# sau giá trị, không phải thụt dòng\n",
    "a: |\n  b\n  \tc\n",
    "---\na: 1\n",
    "a: 1\n...\n",
    "note: ======= không phải dấu ghép\n",
    "note: |\n  =======\n",
    "Cục: 1\nCuc: 2\n",
    "a: '*moc'\nb: '&x'\nc: '!y'\nd: '<<'\n",
    "a: {x: 1}\nb: {x: 1}\n",
    "a: \u00a0Sở\n",
    "a: 😀\n",
    "a: -5\nb: '- '\n",
)


def read(text: str | bytes) -> tuple[Source, tuple[Diagnostic, ...]]:
    return read_yaml(FILE, text if isinstance(text, bytes) else text.encode())


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without `⟦⟧`, and the spans that stood between them."""
    spans: list[tuple[int, int]] = []
    plain = ""
    for part in re.split(r"(⟦.*?⟧)", text, flags=re.DOTALL):
        start = len(plain)
        plain += part.strip("⟦⟧") if part.startswith("⟦") else part
        if part.startswith("⟦"):
            spans.append((start, len(plain)))
    return plain, spans


def cut(source: Source, *route: str | int) -> str:
    start, end = source.values[route]
    return source.text[start:end]


def cut_key(source: Source, *route: str | int) -> str:
    start, end = source.keys[route]
    return source.text[start:end]


def scalars(data: Any, route: Route = ()) -> Iterator[tuple[Route, str]]:
    if isinstance(data, str):
        yield route, data
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from scalars(value, (*route, key))


# --- spans ------------------------------------------------------------------------------------------


def test_block_keys_and_values_have_exact_spans() -> None:
    source, problems = read("units:\n  QLTT:\n    total: 95.5\n    facts:\n      - vuot\n      - 'hai từ'\n")
    assert problems == ()
    assert source.data == {"units": {"QLTT": {"total": "95.5", "facts": ["vuot", "hai từ"]}}}
    assert cut_key(source, "units", "QLTT") == "QLTT"
    assert cut_key(source, "units", "QLTT", "total") == "total"
    assert cut(source, "units", "QLTT", "total") == "95.5"
    assert cut(source, "units", "QLTT", "facts", 0) == "vuot"
    assert cut(source, "units", "QLTT", "facts", 1) == "'hai từ'"


def test_flow_keys_and_values_have_exact_spans() -> None:
    source, problems = read('a: {self: 20, "assessed": [19.5, yes], rỗng: }\n')
    assert problems == ()
    assert cut_key(source, "a", "self") == "self"
    assert cut(source, "a", "self") == "20"
    assert cut_key(source, "a", "assessed") == '"assessed"'
    assert cut(source, "a", "assessed", 0) == "19.5"
    assert cut(source, "a", "assessed", 1) == "yes"
    assert cut_key(source, "a", "rỗng") == "rỗng"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_spans_stay_exact_after_vietnamese_text_with_any_line_end_and_byte_order_mark(
    form: Literal["NFC", "NFD"], line_end: str, mark: bytes
) -> None:
    words = "Khối thi đua các cơ quan 😀 tham mưu; tổng hợp"
    text = f"name: {words} # ghi chú tiếng Việt\nđơn vị: {{Cục: {words}, total: 95.5}}\nlast: [ữ, end]\n"
    raw = mark + unicodedata.normalize(form, text).replace("\n", line_end).encode()
    source, problems = read(raw)
    assert problems == ()
    assert source.data == {"name": words, "đơn vị": {"Cục": words, "total": "95.5"}, "last": ["ữ", "end"]}
    assert cut(source, "đơn vị", "total") == "95.5"
    assert cut_key(source, "đơn vị", "total") == "total"
    assert cut(source, "last", 0) == unicodedata.normalize(form, "ữ")
    assert cut(source, "last", 1) == "end"
    place = locate(source, Place(FILE, ("last", 1)))
    assert (place.line, place.length) == (3, 3)
    assert place.text[place.column - 1 :] == "end]"


def test_text_is_read_in_composed_form_and_its_span_keeps_what_stands_in_the_file() -> None:
    written = unicodedata.normalize("NFD", "Cục Quản lý")
    source, _ = read(f"{written}: {written}\n")
    assert source.data == {"Cục Quản lý": "Cục Quản lý"}
    assert cut(source, "Cục Quản lý") == written
    assert cut_key(source, "Cục Quản lý") == written


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_scalar_of_the_sample_reads_the_same_when_its_span_is_cut_out(path: Path) -> None:
    source, problems = read(path.read_bytes())
    assert problems == ()
    found = list(scalars(source.data))
    assert found
    for route, value in found:
        written = cut(source, *route)
        if not written.startswith("|"):
            assert read(written)[0].data == value, route
        assert cut_key(source, *route[: 1 + max(i for i, step in enumerate(route) if isinstance(step, str))])


PLAIN = (
    st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=8)
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(lambda text: misread(text) is None)
)
TREES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN, inner, max_size=3),
    max_leaves=10,
)


def _emit(data: Any, at: int, spans: dict[Route, tuple[int, int]], route: Route) -> str:
    """Quoted flow style, noting where every scalar stands."""
    if isinstance(data, str):
        spans[route] = (at, at + len(data) + 2)
        return f'"{data}"'
    pairs = list(data.items() if isinstance(data, dict) else enumerate(data))
    text = "{" if isinstance(data, dict) else "["
    for key, value in pairs:
        text += f'"{key}": ' if isinstance(data, dict) else ""
        text += _emit(value, at + len(text), spans, (*route, key)) + ", "
    return text + ("}" if isinstance(data, dict) else "]")


@settings(max_examples=examples(50), derandomize=True, deadline=None)
@given(tree=TREES, comment=PLAIN)
def test_any_tree_is_read_back_with_the_place_of_every_scalar(tree: Any, comment: str) -> None:
    spans: dict[Route, tuple[int, int]] = {}
    lead = f"# {comment}\n"
    source, problems = read(lead + _emit(tree, len(lead), spans, ()) + "\n")
    assert problems == ()
    assert source.data == tree
    assert {route: source.values[route] for route in spans} == spans


# --- slips ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "marked"), SINGLE_SLIPS)
def test_each_slip_has_its_own_code_at_its_exact_place(code: str, marked: str) -> None:
    text, spans = unmarked(marked)
    source, problems = read(text)
    assert [problem.code for problem in problems] == [code] * len(spans)
    for problem, (start, end) in zip(problems, spans, strict=True):
        found = locate(source, problem.place)
        line_start = text.rfind("\n", 0, start) + 1
        assert (found.line, found.column) == (text.count("\n", 0, start) + 1, start - line_start + 1)
        assert found.length == max(1, len(text[start:end].rstrip("\n")))
        assert found.text == text[line_start:].split("\n")[0]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_read_without_a_word(text: str) -> None:
    source, problems = read(text)
    assert problems == ()
    assert source.data is not None


def test_a_second_key_points_back_at_the_first() -> None:
    source, problems = read("b: 0\na: 1\na: 2\na: 3\n")
    assert [(p.code, locate(source, p.place).line) for p in problems] == [("TD106", 3), ("TD106", 4)]
    assert [locate(source, p.related[0].place).line for p in problems] == [2, 2]
    assert source.data == {"b": "0", "a": "1"}


def test_slips_of_several_kinds_are_all_reported_in_one_reading() -> None:
    _, problems = read("a: {x: 1,5}\na: 2\nb: &m 3\nc: *m\n<<: {d: 1}\n")
    assert [problem.code for problem in problems] == ["TD107", "TD106", "TD108", "TD108", "TD108"]


def test_decimal_comma_hint_shows_both_ways_to_write_the_number() -> None:
    _, problems = read("{self: 95,5}")
    assert "95.5" in problems[0].hint
    assert '"95,5"' in problems[0].hint


def test_what_a_key_in_place_of_a_word_holds_does_not_leak_into_the_data() -> None:
    source, problems = read("{[a, b]: {c: 1}, d: 2}\n")
    assert [problem.code for problem in problems] == ["TD110"]
    assert source.data == {"d": "2"}


@pytest.mark.parametrize("brackets", ["[]", "{}"])
def test_nesting_is_allowed_to_forty_and_refused_beyond(brackets: str) -> None:
    opening = "[" if brackets == "[]" else "{a: "

    def nested(depth: int) -> str:
        return opening * depth + brackets[1] * depth

    assert read(nested(MAX_DEPTH))[1] == ()
    source, problems = read(nested(MAX_DEPTH + 1))
    assert [problem.code for problem in problems] == ["TD109"]
    assert locate(source, problems[0].place).column == len(opening) * MAX_DEPTH + 1
    assert [problem.code for problem in read(nested(100_000))[1]] == ["TD109"]


@pytest.mark.parametrize("nothing", ["", " ~", " null", " Null", " NULL", " # ghi chú"])
def test_a_key_without_a_value_is_left_out_and_keeps_its_place(nothing: str) -> None:
    source, problems = read(f"a: 1\nhistory:{nothing}\nb: 2\n")
    assert problems == ()
    assert source.data == {"a": "1", "b": "2"}
    assert cut_key(source, "history") == "history"
    assert locate(source, Place(FILE, ("history",), "key")).line == 2


def test_nothing_in_quotes_is_an_empty_text_not_a_missing_value() -> None:
    assert read("a: ''\nb: \"\"\nc: 'null'\nd: |\n")[0].data == {"a": "", "b": "", "c": "null", "d": ""}


def test_an_empty_item_of_a_list_stays_in_its_place() -> None:
    assert read("a:\n  - x\n  -\n  - ~\n  - y\n")[0].data == {"a": ["x", None, None, "y"]}


@pytest.mark.parametrize("text", ["", "\n", "# chỉ có ghi chú\n", "---\n", "---\n...\n", "\ufeff", "~\n", "null"])
def test_an_empty_file_is_empty_and_not_a_syntax_error(text: str) -> None:
    source, problems = read(text)
    assert problems == ()
    assert source.data is None


# --- encodings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("name: Cục\n".encode("utf-16"), id="UTF-16"),
        pytest.param("name: Cục\n".encode("utf-16-be"), id="UTF-16 BE without a mark, with letters beyond ASCII"),
        pytest.param(b"name: C\xf4c Qu\xb6n l\xfd\n", id="TCVN3"),
        pytest.param("name: Sở Nội vụ\n".encode("cp1258", "replace").replace(b"?", b"\xf5"), id="cp1258"),
        pytest.param(b"a: 1\nb: \xff\n", id="a stray byte"),
        pytest.param(b"a: 1\nb: \xed\xa0\x80\n", id="half a surrogate pair"),
    ],
)
def test_other_encodings_are_named_with_the_fix(raw: bytes) -> None:
    source, problems = read(raw)
    assert [problem.code for problem in problems] == ["TD002"]
    assert "UTF-8" in problems[0].hint
    assert source.data is None
    assert locate(source, problems[0].place).line == 1


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00word/document.xml", ".docx, .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "bản cũ (.doc, .xls)"),
        (b"%PDF-1.7\n", "tệp PDF"),
        (b"{\\rtf1\\ansi a}", ".rtf"),
        ("format: 1\nunits: {}\n".encode("utf-16-le"), "UTF-16"),
        ("format: 1\nunits: {}\n".encode("utf-16-be"), "UTF-16"),
        ("name: Cục Thuế\n".encode("utf-16"), "UTF-16"),
    ],
)
def test_a_file_of_another_kind_is_named(raw: bytes, kind: str) -> None:
    """Before, a control character was to be deleted from a file of Word."""
    (problem,) = read(raw)[1]
    assert problem.code == "TD002"
    assert kind in problem.message


@pytest.mark.parametrize("raw", [b"", b"a: PK\n", b"a: 1 # %PDF\n", b"a: x\x00y and much more text behind it\n"])
def test_text_is_of_no_other_kind(raw: bytes) -> None:
    assert "TD002" not in [problem.code for problem in read(raw)[1]]


def test_the_line_of_the_first_foreign_byte_is_named() -> None:
    assert "dòng 3" in read(b"a: 1\nb: 2\nc: \xb5\n")[1][0].message


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode(FILE, b"\xef\xbb\xbfformat: 1\n") == ("format: 1\n", ())


def test_a_file_too_large_is_not_parsed_at_all() -> None:
    assert [problem.code for problem in read(b"a: " + b"x" * MAX_BYTES)[1]] == ["TD005"]
    assert read(b"a: " + b"x" * (MAX_BYTES - 3))[1] == ()


# --- locate ------------------------------------------------------------------------------------------


TEXT = "format: 1\nunits:\n  QLTT: {total: 95.5, bonus: []}\n  STP:\nnote: |\n  một\n  hai\n"


@pytest.mark.parametrize(
    ("place", "line", "column", "length"),
    [
        (Place(FILE, ("format",)), 1, 9, 1),
        (Place(FILE, ("format",), "key"), 1, 1, 6),
        (Place(FILE, ("units", "QLTT", "total")), 3, 17, 4),
        (Place(FILE, ("units", "QLTT", "total"), "key"), 3, 10, 5),
        (Place(FILE, ("units", "QLTT", "bonus")), 3, 30, 2),
        (Place(FILE, ("units", "QLTT")), 3, 9, 24),
        (Place(FILE, ("units", "STP")), 4, 3, 3),
        (Place(FILE, ("units", "STP", "total")), 4, 3, 3),
        (Place(FILE, ("units", "STP", "total"), "key"), 4, 3, 3),
        (Place(FILE, ("units",)), 3, 3, 4),
        (Place(FILE, ("units",), "key"), 2, 1, 5),
        (Place(FILE, ("units", "QLTT", "scores", "I.1")), 3, 9, 24),
        (Place(FILE, ("note",)), 5, 7, 1),
        (Place(FILE, ("khong", "co")), 1, 1, 1),
        (Place(FILE), 1, 1, 9),
        (Place(FILE, span=(13, 15)), 2, 4, 2),
        (Place(FILE, span=(len(TEXT), len(TEXT) + 1)), 8, 1, 1),
    ],
)
def test_a_place_has_its_line_column_and_length(place: Place, line: int, column: int, length: int) -> None:
    source, _ = read(TEXT)
    found = locate(source, place)
    assert (found.line, found.column, found.length) == (line, column, length)
    assert found.text == [*TEXT.split("\n"), ""][line - 1]


def test_a_span_over_several_lines_is_cut_at_the_end_of_its_first() -> None:
    source, _ = read('a: "một\n  hai"\nb: 1\n')
    found = locate(source, Place(FILE, ("a",)))
    assert (found.line, found.column, found.length, found.text) == (1, 4, 4, 'a: "một')
