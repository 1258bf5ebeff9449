"""Drop caps: a large first letter beside the first lines of a paragraph goes back to its word."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median_low

from pipeline.document import Word

LARGE = 1.8
"""Times the page's usual size; the smallest drop cap spans two lines, small capitals' initials are 1.25."""
CAP_HEIGHT = 0.66
"""em; height of capitals above the baseline, nearly the same in all text faces."""
REACH = 1.6
"""em of the text; how far right of the letter its word starts."""


def take_drop_caps(words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """Return the words without drop caps, and the drop caps: single capitals much larger than the text."""
    if not words:
        return [], []
    usual = median_low(sorted([word.size for word in words]))
    caps = [word for word in words if word.size >= LARGE * usual and len(word.text) == 1 and word.text.isupper()]
    if not caps:
        return list(words), []
    caps = [cap for cap in caps if sum(1 for word in words if _is_beside(word, cap, usual)) >= 2]
    return [word for word in words if word not in caps], caps


def _is_beside(word: Word, cap: Word, usual: float) -> bool:
    """Return whether a word starts right beside a drop cap, at its height."""
    top = cap.baseline - CAP_HEIGHT * cap.size
    return -0.3 * usual < word.x0 - cap.x1 < REACH * usual and top < word.baseline < cap.baseline + 0.2 * usual


def put_back_drop_caps(rows: Sequence[list[Word]], caps: Sequence[Word]) -> list[list[Word]]:
    """Return the rows with each drop cap before the first word of the uppermost row beside it."""
    result = [list(row) for row in rows]
    for cap in caps:
        for row in result:
            at = next((k for k, word in enumerate(row) if _is_beside(word, cap, word.size)), None)
            if at is not None:
                row[at : at + 1] = [cap._replace(joined=False), row[at]._replace(joined=True)]
                break
        else:
            result.append([cap])
    return result
