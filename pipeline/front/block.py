"""Titles and authors: what is claimed above the first label of the page on which an article begins."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Document, Passage, PassageKind
from pipeline.front.boxes import claim_bare_abstract, is_box_label
from pipeline.front.contacts import has_mail
from pipeline.front.finding import Finding, find_stop, is_running_text
from pipeline.front.journal_data import has_issue_data, is_licence
from pipeline.front.journal_titles import Printed, vote_title
from pipeline.front.lines import classify_line, take_label
from pipeline.front.marks import take_ahead
from pipeline.front.names import read_names
from pipeline.front.people import Row, find_rows, is_prose, row_words, to_spans
from pipeline.front.pieces import Piece, below, style_of
from pipeline.front.rows import fence_words
from pipeline.front.side_by_side import cut_at_parts, find_parts
from pipeline.front.titles import find_other_titles, find_titles, translates

MIN_LETTERS = 3
"""Letters of the shortest running head that can name a journal."""

MAX_TRANSLATION = 4
"""Lines of a title in a second language."""

CLOSE = 1.6
"""Sizes between baselines of lines of one paragraph."""

COVER_SIZE = 1.1
"""Times the body size from which the largest lines of a cover are a title."""


def claim_titles(doc: Document, finding: Finding, page: int) -> list[Piece]:
    """Claim the title on a page; return its pieces."""
    stop = find_stop(finding, page, doc.body_size)
    candidates = [p for p in finding.free(page) if p.baseline < stop and not is_running_text(p, doc.body_size)]
    width = doc.pages[page - 1].width
    found = find_titles(candidates, doc.body_size, width, finding.journal)
    if page < finding.page and found.passages and found.passages[0][0].size < COVER_SIZE * doc.body_size:
        return []
    for passage in found.passages:
        finding.claim("title", passage)
    title = [piece for passage in found.passages for piece in passage]
    translation = _find_translation(finding, title, stop)
    finding.claim("title", translation)
    return [*title, *translation]


def _find_translation(finding: Finding, title: Sequence[Piece], stop: float) -> list[Piece]:
    """Return lines in small type between the title and the first names: the title in another language."""
    if not title:
        return []
    last = max(title, key=lambda piece: piece.baseline)
    found: list[Piece] = []
    for piece in below(last, finding.free(last.page)):
        step = piece.baseline - (found or [last])[-1].baseline
        kind = classify_line(fence_words(piece.words))
        if (found and _is_set_on(found[-1], piece, step)) or (not found and translates(title, piece)):
            kind = "unknown"
        if kind in ("author", "supervisor", "label"):
            return found if len(found) <= MAX_TRANSLATION else []
        loose = step > 2.2 * max(piece.size, last.size if not found else piece.size)
        if kind != "unknown" or loose or piece.is_stop or piece.baseline >= stop or has_issue_data(piece.text):
            return []
        if (len(piece.words) < 3 and not found) or (found and abs(found[0].size - piece.size) > 0.6):
            return []
        found.append(piece)
    return []


def _is_set_on(last: Piece, piece: Piece, step: float) -> bool:
    """Return whether a line goes on with the one above it in type and leading, and has no marks of authors."""
    marked = any(word.raised for word in piece.words) or "," in piece.text or "*" in piece.text
    return style_of(last) == style_of(piece) and step < CLOSE * piece.size and not marked


def journal_title(doc: Document, pieces: Sequence[Piece]) -> str:
    """Return the journal's name as running heads and lines with a volume print it, or nothing."""
    printed = [
        Printed(doc.lines[item.lines[0]].text, item.page, "foot" if item.kind == "running_footer" else "head")
        for item in doc.furniture
        if sum(map(str.isalpha, doc.lines[item.lines[0]].text)) >= MIN_LETTERS
    ]
    printed += [Printed(piece.text, piece.page, "front") for piece in pieces if has_issue_data(piece.text)]
    return vote_title(printed, "") or ""


def claim_people(doc: Document, finding: Finding, title: Sequence[Piece]) -> list[str]:
    """Claim authors and affiliations under the title; return the authors' names.

    Running text here is an abstract without a label, if it is set apart from the body.
    """
    page = title[0].page if title else finding.page
    top = max((piece.baseline for piece in title), default=0.0)
    stop = find_stop(finding, page, doc.body_size)
    infos = [p.baseline - p.size for p in finding.free(page) if is_box_label(p) and p.baseline > top]
    stop = min([stop, *infos])
    region = [p for p in finding.free(page) if top < p.baseline < stop and _may_be_people(p) and not p.dated]
    below = [p for p in finding.free(page) if p.baseline >= stop]
    parts = find_parts(region)
    if parts:
        region = cut_at_parts(region, parts)
    rows = find_rows([p for p in region if not is_prose(p.text) and not _runs_on(p, [*region, *below], stop)], parts)
    names: list[str] = []
    before = len(finding.passages)
    for row in rows:
        names += _claim_row(finding, row)
    if parts:  # author by author, though the page's rows were read one by one
        first = min((rank for rank, _ in finding.passages[before:]), default=0)
        finding.passages[before:] = [(first, passage) for _, passage in finding.passages[before:]]
    claim_bare_abstract(doc, finding, [piece for piece in finding.free(page) if piece.baseline > top])
    return names


def _may_be_people(piece: Piece) -> bool:
    """Return whether a piece has no label, or one that says to whom to write and runs into a name.

    A line of copyright or licence is about nobody.
    """
    if is_licence(piece.text):
        return False
    if piece.label is None:
        return True
    return piece.label.kind == "info" and not piece.label.alone and take_label(piece.text).label == "corresponding"


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


def _claim_row(finding: Finding, row: Row) -> list[str]:
    """Claim a row of the author block; return the names in it. A row goes on with the passage before it."""
    people = row.kind in ("author", "supervisor", "label")
    kind: PassageKind = "author" if people else "affiliation"
    if row.kind == "unknown":
        return []
    last = finding.passages[-1] if finding.passages else None
    line = fence_words(row_words(row.pieces))
    opens = bool(take_ahead(line).marks) or take_label(line).label == "corresponding"
    if last is not None and last[1].kind == kind and kind in ("author", "affiliation") and not (opens and not people):
        finding.passages[-1] = (last[0], Passage(kind, (*last[1].spans, *to_spans(row.pieces))))
        finding.claimed.update(piece.rank for piece in row.pieces)
    else:
        finding.claim(kind, row.pieces)
    if row.kind != "author":
        return []
    return [name.text for name in read_names(take_label(line).text)]


def claim_other_titles(finding: Finding, labels: Sequence[Piece], title: Sequence[Piece]) -> None:
    """Claim titles in another language that stand lower down."""
    if not title:
        return
    bottom = max((label.baseline for label in labels), default=0.0)
    free = [piece for piece in finding.free(finding.page) if piece.baseline < bottom or not piece.ends_front]
    top = min(piece.baseline for piece in title)
    below = [piece for piece in free if piece.baseline > top and piece.baseline < bottom]
    for passage in find_other_titles(below, labels, title).passages:
        finding.claim("title", passage)
