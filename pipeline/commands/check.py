"""``naskah check``: whether records are sound."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import ExitCode


def command(
    records: Annotated[str, typer.Argument(metavar="OUT", help="Folder that a run wrote, or its URL.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the problems as JSON lines.")] = False,
) -> None:
    """Check that records are sound.

    Looks at the schema, the balance of glyphs, offsets, links, boxes and, where the PDF is still there, its hash.
    Exits with 4 where a record is not sound.
    """
    from pipeline.check import check_folder, check_url
    from pipeline.console import count
    from pipeline.runs.inputs import readable
    from pipeline.runs.remote import is_url

    problems = 0
    for problem in check_url(records) if is_url(records) else check_folder(Path(records)):
        problems += 1
        if as_json:
            typer.echo(json.dumps(problem._asdict()))
        else:
            typer.echo(f"{readable(problem.record)}: {problem.place}{' ' if problem.place else ''}{problem.message}")
    typer.echo(f"{count(problems, 'problem')} found" if problems else "every record is sound", err=True)
    raise typer.Exit(ExitCode.OUTPUT_INVALID if problems else ExitCode.OK)
