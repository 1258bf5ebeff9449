"""Cuts: lines told apart by a gutter that no line crosses for a stretch while lines stand on both sides.

Lines that cross (title, abstract, wide tables, full-width notes) end such a stretch.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median, median_low
from typing import NamedTuple

from pipeline.document import Line
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
    bands: tuple[tuple[bool, tuple[int, ...]], ...]


class Block:
    """Lines among which gutters are looked for; what one place came to is kept for when it is asked again."""

    __slots__ = ("_cuts", "_ordered", "_reaches", "lines", "members", "right", "starts")

    def __init__(self, members: Sequence[int], lines: Sequence[Line]) -> None:
        self.members, self.lines = members, lines
        self.starts = sorted([lines[i].bbox.x0 for i in members])
        self.right = max([lines[i].bbox.x1 for i in members], default=0.0)
        self._ordered: list[int] = []
        self._reaches: list[_Reach] = []
        self._cuts: dict[float, Cut | None] = {}

    def cut_at(self, x: float, fewest: int) -> Cut | None:
        """Return the cut at ``x``, None where it makes no columns or has less than ``fewest`` lines on a side."""
        if x not in self._cuts:
            ordered, sides = self.sides_of(x)
            if min(sides.count(-1), sides.count(1)) < fewest:
                return None
            self._cuts[x] = _try_cut(ordered, self.lines, x, sides)
        return self._cuts[x]

    def sides_of(self, x: float) -> tuple[Sequence[int], Sequence[int]]:
        """Return the lines from top to bottom, and of each the side of a gutter at ``x``: see ``_sides``."""
        if not self._ordered:
            self._ordered = sorted(self.members, key=lambda i: self.lines[i].bbox.top)
            self._reaches = [_reach(self.lines[i]) for i in self._ordered]
        return self._ordered, _sides(self._reaches, x)

    def places(self, fewest: int) -> list[float]:
        """Return left edges shared by several lines: a right column's text starts at its gutter.

        There are none where less than ``fewest`` lines could lie on the right.
        """
        starts, sizes = self.starts, [self.lines[i].size for i in self.members]
        first = starts[0] + MIN_SIDE_SHARE * (self.right - starts[0])
        if len(starts) < 2 * fewest or starts[-fewest] + CROSSING * max(sizes) < first:
            return []
        size = median(sizes)
        groups: list[tuple[int, float]] = []
        at = 0
        while at < len(starts):
            end = bisect_left(starts, starts[at] + SAME_START * size, at + 1)
            groups.append((at - end, starts[at]))
            at = end
        shared = sorted([group for group in groups if group[0] <= -2])
        return [x0 - HAIR * size for _, x0 in shared[:MOST_CANDIDATES]]


def best_cut(block: Block, known: Sequence[float] = (), fewest: int = MIN_SIDE_LINES) -> Cut | None:
    """Return the gutter with most lines beside it, or None where the text is one column.

    ``known`` are gutters of other pages: they are tried too, and believed where this page has too little text on one
    side to show one by itself (the other side is a picture). A gutter with less than ``fewest`` lines on a side is
    passed over.
    """
    left, right = block.starts[0], block.right
    least = MIN_SIDE_SHARE * (right - left)
    known = [x for x in known if left < x < right]
    best: Cut | None = None
    for x in sorted({*block.places(fewest), *known}):
        if x - left < least or right - x < least:
            continue
        # no cut has a better score than lines on a side
        cut = block.cut_at(x, max(fewest, best.score[0]) if best else fewest)
        if cut is not None and (best is None or cut.score > best.score):
            best = cut
    if best is not None:
        return _move_edges(best, block.lines)
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
        (left if _is_left(lines[i], x) else right).append(i)
    return left, right


def _is_left(line: Line, x: float) -> bool:
    x0, _, x1, _ = line.bbox
    return (x0 + x1) / 2 < x


_Reach = tuple[float, float, float]
"""A line crosses every gutter between the first two; it lies left of one right of the third, its middle."""


def _reach(line: Line) -> _Reach:
    x0, _, x1, _ = line.bbox
    reach = CROSSING * line.size
    return x0 + reach, x1 - reach, (x0 + x1) / 2


def _side(line: Line, x: float) -> int:
    """Return -1 left of the gutter, 1 right of it, 0 across it."""
    return _sides((_reach(line),), x)[0]


def _sides(reaches: Iterable[_Reach], x: float) -> list[int]:
    return [0 if start < x < end else -1 if middle < x else 1 for start, end, middle in reaches]


def _try_cut(ordered: Sequence[int], lines: Sequence[Line], x: float, sides: Sequence[int]) -> Cut | None:
    """Return the bands that a gutter at ``x`` makes, or None where it has no column on either side.

    ``sides`` are those of the lines ``ordered`` from top to bottom.
    """
    bands: list[tuple[bool, tuple[int, ...]]] = []
    largest = total = over = done = 0
    edge = x
    across = [n for n, side in enumerate(sides) if not side]
    for before, end in pairwise([-1, *across, len(sides)]):
        start = before + 1
        if end - start < 2 * MIN_SIDE_LINES:
            continue
        gain, left_edge = _columns_in(ordered[start:end], sides[start:end], lines, x)
        if not gain:
            continue
        if gain > largest:
            largest, edge = gain, left_edge
        total += gain
        over += sum([lines[i].bbox.x0 < x < lines[i].bbox.x1 for i in ordered[start:end]])
        bands += [(False, tuple(ordered[done:start])), (True, tuple(ordered[start:end]))]
        done = end
    if not total:
        return None
    bands.append((False, tuple(ordered[done:])))
    return Cut((largest - over, total, -over), x, edge, tuple(band for band in bands if band[1]))


def _move_edges(cut: Cut, lines: Sequence[Line]) -> Cut:
    """Move lines between the bands of the cut that was chosen: see ``_move_tail`` and ``_move_misfits``."""
    bands = [(kind, list(band)) for kind, band in cut.bands]
    for k, ((clear, stretch), (_, below)) in enumerate(pairwise(bands)):
        if clear and stretch:
            _move_tail(stretch, below, lines)
            _move_misfits(stretch, [i for _, run in bands[k + 1 :] for i in run], below, lines, cut.x)
    return cut._replace(bands=tuple((kind, tuple(band)) for kind, band in bands if band))


def _move_misfits(stretch: list[int], later: list[int], below: list[int], lines: Sequence[Line], x: float) -> None:
    """Move rows at the end of a clear stretch whose right part starts where later lines do, not at this gutter.

    They are the first rows of columns of other widths: an abstract beside an info box, then two even columns, of
    which the first rows happen not to cross the box's gutter (sample algor-2020).
    """
    starts = [lines[i].bbox.x0 for i in later if not _is_left(lines[i], x)]
    own = [lines[i].bbox.x0 for i in stretch if _side(lines[i], x) > 0]
    moved: list[int] = []
    while stretch:
        last = lines[stretch[-1]]
        row = [i for i in stretch if lines[i].bbox.top > last.bbox.top - 0.5 * last.size]
        rights = [lines[i] for i in row if _side(lines[i], x) > 0]
        if not rights and below and _heads(row, stretch, below, lines):
            moved[:0] = row
            del stretch[-len(row) :]
            continue
        if not rights or not all(_starts_like(line, starts) and not _starts_like(line, own[:-1]) for line in rights):
            break
        moved[:0] = row
        del stretch[-len(row) :]
        own = [lines[i].bbox.x0 for i in stretch if _side(lines[i], x) > 0]
    below[:0] = moved


def _heads(row: Sequence[int], stretch: Sequence[int], below: Sequence[int], lines: Sequence[Line]) -> bool:
    """Return whether a row is the header of the full-width text below: it starts there and stands nearer to it."""
    first, under = lines[row[0]], lines[below[0]]
    above = [lines[i].bbox.bottom for i in stretch if i not in row]
    if not above:
        return False
    if first.bold and not under.bold and first.bbox.top - max(above) > 0.8 * first.size:
        return True  # a header over pictures with text beside them (sample en-2col-fn-cogitatio, last page)
    if abs(first.bbox.x0 - under.bbox.x0) > 3 * first.size:
        return False
    return first.bbox.top - max(above) > max(first.size, 1.5 * (under.bbox.top - first.bbox.bottom))


def _starts_like(line: Line, starts: Sequence[float]) -> bool:
    """Return whether at least two lines start where this one does."""
    return sum(1 for start in starts if abs(start - line.bbox.x0) < 0.2 * line.size) >= 2


def _move_tail(stretch: list[int], below: list[int], lines: Sequence[Line]) -> None:
    """Move short lines at the end of a clear stretch to the full-width text that they start.

    A full-width note that fills half a line crosses no gutter (sample en-2col-fn-cogitatio, note 7).
    """
    small = lines[below[0]].size
    usual = median(lines[i].size for i in stretch)
    while stretch and small < 0.95 * usual and is_same_size(lines[stretch[-1]].size, small):
        below.insert(0, stretch.pop())


def _columns_in(band: Sequence[int], sides: Sequence[int], lines: Sequence[Line], x: float) -> tuple[int, float]:
    """Return how many lines stand beside others across a gutter at ``x``, and where the left ones end.

    ``sides`` are those of the lines ``band``, -1 or 1. 0 where these are no two columns.
    """
    count = min(sides.count(-1), sides.count(1))
    if count < MIN_SIDE_LINES:
        return 0, x
    left = [lines[i] for i, side in zip(band, sides, strict=True) if side < 0]
    right = [lines[i] for i, side in zip(band, sides, strict=True) if side > 0]
    white = _white_between(left, right)
    if white is None or white.start - x > 2 * left[0].size:
        # cells of a table above may end where the next column starts (sample pertanian-tiga-kolom, page 2)
        usual = median_low([line.size for line in (*left, *right)])
        cells = [[line for line in side if is_same_size(line.size, usual)] for side in (left, right)]
        white = _white_between(*cells) if min(map(len, cells)) >= MIN_SIDE_LINES else None
        if white is None or white.start - x > 2 * usual:
            return 0, x
    return count, white.edge


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
