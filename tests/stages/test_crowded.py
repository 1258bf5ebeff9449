"""Pages with more glyphs than any article has: they end, and soon."""

from __future__ import annotations

import random
import time

from pipeline.chars import Char
from pipeline.document import Document, Font, Page
from pipeline.stages.characters import drop_hidden_characters
from pipeline.stages.lines import group_lines

COUNT = 20_000
"""Glyphs; a fifth of what a page may have, so that one pass over all pairs of them would show."""
LIMIT = 5.0
"""CPU seconds; half a second is usual, a quadratic pass takes a minute."""


def test_glyphs_at_random_places_are_read_in_time() -> None:
    dice = random.Random(1)
    places = [(dice.uniform(0, 590), dice.uniform(10, 830)) for _ in range(COUNT)]
    chars = [Char("a", x, y - 7.8, x + 5, y + 2.2, y, 10.0, 0) for x, y in places]
    doc = Document(fonts=(Font("F", False, False),), pages=(Page(1, 595, 842, chars=chars),))  # type: ignore[arg-type]
    start = time.process_time()
    doc = group_lines(drop_hidden_characters(doc))
    assert time.process_time() - start < LIMIT
    assert sum(word.glyphs for line in doc.lines for word in line.words) + len(doc.dropped) == COUNT


def test_single_letters_far_apart_are_read_in_time() -> None:
    dice = random.Random(2)
    chars = [
        Char("a", x + dice.uniform(-3, 3), y - 0.78, x + 0.5, y + 0.22, y, 1.0, 0)
        for y in (10 + 4.1 * row for row in range(200))
        for x in (10 + 9.0 * column for column in range(60))
    ]
    chars.sort(key=lambda char: (char.baseline, char.x0))
    doc = Document(fonts=(Font("F", False, False),), pages=(Page(1, 595, 842, chars=chars),))  # type: ignore[arg-type]
    start = time.process_time()
    group_lines(doc)
    assert time.process_time() - start < LIMIT


def test_rows_of_scripts_are_read_in_time() -> None:
    """Each letter has a raised digit: what a row holds must not be looked at anew for each of them."""
    chars: list[Char] = []
    for y in (10.0 + 40 * row for row in range(20)):
        for x in (0.475 * column for column in range(1240)):
            chars.append(Char("a", x, y - 7.8, x + 0.25, y + 2.2, y, 10.0, 0))
            chars.append(Char("2", x + 0.25, y - 10, x + 0.45, y - 3, y - 4, 6.0, 0))
    doc = Document(fonts=(Font("F", False, False),), pages=(Page(1, 595, 842, chars=chars),))  # type: ignore[arg-type]
    start = time.process_time()
    group_lines(doc)
    assert time.process_time() - start < LIMIT
