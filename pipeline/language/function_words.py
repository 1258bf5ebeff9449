"""Which language do the small words of a text belong to? Cheap, for grouping; not for the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import repeat

from pipeline.lexicon import load_json

MIN_HITS = 3
"""Function words that a text needs before its language is named."""


@cache
def _load_codes() -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the languages, and per function word those that it belongs to: a character for each by its number."""
    lists = load_json("function_words")
    codes: defaultdict[str, str] = defaultdict(str)
    for number, words in enumerate(lists.values()):
        for word in words.split():
            codes[word] += chr(number)
    return tuple(lists), dict(codes)


def guess_language(words: Sequence[str]) -> str | None:
    """Return the language of most function words among lower-case ``words``; None when there are too few."""
    if len(words) < MIN_HITS:
        return None
    langs, codes = _load_codes()
    hits = "".join(map(codes.get, words, repeat("")))
    if len(hits) < MIN_HITS:
        return None
    count, lang = min([(-hits.count(chr(number)), lang) for number, lang in enumerate(langs)])
    return lang if -count >= MIN_HITS else None
