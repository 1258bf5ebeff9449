"""Is an English word written solid or with a hyphen? What the dictionaries say of it, as an evidence class.

Two lists answer, SCOWL's of solid words and WordNet's of hyphenated ones, and wordfreq says how usual the solid word
is beside its second part: ``exchange`` is nearly as common as ``change``, so that it is a word of its own, and
``nongovernmental`` is a rare spelling of something that most authors write with a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.language.word_lists import CACHED_ANSWERS, ENGLISH_ENDINGS
from pipeline.lexicon import load_sorted, load_words
from pipeline.text.word_frequencies import load_centibels, load_wide

TAILS = frozenset(
    (
        "able", "ably", "ally", "ance", "ants", "ated", "ates", "ence", "ents", "fied", "fies", "ible", "ings", "ists",
        "ites", "less", "ling", "ment", "ness", "ning", "ring", "sion", "sive", "ship", "ters", "ties", "ting", "tion",
        "tive", "ting", "annya", "kannya", "inya", "tions", "ments", "ances",
    )
)  # fmt: skip
"""Ends of English words that the word list also holds as words of their own."""

SHORT_TAILS = TAILS | {
    "ages", "ded", "ding", "ers", "est", "ful", "fully", "graphic", "graphical", "graphics", "hood", "ial", "ies",
    "ing", "ion", "ions", "ism", "isms", "ist", "ity", "lithic", "ned", "ous", "phony", "ships", "ted", "ward",
    "wards", "ware",
}  # fmt: skip
"""The same with those that only matter where a dictionary has the whole word: ``subject-ing``."""

UNLISTED = 1000
"""Centibels for words that a list does not have."""

SETTLED = 150
"""Centibels by which a solid word may be rarer than its second part and still count as one of its own.

Set on the tuning half and on articles: of 88 words with ``ex``, ``inter``, ``pre`` and their like below it one has an
author's hyphen, of 21 above it eight.
"""

RARE = 640
"""Centibels from which a solid word is so rare that many may write it otherwise: the even point of compounds."""

COMMON_HALF = 520
"""Centibels of a half of two or three letters that is no accident of syllables."""

LIVING = frozenset(("anti", "co", "multi", "neo", "non", "post", "pseudo", "quasi", "second", "self", "semi", "socio"))
"""First parts that make new words every day: WordNet hyphenates at least one in nine of theirs.

For ``ex``, ``inter``, ``pre``, ``pro`` and ``sub`` it is one in ten to a hundred.
"""

FADED = frozenset(("dis", "down", "em", "en", "il", "im", "in", "ir", "mis", "out", "over", "un", "under", "up"))
"""First parts that are written solid nearly always, however rare the word: ``unsaid``, ``overseer``."""

AGAIN = ("re", "de")
"""Solid in what has become a word (``replay``), with a hyphen where it is said for once (``re-order``)."""

TAKEN_OFF = ("un", "re", "in", "non", "inter", "over", "under", "mis", "dis", "de", "trans", "sub", "pre", "post")
IZE = (("ize", ""), ("ize", "y"), ("ized", ""), ("izes", ""), ("izing", ""), ("ization", ""))
ISE = re.compile(r"is(e|es|ed|er|ers|ing|ation|ations)$")
"""British endings of words that the list has with ``z`` only."""

MIN_STEM = 4
MIN_STEM_AFTER_PREFIX = 5


def ask_dictionaries(left: str, right: str, whole: str, bound: bool, name: bool) -> str:
    """Return the evidence class of a cut in an English word, "" where the dictionaries say nothing.

    Args:
        left: What stands before the hyphen, lower case.
        right: What stands after it, without a possessive ending.
        whole: The word over all its hyphens, where it has more: ``up-to-date``.
        bound: Whether ``left`` is a bound form.
        name: Whether the word begins with a capital.
    """
    joined, words = left + right, load_centibels("en")
    settled = words.get(joined, UNLISTED) - words.get(right, UNLISTED) <= SETTLED
    solid = joined in load_sorted("english_solid")
    if is_hyphenated(left, right) or whole in load_words("english_hyphenated"):
        return _name_both(left, joined, bound, settled) if solid else "dictionary_hyphenated"
    if solid:
        return _name_bound(left, right, settled) if bound else _name_solid(left, right, settled)
    used = joined in words or joined in load_centibels("id")
    if used and left in words and right in words and right not in TAILS:
        return "name_joined" if name else "joined_by_writers"
    if (bound or left in TAKEN_OFF) and is_entry(right):
        return ""
    return "solid_derived" if _is_derived(joined, left) else ""


@lru_cache(maxsize=CACHED_ANSWERS)
def is_hyphenated(left: str, right: str) -> bool:
    """Return whether a dictionary has ``left-right``, or writes so what ``right`` is an inflected form of."""
    words = load_words("english_hyphenated")
    return any(f"{left}-{stem}" in words for stem in (right, *_take_endings(right)))


@lru_cache(maxsize=CACHED_ANSWERS)
def is_entry(word: str, names: bool = True) -> bool:
    """Return whether ``word`` is in a dictionary; with ``names`` being used is enough, which names are too."""
    solid = load_sorted("english_solid")
    if len(word) < 3:
        return False
    return word in solid or ISE.sub(r"iz\1", word) in solid or (names and word in load_centibels("en"))


def _name_both(left: str, joined: str, bound: bool, settled: bool) -> str:
    """Some dictionaries write it so, others so."""
    if settled:
        return "dictionary_both_settled"
    plain = joined in load_centibels("en") and not bound and left not in AGAIN
    return "dictionary_both_common" if plain else "dictionary_both"


def _name_bound(left: str, right: str, settled: bool) -> str:
    if right in SHORT_TAILS or not is_entry(right):
        return "solid_bound_stem"
    living = left in LIVING
    if settled:
        return "solid_living_settled" if living else "solid_bound_settled"
    return "solid_living" if living else f"solid_bound{_rare(left + right)}"


def _name_solid(left: str, right: str, settled: bool) -> str:
    words = load_centibels("en")
    joined = left + right
    if right in SHORT_TAILS or not is_entry(right):
        return "solid_word"
    if left in AGAIN and not settled:
        return "solid_prefix" if joined in words else f"solid_prefix{_rare(joined)}"
    if joined in words:
        return "solid_word"
    if left in FADED:
        return "solid_affix"
    if not (is_entry(left) if min(len(left), len(right)) >= MIN_STEM else _are_common(left, right)):
        return "solid_word"
    plural = right[-1] == "s" and right[-2] != "s"
    return "solid_two_words_plural" if plural else f"solid_two_words{_rare(joined)}"


def _are_common(left: str, right: str) -> bool:
    words = load_centibels("en")
    return min(len(left), len(right)) >= 3 and max(words.get(half, UNLISTED) for half in (left, right)) <= COMMON_HALF


def _rare(word: str) -> str:
    return "" if load_wide("en").get(word, UNLISTED) <= RARE else "_rare"


def _is_derived(word: str, left: str) -> bool:
    """Return whether ``word`` is a solid word with an ending, or with a prefix that is not what was cut off."""
    solid = load_sorted("english_solid")
    american = ISE.sub(r"iz\1", word)
    stems = [word, american, *_take_endings(word), *_take_endings(american)]
    stems += [
        stem[len(start) :]
        for stem in tuple(stems)
        for start in TAKEN_OFF
        if stem.startswith(start) and start != left and len(stem) - len(start) >= MIN_STEM_AFTER_PREFIX
    ]
    return any(stem in solid for stem in stems)


def _take_endings(word: str) -> Iterator[str]:
    for ending, restored in (*ENGLISH_ENDINGS, *IZE):
        if word.endswith(ending) and len(word) - len(ending) >= MIN_STEM - 1:
            yield word[: -len(ending)] + restored
