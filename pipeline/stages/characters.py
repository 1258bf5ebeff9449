"""Glyphs that no reader sees as such: doubled for boldness, hidden under others, off the page.

Doubled glyphs (``SSttaatteemmeenntt``, pdfplumber #71) are the same character in the same size within a third of its
width; hidden lines come from edited files (``pipeline.text.overprints``); glyphs off the page from trailing spaces and
cropped pages. Nothing is deleted: the stage lists what later stages leave out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.chars import Char, Chars
from pipeline.document import Diagnostic, Document, Page
from pipeline.text.overprints import Stretch, covered_stretch, find_overprints, near_pairs

STAGE = "characters"
SHIFT = 0.3
"""Share of a glyph's width within which its like is its double. ``ll`` and ``11`` stand a full width apart, fake bold
shifts by a tenth."""
DROP = 0.15
"""em; the same for the baseline: shadows fall by less."""
WHOLE = 0.5
"""Share of the shorter of two rows that is doubled: shadows double all of it, rows that run into each other a glyph
here and there."""
CLOSE = 2.0
"""Points; doubles are looked for no farther away."""
SPECK = 0.5
"""Points; no reader sees a glyph of a smaller size. Drawings made of glyphs have some (0.06 in an archive's stamp)."""


def drop_hidden_characters(doc: Document) -> Document:
    """List the glyphs to leave out: doubles, covered lines, specks, ink off the page; a diagnostic a page.

    Needs: pages, fonts, dropped.  Adds: dropped, sorted by page and index.  Spaces are never listed. Raises nothing.
    """
    dropped = list(doc.dropped)
    diagnostics: list[Diagnostic] = []
    for page in doc.pages:
        if page.text_layer == "ocr":  # what its own glyphs are worth was decided when it was recognised
            continue
        pairs = near_pairs(page.chars)
        covered, unsure = _covered(find_overprints(pairs, page.chars), page.chars)
        for code, message, hidden in (
            ("off_page", "{} glyphs off the page left out", _off_page(page)),
            ("specks", "{} glyphs too small to be seen left out", _specks(page.chars)),
            ("duplicate_glyphs", "{} glyphs printed twice left out", _doubles(page.chars, pairs)),
            ("covered_text", "{} glyphs under other text left out", covered),
        ):
            if hidden:
                dropped += [(page.number, i) for i in hidden]
                text = message.format(len(hidden))
                diagnostics.append(Diagnostic(STAGE, code, "info", page.number, text))
        if unsure:
            text = f"{unsure} lines are printed over others; both are kept, as the file does not tell which is seen"
            diagnostics.append(Diagnostic(STAGE, "overlapping_text", "warning", page.number, text))
    return replace(doc, dropped=tuple(sorted(set(dropped))), diagnostics=(*doc.diagnostics, *diagnostics))


def _off_page(page: Page) -> list[int]:
    """Return glyphs with ink of which nothing lies on the page; most pages are settled by the ends of their runs."""
    width, height, chars = page.width, page.height, page.chars
    if not chars:
        return []
    starts, stops, _, _, heights, _, _, turns = zip(*chars.runs, strict=True)
    lefts: Sequence[float] = chars.lefts
    if not any(turns):  # runs of turned glyphs run in any direction
        lefts = [lefts[i] for i in starts] + [lefts[i - 1] for i in stops]
    if min(lefts) >= 0 and max(lefts) < width and min(heights) > 0 and max(heights) < height:
        return []
    return [
        i
        for i, (text, x0, top, x1, bottom, *_) in enumerate(chars)
        if (x1 <= 0 or x0 >= width or bottom <= 0 or top >= height) and not text.isspace()
    ]


def _specks(chars: Chars) -> list[int]:
    """Return glyphs with ink that are too small to be seen."""
    if min((run.size for run in chars.runs), default=SPECK) >= SPECK:
        return []
    return [i for i, char in enumerate(chars) if char.size < SPECK and not char.text.isspace()]


def _doubles(chars: Chars, pairs: Iterable[tuple[Stretch, Stretch]]) -> list[int]:
    """Return glyphs that repeat another in its place: the one before on the row, or one on a row that nearly coincides.

    Engines list a row from left to right, so that a row's neighbours are enough.
    """
    lefts = chars.lefts
    close = [i for i in _repeated(chars) if -CLOSE < lefts[i] - lefts[i - 1] < CLOSE]
    found = {i for i in close if _is_double(chars[i], chars[i - 1])}
    for a, b in pairs:
        if b.baseline - a.baseline <= DROP * b.size:
            twice = list(_doubled(range(a.start, a.end), range(b.start, b.end), chars))
            if len(twice) >= WHOLE * min(a.end - a.start, b.end - b.start):
                found.update(twice)
    return sorted(found)


def _repeated(chars: Chars) -> list[int]:
    """Return the glyphs that are the same as the one before.

    The page as one number, a byte a glyph, differs nowhere from itself shifted by a glyph but there: comparing 3,000
    glyphs one by one cost a third of this stage.
    """
    texts = chars.texts
    page = chars.text.encode("latin-1", "replace")
    if len(page) != len(texts):
        return [i for i in range(1, len(texts)) if texts[i] == texts[i - 1]]
    differences = int.from_bytes(page, "little") ^ int.from_bytes(page[1:], "little")
    same = re.finditer(b"\0", differences.to_bytes(len(page), "little"))
    return [i for i in (match.end() for match in same) if i < len(texts) and texts[i] == texts[i - 1]]


def _doubled(upper: Sequence[int], lower: Sequence[int], chars: Chars) -> Iterator[int]:
    """Yield the glyphs of one row that stand where the same glyph stands on the other, both sorted by x."""
    texts, lefts = chars.texts, chars.lefts
    start = 0
    for i in lower:
        text, left = texts[i], lefts[i]
        while start < len(upper) and lefts[upper[start]] < left - CLOSE:
            start += 1
        for k in upper[start:]:
            if lefts[k] > left + CLOSE:
                break
            if texts[k] == text and _is_double(chars[i], chars[k]):
                yield max(i, k)
                break


def _is_double(char: Char, other: Char) -> bool:
    if char.rotation != other.rotation or abs(char.size - other.size) > 0.1 * other.size:
        return False
    if char.text.isspace() or unicodedata.category(char.text[0]) == "Mn":
        return False
    width, fall = (char.x1 - char.x0, char.size) if char.rotation % 180 == 0 else (char.size, char.bottom - char.top)
    near_x, near_y = (SHIFT * width, DROP * fall) if char.rotation % 180 == 0 else (DROP * width, SHIFT * fall)
    return abs(char.x0 - other.x0) <= near_x and abs(char.top - other.top) <= near_y


def _covered(pairs: Sequence[tuple[Stretch, Stretch]], chars: Chars) -> tuple[list[int], int]:
    """Return the glyphs of covered lines, and the number of overprinted lines of which none is known to be covered."""
    if not pairs:
        return [], 0
    inside = {i for pair in pairs for stretch in pair for i in range(stretch.start, stretch.end)}
    elsewhere = Counter(char.font for i, char in enumerate(chars) if i not in inside and not char.text.isspace())
    covered = [covered_stretch(pair, chars, elsewhere) for pair in pairs]
    indices = {
        i for stretch in covered if stretch for i in range(stretch.start, stretch.end) if not chars[i].text.isspace()
    }
    return sorted(indices), covered.count(None)
