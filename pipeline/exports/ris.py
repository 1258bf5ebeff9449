"""RIS entries, for the article and for its references: a tag a line, nothing to escape but line ends.

Source: the RIS format as Reference Manager 12 documents it; tags as Zotero and EndNote read them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.exports.bibliography import Entry, article_entry, reference_entries
from pipeline.exports.outline import split_pages
from schemas import article as record

TYPES = {"article": "JOUR", "chapter": "CHAP", "book": "BOOK", "page": "ELEC", "other": "GEN"}
"""``TY`` by the kind of entry."""


def to_ris(article: record.Article) -> bytes:
    """Return one entry, for the article."""
    return _write([article_entry(article)])


def references_to_ris(article: record.Article) -> bytes:
    """Return an entry for each reference, in the order of the list; the printed entry is in ``N1``."""
    return _write(reference_entries(article))


def _write(entries: Iterable[Entry]) -> bytes:
    return "\n".join(_entry(entry) for entry in entries).encode("utf-8", "replace")


def _entry(entry: Entry) -> str:
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in _fields(entry) if value and value.strip()]
    return "\n".join([f"TY  - {TYPES[entry.kind]}", *lines, "ER  - ", ""])


def _fields(entry: Entry) -> Iterator[tuple[str, str | None]]:
    yield "ID", entry.key
    for author in entry.authors:
        yield "AU", ", ".join(part for part in (author.family, author.given) if part)
    yield "TI", entry.title
    yield "T2", entry.container
    yield "PY", str(entry.year) if entry.year is not None else None
    yield "DA", entry.published and entry.published.replace("-", "/")
    yield "VL", entry.volume
    yield "IS", entry.issue
    first, last = split_pages(entry.pages) if entry.pages else (None, None)
    yield "SP", first
    yield "EP", last
    yield "PB", entry.publisher
    yield "SN", entry.issn
    yield "DO", entry.doi
    yield "UR", entry.url
    yield "Y2", entry.accessed
    yield "LA", entry.language
    for word in entry.keywords:
        yield "KW", word
    yield "AB", entry.abstract
    yield "N1", entry.printed
