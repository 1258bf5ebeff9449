"""Abstracts, keywords and info boxes: a label, and the lines under it that belong to it.

Lines are followed downwards within the label's own box, whatever stands beside it, until another label, a header,
white, or another type; an abstract that fills its column goes on at the top of the next one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from pipeline.front.labels import opens_structure
from pipeline.front.pieces import Piece, below, next_below, shares
from pipeline.geometry import overlap

SAME_SIZE = 0.06
"""Share by which sizes of one block may differ; 9 and 10 points are two blocks."""

ABSTRACT_WHITE = 2.3
"""Leadings of white inside an abstract: paragraphs of one abstract stand up to 2 apart."""

KEYWORDS_WHITE = 1.45
"""The same for lines of keywords, which have no paragraphs."""

USUAL = 0.8
"""Times the usual distance of baselines that counts as one leading here: what is set loosely stands apart by less."""

INFO_WHITE = 2.6
"""The same for info boxes, whose entries stand far apart."""

LABEL_WHITE = 3.6
"""The same between a label alone on its line and its text."""

LOOSE_WORDS = 5
"""Words of the longest line of a list of single terms."""

FIRST_LINE = 1.5
"""em by which a label may be set in as the first line of its paragraph."""

LABEL_REACH = 4.0
"""em to both sides of a label in which the first line of its text may start: it is often set in."""

MAX_KEYWORD_LINES = 12
MAX_INFO_LINES = 14

INDENT = 0.9
"""em; first lines of paragraphs are set in by one or more."""

SHORT_LINE = 0.85
"""Share of the block's width below which a line that ends a sentence ends its paragraph."""

NEW_PARAGRAPH_WHITE = 1.4
"""Leadings from which a line starts a paragraph."""


class Block(NamedTuple):
    """A label with its text; ``head`` is None where the label runs into the first piece of ``body``."""

    head: Piece | None
    body: tuple[Piece, ...]


def grow_abstract(label: Piece, free: Sequence[Piece]) -> Block:
    """Return the abstract under ``label``; ``free`` are unclaimed pieces in reading order."""
    start = _start(label, free)
    if start is None:
        return Block(label, ())
    body = [start]
    while True:
        body = _grow_column(body, free)
        follower = _next_column(body, free)
        if follower is None:
            break
        body.append(follower)
    return Block(None if start is label else label, tuple(body))


def grow_keywords(label: Piece, free: Sequence[Piece]) -> Block:
    """Return the keywords at or under ``label``."""
    return _grow_lines(label, free, KEYWORDS_WHITE, MAX_KEYWORD_LINES)


def grow_info(label: Piece, free: Sequence[Piece]) -> Block:
    """Return the entries of an info box under ``label``."""
    return _grow_lines(label, free, INFO_WHITE, MAX_INFO_LINES)


def cut_paragraphs(body: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """Return the paragraphs of an abstract.

    Cut at first lines set in, at white, behind short last lines, and before labels of a structured abstract.
    """
    if not body:
        return ()
    groups = [[body[0]]]
    lead = leading_of(body)
    for before, piece in itertools.pairwise(body):
        if _is_white(before, piece, lead) or (
            before.text.rstrip()[-1:] in '.!?:”")' and _opens_paragraph(piece, before, body)
        ):
            groups.append([])
        groups[-1].append(piece)
    return tuple(map(tuple, groups))


def _is_white(before: Piece, piece: Piece, lead: float) -> bool:
    """Return whether white stands between two lines of a column."""
    return _is_over(before, piece) and piece.baseline - before.baseline > NEW_PARAGRAPH_WHITE * lead


def _is_over(before: Piece, piece: Piece) -> bool:
    return before.baseline < piece.baseline and before.page == piece.page and shares(before, piece.box.x0, piece.box.x1)


def _opens_paragraph(piece: Piece, before: Piece, body: Sequence[Piece]) -> bool:
    """Return whether a line behind a sentence's end is set in, stands below a short line, or has a label."""
    if opens_structure(piece.text):
        return True
    mates = [o.box for o in body if o.page == piece.page and shares(o, piece.box.x0, piece.box.x1)]
    left, right = min(box.x0 for box in mates), max(box.x1 for box in mates)
    if piece.box.x0 - left > INDENT * piece.size:
        return True
    short = before.box.x1 - left < SHORT_LINE * (right - left)
    return short and not piece.text[:1].islower() and _is_over(before, piece)


def leading_of(body: Sequence[Piece]) -> float:
    """Return the usual distance of baselines in a block, in points; 1.2 times the size for a single line."""
    return _usual(_steps(body), body[0])


def _steps(body: Iterable[Piece]) -> list[float]:
    """Return the distances of baselines of lines that follow each other, in points."""
    return [
        after.baseline - before.baseline
        for before, after in itertools.pairwise(body)
        if after.page == before.page and 0 < after.baseline - before.baseline < 4 * after.size
    ]


def _usual(steps: Sequence[float], first: Piece) -> float:
    return median(steps) if steps else 1.2 * first.size


def grow_from(start: Piece, free: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the block of one type that starts with a piece, down to the end of its column."""
    return tuple(_grow_column([start], free))


def _start(label: Piece, free: Sequence[Piece]) -> Piece | None:
    """Return the first piece of text: the label's own line, or the nearest one under it."""
    if label.label is not None and not label.label.alone:
        return label
    under = below(label, free)
    for reach in (0.0, LABEL_REACH * label.size):  # what stands right under it first: another box may be near
        x0, x1 = label.box.x0 - reach, label.box.x1 + reach
        piece = next((piece for piece in under if overlap(piece.box.x0, piece.box.x1, x0, x1) > 0), None)
        if piece is not None and _is_near(label, piece):
            return piece if not _is_stop(label, piece) else None
        if piece is not None and reach:
            return None
    follower = next((piece for piece in free if piece.rank == label.rank + 1), None)
    return follower if follower is not None and not follower.is_stop else None


def _is_near(label: Piece, piece: Piece) -> bool:
    return piece.baseline - label.baseline < LABEL_WHITE * 1.2 * max(label.size, piece.size)


def _is_stop(label: Piece, piece: Piece) -> bool:
    """Return whether a piece ends what grows from a label; a dated line is an entry of an info box."""
    if label.label is None or label.label.kind != "info":
        return piece.is_stop
    return bool(piece.heading) or (piece.label is not None and (piece.label.alone or not piece.dated))


def _grow_column(body: list[Piece], free: Sequence[Piece]) -> list[Piece]:
    """Follow the last piece downwards in its column."""
    column = [body[-1]]
    lower = below(column[0], free)
    x0, x1 = column[0].box.x0, column[0].box.x1
    steps: list[float] = []
    while (piece := next_below(column[-1], lower, x0, x1)) is not None:
        if not _goes_on(column, piece, _usual(steps, column[0])) or (len(column) > 1 and _leaves_box(piece, x0, x1)):
            break
        if piece.box.x1 - piece.box.x0 < 0.6 * (x1 - x0) and _has_neighbour(piece, free, x1):
            break  # two columns of running text begin here
        steps += _steps((column[-1], piece))
        column.append(piece)
        x0, x1 = min(x0, piece.box.x0), max(x1, piece.box.x1)
    return [*body[:-1], *column]


def _goes_on(column: Sequence[Piece], piece: Piece, leading: float) -> bool:
    """Return whether the next line below is near, by the column's leading, set alike, and nothing of its own."""
    if piece.is_stop or not _same_type(piece, column):
        return False
    return piece.baseline - column[-1].baseline <= ABSTRACT_WHITE * leading


def _same_type(piece: Piece, column: Sequence[Piece]) -> bool:
    """Return whether a line is set as the block is; foreign words may turn the slope of single lines."""
    first = column[0] if len(column) == 1 or column[0].label is None else column[1]
    if abs(piece.size - first.size) > SAME_SIZE * first.size:
        return False
    count = len(piece.words)
    if count > 2 and first.bold != piece.bold:
        return False
    if count <= 3:
        return True
    if first.italic:
        return any(word.italic for word in piece.words)
    return not all(word.italic for word in piece.words) or any(word.italic for word in first.words)


def _leaves_box(piece: Piece, x0: float, x1: float) -> bool:
    return piece.box.x0 < x0 - 2.0 * piece.size or piece.box.x1 > x1 + 2.0 * piece.size


def _has_neighbour(piece: Piece, free: Sequence[Piece], x1: float) -> bool:
    """Return whether another piece stands beside it on its baseline, within the block that ends at ``x1``."""
    return any(
        other is not piece
        and other.page == piece.page
        and abs(other.baseline - piece.baseline) < 0.5 * piece.size
        and piece.box.x1 < other.box.x0 < x1
        for other in free
    )


def _next_column(body: Sequence[Piece], free: Sequence[Piece]) -> Piece | None:
    """Return the piece with which an abstract goes on in the next column or page.

    It is cut off there: it ends in mid-sentence at the foot of its column, or keywords follow in the next one.
    """
    last = body[-1]
    inside = {piece.rank for piece in body}
    x0, x1 = min(p.box.x0 for p in body), max(p.box.x1 for p in body)
    if next_below(last, below(last, free), x0, x1) is not None:
        return None
    follower = next((piece for piece in free if piece.rank > last.rank and piece.rank not in inside), None)
    if follower is None or follower.is_stop or not _same_type(follower, body):
        return None
    open_end = last.text.rstrip()[-1:] not in ".!?"
    if open_end or _keywords_follow(follower, free):
        return follower
    return None


def _keywords_follow(piece: Piece, free: Sequence[Piece]) -> bool:
    """Return whether a label for keywords comes after the piece before any header."""
    for other in free:
        if other.rank > piece.rank and other.is_stop:
            return other.label is not None and other.label.kind == "keywords"
    return False


def _grow_lines(label: Piece, free: Sequence[Piece], white: float, most: int) -> Block:
    """Follow short lines downwards from a label."""
    start = _start(label, free)
    if start is None:
        return Block(label, ())
    body, lower = [start], below(start, free)
    while len(body) < most and (piece := _next_line(label, body, lower, free, white)) is not None:
        body.append(piece)
    return Block(None if start is label else label, tuple(body))


def _loose_step(label: Piece, body: Sequence[Piece]) -> float:
    """Return the step, in points, that a box set loosely keeps between its short lines; 0 for other boxes."""
    rows = [label, *body] if body[0] is not label else list(body)
    if len(rows) < 2 or not all(len(row.words) <= LOOSE_WORDS for row in rows):
        return 0.0
    step = rows[-1].baseline - rows[-2].baseline
    return 1.15 * step if step < LABEL_WHITE * label.size else 0.0


def _usual_step(piece: Piece, free: Sequence[Piece]) -> float:
    """Return the usual distance of baselines, in points, of lines in a piece's type on its page."""
    alike = [other for other in free if other.page == piece.page and abs(other.size - piece.size) < 0.3]
    return leading_of(sorted(alike, key=lambda other: other.baseline)) if len(alike) > 1 else 0.0


def _next_line(
    label: Piece, body: Sequence[Piece], lower: Sequence[Piece], free: Sequence[Piece], white: float
) -> Piece | None:
    """Return the next of the lines ``lower`` down that belongs to the label."""
    last, mine = body[-1], [label.box, *(piece.box for piece in body)]
    left = min(box.x0 for box in mine) - FIRST_LINE * last.size
    piece = next_below(last, lower, left, max(box.x1 for box in mine))
    if piece is None or _is_stop(label, piece) or abs(piece.size - last.size) > SAME_SIZE * 2 * last.size:
        return None
    step = piece.baseline - last.baseline
    if step > white * 1.2 * max(last.size, piece.size) and step > white * USUAL * _usual_step(last, free):
        return piece if step <= _loose_step(label, body) else None
    return piece
