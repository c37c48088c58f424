"""The door: assembles the Typer app, and turns what happened into an exit code."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer

from thidua import __version__
from thidua.commands.check import check
from thidua.commands.explain import explain
from thidua.commands.options import BUG, DONE, INTERRUPTED, USAGE
from thidua.commands.report import report
from thidua.commands.rotate_head import rotate_head
from thidua.commands.tally import tally
from thidua.commands.why import why
from thidua.terminal.screen import prepare_streams
from thidua.usage import VietnameseCommand, VietnameseGroup, usage_message

app = typer.Typer(
    cls=VietnameseGroup,
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _command(function: Any, example: str, name: str | None = None) -> None:
    app.command(name=name, cls=VietnameseCommand, epilog=f"Ví dụ: {example}")(function)


@app.callback(epilog="Ví dụ: thidua tally 2023")
def thidua(
    *,
    version: Annotated[bool, typer.Option("--version", help="In phiên bản rồi thoát.")] = False,
) -> None:
    """Bình xét thi đua của khối: tính điểm, kiểm phiếu, chọn trưởng khối, lập văn bản."""
    if version:
        typer.echo(f"thidua {__version__}")
        raise typer.Exit


_command(tally, "thidua tally 2023")
_command(rotate_head, "thidua rotate-head --write", "rotate-head")
_command(report, "thidua report --year 2023")
_command(why, "thidua why STC 2023")
_command(check, "thidua check")
_command(explain, "thidua explain TD502")


def main() -> None:
    """Run, and leave with the exit code of DESIGN: 0, 1, 2, 3, 4 or 130."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    prepare_streams()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """One command line → its exit code; nothing is raised."""
    try:
        code = app(arguments, prog_name="thidua", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        return _usage(error)
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("\nĐã dừng theo yêu cầu; chưa ghi gì.\n")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001 - the user gets a file to send, never a traceback
        return _failed(error, arguments)
    return code if isinstance(code, int) else DONE


def _usage(error: typer.TyperException) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stdout.write(f"{error.message}\n")
        return USAGE
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "thidua"
    sys.stderr.write(f"Lỗi: {usage_message(error)}\nXem cách dùng: {command} --help\n")
    return USAGE


def _failed(error: Exception, arguments: list[str]) -> int:
    from thidua.records.workspace import SelectionError

    if isinstance(error, SelectionError):
        sys.stderr.write(f"Lỗi: {error}\n")
        return USAGE
    from thidua.crash import save_report

    sys.stderr.write(save_report(error, arguments))
    return BUG
