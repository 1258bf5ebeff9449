"""The languages inside one text: a main language, and the stretches in others that are evident enough to keep.

Words vote by their frequency in each language (``language_words``), runs of equal language are found by
Viterbi's algorithm (``language_runs``), and a run in another language than the text's own is kept only if it is
long and strong enough. Their letters are asked where the words leave it open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from pipeline.document import PassageKind, Text
from pipeline.language.detector import weigh_letters
from pipeline.language.edges import fit_edges, fit_thin_edges, snap_to_quotes
from pipeline.language.phrases import MIN_TERM, choose_main, keep_evident, name_strangers
from pipeline.language.runs import Run, decode, decode_pair
from pipeline.language.species import find_species
from pipeline.language.stretches import Stretch, insert_stretch, merge_stretches
from pipeline.language.tokens import NAME_SCALE, NO_TOKENS, Tokenizer, Tokens
from pipeline.language.words import CACHED_WORDS, HOME, QUOTED, REGIONAL, UNKNOWN, WordBook

CLEAR = 3.0
"""Decades between the two likeliest languages from which letters are not asked: a thousand to one. Strings of 10
characters get 96 % right by letters, 98 % by words and, below this, both."""

LETTERS_WEIGHT = 0.25
"""How much a decade of letters counts beside one of word frequency: n-grams overlap, so that they are surer than they
are right. Set on the tuning half of ``accuracy/language``, where 0.15 to 0.35 give the same."""

DECIDED = 0.8
"""Decades below which a text stays open, to be settled by what stands around it."""

ITALIC_BIAS = 0.3
"""Decades a word that italics speak for a language other than the text's own."""

THIN_PRICE = 1.6
"""Factor on the price of a change where languages without a full list are candidates: their evidence is uneven."""

MIN_AROUND = 4
"""Words of a text from which a species' name in it is a stretch of its own."""

TRIGGER_MARKS = 2
"""Different words of a language's own list that make it a candidate in a text."""

TRIGGER_LIST = 4
"""Different words from which wordfreq's list of the language is loaded (20 ms): a sentence, not a term."""

NAMES: frozenset[PassageKind] = frozenset({"author", "equation"})
"""Texts in no language of their own: they take that of the document."""

NAME_LISTS: frozenset[PassageKind] = frozenset({"affiliation", "reference", "table", "figure"})
"""Texts full of names and abbreviations: unknown words say nothing there, nor do their letters."""

TRIGGER_UNKNOWN = 4
TRIGGER_UNKNOWN_SHARE = 0.12
"""Unknown lower-case words that make an unknown language a candidate: 4 % are unknown in Indonesian."""


class Reading(NamedTuple):
    """What the words of one text say. ``stretches`` cover all its words; ``lang`` is None where they leave it open.

    ``margin`` is the distance in decades to the second likeliest language.
    """

    tokens: Tokens
    stretches: tuple[Stretch, ...]
    lang: str | None
    margin: float
    evidence: str


NO_READING = Reading(NO_TOKENS, (), None, 0.0, "")


class Books(NamedTuple):
    """What was looked up, by word: documents share it, since one asks few words that those before it did not.

    ``many`` holds a book for each choice of languages with a full list and of those without.
    """

    tokenizer: Tokenizer
    many: dict[tuple[tuple[str, ...], tuple[str, ...]], WordBook]


@lru_cache(maxsize=1)
def _share_books() -> Books:
    return Books(Tokenizer(), {})


def _open_books() -> Books:
    """Return the shared books; new ones when they are full, so that a batch does not grow without end."""
    if len(_share_books().tokenizer.forms) > CACHED_WORDS:
        _share_books.cache_clear()
    return _share_books()


class Reader:
    """Reads texts of one document; ``extra`` are its languages besides ``HOME`` that wordfreq has a list of."""

    def __init__(self, extra: tuple[str, ...] = ()) -> None:
        self._listed = (*HOME, *extra)
        self._tokenizer, self._books = _open_books()

    def read(self, text: Text) -> Reading:
        """Return the languages of ``text``; its script is not looked at."""
        tokens = self._tokenizer.read(text) if text.kind not in NAMES else NO_TOKENS
        if not tokens.words:
            return NO_READING
        differences = list(map(mul, tokens.leanings, tokens.scales))
        listed, thin = self._find_candidates(text.kind, tokens)
        if len(listed) + len(thin) == 2:
            reading = _read_pair(text, tokens, differences)
        else:
            reading = _read_many(text, tokens, self._find_book(listed, thin))
        if text.italics and len(tokens.words) > MIN_AROUND:
            return _add_species(text, reading)
        return reading

    def _find_book(self, listed: tuple[str, ...], thin: tuple[str, ...]) -> WordBook:
        if (listed, thin) not in self._books:
            self._books[listed, thin] = WordBook((*listed, *thin), len(listed))
        return self._books[listed, thin]

    def _find_candidates(self, kind: PassageKind, tokens: Tokens) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the languages with a full list that a text may be in, and those without."""
        marked = self._find_marked(tokens)
        if len(marked) < TRIGGER_MARKS:
            return self._listed, ()
        listed = [*self._listed]
        counts = Counter(lang for marks in marked.values() for lang in marks)
        listed += [lang for lang in ("de", "fr", "nl") if counts[lang] >= TRIGGER_LIST and lang not in listed]
        thin = [lang for lang in (*REGIONAL, *QUOTED) if counts[lang] >= TRIGGER_MARKS and lang not in listed]
        if kind not in NAME_LISTS and len(marked) >= max(TRIGGER_UNKNOWN, TRIGGER_UNKNOWN_SHARE * len(tokens.words)):
            thin.append(UNKNOWN)
        return tuple(listed), tuple(thin)

    def _find_marked(self, tokens: Tokens) -> dict[str, tuple[str, ...]]:
        """Return the words of a text that point to other languages than ``HOME`` and are no names, with those."""
        marks = self._tokenizer.forms.marks
        if len(marks.keys() & tokens.words) < TRIGGER_MARKS:
            return {}
        return {
            word: langs
            for word, scale in zip(tokens.words, tokens.scales, strict=True)
            if (langs := marks.get(word)) and (scale > NAME_SCALE or (len(word) >= MIN_TERM and UNKNOWN not in langs))
        }


def _add_species(text: Text, reading: Reading) -> Reading:
    """Return the reading with the names of species as stretches of their own."""
    stretches = reading.stretches
    for species in find_species(text, reading.tokens):
        stretches = tuple(insert_stretch(stretches, species))
    return reading if stretches is reading.stretches else reading._replace(stretches=stretches)


def _read_pair(text: Text, tokens: Tokens, differences: list[float]) -> Reading:
    """Read a text that is Indonesian or English or both; ``differences`` are decades for Indonesian."""
    total = by_words = sum(differences)
    evidence = "words"
    if abs(total) < CLEAR and text.kind not in NAME_LISTS:
        indonesian, english = weigh_letters(_list_telling(tokens), HOME)
        total += LETTERS_WEIGHT * (indonesian - english)
        evidence = "words+letters"
    main = HOME[0] if total > 0 else HOME[1]
    leaned = differences
    if text.italics:
        leaned = _lean(text, tokens, differences, ITALIC_BIAS if main == HOME[1] else -ITALIC_BIAS)
    runs = decode_pair(leaned, tokens.prices, HOME)
    if len(runs) == 1:
        gain = by_words if runs[0].lang == HOME[0] else -by_words
        kept: tuple[Stretch, ...] = (Stretch(0, len(tokens.words), main, gain),)
    else:
        main, kept = _part_pair(text, tokens, runs, differences)
    return Reading(tokens, kept, main if abs(total) >= DECIDED or len(kept) > 1 else None, abs(total), evidence)


def _part_pair(
    text: Text, tokens: Tokens, runs: Sequence[Run], differences: list[float]
) -> tuple[str, tuple[Stretch, ...]]:
    """Return the main language of a text that has runs in both, and the stretches that are evident enough."""
    stretches = [Stretch(*run, _find_pair_gain(run, differences)) for run in runs]
    main = choose_main(text, tokens, stretches)
    stretches = fit_edges(tokens, snap_to_quotes(text.text, tokens, stretches, main), differences, main)
    stretches = [Stretch(s.start, s.end, s.lang, _find_pair_gain(s, differences)) for s in stretches]
    return main, keep_evident(text, tokens, stretches, main)


def _find_pair_gain(stretch: Run | Stretch, differences: Sequence[float]) -> float:
    """Return the decades for the language of the stretch over the other one."""
    gain = sum(differences[stretch.start : stretch.end])
    return gain if stretch.lang == HOME[0] else -gain


def _read_many(text: Text, tokens: Tokens, book: WordBook) -> Reading:
    """Read a text that may be in any of the languages of ``book``."""
    langs, listed = book.langs, book.listed
    weights = list(map(book.__getitem__, tokens.words))
    columns = list(zip(*weights, strict=True))
    totals = [sum(map(mul, column, tokens.scales)) for column in columns]
    evidence = "words"
    if _margin(totals) < CLEAR and text.kind not in NAME_LISTS:
        letters = weigh_letters(_list_telling(tokens), langs[:listed])
        totals[:listed] = [total + LETTERS_WEIGHT * log for total, log in zip(totals, letters, strict=False)]
        evidence = "words+letters"
    home = langs[max(range(listed), key=totals.__getitem__)]
    prices = [price * THIN_PRICE for price in tokens.prices] if len(langs) > listed else tokens.prices
    runs = [Stretch(*run, 0.0) for run in decode(weights, tokens.scales, prices, langs)]
    named = name_strangers(tokens, runs, home, langs[listed:])
    if len(named) == 1 and named[0].lang in langs[:listed]:
        named = [named[0]._replace(lang=home)]
    named = merge_stretches(fit_thin_edges(tokens, named, home))
    main = choose_main(text, tokens, named)
    named = snap_to_quotes(text.text, tokens, named, main)
    gains = [_find_gain(stretch, main, columns, tokens.scales, langs) for stretch in named]
    kept = keep_evident(text, tokens, [s._replace(gain=g) for s, g in zip(named, gains, strict=True)], main)
    margin = _margin(totals)
    return Reading(tokens, kept, main if margin >= DECIDED or len(kept) > 1 else None, margin, evidence)


def _margin(totals: Sequence[float]) -> float:
    second, best = sorted(totals)[-2:]
    return best - second


def _find_gain(
    stretch: Stretch, main: str, columns: Sequence[Sequence[float]], scales: Sequence[float], langs: tuple[str, ...]
) -> float:
    """Return by how many decades the stretch is likelier in its own language than in ``main``.

    ``columns`` holds the evidence of all words for each of ``langs``.
    """
    if stretch.lang == main or stretch.lang not in langs or main not in langs:
        return 0.0
    own, other = columns[langs.index(stretch.lang)], columns[langs.index(main)]
    return sum((own[i] - other[i]) * scales[i] for i in range(stretch.start, stretch.end))


def _list_telling(tokens: Tokens) -> Sequence[str]:
    """Return the words whose letters are asked: names and masked words only where there are no others."""
    return [word for word, scale in zip(tokens.words, tokens.scales, strict=True) if scale > NAME_SCALE] or tokens.words


def _lean(text: Text, tokens: Tokens, differences: list[float], bias: float) -> list[float]:
    """Add ``bias`` to each word that is printed in italics, unless most are."""
    leaned = list(differences)
    changed = 0
    for begin, end in text.italics:
        first, last = bisect_left(tokens.starts, begin), bisect_left(tokens.starts, end)
        leaned[first:last] = [difference + bias for difference in differences[first:last]]
        changed += last - first
    return leaned if changed <= len(differences) // 2 else differences
