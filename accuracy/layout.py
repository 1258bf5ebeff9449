"""Lays paragraphs out in lines as a typesetter would, and remembers which line-end hyphens it put in.

Greedy lines of a number of characters. A word that does not fit may break after a hyphen of its own (hard), or,
with probability ``share`` for each word that could, at a point that pyphen allows (soft). 0 is a document set
without hyphenation, 1 one set with it; between lie documents put together from both.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.document import BBox
from pipeline.text.span_text import SpanText

HYPHENATORS = {"id": "id_ID", "en": "en_US", "de": "de_DE"}
LETTERS = re.compile(r"[^\W\d_]{4,}")
BOX = BBox(0.0, 0.0, 1.0, 1.0)


class Laid(NamedTuple):
    """A paragraph in lines; ``soft`` says of each line end with a hyphen, by line index, who put it there."""

    lines: tuple[str, ...]
    soft: dict[int, bool]


@cache
def _hyphenator(lang: str):
    import pyphen

    return pyphen.Pyphen(lang=HYPHENATORS[lang], left=2, right=2)


@cache
def _points(word: str, lang: str) -> tuple[int, ...]:
    """Offsets in ``word`` at which a soft hyphen may go; words that hold hyphens or digits are left alone."""
    match = LETTERS.search(word)
    if match is None or "-" in word or any(char.isdigit() for char in word) or word.isupper():
        return ()
    return tuple(match.start() + point for point in _hyphenator(lang).positions(match.group()))


def lay_out(text: str, *, width: int, share: float, lang: str, rng: random.Random) -> Laid:
    """Break one paragraph into lines of at most ``width`` characters where its words allow."""
    lines: list[str] = []
    soft: dict[int, bool] = {}
    line = ""
    for word in text.split():
        rest = word
        while True:
            room = width - len(line) - (1 if line else 0)
            if len(rest) <= room or (not line and room >= width and _cut(rest, room, share, lang, rng) is None):
                line = f"{line} {rest}".strip()
                break
            cut = _cut(rest, room, share, lang, rng)
            if cut is not None:
                at, is_soft = cut
                soft[len(lines)] = is_soft
                line = f"{line} {rest[:at]}{'-' if is_soft else ''}".strip()
                rest = rest[at:]
            lines.append(line)
            line = ""
    if line:
        lines.append(line)
    return Laid(tuple(lines), soft)


def _cut(word: str, room: int, share: float, lang: str, rng: random.Random) -> tuple[int, bool] | None:
    """Return where to break ``word`` so that its head fits, and whether softly; None where it cannot."""
    hard = [i + 1 for i, char in enumerate(word[:-1]) if char == "-" and i > 0 and i + 1 <= room]
    if hard:
        return hard[-1], False
    softs = [point for point in _points(word, lang) if point + 1 <= room]
    if softs and rng.random() < share:
        return softs[-1], True
    return None


def to_spans(laid: Laid, first_line: int) -> list[SpanText]:
    """Return the lines as the texts stage reads them."""
    return [SpanText(first_line + i, 1, BOX, False, line) for i, line in enumerate(laid.lines)]


class Tally(NamedTuple):
    """Line-end hyphens of each kind, and how many were decided right."""

    soft: int = 0
    soft_right: int = 0
    hard: int = 0
    hard_right: int = 0

    def plus(self, soft: bool, right: bool) -> Tally:
        """Return the tally with one more hyphen."""
        if soft:
            return self._replace(soft=self.soft + 1, soft_right=self.soft_right + right)
        return self._replace(hard=self.hard + 1, hard_right=self.hard_right + right)

    def accuracy(self) -> float:
        """Share of hyphens decided right, 1.0 where there are none."""
        total = self.soft + self.hard
        return (self.soft_right + self.hard_right) / total if total else 1.0


def merge(tallies: Sequence[Tally]) -> Tally:
    """Add tallies up."""
    return Tally(*(sum(values) for values in zip(*tallies, strict=True))) if tallies else Tally()
