"""The facts a paper must print, whatever template prints it: told by `template check`, `report` and `verify`."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_origin

import pytest

import thidua
from effort import LONG
from paper_desk import DONE, ERRORS, MINUTES, REPORT, SUBMISSION, Desk, make_workspace
from papers_blocs import AWARDS, HEAD, REGULATION, SCORING, Year, sample, year
from test_verify import put
from thidua import cli
from thidua.papers.dossier import PAPERS, PaperKind, find_paper
from thidua.papers.proof.held import lacking
from thidua.papers.proof.printed import unprinted
from thidua.papers.proof.stamp import stamped
from thidua.papers.template import contract
from thidua.papers.template.forgetting import forgotten, lost_and_kept, probes
from thidua.papers.template.required import facts_of
from thidua.papers.template.safety import opened
from thidua.papers.template.tags import structure
from thidua.papers.template.trial import examine
from thidua.papers.template.typed_in import typed_in
from thidua.papers.views import ReportView
from thidua.papers.word.projection import fold, project
from thidua.papers.word.render import WordTemplate, pack, render, shipped_template, unpack

BODY = "word/document.xml"
KINDS = pytest.mark.parametrize("kind", PAPERS, ids=lambda kind: kind.file)

BY_SCORE = AWARDS.replace("passes: {at_least: 80%, of: members}", "select_by: score").replace(
    "passes: {more_than: 1/2, of: members}", "select_by: score"
)
BLOCS: dict[str, Callable[[], Year]] = {
    "sample": sample,
    "three_units": year,
    "without_scores": lambda: year(scores=None),
    "without_votes": lambda: year(ballots=None),
    "by_score_alone": lambda: year(regulation=REGULATION + SCORING + BY_SCORE + HEAD),
}

NEVER = "and draft and not draft %}"
"""What no year ever sets."""

NOT_EVERYWHERE = {"address.text", "review.awards.awards[].share_title"}
"""Facts that a paper has no place for in some years: nobody is addressed, nobody was voted on."""


class Placed(NamedTuple):
    """A tag that prints, where it stands in the body, and the route it prints."""

    start: int
    end: int
    route: str


def changed(kind: PaperKind, body: Callable[[bytes], bytes]) -> WordTemplate:
    parts = unpack(shipped_template(kind.template))
    return WordTemplate(f"templates/{kind.template}", pack({**parts, BODY: body(parts[BODY])}))


def untouched(kind: PaperKind) -> WordTemplate:
    """The shipped template in other bytes."""
    return changed(kind, lambda body: body + b"\n")


@cache
def tags(kind: PaperKind) -> tuple[Placed, ...]:
    """Every tag of the shipped body that prints a required fact."""
    raw = shipped_template(kind.template)
    found, _ = opened(kind.template, raw)
    assert found is not None
    spots = list(re.finditer(rb'(?<!descr=")\{\{[^{}]*\}\}', found.parts[BODY]))
    printing = [one for one in structure(found.trees[BODY])[0] if not one.tag.word]
    assert len(spots) == len(printing)
    required = {fact.route for probe in probes(kind.view) for fact in facts_of(probe)}
    placed = []
    for spot, (tag, inside) in zip(spots, printing, strict=True):
        route = tag.written.strip("{} ")
        for loop in reversed([one for one in inside if one.word == "for"]):
            variable, within = re.search(r"for (\w+) in ([\w.]+)", loop.written).groups()  # type: ignore[union-attr]
            route = re.sub(rf"^{variable}\b", f"{within}[]", route)
        if route in required:
            placed.append(Placed(*spot.span(), route))
    return tuple(placed)


def without(kind: PaperKind, gone: tuple[Placed, ...], instead: bytes = b"") -> WordTemplate:
    def change(body: bytes) -> bytes:
        for tag in sorted(gone, reverse=True):
            body = body[: tag.start] + instead + body[tag.end :]
        return body

    return changed(kind, change)


def views(kind: PaperKind, bloc: Year) -> Iterator[Any]:
    for draft in (False, True):
        if draft or not (kind.settled and bloc.outcome.pending):
            yield from (stamped(view) for _, view in kind.views(bloc.outcome, bloc.report, draft, chart=False))


# --- the contract -------------------------------------------------------------------------------


@KINDS
@pytest.mark.parametrize("bloc", BLOCS)
def test_the_shipped_template_prints_every_fact_of_its_view(kind: PaperKind, bloc: str) -> None:
    for view in views(kind, BLOCS[bloc]()):
        paper, _ = render(WordTemplate(kind.template, shipped_template(kind.template)), view)
        there = project(paper) if paper is not None else None
        assert there is not None
        missing = {one.fact.route: one.fact.text for one in unprinted(view, there.items)}
        assert missing.keys() <= NOT_EVERYWHERE, missing


@KINDS
def test_every_view_has_facts_and_each_is_printed_by_some_tag(kind: PaperKind) -> None:
    """A view that another writes tomorrow is held to all its texts, unless it says which are words."""
    required = {fact.route for probe in probes(kind.view) for fact in facts_of(probe)}
    assert len(required) > 3
    assert required == {tag.route for tag in tags(kind)}


@KINDS
def test_what_is_optional_is_a_field(kind: PaperKind) -> None:
    names = {name for base in kind.view.__mro__ for name in vars(base).get("OPTIONAL", ())}
    assert names <= {name for base in kind.view.__mro__ for name in getattr(base, "__annotations__", {})}


@KINDS
def test_the_same_template_in_other_bytes_is_checked_in_silence(kind: PaperKind) -> None:
    assert examine(untouched(kind), kind.view) == ()


@pytest.mark.parametrize(
    ("kind", "part"),
    [(kind, part) for at, kind in enumerate(PAPERS) for part in (range(3) if LONG else (at % 3,))],
    ids=lambda value: value if isinstance(value, int) else value.file,
)
def test_every_required_tag_that_is_taken_out_is_missed(kind: PaperKind, part: int) -> None:
    gone = tags(kind)[part::3]
    lost, _ = lost_and_kept(without(kind, gone), kind.view, kind.template)
    assert {tag.route for tag in gone} - set(lost) == set()


@KINDS
@pytest.mark.parametrize(("bloc", "instead"), [("sample", b"11/12"), ("three_units", b"")])
def test_a_paper_lacks_what_its_template_does_not_print(kind: PaperKind, bloc: str, instead: bytes) -> None:
    """One tag at a time, on papers as they are made; a tag that prints nothing this year lacks nothing."""
    view = next(views(kind, BLOCS[bloc]()), None)
    if view is None:
        return
    paper, _ = render(WordTemplate(kind.template, shipped_template(kind.template)), view)
    assert paper is not None
    assert lacking(view, paper, untouched(kind), kind.template) == ()
    said = words(paper)
    for tag in tags(kind)[:: 1 if LONG else 15]:
        template = without(kind, (tag,), instead)
        made, problems = render(template, view)
        assert made is not None, problems
        asked = {fold(fact.text) for fact in facts_of(view) if fact.route == tag.route} - words(made)
        if asked & said:
            found = lacking(view, made, template, kind.template)
            assert asked & {fold(one.fact.text) for one in found}, tag.route


def words(paper: bytes) -> set[str]:
    """Every paragraph and cell of a paper."""
    there = project(paper)
    assert there is not None
    return {fold(part) for item in there.items for cell in item.cells for part in cell.split("\n")}


# --- what is told -------------------------------------------------------------------------------


def report_with(old: str, new: str) -> WordTemplate:
    kind = find_paper("report")
    assert kind is not None

    def change(body: bytes) -> bytes:
        assert old.encode() in body
        return body.replace(old.encode(), new.encode(), 1)

    return changed(kind, change)


def test_a_whole_part_that_is_gone_is_told_once() -> None:
    gone = report_with("{%p if review.awards.shown %}", f"{{%p if review.awards.shown {NEVER}")
    told = forgotten(gone, ReportView, REPORT)
    assert [(one.code, one.message) for one in told] == [
        ("TD815", "mẫu không in kết quả xét khen thưởng («review.awards»)")
    ]
    assert told[0].is_reminder


def test_what_is_printed_in_one_case_and_not_in_another_is_told_as_that() -> None:
    at = shipped_template(REPORT)
    assert at.count(b"{{ unit.total }}") == 2
    (told,) = forgotten(report_with("{{ unit.total }}", ""), ReportView, REPORT)
    assert told.message.startswith("có trường hợp mẫu không in tổng điểm («review.scores.rows[].total»")


@pytest.mark.parametrize("tag", ["{{ opening }}", "{{ closing }}", "{{ review.scores.heading }}", "{{ heading.kind }}"])
def test_words_are_the_offices_own(tag: str) -> None:
    assert examine(report_with(tag, "Kính thưa Hội nghị"), ReportView) == ()


def test_a_sentence_that_says_a_whole_row_stands_for_its_columns() -> None:
    template = report_with("{{ unit.unit }}</w:t></w:r></w:p></w:tc>", "{{ unit.unit }}</w:t></w:r></w:p></w:tc>")
    body = unpack(template.content)[BODY].decode()
    start = body.index("{%tr for unit in award.rows %}")
    end = body.index("{%tr endfor %}", start)
    row = body[start:end].replace("{{ unit.unit }}", "{{ unit.text }}")
    for gone in ("votes", "share", "note"):
        row = row.replace(f"{{{{ unit.{gone} }}}}", "")
    parts = unpack(template.content)
    parts[BODY] = (body[:start] + row + body[end:]).encode()
    assert forgotten(WordTemplate(f"templates/{REPORT}", pack(parts)), ReportView, REPORT) == ()


TYPED = {
    "11/11": "«11/11»",
    "Năm 2023 có nhiều thuận lợi": "«2023»",
    "Hôm nay, ngày 30 tháng 11 năm 2023": "«ngày 30 tháng 11 năm 2023»",
    "Họp ngày 30/11/2023": "«30/11/2023»",
    "Số: 05/BC-KTĐ": "«05/BC-KTĐ»",
    "Khối có 11 đơn vị, 10 phiếu": "«11 đơn vị», «10 phiếu»",
    "Khối có 11 (mười một) đơn vị": "«11 (mười một) đơn vị»",
    "đạt 90,91 %": "«90,91 %»",
    "tổng điểm 97,75": "«97,75»",
    "Căn cứ Quyết định số 12/2022/QĐ-UBND": "căn cứ",
    "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017": "căn cứ",
}
NOT_TYPED = (
    "Mẫu số 01",
    "Mẫu 1.4 Phụ lục III Nghị định số 30/2020/NĐ-CP",
    "Theo khoản 2 Điều 8 Quy chế",
    "I. ĐẶC ĐIỂM",
    "1. Kết quả",
    "Phụ lục số 02",
    "Biên bản lập thành 02 bản",
    "Điện thoại: 0203.3835.123; Fax: 0203.3835.2023",
    "Địa chỉ: số 12 đường Nguyễn Văn Cừ",
    "Căn cứ Luật Thi đua, khen thưởng;",
    "Độc lập - Tự do - Hạnh phúc",
    "Năm {{ heading.kind }}",
)


@pytest.mark.parametrize("words", TYPED)
def test_figures_typed_into_a_template_are_told_where_they_stand(words: str) -> None:
    (told,) = typed_in(report_with("{{ opening }}", words), REPORT)
    assert (told.code, told.is_reminder) == ("TD816", True)
    assert TYPED[words] in told.message
    assert told.place.cell.startswith("đoạn ")


@pytest.mark.parametrize("words", NOT_TYPED)
def test_numbers_that_are_of_no_year_and_no_unit_are_not_told(words: str) -> None:
    assert typed_in(report_with("{{ opening }}", words), REPORT) == ()


def test_any_figure_in_what_is_repeated_is_told() -> None:
    (told,) = typed_in(report_with("{{ unit.rank }}", "hạng 3"), REPORT)
    assert "«3» trong phần lặp «{%tr for unit in review.scores.rows %}»" in told.message


@pytest.mark.parametrize(("words", "told"), [("Lê Thị Ví Dụ", 1), ("(Ký tên, đóng dấu)", 0)])
def test_a_name_typed_at_the_signature_is_told_and_a_note_is_not(words: str, told: int) -> None:
    assert len(typed_in(report_with("{{ signature.name }}", words), REPORT)) == told
    assert typed_in(report_with("{{ opening }}", words), REPORT) == ()


@pytest.mark.parametrize(("gone", "lacks"), [("rank", {"rows[].rank"}), ("position", set())])
def test_the_number_of_a_row_is_not_taken_for_its_rank(gone: str, lacks: set[str]) -> None:
    """In the sample the first of the list is ranked first, the second second."""
    kind = find_paper("submission")
    assert kind is not None
    view = next(views(kind, sample()))
    template = changed(kind, lambda body: body.replace(b"{{ unit.%s }}" % gone.encode(), b""))
    paper, _ = render(template, view)
    assert paper is not None
    assert {one.fact.route for one in lacking(view, paper, template, kind.template)} == lacks


# --- report, verify, template check -------------------------------------------------------------


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("papers") / "Hồ sơ"
    make_workspace(path, REPORT, SUBMISSION, MINUTES)
    return path


@pytest.fixture
def desk(written: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    path = tmp_path / "Hồ sơ"
    shutil.copytree(written, path)
    return Desk(path, capsys)


def own(desk: Desk, template: WordTemplate) -> None:
    path = desk.path / template.file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(template.content)


def ran(desk: Desk, *arguments: str) -> tuple[int, str, str]:
    assert desk.capsys is not None
    desk.capsys.readouterr()
    code = cli.run([*arguments, "-C", str(desk.path)])
    shown = desk.capsys.readouterr()
    return code, shown.out, shown.err


FORGED = {
    "votes": ("{{ unit.votes }}", "11/12", "không in số phiếu «10/11», ở đó in «11/12»"),
    "a_share": ("{{ unit.share }}", "99,99 %", "không in tỷ lệ"),
    "last_years_signer": ("{{ signature.name }}", "Lê Thị Năm Ngoái", "«Nguyễn Văn Mẫu», ở đó in «Lê Thị Năm Ngoái»"),
    "the_number": ("{{ letterhead.number }}", "Số: 09/BC-KTĐ", "«Số: 05/BC-KTĐ», ở đó in «Số: 09/BC-KTĐ»"),
    "the_awards": ("{%p if review.awards.shown %}", "{%p if review.awards.shown " + NEVER, "không in dòng này"),
    "the_score_table": ("{%p if review.scores.shown %}", "{%p if review.scores.shown " + NEVER, "không in dòng này"),
    "the_signature": ("{{ signature.name }}", "", "không in họ tên «Nguyễn Văn Mẫu»"),
    "the_stamp": ("{{ stamp }}", "", "không in mã đối chiếu"),
    "the_recipients": ("{{ recipient }}", "", "không in nơi nhận"),
}  # fmt: skip


@pytest.mark.parametrize("what", FORGED)
def test_a_template_that_prints_no_truth_is_told_by_all_three(what: str, desk: Desk) -> None:
    old, new, says = FORGED[what]
    own(desk, report_with(old, new))
    code, out, err = ran(desk, "report", "2023")
    assert (code, out.startswith("Đã lập ")) == (DONE, True)
    assert "nhắc[TD815]: bao-cao.docx không in " in err
    code, papers = desk.verify()
    assert code == ERRORS
    assert {file: one["verdict"] for file, one in papers.items()} == {
        REPORT: "lacking", SUBMISSION: "equal", MINUTES: "equal"
    }  # fmt: skip
    assert any(says in change["why"] for change in papers[REPORT]["changes"]), papers[REPORT]["changes"]
    assert all(change["kind"] == "unprinted" and change["altered"] for change in papers[REPORT]["changes"])
    code, out, err = ran(desk, "template", "check")
    assert (code, out) == (DONE, "")
    assert "nhắc[TD815]: " in err


def test_a_template_that_is_only_laid_out_anew_is_used_in_silence(desk: Desk) -> None:
    own(desk, report_with("{{ closing }}", "Trên đây là báo cáo của Khối./."))
    assert ran(desk, "report", "2023")[2] == ""
    assert desk.verify()[0] == DONE
    assert ran(desk, "template", "check") == (DONE, "", "")


def test_an_office_that_types_its_own_name_is_told_by_the_check_alone(desk: Desk) -> None:
    own(desk, report_with("{{ letterhead.parent }}", "UBND TỈNH MẪU"))
    assert ran(desk, "report", "2023")[2] == ""
    assert desk.verify()[0] == DONE
    assert "mẫu không in cơ quan chủ quản («letterhead.parent»)" in ran(desk, "template", "check")[2]


def test_what_a_hand_has_put_right_is_not_lacking_any_more(desk: Desk) -> None:
    own(desk, report_with("{{ signature.name }}", ""))
    assert ran(desk, "report", "2023")[0] == DONE
    assert desk.verdict() == "lacking"

    def sign(paper: Any) -> None:
        cell = paper.tables[-1].rows[0].cells[-1]
        cell.add_paragraph("Nguyễn Văn Mẫu")

    desk.edit(sign)
    assert desk.verdict() == "edited"


def test_a_paper_both_lacking_and_changed_by_hand_says_both(desk: Desk) -> None:
    own(desk, report_with("{{ unit.votes }}", "11/12"))
    ran(desk, "report", "2023")
    desk.edit(put("chưa được xét", "được xét"))
    _, papers = desk.verify()
    assert papers[REPORT]["verdict"] == "altered"
    assert "mẫu của cơ quan cũng in thiếu hoặc sai" in papers[REPORT]["reason"]
    assert {"unprinted", "fact"} <= {change["kind"] for change in papers[REPORT]["changes"]}


def test_a_paper_of_a_template_that_was_put_right_since_is_stale(desk: Desk) -> None:
    own(desk, report_with("{{ unit.votes }}", "11/12"))
    ran(desk, "report", "2023")
    (desk.path / "templates" / REPORT).unlink()
    assert desk.verdict() == "stale"


def test_a_template_that_is_broken_is_an_error_also_where_facts_are_missing(desk: Desk) -> None:
    own(desk, report_with("{{ unit.votes }}", "{{ unit.vote }}"))
    code, _, err = ran(desk, "template", "check")
    assert code == ERRORS
    assert "lỗi[TD802]" in err
    assert "TD815" not in err


# --- one line, and paths ------------------------------------------------------------------------


def test_when_all_agree_verify_says_one_line(desk: Desk) -> None:
    assert ran(desk, "verify", "2023") == (DONE, "3 văn bản năm 2023 đều khớp với kết quả tính.\n", "")


def test_only_what_differs_is_told_and_counted(desk: Desk) -> None:
    desk.edit(put("chưa được xét", "được xét"))
    code, out, _ = ran(desk, "verify", "2023")
    assert code == ERRORS
    assert SUBMISSION not in out
    assert out.splitlines()[-1] == "Đã đối chiếu 3 tệp năm 2023: 2 khớp, 1 bị sửa khác kết quả."


@pytest.mark.parametrize("where", [".", "bloc_configs", "..", "/"])
def test_paths_work_from_where_the_user_stands(where: str, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.path / where)
    code, out, _ = ran(desk, "report", "2023", "--draft")
    assert code == DONE
    made = [line.removeprefix("Đã lập ") for line in out.splitlines()]
    assert made
    assert all(Path(path).is_file() for path in made)
    desk.edit(put("chưa được xét", "được xét"))
    _, out, _ = ran(desk, "verify", "2023")
    told = [line.partition(": ")[0] for line in out.splitlines() if ".docx: " in line]
    assert told
    assert all(Path(path).is_file() for path in told)


def test_a_current_folder_that_is_gone_gets_whole_paths(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    code, out, _ = ran(desk, "report", "2023", "--draft")
    monkeypatch.chdir(desk.path)
    assert code == DONE
    assert Path(out.splitlines()[0].removeprefix("Đã lập ")).is_absolute()


# --- layout is not content ----------------------------------------------------------------------


@KINDS
def test_another_layout_gives_the_same_code_and_the_same_words(kind: PaperKind) -> None:
    view = next(views(kind, sample()))
    wide = changed(kind, lambda body: re.sub(rb'w:w="(\d+)"', lambda m: b'w:w="%d"' % (int(m[1]) + 7), body))
    parts = unpack(wide.content)
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'w:sz w:val="28"', b'w:sz w:val="26"')
    said = []
    for template in (untouched(kind), WordTemplate(wide.file, pack(parts))):
        paper, problems = render(template, replace(view))
        assert paper is not None, problems
        there = project(paper)
        assert there is not None
        said.append([item.key for item in there.items])
    assert said[0] == said[1]


def test_what_papers_say_is_chosen_without_the_page() -> None:
    """Views hold words; how wide, how high and in which type is the template's and the printer's.

    Ballots alone ask the page: whether two papers share a sheet is what is cut and handed out.
    """
    found = [
        path.name
        for path in sorted(Path(thidua.__file__).parent.glob("papers/*.py"))
        if path.name not in {"issue.py", "ballot_pages.py"} and "thidua.papers.word" in path.read_text(encoding="utf-8")
    ]
    assert found == []
    names = {name for kind in PAPERS for name in routes(kind.view)}
    assert {name for name in names if re.search(r"width|height|size|font|margin|indent|_mm$|twips", name)} == set()


def routes(kind: Any) -> Iterator[str]:
    """Every name in a view, without the way to it."""
    inner = get_args(kind)[0] if get_origin(kind) is tuple else kind
    if is_dataclass(inner):
        for name, part in contract.fields(inner).items():  # type: ignore[arg-type]
            yield name
            yield from routes(part)
