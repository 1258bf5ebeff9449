"""From a file to its record, whatever kind of file it is: a PDF, or text that another tool extracted from one."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.document import Document, Settings
from pipeline.garbage import no_collection

if TYPE_CHECKING:
    from schemas.article import Article

TEXT_SUFFIXES = frozenset({".txt"})


def is_text_file(path: str | PathLike[str]) -> bool:
    """Return whether a file is read as extracted text, by its name."""
    return Path(path).suffix.lower() in TEXT_SUFFIXES


def build_article(
    path: str | PathLike[str], settings: Settings | None = None, *, password: str | None = None
) -> Article:
    """Return the record of a file: read it, run its stages, export.

    Raises:
        PipelineError: One of its children, by what is wrong with the file.
    """
    from pipeline.record.article import to_article

    with no_collection():
        doc, stages = build_document(path, settings or Settings(), password=password)
        return to_article(doc, stages=stages)


def build_document(
    path: str | PathLike[str], settings: Settings, *, password: str | None = None
) -> tuple[Document, tuple[str, ...]]:
    """Return the finished document and the names of the stages that ran on it.

    Extracted text has no geometry: ``raw_text`` hands over the layers that the early stages would add.
    """
    from pipeline.stages import STAGES, run

    if is_text_file(path):
        from pipeline.raw.article import FIRST_STAGE, read_raw_text

        first = [stage.name for stage in STAGES].index(FIRST_STAGE)
        doc, stages = read_raw_text(path, settings), STAGES[first:]
    else:
        from pipeline.read import read_pdf

        doc, stages = read_pdf(path, settings, password=password), STAGES
    return run(doc, stages), tuple(stage.name for stage in stages)
