"""``naskah run``: PDFs to records."""

from __future__ import annotations

import json
import os
import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.errors import BadArgumentsError, FileAccessError

if TYPE_CHECKING:
    from pipeline.runs.batch import Options


class Recognition(Enum):
    """``Settings.ocr`` as the command line offers it."""

    AUTO = "auto"
    NEVER = "never"
    FORCE = "force"


STANDARD_INPUT = "-"
RECOGNITION_SECONDS = 600.0
"""Seconds allowed for a file whose pages may have to be recognised, at 2 to 6 seconds each."""
PASSWORD_VARIABLE = "NASKAH_PASSWORD"


def command(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="IN...",
            help="PDF files, extracted text (.txt), folders of PDFs, or URLs of them; - is one PDF on standard input.",
        ),
    ],
    out: Annotated[str | None, typer.Option("--out", "-o", help="Folder for the records, or its URL.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Files at the same time; 0: one a processor.")] = 1,
    engine: Annotated[str, typer.Option(help="What reads the characters.")] = "auto",
    ocr: Annotated[
        Recognition, typer.Option(help="Recognise pages without usable text with Tesseract; force: all pages.")
    ] = Recognition.NEVER,
    timeout: Annotated[
        float | None, typer.Option(help="Seconds allowed for one file: 120, with --ocr 600, unless given.")
    ] = None,
    memory: Annotated[int, typer.Option(help="MiB allowed for one file.")] = 2048,
    force: Annotated[bool, typer.Option("--force", help="Do every file again.")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Do files again that failed before.")] = False,
    password_file: Annotated[
        Path | None,
        typer.Option(help=f"File whose first line opens encrypted PDFs; else ${PASSWORD_VARIABLE}."),
    ] = None,
    dask: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS|local", help="Dask cluster that does the work, or one of --jobs processes."),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="A line a file, with its diagnostics.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Failures only.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report on standard output.")] = False,
) -> None:
    """Write a record for each PDF.

    Records go to OUT/<path without .pdf>.json, the run's own files to OUT/_run: report.json, records.jsonl and
    log.jsonl. Records that are up to date are left as they are; a run that was stopped goes on where it was.

    \b
    Examples:
      naskah run papers --out records --jobs 4
      naskah run paper.pdf other.pdf article.txt --out records
      naskah run s3://bucket/papers --out s3://bucket/records
      naskah run - < paper.pdf > record.json
    """  # noqa: D301  # the backspace keeps the examples on lines of their own
    from pipeline.document import Settings
    from pipeline.runs.batch import Options
    from pipeline.runs.pool import Limits

    options = Options(
        jobs=jobs or os.cpu_count() or 1,
        limits=Limits(_seconds(timeout, ocr), memory),
        settings=Settings(engine=engine, ocr=ocr.value),
        password=_password(password_file),
        force=force,
        retry_failed=retry_failed,
        dask=dask,
    )
    if STANDARD_INPUT in inputs:
        _run_standard_input(inputs, out, options)
    else:
        _run_batch(inputs, out, options, verbosity=verbose - quiet, as_json=as_json)


def _run_batch(inputs: list[str], out: str | None, options: Options, *, verbosity: int, as_json: bool) -> None:
    from pipeline.console import QUIET, make_console, summarise
    from pipeline.runs.batch import run_batch

    if out is None:
        raise BadArgumentsError("Say where to write the records: --out FOLDER.")
    with make_console(verbosity) as console:
        report = run_batch([*map(_place, inputs)], _place(out), options, on_start=console.start, on_result=console.show)
    if verbosity > QUIET:
        typer.echo(summarise(report), err=True)
    if as_json:
        typer.echo(json.dumps(report.as_json(), indent=2))
    raise typer.Exit(report.exit_code)


def _place(text: str) -> Path | str:
    """Return a path; a URL as it is, for a path would lose one of its slashes."""
    from pipeline.runs.remote import is_url

    return text if is_url(text) else Path(text)


def _run_standard_input(inputs: list[str], out: str | None, options: Options) -> None:
    from pipeline.runs.single import read_stream

    if len(inputs) > 1 or out is not None:
        raise BadArgumentsError("Standard input is one file and its record goes to standard output: no --out.")
    sys.stdout.buffer.write(read_stream(sys.stdin.buffer, options))


def _seconds(timeout: float | None, ocr: Recognition) -> float:
    """Return the deadline of a file: the one given, else the usual one."""
    from pipeline.runs.pool import DEFAULT_LIMITS

    if timeout is not None:
        return timeout
    return DEFAULT_LIMITS.timeout if ocr is Recognition.NEVER else RECOGNITION_SECONDS


def _password(file: Path | None) -> str | None:
    """Return the password from the file, else from the environment: an argument would show in lists of processes."""
    if file is None:
        return os.environ.get(PASSWORD_VARIABLE)
    try:
        return file.read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise FileAccessError(f"Cannot read the password file {file}: {error}.") from error
