"""The document as its own dictionary: its words that no line-end hyphen touches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

WORD = re.compile(r"[^\W\d_]+(?:[-’'ʼ‘`][^\W\d_]+)*")
LINE_END_HYPHEN = re.compile(r"(?<!\S)\S+[-\u2010]\n\S+")

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
        text = LINE_END_HYPHEN.sub(" ", text)
    return WORD.findall(text)


def gather_vocabulary(passages: Iterable[list[str]]) -> Vocabulary:
    """Return the words of all passages counted, with first parts and pairs inside longer words added."""
    words = [word for passage in passages for word in passage]
    plain = Counter(words)
    counts = Counter(plain)
    for word, times in plain.items():
        if "-" not in word:
            continue
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
