"""Glyphs to words to lines, within columns, with superscripts kept as such.

Runs over each page in content order, where neighbours on paper are nearly always neighbours in the file, and
cuts words at white space; words are then put on rows by their baseline, small raised or lowered ones on the row
they touch, and rows are cut where a white channel runs down the page. Every measure is relative to the font size,
since an absolute tolerance glues words of small type and splits words of large type (pdfplumber #606, #896).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter
from statistics import median

from pipeline.channels import split_rows
from pipeline.document import BBox, Char, Document, Font, Line, Page, Word
from pipeline.drop_caps import put_back_drop_caps, take_drop_caps
from pipeline.glyphs import restore
from pipeline.gutters import Gutter, gaps_at, own_gutters, shared_gutters
from pipeline.letterspacing import join_letterspaced
from pipeline.right_to_left import order_right_to_left

GAP_WITHOUT_SPACE = 0.16
"""em; white that ends a word where no space glyph is printed. LaTeX's tightest word space is 0.2, kerning and
tracking stay under 0.1."""
GAP_WITH_SPACE = 0.05
"""em; white that must be seen at a space glyph: some writers print spaces on top of letters."""
GAP_IN_SPACED_TEXT = 0.30
"""em; the same as GAP_WITHOUT_SPACE where the page prints its spaces: there, tracking is wider than a gap."""
SPACED_SHARE = 0.05
"""Space glyphs per glyph above which a page is taken to print its spaces; prose has 0.13, LaTeX 0."""
ROW_TOLERANCE = 0.15
"""em; baselines this close are one row. Word's rounding moves a baseline by less than 0.05."""
SMALL = 0.86
"""Share of the row's font size under which a word off the baseline is a super- or subscript (pdfalto #251:
at least 15 % smaller and raised)."""
BACKWARD = -0.35
"""em; a step back of more than this ends a word: kerning and overlapping accents step back less."""

_LARGE = 1e9


class _Run:
    """Glyphs of one style on one baseline that follow each other without white space: a word in the making."""

    __slots__ = ("after_space", "baseline", "font", "size", "text", "x0", "x1")

    def __init__(
        self, text: list[str], x0: float, x1: float, baseline: float, size: float, font: int, after_space: bool
    ) -> None:
        self.text = text
        self.x0, self.x1 = x0, x1
        self.baseline, self.size, self.font = baseline, size, font
        self.after_space = after_space


def group_lines(doc: Document) -> Document:
    """Group the glyphs that were not dropped into words and lines.

    Needs: pages, fonts, dropped.  Adds: lines, body_size, leading.  Lines of a page stand from top to bottom,
    then left to right; rotated lines come last. Raises nothing.
    """
    dropped = frozenset(doc.dropped)
    pages = [_page_lines(page, doc.fonts, dropped) for page in doc.pages]
    own = [own_gutters([i for i, line in enumerate(lines) if not line.rotation], lines) for lines in pages]
    shared = shared_gutters(own)
    lines = [
        line for found, gutters in zip(pages, own, strict=True) for line in _split_lines(found, [*gutters, *shared])
    ]
    body_size = _dominant(((line.size, sum(word.glyphs for word in line.words)) for line in lines), 0.0)
    return replace(doc, lines=tuple(lines), body_size=body_size, leading=_leading(lines, body_size))


def _page_lines(page: Page, fonts: Sequence[Font], dropped: frozenset[tuple[int, int]]) -> list[Line]:
    chars = page.chars
    if dropped:
        chars = tuple(char for i, char in enumerate(chars) if (page.number, i) not in dropped)
    upright = [char for char in chars if not char.rotation]
    words, caps = take_drop_caps(_words(upright, fonts))
    lines = [
        _to_line(page.number, piece, 0)
        for row in split_rows(put_back_drop_caps(_rows(words), caps))
        for piece in [order_right_to_left(list(join_letterspaced(row)))]
    ]
    lines.sort(key=lambda line: (round(line.baseline, 1), line.bbox.x0))
    if len(upright) < len(chars):
        lines.extend(_rotated_lines(page.number, chars, fonts))
    return lines


def _split_lines(lines: list[Line], gutters: Sequence[Gutter]) -> list[Line]:
    """Return a page's lines with those cut that run over a gutter of the page or of the document."""
    result: list[Line] = []
    for line in lines:
        start = 0
        for at in gaps_at(line, gutters):
            result.append(_to_line(line.page, line.words[start:at], 0))
            start = at
        if start:
            first = line.words[start]._replace(joined=False)
            line = _to_line(line.page, (first, *line.words[start + 1 :]), 0)
        result.append(line)
    return result


def _words(chars: Sequence[Char], fonts: Sequence[Font]) -> list[Word]:
    """Return the words of upright glyphs, in content order."""
    spaces = sum(1 for char in chars if char.text.isspace())
    open_gap = GAP_IN_SPACED_TEXT if spaces > SPACED_SHARE * len(chars) else GAP_WITHOUT_SPACE
    runs: list[_Run] = []
    text: list[str] = []  # of the run at hand; its other values follow
    right = run_baseline = run_size = run_font = -1.0
    space = False
    for glyph, x0, _, x1, _, baseline, size, font, _, _ in chars:  # one unpacking costs less than five look-ups
        if glyph.isspace() or not glyph:
            space = True
            continue
        if baseline == run_baseline and font == run_font and size == run_size:
            if BACKWARD * size < x0 - right < (GAP_WITH_SPACE if space else open_gap) * size:
                text.append(glyph)
                if x1 > right:
                    runs[-1].x1 = right = x1
                space = False
                continue
        else:
            run_baseline, run_size, run_font = baseline, size, font
        text = [glyph]
        right = x1
        runs.append(_Run(text, x0, x1, baseline, size, font, space))
        space = False
    return [_to_word(run, fonts[run.font]) for run in runs]


def _to_word(run: _Run, font: Font) -> Word:
    printed = "".join(run.text)
    text, repair = restore(printed)
    size, baseline = run.size, run.baseline
    return Word(
        text, run.x0, baseline - 0.78 * size, run.x1, baseline + 0.22 * size, baseline, size, run.font,
        font.bold, font.italic, 0, not run.after_space, len(run.text), printed if repair else "", repair,
    )  # fmt: skip


def _rows(words: list[Word]) -> list[list[Word]]:
    """Return words by row, each from left to right; small words off the baseline join the row they touch."""
    if not words:
        return []
    ordered = sorted(words, key=itemgetter(5, 1))
    rows: list[list[Word]] = []
    first = -_LARGE
    for word in ordered:
        if not rows or word.baseline - first > ROW_TOLERANCE * min(word.size, rows[-1][0].size):
            rows.append([])
            first = word.baseline
        rows[-1].append(word)
    rows = _attach_scripts(rows)
    return [_mark_joins(sorted(row, key=itemgetter(1))) for row in rows]


def _attach_scripts(rows: list[list[Word]]) -> list[list[Word]]:
    """Move super- and subscripts onto the row whose text they touch."""
    largest = [max(word.size for word in row) for row in rows]
    loose = [
        (i, j)
        for i, row in enumerate(rows)
        for most in [SMALL * max(largest[max(0, i - 2) : i + 3])]
        for j, word in enumerate(row)
        if word.size < most and _may_be_script(rows, i, word)
    ]
    moved: dict[tuple[int, int], tuple[int, Word]] = {}
    taken = set(loose)
    for i, j in loose:
        word = rows[i][j]
        home = _home_row(rows, i, word, taken)
        if home is not None:
            raised = 1 if word.baseline < home[1] else -1
            moved[i, j] = home[0], word._replace(raised=raised)
    result: list[list[Word]] = [
        [word for j, word in enumerate(row) if (i, j) not in moved] for i, row in enumerate(rows)
    ]
    for target, word in moved.values():
        result[target].append(word)
    return [row for row in result if row]


def _may_be_script(rows: list[list[Word]], i: int, word: Word) -> bool:
    """Return whether a larger word stands on a near row: cheap, before looking for the one that it touches."""
    for k in (i - 2, i - 1, i + 1, i + 2):
        if 0 <= k < len(rows) and abs(rows[k][0].baseline - word.baseline) < word.size * 1.2:
            for other in rows[k]:
                if word.size < SMALL * other.size and _touches(word, other):
                    return True
    return False


def _home_row(rows: list[list[Word]], i: int, word: Word, loose: set[tuple[int, int]]) -> tuple[int, float] | None:
    """Return index and baseline of the row that a script belongs to, the closest of those that it touches."""
    best: tuple[float, int, float] | None = None
    for k in range(max(0, i - 3), min(len(rows), i + 4)):
        for j, other in enumerate(rows[k]):
            if k == i or (k, j) in loose or word.size >= SMALL * other.size or not _touches(word, other):
                continue
            away = abs(other.baseline - word.baseline)
            if best is None or away < best[0]:
                best = away, k, other.baseline
    return None if best is None else (best[1], best[2])


def _touches(script: Word, base: Word) -> bool:
    """Return whether a script stands at the height of a base's letters and beside it.

    A note's number may hang up to two em before its text (sample en-fn-paradiplomacy); after its base a script
    follows at once.
    """
    rise = base.baseline - script.baseline
    if not -0.35 * base.size < rise < 0.75 * base.size:
        return False
    return script.x0 - base.x1 < 0.5 * base.size and base.x0 - script.x1 < (2.0 if rise > 0 else 0.5) * base.size


def _mark_joins(row: list[Word]) -> list[Word]:
    """Settle ``joined``: so far it says that no space glyph stood before the word in content order."""
    result: list[Word] = []
    before: Word | None = None
    for word in row:
        joined = False
        if before is not None:
            most = GAP_WITHOUT_SPACE if word.joined else GAP_WITH_SPACE
            joined = word.x0 - before.x1 < most * min(word.size, before.size)
        if joined != word.joined:
            word = word._replace(joined=joined)
        result.append(word)
        before = word
    return result


def _to_line(page: int, words: Sequence[Word], rotation: int) -> Line:
    size = _dominant(((word.size, word.glyphs) for word in words if not word.raised), words[0].size)
    base = [word for word in words if not word.raised and word.size == size] or list(words)
    glyphs = sum(word.glyphs for word in base) or 1
    bold = sum(word.glyphs for word in base if word.bold) * 2 > glyphs
    italic = sum(word.glyphs for word in base if word.italic) * 2 > glyphs
    box = BBox(
        min(word.x0 for word in words),
        min(word.top for word in base),
        max(word.x1 for word in words),
        max(word.bottom for word in base),
    )
    return Line(page, box, base[0].baseline, size, bold, italic, tuple(words), _line_text(words), rotation)


def _line_text(words: Iterable[Word]) -> str:
    parts: list[str] = []
    for word in words:
        if parts and not word.joined:
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def _rotated_lines(page: int, chars: Sequence[Char], fonts: Sequence[Font]) -> list[Line]:
    """Return rotated text as lines, one for each stretch of one direction in content order."""
    lines: list[Line] = []
    stretch: list[Char] = []
    for char in [*chars, None]:
        if stretch and (char is None or char.rotation != stretch[0].rotation):
            lines.append(_rotated_line(page, stretch, fonts))
            stretch = []
        if char is not None and char.rotation and char.text.strip():
            stretch.append(char)
    return lines


def _rotated_line(page: int, chars: Sequence[Char], fonts: Sequence[Font]) -> Line:
    first = chars[0]
    box = BBox(
        min(char.x0 for char in chars), min(char.top for char in chars),
        max(char.x1 for char in chars), max(char.bottom for char in chars),
    )  # fmt: skip
    printed = "".join(char.text for char in chars)
    text, repair = restore(printed)
    font = fonts[first.font]
    word = Word(
        text, *box, first.baseline, first.size, first.font, font.bold, font.italic, 0, False, len(chars),
        printed if repair else "", repair,
    )  # fmt: skip
    return Line(page, box, first.baseline, first.size, font.bold, font.italic, (word,), text, first.rotation)


def _dominant(weighted: Iterable[tuple[float, int]], default: float) -> float:
    """Return the value with the greatest weight, the smaller one on a tie."""
    counts: Counter[float] = Counter()
    for value, weight in weighted:
        counts[round(value, 1)] += weight
    return min(counts.items(), key=lambda item: (-item[1], item[0]))[0] if counts else default


def _leading(lines: Sequence[Line], body_size: float) -> float:
    """Return the usual distance of baselines of neighbouring lines of body size, in points."""
    steps = [
        lower.baseline - upper.baseline
        for upper, lower in pairwise(lines)
        if upper.page == lower.page and abs(upper.size - body_size) < 0.3 and abs(lower.size - body_size) < 0.3
    ]
    usual = [round(step, 1) for step in steps if 0.9 * body_size < step < 2.6 * body_size]
    return float(median(usual)) if usual else 1.2 * body_size
