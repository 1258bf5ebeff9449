"""What a short text says of its language by its set words: headings, labels, and the frame of a reference.

A heading has too few words to be weighed, and its capitals mislead every detector; but most headings are one of
a few hundred (``lexicon/headings.json``). A reference is framed in one language (``hlm.``, ``diakses``) and cites
a title in another: its own language is that of the frame.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.language.words import HOME
from pipeline.lexicon import load_json

NUMBERING = re.compile(
    r"^\s*(?:bab\s+[ivxlc\d]+|[ivxlc]+[.)]|[a-z][.)]|\(?\d+(?:\.\d+)*[.)]?)\s*[.:–—-]?\s*(?=\S)", re.IGNORECASE
)
SPACED = re.compile(r"^(?:\w ){3,}\w$")
"""A word printed with spaces between its letters."""

LABELS = (
    (
        "id",
        re.compile(
            r"^\W*(?:kata[\s-]*(?:kata\s*)?kunci|abstrak|intisari|tabel|gambar|bagan|grafik|lampiran)\b", re.IGNORECASE
        ),
    ),
    (
        "en",
        re.compile(r"^\W*(?:key\s*-?words?|index terms|abstract|table|figure|fig\.|chart|graph)\b", re.IGNORECASE),
    ),
)
"""Labels that a text begins with and the language of each."""

YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
AUTHOR_WORDS = 16
"""Words at the start of a reference among which ``dan`` or ``and`` joins names."""

JOINERS = (("id", "dan"), ("en", "and"))


def find_heading_language(text: str) -> str | None:
    """Return the language of a heading that the lexicon has; None for others and for those of both languages."""
    return _load_headings().get(normalise_heading(text))


def normalise_heading(text: str) -> str:
    """Return a heading as the lexicon has it: no number, no final mark, one space, lower case, joined letters."""
    bare = NUMBERING.sub("", text, count=1).strip(" .:;–—-\t")
    if SPACED.match(bare):
        bare = bare.replace(" ", "")
    return " ".join(bare.lower().split())


def find_label_language(text: str) -> str | None:
    """Return the language of the label that ``text`` begins with (``Kata kunci:``, ``Tabel 1``), if any."""
    return next((lang for lang, label in LABELS if label.match(text)), None)


def find_frame_language(text: str, words: Sequence[str]) -> str | None:
    """Return the language of the frame of a reference or note; None where no set word tells.

    ``words`` are those of ``text``, lower case.
    """
    counts = {lang: sum(map(_load_frame(lang).__contains__, words)) for lang in HOME}
    year = YEAR.search(text)
    names = text[: year.start()].lower().split() if year else list(words[:AUTHOR_WORDS])
    for lang, joiner in JOINERS:
        counts[lang] += joiner in names[:AUTHOR_WORDS]
    if counts["id"] == counts["en"]:
        return None
    return "id" if counts["id"] > counts["en"] else "en"


@cache
def _load_headings() -> dict[str, str]:
    both: dict[str, set[str]] = {}
    for variants in load_json("headings").values():
        for lang in HOME:
            for heading in variants[lang]:
                both.setdefault(heading, set()).add(lang)
    return {heading: min(langs) for heading, langs in both.items() if len(langs) == 1}


@cache
def _load_frame(lang: str) -> frozenset[str]:
    return frozenset(load_json("frame_words")[lang])
