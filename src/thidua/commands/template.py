"""`thidua template`: the office's own Word templates: take a copy, check what was changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.commands.options import ERRORS, FolderOption, JsonOption, workspace_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thidua.diagnostics import Diagnostic
    from thidua.papers.dossier import PaperKind
    from thidua.papers.word.render import WordTemplate

FOLDER = "templates"


def check(
    file: Annotated[
        str | None,
        typer.Argument(metavar="[TỆP]", help="Tệp mẫu; bỏ trống: mọi mẫu trong templates/ của thư mục làm việc."),
    ] = None,
    paper: Annotated[
        str | None, typer.Option("--paper", metavar="TÊN", help="Mẫu của văn bản nào, khi tên tệp không cho biết.")
    ] = None,
    mark: Annotated[
        bool, typer.Option("--mark", help="Ghi thêm bản <tên>-ghi-chu.docx, có ghi chú của Word ở từng chỗ sai.")
    ] = False,
    folder: FolderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Kiểm tra mẫu: biến lạ, thẻ sai chỗ, vết sửa, điều in thiếu, số liệu gõ sẵn, phông chữ, lề …; đạt thì im lặng."""
    from thidua.papers.template.trial import examine
    from thidua.terminal.screen import remark

    wanted = _own_templates(folder) if file is None else ((_found(file, folder), file),)
    found = [(path, shown, _kind(path, paper)) for path, shown in wanted]
    problems: list[Diagnostic] = []
    marked: list[str] = []
    for path, shown, kind in found:
        template, told = _read(path, shown)
        if template is not None:
            told = examine(template, kind.view, kind.template)
            marked += _marked(path, template, told) if mark and told else []
        problems += told
    _show(problems, as_json=as_json)
    for line in marked:
        remark(line)
    if not all(problem.is_reminder for problem in problems):
        raise typer.Exit(ERRORS)


def copy(
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Văn bản nào: bao-cao, to-trinh …")],
    folder: FolderOption = None,
) -> None:
    """Chép một mẫu có sẵn vào thư mục templates/ để sửa bằng Word."""
    from thidua.papers.dossier import find_paper
    from thidua.papers.word.render import load_template
    from thidua.terminal.screen import show
    from thidua.whole_files import write

    kind = find_paper(name.removesuffix(".docx"))
    if kind is None:
        raise typer.BadParameter(f"không có mẫu «{name}»; {_known()}")
    workspace, _ = workspace_of(folder)
    shown = f"{FOLDER}/{kind.template}"
    path = workspace / shown
    if path.exists() or path.is_symlink():
        raise typer.BadParameter(f"đã có {shown}; không ghi đè. Muốn lấy lại mẫu gốc thì đổi tên tệp ấy trước")
    template, told = load_template(kind.template, None)
    if template is not None:
        told = write(path, template.content, "every")
    _show(told, as_json=False)
    if told:
        raise typer.Exit(ERRORS)
    show(f"Đã chép {shown}. Sửa bằng Word xong thì chạy: thidua template check {shown}")


# --- which files ------------------------------------------------------------------------------


def _found(file: str, folder: str | None) -> Path:
    """The file asked for: from the current folder (or `-C`), or by its bare name in the workspace's `templates/`."""
    from thidua.records.workspace import SelectionError

    start = Path(folder) if folder is not None else Path()
    path = start / file
    if not path.exists() and Path(file).name == file:
        try:
            own = workspace_of(folder)[0] / FOLDER / f"{file.removesuffix('.docx')}.docx"
        except SelectionError:
            return path
        return own if own.exists() else path
    return path


def _own_templates(folder: str | None) -> tuple[tuple[Path, str], ...]:
    """Every template of the workspace; what is left of editing is not one."""
    from thidua.papers.template.marking import SUFFIX

    here = workspace_of(folder)[0] / FOLDER
    paths = sorted(here.glob("*.docx")) if here.is_dir() else []
    kept = [path for path in paths if not path.name.startswith(("~", ".")) and not path.stem.endswith(SUFFIX)]
    return tuple((path, f"{FOLDER}/{path.name}") for path in kept)


def _kind(path: Path, paper: str | None) -> PaperKind:
    """The paper a template is for: as said, or by the file's name."""
    from thidua.papers.dossier import find_paper
    from thidua.papers.template.marking import SUFFIX

    kind = find_paper(paper if paper is not None else path.stem.removesuffix(SUFFIX))
    if kind is None and paper is not None:
        raise typer.BadParameter(f"không có văn bản «{paper}»; {_known()}", param_hint="--paper")
    if kind is None:
        raise typer.BadParameter(f"tên «{path.name}» không cho biết là mẫu nào; thêm --paper TÊN; {_known()}")
    return kind


def _known() -> str:
    from thidua.papers.dossier import PAPERS

    return f"các mẫu: {', '.join(kind.file for kind in PAPERS)}"


def _read(path: Path, shown: str) -> tuple[WordTemplate | None, Sequence[Diagnostic]]:
    """A template's bytes; one that is too large is not read at all."""
    from thidua.diagnostics import Diagnostic, Place
    from thidua.papers.template.safety import MAX_FILE
    from thidua.papers.word.render import WordTemplate
    from thidua.system_errors import reason

    try:
        if not path.exists():
            return None, (Diagnostic("TD801", Place(shown), "không có tệp này"),)
        if not path.is_file():
            return None, (Diagnostic("TD801", Place(shown), "đây không phải là một tệp"),)
        with path.open("rb") as stream:
            return WordTemplate(shown, stream.read(MAX_FILE + 1)), ()
    except OSError as error:
        return None, (Diagnostic("TD801", Place(shown), f"không đọc được mẫu: {reason(error)}"),)


# --- what is said -----------------------------------------------------------------------------


def _marked(path: Path, template: WordTemplate, told: Sequence[Diagnostic]) -> list[str]:
    """Write the marked copy beside the template; what to say about it."""
    from thidua.papers.template.marking import SUFFIX, UNMARKED, marked
    from thidua.terminal.problems import print_problems
    from thidua.whole_files import write

    beside = path.with_name(f"{path.stem.removesuffix(SUFFIX)}{SUFFIX}{path.suffix}")
    shown = Path(template.file).with_name(beside.name).as_posix()
    if any(problem.code in UNMARKED for problem in told):
        return [f"Không ghi chú vào {template.file}: tệp không đọc được hoặc không an toàn."]
    content = None if beside == path else marked(template.content, told)
    if content is None:
        return [f"Không ghi chú được vào {template.file}."]
    failed = write(beside, content, "every")
    if failed:
        print_problems(failed, {})
        return []
    return [f"Đã ghi chú vào {shown}; tệp gốc giữ nguyên."]


def _show(problems: Sequence[Diagnostic], *, as_json: bool) -> None:
    if as_json:
        from thidua.terminal.as_json.problems import problems_answer
        from thidua.terminal.as_json.values import show_json

        show_json(problems_answer(problems, {}))
    elif problems:
        from thidua.terminal.problems import print_problems

        print_problems(problems, {})
