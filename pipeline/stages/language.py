"""The language of every text, and of the stretches in other languages inside it.

Script, word lists, affixes and set words settle what is clear. Letters are asked between the languages in play where
those leave a text open, and once a document among all languages, only for text that neither Indonesian nor English
explains. What is still open takes the language around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.document import Diagnostic, Document, Tagged, Text
from pipeline.language.context import RUNNING, Verdict, settle
from pipeline.language.extra import find_extra
from pipeline.language.reading import CLEAR, Reader, Reading
from pipeline.language.scripts import ScriptSpan, find_scripts
from pipeline.language.segments import to_segments
from pipeline.language.words import HOME, UNKNOWN

MAIN_SHARE = 0.2
"""Share of a document's letters in a third language from which any text may be in it."""


MIN_DOUBTED = 60
"""Characters of a paragraph from which an unknown language is worth a look."""

QUOTED_CHARACTERS = 40


def tag_languages(doc: Document) -> Document:
    """Give each text a language and segments that cover it wholly.

    Needs: texts.  Adds: tags, parallel to texts.  Raises nothing; a text without evidence anywhere is ``und``, and a
    paragraph that is gets a diagnostic.
    """
    reader = Reader()
    readings = [reader.read(text) for text in doc.texts]
    extra = find_extra(readings)
    if extra:
        readings = _read_again(doc.texts, readings, extra)
    scripts = [find_scripts(text.text) for text in doc.texts]
    verdicts = settle(doc.texts, readings, scripts)
    tags = tuple(
        _to_tagged(text, reading, spans, verdict)
        for text, reading, spans, verdict in zip(doc.texts, readings, scripts, verdicts, strict=True)
    )
    return replace(doc, tags=tags, diagnostics=(*doc.diagnostics, *_list_doubts(doc.texts, tags)))


def _list_doubts(texts: Sequence[Text], tags: Sequence[Tagged]) -> Iterator[Diagnostic]:
    """Yield a note on each stretch of running text that is in no language known here, or garbled."""
    for text, tagged in zip(texts, tags, strict=True):
        if tagged.lang == UNKNOWN and text.kind in RUNNING and len(text.text) >= MIN_DOUBTED:
            page = text.regions[0].page if text.regions else None
            message = f"no language fits the text that begins {text.text[:QUOTED_CHARACTERS]!r}"
            yield Diagnostic("language", "language_unknown", "info", page, message)


def _read_again(texts: Sequence[Text], readings: Sequence[Reading], extra: str) -> list[Reading]:
    """Return the readings with the third language in play, where it may change them.

    In an article in that language it may change all that is not in it yet, elsewhere only what was left open.
    """
    reader = Reader((extra,))
    stretches = [(stretch, reading) for reading in readings for stretch in reading.stretches]
    letters = [sum(map(len, reading.tokens.words[s.start : s.end])) for s, reading in stretches]
    of_extra = sum(count for (stretch, _), count in zip(stretches, letters, strict=True) if stretch.lang == extra)
    everywhere = of_extra >= MAIN_SHARE * sum(letters)
    return [
        reader.read(text) if _is_open(reading, extra, everywhere=everywhere) else reading
        for text, reading in zip(texts, readings, strict=True)
    ]


def _is_open(reading: Reading, extra: str, *, everywhere: bool) -> bool:
    """Return whether the third language may change what a text was found to be."""
    known = (extra,) if everywhere else (*HOME, extra)
    return reading.margin < CLEAR or any(stretch.lang not in known for stretch in reading.stretches)


def _to_tagged(text: Text, reading: Reading, scripts: tuple[ScriptSpan, ...], verdict: Verdict) -> Tagged:
    """Return the tag of a text; a text all in one language that its surroundings overrule is in theirs."""
    stretches = reading.stretches
    if len(stretches) == 1 and not _keeps_own(verdict):
        stretches = ()
    segments = to_segments(text.text, reading.tokens, stretches, scripts, verdict.lang, verdict.score)
    return Tagged(verdict.lang, segments, verdict.evidence)


def _keeps_own(verdict: Verdict) -> bool:
    """Return whether a text all in one language may be in another than its frame: a reference's title."""
    return verdict.evidence == "frame"
