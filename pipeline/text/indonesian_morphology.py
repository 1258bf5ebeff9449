"""Shapes of Indonesian words: reduplication and affixes, judged from letters alone.

Rules: PUEBI II.C (reduplication) and Sneddon et al. 2010, Indonesian Reference Grammar, 1.1-1.4 (affixes and
what they do to the first letter of a root). All functions take lower-case words without punctuation.
"""

from __future__ import annotations

from collections.abc import Iterator

PREFIXES = ("memper", "diper", "ber", "ter", "di", "ke", "se", "per", "be", "te")
"""Prefixes that leave the root as it is; nasal ones are in ``NASAL_PREFIXES``."""

NASAL_PREFIXES = (
    ("menge", "nge", ("",)), ("meng", "ng", ("", "k")), ("meny", "ny", ("s",)), ("men", "n", ("", "t")),
    ("mem", "m", ("", "p")), ("me", "", ("",)), ("penge", "nge", ("",)), ("peng", "ng", ("", "k")),
    ("peny", "ny", ("s",)), ("pen", "n", ("", "t")), ("pem", "m", ("", "p")), ("pe", "", ("",)),
)  # fmt: skip
"""Nasal prefixes, the nasal that a repeated half keeps (``menulis-nulis``), and the letters swallowed."""

_BEGINNINGS = ("me", "pe", "be", "te", "di", "ke", "se")
"""How all of these begin: asked first."""

CLITICS = ("nya", "lah", "kah", "pun", "ku", "mu")
SUFFIXES = ("kan", "an", "i")
MIN_REPEATED = 3
"""Letters of the repeated part; two-letter parts (``di-dirikan``) repeat by accident."""

MIN_ROOT = 3
"""Letters of a root that is left when affixes are taken off."""


def is_reduplication(left: str, right: str) -> bool:
    """Return whether ``left-right`` is a word said twice, with affixes on either half or none.

    ``anak-anak``, ``berkejar-kejaran``, ``cita-citanya``, ``menulis-nulis``, ``tolong-menolong``,
    ``turun-temurun``. Sound change (``sayur-mayur``) is not looked at: see ``has_sound_change``.
    """
    if left == right:
        return True
    halves = {half for half in find_bases(left) if len(half) >= MIN_REPEATED}
    if any(base in halves for base in find_bases(right)):
        return True
    return len(left) > MIN_REPEATED and right == left[0] + "em" + left[1:]


def has_sound_change(left: str, right: str) -> bool:
    """Return whether the halves differ by vowels or by the first consonant: ``gerak-gerik``, ``sayur-mayur``."""
    if len(left) < 4 or abs(len(left) - len(right)) > 1 or left == right:
        return False
    if left[1:] == right[1:] or left == right[1:] or left[1:] == right:
        return True
    return _skeleton(left) == _skeleton(right) and left[-1] == right[-1] and len(_skeleton(left)) >= 3


def find_roots(word: str) -> Iterator[str]:
    """Yield what may be left of ``word`` when one prefix, one suffix and one clitic at most are taken off."""
    for stem in _without_suffixes(word):
        if stem != word:
            yield stem
        yield from (root for root in _without_prefixes(stem) if len(root) >= MIN_ROOT)


def find_bases(word: str) -> Iterator[str]:
    """Yield ``word`` and what is left of it when affixes are taken off, with the swallowed letters put back."""
    for stem in _without_suffixes(word):
        yield stem
        yield from _without_prefixes(stem)


def _without_suffixes(word: str) -> Iterator[str]:
    yield word
    stems = [word]
    stems.extend(word[: -len(clitic)] for clitic in CLITICS if word.endswith(clitic))
    for stem in stems:
        if stem != word and len(stem) >= MIN_ROOT:
            yield stem
        for suffix in SUFFIXES:
            if stem.endswith(suffix) and len(stem) - len(suffix) >= MIN_ROOT:
                yield stem[: -len(suffix)]


def _without_prefixes(word: str) -> Iterator[str]:
    if not word.startswith(_BEGINNINGS):
        return
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= MIN_ROOT:
            yield word[len(prefix) :]
    for prefix, nasal, swallowed in NASAL_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= MIN_ROOT - 1:
            yield from (letter + word[len(prefix) :] for letter in swallowed)
            if nasal:
                yield nasal + word[len(prefix) :]


def _skeleton(word: str) -> str:
    return "".join(letter for letter in word if letter not in "aiueo")
