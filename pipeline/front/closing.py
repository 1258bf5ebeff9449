"""Title, abstract and keywords in another language at an article's very end, as German and French journals print them.

``Zusammenfassung: ...`` and ``Schlagworte: ...`` under the translated title, behind the list of references (a real
English article of a German journal, 2014). Looked for behind the last section header only, under a label.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.document import Document, Line, Passage
from pipeline.front.finding import Finding
from pipeline.front.growth import Block, cut_paragraphs, grow_abstract, grow_keywords
from pipeline.front.labels import read_label
from pipeline.front.people import is_prose
from pipeline.front.pieces import Piece, cut_pieces, style_of

LAST_PAGES = 3
"""Pages from the end on which such an abstract may start."""
MIN_LINES = 3
"""Lines of the shortest abstract."""
MAX_TITLE = 5
"""Lines of the longest title."""
TITLE_WHITE = 3.0
"""Sizes of white between lines of a title, or between it and the label."""


def find_closing(doc: Document, last_page: int) -> tuple[Passage, ...]:
    """Return the passages of a closing abstract, in reading order; ``last_page`` is the last of the front matter."""
    first_page = max(last_page + 1, len(doc.pages) - LAST_PAGES + 1)
    if not any(_is_abstract(line) for line in doc.lines if line.page >= first_page):
        return ()
    pieces = _behind_last_section(cut_pieces(doc, len(doc.pages), first_page))
    finding = Finding(pieces, first_page)
    for label in (piece for piece in pieces if piece.label is not None and piece.label.kind == "abstract"):
        block = grow_abstract(label, finding.free())
        if len(block.body) < MIN_LINES or not is_prose(block.body[1].text):
            continue
        finding.claim("title", _title_above(label, pieces, block.body[-1]))
        finding.claim("abstract_heading", [block.head] if block.head else [])
        for paragraph in cut_paragraphs(block.body):
            finding.claim("abstract", paragraph)
        _claim_keywords(finding, block)
    return tuple(passage for _, passage in sorted(finding.passages, key=lambda item: item[0]))


def _is_abstract(line: Line) -> bool:
    label = read_label(line.text, line.words)
    return label is not None and label.kind == "abstract"


def _behind_last_section(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces behind the last header of the body; where none is among them, all stand behind it."""
    last = max((piece.rank for piece in pieces if piece.ends_front), default=-1)
    return tuple(piece for piece in pieces if piece.rank > last)


def _title_above(label: Piece, pieces: Sequence[Piece], text: Piece) -> list[Piece]:
    """Return the lines right above a label that are set as one and otherwise than the abstract's text."""
    above = [piece for piece in pieces if piece.rank < label.rank and piece.page == label.page][-MAX_TITLE:]
    title: list[Piece] = []
    for lower, piece in pairwise([label, *reversed(above)]):
        is_near = 0 < lower.baseline - piece.baseline < TITLE_WHITE * piece.size
        if not is_near or piece.is_stop or (title and style_of(piece) != style_of(title[0])):
            break
        title.insert(0, piece)
    is_apart = bool(title) and (title[0].bold > text.bold or title[0].size > text.size * 1.05)
    return title if is_apart and len(title) < MAX_TITLE else []


def _claim_keywords(finding: Finding, abstract: Block) -> None:
    """Claim the keywords under the abstract."""
    free = finding.free()
    last = max(piece.rank for piece in abstract.body)
    label = next((p for p in free if p.rank > last and p.label is not None and p.label.kind == "keywords"), None)
    if label is not None:
        block = grow_keywords(label, free)
        finding.claim("keywords", [*([block.head] if block.head else []), *block.body])
