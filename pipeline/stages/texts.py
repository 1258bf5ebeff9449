"""Texts: each passage as the author meant it to be read, with every change to the printed characters on record.

Words are joined with single spaces, markers of notes taken out (their places become anchors), line ends mended.
A hyphen at a line end is decided with the vocabulary of the whole document: all passages are read into spans
first, then all hyphens are decided at once, then the texts are put together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.document import Diagnostic, Document, Mark, Page, Passage, Repair, Text
from pipeline.geometry import overlap
from pipeline.layout.bullets import find_bullets
from pipeline.stages.stage import Stage
from pipeline.text.assembly import Assembly, Mend
from pipeline.text.document_hyphens import Hyphen, decide_document
from pipeline.text.line_joins import HYPHENS, SPACE, Join, are_words, join_lines
from pipeline.text.span_text import Cut, Cuts, SpanText, read_span
from pipeline.text.urls import continues, find_tail

WITHOUT_TEXT = frozenset({"table", "figure"})
"""Passages that mark a place: their words live in ``Document.tables`` and ``figures``."""

SURE = 0.7
"""Confidence below which a decision on a hyphen is shown to people as a doubt."""

NO_CUTS: Mapping[int, Sequence[Cut]] = {}
SAME_LINE = Join(0, "")


def join_texts(doc: Document) -> Document:
    """Put the text of every passage together; ``texts`` is parallel to ``passages``."""
    bullets = find_bullets(doc)
    cuts = _find_cuts(doc, [bullet.mark for bullet in bullets.values()])
    readings = [_read_passage(doc, passage, cuts) for passage in doc.passages]
    hyphens = decide_document([passage.kind for passage in doc.passages], readings)
    pages = {page.number: page for page in doc.pages if page.links}
    texts: list[Text] = []
    repairs: list[Repair] = []
    for index, (passage, spans) in enumerate(zip(doc.passages, readings, strict=True)):
        assembly = Assembly(index, doc.calls)
        previous: SpanText | None = None
        for position, span in enumerate(spans):
            join, mend = SPACE, None
            if previous is not None and span.text:
                join, mend = _find_join(assembly.tail, previous, span, hyphens.get((index, position)), pages)
            assembly.add(span, position, join, mend)
            previous = span if span.text else previous
        text, changes = assembly.finish(passage.kind)
        texts.append(text)
        if index in bullets:
            repairs.append(bullets[index].to_repair(index))
        repairs.extend(changes)
    doubts = tuple(
        Diagnostic("texts", "hyphen_uncertain", "info", r.page, f"{r.before} was read as {r.after} ({r.rule})")
        for r in repairs
        if r.kind in ("hyphen_kept", "hyphen_dropped") and r.confidence < SURE
    )
    return replace(doc, texts=tuple(texts), repairs=tuple(repairs), diagnostics=(*doc.diagnostics, *doubts))


def _find_cuts(doc: Document, bullets: Sequence[Mark]) -> Cuts:
    """Markers by line and word. A note's own marker and a list's bullet are no anchors."""
    cuts: defaultdict[int, defaultdict[int, list[Cut]]] = defaultdict(lambda: defaultdict(list))
    for index, call in enumerate(doc.calls):
        cuts[call.mark.line][call.mark.word].append(Cut(call.mark.start, call.mark.end, index))
    for note in doc.notes:
        if note.mark is not None:
            cuts[note.mark.line][note.mark.word].append(Cut(note.mark.start, note.mark.end, None))
    for mark in bullets:
        cuts[mark.line][mark.word].append(Cut(mark.start, mark.end, None))
    for words in cuts.values():
        for marks in words.values():
            marks.sort(key=lambda cut: (cut.start, cut.end))
    return cuts


def _read_passage(doc: Document, passage: Passage, cuts: Cuts) -> list[SpanText]:
    if passage.kind in WITHOUT_TEXT:
        return []
    return [read_span(doc.lines[span.line], span, cuts.get(span.line, NO_CUTS)) for span in passage.spans]


def _find_join(
    tail: str, last: SpanText, span: SpanText, hyphen: Hyphen | None, pages: Mapping[int, Page]
) -> tuple[Join, Mend | None]:
    """Return how ``span`` follows the text so far, whose last token is ``tail``."""
    if last.line == span.line:
        return (SAME_LINE if span.joined else SPACE), None
    if hyphen is None and are_words(tail, span.text):
        return SPACE, None
    head = span.text.split(" ", 1)[0]
    address = tail if head[0] == "@" and tail[-1:].isalnum() else find_tail(tail)
    if address is not None:
        verdict, rule, confidence = continues(address, head, _find_uris(last, span, pages))
        if verdict != "apart":
            cut = 1 if verdict == "joined_without_hyphen" else 0
            return Join(cut, "", "line_join_url", rule, confidence), _mend(tail, head)
    elif hyphen is not None:
        return _carry_out(hyphen)
    join = join_lines(tail, span.text) if tail else SPACE
    if join is SPACE:
        return SPACE, None
    return join or Join(0, "", "hyphen_kept", "address", 0.8), _mend(tail, head)


def _mend(tail: str, head: str) -> Mend:
    return Mend(tail, head.rstrip(HYPHENS + "\u00ad") or head)


def _carry_out(hyphen: Hyphen) -> tuple[Join, Mend]:
    asked, decision = hyphen
    mend = Mend(asked.left + asked.hyphen, asked.right)
    if decision.keep:
        glue = " " if decision.spaced else ""
        return Join(0, glue, "hyphen_kept", decision.rule, decision.confidence), mend
    return Join(1, "", "hyphen_dropped", decision.rule, decision.confidence), mend


def _find_uris(last: SpanText, span: SpanText, pages: Mapping[int, Page]) -> list[str]:
    """Return the targets of link annotations over either line, in the order of the file."""
    uris: list[str] = []
    for line in (last, span):
        page = pages.get(line.page)
        for link in page.links if page else ():
            if link.bbox.bottom <= link.bbox.top and link.uri not in uris:  # text without places
                uris.append(link.uri)
            height = overlap(link.bbox.top, link.bbox.bottom, line.bbox.top, line.bbox.bottom)
            width = overlap(link.bbox.x0, link.bbox.x1, line.bbox.x0, line.bbox.x1)
            if height > 0.5 * (line.bbox.bottom - line.bbox.top) and width > 0 and link.uri not in uris:
                uris.append(link.uri)
    return uris


STAGE = Stage(
    "texts",
    join_texts,
    needs=frozenset({"lines", "passages", "notes", "calls", "pages"}),
    adds=frozenset({"texts", "repairs"}),
)
