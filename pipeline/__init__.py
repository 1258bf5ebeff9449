"""Journal PDFs to structured records: everything at once, or stage by stage.

    from pipeline import process
    article = process("paper.pdf")

    from pipeline import STAGES, read_pdf, run
    doc = run(read_pdf("paper.pdf"), STAGES[:4])

Names are imported when first asked for, so that ``import pipeline`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from os import PathLike
from typing import TYPE_CHECKING, Any

from pipeline.errors import (
    BadArgumentsError,
    EncryptedPdfError,
    ExitCode,
    FileAccessError,
    InputFileError,
    InternalError,
    MemoryLimitError,
    MissingDependencyError,
    NoTextLayerError,
    OutputCollisionError,
    OutputInvalidError,
    OutputLockedError,
    PipelineError,
    TimeLimitError,
    WorkerCrashedError,
)
from pipeline.version import VERSION as __version__

if TYPE_CHECKING:
    from pipeline.document import Document, Settings
    from pipeline.read import read_pdf
    from pipeline.record.article import to_article
    from pipeline.stages import STAGES, run
    from pipeline.stages.stage import Stage
    from schemas.article import Article

__all__ = [
    "STAGES",
    "Article",
    "BadArgumentsError",
    "Document",
    "EncryptedPdfError",
    "ExitCode",
    "FileAccessError",
    "InputFileError",
    "InternalError",
    "MemoryLimitError",
    "MissingDependencyError",
    "NoTextLayerError",
    "OutputCollisionError",
    "OutputInvalidError",
    "OutputLockedError",
    "PipelineError",
    "Settings",
    "Stage",
    "TimeLimitError",
    "WorkerCrashedError",
    "__version__",
    "process",
    "read_pdf",
    "run",
    "to_article",
]

_HOMES = {
    "STAGES": "pipeline.stages",
    "Article": "schemas.article",
    "Document": "pipeline.document",
    "Settings": "pipeline.document",
    "Stage": "pipeline.stages.stage",
    "read_pdf": "pipeline.read",
    "run": "pipeline.stages",
    "to_article": "pipeline.record.article",
}
"""Where the names live whose modules are worth loading only when asked for."""


def __getattr__(name: str) -> Any:
    """Return a public name whose module is loaded now (PEP 562)."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")


def process(path: str | PathLike[str], settings: Settings | None = None, *, password: str | None = None) -> Article:
    """Return the record of the file at ``path``, a PDF or extracted text: read it, run every stage, export.

    Runs in this process: for files that may hang or burst, use the command line or ``pipeline.runs.batch``.

    Raises:
        PipelineError: One of its children, by what is wrong with the file.
    """
    from pipeline.build import build_article

    return build_article(path, settings, password=password)
