"""Two codes, two files: count minutes of awards whose codes differ only by accents or signs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bloc_folder import make_bloc
from thidua import cli
from thidua.papers.file_names import distinct
from thidua.papers.proof.manifest import paper_folder

CODES = ("co-tinh", "cờ-tỉnh", "co_tinh", "co.tinh", "Co-Tinh")

OFFICES = ("truong-khoi", "pho-truong-khoi")

REGULATION = "awards:\n" + "".join(
    f"  - {{code: {code}, name: Cờ thi đua hạng {number}, quota: 1, passes: {{more_than: 1/2, of: valid}}}}\n"
    for number, code in enumerate(CODES[:4], 1)
)
PAPERS = "{issued: 4, returned: 4, valid: 4}"
BALLOTS = "contests:\n" + "".join(
    f"  - {{award: {code}, nominees: [{unit}], papers: {PAPERS}, votes: {{{unit}: {votes}}}}}\n"
    for code, unit, votes in zip(CODES[:4], ("SNV", "STC", "STP", "TTR"), (4, 3, 4, 3), strict=True)
)
HEAD = f"  - {{office: head, papers: {PAPERS}, votes: {{STC: 3, TTR: 1}}}}\n"


def test_codes_that_differ_by_accents_signs_and_case_get_files_of_their_own() -> None:
    names = distinct(CODES, OFFICES)
    assert list(names) == ["co-tinh", "co-tinh-2", "co-tinh-3", "co-tinh-4", "co-tinh-5"]


@pytest.mark.parametrize(
    ("codes", "names"),
    [
        (("co-chinh-phu", "co-tinh", "bang-khen"), ("co-chinh-phu", "co-tinh", "bang-khen")),
        (("co-tinh", "cờ-tỉnh", "co-tinh-2"), ("co-tinh", "co-tinh-3", "co-tinh-2")),
        (("co-tinh-2", "co-tinh", "cờ-tỉnh"), ("co-tinh-2", "co-tinh", "co-tinh-3")),
        (("truong-khoi", "phó-trưởng-khối"), ("truong-khoi-2", "pho-truong-khoi-2")),
        (("①", "②"), ("khac", "khac-2")),
        (("CON", "con", "nul"), ("con", "con-2", "nul")),
    ],
)
def test_a_code_that_is_alone_keeps_its_name(codes: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert distinct(codes, OFFICES) == names


def test_every_count_has_its_minutes_and_verify_sees_each_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before, five contests left one file, and all agreed."""
    folder = make_bloc(tmp_path, {"regulation.yaml": REGULATION, "ballots.yaml": BALLOTS + HEAD})
    command = ["report", "--paper", "count-minutes", "--draft", "-C", str(tmp_path)]
    assert cli.run(command) == 0, capsys.readouterr().err
    out = paper_folder(folder, 2023)
    files = sorted(path.name for path in out.glob("*.docx"))
    assert len(files) == len({name.casefold() for name in files}) == 5
    capsys.readouterr()
    cli.run(["verify", "-C", str(tmp_path), "--json"])
    found = {paper["file"]: paper["verdict"] for paper in json.loads(capsys.readouterr().out)["papers"]}
    assert set(files) <= set(found)
    assert len({found[name] for name in files}) == 1
    (out / files[0]).write_bytes((out / files[1]).read_bytes())
    cli.run(["verify", "-C", str(tmp_path), "--json"])
    after = {paper["file"]: paper["verdict"] for paper in json.loads(capsys.readouterr().out)["papers"]}
    assert after[files[0]] != found[files[0]]
    assert after[files[1]] == found[files[1]]
