"""Finds the workspace, the bloc and the year, and reads their files. The only reader of users' YAML."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from thidua.diagnostics import Diagnostic, Place
from thidua.records.ballots import Ballots
from thidua.records.bloc import Bloc, PastYear
from thidua.records.location import Source, span_of
from thidua.records.meant import (
    YEARLY,
    Above,
    Stranger,
    above,
    entries,
    has_begun,
    is_lost_year,
    is_there,
    is_year,
    like_a_year,
    refusal,
    strangers,
)
from thidua.records.regulation import Regulation
from thidua.records.scores import Scores
from thidua.records.shape import Record
from thidua.records.source import MAX_BYTES, read_yaml
from thidua.records.validation import validate
from thidua.system_errors import reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thidua.records.last_year import FiguresFile
    from thidua.records.report import Report

CONFIGS = "bloc_configs"
R = TypeVar("R", bound=Record)


class SelectionError(Exception):
    """The command line points at no workspace, bloc or year; the text says what there is (exit 2)."""


class BlocFolder(NamedTuple):
    """Thư mục của một khối; `astray`: what lies above the blocs' folders and was meant for one of them."""

    workspace: Path
    path: Path
    astray: Above = Above()

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def shown(self) -> str:
        """The folder as places and hints name it."""
        return f"{CONFIGS}/{self.name}"

    def years(self) -> tuple[int, ...]:
        """The years that have a folder, ascending."""
        return tuple(int(entry.name) for entry in entries(self.path) if entry.is_folder and is_year(entry.name))


class OtherYears(NamedTuple):
    """Các năm khác của khối: what the folders beside this year's say, as far as this year has to know.

    `folders` are the years that have one, `results` what some of them come to by their own files, `regulations`
    the rules of some (None: unreadable), `copied` the files of this year whose figures are last year's.
    """

    folders: tuple[int, ...] = ()
    results: tuple[PastYear, ...] = ()
    regulations: Mapping[int, Regulation | None] = MappingProxyType({})
    copied: tuple[FiguresFile, ...] = ()


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
        return f"{self.folder.shown}/bloc.yaml"

    def file(self, name: str) -> str:
        """The place name of one of the year's files: `regulation`, `scores`, `ballots`, `report`."""
        return f"{self.folder.shown}/{self.year}/{name}.yaml"

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
    configs = workspace / CONFIGS
    named = [entry.name for entry in entries(configs) if entry.is_folder and not entry.name.startswith((".", "_"))]
    lost = [name for name in named if is_lost_year(configs / name)]
    folders = tuple(BlocFolder(workspace, configs / name) for name in named if name not in lost)
    if not folders:
        if (error := refusal(configs)) is not None:
            raise SelectionError(f"không đọc được thư mục {CONFIGS}: {reason(error)}")
        where = f"; thư mục của năm nằm trong thư mục của khối: {CONFIGS}/MÃ_KHỐI/{lost[0]}" if lost else ""
        raise SelectionError(f"thư mục {CONFIGS} chưa có khối nào{where}")
    astray = above(workspace, CONFIGS, folders[0].name if len(folders) == 1 else "MÃ_KHỐI")
    folders = tuple(folder._replace(astray=astray) for folder in folders)
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
        names = ", ".join(_called(folder) for folder in folders)
        raise SelectionError(f"có {len(folders)} khối, hãy chọn bằng --bloc: {names}")
    return folders[0]


def _called(folder: BlocFolder) -> str:
    return folder.name if is_there(folder.path / "bloc.yaml") else f"{folder.name} (chưa có bloc.yaml)"


def find_year(folder: BlocFolder, wanted: int | None, current: Path, *, held: bool = False) -> int:
    """The year asked for, or the one the current folder lies in, or the latest on file.

    `held`: the latest that has a result, where there is one; a year may be opened, and its files laid out, long
    before its review.
    """
    years = folder.years()
    here = wanted if wanted is not None else current_year(folder, current)
    if here is not None and here in years:
        return here
    if here is None and years:
        return _latest_held(folder, years) if held else years[-1]
    if not years and refusal(folder.path) is not None:
        return here or 0  # nobody can tell the years of a folder that is not listed; reading it says why
    advice = "".join(f"; {text}" for text in like_a_year(folder.path))
    if not years:
        example = f"{folder.shown}/2023"
        raise SelectionError(f"khối «{folder.name}» chưa có thư mục năm nào (ví dụ: {example}){advice}")
    raise SelectionError(f"khối «{folder.name}» chưa có năm {here}; hiện có: {', '.join(map(str, years))}{advice}")


def has_result(scores: Scores | None, ballots: Ballots | None) -> bool:
    """Whether a year has come to something: a contest, or a score. Files that were only laid out are no result."""
    return (scores is not None and scores.has_figures) or (ballots is not None and bool(ballots.contests))


def _latest_held(folder: BlocFolder, years: tuple[int, ...]) -> int:
    """The latest year with a result; without one the latest that has begun, or is there.

    Files are read from the latest back until one has a result, and not at all where there is no choice.
    """
    begun = [year for year in years if has_begun(folder.path / str(year))] or [years[-1]]
    if len(begun) == 1:
        return begun[0]
    return next((year for year in reversed(begun) if _is_held(folder, year)), begun[-1])


def _is_held(folder: BlocFolder, year: int) -> bool:
    """Whether a year has a result. A file in error, or under another name, is not passed over: the year may have."""
    files = {f"{folder.shown}/{year}/{name}.yaml" for name in ("scores", "ballots")}
    if any(one.meant in files for one in strangers(folder.path, folder.shown, year)):
        return True
    reader = _Reader(folder, year, ())
    scores = reader.read(f"{folder.shown}/{year}/scores.yaml", Scores)
    ballots = reader.read(f"{folder.shown}/{year}/ballots.yaml", Ballots)
    return bool(reader.problems) or has_result(scores, ballots)


def find_years(folders: tuple[BlocFolder, ...], wanted: int | None) -> tuple[tuple[BlocFolder, int], ...]:
    """Every year of every bloc, or the one asked for, of the blocs that have it."""
    if wanted is not None and len(folders) == 1:
        return ((folders[0], find_year(folders[0], wanted, folders[0].path)),)
    found = tuple((folder, year) for folder in folders for year in folder.years() if wanted in {None, year})
    if wanted is not None and not found:
        raise SelectionError(f"không khối nào có năm {wanted}; các khối: {', '.join(f.name for f in folders)}")
    return found


def current_year(folder: BlocFolder, current: Path) -> int | None:
    """The year whose folder the current folder is, or lies in."""
    if folder.path not in current.parents:
        return None
    name = current.relative_to(folder.path).parts[0]
    return int(name) if is_year(name) else None


def read_year(
    folder: BlocFolder, year: int, *, words: bool, votes: bool = True
) -> tuple[YearRecords, tuple[Diagnostic, ...]]:
    """Read and shape the files of one year; bad data comes back as diagnostics.

    `words`: also report.yaml, which no number depends on. `votes`: also ballots.yaml, which no score depends on.
    """
    reader = _Reader(folder, year, _strangers(folder, year))
    base = folder.shown
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


def read_bloc(folder: BlocFolder) -> tuple[Mapping[str, Source], tuple[Diagnostic, ...]]:
    """What can be said of a bloc without a year: its own file, and that there is no year yet."""
    found = _strangers(folder, None)
    reader = _Reader(folder, None, found)
    shown = folder.shown
    bloc = reader.read(f"{shown}/bloc.yaml", Bloc, required=True)
    if bloc is not None and not folder.years() and not any(one.meant.startswith(f"{shown}/") for one in found):
        hint = f"lập thư mục của năm (ví dụ {shown}/2023), trong đó có regulation.yaml"
        reader.problems.append(Diagnostic("TD004", Place(shown), "khối này chưa có thư mục năm nào", hint=hint))
    return reader.sources, tuple(reader.problems)


def read_regulation(folder: BlocFolder, year: int) -> Regulation | None:
    """The rules of another year; None where they cannot be read."""
    reader = _Reader(folder, year, ())
    found = reader.read(f"{folder.shown}/{year}/regulation.yaml", Regulation)
    return None if reader.problems else found


def raw_file(folder: BlocFolder, year: int, name: str) -> bytes | None:
    """A file of another year as it lies there; None where there is none that can be opened."""
    try:
        with (folder.path / str(year) / f"{name}.yaml").open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError:
        return None


def _strangers(folder: BlocFolder, year: int | None) -> tuple[Stranger, ...]:
    """What was meant for the bloc and is not read, in its folders and above them."""
    inside = f"{folder.shown}/"
    higher = [*folder.astray.told]
    if folder.astray.spare and year is not None:
        here = {entry.name for entry in entries(folder.path / str(year))}
        absent = {f"{inside}{year}/{which}.yaml" for which in YEARLY if f"{which}.yaml" not in here}
        higher += (one for one in folder.astray.spare if one.is_for(inside, year) & absent)
    moved = (
        one._replace(meant=f"{inside}{one.meant}", holds=tuple(f"{inside}{path}" for path in one.holds))
        for one in higher
    )
    return (*moved, *strangers(folder.path, folder.shown, year))


def _read_words(reader: _Reader, file: str) -> Report | None:
    from thidua.records.report import Report  # noqa: PLC0415 - only papers need it

    return reader.read(file, Report)


class _Reader:
    """Reads files one by one and collects their sources and problems."""

    def __init__(self, folder: BlocFolder, year: int | None, found: tuple[Stranger, ...]) -> None:
        self._workspace = folder.workspace
        self._meant = frozenset(path for one in found for path in one.is_for("", year))
        self.sources: dict[str, Source] = {}
        self.problems: list[Diagnostic] = [one.problem for one in found]
        self._closed = self._refused(folder, year)
        self._data: dict[str, Any] = {}

    def read(self, file: str, model: type[R], *, required: bool = False) -> R | None:
        path = self._workspace / file
        try:
            with path.open("rb") as stream:
                raw = stream.read(MAX_BYTES + 1)
        except FileNotFoundError:
            if file in self._meant:  # it is there under another name, which has been told: unread, not absent
                self.sources[file] = Source(file, "")
            elif required:
                self.problems.append(Diagnostic("TD004", Place(file), "thiếu tệp này", hint=_why_missing(file)))
            return None
        except OSError as error:
            self.sources[file] = Source(file, "")
            if any(file.startswith(f"{shown}/") for shown in self._closed):
                return None
            why = "đây là một thư mục" if path.is_dir() else reason(error)
            self.problems.append(Diagnostic("TD001", Place(file), f"không đọc được tệp: {why}"))
            return None
        source, found = read_yaml(file, raw)
        self.sources[file] = source
        self._data[path.stem] = source.data
        self.problems.extend(self._told_apart(found, source, path.parent.name))
        if source.data is None and found:
            return None
        record, wrong = validate(source, model, self._data)
        halved = {problem.place.route for problem in found if problem.code == "TD107"}
        self.problems.extend(problem for problem in wrong if problem.place.route not in halved)
        return None if found else record

    def _refused(self, folder: BlocFolder, year: int | None) -> tuple[str, ...]:
        """The folder of the bloc or of the year, where it cannot be listed; said once for all that lies in it."""
        places = [(folder.path, folder.shown)]
        places += [] if year is None else [(folder.path / str(year), f"{folder.shown}/{year}")]
        for path, shown in places:
            if (error := refusal(path)) is not None:
                message = f"không đọc được thư mục: {reason(error)}"
                self.problems.append(Diagnostic("TD001", Place(shown), message, hint=_MAY_READ))
                return (shown,)
        return ()

    def _told_apart(self, found: tuple[Diagnostic, ...], source: Source, year: str) -> Iterable[Diagnostic]:
        """What is wrong with the text; for a code that stands twice with the one that is missing beside it."""
        if not any(problem.code == "TD106" for problem in found):
            return found
        from thidua.records.copied import name_the_missing  # noqa: PLC0415 - only when something is wrong

        return name_the_missing(found, source, self._data, year)


_MAY_READ = "mở quyền đọc thư mục này, hoặc chép nó sang chỗ đọc được"


def sort_problems(problems: Iterable[Diagnostic], sources: Mapping[str, Source]) -> tuple[Diagnostic, ...]:
    """By file and place in the text, each once; in front what is not read at all, for it may be the cause of others."""

    def key(problem: Diagnostic) -> tuple[bool, str, int, str]:
        source = sources.get(problem.place.file)
        start = span_of(source, problem.place)[0] if source is not None else -1
        return (problem.code != "TD006", problem.place.file, start, problem.code)

    return tuple(sorted(dict.fromkeys(problems), key=key))


def _why_missing(file: str) -> str:
    folder, _, name = file.rpartition("/")
    if name != "bloc.yaml":
        return ""
    return f"nếu {folder} không phải là một khối thì chuyển đi chỗ khác, hoặc đặt tên bắt đầu bằng dấu _"
