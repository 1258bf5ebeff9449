"""Plain text in reading order: a paragraph a line, an empty line between them, no calls and no furniture."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.exports.outline import Outline, main_first
from schemas import article as record


def to_text(article: record.Article) -> bytes:
    """Return titles, authors, abstracts, body, notes and references as UTF-8 text."""
    outline = Outline(article)
    parts = [*_front(article), *_body(outline), *_notes(article), *_references(article)]
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")


def _front(article: record.Article) -> Iterator[str]:
    front = article.front_matter
    for title in main_first(front.titles, article.language):
        yield title.text
    if front.authors:
        yield "; ".join(author.name for author in front.authors)
    for abstract in main_first(front.abstracts, article.language):
        yield from abstract.text.split("\n")


def _body(outline: Outline) -> Iterator[str]:
    """Yield blocks; cells of a table are apart by tabs, its rows by line ends."""
    for block in outline.body():
        if block.id in outline.tables:
            rows = outline.tables[block.id].rows
            if rows:
                yield "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
        elif block.id in outline.figures:
            words = outline.figures[block.id].text
            if words:
                yield words
        elif block.text:
            yield block.text


def _notes(article: record.Article) -> Iterator[str]:
    for note in article.footnotes:
        yield f"{note.marker} {note.text}"


def _references(article: record.Article) -> Iterator[str]:
    for reference in article.references:
        yield f"{reference.marker} {reference.text}" if reference.marker else reference.text
