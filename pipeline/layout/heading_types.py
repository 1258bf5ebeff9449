"""What a section header means: the canonical section types, in Indonesian and English.

Look-up after normalising (numbers, case, end marks, ``&`` and ``/``), then with the typing errors that journals
print (``METODELOGI``, ``PENDAHULAN``), then by the words that decide a longer header's type.
Source: header variants of author guidelines and published articles, ``lexicon/headings.json``; distances from
domain notes 2.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.lexicon import load_json

REMEMBERED = 4096
"""Headers kept with their meaning, so that a batch does not grow without end."""
MIN_FUZZY = 8
"""Letters; shorter words turn into other words with one letter changed."""
MIN_FUZZY_TWO = 14
"""Letters from which two changed letters are allowed."""

NUMBER = re.compile(
    r"""^\s*(?P<number>
        BAB\s+[IVXLC]+\b\.?            # thesis chapters
      | \d{1,2}(?:\.\d{1,2})+\.?       # 2.1, 2.1.3.
      | \d{1,2}[.)]                    # 1. or 1)
      | \d{1,2}(?=\s+[^\W\d_])         # 1 Einleitung
      | [IVXLC]{1,6}[.)]               # roman
      | [A-Za-z][.)]                   # A. or a)
      | \(\d{1,2}\) | \([a-z]\)
    )\s*(?=\S)""",
    re.VERBOSE,
)
_NUMBER_LETTERS, _NUMBER_ENDS = "BIVXLC", ".)"
"""With what letters a number of several letters starts, and what follows one of a single letter."""
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_LOOSE = (
    (re.compile(r"^(?:hasil|temuan)\b.*\bpembahasan\b|^results?\b.*\bdiscussions?\b"), "results_discussion"),
    (re.compile(r"^(?:ke)?simpulan\b|^penutup\b|^conclu(?:sions?|ding)\b"), "conclusion"),
    (re.compile(r"^daftar (?:pustaka|rujukan|referensi|sumber|bacaan)\b|^references\b|^bibliography\b"), "references"),
    (re.compile(r"^(?:metod[ea]|metodologi|metodelogi)\b|^(?:research )?method(?:s|ology)?\b"), "method"),
    (re.compile(r"^(?:tinjauan|kajian|telaah|studi) (?:pustaka|literatur|kepustakaan)\b|^literature review\b"),
     "literature_review"),
    (re.compile(r"^(?:landasan|kerangka|kajian|dasar|tinjauan) (?:teori|teoritis|teoretis|konsep)\w*\b"), "theory"),
    (re.compile(r"^pendahuluan\b|^introduction\b"), "introduction"),
    (re.compile(r"^(?:ucapan terima ?kasih|acknowledge?ments?)\b"), "acknowledgement"),
    (re.compile(r"^(?:lampiran|appendix|appendices)\b"), "appendix"),
    (re.compile(r"^saran\b|^rekomendasi\b"), "suggestion"),
    (re.compile(r"^hasil (?:penelitian|analisis|pengujian|dan analisis)\b|^(?:research )?(?:results|findings)\b"),
     "results"),
    (re.compile(r"^pembahasan\b|^discussions?\b"), "discussion"),
)  # fmt: skip


class HeadingType(NamedTuple):
    """A section type and how sure it is: ``exact`` words of the lexicon, at the top of a chain or below."""

    type: str
    exact: bool
    top: bool
    lang: str


def split_number(text: str) -> tuple[str | None, str]:
    """Return the number as printed, or None, and the words of a section header."""
    if text[:1].isalpha() and text[0] not in _NUMBER_LETTERS and text[1:2] not in _NUMBER_ENDS:
        return None, text.strip()
    match = NUMBER.match(text)
    if match is None or len(match["number"]) == len(text.strip()):
        return None, text.strip()
    return match["number"].strip(), text[match.end() :].strip()


def normalise(text: str) -> str:
    """Return a header's words for look-up: no number, lower case, no end marks, ``&`` and ``/`` spelt out."""
    words = unicodedata.normalize("NFKC", split_number(text)[1]).casefold()
    words = re.sub(r"\s*[&/]\s*", " dan ", words)
    return " ".join(_EDGES.sub("", words).split())


@lru_cache(maxsize=REMEMBERED)
def classify(text: str) -> HeadingType | None:
    """Return what a header means, or None where its words do not say."""
    words = normalise(text)
    if not words:
        return None
    known = _entries()
    found = known.get(words) or known.get(words.replace(" dan ", " and "))
    if found is not None:
        return found
    misprinted = _misprinted(words)
    if misprinted is not None:
        return misprinted
    for pattern, name in _LOOSE:
        if pattern.search(words):
            return HeadingType(name, False, False, "id")
    return None


def is_listed(text: str) -> bool:
    """Return whether the words of a header stand in the lexicon as they are."""
    return normalise(text) in _entries()


def is_group_head(text: str) -> bool:
    """Return whether words head a group of references: ``Jurnal``, ``Peraturan Perundang-undangan dan Putusan``."""
    known = _entries()
    return all((kind := known.get(part)) and kind.type == "references_group" for part in normalise(text).split(" dan "))


@cache
def _entries() -> dict[str, HeadingType]:
    entries: dict[str, HeadingType] = {}
    for name, lists in load_json("headings").items():
        for key, variants in lists.items():
            for words in variants:
                entries.setdefault(words, HeadingType(name, True, not key.startswith("sub"), key[-2:]))
    return entries


def _misprinted(words: str) -> HeadingType | None:
    """Return the first entry from which one or two letters make ``words``.

    One of three parts of an entry survives two changed letters: what holds none of them is not compared.
    """
    if len(words) < MIN_FUZZY:
        return None
    reach = 2 if len(words) >= MIN_FUZZY_TWO else 1
    by_length = _parts_by_length()
    for length in range(len(words) - reach, len(words) + reach + 1):
        for (first, second, third), entry, kind in by_length.get(length, ()):
            is_like = first in words or second in words or third in words
            if is_like and _distance_at_most(words, entry, reach):
                return kind
    return None


_Parts = tuple[str, str, str]


@cache
def _parts_by_length() -> dict[int, list[tuple[_Parts, str, HeadingType]]]:
    """Return the entries by their length, each with its three parts."""
    out: dict[int, list[tuple[_Parts, str, HeadingType]]] = {}
    for entry, kind in _entries().items():
        third = -(-len(entry) // 3)
        parts = entry[:third], entry[third : 2 * third], entry[2 * third :]
        out.setdefault(len(entry), []).append((parts, entry, kind))
    return out


def _distance_at_most(a: str, b: str, most: int) -> bool:
    """Return whether ``a`` becomes ``b`` with at most ``most`` letters inserted, deleted or changed."""
    row = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (char != other))
        if min(row) > most:
            return False
    return row[-1] <= most
