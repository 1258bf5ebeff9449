"""An article or a reference as one kind of entry, for the formats of reference managers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pipeline.exports.outline import issue_of, main_first
from schemas import article as record

Kind = Literal["article", "chapter", "book", "page", "other"]


class Entry(NamedTuple):
    """What a reference manager keeps; ``dates`` are in ISO 8601, ``printed`` is the entry as printed."""

    key: str
    kind: Kind
    authors: tuple[record.PersonNameRecord, ...]
    title: str | None
    container: str | None = None
    year: int | None = None
    published: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    publisher: str | None = None
    doi: str | None = None
    url: str | None = None
    accessed: str | None = None
    issn: str | None = None
    language: str | None = None
    abstract: str | None = None
    keywords: tuple[str, ...] = ()
    printed: str | None = None


def is_institution(author: record.PersonNameRecord) -> bool:
    """Return whether the author is a body: it has no given name and several words."""
    return author.given is None and author.family is not None and " " in author.family


def reference_kind(reference: record.ReferenceRecord) -> Kind:
    """Return what the reference is, from the fields that it has; ``other`` where they do not tell."""
    if reference.container:
        return "chapter" if reference.publisher and not (reference.volume or reference.issue) else "article"
    if reference.publisher:
        return "book"
    return "page" if reference.url and reference.title else "other"


def article_entry(article: record.Article) -> Entry:
    """Return the article itself; supervisors of a thesis are no authors."""
    front = article.front_matter
    journal = front.journal
    titles = main_first(front.titles, article.language)
    abstracts = main_first(front.abstracts, article.language)
    people = (author for author in front.authors if author.role == "author")
    pages = [page for page in (journal.first_page, journal.last_page) if page]
    published = front.dates.published
    return Entry(
        key=article.id,
        kind="article",
        authors=tuple(_person(author) for author in people),
        title=titles[0].text if titles else None,
        container=journal.title,
        year=journal.year if journal.year is not None or not published else int(published[:4]),
        published=published,
        volume=journal.volume,
        issue=issue_of(journal),
        pages="-".join(pages) or None,
        doi=journal.doi,
        url=journal.url,
        issn=journal.issn_online or journal.issn_print,
        language=article.language,
        abstract=abstracts[0].text if abstracts else None,
        keywords=tuple(dict.fromkeys(term for words in front.keywords for term in words.terms)),
    )


def _person(author: record.AuthorRecord) -> record.PersonNameRecord:
    given = author.name if author.given is None and author.family is None else author.given
    return record.PersonNameRecord(given=given, family=author.family)


def reference_entries(article: record.Article) -> Iterator[Entry]:
    """Yield the references in the order of the list."""
    for reference in article.references:
        yield Entry(
            key=f"{article.id}-{reference.id}",
            kind=reference_kind(reference),
            authors=reference.authors,
            title=reference.title,
            container=reference.container,
            year=reference.year,
            volume=reference.volume,
            issue=reference.issue,
            pages=reference.pages,
            publisher=reference.publisher,
            doi=reference.doi,
            url=reference.url,
            accessed=reference.accessed,
            language=reference.lang,
            printed=reference.text,
        )
