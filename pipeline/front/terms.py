"""Keywords into terms, in the language that they are in.

The separator is the one that the list uses: semicolons before commas, then bullets, line ends and full stops.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MAX_TERM_WORDS = 9
"""Words of the longest term; a longer one is running text that was taken for a keyword."""

LINE_WORDS = 4
"""Words of the longest term that has a line of its own."""

_SEPARATORS = (
    re.compile(r"\s*[;；]\s*"),
    re.compile(r"\s*[•●▪■·|]\s*"),
    re.compile(r"\s*[,،，](?!\d)\s*"),
)
_DASHES = re.compile(r"\s+[–—-]\s+")
_STOPS = re.compile(r"\.\s+(?=[^\W\d_])")
_AND = re.compile(r"^(?:dan|and|serta|&)\s+", re.IGNORECASE)
_NUMBER = re.compile(r"^\(?\d{1,2}[.)]\s+")


def split_terms(lines: Sequence[str], *, stacked: bool = False) -> tuple[str, ...]:
    """Return the keywords of a list without its label; ``lines`` are its printed lines, joined where words broke.

    ``stacked``: the list stands under its label, where each of several short lines may be a term.
    """
    text = " ".join(lines).strip()
    parts = [text]
    for pattern in _SEPARATORS:
        if pattern.search(text):
            parts = pattern.split(text)
            break
    else:
        if _DASHES.search(text) and len(_DASHES.split(text)) > 2:
            parts = _DASHES.split(text)
        elif _STOPS.search(text):
            parts = _STOPS.split(text)
        elif all(len(line.split()) <= LINE_WORDS for line in lines) and (
            (stacked and len(lines) > 2) or (len(lines) > 1 and all(line[:1].isupper() for line in lines))
        ):
            parts = list(lines)
    terms = (_clean(part) for part in parts)
    return tuple(dict.fromkeys(term for term in terms if term))


def choose_language(label: str, text: str, abstract: str) -> str:
    """Return the language of keywords from that of their label, of their own words and of their abstract.

    Terms are short and borrowed: an Indonesian label is trusted, an English one unless the words, or else the
    abstract above, are of another language.
    """
    if label not in ("en", "und"):
        return label
    if text not in ("und", label):
        return text
    if label == "und":
        return text if text != "und" else abstract
    return abstract if text == "und" and abstract != "und" else label


def _clean(term: str) -> str:
    term = re.sub(r"\s+", " ", term).strip(" .,;:–—-•")
    term = _NUMBER.sub("", _AND.sub("", term)).strip()
    if len(term) > 1 and term[0] in "\"“‘'" and term[-1] in "\"”’'":
        term = term[1:-1].strip()
    return term if any(char.isalnum() for char in term) else ""
