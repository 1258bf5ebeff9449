"""Pure functions on boxes; see ``document`` for units and origin."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.document import BBox


def union(boxes: Iterable[BBox]) -> BBox:
    """Return the smallest box around all; raises ValueError when there is none."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return BBox(min(x0s), min(tops), max(x1s), max(bottoms))


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """Return the length that intervals ``a`` and ``b`` share; negative is the gap between them."""
    return min(a1, b1) - max(a0, b0)


def contains(outer: BBox, inner: BBox, slack: float = 0.0) -> bool:
    """Return whether ``inner`` lies in ``outer``, allowed to stick out by ``slack`` points on each side."""
    return (
        inner.x0 >= outer.x0 - slack
        and inner.x1 <= outer.x1 + slack
        and inner.top >= outer.top - slack
        and inner.bottom <= outer.bottom + slack
    )
