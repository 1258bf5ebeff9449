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


class _Band(NamedTuple):
    """Text rows between two level lines, with what is asked of all of them for each.

    ``steps`` holds the distance of each from the one above, in points, and 0 for the first. ``parting`` is the
    distance from which white parts rows, 0 where it does not. ``edge`` is where most of the text rows of the first
    column start, None where they do not start at one place. ``values`` are the columns of each, without the first,
    that hold a value.
    """

    lines: Sequence[Placed]
    edges: Sequence[float]
    steps: Sequence[float]
    pitch: float
    parting: float
    edge: float | None
    values: Sequence[set[int]]


def row_starts(lines: Sequence[Placed], edges: Sequence[float], *, ruled: bool) -> list[int]:
    """Return the text rows that begin a row of the table, from the first on.

    ``ruled``: drawn lines part rows elsewhere in this table, so that what stands between two of them is one row
    unless it is plainly a list.
    """
    if ruled or len(lines) == 1:
        return list(range(len(lines))) if ruled and _is_list(lines) else [0]
    steps = [0.0, *(_step(upper, lower) for upper, lower in pairwise(lines))]
    parting = LOOSER * _tight_step(lines, steps)
    parting = parting if parting and max(steps) > parting else 0.0
    band = _Band(lines, edges, steps, usual_pitch(lines), parting, _flush_edge(lines), list(map(_values, lines)))
    starts = [0]
    for number in range(1, len(lines)):
        if _begins_row(band, number, starts[-1]):
            starts.append(number)
    return starts


def _begins_row(band: _Band, number: int, since: int) -> bool:
    """Return whether text row ``number`` begins a row of the table; ``since`` is the text row that began the last."""
    upper, line = band.lines[number - 1], band.lines[number]
    if band.pitch and band.steps[number] > WIDER * band.pitch:
        return True
    if line.columns[0] and _counts_on(band.values[since:number], band.values[number]):
        return True
    filled = [column for column, cells in enumerate(line.columns) if cells]
    if not line.columns[0]:
        return len(filled) > 1 and any(_is_number(line.columns[column]) for column in filled)
    if band.parting:
        return band.steps[number] > band.parting
    if band.edge is not None and _left(line) - band.edge > INDENT * line.size:
        return False  # the first column hangs
    if len(filled) == 1:
        return not _runs_on(upper, line, band.edges)
    return not (_is_broken(upper, line, band.edges) and len(filled) < sum(map(bool, upper.columns)))


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
    if lines[0].columns[0]:
        return None
    anchors = [number for number, line in enumerate(lines) if line.columns[0]]
    between = [cells for line in lines if not line.columns[0] for cells in line.columns]
    if not anchors or any(_is_number(cells) for cells in between):
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


def _tight_step(lines: Sequence[Placed], steps: Sequence[float]) -> float:
    """Return the smallest distance in points to a text row that surely goes on with a cell; 0 where there is none."""
    tight = [
        step
        for line, step in zip(lines[1:], steps[1:], strict=True)
        if not line.columns[0] and not any(_is_number(cells) for cells in line.columns)
    ]
    return min(tight, default=0.0)


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


def _values(line: Placed) -> set[int]:
    return {k for k, cells in enumerate(line.columns) if k and cells and is_value(_text(cells))}


def _counts_on(row: Sequence[set[int]], values: set[int]) -> bool:
    """Return whether two columns or more have a value under a value: no cell holds two."""
    return len(values) > 1 and len(set().union(*row) & values) > 1


def _is_number(cells: Sequence[CellWord]) -> bool:
    return is_number(_text(cells))


def _text(cells: Sequence[CellWord]) -> str:
    return "".join([cell.word.text for cell in cells])


def _left(line: Placed) -> float:
    return min([cell.word.x0 for cell in line.columns[0]])


def _flush_edge(lines: Sequence[Placed]) -> float | None:
    """Return where most of the text rows of the first column start, None where they do not start at one place."""
    lefts = [_left(line) for line in lines if line.columns[0]]
    edge = min(lefts, default=0.0)
    flush = sum(left - edge < 1.0 for left in lefts)
    return edge if 2 * flush >= len(lefts) else None


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
