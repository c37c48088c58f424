"""What a paper says, ready to print: one frozen view a paper, of nothing but text, flags and tuples.

Templates do not think: they show `str`, repeat over tuples and ask `bool`. The words are chosen before.
The parts that all papers share are here; each `…_view.py` fills one paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua.papers.narrative import Block
from thidua.vietnamese import capital, nfc, padded, percent_on_paper, roman
from thidua.wording import blanks

if TYPE_CHECKING:
    from thidua.records.bloc import Bloc
    from thidua.records.report import Issuer, Paper, Report, Signer

NBSP = "\u00a0"
BLANK_NUMBER = NBSP * 13
"""Room to write a number by hand: 15 mm at 13 points; blanks that neither end a line nor run together."""

DRAFT = "DỰ THẢO"
ILLUSTRATIVE = "SỐ LIỆU MINH HỌA"


@dataclass(frozen=True, slots=True)
class Properties:
    """Thuộc tính tệp: what Word shows about the file; `issued` is `2023-12-05`, or nothing."""

    title: str
    subject: str
    author: str
    issued: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Lời của một văn bản: what every paper has besides its own words.

    `stamp` stands small and grey at the foot of the last page; empty: nothing is seen.
    """

    OPTIONAL = frozenset({"properties"})

    properties: Properties
    draft: bool
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Đầu văn bản: issuer and number on the left, place and date on the right.

    `marks` are what the reader must know before all else: a draft, invented figures. `party`: the head of a paper of
    the Party, without the nation's name.
    """

    has_parent: bool
    parent: str
    issuer: tuple[str, ...]
    number: str
    place_date: str
    marked: bool
    marks: tuple[str, ...]
    party: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """Tên loại và trích yếu."""

    OPTIONAL = frozenset({"kind"})

    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class Address:
    """Kính gửi: a `single` addressee on the line itself, `several` beneath it, each on a line."""

    single: bool
    several: bool
    text: str
    each: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Người ký: authority and offices, one a line, then the name."""

    offices: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """Một hàng chữ ký, three side by side; the last row may have empty places."""

    first: Signature
    second: Signature
    third: Signature


@dataclass(frozen=True, slots=True)
class AnnexHeading:
    """Đầu phụ lục: `Phụ lục`, its title, the paper it belongs to."""

    OPTIONAL = frozenset({"label"})

    label: str
    title: str
    attached: str


@dataclass(frozen=True, slots=True)
class Section:
    """Phần I, II …: heading and text."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Tiểu mục: a heading and its lines; not `shown` when there is nothing to say."""

    shown: bool
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """Một dòng của bảng điểm (points with two decimals)."""

    position: str
    unit: str
    criteria: str
    bonus: str
    penalty: str
    total: str
    rank: str
    note: str


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """Bảng điểm: `adjusted` with columns for bonus and penalty, `plain` without."""

    shown: bool
    heading: str
    lead: str
    caption: str
    adjusted: bool
    plain: bool
    note_title: str
    rows: tuple[ScoreRow, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AwardRow:
    """Một đơn vị được đề nghị: votes and share where there was a vote; `text` says all of it in one line."""

    position: str
    unit: str
    votes: str
    share: str
    note: str
    text: str


@dataclass(frozen=True, slots=True)
class AwardPart:
    """Kết quả của một hình thức: `as_table` when units were voted on, `as_list` when not."""

    heading: str
    lines: tuple[str, ...]
    as_table: bool
    as_list: bool
    votes_title: str
    share_title: str
    rows: tuple[AwardRow, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Awards:
    """Kết quả bình xét khen thưởng."""

    shown: bool
    heading: str
    lead: str
    awards: tuple[AwardPart, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """Phần IV: everything that was counted and decided."""

    shown: bool
    heading: str
    lead: tuple[Block, ...]
    attendance: Passage
    scores: ScoreTable
    awards: Awards
    not_considered: Passage
    head: Passage


@dataclass(frozen=True, slots=True)
class ReportView(View):
    """Báo cáo tổng kết, ready to print: sections `before` and `after` the review are the user's words."""

    OPTIONAL = frozenset({"opening", "closing"})

    letterhead: Letterhead
    heading: Heading
    address: Address
    bases: tuple[str, ...]
    opening: str
    before: tuple[Section, ...]
    review: Review
    after: tuple[Section, ...]
    closing: str
    signature: Signature
    recipients: tuple[str, ...]


_BLANKS = re.compile(r"\s+")


def line(text: str) -> str:
    """One line of print: composed letters, single spaces, a percent sign at its number.

    The room for a number to be written by hand stays as wide as it is.
    """
    single = _BLANKS.sub(lambda found: BLANK_NUMBER if found[0].strip(" ") == BLANK_NUMBER else " ", nfc(text).strip())
    return percent_on_paper(single)


def sentence(text: str) -> str:
    """A line that ends with a full stop."""
    found = line(text).rstrip(" .;,")
    return found if found.endswith(("!", "?", "…")) else f"{found}."


def section_heading(number: int, title: str) -> str:
    """`IV. KẾT QUẢ BÌNH XÉT`."""
    return f"{roman(number)}. {line(title).upper()}"


def letterhead(issuer: Issuer, paper: Paper, symbol: str, bloc: Bloc, *, draft: bool, dated: bool = True) -> Letterhead:
    """The head of a paper with type `symbol` (BC, TTr …); number and date are left blank until known.

    Minutes are not `dated`: form 1.9 has no place and date. Without a symbol there is no number.
    """
    marks = marks_of(bloc, draft=draft)
    names = tuple(line(part).upper() for part in issuer.name.splitlines() if part.strip())
    day = blanks.day(paper.date)
    return Letterhead(
        has_parent=issuer.parent is not None,
        parent=line(issuer.parent or "").upper(),
        issuer=names,
        number=f"{'Số' if bloc.is_party else 'Số:'} {numbered(paper, symbol, issuer, bloc)}" if symbol else "",
        place_date=f"{line(bloc.place)}, {day}" if dated else "",
        marked=bool(marks),
        marks=marks,
        party=bloc.is_party,
    )


def marks_of(bloc: Bloc, *, draft: bool) -> tuple[str, ...]:
    """What the reader must know before all else: a draft, invented figures."""
    return tuple(mark for mark, applies in ((DRAFT, draft), (ILLUSTRATIVE, bloc.illustrative)) if applies)


def numbered(paper: Paper, symbol: str, issuer: Issuer, bloc: Bloc) -> str:
    """`05/BC-KTĐ`, of the Party `05-BC/KTĐ`; room is left for a number not yet given."""
    number = BLANK_NUMBER if paper.number is None else padded(paper.number)
    behind, between = "-/" if bloc.is_party else "/-"
    return f"{number}{behind}{symbol}{between}{line(issuer.abbreviation)}"


def annex_heading(label: str, title: str, paper: tuple[str, str, Paper], issuer: Issuer, bloc: Bloc) -> AnnexHeading:
    """The head of an annex; `paper` is the one it belongs to: its type, symbol and number."""
    kind, symbol, found = paper
    day = blanks.day(found.date)
    attached = line(f"(Kèm theo {kind} số {numbered(found, symbol, issuer, bloc)} {day} của {bloc.name})")
    return AnnexHeading(label, line(title).upper(), attached)


def heading(kind: str, subject: str) -> Heading:
    """Type and subject of a paper."""
    return Heading(kind.upper(), line(subject))


def address(addressees: tuple[str, ...]) -> Address:
    """Kính gửi one on its line, several each on a line of their own."""
    names = tuple(line(name).rstrip(" .;,") for name in addressees)
    if len(names) <= 1:
        return Address(bool(names), several=False, text=f"Kính gửi: {''.join(names)}.", each=())
    each = tuple(f"- {name}{'.' if at == len(names) else ';'}" for at, name in enumerate(names, 1))
    return Address(single=False, several=True, text="Kính gửi:", each=each)


_BASIS = re.compile(r"(?:căn cứ|thực hiện|theo|xét|tiếp theo)\b", re.IGNORECASE)


def legal_bases(bases: tuple[str, ...]) -> tuple[str, ...]:
    """Căn cứ: each on a line, `;` after each, `.` after the last."""
    texts = [line(basis).rstrip(" .;,") for basis in bases]
    worded = [capital(text) if _BASIS.match(text) else f"Căn cứ {text}" for text in texts]
    return tuple(f"{text}{'.' if at == len(worded) else ';'}" for at, text in enumerate(worded, 1))


_ADDRESS = re.compile(r"(?:ông|bà|đồng chí|đ/c)[ .:]+(?=\S+ \S)", re.IGNORECASE)


def signed(name: str | None) -> str:
    """A name as it stands beneath a signature: `Ông Nguyễn Văn Mẫu` is how a text speaks of who signs."""
    return _ADDRESS.sub("", line(name or ""), count=1) if _ADDRESS.match(line(name or "")) else line(name or "")


def signature(signer: Signer) -> Signature:
    """The signer's block."""
    offices = (signer.authority, *signer.office) if signer.authority is not None else signer.office
    return Signature(tuple(line(office).upper() for office in offices), signed(signer.name))


def signer_of(report: Report, paper: Paper) -> Signer:
    """The paper's own signer, else the one of all papers."""
    return paper.signer if paper.signer is not None else report.signer


NOBODY = Signature((), "")


def signature_rows(signatures: tuple[Signature, ...]) -> tuple[SignatureRow, ...]:
    """Three a row."""
    filled = (*signatures, NOBODY, NOBODY)
    return tuple(SignatureRow(*filled[at : at + 3]) for at in range(0, len(signatures), 3))


def recipients(paper: Paper) -> tuple[str, ...]:
    """Nơi nhận: each with a dash and `;`, the archive last with `.`."""
    places = [line(place).removeprefix("- ").rstrip(" .;,") for place in paper.recipients]
    kept = [place for place in places if not place.lower().startswith("lưu:")]
    archive = line(paper.archive).removeprefix("- ").removeprefix("Lưu:").strip().rstrip(" .;,")
    return (*(f"- {place};" for place in kept), f"- Lưu: {archive}.")


def properties(title: str, subject: str, issuer: Issuer, paper: Paper) -> Properties:
    """What Word shows about the file; the date is the paper's, never the clock's."""
    issued = paper.date.isoformat() if paper.date is not None else ""
    return Properties(line(title), line(subject), line(issuer.name), issued)
