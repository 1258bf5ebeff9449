"""Pieces: lines of the first pages, cut where one line runs through two boxes, with what is known of each.

A first page may hold an info box beside the abstract. Where both boxes print on one baseline the line grouping
may see one line: it is cut at a white wider than a word space if what follows starts where other lines start.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.document import BBox, Document, Line, Span, Word
from pipeline.front.dates import has_date_label
from pipeline.front.labels import Label, read_label
from pipeline.front.rows import join_words
from pipeline.geometry import overlap, union
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


class _Strip(NamedTuple):
    """A stretch of a line."""

    line: Line
    span: Span

    @property
    def words(self) -> tuple[Word, ...]:
        return self.line.words[self.span.start : self.span.end]


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
    mates: dict[int, list[Line]] = {}
    for line in doc.lines:
        if first_page <= line.page <= last_page:
            mates.setdefault(line.page, []).append(line)
    strips: list[list[_Strip]] = []
    for column in doc.columns:
        for at in column.lines if first_page <= column.page <= last_page else ():
            line = doc.lines[at]
            if at in taken or line.rotation or not line.text.strip():
                continue
            for start, end in _cut(line, mates[line.page]):
                strip = _Strip(line, Span(at, start, end))
                if strips and _is_same_row(strips[-1][-1], strip):
                    strips[-1].append(strip)
                else:
                    strips.append([strip])
    return tuple(_make(row, rank, headings.get(row[0].span.line, "")) for rank, row in enumerate(strips))


def below(piece: Piece, others: Sequence[Piece], x0: float = -math.inf, x1: float = math.inf) -> Iterator[Piece]:
    """Yield pieces under ``piece`` on its page that lie in ``[x0, x1]`` for the most part, from top to bottom."""
    floor = piece.baseline + 0.3 * piece.size
    lower = [o for o in others if o.page == piece.page and o.baseline > floor and (x1 == math.inf or shares(o, x0, x1))]
    yield from sorted(lower, key=lambda other: (other.baseline, other.box.x0))


def shares(piece: Piece, x0: float, x1: float) -> bool:
    """Return whether half of the piece, or of the interval, lies in the other."""
    common = overlap(piece.box.x0, piece.box.x1, x0, x1)
    return common >= 0.5 * min(piece.box.x1 - piece.box.x0, x1 - x0) > 0


def style_of(piece: Piece) -> tuple[float, bool, bool]:
    """Return size, weight and slope: what tells one block from the next."""
    return round(piece.size, 1), piece.bold, piece.italic


def _cut(line: Line, others: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the word ranges of the line's pieces."""
    cuts = [0]
    for at in range(1, len(line.words)):
        word, before = line.words[at], line.words[at - 1]
        if word.x0 - before.x1 > CUT_WHITE * line.size and _is_box_edge(line, word.x0, others):
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], len(line.words)], strict=True))


def _is_box_edge(line: Line, x: float, others: Sequence[Line]) -> bool:
    """Return whether lines start at ``x`` and those of the line's own box end before it."""
    near = [o for o in others if o is not line and abs(o.baseline - line.baseline) < NEARBY * line.size]
    starts = sum(1 for other in near if abs(other.bbox.x0 - x) <= SAME_START)
    mates = [other for other in near if abs(other.bbox.x0 - line.bbox.x0) <= SAME_START]
    crossing = sum(1 for mate in mates if mate.bbox.x1 > x)
    return starts >= MIN_STARTS and 3 * crossing <= len(mates)


def _may_head(line: Line, text: str) -> bool:
    """Return whether a line that no earlier stage took for a header may be one: short, and set apart."""
    return len(text) < MAX_HEADER and (line.bold or text.isupper() or text[:1].isdigit())


def _is_same_row(before: _Strip, strip: _Strip) -> bool:
    """Return whether two strips, one after the other in reading order, are one printed line cut at a word space."""
    if before.line.page != strip.line.page or abs(before.line.size - strip.line.size) > 0.3:
        return False
    apart = strip.words[0].x0 - before.words[-1].x1
    same = abs(before.line.baseline - strip.line.baseline) < 0.15 * strip.line.size
    return same and 0 <= apart < WORD_WHITE * strip.line.size


def _make(row: Sequence[_Strip], rank: int, heading: str) -> Piece:
    line = row[0].line
    words = tuple(word for strip in row for word in strip.words)
    whole = len(words) == len(line.words)
    text = (line.text if whole else join_words(words)).strip()
    if not heading and _may_head(line, text) and (kind := classify(text)) is not None and kind.exact and kind.top:
        heading = kind.type
    label = read_label(text, words)
    if heading in FRONT_TYPES and label is None:
        heading = ""
    glyphs = sum(word.glyphs for word in words) or 1
    return Piece(
        spans=tuple(strip.span for strip in row),
        page=line.page,
        box=line.bbox if whole else union(BBox(*word[1:5]) for word in words),
        baseline=line.baseline,
        size=line.size if whole else max(words, key=lambda word: word.glyphs).size,
        bold=line.bold if whole else 2 * sum(word.glyphs for word in words if word.bold) > glyphs,
        italic=line.italic if whole else 2 * sum(word.glyphs for word in words if word.italic) > glyphs,
        text=text,
        words=words,
        rank=rank,
        heading=heading,
        label=None if label is not None and label.kind == "info" and text[:1] in "*†" else label,
        dated=has_date_label(text),
    )
