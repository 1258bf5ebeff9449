"""Words of a journal's template among the front matter: the masthead above the title, labels of metadata boxes.

``ARTICLE INFO`` heads every article of its journal alike, and so does a masthead that stands deeper than running
heads do. Both belong to the page. What says something about this article stays in the text: its kind (``Research
Article``), dates, how to cite it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.front.boxes import is_box_label
from pipeline.front.finding import Finding, find_runs
from pipeline.front.journal_data import has_issue_data
from pipeline.front.journal_issn import ISSN
from pipeline.front.journal_titles import is_accreditation, names_journal
from pipeline.front.labels import is_box_header
from pipeline.front.people import is_prose
from pipeline.front.pieces import Piece
from pipeline.front.rows import SAME_ROW

MIN_TITLE_WORDS = 5
"""Words of a large line above the title that may be a title too."""

LARGE = 1.1
"""Times the body size from which lines are large."""

_EDITIONS = re.compile(r"\b(?:online|print(?:ed)?|cetak|daring|electronic|elektronik)\b", re.IGNORECASE)
"""What says that a number is an ISSN where the word itself is missing."""

_LONE_DOI = re.compile(r"\W*(?:doi\b[\s:]*)?(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/\S+\s*$", re.IGNORECASE)


def set_aside_box_headers(finding: Finding) -> None:
    """Set headers of metadata boxes aside, once the boxes have been found by them."""
    for piece in finding.pieces:
        if piece.page == finding.page and is_box_label(piece) and is_box_header(piece.text):
            finding.set_aside("other", [piece])


def set_aside_masthead(finding: Finding, title: Sequence[Piece], journal: str, body_size: float) -> None:
    """Set the masthead aside: what stands above the title, down to the last line with the journal's data."""
    if not title:
        return
    top = min(piece.baseline - piece.size for piece in title)
    page = title[0].page
    above = [p for p in finding.free(page) if p.baseline < top and not (p.label or p.dated or is_prose(p.text))]
    marked = {p.rank: p.baseline + SAME_ROW * p.size for p in above if _is_journals(p, journal, body_size)}
    reach = max(marked.values(), default=0.0)
    inside = [piece for piece in above if piece.baseline < reach]
    rows = [piece for piece in inside if piece.rank in marked or not _may_be_title(piece, body_size)]
    for group in find_runs(sorted(rows, key=lambda piece: piece.rank)):
        finding.set_aside("running_header", group)


def _is_journals(piece: Piece, journal: str, body_size: float) -> bool:
    """Return whether a line speaks of the journal: its name, volume, ISSN, address or accreditation."""
    text = piece.text
    if _LONE_DOI.match(text):
        return False
    if ISSN.search(text) and _EDITIONS.search(text):
        return True
    if names_journal(text) and (names_journal(text.split()[0]) or not _may_be_title(piece, body_size)):
        return True
    return has_issue_data(text) or is_accreditation(text) or bool(journal and journal in text)


def _may_be_title(piece: Piece, body_size: float) -> bool:
    """Return whether a line is set as a title; the subtitle of a journal stands in brackets."""
    return piece.size > LARGE * body_size and len(piece.words) >= MIN_TITLE_WORDS and piece.text[:1] != "("
