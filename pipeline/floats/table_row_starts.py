"""Which text rows begin a row of a table and which go on with the cells above them.

Between two drawn lines there is nothing but the words: the columns that a text row fills, white above it, indents
in the first column, and whether a cell above has run full.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.floats.table_columns import CellWord, is_number, is_value

WIDER = 1.3
"""Times the usual distance of text rows; more white than this parts rows."""
LOOSER = 1.18
"""Times the distance of text rows within a cell; rows of the table are further apart, where white parts them."""
BESIDE = 0.8
"""em; a text row this close under another, in other columns, stands beside it: cells centred on each other."""
LINE = 1.2
"""em; usual distance of lines in a cell."""
INDENT = 0.6
"""em; a hanging indent in the first column that marks a text row as going on."""
FULL_CELL = 0.25
"""Share of the column's width left white at most where a cell has been broken for want of room."""


class Placed(NamedTuple):
    """A text row put into columns.

    ``baseline`` is that of its first words and ``lowest`` that of its last, apart where cells are centred on each
    other; ``size`` is that of its largest words, in points.
    """

    baseline: float
    size: float
    columns: list[list[CellWord]]
    lowest: float


def begins_row(lines: Sequence[Placed], number: int, edges: Sequence[float], *, since: int, ruled: bool) -> bool:
    """Return whether text row ``number`` begins a row of the table; ``since`` is the text row that began the last.

    ``ruled``: drawn lines part rows elsewhere in this table, so that what stands between two of them is one row
    unless it is plainly a list.
    """
    if ruled:
        return _is_list(lines)
    upper, line = lines[number - 1], lines[number]
    pitch = usual_pitch(lines)
    if pitch and _step(upper, line) > WIDER * pitch:
        return True
    if line.columns[0] and _counts_on(lines[since:number], line):
        return True
    filled = [column for column, cells in enumerate(line.columns) if cells]
    above = [column for column, cells in enumerate(upper.columns) if cells]
    if not line.columns[0]:
        return len(filled) > 1 and any(_is_number(line.columns[column]) for column in filled)
    tight = _tight_step(lines)
    if tight and any(_step(before, after) > LOOSER * tight for before, after in pairwise(lines)):
        return _step(upper, line) > LOOSER * tight
    if _is_indented(lines, number):
        return False
    if len(filled) == 1:
        return not _runs_on(upper, line, edges)
    return not (_is_broken(upper, line, edges) and len(filled) < len(above))


def _step(upper: Placed, lower: Placed) -> float:
    """Return the distance of two text rows in points, in the columns that both fill where there are any."""
    shared = [
        cell.word.baseline
        for above, below in zip(upper.columns, lower.columns, strict=True)
        if below
        for cell in above
        if not cell.word.raised
    ]
    return lower.baseline - max(shared, default=upper.lowest)


def begins_header_row(upper: Placed, lower: Placed) -> bool:
    """Return whether the lower text row of a head is a row of its own: columns under headings that span them."""
    fresh = [below for above, below in zip(upper.columns, lower.columns, strict=True) if below and not above]
    return len(fresh) >= 2


def centred_groups(lines: Sequence[Placed]) -> list[range] | None:
    """Return the rows as ranges of text rows where the first cells are centred on longer ones, None elsewhere.

    The table then begins with text rows that leave the first column empty; a row reaches as far below its first cell
    as it does above.
    """
    anchors = [number for number, line in enumerate(lines) if line.columns[0]]
    between = [cells for line in lines if not line.columns[0] for cells in line.columns]
    if not anchors or anchors[0] == 0 or any(_is_number(cells) for cells in between):
        return None
    slack = 0.35 * LINE * lines[0].size
    groups: list[range] = []
    start = 0
    for anchor, following in zip(anchors, [*anchors[1:], len(lines)], strict=True):
        if start > anchor:
            return None
        reach = 2 * lines[anchor].baseline - lines[start].baseline + slack
        end = anchor + 1
        while end < following and lines[end].baseline <= reach:
            end += 1
        groups.append(range(start, end))
        start = end
    groups[-1] = range(groups[-1].start, len(lines))
    return groups


def _tight_step(lines: Sequence[Placed]) -> float:
    """Return the smallest distance in points to a text row that surely goes on with a cell; 0 where there is none."""
    steps = [
        _step(upper, lower)
        for upper, lower in pairwise(lines)
        if not lower.columns[0] and not any(_is_number(cells) for cells in lower.columns)
    ]
    return min(steps, default=0.0)


def usual_pitch(lines: Sequence[Placed]) -> float:
    """Return the usual distance in points of text rows that fill two columns or more; 0 where there are none."""
    full = [line for line in lines if sum(map(bool, line.columns)) > 1]
    lines = full if len(full) > 1 else lines
    return median([lower.baseline - upper.lowest for upper, lower in pairwise(lines)] or [0.0])


def join_beside(lines: Sequence[Placed]) -> list[Placed]:
    """Join text rows that stand half a row apart in different columns: cells centred on each other."""
    result: list[Placed] = []
    for line in lines:
        if result and line.baseline - result[-1].lowest < BESIDE * line.size and _are_apart(result[-1], line):
            last = result[-1]
            columns = [upper + lower for upper, lower in zip(last.columns, line.columns, strict=True)]
            result[-1] = Placed(last.baseline, max(last.size, line.size), columns, line.baseline)
        else:
            result.append(line)
    return result


def _are_apart(upper: Placed, lower: Placed) -> bool:
    return not any(above and below for above, below in zip(upper.columns, lower.columns, strict=True))


def _is_list(lines: Sequence[Placed]) -> bool:
    """Return whether every text row fills the first column and one more with short cells: rows not ruled apart."""
    if len(lines) < 3:
        return False
    first = [_text(line.columns[0]) for line in lines]
    others = all(any(line.columns[1:]) for line in lines)
    return others and all(first) and all(text.rstrip(".").isdigit() for text in first)


def _counts_on(row: Sequence[Placed], line: Placed) -> bool:
    """Return whether two columns or more have a value under a value: no cell holds two."""
    values = [{k for k, cells in enumerate(one.columns) if k and is_value(_text(cells))} for one in (*row, line)]
    return len(set().union(*values[:-1]) & values[-1]) > 1


def _is_number(cells: Sequence[CellWord]) -> bool:
    return is_number(_text(cells))


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
