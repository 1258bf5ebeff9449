"""Left and right edges of running text in each column, learnt over the whole document.

A column with three short lines cannot tell where its text would start and end; the other columns at the same place
on other pages can. Used to see indents and lines that end short.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import Column, Document, Line

SAME_PLACE = 9.0
"""Points; columns whose boxes start and end this close hold the same kind of text."""
MIN_LINES = 8
"""Lines that a column needs to tell its own edges."""
MIN_SHARE = 0.08
"""Share of lines that make an edge: the leftmost x at which this many start, the rightmost at which they end."""


class Edges(NamedTuple):
    """Where full lines of running text start and end, in points."""

    left: float
    right: float


def find_edges(doc: Document, body: Sequence[Sequence[int]]) -> list[Edges]:
    """Return the edges of each column, parallel to ``doc.columns``; ``body`` are its lines of running text."""
    groups: list[tuple[Column, list[Line]]] = []
    homes: dict[int, int] = {}
    for c in sorted(range(len(body)), key=lambda c: -len(body[c])):
        home = _home(doc.columns[c], groups, len(body[c]))
        if home is None:
            home = len(groups)
            groups.append((doc.columns[c], []))
        groups[home][1].extend(doc.lines[i] for i in body[c])
        homes[c] = home
    edges = [_edges(column, lines) for column, lines in groups]
    result = []
    for c, column in enumerate(doc.columns):
        found = edges[homes[c]]
        result.append(found if found.right > found.left else Edges(column.bbox.x0, column.bbox.x1))
    return result


def _home(column: Column, groups: Sequence[tuple[Column, list[Line]]], lines: int) -> int | None:
    """Return the group of columns at the same place; a short one joins the narrowest that it fits into."""
    box = column.bbox
    near = [k for k, (other, _) in enumerate(groups) if abs(box.x0 - other.bbox.x0) < SAME_PLACE]
    for k in near:
        if abs(box.x1 - groups[k][0].bbox.x1) < SAME_PLACE:
            return k
    if lines >= MIN_LINES:
        return None
    fitting = [k for k in near if groups[k][0].bbox.x1 > box.x1 and len(groups[k][1]) >= MIN_LINES]
    return min(fitting, key=lambda k: groups[k][0].bbox.x1, default=None)


def _edges(column: Column, lines: Sequence[Line]) -> Edges:
    if len(lines) < 3:
        return Edges(column.bbox.x0, column.bbox.x1)
    lefts, _, rights, _ = zip(*[line.bbox for line in lines], strict=True)
    return Edges(_outermost(Counter(map(round, lefts)), 1), _outermost(Counter(map(round, rights)), -1))


def _outermost(counts: Counter[int], step: int) -> float:
    """Return the first edge, coming from outside, that enough lines share (neighbouring points count)."""
    least = max(2.0, MIN_SHARE * sum(counts.values()))
    for edge in sorted(counts, reverse=step < 0):
        if sum(counts[edge + k] for k in (-1, 0, 1)) >= least:
            return float(edge)
    return float(min(counts) if step > 0 else max(counts))
