"""Where one paragraph ends and the next begins.

Signs, each relative to the column's own edges and leading: an indented first line, white above, a line that ends
although the first word of the next would have fitted, a list mark, a change of size. Over the end of a column or
page, over a float or a note, white means nothing and the others decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.document import Document, Line, Passage, PassageKind
from pipeline.layout.edges import Edges
from pipeline.layout.equations import Stretch, equation_lines
from pipeline.layout.heading_types import is_group_head
from pipeline.layout.list_marks import ListMark, follows, read_mark
from pipeline.layout.quotes import find_quotes

INDENT = 0.7
"""em; a first line's indent is at least 1 em; justified lines start within 0.2 em of the edge."""
WHITE = 1.28
"""Leadings from which white above is a paragraph's; Word's smallest space between paragraphs is 6 of 12 points."""
WHITE_AFTER_STOP = 1.17
"""The same after a full stop: a superscript widens a line of Word by 1.12, 3 points of space a 12-point line by 1.2."""
SHORT = 0.12
"""Share of the column's width by which a line must end early to end a paragraph without a full stop."""
DROP_CAP = 1.8
"""Times the size of its line from which a first letter is a drop cap, as in ``layout.drop_caps``."""
PROSE_WORDS = 6
"""Words before a line, and three more than in it, that make it part of a sentence and no label."""
INDENTED_SHARE = 0.03
"""Share of free lines that are indented above which the document marks paragraphs by indents."""

MAX_NOTE_LINES = 4
"""Lines of the longest note under a table or figure."""

_FLOAT_NOTE = re.compile(
    r"\W*(?:sumber|source|keterangan|catatan|notes?|ket)\b\s*(?:data\s*)?[.:]|sumber\b", re.IGNORECASE
)
_END = re.compile(r"[.?!:;…][”’\"')\]]*\d{0,3}$")


class _Open:
    """The paragraph at hand."""

    __slots__ = ("after", "kind", "mark", "spans", "text_left")

    def __init__(self, stretch: Stretch, kind: PassageKind, mark: ListMark | None, text_left: float) -> None:
        self.spans = [stretch.span]
        self.after = stretch.after
        self.kind: PassageKind = kind
        self.mark = mark
        self.text_left = text_left


class _Context(NamedTuple):
    doc: Document
    edges: Sequence[Edges]
    leadings: Sequence[float]
    indented: bool
    equations: Mapping[int, int]
    """Lines of displayed equations, with the first line of each."""
    places: Mapping[int, int]
    """Place of each line in its column."""


def cut_paragraphs(stretches: Sequence[Stretch], doc: Document, edges: Sequence[Edges]) -> list[Passage]:
    """Return the running text as passages: paragraphs, list items, quotes, equations."""
    context = _Context(
        doc,
        edges,
        _leadings(stretches, doc),
        _marks_by_indent(stretches, doc, edges),
        equation_lines(stretches, doc),
        {i: k for column in doc.columns for k, i in enumerate(column.lines)},
    )
    result: list[Passage] = []
    starts: list[Stretch] = []
    current: _Open | None = None
    before: Stretch | None = None
    for k, stretch in enumerate(stretches):
        if current is not None and _is_accent(doc.lines[stretch.span.line]):
            current.spans.append(stretch.span)
            continue
        after = stretches[k + 1] if k + 1 < len(stretches) else None
        if current is None or before is None or _breaks(current, before, stretch, after, context):
            if current is not None:
                result.append(_close(current, context))
            starts.append(stretch)
            current = _open(stretch, context, current)
        else:
            current.spans.append(stretch.span)
        before = stretch
    if current is not None:
        result.append(_close(current, context))
    return find_quotes(result, starts, doc, edges)


def _is_accent(line: Line) -> bool:
    """Return whether a line is nothing but the hats of letters of the next line: formulas in Word have them apart."""
    text = line.text
    return not text.isascii() and all(unicodedata.combining(char) for char in text if char != " ")


def _leadings(stretches: Sequence[Stretch], doc: Document) -> list[float]:
    """Return the usual step between baselines in each column, in points."""
    steps: list[list[float]] = [[] for _ in doc.columns]
    for upper, lower in pairwise(stretches):
        if upper.column == lower.column:
            a, b = doc.lines[upper.span.line], doc.lines[lower.span.line]
            step = b.baseline - a.baseline
            if 0.8 * b.size < step < 2.8 * b.size:
                steps[upper.column].append(step)
    return [median(found) if len(found) >= 4 else doc.leading for found in steps]


def _marks_by_indent(stretches: Sequence[Stretch], doc: Document, edges: Sequence[Edges]) -> bool:
    """Return whether first lines are set in; lines beside a drop cap and of quotations are too, with those below."""
    lines, least, most = doc.lines, INDENT * doc.body_size, 5 * doc.body_size
    indented = 0
    for stretch, below in zip(stretches, [*stretches[1:], None], strict=True):
        line = lines[stretch.span.line]
        if not least < line.bbox.x0 - edges[stretch.column].left < most or read_mark(line.text) is not None:
            continue
        if below is None or below.column != stretch.column or line.bbox.x0 - lines[below.span.line].bbox.x0 > least:
            indented += 1
    return indented > INDENTED_SHARE * max(1, len(stretches))


def _breaks(current: _Open, before: Stretch, here: Stretch, after: Stretch | None, context: _Context) -> bool:
    """Return whether a new passage starts with ``here``."""
    lines = context.doc.lines
    last, line = lines[before.span.line], lines[here.span.line]
    if here.after == "header":
        return True
    if here.span.line == before.span.line or (before.column == here.column and _is_same_row(last, line)):
        return False
    equation = context.equations.get(here.span.line)
    if equation is not None or current.kind == "equation":
        return equation != context.equations.get(before.span.line)
    mark = read_mark(line.text)
    if mark is not None and _closes_bracket(line, current, lines):
        return False
    if mark is not None and _starts_item(mark, current, last, line, before, here, context):
        return True
    if _changes_size(last, line):
        return True
    if _is_neighbour(before, here, last, line, context):
        return _breaks_in_column(current, before, here, after, context)
    return _breaks_over_gap(current, before, here, after, context)


def _closes_bracket(line: Line, current: _Open, lines: Sequence[Line]) -> bool:
    """Return whether a number with a bracket behind it ends what a bracket opened: ``(2010: / 97), upah``."""
    if line.text[0] == "(" or ")" not in line.words[0].text:
        return False
    text = "".join(lines[span.line].text for span in current.spans[-2:])
    return text.rfind("(") > text.rfind(")")


def _is_finished(text: str) -> bool:
    """Return whether a line ends with a stop; nearly all others end with a letter."""
    return not text[-1:].isalpha() and _END.search(text) is not None


def _changes_size(last: Line, line: Line) -> bool:
    """Return whether the type changes size: a little after a stop, much in mid-sentence (a citation may be small)."""
    if line.size == last.size:
        return False
    change = abs(line.size - last.size) / max(line.size, last.size)
    return change > (0.08 if _is_finished(last.text) else 0.18)


def _is_same_row(last: Line, line: Line) -> bool:
    return abs(last.baseline - line.baseline) < 0.3 * line.size and line.bbox.x0 >= last.bbox.x1 - 1


def _is_neighbour(before: Stretch, here: Stretch, last: Line, line: Line, context: _Context) -> bool:
    """Return whether a line follows directly below another, with no float or note between them."""
    if before.column != here.column:
        return False
    first, second = context.places[before.span.line], context.places[here.span.line]
    if second == first + 1:
        return True
    between = context.doc.columns[here.column].lines[first + 1 : second]
    others = (context.doc.lines[i] for i in between)
    return all(_shares_row(other, last, line) or _is_accent(other) for other in others)


def _shares_row(other: Line, last: Line, line: Line) -> bool:
    """Return whether a line stands on the row of one of two others."""
    return min(abs(other.baseline - last.baseline), abs(other.baseline - line.baseline)) < 0.3 * line.size


def _breaks_in_column(current: _Open, before: Stretch, here: Stretch, after: Stretch | None, context: _Context) -> bool:
    lines = context.doc.lines
    last, line = lines[before.span.line], lines[here.span.line]
    step = line.baseline - last.baseline
    leading = context.leadings[here.column]
    if _is_mid_sentence(current, last, line, lines):
        return False
    if step > WHITE * leading and step > 1.15 * line.size:
        return True
    if step > WHITE_AFTER_STOP * leading and _is_finished(last.text) and line.text[0].isupper():
        return True
    em = line.size
    if line.bbox.x0 - last.bbox.x0 > INDENT * em:
        if last.words[0].size >= DROP_CAP * last.size:
            return False  # set in beside the letter
        if _ends_short(last, line, before, context):
            return True
        if _goes_on_hanging(current, line, em):
            return _starts_under_item(current, last, line, after, here, context)
        below = lines[after.span.line] if after is not None and after.column == here.column else line
        return _is_finished(last.text) or line.bbox.x0 - below.bbox.x0 > INDENT * em  # else it hangs: ``H1: ...``
    if last.bbox.x0 - line.bbox.x0 > INDENT * em:
        if len(current.spans) > 1 and _ends_block(current, last, line, before, context):
            return True
        if len(current.spans) == 1 and _ends_line_set_in(current, line, after, here, context):
            return True
    if _starts_under_item(current, last, line, after, here, context):
        return True
    if _is_set_in(last, line, before, context):
        if _is_behind_first_line(current, last, line, after, here, context):
            return True
        return _ends_short_of_block(current, last, line, after, here, context)
    return _ends_short(last, line, before, context)


def _ends_block(current: _Open, last: Line, line: Line, before: Stretch, context: _Context) -> bool:
    """Return whether a block that is set in ends before a line further left; beside a drop cap lines are set in too."""
    first = context.doc.lines[current.spans[0].line]
    if first.page != line.page or first.words[0].size >= DROP_CAP * last.size:
        return False
    return _is_finished(last.text) or _ends_short(last, line, before, context)


def _ends_line_set_in(current: _Open, line: Line, after: Stretch | None, here: Stretch, context: _Context) -> bool:
    """Return whether one line set in further than first lines are, as a verse is, stands before a first line."""
    if not context.indented or current.mark is not None or not line.text[0].isupper():
        return False
    return after is not None and _is_first_line(line, after, here, context)


def _is_first_line(line: Line, after: Stretch, here: Stretch, context: _Context) -> bool:
    """Return whether a line is set in and the next one in its column is not."""
    below = context.doc.lines[after.span.line]
    return after.column == here.column and line.bbox.x0 - below.bbox.x0 > INDENT * line.size


def _is_behind_first_line(
    current: _Open, last: Line, line: Line, after: Stretch | None, here: Stretch, context: _Context
) -> bool:
    """Return whether a first line follows a paragraph of one line: both are set in, the next one is not."""
    if len(current.spans) > 1 or current.mark is not None or not context.indented or not _is_finished(last.text):
        return False
    return line.text[0].isupper() and after is not None and _is_first_line(line, after, here, context)


def _is_mid_sentence(current: _Open, last: Line, line: Line, lines: Sequence[Line]) -> bool:
    """Return whether prose goes on in lower case after a line without a stop, however short the line.

    Writers break lines by hand, and move pictures (a real journal of 2017). Explained symbols, ``n = jumlah data``, and
    lines of verse are no prose.
    """
    if line.text[0].isupper():
        return False
    first = line.words[0].text.rstrip(",;")
    if not (len(first) > 1 and first.isalpha() and first.islower()) or "=" in line.text:
        return False
    if not (last.text[-1].isalpha() or last.text[-1] == ",") or last.italic != line.italic:
        return False
    step = line.bbox.x0 - last.bbox.x0
    if step > 0.3 * line.size or (step < -0.3 * line.size and len(current.spans) > 1):
        return False  # a quotation, or the text after one
    if len(line.words) + 3 < PROSE_WORDS:
        return False
    if len(last.words) >= PROSE_WORDS:
        return True
    return sum([len(lines[span.line].words) for span in current.spans[-3:]]) >= PROSE_WORDS


def _starts_under_item(
    current: _Open, last: Line, line: Line, after: Stretch | None, here: Stretch, context: _Context
) -> bool:
    """Return whether a first line's indent happens to be that of the list above: the next line is not set in.

    The item above ends with a stop, or it is a label of one line and the first line is set in further than its text
    (idealis-2018: ``b. Proses Pengajuan`` over ``Setelah disetujui ...``).
    """
    if current.mark is None or after is None:
        return False
    is_under_label = len(current.spans) == 1 and line.bbox.x0 - current.text_left > 0.3 * line.size
    if not _is_finished(last.text) and not (is_under_label and line.text[0].isupper()):
        return False
    return _is_first_line(line, after, here, context) and read_mark(context.doc.lines[after.span.line].text) is None


def _is_set_in(last: Line, line: Line, before: Stretch, context: _Context) -> bool:
    """Return whether two lines start at one place, well inside the column: a quote may end before its right edge."""
    aligned = abs(last.bbox.x0 - line.bbox.x0) < 0.3 * line.size
    return aligned and line.bbox.x0 - context.edges[before.column].left > 1.2 * line.size


def _ends_short_of_block(
    current: _Open, last: Line, line: Line, after: Stretch | None, here: Stretch, context: _Context
) -> bool:
    """Return whether a line ends early by the right edge of the lines that start where it does."""
    lines = context.doc.lines
    near = [lines[span.line] for span in current.spans[-3:]] + [line]
    if after is not None and after.column == here.column:
        near.append(lines[after.span.line])
    block = [other.bbox.x1 for other in near if abs(other.bbox.x0 - line.bbox.x0) < 0.3 * line.size]
    return _is_short(max(block) - last.bbox.x1, last, line, max(block) - line.bbox.x0)


def _goes_on_hanging(current: _Open, line: Line, em: float) -> bool:
    """Return whether an indented line goes on with a list item whose text starts there."""
    return current.mark is not None and abs(line.bbox.x0 - current.text_left) < 1.2 * em


def _ends_short(last: Line, line: Line, before: Stretch, context: _Context) -> bool:
    """Return whether a line ends although the next word would have fitted before the column's edge."""
    edges = context.edges[before.column]
    return _is_short(edges.right - last.bbox.x1, last, line, edges.right - edges.left)


def _is_short(slack: float, last: Line, line: Line, width: float) -> bool:
    """Return whether ``slack`` points after a line end a paragraph: the next word fits, with ease if no stop stands."""
    first = line.words[0]
    need = first.x1 - first.x0 + 0.35 * line.size
    if slack < need + 0.5 * line.size:
        return False
    if _is_finished(last.text):
        return True
    return slack > max(SHORT * width, need + 2 * line.size)


def _breaks_over_gap(current: _Open, before: Stretch, here: Stretch, after: Stretch | None, context: _Context) -> bool:
    """Return whether the text after a column's end, a float or a note starts a new paragraph."""
    lines = context.doc.lines
    last, line = lines[before.span.line], lines[here.span.line]
    if current.kind == "equation":
        return True
    first = next((char for char in line.text if char.isalnum()), "")
    if last.text.endswith("-") or (first.islower() and not _is_finished(last.text)):
        return False
    indent = line.bbox.x0 - context.edges[here.column].left
    hangs = current.mark is not None and abs(indent - _item_indent(current, before, context)) < line.size
    hangs = hangs or (len(current.spans) > 1 and abs(indent - _last_indent(last, before, context)) < 0.5 * line.size)
    if not _is_finished(last.text) and _ends_short(last, line, before, context) and first.isupper():
        return True
    if indent > INDENT * line.size and not hangs:
        return not (after is not None and _same_indent(here, after, context) and not _is_finished(last.text))
    if not _is_finished(last.text):
        return False
    if _ends_short(last, line, before, context):
        return True
    # a full line that ends a sentence ends no paragraph in four of five cases, but most tables stand between two
    return here.after == "float" and not context.indented and first.isupper()


def _last_indent(last: Line, before: Stretch, context: _Context) -> float:
    """Return by how much the paragraph's last line is set in: a whole block may be."""
    return last.bbox.x0 - context.edges[before.column].left


def _item_indent(current: _Open, before: Stretch, context: _Context) -> float:
    """Return by how much the text of the list item at hand is set in, in points."""
    return current.text_left - context.edges[before.column].left


def _same_indent(here: Stretch, after: Stretch, context: _Context) -> bool:
    lines = context.doc.lines
    return (
        here.column == after.column
        and abs(lines[here.span.line].bbox.x0 - lines[after.span.line].bbox.x0) < 0.3 * lines[here.span.line].size
    )


def _starts_item(
    mark: ListMark, current: _Open, last: Line, line: Line, before: Stretch, here: Stretch, context: _Context
) -> bool:
    """Return whether a line that looks like a list item is one, and no sentence that happens to start so."""
    if mark.form == "bullet" or (current.mark is not None and follows(mark, current.mark)):
        return True
    if len(line.words) > 1 and line.words[1].x0 - line.words[0].x1 > 0.9 * line.size and _is_finished(last.text):
        return True
    if _ends_short(last, line, before, context):
        return True
    return _is_finished(last.text) and abs(line.bbox.x0 - last.bbox.x0) > INDENT * line.size


def _open(stretch: Stretch, context: _Context, current: _Open | None) -> _Open:
    line = context.doc.lines[stretch.span.line]
    if stretch.span.line in context.equations:
        return _Open(stretch, "equation", None, line.bbox.x0)
    mark = read_mark(line.text) if not stretch.span.start else None  # behind a run-in header the mark is the header's
    if mark is None or len(line.words) < 2:
        return _Open(stretch, "paragraph", None, line.bbox.x0)
    known = current is not None and current.mark is not None
    is_item = mark.form == "bullet" or known or mark.value in ("1", "a", "A", "i") or mark.form in ("number", "letter")
    if not is_item:
        return _Open(stretch, "paragraph", None, line.bbox.x0)
    return _Open(stretch, "list_item", mark, line.words[1].x0)


def _close(current: _Open, context: _Context) -> Passage:
    kind: PassageKind = current.kind
    if current.after == "float" and _is_float_note(current, context):
        kind = "other"
    if current.after == "header" and _is_group_head(current, context):
        kind = "other"
    return Passage(kind, tuple(current.spans))


def _is_float_note(current: _Open, context: _Context) -> bool:
    """Return whether a short passage under a table or figure names its source or explains it."""
    lines = [context.doc.lines[span.line] for span in current.spans]
    small = max(line.size for line in lines) < 0.95 * context.doc.body_size
    return len(lines) <= MAX_NOTE_LINES and (small or _FLOAT_NOTE.match(lines[0].text) is not None)


def _is_group_head(current: _Open, context: _Context) -> bool:
    """Return whether a line between reference entries heads a group of them."""
    return len(current.spans) == 1 and is_group_head(context.doc.lines[current.spans[0].line].text)
