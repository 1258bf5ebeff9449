"""Where one paragraph ends and the next begins.

Signs, each relative to the column's own edges and leading: an indented first line, white above, a line that ends
although the first word of the next would have fitted, a list mark, a change of size. Over the end of a column or
page, over a float or a note, white means nothing and the others decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.document import Document, Line, Passage, PassageKind
from pipeline.layout.edges import Edges
from pipeline.layout.equations import Stretch, equation_lines
from pipeline.layout.heading_types import is_group_head
from pipeline.layout.list_marks import ListMark, follows, read_mark
from pipeline.layout.paragraph_ends import breaks_in_column, breaks_over_gap
from pipeline.layout.paragraph_lines import INDENT, Context, Open, ends_short, is_finished
from pipeline.layout.quotes import find_quotes

INDENTED_SHARE = 0.03
"""Share of free lines that are indented above which the document marks paragraphs by indents."""
MAX_NOTE_LINES = 4
"""Lines of the longest note under a table or figure."""
_FLOAT_NOTE = re.compile(
    r"\W*(?:sumber|source|keterangan|catatan|notes?|ket)\b\s*(?:data\s*)?[.:]|sumber\b", re.IGNORECASE
)


def cut_paragraphs(stretches: Sequence[Stretch], doc: Document, edges: Sequence[Edges]) -> list[Passage]:
    """Return the running text as passages: paragraphs, list items, quotes, equations."""
    context = Context(
        doc,
        edges,
        _leadings(stretches, doc),
        _marks_by_indent(stretches, doc, edges),
        equation_lines(stretches, doc),
        {i: k for column in doc.columns for k, i in enumerate(column.lines)},
    )
    result: list[Passage] = []
    starts: list[Stretch] = []
    current: Open | None = None
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
    for stretch, below in zip(stretches, [*stretches[1:], None], strict=False):
        line = lines[stretch.span.line]
        if not least < line.bbox.x0 - edges[stretch.column].left < most or read_mark(line.text) is not None:
            continue
        if below is None or below.column != stretch.column or line.bbox.x0 - lines[below.span.line].bbox.x0 > least:
            indented += 1
    return indented > INDENTED_SHARE * max(1, len(stretches))


def _breaks(current: Open, before: Stretch, here: Stretch, after: Stretch | None, context: Context) -> bool:
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
        return breaks_in_column(current, before, here, after, context)
    return breaks_over_gap(current, before, here, after, context)


def _closes_bracket(line: Line, current: Open, lines: Sequence[Line]) -> bool:
    """Return whether a number with a bracket behind it ends what a bracket opened: ``(2010: / 97), upah``."""
    if line.text[0] == "(" or ")" not in line.words[0].text:
        return False
    text = "".join(lines[span.line].text for span in current.spans[-2:])
    return text.rfind("(") > text.rfind(")")


def _changes_size(last: Line, line: Line) -> bool:
    """Return whether the type changes size: a little after a stop, much in mid-sentence (a citation may be small)."""
    if line.size == last.size:
        return False
    change = abs(line.size - last.size) / max(line.size, last.size)
    return change > (0.08 if is_finished(last.text) else 0.18)


def _is_same_row(last: Line, line: Line) -> bool:
    return abs(last.baseline - line.baseline) < 0.3 * line.size and line.bbox.x0 >= last.bbox.x1 - 1


def _is_neighbour(before: Stretch, here: Stretch, last: Line, line: Line, context: Context) -> bool:
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


def _starts_item(
    mark: ListMark, current: Open, last: Line, line: Line, before: Stretch, here: Stretch, context: Context
) -> bool:
    """Return whether a line that looks like a list item is one, and no sentence that happens to start so."""
    if mark.form == "bullet" or (current.mark is not None and follows(mark, current.mark)):
        return True
    if len(line.words) > 1 and line.words[1].x0 - line.words[0].x1 > 0.9 * line.size and is_finished(last.text):
        return True
    if ends_short(last, line, before, context):
        return True
    return is_finished(last.text) and abs(line.bbox.x0 - last.bbox.x0) > INDENT * line.size


def _open(stretch: Stretch, context: Context, current: Open | None) -> Open:
    line = context.doc.lines[stretch.span.line]
    if stretch.span.line in context.equations:
        return Open(stretch, "equation", None, line.bbox.x0)
    mark = read_mark(line.text) if not stretch.span.start else None  # behind a run-in header the mark is the header's
    if mark is None or len(line.words) < 2:
        return Open(stretch, "paragraph", None, line.bbox.x0)
    known = current is not None and current.mark is not None
    is_item = mark.form == "bullet" or known or mark.value in ("1", "a", "A", "i") or mark.form in ("number", "letter")
    if not is_item:
        return Open(stretch, "paragraph", None, line.bbox.x0)
    return Open(stretch, "list_item", mark, line.words[1].x0)


def _close(current: Open, context: Context) -> Passage:
    kind: PassageKind = current.kind
    if current.after == "float" and _is_float_note(current, context):
        kind = "other"
    if current.after == "header" and _is_group_head(current, context):
        kind = "other"
    return Passage(kind, tuple(current.spans))


def _is_float_note(current: Open, context: Context) -> bool:
    """Return whether a short passage under a table or figure names its source or explains it."""
    lines = [context.doc.lines[span.line] for span in current.spans]
    small = max(line.size for line in lines) < 0.95 * context.doc.body_size
    return len(lines) <= MAX_NOTE_LINES and (small or _FLOAT_NOTE.match(lines[0].text) is not None)


def _is_group_head(current: Open, context: Context) -> bool:
    """Return whether a line between reference entries heads a group of them."""
    return len(current.spans) == 1 and is_group_head(context.doc.lines[current.spans[0].line].text)
