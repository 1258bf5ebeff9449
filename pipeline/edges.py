"""Left and right edges of running text in each column, learnt over the whole document.

A column with three lines cannot tell where its text would start and end; the other columns at the same place on
other pages can. Used to see indents and lines that end short.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import Column, Document, Line

SAME_PLACE = 9.0
"""Points; columns whose boxes start and end this close hold the same kind of text."""
MIN_SHARE = 0.08
"""Share of lines that make an edge: the leftmost x at which this many start, the rightmost at which they end."""


class Edges(NamedTuple):
    """Where full lines of running text start and end, in points."""

    left: float
    right: float


def find_edges(doc: Document, body: Sequence[Sequence[int]]) -> list[Edges]:
    """Return the edges of each column, parallel to ``doc.columns``; ``body`` are its lines of running text."""
    result: list[Edges] = []
    groups: list[tuple[Column, list[Line]]] = []
    homes: list[int] = []
    for column, members in zip(doc.columns, body, strict=True):
        home = next((k for k, (other, _) in enumerate(groups) if _same_place(column, other)), None)
        if home is None:
            home = len(groups)
            groups.append((column, []))
        groups[home][1].extend(doc.lines[i] for i in members)
        homes.append(home)
    edges = [_edges(column, lines) for column, lines in groups]
    for column, home in zip(doc.columns, homes, strict=True):
        found = edges[home]
        result.append(found if found.right > found.left else Edges(column.bbox.x0, column.bbox.x1))
    return result


def _same_place(column: Column, other: Column) -> bool:
    return abs(column.bbox.x0 - other.bbox.x0) < SAME_PLACE and abs(column.bbox.x1 - other.bbox.x1) < SAME_PLACE


def _edges(column: Column, lines: Sequence[Line]) -> Edges:
    if len(lines) < 3:
        return Edges(column.bbox.x0, column.bbox.x1)
    lefts = Counter(round(line.bbox.x0) for line in lines)
    rights = Counter(round(line.bbox.x1) for line in lines)
    return Edges(float(_outermost(lefts, 1)), float(_outermost(rights, -1)))


def _outermost(counts: Counter[int], step: int) -> int:
    """Return the first edge, coming from outside, that enough lines share (neighbouring points count)."""
    least = max(2.0, MIN_SHARE * sum(counts.values()))
    for edge in sorted(counts, reverse=step < 0):
        if sum(counts[edge + k] for k in (-1, 0, 1)) >= least:
            return edge
    return min(counts) if step > 0 else max(counts)
