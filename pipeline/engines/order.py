"""Glyphs of a page in order: upright ones row by row, turned ones along their lines.

Turned glyphs get a width where an engine gives none.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from pipeline.document import Char
from pipeline.engines.arabic import settle_arabic
from pipeline.engines.frame import upright_char
from pipeline.engines.rows import snap_heights, straighten

USUAL_WIDTH = 0.5
"""em; width of a glyph that no glyph follows and whose like has not been met."""
WIDEST = 1.1
"""em; a glyph that starts farther away than this does not follow without a gap."""


class Glyph(NamedTuple):
    """A glyph as seen: origin ``(x, y)`` on its baseline, advance ``width`` (0 = unknown), direction ``turn``."""

    text: str
    x: float
    y: float
    width: float
    size: float
    font: int
    color: int
    turn: int


def share_widths(glyphs: Iterable[tuple[Glyph, float]]) -> list[Glyph]:
    """Return glyphs with their advance for width, and the letters of a ligature beside each other.

    An engine gives the letters of a ligature its origin and box; to each glyph belongs the advance of its character
    (0 = unknown), which is narrower than the box of a glyph that hangs over.
    """
    out: list[Glyph] = []
    for _, group in groupby(glyphs, key=lambda pair: pair[0][1:4]):
        letters = list(group)
        if len(letters) == 1:
            glyph, advance = letters[0]
            text, x, y, box, size, font, color, turn = glyph
            out.append(Glyph(text, x, y, advance or box, size, font, color, turn))  # _replace costs twice as much
            continue
        angle, step = math.radians(letters[0][0].turn), letters[0][0].width / len(letters)
        for k, (glyph, _) in enumerate(letters):
            x, y = glyph.x + k * step * math.cos(angle), glyph.y + k * step * math.sin(angle)
            out.append(glyph._replace(x=x, y=y, width=step))
    return out


def upright_rows(glyphs: Iterable[Glyph]) -> tuple[Char, ...]:
    """Return the glyphs of a page without turned ones from top to bottom and from left to right."""
    rows = sorted(((glyph, glyph.x, -glyph.y) for glyph in glyphs), key=lambda row: (-row[2], row[1]))
    row_of = snap_heights({row[2] for row in rows})
    return settle_arabic(
        [
            upright_char(text, x, -row_of[up], width, size, font, color)
            for (text, x, _, width, size, font, color, _), _, up in straighten(rows, row_of)
        ]
    )


def order_turned(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return glyphs line by line: upright ones first, then by direction; each line in the direction of writing."""
    if not glyphs:
        return []
    places = [_place(glyph) for glyph in glyphs]
    line_of = snap_heights(across for _, across, _ in places)
    keys = ((turn, line_of[across], along) for turn, across, along in places)
    placed = sorted((key, i, glyph) for i, (key, glyph) in enumerate(zip(keys, glyphs, strict=True)))
    steps = [after[0][2] - here[0][2] if after[0][:2] == here[0][:2] else 0.0 for here, after in pairwise(placed)]
    steps.append(0.0)
    known: dict[tuple[str, int], float] = {}
    for (_, _, glyph), step in zip(placed, steps, strict=True):
        if 0 < step <= WIDEST * glyph.size:
            key = glyph.text, glyph.font
            known[key] = min(known.get(key, math.inf), step / glyph.size)
    return [
        glyph if glyph.width else glyph._replace(width=_width(glyph, step, known))
        for (_, _, glyph), step in zip(placed, steps, strict=True)
    ]


def _place(glyph: Glyph) -> tuple[int, float, float]:
    """Return direction, line and place on the line; lines in the order in which the direction reads them."""
    angle = math.radians(glyph.turn)
    along = glyph.x * math.cos(angle) + glyph.y * math.sin(angle)
    across = glyph.y * math.cos(angle) - glyph.x * math.sin(angle)
    return glyph.turn, across, along


def _width(glyph: Glyph, step: float, known: dict[tuple[str, int], float]) -> float:
    if 0 < step <= WIDEST * glyph.size:
        return step
    return known.get((glyph.text, glyph.font), USUAL_WIDTH) * glyph.size
