"""Columns and reading order: a page is cut into bands, and bands into columns.

A gutter is a place that no line crosses for a stretch of the page while lines stand on both sides of it. Lines
that cross (title, abstract, wide tables, full-width notes) end such a stretch. Bands are read from top to
bottom, the columns of a band from left to right, and the same is done again inside each column.
Source: recursive X-Y cut (Nagy and Seth 1984), cutting at gutters instead of the widest white.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import BBox, Column, Document, Line
from pipeline.geometry import union
from pipeline.layout.cuts import MIN_SIDE_LINES, Block, best_cut, split_at
from pipeline.layout.gutters import own_gutters, shared_gutters

ROW_SLACK = 0.35
"""em; lines whose baselines are this close are read from left to right."""
LABEL_SIZE = 0.5
"""Share of the text's size below which a line is a label in a drawing: a hundred of them in the boxes of a diagram make
gutters of their own (idealis-2018, class diagram of 3 points). Notes and tables stay above 0.65."""
BESIDE, BELOW = 5, 3
"""How much farther a label is from a column beside it, or from one that ends above it, than from one that begins below;
set on the drawings of intratech-2018 and jati-2024, of which none may fall apart."""
MAX_DEPTH = 4
"""Cuts within cuts: three columns need two, a box in a column one more."""


def find_columns(doc: Document) -> Document:
    """Put all lines that are no furniture into columns, in reading order.

    Needs: lines, furniture, pages, body_size.  Adds: columns; their lines, one after the other, are the reading
    order of the document.  Raises nothing.
    """
    taken = {i for piece in doc.furniture for i in piece.lines}
    labels: dict[int, list[int]] = {}
    by_page: dict[int, list[int]] = {page.number: [] for page in doc.pages}
    for i, line in enumerate(doc.lines):
        if i not in taken:
            home = by_page if line.size >= LABEL_SIZE * doc.body_size else labels
            home.setdefault(line.page, []).append(i)
    blocks = [Block(by_page[page.number], doc.lines) for page in doc.pages]
    known = [gutter.x for gutter in shared_gutters([own_gutters(block) for block in blocks], doc.body_size)]
    columns: list[Column] = []
    for page, block in zip(doc.pages, blocks, strict=True):
        groups = _add_labels(_cut(block, 0, known), labels.get(page.number, ()), doc.lines)
        columns += [Column(page.number, union(doc.lines[i].bbox for i in group), tuple(group)) for group in groups]
    return replace(doc, columns=tuple(columns))


def _add_labels(groups: list[list[int]], labels: Sequence[int], lines: Sequence[Line]) -> list[list[int]]:
    """Return the columns of a page with each label in the nearest one, where its height puts it."""
    if not labels or not groups:
        return [*groups, _sort_rows(labels, lines)] if labels else groups
    boxes = [union(lines[i].bbox for i in group) for group in groups]
    grown: dict[int, list[int]] = {}
    for i in labels:
        nearest = min(range(len(boxes)), key=lambda k: _distance(lines[i].bbox, boxes[k]))
        grown.setdefault(nearest, []).append(i)
    return [_sort_rows([*group, *grown[k]], lines) if k in grown else group for k, group in enumerate(groups)]


def _distance(label: BBox, column: BBox) -> float:
    """Return how far the middle of a label is from a column: more so beside it, and below it.

    A drawing fills its column and stands over its caption, so that the column begins again below.
    """
    x, y = (label.x0 + label.x1) / 2, (label.top + label.bottom) / 2
    beside = max(column.x0 - x, x - column.x1, 0.0)
    return BESIDE * beside + max(column.top - y, BELOW * (y - column.bottom), 0.0)


def _cut(block: Block, depth: int, known: Sequence[float]) -> list[list[int]]:
    """Return groups of lines in reading order."""
    members, lines = block.members, block.lines
    if not members:
        return []
    cut = best_cut(block, known) if depth < MAX_DEPTH and len(members) > MIN_SIDE_LINES else None
    if cut is None:
        return [_sort_rows(members, lines)]
    result: list[list[int]] = []
    for is_split, band in cut.bands:
        for part in split_at(cut.x, band, lines) if is_split else (band,):
            result.extend(_cut(Block(part, lines), depth + 1, known))
    return result


def _sort_rows(members: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """Return lines from top to bottom, those on one row from left to right."""
    ordered = sorted(members, key=lambda i: (lines[i].baseline, lines[i].bbox.x0))
    rows: list[list[int]] = []
    for i in ordered:
        line = lines[i]
        if rows and line.baseline - lines[rows[-1][0]].baseline < ROW_SLACK * line.size:
            rows[-1].append(i)
        else:
            rows.append([i])
    return [i for row in rows for i in (sorted(row, key=lambda i: lines[i].bbox.x0) if len(row) > 1 else row)]
