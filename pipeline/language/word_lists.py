"""Is this a word? Asked of wordfreq's lists, with affixes taken off; each question is answered once."""

from __future__ import annotations

from functools import lru_cache

from pipeline.text.indonesian_morphology import CLITICS, PREFIXES, SUFFIXES, find_roots
from pipeline.text.word_frequencies import load_centibels, load_wide

CACHED_ANSWERS = 1 << 15
"""Words kept per question: more than any article has, so that a batch does not grow without end."""

COMMON_ROOT = 570
"""Centibels: an affixed form is believed only when its root occurs twice in a million words or more.

The rarest entries of the list hold abbreviations and slips of the keyboard that make a root of anything.
"""

ENGLISH_ENDINGS = (
    ("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("ly", ""), ("ness", ""), ("ment", ""), ("ation", "e"), ("ization", "ize"), ("isation", "ise"),
    ("ability", "able"), ("ally", "al"), ("er", ""), ("er", "e"), ("able", ""), ("able", "e"),
    ("ive", ""), ("ive", "e"), ("ic", ""), ("ism", ""), ("ist", ""), ("ists", ""), ("ity", ""), ("ity", "e"),
    ("ful", ""), ("less", ""), ("ship", ""), ("ion", ""), ("ion", "e"), ("or", ""), ("ers", ""), ("ers", "e"),
)  # fmt: skip
_ENDINGS_BY_LETTER = {
    last: tuple((ending, restored) for ending, restored in ENGLISH_ENDINGS if ending[-1] == last)
    for last in dict.fromkeys(ending[-1] for ending, _ in ENGLISH_ENDINGS)
}
"""The endings by their last letter: most words that are asked for are Indonesian and end in another."""
ENGLISH_BEGINNINGS = ("un", "re", "in", "non", "inter", "over", "under", "mis", "dis")


def is_listed(word: str, lang: str) -> bool:
    """Return whether the list of ``lang`` has ``word`` (lower case) as it stands."""
    return word in load_centibels(lang)


def is_listed_wide(word: str, lang: str) -> bool:
    """Return whether the longer list of ``lang`` has ``word``; reading it costs 50 ms, once per process."""
    return word in load_centibels(lang) or word in load_wide(lang)


_INDONESIAN_ENDINGS = (*CLITICS, *SUFFIXES)
_INDONESIAN_BEGINNINGS = tuple(dict.fromkeys(prefix[:2] for prefix in (*PREFIXES, "me", "pe")))
"""Every affix begins with one of these; asked first, since most words that are asked for are English or names."""


@lru_cache(maxsize=CACHED_ANSWERS)
def is_derived(word: str, lang: str) -> bool:
    """Return whether ``word`` is a listed word of ``lang`` with affixes; only Indonesian and English have rules."""
    if lang == "id":
        if not (word.endswith(_INDONESIAN_ENDINGS) or word.startswith(_INDONESIAN_BEGINNINGS)):
            return False
        words = load_centibels("id")
        return any(words.get(root, 1000) <= COMMON_ROOT for root in find_roots(word) if len(root) >= 4)
    return lang == "en" and _is_derived_english(word)


def _is_derived_english(word: str) -> bool:
    words = load_centibels("en")
    for ending, restored in _ENDINGS_BY_LETTER.get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)] + restored
            if words.get(stem, 1000) <= COMMON_ROOT or (len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in words):
                return True
    return word.startswith(ENGLISH_BEGINNINGS) and any(
        word.startswith(start) and len(word) - len(start) >= 4 and words.get(word[len(start) :], 1000) <= COMMON_ROOT
        for start in ENGLISH_BEGINNINGS
    )
