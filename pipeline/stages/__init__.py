"""The stages in the order in which they run, and the loop that runs them."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.document import Document
from pipeline.stages import front, front_matter, texts
from pipeline.stages.characters import drop_hidden_characters
from pipeline.stages.citations import link_citations
from pipeline.stages.columns import find_columns
from pipeline.stages.entries import split_entries
from pipeline.stages.floats import find_floats
from pipeline.stages.footnotes import find_footnotes
from pipeline.stages.furniture import label_furniture
from pipeline.stages.headings import find_headings
from pipeline.stages.language import tag_languages
from pipeline.stages.lines import group_lines
from pipeline.stages.paragraphs import build_passages
from pipeline.stages.references import read_references
from pipeline.stages.sections import build_sections
from pipeline.stages.sentences import split_sentences
from pipeline.stages.stage import Stage


def _layers(names: str) -> frozenset[str]:
    """Return the fields of ``Document`` named in the text."""
    return frozenset(names.split())


STAGES: tuple[Stage, ...] = (
    Stage("characters", drop_hidden_characters, _layers("pages fonts dropped"), _layers("dropped")),
    Stage("lines", group_lines, _layers("pages fonts dropped"), _layers("lines body_size leading")),
    Stage("furniture", label_furniture, _layers("pages lines body_size leading"), _layers("furniture")),
    Stage("columns", find_columns, _layers("pages lines body_size furniture"), _layers("columns")),
    Stage(
        "floats",
        find_floats,
        _layers("pages lines body_size leading furniture columns"),
        _layers("captions tables figures side_boxes"),
    ),
    Stage(
        "headings",
        find_headings,
        _layers("lines body_size leading columns captions tables figures side_boxes"),
        _layers("headings"),
    ),
    Stage(
        "footnotes",
        find_footnotes,
        _layers("pages lines body_size leading columns captions tables figures headings"),
        _layers("notes calls"),
    ),
    front.STAGE,
    Stage(
        "entries",
        split_entries,
        _layers("lines leading columns captions tables figures headings notes calls"),
        _layers("entries"),
    ),
    Stage(
        "paragraphs",
        build_passages,
        _layers(
            "fonts lines body_size leading columns captions tables figures side_boxes headings notes front template "
            "entries"
        ),
        _layers("passages"),
    ),
    texts.STAGE,
    Stage("language", tag_languages, _layers("texts"), _layers("tags")),
    Stage("sentences", split_sentences, _layers("texts"), _layers("sentences")),
    front_matter.STAGE,
    Stage("sections", build_sections, _layers("headings passages texts"), _layers("sections")),
    Stage("references", read_references, _layers("lines entries passages texts"), _layers("references")),
    Stage("citations", link_citations, _layers("lines passages texts notes references"), _layers("citations refers")),
)


def run(doc: Document, stages: Iterable[Stage] = STAGES) -> Document:
    """Return the document after the stages, in the order given; the one passed in stays as it was."""
    for stage in stages:
        doc = stage.run(doc)
    return doc
