"""Documents built by hand: words, lines, pages and whole documents whose glyphs balance.

Every glyph is half its size wide; a word stands one glyph after the one before. Units as in ``pipeline.document``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.document import (
    BBox,
    Char,
    Document,
    Font,
    Line,
    Page,
    Passage,
    PassageKind,
    PdfInfo,
    Region,
    Source,
    Span,
    Text,
    Word,
)
from pipeline.geometry import union

ASCENT, DESCENT = 0.78, 0.22
"""Shares of the size above and below the baseline, as every engine draws its boxes."""
GLYPH_WIDTH = 0.5
LEADING = 14.0
PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
MARGIN = 72.0


def make_word(text: str, x0: float = MARGIN, baseline: float = 100.0, size: float = 10.0, **other: Any) -> Word:
    """Return a word of plain style; ``other`` overrides any field."""
    fields: dict[str, Any] = {
        "text": text,
        "x0": x0,
        "top": baseline - ASCENT * size,
        "x1": x0 + GLYPH_WIDTH * size * len(text),
        "bottom": baseline + DESCENT * size,
        "baseline": baseline,
        "size": size,
        "font": 0,
        "bold": False,
        "italic": False,
        "raised": 0,
        "joined": False,
        "glyphs": sum(not char.isspace() for char in text),
    }
    return Word(**{**fields, **other})


def make_line(
    content: str | Sequence[Word],
    *,
    page: int = 1,
    x0: float = MARGIN,
    baseline: float = 100.0,
    size: float = 10.0,
    **style: Any,
) -> Line:
    """Return a line of a text, set word after word, or of the words given."""
    if isinstance(content, str):
        words, x = [], x0
        for text in content.split():
            words.append(make_word(text, x, baseline, size, **style))
            x = words[-1].x1 + GLYPH_WIDTH * size
    else:
        words = list(content)
    return Line(
        page=page,
        bbox=union(BBox(*word[1:5]) for word in words),
        baseline=baseline,
        size=size,
        bold=all(word.bold for word in words),
        italic=all(word.italic for word in words),
        words=tuple(words),
        text="".join(word.text if word.joined else " " + word.text for word in words).strip(),
    )


def make_chars(lines: Iterable[Line]) -> tuple[Char, ...]:
    """Return one glyph a character for the words of the lines."""
    chars = []
    for line in lines:
        for word in line.words:
            step = (word.x1 - word.x0) / max(1, len(word.text))
            for index, text in enumerate(word.text):
                x0 = word.x0 + index * step
                chars.append(Char(text, x0, word.top, x0 + step, word.bottom, word.baseline, word.size, word.font))
    return tuple(chars)


def make_page(lines: Iterable[Line] = (), number: int = 1, **other: Any) -> Page:
    """Return an A4 page that holds the glyphs of the lines; ``other`` overrides any field."""
    fields: dict[str, Any] = {"number": number, "width": PAGE_WIDTH, "height": PAGE_HEIGHT}
    return Page(**{**fields, "chars": make_chars(lines), **other})


def make_source(filename: str = "paper.pdf") -> Source:
    """Return the source of a file of that name."""
    return Source(filename=filename, sha256="0123456789abcdef" * 4, bytes=1000, pdf=PdfInfo(version="1.7"))


def make_document(*parts: str | tuple[PassageKind, str], **layers: Any) -> Document:
    """Return a document with one line, passage and text for each part, a plain string being a paragraph.

    Parts run down the page and on to the next; ``layers`` overrides or adds any field of the document.
    """
    lines: list[Line] = []
    passages, texts = [], []
    page, baseline = 1, MARGIN + LEADING
    for index, part in enumerate(parts):
        kind, text = ("paragraph", part) if isinstance(part, str) else part
        if baseline > PAGE_HEIGHT - MARGIN:
            page, baseline = page + 1, MARGIN + LEADING
        lines.append(make_line(text, page=page, baseline=baseline))
        passages.append(Passage(kind, (Span(index, 0, len(lines[-1].words)),)))
        texts.append(Text(kind, lines[-1].text, index, regions=(Region(page, lines[-1].bbox),)))
        baseline += LEADING
    pages = tuple(make_page([line for line in lines if line.page == number], number) for number in range(1, page + 1))
    fields: dict[str, Any] = {
        "source": make_source(),
        "engine": "hand",
        "fonts": (Font("Serif", bold=False, italic=False),),
        "pages": pages,
        "lines": tuple(lines),
        "body_size": 10.0,
        "leading": LEADING,
        "passages": tuple(passages),
        "texts": tuple(texts),
    }
    return Document(**{**fields, **layers})
