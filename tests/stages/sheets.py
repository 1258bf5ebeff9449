"""First pages built by hand: columns of lines, each with its type, and the headers that an earlier stage found."""

import re

from pipeline.document import BBox, Column, Document, Heading, Line, Span
from pipeline.geometry import union
from tests.builders import GLYPH_WIDTH, make_document, make_page, make_word

BODY = "Pada umumnya penelitian tentang desa wisata yang dilakukan oleh para ahli dan pemerintah"
"""A line of running text, as wide as 88 glyphs."""


class Sheet:
    """Lines and columns of pages, top left origin, points."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.columns: list[Column] = []
        self.headings: list[Heading] = []

    def column(self, *rows, x0=72.0, y=80.0, page=1, size=10.0):
        """Add a column: each row a text, or a text and its type (size, bold, italic, gap, indent, center, head,
        then: more text of the line from another x)."""
        first = len(self.lines)
        for row in rows:
            text, style = row if isinstance(row, tuple) else (row, {})
            own = style.get("size", size)
            y += style.get("gap", 1.2 * own)
            self._line(text, style, own, x0 + style.get("indent", 0.0), y, page)
        members = tuple(range(first, len(self.lines)))
        box = union(self.lines[at].bbox for at in members)
        self.columns.append(Column(page, box, members))
        return self

    def _line(self, text, style, size, x0, y, page):
        plain = len(text.replace("^", "")) * GLYPH_WIDTH * size
        words = self._words(text, style, size, 297.6 - plain / 2 if style.get("center") else x0, y)
        if "then" in style:
            words += self._words(style["then"][1], style, size, style["then"][0], y)
        self._add(words, style, size, y, page)

    def _words(self, text, style, size, x, y):
        words = []
        for part in re.split(r"(\s+)", text):
            if part.isspace():
                x += GLYPH_WIDTH * size
                continue
            for at, piece in enumerate(part.split("^")):
                if not piece:
                    continue
                kind = {"bold": style.get("bold", False), "italic": style.get("italic", False)}
                scale, rise = (0.6 * size, 0.33 * size) if at % 2 else (size, 0.0)
                joined = bool(at) and bool(words) and abs(words[-1].x1 - x) < 0.01
                words.append(
                    make_word(piece, x, y - rise, scale, raised=int(at % 2), joined=joined, glyphs=len(piece), **kind)
                )
                x = words[-1].x1
        return words

    def _add(self, words, style, size, y, page):
        printed = "".join(word.text if word.joined else f" {word.text}" for word in words).strip()
        box = union(BBox(*word[1:5]) for word in words)
        bold, italic = style.get("bold", False), style.get("italic", False)
        self.lines.append(Line(page, box, y, size, bold, italic, tuple(words), printed))
        if "head" in style:
            span = Span(len(self.lines) - 1, 0, len(words))
            self.headings.append(Heading((span,), None, printed, 1, style["head"] or None))

    def document(self, **layers) -> Document:
        """Return the document with its lines, columns and headings."""
        last = max(line.page for line in self.lines)
        pages = tuple(make_page([], number) for number in range(1, last + 1))
        fields = {"lines": tuple(self.lines), "columns": tuple(self.columns), "headings": tuple(self.headings)}
        return make_document(**{"pages": pages, "passages": (), "texts": (), "leading": 12.0, **fields, **layers})


def printed(doc: Document, kind: str = "") -> list[str]:
    """Return the passages of the front matter, ``kind: lines``, or the lines of those of one kind."""
    found = []
    for passage in doc.front:
        rows = [
            "".join(w.text if w.joined else f" {w.text}" for w in doc.lines[s.line].words[s.start : s.end]).strip()
            for s in passage.spans
        ]
        if not kind:
            found.append(f"{passage.kind}: {' / '.join(rows)}")
        elif passage.kind == kind:
            found.append(" / ".join(rows))
    return found
