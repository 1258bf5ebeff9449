"""Counts every non-space glyph of the text layer once, in the kind of place where it went.

A glyph is a ``Char`` whose text is not white space. Words carry the glyphs of the lines; each word must be claimed
by exactly one of: a furniture line, the template, a passage, a table, a figure. What does not balance is a defect of
naskah and raises, with the line that shows it: a record that loses or doubles text must not leave the house.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from operator import attrgetter
from typing import NamedTuple

from pipeline.document import Document, PassageKind, Span
from pipeline.errors import OutputInvalidError

QUOTED_LENGTH = 60
"""Characters of the line shown in a message: enough to find it on the page."""


CLAIMED_ONCE_MORE = bytes((1, 2, 2)) + bytes(range(3, 256))
"""From how often a word was claimed to how often then: never, once, more than once."""


_GLYPHS = attrgetter("glyphs")


class Balance(NamedTuple):
    """Glyphs by place; ``chars`` is their sum."""

    chars: int
    blocks: int
    footnotes: int
    references: int
    tables: int
    figures: int
    furniture: int
    dropped: int


PLACE_OF_KIND: dict[PassageKind, str] = {
    "footnote": "footnotes",
    "reference": "references",
    "table": "tables",
    "figure": "figures",
}
"""Every other kind of passage becomes a block."""


def count_glyphs(doc: Document) -> Balance:
    """Return the balance of a document whose passages are filled.

    Raises OutputInvalidError where a word is claimed twice or never, or glyphs are missing from the lines.
    """
    ledger = _Ledger(doc)
    counts = dict.fromkeys(("blocks", "footnotes", "references", "tables", "figures", "furniture"), 0)
    for place, spans in _claims(doc):
        counts[place] += ledger.claim(spans)
    if ledger.claimed.count(1) != len(ledger.claimed):
        ledger.check_claims()
    dropped = _dropped_glyphs(doc)
    chars = sum(_page_glyphs(doc))
    if chars != dropped + sum(counts.values()):
        raise OutputInvalidError(_lost_glyphs(doc))
    return Balance(chars=chars, dropped=dropped, **counts)


class _Ledger:
    """All words of the lines in one row: how often each was claimed, and the glyphs before each."""

    def __init__(self, doc: Document) -> None:
        self._lines = doc.lines
        self._starts = [0, *accumulate(len(line.words) for line in doc.lines)]
        words = chain.from_iterable(line.words for line in doc.lines)
        self._glyphs = [0, *accumulate(map(_GLYPHS, words))]
        self.claimed = bytearray(self._starts[-1])

    def claim(self, spans: Iterable[Span]) -> int:
        """Mark the words of the spans and return their glyphs."""
        glyphs = 0
        for line, start, end in spans:
            first, last = self._starts[line] + start, self._starts[line] + end
            glyphs += self._glyphs[last] - self._glyphs[first]
            self.claimed[first:last] = self.claimed[first:last].translate(CLAIMED_ONCE_MORE)
        return glyphs

    def check_claims(self) -> None:
        """Raise where a word with glyphs is claimed by none or by more than one."""
        marks = iter(self.claimed)
        for line in self._lines:
            for word in line.words:
                mark = next(marks)
                if mark != 1 and word.glyphs:
                    how = "twice" if mark else "by nothing"
                    raise OutputInvalidError(
                        f"Page {line.page}: the word {word.text!r} is claimed {how}, in the line "
                        f"{line.text[:QUOTED_LENGTH]!r}. This is a defect of naskah; please report it."
                    )


def _claims(doc: Document) -> Iterator[tuple[str, Iterable[Span]]]:
    """Yield each claim on words: the place in the accounting and the spans.

    A table's words are those of the table, whether or not its passage repeats them.
    """
    for furniture in doc.furniture:
        yield "furniture", [Span(line, 0, len(doc.lines[line].words)) for line in furniture.lines]
    for item in doc.template:
        yield "furniture", item.spans
    tables, figures = set(range(len(doc.tables))), set(range(len(doc.figures)))
    for passage in doc.passages:
        place = PLACE_OF_KIND.get(passage.kind, "blocks")
        if passage.kind == "table" and passage.ref is not None:
            tables.discard(passage.ref)
            yield place, doc.tables[passage.ref].spans
        elif passage.kind == "figure" and passage.ref is not None:
            figures.discard(passage.ref)
            yield place, doc.figures[passage.ref].spans
        else:
            yield place, passage.spans
    for index in sorted(tables):
        yield "tables", doc.tables[index].spans
    for index in sorted(figures):
        yield "figures", doc.figures[index].spans


def _page_glyphs(doc: Document) -> list[int]:
    """Return the glyphs of each page's text layer."""
    return [page.chars.ink for page in doc.pages]


def _dropped_glyphs(doc: Document) -> int:
    pages = {page.number: page for page in doc.pages}
    return sum(not pages[number].chars.texts[index].isspace() for number, index in doc.dropped)


def _lost_glyphs(doc: Document) -> str:
    """Return which page's lines hold fewer or more glyphs than its text layer."""
    expected = {page.number: glyphs for page, glyphs in zip(doc.pages, _page_glyphs(doc), strict=True)}
    pages = {page.number: page for page in doc.pages}
    for number, index in doc.dropped:
        expected[number] -= not pages[number].chars.texts[index].isspace()
    found = dict.fromkeys(expected, 0)
    for line in doc.lines:
        found[line.page] = found.get(line.page, 0) + sum(word.glyphs for word in line.words)
    wrong = [
        f"page {number} has {glyphs} glyphs and {found[number]} in its lines"
        for number, glyphs in expected.items()
        if found[number] != glyphs
    ]
    return f"The glyphs do not balance: {'; '.join(wrong[:3])}. This is a defect of naskah; please report it."
