"""``journal-meta`` and ``article-meta`` of a JATS document."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.exports.markup import make, make_if
from pipeline.exports.outline import issue_of, main_first
from schemas import article as record


def journal_meta(article: record.Article) -> Element:
    """Return the journal; its id is its ISSN or its title, as printed."""
    journal = article.front_matter.journal
    numbers = [("epub", journal.issn_online), ("ppub", journal.issn_print)]
    printed = [make("issn", {"pub-type": kind}, number) for kind, number in numbers if number]
    name = journal.issn_online or journal.issn_print or journal.title
    title = make_if("journal-title", journal.title)
    return make(
        "journal-meta",
        {},
        make("journal-id", {"journal-id-type": "publisher-id"}, name),
        make("journal-title-group", {}, title) if title is not None else None,
        *(printed or [make("issn", {})]),
    )


def article_meta(article: record.Article) -> Element:
    """Return everything that the front matter says of the article."""
    front = article.front_matter
    journal = front.journal
    return make(
        "article-meta",
        {},
        make("article-id", {"pub-id-type": "doi"}, journal.doi) if journal.doi else None,
        make("article-id", {"pub-id-type": "other"}, article.id),
        _titles(article),
        *_contributors(front),
        *(make("aff", {"id": affiliation.id}, affiliation.text) for affiliation in front.affiliations),
        *_publication_dates(front),
        make_if("volume", journal.volume),
        make_if("issue", issue_of(journal)),
        make_if("issue-title", journal.edition if journal.issue else None),
        make_if("fpage", journal.first_page),
        make_if("lpage", journal.last_page if journal.first_page else None),
        _history(front.dates),
        _permissions(journal.licence),
        make("self-uri", {"xlink:href": journal.url}) if journal.url else None,
        *_abstracts(article),
        *(
            make("kwd-group", {"xml:lang": words.lang}, *(make("kwd", {}, term) for term in words.terms))
            for words in front.keywords
            if words.terms
        ),
    )


def _titles(article: record.Article) -> Element:
    titles = main_first(article.front_matter.titles, article.language)
    if not titles:
        return make("title-group", {}, make("article-title", {}))
    translated = [
        make("trans-title-group", {"xml:lang": title.lang}, make("trans-title", {}, title.text)) for title in titles[1:]
    ]
    return make("title-group", {}, make("article-title", {"xml:lang": titles[0].lang}, titles[0].text), *translated)


def _contributors(front: record.FrontMatterRecord) -> Iterator[Element]:
    known = {affiliation.id for affiliation in front.affiliations}
    people = [_contributor(author, known) for author in front.authors]
    if people:
        yield make("contrib-group", {}, *people)


def _contributor(author: record.AuthorRecord, affiliations: set[str]) -> Element:
    orcid = f"https://orcid.org/{author.orcid}" if author.orcid else None
    return make(
        "contrib",
        {"contrib-type": author.role, "corresp": "yes" if author.corresponding else None},
        make("contrib-id", {"contrib-id-type": "orcid"}, orcid) if orcid else None,
        make("contrib-id", {"contrib-id-type": "student-id"}, author.student_id) if author.student_id else None,
        to_name(author.given, author.family, author.name),
        make_if("degrees", ", ".join(author.degrees)),
        make("role", {}, author.role) if author.role != "author" else None,
        *(make("email", {}, email) for email in author.emails),
        *(
            make("xref", {"ref-type": "aff", "rid": name}, name.removeprefix("a"))
            for name in author.affiliations
            if name in affiliations
        ),
    )


def to_name(given: str | None, family: str | None, whole: str | None = None) -> Element:
    """Return a ``name``: with a surname, or the one name that a person has."""
    if family is None:
        return make("name", {"name-style": "given-only"}, make("given-names", {}, given or whole))
    return make("name", {"name-style": "western"}, make("surname", {}, family), make_if("given-names", given))


def _publication_dates(front: record.FrontMatterRecord) -> Iterator[Element]:
    """Yield the day of publication and the issue's year with its period; an empty year where neither is known."""
    journal, published = front.journal, front.dates.published
    if published:
        yield make("pub-date", {"pub-type": "epub"}, *_date_parts(published))
    if journal.year is not None or not published:
        season, year = make_if("season", journal.period), make("year", {}, str(journal.year or "") or None)
        yield make("pub-date", {"pub-type": "collection"}, season, year)


def _date_parts(date: str) -> Iterator[Element]:
    """Yield day, month and year of a date in ISO 8601, as far as it goes."""
    parts = date.split("-")
    for tag, part in reversed(list(zip(("year", "month", "day"), parts, strict=False))):
        yield make(tag, {}, part)


def _history(dates: record.DatesRecord) -> Element | None:
    """Return the dates of the article's way to print; JATS calls a revision ``rev-recd``."""
    kinds = (("received", dates.received), ("rev-recd", dates.revised), ("accepted", dates.accepted))
    found = [make("date", {"date-type": kind}, *_date_parts(date)) for kind, date in kinds if date]
    return make("history", {}, *found) if found else None


def _permissions(licence: str | None) -> Element | None:
    if not licence:
        return None
    address = licence if licence.startswith("http") else None
    return make("permissions", {}, make("license", {"xlink:href": address}, make("license-p", {}, licence)))


def _abstracts(article: record.Article) -> Iterator[Element]:
    """Yield the abstract in the article's language, or the first, then its translations."""
    for index, abstract in enumerate(main_first(article.front_matter.abstracts, article.language)):
        parts = [make("sec", {}, make("title", {}, part.label), make("p", {}, part.text)) for part in abstract.parts]
        content = parts or [make("p", {}, text) for text in abstract.text.split("\n")]
        yield make("trans-abstract" if index else "abstract", {"xml:lang": abstract.lang}, *content)
