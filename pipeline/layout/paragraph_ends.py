"""Whether a paragraph ends between two lines: white, indents, short lines, blocks that are set in.

Over the end of a column or page, over a float or a note, white says nothing, and the others decide.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Line
from pipeline.layout.equations import Stretch
from pipeline.layout.list_marks import read_mark
from pipeline.layout.paragraph_lines import (
    DROP_CAP,
    INDENT,
    Context,
    Open,
    ends_short,
    is_finished,
    is_first_line,
    is_short,
)

WHITE = 1.28
"""Leadings from which white above is a paragraph's; Word's smallest space between paragraphs is 6 of 12 points."""
WHITE_AFTER_STOP = 1.17
"""The same after a full stop: a superscript widens a line of Word by 1.12, 3 points of space a 12-point line by 1.2."""
PROSE_WORDS = 6
"""Words before a line, and three more than in it, that make it part of a sentence and no label."""


def breaks_in_column(current: Open, before: Stretch, here: Stretch, after: Stretch | None, context: Context) -> bool:
    """Return whether a new paragraph starts with a line right below another."""
    lines = context.doc.lines
    last, line = lines[before.span.line], lines[here.span.line]
    step = line.baseline - last.baseline
    leading = context.leadings[here.column]
    if _is_mid_sentence(current, last, line, lines):
        return False
    if step > WHITE * leading and step > 1.15 * line.size:
        return True
    if step > WHITE_AFTER_STOP * leading and is_finished(last.text) and line.text[0].isupper():
        return True
    em = line.size
    if line.bbox.x0 - last.bbox.x0 > INDENT * em:
        if last.words[0].size >= DROP_CAP * last.size:
            return False  # set in beside the letter
        if ends_short(last, line, before, context):
            return True
        if _goes_on_hanging(current, line, em):
            return _starts_under_item(current, last, line, after, here, context)
        below = lines[after.span.line] if after is not None and after.column == here.column else line
        return is_finished(last.text) or line.bbox.x0 - below.bbox.x0 > INDENT * em  # else it hangs: ``H1: ...``
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
    return ends_short(last, line, before, context)


def _ends_block(current: Open, last: Line, line: Line, before: Stretch, context: Context) -> bool:
    """Return whether a block that is set in ends before a line further left; beside a drop cap lines are set in too."""
    first = context.doc.lines[current.spans[0].line]
    if first.page != line.page or first.words[0].size >= DROP_CAP * last.size:
        return False
    return is_finished(last.text) or ends_short(last, line, before, context)


def _ends_line_set_in(current: Open, line: Line, after: Stretch | None, here: Stretch, context: Context) -> bool:
    """Return whether one line set in further than first lines are, as a verse is, stands before a first line."""
    if not context.indented or current.mark is not None or not line.text[0].isupper():
        return False
    return after is not None and is_first_line(line, after, here, context)


def _is_behind_first_line(
    current: Open, last: Line, line: Line, after: Stretch | None, here: Stretch, context: Context
) -> bool:
    """Return whether a first line follows a paragraph of one line: both are set in, the next one is not."""
    if len(current.spans) > 1 or current.mark is not None or not context.indented or not is_finished(last.text):
        return False
    return line.text[0].isupper() and after is not None and is_first_line(line, after, here, context)


def _is_mid_sentence(current: Open, last: Line, line: Line, lines: Sequence[Line]) -> bool:
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
    current: Open, last: Line, line: Line, after: Stretch | None, here: Stretch, context: Context
) -> bool:
    """Return whether a first line's indent happens to be that of the list above: the next line is not set in.

    The item above ends with a stop, or it is a label of one line and the first line is set in further than its text
    (idealis-2018: ``b. Proses Pengajuan`` over ``Setelah disetujui ...``).
    """
    if current.mark is None or after is None:
        return False
    is_under_label = len(current.spans) == 1 and line.bbox.x0 - current.text_left > 0.3 * line.size
    if not is_finished(last.text) and not (is_under_label and line.text[0].isupper()):
        return False
    return is_first_line(line, after, here, context) and read_mark(context.doc.lines[after.span.line].text) is None


def _is_set_in(last: Line, line: Line, before: Stretch, context: Context) -> bool:
    """Return whether two lines start at one place, well inside the column: a quote may end before its right edge."""
    aligned = abs(last.bbox.x0 - line.bbox.x0) < 0.3 * line.size
    return aligned and line.bbox.x0 - context.edges[before.column].left > 1.2 * line.size


def _ends_short_of_block(
    current: Open, last: Line, line: Line, after: Stretch | None, here: Stretch, context: Context
) -> bool:
    """Return whether a line ends early by the right edge of the lines that start where it does."""
    lines = context.doc.lines
    near = [lines[span.line] for span in current.spans[-3:]] + [line]
    if after is not None and after.column == here.column:
        near.append(lines[after.span.line])
    block = [other.bbox.x1 for other in near if abs(other.bbox.x0 - line.bbox.x0) < 0.3 * line.size]
    return is_short(max(block) - last.bbox.x1, last, line, max(block) - line.bbox.x0)


def _goes_on_hanging(current: Open, line: Line, em: float) -> bool:
    """Return whether an indented line goes on with a list item whose text starts there."""
    return current.mark is not None and abs(line.bbox.x0 - current.text_left) < 1.2 * em


def breaks_over_gap(current: Open, before: Stretch, here: Stretch, after: Stretch | None, context: Context) -> bool:
    """Return whether the text after a column's end, a float or a note starts a new paragraph."""
    lines = context.doc.lines
    last, line = lines[before.span.line], lines[here.span.line]
    if current.kind == "equation":
        return True
    first = next((char for char in line.text if char.isalnum()), "")
    if last.text.endswith("-") or (first.islower() and not is_finished(last.text)):
        return False
    indent = line.bbox.x0 - context.edges[here.column].left
    hangs = current.mark is not None and abs(indent - _item_indent(current, before, context)) < line.size
    hangs = hangs or (len(current.spans) > 1 and abs(indent - _last_indent(last, before, context)) < 0.5 * line.size)
    if not is_finished(last.text) and ends_short(last, line, before, context) and first.isupper():
        return True
    if indent > INDENT * line.size and not hangs:
        return not (after is not None and _same_indent(here, after, context) and not is_finished(last.text))
    if not is_finished(last.text):
        return False
    if ends_short(last, line, before, context):
        return True
    # a full line that ends a sentence ends no paragraph in four of five cases, but most tables stand between two
    return here.after == "float" and not context.indented and first.isupper()


def _last_indent(last: Line, before: Stretch, context: Context) -> float:
    """Return by how much the paragraph's last line is set in: a whole block may be."""
    return last.bbox.x0 - context.edges[before.column].left


def _item_indent(current: Open, before: Stretch, context: Context) -> float:
    """Return by how much the text of the list item at hand is set in, in points."""
    return current.text_left - context.edges[before.column].left


def _same_indent(here: Stretch, after: Stretch, context: Context) -> bool:
    lines = context.doc.lines
    return (
        here.column == after.column
        and abs(lines[here.span.line].bbox.x0 - lines[after.span.line].bbox.x0) < 0.3 * lines[here.span.line].size
    )
