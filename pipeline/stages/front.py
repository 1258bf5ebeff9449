"""Front matter: title, authors, affiliations, abstracts, keywords, and what stands between them.

The first page is read from its labels: an abstract or keywords are what stands under a label in its own box; the
title is what is set largest above the first label; authors stand between. Covers of repositories and theses come
before and are set aside. What is left above or between these parts is front matter of no kind (history, DOI,
journal's lines) and is mined later; what is left below them is the article's text.
Source: domain notes 3.1 (templates) and the page images of the sample journals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.dates import find_dates
from pipeline.document import Document, Line, Passage, PassageKind
from pipeline.front_contacts import has_mail
from pipeline.front_growth import Block, cut_paragraphs, grow_abstract, grow_from, grow_info, grow_keywords
from pipeline.front_labels import is_cover, read_label
from pipeline.front_lines import classify_line, has_words, take_label
from pipeline.front_marks import take_ahead
from pipeline.front_names import read_names
from pipeline.front_people import Row, find_foot_notes, find_rows, is_prose, row_words, to_spans
from pipeline.front_pieces import Piece, below, cut_pieces, shares
from pipeline.front_rows import fence_words
from pipeline.front_titles import find_other_titles, find_titles
from pipeline.journal_data import has_issue_data
from pipeline.journal_titles import Printed, vote_title
from pipeline.stages.stage import Stage

MAX_PAGES = 10
"""Pages in which an article begins: a thesis puts up to eight pages before it."""

MIN_LETTERS = 3
"""Letters of the shortest running head that can name a journal."""

MAX_GAP = 2
"""Pages after the first on which a header ``Introduction`` is looked for."""

MAX_TRANSLATION = 4
"""Lines of a title in a second language."""

LARGE = 1.15
"""Times the body size from which lines in small letters may be a title."""

COVER_SIZE = 1.1
"""Times the body size from which the largest lines of a cover are a title."""

MIN_ABSTRACT, MAX_ABSTRACT = 2, 45
"""Lines of an abstract without a label."""

PROSE_ROWS = 3
"""Lines of running text in a row that make a paragraph."""


_IDENTIFIER = re.compile(r"\W*(?:doi\b|https?://(?:dx\.)?doi\.org/|[pe]?-?issn\b)", re.IGNORECASE)


@dataclass(slots=True)
class _Finding:
    """What has been found so far: pieces claimed, by rank, and passages."""

    pieces: tuple[Piece, ...]
    page: int
    claimed: set[int] = field(default_factory=set)
    passages: list[tuple[int, Passage]] = field(default_factory=list)
    foot: set[int] = field(default_factory=set)

    def free(self, *pages: int) -> list[Piece]:
        """Return unclaimed pieces, of some pages or of all, in reading order."""
        return [p for p in self.pieces if p.rank not in self.claimed and (not pages or p.page in pages)]

    def claim(self, kind: PassageKind, pieces: Sequence[Piece]) -> None:
        """Make a passage of pieces."""
        if pieces:
            self.claimed.update(piece.rank for piece in pieces)
            self.passages.append((min(piece.rank for piece in pieces), Passage(kind, to_spans(pieces))))


def find_front(doc: Document) -> Document:
    """Find the front matter.

    Needs: lines, body_size, columns, furniture, headings, notes, captions, tables, figures, pages. Adds: front,
    passages in reading order. Raises nothing; a document without any of it gets none.
    """
    page, last = _find_pages(doc)
    pieces = cut_pieces(doc, last)
    if not pieces:
        return replace(doc, front=())
    finding = _Finding(pieces, page)
    labels = _claim_abstracts(finding)
    _claim_keywords(finding)
    title = _claim_titles(doc, finding, finding.page)
    if not title and finding.page > 1:
        _claim_titles(doc, finding, finding.page - 1)
    names = _claim_people(doc, finding, title)
    _claim_other_titles(finding, labels, title)
    _claim_info(finding, title)
    _claim_foot(doc, finding, names)
    _claim_biography(finding, names)
    _claim_cover(doc, finding)
    _claim_history(finding)
    _claim_rest(finding)
    ordered = [passage for _, passage in sorted(finding.passages, key=lambda item: item[0])]
    return replace(doc, front=tuple(ordered))


def _find_pages(doc: Document) -> tuple[int, int]:
    """Return the page on which the article begins and the last page to look at.

    An article begins on the page of its first abstract, else on the first page that is no cover. Its front matter
    ends on the page after, or at a header ``Introduction`` a little later.
    """
    pages: dict[int, list[Line]] = {}
    for column in doc.columns:
        if column.page <= MAX_PAGES:
            pages.setdefault(column.page, []).extend(doc.lines[at] for at in column.lines)
    starts = [(doc.lines[h.spans[0].line].page, h.type) for h in doc.headings if h.spans]
    headers = [page for page, kind in starts if kind not in (None, "other", "abstract", "keywords")]
    texts = [page for page, lines in pages.items() if any(is_prose(line.text) for line in lines)]
    first = next((page for page in pages if _has_abstract(pages[page])), None)
    if first is None or any(page < first for page in headers if page in texts):
        covered = (page for page, lines in pages.items() if not is_cover("\n".join(line.text for line in lines)))
        first = next(covered, min(pages, default=1))
    opening = next((page for page, kind in starts if kind == "introduction" and page >= first), first)
    return first, max(first + 1, opening if opening <= first + MAX_GAP else 0)


def _has_abstract(lines: Sequence[Line]) -> bool:
    labels = (read_label(line.text, line.words) for line in lines)
    return any(label is not None and label.kind == "abstract" for label in labels)


def _is_body_header(piece: Piece) -> bool:
    """Return whether a header says by its words that the text has begun."""
    return piece.ends_front and piece.heading not in ("unknown", "other")


def _valid_labels(finding: _Finding, kind: str) -> Iterator[Piece]:
    """Yield labels of the front matter, from top to bottom: those that no header of the text stands before.

    What has been claimed by the time that a label is reached is no text.
    """
    labels = [p for p in finding.free(finding.page, finding.page + 1) if p.label is not None and p.label.kind == kind]
    headers = [p for p in finding.pieces if _is_body_header(p) and p.page >= finding.page]
    for label in sorted(labels, key=lambda piece: (piece.page, piece.baseline, piece.box.x0)):
        if label.rank not in finding.claimed and not _stands_after(label, headers, finding.free()):
            yield label


def _stands_after(piece: Piece, headers: Iterable[Piece], free: Sequence[Piece]) -> bool:
    """Return whether the text has begun before a piece: under a header above in its column or a page before.

    A thesis chapter may print ``BAB I PENDAHULUAN`` over title and abstract: no text stands between then.
    """
    for head in headers:
        before = (head.page, head.baseline) < (piece.page, piece.baseline)
        if before and (head.page < piece.page or shares(piece, head.box.x0, head.box.x1)):
            start, end = (head.page, head.baseline), (piece.page, piece.baseline)
            if any(start < (p.page, p.baseline) < end and is_prose(p.text) for p in free):
                return True
    return False


def _claim_abstracts(finding: _Finding) -> list[Piece]:
    """Claim abstracts with their labels; return the labels."""
    labels = []
    for label in _valid_labels(finding, "abstract"):
        labels.append(label)
        block = grow_abstract(label, finding.free(finding.page, finding.page + 1))
        if block.head is not None:
            finding.claim("abstract_heading", [block.head])
        for paragraph in cut_paragraphs(block.body):
            finding.claim("abstract", paragraph)
    return labels


def _claim_keywords(finding: _Finding) -> None:
    for label in _valid_labels(finding, "keywords"):
        finding.claim("keywords", _pieces(grow_keywords(label, finding.free(finding.page, finding.page + 1))))


def _pieces(block: Block) -> list[Piece]:
    return [*([block.head] if block.head else []), *block.body]


def _stop(finding: _Finding, page: int, body_size: float) -> float:
    """Return the height at which title and authors end on a page, in points: the first label or header below.

    A page with neither ends at its first paragraph.
    """
    mine = [piece for piece in finding.pieces if piece.page == page]
    marks = [p for p in mine if p.label is not None and p.label.kind != "info"]
    marks = marks or [p for p in mine if _is_body_header(p)]
    if marks:
        return min(piece.baseline - piece.size for piece in marks)
    ordered = sorted(mine, key=lambda piece: piece.baseline)
    for at in range(len(ordered) - PROSE_ROWS + 1):
        if all(_is_running_text(piece, body_size) for piece in ordered[at : at + PROSE_ROWS]):
            return ordered[at].baseline - ordered[at].size
    return max((piece.baseline for piece in mine), default=0.0) + 1.0


def _claim_titles(doc: Document, finding: _Finding, page: int) -> list[Piece]:
    """Claim the title on a page; return its pieces."""
    stop = _stop(finding, page, doc.body_size)
    candidates = [p for p in finding.free(page) if p.baseline < stop and not _is_running_text(p, doc.body_size)]
    width = doc.pages[page - 1].width
    found = find_titles(candidates, doc.body_size, width, _journal_title(doc, finding.pieces))
    if page < finding.page and found.passages and found.passages[0][0].size < COVER_SIZE * doc.body_size:
        return []
    for passage in found.passages:
        finding.claim("title", passage)
    title = [piece for passage in found.passages for piece in passage]
    translation = _find_translation(finding, title, stop)
    finding.claim("title", translation)
    return [*title, *translation]


def _find_translation(finding: _Finding, title: Sequence[Piece], stop: float) -> list[Piece]:
    """Return lines in small type between the title and the first names: the title in another language."""
    if not title:
        return []
    last = max(title, key=lambda piece: piece.baseline)
    found: list[Piece] = []
    for piece in below(last, finding.free(last.page)):
        step = piece.baseline - (found or [last])[-1].baseline
        kind = classify_line(fence_words(piece.words))
        if kind in ("author", "supervisor", "label"):
            return found if len(found) <= MAX_TRANSLATION else []
        loose = step > 2.2 * max(piece.size, last.size if not found else piece.size)
        if kind != "unknown" or loose or piece.is_stop or piece.baseline >= stop or has_issue_data(piece.text):
            return []
        if len(piece.words) < 3 or (found and abs(found[0].size - piece.size) > 0.6):
            return []
        found.append(piece)
    return []


def _is_running_text(piece: Piece, body_size: float) -> bool:
    """Return whether a line is prose in the body's size or smaller: a title in small letters is set larger."""
    return is_prose(piece.text) and piece.size < LARGE * body_size


def _journal_title(doc: Document, pieces: Sequence[Piece]) -> str:
    """Return the journal's name as running heads and lines with a volume print it, or nothing."""
    printed = [
        Printed(doc.lines[item.lines[0]].text, item.page, "foot" if item.kind == "running_footer" else "head")
        for item in doc.furniture
        if sum(map(str.isalpha, doc.lines[item.lines[0]].text)) >= MIN_LETTERS
    ]
    printed += [Printed(piece.text, piece.page, "front") for piece in pieces if has_issue_data(piece.text)]
    return vote_title(printed, "") or ""


def _claim_people(doc: Document, finding: _Finding, title: Sequence[Piece]) -> list[str]:
    """Claim authors and affiliations under the title; return the authors' names.

    Running text here is an abstract without a label, if it is set apart from the body.
    """
    page = title[0].page if title else finding.page
    top = max((piece.baseline for piece in title), default=0.0)
    stop = _stop(finding, page, doc.body_size)
    infos = [p.baseline - p.size for p in finding.free(page) if _is_box_label(p) and p.baseline > top]
    stop = min([stop, *infos])
    region = [p for p in finding.free(page) if top < p.baseline < stop and p.label is None and not p.dated]
    below = [p for p in finding.free(page) if p.baseline >= stop]
    rows = find_rows([p for p in region if not is_prose(p.text) and not _runs_on(p, [*region, *below], stop)])
    names: list[str] = []
    for row in rows:
        names += _claim_row(finding, row)
    _claim_bare_abstract(doc, finding, [piece for piece in finding.free(page) if piece.baseline > top])
    return names


def _runs_on(piece: Piece, others: Sequence[Piece], stop: float) -> bool:
    """Return whether a piece is of a column of text that goes on below ``stop``, or the last line of prose."""
    at = piece
    while (follower := next((other for other in others if _follows(at, other)), None)) is not None:
        at = follower
        if at.baseline >= stop:
            return True
    before = next((other for other in others if _follows(other, piece)), None)
    return before is not None and is_prose(before.text) and not has_mail(piece.text)


def _follows(piece: Piece, other: Piece) -> bool:
    """Return whether ``other`` is the next line of the same paragraph in type and place."""
    return (
        other.page == piece.page
        and 0 < other.baseline - piece.baseline < 1.5 * piece.size
        and abs(piece.size - other.size) < 0.3
        and abs(piece.box.x0 - other.box.x0) < 2.0
        and piece.bold == other.bold
    )


def _is_box_label(piece: Piece) -> bool:
    return piece.label is not None and piece.label.kind == "info" and piece.label.alone


def _claim_row(finding: _Finding, row: Row) -> list[str]:
    """Claim a row of the author block; return the names in it. A row goes on with the passage before it."""
    people = row.kind in ("author", "supervisor", "label")
    kind: PassageKind = "author" if people else "affiliation"
    if row.kind == "unknown":
        return []
    last = finding.passages[-1] if finding.passages else None
    opens = take_ahead(fence_words(row_words(row.pieces))).marks
    if last is not None and last[1].kind == kind and kind in ("author", "affiliation") and not (opens and not people):
        finding.passages[-1] = (last[0], Passage(kind, (*last[1].spans, *to_spans(row.pieces))))
        finding.claimed.update(piece.rank for piece in row.pieces)
    else:
        finding.claim(kind, row.pieces)
    if row.kind != "author":
        return []
    line = fence_words(row_words(row.pieces))
    return [name.text for name in read_names(take_label(line).text)]


def _claim_bare_abstract(doc: Document, finding: _Finding, free: Sequence[Piece]) -> None:
    """Claim the first paragraph under the authors as an abstract if none has a label and it is set apart."""
    if any(passage.kind == "abstract" for _, passage in finding.passages):
        return
    header = min((p.baseline for p in finding.pieces if p.page == finding.page and p.ends_front), default=None)
    above = [p for p in free if header is None or p.baseline < header]
    start = next((p for p in sorted(above, key=lambda p: p.baseline) if is_prose(p.text) and not p.is_stop), None)
    block = grow_from(start, free) if start is not None else ()
    if not MIN_ABSTRACT <= len(block) <= MAX_ABSTRACT:
        return
    size = sum(piece.size for piece in block) / len(block)
    other_size = abs(size - doc.body_size) > 0.04 * doc.body_size
    keywords = any(passage.kind == "keywords" for _, passage in finding.passages)
    if other_size or keywords or all(p.italic for p in block) or all(p.bold for p in block):
        for paragraph in cut_paragraphs(block):
            finding.claim("abstract", paragraph)


def _claim_other_titles(finding: _Finding, labels: Sequence[Piece], title: Sequence[Piece]) -> None:
    """Claim titles in another language that stand lower down."""
    if not title:
        return
    bottom = max((label.baseline for label in labels), default=0.0)
    free = [piece for piece in finding.free(finding.page) if piece.baseline < bottom or not piece.ends_front]
    top = min(piece.baseline for piece in title)
    below = [piece for piece in free if piece.baseline > top and piece.baseline < bottom]
    for passage in find_other_titles(below, labels, title).passages:
        finding.claim("title", passage)


def _claim_info(finding: _Finding, title: Sequence[Piece]) -> None:
    """Claim info boxes under their labels; lines with addresses are the authors'."""
    top = max((piece.baseline for piece in title), default=0.0)
    for label in [p for p in finding.free(finding.page) if _is_box_label(p) and p.baseline > top]:
        if label.rank in finding.claimed:
            continue
        block = grow_info(label, finding.free(finding.page))
        contacts = any(has_mail(piece.text) for piece in block.body)
        finding.claim("affiliation" if contacts else "other", _pieces(block))


def _claim_foot(doc: Document, finding: _Finding, names: Sequence[str]) -> None:
    """Claim unnumbered notes about the authors at the foot of the first page."""
    free = finding.free(finding.page)
    for note in find_foot_notes(free, names, doc.body_size):
        finding.foot.update(piece.rank for piece in note)
        finding.claim("affiliation" if _is_about_authors(note) else "other", note)


def _is_about_authors(note: Sequence[Piece]) -> bool:
    """Return whether a note says where authors work or how to write to them; others cite the article."""
    text = " ".join(piece.text for piece in note)
    if has_issue_data(text):
        return False
    if has_mail(text) or has_words(text, "institution") or has_words(text, "position"):
        return True
    return classify_line(fence_words(row_words(note[:1]))) == "contact"


def _claim_biography(finding: _Finding, names: Sequence[str]) -> None:
    """Claim a note about an author under the last part of a first page on which the text does not begin."""
    page = [piece for piece in finding.pieces if piece.page == finding.page]
    if any(_is_body_header(piece) for piece in page):
        return
    lowest = max((p.baseline for p in page if p.rank in finding.claimed and p.rank not in finding.foot), default=0.0)
    free = [piece for piece in finding.free(finding.page) if piece.baseline > lowest]
    if not free or not any(free[0].text.casefold().startswith(name.casefold()) for name in names):
        return
    for group in _runs(free):
        finding.foot.update(piece.rank for piece in group)
        contacts = [piece for piece in group if has_mail(piece.text)]
        finding.claim("other", [piece for piece in group if piece not in contacts])
        finding.claim("affiliation", contacts)


def _claim_cover(doc: Document, finding: _Finding) -> None:
    """Claim what stands on pages before the article: a title on the first page, the rest as it comes."""
    if finding.page == 1:
        return
    titles = [passage for _, passage in finding.passages if passage.kind == "title"]
    if not any(doc.lines[passage.spans[0].line].page == 1 for passage in titles):
        _claim_titles(doc, finding, 1)
    for page in range(1, finding.page):
        for group in _runs(finding.free(page)):
            finding.claim("other", group)


def _claim_history(finding: _Finding) -> None:
    """Claim lines of the article's history and its DOI, wherever they stand on its first page."""
    lowest = max((p.baseline for p in finding.pieces if p.page == finding.page), default=0.0)
    for piece in finding.free(finding.page):
        edge = piece.baseline >= lowest and has_issue_data(piece.text)
        identifier = (edge or _IDENTIFIER.match(piece.text) is not None) and not is_prose(piece.text)
        if identifier or (piece.dated and find_dates(piece.text)):
            finding.foot.add(piece.rank)
            finding.claim("other", [piece])


def _claim_rest(finding: _Finding) -> None:
    """Claim what stands above or between parts of the front matter, and before a header ``Introduction``."""
    front = [p for p in finding.pieces if p.rank in finding.claimed and p.rank not in finding.foot]
    rest = [
        piece
        for piece in finding.free(finding.page)
        if any(_is_over(piece, other) for other in front) and not _is_body_header(piece)
    ]
    opening = next((p for p in finding.pieces if p.page >= finding.page and _is_body_header(p)), None)
    if opening is not None and opening.heading == "introduction" and opening.page > finding.page:
        between = [p for p in finding.free() if finding.page < p.page <= opening.page and p.rank < opening.rank]
        rest += [piece for piece in between if piece not in rest]
    for group in _runs(sorted(rest, key=lambda piece: piece.rank)):
        finding.claim("other", group)


def _is_over(piece: Piece, other: Piece) -> bool:
    """Return whether ``other`` stands under the piece in its column."""
    return (
        other.page == piece.page
        and other.baseline > piece.baseline - 0.2 * piece.size
        and shares(other, piece.box.x0, piece.box.x1)
    )


def _runs(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return stretches of lines that follow each other closely in one type."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        last = runs[-1][-1] if runs else None
        close = (
            last is not None
            and last.page == piece.page
            and last.rank + 1 == piece.rank
            and 0 < piece.baseline - last.baseline < 1.6 * max(last.size, piece.size)
            and abs(last.size - piece.size) < 0.6
            and last.bold == piece.bold
        )
        if close:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


STAGE = Stage(
    "front",
    find_front,
    needs=frozenset(
        {"lines", "body_size", "columns", "furniture", "headings", "notes", "captions", "tables", "figures", "pages"}
    ),
    adds=frozenset({"front"}),
)
