"""Front matter of the working model to the record's models. Values only; the rest is in ``export``."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.fields import Author, Dates, FrontMatter, Journal
from schemas import article as record

BlockIds = Callable[[Iterable[int]], tuple[str, ...]]
"""From indices in ``Document.texts`` to the ids of their blocks."""


def to_front_matter(front: FrontMatter, block_ids: BlockIds) -> record.FrontMatterRecord:
    """Return the record's front matter; ``block_ids`` names the blocks of texts."""
    return record.FrontMatterRecord(
        titles=tuple(
            record.TitleRecord(lang=title.lang, text=title.text, blocks=block_ids(title.texts))
            for title in front.titles
        ),
        authors=tuple(_author(author) for author in front.authors),
        affiliations=tuple(
            record.AffiliationRecord(id=affiliation_id(index), text=text)
            for index, text in enumerate(front.affiliations)
        ),
        abstracts=tuple(
            record.AbstractRecord(
                lang=abstract.lang,
                text=abstract.text,
                parts=tuple(record.AbstractPartRecord(label=part.label, text=part.text) for part in abstract.parts),
                blocks=block_ids(abstract.texts),
            )
            for abstract in front.abstracts
        ),
        keywords=tuple(record.KeywordsRecord(lang=words.lang, terms=words.terms) for words in front.keywords),
        journal=_journal(front.journal),
        dates=_dates(front.dates),
    )


def affiliation_id(index: int) -> str:
    """Return the id of affiliation ``index`` (0-based)."""
    return f"a{index + 1}"


def _author(author: Author) -> record.AuthorRecord:
    return record.AuthorRecord(
        name=author.name,
        given=author.given or None,
        family=author.family or None,
        degrees=author.degrees,
        student_id=author.student_id or None,
        role=author.role,
        corresponding=author.corresponding,
        affiliations=tuple(affiliation_id(index) for index in author.affiliations),
        emails=author.emails,
        orcid=author.orcid or None,
    )


def _journal(journal: Journal) -> record.JournalRecord:
    return record.JournalRecord(
        title=journal.title or None,
        issn_print=journal.issn_print or None,
        issn_online=journal.issn_online or None,
        volume=journal.volume or None,
        issue=journal.issue or None,
        edition=journal.edition or None,
        period=journal.period or None,
        year=journal.year,
        first_page=journal.first_page or None,
        last_page=journal.last_page or None,
        doi=journal.doi or None,
        url=journal.url or None,
        licence=journal.licence or None,
    )


def _dates(dates: Dates) -> record.DatesRecord:
    return record.DatesRecord(
        received=dates.received, revised=dates.revised, accepted=dates.accepted, published=dates.published
    )
