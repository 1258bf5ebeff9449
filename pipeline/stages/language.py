"""The language of every text, and of the stretches in other languages inside it.

Cheap evidence settles what is clear: script, word lists, affixes, set words. langdetect, restricted to the
languages in play, is asked where that leaves a text open; over its full set it is asked once a document, and only
for text that neither Indonesian nor English explains. What is still open takes the language around it.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import Document, Tagged, Text
from pipeline.language_context import Verdict, settle
from pipeline.language_extra import find_extra
from pipeline.language_reading import CLEAR, Reader, Reading
from pipeline.language_scripts import ScriptSpan, find_scripts
from pipeline.language_segments import to_segments
from pipeline.language_stretches import Stretch
from pipeline.language_words import HOME


def tag_languages(doc: Document) -> Document:
    """Give each text a language and segments that cover it wholly.

    Needs: texts.  Adds: tags, parallel to texts.  Raises nothing; a text without evidence anywhere is ``und``.
    """
    reader = Reader()
    readings = [reader.read(text) for text in doc.texts]
    extra = find_extra(readings)
    if extra:
        reader = Reader((extra,))
        readings = [
            reader.read(text) if _is_open(reading) else reading
            for text, reading in zip(doc.texts, readings, strict=True)
        ]
    scripts = [find_scripts(text.text) for text in doc.texts]
    verdicts = settle(doc.texts, readings, scripts)
    tags = tuple(
        _to_tagged(text, reading, spans, verdict)
        for text, reading, spans, verdict in zip(doc.texts, readings, scripts, verdicts, strict=True)
    )
    return replace(doc, tags=tags)


def _is_open(reading: Reading) -> bool:
    """Return whether a text may be in a third language."""
    return reading.margin < CLEAR or any(stretch.lang not in HOME for stretch in reading.stretches)


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
