"""Letter-spaced text put together again: ``P E N D A H U L U A N`` is one word.

Journals here space out section heads and running heads, often with real space glyphs; the gap between letters is
then as even as the gap between words is wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.document import Word

MIN_LETTERS = 4
"""Words of one character in a row; three may be initials or a row of marks."""
SHARE = 0.7
"""Share of a row's words that are one character; a row of initials and names has less than half."""
WORD_GAP = 1.6
"""Times the usual gap between letters from which a gap is one between words."""


def may_be_letterspaced(texts: Sequence[str]) -> bool:
    """Return whether enough words of a row are one character, ``texts`` being all of them."""
    if len(texts) < MIN_LETTERS:
        return False
    singles = list(map(len, texts)).count(1)
    return singles >= MIN_LETTERS and singles >= SHARE * len(texts)


def join_letterspaced(row: list[Word]) -> list[Word]:
    """Return a row that may be letter-spaced with letters joined to words, or itself where its words are apart."""
    letters = sum(1 for word in row if len(word.text) == 1 and word.text.isalpha())
    if letters < MIN_LETTERS:
        return row
    gaps = [b.x0 - a.x1 for a, b in pairwise(row)]
    between_letters = [g for g, a, b in zip(gaps, row, row[1:], strict=False) if len(a.text) == len(b.text) == 1]
    usual = median(between_letters)
    if usual <= 0 or max(between_letters) > 4 * row[0].size:
        return row
    groups: list[list[Word]] = [[row[0]]]
    for gap, word in zip(gaps, row[1:], strict=True):
        if gap > WORD_GAP * usual:
            groups.append([])
        groups[-1].append(word)
    return [_merge(group) for group in groups]


def _merge(group: Sequence[Word]) -> Word:
    if len(group) == 1:
        return group[0]
    first = group[0]
    return first._replace(
        text="".join(word.text for word in group),
        x1=group[-1].x1,
        top=min(word.top for word in group),
        bottom=max(word.bottom for word in group),
        glyphs=sum(word.glyphs for word in group),
        printed=" ".join(word.printed or word.text for word in group),
        repair="letterspacing",
    )
