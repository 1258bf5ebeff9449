"""The document as its own dictionary: its words that no line-end hyphen touches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, pairwise
from typing import NamedTuple

LETTERS = r"(?:[a-z]+[^\W\d_]*|[^\W\d_]+)"  # most are a to z, which are quicker to tell from other characters
WORD = re.compile(rf"{LETTERS}(?:[-’'ʼ‘`]{LETTERS})*")
ASCII_WORD = re.compile(r"[a-z]+(?:[-'`][a-z]+)*")
LINE_END_HYPHEN = re.compile(r"[-\u2010]\n(?=(\S+))")

KIN = (
    ("s", ""), ("", "s"), ("ed", ""), ("", "ed"), ("ing", ""), ("", "ing"), ("ed", "ing"), ("ing", "ed"), ("es", "ed"),
    ("e", "ed"), ("ed", "e"), ("ies", "y"), ("y", "ies"), ("e", "ing"), ("ing", "e"), ("ally", "al"), ("al", "ally"),
    ("ly", ""), ("", "ly"),
)  # fmt: skip
"""Endings of English words and those that may stand in their place."""


class Vocabulary(NamedTuple):
    """The document's own words, lower case, with their counts, and its text to look phrases up in.

    ``counts`` also holds ``non-`` for each word that begins so, and the pairs of words of three parts.
    """

    counts: Mapping[str, int]
    text: str

    def count(self, word: str) -> int:
        """Return how often ``word`` stands in the document."""
        return self.counts.get(word, 0)

    def has_phrase(self, first: str, second: str) -> bool:
        """Return whether the two words stand side by side with white space between."""
        return f" {first} {second} " in self.text


def find_words(text: str) -> list[str]:
    """Return the words of ``text``, lower case, hyphenated words whole; a newline is a line end.

    The two halves of a word with a hyphen at the line end are left out: they are the question, no evidence.
    """
    text = text.lower()
    if "-\n" in text or "\u2010\n" in text:
        text = _leave_out_halves(text)
    return (ASCII_WORD if text.isascii() else WORD).findall(text)


def _leave_out_halves(text: str) -> str:
    """Return ``text`` without the words on both sides of each line-end hyphen."""
    pieces: list[str] = []
    done = 0
    for match in LINE_END_HYPHEN.finditer(text):
        before = text[done : match.start()]
        if not before or before[-1].isspace():  # the end of a word already left out, or a hyphen alone
            continue
        pieces.append(before[: -len(before.rsplit(None, 1)[-1])])
        done = match.end(1)
    return " ".join([*pieces, text[done:]])


def gather_vocabulary(passages: Iterable[list[str]]) -> Vocabulary:
    """Return the words of all passages counted, with first parts and pairs inside longer words added."""
    words = list(chain.from_iterable(passages))
    counts = Counter(words)
    for word, times in [(word, times) for word, times in counts.items() if "-" in word]:
        parts = word.split("-")
        counts[parts[0] + "-"] += times
        if len(parts) > 2:
            for first, second in pairwise(parts):
                counts[f"{first}-{second}"] += times
    return Vocabulary(counts, f" {' '.join(words)} ")


def inflect(word: str) -> Iterator[str]:
    """Yield other forms of an English word, most of which are none."""
    for ending, other in KIN:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            yield word[: len(word) - len(ending)] + other
