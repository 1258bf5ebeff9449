"""The language of each text of a document: its own evidence first, then what stands around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import PassageKind, Text
from pipeline.language.labels import find_frame_language, find_heading_language, find_label_language
from pipeline.language.reading import CLEAR, NAMES, Reading
from pipeline.language.scripts import ScriptSpan
from pipeline.language.segments import BEST_SCORE, score
from pipeline.language.words import UNKNOWN

RUNNING: frozenset[PassageKind] = frozenset({"paragraph", "quote", "list_item"})
"""Running text: what the language of a document, a section or a neighbourhood is read from."""

HEADINGS: frozenset[PassageKind] = frozenset({"heading", "abstract_heading", "reference_heading"})
FRAMED: frozenset[PassageKind] = frozenset({"reference", "footnote"})
LISTS: frozenset[PassageKind] = frozenset({"affiliation", "table", "figure", "heading"})
"""What is short and full of names and terms: only clear evidence counts."""

SMOOTHED_CHARACTERS = 80
SMOOTHED_DECADES = CLEAR
"""An odd paragraph shorter and weaker than this between two of one other language follows them."""

TINY_LETTERS, TINY_DECADES = 15, 4.0
SHORT_LETTERS, SHORT_DECADES = 40, 2.0
"""Letters of a text below which its words must speak by so many decades: else what stands around it is surer."""

MIXED_SHARE = 0.3
"""Share of the letters of a paragraph in the document's language that make the rest a quotation."""

LABEL_DECADES = 4.0
"""Decades of word evidence that an English label over other text gives way to: it is used in any journal."""

CONTEXT_SCORE = 0.6
LEXICON_SCORE = 0.98
FRAME_SCORE = 0.9


class Verdict(NamedTuple):
    """The language of a text; ``evidence`` names what decided."""

    lang: str
    score: float
    evidence: str


def settle(
    texts: Sequence[Text], readings: Sequence[Reading], scripts: Sequence[tuple[ScriptSpan, ...]]
) -> list[Verdict]:
    """Return the verdict on each text."""
    own = [_judge_alone(text, reading, spans) for text, reading, spans in zip(texts, readings, scripts, strict=True)]
    main = _find_dominant(texts, own, range(len(texts)))
    own = [
        _judge_mixed(text, reading, verdict, main) for text, reading, verdict in zip(texts, readings, own, strict=True)
    ]
    settled = [
        verdict or _judge_by_context(texts, own, index, main) or _judge_weakly(readings[index])
        for index, verdict in enumerate(own)
    ]
    return _smooth(texts, readings, settled)


def _judge_alone(text: Text, reading: Reading, scripts: tuple[ScriptSpan, ...]) -> Verdict | None:
    """Return what a text says by itself; None where that is not enough."""
    script = max(scripts, key=lambda span: span.letters) if scripts else None
    if script and script.letters > sum(map(len, reading.tokens.words)):
        return Verdict(script.lang, BEST_SCORE, "script")
    if text.kind in NAMES:
        return None
    lexical = find_heading_language(text.text) if text.kind in HEADINGS else None
    if lexical:
        return Verdict(lexical, LEXICON_SCORE, "lexicon")
    if text.kind in FRAMED:
        frame = find_frame_language(text.text, reading.tokens.words)
        if frame:
            return Verdict(frame, FRAME_SCORE, "frame")
    if text.kind in ("keywords", "caption", "abstract"):
        labelled = _judge_by_label(text, reading)
        if labelled:
            return labelled
    if reading.lang is None or (reading.margin < TINY_DECADES and reading.margin < _find_least(text, reading)):
        return None
    return Verdict(reading.lang, score(reading.margin), reading.evidence)


def _find_least(text: Text, reading: Reading) -> float:
    """Return the decades that a text must show to be settled by itself: the shorter, the more."""
    letters = sum(map(len, reading.tokens.words[:SHORT_LETTERS]))  # a word has one or more
    if letters < TINY_LETTERS:
        return TINY_DECADES
    if text.kind in LISTS:
        return CLEAR
    return SHORT_DECADES if letters < SHORT_LETTERS else 0.0


def _judge_mixed(text: Text, reading: Reading, verdict: Verdict | None, main: Verdict | None) -> Verdict | None:
    """Return the document's language for running text of which it is a good part, else the verdict as it is."""
    if verdict is None or main is None or verdict.lang == main.lang or verdict.evidence == "frame":
        return verdict
    if text.kind not in RUNNING and text.kind != "footnote":
        return verdict
    counts: Counter[str] = Counter()
    for stretch in reading.stretches:
        counts[stretch.lang] += sum(map(len, reading.tokens.words[stretch.start : stretch.end]))
    if counts[main.lang] <= MIXED_SHARE * counts.total():
        return verdict
    return Verdict(main.lang, verdict.score, "document")


def _judge_by_label(text: Text, reading: Reading) -> Verdict | None:
    """Return the language of the label, unless it is English and the words after it are clearly something else.

    An Indonesian label stands over Indonesian keywords and captions alone, even where all terms are borrowed.
    """
    label = find_label_language(text.text)
    if label is None or (text.kind == "abstract" and reading.lang is not None):
        return None
    if label == "en" and reading.lang not in (None, "en") and reading.margin >= LABEL_DECADES:
        return None
    if label == "id" and reading.lang not in (None, "id", "en"):
        return None
    return Verdict(label, FRAME_SCORE, "label")


def _judge_by_context(
    texts: Sequence[Text], own: Sequence[Verdict | None], index: int, main: Verdict | None
) -> Verdict | None:
    """Return the language of a heading's section, of the abstract that keywords follow, or of the document."""
    kind = texts[index].kind
    if kind in HEADINGS:
        after = _find_section(texts, index)
        return _find_dominant(texts, own, after, "section") or main
    if kind == "keywords":
        before = [place for place in range(index) if texts[place].kind == "abstract"]
        return _find_dominant(texts, own, before[-1:], "abstract") or main
    return main


def _find_section(texts: Sequence[Text], index: int) -> range:
    """Return the texts after heading ``index`` up to the next heading that has text of its own."""
    end = index + 1
    seen = False
    while end < len(texts) and not (seen and texts[end].kind in HEADINGS):
        seen = seen or texts[end].kind in RUNNING
        end += 1
    return range(index + 1, end)


def _find_dominant(
    texts: Sequence[Text], own: Sequence[Verdict | None], places: Sequence[int], evidence: str = "document"
) -> Verdict | None:
    """Return the language of most characters of the running text in ``places``, else of all text there."""
    for wanted in (RUNNING, None):
        counts: Counter[str] = Counter()
        for place in places:
            verdict = own[place]
            if verdict and verdict.lang != UNKNOWN and (wanted is None or texts[place].kind in wanted):
                counts[verdict.lang] += len(texts[place].text)
        if counts:
            return Verdict(min(counts, key=lambda lang: (-counts[lang], lang)), CONTEXT_SCORE, evidence)
    return None


def _judge_weakly(reading: Reading) -> Verdict:
    """Return what weak evidence there is, where nothing stands around the text."""
    if not reading.stretches or not reading.margin:
        return Verdict(UNKNOWN, 0.0, "none")
    return Verdict(reading.stretches[0].lang, score(reading.margin), reading.evidence)


def _smooth(texts: Sequence[Text], readings: Sequence[Reading], settled: list[Verdict]) -> list[Verdict]:
    """Let short odd paragraphs follow the running text around them."""
    smoothed = list(settled)
    running = [index for index, text in enumerate(texts) if text.kind in RUNNING]
    for before, index, after in zip(running, running[1:], running[2:], strict=False):
        around, own = settled[before].lang, settled[index]
        if around != settled[after].lang or own.lang == around or own.evidence == "script":
            continue
        if len(texts[index].text) < SMOOTHED_CHARACTERS and readings[index].margin < SMOOTHED_DECADES:
            smoothed[index] = Verdict(around, CONTEXT_SCORE, "neighbours")
    return smoothed
