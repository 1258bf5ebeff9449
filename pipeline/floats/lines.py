"""Which lines of a page are running text, and between which edges it runs: what tables and figures must not take.

A line of running text is about as wide as the document's usual line and mostly letters; the last line of its
paragraph is found by standing right under it. Cells, labels and captions are narrower, or are not letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import pairwise
from math import inf
from operator import itemgetter
from statistics import median
from string import ascii_letters
from typing import NamedTuple

from pipeline.document import BBox, Document, Line
from pipeline.geometry import overlap
from pipeline.layout.sizes import is_like_size

WIDE = 0.8
"""Share of the usual line width from which a line is taken for running text; short last lines are found apart."""
MIN_TEXT = 25
"""Characters of a line of running text: two long words; a header cell that is as wide has fewer."""
MIN_LETTERS = 0.6
"""Share of words of running text that begin with a letter, a mark before it or not; rows of numbers have less."""
CELL_GAP = 1.2
"""em; white between two cells of a header row; a line of text has it only where all its word spaces are wide."""
CELL_GAP_TIMES = 2.0
"""Times the usual word space of the row."""
BIN = 6.0
"""Points; widths of justified lines differ by less, those of ragged ones spread over a few bins."""
MIN_MEASURE = 10.0
"""em; no text column is narrower."""
TIGHT = 1.35
"""Times the usual leading; lines of one paragraph stand this close."""
OUTLIERS = 0.1
"""Share of the lines of a column that may overrun it on either side."""
MIN_SHARE = 0.1
"""Lines of a column as share of those of the fullest: fewer are a wide row of a table."""
SPANNING = 1.3
"""Times the usual line width from which a line is taken to cross the columns."""

_COMMON = b" " + ascii_letters.encode()
_LEFT, _RIGHT, _SIDES = itemgetter(0), itemgetter(2), itemgetter(0, 2)


Columns = tuple[tuple[float, float], ...]
"""Left and right edges of text columns."""


class TextPage(NamedTuple):
    """The text of a page that is no furniture, as floats see it.

    ``lines`` are indices of upright lines from top to bottom; ``columns`` are ``(x0, x1)`` of its running text from
    left to right, the widest one last where text crosses them.
    """

    number: int
    lines: tuple[int, ...]
    prose: frozenset[int]
    columns: Columns


def usual_width(doc: Document, like_body: Set[float]) -> float:
    """Return the width in points that most lines of body size have: that of a text column."""
    lines = [line for line in doc.lines if line.size in like_body and len(line.text) >= MIN_TEXT]
    widths = [line.bbox.x1 - line.bbox.x0 for line in lines]
    counts = Counter(
        [round(width / BIN) for line, width in zip(lines, widths, strict=True) if width >= MIN_MEASURE * line.size]
    )
    if not counts:
        return 0.0
    best = max(sorted(counts), key=lambda width: counts[width - 1] + 2 * counts[width] + counts[width + 1])
    return best * BIN


def usual_leading(doc: Document, like_body: Set[float]) -> float:
    """Return the usual distance in points of lines of body size that follow each other in a column."""
    steps = []
    for column in doc.columns:
        for upper, lower in pairwise([doc.lines[index] for index in column.lines]):
            if upper.size == lower.size and upper.size in like_body:
                step = lower.baseline - upper.baseline
                if 0.9 * upper.size < step < 2.6 * upper.size:
                    steps.append(step)
    return median(steps) if steps else doc.leading


def sizes_like_body(doc: Document) -> frozenset[float]:
    """Return the sizes of the lines, in points, that are about that of the body."""
    return frozenset(size for size in {line.size for line in doc.lines} if is_like_size(size, doc.body_size))


class TextPages:
    """The text of the pages of a document by their number, each read when it is asked for."""

    def __init__(self, doc: Document, like_body: Set[float]) -> None:
        self._doc = doc
        self._width = usual_width(doc, like_body)
        self._right = max((page.width for page in doc.pages), default=0.0)
        taken = {line for furniture in doc.furniture for line in furniture.lines}
        self._members: dict[int, list[int]] = {page.number: [] for page in doc.pages}
        for index, line in enumerate(doc.lines):
            if index not in taken and not line.rotation and line.words:
                self._members[line.page].append(index)
        self._numbers = list(self._members)
        self._wide: dict[int, list[int]] = {}
        self._columns: dict[int, Columns] = {}
        self._pages: dict[int, TextPage] = {}

    def __getitem__(self, number: int) -> TextPage:
        if number not in self._pages:
            lines = self._doc.lines
            indices = sorted(self._members[number], key=lambda index: (lines[index].baseline, lines[index].bbox.x0))
            wide = self._wide_lines(number)
            prose = frozenset(wide) | _last_lines(self._doc, indices, wide)
            self._pages[number] = TextPage(number, tuple(indices), prose, self._columns_of(number))
        return self._pages[number]

    def lines(self, number: int) -> list[int]:
        """Return the lines of a page's text, in no order."""
        return self._members[number]

    def _wide_lines(self, number: int) -> list[int]:
        if number not in self._wide:
            lines = self._doc.lines
            self._wide[number] = [index for index in self._members[number] if is_wide(lines[index], self._width)]
        return self._wide[number]

    def _columns_of(self, number: int) -> Columns:
        """Return the columns of a page, with those of the pages before where nothing runs on it."""
        unread: list[tuple[int, Columns]] = []
        known: Columns = ()
        for page in reversed(self._numbers[: self._numbers.index(number) + 1]):
            if page in self._columns:
                known = self._columns[page]
                break
            boxes = [self._doc.lines[index].bbox for index in self._wide_lines(page)]
            unread.append((page, _columns(boxes, self._width)))
            if not _has_room(unread[-1][1], self._right, WIDE * self._width):
                break
        for page, columns in reversed(unread):
            known = self._columns[page] = _with_known(columns, known)
        return known


def is_wide(line: Line, width: float) -> bool:
    """Return whether the line has the width and the letters of running text."""
    if line.bbox.x1 - line.bbox.x0 < WIDE * width or len(line.text) < MIN_TEXT:
        return False
    return _has_letters(line) and not _has_cells(line)


def _has_letters(line: Line) -> bool:
    """Return whether enough words begin with a letter; sure, and cheap to tell, where other characters are few."""
    others = line.text.encode(errors="replace").translate(None, _COMMON)
    if len(line.words) - len(others) >= MIN_LETTERS * len(line.words):
        return True
    lettered = [1 for word in line.words if (text := word.text)[:1].isalpha() or text[1:2].isalpha()]
    return len(lettered) >= MIN_LETTERS * len(line.words)


def _has_cells(line: Line) -> bool:
    """Return whether white far wider than its other word spaces parts a line: the header of a table without rules."""
    least = CELL_GAP * line.size
    right = inf
    for word in line.words:
        if word.x0 - right >= least:
            break
        right = word.x1
    else:
        return False  # as nearly all lines
    gaps = sorted([after.x0 - word.x1 for word, after in pairwise(line.words) if not after.joined])
    if len(gaps) < 2 or gaps[-1] < least:
        return False
    return gaps[-1] > CELL_GAP_TIMES * median(gaps) and gaps[-2] > CELL_GAP_TIMES * gaps[0]


def _columns(boxes: Iterable[BBox], width: float) -> Columns:
    """Return the edges between which lines of running text stand; outer ones of those that overlap."""
    groups: list[list[BBox]] = []
    crossing: list[BBox] = []
    for box in sorted(boxes, key=_SIDES):
        measure = box.x1 - box.x0
        if measure > SPANNING * width:
            crossing.append(box)
        elif groups and min(groups[-1][-1].x1, box.x1) - box.x0 > 0.5 * measure:
            groups[-1].append(box)
        else:
            groups.append([box])
    largest = max(map(len, groups), default=0)
    groups = [group for group in groups if len(group) >= MIN_SHARE * largest]
    return tuple(_extent(group) for group in (*groups, *([crossing] if crossing else [])))


def _has_room(columns: Columns, right: float, least: float) -> bool:
    """Return whether white of a width ``least`` stands beside or between the columns of a page ``right`` wide."""
    at = 0.0
    for x0, x1 in sorted(columns):
        if x0 - at >= least:
            return True
        at = max(at, x1)
    return right - at >= least


def _with_known(columns: Columns, known: Columns) -> Columns:
    """Return the columns of a page with those of the page before where nothing runs: a float fills one of them."""
    free = [old for old in known if not any(overlap(*old, *new) > 0 for new in columns)]
    return tuple(sorted((*columns, *free))) if free and columns else columns or known


def _extent(boxes: Sequence[BBox]) -> tuple[float, float]:
    """Return left and right edge of most of the boxes: a few lines overrun their column."""
    x0s, x1s = sorted(map(_LEFT, boxes)), sorted(map(_RIGHT, boxes))
    skipped = int(OUTLIERS * len(boxes))
    return x0s[skipped], x1s[-1 - skipped]


def _last_lines(doc: Document, indices: Sequence[int], wide: Sequence[int]) -> frozenset[int]:
    """Return short lines that stand right under a line of running text, at its left edge, in its type."""
    found = set()
    members = frozenset(wide)
    reach = TIGHT * max([doc.leading, *(1.2 * doc.lines[index].size for index in wide)])
    running: list[Line] = []
    for index in indices:
        lower = doc.lines[index]
        if index in members:
            running.append(lower)
            continue
        for upper in reversed(running):
            step = lower.baseline - upper.baseline
            if step > reach:
                break
            if 0.5 * upper.size < step <= TIGHT * max(doc.leading, 1.2 * upper.size) and _continues(upper, lower):
                found.add(index)
                break
    return frozenset(found)


def _continues(upper: Line, lower: Line) -> bool:
    """Return whether ``lower`` may be the last line of the paragraph of ``upper``, which may be its indented first."""
    left = upper.bbox.x0 - lower.bbox.x0
    same = is_like_size(upper.size, lower.size) and (upper.bold, upper.italic) == (lower.bold, lower.italic)
    return same and -1.0 * upper.size <= left <= 4.0 * upper.size and lower.bbox.x1 <= upper.bbox.x1 + upper.size
