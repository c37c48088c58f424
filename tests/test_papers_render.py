"""Templates and values nobody checked: what goes in arrives unharmed, what is wrong is told, nothing is thrown."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import unicodedata
import zipfile
from dataclasses import fields, is_dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from lxml import etree

from build_templates import HERE, build
from papers_blocs import BALLOTS, NAMES, REPORT, W, bloc_yaml, part, text, year
from thidua.diagnostics import CATALOGUE
from thidua.papers.closing.report_view import report_view
from thidua.papers.template.inspection import obstacles
from thidua.papers.template.tags import places, text_of
from thidua.papers.views import ReportView
from thidua.papers.word.render import (
    WordTemplate,
    load_template,
    pack,
    render,
    shipped_template,
    unpack,
)

HOSTILE = """Sở KH&ĐT <A> "B" 'C' {{ x }} {_{ y }_} {% if z %} {# w #} ]]> &amp; ${a} “đ” \\a \\n"""


def template(change: tuple[str, str] | None = None, name: str = "word/document.xml") -> WordTemplate:
    """The shipped template, or one with some text of a part replaced."""
    parts = unpack(shipped_template("bao-cao.docx"))
    if change is not None:
        assert change[0].encode() in parts[name]
        parts[name] = parts[name].replace(change[0].encode(), change[1].encode(), 1)
    return WordTemplate("templates/bao-cao.docx", pack(parts))


def view() -> ReportView:
    sample = year()
    return report_view(sample.outcome, sample.report, draft=False)


def problems(found: WordTemplate) -> list[tuple[str, str, str]]:
    made, told = render(found, view())
    assert made is None
    assert obstacles(found.file, found.content, ReportView) == told
    assert all(problem.code in CATALOGUE and problem.place.file == "templates/bao-cao.docx" for problem in told)
    return [(problem.code, problem.place.cell, problem.message) for problem in told]


# --- values -----------------------------------------------------------------------------------


def test_a_hostile_name_arrives_as_it_was_written() -> None:
    names = {"A": HOSTILE, "B": "Sở Tài chính", "C": "Thanh tra tỉnh"}
    made = year(bloc=bloc_yaml(names)).render()
    assert HOSTILE in text(made)
    assert part(made).find(f".//{W}br") is None


def test_control_characters_never_reach_the_file() -> None:
    shown = replace(view(), opening="một\x07hai\x0cba\tbốn\nnăm\x00\ufffe")
    made, told = render(template(), shown)
    assert made is not None, told
    assert "mộthaiba bốn năm" in text(made)


def test_properties_are_not_escaped_twice_and_not_rendered() -> None:
    shown = view()
    shown = replace(shown, properties=replace(shown.properties, title="A & B {{ x }} <C>"))
    made, _ = render(template(), shown)
    assert made is not None
    assert "A & B {{ x }} <C>" in "".join(part(made, "docProps/core.xml").itertext())


def test_decomposed_letters_give_the_same_bytes_as_composed_ones() -> None:
    composed = year().render()
    decomposed = year(
        bloc=unicodedata.normalize("NFD", bloc_yaml()), report=unicodedata.normalize("NFD", REPORT)
    ).render()
    assert decomposed == composed
    assert text(composed) == unicodedata.normalize("NFC", text(composed))


# --- determinism ------------------------------------------------------------------------------

PRINT = "import sys, papers_blocs as b; sys.stdout.buffer.write(b.year().render())"


def rendered_elsewhere(**settings: str) -> bytes:
    path = os.pathsep.join(sys.path)
    env = {**os.environ, "PYTHONPATH": path, **settings}
    done = subprocess.run([sys.executable, "-c", PRINT], env=env, capture_output=True, check=True)
    return done.stdout


def test_the_same_bytes_whatever_hash_seed_time_zone_and_locale() -> None:
    one = rendered_elsewhere(PYTHONHASHSEED="1", TZ="Asia/Ho_Chi_Minh", LC_ALL="C.UTF-8")
    two = rendered_elsewhere(PYTHONHASHSEED="4242", TZ="America/Los_Angeles", LC_ALL="C")
    assert one == two == year().render()


def test_the_archive_holds_nothing_that_differs_by_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(year().render())) as archive:
        entries = archive.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.compress_type, entry.create_system) for entry in entries} == {(zipfile.ZIP_STORED, 0)}


def test_the_shipped_templates_are_what_the_builder_makes() -> None:
    for name, content in build().items():
        assert (HERE / name).read_bytes() == content, f"{name}: run tools/build_templates.py"


# --- the contract between template and view ---------------------------------------------------


def filled(kind: Any, words: Any, flag: bool) -> Any:  # noqa: FBT001 - the value of every flag
    """A view whose every text is a word of its own, and every flag the same."""
    if kind is str:
        return f"w{next(words)}w"
    if kind is bool:
        return flag
    if get_origin(kind) is tuple:
        return tuple(filled(get_args(kind)[0], words, flag) for _ in range(2))
    assert is_dataclass(kind)
    return kind(**{name: filled(inner, words, flag) for name, inner in get_type_hints(kind).items()})  # type: ignore[operator]


def shown_texts(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    if isinstance(value, tuple):
        return {word for item in value for word in shown_texts(item)}
    if is_dataclass(value):
        return {word for field in fields(value) for word in shown_texts(getattr(value, field.name))}
    return set()


def unique_view(*, flag: bool) -> ReportView:
    made: ReportView = filled(ReportView, count(100), flag)
    properties = replace(made.properties, issued="2024-02-05")
    return replace(made, properties=properties)


def test_every_word_of_a_view_stands_in_the_paper() -> None:
    found = ""
    expected: set[str] = set()
    for flag in (True, False):
        shown = unique_view(flag=flag)
        made, told = render(template(), shown)
        assert made is not None, told
        found += text(made) + "".join(part(made, "docProps/core.xml").itertext())
        expected |= shown_texts(shown) if flag else {block.text for s in shown.before for block in s.blocks}
    lists = {row.text for award in unique_view(flag=True).review.awards.awards for row in award.rows}
    assert {word for word in expected - {"2024-02-05", "20", "50"} - lists if word not in found} == set()
    assert all(word in found for word in lists)


def test_an_unknown_variable_is_named_with_its_place_and_the_nearest_name() -> None:
    found = template(("{{ heading.subject }}", "{{ heading.subjet }}"))
    made, (told,) = render(found, view())
    assert made is None
    assert (told.code, told.message) == ("TD802", "không có biến «heading.subjet»")
    assert told.place.cell.startswith("đoạn ")
    assert told.hint.startswith("có phải là «heading.subject»? các biến có ở đây: heading.kind, ")


def test_every_wrong_name_is_told_in_one_run_in_cells_and_in_the_header_too() -> None:
    parts = unpack(shipped_template("bao-cao.docx"))
    body = parts["word/document.xml"].replace(b"{{ letterhead.number }}", b"{{ so }}")
    parts["word/document.xml"] = body.replace(b"{{ closing }}", b"{{ dong }}")
    parts["word/header1.xml"] = parts["word/header1.xml"].replace(b"{%p if draft %}", b"{%p if nhap %}")
    told = problems(WordTemplate("templates/bao-cao.docx", pack(parts)))
    assert [(code, message) for code, _, message in told] == [
        ("TD802", "không có biến «so»"),
        ("TD802", "không có biến «dong»"),
        ("TD802", "không có biến «nhap»"),
    ]
    assert [cell.split()[0] for _, cell, _ in told] == ["bảng", "đoạn", "đầu"]
    assert told[0][1] == "bảng 1, dòng 2, ô 1"


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("{{ bases }}", "TD802"),
        ("{{ draft }}", "TD802"),
        ("{{ opening.__class__ }}", "TD802"),
        ("{{ opening | upper }}", "TD803"),
        ("{{ opening.upper() }}", "TD803"),
        ("{{ opening ~ 'x' }}", "TD803"),
        ("{{ 1 + 1 }}", "TD803"),
        ("{% set x = 1 %}", "TD803"),
        ("{% include 'x' %}", "TD803"),
        ("{{ opening", "TD803"),
        ("{% if draft %}", "TD803"),
        ("{% for x in %}{% endfor %}", "TD803"),
        ("{% for x in opening %}{% endfor %}", "TD802"),
        ("{% if opening %}{% endif %}", "TD802"),
        ("{% if draft == 1 %}{% endif %}", "TD803"),
    ],
)
def test_a_template_that_thinks_is_refused(tag: str, code: str) -> None:
    found = problems(template(("{{ opening }}", tag)))
    known = places(etree.fromstring(unpack(template().content)["word/document.xml"]))
    (right,) = [place for paragraph, place in known.items() if text_of(paragraph) == "{{ opening }}"]
    assert {(told, place) for told, place, _ in found} == {(code, right)}


def test_the_shipped_template_checks_clean() -> None:
    assert obstacles(template().file, template().content, ReportView) == ()


def test_if_not_and_or_else_are_no_thinking() -> None:
    tag = "{% if not draft and (draft or review.shown) %}{{ opening }}{% elif draft %}-{% else %}-{% endif %}"
    made, told = render(template(("{{ opening }}", tag)), view())
    assert (told, made is None) == ((), False)


@pytest.mark.parametrize(
    "words",
    [
        "Kính thưa {%p if draft %}",
        "{%p if draft %}{%p endif %}",
        "{{r opening }}",
        "{% colspan opening %}",
        "{{ {{ x }} }}",
    ],
)
def test_a_tag_whose_neighbours_would_be_lost_is_told(words: str) -> None:
    assert {code for code, _, _ in problems(template(("{{ opening }}", words)))} == {"TD803"}


def test_tags_that_open_in_a_cell_and_close_outside_are_told_not_repaired() -> None:
    parts = unpack(shipped_template("bao-cao.docx"))
    body = parts["word/document.xml"]
    body = body.replace(b"{{ letterhead.number }}", b"{% if not draft %}x").replace(b"{{ opening }}", b"{% endif %}", 1)
    parts["word/document.xml"] = body
    assert [code for code, _, _ in problems(WordTemplate("templates/bao-cao.docx", pack(parts)))][:1] == ["TD803"]


# --- broken and dangerous files ---------------------------------------------------------------


def test_tracked_changes_are_refused_where_they_stand() -> None:
    change = '<w:ins w:id="1" w:author="x"><w:r><w:t>{{ opening }}</w:t></w:r></w:ins>'
    whole = '<w:r><w:t xml:space="preserve">{{ opening }}</w:t></w:r>'
    ((code, cell, _),) = problems(template((whole, change)))
    assert code == "TD804"
    assert cell.startswith("đoạn ")


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip", pack({"a": b"b"}), pack({"word/document.xml": b"<w"})])
def test_what_is_no_word_file_is_told(content: bytes) -> None:
    assert problems(WordTemplate("templates/bao-cao.docx", content))[0][0] == "TD801"


def test_macros_are_refused() -> None:
    parts = {**unpack(shipped_template("bao-cao.docx")), "word/vbaProject.bin": b"x"}
    assert problems(WordTemplate("templates/bao-cao.docx", pack(parts)))[0][0] == "TD808"


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (70 * 1024 * 1024))
    assert problems(WordTemplate("templates/bao-cao.docx", stream.getvalue()))[0][0] == "TD801"


def test_no_damage_to_a_template_makes_the_program_throw() -> None:
    whole = shipped_template("bao-cao.docx")
    for at in range(0, len(whole), 601):
        render(WordTemplate("x.docx", whole[:at] + b"\x00<" + whole[at + 2 :]), view())
        render(WordTemplate("x.docx", whole[:at]), view())


def test_losing_any_part_is_told_or_harmless() -> None:
    parts = unpack(shipped_template("bao-cao.docx"))
    for name in parts:
        made, told = render(WordTemplate("x.docx", pack({k: v for k, v in parts.items() if k != name})), view())
        assert (made is None) == bool(told), name


# --- finding templates and writing papers -----------------------------------------------------


def test_a_template_of_the_workspace_comes_before_the_shipped_one(tmp_path: Path) -> None:
    shipped, _ = load_template("bao-cao.docx", tmp_path)
    assert shipped is not None
    assert shipped.content == shipped_template("bao-cao.docx")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/bao-cao.docx").write_bytes(b"own")
    own, _ = load_template("bao-cao.docx", tmp_path)
    assert own is not None
    assert (own.file, own.content) == ("templates/bao-cao.docx", b"own")


def test_a_template_that_does_not_exist_is_told() -> None:
    found, (told,) = load_template("khong-co.docx", None)
    assert (found, told.code) == (None, "TD801")


def test_words_in_every_paper_carry_no_tag() -> None:
    made = year(ballots=BALLOTS, bloc=bloc_yaml(NAMES)).render()
    assert "{" not in text(made)
    assert "%}" not in "".join(part(made, "word/header1.xml").itertext())
