"""Where the reference lists of a document are: the lines between their headers and what ends them.

A list starts at a header of type ``references`` and runs in reading order through columns and pages, around
notes, captions, tables and figures. It ends at the next real section header: group heads (``A. Buku``,
``Jurnal``) and entries that are set like a header belong to it. Source: domain notes 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.document import Caption, Document, Figure, Heading, Line, Note, Span, Table
from pipeline.layout.heading_types import normalise
from pipeline.lexicon import load_json
from pipeline.references.words import YEAR

MAX_GROUP_CHARS = 60
"""Characters of a group head such as ``Peraturan Perundang-undangan dan Putusan``."""

MAX_NOTE_SHARE = 0.5
"""Share of a list's lines from which the notes among them are its entries."""

ENDING_TYPES = frozenset(
    {"appendix", "biography", "acknowledgement", "funding", "conflict_of_interest", "author_contribution", "notes"}
    | {"introduction", "method", "results", "results_discussion", "discussion", "conclusion", "suggestion", "abstract"}
    | {"literature_review", "theory", "keywords", "references"}
)
"""Header types that no entry and no group head has."""

FIRST_LINES = 5
"""Lines whose type is the list's; further down, many notes may outnumber few entries."""
OTHER_TYPE = 0.3
"""Share of the list's size by which a line differs that is no part of it: watermarks, hidden text."""
SMALLER = 0.08
"""Share by which the lines of notes under a list are smaller than its own."""
FOOT = 6.0
"""Times the usual distance of baselines from which white cuts the foot of a column off the list."""
ROW_SHARE = 0.4
"""em; baselines of a number and its entry that are closer stand on one row."""

SET_IN = 0.5
"""em; from here on a line is set in."""

MAX_FIRST = 3
"""Number that a list may start with; more is a page or volume."""

MIN_OPENINGS = 3
"""Lines with a turned name and a year that make a column one of references."""

_OPENING = re.compile(r"[A-ZÀ-ÞŁŚŠŽ][\w’'-]+,\s(?:[A-Z]\.|[A-Z]\w+)")
_ONLY_NUMBER = re.compile(r"\[\d{1,3}\]?\.?|\(?\d{1,3}[.)]")
_Claimant = Caption | Figure | Note | Table

_JOINED = re.compile(r",\s*(?:dan\s)?|\s(?:dan|and)\s")
_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")


class ListLine(NamedTuple):
    """A line of a list: its free words, the column that it stands in, and its text."""

    span: Span
    column: int
    text: str


class ReferenceList(NamedTuple):
    """The lines under one header, without group heads; ``breaks`` are indices before which a group head stood."""

    lines: tuple[ListLine, ...]
    breaks: frozenset[int]


def find_lists(doc: Document) -> tuple[ReferenceList, ...]:
    """Return the reference lists in reading order; none where the document has no such header."""
    places = [(c, i) for c, column in enumerate(doc.columns) for i in column.lines]
    place_of = {i: k for k, (_, i) in enumerate(places)}
    headings = sorted((place_of[h.spans[0].line], h) for h in doc.headings if h.spans and h.spans[0].line in place_of)
    floats = _claims([*doc.captions, *doc.tables, *doc.figures])
    found = []
    for at, (place, heading) in enumerate(headings):
        if heading.type != "references":
            continue
        last_line = max(place_of.get(span.line, place) for span in heading.spans)
        end = _list_end(headings[at:], len(places), doc)
        stretch = [*places[last_line + 1 : end], *_column_beside(places, end, doc)]
        claims = _claims(_true_notes(doc, [i for _, i in stretch]), floats)
        lines = [_free_line(doc, i, c, claims) for c, i in stretch]
        legible = [line for line in lines if line and any(char.isalnum() for char in line.text)]
        legible = _without_feet(_of_one_type(legible, doc), floats, doc)
        found.append(_without_groups(_with_partners(legible, doc), doc))
    return tuple(found)


def _list_end(headings: Sequence[tuple[int, Heading]], last: int, doc: Document) -> int:
    """Return the place of the first header after ``headings[0]`` that ends the list."""
    start = headings[0][1]
    for place, heading in headings[1:]:
        if heading.type in ENDING_TYPES and not _is_group(heading.text):
            return place
        if heading.level <= start.level and _is_like(start, heading, doc) and not _is_entry_like(heading.text):
            return place
    return last


def _column_beside(places: Sequence[tuple[int, int]], end: int, doc: Document) -> list[tuple[int, int]]:
    """Return the lines of the next column, if the list goes on there although a header stands at its foot.

    The header of what spans the page below both columns falls into the first of them.
    """
    if end >= len(places):
        return []
    foot = doc.lines[places[end][1]]
    column = next((c for c, _ in places[end:] if c != places[end][0]), None)
    if column is None or doc.columns[column].page != foot.page:
        return []
    box = doc.columns[column].bbox
    if not (box.top < foot.bbox.top and box.x0 > foot.bbox.x1):
        return []
    found = [(c, i) for c, i in places[end:] if c == column]
    texts = [doc.lines[i].text for _, i in found]
    named = sum(1 for text, after in pairwise([*texts, ""]) if _OPENING.match(text) and _YEAR.search(f"{text} {after}"))
    return found if named >= MIN_OPENINGS else []


def _is_like(one: Heading, other: Heading, doc: Document) -> bool:
    """Return whether two headers are set in the same way: same weight and about the same size."""
    a, b = doc.lines[one.spans[0].line], doc.lines[other.spans[0].line]
    same_case = one.text.isupper() == other.text.isupper()
    return same_case and a.bold == b.bold and abs(a.size - b.size) < 0.06 * max(a.size, b.size)


def _is_entry_like(text: str) -> bool:
    return _is_group(text) or _YEAR.search(text) is not None or text.count(",") > 1


def _is_group(text: str) -> bool:
    """Return whether a line is a group head, or several joined (``Peraturan Perundang-undangan dan Putusan``)."""
    if len(text) > MAX_GROUP_CHARS or any(char.isdigit() for char in text[2:]):
        return False
    words = normalise(text)
    heads = _group_heads()
    return words in heads or all(part in heads for part in _JOINED.split(words))


@cache
def _group_heads() -> frozenset[str]:
    lists = load_json("headings")["references_group"]
    return frozenset(words for key in sorted(lists) if key != "note" for words in lists[key])


def _true_notes(doc: Document, lines: Sequence[int]) -> list[Note]:
    """Return the notes but for numbered entries that were taken for notes; ``lines`` are those under the header.

    Those start in the region of the list with the first numbers, and nothing calls them; or, where entries are
    cited by superscripts, they are called but make up most of the list, from its first line on.
    """
    region = set(lines)
    called = {call.note for call in doc.calls}
    inside = [n for n, note in enumerate(doc.notes) if note.spans and note.spans[0].line in region]
    first = re.sub(r"\D", "", doc.notes[inside[0]].marker) if inside else ""
    if not first or int(first) > MAX_FIRST:
        return list(doc.notes)
    held = {span.line for n in inside for span in doc.notes[n].spans}
    is_list = lines[0] in held and len(held & region) > MAX_NOTE_SHARE * len(region)
    false = {n for n in inside if is_list or n not in called}
    return [note for n, note in enumerate(doc.notes) if n not in false]


def _claims(items: Iterable[_Claimant], known: Mapping[int, list[Span]] | None = None) -> dict[int, list[Span]]:
    """Return the spans of notes or floats by line, added to those known."""
    claims = {line: list(spans) for line, spans in (known or {}).items()}
    for item in items:
        for span in item.spans:
            claims.setdefault(span.line, []).append(span)
    return claims


def _free_line(doc: Document, index: int, column: int, claims: dict[int, list[Span]]) -> ListLine | None:
    """Return the words of a line that nobody claims, None where none are left."""
    line = doc.lines[index]
    taken = claims.get(index)
    if not taken:
        return ListLine(Span(index, 0, len(line.words)), column, line.text)
    end = min(span.start for span in taken)
    start = 0
    if end == 0:
        start, end = max(span.end for span in taken), len(line.words)
    if start >= end:
        return None
    return ListLine(Span(index, start, end), column, " ".join(word.text for word in line.words[start:end]))


def _of_one_type(lines: list[ListLine], doc: Document) -> list[ListLine]:
    """Leave out lines in other type: watermarks anywhere, smaller ones at the foot of a column (notes)."""
    if not lines:
        return []
    members = [doc.lines[line.span.line] for line in lines]
    usual = median(line.size for line in members[:FIRST_LINES])
    kept: list[ListLine] = []
    foot = -1
    for line, member in zip(reversed(lines), reversed(members), strict=True):
        apart = member.size / usual - 1.0
        if -SMALLER < apart < OTHER_TYPE:
            foot = line.column
        if abs(apart) < OTHER_TYPE and not (apart <= -SMALLER and line.column != foot):
            kept.append(line)
    return kept[::-1]


def _without_feet(lines: list[ListLine], floats: Mapping[int, list[Span]], doc: Document) -> list[ListLine]:
    """Leave out what stands at the foot of a column, far below the list: notes in its own type.

    Nothing but a float leaves so much white inside a list.
    """
    members = [doc.lines[line.span.line] for line in lines]
    steps = [
        lower.baseline - upper.baseline if a.column == b.column else 0.0
        for (a, upper), (b, lower) in pairwise(zip(lines, members, strict=True))
    ]
    usual = median([step for step in steps if step > 0.0] or [doc.leading])
    feet: dict[int, float] = {}
    for line, member, step in zip(lines, members, steps, strict=False):
        below = (doc.lines[i] for i in floats)
        if step > FOOT * usual and not any(
            one.page == member.page and 0.0 < one.baseline - member.baseline < step for one in below
        ):
            feet.setdefault(line.column, member.baseline)
    return [
        line
        for line, member in zip(lines, members, strict=True)
        if member.baseline <= feet.get(line.column, member.baseline)
    ]


def _with_partners(lines: list[ListLine], doc: Document) -> list[ListLine]:
    """Return the lines with each number that is a line of its own put before the line on its row.

    Wide white behind the numbers makes a column of them, which is read before the entries.
    """
    alone = [k for k, line in enumerate(lines) if _ONLY_NUMBER.fullmatch(line.text.strip())]
    values = [int(re.sub(r"\D", "", lines[k].text)) for k in alone]
    if not values or values[0] > MAX_FIRST or sum(b - a == 1 for a, b in pairwise(values)) < len(values) // 2:
        return lines  # ends of entries (``Hal. 12.``) that fell on lines of their own
    numbers = set(alone)
    moved: dict[int, list[int]] = {}
    for k in alone:
        mine = doc.lines[lines[k].span.line]
        rows = [
            (doc.lines[line.span.line].bbox.x0, other)
            for other, line in enumerate(lines)
            if other not in numbers and _is_same_row(mine, doc.lines[line.span.line])
        ]
        if rows:
            moved.setdefault(min(rows)[1], []).append(k)
    gone = {k for group in moved.values() for k in group}
    return [lines[i] for k in range(len(lines)) if k not in gone for i in (*moved.get(k, ()), k)]


def _is_same_row(number: Line, line: Line) -> bool:
    apart = abs(line.baseline - number.baseline)
    return line.page == number.page and apart < ROW_SHARE * number.size and line.bbox.x0 >= number.bbox.x1 - 1.0


def _without_groups(lines: Sequence[ListLine], doc: Document) -> ReferenceList:
    kept: list[ListLine] = []
    breaks = set()
    for at, line in enumerate(lines):
        if _is_group(line.text) and not _is_last_word(lines, at, doc):
            breaks.add(len(kept))
        else:
            kept.append(line)
    return ReferenceList(tuple(kept), frozenset(breaks))


def _is_last_word(lines: Sequence[ListLine], at: int, doc: Document) -> bool:
    """Return whether a line that reads like a group head is the end of an entry, ``Severn / Books``.

    It goes on with a line that did not end, stands on its row, or beside one that is set in as it is.
    """
    if not at:
        return False
    before, line = (doc.lines[lines[k].span.line] for k in (at - 1, at))
    if before.page == line.page and abs(before.baseline - line.baseline) < ROW_SHARE * line.size:
        return before.bbox.x1 < line.bbox.x0  # a justified line with wide white
    if lines[at].text.rstrip().endswith(".") or lines[at - 1].text.rstrip()[-1:] not in '.)]”"/>0123456789':
        return before.page == line.page
    left = min(doc.lines[other.span.line].bbox.x0 for other in lines if other.column == lines[at].column)
    limit = SET_IN * line.size
    beside = (doc.lines[lines[k].span.line] for k in (at - 1, at + 1) if k < len(lines))
    alike = any(other.page == line.page and abs(other.bbox.x0 - line.bbox.x0) < limit for other in beside)
    return alike and line.bbox.x0 - left > limit
