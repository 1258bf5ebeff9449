"""Where the entries of a reference list begin, by the strongest sign that the list has.

In order: numbers that rise by one; a hanging indent, or its inverse; white between entries; the words. One sign
rules a whole list, the weaker ones only settle what it leaves open, since real lists break each rule somewhere.
Source: domain notes 5, "Splitting, strongest first".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.document import Column, Document, Line
from pipeline.references.evidence import YEAR_OR_NONE, goes_on, has_ended, has_entry_sign, score_start
from pipeline.references.fields import MARKER
from pipeline.references.lists import ListLine, ReferenceList

MIN_NUMBERED = 2
"""Rising numbers that make a numbered list."""
MAX_SKIPPED = 2
"""Numbers that may be missing between one marker and the next: a typing error, a line that another layer took."""
MAX_LEAD = 4
"""Lines before the first number: an entry whose own number went to another line."""
MIN_INDENT, MAX_INDENT = 0.6, 6.0
"""em; offset of the lines of an entry from its first. Word's hanging indent is 1.25 cm, some lists use 0.5 cm."""
SAME_EDGE = 0.35
"""em; left edges closer than this are one edge."""
FEW_LINES = 4
"""Lines of a column that may all belong to one entry, whose first lines stand in the column before."""
MIN_SHARE = 0.12
"""Share of lines that the less common of the two edges must hold."""
WIDE_GAP = 1.22
"""Times the usual distance of baselines from which white separates entries."""
MAX_GAP_SHARE = 0.75
"""Share of lines with white above beyond which white separates lines and not entries."""
FULL_LINE = 0.88
"""Share of the column's width from which a line counts as full: the entry may go on."""
WORD_SPACE = 0.25
"""em; white before a word: in ragged lines only what had found room there begins an entry."""

OTHER_SIZE = 0.08
"""Share by which the type of a line must differ from the list's to be something else."""
FAR = 2.2
"""Times the list's usual distance of baselines from which a line in the last entry belongs to it no more."""
MIN_TAIL = 3
"""Entries without any sign of one that end a list together; one or two are careless entries."""
STRONG = 1.5
"""Score of a line that can only be the start of an entry."""
NEAR_YEAR = 60
"""Characters within which the year follows in an entry whose indent was forgotten."""


class _Edges(NamedTuple):
    """The two left edges of a list's lines relative to their column, in points; ``first`` is that of new entries."""

    first: float
    other: float


class Splits(NamedTuple):
    """Indices of the lines that begin an entry, rising, and of the first line behind the last entry."""

    starts: tuple[int, ...]
    end: int


def find_splits(found: ReferenceList, doc: Document) -> Splits:
    """Split a list into entries; the first line always begins one.

    What stands behind the last entry without a header of its own (an abstract in another language, a note on
    the author) is left out: it is set apart, or reads like no entry for several paragraphs.
    """
    lines = found.lines
    if not lines:
        return Splits((), 0)
    starts = _numbered_starts(lines, found.breaks) or _bulleted_starts(lines)
    is_numbered = bool(starts)
    if not is_numbered:
        indented = _indented_starts(lines, doc)
        starts = indented or _without_hanging(_spaced_starts(found, doc) or _worded_starts(lines, doc), lines, doc)
        starts = sorted({0, *starts, *(index for index in found.breaks if index < len(lines))})
    end = _set_apart(lines, starts[-1], doc)
    if not is_numbered:
        starts, end = _without_tail(lines, starts, end)
    return Splits(tuple(starts), end)


def _set_apart(lines: Sequence[ListLine], last: int, doc: Document) -> int:
    """Return the index of the line in the last entry from which type or white sets text apart from the list."""
    sizes = [doc.lines[line.span.line].size for line in lines]
    usual = median(sizes)
    gaps = _gaps(lines, doc)
    leading = median([gap for gap in gaps if gap] or [doc.leading])
    for index in range(last + 1, len(lines)):
        if abs(sizes[index] - usual) > OTHER_SIZE * usual or (gaps[index] or 0.0) > FAR * leading:
            return index
    return len(lines)


def _without_tail(lines: Sequence[ListLine], starts: list[int], end: int) -> tuple[list[int], int]:
    """Leave out a tail of entries none of which has a year, an address or the name of a law."""
    kept = len(starts)
    while kept > 1:
        stop = starts[kept] if kept < len(starts) else end
        if has_entry_sign(" ".join(line.text for line in lines[starts[kept - 1] : stop])):
            break
        kept -= 1
    if len(starts) - kept < MIN_TAIL:
        return starts, end
    return starts[:kept], starts[kept]


def _numbered_starts(lines: Sequence[ListLine], breaks: frozenset[int]) -> list[int]:
    """Return the lines whose numbers rise by one in the notation of the list's first; empty if it has none."""
    starts: list[int] = []
    form = None
    last = 0
    for index, line in enumerate(lines):
        read = _read_number(line.text)
        if read is None or (form is not None and read[0] != form):
            continue
        number = read[1]
        restarts = number == 1 and (index in breaks or not starts)
        opens = not starts and (index == 0 or number <= 1 + MAX_SKIPPED)
        if restarts or opens or (starts and last < number <= last + 1 + MAX_SKIPPED):
            form = read[0]
            starts.append(index)
            last = number
    if len(starts) < min(MIN_NUMBERED, len(lines)) or starts[0] > MAX_LEAD:
        return []
    return sorted({0, *starts})


def _bulleted_starts(lines: Sequence[ListLine]) -> list[int]:
    """Return the lines that open with the bullet of the list's first line; empty if it has none."""
    match = MARKER.match(lines[0].text)
    if match is None or match["bullet"] is None:
        return []
    starts = [k for k, line in enumerate(lines) if (m := MARKER.match(line.text)) and m["bullet"] == match["bullet"]]
    return starts if len(starts) >= MIN_NUMBERED else []


def _read_number(text: str) -> tuple[str, int] | None:
    match = MARKER.match(text)
    if match is None:
        match = re.match(r"(?P<square>\[\d{1,3}\]?)|(?P<round>\(\d{1,3}\))|(?P<stop>\d{1,3}[.)])$", text.strip())
        if match is None:
            return None
    form = match.lastgroup or ""
    digits = re.sub(r"\D", "", match[form])
    if not digits or re.search(r"[A-Za-z]", match[form]):
        return None
    return form + match[form][-1], int(digits)


def _indented_starts(lines: Sequence[ListLine], doc: Document) -> list[int]:
    """Return the lines at the edge of first lines, if the list has two edges a usual indent apart."""
    offsets = _offsets(lines, doc)
    edges = _find_edges(offsets, lines, doc)
    if edges is None:
        return []
    starts = []
    for index, offset in enumerate(offsets):
        if abs(offset - edges.first) < abs(offset - edges.other):
            begins = index == 0 or not goes_on(lines[index - 1].text, lines[index].text)
        else:
            begins = index > 0 and _is_unindented(lines, index, doc)
        if begins:
            starts.append(index)
    return starts


def _is_unindented(lines: Sequence[ListLine], index: int, doc: Document) -> bool:
    """Return whether a line at the wrong edge begins an entry all the same: behind a short line, year at hand."""
    if not _is_short(lines, index - 1, doc) or score_start(lines, index) < STRONG:
        return False
    return YEAR_OR_NONE.search(lines[index].text[:NEAR_YEAR]) is not None


def _without_hanging(starts: list[int], lines: Sequence[ListLine], doc: Document) -> list[int]:
    """Leave out lines that are set in although the list's first one is not: too few for an indent of their own."""
    if not starts:
        return starts
    offsets = _offsets(lines, doc)
    limit = MIN_INDENT * doc.lines[lines[0].span.line].size
    hanging = [index for index in starts if limit <= offsets[index] - offsets[0]]
    return starts if offsets[0] > 0.5 * limit or 2 * len(hanging) > len(starts) else sorted({*starts} - {*hanging})


def _is_short(lines: Sequence[ListLine], index: int, doc: Document) -> bool:
    """Return whether a line ends well before its column does, and the first word of the next had found room."""
    line, box = lines[index], doc.columns[lines[index].column].bbox
    right = doc.lines[line.span.line].bbox.x1
    if right - box.x0 >= FULL_LINE * (box.x1 - box.x0):
        return False
    follower = lines[index + 1].span
    word = doc.lines[follower.line].words[follower.start]
    return word.x1 - word.x0 + WORD_SPACE * word.size < box.x1 - right


def _offsets(lines: Sequence[ListLine], doc: Document) -> list[float]:
    """Return how far each line starts from the left edge of the list's lines in columns of the same place."""
    edges = {column: _left_edge(doc.columns[column], doc) for column in {line.column for line in lines}}
    lefts: dict[tuple[int, int], float] = {}
    keys = []
    for line in lines:
        edge = edges[line.column]
        key = (round(edge / 12.0), doc.lines[line.span.line].page % 2)
        keys.append(key)
        x0 = doc.lines[line.span.line].words[line.span.start].x0
        lefts[key] = min(lefts.get(key, x0), x0, *([edge] if edge < doc.columns[line.column].bbox.x0 else []))
    return [
        doc.lines[line.span.line].words[line.span.start].x0 - lefts[key] for line, key in zip(lines, keys, strict=True)
    ]


def _left_edge(column: Column, doc: Document) -> float:
    """Return where the lines of a column start, in points; of a few lines all may be set in.

    Then that of a longer column counts that ends at the same place.
    """
    box = column.bbox
    if len(column.lines) > FEW_LINES:
        return box.x0
    size = doc.lines[column.lines[0]].size
    return min(
        (
            other.bbox.x0
            for other in doc.columns
            if len(other.lines) > FEW_LINES
            and abs(other.bbox.x1 - box.x1) < SAME_EDGE * size
            and MIN_INDENT * size < box.x0 - other.bbox.x0 < MAX_INDENT * size
        ),
        default=box.x0,
    )


def _find_edges(offsets: Sequence[float], lines: Sequence[ListLine], doc: Document) -> _Edges | None:
    size = median(doc.lines[line.span.line].size for line in lines)
    counts = Counter(round(offset / (SAME_EDGE * size)) for offset in offsets)
    near = sum(count for step, count in counts.items() if step <= 1)
    far_steps = [(count, -step) for step, count in counts.items() if step * SAME_EDGE >= MIN_INDENT]
    if not far_steps:
        return None
    step = -max(far_steps)[1]
    far = sum(count for other, count in counts.items() if abs(other - step) <= 1)
    indent = step * SAME_EDGE
    if indent > MAX_INDENT or min(near, far) < max(2, MIN_SHARE * len(offsets)):
        return None
    hanging = _Edges(0.0, indent * size)
    inverted = _Edges(indent * size, 0.0)
    return max((hanging, inverted), key=lambda edges: _plausibility(edges, offsets, lines))


def _plausibility(edges: _Edges, offsets: Sequence[float], lines: Sequence[ListLine]) -> float:
    """Return how well the starts that the edges give look like entries, minus how well the other lines do."""
    first: list[float] = []
    other: list[float] = []
    for index, offset in enumerate(offsets):
        near = abs(offset - edges.first) < abs(offset - edges.other)
        (first if near else other).append(score_start(lines, index))
    return sum(first) / max(1, len(first)) - sum(other) / max(1, len(other))


def _spaced_starts(found: ReferenceList, doc: Document) -> list[int]:
    """Return the lines with more white above than the lines of an entry have; empty if the gaps are of one kind.

    The white around a group head says nothing of the others.
    """
    lines = found.lines
    gaps = [None if index in found.breaks else gap for index, gap in enumerate(_gaps(lines, doc))]
    known = sorted(gap for gap in gaps if gap is not None)
    if len(known) < 3:
        return []
    usual = known[len(known) // 4]
    wide = [index for index, gap in enumerate(gaps) if gap is not None and gap > WIDE_GAP * usual]
    if not wide or len(wide) > MAX_GAP_SHARE * len(known) or _mean_score(lines, wide) < 0.5:
        return []
    unknown = [index for index, gap in enumerate(gaps) if gap is None and score_start(lines, index) >= 1.0]
    return sorted({*wide, *unknown})


def _gaps(lines: Sequence[ListLine], doc: Document) -> list[float | None]:
    """Return the distance of each line's baseline from that before it; see ``_gap``."""
    members = [doc.lines[line.span.line] for line in lines]
    return [None, *(_gap(upper, lower) for upper, lower in pairwise(members))]


def _gap(upper: Line, lower: Line) -> float | None:
    """Return the distance of two baselines in points; None over a column's or page's end."""
    gap = lower.baseline - upper.baseline
    return gap if upper.page == lower.page and gap > 0 else None


def _mean_score(lines: Sequence[ListLine], indices: Sequence[int]) -> float:
    return sum(score_start(lines, index) for index in indices) / len(indices)


def _worded_starts(lines: Sequence[ListLine], doc: Document) -> list[int]:
    """Return the lines that read like the start of an entry behind a line that reads like an end."""
    starts = []
    for index in range(1, len(lines)):
        before = lines[index - 1]
        if (_is_short(lines, index - 1, doc) or has_ended(before.text)) and score_start(lines, index) >= 1.0:
            starts.append(index)
    return starts
