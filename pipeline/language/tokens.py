"""The words of a text as language evidence: how much each counts, and where a change of language is likely.

A change of language inside a sentence is rare, one at a quotation mark, a bracket, the edge of italics or a
sentence end less so: each gap between two words has a price for it. Names, citations and addresses say little
of the language that they stand in.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import itemgetter

from pipeline.document import Text
from pipeline.language.words import weigh_pair

LATIN = r"[A-Za-zªº\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u1E00-\u1EFF]"
WORDS = re.compile(rf"({LATIN}+(?:[-\u2010\u2011'’ʼ]{LATIN}+)*)")
"""A word in Latin letters; other scripts are told apart by their letters (``language_scripts``)."""

_CITATION = r"\((?=[^()]*\b(?:1[89]|20)\d\d)[^()]{4,160}\)"
CITATION = re.compile(_CITATION)
"""``(Kotler & Keller, 2016: 5)``"""
MASKED = re.compile(
    rf"""
    (?:https?://|www\.)\S+         # address
    | \S+@\S+                      # e-mail
    | \b10\.\d{{4,9}}/\S+          # DOI
    | {_CITATION}
    """,
    re.VERBOSE,
)
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

KEPT_GAP = 12
"""Characters of a gap between words that may come again; formulas and other scripts are asked anew."""

CLOSING = "\"'”’»)]"
OPENING = "\"'“‘„«(["


class Tokens:
    """The words of a text: parallel sequences.

    ``words`` are lower case; ``leanings`` are the decades for Indonesian over English; ``scales`` (0 to 1) say how
    much each counts; ``prices`` are those of a change of language before each, in decades. ``starts`` and ``ends``,
    in characters, are counted when first asked for: most texts are in one language from end to end.
    """

    __slots__ = ("_edges", "_pieces", "leanings", "prices", "scales", "words")

    def __init__(
        self,
        pieces: list[str],
        words: Sequence[str],
        leanings: Sequence[float],
        scales: list[float],
        prices: list[float],
    ) -> None:
        """Take the text cut into gap, word, gap, ..., word, gap, and what is known of its words."""
        self._pieces = pieces
        self._edges: tuple[list[int], list[int]] | None = None
        self.words, self.leanings, self.scales, self.prices = words, leanings, scales, prices

    @property
    def starts(self) -> list[int]:
        """Where each word begins."""
        return (self._edges or self._find_edges())[0]

    @property
    def ends(self) -> list[int]:
        """Where each word ends."""
        return (self._edges or self._find_edges())[1]

    def _find_edges(self) -> tuple[list[int], list[int]]:
        edges = list(accumulate(map(len, self._pieces)))
        self._edges = edges[:-1:2], edges[1::2]
        return self._edges


NO_TOKENS = Tokens([""], (), (), [], [])


class Gaps(dict[str, float]):
    """Price of the gap between two words by its characters; ``capital`` says how the word after it begins."""

    def __init__(self, *, capital: bool) -> None:
        super().__init__()
        self._capital = capital

    def __missing__(self, gap: str) -> float:
        price = _price_gap(gap, capital=self._capital)
        if len(gap) <= KEPT_GAP:
            self[gap] = price
        return price


class Forms(dict[str, tuple[str, float, float]]):
    """A word as printed: in lower case, its decades for Indonesian over English, what it counts in running text.

    All in one look-up, which costs more than anything that is done with its answer. ``marks`` holds the words that
    point to other languages, with those.
    """

    def __init__(self) -> None:
        super().__init__()
        self.marks: dict[str, tuple[str, ...]] = {}

    def __missing__(self, printed: str) -> tuple[str, float, float]:
        word = printed.lower()
        if not word.isascii():
            word = word.replace("’", "'").replace("\u2010", "-").replace("\u2011", "-")
        leaning, marks = weigh_pair(word)
        if marks:  # first: another thread that finds the form finds the marks
            self.marks[word] = marks
        self[printed] = form = word, leaning, _scale_word(printed)
        return form


class Tokenizer:
    """Reads the words of texts, all scripts alike; remembers what a word or gap counts."""

    def __init__(self) -> None:
        self._gaps = Gaps(capital=True)
        self._small_gaps = Gaps(capital=False)
        self.forms = Forms()

    def read(self, text: Text) -> Tokens:
        """Return the words of ``text``."""
        pieces = WORDS.split(text.text)  # gap, word, gap, ..., word, gap
        printed = pieces[1::2]
        if not printed:
            return NO_TOKENS
        words, leanings, usual = zip(*map(self.forms.__getitem__, printed), strict=True)
        scales, prices = self._weigh(pieces[:-1:2], printed, list(usual))
        tokens = Tokens(pieces, words, leanings, scales, prices)
        _mask(text.text, tokens)
        if text.italics:
            _mark_italics(text.italics, tokens)
        return tokens

    def _weigh(self, gaps: list[str], printed: list[str], scales: list[float]) -> tuple[list[float], list[float]]:
        """Return how much each word counts, ``scales`` in running text, and the price of the gap before each."""
        prices = list(map(self._gaps.__getitem__, gaps))
        prices[0] = STOP
        is_running = _is_running(printed, scales)
        if not is_running:
            scales = [1.0 if len(word) > 1 else LETTER_SCALE for word in printed]
        for index in _find_stops(prices):
            if index and not printed[index][0].isupper():
                prices[index] = self._small_gaps[gaps[index]]
            elif is_running and scales[index] == NAME_SCALE:
                scales[index] = OPENING_SCALE
        return scales, prices


def _find_stops(prices: list[float]) -> list[int]:
    """Return the words that the end of a sentence stands before, as far as the gap alone says."""
    stops = [0]
    for _ in range(prices.count(STOP) - 1):
        stops.append(prices.index(STOP, stops[-1] + 1))
    return stops


def _is_running(printed: list[str], scales: list[float]) -> bool:
    """Return whether enough words begin in lower case; all that count wholly do."""
    least = RUNNING_SHARE * len(printed)
    return scales.count(1.0) >= least or sum(map(str.islower, map(itemgetter(0), printed))) >= least


def _price_gap(gap: str, *, capital: bool) -> float:
    if len(gap) == 1:
        return PLAIN
    if capital and any(mark in gap for mark in ".?!") and any(char.isspace() for char in gap):
        return STOP
    if any(char in '"“”„«»‘’()[]:;' for char in gap):
        return MARKED
    return COMMA if gap.strip() else PLAIN


def _scale_word(word: str) -> float:
    if word.isupper() or (len(word) == 1 and word != "a"):
        return LETTER_SCALE
    return 1.0 if word[0].islower() else NAME_SCALE


def _mask(text: str, tokens: Tokens) -> None:
    """Let words of addresses and citations count for nothing."""
    if _may_hold_address(text):
        masked = MASKED
    elif "(" in text:
        masked = CITATION
    else:
        return
    for match in masked.finditer(text):
        first, last = bisect_left(tokens.starts, match.start()), bisect_left(tokens.starts, match.end())
        tokens.scales[first:last] = [0.0] * (last - first)


def _may_hold_address(text: str) -> bool:
    """Return whether ``MASKED`` may find more than citations: asked first, since it is cheap."""
    return "http" in text or "www." in text or "@" in text or "10." in text


def _mark_italics(italics: tuple[tuple[int, int], ...], tokens: Tokens) -> None:
    """Lower the price at the edges of italic stretches, and let capitals inside them count."""
    scales, prices = tokens.scales, tokens.prices
    for first, last in _find_italic_words(italics, tokens.starts, tokens.ends):
        for edge in (first, last):
            if edge < len(prices):
                prices[edge] = min(prices[edge], MARKED)
        for index in range(first, last):
            if scales[index] == NAME_SCALE:
                scales[index] = ITALIC_NAME_SCALE


def _find_italic_words(
    italics: tuple[tuple[int, int], ...], starts: list[int], ends: list[int]
) -> list[tuple[int, int]]:
    """Return the runs ``[first, last)`` of words of which any letter is in italics."""
    runs: list[tuple[int, int]] = []
    for begin, end in italics:
        first, last = bisect_right(ends, begin), bisect_left(starts, end)
        if first < last and runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], last)
        elif first < last:
            runs.append((first, last))
    return runs
