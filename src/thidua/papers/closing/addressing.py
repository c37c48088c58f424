"""Tờ trình gửi ai: one submission for each authority that something is proposed to, with its own words and its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua.papers.dossier import DRAFT_SUFFIX
from thidua.papers.file_names import distinct, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thidua.records.bloc import Authority
    from thidua.records.report import Report, Submission
    from thidua.rules.awards import AwardResult
    from thidua.rules.judging import Outcome

FILE = "to-trinh"


@dataclass(frozen=True, slots=True)
class Addressed:
    """Một tờ trình: its file and title, to whom (`alone`: to nobody else), about what, its words in report.yaml."""

    file: str
    title: str
    authority: Authority
    alone: bool
    awards: tuple[AwardResult, ...]
    words: Submission

    @property
    def addressees(self) -> tuple[str, ...]:
        """Kính gửi: as the office wrote it, else who decides and who receives."""
        usual = (self.authority.name, self.authority.department)
        return self.words.addressees or tuple(name for name in usual if name is not None)


def addressed(outcome: Outcome, report: Report) -> tuple[Addressed, ...]:
    """The submissions of a year; none to an authority to which nothing is proposed and nothing may still be."""
    asked = _asked(outcome)
    files = _files(outcome, tuple(asked))
    return tuple(
        Addressed(
            files[code],
            _title(outcome, code, alone=len(asked) == 1),
            _authority(outcome, code),
            len(asked) == 1,
            awards,
            _words(report.submission, code, alone=len(asked) == 1),
        )
        for code, found in asked.items()
        if (awards := tuple(award for award in found if award.proposed or award.is_open))
    )


def _asked(outcome: Outcome) -> dict[str | None, list[AwardResult]]:
    """Every authority that the regulation has an award of, the bloc's own (None) first, with these awards."""
    found: dict[str | None, list[AwardResult]] = {}
    for award in outcome.awards:
        rule = outcome.regulation.award(award.award)
        if rule is not None and not rule.own:
            found.setdefault(rule.authority, []).append(award)
    return {code: found[code] for code in sorted(found, key=lambda code: code is not None)}


def _title(outcome: Outcome, code: str | None, *, alone: bool) -> str:
    """As the paper names itself, with its authority where there are several."""
    to = "" if alone else f", gửi {_authority(outcome, code).name}"
    return f"Tờ trình đề nghị khen thưởng thành tích thi đua năm {outcome.year}{to}"


def _authority(outcome: Outcome, code: str | None) -> Authority:
    return outcome.bloc.authorities[code] if code is not None else outcome.bloc.authority


def _files(outcome: Outcome, codes: Sequence[str | None]) -> dict[str | None, str]:
    """`to-trinh` where there is one authority; else each by its code, the bloc's own by its name."""
    if len(codes) <= 1:
        return dict.fromkeys(codes, FILE)
    wished = [code if code is not None else outcome.bloc.authority.name for code in codes]
    drafts = {f"{plain(name)}{DRAFT_SUFFIX}" for name in wished} | {DRAFT_SUFFIX.removeprefix("-")}
    return {code: f"{FILE}-{name}" for code, name in zip(codes, distinct(wished, drafts), strict=True)}


def _words(common: Submission, code: str | None, *, alone: bool) -> Submission:
    """What report.yaml says of this submission; a number and addressees are never those of another one."""
    if code is None:
        return common
    own = common.to.get(code)
    changed = {"number": None, "addressees": ()} if not alone else {}
    if own is not None:
        changed |= {key: value for key in own.model_fields_set if (value := getattr(own, key)) is not None}
    return common.model_copy(update=changed)


def higher(award: AwardResult, outcome: Outcome, to: Authority) -> str | None:
    """Who decides on an award, where that is somebody further up than the submission goes."""
    rule = outcome.regulation.award(award.award)
    by = rule.decided_by if rule is not None else None
    return by if by is not None and _spelt(by) != _spelt(to.name) else None


def _spelt(name: str) -> str:
    return " ".join(name.split()).casefold()
