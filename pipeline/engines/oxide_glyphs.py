"""From pdf_oxide's glyph objects to ``Char``: the innermost loop of reading, 3,000 times a page.

Attributes are read column by column, the cheapest way across the border to compiled code; what a row shares (height,
and mostly font and size) is worked out once a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, compress, count, groupby, islice, repeat
from operator import add, attrgetter, eq, itemgetter, ne
from typing import Any, NamedTuple, TypeVar

from pipeline.chars import Char, Chars, Run
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
_new_run = partial(tuple.__new__, Run)
"""``Run`` of a tuple, without the call of a Python function."""
_LIGHT = frozenset({"Thin", "ExtraLight", "Light", "Normal", "Medium"})

_Rgb = tuple[float, float, float]
_T = TypeVar("_T")


class _Columns(NamedTuple):
    """Attributes of the glyphs with ink or with a font that carries some, in the library's order.

    ``rows`` are the first glyphs at each height, ``starts`` those of words and rows, with which go ``colors`` and
    ``leans``: reading a colour costs as much as three numbers, and turned glyphs have a row each.
    """

    texts: list[str]
    xs: list[float]
    ys: list[float]
    widths: list[float]
    names: list[str]
    sizes: list[float]
    rows: list[int]
    starts: list[int]
    colors: list[int]
    leans: list[float]

    def spread(self, values: Sequence[_T]) -> list[_T]:
        """Return for each glyph the value of its word."""
        out: list[_T] = []
        for value, start, end in zip(values, self.starts, [*self.starts[1:], len(self.texts)], strict=True):
            out += [value] * (end - start)
        return out


class Glyphs(NamedTuple):
    """The glyphs of a page, upright ones row by row and then turned ones; whether any of the latter are unsure.

    Of turned glyphs the library knows no width, and no direction where the coordinate system is mirrored.
    """

    chars: Chars
    has_turned: bool


def read_chars(glyphs: Sequence[Any], frame: Frame, fonts: FontTable) -> Glyphs:
    """Return the glyphs of a page; all of them count as turned where the page is or where a size is negative."""
    if not glyphs:
        return Glyphs(Chars(), False)
    columns, numbers = _read_columns(glyphs, fonts)
    if frame.rotation or min(columns.sizes, default=1.0) <= 0:
        return Glyphs(Chars.of(_turned_chars(columns, numbers, frame)), bool(frame.rotation % 180))
    turns = {lean: square_direction(-lean) for lean in set(columns.leans)}
    if not any(turns.values()):
        return Glyphs(_upright_chars(columns, numbers, frame), False)
    pieces = list(_pieces(columns, [turns[lean] != 0 for lean in columns.leans]))
    upright = _upright_chars(_select(columns, [piece for piece in pieces if not piece.is_turned]), numbers, frame)
    turned = _turned_chars(_select(columns, [piece for piece in pieces if piece.is_turned]), numbers, frame)
    return Glyphs(upright.followed_by(Chars.of(turned)), True)


class _Piece(NamedTuple):
    """Words that follow each other, all upright or all turned, and their glyphs."""

    words: slice
    glyphs: slice
    is_turned: bool


def _pieces(columns: _Columns, is_turned: Sequence[bool]) -> Iterator[_Piece]:
    """Yield all glyphs in pieces; ``is_turned`` says it of each word."""
    starts = [*columns.starts, len(columns.texts)]
    first = 0
    for turned, group in groupby(is_turned):
        end = first + len(list(group))
        yield _Piece(slice(first, end), slice(starts[first], starts[end]), turned)
        first = end


def _select(columns: _Columns, pieces: Sequence[_Piece]) -> _Columns:
    """Return the columns of some of the glyphs."""
    chosen: tuple[list[Any], ...] = tuple(
        [value for piece in pieces for value in column[piece.glyphs]] for column in columns[:6]
    )
    texts, xs, ys, widths, names, sizes = chosen
    starts: list[int] = []
    count = 0
    for piece in pieces:
        starts += [start - piece.glyphs.start + count for start in columns.starts[piece.words]]
        count += piece.glyphs.stop - piece.glyphs.start
    colors = [color for piece in pieces for color in columns.colors[piece.words]]
    leans = [lean for piece in pieces for lean in columns.leans[piece.words]]
    return _Columns(texts, xs, ys, widths, names, sizes, _changes(ys), starts, colors, leans)


def _changes(heights: Sequence[object]) -> list[int]:
    """Return the index of the first glyph at each height."""
    places = range(1, len(heights))
    return [0, *compress(places, map(ne, heights, heights[1:]))] if heights else []


def _upright_chars(columns: _Columns, numbers: dict[str, int], frame: Frame) -> Chars:
    chars = _upright_page(columns, numbers, frame)
    text = chars.text
    return chars if text.isascii() or not RIGHT_TO_LEFT.search(text) else Chars.of(join_marks(tuple(chars)))


def _read_columns(glyphs: Sequence[Any], fonts: FontTable) -> tuple[_Columns, dict[str, int]]:
    """Return the columns, and the number of each font; spaces under a name without ink were guessed: left out."""
    texts, names = list(map(_TEXT, glyphs)), list(map(_NAME, glyphs))
    used = dict.fromkeys(names)
    numbers = _number_fonts(used, texts, names, glyphs, fonts)
    if len(numbers) < len(used):
        kept = list(map(numbers.__contains__, names))
        glyphs, texts, names = (list(compress(column, kept)) for column in (glyphs, texts, names))
    if UNREADABLE.search("".join(texts)):
        texts = list(map(readable, texts))
    xs, ys, widths, sizes = (list(map(get, glyphs)) for get in (_X, _Y, _WIDTH, _SIZE))
    rows = _changes(ys)
    starts = list(dict.fromkeys(sorted([*_after_spaces(texts), *rows])))  # two rising lists: sorted in one pass
    if starts and starts[-1] == len(texts):
        del starts[-1]
    firsts = [glyphs[i] for i in starts]
    colors = list(map(_COLOR, firsts))
    inks = {color: _rgb(color) for color in set(colors)}
    rgb = [inks[color] for color in colors]
    return _Columns(texts, xs, ys, widths, names, sizes, rows, starts, rgb, list(map(_LEAN, firsts))), numbers


def _after_spaces(texts: Sequence[str]) -> Iterable[int]:
    """Return the index of each glyph that follows a space; where a glyph is one character, from the text as a whole."""
    text = "".join(texts)
    if len(text) != len(texts):
        return compress(count(1), map(eq, texts, repeat(" ")))
    words = text.split(" ")
    return islice(map(add, accumulate(map(len, words)), count(1)), len(words) - 1)


def _number_fonts(
    used: Iterable[str], texts: Sequence[str], names: list[str], glyphs: Sequence[Any], fonts: FontTable
) -> dict[str, int]:
    """Return the number of each font name that carries ink, in the order in which the names come."""
    numbers: dict[str, int] = {}
    for name in used:
        first = _first_inked(name, texts, names)
        if first is None:
            continue
        heavy = glyphs[first].font_weight not in _LIGHT
        numbers[name] = fonts.number(to_font(name, bold=heavy, italic=glyphs[first].is_italic))
    return numbers


def _first_inked(name: str, texts: Sequence[str], names: list[str]) -> int | None:
    """Return the first glyph with ink of a font, None where it has white space only."""
    at = names.index(name)
    while texts[at] == " ":
        try:
            at = names.index(name, at + 1)
        except ValueError:
            return None
    return at


def _rgb(color: _Rgb) -> int:
    red, green, blue = (min(max(round(255 * part), 0), 255) for part in color)
    return red << 16 | green << 8 | blue


def _upright_page(columns: _Columns, numbers: dict[str, int], frame: Frame) -> Chars:
    """Return the glyphs of a page without turned ones, those of a row from left to right."""
    texts, xs, _, widths, names, sizes, *_ = columns
    inks = set(columns.colors)
    colors = columns.spread(columns.colors) if len(inks) > 1 else [*inks] * len(texts)
    rows = _rows(columns)
    for row in rows:
        if row.is_torn:
            order = sorted(range(row.start, row.end), key=xs.__getitem__)
            every: tuple[list[Any], ...] = (texts, widths, names, sizes, colors, xs)
            for column in every:
                column[row.start : row.end] = [column[i] for i in order]
    lefts = [x - frame.left for x in xs] if frame.left else xs
    return Chars(_runs(rows, names, sizes, numbers, frame), texts, lefts, list(map(add, lefts, widths)), colors)


class _Row(NamedTuple):
    """Glyphs ``[start, end)`` at one height, y upwards; torn where they stood at several that all but coincide."""

    start: int
    end: int
    y: float
    is_torn: bool


def _rows(columns: _Columns) -> list[_Row]:
    """Return the rows in the order of their glyphs; most have one height, so that only those are looked at."""
    ys, starts = columns.ys, columns.rows
    row_of = snap_heights({ys[start] for start in starts})
    torn = {row for y, row in row_of.items() if row != y}
    pieces = zip((row_of[ys[start]] for start in starts), starts, [*starts[1:], len(ys)], strict=True)
    rows: list[_Row] = []
    for y, group in groupby(pieces, key=itemgetter(0)):
        (_, start, end), *more = group
        rows.append(_Row(start, more[-1][2] if more else end, y, y in torn))
    return rows


def _runs(
    rows: Iterable[_Row], names: Sequence[str], sizes: Sequence[float], numbers: dict[str, int], frame: Frame
) -> list[Run]:
    """Return the runs of glyphs that follow each other on one row in one font and size."""
    runs: list[Run] = []
    for row in rows:
        base = round(frame.top - row.y, SIZE_DIGITS)
        for start, end in _alike(names, sizes, row):
            size = round(sizes[start], SIZE_DIGITS)
            top, bottom = base - ASCENT * size, base + DESCENT * size
            runs.append(_new_run((start, end, top, bottom, base, size, numbers[names[start]], 0)))
    return runs


def _alike(names: Sequence[str], sizes: Sequence[float], row: _Row) -> Iterator[tuple[int, int]]:
    """Yield the parts of a row in one font and size; counting tells at once that a row is one."""
    start, end = row.start, row.end
    fonts, heights = names[start:end], sizes[start:end]
    if fonts.count(fonts[0]) == heights.count(heights[0]) == end - start:
        yield start, end
        return
    for _, group in groupby(zip(fonts, heights, strict=True)):
        end = start + len(list(group))
        yield start, end
        start = end


def _turned_chars(columns: _Columns, numbers: dict[str, int], frame: Frame) -> tuple[Char, ...]:
    """Return turned glyphs line by line; a negative size turns by half a circle."""
    glyphs: list[Glyph] = []
    colors, leans = columns.spread(columns.colors), columns.spread(columns.leans)
    for text, x, y, width, name, size, color, lean in zip(*columns[:6], colors, leans, strict=True):
        turn = square_direction(frame.rotation - lean + (0 if size > 0 else 180))
        at, base = frame.place(x, y)
        along = 0.0 if frame.rotation % 180 or turn % 180 else abs(width)
        glyphs.append(Glyph(text, at, base, along, round(abs(size), SIZE_DIGITS), numbers[name], color, turn))
    return tuple(turned_char(*glyph) for glyph in order_turned(glyphs))
