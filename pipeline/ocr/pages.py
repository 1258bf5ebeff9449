"""From recognised lines to pages: pixels to points, one font size for lines of one size, words to glyphs."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from pipeline.chars import Chars
from pipeline.document import BBox, Page, Rule
from pipeline.engines.frame import SIZE_DIGITS
from pipeline.engines.hocr import HocrLine, HocrPage
from pipeline.engines.order import Glyph, upright_rows
from pipeline.engines.text import UNMAPPED
from pipeline.text.glyphs import has_arabic

LINE_HEIGHT = 0.9
"""em; from descender to ascender. Times has 0.90, Arial 0.93."""
SAME_SIZE = 0.06
"""Share by which sizes measured on lines of one size differ: a pixel or two of 40."""
SAME_IN_PARAGRAPH = 0.12
"""The same within a paragraph, whose lines are one size unless they differ by more: a heading over its text."""
NARROW_SPACE = 0.12
"""em; the least space between two words, above what ``pipeline.layout.words`` wants to see at a space."""
THICKEST, SHORTEST = 5.0, 20.0
"""Points; a drawn line of a scan that leans a little has a box of some height."""
EDGE = 6.0
"""Points within which a drawn line along the edge of a scan is the edge of the paper."""


class Sheet(NamedTuple):
    """A page with what was recognised on it; ``scale`` is points per pixel across and down."""

    page: Page
    found: HocrPage
    scale: tuple[float, float]


class Filled(NamedTuple):
    """A page with recognised glyphs after its own; ``dropped`` are the indices of its own that they replace."""

    page: Page
    dropped: tuple[int, ...]


def settle_sizes(sheets: Iterable[Sheet]) -> dict[tuple[int, int], float]:
    """Return the font size of each line by page number and place: one size for sizes that measuring made several."""
    measured: dict[tuple[int, int], float] = {}
    weights: Counter[float] = Counter()
    for sheet in sheets:
        for index, size in enumerate(_paragraph_sizes(sheet)):
            measured[sheet.page.number, index] = size
            weights[size] += sum(len(word.text) for word in sheet.found.lines[index].words)
    settled: dict[float, float] = {}
    for usual, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        if usual not in settled:
            near = [size for size in weights if size not in settled and abs(size - usual) <= SAME_SIZE * usual]
            settled.update(dict.fromkeys(near, usual))
    return {place: settled[size] for place, size in measured.items()}


def _paragraph_sizes(sheet: Sheet) -> list[float]:
    """Return the size of each line in points, to a tenth: that of its paragraph unless it plainly has another."""
    heights: dict[int, list[float]] = {}
    for line in sheet.found.lines:
        heights.setdefault(line.paragraph, []).append(line.height)
    usual = {paragraph: median(values) for paragraph, values in heights.items()}
    sizes = []
    for line in sheet.found.lines:
        near = abs(line.height - usual[line.paragraph]) <= SAME_IN_PARAGRAPH * usual[line.paragraph]
        height = usual[line.paragraph] if near else line.height
        sizes.append(max(0.1, round(height * sheet.scale[1] / LINE_HEIGHT, 1)))
    return sizes


def fill_page(sheet: Sheet, sizes: Mapping[tuple[int, int], float], font: int) -> Filled:
    """Return the page with its recognised glyphs, and on a scan with the drawn lines and photographs seen on it.

    Of a scan's own glyphs those stay that stand beside what was recognised: page numbers, stamps.
    """
    page = sheet.page
    glyphs: list[Glyph] = []
    for index, line in enumerate(sheet.found.lines):
        glyphs += _glyphs(line, sizes[page.number, index], font, sheet.scale)
    dropped = _replaced(sheet)
    filled = replace(page, chars=Chars.of((*page.chars, *upright_rows(glyphs))), text_layer="ocr")
    if page.text_layer == "none":
        rules = tuple(_rules(sheet))
        images = tuple(_place(box, sheet.scale) for box in sheet.found.photos)
        filled = replace(filled, rules=(*page.rules, *rules), images=images)
    return Filled(filled, dropped)


def _replaced(sheet: Sheet) -> tuple[int, ...]:
    """Return the page's own glyphs that the recognised ones replace: all but those beside the text of a scan."""
    page = sheet.page
    inked = [i for i, char in enumerate(page.chars) if not char.text.isspace()]
    if page.text_layer != "none":
        return tuple(inked)
    lines = [_place(word.box, sheet.scale) for line in sheet.found.lines for word in line.words]
    return tuple(i for i in inked if page.chars[i].text == UNMAPPED or _is_covered(page, i, lines))


def _is_covered(page: Page, index: int, boxes: Iterable[BBox]) -> bool:
    """Return whether a glyph touches one of the boxes, or is off the page."""
    char = page.chars[index]
    if char.x1 <= 0 or char.x0 >= page.width or char.bottom <= 0 or char.top >= page.height:
        return True
    return any(
        char.x0 < box.x1 and char.x1 > box.x0 and char.top < box.bottom and char.bottom > box.top for box in boxes
    )


def _glyphs(line: HocrLine, size: float, font: int, scale: tuple[float, float]) -> Iterator[Glyph]:
    """Yield a glyph for each character, spread evenly over the word, and a space between words."""
    base = round(line.baseline * scale[1], SIZE_DIGITS)
    right: float | None = None
    for word in sorted(line.words, key=lambda word: word.box.x0):
        x0, x1 = word.box.x0 * scale[0], word.box.x1 * scale[0]
        if right is not None:  # boxes overlap now and then: letters of two words must not mix
            x0 = max(x0, right + NARROW_SPACE * size)
            x1 = max(x1, x0 + NARROW_SPACE * size)
            yield Glyph(" ", right, base, x0 - right, size, font, 0, 0)
        letters = _clusters(word.text)
        if has_arabic(word.text):
            letters.reverse()
        step = (x1 - x0) / len(letters)
        for place, letter in enumerate(letters):
            yield Glyph(letter, x0 + place * step, base, step, size, font, 0, 0)
        right = x1


def _clusters(text: str) -> list[str]:
    """Return the characters of a word with combining marks on their letters."""
    clusters: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        if clusters and unicodedata.combining(char):
            clusters[-1] += char
        elif not char.isspace():
            clusters.append(char)
    return clusters


def _place(box: BBox, scale: tuple[float, float]) -> BBox:
    return BBox(box.x0 * scale[0], box.top * scale[1], box.x1 * scale[0], box.bottom * scale[1])


def _rules(sheet: Sheet) -> Iterator[Rule]:
    """Yield the drawn lines of a scan, each the middle of its thin box, without the edges of the paper."""
    for seen in sheet.found.separators:
        x0, top, x1, bottom = _place(seen, sheet.scale)
        if min(x1 - x0, bottom - top) > THICKEST or max(x1 - x0, bottom - top) < SHORTEST:
            continue
        if x1 - x0 >= bottom - top:
            rule = Rule(x0, (top + bottom) / 2, x1, (top + bottom) / 2)
            edges = [edge for image in sheet.page.images for edge in (image.top, image.bottom)]
            near = any(abs(rule.top - edge) <= EDGE for edge in edges)
        else:
            rule = Rule((x0 + x1) / 2, top, (x0 + x1) / 2, bottom)
            edges = [edge for image in sheet.page.images for edge in (image.x0, image.x1)]
            near = any(abs(rule.x0 - edge) <= EDGE for edge in edges)
        if not near:
            yield rule
