"""The entries of the reference lists, whole over columns and pages."""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import Diagnostic, Document, Passage
from pipeline.references.lists import ReferenceList, find_lists
from pipeline.references.splits import find_splits

MAX_LINES = 14
"""Lines of an entry beyond which two entries may have been taken for one; law titles and long URLs reach 10."""


def split_entries(doc: Document) -> Document:
    """Split the reference lists into entries, one passage each, in reading order.

    A document whose references stand in its notes only has no entries; one whose list's header was not found
    has none either, and its entries stay text.

    Needs: lines, leading, columns, captions, tables, figures, notes, calls, headings.  Adds: entries;
    diagnostics for entries that are longer than entries are. Raises nothing.
    """
    entries: list[Passage] = []
    for found in find_lists(doc):
        entries += _entries(found, doc)
    doubts = tuple(_doubt(doc, entry) for entry in entries if len(entry.spans) > MAX_LINES)
    return replace(doc, entries=tuple(entries), diagnostics=doc.diagnostics + doubts)


def _entries(found: ReferenceList, doc: Document) -> list[Passage]:
    splits = find_splits(found, doc)
    ends = [*splits.starts[1:], splits.end][: len(splits.starts)]
    return [
        Passage("reference", tuple(line.span for line in found.lines[start:end]))
        for start, end in zip(splits.starts, ends, strict=True)
    ]


def _doubt(doc: Document, entry: Passage) -> Diagnostic:
    page = doc.lines[entry.spans[0].line].page
    return Diagnostic(
        "entries", "long_entry", "warning", page, f"a reference entry of {len(entry.spans)} lines may hold several"
    )
