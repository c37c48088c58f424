"""The door: assembles the Typer app, and turns what happened into an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Annotated

import typer

from thidua import __version__
from thidua.system_errors import told
from thidua.terminal.screen import prepare_streams
from thidua.typer_vietnamese import CommandGroup, CommandLine, VietnameseGroup, usage_message

DONE, ERRORS, USAGE, UNDECIDED, BUG, INTERRUPTED = 0, 1, 2, 3, 4, 130

COMMANDS: dict[str, CommandLine | CommandGroup] = {
    "tally": CommandLine(
        "thidua.commands.tally",
        "Tính điểm, kiểm phiếu, lập danh sách đề nghị khen thưởng; không ghi gì.",
        "thidua tally 2023",
    ),
    "rotate-head": CommandLine(
        "thidua.commands.rotate_head",
        "Xác định trưởng khối, phó trưởng khối năm sau, kèm lý do và các đơn vị bị bỏ qua.",
        "thidua rotate-head --write",
    ),
    "report": CommandLine(
        "thidua.commands.report",
        "Lập báo cáo tổng kết và các văn bản khác (.docx) theo thể thức Nghị định 30/2020/NĐ-CP.",
        "thidua report --year 2023",
    ),
    "why": CommandLine(
        "thidua.commands.why",
        "Vì sao một đơn vị được hay không được đề nghị: từng điều kiện, số liệu, căn cứ.",
        "thidua why STC 2023",
    ),
    "check": CommandLine(
        "thidua.commands.check",
        "Kiểm tra mọi tệp, báo tất cả các lỗi một lần; không có lỗi thì im lặng.",
        "thidua check",
    ),
    "template": CommandGroup(
        "Mẫu văn bản của riêng cơ quan: lấy một bản để sửa bằng Word, kiểm tra bản đã sửa.",
        "thidua template copy bao-cao",
        {
            "check": CommandLine(
                "thidua.commands.template",
                "Kiểm tra mẫu: biến lạ, thẻ sai chỗ, vết sửa, phông chữ, lề …; không có lỗi thì im lặng.",
                "thidua template check templates/bao-cao.docx --mark",
            ),
            "copy": CommandLine(
                "thidua.commands.template",
                "Chép một mẫu có sẵn vào thư mục templates/ để sửa bằng Word.",
                "thidua template copy bao-cao",
            ),
        },
    ),
    "verify": CommandLine(
        "thidua.commands.verify",
        "Đối chiếu các văn bản đã lập với kết quả tính hiện nay; tra mã trên bản in.",
        "thidua verify 2023",
    ),
    "explain": CommandLine(
        "thidua.commands.explain",
        "Giải thích một mã lỗi: nghĩa, ví dụ sai và đúng, cách sửa.",
        "thidua explain TD502",
    ),
}


class Thidua(VietnameseGroup):
    """The program's commands."""

    table = COMMANDS


app = typer.Typer(
    cls=Thidua,
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _print_version(*, wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"thidua {__version__}\n")
        raise typer.Exit


@app.callback(epilog="Ví dụ: thidua tally 2023")
def thidua(
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="In phiên bản rồi thoát.")
    ] = False,
) -> None:
    """Bình xét thi đua của khối: tính điểm, kiểm phiếu, chọn trưởng khối, lập văn bản."""


def main() -> None:
    """Run, and leave with the exit code of DESIGN: 0, 1, 2, 3, 4 or 130."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    prepare_streams()
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)  # every file is closed; taking the interpreter apart would cost a tenth of a tally


def run(arguments: list[str]) -> int:
    """One command line → its exit code; nothing is raised."""
    try:
        code = app(arguments, prog_name="thidua", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        return _usage(error)
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except OSError as error:
        sys.stderr.write(f"Lỗi: {told(error)}\n")
        return ERRORS
    except Exception as error:  # noqa: BLE001 - the user gets a file to send, never a traceback
        return _failed(error, arguments)
    if code == INTERRUPTED:
        sys.stderr.write("\nĐã dừng theo yêu cầu.\n")
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
