"""Columns and reading order: a page is cut into bands, and bands into columns.

A gutter is a place that no line crosses for a stretch of the page while lines stand on both sides of it. Lines
that cross (title, abstract, wide tables, full-width notes) end such a stretch. Bands are read from top to
bottom, the columns of a band from left to right, and the same is done again inside each column.
Source: recursive X-Y cut (Nagy and Seth 1984), cutting at gutters instead of the widest white.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.document import Column, Document, Line
from pipeline.geometry import union

CROSSING = 1.5
"""em; a line counts as crossing a gutter when it reaches this far over it on both sides: tables and formulas run
over their column by a little, a title never by so little."""
MIN_SIDE_LINES = 3
"""Lines on each side of a gutter, in one band, that make two columns."""
MIN_SIDE_SHARE = 0.13
"""Width of the narrower side as share of the text's width: an article-info box has 0.2 to 0.3, the column of
numbers of a table 0.05."""
MIN_GUTTER = 0.5
"""em; white between the sides, measured between the edges that most lines reach."""
ROW_SLACK = 0.35
"""em; lines whose baselines are this close are read from left to right."""
MAX_DEPTH = 4
"""Cuts within cuts: three columns need two, a box in a column one more."""


class _Cut(NamedTuple):
    """A gutter at ``x``; ``bands`` are ``(kind, line indices)`` from top to bottom, kind True where two columns."""

    score: int
    x: float
    bands: tuple[tuple[bool, tuple[int, ...]], ...]


def find_columns(doc: Document) -> Document:
    """Put all lines that are no furniture into columns, in reading order.

    Needs: lines, furniture, pages, body_size.  Adds: columns; their lines, one after the other, are the reading
    order of the document.  Raises nothing.
    """
    taken = {i for piece in doc.furniture for i in piece.lines}
    by_page: dict[int, list[int]] = {page.number: [] for page in doc.pages}
    for i, line in enumerate(doc.lines):
        if i not in taken:
            by_page[line.page].append(i)
    columns: list[Column] = []
    for page in doc.pages:
        for members in _cut(by_page[page.number], doc.lines, 0):
            box = union(doc.lines[i].bbox for i in members)
            columns.append(Column(page.number, box, tuple(members)))
    return replace(doc, columns=tuple(columns))


def _cut(members: Sequence[int], lines: Sequence[Line], depth: int) -> list[list[int]]:
    """Return groups of lines in reading order."""
    if not members:
        return []
    cut = _best_cut(members, lines) if depth < MAX_DEPTH and len(members) > MIN_SIDE_LINES else None
    if cut is None:
        return [_sort_rows(members, lines)]
    result: list[list[int]] = []
    for is_split, band in cut.bands:
        if is_split:
            left = [i for i in band if _is_left(lines[i], cut.x)]
            right = [i for i in band if not _is_left(lines[i], cut.x)]
            result.extend(_cut(left, lines, depth + 1))
            result.extend(_cut(right, lines, depth + 1))
        else:
            result.extend(_cut(band, lines, depth + 1))
    return result


def _sort_rows(members: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """Return lines from top to bottom, those on one row from left to right."""
    ordered = sorted(members, key=lambda i: (lines[i].baseline, lines[i].bbox.x0))
    rows: list[list[int]] = []
    for i in ordered:
        line = lines[i]
        if rows and line.baseline - lines[rows[-1][0]].baseline < ROW_SLACK * line.size:
            rows[-1].append(i)
        else:
            rows.append([i])
    return [i for row in rows for i in sorted(row, key=lambda i: lines[i].bbox.x0)]


def _best_cut(members: Sequence[int], lines: Sequence[Line]) -> _Cut | None:
    """Return the gutter with most lines beside it, or None where the text is one column."""
    ordered = sorted(members, key=lambda i: lines[i].bbox.top)
    box = union(lines[i].bbox for i in ordered)
    least = MIN_SIDE_SHARE * (box.x1 - box.x0)
    best: _Cut | None = None
    for x in _candidates(ordered, lines):
        if x - box.x0 < least or box.x1 - x < least:
            continue
        cut = _try_cut(ordered, lines, x)
        if cut is not None and (best is None or cut.score > best.score):
            best = cut
    return best


def _candidates(members: Sequence[int], lines: Sequence[Line]) -> list[float]:
    """Return left edges shared by several lines: a right column's text starts at its gutter."""
    edges: dict[int, list[float]] = {}
    for i in members:
        x0 = lines[i].bbox.x0
        edges.setdefault(round(x0 / 3), []).append(x0)
    return sorted({min(xs) - 1.0 for xs in edges.values() if len(xs) >= 2})


def _is_left(line: Line, x: float) -> bool:
    return (line.bbox.x0 + line.bbox.x1) / 2 < x


def _side(line: Line, x: float) -> int:
    """Return -1 left of the gutter, 1 right of it, 0 across it."""
    reach = CROSSING * line.size
    if line.bbox.x0 < x - reach and line.bbox.x1 > x + reach:
        return 0
    return -1 if _is_left(line, x) else 1


def _try_cut(ordered: Sequence[int], lines: Sequence[Line], x: float) -> _Cut | None:
    """Return the bands that a gutter at ``x`` makes, or None where it has no column on either side."""
    bands: list[tuple[bool, list[int]]] = []
    score = 0
    for is_clear, stretch in _stretches(ordered, lines, x):
        gain = _columns_in(stretch, lines, x) if is_clear else 0
        score += gain
        if bands and not gain and not bands[-1][0]:
            bands[-1][1].extend(stretch)
        else:
            bands.append((gain > 0, list(stretch)))
    if not score:
        return None
    return _Cut(score, x, tuple((kind, tuple(band)) for kind, band in bands))


def _stretches(ordered: Sequence[int], lines: Sequence[Line], x: float) -> list[tuple[bool, list[int]]]:
    """Return runs of lines, from top to bottom, that cross ``x`` or do not."""
    runs: list[tuple[bool, list[int]]] = []
    for i in ordered:
        is_clear = _side(lines[i], x) != 0
        if runs and runs[-1][0] == is_clear:
            runs[-1][1].append(i)
        else:
            runs.append((is_clear, [i]))
    return runs


def _columns_in(stretch: Sequence[int], lines: Sequence[Line], x: float) -> int:
    """Return how many lines stand beside others across a gutter at ``x``; 0 where these are no two columns."""
    left = [lines[i] for i in stretch if _side(lines[i], x) < 0]
    right = [lines[i] for i in stretch if _side(lines[i], x) > 0]
    if min(len(left), len(right)) < MIN_SIDE_LINES:
        return 0
    shared = min(left[-1].bbox.bottom, right[-1].bbox.bottom) - max(left[0].bbox.top, right[0].bbox.top)
    size = left[0].size
    if shared < 1.5 * size:
        return 0
    edge = sorted(line.bbox.x1 for line in left)[int(0.95 * (len(left) - 1))]
    start = sorted(line.bbox.x0 for line in right)[int(0.05 * (len(right) - 1))]
    if start - edge < MIN_GUTTER * size:
        return 0
    return min(len(left), len(right))
