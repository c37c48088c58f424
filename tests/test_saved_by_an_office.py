"""The shipped templates after a word processor opened and saved them: styles known by name, printed the same."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from office import needs_office
from thidua.papers.dossier import PAPERS, PaperKind
from thidua.papers.template.forgetting import invented
from thidua.papers.template.trial import examine
from thidua.papers.word.nd30 import COMPONENTS, PAGE, RULE_SHARE, twips
from thidua.papers.word.pdf import find_libreoffice
from thidua.papers.word.projection import project
from thidua.papers.word.render import WordTemplate, render
from thidua.papers.word.widths import longest_line

ROUNDED = 2
"""Twentieths of a point that rounding may move a line."""

TEMPLATES = Path(__file__).parents[1] / "templates"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every template, opened and saved without a change."""
    out = tmp_path_factory.mktemp("saved")
    profile = out / "profile"
    office = find_libreoffice()
    assert office is not None
    call = [str(office), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "docx"]
    files = [str(path) for path in sorted(TEMPLATES.glob("*.docx"))]
    subprocess.run([*call, "--outdir", str(out), *files], check=True, capture_output=True, timeout=120)
    return out


def says(template: WordTemplate, kind: PaperKind) -> set[object]:
    paper, problems = render(template, invented(kind.view, flag=True))
    assert problems == ()
    found = project(paper) if paper is not None else None
    assert found is not None
    return {item.key for item in found.items}


@needs_office
@pytest.mark.parametrize("kind", PAPERS, ids=lambda kind: kind.template)
def test_a_template_that_was_saved_is_sound_and_says_the_same(kind: PaperKind, saved: Path) -> None:
    name = f"{kind.template}.docx".replace(".docx.docx", ".docx")
    after = WordTemplate(name, (saved / name).read_bytes())
    before = WordTemplate(name, (TEMPLATES / name).read_bytes())
    assert after.content != before.content
    assert examine(after, kind.view) == ()
    assert says(after, kind) == says(before, kind)


def test_no_name_of_a_style_has_a_comma() -> None:
    """A comma parts one name from the next in `w:name`."""
    assert [component.name for component in COMPONENTS if "," in component.name] == []


@pytest.mark.parametrize("subject", ["Tổng kết năm 2023", "Tổng kết công tác thi đua, khen thưởng " * 4])
def test_a_rule_is_a_share_of_the_longest_line_above_it_whatever_the_style_is_numbered(subject: str) -> None:
    kind = next(kind for kind in PAPERS if kind.name == "report")
    raw = (TEMPLATES / "bao-cao.docx").read_bytes()
    view = invented(kind.view, flag=True)
    heading = type(view.heading)(kind="BÁO CÁO", subject=subject.strip())
    object.__setattr__(view, "heading", heading)
    paper, problems = render(WordTemplate("bao-cao.docx", raw), view)
    assert problems == ()
    assert paper is not None
    length = twips(longest_line(subject.strip(), 14, PAGE.text_width)) * RULE_SHARE
    side = (twips(PAGE.text_width) - length) / 2
    drawn = re.findall(r'w:left="(\d+)" w:right="\1"', paper.decode("utf-8", "replace"))
    assert any(abs(int(one) - side) <= ROUNDED for one in drawn)
