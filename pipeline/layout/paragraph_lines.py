"""The paragraph at hand and what is asked of its lines: where they end, where they start, whether they are finished."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.document import Document, Line, PassageKind
from pipeline.layout.edges import Edges
from pipeline.layout.equations import Stretch
from pipeline.layout.list_marks import ListMark

INDENT = 0.7
"""em; a first line's indent is at least 1 em; justified lines start within 0.2 em of the edge."""
SHORT = 0.12
"""Share of the column's width by which a line must end early to end a paragraph without a full stop."""
DROP_CAP = 1.8
"""Times the size of its line from which a first letter is a drop cap, as in ``layout.drop_caps``."""
_END = re.compile(r"[.?!:;…][”’\"')\]]*\d{0,3}$")


class Open:
    """The paragraph at hand."""

    __slots__ = ("after", "kind", "mark", "spans", "text_left")

    def __init__(self, stretch: Stretch, kind: PassageKind, mark: ListMark | None, text_left: float) -> None:
        self.spans = [stretch.span]
        self.after = stretch.after
        self.kind: PassageKind = kind
        self.mark = mark
        self.text_left = text_left


class Context(NamedTuple):
    """What is the same for all lines of the document."""

    doc: Document
    edges: Sequence[Edges]
    leadings: Sequence[float]
    indented: bool
    equations: Mapping[int, int]
    """Lines of displayed equations, with the first line of each."""
    places: Mapping[int, int]
    """Place of each line in its column."""


def is_finished(text: str) -> bool:
    """Return whether a line ends with a stop; nearly all others end with a letter."""
    return not text[-1:].isalpha() and _END.search(text) is not None


def is_first_line(line: Line, after: Stretch, here: Stretch, context: Context) -> bool:
    """Return whether a line is set in and the next one in its column is not."""
    below = context.doc.lines[after.span.line]
    return after.column == here.column and line.bbox.x0 - below.bbox.x0 > INDENT * line.size


def ends_short(last: Line, line: Line, before: Stretch, context: Context) -> bool:
    """Return whether a line ends although the next word would have fitted before the column's edge."""
    edges = context.edges[before.column]
    return is_short(edges.right - last.bbox.x1, last, line, edges.right - edges.left)


def is_short(slack: float, last: Line, line: Line, width: float) -> bool:
    """Return whether ``slack`` points after a line end a paragraph: the next word fits, with ease if no stop stands."""
    first = line.words[0]
    need = first.x1 - first.x0 + 0.35 * line.size
    if slack < need + 0.5 * line.size:
        return False
    if is_finished(last.text):
        return True
    return slack > max(SHORT * width, need + 2 * line.size)
