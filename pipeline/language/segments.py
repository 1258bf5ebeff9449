"""From words to characters: segments that cover a text wholly, without overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.document import Segment
from pipeline.language.scripts import ScriptSpan
from pipeline.language.stretches import Stretch
from pipeline.language.tokens import CLOSING, OPENING, STOP, Tokens

BEST_SCORE = 0.99
SCORE_DECADES = 4.0
"""Decades of evidence that halve the doubt ten times over: 0 decades score 0.5, 4 score 0.95, 8 score 0.99."""

BEST_DECADES = 7.0
"""Decades from which the score is the best."""

SCORE_DECIMALS = 2

SENTENCE_END = re.compile(r"[.?!…]+[\"”’»)\]]*")
QUOTE_END = re.compile(r"[.,;:?!…]*[\"”’»)\]]")


def score(decades: float) -> float:
    """Return how sure evidence of that many decades makes, from 0.5 to ``BEST_SCORE``."""
    if decades >= BEST_DECADES:
        return BEST_SCORE
    doubt = 0.5 * 10 ** (-max(decades, 0.0) / SCORE_DECADES)
    return round(min(1 - doubt, BEST_SCORE), SCORE_DECIMALS)


def to_segments(
    text: str, tokens: Tokens, stretches: Iterable[Stretch], scripts: Iterable[ScriptSpan], main: str, sureness: float
) -> tuple[Segment, ...]:
    """Return the segments of ``text``: ``main`` wherever nothing else is found; ``sureness`` is its score."""
    foreign = [
        Segment(*_find_bounds(text, tokens, stretch), stretch.lang, score(stretch.gain))
        for stretch in stretches
        if stretch.lang != main
    ]
    foreign += [Segment(span.start, span.end, span.lang, BEST_SCORE) for span in scripts if span.lang != main]
    if not foreign:
        return (Segment(0, len(text), main, sureness),)
    segments: list[Segment] = []
    position = 0
    for found in sorted(foreign):
        start = max(found.start, position)
        if start >= found.end:
            continue
        if start > position:
            segments.append(Segment(position, start, main, sureness))
        segments.append(found._replace(start=start))
        position = found.end
    if position < len(text):
        segments.append(Segment(position, len(text), main, sureness))
    return tuple(_absorb(text, segments)) if len(segments) > 1 else tuple(segments)


def _find_bounds(text: str, tokens: Tokens, stretch: Stretch) -> tuple[int, int]:
    """Return the characters of a stretch: with the marks that enclose it, or the full stop of its own sentence."""
    start, end = tokens.starts[stretch.start], tokens.ends[stretch.end - 1]
    opening = start
    while opening > 0 and text[opening - 1] in OPENING:
        opening -= 1
    closing = QUOTE_END.match(text, end)
    if opening < start and closing and text[closing.end() - 1] in CLOSING:
        return opening, closing.end()
    full_stop = SENTENCE_END.match(text, end)
    if tokens.prices[stretch.start] == STOP and full_stop:
        return opening, full_stop.end()
    return start, end


def _absorb(text: str, segments: Iterable[Segment]) -> list[Segment]:
    """Give stretches without a letter to the segment before, the first to the one after it."""
    kept: list[Segment] = []
    for segment in segments:
        has_letters = any(char.isalpha() for char in text[segment.start : segment.end])
        if kept and (not has_letters or kept[-1].lang == segment.lang):
            kept[-1] = kept[-1]._replace(end=segment.end)
        else:
            kept.append(segment)
    if len(kept) > 1 and not any(char.isalpha() for char in text[: kept[0].end]):
        kept[1] = kept[1]._replace(start=0)
        del kept[0]
    return kept
