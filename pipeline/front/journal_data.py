"""The journal's data from running heads, running feet and the lines about the title.

Each string is read on its own into facts; a fact printed on more pages outweighs one printed on fewer (a
template's leftovers stand on one page), and what was outvoted is said in a diagnostic. Patterns: domain notes
3.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.document import Diagnostic
from pipeline.fields import Journal
from pipeline.front.dates import read_month
from pipeline.front.journal_issn import ISSN, vote_issn
from pipeline.front.journal_titles import LISTED, Printed, is_accreditation, vote_title
from pipeline.lexicon import load_json

REMEMBERED = 64
"""Strings kept with what they say: a running head is printed on every other page."""

MAX_PAGES = 300
"""Pages an article may have: two four-digit numbers further apart are no page range but an ISSN."""

MIN_COUNTED = 2
"""Pages whose numbers must count together; one alone is believed where no other page has a number."""

_VOLUME = re.compile(r"\bVol(?:ume|\.)?\s*[.:]?\s*(\d{1,4}|[IVXLC]+)\b", re.IGNORECASE)
_ISSUE = re.compile(
    r"\b(?:No(?:mor|mer)?|Issue|Number|Nr|Heft)\b\s*[.:]*\s*(\d{1,3}(?:\s?[-–/]\s?\d{1,3})?)\b(?!\s?/(?!\s[^\W\d]))",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\bVol(?:ume|\.)?\s*[.:]?\s*(?:\d{1,4}|[IVXLC]+)\s?\((\d{1,3})\)", re.IGNORECASE)
_COMPACT = re.compile(
    r"(?<![\d/.])(?P<issue>\d{1,2})\s?/\s?(?P<year>(?:19|20)\d\d)(?!\d)(?:\s?:\s?(?P<first>\d+)\s?[-–]\s?(?P<last>\d+))?"
)
_BARE = re.compile(
    r"(?<![\d/(-])(?P<volume>\d{1,3})\s?\((?P<issue>\d{1,2}(?:[-–]\d{1,2})?)\)"
    r"(?=\s*(?:$|[,.:;]|\(?(?:[^\W\d_]+\.?(?:\s?[-–/]\s?[^\W\d_]+)?\s+)?(?:19|20)\d\d(?!\d)))"
)
_YEARLY = re.compile(
    r"(?<![\d/(-])(?P<volume>\d{1,3}|\b(?-i:[IVXLC]+)(?=,))"
    r"(?:\s?\(|,\s*no\.?\s*(?P<issue>\d{1,3})\s?\((?:[^\W\d_][^()\d]{2,30}\s)?)(?P<year>(?:19|20)\d\d)\)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_ISSN_WORD = re.compile(r"\bISSN\b", re.IGNORECASE)
_LONE_ISSUE = re.compile(r"\s*(?:Issue|Nomor|Number)\s*:\s*(\d{1,3})\s*", re.IGNORECASE)
_EDITION = re.compile(r"\bEdisi\s*[.:]?\s*(?P<edition>[IVXLC]+\b|\d{1,3}\b|Khusus\b)", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d./-])(?:19|20)\d{2}(?![\d/-])")
_PAGES = re.compile(
    r"""
    (?: \b(?:hlm|hal(?:aman)?|pages?|pp?|S)\b\s*[.:]*\s* | (?<=\d{4})\s?[,:.)]\s*(?:pp?\.\s*)?
      | (?<=\d{4}\))\s*[,:]?\s* | :\s*)
    (?P<first>[A-Z]?-?\d{1,5}) \s?[-–—~]\s? (?P<last>[A-Z]?-?\d{1,5}) (?![\d/-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>|]+")
_URL = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"|,]+", re.IGNORECASE)
_NO_JOURNAL_URL = re.compile(
    r"doi\.org|creativecommons|orcid|nbn-resolving|scholar\.google|mailto|crossmark|/licen[cs]es?/", re.IGNORECASE
)
_LICENCE_CODE = re.compile(r"\bCC[\s-]?BY((?:[\s-](?:NC|SA|ND))*)(?:[\s-]*(\d\.\d))?", re.IGNORECASE)
_LICENCE_WORDS = re.compile(
    r"(?:creative\s+commons|lisensi)[^.\n]{0,20}?\battribution((?:[\s–-]*(?:non[\s-]?commercial|share[\s-]?alike|no[\s-]?deriv\w*(?:\s+works?)?))*)"
    r"[^.\n\d]{0,40}(\d\.\d)?",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"\W*(?:©|\(c\)\s|copyright\b|hak\s+cipta\b|licen[cs]ed?\b|lisensi\b|this\s+is\s+an\s+open|open\s+access\b"
    r"|(?:this|an)\b.{0,40}\blicen[cs]e|artikel\s+ini\s+berlisensi)",
    re.IGNORECASE,
)
_LICENCE_PARTS = (("NC", "commercial"), ("SA", "alike"), ("ND", "deriv"))


class Fact(NamedTuple):
    """One field's value as one string gives it."""

    field: str
    value: str
    page: int


class JournalReading(NamedTuple):
    """The journal's data and what is doubtful about it."""

    journal: Journal
    doubts: tuple[Diagnostic, ...]


def read_journal(
    printed: Sequence[Printed], *, page_labels: Sequence[tuple[int, str]] = (), first_page: int = 1, title: str = ""
) -> JournalReading:
    """Read the journal's data.

    ``page_labels`` are the page numbers as printed, each with its page of the file (1-based); ``first_page``
    is the page of the file on which the article begins; ``title`` is the article's own, which is no journal's.
    """
    facts = [fact for line in printed for fact in read_facts(line.text, line.page)]
    values, doubts = _vote(facts)
    issn_print, issn_online, issn_doubts = vote_issn(printed)
    first, last, page_doubts = _article_pages(values, page_labels, first_page)
    name = vote_title(printed, title)
    if "year" not in values and (year := _YEAR.search(name or "")):
        values["year"] = year.group()
    journal = Journal(
        title=name,
        issn_print=issn_print,
        issn_online=issn_online,
        volume=values.get("volume"),
        issue=values.get("issue"),
        edition=values.get("edition"),
        period=values.get("period"),
        year=int(values["year"]) if "year" in values else None,
        first_page=first,
        last_page=last,
        doi=values.get("doi"),
        url=values.get("url"),
        licence=values.get("licence"),
    )
    return JournalReading(journal, (*doubts, *issn_doubts, *page_doubts))


def read_facts(text: str, page: int) -> tuple[Fact, ...]:
    """Return what one string says; ISSN and title are left to the votes over all strings."""
    return tuple([Fact(field, value, page) for field, value in _read_pairs(text)])


@lru_cache(maxsize=REMEMBERED)
def _read_pairs(text: str) -> tuple[tuple[str, str], ...]:
    pairs = [*_read_web(text)]
    if not is_accreditation(text):
        pairs += _read_issue(text)
    return tuple(pairs)


def has_issue_data(text: str) -> bool:
    """Return whether a string is about an issue of a journal: volume, ISSN, DOI, edition with a period.

    Asked of every line of the first pages: each pattern only where what it cannot do without is printed.
    """
    small = text.lower()
    if ("vol" in small and _VOLUME.search(text)) or ("issn" in small and _ISSN_WORD.search(text)):
        return True
    if ("10." in text and _DOI.search(text)) or ("/" in text and _COMPACT.search(text)):
        return True
    if "(" not in text and "edisi" not in small:
        return False
    if ("19" not in text and "20" not in text) or not _YEAR.search(text):
        return False
    return bool(_YEARLY.search(text) or _BARE.search(text) or _EDITION.search(text))


def is_licence(text: str) -> bool:
    """Return whether a line speaks of copyright or licence."""
    return _LICENCE_CODE.search(text) is not None or _RIGHTS.match(text) is not None


def _read_issue(text: str) -> list[tuple[str, str]]:
    """Return volume, issue, edition, period, year and pages of a string that names at least one of the first."""
    small = text.lower()
    if "vol" not in small and "edisi" not in small and not _DIGIT.search(text):
        return []
    if "/" in text and (compact := _COMPACT.search(text)):
        volume = _VOLUME.search(text, 0, compact.start())
        found = [("volume", volume[1])] if volume else []
        found += [(field, compact[field]) for field in ("issue", "year")]
        return found + [(f"{side}_page", compact[side]) for side in ("first", "last") if compact[side]]
    if "(" in text and (bare := _BARE.search(text)) and not _VOLUME.search(text):
        found = [(field, bare[field]) for field in ("volume", "issue")] + _read_period(text)
        return found + _read_pages(text)
    if "(" in text and (yearly := _YEARLY.search(text)) and not _VOLUME.search(text):
        found = [(field, yearly[field]) for field in ("volume", "issue") if yearly[field]]
        return found + _read_period(yearly.group()) + _read_pages(text)
    if listed := LISTED.search(text):
        pages = [(f"{side}_page", listed[side]) for side in ("first", "last")]
        return [*((field, listed[field]) for field in ("volume", "issue")), *pages, *_read_period(text)]
    volume, edition = _VOLUME.search(text), _EDITION.search(text)
    if lone := _LONE_ISSUE.fullmatch(text):
        return [("issue", lone.group(1))]
    if volume is None and edition is None:
        return _read_pages(text) if re.match(r"\s*(?:hlm|hal|pages?|pp)\b", text, re.IGNORECASE) else []
    pairs = [("volume", volume.group(1))] if volume else []
    pairs += [("edition", edition["edition"])] if edition else []
    if issue := (_BRACKETS.search(text) or _ISSUE.search(text, volume.end() if volume else 0) or _ISSUE.search(text)):
        pairs.append(("issue", re.sub(r"\s", "", issue.group(1))))
    return pairs + _read_period(text) + _read_pages(text)


def _read_period(text: str) -> list[tuple[str, str]]:
    """Return the period as printed and the year: ``Juni 2013`` whole, of ``Juli - Desember 2024`` the months."""
    if match := _period_pattern().search(text):
        first, last, year = match["first"], match["last"], match["year"]
        period = re.sub(r"\s+", " ", match["months"]) if last else f"{first} {year}"
        if read_month(first) and (last is None or read_month(last)):
            return [("period", period), ("year", year)]
    bare = ISSN.sub(" ", text)
    years = [match.group() for match in _YEAR.finditer(bare)]
    return [("year", years[0])] if years else []


def _read_pages(text: str) -> list[tuple[str, str]]:
    for match in _PAGES.finditer(text):
        first, last = match["first"], match["last"]
        numbers = [int(re.sub(r"\D", "", side)) for side in (first, last)]
        if 0 <= numbers[1] - numbers[0] <= MAX_PAGES:
            return [("first_page", first), ("last_page", last)]
    return []


def _read_web(text: str) -> Iterable[tuple[str, str]]:
    """Yield DOI, address and licence."""
    for match in _DOI.finditer(text) if "10." in text else ():
        yield "doi", _trim(match.group())
    small = text.lower()
    for match in _URL.finditer(text) if "http" in small or "www" in small else ():
        if not _NO_JOURNAL_URL.search(match.group()):
            yield "url", _trim(match.group())
    if (licence := read_licence(text)) is not None:
        yield "licence", licence


def read_licence(text: str) -> str | None:
    """Return a Creative Commons licence in short form: ``CC BY-SA 4.0``."""
    small = text.lower()
    if "cc" in small and (code := _LICENCE_CODE.search(text)):
        parts = [part.upper() for part in re.findall(r"NC|SA|ND", code.group(1), re.IGNORECASE)]
        version = code.group(2)
    elif "attribution" in small and (words := _LICENCE_WORDS.search(text)):
        parts = [part for part, word in _LICENCE_PARTS if word in words.group(1).casefold()]
        version = words.group(2)
    else:
        return None
    return " ".join(filter(None, ("-".join(("CC BY", *parts)), version)))


def _trim(address: str) -> str:
    """Take punctuation off the end; a bracket stays if it was opened inside."""
    address = address.rstrip(".,;:'’”")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:")
    return address


def _vote(facts: Sequence[Fact]) -> tuple[dict[str, str], list[Diagnostic]]:
    """Return for each field the value on most pages, the first printed of equals, and the outvoted ones."""
    pages: dict[str, dict[str, list[int]]] = {}
    for fact in facts:
        seen = pages.setdefault(fact.field, {}).setdefault(fact.value, [])
        if fact.page not in seen:
            seen.append(fact.page)
    values, doubts = {}, []
    for field, found in pages.items():
        ranked = sorted(found, key=lambda value: -len(found[value]))
        values[field] = ranked[0]
        for other in ranked[1:]:
            if field != "url" and other.casefold() != ranked[0].casefold():
                message = f"{field}: {ranked[0]} rather than {other}"
                doubts.append(Diagnostic("front_matter", "journal_conflict", "info", found[other][0], message))
    return values, doubts


def _article_pages(
    values: dict[str, str], labels: Sequence[tuple[int, str]], first_page: int
) -> tuple[str | None, str | None, list[Diagnostic]]:
    """Return first and last page: the printed range, else the page numbers themselves."""
    first, last = values.get("first_page"), values.get("last_page")
    counted = _count_pages(labels, first_page)
    if first is None:
        return (counted[0], counted[1], []) if counted else (None, None, [])
    if counted and counted[0] != first:
        message = f"pages {first}-{last} in the heads, {counted[0]}-{counted[1]} by the page numbers"
        return first, last, [Diagnostic("front_matter", "journal_conflict", "info", None, message)]
    return first, last, []


def _count_pages(labels: Sequence[tuple[int, str]], first_page: int) -> tuple[str, str] | None:
    """Return the numbers of the article's first and last page by the distance most printed numbers keep."""
    parsed = [
        (page, match.group(1), int(match.group(2)))
        for page, label in labels
        if (match := re.fullmatch(r"([A-Z]?-?)(\d{1,5})", label.strip()))
    ]
    shifts = [number - page for page, _, number in parsed]
    if not shifts:
        return None
    shift = max(dict.fromkeys(shifts), key=shifts.count)
    kept = [(page, prefix, number) for page, prefix, number in parsed if number - page == shift]
    counted, printed = len({page for page, _, _ in kept}), len({page for page, _, _ in parsed})
    if counted < MIN_COUNTED and (printed > counted or _YEAR.fullmatch(str(kept[0][2]))):
        return None
    prefix = kept[0][1]
    start = max(first_page + shift, 1) if first_page + shift >= 1 else kept[0][2]
    return f"{prefix}{start}", f"{prefix}{max(number for _, _, number in kept)}"


@cache
def _period_pattern() -> re.Pattern[str]:
    names = sorted(
        {name for names in load_json("months").values() for name in names if len(name) > 2}, key=lambda n: (-len(n), n)
    )
    month = rf"(?:{'|'.join(names)})\.?"
    return re.compile(
        rf"(?<!\w)(?P<months>(?P<first>{month})(?:\s?[-–—/]\s?(?P<last>{month}))?)\s*,?\s*(?:tahun\s+|th\.?\s*)?(?P<year>(?:19|20)\d\d)(?!\d)",
        re.IGNORECASE,
    )
