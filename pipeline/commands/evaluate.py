"""``naskah evaluate``: records against the truth."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import FileAccessError, OutputInvalidError


def command(
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="Folder with NAME.json for each truth NAME.json.")],
    truth: Annotated[Path, typer.Option(metavar="DIR", help="Folder of truth files; see samples/README.md.")],
    misses: Annotated[int, typer.Option(metavar="N", help="Show up to N differences a field.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print every value as JSON.")] = False,
) -> None:
    """Score records against the truth, field by field.

    Write truth for a few articles of your own journal to see, and to pin, how well it is read. Exits with 1 where a
    truth file has no record.

    \b
    Example:
      naskah evaluate records --truth samples/expected --misses 3
    """  # noqa: D301  # the backspace keeps the example on a line of its own
    from pydantic import ValidationError

    from pipeline.evaluate import main

    for folder in (records, truth):
        if not folder.is_dir():
            raise FileAccessError(f"There is no folder {folder}.")
    arguments = [str(records), "--truth", str(truth), "--misses", str(misses), *(["--json"] if as_json else [])]
    try:
        raise typer.Exit(main(arguments))
    except ValidationError as error:
        raise OutputInvalidError(f"{error.title} breaks its schema: run naskah check {records}.") from error
