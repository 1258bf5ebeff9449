"""Headers that little sets apart: known words and numbers in the type of the text, lines in italics or smaller bold."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Document, Line
from pipeline.layout.heading_filters import GROUP_TYPE
from pipeline.layout.heading_levels import Found
from pipeline.layout.heading_lines import (
    BARE_NUMBER,
    MAX_WORDS,
    Place,
    has_header_shape,
    is_first_below,
    is_full,
    is_over_first_line,
    is_set_off_below,
    is_white,
    make_found,
)
from pipeline.layout.heading_types import classify, split_number
from pipeline.layout.run_in_heads import judge_run_in
from pipeline.layout.sizes import is_like_size

MAX_LINES = 4
"""Lines of the longest header."""
FAINT_WORDS = 9
"""Words a line of the longest header set in italics alone; a quotation or a line of verse may have more."""
FAINT_LINES = 2
"""Lines of the longest of them."""
FAINT_SIZES = (0.85, 0.93)
"""Times the body size; bold lines of such sizes head sections of the lowest level in some journals."""


def style_group(places: Sequence[Place], k: int, doc: Document) -> list[Place]:
    """Return the line and those after it in its column that continue it in the same style."""
    group = [places[k]]
    first = doc.lines[places[k].line]
    for place in places[k + 1 : k + MAX_LINES]:
        line, last = doc.lines[place.line], doc.lines[group[-1].line]
        same = place.column == group[0].column and place.style == group[0].style and is_like_size(line.size, first.size)
        step = line.baseline - last.baseline
        if not same or not 0 < step < 1.25 * max(doc.leading * line.size / doc.body_size, 1.15 * line.size):
            break
        if split_number(line.text)[0] is not None:
            break
        if (kind := classify(last.text)) is not None and (kind.exact or not is_full(last, line, place, doc)):
            break
        if judge_run_in(place, doc) is not None:
            break
        group.append(place)
    return group


def judge_plain(place: Place, doc: Document) -> Found | None:
    """Return a header set like the body: a known word alone on its line, or a number that may be of a chain."""
    line = doc.lines[place.line]
    if line.size < 0.93 * doc.body_size or len(line.words) > MAX_WORDS / 2:
        return None
    text = line.text
    above_white = place.before is None or is_white(doc.lines[place.before], line, doc)
    if not above_white and text[:1].islower() and text[1:2] not in (".", ")"):
        return None  # as most lines of running text
    number, rest = split_number(text)
    if number is None and not above_white:
        return None
    column = doc.columns[place.column].bbox
    short = line.bbox.x1 < column.x1 - 0.08 * (column.x1 - column.x0)
    if above_white and BARE_NUMBER.fullmatch(text) and is_set_off_below(place, doc):
        return make_found([place], text, None, doc, chained=True)
    if number is None and not short:
        return None  # the first line of a paragraph
    kind = classify(text)
    if kind and kind.exact and kind.top and kind.type != GROUP_TYPE and above_white and short:
        return make_found([place], text, kind, doc, chained=False) if has_header_shape(text, [place], doc) else None
    if number is None or place.after is None or rest.endswith((".", ";", ",", ":")):
        return None
    if not short and not ("." in number.strip(".") and above_white and is_set_off_below(place, doc)):
        return None  # a full line is a sentence, but for 2.2 between white
    below = doc.lines[place.after]
    inner = split_number(below.text)[0]
    has_inner = is_white(line, below, doc) or is_first_below(inner, number)
    follows_text = has_inner if inner is not None else len(below.words) > 4
    if not follows_text or not rest[:1].isupper() or below.text[:1].islower():
        return None
    if number[0].islower() and not (above_white and is_over_first_line(line, below, column)):
        return None
    return make_found([place], text, kind, doc, chained=True)._replace(white=above_white)


def judge_faint(places: Sequence[Place], k: int, doc: Document) -> Found | None:
    """Return the header that one or two lines make in italics alone, or in bold that is smaller than the text.

    They stand under white at the column's edge and end where there was room for more, or over white or a line set in.
    """
    place = places[k]
    line = doc.lines[place.line]
    if not line.text[:1].isupper() or not _is_faint(line, doc.body_size):
        return None
    if place.before is not None and not is_white(doc.lines[place.before], line, doc):
        return None
    group = style_group(places, k, doc)
    last = group[-1]
    lines = [doc.lines[item.line] for item in group]
    text = " ".join(item.text for item in lines)
    kind = classify(text)
    if kind is not None and (kind.top or not kind.exact or kind.type == GROUP_TYPE):
        return None
    after = last.after if last.after is not None else next((item.line for item in places[k + len(group) :]), None)
    if text[-1] in ".,;:" or len(group) > FAINT_LINES or after is None:
        return None
    if any(len(item.words) > FAINT_WORDS or not _is_faint(item, doc.body_size) for item in lines):
        return None
    column = doc.columns[place.column].bbox
    if len(group) > 1 and (line.bbox.x0 - column.x0 > 0.5 * line.size or not is_full(line, lines[1], place, doc)):
        return None  # lines of verse, a quotation
    below = doc.lines[after]
    is_short = lines[-1].bbox.x1 < column.x1 - 0.08 * (column.x1 - column.x0)
    is_over = last.after is not None and (is_set_off_below(last, doc) or is_over_first_line(line, below, column))
    if not is_short and not is_over:
        return None
    heads = len(below.words) > 4 or below.text.endswith(":") or (below.bold and not line.bold)
    if below.italic or not heads:
        return None
    return make_found(group, text, kind, doc, chained=False)._replace(faint=True)


def _is_faint(line: Line, body_size: float) -> bool:
    """Return whether a line is in italics of the size of the text, or in bold of a smaller one."""
    if line.bold:
        return FAINT_SIZES[0] * body_size < line.size < FAINT_SIZES[1] * body_size and all(w.bold for w in line.words)
    return line.italic and line.size >= FAINT_SIZES[1] * body_size and all(word.italic for word in line.words)
