"""Tables, figures and their captions: taken out of running text before anything reads it.

Captions are found first; each is given the drawn lines, images or columns of words beside it. What is claimed here
leaves the text, so that what is not plainly a float stays where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from pipeline.document import Caption, Diagnostic, Document, Figure, Page, Region, Rule, Span, Table
from pipeline.floats.captions import FoundCaption, find_captions, find_labels
from pipeline.floats.figures import FigureArea, find_captioned_figures, find_uncaptioned_figures, is_large
from pipeline.floats.lines import TextPages, sizes_like_body, usual_leading
from pipeline.floats.links import Floats, link_floats
from pipeline.floats.side_boxes import find_side_boxes
from pipeline.floats.space import Space, body_rules, is_picture, make_space, to_spans
from pipeline.floats.table_columns import CellWord, row_runs
from pipeline.floats.table_loose import find_loose
from pipeline.floats.table_reading import FoundTable, read_tables, to_table
from pipeline.floats.table_rest import add_rests
from pipeline.floats.table_rules import Grid, Ruling, find_ruling, is_level, may_stack, merge_grids
from pipeline.floats.tables import find_captioned

PIECE_GAP = 24.0
"""Points; widest white between the halves of a table that stand side by side."""
FRONT_PAGES = 2
"""Pages on which a box may hold the abstract or the article's data: the first, or the one after a cover."""

_Float = TypeVar("_Float", Table, Figure)


class _PageFloats(NamedTuple):
    """What was found on one page; ``captions`` are the indices of those that are no sentences."""

    tables: tuple[FoundTable, ...]
    figures: tuple[Figure, ...]
    captions: tuple[int, ...]


def find_floats(doc: Document) -> Document:
    """Find captions, tables and figures.

    Needs: pages, lines, furniture, columns, body_size, leading.  Adds: captions, tables, figures, side_boxes,
    each in reading order.  Raises nothing; a caption beside which nothing was found is a diagnostic.
    """
    labels = find_labels(doc)
    drawn = frozenset(page.number for page in doc.pages if _may_be_drawn(page, page.rules))
    if not labels and not drawn:
        return replace(doc, side_boxes=tuple(find_side_boxes(doc)))
    like_body = sizes_like_body(doc)
    view = replace(doc, leading=usual_leading(doc, like_body))
    texts = TextPages(view, like_body)
    found = find_captions(view, texts, labels)
    numbers = {page.number: page for page in doc.pages}

    def space_of(number: int) -> Space | None:
        if number not in numbers:
            return None
        rules = body_rules(view, numbers[number], texts.lines(number))
        here = [caption for caption in found if caption.page == number]
        return make_space(view, numbers[number], texts[number], rules, here)

    pages = []
    for page in doc.pages:
        here = [(number, caption) for number, caption in enumerate(found) if caption.page == page.number]
        if not here and page.number not in drawn:
            continue
        rules = body_rules(view, page, texts.lines(page.number))
        if here or _may_be_drawn(page, rules):
            space = make_space(view, page, texts[page.number], rules, [caption for _, caption in here])
            pages.append(_page_floats(space, here))
    kept = [(number, found[number]) for page in pages for number in page.captions]
    floats = Floats(
        tuple(table for page in pages for table in page.tables),
        tuple(figure for page in pages for figure in page.figures),
    )
    floats = link_floats(view, texts, kept, floats)
    filled = _fill(doc, kept, replace(floats, tables=add_rests(floats.tables, floats.figures, space_of)))
    return replace(filled, side_boxes=tuple(find_side_boxes(filled)))


def _may_be_drawn(page: Page, rules: Sequence[Rule]) -> bool:
    """Return whether a page may have a float without a caption: a picture, a grid, or two level lines of one width.

    On the first page grids alone make one.
    """
    levels = [rule for rule in rules if is_level(rule)]
    if len(rules) - len(levels) > 1:
        return True
    if page.number == 1:
        return False
    return may_stack(levels) or any(is_picture(image, page) and is_large(image, page) for image in page.images)


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
    loose = find_loose(space, ruling, boxes, front=space.page.number <= FRONT_PAGES)
    boxes += [area.bbox for area in loose]
    if space.page.number > 1:
        figures += find_uncaptioned_figures(space, boxes)
    tables = read_tables(space, areas, loose)
    named |= {figure.caption for figure in figures}
    kept = tuple(number for number, caption in captions if caption.sure or number in named)
    return _PageFloats(tuple(tables), tuple(_to_figures(space.page.number, tables, figures)), kept)


def _merged(grids: Sequence[Grid]) -> list[Grid]:
    """Return grids with the pieces of one table joined, until nothing changes."""
    before, after = list(grids), merge_grids(grids, PIECE_GAP)
    while len(after) < len(before):
        before, after = after, merge_grids(after, PIECE_GAP)
    return after


def _to_figures(page: int, tables: Sequence[FoundTable], areas: Sequence[FigureArea]) -> list[Figure]:
    """Return the figures without words that a table or an earlier figure holds."""
    taken = {(cell.line, cell.number) for table in tables for cell in table.words}
    figures = []
    for area in areas:
        words = [cell for cell in area.words if (cell.line, cell.number) not in taken]
        taken.update((cell.line, cell.number) for cell in words)
        figures.append(Figure(_label_spans(words), (Region(page, area.bbox),), area.caption))
    return figures


def _label_spans(words: Sequence[CellWord]) -> tuple[Span, ...]:
    """Return the words of a figure as one stretch a label: wide white on a line parts labels."""
    lines: dict[int, list[CellWord]] = {}
    for cell in words:
        lines.setdefault(cell.line, []).append(cell)
    return tuple(span for line in lines.values() for run in row_runs(line) for span in to_spans(run.words))


def _fill(doc: Document, kept: Sequence[tuple[int, FoundCaption]], floats: Floats) -> Document:
    """Return the document with its layers, each in reading order."""
    order = {line: place for place, line in enumerate(line for column in doc.columns for line in column.lines)}
    found = [to_table(table) for table in floats.tables]
    tables = {table.caption for table in found}
    kept = sorted(kept, key=lambda item: order.get(item[1].spans[0].line, 0))
    place = {number: index for index, (number, _) in enumerate(kept)}
    captions = tuple(
        Caption(
            "table" if (caption.kind or number in tables) in ("table", True) else "figure", caption.label, caption.spans
        )
        for number, caption in kept
    )

    def position(item: Table | Figure) -> tuple[int, int, float]:
        lines = [span.line for span in item.spans]
        lines += [] if item.caption is None else [captions[place[item.caption]].spans[0].line]
        region = item.regions[0]
        return region.page, min((order[line] for line in lines), default=len(order)), region.bbox.top

    named = tables | {figure.caption for figure in floats.figures}
    return replace(
        doc,
        captions=captions,
        tables=tuple(_renumber(table, place) for table in sorted(found, key=position)),
        figures=tuple(_renumber(figure, place) for figure in sorted(floats.figures, key=position)),
        diagnostics=(*doc.diagnostics, *_doubts([caption for number, caption in kept if number not in named])),
    )


def _renumber(item: _Float, place: dict[int, int]) -> _Float:
    """Return a table or figure with the place of its caption among those kept."""
    return item if item.caption is None else replace(item, caption=place[item.caption])


def _doubts(captions: Sequence[FoundCaption]) -> list[Diagnostic]:
    """Return a diagnostic for each caption beside which no float was found."""
    return [
        Diagnostic(
            "floats",
            "caption_without_float",
            "info",
            caption.page,
            f"No table or figure stands beside {caption.label}.",
        )
        for caption in captions
    ]
