"""langdetect (Nakatani 2010, port by M. Danilak) asked in a way that gives one answer: seeded and restricted.

Its own entry points load all 55 profiles (0.6 s) in the order of the folder listing and draw n-grams from an
unseeded generator: on short text the answer then changes from call to call. Here a factory holds the profiles
that are asked for, in alphabetical order, with a fixed seed, and text is lower case without digits.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

OTHER_SCRIPTS = (
    "ar", "bg", "bn", "el", "fa", "gu", "he", "hi", "ja", "kn", "ko", "mk", "ml", "mr", "ne", "pa", "ru", "ta", "te",
    "th", "uk", "ur", "zh-cn", "zh-tw",
)  # fmt: skip
"""Profiles of languages in other than Latin letters: those are told by their script."""

SEED = 0
ASKED_CHARACTERS = 400
"""Characters of a text that are looked at: 120 give 99.9 % between two languages, and the cost grows with them."""

CACHED_ANSWERS = 1024
LEAST_SHARE = 1e-4
"""Probability that stands for "not named": langdetect leaves out languages below 0.1."""


@lru_cache(maxsize=CACHED_ANSWERS)
def weigh_languages(text: str, langs: tuple[str, ...]) -> tuple[float, ...]:
    """Return log10 of the probability that langdetect gives each of ``langs`` for lower-case ``text``.

    All are equal where it finds nothing to go by, or where one of ``langs`` has no profile.
    """
    known = tuple(lang for lang in langs if lang in _list_profiles())
    shares = dict(_detect(text[:ASKED_CHARACTERS], known)) if len(known) > 1 else {}
    return tuple(math.log10(max(shares.get(lang, 0.0), LEAST_SHARE)) for lang in langs)


def name_language(text: str) -> str | None:
    """Return the language that langdetect finds in lower-case ``text`` among all in Latin letters that it knows.

    The first call costs 0.3 s: ask once a document, and only when no language in play fits.
    """
    found = _detect(text[:ASKED_CHARACTERS], tuple(lang for lang in _list_profiles() if lang not in OTHER_SCRIPTS))
    return found[0][0] if found else None


def _detect(text: str, langs: tuple[str, ...]) -> list[tuple[str, float]]:
    from langdetect.lang_detect_exception import LangDetectException  # 30 ms, paid when first asked

    detector = _load_factory(langs).create()
    detector.append(text)
    try:
        return [(found.lang, found.prob) for found in detector.get_probabilities()]
    except LangDetectException:  # no n-gram that any profile knows
        return []


@cache
def _load_factory(langs: tuple[str, ...]) -> DetectorFactory:
    from langdetect.detector_factory import DetectorFactory

    factory = DetectorFactory()
    factory.set_seed(SEED)
    factory.load_json_profile([(_find_profiles() / lang).read_text(encoding="utf-8") for lang in sorted(langs)])
    return factory


@cache
def _list_profiles() -> tuple[str, ...]:
    names = (path.name for path in _find_profiles().iterdir())
    return tuple(sorted(name for name in names if not name.startswith((".", "_"))))


@cache
def _find_profiles() -> Path:
    spec = find_spec("langdetect")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("langdetect is not installed")
    return Path(spec.submodule_search_locations[0]) / "profiles"
