"""From PDF user space to the page as a reader sees it.

User space has its origin wherever the file puts it, y upwards (ISO 32000-1, 8.3.2.3); a page shows its crop box,
turned clockwise by ``/Rotate`` (7.7.3.3). Everything that leaves an engine has gone through a ``Frame``.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from pipeline.document import BBox, Char

ASCENT, DESCENT = 0.78, 0.22
"""Shares of the size above and below the baseline that a glyph's box covers, the same in every engine."""
SIZE_DIGITS = 2
"""Sizes and baselines are rounded to 0.01 points: single precision makes 11.96 of 11.9552 + noise."""


LEVEL_WITHIN = 7
"""Degrees. Text that leans less is upright: scanned pages with recognised text are a little askew."""


class Frame(NamedTuple):
    """The visible part of a page in user space, points, and its clockwise rotation: 0, 90, 180 or 270."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        """Width of the page as seen, in points."""
        return self.top - self.bottom if self.rotation % 180 else self.right - self.left

    @property
    def height(self) -> float:
        """Height of the page as seen, in points."""
        return self.right - self.left if self.rotation % 180 else self.top - self.bottom

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where the reader sees a point of user space: from the top left corner, y downwards."""
        if self.rotation == 0:
            return x - self.left, self.top - y
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def place_box(self, x0: float, y0: float, x1: float, y1: float) -> BBox:
        """Return where the reader sees a rectangle given by two opposite corners, in any order."""
        ax, ay = self.place(x0, y0)
        bx, by = self.place(x1, y1)
        return BBox(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def to_frame(
    media: tuple[float, float, float, float], crop: tuple[float, float, float, float] | None, rotation: int
) -> Frame:
    """Return the frame of a page from its boxes ``(x0, y0, x1, y1)``; a crop box off the page is ignored.

    The crop box counts only where it lies in the media box (ISO 32000-1, 14.11.2).
    """
    x0, x1 = sorted((media[0], media[2]))
    y0, y1 = sorted((media[1], media[3]))
    if crop is not None:
        cx0, cx1 = sorted((crop[0], crop[2]))
        cy0, cy1 = sorted((crop[1], crop[3]))
        cx0, cy0, cx1, cy1 = max(x0, cx0), max(y0, cy0), min(x1, cx1), min(y1, cy1)
        if cx1 - cx0 > 1 and cy1 - cy0 > 1:
            x0, y0, x1, y1 = cx0, cy0, cx1, cy1
    turn = round(rotation / 90) * 90 % 360
    return Frame(x0, y0, x1, y1, turn)


def square_direction(degrees: float) -> int:
    """Return a direction of writing in whole degrees 0 to 359; one that leans a little is taken for level."""
    direction = degrees % 360
    square = round(direction / 90) * 90
    return square % 360 if abs(direction - square) <= LEVEL_WITHIN else round(direction) % 360


def upright_char(text: str, x: float, y: float, width: float, size: float, font: int, color: int) -> Char:
    """Return an upright glyph from its origin as seen, its advance and its size."""
    base = round(y, SIZE_DIGITS)
    return Char(text, x, base - ASCENT * size, x + width, base + DESCENT * size, base, size, font, color, 0)


def turned_char(text: str, x: float, y: float, width: float, size: float, font: int, color: int, rotation: int) -> Char:
    """Return a glyph that is written in direction ``rotation`` (degrees clockwise) from origin ``(x, y)`` as seen.

    ``baseline`` is the y of its origin, for vertical writing the x, so that glyphs of one line share it.
    """
    if not rotation:
        return upright_char(text, x, y, width, size, font, color)
    along_x, along_y = math.cos(math.radians(rotation)), math.sin(math.radians(rotation))
    xs = [x + t * along_x + h * along_y for t in (0.0, width) for h in (-DESCENT * size, ASCENT * size)]
    ys = [y + t * along_y - h * along_x for t in (0.0, width) for h in (-DESCENT * size, ASCENT * size)]
    baseline = round(x if rotation % 180 == 90 else y, SIZE_DIGITS)
    return Char(text, min(xs), min(ys), max(xs), max(ys), baseline, size, font, color, rotation)
