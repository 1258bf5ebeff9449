"""Passages: every word of the document put into units in reading order, paragraphs over columns and pages.

What headings, front matter, references, captions, tables, figures and notes claimed is passed on in its place; the
rest is running text, cut where a first line is indented, white stands above, a line ends although the next word
would have fitted, or a list mark starts. A paragraph goes on over floats, notes, columns and pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from pipeline.document import Document, Passage, PassageKind, Span
from pipeline.layout.edges import find_edges
from pipeline.layout.equations import Stretch
from pipeline.layout.paragraph_breaks import cut_paragraphs

HEADERS = frozenset({"heading", "reference_heading", "reference"})
"""What ends a paragraph. Front matter does not: beside it, in the other column, text may run on."""
FLOATS = frozenset({"table", "figure"})


_OF_THE_PAGE = -1
"""In place of a passage: words of the journal's template."""


class _Claim(NamedTuple):
    """Words that another layer has taken: the passage that they belong to, or ``_OF_THE_PAGE``."""

    span: Span
    passage: int


def build_passages(doc: Document) -> Document:
    """Put all words that are no furniture into passages.

    Needs: lines, body_size, leading, columns, captions, tables, figures, side_boxes, notes, headings, front,
    template, entries, fonts.  Adds: passages, in reading order, footnotes last. Raises nothing.
    """
    claimed = _claimed_passages(doc)
    claims: dict[int, list[_Claim]] = {}
    for span in _template_spans(doc):
        claims.setdefault(span.line, []).append(_Claim(span, _OF_THE_PAGE))
    for k, passage in enumerate(claimed):
        for span in passage.spans:
            claims.setdefault(span.line, []).append(_Claim(span, k))
    free = [[i for i in column.lines if i not in claims] for column in doc.columns]
    edges = find_edges(doc, free)
    order: list[int | Stretch] = []
    for c, column in enumerate(doc.columns):
        for i in column.lines:
            if i in claims:
                order += _line_parts(i, c, doc, claims[i])
            else:
                order.append(Stretch(Span(i, 0, len(doc.lines[i].words)), c))
    order = _mark_after([part for part in order if part != _OF_THE_PAGE], claimed)
    passages = _in_order(order, claimed, doc, cut_paragraphs([p for p in order if isinstance(p, Stretch)], doc, edges))
    return replace(doc, passages=tuple(passages))


def _claimed_passages(doc: Document) -> list[Passage]:
    """Return what earlier stages found, as passages."""
    passages = [
        *doc.front,
        *doc.entries,
        *(Passage(_heading_kind(h.type), h.spans, k) for k, h in enumerate(doc.headings)),
        *(Passage("caption", item.spans, k) for k, item in enumerate(doc.captions)),
        *(Passage("table", item.spans, k) for k, item in enumerate(doc.tables)),
        *(Passage("figure", item.spans, k) for k, item in enumerate(doc.figures)),
        *doc.side_boxes,
        *(Passage("footnote", item.spans, k) for k, item in enumerate(doc.notes)),
    ]
    return _without_overlap(passages, _template_spans(doc))


def _template_spans(doc: Document) -> list[Span]:
    return [span for item in doc.template for span in item.spans]


def _heading_kind(section_type: str | None) -> PassageKind:
    if section_type == "abstract":
        return "abstract_heading"
    return "reference_heading" if section_type == "references" else "heading"


def _without_overlap(passages: Sequence[Passage], spans_taken: Sequence[Span]) -> list[Passage]:
    """Return passages whose words no earlier one of the list claims: each word goes to one place."""
    taken: dict[int, list[Span]] = {}
    for span in spans_taken:
        taken.setdefault(span.line, []).append(span)
    result: list[Passage] = []
    for passage in passages:
        spans = [s for s in passage.spans if not any(_overlaps(s, t) for t in taken.get(s.line, ()))]
        for span in spans:
            taken.setdefault(span.line, []).append(span)
        if spans or not passage.spans:
            result.append(replace(passage, spans=tuple(spans)) if len(spans) < len(passage.spans) else passage)
    return result


def _overlaps(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _line_parts(i: int, column: int, doc: Document, claims: Iterable[_Claim]) -> list[int | Stretch]:
    """Return a line's parts from left to right: indices of claiming passages, stretches of free words."""
    parts: list[int | Stretch] = []
    at = 0
    for claim in sorted(claims):
        if claim.span.start > at:
            parts.append(Stretch(Span(i, at, claim.span.start), column))
        parts.append(claim.passage)
        at = max(at, claim.span.end)
    if at < len(doc.lines[i].words):
        parts.append(Stretch(Span(i, at, len(doc.lines[i].words)), column))
    return parts


def _mark_after(order: Sequence[int | Stretch], claimed: Sequence[Passage]) -> list[int | Stretch]:
    """Say of each stretch whether it comes after a header or a float."""
    result: list[int | Stretch] = []
    between: set[str] = set()
    for part in order:
        if not isinstance(part, Stretch):
            between.add(claimed[part].kind)
        elif between:
            after: Literal["", "header", "float"] = (
                "header" if between & HEADERS else "float" if between & FLOATS else ""
            )
            part = part._replace(after=after)
            between = set()
        result.append(part)
    return result


def _in_order(
    order: Sequence[int | Stretch], claimed: Sequence[Passage], doc: Document, paragraphs: Sequence[Passage]
) -> list[Passage]:
    """Return all passages, each where its first words stand; footnotes and what has no words at the end."""
    starts = {passage.spans[0]: passage for passage in paragraphs}
    placed: set[int] = set()
    body: list[Passage] = []
    for part in order:
        if isinstance(part, Stretch):
            if part.span in starts:
                body.append(starts[part.span])
        elif part not in placed:
            placed.add(part)
            if claimed[part].kind != "footnote":
                body.extend([*_wordless_float(claimed, part, placed, doc), claimed[part]])
    rest = [p for k, p in enumerate(claimed) if k not in placed]
    notes = [p for p in claimed if p.kind == "footnote"]
    return [*body, *(p for p in rest if p.kind != "footnote"), *notes]


def _wordless_float(claimed: Sequence[Passage], part: int, placed: set[int], doc: Document) -> list[Passage]:
    """Return the picture that a caption names, where it has no words of its own to mark its place."""
    caption = claimed[part]
    if caption.kind != "caption":
        return []
    found = []
    for k, passage in enumerate(claimed):
        if passage.spans or k in placed or passage.kind not in ("table", "figure") or passage.ref is None:
            continue
        floats = doc.tables if passage.kind == "table" else doc.figures
        if floats[passage.ref].caption == caption.ref:
            placed.add(k)
            found.append(passage)
    return found
