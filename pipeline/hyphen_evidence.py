"""What speaks for and against a line-end hyphen: its evidence class.

The classes are asked in the order of ``weigh``; the first that fits decides. Their weights are log odds of
"soft" against "hard", measured as the share of each kind that falls into the class on the tuning half of the
accuracy set (``python -m accuracy hyphens --weights`` prints them again). The table of rules is ours after
PUEBI III.E and measurements on Indonesian prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from pipeline.indonesian_morphology import CLITICS, SUFFIXES, has_sound_change, is_reduplication
from pipeline.lexicon import load_words
from pipeline.word_lists import is_derived, is_listed

HYPHENS = "-\u2010"

SUSPENDED = frozenset(("dan", "atau", "maupun", "serta", "hingga", "and", "or", "to", "und", "oder", "bis", "et", "ou"))
"""Words after a suspended hyphen: ``pra- dan pascasarjana``, ``inter- and intra-``, ``Bau- und``."""


WORD = re.compile(r"[^\W\d_]+(?:[-’'ʼ‘`][^\W\d_]+)*")
LINE_END_HYPHEN = re.compile(r"[^\s]+[-\u2010]\n[^\s]+")


class LineHyphen(NamedTuple):
    """A hyphen at a line end: ``left`` is the word before it, ``right`` the word after, both as printed.

    ``opening`` says that ``left`` stands where a capital is usual (start of a sentence or of the text).
    """

    left: str
    right: str
    lang: str
    opening: bool = False
    hyphen: str = "-"


class Vocabulary(NamedTuple):
    """The document's own words, lower case, with their counts; none of them touches a line-end hyphen.

    ``counts`` also holds ``non-`` for each word that begins so, and the pairs of words of three parts.
    """

    counts: Mapping[str, int]

    def count(self, word: str) -> int:
        """Return how often ``word`` stands in the document."""
        return self.counts.get(word, 0)


def find_words(text: str) -> list[str]:
    """Return the words of ``text``, lower case, hyphenated words whole; a newline is a line end.

    The two halves of a word with a hyphen at the line end are left out: they are the question, no evidence.
    """
    return WORD.findall(LINE_END_HYPHEN.sub(" ", text.lower()))


def gather_vocabulary(words: Counter[str]) -> Vocabulary:
    """Return the counts with those of first parts and of pairs inside longer words added."""
    counts = Counter(words)
    for word, times in words.items():
        if "-" not in word:
            continue
        parts = word.split("-")
        counts[parts[0] + "-"] += times
        if len(parts) > 2:
            for first, second in pairwise(parts):
                counts[f"{first}-{second}"] += times
    return Vocabulary(counts)


class Evidence(NamedTuple):
    """``weight`` > 0 speaks for a soft hyphen. With ``shape`` the hyphen is the author's for certain."""

    rule: str
    weight: float
    shape: bool = False
    spaced: bool = False
    certainty: float = 0.0


WEIGHTS = {
    "document_hyphenated": -6.0,
    "document_joined": 6.0,
    "hyphenated_list": -4.5,
    "halves_equal": -7.0,
    "reduplication": -5.0,
    "bound_form_hyphenated_here": -3.0,
    "bound_form_joined_here": 1.5,
    "joined_word": 4.5,
    "joined_derived": 2.5,
    "suffix_alone": 1.5,
    "name_inside_sentence": 2.5,
    "both_words": -3.5,
    "bound_form": -2.5,
    "sound_change": -2.0,
    "left_no_word": 3.0,
    "right_no_word": 2.0,
    "no_evidence": 0.5,
}


def weigh(hyphen: LineHyphen, vocabulary: Vocabulary) -> Evidence:
    """Return the evidence class of a line-end hyphen."""
    shape = _find_shape(hyphen)
    if shape:
        return shape
    left, right = hyphen.left.lower(), hyphen.right.lower()
    rule = _find_rule(left, right, hyphen, vocabulary)
    if rule == "suspended":
        return Evidence(rule, 0.0, shape=True, spaced=True, certainty=0.97)
    return Evidence(rule, WEIGHTS[rule])


def _find_shape(hyphen: LineHyphen) -> Evidence | None:
    left, right = hyphen.left, hyphen.right
    if not left or not right or not left[-1].isalnum() or not right[0].isalnum():
        return Evidence("no_letter", 0.0, shape=True, certainty=0.95)
    if left[-1].isdigit() or right[0].isdigit():
        return Evidence("digit", 0.0, shape=True, certainty=0.99)
    if right[0].isupper() and not _is_capitals(left):
        return Evidence("capital", 0.0, shape=True, certainty=0.96)
    if _is_capitals(left) and right[0].islower():
        return Evidence("abbreviation", 0.0, shape=True, certainty=0.97)
    return None


def _is_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _find_rule(left: str, right: str, hyphen: LineHyphen, vocabulary: Vocabulary) -> str:
    joined = left + right
    seen_joined, seen_hyphenated = vocabulary.count(joined), vocabulary.count(f"{left}-{right}")
    if seen_joined != seen_hyphenated:
        return "document_joined" if seen_joined > seen_hyphenated else "document_hyphenated"
    if right in SUSPENDED and not _is_word(joined, hyphen.lang):
        return "suspended"
    if left == right and len(left) > 1:
        return "halves_equal"
    if _is_in_hyphenated_list(left, right):
        return "hyphenated_list"
    known = _is_known(joined, hyphen.lang)
    if not known and is_reduplication(left, right):
        return "reduplication"
    return _find_by_words(left, right, known, hyphen, vocabulary)


def _find_by_words(left: str, right: str, known: bool, hyphen: LineHyphen, vocabulary: Vocabulary) -> str:
    lang = hyphen.lang
    if known:
        return "joined_word"
    if left in load_words("bound_forms") and _is_word(right, lang):
        return _ask_bound_form(left, vocabulary)
    left_word = len(left) >= 4 and (_is_word(left, lang) or vocabulary.count(left) > 0)
    right_word = len(right) >= 4 and (_is_word(right, lang) or vocabulary.count(right) > 0)
    if left_word and right_word:
        return "both_words"
    if _is_derived_word(left + right, lang):
        return "joined_derived"
    if hyphen.left[0].isupper() and not hyphen.left.isupper() and not hyphen.opening:
        return "name_inside_sentence"
    if left_word and (right in CLITICS or right in SUFFIXES):
        return "suffix_alone"
    if left_word and has_sound_change(left, right):
        return "sound_change"
    if not left_word and not right_word:
        return "no_evidence"
    return "right_no_word" if left_word else "left_no_word"


def _ask_bound_form(left: str, vocabulary: Vocabulary) -> str:
    hyphenated = vocabulary.count(f"{left}-")
    if hyphenated:
        return "bound_form_hyphenated_here"
    return "bound_form"


def _is_known(word: str, lang: str) -> bool:
    return any(is_listed(word, code) for code in _consulted(lang))


def _is_derived_word(word: str, lang: str) -> bool:
    return any(is_derived(word, code) for code in _consulted(lang))


def _is_word(word: str, lang: str) -> bool:
    return _is_known(word, lang) or _is_derived_word(word, lang)


def _consulted(lang: str) -> tuple[str, ...]:
    """Indonesian and English mix in every one of these journals; any other language is asked alone first."""
    return ("id", "en") if lang in ("id", "en") else (lang, "en")


def _is_in_hyphenated_list(left: str, right: str) -> bool:
    words = load_words("hyphenated_id")
    word = f"{left}-{right}"
    if word in words:
        return True
    return any(word.endswith(end) and word[: -len(end)] in words for end in (*CLITICS, *SUFFIXES))
