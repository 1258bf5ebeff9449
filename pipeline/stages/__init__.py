"""The stages in the order in which they run, and the loop that runs them."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.document import Document
from pipeline.stages.stage import Stage

STAGES: tuple[Stage, ...] = ()


def run(doc: Document, stages: Iterable[Stage] = STAGES) -> Document:
    """Return the document after the stages, in the order given; the one passed in stays as it was."""
    for stage in stages:
        doc = stage.run(doc)
    return doc
