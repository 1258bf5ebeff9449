"""``naskah export``: records in other forms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import ExitCode


def command(
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="Folder that a run wrote, or one record.")],
    to: Annotated[
        list[str],
        typer.Option(
            "--to",
            metavar="FORMAT",
            help="jats, tei, markdown, text, bibtex, ris, csl-json, spacy or parquet; may be given several times.",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the files.")],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but problems.")] = False,
) -> None:
    """Write records in other forms: JATS, TEI, Markdown, text, citations, spaCy, Parquet.

    Works from the records alone; the PDFs are not needed.

    \b
    Examples:
      naskah export records --to jats --out deposit
      naskah export records --to markdown --to bibtex --out texts
    """  # noqa: D301  # the backspace keeps the examples on lines of their own
    from pipeline.console import count
    from pipeline.errors import BadArgumentsError
    from pipeline.exports import FORMATS, export_records
    from pipeline.runs.inputs import readable

    for name in to:
        if name not in FORMATS:
            raise BadArgumentsError(f"there is no format {name!r}: choose {', '.join(FORMATS)}")
    failed = 0
    for name in dict.fromkeys(to):
        files: set[Path] = set()
        for result in export_records(records, FORMATS[name], out):
            files.update(result.files)
            if result.problem is not None:
                failed += 1
                typer.echo(f"{readable(result.record)} {result.problem}", err=True)
        if not quiet:
            typer.echo(f"{name}: {count(len(files), 'file')} in {readable(out)}", err=True)
    raise typer.Exit(ExitCode.INPUT_FILE if failed else ExitCode.OK)
