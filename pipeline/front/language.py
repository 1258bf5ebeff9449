"""The language of titles and keywords: of their frame, not of the terms that they borrow.

``Implementasi Multipath Routing menggunakan Depth First Search pada OpenFlow`` is Indonesian: its small words are,
whatever most of the others look like.
"""

from __future__ import annotations

import re

from pipeline.language.words import HOME, load_particles, weigh_pair

UNKNOWN = "und"

FRAME_DECADES = 2.9
"""Decades by which a word is likelier in Indonesian than in English from which it counts as a small word:
``menggunakan`` is no function word and says as much as one."""

SURE_DECADES = 1.5
"""Decades in all from which words without any small word among them name a language."""

_WORD = re.compile(r"[^\W\d_]+")


def frame_language(text: str, tag: str) -> str:
    """Return the language of a title: ``tag``, unless only the small words of the other language stand in it."""
    if tag not in (*HOME, UNKNOWN):
        return tag
    words = [word.casefold() for word in _WORD.findall(text)]
    indonesian = sum(weigh_pair(word)[0] >= FRAME_DECADES for word in words)
    english = sum(word in load_particles("en") for word in words)
    if indonesian and not english:
        return "id"
    if english and not indonesian:
        return "en"
    return tag if tag != UNKNOWN else words_language(text)


def words_language(text: str) -> str:
    """Return the language that most words of a list of terms are of; ``und`` where they do not say."""
    total = sum(weigh_pair(word.casefold())[0] for word in _WORD.findall(text) if len(word) > 2)
    if abs(total) < SURE_DECADES:
        return UNKNOWN
    return "id" if total > 0 else "en"
