"""The screen: widths, tables, carets and any encoding; a diagnostic looks as DESIGN §4 draws it."""

from __future__ import annotations

import io
import json
import sys
import unicodedata
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from thidua.diagnostics import Diagnostic, Place, Related
from thidua.records.source import Source, locate, read_yaml
from thidua.terminal.as_json.problems import problem as problem_object
from thidua.terminal.as_json.values import exact, exact_or_none, number
from thidua.terminal.problems import describe, print_problems
from thidua.terminal.screen import WIDTH, bar, pad, prepare_streams, table, wants_colour, width_of, without_marks
from thidua.terminal.screen import paragraph as show_paragraph

FILE = "bloc_configs/khoi/2023/ballots.yaml"
VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"


def shown(text: str, problem: Diagnostic) -> list[str]:
    source, _ = read_yaml(FILE, text.encode())
    return describe(problem, {FILE: source}).splitlines()


# --- diagnostics -------------------------------------------------------------------------------------------


def test_a_diagnostic_shows_place_message_line_caret_related_place_clause_and_hint() -> None:
    text = "contests:\n  - ballots:\n      - [SNV, STC, STP]\n"
    place = Place(FILE, ("contests", 0, "ballots", 0, 2))
    limit = Related(Place("bloc_configs/khoi/2023/regulation.yaml", ("a",)), "mức tối đa ghi ở đây")
    problem = Diagnostic("TD502", place, "phiếu số 1 chọn 3 đơn vị", (limit,), "bỏ bớt một đơn vị", "khoản 1 Điều 5")
    ballots, _ = read_yaml(FILE, text.encode())
    regulation, _ = read_yaml(limit.place.file, "# quy chế\na: 2\n".encode())
    assert describe(problem, {FILE: ballots, limit.place.file: regulation}) == (
        "bloc_configs/khoi/2023/ballots.yaml:3:20: lỗi[TD502]: phiếu số 1 chọn 3 đơn vị\n"
        "  3 │       - [SNV, STC, STP]\n"
        "    │                    ^^^\n"
        "    = mức tối đa ghi ở đây: bloc_configs/khoi/2023/regulation.yaml:2:4\n"
        "      a: 2\n"
        "    = căn cứ: khoản 1 Điều 5\n"
        "    = gợi ý: bỏ bớt một đơn vị\n"
        "    = giải thích: thidua explain TD502\n"
    )


@pytest.mark.parametrize(
    ("line", "underlined"),
    [
        ("name: Cục Quản lý", "Cục Quản lý"),
        (f"name: {unicodedata.normalize('NFD', 'Cục Quản lý')}", "Cục Quản lý"),
        ("{Cục: 1, total: x}", "x"),
        ("{日本: 1, total: x}", "x"),
        ("{😀: 1, total: x😀}", "x😀"),
    ],
)
def test_the_caret_stands_under_the_span_whatever_the_letters(line: str, underlined: str) -> None:
    start = unicodedata.normalize("NFC", line).index(underlined)
    width = width_of(unicodedata.normalize("NFC", line)[:start])
    decomposed = unicodedata.normalize("NFD", underlined) if line != unicodedata.normalize("NFC", line) else underlined
    span = (line.index(decomposed), line.index(decomposed) + len(decomposed))
    _, excerpt, caret, *_ = shown(line, Diagnostic("TD203", Place(FILE, span=span), "m"))
    assert excerpt == f"  1 │ {line}"
    assert caret == f"    │ {' ' * width}{'^' * width_of(underlined)}"


def test_a_long_line_is_cut_around_the_span() -> None:
    line = "name: " + "a" * 500 + " X " + "b" * 500
    at = line.index("X")
    _, excerpt, caret, *_ = shown(line, Diagnostic("TD203", Place(FILE, span=(at, at + 1)), "m"))
    assert width_of(excerpt) <= 120
    assert excerpt[caret.index("^")] == "X"


def test_a_span_longer_than_the_line_is_underlined_to_its_end() -> None:
    _, excerpt, caret, *_ = shown('a: "một\n  hai"\n', Diagnostic("TD203", Place(FILE, ("a",)), "m"))
    assert excerpt == '  1 │ a: "một'
    assert caret == "    │    ^^^^"


def test_tabs_are_shown_as_single_blanks_so_that_the_caret_fits() -> None:
    _, excerpt, caret, *_ = shown("a:\n\tb: 1\n", Diagnostic("TD102", Place(FILE, span=(3, 4)), "m"))
    assert excerpt == "  2 │  b: 1"
    assert caret == "    │ ^"


@pytest.mark.parametrize("control", ["\x1b", "\x00", "\x07", "\x08", "\x7f", "\x85", "\x9b", "\r"])
def test_control_characters_of_a_file_never_reach_the_terminal(control: str) -> None:
    text = f"a: x{control}[2J y\nb: 1\n"
    source, problems = read_yaml(FILE, text.encode())
    for problem in (
        *problems,
        Diagnostic("TD203", Place(FILE, span=(3, 4)), "m", (Related(Place(FILE, span=(3, 4)), "l"),)),
    ):
        printed = describe(problem, {FILE: source})
        assert [c for c in printed if unicodedata.category(c) == "Cc" and c != "\n"] == []


def test_control_characters_written_as_escapes_never_reach_the_terminal() -> None:
    message = "không có khóa «x\x1b[2J» ở đây"
    printed = describe(Diagnostic("TD202", Place(FILE), message, hint="\x07", clause="\x9b"), {})
    assert [c for c in printed if unicodedata.category(c) == "Cc" and c != "\n"] == []


def test_a_place_in_a_file_without_lines_names_the_cell() -> None:
    lines = shown("a: 1\n", Diagnostic("TD802", Place("templates/bao-cao.docx", cell="đoạn 12"), "m"))
    assert lines == ["templates/bao-cao.docx!đoạn 12: lỗi[TD802]: m", "    = giải thích: thidua explain TD802"]


def test_a_missing_file_is_named_without_a_line() -> None:
    assert shown("", Diagnostic("TD004", Place(FILE), "thiếu tệp này"))[0] == f"{FILE}: lỗi[TD004]: thiếu tệp này"


def test_the_closing_line_counts(capsys: pytest.CaptureFixture[str]) -> None:
    print_problems([Diagnostic("TD004", Place(FILE), "m"), Diagnostic("TD001", Place(FILE), "n")], {})
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[-1].startswith("Có 2 lỗi; chưa ghi gì.")


def test_the_same_problem_as_data_has_the_same_place() -> None:
    source, problems = read_yaml(FILE, b"a: 1\nb: 2\na: 3\n")
    data = problem_object(problems[0], {FILE: source})
    where = locate(source, problems[0].place)
    assert (data["code"], data["line"], data["column"], data["length"]) == ("TD106", where.line, where.column, 1)
    assert data["related"][0]["line"] == 1
    json.dumps(data)


def test_a_problem_in_an_unread_file_has_no_line_as_data() -> None:
    data = problem_object(Diagnostic("TD004", Place(FILE), "m"), {FILE: Source(FILE, "")})
    assert (data["line"], data["column"], data["length"]) == (None, None, None)


# --- screen --------------------------------------------------------------------------------------------------


def test_widths_count_columns_and_not_characters() -> None:
    assert width_of("Cục") == width_of(unicodedata.normalize("NFD", "Cục")) == 3
    assert width_of("日本") == 4
    assert pad("Cục", 5) == "Cục  "
    assert pad(unicodedata.normalize("NFD", "Cục"), 5, ">") == "  " + unicodedata.normalize("NFD", "Cục")
    assert pad("Quản lý", 3) == "Quản lý"


def test_bars_never_leave_their_width() -> None:
    assert bar(0) == "░" * 10
    assert bar(1) == bar(7) == "█" * 10
    assert bar(-1) == "░" * 10
    assert bar(0.5, 4) == "██░░"


def test_a_table_wraps_its_flexible_column_and_stays_within_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    long = "Văn phòng Đoàn Đại biểu Quốc hội và Hội đồng nhân dân tỉnh " * 3
    table(("", "Đơn vị", "Lý do"), [("x", "A", long), ("", "B", "ngắn"), ("", "C", "")], "<<<", flexible=2)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(width_of, lines)) <= WIDTH
    assert " ".join(line[8:].strip() for line in lines[2:-2]).split() == long.split()
    assert lines[-2:] == ["     B       ngắn", "     C"]


@given(st.lists(st.tuples(st.text("aế ", max_size=9), st.text("bộ ", max_size=200)), max_size=5))
@settings(max_examples=examples(15), derandomize=True, deadline=None)
def test_any_table_with_narrow_fixed_columns_fits(rows: list[tuple[str, str]]) -> None:
    screen = io.StringIO()
    kept, sys.stdout = sys.stdout, screen
    try:
        table(("Mã", "Lời"), rows, "><", flexible=1)
    finally:
        sys.stdout = kept
    assert all(width_of(line) <= WIDTH for line in screen.getvalue().splitlines())


def test_paragraphs_are_wrapped_within_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    show_paragraph("Đề nghị " * 40)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 1
    assert max(map(width_of, lines)) <= WIDTH


def test_every_vietnamese_letter_has_a_plain_form() -> None:
    plain_letters = without_marks(VIETNAMESE + VIETNAMESE.upper())
    assert plain_letters.isascii()
    assert len(plain_letters) == 2 * len(VIETNAMESE)
    assert without_marks(unicodedata.normalize("NFD", "Khối thi đua ≥ 80 %…")) == "Khoi thi dua >= 80 %..."


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252", "cp1258", "cp850", "latin-1", "utf-8", "cp932"])
@given(text=st.text())
@settings(max_examples=examples(15), derandomize=True, deadline=None)
def test_any_text_can_be_printed_on_any_console(encoding: str, text: str) -> None:
    streams = sys.stdout, sys.stderr
    raw = io.BytesIO()
    sys.stdout = sys.stderr = console = io.TextIOWrapper(raw, encoding=encoding)
    try:
        prepare_streams()
        sys.stdout.write(VIETNAMESE + text + VIETNAMESE.upper())
        sys.stdout.flush()
    finally:
        sys.stdout, sys.stderr = streams
    assert not console.closed
    printed = raw.getvalue().decode(encoding, "replace")
    assert without_marks(printed).startswith(without_marks(VIETNAMESE))


def test_colour_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert not wants_colour(io.StringIO())


# --- data ------------------------------------------------------------------------------------------------------


def test_points_and_shares_are_text_that_no_reader_rounds() -> None:
    assert [exact(Decimal("95.50")), exact(Decimal("1E+3")), exact(Fraction(2, 3))] == ["95.50", "1000", "2/3"]
    assert (exact_or_none(None), number(3), number(Fraction(3)), number(None)) == (None, 3, "3", None)
