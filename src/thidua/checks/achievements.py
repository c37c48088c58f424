"""What report.yaml praises against what was decided: TD814."""

from __future__ import annotations

from thidua.checks.places import Files, Problems, at, label
from thidua.diagnostics import Diagnostic
from thidua.rules.judging import Outcome
from thidua.wording import is_own


def achievements_proposed(files: Files, outcome: Outcome) -> Problems:
    """TD814: the achievements of a unit that no award is proposed for stand in no paper."""
    if files.report is None or outcome.pending:
        return
    proposed = {unit for award in outcome.awards for unit in award.proposed if not is_own(outcome, award.award)}
    for unit in files.report.achievements:
        if unit not in proposed and outcome.nominee(unit) is not None:
            yield Diagnostic(
                "TD814",
                at(files, "report", "achievements", unit, on="key"),
                f"{label(files, unit)} không được đề nghị khen thưởng; thành tích này không in vào văn bản nào",
                hint="nếu ghi nhầm đơn vị thì sửa mã; nếu không thì xóa dòng này",
            )
