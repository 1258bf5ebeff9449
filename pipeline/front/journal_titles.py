"""The journal's title: what stands before ``Vol.`` in running heads, or names itself a journal.

Candidates are counted over pages; those before a volume weigh most, then lines with a journal word, then a line
just above a volume line. A line that repeats the article's own title is no candidate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from pipeline.front.word_lists import WordList
from pipeline.lexicon import load_json

BEFORE_VOLUME, NAMED, BEFORE_ISSN, ABOVE_VOLUME = 4, 3, 2, 1
"""Weight of a page's vote: text before ``Vol.``, a line that calls itself a journal, text before ``ISSN`` or
``DOI``, the line above a volume."""

REMEMBERED = 128
"""Strings kept with what stands before their volume: running heads are printed on every page, and asked twice."""

MAX_LETTERS, MAX_WORDS = 110, 14
"""A longer candidate is a sentence or a citation."""

_CUT = re.compile(
    r"""
    (?:
        \bVol(?:ume|\.)?\s*[.:]?\s*(?:\d|[IVXLC]+\b)
      | (?P<weak> \b(?:[pe]\s?[-–]?\s?)?ISSN\b | \bDOI\b )
      | \bEdisi\b\s*[.:]?\s*(?:[IVX]+\b|\d|Khusus)
      | (?<![\d/])\d{1,2}\s?/\s?(?:19|20)\d\d(?!\d)
      | \b(?:No(?:mor)?|Issue)\b[.\s]*\d
      | (?<![\d/(-])\d{1,3}\s?\((?:19|20)\d\d\)
      | (?<![\w/(-])(?:\d{1,3}|(?-i:[IVXLC]+)),\s*no\.?\s*\d
      | (?<![\d/(-])\d{1,3}\s?\(\d{1,2}(?:[-–]\d{1,2})?\)
        (?=\s*$ | \s*[,:;] | \s*[.]?\s*\(?(?:[^\W\d_]+\.?(?:\s?[-–/]\s?[^\W\d_]+)?\s+)?(?:19|20)\d\d)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_VOLUME_FIRST = re.compile(r"\s*(?:Vol(?:ume|\.)?\s*[.:]?\s*(?:\d|[IVXLC]+\b)|(?:19|20)\d\d,?\s*Vol)", re.IGNORECASE)
LISTED = re.compile(
    r"\bin:?\s(?P<title>[^,]{3,80}),\s(?P<volume>\d{1,4}),\s(?P<issue>\d{1,3}),\s(?P<first>\d{1,5})\s?[-–]\s?(?P<last>\d{1,5})"
)
"""A citation's way of saying it: ``in: Asia Spectrum, 49, 2, 53-77``."""

_BEFORE_CUT = ",|/–—(:- \t\n\xa0"
_QUOTED = re.compile(r"\s/\s|[”\"]\s*,?\s+|\bin:\s")
"""What ends author and article in a citation of the journal."""

_DIGIT = re.compile(r"\d")
_PAGE_AHEAD = re.compile(r"^\s*(?:page|hal(?:aman)?)?\s*\d{1,5}\s*[|■◼▪]?\s+(?=\D)", re.IGNORECASE)
_WEB = re.compile(r"https?\b|www\.|@")
_EDGE = " ,|/–—-:;.·•■◼▪\t"


class Printed(NamedTuple):
    """A string that may speak of the journal, with its page of the file and where it stood."""

    text: str
    page: int
    place: Literal["head", "foot", "front"]


def is_accreditation(text: str) -> bool:
    """Return whether a string cites a decree of accreditation, which has volumes and numbers of its own."""
    return _words("accreditation").is_in(text)


def vote_title(printed: Sequence[Printed], article: str) -> str | None:
    """Return the candidate with most votes, in the form that most pages print; None where nothing names a journal."""
    votes: dict[str, int] = {}
    forms: dict[str, dict[str, int]] = {}
    seen: set[tuple[str, int]] = set()
    own = _loose(article)
    for text, weight, page in _candidates(printed):
        key = _loose(text)
        if not key or (key, page) in seen or (own and (key in own or own in key)):
            continue
        seen.add((key, page))
        votes[key] = votes.get(key, 0) + weight
        printed_so = forms.setdefault(key, {})
        printed_so[text] = printed_so.get(text, 0) + 1
    if not votes:
        return None
    best = forms[max(votes, key=lambda key: votes[key])]
    return max(best, key=lambda form: best[form])


def names_journal(text: str) -> bool:
    """Return whether a line calls itself a journal and says nothing else."""
    if not _is_short(text) or text.rstrip().endswith(".") or not _words("kinds").is_in(text):
        return False
    return not (is_accreditation(text) or _WEB.search(text) or _words("not_titles").is_in(text))


def _candidates(printed: Sequence[Printed]) -> Iterator[tuple[str, int, int]]:
    """Yield text, weight and page of what may be the title."""
    for at, line in enumerate(printed):
        if is_accreditation(line.text):
            continue
        if before := title_before_volume(line.text):
            yield before.text, before.weight, line.page
        elif names_journal(line.text) and _find_cut(line.text) is None:
            text = line.text.rsplit(" / ", 1)[-1]
            follower = printed[at + 1].text.strip() if at + 1 < len(printed) else ""
            if re.fullmatch(r"\([^()]{4,80}\)", follower) and printed[at + 1].page == line.page:
                text = f"{text.strip()} {follower}"
            yield _clean(text), NAMED, line.page
        elif at + 1 < len(printed) and _VOLUME_FIRST.match(printed[at + 1].text):
            text = _clean(line.text)
            if (
                line.page == printed[at + 1].page
                and _is_short(text)
                and not re.search(r"\d", text)
                and not _WEB.search(text)
            ):
                yield text, ABOVE_VOLUME, line.page


class _Before(NamedTuple):
    text: str
    weight: int


@lru_cache(maxsize=REMEMBERED)
def title_before_volume(text: str) -> _Before | None:
    """Return what stands before volume or ISSN, without author, citation and page number around it."""
    if listed := LISTED.search(text):
        return _Before(listed["title"].strip(), BEFORE_VOLUME)
    match = _find_cut(text)
    if match is None:
        return None
    ahead = text[: match.start()].rstrip(_BEFORE_CUT)
    if match["weak"] and "|" in ahead.strip(_EDGE):
        return None
    before = _QUOTED.split(ahead)[-1]
    if _WEB.search(before) or _words("not_titles").is_in(before):
        return None
    before = _period_at_end().sub("", _clean(before))
    return _Before(before, BEFORE_ISSN if match["weak"] else BEFORE_VOLUME) if _is_short(before) else None


def _find_cut(text: str) -> re.Match[str] | None:
    """Return where volume, issue or ISSN begin; all but an ISSN have a number, in digits or Roman."""
    small = text.lower()
    if _DIGIT.search(text) is None and not any(word in small for word in ("vol", "issn", "doi", "edisi")):
        return None
    return _CUT.search(text)


@cache
def _period_at_end() -> re.Pattern[str]:
    """Return the pattern of a year at the end, with its month or months."""
    names = sorted({name for names in load_json("months").values() for name in names if len(name) > 2})
    month = rf"\b(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})\b\.?"
    return re.compile(rf"[,\s]*(?:{month}(?:\s?[-–—/]\s?{month})?,?\s+)?\(?(?:19|20)\d\d\)?\s*$", re.IGNORECASE)


def _clean(text: str) -> str:
    """Take page numbers and punctuation off both ends."""
    text = _PAGE_AHEAD.sub("", text)
    return " ".join(text.split()).strip(_EDGE)


def _is_short(text: str) -> bool:
    if len(text) > MAX_LETTERS or len(text.split()) > MAX_WORDS:
        return False
    return sum(map(str.isalpha, text)) >= 3


def _loose(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


@cache
def _words(kind: str) -> WordList:
    return WordList.of(load_json("journal_words")[kind])
