"""All line-end hyphens of a document, found and decided at once, so that each can lean on the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.document import PassageKind
from pipeline.language.function_words import guess_language
from pipeline.text.hyphen_evidence import LineHyphen
from pipeline.text.hyphen_vocabulary import find_words, gather_vocabulary
from pipeline.text.hyphens import Decision, decide_hyphens
from pipeline.text.line_hyphens import read_line_hyphen
from pipeline.text.line_joins import HYPHENS, join_lines
from pipeline.text.span_text import SpanText

TITLE_CASE = frozenset({"title", "author", "affiliation", "heading", "reference_heading", "caption"})
"""Passages in which any word may begin with a capital."""


class Hyphen(NamedTuple):
    """A line-end hyphen that was looked at, and what became of it."""

    asked: LineHyphen
    decision: Decision


Hyphens = Mapping[tuple[int, int], Hyphen]
"""Passage, then position of the span after the line end."""


def decide_document(kinds: Sequence[PassageKind], readings: Sequence[Sequence[SpanText]]) -> Hyphens:
    """Decide every hyphen at a line end inside a passage; ``readings`` holds the spans of each passage."""
    found = [(index, *hyphen) for index, spans in enumerate(readings) for hyphen in _find_hyphens(spans)]
    if not found:
        return {}
    words = [find_words("\n".join([span.text for span in spans])) for spans in readings]
    guessed = [guess_language(own) for own in words]
    usual = _most_common(guessed, readings)
    langs = [lang or usual for lang in guessed]
    lines: Counter[str] = Counter()
    for lang, spans in zip(langs, readings, strict=True):
        lines[lang] += len(spans)
    asked = [
        read_line_hyphen(before, after, langs[index], kinds[index] in TITLE_CASE) for index, _, before, after in found
    ]
    decisions = decide_hyphens(asked, gather_vocabulary(words), lines)
    places = [(index, position) for index, position, _, _ in found]
    return dict(zip(places, map(Hyphen, asked, decisions), strict=True))


def _most_common(langs: Sequence[str | None], readings: Sequence[Sequence[SpanText]]) -> str:
    """The language of most lines; Indonesian where nothing is known."""
    lines: Counter[str] = Counter()
    for lang, spans in zip(langs, readings, strict=True):
        if lang:
            lines[lang] += len(spans)
    return min(lines, key=lambda lang: (-lines[lang], lang), default="id")


def _find_hyphens(spans: Sequence[SpanText]) -> Iterator[tuple[int, str, str]]:
    """Yield the hyphens between the lines of a passage that need a decision: the span after, and both lines."""
    before, line = "", -1
    for position, span in enumerate(spans):
        if not span.text:
            continue
        if before and span.line != line:
            if before[-1] in HYPHENS and join_lines(before, span.text) is None:
                yield position, before, span.text
            if span.text in HYPHENS:
                before, line = before + span.text, span.line
                continue
        before, line = span.text, span.line
