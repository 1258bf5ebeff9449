"""Cuts: lines told apart by a gutter that no line crosses for a stretch while lines stand on both sides.

Lines that cross (title, abstract, wide tables, full-width notes) end such a stretch.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median, median_low
from typing import NamedTuple

from pipeline.document import Line
from pipeline.layout.band_edges import Band, Bands, is_left, move_edges
from pipeline.layout.sizes import is_same_size

CROSSING = 1.5
"""em; a line counts as crossing a gutter when it reaches this far over it on both sides: tables and formulas run
over their column by a little, a title never by so little."""
MIN_SIDE_LINES = 3
"""Lines on each side of a gutter, in one band, that make two columns."""
MIN_SIDE_SHARE = 0.13
"""Width of the narrower side as share of the text's width: an article-info box has 0.2 to 0.3, the column of
numbers of a table 0.05."""
SAME_START = 0.3
"""em; lines whose left edges are this close may start at one gutter."""
HAIR = 0.1
"""em; how far left of the text that follows it a gutter is put."""
MIN_GUTTER = 0.5
"""em; white between the sides, measured between the edges that most lines reach."""
MOST_CANDIDATES = 60
"""Edges that are tried, those that most lines share first: a page of text has 30, scattered glyphs a thousand."""


class Cut(NamedTuple):
    """A gutter from ``edge``, where the left column ends, to ``x``, where the right one starts.

    ``bands`` are ``(kind, line indices)`` from top to bottom, kind True where there are two columns. ``score`` is
    the size of the largest such band less the lines that reach over ``x`` (an indent shared by many paragraphs is no
    gutter), that of all bands together (a hanging indent looks like a gutter too, but in small bands), and minus the
    lines that reach over ``x``.
    """

    score: tuple[int, int, int]
    x: float
    edge: float
    bands: Bands


class _Clear(NamedTuple):
    """Lines ``[start, end)`` of a block that do not cross a gutter.

    ``beside`` are those that stand beside others across it, ``over`` those that reach over it by a little.
    """

    start: int
    end: int
    beside: int
    over: int


class Block:
    """Lines among which gutters are looked for; what one place came to is kept for when it is asked again."""

    __slots__ = (
        "_cuts", "_extents", "_first", "_last", "_lefts", "_ordered", "_places", "_reaches", "_rights", "_tops",
        "lines", "members", "right", "sizes", "starts",
    )  # fmt: skip

    def __init__(self, members: Sequence[int], lines: Sequence[Line]) -> None:
        self.members, self.lines = members, lines
        self.sizes = [lines[i].size for i in members]
        boxes = [lines[i].bbox for i in members]
        columns: list[tuple[float, ...]] = list(zip(*boxes, strict=True)) or [(), (), (), ()]
        self._lefts, self._tops, self._rights, _ = columns
        self.starts, self.right = sorted(self._lefts), max(self._rights, default=0.0)
        self._places: list[float] | None = None
        self._reaches: list[_Reach] = []
        self._first: list[float] = []
        self._last: list[float] = []
        self._ordered: list[int] = []
        self._extents: list[tuple[float, float]] = []
        self._cuts: dict[float, Cut | None] = {}

    def cut_at(self, x: float, least: float) -> Cut | None:
        """Return the cut at ``x``, None where it makes no columns or, for sure, a smaller score than ``least``."""
        if x not in self._cuts:
            if self._most_beside(x) < max(least, MIN_SIDE_LINES):
                return None
            ordered, sides = self.sides_of(x)
            bands = self._bands(x, sides)
            if max([band.beside - band.over for band in bands], default=least) < least:
                return None
            self._cuts[x] = _try_cut(ordered, self.lines, x, sides, bands)
        return self._cuts[x]

    def _most_beside(self, x: float) -> int:
        """Return how many lines at most stand on the side of ``x`` that has fewer."""
        self._measure()
        return min(bisect_right(self._last, x), len(self._first) - bisect_left(self._first, x))

    def _measure(self) -> None:
        if not self._reaches:
            self._reaches = list(map(_reach, self._lefts, self._rights, self.sizes))
            starts, ends, _ = zip(*self._reaches, strict=True)
            self._first, self._last = sorted(starts), sorted(ends)

    def _bands(self, x: float, sides: Sequence[int]) -> list[_Clear]:
        """Return the bands with enough lines on both sides of ``x``."""
        found: list[_Clear] = []
        across = [n for n, side in enumerate(sides) if not side]
        for before, end in pairwise([-1, *across, len(sides)]):
            start = before + 1
            if end - start < 2 * MIN_SIDE_LINES:
                continue
            own = sides[start:end]
            count = min(own.count(-1), own.count(1))
            if count >= MIN_SIDE_LINES:
                over = sum([x0 < x < x1 for x0, x1 in self._extents[start:end]])
                found.append(_Clear(start, end, count, over))
        return found

    def sides_of(self, x: float) -> tuple[Sequence[int], Sequence[int]]:
        """Return the lines from top to bottom, and of each the side of a gutter at ``x``: see ``_sides``."""
        if not self._ordered:
            self._measure()
            order = sorted(range(len(self.members)), key=self._tops.__getitem__)
            self._ordered = [self.members[k] for k in order]
            self._reaches = [self._reaches[k] for k in order]
            self._extents = [(self._lefts[k], self._rights[k]) for k in order]
        return self._ordered, _sides(self._reaches, x)

    def places(self, least: float) -> list[float]:
        """Return left edges shared by several lines: a right column's text starts at its gutter.

        Those that most lines share come first. There are none where no score of ``least`` is possible.
        """
        fewest, starts = int(max(least, MIN_SIDE_LINES)), self.starts
        first = starts[0] + MIN_SIDE_SHARE * (self.right - starts[0])
        if len(starts) < 2 * fewest or starts[-fewest] + CROSSING * max(self.sizes) < first:
            return []
        if self._places is None:
            self._places = _shared_starts(starts, median(self.sizes))
        return self._places


def _shared_starts(starts: Sequence[float], size: float) -> list[float]:
    """Return places a hair left of where several lines start, ``starts`` being sorted and ``size`` the usual one."""
    groups: list[tuple[int, float]] = []
    at = 0
    while at < len(starts):
        end = bisect_left(starts, starts[at] + SAME_START * size, at + 1)
        if end - at > 1:
            groups.append((at - end, starts[at]))
        at = end
    return [x0 - HAIR * size for _, x0 in sorted(groups)[:MOST_CANDIDATES]]


def best_cut(block: Block, known: Sequence[float] = (), least: float = -math.inf) -> Cut | None:
    """Return the gutter with most lines beside it, or None where the text is one column.

    ``known`` are gutters of other pages: they are tried too, and believed where this page has too little text on one
    side to show one by itself (the other side is a picture). One whose score is smaller than ``least`` may be passed
    over.
    """
    left, right = block.starts[0], block.right
    narrowest = MIN_SIDE_SHARE * (right - left)
    known = [x for x in known if left < x < right]
    best: Cut | None = None
    for x in dict.fromkeys([*block.places(least), *known]):
        if x - left < narrowest or right - x < narrowest:
            continue
        cut = block.cut_at(x, least)
        if cut is not None and (best is None or (cut.score, -x) > (best.score, -best.x)):
            best, least = cut, max(least, cut.score[0])
    if best is not None:
        return best._replace(bands=move_edges(best.bands, best.x, block.lines))
    return next((cut for x in known if (cut := _known_cut(block, x)) is not None), None)


def _known_cut(block: Block, x: float) -> Cut | None:
    """Return the cut at a gutter known from other pages, where no line crosses it and both sides have lines."""
    lines = block.lines
    ordered, sides = block.sides_of(x)
    if 0 in sides or sides.count(1) in (0, len(sides)):
        return None
    left = [lines[i].bbox.x1 for i, side in zip(ordered, sides, strict=True) if side < 0]
    right = [lines[i].bbox.x0 for i, side in zip(ordered, sides, strict=True) if side > 0]
    size = lines[ordered[0]].size
    if max(left) > x or min(right) < x - HAIR * size or max(right) > x + 6 * size:
        return None
    count = min(len(left), len(right))
    return Cut((count, count, 0), x, max(left), ((True, tuple(ordered)),))


def split_at(x: float, band: Iterable[int], lines: Sequence[Line]) -> tuple[list[int], list[int]]:
    """Return the lines whose middle lies left of ``x``, and the others."""
    left: list[int] = []
    right: list[int] = []
    for i in band:
        (left if is_left(lines[i], x) else right).append(i)
    return left, right


_Reach = tuple[float, float, float]
"""A line crosses every gutter between the first two; it lies left of one right of the third, its middle.

All three are the middle where it is too short to cross anything.
"""


def _reach(x0: float, x1: float, size: float) -> _Reach:
    reach, middle = CROSSING * size, (x0 + x1) / 2
    start, end = x0 + reach, x1 - reach
    return (start, end, middle) if start < end else (middle, middle, middle)


def _sides(reaches: Iterable[_Reach], x: float) -> list[int]:
    return [0 if start < x < end else -1 if middle < x else 1 for start, end, middle in reaches]


def _try_cut(
    ordered: Sequence[int], lines: Sequence[Line], x: float, sides: Sequence[int], clear: Sequence[_Clear]
) -> Cut | None:
    """Return the bands that a gutter at ``x`` makes, or None where it has no column on either side.

    ``sides`` are those of the lines ``ordered`` from top to bottom, ``clear`` the bands that may be columns.
    """
    bands: list[Band] = []
    largest = total = over = done = 0
    edge = x
    for start, end, count, reach_over in clear:
        left_edge = _edge_of_columns(ordered[start:end], sides[start:end], lines, x)
        if left_edge is None:
            continue
        if count > largest:
            largest, edge = count, left_edge
        total += count
        over += reach_over
        bands += [(False, tuple(ordered[done:start])), (True, tuple(ordered[start:end]))]
        done = end
    if not total:
        return None
    bands.append((False, tuple(ordered[done:])))
    return Cut((largest - over, total, -over), x, edge, tuple(band for band in bands if band[1]))


def _edge_of_columns(band: Sequence[int], sides: Sequence[int], lines: Sequence[Line], x: float) -> float | None:
    """Return where the left ones of lines beside a gutter at ``x`` end, None where these are no two columns.

    ``sides`` are those of the lines ``band``, -1 or 1.
    """
    left = [lines[i] for i, side in zip(band, sides, strict=True) if side < 0]
    right = [lines[i] for i, side in zip(band, sides, strict=True) if side > 0]
    white = _white_between(left, right)
    if white is None or white.start - x > 2 * left[0].size:
        # cells of a table above may end where the next column starts (sample pertanian-tiga-kolom, page 2)
        usual = median_low([line.size for line in (*left, *right)])
        cells = [[line for line in side if is_same_size(line.size, usual)] for side in (left, right)]
        white = _white_between(*cells) if min(map(len, cells)) >= MIN_SIDE_LINES else None
        if white is None or white.start - x > 2 * usual:
            return None
    return white.edge


class _White(NamedTuple):
    """Where the lines of the left side end and those of the right one start, but for one in twenty."""

    edge: float
    start: float


def _white_between(left: Sequence[Line], right: Sequence[Line]) -> _White | None:
    """Return the white between two sides, given from top to bottom; None where they do not stand beside each other."""
    size = left[0].size
    shared = min(left[-1].bbox.bottom, right[-1].bbox.bottom) - max(left[0].bbox.top, right[0].bbox.top)
    edge = sorted([line.bbox.x1 for line in left])[int(0.95 * (len(left) - 1))]
    start = sorted([line.bbox.x0 for line in right])[int(0.05 * (len(right) - 1))]
    if shared < 1.5 * size or start - edge < MIN_GUTTER * size:
        return None
    return _White(edge, start)
