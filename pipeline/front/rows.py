"""Rows of the author block as lines for ``authors``: words from left to right, raised marks among them.

A mark of full size that stands higher than its row (``1)`` typed in a text box) is a line of its own to the line
grouping; here it goes back to its place and counts as raised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.document import Document, Passage, Word
from pipeline.front.lines import LineKind
from pipeline.front.marks import fence
from pipeline.front.state import BlockLine

SAME_ROW = 0.45
"""em; baselines of one printed row; raised marks of full size stand a third of an em higher."""

LIFTED = 0.15
"""em above the row's baseline from which marks are raised."""

GLUED = 0.12
"""em of white before a raised word that still belongs to the word before it."""

_ADDRESS_END = re.compile(r"@[\w.-]*$")
_DOMAIN_START = re.compile(r"\.?[a-z][\w-]*(?:\.[\w-]+)*(?=\.?(?:$|[\s,;)]))")
MARKS_ONLY = re.compile(r"[\s\d*,()†‡.]{1,12}")


class Strip(NamedTuple):
    """Words on one baseline."""

    words: tuple[Word, ...]
    baseline: float
    size: float


def merge_strips(strips: Sequence[Strip]) -> tuple[Word, ...]:
    """Return the words of one row from left to right; marks that stand higher than its text count as raised."""
    if len(strips) == 1:
        return strips[0].words
    base = max(strip.baseline for strip in strips)
    words: list[Word] = []
    for strip in strips:
        lifted = (
            base - strip.baseline > LIFTED * strip.size and MARKS_ONLY.fullmatch(join_words(strip.words)) is not None
        )
        words += [word._replace(raised=1, joined=False) if lifted else word for word in strip.words]
    return tuple(sorted(words, key=lambda word: word.x0))


def rows_of(doc: Document, passage: Passage) -> Iterator[tuple[Word, ...]]:
    """Yield the words of each printed row of a passage."""
    row: list[Strip] = []
    for span in passage.spans:
        line = doc.lines[span.line]
        strip = Strip(line.words[span.start : span.end], line.baseline, line.size)
        if row and abs(row[-1].baseline - strip.baseline) > SAME_ROW * max(row[-1].size, strip.size):
            yield merge_strips(row)
            row = []
        row.append(strip)
    if row:
        yield merge_strips(row)


def to_block_line(words: Sequence[Word], kind: LineKind | None = None) -> BlockLine:
    """Return the words as a line for ``authors.read_authors``."""
    text = ""
    raised: list[tuple[int, int]] = []
    for at, word in enumerate(words):
        glued = word.joined or not at or (word.raised > 0 and word.x0 - words[at - 1].x1 < GLUED * words[at - 1].size)
        text += word.text if glued else f" {word.text}"
        if word.raised > 0:
            raised.append((len(text) - len(word.text), len(text)))
    return BlockLine(text, tuple(raised), kind)


def join_addresses(lines: Sequence[BlockLine]) -> list[BlockLine]:
    """Return the lines with addresses mended that break over two: ``ani@seraya`` / ``.ac.id``."""
    mended: list[BlockLine] = []
    for line in lines:
        before = mended[-1] if mended else None
        if before is not None and _is_broken(before.text, line.text):
            at = len(before.text)
            raised = tuple((start + at, end + at) for start, end in line.raised)
            mended[-1] = before._replace(text=before.text + line.text, raised=(*before.raised, *raised))
        else:
            mended.append(line)
    return mended


def _is_broken(text: str, following: str) -> bool:
    """Return whether an address at the end of a line goes on with the first word of the next."""
    match = _ADDRESS_END.search(text)
    if match is None or _DOMAIN_START.match(following) is None:
        return False
    return following.startswith(".") or match.group()[-1] in ".-@" or "." not in match.group()


def fence_words(words: Sequence[Word]) -> str:
    """Return the words as one line with its marks fenced; see ``front_marks``."""
    line = to_block_line(words)
    return fence(line.text, line.raised)


def join_words(words: Sequence[Word]) -> str:
    """Return the words with single spaces, none before a joined word."""
    return "".join(word.text if word.joined or not at else f" {word.text}" for at, word in enumerate(words)).strip()
