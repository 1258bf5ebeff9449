"""Gutters of pages and of the whole document, and the lines that run over them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from pipeline.document import Line
from pipeline.layout.cuts import HAIR, MIN_GUTTER, MIN_SIDE_LINES, Block, best_cut, split_at

STRONG = 8
"""Lines beside each other that make a gutter certain enough to cut a line of text at it."""
SAME_GUTTER = 0.6
"""em; gutters of two pages this close are one."""
OPEN_SHARE = 0.7
"""Share of a gutter's width that a gap must leave open to be the gutter."""
SHORT_ARTICLE = 4
"""Pages of an article too short to show its gutter twice: title and references take most of it."""


MIN_OVER = 3
"""Lines that run over a gutter of other pages where one that does not says nothing."""
LEAST_OWN = 0.4
"""em; narrower white of a page cuts no line: it is a word space that two edges happen to share."""


class Gutter(NamedTuple):
    """White between two columns: the left one's lines end at ``edge``, the right one's start at ``x``."""

    edge: float
    x: float


def own_gutters(block: Block, depth: int = 0) -> list[Gutter]:
    """Return the gutters that a page's lines show beyond doubt: none, one, or two for three columns."""
    cut = best_cut(block, least=STRONG) if len(block.members) > MIN_SIDE_LINES else None
    if cut is None or cut.score[0] < STRONG:
        return []
    if cut.x - cut.edge < LEAST_OWN * median(block.sizes):
        return []
    gutters = [Gutter(cut.edge, cut.x)]
    if depth == 0:
        split = (i for is_split, band in cut.bands if is_split for i in band)
        for side in split_at(cut.x, split, block.lines):
            gutters += own_gutters(Block(side, block.lines), 1)
    return gutters


def shared_gutters(own: Sequence[Sequence[Gutter]], size: float) -> list[Gutter]:
    """Return the gutters that at least two pages show, or one of a short article; the commonest first.

    ``size`` is that of the text, in points.
    """
    least = 2 if len(own) > SHORT_ARTICLE else 1
    groups: list[list[Gutter]] = []
    for gutter in (gutter for page in own for gutter in page):
        near = next((group for group in groups if abs(group[0].x - gutter.x) < SAME_GUTTER * size), None)
        if near is None:
            groups.append([gutter])
        else:
            near.append(gutter)
    groups.sort(key=lambda group: (-len(group), group[0]))
    shared = [Gutter(max(g.edge for g in group), min(g.x for g in group)) for group in groups if len(group) >= least]
    return [gutter for gutter in shared if gutter.x - gutter.edge >= MIN_GUTTER * size]


def shown_gutters(lines: Sequence[Line], gutters: Sequence[Gutter]) -> list[Gutter]:
    """Return the gutters of other pages that lines of this one may be cut at.

    One line that leaves a gutter white while several run over it does so by chance: justified type has wide spaces.
    """
    shown = []
    for gutter in gutters:
        over = [line for line in lines if line.bbox.x0 < gutter.edge and gutter.x < line.bbox.x1 and not line.rotation]
        cut = sum(1 for line in over if _gap_at(line, gutter) is not None)
        if cut and (cut > 1 or len(over) - cut < MIN_OVER):
            shown.append(gutter)
    return shown


def gaps_at(line: Line, gutters: Sequence[Gutter]) -> list[int]:
    """Return the words of a line that start a line of their own: right of a gutter that the line runs over.

    Such a line crosses a gutter with a gap nearly as wide as the gutter itself; the gaps of a title or of
    full-width text are a third of that.
    """
    x0, _, x1, _ = line.bbox
    over = [gutter for gutter in gutters if x0 < gutter.edge and gutter.x < x1]
    if not over or line.rotation:
        return []
    return sorted({k for gutter in over if (k := _gap_at(line, gutter)) is not None})


def _gap_at(line: Line, gutter: Gutter) -> int | None:
    """Return the word of a line that starts right of a gutter while the word before ends left of it."""
    words = line.words
    most = gutter.x - OPEN_SHARE * (gutter.x - gutter.edge)  # the last glyph of a full line may stick out
    for k in range(1, len(words)):
        if words[k].x0 >= gutter.x - HAIR / 2 * line.size:
            return k if words[k - 1].x1 <= most else None
    return None
