"""Bullets of list items: printed by the typesetter, no part of what the author wrote.

Taken off the text and kept in the repairs; numbers and letters of list items stay, since the text refers to them.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.document import Document, Mark, Repair
from pipeline.layout.list_marks import BULLETS


class Bullet(NamedTuple):
    """The bullet of a list item: where it stands, on which page, and the glyph as printed."""

    mark: Mark
    page: int
    printed: str

    def to_repair(self, owner: int) -> Repair:
        """Return the entry that lets the bullet be put back; ``owner`` indexes the texts."""
        return Repair("list_mark", owner, 0, self.page, self.printed, "", "bullet", 1.0)


def find_bullets(doc: Document) -> dict[int, Bullet]:
    """Return the bullet of each list item that has one and more words, by index of its passage."""
    found: dict[int, Bullet] = {}
    for index, passage in enumerate(doc.passages):
        if passage.kind != "list_item":
            continue
        span = passage.spans[0]
        line = doc.lines[span.line]
        words = sum(s.end - s.start for s in passage.spans)
        text = line.words[span.start].text
        if words > 1 and len(text) == 1 and text in BULLETS:
            found[index] = Bullet(Mark(span.line, span.start, 0, 1), line.page, text)
    return found
