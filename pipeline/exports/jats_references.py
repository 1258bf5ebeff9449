"""Entries of the reference list in JATS: as printed and, where fields are known, in fields."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.exports.bibliography import is_institution, reference_kind
from pipeline.exports.jats_front import to_name
from pipeline.exports.markup import make, make_if
from pipeline.exports.outline import split_pages
from schemas import article as record

PUBLICATION_TYPES = {"article": "journal", "chapter": "book", "book": "book", "page": "webpage", "other": "other"}
"""``publication-type`` by the kind of the reference."""


def to_reference(reference: record.ReferenceRecord) -> Element:
    """Return a ``ref`` with the entry as printed and in fields, as alternatives."""
    printed = make("mixed-citation", {"xml:lang": reference.lang}, reference.text)
    fields = list(_fields(reference))
    label = make_if("label", reference.marker)
    if not fields:
        return make("ref", {"id": reference.id}, label, printed)
    kind = {"publication-type": PUBLICATION_TYPES[reference_kind(reference)]}
    both = make("citation-alternatives", {}, printed, make("element-citation", kind, *fields))
    return make("ref", {"id": reference.id}, label, both)


def _fields(reference: record.ReferenceRecord) -> Iterator[Element]:
    people = [_person(author) for author in reference.authors]
    if people:
        yield make("person-group", {"person-group-type": "author"}, *people)
    part, whole = reference.title, reference.container
    if whole is None:
        part, whole = None, reference.title
    tag = "chapter-title" if reference_kind(reference) == "chapter" else "article-title"
    first, last = split_pages(reference.pages) if reference.pages else (None, None)
    found = (
        make_if(tag, part),
        make_if("source", whole),
        make_if("year", reference.year),
        make_if("volume", reference.volume),
        make_if("issue", reference.issue),
        make_if("fpage", first),
        make_if("lpage", last),
        make_if("publisher-name", reference.publisher),
        make("pub-id", {"pub-id-type": "doi"}, reference.doi) if reference.doi else None,
        make("ext-link", {"ext-link-type": "uri", "xlink:href": reference.url}, reference.url)
        if reference.url
        else None,
        make("date-in-citation", {"content-type": "access-date"}, reference.accessed) if reference.accessed else None,
    )
    yield from (element for element in found if element is not None)


def _person(author: record.PersonNameRecord) -> Element:
    if is_institution(author):
        return make("collab", {}, author.family)
    return to_name(author.given, author.family)
