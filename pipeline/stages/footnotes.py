"""Footnotes at the foot of columns and pages, and their calls in the text.

A note zone is the tail of a column set in smaller type, or under a short rule, whose first line starts with the
next expected number. Notes run on into the next zone when that starts without a number. A call is a raised number
(or, where the page has none, a full-size one glued to a word) that a note on the page answers to; the chain of
numbers decides between candidates. Exponents and ordinals are no calls: their base is a unit, a symbol or a digit.
Source: domain notes 4; call and note matched by number on the page (GROBID #944), raised glyph required first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.calls import Candidate, find_candidates, unlinked_calls
from pipeline.document import Call, Column, Diagnostic, Document, Line, Mark, Note, Page, Rule
from pipeline.note_reading import Zone, note_start, read_notes

SMALL = 0.94
"""Share of the body size up to which a line is set small: 10 of 11, 9 of 10 and 10 of 12 points all occur."""
FOOT_LEADINGS = 4.0
"""Leadings by which the lowest note of a column may stand above the page's lowest text: short last columns."""
RULE_SHARE = 0.8
"""Share of the column's width; a separator is shorter, a table's rule is not."""


def find_footnotes(doc: Document) -> Document:
    """Find notes and link them to their calls.

    Needs: pages, lines, body_size, leading, columns, captions, tables, figures, headings.  Adds: notes, calls.
    A note without a call and a raised number without a note are diagnostics. Raises nothing.
    """
    floats = _float_lines(doc)
    zones = [zone for column in doc.columns if (zone := _find_zone(column, doc, floats)) is not None]
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


def _find_zone(column: Column, doc: Document, taken: set[int]) -> Zone | None:
    """Return the note lines at the foot of a column."""
    members = [i for i in column.lines if i not in taken]
    if not members:
        return None
    start = len(members)
    while start > 0 and doc.lines[members[start - 1]].size <= SMALL * doc.body_size:
        start -= 1
    at_foot = _is_at_foot(column, members, doc)
    first = _first_start(members, start, doc) if start < len(members) and at_foot else len(members)
    ruled = _ruled_start(column, members, doc)
    if ruled is not None and ruled <= first:
        start = ruled if ruled >= start or _starts_note(members[ruled], doc) else first
    else:
        start = first
    return Zone(column.page, tuple(members[start:])) if start < len(members) else None


def _starts_note(i: int, doc: Document) -> bool:
    return note_start(doc.lines[i], i) is not None


def _is_at_foot(column: Column, members: Sequence[int], doc: Document) -> bool:
    """Return whether a column reaches down to where the page's text ends: notes stand nowhere else."""
    lowest = max(other.bbox.bottom for other in doc.columns if other.page == column.page)
    return doc.lines[members[-1]].bbox.bottom > lowest - FOOT_LEADINGS * doc.leading


def _first_start(members: Sequence[int], start: int, doc: Document) -> int:
    """Return the first small line that can start a note; without a rule, text before it is no note."""
    for k in range(start, len(members)):
        if note_start(doc.lines[members[k]], members[k]) is not None:
            return k
    return len(members)


def _ruled_start(column: Column, members: Sequence[int], doc: Document) -> int | None:
    """Return where the text under the column's lowest separator rule starts, or None."""
    for rule in _separators(doc.pages[column.page - 1], column):
        k = next((k for k, i in enumerate(members) if doc.lines[i].baseline > rule.top + 1), None)
        if k is None or (k and _is_underline(rule, doc.lines[members[k - 1]])):
            continue
        small = all(doc.lines[i].size <= 1.02 * doc.body_size for i in members[k:])
        return k if small and doc.lines[members[k]].bbox.top - rule.top < 1.6 * doc.leading else None
    return None


def _is_underline(rule: Rule, line: Line) -> bool:
    """Return whether a rule is drawn under words of the line above it, as under an address."""
    return rule.top - line.baseline < 0.35 * line.size


def _separators(page: Page, column: Column) -> list[Rule]:
    """Return short horizontal rules that start at the column's left edge, from the lowest up."""
    width = column.bbox.x1 - column.bbox.x0
    found = [
        rule
        for rule in page.rules
        if abs(rule.bottom - rule.top) < 2.5
        and abs(rule.x0 - column.bbox.x0) < 0.08 * width + 4
        and 0.1 * width < rule.x1 - rule.x0 < RULE_SHARE * width
        and column.bbox.top < rule.top < column.bbox.bottom
    ]
    return sorted(found, key=lambda rule: (-rule.top, rule.x0))


def _link(notes: Sequence[Note], candidates: Sequence[Candidate], doc: Document) -> tuple[list[Call], list[Diagnostic]]:
    """Give each note its call: same number, same page or the page before, raised first, in order."""
    calls: list[Call] = []
    lost: list[Diagnostic] = []
    used: set[Mark] = set()
    floor = -1
    pages = [doc.lines[note.spans[0].line].page for note in notes]
    for n, (note, page) in enumerate(zip(notes, pages, strict=True)):
        ceiling = _ceiling(notes, pages, n, candidates, floor)
        fitting = [
            c for c in candidates if c.marker == note.marker and c.mark not in used and page - 1 <= c.page <= page
        ]
        best = min(fitting, key=lambda c: _preference(c, page, floor, ceiling), default=None)
        if best is None or (not best.raised and not floor < best.order < ceiling):
            lost.append(_no_call(note, page))
            continue
        used.add(best.mark)
        calls.append(Call(best.mark, note.marker, n))
        floor = max(floor, best.order) if best.page == page else floor
    return calls, lost


def _preference(c: Candidate, page: int, floor: int, ceiling: int) -> tuple[bool, bool, bool, bool, int]:
    """Return a key that is smallest for the likeliest call: raised, on the note's page, in the chain's order."""
    return not c.raised, c.page != page, not floor < c.order < ceiling, not c.glued, c.order


def _ceiling(notes: Sequence[Note], pages: Sequence[int], n: int, candidates: Sequence[Candidate], floor: int) -> int:
    """Return the place of the next note's raised call, before which this note's call must stand."""
    if n + 1 < len(notes):
        for candidate in candidates:
            same = candidate.marker == notes[n + 1].marker and candidate.page == pages[n + 1]
            if same and candidate.raised and candidate.order > floor:
                return candidate.order
    return 1 << 60


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
