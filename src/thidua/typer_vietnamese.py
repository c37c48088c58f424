"""Typer in Vietnamese: help pages, usage lines and errors of usage.

Typer's own words are English and not all of them go through gettext, so the two classes here write
the help themselves from the parameters, and `usage_message` words the errors.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any, NamedTuple

import typer
import typer.main
from typer.core import TyperArgument, TyperCommand, TyperGroup

HELP_OPTION = "Hiện trang trợ giúp này rồi thoát."


def _write_help(command: TyperCommand | TyperGroup, ctx: Any, formatter: Any) -> None:
    arguments: list[tuple[str, str]] = []
    options: list[tuple[str, str]] = []
    for param in command.get_params(ctx):
        if getattr(param, "hidden", False):
            continue
        text = getattr(param, "help", None) or ""
        if isinstance(param, TyperArgument):
            arguments.append((param.metavar or param.name.upper(), text))
        else:
            names = ", ".join(sorted((*param.opts, *param.secondary_opts), key=len))
            is_flag = getattr(param, "is_flag", False)
            names = names if is_flag or not param.metavar else f"{names} {param.metavar}"
            options.append((names, HELP_OPTION if param.name == "help" else text))
    for title, rows in (("Tham số", arguments), ("Tùy chọn", options)):
        if rows:
            with formatter.section(title):
                formatter.write_dl(rows)


def _print_help(ctx: Any, param: Any, value: Any) -> None:
    del param
    if value and not ctx.resilient_parsing:
        sys.stdout.write(ctx.get_help() + "\n")
        raise typer.Exit


def _with_own_help(option: Any) -> Any:
    """The help option, printing to our stream: Typer's own echo would bypass what `prepare_streams` set up."""
    if option is not None:
        option.callback = _print_help
    return option


class VietnameseCommand(TyperCommand):
    """Một lệnh."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        arguments = [p.metavar or p.name.upper() for p in self.params if isinstance(p, TyperArgument)]
        formatter.write_usage(ctx.command_path, " ".join(("[TÙY CHỌN]", *arguments)), prefix="Cách dùng: ")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        _write_help(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        return _with_own_help(super().get_help_option(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except typer.TyperException as error:
            vars(error)["ctx"] = ctx
            raise
        if rest:
            raise typer.BadParameter(f"thừa tham số: {' '.join(rest)}", ctx=ctx)
        return rest


class CommandLine(NamedTuple):
    """Một lệnh của bảng lệnh: where its function is, its one-line help, an example."""

    module: str
    help: str
    example: str


class CommandGroup(NamedTuple):
    """Một nhóm lệnh trong bảng lệnh: its one-line help, an example, the commands in it."""

    help: str
    example: str
    commands: Mapping[str, CommandLine]


class VietnameseGroup(TyperGroup):
    """Nhóm lệnh. Commands stand in a table and are imported when they are used, so that help is quick."""

    table: Mapping[str, CommandLine | CommandGroup] = MappingProxyType({})

    def list_commands(self, ctx: Any) -> list[str]:
        del ctx
        return list(self.table)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        del ctx
        entry = self.table.get(cmd_name)
        if entry is None:
            return None
        if isinstance(entry, CommandGroup):
            return _nested(cmd_name, entry)
        function = getattr(import_module(entry.module), cmd_name.replace("-", "_"))
        single = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        epilog = f"Ví dụ: {entry.example}"
        single.command(name=cmd_name, cls=VietnameseCommand, help=entry.help, epilog=epilog)(function)
        command = typer.main.get_command(single)
        command.context_settings["help_option_names"] = ["--help", "-h"]
        return command

    def get_help_option(self, ctx: Any) -> Any:
        return _with_own_help(super().get_help_option(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            vars(error)["ctx"] = ctx
            raise

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        formatter.write_usage(ctx.command_path, "[TÙY CHỌN] LỆNH …", prefix="Cách dùng: ")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        _write_help(self, ctx, formatter)
        with formatter.section("Lệnh"):
            formatter.write_dl([(name, entry.help) for name, entry in self.table.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name = args[0]
        if name not in self.table and not name.startswith("-"):
            raise typer.BadParameter(f"không có lệnh «{name}»{_near(name, list(self.table))}", ctx=ctx)
        return super().resolve_command(ctx, args)


def _nested(name: str, entry: CommandGroup) -> VietnameseGroup:
    """A group within a group: `thidua template check`."""
    settings = {"help_option_names": ["--help", "-h"]}
    epilog = f"Ví dụ: {entry.example}"
    group = VietnameseGroup(
        name=name,
        help=entry.help,
        epilog=epilog,
        no_args_is_help=True,
        context_settings=settings,
        rich_markup_mode=None,
    )
    group.table = entry.commands
    return group


def _near(written: str, known: Sequence[str]) -> str:
    import difflib  # noqa: PLC0415 - only when something was mistyped

    close = difflib.get_close_matches(written, known, n=1)
    return f"; có phải là «{close[0]}»?" if close else f"; các lệnh: {', '.join(known)}"


def usage_message(error: typer.TyperException) -> str:
    """What is wrong with the command line, in Vietnamese."""
    match type(error).__name__:
        case "NoSuchOption":
            known = sorted(getattr(error, "possibilities", None) or ())
            hint = f"; có phải là {', '.join(known)}?" if known else ""
            return f"không có tùy chọn {getattr(error, 'option_name', '')}{hint}"
        case "MissingParameter":
            param = getattr(error, "param", None)
            return f"thiếu {_name_of(param)}"
        case "BadOptionUsage":
            name = getattr(error, "option_name", "")
            takes = "does not take" in error.message
            return f"tùy chọn {name} không nhận giá trị" if takes else f"tùy chọn {name} thiếu giá trị"
        case "UsageError" if error.message.startswith("Missing command"):
            return "thiếu tên lệnh"
        case _:
            return error.message


def _name_of(param: Any) -> str:
    if param is None:
        return "tham số"
    name: str = param.metavar or (param.opts[-1] if getattr(param, "opts", None) else param.name)
    return name
