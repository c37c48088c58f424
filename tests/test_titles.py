"""What the bloc calls its offices, whose a sub-unit is, who presides, what it gives itself, to whom it submits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from bloc_folder import make_bloc, replace_keys
from in_process import thidua
from papers_blocs import BALLOTS, HEAD, NAMES, REGULATION, REPORT, SCORES, SCORING, Year, bloc_yaml, year
from thidua import wording
from thidua.papers.dossier import PAPERS
from thidua.papers.proof.manifest import paper_folder

TITLES = {"head": "Thường trực Khối", "deputy": "Phó Thường trực Khối"}
ROUNDS = "{issued: 3, returned: 3, valid: 3}"


def said(found: Year, *names: str) -> dict[str, list[str]]:
    """The texts of these papers (all, if none is named) as drafts, by file."""
    kinds = [kind for kind in PAPERS if not names or kind.name in names]
    views = [pair for kind in kinds for pair in kind.views(found.outcome, found.report, True, False)]  # noqa: FBT003 - a draft, no chart
    return {file: list(texts(view)) for file, view in views}


def texts(view: Any) -> Iterator[str]:
    if isinstance(view, str):
        yield view
    elif is_dataclass(view):
        for part in fields(view):
            yield from texts(getattr(view, part.name))
    elif isinstance(view, tuple):
        for part in view:
            yield from texts(part)


def only(papers: dict[str, list[str]]) -> str:
    """The one paper there is, a text a line."""
    assert len(papers) == 1, papers.keys()
    return "\n".join(next(iter(papers.values())))


# --- titles ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "titles", "inside", "addressed"),
    [
        ("bloc", {}, ("trưởng khối", "phó trưởng khối"), ("Trưởng khối", "Phó Trưởng khối")),
        ("cluster", {}, ("trưởng cụm", "phó trưởng cụm"), ("Trưởng cụm", "Phó Trưởng cụm")),
        ("bloc", {"head": "Khối trưởng"}, ("khối trưởng", "phó trưởng khối"), ("Khối trưởng", "Phó Trưởng khối")),
        ("cluster", {"head": "cụm trưởng", "deputy": "Cụm phó"}, ("cụm trưởng", "cụm phó"), ("Cụm trưởng", "Cụm phó")),
        ("bloc", TITLES, ("thường trực Khối", "phó thường trực Khối"), ("Thường trực Khối", "Phó Thường trực Khối")),
        ("bloc", {"head": "KHỐI TRƯỞNG"}, ("khối trưởng", "phó trưởng khối"), ("Khối trưởng", "Phó Trưởng khối")),
    ],
)
def test_a_title_is_small_inside_a_sentence_and_large_where_a_paper_addresses_it(
    kind: str, titles: dict[str, str], inside: tuple[str, str], addressed: tuple[str, str]
) -> None:
    outcome = year(bloc=bloc_yaml(kind=kind, titles=titles)).outcome
    assert (wording.office_name(outcome.bloc, "head"), wording.office_name(outcome.bloc, "deputy")) == inside
    assert wording.offices(outcome) == addressed


def test_every_paper_and_every_command_says_the_title_that_is_used(tmp_path: Path) -> None:
    """Not one says `trưởng khối` any more, except where the user does."""
    found = year(bloc=bloc_yaml(titles=TITLES), report=REPORT.replace("Trưởng khối", "Thường trực Khối"))
    papers = said(found)
    assert not [text for told in papers.values() for text in told if "trưởng khối" in text.lower()]
    assert any("Thường trực Khối năm 2024" in text for text in papers["bien-ban-du-thao.docx"])
    assert "bien-ban-kiem-phieu-thuong-truc-khoi-vong-1-du-thao.docx" in papers
    titles = f"titles: {json.dumps(TITLES, ensure_ascii=False)}\n"
    make_bloc(tmp_path, {"bloc.yaml": titles})
    for command in ("tally", "rotate-head", "check"):
        told = thidua(command, "2023", "-C", str(tmp_path), cwd=tmp_path)
        assert "trưởng khối" not in (told.stdout + told.stderr).lower()
    told = thidua("rotate-head", "2023", "--write", "-C", str(tmp_path), cwd=tmp_path)
    assert "Đã ghi thường trực Khối năm 2024" in " ".join(told.stdout.split())


# --- sub-units ---------------------------------------------------------------------------------------------


COLLECTIVES = """
collectives:
  P1: {name: Phòng Một, of: A}
  P2: {name: Phòng Hai Thanh tra tỉnh, of: C}
"""
OF_SUB_UNITS = f"""
format: 1
conference: {{held_on: 30/11/2023}}
contests:
  - {{award: co, nominees: [P1, P2], papers: {ROUNDS}, votes: {{P1: 3, P2: 1}}}}
"""


def test_a_sub_unit_is_printed_with_its_member_on_every_paper_that_names_it() -> None:
    """Beside it: one whose own name says already whose it is."""
    found = year(scores=SCORES + COLLECTIVES, ballots=OF_SUB_UNITS)
    assert wording.name(found.outcome, "P1") == wording.label(found.outcome, "P1") == "Phòng Một thuộc Sở Nội vụ"
    assert wording.name(found.outcome, "P2") == "Phòng Hai Thanh tra tỉnh"
    naming = 0
    for file, told in said(found).items():
        for text in told:
            assert text.count("Phòng Một") == text.count("Phòng Một thuộc Sở Nội vụ"), file
            naming += "Phòng Một" in text
    assert naming >= len(("ballot", "count minutes", "minutes", "report", "submission"))


def test_a_table_names_the_member_of_a_sub_unit_shortly() -> None:
    short = bloc_yaml(members=[{"code": "A", "name": "Sở Nội vụ", "short": "Nội vụ"}, *rest()])
    found = year(bloc=short, scores=SCORES + COLLECTIVES, ballots=OF_SUB_UNITS)
    assert wording.label(found.outcome, "P1") == "Phòng Một thuộc Nội vụ"


def rest() -> list[dict[str, str]]:
    return [{"code": code, "name": NAMES[code]} for code in ("B", "C")]


# --- co-chairs ---------------------------------------------------------------------------------------------

CHAIRED = BALLOTS.replace(
    "conference: {held_on: 30/11/2023}",
    "conference: {held_on: 30/11/2023, chair: Lê Văn Một, chair_office: Trưởng khối,"
    " co_chairs: [{name: Trần Thị Hai, office: Phó Trưởng khối}, {name: Phạm Văn Ba}]}",
)


def test_co_chairs_are_named_and_the_chair_alone_signs_the_minutes() -> None:
    """Form 1.9 has one place on the right, for who presided: the chair, as `TM.` of several would be one, too."""
    papers = said(year(ballots=CHAIRED), "minutes", "report", "invitation")
    line = "Đồng chủ trì: Lê Văn Một, Trưởng khối; Trần Thị Hai, Phó Trưởng khối; Phạm Văn Ba."
    for file, told in papers.items():
        assert any(line in text for text in told), file
    minutes = papers["bien-ban-du-thao.docx"]
    assert sum("Lê Văn Một" in text for text in minutes) == sum("Trần Thị Hai" in text for text in minutes) + 1


def test_one_chair_is_no_co_chair() -> None:
    alone = BALLOTS.replace("{held_on: 30/11/2023}", "{held_on: 30/11/2023, chair: Lê Văn Một}")
    assert "Đồng chủ trì" not in only(said(year(ballots=alone), "minutes"))


# --- the bloc's own awards ---------------------------------------------------------------------------------

RANKS = """
awards:
  - {code: nhat, name: Giải Nhất, own: yes, quota: 1, select_by: score}
  - {code: nhi, name: Giải Nhì, own: yes, quota: 1, select_by: score}
"""
RANKS_AND_FLAG = f"""{RANKS}  - {{code: co, name: Cờ thi đua, quota: 1, passes: {{at_least: 80%, of: members}}}}
"""
FLAG_FOR_A = f"""
format: 1
conference: {{held_on: 30/11/2023}}
contests:
  - {{award: co, papers: {ROUNDS}, votes: {{A: 3, C: 0}}}}
"""


def test_what_the_bloc_gives_itself_is_in_no_submission() -> None:
    assert said(year(regulation=REGULATION + SCORING + RANKS, ballots=None), "submission", "achievements") == {}
    both = only(said(year(regulation=REGULATION + SCORING + RANKS_AND_FLAG, ballots=FLAG_FOR_A), "submission"))
    assert "Giải" not in both
    assert "a) Cờ thi đua: 01 (một) đơn vị" in both


def test_ranks_are_prizes_in_their_order_and_take_nobody_out_of_the_running() -> None:
    """Law 06/2022/QH15 art. 5 is about state awards: A is first of its bloc and proposed for the flag as well."""
    found = year(regulation=REGULATION + SCORING + RANKS_AND_FLAG, ballots=FLAG_FOR_A).outcome
    assert [(award.award, award.proposed) for award in found.awards] == [
        ("nhat", ("A",)),
        ("nhi", ("B",)),
        ("co", ("A",)),
    ]


@pytest.mark.parametrize("paper", ["minutes", "report"])
def test_papers_say_that_the_bloc_gives_it(paper: str) -> None:
    told = only(said(year(regulation=REGULATION + SCORING + RANKS_AND_FLAG, ballots=FLAG_FOR_A), paper))
    prizes = [text for text in told.splitlines() if "Giải Nhất:" in text]
    assert prizes
    assert all("khối tặng" in text.lower() and "đề nghị" not in text for text in prizes)


def test_nothing_is_awaited_for_what_the_bloc_gives() -> None:
    handover = only(said(year(regulation=REGULATION + SCORING + RANKS, ballots=None), "handover"))
    assert "Giải" not in handover


OWN = """
awards:
  - {code: nhat, name: Giải Nhất, own: yes, quota: 1, select_by: score}
  - {code: nhi, name: Giải Nhì, own: yes, quota: 1, select_by: score}
  - {code: bang-khen, name: Bằng khen, quota: 1, passes: {more_than: 1/2, of: valid}}
"""
CERTIFICATE = """
contests:
  - {award: bang-khen, nominees: [STC, STP], papers: {issued: 4, returned: 4, valid: 4}, votes: {STC: 4, STP: 3}}
  - {office: head, papers: {issued: 4, returned: 4, valid: 4}, votes: {STC: 3, TTR: 1}}
"""


def test_the_screen_and_the_data_tell_own_awards_from_proposals(tmp_path: Path) -> None:
    make_bloc(tmp_path, {"regulation.yaml": OWN, "ballots.yaml": CERTIFICATE})
    tally = thidua("tally", "2023", "-C", str(tmp_path), cwd=tmp_path).stdout
    assert tally.index("ĐỀ NGHỊ KHEN THƯỞNG") < tally.index("KHEN THƯỞNG CỦA KHỐI") < tally.rindex("Giải Nhất: 01")
    why = thidua("why", "SNV", "2023", "-C", str(tmp_path), cwd=tmp_path).stdout
    assert "Giải Nhất: khối tặng" in why
    assert "Giải Nhì: đã được khối tặng Giải Nhất" in why
    assert "đã được khối tặng" not in why.partition("Bằng khen:")[2]
    data = json.loads(thidua("tally", "2023", "--json", "-C", str(tmp_path), cwd=tmp_path).stdout)
    assert [award["own"] for award in data["awards"]] == [True, True, False]


# --- authorities -------------------------------------------------------------------------------------------

TWO = bloc_yaml(authorities={"bộ": {"name": "Bộ trưởng Bộ Mẫu", "department": "Vụ Thi đua"}})
FLAGS = """
awards:
  - {code: cp, name: Cờ Chính phủ, decided_by: Thủ tướng Chính phủ, quota: 1, passes: {at_least: 80%, of: members}}
  - {code: bo, name: Cờ của Bộ, authority: bộ, quota: 1, passes: {at_least: 80%, of: members}}
  - {code: bk, name: Bằng khen, quota: 1, passes: {more_than: 1/2, of: members}}
"""
VOTED = f"""
format: 1
conference: {{held_on: 30/11/2023}}
contests:
  - {{award: cp, papers: {ROUNDS}, votes: {{A: 3, B: 1, C: 0}}}}
  - {{award: bo, papers: {ROUNDS}, votes: {{B: 3, C: 1}}}}
  - {{award: bk, papers: {ROUNDS}, votes: {{C: 2}}}}
"""
NUMBERED = f"""{REPORT}
submission:
  number: 12
  addressees: [Sở Nội vụ]
  recipients: [Như trên]
  to: {{bộ: {{number: 13}}}}
"""
PROVINCE, MINISTRY = "to-trinh-chu-tich-ubnd-tinh-du-thao.docx", "to-trinh-bo-du-thao.docx"


def submissions(**files: str) -> dict[str, str]:
    found = year(bloc=TWO, **({"regulation": REGULATION + SCORING + FLAGS, "ballots": VOTED} | files))
    return {file: "\n".join(told) for file, told in said(found, "submission").items()}


def test_each_authority_gets_its_own_awards_under_its_own_number() -> None:
    papers = submissions(report=NUMBERED)
    assert set(papers) == {PROVINCE, MINISTRY}
    assert "Số: 12/TTr-KTĐ" in papers[PROVINCE]
    assert "Số: 13/TTr-KTĐ" in papers[MINISTRY]
    assert "Cờ của Bộ" not in papers[PROVINCE]
    assert "Cờ Chính phủ" not in papers[MINISTRY]
    assert "Sở Nội vụ." in papers[PROVINCE]
    assert "- Bộ trưởng Bộ Mẫu;\n- Vụ Thi đua." in papers[MINISTRY]
    assert "xem xét, quyết định./." in papers[MINISTRY]
    assert papers[MINISTRY].count("- Như trên;") == 1


def test_the_prime_minister_is_named_where_something_goes_to_him() -> None:
    papers = submissions()
    assert "khen thưởng theo thẩm quyền và đề nghị Thủ tướng Chính phủ khen thưởng như sau:" in papers[PROVINCE]
    assert "Thủ tướng" not in papers[MINISTRY]
    nobody = VOTED.replace("votes: {A: 3, B: 1, C: 0}", "votes: {A: 1, B: 1, C: 0}")
    without = submissions(ballots=nobody)[PROVINCE]
    assert "Thủ tướng" not in without
    assert "Cờ Chính phủ" not in without


def test_an_award_that_the_addressee_itself_decides_goes_no_further() -> None:
    rules = (REGULATION + SCORING + FLAGS).replace("Thủ tướng Chính phủ,", "Chủ tịch  UBND tỉnh,")
    assert "đề nghị Chủ tịch" not in submissions(regulation=rules)[PROVINCE]


def test_nothing_proposed_to_an_authority_is_no_submission_to_it() -> None:
    assert set(submissions(ballots=VOTED.replace("{B: 3, C: 1}", "{B: 1, C: 1}"))) == {PROVINCE}


def test_one_authority_is_one_submission_without_a_name() -> None:
    to_the_ministry = SCORING + FLAGS.replace("quota: 1", "authority: bộ, quota: 1").replace(
        "authority: bộ, authority: bộ", "authority: bộ"
    )
    papers = submissions(
        regulation=REGULATION + to_the_ministry, report=NUMBERED.replace("  to: {bộ: {number: 13}}", "")
    )
    assert set(papers) == {"to-trinh-du-thao.docx"}
    assert "Bộ trưởng Bộ Mẫu xem xét" in papers["to-trinh-du-thao.docx"]
    assert "Số: 12/TTr" in papers["to-trinh-du-thao.docx"]


def test_drafts_and_finals_of_two_authorities_never_share_a_file() -> None:
    codes = {"bo": {"name": "Bộ Một"}, "bo-du-thao": {"name": "Bộ Hai"}, "Dự-thảo": {"name": "Bộ Ba"}}
    names = [
        f"  - {{code: x{at}, name: Cờ {at}, authority: {code}, quota: 1, select_by: score}}\n"
        for at, code in enumerate(codes)
    ]
    rules = f"{REGULATION}{SCORING}one_award_per_unit: no\nawards:\n{''.join(names)}"
    found = year(bloc=bloc_yaml(authorities=codes), regulation=rules, ballots=None)
    kind = next(kind for kind in PAPERS if kind.name == "submission")
    files = [file for draft in (False, True) for file, _ in kind.views(found.outcome, found.report, draft, False)]  # noqa: FBT003 - no chart
    assert len({file.casefold() for file in files}) == len(files) == 2 * len(codes)


AGAIN = VOTED.replace("votes: {C: 2}}", "votes: {C: 1}}") + (
    f"  - {{award: bk, round: 2, method: show_of_hands, papers: {ROUNDS}, votes: {{C: 3}}}}\n"
)


def test_a_submission_says_what_was_voted_on_in_which_round() -> None:
    told = submissions(ballots=AGAIN)[PROVINCE]
    assert "hình thức: vòng 1 bỏ phiếu kín; vòng 2 biểu quyết giơ tay" in told
    assert "(vòng 2)" in told
    assert "a) Cờ Chính phủ: 01 (một) đơn vị; hình thức: bỏ phiếu kín" in told


def test_the_share_of_an_award_without_threshold_is_of_its_own_papers() -> None:
    """Another award was voted on in the same round, with other papers."""
    free = SCORING + FLAGS.replace("passes: {more_than: 1/2, of: members}", "passes: none")
    other = VOTED.replace(
        f"bk, papers: {ROUNDS}", "bk, papers: {issued: 3, returned: 3, valid: 2, invalid: {blank: 1}}"
    )
    told = submissions(regulation=REGULATION + free, ballots=other)[PROVINCE]
    assert "số phiếu đồng ý 2/2" in told


def test_the_handover_lists_every_submission_with_its_number() -> None:
    found = year(
        bloc=TWO,
        regulation=REGULATION + SCORING + FLAGS + HEAD,
        ballots=VOTED + (f"  - {{office: head, papers: {ROUNDS}, votes: {{B: 2, C: 1}}}}\n"),
        report=NUMBERED,
    )
    told = only(said(found, "handover"))
    for to, number in (("Chủ tịch UBND tỉnh", 12), ("Bộ trưởng Bộ Mẫu", 13)):
        assert f"năm 2023, gửi {to}\nSố {number}/TTr-KTĐ" in told


TWO_ON_DISK = {
    "bloc.yaml": "authorities:\n  bo: {name: Bộ trưởng Bộ Mẫu}\n",
    "regulation.yaml": """awards:
  - code: co-tinh
    name: Cờ thi đua của Bộ
    authority: bo
    quota: 1
    requires: {facts: [vuot-chi-tieu]}
    ballot: {mark: choose, max_choices: 2}
    passes: {at_least: 2/3, of: members}
  - {code: bang-khen, name: Bằng khen, quota: 1, passes: {more_than: 1/2, of: valid}}
""",
}


@pytest.mark.parametrize("kind", ["bloc", "cluster"])
def test_report_makes_and_verify_knows_every_submission(kind: str, tmp_path: Path) -> None:
    bloc = replace_keys(TWO_ON_DISK["bloc.yaml"], f"kind: {kind}\n")
    folder = make_bloc(tmp_path, TWO_ON_DISK | {"bloc.yaml": bloc})
    made = thidua("report", "--all", "--no-chart", "-C", str(tmp_path), "--year", "2023", cwd=tmp_path)
    assert made.returncode in {0, 3}, made.stderr
    out = paper_folder(folder, 2023)
    files = {path.name for path in out.glob("to-trinh*.docx")}
    assert files == {"to-trinh-bo.docx", "to-trinh-chu-tich-uy-ban-nhan-dan-tinh-mau.docx"}, made.stdout + made.stderr
    told = thidua("verify", "2023", "--json", "-C", str(tmp_path), cwd=tmp_path)
    verdicts = {paper["file"]: paper["verdict"] for paper in json.loads(told.stdout)["papers"]}
    assert {verdicts[file] for file in files} == {"equal"}
