"""``naskah draw``: page pictures with what was found drawn on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.run import Recognition


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the page pictures.")],
    stage: Annotated[str | None, typer.Option("--stage", help="Stop after this stage; see naskah stages.")] = None,
    dpi: Annotated[int, typer.Option("--dpi", min=30, max=600, help="Dots per inch.")] = 100,
    ocr: Annotated[
        Recognition, typer.Option(help="Recognise pages without usable text with Tesseract; force: all pages.")
    ] = Recognition.NEVER,
) -> None:
    """Write page pictures with what was found drawn on.

    Blocks by kind in reading order, tables with their cells, notes, anchors and furniture. With --stage, what was
    known after that stage.
    """
    from pipeline.document import Settings
    from pipeline.draw import draw
    from pipeline.errors import BadArgumentsError
    from pipeline.read import read_pdf
    from pipeline.stages import STAGES

    names = [known.name for known in STAGES]
    if stage is not None and stage not in names:
        raise BadArgumentsError(f"there is no stage {stage!r}: choose {', '.join(names)}")
    doc = read_pdf(file, Settings(ocr=ocr.value))
    for known in STAGES[: len(names) if stage is None else names.index(stage) + 1]:
        doc = known.run(doc)
    for page in draw(doc, file, out, dpi=dpi):
        typer.echo(str(page))
