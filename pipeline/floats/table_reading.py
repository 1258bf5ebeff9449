"""Tables as they are read on one page, and as the layer holds them once their parts are put together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.document import Region, Table, Word
from pipeline.floats.figures import SMALL
from pipeline.floats.space import Space, to_spans, words_in
from pipeline.floats.table_cells import Row, read_cells
from pipeline.floats.table_columns import CellWord
from pipeline.floats.tables import TableArea
from pipeline.geometry import contains
from pipeline.language.word_lists import is_listed

LONG_CELL = 40
"""Words a cell on average: above, a grid without a caption is a frame around text."""
SHORT_PART = 3
"""Letters of the second part of a word cut in a narrow cell below which it is no word of its own."""
SAME_WIDTH = 8.0
"""Points; columns of the parts of one table differ by less."""


class FoundTable(NamedTuple):
    """A table, or a part of one, with the columns that stay empty and the edges of all columns in points.

    ``sure`` is false for a grid that is a table only if it goes on with another one. ``open_end``: no rule closes it
    below, so that it may go on in the next column.
    """

    regions: tuple[Region, ...]
    words: tuple[CellWord, ...]
    rows: tuple[Row, ...]
    header_rows: int
    edges: tuple[float, ...]
    ruled: bool
    caption: int | None
    sure: bool = True
    open_end: bool = False


def read_tables(space: Space, named: Sequence[TableArea], loose: Sequence[TableArea]) -> list[FoundTable]:
    """Return the tables of a page with their cells, each word in one of them."""
    taken: set[tuple[int, int]] = set()
    tables = []
    for area in (*named, *loose):
        words = [cell for cell in words_in(space, area.bbox) if (cell.line, cell.number) not in taken]
        if not area.levels:
            words = [cell for cell in words if not _is_behind(space, area, cell)]
        grid = read_cells(words, area.bbox, area.levels, area.uprights)
        table = FoundTable(
            regions=(Region(space.page.number, area.bbox),),
            words=tuple(words),
            rows=grid.rows,
            header_rows=grid.header_rows,
            edges=grid.edges,
            ruled=bool(area.uprights),
            caption=area.caption,
            open_end=_is_open(area),
        )
        sure = area.caption is not None or _is_table(table)
        if sure or (table.ruled and table.rows):
            tables.append(table._replace(sure=sure))
            taken.update((cell.line, cell.number) for cell in words)
    return tables


def _is_open(area: TableArea) -> bool:
    """Return whether rules open the table and none closes it."""
    return bool(area.levels) and not area.uprights and all(rule.top < area.bbox.bottom - 3.0 for rule in area.levels)


def _is_behind(space: Space, area: TableArea, cell: CellWord) -> bool:
    """Return whether a word of body size lies under the picture of a table: it is text, not a part of the picture."""
    is_picture = any(contains(area.bbox, image, 2.0) for image in space.images)
    return is_picture and cell.word.size >= SMALL * space.doc.body_size


def _is_table(table: FoundTable) -> bool:
    """Return whether a grid without a caption has rows and columns of cells, not frames around text."""
    rows = _filled_columns(table)
    cells = [cell for row in rows for cell in row]
    filled = [cell for cell in cells if cell]
    return (
        len(rows) > 1
        and len(rows[0]) > 1
        and 2 * len(filled) >= len(cells)
        and sum(map(len, filled)) <= LONG_CELL * len(filled)
    )


def _filled_columns(table: FoundTable) -> tuple[Row, ...]:
    """Return the rows without the columns that hold nothing: strips between the halves of a table."""
    kept = [column for column in range(len(table.edges) - 1) if any(row[column] for row in table.rows)]
    return tuple(tuple(row[column] for column in kept) for row in table.rows)


def join_parts(table: FoundTable, rest: FoundTable) -> FoundTable | None:
    """Return both as one table, or None where their columns differ; a heading that is printed again is left out."""
    if not table.rows or not rest.rows:
        return None
    upper, lower = table.rows, rest.rows
    if not _same_columns(table, rest):
        upper, lower = _filled_columns(table), _filled_columns(rest)
        if not rest.sure or not upper or len(upper[0]) != len(lower[0]):
            return None
    head = table.header_rows
    again = head if head and _texts(upper[:head]) == _texts(lower[:head]) else 0
    edges = table.edges if len(upper[0]) == len(table.edges) - 1 else tuple(map(float, range(len(upper[0]) + 1)))
    return table._replace(
        regions=table.regions + rest.regions,
        words=table.words + rest.words,
        rows=upper + lower[again:],
        edges=edges,
        sure=table.sure,
        open_end=rest.open_end and len(edges) == len(rest.edges),
    )


def _same_columns(table: FoundTable, rest: FoundTable) -> bool:
    if len(table.edges) != len(rest.edges) or len(table.edges) < 3:
        return False
    widths = zip(pairwise(table.edges), pairwise(rest.edges), strict=True)
    return all(abs((b - a) - (d - c)) <= SAME_WIDTH for (a, b), (c, d) in widths) or not (table.ruled or rest.ruled)


def _texts(rows: Sequence[Row]) -> list[list[str]]:
    return [[cell_text(cell) for cell in row] for row in rows]


def to_table(table: FoundTable) -> Table:
    """Return the table as the layer holds it; words of one row stand in reading order in its cells."""
    rows = _filled_columns(table)
    return Table(
        spans=to_spans(table.words),
        rows=tuple(tuple(cell_text(cell) for cell in row) for row in rows),
        header_rows=table.header_rows,
        regions=table.regions,
        caption=table.caption,
        cells=tuple(tuple(to_spans(cell) for cell in row) for row in rows),
    )


def cell_text(cell: Sequence[CellWord]) -> str:
    """Return the words of a cell joined by single spaces, joined words without.

    A dash, hyphen or slash at the end of a text row joins the next one without a space; it is kept, as printed.
    """
    if len(cell) == 1:  # as most cells with numbers
        return cell[0].word.text
    parts = [cell[0].word.text] if cell else []
    for k in range(1, len(cell)):
        before, (_, number, word) = cell[k - 1].word, cell[k]
        glued = (word.joined and number > 0) or _is_broken(before, word)
        if not glued and _is_new_row(before, word) and (k == 1 or _is_new_row(cell[k - 2].word, before)):
            glued = _is_cut(before, word)
        parts.append(word.text if glued else f" {word.text}")
    return "".join(parts)


def _is_new_row(before: Word, word: Word) -> bool:
    return word.baseline - before.baseline > 0.5 * word.size


def _is_cut(before: Word, word: Word) -> bool:
    """Return whether the next text row goes on in the middle of a word that found no room in a narrow cell.

    Writers cut it at any letter and print no hyphen: ``Populas`` / ``i``. Both parts stand alone on their rows, and
    what they make together is a word while one of them is none, or the second is too short to be one.
    """
    if not word.text[:1].islower() or not before.text.isalpha():
        return False
    rest = word.text.rstrip(".,;:")
    whole = (before.text + rest).casefold()
    if not rest.isalpha() or not any(is_listed(whole, lang) for lang in ("id", "en")):
        return False
    return len(rest) < SHORT_PART or not all(is_listed(part.casefold(), "id") for part in (before.text, rest))


def _is_broken(before: Word, word: Word) -> bool:
    """Return whether a text row ends in the middle of what is written without a space."""
    return _is_new_row(before, word) and len(before.text) > 1 and before.text[-1] in "-‐–/"
