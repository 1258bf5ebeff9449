"""What speaks for and against a line-end hyphen: its evidence class.

The classes are asked in the order of ``weigh``; the first that fits decides, and ``hyphen_weights`` says how much it
weighs. The rules are ours, after PUEBI III.E and measurements on Indonesian prose.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.language.word_lists import is_derived, is_listed, is_listed_wide
from pipeline.lexicon import load_words
from pipeline.text.english_compounds import FADED, TAILS, ask_dictionaries, is_entry
from pipeline.text.hyphen_vocabulary import Vocabulary, inflect
from pipeline.text.hyphen_weights import WEIGHTS
from pipeline.text.indonesian_morphology import (
    CLITICS,
    MIN_REPEATED,
    NASAL_PREFIXES,
    PREFIXES,
    SUFFIXES,
    find_bases,
    has_sound_change,
    is_reduplication,
)
from pipeline.text.word_frequencies import load_centibels

SUSPENDED = {
    "id": ("dan", "atau", "maupun", "serta", "hingga", "and", "or"),
    "en": ("and", "or", "to"),
    "de": ("und", "oder", "bis", "sowie", "bzw"),
    "nl": ("en", "of"),
    "fr": ("et", "ou"),
}
"""Words after a suspended hyphen: ``pra- dan pascasarjana``, ``inter- and intra-``, ``Bau- und``."""

ARTICLES = frozenset(
    ("al", "ar", "as", "asy", "ash", "ad", "adz", "an", "at", "ath", "ats", "az", "el", "ul", "wal", "bi")
)
"""The Arabic article as it is transliterated: ``al-mudhaf``, ``asy-syakhshiyyah``."""

AFFIXES = frozenset((*PREFIXES, *(prefix for prefix, _, _ in NASAL_PREFIXES), "nge"))
"""Indonesian prefixes: no words of their own, and set off with a hyphen before a foreign one (PUEBI III.E.6)."""

POSSESSIVE = re.compile(r"[’']s$")
LINKS = frozenset(("and", "as", "at", "by", "down", "for", "from", "in", "of", "on", "or", "out", "the", "to", "up"))
"""Words inside of compounds: ``state-of-the-art``, ``one-to-one``."""

UNSETTLED = frozenset(("solid_bound", "solid_bound_rare", "solid_living"))
"""Classes of solid words with a bound form in which the author's habit elsewhere counts: ``sub-unit``, ``subset``."""

COMMON = 520
"""Centibels: words at least this common are believed when they stand alone (six in a million)."""

WORD_LENGTH = 4
"""Letters from which a word-like half is more than an accident of syllables."""


class LineHyphen(NamedTuple):
    """A hyphen at a line end: ``left`` is the word before it, ``right`` the word after, both as printed.

    ``whole_left`` and ``whole_right`` reach on over inner hyphens (``word-of`` and ``mouth``). ``opening`` says
    that a capital is usual where ``left`` stands (start of a sentence, a title), ``capitals`` that both lines
    are all in capitals.
    """

    left: str
    right: str
    lang: str
    opening: bool = False
    hyphen: str = "-"
    whole_left: str = ""
    whole_right: str = ""
    capitals: bool = False


class Evidence(NamedTuple):
    """``weight`` > 0 speaks for a soft hyphen. With ``shape`` the hyphen is the author's for certain."""

    rule: str
    weight: float
    shape: bool = False
    spaced: bool = False
    certainty: float = 0.0


def weigh(hyphen: LineHyphen, vocabulary: Vocabulary) -> Evidence:
    """Return the evidence class of a line-end hyphen."""
    shape = _find_shape(hyphen)
    if shape:
        return shape
    left, right = hyphen.left.lower(), POSSESSIVE.sub("", hyphen.right.lower())
    if _is_suspended(hyphen, left, right, vocabulary):
        return Evidence("suspended", 0.0, shape=True, spaced=True, certainty=0.97)
    rule = _find_rule(left, right, hyphen, vocabulary)
    weight = WEIGHTS[rule]
    return Evidence(rule, weight.indonesian if hyphen.lang == "id" else weight.other)


def _find_rule(left: str, right: str, hyphen: LineHyphen, vocabulary: Vocabulary) -> str:
    if hyphen.lang not in ("id", "en"):
        return (
            _ask_capitals(hyphen)
            or _ask_document(left, right, hyphen, vocabulary)
            or _ask_compounding(left, right, hyphen)
        )
    if _is_linked(left, right, hyphen):
        return "many_parts"
    return (
        _ask_document(left, right, hyphen, vocabulary)
        or _ask_capitals(hyphen)
        or _ask_shape_of_word(left, right, hyphen)
        or _ask_lexicon(left, right, hyphen, vocabulary)
        or _ask_halves(left, right, hyphen)
    )


def _is_linked(left: str, right: str, hyphen: LineHyphen) -> bool:
    """``day-to-`` before ``day``: a small word between hyphens, whatever it makes with its neighbour (``today``)."""
    return ("-" in hyphen.whole_left and left in LINKS) or ("-" in hyphen.whole_right and right in LINKS)


def _find_shape(hyphen: LineHyphen) -> Evidence | None:
    """What no typesetter does: break at a digit, or leave a single letter alone (PUEBI II.E)."""
    left, right = hyphen.left, hyphen.right
    if not left or not right or not left[-1].isalnum() or not right[0].isalnum():
        return Evidence("no_letter", 0.0, shape=True, certainty=0.95)
    if left[-1].isdigit() or right[0].isdigit():
        return Evidence("digit", 0.0, shape=True, certainty=0.99)
    if len(left) == 1 or len(right) == 1:
        return Evidence("single_letter", 0.0, shape=True, certainty=0.97)
    return None


def _is_suspended(hyphen: LineHyphen, left: str, right: str, vocabulary: Vocabulary) -> bool:
    """``pra- dan pascasarjana``: a first part that is known to stand so, not a name cut before ``to`` or ``dan``."""
    if right not in SUSPENDED.get(hyphen.lang, ()) or hyphen.right != right or _is_word(left + right, hyphen.lang):
        return False
    if left in load_words("bound_forms") or vocabulary.count(f"{left}-"):
        return True
    if hyphen.lang not in ("id", "en"):
        return len(left) >= WORD_LENGTH  # compounds, which no list holds
    return _is_known(left, hyphen.lang) and (hyphen.opening or hyphen.left == left)


def _ask_document(left: str, right: str, hyphen: LineHyphen, vocabulary: Vocabulary) -> str:
    """The author's own words, the best witness there is."""
    joined = left + right
    seen_joined, seen_hyphenated = vocabulary.count(joined), vocabulary.count(f"{left}-{right}")
    if seen_joined > seen_hyphenated:
        return "document_joined_bound_form" if left in load_words("bound_forms") else "document_joined"
    if seen_hyphenated > seen_joined:
        return "document_hyphenated"
    if hyphen.lang == "en" and (rule := _ask_kin(left, right, vocabulary)):
        return rule
    if joined in (hyphen.whole_left.lower().split("-")[-2:-1] + hyphen.whole_right.lower().split("-")[1:2]):
        return "half_repeated"
    return ""


def _ask_kin(left: str, right: str, vocabulary: Vocabulary) -> str:
    """The document has another form of the word: ``co-authors`` beside ``co-author``, ``mangroves`` beside one."""
    joined = sum(vocabulary.count(form) for form in inflect(left + right))
    hyphenated = sum(vocabulary.count(f"{left}-{form}") for form in inflect(right))
    if joined > hyphenated:
        return "document_kin_joined_bound_form" if left in load_words("bound_forms") else "document_kin_joined"
    return "document_kin_hyphenated" if hyphenated > joined else ""


def _ask_capitals(hyphen: LineHyphen) -> str:
    """``se-Indonesia``, ``SDM-nya``; in lines all in capitals they say nothing."""
    if hyphen.capitals:
        return ""
    if hyphen.left.isupper():
        return "abbreviation"
    return "capital" if hyphen.right[0].isupper() else ""


def _ask_shape_of_word(left: str, right: str, hyphen: LineHyphen) -> str:
    if left == right and (len(left) > 2 or not _is_known_joined(left + right, hyphen.lang)):
        return "halves_equal"
    if is_reduplication(left, right) and not _is_known_joined(left + right, hyphen.lang):
        return "reduplication"
    if _is_in_hyphenated_list(left, right):
        return "hyphenated_list"
    return ""


def _ask_lexicon(left: str, right: str, hyphen: LineHyphen, vocabulary: Vocabulary) -> str:
    """The word lists, and the first and second parts that authors like to set off."""
    lang, joined = hyphen.lang, left + right
    bound = left in load_words("bound_forms")
    here = "_hyphenated_here" if bound and vocabulary.count(f"{left}-") else ""
    if lang == "en" and (rule := _ask_english(left, right, hyphen, vocabulary)):
        return rule
    loan = left in AFFIXES and _is_foreign(right)
    if _is_known_joined(joined, lang):
        return "joined_bound_form" if bound else "loan_prefix_joined" if loan else "joined_word"
    english = lang == "en" or bound or (is_listed(left, "en") and is_listed(right, "en"))
    if english and is_listed_wide(joined, "en"):
        return f"joined_rare_bound_form{here}" if bound else _ask_rare_word(left, right)
    if bound and (len(right) > WORD_LENGTH or _is_word(right, lang) or vocabulary.count(right) > 0):
        return f"bound_form{here}"
    if loan:
        return "loan_prefix"
    if left in load_words("bound_forms_solid") and _is_word(right, lang):
        return "affix_unlisted" if left in FADED else "bound_form_solid"
    if right in load_words("compound_ends") and (_is_known(left, lang) or hyphen.left[0].isupper()):
        return "compound_end"
    if left in ARTICLES and any(vocabulary.count(f"{article}-") for article in ("al", left)):
        return "arabic_article"
    return "document_apart" if vocabulary.has_phrase(left, right) else ""


def _ask_english(left: str, right: str, hyphen: LineHyphen, vocabulary: Vocabulary) -> str:
    bound = left in load_words("bound_forms")
    whole = f"{hyphen.whole_left}-{hyphen.whole_right}".lower()
    rule = ask_dictionaries(left, right, whole, bound, hyphen.left[0].isupper())
    return f"{rule}_hyphenated_here" if rule in UNSETTLED and vocabulary.count(f"{left}-") else rule


def _ask_rare_word(left: str, right: str) -> str:
    """A rare English word may be a compound that its author writes with a hyphen: ``policy-making``."""
    halves = is_listed(left, "en") and is_listed(right, "en") and right not in TAILS
    return "joined_rare_compound" if halves else "joined_rare_word"


def _ask_halves(left: str, right: str, hyphen: LineHyphen) -> str:
    """Nothing knows the joined word: do the halves look like words?"""
    lang = hyphen.lang
    left_word = left not in AFFIXES and _is_own_word(left, lang)
    right_word = right not in TAILS and _is_own_word(right, lang)
    derived = _is_derived_word(left + right, lang)
    if left_word and right_word and min(len(left), len(right)) >= WORD_LENGTH:
        if _is_common(left, lang) and _is_common(right, lang):
            return "common_words"
        return "both_words_derived" if derived else "both_words"
    if derived:
        return "joined_derived"
    if "-" in hyphen.whole_left or "-" in hyphen.whole_right:
        return "many_parts"
    if hyphen.left[0].isupper() and not hyphen.opening:
        return "name_inside_sentence"
    if right in CLITICS or right in SUFFIXES:
        return "suffix_alone" if left_word else "no_evidence"
    if left_word and right_word and _is_common(left, lang) and _is_common(right, lang):
        return "short_word"
    if left_word and len(left) >= WORD_LENGTH:
        return "sound_change" if has_sound_change(left, right) else "left_word_only"
    if right_word and len(right) >= WORD_LENGTH:
        return "short_word_first" if left_word and _is_common(left, lang) else "right_word_only"
    return "no_evidence"


def _is_own_word(word: str, lang: str) -> bool:
    """Return whether ``word`` is one that English compounds are made of: no name, no syllable that is in use."""
    if lang != "en" or len(word) < WORD_LENGTH:
        return _is_word(word, lang)
    return is_entry(word, names=False) or is_derived(word, lang)


def _ask_compounding(left: str, right: str, hyphen: LineHyphen) -> str:
    """German and its like write compounds solid: two words beside a hyphen are one word cut at its seam."""
    if _is_derived_word(left + right, hyphen.lang):
        return "joined_derived"
    if "-" in hyphen.whole_left or "-" in hyphen.whole_right:
        return "many_parts"
    return "solid_compound" if _is_known(left, hyphen.lang) or _is_known(right, hyphen.lang) else "no_evidence"


def _is_known_joined(word: str, lang: str) -> bool:
    """Whole words are asked of both languages: a reference in an English list may be Indonesian."""
    return any(is_listed(word, code) for code in (("id", "en") if lang == "en" else _consulted(lang)))


def _is_known(word: str, lang: str) -> bool:
    return any(is_listed(word, code) for code in _consulted(lang))


def _is_derived_word(word: str, lang: str) -> bool:
    return any(is_derived(word, code) for code in _consulted(lang))


def _is_word(word: str, lang: str) -> bool:
    return _is_known(word, lang) or _is_derived_word(word, lang)


def _is_common(word: str, lang: str) -> bool:
    return any(load_centibels(code).get(word, 1000) <= COMMON for code in _consulted(lang))


def _is_foreign(word: str) -> bool:
    """No rarer in English than in Indonesian, whose list is full of English: install, review, but not model."""
    indonesian = load_centibels("id").get(word)
    if indonesian is None:
        return len(word) > 2 and is_listed_wide(word, "en") and not is_derived(word, "id")
    return load_centibels("en").get(word, 1000) <= indonesian


def _consulted(lang: str) -> tuple[str, ...]:
    """Indonesian text is full of English words, English text of few others."""
    return ("en",) if lang == "en" else (lang, "en")


def _is_in_hyphenated_list(left: str, right: str) -> bool:
    """The list holds few of the affixed forms: ``digembar-gemborkan`` is looked up as ``gembar-gembor`` too."""
    words = load_words("hyphenated_id")
    if f"{left}-{right}" in words:
        return True
    firsts = [base for base in find_bases(left) if len(base) >= MIN_REPEATED]
    return any(f"{first}-{second}" in words for second in find_bases(right) for first in firsts)
