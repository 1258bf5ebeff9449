"""What has been found of the front matter so far, and where it may stand: pages, headers, heights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.document import Document, FurnitureKind, Passage, PassageKind, Template
from pipeline.front.labels import is_cover, read_label
from pipeline.front.people import is_prose, to_spans
from pipeline.front.pieces import FRONT_TYPES, Piece

MAX_PAGES = 10
"""Pages in which an article begins: a thesis puts up to eight pages before it."""

MAX_GAP = 2
"""Pages after the first on which a header ``Introduction`` is looked for."""

LARGE = 1.15
"""Times the body size from which lines in small letters may be a title."""

_NO_BODY = frozenset({"", "unknown", "other"}) | FRONT_TYPES

PROSE_ROWS = 3
"""Lines of running text in a row that make a paragraph."""


@dataclass(slots=True)
class Finding:
    """What has been found so far: pieces claimed, by rank, passages, and words of the template."""

    pieces: tuple[Piece, ...]
    page: int
    claimed: set[int] = field(default_factory=set)
    passages: list[tuple[int, Passage]] = field(default_factory=list)
    template: list[Template] = field(default_factory=list)
    foot: set[int] = field(default_factory=set)
    journal: str = ""
    """The journal's name as running heads and lines with a volume print it."""
    by_page: dict[int, list[Piece]] = field(init=False, default_factory=dict)
    labels: list[Piece] = field(init=False)
    """The few pieces with a label, claimed or not."""
    headers: list[Piece] = field(init=False)
    """Those that say that the text has begun."""

    def __post_init__(self) -> None:
        """Sort the pieces by page, and find those that are asked for again and again."""
        for piece in self.pieces:
            self.by_page.setdefault(piece.page, []).append(piece)
        self.labels = [piece for piece in self.pieces if piece.label is not None]
        self.headers = [piece for piece in self.pieces if is_body_header(piece)]

    def free(self, *pages: int) -> list[Piece]:
        """Return unclaimed pieces, of some pages, given in order, or of all, in reading order."""
        claimed = self.claimed
        pieces = [piece for page in pages for piece in self.by_page.get(page, ())] if pages else self.pieces
        return [piece for piece in pieces if piece.rank not in claimed]

    def claim(self, kind: PassageKind, pieces: Sequence[Piece]) -> None:
        """Make a passage of pieces."""
        if pieces:
            self.claimed.update(piece.rank for piece in pieces)
            self.passages.append((min(piece.rank for piece in pieces), Passage(kind, to_spans(pieces))))

    def set_aside(self, kind: FurnitureKind, pieces: Sequence[Piece]) -> None:
        """Make words of the template of pieces that nobody has claimed."""
        free = [piece for piece in pieces if piece.rank not in self.claimed]
        if free:
            self.claimed.update(piece.rank for piece in free)
            self.template.append(Template(kind, to_spans(free)))


def find_pages(doc: Document) -> tuple[int, int]:
    """Return the page on which the article begins and the last page to look at.

    An article begins on the page of its first abstract, else on the first page that is no cover. Its front matter
    ends on the page after, or at a header ``Introduction`` a little later.
    """
    pages: dict[int, list[int]] = {}
    for column in doc.columns:
        if column.page <= MAX_PAGES:
            pages.setdefault(column.page, []).extend(column.lines)
    starts = [(doc.lines[h.spans[0].line].page, h.type) for h in doc.headings if h.spans]
    headers = [page for page, kind in starts if kind not in (None, "other", "abstract", "keywords")]
    first = next((page for page, lines in pages.items() if _has_abstract(doc, lines)), None)
    if first is None or any(page < first and _has_prose(doc, pages.get(page, ())) for page in headers):
        covered = (page for page, lines in pages.items() if not is_cover("\n".join(doc.lines[at].text for at in lines)))
        first = next(covered, min(pages, default=1))
    opening = next((page for page, kind in starts if kind == "introduction" and page >= first), first)
    return first, max(first + 1, opening if opening <= first + MAX_GAP else 0)


def _has_abstract(doc: Document, lines: Iterable[int]) -> bool:
    labels = (read_label(doc.lines[at].text, doc.lines[at].words) for at in lines)
    return any(label is not None and label.kind == "abstract" for label in labels)


def _has_prose(doc: Document, lines: Iterable[int]) -> bool:
    return any(is_prose(doc.lines[at].text) for at in lines)


def is_body_header(piece: Piece) -> bool:
    """Return whether a header says by its words that the text has begun."""
    return piece.heading not in _NO_BODY


def find_stop(finding: Finding, page: int, body_size: float) -> float:
    """Return the height at which title and authors end on a page, in points: the first label or header below.

    A page without labels ends at its first paragraph if that stands above the first header.
    """
    mine = finding.by_page.get(page, [])
    marks = [p for p in mine if p.label is not None and p.label.kind != "info"]
    if marks:
        return min(piece.baseline - piece.size for piece in marks)
    marks = [p for p in mine if is_body_header(p)]
    ordered = sorted(mine, key=lambda piece: piece.baseline)
    for at in range(len(ordered) - PROSE_ROWS + 1):
        if all(is_running_text(piece, body_size) for piece in ordered[at : at + PROSE_ROWS]):
            marks.append(ordered[at])
            break
    if marks:
        return min(piece.baseline - piece.size for piece in marks)
    return max((piece.baseline for piece in mine), default=0.0) + 1.0


def is_running_text(piece: Piece, body_size: float) -> bool:
    """Return whether a line is prose in the body's size or smaller: a title in small letters is set larger."""
    return is_prose(piece.text) and piece.size < LARGE * body_size


def find_runs(pieces: Sequence[Piece]) -> list[list[Piece]]:
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
