"""What Tesseract takes for words and is none: dirt, rows of dots read as letters, bullets read as ``e``.

Judged by the ink: the box of a word says what stood there where its text does not.
"""

from __future__ import annotations

import re

from pipeline.document import BBox
from pipeline.engines.hocr import HocrLine, HocrPage, HocrWord

SPECK_CONFIDENCE = 50
"""Confidence below which signs without a letter or digit are taken for dirt, edges or parts of drawings."""
SPECK_HEIGHT = 2.0
"""Heights of its line from which such a sign is dirt whatever its confidence."""
UNREADABLE_CONFIDENCE = 15
"""Confidence up to which letters are guesses: measured on a table of contents and on drawings, where all were wrong.
Words of text have 80 to 97, bad ones 30 to 60."""
FLAT = 0.25
"""Heights of its line that a row of dots has at most."""
LONG = 1.5
"""Heights of its line that it is wide at least."""
LEADER_CONFIDENCE = 60
"""Confidence up to which a word with dots inside is one that runs into its row of dots."""
DOT_WIDTH = 0.28
"""Heights of its line from one dot of a row to the next: 0.25 em."""
LETTER_WIDTH = 0.5
"""Heights of its line that a letter is wide, about."""
BULLET_HEIGHT = 0.45
"""Heights of its line that a bullet has at most; an ``e`` has 0.47 to 0.52."""
BULLET_LIFT = 0.05
"""Heights of its line by which a bullet's ink ends above the baseline; letters stand on it."""
BULLET_WIDTH = (0.6, 1.6)
"""Width of a bullet by its height."""
BULLET = "\u2022"
READ_FOR_BULLETS = frozenset("eoc\u00a2\u00a9\u00ae\u00b0\u00ab\u00bb*@\u00b7\u2022")
_DOTS = re.compile(r"\.{3,}|\.\w{0,3}(?=\..*\.)")


def clean_words(found: HocrPage) -> HocrPage:
    """Return a page without dirt, rows of dots as dots, bullets as bullets; lines that were nothing else are gone."""
    lines = []
    for line in found.lines:
        words = tuple(word for index, seen in enumerate(line.words) for word in _clean(seen, line, index == 0))
        if words:
            lines.append(line._replace(words=words))
    return found._replace(lines=tuple(lines))


def _clean(word: HocrWord, line: HocrLine, first: bool) -> list[HocrWord]:
    """Return what stands in the place of a word: mostly the word itself."""
    box, height = word.box, line.height
    if box.bottom - box.top <= FLAT * height and box.x1 - box.x0 >= LONG * height:
        return [_leader(box, height)] if "." in word.text else []
    if first and _is_bullet(word, line):
        return [word._replace(text=BULLET)]
    dots = _DOTS.search(word.text) if word.confidence <= LEADER_CONFIDENCE else None
    if dots and dots.start():
        name = word.text[: dots.start()]
        end = min(box.x1, box.x0 + LETTER_WIDTH * height * len(name))
        tail = BBox(end, box.top, box.x1, box.bottom)
        return [word._replace(text=name, box=box._replace(x1=end)), _leader(tail, height)]
    if dots:
        return [_leader(box, height)]
    if word.confidence <= UNREADABLE_CONFIDENCE or _is_speck(word, height):
        return []
    return [word]


def _leader(box: BBox, height: float) -> HocrWord:
    """Return a row of dots as wide as its box."""
    return HocrWord("." * max(1, round((box.x1 - box.x0) / (DOT_WIDTH * height))), box, 100)


def _is_bullet(word: HocrWord, line: HocrLine) -> bool:
    box = word.box
    height = box.bottom - box.top
    if word.text not in READ_FOR_BULLETS or height <= 0 or height > BULLET_HEIGHT * line.height:
        return False
    lifted = line.baseline - box.bottom >= BULLET_LIFT * line.height
    return lifted and BULLET_WIDTH[0] <= (box.x1 - box.x0) / height <= BULLET_WIDTH[1]


def _is_speck(word: HocrWord, height: float) -> bool:
    if any(char.isalnum() for char in word.text):
        return False
    return word.confidence < SPECK_CONFIDENCE or word.box.bottom - word.box.top > SPECK_HEIGHT * height
