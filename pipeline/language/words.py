"""How much a word speaks for a language: one question a word, all answers in decades of frequency.

Sources of evidence, cheapest first: wordfreq's lists (Indonesian, English, any other language in play), affixes
(``word_lists.is_derived``), and short lists of our own for languages that wordfreq has no list of or that occur
here in quotations only (``lexicon/words_*.txt``: Javanese, Sundanese, Minangkabau, Latin, Dutch, German, French).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.language.word_lists import is_derived
from pipeline.lexicon import load_json, load_lines
from pipeline.text.word_frequencies import load_centibels

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

SHAPED = -6.2
"""log10 of the share of an unlisted word with the affixes or letters of the language: twice as likely as without."""

SHAPES = {
    "id": re.compile(
        r"^(?:me[mn]|meng|meny|ber|di|ter|pe[mn]|peng|peny|ke|se|per)[a-z]{4,}|(?:kan|nya|lah|isasi|asi|itas|isme)$"
    ),
    "en": re.compile(
        r"(?:ing|ed|ment|ness|tion|sion|ity|ous|ive|able|ible|ics?|ism|ist|ship|hood|ful|less|ly|[ae]nce|ware|work"
        r"|[bcdfglmnprst]ers?|ors?|ght|ck|sh|th|ll|ss|[cnprs]t|nd|[bdgkmnprtwy]s)$|th|wh|ph|ck|sh|ee|oo|ea|qu"
    ),
}
"""Affixes and letters that an unlisted word shows its language by."""

LISTED = -3.0
"""log10 of the share that a word of our own lists is taken to have: they hold common words only."""

STRANGE = -5.5
"""log10 of the share of an unknown word in a language that we have no full list of: ten times as likely as in
Indonesian, where 4 % of tokens are unknown, against 40 to 50 % in the regional languages (NusaX)."""

SHARED = 0.55
"""Decades that a listed Indonesian word loses in a regional language: about half of the tokens are shared."""

UNSHARED_FLOOR = FLOOR - 1.0
"""log10 of the share of a known Indonesian or English word in a language whose own list does not have it."""

PARTICLE = 1.5
"""Decades that an Indonesian or English function word loses in any other language: 31 and 40 % of all tokens
in their own language, 0.1 to 0.4 % in the other (PUD)."""

UNSHARED = 0.4
"""Decades that a listed Indonesian word loses in an unknown language; an English one loses ``PARTICLE``, or text
that mixes both would be neither."""

MIN_SHAPED = 4
"""Letters from which the ending of a word is looked at."""

MINANGKABAU_ENDINGS = (
    ("o", "a"), ("uak", "uk"), ("uik", "ut"), ("iah", "ih"), ("uah", "uh"), ("aik", "at"), ("aik", "it"), ("ik", "it"),
    ("ek", "at"), ("iak", "ik"), ("ua", "ur"), ("ua", "ul"), ("ia", "ir"), ("ia", "il"), ("eh", "as"),
    ("uih", "us"), ("ih", "is"), ("uang", "ung"), ("iang", "ing"),
)  # fmt: skip
"""Minangkabau endings and the Indonesian ones they stand for."""

MIN_ENDED = 6
OWN_ENDINGS = {
    "la": (
        "orum", "arum", "ibus", "onis", "onem", "atis", "atem", "antur", "entur", "untur", "itur", "atur", "eque",
        "ique", "sque", "mque", "aque", "endi", "endum", "endo", "andi", "andum", "ando", "isse", "emus", "amus",
    ),
    "su": ("keun", "eun", "ngna", "rna", "upna", "anana"),
    "jv": ("ake", "akake", "aken", "ipun", "nipun"),
}  # fmt: skip
"""Endings that words of ``MIN_ENDED`` letters and more have in one language only."""

MINANGKABAU_LAST = tuple(own for own, _ in MINANGKABAU_ENDINGS)

SHAPED_ENDINGS = (*MINANGKABAU_LAST, *(ending for endings in OWN_ENDINGS.values() for ending in endings))
"""A word has one of these, or is in a list of our own, before any of these languages has it."""

SURE = 4.0
"""Decades for an Indonesian function word that is no English word: no English phrase has one inside."""

CACHED_WORDS = 1 << 15
"""Words kept between documents: more than any article has, so that a batch does not grow without end."""

CLIP = 3.0
"""Decades: no single word counts for more, since the lists hold words of each other's language."""


class WordBook(dict[str, tuple[float, ...]]):
    """The evidence of each word for each of ``langs``: decades below the likeliest of them, 0 to -``CLIP``.

    Words are lower case. Each is looked up once.
    """

    def __init__(self, langs: tuple[str, ...], listed: int) -> None:
        """Take the languages; the first ``listed`` are looked up in wordfreq's lists, the others in our own."""
        super().__init__()
        self.langs = langs
        self.listed = listed

    def __missing__(self, word: str) -> tuple[float, ...]:
        logs = [find_log(word, lang) for lang in self.langs[: self.listed]]
        logs += [find_own_log(word, lang) for lang in self.langs[self.listed :]]
        best = max(logs)
        self[word] = answer = tuple(max(log - best, -CLIP) for log in logs)
        return answer


def find_log(word: str, lang: str) -> float:
    """Return log10 of the share of lower-case ``word`` in a listed ``lang``; of a compound, the mean of its parts."""
    if lang in QUOTED and is_own(word, lang):
        return LISTED
    centibels = load_centibels(lang).get(word)
    if centibels is not None:
        return -centibels / 100
    if "-" in word:
        parts = [part for part in word.split("-") if part]
        return sum(find_log(part, lang) for part in parts) / len(parts) if parts else FLOOR
    return _find_derived(word, lang)


def find_own_log(word: str, lang: str) -> float:
    """Return what our own lists say: log10 of the share of ``word`` in a language without a full list, or ``und``."""
    if lang in REGIONAL:
        return _find_regional(word, lang)
    if lang == UNKNOWN:
        return _find_unknown(word)
    if is_own(word, lang):
        return LISTED
    return STRANGE if not is_known(word) else UNSHARED_FLOOR


def is_known(word: str) -> bool:
    """Return whether ``word`` is Indonesian or English, as it stands or with affixes."""
    return any(_find_listed(word, lang) >= DERIVED for lang in HOME)


@lru_cache(maxsize=CACHED_WORDS)
def weigh_pair(word: str) -> tuple[float, tuple[str, ...]]:
    """Return the decades for Indonesian over English, and the languages that ``word`` points to besides.

    Those are the languages whose own list makes it five times likelier, or ``und`` where nobody knows the word.
    """
    indonesian, english = find_log(word, "id"), find_log(word, "en")
    difference = min(max(indonesian - english, -CLIP), CLIP)
    home = max(indonesian, english)
    if difference > CLIP - 1 and word in load_particles("id"):
        difference = SURE
    if home > LISTED - 0.7:
        return difference, ()
    may_be_own = word in _load_own() or word.endswith(SHAPED_ENDINGS)
    marks = tuple(lang for lang in (*REGIONAL, *QUOTED) if is_own(word, lang)) if may_be_own else ()
    if not marks and home < DERIVED and len(word) > 2:
        marks = (UNKNOWN,)
    return difference, marks


def is_own(word: str, lang: str) -> bool:
    """Return whether our own list of ``lang`` has ``word``, or the word has a shape that is its own."""
    if lang in _load_own().get(word, ()):
        return True
    if lang == "min":
        return _is_minangkabau(word)
    return lang in OWN_ENDINGS and _has_ending(word, OWN_ENDINGS[lang])


@cache
def _load_own() -> dict[str, tuple[str, ...]]:
    """Return the words of all our own lists with their languages."""
    owners: dict[str, tuple[str, ...]] = {}
    for lang in (*REGIONAL, *QUOTED):
        for word in load_lines(f"words_{lang}"):
            owners[word] = (*owners.get(word, ()), lang)
    return owners


def _has_ending(word: str, endings: tuple[str, ...]) -> bool:
    """Return whether an unknown word has an ending that only one language has."""
    if len(word) < MIN_ENDED or not word.endswith(endings):
        return False
    return word not in load_centibels("id") and word not in load_centibels("en")


def _is_minangkabau(word: str) -> bool:
    """Return whether an unknown word is an Indonesian one in Minangkabau sounds.

    Final ``a`` is ``o`` (``punyo``), and ``-uk -ut -ih -uh -at`` are ``-uak -uik -iah -uah -aik`` (Nio et al.
    1979, Morfologi dan Sintaksis Bahasa Minangkabau).
    """
    if len(word) < MIN_SHAPED or not word.endswith(MINANGKABAU_LAST):
        return False
    indonesian = load_centibels("id")
    if word in indonesian or word in load_centibels("en"):
        return False
    return any(word.endswith(own) and word[: -len(own)] + home in indonesian for own, home in MINANGKABAU_ENDINGS)


def _find_listed(word: str, lang: str) -> float:
    centibels = load_centibels(lang).get(word)
    return _find_derived(word, lang) if centibels is None else -centibels / 100


@lru_cache(maxsize=CACHED_WORDS)
def _find_derived(word: str, lang: str) -> float:
    """Return log10 of the share of a word that the list of ``lang`` does not have."""
    if word.endswith(("'s", "’s")):
        return DERIVED if lang == "en" else FLOOR
    if len(word) > 3 and is_derived(word, lang):
        return DERIVED
    shape = SHAPES.get(lang)
    return SHAPED if shape and shape.search(word) else FLOOR


def _find_regional(word: str, lang: str) -> float:
    indonesian = _find_listed(word, "id")
    if is_own(word, lang):
        return max(LISTED, indonesian)
    if indonesian < DERIVED:
        return STRANGE
    return indonesian - (PARTICLE if _is_particle(word) else SHARED)


def _find_unknown(word: str) -> float:
    indonesian, english = (_find_listed(word, lang) for lang in HOME)
    home = max(indonesian, english)
    if home < DERIVED:
        return STRANGE
    return home - (PARTICLE if english > indonesian or _is_particle(word) else UNSHARED)


@cache
def load_particles(lang: str) -> frozenset[str]:
    """Return the function words of ``lang``; empty where there is no list."""
    return frozenset(load_json("function_words").get(lang, "").split())


def _is_particle(word: str) -> bool:
    return any(word in load_particles(lang) for lang in HOME)
