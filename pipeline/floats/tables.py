"""Where the tables of a page are: between their rules, or where words stand in columns under a caption.

A captioned table starts at its caption and is followed, rule by rule or row by row, until running text or another
caption.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import BBox, Rule
from pipeline.floats.captions import FoundCaption, column_of, is_remark
from pipeline.floats.space import Space, is_clear, lines_in, words_in, words_of
from pipeline.floats.table_columns import CellWord, column_edges, row_runs, text_rows
from pipeline.floats.table_rules import SAME_WIDTH, Ruling
from pipeline.geometry import overlap, union

REACH = 4.0
"""Times the leading; white at most between a caption and its table, or between drawn parts of one table."""
ROW_REACH = 3.0
"""The same between rows of a table without rules."""
MANY = 0.6
"""Share of the text rows of a table without rules that fill two columns or more."""
MAX_CROSSING = 0.3
"""Share of the rows of a table that may cross its columns: headings and notes inside."""
COLUMN_SHARE = 0.75
"""Share of a table's width under which a text column is one of several beside each other."""
MIN_TOTAL_CELLS = 3
"""Cells of a row under the last rule of a table that is one of its rows."""
TIGHT_ROW = 1.3
"""em; its baseline is this close below the rule."""
MIN_FILLING = 6
"""Lines that fill a text column from edge to edge between two rules, and are running text then."""


class TableArea(NamedTuple):
    """Where a table is, the lines drawn in it, and the caption (index in the list of captions) that names it."""

    bbox: BBox
    levels: tuple[Rule, ...]
    uprights: tuple[Rule, ...]
    caption: int | None


class Part(NamedTuple):
    """A grid, or one free level line, as a candidate for a part of a table."""

    bbox: BBox
    levels: tuple[Rule, ...]
    uprights: tuple[Rule, ...]


def find_captioned(space: Space, ruling: Ruling, captions: Sequence[tuple[int, FoundCaption]]) -> list[TableArea]:
    """Return the tables that captions of this page name, ``captions`` with their indices from top to bottom."""
    parts = [Part(*grid) for grid in ruling.grids]
    parts += [Part(BBox(*rule), (rule,), ()) for rule in ruling.levels]
    parts += [Part(box, (), ()) for box in space.images]
    parts.sort(key=lambda part: (part.bbox.top, part.bbox.x0))
    areas: list[TableArea] = []
    for number, caption in captions:
        free = [part for part in parts if not any(has_middle(area.bbox, part.bbox) for area in areas)]
        area = _beside(space, free, caption, below=True) or _beside(space, free, caption, below=False)
        if area is not None:
            areas.append(area._replace(caption=number))
            space = space._replace(walls=(*space.walls, area.bbox))
    return areas


def _beside(space: Space, parts: Sequence[Part], caption: FoundCaption, *, below: bool) -> TableArea | None:
    """Return the table under (or above) the caption itself, else the one in its column: captions are centred there."""
    column = column_of(space.text, caption.bbox)
    return (
        _ruled(space, parts, caption, (caption.bbox.x0, caption.bbox.x1), below=below)
        or _ruled(space, parts, caption, column, below=below)
        or _unruled(space, caption, below=below)
    )


def has_middle(box: BBox, other: BBox) -> bool:
    """Return whether the middle of ``other`` lies in ``box``."""
    x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
    return box.x0 - SAME_WIDTH <= x <= box.x1 + SAME_WIDTH and box.top - SAME_WIDTH <= y <= box.bottom + SAME_WIDTH


def _ruled(
    space: Space, parts: Sequence[Part], caption: FoundCaption, sides: tuple[float, float], *, below: bool
) -> TableArea | None:
    """Follow drawn lines between the sides from the caption on, downwards or upwards, until running text."""
    chain: list[Part] = []
    at = caption.bbox.bottom if below else caption.bbox.top
    x0, x1 = sides
    for part in parts if below else sorted(parts, key=lambda part: -part.bbox.bottom):
        top, bottom = (at, part.bbox.top) if below else (part.bbox.bottom, at)
        if not _is_beyond(part, at, below=below) or overlap(x0, x1, *part.bbox[::2]) < 0.3 * min(
            x1 - x0, part.bbox.x1 - part.bbox.x0
        ):
            continue
        low, high = min(x0, part.bbox.x0), max(x1, part.bbox.x1)
        if (
            (chain and _is_picture(chain[-1]) != _is_picture(part))
            or not (is_clear(space, low, high, top, bottom) or is_inner(space, chain, part, top, bottom))
            or not leads_on(space, chain, low, high, top, bottom)
        ):
            break
        chain.append(part)
        at = max(at, part.bbox.bottom) if below else min(at, part.bbox.top)
        x0, x1 = part.bbox.x0 if len(chain) == 1 else min(x0, part.bbox.x0), max(x1, part.bbox.x1)
    return _to_area(space, _trim(chain), caption, below=below)


def _is_beyond(part: Part, at: float, *, below: bool) -> bool:
    """Return whether a part begins where the one before ends; pictures of one table may overlap."""
    if _is_picture(part):
        middle = (part.bbox.top + part.bbox.bottom) / 2
        return middle > at if below else middle < at
    return part.bbox.top >= at - 4.0 if below else part.bbox.bottom <= at + 4.0


def _is_picture(part: Part) -> bool:
    return not part.levels


def is_inner(space: Space, chain: Sequence[Part], part: Part, top: float, bottom: float) -> bool:
    """Return whether wide lines between two level lines of one width are rows of a table all the same.

    Between the rule under the head and the one at the foot, rows that no writer's program has cut into cells look like
    running text; but no paragraph leaves a strip white.
    """
    box = chain[0].bbox if chain else part.bbox
    if abs(box.x0 - part.bbox.x0) > 2 * SAME_WIDTH or abs(box.x1 - part.bbox.x1) > 2 * SAME_WIDTH:
        return False
    if any(
        top < (mark.top + mark.bottom) / 2 < bottom and overlap(mark.x0, mark.x1, box.x0, box.x1) > 0
        for mark in space.marks
    ):
        return False
    lines = lines_in(space, box.x0, box.x1, top, bottom)
    if _are_columns_of_text(space, box, lines):
        return False
    return is_tabular(text_rows(words_of(space.doc, lines)), box.x0, box.x1)


def _are_columns_of_text(space: Space, box: BBox, lines: Sequence[int]) -> bool:
    """Return whether lines between two rules across the page are its text columns, which leave the gutter white."""
    columns = [column for column in space.text.columns if column[1] - column[0] < COLUMN_SHARE * (box.x1 - box.x0)]
    filling = 0
    for index in lines:
        line = space.doc.lines[index]
        filling += index in space.text.prose and any(
            abs(line.bbox.x0 - x0) < 2 * line.size and abs(line.bbox.x1 - x1) < 2 * line.size for x0, x1 in columns
        )
    return filling >= MIN_FILLING and 2 * filling > len(lines)


def is_tabular(rows: Sequence[list[CellWord]], x0: float, x1: float) -> bool:
    """Return whether the rows stand in columns: strips stay white that only a few rows cross."""
    edges = column_edges(rows, x0, x1)
    if len(edges) < 3:
        return False
    crossing = sum(
        any(run.x0 < edge - 1.0 and run.x1 > edge + 1.0 for run in row_runs(row) for edge in edges[1:-1])
        for row in rows
    )
    return crossing <= MAX_CROSSING * len(rows)


def leads_on(space: Space, chain: Sequence[Part], x0: float, x1: float, top: float, bottom: float) -> bool:
    """Return whether what stands between two drawn parts lets them be of one table."""
    between = lines_in(space, x0, x1, top, bottom)
    if not between:
        return bottom - top < REACH * space.doc.leading or bool(chain and not chain[-1].uprights and bottom - top < 0)
    if not chain:
        return bottom - top < 2 * REACH * space.doc.leading
    rows = text_rows(words_of(space.doc, between))
    if is_remark(space.doc.lines[between[0]].text) and len(row_runs(rows[0])) == 1:
        return False
    return any(len(row_runs(row)) > 1 for row in rows) or is_tabular(rows, x0, x1)


def _trim(chain: Sequence[Part]) -> list[Part]:
    """Return the parts up to the last that is as wide as the first ones: a footnote's rule ends no table."""
    widest = max((part.bbox.x1 - part.bbox.x0 for part in chain), default=0.0)
    kept = list(chain)
    while kept and kept[-1].bbox.x1 - kept[-1].bbox.x0 < 0.85 * widest:
        kept.pop()
    return kept


def _to_area(space: Space, chain: Sequence[Part], caption: FoundCaption, *, below: bool) -> TableArea | None:
    if not chain:
        return None
    box = union(part.bbox for part in chain)
    levels = tuple(rule for part in chain for rule in part.levels)
    uprights = tuple(rule for part in chain for rule in part.uprights)
    if below:
        head = lines_in(space, box.x0, box.x1, caption.bbox.bottom, box.top)
        if head:
            box = box._replace(top=min(space.doc.lines[index].bbox.top for index in head))
        if levels:
            box = _with_open_end(space, _widened(space, box, caption), len(levels))
    if not _is_picture(chain[0]) and not any(words_in(space, box, (index,)) for index in space.lines):
        return None
    return TableArea(box, levels, uprights, None)


def _widened(space: Space, box: BBox, caption: FoundCaption) -> BBox:
    """Return the box with the row heads and totals that stand beside its rules, in its column."""
    column = column_of(space.text, union((box, caption.bbox)))
    if column not in space.text.columns:
        return box
    beside = [
        space.doc.lines[index].bbox
        for index in lines_in(space, *column, box.top, box.bottom)
        if index not in space.text.prose
    ]
    sides = [side for side in beside if overlap(*column, side.x0, side.x1) > 0.9 * (side.x1 - side.x0)]
    return box._replace(x0=min([box.x0, *(side.x0 for side in sides)]), x1=max([box.x1, *(side.x1 for side in sides)]))


def _with_open_end(space: Space, box: BBox, levels: int) -> BBox:
    """Return the box with the rows below it where no rule closes the table: rows in the columns of its head."""
    rows = _rows_below(space, box.x0, box.x1, box.bottom)
    may_be_total = bool(rows) and len(row_runs(rows[0])) >= MIN_TOTAL_CELLS
    if not rows or (levels > 2 and not may_be_total):
        return box
    inside = text_rows(words_in(space, box))
    if levels > 2 or len(inside) > 2:
        return _with_total(box, inside, rows[0]) if may_be_total else box
    kept = _tabular_head(rows)
    if len(kept) < 1 or len(column_edges([*inside, *kept], box.x0, box.x1)) < 3:
        return box
    return box._replace(bottom=max(cell.word.bottom for row in kept for cell in row))


def _with_total(box: BBox, inside: Sequence[list[CellWord]], row: list[CellWord]) -> BBox:
    """Return the box with one more row right under its last rule: a total, whose cells stand in the table's columns."""
    if max(cell.word.baseline for cell in row) - box.bottom > TIGHT_ROW * row[0].word.size:
        return box
    if len(column_edges([*inside, row], box.x0, box.x1)) != len(column_edges(inside, box.x0, box.x1)):
        return box
    return box._replace(bottom=max(cell.word.bottom for cell in row))


def _rows_below(space: Space, x0: float, x1: float, top: float) -> list[list[CellWord]]:
    """Return text rows below ``top`` until running text, a caption or much white."""
    rows = text_rows(words_of(space.doc, _until_wall(space, x0, x1, top)))
    kept: list[list[CellWord]] = []
    at = top
    for row in rows:
        baseline = max(cell.word.baseline for cell in row)
        if baseline - at > ROW_REACH * space.doc.leading:
            break
        kept.append(row)
        at = baseline
    return kept


def _until_wall(space: Space, x0: float, x1: float, top: float) -> list[int]:
    """Return the lines below ``top`` and above the next running text or caption."""
    wall = min(
        (box.top for box in space.walls if box.top >= top - 1.0 and overlap(box.x0, box.x1, x0, x1) > 0),
        default=space.page.height,
    )
    return lines_in(space, x0 - 3.0, x1 + 3.0, top, wall + 1.0)


def _tabular_head(rows: Sequence[list[CellWord]]) -> list[list[CellWord]]:
    """Return the rows up to the last one that has two cells, before any note."""
    kept = 0
    for number, row in enumerate(rows):
        runs = row_runs(row)
        if len(runs) == 1 and is_remark(" ".join(cell.word.text for cell in row[:2])):
            break
        if len(runs) > 1:
            kept = number + 1
        elif number - kept >= 2:
            break
    return list(rows[:kept])


def _unruled(space: Space, caption: FoundCaption, *, below: bool) -> TableArea | None:
    """Return the rows under (or above) the caption where words stand in at least two columns."""
    x0, x1 = column_of(space.text, caption.bbox)
    if below:
        rows = _tabular_head(_rows_below(space, x0, x1, caption.bbox.bottom))
    else:
        rows = _rows_above(space, x0, x1, caption.bbox.top)
    many = [row for row in rows if len(row_runs(row)) > 1]
    if len(many) < 2 or len(many) < MANY * len(rows):
        return None
    box = union(BBox(*cell.word[1:5]) for row in rows for cell in row)
    if len(column_edges(rows, box.x0, box.x1)) < 3:
        return None
    return TableArea(box, (), (), None)


def _rows_above(space: Space, x0: float, x1: float, bottom: float) -> list[list[CellWord]]:
    """Return text rows above ``bottom`` down from running text, a caption or much white."""
    wall = max(
        (box.bottom for box in space.walls if box.bottom <= bottom + 1.0 and overlap(box.x0, box.x1, x0, x1) > 0),
        default=0.0,
    )
    rows = text_rows(words_of(space.doc, lines_in(space, x0 - 3.0, x1 + 3.0, wall - 1.0, bottom)))
    kept: list[list[CellWord]] = []
    at = bottom
    for row in reversed(rows):
        baseline = max(cell.word.baseline for cell in row)
        if at - baseline > ROW_REACH * space.doc.leading:
            break
        kept.insert(0, row)
        at = baseline
    while kept and len(row_runs(kept[0])) == 1:
        kept.pop(0)
    return kept
