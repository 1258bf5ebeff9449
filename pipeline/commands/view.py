"""``naskah view``: records as a site to look at."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.run import PASSWORD_VARIABLE


def command(
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="Folder that naskah run wrote.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="SITE", help="Folder for the site.")],
    pdf: Annotated[
        Path | None,
        typer.Option("--pdf", metavar="FOLDER", help="Where the PDFs are; without it, where the run found them."),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="PDFs at the same time; 0: one a processor.")] = 0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Write a site to look at records, beside the pages that they came from.

    Opens from disk in any browser: no server, no network. PDFs are matched by their hash; an article whose PDF is
    not found is shown as text.

    \b
    Examples:
      naskah view records --out site
      naskah view records --pdf papers --out site
    """  # noqa: D301  # the backspace keeps the examples on lines of their own
    from pipeline.console import count
    from pipeline.runs.inputs import readable
    from pipeline.view.site import write_site

    def show(name: str, done: int, total: int) -> None:
        if not quiet:
            typer.echo(f"[{done}/{total}] {readable(name)}", err=True)

    written = write_site(
        records,
        out,
        pdf,
        jobs=jobs or os.cpu_count() or 1,
        password=os.environ.get(PASSWORD_VARIABLE),
        on_article=show,
    )
    if not quiet:
        bare = written.articles - written.pictured
        extra = f", {bare} of them without pages" if bare else ""
        failed = f", {count(written.failed, 'failure')}" if written.failed else ""
        typer.echo(f"{count(written.articles, 'article')}{extra}{failed}", err=True)
    typer.echo(readable(written.page))
