"""A third language in a document: the one of the text that Indonesian and English do not explain.

Function words name it where they can; letters are asked once a document where they cannot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.language.detector import name_language
from pipeline.language.reading import Reading
from pipeline.language.tokens import PLAIN
from pipeline.language.words import FLOOR, HOME, QUOTED, UNKNOWN, find_log, load_particles

PARTICLE_LANGUAGES = ("de", "es", "fr", "it", "nl", "pt")
"""Languages besides ``HOME`` that ``lexicon/function_words.json`` has a list of."""

MIN_LETTERS = 60
"""Letters of unexplained text that function words are looked for in: a sentence."""

MIN_PARTICLE_SHARE = 0.2
"""Share of its words that must be function words of the language: 30 to 45 % are in prose."""

LEAD = 1.3
"""How many times more than of the next language: Spanish and Portuguese share half of theirs."""

MIN_ASKED_LETTERS = 300
"""Letters from which all profiles are asked: they cost 60 ms to load."""

MIN_SPACED_SHARE = 0.7
"""Share of word gaps that are spaces in prose; lists of n-grams, code and formulas have other marks."""

MIN_COVERAGE = 0.6
"""Share of the words that the list of the named language must have: kin of Indonesian whose letters
look like Tagalog or Swahili stay below it, a language's own prose is above 0.75."""


def find_extra(readings: Sequence[Reading]) -> str | None:
    """Return the language of the text that ``HOME`` does not explain, if it is one that wordfreq has a list of."""
    words, spaces = _gather(readings)
    letters = sum(map(len, words))
    if letters < MIN_LETTERS:
        return None
    lang = _find_by_particles(words)
    if lang is None and letters >= MIN_ASKED_LETTERS and spaces >= MIN_SPACED_SHARE * len(words):
        lang = name_language(words)
    if lang is None or lang in HOME:
        return None
    covered = sum(find_log(word, lang) > FLOOR for word in words)
    return lang if covered >= MIN_COVERAGE * len(words) else None


def _gather(readings: Sequence[Reading]) -> tuple[list[str], int]:
    """Return the words of all unexplained stretches, and how many follow a space."""
    words: list[str] = []
    spaces = 0
    for reading in readings:
        for stretch in reading.stretches:
            if stretch.lang == UNKNOWN or stretch.lang in QUOTED:
                words += reading.tokens.words[stretch.start : stretch.end]
                spaces += reading.tokens.prices[stretch.start : stretch.end].count(PLAIN)
    return words, spaces


def _find_by_particles(words: Sequence[str]) -> str | None:
    counts = Counter({lang: sum(map(load_particles(lang).__contains__, words)) for lang in PARTICLE_LANGUAGES})
    (best, most), (_, next_most) = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
    return best if most >= MIN_PARTICLE_SHARE * len(words) and most >= LEAD * next_most else None
