"""Đối chiếu văn bản: each paper in the folder against what the tally writes today.

Pure: bytes and views in, findings out. A paper is *equal* when it says what the tally gives, *edited* when only words
differ, *stale* when it was right once and the inputs have changed since, *altered* when somebody put in what
the tally never gave, *lacking* when the office's own template leaves out or replaces what the tally gave,
*foreign* when it belongs to another year or bloc, *missing* when the book has it and the folder has not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from thidua.papers.proof.comparison import Change, compare, similarity
from thidua.papers.proof.facts import Known
from thidua.papers.proof.held import grouped, why
from thidua.papers.proof.inputs import Inputs, changes_since, digest, input_changes
from thidua.papers.proof.manifest import COPY_SUFFIX, SUFFIX, Copy, Entry, Manifest
from thidua.papers.proof.printed import Unprinted, unprinted
from thidua.papers.proof.stamp import printed_code
from thidua.papers.word.projection import Item, Projection, fold, project

if TYPE_CHECKING:
    from thidua.papers.views import View

Verdict = Literal["equal", "edited", "stale", "altered", "lacking", "missing", "foreign", "unknown"]
BAD: frozenset[Verdict] = frozenset({"stale", "altered", "lacking", "missing", "foreign"})
"""What `thidua verify` leaves with exit code 1 for."""

SAME_PAPER = 0.3
"""A file with another name that shares this much with a paper is a copy of it."""

_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Expected:
    """Văn bản phải có: what the tally writes today under this name, and from which inputs.

    `lacking` are the facts of its `view` that it does not print, by fault of the office's own template.
    """

    file: str
    title: str
    draft: bool
    fingerprint: str
    content: bytes
    inputs: Inputs
    view: View
    lacking: tuple[Unprinted, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Kết quả đối chiếu một tệp: the verdict, why, what differs, which inputs have changed since."""

    file: str
    title: str
    verdict: Verdict
    reason: str = ""
    changes: tuple[Change, ...] = ()
    inputs: tuple[str, ...] = ()
    hint: str = ""

    @property
    def bad(self) -> bool:
        return self.verdict in BAD


@dataclass(frozen=True, slots=True)
class Setting:
    """Bối cảnh: whose papers these are, whether something is undecided, the YAML files now, what is known by name.

    `elsewhere` says to which other year or bloc a code belongs.
    """

    year: int
    bloc_name: str
    pending: bool
    inputs: Inputs
    names: Known
    elsewhere: Callable[[str], str | None]


def verify(
    expected: Sequence[Expected], found: Mapping[str, bytes | None], book: Manifest, setting: Setting
) -> tuple[Finding, ...]:
    """Every paper that is expected, that the book knows or that lies in the folder, in the order of their names."""
    findings = {}
    for file in sorted({paper.file for paper in expected} | book.papers.keys()):
        if file in found or file in book.papers:
            findings[file] = _paper(_edition(file, expected, found, book), file, found, book, setting)
    for file, content in found.items():
        if file not in findings and file.lower().endswith(SUFFIX):
            findings[file] = _stranger(file, content, expected, book, setting)
    for file in sorted(book.copies.keys() | {file for file in found if file.lower().endswith(COPY_SUFFIX)}):
        findings[file] = _copy(file, book.copies.get(file), found, findings)
    return tuple(findings[file] for file in sorted(findings))


def nothing_written() -> Finding:
    """What to say of a year whose folder is empty."""
    return Finding("bao-cao.docx", "báo cáo tổng kết", "missing", "năm này chưa lập văn bản nào", hint=_REWRITE)


# --- one paper --------------------------------------------------------------------------------


def _edition(
    file: str, expected: Sequence[Expected], found: Mapping[str, bytes | None], book: Manifest
) -> Expected | None:
    """What is expected under a name; of two editions (with and without a chart) the one that was written."""
    editions = [paper for paper in expected if paper.file == file]
    if len(editions) > 1:
        content, entry = found.get(file), book.papers.get(file)
        there = project(content) if content is not None else None
        codes = {code for item in there.items if (code := printed_code(item.text))} if there is not None else set()
        written = entry.fingerprint if entry is not None else ""
        editions.sort(key=lambda paper: (paper.fingerprint not in codes, paper.fingerprint != written))
    return editions[0] if editions else None


def _paper(
    paper: Expected | None, file: str, found: Mapping[str, bytes | None], book: Manifest, setting: Setting
) -> Finding:
    entry = book.papers.get(file)
    title = paper.title if paper is not None else entry.title if entry is not None else ""
    if file not in found:
        return Finding(file, title, "missing", "sổ văn bản có ghi, trong thư mục không còn", hint=_REWRITE)
    content = found[file]
    if content is None:
        return _unreadable(file, title)
    if paper is not None and digest(content) == digest(paper.content):
        return _held(paper, Finding(file, title, "equal"), paper.lacking)
    there = project(content)
    if there is None:
        return _unreadable(file, title)
    if paper is not None:
        return judge(paper, there, entry, book, setting)
    undecided = setting.pending and entry is not None and not entry.draft
    why = "nay còn việc chưa quyết định, chưa lập được bản chính thức" if undecided else "nay không còn lập văn bản này"
    return Finding(file, title, "stale", why, inputs=_since(entry, None, book, setting), hint=_REWRITE)


_REWRITE = "chạy lại thidua report để lập lại văn bản"


def _unreadable(file: str, title: str) -> Finding:
    reason = "không mở được tệp này như một văn bản Word (.docx)"
    return Finding(file, title, "altered", reason, hint=_REWRITE)


def judge(paper: Expected, there: Projection, entry: Entry | None, book: Manifest, setting: Setting) -> Finding:
    """One paper that is there and is not, byte for byte, what the tally writes."""
    found = _compared(paper, there, entry, book, setting)
    if not paper.lacking:
        return found
    still = {one.fact.at for one in unprinted(paper.view, there.items)}
    return _held(paper, found, tuple(one for one in paper.lacking if one.fact.at in still))


def _held(paper: Expected, found: Finding, lacks: tuple[Unprinted, ...]) -> Finding:
    """A finding, and what the paper does not print of the result because its template does not."""
    if not lacks or found.verdict == "foreign":
        return found
    changes = tuple(
        Change("unprinted", row[0].place or "cả văn bản", row[0].line, row[0].found, why(row)) for row in grouped(lacks)
    )
    if found.verdict in {"equal", "edited"}:
        reason = "mẫu của cơ quan không in, hoặc gõ sẵn, điều văn bản phải có"
        return Finding(paper.file, paper.title, "lacking", reason, (*changes, *found.changes), hint=_BY_TEMPLATE)
    reason = "; ".join(filter(None, (found.reason, "mẫu của cơ quan cũng in thiếu hoặc sai")))
    return replace(found, reason=reason, changes=(*changes, *found.changes))


_BY_TEMPLATE = "sửa mẫu (xem chỗ sai bằng thidua template check) rồi chạy lại thidua report"


def _compared(paper: Expected, there: Projection, entry: Entry | None, book: Manifest, setting: Setting) -> Finding:
    """One paper against what the tally writes with the template of today."""
    today = project(paper.content)
    if today is None:
        raise ValueError(paper.file)
    now = compare(today.items, there, setting.names)
    if not now:
        return Finding(paper.file, paper.title, "equal")
    since = () if _same(entry, today) else _since(entry, paper, book, setting)
    by_hand = compare(entry.items, there, setting.names) if entry is not None and since else now
    if since and not any(change.altered for change in by_hand):
        renewed = tuple(change for change in now if not _is_stamp(change)) or now
        return Finding(paper.file, paper.title, "stale", "", renewed, since, hint=_REWRITE)
    if not any(change.altered for change in now):
        return Finding(paper.file, paper.title, "edited", changes=now)
    stranger = _foreign(today.items, there.items, setting)
    if stranger:
        return Finding(paper.file, paper.title, "foreign", stranger, hint=_REWRITE)
    reason = "vừa bị sửa tay, vừa lập từ số liệu nay đã đổi" if since else ""
    if entry is None:
        reason = "sổ văn bản chưa ghi văn bản này nên không biết nó lập từ số liệu nào"
    return Finding(paper.file, paper.title, "altered", reason, by_hand, since, hint=_BY_HAND)


_BY_HAND = "sửa trong các tệp YAML rồi chạy lại thidua report, hoặc trả chỗ bị sửa về như cũ"


def _same(entry: Entry | None, today: Projection) -> bool:
    """Whether the paper as it was written already said what the tally says today."""
    return entry is not None and [item.key for item in entry.items] == [item.key for item in today.items]


def _since(entry: Entry | None, paper: Expected | None, book: Manifest, setting: Setting) -> tuple[str, ...]:
    """What has changed in the inputs since the book's entry."""
    before = book.came_from(entry)
    if before is None:
        return ()
    if paper is not None:
        return tuple(change.text for change in input_changes(before, paper.inputs))
    return tuple(change.text for change in changes_since(before, setting.inputs))


def _is_stamp(change: Change) -> bool:
    return printed_code(change.expected or change.found) is not None


# --- papers of others -------------------------------------------------------------------------


def _foreign(today: Sequence[Item], there: Sequence[Item], setting: Setting) -> str:
    """Whose paper this is, if not this year's of this bloc."""
    code = next((found for item in there if (found := printed_code(item.text))), None)
    if code is not None and code not in {printed_code(item.text) for item in today}:
        owner = setting.elsewhere(code)
        if owner:
            return f"mã đối chiếu {code} là của {owner}"
    shift = _other_year(today, there)
    if shift:
        return f"các dòng ghi năm cho thấy đây là văn bản của năm {setting.year + shift}"
    name = fold(setting.bloc_name).casefold()
    naming = [item for item in today if name in fold(item.text).casefold()]
    if len(naming) > 1 and not any(name in fold(item.text).casefold() for item in there):
        return f"không dòng nào ghi tên {setting.bloc_name}"
    return ""


def _other_year(today: Sequence[Item], there: Sequence[Item]) -> int:
    """By how many years most of the lines with years are off; one changed line is an alteration, not another year."""
    dated = [key for item in today if _YEAR.search(key := fold(item.text)) and not item.row]
    texts = {fold(item.text) for item in there}
    shifts = {int(year) - int(own) for key in dated for own, year in _years_instead(key, texts)} - {0}
    for shift in sorted(shifts, key=abs):
        moved = sum(_shifted(key, shift) in texts for key in dated)
        kept = sum(key in texts for key in dated)
        if moved > 1 and moved > kept:
            return shift
    return 0


def _years_instead(key: str, texts: set[str]) -> Iterator[tuple[str, str]]:
    """The first year of a line, and what stands for it in lines that are otherwise the same."""
    bare, own = _YEAR.sub("", key), _YEAR.findall(key)
    for text in texts:
        if text != key and _YEAR.sub("", text) == bare:
            yield own[0], _YEAR.findall(text)[0]


def _shifted(key: str, shift: int) -> str:
    return _YEAR.sub(lambda match: str(int(match[0]) + shift), key)


def _stranger(
    file: str, content: bytes | None, expected: Sequence[Expected], book: Manifest, setting: Setting
) -> Finding:
    """A file under another name: a copy of one of the papers, another year's, or something else."""
    there = project(content) if content is not None else None
    if there is None:
        return Finding(file, "", "unknown", "không mở được tệp này như một văn bản Word (.docx)")
    code = next((found for item in there.items if (found := printed_code(item.text))), None)
    ranked = [(_closeness(paper, there, code), at, paper) for at, paper in enumerate(expected)]
    share, _, best = max(ranked, default=(0.0, 0, None), key=lambda entry: (entry[0], -entry[1]))
    if best is None or share < SAME_PAPER:
        owner = setting.elsewhere(code) if code is not None else None
        if owner:
            return Finding(file, "", "foreign", f"mã đối chiếu {code} là của {owner}")
        return Finding(file, "", "unknown", "không nhận ra là văn bản nào do chương trình lập")
    judged = judge(best, there, book.papers.get(best.file), book, setting)
    reason = f"bản chép của {best.file}{f'; {judged.reason}' if judged.reason else ''}"
    return Finding(file, judged.title, judged.verdict, reason, judged.changes, judged.inputs, judged.hint)


def _closeness(paper: Expected, there: Projection, code: str | None) -> float:
    if code == paper.fingerprint:
        return 1.0
    today = project(paper.content)
    return similarity(today.items, there.items) if today is not None else 0.0


# --- PDF --------------------------------------------------------------------------------------


def _copy(file: str, copy: Copy | None, found: Mapping[str, bytes | None], findings: Mapping[str, Finding]) -> Finding:
    """A PDF: the bytes that were made, from a paper that is itself as it should be."""
    if copy is None:
        return Finding(file, "bản PDF", "unknown", "sổ văn bản chưa ghi tệp này")
    title, again = f"bản PDF của {copy.source}", "chạy lại thidua report --pdf"
    content, source = found.get(file), found.get(copy.source)
    if content is None:
        return Finding(file, title, "missing", "sổ văn bản có ghi, trong thư mục không còn", hint=again)
    if digest(content) != copy.sha256:
        return Finding(file, title, "altered", "nội dung tệp khác với lúc lập", hint=again)
    of = findings.get(copy.source)
    if source is not None and digest(source) != copy.source_sha256:
        return Finding(file, title, "stale", f"bản Word {copy.source} đã thay đổi sau khi lập bản PDF", hint=again)
    if of is not None and of.bad:
        return Finding(file, title, "stale", f"bản Word {copy.source} không còn đúng với kết quả tính", hint=again)
    return Finding(file, title, "equal")
