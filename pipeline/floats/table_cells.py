"""Rows and cells of a table from its words and the lines drawn in it.

Columns come from upright lines where there are any, else from white strips; rows from level lines, and between
those from the text rows: which of them begin a row and which go on with a cell is told by the columns that they
fill, by white between them and by indents. Cells that no line parts are one, and its text stands in the first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.document import BBox, Rule, Word
from pipeline.floats.table_columns import (
    RUN_GAP,
    CellWord,
    Run,
    column_at,
    column_edges,
    cut_aligned,
    parts_numbers,
    row_runs,
    shared_starts,
    text_rows,
)
from pipeline.floats.table_row_starts import Placed, begins_header_row, centred_groups, join_beside, row_starts
from pipeline.geometry import overlap

SAME_EDGE = 4.0
"""Points; lines closer than this are one edge: double borders, and cells that are not quite flush."""
PARTING = 0.5
"""Share of a cell's side that a drawn line must cover to part it from its neighbour."""
FULL = 0.6
"""Share of the table's width that level lines at one height cover when they part all rows."""
PARTLY = 0.2
"""The same in a grid, where cells of several rows interrupt the line."""
UPRIGHT = 0.3
"""Share of the table's height that upright lines at one place cover when they part columns: some writers draw short
ones in the heading alone."""
MANY_EDGES = 3
"""Edges that upright lines draw; with more, white parts only numbers that they leave together."""
MIN_ROWS = 3
"""Text rows with which a table may have a head that is set closer than its columns."""
MAX_HEAD = 4
"""Text rows of a table's head; more above the first inner line are rows of the table."""
MIN_SIDE = 3.0
"""Points; strips between lines narrower than this hold no text."""

FLUSH_GAP = 0.32
"""em; white before a cell in line with its column; word spaces of cells that are not justified are 0.25."""
FLUSH = 1.5
"""Points; cells that stand in line differ by less."""
HEAD_SLACK = 12.0
"""Points by which a cell of a head may begin left of the edge that the cells below give its column."""


Row = tuple[tuple[CellWord, ...], ...]
_Row = list[list[CellWord]]


class CellGrid(NamedTuple):
    """The cells of a table: ``rows[r][c]`` holds the words of a cell in reading order.

    ``edges`` are those of all columns, in points, from left to right; columns without a word are kept.
    """

    rows: tuple[Row, ...]
    header_rows: int
    edges: tuple[float, ...]


def read_cells(
    words: Sequence[CellWord],
    box: BBox,
    levels: Sequence[Rule],
    uprights: Sequence[Rule],
    *,
    edges: Sequence[float] = (),
) -> CellGrid:
    """Put the words of the table in ``box`` into rows and cells; ``levels`` and ``uprights`` are the lines in it.

    ``edges`` are those of its columns where they are known, in points.
    """
    uprights = _long_uprights(uprights, box)
    is_grid = len(uprights) > 2
    heights = _edges([(rule.top, rule.x0, rule.x1) for rule in levels], box.x0, box.x1, PARTLY)
    heights = [box.top, *(y for y in heights if box.top + MIN_SIDE < y < box.bottom - MIN_SIDE), box.bottom]
    bands = _bands(words, heights)
    edges = edges or _column_edges(bands, box, uprights)
    rows: list[_Row] = []
    starts = [0]
    under = _Starts([cell for band in bands[1:] or bands for cell in band])
    for number, band in enumerate(bands):
        lines = text_rows(band)
        if number == 0 and len(bands) > 1 and not uprights:
            body = _sides([cell.word for below in bands[1:] for cell in below], edges)
            placed = [_place_head(line, edges, body) for line in lines]
        elif not uprights:
            placed = [_place_close(line, edges, under) for line in lines]
        else:
            placed = [_place(line, edges, by_word=bool(uprights)) for line in lines]
        if number == 0 and lines and (len(lines) == 1 or len(bands) == 1) and _fills_columns(lines[0], edges):
            placed[0] = _place(lines[0], edges, by_word=True)
        is_head = number == 0 and len(bands) > 1 and len(placed) <= MAX_HEAD
        rows.extend(_band_rows(placed, edges, ruled=is_grid and len(bands) > 2, is_head=is_head))
        starts.append(len(rows))
    if is_grid:
        _merge_down(rows, starts, edges, [(y, levels) for y in heights[1:-1]])
    if uprights:
        _merge_across(rows, edges, uprights)
    cells = tuple(tuple(map(tuple, row)) for row in rows if any(row))
    return CellGrid(cells, _header_rows(cells, starts[1] if len(bands) > 1 else 0), tuple(edges))


def _bands(words: Iterable[CellWord], heights: Sequence[float]) -> list[list[CellWord]]:
    """Return the words whose letters have their middle between two heights that follow each other."""
    bands: list[list[CellWord]] = [[] for _ in heights]
    for cell in words:
        middle = cell.word.baseline - 0.25 * cell.word.size
        if heights[0] <= middle < heights[-1]:
            bands[bisect_right(heights, middle) - 1].append(cell)
    return bands[:-1]


def _edges(lines: Iterable[tuple[float, float, float]], start: float, end: float, share: float) -> list[float]:
    """Return places where lines, ``(place, from, to)``, cover at least ``share`` of ``[start, end]`` together."""
    groups: list[list[tuple[float, float, float]]] = []
    for line in sorted(lines):
        if groups and line[0] - groups[-1][0][0] <= SAME_EDGE:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        sum(line[0] for line in group) / len(group)
        for group in groups
        if _union_length([line[1:] for line in group], start, end) >= share * (end - start)
    ]


def _union_length(stretches: Iterable[tuple[float, float]], start: float, end: float) -> float:
    """Return how much of ``[start, end]`` the stretches cover together."""
    covered, at = 0.0, start
    for low, high in sorted(stretches):
        low, high = max(low, at), min(high, end)
        if high > low:
            covered += high - low
            at = high
    return covered


def _long_uprights(uprights: Sequence[Rule], box: BBox) -> list[Rule]:
    """Return the upright lines at places where they run along enough of the table to part its columns."""
    places = _edges([(rule.x0, rule.top, rule.bottom) for rule in uprights], box.top, box.bottom, UPRIGHT)
    return [rule for rule in uprights if any(abs(rule.x0 - place) <= SAME_EDGE for place in places)]


def _column_edges(bands: Sequence[Sequence[CellWord]], box: BBox, uprights: Sequence[Rule]) -> list[float]:
    """Return the edges of the columns: upright lines, and white strips where these leave the table in one piece."""
    drawn = _edges([(rule.x0, rule.top, rule.bottom) for rule in uprights], box.top, box.bottom, 0.0)
    edges = [box.x0, *(x for x in drawn if box.x0 + MIN_SIDE < x < box.x1 - MIN_SIDE), box.x1]
    body = [cell for band in bands[1:] for cell in band]
    body_rows = text_rows(body)
    if len(body_rows) < 2:
        body = [cell for band in bands for cell in band]
        body_rows = text_rows(body)
    if len(edges) == 2 and len(bands) == 1:
        return _edges_under_head(body_rows, box)
    result = [edges[0]]
    for low, high in pairwise(edges):
        inside = [cell for cell in body if low <= (cell.word.x0 + cell.word.x1) / 2 < high]
        rows = body_rows if len(inside) == len(body) else text_rows(inside)
        inner = column_edges(rows, low, high)[1:]
        if len(inner) > 1 and len(edges) > MANY_EDGES and len(rows) > 1:
            runs = [row_runs(row) for row in rows]
            inner = [*(x for x in inner[:-1] if parts_numbers(runs, (x, x))), high]
        result.extend(inner)
    return result


def _edges_under_head(rows: Sequence[Sequence[CellWord]], box: BBox) -> list[float]:
    """Return the edges of the columns of a table without lines: those below the first row where it fits them."""
    edges = column_edges(rows, box.x0, box.x1)
    if len(rows) < MIN_ROWS:
        return edges
    under = column_edges(rows[1:], box.x0, box.x1)
    return under if len(under) > len(edges) and _fills_columns(rows[0], under) else edges


def _fills_columns(line: Sequence[CellWord], edges: Sequence[float]) -> bool:
    """Return whether no word of a head crosses a column and every column has one: none of its cells spans others."""
    words = [cell.word for cell in line]
    crossed = any(word.x0 < edge - 1.0 and word.x1 > edge + 1.0 for word in words for edge in edges[1:-1])
    filled = {column_at(edges, word.x0, word.x1) for word in words}
    return not crossed and len(filled) == len(edges) - 1


def _place(line: Sequence[CellWord], edges: Sequence[float], *, by_word: bool) -> Placed:
    """Put the words of a text row into columns: word by word, as between drawn lines, else run by run."""
    columns: list[list[CellWord]] = [[] for _ in range(len(edges) - 1)]
    for run in row_runs(line, 0.0 if by_word else RUN_GAP):
        columns[column_at(edges, run.x0, run.x1)].extend(run.words)
    baseline = min(cell.word.baseline for cell in line)
    return Placed(baseline, max(cell.word.size for cell in line), columns, baseline)


class _Starts:
    """Where the cells of a table's text rows start, asked for only where a long cell comes close to the next."""

    __slots__ = ("_found", "_words")

    def __init__(self, words: Sequence[CellWord]) -> None:
        self._words = words
        self._found: tuple[list[float], float] | None = None

    def cut(self, run: Run) -> list[Run]:
        """Return a run cut before words that are flush with the cells of many rows."""
        if self._found is None:
            self._found = shared_starts([row_runs(row) for row in text_rows(self._words)])
        return cut_aligned(run, *self._found, FLUSH_GAP)


def _place_close(line: Sequence[CellWord], edges: Sequence[float], starts: _Starts) -> Placed:
    """Put a text row of the body into columns; a long cell may come close to the next one, which is then cut off."""
    columns: list[list[CellWord]] = [[] for _ in range(len(edges) - 1)]
    runs = row_runs(line)
    for run in runs:
        column = column_at(edges, run.x0, run.x1)
        if len(runs) == 1 or (edges[column] <= run.x0 and run.x1 <= edges[column + 1]):
            columns[column].extend(run.words)
            continue
        for part in starts.cut(run):
            columns[column_at(edges, part.x0, part.x1)].extend(part.words)
    baseline = min([cell.word.baseline for cell in line])
    return Placed(baseline, max([cell.word.size for cell in line]), columns, baseline)


def _sides(words: Sequence[Word], edges: Sequence[float]) -> list[tuple[float, float] | None]:
    """Return left and right edge of the words in each column but the first, None where there are none."""
    middles = [((word.x0 + word.x1) / 2, word) for word in words]
    columns = [[word for middle, word in middles if low < middle < high] for low, high in pairwise(edges[1:])]
    return [(min([w.x0 for w in column]), max([w.x1 for w in column])) if column else None for column in columns]


def _place_head(line: Sequence[CellWord], edges: Sequence[float], body: Sequence[tuple[float, float] | None]) -> Placed:
    """Put a text row of a head into columns; its cells may stand closer than those of the body below.

    A run over an edge is cut there where what follows stands in line with the cells of its column, whose sides
    ``body`` holds.
    """
    columns: list[list[CellWord]] = [[] for _ in range(len(edges) - 1)]
    for run in row_runs(line):
        for part in _cut_at_columns(run.words, edges, body):
            at = column_at(edges, part[0].word.x0, max(cell.word.x1 for cell in part))
            columns[at].extend(part)
    baseline = min(cell.word.baseline for cell in line)
    return Placed(baseline, max(cell.word.size for cell in line), columns, baseline)


def _cut_at_columns(
    words: Sequence[CellWord], edges: Sequence[float], body: Sequence[tuple[float, float] | None]
) -> list[Sequence[CellWord]]:
    parts: list[Sequence[CellWord]] = []
    start = 0
    for (low, high), sides in zip(pairwise(edges[1:]), body, strict=True):
        if sides is None or start + 1 == len(words):
            continue
        near = [k for k in range(start + 1, len(words)) if low - HEAD_SLACK < words[k].word.x0 < high]
        at = next((k for k in near if _is_in_line(words, k, sides, low, high)), None)
        if at is not None:
            parts.append(words[start:at])
            start = at
    return [*parts, words[start:]]


def _is_in_line(words: Sequence[CellWord], k: int, sides: tuple[float, float], low: float, high: float) -> bool:
    """Return whether what begins with word ``k`` is flush with the cells between two edges, or centred over them."""
    left, right = sides
    end = max(cell.word.x1 for cell in words[k:] if cell.word.x0 < high)
    is_flush = abs(words[k].word.x0 - left) < FLUSH
    return is_flush or (abs(words[k].word.x0 + end - left - right) < 2 * FLUSH and words[k - 1].word.x1 < low)


def _band_rows(lines: Sequence[Placed], edges: Sequence[float], *, ruled: bool, is_head: bool) -> list[_Row]:
    """Return the rows that the text rows between two level lines make."""
    rows: list[_Row] = []
    for group in _row_groups(lines if ruled else join_beside(lines), edges, ruled=ruled, is_head=is_head):
        rows.append([[cell for line in group for cell in line.columns[column]] for column in range(len(edges) - 1)])
    return rows


def _row_groups(
    lines: Sequence[Placed], edges: Sequence[float], *, ruled: bool, is_head: bool
) -> list[Sequence[Placed]]:
    """Return the text rows of each row of the table."""
    if not lines:
        return []
    centred = None if ruled else centred_groups(lines)
    if centred is not None:
        return [lines[group.start : group.stop] for group in centred]
    if is_head and not ruled:
        starts = [0, *(number for number in range(1, len(lines)) if begins_header_row(*lines[number - 1 : number + 1]))]
    else:
        starts = row_starts(lines, edges, ruled=ruled)
    return [lines[start:end] for start, end in pairwise([*starts, len(lines)])]


def _merge_down(
    rows: list[_Row], starts: Sequence[int], edges: Sequence[float], borders: Sequence[tuple[float, Sequence[Rule]]]
) -> None:
    """Move the words of cells that no level line parts from the ones above into the topmost of these.

    ``starts`` holds the first row of each band and the end of the last; ``borders`` the heights between bands.
    """
    for column, (x0, x1) in enumerate(pairwise(edges)):
        least = PARTING * (x1 - x0)
        if not any(overlap(rule.x0, rule.x1, x0, x1) >= least for _, levels in borders for rule in levels):
            continue  # row heads that stand beside the frame
        first = starts[0]
        for band, (y, levels) in enumerate(borders, 1):
            drawn = [(rule.x0, rule.x1) for rule in levels if abs(rule.top - y) <= SAME_EDGE]
            at = starts[band]
            if at >= starts[band + 1] or _union_length(drawn, x0, x1) >= least or first >= at:
                first = at if at < starts[band + 1] else first
            else:
                rows[first][column].extend(rows[at][column])
                rows[at][column] = []


def _merge_across(rows: list[_Row], edges: Sequence[float], uprights: Sequence[Rule]) -> None:
    """Move the words of neighbouring cells that no upright line parts into the first of them."""
    for row in rows:
        words = [cell.word for column in row for cell in column]
        if not words:
            continue
        top, bottom = min(word.top for word in words), max(word.bottom for word in words)
        first = 0
        for column in range(1, len(row)):
            lines = [(rule.top, rule.bottom) for rule in uprights if abs(rule.x0 - edges[column]) <= SAME_EDGE]
            if lines and _union_length(lines, top, bottom) < PARTING * (bottom - top):
                row[first].extend(row[column])
                row[first].sort(key=lambda cell: (round(cell.word.baseline), cell.word.x0))
                row[column] = []
            else:
                first = column


def _header_rows(rows: Sequence[Sequence[Sequence[CellWord]]], first_band: int) -> int:
    """Return how many rows head the table: those above the first inner rule, or set off by type or lack of numbers."""
    if len(rows) < 2:
        return 0
    if first_band and first_band <= max(1, len(rows) // 2):
        return first_band + _second_header(rows, first_band)
    styled = [_is_styled(row) for row in rows]
    if styled[0] and not all(styled):
        return 1
    return int(not _has_number(rows[0]) and any(_has_number(row) for row in rows[1:]))


def _second_header(rows: Sequence[Sequence[Sequence[CellWord]]], count: int) -> int:
    """Return 1 where the row under the first ones heads the table too: under cells that span, in the same type."""
    if count >= len(rows) - 1 or not all(_is_styled(row) for row in rows[:count]):
        return 0
    upper, lower = rows[count - 1], rows[count]
    has_gap = any(not cell for cell in upper)
    return int(has_gap and _is_styled(lower) and not _is_styled(rows[count + 1]) and sum(map(bool, lower)) > 1)


def _is_styled(row: Sequence[Sequence[CellWord]]) -> bool:
    words = [cell.word for column in row for cell in column]
    return bool(words) and all(word.bold or word.italic for word in words)


def _has_number(row: Sequence[Sequence[CellWord]]) -> bool:
    return any(any(char.isdigit() for char in cell.word.text) for column in row for cell in column)
