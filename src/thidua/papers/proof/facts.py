"""Sự kiện trong một đoạn: the numbers, names and rulings that a person may not change while polishing the words.

Two wordings say the same when they have the same numbers in the same order, the same names in the same order and,
in what the program wrote, the same rulings (`không`, `chưa xét`, `Phó Trưởng khối`, `≥` …) in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from thidua import wording
from thidua.papers.narrative import blocks
from thidua.papers.proof.stamp import printed_code
from thidua.papers.word.projection import fold

if TYPE_CHECKING:
    from thidua.records.report import Report
    from thidua.rules.judging import Outcome

HALF = 0.5
LONGEST_PERSON = 6
SHORTEST_NAME = 3
"""Letters; shorter aliases are words as well."""

_DATE = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)")
_NUMBER = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)(?P<symbol>(?:/[^\W\d_][\w&]*(?:-[^\W\d_][\w&]*)*)?)(?P<percent>%?)"
    r"(?: (?P<spelt>\((?:(?:không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mười|mươi|trăm|linh) ?)+\)))?"
    r"|(?<!\w)(?P<word>hai|ba|bốn|sáu|bảy|bẩy|tám|chín|mười|mươi|nghìn|ngàn|triệu|tỷ|tỉ)(?!\w)(?! (?:lệ|trọng|số|mỉ))",
    re.IGNORECASE,
)
_WORDS = {"hai": "2", "ba": "3", "bốn": "4", "sáu": "6", "bảy": "7", "bẩy": "7", "tám": "8", "chín": "9",
          "mười": "10", "mươi": "10", "ngàn": "nghìn", "tỉ": "tỷ"}  # fmt: skip
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_ORDINAL = re.compile(r"^(?:[-+*•] |\d{1,2}[.)] |[a-zđ]{1,2}\) |[ivx]+\. )+", re.IGNORECASE)

_WORD = re.compile(r"[^\W\d_]+")
WORDS_OF_A_NAME = 3
"""Family name, middle name, given name; two words with capitals are as often the name of an office."""

_BEFORE_A_NAME = frozenset(
    ("anh", "bà", "bác", "bởi", "chị", "cho", "cô", "cùng", "cụ", "của", "do", "đến", "khi", "như", "ở", "ông", "tại",
     "theo", "thầy", "từ", "và", "với", "về")
)  # fmt: skip

_RULINGS = (
    "phó trưởng khối", "trưởng khối", "phó trưởng cụm", "trưởng cụm", "chủ trì", "thư ký", "tổ trưởng", "chỉ định",
    "luân phiên", "không", "chưa", "chẳng", "đủ", "thiếu", r"trên(?= \d)", r"dưới(?= \d)", "ít nhất", "nhiều nhất",
    "kém", "quá số", "ngoại trừ", "phù hợp", "khác với", "trái với", "ngang nhau", "bằng nhau", "vắng mặt", "có mặt",
    "tất cả", "hợp lệ", "phát ra", "thu về", "trắng", "hỏng", "được xét", "xin rút", "hoãn", "hủy", "bỏ phiếu kín",
    "giơ tay", "thống nhất chung", "phân định", "để trống", "bầu", "dự thảo", "theo quyết định",
    "tổng số thành viên", "số đơn vị có mặt", "làm tròn xuống", "làm tròn lên", "minh họa", "tăng", "giảm", "phản đối",
)  # fmt: skip
"""What a sentence of the program decides; a word of these more or less is another result."""

_RULING = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_RULINGS, key=len, reverse=True))})(?!\w)|[<>=≤≥]")


@dataclass(frozen=True, slots=True)
class Known:
    """Điều đã biết: names that count as facts, each form with the one name it stands for; words users wrote."""

    names: Mapping[str, str]
    pattern: re.Pattern[str]
    narrative: frozenset[str]

    def is_narrative(self, text: str) -> bool:
        """Whether a paragraph is one of the user's own, from report.yaml."""
        return _bare(text) in self.narrative


class Facts(NamedTuple):
    """Số liệu, tên, kết luận: each in the order of the text."""

    numbers: tuple[str, ...]
    names: tuple[str, ...]
    rulings: tuple[str, ...]


def known(outcome: Outcome, report: Report, more: Iterable[Any] = ()) -> Known:
    """The names and narrative of a year; `more`: plain data of other versions of report.yaml."""
    forms: dict[str, str] = {}
    for name, *others in _names(outcome, report):
        for form in (name, *others):
            if len(form) >= SHORTEST_NAME:
                forms.setdefault(fold(form).casefold(), fold(name))
    longest = sorted(forms, key=lambda form: (-len(form), form))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    words = (block.text for data in (report.model_dump(), *more) for text in _texts(data) for block in blocks(text))
    return Known(forms, pattern, frozenset(map(_bare, words)))


def _bare(text: str) -> str:
    """A paragraph without its number, dash and last sign, which the program adds to what users wrote."""
    return _ORDINAL.sub("", fold(text)).rstrip(" ./;,").casefold()


def facts(text: str, found: Known, *, rulings: bool) -> Facts:
    """What a paragraph states; `rulings` are read in the program's own sentences only."""
    plain = _ORDINAL.sub("", fold(text))
    return Facts(tuple(_numbers(plain)), tuple(_named(plain, found)), tuple(_ruled(plain)) if rulings else ())


def _names(outcome: Outcome, report: Report) -> Iterator[tuple[str, ...]]:
    """Each name with the other forms it comes in."""
    bloc = outcome.bloc
    yield (bloc.name,)
    yield from ((title,) for title in (bloc.titles.head, bloc.titles.deputy) if title is not None)
    for member in bloc.members:
        yield (member.name, member.label, *member.aliases)
    for nominee in outcome.nominees:
        yield (wording.name(outcome, nominee.code), nominee.name, wording.label(outcome, nominee.code))
    for award in outcome.regulation.awards:
        yield (award.name,)
    meeting = outcome.meeting
    if meeting is not None:
        yield (meeting.chair or "",)
        yield from ((other.name,) for other in meeting.co_chairs)
        yield (meeting.secretary or "",)
        yield from ((person.name,) for person in meeting.delegates)
        yield from ((guest.name,) for guest in meeting.guests)
    for person in outcome.ballots.counting_board if outcome.ballots is not None else ():
        yield (person.name,)
    yield (report.issuer.parent or "",)
    yield from ((name,) for name in _called(report.model_dump()))
    yield (bloc.authority.name,)
    yield (bloc.authority.department or "",)


def _called(data: Any) -> Iterator[str]:
    """Every `name` in report.yaml: the issuer, the signers."""
    if isinstance(data, dict):
        for key, part in data.items():
            if key == "name" and isinstance(part, str):
                yield part
            yield from _called(part)


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for part in data.values():
            yield from _texts(part)
    elif isinstance(data, (list, tuple)):
        for part in data:
            yield from _texts(part)


def _numbers(text: str) -> Iterator[str]:
    """Numbers as written or spelt: `05` and `5`, `95,50` and `95,5`, `30/11/2023` and its long form are the same."""
    code = printed_code(text)
    if code is not None:
        yield code
        return
    for match in _NUMBER.finditer(_DATE.sub(r"\1 \2 \3", text)):
        if match["word"]:
            word = match["word"].lower()
            yield _WORDS.get(word, word)
            continue
        yield f"{_plain(match['number'])}{match['symbol']}{match['percent']}"
        if match["spelt"]:
            yield match["spelt"].lower()


def _plain(number: str) -> str:
    whole = number.replace(".", "") if _THOUSANDS.fullmatch(number) else number.replace(".", ",")
    head, comma, tail = whole.partition(",")
    tail = tail.rstrip("0")
    return f"{head.lstrip('0') or '0'}{comma if tail else ''}{tail}"


def _named(text: str, found: Known) -> Iterator[str]:
    """Known names in any form, and between them what is written like a person's name."""
    at = 0
    folded = text.casefold()
    if len(folded) != len(text):  # a letter whose small form is longer: positions would shift
        text = folded
    for match in found.pattern.finditer(folded):
        yield from _people(text[at : match.start()])
        yield _misspelt(folded, match, found.names[match[0]]) or found.names[match[0]]
        at = match.end()
    yield from _people(text[at:])


def _misspelt(text: str, match: re.Match[str], name: str) -> str:
    """`cục thống kê tỉn`: a short name is no name where the next word is nearly the next word of the full one."""
    rest = name.casefold().removeprefix(match[0]).split()
    follows = _WORD.match(text, match.end() + 1)
    if not rest or follows is None or rest[0] == follows[0] or len(rest) == len(name.split()):
        return ""
    close = SequenceMatcher(None, rest[0], follows[0]).ratio() > HALF
    return f"{match[0]} {follows[0]}" if close else ""


def _people(text: str) -> Iterator[str]:
    """Three capitalised words and more in a row: `Nguyễn Văn Mẫu`, without the word that leads to it."""
    for _, run in groupby(_WORD.finditer(text), key=_Runs(text)):
        words = [match[0] for match in run]
        while words and words[0].lower() in _BEFORE_A_NAME:
            words.pop(0)
        if len(words) >= WORDS_OF_A_NAME and words[0][0].isupper() and not all(map(str.isupper, words)):
            yield " ".join(words)


def is_person(text: str) -> bool:
    """Whether a paragraph is a person's name and nothing else, as it stands beneath a signature."""
    words = fold(text).split()
    named = all(word[:1].isupper() and word.isalpha() for word in words)
    return named and 1 < len(words) <= LONGEST_PERSON and not text.isupper()


class _Runs:
    """Numbers the runs of capitalised words in a text; every other word is a run of its own."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = -1
        self._number = 0

    def __call__(self, word: re.Match[str]) -> int:
        goes_on = word[0][0].isupper() and self._text[self._end : word.start()] == " "
        self._number += not goes_on
        self._end = word.end() if word[0][0].isupper() else -1
        return self._number


def _ruled(text: str) -> Iterator[str]:
    for match in _RULING.finditer(text.lower()):
        yield match[0]
