"""Abstracts, keywords and info boxes: which labels of a page count, and what is claimed under them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.document import Document
from pipeline.front.contacts import has_mail
from pipeline.front.finding import Finding
from pipeline.front.growth import Block, cut_paragraphs, grow_abstract, grow_from, grow_info, grow_keywords
from pipeline.front.labels import is_box_header
from pipeline.front.people import is_prose
from pipeline.front.pieces import Piece, shares

MAX_CITE = 5
"""Lines of the longest ``How to cite``."""

MIN_ABSTRACT, MAX_ABSTRACT = 2, 45
"""Lines of an abstract without a label."""


def valid_labels(finding: Finding, kind: str) -> Iterator[Piece]:
    """Yield labels of the front matter, from top to bottom: those that no header of the text stands before.

    What has been claimed by the time that a label is reached is no text.
    """
    first = finding.page
    labels = [p for p in finding.labels if first <= p.page <= first + 1 and p.label and p.label.kind == kind]
    headers = [head for head in finding.headers if head.page >= first]
    for label in sorted(labels, key=lambda piece: (piece.page, piece.baseline, piece.box.x0)):
        if label.rank not in finding.claimed and not (headers and _stands_after(label, headers, finding.free())):
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


def claim_abstracts(finding: Finding) -> list[Piece]:
    """Claim abstracts with their labels; return the labels."""
    labels = []
    for label in valid_labels(finding, "abstract"):
        labels.append(label)
        block = grow_abstract(label, finding.free(finding.page, finding.page + 1))
        if block.head is not None:
            finding.claim("abstract_heading", [block.head])
        for paragraph in cut_paragraphs(block.body):
            finding.claim("abstract", paragraph)
    return labels


def claim_keywords(finding: Finding) -> None:
    """Claim keywords with their labels."""
    for label in valid_labels(finding, "keywords"):
        finding.claim("keywords", _pieces(grow_keywords(label, finding.free(finding.page, finding.page + 1))))


def _pieces(block: Block) -> list[Piece]:
    return [*([block.head] if block.head else []), *block.body]


def is_box_label(piece: Piece) -> bool:
    """Return whether a piece is the label of an info box, alone on its line: ``Article Info``."""
    return piece.label is not None and piece.label.kind == "info" and piece.label.alone


def claim_info(finding: Finding, title: Sequence[Piece]) -> None:
    """Claim info boxes under their labels, headers apart; lines with addresses are the authors'."""
    top = max((piece.baseline for piece in title), default=0.0)
    for label in [p for p in finding.free(finding.page) if is_box_label(p) and p.baseline > top]:
        if label.rank in finding.claimed:
            continue
        block = grow_info(label, finding.free(finding.page))
        contacts = any(has_mail(piece.text) for piece in block.body)
        entries = block.body if is_box_header(label.text) else _pieces(block)
        finding.claim("affiliation" if contacts else "other", entries)


def claim_labelled(finding: Finding) -> None:
    """Claim lines such as ``How to cite: ...`` between the front matter's last part and the text.

    They end at a header, a label or where the type turns: what cannot be told from the text below stays with it.
    """
    for label in valid_labels(finding, "info"):
        if label.label is None or label.label.alone or label.page != finding.page:
            continue
        free = finding.free(finding.page, finding.page + 1)
        block = _pieces(grow_keywords(label, free))
        ranks = {piece.rank for piece in block}
        follower = next((piece for piece in free if piece.rank > max(ranks)), None)
        ended = follower is not None and (follower.is_stop or abs(follower.size - label.size) > 0.3)
        if ended and len(block) <= MAX_CITE:
            finding.claim("other", block)


def claim_bare_abstract(doc: Document, finding: Finding, free: Sequence[Piece]) -> None:
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
