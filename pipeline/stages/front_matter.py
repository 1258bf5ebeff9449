"""Front matter's fields: titles, authors, abstracts and keywords per language, journal, history.

Passages that ``front`` found are read with their texts and languages; the journal's data come from running heads,
feet, page numbers and the lines about the title. What the file says of itself is a last resort, and said to be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.document import Diagnostic, Document, Passage
from pipeline.fields import Dates, FrontMatter, Title
from pipeline.front.authors import AuthorBlock, read_authors
from pipeline.front.contacts import has_mail
from pipeline.front.dates import read_history
from pipeline.front.journal_data import has_issue_data, read_journal
from pipeline.front.journal_titles import Printed
from pipeline.front.language import UNKNOWN
from pipeline.front.lines import classify_line, has_words, take_label
from pipeline.front.marks import fence, fence_ahead, take_ahead
from pipeline.front.parts import FrontText, front_texts, read_parts
from pipeline.front.prose import drop_prose, split_note
from pipeline.front.rows import join_addresses, join_words, rows_of, to_block_line
from pipeline.front.state import BlockLine
from pipeline.stages.stage import Stage

NAME = "front_matter"

MIN_LETTERS = 3
"""Letters of the shortest running head that can speak of a journal; garbled pages have thousands of strings without."""

MIN_PAGES = 4
"""Pages from which numbers that do not count with them are outvoted."""

_EDGE_NUMBER = re.compile(
    r"^\W*(?:pg|page|hal|hlm)?\.?\s*([A-Z]?-?\d{1,5})(?=\s|$)|(?:^|[\s|])([A-Z]?-?\d{1,5})\W*$", re.IGNORECASE
)
_COPYRIGHT = re.compile(r"(?:©|copyright|hak cipta)\D{0,20}((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_CITED_YEAR = re.compile(r"[\s(]((?:19|20)\d\d)[,).:]")
_CITES = re.compile(r"\b(?:hlm|hal|pp?|S)\.\s?\d|\([^()]*\b(?:1[5-9]|20)\d\d\)")
"""A page or a year in brackets: a note that cites and says nothing of its author."""

_NO_TITLE = re.compile(
    r"microsoft word|untitled|^\W*$|\.(?:docx?|pdf|indd|rtf|tex)\b|^template\b|^paper\b|^artikel\b", re.IGNORECASE
)


def read_front_matter(doc: Document) -> Document:
    """Read the front matter's fields.

    Needs: texts, tags, front, template, passages, lines, furniture, headings, notes, calls, pages, source. Adds:
    front_matter. Raises nothing; fields that are not printed stay None.
    """
    texts = front_texts(doc)
    parts = read_parts(texts)
    page = _article_page(texts)
    block = _read_people(doc, texts, page)
    titles, doubts = _titles(doc, parts.titles)
    own = " ".join(title.text for title in titles)
    journal = read_journal(tuple(_printed(doc, page)), page_labels=_page_labels(doc), first_page=page, title=own)
    known = journal.journal
    if known.year is None:
        known = replace(known, year=_other_year(doc, page, [author.name for author in block.authors]))
    dates, date_doubts = _read_dates(doc, page)
    matter = FrontMatter(titles, block.authors, block.affiliations, parts.abstracts, parts.keywords, known, dates)
    found = (*doc.diagnostics, *doubts, *block.doubts, *journal.doubts, *date_doubts, *_missing(matter))
    return replace(doc, front_matter=matter, diagnostics=found)


def _article_page(texts: Sequence[FrontText]) -> int:
    """Return the page of the authors or the first abstract, else of the last title found."""
    pages = {kind: [text.page for text in texts if text.kind == kind] for kind in ("author", "abstract", "title")}
    if pages["author"]:
        return min([pages["author"][0], *pages["abstract"][:1], *pages["title"][-1:]])
    return pages["abstract"][0] if pages["abstract"] else next(reversed(pages["title"]), 1)


def _titles(doc: Document, titles: tuple[Title, ...]) -> tuple[tuple[Title, ...], list[Diagnostic]]:
    """Return the titles; where none is printed, the one in the file's own data, with a diagnostic."""
    own = (doc.source.pdf.title or "").strip()
    if titles or len(own.split()) < 3 or _NO_TITLE.search(own):
        return titles, []
    doubt = Diagnostic(NAME, "title_from_file_data", "warning", None, f"no title found on the page: {own}")
    return (Title(UNKNOWN, own),), [doubt]


def _read_people(doc: Document, texts: Sequence[FrontText], page: int) -> AuthorBlock:
    """Read authors and affiliations from their passages, notes at the foot last."""
    lines: list[BlockLine] = []
    notes: list[BlockLine] = []
    seen_abstract = False
    by_start = {doc.passages[doc.texts[text.at].passage].spans[0]: text for text in texts}
    for passage in doc.front:
        seen_abstract = seen_abstract or passage.kind in ("abstract", "keywords")
        if passage.kind not in ("author", "affiliation") or not passage.spans:
            continue
        text = by_start.get(passage.spans[0])
        printed = text.text if text is not None else ""
        foot = seen_abstract and passage.kind == "affiliation"
        if (foot and _is_prose_note(printed)) or _is_correspondence(printed):
            notes.append(BlockLine(printed))
        else:
            lines += _block_lines(doc, passage)
    called = {mark for line in lines for mark in take_ahead(fence_ahead(fence(line.text, line.raised))).marks}
    notes += [line for marker, line in _note_lines(doc, page) if marker not in called]
    notes += [BlockLine(text, late=True) for text in _biographies(doc)]
    return read_authors([*lines, *notes])


def _note_lines(doc: Document, page: int) -> Iterator[tuple[str, BlockLine]]:
    """Yield footnotes about authors with their marker: those with symbols, and those with numbers that names call."""
    spans = {span for passage in doc.front if passage.kind == "author" for span in passage.spans}
    lines = {span.line for span in spans}
    called = {
        call.note
        for call in doc.calls
        if call.mark.line in lines
        and any(span.line == call.mark.line and span.start <= call.mark.word < span.end for span in spans)
    }
    for at, note in enumerate(doc.notes):
        first = doc.lines[note.spans[0].line]
        rows = join_addresses([to_block_line(doc.lines[s.line].words[s.start : s.end]) for s in note.spans])
        words = " ".join(row.text.strip() for row in rows)
        text = words if words.startswith(note.marker) else f"{note.marker} {words}"
        if not note.marker[:1].isalnum():
            if first.page == page:
                yield "", BlockLine(text)
        elif at in called and _CITES.search(text) is None and _is_of_author(text):
            yield note.marker, BlockLine(text, ((0, len(note.marker)),))


def _is_of_author(text: str) -> bool:
    return has_mail(text) or has_words(text, "institution") or has_words(text, "position")


def _biographies(doc: Document) -> Iterator[str]:
    """Yield the paragraphs about authors behind the article."""
    inside = False
    for text in doc.texts:
        passage = doc.passages[text.passage]
        if passage.kind in ("heading", "reference_heading"):
            known = doc.headings[passage.ref] if passage.ref is not None and passage.ref < len(doc.headings) else None
            inside = known is not None and known.type == "biography"
        elif inside and passage.kind in ("paragraph", "other", "list_item"):
            yield text.text


def _is_prose_note(text: str) -> bool:
    """Return whether a passage is a paragraph about authors, to be read over its line ends."""
    return split_note(text) is not None or drop_prose(text) != text


def _is_correspondence(text: str) -> bool:
    """Return whether a passage says to whom to write: a label, then a name and an address over several lines."""
    return take_label(text).label == "corresponding"


def _block_lines(doc: Document, passage: Passage) -> Iterator[BlockLine]:
    """Yield the rows of a passage; its kind decides where their words leave it open."""
    for line in join_addresses([to_block_line(words) for words in rows_of(doc, passage)]):
        kind = classify_line(fence(line.text, line.raised))
        if passage.kind == "author":
            yield line._replace(kind="author" if kind not in ("supervisor", "label", "student_id") else kind)
        else:
            yield line._replace(kind="affiliation" if kind in ("author", "supervisor", "unknown") else kind)


def _printed(doc: Document, page: int) -> Iterator[Printed]:
    """Yield what may speak of the journal: lines of no kind on the first pages, then running heads and feet."""
    others = [passage.spans for passage in doc.front if passage.kind == "other" and passage.spans]
    for spans in (*(item.spans for item in doc.template), *others):
        lines = [join_words(doc.lines[s.line].words[s.start : s.end]) for s in spans]
        at = doc.lines[spans[0].line].page
        if at <= page + 1:
            yield from (Printed(line, at, "front") for line in lines)
            if len(lines) > 1:
                yield Printed(" ".join(lines), at, "front")
    for item in doc.furniture:
        text = " ".join(doc.lines[at].text for at in item.lines).strip()
        if sum(map(str.isalpha, text)) >= MIN_LETTERS:
            yield Printed(text, item.page, "foot" if item.kind == "running_footer" else "head")


def _other_year(doc: Document, page: int, names: Sequence[str]) -> int | None:
    """Return the year of a copyright line, or of a citation that starts with an author's name."""
    for printed in _printed(doc, page):
        match = _COPYRIGHT.search(printed.text)
        if match is None and any(printed.text.startswith(name) for name in names):
            match = _CITED_YEAR.search(printed.text)
        if match is not None:
            return int(match.group(1))
    return None


def _page_labels(doc: Document) -> tuple[tuple[int, str], ...]:
    """Return numbers at the edges of running heads and feet, each with its page of the file.

    One page alone says nothing in a file of many.
    """
    labels = tuple(_edge_numbers(doc))
    return labels if len({page for page, _ in labels}) > 1 or len(doc.pages) < MIN_PAGES else ()


def _edge_numbers(doc: Document) -> Iterator[tuple[int, str]]:
    for item in doc.furniture:
        text = " ".join(doc.lines[at].text for at in item.lines).strip()
        if len(doc.pages) < MIN_PAGES and has_issue_data(text):
            continue  # too few pages to tell a number of the issue from one that counts
        for match in _EDGE_NUMBER.finditer(text):
            yield item.page, next(filter(None, match.groups()))


def _read_dates(doc: Document, page: int) -> tuple[Dates, tuple[Diagnostic, ...]]:
    """Read the article's history from lines of the front matter, then from running feet of its first page."""
    lines = [
        join_words(doc.lines[s.line].words[s.start : s.end])
        for passage in doc.front
        if passage.kind in ("other", "affiliation")
        for s in passage.spans
        if doc.lines[s.line].page >= page
    ]
    lines += [doc.lines[at].text for item in doc.furniture if item.page == page for at in item.lines]
    notes = (note for note in doc.notes if doc.lines[note.spans[0].line].page == page)
    lines += [" ".join(doc.lines[s.line].text for s in note.spans) for note in notes if not note.marker[:1].isalnum()]
    return read_history([line for line in lines if not has_mail(line) or "20" in line])


def _missing(matter: FrontMatter) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each part that every article has and none was found of."""
    for name in ("titles", "authors", "abstracts"):
        if not getattr(matter, name):
            yield Diagnostic(NAME, f"no_{name}", "warning", 1, f"no {name} found")


STAGE = Stage(
    NAME,
    read_front_matter,
    needs=frozenset(
        {"texts", "tags", "front", "template", "passages", "lines", "furniture", "headings", "notes", "calls", "pages"}
        | {"source"}
    ),
    adds=frozenset({"front_matter"}),
)
