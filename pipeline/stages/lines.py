"""Glyphs to words to lines, within columns, with superscripts kept as such.

Words are put on rows by their baseline, and rows are cut where a white channel runs down the page or where a gutter
of the page, or of the document's other pages, crosses them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import compress, pairwise
from operator import itemgetter
from statistics import median

from pipeline.chars import Chars
from pipeline.document import BBox, Char, Document, Font, Line, Page, Word
from pipeline.layout.channels import split_rows
from pipeline.layout.cuts import Block
from pipeline.layout.drop_caps import put_back_drop_caps, take_drop_caps
from pipeline.layout.gutters import Gutter, gaps_at, own_gutters, shared_gutters, shown_gutters
from pipeline.layout.letterspacing import join_letterspaced, may_be_letterspaced
from pipeline.layout.right_to_left import order_right_to_left
from pipeline.layout.rows import to_rows
from pipeline.layout.sizes import is_same_size
from pipeline.layout.words import Strip, join_words, read_strips
from pipeline.text.glyphs import has_low_single_quotes, map_low_quotes, restore

TURNED_SPACE = 0.95
"""em; distance of the middles of two turned glyphs from which a space stands between; the widest letter has 0.9."""
SAME_HEIGHT = 0.1
"""Points; lines whose baselines differ by no more stand beside each other."""
SAME_SIZE = 0.06
"""Points; sizes that differ by less are one size written with other decimals."""
_TEXT, _SIZE, _REPAIR = map(itemgetter, (0, 6, 14))
"""Of a word."""
_box = partial(tuple.__new__, BBox)
"""``BBox`` of a tuple, without the call of a Python function."""


def group_lines(doc: Document) -> Document:
    """Group the glyphs that were not dropped into words and lines.

    Needs: pages, fonts, dropped.  Adds: lines, body_size, leading.  Lines of a page stand from top to bottom,
    then left to right; rotated lines come last. Raises nothing.
    """
    dropped: dict[int, set[int]] = {}
    for number, index in doc.dropped:
        dropped.setdefault(number, set()).add(index)
    pages = [_page_lines(page, doc.fonts, dropped.get(page.number, set())) for page in doc.pages]
    own = [own_gutters(Block([i for i, line in enumerate(lines) if not line.rotation], lines)) for lines in pages]
    uncut = [line for found in pages for line in found]
    body_size = _body_size(uncut)
    shared = shared_gutters(own, body_size)
    lines = [
        line
        for found, gutters in zip(pages, own, strict=True)
        for line in _split_lines(found, [*gutters, *shown_gutters(found, shared)])
    ]
    if len(lines) > len(uncut):
        body_size = _body_size(lines)
    if has_low_single_quotes("".join(line.text for line in lines if not line.text.isascii())):
        lines = [_with_single_quotes(line) for line in lines]
    return replace(doc, lines=tuple(lines), body_size=body_size, leading=_leading(lines, body_size))


def _page_lines(page: Page, fonts: Sequence[Font], dropped: set[int]) -> list[Line]:
    chars = page.chars.without(dropped) if dropped else page.chars
    upright = chars.upright()
    strips, caps = take_drop_caps(read_strips(upright, fonts))
    lines = [_row_line(page.number, row) for row in split_rows(put_back_drop_caps(to_rows(strips), caps))]
    if min([lower.baseline - upper.baseline for upper, lower in pairwise(lines)], default=1.0) <= SAME_HEIGHT:
        lines.sort(key=lambda line: (round(line.baseline, 1), line.bbox.x0))
    if len(upright) < len(chars):
        lines.extend(_rotated_lines(page.number, chars, fonts))
    return lines


def _row_line(page: int, row: Strip) -> Line:
    """Return the line of a row; one style throughout leaves nothing to find out."""
    words = row.words
    texts = list(map(_TEXT, words))
    if may_be_letterspaced(texts):
        words = join_letterspaced(words)
    text = " ".join(texts)
    if not text.isascii():
        words = order_right_to_left(words)
    if not row.is_plain or words is not row.words:
        return _to_line(page, words)
    _, _, top, _, bottom, baseline, size, _, bold, italic, _, joined, *_ = words[0]
    plain = not (bold or italic or joined or any(map(_REPAIR, words)))
    box = _box((row.left, top, row.right, bottom))
    return Line(page, box, baseline, size, bold, italic, tuple(words), text, 0, plain)


def _with_single_quotes(line: Line) -> Line:
    """Return a line whose low quotes are the single quotes that they stand for, each on record."""
    if line.text.isascii() or map_low_quotes(line.text)[1] == "":
        return line
    words = []
    for word in line.words:
        text, repair = map_low_quotes(word.text)
        words.append(word._replace(text=text, repair=repair, printed=word.printed or word.text) if repair else word)
    return replace(line, words=tuple(words), text=join_words(words), plain=False)


def _split_lines(lines: list[Line], gutters: Sequence[Gutter]) -> list[Line]:
    """Return a page's lines with those cut that run over a gutter of the page or of the document."""
    if not gutters:
        return lines
    low, high = min([gutter.x for gutter in gutters]), max([gutter.edge for gutter in gutters])
    result: list[Line] = []
    for line in lines:
        if line.bbox.x1 <= low or line.bbox.x0 >= high:
            result.append(line)
            continue
        start = 0
        for at in gaps_at(line, gutters):
            result.append(_to_line(line.page, line.words[start:at]))
            start = at
        if start:
            first = line.words[start]._replace(joined=False)
            line = _to_line(line.page, (first, *line.words[start + 1 :]))
        result.append(line)
    return result


def _to_line(page: int, words: Sequence[Word]) -> Line:
    _, x0s, tops, x1s, bottoms, _, sizes, fonts, bolds, italics, raised, _, glyphs, _, _ = zip(*words, strict=True)
    base, size = words, sizes[0]
    if any(raised) or len(set(sizes)) > 1:
        base, size = _base_of(words)
        _, _, tops, _, bottoms, _, _, fonts, bolds, italics, _, _, glyphs, _, _ = zip(*base, strict=True)
    bold, italic = bolds[0], italics[0]
    if len(set(fonts)) > 1:
        half = sum(glyphs) / 2
        bold, italic = sum(compress(glyphs, bolds)) > half, sum(compress(glyphs, italics)) > half
    box = _box((min(x0s), min(tops), max(x1s), max(bottoms)))
    return Line(page, box, base[0].baseline, size, bold, italic, tuple(words), join_words(words))


def _base_of(words: Sequence[Word]) -> tuple[Sequence[Word], float]:
    """Return the words of a line that are no scripts and have the size of most glyphs, and that size."""
    base = [word for word in words if not word.raised] or words
    size = base[0].size
    if len(set(map(_SIZE, base))) > 1:
        size = _dominant([(word.size, word.glyphs) for word in base], size)
        base = [word for word in base if abs(word.size - size) < SAME_SIZE] or base
    return base, size


def _rotated_lines(page: int, chars: Chars, fonts: Sequence[Font]) -> list[Line]:
    """Return turned text as lines: glyphs of one direction that stand on one row as their reader sees it."""
    rows: dict[tuple[int, int], list[_Turned]] = {}
    for run in chars.runs:
        if run.rotation:
            turn = math.radians(run.rotation)
            cos, sin = math.cos(turn), math.sin(turn)
            for char in chars[run.start : run.end]:
                if char.text.strip():
                    along, across = _turn(char, cos, sin)
                    row = rows.setdefault((run.rotation, round(across / (run.size or 1.0))), [])
                    row.append((along, across, char))
    return [_rotated_line(page, row, fonts) for row in rows.values()]


_Turned = tuple[float, float, Char]
"""A glyph after where its middle stands along and across its direction of writing, in points."""


def _turn(char: Char, cos: float, sin: float) -> tuple[float, float]:
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    return x * cos + y * sin, y * cos - x * sin


def _rotated_line(page: int, row: Sequence[_Turned], fonts: Sequence[Font]) -> Line:
    places, _, chars = zip(*sorted(row, key=itemgetter(0, 1)), strict=True)
    first = chars[0]
    box = BBox(
        min([char.x0 for char in chars]), min([char.top for char in chars]),
        max([char.x1 for char in chars]), max([char.bottom for char in chars]),
    )  # fmt: skip
    wide = [b - a > TURNED_SPACE * char.size for (a, b), char in zip(pairwise(places), chars, strict=False)]
    printed = "".join([(" " if gap else "") + char.text for char, gap in zip(chars, [False, *wide], strict=True)])
    font = fonts[first.font]
    text, repair = restore(printed, font.name)
    word = Word(
        text, *box, first.baseline, first.size, first.font, font.bold, font.italic, 0, False, len(chars),
        printed if repair else "", repair,
    )  # fmt: skip
    return Line(page, box, first.baseline, first.size, font.bold, font.italic, (word,), text, first.rotation)


def _body_size(lines: Iterable[Line]) -> float:
    """Return the size of most characters, in points."""
    return _dominant([(line.size, len(line.text)) for line in lines], 0.0)


def _dominant(weighted: Iterable[tuple[float, int]], default: float) -> float:
    """Return the value with the greatest weight, those a tenth apart taken together; the smaller one on a tie."""
    counts: defaultdict[float, int] = defaultdict(int)
    for value, weight in weighted:
        counts[value] += weight
    if not counts:
        return default
    most = max(counts, key=counts.__getitem__)
    if 2 * counts[most] > sum(counts.values()):
        return most
    bins: defaultdict[float, int] = defaultdict(int)
    for value, weight in counts.items():
        bins[round(value, 1)] += weight
    usual = min(bins, key=lambda value: (-bins[value], value))
    return min((value for value in counts if round(value, 1) == usual), key=lambda value: (-counts[value], value))


def _leading(lines: Sequence[Line], body_size: float) -> float:
    """Return the usual distance of baselines of neighbouring lines of body size, in points."""
    sizes = {size for size in {line.size for line in lines} if is_same_size(size, body_size)}
    steps = [
        lower.baseline - upper.baseline
        for upper, lower in pairwise(lines)
        if upper.size in sizes and lower.size in sizes and upper.page == lower.page
    ]
    usual = [round(step, 2) for step in steps if 0.9 * body_size < step < 2.6 * body_size]
    return float(median(usual)) if usual else 1.2 * body_size
