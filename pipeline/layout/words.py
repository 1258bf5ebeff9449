"""Glyphs to words, cut at white space and at changes of style.

Runs over a page in content order, where neighbours on paper are nearly always neighbours in the file. Every measure
is relative to the font size, since an absolute tolerance glues words of small type and splits words of large type
(pdfplumber #606, #896).
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Char, Font, Word
from pipeline.text.glyphs import restore

GAP_WITHOUT_SPACE = 0.16
"""em; white that ends a word where no space glyph is printed. LaTeX's tightest word space is 0.2, kerning and
tracking stay under 0.1."""
GAP_WITH_SPACE = 0.05
"""em; white that must be seen at a space glyph: some writers print spaces on top of letters."""
GAP_IN_SPACED_TEXT = 0.30
"""em; the same as GAP_WITHOUT_SPACE where the page prints its spaces: there, tracking is wider than a gap."""
SPACED_SHARE = 0.05
"""Space glyphs per glyph above which a page is taken to print its spaces; prose has 0.13, LaTeX 0."""
BACKWARD = -0.35
"""em; a step back of more than this ends a word: kerning and overlapping accents step back less."""

_SPACES = frozenset("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")


class _Run:
    """Glyphs of one style on one baseline that follow each other without white space: a word in the making."""

    __slots__ = ("baseline", "font", "joined", "size", "text", "x0", "x1")

    def __init__(
        self, text: list[str], x0: float, x1: float, baseline: float, size: float, font: int, joined: bool
    ) -> None:
        self.text = text
        self.x0, self.x1 = x0, x1
        self.baseline, self.size, self.font = baseline, size, font
        self.joined = joined


def read_words(chars: Sequence[Char], fonts: Sequence[Font]) -> list[Word]:
    """Return the words of upright glyphs, in content order; ``joined`` as seen from the word before in the file."""
    spaces = [char[0] for char in chars].count(" ")
    open_gap = GAP_IN_SPACED_TEXT if spaces > SPACED_SHARE * len(chars) else GAP_WITHOUT_SPACE
    runs: list[_Run] = []
    text: list[str] = []  # of the run at hand; its other values follow
    right = run_baseline = run_size = run_font = -1.0
    space = False
    for glyph, x0, _, x1, _, baseline, size, font, _, _ in chars:  # one unpacking costs less than five look-ups
        if glyph <= " " or glyph in _SPACES:
            space = True
            continue
        joined = False
        if baseline == run_baseline:
            gap = x0 - right
            same = font == run_font and size == run_size
            if same and BACKWARD * size < gap < (GAP_WITH_SPACE if space else open_gap) * size:
                text.append(glyph)
                if x1 > right:
                    runs[-1].x1 = right = x1
                space = False
                continue
            joined = gap < (GAP_WITH_SPACE if space else GAP_WITHOUT_SPACE) * min(size, run_size)
        run_baseline, run_size, run_font = baseline, size, font
        text = [glyph]
        right = x1
        runs.append(_Run(text, x0, x1, baseline, size, font, joined))
        space = False
    return [_to_word(run, fonts[run.font]) for run in runs]


def _to_word(run: _Run, font: Font) -> Word:
    text = printed = "".join(run.text)
    repair = ""
    if not printed.isascii():
        text, repair = restore(printed, font.name)
    size, baseline = run.size, run.baseline
    return Word(
        text, run.x0, baseline - 0.78 * size, run.x1, baseline + 0.22 * size, baseline, size, run.font,
        font.bold, font.italic, 0, run.joined, len(run.text), printed if repair else "", repair,
    )  # fmt: skip


def join_words(words: Sequence[Word]) -> str:
    """Return the text of words in a row: single spaces, none before a joined word."""
    return "".join(word.text if word.joined or not k else " " + word.text for k, word in enumerate(words))
