"""The sentences of every text, as offsets into it.

The rule works on characters (``sentence_rules``): it needs no tokens, and spaCy's tokenizers, which give the same
text its tokens where those are wanted (``tokenizers.make_tokenizer``), cost a second to load.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import Document, PassageKind, Text
from pipeline.language.sentence_rules import find_sentences

UNDIVIDED: frozenset[PassageKind] = frozenset(
    {
        "title", "author", "affiliation", "abstract_heading", "heading", "keywords", "equation", "table", "figure",
        "reference_heading", "reference",
    }
)  # fmt: skip
"""Texts that are one sentence at most: their full stops end numbers, initials and fields."""


def split_sentences(doc: Document) -> Document:
    """Find the sentences of each text.

    Needs: texts.  Adds: sentences, parallel to texts; an empty text has none.  Raises nothing.
    """
    return replace(doc, sentences=tuple(_split(text) for text in doc.texts))


def _split(text: Text) -> tuple[tuple[int, int], ...]:
    if text.kind not in UNDIVIDED:
        return find_sentences(text.text)
    stripped = text.text.strip()
    start = text.text.find(stripped)
    return ((start, start + len(stripped)),) if stripped else ()
