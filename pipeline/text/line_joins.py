"""What stands between two lines of one passage: a space, nothing, or a question about a hyphen.

Decides from the characters on both sides of the line end alone; a hyphen between two words needs evidence from
the whole document and is left to ``hyphens``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

SOFT_HYPHEN = "\u00ad"
NONBREAKING_HYPHEN = "\u2011"
HYPHENS = "-\u2010"
DASHES = "\u2012\u2013\u2014\u2015"
MINUS = "\u2212"

UNSPACED = re.compile("[\u2e80-\u303f\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60]")
"""Scripts written without spaces: Chinese characters, kana and their punctuation; not Korean."""
UNSPACED_FIRST = "\u2e80"


class Join(NamedTuple):
    """How a line goes on: ``cut`` characters are taken off its end, then ``glue`` is put in, a space or nothing.

    ``kind`` is that of the repair, empty where a line end simply becomes a space.
    """

    cut: int
    glue: str
    kind: str = ""
    rule: str = ""
    confidence: float = 1.0


SPACE = Join(0, " ")


def are_words(before: str, after: str) -> bool:
    """Return whether nothing but letters stands on both sides, as at most line ends: a space parts them.

    ``before`` is the last token of the line.
    """
    return before.isalpha() and before[-1] < UNSPACED_FIRST and after[0].isalpha()


def join_lines(before: str, after: str) -> Join | None:
    """Return how ``after`` follows ``before`` (both not empty); None when a hyphen has to be decided."""
    last = before[-1]
    if after in HYPHENS and last.isalpha():
        return Join(0, "", "space_removed", "hyphen_alone", 0.9)
    if last == SOFT_HYPHEN:
        return _join_soft_hyphen(before)
    if last == NONBREAKING_HYPHEN:
        return Join(0, "", "hyphen_kept", "nonbreaking_hyphen", 0.99)
    if last in HYPHENS or last in DASHES or last == MINUS:
        return _join_stroke(before)
    if last == "/" and before[-2:-1].isalnum() and after[0].isalnum():
        return Join(0, "", "space_removed", "slash", 0.95)
    if last >= UNSPACED_FIRST and UNSPACED.match(last) and UNSPACED.match(after[0]):
        return Join(0, "", "space_removed", "unspaced_script", 0.99)
    return SPACE


def _join_soft_hyphen(before: str) -> Join:
    if before[-2:-1] and before[-2] in HYPHENS:
        return Join(1, "", "hyphen_kept", "soft_hyphen_after_hyphen", 0.97)
    return Join(1, "", "hyphen_dropped", "soft_hyphen", 0.99)


def _join_stroke(before: str) -> Join | None:
    """A hyphen or dash: with white space before it, it is a dash and keeps a space on either side."""
    if not before[-2:-1].strip() or before[-2] in DASHES + HYPHENS:
        return SPACE
    if before[-1] == MINUS:
        return Join(0, "")
    if before[-1] in DASHES:
        return Join(0, "", "hyphen_kept", "dash", 0.9)
    return None
