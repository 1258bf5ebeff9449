"""Headers that run into their paragraph: bold or italic words up to a full stop, then plain text."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Document, Span, Word
from pipeline.floats.captions import read_label
from pipeline.layout.heading_filters import GROUP_TYPE
from pipeline.layout.heading_levels import Found
from pipeline.layout.heading_lines import Place, is_capital, is_full, is_white
from pipeline.layout.heading_types import classify, split_number
from pipeline.layout.sizes import is_like_size

RUN_IN_WORDS = 14
"""Words of the longest header that runs in; a sentence in bold or italics may have more."""
_ORDINALS = frozenset(
    ("pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "first", "second", "third", "fourth", "fifth")
)
"""Stressed words that lead in points of a text and head nothing."""


def judge_run_in(place: Place, doc: Document) -> Found | None:
    """Return the header that a paragraph starts with: bold or italic words up to a full stop, then plain text."""
    if not _starts_paragraph(place, doc):
        return None
    line = doc.lines[place.line]
    bold = line.words[0].bold
    words: list[Word] = []
    spans: list[Span] = []
    for i in (place.line, place.after):
        if i is None:
            break
        text = doc.lines[i].text
        if words and (
            _ends_sentence(words[-1].text) or is_capital(text) != place.style[2] or split_number(text)[0] is not None
        ):
            break
        lead = _lead(doc.lines[i].words, bold)
        if not lead or not is_like_size(doc.lines[i].size, line.size):
            break
        if words and (lead[0].italic != words[-1].italic or not is_full(line, doc.lines[i], place, doc)):
            break  # a run-in header under one that has its own line (sample psikologi-skala-lampiran)
        words += lead
        spans.append(Span(i, 0, len(lead)))
        if len(lead) < len(doc.lines[i].words):
            break
    text = " ".join(word.text for word in words)
    whole = spans and spans[-1].end == len(doc.lines[spans[-1].line].words)
    if whole or not text.endswith((".", "—", ".—")) or not 1 <= len(words) <= RUN_IN_WORDS:
        return None
    if not split_number(text)[1][:1].isupper() or read_label(text) is not None:
        return None
    if not any(len(word) > 2 for word in text.split()):
        return None
    kind = classify(text)
    if (kind and kind.type in ("abstract", "keywords", "references")) or text.rstrip(".").casefold() in _ORDINALS:
        return None
    number, rest = split_number(text)
    style = round(line.size, 1), bold, not bold, False
    type_ = kind.type if kind and kind.type != GROUP_TYPE else None
    return Found(tuple(spans), number, rest.rstrip(".— "), type_, *style, False, run_in=True)


def _lead(words: Sequence[Word], bold: bool) -> list[Word]:
    """Return the words at a line's start in bold, or in italics where ``bold`` is false."""
    lead: list[Word] = []
    for word in words:
        if not (word.bold if bold else word.italic and not word.bold):
            break
        lead.append(word)
        if _ends_sentence(word.text):
            break
    return lead


def _ends_sentence(word: str) -> bool:
    if word.endswith(")."):
        return True
    return len(word) > 3 and word.endswith(".") and word[:-1].isalpha() and not word.isupper()  # ``III.`` is a number


def _starts_paragraph(place: Place, doc: Document) -> bool:
    """Return whether a line starts a paragraph: set in, under white, or after a line that ends short."""
    line = doc.lines[place.line]
    if not (line.words[0].bold or line.words[0].italic):
        return False
    if place.before is None:
        return True
    above = doc.lines[place.before]
    short = above.bbox.x1 < doc.columns[place.column].bbox.x1 - 2 * line.size
    if above.text[-1] in ".?!" and split_number(line.text)[0] is not None:
        return True
    below = doc.lines[place.after] if place.after is not None else above
    indented = line.bbox.x0 - max(above.bbox.x0, below.bbox.x0) > 0.7 * line.size
    return short or indented or is_white(above, line, doc)
