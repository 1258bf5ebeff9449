"""Where bands of columns end: lines that cross no gutter by chance, and belong to the full-width text below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from pipeline.document import Line
from pipeline.layout.sizes import is_same_size

Band = tuple[bool, tuple[int, ...]]
"""Line indices from top to bottom, and whether they stand in two columns."""
Bands = tuple[Band, ...]


def move_edges(bands: Bands, x: float, lines: Sequence[Line]) -> Bands:
    """Move lines between the bands that a gutter at ``x`` makes: see ``_move_tail`` and ``_move_misfits``."""
    moved = [(kind, list(band)) for kind, band in bands]
    for k, ((clear, stretch), (_, below)) in enumerate(pairwise(moved)):
        if clear and stretch:
            _move_tail(stretch, below, lines)
            _move_misfits(stretch, [i for _, run in moved[k + 1 :] for i in run], below, lines, x)
    return tuple((kind, tuple(band)) for kind, band in moved if band)


def is_left(line: Line, x: float) -> bool:
    """Return whether a line's middle lies left of ``x``."""
    x0, _, x1, _ = line.bbox
    return (x0 + x1) / 2 < x


def _move_misfits(stretch: list[int], later: list[int], below: list[int], lines: Sequence[Line], x: float) -> None:
    """Move rows at the end of a clear stretch whose right part starts where later lines do, not at this gutter.

    They are the first rows of columns of other widths: an abstract beside an info box, then two even columns, of
    which the first rows happen not to cross the box's gutter (sample algor-2020).
    """
    starts = [lines[i].bbox.x0 for i in later if not is_left(lines[i], x)]
    moved: list[int] = []
    while stretch:
        row = _last_row(stretch, lines)
        rights = [lines[i] for i in row if not is_left(lines[i], x)]
        if rights:
            is_misfit = all(_starts_like(line, starts) for line in rights) and not _starts_among(
                rights, stretch, lines, x
            )
        else:
            is_misfit = bool(below) and _heads(row, stretch, below, lines)
        if not is_misfit:
            break
        moved[:0] = row
        del stretch[-len(row) :]
    below[:0] = moved


def _last_row(stretch: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """Return the lines beside the last one; ``stretch`` runs from top to bottom."""
    last = lines[stretch[-1]]
    top = last.bbox.top - 0.5 * last.size
    start = len(stretch) - 1
    while start and lines[stretch[start - 1]].bbox.top > top:
        start -= 1
    return list(stretch[start:])


def _starts_among(rights: Iterable[Line], stretch: Sequence[int], lines: Sequence[Line], x: float) -> bool:
    """Return whether some lines start where others on the right of a stretch do."""
    own = [lines[i].bbox.x0 for i in stretch if not is_left(lines[i], x)]
    return any(_starts_like(line, own[:-1]) for line in rights)


def _heads(row: Sequence[int], stretch: Sequence[int], below: Sequence[int], lines: Sequence[Line]) -> bool:
    """Return whether a row is the header of the full-width text below: it starts there and stands nearer to it."""
    first, under = lines[row[0]], lines[below[0]]
    above = [lines[i].bbox.bottom for i in stretch if i not in row]
    if not above:
        return False
    if first.bold and not under.bold and first.bbox.top - max(above) > 0.8 * first.size:
        return True  # a header over pictures with text beside them (sample en-2col-fn-cogitatio, last page)
    if abs(first.bbox.x0 - under.bbox.x0) > 3 * first.size:
        return False
    return first.bbox.top - max(above) > max(first.size, 1.5 * (under.bbox.top - first.bbox.bottom))


def _starts_like(line: Line, starts: Sequence[float]) -> bool:
    """Return whether at least two lines start where this one does."""
    return sum(1 for start in starts if abs(start - line.bbox.x0) < 0.2 * line.size) >= 2


def _move_tail(stretch: list[int], below: list[int], lines: Sequence[Line]) -> None:
    """Move short lines at the end of a clear stretch to the full-width text that they start.

    A full-width note that fills half a line crosses no gutter (sample en-2col-fn-cogitatio, note 7).
    """
    small = lines[below[0]].size
    if not is_same_size(lines[stretch[-1]].size, small) or small >= 0.95 * median([lines[i].size for i in stretch]):
        return
    while stretch and is_same_size(lines[stretch[-1]].size, small):
        below.insert(0, stretch.pop())
