"""The front matter of an article: its head on the page, and every field as read."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.view import markup
from pipeline.view.blocks import pair
from pipeline.view.frame import badge
from pipeline.view.markup import Html, tag
from pipeline.view.names import count, kind_name, language_class, language_name
from schemas import article as record


def best_title(article: record.Article) -> str:
    """Return the title in the article's own language, else the first, else the file's name."""
    titles = article.front_matter.titles
    own = [title for title in titles if title.lang == article.language]
    found = (*own, *titles)[:1]
    return found[0].text if found else article.source.filename or article.id


def byline(article: record.Article) -> str:
    """Return the authors' names."""
    return ", ".join(author.name for author in article.front_matter.authors)


def journal_line(journal: record.JournalRecord) -> str:
    """Return journal, volume, issue, year and pages in one line, as far as they are known."""
    pages = "–".join(filter(None, (journal.first_page, journal.last_page)))
    parts = (
        journal.title,
        f"vol. {journal.volume}" if journal.volume else None,
        f"no. {journal.issue}" if journal.issue else None,
        f"ed. {journal.edition}" if journal.edition else None,
        journal.period,
        str(journal.year) if journal.year is not None else None,
        f"pp. {pages}" if pages else None,
    )
    return ", ".join(part for part in parts if part)


def front_card(article: record.Article) -> Html:
    """Return the head of an article and its fields."""
    front = article.front_matter
    title = tag("h1", best_title(article), dir="auto", lang=article.language)
    others = [
        tag("p", other.text, class_="other-title", dir="auto", lang=other.lang)
        for other in front.titles
        if other.text != best_title(article)
    ]
    authors = tag("p", byline(article) or "no authors found", class_="byline", dir="auto")
    journal = tag("p", journal_line(front.journal) or "no journal data found", class_="journal", dir="auto")
    summary = tag("summary", "Front matter, field by field")
    fields = tag("details", html=[summary, tag("dl", html=_fields(article), class_="fields")], class_="front-fields")
    return tag("header", html=[title, *others, authors, journal, _facts(article), fields], class_="front")


def _facts(article: record.Article) -> Html:
    items = [
        badge(language_name(article.language), language_class(article.language)),
        badge(count(len(article.source.pages), "page")),
        tag("a", count(len(article.footnotes), "note"), class_="badge", href="#notes"),
        badge(count(len(article.references), "reference")),
        tag("a", count(len(article.repairs), "repair"), class_="badge", href="#repairs"),
        tag("a", count(len(article.diagnostics), "diagnostic"), class_=f"badge {_worst(article)}", href="#diagnostics"),
    ]
    return tag("p", html=items, class_="facts")


def _worst(article: record.Article) -> str:
    found = {diagnostic.severity for diagnostic in article.diagnostics}
    return next((severity for severity in ("error", "warning", "info") if severity in found), "")


def _fields(article: record.Article) -> Iterator[Html]:
    front = article.front_matter
    for title in front.titles:
        yield pair(f"title, {language_name(title.lang)}", markup.text(title.text))
    for author in front.authors:
        yield pair(author.role, _author(author))
    for affiliation in front.affiliations:
        yield pair(f"affiliation {affiliation.id}", markup.text(affiliation.text))
    for abstract in front.abstracts:
        yield pair(f"abstract, {language_name(abstract.lang)}", _abstract(abstract))
    for keywords in front.keywords:
        terms = [tag("span", term, class_="badge") for term in keywords.terms]
        yield pair(f"keywords, {language_name(keywords.lang)}", markup.join(terms, " "))
    for name, value in (*front.journal.model_dump().items(), *front.dates.model_dump().items()):
        if value is not None:
            yield pair(kind_name("journal" if name == "title" else name), _value(name, str(value)))


def _author(author: record.AuthorRecord) -> Html:
    said = [", ".join((author.name, *author.degrees))]
    said += [f"family name {author.family}"] if author.family else []
    said += [f"at {', '.join(author.affiliations)}"] if author.affiliations else []
    said += ["corresponding"] if author.corresponding else []
    said += [f"ORCID {author.orcid}"] if author.orcid else []
    said += [f"student {author.student_id}"] if author.student_id else []
    return markup.text(" · ".join((*said, *author.emails)))


def _abstract(abstract: record.AbstractRecord) -> Html:
    labels = f", parts: {', '.join(part.label for part in abstract.parts)}" if abstract.parts else ""
    words = count(len(abstract.text.split()), "word") + labels
    if not abstract.blocks:
        return markup.text(words)
    return tag("a", words, href=f"#{abstract.blocks[0]}")


def _value(name: str, value: str) -> Html:
    if name == "doi":
        return markup.doi_link(value)
    return markup.web_link(value) if name in ("url", "licence") else markup.text(value)
