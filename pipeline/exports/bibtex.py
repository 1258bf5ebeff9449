"""BibTeX entries, for the article and for its references; letters stay UTF-8, TeX's own signs are escaped.

Written by hand: the common libraries write fields as they are given and escape nothing.
Source: ctan.org/pkg/bibtex (btxdoc), for the entry types and fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.exports.bibliography import Entry, article_entry, is_institution, reference_entries
from schemas import article as record

TYPES = {"article": "article", "chapter": "incollection", "book": "book", "page": "misc", "other": "misc"}
"""Entry type by the kind of entry."""

ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
}  # fmt: skip
SPECIAL = re.compile(r"[\\{}$&%#_^~]")


def to_bibtex(article: record.Article) -> bytes:
    """Return one entry, for the article."""
    return _write([article_entry(article)])


def references_to_bibtex(article: record.Article) -> bytes:
    """Return an entry for each reference, in the order of the list; the printed entry is in ``note``."""
    return _write(reference_entries(article))


def _write(entries: Iterable[Entry]) -> bytes:
    return "\n".join(_entry(entry) for entry in entries).encode("utf-8", "replace")


def _entry(entry: Entry) -> str:
    lines = [f"  {name} = {{{value}}}," for name, value in _fields(entry) if value]
    return "\n".join([f"@{TYPES[entry.kind]}{{{entry.key},", *lines, "}", ""])


def _fields(entry: Entry) -> Iterator[tuple[str, str | None]]:
    """Yield fields in the order in which they are usually read; addresses are not escaped, url packages read them."""
    yield "author", " and ".join(_name(author) for author in entry.authors)
    yield "title", _escape(entry.title) and f"{{{_escape(entry.title)}}}"  # double braces keep capitals
    yield "booktitle" if entry.kind == "chapter" else "journal", _escape(entry.container)
    yield "year", str(entry.year) if entry.year is not None else None
    yield "volume", _escape(entry.volume)
    yield "number", _escape(entry.issue)
    yield "pages", _escape(entry.pages and re.sub(r"\s*[-–—]+\s*", "--", entry.pages))
    yield "publisher", _escape(entry.publisher)
    yield "issn", _escape(entry.issn)
    yield "doi", _address(entry.doi)
    yield "url", _address(entry.url)
    yield "urldate", _escape(entry.accessed)
    yield "language", entry.language
    yield "keywords", _escape(", ".join(entry.keywords))
    yield "abstract", _escape(entry.abstract)
    yield "note", _escape(entry.printed)


def _name(author: record.PersonNameRecord) -> str:
    """Return *Family, Given*; a body or a single name in braces, so that it is not taken apart."""
    family, given = _escape(author.family), _escape(author.given)
    if is_institution(author) or family is None or given is None:
        return f"{{{family or given or ''}}}"
    return f"{_guard(family)}, {_guard(given)}"


def _guard(part: str) -> str:
    """Return a part of a name in braces where a comma or *and* inside of it would be read as BibTeX's own."""
    return f"{{{part}}}" if "," in part or re.search(r"\band\b", part, re.IGNORECASE) else part


def _escape(text: str | None) -> str | None:
    return text and SPECIAL.sub(lambda found: ESCAPES[found.group()], " ".join(text.split()))


def _address(text: str | None) -> str | None:
    """Return an address in which braces, which alone could end the field, and the backslash are percent-encoded."""
    return text and text.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
