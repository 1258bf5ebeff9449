"""How much a word speaks for a language: one question a word, all answers in decades of frequency.

Sources of evidence, cheapest first: wordfreq's lists (Indonesian, English, any other language in play), affixes
(``word_lists.is_derived``), and short lists of our own for languages that wordfreq has no list of or that occur
here in quotations only (``lexicon/words_*.txt``: Javanese, Sundanese, Minangkabau, Latin, Dutch, German, French).
"""

from __future__ import annotations

from pipeline.lexicon import load_json, load_words
from pipeline.word_frequencies import load_centibels
from pipeline.word_lists import is_derived

HOME = ("id", "en")
"""The languages that every document may be written in. Malay is no candidate in Indonesian journals."""

REGIONAL = ("jv", "min", "su")
"""Languages of Indonesia that share so many words with Indonesian that their unknown words count."""

QUOTED = ("de", "fr", "la", "nl")
"""Languages that occur as quotations and terms of art."""

UNKNOWN = "und"

FLOOR = -6.5
"""log10 of the share of a word that a list does not have: its rarest entries stand at -6."""

DERIVED = -5.8
"""log10 of the share of a word that is a listed root with affixes: rarer than listed, likelier than unknown."""

LISTED = -3.0
"""log10 of the share that a word of our own lists is taken to have: they hold common words only."""

STRANGE = -5.5
"""log10 of the share of an unknown word in a language that we have no full list of: ten times as likely as in
Indonesian, where 4 % of tokens are unknown, against 40 to 50 % in the regional languages (NusaX)."""

SHARED = 0.3
"""Decades that a listed Indonesian word loses in a regional language: about half of the tokens are shared."""

PARTICLE = 1.5
"""Decades that an Indonesian or English function word loses in any other language: 31 and 40 % of all tokens
in their own language, 0.1 to 0.4 % in the other (PUD)."""

UNSHARED = 0.4
"""Decades that a listed word loses when the language is unknown."""

CLIP = 3.0
"""Decades: no single word counts for more, since the lists hold words of each other's language."""


class WordBook(dict[str, tuple[float, ...]]):
    """The evidence of each word for each of ``langs``: decades below the likeliest of them, 0 to -``CLIP``.

    Words are lower case. Each is looked up once; the book grows with the document and is thrown away with it.
    """

    def __init__(self, langs: tuple[str, ...]) -> None:
        super().__init__()
        self.langs = langs

    def __missing__(self, word: str) -> tuple[float, ...]:
        logs = [find_log(word, lang) for lang in self.langs]
        best = max(logs)
        self[word] = answer = tuple(max(log - best, -CLIP) for log in logs)
        return answer


def find_log(word: str, lang: str) -> float:
    """Return log10 of the share of lower-case ``word`` in ``lang``; of a compound, the mean of its parts."""
    if "-" in word:
        parts = [part for part in word.split("-") if part]
        return sum(find_log(part, lang) for part in parts) / len(parts) if parts else FLOOR
    if lang in REGIONAL:
        return _find_regional(word, lang)
    if lang == UNKNOWN:
        return _find_unknown(word)
    if lang in QUOTED and word in load_words(f"words_{lang}"):
        return LISTED
    return _find_listed(word, lang)


def is_known(word: str) -> bool:
    """Return whether ``word`` is Indonesian or English, as it stands or with affixes."""
    return any(_find_listed(word, lang) > FLOOR for lang in HOME)


def find_foreign(word: str) -> tuple[str, ...]:
    """Return the languages whose own list has ``word`` and makes it ten times likelier than ``HOME`` does."""
    home = max(_find_listed(word, lang) for lang in HOME)
    if home > LISTED - 1:
        return ()
    return tuple(lang for lang in (*REGIONAL, *QUOTED) if word in load_words(f"words_{lang}"))


def _find_listed(word: str, lang: str) -> float:
    centibels = load_centibels(lang).get(word)
    if centibels is not None:
        return -centibels / 100
    if word.endswith(("'s", "’s")):
        return DERIVED if lang == "en" else FLOOR
    return DERIVED if len(word) > 3 and is_derived(word, lang) else FLOOR


def _find_regional(word: str, lang: str) -> float:
    indonesian = _find_listed(word, "id")
    if word in load_words(f"words_{lang}"):
        return max(LISTED, indonesian)
    if indonesian <= FLOOR:
        return STRANGE
    return indonesian - (PARTICLE if _is_particle(word) else SHARED)


def _find_unknown(word: str) -> float:
    home = max(_find_listed(word, lang) for lang in HOME)
    if home <= FLOOR:
        return STRANGE
    return home - (PARTICLE if _is_particle(word) else UNSHARED)


def _is_particle(word: str) -> bool:
    words = load_json("function_words")
    return any(word in words[lang].split() for lang in HOME)
