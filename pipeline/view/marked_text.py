"""A text with its marks: languages, sentences, citations, calls of notes, and places that were repaired.

The text is cut wherever a mark begins or ends; each piece carries the classes of all marks over it, so that marks
may cross each other without breaking the nesting of HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.view import markup
from pipeline.view.markup import Html, tag
from pipeline.view.names import language_class, language_name
from schemas import article as record


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repair with its number in ``Article.repairs``."""

    number: int
    repair: record.RepairRecord


@dataclass(frozen=True, slots=True)
class Marks:
    """What to show in one text; ``main`` is the language that needs no colour."""

    main: str
    segments: Sequence[record.SegmentRecord] = ()
    sentences: Sequence[record.SentenceRecord] = ()
    citations: Sequence[record.CitationRecord] = ()
    anchors: Sequence[record.AnchorRecord] = ()
    repairs: Sequence[Repaired] = field(default=())


def marked(text: str, marks: Marks) -> Html:
    """Return the text with its marks; offsets outside of the text are left out."""
    repaired = [(item, _extent(text, item.repair)) for item in marks.repairs]
    cuts = {0, len(text)}
    for start, end in (*_ranges(marks.segments), *_ranges(marks.citations)):
        cuts |= {start, end}
    cuts.update(anchor.offset for anchor in marks.anchors)
    cuts.update(sentence.start for sentence in marks.sentences)
    for _, (start, end) in repaired:
        cuts |= {start, end}
    places = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    writer = _Writer(text, marks, repaired)
    parts = list(writer.points(0))
    for start, end in pairwise(places):
        parts.append(writer.piece(start, end))
        parts.extend(writer.points(end))
    return markup.join(parts)


def _ranges(
    marks: Sequence[record.SegmentRecord] | Sequence[record.CitationRecord],
) -> list[tuple[int, int]]:
    return [(mark.start, mark.end) for mark in marks]


def _extent(text: str, repair: record.RepairRecord) -> tuple[int, int]:
    """Return where the repaired words stand in the text; an empty range where they do not stand as noted."""
    start = min(repair.where.offset, len(text))
    end = start + len(repair.after)
    return (start, end) if text[start:end] == repair.after else (start, start)


class _Writer:
    """Pieces of one text in order. Marks are few in a text, so each piece looks at those that reach it."""

    def __init__(self, text: str, marks: Marks, repaired: Sequence[tuple[Repaired, tuple[int, int]]]) -> None:
        self._text = text
        self._marks = marks
        self._segments = sorted(marks.segments, key=lambda segment: segment.start)
        self._citations = sorted(marks.citations, key=lambda citation: citation.start)
        self._repaired = sorted(repaired, key=lambda pair: pair[1])
        self._segment = self._citation = 0
        self._begun: set[int] = set()
        self._sentences = {sentence.start for sentence in marks.sentences}

    def piece(self, start: int, end: int) -> Html:
        """Return the text between two neighbouring cuts; called from left to right."""
        content = markup.text(self._text[start:end])
        repairs = [item for item, (left, right) in self._repaired if left <= start and end <= right]
        citation = self._citation_at(start)
        segment = self._segment_at(start)
        if repairs:
            content = self._repair(repairs[0], content)
        if segment is not None and segment.lang != self._marks.main:
            classes = f"seg {language_class(segment.lang)}"
            content = tag("span", html=[content], class_=classes, lang=segment.lang, title=language_name(segment.lang))
        if citation is not None:
            content = _citation(citation, content)
        return content

    def points(self, offset: int) -> Iterable[Html]:
        """Return what stands at an offset and takes up no text."""
        for anchor in self._marks.anchors:
            if anchor.offset == offset:
                yield _call(anchor)
        for item, (left, right) in self._repaired:
            if left == right == offset:
                yield self._repair(item, markup.text("‸"))
        if offset in self._sentences:
            yield tag("i", class_="sentence", aria_hidden="true")

    def _repair(self, item: Repaired, content: Html) -> Html:
        identity = None if item.number in self._begun else f"repair-{item.number}"
        self._begun.add(item.number)
        return tag("span", html=[content], class_="repair", id=identity, data_repair=item.number)

    def _segment_at(self, start: int) -> record.SegmentRecord | None:
        while self._segment < len(self._segments) and self._segments[self._segment].end <= start:
            self._segment += 1
        found = self._segments[self._segment] if self._segment < len(self._segments) else None
        return found if found is not None and found.start <= start else None

    def _citation_at(self, start: int) -> record.CitationRecord | None:
        while self._citation < len(self._citations) and self._citations[self._citation].end <= start:
            self._citation += 1
        found = self._citations[self._citation] if self._citation < len(self._citations) else None
        return found if found is not None and found.start <= start else None


def _citation(citation: record.CitationRecord, content: Html) -> Html:
    if not citation.references:
        return tag("span", html=[content], class_="cite unresolved", title="citation without a reference")
    return tag(
        "a",
        html=[content],
        class_="cite",
        href=f"#{citation.references[0]}",
        data_refs=" ".join(citation.references),
        aria_haspopup="dialog",
    )


def _call(anchor: record.AnchorRecord) -> Html:
    """Return the call of a note: a link that works without scripts and opens a pop-up with them."""
    if anchor.note is None:
        label = f"Call {anchor.marker}: no note found"
        return tag("sup", f"{anchor.marker}?", class_="call lost", title=label, aria_label=label)
    link = tag(
        "a",
        anchor.marker,
        href=f"#{anchor.note}",
        id=f"call-{anchor.note}",
        data_note=anchor.note,
        aria_label=f"Note {anchor.marker}",
        aria_haspopup="dialog",
    )
    return tag("sup", html=[link], class_="call")
