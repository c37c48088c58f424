"""Words of another year, or of another head, that were left standing (TD813)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.checks.places import Files, Problems, at, label, office_name, see
from thidua.diagnostics import Diagnostic, Place
from thidua.records.bloc import Bloc
from thidua.rules.eligibility import lineage

_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?![\d.])")
PAPERS = (
    "report",
    "minutes",
    "count_minutes",
    "submission",
    "score_table",
    "ballot",
    "written_opinion",
    "sealing",
    "pledge",
    "invitation",
    "delegates",
    "agenda",
    "script",
    "conclusions",
    "handover",
    "plan",
    "registration",
    "midyear",
    "score_request",
    "score_form",
    "score_review",
    "scoring_minutes",
    "score_notice",
    "outline",
)


def regulation_title(files: Files) -> Problems:
    """TD813: the title of the regulation names one year only, and it is neither this one nor the one before."""
    if files.regulation is None:
        return
    named = {int(year) for year in _YEAR.findall(files.regulation.title)}
    if len(named) == 1 and not named <= {files.year, files.year - 1}:
        message = f"quy chế của năm {files.year} mà tên chỉ nêu năm {named.pop()}"
        hint = "xem lại tên quy chế; nếu quy chế cũ vẫn còn hiệu lực thì để nguyên"
        yield Diagnostic("TD813", at(files, "regulation", "title"), message, hint=hint)


def narrative(files: Files) -> Problems:
    """TD813: a part of the report that opens with last year, and names this one nowhere."""
    if files.report is None:
        return
    sections = files.report.sections
    parts = [(("sections", key), getattr(sections, key, None)) for key in ("situation", "results", "review")]
    parts.append((("minutes", "proceedings"), files.report.minutes.proceedings))
    before = files.year - 1
    opens = re.compile(rf"(?:^|[.!?]\s+|^[-#]+\s+)Năm {before}\b|^##.*\bnăm {before}\b", re.MULTILINE)
    for route, text in parts:
        if text is not None and opens.search(text) and not re.search(rf"\b{files.year}\b", text):
            message = f"phần này viết về năm {before}, không nhắc tới năm {files.year}"
            yield Diagnostic(
                "TD813", at(files, "report", *route), message, hint=f"viết lại lời văn cho năm {files.year}"
            )


def signers(files: Files) -> Problems:
    """TD813: a paper signed for, or a conference chaired by, a member that neither led nor was deputy that year."""
    bloc = files.bloc
    past = bloc.past(files.year) if bloc is not None else None
    if bloc is None or past is None or past.head is None or bloc.member(past.head) is None:
        return
    may = {code for office in (past.head, *(past.deputies or ())) for code in _line(bloc, office)}
    index = bloc.history.index(past)
    for place, text in _offices(files):
        named = _members_named(bloc, text)
        if named and not named & may:
            head = label(files, past.head)
            chief = office_name(files, "head")
            message = f"chức vụ này của {label(files, min(named))}, mà {chief} năm {files.year} là {head}"
            related = see(at(files, "bloc", "history", index, "head"), f"{chief} ghi ở đây")
            hint = f"sửa chức vụ, họ tên người ký, người chủ trì; hoặc sửa {chief} trong history"
            yield Diagnostic("TD813", place, message, related, hint)


def _line(bloc: Bloc, unit: str) -> frozenset[str]:
    """The unit under its earlier and its later codes."""
    heirs = {member.code for member in bloc.members if unit in lineage(bloc, member.code)}
    return lineage(bloc, unit) | heirs


def _offices(files: Files) -> Iterator[tuple[Place, str]]:
    """Every text that says for whom a paper speaks."""
    if files.ballots is not None and files.ballots.conference.chair_office is not None:
        yield at(files, "ballots", "conference", "chair_office"), files.ballots.conference.chair_office
    for index, other in enumerate(files.ballots.conference.co_chairs if files.ballots is not None else ()):
        if other.office is not None:
            yield at(files, "ballots", "conference", "co_chairs", index, "office"), other.office
    report = files.report
    if report is None:
        return
    yield at(files, "report", "issuer", "name"), report.issuer.name
    yield at(files, "report", "signer", "office"), " ".join(report.signer.office)
    for code, to in report.submission.to.items():
        if to.signer is not None:
            yield at(files, "report", "submission", "to", code, "signer", "office"), " ".join(to.signer.office)
    for key in PAPERS:
        signer = getattr(report, key).signer
        if signer is not None:
            yield at(files, "report", key, "signer", "office"), " ".join(signer.office)


def _members_named(bloc: Bloc, text: str) -> set[str]:
    """The members whose full name or alias stands in a text, and not as a part of a longer one."""
    plain = " ".join(text.split()).casefold()
    found: dict[tuple[int, int], set[str]] = {}
    for member in bloc.members:
        for name in (member.name, *member.aliases):
            for match in re.finditer(rf"(?<!\w){re.escape(' '.join(name.split()).casefold())}(?!\w)", plain):
                found.setdefault(match.span(), set()).add(member.code)
    own = re.search(re.escape(" ".join(bloc.name.split()).casefold()), plain)
    spans = [*found, *([own.span()] if own is not None else [])]
    whole = (span for span in found if not any(_lies_in(span, other) for other in spans))
    return {unit for span in whole for unit in found[span]}


def _lies_in(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


CHECKS = (regulation_title, narrative, signers)
