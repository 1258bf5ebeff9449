"""Pieces: lines of the first pages, cut where one line runs through two boxes, with what is known of each.

A first page may hold an info box beside the abstract. Where both boxes print on one baseline the line grouping
may see one line: it is cut at a white wider than a word space if what follows starts where other lines start.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from pipeline.document import BBox, Document, Line, Span, Word
from pipeline.front.dates import has_date_label
from pipeline.front.labels import Label, read_label
from pipeline.front.rows import join_words
from pipeline.geometry import union
from pipeline.layout.heading_types import classify

CUT_WHITE = 1.0
"""em; white inside a line from which it may be cut: justified text stays below in all but the narrowest columns."""

WORD_WHITE = 1.2
"""em of white between two strips of a row below which they are one line: the space of a justified line."""

SAME_START = 1.5
"""Points; how far line starts of one box may differ."""

MIN_STARTS = 2
"""Other lines that start where a cut is to be made."""

NEARBY = 8.0
"""Sizes up and down the page within which lines of the same box are looked at."""

MAX_HEADER = 40
"""Characters of a header that is known by its words alone."""

FRONT_TYPES = frozenset({"abstract", "keywords"})
"""Section types that belong to the front matter; every other heading may end it."""


class _Mates(NamedTuple):
    """The lines of a page, and their left edges in order."""

    lines: Sequence[Line]
    starts: Sequence[float]


class Piece(NamedTuple):
    """A stretch of a printed line: its words, its box, and what it says.

    ``rank`` is its place in reading order, ``heading`` the section type of the heading that it belongs to, empty
    for none and ``unknown`` for one without a type.
    """

    spans: tuple[Span, ...]
    page: int
    box: BBox
    baseline: float
    size: float
    bold: bool
    italic: bool
    text: str
    words: tuple[Word, ...]
    rank: int
    heading: str
    label: Label | None
    dated: bool

    @property
    def is_stop(self) -> bool:
        """Whether a label, a dated line or a header stands here, which ends whatever grows from above."""
        return self.label is not None or self.dated or bool(self.heading)

    @property
    def ends_front(self) -> bool:
        """Whether a header of the article's body stands here."""
        return bool(self.heading) and self.heading not in FRONT_TYPES


def cut_pieces(doc: Document, last_page: int, first_page: int = 1) -> tuple[Piece, ...]:
    """Return the pieces of pages ``first_page`` to ``last_page`` that no caption, table, figure or note has claimed."""
    layers = (doc.captions, doc.tables, doc.figures, doc.notes)
    taken = {span.line for layer in layers for item in layer for span in item.spans}
    headings = {span.line: heading.type or "unknown" for heading in doc.headings for span in heading.spans}
    mates = _mates(doc, first_page, last_page)
    rows: list[list[Span]] = []
    for column in doc.columns:
        for at in column.lines if first_page <= column.page <= last_page else ():
            line = doc.lines[at]
            if at in taken or line.rotation or not line.text.strip():
                continue
            for start, end in _cut(line, mates[line.page]):
                span = Span(at, start, end)
                if rows and _is_same_row(doc.lines, rows[-1][-1], span):
                    rows[-1].append(span)
                else:
                    rows.append([span])
    return tuple(_make(doc.lines, row, rank, headings.get(row[0].line, "")) for rank, row in enumerate(rows))


def below(piece: Piece, others: Sequence[Piece]) -> list[Piece]:
    """Return the pieces under ``piece`` on its page, from top to bottom."""
    page, floor = piece.page, piece.baseline + 0.3 * piece.size
    lower = [other for other in others if other.baseline > floor and other.page == page]
    return sorted(lower, key=lambda other: (other.baseline, other.box.x0))


def next_below(piece: Piece, lower: Iterable[Piece], x0: float, x1: float) -> Piece | None:
    """Return the first of the pieces ``lower`` that stands under ``piece`` and for the most part in ``[x0, x1]``.

    ``lower`` are what stands ``below`` the piece or one above it.
    """
    floor = piece.baseline + 0.3 * piece.size
    return next((other for other in lower if other.baseline > floor and shares(other, x0, x1)), None)


def shares(piece: Piece, x0: float, x1: float) -> bool:
    """Return whether half of the piece, or of the interval, lies in the other."""
    start, _, end, _ = piece.box
    common = (end if end < x1 else x1) - (start if start > x0 else x0)
    return common > 0 and 2 * common >= min(end - start, x1 - x0) > 0


def style_of(piece: Piece) -> tuple[float, bool, bool]:
    """Return size, weight and slope: what tells one block from the next."""
    return round(piece.size, 1), piece.bold, piece.italic


def _mates(doc: Document, first_page: int, last_page: int) -> dict[int, _Mates]:
    """Return the lines of each of the pages, with where they start."""
    lines: dict[int, list[Line]] = {}
    for line in doc.lines:
        if first_page <= line.page <= last_page:
            lines.setdefault(line.page, []).append(line)
    return {page: _Mates(mine, sorted(line.bbox.x0 for line in mine)) for page, mine in lines.items()}


def _cut(line: Line, mates: _Mates) -> list[tuple[int, int]]:
    """Return the word ranges of the line's pieces."""
    words, white = line.words, CUT_WHITE * line.size
    right = inf
    for word in words:
        if word.x0 - right > white:
            break
        right = word.x1
    else:
        return [(0, len(words))]  # as nearly all lines
    wide = [at for at, (before, word) in enumerate(pairwise(words), 1) if word.x0 - before.x1 > white]
    cuts = [0, *(at for at in wide if _is_box_edge(line, words[at].x0, mates)), len(words)]
    return list(pairwise(cuts))


def _is_box_edge(line: Line, x: float, others: _Mates) -> bool:
    """Return whether lines start at ``x`` and those of the line's own box end before it."""
    if bisect_right(others.starts, x + SAME_START) - bisect_left(others.starts, x - SAME_START) < MIN_STARTS:
        return False
    start, reach = line.bbox.x0, NEARBY * line.size
    top, bottom = line.baseline - reach, line.baseline + reach
    near = [other.bbox for other in others.lines if top < other.baseline < bottom and other is not line]
    if sum(abs(box.x0 - x) <= SAME_START for box in near) < MIN_STARTS:
        return False
    mates = [box.x1 for box in near if abs(box.x0 - start) <= SAME_START]
    return 3 * sum(end > x for end in mates) <= len(mates)


def _may_head(line: Line, text: str) -> bool:
    """Return whether a line that no earlier stage took for a header may be one: short, and set apart."""
    return len(text) < MAX_HEADER and (line.bold or text.isupper() or text[:1].isdigit())


def _is_same_row(lines: Sequence[Line], before: Span, span: Span) -> bool:
    """Return whether two spans, one after the other in reading order, are one printed line cut at a word space."""
    one, other = lines[before.line], lines[span.line]
    if abs(one.baseline - other.baseline) >= 0.15 * other.size:
        return False
    if one.page != other.page or abs(one.size - other.size) > 0.3:
        return False
    return 0 <= other.words[span.start].x0 - one.words[before.end - 1].x1 < WORD_WHITE * other.size


def _make(lines: Sequence[Line], row: Sequence[Span], rank: int, heading: str) -> Piece:
    line, (_, start, end) = lines[row[0].line], row[0]
    words = line.words[start:end]
    if len(row) > 1:
        words = tuple(word for span in row for word in lines[span.line].words[span.start : span.end])
    whole = len(words) == len(line.words)
    text = (line.text if whole else join_words(words)).strip()
    box, size, bold, italic = (line.bbox, line.size, line.bold, line.italic) if whole else _look(words)
    if not heading and _may_head(line, text) and (kind := classify(text)) is not None and kind.exact and kind.top:
        heading = kind.type
    label = read_label(text, words)
    if heading in FRONT_TYPES and label is None:
        heading = ""
    if label is not None and label.kind == "info" and text[:1] in "*†":
        label = None
    dated = has_date_label(text)
    return Piece(
        tuple(row), line.page, box, line.baseline, size, bold, italic, text, words, rank, heading, label, dated
    )


def remade(piece: Piece, span: Span, words: tuple[Word, ...]) -> Piece:
    """Return a part of a piece: some of its words."""
    box, size, bold, italic = _look(words)
    text = join_words(words).strip()
    return piece._replace(spans=(span,), words=words, text=text, box=box, size=size, bold=bold, italic=italic)


def _look(words: Sequence[Word]) -> tuple[BBox, float, bool, bool]:
    """Return the box of some words of a line, the size of the longest, and whether most glyphs are bold and italic."""
    glyphs = sum(word.glyphs for word in words) or 1
    bold = 2 * sum(word.glyphs for word in words if word.bold) > glyphs
    italic = 2 * sum(word.glyphs for word in words if word.italic) > glyphs
    size = max(words, key=lambda word: word.glyphs).size
    return union(BBox(*word[1:5]) for word in words), size, bold, italic
