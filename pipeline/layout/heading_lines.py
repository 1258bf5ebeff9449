"""Lines as headers are sought among them: their neighbours, how they are set, and what a header looks like.

What is asked of all kinds of headers alike: white around a line, its style, whether it fills its column, the shape of
its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import BBox, Column, Document, Line, Span
from pipeline.floats.captions import read_label
from pipeline.layout.heading_levels import Found, number_form
from pipeline.layout.heading_types import HeadingType, split_number

MAX_WORDS = 30
"""A header is no paragraph; the longest seen (law, with subtitle) has 24 words."""
CAPITALS = 0.85
"""Share of letters that are capitals in a header set in capitals; ``dan`` and units stay small."""
_SMALL_LETTERS = b"abcdefghijklmnopqrstuvwxyz"
"""Counted first, since that is cheap: where they alone are too many for capitals, nothing else is looked at."""
WHITE_ABOVE = 1.22
"""Leadings between the baselines of a header and the line above it, from which it stands off."""
_NO_WORDS = re.compile(r"[=∑∫√⋅≤≥]|^[•▪●○■➢➤✓]")
"""Signs of formulas, which no header holds, and marks of list items, with which none starts."""
BARE_NUMBER = re.compile(r"[IVXL]{1,5}\.?")
"""A Roman number that is all of a header."""


class Place(NamedTuple):
    """A line in its column: its neighbours there, the column, and how it is set."""

    line: int
    before: int | None
    after: int | None
    column: int
    style: tuple[bool, bool, bool]
    """Bold, italic, capitals."""


def find_places(doc: Document) -> list[Place]:
    """Return the lines in which headers are sought, in reading order: those that no float holds."""
    layers = (doc.captions, doc.tables, doc.figures, doc.side_boxes)
    taken = {span.line for layer in layers for item in layer for span in item.spans}
    places: list[Place] = []
    last: int | None = None
    for c, column in enumerate(doc.columns):
        members = [i for i in column.lines if i not in taken and not doc.lines[i].rotation]
        for k, i in enumerate(members):
            before = members[k - 1] if k else None
            after = members[k + 1] if k + 1 < len(members) else None
            line = doc.lines[i]
            if before is None and last is not None and _is_right_below(doc.lines[last], line, doc):
                before = last
                places[-1] = places[-1]._replace(after=i)
            places.append(Place(i, before, after, c, style_of_line(line)))
            last = i
    return places


def _is_right_below(upper: Line, lower: Line, doc: Document) -> bool:
    """Return whether the first line of a column goes on under the last of another: a table beside ends there."""
    return (
        upper.page == lower.page
        and 0 < lower.baseline - upper.baseline < 2 * doc.leading
        and abs(upper.bbox.x0 - lower.bbox.x0) < 3 * doc.body_size
    )


def style_of_line(line: Line) -> tuple[bool, bool, bool]:
    """Return whether a line is bold, italic, in capitals."""
    return line.bold, line.italic, is_capital(line.text)


def is_capital(text: str) -> bool:
    """Return whether a text is set in capitals; signs and digits say nothing."""
    plain = text.encode("ascii", "ignore")
    if len(plain) - len(plain.translate(None, _SMALL_LETTERS)) > (1 - CAPITALS) * len(text):
        return False
    letters = list(filter(str.isalpha, text))
    return len(letters) >= 4 and sum(map(str.isupper, letters)) >= CAPITALS * len(letters)


def is_full(last: Line, line: Line, place: Place, doc: Document) -> bool:
    """Return whether the first word of the next line had not found room in a line, wherever that stands."""
    column = doc.columns[place.column].bbox
    word = line.words[0].x1 - line.words[0].x0 + 0.25 * line.size
    return last.bbox.x1 - last.bbox.x0 + word > column.x1 - column.x0


def has_header_shape(text: str, group: Sequence[Place], doc: Document) -> bool:
    """Return whether the text of some lines can be that of a header."""
    words = text.split()
    label = read_label(text)
    if label is not None and label.kind is not None:
        return False  # ``Lampiran 1`` over a text heads an appendix; over a float it is no free line
    if not 1 <= len(words) <= MAX_WORDS or not any(char.isalpha() for char in text):
        return False
    number, rest = split_number(text)
    start = next((char for char in rest if char.isalnum()), "")
    if not start or (start.islower() and number is None) or start.isdigit():
        return False
    if _is_run_in_text(rest) or _NO_WORDS.search(rest):
        return False
    if rest.endswith((";", ",", "–", "-")) or (rest.endswith(".") and not number and len(words) > 8):
        return False
    if not any(len(word) >= 3 and word[:3].isalpha() for word in rest.split()):
        return False  # a formula, a row of marks
    return not rest.endswith(".") or len(words) <= 12


def _is_run_in_text(text: str) -> bool:
    """Return whether a full stop stands in mid-line before more text: a header that runs into its paragraph."""
    head, stop, tail = text.partition(". ")
    return bool(stop) and len(head) > 3 and len(tail.split()) >= 2 and any(word[:1].islower() for word in tail.split())


def is_first_below(number: str | None, above: str | None) -> bool:
    """Return whether a number is the first under that of the line above: ``2.3.1`` under ``2.3``, ``1`` under ``B``."""
    if number is None or above is None:
        return False
    core, parent = number.strip("()."), above.strip("().")
    if "." in core:
        return core.rpartition(".")[0] == parent and core.endswith(".1")
    return core in ("1", "a", "A") and number_form(number, "") != number_form(above, "")


def is_white(upper: Line, lower: Line, doc: Document) -> bool:
    """Return whether more than the usual leading separates two lines."""
    return lower.baseline - upper.baseline > WHITE_ABOVE * max(doc.leading, 1.1 * lower.size)


def is_over_first_line(line: Line, below: Line, column: BBox) -> bool:
    """Return whether a line at the column's edge stands over one set in: items of a list are set in themselves."""
    edge = column.x0 + 0.3 * line.size
    return line.bbox.x0 < edge and below.bbox.x0 > edge + 0.4 * line.size


def is_set_off_below(place: Place, doc: Document) -> bool:
    """Return whether white stands below a line in its column."""
    return place.after is not None and is_white(doc.lines[place.line], doc.lines[place.after], doc)


def make_found(group: Sequence[Place], text: str, kind: HeadingType | None, doc: Document, *, chained: bool) -> Found:
    """Return the header that lines make, with how the first of them is set."""
    lines = [doc.lines[place.line] for place in group]
    number, rest = split_number(text)
    if number is None and BARE_NUMBER.fullmatch(text):
        number = text.rstrip(".")
    spans = tuple(Span(place.line, 0, len(doc.lines[place.line].words)) for place in group)
    size = max(word.size for word in lines[0].words)
    return Found(
        spans, number, rest, kind.type if kind else None, round(size, 1), lines[0].bold, lines[0].italic,
        is_capital(rest), chained, centred=_is_centred(lines, doc.columns[group[0].column]),
    )  # fmt: skip


def _is_centred(lines: Sequence[Line], column: Column) -> bool | None:
    """Return whether the lines stand in the middle of their column; None where they fill it."""
    left = min(line.bbox.x0 for line in lines) - column.bbox.x0
    right = column.bbox.x1 - max(line.bbox.x1 for line in lines)
    if max(left, right) < 2 * lines[0].size:
        return None
    return min(left, right) > 2 * lines[0].size and abs(left - right) < 2 * lines[0].size
