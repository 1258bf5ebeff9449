"""Which language do the small words of a text belong to? Cheap, for grouping; not for the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from pipeline.lexicon import load_json

MIN_HITS = 3
"""Function words that a text needs before its language is named."""


@cache
def _load_languages() -> dict[str, tuple[str, ...]]:
    languages: dict[str, list[str]] = {}
    for lang, words in load_json("function_words").items():
        for word in words.split():
            languages.setdefault(word, []).append(lang)
    return {word: tuple(langs) for word, langs in languages.items()}


def guess_language(words: Iterable[str]) -> str | None:
    """Return the language of most function words among lower-case ``words``; None when there are too few."""
    languages = _load_languages()
    hits: Counter[str] = Counter()
    for word in words:
        for lang in languages.get(word, ()):
            hits[lang] += 1
    if not hits:
        return None
    lang, count = min(hits.items(), key=lambda item: (-item[1], item[0]))
    return lang if count >= MIN_HITS else None
