"""Documents with whole pages of lines, for the stages that look at layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.document import Document, Font, Line, Page, Rule
from tests.builders import make_line

FONTS = (Font("Serif", bold=False, italic=False), Font("Serif-Bold", bold=True, italic=False))
FULL = "kata kata kata kata kata kata kata kata kata kata kata kata kata kata kata kata"
"""A full line of 79 letters: 395 points at 10 points a letter."""


def lines_of(texts: Sequence[str], *, page: int = 1, x0: float = 72.0, top: float = 100.0, **style: Any) -> list[Line]:
    """Return lines 14 points apart; a leading ``>`` sets a line in by 20 points, ``^`` leaves white above it."""
    lines: list[Line] = []
    baseline = top
    for text in texts:
        if text.startswith("^"):
            baseline += 14
            text = text[1:]
        indent = 20.0 if text.startswith(">") else 0.0
        lines.append(make_line(text.lstrip(">"), page=page, x0=x0 + indent, baseline=baseline, **style))
        baseline += 14
    return lines


def document_of(*groups: Iterable[Line], rules: Sequence[Rule] = (), **layers: Any) -> Document:
    """Return a document of these lines, one A4 page for each page number in them."""
    lines = tuple(line for group in groups for line in group)
    count = max((line.page for line in lines), default=1)
    pages = tuple(
        Page(number, 595.0, 842.0, rules=tuple(rules) if number == 1 else ()) for number in range(1, count + 1)
    )
    fields: dict[str, Any] = {"fonts": FONTS, "pages": pages, "lines": lines, "body_size": 10.0, "leading": 14.0}
    return Document(**{**fields, **layers})
