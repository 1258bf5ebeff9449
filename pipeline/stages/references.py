"""The fields of the reference entries: ``pipeline.references.fields`` on each entry's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Document
from pipeline.fields import Reference
from pipeline.references.fields import parse, split_marker

_SAME_AUTHOR = re.compile(r"(?:_{2,}|[—–-]{2,}|—)[\s.,]*")
"""Opens an entry by the authors of the one before."""


def read_references(doc: Document) -> Document:
    """Read the entries into fields, in the order of the entries.

    A dash in place of the authors stands for those of the entry before. The text of an entry is taken as the
    text stages joined it; an entry without a text keeps its words.

    Needs: lines, entries, passages, texts.  Adds: references, parallel to entries. Raises nothing.
    """
    texts = {
        doc.passages[text.passage].spans[0]: text.text
        for text in doc.texts
        if text.kind == "reference" and doc.passages[text.passage].spans
    }
    read = []
    for entry in doc.entries:
        text = texts.get(entry.spans[0]) or " ".join(doc.lines[span.line].text for span in entry.spans)
        reference = parse(text)
        if reference.marker is None and (marker := split_marker(doc.lines[entry.spans[0].line].text)[0]):
            reference = replace(reference, marker=marker)  # the text stages took it out as the number of a note
        read.append(reference)
    return replace(doc, references=_with_repeated_authors(read))


def _with_repeated_authors(references: Sequence[Reference]) -> tuple[Reference, ...]:
    result: list[Reference] = []
    for reference in references:
        dash = _SAME_AUTHOR.match(reference.text)
        if dash and result:
            rest = parse(reference.text[dash.end() :])
            reference = replace(rest, marker=reference.marker, text=reference.text, authors=result[-1].authors)
        result.append(reference)
    return tuple(result)
