"""A desk with papers on it: a workspace whose papers were written, edited in Word, overtaken; and `thidua verify`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest

from thidua import cli
from thidua.evaluation import evaluate
from thidua.papers.issue import editions, issue
from thidua.papers.proof.manifest import paper_folder, record
from thidua.records.workspace import BlocFolder
from thidua.whole_files import write

ROOT = Path(__file__).parents[1]
SMALL = Path(__file__).parent / "examples" / "base" / "bloc_configs" / "vi-du"
BLOC, YEAR = "tham-muu-tong-hop", 2023
REPORT, MINUTES, SUBMISSION = "bao-cao.docx", "bien-ban.docx", "to-trinh.docx"

Edit = Callable[[Any], None]

DONE, ERRORS, USAGE, UNDECIDED = 0, 1, 2, 3

WORDS = """
format: 1
issuer: {parent: UBND TỈNH MẪU, name: "KHỐI THI ĐUA CÁC CƠ QUAN THAM MƯU, TỔNG HỢP", abbreviation: KTĐ}
signer: {authority: TM. KHỐI THI ĐUA, office: [TRƯỞNG KHỐI], name: Nguyễn Văn Mẫu}
report: {number: 5, date: 04/12/2023, addressees: [Ban Thi đua - Khen thưởng tỉnh], recipients: [Như trên]}
sections:
  situation: |
    ## Đặc điểm chung

    Khối có 11 đơn vị thành viên. Năm 2023, Cục Quản lý thị trường tỉnh là Trưởng khối.

    ## Thuận lợi

    Khối luôn nhận được sự quan tâm của Tỉnh ủy. Quy chế được thống nhất ngay từ đầu năm.

    Tình hình còn nhiều khó khăn, có việc mới.
  results: |
    Thực hiện Chỉ thị số 01/CT-UBND ngày 03 tháng 01 năm 2023, Trưởng khối đã xây dựng kế hoạch.

    Các đơn vị đã cụ thể hóa thành kế hoạch phát động thi đua.

    - Phong trào "Cán bộ, công chức thi đua thực hiện văn hóa công sở" có chuyển biến;
    - Phong trào thi đua đẩy mạnh cải cách hành chính - chuyển đổi số...
    - Phong trào lao động sáng tạo có nhiều đề xuất.

    Các đơn vị tiếp tục học tập và làm theo phong cách Hồ Chí Minh.
  shortcomings: |
    Về khách quan, khối lượng công việc tăng.

    Về chủ quan, việc đôn đốc chưa thường xuyên.
  directions: Tiếp tục đổi mới phong trào thi đua.
  review: Chiều ngày 30 tháng 11 năm 2023, Khối tổ chức Hội nghị. Kết quả như sau.
  proposals: Đề nghị xem xét khen thưởng.
"""
"""The tests' own `report.yaml`, so that the sample may be worded as it pleases."""


@dataclass(frozen=True)
class Desk:
    """A workspace on somebody's desk, with papers in `out/`."""

    path: Path
    capsys: pytest.CaptureFixture[str] | None

    @property
    def folder(self) -> BlocFolder:
        return BlocFolder(self.path, self.path / "bloc_configs" / BLOC)

    def out(self, year: int = YEAR) -> Path:
        return paper_folder(self.folder, year)

    def write(self, *files: str, year: int = YEAR, draft: bool = False, folder: BlocFolder | None = None) -> None:
        """What `thidua report` does."""
        found = evaluate(folder or self.folder, year)
        assert found.outcome is not None, found.problems
        assert found.records.report is not None
        wanted = [
            one
            for one in editions(found.outcome, found.records.report, drafts=(draft,), charts=(True,))
            if not files or one.file in files
        ]
        written, problems = issue(wanted, self.path)
        assert problems == ()
        place = paper_folder(folder or self.folder, year)
        for one in written:
            assert write(place / one.file, one.content, "last") == ()
        assert record(found.records, place, written) == ()

    def edit(self, change: Edit, file: str = REPORT) -> None:
        """Open a paper, change it, save it."""
        paper = docx.Document(str(self.out() / file))
        change(paper)
        paper.save(str(self.out() / file))

    def change(self, file: str, old: str, new: str, year: int = YEAR) -> None:
        """Change a YAML file."""
        name = file if file == "bloc.yaml" else f"{year}/{file}"
        path = self.folder.path / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def run(self, *arguments: str) -> tuple[int, str]:
        assert self.capsys is not None
        self.capsys.readouterr()
        code = cli.run(["verify", *arguments, "-C", str(self.path)])
        shown = self.capsys.readouterr()
        return code, shown.out + shown.err

    def verify(self, *arguments: str) -> tuple[int, dict[str, dict[str, Any]]]:
        """Exit code, and each paper's finding."""
        code, shown = self.run(*arguments, "--json")
        return code, {paper["file"]: paper for paper in json.loads(shown)["papers"]}

    def verdict(self, file: str = REPORT) -> str:
        _, papers = self.verify()
        return str(papers[file]["verdict"])


def make_workspace(path: Path, *files: str) -> None:
    """The sample bloc with the words above, and these papers of it; all, if none is named."""
    shutil.copytree(ROOT / "bloc_configs" / BLOC, path / "bloc_configs" / BLOC)
    (path / "bloc_configs" / BLOC / "2023" / "report.yaml").write_text(WORDS, encoding="utf-8")
    Desk(path, None).write(*files)
