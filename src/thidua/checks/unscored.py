"""Votes without scores.yaml (TD007): nobody knows who was on hold, and who met what an award asks for."""

from __future__ import annotations

from thidua.checks.places import Files, Problems, at, body, see
from thidua.diagnostics import Diagnostic


def votes_without_scores(files: Files) -> Problems:
    """TD007: a bloc that scores has voted, and its scores.yaml is not there: what was not recorded is unknown.

    A bloc whose regulation has no `scoring` needs no such file; before the conference it may still be missing.
    """
    ballots, regulation = files.ballots, files.regulation
    if ballots is None or regulation is None or regulation.scoring is None or files.has("scores"):
        return
    if ballots.contests or ballots.decisions:
        key = "contests" if ballots.contests else "decisions"
        yield Diagnostic(
            "TD007",
            at(files, "scores"),
            "thiếu tệp này mà đã ghi kết quả bình xét: không rõ đơn vị nào chưa xét, không xét, đạt điều kiện nào",
            (
                *see(at(files, "ballots", key, on="key"), "kết quả bình xét ghi ở đây"),
                *see(at(files, "regulation", "scoring", on="key"), "quy chế có bảng điểm"),
            ),
            "tìm tệp (có thể để nhầm thư mục, nhầm tên), hoặc ghi điểm và tình trạng của từng đơn vị vào tệp mới;"
            f" {body(files)} không chấm điểm thì bỏ mục scoring của quy chế",
        )


CHECKS = (votes_without_scores,)
