"""The author block on the page: rows between title and abstract, and unnumbered notes at the foot of the page.

Rows are classified by their words (``front_lines``) and then by their type: what is set like the names is a name,
what is set like the institutions is one of them. Authors side by side are read column by column.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import Span, Word
from pipeline.front.contacts import has_mail
from pipeline.front.journal_data import has_issue_data
from pipeline.front.lines import LineKind, classify_line, has_words, is_open
from pipeline.front.marks import OPEN, fence, take_ahead
from pipeline.front.mixed import split_mixed
from pipeline.front.pieces import Piece, style_of
from pipeline.front.prose import split_note, which_author
from pipeline.front.rows import MARKS_ONLY, SAME_ROW, Strip, fence_words, join_words, merge_strips

SIDE_BY_SIDE = 2.0
"""em; white between authors who stand beside each other."""

PROSE_WORDS = 9
"""Words of a line that is running text: longer lines of names hold commas and capitals."""

MAX_LONE = 6
"""Words of a row that may be one name, where nothing else under the title reads as one."""

MAX_LIST = 30
"""Words of a row that lists several authors."""

LAST_ROW = 1.5
"""Sizes under the last row of authors side by side in which one of them may have a row more."""

OVERHANG = 0.2
"""Share of a row's width that may reach under the author beside."""

MAX_STEP = 2.6
"""Sizes between the baselines of rows of one author block."""

FOOT_SIZE = 0.93
"""Share of the body size below which a note at the foot of the page is set."""

_POSTCODE = re.compile(r"\d{5}\.?")
_NOTE_START = re.compile(r"\s*[*†‡]")


class Row(NamedTuple):
    """Pieces of one printed row in one box, from left to right, and what they say."""

    pieces: tuple[Piece, ...]
    kind: LineKind

    @property
    def baseline(self) -> float:
        """Baseline of the row's text, in points."""
        return max(piece.baseline for piece in self.pieces)


def find_rows(pieces: Sequence[Piece], parts: Sequence[float] = ()) -> tuple[Row, ...]:
    """Return the rows of the author block in reading order, each with its kind.

    ``parts`` are the places across the page, in points, that part authors who stand beside each other.
    """
    rows = [Row(row, classify_line(fence_words(row_words(row)))) for row in _order(_rows(pieces, parts), parts)]
    return tuple(_settle(rows))


def find_foot_notes(free: Sequence[Piece], names: Sequence[str], body_size: float) -> tuple[tuple[Piece, ...], ...]:
    """Return notes about authors at the foot of a column, without numbers: small type under running text.

    A note starts with a star, an author's name or holds an address; ``names`` are those of the author block.
    """
    small = [piece for piece in free if piece.size <= FOOT_SIZE * body_size and not piece.heading]
    notes: list[list[Piece]] = []
    for piece in sorted(small, key=lambda piece: piece.rank):
        goes_on = bool(notes) and _goes_on(notes[-1][-1], piece)
        open_end = goes_on and is_open(" ".join(other.text for other in notes[-1]))
        if _starts_note(piece, names) and not open_end:
            notes.append([piece])
        elif goes_on:
            notes[-1].append(piece)
    return tuple(tuple(note) for note in notes)


def row_words(pieces: Sequence[Piece]) -> tuple[Word, ...]:
    """Return the words of a row's pieces from left to right."""
    return merge_strips([Strip(piece.words, piece.baseline, piece.size) for piece in pieces])


def is_prose(text: str) -> bool:
    """Return whether a line reads as running text: long, and mostly in small letters."""
    words = text.split()
    if len(words) < PROSE_WORDS:
        return False
    firsts = [word[0] for word in words if word[0].isalpha()]
    return len(firsts) >= PROSE_WORDS and 2 * sum(map(str.islower, firsts)) > len(firsts)


def to_spans(pieces: Sequence[Piece]) -> tuple[Span, ...]:
    """Return the spans of pieces in the order given."""
    return tuple(span for piece in pieces for span in piece.spans)


def _rows(pieces: Sequence[Piece], parts: Sequence[float]) -> list[tuple[Piece, ...]]:
    """Return pieces by printed rows; authors side by side stay apart, a row of marks joins its names."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.page, piece.baseline, piece.box.x0)):
        home = next((row for row in reversed(rows[-4:]) if _on_row(row, piece, parts)), None)
        if home is None:
            rows.append([piece])
        else:
            home.append(piece)
    return [tuple(sorted(row, key=lambda piece: piece.box.x0)) for row in rows]


def _on_row(row: Sequence[Piece], piece: Piece, parts: Sequence[float]) -> bool:
    last = row[-1]
    if parts and bisect(parts, _middle(row)) != bisect(parts, _middle([piece])):
        return False
    if last.page != piece.page or abs(last.baseline - piece.baseline) > SAME_ROW * max(last.size, piece.size):
        return False
    left, right = min(p.box.x0 for p in row), max(p.box.x1 for p in row)
    apart = max(piece.box.x0 - right, left - piece.box.x1)
    marks = MARKS_ONLY.fullmatch(piece.text) is not None or MARKS_ONLY.fullmatch(last.text) is not None
    return apart < (3.0 if marks else SIDE_BY_SIDE) * piece.size


def _order(rows: list[tuple[Piece, ...]], parts: Sequence[float]) -> list[tuple[Piece, ...]]:
    """Return rows from top to bottom, or column by column where authors stand side by side."""
    grid = [row for row in rows if any(_beside(row, other) for other in rows if other is not row)]
    if len(grid) < 4:
        return rows
    if parts:  # one cell may have a row more than the others
        top, bottom = grid[0][0].baseline, max(row[0].baseline for row in grid) + LAST_ROW * grid[-1][0].size
        grid = [row for row in rows if top - 1.0 < row[0].baseline < bottom and not _spans(row, parts)]
    columns: list[list[tuple[Piece, ...]]] = []
    for row in sorted(grid, key=lambda row: _middle(row)):
        near = columns and abs(_middle(columns[-1][-1]) - _middle(row)) < 4 * row[0].size
        if parts:
            near = columns and bisect(parts, _middle(columns[-1][-1])) == bisect(parts, _middle(row))
        if near:
            columns[-1].append(row)
        else:
            columns.append([row])
    turned = [row for column in columns for row in sorted(column, key=lambda row: row[0].baseline)]
    first = rows.index(grid[0])
    rest = [row for row in rows if row not in grid]
    return [*rest[:first], *turned, *rest[first:]]


def _spans(row: Sequence[Piece], parts: Sequence[float]) -> bool:
    """Return whether much of a piece stands on either side of a place between two authors."""
    boxes = [(piece.box.x0, piece.box.x1, OVERHANG * (piece.box.x1 - piece.box.x0)) for piece in row]
    return any(x0 + least < x < x1 - least for x0, x1, least in boxes for x in parts)


def _beside(row: Sequence[Piece], other: Sequence[Piece]) -> bool:
    return row[0].page == other[0].page and abs(row[0].baseline - other[0].baseline) < SAME_ROW * row[0].size


def _middle(row: Sequence[Piece]) -> float:
    return (min(piece.box.x0 for piece in row) + max(piece.box.x1 for piece in row)) / 2


def _settle(rows: list[Row]) -> list[Row]:
    """Correct kinds that the words leave open by the type that the sure ones are set in."""
    people = {style_of(row.pieces[0]) for row in rows if row.kind == "author" and _has_marks(row)}
    people = people or {style_of(row.pieces[0]) for row in rows[:1] if row.kind == "author"}
    places = {style_of(row.pieces[0]) for row in rows if row.kind == "affiliation"} - people
    settled: list[Row] = []
    for row in rows:
        style, before = style_of(row.pieces[0]), settled[-1] if settled else None
        kind = row.kind
        after_place = before is not None and before.kind in ("affiliation", "contact")
        if (kind == "author" and style in places and after_place and not _has_marks(row)) or (
            kind == "author" and before is not None and before.kind == "affiliation" and is_open(_text(before))
        ):
            kind = "affiliation"
        elif kind == "unknown" and before is not None and _may_go_on(row, before):
            kind = "author" if style in people and before.kind == "author" and style not in places else "affiliation"
        settled.append(row._replace(kind=kind))
    return _ensure_author(settled, rows)


def _may_go_on(row: Row, before: Row) -> bool:
    """Return whether a row that says nothing of itself belongs to the block above it."""
    text = _text(row)
    if _POSTCODE.fullmatch(text) is None and not any(char.isalpha() for char in text):
        return False
    if is_prose(text) or _has_issue_data(row):
        return False
    step = row.baseline - before.baseline
    near = row.pieces[0].page == before.pieces[0].page and 0 < step < MAX_STEP * before.pieces[0].size
    return near and (is_open(_text(before)) or not text[:1].islower())


def _ensure_author(rows: list[Row], by_words: Sequence[Row]) -> list[Row]:
    """Take the first short row for the names where no row reads as names, else those that do by their words.

    These stand below their institution, set as it is.
    """
    if not rows or any(row.kind in ("author", "supervisor") for row in rows):
        return rows
    first = rows[0]
    text = _text(first)
    words = text.split()
    capitals = sum(word[0].isupper() for word in words)
    listed = "," in text and len(words) <= MAX_LIST and 2 * capitals > len(words)
    likely = (len(words) <= MAX_LONE or listed) and not has_words(text, "institution")
    if first.kind in ("unknown", "affiliation") and likely:
        return [first._replace(kind="author"), *rows[1:]]
    return [
        row._replace(kind="author") if before.kind == "author" or _is_mixed(row) else row
        for row, before in zip(rows, by_words, strict=True)
    ]


def _is_mixed(row: Row) -> bool:
    """Return whether a row gives names and their institutions."""
    return bool(split_mixed(take_ahead(fence_words(row_words(row.pieces))).text, first=True))


def _has_marks(row: Row) -> bool:
    return OPEN in fence_words(row_words(row.pieces))


def _has_issue_data(row: Row) -> bool:
    return has_issue_data(_text(row))


def _text(row: Row) -> str:
    return join_words(row_words(row.pieces)).strip()


def _starts_note(piece: Piece, names: Sequence[str]) -> bool:
    text = piece.text.casefold()
    if any(text.startswith(name.casefold()) for name in names):
        return True
    body = take_ahead(fence(piece.text)).text
    if (note := split_note(body)) is not None and which_author(note.subject) is not None:
        return True
    kind = classify_line(fence(body)) if body else "unknown"
    if _NOTE_START.match(piece.text):
        return kind in ("contact", "affiliation")
    return kind == "contact" and has_mail(piece.text)


def _goes_on(last: Piece, piece: Piece) -> bool:
    step = piece.baseline - last.baseline
    return (
        piece.page == last.page
        and 0 < step < 1.6 * last.size
        and abs(piece.size - last.size) < 0.3
        and abs(piece.box.x0 - last.box.x0) < 3 * last.size
    )
