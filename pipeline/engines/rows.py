"""Glyph rows in reading direction, whatever order an engine lists them in."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from typing import Any, TypeVar

NOISE = 0.3
"""Points; baselines that differ by less are one row that rounding to whole points may have cut in two."""

_Row = TypeVar("_Row", bound="tuple[Any, ...]")


def straighten(rows: Iterable[_Row], ys: Collection[float]) -> Iterable[_Row]:
    """Return rows ``(text, x, y, ...)`` sorted by rounded y, with those put together that rounding has torn apart.

    ``ys`` are the distinct y of all of them.

    Where a row's baselines lie on both sides of a half point, one glyph in two lands in the row below: the two
    halves are sorted by x again, all else stays where it is.
    """
    heights = sorted(ys, reverse=True)
    row_of: dict[float, int] = {}
    torn: set[int] = set()
    number = 0
    for above, y in zip([math.inf, *heights], heights, strict=False):
        if above - y > NOISE:
            number += 1
        elif math.floor(above + 0.5) != math.floor(y + 0.5):
            torn.add(number)
        row_of[y] = number
    if not torn:
        return rows
    return _sorted_rows(rows, row_of, torn)


def _sorted_rows(rows: Iterable[_Row], row_of: dict[float, int], torn: set[int]) -> list[_Row]:
    out: list[_Row] = []
    waiting: dict[int, list[_Row]] = {}
    place: dict[int, int] = {}
    for row in rows:
        number = row_of[row[2]]
        if number not in torn:
            out.append(row)
        else:
            place.setdefault(number, len(out))
            waiting.setdefault(number, []).append(row)
    for number in sorted(waiting, key=place.__getitem__, reverse=True):
        at = place[number]
        out[at:at] = sorted(waiting[number], key=lambda row: float(row[1]))
    return out
