"""Section headers: found by how they are set, by their words, and by the chain of their numbers.

No single sign is enough: bold, capitals, size, white above, a known word, a number that goes on from the last.
Levels are learnt from the document's own chain, since law journals start with ``A.``, engineering ones with
``1.`` or ``I.`` and theses with ``BAB I``. Source: domain notes 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Document, Line
from pipeline.layout.heading_filters import (
    keep_chained,
    keep_repeated,
    places_with_prose,
    reading_places,
    without_front,
    without_group_heads,
    without_late_misprints,
    without_outlines,
    without_restarts,
)
from pipeline.layout.heading_levels import Found, assign_levels
from pipeline.layout.heading_lines import (
    Place,
    find_places,
    has_header_shape,
    is_capital,
    is_first_below,
    is_white,
    make_found,
    style_of_line,
)
from pipeline.layout.heading_types import classify, split_number
from pipeline.layout.plain_heads import judge_faint, judge_plain, style_group
from pipeline.layout.run_in_heads import judge_run_in
from pipeline.layout.sizes import is_same_size

LARGE = 1.07
"""Times the body size from which a line is set large; 11 of 10 points is the smallest step in use."""
HALF_LINE = (0.2, 0.75)
"""em; steps between baselines in a displayed formula; lines of text are 0.9 apart or more, parts of a row 0.1."""
_PLAIN = (False, False, False)


def find_headings(doc: Document) -> Document:
    """Find section headers and their levels.

    Needs: lines, body_size, leading, columns, captions, tables, figures, side_boxes.  Adds: headings, in reading
    order; the headers of abstract and keywords are among them, with those types. Raises nothing.
    """
    places = find_places(doc)
    body_bold = _body_is_bold(doc)
    found: list[Found] = []
    k = 0
    while k < len(places):
        heading = _judge_at(places, k, doc, body_bold)
        if heading is not None:
            found.append(heading)
        k += len(heading.spans) if heading else 1
    pages = {item.spans[0].line: doc.lines[item.spans[0].line].page for item in found}
    found = without_late_misprints(keep_repeated(keep_chained(found)))
    headings = assign_levels(without_front(found, pages))
    headings = without_group_heads(without_restarts(headings))
    return replace(doc, headings=tuple(without_outlines(headings, places_with_prose(doc), reading_places(doc))))


def _body_is_bold(doc: Document) -> bool:
    """Return whether the running text itself is bold: then bold says nothing."""
    sizes = {size for size in {line.size for line in doc.lines} if is_same_size(size, doc.body_size)}
    weights = [line.bold for line in doc.lines if line.size in sizes]
    return sum(weights) * 2 > max(1, len(weights))


def _judge_at(places: Sequence[Place], k: int, doc: Document, body_bold: bool) -> Found | None:
    place = places[k]
    if not _has_style(place, doc):
        return judge_plain(place, doc)
    run_in = None if body_bold else judge_run_in(place, doc)
    if run_in is None and _is_distinct(place, doc, body_bold):
        found = _judge(style_group(places, k, doc), doc)
        if found is not None:
            return found
    return run_in or judge_faint(places, k, doc) or judge_plain(place, doc)


def _has_style(place: Place, doc: Document) -> bool:
    """Return whether anything of a line is set otherwise than most text; without, it may still be a plain header."""
    line = doc.lines[place.line]
    first = line.words[0]
    return place.style != _PLAIN or first.bold or first.italic or line.size >= LARGE * doc.body_size


def _judge(group: Sequence[Place], doc: Document) -> Found | None:
    """Return the header that the lines of one style make, or None."""
    text = " ".join(doc.lines[place.line].text for place in group)
    if not has_header_shape(text, group, doc):
        return None
    kind = classify(text)
    if text.rstrip().endswith(":") and not (kind and kind.exact and kind.top):
        return None  # ``Tujuan:`` leads a list in, ``Metode:`` may head a section
    if not (kind and kind.exact) and not _stands_alone(group, doc):
        return None
    return make_found(group, text, kind, doc, chained=False)


def _is_distinct(place: Place, doc: Document, body_bold: bool) -> bool:
    """Return whether a line is set apart from the body by weight, size or capitals."""
    line = doc.lines[place.line]
    # of small capitals only the first letters are full-size; a symbol in a sentence may be larger than its text
    size = max(word.size for word in line.words) if place.style[2] else line.size
    if size < 0.93 * doc.body_size and (not line.bold or classify(line.text) is None):
        return False  # in smaller type only the known words head a section, such as an abstract's
    large = size >= LARGE * doc.body_size
    return (line.bold and not body_bold) or large or place.style[2] or _is_styled_number(place, doc)


def _is_styled_number(place: Place, doc: Document) -> bool:
    """Return whether a line is italic, numbered and under white: third-level headers often are."""
    line = doc.lines[place.line]
    number = split_number(line.text)[0] if line.italic else None
    if number is None:
        return False
    if "." in number.strip("."):
        return True  # 2.1.1 stands directly under 2.1
    return place.before is None or is_white(doc.lines[place.before], line, doc)


def _stands_alone(group: Sequence[Place], doc: Document) -> bool:
    """Return whether the lines are set off from the text before and after them."""
    first, last = group[0], group[-1]
    head, tail = doc.lines[first.line], doc.lines[last.line]
    if _is_in_formula(first.before, head, doc) or _is_in_formula(last.after, tail, doc):
        return False
    if last.after is not None:
        below = doc.lines[last.after]
        alike = style_of_line(below) == last.style and is_same_size(below.size, tail.size)
        if alike and not is_white(tail, below, doc) and split_number(below.text)[0] is None:
            return False  # a whole paragraph in this style; numbered ones may be headers one below the other
    if first.before is None:
        return True
    above = doc.lines[first.before]
    if is_first_below(split_number(head.text)[0], split_number(above.text)[0]):
        return True
    if is_white(above, head, doc):
        return True
    return (style_of_line(above) != first.style or not is_same_size(above.size, head.size)) and not _ends_in_capitals(
        above, head, doc
    )


def _ends_in_capitals(above: Line, line: Line, doc: Document) -> bool:
    """Return whether an abbreviation is the last line of a sentence: capitals of the text's own type, close to it."""
    is_plain = not (line.bold or line.italic or above.bold or is_capital(above.text))
    is_text = is_same_size(line.size, doc.body_size) and is_same_size(above.size, line.size)
    return is_plain and is_text and above.text[-1] not in ".?!:;" and split_number(line.text)[0] is None


def _is_in_formula(neighbour: int | None, line: Line, doc: Document) -> bool:
    """Return whether a neighbour stands half a line higher or lower: a fraction beside its equals sign."""
    if neighbour is None:
        return False
    step = abs(doc.lines[neighbour].baseline - line.baseline)
    return HALF_LINE[0] * line.size < step < HALF_LINE[1] * line.size
