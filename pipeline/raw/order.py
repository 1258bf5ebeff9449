"""Puts back what an extractor that reads from top to bottom tore out of a column.

A column without footnotes runs lower than its neighbour, so that its last lines come out after the other column's
text. Nothing shows that but words that belong together: in ``Ba Ria-Vung Tau`` the last word always follows the
one before. Where the first half stands at a line end, another word follows, and the second half opens a line
further down the page, the lines from there to the end of the page's text belong in between.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from pipeline.raw.lines import RawLine

EDGES = ".,;:!?()[]‘’“”\"'"
MIN_PAIRS = 5
"""Times that two words must follow each other elsewhere, always, before their parting is a sign."""


def restore_order(lines: Sequence[RawLine], order: Sequence[int]) -> list[int]:
    """Return body lines ``order`` (indices of ``lines``) with torn-out ends of columns put back."""
    partners = _find_partners(lines, order)
    result = list(order)
    for page in sorted({lines[i].page for i in order}):
        move = _find_move(lines, result, page, partners)
        if move is not None:
            target, start, end = move
            block = result[start:end]
            result[start:end] = []
            result[target:target] = block
    return result


def _find_partners(lines: Sequence[RawLine], order: Sequence[int]) -> dict[str, str]:
    """Return the words that one and the same word follows inside lines, as often as it must."""
    following: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for i in order:
        for first, second in pairwise(lines[i].text.lower().split()):
            following[first][second.strip(EDGES)] += 1
    return {
        first: next(iter(counts))
        for first, counts in following.items()
        if len(counts) == 1 and sum(counts.values()) >= MIN_PAIRS
    }


def _find_move(
    lines: Sequence[RawLine], order: Sequence[int], page: int, partners: dict[str, str]
) -> tuple[int, int, int] | None:
    """Return where the page's last lines belong: (target, start, end) as places in ``order``."""
    places = [k for k, i in enumerate(order) if lines[i].page == page]
    if not places:
        return None
    end = places[-1] + 1
    for k in places[:-2]:
        partner = partners.get(_last(lines[order[k]]))
        if partner is None or _first(lines[order[k + 1]]) == partner:
            continue
        for start in range(k + 2, end):
            if _first(lines[order[start]]) == partner and _is_torn(lines, order, start, partners):
                return k + 1, start, end
    return None


def _is_torn(lines: Sequence[RawLine], order: Sequence[int], start: int, partners: dict[str, str]) -> bool:
    """The line before ``start`` does not ask for its first word."""
    return partners.get(_last(lines[order[start - 1]])) != _first(lines[order[start]])


def _first(line: RawLine) -> str:
    return line.text.lower().split(" ", 1)[0].strip(EDGES)


def _last(line: RawLine) -> str:
    return line.text.lower().rsplit(" ", 1)[-1]
