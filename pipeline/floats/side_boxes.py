"""Side boxes: a few lines in a drawn frame, set into the running text, that say something beside it.

The frame is what a typesetter uses to say so (sample hukum-putusan-dua-kolom). Frames on the first page belong to
the front matter, frames with lines inside to tables.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import inf
from operator import attrgetter

from pipeline.document import BBox, Column, Document, Line, Page, Passage, Rule, Span
from pipeline.geometry import contains

NEAR = 2.0
"""Points; corners of a frame meet this closely."""
MOST_HEIGHT = 0.4
"""Share of the page's height; a taller frame is the page's own."""
LEAST_LINES = 2
"""Lines of the smallest box: a single framed line may be a header or a formula."""

_TOP = attrgetter("top")


def find_side_boxes(doc: Document) -> list[Passage]:
    """Return the framed texts after the first page, in reading order, each a passage of kind ``other``."""
    tables: defaultdict[int, list[BBox]] = defaultdict(list)
    for region in [region for table in doc.tables for region in table.regions]:
        tables[region.page].append(region.bbox)
    frames = [
        (page.number, frame) for page in doc.pages[1:] if page.rules for frame in _frames(page, tables[page.number])
    ]
    if not frames:
        return []
    taken = {span.line for layer in (doc.captions, doc.tables, doc.figures) for item in layer for span in item.spans}
    columns: defaultdict[int, list[Column]] = defaultdict(list)
    for column in doc.columns:
        columns[column.page].append(column)
    boxes = []
    for page, frame in frames:
        inside = [i for i in _lines_in(frame, columns[page], doc.lines) if i not in taken]
        if len(inside) >= LEAST_LINES:
            boxes.append(Passage("other", tuple(Span(i, 0, len(doc.lines[i].words)) for i in inside)))
            taken.update(inside)
    return boxes


def _frames(page: Page, tables: Sequence[BBox]) -> list[BBox]:
    """Return rectangles of four rules that no other rule cuts, without the cells of the page's tables."""
    frames = [frame for frame in _between_uprights(page) if not any(contains(table, frame) for table in tables)]
    if not frames:
        return []
    levels = sorted([rule for rule in page.rules if rule.x1 - rule.x0 > rule.bottom - rule.top], key=_TOP)
    middles = sorted([((rule.top + rule.bottom) / 2, (rule.x0 + rule.x1) / 2) for rule in page.rules])
    return [frame for frame in frames if _is_closed(frame, levels) and not _is_cut(frame, middles)]


def _between_uprights(page: Page) -> Iterator[BBox]:
    """Yield rectangles between two upright rules of one height."""
    uprights = [rule for rule in page.rules if rule.bottom - rule.top > rule.x1 - rule.x0]
    least, most = 0.1 * page.width, MOST_HEIGHT * page.height
    tops = sorted([(rule.top, place) for place, rule in enumerate(uprights)])
    for left in uprights:
        x, top, bottom = left.x1 + least, left.top, left.bottom
        if bottom - top > most:
            continue
        level = tops[bisect_left(tops, (top - NEAR, -1)) : bisect_right(tops, (top + NEAR, len(uprights)))]
        for right in [uprights[place] for place in sorted([place for _, place in level])]:
            if right.x0 >= x and abs(right.top - top) < NEAR and abs(right.bottom - bottom) < NEAR:
                yield BBox(left.x0, top, right.x1, bottom)


def _is_closed(frame: BBox, levels: Sequence[Rule]) -> bool:
    """Return whether rules, given from top to bottom, run along the top and the bottom."""
    return all(
        any(
            rule.x0 < frame.x0 + NEAR and rule.x1 > frame.x1 - NEAR
            for rule in levels[bisect_right(levels, y - NEAR, key=_TOP) : bisect_left(levels, y + NEAR, key=_TOP)]
        )
        for y in (frame.top, frame.bottom)
    )


def _is_cut(frame: BBox, middles: Sequence[tuple[float, float]]) -> bool:
    """Return whether the middle of a rule, ``(y, x)`` from top to bottom, lies inside the frame."""
    first, end = bisect_right(middles, (frame.top + NEAR, inf)), bisect_left(middles, (frame.bottom - NEAR, -inf))
    return any(frame.x0 + NEAR < x < frame.x1 - NEAR for _, x in middles[first:end])


def _lines_in(frame: BBox, columns: Sequence[Column], lines: Sequence[Line]) -> list[int]:
    """Return the lines of a page's columns inside a frame; none where the column has no text outside it."""
    for column in columns:
        inside = [
            i
            for i in column.lines
            if frame.top <= lines[i].baseline <= frame.bottom
            and frame.x0 - NEAR <= lines[i].bbox.x0
            and lines[i].bbox.x1 <= frame.x1 + NEAR
        ]
        if inside and len(inside) < len(column.lines):
            return inside
    return []
