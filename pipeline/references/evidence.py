"""Signs in the words of a line that an entry of a reference list begins there, or goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.references.lists import ListLine
from pipeline.references.words import JOURNAL_FIRST, YEAR, first_word, is_place, reference_words

LOOK_AHEAD = 150
"""Characters within which the year of an entry follows its start."""
MIN_SPACES = 3
"""Spaces in a first line that ends with a full stop; fewer words are the end of an entry."""

YEAR_OR_NONE = re.compile(rf"(?<![\d/]){YEAR}(?!\d)|\bt\.\s?t\.|\bn\.\s?d\.|tanpa tahun", re.IGNORECASE)
_NAME = re.compile(
    r"""(?:[A-ZÀ-Þ][\w’'‘`-]+(?:\s[A-ZÀ-Þ][\w’'‘`.-]*){0,4}\s?[,.&(;:]      # Surname, / Name Name. / Name (
          | (?:[A-Z]\.\s?)+[A-Z][\w’'-]+                               # A. B. Name
          | [A-ZÀ-Þ][\w’'-]+\s[A-Z]{1,3}[,.]                           # Name AB,
          | (?:van|von|de|al|el|bin)[\s-][A-Z][\w’'-]+                 # van Name
          | [A-ZÀ-Þ][\w’'-]+\s(?:dan|and|&|et\.?\sal|dkk)\b
          | _{2,} | [—–-]{2,} )""",
    re.VERBOSE,
)
_END_MARKS = '.)]”"/>'
_ENDING_ADDRESS = re.compile(r"(?:https?:\S+|www\.\S+|\b10\.\d{4,}/\S+)\s*$")
_ADDRESS = re.compile(r"https?:|www\.|\bdoi\b|\b10\.\d{4}", re.IGNORECASE)
_ADDRESS_PART = re.compile(r"(?:https?:|www\.|doi\b|[^\W_]+(?:[./_-]\w+){2,})", re.IGNORECASE)


_ISSUE = re.compile(r"\b\d{1,4}\s?\(\d{1,3}(?:[-–]\d{1,3})?\)\s?[,:]\s?[eE]?\d")
"""``9(4), 310``: volume, issue and page as APA prints them, the year being behind the authors."""
_VOLUME = re.compile(r"\d\s?\(\d|\bvol|\bno\b|:\s?\d", re.IGNORECASE)


def score_start(lines: Sequence[ListLine], index: int) -> float:
    """Return 0 to 1.5: name-like opening with a year in reach, legal source, end of the line before."""
    text = lines[index].text.lstrip("“\"‘'")
    if not text or not (text[0].isupper() or text[0] in "_—–" or text[:4] in ("van ", "von ")):
        return 0.0
    if _ADDRESS_PART.match(text) or (
        text.endswith(".") and text.count(" ") < MIN_SPACES and not YEAR_OR_NONE.search(text)
    ):
        return 0.0  # an address, or the last words of an entry
    if index and first_word(text) in JOURNAL_FIRST and _VOLUME.search(text):
        return 0.0  # the journal of the entry above
    if index and _goes_on_with_source(text):
        return 0.0
    ended = 0.5 if index == 0 or has_ended(lines[index - 1].text) else 0.0
    words = reference_words()
    if words.legal.match(text):
        return 1.0 + ended
    if _NAME.match(text) is None and first_word(text) not in words.corporate:
        return ended
    ahead = " ".join(line.text for line in lines[index : index + 3])[:LOOK_AHEAD]
    return (1.0 if YEAR_OR_NONE.search(ahead) else 0.5) + ended


def has_ended(text: str) -> bool:
    """Return whether an entry may end with a line: with a mark, a number or an address."""
    last = text.rstrip()[-1:]
    return (last != "" and (last in _END_MARKS or last.isdecimal())) or _ENDING_ADDRESS.search(text) is not None


def _goes_on_with_source(text: str) -> bool:
    """Return whether a line opens with a place and its publisher, or a journal whose year was printed before."""
    place, colon, _ = text.partition(": ")
    if colon and is_place(place):
        return True
    issue = _ISSUE.search(text)
    return issue is not None and YEAR_OR_NONE.search(text[: issue.start()]) is None


def goes_on(before: str, text: str) -> bool:
    """Return whether a line cannot begin an entry: it goes on with a word, an address or a lower-case word."""
    if before.endswith(("-", ",", "&", "/")) and not YEAR_OR_NONE.search(text):
        return True
    lower = text[:1].islower() and not text.startswith(("van ", "von ", "de ", "al-", "el-", "bin "))
    return lower and not before.rstrip().endswith(".")


def has_entry_sign(text: str) -> bool:
    """Return whether a text has a year, an address or the name of a law, as nearly all entries do."""
    return bool(YEAR_OR_NONE.search(text) or _ADDRESS.search(text) or reference_words().legal.match(text))
