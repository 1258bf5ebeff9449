"""The columns of a table without upright lines: strips that stay white over its rows.

Each text row is cut into runs at wide white; strips that no run crosses are column gaps. A heading that spans
columns crosses a gap, so gaps are looked for below the header rule where there is one, and in long tables a few
rows may cross. Source: projection of white space, as in the stream mode of Camelot and the text mode of pdfplumber.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from pipeline.document import Word
from pipeline.geometry import overlap

ROW_SLACK = 0.4
"""em; words whose baselines are this close stand on one text row."""
RUN_GAP = 0.75
"""em; white that may part two cells; word spaces of unjustified cells are 0.2 to 0.35."""
NUMBER_GAP = 0.3
"""em; the same between two numbers: a space inside one is narrower."""
COLUMN_GAP = 0.6
"""em; narrowest white strip between columns."""
SHORT_TABLE = 4
"""Text rows; with fewer, chance lines up word spaces: strips must then be ``WIDE_GAP`` wide."""
WIDE_GAP = 1.1
"""em; see ``SHORT_TABLE``."""
CROSSING = 0.12
"""Share of text rows that may cross a column gap: headings that span, notes inside the table."""
OUTSIDE = 1e6
"""Points; beyond every page."""
ALIGNED_GAP = 0.45
"""em; narrower than ``RUN_GAP``: white before a word that stands in line with the cells of many other rows."""
SAME_START = 1.0
"""Points; cells of one column that are set to the left start within this."""
ALIGNED_SHARE = 0.25
"""Share of the text rows that have a cell at one place where a word of another row starts a cell too."""
NEAR_STRIP = 3.0
"""em; cells further from a strip say nothing of it: the column beside it is empty in their row."""
NUMBERS = 0.6
"""Share of cells beside a strip that are numbers where it parts two columns of them."""
SPANNING = 0.5
"""Share of the table's width from which a run alone on its row is taken for a heading or note inside the table."""


_VALUE = re.compile(r"[<>=±–−-]?\d[\d.,]*%?(?:[(\[]\d[\d.,]*%?[)\]])?")
"""``2.318``, ``28 (50,0)``, ``58,2%``, spaces taken out."""
_SHARE = re.compile(r"[(\[]\d[\d.,]*%?[)\]]")
"""The share in brackets with which a value ends."""
_NUMBER = re.compile(r"[-–−+±<>=]?[.,]?\d+(?:[.,]\d+)*[%*]*|[-–−]")


class CellWord(NamedTuple):
    """A word with its place: indices of its line in ``Document.lines`` and of the word in the line."""

    line: int
    number: int
    word: Word


class Run(NamedTuple):
    """Words of one text row without wide white between them."""

    x0: float
    x1: float
    words: tuple[CellWord, ...]


def text_rows(words: Iterable[CellWord]) -> list[list[CellWord]]:
    """Return the words by baseline from top to bottom, each row from left to right.

    Super- and subscripts go with the row whose line they are part of.
    """
    level: list[CellWord] = []
    raised: list[CellWord] = []
    for cell in words:
        (raised if cell.word.raised else level).append(cell)
    level.sort(key=lambda cell: (cell.word.baseline, cell.word.x0))
    rows: list[list[CellWord]] = []
    first = -inf
    for cell in level:
        word = cell.word
        if word.baseline - first > ROW_SLACK * word.size:
            rows.append([])
            first = word.baseline
        rows[-1].append(cell)
    if raised:
        rows = _with_raised(rows, raised)
    for row in rows:
        if raised or row[0].word.baseline < row[-1].word.baseline:
            row.sort(key=lambda cell: (cell.word.x0, cell.line, cell.number))
    return rows


def _with_raised(rows: list[list[CellWord]], raised: Sequence[CellWord]) -> list[list[CellWord]]:
    """Return the text rows with raised words in the rows of their lines, or in rows of their own."""
    row_of: dict[int, list[CellWord]] = {}
    for row in rows:
        for cell in row:
            row_of.setdefault(cell.line, row)
    for cell in raised:
        if cell.line in row_of:
            row_of[cell.line].append(cell)
        else:
            rows.append([cell])
    return sorted(rows, key=lambda row: min([cell.word.baseline for cell in row]))


def row_runs(row: Sequence[CellWord], gap: float = RUN_GAP) -> list[Run]:
    """Cut a text row at white of ``gap`` em and more, and between numbers at any word space."""
    runs: list[Run] = []
    members: list[CellWord] = []
    left = right = 0.0
    for cell in row:
        word = cell.word
        if members:
            white, size = word.x0 - right, max(word.size, 6.0)
            if white > gap * size or (white > NUMBER_GAP * size and _are_numbers(members[-1], cell)):
                runs.append(Run(left, right, tuple(members)))
                members = []
        if not members:
            left = right = word.x0
        members.append(cell)
        if word.x1 > right:
            right = word.x1
    if members:
        runs.append(Run(left, right, tuple(members)))
    return runs


def _are_numbers(before: CellWord, cell: CellWord) -> bool:
    return is_number(cell.word.text) and (is_number(before.word.text) or _SHARE.fullmatch(before.word.text) is not None)


def column_edges(rows: Sequence[Sequence[CellWord]], x0: float, x1: float) -> list[float]:
    """Return the edges of the columns between ``x0`` and ``x1``, these two among them.

    ``rows`` are text rows; a single column has two edges.
    """
    runs = _telling_rows(_aligned([row_runs(row) for row in rows if row]), x1 - x0)
    if not runs:
        return [x0, x1]
    strips = _white(runs, int(CROSSING * len(runs)))
    white = [gap for strip in strips for gap in _refine(strip, runs) if gap[0] > -OUTSIDE and gap[1] < OUTSIDE]
    if not white:
        return [x0, x1]
    size = max([cell.word.size for row in rows for cell in row])
    least = (WIDE_GAP if len(runs) < SHORT_TABLE else COLUMN_GAP) * size
    gaps = [
        gap
        for gap in white
        if gap[1] - gap[0] >= least
        or (gap[1] - gap[0] >= NUMBER_GAP * size and (_leads_cells(runs, gap) or parts_numbers(runs, gap)))
    ]
    return [x0, *((low + high) / 2 for low, high in gaps), x1]


def _aligned(rows: list[list[Run]]) -> list[list[Run]]:
    """Return the rows with runs cut before words that are in line with the cells of other rows.

    The numbers of a first column come close to the texts behind them from ten on.
    """
    starts, least = shared_starts(rows)
    if len(starts) < least:
        return rows
    return [
        [part for run in row for part in (cut_aligned(run, starts, least, ALIGNED_GAP) if run.words[1:] else [run])]
        for row in rows
    ]


def shared_starts(rows: Sequence[Sequence[Run]]) -> tuple[list[float], float]:
    """Return where runs start behind others, in order, and how many must start at a place to make a column there."""
    return sorted([run.x0 for row in rows for run in row[1:]]), max(2, ALIGNED_SHARE * len(rows))


def _leads_cells(rows: Sequence[Sequence[Run]], gap: tuple[float, float]) -> bool:
    """Return whether most rows have a cell that starts right behind a strip: one long cell came close to it."""
    starts = sum(abs(run.x0 - gap[1]) < SAME_START for row in rows for run in row[1:])
    return len(rows) >= SHORT_TABLE and 2 * starts > len(rows)


def cut_aligned(run: Run, starts: Sequence[float], least: float, gap: float) -> list[Run]:
    """Return a run cut at white of ``gap`` em and more before words where ``least`` of the ``starts`` are."""
    words = run.words
    cuts: list[int] = []
    for k in range(1, len(words)):
        word = words[k].word
        if word.x0 - words[k - 1].word.x1 > gap * word.size:
            x0 = word.x0
            if bisect_right(starts, x0 + SAME_START) - bisect_left(starts, x0 - SAME_START) >= least:
                cuts.append(k)
    if not cuts:
        return [run]
    pieces = [words[low:high] for low, high in pairwise([0, *cuts, len(words)])]
    return [Run(piece[0].word.x0, max([cell.word.x1 for cell in piece]), piece) for piece in pieces]


def parts_numbers(rows: Sequence[Sequence[Run]], gap: tuple[float, float]) -> bool:
    """Return whether what stands next to a strip on either side is numbers in most rows: then it is no word space."""
    left = [run for row in rows if (run := _last_before(row, gap[0])) is not None]
    right = [run for row in rows if (run := _first_after(row, gap[1])) is not None]
    near = NEAR_STRIP * max([run.words[0].word.size for run in right], default=0.0)
    right = [run for run in right if run.x0 - gap[1] < near] or right
    return all(
        side and sum(is_value("".join(cell.word.text for cell in run.words)) for run in side) > NUMBERS * len(side)
        for side in (left, right)
    )


def _last_before(row: Sequence[Run], x: float) -> Run | None:
    return max((run for run in row if run.x1 <= x + 1.0), key=lambda run: run.x1, default=None)


def _first_after(row: Sequence[Run], x: float) -> Run | None:
    return min((run for run in row if run.x0 >= x - 1.0), key=lambda run: run.x0, default=None)


def is_number(text: str) -> bool:
    """Return whether the text is a number or the dash that stands for none."""
    return _NUMBER.fullmatch(text) is not None


def is_value(text: str) -> bool:
    """Return whether a text without its spaces is a number, a share in brackets behind it or not, or a dash."""
    return is_number(text) or _VALUE.fullmatch(text) is not None


def _telling_rows(rows: list[list[Run]], width: float) -> list[list[Run]]:
    """Return the rows without those of a single wide run: a heading or note inside the table crosses all gaps."""
    telling = [row for row in rows if len(row) > 1 or row[0].x1 - row[0].x0 < SPANNING * width]
    return telling if sum(len(row) > 1 for row in telling) >= 2 else rows


def _white(rows: Sequence[Sequence[Run]], most: int) -> list[tuple[float, float]]:
    """Return the strips that at most ``most`` rows touch, from left to right, those outside of the text included."""
    steps = sorted([(run.x0, 0) for row in rows for run in row] + [(run.x1, 1) for row in rows for run in row])
    strips: list[tuple[float, float]] = []
    depth = 0
    start: float | None = -OUTSIDE
    for at, is_end in steps:
        depth += -1 if is_end else 1
        if is_end:
            start = at if depth == most else start
        elif depth == most + 1 and start is not None:
            strips.append((start, at))
            start = None
    return strips if start is None else [*strips, (start, OUTSIDE)]


def _refine(strip: tuple[float, float], rows: Sequence[Sequence[Run]]) -> list[tuple[float, float]]:
    """Return what is white of a strip that a few rows touch.

    Runs right across it are headings that span; runs that reach into it narrow it; runs inside it are the few
    cells of a column of their own.
    """
    low, high = strip
    inside: list[Run] = []
    for run in (run for row in rows for run in row if run.x1 > strip[0] and run.x0 < strip[1]):
        if run.x0 > strip[0] and run.x1 < strip[1]:
            inside.append(run)
        elif run.x0 > strip[0]:
            high = min(high, run.x0)
        elif run.x1 < strip[1]:
            low = max(low, run.x1)
    if not inside:
        return [(low, high)]
    return [(low, min(run.x0 for run in inside)), (max(run.x1 for run in inside), high)]


def column_at(edges: Sequence[float], x0: float, x1: float) -> int:
    """Return the column in which most of ``[x0, x1]`` lies, the left one of those it fills when it spans several."""
    at = bisect_right(edges, x0) - 1
    if 0 <= at < len(edges) - 1 and x0 < x1 <= edges[at + 1]:  # as nearly all do
        return at
    shares = [overlap(x0, x1, left, right) for left, right in pairwise(edges)]
    best = shares.index(max(shares))
    for column in range(best):
        if shares[column] > 0.4 * (edges[column + 1] - edges[column]) and shares[column] > 0.2 * (x1 - x0):
            return column
    return best
