"""Entries of the reference list as ``biblStruct`` in GROBID's shape, with the entry as printed."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.exports.bibliography import is_institution, reference_kind
from pipeline.exports.markup import make, make_if
from pipeline.exports.outline import split_pages
from pipeline.exports.tei_header import to_person
from schemas import article as record


def to_reference(reference: record.ReferenceRecord) -> Element:
    """Return the entry; a work of its own has its title and authors in ``monogr``, a part in ``analytic``."""
    authors = [_author(author) for author in reference.authors]
    title, container = reference.title, reference.container
    level = "j" if reference_kind(reference) == "article" else "m"
    analytic = None
    if container:
        analytic = make("analytic", {}, *authors, _title("a", title))
        whole: list[Element | None] = [make("title", {"level": level}, container)]
    else:
        whole = [*authors, _title("m", title)]
    return make(
        "biblStruct",
        {"xml:id": reference.id, "n": reference.marker, "xml:lang": reference.lang},
        analytic,
        make("monogr", {}, *whole, make("imprint", {}, *_imprint(reference))),
        make("idno", {"type": "DOI"}, reference.doi) if reference.doi else None,
        make("ptr", {"target": reference.url}) if reference.url else None,
        make("note", {"type": "access_date"}, reference.accessed) if reference.accessed else None,
        make("note", {"type": "raw_reference"}, reference.text),
    )


def _title(level: str, title: str | None) -> Element | None:
    return make("title", {"level": level, "type": "main"}, title) if title else None


def _author(author: record.PersonNameRecord) -> Element:
    if is_institution(author):
        return make("author", {}, make("persName", {}, make("surname", {}, author.family)))
    return make("author", {}, to_person(author.given, author.family))


def _imprint(reference: record.ReferenceRecord) -> Iterator[Element | None]:
    yield make_if("publisher", reference.publisher)
    if reference.year is not None:
        yield make("date", {"type": "published", "when": f"{reference.year:04d}"}, str(reference.year))
    for unit, value in (("volume", reference.volume), ("issue", reference.issue)):
        yield make("biblScope", {"unit": unit}, value) if value else None
    if reference.pages:
        first, last = split_pages(reference.pages)
        names = {"unit": "page", "from": first, "to": last} if last else {"unit": "page"}
        yield make("biblScope", names, None if last else first)
