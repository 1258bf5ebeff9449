"""The words of a text as language evidence: how much each counts, and where a change of language is likely.

A change of language inside a sentence is rare, one at a quotation mark, a bracket, the edge of italics or a
sentence end less so: each gap between two words has a price for it. Names, citations and addresses say little
of the language that they stand in.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.document import Text

LATIN = r"[A-Za-zªº\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u1E00-\u1EFF]"
TOKEN = re.compile(rf"{LATIN}+(?:[-\u2010\u2011'’ʼ]{LATIN}+)*")
"""A word in Latin letters; other scripts are told apart by their letters (``language_scripts``)."""

MASKED = re.compile(
    r"""
    (?:https?://|www\.)\S+                                     # address
    | \S+@\S+                                                  # e-mail
    | \b10\.\d{4,9}/\S+                                        # DOI
    | \((?=[^()]*\b(?:1[89]|20)\d\d)[^()]{4,160}\)             # citation: (Kotler & Keller, 2016: 5)
    """,
    re.VERBOSE,
)
MASK_SIGNS = ("http", "www.", "@", "10.", "(")
"""One of these stands in every text that ``MASKED`` finds anything in: asked first, since it is cheap."""

PLAIN, COMMA, MARKED, STOP = 1.5, 1.3, 0.9, 0.5
"""Prices in decades of a change of language: at a space, a comma or dash, a quotation mark, bracket or edge of
italics, the end of a sentence. Set on the tuning half of ``accuracy/language``."""

NAME_SCALE = 0.4
"""How much a capitalised word inside running text counts: half of them are names, in the list of either."""

OPENING_SCALE = 0.9
"""How much the first word of a sentence counts: it may be a name or an abbreviation."""

ITALIC_NAME_SCALE = 0.8
"""The same in italics: there it is a foreign title or term."""

LETTER_SCALE = 0.2
"""How much a single letter or an acronym counts: ``a.`` is a list mark, ``I`` a numeral."""

RUNNING_SHARE = 0.5
"""Share of words that begin in lower case from which a text is running text; below, it is a title or a list of
names, where capitals mean nothing."""

CLOSING = "\"'”’»)]"
OPENING = "\"'“‘„«(["


class Tokens(NamedTuple):
    """The words of a text: parallel lists.

    ``words`` are lower case; ``scales`` (0 to 1) say how much each counts; ``prices`` are those of a change of
    """

    starts: list[int]
    ends: list[int]
    words: list[str]
    scales: list[float]
    prices: list[float]


def read_tokens(text: Text) -> Tokens:
    """Return the words of ``text``, all scripts alike."""
    found = list(TOKEN.finditer(text.text))
    starts = [match.start() for match in found]
    ends = [match.end() for match in found]
    printed = [match.group() for match in found]
    prices = _price_gaps(text.text, starts, ends)
    scales = _scale_words(printed, prices)
    _mask(text.text, starts, scales)
    if text.italics:
        _mark_italics(text.italics, starts, ends, printed, scales, prices)
    words = TOKEN.findall(text.text.lower()) if text.text.isascii() else [_normalise(word) for word in printed]
    return Tokens(starts, ends, words, scales, prices)


def _normalise(word: str) -> str:
    lower = word.lower()
    return lower if lower.isascii() else lower.replace("’", "'").replace("\u2010", "-").replace("\u2011", "-")


def _price_gaps(text: str, starts: list[int], ends: list[int]) -> list[float]:
    if not starts:
        return []
    prices = [STOP]
    append = prices.append
    for end, start in zip(ends, starts[1:], strict=False):
        append(PLAIN if start - end == 1 else _price_gap(text[end:start], text[start].isupper()))
    return prices


@lru_cache(maxsize=4096)
def _price_gap(gap: str, capital: bool) -> float:
    if any(mark in gap for mark in ".?!") and capital and any(char.isspace() for char in gap):
        return STOP
    if any(char in '"“”„«»‘’()[]:;' for char in gap):
        return MARKED
    return COMMA if gap.strip() else PLAIN


def _scale_words(printed: list[str], prices: list[float]) -> list[float]:
    lower = sum(word[0].islower() for word in printed)
    if lower < RUNNING_SHARE * len(printed):
        return [1.0 if len(word) > 1 else LETTER_SCALE for word in printed]
    return [
        LETTER_SCALE
        if word.isupper() or (len(word) == 1 and word != "a")
        else 1.0
        if word[0].islower()
        else OPENING_SCALE
        if price == STOP
        else NAME_SCALE
        for word, price in zip(printed, prices, strict=True)
    ]


def _mask(text: str, starts: list[int], scales: list[float]) -> None:
    """Let words of addresses and citations count for nothing."""
    if not any(sign in text for sign in MASK_SIGNS):
        return
    spans = [match.span() for match in MASKED.finditer(text)]
    position = 0
    for begin, end in spans:
        while position < len(starts) and starts[position] < begin:
            position += 1
        while position < len(starts) and starts[position] < end:
            scales[position] = 0.0
            position += 1


def _mark_italics(
    italics: tuple[tuple[int, int], ...],
    starts: list[int],
    ends: list[int],
    printed: list[str],
    scales: list[float],
    prices: list[float],
) -> None:
    """Lower the price at the edges of italic stretches, and let capitals inside them count."""
    edges = iter(italics)
    begin, end = next(edges)
    was_italic = False
    for index, (start, stop) in enumerate(zip(starts, ends, strict=True)):
        while end <= start:
            begin, end = next(edges, (len(starts) and ends[-1], ends[-1] + 1))
        is_italic = begin < stop and start < end
        if is_italic != was_italic:
            prices[index] = min(prices[index], MARKED)
        if is_italic and scales[index] == NAME_SCALE:
            scales[index] = ITALIC_NAME_SCALE
        was_italic = is_italic
