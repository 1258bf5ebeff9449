"""Blocks, footnotes and references of the record, with what the text stages found in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.document import Document, Note, Passage, Region, Text
from pipeline.fields import PersonName, Reference, RefersTo
from pipeline.geometry import union
from pipeline.record.places import UNKNOWN, Places
from pipeline.record.regions import Drafts, to_regions
from schemas import article as record

BODY_KINDS = frozenset({"paragraph", "quote", "list_item"})
"""What an article's language is read from: titles and abstracts are bilingual by rule."""

SCORE_DECIMALS = 4


def dominant_language(doc: Document) -> str:
    """Return the language of most characters of the body, ``und`` where none is known.

    Counts every text where the document has no paragraph; on a draw the code first in the alphabet wins.
    """
    body = [index for index, text in enumerate(doc.texts) if text.kind in BODY_KINDS]
    counts: Counter[str] = Counter()
    for index in body or range(len(doc.texts)):
        for segment in doc.tags[index].segments if doc.tags else ():
            counts[segment.lang] += segment.end - segment.start
    del counts[UNKNOWN]
    return min(counts, key=lambda lang: (-counts[lang], lang), default=UNKNOWN)


def to_blocks(doc: Document, places: Places) -> tuple[record.BlockRecord, ...]:
    """Return the blocks in reading order; tables and figures mark a place and have no text.

    A block that no section lists but that has no text of its own stands in the section of the block before it.
    """
    sections = _sections_by_text(doc)
    current: str | None = None
    blocks = []
    for passage, block, index in zip(doc.passages, places.blocks, places.texts, strict=True):
        if block is None:
            continue
        text = None if index is None or passage.kind in ("table", "figure") else doc.texts[index]
        if text is not None or index in sections:
            current = sections.get(index)
        blocks.append(_block(doc, places, block, current, passage, None if text is None else index))
    return tuple(blocks)


def _sections_by_text(doc: Document) -> dict[int | None, str]:
    """Return the id of the section that each text stands in, its heading among them."""
    return {
        text: f"s{index + 1}"
        for index, section in enumerate(doc.sections)
        for text in (section.heading, *section.texts)
    }


def _block(
    doc: Document, places: Places, name: str, section: str | None, passage: Passage, index: int | None
) -> record.BlockRecord:
    """Return the block of a passage; ``index`` is that of its text, None where it only marks a place."""
    text = Text(kind=passage.kind, text="", passage=-1) if index is None else doc.texts[index]
    return record.BlockRecord(
        id=name,
        kind=passage.kind,  # the model checks that it is one of the allowed
        section=section,
        text=text.text or None,
        lang=None if index is None or not text.text else places.lang(index),
        segments=() if index is None else _segments(doc, index),
        sentences=() if index is None else _sentences(doc, index),
        anchors=_anchors(text),
        citations=() if index is None else _citations(doc, index),
        regions=to_regions(doc, text.regions or _passage_regions(doc, passage)),
    )


def _passage_regions(doc: Document, passage: Passage) -> Sequence[Region]:
    """Return the regions of a passage that has no text: those of its table or figure, else one a page."""
    if passage.kind == "table" and passage.ref is not None:
        return doc.tables[passage.ref].regions
    if passage.kind == "figure" and passage.ref is not None:
        return doc.figures[passage.ref].regions
    boxes: dict[int, list[int]] = {}
    for span in passage.spans:
        boxes.setdefault(doc.lines[span.line].page, []).append(span.line)
    return [Region(page, union(doc.lines[line].bbox for line in lines)) for page, lines in boxes.items()]


def _anchors(text: Text) -> Drafts:
    return tuple(
        [
            {"offset": offset, "note": None if note is None else f"n{note + 1}", "marker": marker}
            for offset, note, marker in text.anchors
        ]
    )


def _segments(doc: Document, index: int) -> Drafts:
    if not doc.tags:
        return ()
    return tuple(
        [
            {"start": start, "end": end, "lang": lang, "score": round(score, SCORE_DECIMALS)}
            for start, end, lang, score in doc.tags[index].segments
        ]
    )


def _sentences(doc: Document, index: int) -> Drafts:
    return tuple([{"start": start, "end": end} for start, end in doc.sentences[index]]) if doc.sentences else ()


def _citations(doc: Document, index: int) -> Drafts:
    if not doc.citations:
        return ()
    return tuple(
        {
            "start": citation.start,
            "end": citation.end,
            "references": tuple(f"r{ref + 1}" for ref in citation.references),
        }
        for citation in doc.citations[index]
    )


def to_footnotes(
    doc: Document, places: Places, blocks: Iterable[record.BlockRecord]
) -> tuple[record.FootnoteRecord, ...]:
    """Return the footnotes; a note's anchor is the first place in the blocks that calls it."""
    anchors: dict[str, record.NoteAnchorRecord] = {}
    for block in blocks:
        for anchor in block.anchors:
            if anchor.note is not None and anchor.note not in anchors:
                anchors[anchor.note] = record.NoteAnchorRecord(block=block.id, offset=anchor.offset)
    texts = {name: index for name, index in zip(places.notes, places.texts, strict=True) if name and index is not None}
    return tuple(
        _footnote(doc, places, note, texts.get(f"n{index + 1}"), number=index, anchors=anchors)
        for index, note in enumerate(doc.notes)
    )


def _footnote(
    doc: Document,
    places: Places,
    note: Note,
    index: int | None,
    *,
    number: int,
    anchors: dict[str, record.NoteAnchorRecord],
) -> record.FootnoteRecord:
    """Return a footnote; one of which nothing but its marker is left keeps its words as printed."""
    text = "" if index is None else doc.texts[index].text
    name = f"n{number + 1}"
    return record.FootnoteRecord(
        id=name,
        marker=note.marker,
        text=text or places.printed(note.spans),
        lang=UNKNOWN if index is None else places.lang(index),
        segments=() if index is None or not text else _segments(doc, index),
        anchor=anchors.get(name),
        refers_to=_refers_to(doc.refers[number]) if doc.refers else None,
        regions=() if index is None else to_regions(doc, doc.texts[index].regions),
    )


def _refers_to(refers: RefersTo | None) -> record.RefersToRecord | None:
    if refers is None:
        return None
    return record.RefersToRecord(
        kind=refers.kind,
        note=None if refers.note is None else f"n{refers.note + 1}",
        reference=None if refers.reference is None else f"r{refers.reference + 1}",
    )


def to_references(doc: Document, places: Places) -> tuple[record.ReferenceRecord, ...]:
    """Return the references: the entries in their order, then passages of references that are no entry."""
    texts = {
        int(name[1:]) - 1: index
        for name, index in zip(places.references, places.texts, strict=True)
        if name and index is not None
    }
    count = max([len(doc.references), *(number + 1 for number in texts)])
    return tuple(_reference(doc, places, number, texts.get(number)) for number in range(count))


def _reference(doc: Document, places: Places, number: int, index: int | None) -> record.ReferenceRecord:
    """Return reference ``number`` (0-based); its text alone where no stage has read its fields."""
    if number < len(doc.references):
        reference = doc.references[number]
    else:
        reference = Reference(marker=None, text="" if index is None else doc.texts[index].text)
    return record.ReferenceRecord(
        id=f"r{number + 1}",
        marker=reference.marker or None,
        text=reference.text,
        lang=UNKNOWN if index is None else places.lang(index),
        authors=tuple(_person(name) for name in reference.authors),
        year=reference.year,
        title=reference.title or None,
        container=reference.container or None,
        volume=reference.volume or None,
        issue=reference.issue or None,
        pages=reference.pages or None,
        publisher=reference.publisher or None,
        doi=reference.doi or None,
        url=reference.url or None,
        accessed=reference.accessed or None,
        regions=() if index is None else to_regions(doc, doc.texts[index].regions),
    )


def _person(name: PersonName) -> record.PersonNameRecord:
    return record.PersonNameRecord(given=name.given or None, family=name.family or None)
