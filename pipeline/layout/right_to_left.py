"""Arabic words in the order in which they are read.

Words are put on a row from left to right; a run of Arabic among them is read from right to left.
"""

from __future__ import annotations

from pipeline.document import Word
from pipeline.text.glyphs import has_arabic, to_logical_order


def order_right_to_left(row: list[Word]) -> list[Word]:
    """Return a row with its Arabic in reading order; other rows come back as they are."""
    foreign = [word.text for word in row if not word.text.isascii()]
    if len(foreign) < 2 or sum(map(has_arabic, foreign)) < 2:
        return row
    order = to_logical_order([word.text for word in row])
    return [_follow(row, k, order[at - 1] if at else None) if k != at else row[k] for at, k in enumerate(order)]


def _follow(row: list[Word], k: int, before: int | None) -> Word:
    """Return word ``k``, read in another place, joined to the word read before it where they touch on paper."""
    word = row[k]
    if before is None:
        return word._replace(joined=False) if word.joined else word
    joined = (word.joined and before == k - 1) or (row[before].joined and before == k + 1)
    return word._replace(joined=joined) if joined != word.joined else word
