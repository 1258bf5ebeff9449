"""Section headers: found by how they are set, by their words, and by the chain of their numbers.

No single sign is enough: bold, capitals, size, white above, a known word, a number that goes on from the last.
Levels are learnt from the document's own chain, since law journals start with ``A.``, engineering ones with
``1.`` or ``I.`` and theses with ``BAB I``. Source: domain notes 2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.document import BBox, Column, Document, Line, Span, Word
from pipeline.floats.captions import read_label
from pipeline.layout.heading_filters import (
    GROUP_TYPE,
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
from pipeline.layout.heading_levels import Found, assign_levels, number_form
from pipeline.layout.heading_types import HeadingType, classify, split_number
from pipeline.layout.sizes import is_like_size, is_same_size

LARGE = 1.07
"""Times the body size from which a line is set large; 11 of 10 points is the smallest step in use."""
MAX_LINES = 4
MAX_WORDS = 30
"""A header is no paragraph; the longest seen (law, with subtitle) has 24 words."""
RUN_IN_WORDS = 14
CAPITALS = 0.85
"""Share of letters that are capitals in a header set in capitals; ``dan`` and units stay small."""
_SMALL_LETTERS = b"abcdefghijklmnopqrstuvwxyz"
"""Counted first, since that is cheap: where they alone are too many for capitals, nothing else is looked at."""
WHITE_ABOVE = 1.22
"""Leadings between the baselines of a header and the line above it, from which it stands off."""


HALF_LINE = (0.2, 0.75)
"""em; steps between baselines in a displayed formula; lines of text are 0.9 apart or more, parts of a row 0.1."""
FAINT_WORDS = 9
"""Words a line of the longest header set in italics alone; a quotation or a line of verse may have more."""
FAINT_LINES = 2
FAINT_SIZES = (0.85, 0.93)
"""Times the body size; bold lines of such sizes head sections of the lowest level in some journals."""

_NO_WORDS = re.compile(r"[=∑∫√⋅≤≥]|^[•▪●○■➢➤✓]")
"""Signs of formulas, which no header holds, and marks of list items, with which none starts."""
_BARE_NUMBER = re.compile(r"[IVXL]{1,5}\.?")
_ORDINALS = frozenset(
    ("pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "first", "second", "third", "fourth", "fifth")
)


_PLAIN = (False, False, False)


class _Place(NamedTuple):
    """A line in its column: its neighbours there, the column, and how it is set."""

    line: int
    before: int | None
    after: int | None
    column: int
    style: tuple[bool, bool, bool]
    """Bold, italic, capitals."""


def find_headings(doc: Document) -> Document:
    """Find section headers and their levels.

    Needs: lines, body_size, leading, columns, captions, tables, figures, side_boxes.  Adds: headings, in reading
    order; the headers of abstract and keywords are among them, with those types. Raises nothing.
    """
    places = _places(doc)
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


def _places(doc: Document) -> list[_Place]:
    layers = (doc.captions, doc.tables, doc.figures, doc.side_boxes)
    taken = {span.line for layer in layers for item in layer for span in item.spans}
    places: list[_Place] = []
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
            places.append(_Place(i, before, after, c, _style(line)))
            last = i
    return places


def _is_right_below(upper: Line, lower: Line, doc: Document) -> bool:
    """Return whether the first line of a column goes on under the last of another: a table beside ends there."""
    return (
        upper.page == lower.page
        and 0 < lower.baseline - upper.baseline < 2 * doc.leading
        and abs(upper.bbox.x0 - lower.bbox.x0) < 3 * doc.body_size
    )


def _body_is_bold(doc: Document) -> bool:
    """Return whether the running text itself is bold: then bold says nothing."""
    sizes = {size for size in {line.size for line in doc.lines} if is_same_size(size, doc.body_size)}
    weights = [line.bold for line in doc.lines if line.size in sizes]
    return sum(weights) * 2 > max(1, len(weights))


def _style(line: Line) -> tuple[bool, bool, bool]:
    return line.bold, line.italic, _is_capital(line.text)


def _is_capital(text: str) -> bool:
    plain = text.encode("ascii", "ignore")
    if len(plain) - len(plain.translate(None, _SMALL_LETTERS)) > (1 - CAPITALS) * len(text):
        return False
    letters = list(filter(str.isalpha, text))
    return len(letters) >= 4 and sum(map(str.isupper, letters)) >= CAPITALS * len(letters)


def _judge_at(places: Sequence[_Place], k: int, doc: Document, body_bold: bool) -> Found | None:
    place = places[k]
    if not _has_style(place, doc):
        return _judge_plain(place, doc)
    run_in = None if body_bold else _judge_run_in(place, doc)
    if run_in is None and _is_distinct(place, doc, body_bold):
        found = _judge(_style_group(places, k, doc), doc)
        if found is not None:
            return found
    return run_in or _judge_faint(places, k, doc) or _judge_plain(place, doc)


def _has_style(place: _Place, doc: Document) -> bool:
    """Return whether anything of a line is set otherwise than most text; without, it may still be a plain header."""
    line = doc.lines[place.line]
    first = line.words[0]
    return place.style != _PLAIN or first.bold or first.italic or line.size >= LARGE * doc.body_size


def _style_group(places: Sequence[_Place], k: int, doc: Document) -> list[_Place]:
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
        if (kind := classify(last.text)) is not None and (kind.exact or not _is_full(last, line, place, doc)):
            break
        if _judge_run_in(place, doc) is not None:
            break
        group.append(place)
    return group


def _is_full(last: Line, line: Line, place: _Place, doc: Document) -> bool:
    """Return whether the first word of the next line had not found room in a line, wherever that stands."""
    column = doc.columns[place.column].bbox
    word = line.words[0].x1 - line.words[0].x0 + 0.25 * line.size
    return last.bbox.x1 - last.bbox.x0 + word > column.x1 - column.x0


def _judge(group: Sequence[_Place], doc: Document) -> Found | None:
    """Return the header that the lines of one style make, or None."""
    text = " ".join(doc.lines[place.line].text for place in group)
    if not _has_header_shape(text, group, doc):
        return None
    kind = classify(text)
    if text.rstrip().endswith(":") and not (kind and kind.exact and kind.top):
        return None  # ``Tujuan:`` leads a list in, ``Metode:`` may head a section
    if not (kind and kind.exact) and not _stands_alone(group, doc):
        return None
    return _found(group, text, kind, doc, chained=False)


def _is_distinct(place: _Place, doc: Document, body_bold: bool) -> bool:
    """Return whether a line is set apart from the body by weight, size or capitals."""
    line = doc.lines[place.line]
    # of small capitals only the first letters are full-size; a symbol in a sentence may be larger than its text
    size = max(word.size for word in line.words) if place.style[2] else line.size
    if size < 0.93 * doc.body_size and (not line.bold or classify(line.text) is None):
        return False  # in smaller type only the known words head a section, such as an abstract's
    large = size >= LARGE * doc.body_size
    return (line.bold and not body_bold) or large or place.style[2] or _is_styled_number(place, doc)


def _is_styled_number(place: _Place, doc: Document) -> bool:
    """Return whether a line is italic, numbered and under white: third-level headers often are."""
    line = doc.lines[place.line]
    number = split_number(line.text)[0] if line.italic else None
    if number is None:
        return False
    if "." in number.strip("."):
        return True  # 2.1.1 stands directly under 2.1
    return place.before is None or _is_white(doc.lines[place.before], line, doc)


def _has_header_shape(text: str, group: Sequence[_Place], doc: Document) -> bool:
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


def _stands_alone(group: Sequence[_Place], doc: Document) -> bool:
    """Return whether the lines are set off from the text before and after them."""
    first, last = group[0], group[-1]
    head, tail = doc.lines[first.line], doc.lines[last.line]
    if _is_in_formula(first.before, head, doc) or _is_in_formula(last.after, tail, doc):
        return False
    if last.after is not None:
        below = doc.lines[last.after]
        alike = _style(below) == last.style and is_same_size(below.size, tail.size)
        if alike and not _is_white(tail, below, doc) and split_number(below.text)[0] is None:
            return False  # a whole paragraph in this style; numbered ones may be headers one below the other
    if first.before is None:
        return True
    above = doc.lines[first.before]
    if _is_first_below(split_number(head.text)[0], split_number(above.text)[0]):
        return True
    if _is_white(above, head, doc):
        return True
    return (_style(above) != first.style or not is_same_size(above.size, head.size)) and not _ends_in_capitals(
        above, head, doc
    )


def _ends_in_capitals(above: Line, line: Line, doc: Document) -> bool:
    """Return whether an abbreviation is the last line of a sentence: capitals of the text's own type, close to it."""
    is_plain = not (line.bold or line.italic or above.bold or _is_capital(above.text))
    is_text = is_same_size(line.size, doc.body_size) and is_same_size(above.size, line.size)
    return is_plain and is_text and above.text[-1] not in ".?!:;" and split_number(line.text)[0] is None


def _is_first_below(number: str | None, above: str | None) -> bool:
    """Return whether a number is the first under that of the line above: ``2.3.1`` under ``2.3``, ``1`` under ``B``."""
    if number is None or above is None:
        return False
    core, parent = number.strip("()."), above.strip("().")
    if "." in core:
        return core.rpartition(".")[0] == parent and core.endswith(".1")
    return core in ("1", "a", "A") and number_form(number, "") != number_form(above, "")


def _is_in_formula(neighbour: int | None, line: Line, doc: Document) -> bool:
    """Return whether a neighbour stands half a line higher or lower: a fraction beside its equals sign."""
    if neighbour is None:
        return False
    step = abs(doc.lines[neighbour].baseline - line.baseline)
    return HALF_LINE[0] * line.size < step < HALF_LINE[1] * line.size


def _is_white(upper: Line, lower: Line, doc: Document) -> bool:
    """Return whether more than the usual leading separates two lines."""
    return lower.baseline - upper.baseline > WHITE_ABOVE * max(doc.leading, 1.1 * lower.size)


def _judge_run_in(place: _Place, doc: Document) -> Found | None:
    """Return the header that a paragraph starts with: bold or italic words up to a full stop, then plain text."""
    if not _starts_paragraph(place, doc):
        return None
    line = doc.lines[place.line]
    bold = line.words[0].bold
    words: list[Word] = []
    spans: list[Span] = []
    for i in (place.line, place.after):
        if i is None:
            break
        text = doc.lines[i].text
        if words and (
            _ends_sentence(words[-1].text) or _is_capital(text) != place.style[2] or split_number(text)[0] is not None
        ):
            break
        lead = _lead(doc.lines[i].words, bold)
        if not lead or not is_like_size(doc.lines[i].size, line.size):
            break
        if words and (lead[0].italic != words[-1].italic or not _is_full(line, doc.lines[i], place, doc)):
            break  # a run-in header under one that has its own line (sample psikologi-skala-lampiran)
        words += lead
        spans.append(Span(i, 0, len(lead)))
        if len(lead) < len(doc.lines[i].words):
            break
    text = " ".join(word.text for word in words)
    whole = spans and spans[-1].end == len(doc.lines[spans[-1].line].words)
    if whole or not text.endswith((".", "—", ".—")) or not 1 <= len(words) <= RUN_IN_WORDS:
        return None
    if not split_number(text)[1][:1].isupper() or read_label(text) is not None:
        return None
    if not any(len(word) > 2 for word in text.split()):
        return None
    kind = classify(text)
    if (kind and kind.type in ("abstract", "keywords", "references")) or text.rstrip(".").casefold() in _ORDINALS:
        return None
    number, rest = split_number(text)
    style = round(line.size, 1), bold, not bold, False
    type_ = kind.type if kind and kind.type != GROUP_TYPE else None
    return Found(tuple(spans), number, rest.rstrip(".— "), type_, *style, False, run_in=True)


def _lead(words: Sequence[Word], bold: bool) -> list[Word]:
    """Return the words at a line's start in bold, or in italics where ``bold`` is false."""
    lead: list[Word] = []
    for word in words:
        if not (word.bold if bold else word.italic and not word.bold):
            break
        lead.append(word)
        if _ends_sentence(word.text):
            break
    return lead


def _ends_sentence(word: str) -> bool:
    if word.endswith(")."):
        return True
    return len(word) > 3 and word.endswith(".") and word[:-1].isalpha() and not word.isupper()  # ``III.`` is a number


def _starts_paragraph(place: _Place, doc: Document) -> bool:
    """Return whether a line starts a paragraph: set in, under white, or after a line that ends short."""
    line = doc.lines[place.line]
    if not (line.words[0].bold or line.words[0].italic):
        return False
    if place.before is None:
        return True
    above = doc.lines[place.before]
    short = above.bbox.x1 < doc.columns[place.column].bbox.x1 - 2 * line.size
    if above.text[-1] in ".?!" and split_number(line.text)[0] is not None:
        return True
    below = doc.lines[place.after] if place.after is not None else above
    indented = line.bbox.x0 - max(above.bbox.x0, below.bbox.x0) > 0.7 * line.size
    return short or indented or _is_white(above, line, doc)


def _judge_plain(place: _Place, doc: Document) -> Found | None:
    """Return a header set like the body: a known word alone on its line, or a number that may be of a chain."""
    line = doc.lines[place.line]
    if line.size < 0.93 * doc.body_size or len(line.words) > MAX_WORDS / 2:
        return None
    text = line.text
    above_white = place.before is None or _is_white(doc.lines[place.before], line, doc)
    if not above_white and text[:1].islower() and text[1:2] not in (".", ")"):
        return None  # as most lines of running text
    number, rest = split_number(text)
    if number is None and not above_white:
        return None
    column = doc.columns[place.column].bbox
    short = line.bbox.x1 < column.x1 - 0.08 * (column.x1 - column.x0)
    if above_white and _BARE_NUMBER.fullmatch(text) and _is_set_off_below(place, doc):
        return _found([place], text, None, doc, chained=True)
    if number is None and not short:
        return None  # the first line of a paragraph
    kind = classify(text)
    if kind and kind.exact and kind.top and kind.type != GROUP_TYPE and above_white and short:
        return _found([place], text, kind, doc, chained=False) if _has_header_shape(text, [place], doc) else None
    if number is None or place.after is None or rest.endswith((".", ";", ",", ":")):
        return None
    if not short and not ("." in number.strip(".") and above_white and _is_set_off_below(place, doc)):
        return None  # a full line is a sentence, but for 2.2 between white
    below = doc.lines[place.after]
    inner = split_number(below.text)[0]
    has_inner = _is_white(line, below, doc) or _is_first_below(inner, number)
    follows_text = has_inner if inner is not None else len(below.words) > 4
    if not follows_text or not rest[:1].isupper() or below.text[:1].islower():
        return None
    if number[0].islower() and not (above_white and _is_over_first_line(line, below, column)):
        return None
    return _found([place], text, kind, doc, chained=True)._replace(white=above_white)


def _is_over_first_line(line: Line, below: Line, column: BBox) -> bool:
    """Return whether a line at the column's edge stands over one set in: items of a list are set in themselves."""
    edge = column.x0 + 0.3 * line.size
    return line.bbox.x0 < edge and below.bbox.x0 > edge + 0.4 * line.size


def _is_set_off_below(place: _Place, doc: Document) -> bool:
    return place.after is not None and _is_white(doc.lines[place.line], doc.lines[place.after], doc)


def _judge_faint(places: Sequence[_Place], k: int, doc: Document) -> Found | None:
    """Return the header that one or two lines make in italics alone, or in bold that is smaller than the text.

    They stand under white at the column's edge and end where there was room for more, or over white or a line set in.
    """
    place = places[k]
    line = doc.lines[place.line]
    if not line.text[:1].isupper() or not _is_faint(line, doc.body_size):
        return None
    if place.before is not None and not _is_white(doc.lines[place.before], line, doc):
        return None
    group = _style_group(places, k, doc)
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
    if len(group) > 1 and (line.bbox.x0 - column.x0 > 0.5 * line.size or not _is_full(line, lines[1], place, doc)):
        return None  # lines of verse, a quotation
    below = doc.lines[after]
    is_short = lines[-1].bbox.x1 < column.x1 - 0.08 * (column.x1 - column.x0)
    is_over = last.after is not None and (_is_set_off_below(last, doc) or _is_over_first_line(line, below, column))
    if not is_short and not is_over:
        return None
    heads = len(below.words) > 4 or below.text.endswith(":") or (below.bold and not line.bold)
    if below.italic or not heads:
        return None
    return _found(group, text, kind, doc, chained=False)._replace(faint=True)


def _is_faint(line: Line, body_size: float) -> bool:
    """Return whether a line is in italics of the size of the text, or in bold of a smaller one."""
    if line.bold:
        return FAINT_SIZES[0] * body_size < line.size < FAINT_SIZES[1] * body_size and all(w.bold for w in line.words)
    return line.italic and line.size >= FAINT_SIZES[1] * body_size and all(word.italic for word in line.words)


def _found(group: Sequence[_Place], text: str, kind: HeadingType | None, doc: Document, *, chained: bool) -> Found:
    lines = [doc.lines[place.line] for place in group]
    number, rest = split_number(text)
    if number is None and _BARE_NUMBER.fullmatch(text):
        number = text.rstrip(".")
    spans = tuple(Span(place.line, 0, len(doc.lines[place.line].words)) for place in group)
    size = max(word.size for word in lines[0].words)
    return Found(
        spans, number, rest, kind.type if kind else None, round(size, 1), lines[0].bold, lines[0].italic,
        _is_capital(rest), chained, centred=_is_centred(lines, doc.columns[group[0].column]),
    )  # fmt: skip


def _is_centred(lines: Sequence[Line], column: Column) -> bool | None:
    """Return whether the lines stand in the middle of their column; None where they fill it."""
    left = min(line.bbox.x0 for line in lines) - column.bbox.x0
    right = column.bbox.x1 - max(line.bbox.x1 for line in lines)
    if max(left, right) < 2 * lines[0].size:
        return None
    return min(left, right) > 2 * lines[0].size and abs(left - right) < 2 * lines[0].size
