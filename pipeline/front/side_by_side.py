"""Authors who stand beside each other: where the page is parted between them, and lines that run over two of them.

Proceedings print three authors in three cells, names in the middle, with the institution and the address below. Long
institutions come so close to each other that their rows look like one line; the names above tell them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.document import Span
from pipeline.front.lines import classify_line
from pipeline.front.names import read_names
from pipeline.front.people import SIDE_BY_SIDE
from pipeline.front.pieces import Piece, remade
from pipeline.front.rows import SAME_ROW, fence_words

PART_WHITE = 0.55
"""em; white at which a row is cut between two authors; word spaces of centred lines are 0.25 to 0.35."""

NEAR_PART = 8.0
"""em from the middle between two names within which their rows are cut: institutions differ in length."""


def find_parts(pieces: Sequence[Piece]) -> list[float]:
    """Return the places across the page, in points, between names that stand on one row with wide white between.

    None where the names do not stand so. ``pieces`` are those between the title and the first label.
    """
    ordered = sorted(pieces, key=lambda piece: (piece.page, piece.baseline))
    for first in ordered:
        row = [p for p in ordered if p.page == first.page and abs(p.baseline - first.baseline) < SAME_ROW * first.size]
        if len(row) > 1:
            row.sort(key=lambda piece: piece.box.x0)
            apart = all(b.box.x0 - a.box.x1 >= SIDE_BY_SIDE * first.size for a, b in pairwise(row))
            if not apart or not all(map(_is_one_name, row)):
                return []
            middles = [(piece.box.x0 + piece.box.x1) / 2 for piece in row]
            return [(left + right) / 2 for left, right in pairwise(middles)]
    return []


def _is_one_name(piece: Piece) -> bool:
    line = fence_words(piece.words)
    return classify_line(line) == "author" and len(read_names(line)) == 1


def cut_at_parts(pieces: Sequence[Piece], parts: Sequence[float]) -> list[Piece]:
    """Return the pieces with those cut that run over a place between two authors with white there."""
    result: list[Piece] = []
    for piece in pieces:
        cuts = sorted({k for x in parts if piece.box.x0 < x < piece.box.x1 and (k := _cut_near(piece, x)) is not None})
        if not cuts or len(piece.spans) > 1:
            result.append(piece)
            continue
        line, start, _ = piece.spans[0]
        for low, high in pairwise([0, *cuts, len(piece.words)]):
            result.append(remade(piece, Span(line, start + low, start + high), piece.words[low:high]))
    return result


def _cut_near(piece: Piece, x: float) -> int | None:
    """Return the word before which a piece is cut: at the widest white near ``x``."""
    words, size = piece.words, piece.size
    gaps = [(word.x0 - before.x1, k) for k, (before, word) in enumerate(pairwise(words), 1)]
    near = [(white, k) for white, k in gaps if abs((words[k].x0 + words[k - 1].x1) / 2 - x) < NEAR_PART * size]
    white, at = max(near, default=(0.0, 0))
    return at if white > PART_WHITE * size else None
