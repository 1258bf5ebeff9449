"""Where exactly a stretch in another language begins and ends.

The likeliest runs put words that both languages have on either side of an edge. Quotation marks tell the edge;
without them a word that does not speak for the other language is the sentence's own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from pipeline.language.stretches import Stretch
from pipeline.language.tokens import COMMA, MARKED, STOP, Tokens
from pipeline.language.words import HOME, REGIONAL, is_known, is_own, load_particles

EDGE_DECADES = 0.05
"""Decades that the first and the last word of a phrase must speak for it."""

OPPOSED_DECADES = 0.3
"""Decades by which the word after a mark must speak against a phrase not to be its first."""

TAKEN_DECADES = 1.5
"""Decades for the other language from which a word is no borrowed noun of the phrase before it."""

QUOTED_TEXT = re.compile(r"[“„«\"]([^“”„«»\"]{3,800})[”“»\"]")
QUOTED_SHARE = 0.6
"""Share of the words of a quotation from which a stretch is that quotation."""

GROWN_SHARE = 0.5
"""Share of a sentence from which a stretch in a regional language is all of it."""

STRAY_WORDS = 1
"""Strange words beyond an Indonesian one that are no part of a stretch: ``nagari`` is no foreign word in Padang."""

FORMAL = re.compile(r"(?:me[mn]|meng|meny|ber|ter|pe[mn]|peng)[a-z]{3,}")
"""Indonesian verbs and nouns whose prefixes the regional languages do not have."""

SHARED_PARTICLES = frozenset(
    ["di", "dan", "itu", "ini", "ada", "dari", "para", "akan", "atau", "saat", "bisa", "lebih", "hanya"]
)
"""Indonesian function words that occur in regional languages too."""


def snap_to_quotes(text: str, tokens: Tokens, stretches: Sequence[Stretch], main: str) -> list[Stretch]:
    """Return the stretches, those that are most of a quotation with its edges, none with half a pair of brackets."""
    quotes = _find_quotes(text, tokens)
    bounds = []
    for stretch in stretches:
        start, end = stretch.start, stretch.end
        if stretch.lang != main:
            start, end = _cut_at_bracket(text, tokens, stretch)
        for left, right in quotes:
            inside = min(end, right) - max(start, left)
            if stretch.lang != main and inside >= QUOTED_SHARE * (right - left) and inside > (end - start) - inside:
                start, end = left, right
        bounds.append((start, end))
    return _rebuild(tokens, stretches, bounds, main)


def _cut_at_bracket(text: str, tokens: Tokens, stretch: Stretch) -> tuple[int, int]:
    """Return the words of a stretch on the longer side of a bracket whose other half is outside."""
    start, end = stretch.start, stretch.end
    begin, stop = tokens.starts[start], tokens.ends[end - 1]
    opened = text.rfind("(", begin, stop)
    if opened > text.rfind(")", begin, stop):
        cut = bisect_left(tokens.starts, opened)
    else:
        closed = text.find(")", begin, stop)
        if closed < 0 or 0 <= text.find("(", begin, stop) < closed:
            return start, end
        cut = bisect_left(tokens.starts, closed)
    if not start < cut < end:
        return start, end
    return (start, cut) if cut - start >= end - cut else (cut, end)


def _find_quotes(text: str, tokens: Tokens) -> list[tuple[int, int]]:
    """Return the words ``[start, end)`` of each quotation."""
    found = []
    for match in QUOTED_TEXT.finditer(text):
        left, right = bisect_left(tokens.starts, match.start(1)), bisect_left(tokens.starts, match.end(1))
        if left < right:
            found.append((left, right))
    return found


def fit_edges(tokens: Tokens, stretches: Sequence[Stretch], differences: Sequence[float], main: str) -> list[Stretch]:
    """Return the stretches of Indonesian inside English or the reverse, with edges at words that are theirs.

    An English article, preposition or conjunction at the end takes its noun along, though the noun be borrowed.
    ``differences`` are decades for Indonesian over English.
    """
    bounds = []
    for stretch in stretches:
        start, end = stretch.start, stretch.end
        if stretch.lang != main and stretch.lang in HOME and end < len(tokens.words) and tokens.prices[end] != STOP:
            sign = 1.0 if stretch.lang == HOME[0] else -1.0
            least = EDGE_DECADES if tokens.prices[start] > MARKED else -OPPOSED_DECADES
            while start < end - 1 and sign * differences[start] < least:
                start += 1
            if tokens.prices[end] > MARKED:
                end = _fit_end(tokens, differences, sign, start, end)
        bounds.append((start, end))
    return _rebuild(tokens, stretches, bounds, main)


def _fit_end(tokens: Tokens, differences: Sequence[float], sign: float, start: int, end: int) -> int:
    while end > start + 1 and sign * differences[end - 1] < EDGE_DECADES:
        end -= 1
    if tokens.words[end - 1] in load_particles("en") and sign * differences[end] > -TAKEN_DECADES:
        end += 1
    return end


def fit_thin_edges(tokens: Tokens, stretches: Sequence[Stretch], main: str) -> list[Stretch]:
    """Return the stretches in languages without a full list, without the Indonesian or English words at their edges.

    A stretch that is a whole sentence keeps them, unless they are words that only Indonesian has; one in a
    regional language that is most of a sentence takes the rest of it under the same condition.
    """
    bounds = []
    for stretch in stretches:
        start, end = stretch.start, stretch.end
        if stretch.lang not in HOME:
            start, end = _fit_thin(tokens, stretch)
        if stretch.lang in REGIONAL:
            start, end = _grow(tokens, start, end)
        bounds.append((start, end))
    return _rebuild(tokens, stretches, bounds, main if main in HOME else HOME[0])


def _fit_thin(tokens: Tokens, stretch: Stretch) -> tuple[int, int]:
    words = tokens.words
    closed = stretch.end == len(words) or tokens.prices[stretch.end] == STOP
    whole = tokens.prices[stretch.start] == STOP and closed
    own = [index for index in range(stretch.start, stretch.end) if _is_strange(tokens, index, stretch.lang)]
    if not own:
        return stretch.start, stretch.end
    start, end = _cut_at_formal(words, own)
    if whole and not any(map(_is_formal, words[stretch.start : start])):
        start = stretch.start
    if whole and not any(map(_is_formal, words[end : stretch.end])):
        end = stretch.end
    return start, end


def _cut_at_formal(words: Sequence[str], own: Sequence[int]) -> tuple[int, int]:
    """Return the first and last of the strange words that no Indonesian-only word parts from most of them."""
    groups = [[own[0]]]
    for before, index in pairwise(own):
        if any(map(_is_formal, words[before + 1 : index])):
            groups.append([])
        groups[-1].append(index)
    largest = max(groups, key=len)
    if len(largest) < len(own) - STRAY_WORDS:
        largest = list(own)
    return largest[0], largest[-1] + 1


def _grow(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return the words of the sentence around ``[start, end)`` where that is most of it."""
    words, prices = tokens.words, tokens.prices
    first, last = start, end
    while prices[first] != STOP:
        first -= 1
    while last < len(words) and prices[last] != STOP:
        last += 1
    if end - start < GROWN_SHARE * (last - first):
        return start, end
    if not _is_apart(tokens, first, start):
        start = first
    return start, end if _is_apart(tokens, end, last) else last


def _is_apart(tokens: Tokens, start: int, end: int) -> bool:
    """Return whether words beside a stretch are no part of it: a mark stands between, or they are Indonesian."""
    inner = tokens.prices[max(start, 1) : end + 1]
    return any(COMMA > price > STOP for price in inner) or any(map(_is_formal, tokens.words[start:end]))


def _is_strange(tokens: Tokens, index: int, lang: str) -> bool:
    """Return whether a word is one of ``lang``, or of nobody and no name."""
    word = tokens.words[index]
    return is_own(word, lang) or (tokens.scales[index] == 1.0 and not is_known(word))


def _is_formal(word: str) -> bool:
    """Return whether a word is Indonesian and nothing else."""
    if word in load_particles("id"):
        return word not in SHARED_PARTICLES
    return FORMAL.fullmatch(word) is not None


def _rebuild(
    tokens: Tokens, stretches: Sequence[Stretch], bounds: Sequence[tuple[int, int]], main: str
) -> list[Stretch]:
    """Return the stretches that moved with their new edges, and what lies between them."""
    moved = [
        (start, end, stretch)
        for stretch, (start, end) in zip(stretches, bounds, strict=True)
        if (start, end) != (stretch.start, stretch.end)
    ]
    if not moved:
        return list(stretches)
    rebuilt: list[Stretch] = []
    for stretch in stretches:
        pieces = [(stretch.start, stretch.end)]
        for start, end, _ in moved:
            pieces = [piece for left, right in pieces for piece in ((left, min(right, start)), (max(left, end), right))]
        own = next(((start, end) for start, end, other in moved if other is stretch), None)
        lang = main if own else stretch.lang
        rebuilt += [
            stretch._replace(start=left, end=right, lang=lang, gain=0.0 if own else stretch.gain)
            for left, right in pieces
            if left < right
        ]
        if own:
            rebuilt.append(stretch._replace(start=own[0], end=own[1]))
    return sorted(rebuilt)
