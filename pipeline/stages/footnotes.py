"""Footnotes at the foot of columns and pages, and their calls in the text.

A note zone is the tail of a column set in smaller type, or under a short rule, whose first line starts with the
next expected number. Notes run on into the next zone when that starts without a number. A call is a raised number
(or, where the page has none, a full-size one glued to a word) that a note on the page answers to; the chain of
numbers decides between candidates. Exponents and ordinals are no calls: their base is a unit, a symbol or a digit.
Source: domain notes 4; call and note matched by number on the page (GROBID #944), raised glyph required first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document import Call, Diagnostic, Document, Mark, Note
from pipeline.layout.calls import Candidate, body_start, find_candidates, unlinked_calls
from pipeline.layout.note_reading import read_notes
from pipeline.layout.note_zones import find_zones


def find_footnotes(doc: Document) -> Document:
    """Find notes and link them to their calls.

    Needs: pages, lines, body_size, leading, columns, captions, tables, figures, headings.  Adds: notes, calls.
    A note without a call and a raised number without a note are diagnostics. Raises nothing.
    """
    floats = _float_lines(doc)
    zones = find_zones(doc, floats)
    in_zone = {i for zone in zones for i in zone.lines}
    candidates = find_candidates(doc, in_zone | floats)
    notes = read_notes(zones, doc.lines, candidates)
    calls, lost = _link(notes, candidates, doc)
    calls += unlinked_calls(doc, candidates, calls)
    diagnostics = [*doc.diagnostics, *lost, *_unanswered(calls, doc)]
    return replace(doc, notes=tuple(notes), calls=tuple(sorted(calls)), diagnostics=tuple(diagnostics))


def _float_lines(doc: Document) -> set[int]:
    spans = [span for group in (doc.captions, doc.tables, doc.figures) for item in group for span in item.spans]
    spans += [span for heading in doc.headings for span in heading.spans]
    return {span.line for span in spans}


def _link(notes: Sequence[Note], candidates: Sequence[Candidate], doc: Document) -> tuple[list[Call], list[Diagnostic]]:
    """Give each note its call: same number, same page or the page before, raised first, in order."""
    calls: list[Call] = []
    lost: list[Diagnostic] = []
    used: set[Mark] = set()
    floor = -1
    out_of_order = _out_of_order(candidates)
    front = _front_end(candidates, doc) if notes else 0
    pages = [doc.lines[note.spans[0].line].page for note in notes]
    for n, (note, page) in enumerate(zip(notes, pages, strict=True)):
        ceiling = _ceiling(notes, pages, n, candidates, floor, front)
        fitting = [
            c for c in candidates if c.marker == note.marker and c.mark not in used and page - 1 <= c.page <= page
        ]
        best = min(fitting, key=lambda c: _preference(c, page, floor, ceiling, front, out_of_order), default=None)
        if best is None or (not best.raised and not floor < best.order < ceiling):
            lost.append(_no_call(note, page))
            continue
        used.add(best.mark)
        calls.append(Call(best.mark, note.marker, n))
        floor = max(floor, best.order) if best.page == page else floor
    return calls, lost


def _front_end(candidates: Sequence[Candidate], doc: Document) -> int:
    """Return the place of the first candidate behind a section header: before, authors and places are numbered."""
    start = body_start(doc) if candidates else None
    if start is None:
        return 0
    place = {i: k for k, i in enumerate(i for column in doc.columns for i in column.lines)}
    return next((c.order for c in candidates if place[c.mark.line] > start), 0)


def _preference(
    c: Candidate, page: int, floor: int, ceiling: int, front: int, out_of_order: Collection[Mark]
) -> tuple[bool, bool, bool, bool, bool, bool, bool, int]:
    """Return a key that is smallest for the likeliest call: raised, on the note's page, in the chain's order.

    Of two raised 1s the one that does not go on from the number before is the note's: the other cites a reference.
    """
    in_chain = floor < c.order < ceiling
    is_sure = c.raised or (c.glued and in_chain)
    early = c.order < front
    return (
        not is_sure,
        c.page != page,
        not in_chain,
        not c.raised,
        early,
        c.mark not in out_of_order,
        not c.glued,
        c.order,
    )


def _out_of_order(candidates: Sequence[Candidate]) -> frozenset[Mark]:
    """Return raised numbers that are smaller than the raised number before them."""
    numbers = [(int(c.marker), c.mark) for c in candidates if c.raised and c.marker.isdigit()]
    return frozenset(mark for (before, _), (number, mark) in pairwise(numbers) if number < before)


def _ceiling(
    notes: Sequence[Note], pages: Sequence[int], n: int, candidates: Sequence[Candidate], floor: int, front: int
) -> int:
    """Return the place of the next note's raised call, before which this note's call must stand."""
    if n + 1 == len(notes):
        return 1 << 60
    following = [
        c.order
        for c in candidates
        if c.marker == notes[n + 1].marker and c.page == pages[n + 1] and c.raised and c.order > floor
    ]
    return next((order for order in following if order >= front), next(iter(following), 1 << 60))


def _no_call(note: Note, page: int) -> Diagnostic:
    message = f"No call was found in the text for footnote {note.marker}."
    return Diagnostic("footnotes", "note_without_anchor", "warning", page, message)


def _unanswered(calls: Sequence[Call], doc: Document) -> list[Diagnostic]:
    """Report raised numbers that no note answers to; without any note they are citations, not doubts."""
    if all(call.note is None for call in calls):
        return []
    return [
        Diagnostic(
            "footnotes", "anchor_without_note", "warning", doc.lines[call.mark.line].page,
            f"No footnote {call.marker} answers to the raised {call.marker} in the text.",
        )
        for call in sorted(calls)
        if call.note is None
    ]  # fmt: skip
