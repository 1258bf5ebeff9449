"""Words that reference entries are read by: cities, institutions, journals, laws; data in the lexicon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.lexicon import load_json

MONTHS = (
    r"(?:jan(?:uari|uary|uar)?|[fp]eb(?:r(?:uari|uary|uar))?|mar(?:et|ch)?|märz|apr(?:il)?|mei|may|mai|jun[ie]?"
    r"|jul[iy]?|ag(?:u(?:stus)?|s|t)|aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|no[vp](?:ember)?"
    r"|de[sc](?:ember)?|dez(?:ember)?)"
)
"""Any name of a month, as a part of larger patterns; ``pipeline.front.dates`` reads whole dates."""

YEAR = r"(?:1[5-9]|20)\d\d"
ROMAN = r"(?=[IVXLC])(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})"


_PLACES = re.compile(r",\s*|\s+(?:and|dan|&|und)\s+|/|\s*[–-]\s+")


JOURNAL_FIRST = frozenset({
    "jurnal", "journal", "majalah", "buletin", "bulletin", "prosiding", "proceedings", "proceeding", "jom",
    "zeitschrift",
})  # fmt: skip
"""First words of names of journals and proceedings."""


class ReferenceWords(NamedTuple):
    """Look-up sets, case-folded, and patterns made of the lexicon's lists."""

    cities: frozenset[str]
    regions: frozenset[str]
    corporate: frozenset[str]
    publisher: frozenset[str]
    journal: frozenset[str]
    abbreviations: frozenset[str]
    thesis: re.Pattern[str]
    institution: re.Pattern[str]
    legal: re.Pattern[str]


@cache
def reference_words() -> ReferenceWords:
    """Return the words, read once per process."""
    lists: dict[str, list[str]] = load_json("references")
    return ReferenceWords(
        cities=frozenset(lists["cities"] + lists["cities_abroad"]),
        regions=frozenset(lists["regions"]),
        corporate=frozenset(lists["corporate"]),
        publisher=frozenset(lists["publisher"]),
        journal=frozenset(lists["journal"]),
        abbreviations=frozenset(lists["abbreviations"]),
        thesis=re.compile(rf"\b(?:{_any(lists['thesis'])})\b", re.IGNORECASE),
        institution=re.compile(rf"\b(?:{_any(lists['institution'])})\b", re.IGNORECASE),
        legal=re.compile(rf"(?:{_any(lists['legal'])})\b", re.IGNORECASE),
    )


def first_word(text: str) -> str:
    """Return the first word of ``text``, case-folded, without punctuation round it."""
    words = text.split(None, 1)
    return words[0].strip(".,;:()[]“”\"'").casefold() if words else ""


def is_journal(text: str) -> bool:
    """Return whether ``text`` holds a word that only names of journals and proceedings hold."""
    known = reference_words().journal
    folded = [word.strip(".,;:()").casefold() for word in text.split()]
    return bool(folded) and (folded[0].startswith("arxiv") or any(word in known for word in folded))


def is_publisher(text: str) -> bool:
    """Return whether ``text`` holds a word that names of publishers and of institutions hold."""
    words = reference_words()
    folded = [word.strip(".,;:()").casefold() for word in text.split()]
    return any(word in words.publisher for word in folded) or words.institution.search(text) is not None


def is_place(text: str) -> bool:
    """Return whether ``text`` is a city, a region, or several of them."""
    words = reference_words()
    folded = text.strip(" .,;:()").casefold()
    if folded in words.cities or folded in words.regions:
        return True
    parts = [part.strip(" .()") for part in _PLACES.split(folded)]
    return len(parts) > 1 and all(part in words.cities or part in words.regions for part in parts if part)


def holds_city(text: str) -> bool:
    """Return whether one of the places named is a city, not only a country or province."""
    cities = reference_words().cities
    folded = text.strip(" .,;:()").casefold()
    return folded in cities or any(part.strip(" .()") in cities for part in _PLACES.split(folded))


def place_start(text: str) -> int | None:
    """Return where the place begins that ``text`` ends with (``... Perkembangan Jakarta``), None without one."""
    words = reference_words()
    end = len(text.rstrip())
    start = None
    while True:
        found = _last_place(text[:end], words)
        if found is None:
            return start
        start = found
        rest = text[:start].rstrip()
        match = re.search(r"(?:,|\s(?:and|dan|&|und)|/)$", rest)
        if match is None:
            return start
        end = match.start()


def _last_place(text: str, words: ReferenceWords) -> int | None:
    starts = [match.start() for match in re.finditer(r"(?<![\w.’'-])[A-ZÄÖÜ]", text)][-4:]
    for start in starts:
        folded = text[start:].strip(" .,()").casefold()
        if folded in words.cities or folded in words.regions:
            return start
    return None


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))
