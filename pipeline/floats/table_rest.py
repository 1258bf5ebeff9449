"""The rest of a table that no rule closes at its column's end: rows in its columns at the head of the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import NamedTuple

from pipeline.document import BBox, Figure, Region
from pipeline.floats.lines import TextPage
from pipeline.floats.space import Space, lines_in, words_of
from pipeline.floats.table_cells import Row, read_cells
from pipeline.floats.table_columns import CellWord, column_at, row_runs, text_rows
from pipeline.floats.table_reading import FoundTable, cell_text
from pipeline.geometry import overlap, union

MIN_ROWS = 2
"""Text rows of two cells or more that make a rest; one may be a line of running text with a wide space."""
SLACK = 3.0
"""Points by which a cell may stick out of its column."""
SMALL = 0.92
"""Share of the body size under which a line at a column's foot is a note and does not count."""


class _Place(NamedTuple):
    """The column in which the rest must be, and how far it stands right of the one before, in points."""

    space: Space
    x0: float
    x1: float
    shift: float


def add_rests(
    tables: Sequence[FoundTable], figures: Sequence[Figure], space_of: Callable[[int], Space | None]
) -> tuple[FoundTable, ...]:
    """Return the tables, those that are open at the end of a column with their rest.

    ``figures`` are those found beside them; ``space_of`` returns the space of a page, None after the last.
    """
    regions = [region for item in tables for region in item.regions]
    regions += [region for figure in figures for region in figure.regions]
    lines = {span.line for figure in figures for span in figure.spans}
    lines |= {cell.line for item in tables for cell in item.words}
    result = []
    for table in tables:
        while table.open_end:
            rest = _find_rest(table, regions, lines, space_of)
            if rest is None:
                break
            table = rest
            regions.append(table.regions[-1])
            lines |= {cell.line for cell in table.words}
        result.append(table)
    return tuple(result)


def _find_rest(
    table: FoundTable, taken: Sequence[Region], claimed: Set[int], space_of: Callable[[int], Space | None]
) -> FoundTable | None:
    """Return the table with the rows that go on in the next column, or None where there are none."""
    place = _next_place(table.regions[-1], space_of)
    space = space_of(table.regions[-1].page)
    if place is None or space is None or not _is_last(space, table.regions[-1].bbox, taken, claimed):
        return None
    edges = [edge + place.shift for edge in table.edges]
    rows = _fitting_rows(place, edges, taken, claimed)
    if sum(len(row_runs(row)) > 1 for row in rows) < MIN_ROWS:
        return None
    words = [cell for row in rows for cell in row]
    box = union(BBox(*cell.word[1:5]) for cell in words)._replace(x0=edges[0], x1=edges[-1])
    closing = [
        rule.bottom
        for rule in place.space.rules
        if -SLACK < rule.top - box.bottom < place.space.doc.leading and overlap(rule.x0, rule.x1, box.x0, box.x1) > 0
    ]
    box = box._replace(bottom=max([box.bottom, *closing]))
    grid = read_cells(words, box, (), (), edges=edges)
    return table._replace(
        regions=(*table.regions, Region(place.space.page.number, box)),
        words=(*table.words, *words),
        rows=table.rows + _without_head(table, grid.rows),
        edges=tuple(edges),
        open_end=not closing,
    )


def _without_head(table: FoundTable, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows without the head of the table where it is printed again."""
    head = [[cell_text(cell) for cell in row] for row in table.rows[: table.header_rows]]
    again = [[cell_text(cell) for cell in row] for row in rows[: table.header_rows]]
    return rows[len(head) :] if head and head == again else rows


def _next_place(region: Region, space_of: Callable[[int], Space | None]) -> _Place | None:
    """Return the column that is read after the one that holds the region."""
    space = space_of(region.page)
    if space is None:
        return None
    columns = _narrow(space.text)
    here = next((n for n, column in enumerate(columns) if _holds(column, region.bbox)), None)
    if here is not None and here + 1 < len(columns):
        x0, x1 = columns[here + 1]
        return _Place(space, x0, x1, x0 - columns[here][0])
    following = space_of(region.page + 1)
    if following is None or not following.text.lines:
        return None
    if here is None:
        x0 = min(column[0] for column in space.text.columns) if space.text.columns else region.bbox.x0
        after = min((column[0] for column in following.text.columns), default=x0)
        return _Place(following, region.bbox.x0, region.bbox.x1, after - x0)
    x0, x1 = (_narrow(following.text) or columns)[0]
    return _Place(following, x0, x1, x0 - columns[here][0])


def _narrow(text: TextPage) -> list[tuple[float, float]]:
    """Return the text columns without the one that crosses the others."""
    return [
        column
        for column in text.columns
        if not any(other != column and column[0] <= other[0] and other[1] <= column[1] for other in text.columns)
    ]


def _holds(column: tuple[float, float], box: BBox) -> bool:
    return overlap(*column, box.x0, box.x1) > 0.8 * (box.x1 - box.x0)


def _is_last(space: Space, box: BBox, taken: Sequence[Region], claimed: Set[int]) -> bool:
    """Return whether no text and no float stands below the box in its width; notes in small type may."""
    below = lines_in(space, box.x0, box.x1, box.bottom, space.page.height)
    floats = [region.bbox for region in taken if region.page == space.page.number and region.bbox.top > box.bottom]
    free = [index for index in below if index not in claimed]
    return all(space.doc.lines[index].size < SMALL * space.doc.body_size for index in free) and not any(
        overlap(other.x0, other.x1, box.x0, box.x1) > 0 for other in floats
    )


def _fitting_rows(
    place: _Place, edges: Sequence[float], taken: Sequence[Region], claimed: Set[int]
) -> list[list[CellWord]]:
    """Return the text rows from the head of the column on that stand in the columns of the table."""
    space = place.space
    x0, x1 = min(place.x0, edges[0]) - SLACK, max(place.x1, edges[-1]) + SLACK
    floats = [region.bbox for region in taken if region.page == space.page.number]
    walls = [box.top for box in (*space.marks, *floats) if overlap(box.x0, box.x1, x0, x1) > 0]
    lines = lines_in(space, x0, x1, 0.0, min(walls, default=space.page.height))
    rows: list[list[CellWord]] = []
    for row in text_rows(words_of(space.doc, lines)):
        if any(cell.line in claimed for cell in row) or not all(_fits(run.x0, run.x1, edges) for run in row_runs(row)):
            break
        rows.append(row)
    while rows and len(row_runs(rows[-1])) == 1:
        rows.pop()
    return rows


def _fits(x0: float, x1: float, edges: Sequence[float]) -> bool:
    column = column_at(edges, x0, x1)
    return x0 >= edges[column] - SLACK and x1 <= edges[column + 1] + SLACK
