"""CSL-JSON items, for the article and for its references: what citation processors and Zotero read.

Source: github.com/citation-style-language/schema, csl-data.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from pipeline.exports.bibliography import Entry, article_entry, is_institution, reference_entries
from schemas import article as record

TYPES = {"article": "article-journal", "chapter": "chapter", "book": "book", "page": "webpage", "other": "document"}
"""``type`` by the kind of entry."""


def to_csl_json(article: record.Article) -> bytes:
    """Return a list of one item, for the article."""
    return _write([article_entry(article)])


def references_to_csl_json(article: record.Article) -> bytes:
    """Return a list with an item for each reference, in the order of the list; the printed entry is in ``note``."""
    return _write(reference_entries(article))


def _write(entries: Iterable[Entry]) -> bytes:
    items = [_item(entry) for entry in entries]
    return (json.dumps(items, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _item(entry: Entry) -> dict[str, object]:
    """Return the item; fields that are not known are left out."""
    fields: dict[str, object] = {
        "id": entry.key,
        "type": TYPES[entry.kind],
        "author": [_name(author) for author in entry.authors],
        "title": entry.title,
        "container-title": entry.container,
        "issued": _date(entry),
        "volume": entry.volume,
        "issue": entry.issue,
        "page": entry.pages,
        "publisher": entry.publisher,
        "ISSN": entry.issn,
        "DOI": entry.doi,
        "URL": entry.url,
        "accessed": {"raw": entry.accessed} if entry.accessed else None,
        "language": entry.language,
        "keyword": ", ".join(entry.keywords),
        "abstract": entry.abstract,
        "note": entry.printed,
    }
    return {name: value for name, value in fields.items() if value}


def _name(author: record.PersonNameRecord) -> dict[str, str]:
    if is_institution(author) or author.family is None or author.given is None:
        return {"literal": author.family or author.given or ""}
    return {"family": author.family, "given": author.given}


def _date(entry: Entry) -> dict[str, list[list[int]]] | None:
    """Return the issue's year, or the day of publication where it lies in that year."""
    if entry.published and (entry.year is None or int(entry.published[:4]) == entry.year):
        return {"date-parts": [[int(part) for part in entry.published.split("-")]]}
    return {"date-parts": [[entry.year]]} if entry.year is not None else None
