"""Tệp, thư mục đặt tên gần giống: what lies beside the files that are read, and was meant to be one of them.

A file that is passed over in silence gives a wrong result: with `scores.yml` for `scores.yaml` a unit on hold is
considered. Names are compared as the folder lists them, since some systems open `Scores.YAML` for `scores.yaml` and
others do not. Files of other kinds, and names that begin with `_` or `.`, are nobody's business here.

Backups and names that are a guess (`scores.yaml~`, `hoi-nghi.yaml`) are looked at only where the file itself is not
there: then one of them may be what was meant.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from thidua.diagnostics import Diagnostic, Place

YEARLY = ("regulation", "scores", "ballots", "report")
OURS = ("bloc", *YEARLY)

_EXACT = frozenset(f"{name}.yaml" for name in OURS)
_IN_VIETNAMESE = {
    "khoi": "bloc",
    "khoithidua": "bloc",
    "quyche": "regulation",
    "diem": "scores",
    "bangdiem": "scores",
    "chamdiem": "scores",
    "phieu": "ballots",
    "bophieu": "ballots",
    "kiemphieu": "ballots",
    "baocao": "report",
}
_MAY_BE = (
    ("scores", re.compile("(?<!dia)diem|score")),
    ("ballots", re.compile("phieu|bau|hoinghi|binhxet|ballot")),
    ("regulation", re.compile("quyche|regulation")),
    ("report", re.compile("baocao|report")),
)
"""What a name speaks of, where nothing better is there."""

_KEPT = re.compile(r"(?:~|\.(?:bak\w*|old|orig|tmp|temp|save|cu|goc))+$")
"""What programs put behind the name of a file that they set aside, or have not finished."""

_ASIDE = (".", "_", "~", "#")
_YAML = re.compile(r"(?:ya?ml|yam|ymal|yalm)(?:[ _(-].*)?")
_SAVED_AS = frozenset({"txt", "text", "md", "rtf", "doc", "docx", "odt", "json", ""})
"""What editors put behind `.yaml` without being asked."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ONLY_A_YEAR = re.compile(r"(?:nam)?[\W_]*\d{4}[\W_]*")
_ANY_YEAR = "NĂM"
_LIKENESS = 0.8
_OF_A_YEAR = "tệp này nằm trong thư mục của năm"
_SET_ASIDE = "xóa, chuyển ra ngoài, hoặc đặt tên bắt đầu bằng dấu _"


class Entry(NamedTuple):
    """Một tên trong thư mục."""

    name: str
    is_folder: bool


class Stranger(NamedTuple):
    """Một tệp hoặc thư mục không được đọc, và `meant`: the path that it was meant to be.

    Relative to the workspace; of what lies `above` the blocs, relative to the folder of the bloc it was meant for.
    `holds`: the same of what lies in a folder. `NĂM` stands for a year that nobody can tell.
    """

    problem: Diagnostic
    meant: str
    holds: tuple[str, ...] = ()

    def is_for(self, bloc: str, year: int | None) -> frozenset[str]:
        """The files that it was meant to be, as of one year; `bloc`: the folder that its paths begin at."""
        paths = (f"{bloc}{path}" for path in (self.meant, *self.holds))
        return frozenset(path.replace(f"/{_ANY_YEAR}/", f"/{year}/") for path in paths)


def is_year(name: str) -> bool:
    return len(name) == 4 and name.isascii() and name.isdigit()  # noqa: PLR2004 - four digits make a year


def entries(folder: Path) -> tuple[Entry, ...]:
    """What a folder holds, by name; nothing where there is no folder, or none that may be read: see `refusal`."""
    try:
        with os.scandir(folder) as found:
            return tuple(sorted(Entry(entry.name, _is_folder(entry)) for entry in found))
    except OSError:
        return ()


def refusal(folder: Path) -> OSError | None:
    """Why the system does not list a folder; None where it does, or there is no folder."""
    try:
        os.scandir(folder).close()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return error
    return None


def is_there(file: Path) -> bool:
    """Whether there is such a file; not where nobody may look."""
    try:
        return file.is_file()
    except OSError:
        return False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads round in a circle
        return False


def strangers(folder: Path, shown: str, year: int | None) -> Iterator[Stranger]:
    """Everything in the folder of a bloc, or of a year of it, that was meant for it and is not read."""
    yield from _in_bloc(folder, shown)
    if year is not None:
        yield from _in_year(folder / str(year), f"{shown}/{year}")


class Above(NamedTuple):
    """Những gì nằm cao hơn thư mục của khối: `told` in any case, `spare` where the file itself is not there."""

    told: tuple[Stranger, ...] = ()
    spare: tuple[Stranger, ...] = ()


def above(workspace: Path, configs: str, bloc: str) -> Above:
    """Folders of a year, and files, that lie too high; `bloc`: where they belong, as the hint says it."""
    told: list[Stranger] = []
    spare: list[Stranger] = []
    for shown, path in (("", workspace), (f"{configs}/", workspace / configs)):
        for entry in _near(entries(path)):
            holds = tuple[str, ...]()
            if entry.is_folder:
                if not is_lost_year(path / entry.name):
                    continue
                right, kind = _year_in(entry.name) or _ANY_YEAR, told
                where = "thư mục của năm nằm trong thư mục của khối"
                holds = _held(path / entry.name, right)
            else:
                which = meant(entry.name)
                kind = told if which is not None and path != workspace else spare
                which = which or may_be(entry.name)
                if which is None:
                    continue
                right = "bloc.yaml" if which == "bloc" else f"{_ANY_YEAR}/{which}.yaml"
                where = f"tệp này nằm trong thư mục của {_owner(which)}"
            lost = _lost(f"{shown}{entry.name}", f"{configs}/{bloc}/{right}", where)
            kind.append(lost._replace(meant=right, holds=holds))
    return Above(tuple(told), tuple(spare))


def is_lost_year(folder: Path) -> bool:
    """A folder of a year that lies where the folders of blocs lie."""
    if _YEAR.search(_plain(folder.name)) is None or is_there(folder / "bloc.yaml"):
        return False
    return _holds_a_year(entries(folder))


def has_begun(folder: Path) -> bool:
    """Whether a year has scores or ballots, be it under a name that is nearly right."""
    return any(not entry.is_folder and meant(entry.name) in {"scores", "ballots"} for entry in _near(entries(folder)))


def like_a_year(folder: Path) -> tuple[str, ...]:
    """The folders of a bloc whose names have a year in them without being one, said as advice."""
    near = [(entry.name, _year_in(entry.name)) for entry in _near(entries(folder)) if entry.is_folder]
    return tuple(
        f"thư mục «{name}» không được đọc vì tên không phải là năm, đổi tên thành «{year}»"
        for name, year in near
        if year is not None
        and not is_year(name)
        and (_ONLY_A_YEAR.fullmatch(_plain(name)) or _holds_a_year(entries(folder / name)))
    )


# --- the places -------------------------------------------------------------------------------


def _in_bloc(folder: Path, shown: str) -> Iterator[Stranger]:
    listed = entries(folder)
    names = {entry.name for entry in listed}
    for entry in _near(listed):
        if entry.is_folder:
            if not is_year(entry.name) and _holds_a_year(entries(folder / entry.name)):
                found = _unlike_a_year(entry.name, shown, names)
                yield found._replace(holds=_held(folder / entry.name, f"{shown}/{_year_in(entry.name) or _ANY_YEAR}"))
            continue
        which = meant(entry.name, names)
        if which == "bloc" and entry.name not in _EXACT:
            yield _misspelt(entry.name, which, shown, names)
        elif which in YEARLY:
            yield _lost(f"{shown}/{entry.name}", f"{shown}/{_ANY_YEAR}/{which}.yaml", _OF_A_YEAR)


def _in_year(folder: Path, shown: str) -> Iterator[Stranger]:
    listed = entries(folder)
    names = {entry.name for entry in listed}
    absent = {which for which in YEARLY if f"{which}.yaml" not in names}
    for entry in _near(listed):
        if entry.is_folder:
            if is_lost_year(folder / entry.name):
                right = f"{shown.rpartition('/')[0]}/{_year_in(entry.name) or _ANY_YEAR}"
                lost = _lost(f"{shown}/{entry.name}", right, "thư mục của năm nằm trong thư mục của khối")
                yield lost._replace(holds=_held(folder / entry.name, right))
            elif absent:
                yield from _too_deep(folder / entry.name, f"{shown}/{entry.name}", shown, absent)
            continue
        which = meant(entry.name, names)
        if which == "bloc":
            right = f"{shown.rpartition('/')[0]}/bloc.yaml"
            yield _lost(f"{shown}/{entry.name}", right, "tệp này nằm trong thư mục của khối")
        elif which is not None and entry.name not in _EXACT:
            yield _misspelt(entry.name, which, shown, names)
        elif which is None and (may := may_be(entry.name)) in absent:
            yield _guessed(entry.name, may, shown)


def _too_deep(folder: Path, shown: str, year: str, absent: Collection[str]) -> Iterator[Stranger]:
    """In a folder of the year: the files that the year itself has not."""
    for entry in _near(entries(folder)):
        which = None if entry.is_folder else meant(entry.name) or may_be(entry.name)
        if which in absent:
            yield _lost(f"{shown}/{entry.name}", f"{year}/{which}.yaml", _OF_A_YEAR)


def _held(folder: Path, right: str) -> tuple[str, ...]:
    """The files of a year that a folder holds, and where they belong."""
    found = (meant(entry.name) for entry in _near(entries(folder)) if not entry.is_folder)
    return tuple(f"{right}/{which}.yaml" for which in found if which in YEARLY)


def _near(listed: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for entry in listed if not entry.name.startswith(_ASIDE))


def _holds_a_year(listed: Iterable[Entry]) -> bool:
    return any(not entry.is_folder and meant(entry.name) in YEARLY for entry in _near(listed))


# --- the names --------------------------------------------------------------------------------


def meant(name: str, beside: Collection[str] = ()) -> str | None:
    """Which of our files (`scores`) a name is, or was meant to be; None for a file of another kind.

    `beside`: what lies in the same folder. A name with no `.yaml` in it at all is taken for ours only where ours
    is not there.
    """
    if name in _EXACT:
        return name.removesuffix(".yaml")
    if name.startswith(_ASIDE):
        return None
    stem, *endings = (part.strip() for part in _plain(name).split("."))
    last = endings[-1] if endings else ""
    if not any(_YAML.fullmatch(ending) for ending in endings):
        return stem if stem in OURS and endings in ([], ["txt"]) and f"{stem}.yaml" not in beside else None
    if not (_YAML.fullmatch(last) or last in _SAVED_AS):
        return None  # a backup: scores.yaml.bak
    words = re.findall(r"[a-z]+", " ".join((stem, *(e for e in endings if not _YAML.fullmatch(e)))))
    return next((word for word in words if word in OURS), None) or _alike("".join(words))


def may_be(name: str) -> str | None:
    """Which of a year's files a backup, or a file with a name of its own, may be; a guess, for want of that file."""
    if name.startswith(_ASIDE):
        return None
    plain = _KEPT.sub("", _plain(name))
    plain = re.sub(r"\.json$", ".yaml", plain)
    which = meant(plain)
    if which is not None:
        return which if which in YEARLY else None
    stem, _, last = plain.partition(".")
    words = "".join(re.findall("[a-z]+", stem))
    found = (which for which, speaks_of in _MAY_BE if speaks_of.search(words))
    return next(found, None) if _YAML.fullmatch(last) else None


def _alike(word: str) -> str | None:
    import difflib  # noqa: PLC0415 - only for a YAML file that is none of ours

    close = difflib.get_close_matches(word, OURS, n=1, cutoff=_LIKENESS)
    return _IN_VIETNAMESE.get(word) or (close[0] if close else None)


def _plain(name: str) -> str:
    """Without accents, case, look-alike digits and characters that cannot be seen."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")


def _year_in(name: str) -> str | None:
    """The only year that stands in a name."""
    found = set(_YEAR.findall(_plain(name)))
    return found.pop() if len(found) == 1 else None


# --- the words --------------------------------------------------------------------------------


def _misspelt(name: str, which: str, shown: str, names: Collection[str]) -> Stranger:
    right = f"{which}.yaml"
    hidden = name.startswith(f"{right}.")
    if right not in names:
        hint = f"đổi tên thành «{right}»"
        hint += " (Windows có thể đang ẩn phần đuôi của tên tệp: bật hiện đuôi tệp lên)" if hidden else ""
    else:
        hint = f"thư mục này đã có {right}; tệp nào không dùng thì {_SET_ASIDE}"
    message = f"tên «{name}» gần giống «{right}» nhưng không đúng, nên tệp này không được đọc"
    return Stranger(Diagnostic("TD006", Place(f"{shown}/{name}"), message, hint=hint), f"{shown}/{right}")


def _guessed(name: str, which: str | None, shown: str) -> Stranger:
    right = f"{which}.yaml"
    message = f"không có «{right}»; tệp «{name}» có thể là tệp ấy, nhưng tên khác nên không được đọc"
    hint = f"nếu phải thì đổi tên thành «{right}»; nếu không thì {_SET_ASIDE}"
    return Stranger(Diagnostic("TD006", Place(f"{shown}/{name}"), message, hint=hint), f"{shown}/{right}")


def _unlike_a_year(name: str, shown: str, names: Collection[str]) -> Stranger:
    year = _year_in(name)
    message = f"thư mục «{name}» có tệp của một năm nhưng tên không phải là năm, nên không được đọc"
    if year is None:
        hint = f"đổi tên thành bốn chữ số của năm; nếu không dùng thì {_SET_ASIDE}"
    elif year in names:
        hint = f"đã có thư mục {year}; thư mục nào không dùng thì {_SET_ASIDE}"
    else:
        hint = f"đổi tên thành «{year}»; nếu không dùng thì {_SET_ASIDE}"
    return Stranger(Diagnostic("TD006", Place(f"{shown}/{name}"), message, hint=hint), f"{shown}/{year or ''}")


def _lost(shown: str, right: str, where: str) -> Stranger:
    hint = f"chuyển vào {right}; nếu không dùng thì {_SET_ASIDE}"
    return Stranger(Diagnostic("TD006", Place(shown), f"nằm sai chỗ nên không được đọc: {where}", hint=hint), right)


def _owner(which: str) -> str:
    return "khối" if which == "bloc" else "năm"
