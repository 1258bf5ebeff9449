"""The fields of a reference entry, out of its text alone.

The order of work: what leads out of the entry (DOI, address, access) is taken out; the form is recognised by
its strongest sign (a legal source's first words, a quoted title, a year behind names, names before a stop or
comma); the title is cut from the source; the source gives container, numbers and publisher. What no rule
finds stays None.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.fields import PersonName, Reference
from pipeline.references.links import GAP, take_links
from pipeline.references.names import read_authors, read_bare
from pipeline.references.openings import read_opening
from pipeline.references.source import drop_asides, read_source
from pipeline.references.titles import clean_title, split_colon, split_commas, split_sentence
from pipeline.references.words import MONTHS, YEAR, reference_words

MARKER = re.compile(
    r"""\s*(?: (?P<square>\[\s?(?:\d{1,3}|[A-Z][\w+]{1,8}\d{2}[a-z]?)\s?\])[\s.:]*
             | (?P<round>\(\d{1,3}\))\s+
             | (?P<stop>\d{1,3}[.)])(?:\s+|(?=[^\W\d_]))
             | (?P<bullet>[•●▪■◦‣⁃➢➤◼*-])\s+
           )""",
    re.VERBOSE,
)
"""What numbers an entry: ``[1]``, ``[Sug17]``, ``(1)``, ``1.``, ``1)``; or marks it: ``•``."""

MAX_CHARS = 2000
"""Characters of an entry that are read; longer ones are several entries, or no entry at all."""

MIN_TITLE_LETTERS = 8
"""Letters that stand behind the year if the year closes the authors; fewer are numbers and place behind a year."""

MAX_NAME_WORDS = 60
MAX_SMALL_WORDS = 2
"""Small words, connectors and particles not counted, that a string of authors may hold."""

MAX_CHUNK_SPACES = 3
"""Spaces in one name of a list; titles between commas have more."""

_SMALL_OF_NAMES = frozenset(
    {
        "dan",
        "and",
        "und",
        "et",
        "al",
        "dkk",
        "van",
        "von",
        "de",
        "der",
        "den",
        "bin",
        "binti",
        "la",
        "le",
        "da",
        "di",
        "dos",
    }
    | {
        "of",
        "for",
        "the",
        "untuk",
        "ed",
        "eds",
        "with",
        "al-",
        "el",
        "cs",
        "kawan-kawan",
        "others",
        "in",
        "on",
        "f",
        "für",
    }
)
_DATED = re.compile(
    rf"""(?P<stop>[\s.,]*) (?: [(\[]
            (?P<bracketed>{YEAR}(?:\s?[-/–]\s?\d{{2,4}})?|t\.?\s?t\.?|n\.\s?d\.|tanpa\stahun|in\spress|t\.\s?th\.?)
            (?P<letter>[a-z])? (?:\s?\[\d{{4}}\]|,\s?[^()\[\]]{{1,30}})? [)\]] (?:\s?\[{YEAR}\])?
          | (?:(?<=[\s.,])|^) (?P<plain>{YEAR})(?P<letter_2>[a-z])? (?=[\s.,:;]|$)
          | (?<=[\s.,]) (?P<none>t\.t\.|n\.d\.|tanpa\stahun|t\.th\.)
        ) \s*(?P<delimiter>[.,:;]*)\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_IMPRINT_AHEAD = re.compile(rf"[A-ZÀ-Þ][\w-]+(?:\s[A-ZÀ-Þ][\w-]+){{0,2}}:\s[A-ZÀ-Þ][^:]*?[,\s]{YEAR}\W*$")
"""Place, publisher and year, and nothing else: no title comes behind the year before them."""

_BETWEEN_NAMES = re.compile(r",\s*(?:(?:dan|and|&)\s+)?|\s+(?:dan|and|&)\s+")
_QUOTED = re.compile(
    r"""(?:^|(?<=[\s.,(:;])) (?: “(?P<curly>[^”]{6,}?)”
          | ”(?=\w)(?P<twice>[^”]{6,}?)”
          | "(?P<straight>[^"]{6,}?)"
          | „(?P<low>[^“”]{6,}?)[“”]
          | [‘'](?P<single>[^‘]{8,}?)[’'](?=[\s.,;:)]|$)
        )""",
    re.VERBOSE,
)
_NO_TEXT = re.compile(r"[\x00-\x1f|]")
"""Control characters, and the mark that stands for gaps."""
_RUN = re.compile(r"([^\w\s])(?:\s?\1){3,}")
"""Leaders and rules made of characters."""
_QUOTES = frozenset("“\"„‘'”")
_INTERVIEW = re.compile(
    r"(?:hasil\s+)?wawancara\b|(?:personal\s+|author.?s?\s+)?interview(?:\s+with|ed)\b", re.IGNORECASE
)
_LAW_END = re.compile(
    rf"[\s,.]*\(?\s*(?:(?:tambahan\s+)?lembaran\s+(?:negara|daerah)|\bL\.?N\.?(?:R\.?I\.?)?\b\s*(?:no|tahun|republik|nomor))"
    rf"|,?\s+(?:tanggal|tertanggal)\s+\d|[{GAP}]",
    re.IGNORECASE,
)
_LAW_YEAR = re.compile(
    rf"\b(?:tahun|year)\s+(?P<said>{YEAR})|/(?P<slashed>{YEAR})(?!\d)|(?P<any>{YEAR})", re.IGNORECASE
)
_LAST_DATE = re.compile(
    rf"[\s,(]*(?:(?:pada\s)?(?:hari\s\w+,?\s)?(?:tanggal\s)?)\d{{1,2}}\s{MONTHS}\b\.?\s(?P<year>{YEAR})\)?[\s.]*",
    re.IGNORECASE,
)
_SPACES = (
    (re.compile(r" ([.,;:])(?= |$)"), r"\1"),
    (re.compile(r"([,;:])(?=[A-Za-z“\"(])"), r"\1 "),
    (re.compile(r"\.(?<=[a-z]{3}\.)(?=[A-Z][a-z]{2})"), ". "),
    (re.compile(r"\)(?=[A-Z“])"), ") "),
    (re.compile(r"([.,])\1+(?=\s)"), r"\1"),
)


class Draft(NamedTuple):
    """An entry cut into parts; ``source`` still holds container, numbers and publisher."""

    authors: tuple[PersonName, ...]
    year: int | None
    title: str
    source: str
    is_quoted: bool = False


def parse(text: str, lang_hint: str | None = None) -> Reference:
    """Read the fields of one entry.

    ``lang_hint`` is accepted for callers that know the entry's language; no rule needs it today, as lists mix
    languages and every pattern reads Indonesian, English and German. The ``text`` of the result is the entry
    without its marker.
    """
    marker, body = split_marker(text)
    links = take_links(_RUN.sub(r"\1", " ".join(_NO_TEXT.sub(" ", body[:MAX_CHARS]).split())))
    work = _tidy(links.rest)
    draft = _read_law(work) or _read_interview(work) or _read_cut(work)
    source = read_source(draft.source, has_address=links.url is not None, is_quoted=draft.is_quoted)
    return Reference(
        marker=marker,
        text=body,
        authors=draft.authors,
        year=draft.year or source.year,
        title=clean_title(draft.title),
        container=_clean(source.container or links.site),
        volume=source.volume,
        issue=source.issue,
        pages=source.pages,
        publisher=_clean(source.publisher),
        doi=links.doi,
        url=links.url,
        accessed=links.accessed,
    )


def _clean(value: str | None) -> str | None:
    """Take gaps out of a value; one without letters is none."""
    text = " ".join((value or "").replace(GAP, " ").split()).strip(" .,:;")
    return text if any(map(str.isalpha, text)) else None


def split_marker(text: str) -> tuple[str | None, str]:
    """Split the number off an entry's text; the marker is as printed, without white space."""
    match = MARKER.match(text)
    if match is None or match.end() == len(text):
        return None, text.strip()
    marker = match["square"] or match["round"] or match["stop"] or match["bullet"]
    return marker.replace(" ", ""), text[match.end() :].strip()


def _tidy(text: str) -> str:
    """Put the spaces right that student journals leave out or add, so that one set of patterns reads all."""
    text = " ".join(text.split())
    for pattern, replacement in _SPACES:
        text = pattern.sub(replacement, text)
    return text.strip(" *•-–")


def _read_law(text: str) -> Draft | None:
    """Read a law, regulation or judgment: no author, its whole designation is the title."""
    if reference_words().legal.match(text) is None:
        return None
    end = _LAW_END.search(text)
    title = text[: end.start()] if end else text
    years = list(_LAW_YEAR.finditer(title)) or list(_LAW_YEAR.finditer(text))
    said = [match["said"] or match["slashed"] for match in years if match["any"] is None]
    year = said[0] if said else years[0]["any"] if years else None
    return Draft((), int(year) if year else None, title, "")


def _read_interview(text: str) -> Draft | None:
    if _INTERVIEW.match(text) is None:
        return None
    dated = _LAST_DATE.search(text)
    title = text[: dated.start()] if dated else text
    return Draft((), int(dated["year"]) if dated else None, title, "")


def _read_cut(text: str) -> Draft:
    quoted = _read_quoted(text)
    if quoted:
        return quoted
    text = drop_asides(text)
    return _read_dated(text) or _read_undated(text)


def _read_quoted(text: str) -> Draft | None:
    """Cut at a quoted title that stands where a title can: behind a stop, a comma, a year or at the start."""
    match = _QUOTED.search(text) if not _QUOTES.isdisjoint(text) else None
    if match is None:
        return None
    before = text[: match.start()].rstrip(" (")
    if before and before[-1] not in ".,:;)" and not before[-1].isdigit():
        return None
    if before.endswith(":") and not re.search(rf"{YEAR}\)?:$", before):
        return None
    year = None
    dated = _DATED.search(before)
    if dated:
        year = _year_of(dated)
        before = before[: dated.end("stop")].rstrip(" ,")
    if not _is_names(before):
        return None
    title = next(part for part in match.groups() if part)
    source = drop_asides(text[match.end() :]).lstrip(" .,:;")
    return Draft(read_authors(before), year, title, source, is_quoted=True)


def _read_dated(text: str) -> Draft | None:
    """Cut at the first year that stands behind nothing but names and before a title."""
    for match in _DATED.finditer(text):
        before, behind = text[: match.end("stop")].rstrip(" ,"), text[match.end() :]
        if sum(map(str.isalpha, behind)) < MIN_TITLE_LETTERS:
            return None
        if not _is_names(before) or (not before and match.start() > 0):
            return None
        if _IMPRINT_AHEAD.match(behind):
            continue  # ``Badan Statistik. Kota dalam Angka 2016. Seraya: BPS, 2017``: the title ends in a year
        comma = match["delimiter"][:1] in (",", ":", ";")
        cut = split_commas(behind) if comma else split_sentence(behind)
        return Draft(read_authors(before), _year_of(match), cut.title, cut.source)
    return None


def _read_undated(text: str) -> Draft:
    opening = read_opening(text)
    read = read_bare if opening.bare else read_authors
    split = split_colon if opening.colon else split_commas if opening.comma else split_sentence
    cut = split(opening.rest)
    return Draft(read(opening.names), None, cut.title, cut.source)


def _year_of(match: re.Match[str]) -> int | None:
    year = (match["bracketed"] or match["plain"] or "")[:4]
    return int(year) if year.isdigit() else None


def _is_names(text: str) -> bool:
    """Return whether a string can be the authors: no numbers, few words, hardly a small one among them."""
    if any(map(str.isdigit, text)) or ": " in text or "“" in text:
        return False
    words = text.split()
    if len(words) > MAX_NAME_WORDS:
        return False
    chunks = _BETWEEN_NAMES.split(text.strip(" .,"))
    if len(chunks) > 1 and all(chunk[:1].isupper() and chunk.count(" ") <= MAX_CHUNK_SPACES for chunk in chunks):
        return True  # ``Joko tr cahyono, Bambang eka purnama``: names whose capitals were forgotten
    small = [word for word in words if word[:1].islower() and word.strip(".,;()").casefold() not in _SMALL_OF_NAMES]
    return len(small) <= MAX_SMALL_WORDS
