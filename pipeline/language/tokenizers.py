"""spaCy's tokenizers, with the Indonesian one ready in a tenth of the time and the same tokens.

``spacy.blank("id")`` takes 2.5 to 4 s: its 3,898 hyphenated words come in up to five spellings each, and each of
these 15,573 "special cases" is tokenized, given a lexeme and added to a phrase matcher when the tokenizer is
built. Each of them says only "do not split this", which ``token_match`` says as well: here they are one set, and
only the 390 other special cases are loaded.

spaCy costs 0.7 s to import; it is imported when the first tokenizer is made.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


@cache
def make_tokenizer(lang: str) -> Tokenizer:
    """Return spaCy's tokenizer for ``lang`` (ISO 639-1), any other language's where spaCy has none for it.

    Call it with a string for a ``Doc``. One is made per language and process.
    """
    from spacy import util
    from spacy.tokenizer import Tokenizer
    from spacy.vocab import create_vocab

    defaults = _find_defaults(lang)
    whole, rules = _split_exceptions(defaults.tokenizer_exceptions)
    return Tokenizer(
        create_vocab(lang, defaults),
        rules=rules,
        prefix_search=util.compile_prefix_regex(defaults.prefixes).search,
        suffix_search=util.compile_suffix_regex(defaults.suffixes).search,
        infix_finditer=_spare_whole(whole, util.compile_infix_regex(defaults.infixes).finditer),
        token_match=_match_whole(whole, defaults.token_match),
        url_match=defaults.url_match,
    )


def _find_defaults(lang: str) -> Any:
    from spacy.util import get_lang_class

    try:
        return get_lang_class(lang).Defaults
    except ImportError:
        return get_lang_class("xx").Defaults


def _split_exceptions(exceptions: dict[str, list[dict[int, str]]]) -> tuple[frozenset[str], dict[str, Any]]:
    """Return the hyphenated words that only stay whole, and the special cases that do more."""
    whole = frozenset(
        word
        for word, parts in exceptions.items()
        if len(parts) == 1 and len(parts[0]) == 1 and HYPHENATED.fullmatch(word)
    )
    return whole, {word: parts for word, parts in exceptions.items() if word not in whole}


def _spare_whole(
    whole: frozenset[str], finditer: Callable[[str], Iterator[re.Match[str]]]
) -> Callable[[str], Iterable[re.Match[str]]]:
    """Return ``finditer`` without the cuts inside a word of ``whole``: ``anak-anak/cucu``, ``kiri,masing-masing``.

    Of words that overlap the longest stays whole, of equal ones the first, as spaCy does it.
    """

    def find(text: str) -> Iterable[re.Match[str]]:
        cuts = list(finditer(text))
        if len(cuts) < 2:
            return cuts
        edges = [(0, 0), *(cut.span() for cut in cuts), (len(text), len(text))]
        found = [
            (left, right)
            for left in range(len(edges) - 2)
            for right in range(left + 2, len(edges))
            if text[edges[left][1] : edges[right][0]] in whole
        ]
        found.sort(key=lambda pair: edges[pair[0]][1] - edges[pair[1]][0])
        spared: set[int] = set()
        taken: set[int] = set()
        for left, right in found:
            pieces = range(left, right)
            if taken.isdisjoint(pieces):
                taken.update(pieces)
                spared.update(range(left, right - 1))
        return [cut for index, cut in enumerate(cuts) if index not in spared]

    return find if whole else finditer


def _match_whole(whole: frozenset[str], token_match: Callable[[str], Any] | None) -> Callable[[str], Any] | None:
    if not whole:
        return token_match
    if token_match is None:
        return whole.__contains__
    return lambda text: text in whole or token_match(text)
