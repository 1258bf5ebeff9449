"""Stretches in another script than Latin: the letters alone say which language they are taken for."""

from __future__ import annotations

import re
from typing import NamedTuple

ARABIC = r"\u0600-\u06FF\u0750-\u077F\u0870-\u08FF\uFB50-\uFDFF\uFE70-\uFEFC"

SCRIPTS = (
    ("ar", ARABIC, 1),
    ("jv", r"\uA980-\uA9DF", 1),  # Hanacaraka
    ("ban", r"\u1B00-\u1B7F", 1),
    ("su", r"\u1B80-\u1BBF", 1),
    ("bug", r"\u1A00-\u1A1F", 1),  # Lontara
    ("bbc", r"\u1BC0-\u1BFF", 1),  # Surat Batak
    ("ja", r"\u3040-\u30FF", 2),
    ("zh", r"\u3400-\u4DBF\u4E00-\u9FFF", 1),
    ("ko", r"\uAC00-\uD7AF\u1100-\u11FF", 1),
    ("he", r"\u0590-\u05FF\uFB1D-\uFB4F", 2),
    ("th", r"\u0E00-\u0E7F", 2),
    ("el", r"\u0370-\u03FF\u1F00-\u1FFF", 4),  # fewer letters in a row are symbols
    ("und", r"\u0400-\u052F\u0900-\u0DFF", 3),  # Cyrillic and the scripts of India: more than one language each
)
"""Language, letters of its script, and how many in a row make a word of it. Unicode 15 blocks."""

BETWEEN = r"[\s\d.,:;!?'\"«»“”‘’()\[\]/\u060C\u061B\u061F\u064B-\u065F\u200B-\u200F\u2013\u2014\uFD3E\uFD3F-]*"
"""What may stand between two words of one stretch."""

FOREIGN = re.compile(
    "|".join(rf"(?P<{lang}>[{letters}]{{{least},}}(?:{BETWEEN}[{letters}]+)*)" for lang, letters, least in SCRIPTS)
)


ANY_FOREIGN = re.compile("[" + "".join(letters for _, letters, _ in SCRIPTS) + "]")
"""Asked first: most text that is not ASCII has other quotation marks only."""


class ScriptSpan(NamedTuple):
    """Characters ``[start, end)`` in the script of ``lang``; ``letters`` counts those that are no space."""

    start: int
    end: int
    lang: str
    letters: int


def find_scripts(text: str) -> tuple[ScriptSpan, ...]:
    """Return the stretches of ``text`` that are not in Latin letters, brackets and quotation marks around left out."""
    if text.isascii() or not ANY_FOREIGN.search(text):
        return ()
    return tuple(
        ScriptSpan(match.start(), match.end(), match.lastgroup or "und", sum(char.isalpha() for char in match.group()))
        for match in FOREIGN.finditer(text)
    )
