"""How much each evidence class of a line-end hyphen weighs.

A weight is the log of (share of soft hyphens in the class / share of hard ones): 3 means twenty times likelier when
soft. Set from counts on the tuning half of the accuracy set, on 60,000 words of Indonesian and 37,000 of English
journal articles and on technical prose in both languages, all laid out in lines by the same generator;
``python -m accuracy.hyphens`` counts again on the texts that are ours. Rounded, and held within 8: a class without
a counterexample is not certain.
"""

from __future__ import annotations

from typing import NamedTuple


class Weight(NamedTuple):
    """Log odds of soft against hard in Indonesian, and in English, which joins words with hyphens far more."""

    indonesian: float
    other: float


def _english(weight: float) -> Weight:
    """Return the weight of a class that is asked of English words only."""
    return Weight(weight, weight)


WEIGHTS = {
    "document_joined": Weight(6.5, 6.0),
    "document_joined_bound_form": Weight(3.5, 1.8),
    "document_kin_joined": Weight(6.0, 5.0),
    "document_kin_joined_bound_form": Weight(3.0, 1.5),
    "document_kin_hyphenated": Weight(-6.5, -5.0),
    "document_hyphenated": Weight(-8.0, -7.5),
    "half_repeated": Weight(6.5, 6.5),
    "capital": Weight(-5.5, -5.5),
    "abbreviation": Weight(-5.5, -5.5),
    "halves_equal": Weight(-8.0, -6.0),
    "reduplication": Weight(-6.5, -4.0),
    "hyphenated_list": Weight(-5.5, -5.0),
    "joined_word": Weight(5.0, 4.5),
    "dictionary_hyphenated": _english(-7.0),
    "dictionary_both": _english(-4.0),
    "dictionary_both_common": _english(-1.5),
    "dictionary_both_settled": _english(-1.0),
    "solid_word": _english(6.0),
    "solid_affix": _english(4.0),
    "solid_derived": _english(2.5),
    "solid_prefix": _english(0.5),
    "solid_prefix_rare": _english(-2.0),
    "solid_two_words_plural": _english(0.8),
    "solid_two_words": _english(-0.6),
    "solid_two_words_rare": _english(-1.4),
    "solid_bound_stem": _english(4.0),
    "solid_bound_settled": _english(3.0),
    "solid_bound": _english(-1.7),
    "solid_bound_hyphenated_here": _english(-2.4),
    "solid_bound_rare": _english(-2.8),
    "solid_bound_rare_hyphenated_here": _english(-3.5),
    "solid_living_settled": _english(0.0),
    "solid_living": _english(-4.0),
    "solid_living_hyphenated_here": _english(-5.0),
    "name_joined": _english(3.0),
    "joined_by_writers": _english(-2.0),
    "affix_unlisted": Weight(-0.8, 0.0),
    "joined_bound_form": Weight(1.2, 1.0),
    "joined_rare_bound_form_hyphenated_here": Weight(-3.0, -3.3),
    "joined_rare_bound_form": Weight(-2.0, -2.8),
    "joined_rare_compound": Weight(0.0, 1),
    "joined_rare_word": Weight(3.0, 3.0),
    "joined_derived": Weight(2.3, 2.0),
    "loan_prefix": Weight(-4.5, -3.7),
    "loan_prefix_joined": Weight(1.4, 2.2),
    "bound_form_hyphenated_here": Weight(-5.5, -5.0),
    "bound_form": Weight(-4.5, -5.3),
    "bound_form_solid": Weight(-0.8, -2.7),
    "both_words_derived": Weight(0.0, -2.0),
    "compound_end": Weight(-5.0, -6.0),
    "arabic_article": Weight(-5.0, -3.0),
    "document_apart": Weight(-4.7, -4.5),
    "many_parts": Weight(-5.0, -5.0),
    "common_words": Weight(-4.5, -5.0),
    "both_words": Weight(-3.4, -4.8),
    "solid_compound": Weight(1.5, 1.5),
    "name_inside_sentence": Weight(2.8, 1.5),
    "short_word": Weight(-0.8, -4.0),
    "short_word_first": Weight(-0.5, -3.5),
    "suffix_alone": Weight(-0.5, 0.5),
    "sound_change": Weight(-2.0, -1.0),
    "left_word_only": Weight(0.3, -1.0),
    "right_word_only": Weight(0.8, -1.5),
    "no_evidence": Weight(1.5, -0.2),
}
