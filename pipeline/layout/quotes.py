"""Block quotes: passages set in from the margin of the text around them.

A passage set in on both sides, or set in and in smaller type, is one wherever it stands. One that is set in on the left
alone, in the type of the text, may be the text of a list or of a section that is set in as a whole: it is a quote where
text at the margin stands right before and after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Document, Passage
from pipeline.layout.edges import Edges
from pipeline.layout.equations import Stretch

SET_IN = 1.2
"""em by which all lines of a quote are set in at least."""
AT_MARGIN = 0.3
"""em; the leftmost line of text at the margin starts closer to it."""
SMALLER = 0.96
"""Share of the body size under which type is smaller."""


def find_quotes(
    passages: Sequence[Passage], starts: Sequence[Stretch], doc: Document, edges: Sequence[Edges]
) -> list[Passage]:
    """Return the passages with the kind of those changed that are quotes; ``starts`` are their first stretches."""
    set_in = [_set_in(passage, doc, edges[start.column]) for passage, start in zip(passages, starts, strict=True)]
    result = list(passages)
    for k, passage in enumerate(passages):
        if passage.kind != "paragraph" or len(passage.spans) < 2 or set_in[k] < SET_IN:
            continue
        if _is_apart(passage, doc, edges[starts[k].column]) or (
            0 < k < len(passages) - 1
            and not starts[k].after
            and not starts[k + 1].after
            and _is_text_before(passages[k - 1], set_in[k - 1], doc)
            and _is_at_margin(passages[k + 1], set_in[k + 1])
        ):
            result[k] = replace(passage, kind="quote")
    return result


def _set_in(passage: Passage, doc: Document, edges: Edges) -> float:
    """Return how far the leftmost line of a passage starts from the margin, in em."""
    lines = [doc.lines[span.line] for span in passage.spans]
    return (min(line.bbox.x0 for line in lines) - edges.left) / lines[0].size


def _is_apart(passage: Passage, doc: Document, edges: Edges) -> bool:
    """Return whether a passage is set in on the right too, or in smaller type than the text."""
    lines = [doc.lines[span.line] for span in passage.spans]
    smaller = lines[0].size < SMALLER * doc.body_size
    return smaller or edges.right - max(line.bbox.x1 for line in lines) > SET_IN * lines[0].size


def _is_at_margin(passage: Passage, set_in: float) -> bool:
    return passage.kind == "paragraph" and len(passage.spans) > 1 and set_in < AT_MARGIN


def _is_text_before(passage: Passage, set_in: float, doc: Document) -> bool:
    """Return whether a passage is a paragraph at the margin; one of a single line must lead in with a colon."""
    last = passage.spans[-1]
    leads_in = passage.kind == "paragraph" and doc.lines[last.line].text.rstrip().endswith(":")
    return _is_at_margin(passage, set_in) or leads_in
