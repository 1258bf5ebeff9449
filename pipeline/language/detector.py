"""How much the letters of words speak for a language: naive Bayes over the n-gram profiles of langdetect.

langdetect (Nakatani 2010, port by M. Danilak) counts each letter, pair and three of letters in 55 languages. Its own
arithmetic draws them at random until a language is sure, seven times over: a millisecond a string, and another answer
for another seed. Here every n-gram counts once, which is as right (``accuracy/data/language``), gives one answer, and
takes a look-up a word.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

OTHER_SCRIPTS = (
    "ar", "bg", "bn", "el", "fa", "gu", "he", "hi", "ja", "kn", "ko", "mk", "ml", "mr", "ne", "pa", "ru", "ta", "te",
    "th", "uk", "ur", "zh-cn", "zh-tw",
)  # fmt: skip
"""Profiles of languages in other than Latin letters: those are told by their script."""

LONGEST = 3
"""Letters of the longest n-gram of a profile, the space before or after a word counted."""

UNSEEN_SHARE = 5e-5
"""Added to the share of each n-gram, so that one that a profile does not have rules nothing out; langdetect's own."""

MOST_DECADES = 8.0
"""Decades that a language may be behind the likeliest: letters are not surer than that, however many they are."""

ASKED_WORDS = 60
"""Words of a text that are asked of all profiles: 400 characters name any of the languages of ``accuracy``."""

CACHED_WORDS = 1 << 15
"""Words kept between documents, so that a batch does not grow without end."""


class Profile(dict[str, float]):
    """The n-grams of a language: decades by which each is likelier than an unseen one, computed when first asked."""

    def __init__(self, counts: dict[str, int], totals: Sequence[int]) -> None:
        """Take how often each n-gram was counted, and all of each length together."""
        super().__init__()
        self._counts = counts
        self._steps = (0.0, *(1 / (total * UNSEEN_SHARE) for total in totals))

    def __missing__(self, gram: str) -> float:
        self[gram] = decades = math.log10(1 + self._counts.get(gram, 0) * self._steps[len(gram)])
        return decades


def weigh_letters(words: Sequence[str], langs: tuple[str, ...]) -> list[float]:
    """Return by how many decades each of ``langs`` is behind the likeliest of them, 0 to -``MOST_DECADES``.

    Words are lower case; each of ``langs`` has a profile. All are 0 where no profile knows any of the letters.
    """
    totals = _weigh_words(words, langs)
    best = max(totals)
    return [max(total - best, -MOST_DECADES) for total in totals]


def name_language(words: Sequence[str]) -> str:
    """Return the likeliest of all languages in Latin letters that there are profiles of, by its code.

    The first call reads them all (60 ms): ask once a document, and only when no language in play fits.
    """
    langs = _list_latin()
    totals = _weigh_words(words[:ASKED_WORDS], langs)
    return langs[totals.index(max(totals))]


def _weigh_words(words: Sequence[str], langs: tuple[str, ...]) -> list[float]:
    return [sum(column) for column in zip(*(_weigh_word(word, langs) for word in words), strict=True)] or [0.0] * len(
        langs
    )


@lru_cache(maxsize=CACHED_WORDS)
def _weigh_word(word: str, langs: tuple[str, ...]) -> tuple[float, ...]:
    """Return for each of ``langs`` log10 of the likelihood of the n-grams of ``word`` over that of unseen ones."""
    grams = list(_list_grams(word))
    return tuple(sum(map(_read_profile(lang).__getitem__, grams)) for lang in langs)


def _list_grams(word: str) -> Iterator[str]:
    """Yield the n-grams of a word, edges marked by spaces; the parts of a compound stand alone."""
    for part in word.replace("-", " ").replace("'", " ").split():
        yield from part
        edged = f" {part} "
        for size in range(2, LONGEST + 1):
            yield from [edged[start : start + size] for start in range(len(edged) - size + 1)]


@cache
def _read_profile(lang: str) -> Profile:
    content = json.loads((_find_profiles() / lang).read_text(encoding="utf-8"))
    return Profile(content["freq"], content["n_words"])


@cache
def _list_latin() -> tuple[str, ...]:
    """Return the codes of the languages in Latin letters, in alphabetical order."""
    names = sorted(path.name for path in _find_profiles().iterdir())
    return tuple(name for name in names if not name.startswith((".", "_")) and name not in OTHER_SCRIPTS)


@cache
def _find_profiles() -> Path:
    spec = find_spec("langdetect")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("langdetect is not installed")
    return Path(spec.submodule_search_locations[0]) / "profiles"
