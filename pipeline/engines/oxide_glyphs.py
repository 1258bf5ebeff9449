"""From pdf_oxide's glyph objects to ``Char``: the innermost loop of reading, 3,000 times a page.

Attributes are read column by column, the cheapest way across the border to compiled code; what a row shares (height,
and mostly font and size) is worked out once a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress, groupby
from operator import attrgetter
from typing import Any, NamedTuple

from pipeline.document import Char
from pipeline.engines.arabic import RIGHT_TO_LEFT, join_marks
from pipeline.engines.fonts import FontTable, to_font
from pipeline.engines.frame import ASCENT, DESCENT, SIZE_DIGITS, Frame, square_direction, turned_char
from pipeline.engines.order import Glyph, order_turned
from pipeline.engines.rows import snap_heights
from pipeline.engines.text import UNREADABLE, readable

_TEXT, _X, _Y, _WIDTH, _NAME, _SIZE, _COLOR, _LEAN = map(
    attrgetter,
    ("char", "origin_x", "origin_y", "advance_width", "font_name", "font_size", "color", "rotation_degrees"),
)
_LIGHT = frozenset({"Thin", "ExtraLight", "Light", "Normal", "Medium"})

_Rgb = tuple[float, float, float]


class _Columns(NamedTuple):
    """Attributes of the glyphs with ink or with a font that carries some, in the library's order."""

    texts: list[str]
    xs: list[float]
    ys: list[float]
    widths: list[float]
    names: list[str]
    sizes: list[float]
    colors: list[int]
    leans: list[float]


def read_chars(glyphs: Sequence[Any], frame: Frame, fonts: FontTable) -> tuple[tuple[Char, ...], bool]:
    """Return upright glyphs row by row, then turned ones, and whether there are any whose direction is not sure."""
    columns, numbers = _read_columns(glyphs, fonts)
    leans = set(columns.leans)
    if frame.rotation or (leans - {0.0} and any(map(square_direction, leans))) or min(columns.sizes, default=1.0) <= 0:
        unsure = bool(frame.rotation % 180) or any(square_direction(lean) % 180 for lean in leans)
        return _turned_page(columns, numbers, frame), unsure
    chars = _upright_page(columns, numbers, frame)
    return tuple(chars) if not RIGHT_TO_LEFT.search("".join(columns.texts)) else join_marks(chars), False


def _read_columns(glyphs: Sequence[Any], fonts: FontTable) -> tuple[_Columns, dict[str, int]]:
    """Return the columns, and the number of each font; spaces under a name without ink were guessed: left out."""
    texts, names = list(map(_TEXT, glyphs)), list(map(_NAME, glyphs))
    numbers = _number_fonts(texts, names, glyphs, fonts)
    if len(numbers) < len(set(names)):
        kept = [name in numbers for name in names]
        glyphs, texts, names = (list(compress(column, kept)) for column in (glyphs, texts, names))
    if UNREADABLE.search("".join(texts)):
        texts = list(map(readable, texts))
    xs, ys, widths, sizes, leans = (list(map(get, glyphs)) for get in (_X, _Y, _WIDTH, _SIZE, _LEAN))
    return _Columns(texts, xs, ys, widths, names, sizes, _read_colors(glyphs, texts, ys), leans), numbers


def _number_fonts(
    texts: Sequence[str], names: Sequence[str], glyphs: Sequence[Any], fonts: FontTable
) -> dict[str, int]:
    """Return the number of each font name that carries ink, by its first glyph with ink."""
    numbers: dict[str, int] = {}
    wanted = {name for text, name in zip(texts, names, strict=True) if text != " "}
    for name, text, glyph in zip(names, texts, glyphs, strict=True):
        if name in wanted and not text.isspace():
            heavy = glyph.font_weight not in _LIGHT
            numbers[name] = fonts.number(to_font(name, bold=heavy, italic=glyph.is_italic))
            wanted.remove(name)
            if not wanted:
                break
    return numbers


def _read_colors(glyphs: Sequence[Any], texts: Sequence[str], ys: Sequence[float]) -> list[int]:
    """Return the colour of each glyph, that of its word's first: reading a colour costs as much as three numbers."""
    after = zip(texts, ys, ys[1:], strict=False)
    starts = [0, *(i for i, (text, y, below) in enumerate(after, 1) if text == " " or y != below)]
    colors = [_COLOR(glyphs[i]) for i in starts] if glyphs else []
    inks = {color: _rgb(color) for color in set(colors)}
    if len(inks) == 1:
        return list(inks.values()) * len(glyphs)
    out: list[int] = []
    for color, start, end in zip(colors, starts, [*starts[1:], len(glyphs)], strict=False):
        out += [inks[color]] * (end - start)
    return out


def _rgb(color: _Rgb) -> int:
    red, green, blue = (min(max(round(255 * part), 0), 255) for part in color)
    return red << 16 | green << 8 | blue


def _upright_page(columns: _Columns, numbers: dict[str, int], frame: Frame) -> list[Char]:
    """Return the glyphs of a page without turned ones, those of a row from left to right."""
    texts, xs, ys, widths, names, sizes, colors, _ = columns
    row_of = snap_heights(set(ys))
    torn = {row for y, row in row_of.items() if row != y}
    if torn:
        ys = list(map(row_of.__getitem__, ys))
        order = _order(ys, xs, torn)
        texts, names = [texts[i] for i in order], [names[i] for i in order]
        xs, widths, sizes = [xs[i] for i in order], [widths[i] for i in order], [sizes[i] for i in order]
        colors = [colors[i] for i in order]
    left, top = frame.left, frame.top
    new = tuple.__new__  # a third of the cost of Char(...)
    chars: list[Char] = []
    for start, end, y in _stretches(ys, names, sizes):
        size, font = round(sizes[start], SIZE_DIGITS), numbers[names[start]]
        base = round(top - y, SIZE_DIGITS)
        high, low = base - ASCENT * size, base + DESCENT * size
        chars += [
            new(Char, (text, x - left, high, x - left + width, low, base, size, font, color, 0))
            for text, x, width, color in zip(
                texts[start:end], xs[start:end], widths[start:end], colors[start:end], strict=True
            )
        ]
    return chars


def _order(ys: Sequence[float], xs: Sequence[float], torn: set[float]) -> list[int]:
    """Return the indices of glyphs sorted by exact height with those of torn rows sorted by x."""
    order: list[int] = []
    start = 0
    for y, group in groupby(ys):
        end = start + len(list(group))
        row = range(start, end)
        order += sorted(row, key=xs.__getitem__) if y in torn else row
        start = end
    return order


def _stretches(ys: Sequence[float], names: Sequence[str], sizes: Sequence[float]) -> Iterator[tuple[int, int, float]]:
    """Yield ``start, end, y`` of glyphs that follow each other on one row in one font and size."""
    start = 0
    for (y, _, _), group in groupby(zip(ys, names, sizes, strict=True)):
        end = start + len(list(group))
        yield start, end, y
        start = end


def _turned_page(columns: _Columns, numbers: dict[str, int], frame: Frame) -> tuple[Char, ...]:
    """Return the glyphs of a page that is rotated or holds rotated text; a negative size turns by half a circle."""
    glyphs: list[Glyph] = []
    for text, x, y, width, name, size, color, lean in zip(*columns, strict=True):
        turn = square_direction(frame.rotation - lean + (0 if size > 0 else 180))
        at, base = frame.place(x, y)
        along = 0.0 if frame.rotation % 180 or turn % 180 else abs(width)
        glyphs.append(Glyph(text, at, base, along, round(abs(size), SIZE_DIGITS), numbers[name], color, turn))
    return tuple(turned_char(*glyph) for glyph in order_turned(glyphs))
