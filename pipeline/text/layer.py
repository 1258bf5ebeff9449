"""Is there a text layer on a page, and does it say anything?

``garbled`` pages have glyphs that do not map to text: U+FFFD or control characters where a font lacks ToUnicode
(docling #3081), private-use codes, or text shifted by a constant (docling #3965: FRANCHISE as ``)5$1&+,6(``).
Evidence is taken per page, as a broken font may cover a few pages only.
"""

from __future__ import annotations

import re

from pipeline.document import Page, TextLayer

FEW_GLYPHS = 30
"""Glyphs; a page with a picture on it and no more than these (a page number, a stamp) has no text."""
ENOUGH_GLYPHS = 40
"""Glyphs; fewer say too little to call a page garbled."""
ENOUGH_LETTERS = 200
"""Latin letters; fewer say too little about the language that they spell."""
SAMPLE = 1000
"""Glyphs of a page, half of them from its head and half from its foot, that are judged as language. 1,000 tell 374 real
pages from the same shifted by a constant as well as 1,600 (0.264 pairs a letter against 0.199), 800 do not (0.240)."""
PICTURE_SHARE = 0.25
"""Share of the page that pictures cover on a page without text: a scan covers all of it, or the type area."""
BAD_SHARE = 0.2
"""Share of glyphs that map to nothing. Pages of 29 journals whose text is good have 6 % at most (formulas in Symbol);
OpenDataLoader's limit is 30 %."""
PAIR_SHARE = 0.23
"""Common pairs per letter. Pages of 29 journals in Indonesian, English and German have 0.27 (a list of references) to
0.45; the same pages with their letters shifted by a constant 0.20 at most."""
SIGN_SHARE = 0.35
"""Share of signs that are neither letters, digits nor usual punctuation: 0.10 on the worst of these pages."""
COMMON_PAIRS = (
    "an ng en er in ka me ta at is te da ra as al ar it re si la ya di pe nt th he on or ti st es nd ch de ei ie un"
)
"""The commonest letter pairs of Indonesian, English and German."""
_PAIRS = tuple(COMMON_PAIRS.split())
_LATIN = re.compile(r"[a-zß-ɏ]")
_NOTHING = re.compile("[\ufffd\ue000-\uf8ff]")
_SIGN = re.compile(r"[^\w\s.,;:()\-–_/\"'%…\[\]“”‘’=+]")


def classify(page: Page) -> TextLayer:
    """Return what the page's glyphs are worth; an empty page without pictures is ``native``: nothing is lost."""
    text = page.chars.text
    glyphs = len(text) - text.count(" ")
    if glyphs <= FEW_GLYPHS and _picture_share(page) > PICTURE_SHARE:
        return "none"
    if glyphs < ENOUGH_GLYPHS:
        return "native"
    if _says_nothing(text, glyphs):
        return "garbled"
    return "native" if _is_language(text, glyphs) else "garbled"


def maps_to_nothing(page: Page) -> bool:
    """Return whether a garbled page is so because its glyphs have no characters: certain, whatever its language."""
    if page.text_layer != "garbled":
        return False
    text = page.chars.text
    return _says_nothing(text, len(text) - text.count(" "))


def _says_nothing(text: str, glyphs: int) -> bool:
    """Return whether too many characters say nothing: U+FFFD, private use, control characters."""
    few = BAD_SHARE * glyphs
    if not text.isprintable():
        few -= sum(text.count(blank) for blank in "\t\n\r")
    foreign = 0 if text.isascii() else len(text) - len(text.encode("ascii", "ignore"))
    return few < 0 or (foreign > few and len(_NOTHING.findall(text)) > few)


def _is_language(text: str, glyphs: int) -> bool:
    """Return whether text spells words, as far as letters of the Latin script tell."""
    if len(text) > SAMPLE:
        text = text[: SAMPLE // 2] + text[-SAMPLE // 2 :]
    text = text.lower()
    pairs = 0
    for pair in _PAIRS:
        pairs += text.count(pair)
        if pairs >= PAIR_SHARE * len(text) and pairs >= ENOUGH_LETTERS:
            return True  # whatever of it are letters: most pages end here, after two thirds of the pairs
    letters = len(_LATIN.findall(text))
    if letters >= ENOUGH_LETTERS:
        return pairs >= PAIR_SHARE * letters
    return len(_SIGN.findall(text)) <= SIGN_SHARE * min(glyphs, SAMPLE)


def _picture_share(page: Page) -> float:
    """Return the share of the page under pictures, those that overlap counted twice."""
    area = page.width * page.height
    return sum((box.x1 - box.x0) * (box.bottom - box.top) for box in page.images) / area if area else 0.0
