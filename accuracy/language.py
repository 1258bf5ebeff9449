"""How often texts, strings, headings and phrases get the right language.

No answer counts as wrong. A phrase counts as found when a segment of its language covers it and its own
characters are at least 80 % of what both cover together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from accuracy.corpora.language import HALVES, Mixed, cut_strings, read_labelled, read_others, read_phrases, read_prose
from pipeline.document import Document, PassageKind, Segment, Tagged, Text
from pipeline.language.words import HOME
from pipeline.lexicon import load_json
from pipeline.stages.language import tag_languages

LENGTHS = (10, 15, 20, 30, 40, 60, 80, 120)
"""Characters of the strings."""

STRINGS = 500
"""Strings of each length and language."""

MIN_BLOCK = 60
"""Characters of a block that must not be wrong."""

OVERLAP = 0.8
CASES: tuple[tuple[str, Callable[[str], str]], ...] = (("printed", str), ("title", str.title), ("capitals", str.upper))
OTHERS = ("jv", "su", "min", "ban", "nl", "la", "de", "fr", "ar")


class Phrases(NamedTuple):
    """Phrases found, given and true; ``exact`` of those found have the very same edges."""

    found: int
    given: int
    true: int
    exact: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.found / (self.given + self.true)


def tag(text: str, kind: PassageKind = "paragraph", italics: tuple[tuple[int, int], ...] = ()) -> Tagged:
    """Return the tag of a text that stands alone in its document."""
    doc = Document(texts=(Text(kind=kind, text=text, passage=0, italics=italics),))
    return tag_languages(doc).tags[0]


def share_right(pairs: Iterable[tuple[str, str]], kind: PassageKind = "paragraph") -> float:
    """Return the share of ``(lang, text)`` that get their language."""
    results = [tag(text, kind).lang == lang for lang, text in pairs]
    return sum(results) / len(results)


def measure_strings(half: str, length: int) -> float:
    """Return the share of strings of ``length`` characters that get their language, Indonesian and English."""
    return share_right(
        (lang, text) for lang in ("id", "en") for text in cut_strings(read_prose(lang, half), length, STRINGS)
    )


def measure_blocks(half: str) -> float:
    """Return the share of paragraphs, and of pieces of them of 60 to 200 characters, that get their language."""
    pairs = []
    for lang in HOME:
        prose = read_prose(lang, half)
        pairs += [(lang, text) for text in prose if len(text) >= MIN_BLOCK]
        pairs += [(lang, text) for length in (MIN_BLOCK, 100, 200) for text in cut_strings(prose, length, STRINGS)]
    return share_right(pairs)


def list_headings(half: str) -> list[tuple[str, str]]:
    """Return ``(lang, heading)``: those of the lexicon that are of one language alone, and those it does not have."""
    both = {lang: {name for type_ in load_json("headings").values() for name in type_[lang]} for lang in ("id", "en")}
    known = [
        (lang, name)
        for lang in ("id", "en")
        for name in sorted(both[lang])
        if not (name in both["id"] and name in both["en"])
    ]
    return known[HALVES.index(half) :: 2] + read_labelled("headings.txt", half)


def measure_headings(pairs: Sequence[tuple[str, str]], change: Callable[[str], str]) -> float:
    """Return the share of headings right when ``change`` has set their case."""
    return share_right(((lang, change(text)) for lang, text in pairs), "heading")


def _measure_unlisted(half: str, change: Callable[[str], str]) -> float:
    return measure_headings(read_labelled("headings.txt", half), change)


def measure_phrases(cases: Sequence[Mixed]) -> Phrases:
    """Return how well the stretches in other languages are found."""
    found = given = true = exact = 0
    for case in cases:
        tagged = tag(case.text, italics=case.italics)
        guesses = [segment for segment in tagged.segments if segment.lang != _own_language(case, tagged)]
        hits = [any(_is_same(stretch, guess, case.text) for guess in guesses) for stretch in case.stretches]
        edges = {(_trim(case.text, guess.start, guess.end), guess.lang) for guess in guesses}
        exact += sum((_trim(case.text, start, end), lang) in edges for start, end, lang in case.stretches)
        found, given, true = found + sum(hits), given + len(guesses), true + len(hits)
    return Phrases(found, given, true, exact)


def _own_language(case: Mixed, tagged: Tagged) -> str:
    """Return the language of the sentence around the stretches: the one of the set that they are not in."""
    return "en" if any(lang == "id" for _, _, lang in case.stretches) else "id"


def _is_same(stretch: tuple[int, int, str], guess: Segment, text: str) -> bool:
    start, end, lang = stretch
    (left, right) = _trim(text, guess.start, guess.end)
    shared = min(end, right) - max(start, left)
    return guess.lang == lang and shared >= OVERLAP * (max(end, right) - min(start, left))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the edges without marks and spaces, which may go to either side."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def measure_others(half: str, lang: str) -> tuple[float, float]:
    """Return the shares of sentences of ``lang`` that get it, and that get it or ``und``."""
    texts = [text for own, text in read_others(half) if own == lang] + read_prose(lang, half)
    tags = [tag(text).lang for text in texts]
    return sum(tag == lang for tag in tags) / len(tags), sum(tag in (lang, "und") for tag in tags) / len(tags)


def measure() -> dict[str, float]:
    """Return the figures of the test half under the names that ``floors.json`` uses, as shares."""
    pairs = list_headings("test")
    phrases = measure_phrases(read_phrases("test"))
    figures = {f"language.strings.{length}": measure_strings("test", length) for length in (20, 40)}
    figures["language.blocks"] = measure_blocks("test")
    figures.update({f"language.headings.{name}": measure_headings(pairs, change) for name, change in CASES})
    figures["language.phrases"] = phrases.f1
    figures.update({f"language.other.{lang}": measure_others("test", lang)[1] for lang in OTHERS})
    return figures


def tables() -> str:
    """Return what ``python -m accuracy language`` prints."""
    rows = [f"{'language':24}{'tuning':>10}{'test':>10}"]
    rows += [_row(f"strings of {length}", lambda half, n=length: measure_strings(half, n)) for length in LENGTHS]
    rows.append(_row(f"blocks of {MIN_BLOCK} and more", measure_blocks))
    for name, change in CASES:
        rows.append(_row(f"headings, {name}", lambda half, c=change: measure_headings(list_headings(half), c)))
        rows.append(_row("  not in the lexicon", lambda half, c=change: _measure_unlisted(half, c)))
    for name, take in (
        ("f1", lambda p: p.f1), ("precision", lambda p: p.found / p.given), ("recall", lambda p: p.found / p.true),
        ("same edges", lambda p: p.exact / p.true),
    ):  # fmt: skip
        rows.append(_row(f"phrases, {name}", lambda half, t=take: t(measure_phrases(read_phrases(half)))))
    for lang in OTHERS:
        rows.append(_row(f"{lang}", lambda half, code=lang: measure_others(half, code)[0]))
        rows.append(_row(f"{lang} or und", lambda half, code=lang: measure_others(half, code)[1]))
    return "\n".join(rows)


def _row(name: str, get: Callable[[str], float]) -> str:
    return f"{name:24}" + "".join(f"{100 * get(half):10.2f}" for half in HALVES)
