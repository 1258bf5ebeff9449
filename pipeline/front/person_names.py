"""Personal names: one printed name into given and family part, by the shape of the name alone.

Indonesian names need no surname: the last word of a longer name is what lists and citations sort by, so it is
called the family part; a one-word name keeps that one word and gets no second. Titles and degrees are taken
off by whoever knows the place that the name stands in (``S.H.`` behind an author is a degree, in a list of
references it may be two initials).
"""

from __future__ import annotations

import re
from typing import NamedTuple

FAMILY_PARTICLES = frozenset({
    "bin", "binti", "ibn", "al", "el", "ar", "as", "ash", "asy", "at", "az", "an", "van", "von",
    "der", "den", "de", "ter", "ten",
})  # fmt: skip
"""Words that open the family part, in any case, where a word stands before and another behind them."""

LOWER_PARTICLES = frozenset({"da", "di", "do", "dos", "du", "del", "della", "la", "le", "zu", "zum", "zur"})
"""The same, but only in lower case: capitalised they are names (``La Ode``, ``Tran Le Minh``)."""

BALINESE_WORDS = frozenset({
    "i", "ni", "ida", "bagus", "ayu", "anak", "agung", "dewa", "desak", "gusti", "cokorda", "ngurah", "sang",
    "luh", "gede", "gde", "putu", "wayan", "made", "kadek", "nengah", "nyoman", "komang", "ketut",
})  # fmt: skip
"""Sex, caste and order of birth; a name of nothing else, opened by ``I`` or ``Ni``, has no family part."""

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})

_INITIALS = re.compile(r"(?:[A-Z]h?\.[\s-]*)+[A-Z]?\.?|[A-Z]{1,3}\.?")
_PLACEHOLDERS = " ,;'’`\""
"""What stands in for a missing part: ``,, Ahmad``, ``', Adlin``."""


class SplitName(NamedTuple):
    """The parts of a name; ``family`` is None for a name of one word."""

    given: str | None
    family: str | None


def is_initials(text: str) -> bool:
    """Return whether ``text`` is nothing but initials: ``A. B.``, ``AB``, ``M.``, ``J.-P.``, ``Th.``."""
    return _INITIALS.fullmatch(text) is not None


def split_name(name: str) -> SplitName:
    """Split a name in natural order (``Siti Rahmawati``) or turned round (``Rahmawati, Siti``).

    ``Sugiyono`` gives ``("Sugiyono", None)`` and so does the ``Sugiyono Sugiyono`` or ``Sugiyono, Sugiyono``
    with which submission systems fill a second field that they insist on. Empty text gives two Nones.
    """
    first, comma, rest = name.partition(",")
    first, rest = _trim(first), _trim(rest)
    if comma and first and rest:
        return SplitName(first, None) if first.casefold() == rest.casefold() else SplitName(rest, first)
    return split_words(tuple((first or rest).split()))


def split_words(words: tuple[str, ...]) -> SplitName:
    """Split the words of a name in natural order; see ``split_name``."""
    once = tuple(dict.fromkeys(words))
    if len(once) < 2 or _is_single(words):
        return SplitName(" ".join(once) or None, None)
    at = _family_start(words)
    return SplitName(" ".join(words[:at]), " ".join(words[at:]))


def _trim(text: str) -> str:
    """Take off placeholders and a full stop that belongs to no abbreviation."""
    text = text.strip(_PLACEHOLDERS).lstrip(".").strip()
    last = text.rsplit(" ", 1)[-1]
    return text if is_initials(last) or last.casefold() in SUFFIXES else text.rstrip(". ")


def _is_single(words: tuple[str, ...]) -> bool:
    """Return whether all words say sex, caste and order of birth, or an article stands before one word."""
    folded = [word.casefold() for word in words]
    if folded[0] in ("i", "ni", "ida") and all(word in BALINESE_WORDS for word in folded):
        return True
    return len(words) == 2 and _is_particle(words[0]) and not is_initials(words[0])


def _family_start(words: tuple[str, ...]) -> int:
    """Return the index of the first word of the family part: a particle, or the last word that is a name."""
    last = len(words) - 1
    if last > 1 and words[last].casefold() in SUFFIXES:
        last -= 1
    return next((at for at in range(1, last) if _is_particle(words[at])), last)


def _is_particle(word: str) -> bool:
    return word in LOWER_PARTICLES or word.casefold() in FAMILY_PARTICLES
