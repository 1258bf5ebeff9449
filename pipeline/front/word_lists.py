"""Word lists asked of a text: whether one of their words or phrases stands in it, whole.

A pattern of all words tries each of them at each letter of the text. Here the text is cut into words once and these
are looked up; a pattern is asked for phrases only, and only where the first word of one stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, Self

_WORD = re.compile(r"\w+")


class WordList(NamedTuple):
    """Words and phrases in small letters; ``heads`` are the first words of the phrases."""

    words: frozenset[str]
    heads: frozenset[str]
    phrases: re.Pattern[str]

    @classmethod
    def of(cls, entries: Iterable[str]) -> Self:
        """Return the list of entries; one that is not a single word is a phrase."""
        ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
        phrases = [entry for entry in ordered if _WORD.fullmatch(entry) is None]
        words = frozenset(entry for entry in ordered if _WORD.fullmatch(entry) is not None)
        heads = frozenset(_WORD.findall(phrase)[0] for phrase in phrases)
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)
        return cls(words, heads, pattern)

    def is_in(self, text: str) -> bool:
        """Return whether an entry stands in the text, whole, in letters of any case."""
        found = _WORD.findall(text.lower())
        if not self.words.isdisjoint(found):
            return True
        return not self.heads.isdisjoint(found) and self.phrases.search(text) is not None
