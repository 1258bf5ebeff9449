"""A name at an article's end: reviews and newspapers put the author below the text, ``Annelie Wiegand, Altenrode``.

Looked for only where the first page names nobody. The line is the last of the text, or the last before the list of
references; it is short, set apart from the column's left edge or in another type, and is nothing but a name of two
words or more, with a town behind it or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.document import Column, Document, Line, Passage, Span
from pipeline.front.names import is_name, split_degrees
from pipeline.front.rows import join_words

MAX_WORDS = 8
"""Words of the longest signature: degrees, a double name, a town."""

SET_IN = 3.0
"""em between the column's left edge and a signature set to the right or the middle."""

_TOWN = re.compile(r"^(?P<name>.{5,60}?)(?:,\s*(?P<town>[^\W\d_][\w /.-]+)|\s*\((?P<bracket>[^()\d]+)\))?\.?$")


def find_signature(doc: Document) -> tuple[Passage, ...]:
    """Return the author's passage at the end of the text, and that of the town behind the name."""
    for at, column in _last_lines(doc):
        line = doc.lines[at]
        end = _name_end(line)
        if end and _is_apart(line, column, doc.body_size):
            name = Passage("author", (Span(at, 0, end),))
            rest = (Passage("other", (Span(at, end, len(line.words)),)),) if end < len(line.words) else ()
            return (name, *rest)
    return ()


def _last_lines(doc: Document) -> Iterator[tuple[int, Column]]:
    """Yield the last line before the references, then the last of all, notes and floats left out."""
    layers = (doc.captions, doc.tables, doc.figures, doc.notes)
    taken = {span.line for layer in layers for item in layer for span in item.spans}
    order = [(at, column) for column in doc.columns for at in column.lines if at not in taken]
    lists = {heading.spans[0].line for heading in doc.headings if heading.type == "references" and heading.spans}
    first = next((k for k, (at, _) in enumerate(order) if at in lists), 0)
    if first:
        yield order[first - 1]
    if order:
        yield order[-1]


def _name_end(line: Line) -> int:
    """Return how many words of a line are the author's name; 0 where it is no signature."""
    text = join_words(line.words)
    match = _TOWN.match(text) if len(line.words) <= MAX_WORDS else None
    if match is None or any(word.raised for word in line.words):
        return 0
    name = match["name"].strip(" ,")
    bare = " ".join(word for word in name.split() if not split_degrees(word))
    if len(bare.split()) < 2 or not is_name(bare) or bare.isupper():
        return 0
    town = match["town"] or match["bracket"] or ""
    if town and not town[:1].isupper():
        return 0
    return len(line.words) if not town else len(line.words) - len(town.split())


def _is_apart(line: Line, column: Column, body_size: float) -> bool:
    """Return whether a line is set in from the left, or in another type than the text."""
    set_in = line.bbox.x0 - column.bbox.x0 > SET_IN * line.size
    return set_in or line.italic or line.bold or abs(line.size - body_size) > 0.04 * body_size
