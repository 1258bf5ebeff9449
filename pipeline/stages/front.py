"""Front matter: title, authors, affiliations, abstracts, keywords, and what stands between them.

The first page is read from its labels: an abstract or keywords are what stands under a label in its own box; the
title is what is set largest above the first label; authors stand between. Covers of repositories and theses come
before and are set aside. What is left above or between these parts is front matter of no kind (history, DOI,
journal's lines) and is mined later; what is left below them is the article's text.
Source: domain notes 3.1 (templates) and the page images of the sample journals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Document, Passage
from pipeline.front.block import claim_other_titles, claim_people, claim_titles, journal_title
from pipeline.front.boxes import claim_abstracts, claim_info, claim_keywords, claim_labelled
from pipeline.front.closing import find_closing
from pipeline.front.contacts import has_mail
from pipeline.front.dates import find_dates
from pipeline.front.finding import Finding, find_pages, find_runs, is_body_header
from pipeline.front.journal_data import has_issue_data, is_licence
from pipeline.front.lines import classify_line, has_words
from pipeline.front.people import find_foot_notes, is_prose, row_words
from pipeline.front.pieces import Piece, cut_pieces, shares
from pipeline.front.rows import fence_words
from pipeline.front.signature import find_signature
from pipeline.front.template import set_aside_box_headers, set_aside_masthead
from pipeline.stages.stage import Stage

MAX_LICENCE = 120
"""Characters of a line about copyright."""
RAISED = 0.2
"""Sizes by which a piece may stand higher than one beside it and still count as under it."""

_IDENTIFIER = re.compile(r"\W*(?:doi\b|https?://(?:dx\.)?doi\.org/|[pe]?-?issn\b)", re.IGNORECASE)


def find_front(doc: Document) -> Document:
    """Find the front matter.

    Needs: lines, body_size, columns, furniture, headings, notes, captions, tables, figures, pages. Adds: front,
    passages in reading order; template, what belongs to the page. Raises nothing; a document without any of it
    gets none.
    """
    page, last = find_pages(doc)
    pieces = cut_pieces(doc, last)
    if not pieces:
        return replace(doc, front=(), template=())
    finding = Finding(pieces, page, journal=journal_title(doc, pieces))
    labels = claim_abstracts(finding)
    claim_keywords(finding)
    title = claim_titles(doc, finding, finding.page)
    if not title and finding.page > 1:
        claim_titles(doc, finding, finding.page - 1)
    names = claim_people(doc, finding, title)
    claim_other_titles(finding, labels, title)
    claim_info(finding, title)
    set_aside_box_headers(finding)
    set_aside_masthead(finding, title, finding.journal, doc.body_size)
    _claim_foot(doc, finding, names)
    _claim_biography(finding, names)
    _claim_cover(doc, finding)
    _claim_licence(finding)
    claim_labelled(finding)
    _claim_history(finding)
    _claim_rest(finding, title)
    ordered = [passage for _, passage in sorted(finding.passages, key=lambda item: item[0])]
    if title and not any(passage.kind == "author" for passage in ordered):
        ordered += [passage for passage in find_signature(doc) if not _is_claimed(finding, passage)]
    ordered += find_closing(doc, last)
    return replace(doc, front=tuple(ordered), template=tuple(sorted(finding.template, key=lambda item: item.spans)))


def _is_claimed(finding: Finding, passage: Passage) -> bool:
    """Return whether a line of the passage is part of what has been found."""
    lines = {span.line for span in passage.spans}
    claimed = (piece for piece in finding.pieces if piece.rank in finding.claimed)
    return any(span.line in lines for piece in claimed for span in piece.spans)


def _claim_foot(doc: Document, finding: Finding, names: Sequence[str]) -> None:
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


def _claim_biography(finding: Finding, names: Sequence[str]) -> None:
    """Claim a note about an author under the last part of a first page on which the text does not begin."""
    page = [piece for piece in finding.pieces if piece.page == finding.page]
    if any(head.page == finding.page for head in finding.headers):
        return
    lowest = max((p.baseline for p in page if p.rank in finding.claimed and p.rank not in finding.foot), default=0.0)
    free = [piece for piece in finding.free(finding.page) if piece.baseline > lowest]
    if not free or not any(free[0].text.casefold().startswith(name.casefold()) for name in names):
        return
    for group in find_runs(free):
        finding.foot.update(piece.rank for piece in group)
        contacts = [piece for piece in group if has_mail(piece.text)]
        finding.claim("other", [piece for piece in group if piece not in contacts])
        finding.claim("affiliation", contacts)


def _claim_cover(doc: Document, finding: Finding) -> None:
    """Claim what stands on pages before the article: a title on the first page, the rest as it comes."""
    if finding.page == 1:
        return
    titles = [passage for _, passage in finding.passages if passage.kind == "title"]
    if not any(doc.lines[passage.spans[0].line].page == 1 for passage in titles):
        claim_titles(doc, finding, 1)
    for page in range(1, finding.page):
        for group in find_runs(finding.free(page)):
            finding.claim("other", group)


def _claim_licence(finding: Finding) -> None:
    """Claim lines about copyright or licence that stand before the text."""
    opening = next((p for p in finding.pieces if p.page >= finding.page and is_body_header(p)), None)
    if opening is None:
        return
    for piece in finding.free(finding.page):
        if piece.rank < opening.rank and len(piece.text) <= MAX_LICENCE and is_licence(piece.text):
            finding.foot.add(piece.rank)
            finding.claim("other", [piece])


def _claim_history(finding: Finding) -> None:
    """Claim lines of the article's history and its DOI, wherever they stand on its first page."""
    lowest = max((p.baseline for p in finding.pieces if p.page == finding.page), default=0.0)
    listed = any(piece.heading == "references" for piece in finding.pieces if piece.page == finding.page)
    for piece in finding.free(finding.page):
        edge = not listed and piece.baseline >= lowest and has_issue_data(piece.text)
        identifier = (edge or _IDENTIFIER.match(piece.text) is not None) and not is_prose(piece.text)
        if identifier or (piece.dated and find_dates(piece.text)):
            finding.foot.add(piece.rank)
            finding.claim("other", [piece])


def _claim_rest(finding: Finding, title: Sequence[Piece]) -> None:
    """Claim what stands above or between parts of the front matter, and before a header ``Introduction``."""
    ranks = finding.claimed - finding.foot
    front = [piece for piece in finding.pieces if piece.rank in ranks and piece.page == finding.page]
    lowest = max((piece.baseline for piece in front), default=0.0)
    top = min((piece.baseline for piece in title if piece.page == finding.page), default=0.0)
    rest = [
        piece
        for piece in finding.free(finding.page)
        if not is_body_header(piece)
        and (
            (piece.baseline - RAISED * piece.size < lowest and any(_is_over(piece, other) for other in front))
            or (piece.baseline < top and not is_prose(piece.text))
        )
    ]
    opening = next((head for head in finding.headers if head.page >= finding.page), None)
    if opening is not None and opening.heading == "introduction" and opening.page > finding.page:
        between = [p for p in finding.free() if finding.page < p.page <= opening.page and p.rank < opening.rank]
        rest += [piece for piece in between if piece not in rest]
    for group in find_runs(sorted(rest, key=lambda piece: piece.rank)):
        finding.claim("other", group)


def _is_over(piece: Piece, other: Piece) -> bool:
    """Return whether ``other``, of the same page, stands under the piece in its column."""
    return other.baseline > piece.baseline - RAISED * piece.size and shares(other, piece.box.x0, piece.box.x1)


STAGE = Stage(
    "front",
    find_front,
    needs=frozenset(
        {"lines", "body_size", "columns", "furniture", "headings", "notes", "captions", "tables", "figures", "pages"}
    ),
    adds=frozenset({"front", "template"}),
)
