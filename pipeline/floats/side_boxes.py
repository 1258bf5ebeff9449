"""Side boxes: a few lines in a drawn frame, set into the running text, that say something beside it.

The frame is what a typesetter uses to say so (sample hukum-putusan-dua-kolom). Frames on the first page belong to
the front matter, frames with lines inside to tables.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from pipeline.document import BBox, Document, Page, Passage, Rule, Span

NEAR = 2.0
"""Points; corners of a frame meet this closely."""
MOST_HEIGHT = 0.4
"""Share of the page's height; a taller frame is the page's own."""
LEAST_LINES = 2
"""Lines of the smallest box: a single framed line may be a header or a formula."""

_TOP = attrgetter("top")


def find_side_boxes(doc: Document) -> list[Passage]:
    """Return the framed texts after the first page, in reading order, each a passage of kind ``other``."""
    taken = {span.line for layer in (doc.captions, doc.tables, doc.figures) for item in layer for span in item.spans}
    boxes = []
    for page in doc.pages[1:]:
        for frame in _frames(page):
            inside = [i for i in _lines_in(frame, page.number, doc) if i not in taken]
            if len(inside) >= LEAST_LINES:
                boxes.append(Passage("other", tuple(Span(i, 0, len(doc.lines[i].words)) for i in inside)))
                taken.update(inside)
    return boxes


def _frames(page: Page) -> Iterator[BBox]:
    """Yield rectangles of four rules that no other rule cuts."""
    levels = sorted((rule for rule in page.rules if rule.x1 - rule.x0 > rule.bottom - rule.top), key=_TOP)
    uprights = [rule for rule in page.rules if rule.bottom - rule.top > rule.x1 - rule.x0]
    least, most = 0.1 * page.width, MOST_HEIGHT * page.height
    for left in uprights:
        x, top, bottom = left.x1 + least, left.top, left.bottom
        if bottom - top > most:
            continue
        for right in uprights:
            if right.x0 < x or abs(right.top - top) >= NEAR or abs(right.bottom - bottom) >= NEAR:
                continue
            frame = BBox(left.x0, top, right.x1, bottom)
            if _is_closed(frame, levels) and not any(_cuts(rule, frame) for rule in page.rules):
                yield frame


def _is_closed(frame: BBox, levels: Sequence[Rule]) -> bool:
    """Return whether rules, given from top to bottom, run along the top and the bottom."""
    return all(
        any(
            rule.x0 < frame.x0 + NEAR and rule.x1 > frame.x1 - NEAR
            for rule in levels[bisect_right(levels, y - NEAR, key=_TOP) : bisect_left(levels, y + NEAR, key=_TOP)]
        )
        for y in (frame.top, frame.bottom)
    )


def _cuts(rule: Rule, frame: BBox) -> bool:
    x, y = (rule.x0 + rule.x1) / 2, (rule.top + rule.bottom) / 2
    return frame.x0 + NEAR < x < frame.x1 - NEAR and frame.top + NEAR < y < frame.bottom - NEAR


def _lines_in(frame: BBox, page: int, doc: Document) -> list[int]:
    """Return a page's lines inside a frame; none where the column has no text outside it."""
    for column in doc.columns:
        if column.page != page:
            continue
        inside = [
            i
            for i in column.lines
            if frame.x0 - NEAR <= doc.lines[i].bbox.x0
            and doc.lines[i].bbox.x1 <= frame.x1 + NEAR
            and frame.top <= doc.lines[i].baseline <= frame.bottom
        ]
        if inside and len(inside) < len(column.lines):
            return inside
    return []
