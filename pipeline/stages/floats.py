"""Tables, figures and their captions: taken out of running text before anything reads it.

Captions are found first; each is given the drawn lines, images or columns of words beside it. What is claimed here
leaves the text, so that what is not plainly a float stays where it is.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.captions import FoundCaption, find_captions
from pipeline.document import Caption, Diagnostic, Document, Figure, Region, Table
from pipeline.figures import FigureArea, find_captioned_figures, find_uncaptioned_figures
from pipeline.float_lines import text_pages
from pipeline.float_space import Space, make_space, to_spans, words_in, words_of
from pipeline.table_cells import CellGrid, read_cells
from pipeline.table_columns import CellWord
from pipeline.table_rules import Grid, Ruling, find_ruling, is_level, merge_grids
from pipeline.tables import TableArea, find_captioned, find_uncaptioned

PIECE_GAP = 24.0
"""Points; widest white between the halves of a table that stand side by side."""
FRONT_PAGES = 2
"""Pages on which a box may hold the abstract or the article's data: the first, or the one after a cover."""
LONG_CELL = 40
"""Words a cell on average: above, a grid without a caption is a frame around text."""


class _PageFloats(NamedTuple):
    """What was found on one page; ``captions`` are the indices of those that are no sentences."""

    tables: tuple[tuple[TableArea, Table], ...]
    figures: tuple[FigureArea, ...]
    captions: tuple[int, ...]


def find_floats(doc: Document) -> Document:
    """Find captions, tables and figures.

    Needs: pages, lines, furniture, columns, body_size, leading.  Adds: captions, tables, figures, in reading order
    of pages and from top to bottom.  Raises nothing.
    """
    texts = text_pages(doc)
    levels = [tuple(rule for rule in page.rules if is_level(rule)) for page in doc.pages]
    found = find_captions(doc, [texts[page.number] for page in doc.pages], levels)
    tables: list[Table] = []
    figures: list[tuple[int, FigureArea]] = []
    kept: list[int] = []
    for page in doc.pages:
        here = [(number, caption) for number, caption in enumerate(found) if caption.page == page.number]
        if not here and not page.rules and not page.images:
            continue
        space = make_space(doc, page, texts[page.number], [caption for _, caption in here])
        result = _page_floats(space, here)
        tables.extend(table for _, table in result.tables)
        figures.extend((page.number, figure) for figure in result.figures)
        kept.extend(result.captions)
    return _fill(doc, found, kept, tables, figures)


def _page_floats(space: Space, captions: Sequence[tuple[int, FoundCaption]]) -> _PageFloats:
    """Return the floats of a page; its captions come with their indices, from top to bottom."""
    ruling = find_ruling(space.rules)
    ruling = Ruling(tuple(_merged(ruling.grids)), ruling.levels)
    areas = find_captioned(space, ruling, [item for item in captions if item[1].kind != "figure"])
    boxes = [area.bbox for area in areas]
    named = {area.caption for area in areas}
    rest = [item for item in captions if item[0] not in named and item[1].kind != "table"]
    figures = find_captioned_figures(space, ruling, rest, boxes)
    boxes += [figure.bbox for figure in figures]
    loose = find_uncaptioned(space, ruling.grids, boxes, first_page=space.page.number <= FRONT_PAGES)
    boxes += [area.bbox for area in loose]
    if space.page.number > 1:
        figures += find_uncaptioned_figures(space, ruling.grids, boxes)
    tables = _read_tables(space, areas, loose)
    named |= {figure.caption for figure in figures}
    kept = tuple(number for number, caption in captions if caption.sure or number in named)
    return _PageFloats(tuple(tables), tuple(_without(tables, figures)), kept)


def _merged(grids: Sequence[Grid]) -> list[Grid]:
    """Return grids with the pieces of one table joined, until nothing changes."""
    before, after = list(grids), merge_grids(grids, PIECE_GAP)
    while len(after) < len(before):
        before, after = after, merge_grids(after, PIECE_GAP)
    return after


def _read_tables(space: Space, named: Sequence[TableArea], loose: Sequence[TableArea]) -> list[tuple[TableArea, Table]]:
    """Return the tables with their cells, each word in one of them; loose areas that hold no table are left out."""
    taken: set[tuple[int, int]] = set()
    tables = []
    for area in (*named, *loose):
        words = [cell for cell in words_in(space, area.bbox) if (cell.line, cell.number) not in taken]
        grid = read_cells(words, area.bbox, area.levels, area.uprights)
        if area.caption is None and not _is_table(grid):
            continue
        taken.update((cell.line, cell.number) for cell in words)
        tables.append((area, _to_table(space, area, words, grid)))
    return sorted(tables, key=lambda table: (table[0].bbox.top, table[0].bbox.x0))


def _is_table(grid: CellGrid) -> bool:
    """Return whether a grid without a caption has rows and columns of cells, not frames around text."""
    cells = [cell for row in grid.rows for cell in row]
    filled = [cell for cell in cells if cell]
    return (
        len(grid.rows) > 1
        and len(grid.rows[0]) > 1
        and 2 * len(filled) >= len(cells)
        and sum(map(len, filled)) <= LONG_CELL * len(filled)
    )


def _to_table(space: Space, area: TableArea, words: Sequence[CellWord], grid: CellGrid) -> Table:
    return Table(
        spans=to_spans(words),
        rows=tuple(tuple(cell_text(cell) for cell in row) for row in grid.rows),
        header_rows=grid.header_rows,
        regions=(Region(space.page.number, area.bbox),),
        caption=area.caption,
        cells=tuple(tuple(to_spans(cell) for cell in row) for row in grid.rows),
    )


def cell_text(cell: Sequence[CellWord]) -> str:
    """Return the words of a cell joined by single spaces, joined words without."""
    parts: list[str] = []
    for word in cell:
        if parts and not (word.word.joined and word.number > 0):
            parts.append(" ")
        parts.append(word.word.text)
    return "".join(parts)


def _without(tables: Sequence[tuple[TableArea, Table]], figures: Sequence[FigureArea]) -> list[FigureArea]:
    """Return the figures without lines that a table or an earlier figure holds."""
    taken = {span.line for _, table in tables for span in table.spans}
    result = []
    for figure in figures:
        lines = tuple(line for line in figure.lines if line not in taken)
        taken.update(lines)
        result.append(figure._replace(lines=lines))
    return result


def _fill(
    doc: Document,
    found: Sequence[FoundCaption],
    kept: Sequence[int],
    tables: Sequence[Table],
    figures: Sequence[tuple[int, FigureArea]],
) -> Document:
    """Return the document with its layers; captions that were sentences are left out."""
    place = {number: index for index, number in enumerate(sorted(kept))}
    kinds = {table.caption: "table" for table in tables} | {figure.caption: "figure" for _, figure in figures}
    captions = [
        Caption("table" if (caption.kind or kinds.get(number)) == "table" else "figure", caption.label, caption.spans)
        for number, caption in enumerate(found)
        if number in place
    ]
    return replace(
        doc,
        captions=tuple(captions),
        tables=tuple(
            replace(table, caption=None if table.caption is None else place[table.caption]) for table in tables
        ),
        figures=tuple(_to_figure(doc, page, figure, place) for page, figure in figures),
        diagnostics=(*doc.diagnostics, *_doubts(found, kept, kinds)),
    )


def _to_figure(doc: Document, page: int, figure: FigureArea, place: dict[int, int]) -> Figure:
    return Figure(
        spans=to_spans(words_of(doc, figure.lines)),
        regions=(Region(page, figure.bbox),),
        caption=None if figure.caption is None else place[figure.caption],
    )


def _doubts(found: Sequence[FoundCaption], kept: Sequence[int], named: Container[int | None]) -> list[Diagnostic]:
    """Return a diagnostic for each caption beside which no float was found."""
    return [
        Diagnostic(
            "floats", "caption_without_float", "info", found[number].page, f"Nothing found for {found[number].label}."
        )
        for number in kept
        if number not in named
    ]
