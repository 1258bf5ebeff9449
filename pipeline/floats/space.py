"""The space around a caption: what stands between it and a drawn element, and which words a box holds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from math import inf
from operator import itemgetter
from typing import NamedTuple

from pipeline.document import BBox, Document, Line, Page, Rule, Span
from pipeline.floats.captions import FoundCaption
from pipeline.floats.lines import TextPage
from pipeline.floats.table_columns import CellWord
from pipeline.floats.table_rules import is_level
from pipeline.geometry import overlap

_SECOND = itemgetter(1)
INSIDE = 2.0
"""Points; a word belongs to a box when its middle is in it or this close."""
MIN_PICTURE = 20.0
"""Points; smaller images are bullets, badges and icons."""
PAGE_SHARE = 0.6
"""Share of the page from which an image is its background or a scan of it."""


class Space(NamedTuple):
    """A page as seen from its captions. ``lines`` are those that no caption takes, from top to bottom.

    ``walls`` are boxes of running text and of captions, which no float reaches across, ``marks`` those
    of the captions alone; ``images`` are those that show
    something. ``middles`` are the heights of the middles of the lines, from top to bottom, each with its place in
    ``lines``.
    """

    doc: Document
    page: Page
    text: TextPage
    lines: tuple[int, ...]
    walls: tuple[BBox, ...]
    marks: tuple[BBox, ...]
    rules: tuple[Rule, ...]
    images: tuple[BBox, ...]
    middles: tuple[tuple[float, int], ...]


def make_space(
    doc: Document, page: Page, text: TextPage, rules: tuple[Rule, ...], captions: Iterable[FoundCaption]
) -> Space:
    """Return the space of a page; ``rules`` are those of its body."""
    captions = list(captions)
    taken = {span.line for caption in captions for span in caption.spans}
    lines = tuple(index for index in text.lines if index not in taken)
    walls = [doc.lines[index].bbox for index in lines if index in text.prose]
    marks = tuple(caption.bbox for caption in captions)
    walls.extend(marks)
    walls.sort(key=lambda box: (box.top, box.x0))
    images = tuple(box for box in page.images if is_picture(box, page))
    boxes = [doc.lines[index].bbox for index in lines]
    middles = tuple(sorted([((box.top + box.bottom) / 2, place) for place, box in enumerate(boxes)]))
    return Space(doc, page, text, lines, tuple(walls), marks, rules, images, middles)


def is_picture(box: BBox, page: Page) -> bool:
    """Return whether an image is large enough to show something and is not the page itself."""
    width, height = box.x1 - box.x0, box.bottom - box.top
    return min(width, height) >= MIN_PICTURE and width * height < PAGE_SHARE * page.width * page.height


def body_rules(doc: Document, page: Page, lines: Sequence[int]) -> tuple[Rule, ...]:
    """Return the page's rules without borders of the page and level lines beside running heads and feet.

    ``lines`` are those of the page that are no furniture, in any order.
    """
    kept = [
        rule
        for rule in page.rules
        if rule.bottom - rule.top < 0.9 * page.height and rule.top > -5.0 and rule.bottom < page.height + 5.0
    ]
    if not lines or not kept:
        return tuple(kept)
    boxes = [doc.lines[index].bbox for index in lines]
    first, last = min([box.top for box in boxes]), max([box.bottom for box in boxes])
    furniture = [doc.lines[index].bbox for piece in doc.furniture if piece.page == page.number for index in piece.lines]
    heads = max((box.bottom for box in furniture if box.bottom <= first + 1.0), default=None)
    feet = min((box.top for box in furniture if box.top >= last - 1.0), default=None)
    return tuple(
        rule
        for rule in kept
        if not is_level(rule)
        or not (
            (rule.top < first and _is_nearer(rule.top, heads, first, doc.leading))
            or (rule.top > last and _is_nearer(rule.top, feet, last, doc.leading))
        )
    )


def _is_nearer(y: float, furniture: float | None, body: float, leading: float) -> bool:
    """Return whether a level line outside the text goes with the furniture and not with the body."""
    away = abs(y - body)
    return away > 1.5 * leading or (furniture is not None and abs(y - furniture) < away)


def is_clear(space: Space, x0: float, x1: float, top: float, bottom: float) -> bool:
    """Return whether no running text and no caption stands in the box."""
    return not any(
        wall.top < bottom
        and wall.bottom > top
        and overlap(wall.x0, wall.x1, x0, x1) > 0
        and top < (wall.top + wall.bottom) / 2 < bottom
        for wall in space.walls
    )


def lines_in(space: Space, x0: float, x1: float, top: float, bottom: float) -> list[int]:
    """Return lines whose middle is in the box, from top to bottom."""
    first, end = bisect_right(space.middles, (top, inf)), bisect_left(space.middles, (bottom, -1))
    found = []
    for _, place in sorted(space.middles[first:end], key=_SECOND) if x0 < x1 else ():
        index = space.lines[place]
        left, _, right, _ = space.doc.lines[index].bbox
        if left < x1 and x0 < right:
            found.append(index)
    return found


def words_in(space: Space, box: BBox, lines: Iterable[int] | None = None) -> list[CellWord]:
    """Return the words whose middle is in the box, of all free lines of the page or of those given."""
    found = []
    left, top, right, bottom = box.x0 - INSIDE, box.top - INSIDE, box.x1 + INSIDE, box.bottom + INSIDE
    for index in space.lines if lines is None else lines:
        line = space.doc.lines[index]
        around = line.bbox
        if around.bottom < top or around.top > bottom or around.x1 < left or around.x0 > right:
            continue
        for number, word in enumerate(line.words):
            if left <= (word.x0 + word.x1) / 2 <= right and top <= word.baseline - 0.25 * word.size <= bottom:
                found.append(CellWord(index, number, word))
    return found


def to_spans(words: Sequence[CellWord]) -> tuple[Span, ...]:
    """Return the words as stretches of lines, in order of line and place."""
    if len(words) == 1:  # as in most cells with numbers
        line, number, _ = words[0]
        return (Span(line, number, number + 1),)
    spans: list[list[int]] = []
    for line, number, _ in sorted(words):
        if spans and spans[-1][0] == line and spans[-1][2] == number:
            spans[-1][2] += 1
        else:
            spans.append([line, number, number + 1])
    return tuple([Span(*span) for span in spans])


def words_of(doc: Document, lines: Sequence[int]) -> list[CellWord]:
    """Return all words of the lines."""
    return [CellWord(index, number, word) for index in lines for number, word in enumerate(doc.lines[index].words)]


def middle(line: Line) -> float:
    """Return the height of the middle of a line's letters, in points."""
    return line.baseline - 0.25 * line.size
