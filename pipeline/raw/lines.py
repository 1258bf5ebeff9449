"""Text that another tool extracted, as lines with what white space tells: blank lines, spaces before and after.

Pages are parted by form feeds. Some tools (Tika, PDFBox) write none, but begin each page with one space; a line
with a printed page number then checks the count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

LONE_NUMBER = re.compile(r"\d{1,3}")
"""A line of this alone is a footnote's number, in the text or at the foot, or a page number."""

MAX_OPENING_SHARE = 0.05
"""Share of lines that may begin with one space; where more do, the space is layout and parts no pages."""


class RawLine(NamedTuple):
    """A line that holds text. ``text`` has single spaces; ``lead`` and ``trail`` count those cut off.

    ``gap`` is the number of blank lines before it on its page.
    """

    text: str
    lead: int
    trail: int
    gap: int
    page: int

    @property
    def is_number(self) -> bool:
        """A number and nothing else."""
        return LONE_NUMBER.fullmatch(self.text) is not None


def read_lines(content: str) -> list[RawLine]:
    """Return the lines of a text that hold anything, with their pages, 1-based."""
    lines: list[RawLine] = []
    for page, part in enumerate(content.replace("\r\n", "\n").replace("\r", "\n").split("\f"), start=1):
        gap = 0
        for raw in part.split("\n"):
            text = " ".join(raw.split())
            if not text:
                gap += 1
                continue
            body = raw.expandtabs()
            lead, trail = len(body) - len(body.lstrip()), len(body) - len(body.rstrip())
            lines.append(RawLine(text, lead, trail, gap, page))
            gap = 0
    return lines if "\f" in content else _part_by_space(lines)


def _part_by_space(lines: Sequence[RawLine]) -> list[RawLine]:
    """Number pages by lines that begin with one space, unless such lines are many; numbers go on from 1.

    After a lone number the rest of its line begins with a space too, and opens no page.
    """
    opens = [line.lead == 1 and (i == 0 or not lines[i - 1].is_number) for i, line in enumerate(lines)]
    if not 2 <= sum(opens) <= MAX_OPENING_SHARE * len(lines):
        return list(lines)
    parted: list[RawLine] = []
    page = 1
    for i, line in enumerate(lines):
        page += opens[i] and i > 0
        parted.append(line._replace(page=page))
    return parted


def renumber(lines: Sequence[RawLine], starts: Sequence[int]) -> list[RawLine]:
    """Return the lines with a new page beginning at each index of ``starts`` too."""
    shift, at = 0, set(starts)
    result: list[RawLine] = []
    for i, line in enumerate(lines):
        shift += i in at
        result.append(line._replace(page=line.page + shift))
    return result
