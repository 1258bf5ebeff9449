"""How wide a line of text is when no tool tells: letters counted by the widths that they have in a text type.

Widths are those of the usual serif face (Adobe's Times-Roman metrics, thousandths of the size). Counted so, the
full lines of a justified column differ by a few hundredths, where their numbers of characters differ by a fifth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.raw.lines import RawLine

_WIDTHS = {
    250: " ,.'’‘", 278: "ijlt/:;", 333: "fr()-[]I!", 389: "sJ", 444: "acez?”“\"", 556: "PFS", 611: "ELTZB",
    667: "CR", 722: "ADGHKNOQUVXYw", 778: "m&", 889: "M", 944: "W%",
}  # fmt: skip
_WIDTH_OF = {char: width for width, chars in _WIDTHS.items() for char in chars}
OTHER = 500

FULL_PERCENTILE = 0.95
"""Of the widths of a column's lines: that of a full line; the last ones overhang or hold a rule's remains."""

SLACK = 1.02
"""A word that would make a line so many times as wide as a full one still fits: spaces can be pressed together."""

SAME_COLUMN = 0.15
"""Share by which the median widths of two pages may differ for one column width on both."""


def measure(text: str) -> int:
    """Return the width of ``text`` in thousandths of its font size."""
    return sum([_WIDTH_OF.get(char, OTHER) for char in text])


def find_full_widths(lines: Sequence[RawLine], body: Iterable[int]) -> Mapping[int, float]:
    """Return per page how wide a line of its text can be; pages of one column width are measured together."""
    pages: defaultdict[int, list[int]] = defaultdict(list)
    for i in body:
        pages[lines[i].page].append(measure(lines[i].text))
    medians = {page: sorted(widths)[len(widths) // 2] for page, widths in pages.items()}
    full: dict[int, float] = {}
    for page, median in medians.items():
        alike = [w for other, m in medians.items() if abs(m - median) <= SAME_COLUMN * median for w in pages[other]]
        full[page] = sorted(alike)[int(FULL_PERCENTILE * (len(alike) - 1))] * SLACK
    return full
