"""The command line: one module a command in ``pipeline.commands``, errors turned into messages and exit codes.

A command module has a function ``command`` whose parameters and docstring are the options and the help. It
imports what it works with inside of that function, so that ``naskah --help`` stays quick. To add a command, add
its module and its name to ``COMMANDS``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, cast

import typer

from pipeline.errors import ExitCode, PipelineError
from pipeline.version import NAME, VERSION

COMMANDS = ("run", "check", "evaluate", "export", "view", "draw", "stages", "schema")
"""In the order of the help."""

USAGE_ERROR = cast(type[typer.BadParameter], typer.BadParameter.__mro__[1])
"""click's UsageError, whether Typer brings its own click or uses the installed one."""


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"{NAME} {VERSION}")
        raise typer.Exit


def _options(
    _version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Indonesian and bilingual journal PDFs to structured records.

    Start with: naskah run FOLDER --out OUT
    """


def make_app() -> typer.Typer:
    """Return the command line with every command.

    Help is plain text: drawing it with Rich would cost half of the time that it takes.
    """
    app = typer.Typer(
        name=NAME,
        callback=_options,
        no_args_is_help=True,
        add_completion=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    for name in COMMANDS:
        app.command(name)(import_module(f"pipeline.commands.{name}").command)
    return app


def run_cli(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; ``arguments`` are those of the process when None.

    The only place where errors become messages: by type, never by text.
    """
    try:
        code = make_app()(args=arguments, prog_name=NAME, standalone_mode=False)
        sys.stdout.flush()
    except USAGE_ERROR as error:
        error.show()
        return ExitCode.BAD_ARGUMENTS
    except PipelineError as error:
        typer.echo(f"{NAME}: {error.message}", err=True)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        typer.echo(f"{NAME}: interrupted", err=True)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough: naskah schema | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    return int(code or 0)
