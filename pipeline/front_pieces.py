"""Pieces: lines of the first pages, cut where one line runs through two boxes, with what is known of each.

A first page may hold an info box beside the abstract. Where both boxes print on one baseline the line grouping
may see one line: it is cut at a white wider than a word space if what follows starts where other lines start.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.dates import has_date_label
from pipeline.document import BBox, Document, Line, Span, Word
from pipeline.front_labels import Label, read_label
from pipeline.front_rows import join_words
from pipeline.geometry import overlap, union
from pipeline.heading_types import classify

CUT_WHITE = 1.0
"""em; white inside a line from which it may be cut: justified text stays below in all but the narrowest columns."""

SAME_START = 1.5
"""Points; how far line starts of one box may differ."""

MIN_STARTS = 2
"""Other lines that start where a cut is to be made."""

NEARBY = 8.0
"""Sizes up and down the page within which lines of the same box are looked at."""

FRONT_TYPES = frozenset({"abstract", "keywords"})
"""Section types that belong to the front matter; every other heading may end it."""


class Piece(NamedTuple):
    """A stretch of a line: its words, its box, and what it says.

    ``rank`` is its place in reading order, ``heading`` the section type of the heading that it belongs to, empty
    for none and ``unknown`` for one without a type.
    """

    span: Span
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


def cut_pieces(doc: Document, last_page: int) -> tuple[Piece, ...]:
    """Return the pieces of pages 1 to ``last_page`` that no caption, table, figure or note has claimed."""
    layers = (doc.captions, doc.tables, doc.figures, doc.notes)
    taken = {span.line for layer in layers for item in layer for span in item.spans}
    headings = {span.line: heading.type or "unknown" for heading in doc.headings for span in heading.spans}
    mates: dict[int, list[Line]] = {}
    for line in doc.lines:
        if line.page <= last_page:
            mates.setdefault(line.page, []).append(line)
    pieces: list[Piece] = []
    for column in doc.columns:
        for at in column.lines if column.page <= last_page else ():
            line = doc.lines[at]
            if at not in taken and not line.rotation and line.text.strip():
                for start, end in _cut(line, mates[line.page]):
                    pieces.append(_make(line, Span(at, start, end), len(pieces), headings.get(at, "")))
    return tuple(pieces)


def below(piece: Piece, others: Sequence[Piece], x0: float, x1: float) -> Iterator[Piece]:
    """Yield pieces under ``piece`` on its page that lie in ``[x0, x1]`` for the most part, from top to bottom."""
    for other in sorted(others, key=lambda other: (other.baseline, other.box.x0)):
        if other.page == piece.page and other.baseline > piece.baseline + 0.3 * piece.size and shares(other, x0, x1):
            yield other


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


def _make(line: Line, span: Span, rank: int, heading: str) -> Piece:
    words = line.words[span.start : span.end]
    whole = len(words) == len(line.words)
    text = line.text if whole else join_words(words)
    if not heading and (kind := classify(text)) is not None and kind.exact and kind.top and len(text) < 40:
        heading = kind.type
    label = read_label(text, words)
    if heading in FRONT_TYPES and label is None:
        heading = ""
    glyphs = sum(word.glyphs for word in words) or 1
    return Piece(
        span=span,
        page=line.page,
        box=line.bbox if whole else union(BBox(*word[1:5]) for word in words),
        baseline=line.baseline,
        size=line.size if whole else max(words, key=lambda word: word.glyphs).size,
        bold=line.bold if whole else 2 * sum(word.glyphs for word in words if word.bold) > glyphs,
        italic=line.italic if whole else 2 * sum(word.glyphs for word in words if word.italic) > glyphs,
        text=text.strip(),
        words=words,
        rank=rank,
        heading=heading,
        label=None if label is not None and label.kind == "info" and text.lstrip()[:1] in "*†" else label,
        dated=has_date_label(text),
    )
