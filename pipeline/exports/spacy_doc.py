"""One spaCy ``Doc`` an article in a ``DocBin`` that loads with ``spacy.blank("xx")`` and nothing of this package.

The text is every block in reading order, then notes, then references, an empty line between them. Tokens are those of
spaCy's multilingual tokenizer, cut further wherever a sentence, language, citation or call begins or ends, so that
every offset of the record is a border between tokens.

Span groups: ``blocks`` (label = kind), ``sections`` (label = type), ``segments`` (label = language), ``citations``
(id = references), ``anchors`` (the token before a call; label = marker, id = note). What a span stands for in the
record is its ``id_``. Values of ``Doc._.`` are set without registering anything here: see ``EXTENSIONS``.
Source: spacy.io/api/docbin, spacy.io/api/spangroup
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.errors import MissingDependencyError
from pipeline.exports.bibliography import article_entry
from schemas import article as record

if TYPE_CHECKING:
    from spacy.tokens import Doc

GAP = "\n\n"
"""Between two blocks."""

EXTENSIONS = ("record_id", "filename", "language", "title", "journal", "year", "doi")
"""Names under ``Doc._.``; a reader registers them with ``Doc.set_extension(name, default=None)``."""


class Stretch(NamedTuple):
    """A span of the whole text, in code points."""

    start: int
    end: int
    label: str
    name: str = ""


class Layout:
    """The whole text of an article and where everything stands in it."""

    def __init__(self, article: record.Article) -> None:
        self.sentence_starts: list[int] = []
        self.blocks: list[Stretch] = []
        self.segments: list[Stretch] = []
        self.citations: list[Stretch] = []
        self.anchors: list[Stretch] = []
        self._parts: list[str] = []
        self._length = 0
        for block in article.blocks:
            if block.text:
                self._add_block(block, block.text)
        for note in article.footnotes:
            start = self._add(note.text, "footnote", note.id)
            self._add_segments(start, note.segments)
        for reference in article.references:
            start = self._add(reference.text, "reference", reference.id)
            self.segments.append(Stretch(start, start + len(reference.text), reference.lang))
        self.text = GAP.join(self._parts)
        self.sections = list(_sections(article, self.blocks))

    def _add(self, text: str, label: str, name: str) -> int:
        """Append a text and return where it starts."""
        start = self._length + len(GAP) * bool(self._parts)
        self._parts.append(text)
        self._length = start + len(text)
        self.blocks.append(Stretch(start, self._length, label, name))
        self.sentence_starts.append(start)
        return start

    def _add_block(self, block: record.BlockRecord, text: str) -> None:
        start = self._add(text, block.kind, block.id)
        self._add_segments(start, block.segments)
        self.sentence_starts += [start + sentence.start for sentence in block.sentences if sentence.start]
        for citation in block.citations:
            first, last = start + citation.start, start + citation.end
            name = " ".join(citation.references)
            self.citations.append(Stretch(first, last, "citation", name))
        for anchor in block.anchors:
            at = start + anchor.offset
            self.anchors.append(Stretch(at, at, anchor.marker, anchor.note or ""))

    def _add_segments(self, start: int, segments: Iterable[record.SegmentRecord]) -> None:
        self.segments += [Stretch(start + item.start, start + item.end, item.lang) for item in segments]

    def borders(self) -> list[int]:
        """Return every offset at which a token has to end."""
        found = set(self.sentence_starts)
        for stretch in (*self.blocks, *self.segments, *self.citations, *self.anchors):
            found.update((stretch.start, stretch.end))
        return sorted(found)


def _sections(article: record.Article, blocks: list[Stretch]) -> Iterator[Stretch]:
    """Yield each section from its heading to its last block, those of sections below it included."""
    places = {block.name: block for block in blocks}
    parents = {section.id: section.parent for section in article.sections}
    ends: dict[str, int] = {}
    for block in article.blocks:
        name = block.section
        while name is not None and block.id in places:
            ends[name] = max(ends.get(name, 0), places[block.id].end)
            name = parents.get(name)
    for section in article.sections:
        if section.heading_block in places:
            start = places[section.heading_block].start
            yield Stretch(
                start, max(ends.get(section.id, 0), places[section.heading_block].end), section.type, section.id
            )


def to_doc(article: record.Article) -> Doc:
    """Return the article as a spaCy ``Doc``; raises MissingDependencyError without spaCy."""
    try:
        from spacy import blank
        from spacy.tokens import Doc, Span
    except ImportError as error:
        raise MissingDependencyError("The spaCy export needs spaCy: pip install spacy.") from error
    layout = Layout(article)
    nlp = blank("xx")
    nlp.max_length = max(nlp.max_length, len(layout.text) + 1)
    words, spaces, starts = _tokens(nlp.tokenizer(layout.text), layout.borders())
    beginnings = set(layout.sentence_starts)
    doc = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=[start in beginnings for start in starts])
    openings = frozenset(block.start for block in layout.blocks)
    groups = {name: getattr(layout, name) for name in ("blocks", "sections", "segments", "citations", "anchors")}
    for name, stretches in groups.items():
        spans = []
        for stretch in stretches:
            first, last = _find(starts, openings, stretch)
            nlp.vocab.strings.add(stretch.name)
            spans.append(Span(doc, first, last, label=stretch.label, span_id=stretch.name))
        doc.spans[name] = spans
    user_data: dict[Any, Any] = doc.user_data  # keyed by tuples, whatever spaCy's own annotation says
    for name, value in zip(EXTENSIONS, _values(article), strict=True):
        user_data[("._.", name, None, None)] = value
    return doc


def _tokens(doc: Doc, borders: list[int]) -> tuple[list[str], list[bool], list[int]]:
    """Return words, whether a space follows, and offsets, of the tokens cut at the borders."""
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    for token in doc:
        start, end = token.idx, token.idx + len(token.text)
        while start < end:
            index = bisect_left(borders, start + 1)
            cut = min(end, borders[index]) if index < len(borders) else end
            words.append(token.text[start - token.idx : cut - token.idx])
            spaces.append(cut == end and bool(token.whitespace_))
            starts.append(start)
            start = cut
    return words, spaces, starts


def _find(starts: list[int], openings: frozenset[int], stretch: Stretch) -> tuple[int, int]:
    """Return first and last token, half-open.

    What stands between two letters is given to the token before it, at the opening of a block to the token after it:
    spaCy has no span without tokens.
    """
    last = bisect_left(starts, stretch.end)
    if stretch.start < stretch.end:
        return bisect_left(starts, stretch.start), last
    return (last, last + 1) if stretch.end in openings else (last - 1, last)


def _values(article: record.Article) -> tuple[str | int | None, ...]:
    entry = article_entry(article)
    filename = article.source.filename
    return article.id, filename, article.language, entry.title, entry.container, entry.year, entry.doi


def to_docbin(article: record.Article) -> bytes:
    """Return a ``DocBin`` of one ``Doc``, as ``spacy.training.Corpus`` and ``DocBin.from_disk`` read it."""
    doc = to_doc(article)
    from spacy.tokens import DocBin

    return DocBin(attrs=["ORTH", "SENT_START"], store_user_data=True, docs=[doc]).to_bytes()
