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
    words = [find_words("\n".join(span.text for span in spans)) for spans in readings]
    langs = [guess_language(found) for found in words]
    usual = _most_common(langs, readings)
    lines: Counter[str] = Counter()
    places: list[tuple[int, int]] = []
    asked: list[LineHyphen] = []
    for index, (kind, spans, lang) in enumerate(zip(kinds, readings, langs, strict=True)):
        lines[lang or usual] += len(spans)
        for position, hyphen in _find_hyphens(spans, lang or usual, kind in TITLE_CASE):
            places.append((index, position))
            asked.append(hyphen)
    if not asked:
        return {}
    decisions = decide_hyphens(asked, gather_vocabulary(words), lines)
    return dict(zip(places, map(Hyphen, asked, decisions), strict=True))


def _most_common(langs: Sequence[str | None], readings: Sequence[Sequence[SpanText]]) -> str:
    """The language of most lines; Indonesian where nothing is known."""
    lines: Counter[str] = Counter()
    for lang, spans in zip(langs, readings, strict=True):
        if lang:
            lines[lang] += len(spans)
    return min(lines, key=lambda lang: (-lines[lang], lang), default="id")


def _find_hyphens(spans: Sequence[SpanText], lang: str, title_case: bool) -> Iterator[tuple[int, LineHyphen]]:
    """Yield the hyphens between the lines of a passage that need a decision, with the span after them."""
    before, line = "", -1
    for position, span in enumerate(spans):
        if not span.text:
            continue
        if before and span.line != line:
            if before[-1] in HYPHENS and join_lines(before, span.text) is None:
                yield position, read_line_hyphen(before, span.text, lang, title_case)
            if span.text in HYPHENS:
                before, line = before + span.text, span.line
                continue
        before, line = span.text, span.line
