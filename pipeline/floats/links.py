"""Floats that a column end has parted: captions from their tables and figures, tables from their rest.

A caption at the foot of a column names the table at the head of the next; a table that ends one column goes on in
the table without a caption that begins the next and has as many columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.document import BBox, Document, Figure, Region
from pipeline.floats.captions import FoundCaption
from pipeline.floats.lines import Columns, TextPages
from pipeline.floats.table_reading import FoundTable, join_parts
from pipeline.geometry import overlap

SLACK = 3.0
"""Points by which boxes below each other may overlap."""
SMALL = 0.92
"""Share of the body size under which a line at a column's foot is a note and does not count."""
SHARED = 0.3
"""Share of the narrower width that two boxes share when one stands over the other."""


@dataclass(frozen=True, slots=True)
class Floats:
    """The floats of a document; ``captions`` of tables and figures are indices in the list of captions found."""

    tables: tuple[FoundTable, ...]
    figures: tuple[Figure, ...]


class _Layout:
    """Per page, the boxes of all that stands in its columns, and the edges of these from left to right.

    Few pages are asked for.
    """

    def __init__(
        self, doc: Document, texts: TextPages, captions: Sequence[tuple[int, FoundCaption]], floats: Floats
    ) -> None:
        self._doc, self._texts = doc, texts
        self._taken = {cell.line for table in floats.tables for cell in table.words}
        self._taken |= {span.line for figure in floats.figures for span in figure.spans}
        self._taken |= {span.line for _, caption in captions for span in caption.spans}
        self._floats = [region for table in floats.tables for region in table.regions]
        self._floats += [region for figure in floats.figures for region in figure.regions]
        self._floats += [Region(caption.page, caption.bbox) for _, caption in captions]
        self._boxes: dict[int, list[BBox]] = {}

    def boxes(self, page: int) -> list[BBox]:
        if page not in self._boxes:
            lines = [self._doc.lines[index] for index in self._texts[page].lines if index not in self._taken]
            self._boxes[page] = [line.bbox for line in lines if line.size >= SMALL * self._doc.body_size]
            self._boxes[page] += [region.bbox for region in self._floats if region.page == page]
        return self._boxes[page]

    def columns(self, page: int) -> Columns:
        return self._texts[page].columns


def link_floats(
    doc: Document, texts: TextPages, captions: Sequence[tuple[int, FoundCaption]], floats: Floats
) -> Floats:
    """Give captions without a float the one that they lost, and put the parts of tables together.

    ``captions`` are those kept, with their indices, in order.
    """
    named = {table.caption for table in floats.tables} | {figure.caption for figure in floats.figures}
    if None not in named:  # nothing has lost its caption or its head
        return replace(floats, tables=tuple(table for table in floats.tables if table.sure))
    layout = _Layout(doc, texts, captions, floats)
    for number, caption in captions:
        if number not in named:
            floats = _give_caption(layout, number, caption, floats)
    return replace(floats, tables=_join_tables(layout, floats.tables))


def _column(layout: _Layout, page: int, box: BBox) -> int:
    """Return the index of the text column in which most of the box lies, -1 where it crosses them."""
    shares = [overlap(*column, box.x0, box.x1) for column in layout.columns(page)]
    if not shares or max(shares) < 0.6 * (box.x1 - box.x0):
        return -1
    return shares.index(max(shares))


def _over(upper: BBox, lower: BBox) -> bool:
    shared = overlap(upper.x0, upper.x1, lower.x0, lower.x1)
    return shared > SHARED * min(upper.x1 - upper.x0, lower.x1 - lower.x0) and lower.top > upper.bottom - SLACK


def _is_last(layout: _Layout, page: int, box: BBox) -> bool:
    """Return whether nothing stands below the box in its column."""
    return not any(other != box and _over(box, other) for other in layout.boxes(page))


def _is_first(layout: _Layout, page: int, box: BBox) -> bool:
    """Return whether nothing stands above the box in its column."""
    return not any(other != box and _over(other, box) for other in layout.boxes(page))


def _follows(layout: _Layout, before: Region, after: Region) -> bool:
    """Return whether ``after`` begins the column that is read after the one that ``before`` ends."""
    if not 0 <= after.page - before.page <= 1 or not _is_last(layout, *before) or not _is_first(layout, *after):
        return False
    first, second = _column(layout, *before), _column(layout, *after)
    if before.page == after.page:
        return second == first + 1 and after.bbox.x0 > before.bbox.x0
    right = [box for box in layout.boxes(before.page) if _column(layout, before.page, box) > first >= 0]
    return not right and (second <= 0 or after.bbox.x0 < layout.columns(after.page)[0][1])


def _give_caption(layout: _Layout, number: int, caption: FoundCaption, floats: Floats) -> Floats:
    """Return the floats with the caption given to the one without that begins the next column, or ends the last."""
    here = Region(caption.page, caption.bbox)
    if caption.kind != "figure":
        for index, table in enumerate(floats.tables):
            if table.caption is None and table.sure and _follows(layout, here, table.regions[0]):
                tables = list(floats.tables)
                tables[index] = table._replace(caption=number)
                return replace(floats, tables=tuple(tables))
    for index, figure in enumerate(floats.figures):
        there = figure.regions[0]
        if figure.caption is None and (_follows(layout, here, there) or _follows(layout, there, here)):
            return _name_figure(floats, index, number, caption)
    return floats


def _name_figure(floats: Floats, index: int, number: int, caption: FoundCaption) -> Floats:
    """Give a figure its caption; a picture under a table's caption is a table of which only the picture is known."""
    figures = list(floats.figures)
    if caption.kind == "table" and not figures[index].spans:
        table = FoundTable(figures[index].regions, (), (), 0, (0.0,), ruled=False, caption=number)
        del figures[index]
        return Floats((*floats.tables, table), tuple(figures))
    figures[index] = replace(figures[index], caption=number)
    return replace(floats, figures=tuple(figures))


def _join_tables(layout: _Layout, tables: Sequence[FoundTable]) -> tuple[FoundTable, ...]:
    """Return the tables with those that go on in the next column or on the next page put together.

    Grids that are tables only as the rest of another one and are not are left out.
    """
    joined = list(tables)
    for table in [table for table in tables if table.caption is None]:
        at = joined.index(table)
        for place, other in enumerate(joined):
            if place == at or not other.sure or not _follows(layout, other.regions[-1], table.regions[0]):
                continue
            whole = join_parts(other, table)
            if whole is not None:
                joined[place] = whole
                del joined[at]
                break
    return tuple(table for table in joined if table.sure)
