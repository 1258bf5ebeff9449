"""What the article says of itself and of others: the values that front matter, references and citations fill.

Working form, standard library only; ``pipeline.record.article`` turns them into the record's models. Unknown is None.
``texts`` always means indices into ``Document.texts``.
"""

from __future__ import annotations

from typing import Literal

from pipeline.frozen import frozen


@frozen
class Title:
    """The title in one language, subtitle kept, printed capitals kept."""

    lang: str
    text: str
    texts: tuple[int, ...] = ()


@frozen
class Author:
    """A person as printed, without marks and degrees. A one-word name has only ``given``: no surname is invented.

    ``affiliations`` indexes ``FrontMatter.affiliations``.
    """

    name: str
    given: str | None = None
    family: str | None = None
    degrees: tuple[str, ...] = ()
    student_id: str | None = None
    role: Literal["author", "supervisor"] = "author"
    corresponding: bool = False
    affiliations: tuple[int, ...] = ()
    emails: tuple[str, ...] = ()
    orcid: str | None = None


@frozen
class AbstractPart:
    """One labelled part of a structured abstract (``Metode:``), label as printed without its colon."""

    label: str
    text: str


@frozen
class Abstract:
    """An abstract in one language: paragraphs joined by one newline, without label and keywords."""

    lang: str
    text: str
    parts: tuple[AbstractPart, ...] = ()
    texts: tuple[int, ...] = ()


@frozen
class Keywords:
    """The keywords in one language, in printed order."""

    lang: str
    terms: tuple[str, ...]


@frozen
class Journal:
    """The journal's data as printed in title lines, running heads and feet."""

    title: str | None = None
    issn_print: str | None = None
    issn_online: str | None = None
    volume: str | None = None
    issue: str | None = None
    edition: str | None = None
    period: str | None = None
    year: int | None = None
    first_page: str | None = None
    last_page: str | None = None
    doi: str | None = None
    url: str | None = None
    licence: str | None = None


@frozen
class Dates:
    """The article's history, ISO 8601 (``2024-07-06``, or ``2024-07`` where no day is printed)."""

    received: str | None = None
    revised: str | None = None
    accepted: str | None = None
    published: str | None = None


@frozen
class FrontMatter:
    """Everything above the first section."""

    titles: tuple[Title, ...] = ()
    authors: tuple[Author, ...] = ()
    affiliations: tuple[str, ...] = ()
    abstracts: tuple[Abstract, ...] = ()
    keywords: tuple[Keywords, ...] = ()
    journal: Journal = Journal()
    dates: Dates = Dates()


@frozen
class PersonName:
    """A name in a reference: ``family`` alone for a one-word or corporate name."""

    given: str | None
    family: str | None


@frozen
class Reference:
    """The fields of one reference entry; ``text`` is the whole entry without its ``marker``."""

    marker: str | None
    text: str
    authors: tuple[PersonName, ...] = ()
    year: int | None = None
    title: str | None = None
    container: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    publisher: str | None = None
    doi: str | None = None
    url: str | None = None
    accessed: str | None = None


@frozen
class Section:
    """A node of the section tree. ``heading`` indexes texts; ``texts`` are its own, not its children's.

    ``parent`` indexes ``Document.sections``; None at the top.
    """

    number: str | None
    title: str
    level: int
    type: str
    parent: int | None
    heading: int
    texts: tuple[int, ...]


@frozen
class Citation:
    """A citation in a text, ``[start, end)``; ``references`` indexes ``Document.references``; empty = unresolved."""

    start: int
    end: int
    references: tuple[int, ...]


@frozen
class RefersTo:
    """What a short footnote means: the note (index in ``Document.notes``) and reference that it leads to."""

    kind: Literal["ibid", "op_cit", "loc_cit", "supra", "full"]
    note: int | None = None
    reference: int | None = None
