"""Rows near the top and bottom edges of pages, each edge from the outside in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.document import Line, Page

EDGE_SHARE = 0.14
"""Share of the page height at top and bottom in which furniture stands; the deepest header seen (a logo, three
lines and a rule) ends at 0.13."""
MAX_ROWS = 6
"""Rows counted from an edge; repository banners have five."""
ROW_HEIGHT = 3.0
"""Points; lines whose baselines are this close stand on one printed row, whatever column they are in."""
REMEMBERED = 1024
"""Rows whose masks are kept: a running header is asked for on every page."""
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)


class EdgeRow(NamedTuple):
    """Lines of one page on one height near an edge; ``edge`` is -1 at the top and 1 at the bottom."""

    page: int
    edge: int
    height: float
    lines: tuple[int, ...]
    key: str
    white: float
    """Points to the next row towards the text, near the edge or not."""


def edge_rows(page: Page, indices: Sequence[int], lines: Sequence[Line]) -> list[EdgeRow]:
    """Return the rows near the page's edges, each edge from the outside in."""
    rows: list[EdgeRow] = []
    top, bottom = EDGE_SHARE * page.height, (1 - EDGE_SHARE) * page.height
    heights = sorted([lines[i].baseline for i in indices])
    for edge, members in (
        (-1, [i for i in indices if lines[i].baseline < top]),
        (1, [i for i in reversed(indices) if lines[i].baseline > bottom]),
    ):
        for group in _group_rows(members, lines)[:MAX_ROWS]:
            ordered = tuple(sorted(group, key=lambda i: lines[i].bbox.x0))
            key = "".join([mask(lines[i].text) for i in ordered])
            height = lines[group[0]].baseline
            white = _white_inside(edge, height, heights)
            rows.append(EdgeRow(page.number, edge, height, ordered, key, page.height if white is None else white))
    return rows


def _white_inside(edge: int, height: float, heights: Sequence[float]) -> float | None:
    """Return the distance of a row to the next one towards the text, None where there is none.

    ``heights`` are those of all lines of the page, sorted.
    """
    if edge < 0:
        below = bisect_right(heights, height + ROW_HEIGHT)
        return heights[below] - height if below < len(heights) else None
    above = bisect_left(heights, height - ROW_HEIGHT)
    return height - heights[above - 1] if above else None


def _group_rows(members: Sequence[int], lines: Sequence[Line]) -> list[list[int]]:
    groups: list[list[int]] = []
    for i in members:
        if groups and abs(lines[groups[-1][0]].baseline - lines[i].baseline) < ROW_HEIGHT:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


@lru_cache(maxsize=REMEMBERED)
def mask(text: str) -> str:
    """Return the text with numbers (also roman) masked and spaces and case evened out."""
    return _DIGITS.sub("#", "".join(text.casefold().split()))


def outermost(rows: Sequence[EdgeRow], edge: int) -> list[EdgeRow]:
    """Return the row of each page that stands closest to an edge."""
    first: dict[int, EdgeRow] = {}
    for row in rows:
        if row.edge == edge:
            first.setdefault(row.page, row)
    return list(first.values())


def letters_of(text: str) -> str:
    """Return the letters of a text in small type, without spaces, digits and signs."""
    return "".join(filter(str.isalpha, text.casefold()))
