"""Arabic as letters with their marks, left to right as they stand on the page.

Vowel signs are glyphs of their own, set above and below the line, and one glyph may map to several code points in
reading order (lam-alef, a letter with its vowel). Here each vowel sign goes to the letter that it stands over, and
code points that share a glyph are put in the order of the page, so that ``pipeline.text.glyphs`` need only turn words.
Only pages with Arabic or Hebrew letters come here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.document import Char

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
REACH = 1.0
"""em; vowel signs are set up to so far from the baseline of their letter."""
BESIDE = 0.15
"""em; a vowel sign's middle may lie so far outside its letter."""
SAME = 0.01
"""Points; code points of one glyph have the same share of its width to less than this."""
_LAM, _ALEFS = "\u0644", frozenset("\u0622\u0623\u0625\u0627")


def visual_clusters(text: str) -> list[str]:
    """Return a glyph's letters with their marks from left to right; ``text`` is in reading order."""
    clusters: list[str] = []
    for char in text:
        if clusters and _is_mark(char):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters[::-1] if RIGHT_TO_LEFT.search(text) else clusters


def settle_arabic(chars: Sequence[Char]) -> tuple[Char, ...]:
    """Return the glyphs of a page, those of Arabic letters joined with their marks."""
    return join_marks(chars) if any(RIGHT_TO_LEFT.match(char.text) for char in chars) else tuple(chars)


def join_marks(chars: Sequence[Char]) -> tuple[Char, ...]:
    """Return the glyphs of a page with vowel signs on their letters; one that finds no letter stays."""
    kept: list[Char] = []
    marks: list[Char] = []
    for char in _regroup(chars):
        (marks if _is_mark(char.text[0]) and RIGHT_TO_LEFT.match(char.text) else kept).append(char)
    letters = sorted((i for i, char in enumerate(kept) if RIGHT_TO_LEFT.match(char.text)), key=lambda i: kept[i].x0)
    for mark in marks:
        home = _home(mark, letters, kept)
        if home is None:
            kept.append(mark)
        else:
            kept[home] = kept[home]._replace(text=kept[home].text + mark.text)
    return tuple(kept)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) == "Mn"


def _home(mark: Char, letters: Iterable[int], chars: Sequence[Char]) -> int | None:
    """Return the letter whose middle is nearest among those that the mark stands over or under."""
    middle = (mark.x0 + mark.x1) / 2
    best, distance = None, 0.0
    for i in letters:
        letter = chars[i]
        beside = BESIDE * letter.size
        if letter.x0 - beside > middle:
            break
        if letter.x1 + beside >= middle and abs(letter.baseline - mark.baseline) <= REACH * letter.size:
            away = abs((letter.x0 + letter.x1) / 2 - middle) + abs(letter.baseline - mark.baseline)
            if best is None or away < distance:
                best, distance = i, away
    return best


def _regroup(chars: Sequence[Char]) -> Iterable[Char]:
    """Yield the glyphs, those put right that an engine cut into code points of equal width in reading order."""
    group: list[Char] = []
    for char, after in pairwise((*chars, None)):
        assert char is not None
        group.append(char)
        if after is None or not _are_one_glyph(char, after):
            yield from _right(group)
            group = []


def _are_one_glyph(char: Char, after: Char) -> bool:
    if char.baseline != after.baseline or char.font != after.font or not RIGHT_TO_LEFT.match(after.text):
        return False
    if abs(after.x0 - char.x1) > SAME or abs((after.x1 - after.x0) - (char.x1 - char.x0)) > SAME:
        return False
    return _is_mark(after.text) or char.text == after.text == _LAM or (char.text == _LAM and after.text in _ALEFS)


def _right(group: Sequence[Char]) -> Iterable[Char]:
    if len(group) == 1:
        return group
    clusters = visual_clusters("".join(char.text for char in group))
    width = (group[-1].x1 - group[0].x0) / len(clusters)
    return [
        group[0]._replace(text=text, x0=group[0].x0 + k * width, x1=group[0].x0 + (k + 1) * width)
        for k, text in enumerate(clusters)
    ]
