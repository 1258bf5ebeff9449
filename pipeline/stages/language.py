"""The language of every text, and of the stretches in other languages inside it.

Cheap evidence settles what is clear: script, word lists, affixes, set words. langdetect, restricted to the
languages in play, is asked where that leaves a text open; over its full set it is asked once a document, and only
for text that neither Indonesian nor English explains. What is still open takes the language around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Document, Tagged, Text
from pipeline.language_context import Verdict, settle
from pipeline.language_detector import name_language
from pipeline.language_phrases import Stretch
from pipeline.language_reading import Reader, Reading
from pipeline.language_scripts import ScriptSpan, find_scripts
from pipeline.language_segments import to_segments
from pipeline.language_words import FLOOR, HOME, QUOTED, UNKNOWN, find_log

MIN_FOREIGN_LETTERS = 200
"""Letters that neither home language explains, from which the document is asked for a third one."""

MIN_COVERAGE = 0.6
"""Share of those words that the list of the named language must have: kin of Indonesian that langdetect calls
Tagalog or Swahili stay below it, a language's own prose is above 0.75."""


def tag_languages(doc: Document) -> Document:
    """Give each text a language and segments that cover it wholly.

    Needs: texts.  Adds: tags, parallel to texts.  Raises nothing; a text without evidence anywhere is ``und``.
    """
    reader = Reader()
    readings = [reader.read(text) for text in doc.texts]
    extra = _find_extra(readings)
    if extra:
        reader = Reader((extra,))
        readings = [reader.read(text) for text in doc.texts]
    scripts = [find_scripts(text.text) for text in doc.texts]
    verdicts = settle(doc.texts, readings, scripts)
    tags = tuple(
        _to_tagged(text, reading, spans, verdict)
        for text, reading, spans, verdict in zip(doc.texts, readings, scripts, verdicts, strict=True)
    )
    return replace(doc, tags=tags)


def _find_extra(readings: Sequence[Reading]) -> str | None:
    """Return the language of the text that ``HOME`` does not explain, if it is one that wordfreq has a list of."""
    words = [
        word
        for reading in readings
        for stretch in reading.stretches
        if stretch.lang == UNKNOWN or stretch.lang in QUOTED
        for word in reading.tokens.words[stretch.start : stretch.end]
    ]
    if sum(map(len, words)) < MIN_FOREIGN_LETTERS:
        return None
    lang = name_language(" ".join(words))
    if lang is None or lang in HOME:
        return None
    covered = sum(find_log(word, lang) > FLOOR for word in words)
    return lang if covered >= MIN_COVERAGE * len(words) else None


def _to_tagged(text: Text, reading: Reading, scripts: tuple[ScriptSpan, ...], verdict: Verdict) -> Tagged:
    """Return the tag of a text; a text all in one language that its surroundings overrule is in theirs."""
    stretches = reading.stretches
    if len(stretches) == 1 and not _keeps_own(verdict):
        stretches = (Stretch(stretches[0].start, stretches[0].end, verdict.lang, 0.0),)
    segments = to_segments(text.text, reading.tokens, stretches, scripts, verdict.lang, verdict.score)
    return Tagged(verdict.lang, segments, verdict.evidence)


def _keeps_own(verdict: Verdict) -> bool:
    """Return whether a text all in one language may be in another than its frame: a reference's title."""
    return verdict.evidence == "frame"
