"""What leads out of a reference entry: DOI, address, and the day when somebody looked at it.

They are read first and taken out, for they hold the dots, years and numbers that everything else goes by.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.front.dates import find_dates

GAP = "|"
"""Stands in the text for whatever was taken out of it; separates like a full stop."""

_ADDRESS = "\x01"
"""Stands for an address while what leads to it is looked for."""
_SURE_HINTS = (
    *("http:", "https:", "www.", "akses", "unduh", "tersedia", "available", "accessed", "retrieved", "cited"),
    *("diambil", "dikutip", "zugriff", "abgerufen", "viewed", "downloaded", "[online]", "[internet]", "[daring]"),
)
"""An entry without any of these or ``_WORD_HINT`` leads nowhere: strings are found faster than any pattern."""
_WORD_HINTS = ("doi", "10.", ".id", ".com", ".org")
_WORD_HINT = re.compile(r"\bdoi\b|\b10\.\d{4}|\.id\b|\.com\b|\.org\b", re.IGNORECASE)
_DOI = re.compile(
    r"""(?: (?:https?\s*:\s*//\s*)?(?:dx\.)?doi\.org/\s*(?:doi\s*:\s*)? | \bdoi\s*[:.]?\s* )*
        (?P<doi>10\.\d{4,9}/[^\s"<>|”\x01]+)""",
    re.VERBOSE | re.IGNORECASE,
)
_URL = re.compile(
    r"""(?:https?:\s?//\s?|www\.)[^\s<>"“”|\x01]+
      | \b[a-z][\w-]*(?:\.[\w-]+)*\.(?:(?:ac|co|go|or|sch|web|my)\.id|com|org|net|gov|edu|info)/[^\s<>"“”|\x01]+""",
    re.VERBOSE | re.IGNORECASE,
)
_WORD = (
    r"(?:(?:dapat|terakhir|last|di)\s+)?(?:(?:di)?akses|diunduh|didownload|diambil|dikutip|dilihat|tersedia"
    r"|available|accessed|retrieved|cited|viewed|downloaded|abgerufen|zugriff|tanggal\s+akses)"
)
_ACCESS_WORD = re.compile(
    r"akses|nduh|downlo|ambil|kutip|lihat|sedia|avail|access|retri|cited|viewed|abger|zugri", re.IGNORECASE
)
_MEDIUM = re.compile(
    r"[\[(]\s*(?:serial\s+)?(?:online|on-line|internet|daring|homepage on the internet|web|blog)[^\[\]()]{0,12}[\])]",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(rf"[\[(]\s*{_WORD}\b[^\[\]()]*[\])]", re.IGNORECASE)
_STATEMENT = re.compile(
    rf"""[\s,.;|(\[]*\b{_WORD}\b [\s:,]*
        (?: {_ADDRESS} | \d | kembali | pada | di\b | dari | from | at\b | on\b | tanggal | tgl | per\b | in\b
          | online | melalui | lewat | am\b | [A-Z][a-z]{{2,8}}\.?\s\d )""",
    re.VERBOSE | re.IGNORECASE,
)
_SITE = re.compile(rf"\b(?:from|dari|di|at)\s+(?:situs\s+|website\s+)?([^{_ADDRESS}\d]{{2,60}}?)\s*:\s*{_ADDRESS}")
_DAY_BEHIND = re.compile(rf"{_ADDRESS}[\s,.;>]*(?P<day>\(?[\w ,.-]{{8,30}}\)?)[\s.]*$")
_YEAR_FIRST = re.compile(r"\b(\d{4})\s+([A-Za-z]{3,9})\.?\s+(\d{1,2})\b")
_LABEL = re.compile(
    rf"\b(?:url|doi|link|website|alamat|http|online)\s*[:.]?\s*<?(?={_ADDRESS}|[{GAP}]|$)", re.IGNORECASE
)


class Links(NamedTuple):
    """The outward fields of an entry; ``rest`` is its text without them, ``site`` a site named before an address."""

    rest: str
    doi: str | None = None
    url: str | None = None
    accessed: str | None = None
    site: str | None = None


def take_links(text: str) -> Links:
    """Take DOI, URL and day of access out of an entry's text; a DOI's own address is no URL."""
    if not _leads_out(text):
        return Links(text)
    doi, rest = _take_doi(text)
    url, rest = _take_url(rest)
    rest = _MEDIUM.sub(GAP, rest)
    accessed, site, rest = _take_access(rest, has_address=url is not None or doi is not None)
    rest = _LABEL.sub("", rest.replace(f"<{_ADDRESS}", _ADDRESS).replace(f"{_ADDRESS}>", _ADDRESS))
    rest = rest.replace(_ADDRESS, GAP)
    return Links(rest, doi, url, accessed, site)


def _leads_out(text: str) -> bool:
    small = text.lower()
    if any(hint in small for hint in _SURE_HINTS):
        return True
    return any(hint in small for hint in _WORD_HINTS) and _WORD_HINT.search(text) is not None


def trim_address(address: str) -> str:
    """Take off the punctuation of the sentence round an address; a bracket stays when its partner is inside."""
    address = address.rstrip(".,;:'’>")
    while address and address[-1] in ")]}":
        opening = {")": "(", "]": "[", "}": "{"}[address[-1]]
        if address.count(address[-1]) <= address.count(opening):
            break
        address = address[:-1].rstrip(".,;:'’>")
    return address


def _take_doi(text: str) -> tuple[str | None, str]:
    match = _DOI.search(text) if "10." in text else None
    if match is None:
        return None, text
    doi = trim_address(match["doi"])
    return doi, f"{text[: match.start()]}{_ADDRESS}{text[match.start('doi') + len(doi) :]}"


def _take_url(text: str) -> tuple[str | None, str]:
    first = None
    while ("/" in text or "www." in text.lower()) and (match := _URL.search(text)):
        url = trim_address(match.group())
        first = first or url.replace(" ", "")
        text = f"{text[: match.start()]}{_ADDRESS}{text[match.start() + len(url) :]}"
    return first, text


def _take_access(text: str, *, has_address: bool) -> tuple[str | None, str | None, str]:
    """Return ISO day of access, site and the text without the statement; needs an address or a day."""
    accessed = site = None
    for match in reversed(list(_IN_BRACKETS.finditer(text))):
        accessed = accessed or _read_day(match.group())
        text = text[: match.start()] + GAP + text[match.end() :]
    statement = _STATEMENT.search(text) if _ACCESS_WORD.search(text) else None
    if statement:
        tail = text[statement.start() :]
        day = _read_day(tail)
        if day or _ADDRESS in tail:
            named = _SITE.search(tail)
            site = named[1].strip() if named else None
            accessed = accessed or day
            text = text[: statement.start()] + GAP
    if accessed is None and has_address and (behind := _DAY_BEHIND.search(text)):
        accessed = _read_day(behind["day"])
        text = text[: behind.start("day")] if accessed else text
    return accessed, site, text


def _read_day(text: str) -> str | None:
    dates = find_dates(_YEAR_FIRST.sub(r"\3 \2 \1", text))
    return dates[-1].iso if dates else None
