"""Where the figures of a page are: images and drawings beside their captions, and the labels in them.

Of a drawing only straight level lines are known, so that its extent is found from both sides: the lines and images
between the caption and the next running text, and the short or small text that stands scattered there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.document import BBox, Line, Page
from pipeline.floats.captions import FoundCaption, column_of
from pipeline.floats.space import Space, lines_in, words_in, words_of
from pipeline.floats.table_columns import CellWord
from pipeline.floats.table_rules import Ruling
from pipeline.geometry import contains, overlap, union

REACH = 3.0
"""Times the leading; white at most between parts of a figure without an image, and between labels."""
SMALL = 0.92
"""Share of the body size under which a line beside a figure is a label of it."""
EMPTY = 5.0
"""Times the leading; white above a caption that must hold a drawing of which nothing is known."""
MARGIN = 0.09
"""Share of the page's height that is margin, where nothing stands above a drawing of which nothing is known."""
MIN_LABELS = 3
"""Labels that make a figure where nothing is drawn that is known."""
TIGHT_BOX = 1.35
"""em; height of a box that is drawn behind or around one line of running text or a heading."""
MIN_LINES = 5
"""Lines of text on a page whose images are figures; with fewer, they are scans of the page."""
LARGE = 0.03
"""Share of the page from which an image without a caption is a figure."""
_MARKED = re.compile(r"(?:\(?[a-z\d]{1,2}[.)]|\d+(?:\.\d+)+\.?|[-•▪●])\s", re.IGNORECASE)


class FigureArea(NamedTuple):
    """Where a figure is, the words inside it, and the caption (index in the list of captions) that names it."""

    bbox: BBox
    words: tuple[CellWord, ...]
    caption: int | None


class _Stretch(NamedTuple):
    """The part of a page between a caption and the next wall in which its figure must be."""

    x0: float
    x1: float
    top: float
    bottom: float


def find_captioned_figures(
    space: Space, ruling: Ruling, captions: Sequence[tuple[int, FoundCaption]], taken: Sequence[BBox]
) -> list[FigureArea]:
    """Return the figures that captions name; ``taken`` are the boxes of the page's tables."""
    graphics = [box for box in _graphics(space, ruling) if not _is_taken(box, taken)]
    areas: list[FigureArea] = []
    for number, caption in captions:
        boxes = [*taken, *(area.bbox for area in areas)]
        free = [box for box in graphics if not _is_taken(box, boxes)]
        area = (
            _beside(space, free, caption, boxes, above=True)
            or _beside(space, free, caption, boxes, above=False)
            or _guessed(space, caption, boxes)
        )
        if area is not None:
            areas.append(area._replace(caption=number))
    return areas


def _graphics(space: Space, ruling: Ruling) -> list[BBox]:
    """Return the boxes of images and of drawn lines, from top to bottom."""
    boxes = [grid.bbox for grid in ruling.grids if not _is_text_box(space, grid.bbox)]
    boxes += [*space.images, *(BBox(*rule) for rule in ruling.levels)]
    return sorted(boxes, key=lambda box: (box.top, box.x0))


def _is_text_box(space: Space, box: BBox) -> bool:
    """Return whether a box is the ground or frame of one line of text: a label in a drawing has white around it."""
    return any(
        line.size >= SMALL * space.doc.body_size and box.bottom - box.top < TIGHT_BOX * line.size
        for index in lines_in(space, box.x0, box.x1, box.top, box.bottom)
        for line in [space.doc.lines[index]]
    )


def _is_taken(box: BBox, taken: Iterable[BBox]) -> bool:
    """Return whether the middle of the box lies in one of those taken."""
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return any(other.x0 - 2 <= x <= other.x1 + 2 and other.top - 2 <= y <= other.bottom + 2 for other in taken)


def _beside(
    space: Space, graphics: Sequence[BBox], caption: FoundCaption, taken: Sequence[BBox], *, above: bool
) -> FigureArea | None:
    """Return the figure over (or under) the caption itself, else the one in its column: captions are centred there."""
    box = caption.bbox
    return _drawn(space, graphics, caption, (box.x0, box.x1), taken, above=above) or _drawn(
        space, graphics, caption, column_of(space.text, box), taken, above=above
    )


def _drawn(
    space: Space,
    graphics: Sequence[BBox],
    caption: FoundCaption,
    sides: tuple[float, float],
    taken: Sequence[BBox],
    *,
    above: bool,
) -> FigureArea | None:
    """Return the images and drawn lines between the caption and the next running text, with their labels."""
    x0, x1 = sides
    found: list[BBox] = []
    stretch = wider = _stretch(space, caption, x0, x1, taken, graphics, above=above)
    while len(inside := _nearest(space, [box for box in graphics if _is_in(box, wider)], above=above)) >= len(found):
        stretch = wider
        if len(inside) == len(found):
            break
        found = inside
        x0, x1 = min(x0, *(box.x0 for box in found)), max(x1, *(box.x1 for box in found))
        wider = _stretch(space, caption, x0, x1, taken, graphics, above=above)  # text of the next column may end it
    if not any(box.bottom - box.top > 5.0 for box in found):
        return None
    box = union(found)
    gap = caption.bbox.top - box.bottom if above else box.top - caption.bbox.bottom
    if gap > 2 * REACH * space.doc.leading:
        return None
    column = column_of(space.text, union((box, caption.bbox)))
    if column in space.text.columns:
        stretch = stretch._replace(x0=min(stretch.x0, column[0]), x1=max(stretch.x1, column[1]))
    frames = [other for other in found if other not in space.images]
    return _with_labels(space, box, stretch, column[0], frames)


def _nearest(space: Space, boxes: Sequence[BBox], *, above: bool) -> list[BBox]:
    """Return the boxes that follow each other from the caption on without a line of text between that is no label."""
    kept: list[BBox] = []
    for box in sorted(boxes, key=lambda box: -box.bottom if above else box.top):
        if kept:
            reached = union(kept)
            top, bottom = (box.bottom, reached.top) if above else (reached.bottom, box.top)
            x0, x1 = min(box.x0, reached.x0), max(box.x1, reached.x1)
            between = (space.doc.lines[index] for index in lines_in(space, x0, x1, top, bottom))
            if any(not _is_label(space, line, column_of(space.text, line.bbox)[0]) for line in between):
                break
        kept.append(box)
    return kept


def _stretch(
    space: Space,
    caption: FoundCaption,
    x0: float,
    x1: float,
    taken: Sequence[BBox],
    graphics: Sequence[BBox],
    *,
    above: bool,
) -> _Stretch:
    """Return the free part of the page above or below the caption, as wide as ``[x0, x1]``."""
    at = caption.bbox.top + 2.0 if above else caption.bbox.bottom - 2.0
    walls = [
        wall
        for wall in space.walls
        if (wall.bottom <= at if above else wall.top >= at) and overlap(wall.x0, wall.x1, x0, x1) > 1.0
    ]
    walls.sort(key=lambda wall: -wall.bottom if above else wall.top)
    nearest = next((wall for wall in walls if not any(contains(box, wall, 2.0) for box in graphics)), None)
    beside = [wall for wall in taken if overlap(wall.x0, wall.x1, x0, x1) > 1.0]
    beside += [] if nearest is None else [nearest]
    if above:
        top = max((wall.bottom for wall in beside if wall.bottom <= at), default=0.0)
        return _Stretch(x0, x1, top, caption.bbox.top)
    bottom = min((wall.top for wall in beside if wall.top >= at), default=space.page.height)
    return _Stretch(x0, x1, caption.bbox.bottom, bottom)


def _is_in(box: BBox, stretch: _Stretch) -> bool:
    """Return whether a drawn box lies in the stretch; a few points of the lines around may overlap it."""
    middle = (box.top + box.bottom) / 2
    high = overlap(box.top, box.bottom, stretch.top, stretch.bottom)
    return (
        stretch.top < middle < stretch.bottom
        and high >= 0.8 * (box.bottom - box.top)
        and overlap(box.x0, box.x1, stretch.x0, stretch.x1) > 0.3 * min(box.x1 - box.x0, stretch.x1 - stretch.x0)
    )


def _with_labels(space: Space, box: BBox, stretch: _Stretch, left: float, frames: Sequence[BBox]) -> FigureArea:
    """Return the figure with the lines inside its box, and the labels right above and below it.

    Running text that stands on an image is not of it; in a drawn frame all text is.
    """
    doc = space.doc
    lines = [
        index
        for index in lines_in(space, stretch.x0, stretch.x1, stretch.top, stretch.bottom)
        if index not in space.text.prose or any(contains(frame, doc.lines[index].bbox, 2.0) for frame in frames)
    ]
    words = words_in(space, box, lines)
    inside = {cell.line for cell in words}
    rest = [index for index in lines if index not in inside]
    for index in sorted(rest, key=lambda index: _distance(doc.lines[index], box)):
        line = doc.lines[index]
        if _distance(line, box) > REACH * doc.leading or not _is_label(space, line, left):
            continue
        words.extend(words_of(doc, [index]))
        box = union((box, line.bbox))
    return FigureArea(box, tuple(words), None)


def _is_inside(line: Line, box: BBox) -> bool:
    x, y = (line.bbox.x0 + line.bbox.x1) / 2, (line.bbox.top + line.bbox.bottom) / 2
    return box.x0 - 3.0 <= x <= box.x1 + 3.0 and box.top - 3.0 <= y <= box.bottom + 3.0


def _distance(line: Line, box: BBox) -> float:
    return max(box.top - line.bbox.bottom, line.bbox.top - box.bottom, 0.0)


def _is_label(space: Space, line: Line, left: float) -> bool:
    """Return whether a line beside a figure is part of it: in small type, or short, plain and away from the margin."""
    if line.size < SMALL * space.doc.body_size:
        return True
    return not line.bold and line.bbox.x0 - left > 2.5 * line.size and _MARKED.match(line.text) is None


def _guessed(space: Space, caption: FoundCaption, taken: Sequence[BBox]) -> FigureArea | None:
    """Return the labels, or the white, above a caption where the drawing itself is not known."""
    column = column_of(space.text, caption.bbox)
    stretch = _stretch(space, caption, *column, taken, (), above=True)
    lines = lines_in(space, stretch.x0, stretch.x1, stretch.top, stretch.bottom)
    labels: list[int] = []
    top = stretch.bottom
    for index in reversed(lines):
        line = space.doc.lines[index]
        if not _is_label(space, line, column[0]) or top - line.bbox.bottom > 2 * REACH * space.doc.leading:
            break
        labels.append(index)
        top = min(top, line.bbox.top)
    over = [space.doc.lines[index].bbox.bottom for index in lines if index not in set(labels)]
    wall = max([stretch.top, *(bottom for bottom in over if bottom <= top + 2.0)])
    if len(labels) >= MIN_LABELS:
        box = union(space.doc.lines[index].bbox for index in labels)
        return FigureArea(box, tuple(words_of(space.doc, labels)), None)
    wall = max(wall, MARGIN * space.page.height)
    if stretch.bottom - wall > EMPTY * space.doc.leading:
        return FigureArea(BBox(column[0], wall, column[1], stretch.bottom), tuple(words_of(space.doc, labels)), None)
    return None


def is_large(box: BBox, page: Page) -> bool:
    """Return whether an image is large enough to be a figure without a caption."""
    return (box.x1 - box.x0) * (box.bottom - box.top) >= LARGE * page.width * page.height


def find_uncaptioned_figures(space: Space, taken: Sequence[BBox]) -> list[FigureArea]:
    """Return large images without a caption, with the labels in them; text in body type on an image is no label."""
    found: list[FigureArea] = []
    page = space.page
    if len(space.lines) < MIN_LINES:
        return found
    for box in space.images:
        if not is_large(box, page) or _is_taken(box, taken):
            continue
        lines = [index for index in space.lines if _is_inside(space.doc.lines[index], box)]
        if all(space.doc.lines[index].size < SMALL * space.doc.body_size for index in lines):
            found.append(FigureArea(box, tuple(words_in(space, box, lines)), None))
    return found
