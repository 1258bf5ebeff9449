"""Boxes and columns of pages for the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from pipeline.document import BBox, Column, Document, Page, Region

Drafts = tuple[Any, ...]
"""The smallest models by their fields: the model that holds them makes and checks them, in one call for all."""

DECIMALS = 2
"""Hundredths of a point: finer than any engine's agreement, coarse enough to be the same on every machine."""


def to_box(page: Page, bbox: BBox) -> tuple[float, float, float, float]:
    """Return the part of the box on the page, rounded; a glyph may stick out of the crop box."""
    x0, top, x1, bottom = bbox
    if 0.0 < x0 <= x1 <= page.width and 0.0 < top <= bottom <= page.height:  # as nearly all
        return round(x0, DECIMALS), round(top, DECIMALS), round(x1, DECIMALS), round(bottom, DECIMALS)
    return (
        _within(x0, page.width),
        _within(top, page.height),
        _within(x1, page.width),
        _within(bottom, page.height),
    )


def _within(value: float, limit: float) -> float:
    return round(min(max(value, 0.0), limit), DECIMALS) + 0.0  # + 0.0 turns -0.0 into 0.0


def to_regions(doc: Document, regions: Iterable[Region]) -> Drafts:
    """Return the record's regions; pages are 1-based in both models. Extracted text has boxes of no size: none."""
    return tuple(
        [
            {"page": page, "bbox": to_box(doc.pages[page - 1], box)}
            for page, box in regions
            if box.x1 > box.x0 or box.bottom > box.top
        ]
    )


def page_columns(doc: Document) -> dict[int, int]:
    """Return per page how many columns stand side by side around most of its lines.

    A title or a wide table above two columns is a column of its own in reading order, yet no third one.
    """
    by_page: dict[int, list[Column]] = {}
    for column in doc.columns:
        by_page.setdefault(column.page, []).append(column)
    return {number: _side_by_side(columns) for number, columns in sorted(by_page.items())}


def _side_by_side(columns: list[Column]) -> int:
    """Return the count of columns at one height that holds for most lines; the larger one on a draw."""
    lines: Counter[int] = Counter()
    for column in columns:
        middle = (column.bbox.top + column.bbox.bottom) / 2
        beside = sum(other.bbox.top <= middle <= other.bbox.bottom for other in columns)
        lines[beside] += len(column.lines)
    return max(lines, key=lambda count: (lines[count], count))
