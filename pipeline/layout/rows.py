"""Words to rows by their baseline; small raised or lowered words on the row whose text they touch."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from itertools import pairwise
from operator import itemgetter

from pipeline.document import Word
from pipeline.layout.words import GAP_WITH_SPACE, GAP_WITHOUT_SPACE, Strip

ROW_TOLERANCE = 0.15
"""em; baselines this close are one row. Word's rounding moves a baseline by less than 0.05."""
SMALL = 0.86
"""Share of the row's font size under which a word off the baseline is a super- or subscript (pdfalto #251:
at least 15 % smaller and raised)."""
NEAR_ROWS = 3
"""Rows above and below in which a script's text is looked for: its own row, one between, and a script's on the way."""

BESIDE = 4
"""Words on each side of a script's place among which its base stands; more only where words overlap."""
RISE, FALL = 0.75, 0.35
"""em of the text; how far above and below its baseline a script's own may stand."""
HANGING = 2.0
"""em; how far before its text the number of a note may hang (sample en-fn-paradiplomacy)."""
BESIDE_WHITE = 0.5
"""em; white between a script and its base."""
MIN_PLAIN = 4
"""Letters of a word in a row that hangs before nothing: the last one of a caption beside the next column's text."""
MOST_RISE = 1.5
"""em; rows further from a script than this cannot be its own, whatever the sizes in them."""

_BY_ROW = itemgetter(0, 1)
"""Of a strip: baseline, then left edge."""
_BY_START = itemgetter(1)
"""Of a strip."""
_BY_LEFT = itemgetter(1)
"""Of a word."""


def to_rows(strips: Sequence[Strip]) -> list[Strip]:
    """Return words by row, from top to bottom and left to right, ``raised`` and ``joined`` settled."""
    rows: list[list[Strip]] = []
    tops: list[float] = []
    last = limit = -math.inf
    for strip in sorted(strips, key=_BY_ROW):
        baseline, _, size, _, _, _, _, _ = strip
        if baseline - last <= ROW_TOLERANCE * (size if size < limit else limit):
            rows[-1].append(strip)
            continue
        last, limit = baseline, size
        rows.append([strip])
        tops.append(baseline)
    for row in rows:
        if len(row) > 1:
            row.sort(key=_BY_START)
    moved, added = _find_scripts(rows, tops)
    changed = {*added, *(i for i, _, _ in moved)}
    result: list[Strip] = []
    for i, row in enumerate(rows):
        if i not in changed:
            result.append(_to_row(row))
        elif words := _left_behind(i, row, moved) + added.get(i, []):
            result.append(_settled(words))
    return result


def _left_behind(i: int, row: Sequence[Strip], moved: Container[tuple[int, int, int]]) -> list[Word]:
    return [word for j, strip in enumerate(row) for k, word in enumerate(strip.words) if (i, j, k) not in moved]


def _to_row(strips: Sequence[Strip]) -> Strip:
    """Return strips as one; where they do not overlap, only their first words are to be settled."""
    first = strips[0]
    if len(strips) == 1 and first.is_plain:
        if first.words[0].joined:
            _settle_join(first.words, 0)
        return first
    words: list[Word] = []
    widest = first.widest
    for strip in strips:
        start = len(words)
        words += strip.words
        if not strip.is_plain or (start and strip.left <= words[start - 1].x0):
            return _settled([word for strip in strips for word in strip.words])
        if start:
            widest = max(widest, strip.widest, words[start].x0 - words[start - 1].x1)
        _settle_join(words, start)
    _, _, sizes, _, rights, _, _, _ = zip(*strips, strict=True)
    return Strip(first.baseline, first.left, max(sizes), words, max(rights), widest, min(sizes), False)


def _settled(words: list[Word]) -> Strip:
    """Return any words as a row."""
    words = sorted(words, key=_BY_LEFT)
    widest = 0.0
    _settle_join(words, 0)
    for k, (before, word) in enumerate(pairwise(words), 1):
        gap = word.x0 - before.x1
        if gap > widest:
            widest = gap
        if word.joined or word.raised or gap < GAP_WITH_SPACE * word.size:  # else white is seen for sure
            _settle_join(words, k)
    return Strip.of(words, widest)


def _settle_join(words: list[Word], k: int) -> None:
    """Settle ``joined`` by the word that really stands before; between the two limits what the file said counts.

    Of a script the file says nothing, being on another baseline: white narrower than a space of its own type is none
    (justified text moves it off its base).
    """
    word = words[k]
    joined = False
    if k:
        before = words[k - 1]
        gap, small = word.x0 - before.x1, min(word.size, before.size)
        joined = gap < GAP_WITH_SPACE * small or (word.joined and gap < GAP_WITHOUT_SPACE * small)
        if word.raised and word.size < before.size:
            joined = gap < GAP_WITHOUT_SPACE * (word.size + before.size) / 2
    if joined != word.joined:
        words[k] = word._replace(joined=joined)


def _find_scripts(
    rows: Sequence[Sequence[Strip]], tops: Sequence[float]
) -> tuple[set[tuple[int, int, int]], dict[int, list[Word]]]:
    """Return super- and subscripts as places (row, strip, word) that they leave, and by the row whose text they touch.

    ``tops`` are the uppermost baselines of the rows.
    """
    largest = [row[0].size if len(row) == 1 else max([strip.size for strip in row]) for row in rows]
    moved: set[tuple[int, int, int]] = set()
    added: dict[int, list[Word]] = {}
    limit = SMALL * max(largest, default=0.0)
    small = [(i, j, strip) for i, row in enumerate(rows) for j, strip in enumerate(row) if strip.size < limit]
    contents = _Contents(rows)
    for i, j, strip in small:
        most = max(largest[max(0, i - NEAR_ROWS) : i + NEAR_ROWS + 1])
        near = _rows_in_reach(contents, tops, i, strip, most) if strip.size < SMALL * most else []
        for n, word in enumerate(strip.words if near else ()):
            is_plain = n > 0 and len(word.text) >= MIN_PLAIN and word.text.isalpha()
            white = BESIDE_WHITE if is_plain else HANGING
            home = _home_row(near, word, white, is_first=_is_first_number(word, contents[i][1]))
            if home is not None:
                k, baseline = home
                moved.add((i, j, n))
                added.setdefault(k, []).append(word._replace(raised=1 if word.baseline < baseline else -1))
    return moved, added


class _Contents(dict[int, tuple[list[Strip], list[Word]]]):
    """Of each row that is asked for: a strip of each height and size in it, and its words from left to right."""

    def __init__(self, rows: Sequence[Sequence[Strip]]) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, k: int) -> tuple[list[Strip], list[Word]]:
        row = self._rows[k]
        kinds = {(strip.baseline, strip.size): strip for strip in row}
        self[k] = found = list(kinds.values()), sorted([word for strip in row for word in strip.words], key=_BY_LEFT)
        return found


def _rows_in_reach(
    contents: _Contents, tops: Sequence[float], i: int, script: Strip, largest: float
) -> list[tuple[int, list[Word]]]:
    """Return the rows near row ``i`` with text that a small strip of it could belong to by size and height."""
    near: list[tuple[int, list[Word]]] = []
    slack = ROW_TOLERANCE * largest  # by so much a row's baselines differ
    highest, lowest = tops[i] - FALL * largest - slack, tops[i] + RISE * largest + slack
    start, end = bisect_right(tops, highest, max(0, i - NEAR_ROWS), i), min(len(tops), i + NEAR_ROWS + 1)
    for k in range(start, bisect_left(tops, lowest, i, end)):
        if k != i:
            kinds, words = contents[k]
            if any(_is_script_height(script, base) for base in kinds):
                near.append((k, words))
    return near


def _is_first_number(word: Word, words: Sequence[Word]) -> bool:
    """Return whether a word is a number with nothing close before it; ``words`` are its row's from left to right."""
    if not word.text.isdigit():
        return False
    before = reversed(words[: bisect_left(words, word.x0, key=_BY_LEFT)])  # the nearest first: it is the closest
    return not any(word.x0 - other.x1 <= word.size for other in before)


def _home_row(
    near: Sequence[tuple[int, list[Word]]], word: Word, white: float, *, is_first: bool
) -> tuple[int, float] | None:
    """Return index and baseline of the row that a script belongs to, the closest of those that it touches.

    A base that is small itself beside a still larger word is passed over: scripts of scripts go to the line.
    """
    best: tuple[float, int, float] | None = None
    for number, words in near:
        first = words[0]
        if abs(first.baseline - word.baseline) > MOST_RISE * max(first.size, word.size):
            continue
        at = bisect_left(words, word.x0, key=_BY_LEFT)
        if is_first and _leads(word, words[at : at + 2]) and not _touches(word, near):
            return number, words[at].baseline
        for other in words[max(0, at - BESIDE) : at + BESIDE]:
            if _is_script_height(word, other) and _is_beside(word, other, white):
                away = abs(other.baseline - word.baseline)
                if best is None or away < best[0]:
                    best = away, number, other.baseline
    return None if best is None else (best[1], best[2])


def _leads(script: Word, after: Sequence[Word]) -> bool:
    """Return whether a number stands before a line whose words are as far apart: a note of justified type.

    The line before a long address is stretched by up to four em a space.
    """
    if len(after) < 2 or not _is_script_height(script, after[0]) or not after[0].text[0].isalpha():
        return False
    base, following = after
    white = base.x0 - script.x1
    return script.baseline < base.baseline and 0 < white < following.x0 - base.x1 + GAP_WITHOUT_SPACE * base.size


def _touches(script: Word, near: Sequence[tuple[int, list[Word]]]) -> bool:
    """Return whether a script stands right behind a word: a call at the end of a line, not the number of a note.

    Beyond the gutter the words of another column may be as far apart as the gutter is wide.
    """
    for _, words in near:
        before = words[: bisect_left(words, script.x0, key=_BY_LEFT)][-1:]
        if any(
            _is_script_height(script, word) and abs(script.x0 - word.x1) < GAP_WITHOUT_SPACE * word.size
            for word in before
        ):
            return True
    return False


def _is_script_height(script: Word | Strip, base: Word | Strip) -> bool:
    """Return whether a script is small enough beside a base, and stands at the height of its letters."""
    rise = base.baseline - script.baseline
    return script.size < SMALL * base.size and -FALL * base.size < rise < RISE * base.size


def _is_beside(script: Word, base: Word, white: float) -> bool:
    """Return whether a script stands beside a base.

    ``white`` is how far before its base it may stand, in em; after its base a script follows at once.
    """
    before = white if base.baseline > script.baseline else BESIDE_WHITE
    return script.x0 - base.x1 < BESIDE_WHITE * base.size and base.x0 - script.x1 < before * base.size
