"""Displayed equations: lines of mathematics on their own, with the pieces of their fractions and their number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from pipeline.document import Document, Line, Span

MATH_SHARE = 0.4
"""Share of a line's characters that are mathematical in a displayed equation."""
OVERLAP = 0.15
"""Share of the lower line's height by which lines stacked in a fraction overlap; lines of text do not."""
LIMIT_GAP = 0.5
"""em of the body; white between a sum and its limits."""

_NUMBER = re.compile(r"\(\s*\d{1,3}(?:\.\d{1,3})?[a-z]?\s*\)\.?$|\[\d{1,2}\]$")
_MATH = frozenset("=+−×÷∑∏∫√≤≥≠≈±∞∈∉⊂∪∩∂∆∇αβγδεθλμπρσφχψωΣΠΩ∝→|{}^/<>*")
_MATH_FONT = re.compile(r"math|symbol|mt.?extra|cmmi|cmsy|cmex|euclid", re.IGNORECASE)


class Stretch(NamedTuple):
    """Free words of one line, in column ``column``.

    ``after`` says what stands between them and the free words before: a header, which ends a paragraph, or a float.
    """

    span: Span
    column: int
    after: Literal["", "header", "float"] = ""


def equation_lines(stretches: Sequence[Stretch], doc: Document) -> dict[int, int]:
    """Return the lines that belong to displayed equations, with the first line of each equation.

    An equation is a whole stack of overlapping lines: numerators, denominators, limits and its number.
    """
    found: dict[int, int] = {}
    stack: list[Stretch] = []
    lines: list[Line] = []
    for stretch in stretches:
        line = doc.lines[stretch.span.line]
        if stack and (stack[-1].column != stretch.column or not _is_stacked(lines, line, doc.body_size)):
            found |= dict.fromkeys(_equation_of(stack, lines, doc), stack[0].span.line)
            stack, lines = [], []
        stack.append(stretch)
        lines.append(line)
    if stack:
        found |= dict.fromkeys(_equation_of(stack, lines, doc), stack[0].span.line)
    return found | _pieces_between(stretches, doc, found) if found else found


def _pieces_between(stretches: Sequence[Stretch], doc: Document, equations: Mapping[int, int]) -> dict[int, int]:
    """Return the lines without a word that stand between lines of equations, with the equation that they go on with.

    Parts of nested fractions and high brackets are in nobody's stack (gaussian-2025: ``ln c`` below ``(c - 1)``).
    """
    pieces: dict[int, int] = {}
    open_pieces: list[int] = []
    last: int | None = None
    for stretch in stretches:
        line = stretch.span.line
        if line in equations:
            if last is not None:
                pieces |= dict.fromkeys(open_pieces, last)
            open_pieces, last = [], equations[line]
        elif last is not None and not stretch.after and not _has_word(doc.lines[line]):
            open_pieces.append(line)
        else:
            last = None
    return pieces


def _is_stacked(stack: Sequence[Line], line: Line, body_size: float) -> bool:
    """Return whether a line overlaps the lines before it in height."""
    upper = stack[-1]
    if line.page != upper.page:
        return False
    lowest = max([other.bbox.bottom for other in stack[-4:]]) if len(stack) > 1 else upper.bbox.bottom
    if _is_limit(line, body_size) or _is_limit(upper, body_size):
        return lowest - line.bbox.top > -LIMIT_GAP * body_size
    return lowest - line.bbox.top > OVERLAP * line.size


def _is_limit(line: Line, body_size: float) -> bool:
    """Return whether a line is the limit of a sum or integral: a few small characters."""
    return len(line.text) <= 6 and line.size < 0.85 * body_size


def _equation_of(stack: Sequence[Stretch], lines: Sequence[Line], doc: Document) -> list[int]:
    if len(lines) == 1 and not _may_be_equation(lines[0].text):
        return []
    if any(_is_prose(line) for line in lines):
        return []
    bare = len(lines) > 1 and not any(map(_has_word, lines))
    if not bare and not any(_is_equation(line, doc) for line in lines):
        return []
    return [stretch.span.line for stretch in stack]


def _has_word(line: Line) -> bool:
    return any(len(word.text) > 3 and word.text.isalpha() for word in line.words)


def _is_prose(line: Line) -> bool:
    return sum(1 for word in line.words if len(word.text) > 3 and word.text.isalpha()) > 3


def _may_be_equation(text: str) -> bool:
    """Return whether a line has a sign of equality, or ends like one with a number."""
    return "=" in text or "≈" in text or text.endswith((")", ").", "]"))


def _is_equation(line: Line, doc: Document) -> bool:
    """Return whether a line is mostly mathematical, or numbered with much white before its number."""
    words = line.words
    if len(words) > 24 or not _may_be_equation(line.text) or _is_prose(line):
        return False
    letters = sum(len(word.text) for word in words) or 1
    math = sum(_math_characters(word.text, doc.fonts[word.font].name if doc.fonts else "") for word in words)
    if _NUMBER.search(line.text) and len(words) > 1 and math and words[-1].x0 - words[-2].x1 > line.size:
        return True
    prose = sum(1 for word in words if len(word.text) > 3 and word.text.isalpha())
    if line.text[0] in "=≈" and prose <= 1:
        return True  # goes on from the line above: ``= 100% − 11.51%``
    return math >= MATH_SHARE * letters and prose <= 1 and ("=" in line.text or "≈" in line.text)


def _math_characters(text: str, font: str) -> int:
    return len(text) if _MATH_FONT.search(font) else sum(char in _MATH for char in text)
