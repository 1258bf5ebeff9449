"""Where each text of the working model stands in the record: the ids, and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.document import Document, Span
from schemas.article import PlaceRecord

UNKNOWN = "und"


@dataclass(frozen=True, slots=True)
class Places:
    """Ids of the record by index in the working model.

    ``blocks``, ``notes`` and ``references`` are parallel to ``Document.passages``: a passage has an id in one of them.
    """

    doc: Document
    blocks: tuple[str | None, ...]
    notes: tuple[str | None, ...]
    references: tuple[str | None, ...]
    entries: tuple[int | None, ...]
    """Per passage, the index in ``Document.entries`` that it is."""
    texts: tuple[int | None, ...]
    """Per passage, the index in ``Document.texts`` of its text; None where it has none."""
    captions: tuple[str | None, ...]
    """Per caption, the id of its block."""

    def block(self, text: int) -> str | None:
        """Return the id of the block of the text at index ``text``; None where it is no block."""
        return self.blocks[self.doc.texts[text].passage]

    def block_ids(self, texts: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of the blocks among the texts, in the order given."""
        return tuple(name for text in texts if (name := self.block(text)) is not None)

    def caption(self, index: int | None) -> str | None:
        """Return the id of the block of caption ``index``."""
        return None if index is None else self.captions[index]

    def lang(self, text: int) -> str:
        """Return the language of the text at index ``text``, ``und`` where no stage has said."""
        return self.doc.tags[text].lang if self.doc.tags else UNKNOWN

    def place(self, text: int, offset: int) -> PlaceRecord | None:
        """Return the place of character ``offset`` of the text; None where the text is not in the record."""
        passage = self.doc.texts[text].passage
        block, note, reference = self.blocks[passage], self.notes[passage], self.references[passage]
        if block is None and note is None and reference is None:
            return None
        if reference is not None:
            offset = max(0, offset - self.shift(text))
        return PlaceRecord(block=block, note=note, reference=reference, offset=offset)

    def shift(self, text: int) -> int:
        """Return the characters that the marker takes from the front of a reference's text."""
        entry = self.entries[self.doc.texts[text].passage]
        if entry is None or entry >= len(self.doc.references):
            return 0
        return max(0, self.doc.texts[text].text.find(self.doc.references[entry].text))

    def printed(self, spans: Iterable[Span], separator: str = " ") -> str:
        """Return the words of the spans as they stand on the lines, spans joined by ``separator``."""
        return separator.join(text for span in spans if (text := _span_text(self.doc, span)))


def _span_text(doc: Document, span: Span) -> str:
    words = doc.lines[span.line].words[span.start : span.end]
    return "".join(word.text if word.joined else " " + word.text for word in words).strip()


def find_places(doc: Document) -> Places:
    """Return the ids of everything that has text; blocks are numbered in the order of the passages.

    Notes and references are numbered as in their layers, which citations point into; a reference passage that
    is no entry comes after those.
    """
    blocks: list[str | None] = []
    notes: list[str | None] = []
    references: list[str | None] = []
    entries: list[int | None] = []
    captions: list[str | None] = [None] * len(doc.captions)
    known = {entry.spans: index for index, entry in enumerate(doc.entries)}
    named, more = 0, len(doc.entries)
    for passage in doc.passages:
        block = note = reference = entry = None
        if passage.kind == "footnote":
            note = None if passage.ref is None else f"n{passage.ref + 1}"
        elif passage.kind == "reference":
            entry = known.get(passage.spans)
            more += entry is None
            reference = f"r{more if entry is None else entry + 1}"
        else:
            named += 1
            block = f"b{named}"
            if passage.kind == "caption" and passage.ref is not None:
                captions[passage.ref] = block
        blocks.append(block)
        notes.append(note)
        references.append(reference)
        entries.append(entry)
    texts: list[int | None] = [None] * len(doc.passages)
    for index, text in enumerate(doc.texts):
        texts[text.passage] = index
    return Places(doc, tuple(blocks), tuple(notes), tuple(references), tuple(entries), tuple(texts), tuple(captions))
