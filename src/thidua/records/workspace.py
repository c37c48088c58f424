"""Finds the workspace, the bloc and the year, and reads their files. The only reader of users' YAML."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from thidua.diagnostics import Diagnostic, Place
from thidua.records.ballots import Ballots
from thidua.records.bloc import Bloc, PastYear
from thidua.records.names import twice_hint
from thidua.records.regulation import Regulation
from thidua.records.scores import Scores
from thidua.records.shape import Record
from thidua.records.source import MAX_BYTES, Source, locate, read_yaml
from thidua.records.validation import validate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thidua.records.report import Report

CONFIGS = "bloc_configs"
R = TypeVar("R", bound=Record)


class SelectionError(Exception):
    """The command line points at no workspace, bloc or year; the text says what there is (exit 2)."""


class BlocFolder(NamedTuple):
    """Thư mục của một khối."""

    workspace: Path
    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    def years(self) -> tuple[int, ...]:
        """The years that have a folder, ascending."""
        return tuple(sorted(int(p.name) for p in self.path.iterdir() if p.is_dir() and _is_year(p.name)))


class OtherYears(NamedTuple):
    """Các năm khác của khối: what the folders beside this year's say, as far as this year has to know.

    `folders` are the years that have one, `results` what some of them come to by their own files, `regulations`
    the rules of some (None: unreadable), `copied` the files of this year that say the same as last year's.
    """

    folders: tuple[int, ...] = ()
    results: tuple[PastYear, ...] = ()
    regulations: Mapping[int, Regulation | None] = MappingProxyType({})
    copied: tuple[str, ...] = ()


class YearRecords(NamedTuple):
    """Hồ sơ một năm: everything on file about one bloc and one year; None where a file is absent or unreadable."""

    folder: BlocFolder
    year: int
    bloc: Bloc | None
    regulation: Regulation | None
    scores: Scores | None
    ballots: Ballots | None
    report: Report | None
    sources: Mapping[str, Source] = MappingProxyType({})
    others: OtherYears = OtherYears()

    @property
    def bloc_file(self) -> str:
        return f"{CONFIGS}/{self.folder.name}/bloc.yaml"

    def file(self, name: str) -> str:
        """The place name of one of the year's files: `regulation`, `scores`, `ballots`, `report`."""
        return f"{CONFIGS}/{self.folder.name}/{self.year}/{name}.yaml"

    def has(self, name: str) -> bool:
        """Whether the file exists at all (it may be unreadable)."""
        return self.file(name) in self.sources


def find_workspace(start: Path) -> Path:
    """The nearest folder at or above `start` that holds `bloc_configs/`."""
    for folder in (start, *start.parents):
        if (folder / CONFIGS).is_dir():
            return folder
    raise SelectionError(
        f"không thấy thư mục {CONFIGS} ở «{start}» hay ở các thư mục cấp trên;"
        " hãy chuyển vào thư mục làm việc, hoặc chỉ ra bằng -C THƯ_MỤC"
    )


def all_blocs(workspace: Path, current: Path) -> tuple[BlocFolder, ...]:
    """Every bloc of the workspace; only the one the current folder lies in, where it lies in one."""
    folders = tuple(
        BlocFolder(workspace, path)
        for path in sorted((workspace / CONFIGS).iterdir())
        if path.is_dir() and not path.name.startswith((".", "_"))
    )
    if not folders:
        raise SelectionError(f"thư mục {CONFIGS} chưa có khối nào")
    inside = tuple(f for f in folders if current == f.path or f.path in current.parents)
    return inside or folders


def find_bloc(workspace: Path, wanted: str | None, current: Path) -> BlocFolder:
    """The bloc asked for, or the one the current folder lies in, or the only one."""
    if wanted is not None:
        folders = all_blocs(workspace, workspace)
        named = [folder for folder in folders if folder.name == wanted]
        if not named:
            raise SelectionError(f"không có khối «{wanted}»; hiện có: {', '.join(f.name for f in folders)}")
        return named[0]
    folders = all_blocs(workspace, current)
    if len(folders) > 1:
        names = ", ".join(folder.name for folder in folders)
        raise SelectionError(f"có {len(folders)} khối, hãy chọn bằng --bloc: {names}")
    return folders[0]


def find_year(folder: BlocFolder, wanted: int | None) -> int:
    """The year asked for, or the latest on file."""
    years = folder.years()
    if not years:
        raise SelectionError(f"khối «{folder.name}» chưa có thư mục năm nào (ví dụ: {CONFIGS}/{folder.name}/2023)")
    if wanted is None:
        return years[-1]
    if wanted not in years:
        raise SelectionError(f"khối «{folder.name}» chưa có năm {wanted}; hiện có: {', '.join(map(str, years))}")
    return wanted


def read_year(
    folder: BlocFolder, year: int, *, words: bool, votes: bool = True
) -> tuple[YearRecords, tuple[Diagnostic, ...]]:
    """Read and shape the files of one year; bad data comes back as diagnostics.

    `words`: also report.yaml, which no number depends on. `votes`: also ballots.yaml, which no score depends on.
    """
    reader = _Reader(folder.workspace)
    base = f"{CONFIGS}/{folder.name}"
    bloc = reader.read(f"{base}/bloc.yaml", Bloc, required=True)
    records = YearRecords(
        folder=folder,
        year=year,
        bloc=bloc,
        regulation=reader.read(f"{base}/{year}/regulation.yaml", Regulation, required=True),
        scores=reader.read(f"{base}/{year}/scores.yaml", Scores),
        ballots=reader.read(f"{base}/{year}/ballots.yaml", Ballots) if votes else None,
        report=_read_words(reader, f"{base}/{year}/report.yaml") if words else None,
        sources=reader.sources,
        others=OtherYears(folders=folder.years()),
    )
    return records, tuple(reader.problems)


def read_regulation(folder: BlocFolder, year: int) -> Regulation | None:
    """The rules of another year; None where they cannot be read."""
    reader = _Reader(folder.workspace)
    found = reader.read(f"{CONFIGS}/{folder.name}/{year}/regulation.yaml", Regulation)
    return None if reader.problems else found


def is_copied(records: YearRecords, name: str) -> bool:
    """Whether a file of the year says exactly what the same file of the year before says, comments apart."""
    source = records.sources.get(records.file(name))
    path = records.folder.path / str(records.year - 1) / f"{name}.yaml"
    if source is None or records.year - 1 not in records.others.folders:
        return False
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return False
    return _without_comments(text) == _without_comments(source.text) and read_yaml("", raw)[0].data == source.data


def _without_comments(text: str) -> str:
    """A cheap look: what is left of two texts that say the same is the same, not always the other way round."""
    return "".join(line.partition("#")[0] for line in text.splitlines()).replace(" ", "")


def _read_words(reader: _Reader, file: str) -> Report | None:
    from thidua.records.report import Report  # noqa: PLC0415 - only papers need it

    return reader.read(file, Report)


class _Reader:
    """Reads files one by one and collects their sources and problems."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self.sources: dict[str, Source] = {}
        self.problems: list[Diagnostic] = []
        self._data: dict[str, Any] = {}

    def _told_apart(self, source: Source, problem: Diagnostic, year: str) -> Diagnostic:
        """A code that stands twice, with the one that is missing beside it."""
        if problem.code != "TD106":
            return problem
        return problem._replace(hint=twice_hint(problem.place.route, source.data, self._data, year))

    def read(self, file: str, model: type[R], *, required: bool = False) -> R | None:
        path = self._workspace / file
        try:
            with path.open("rb") as stream:
                raw = stream.read(MAX_BYTES + 1)
        except FileNotFoundError:
            if required:
                self.problems.append(Diagnostic("TD004", Place(file), "thiếu tệp này"))
            return None
        except OSError as error:
            self.sources[file] = Source(file, "")
            reason = "đây là một thư mục" if path.is_dir() else error.strerror or "hệ điều hành từ chối"
            self.problems.append(Diagnostic("TD001", Place(file), f"không đọc được tệp: {reason}"))
            return None
        source, found = read_yaml(file, raw)
        self.sources[file] = source
        self._data[path.stem] = source.data
        self.problems.extend(self._told_apart(source, problem, path.parent.name) for problem in found)
        if source.data is None and found:
            return None
        record, wrong = validate(source, model, self._data)
        halved = {problem.place.route for problem in found if problem.code == "TD107"}
        self.problems.extend(problem for problem in wrong if problem.place.route not in halved)
        return None if found else record


def sort_problems(problems: Iterable[Diagnostic], sources: Mapping[str, Source]) -> tuple[Diagnostic, ...]:
    """By file and place in the text, each once."""

    def key(problem: Diagnostic) -> tuple[str, int, int, str]:
        source = sources.get(problem.place.file)
        if source is None:
            return (problem.place.file, 0, 0, problem.code)
        where = locate(source, problem.place)
        return (problem.place.file, where.line, where.column, problem.code)

    return tuple(sorted(dict.fromkeys(problems), key=key))


def _is_year(name: str) -> bool:
    return len(name) == 4 and name.isascii() and name.isdigit()  # noqa: PLR2004 - four digits make a year
