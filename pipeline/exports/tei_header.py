"""The header of a TEI document in GROBID's shape."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.exports.markup import make, make_if
from pipeline.exports.outline import issue_of, main_first
from schemas import article as record

NO_TIME = "1970-01-01T00:00:00Z"
"""A record says not when it was made, so that the same file gives the same bytes; GROBID's readers want a time."""


def header(article: record.Article) -> Element:
    """Return the ``teiHeader``: title, source, what made it, keywords and abstracts."""
    front = article.front_matter
    titles = main_first(front.titles, article.language)
    terms = make("p", {}, front.journal.licence) if front.journal.licence else None
    return make(
        "teiHeader",
        {"xml:lang": article.language},
        make(
            "fileDesc",
            {},
            make("titleStmt", {}, _title(titles[0]) if titles else make("title", {"level": "a", "type": "main"})),
            make(
                "publicationStmt",
                {},
                make("publisher", {}),
                make(
                    "availability",
                    {"status": "unknown"},
                    make("licence", {}, terms),
                ),
                _date(front),
            ),
            make("sourceDesc", {}, _source(article, titles)),
        ),
        make("encodingDesc", {}, make("appInfo", {}, _application(article.pipeline))),
        _profile(article),
    )


def _application(pipeline: record.PipelineRecord) -> Element:
    names = {"version": pipeline.version, "ident": pipeline.name, "when": NO_TIME}
    return make("application", names, make("desc", {}, f"{pipeline.name} with {pipeline.engine}"))


def _title(title: record.TitleRecord, kind: str = "main") -> Element:
    return make("title", {"level": "a", "type": kind, "xml:lang": title.lang}, title.text)


def _date(front: record.FrontMatterRecord) -> Element | None:
    when = front.dates.published or (str(front.journal.year) if front.journal.year is not None else None)
    return make("date", {"type": "published", "when": when}, when) if when else None


def _source(article: record.Article, titles: list[record.TitleRecord]) -> Element:
    front, journal = article.front_matter, article.front_matter.journal
    affiliations = {affiliation.id: affiliation.text for affiliation in front.affiliations}
    history = ", ".join(_history(front.dates))
    numbers = (("ISSN", journal.issn_print), ("eISSN", journal.issn_online))
    return make(
        "biblStruct",
        {},
        make(
            "analytic",
            {},
            *(_author(author, affiliations) for author in front.authors),
            *(_title(title, "translated" if index else "main") for index, title in enumerate(titles)),
        ),
        make(
            "monogr",
            {},
            make("title", {"level": "j", "type": "main"}, journal.title) if journal.title else None,
            *(make("idno", {"type": kind}, number) for kind, number in numbers if number),
            make("imprint", {}, *_scopes(journal), _date(front)),
        ),
        make("idno", {"type": "DOI"}, journal.doi) if journal.doi else None,
        make("ptr", {"target": journal.url}) if journal.url else None,
        make("note", {"type": "submission"}, history) if history else None,
    )


def _history(dates: record.DatesRecord) -> Iterator[str]:
    for name, date in (("received", dates.received), ("revised", dates.revised), ("accepted", dates.accepted)):
        if date:
            yield f"{name} {date}"


def _scopes(journal: record.JournalRecord) -> Iterator[Element | None]:
    for unit, value in (("volume", journal.volume), ("issue", issue_of(journal)), ("period", journal.period)):
        yield make("biblScope", {"unit": unit}, value) if value else None
    if journal.first_page:
        yield make("biblScope", {"unit": "page", "from": journal.first_page, "to": journal.last_page})


def _author(author: record.AuthorRecord, affiliations: dict[str, str]) -> Element:
    role = "corresp" if author.corresponding else None if author.role == "author" else author.role
    return make(
        "author",
        {"role": role},
        to_person(author.given, author.family, author.name, author.degrees),
        *(make("email", {}, email) for email in author.emails),
        make("idno", {"type": "ORCID"}, author.orcid) if author.orcid else None,
        make("idno", {"type": "student"}, author.student_id) if author.student_id else None,
        *(
            make("affiliation", {"key": name}, make("orgName", {"type": "institution"}, affiliations[name]))
            for name in author.affiliations
            if name in affiliations
        ),
    )


def to_person(
    given: str | None, family: str | None, whole: str | None = None, degrees: tuple[str, ...] = ()
) -> Element:
    """Return a ``persName``; the first given name and the others apart, as GROBID has them."""
    first, _, rest = (given or (whole if family is None else "") or "").partition(" ")
    return make(
        "persName",
        {},
        make("forename", {"type": "first"}, first) if first else None,
        make("forename", {"type": "middle"}, rest) if rest else None,
        make_if("surname", family),
        *(make("roleName", {"type": "degree"}, degree) for degree in degrees),
    )


def _profile(article: record.Article) -> Element:
    front = article.front_matter
    keywords = [
        make("keywords", {"xml:lang": words.lang}, *(make("term", {}, term) for term in words.terms))
        for words in front.keywords
    ]
    return make(
        "profileDesc",
        {},
        make("textClass", {}, *keywords) if keywords else None,
        *(
            make("abstract", {"xml:lang": abstract.lang}, *_abstract(abstract))
            for abstract in main_first(front.abstracts, article.language)
        ),
    )


def _abstract(abstract: record.AbstractRecord) -> Iterator[Element]:
    if not abstract.parts:
        yield make("div", {}, *(make("p", {}, text) for text in abstract.text.split("\n")))
    for part in abstract.parts:
        yield make("div", {}, make("head", {}, part.label), make("p", {}, part.text))
