"""Tables without a caption: grids of at least two by two cells, and rows in columns between level lines.

A box with running text, the boxes of an article's first page, listings of algorithms and lanes of a flow chart are
not tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.document import BBox, Rule
from pipeline.floats.space import Space, is_clear, words_in
from pipeline.floats.table_columns import row_runs, text_rows
from pipeline.floats.table_rules import Grid, Ruling, has_boxes_inside, is_framed, stack_levels
from pipeline.floats.tables import Part, TableArea, is_inner, is_tabular, leads_on
from pipeline.geometry import overlap, union

MIN_ROWS = 3
"""Text rows between level lines that make a table without a caption."""
MANY = 0.3
"""Share of these rows that fill two columns or more."""
FRONT = re.compile(
    r"(?:a\s?b\s?s\s?t\s?r\s?a\s?[ck]\s?t?|kata[- ]kunci|keywords?|article|artikel|info|received|diterima|history"
    r"|riwayat|accepted|disetujui|issn|doi|e-?mail|available|tersedia)\b",
    re.IGNORECASE,
)
"""First word of lines in the boxes of an article's first page."""
LISTING = re.compile(r"(?:algorit(?:hm|ma|me|mus)|pseudocode|listing|kode program)\b", re.IGNORECASE)
"""First word of the lines over a listing, which stays in the text."""


def find_loose(space: Space, ruling: Ruling, taken: Sequence[BBox], *, front: bool) -> list[TableArea]:
    """Return the tables without a caption; ``taken`` are the boxes of floats found so far.

    ``front``: this may be the article's first page, where boxes hold its data, and rules set off its abstract.
    """
    found = []
    for grid in ruling.grids:
        if _is_free(grid.bbox, taken) and _is_table(grid, ruling.grids):
            words = words_in(space, grid.bbox)
            if words and not (front and _begins_with(space, FRONT, {cell.line for cell in words})):
                found.append(TableArea(grid.bbox, grid.levels, grid.uprights, None))
    if space.page.number > 1:
        taken = [*taken, *(area.bbox for area in found)]
        stacks = [area for stack in stack_levels(ruling.levels) for area in _between(space, stack, taken)]
        for area in stacks:
            if not (front and _begins_with(space, FRONT, {cell.line for cell in words_in(space, area.bbox)})):
                found.append(area)
    return found


def _is_free(box: BBox, taken: Iterable[BBox]) -> bool:
    return not any(
        overlap(box.top, box.bottom, other.top, other.bottom) > 2.0
        and overlap(box.x0, box.x1, other.x0, other.x1) > 2.0
        for other in taken
    )


def _is_table(grid: Grid, grids: Iterable[Grid]) -> bool:
    return len(grid.uprights) >= 2 and is_framed(grid) and not has_boxes_inside(grid, grids)


def _begins_with(space: Space, pattern: re.Pattern[str], lines: Iterable[int]) -> bool:
    """Return whether one of the lines begins with the pattern."""
    return any(pattern.match(space.doc.lines[index].text) for index in sorted(lines))


def _between(space: Space, stack: Sequence[Rule], taken: Sequence[BBox]) -> list[TableArea]:
    """Return the tables between level lines of one width: runs of lines with nothing but rows between them."""
    runs: list[list[Part]] = []
    for rule in stack:
        part = Part(BBox(*rule), (rule,), ())
        if not _is_free(BBox(rule.x0, rule.top - 2.5, rule.x1, rule.bottom + 2.5), taken):
            continue
        if runs and _goes_on(space, runs[-1], part):
            runs[-1].append(part)
        else:
            runs.append([part])
    areas = []
    for run in runs:
        box = union(part.bbox for part in run)
        if len(run) > 1 and _is_free(box, taken) and _has_rows(space, box):
            areas.append(TableArea(box, tuple(rule for part in run for rule in part.levels), (), None))
    return areas


def _goes_on(space: Space, run: Sequence[Part], part: Part) -> bool:
    top, bottom = run[-1].bbox.bottom, part.bbox.top
    clear = is_clear(space, part.bbox.x0, part.bbox.x1, top, bottom) or is_inner(space, run, part, top, bottom)
    return clear and leads_on(space, run, part.bbox.x0, part.bbox.x1, top, bottom)


def _has_rows(space: Space, box: BBox) -> bool:
    """Return whether the words in the box stand in rows and columns, and are no listing."""
    words = words_in(space, box)
    rows = text_rows(words)
    many = sum(len(row_runs(row)) > 1 for row in rows)
    return (
        len(rows) >= MIN_ROWS
        and many >= MANY * len(rows)
        and is_tabular(rows, box.x0, box.x1)
        and not _begins_with(space, LISTING, {cell.line for cell in words})
    )
