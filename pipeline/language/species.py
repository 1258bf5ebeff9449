"""Scientific names of species: two words in italics, Latin whatever language the text is in.

Linnaean names are set in italics everywhere: a genus with a capital and an epithet in small letters with an ending
of Latin (International Code of Nomenclature, Art. 23; International Code of Zoological Nomenclature, Art. 11).
"""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.document import Text
from pipeline.language.stretches import Stretch
from pipeline.language.tokens import Tokens
from pipeline.language.words import HOME, find_log

NAME = re.compile(r"[A-Z][a-z]{3,} [a-z]{2,}(?:a|ae|ans|ens|ensis|ense|er|es|i|is|oides|on|or|um|us|ys|x)")

RARE = -5.0
"""log10 of the share below which a word in Indonesian and English is no common word: ``Rhizophora``, ``sativa``."""

SPECIES_GAIN = 4.0
"""Decades that stand for the sureness of the rule."""


def find_species(text: Text, tokens: Tokens) -> list[Stretch]:
    """Return the species' names in the italics of ``text``."""
    found = []
    for start, end in text.italics:
        if not NAME.fullmatch(text.text[start:end].strip()):
            continue
        first = bisect_left(tokens.starts, start)
        words = tokens.words[first : first + 2]
        if len(words) == 2 and all(find_log(word, lang) < RARE for word in words for lang in HOME):
            found.append(Stretch(first, first + 2, "la", SPECIES_GAIN))
    return found
