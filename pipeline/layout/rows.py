"""Words to rows by their baseline; small raised or lowered words on the row whose text they touch."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from pipeline.document import Word
from pipeline.layout.words import GAP_WITH_SPACE, GAP_WITHOUT_SPACE

ROW_TOLERANCE = 0.15
"""em; baselines this close are one row. Word's rounding moves a baseline by less than 0.05."""
SMALL = 0.86
"""Share of the row's font size under which a word off the baseline is a super- or subscript (pdfalto #251:
at least 15 % smaller and raised)."""
NEAR_ROWS = 3
"""Rows above and below in which a script's text is looked for: its own row, one between, and a script's on the way."""

BESIDE = 4
"""Words on each side of a script's place among which its base stands; more only where words overlap."""
MOST_RISE = 1.5
"""em; rows further from a script than this cannot be its own, whatever the sizes in them."""

_BY_ROW = itemgetter(5, 1)
"""Baseline, then left edge."""
_BY_LEFT = itemgetter(1)
_SIZE = itemgetter(6)


def to_rows(words: list[Word]) -> list[list[Word]]:
    """Return words by row, from top to bottom and left to right, ``raised`` and ``joined`` settled."""
    rows: list[list[Word]] = []
    first = limit = 0.0
    for word in sorted(words, key=_BY_ROW):
        if not rows or word.baseline - first > ROW_TOLERANCE * min(word.size, limit):
            rows.append([])
            first, limit = word.baseline, word.size
        rows[-1].append(word)
    for row in rows:
        row.sort(key=_BY_LEFT)
    return [_settle_joins(sorted(row, key=_BY_LEFT)) for row in _attach_scripts(rows)]


def _attach_scripts(rows: list[list[Word]]) -> list[list[Word]]:
    """Move super- and subscripts onto the row whose text they touch; rows come sorted from left to right."""
    largest = [max(map(_SIZE, row)) for row in rows]
    smallest = [min(map(_SIZE, row)) for row in rows]
    lefts = [list(map(_BY_LEFT, row)) for row in rows]
    moved: dict[tuple[int, int], int] = {}
    added: dict[int, list[Word]] = {}
    for i, row in enumerate(rows):
        most = SMALL * max(largest[max(0, i - NEAR_ROWS) : i + NEAR_ROWS + 1])
        if smallest[i] >= most:
            continue
        for j, word in enumerate(row):
            home = _home_row(rows, lefts, i, j) if word.size < most else None
            if home is not None:
                k, baseline = home
                moved[i, j] = k
                added.setdefault(k, []).append(word._replace(raised=1 if word.baseline < baseline else -1))
    if not moved:
        return rows
    kept = [[word for j, word in enumerate(row) if (i, j) not in moved] for i, row in enumerate(rows)]
    return [row for i, left in enumerate(kept) if (row := [*left, *added.get(i, [])])]


def _home_row(rows: list[list[Word]], lefts: list[list[float]], i: int, j: int) -> tuple[int, float] | None:
    """Return index and baseline of the row that script ``j`` of row ``i`` belongs to, the closest that it touches.

    A base that is small itself beside a still larger word is passed over: scripts of scripts go to the line.
    """
    word = rows[i][j]
    is_first = word.text.isdigit() and (not j or word.x0 - rows[i][j - 1].x1 > word.size)
    best: tuple[float, int, float] | None = None
    for k in range(max(0, i - NEAR_ROWS), min(len(rows), i + NEAR_ROWS + 1)):
        if k == i or abs(rows[k][0].baseline - word.baseline) > MOST_RISE * max(rows[k][0].size, word.size):
            continue
        at = bisect_left(lefts[k], word.x0)
        if is_first and _leads(word, rows[k][at : at + 2]):
            return k, rows[k][at].baseline
        for other in rows[k][max(0, at - BESIDE) : at + BESIDE]:
            if word.size >= SMALL * other.size or not _touches(word, other):
                continue
            away = abs(other.baseline - word.baseline)
            if best is None or away < best[0]:
                best = away, k, other.baseline
    return None if best is None else (best[1], best[2])


def _leads(script: Word, after: Sequence[Word]) -> bool:
    """Return whether a number stands before a line whose words are as far apart: a note of justified type.

    The line before a long address is stretched by up to four em a space.
    """
    if len(after) < 2 or script.size >= SMALL * after[0].size or not after[0].text[0].isalpha():
        return False
    base, following = after
    rise = base.baseline - script.baseline
    return (
        0 < rise < 0.75 * base.size and 0 < base.x0 - script.x1 < following.x0 - base.x1 + GAP_WITHOUT_SPACE * base.size
    )


def _touches(script: Word, base: Word) -> bool:
    """Return whether a script stands at the height of a base's letters and beside it.

    A note's number may hang up to two em before its text (sample en-fn-paradiplomacy); after its base a script
    follows at once.
    """
    rise = base.baseline - script.baseline
    if not -0.35 * base.size < rise < 0.75 * base.size:
        return False
    return script.x0 - base.x1 < 0.5 * base.size and base.x0 - script.x1 < (2.0 if rise > 0 else 0.5) * base.size


def _settle_joins(row: list[Word]) -> list[Word]:
    """Settle ``joined`` by the word that really stands before; between the two limits what the file said counts.

    Of a script the file says nothing, being on another baseline: white narrower than a space of its own type is none
    (justified text moves it off its base).
    """
    right, size = -1e9, 0.0
    for k, word in enumerate(row):
        gap = word.x0 - right
        small = min(word.size, size)
        joined = gap < GAP_WITH_SPACE * small or (word.joined and gap < GAP_WITHOUT_SPACE * small)
        if word.raised and word.size < size:
            joined = gap < GAP_WITHOUT_SPACE * (word.size + size) / 2
        if joined != word.joined:
            row[k] = word._replace(joined=joined)
        right, size = word.x1, word.size
    return row
