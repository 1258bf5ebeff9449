"""Drop caps: a large first letter beside the first lines of a paragraph goes back to its word."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pipeline.document import Word
from pipeline.layout.words import Strip

LARGE = 1.8
"""Times the page's usual size; the smallest drop cap spans two lines, small capitals' initials are 1.25."""
CAP_HEIGHT = 0.66
"""em; height of capitals above the baseline, nearly the same in all text faces."""
REACH = 1.6
"""em of the text; how far right of the letter its word starts."""


def take_drop_caps(strips: list[Strip]) -> tuple[list[Strip], list[Word]]:
    """Return the words without drop caps, and the drop caps: single capitals much larger than the text."""
    sizes = [strip.size for strip in strips]
    if not sizes or max(sizes) < (least := LARGE * min(sizes)):
        return strips, []
    large = [word for strip in strips if strip.size >= least for word in strip.words]
    caps = [word for word in large if len(word.text) == 1 and word.text.isupper()]
    if not caps:
        return strips, []
    usual = _usual_size(strips)
    words = [word for strip in strips for word in strip.words]
    caps = [
        cap
        for cap in caps
        if cap.size >= LARGE * usual and sum(1 for word in words if _is_beside(word, cap, usual)) >= 2
    ]
    return [left for strip in strips for left in _without(strip, caps)], caps


def _usual_size(strips: Sequence[Strip]) -> float:
    """Return the size of the middle one of all words by size, the lower of two."""
    sizes: list[float] = []
    for strip in strips:
        sizes += [strip.size] * len(strip.words)
    return sorted(sizes)[(len(sizes) - 1) // 2]


def _without(strip: Strip, caps: Sequence[Word]) -> list[Strip]:
    if not any(cap in strip.words for cap in caps):
        return [strip]
    words = [word for word in strip.words if word not in caps]
    return [strip._replace(left=words[0].x0, right=words[-1].x1, widest=math.inf, words=words)] if words else []


def _is_beside(word: Word, cap: Word, usual: float) -> bool:
    """Return whether a word starts right beside a drop cap, at its height."""
    top = cap.baseline - CAP_HEIGHT * cap.size
    return -0.3 * usual < word.x0 - cap.x1 < REACH * usual and top < word.baseline < cap.baseline + 0.2 * usual


def put_back_drop_caps(rows: list[Strip], caps: Sequence[Word]) -> list[Strip]:
    """Return the rows with each drop cap before the first word of the uppermost row beside it."""
    result = list(rows)
    for cap in caps:
        for i, row in enumerate(result):
            at = next((k for k, word in enumerate(row.words) if _is_beside(word, cap, word.size)), None)
            if at is not None:
                both = cap._replace(joined=False), row.words[at]._replace(joined=True)
                result[i] = Strip.of([*row.words[:at], *both, *row.words[at + 1 :]])
                break
        else:
            result.append(Strip.of([cap]))
    return result
