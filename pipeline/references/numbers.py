"""Volume, issue, pages and year in the source part of a reference entry, in the notations of all styles."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.references.links import GAP
from pipeline.references.words import MONTHS, ROMAN, YEAR

_PAGE = r"(?:[A-Za-z]{1,2}[-.]?)?\d{1,7}[a-z]?"
_RANGE = rf"{_PAGE}\s?[-–—‐]{{1,2}}\s?{_PAGE}"
_PAGES = rf"(?:{_RANGE}|(?!(?:19|20)\d\d\b){_PAGE})"
_NUMBER = rf"(?:\d{{1,4}}|{ROMAN})"
_NO = rf"(?:\d{{1,10}}(?:\s?[-–/&]\s?\d{{1,4}})?|{ROMAN})"
_IN_BRACKETS = r"(?!pp?\b|hlm|hal)(?:[A-Za-z]{0,8}\.?\s?\d[\w\s.,–/&-]{0,14}|[A-Z][a-z]{2,8}|S\d)"

_VOLUME = re.compile(
    rf"\bvol(?:ume)?\b[\s.:(]*(?P<volume>{_NUMBER})\b\)?"
    rf"(?:\s*\((?P<issue>(?!{YEAR}\)){_IN_BRACKETS})\))?",
    re.IGNORECASE,
)
_ISSUE = re.compile(rf"\b(?:no|nomor|nr|number|issue|iss|num)\b[\s.:]*(?P<issue>{_NO})\b", re.IGNORECASE)
_ARTICLE = re.compile(
    r"\b(?:art(?:icle|ikel|\.)?|id)\s*(?:no\.?|number|id)?\s*[:.]?\s*(?P<pages>[a-z]?\d{2,8})\b", re.IGNORECASE
)
_LABELLED_PAGES = re.compile(
    rf"\b(?:hlm|hal|halaman|pp?|pages?|pg|S|h)\b\s*[.:]*\s*(?P<pages>{_PAGES}(?:\s?,\s(?!{YEAR}\b){_PAGES}(?![\w.]))*)",
    re.IGNORECASE,
)
_FORMS = tuple(
    re.compile(form, re.VERBOSE)
    for form in (
        # Publius 14, no. 4 (1984): 5-31
        rf"(?P<volume>{_NUMBER}),?\s+no\.\s*(?P<issue>[\w–/-]+)\s*\((?:[^()]*?\s)?(?P<year>{YEAR})\)(?:\s*:\s*(?P<pages>{_PAGES}))?",
        # 2019;22(3):155-63
        rf"(?P<year>{YEAR})(?:\s+{MONTHS}[\w\s./–-]{{0,12}})?\s*;\s*(?P<volume>{_NUMBER})?\s*(?:\((?P<issue>[^()]{{1,20}})\))?(?:\s*[:;,]\s*(?P<pages>{_PAGES}))?",
        # 8(2), 133-141
        rf"\b(?P<volume>{_NUMBER})\s*\(\s*(?P<issue>(?!{YEAR}\s*\)){_IN_BRACKETS})\s*\)(?:[\s,:;.{GAP}]{{0,3}}(?P<pages>{_PAGES})(?![\w(]))?",
        # 14 (1984): 5-31
        rf"\b(?P<volume>{_NUMBER})\s*\((?P<year>{YEAR})\)(?:\s*[:,]?\s*(?P<pages>{_PAGES}))?",
        # 44, 2, 59-82
        rf"(?<=[,.]\s)(?P<volume>{_NUMBER}),\s*(?P<issue>\d{{1,3}}(?:\s?[&/–-]\s?\d{{1,3}})?),\s*(?P<pages>{_RANGE})",
        # 22, 129-152 and 90: 740-748 and 35, 100712
        rf"(?<=[,.\w]\s)(?P<volume>{_NUMBER})(?:\s*:\s*(?P<pages>{_PAGES})|,\s*(?P<pages_2>{_RANGE}|e?\d{{3,8}})(?!\w))",
        # , 498
        rf"(?<=,\s)(?!{YEAR})(?P<volume>\d{{1,4}})(?=[\s,.{GAP}]*$)",
        # 5/2011
        rf"\b(?P<issue>\d{{1,2}})/(?P<year>{YEAR})\b",
    )
)
_LAST_PAGES = re.compile(rf"(?:^|[\s,.:;{GAP})])(?P<pages>{_RANGE})[\s.,;{GAP}]*$")
_BEHIND_NUMBER = re.compile(rf"[\s,.:;{GAP}]*(?:\(?{YEAR}\)?[\s,.:;{GAP}]*)?(?P<pages>{_RANGE})(?!\w)", re.IGNORECASE)
_DATE = re.compile(
    rf"[\s,(]*(?:\b\d{{1,2}}\s)?\b{MONTHS}\b\.?(?:\s?[-–/]\s?{MONTHS}\b\.?)?(?:\s\d{{1,2}}(?!\d))?,?(?:\s(?P<year>{YEAR})\b)?\)?",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\b(?:jan|[fp]eb|mar|mär|apr|mei|may|mai|jun|jul|ag|aug|sep|o[kc]t|no[vp]|de[scz])", re.IGNORECASE)
_FULL_DATE = re.compile(
    rf"[\s,(]*\b(?:\d{{1,2}}\s{MONTHS}\b\.?|{MONTHS}\b\.?\s\d{{1,2}}),?\s(?P<year>{YEAR})\b\)?", re.IGNORECASE
)
_YEAR = re.compile(rf"(?<![\w/-])(?P<year>{YEAR})[a-z]?(?![\w/–-]|\.\d)")
_ALONE_YEAR = re.compile(rf"(?:^|(?<=[,.;:({GAP}])|(?<=[,.;:({GAP}]\s)){YEAR}[a-z]?(?=\s*(?:[,;:){GAP}]|\.(?!\d)|$))")
"""A year between separators; one inside a name (``Proceedings of the 2017 Conference``) is part of it."""
_HAS_NUMBER = re.compile(r"\d|\b[IVXL]+\b")


class Numbers(NamedTuple):
    """What was read; ``rest`` is the text with gaps instead, ``first`` where the first gap stands in it."""

    volume: str | None
    issue: str | None
    pages: str | None
    year: int | None
    rest: str
    first: int | None


def take_numbers(text: str) -> Numbers:
    """Take volume, issue, pages and the date of publication out of a source."""
    if _HAS_NUMBER.search(text) is None:
        return Numbers(None, None, None, None, text, None)
    found: dict[str, str] = {}
    has_month = _MONTH.search(text) is not None
    rest = _take(_ARTICLE, _take(_FULL_DATE, text, found) if has_month else text, found)
    rest = _take(_LABELLED_PAGES, rest, found)
    labelled = _take(_VOLUME, rest, found)
    if labelled != rest:
        rest = _take_behind(_take(_ISSUE, labelled, found), found)
    else:
        rest = _take_form(rest, found)
        rest = _take(_ISSUE, rest, found)
    rest = _take(_LAST_PAGES, rest, found)
    year = _last_year(found, rest)
    rest = _ALONE_YEAR.sub(GAP, _DATE.sub(GAP, rest) if year and has_month else rest)
    first = rest.find(GAP)
    return Numbers(
        found.get("volume"),
        found.get("issue"),
        found.get("pages"),
        year,
        rest,
        None if first < 0 or not found else first,
    )


def _take(pattern: re.Pattern[str], text: str, found: dict[str, str]) -> str:
    """Record the groups of the first match that are not known yet and put a gap in its place."""
    match = pattern.search(text)
    if match is None or all(found.get(name) for name, value in match.groupdict().items() if value):
        return text
    for name, value in match.groupdict().items():
        if value and value.strip():
            found.setdefault(name.removesuffix("_2"), value.strip())
    return text[: match.start()] + GAP + text[match.end() :]


def _take_form(text: str, found: dict[str, str]) -> str:
    for form in _FORMS:
        rest = _take(form, text, found)
        if rest != text:
            return rest
    return text


def _take_behind(text: str, found: dict[str, str]) -> str:
    """Read bare pages behind the last labelled number: ``Vol 4 No 2: 15-24``, ``No. 2 (2017) 235-240``."""
    at = text.rfind(GAP)
    match = _BEHIND_NUMBER.match(text, at + 1)
    if at < 0 or match is None or "pages" in found:
        return text
    found["pages"] = match["pages"]
    return text[: match.start("pages")] + GAP + text[match.end() :]


def _last_year(found: dict[str, str], rest: str) -> int | None:
    if "year" in found:
        return int(found["year"])
    years = [match["year"] for match in _YEAR.finditer(rest)]
    return int(years[-1]) if years else None
