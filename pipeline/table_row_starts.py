"""Which text rows begin a row of a table and which go on with the cells above them.

Between two drawn lines there is nothing but the words: the columns that a text row fills, white above it, indents
in the first column, and whether a cell above has run full.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.table_columns import CellWord

WIDER = 1.3
"""Times the usual distance of text rows; more white than this parts rows."""
CLOSER = 0.72
"""Times the usual distance; a text row this close to the one above stands beside it: cells centred on each other."""
INDENT = 0.6
"""em; a hanging indent in the first column that marks a text row as going on."""
FULL_CELL = 0.25
"""Share of the column's width left white at most where a cell has been broken for want of room."""
SHORT_CELL = 14
"""Characters; cells of numbers, codes and marks have fewer, and are seldom broken."""


class Placed(NamedTuple):
    """A text row put into columns. ``size`` is that of its largest words, in points."""

    baseline: float
    size: float
    columns: list[list[CellWord]]


def begins_row(lines: Sequence[Placed], number: int, edges: Sequence[float], *, pitch: float, ruled: bool) -> bool:
    """Return whether text row ``number`` begins a row of the table; ``number`` is at least 1.

    ``pitch`` is the usual distance of text rows in points; ``ruled``: drawn lines part rows elsewhere in this table,
    so that what stands between two of them is one row unless it is plainly a list.
    """
    upper, line = lines[number - 1], lines[number]
    step = line.baseline - upper.baseline
    filled = [column for column, cells in enumerate(line.columns) if cells]
    above = [column for column, cells in enumerate(upper.columns) if cells]
    if step < CLOSER * pitch and not set(filled) & set(above):
        return False
    if ruled:
        return _is_list(lines)
    if step > WIDER * pitch and pitch > 0:
        return True
    if not line.columns[0]:
        return len(filled) > 1 and any(_is_number(line.columns[column]) for column in filled)
    if _is_indented(lines, number):
        return False
    if len(filled) == 1:
        return not _runs_on(upper, line, edges)
    return not (_is_broken(upper, line, edges) and len(filled) < len(above))


def _is_list(lines: Sequence[Placed]) -> bool:
    """Return whether every text row fills the first column and one more with short cells: rows not ruled apart."""
    if len(lines) < 3:
        return False
    first = [_text(line.columns[0]) for line in lines]
    others = all(any(line.columns[1:]) for line in lines)
    return others and all(first) and all(text.rstrip(".").isdigit() for text in first)


def _is_number(cells: Sequence[CellWord]) -> bool:
    text = _text(cells)
    return any(char.isdigit() for char in text) and not any(char.isalpha() for char in text)


def _text(cells: Sequence[CellWord]) -> str:
    return "".join(cell.word.text for cell in cells)


def _left(line: Placed) -> float | None:
    return min((cell.word.x0 for cell in line.columns[0]), default=None)


def _is_indented(lines: Sequence[Placed], number: int) -> bool:
    """Return whether the first column hangs: most of its lines start at one edge, and this one right of it."""
    lefts = [left for line in lines if (left := _left(line)) is not None]
    edge, mine = min(lefts), _left(lines[number])
    flush = sum(left - edge < 1.0 for left in lefts)
    return mine is not None and mine - edge > INDENT * lines[number].size and 2 * flush >= len(lefts)


def _runs_on(upper: Placed, line: Placed, edges: Sequence[float]) -> bool:
    """Return whether a text row with nothing but its first cell goes on with the one above."""
    if not upper.columns[0]:
        return False
    text = _text(line.columns[0])
    return _is_broken(upper, line, edges) or text[:1].islower()


def _is_broken(upper: Placed, line: Placed, edges: Sequence[float]) -> bool:
    """Return whether the first word of the first cell would not have fitted on the text row above."""
    if not upper.columns[0] or not line.columns[0]:
        return False
    if upper.columns[0][0].word.bold != line.columns[0][0].word.bold:
        return False
    right = max(cell.word.x1 for cell in upper.columns[0])
    first = line.columns[0][0].word
    limit = max(right, edges[1] - FULL_CELL * (edges[1] - edges[0]))
    return right + 0.3 * first.size + (first.x1 - first.x0) > limit
