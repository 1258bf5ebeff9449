"""Captions of tables and figures: ``Tabel 2.1 Hasil uji``, ``Gambar 3. ...``, ``TABLE I``, over several lines.

A line that begins with a label word and a number is a caption or a sentence about one. Two things tell them
apart: what follows the label (a verb or a conjunction makes a sentence), and how the line stands (in the middle
of a paragraph, or centred, in other type, with white above). What is left open is decided by the float beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise, takewhile
from math import inf
from typing import Literal, NamedTuple

from pipeline.document import BBox, Document, Line, Rule, Span
from pipeline.floats.lines import TIGHT, WIDE, TextPage, TextPages
from pipeline.floats.table_rules import is_level
from pipeline.geometry import overlap, union
from pipeline.layout.sizes import is_like_size, is_same_size
from pipeline.lexicon import load_json

MAX_LINES = 9
"""Lines of the longest captions; English ones explain the whole figure."""
CELL_GAP = 1.8
"""em; white inside a line that no caption has, justified or not."""
MAX_PLAIN_LINES = 4
"""The same for a caption in the type of the body, left aligned: longer ones are paragraphs."""
CENTRED = 0.05
"""Share of the column width by which a centred line may be off centre."""
AWAY = 1.3
"""Times the usual leading; white above a line that does not go on from the one above."""
HELD = 0.85
"""Share of the width of something that a text column must hold: pictures and tables overrun theirs by a little."""
SMALLER = 0.95
"""Share of the body size under which a line is in smaller type."""

BEGINNING = 3
"""Characters that tell most lines from labels; the shortest label words have as many."""

_CONTINUES_SENTENCE = re.compile(r"[^.:;?!)\]\"”’]$")
_VERB = re.compile(r"(?:di|me|ber|ter)[a-z]{4,}$")


class FoundCaption(NamedTuple):
    """A caption with what is needed to find its float.

    ``kind`` is None where the label word leaves it open (``Lampiran 1``). ``sure`` is false where only a float
    right beside it can tell that it is no sentence.
    """

    kind: Literal["table", "figure"] | None
    label: str
    spans: tuple[Span, ...]
    page: int
    bbox: BBox
    sure: bool
    continued: bool


class Label(NamedTuple):
    """A label at the start of a line, with the ``rest`` of it; ``kind`` as in ``FoundCaption``."""

    kind: Literal["table", "figure"] | None
    label: str
    rest: str
    dotted: bool
    """Whether a full stop, colon or dash stands between label and title."""
    continued: bool


class _Patterns(NamedTuple):
    """The pattern of a label, that of the word for a continuation, the kind of each label word, and how labels begin.

    ``beginnings`` are asked first, since they are cheap: ``BEGINNING`` characters of each, case folded.
    """

    label: re.Pattern[str]
    more: re.Pattern[str]
    kinds: dict[str, Literal["table", "figure"] | None]
    beginnings: frozenset[str]


@cache
def _patterns() -> _Patterns:
    words = load_json("caption_words")
    kinds: dict[str, Literal["table", "figure"] | None] = dict.fromkeys(words["table"], "table")
    kinds.update((word, "figure") for word in words["figure"])
    kinds.update((word, None) for word in words["either"])
    names = "|".join(sorted(kinds, key=lambda name: (-len(name), name)))
    more = "|".join(words["continued"])
    label = rf"""
        (?:\(?(?P<before>{more})\)?\s+)?
        (?P<label>(?P<word>{names})\s?\.?\s*
            (?P<number>(?:\d{{1,3}}|(?-i:[IVXLC]{{1,6}}))(?:\s?[.\-–]\s?\d{{1,3}})*(?-i:[a-z])?))
        (?![\w%])
        (?P<mark>\s*[.:|\-–—)](?=\s|$|\D))?
        \s*(?P<rest>.*)
    """
    return _Patterns(
        re.compile(label, re.IGNORECASE | re.VERBOSE),
        re.compile(rf"\b(?:{more})\b", re.IGNORECASE),
        kinds,
        frozenset(word[:BEGINNING] for word in (*kinds, *words["continued"], *(f"({w}" for w in words["continued"]))),
    )


@cache
def _sentence_words() -> frozenset[str]:
    return frozenset(load_json("caption_words")["sentence"])


@cache
def _remark() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(load_json('caption_words')['remark'])})\s*[.:=]|\*", re.IGNORECASE)


def is_remark(text: str) -> bool:
    """Return whether a line is about a float and not in it: its source, or what its signs mean."""
    return _remark().match(text) is not None


def find_labels(doc: Document) -> dict[int, Label]:
    """Return the label of each line that has one, furniture among them, by the line's index."""
    beginnings = _patterns().beginnings
    return {
        index: label
        for index, line in enumerate(doc.lines)
        if line.text[:BEGINNING].casefold() in beginnings and (label := read_label(line.text))
    }


def find_captions(doc: Document, texts: TextPages, labels: Mapping[int, Label]) -> list[FoundCaption]:
    """Return the captions in order of page and height."""
    rules = {page.number: page.rules for page in doc.pages}
    found: list[FoundCaption] = []
    for number in sorted({doc.lines[index].page for index in labels}):
        page = texts[number]
        taken: set[int] = set()
        levels = [rule for rule in rules[number] if is_level(rule)]
        here = {index: labels[index] for index in page.lines if index in labels}
        for index, label in here.items():
            if index not in taken:
                caption = _to_caption(doc, page, levels, index, label, frozenset(here))
                if caption is not None:
                    found.append(caption)
                    taken.update(span.line for span in caption.spans)
    return found


def read_label(text: str) -> Label | None:
    """Return the label at the start of a line, None where there is none or a sentence goes on after it."""
    pattern, more, kinds, beginnings = _patterns()
    if text[:BEGINNING].casefold() not in beginnings:
        return None
    match = pattern.match(text)
    if match is None or not _is_capital(match["word"]):
        return None
    rest, dotted = match["rest"], match["mark"] is not None
    first = rest.split(" ", 1)[0] if rest else ""
    if not dotted and first[:1] in {",", ";", "/", "&"}:
        return None
    bare = first.strip(".,:;()[]").casefold()
    if first[:1].islower() and (bare in _sentence_words() or _VERB.match(bare)) and not more.match(rest):
        return None
    label = " ".join(match["label"].split())
    continued = match["before"] is not None or more.search(rest) is not None
    return Label(kinds[match["word"].casefold()], label, rest, dotted, continued)


def _is_capital(word: str) -> bool:
    return word[0].isupper()


def _to_caption(
    doc: Document, page: TextPage, levels: Sequence[Rule], index: int, label: Label, labels: frozenset[int]
) -> FoundCaption | None:
    line = doc.lines[index]
    above = _neighbour(doc, page, index, upwards=True)
    styled = _differs(doc, line)
    if above is not None and _goes_on(doc, doc.lines[above], line) and not styled:
        return None
    column = column_of(page, line.bbox)
    centred = _is_centred(line, column)
    members = [index, *_more_lines(doc, page, levels, index, label=label, labels=labels, centred=centred)]
    if len(members) > (MAX_LINES if styled or centred else MAX_PLAIN_LINES):
        return None
    apart = above is None or line.baseline - doc.lines[above].baseline > AWAY * doc.leading
    lower = label.rest[:1].islower()
    if lower and not (label.dotted or styled or centred or apart):
        return None  # ``Figure 1 sets out ...`` behind the end of a sentence
    sure = (styled or centred or apart) and (label.dotted or not lower) and label.kind is not None
    spans = tuple(Span(member, 0, len(doc.lines[member].words)) for member in members)
    bbox = union(doc.lines[member].bbox for member in members)
    return FoundCaption(label.kind, label.label, spans, page.number, bbox, sure, label.continued)


def column_of(page: TextPage, bbox: BBox) -> tuple[float, float]:
    """Return the edges of the narrowest text column that holds most of the box, else of all columns and the box."""
    width = bbox.x1 - bbox.x0
    holding = [column for column in page.columns if overlap(*column, bbox.x0, bbox.x1) >= HELD * width]
    if holding:
        return min(holding, key=lambda column: (column[1] - column[0], column))
    return min([bbox.x0, *(column[0] for column in page.columns)]), max(
        [bbox.x1, *(column[1] for column in page.columns)]
    )


def _neighbour(doc: Document, page: TextPage, index: int, *, upwards: bool) -> int | None:
    """Return the nearest line above or below that shares some width with the line, the first of those at its height."""
    line = doc.lines[index]
    place = page.lines.index(index)
    best: int | None = None
    nearest = inf
    for other in reversed(page.lines[:place]) if upwards else page.lines[place:]:
        box = doc.lines[other].bbox
        away = abs(doc.lines[other].baseline - line.baseline)
        if away > nearest:
            break
        if away > 0.5 * line.size and overlap(line.bbox.x0, line.bbox.x1, box.x0, box.x1) > 0:
            if upwards or best is None:
                best = other
            nearest = away
    return best


def _differs(doc: Document, line: Line) -> bool:
    """Return whether the line's label is set off by its type: bold, italic, or smaller than the body."""
    word = line.words[0]
    return word.bold or word.italic or word.size < SMALLER * doc.body_size


def _goes_on(doc: Document, above: Line, line: Line) -> bool:
    """Return whether the line goes on from the one above as the next line of one paragraph."""
    if line.baseline - above.baseline > TIGHT * max(doc.leading, 1.2 * above.size):
        return False
    if not is_like_size(line.size, above.size) or _CONTINUES_SENTENCE.search(above.text) is None:
        return False
    flush = abs(line.bbox.x0 - above.bbox.x0) < 0.5 * line.size or -3.5 * line.size < line.bbox.x0 - above.bbox.x0 < 0
    return flush and above.bbox.x1 - above.bbox.x0 > 0.7 * (line.bbox.x1 - line.bbox.x0)


def _is_centred(line: Line, column: tuple[float, float]) -> bool:
    """Return whether the line stands in the middle of the column with white on both sides."""
    width = column[1] - column[0]
    left, right = line.bbox.x0 - column[0], column[1] - line.bbox.x1
    return abs(left - right) / 2 < CENTRED * width and min(left, right) > 0.03 * width


def _more_lines(
    doc: Document,
    page: TextPage,
    levels: Sequence[Rule],
    index: int,
    *,
    label: Label,
    labels: frozenset[int],
    centred: bool,
) -> list[int]:
    """Return the lines that the caption goes on over, from top to bottom."""
    column = column_of(page, doc.lines[index].bbox)
    members = [index]
    while len(members) <= MAX_LINES:
        below = _neighbour(doc, page, members[-1], upwards=False)
        if below is None or below in labels or is_remark(doc.lines[below].text):
            break
        if _has_company(doc, page, below, column):
            break
        alone = len(members) == 1 and not label.rest
        last, line = doc.lines[members[-1]], doc.lines[below]
        if not _follows(doc, last, line, column, alone=alone, centred=centred) or _is_ruled_off(last, line, levels):
            break
        members.append(below)
    return members[1:]


def _follows(doc: Document, last: Line, line: Line, column: tuple[float, float], *, alone: bool, centred: bool) -> bool:
    """Return whether ``line`` goes on with the caption line ``last``; ``alone``: so far only a label was read."""
    step = line.baseline - last.baseline
    spacing = doc.leading / (doc.body_size or last.size)  # that of the text: a paper set wide sets its captions wide
    if step > TIGHT * max(1.2 * last.size, doc.leading if alone else spacing * last.size):
        return False
    middle = abs(sum(line.bbox[::2]) - sum(last.bbox[::2])) / 2 < CENTRED * (column[1] - column[0])
    if alone:
        around = line.bbox.x0 <= last.bbox.x0 and last.bbox.x1 <= line.bbox.x1
        return middle or around or abs(line.bbox.x0 - last.bbox.x0) < last.size
    if not is_same_size(line.size, last.size):
        return False
    if middle and _is_centred(line, column):
        return line.bold == last.bold or line.italic == last.italic
    if line.words[0].bold != last.words[-1].bold and all(w.bold == last.words[-1].bold for w in last.words):
        return False  # a header over its text; the label alone may be bold
    word = line.words[0].x1 - line.words[0].x0 + 0.3 * line.size
    ragged = (line.bold, line.italic) == (last.bold, last.italic) and last.bbox.x1 + word > column[1]
    full = ragged or last.bbox.x1 > column[1] - 0.2 * (column[1] - column[0])
    hanging = -0.5 * last.size < line.bbox.x0 - last.bbox.x0 < 8.0 * last.size
    return full and hanging and not (centred and line.bbox.x1 - line.bbox.x0 > WIDE * (column[1] - column[0]))


def _has_company(doc: Document, page: TextPage, index: int, column: tuple[float, float]) -> bool:
    """Return whether other words stand apart on its row in its column: then these are cells of a table."""
    line = doc.lines[index]
    apart = CELL_GAP * line.size
    if any(right.x0 - left.x1 > apart for left, right in pairwise(line.words)):
        return True
    place = page.lines.index(index)
    return any(
        overlap(*column, *doc.lines[other].bbox[::2]) > 0
        for beside in (page.lines[:place][::-1], page.lines[place + 1 :])
        for other in takewhile(lambda other: abs(doc.lines[other].baseline - line.baseline) < 0.4 * line.size, beside)
    )


def _is_ruled_off(last: Line, line: Line, levels: Sequence[Rule]) -> bool:
    """Return whether a rule runs between the two lines."""
    return any(
        last.baseline < rule.top <= line.baseline - 0.4 * line.size
        and overlap(rule.x0, rule.x1, line.bbox.x0, line.bbox.x1) > 0.5 * (line.bbox.x1 - line.bbox.x0)
        for rule in levels
    )
