"""Which language do the small words of a text belong to? Cheap, for grouping; not for the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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


def guess_language(words: Sequence[str]) -> str | None:
    """Return the language of most function words among lower-case ``words``; None when there are too few."""
    if len(words) < MIN_HITS:
        return None
    hits: Counter[str] = Counter()
    for langs, count in Counter(filter(None, map(_load_languages().get, words))).items():
        for lang in langs:
            hits[lang] += count
    if not hits:
        return None
    lang, count = min(hits.items(), key=lambda item: (-item[1], item[0]))
    return lang if count >= MIN_HITS else None
