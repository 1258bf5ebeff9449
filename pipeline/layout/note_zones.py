"""Note zones: the tail of a column set in smaller type, or under a short rule, whose first line starts with a number.

A zone may start without a number where the last note of the zone before did not end.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from pipeline.document import Column, Document, Line, Page, Rule
from pipeline.layout.note_reading import Zone, note_start
from pipeline.layout.sizes import is_same_size

SMALL = 0.94
"""Share of the body size up to which a line is set small: 10 of 11, 9 of 10 and 10 of 12 points all occur."""
FOOT_LEADINGS = 4.0
"""Leadings by which the lowest note of a column may stand above the page's lowest text: short last columns."""
RULE_SHARE = 0.8
"""Share of the column's width; a separator is shorter, a table's rule is not."""


def find_zones(doc: Document, taken: Collection[int]) -> list[Zone]:
    """Return the note lines of each column that has any, in reading order; ``taken`` lines belong to others."""
    listed = _reference_lines(doc)
    headers = _header_lines(doc)
    zones: list[Zone] = []
    for column in doc.columns:
        last = max((k for k, i in enumerate(column.lines) if i in headers), default=-1)
        members = [i for i in column.lines[last + 1 :] if i not in taken]  # no note stands above a header
        zone = _find_zone(column, members, doc, listed, zones[-1] if zones else None)
        zones.extend([zone] if zone is not None else [])
    return zones


def _reference_lines(doc: Document) -> set[int]:
    """Return the lines of reference lists, which are set small and numbered too; notes under them start raised."""
    order = [i for column in doc.columns for i in column.lines]
    place = {i: k for k, i in enumerate(order)}
    heads = sorted((place[h.spans[0].line], h.type == "references") for h in doc.headings if h.spans[0].line in place)
    found: set[int] = set()
    for (start, is_list), (end, _) in pairwise([*heads, (len(order), False)]):
        if is_list:
            found.update(order[start:end])
    return found


def _header_lines(doc: Document) -> set[int]:
    """Return the lines of headers that are set no smaller than the text: a small one may be part of a note."""
    spans = (span for heading in doc.headings for span in heading.spans)
    return {span.line for span in spans if doc.lines[span.line].size > SMALL * doc.body_size}


def _find_zone(
    column: Column, members: Sequence[int], doc: Document, listed: Collection[int], before: Zone | None
) -> Zone | None:
    """Return the note lines at the foot of a column; ``before`` is the zone whose last note may go on here."""
    if not members:
        return None
    start = len(members)
    while start > 0 and doc.lines[members[start - 1]].size <= SMALL * doc.body_size:
        start -= 1
    at_foot = _is_at_foot(column, members, doc)
    first = _first_start(members, start, doc, listed) if start < len(members) and at_foot else len(members)
    if (
        at_foot
        and start < first
        and members[start] not in listed
        and _goes_on(before, column.page, doc.lines[members[start]], doc)
    ):
        first = start
    ruled = _ruled_start(column, members, doc)
    if ruled is not None and ruled <= first:
        start = ruled if ruled >= start or _starts_note(members[ruled], doc) else first
    else:
        start = first
    return Zone(column.page, tuple(members[start:])) if start < len(members) else None


def _goes_on(before: Zone | None, page: int, line: Line, doc: Document) -> bool:
    """Return whether small text goes on with the last note of the zone before, which did not end."""
    if before is None or page - before.page > 1:
        return False
    last = doc.lines[before.lines[-1]]
    return is_same_size(last.size, line.size) and last.text[-1:] not in (*".?!", "”", '"', ")")


def _starts_note(i: int, doc: Document) -> bool:
    return note_start(doc.lines[i], i) is not None


def _is_at_foot(column: Column, members: Sequence[int], doc: Document) -> bool:
    """Return whether a column reaches down to where the page's text ends: notes stand nowhere else."""
    lowest = max(other.bbox.bottom for other in doc.columns if other.page == column.page)
    return doc.lines[members[-1]].bbox.bottom > lowest - FOOT_LEADINGS * doc.leading


def _first_start(members: Sequence[int], start: int, doc: Document, listed: Collection[int]) -> int:
    """Return the first small line that can start a note; in a reference list its number must be raised."""
    for k in range(start, len(members)):
        found = note_start(doc.lines[members[k]], members[k])
        if found is not None and (found.raised or members[k] not in listed):
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
