"""White channels: strips without ink that run down a page between columns of text or of a table.

A gap between two words is a column gap when the rows above and below leave the same strip white; justified word
spaces never line up over several rows. Method: the rows are read from top to bottom while each open channel is
narrowed to what the next row leaves of it (after the maximal white rectangles of Breuel, DAS 2002).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import itemgetter, sub

from pipeline.document import Word
from pipeline.layout.sizes import is_like_size
from pipeline.layout.words import Strip

MIN_WIDTH = 0.6
"""em; narrowest channel. The tightest gutters seen are 1.1 em; table columns may be closer."""
MIN_ROWS = 4
"""Rows with words on both sides that make a channel; rivers of white in justified text span two or three."""
MAX_MARK = 6
"""Characters; a first word up to this long before a channel is a list mark or an entry number, not a column."""
WIDE_GAP = 4.0
"""em; a gap this wide cuts a row by itself, but where all are alike: the line before a long address."""
EVEN_GAPS = 3
"""Gaps that must be alike."""
EVEN = 0.1
"""em; by how much they may differ: columns of a table leave gaps as different as their words."""
DISTINCT = 1.4
"""Times the row's usual gap from which a gap is no word space."""
REACH = 3.0
"""Line heights; rows further apart do not share a channel."""

NARROW = 22.0
"""em; the widest column in which two words may be a line: 13 in newspapers, 20 in journals of two columns."""
MOST_WORDS = 3
"""Words of a line whose spaces are stretched that far."""
SAME_END = 0.15
"""em; ends of full lines in one column differ by less."""

_X0, _X1 = itemgetter(1), itemgetter(3)
"""Of a word."""
_ITEM_MARK = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])[.)]|[•●○▪■➢➤✓❖·-]")


_Gap = tuple[float, float, int, bool]
"""See ``_gaps``."""


class _Channel:
    __slots__ = ("cuts", "last", "rows", "size", "x0", "x1")

    def __init__(self, x0: float, x1: float, size: float) -> None:
        self.x0, self.x1, self.size = x0, x1, size
        self.rows = 0
        self.cuts: list[tuple[int, int]] = []
        self.last = 0.0


def split_rows(rows: Sequence[Strip]) -> list[Strip]:
    """Return the rows cut at channels and at very wide gaps; each row from left to right."""
    gaps = [_gaps(row) for row in rows]
    cuts: defaultdict[int, set[int]] = defaultdict(set)
    for channel in _find_channels(rows, gaps):
        for i, k in channel.cuts:
            cuts[i].add(k)
    result: list[Strip] = []
    torn: list[int] = []  # pieces that may go on with the one before
    for i, row in enumerate(rows):
        words = row.words
        places = sorted({*cuts.get(i, ()), *_wide_gaps(words, gaps[i])}) if gaps[i] else ()
        if not places:
            result.append(row)
            continue
        bounds = [0, *places, len(words)]
        for n, k in enumerate(places, 1):
            is_short = bounds[n + 1] - bounds[n - 1] <= MOST_WORDS
            if is_short and (k not in cuts[i] or _is_worded(words, k)):
                torn.append(len(result) + n)
        result += _cut(row, bounds)
    return _mended(result, torn) if torn else result


def _wide_gaps(words: list[Word], gaps: Sequence[_Gap]) -> list[int]:
    """Return the words of a row before which the white is so wide that it is cut there."""
    wide = [k for x0, x1, k, _ in gaps if x1 - x0 > WIDE_GAP * max(words[k - 1].size, words[k].size)]
    return [] if not wide or _is_even(words) else wide


def _is_even(row: Sequence[Word]) -> bool:
    """Return whether all gaps of a row of words are alike, but for the one behind a note's number."""
    widths = [
        word.x0 - before.x1 for before, word in pairwise(row) if not word.joined and not (before.raised or word.raised)
    ]
    letters = sum(len(word.text) > 1 and word.text[1].isalpha() for word in row)
    return len(widths) >= EVEN_GAPS and max(widths) - min(widths) < EVEN * row[-1].size and 2 * letters > len(row)


def _cut(row: Strip, bounds: Sequence[int]) -> list[Strip]:
    """Return the pieces of a row between the words ``bounds``."""
    pieces = [row.words[start:end] for start, end in pairwise(bounds)]
    if not row.is_plain:
        return [Strip.of(words) for words in pieces]
    baseline, _, size, _, _, widest, _, _ = row
    return [Strip(baseline, words[0].x0, size, words, words[-1].x1, widest, size, True) for words in pieces]


def _is_worded(words: Sequence[Word], k: int) -> bool:
    """Return whether letters stand on both sides of a cut: four lines of two long words each make a channel too."""
    return all(any(map(str.isalpha, word.text)) for word in words[k - 1 : k + 1])


def _mended(pieces: list[Strip], torn: Sequence[int]) -> list[Strip]:
    """Return the pieces with those joined that together fill a narrow column: a justified line of two long words."""
    ends: list[tuple[float, float]] = []
    joined: set[int] = set()
    for k in torn:
        before, after = pieces[k - 1].words, pieces[k].words
        left, right, size = before[0].x0, after[-1].x1, before[0].size
        if len(before) + len(after) > MOST_WORDS or right - left > NARROW * size:
            continue
        ends = ends or sorted([(piece.words[0].x0, piece.words[-1].x1) for piece in pieces])
        slack = SAME_END * size
        below = ends[bisect_left(ends, (left - slack,)) : bisect_left(ends, (left + slack,))]
        if sum(abs(x1 - right) < slack for _, x1 in below) >= MIN_ROWS:
            joined.add(k)
    if not joined:
        return pieces
    result: list[Strip] = []
    for k, piece in enumerate(pieces):
        if k in joined:
            result[-1] = Strip.of([*result[-1].words, *piece.words])
        else:
            result.append(piece)
    return result


def _is_mark(row: list[Word], k: int) -> bool:
    """Return whether only a mark such as ``1.``, ``[12]`` or a bullet stands before word ``k``.

    It may start the row or, in a right-hand column, stand after a gutter (sample hukum-putusan-dua-kolom).
    """
    if k == 1:
        return len(row[0].text) <= MAX_MARK
    before = row[k - 1]
    return before.x0 - row[k - 2].x1 > MIN_WIDTH * before.size and _ITEM_MARK.fullmatch(before.text) is not None


def _find_channels(rows: Sequence[Strip], gaps_of: Sequence[Sequence[_Gap]]) -> list[_Channel]:
    """Return the channels of a page; one ends where the type changes its size.

    The white between a table's columns says nothing of the text below (sample pertanian-tiga-kolom, page 2).
    """
    alive: list[_Channel] = []
    found: list[_Channel] = []
    for i, (row, gaps) in enumerate(zip(rows, gaps_of, strict=True)):
        if not gaps and not alive:
            continue
        baseline = row.words[0].baseline
        size = _usual_size(row)
        kept: list[_Channel] = []
        fresh = {k for _, _, k, distinct in gaps if distinct}
        for channel in alive:
            is_near = baseline - channel.last <= REACH * size * 1.2 and is_like_size(size, channel.size)
            if not is_near or not _narrow(channel, row, gaps, i, size, fresh):
                found.append(channel)
            else:
                channel.last = max(channel.last, baseline)
                kept.append(channel)
        for x0, x1, k, _ in gaps:
            if k in fresh:
                channel = _Channel(x0, x1, size)
                channel.rows, channel.cuts, channel.last = 1, [(i, k)], baseline
                kept.append(channel)
        alive = kept
    found.extend(alive)
    return [channel for channel in found if channel.rows >= MIN_ROWS]


def _usual_size(row: Strip) -> float:
    if row.smallest == row.size:
        return row.smallest
    sizes = sorted([word.size for word in row.words])
    return (sizes[(len(sizes) - 1) // 2] + sizes[len(sizes) // 2]) / 2


def _gaps(row: Strip) -> list[_Gap]:
    """Return ``(x0, x1, index of the word after, distinct)`` of gaps that a channel may run through.

    ``distinct`` gaps are wider than the row's others: those of a loosely justified line are all alike, and may be
    wide enough for a channel (sample jom-sosial-kota-kembar).
    """
    if row.widest < MIN_WIDTH * row.smallest:
        return []
    words = row.words
    least = MIN_WIDTH * _usual_size(row)
    starts, ends = list(map(_X0, words)), list(map(_X1, words))
    if not row.is_plain:
        ends = list(accumulate(ends, max))
    widths = list(map(sub, starts[1:], ends))
    found = [
        k for k, width in enumerate(widths, 1) if width >= least and not words[k].joined and not _is_mark(words, k)
    ]
    if not found:
        return []
    if not row.is_plain:
        widths = [width for width, word in zip(widths, words[1:], strict=True) if not word.joined]
    usual = sorted(widths)[(len(widths) - 1) // 2] if len(widths) > 1 else 0.0
    return [(ends[k - 1], starts[k], k, starts[k] - ends[k - 1] > DISTINCT * usual) for k in found]


def _narrow(channel: _Channel, row: Strip, gaps: Sequence[_Gap], i: int, size: float, fresh: set[int]) -> bool:
    """Narrow the channel to what the row leaves white; return False where the row closes it."""
    least = MIN_WIDTH * size
    for x0, x1, k, distinct in gaps:
        low, high = max(channel.x0, x0), min(channel.x1, x1)
        if high - low >= least:
            channel.x0, channel.x1 = low, high
            channel.rows += distinct
            channel.cuts.append((i, k))
            fresh.discard(k)
            return True
    left, right = row.words[0].x0, row.right
    if left >= channel.x1 - (channel.x1 - channel.x0 - least) and left > channel.x0 + least:
        channel.x1 = min(channel.x1, left)
        return True
    if right <= channel.x0 + (channel.x1 - channel.x0 - least) and right < channel.x1 - least:
        channel.x0 = max(channel.x0, right)
        return True
    return False
